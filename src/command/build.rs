//! `budgetnotat build`: one PDF a note and one a pack, of those that add up.

use std::collections::BTreeSet;
use std::num::{NonZeroU64, NonZeroUsize};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};

use crate::command::attach;
use crate::command::build_record::{BuildRecord, Run};
use crate::command::deadline::Deadline;
use crate::command::figure_files::{Output, Writer};
use crate::command::files::{self, Gathered};
use crate::command::folder::Folder;
use crate::command::outcome::{Failure, Outcome};
use crate::command::pack::{Packer, name as pack_file};
use crate::command::pack_parts;
use crate::command::pdf::{self, Built, Maker};
use crate::command::stale;
use crate::command::summary::{NotBuilt, Summary, Why};
use crate::command::terminal;
use crate::diagnostic::{Diagnostic, Severity};
use crate::note::Note;
use crate::pack::{Packed, SolvedPack};
use crate::parallel;
use crate::paths;
use crate::project::{Project, Selection};
use crate::report::{self, Format};
use crate::rule::{self, Checker, page, printed};
use crate::solved::Solved;
use crate::source::FileId;
use crate::text::{Lang, Text};
use crate::typeset::{Engine, Overrides, digest_of_all};
use crate::verdict::in_source_order;

/// Check notes, fill their totals in and typeset them: one PDF a note, and one a pack
///
/// A note with an error (fejl) is not built, the others are; then the exit status is 1. A pack is
/// built when it and all of its notes are without errors and written. The PDFs conform to PDF/UA-1 and
/// PDF/A-3a.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Notes, packs, rounds or folders
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
    /// A template can go on for ever, and can't be stopped otherwise: then the program ends, with
    /// exit status 2.
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<NonZeroU64>,
    /// What is made of each: pdf, and figures as xlsx, csv, json
    #[arg(
        long,
        value_name = "LIST",
        value_enum,
        value_delimiter = ',',
        default_value = "pdf",
        hide_possible_values = true
    )]
    outputs: Vec<Output>,
}

