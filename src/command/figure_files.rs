//! The figures of notes and packs for other programs, beside the PDFs: CSV, JSON and a workbook.

use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use crate::audit::{self, Breach, Exported, File, Handed};
use crate::command::folder::Folder;
use crate::command::outcome::Failure;
use crate::command::pack::breaches;
use crate::command::pdf::audited;
use crate::diagnostic::Diagnostic;
use crate::export::csv::Dialect;
use crate::export::{Export, csv, json, workbook};
use crate::note::Note;
use crate::pack::SolvedPack;
use crate::rule::printed;
use crate::solved::Solved;
use crate::text;
use crate::text::Text;
use crate::typeset::digest_of;
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
    /// Every file that is as it is to be, with its digest.
    pub(super) files: Vec<(PathBuf, String)>,
    /// Why none was written: a fault of the program.
    pub(super) wrong: Vec<Diagnostic>,
}

/// A file as it is to be written.
struct Made {
    path: PathBuf,
    bytes: Vec<u8>,
    sort: Sort,
    /// The figures that it tells, read back.
    read_back: Result<Vec<Exported>, Box<Breach>>,
}

/// What a file is, to be read back.
enum Sort {
    Csv { danish: bool },
    Json,
    Sheets(Vec<Handed>),
}

impl Made {
    fn new(path: PathBuf, bytes: Vec<u8>, sort: Sort) -> Self {
        let mut made = Self { path, bytes, sort, read_back: Ok(Vec::new()) };
        made.read_back = audit::read_back(made.as_file());
        made
    }

    fn as_file(&self) -> File<'_> {
        match &self.sort {
            Sort::Csv { danish } => File::Csv { bytes: &self.bytes, danish: *danish },
            Sort::Json => File::Json(&self.bytes),
            Sort::Sheets(cells) => File::Sheets(cells),
        }
    }
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

    /// Where the files of a PDF are, or will be.
    pub(super) fn paths(&self, pdfs: &[PathBuf]) -> Vec<PathBuf> {
        let endings = |output: &Output| match output {
            Output::Pdf => &[][..],
            Output::Xlsx => &["xlsx"],
            Output::Csv => &["csv", "semikolon.csv"],
            Output::Json => &["json"],
        };
        pdfs.iter()
            .flat_map(|pdf| {
                self.outputs.iter().flat_map(endings).map(|ending| pdf.with_extension(ending))
            })
            .collect()
    }

    /// Writes those of a note; `pdf` is where its PDF is. Gives the files that are not as they
    /// were. What does not add up as it is printed, or is another amount than there, is not
    /// written.
    pub(super) fn note(&self, note: &Note, pdf: &Path) -> Result<Written, Failure> {
        let export =
            if self.asked() { Export::of_note(self.solved, note, self.draft) } else { None };
        let Some(export) = export else { return Ok(Written::default()) };
        let files = self.made(&export, pdf)?;
        self.write(&files, self.audited(note, &files))
    }

    /// What of a note's page does not add up, or what of the files is not as it stands there.
    fn audited(&self, note: &Note, files: &[Made]) -> Vec<Diagnostic> {
        let project = self.solved.project();
        let page = view::page(self.solved, note, self.draft);
        let (Some(page), Some(round)) = (page, project.round(note)) else { return Vec::new() };
        let mut wrong = audited(project, note, round, &page);
        // Each file states the same, and what is wrong in one is reported once.
        for file in files {
            let breaches = match &file.read_back {
                Ok(figures) => {
                    audit::exported(note, &project.municipality, round, &page, figures).breaches
                }
                Err(breach) => vec![(**breach).clone()],
            };
            if !breaches.is_empty() {
                wrong.extend(printed::in_note(note, &breaches));
                break;
            }
        }
        wrong
    }

    /// Writes those of a pack, if its own pages add up and its notes' figures are as they are
    /// printed. `broken` is what of it has errors, where it is a draft.
    pub(super) fn pack(
        &self,
        own: &SolvedPack<'_>,
        broken: &[String],
        pdf: &Path,
    ) -> Result<Written, Failure> {
        if !self.asked() {
            return Ok(Written::default());
        }
        let (project, packed) = (self.solved.project(), &own.packed);
        let export = Export::of_pack(self.solved, packed, self.draft);
        let files = self.made(&export, pdf)?;
        let known = self.solved.known(&packed.pack.round);
        let front =
            view::pack::page(project, packed, own.overview(), known, self.draft.then_some(broken));
        let sums: Vec<File<'_>> = files.iter().map(Made::as_file).collect();
        let breaches = breaches(project, packed, &front, &sums);
        let mut wrong = printed::in_pack(packed.pack, &breaches);
        let notes = packed.members.iter().map(|member| member.note);
        let notes = notes.chain(packed.withdrawn.iter().copied());
        wrong.extend(notes.flat_map(|note| self.audited(note, &files)));
        self.write(&files, wrong)
    }

    /// Writes files where nothing is wrong.
    fn write(&self, files: &[Made], wrong: Vec<Diagnostic>) -> Result<Written, Failure> {
        let mut written = Written { wrong, ..Written::default() };
        if written.wrong.is_empty() {
            for file in files {
                self.put(file.path.clone(), &file.bytes, &mut written.paths)?;
                written.files.push((file.path.clone(), digest_of(&file.bytes)));
            }
        }
        Ok(written)
    }

    /// The files that are asked for, as they are to be written, each read back.
    fn made(&self, export: &Export<'_>, pdf: &Path) -> Result<Vec<Made>, Failure> {
        let mut files = Vec::new();
        let mut outputs = self.outputs.to_vec();
        outputs.sort_unstable();
        outputs.dedup();
        for output in outputs {
            match output {
                Output::Pdf => {}
                Output::Xlsx => {
                    let path = pdf.with_extension("xlsx");
                    let workbook::Made { bytes, cells } =
                        workbook::made(export).map_err(|fault| {
                            let (path, Text { da, en }) = (path.display(), fault.message());
                            Failure::new(text!("{path}: {da}", "{path}: {en}"))
                        })?;
                    files.push(Made::new(path, bytes, Sort::Sheets(cells)));
                }
                Output::Csv => {
                    for (ending, dialect) in
                        [("csv", Dialect::Comma), ("semikolon.csv", Dialect::Danish)]
                    {
                        let path = pdf.with_extension(ending);
                        let bytes = csv::write(export, dialect)
                            .map_err(|error| Failure::io(&path, &error.into()))?;
                        files.push(Made::new(
                            path,
                            bytes,
                            Sort::Csv { danish: dialect == Dialect::Danish },
                        ));
                    }
                }
                Output::Json => {
                    let path = pdf.with_extension("json");
                    let bytes =
                        json::write(export).map_err(|error| Failure::io(&path, &error.into()))?;
                    files.push(Made::new(path, bytes, Sort::Json));
                }
            }
        }
        Ok(files)
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
