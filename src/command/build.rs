//! `budgetnotat build`: one PDF a note and one a pack, of those that add up.

use std::collections::BTreeSet;
use std::num::{NonZeroU64, NonZeroUsize};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use indicatif::{ProgressBar, ProgressStyle};

use crate::command::deadline::Deadline;
use crate::command::ended::{Ended, Failure};
use crate::command::folder::Folder;
use crate::command::kept::Kept;
use crate::command::outputs::{Output, Writer};
use crate::command::pack::{Packer, name as pack_file};
use crate::command::pdf::{Built, Maker};
use crate::command::{files, output};
use crate::diagnostic::{Diagnostic, Severity};
use crate::note::{Note, Pack};
use crate::pack::{Packed, SolvedPack};
use crate::parallel;
use crate::paths;
use crate::project::Project;
use crate::report::{self, Format};
use crate::rule::{self, Checker, page, printed};
use crate::solved::Solved;
use crate::source::FileId;
use crate::text;
use crate::text::{Lang, Text};
use crate::typeset::{Engine, Overrides};
use crate::verdict::{in_source_order, with_errors};

/// Check notes, fill their totals in and typeset them: one PDF a note, and one a pack
///
/// A note with an error (fejl) is not built, the others are; then the exit status is 1. A pack is
/// built when it and all of its notes are without errors. The PDFs conform to PDF/UA-1 and
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

