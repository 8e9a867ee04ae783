//! A rule's page is its test: what it shows as wrong is found where it says, the message is printed
//! as it is, and what it shows as mended is clean.
//!
//! In a page, a block ```` ```toml ```` with `# fejl:
//! [navn]` at a line's end is wrong there, and the ```` ```text ```` block after it is what is
//! printed; `OPDATER=1 cargo test` writes those anew. Every other ````
//! ```toml ```` block must be clean; a page has at least one that says `rettet`. Further words
//! after `toml`: `runde`, `rammer`, `kommune` and `pakke` for those files, `notat=` and `pakke=` and a name
//! for a file of that name, `med` where it stays for the blocks after it and is checked with them,
//! `uden=runde` for a folder without one, `skabelon=` and a name for a file in `templates/`,
//! `gentag=` and how many of the last post there are, `bytes=` `bom`, `crlf`, `latin1` or `stor`
//! for how the file was saved, and `bygget` for what is found only when the page is made: the
//! finding is reported here, and found in the tests of `typeset`.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use budgetnotat::amount::Amount;
use budgetnotat::audit;
use budgetnotat::diagnostic::{Diagnostic, Rule, Severity};
use budgetnotat::limit;
use budgetnotat::lossless::comment_places;
use budgetnotat::project::Unread;
use budgetnotat::rule::page::Breach;
use budgetnotat::rule::{self, RULES};
use budgetnotat::source::Span;
use budgetnotat::text::Lang;

use crate::case::{Case, Outcome, root};

/// True where generated text is to be written, not compared.
pub(crate) fn updating() -> bool {
    std::env::var_os("OPDATER").is_some_and(|value| value != "0")
}

/// A file with generated text in it: written anew, or compared.
pub(crate) fn generated(path: &Path, text: &str) -> Result<(), String> {
    let old = fs::read_to_string(path).unwrap_or_default();
    if old == text {
        return Ok(());
    }
    if updating() {
        return fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()));
    }
    let line = old
        .lines()
        .zip(text.lines())
        .position(|(a, b)| a != b)
        .unwrap_or_else(|| old.lines().count().min(text.lines().count()));
    let at = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
    let (is, should) = (at(&old), at(text));
    let path = path.display();
    Err(format!(
        "{path}:{}: stale (OPDATER=1 writes it anew)\n  is      {is}\n  should  {should}",
        line + 1
    ))
}

/// A rule's page.
pub(crate) fn page(rule: &Rule) -> PathBuf {
    root().join("docs/regler").join(format!("{}.md", rule.name))
}

/// A fenced block of a page.
pub(crate) struct Block {
    /// The words after the fence.
    pub(crate) info: Vec<String>,
    /// Its text, a line end at the end.
    pub(crate) text: String,
    /// Line of its opening fence, from 0.
    pub(crate) line: usize,
}

impl Block {
    fn says(&self, word: &str) -> bool {
        self.info.iter().any(|own| own == word)
    }

