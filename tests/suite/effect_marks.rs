//! Marks of notes in the tables that a business case prints as one, *Samlet økonomisk påvirkning*.

use budgetnotat::page::{Block, Mark, Table};
use budgetnotat::view;

use crate::real::{REAL, project, slip};

const BC1: &str = "notes/budget-2017/BC1.toml";

#[test]
fn the_overview_prints_the_marks_of_the_tables_that_it_is_made_of() {
    let id = "id = \"varige\"";
    let note = "titel = \"Varige*\"\nnote = '''\n* Af titlen\n** Af året\n*** Af posten\n**** Af totalen\n'''\nraekker";
    let case = slip(project(REAL), BC1, id, "raekker", note);
    let case = slip(case, BC1, id, "|     2018 |", "|     2018** |");
    let case = slip(case, BC1, id, "| Beskæftigelseseffekt |", "| Beskæftigelseseffekt*** |");
    let total =
        "== | I alt**** |  |  |  |  |  |  |  |  |\n'''\n\n[[tabel]]\nid = \"implementering\"";
    let case = slip(case, BC1, id, "'''\n\n[[tabel]]\nid = \"implementering\"", total);
    let solved = case.solved();
    let note = solved.project().notes.iter().find(|note| note.id.value == "BC1").unwrap();
    let page = view::page(&solved, note, true).unwrap();
    let blocks = page.sections.iter().flat_map(|section| &section.blocks);
    let mut tables = blocks
        .filter_map(|block| if let Block::Table { table } = block { Some(table) } else { None });
    let table: &Table = tables.find(|table| table.label.ends_with("konsekvenser")).unwrap();
    let text = |mark: Option<&Mark>| mark.map_or(String::new(), |mark| mark.text.clone());
    let headers: Vec<String> =
        table.columns.iter().map(|column| text(column.mark.as_ref())).collect();
    assert_eq!(headers, ["", "", "", "**", "", "", "", ""]);
    let labels: Vec<(&str, String)> = table
        .rows
        .iter()
        .map(|row| (row.cells[0].text.as_str(), text(row.cells[0].mark.as_deref())))
        .filter(|(_, mark)| !mark.is_empty())
        .collect();
    let marked = [("Varige", "*"), ("Beskæftigelseseffekt (BIF)", "***"), ("I alt", "****")];
    assert_eq!(labels, marked.map(|(label, mark)| (label, mark.to_owned())));
    // Each mark is that of a note under the overview.
    let notes: Vec<&str> = table.notes.iter().map(|note| note.mark.as_str()).collect();
    assert_eq!(notes, ["*", "**", "***", "****"]);
}
