//! Correction sheets: what they say, put into what stood, gives what shall stand.

use std::collections::BTreeMap;
use std::fs;

use budgetnotat::amount::Amount;
use budgetnotat::correction::Correction;
use budgetnotat::page::{Block, Page, Table};
use budgetnotat::project::{Input, Project};
use budgetnotat::solved::Solved;
use budgetnotat::view;
use proptest::prelude::*;

use crate::desk::{run, said};
use crate::real::BI8;
use crate::repository::Repository;
use crate::robust::config;
use crate::versions::{Change, changes, world};

fn pages(inputs: Vec<Input>) -> BTreeMap<String, Page> {
    let solved = Solved::new(Project::read(inputs));
    let notes = solved.project().notes.iter();
    notes
        .filter_map(|note| Some((note.id.value.clone(), view::page(&solved, note, true)?)))
        .collect()
}

fn tables(page: &Page) -> Vec<&Table> {
    let blocks = page.sections.iter().flat_map(|section| &section.blocks);
    let found = blocks.filter_map(|block| match block {
        Block::Table { table } => Some(table),
        _ => None,
    });
    found.chain(&page.past_grants).collect()
}

/// The figures of a page: table, row, column, each row by its words and its number among those of the
/// same words.
fn figures(page: &Page) -> BTreeMap<(String, String, String), String> {
    let mut out = BTreeMap::new();
    for table in tables(page) {
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for row in &table.rows {
            let cells = || table.columns.iter().zip(&row.cells);
            let words = cells().filter(|(column, _)| column.kind != "figure");
            let words = words.map(|(_, cell)| cell.text.trim()).filter(|text| !text.is_empty());
            let words = words.collect::<Vec<_>>().join(" · ");
            let count = seen.entry(words.clone()).or_default();
            *count += 1;
            let name = if *count == 1 { words } else { format!("{words} ({count})") };
            for (column, cell) in cells().filter(|(column, _)| column.kind == "figure") {
                let key = (table.label.clone(), name.clone(), column.header.clone());
                out.insert(key, cell.text.clone());
            }
        }
    }
    out.retain(|_, text| !text.is_empty());
    out
}

/// What each column of each table comes to, sums and parts alike.
fn sums(page: &Page) -> BTreeMap<(String, String), Amount> {
    let mut out: BTreeMap<_, Amount> = BTreeMap::new();
    for ((table, _, column), text) in figures(page) {
        let amount = Amount::of_danish(&text).unwrap_or_else(|| panic!("{text}"));
        let sum = out.entry((table, column)).or_default();
        *sum = sum.plus(amount).unwrap();
    }
    out
}

/// Only what a figure is changes: every row keeps its words.
fn figures_alone(change: &Change) -> bool {
    matches!(
        change,
        Change::PostAmount(..) | Change::PostMove(..) | Change::Default(_) | Change::Words(_)
    )
}

proptest! {
    #![proptest_config(config(150))]

    #[test]
    fn the_sheet_put_into_the_old_figures_gives_the_new(before in world(), made in changes()) {
        let made: Vec<Change> = made.into_iter().filter(figures_alone).collect();
        let (old, new) = (pages(before.inputs()), pages(before.changed(&made).inputs()));
        for (id, page) in &new {
            let correction = Correction::between(&old[id], page);
            let mut told = figures(&old[id]);
            for cell in &correction.cells {
                let key = (cell.label.clone(), cell.row.clone(), cell.column.clone());
                let stood = cell.stood.clone().filter(|text| !text.is_empty());
                prop_assert_eq!(told.remove(&key), stood);
                told.extend(cell.shall.clone().filter(|text| !text.is_empty()).map(|text| (key, text)));
            }
            prop_assert_eq!(told, figures(page));
        }
    }

    #[test]
    fn whatever_changed_the_differences_of_a_column_are_its_difference(before in world(), made in changes()) {
        let (old, new) = (pages(before.inputs()), pages(before.changed(&made).inputs()));
        for (id, page) in new.iter().filter(|(id, _)| old.contains_key(*id)) {
            let mut left = sums(&old[id]);
            let told = Correction::between(&old[id], page).cells;
            for cell in told.iter().filter(|cell| cell.column != "rækkens ord") {
                // A table in other prices has other figures, and no difference is told of them.
                let read = |text: &Option<String>| match text.as_deref() {
                    None | Some("") => Amount::ZERO,
                    Some(text) => Amount::of_danish(text).unwrap(),
                };
                let difference = read(&cell.shall).minus(read(&cell.stood)).unwrap();
                prop_assert!(cell.words || cell.difference() == Some(difference));
                let sum = left.entry((cell.label.clone(), cell.column.clone())).or_default();
                *sum = sum.plus(difference).unwrap();
            }
            left.retain(|_, sum| !sum.is_zero());
            let mut wanted = sums(page);
            wanted.retain(|_, sum| !sum.is_zero());
            prop_assert_eq!(left, wanted);
        }
    }
}

