//! A note's status: what is unfinished is told of, and what was withdrawn is listed and counts in
//! nothing.

use budgetnotat::audit;
use budgetnotat::note::{Note, Status};
use budgetnotat::pack::overview::{BY_NOTE, overview};
use budgetnotat::pack::{SolvedPack, selected};
use budgetnotat::page::pack::PackPage;
use budgetnotat::rule::{Checker, Selection};
use budgetnotat::solved::Solved;
use budgetnotat::view;

use crate::case::Case;
use crate::packs::{packed, service};

/// Three notes of one committee and one of another; `status` is the second one's.
fn round(status: &str) -> Case {
    Case::new()
        .note("BI1", &service("", "2020 = 10"))
        .note("BI2", &service(status, "2020 = 20"))
        .note("BI3", &service("", "2020 = 40"))
}

const WITHDRAWN: &str = "status = \"trukket\"";

/// The pages of the project's first pack.
fn front(solved: &Solved) -> PackPage {
    let pack = &solved.project().packs[0];
    let own = SolvedPack::new(solved, pack).expect("a round");
    let known = solved.known(&pack.round);
    view::pack::page(solved.project(), &own.packed, own.overview(), known, None)
}

#[test]
fn a_status_is_one_of_its_words_and_without_one_a_note_is_negotiated() {
    for (word, status) in [
        ("", Status::Negotiated),
        ("status = \"til forhandling\"", Status::Negotiated),
        ("status = \"kladde\"", Status::Unfinished),
        (WITHDRAWN, Status::Withdrawn),
    ] {
        let project = round(word).read();
        let note = project.notes.iter().find(|note| note.id.value == "BI2").expect("BI2");
        assert_eq!(note.status, status, "{word}");
    }
    round("status = \"trukketx\"").check().fails("ukendt-ord").holds("mente du trukket?");
}

#[test]
fn a_note_that_was_withdrawn_is_listed_and_counts_in_nothing() {
    let pack = "titel = \"P\"\n";
    let solved = round(WITHDRAWN).pack("p", pack).solved();
    packed(&solved, |packed| {
        assert_eq!(packed.total(|_| true).expect("a sum")[0], 50.into());
        let ids: Vec<&str> =
            packed.members.iter().map(|member| member.note.id.value.as_str()).collect();
        assert_eq!(ids, ["BI1", "BI3"]);
        let made = overview(packed);
        let list = made.table(BY_NOTE).expect("the list");
        let row = list.posts.last().expect("a row");
        assert_eq!(row.text.as_ref().expect("a text").value, "BI2 – Et notat (trukket)");
        assert!(row.cells.is_empty());
    });
    let page = front(&solved);
    assert_eq!(page.head.notes, "2 notater; desuden 1 trukket");
    let list = page.list.expect("a list");
    let row = list
        .rows
        .iter()
        .find(|row| row.cells[0].text.ends_with("(trukket)"))
        .expect("the withdrawn note's row");
    assert!(row.cells[1..].iter().all(|cell| cell.text.is_empty() && cell.blocks.is_none()));
    let entries: Vec<(&str, bool, bool)> = page.groups[0]
        .notes
        .iter()
        .map(|entry| (entry.title.as_str(), entry.withdrawn, entry.link.is_empty()))
        .collect();
    assert_eq!(
        entries,
        [
            ("BI1 – Et notat", false, false),
            ("BI3 – Et notat", false, false),
            ("BI2 – Et notat (trukket)", true, true)
        ]
    );
    round(WITHDRAWN).pack("p", pack).check().only(&[]);
}

#[test]
fn page_numbers_are_those_of_the_notes_that_have_pages() {
    let solved = Case::new()
        .note("BI1", &service(WITHDRAWN, "2020 = 10"))
        .note("BI2", &service("", "2020 = 20"))
        .note("SU1", &service("status = \"trukket\"\nforvaltning = \"SOF\"", "2020 = 20"))
        .pack("p", "titel = \"P\"\n")
        .solved();
    let mut page = front(&solved);
    view::pack::numbered(&mut page, &[7], 9);
    let entries: Vec<(String, usize)> = page
        .groups
        .iter()
        .flat_map(|group| &group.notes)
        .map(|entry| (entry.title.clone(), entry.page))
        .collect();
    let of = |id: &str| entries.iter().find(|(title, _)| title.starts_with(id)).map(|own| own.1);
    assert_eq!((of("BI1"), of("BI2"), of("SU1")), (Some(0), Some(7), Some(0)));
    assert_eq!(page.groups.len(), 2, "a group stays though all of its notes were withdrawn");
    // In the list too.
    let rows = &page.list.expect("a list").rows;
    let pages: Vec<&str> =
        rows.iter().map(|row| row.cells.last().expect("cells").text.as_str()).collect();
    assert_eq!(pages.iter().filter(|page| **page == "7").count(), 1, "{pages:?}");
}