    /// What stands after `name=` behind the fence.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.info.iter().find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
    }

    /// True for blocks of the note format.
    pub(crate) fn toml(&self) -> bool {
        self.info.first().is_some_and(|word| word == "toml")
    }

    /// The text without its marks.
    pub(crate) fn unmarked(&self) -> String {
        self.text.lines().fold(String::new(), |text, line| text + unmarked(line) + "\n")
    }

    /// The marks in its lines: line from 1, severity, rule.
    fn marks(&self) -> Vec<(usize, String, String)> {
        let mut marks = Vec::new();
        for (index, line) in self.text.lines().enumerate() {
            let comment = &line[unmarked(line).len()..];
            for part in
                comment.trim_start_matches([' ', '#']).split(", ").filter(|part| !part.is_empty())
            {
                let (severity, rule) = part.split_once(": ").expect("severity: [rule]");
                marks.push((
                    index + 1,
                    severity.to_owned(),
                    rule.trim_matches(['[', ']']).to_owned(),
                ));
            }
        }
        marks
    }

    /// The file that it is, put into a case; and its path.
    fn put(&self, case: Case) -> (Case, String) {
        let mut text = self.unmarked();
        if let Some(times) = self.value("gentag") {
            let post = text.rfind("[[tabel.post]]").expect("a post to repeat");
            let again = format!("\n{}", &text[post..])
                .repeat(times.parse::<usize>().expect("a number") - 1);
            text.push_str(&again);
        }
        if self.says("runde") {
            (case.round("budget-2020", &text), "notes/budget-2020/runde.toml".to_owned())
        } else if self.says("rammer") {
            (case.frames(&text), "notes/budget-2020/rammer.toml".to_owned())
        } else if self.says("kommune") {
            (case.municipality(&text), "notes/kommune.toml".to_owned())
        } else if let Some(name) =
            self.value("pakke").or(self.says("pakke").then_some("forhandling"))
        {
            (case.pack(name, &text), format!("notes/budget-2020/pakker/{name}.toml"))
        } else {
            let id = self.value("notat").unwrap_or("BI1");
            (case.note(id, &text), format!("notes/budget-2020/{id}.toml"))
        }
    }

    /// What checking it says.
    pub(crate) fn check(&self) -> Outcome {
        self.check_with(&[])
    }

    /// What checking it says together with what stands before it.
    fn check_with(&self, before: &[&Block]) -> Outcome {
        self.case_with(before).check()
    }

    /// The project that it is together with what stands before it.
    fn case_with(&self, before: &[&Block]) -> Case {
        let case = before.iter().fold(Case::new(), |case, block| block.put(case).0);
        let (case, path) = self.put(case);
        let template = self.value("skabelon");
        let case = match template {
            Some(name) => case.bytes(&format!("templates/{name}"), ""),
            None => case,
        };
        let case = if self.says("uden=runde") {
            case.without("notes/budget-2020/runde.toml")
        } else {
            case
        };
        match self.value("bytes") {
            Some(how) => case.saved(&path, |bytes| save(how, bytes)),
            None => case,
        }
    }
}

/// What only building finds: the finding of `rule` that is told of the checked note.
pub(crate) fn built(rule: &Rule, outcome: &mut Outcome) {
    let project = &outcome.project;
    let breach = |breach, place: &str, words| {
        rule::page::breach(project.notes[0].as_ref(), breach, place, words)
    };
    let finding = match rule.name {
        "ukendt-skrift" => {
            let font = project.municipality.theme.font.as_ref().expect("a font");
            rule::page::font(font, &["Source Sans 3", "Source Code Pro"])
        }
        "kommentar-vedhaeftes" => {
            let note = &project.notes[0];
            let text = &project.sources.get(note.file).expect("the note").text;
            let places = comment_places(text);
            rule::page::commented(Span::new(note.file, places[0].clone()), places.len())
        }
        "ikke-laest" => {
            let source = project.sources.get(project.notes[0].file).expect("the note");
            Unread::Outside.finding(&source.path, Span::new(project.notes[0].file, 0..0))
        }
        "tegn-mangler" => {
            let note = &project.notes[0];
            let text = &project.sources.get(note.file).expect("the note").text;
            let (at, character) = text
                .char_indices()
                .find(|(_, c)| *c > '\u{1000}')
                .expect("a character that no font has");
            rule::page::glyph(Span::new(note.file, at..at + character.len_utf8()), character)
        }
        "skabelon-advarsel" => rule::page::strange(
            project.notes[0].as_ref(),
            "templates/budgetnotat.typ:4:3",
            "unknown font family: vestby sans",
        ),
        "tabel-uden-hoved" => {
            breach(Breach::FigureHeaders, "templates/faelles/tabel.typ:84:3", Some("1.200"))
        }
        "sprog-mangler" => breach(
            Breach::TextLanguage,
            "templates/faelles/hoved.typ:23:5",
            Some("Beskæftigelses- og Integrationsforvaltningen (en)"),
        ),
        "alternativ-tekst" => breach(Breach::Image, "templates/faelles/hoved.typ:12:5", None),
        "trykt-sum" => {
            let breach = audit::Breach {
                kind: audit::Kind::Sum,
                id: "oekonomi".to_owned(),
                table: "Serviceudgifter".to_owned(),
                row: "Udgifter i alt".to_owned(),
                column: "2020".to_owned(),
                printed: "10".to_owned(),
                gives: Some(Amount::from(60)),
            };
            rule::printed::in_note(&project.notes[0], &[breach]).remove(0)
        }
        _ => rule::page::template(
            project.notes[0].as_ref(),
            "budgetnotat.typ:27:11",
            "unknown variable: bydel",
        ),
    };
    outcome.checked.findings.push(finding);
}

