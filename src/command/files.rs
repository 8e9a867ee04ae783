//! Finding a project and reading its files: only what lies within it, links out of it not followed.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use crate::command::by_name;
use crate::command::disk::{self, DEEPEST, bounded, root_of, within};
use crate::command::outcome::Failure;
use crate::command::{line_ends, strays};
use crate::limit;
use crate::paths::{
    self, ELSEWHERE_FILE, FRAMES_FILE, MUNICIPALITY as MARK, MUNICIPALITY_FILE, ROUND_FILE,
};
use crate::project::{Input, Project, Unread};
use crate::rule::Selection;
use crate::sanitize;
use crate::text;

/// The root of the project that `paths` lie in (the current folder where there are none), what they
/// select of it, and its files.
pub(super) fn find(paths: &[PathBuf]) -> Result<(PathBuf, Selection, Gathered), Failure> {
    let paths = &by_name::resolved(paths)?;
    let (root, selection) = locate(paths, canonical)?;
    let gathered = gather(&root)?;
    let Gathered { inputs, unread, .. } = &gathered;
    if !inputs
        .iter()
        .map(|input| &input.path)
        .chain(unread.iter().map(|(path, _)| path))
        .any(|path| selection.has(path))
    {
        return Err(no_notes(paths));
    }
    Ok((root, selection, gathered))
}

/// A path in full, links followed; it must be there.
pub(super) fn canonical(path: &Path) -> Result<PathBuf, Failure> {
    path.canonicalize().map_err(|error| Failure::io(path, &error))
}

/// The root of the project that `paths` lie in, and what they select there. `canonical` gives a
/// path in full, links followed.
pub(super) fn locate(
    paths: &[PathBuf],
    canonical: impl Fn(&Path) -> Result<PathBuf, Failure>,
) -> Result<(PathBuf, Selection), Failure> {
    let here = [PathBuf::from(".")];
    let asked = if paths.is_empty() { &here[..] } else { paths };
    let mut root: Option<PathBuf> = None;
    let mut selected = Vec::new();
    for path in asked {
        let full = canonical(path)?;
        let found = root_of(&full).ok_or_else(|| no_root(path))?;
        if root.as_ref().is_some_and(|root| *root != found) {
            return Err(Failure::new(text!(
                "stierne hører til flere kommuner: giv dem hver for sig",
                "the paths belong to several municipalities: give them one at a time"
            )));
        }
        let relative = slashed(full.strip_prefix(&found).unwrap_or(&full));
        // A round's, its frames', what is elsewhere of it, or the municipality's own file stands for all that it holds for.
        let whole = [ROUND_FILE, FRAMES_FILE, ELSEWHERE_FILE, MUNICIPALITY_FILE]
            .into_iter()
            .find_map(|name| relative.strip_suffix(name)?.strip_suffix('/'));
        let relative = whole.map_or(relative.clone(), str::to_owned);
        // The whole project, asked for by any folder above its notes.
        if !paths.is_empty() && !relative.is_empty() {
            selected.push(relative);
        } else {
            selected.push(String::new());
        }
        root = Some(found);
    }
    let root = root.ok_or_else(|| no_root(Path::new(".")))?;
    let selection = if selected.iter().any(String::is_empty) {
        Selection::All
    } else {
        Selection::Paths(selected)
    };
    Ok((root, selection))
}

/// Nothing that was asked for is a note.
pub(super) fn no_notes(paths: &[PathBuf]) -> Failure {
    let listed = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
    let listed = if listed.is_empty() { ".".to_owned() } else { listed };
    Failure::new(text!("ingen notater i {listed}", "no notes in {listed}"))
}

fn no_root(path: &Path) -> Failure {
    let path = path.display();
    Failure::new(text!(
        "fandt ingen {MARK} i {path} eller mapperne over den; `budgetnotat init` laver en",
        "found no {MARK} in {path} or the folders above it; `budgetnotat init` makes one"
    ))
}

/// The way from the top of the repository around a project to its root, with `/` at its end; empty
/// where they are the same, or there is no repository. What lies above is only asked whether it has
/// a `.git`, which is a file in a worktree.
pub(super) fn below(root: &Path) -> String {
    let top = root.ancestors().find(|folder| folder.join(".git").exists());
    let way = top.and_then(|top| root.strip_prefix(top).ok()).map(slashed).unwrap_or_default();
    if way.is_empty() { way } else { way + "/" }
}

