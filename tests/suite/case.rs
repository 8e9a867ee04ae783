//! A small project in memory, and what checking it must say.
//!
//! ```ignore
//! Case::new().note("BI1", "[[tabel]] …").check().fails("samme-midler").at(12, 8);
//! ```
//!
//! A note may be a fragment. What its head lacks is put before it, and its tables are placed in a
//! section after it where it has none of its own. Lines are counted from the fragment's first line,
//! in [`Outcome::at`] and in messages alike, so that a test or a page speaks of the lines that its
//! reader sees.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use budgetnotat::diagnostic::{Diagnostic, Severity};
use budgetnotat::document::document_type;
use budgetnotat::project::{Input, Project};
use budgetnotat::report::plain;
use budgetnotat::rule::{Checked, Selection, check};
use budgetnotat::solved::Solved;
use budgetnotat::source::Span;
use budgetnotat::table_type::TableKind;
use budgetnotat::text::Lang;

/// The round that a case begins with: four years and no known notes.
const ROUND: &str = "titel = \"Budget 2020\"
dato = 2019-09-25
aar = [2020, 2021, 2022, 2023]
prisniveau = 2020
enhed = \"1.000 kr.\"
tidligere_aar = [2017, 2018, 2019, 2020]

[[aftale]]
navn = \"Budgetaftale 2018\"

[[aftale]]
navn = \"Overførselssagen 2017-18\"

[[aftale]]
navn = \"Budgetaftale 2019\"
";

/// Folder of that round.
const FOLDER: &str = "budget-2020";

/// What a fragment's head gets where it does not say: plain ASCII, one line a key.
const HEAD: &[(&str, &str)] = &[
    ("id", ""),
    ("titel", "Et notat"),
    ("type", "budgetnotat"),
    ("udgave", "2019"),
    ("forvaltning", "BIF"),
];

/// The project's own folder.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// A project being written down.
pub(crate) struct Case {
    files: BTreeMap<String, Vec<u8>>,
    /// Lines put before each fragment.
    heads: BTreeMap<String, usize>,
    /// The round that notes are put in.
    folder: String,
}

impl Case {
    /// The municipality of this repository, and a round without notes.
    pub(crate) fn new() -> Self {
        let municipality = fs::read(root().join("notes/kommune.toml")).expect("notes/kommune.toml");
        Self { files: BTreeMap::new(), heads: BTreeMap::new(), folder: FOLDER.to_owned() }
            .bytes("notes/kommune.toml", municipality)
            .round(FOLDER, ROUND)
    }

    /// A note of the round, whole or a fragment.
    pub(crate) fn note(mut self, id: &str, toml: &str) -> Self {
        let path = format!("notes/{}/{id}.toml", self.folder);
        let (text, lines) = whole(id, toml);
        self.heads.insert(path.clone(), lines);
        self.bytes(&path, text)
    }

    /// A pack of the round, in the file of that name.
    pub(crate) fn pack(self, name: &str, toml: &str) -> Self {
        let path = format!("notes/{}/pakker/{name}.toml", self.folder);
        self.bytes(&path, toml)
    }

    /// Another round, or this one anew; the notes that follow are put in it.
    pub(crate) fn round(mut self, folder: &str, toml: &str) -> Self {
        folder.clone_into(&mut self.folder);
        self.bytes(&format!("notes/{folder}/runde.toml"), toml)
    }

    /// The frames of the round, in their file.
    pub(crate) fn frames(self, toml: &str) -> Self {
        let path = format!("notes/{}/rammer.toml", self.folder);
        self.bytes(&path, toml)
    }

    /// Another municipality.
    pub(crate) fn municipality(self, toml: &str) -> Self {
        self.bytes("notes/kommune.toml", toml)
    }

    /// A file as it is.
    pub(crate) fn bytes(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), bytes.into());
        self
    }

    /// Without a file.
    pub(crate) fn without(mut self, path: &str) -> Self {
        self.files.remove(path);
        self
    }

    /// Changes a file's bytes: what an editor did to it when it was saved.
    pub(crate) fn saved(mut self, path: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Self {
        let bytes = self.files.remove(path).expect("a file to change");
        self.bytes(path, change(bytes))
    }

    /// The project, read.
    pub(crate) fn read(&self) -> Project {
        Project::read(self.inputs())
    }

    /// The files, as they would be found on disk.
    pub(crate) fn inputs(&self) -> Vec<Input> {
        self.files
            .iter()
            .map(|(path, bytes)| Input { path: path.clone(), bytes: bytes.clone() })
            .collect()
    }

    /// The project, read, its notes solved as they are asked for.
    pub(crate) fn solved(&self) -> Solved {
        Solved::new(self.read())
    }

    /// What checking it says.
    pub(crate) fn check(self) -> Outcome {
        self.check_only(&Selection::All)
    }

    /// What checking some of it says.
    pub(crate) fn check_only(self, selection: &Selection) -> Outcome {
        let solved = self.solved();
        let checked = check(&solved, selection);
        Outcome { project: solved.into_project(), checked, heads: self.heads, picked: 0 }
    }
}

