//! The auditor on packs: silent on those that are built, and heard where a figure on their own
//! pages is changed.

use budgetnotat::audit::{self, Audit};
use budgetnotat::diagnostic::Severity;
use budgetnotat::note::{Note, Pack};
use budgetnotat::pack::SolvedPack;
use budgetnotat::page::pack::PackPage;
use budgetnotat::page::{Block, Inline, Row};
use budgetnotat::project::Project;
use budgetnotat::rule::{self, Selection};
use budgetnotat::solved::Solved;
use budgetnotat::view;

use crate::case::{Case, root};
use crate::generated;
use crate::packs::service;
use crate::real::{self, REAL};

/// A pack's own pages, changed, and what auditing them comes to.
fn audited(project: &Project, pack: &Pack, change: impl FnOnce(&mut PackPage)) -> Audit {
    let solved = Solved::new(project.clone());
    let own = SolvedPack::new(&solved, pack).expect("a round");
    let packed = &own.packed;
    let mut page =
        view::pack::page(project, packed, own.overview(), solved.known(&pack.round), None);
    change(&mut page);
    let notes: Vec<&Note> = project.notes_of(&pack.round).map(|(_, note)| note).collect();
    audit::pack(pack, &project.municipality, packed.round, &notes, &page, &packed.money(), &[])
}

/// What is held of the packs of a project that have no errors; nothing may be wrong.
fn silent(name: &str, case: &Case) -> (usize, usize) {
    let project = case.read();
    let errors = rule::check(&Solved::new(project.clone()), &Selection::All)
        .findings
        .iter()
        .any(|finding| finding.severity() == Severity::Error);
    let mut all = (0, 0);
    for pack in
        project.packs.iter().filter(|pack| !errors && project.rounds.contains_key(&pack.round))
    {
        let audit = audited(&project, pack, |_| ());
        assert_eq!(audit.breaches, [], "{name} {}", pack.name);
        all = (all.0 + audit.verified, all.1 + audit.fetched);
    }
    all
}

#[test]
fn the_packs_here_are_as_they_are_printed() {
    let held = silent("notes", &real::project(REAL));
    assert!(held.0 > 100 && held.1 > 0, "{held:?}");
    let mut of_rules = 0;
    for rule in rule::RULES {
        let text = std::fs::read_to_string(crate::pages::page(rule)).expect("a page");
        of_rules += crate::pages::cases(&crate::pages::blocks(&text))
            .iter()
            .map(|case| silent(rule.name, case).0)
            .sum::<usize>();
    }
    assert!(of_rules > 100, "{of_rules}");
}

#[test]
fn a_made_up_round_of_many_notes_is_as_it_is_printed() {
    let municipality =
        std::fs::read_to_string(root().join("notes/kommune.toml")).expect("notes/kommune.toml");
    for seed in 0..4 {
        let made = generated::round(&municipality, 40, seed);
        let case = made
            .files
            .iter()
            .fold(Case::new().without("notes/budget-2020/runde.toml"), |case, (path, text)| {
                case.bytes(path, text.as_str())
            });
        let held = silent(&format!("seed {seed}"), &case);
        assert!(held.0 > 400 && held.1 > 0, "{held:?}");
    }
}

/// What is said where a pack's page is changed: where, and of what sort.
fn reported(change: impl FnOnce(&mut PackPage)) -> String {
    let project = real::project(REAL).read();
    let audit = audited(&project, &project.packs[0], change);
    let breach = audit.breaches.into_iter().next().expect("a breach");
    format!("{:?} {} {} {}", breach.kind, breach.id, breach.row, breach.column)
}

#[test]
fn a_changed_figure_is_seen_on_each_of_a_packs_own_pages() {
    let cell = |page: &mut PackPage, overview: usize, row: usize, column: usize, text: &str| {
        let cell = &mut page.overviews[overview].table.rows[row].cells[column];
        assert_ne!(cell.text, text);
        text.clone_into(&mut cell.text);
    };
    let last = |page: &PackPage, overview: usize| page.overviews[overview].table.rows.len() - 1;
    assert!(reported(|page| cell(page, 0, 0, 1, "1")).starts_with("Sum udvalg"));
    assert!(
        reported(|page| {
            let row = last(page, 1);
            cell(page, 1, row, 1, "1");
        })
        .starts_with("Sum styringsomraade I alt")
    );
    assert!(
        reported(|page| page.head.totals[0].text = "1".to_owned())
            .starts_with("Elsewhere(Table(\"Oversigt efter udvalg\")) forside")
    );
    assert!(
        reported(|page| page.frames[0].table.rows[2].cells[1].text = "1".to_owned())
            .starts_with("Sum Servicemåltal")
    );
    assert!(
        reported(|page| {
            let rows = &mut page.frames[0].table.rows;
            rows[1].cells[1].text = "14.000".to_owned();
            rows[2].cells[1].text = "1.000".to_owned();
        })
        .starts_with("Elsewhere(Table(\"Oversigt efter styringsområde\")) Servicemåltal")
    );
    assert!(
        reported(
            |page| page.overviews[0].chart.as_mut().expect("a chart").bars[0].text = "1".to_owned()
        )
        .starts_with("Elsewhere")
    );
    // Two rows swapped leave every sum as it was.
    assert!(
        reported(|page| {
            let rows = &mut page.overviews[1].table.rows;
            let names = [rows[0].cells[0].clone(), rows[1].cells[0].clone()];
            [rows[1].cells[0], rows[0].cells[0]] = names;
        })
        .contains("Elsewhere")
    );
}

