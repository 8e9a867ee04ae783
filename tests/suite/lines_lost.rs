//! Lines that were deleted from a note's blocks, or left there by a merge: each is one finding, and
//! the rest is read as if it were right.

use crate::case::{Case, Outcome};

const NOTE: &str = "[[afsnit]]\nid = \"a\"\noverskrift = \"A\"\ntekst = '''\n\
    {{ tabel(\"oekonomi\") }}\n\n{{ tabel(\"udvalg\") }}\n'''\n\n\
    [[tabel]]\nid = \"oekonomi\"\ntype = \"aktiviteter\"\ntitel = \"A\"\n\n\
    [[tabel.post]]\nid = \"loen\"\ntekst = \"Løn\"\nstyringsomraade = \"service\"\n2020 = 10\n2021 = 10\n\n\
    [[tabel.post]]\nid = \"kurser\"\ntekst = \"Kurser\"\nstyringsomraade = \"service\"\n2020 = 5\n2021 = 5\n\n\
    [[tabel]]\nid = \"udvalg\"\ntype = \"fordeling\"\ntitel = \"B\"\n\n\
    [[tabel.post]]\nudvalg = \"SUD\"\nstyringsomraade = \"service\"\n2020 = 9\n2021 = 9\n\n\
    [[tabel.post]]\nudvalg = \"BUU\"\nstyringsomraade = \"service\"\n2020 = 6\n2021 = 6\n";

fn checked(note: &str) -> Outcome {
    Case::new().note("BI1", note).check()
}

#[test]
fn a_header_that_is_deleted_is_one_finding_and_its_block_is_read() {
    checked(NOTE).only(&[]);
    for (gone, header) in [
        ("[[tabel.post]]\nid = \"kurser\"", "[[tabel.post]]"),
        ("[[tabel.post]]\nudvalg = \"BUU\"", "[[tabel.post]]"),
        ("[[tabel]]\nid = \"udvalg\"", "[[tabel]]"),
        ("[[tabel.post]]\nid = \"loen\"", "[[tabel.post]]"),
    ] {
        let line = NOTE[..NOTE.find(gone).unwrap()].lines().count() + 1;
        let rest = &gone[gone.find('\n').unwrap() + 1..];
        for note in [NOTE.to_owned(), NOTE.replace("2020 = 6", "2020 = 7")] {
            let sound = note == NOTE;
            let outcome = checked(&note.replacen(gone, rest, 1));
            let outcome = if sound { outcome.only(&["dobbelt-noegle"]) } else { outcome };
            let all = outcome
                .fails("dobbelt-noegle")
                .at(line, 1)
                .holds(&format!("der mangler {header} over linje"))
                .holds(&format!("skriv {header} på en linje for sig"))
                .all();
            // The block is compared as if its header stood there.
            assert_eq!(sound, !all.contains("samme-midler"), "{all}");
        }
    }
}

#[test]
fn a_key_that_stands_twice_is_told_as_that() {
    for (old, new) in [
        ("2020 = 10\n", "2020 = 10\n2020 = 11\n"),
        ("2020 = 10\n", "2020 = 10\ntekst = \"Løn\"\n2020 = 11\n"),
    ] {
        let all = checked(&NOTE.replacen(old, new, 1)).fails("dobbelt-noegle").all();
        assert!(all.contains("står her anden gang") && !all.contains("mangler [["), "{all}");
    }
}

#[test]
fn a_mark_that_a_merge_left_is_one_finding() {
    for mark in ["=======", "<<<<<<< HEAD", ">>>>>>> main"] {
        let left = format!("2020 = 11\n{mark}\n2020 = 10\n");
        checked(&NOTE.replacen("2020 = 10\n", &left, 1))
            .only(&["git-konflikt"])
            .fails("git-konflikt")
            .points_at(mark)
            .holds("slet linjen");
        checked(&NOTE.replacen("2020 = 10\n", &format!("2020 = 10\n{mark}\n"), 1))
            .only(&["git-konflikt"]);
    }
    let text = "[[afsnit]]\nid = \"a\"\noverskrift = \"A\"\ntekst = '''\nEn linje\n=======\nog en til.\n'''\n\n";
    let all = checked(&format!("{text}{NOTE}")).all();
    assert!(!all.contains("git-konflikt"), "{all}");
}
