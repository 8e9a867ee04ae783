//! `budgetnotat merge-driver`: two changed notes become one; nothing is lost, nothing is made up.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use budgetnotat::key::Section;
use budgetnotat::merge::{MARKS, Merged, merge};
use budgetnotat::outline::{Block, Outline};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::case::root;
use crate::desk::{BI8, BI25, Desk};

const BS2: &str = "tests/projekter/vestby/notes/budget-2027/BS2.toml";

fn note(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn slip(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "{old}");
    text.replacen(old, new, 1)
}

fn merged(base: &str, ours: &str, theirs: &str) -> (String, Vec<String>) {
    let Merged { bytes, conflicts, by_line } = merge(base.as_bytes(), ours.as_bytes(), theirs.as_bytes(), Section::Note, MARKS);
    assert_eq!(by_line, None);
    (String::from_utf8(bytes).unwrap(), conflicts.iter().map(|conflict| conflict.told().da).collect())
}

#[test]
fn neighbouring_figures_of_one_post_are_both_taken() {
    let base = note(BI8);
    let ours = slip(&base, "2020 = 10_000", "2020 = 10_500  # ny pris");
    let theirs = slip(&base, "2021 = 10_000", "2021 = 9_500");
    let both = slip(&ours, "2021 = 10_000", "2021 = 9_500");
    assert_eq!(merged(&base, &ours, &theirs), (both.clone(), vec![]));
    assert_eq!(merged(&base, &theirs, &ours), (both, vec![]));
}

#[test]
fn the_same_figure_changed_twice_is_a_conflict_and_the_rest_is_merged() {
    let base = note(BI8);
    let ours = slip(&base, "2020 = 10_000", "2020 = 10_500");
    let theirs = slip(&slip(&base, "2020 = 10_000", "2020 = 10_400"), "2021 = 10_000", "2021 = 9_500");
    let (text, told) = merged(&base, &ours, &theirs);
    assert_eq!(told, ["tabel oekonomi, post sagsstammer, 2020: før 10_000, vores 10_500, deres 10_400"]);
    let marked = "<<<<<<< vores\n2020 = 10_500\n=======\n2020 = 10_400\n>>>>>>> deres\n2021 = 9_500\n";
    assert_eq!(text, slip(&base, "2020 = 10_000\n2021 = 10_000\n", marked));
    // Written in another way, it is the same figure.
    let theirs = slip(&base, "2020 = 10_000", "2020   = 10500");
    assert_eq!(merged(&base, &ours, &theirs), (ours, vec![]));
}

#[test]
fn removed_here_and_changed_there_is_a_conflict() {
    let base = note(BI8);
    let post = base.find("[[tabel.post]]\nid = \"tvaerfaglig\"").unwrap();
    let next = base.find("[[tabel.post]]\nid = \"social_sundhed\"").unwrap();
    let ours = base[..post].to_owned() + &base[next..];
    let theirs = slip(&base, "2021 = 1_800", "2021 = 1_900");
    let (text, told) = merged(&base, &ours, &theirs);
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with("tabel oekonomi, post tvaerfaglig: før en tekst på flere linjer, vores slettet, deres"),
        "{}",
        told[0]
    );
    assert!(
        text.contains("<<<<<<< vores\n=======\n\n[[tabel.post]]\nid = \"tvaerfaglig\"\n")
            || text.contains("<<<<<<< vores\n=======\n[[tabel.post]]\nid = \"tvaerfaglig\"\n"),
        "{text}"
    );
    assert!(text.contains("2021 = 1_900\n>>>>>>> deres\n"), "{text}");
    // Removed by one and left alone by the other, it is gone.
    assert_eq!(merged(&base, &ours, &base), (ours.clone(), vec![]));
    let elsewhere = slip(&base, "2021 = 1_200", "2021 = 1_300");
    assert_eq!(merged(&base, &ours, &elsewhere), (slip(&ours, "2021 = 1_200", "2021 = 1_300"), vec![]));
    let line = slip(&base, "2021 = 1_800\n", "");
    let (_, told) = merged(&base, &line, &theirs);
    assert_eq!(told, ["tabel oekonomi, post tvaerfaglig, 2021: før 1_800, vores slettet, deres 1_900"]);
}

