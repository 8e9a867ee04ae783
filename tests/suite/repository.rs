//! A project in a git repository of its own.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::case::root;
use crate::real::files;

/// A copy of the real notes in a repository of its own, with one commit.
pub(crate) struct Repository {
    pub(crate) top: tempfile::TempDir,
    pub(crate) project: PathBuf,
}

impl Repository {
    /// The project lies in `folder` of the repository; at its top where that is empty.
    pub(crate) fn new(folder: &str) -> Self {
        let top = tempfile::tempdir().unwrap();
        let project = top.path().join(folder);
        for path in files(&root().join("notes")) {
            let to = project.join(path.strip_prefix(root()).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(&path, to).unwrap();
        }
        let repository = Self { top, project };
        repository.git(&["init", "--quiet"]);
        repository.commit();
        repository
    }

    pub(crate) fn git(&self, args: &[&str]) {
        let mut git = Command::new("git");
        let git = git.args([
            "-c",
            "user.name=Prøve",
            "-c",
            "user.email=proeve@example.dk",
            "-c",
            "commit.gpgsign=false",
        ]);
        let output = git.args(args).current_dir(self.top.path()).output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    pub(crate) fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "prøve"]);
    }

    /// Replaces, in a file of the project, the first `old` after `after`.
    pub(crate) fn edit(&self, path: &str, after: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.project.join(path)).unwrap();
        let from = text.find(after).unwrap();
        let at = from + text[from..].find(old).unwrap();
        let edited = format!("{}{new}{}", &text[..at], &text[at + old.len()..]);
        fs::write(self.project.join(path), edited).unwrap();
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.project.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}
