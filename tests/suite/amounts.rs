//! Amounts in the text, measured on real papers: what is found, missed and wrongly taken, held
//! against what was seen by eye (`tests/beloeb/proever.toml`). `docs/beloeb-i-teksten.md` has the
//! tables.

use std::fmt::Write as _;
use std::fs;

use budgetnotat::amount::Amount;
use budgetnotat::rule::Selection;
use budgetnotat::rule::mentions::list::{Entry, Standing, entries};
use budgetnotat::text::Lang;
use toml::Value;

use crate::case::{Case, root};
use crate::pages::generated;
use crate::real::{self, BI8, BI25, REAL, slip};

/// What was seen by eye.
fn seen() -> toml::Table {
    fs::read_to_string(root().join("tests/beloeb/proever.toml")).unwrap().parse().unwrap()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap()
}

/// An amount as it is annotated: `8000000-14000000`.
fn kroner(entry: &Entry) -> String {
    let up_to = entry.up_to.map(|up_to| format!("-{}", up_to.machine())).unwrap_or_default();
    format!("{}{up_to}", entry.kroner.machine())
}

/// How many amounts there are, are found, and are taken for amounts wrongly.
#[derive(Clone, Copy, Default)]
struct Tally {
    there: usize,
    found: usize,
    wrong: usize,
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.there += other.there;
        self.found += other.found;
        self.wrong += other.wrong;
    }

    fn row(self, name: &str) -> String {
        let Tally { there, found, wrong } = self;
        let missed = there - found;
        format!(
            "| {name} | {there} | {found} | {missed} | {wrong} | {} | {} |\n",
            share(found, found + wrong),
            share(found, there)
        )
    }
}

/// A share in per cent with one decimal, rounded down; a dash of nothing.
fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let thousandths = part * 1000 / whole;
    format!("{},{} %", thousandths / 10, thousandths % 10)
}

/// What is read is held against what was seen: in order, each once.
fn tally(expected: &[String], read: &[String]) -> Tally {
    let mut left = read.to_vec();
    let mut found = 0;
    for amount in expected {
        if let Some(at) = left.iter().position(|own| own == amount) {
            left.remove(at);
            found += 1;
        }
    }
    Tally { there: expected.len(), found, wrong: left.len() }
}

/// What is read of a quotation: prices and quotations are not taken for amounts.
fn read(words: &str) -> Vec<String> {
    let note = format!("[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '''\n{words}\n'''\n");
    let project = Case::new().note("BI1", &note).solved();
    entries(&project, &Selection::All)
        .iter()
        .filter(|entry| entry.standing != Standing::Apart)
        .map(kroner)
        .collect()
}

