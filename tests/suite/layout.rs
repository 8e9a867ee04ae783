//! `budgetnotat fmt`: one layout, every comment, the same meaning.

use std::fs;
use std::path::PathBuf;

use budgetnotat::layout::format;
use budgetnotat::lossless::{comment_places, root_section, same, without_comments};
use budgetnotat::note::{GrandTotal, Note};
use budgetnotat::project::{Input, Project};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::case::root;
use crate::desk::{BI8, Desk, run, said};
use crate::real::files;

/// Every note, round and municipality's file of the repository.
pub(crate) fn all() -> Vec<(PathBuf, String)> {
    let folders = [root().join("notes"), root().join("tests/projekter")];
    let found = folders
        .iter()
        .flat_map(|folder| files(folder))
        .filter(|path| path.extension().is_some_and(|e| e == "toml"));
    found.map(|path| (path.clone(), fs::read_to_string(&path).unwrap())).collect()
}

/// What is attached in a file's place where its comments are not to be.
#[test]
fn a_copy_without_comments_says_the_same() {
    let mut without = 0;
    for (path, text) in all() {
        let copy = without_comments(&text);
        assert!(comment_places(&copy).is_empty(), "{}", path.display());
        assert!(same(&text, &copy), "{}", path.display());
        without += usize::from(copy != text);
    }
    assert!(without > 5, "{without}");
}

/// A note as it is read, without its places and with figures in the order of their columns.
fn meaning(text: &str) -> String {
    let municipality = fs::read(root().join("notes/kommune.toml")).unwrap();
    let round = fs::read(root().join("notes/budget-2020/runde.toml")).unwrap();
    let input = |path: &str, bytes: Vec<u8>| Input { path: path.to_owned(), bytes };
    let project = Project::read(vec![
        input("notes/kommune.toml", municipality),
        input("notes/budget-2020/runde.toml", round),
        input("notes/budget-2020/A.toml", text.as_bytes().to_vec()),
    ]);
    let rules: Vec<_> = project.findings.iter().map(|finding| finding.rule.name).collect();
    let mut note = Note::clone(&project.notes[0]);
    for table in &mut note.tables {
        for post in &mut table.posts {
            post.cells.sort_by(|a, b| a.column.cmp(&b.column));
            post.words.sort_by(|a, b| a.0.cmp(&b.0));
        }
        for total in &mut table.totals {
            total.cells.sort_by(|a, b| a.column.cmp(&b.column));
        }
        if let GrandTotal::Row { cells, .. } = &mut table.grand_total {
            cells.sort_by(|a, b| a.column.cmp(&b.column));
        }
    }
    let reported = format!(
        "{note:?} {:?}",
        rules.iter().filter(|rule| !["linjeskift", "bom"].contains(rule)).collect::<Vec<_>>()
    );
    let mut parts = reported.split("Span {");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| out + part.split_once('}').map_or("", |(_, rest)| rest))
}

#[test]
fn everything_in_the_repository_is_in_its_layout() {
    let all = all();
    assert!(all.len() > 15);
    for (path, text) in all {
        let tidy = format(&text, root_section(&path.to_string_lossy())).unwrap();
        assert!(tidy == text, "{}: run `budgetnotat fmt`", path.display());
    }
}

#[test]
fn what_init_and_new_make_is_in_its_layout() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &["init"]).status.code(), Some(0));
    for args in [
        &["new", "BU2", "--round", "budget-2027"][..],
        &["new", "BU3", "--round", "budget-2028", "--administration", "ØKF"],
    ] {
        assert_eq!(run(folder.path(), args).status.code(), Some(0));
    }
    let checked = run(folder.path(), &["fmt", "--check"]);
    assert_eq!(
        (checked.status.code(), said(&checked).as_str()),
        (Some(0), "8 filer: intet at rette\n")
    );
}