/// What an editor did when it saved a file.
fn save(how: &str, bytes: Vec<u8>) -> Vec<u8> {
    let text = String::from_utf8(bytes).expect("UTF-8");
    match how {
        "bom" => format!("\u{feff}{text}").into_bytes(),
        "crlf" => text.replace('\n', "\r\n").into_bytes(),
        "latin1" => {
            text.chars().map(|c| u8::try_from(u32::from(c)).expect("a letter of Latin-1")).collect()
        }
        "stor" => {
            let padding = format!("# {}\n", "x".repeat(97));
            (text + &padding.repeat(limit::FILE.most / padding.len() + 1)).into_bytes()
        }
        _ => panic!("bytes={how}"),
    }
}

/// A line without the marks at its end.
fn unmarked(line: &str) -> &str {
    let marks = ["fejl", "advarsel", "bemærkning"]
        .into_iter()
        .filter_map(|word| line.find(&format!("# {word}: [")));
    marks.min().map_or(line, |at| line[..at].trim_end())
}

/// The fenced blocks of a page.
pub(crate) fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (index, line) in page.lines().enumerate() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(info), None) => {
                let info = info.split_whitespace().map(str::to_owned).collect();
                open = Some(Block { info, text: String::new(), line: index });
            }
            (Some(_), Some(block)) => blocks.push(block),
            (None, Some(mut block)) => {
                block.text.push_str(line);
                block.text.push('\n');
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    blocks
}

/// What a block that shows something wrong must give, held against what it gives; the text that is
/// printed of it.
fn bad(block: &Block, outcome: &Outcome, faults: &mut Vec<String>) -> String {
    let marks = block.marks();
    let reported = |finding: &Diagnostic| {
        let severity = finding.severity().word().get(Lang::Da).to_owned();
        (outcome.line(finding.primary.span), severity, finding.rule.name.to_owned())
    };
    let mut expected = marks.clone();
    let mut printed = Vec::new();
    for finding in outcome.findings() {
        let is = reported(finding);
        if let Some(found) = expected.iter().position(|mark| *mark == is) {
            expected.remove(found);
        } else if !marks.contains(&is)
            && finding.severity() < Severity::Remark
            && finding.rule.name != "uafstemt"
        {
            faults.push(format!("line {} of the block: {}[{}] is not marked", is.0, is.1, is.2));
        }
        if marks.contains(&is) {
            printed.push(outcome.shown(finding, Lang::Da));
        }
    }
    faults.extend(
        expected.into_iter().map(|(line, severity, rule)| {
            format!("line {line} of the block: no {severity}[{rule}]")
        }),
    );
    printed.join("\n") + "\n"
}

/// The projects that a page's blocks are, each with those that stay from before it.
pub(crate) fn cases(blocks: &[Block]) -> Vec<Case> {
    let mut kept: Vec<&Block> = Vec::new();
    let mut out = Vec::new();
    for block in blocks.iter().filter(|block| block.toml()) {
        out.push(block.case_with(&kept));
        if block.says("med") {
            kept.push(block);
        }
    }
    out
}