/// A path's parts with `/` between them, on every system.
fn slashed(path: &Path) -> String {
    let parts = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// What a project's folders hold.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered {
    /// The files that were read.
    pub(super) inputs: Vec<Input>,
    /// What is there and was not read, by path from the root.
    pub(super) unread: Vec<(String, Unread)>,
    /// Those that have other line ends in the folder than git stores.
    pub(super) turned: BTreeSet<String>,
}

/// The municipality, the rounds and the notes; of the project's templates only the names, for only
/// typesetting reads them.
pub(super) fn inputs(root: &Path) -> Result<Vec<Input>, Failure> {
    gather(root).map(|gathered| gathered.inputs)
}

/// All that a project's folders hold.
pub(super) fn gather(root: &Path) -> Result<Gathered, Failure> {
    let name = |template: String| Input { path: paths::template(&template), bytes: Vec::new() };
    let mut inputs: Vec<Input> =
        tree(root, paths::TEMPLATES, TEMPLATES)?.into_iter().map(name).collect();
    let mark = root.join(MARK);
    inputs.push(Input {
        path: MARK.to_owned(),
        bytes: bounded(&mark, limit::FILE.most + 1).map_err(|e| Failure::io(&mark, &e))?,
    });
    let mut gathered = Gathered { inputs, ..Gathered::default() };
    let mut bytes = 0;
    for folder in entries(&root.join(paths::NOTES))? {
        if !folder.is_dir() {
            let own = folder.file_name().is_some_and(|name| name == MUNICIPALITY_FILE);
            let stray = if own { None } else { strays::outside_rounds(root, &folder) };
            gathered.stray(root, &folder, stray);
            continue;
        }
        for folder in [folder.join(paths::PACKS), folder] {
            gathered.folder(root, &folder, &mut bytes)?;
        }
    }
    gathered.turned = line_ends::as_stored(root, &mut gathered.inputs);
    Ok(gathered)
}

impl Gathered {
    /// The project that was found, read on at most so many threads.
    pub(super) fn project(self, threads: usize) -> Project {
        let mut project = Project::read_on(self.inputs, threads);
        for (path, why) in self.unread {
            project.not_read(path, &why);
        }
        project
    }

    /// Keeps why a note is not read, where it is one.
    fn stray(&mut self, root: &Path, file: &Path, why: Option<Unread>) {
        let path = || slashed(file.strip_prefix(root).unwrap_or(file));
        self.unread.extend(why.map(|why| (path(), why)));
    }

    /// Reads the files of a folder, where there is one.
    fn folder(&mut self, root: &Path, folder: &Path, bytes: &mut usize) -> Result<(), Failure> {
        if !folder.is_dir() {
            return Ok(());
        }
        let path = slashed(folder.strip_prefix(root).unwrap_or(folder));
        if let Some(why) = strange(root, folder) {
            self.unread.push((path, why));
            return Ok(());
        }
        for file in entries(folder)? {
            if file.extension().is_none_or(|extension| extension != "toml") {
                let packs = file.file_name().is_some_and(|name| name == paths::PACKS);
                let stray = match file.is_dir() {
                    true if packs => None,
                    true => strays::below(root, &file),
                    false => strays::misnamed(root, &file),
                };
                self.stray(root, &file, stray);
                continue;
            }
            let path = slashed(file.strip_prefix(root).unwrap_or(&file));
            match read(root, &file) {
                Ok(input) => {
                    *bytes += input.len();
                    self.inputs.push(Input { path, bytes: input });
                }
                Err(why) => self.unread.push((path, why)),
            }
            bounds(self.inputs.len() + self.unread.len(), *bytes)?;
        }
        Ok(())
    }
}

