//! Documents made up of the format's own keys, with values of the right and of the wrong sort, and
//! prose made up of what prose has.
//!
//! Arbitrary bytes seldom get past the first line; these reach what reads tables, posts and
//! registers, and what lays out text.

use budgetnotat::key::{Kind, Section};
use proptest::prelude::*;
use proptest::sample::select;

use crate::robust::{Files, HEAD, TABLE, config, real, survives};

/// Values as they are typed, of every sort, some of them none.
const VALUES: &[&str] = &[
    "\"a\"",
    "\"\"",
    "'x'",
    "\"service\"",
    "\"BIU\"",
    "\"BIF\"",
    "\"35.10\"",
    "\"U\"",
    "\"alle\"",
    "\"1.000 kr.\"",
    "\"løbende\"",
    "\"2016/17\"",
    "\"-0.5*a\"",
    "\"2027-2032\"",
    "\"t\"",
    "\"oekonomi\"",
    "\"2019\"",
    "\"#12395b\"",
    "\"../../etc/passwd\"",
    "'''\n{{ tabel(\"t\") }}\n'''",
    "'''\n{{ t.a[2020] | mio }}\n'''",
    "true",
    "false",
    "0",
    "1",
    "-1",
    "2020",
    "10_000",
    "12.5",
    "1e9",
    "nan",
    "0x10",
    "999999999999999",
    "1000000000000001",
    "0.0000001",
    "2019-09-13",
    "2019-02-30",
    "12:00:00",
    "[]",
    "{}",
    "[2020, 2021]",
    "[\"a\", \"b\"]",
    "[\"alle\"]",
    "[[1]]",
    "[{ id = \"a\", tekst = \"A\" }, { id = \"b\", sum_af = [\"a\", \"-a\"] }]",
    "{ sum = 5 }",
    "{ aarligt = 5, antal = 3 }",
    "{ af = \"a\", pct = -50 }",
    "{ af = \"a\", pct = \"x\" }",
    "{ art = \"besparelse\" }",
    "{ 2020 = 2019, 2021 = \"løbende\" }",
    "{ a = { b = { c = 1 } } }",
    "12,5",
    "10.000 kr.",
    "",
    "Valby",
    "ja",
];

/// Sections by the header that opens them, in the files of the format.
const SECTIONS: [&[(&str, Section)]; 5] = [
    &[
        ("", Section::Municipality),
        ("[[udvalg]]", Section::Committee),
        ("[[forvaltning]]", Section::Administration),
        ("[[styringsomraade]]", Section::ControlArea),
        ("[[bevilling]]", Section::Appropriation),
        ("[[bydel]]", Section::District),
        ("[tema]", Section::Theme),
        ("[tema.farver]", Section::Colours),
        ("[[prisfaktor]]", Section::PriceFactor),
    ],
    &[
        ("", Section::Round),
        ("[[aftale]]", Section::Agreement),
        ("[[note]]", Section::KnownNote),
        ("[[ramme]]", Section::Frame),
    ],
    &[
        ("", Section::Note),
        ("[sted]", Section::Place),
        ("[[afsnit]]", Section::Paragraphs),
        ("[[valgmulighed]]", Section::Choice),
        ("[[afstemning]]", Section::Declared),
        ("[eksekveringsparat]", Section::Readiness),
        ("[[tabel]]", Section::Table),
        ("[[tabel.post]]", Section::Post),
        ("[tabel.i_alt]", Section::GrandTotal),
        ("[[tabel.total]]", Section::Total),
        ("[[tabel.kolonner]]", Section::Column),
        ("[tabel.post.andel]", Section::Share),
        ("[tabel.total.hvor]", Section::Where),
    ],
    &[("", Section::Pack), ("[[valg]]", Section::Pick)],
    &[("", Section::Frames), ("[[ramme]]", Section::Frame)],
];

/// A value that a kind takes.
fn right(kind: Kind) -> BoxedStrategy<String> {
    let one = |values: &'static [&'static str]| select(values).prop_map(str::to_owned).boxed();
    match kind {
        Kind::OneOf(words) => select(words).prop_map(|word| format!("\"{word}\"")).boxed(),
        Kind::Id => one(&["\"a\"", "\"b\"", "\"t\"", "\"oekonomi\""]),
        Kind::NoteId => one(&["\"BI8\"", "\"BI9\""]),
        Kind::NoteIds => one(&["[\"BI8\"]", "[\"BI8\", \"BI25\"]"]),
        Kind::Bool => one(&["true", "false"]),
        Kind::Integer(_) => one(&["0", "1", "2", "6"]),
        Kind::Amount => one(&["0", "10_000", "-7", "12.5"]),
        Kind::Date => one(&["2019-09-13"]),
        Kind::Year => one(&["2020", "2026"]),
        Kind::Texts => one(&["[\"a\"]", "[\"a\", \"-b\"]", "[\"oekonomi\", \"-t\"]"]),
        Kind::Periods => one(&["[2020, 2021]", "[2020, \"2021-2023\", \"2016/17\"]"]),
        Kind::PriceLevel => one(&["2020", "\"løbende\""]),
        Kind::Colour => one(&["\"#12395b\"", "\"#ffffff\""]),
        Kind::Prose => one(&["'''\n{{ tabel(\"t\") }}\n'''", "\"ord[^1]\\n\\n[^1]: note\""]),
        _ => one(VALUES),
    }
}

