//! A project on disk, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::case::root;
use crate::real::files;

pub(crate) use crate::real::{BI8, BI25};

/// A copy of a project in a folder of its own.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub(crate) fn new(project: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let base = root().join(project);
        // The repository's own templates and fonts are the built-in ones.
        let folders =
            if project == "." { &["notes"][..] } else { &["notes", "templates", "fonts"] };
        for path in folders
            .iter()
            .map(|name| base.join(name))
            .filter(|path| path.is_dir())
            .flat_map(|path| files(&path))
        {
            let to = folder.path().join(path.strip_prefix(&base).unwrap());
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(&path, to).unwrap();
        }
        Self { folder }
    }

    /// A project of these files: paths and texts.
    #[cfg(feature = "typeset")]
    pub(crate) fn of(files: &[(String, String)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self { folder }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn slip(self, name: &str, old: &str, new: &str) -> Self {
        let text = fs::read_to_string(self.path(name)).unwrap();
        assert!(text.contains(old));
        fs::write(self.path(name), text.replacen(old, new, 1)).unwrap();
        self
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        run(self.folder.path(), args)
    }

    /// Runs git in the folder, with nobody's own settings: its status, and all that it says.
    pub(crate) fn git(&self, args: &[&str]) -> (Option<i32>, String) {
        let (name, mail) = ("user.name=Test", "user.email=test@example.org");
        let plain =
            ["-c", name, "-c", mail, "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"];
        let output = Command::new("git")
            .args(plain)
            .args(args)
            .current_dir(self.folder.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap();
        let all = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8_lossy(&all).into_owned())
    }
}

pub(crate) fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_budgetnotat")).args(args).current_dir(folder).output().unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}
