//! What changed since a revision, and what depends on it.

use std::path::Path;

use crate::command::files;
use crate::command::git::{Entry, Repository};
use crate::command::outcome::Failure;
use crate::dependencies;
use crate::limit;
use crate::paths::{NOTES, TEMPLATES};
use crate::project::{Input, Project};
use crate::rule::Selection;

/// Of what was asked for, the files that are not as they were in a revision, and those that depend
/// on them.
pub(super) fn selection(
    root: &Path,
    project: &Project,
    asked: &Selection,
    revision: &str,
) -> Result<Selection, Failure> {
    let repository = Repository::of(root)?;
    let commit = repository.commit(revision)?;
    let changed = repository.changed(&commit, &[NOTES, TEMPLATES])?;
    // Changed notes as they were: their ids may be others' now, or nobody's.
    let listed = repository.files(&commit, &[NOTES])?;
    let noted = |entry: &&Entry| {
        changed.contains(&entry.path) && files::ends(Path::new(&entry.path), &["toml"])
    };
    let wanted: Vec<(&Entry, usize)> =
        listed.iter().filter(noted).map(|entry| (entry, limit::FILE.most + 1)).collect();
    let contents = repository.contents(&wanted)?;
    let inputs = wanted
        .iter()
        .zip(contents)
        .map(|((entry, _), bytes)| Input { path: entry.path.clone(), bytes });
    let earlier = Project::read(inputs.collect());
    let affected = dependencies::affected(project, &earlier, &changed);
    Ok(Selection::Paths(affected.into_iter().filter(|path| asked.has(path)).collect()))
}
