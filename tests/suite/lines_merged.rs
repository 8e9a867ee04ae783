//! `budgetnotat merge-driver` on tables that are written in lines.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use budgetnotat::grid::{Sheet, parse};
use budgetnotat::key::Section;
use budgetnotat::layout::format;
use budgetnotat::merge::{MARKS, merge};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::case::root;
use crate::desk::Desk;
use crate::merged_figures::{Posts, choose_ours, expected};
use crate::merging::merged;

/// A note with a table of these lines.
fn note(lines: &str) -> String {
    format!(
        "id = \"A1\"\n\n[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\nraekker = '''\n{lines}'''\n"
    )
}

fn tidy(lines: &str) -> String {
    Sheet::of(&parse(lines)).unwrap().text()
}

/// The lines that come of three, and what is told.
fn lines(base: &str, ours: &str, theirs: &str) -> (String, Vec<String>) {
    let (text, told) = merged(&note(base), &note(ours), &note(theirs));
    let (_, rest) = text.split_once("raekker = '''\n").unwrap();
    (rest.split_once("'''").unwrap().0.to_owned(), told)
}

const BASE: &str = "| tekst | 2020 | 2021 |\n| Løn | 1 | 2 |\n| Drift | 3 | 4 |\n";

#[test]
fn cells_of_one_line_are_merged() {
    let base = tidy(BASE);
    let ours = base.replace(" 1 |", " 10 |");
    let theirs = base.replace(" 2 |", " 20 |");
    let both = tidy("| tekst | 2020 | 2021 |\n| Løn | 10 | 20 |\n| Drift | 3 | 4 |\n");
    assert_eq!(lines(&base, &tidy(&ours), &tidy(&theirs)), (both.clone(), vec![]));
    assert_eq!(lines(&base, &tidy(&theirs), &tidy(&ours)), (both, vec![]));
    // Written in another way, it is the same figure.
    let ours = tidy(BASE).replace("       1 |", "1000 |");
    let theirs = tidy(BASE).replace("       1 |", "1.000 |");
    assert_eq!(lines(&base, &ours, &theirs), (ours, vec![]));
}

#[test]
fn the_same_cell_changed_twice_is_a_conflict_of_its_line_alone() {
    let base = tidy(BASE);
    let ours = tidy(&BASE.replace("| 1 | 2 |", "| 10 | 2 |"));
    let theirs = tidy(&BASE.replace("| 1 | 2 |", "| 11 | 20 |").replace("| 3 |", "| 30 |"));
    let (text, told) = lines(&base, &ours, &theirs);
    assert_eq!(told, ["tabel t, linjen Løn, 2020: før 1, vores 10, deres 11"]);
    assert_eq!(
        text,
        "| tekst |     2020 |     2021 |\n<<<<<<< vores\n| Løn |       10 |       20 |\n=======\n| Løn |       11 |       20 |\n>>>>>>> deres\n| Drift |       30 |        4 |\n"
    );
}

#[test]
fn a_new_column_here_and_a_figure_there_are_both_taken() {
    let base = tidy(BASE);
    let ours =
        tidy("| tekst | udvalg | 2020 | 2021 |\n| Løn | BIU | 1 | 2 |\n| Drift | SUD | 3 | 4 |\n");
    let theirs =
        tidy("| tekst | 2020 | 2021 |\n| Løn | 1 | 2 |\n| Drift | 30 | 4 |\n| Leje | 5 | 6 |\n");
    let both = tidy(
        "| tekst | udvalg | 2020 | 2021 |\n| Løn | BIU | 1 | 2 |\n| Drift | SUD | 30 | 4 |\n| Leje | | 5 | 6 |\n",
    );
    assert_eq!(lines(&base, &ours, &theirs), (both.clone(), vec![]));
    assert_eq!(lines(&base, &theirs, &ours), (both, vec![]));
    // One has given a column another name, the other a figure in it.
    let named = BASE.replace("2021", "Antal");
    let ours = tidy(&named.replace("Antal", "Antal børn"));
    let theirs = tidy(&named.replace("| 4 |", "| 40 |"));
    let both = tidy(&named.replace("Antal", "Antal børn").replace("| 4 |", "| 40 |"));
    assert_eq!(lines(&tidy(&named), &ours, &theirs), (both, vec![]));
}

