//! `budgetnotat rettelsesblad`: correction sheets of notes, made of two versions.

use std::path::PathBuf;

use crate::command::compare;
use crate::command::compare::side::{File, Side};
use crate::command::compare::sides::Sides;
use crate::command::deadline::Deadline;
use crate::command::outcome::{Failure, Outcome};
use crate::command::{files, terminal};
use crate::correction::{About, Correction, paper};
use crate::note::Note;
use crate::page::Page;
use crate::text;
use crate::text::{Lang, Text};
use crate::typeset::{Picture, Places, git_blob};

/// Make correction sheets: what stood in print, what shall stand, and what follows from it
///
/// One for each note that is printed otherwise than in a git revision: page, table, row and year,
/// and the sums that move with it. Where nothing is printed otherwise there is no sheet. Exit status:
/// 0 all went well, 1 a note has errors, so that its sheet can't be made, 2 could not run.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The git revision that is corrected: the one that was sent out
    base: String,
    /// Notes, rounds or folders; all where none is given
    paths: Vec<PathBuf>,
    /// Folder for the sheets [default: out/ beside notes/]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, Failure> {
    let sides = Sides::open(&args.paths, &args.base, None)?;
    let (base, head) = (&sides.base, &sides.head);
    let (old, new) = (base.notes(&sides.selection), head.notes(&sides.selection));
    let paths = sides.paths();
    if paths.is_empty() {
        return Err(files::no_notes(&args.paths));
    }
    let out = sides.out(args.out.as_deref())?;
    let deadline = Deadline::new(None);
    let (mut outcome, mut said) = (Outcome::Clean, Vec::new());
    for path in paths {
        let pair = (compare::found(&old, path), compare::found(&new, path));
        let made = deadline.guard(lang, || deadline.note(path, || sheet(base, head, path, pair)));
        said.push(match made {
            Sheet::Nothing => continue,
            Sheet::None(why) => about(path, &why),
            Sheet::Failed(why) => {
                outcome = Outcome::Findings;
                about(path, &why)
            }
            Sheet::Made { name, pdf, told_apart } => {
                out.write(&name, &pdf)?;
                let target = out.path().join(&name);
                let shown = target.strip_prefix(&sides.root).unwrap_or(&target).display();
                if told_apart {
                    text!("skrev {shown}", "wrote {shown}")
                } else {
                    text!(
                        "skrev {shown}; skriv en ny version eller revideret i notatet, så de to udgaver kan kendes fra hinanden",
                        "wrote {shown}; write a new version or revideret in the note, so that the two can be told apart"
                    )
                }
            }
        });
    }
    if said.is_empty() {
        said.push(text!(
            "intet er trykt anderledes: der er intet at rette",
            "nothing is printed otherwise: there is nothing to correct"
        ));
    }
    let lines: Vec<&str> = said.iter().map(|text| text.get(lang)).collect();
    terminal::print(&format!("{}\n", lines.join("\n")));
    Ok(outcome)
}

fn about(path: &str, why: &Text) -> Text {
    let Text { da, en } = why;
    text!("{path}: {da}", "{path}: {en}")
}

/// What became of a note's sheet.
enum Sheet {
    /// Nothing is printed otherwise.
    Nothing,
    /// There is none to be made, and why.
    None(Text),
    /// It can't be made, and why.
    Failed(Text),
    /// Its name and content, and whether the two versions have other names.
    Made { name: String, pdf: Vec<u8>, told_apart: bool },
}