/// An introduction with the figures of overviews that are rounded to add up, and with the exact
/// ones in their place.
#[test]
fn an_introduction_that_rounds_by_itself_is_seen() {
    let fetched = ["BI1", "BI2", "BI3"]
        .map(|id| format!("{{{{ notater[\"{id}\"][2020] | mio(1) }}}}"))
        .join(", ");
    let pack = format!(
        "titel = \"P\"\nenhed = \"mio. kr.\"\ndecimaler = 1\nindledning = '''\n{fetched}\n'''\n"
    );
    let project = crate::printed::three_alike(&pack).into_project();
    let held = audited(&project, &project.packs[0], |_| ());
    assert_eq!((held.breaches, held.fetched), (Vec::new(), 3));
    let reported = audited(&project, &project.packs[0], |page| {
        for block in page.introduction.iter_mut().flatten() {
            let Block::Paragraph { content } = block else { continue };
            for inline in content.iter_mut() {
                if let Inline::Figure { text, .. } = inline {
                    "1,25\u{a0}mio. kr.".clone_into(text);
                }
            }
        }
    });
    assert_eq!(reported.breaches.len(), 3);
}

/// Notes that are shown and not counted, and options that are picked: what is counted is decided
/// anew.
#[test]
fn what_is_not_counted_is_not_in_the_sums() {
    let round = "titel = \"Budget 2020\"\ndato = 2019-09-25\naar = [2020, 2021]\nprisniveau = 2020\nenhed = \"1.000 kr.\"\n";
    let options = "[[valgmulighed]]\nid = \"A\"\ntitel = \"Fuld\"\nstandard = true\nudelukker = [\"B\"]\n\n[[valgmulighed]]\nid = \"B\"\ntitel = \"Halv\"\n\n";
    let post =
        |choice: &str, amount: u32| service("", &format!("valg = \"{choice}\"\n2020 = {amount}"));
    let second = post("B", 500);
    let second = second.split_once("[[tabel.post]]").expect("a post").1;
    let case = Case::new()
        .round("budget-2020", round)
        .pack("p", "titel = \"P\"\ntaelles_ikke = [\"BI2\"]\n\n[[valg]]\nnotat = \"BI3\"\nvalg = [\"B\"]\n")
        .note("BI1", &service("", "2020 = 1_000"))
        .note("BI2", &service("", "2020 = 70"))
        .note("BI3", &format!("{options}{}\n[[tabel.post]]{second}", post("A", 900)));
    let project = case.read();
    let held = audited(&project, &project.packs[0], |page| {
        let total =
            page.overviews[0].table.rows.iter().find(|row| row.kind == "total").expect("a total");
        assert!(["1.500", "1.570"].contains(&total.cells[1].text.as_str()), "{total:?}");
    });
    assert_eq!(held.breaches, []);
}

/// Money that no committee holds has a row beside the committees.
#[test]
fn what_no_committee_holds_has_a_row_of_its_own() {
    let pool = service("", "2020 = 300").replace("udvalg = \"BIU\"", "udvalg = \"ingen\"");
    let lines = pool.lines().filter(|line| !line.starts_with("bevilling"));
    let pool = lines.collect::<Vec<_>>().join("\n");
    let case = Case::new()
        .pack("p", "titel = \"P\"\n")
        .note("BI1", &service("", "2020 = 1_000"))
        .note("BI2", &pool);
    let project = case.read();
    let mut rows = Vec::new();
    let held = audited(&project, &project.packs[0], |page| {
        let words = |row: &Row| (row.cells[0].text.clone(), row.cells[1].text.clone());
        rows = page.overviews[0].table.rows.iter().map(words).collect();
    });
    assert_eq!(held.breaches, []);
    assert!(rows.contains(&("Uden udvalg".to_owned(), "300".to_owned())), "{rows:?}");
}

/// Money of years before and after the round's has a column.
#[test]
fn money_outside_the_rounds_years_is_held_too() {
    let round = "titel = \"Budget 2020\"\ndato = 2019-09-25\naar = [2020, 2021]\nprisniveau = 2020\nenhed = \"1.000 kr.\"\n";
    let note = service("", "2018 = 5\n2020 = 100\n2024 = 40")
        .replace("[[tabel.post]]", "aar = [2018, 2020, 2024]\n\n[[tabel.post]]");
    let project = Case::new()
        .round("budget-2020", round)
        .pack("p", "titel = \"P\"\n")
        .note("BI1", &note)
        .read();
    let held = audited(&project, &project.packs[0], |page| {
        let headers: Vec<_> =
            page.overviews[0].table.columns.iter().map(|column| column.header.as_str()).collect();
        assert_eq!(headers[1..5], ["2018", "2020", "2021", "2024"], "{headers:?}");
    });
    assert_eq!(held.breaches, []);
}