#[test]
fn new_rows_at_the_same_place_are_both_kept_and_rows_are_moved_and_removed() {
    let base = tidy(BASE);
    let (ours, theirs) = (
        base.clone() + "| Leje |        5 |        6 |\n",
        base.clone() + "| Kurser |        7 |          |\n",
    );
    let both = base.clone() + "| Leje |        5 |        6 |\n| Kurser |        7 |          |\n";
    assert_eq!(lines(&base, &ours, &theirs), (both, vec![]));
    let moved = tidy("| tekst | 2020 | 2021 |\n| Drift | 3 | 4 |\n| Løn | 1 | 2 |\n");
    let changed = tidy(&BASE.replace("| 1 |", "| 10 |"));
    let both = tidy("| tekst | 2020 | 2021 |\n| Drift | 3 | 4 |\n| Løn | 10 | 2 |\n");
    assert_eq!(lines(&base, &moved, &changed), (both, vec![]));
    // Removed here and left alone there, it is gone; changed there, it is a conflict.
    let removed = tidy("| tekst | 2020 | 2021 |\n| Drift | 3 | 4 |\n");
    let other = tidy(&BASE.replace("| 4 |", "| 40 |"));
    assert_eq!(
        lines(&base, &removed, &other),
        (tidy("| tekst | 2020 | 2021 |\n| Drift | 3 | 40 |\n"), vec![])
    );
    let (text, told) = lines(&base, &removed, &changed);
    assert_eq!(told, ["tabel t, linjen Løn: før Løn | 1 | 2, vores slettet, deres Løn | 10 | 2"]);
    assert!(
        text.contains("<<<<<<< vores\n=======\n| Løn |       10 |        2 |\n>>>>>>> deres\n"),
        "{text}"
    );
}

#[test]
fn marks_ids_and_columns_that_are_removed() {
    let base = tidy("| id | tekst | 2020 |\n| a | Løn | 1 |\n| b | Løn | 2 |\n");
    let ours = tidy("| id | tekst | 2020 |\n| a | Løn | 1 |\n> | b | heraf løn | 2 |\n");
    let theirs = tidy("| id | tekst | 2020 |\n| a | Løn og pension | 10 |\n| b | Løn | 20 |\n");
    let both =
        tidy("| id | tekst | 2020 |\n| a | Løn og pension | 10 |\n> | b | heraf løn | 20 |\n");
    assert_eq!(lines(&base, &ours, &theirs), (both, vec![]));
    let marks = tidy("| id | tekst | 2020 |\n| a | Løn | 1 |\n= | b | Løn | 2 |\n");
    let (_, told) = lines(&base, &ours, &marks);
    assert_eq!(told, ["tabel t, linjen b, mærket: før ikke skrevet, vores >, deres ="]);
    // A column removed here is gone where the other has not written in it, and else a conflict.
    let without = tidy("| id | 2020 |\n| a | 1 |\n| b | 2 |\n");
    let figure = tidy("| id | tekst | 2020 |\n| a | Løn | 10 |\n| b | Løn | 2 |\n");
    assert_eq!(
        lines(&base, &without, &figure),
        (tidy("| id | 2020 |\n| a | 10 |\n| b | 2 |\n"), vec![])
    );
    let (text, told) = lines(&base, &without, &theirs);
    assert_eq!(told.len(), 1);
    assert!(text.contains("Løn og pension") && text.contains("<<<<<<<"), "{text}");
}

#[test]
fn the_layout_of_ours_stays_and_so_does_what_theirs_only_laid_out() {
    let base = "tekst | 2020 | 2021\nLøn | 1 | 2\nDrift | 3 | 4\n";
    let ours = "|tekst|2020|2021|\n\n|Løn|1|2|\n|Drift|30|4|\n";
    let theirs = tidy(BASE).replace("|        2 |", "|       20 |");
    assert_eq!(
        lines(base, ours, &theirs),
        ("|tekst|2020|2021|\n| Løn |        1 |       20 |\n|Drift|30|4|\n".to_owned(), vec![])
    );
    let (text, told) = merged(&note(base), &note(ours).replace('\n', "\r\n"), &note(&tidy(BASE)));
    assert_eq!((text, told), (note(ours).replace('\n', "\r\n"), vec![]));
}

#[test]
fn one_writes_the_table_in_lines_and_the_other_changes_a_post() {
    let head = "id = \"A1\"\n\n[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\n";
    let posts = |figure: u32| {
        format!(
            "{head}\n[[tabel.post]]\ntekst = \"Løn\"\n2020 = {figure}\n\n[[tabel.post]]\ntekst = \"Drift\"\n2020 = 3\n"
        )
    };
    let in_lines =
        format!("{head}raekker = '''\n| tekst | 2020 |\n| Løn | 1 |\n| Drift | 3 |\n'''\n");
    let added = posts(1) + "\n[[tabel.post]]\ntekst = \"Ny\"\n2020 = 7\n";
    for other in [posts(2), added] {
        for (base, ours, theirs) in [(posts(1), &in_lines, &other), (posts(1), &other, &in_lines)] {
            let (text, told) = merged(&base, ours, theirs);
            assert_eq!(told.len(), 1, "{text}");
            assert!(
                told[0].starts_with("tabel t, skrevet i den anden form af den ene"),
                "{}",
                told[0]
            );
            assert!(text.contains("<<<<<<< vores\n") && text.contains("| Løn | 1 |"), "{text}");
            assert!(text.contains("2020 = 2") || text.contains("2020 = 7"), "{text}");
        }
    }
    // Back to posts, while the other changes a line.
    let changed = in_lines.replace("| 3 |", "| 4 |");
    let (text, told) = merged(&in_lines, &posts(1), &changed);
    assert_eq!(told.len(), 1, "{text}");
    // Where the other has changed nothing of it, the new form is taken, with what was changed elsewhere.
    let elsewhere = posts(1).replace("id = \"A1\"", "id = \"A2\"");
    assert_eq!(
        merged(&posts(1), &in_lines, &elsewhere),
        (in_lines.replace("id = \"A1\"", "id = \"A2\""), vec![])
    );
}