/// Refuses what is no project, before it fills the memory.
fn bounds(files: usize, bytes: usize) -> Result<(), Failure> {
    let (most, most_mb) = (limit::FILES.most, limit::PROJECT.most >> 20);
    if files > most {
        return Err(Failure::new(text!(
            "projektet har over {most} filer; flyt det ud af notes/, der ikke er notater",
            "the project has more than {most} files; move files that are not notes out of notes/"
        )));
    }
    if bytes > limit::PROJECT.most {
        return Err(Failure::new(text!(
            "filerne i notes/ fylder over {most_mb} MB; flyt det ud, der ikke er notater",
            "the files in notes/ take more than {most_mb} MB; move out files that are not notes"
        )));
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    disk::entries(folder).map_err(|error| Failure::io(folder, &error))
}

/// Where a file of the project is to be written; a folder on the way that leads out of the project
/// is refused.
pub(super) fn target(root: &Path, path: &str) -> Result<PathBuf, Failure> {
    let full = root.join(path);
    let folder = full.ancestors().skip(1).find(|folder| folder.symlink_metadata().is_ok());
    if folder.is_some_and(|folder| within(root, folder)) {
        return Ok(full);
    }
    Err(Failure::new(text!("{path} ligger uden for projektet", "{path} is outside of the project")))
}

/// Why a file or folder is not read, where it is none of ours.
fn strange(root: &Path, path: &Path) -> Option<Unread> {
    let name = path.file_name().and_then(|name| name.to_str());
    if name.is_none_or(|name| name.contains(sanitize::steers_terminal)) {
        return Some(Unread::Name);
    }
    match path.canonicalize() {
        Ok(full) => (!full.starts_with(root)).then_some(Unread::Outside),
        Err(error) => Some(Unread::Fault(error.to_string())),
    }
}

/// A file's bytes. Only a plain file is opened: a pipe would never end.
fn read(root: &Path, path: &Path) -> Result<Vec<u8>, Unread> {
    if let Some(why) = strange(root, path) {
        return Err(why);
    }
    if !path.is_file() {
        return Err(Unread::NoFile);
    }
    // One byte more than is read tells that the file is too large.
    bounded(path, limit::FILE.most + 1).map_err(|error| Unread::Fault(error.to_string()))
}

/// The text of a file of the project, line ends as the program writes them; nothing where there is
/// none, where it lies outside, or where it is larger than any that the program writes.
pub(super) fn kept(root: &Path, path: &str) -> Option<String> {
    let full = root.join(path);
    let bytes = (full.is_file() && within(root, &full))
        .then(|| bounded(&full, LARGEST_KEPT + 1).ok())??;
    let text = String::from_utf8(bytes).ok().filter(|text| text.len() <= LARGEST_KEPT)?;
    Some(text.replace("\r\n", "\n"))
}

/// The most bytes of a file that the program wrote itself.
const LARGEST_KEPT: usize = 8 << 20;

/// Endings of files in `templates/`.
pub(super) const TEMPLATES: &[&str] = &["typ", "svg", "png"];

/// Endings of files in `fonts/`.
pub(super) const FONTS: &[&str] = &["otf", "ttf", "ttc"];

/// True for a file's name with one of these endings.
pub(super) fn ends(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|e| endings.iter().any(|ending| e.eq_ignore_ascii_case(ending)))
}

/// The project's own templates: path from `templates/` with `/`, and content.
#[cfg(feature = "typeset")]
pub(super) fn templates(root: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    read_all(&root.join(paths::TEMPLATES), &tree(root, paths::TEMPLATES, TEMPLATES)?)
}

/// The project's own fonts.
#[cfg(feature = "typeset")]
pub(super) fn fonts(root: &Path) -> Result<Vec<Vec<u8>>, Failure> {
    Ok(read_all(&root.join(paths::FONTS), &tree(root, paths::FONTS, FONTS)?)?
        .into_iter()
        .map(|(_, bytes)| bytes)
        .collect())
}

#[cfg(feature = "typeset")]
fn read_all(folder: &Path, names: &[String]) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut out = Vec::new();
    for name in names {
        let path = folder.join(name);
        let bytes =
            bounded(&path, limit::ASSET.most + 1).map_err(|error| Failure::io(&path, &error))?;
        if bytes.len() > limit::ASSET.most {
            let (path, most) = (path.display(), limit::ASSET.most >> 20);
            return Err(Failure::new(text!(
                "{path} er over {most} MB",
                "{path} is larger than {most} MB"
            )));
        }
        out.push((name.clone(), bytes));
    }
    Ok(out)
}

/// Files of a folder and its subfolders with one of these endings, by path from the folder with
/// `/`. Nothing where there is no such folder.
fn tree(root: &Path, folder: &str, endings: &[&str]) -> Result<Vec<String>, Failure> {
    let base = root.join(folder);
    let mut out = Vec::new();
    let mut queue = vec![(base.clone(), 0)];
    while let Some((current, depth)) = queue.pop() {
        if !current.is_dir() || depth > DEEPEST || !within(root, &current) {
            continue;
        }
        for entry in entries(&current)? {
            let wanted = ends(&entry, endings);
            if entry.is_dir() {
                queue.push((entry, depth + 1));
            } else if wanted && entry.is_file() && within(root, &entry) {
                out.push(slashed(entry.strip_prefix(&base).unwrap_or(&entry)));
                bounds(out.len(), 0)?;
            }
        }
    }
    out.sort();
    Ok(out)
}