/// A fragment made whole, and how many lines were put before it.
fn whole(id: &str, toml: &str) -> (String, usize) {
    let head: Vec<&str> = toml.lines().take_while(|line| !line.starts_with('[')).collect();
    let has = |key: &str| {
        head.iter().any(|line| line.split('=').next().is_some_and(|name| name.trim() == key))
    };
    let mut text = String::new();
    if !has("titel") {
        for (key, value) in HEAD.iter().filter(|(key, _)| !has(key)) {
            let value = if value.is_empty() { id } else { value };
            let _ = writeln!(text, "{key} = \"{value}\"");
        }
    }
    let lines = text.lines().count();
    text.push_str(toml);
    if !toml.lines().any(|line| line.starts_with("[[afsnit]]")) {
        let tables = unplaced(toml);
        text.push_str("\n[[afsnit]]\noverskrift = \"Tabeller\"\ntekst = '''\nTekst.\n\n");
        for id in tables {
            let _ = writeln!(text, "{{{{ tabel(\"{id}\") }}}}\n");
        }
        text.push_str("'''\n");
    }
    (text, lines)
}

/// The ids of a fragment's tables, but those that the form places by itself.
fn unplaced(toml: &str) -> Vec<String> {
    let placed = document_type("budgetnotat", &std::collections::BTreeSet::new())
        .and_then(|kind| kind.edition(Some("2019")))
        .map_or(&[][..], |form| form.places);
    let blocks = toml.split("[[tabel]]").skip(1);
    let own = blocks.map(|block| block.split("\n[").next().unwrap_or_default());
    let value = |block: &str, key: &str| {
        let mut lines = block.lines().filter_map(|line| line.split_once('='));
        let found = lines.find(|(name, _)| name.trim() == key)?.1.trim();
        Some(found.split(['"', '\'']).nth(1)?.to_owned())
    };
    // What an effect is the sum of stands in it.
    let summed: Vec<&str> =
        toml.split("[[tabel]]").filter(|block| block.contains("\"paavirkning\"")).collect();
    let shown = |id: &String| {
        let parts =
            summed.iter().flat_map(|block| block.lines()).filter(|line| line.starts_with("sum_af"));
        parts.flat_map(|line| line.split('"')).any(|part| part == id)
    };
    own.filter(|block| {
        value(block, "type").is_none_or(|kind| !placed.contains(&TableKind::read(&kind)))
    })
    .filter_map(|block| value(block, "id"))
    .filter(|id| !shown(id))
    .collect::<std::collections::BTreeSet<_>>()
    .into_iter()
    .collect()
}

/// What checking a case said.
pub(crate) struct Outcome {
    /// The project, to look further into.
    pub(crate) project: Project,
    /// All of what was said.
    pub(crate) checked: Checked,
    heads: BTreeMap<String, usize>,
    picked: usize,
}

impl Outcome {
    /// All findings in source order.
    pub(crate) fn findings(&self) -> &[Diagnostic] {
        &self.checked.findings
    }

    /// An error of that rule; what follows speaks of the first one.
    #[track_caller]
    pub(crate) fn fails(self, rule: &str) -> Self {
        self.says(rule, Severity::Error)
    }

    /// A warning of that rule.
    #[track_caller]
    pub(crate) fn warns(self, rule: &str) -> Self {
        self.says(rule, Severity::Warning)
    }

    /// A remark of that rule.
    #[track_caller]
    pub(crate) fn remarks(self, rule: &str) -> Self {
        self.says(rule, Severity::Remark)
    }

    #[track_caller]
    fn says(mut self, rule: &str, severity: Severity) -> Self {
        let found = self.findings().iter().position(|finding| finding.rule.name == rule);
        let Some(found) = found else { self.fail(&format!("no `{rule}`")) };
        if self.findings()[found].severity() != severity {
            self.fail(&format!("`{rule}` is no {}", severity.machine()));
        }
        self.picked = found;
        self
    }

    /// Nothing of that rule.
    #[track_caller]
    pub(crate) fn silent(self, rule: &str) -> Self {
        if self.findings().iter().any(|finding| finding.rule.name == rule) {
            self.fail(&format!("`{rule}` was not to be said"));
        }
        self
    }

    /// No error and no warning.
    #[track_caller]
    pub(crate) fn clean(self) -> Self {
        if self.findings().iter().any(|finding| finding.severity() < Severity::Remark) {
            self.fail("not clean");
        }
        self
    }

    /// Exactly these rules, in source order. That the round of a case has no frames is not said each
    /// time.
    #[track_caller]
    pub(crate) fn only(self, rules: &[&str]) -> Self {
        let found: Vec<&str> = self.findings().iter().map(|finding| finding.rule.name).collect();
        let unsaid = |name: &&str| *name != "uden-rammer" || rules.contains(name);
        let found: Vec<&str> = found.into_iter().filter(unsaid).collect();
        if found != rules {
            self.fail(&format!("expected {rules:?}, found {found:?}"));
        }
        self
    }