#[test]
fn check_changes_nothing_and_names_the_file() {
    let desk = Desk::new(".").slip(BI8, "2020 = 10_000", "2020   = 10000 # ti mio.");
    let before = fs::read(desk.path(BI8)).unwrap();
    let checked = desk.run(&["fmt", "--check"]);
    assert_eq!(checked.status.code(), Some(1));
    let reported = said(&checked);
    assert!(
        reported.contains("+++ notes/budget-2020/BI8.toml")
            && reported.contains("-2020   = 10000 # ti mio.\n+2020 = 10_000  # ti mio.\n"),
        "{reported}"
    );
    assert!(
        reported.ends_with(" filer ville blive rettet: kør `budgetnotat fmt`\n")
            && reported.contains("\n1 af "),
        "{reported}"
    );
    assert_eq!(fs::read(desk.path(BI8)).unwrap(), before);
    // Another file is in order, whatever this one is.
    assert_eq!(
        desk.run(&["fmt", "--check", "notes/budget-2020/runde.toml"]).status.code(),
        Some(0)
    );
    assert_eq!(said(&desk.run(&["fmt", BI8])), format!("rettede {BI8}\nrettede 1 af 1 fil\n"));
    assert_eq!(desk.run(&["fmt", "--check"]).status.code(), Some(0));
}

#[test]
fn a_file_that_can_not_be_read_is_left_and_the_others_are_not() {
    let desk = Desk::new(".").slip(BI8, "2020 = 10_000", "2020 = 10.000 kr.");
    let desk = desk.slip("notes/budget-2016/BI25.toml", "2016 = 1_000", "2016=1000");
    let before = fs::read(desk.path(BI8)).unwrap();
    fs::write(desk.path("notes/budget-2020/latin.toml"), b"titel = \"\xe6\"\n").unwrap();
    let ran = desk.run(&["fmt"]);
    let reported = String::from_utf8(ran.stderr.clone()).unwrap();
    assert_eq!(ran.status.code(), Some(2), "{reported}");
    assert!(
        reported.contains("BI8.toml er ikke rettet: linje ")
            && reported.contains("latin.toml er ikke gemt som UTF-8"),
        "{reported}"
    );
    assert!(said(&ran).starts_with("rettede notes/budget-2016/BI25.toml\n"), "{}", said(&ran));
    assert_eq!(fs::read(desk.path(BI8)).unwrap(), before);
    assert_eq!(fs::read(desk.path("notes/budget-2020/latin.toml")).unwrap(), b"titel = \"\xe6\"\n");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_file_stays_as_closed_as_it_was() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new(".").slip(BI8, "2020 = 10_000", "2020=10000");
    let real = desk.path("notes/BI8.txt");
    fs::rename(desk.path(BI8), &real).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).unwrap();
    std::os::unix::fs::symlink(&real, desk.path(BI8)).unwrap();
    assert_eq!(desk.run(&["fmt"]).status.code(), Some(0));
    assert!(desk.path(BI8).is_symlink());
    assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(fs::read_to_string(&real).unwrap().contains("\n2020 = 10_000\n"));
}

/// One thing that an editor or a hand does to a note without changing what it says.
#[derive(Clone, Debug)]
enum Untidy {
    Swap(Index),
    Indent(Index, usize),
    Blank(Index, usize),
    Comment(Index),
    Beside(Index),
    Spaces(Index, usize),
    Ungroup(Index),
    WindowsLineEnds,
}

fn untidy() -> impl Strategy<Value = Untidy> {
    let at = any::<Index>;
    prop_oneof![
        4 => at().prop_map(Untidy::Swap),
        2 => (at(), 0_usize..9).prop_map(|(at, by)| Untidy::Indent(at, by)),
        2 => (at(), 1_usize..4).prop_map(|(at, lines)| Untidy::Blank(at, lines)),
        3 => at().prop_map(Untidy::Comment),
        3 => at().prop_map(Untidy::Beside),
        2 => (at(), 0_usize..4).prop_map(|(at, by)| Untidy::Spaces(at, by)),
        3 => at().prop_map(Untidy::Ungroup),
        1 => Just(Untidy::WindowsLineEnds),
    ]
}

