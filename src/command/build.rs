//! `budgetnotat build`: one PDF a note, of the notes that add up.

use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};

use crate::command::{BuildArgs, Ended, Failure, files, output};
use crate::diagnostic::{Diagnostic, Severity, in_source_order};
use crate::note::Note;
use crate::project::Project;
use crate::reconcile::reconcile;
use crate::report::{self, Format};
use crate::rule::{self, page};
use crate::text;
use crate::text::{Lang, Text};
use crate::typeset::{Engine, Overrides};
use crate::{prose, view};

pub(super) fn run(args: &BuildArgs, lang: Lang) -> Result<Ended, Failure> {
    let found = files::open(&args.paths)?;
    let project = &found.project;
    let mut checked = rule::check(project, &found.selection);
    let out = args.out.clone().unwrap_or_else(|| found.root.join("out"));
    let engine = engine(&found.root)?;
    let notes: Vec<&Note> = project.notes.iter().filter(|note| found.selection.has(path(project, note))).collect();
    let progress = progress(notes.len(), lang);
    let known = rule::known_notes(project);
    let mut built = Vec::new();
    let mut left: Vec<(&Note, bool)> = Vec::new();
    for note in notes {
        progress.set_message(note.id.value.clone());
        if !args.draft && has_error(project, note, &checked.findings) {
            left.push((note, true));
        } else {
            let others = known.get(&note.round).map_or(&[][..], Vec::as_slice);
            match typeset(&engine, project, note, others, args.draft) {
                Ok(pdf) => {
                    let target = target(project, note, &out);
                    output::write_whole(&target, &pdf)?;
                    built.push(target);
                }
                Err(findings) => {
                    checked.findings.extend(findings);
                    left.push((note, false));
                }
            }
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    in_source_order(&mut checked.findings);
    let style = output::style(Format::Human, lang);
    output::print(&report::render(&checked, &project.sources, style));
    output::print(ended(&built, &left, &found.root).get(lang));
    let failed = report::count(&checked, Severity::Error) > 0;
    Ok(if failed { Ended::Findings } else { Ended::Clean })
}

/// The built-in templates and fonts, with the project's own in their place.
fn engine(root: &Path) -> Result<Engine, Failure> {
    let templates = files::tree(root, "templates", &["typ", "svg", "png"])?;
    let fonts = files::tree(root, "fonts", &["otf", "ttf", "ttc"])?.into_iter().map(|(_, bytes)| bytes).collect();
    Engine::new(Overrides { templates, fonts }).map_err(|error| Failure::new(Text::same(error)))
}

fn progress(notes: usize, lang: Lang) -> ProgressBar {
    let shape = match lang {
        Lang::Da => "{bar:30} {pos}/{len} notater  {msg}",
        Lang::En => "{bar:30} {pos}/{len} notes  {msg}",
    };
    let style = ProgressStyle::with_template(shape).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(notes as u64).with_style(style)
}

fn path<'p>(project: &'p Project, note: &Note) -> &'p str {
    project.sources.get(note.file).map_or("", |source| &source.path)
}

/// True where a note, its round or the municipality has an error.
fn has_error(project: &Project, note: &Note, findings: &[Diagnostic]) -> bool {
    let round = project.round(note).map(|round| round.file);
    findings.iter().filter(|finding| finding.severity() == Severity::Error).any(|finding| {
        let file = finding.primary.span.file;
        file == note.file || Some(file) == round || file == project.municipality.file
    })
}

/// `out/budget-2020/BI8.pdf`: folders and names as the notes have them.
fn target(project: &Project, note: &Note, out: &Path) -> PathBuf {
    let name = Path::new(path(project, note)).file_stem().unwrap_or_default();
    out.join(&note.round).join(name).with_extension("pdf")
}

fn typeset(engine: &Engine, project: &Project, note: &Note, others: &[String], draft: bool) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let Some(round) = project.round(note) else { return Err(Vec::new()) };
    let missing = missing_glyphs(engine, project, note);
    if !missing.is_empty() {
        return Err(missing);
    }
    let reconciled = reconcile(note, &project.municipality, round);
    let seen = view::page(project, round, &reconciled, others, draft);
    engine.pdf(&seen, &[]).map_err(|errors| {
        let first = errors.into_iter().next();
        first.map(|error| page::template(note, &place(&error), &said(&error))).into_iter().collect()
    })
}

fn place(error: &crate::typeset::TypesetError) -> String {
    if error.template.is_empty() {
        "templates/".to_owned()
    } else {
        format!("{}:{}:{}", error.template, error.line, error.column)
    }
}

fn said(error: &crate::typeset::TypesetError) -> String {
    match &error.hint {
        Some(hint) => format!("{} ({hint})", error.message),
        None => error.message.clone(),
    }
}

/// Characters of the note's own texts that no font has: found before they fail the export, at their place.
fn missing_glyphs(engine: &Engine, project: &Project, note: &Note) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for word in note.labels().into_iter().chain(note.prose()) {
        for (offset, character) in engine.missing_glyphs(&word.value) {
            let end = offset + character.len_utf8();
            out.push(page::glyph(prose::place_in(&project.sources, word, offset, end), character));
        }
    }
    out
}

/// What was written, and what was left.
fn ended(built: &[PathBuf], left: &[(&Note, bool)], root: &Path) -> Text {
    let shown = |path: &PathBuf| path.strip_prefix(root).unwrap_or(path).display().to_string();
    let written = built.iter().map(|path| {
        let path = shown(path);
        text!("skrev {path}\n", "wrote {path}\n")
    });
    let not_built = left.iter().map(|(note, as_draft)| {
        let id = &note.id.value;
        // What can't be typeset can't be a draft either.
        if *as_draft {
            text!(
                "{id} er ikke bygget: ret fejlene, eller byg et udkast med --draft\n",
                "{id} was not built: mend the errors, or build a draft with --draft\n"
            )
        } else {
            text!("{id} er ikke bygget: ret fejlene\n", "{id} was not built: mend the errors\n")
        }
    });
    let lines: Vec<Text> = written.chain(not_built).collect();
    let join = |lang| lines.iter().map(|text| text.get(lang)).collect::<String>();
    Text::new(join(Lang::Da), join(Lang::En))
}