/// What checking a page's blocks says, by the block's place: each with those that stay from before
/// it.
pub(crate) fn outcomes(blocks: &[Block]) -> Vec<(usize, Outcome)> {
    let mut kept: Vec<&Block> = Vec::new();
    let mut out = Vec::new();
    for (index, block) in blocks.iter().enumerate().filter(|(_, block)| block.toml()) {
        // What stays and shows nothing says nothing by itself: it is checked with the blocks after
        // it.
        if !block.says("med") || !block.marks().is_empty() {
            out.push((index, block.check_with(&kept)));
        }
        if block.says("med") {
            kept.push(block);
        }
    }
    out
}

/// Checks a page's blocks, and gives the page with its printed messages as they are.
fn proved(rule: &Rule, page: &str, faults: &mut Vec<String>) -> String {
    let mut lines: Vec<String> = page.lines().map(str::to_owned).collect();
    let blocks = blocks(page);
    let (mut shown, mut mended) = (false, false);
    let mut prints: Vec<(usize, usize, String)> = Vec::new();
    for (index, mut outcome) in outcomes(&blocks) {
        let block = &blocks[index];
        if block.says("bygget") {
            built(rule, &mut outcome);
        }
        let before = faults.len();
        if block.marks().is_empty() {
            mended |= block.says("rettet");
            for finding in outcome.findings() {
                let grave =
                    finding.severity() < Severity::Remark && finding.rule.name != "uafstemt";
                if grave || finding.rule.name == rule.name {
                    faults.push(format!(
                        "the block at line {} is not clean: {}",
                        block.line + 1,
                        finding.rule.name
                    ));
                }
            }
        } else {
            shown |= block.marks().iter().any(|(_, _, name)| name == rule.name);
            let printed = bad(block, &outcome, faults);
            match blocks.get(index + 1).filter(|next| next.says("text")) {
                Some(next) => prints.push((next.line + 1, next.text.lines().count(), printed)),
                None => faults
                    .push(format!("no ```text block after the block at line {}", block.line + 1)),
            }
        }
        if faults.len() > before {
            faults.push(outcome.all());
        }
    }
    if !shown {
        faults.push("no block shows it".to_owned());
    }
    if !mended {
        faults.push("no block shows it mended".to_owned());
    }
    for (from, count, printed) in prints.into_iter().rev() {
        lines.splice(from..from + count, printed.lines().map(str::to_owned));
    }
    lines.join("\n") + "\n"
}

#[test]
fn every_rule_is_proved_by_its_page() {
    let mut all = String::new();
    for rule in RULES {
        let path = page(rule);
        let mut faults = Vec::new();
        match fs::read_to_string(&path) {
            Err(error) => faults.push(error.to_string()),
            Ok(text) => {
                if text.lines().next() != Some(&format!("# {}", rule.name)) {
                    faults.push("its heading is not its name".to_owned());
                }
                let proved = proved(rule, &text, &mut faults);
                faults.extend(generated(&path, &proved).err());
            }
        }
        if !faults.is_empty() {
            let _ = writeln!(all, "== {}\n{}", rule.name, faults.join("\n"));
        }
    }
    assert!(all.is_empty(), "\n{all}");
}

#[test]
fn marks_are_read_and_taken_out() {
    let line = "2020 = 12,5   # fejl: [tal-komma], advarsel: [uafstemt]";
    let block = Block { info: vec!["toml".into()], text: format!("a = 1\n{line}\n"), line: 0 };
    assert_eq!(block.unmarked(), "a = 1\n2020 = 12,5\n");
    let mark = |severity: &str, rule: &str| (2, severity.to_owned(), rule.to_owned());
    assert_eq!(block.marks(), [mark("fejl", "tal-komma"), mark("advarsel", "uafstemt")]);
}
