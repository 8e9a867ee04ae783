//! Notes made up of every table type and every way in which a figure comes about: what `check` lets through, the auditor does too.
//!
//! Written totals are first what the program fills in, and then a unit beside it where figures are rounded.

use std::fmt::Write as _;

use budgetnotat::diagnostic::Severity;
use budgetnotat::rule::{Selection, check};
use proptest::prelude::*;

use crate::audit::{audited, page};
use crate::case::Case;

/// A sequence of numbers that only looks like chance (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn one<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[usize::try_from(self.below(words.len() as u64)).unwrap()]
    }

    /// A figure of at most so many decimals, as it is typed.
    fn figure(&mut self, decimals: u32) -> String {
        let whole = i64::try_from(self.below(4_000)).unwrap() - 800;
        match decimals {
            0 => whole.to_string(),
            1 => format!("{whole}.{}", self.below(10)),
            _ => format!("{whole}.{:02}", self.below(100)),
        }
    }
}

const YEARS: [&str; 5] = ["2020", "2021", "2022", "\"2023/24\"", "2025-2029"];

/// A table with the keys that its type asks for.
struct Maker<'c> {
    chance: &'c mut Chance,
    kind: &'static str,
    decimals: u32,
    /// The keys of its columns of figures.
    columns: Vec<String>,
    out: String,
    /// Posts that others can be made of.
    ids: usize,
}

impl Maker<'_> {
    fn say(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn cells(&mut self) {
        for column in self.columns.clone() {
            if self.chance.one_in(6) {
                continue;
            }
            let figure = self.chance.figure(self.decimals);
            let line = match (column.contains('-'), self.chance.below(3)) {
                (true, 0) => format!("{column} = {{ sum = {figure} }}"),
                (true, 1) => format!("{column} = {{ aarligt = {figure}, antal = {} }}", 1 + self.chance.below(5)),
                (true, _) => format!("{column} = {{ aarligt = {figure} }}"),
                _ => format!("{column} = {figure}"),
            };
            self.say(&line);
        }
    }

    /// What tells what a post is about.
    fn about(&mut self) {
        let area = self.chance.one(&["service", "anlaeg", "ei", "overfoersler", "Overførsler"]);
        let committee = self.chance.one(&["BIU", "SUD", "SOC", "SOU", "Socialudvalget"]);
        match self.kind {
            "fordeling" => self.say(&format!("udvalg = \"{committee}\"\nstyringsomraade = \"{area}\"")),
            "bevillinger" => {
                let (committee, number, area) = [("BIU", "35.10", "service"), ("BIU", "3530", "overfoersler"), ("SOU", "34.05", "service")]
                    [usize::try_from(self.chance.below(3)).unwrap()];
                let ui = self.chance.one(&["U", "U", "I"]);
                let line = format!("udvalg = \"{committee}\"\nbevilling = \"{number}\"\nstyringsomraade = \"{area}\"\nui = \"{ui}\"");
                self.say(&line);
            }
            "tidligere" => {}
            "tal" => self.say("tekst = \"T\""),
            _ => self.say(&format!("tekst = \"P\"\nstyringsomraade = \"{area}\"")),
        }
        if !matches!(self.kind, "tidligere" | "tal" | "bevillinger") && self.chance.one_in(4) {
            let sort = self.chance.one(&["omkostning", "besparelse", "finansiering"]);
            self.say(&format!("art = \"{sort}\""));
        }
    }

    fn posts(&mut self, options: bool) {
        for number in 0..1 + self.chance.below(7) {
            let before: Vec<String> = (0..self.ids).map(|id| format!("p{id}")).collect();
            let other = before.get(usize::try_from(self.chance.below(9)).unwrap()).cloned();
            self.say("\n[[tabel.post]]");
            match (self.chance.below(9), other, self.kind) {
                (0, _, kind) if kind != "tidligere" => {
                    self.say("tekst = \"Overskrift\"\noverskrift = true");
                    continue;
                }
                (1, _, kind) if kind != "tidligere" && number > 0 => {
                    self.say("tekst = \"I alt her\"\ndelsum = true");
                    continue;
                }
                (2, Some(other), kind) if kind != "tidligere" => {
                    let weight = self.chance.one(&["", "-", "0.5*", "-1.25*"]);
                    let first = before[0].clone();
                    let sum = if first == other { format!("\"{weight}{other}\"") } else { format!("\"{first}\", \"{weight}{other}\"") };
                    self.say(&format!("tekst = \"Sum\"\nsum_af = [{sum}]"));
                    continue;
                }
                (3, Some(other), _) => {
                    self.about();
                    self.say(&format!("heraf = \"{other}\""));
                    self.cells();
                }
                (4, Some(other), _) => {
                    self.about();
                    let percent = self.chance.one(&["-50", "33", "12.5", "100"]);
                    self.say(&format!("andel = {{ af = \"{other}\", pct = {percent} }}"));
                }
                _ => {
                    let id = self.ids;
                    self.ids += 1;
                    self.say(&format!("id = \"p{id}\""));
                    if self.kind == "tidligere" {
                        let agreement = ["Budgetaftale 2018", "Overførselssagen 2017-18", "Budgetaftale 2019"].get(id);
                        self.say(&agreement.map_or_else(|| "tekst = \"Andet\"".to_owned(), |name| format!("aftale = \"{name}\"")));
                    }
                    self.about();
                    if self.chance.one_in(9) {
                        self.say("varig = true");
                    }
                    if options && self.chance.one_in(3) {
                        let choice = self.chance.one(&["A", "C"]);
                        self.say(&format!("valg = \"{choice}\""));
                    }
                    self.cells();
                }
            }
        }
    }

    fn totals(&mut self) {
        let filters: &[&str] = match self.kind {
            "bevillinger" => &["styringsomraade = \"service\"", "udvalg = \"BIU\"", "bevilling = \"35.30\"", "ui = \"U\"", "valg = \"A\""],
            "fordeling" => &["styringsomraade = \"Overførsler\"", "udvalg = \"Socialudvalget\"", "art = \"omkostning\""],
            "tal" | "tidligere" => return,
            _ => &["styringsomraade = \"overfoersler\"", "styringsomraade = \"anlaeg\"", "art = \"besparelse\"", "valg = \"C\""],
        };
        for _ in 0..self.chance.below(3) {
            let filter = self.chance.one(filters);
            self.say(&format!("\n[[tabel.total]]\ntekst = \"Heraf\"\nhvor = {{ {filter} }}"));
        }
    }
}

