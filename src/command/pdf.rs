//! One note to its PDF in the folder: unless it is there already, made of the same.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::audit;
use crate::command::attach::{attachment, distinct, how};
use crate::command::build_record::{BuildRecord, Entry};
use crate::command::elsewhere::Named;
use crate::command::folder::Folder;
use crate::command::outcome::Failure;
use crate::diagnostic::Diagnostic;
use crate::note::Note;
use crate::page::{Page, Theme};
use crate::paths;
use crate::project::Project;
use crate::prose;
use crate::register::Round;
use crate::rule::page::{self, Subject};
use crate::rule::printed;
use crate::solved::Solved;
use crate::source::Spanned;
use crate::typeset::{Attachment, Engine, Fault, TypesetError, digest_of_all};
use crate::verdict;
use crate::view;

/// What building a note or a pack came to.
pub(super) enum Built {
    /// Made and written, with what the typesetter found strange.
    Made { name: String, entry: Option<Entry>, warnings: Vec<Diagnostic> },
    /// Made of the same before; with what the record is to have of it where that is something new.
    Same { name: String, entry: Option<Entry> },
    /// Could not be typeset.
    Failed(Vec<Diagnostic>),
}

/// Makes PDFs of a project's notes.
pub(super) struct Maker<'a> {
    pub(super) engine: &'a Engine,
    pub(super) solved: &'a Solved,
    /// The folder of the PDFs.
    pub(super) out: &'a Folder,
    /// UDKAST on every page.
    pub(super) draft: bool,
    /// What was made before; none where everything is to be made anew.
    pub(super) record: Option<&'a BuildRecord>,
    /// By round, the digest of all that its notes' pages follow from besides the notes themselves.
    pub(super) rounds: &'a BTreeMap<String, String>,
}

/// For each round, the digest of all that its notes' pages follow from besides the notes
/// themselves: `program` with its templates, the municipality, the round, and the ids that a note
/// can refer to.
pub(super) fn rounds(solved: &Solved, program: &str, draft: bool) -> BTreeMap<String, String> {
    let project = solved.project();
    let of = |name: &String, round: &Round| {
        let files = [project.municipality.file, round.file];
        let files = files.into_iter().filter_map(|file| project.sources.get(file));
        let files = files.flat_map(|source| [source.path.as_bytes(), source.bytes()]);
        let own = [program.as_bytes(), &[u8::from(draft)], name.as_bytes()];
        let ids = solved.known(name).iter().map(str::as_bytes);
        let frames = round.frame_names().map(str::as_bytes);
        let named = ids.chain([&b"rammer"[..]]).chain(frames);
        digest_of_all(own.into_iter().chain(files).chain(named))
    };
    project.rounds.iter().map(|(name, round)| (name.clone(), of(name, round))).collect()
}

