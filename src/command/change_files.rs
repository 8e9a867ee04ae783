//! What changed, as a PDF and a workbook.

use std::path::Path;

use crate::changes::paper::{About, paper};
use crate::changes::{Changes, workbook};
use crate::command::both::Both;
use crate::command::deadline::Deadline;
use crate::command::files;
use crate::command::folder::Folder;
use crate::command::outcome::Failure;
use crate::note::Date;
use crate::text;
use crate::text::{Lang, Text};
use crate::typeset::{Engine, Overrides};
use crate::view::theme;

/// The names of the files.
const PDF: &str = "aendringer.pdf";
const WORKBOOK: &str = "aendringer.xlsx";

/// Writes both files to a folder, in the project's look as it is now, and says which.
pub(super) fn write(
    both: &Both,
    changes: &Changes,
    out: &Path,
    lang: Lang,
) -> Result<Text, Failure> {
    let about = about(both, changes);
    let (templates, fonts) = (files::templates(&both.root)?, files::fonts(&both.root)?);
    let engine = Engine::new(Overrides { templates, fonts })
        .map_err(|error| Failure::new(Text::same(error)))?;
    let page = paper(changes, &about);
    let deadline = Deadline::new(None);
    let made = deadline.guard(lang, || deadline.note(PDF, || engine.typeset(&page, &[])));
    let document = made.map_err(|errors| {
        let first = errors.first().map(Text::same).unwrap_or_default();
        let Text { da, en } = first;
        Failure::new(text!("{PDF}: {da}", "{PDF}: {en}"))
    })?;
    let book = workbook::workbook(changes, &about).map_err(|fault| {
        let Text { da, en } = fault.message();
        Failure::new(text!("{WORKBOOK}: {da}", "{WORKBOOK}: {en}"))
    })?;
    let folder = Folder::lock(out.to_path_buf(), None)?;
    folder.write(PDF, &document.pdf)?;
    folder.write(WORKBOOK, &book)?;
    let (pdf, book) = (out.join(PDF), out.join(WORKBOOK));
    let (pdf, book) = (pdf.display(), book.display());
    Ok(text!("skrev {pdf}\nskrev {book}\n", "wrote {pdf}\nwrote {book}\n"))
}

fn about(both: &Both, changes: &Changes) -> About {
    let project = both.after.solved.project();
    let earlier = both.before.solved.project();
    let told = |path: &str| {
        let own = |project: &crate::project::Project| {
            project.notes.iter().any(|note| note.confidential && project.path(note.file) == path)
        };
        own(project) || own(earlier)
    };
    let notes = || changes.rounds.iter().flat_map(|round| &round.notes);
    // The day of the latest round that changed, or of the latest there is.
    let day = |folder: &str| {
        let round = project.rounds.get(folder).or_else(|| earlier.rounds.get(folder));
        round.map(|round| round.day(None))
    };
    let changed = changes.rounds.iter().filter(|round| !round.is_empty());
    let days = changed.filter_map(|round| day(&round.folder)).max();
    let days = days.or_else(|| changes.rounds.iter().filter_map(|round| day(&round.folder)).max());
    About {
        municipality: project.municipality.name.clone(),
        before: both.names.0.da.clone(),
        after: both.names.1.da.clone(),
        date: days.unwrap_or_else(|| Date::new_year(1900)).parts(),
        confidential: notes().any(|note| told(&note.path)),
        theme: theme::theme(&project.municipality.theme),
    }
}
