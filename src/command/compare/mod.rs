//! `budgetnotat compare`: which pages of the notes a change in git gives another look, stated in
//! lines and shown side by side.

mod change;
mod compared;
mod html;
mod packs;
pub(super) mod side;
pub(super) mod sides;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::command::deadline::Deadline;
use crate::command::outcome::{Failure, Outcome};
use crate::command::{build, files, terminal};
use crate::correction::Correction;
use crate::note::Note;
use crate::page::Page;
use crate::text;
use crate::text::{Lang, Text};

use change::Change;
use compared::{Compared, earlier};
use html::Report;
use side::{File, Side};
use sides::Sides;

/// Show which pages a change in git gives another look, side by side
///
/// Renders every note as it was in a git revision and as it is now, each side with its own
/// templates and fonts, by this program. A line for each note that differs, and the pages before
/// and after in out/sammenligning/index.html. Exit status: 0 no page differs, 1 some do, 2 could
/// not run.
#[derive(clap::Args, Debug)]
pub(in crate::command) struct Args {
    /// The git revision to compare with: a branch, a tag, HEAD
    base: String,
    /// Notes, rounds or folders
    paths: Vec<PathBuf>,
    /// Compare with this revision rather than the working tree
    #[arg(long, value_name = "REV")]
    head: Option<String>,
    /// Folder for the report's folder [default: out/ beside notes/]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, Failure> {
    let sides = Sides::open(&args.paths, &args.base, args.head.as_deref())?;
    let Sides { root, selection, base, head } = &sides;
    let (old, new) = (base.notes(selection), head.notes(selection));
    let paths = sides.paths();
    let packs = packs::of(base, head, selection);
    if paths.is_empty() && packs.is_empty() {
        return Err(files::no_notes(&args.paths));
    }
    let out = sides.out(args.out.as_deref())?;
    let deadline = Deadline::new(None);
    let known = |path: &str| found(&new, path).note().or(found(&old, path).note());
    let labels = labels(&paths, known);
    let alike = base.typesets_as(head);
    let progress = build::progress(paths.len(), lang);
    let mut report = Report::new(lang, &base.name, &head.name, head);
    let mut tally = Tally::default();
    let mut lines = String::new();
    for (path, label) in paths.iter().zip(&labels) {
        progress.set_message(label.clone());
        let pair = Pair { path, old: found(&old, path), new: found(&new, path) };
        let Compared { change, draft, cells } =
            deadline.guard(lang, || deadline.note(path, || pair.change(base, head, alike)));
        tally.add(&change);
        let message = message(&change, draft);
        if !message.is_empty() {
            lines.extend([label, ": ", message.get(lang), "\n"]);
            let title = known(path).map_or("", |note| note.title.value.as_str());
            report.part(label, title, &message, &change, &cells)?;
        }
        progress.inc(1);
    }
    for (path, old, new) in packs {
        let compared = deadline
            .guard(lang, || deadline.note(path, || packs::change((base, old), (head, new))));
        let message = compared.change.message();
        let Some(pack) = new.or(old).filter(|_| !message.is_empty()) else { continue };
        tally.packs += 1;
        let Text { da, en } = &message;
        let name = &pack.name;
        let said = text!("pakken {name}: {da}", "the pack {name}: {en}");
        lines.extend([said.get(lang), "\n"]);
        report.part(
            text!("pakken {name}", "the pack {name}").get(lang),
            &pack.title.value,
            &message,
            &compared.change,
            &compared.cells,
        )?;
    }
    progress.finish_and_clear();
    let (ended, left_out) = (tally.message(), left_out(report.left_out));
    let name = "sammenligning/index.html";
    out.write(name, report.finished(&ended).as_bytes())?;
    let target = out.path().join(name);
    let shown = target.strip_prefix(root).unwrap_or(&target).display();
    let written = text!("skrev {shown}\n", "wrote {shown}\n");
    terminal::print(&format!(
        "{lines}{}{}{}\n",
        left_out.get(lang),
        written.get(lang),
        ended.get(lang)
    ));
    Ok(if tally.same == tally.all && tally.packs == 0 { Outcome::Clean } else { Outcome::Findings })
}

/// What is reported where the report could not hold every note's pages.
fn left_out(notes: usize) -> Text {
    if notes == 0 {
        return Text::default();
    }
    text!(
        "rapporten har ikke plads til siderne af {notes} notater: sammenlign færre ad gangen\n",
        "the report has no room for the pages of {notes} notes: compare fewer at a time\n"
    )
}