/// How many notes what Typst worked out is kept for: what the next one needs too, is there. More
/// would take memory, and hardly any time less.
const KEPT_NOTES: usize = 1;

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, Failure> {
    let (root, selection, gathered) = files::find(&args.paths)?;
    let within = args.out.is_none().then_some(root.as_path());
    let out = Folder::lock(args.out.clone().unwrap_or_else(|| root.join(paths::OUT)), within)?;
    let threads = args.jobs.map_or_else(parallel::available, NonZeroUsize::get);
    let overrides = Overrides { templates: files::templates(&root)?, fonts: files::fonts(&root)? };
    let program = overrides.digest();
    let mut record = BuildRecord::read(out.path());
    let follows = follows_from(args, &selection, &gathered, &program);
    let same = |of: &String| record.run(out.path(), of, threads);
    if let Some(run) = follows.as_ref().filter(|_| !args.force).and_then(same) {
        terminal::print(if lang == Lang::Da { &run.said.0 } else { &run.said.1 });
        return Ok(if run.failed { Outcome::Findings } else { Outcome::Clean });
    }
    let all_read = gathered.unread.is_empty();
    let solved = Solved::new(gathered.project(threads)).on_threads(threads);
    let project = solved.project();
    let (mut checked, packs) = Checker::default().check(&solved, &selection);
    if checked.is_of_nothing() {
        return Err(files::no_notes(&args.paths));
    }
    let engine = Engine::new(overrides).map_err(|error| Failure::new(Text::same(error)))?;
    let engine = engine.keep_cache(KEPT_NOTES).threads(threads);
    checked.findings.extend(unknown_font(project, &engine));
    let asked =
        project.notes.iter().map(Arc::as_ref).filter(|note| selection.has(project.path(note.file)));
    let (notes, skipped): (Vec<&Note>, Vec<&Note>) =
        asked.partition(|note| args.draft || !has_error(project, note, &checked.findings));
    if args.outputs.contains(&Output::Pdf) {
        let packed = packs.iter().flat_map(|pack| &pack.packed.members).map(|member| member.note);
        let files: BTreeSet<FileId> =
            notes.iter().copied().chain(packed).map(|note| note.file).collect();
        let attached =
            project.notes.iter().map(Arc::as_ref).filter(|note| files.contains(&note.file));
        checked.findings.extend(attach::commented(project, attached));
    }
    let rounds = pdf::rounds(&solved, &program, args.draft);
    let maker = Maker {
        rounds: &rounds,
        engine: &engine,
        solved: &solved,
        out: &out,
        draft: args.draft,
        record: (!args.force).then_some(&record),
    };
    let errors = rule::stopping_packs(checked.findings.iter().chain(&project.findings));
    let (packs, left_packs): (Vec<&SolvedPack<'_>>, Vec<&SolvedPack<'_>>) = packs
        .iter()
        .partition(|pack| args.draft || broken(project, &pack.packed, &errors).is_empty());
    let figures = Writer { solved: &solved, out: &out, outputs: &args.outputs, draft: args.draft };
    let of_notes = notes.iter().map(|note| {
        (NotBuilt::note(note, maker.path(note)), figures.note(note, &maker.path(note)))
    });
    let of_packs = packs.iter().map(|pack| {
        let path = out.path().join(pack_file(pack.packed.pack));
        (
            NotBuilt::pack(pack.packed.pack, path.clone()),
            figures.pack(pack, &broken(project, &pack.packed, &errors), &path),
        )
    });
    let (mut written, mut files, mut fault) = (Vec::new(), Vec::new(), None);
    let mut summary = Summary::default();
    for (item, result) in of_notes.chain(of_packs) {
        match result {
            Ok(made) => {
                written.extend(made.paths);
                files.extend(made.files);
                if !made.wrong.is_empty() {
                    summary.not_built.push(NotBuilt {
                        why: Why::OurFigures,
                        paths: figures.paths(&item.paths),
                        ..item
                    });
                }
                checked.findings.extend(made.wrong);
            }
            Err(failure) => fault = fault.or(Some(failure)),
        }
    }
    let (notes, packs) =
        if args.outputs.contains(&Output::Pdf) { (notes, packs) } else { (Vec::new(), Vec::new()) };
    let sheets = notes.len() + packs.iter().map(|pack| pack.packed.members.len()).sum::<usize>();
    let progress = progress(sheets, lang);
    let done = || progress.inc(1);
    let deadline = Deadline::new(args.timeout);
    let results = deadline.guard(lang, || {
        parallel::in_order(&notes, threads, |note| {
            let built = deadline.note(project.path(note.file), || maker.make(note));
            done();
            built
        })
    });
    let packer = Packer { maker: &maker, threads, done: &done, deadline: &deadline };
    // One pack after the other: the notes of each are typeset side by side.
    let packed: Vec<_> = deadline.guard(lang, || {
        packs
            .iter()
            .map(|pack| packer.make(pack, &broken(project, &pack.packed, &errors)))
            .collect()
    });
    progress.finish_and_clear();
    for path in &written {
        summary.wrote(shown(path, &root), out.is_new(path));
    }
    for note in skipped {
        summary.not_built.push(NotBuilt {
            why: Why::Errors(Vec::new()),
            ..NotBuilt::note(note, maker.path(note))
        });
    }
    for pack in left_packs {
        let why = Why::Errors(broken(project, &pack.packed, &errors));
        summary.not_built.push(NotBuilt {
            why,
            ..NotBuilt::pack(pack.packed.pack, packer.path(pack.packed.pack))
        });
    }
    let mut made = Vec::new();
    // The PDFs that are as they are to be, and whether the next run would leave them so.
    let (mut pdfs, mut repeats) = (Vec::new(), true);
    let built = notes.iter().map(|note| (maker.path(note), NotBuilt::note(note, maker.path(note))));
    let built = built.chain(
        packs
            .iter()
            .map(|pack| pack.packed.pack)
            .map(|pack| (packer.path(pack), NotBuilt::pack(pack, packer.path(pack)))),
    );
    for ((path, item), result) in built.zip(results.into_iter().chain(packed)) {
        match result {
            Ok(Built::Made { name, entry, warnings }) => {
                summary.wrote(shown(&path, &root), out.is_new(&path));
                // What is strange is to be told by who makes it again.
                repeats &= entry.is_some();
                summary.made.add(item.pack);
                pdfs.push(name.clone());
                checked.findings.extend(warnings);
                made.push((name, entry));
            }
            Ok(Built::Same { name, entry }) => {
                summary.same.add(item.pack);
                pdfs.push(name.clone());
                made.extend(entry.map(|entry| (name, Some(entry))));
            }
            Ok(Built::Failed(findings)) if printed::has(&findings) => {
                repeats = false;
                // Its figures were refused for the same.
                let same = |known: &Diagnostic, new: &Diagnostic| {
                    known.primary.span == new.primary.span && known.message == new.message
                };
                let known = checked.findings.clone();
                let new =
                    findings.into_iter().filter(|new| !known.iter().any(|known| same(known, new)));
                checked.findings.extend(new);
                summary
                    .not_built
                    .retain(|other| other.name != item.name || other.pack != item.pack);
                summary.not_built.push(NotBuilt { why: Why::Ours, ..item });
            }
            Ok(Built::Failed(findings)) => {
                repeats = false;
                checked.findings.extend(findings);
                summary.not_built.push(item);
            }
            Err(failure) => fault = fault.or(Some(failure)),
        }
    }
    let old_paths: Vec<&PathBuf> = summary.not_built.iter().flat_map(|item| &item.paths).collect();
    let old: Vec<String> =
        old_paths.iter().filter(|path| path.is_file()).map(|path| shown(path, &root)).collect();
    in_source_order(&mut checked.findings);
    let report =
        |lang| report::render(&checked, &project.sources, terminal::style(Format::Human, lang));
    let failed = report::count(&checked, Severity::Error) > 0 || !summary.not_built.is_empty();
    let run = follows.filter(|_| repeats && fault.is_none()).map(|of| {
        let again = summary.said_again(&old);
        let said = |lang| report(lang) + again.get(lang);
        let left = old_paths.iter().map(|path| ((*path).clone(), path.is_file())).collect();
        let said = (said(Lang::Da), said(Lang::En));
        Run { of, said, failed, pdfs, left, seal: String::new() }
    });
    let swept = match selection {
        // A folder of one's own choice may hold what other projects are built into.
        Selection::All if fault.is_none() && all_read && args.out.is_none() => {
            let packs: Vec<String> = project.packs.iter().map(pack_file).collect();
            pack_parts::sweep(&out, packs.iter().map(String::as_str));
            stale::sweep(&mut record, &out, &stems(project))
        }
        _ => stale::Swept::default(),
    };
    for (path, digest) in files {
        let name = path.strip_prefix(out.path()).unwrap_or(&path);
        record.keep(name.to_string_lossy().replace('\\', "/"), &digest);
    }
    record.write(&out, made, run)?;
    if let Some(failure) = fault {
        return Err(failure);
    }
    terminal::print(&report(lang));
    let of_swept = swept.lines(|name| shown(&out.path().join(name), &root));
    terminal::print(summary.message(&old, swept.removed.len()).get(lang));
    for line in &of_swept {
        terminal::print(line.get(lang));
    }
    Ok(if failed { Outcome::Findings } else { Outcome::Clean })
}