#[test]
fn amounts_are_found_in_real_papers_and_the_table_of_them_is_true() {
    let seen = seen();
    let mut table =
        "| papir | beløb | fundet | overset | læst forkert | præcision | andel fundet |\n|---|---:|---:|---:|---:|---:|---:|\n"
            .to_owned();
    let mut lines = String::new();
    let mut all = Tally::default();
    for paper in list(&Value::Table(seen.clone()), "papir") {
        let mut own = Tally::default();
        let name = text(paper, "navn");
        let _ = writeln!(lines, "\n**{name}**\n\n| citat | beløb i kr. | læst |\n|---|---|---|");
        for sample in list(paper, "proeve") {
            let expected: Vec<String> =
                list(sample, "beloeb").iter().map(|v| v.as_str().unwrap().to_owned()).collect();
            let found = read(text(sample, "tekst"));
            own.add(tally(&expected, &found));
            let reported = |amounts: &[String]| {
                if amounts.is_empty() { "–".to_owned() } else { amounts.join(", ") }
            };
            let same = if expected == found { "det samme".to_owned() } else { reported(&found) };
            let _ =
                writeln!(lines, "| {} | {} | {same} |", text(sample, "tekst"), reported(&expected));
        }
        table.push_str(&own.row(name));
        all.add(own);
    }
    let project = real::project(REAL).solved();
    for note in list(&Value::Table(seen), "notat") {
        let file = text(note, "fil");
        let expected: Vec<(String, String)> = list(note, "beloeb")
            .iter()
            .map(|pair| {
                (pair[0].as_str().unwrap().to_owned(), pair[1].as_str().unwrap().to_owned())
            })
            .collect();
        let found = entries(&project, &Selection::Paths(vec![file.to_owned()]));
        let taken: Vec<&Entry> =
            found.iter().filter(|entry| entry.standing != Standing::Apart).collect();
        let own = tally(
            &expected.iter().map(|(kroner, _)| kroner.clone()).collect::<Vec<_>>(),
            &taken.iter().map(|entry| kroner(entry)).collect::<Vec<_>>(),
        );
        let stand: Vec<(String, String)> = taken
            .iter()
            .map(|entry| (kroner(entry), entry.standing.words().get(Lang::Da).to_owned()))
            .collect();
        assert_eq!(stand, expected, "{file}");
        let name = format!("[{file}](../{file}), hele notatet");
        table.push_str(&own.row(&name));
        all.add(own);
        let _ = writeln!(lines, "\n**{file}**\n\n| beløb | står | bag det |\n|---|---|---|");
        for entry in taken {
            let (standing, behind) = (entry.standing.words(), entry.behind.get(Lang::Da));
            let _ = writeln!(lines, "| {} | {} | {behind} |", entry.words, standing.get(Lang::Da));
        }
    }
    table.push_str(&all.row("**i alt**"));
    let path = root().join("docs/beloeb-i-teksten.md");
    let old = fs::read_to_string(&path).expect("docs/beloeb-i-teksten.md");
    let made = between(&old, "maaling", &format!("{table}\n"));
    let made = between(&made, "beloeb", &lines);
    let made = between(&made, "slaafejl", &slips());
    generated(&path, &made).unwrap_or_else(|fault| panic!("{fault}"));
    // What the page promises.
    assert!(all.wrong == 0 && all.found == all.there, "{}", all.row("i alt"));
}

/// The text with what stands between a mark and its end written anew.
fn between(page: &str, mark: &str, text: &str) -> String {
    let (start, end) =
        (format!("<!-- {mark}: skrevet af testen -->\n"), format!("<!-- {mark}: slut -->"));
    let (before, rest) = page.split_once(&start).unwrap_or_else(|| panic!("no {start}"));
    let (_, after) = rest.split_once(&end).unwrap_or_else(|| panic!("no {end}"));
    format!("{before}{start}\n{text}{end}{after}")
}

/// The amounts of the real notes that the tables know: the expression, and what it is typed as.
const TYPED: &[(&str, &str, &str)] = &[
    (BI8, "{{ oekonomi.sagsstammer[2020] | mio }}", "10 mio. kr."),
    (BI8, "{{ oekonomi.tvaerfaglig[2020] | mio }}", "1,8 mio. kr."),
    (BI8, "{{ oekonomi.social_sundhed[2020] | mio }}", "1,2 mio. kr."),
    (BI25, "{{ indsatsmidler.sundhedstilbud.i_alt | mio }}", "5,9 mio. kr."),
    (BI25, "7,4 mio. kr.", "7,4 mio. kr."),
];

/// Every digit of every amount typed as every other: what is said of it.
fn slips() -> String {
    let mut out =
        "| beløb | tastefejl | advarsel | bemærkning | intet: et andet tal passer |\n|---|---:|---:|---:|---:|\n".to_owned();
    for (file, expression, typed) in TYPED {
        let mut counts = [0_usize; 3];
        for (at, digit) in typed.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
            for other in ('0'..='9').filter(|other| *other != digit && !(at == 0 && *other == '0'))
            {
                let wrong = format!("{}{other}{}", &typed[..at], &typed[at + 1..]);
                let outcome = slip(real::project(REAL), file, "tekst", expression, &wrong).check();
                let said =
                    |rule: &str| outcome.findings().iter().any(|finding| finding.rule.name == rule);
                let kind = match () {
                    () if said("beloeb-afviger")
                        || said("beloeb-andre-aar")
                        || said("beloeb-uens") =>
                    {
                        0
                    }
                    () if said("beloeb-uden-kilde") => 1,
                    () => 2,
                };
                counts[kind] += 1;
            }
        }
        let all: usize = counts.iter().sum();
        let _ =
            writeln!(out, "| {typed} | {all} | {} | {} | {} |", counts[0], counts[1], counts[2]);
    }
    out
}

