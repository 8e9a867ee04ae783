//! The auditor: silent on every page of every project here, and heard where a printed figure is
//! changed.

use budgetnotat::audit::{self, Audit, Exported};
use budgetnotat::diagnostic::Severity;
use budgetnotat::equation::dimensions::Names;
use budgetnotat::note::Note;
use budgetnotat::pack::figures::{self, Figure};
use budgetnotat::page::Page;
use budgetnotat::project::Project;
use budgetnotat::rule::{self, Selection};
use budgetnotat::solved::Solved;
use budgetnotat::view;

use crate::case::Case;
use crate::real;

/// A note's page.
pub(crate) fn page(project: &Project, note: &Note, draft: bool) -> Page {
    view::page(&Solved::new(project.clone()), note, draft).expect("a round")
}

/// What auditing a note's page comes to.
pub(crate) fn audited(project: &Project, note: &Note, page: &Page) -> Audit {
    audit::note(note, &project.municipality, project.round(note).expect("a round"), page)
}

/// The figures that files of a note tell.
pub(crate) fn figures_of(project: &Project, note: &Note) -> Vec<Exported> {
    let round = project.round(note).expect("a round");
    let names = Names::new(&project.municipality, round);
    let solved = Solved::new(project.clone());
    let reported = |figure: Figure| Exported {
        note: figure.note,
        table: figure.table,
        number: figure.number,
        post: figure.post,
        appropriation: figure.appropriation,
        column: figure.column.to_string(),
        amount: figure.amount.machine(),
    };
    figures::figures(&solved.of(note).expect("a round").reconciled, &names, round)
        .map(reported)
        .collect()
}

/// Audits each note of a project: those without errors as they are built, all of them as drafts.
/// What it held in all.
fn silent(name: &str, case: &Case) -> (usize, usize) {
    let project = case.read();
    let checked = rule::check(&Solved::new(project.clone()), &Selection::All);
    let (mut held, mut fetched) = (0, 0);
    for note in project.notes.iter().filter(|note| project.round(note).is_some()) {
        let wrong = checked.findings.iter().filter(|finding| finding.severity() == Severity::Error);
        let broken = wrong.map(|finding| finding.primary.span.file).any(|file| {
            file == note.file
                || file == project.municipality.file
                || Some(file) == project.round(note).map(|round| round.file)
        });
        for draft in if broken { &[true][..] } else { &[false, true] } {
            let page = page(&project, note, *draft);
            let audit = audited(&project, note, &page);
            assert_eq!(audit.breaches, [], "{name} {} (draft: {draft})", note.id.value);
            let round = project.round(note).expect("a round");
            let files = audit::exported(
                note,
                &project.municipality,
                round,
                &page,
                &figures_of(&project, note),
            );
            assert_eq!(files.breaches, [], "{name} {} (draft: {draft})", note.id.value);
            if !draft {
                held += audit.verified;
                fetched += audit.fetched;
            }
        }
    }
    (held, fetched)
}

/// Holds more than so many sums and fetched amounts, or the test tests little.
fn holds(name: &str, case: &Case, sums: usize, fetched: usize) {
    let held = silent(name, case);
    assert!(held.0 >= sums && held.1 >= fetched, "{name}: {held:?}");
}

#[test]
fn the_notes_here_are_as_they_are_printed() {
    holds("notes", &real::project(real::REAL), 400, 15);
    holds("trykt", &real::project(real::PRINTED), 150, 4);
    holds("bif-som-udvalg", &real::project(real::BIF), 40, 3);
    // Its logo is not read here, so it is a draft; and a business case with what `check` finds
    // there is one.
    let _ = silent("vestby", &real::project("tests/projekter/vestby"));
    let _ = silent("som-trykt", &real::project("tests/som-trykt/business-case"));
}

#[test]
fn every_rules_example_is_as_it_is_printed() {
    let mut all = 0;
    for rule in rule::RULES {
        let text = std::fs::read_to_string(crate::pages::page(rule)).expect("a page");
        all += crate::pages::cases(&crate::pages::blocks(&text))
            .iter()
            .map(|case| silent(rule.name, case).0)
            .sum::<usize>();
    }
    assert!(all > 5_000, "{all}");
}