#[test]
fn a_withdrawn_notes_own_errors_are_told_and_stop_no_pack() {
    let wrong = service(WITHDRAWN, "2020 = 10.5");
    let outcome = Case::new()
        .note("BI1", &service("", "2020 = 10"))
        .note("BI2", &wrong)
        .pack("p", "titel = \"P\"\n")
        .check();
    assert!(!outcome.findings().is_empty(), "its own errors are told");
}

#[test]
fn a_reference_to_a_withdrawn_note_is_told_where_it_stands() {
    let with = |head: &str| {
        round(WITHDRAWN)
            .note("BI4", &service(head, "2020 = 1"))
            .pack("p", "titel = \"P\"\n")
            .check()
    };
    with("forudsaetter = [\"BI2\"]")
        .only(&["trukket-notat"])
        .warns("trukket-notat")
        .points_at("\"BI2\"")
        .holds("BI2 er trukket");
    with("ref = [\"BI2\"]").only(&["trukket-notat"]).warns("trukket-notat").points_at("\"BI2\"");
    with("udelukker = [\"BI2\"]").only(&[]);
    // What was withdrawn itself may point where it will.
    with("status = \"trukket\"\nforudsaetter = [\"BI2\"]").only(&[]);
    let text = "[[afsnit]]\noverskrift = \"Baggrund\"\ntekst = '''\nSe {{ ref(\"BI2\") }}. {{ tabel(\"bevillinger\") }}\n'''\n";
    let cut = service("", "2020 = 1");
    let (head, table) = cut.split_once("\n[[tabel]]").expect("a table");
    let text = text.replace(" {{ tabel", "\n\n{{ tabel");
    round(WITHDRAWN)
        .note("BI4", &format!("{head}\n{text}\n[[tabel]]{table}"))
        .check()
        .warns("trukket-notat")
        .points_at("{{ ref(\"BI2\") }}");
}

#[test]
fn a_pack_that_names_a_withdrawn_note_is_told_there() {
    let with = |pack: &str| round(WITHDRAWN).pack("p", &format!("titel = \"P\"\n{pack}\n")).check();
    with("notater = [\"BI1\", \"BI2\"]")
        .only(&["trukket-notat"])
        .warns("trukket-notat")
        .points_at("\"BI2\"");
    with("[[valg]]\nnotat = \"BI2\"\nvalg = []")
        .only(&["trukket-notat"])
        .warns("trukket-notat")
        .points_at("\"BI2\"");
    with("taelles_ikke = [\"BI2\"]")
        .only(&["trukket-notat"])
        .warns("trukket-notat")
        .points_at("\"BI2\"");
    with("undtagen = [\"BI2\"]").only(&[]);
    with("notater = [\"BI2\"]").fails("uden-notater").holds("alle pakkens notater er trukket");
}

#[test]
fn unfinished_notes_of_a_pack_are_told_once_and_counted() {
    let case = || {
        round("status = \"kladde\"")
            .note("BI4", &service("status = \"kladde\"", "2020 = 80"))
            .pack("p", "titel = \"P\"\ntaelles_ikke = [\"BI3\"]\n")
    };
    case()
        .check()
        .only(&["kladde-i-pakken"])
        .warns("kladde-i-pakken")
        .points_at("\"P\"")
        .holds("BI2 og BI4 i pakken er kladder");
    let solved = case().solved();
    let page = front(&solved);
    assert_eq!(page.head.notes, "4 notater, heraf 2 kladder og 1 ikke talt med");
    packed(&solved, |packed| {
        assert_eq!(packed.total(|_| true).expect("a sum")[0], 110.into());
    });
}

#[test]
fn every_page_of_a_note_says_its_status() {
    for (status, mark) in
        [("", None), ("status = \"kladde\"", Some("KLADDE")), (WITHDRAWN, Some("TRUKKET"))]
    {
        let solved = round(status).solved();
        let note = solved.project().notes.iter().find(|note| note.id.value == "BI2");
        let page = view::page(&solved, note.expect("BI2"), false).expect("a page");
        assert_eq!(page.head.status.as_deref(), mark);
    }
}