    /// The finding spoken of stands at this line and column, both from 1, the line counted from the
    /// fragment's first.
    #[track_caller]
    pub(crate) fn at(self, line: usize, column: usize) -> Self {
        let span = self.picked().primary.span;
        let found = (self.line(span), self.column(span));
        if found != (line, column) {
            self.fail(&format!("expected {line}:{column}, found {}:{}", found.0, found.1));
        }
        self
    }

    /// The finding spoken of points at this text.
    #[track_caller]
    pub(crate) fn points_at(self, text: &str) -> Self {
        let found = self.project.sources.slice(self.picked().primary.span).to_owned();
        if found != text {
            self.fail(&format!("expected to point at {text:?}, found {found:?}"));
        }
        self
    }

    /// The finding spoken of, message, note or help, holds this text (Danish).
    #[track_caller]
    pub(crate) fn holds(self, text: &str) -> Self {
        if !self.shown(self.picked(), Lang::Da).contains(text) {
            self.fail(&format!("`{}` does not hold {text:?}", self.picked().rule.name));
        }
        self
    }

    /// The message of the finding spoken of.
    pub(crate) fn message(&self, lang: Lang) -> &str {
        self.picked().message.get(lang)
    }

    /// The finding spoken of.
    #[track_caller]
    pub(crate) fn picked(&self) -> &Diagnostic {
        let Some(finding) = self.findings().get(self.picked) else { self.fail("nothing was said") };
        finding
    }

    /// The line that a place begins at, from 1, counted from the fragment's first; 1 for what
    /// stands before it.
    pub(crate) fn line(&self, span: Span) -> usize {
        let line = self.project.sources.line(span);
        line.saturating_sub(self.head(span)).max(1)
    }

    fn column(&self, span: Span) -> usize {
        self.project
            .sources
            .get(span.file)
            .map_or(0, |source| source.position(span.start as usize).column)
    }

    fn head(&self, span: Span) -> usize {
        let path = self.project.sources.get(span.file).map(|source| source.path.as_str());
        path.and_then(|path| self.heads.get(path)).copied().unwrap_or(0)
    }

    /// A finding as it is printed, its lines counted from the fragment's first.
    pub(crate) fn shown(&self, finding: &Diagnostic, lang: Lang) -> String {
        let out = plain(finding, lang);
        rebased(
            &out,
            self.head(finding.primary.span),
            if lang == Lang::Da { "linje " } else { "line " },
        )
    }

    /// All findings with their places.
    pub(crate) fn all(&self) -> String {
        let mut out = String::new();
        for finding in self.findings() {
            let span = finding.primary.span;
            let path =
                self.project.sources.get(span.file).map_or("", |source| source.path.as_str());
            let pointed = self.project.sources.slice(span);
            let _ = writeln!(out, "{path}:{}:{} `{pointed}`", self.line(span), self.column(span));
            let _ = writeln!(out, "{}", self.shown(finding, Lang::Da));
            for label in &finding.labels {
                let pointed = self.project.sources.slice(label.span);
                let _ = writeln!(
                    out,
                    "  {}: `{pointed}` {}",
                    self.line(label.span),
                    label.text.get(Lang::Da)
                );
            }
        }
        if out.is_empty() { "(nothing was said)".to_owned() } else { out }
    }

    #[track_caller]
    fn fail(&self, why: &str) -> ! {
        panic!("{why}\n\n{}", self.all());
    }
}

/// A text whose line numbers are counted from the fragment's first line: `linje 9`,
/// `linje 9 og 14`.
fn rebased(text: &str, head: usize, word: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(word) {
        let (before, after) = rest.split_at(at + word.len());
        out.push_str(before);
        rest = number(after, head, &mut out);
        for joint in [" og ", " and "] {
            if let Some(more) = rest
                .strip_prefix(joint)
                .filter(|more| more.starts_with(|c: char| c.is_ascii_digit()))
            {
                out.push_str(joint);
                rest = number(more, head, &mut out);
            }
        }
    }
    out + rest
}

fn number<'t>(text: &'t str, head: usize, out: &mut String) -> &'t str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    match text[..end].parse::<usize>() {
        Ok(line) => out.push_str(&line.saturating_sub(head).max(1).to_string()),
        Err(_) => out.push_str(&text[..end]),
    }
    &text[end..]
}

#[test]
fn a_fragment_is_made_whole_and_its_lines_are_its_own() {
    let fragment = "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\n\n[[tabel.post]]\ntekst = \"x\"\n2019 = 5\n";
    Case::new().note("BI1", fragment).check().fails("aar-udenfor").at(8, 1).points_at("2019");
    assert_eq!(
        rebased("i linje 19 og 24, i linje 7.", 5, "linje "),
        "i linje 14 og 19, i linje 2."
    );
}
