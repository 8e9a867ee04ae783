//! Addresses of figures: each figure has one, it leads back to that figure alone, and it stays when
//! the note is put in another order or added to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use budgetnotat::address::{self, Addresses};
use budgetnotat::note::{ColumnKey, Note, Row, TableNo, TotalNo};
use budgetnotat::project::Project;
use budgetnotat::reconcile::reconcile;
use budgetnotat::report::{Format, Style, render};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::RngSeed;
use serde_json::Value;

use crate::case::Case;
use crate::packs::{case_of, generated};
use crate::real;

/// The addresses of a note's written figures, each with the figure.
fn written(note: &Note) -> BTreeMap<String, String> {
    let addresses = Addresses::new(note);
    let mut out = BTreeMap::new();
    for (index, table) in note.numbered_tables() {
        for (number, post) in table.numbered_posts() {
            for cell in &post.cells {
                let row = Row::Post(number);
                let address = addresses.of(index, row, &cell.column).unwrap();
                assert!(
                    out.insert(address.clone(), cell.amount().unwrap().machine()).is_none(),
                    "{address} twice"
                );
            }
        }
    }
    out
}

/// Every figure of a project, written or not, has an address of its own that leads back to it.
fn hold(project: &Project) -> usize {
    let mut seen = BTreeSet::new();
    for note in &project.notes {
        let reconciled = reconcile(note, &project.municipality, project.round(note).unwrap());
        let addresses = Addresses::new(&reconciled.note);
        for figure in &reconciled.system.figures {
            let address = addresses.of(figure.table, figure.row, &figure.column).unwrap();
            assert_eq!(address.split('/').count(), 5, "{address}");
            assert!(!address.chars().any(char::is_control), "{address:?}");
            let found = addresses.find(&address);
            assert_eq!(found, Some((figure.table, figure.row, figure.column.clone())), "{address}");
            assert!(seen.insert(address.clone()), "{address} twice");
        }
        for (_, address) in Addresses::new(note).written() {
            assert!(seen.contains(&address), "{address}");
            let (found, ..) = address::find(&project.notes, &address).unwrap();
            assert_eq!((&found.round, &found.id.value), (&note.round, &note.id.value));
        }
    }
    seen.len()
}

#[test]
fn every_figure_has_an_address_that_leads_back_to_it() {
    for folder in
        [real::REAL, real::PRINTED, "tests/projekter/vestby", "tests/projekter/bif-som-udvalg"]
    {
        assert!(hold(&real::project(folder).read()) > 5, "{folder}");
    }
    assert!(hold(&case_of(&generated(40)).read()) > 1_000);
}