#[test]
fn posts_and_tables_are_added_moved_and_removed() {
    let base = note(BI25);
    let drift = "\n[[tabel.post]]\nid = \"drift\"\ntekst = \"Drift\"\nforvaltning = \"BIF\"\n2016 = 100\n";
    let kurser = "\n[[tabel.post]]\nid = \"kurser\"\ntekst = \"Kurser\"\nforvaltning = \"SUF\"\n2016 = 50\n";
    let end = "2018 = 150\n2019 = 0\n";
    let ours = slip(&base, end, &format!("{end}{drift}"));
    let theirs = slip(&slip(&base, end, &format!("{end}{kurser}")), "2016 = 150\n", "2016 = 175\n");
    let both = slip(&slip(&base, end, &format!("{end}{drift}{kurser}")), "2016 = 150\n", "2016 = 175\n");
    assert_eq!(merged(&base, &ours, &theirs), (both, vec![]));
    // Both have made a post of the same name: their figures are held against each other.
    let theirs = slip(&base, end, &format!("{end}{}", drift.replace("2016 = 100", "2016 = 110\n2017 = 5")));
    let (text, told) = merged(&base, &ours, &theirs);
    assert_eq!(told, ["tabel serviceudgifter, post drift, 2016: før ikke skrevet, vores 100, deres 110"]);
    assert!(text.contains("2017 = 5\n"), "{text}");
    // One moves a table, the other changes a figure in it.
    let at = base.find("[[tabel]]\nid = \"fordeling\"").unwrap();
    let first = base.find("[[tabel]]\nid = \"effekter\"").unwrap();
    let moved = format!("{}{}\n{}", &base[..first], &base[at..], base[first..at].trim_end_matches('\n').to_owned() + "\n");
    let theirs = slip(&base, "2016 = 3_700", "2016 = 3_800");
    let expected = slip(&moved, "2016 = 3_700", "2016 = 3_800");
    let trimmed = |(text, told): (String, Vec<String>)| (text.split_whitespace().map(str::to_owned).collect::<Vec<_>>(), told);
    assert_eq!(trimmed(merged(&base, &moved, &theirs)), trimmed((expected.clone(), vec![])));
    assert_eq!(trimmed(merged(&base, &theirs, &moved)), trimmed((expected, vec![])));
}

/// Twelve schools have posts of the same five texts, without ids: what tells them apart is where they stand.
#[test]
fn posts_without_ids_are_known_by_what_they_say_and_where_they_stand() {
    let base = note(BS2);
    let heading = "[[tabel.post]]\noverskrift = true\ntekst = \"Fjordskolen\"\n";
    let school = "[[tabel.post]]\noverskrift = true\ntekst = \"Engskolen\"\n\n[[tabel.post]]\ntekst = \"Lærertid i indskolingen\"\n2027 = 5\n\n\
                  [[tabel.post]]\ntekst = \"Pædagogtid\"\n2027 = 6\n\n[[tabel.post]]\ndelsum = true\ntekst = \"Engskolen i alt\"\n\n";
    let ours = slip(&base, heading, &format!("{school}{heading}"));
    // Figures of Fjordskolen and of the last school, and a text.
    let change = |text: &str| {
        let text = slip(text, "2027 = 450\n2028 = 525\n2029 = 350\n2030 = 225", "2027 = 455\n2028 = 525\n2029 = 350\n2030 = 230");
        let text = slip(&text, "2027 = 150\n2028 = 475", "2027 = 155\n2028 = 475");
        slip(&text, "Pædagogtid\"\n2027 = 550", "Pædagogtid (nyt)\"\n2027 = 550")
    };
    assert_eq!(merged(&base, &ours, &change(&base)), (change(&ours), vec![]));
    assert_eq!(merged(&base, &change(&base), &ours), (change(&ours), vec![]));
}

#[test]
fn the_only_post_of_a_table_is_the_same_one_however_much_of_it_is_changed() {
    let post = |text: &str, figures: [u32; 2]| {
        let [first, last] = figures;
        format!("[[tabel]]\nid = \"t\"\n\n[[tabel.post]]\ntekst = \"{text}\"\n2020 = {first}\n2021 = {last}\n")
    };
    let (base, ours) = (post("Løn", [1, 2]), post("Drift", [3, 4]));
    let (_, told) = merged(&base, &ours, &post("Andet", [5, 2]));
    assert_eq!(
        told,
        [
            "tabel t, post Drift, tekst: før \"Løn\", vores \"Drift\", deres \"Andet\"",
            "tabel t, post Drift, 2020: før 1, vores 3, deres 5",
        ]
    );
}