#[test]
fn a_sheet_is_written_for_what_is_printed_otherwise_and_for_nothing_else() {
    let here = Repository::new("");
    let output = run(&here.project, &["rettelsesblad", "HEAD"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(said(&output).contains("intet er trykt anderledes"), "{}", said(&output));
    // Another way to type the same figure is no correction.
    here.edit(BI8, "id = \"sagsstammer\"", "2020 = 10_000", "2020 = 10000");
    let output = run(&here.project, &["rettelsesblad", "HEAD"]);
    assert!(said(&output).contains("intet er trykt anderledes"), "{}", said(&output));
    // Nor is another id of a table.
    let text = fs::read_to_string(here.project.join(BI8)).unwrap();
    let renamed = text.replace("oekonomi", "aktiviteter");
    fs::write(here.project.join(BI8), renamed).unwrap();
    let output = run(&here.project, &["rettelsesblad", "HEAD", "BI8"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains("intet er trykt anderledes"), "{}", said(&output));
    // Words that are printed are, though no figure is another.
    fs::write(
        here.project.join(BI8),
        text.replacen("tekst = \"Kommunal med", "tekst = \"Fælles med", 1),
    )
    .unwrap();
    let output = run(&here.project, &["rettelsesblad", "HEAD", "BI8"]);
    assert!(said(&output).contains("BI8-rettelsesblad.pdf"), "{}", said(&output));
    fs::write(here.project.join(BI8), text.replace("10_000", "10_100").replace("10000", "10_100"))
        .unwrap();
    let output = run(&here.project, &["rettelsesblad", "HEAD"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let path = here.project.join("out/budget-2020/BI8-rettelsesblad.pdf");
    let made = fs::read(&path).unwrap();
    assert!(made.starts_with(b"%PDF-"));
    // The same two versions give the same bytes.
    run(&here.project, &["rettelsesblad", "HEAD", "BI8"]);
    assert_eq!(fs::read(&path).unwrap(), made);
    // A version that can't be trusted is not corrected.
    here.edit(BI8, "bevilling = \"32.00\"", "2020 = 1_200", "2020 = 1_300");
    let output = run(&here.project, &["rettelsesblad", "HEAD"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("ret dem først"), "{}", said(&output));
}

#[test]
fn what_changed_is_written_as_a_pdf_and_a_workbook_the_same_each_time() {
    let here = Repository::new("");
    let text = fs::read_to_string(here.project.join(BI8)).unwrap();
    fs::write(here.project.join(BI8), text.replace("10_000", "10_100")).unwrap();
    let files = |out: &str| {
        let output = run(&here.project, &["changes", "HEAD", "--out", out]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        ["aendringer.pdf", "aendringer.xlsx"]
            .map(|name| fs::read(here.project.join(out).join(name)).unwrap())
    };
    let first = files("en");
    assert!(first[0].starts_with(b"%PDF-") && first[1].starts_with(b"PK"));
    assert_eq!(files("to"), first);
}