/// Rows by id, cells by header.
fn cells(lines: &str) -> Posts {
    let parsed = parse(lines);
    assert_eq!(parsed.faults, [], "{lines}");
    let sheet = Sheet::of(&parsed).unwrap();
    let mut out = Posts::new();
    for row in &sheet.rows {
        let cells = sheet.header.iter().cloned().zip(row.cells.iter().cloned());
        let cells: BTreeMap<String, String> = cells
            .filter(|(name, cell)| name != "id" && name != "tekst" && !cell.is_empty())
            .collect();
        assert!(out.insert(row.cells[0].clone(), cells).is_none(), "a row twice: {lines}");
    }
    out
}

#[derive(Clone, Debug)]
enum Change {
    Figure(Index, Index, u16),
    Remove(Index),
    Add(Index, u8, u16),
    Column(u16, u16),
    Move(Index, Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        6 => (at(), at(), 0_u16..6).prop_map(|(row, cell, figure)| Change::Figure(row, cell, figure)),
        1 => at().prop_map(Change::Remove),
        2 => (at(), 0_u8..5, 1_u16..6).prop_map(|(at, id, figure)| Change::Add(at, id, figure)),
        1 => (2024_u16..2027, 0_u16..6).prop_map(|(year, figure)| Change::Column(year, figure)),
        2 => (at(), at()).prop_map(|(from, to)| Change::Move(from, to)),
    ]
}

#[derive(Clone, Debug)]
struct Table {
    years: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
}

impl Table {
    fn text(&self) -> String {
        let mut out = format!("| id | tekst | {} |\n", self.years.join(" | "));
        for (id, cells) in &self.rows {
            let _ = writeln!(out, "| {id} | Post {id} | {} |", cells.join(" | "));
        }
        tidy(&out)
    }

    fn changed(&self, changes: &[Change]) -> Self {
        let mut out = self.clone();
        let figure = |figure: u16| if figure == 0 { String::new() } else { figure.to_string() };
        for change in changes {
            let count = out.rows.len();
            match change {
                Change::Figure(row, cell, value) if count > 0 => {
                    let cells = &mut out.rows[row.index(count)].1;
                    let at = cell.index(cells.len());
                    cells[at] = figure(*value);
                }
                Change::Remove(row) if count > 1 => drop(out.rows.remove(row.index(count))),
                Change::Add(at, id, value) => {
                    let id = format!("ny{id}");
                    if out.rows.iter().all(|(own, _)| *own != id) {
                        let cells = vec![figure(*value); out.years.len()];
                        out.rows.insert(at.index(count + 1), (id, cells));
                    }
                }
                Change::Column(year, value) if !out.years.contains(&year.to_string()) => {
                    out.years.push(year.to_string());
                    for (_, cells) in &mut out.rows {
                        cells.push(figure(*value));
                    }
                }
                Change::Move(from, to) if count > 0 => {
                    let row = out.rows.remove(from.index(count));
                    out.rows.insert(to.index(count), row);
                }
                _ => {}
            }
        }
        out
    }
}

