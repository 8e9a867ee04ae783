//! The figures of notes and packs for other programs, beside the PDFs: CSV, JSON and a workbook.

use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::audit::{self, Exported};
use crate::command::ended::Failure;
use crate::command::folder::Folder;
use crate::command::pdf::audited;
use crate::diagnostic::Diagnostic;
use crate::export::csv::Dialect;
use crate::export::{Export, csv, json, workbook};
use crate::note::Note;
use crate::pack::Packed;
use crate::rule::printed;
use crate::solved::Solved;
use crate::text;
use crate::text::Text;
use crate::view;

/// What `build` makes of a note or a pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(super) enum Output {
    /// The document
    Pdf,
    /// A workbook: every figure, and for a pack sums that follow what is marked
    Xlsx,
    /// Every figure as text: with commas, and with semicolons and decimal comma
    Csv,
    /// Every figure, and a pack's sums, as one JSON object (docs/figures.schema.json)
    Json,
}

/// What became of the figures of a note or a pack.
#[derive(Default)]
pub(super) struct Written {
    /// The files that are not as they were.
    pub(super) paths: Vec<PathBuf>,
    /// Why none was written: a fault of the program.
    pub(super) wrong: Vec<Diagnostic>,
}

/// Writes figures of a project.
pub(super) struct Writer<'a> {
    pub(super) solved: &'a Solved,
    /// The folder of the PDFs, that they are written to too.
    pub(super) out: &'a Folder,
    /// What is asked for.
    pub(super) outputs: &'a [Output],
    /// Figures may be disputed.
    pub(super) draft: bool,
}

impl Writer<'_> {
    /// True where any figures are asked for.
    fn asked(&self) -> bool {
        self.outputs.iter().any(|output| *output != Output::Pdf)
    }

    /// Writes those of a note; `pdf` is where its PDF is. Gives the files that are not as they were. What does not add up as it is
    /// printed, or is another amount than there, is not written.
    pub(super) fn note(&self, note: &Note, pdf: &Path) -> Result<Written, Failure> {
        let export = if self.asked() { Export::of_note(self.solved, note, self.draft) } else { None };
        let Some(export) = export else { return Ok(Written::default()) };
        let wrong = self.audited(note, &export);
        if !wrong.is_empty() {
            return Ok(Written { wrong, ..Written::default() });
        }
        Ok(Written { paths: self.write(&export, pdf)?, wrong })
    }

    /// What of a note's page does not add up, or what of its figures is not as it stands there.
    fn audited(&self, note: &Note, export: &Export<'_>) -> Vec<Diagnostic> {
        let project = self.solved.project();
        let page = view::page(self.solved, note, self.draft);
        let (Some(page), Some(round)) = (page, project.round(note)) else { return Vec::new() };
        let mut wrong = audited(project, note, round, &page);
        let figures: Vec<Exported> = export.told_of(note).collect();
        let held = audit::exported(note, &project.municipality, round, &page, &figures);
        wrong.extend(printed::in_note(note, &held.breaches));
        wrong
    }

    /// Writes those of a pack, if its notes' figures are as they are printed.
    pub(super) fn pack(&self, packed: &Packed<'_>, pdf: &Path) -> Result<Written, Failure> {
        if !self.asked() {
            return Ok(Written::default());
        }
        let export = Export::of_pack(self.solved, packed, self.draft);
        let notes = packed.members.iter().map(|member| member.note);
        let wrong: Vec<Diagnostic> = notes.flat_map(|note| self.audited(note, &export)).collect();
        if !wrong.is_empty() {
            return Ok(Written { wrong, ..Written::default() });
        }
        Ok(Written { paths: self.write(&export, pdf)?, wrong })
    }

    fn write(&self, export: &Export<'_>, pdf: &Path) -> Result<Vec<PathBuf>, Failure> {
        let mut written = Vec::new();
        let mut outputs = self.outputs.to_vec();
        outputs.sort_unstable();
        outputs.dedup();
        for output in outputs {
            match output {
                Output::Pdf => {}
                Output::Xlsx => {
                    let path = pdf.with_extension("xlsx");
                    let bytes = workbook::write(export).map_err(|fault| {
                        let (path, Text { da, en }) = (path.display(), fault.said());
                        Failure::new(text!("{path}: {da}", "{path}: {en}"))
                    })?;
                    self.put(path, &bytes, &mut written)?;
                }
                Output::Csv => {
                    for (ending, dialect) in [("csv", Dialect::Comma), ("semikolon.csv", Dialect::Danish)] {
                        let path = pdf.with_extension(ending);
                        let bytes = csv::write(export, dialect).map_err(|error| Failure::io(&path, &error.into()))?;
                        self.put(path, &bytes, &mut written)?;
                    }
                }
                Output::Json => {
                    let path = pdf.with_extension("json");
                    let bytes = json::write(export).map_err(|error| Failure::io(&path, &error.into()))?;
                    self.put(path, &bytes, &mut written)?;
                }
            }
        }
        Ok(written)
    }

    /// Writes a file that is not so already.
    fn put(&self, path: PathBuf, bytes: &[u8], written: &mut Vec<PathBuf>) -> Result<(), Failure> {
        if fs::read(&path).is_ok_and(|before| before == bytes) {
            return Ok(());
        }
        let name = path.strip_prefix(self.out.path()).unwrap_or(&path);
        self.out.write(&name.to_string_lossy(), bytes)?;
        written.push(path);
        Ok(())
    }
}