/// What version a note and a pack are is typed, and stands on every page and in the list.
#[test]
fn versions_stand_on_every_page_and_in_the_list() {
    let case = |head: &str, pack: &str| {
        Case::new()
            .note("BI1", &service("", "2020 = 10"))
            .note("BI2", &service(head, "2020 = 20"))
            .pack("p", &format!("titel = \"P\"\n{pack}"))
    };
    let typed = "version = \"2.1\"\nrevideret = 2019-09-09\n";
    let solved = case(typed, typed).solved();
    let note = solved.project().notes.iter().find(|note| note.id.value == "BI2").expect("BI2");
    let head = view::page(&solved, note, false).expect("a page").head;
    let line = Some("Version 2.1, revideret 9. september 2019".to_owned());
    assert_eq!((head.version, &head.version_line), (Some("2.1".to_owned()), &line));
    let page = front(&solved);
    assert_eq!(page.head.version_line, line);
    let list = page.list.expect("a list");
    let headers: Vec<&str> = list.columns.iter().map(|column| column.header.as_str()).collect();
    assert_eq!(headers[headers.len() - 2..], ["Version", "Side"]);
    let versions: Vec<&str> =
        list.rows.iter().map(|row| row.cells[headers.len() - 2].text.as_str()).collect();
    assert_eq!(versions, ["", "2.1, rev. 9.9.2019", ""]);
    // Where no note has one, there is no column of them.
    let plain = front(&case("", "").solved());
    assert_eq!((plain.head.version_line, plain.head.version), (None, None));
    assert!(plain.list.expect("a list").columns.iter().all(|column| column.header != "Version"));
    case("version = 2", "").check().fails("nummer-uden-anfoerselstegn").points_at("2");
}

/// The auditor decides by itself which notes were withdrawn.
#[test]
fn the_auditor_hears_a_withdrawn_note_that_counts_or_is_not_listed() {
    let solved = round(WITHDRAWN).pack("p", "titel = \"P\"\n").solved();
    let project = solved.project();
    let pack = &project.packs[0];
    let notes: Vec<&Note> = project.notes_of(&pack.round).map(|(_, note)| note).collect();
    let packs = selected(&solved, &Selection::All);
    let money = packs[0].packed.money();
    let audited = |page: &PackPage, notes: &[&Note]| {
        let round = &project.rounds[&pack.round];
        audit::pack(pack, &project.municipality, round, notes, page, &money, &[]).breaches
    };
    let page = front(&solved);
    assert_eq!(audited(&page, &notes), []);
    let mut counted = page.clone();
    for row in counted.list.iter_mut().flat_map(|list| &mut list.rows) {
        if row.cells[0].text.ends_with("(trukket)") {
            "20".clone_into(&mut row.cells[1].text);
        }
    }
    let heard = audited(&counted, &notes);
    assert!(heard.iter().any(|breach| breach.row.ends_with("(trukket)")), "{heard:?}");
    let mut unlisted = page.clone();
    if let Some(list) = &mut unlisted.list {
        list.rows.retain(|row| !row.cells[0].text.ends_with("(trukket)"));
    }
    assert_eq!(audited(&unlisted, &notes).len(), 1, "no row");
    // Had it not been withdrawn, its money would be missing.
    let alive: Vec<Note> =
        notes.iter().map(|note| Note { status: Status::Negotiated, ..(*note).clone() }).collect();
    assert!(!audited(&page, &alive.iter().collect::<Vec<_>>()).is_empty());
}

/// What is found in a note depends on the others' statuses: kept findings are given up.
#[test]
fn a_status_saved_is_heard_in_the_notes_that_refer_to_it() {
    let other = service("forudsaetter = [\"BI2\"]", "2020 = 1");
    let case = |status: &str| round(status).note("BI4", &other);
    let mut solved = case("").solved();
    let mut checker = Checker::default();
    let found = |checker: &mut Checker, solved: &Solved| {
        let (checked, _) = checker.check(solved, &Selection::All);
        checked.findings.iter().map(|finding| finding.rule.name).collect::<Vec<_>>()
    };
    assert!(found(&mut checker, &solved).is_empty());
    let (file, text) = {
        let project = case(WITHDRAWN).read();
        let note = project.notes.iter().find(|note| note.id.value == "BI2").expect("BI2");
        let source = project.sources.get(note.file).expect("a source");
        let own = solved.project().notes.iter().find(|note| note.id.value == "BI2");
        (own.expect("BI2").file, source.text.as_bytes().to_vec())
    };
    assert!(solved.replace(file, &text));
    assert_eq!(found(&mut checker, &solved), ["trukket-notat"]);
}