/// A line of a section: one of its keys with a value of its sort, or any key with any value.
fn line(section: Section) -> BoxedStrategy<String> {
    let years = select(
        &["2020", "2021", "2022", "2027-2032", "\"2016/17\"", "i_alt", "beloeb", "a", "b"][..],
    );
    let wrong = (select(section.keys()), select(VALUES))
        .prop_map(|(key, value)| format!("{} = {value}\n", key.name));
    let figure = (years, select(VALUES)).prop_map(|(key, value)| format!("{key} = {value}\n"));
    let own = select(section.keys()).prop_flat_map(|key| {
        right(key.kind).prop_map(move |value| format!("{} = {value}\n", key.name))
    });
    prop_oneof![6 => own, 2 => wrong, 2 => figure].boxed()
}

/// A file of some of its sections.
fn document(sections: &'static [(&'static str, Section)]) -> impl Strategy<Value = String> {
    let block = select(sections).prop_flat_map(|(header, section)| {
        // The key of a line is kept once: else little else is told than that it stands twice.
        prop::collection::vec(line(section), 0..7).prop_map(move |lines| {
            let mut seen = std::collections::BTreeSet::new();
            let key = |line: &String| line.split(" = ").next().unwrap_or_default().to_owned();
            let lines: String = lines.into_iter().filter(|line| seen.insert(key(line))).collect();
            format!("{header}\n{lines}\n")
        })
    });
    prop::collection::vec(block, 0..14).prop_map(|blocks| blocks.concat())
}

/// A piece of prose, of pieces within each other.
fn prose() -> impl Strategy<Value = String> {
    let words = prop_oneof![
        select(
            &[
                "ord",
                "1. august 2020 var",
                "{{ t.a[2020] | mio }}",
                "{{ sum(t.a[2020], t.a[2020]) }}",
                "{{ ref(\"t\") }}",
                "{{ ref(\"BI9\") | lille }}",
                "{{ sprog(\"en\", \"Housing First\") }}",
                "{{ tabel(\"t\") }}",
                "{{ t.b }}",
                "{{ }}",
                "{{ {{ }} }}",
                "{% if %}",
                "[^1]",
                "[^2]",
                "<b>x</b>",
                "<!-- x",
                "#let x = 1",
                "$x$",
                "@a",
                "\\*",
                "&amp;",
                "![i](x.png)",
                "[l](https://example.org/)",
                "[l](javascript:x)",
                "`kode {{ t.a }}`",
                "**",
                "_",
                "~~",
                "|",
                "  ",
                "\u{a0}",
                "\u{200b}",
                "æøå",
                "日本",
            ][..]
        )
        .prop_map(str::to_owned),
        ".{0,6}",
    ];
    words.prop_recursive(8, 60, 5, |inner| {
        let indented = |text: String, by: &str| {
            text.lines().fold(String::new(), |all, line| all + by + line + "\n")
        };
        let listed = move |parts: &[String], mark: &str| {
            let item = |part: &String| {
                format!("{mark}{}", indented(part.clone(), &" ".repeat(mark.len())).trim_start())
            };
            parts.iter().map(item).collect::<Vec<_>>().concat()
        };
        let several = || prop::collection::vec(inner.clone(), 1..5);
        prop_oneof![
            several().prop_map(|parts| parts.join(" ")),
            several().prop_map(|parts| parts.join("\n\n")),
            several().prop_map(move |parts| listed(&parts, "- ")),
            several().prop_map(move |parts| listed(&parts, "1. ")),
            inner.clone().prop_map(move |part| indented(part, "> ")),
            inner.clone().prop_map(|part| format!("**{part}**")),
            inner.clone().prop_map(|part| format!("*{part}*")),
            inner.clone().prop_map(|part| format!("[{part}](https://example.org/)")),
            inner.clone().prop_map(|part| format!("### {part}\n")),
            inner
                .clone()
                .prop_map(move |part| format!("\n[^1]: {}\n", indented(part, "    ").trim_start())),
            (inner.clone(), inner.clone())
                .prop_map(|(a, b)| format!("\n| {a} | {b} |\n|---|--:|\n| {b} | {a} |\n")),
            inner.prop_map(|part| format!("\n```\n{part}\n```\n")),
        ]
    })
}