#[test]
fn prose_is_merged_by_line() {
    let base = note(BI8);
    let ours = slip(&base, "Fra 2015 til 2019 er", "Fra 2014 til 2019 er");
    let theirs = slip(&base, "På trods af de gode resultater", "Trods de gode resultater");
    let both = slip(&ours, "På trods af de gode resultater", "Trods de gode resultater");
    assert_eq!(merged(&base, &ours, &theirs), (both, vec![]));
    let theirs = slip(&base, "Fra 2015 til 2019 er", "Fra 2013 til 2019 er");
    let (text, told) = merged(&base, &ours, &theirs);
    assert_eq!(
        told,
        ["afsnit Baggrund, tekst: før en tekst på flere linjer, vores en tekst på flere linjer, deres en tekst på flere linjer"]
    );
    assert_eq!(text.matches("<<<<<<< vores\nFra 2014").count(), 1, "{text}");
    assert!(text.contains("=======\nFra 2013"), "{text}");
}

#[test]
fn comments_come_along_and_the_layout_of_ours_stays() {
    let base = note(BI8);
    let ours = slip(&base, "2020 = 10_000", "# regnet med 30 årsværk\n2020   =  10000").replace('\n', "\r\n");
    let theirs =
        slip(&slip(&base, "2020 = 10_000", "# se regnearket\n2020 = 10_250"), "2021 = 1_800", "2021 = 1_800  # som i 2020");
    let (text, told) = merged(&base, &ours, &theirs);
    assert_eq!(told, Vec::<String>::new());
    assert!(text.contains("# regnet med 30 årsværk\r\n# se regnearket\r\n2020 = 10_250\r\n"), "{text}");
    assert!(text.contains("2021 = 1_800  # som i 2020\r\n") && !text.replace("\r\n", "").contains('\n'), "{text}");
}

#[test]
fn what_is_no_toml_is_merged_by_line() {
    let base = note(BI8);
    let ours = slip(&base, "2020 = 10_000", "2020 = 10.000 kr.");
    let theirs = slip(&base, "2021 = 1_200", "2021 = 1_300");
    let merge = |theirs: &[u8]| merge(base.as_bytes(), ours.as_bytes(), theirs, Section::Note, 9);
    let merged = merge(theirs.as_bytes());
    assert!(merged.by_line.unwrap().da.contains("i vores udgave kan ikke læses"));
    assert_eq!((merged.bytes, merged.conflicts), (slip(&ours, "2021 = 1_200", "2021 = 1_300").into_bytes(), vec![]));
    let theirs = slip(&base, "2020 = 10_000", "2020 = 11_000");
    let marked = String::from_utf8(merge(theirs.as_bytes()).bytes).unwrap();
    assert!(marked.contains("<<<<<<<<< vores\n2020 = 10.000 kr.\n=========\n2020 = 11_000\n>>>>>>>>> deres\n"), "{marked}");
    let changed = slip(&base, "2020 = 10_000", "2020 = 11_000");
    let latin = budgetnotat::merge::merge(base.as_bytes(), changed.as_bytes(), b"titel = \"\xe6\"\n", Section::Note, MARKS);
    assert!(latin.by_line.unwrap().da.contains("deres udgave er ikke gemt som UTF-8"));
    assert!(latin.bytes.windows(3).any(|part| part == b"\"\xe6\""));
}

/// Two that are each in order, and together are not.
#[test]
fn the_same_block_written_in_two_ways_is_merged_by_line() {
    let (base, ours, theirs) =
        ("id = \"A\"\n", "id = \"A\"\nsted = { bydele = \"alle\" }\n", "id = \"A\"\n\n[sted]\nbydele = \"alle\"\n");
    let merged = merge(base.as_bytes(), ours.as_bytes(), theirs.as_bytes(), Section::Note, MARKS);
    assert!(merged.by_line.is_some() && merged.conflicts.len() == 1);
}

