//! Two versions of a project, read and checked: what both have is worked out once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::changes::{Changes, Side};
use crate::command::by_name;
use crate::command::files::{self, Gathered};
use crate::command::git::Repository;
use crate::command::outcome::Failure;
use crate::command::revision::{Assets, Revision};
use crate::diagnostic::Diagnostic;
use crate::parallel;
use crate::project::{Input, Project, Selection};
use crate::rule::Checker;
use crate::solved::Solved;
use crate::text;
use crate::text::Text;

/// Both versions, read.
pub(super) struct Both {
    /// The folder of the project.
    #[cfg_attr(not(feature = "typeset"), expect(dead_code, reason = "only files have a look"))]
    pub(super) root: PathBuf,
    /// What they are called.
    pub(super) names: (Text, Text),
    pub(super) before: Read,
    pub(super) after: Read,
}

/// A version, read and checked.
pub(super) struct Read {
    pub(super) solved: Solved,
    findings: Vec<Diagnostic>,
}

impl Both {
    /// Reads both versions of the project that `wanted` lies in, or else the current folder. What
    /// both have is read, solved and checked once.
    pub(super) fn read(
        base: &str,
        head: Option<&str>,
        wanted: &[PathBuf],
    ) -> Result<Self, Failure> {
        let there: Vec<PathBuf> = wanted.iter().filter(|path| path.exists()).cloned().collect();
        let (root, _) = files::locate(&there, files::canonical)?;
        let repository = Repository::of(&root)?;
        let threads = parallel::available();
        let old = Revision::read(&repository, base, Assets::Named)?;
        let (name, gathered) = match head {
            Some(revision) => {
                let Revision { name, inputs, .. } =
                    Revision::read(&repository, revision, Assets::Named)?;
                (name, Gathered { inputs, ..Gathered::default() })
            }
            None => {
                (text!("filerne, som de er nu", "the files as they are now"), files::gather(&root)?)
            }
        };
        let (differing, gone) = differences(&old.inputs, &gathered.inputs);
        let after = Solved::new(gathered.project(threads)).on_threads(threads);
        let mut checker = Checker::default();
        let (checked, _) = checker.check(&after, &Selection::All);
        // What both have is worked out before the other version takes it over.
        for place in 0..after.project().notes.len() {
            after.contribution(place);
        }
        let before = after.beside(differing, &gone).unwrap_or_else(|| {
            checker = Checker::default();
            Solved::new(Project::read_on(old.inputs, threads)).on_threads(threads)
        });
        let (earlier, _) = checker.check(&before, &Selection::All);
        Ok(Self {
            root,
            names: (old.name, name),
            before: Read { findings: earlier.findings, solved: before },
            after: Read { findings: checked.findings, solved: after },
        })
    }

    /// What changed in what is selected.
    pub(super) fn changes(&self, selection: &Selection) -> Changes {
        let Self { before, after, .. } = self;
        let before = Side::new(&before.solved, &before.findings);
        let after = Side::new(&after.solved, &after.findings);
        Changes::between(&before, &after, selection)
    }

    /// What is asked for: paths, and names of notes and packs that either version has.
    pub(super) fn selection(&self, wanted: &[PathBuf]) -> Result<Selection, Failure> {
        if wanted.is_empty() {
            return Ok(Selection::All);
        }
        let mut out = Vec::new();
        for path in wanted {
            let named = self.named(path);
            if path.exists() || named.is_empty() {
                let found = by_name::resolved(std::slice::from_ref(path)).map_err(|failure| {
                    failure.besides(&text!(
                        "en version i git er det heller ikke",
                        "nor is it a revision in git"
                    ))
                })?;
                match files::locate(&found, files::canonical)?.1 {
                    Selection::All => return Ok(Selection::All),
                    Selection::Paths(paths) => out.extend(paths),
                }
            } else {
                out.extend(named);
            }
        }
        Ok(Selection::Paths(out))
    }

    /// Files of either version by their path from the root, or their name.
    fn named(&self, wanted: &Path) -> BTreeSet<String> {
        let Some(wanted) = wanted.to_str() else { return BTreeSet::new() };
        let name = wanted.strip_suffix(".toml").unwrap_or(wanted).to_lowercase();
        let all = [&self.before, &self.after].into_iter().flat_map(|read| {
            read.solved.project().sources.iter().map(|(_, source)| source.path.as_str())
        });
        let is = |path: &&str| {
            let own = path.rsplit_once('/').map_or(*path, |(_, own)| own);
            let own = own.strip_suffix(".toml").unwrap_or(own);
            !path.is_empty() && (*path == wanted || own.to_lowercase() == name)
        };
        all.filter(is).map(str::to_owned).collect()
    }
}

/// The files of the earlier version that are not so in the later one, and the paths that only the
/// later one has.
fn differences(before: &[Input], after: &[Input]) -> (Vec<Input>, BTreeSet<String>) {
    let later: BTreeMap<&str, &[u8]> =
        after.iter().map(|input| (input.path.as_str(), input.bytes.as_slice())).collect();
    let own: BTreeSet<&str> = before.iter().map(|input| input.path.as_str()).collect();
    let differs = |input: &&Input| later.get(input.path.as_str()) != Some(&input.bytes.as_slice());
    let gone = later.keys().filter(|path| !own.contains(*path));
    (
        before.iter().filter(differs).cloned().collect(),
        gone.map(|path| (*path).to_owned()).collect(),
    )
}
