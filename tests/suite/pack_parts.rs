//! A pack that is built again: what is kept of it only saves time, and changes no byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::case::root;
use crate::desk::{Desk, said};
use crate::generated::{self, FOLDER, PACK};

const PARTS: &str = "out/.pakkedele";
const PDF: &str = "out/budget-2027/alle.pdf";
const NOTES: usize = 8;

/// A made-up round and its pack.
fn desk() -> Desk {
    let municipality = fs::read_to_string(root().join("notes/kommune.toml")).unwrap();
    Desk::of(&generated::round(&municipality, NOTES, 7).files)
}

fn note(desk: &Desk, id: &str) -> PathBuf {
    desk.path(&format!("notes/{FOLDER}/{id}.toml"))
}

fn change(path: &Path, change: impl FnOnce(&str) -> String) {
    let old = fs::read_to_string(path).unwrap();
    let new = change(&old);
    assert_ne!(new, old);
    fs::write(path, new).unwrap();
}

/// Builds the pack; its bytes.
fn built(desk: &Desk) -> Vec<u8> {
    let output = desk.run(&["build", PACK]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    fs::read(desk.path(PDF)).unwrap()
}

/// Builds the pack, and where nothing is kept: the same.
#[track_caller]
fn same_as_anew(desk: &Desk) -> Vec<u8> {
    let pdf = built(desk);
    let elsewhere = tempfile::tempdir().unwrap();
    let out = elsewhere.path().to_str().unwrap();
    let output = desk.run(&["build", PACK, "--out", out]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let anew = fs::read(elsewhere.path().join("budget-2027/alle.pdf")).unwrap();
    assert!(pdf == anew, "{} bytes, and {} anew", pdf.len(), anew.len());
    pdf
}

/// The parts that are kept, and when each was written.
fn parts(desk: &Desk) -> BTreeMap<PathBuf, SystemTime> {
    let entries = fs::read_dir(desk.path(PARTS)).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.path(), entry.metadata().unwrap().modified().unwrap())).collect()
}

/// How many parts are as they were.
fn kept(desk: &Desk, before: &BTreeMap<PathBuf, SystemTime>) -> usize {
    parts(desk).iter().filter(|(path, written)| before.get(*path) == Some(written)).count()
}

fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let count = text.split("/Type/Pages/Count ").nth(1).unwrap();
    count.split('/').next().unwrap().parse().unwrap()
}

#[test]
fn one_changed_figure_is_one_note_typeset() {
    let desk = desk();
    let first = built(&desk);
    let before = parts(&desk);
    assert_eq!(before.len(), NOTES);
    change(&note(&desk, "KF1"), |text| generated::with_more_money(text, 50));
    let second = same_as_anew(&desk);
    assert!(second != first && pages(&second) == pages(&first));
    assert_eq!((kept(&desk, &before), parts(&desk).len()), (NOTES - 1, NOTES));
    // And back again: what it was first.
    change(&note(&desk, "KF1"), |text| generated::with_more_money(text, -50));
    assert!(built(&desk) == first);
}

/// Every note after it has other page numbers: those are not part of it.
#[test]
fn one_more_page_is_one_note_typeset() {
    let desk = desk();
    let first = built(&desk);
    let before = parts(&desk);
    change(&note(&desk, "OK1"), |text| generated::longer(text, 12));
    let second = same_as_anew(&desk);
    assert!(pages(&second) > pages(&first), "{} pages", pages(&second));
    assert_eq!((kept(&desk, &before), parts(&desk).len()), (NOTES - 1, NOTES));
}

#[test]
fn notes_that_come_and_go_and_change_places_leave_the_others() {
    let desk = desk();
    let first = built(&desk);
    let before = parts(&desk);
    let (path, aside) = (note(&desk, "OK1"), desk.path("OK1"));
    fs::rename(&path, &aside).unwrap();
    same_as_anew(&desk);
    assert_eq!((kept(&desk, &before), parts(&desk).len()), (NOTES - 1, NOTES - 1));
    fs::rename(&aside, &path).unwrap();
    assert!(same_as_anew(&desk) == first);
    let before = parts(&desk);
    change(&desk.path(PACK), |text| {
        text.replacen('\n', "\ngruppering = \"ingen\"\nraekkefoelge = \"beloeb\"\n", 1)
    });
    assert!(same_as_anew(&desk) != first);
    assert!(kept(&desk, &before) == NOTES, "the list is on one page before and after");
}

#[test]
fn parts_that_are_deleted_change_no_byte() {
    let desk = desk();
    let first = built(&desk);
    fs::remove_dir_all(desk.path(PARTS)).unwrap();
    change(&note(&desk, "KF1"), |text| format!("{text}# En linje mere.\n"));
    let second = same_as_anew(&desk);
    assert!(second != first, "the note is attached");
    assert_eq!(parts(&desk).len(), NOTES);
}