/// What is far above a note is not searched for ever: it is merged by line, or is a conflict whole, and nothing is lost.
#[test]
fn what_no_note_is_like_is_not_searched_for_ever() {
    let posts = |figure: &dyn Fn(usize) -> usize, count| {
        let posts = (0..count).map(|at| format!("[[tabel.post]]\ntekst = \"x\"\n2020 = {}\n", figure(at)));
        format!("[[tabel]]\nid = \"t\"\n{}", posts.collect::<String>())
    };
    let merge =
        |base: &str, ours: &str, theirs: &str| merge(base.as_bytes(), ours.as_bytes(), theirs.as_bytes(), Section::Note, MARKS);
    let base = posts(&|at| at, 300);
    let by_line = merge(&base, &posts(&|at| at + usize::from(at < 200), 300), &posts(&|at| at + 2 * usize::from(at > 100), 300));
    assert!(by_line.by_line.unwrap().da.contains("mange poster har hverken id"));
    let (base, ours, theirs) = (posts(&|at| at, 5_000), posts(&|at| at + 1, 5_000), posts(&|at| at + 2, 5_000));
    let whole = merge(&base, &ours, &theirs);
    assert_eq!(String::from_utf8(whole.bytes).unwrap(), format!("<<<<<<< vores\n{ours}=======\n{theirs}>>>>>>> deres\n"));
    assert_eq!(whole.conflicts[0].told().da, "linjer, som mærkerne viser");
}

#[test]
fn git_merges_two_branches_that_change_neighbouring_lines() {
    let desk = Desk::new(".");
    let git = |args: &[&str]| {
        let (name, mail) = ("user.name=Test", "user.email=test@example.org");
        let plain = ["-c", name, "-c", mail, "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"];
        let output = Command::new("git")
            .args(plain)
            .args(args)
            .current_dir(desk.path("."))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output()
            .unwrap();
        (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr))
    };
    let change = |old: &str, new: &str| {
        let text = fs::read_to_string(desk.path(BI8)).unwrap();
        fs::write(desk.path(BI8), slip(&text, old, new)).unwrap();
        assert_eq!(git(&["commit", "-qam", new]).0, Some(0));
    };
    // The lines of the guide, with the program of this test.
    let guide = fs::read_to_string(root().join("docs/fletning.md")).unwrap();
    let line =
        guide.lines().find_map(|line| line.strip_prefix("git config merge.budgetnotat.driver ")).unwrap().trim_matches('"');
    let driver = line.replacen("budgetnotat", &format!("'{}'", env!("CARGO_BIN_EXE_budgetnotat")), 1);
    let attributes = guide.lines().find(|line| line.ends_with("merge=budgetnotat")).unwrap();
    fs::write(desk.path(".gitattributes"), format!("{attributes}\n")).unwrap();
    for args in [
        &["init", "-q", "-b", "main"][..],
        &["config", "merge.budgetnotat.driver", &driver],
        &["add", "."],
        &["commit", "-qm", "base"],
        &["branch", "anden"],
    ] {
        assert_eq!(git(args).0, Some(0), "{args:?}");
    }
    change("2020 = 10_000", "2020 = 10_500");
    assert_eq!(git(&["checkout", "-q", "anden"]).0, Some(0));
    change("2021 = 10_000", "2021 = 9_500");
    assert_eq!(git(&["checkout", "-q", "main"]).0, Some(0));
    let (status, told) = git(&["merge", "-q", "--no-edit", "anden"]);
    assert_eq!(status, Some(0), "{told}");
    assert!(fs::read_to_string(desk.path(BI8)).unwrap().contains("2020 = 10_500\n2021 = 9_500\n"));
    // The same figure, in two ways.
    change("2020 = 1_800", "2020 = 1_900");
    assert_eq!(git(&["checkout", "-q", "anden"]).0, Some(0));
    change("2020 = 1_800", "2020 = 1_700");
    let (status, told) = git(&["merge", "-q", "--no-edit", "main"]);
    assert_eq!(status, Some(1), "{told}");
    assert!(
        told.contains(
            "notes/budget-2020/BI8.toml: tabel oekonomi, post tvaerfaglig, 2020: før 1_800, vores 1_700, deres 1_900\n"
        ),
        "{told}"
    );
    assert!(told.contains("begge har ændret 1 sted; resten er flettet."), "{told}");
    assert!(git(&["status", "--short"]).1.contains("UU notes/budget-2020/BI8.toml"));
    assert!(
        fs::read_to_string(desk.path(BI8))
            .unwrap()
            .contains("<<<<<<< vores\n2020 = 1_700\n=======\n2020 = 1_900\n>>>>>>> deres\n")
    );
}