/// A table's header: its type, and what holds for all of it.
fn table<'c>(chance: &'c mut Chance, id: &str, kind: &'static str) -> Maker<'c> {
    let rounded = chance.one_in(3);
    let decimals = u32::try_from(chance.below(3)).unwrap();
    let unit = chance.one(&["1.000 kr.", "mio. kr.", "kr."]);
    let mut out = format!(
        "[[tabel]]\nid = \"{id}\"\ntype = \"{kind}\"\ntitel = \"Tabel {id}\"\nenhed = \"{unit}\"\ndecimaler = {decimals}\nafrundet = {rounded}\n\
         alene = \"prøve\"\nmidler = \"m{id}\"\ntom = \"{}\"\n",
        chance.one(&["0", "-", "blank"])
    );
    let columns: Vec<String> = if kind == "tal" {
        let parts = "{ id = \"a\", tekst = \"A\" }, { id = \"b\", tekst = \"B\" }, { id = \"k\", tekst = \"K\", summeres = false }";
        let sum = chance.one(&["\"a\", \"b\"", "\"a\", \"-b\"", "\"a\", \"0.5*b\""]);
        let _ = writeln!(out, "kolonner = [{parts}, {{ id = \"c\", tekst = \"C\", sum_af = [{sum}] }}]");
        ["a", "b", "k"].map(str::to_owned).to_vec()
    } else if chance.one_in(8) && kind != "varige" {
        vec!["beloeb".to_owned()]
    } else {
        let years: Vec<&str> = YEARS.into_iter().filter(|_| !chance.one_in(3)).collect();
        let years = if years.is_empty() { vec!["2020"] } else { years };
        let listed: Vec<String> =
            years.iter().map(|year| if year.contains('-') { format!("\"{year}\"") } else { (*year).to_owned() }).collect();
        let _ = writeln!(out, "aar = [{}]", listed.join(", "));
        years.iter().map(|year| (*year).to_owned()).collect()
    };
    match chance.below(12) {
        0 => out.push_str("varig = true\n"),
        1 => out.push_str("prisniveau = \"løbende\"\n"),
        2 => out.push_str("i_alt = false\n"),
        3 => out.push_str("skal_give = 0\n"),
        _ => {}
    }
    Maker { chance, kind, decimals, columns, out, ids: 0 }
}

