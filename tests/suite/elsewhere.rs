//! `andetsteds.toml`: what exists in a round and is not here can be referred to, by its id or name
//! alone.

use budgetnotat::view;

use crate::case::Case;

const FILE: &str = "notes/budget-2020/andetsteds.toml";

/// A note that names others wherever it can.
const NAMES_OTHERS: &str = "ref = [\"BI2\"]\nforudsaetter = [\"BI3\"]\nudelukker = [\"BI4\"]\n\n[[afsnit]]\noverskrift = \"Tekst\"\n\
                            tekst = '''\nSe {{ ref(\"BI5\") }}, og BI6 også.\n'''\n";

/// A note with money outside of a frame.
const OUTSIDE: &str = "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nalene = \"Kun én\"\n\n[[tabel.post]]\ntekst = \"Vuggestue\"\n\
                       styringsomraade = \"anlaeg\"\nuden_for = [\"Anlægsmåltal\"]\n2020 = 2_000\n";

fn named() -> Case {
    Case::new().note("BI1", NAMES_OTHERS)
}

#[test]
fn what_is_elsewhere_can_be_referred_to() {
    let alone = named().check();
    let count = |rule: &str| alone.findings().iter().filter(|own| own.rule.name == rule).count();
    assert_eq!(
        [count("ukendt-notat"), count("ukendt-henvisning"), count("notatnummer")],
        [3, 1, 1]
    );
    named()
        .bytes(FILE, "notater = [\"BI2\", \"BI3\", \"BI4\", \"BI5\", \"BI6\"]\n")
        .check()
        .only(&[]);
    Case::new().note("BI1", OUTSIDE).check().fails("ukendt-ramme");
    Case::new()
        .note("BI1", OUTSIDE)
        .bytes(FILE, "rammer = [\"Anlægsmåltal\"]\n")
        .check()
        .silent("ukendt-ramme");
}

/// The page of a note that names others is the same, whether they are here or elsewhere.
#[test]
fn a_page_does_not_tell_where_others_are() {
    let others = ["BI2", "BI3", "BI4", "BI5", "BI6"];
    let here = others.iter().fold(named(), |case, id| case.note(id, ""));
    let elsewhere = named().bytes(FILE, format!("notater = {others:?}\n"));
    let page = |case: &Case| {
        let solved = case.solved();
        let note = solved.project().notes.iter().find(|note| note.id.value == "BI1").unwrap();
        format!("{:?}", view::page(&solved, note, false).unwrap())
    };
    assert_eq!(page(&here), page(&elsewhere));
    // Nothing changes where they are both.
    let both = others.iter().fold(elsewhere, |case, id| case.note(id, ""));
    assert_eq!(page(&here), page(&both));
    let said = |case: Case| case.check().all();
    assert_eq!(said(here), said(both));
}

#[test]
fn what_can_be_no_id_and_what_stands_twice_is_told() {
    let with = |text: &str| Case::new().note("BI1", "").bytes(FILE, text).check();
    with("notater = [\"BI 2\"]\n").only(&["ugyldigt-id"]).points_at("\"BI 2\"");
    let twice = with("notater = [\"BI2\", \"BI3\", \"BI2\"]\n").only(&["dobbelt-id"]);
    twice.at(1, 26).holds("slet den ene");
    with("rammer = [\"A\", \"A\"]\n").fails("dobbelt-id").holds("to rammer hedder `A`");
    with("notater = \"BI2\"\n").only(&["forkert-slags"]);
    with("titler = [\"Hemmeligt\"]\n").only(&["ukendt-noegle"]);
    with("").only(&[]);
    // What can be no id is none that can be referred to.
    named()
        .bytes(FILE, "notater = [\"BI 2\"]\n")
        .check()
        .fails("ukendt-notat")
        .points_at("\"BI2\"");
}

#[test]
fn a_pack_leaves_out_what_is_elsewhere_and_counts_nothing_of_it() {
    let pack = |toml: &str| {
        let case = Case::new().note("BI1", OUTSIDE.replace("uden_for", "# uden_for").as_str());
        case.bytes(FILE, "notater = [\"BI2\"]\n").pack("p", toml).check()
    };
    pack("titel = \"P\"\nundtagen = [\"BI2\"]\n").silent("ukendt-notat");
    pack("titel = \"P\"\nundtagen = [\"BI3\"]\n").fails("ukendt-notat");
    pack("titel = \"P\"\nnotater = [\"BI1\", \"BI2\"]\n")
        .fails("ukendt-notat")
        .points_at("\"BI2\"");
    pack("titel = \"P\"\ntaelles_ikke = [\"BI2\"]\n").fails("ukendt-notat");
}

/// It is no note, and what it lacks is told where it is: a round, and letters.
#[test]
fn whatever_it_holds_is_a_finding() {
    for bytes in [
        &b"\xff\xfe\0"[..],
        b"notater = [",
        b"[[notater]]\nid = 1\n",
        b"notater = [[[1]]]",
        b"PK\x03\x04",
        b"\0",
    ] {
        let outcome = Case::new().note("BI1", "").bytes(FILE, bytes).check();
        assert!(!outcome.findings().is_empty(), "{bytes:?}");
        assert_eq!(outcome.project.notes.len(), 1);
    }
    let none = Case::new().bytes("notes/tom/andetsteds.toml", "notater = [\"BI1\"]\n").check();
    none.only(&[]);
    let many: Vec<String> = (0..1_001).map(|number| format!("\"A{number}\"")).collect();
    let text = format!("notater = [{}]\n", many.join(", "));
    Case::new().bytes(FILE, text).check().fails("for-stor-fil");
}