#[test]
fn amounts_typed_as_the_tables_have_them_are_backed() {
    for (file, expression, typed) in TYPED {
        slip(real::project(REAL), file, "tekst", expression, typed).check().only(&[]);
    }
}

#[test]
fn a_changed_digit_a_swapped_year_and_a_wrong_table_are_reported_in_a_real_note() {
    let typed = |text: &str| {
        slip(real::project(REAL), BI8, "tekst", "{{ oekonomi.tvaerfaglig[2020] | mio }}", text)
    };
    typed("1,9 mio. kr.")
        .check()
        .only(&["beloeb-afviger"])
        .warns("beloeb-afviger")
        .points_at("1,9 mio. kr.")
        .holds("1.800");
    let years = slip(typed("1,8 mio. kr."), BI8, "1,8 mio. kr.", "2020-2021", "2021-2022");
    years
        .check()
        .only(&["beloeb-andre-aar"])
        .warns("beloeb-andre-aar")
        .points_at("1,8 mio. kr.")
        .holds("intet i 2022");
    let table =
        slip(real::project(REAL), BI25, "tekst", "{{ ref(\"indsatsmidler\") | lille }}", "tabel 3");
    table.check().only(&[]);
    let table =
        slip(real::project(REAL), BI25, "tekst", "{{ ref(\"indsatsmidler\") | lille }}", "tabel 5");
    table.check().only(&["tabelnummer"]).points_at("tabel 5").holds("notatet har tabel 1 til 4");
}

/// A note of one table and one sentence.
fn said(sentence: &str) -> Case {
    let table = "[[tabel]]\nid = \"oekonomi\"\ntype = \"aktiviteter\"\ntitel = \"Udgifter\"\nalene = \"prøve\"\n\n\
                 [[tabel.post]]\nid = \"mentor\"\ntekst = \"Mentorordning\"\nstyringsomraade = \"service\"\n2020 = 40_407\n2021 = 2_000\n\n\
                 [[tabel.post]]\nid = \"cykel\"\ntekst = \"Cykelstier\"\nstyringsomraade = \"anlaeg\"\n2021 = -12_500\n";
    let note = format!(
        "[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '''\n{sentence}\n\n{{{{ tabel(\"oekonomi\") }}}}\n'''\n\n{table}"
    );
    Case::new().note("BI1", &note)
}

#[test]
fn amounts_are_held_against_figures_within_their_precision() {
    for sentence in [
        "Det koster 40,4 mio. kr. i 2020.",
        "Det koster 40.407 t.kr. i 2020.",
        "Det koster 40.407.000 kr. i 2020.",
        "Det koster ca. 40 mio. kr.",
        "Det koster knap 41 mio. kr. og godt 40 mio. kr.",
        "Der spares 12,5 mio. kr. i 2021.",
        "Det koster 42,4 mio. kr. over årene.",
        "Det koster 21,2 mio. kr. i gennemsnit.",
        "Mentorordningen koster 40.407 t.kr. i 2020 og 2.000 t.kr. i 2021.",
        "Prisen er 40,9 mio. kr. pr. kilometer.",
        "Som ministeren sagde: ”Vi giver 40,9 mio. kr. til alle.”",
    ] {
        said(sentence).check().only(&[]);
    }
    said("Det koster 40,97 mio. kr. i 2020.")
        .check()
        .warns("beloeb-afviger")
        .points_at("40,97 mio. kr.")
        .holds("40.407");
    said("Mentorordningen koster 2.040 t.kr. i 2021.")
        .check()
        .warns("beloeb-afviger")
        .holds("2.000");
    // Two digits and one word in common are no slip to warn of.
    said("Mentorordningen koster 2,4 mio. kr. i 2021.")
        .check()
        .only(&["beloeb-uden-kilde"])
        .remarks("beloeb-uden-kilde");
    said("Det koster 2,0 mio. kr. i 2020.").check().warns("beloeb-andre-aar");
    said("Anlægsudgifter på 2,0 mio. kr. er ventet.")
        .check()
        .warns("beloeb-andet-omraade")
        .holds("service");
    said("Aftalen er på 75 mio. kr. i alt.")
        .check()
        .only(&["beloeb-uden-kilde"])
        .remarks("beloeb-uden-kilde");
}

