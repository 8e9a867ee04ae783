//! `budgetnotat fmt`: one layout for notes, rounds and the municipality's file.

use std::path::{Path, PathBuf};

use crate::command::files::Gathered;
use crate::command::outcome::{Failure, Outcome};
use crate::command::{by_name, files, line_ends, terminal};
use crate::form::{self, Form, Same};
use crate::key::Section;
use crate::layout;
use crate::limit;
use crate::lossless::root_section;
use crate::paths::in_notes;
use crate::project::{Input, Project};
use crate::solved::Solved;
use crate::text;
use crate::text::{Lang, Text};

/// How many lines of a file's difference are shown.
const MOST_LINES: usize = 30;

/// Put notes, rounds and the municipality's file in one layout: order of keys, `10_000`, blank
/// lines
///
/// Comments stay, and so does the meaning. Files that can't be read are left as they are, and
/// named. Exit status: 0 all are as they should be, 1 some would change (with --check), 2 some
/// could not be read.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// Files or folders [default: everything under notes/]
    paths: Vec<PathBuf>,
    /// Change nothing: name each file that would change, and show how
    #[arg(long)]
    check: bool,
    /// Write the tables of notes in lines (raekker) in place of [[tabel.post]]
    #[arg(long, conflicts_with = "poster")]
    raekker: bool,
    /// Write the tables of notes as [[tabel.post]] in place of lines
    #[arg(long)]
    poster: bool,
    /// With --raekker or --poster: only the table of this id
    #[arg(long, value_name = "ID")]
    tabel: Option<String>,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, Failure> {
    let canonical = |path: &Path| path.canonicalize().map_err(|error| Failure::io(path, &error));
    let paths = by_name::resolved(&args.paths)?;
    let (root, _) = files::locate(&paths, canonical)?;
    let asked = paths.iter().map(|path| canonical(path)).collect::<Result<Vec<_>, _>>()?;
    let wanted = |input: &Input| {
        let path = root.join(&input.path);
        in_notes(&input.path).is_some()
            && (asked.is_empty() || asked.iter().any(|asked| path.starts_with(asked)))
    };
    let Gathered { inputs, turned, .. } = files::gather(&root)?;
    let inputs: Vec<Input> = inputs.into_iter().filter(wanted).collect();
    if inputs.is_empty() {
        return Err(files::no_notes(&args.paths));
    }
    let (mut changed, mut refused) = (0, 0);
    let form = match (args.raekker, args.poster) {
        (true, _) => Some(Form::Lines),
        (_, true) => Some(Form::Posts),
        _ => None,
    };
    if form.is_none() && args.tabel.is_some() {
        return Err(Failure::new(text!(
            "--tabel hører til --raekker eller --poster",
            "--tabel goes with --raekker or --poster"
        )));
    }
    let mut solved = match form {
        Some(_) => Some(Solved::new(Project::read(files::inputs(&root)?))),
        None => None,
    };
    for Input { path, bytes } in &inputs {
        let new = match (form, &mut solved) {
            (Some(form), Some(solved)) if root_section(path) == Section::Note => {
                rewritten(path, bytes, form, args.tabel.as_deref(), solved, lang)
            }
            _ => laid_out(path, bytes),
        };
        match new {
            Err(why) => {
                refused += 1;
                eprintln!("budgetnotat: {}", why.get(lang));
            }
            Ok(new) if new.as_bytes() == bytes => {}
            Ok(new) => {
                changed += 1;
                if args.check {
                    terminal::print(&difference(path, &String::from_utf8_lossy(bytes), &new, lang));
                } else {
                    let new = if turned.contains(path) { line_ends::windows(&new) } else { new };
                    terminal::write_whole(&canonical(&root.join(path))?, new.as_bytes())?;
                    terminal::print(text!("rettede {path}\n", "laid out {path}\n").get(lang));
                }
            }
        }
    }
    terminal::print(summary(inputs.len() - refused, changed, args.check).get(lang));
    match (refused, args.check && changed > 0) {
        (0, false) => Ok(Outcome::Clean),
        (0, true) => Ok(Outcome::Findings),
        _ => {
            let all = inputs.len();
            Err(Failure::new(text!(
                "{refused} af {all} filer er ikke rettet",
                "{refused} of {all} files were left as they are"
            )))
        }
    }
}