/// A note with a text wherever prose can stand.
fn note_of(text: &str) -> Files {
    let quoted = toml::Value::from(text).to_string();
    let words = "[[tabel]]\nid = \"u\"\ntype = \"tekst\"\ntitel = \"U\"\nkolonner = [{ id = \"k\", tekst = \"K\" }]\n[[tabel.post]]\n";
    let table = TABLE.replacen("titel = \"T\"\n", &format!("titel = \"T\"\nnote = {quoted}\n"), 1);
    let note = format!(
        "{HEAD}resume = {quoted}\n[[afsnit]]\noverskrift = \"A\"\ntekst = {quoted}\n{table}\n{words}k = {quoted}\n"
    );
    let [municipality, round, _, pack] = real();
    [municipality, round, note.into_bytes(), pack]
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn a_note_of_our_own_keys(text in document(SECTIONS[2]), headed in any::<bool>()) {
        let [municipality, round, _, pack] = real();
        survives(&[municipality, round, format!("{}{text}", if headed { HEAD } else { "" }).into_bytes(), pack]);
    }

    #[test]
    fn a_project_of_our_own_keys(
        municipality in document(SECTIONS[0]),
        round in document(SECTIONS[1]),
        note in document(SECTIONS[2]),
        pack in document(SECTIONS[3]),
    ) {
        survives(&[municipality.into_bytes(), round.into_bytes(), format!("{HEAD}{note}").into_bytes(), pack.into_bytes()]);
    }

    #[test]
    fn prose_of_all_that_prose_has(text in prose()) {
        survives(&note_of(&text));
    }
}

#[cfg(feature = "typeset")]
mod typeset {
    use budgetnotat::project::{Input, Project};
    use budgetnotat::solved::Solved;
    use budgetnotat::typeset::{Engine, Fault, Overrides};
    use budgetnotat::view;
    use proptest::test_runner::TestRunner;

    use super::*;

    /// Lays out what `check` lets through, and drafts of the rest. What a template meets it can
    /// print: only what no font has, or what no reader of pages aloud could follow, may be refused.
    fn typesets(engine: &Engine, files: Files) -> Result<bool, TestCaseError> {
        let paths =
            ["notes/kommune.toml", "notes/budget-2020/runde.toml", "notes/budget-2020/BI8.toml"];
        let inputs =
            paths.iter().zip(files).map(|(path, bytes)| Input { path: (*path).to_owned(), bytes });
        let solved = Solved::new(Project::read(inputs.collect()));
        let Some(note) = solved.project().notes.first() else { return Ok(false) };
        let page = view::page(&solved, note, true).unwrap();
        match engine.typeset(&page, &[]) {
            Ok(document) => {
                prop_assert!(document.pdf.starts_with(b"%PDF-") && document.pages > 0);
                Ok(true)
            }
            Err(errors) => {
                // A finding with a place in a template is what such a page ends in; never a panic,
                // which is an internal fault.
                prop_assert!(
                    errors.iter().all(|error| error.kind != Fault::Internal),
                    "{errors:?}"
                );
                prop_assert!(errors.iter().all(|error| !error.message.is_empty()));
                Ok(false)
            }
        }
    }

    /// Runs a bounded number of cases: each takes a page through Typst.
    fn run(strategy: &impl Strategy<Value = Files>) -> u32 {
        let engine = Engine::new(Overrides::default()).unwrap();
        let set = std::cell::Cell::new(0);
        TestRunner::new(config(40))
            .run(strategy, |files| {
                set.set(set.get() + u32::from(typesets(&engine, files)?));
                Ok(())
            })
            .unwrap_or_else(|fault| panic!("{fault}"));
        set.get()
    }

    #[test]
    fn made_up_prose_ends_in_pages_or_an_error() {
        let set = run(&prose().prop_map(|text| note_of(&text)));
        assert!(set > 10, "{set}");
    }

    #[test]
    fn made_up_notes_end_in_pages_or_an_error() {
        let [municipality, round, _, pack] = real();
        let set = run(&document(SECTIONS[2]).prop_map(move |text| {
            [
                municipality.clone(),
                round.clone(),
                format!("{HEAD}{text}").into_bytes(),
                pack.clone(),
            ]
        }));
        assert!(set > 10, "{set}");
    }
}