/// Figures by post and column.
type Posts = BTreeMap<String, BTreeMap<String, String>>;

/// A note of one table.
#[derive(Clone, Debug)]
struct Sheet(Vec<(String, Vec<(String, String)>)>);

impl Sheet {
    /// The same without ids: posts of two texts, which only their figures and places tell apart.
    fn nameless(&self) -> String {
        let lines = |text: &str| {
            text.lines()
                .filter(|line| !line.starts_with("id = \"p") && !line.starts_with("id = \"ny"))
                .fold(String::new(), |out, line| out + line + "\n")
        };
        let word = |text: String, odd: char, word: &str| text.replace(&format!("Post p{odd}"), word);
        let text = lines(&self.toml());
        "02468"
            .chars()
            .fold("1357".chars().fold(text, |text, odd| word(text, odd, "Løn")), |text, even| word(text, even, "Drift"))
    }

    /// With its figures from `from` on where they are not in `base`, each one once.
    fn counted(mut self, base: &Sheet, mut from: usize) -> Self {
        let known: BTreeSet<&String> = base.0.iter().flat_map(|(_, cells)| cells).map(|(_, figure)| figure).collect();
        for (_, figure) in self.0.iter_mut().flat_map(|(_, cells)| cells) {
            if !known.contains(figure) {
                *figure = from.to_string();
                from += 1;
            }
        }
        self
    }

    fn toml(&self) -> String {
        let mut out = String::from("id = \"A1\"\n\n[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\n");
        for (id, cells) in &self.0 {
            let _ = write!(out, "\n[[tabel.post]]\nid = \"{id}\"\ntekst = \"Post {id}\"\n");
            for (year, figure) in cells {
                let _ = writeln!(out, "{year} = {figure}");
            }
        }
        out
    }
}

fn posts(text: &str) -> Posts {
    let outline = Outline::read(text, Section::Note).unwrap_or_else(|why| panic!("{}: {text}", why.message));
    let table: &Block = &outline.root.blocks[0];
    let mut out = Posts::new();
    for post in &table.blocks {
        let cells = post.entries.iter().filter(|entry| entry.path[0].starts_with("20"));
        let cells = cells.map(|entry| (entry.path[0].clone(), entry.text.split_once(" = ").unwrap().1.to_owned())).collect();
        assert!(out.insert(post.text("id").unwrap().to_owned(), cells).is_none(), "a post twice: {text}");
    }
    out
}

#[derive(Clone, Debug)]
enum Change {
    Figure(Index, Index, u16),
    RemoveFigure(Index, Index),
    AddFigure(Index, u16, u16),
    Remove(Index),
    Add(Index, u8, u16),
    Move(Index, Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        6 => (at(), at(), 1_u16..6).prop_map(|(post, cell, figure)| Change::Figure(post, cell, figure)),
        1 => (at(), at()).prop_map(|(post, cell)| Change::RemoveFigure(post, cell)),
        2 => (at(), 2024_u16..2027, 1_u16..6).prop_map(|(post, year, figure)| Change::AddFigure(post, year, figure)),
        1 => at().prop_map(Change::Remove),
        2 => (at(), 0_u8..5, 1_u16..6).prop_map(|(at, id, figure)| Change::Add(at, id, figure)),
        2 => (at(), at()).prop_map(|(from, to)| Change::Move(from, to)),
    ]
}

