//! One note to its PDF in the folder: unless it is there already, made of the same.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::command::Failure;
use crate::command::folder::Folder;
use crate::command::kept::{Entry, Kept};
use crate::diagnostic::Diagnostic;
use crate::note::Note;
use crate::page::Page;
use crate::project::Project;
use crate::prose;
use crate::reconcile::reconcile;
use crate::register::Round;
use crate::rule::page;
use crate::source::FileId;
use crate::typeset::{Attachment, Engine, Fault, TypesetError, git_blob};
use crate::view;

/// What building a note came to.
pub(super) enum Built {
    /// Made and written, with what the typesetter found strange.
    Made { name: String, entry: Option<Entry>, warnings: Vec<Diagnostic> },
    /// Made of the same before.
    Same,
    /// Could not be typeset.
    Failed(Vec<Diagnostic>),
}

/// Makes PDFs of a project's notes.
pub(super) struct Maker<'a> {
    pub(super) engine: &'a Engine,
    pub(super) project: &'a Project,
    /// Ids of each round's notes.
    pub(super) known: &'a BTreeMap<String, Vec<String>>,
    /// The folder of the PDFs.
    pub(super) out: &'a Folder,
    /// UDKAST on every page.
    pub(super) draft: bool,
    /// What was made before; none where everything is to be made anew.
    pub(super) kept: Option<&'a Kept>,
}

impl Maker<'_> {
    /// Makes the PDF of a note.
    pub(super) fn make(&self, note: &Note) -> Result<Built, Failure> {
        let Some(round) = self.project.round(note) else { return Ok(Built::Failed(Vec::new())) };
        let (page, attachments) = (self.page(note, round), self.attachments(note, round));
        let name = self.name(note);
        let made_of = match self.engine.fingerprint(&page, &attachments) {
            Ok(made_of) => made_of,
            Err(error) => return Ok(Built::Failed(told(note, &[error]))),
        };
        if self.kept.is_some_and(|kept| kept.has(self.out.path(), &name, &made_of)) {
            return Ok(Built::Same);
        }
        let missing = self.missing_glyphs(note, &page);
        if !missing.is_empty() {
            return Ok(Built::Failed(missing));
        }
        match self.engine.typeset(&page, &attachments) {
            Err(errors) => Ok(Built::Failed(told(note, &errors))),
            Ok(document) => {
                self.out.write(&name, &document.pdf)?;
                let warnings: Vec<_> =
                    document.warnings.iter().map(|error| page::strange(note, &place(error), &said(error))).collect();
                // What was strange is to be said again next time.
                let entry = warnings.is_empty().then(|| Entry::new(made_of, &document.pdf));
                Ok(Built::Made { name, entry, warnings })
            }
        }
    }

    /// Where the note's PDF is, or will be: folders and names as the notes have them, `out/budget-2020/BI8.pdf`.
    pub(super) fn path(&self, note: &Note) -> PathBuf {
        self.out.path().join(self.name(note))
    }

    fn name(&self, note: &Note) -> String {
        let file = self.project.sources.get(note.file).map_or("", |source| &source.path);
        let stem = Path::new(file).file_stem().unwrap_or_default().to_string_lossy();
        format!("{}/{stem}.pdf", note.round)
    }

    fn page(&self, note: &Note, round: &Round) -> Page {
        let others = self.known.get(&note.round).map_or(&[][..], Vec::as_slice);
        let reconciled = reconcile(note, &self.project.municipality, round);
        view::page(self.project, round, &reconciled, others, self.draft)
    }

    /// The note, its round and the municipality as they were read, each named by its content as git names it: that holds in any
    /// checkout, and without one.
    fn attachments(&self, note: &Note, round: &Round) -> Vec<Attachment> {
        let sources = &self.project.sources;
        let attach = |file: FileId, what: &str| {
            let source = sources.get(file)?;
            let bytes = source.text.as_bytes().to_vec();
            let (path, blob) = (&source.path, git_blob(&bytes));
            Some(Attachment {
                name: path.rsplit('/').next().unwrap_or(path).to_owned(),
                mime_type: "application/toml".to_owned(),
                description: format!("{what}: {path} (git-blob {blob})"),
                bytes,
            })
        };
        let of_the_round = (round.file != note.file).then(|| attach(round.file, "Runden")).flatten();
        let all = [attach(note.file, "Notatet"), of_the_round, attach(self.project.municipality.file, "Kommunen")];
        all.into_iter().flatten().collect()
    }

    /// Characters of the note's own texts that no font has: found before they fail the export, at their place.
    fn missing_glyphs(&self, note: &Note, seen: &Page) -> Vec<Diagnostic> {
        let mut out = Vec::new();
        for word in note.labels().into_iter().chain(note.prose()) {
            for (offset, character) in self.engine.missing_glyphs(&seen.theme, &word.value) {
                let end = offset + character.len_utf8();
                out.push(page::glyph(prose::place_in(&self.project.sources, word, offset, end), character));
            }
        }
        out
    }
}

/// Each breach of what the page must be, or the first fault of the template: what follows it says no more.
fn told(note: &Note, errors: &[TypesetError]) -> Vec<Diagnostic> {
    let breach = |error: &TypesetError| match error.kind {
        Fault::Accessible(breach) => Some(page::breach(note, breach, &place(error), error.hint.as_deref())),
        _ => None,
    };
    let breaches: Vec<Diagnostic> = errors.iter().filter_map(breach).collect();
    if !breaches.is_empty() {
        return breaches;
    }
    errors.first().map(|error| page::template(note, &place(error), &said(error))).into_iter().collect()
}

fn place(error: &TypesetError) -> String {
    if error.template.is_empty() {
        "templates/".to_owned()
    } else {
        format!("{}:{}:{}", error.template, error.line, error.column)
    }
}

fn said(error: &TypesetError) -> String {
    match &error.hint {
        Some(hint) => format!("{} ({hint})", error.message),
        None => error.message.clone(),
    }
}