fn sheet(base: &Side, head: &Side, path: &str, pair: (File<'_>, File<'_>)) -> Sheet {
    let (old, new) = match pair {
        (File::Unread, _) | (_, File::Unread) => {
            return Sheet::Failed(text!(
                "filen kan ikke læses som et notat (se `budgetnotat check`)",
                "the file can't be read as a note (see `budgetnotat check`)"
            ));
        }
        (File::Note(old), File::Note(new)) => (old, new),
        (File::Missing, File::Note(new)) => match base.namesake(new) {
            Some(old) => (old, new),
            None => {
                return Sheet::None(text!(
                    "notatet er nyt: der er ingen udgave at rette",
                    "the note is new: there is no version to correct"
                ));
            }
        },
        (File::Note(old), File::Missing) if head.namesake(old).is_some() => return Sheet::Nothing,
        (File::Note(_), File::Missing) => {
            return Sheet::None(text!(
                "notatet udgår: det siges i `budgetnotat changes`, ikke på et rettelsesblad",
                "the note is gone: `budgetnotat changes` tells of that, not a correction sheet"
            ));
        }
        (File::Missing, File::Missing) => return Sheet::Nothing,
    };
    let told_apart = old.version.on_pages() != new.version.on_pages();
    match made(base, head, (old, new)) {
        Err(why) => Sheet::Failed(why),
        Ok(None) => Sheet::Nothing,
        Ok(Some(pdf)) => Sheet::Made { name: name(path), pdf, told_apart },
    }
}

/// The sheet's name in the folder of PDFs, beside its note's.
fn name(path: &str) -> String {
    let round = path.split('/').nth(1).unwrap_or_default();
    let id = path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml"));
    format!("{round}/{}-rettelsesblad.pdf", id.unwrap_or_default())
}

/// The sheet; none where nothing is printed otherwise.
fn made(base: &Side, head: &Side, (old, new): (&Note, &Note)) -> Result<Option<Vec<u8>>, Text> {
    // What says the same has nothing to be corrected, whatever else is wrong with it.
    if base.page(old, false) == head.page(new, false) {
        return Ok(None);
    }
    let (before, after) = (page(base, old, true)?, page(head, new, false)?);
    let correction = Correction::between(&before, &after);
    if correction.is_empty() {
        // Whatever the two are compared by: what looks otherwise is never denied.
        let drawn = |side: &Side, page: &Page| -> Result<Vec<u128>, Text> {
            Ok(side.pictures(page)?.iter().map(Picture::fingerprint).collect())
        };
        let alike = drawn(base, &before)? == drawn(head, &after)?;
        return if alike {
            Ok(None)
        } else {
            Err(text!(
                "siderne er ikke ens, men forskellen kan ikke stå på et rettelsesblad: se `budgetnotat compare`",
                "the pages are not alike, but the difference can't stand on a correction sheet: see `budgetnotat compare`"
            ))
        };
    }
    let Places { labels, words } = base.places(&before)?;
    let about = About {
        before: named(base, old),
        after: named(head, new),
        again: again(old),
        pages: labels,
        words,
    };
    let page = paper(&before, &after, &correction, &about);
    let document = head
        .engine()
        .typeset(&page, &[])
        .map_err(|errors| errors.first().map(Text::same).unwrap_or_default())?;
    Ok(Some(document.pdf))
}

/// A note's page, where it has no error.
fn page(side: &Side, note: &Note, earlier: bool) -> Result<Page, Text> {
    if side.has_error(note) {
        return Err(if earlier {
            text!(
                "der var fejl i den version, der rettes: dens tal er ikke til at stole på",
                "the version that is corrected had errors: its figures can't be trusted"
            )
        } else {
            text!(
                "der er fejl i notatet (se `budgetnotat check`): ret dem først",
                "the note has errors (see `budgetnotat check`): mend them first"
            )
        });
    }
    let page = side
        .page(note, false)
        .ok_or_else(|| text!("notatets runde kan ikke læses", "the note's round can't be read"))?;
    side.audited(note, &page).map_or(Ok(page), Err)
}

/// What a version of a note is called: its typed version, and the git blob of its file, by which it
/// is found again.
fn named(side: &Side, note: &Note) -> String {
    let source = side.project().sources.get(note.file);
    let blob = source.map(|source| git_blob(source.text.as_bytes())).unwrap_or_default();
    let blob = blob.get(..12).unwrap_or_default();
    match note.version.on_pages() {
        Some(version) => format!("{version} (fil {blob})"),
        None => format!("Fil {blob}"),
    }
}

/// What is said where the version that is corrected was a corrected one itself.
fn again(old: &Note) -> Option<String> {
    let version = old.version.revised.and_then(|_| old.version.on_pages())?;
    Some(format!(
        "Den udgave, der rettes, er selv en rettet udgave: {version}. Det, der blev rettet da, står fast, hvor det ikke er rettet her."
    ))
}