#[test]
fn a_table_of_no_money_backs_nothing_and_a_note_without_figures_is_left_alone() {
    let text =
        "[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '''\nDet koster 75 mio. kr. i 2020.\n'''\n";
    Case::new().note("BI1", text).check().only(&[]);
}

#[test]
fn headings_titles_notes_of_tables_and_footnotes_are_read_too() {
    let with = |old: &str, new: &str| {
        let case = said("Det koster det.\n\n### Prisen\n\nMere.[^1]\n\n[^1]: Et tilskud.");
        case.saved("notes/budget-2020/BI1.toml", |bytes| {
            String::from_utf8(bytes).unwrap().replacen(old, new, 1).into_bytes()
        })
    };
    for (old, new) in [
        ("### Prisen", "### Det koster 75 mio. kr."),
        ("\"Udgifter\"", "\"Udgifter på 75 mio. kr.\""),
        ("Et tilskud.", "Et tilskud på 75 mio. kr."),
        ("alene =", "note = \"Heraf 75 mio. kr.\"\nalene ="),
    ] {
        with(old, new).check().remarks("beloeb-uden-kilde").points_at("75 mio. kr.");
    }
    with("Et tilskud.", "Kilde: et tilskud på 75 mio. kr.").check().silent("beloeb-uden-kilde");
}

#[test]
fn hostile_prose_is_read_in_its_own_time() {
    for piece in [
        "1 mio. kr. ",
        "1-",
        "1,",
        "kr. 1",
        "hhv. 1 og ",
        "tabel 1 ",
        "BI1 ",
        "1. maj ",
        "”1 mio. kr. ",
        "1 mio. kr. i 2020;",
        "x. ",
    ] {
        let text = piece.repeat(400_000 / piece.len());
        let start = std::time::Instant::now();
        let _ = said(&text).check();
        let took = start.elapsed();
        assert!(took < std::time::Duration::from_secs(20), "{piece:?}: {took:?}");
    }
}

#[test]
fn amounts_are_listed_with_what_stands_behind_them() {
    let project = real::project(REAL).solved();
    let all = entries(&project, &Selection::All);
    let one = all.iter().find(|entry| entry.words == "7,4 mio. kr.").unwrap();
    assert_eq!((one.kroner, one.standing), (Amount::from(7_400_000), Standing::Backed));
    assert!(one.behind.en.contains("Samtaleforløb om sundhed"), "{}", one.behind.en);
}

#[test]
fn an_amount_that_stands_in_a_table_of_figures_is_found() {
    let note = |amount: &str| {
        format!(
            "[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '''\nDet årlige afdrag er {amount} mio. kr.\n\n{{{{ tabel(\"a\") }}}}\n\n{{{{ tabel(\"b\") }}}}\n'''\n\n\
             [[tabel]]\nid = \"a\"\ntype = \"tal\"\ntitel = \"Leasing\"\nalene = \"x\"\nraekker = '''\n| tekst | Årligt afdrag |\n| Pavillon | 1.347 |\n'''\n\n\
             [[tabel]]\nid = \"b\"\ntype = \"aktiviteter\"\ntitel = \"Andet\"\nalene = \"x\"\nraekker = '''\n| tekst | 2020 |\n| Andet | 9.999 |\n'''\n"
        )
    };
    Case::new().note("BI1", &note("1,347")).check().only(&[]);
    Case::new().note("BI1", &note("1,437")).check().only(&["beloeb-uden-kilde"]);
}