/// A note with its tables in a form; tells which were left as they are. Or why it can't be.
fn rewritten(
    path: &str,
    bytes: &[u8],
    form: Form,
    only: Option<&str>,
    solved: &mut Solved,
    lang: Lang,
) -> Result<String, Text> {
    let laid_out = laid_out(path, bytes)?;
    let project = solved.project();
    let file = project.notes.iter().map(|note| note.file).find(|file| project.path(*file) == path);
    let Some(file) = file else { return Ok(laid_out) };
    let mut same = Same::new(solved, file);
    let rewritten = form::rewrite(&laid_out, form, only, &mut |text| same.holds(text))?;
    // What was tried and refused is not what other notes are held against.
    let _ = same.holds(&rewritten.text);
    for (table, why) in &rewritten.left {
        let (da, en) = (&why.da, &why.en);
        let told = text!(
            "{path}: tabel {table} er ikke skrevet om: {da}",
            "{path}: table {table} was left as it is: {en}"
        );
        eprintln!("budgetnotat: {}", told.get(lang));
    }
    Ok(rewritten.text)
}

/// The file in its layout, or why it has none.
fn laid_out(path: &str, bytes: &[u8]) -> Result<String, Text> {
    if bytes.len() > limit::FILE.most {
        let most = limit::FILE.most >> 20;
        return Err(text!(
            "{path} er over {most} MB og er ikke rettet; er det et notat?",
            "{path} is larger than {most} MB and was left as it is; is it a note?"
        ));
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(text!(
            "{path} er ikke gemt som UTF-8 og er ikke rettet; `budgetnotat check {path}` viser hvor",
            "{path} is not saved as UTF-8 and was left as it is; `budgetnotat check {path}` shows where"
        ));
    };
    layout::format(text, root_section(path)).map_err(|why| {
        let (da, en) = (why.da, why.en);
        text!(
            "{path} er ikke rettet: {da}; `budgetnotat check {path}` siger, hvad der skal til",
            "{path} was left as it is: {en}; `budgetnotat check {path}` says what to do"
        )
    })
}

/// How many of the files that could be read are changed. Nothing to say where none could.
fn summary(files: usize, changed: usize, check: bool) -> Text {
    let (da, en) = if files == 1 { ("fil", "file") } else { ("filer", "files") };
    match (files, changed, check) {
        (0, ..) => Text::default(),
        (_, 0, _) => text!("{files} {da}: intet at rette\n", "{files} {en}: nothing to change\n"),
        (_, _, true) => text!(
            "{changed} af {files} {da} ville blive rettet: kør `budgetnotat fmt`\n",
            "{changed} of {files} {en} would change: run `budgetnotat fmt`\n"
        ),
        (..) => {
            text!("rettede {changed} af {files} {da}\n", "laid out {changed} of {files} {en}\n")
        }
    }
}

/// What would change, its first lines.
fn difference(path: &str, old: &str, new: &str, lang: Lang) -> String {
    let mut options = diffy::DiffOptions::new();
    options
        .set_context_len(1)
        .set_original_filename(path.to_owned())
        .set_modified_filename(path.to_owned());
    let whole = options.create_patch(old, new).to_string();
    let mut out: String = whole.split_inclusive('\n').take(MOST_LINES).collect();
    let left = whole.lines().count().saturating_sub(MOST_LINES);
    if left > 0 {
        out.push_str(text!("… og {left} linjer til\n", "… and {left} more lines\n").get(lang));
    }
    out
}