/// What each note is called: its id, with its round before it where several have the same.
fn labels<'a>(paths: &BTreeSet<&str>, known: impl Fn(&str) -> Option<&'a Note>) -> Vec<String> {
    let id = |path: &str| {
        let written = known(path)
            .map(|note| note.id.value.chars().filter(|c| !c.is_control()).collect::<String>());
        let name =
            || Path::new(path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        written.filter(|id| !id.is_empty()).unwrap_or_else(name)
    };
    let ids: Vec<String> = paths.iter().map(|path| id(path)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for id in &ids {
        *counts.entry(id).or_default() += 1;
    }
    let label = |(path, id): (&&str, &String)| match path.split('/').nth(1) {
        Some(round) if counts.get(id.as_str()).is_some_and(|count| *count > 1) => {
            format!("{round}/{id}")
        }
        _ => id.clone(),
    };
    paths.iter().zip(&ids).map(label).collect()
}

/// A file on one side.
pub(super) fn found<'a>(files: &BTreeMap<&str, File<'a>>, path: &str) -> File<'a> {
    files.get(path).copied().unwrap_or(File::Missing)
}

/// A note on both sides.
struct Pair<'a> {
    path: &'a str,
    old: File<'a>,
    new: File<'a>,
}

impl Pair<'_> {
    /// What became of it, and whether it could only be typeset as a draft: both sides are drafts
    /// where one of them has an error, or its mark would stand on every page of one side.
    fn change(&self, base: &Side, head: &Side, alike: bool) -> Compared {
        let unread = |side: &Side, file: File<'_>| {
            matches!(file, File::Unread).then(|| side.said_of(self.path))
        };
        if let Some(why) = unread(head, self.new).or_else(|| unread(base, self.old).map(earlier)) {
            return Compared::new(Change::Unknown(why), false);
        }
        let (old, new) = (self.old.note(), self.new.note());
        let draft = old.is_some_and(|note| base.has_error(note))
            || new.is_some_and(|note| head.has_error(note));
        let page = |side: &Side, note: Option<&Note>| -> Result<Option<Page>, Text> {
            let Some((note, page)) = note.and_then(|note| Some((note, side.page(note, draft)?)))
            else {
                return Ok(None);
            };
            side.audited(note, &page).map_or(Ok(Some(page)), Err)
        };
        let (old, new) = match (page(base, old).map_err(earlier), page(head, new)) {
            (Ok(old), Ok(new)) => (old, new),
            (_, Err(why)) | (Err(why), _) => return Compared::new(Change::Unknown(why), draft),
        };
        // What is the same goes the same way through the same templates.
        if alike && old == new {
            return Compared::new(Change::Same, draft);
        }
        let cells = old
            .as_ref()
            .zip(new.as_ref())
            .map_or_else(Vec::new, |(old, new)| Correction::cells(old, new));
        let before = old.map(|page| base.pictures(&page).map_err(earlier)).transpose();
        let after = new.map(|page| head.pictures(&page)).transpose();
        let change = match (before, after) {
            (_, Err(why)) | (Err(why), _) => Change::Unknown(why),
            (Ok(None), Ok(None)) => Change::Same,
            (Ok(None), Ok(Some(after))) => Change::New(after),
            (Ok(Some(before)), Ok(None)) => Change::Gone(before),
            (Ok(Some(before)), Ok(Some(after))) => Change::between(before, after),
        };
        Compared { change, draft, cells }
    }
}

fn message(change: &Change, draft: bool) -> Text {
    let message = change.message();
    if message.is_empty() || !draft {
        return message;
    }
    let Text { da, en } = message;
    text!(
        "{da} (vist som udkast: der er fejl i notatet)",
        "{en} (shown as a draft: the note has errors)"
    )
}

/// How many notes became what.
#[derive(Default)]
struct Tally {
    /// Packs that are not the same.
    packs: usize,
    all: usize,
    same: usize,
    changed: usize,
    new: usize,
    gone: usize,
    unknown: usize,
}

impl Tally {
    fn add(&mut self, change: &Change) {
        self.all += 1;
        *match change {
            Change::Same => &mut self.same,
            Change::New(_) => &mut self.new,
            Change::Gone(_) => &mut self.gone,
            Change::Pages { .. } => &mut self.changed,
            Change::Unknown(_) => &mut self.unknown,
        } += 1;
    }

    /// `5 notater sammenlignet: 2 ændret, 1 nyt, 2 uændret`.
    fn message(&self) -> Text {
        let Self { all, same, changed, new, gone, unknown, packs: _ } = self;
        let mut parts = vec![text!("{changed} ændret", "{changed} changed")];
        if *new > 0 {
            parts.push(if *new == 1 {
                text!("1 nyt", "1 new")
            } else {
                text!("{new} nye", "{new} new")
            });
        }
        if *gone > 0 {
            parts.push(text!("{gone} slettet", "{gone} deleted"));
        }
        if *unknown > 0 {
            parts.push(text!("{unknown} kan ikke sammenlignes", "{unknown} can't be compared"));
        }
        parts.push(text!("{same} uændret", "{same} unchanged"));
        let join = |lang| parts.iter().map(|part| part.get(lang)).collect::<Vec<_>>().join(", ");
        let (da, en) = (join(Lang::Da), join(Lang::En));
        let (notater, notes) = if *all == 1 { ("notat", "note") } else { ("notater", "notes") };
        text!("{all} {notater} sammenlignet: {da}", "{all} {notes} compared: {en}")
    }
}