fn changed(sheet: &Sheet, changes: &[Change]) -> Sheet {
    let mut posts = sheet.0.clone();
    for change in changes {
        let count = posts.len().max(1);
        match change {
            Change::Figure(post, cell, figure) => {
                if let Some((_, cells)) = posts.get_mut(post.index(count)).filter(|(_, cells)| !cells.is_empty()) {
                    let cell = cell.index(cells.len());
                    cells[cell].1 = figure.to_string();
                }
            }
            Change::RemoveFigure(post, cell) => {
                if let Some((_, cells)) = posts.get_mut(post.index(count)).filter(|(_, cells)| !cells.is_empty()) {
                    let cell = cell.index(cells.len());
                    cells.remove(cell);
                }
            }
            Change::AddFigure(post, year, figure) => {
                let year = year.to_string();
                if let Some((_, cells)) =
                    posts.get_mut(post.index(count)).filter(|(_, cells)| cells.iter().all(|(known, _)| *known != year))
                {
                    cells.push((year, figure.to_string()));
                }
            }
            Change::Remove(post) if !posts.is_empty() => drop(posts.remove(post.index(count))),
            Change::Add(at, id, figure) => {
                let id = format!("ny{id}");
                if posts.iter().all(|(known, _)| *known != id) {
                    posts.insert(at.index(posts.len() + 1), (id, vec![("2020".to_owned(), figure.to_string())]));
                }
            }
            Change::Move(from, to) if !posts.is_empty() => {
                let post = posts.remove(from.index(count));
                posts.insert(to.index(posts.len() + 1), post);
            }
            Change::Remove(_) | Change::Move(..) => {}
        }
    }
    Sheet(posts)
}

/// The rule of three; where it gives no answer, ours, and one conflict more.
fn three<T: Clone + PartialEq>(base: Option<&T>, ours: Option<&T>, theirs: Option<&T>, conflicts: &mut usize) -> Option<T> {
    if ours == theirs || theirs == base {
        return ours.cloned();
    }
    *conflicts += usize::from(ours != base);
    if ours == base { theirs.cloned() } else { ours.cloned() }
}

/// What must come of three sheets, ours where there is a conflict, and how many conflicts there are.
fn expected(base: &Posts, ours: &Posts, theirs: &Posts) -> (Posts, usize) {
    let mut conflicts = 0;
    let mut out = Posts::new();
    let ids: BTreeSet<&String> = [base, ours, theirs].into_iter().flat_map(BTreeMap::keys).collect();
    for id in ids {
        let (was, own, other) = (base.get(id), ours.get(id), theirs.get(id));
        let (Some(own), Some(other)) = (own, other) else {
            out.extend(three(was, own, other, &mut conflicts).map(|post| (id.clone(), post)));
            continue;
        };
        let mut post = BTreeMap::new();
        let years: BTreeSet<&String> = was.into_iter().chain([own, other]).flat_map(BTreeMap::keys).collect();
        for year in years {
            if let Some(figure) = three(was.and_then(|was| was.get(year)), own.get(year), other.get(year), &mut conflicts) {
                post.insert(year.clone(), figure);
            }
        }
        out.insert(id.clone(), post);
    }
    (out, conflicts)
}