const AWKWARD: &str = "
[[tabel]]
id = \"oekonomi\"
type = \"aktiviteter\"
titel = \"A\"
aar = [2020, \"2016/17\", \"2027-2032\"]
alene = \"x\"
skal_give = 1_000

[[tabel.post]]
id = \"a\"
tekst = \"Har et id\"
2020 = 1
2027-2032 = { aarligt = 2 }

[[tabel.post]]
tekst = \"Drift/vedligehold; 50 % = ~halvt\"
styringsomraade = \"service\"
\"2016/17\" = 3

[[tabel.post]]
tekst = \"Drift\"
styringsomraade = \"service\"
2020 = 4

[[tabel.post]]
tekst = \"Drift\"
styringsomraade = \"anlaeg\"
2020 = 5

[[tabel.post]]
tekst = \"Drift\"
styringsomraade = \"service\"
2020 = 6

[[tabel.total]]
tekst = \"Service i alt\"
hvor = { styringsomraade = \"service\" }

[[tabel]]
id = \"bevillinger\"
type = \"bevillinger\"
titel = \"B\"
udsnit = true

[[tabel.post]]
styringsomraade = \"service\"
udvalg = \"BIU\"
bevilling = \"35.10\"
ui = \"U\"
2020 = 7
";

#[test]
fn addresses_are_said_in_the_notes_own_words() {
    let project = Case::new().note("BI1", AWKWARD).read();
    let all: Vec<String> = written(&project.notes[0]).into_keys().collect();
    let drift = "budget-2020/BI1/oekonomi/tekst=Drift;styringsomraade=";
    let mut expected = vec![
        "budget-2020/BI1/bevillinger/udvalg=BIU;bevilling=35.10;styringsomraade=service;ui=U/2020".to_owned(),
        "budget-2020/BI1/oekonomi/a/2020".to_owned(),
        "budget-2020/BI1/oekonomi/a/2027-2032".to_owned(),
        "budget-2020/BI1/oekonomi/tekst=Drift%2Fvedligehold%3B 50 %25 %3D %7Ehalvt;styringsomraade=service/2016%2F17".to_owned(),
        format!("{drift}anlaeg/2020"),
        format!("{drift}service/2020"),
        format!("{drift}service~2/2020"),
    ];
    expected.sort();
    assert_eq!(all, expected);
    let addresses = Addresses::new(&project.notes[0]);
    let of = |row, column| addresses.of(TableNo(0), row, &column).unwrap();
    assert_eq!(of(Row::Grand, ColumnKey::Across), "budget-2020/BI1/oekonomi/i_alt/i_alt");
    assert_eq!(of(Row::Stated, ColumnKey::Across), "budget-2020/BI1/oekonomi/skal_give/i_alt");
    assert_eq!(
        of(Row::Total(TotalNo(0)), ColumnKey::Across),
        "budget-2020/BI1/oekonomi/total=Service i alt/i_alt"
    );
    for none in [
        "",
        "budget-2020/BI1",
        "budget-2020/BI1/oekonomi/a/2021",
        "budget-2020/BI1/oekonomi/b/2020",
        "budget-2020/BI2/oekonomi/a/2020",
    ] {
        assert!(addresses.find(none).is_none(), "{none}");
    }
    assert!(addresses.find("budget-2020/BI1/oekonomi/a/2020/2020").is_none());
    assert!(hold(&project) > 20);
}

/// A post whose id is the name of a row that is no post.
#[test]
fn an_id_is_never_taken_for_a_total_row() {
    let table = "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nalene = \"x\"\n";
    let post = |id: &str| {
        format!(
            "\n[[tabel.post]]\nid = \"{id}\"\ntekst = \"x\"\nstyringsomraade = \"service\"\n2020 = 1\n"
        )
    };
    let project = Case::new()
        .note("BI1", &format!("{table}skal_give = 2\n{}{}", post("i_alt"), post("skal_give")))
        .read();
    assert!(written(&project.notes[0]).contains_key("budget-2020/BI1/a/id=i_alt/2020"));
    hold(&project);
}

/// Posts that differ in at least one thing that they say, each with an amount of its own.
fn posts() -> impl Strategy<Value = Vec<String>> {
    let word = |key: &'static str, words: &'static [&'static str]| {
        prop::option::of(select(words)).prop_map(move |word| {
            word.map(|word| format!("{key} = \"{word}\"\n")).unwrap_or_default()
        })
    };
    let text =
        word("tekst", &["Drift", "Løn", "a/b", "50 %", "x;tekst=y", "~2", "=", "i_alt", " "]);
    let committee = word("udvalg", &["BIU", "SUD"]);
    let one = (
        text,
        committee,
        word("bevilling", &["35.10", "3510"]),
        word("styringsomraade", &["service", "anlaeg"]),
        word("ui", &["U", "I"]),
    );
    let said = one.prop_map(|(a, b, c, d, e)| a + &b + &c + &d + &e);
    prop::collection::btree_set(said, 2..9).prop_map(|all| {
        let numbered = all.into_iter().enumerate();
        numbered
            .map(|(index, said)| format!("\n[[tabel.post]]\n{said}2020 = {}\n", index + 1))
            .collect()
    })
}

fn note(posts: &[String]) -> Arc<Note> {
    let table = "[[tabel]]\nid = \"a\"\ntype = \"bevillinger\"\ntitel = \"A\"\nudsnit = true\n";
    Case::new().note("BI1", &format!("{table}{}", posts.concat())).read().notes.remove(0)
}

#[test]
fn no_order_and_no_addition_changes_an_address() {
    let cases =
        ProptestConfig { cases: 64, rng_seed: RngSeed::Fixed(5), ..ProptestConfig::default() };
    let orders = posts().prop_flat_map(|all| {
        let (shuffled, part) =
            (Just(all.clone()).prop_shuffle(), subsequence(all.clone(), 1..=all.len()));
        (Just(all), shuffled, part)
    });
    proptest!(cases, |((all, shuffled, part) in orders)| {
        let whole = written(&note(&all));
        prop_assert_eq!(whole.len(), all.len());
        prop_assert_eq!(&written(&note(&shuffled)), &whole);
        // Without some of them, what is left is called as before: so nothing that is added changes
        // it.
        for (address, amount) in written(&note(&part)) {
            prop_assert_eq!(whole.get(&address), Some(&amount), "{}", address);
        }
    });
}

#[test]
fn json_gives_addresses_of_what_is_pointed_to_suspected_and_unverified() {
    let outcome = Case::new().note(
        "BI1",
        "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nalene = \"Kun her\"\n\n[[tabel.post]]\nid = \"x\"\ntekst = \"X\"\n2020 = 10\n\n\
         [[tabel.post]]\ntekst = \"Y\"\n2020 = 20\n2021 = 5\n\n[tabel.i_alt]\n2020 = 40\n",
    );
    let outcome = outcome.check();
    let object: Value = serde_json::from_str(&render(
        &outcome.checked,
        &outcome.project.sources,
        Style { format: Format::Json, ..Style::default() },
    ))
    .unwrap();
    let finding = &object["findings"][0];
    assert_eq!(finding["rule"], "kolonnesum");
    assert_eq!(finding["address"], "budget-2020/BI1/a/i_alt/2020");
    let labels =
        finding["labels"].as_array().unwrap().iter().filter_map(|label| label["address"].as_str());
    assert_eq!(
        labels.collect::<Vec<_>>(),
        ["budget-2020/BI1/a/x/2020", "budget-2020/BI1/a/tekst=Y/2020"]
    );
    let suspects = finding["suspects"].as_array().unwrap();
    assert!(
        !suspects.is_empty()
            && suspects.iter().all(|suspect| address::find(
                &outcome.project.notes,
                suspect["address"].as_str().unwrap()
            )
            .is_some())
    );
    let left = &object["unverified"][0];
    assert_eq!(
        (&left["address"], &left["value"], &left["why"]),
        (&"budget-2020/BI1/a/tekst=Y/2021".into(), &"5".into(), &"alone".into())
    );
    assert_eq!(object["checked"]["unverified"], 1);
}
