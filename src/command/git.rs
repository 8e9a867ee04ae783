//! Questions to git: which repository, which commit, which files it has. Read only; the index and
//! the working tree are left alone.

use std::collections::BTreeSet;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::command::outcome::Failure;
use crate::text;

/// The repository that a project lies in.
#[derive(Debug)]
pub(super) struct Repository {
    /// The project's root.
    root: PathBuf,
    /// The way from the top of the repository to the project's root, with `/` at its end; empty
    /// where they are the same.
    prefix: String,
}

/// A commit's full name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Commit(String);

impl Commit {
    /// Enough of the name to find it by.
    pub(super) fn short(&self) -> &str {
        self.0.get(..12).unwrap_or(&self.0)
    }
}

/// A regular file of a commit.
#[derive(Debug)]
pub(super) struct Entry {
    /// Path from the project's root, with `/`.
    pub(super) path: String,
    object: String,
}

impl Repository {
    /// The repository that a project's root lies in.
    pub(super) fn of(root: &Path) -> Result<Self, Failure> {
        let shown = root.display();
        match ask(root, &["rev-parse", "--show-prefix"])? {
            Ok(prefix) => Ok(Self {
                root: root.to_path_buf(),
                prefix: prefix.trim_end_matches(['\n', '\r']).to_owned(),
            }),
            Err(message) => Err(Failure::new(text!(
                "{shown} ligger ikke i et git-arkiv, som kan læses: {message}",
                "{shown} is not in a git repository that can be read: {message}"
            ))),
        }
    }

    /// The commit that a revision names: a branch, a tag, `HEAD~2`.
    pub(super) fn commit(&self, revision: &str) -> Result<Commit, Failure> {
        // What begins with a dash would else be read as an option.
        let named = format!("{revision}^{{commit}}");
        let found =
            ask(&self.root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &named])?;
        let name = found.map(|message| message.trim().to_owned()).unwrap_or_default();
        if name.len() < 40 || !name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            let shallow = ask(&self.root, &["rev-parse", "--is-shallow-repository"])?;
            if shallow.is_ok_and(|answer| answer.trim() == "true") {
                return Err(Failure::new(text!(
                    "git kender ingen revision `{revision}`: arkivet er hentet uden hele sin historie; hent resten med `git fetch --unshallow`",
                    "git knows no revision `{revision}`: the repository was fetched without all of its history; fetch the rest with `git fetch --unshallow`"
                )));
            }
            return Err(Failure::new(text!(
                "git kender ingen revision `{revision}`; er den hentet med `git fetch`?",
                "git knows no revision `{revision}`; was it fetched with `git fetch`?"
            )));
        }
        Ok(Commit(name))
    }

    /// The regular files below some folders of the project, by path. Links and submodules are
    /// passed over, for what they point to is not in the commit.
    pub(super) fn files(&self, commit: &Commit, folders: &[&str]) -> Result<Vec<Entry>, Failure> {
        let within: Vec<String> =
            folders.iter().map(|folder| format!("{}{folder}", self.prefix)).collect();
        let mut asked =
            vec!["--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", &commit.0, "--"];
        asked.extend(within.iter().map(String::as_str));
        let listed =
            ask(&self.root, &asked)?.map_err(|message| unreadable(commit.short(), &message))?;
        let mut out: Vec<Entry> = listed.split('\0').filter_map(|line| self.entry(line)).collect();
        out.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(out)
    }

    /// The files below some folders of the project that are not as they are in a commit: changed,
    /// new or deleted, whether that is in the index or not. Paths are from the project's root. What
    /// git passes over (`.gitignore`) is new too, for it is read as all else is.
    pub(super) fn changed(
        &self,
        commit: &Commit,
        folders: &[&str],
    ) -> Result<BTreeSet<String>, Failure> {
        let differ = [
            "diff",
            "--name-only",
            "-z",
            "--no-renames",
            "--no-relative",
            "--no-ext-diff",
            &commit.0,
            "--",
        ];
        let untracked = ["ls-files", "--others", "--full-name", "-z", "--"];
        let mut out = BTreeSet::new();
        for asked in [&differ[..], &untracked] {
            let asked = [&["--literal-pathspecs"], asked, folders].concat();
            let listed =
                ask(&self.root, &asked)?.map_err(|message| unreadable(commit.short(), &message))?;
            out.extend(
                listed
                    .split('\0')
                    .filter_map(|path| path.strip_prefix(&self.prefix))
                    .map(str::to_owned),
            );
        }
        out.remove("");
        Ok(out)
    }

    /// `100644 blob <object>\t<path>`.
    fn entry(&self, line: &str) -> Option<Entry> {
        let (facts, path) = line.split_once('\t')?;
        let mut facts = facts.split(' ');
        let regular =
            matches!(facts.next(), Some("100644" | "100755")) && facts.next() == Some("blob");
        let object = facts.next().filter(|_| regular)?.to_owned();
        Some(Entry { path: path.strip_prefix(&self.prefix)?.to_owned(), object })
    }

    /// The content of files, of each at most so many bytes.
    pub(super) fn contents(&self, wanted: &[(&Entry, usize)]) -> Result<Vec<Vec<u8>>, Failure> {
        let mut child = command(&self.root)
            .args(["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| not_run(&error))?;
        let read = all(&mut child, wanted);
        // Its input and output are closed by now, so that it ends whatever was left unread.
        let _ = child.wait();
        read
    }
}

fn all(child: &mut Child, wanted: &[(&Entry, usize)]) -> Result<Vec<Vec<u8>>, Failure> {
    let (Some(mut asks), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
        return Ok(Vec::new());
    };
    let mut answers = BufReader::new(answers);
    let mut one = |entry: &Entry, most: usize| -> io::Result<Vec<u8>> {
        writeln!(asks, "{}", entry.object)?;
        asks.flush()?;
        let mut head = String::new();
        answers.read_line(&mut head)?;
        // `<object> blob <size>`, or `<object> missing`.
        let size =
            head.trim_end().split_once(" blob ").and_then(|(_, size)| size.parse::<u64>().ok());
        let size = size.ok_or_else(|| io::Error::other(head.trim_end().to_owned()))?;
        let mut bytes = Vec::new();
        let mut object = answers.by_ref().take(size);
        object.by_ref().take(most as u64).read_to_end(&mut bytes)?;
        // The rest of a file that is too large, and the line's end after every file.
        io::copy(&mut object, &mut io::sink())?;
        answers.read_exact(&mut [0])?;
        Ok(bytes)
    };
    let mut out = Vec::new();
    for (entry, most) in wanted {
        out.push(one(entry, *most).map_err(|error| unreadable(&entry.path, &error.to_string()))?);
    }
    Ok(out)
}

/// A git that looks at the repository around `folder`, whatever another git that started this
/// program has said.
fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.current_dir(folder).stdin(Stdio::null());
    // Nor does it write down in the index what it saw of the files.
    command.env("GIT_OPTIONAL_LOCKS", "0");
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    command
}

