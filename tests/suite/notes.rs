//! The real notes: clean, and every filled-in total is the printed one.

use budgetnotat::equation::Row;
use budgetnotat::note::{Cell, GrandTotal, Table};
use budgetnotat::project::Project;
use budgetnotat::reconcile::reconcile;
use budgetnotat::rule::Counts;

use crate::real::{self, BIF, PRINTED, REAL};

#[test]
fn the_notes_are_clean_and_every_figure_is_verified() {
    let outcome = real::project(REAL).check().only(&[]);
    assert_eq!(
        outcome.checked.counts,
        Counts {
            notes: 5,
            packs: 1,
            tables: 25,
            figures: 271,
            equations: 198,
            unverified: 0,
            ..Counts::default()
        }
    );
}

#[test]
fn their_twins_with_printed_totals_are_clean() {
    let outcome = real::project(PRINTED).check().only(&[]);
    assert_eq!(
        outcome.checked.counts,
        Counts {
            notes: 2,
            tables: 8,
            figures: 118,
            equations: 68,
            unverified: 0,
            ..Counts::default()
        }
    );
}

#[test]
fn the_printed_slip_is_pointed_out_with_the_committee_it_stands_for() {
    real::project(BIF)
        .check()
        .only(&["forvaltning-som-udvalg"])
        .warns("forvaltning-som-udvalg")
        .points_at("\"BIF\"")
        .holds("skriv BIU");
}

/// The figures that the twin has as claims: each row's printed sum, and each total row.
fn claims(table: &Table) -> Vec<(Row, Cell)> {
    let mut out = Vec::new();
    if let GrandTotal::Row { cells, .. } = &table.grand_total {
        out.extend(cells.iter().map(|cell| (Row::Grand, cell.clone())));
    }
    for (number, post) in table.numbered_posts() {
        let across =
            post.cells.iter().filter(|cell| cell.column == budgetnotat::note::ColumnKey::Across);
        out.extend(across.map(|cell| (Row::Post(number), cell.clone())));
    }
    out
}

#[test]
fn every_filled_in_total_is_the_printed_one() {
    let (filled, printed) = (real::project(REAL).read(), real::project(PRINTED).read());
    let note = |project: &Project, id: &str| {
        project.notes.iter().find(|note| note.id.value == id).unwrap().clone()
    };
    let mut compared = 0;
    for id in ["BI25", "BI8"] {
        let (own, twin) = (note(&filled, id), note(&printed, id));
        let round = filled.round(&own).unwrap();
        let solved = reconcile(&own, &filled.municipality, round);
        for (index, table) in twin.numbered_tables() {
            for (row, claim) in claims(table) {
                let figure = solved.system.find(index, row, &claim.column);
                let value = figure.and_then(|figure| solved.solution.value(figure).amount());
                assert_eq!(
                    value,
                    claim.amount(),
                    "{id} {} {row:?} {}",
                    table.id.value,
                    claim.column
                );
                compared += 1;
            }
        }
    }
    // 15 rows of BI25 and 7 of BI8 with a sum, and their total rows: 5 figures thrice, 3 twice.
    assert_eq!(compared, 43);
}

#[test]
fn a_note_can_be_checked_alone() {
    use budgetnotat::rule::Selection;
    let only = Selection::Paths(vec!["notes/budget-2020/BI8.toml".to_owned()]);
    assert_eq!(real::project(REAL).check_only(&only).only(&[]).checked.counts.notes, 1);
    let round = Selection::Paths(vec!["notes/budget-2016".to_owned()]);
    assert_eq!(real::project(REAL).check_only(&round).only(&[]).checked.counts.notes, 1);
}