/// The file as someone leaves it who chooses ours everywhere.
fn choose_ours(text: &str) -> String {
    let mut out = String::new();
    let mut theirs = false;
    for line in text.lines() {
        match line {
            "<<<<<<< vores" => {}
            "=======" => theirs = true,
            ">>>>>>> deres" => theirs = false,
            _ if theirs => {}
            _ => out.extend([line, "\n"]),
        }
    }
    out
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let cells = (1_usize..5, 1_u16..6)
        .prop_map(|(years, figure)| (0..years).map(|year| ((2020 + year).to_string(), figure.to_string())).collect());
    proptest::collection::vec(cells, 0..7).prop_map(|posts: Vec<Vec<(String, String)>>| {
        Sheet(posts.into_iter().enumerate().map(|(at, cells)| (format!("p{at}"), cells)).collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_figure_is_lost_and_none_is_made_up(
        base in sheet(),
        left in proptest::collection::vec(change(), 0..6),
        right in proptest::collection::vec(change(), 0..6),
    ) {
        let (ours, theirs) = (changed(&base, &left), changed(&base, &right));
        let (base, ours, theirs) = (base.toml(), ours.toml(), theirs.toml());
        let (text, told) = merged(&base, &ours, &theirs);
        let (figures, conflicts) = expected(&posts(&base), &posts(&ours), &posts(&theirs));
        prop_assert_eq!(told.len(), conflicts, "{:?}\n{}", told, text);
        prop_assert_eq!(posts(&choose_ours(&text)), figures, "{}", text);
        let (other, other_told) = merged(&base, &theirs, &ours);
        prop_assert_eq!(other_told.len(), told.len());
        if told.is_empty() {
            prop_assert_eq!(posts(&other), posts(&text));
        }
        prop_assert_eq!(merged(&base, &base, &theirs), (theirs.clone(), vec![]));
        // The same with another layout: what they changed is taken, and only that.
        let untidy = base.replace(" = ", "  =  ");
        let (text, told) = merged(&base, &untidy, &theirs);
        prop_assert_eq!((posts(&text.replace("  =  ", " = ")), told), (posts(&theirs), vec![]));
    }
}

/// Every figure of a file, marked or not.
fn figures(text: &str) -> Vec<String> {
    text.lines().filter(|line| line.starts_with("20")).filter_map(|line| Some(line.split_once(" = ")?.1.to_owned())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Without ids, which post is which can be a matter of opinion; what was written can't: all that one side has written stands in
    /// the result once, if only as a side of a conflict, and nothing stands there that nobody wrote.
    #[test]
    fn what_either_has_written_stands_in_the_result_once(
        base in sheet(),
        left in proptest::collection::vec(change(), 0..6),
        right in proptest::collection::vec(change(), 0..6),
    ) {
        let base = base.counted(&Sheet(Vec::new()), 10);
        let (ours, theirs) = (changed(&base, &left).counted(&base, 1_000), changed(&base, &right).counted(&base, 2_000));
        let (base, ours, theirs) = (base.nameless(), ours.nameless(), theirs.nameless());
        let merged = merge(base.as_bytes(), ours.as_bytes(), theirs.as_bytes(), Section::Note, MARKS);
        prop_assert!(merged.by_line.is_none());
        let text = String::from_utf8(merged.bytes).unwrap();
        let (found, known) = (figures(&text), figures(&base));
        for figure in figures(&ours).iter().chain(&figures(&theirs)).filter(|figure| !known.contains(figure)) {
            prop_assert_eq!(found.iter().filter(|other| *other == figure).count(), 1, "{}:\n{}", figure, text);
        }
        let written = [&base, &ours, &theirs].map(|text| figures(text)).concat();
        prop_assert!(found.iter().all(|figure| written.contains(figure)), "{}", text);
        if merged.conflicts.is_empty() {
            prop_assert!(Outline::read(&text, Section::Note).is_ok(), "{}", text);
        }
    }
}

/// What may stand anywhere in a file.
const TRAPS: &[&str] = &[
    "'''",
    "\"",
    "\n",
    "\r\n",
    "\0",
    "#",
    "# x\n",
    "=",
    "[",
    "]]",
    "{",
    "<<<<<<< vores\n",
    "=======\n",
    ">>>>>>> deres\n",
    "[[tabel]]\n",
    "[[tabel.post]]\n",
    "[tabel.i_alt]\n",
    "[sted]\n",
    "id = \"a\"\n",
    "2020 = 5\n",
    "a.b = 1\n",
    "tabel = []\n",
    "\u{feff}",
    "x = [\n1, # a\n]\n",
    "tekst = '''\na\n'''\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_files_hold_they_are_merged(
        which in select(&[BI8, BI25][..]),
        slips in proptest::collection::vec((0_usize..3, any::<Index>(), select(TRAPS), any::<bool>()), 0..6),
        cut in proptest::option::of((0_usize..3, any::<Index>())),
    ) {
        let mut files = [note(which), note(which), note(which)];
        for (file, at, trap, line) in slips {
            let text = &mut files[file];
            let mut at = at.index(text.len() + 1);
            while !text.is_char_boundary(at) || (line && at > 0 && !text[..at].ends_with('\n')) {
                at -= 1;
            }
            text.insert_str(at, trap);
        }
        let mut bytes = files.map(String::into_bytes);
        if let Some((file, at)) = cut {
            let at = at.index(bytes[file].len() + 1);
            bytes[file].truncate(at);
        }
        let [base, ours, theirs] = &bytes;
        let merged = merge(base, ours, theirs, Section::Note, MARKS);
        let sound = |bytes: &[u8]| std::str::from_utf8(bytes).is_ok_and(|text| Outline::read(&budgetnotat::outline::plain(text).0, Section::Note).is_ok());
        if merged.conflicts.is_empty() && merged.by_line.is_none() && [base, ours, theirs].iter().all(|bytes| sound(bytes)) {
            prop_assert!(sound(&merged.bytes), "{}", String::from_utf8_lossy(&merged.bytes));
        }
        let again = merge(base, ours, theirs, Section::Note, MARKS);
        prop_assert_eq!(again.bytes, merged.bytes);
    }
}