impl Maker<'_> {
    /// Makes the PDF of a note.
    pub(super) fn make(&self, note: &Note) -> Result<Built, Failure> {
        let name = self.name(note);
        let from = self.from(note);
        let follows =
            |record: &BuildRecord, from: &String| record.follows(self.out.path(), &name, from);
        if self.record.zip(from.as_ref()).is_some_and(|(record, from)| follows(record, from)) {
            return Ok(Built::Same { name, entry: None });
        }
        let (round, page) = (self.project().round(note), view::page(self.solved, note, self.draft));
        let (Some(round), Some(page)) = (round, page) else { return Ok(Built::Failed(Vec::new())) };
        let wrong = audited(self.project(), note, round, &page);
        if !wrong.is_empty() {
            return Ok(Built::Failed(wrong));
        }
        let attachments = self.attachments(note, round);
        let made_of = match self.engine.fingerprint(&page, &attachments) {
            Ok(made_of) => made_of,
            Err(error) => return Ok(Built::Failed(findings_of(note, &[error]))),
        };
        let made =
            |record: &BuildRecord| record.made_of(self.out.path(), &name, &made_of, from.clone());
        if let Some(entry) = self.record.and_then(made) {
            return Ok(Built::Same { name, entry: Some(entry) });
        }
        let missing = self.missing_glyphs(note, &page);
        if !missing.is_empty() {
            return Ok(Built::Failed(missing));
        }
        match self.engine.typeset(&page, &attachments) {
            Err(errors) => Ok(Built::Failed(findings_of(note, &errors))),
            Ok(document) => {
                self.out.write(&name, &document.pdf)?;
                let warnings = warned(note, &document.warnings);
                // What was strange is to be said again next time.
                let entry = warnings.is_empty().then(|| Entry::new(from, made_of, &document.pdf));
                Ok(Built::Made { name, entry, warnings })
            }
        }
    }

    /// The digest of the files that the note's page follows from, and of the program.
    fn from(&self, note: &Note) -> Option<String> {
        let source = self.project().sources.get(note.file)?;
        let round = self.rounds.get(&note.round)?;
        Some(digest_of_all([round.as_bytes(), source.path.as_bytes(), source.bytes()]))
    }

    /// The project that the notes are of.
    pub(super) fn project(&self) -> &Project {
        self.solved.project()
    }

    /// Where the note's PDF is, or will be: folders and names as the notes have them,
    /// `out/budget-2020/BI8.pdf`.
    pub(super) fn path(&self, note: &Note) -> PathBuf {
        self.out.path().join(self.name(note))
    }

    fn name(&self, note: &Note) -> String {
        let file = self.project().sources.get(note.file).map_or("", |source| &source.path);
        let stem = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
        format!("{}/{stem}.pdf", note.round)
    }

    /// The note, its round and the municipality as they are stored, and what else the note names.
    fn attachments(&self, note: &Note, round: &Round) -> Vec<Attachment> {
        let how = how(note, round);
        let attach = |file, what: &str| attachment(self.project(), file, what, how);
        let of_the_round =
            (round.file != note.file).then(|| attach(round.file, "Runden")).flatten();
        let all = [
            attach(note.file, "Notatet"),
            of_the_round,
            attach(self.project().municipality.file, "Kommunen"),
            Named::by_note(note, round, self.solved.known(&note.round)).attachment(),
        ];
        distinct(all.into_iter().flatten().collect())
    }

    /// Characters of the note's own texts that no font has: found before they fail the export, at
    /// their place.
    fn missing_glyphs(&self, note: &Note, seen: &Page) -> Vec<Diagnostic> {
        let labels = note.labels().into_iter().map(Spanned::as_text);
        let prose = note.prose().into_iter().map(Spanned::as_text);
        labels
            .chain(prose)
            .flat_map(|word| missing_glyphs(self.engine, self.project(), &seen.theme, word))
            .collect()
    }
}

/// What of a note's page does not add up as it is printed: the program's fault, and not to be
/// typeset.
pub(super) fn audited(
    project: &Project,
    note: &Note,
    round: &Round,
    page: &Page,
) -> Vec<Diagnostic> {
    printed::in_note(note, &audit::note(note, &project.municipality, round, page).breaches)
}

/// Characters of a text that no font has, each at its place.
pub(super) fn missing_glyphs(
    engine: &Engine,
    project: &Project,
    theme: &Theme,
    word: Spanned<&str>,
) -> Vec<Diagnostic> {
    let missing = engine.missing_glyphs(theme, word.value);
    let finding = |(offset, character): (usize, char)| {
        let end = offset + character.len_utf8();
        page::glyph(prose::place_in(&project.sources, &word, offset, end), character)
    };
    missing.into_iter().map(finding).collect()
}

/// Each breach of what the page must be, or the first fault of the template: what follows it says
/// no more.
pub(super) fn findings_of<'a>(
    subject: impl Into<Subject<'a>>,
    errors: &[TypesetError],
) -> Vec<Diagnostic> {
    let subject = subject.into();
    let breach = |error: &TypesetError| match error.kind {
        Fault::Accessible(breach) => {
            Some(page::breach(subject, breach, &place(error), error.hint.as_deref()))
        }
        _ => None,
    };
    let faults = errors.iter().map(|error| page::template(subject, &place(error), &message(error)));
    verdict::refused(errors.iter().filter_map(breach).collect(), faults)
}

/// What the typesetter found strange.
pub(super) fn warned<'a>(
    subject: impl Into<Subject<'a>>,
    errors: &[TypesetError],
) -> Vec<Diagnostic> {
    let subject = subject.into();
    errors.iter().map(|error| page::strange(subject, &place(error), &message(error))).collect()
}

fn place(error: &TypesetError) -> String {
    if error.template.is_empty() {
        paths::template("")
    } else {
        format!("{}:{}:{}", error.template, error.line, error.column)
    }
}

fn message(error: &TypesetError) -> String {
    match &error.hint {
        Some(hint) => format!("{} ({hint})", error.message),
        None => error.message.clone(),
    }
}