fn table() -> impl Strategy<Value = Table> {
    (1_usize..4, proptest::collection::vec(1_u16..6, 1..7)).prop_map(|(years, rows)| Table {
        years: (0..years).map(|year| (2020 + year).to_string()).collect(),
        rows: rows
            .into_iter()
            .enumerate()
            .map(|(at, figure)| (format!("p{at}"), vec![figure.to_string(); years]))
            .collect(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_cell_is_lost_and_none_is_made_up(
        base in table(),
        left in proptest::collection::vec(change(), 0..6),
        right in proptest::collection::vec(change(), 0..6),
    ) {
        let (ours, theirs) = (base.changed(&left).text(), base.changed(&right).text());
        let base = base.text();
        let (text, told) = lines(&base, &ours, &theirs);
        let (figures, conflicts) = expected(&cells(&base), &cells(&ours), &cells(&theirs));
        prop_assert_eq!(told.len(), conflicts, "{:?}\n{}\n{}\n{}\n{}", told, base, ours, theirs, text);
        prop_assert_eq!(cells(&choose_ours(&text)), figures, "{}", text);
        let (_, other) = lines(&base, &theirs, &ours);
        prop_assert_eq!(other.len(), told.len());
        prop_assert_eq!(lines(&base, &base, &theirs), (theirs.clone(), vec![]));
        prop_assert_eq!(lines(&base, &ours, &base), (ours.clone(), vec![]));
        if told.is_empty() {
            let whole = note(&text);
            prop_assert_eq!(format(&whole, Section::Note), Ok(whole));
        }
    }

    /// Any lines at all: nothing panics, and the same three give the same result.
    #[test]
    fn any_lines_are_merged(
        pieces in proptest::collection::vec((0_usize..4, proptest::sample::select(crate::lines_laid_out::PIECES)), 0..90),
    ) {
        let mut texts = [String::new(), String::new(), String::new()];
        for (side, piece) in pieces {
            // What is in all three now and then, so that there is something in common.
            let sides = if side == 3 { 0..3 } else { side..side + 1 };
            sides.for_each(|side| texts[side].push_str(piece));
        }
        let texts = texts.map(|text| note(&format!("| tekst | 2020 |\n{}\n", text.replace("'''", "").trim_end_matches('\''))));
        let [base, ours, theirs] = &texts;
        let all = || merge(base.as_bytes(), ours.as_bytes(), theirs.as_bytes(), Section::Note, MARKS);
        let merged = all();
        prop_assert_eq!(&merged.bytes, &all().bytes);
        prop_assert!(merged.by_line.is_none());
    }
}

/// Two people in git: merged and rebased, with the driver and without.
#[test]
fn git_merges_and_rebases_lines() {
    const PATH: &str = "notes/budget-2020/BI8.toml";
    let with_driver = |driver: bool, how: &str| {
        let desk = Desk::new(".");
        let git = |args: &[&str]| desk.git(args);
        let write = |lines: &str, message: &str| {
            fs::write(desk.path(PATH), note(&tidy(lines))).unwrap();
            assert_eq!(git(&["commit", "-qam", message]).0, Some(0));
        };
        if driver {
            let guide = fs::read_to_string(root().join("docs/fletning.md")).unwrap();
            let line = guide
                .lines()
                .find_map(|line| line.strip_prefix("git config merge.budgetnotat.driver "))
                .unwrap();
            let own = format!("'{}'", env!("CARGO_BIN_EXE_budgetnotat"));
            let line = line.trim_matches('"').replacen("budgetnotat", &own, 1);
            let attributes =
                guide.lines().find(|line| line.ends_with("merge=budgetnotat")).unwrap();
            fs::write(desk.path(".gitattributes"), format!("{attributes}\n")).unwrap();
            assert_eq!(git(&["init", "-q", "-b", "main"]).0, Some(0));
            assert_eq!(git(&["config", "merge.budgetnotat.driver", &line]).0, Some(0));
        } else {
            assert_eq!(git(&["init", "-q", "-b", "main"]).0, Some(0));
        }
        fs::write(desk.path(PATH), note(&tidy(BASE))).unwrap();
        for args in [&["add", "."][..], &["commit", "-qm", "base"], &["branch", "anden"]] {
            assert_eq!(git(args).0, Some(0), "{args:?}");
        }
        write(
            "| tekst | 2020 | 2021 | 2022 |\n| Løn | 10 | 2 | 7 |\n| Drift | 3 | 4 | 8 |\n",
            "mere",
        );
        assert_eq!(git(&["checkout", "-q", "anden"]).0, Some(0));
        write(
            "| tekst | 2020 | 2021 |\n| Løn | 1 | 20 |\n| Drift | 3 | 4 |\n| Leje | 5 | 6 |\n",
            "nyt",
        );
        let done = if how == "merge" {
            assert_eq!(git(&["checkout", "-q", "main"]).0, Some(0));
            git(&["merge", "-q", "--no-edit", "anden"])
        } else {
            git(&["rebase", "-q", "main"])
        };
        (done, fs::read_to_string(desk.path(PATH)).unwrap())
    };
    let both = note(&tidy(
        "| tekst | 2020 | 2021 | 2022 |\n| Løn | 10 | 20 | 7 |\n| Drift | 3 | 4 | 8 |\n| Leje | 5 | 6 | |\n",
    ));
    for how in ["merge", "rebase"] {
        let ((status, told), text) = with_driver(true, how);
        assert_eq!((status, text), (Some(0), both.clone()), "{how}: {told}");
        // Without it, git sees lines, and asks.
        let ((status, _), text) = with_driver(false, how);
        assert_eq!(status, Some(1), "{how}");
        assert!(text.contains("<<<<<<<") && text.contains("| Leje |"), "{text}");
    }
}