/// What git answers; where it refuses, what it says of that.
fn ask(folder: &Path, arguments: &[&str]) -> Result<Result<String, String>, Failure> {
    let output = command(folder).args(arguments).output().map_err(|error| not_run(&error))?;
    if output.status.success() {
        return Ok(Ok(String::from_utf8_lossy(&output.stdout).into_owned()));
    }
    let message = String::from_utf8_lossy(&output.stderr);
    let first = message.lines().next().unwrap_or_default();
    Ok(Err(first.strip_prefix("fatal: ").unwrap_or(first).to_owned()))
}

fn not_run(error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::NotFound {
        return Failure::new(text!(
            "git er ikke installeret, eller er ikke i PATH",
            "git is not installed, or is not in PATH"
        ));
    }
    Failure::new(text!("git kunne ikke køres: {error}", "git could not be run: {error}"))
}

/// The files below a folder of the project whose line ends git turns: stored with line feeds alone,
/// whatever they have in the working folder. None where there is no repository, or git can't be
/// asked. See gitattributes(5), `text`, and git-config(1), `core.autocrlf`.
pub(super) fn turned(root: &Path, folder: &str) -> BTreeSet<String> {
    let answer = |arguments: &[&str]| ask(root, arguments).ok().and_then(Result::ok);
    let auto = answer(&["config", "--get", "core.autocrlf"]).unwrap_or_default();
    let auto = matches!(auto.trim(), "true" | "input" | "yes" | "on" | "1");
    let listed = answer(&["ls-files", "--eol", "--cached", "--others", "-z", "--", folder]);
    let turns = |line: &str| {
        let (facts, path) = line.split_once('\t')?;
        let fact = |name: &str| {
            let found = facts.split(' ').find_map(|fact| fact.strip_prefix(name));
            found.unwrap_or_default()
        };
        let (stored, text) = (fact("i/"), fact("attr/"));
        // What is stored with Windows line ends stays so, unless git is told that it is text.
        let guessed = (text == "text=auto" || (text.is_empty() && auto))
            && !matches!(stored, "crlf" | "mixed");
        (text == "text" || guessed).then(|| path.to_owned())
    };
    listed.iter().flat_map(|listed| listed.split('\0')).filter_map(turns).collect()
}

/// The version of a file that both sides of a merge that goes on came from; `None` where none goes
/// on, both have added the file, or git can't be asked.
pub(super) fn common(path: &Path, most: usize) -> Option<Vec<u8>> {
    let full = path.canonicalize().ok()?;
    let named = format!(":1:./{}", full.file_name()?.to_str()?);
    let mut child = command(full.parent()?)
        .args(["cat-file", "blob", &named])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut bytes = Vec::new();
    let read = child.stdout.take()?.take(most as u64 + 1).read_to_end(&mut bytes);
    let ended = child.wait().ok()?;
    (read.is_ok() && ended.success() && bytes.len() <= most).then_some(bytes)
}

fn unreadable(what: &str, message: &str) -> Failure {
    Failure::new(text!(
        "git kunne ikke læse {what}: {message}",
        "git could not read {what}: {message}"
    ))
}