/// The note with what is done to it, and the comments that were put in.
fn done(text: &str, changes: &[Untidy]) -> (String, Vec<String>) {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut comments = Vec::new();
    let mut ends = "\n";
    for change in changes {
        // Lines that are keys of one line each: long texts and lists are left as they are.
        let mut inside = false;
        let mut keys: Vec<usize> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            let marks = line.matches("'''").count() % 2 == 1;
            let opens = line.ends_with('[') && line.contains('=');
            if !inside
                && !marks
                && !opens
                && line.contains(" = ")
                && !line.trim_start().starts_with(['#', '[', '{', ']'])
            {
                keys.push(at);
            }
            inside = (inside ^ marks || opens) && !(inside && line == "]");
        }
        let pick = |at: &Index| keys[at.index(keys.len())];
        let mut comment = |lines: usize| {
            comments.push(format!("# {lines} nr. {} '''", comments.len()));
            comments.last().cloned().unwrap_or_default()
        };
        match change {
            Untidy::Swap(at) => {
                let at = pick(at);
                if keys.contains(&(at + 1)) {
                    lines.swap(at, at + 1);
                }
            }
            Untidy::Indent(at, by) => {
                let at = pick(at);
                lines[at] = " ".repeat(*by) + &lines[at];
            }
            Untidy::Blank(at, count) => {
                let at = pick(at);
                lines.splice(at..at, vec![String::from("  "); *count]);
            }
            Untidy::Comment(at) => {
                let at = pick(at);
                lines.insert(at, comment(lines.len()).replace("'''", ""));
            }
            Untidy::Beside(at) => {
                let at = pick(at);
                if !lines[at].contains('#') {
                    lines[at] = lines[at].clone() + &comment(lines.len()).replace("'''", "");
                }
            }
            Untidy::Spaces(at, by) => {
                let at = pick(at);
                lines[at] = lines[at]
                    .replacen(" = ", &format!("{0}= {0}", " ".repeat(*by)), 1)
                    .replacen('=', " = ", 1);
            }
            Untidy::Ungroup(at) => {
                let at = pick(at);
                if lines[at].trim_start().starts_with("20") {
                    lines[at] = lines[at].replacen('_', "", 1);
                }
            }
            Untidy::WindowsLineEnds => ends = "\r\n",
        }
    }
    let comments = comments
        .iter()
        .map(|comment| comment.replace("'''", ""))
        .filter(|comment| lines.iter().any(|l| l.contains(comment.as_str())));
    let comments: Vec<String> = comments.collect();
    (lines.join(ends) + ends, comments)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_untidy_note_gets_its_layout_and_keeps_its_comments_and_meaning(
        which in any::<Index>(),
        changes in proptest::collection::vec(untidy(), 1..40),
    ) {
        let notes: Vec<_> = all().into_iter().filter(|(path, _)| !["kommune.toml", "runde.toml", "rammer.toml"].iter().any(|own| path.ends_with(own))).collect();
        let (_, text) = &notes[which.index(notes.len())];
        let (untidy, comments) = done(text, &changes);
        let tidy = format(&untidy, budgetnotat::key::Section::Note).map_err(|why| TestCaseError::fail(format!("{}\n{untidy}", why.da)))?;
        prop_assert_eq!(format(&tidy, budgetnotat::key::Section::Note).unwrap(), tidy.clone());
        prop_assert!(same(&untidy.replace("\r\n", "\n"), &tidy));
        for comment in &comments {
            prop_assert!(tidy.contains(comment.trim_end()), "{} is lost", comment);
        }
        prop_assert_eq!(meaning(&tidy), meaning(&untidy.replace("\r\n", "\n")));
        prop_assert_eq!(meaning(&tidy), meaning(text));
        let own = |text: &str| text.lines().filter(|line| line.trim_start().starts_with('#')).map(|line| line.trim().to_owned()).collect::<Vec<_>>();
        let kept = own(&tidy);
        for comment in own(text) {
            prop_assert!(kept.contains(&comment), "{} is lost", comment);
        }
    }
}