pub(super) fn run(args: &Args, lang: Lang) -> Result<Ended, Failure> {
    let (root, selection, gathered) = files::find(&args.paths)?;
    let threads = args.jobs.map_or_else(parallel::available, NonZeroUsize::get);
    let solved = Solved::new(gathered.project(threads));
    let project = solved.project();
    let (mut checked, packs) = Checker::default().check(&solved, &selection);
    let within = args.out.is_none().then_some(root.as_path());
    let out = Folder::hold(args.out.clone().unwrap_or_else(|| root.join(paths::OUT)), within)?;
    let engine = engine(&root)?.threads(threads);
    checked.findings.extend(unknown_font(project, &engine));
    let asked =
        project.notes.iter().map(Arc::as_ref).filter(|note| selection.has(project.path(note.file)));
    let (notes, left): (Vec<&Note>, Vec<&Note>) =
        asked.partition(|note| args.draft || !has_error(project, note, &checked.findings));
    let kept = Kept::read(out.path());
    let maker = Maker {
        engine: &engine,
        solved: &solved,
        out: &out,
        draft: args.draft,
        kept: (!args.force).then_some(&kept),
    };
    let errors = with_errors(checked.findings.iter().chain(&project.findings));
    let (packs, left_packs): (Vec<&SolvedPack<'_>>, Vec<&SolvedPack<'_>>) = packs
        .iter()
        .partition(|pack| args.draft || broken(project, &pack.packed, &errors).is_empty());
    let figures = Writer { solved: &solved, out: &out, outputs: &args.outputs, draft: args.draft };
    let of_notes = notes
        .iter()
        .map(|note| (Left::note(note, maker.path(note)), figures.note(note, &maker.path(note))));
    let of_packs = packs.iter().map(|pack| {
        let path = out.path().join(pack_file(pack.packed.pack));
        (
            Left::pack(pack.packed.pack, path.clone()),
            figures.pack(pack, &broken(project, &pack.packed, &errors), &path),
        )
    });
    let (mut written, mut fault) = (Vec::new(), None);
    let mut told = Told::default();
    for (left, result) in of_notes.chain(of_packs) {
        match result {
            Ok(made) => {
                written.extend(made.paths);
                if !made.wrong.is_empty() {
                    told.left.push(Left {
                        why: Why::OurFigures,
                        paths: figures.paths(&left.paths),
                        ..left
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
    told.written = written.iter().map(|path| shown(path, &root)).collect();
    for note in left {
        told.left.push(Left { why: Why::Errors(Vec::new()), ..Left::note(note, maker.path(note)) });
    }
    for pack in left_packs {
        let why = Why::Errors(broken(project, &pack.packed, &errors));
        told.left.push(Left { why, ..Left::pack(pack.packed.pack, packer.path(pack.packed.pack)) });
    }
    let mut made = Vec::new();
    let built = notes.iter().map(|note| (maker.path(note), Left::note(note, maker.path(note))));
    let built = built.chain(
        packs
            .iter()
            .map(|pack| pack.packed.pack)
            .map(|pack| (packer.path(pack), Left::pack(pack, packer.path(pack)))),
    );
    for ((path, left), result) in built.zip(results.into_iter().chain(packed)) {
        match result {
            Ok(Built::Made { name, entry, warnings }) => {
                told.written.push(shown(&path, &root));
                checked.findings.extend(warnings);
                made.push((name, entry));
            }
            Ok(Built::Same) if left.pack => told.same_packs += 1,
            Ok(Built::Same) => told.same += 1,
            Ok(Built::Failed(findings)) if printed::has(&findings) => {
                // Its figures were refused for the same.
                let same = |known: &Diagnostic, new: &Diagnostic| {
                    known.primary.span == new.primary.span && known.message == new.message
                };
                let known = checked.findings.clone();
                let new =
                    findings.into_iter().filter(|new| !known.iter().any(|known| same(known, new)));
                checked.findings.extend(new);
                told.left.retain(|other| other.name != left.name || other.pack != left.pack);
                told.left.push(Left { why: Why::Ours, ..left });
            }
            Ok(Built::Failed(findings)) => {
                checked.findings.extend(findings);
                told.left.push(left);
            }
            Err(failure) => fault = fault.or(Some(failure)),
        }
    }
    let old: Vec<String> = told
        .left
        .iter()
        .flat_map(|left| &left.paths)
        .filter(|path| path.is_file())
        .map(|path| shown(path, &root))
        .collect();
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
    let style =
        ProgressStyle::with_template(shape).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(notes as u64).with_style(style)
}

/// What of a pack has an error: ids of its notes, and the names of other files.
fn broken(project: &Project, packed: &Packed<'_>, errors: &BTreeSet<FileId>) -> Vec<String> {
    let files = [packed.pack.file, packed.round.file, project.municipality.file];
    let files = files.into_iter().filter(|file| errors.contains(file));
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

/// What became of the notes and packs.
#[derive(Default)]
struct Told {
    /// Paths of the PDFs that were written.
    written: Vec<String>,
    /// How many notes were there already, made of the same.
    same: usize,
    /// How many packs.
    same_packs: usize,
    /// What was not built.
    left: Vec<Left>,
}

/// What was not built.
struct Left {
    /// A note's id, a pack's title.
    name: String,
    /// True for a pack.
    pack: bool,
    /// The files from before, where there are any.
    paths: Vec<PathBuf>,
    /// Why.
    why: Why,
}

/// Why something was not built.
enum Why {
    /// It has errors: of a pack, these have. It could be a draft.
    Errors(Vec<String>),
    /// It can't be typeset, as a draft neither.
    Refused,
    /// What would be printed does not add up: the program's fault.
    Ours,
    /// Its figures for other programs are not those of its pages, or these don't add up.
    OurFigures,
}

/// A pack of hundreds of notes may have many with errors: the first few are enough to begin with.
const MOST_NAMED: usize = 5;

impl Left {
    fn note(note: &Note, path: PathBuf) -> Self {
        Self { name: note.id.value.clone(), pack: false, paths: vec![path], why: Why::Refused }
    }

    fn pack(pack: &Pack, path: PathBuf) -> Self {
        Self { name: pack.title.value.clone(), pack: true, paths: vec![path], why: Why::Refused }
    }

    fn said(&self) -> Text {
        let name = if self.pack {
            let name = &self.name;
            text!("pakken {name}", "the pack {name}")
        } else {
            Text::same(&self.name)
        };
        let Text { da: name, en: name_en } = name;
        match &self.why {
            Why::Errors(_) if !self.pack => text!(
                "{name} er ikke bygget: ret fejlene, eller byg et udkast med --draft\n",
                "{name_en} was not built: mend the errors, or build a draft with --draft\n"
            ),
            Why::Errors(broken) => {
                let Text { da, en } = few(broken);
                text!(
                    "{name} er ikke bygget: der er fejl i {da}; ret dem, eller byg et udkast med --draft\n",
                    "{name_en} was not built: there are errors in {en}; mend them, or build a draft with --draft\n"
                )
            }
            Why::Refused => text!(
                "{name} er ikke bygget: ret fejlene\n",
                "{name_en} was not built: mend the errors\n"
            ),
            Why::Ours => text!(
                "{name} er ikke bygget: fejlen er programmets, ikke din. Meld den; den standser ikke det andet\n",
                "{name_en} was not built: the fault is the program's, not yours. Report it; it stops nothing else\n"
            ),
            Why::OurFigures => text!(
                "tallene til andre programmer fra {name} er ikke skrevet: fejlen er programmets, ikke din. Meld den; den standser ikke det andet\n",
                "the figures of {name_en} for other programs were not written: the fault is the program's, not yours. Report it; it stops nothing else\n"
            ),
        }
    }
}

/// The first few of what has errors, and how many more.
fn few(broken: &[String]) -> Text {
    let few: Vec<Text> = broken.iter().take(MOST_NAMED).map(Text::same).collect();
    let more = broken.len().saturating_sub(MOST_NAMED);
    if more == 0 {
        return Text::list(&few);
    }
    let list = few.iter().map(|text| text.da.as_str()).collect::<Vec<_>>().join(", ");
    text!("{list} og {more} til", "{list} and {more} more")
}

/// What was written, and what was left.
fn ended(told: &Told, old: &[String]) -> Text {
    let mut lines: Vec<Text> =
        told.written.iter().map(|path| text!("skrev {path}\n", "wrote {path}\n")).collect();
    match told.same {
        0 => {}
        1 => lines.push(text!(
            "1 notat er uændret siden sidst\n",
            "1 note is unchanged since last time\n"
        )),
        same => lines.push(text!(
            "{same} notater er uændrede siden sidst\n",
            "{same} notes are unchanged since last time\n"
        )),
    }
    match told.same_packs {
        0 => {}
        1 => lines.push(text!(
            "1 pakke er uændret siden sidst\n",
            "1 pack is unchanged since last time\n"
        )),
        same => lines.push(text!(
            "{same} pakker er uændrede siden sidst\n",
            "{same} packs are unchanged since last time\n"
        )),
    }
    lines.extend(told.left.iter().map(Left::said));
    for path in old {
        lines.push(text!(
            "{path} er fra før og passer ikke til kilderne\n",
            "{path} is an older one that does not fit the sources\n"
        ));
    }
    let join = |lang| lines.iter().map(|text| text.get(lang)).collect::<String>();
    Text::new(join(Lang::Da), join(Lang::En))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_programs_fault_is_said_to_be_so() {
        let left = |pack, why| Left { name: "BI8".to_owned(), pack, paths: Vec::new(), why };
        for (left, da, en) in [
            (
                left(false, Why::Ours),
                "BI8 er ikke bygget: fejlen er programmets",
                "BI8 was not built: the fault is the program's",
            ),
            (
                left(true, Why::Ours),
                "pakken BI8 er ikke bygget: fejlen er programmets",
                "the pack BI8 was not built",
            ),
            (
                left(false, Why::OurFigures),
                "fra BI8 er ikke skrevet: fejlen er programmets",
                "were not written: the fault",
            ),
        ] {
            let said = left.said();
            assert!(said.da.contains(da) && said.en.contains(en), "{said:?}");
            assert!(!said.da.contains("ret fejlene") && said.da.ends_with('\n'));
        }
        assert!(left(false, Why::Refused).said().da.contains("ret fejlene"));
        assert!(
            left(true, Why::Errors(vec!["A".to_owned()])).said().da.contains("der er fejl i A")
        );
    }
}