/// A note, and whether it has options.
pub(crate) fn note(seed: u64) -> String {
    let chance = &mut Chance(seed);
    let options = chance.one_in(3);
    let mut out = String::new();
    if options {
        out.push_str("[[valgmulighed]]\nid = \"A\"\ntitel = \"A\"\nstandard = true\n\n[[valgmulighed]]\nid = \"C\"\ntitel = \"C\"\n\n");
    }
    let kinds = ["aktiviteter", "fordeling", "bevillinger", "varige", "investering", "tidligere", "tal"];
    for number in 0..1 + chance.below(3) {
        let kind = kinds[usize::try_from(chance.below(7)).unwrap()];
        let mut maker = table(chance, &format!("t{number}"), kind);
        let rest = maker.out.contains("skal_give");
        maker.posts(options);
        if rest {
            maker.say("\n[[tabel.post]]");
            maker.about();
            maker.say("rest = true");
        }
        maker.totals();
        let whole = maker.out;
        out.push_str(&whole);
        out.push('\n');
        if kind == "bevillinger" && chance.one_in(2) {
            let unit = whole.lines().find(|line| line.starts_with("enhed")).unwrap_or_default();
            let derived = chance.one(&["fordeling", "aktiviteter", "bevillinger"]);
            let _ = writeln!(
                out,
                "[[tabel]]\nid = \"u{number}\"\ntype = \"{derived}\"\ntitel = \"Udledt\"\n{unit}\nmidler = \"mt{number}\"\nudledt_af = \"t{number}\"\n"
            );
        }
    }
    if chance.one_in(4) {
        let columns = "aar = [2020, 2021, 2022]\n";
        for (id, kind) in [("v", "varige"), ("w", "investering")] {
            let _ = write!(out, "[[tabel]]\nid = \"{id}\"\ntype = \"{kind}\"\ntitel = \"{kind}\"\nalene = \"prøve\"\nmidler = \"m{id}\"\n{columns}");
            let years = ["2020", "2021", "2022"].map(str::to_owned).to_vec();
            let mut maker = Maker { chance, kind, decimals: 0, columns: years, out: String::new(), ids: 0 };
            maker.posts(false);
            let whole = maker.out;
            out.push_str(&whole);
        }
        let _ = writeln!(out, "\n[[tabel]]\nid = \"e\"\ntype = \"paavirkning\"\ntitel = \"E\"\n{columns}sum_af = [\"v\", \"w\"]\n");
    }
    out
}

/// Audits a note as it is printed, where `check` finds no error in it, and as a draft. True where there was none.
fn silent(toml: &str) -> Result<bool, TestCaseError> {
    let project = Case::new().note("BI1", toml).read();
    let checked = check(&project, &Selection::All);
    let good = checked.findings.iter().all(|finding| finding.severity() != Severity::Error);
    let note = &project.notes[0];
    for draft in if good { &[false, true][..] } else { &[true] } {
        let audit = audited(&project, note, &page(&project, note, *draft));
        prop_assert!(audit.breaches.is_empty(), "draft {draft}: {:#?}\n{toml}", audit.breaches);
    }
    Ok(good)
}

#[test]
fn made_up_notes_are_as_they_are_printed() {
    let mut good = 0;
    let mut faults = Vec::new();
    for seed in 0..600 {
        match silent(&note(seed)) {
            Ok(silent) => good += usize::from(silent),
            Err(fault) => faults.push(format!("seed {seed}: {fault}")),
        }
    }
    assert!(faults.is_empty(), "{} of 600, {good} good: {}", faults.len(), faults.join("\n----\n"));
    assert!(good > 300, "{good}");
}
