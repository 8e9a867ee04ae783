//! `budgetnotat build`: one PDF a note, of the notes that add up.

use std::num::{NonZeroU64, NonZeroUsize};
use std::path::{Path, PathBuf};
use std::thread;

use indicatif::{ProgressBar, ProgressStyle};

use crate::command::deadline::Deadline;
use crate::command::folder::Folder;
use crate::command::kept::Kept;
use crate::command::pdf::{Built, Maker};
use crate::command::{Ended, Failure, files, output};
use crate::diagnostic::{Diagnostic, Severity, in_source_order};
use crate::note::Note;
use crate::project::Project;
use crate::report::{self, Format};
use crate::rule::{self, page};
use crate::text;
use crate::text::{Lang, Text};
use crate::typeset::{Engine, Overrides, side_by_side};

/// Check notes, fill their totals in and typeset them: one PDF a note
///
/// A note with an error (fejl) is not built, the others are; then the exit status is 1. The PDFs conform to PDF/UA-1 and
/// PDF/A-3a.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Notes, rounds or folders
    paths: Vec<PathBuf>,
    /// Folder for the PDFs [default: out/ beside notes/]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Build notes with errors too, marked UDKAST, the disputed figures marked
    #[arg(long)]
    draft: bool,
    /// Build unchanged notes too
    ///
    /// A note is unchanged when its sources, the templates, the fonts and the program are.
    #[arg(long)]
    force: bool,
    /// How many notes are typeset at once [default: one a processor]
    #[arg(long, short, value_name = "N")]
    jobs: Option<std::num::NonZeroUsize>,
    /// Seconds that a note may take to typeset [default: 120]
    ///
    /// A template can go on for ever, and can't be stopped otherwise: then the program ends, with exit status 2.
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<NonZeroU64>,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Ended, Failure> {
    let found = files::open(&args.paths)?;
    let project = &found.project;
    let mut checked = rule::check(project, &found.selection);
    let within = args.out.is_none().then_some(found.root.as_path());
    let out = Folder::hold(args.out.clone().unwrap_or_else(|| found.root.join("out")), within)?;
    let threads = args.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let engine = engine(&found.root)?.threads(threads);
    checked.findings.extend(unknown_font(project, &engine));
    let asked = project.notes.iter().filter(|note| found.selection.has(path(project, note)));
    let (notes, left): (Vec<&Note>, Vec<&Note>) =
        asked.partition(|note| args.draft || !has_error(project, note, &checked.findings));
    let (known, kept) = (rule::known_notes(project), Kept::read(out.path()));
    let maker =
        Maker { engine: &engine, project, known: &known, out: &out, draft: args.draft, kept: (!args.force).then_some(&kept) };
    let progress = progress(notes.len(), lang);
    let deadline = Deadline::new(args.timeout);
    let results = deadline.guard(lang, || {
        side_by_side(&notes, threads, |note| {
            let built = deadline.note(path(project, note), || maker.make(note));
            progress.inc(1);
            built
        })
    });
    progress.finish_and_clear();
    let mut told = Told { left: left.iter().map(|note| (*note, true)).collect(), ..Told::default() };
    let mut made = Vec::new();
    let mut fault = None;
    for (note, result) in notes.iter().zip(results) {
        match result {
            Ok(Built::Made { name, entry, warnings }) => {
                told.written.push(shown(&maker.path(note), &found.root));
                checked.findings.extend(warnings);
                made.push((name, entry));
            }
            Ok(Built::Same) => told.same += 1,
            Ok(Built::Failed(findings)) => {
                checked.findings.extend(findings);
                told.left.push((note, false));
            }
            Err(failure) => fault = fault.or(Some(failure)),
        }
    }
    told.old = told.left.iter().map(|(note, _)| maker.path(note)).filter(|path| path.is_file()).collect();
    let old: Vec<String> = told.old.iter().map(|path| shown(path, &found.root)).collect();
    kept.write(&out, made)?;
    if let Some(failure) = fault {
        return Err(failure);
    }
    in_source_order(&mut checked.findings);
    output::print(&report::render(&checked, &project.sources, output::style(Format::Human, lang)));
    output::print(ended(&told, &old).get(lang));
    let failed = report::count(&checked, Severity::Error) > 0;
    Ok(if failed { Ended::Findings } else { Ended::Clean })
}

/// The built-in templates and fonts, with the project's own in their place.
fn engine(root: &Path) -> Result<Engine, Failure> {
    let overrides = Overrides { templates: files::templates(root)?, fonts: files::fonts(root)? };
    Engine::new(overrides).map_err(|error| Failure::new(Text::same(error)))
}

pub(super) fn progress(notes: usize, lang: Lang) -> ProgressBar {
    let shape = match lang {
        Lang::Da => "{bar:30} {pos}/{len} notater",
        Lang::En => "{bar:30} {pos}/{len} notes",
    };
    let style = ProgressStyle::with_template(shape).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(notes as u64).with_style(style)
}

fn path<'p>(project: &'p Project, note: &Note) -> &'p str {
    project.sources.get(note.file).map_or("", |source| &source.path)
}

/// A path as people read it: from the project where it lies there.
fn shown(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}

/// The theme's font, where it is not at hand.
fn unknown_font(project: &Project, engine: &Engine) -> Option<Diagnostic> {
    let font = project.municipality.theme.font.as_ref()?;
    let families = engine.families();
    let known = families.iter().any(|family| family.eq_ignore_ascii_case(&font.value));
    (!known).then(|| page::font(font, &families))
}

/// True where a note, its round or the municipality has an error.
pub(super) fn has_error(project: &Project, note: &Note, findings: &[Diagnostic]) -> bool {
    let round = project.round(note).map(|round| round.file);
    findings.iter().filter(|finding| finding.severity() == Severity::Error).any(|finding| {
        let file = finding.primary.span.file;
        file == note.file || Some(file) == round || file == project.municipality.file
    })
}

/// What became of the notes.
#[derive(Default)]
struct Told<'a> {
    /// Paths of the PDFs that were written.
    written: Vec<String>,
    /// How many were there already, made of the same.
    same: usize,
    /// Notes that were not built, and whether a draft of them could be.
    left: Vec<(&'a Note, bool)>,
    /// PDFs of those from before.
    old: Vec<PathBuf>,
}

/// What was written, and what was left.
fn ended(told: &Told<'_>, old: &[String]) -> Text {
    let mut lines: Vec<Text> = told.written.iter().map(|path| text!("skrev {path}\n", "wrote {path}\n")).collect();
    match told.same {
        0 => {}
        1 => lines.push(text!("1 notat er uændret siden sidst\n", "1 note is unchanged since last time\n")),
        same => lines.push(text!("{same} notater er uændrede siden sidst\n", "{same} notes are unchanged since last time\n")),
    }
    for (note, as_draft) in &told.left {
        let id = &note.id.value;
        // What can't be typeset can't be a draft either.
        lines.push(if *as_draft {
            text!(
                "{id} er ikke bygget: ret fejlene, eller byg et udkast med --draft\n",
                "{id} was not built: mend the errors, or build a draft with --draft\n"
            )
        } else {
            text!("{id} er ikke bygget: ret fejlene\n", "{id} was not built: mend the errors\n")
        });
    }
    for path in old {
        lines
            .push(text!("{path} er fra før og passer ikke til notatet\n", "{path} is an older one that does not fit the note\n"));
    }
    let join = |lang| lines.iter().map(|text| text.get(lang)).collect::<String>();
    Text::new(join(Lang::Da), join(Lang::En))
}
