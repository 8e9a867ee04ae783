//! Finding a project and reading its files: only what lies within it, links out of it not followed.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::command::Failure;
use crate::project::{Input, LARGEST_FILE, Project};
use crate::rule::Selection;
use crate::text;

/// The file that marks a project's root.
pub(super) const MARK: &str = "notes/kommune.toml";

/// A project found on disk.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) root: PathBuf,
    pub(super) project: Project,
    pub(super) selection: Selection,
}

/// Finds the project that `paths` lie in (the current folder where there are none) and reads what they need.
pub(super) fn open(paths: &[PathBuf]) -> Result<Found, Failure> {
    let (root, selection) = locate(paths, canonical)?;
    let inputs = inputs(&root)?;
    if !inputs.iter().any(|input| selection.has(&input.path)) {
        return Err(no_notes(paths));
    }
    Ok(Found { project: Project::read(inputs), selection, root })
}

/// A path in full, links followed; it must be there.
pub(super) fn canonical(path: &Path) -> Result<PathBuf, Failure> {
    path.canonicalize().map_err(|error| Failure::io(path, &error))
}

/// The root of the project that `paths` lie in, and what they select there. `canonical` gives a path in full, links followed.
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
        // A round's or the municipality's own file stands for all that it holds for.
        let whole = ["/runde.toml", "/kommune.toml"].into_iter().find_map(|name| relative.strip_suffix(name));
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
    let selection = if selected.iter().any(String::is_empty) { Selection::All } else { Selection::Paths(selected) };
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

fn root_of(path: &Path) -> Option<PathBuf> {
    let marked = |folder: &&Path| folder.join(MARK).is_file() && within(folder, &folder.join(MARK));
    path.ancestors().find(marked).map(Path::to_path_buf)
}

/// The way from the top of the repository around a project to its root, with `/` at its end; empty where they are the same, or
/// there is no repository. What lies above is only asked whether it has a `.git`, which is a file in a worktree.
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

/// The municipality, the rounds and the notes; of the project's templates only the names, for only typesetting reads them.
pub(super) fn inputs(root: &Path) -> Result<Vec<Input>, Failure> {
    let mut out = vec![read(root, &root.join(MARK))?];
    let name = |template| Input { path: format!("templates/{template}"), bytes: Vec::new() };
    out.extend(tree(root, "templates", TEMPLATES)?.into_iter().map(name));
    for folder in entries(&root.join("notes"))? {
        if folder.is_dir() && within(root, &folder) {
            for file in entries(&folder)? {
                let toml = file.extension().is_some_and(|extension| extension == "toml");
                if toml && file.is_file() && within(root, &file) {
                    out.push(read(root, &file)?);
                }
            }
        }
    }
    Ok(out)
}

/// A folder's entries by name; hidden ones are passed over.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let fault = |error: &std::io::Error| Failure::io(folder, error);
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| fault(&error))? {
        let entry = entry.map_err(|error| fault(&error))?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            out.push(entry.path());
        }
    }
    out.sort();
    Ok(out)
}

/// True for what lies within the root, links followed.
pub(super) fn within(root: &Path, path: &Path) -> bool {
    path.canonicalize().is_ok_and(|full| full.starts_with(root))
}

fn read(root: &Path, path: &Path) -> Result<Input, Failure> {
    // One byte more than is read tells that the file is too large.
    let bytes = bounded(path, LARGEST_FILE + 1)?;
    Ok(Input { path: slashed(path.strip_prefix(root).unwrap_or(path)), bytes })
}

/// A file's first bytes, at most so many.
pub(super) fn bounded(path: &Path, most: usize) -> Result<Vec<u8>, Failure> {
    use std::io::Read as _;
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(|error| Failure::io(path, &error))?;
    file.take(most as u64).read_to_end(&mut bytes).map_err(|error| Failure::io(path, &error))?;
    Ok(bytes)
}

/// The most bytes that are read of a template, a picture or a font.
#[cfg(feature = "typeset")]
pub(super) const LARGEST_ASSET: usize = 32 << 20;

/// How many folders below `templates/` or `fonts/` are looked in.
pub(super) const DEEPEST: usize = 4;

/// Endings of files in `templates/`.
pub(super) const TEMPLATES: &[&str] = &["typ", "svg", "png"];

/// Endings of files in `fonts/`.
#[cfg(feature = "typeset")]
pub(super) const FONTS: &[&str] = &["otf", "ttf", "ttc"];

/// True for a file's name with one of these endings.
pub(super) fn ends(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|e| endings.iter().any(|ending| e.eq_ignore_ascii_case(ending)))
}

/// The project's own templates: path from `templates/` with `/`, and content.
#[cfg(feature = "typeset")]
pub(super) fn templates(root: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    read_all(&root.join("templates"), &tree(root, "templates", TEMPLATES)?)
}

/// The project's own fonts.
#[cfg(feature = "typeset")]
pub(super) fn fonts(root: &Path) -> Result<Vec<Vec<u8>>, Failure> {
    Ok(read_all(&root.join("fonts"), &tree(root, "fonts", FONTS)?)?.into_iter().map(|(_, bytes)| bytes).collect())
}

#[cfg(feature = "typeset")]
fn read_all(folder: &Path, names: &[String]) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let mut out = Vec::new();
    for name in names {
        let path = folder.join(name);
        let bytes = bounded(&path, LARGEST_ASSET + 1)?;
        if bytes.len() > LARGEST_ASSET {
            let (path, most) = (path.display(), LARGEST_ASSET >> 20);
            return Err(Failure::new(text!("{path} er over {most} MB", "{path} is above {most} MB")));
        }
        out.push((name.clone(), bytes));
    }
    Ok(out)
}

/// Files of a folder and its subfolders with one of these endings, by path from the folder with `/`. Nothing where there is
/// no such folder.
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
            } else if wanted && within(root, &entry) {
                out.push(slashed(entry.strip_prefix(&base).unwrap_or(&entry)));
            }
        }
    }
    out.sort();
    Ok(out)
}