/// What the project's notes and packs are made into, from the folder and without endings: what has a
/// file there is not gone, though it may not be readable now.
fn stems(project: &Project) -> BTreeSet<String> {
    let stem = |path: &str| {
        let (round, name) = paths::in_notes(path)?.split_once('/')?;
        let name = name.rsplit('/').next().unwrap_or(name);
        Some(format!("{round}/{}", name.strip_suffix(".toml").unwrap_or(name)))
    };
    project.sources.iter().filter_map(|(_, source)| stem(&source.path)).collect()
}

/// A digest of all that a run follows from: the program with its templates and fonts, the project's
/// files, what is asked for, and how it is shown. None where that can't be told of it: files could not
/// be read, or more than PDFs is made.
fn follows_from(
    args: &Args,
    selection: &Selection,
    gathered: &Gathered,
    program: &str,
) -> Option<String> {
    if !gathered.unread.is_empty() || args.outputs != [Output::Pdf] {
        return None;
    }
    let asked = match selection {
        Selection::All => None,
        Selection::Paths(paths) => Some(paths),
    };
    let colour = terminal::style(Format::Human, Lang::Da).colour;
    let options = serde_json::to_vec(&(program, asked, args.draft, colour)).ok()?;
    let files = gathered.inputs.iter().flat_map(|input| [input.path.as_bytes(), &input.bytes]);
    Some(digest_of_all([&options[..]].into_iter().chain(files)))
}

pub(super) fn progress(notes: usize, lang: Lang) -> ProgressBar {
    let shape = match lang {
        Lang::Da => "{bar:30} {pos}/{len} notater",
        Lang::En => "{bar:30} {pos}/{len} notes",
    };
    let style =
        ProgressStyle::with_template(shape).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(notes as u64).with_style(style)
}

/// What of a pack has an error: ids of its notes, and the names of other files.
fn broken(project: &Project, packed: &Packed<'_>, errors: &BTreeSet<FileId>) -> Vec<String> {
    let files = [packed.pack.file, packed.round.file, project.municipality.file];
    let files = files.into_iter().chain(packed.round.frames_file);
    let files = files.filter(|file| errors.contains(file));
    let name = |file| project.path(file).rsplit('/').next().unwrap_or_default().to_owned();
    let notes =
        packed.members.iter().map(|member| member.note).filter(|note| errors.contains(&note.file));
    files.map(name).chain(notes.map(|note| note.id.value.clone())).collect()
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
    let mut errors = findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Error && !rule::of_pack(finding.rule));
    errors.any(|finding| {
        let file = finding.primary.span.file;
        file == note.file || Some(file) == round || file == project.municipality.file
    })
}
