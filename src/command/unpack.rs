//! `budgetnotat unpack`: what a PDF has attached, put where it belongs in a folder of its own.

use std::path::{Path, PathBuf};

use crate::command::attach::{COPY, DESCRIBED};
use crate::command::disk::{bounded, entries};
use crate::command::outcome::{Failure, Outcome};
use crate::command::terminal;
use crate::limit;
use crate::paths::Place;
use crate::text;
use crate::text::{Lang, Text};
use crate::typeset::{attached, git_blob};

/// Put the files that a PDF has attached into an empty folder, where `build` can build it again
///
/// Built by the same program, with the same templates and fonts, the PDF is the same, byte for byte,
/// unless copies without comments were attached: they are told.
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// A PDF that `build` made
    pdf: PathBuf,
    /// The folder, which is made where it is missing and must be empty otherwise
    dir: PathBuf,
}

/// The most bytes of a PDF.
const LARGEST: usize = limit::PROJECT.most;

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, Failure> {
    let pdf = bounded(&args.pdf, LARGEST).map_err(|error| Failure::io(&args.pdf, &error))?;
    let shown = args.pdf.display();
    let files = attached(&pdf).map_err(|_| {
        Failure::new(text!(
            "{shown} er ikke en PDF, som `budgetnotat build` har lavet",
            "{shown} is no PDF that `budgetnotat build` made"
        ))
    })?;
    if files.is_empty() {
        return Err(Failure::new(text!(
            "{shown} har ingen filer vedhæftet",
            "{shown} has no files attached"
        )));
    }
    let known: Option<Vec<_>> = files.iter().map(|file| known(&file.description)).collect();
    let known = known.filter(|known| {
        known.iter().zip(&files).all(|(known, file)| known.blob == git_blob(&file.bytes))
    });
    let Some(known) = known else {
        return Err(Failure::new(text!(
            "{shown} har filer vedhæftet, som ikke er dem, de siges at være; intet er skrevet",
            "{shown} has files attached that are not what they are said to be; nothing was written"
        )));
    };
    if args.dir.exists() && !is_empty(&args.dir)? {
        let dir = args.dir.display();
        return Err(Failure::new(text!(
            "{dir} er ikke tom; intet er skrevet",
            "{dir} is not empty; nothing was written"
        )));
    }
    let mut said = Vec::new();
    for (known, file) in known.iter().zip(&files) {
        let path = args.dir.join(known.path);
        terminal::write_whole(&path, &file.bytes)?;
        let path = path.display();
        said.push(if known.copy {
            text!(
                "skrev {path}, en kopi uden kommentarer: PDF'en bliver den samme, men vedhæftet bliver kopien",
                "wrote {path}, a copy without comments: the PDF will be the same, but with the copy attached"
            )
        } else {
            text!("skrev {path}", "wrote {path}")
        });
    }
    for line in said {
        terminal::print(&format!("{}\n", crate::sanitize::text(line).get(lang)));
    }
    let dir = args.dir.display();
    let next: Text = text!(
        "byg dem med `budgetnotat build {dir}`\n",
        "build them with `budgetnotat build {dir}`\n"
    );
    terminal::print(next.get(lang));
    Ok(Outcome::Clean)
}

fn is_empty(dir: &Path) -> Result<bool, Failure> {
    entries(dir).map(|found| found.is_empty()).map_err(|error| Failure::io(dir, &error))
}

/// What a description says.
struct Known<'d> {
    path: &'d str,
    blob: &'d str,
    copy: bool,
}

/// Where a file belongs, and what it must hold; none where it is no file of a project.
fn known(description: &str) -> Option<Known<'_>> {
    let [before_path, before_blob, end] = DESCRIBED;
    let (_, rest) = description.split_once(before_path)?;
    let (path, blob) = rest.strip_suffix(end)?.rsplit_once(before_blob)?;
    let (blob, copy) = blob.split_once(COPY).map_or((blob, false), |(blob, _)| (blob, true));
    let ours =
        Place::of(path).is_some_and(|place| !matches!(place, Place::Template(_) | Place::Font));
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.contains(['\\', ':'])
            && !part.contains(char::is_control)
    };
    (ours
        && path.split('/').all(plain)
        && path.rsplit_once('.').is_some_and(|(_, ending)| ending == "toml"))
    .then_some(Known { path, blob, copy })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_lies_in_a_project_is_known() {
        let path = |path: &str| {
            known(&format!("Notatet: {path} (git-blob e69d)")).map(|own| own.path.to_owned())
        };
        for ours in
            ["notes/kommune.toml", "notes/r/BØ 1 (git-blob x).toml", "notes/r/pakker/p.toml"]
        {
            assert_eq!(path(ours).as_deref(), Some(ours));
        }
        for other in [
            "",
            "/notes/r/A.toml",
            "notes/../A.toml",
            "notes/r/../A.toml",
            "notes/r/pakker/..",
            "templates/a.toml",
            "notes/r/.A.toml",
            "notes/r/a\\b.toml",
            "notes/c:/A.toml",
            "notes/r/A.sh",
            "notes/r/A\n.toml",
        ] {
            assert_eq!(path(other), None, "{other}");
        }
        let copy =
            known("Runden: notes/r/runde.toml (git-blob ab, uden kommentarer af cd)").unwrap();
        assert_eq!((copy.blob, copy.copy), ("ab", true));
        assert!(known("Notatet: notes/r/A.toml").is_none());
    }
}