/// Cut short, changed in any byte, another's, a folder or a link: a part that is not as it was made
/// is made again.
#[test]
fn parts_that_are_damaged_change_no_byte() {
    let desk = desk();
    let first = built(&desk);
    let again = || {
        fs::remove_file(desk.path(PDF)).unwrap();
        built(&desk)
    };
    let names: Vec<PathBuf> = parts(&desk).into_keys().collect();
    let whole: Vec<Vec<u8>> = names.iter().map(|path| fs::read(path).unwrap()).collect();
    let flipped = |at: usize| {
        let mut bytes = whole[1].clone();
        bytes[at] ^= 1;
        bytes
    };
    let end = whole[1].len();
    let damages: Vec<Vec<u8>> = vec![
        Vec::new(),
        whole[1][..end - 1].to_vec(),
        whole[1][..70].to_vec(),
        flipped(0),
        flipped(64),
        flipped(70),
        flipped(end / 2),
        [&whole[1][..], b"\n"].concat(),
        whole[0].clone(),
        vec![b'\n'; 4_000],
        (0..=255).cycle().take(4_000).collect(),
    ];
    for (turn, damaged) in damages.iter().enumerate() {
        fs::write(&names[1], damaged).unwrap();
        assert!(again() == first, "{turn}");
        assert!(fs::read(&names[1]).unwrap() == whole[1], "{turn}");
    }
    fs::remove_file(&names[1]).unwrap();
    fs::create_dir(&names[1]).unwrap();
    assert!(again() == first);
    fs::remove_dir(&names[1]).unwrap();
    // The folder itself is something else.
    fs::remove_dir_all(desk.path(PARTS)).unwrap();
    fs::write(desk.path(PARTS), "en fil").unwrap();
    assert!(again() == first);
    assert_eq!(fs::read(desk.path(PARTS)).unwrap(), b"en fil");
}

#[cfg(unix)]
#[test]
fn links_in_the_place_of_parts_are_not_followed() {
    use std::os::unix::fs::symlink;
    let desk = desk();
    built(&desk);
    let outside = tempfile::tempdir().unwrap();
    let (name, _) = parts(&desk).into_iter().next().unwrap();
    let other = outside.path().join("del");
    fs::rename(&name, &other).unwrap();
    let whole = fs::read(&other).unwrap();
    symlink(&other, &name).unwrap();
    change(&desk.path(PACK), |text| format!("{text}# Et link.\n"));
    same_as_anew(&desk);
    assert!(name.symlink_metadata().unwrap().is_file() && fs::read(&other).unwrap() == whole);
    fs::remove_dir_all(desk.path(PARTS)).unwrap();
    fs::remove_file(&other).unwrap();
    symlink(outside.path(), desk.path(PARTS)).unwrap();
    change(&desk.path(PACK), |text| format!("{text}# Et til.\n"));
    same_as_anew(&desk);
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

#[test]
fn each_pack_has_its_own_and_a_pack_that_is_gone_has_none() {
    let desk = desk();
    let first = built(&desk);
    let one = parts(&desk);
    let other = desk.path(&format!("notes/{FOLDER}/pakker/nogle.toml"));
    fs::write(&other, "titel = \"Nogle\"\nnotater = [\"KF1\", \"OK1\"]\n").unwrap();
    let build_all = || {
        let output = desk.run(&["build"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        assert!(!said(&output).contains("pakkedele"), "{}", said(&output));
    };
    build_all();
    assert_eq!((kept(&desk, &one), parts(&desk).len()), (NOTES, NOTES + 2));
    assert!(same_as_anew(&desk) == first);
    assert_eq!(parts(&desk).len(), NOTES + 2);
    fs::write(desk.path(PARTS).join("mit eget"), "x").unwrap();
    fs::remove_file(&other).unwrap();
    build_all();
    assert_eq!((kept(&desk, &one), parts(&desk).len()), (NOTES, NOTES + 1));
    assert!(desk.path(PARTS).join("mit eget").is_file(), "what is not ours stays");
}

/// What is kept already takes all the room: a file of nothing but a hole, which takes none on the
/// disk.
#[test]
fn beyond_the_limit_nothing_is_kept_and_all_is_made() {
    let desk = desk();
    fs::create_dir_all(desk.path(PARTS)).unwrap();
    let large = desk.path(PARTS).join(format!("{}-{}", "0".repeat(16), "0".repeat(64)));
    let file = fs::File::create(&large).unwrap();
    file.set_len(budgetnotat::limit::PARTS.most as u64 - 1_000).unwrap();
    let first = same_as_anew(&desk);
    assert_eq!(parts(&desk).into_keys().collect::<Vec<_>>(), std::slice::from_ref(&large));
    fs::remove_file(&large).unwrap();
    change(&desk.path(PACK), |text| format!("{text}# Plads igen.\n"));
    assert!(built(&desk) != first);
    assert_eq!(parts(&desk).len(), NOTES);
}

#[test]
fn what_is_strange_is_said_each_time() {
    let desk = desk();
    fs::create_dir_all(desk.path("templates")).unwrap();
    let template = fs::read_to_string(root().join("templates/budgetnotat.typ")).unwrap();
    let strange = format!("{template}\n#set text(font: \"Findes Ikke\")\n");
    fs::write(desk.path("templates/budgetnotat.typ"), strange).unwrap();
    for _ in 0..2 {
        let words = said(&desk.run(&["build", PACK]));
        assert_eq!(words.matches("advarsel[skabelon-advarsel]").count(), NOTES, "{words}");
    }
    assert!(!desk.path(PARTS).exists());
}

/// A draft is another document, and each of them is what it is anew.
#[test]
fn drafts_and_finished_packs_do_not_mix() {
    let desk = desk();
    let first = built(&desk);
    let output = desk.run(&["build", PACK, "--draft"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(fs::read(desk.path(PDF)).unwrap() != first);
    assert!(same_as_anew(&desk) == first);
    let output = desk.run(&["build", PACK, "--force", "--jobs", "1"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(fs::read(desk.path(PDF)).unwrap() == first);
}
