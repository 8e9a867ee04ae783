//! Packs: which notes they have, that their sums are the notes', and what is said where they can't
//! be.

use std::collections::BTreeSet;
use std::sync::Arc;

use budgetnotat::amount::{Amount, Unit};
use budgetnotat::equation::dimensions::Names;
use budgetnotat::pack::SolvedPack;
use budgetnotat::pack::overview::{BY_AREA, BY_COMMITTEE, BY_NOTE, overview};
use budgetnotat::pack::{Packed, figures, selected};
use budgetnotat::reconcile::reconcile;
use budgetnotat::rule::{self, Selection};
use budgetnotat::solved::Solved;
use budgetnotat::view;

use crate::case::{Case, root};
use crate::generated::{self, Generated, YEARS};
use crate::pages::{blocks, outcomes};
use crate::real::{self, REAL, slip};

const PACK: &str = "notes/budget-2020/pakker/flere-skal-med.toml";
const FRAMES: &str = "notes/budget-2020/rammer.toml";

/// A note that asks for money of one control area, by appropriation.
pub(crate) fn note(
    head: &str,
    area: &str,
    committee: &str,
    appropriation: &str,
    amounts: &str,
) -> String {
    format!(
        "{head}\n[[tabel]]\nid = \"bevillinger\"\ntype = \"bevillinger\"\ntitel = \"Udgifter\"\nalene = \"Prøve\"\n\n[[tabel.post]]\n\
         styringsomraade = \"{area}\"\nudvalg = \"{committee}\"\nbevilling = \"{appropriation}\"\nui = \"U\"\n{amounts}\n"
    )
}

pub(crate) fn service(head: &str, amounts: &str) -> String {
    note(head, "service", "BIU", "35.10", amounts)
}

/// What each note of a project tells, and what is done with the project's first pack.
pub(crate) fn packed<T>(solved: &Solved, look: impl FnOnce(&Packed<'_>) -> T) -> T {
    look(&selected(solved, &Selection::All)[0].packed)
}

fn ids(project: &Solved) -> Vec<String> {
    packed(project, |packed| {
        packed.members.iter().map(|member| member.note.id.value.clone()).collect()
    })
}

fn amounts(numbers: [i64; 4]) -> Vec<Amount> {
    numbers.map(Amount::from).to_vec()
}

#[test]
fn the_real_pack_adds_up_by_committee_area_and_year() {
    let project = real::project(REAL).solved();
    packed(&project, |packed| {
        let of = |committee: &str, area: &str| {
            packed.total(|part| part.sum.committee == committee && part.sum.area == area).unwrap()
        };
        assert_eq!(of("BIU", "service"), amounts([12_400, 12_400, 750, 0]));
        assert_eq!(of("SOU", "service"), amounts([600, 600, 0, 0]));
        assert_eq!(
            of("SUD", "service"),
            amounts([1_200, 1_200, 0, 0]),
            "the add-on of BI25 is not counted"
        );
        assert_eq!(of("BIU", "overfoersler"), amounts([1_500, 1_500, 150, 0]));
        assert_eq!(packed.total(|_| true).unwrap(), amounts([15_700, 15_700, 900, 0]));
        let left: Vec<Amount> = packed.frames[0].lines.iter().map(|line| line.left).collect();
        assert_eq!(left, amounts([800, 800, 1_250, 1_000]));
        let counted: Vec<bool> = packed
            .members
            .iter()
            .flat_map(|member| &member.choices)
            .map(|choice| choice.counted)
            .collect();
        assert_eq!(counted, [false, true, false], "BI25's add-on, BI39's scenarios");
    });
}

#[test]
fn one_frame_lowered_is_one_finding_at_its_figure() {
    let case = slip(real::project(REAL), FRAMES, "Servicemåltal", "2020 = 15_000", "2020 = 14_000");
    case.check()
        .only(&["ramme-overskredet"])
        .warns("ramme-overskredet")
        .points_at("14_000")
        .holds("bruger 14.200 > rammen 14.000 (forskel 200)");
}

#[test]
fn one_figure_changed_in_a_note_moves_the_sums_and_nothing_else() {
    let bi25 = "notes/budget-2020/BI25.toml";
    let changed = ["oekonomi\"\ntype", "bevillinger\"\ntype"];
    let case = changed.iter().fold(real::project(REAL), |case, after| {
        slip(case, bi25, after, "2020 = 1_500", "2020 = 1_600")
    });
    let (before, after) = (real::project(REAL).solved(), case.solved());
    let sums = |project: &Solved| {
        packed(project, |packed| {
            let made = overview(packed);
            let solved = reconcile(&Arc::new(made.clone()), packed.municipality, packed.round);
            let value = |index: usize| solved.solution.values[index].amount();
            let of = |figure: &budgetnotat::equation::Figure| {
                (made.tables[figure.table].id.value.clone(), figure.row, figure.column.clone())
            };
            solved
                .system
                .figures
                .iter()
                .enumerate()
                .map(|(index, figure)| (of(figure), value(index)))
                .collect::<Vec<_>>()
        })
    };
    let (before, after) = (sums(&before), sums(&after));
    assert_eq!(before.len(), after.len());
    let moved: Vec<_> = before.iter().zip(&after).filter(|(old, new)| old.1 != new.1).collect();
    assert!(moved.iter().all(|(old, _)| {
        let key = old.0.2.to_string();
        key == "2020" || key == "i_alt"
    }));
    let tables: BTreeSet<&str> = moved.iter().map(|(old, _)| old.0.0.as_str()).collect();
    assert_eq!(
        tables.into_iter().collect::<Vec<_>>(),
        ["brug", "kategori", "notater", "rest", "styringsomraade", "udvalg"]
    );
    for (old, new) in moved {
        let by = new.1.unwrap().minus(old.1.unwrap()).unwrap();
        let wanted = if old.0.0 == "rest" { -100 } else { 100 };
        assert_eq!(by, Amount::from(wanted), "{old:?}");
    }
}

#[test]
fn notes_are_chosen_by_id_and_by_what_they_are() {
    let base = || {
        Case::new()
            .note("BI10", &service("kategori = \"need to\"\nforvaltning = \"BIF\"", "2020 = 10"))
            .note("BI9", &service("forvaltning = \"BIF\"", "2020 = 20"))
            .note(
                "SU1",
                &note(
                    "kategori = \"Need to\"\nforvaltning = \"SOF\"",
                    "service",
                    "SUD",
                    "32.00",
                    "2020 = 30",
                ),
            )
            .note(
                "SU2",
                &note("forvaltning = \"SOF\"", "overfoersler", "BIU", "35.30", "2020 = 40"),
            )
    };
    for (wanted, expected) in [
        ("", &["SU1", "SU2", "BI9", "BI10"][..]),
        ("notater = [\"BI10\", \"SU1\"]", &["SU1", "BI10"]),
        ("udvalg = \"SUD\"", &["SU1", "SU2"]),
        ("forvaltning = [\"BIF\"]", &["BI9", "BI10"]),
        ("kategori = \"need to\"", &["SU1", "BI10"]),
        ("kategori = \"need to\"\nforvaltning = \"SOF\"", &["SU1"]),
        ("styringsomraade = \"overfoersler\"", &["SU2"]),
        ("styringsomraade = \"overfoersler\"\nnotater = [\"BI9\"]", &["SU2", "BI9"]),
        ("undtagen = [\"BI9\"]", &["SU1", "SU2", "BI10"]),
        ("gruppering = \"ingen\"\nraekkefoelge = \"beloeb\"", &["SU2", "SU1", "BI9", "BI10"]),
        (
            "gruppering = \"ingen\"\nraekkefoelge = \"listet\"\nnotater = [\"BI10\", \"SU1\", \"BI9\"]",
            &["BI10", "SU1", "BI9"],
        ),
        ("gruppering = \"kategori\"", &["BI10", "SU1", "BI9", "SU2"]),
    ] {
        let case = base().pack("p", &format!("titel = \"P\"\n{wanted}\n"));
        assert_eq!(ids(&case.solved()), expected, "{wanted}");
        case.check().clean();
    }
}

#[test]
fn what_is_not_counted_is_shown_with_what_it_has_to_do_with_others() {
    let case = Case::new()
        .note("BI1", &service("", "2020 = 10"))
        .note("BI2", &service("forudsaetter = [\"BI1\"]\nudelukker = [\"BI3\"]", "2020 = 20"))
        .note("BI3", &service("", "2020 = 40"))
        .pack("p", "titel = \"P\"\ntaelles_ikke = [\"BI3\"]\n");
    packed(&case.solved(), |packed| {
        assert_eq!(packed.total(|_| true).unwrap(), amounts([30, 0, 0, 0]));
        let made = overview(packed);
        let list = made.tables.iter().find(|table| table.id.value == BY_NOTE).unwrap();
        let texts: Vec<&str> = list
            .posts
            .iter()
            .filter_map(|post| post.text.as_ref())
            .map(|text| text.value.as_str())
            .collect();
        assert_eq!(
            texts,
            [
                "BI1 – Et notat",
                "BI2 – Et notat (forudsætter BI1, udelukker BI3)",
                "BI3 – Et notat (tælles ikke)"
            ]
        );
    });
    case.check().only(&[]);
    let both = Case::new()
        .note("BI1", &service("udelukker = [\"BI2\"]", "2020 = 10"))
        .note("BI2", &service("", "2020 = 20"));
    both.pack("p", "titel = \"P\"\n")
        .check()
        .fails("udelukket-talt")
        .holds("BI1 og BI2 udelukker hinanden");
}

#[test]
fn what_a_note_presupposes_is_led_to_from_the_list() {
    let case = Case::new()
        .note("BI1", &service("", "2020 = 10"))
        .note(
            "BI2",
            &service(
                "status = \"kladde\"\nforudsaetter = [\"BI1\", \"BI4\"]\nudelukker = [\"BI3\"]",
                "2020 = 20",
            ),
        )
        .note("BI3", &service("", "2020 = 40"))
        .note("BI4", &service("", "2020 = 40"))
        .pack("p", "titel = \"P\"\nundtagen = [\"BI4\"]\ntaelles_ikke = [\"BI3\"]\n");
    let solved = case.solved();
    let project = solved.project();
    let own = SolvedPack::new(&solved, &project.packs[0]).expect("a round");
    let known = solved.known(&own.packed.pack.round);
    let page = view::pack::page(project, &own.packed, own.overview(), known, None);
    let list = format!("{:?}", page.list.unwrap().rows[1].cells[0].blocks);
    let link = |url: &str, text: &str| {
        format!("Link {{ url: \"pakke:notat/{url}\", content: [Text {{ text: \"{text}\" }}] }}")
    };
    let text = |text: &str| format!("Text {{ text: \"{text}\" }}");
    let expected = [
        link("1#linje", "BI2 – Et notat"),
        text(" (forudsætter "),
        link("0", "BI1"),
        text(" og BI4, udelukker "),
        link("2", "BI3"),
        text(", kladde)"),
    ];
    assert!(list.contains(&expected.join(", ")), "{list}");
}

#[test]
fn a_reference_to_another_note_of_the_pack_leads_there() {
    let text = "[[afsnit]]\noverskrift = \"Baggrund\"\ntekst = \"\"\"\nSe {{ ref(\\\"BI2\\\") }} og {{ ref(\\\"BI3\\\") }}.\n\"\"\"\n";
    let case = Case::new()
        .note("BI1", text)
        .note("BI2", &service("", "2020 = 20"))
        .note("BI3", &service("", "2020 = 20"));
    let solved = case.solved();
    let note = solved.project().notes.iter().find(|note| note.id.value == "BI1").unwrap();
    let mut page = view::page(&solved, note, false).unwrap();
    let alone = format!("{:?}", page.sections);
    assert!(alone.contains("Ref { target: \"notat-BI2\", text: \"BI2\" }"), "{alone}");
    let place = |id: &str| (id == "BI2").then(|| view::pack::link_to_note(4));
    view::pack::link_notes(&mut page, &place);
    let linked = format!("{:?}", page.sections);
    assert!(
        linked.contains("Link { url: \"pakke:notat/4\", content: [Text { text: \"BI2\" }] }"),
        "{linked}"
    );
    assert!(linked.contains("Ref { target: \"notat-BI3\""), "a note that is not in the pack");
}

#[test]
fn what_a_pack_names_must_be_there() {
    let base = |pack: &str| {
        Case::new()
            .note("BI1", &service("", "2020 = 10"))
            .pack("p", &format!("titel = \"P\"\n{pack}\n"))
            .check()
    };
    base("notater = [\"BI2\"]").fails("ukendt-notat").points_at("\"BI2\"");
    base("notater = [\"BI1\"]\ntaelles_ikke = [\"BI3\"]")
        .fails("ukendt-notat")
        .points_at("\"BI3\"");
    base("notater = [\"BI1\", \"BI1\"]").fails("dobbelt-id");
    base("udvalg = \"XYZ\"").fails("ukendt-udvalg").points_at("\"XYZ\"");
    base("forvaltning = \"BIFF\"").fails("ukendt-forvaltning").holds("mente du BIF?");
    base("styringsomraade = \"servise\"")
        .fails("ukendt-styringsomraade")
        .holds("mente du service?");
    base("udvalg = \"SUD\"").fails("uden-notater").holds("pakken har ingen notater");
    base("dele = [\"oversigt\"]").fails("ukendt-ord").holds("mente du oversigter?");
    base("[[valg]]\nnotat = \"BI1\"\nvalg = \"A\"").fails("ukendt-valg");
    base("notatr = [\"BI1\"]").fails("ukendt-noegle").holds("mente du notater?");
    base("indledning = '''\n{{ udvalg[\"SUD\"][2020] }}\n'''").fails("ukendt-tal");
    base("indledning = '''\n{{ tabel(\"udvalg\") }}\n'''").fails("tabel-plads");
    base("indledning = '''\n{{ udvalg[\"BIU\"][2020] | mio }} af {{ ref(\"BI1\") }}\n'''")
        .only(&[]);
}

/// What is odd about a pack is told once, at its place, and nothing of it is left out in silence.
#[test]
fn an_odd_pack_is_told_what_is_odd_about_it() {
    let millions = service("", "2020 = 2").replace("alene", "enhed = \"mio. kr.\"\nalene");
    let base = || {
        Case::new()
            .note("BI1", &service("", "2020 = 10"))
            .note("BI2", &service("", "2020 = 20"))
            .note("BI3", &millions)
    };
    // Mixed units: each is converted exactly, and the one that differs is pointed at.
    let mixed = base().pack("p", "titel = \"P\"\n");
    packed(&mixed.solved(), |packed| {
        assert_eq!(packed.total(|_| true).unwrap()[0], Amount::from(2_030));
    });
    mixed
        .check()
        .only(&["blandede-enheder"])
        .remarks("blandede-enheder")
        .points_at("\"bevillinger\"")
        .holds("BI3 i mio. kr., de øvrige i 1.000 kr.");
    let frames = "[[ramme]]\nnavn = \"K\"\nstyringsomraade = \"alle\"\nkilde = \"K\"\n2020 = 90\n";
    let two =
        |pack: &str| base().pack("p", &format!("titel = \"P\"\n{pack}undtagen = [\"BI3\"]\n"));
    // Without frames.
    two("").check().only(&["uden-rammer"]).remarks("uden-rammer").points_at("\"P\"");
    two("").frames(frames).check().silent("uden-rammer");
    two("dele = [\"liste\"]\n").check().silent("uden-rammer");
    // A note twice counts once.
    let twice = two("notater = [\"BI1\", \"BI1\"]\n");
    packed(&twice.solved(), |packed| {
        assert_eq!(packed.total(|_| true).unwrap()[0], Amount::from(10));
    });
    twice.check().only(&["dobbelt-id"]).fails("dobbelt-id").points_at("\"BI1\"");
}

/// What holds of options that nobody chose can be said once, of all of them.
#[test]
fn a_pack_can_say_what_holds_of_options_that_it_does_not_pick() {
    let option = |standard: &str| {
        service(
            &format!("[[valgmulighed]]\nid = \"T\"\ntitel = \"Tilvalg\"\n{standard}"),
            "2020 = 10\n\n[[tabel.post]]\nstyringsomraade = \"service\"\nudvalg = \"BIU\"\nbevilling = \"35.10\"\nui = \"U\"\nvalg = \"T\"\n2020 = 5",
        )
    };
    let case = |words: &str| {
        Case::new()
            .note("BI1", &option(""))
            .note("BI2", &option("standard = true\n"))
            .note("BI3", &option(""))
            .pack("p", &format!("titel = \"P\"\n{words}\n"))
    };
    let sum =
        |words: &str| packed(&case(words).solved(), |packed| packed.total(|_| true).unwrap()[0]);
    let picked = "[[valg]]\nnotat = \"BI3\"\nvalg = \"T\"";
    case("").check().only(&["valg-mangler", "valg-mangler"]);
    assert_eq!(sum(""), Amount::from(35));
    for (words, expected) in [
        ("tilvalg = \"standard\"".to_owned(), 35),
        ("tilvalg = \"ingen\"".to_owned(), 30),
        (format!("tilvalg = \"ingen\"\n\n{picked}"), 35),
        (format!("tilvalg = \"standard\"\n\n{picked}"), 40),
    ] {
        case(&words).check().only(&[]);
        assert_eq!(sum(&words), Amount::from(expected), "{words}");
    }
    case("tilvalg = \"alle\"").check().fails("ukendt-ord");
}

/// Words that many notes use are no activity that is asked for twice.
#[test]
fn the_same_activity_is_one_that_looks_the_same() {
    let activity = |text: &str, codes: &str, amount: u32| {
        format!(
            "[[tabel]]\nid = \"oekonomi\"\ntype = \"aktiviteter\"\ntitel = \"Udgifter\"\nalene = \"P\"\nudvalg = \"BIU\"\n\n\
             [[tabel.post]]\ntekst = \"{text}\"\nstyringsomraade = \"service\"\n{codes}2020 = {amount}\n"
        )
    };
    let found = |notes: &[(&str, &str, u32)]| {
        let case = notes.iter().enumerate().fold(Case::new(), |case, (number, note)| {
            case.note(&format!("BI{}", number + 1), &activity(note.0, note.1, note.2))
        });
        let outcome = case.pack("p", "titel = \"P\"\n").check();
        let of =
            |finding: &&budgetnotat::diagnostic::Diagnostic| finding.rule.name == "samme-aktivitet";
        outcome.findings().iter().filter(of).count()
    };
    let long = "Mentorer til unge uden uddannelse";
    assert_eq!(found(&[(long, "", 10), (long, "", 20)]), 1);
    // A phrase of many notes is the same only with the same amounts.
    assert_eq!(found(&[(long, "", 10), (long, "", 20), (long, "", 30)]), 0);
    assert_eq!(found(&[(long, "", 10), (long, "", 20), (long, "", 10)]), 1);
    // One word is no activity; a few are with the same amounts.
    assert_eq!(found(&[("Løn", "", 10), ("Løn", "", 10)]), 0);
    assert_eq!(found(&[("Flere mentorer", "", 10), ("Flere mentorer", "", 20)]), 0);
    assert_eq!(found(&[("Flere mentorer", "", 10), ("Flere mentorer", "", 10)]), 1);
    // Money of two appropriations is not the same.
    let of = |number: &'static str| {
        if number == "10" { "bevilling = \"35.10\"\n" } else { "bevilling = \"35.30\"\n" }
    };
    assert_eq!(found(&[(long, of("10"), 10), (long, of("30"), 10)]), 0);
}

#[test]
fn a_note_known_by_title_only_has_no_figures_to_count() {
    let case = real::project("tests/projekter/trykt")
        .pack("p", "titel = \"P\"\nnotater = [\"BI8\", \"BI39\"]\n");
    case.bytes("notes/budget-2020/pakker/p.toml", "titel = \"P\"\nnotater = [\"BI8\", \"BI39\"]\n")
        .check()
        .fails("ukendt-notat")
        .holds("`BI39` kendes kun ved id og titel");
}

#[test]
fn a_pack_is_checked_with_its_notes_and_their_errors_are_reported_once() {
    let only = Selection::Paths(vec![PACK.to_owned()]);
    let outcome = real::project(REAL).check_only(&only).only(&[]);
    assert_eq!((outcome.checked.counts.notes, outcome.checked.counts.packs), (3, 1));
    let wrong = slip(
        real::project(REAL),
        "notes/budget-2020/BI8.toml",
        "34.05",
        "2020 = 600",
        "2020 = 700",
    );
    wrong.check_only(&only).only(&["samme-midler"]);
}

#[test]
fn prices_are_reported_in_the_rounds_by_declared_factors() {
    let municipality = std::fs::read_to_string(root().join("notes/kommune.toml")).unwrap();
    let factors = "\n[[prisfaktor]]\naar = 2019\nfaktor = 1.02\nkilde = \"A\"\n\n[[prisfaktor]]\naar = 2020\nfaktor = 1.015\nkilde = \"B\"\n";
    let old = service("", "2020 = 1_001\n2021 = 999").replace("alene", "prisniveau = 2018\nalene");
    let with = |municipality: &str| {
        Case::new().municipality(municipality).note("BI1", &old).pack("p", "titel = \"P\"\n")
    };
    with(&municipality).check().fails("forskelligt-prisniveau").holds("aar = 2019");
    let case = with(&format!("{municipality}{factors}"));
    packed(&case.solved(), |packed| {
        // 1.001 · 1,02 · 1,015 = 1.036,3353 and 999 · 1,0353 = 1.034,2647
        assert_eq!(packed.total(|_| true).unwrap(), amounts([1_036, 1_034, 0, 0]));
        assert_eq!(packed.members[0].contribution.conversions.len(), 1);
    });
    case.check().only(&[]);
    with(&format!("{municipality}{}", factors.replace("1.015", "0")))
        .check()
        .fails("register")
        .points_at("0");
    with(&format!("{municipality}{}", factors.replace("aar = 2020", "aar = 2019")))
        .check()
        .fails("register")
        .holds("to prisfaktorer");
    let current = old.replace("prisniveau = 2018", "prisniveau = \"løbende\"");
    Case::new()
        .note("BI1", &current)
        .pack("p", "titel = \"P\"\n")
        .check()
        .fails("forskelligt-prisniveau")
        .holds("i løbende priser");
}

#[test]
fn amounts_are_exact_in_whatever_unit() {
    let case = Case::new()
        .note("BI1", &service("", "2020 = 625"))
        .pack("p", "titel = \"P\"\nenhed = \"mio. kr.\"\n");
    packed(&case.solved(), |packed| {
        assert_eq!(packed.unit, Unit::MillionKr);
        assert_eq!(packed.total(|_| true).unwrap()[0], Amount::parse("0.625").unwrap());
    });
    case.check().only(&[]);
}

#[test]
fn years_outside_the_rounds_have_a_column_of_their_own() {
    let long = service("", "2020 = 10\n2025 = 5\n2027 = 7")
        .replace("alene", "aar = [2020, 2025, 2027]\nalene");
    let case = Case::new().note("BI1", &long).pack("p", "titel = \"P\"\n");
    packed(&case.solved(), |packed| {
        let columns: Vec<String> = packed.periods.iter().map(ToString::to_string).collect();
        assert_eq!(columns, ["2020", "2021", "2022", "2023", "2025-2027"]);
        assert_eq!(packed.total(|_| true).unwrap()[4], Amount::from(12));
    });
    case.check().only(&[]);
    let across = service("", "2022-2025 = { sum = 10 }");
    Case::new()
        .note("BI1", &across)
        .pack("p", "titel = \"P\"\n")
        .check()
        .fails("kan-ikke-placeres");
}

#[test]
fn the_same_money_told_twice_is_counted_once() {
    // Two tables about the same money, both with committee and control area: by appropriation it is
    // finest.
    let twice = service("", "2020 = 10").replace("alene = \"Prøve\"\n", "")
        + "\n[[tabel]]\nid = \"fordeling\"\ntype = \"fordeling\"\ntitel = \"F\"\nstyringsomraade = \"service\"\n\n[[tabel.post]]\nudvalg = \"BIU\"\n2020 = 10\n";
    let case = Case::new().note("BI1", &twice).pack("p", "titel = \"P\"\n");
    packed(&case.solved(), |packed| {
        assert_eq!(packed.total(|_| true).unwrap(), amounts([10, 0, 0, 0]));
    });
    case.check().only(&[]);
}

/// Frames have a file of their own; those of the round's file are read too, with an offer to move
/// them, and one name may stand once.
#[test]
fn frames_stand_in_a_file_of_their_own() {
    let round = "titel = \"R\"\ndato = 2019-09-25\naar = [2020]\nprisniveau = 2020\nenhed = \"1.000 kr.\"\n";
    let frame = |name: &str| {
        format!(
            "\n[[ramme]]\nnavn = \"{name}\"\nstyringsomraade = \"service\"\nkilde = \"K\"\n2020 = 100\n"
        )
    };
    let case = |in_round: &str, own: &str| {
        Case::new()
            .round("budget-2020", &format!("{round}{in_round}"))
            .frames(own)
            .note("BI1", &service("", "2020 = 10"))
            .pack("p", "titel = \"P\"\n")
    };
    let names = |solved: &Solved| {
        packed(solved, |packed| {
            packed.frames.iter().map(|used| used.frame.name.value.clone()).collect::<Vec<_>>()
        })
    };
    let own = case("", &frame("A"));
    assert_eq!(names(&own.solved()), ["A"]);
    own.check().only(&[]);
    let both = case(&frame("A"), &frame("B"));
    assert_eq!(names(&both.solved()), ["A", "B"]);
    both.check().only(&["rammer-i-runden"]).remarks("rammer-i-runden").points_at("[[ramme]]");
    case(&frame("A"), &frame("A")).check().fails("dobbelt-id").points_at("\"A\"");
    // What is wrong with a frame stops its packs and no note, and is told of the file.
    let wrong = frame("A").replace("service", "servise");
    case("", &wrong).check().fails("ukendt-styringsomraade").points_at("\"servise\"");
    let of_a_note = Selection::Paths(vec!["notes/budget-2020/BI1.toml".to_owned()]);
    case("", &wrong).check_only(&of_a_note).only(&[]);
    let frames = Selection::Paths(vec!["notes/budget-2020/rammer.toml".to_owned()]);
    case("", &wrong).check_only(&frames).fails("ukendt-styringsomraade");
    case("", "[[rame]]\nnavn = \"A\"\n").check().fails("ukendt-noegle");
    case("", "navn = \"A\"\n").check().fails("ukendt-noegle");
    // A folder of frames alone has no round, and that is said once.
    Case::new()
        .without("notes/budget-2020/runde.toml")
        .frames(&frame("A"))
        .check()
        .fails("runde-mangler");
}

#[test]
fn a_frame_covers_the_parts_of_its_area() {
    let round = "titel = \"R\"\ndato = 2019-09-25\naar = [2020]\nprisniveau = 2020\nenhed = \"1.000 kr.\"\n";
    let frame = "[[ramme]]\nnavn = \"O\"\nstyringsomraade = \"overfoersler\"\nkilde = \"K\"\nenhed = \"mio. kr.\"\n2020 = 0.1\n";
    let transfers = note("", "ei", "BIU", "35.30", "2020 = 101");
    let case =
        |frame: &str| Case::new().round("budget-2020", round).frames(frame).note("BI1", &transfers);
    case(frame)
        .pack("p", "titel = \"P\"\n")
        .check()
        .warns("ramme-overskredet")
        .points_at("0.1")
        .holds("overskredet med 1 (1.000 kr.)");
    let wrong = frame.replace("\"overfoersler\"", "\"overforsler\"");
    case(&wrong).check().fails("ukendt-styringsomraade").holds("mente du");
    let point = frame.replace("0.1", "12.500").replace("enhed = \"mio. kr.\"\n2020", "2020");
    case(&point).check().fails("tal-punktum").holds("mente du 12_500?");
    let year = frame.replace("2020 = 0.1", "2025 = 1");
    case(&year).check().fails("aar-udenfor").holds("rundens år er 2020");
}

#[test]
fn a_post_without_an_option_is_compared_with_its_like() {
    let note = |amount: i64| {
        format!(
            "[[valgmulighed]]\nid = \"T\"\ntitel = \"Tilvalg\"\n\n[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\n\n\
             [[tabel.post]]\ntekst = \"x\"\nstyringsomraade = \"service\"\n2020 = 10\n\n[[tabel.post]]\ntekst = \"y\"\n\
             styringsomraade = \"service\"\nvalg = \"T\"\n2020 = 5\n\n[[tabel]]\nid = \"b\"\ntype = \"fordeling\"\ntitel = \"B\"\n\n\
             [[tabel.post]]\nudvalg = \"BIU\"\nstyringsomraade = \"service\"\n2020 = {amount}\n\n[[tabel.post]]\nudvalg = \"BIU\"\n\
             styringsomraade = \"service\"\nvalg = \"T\"\n2020 = {}\n",
            15 - amount
        )
    };
    Case::new().note("BI1", &note(10)).check().only(&[]);
    // The sum over all is the same; the option's is not.
    Case::new().note("BI1", &note(9)).check().fails("samme-midler");
}

#[test]
fn every_figure_is_listed_with_what_is_known_of_it() {
    let solved = real::project(REAL).solved();
    let project = solved.project();
    let note = project
        .notes
        .iter()
        .find(|note| note.id.value == "BI25" && note.round == "budget-2020")
        .unwrap();
    let round = project.round(note).unwrap();
    let (own, names) = (solved.of(note).unwrap(), Names::new(&project.municipality, round));
    let all: Vec<_> = figures::figures(&own.reconciled, &names, round).collect();
    assert_eq!(all.len(), 18, "six posts in three years");
    let add_on =
        all.iter().find(|figure| figure.table == "bevillinger" && figure.choice.is_some()).unwrap();
    assert_eq!(
        (add_on.committee.as_deref(), add_on.appropriation.as_deref(), add_on.ui.as_deref()),
        (Some("SUD"), Some("32.00"), Some("U"))
    );
    assert_eq!((add_on.column.to_string().as_str(), add_on.amount), ("2020", Amount::from(400)));
}

pub(crate) fn case_of(generated: &Generated) -> Case {
    let case = Case::new().without("notes/budget-2020/runde.toml");
    generated.files.iter().fold(case, |case, (path, text)| case.bytes(path, text.as_bytes()))
}

pub(crate) fn generated(notes: usize) -> Generated {
    let municipality = std::fs::read_to_string(root().join("notes/kommune.toml")).unwrap();
    generated::round(&municipality, notes, 7)
}

#[test]
fn three_hundred_notes_add_up_to_what_was_made() {
    let made = generated(300);
    let project = case_of(&made).solved();
    assert_eq!(project.project().notes.len(), 300);
    packed(&project, |packed| {
        assert_eq!(packed.groups.len(), 7);
        let committees: BTreeSet<&str> =
            made.counted.keys().map(|(committee, ..)| *committee).collect();
        for committee in committees {
            for area in ["service", "anlaeg", "overfoersler"] {
                let ours = packed
                    .total(|part| part.sum.committee == committee && part.sum.area == area)
                    .unwrap();
                for (year, sum) in YEARS.into_iter().zip(ours) {
                    let theirs =
                        made.counted.get(&(committee, area, year)).copied().unwrap_or_default();
                    assert_eq!(sum, Amount::from(theirs), "{committee} {area} {year}");
                }
            }
        }
        let sums = packed.members.iter().flat_map(|member| {
            member.sums.iter().filter(|sum| !member.counts(sum.choice.as_deref()))
        });
        let left_out = sums.map(|sum| sum.amount).try_fold(Amount::ZERO, Amount::plus);
        assert_eq!(left_out, Some(Amount::from(made.left_out)));
        let made = overview(packed);
        let solved = reconcile(&Arc::new(made.clone()), packed.municipality, packed.round);
        assert!(solved.causes.is_empty());
        for pair in [(BY_COMMITTEE, BY_AREA), (BY_COMMITTEE, BY_NOTE)] {
            let at = |id: &str| made.table_where(|table| table.id.value == id).unwrap();
            assert!(
                solved.system.linked.contains(&(at(pair.0), at(pair.1))),
                "{pair:?} are held against each other"
            );
        }
    });
}

#[test]
fn the_made_round_checks_but_for_the_frame_that_is_too_small() {
    let outcome = case_of(&generated(300)).check();
    let reported: BTreeSet<&str> =
        outcome.findings().iter().map(|finding| finding.rule.name).collect();
    assert_eq!(
        reported.into_iter().collect::<Vec<_>>(),
        ["ramme-overskredet"],
        "{}",
        outcome.all()
    );
    outcome
        .warns("ramme-overskredet")
        .holds("Anlægsmåltal i 2027 er overskredet med 1 (1.000 kr.)");
}

#[test]
fn what_the_guide_to_packs_shows_is_clean() {
    let text = std::fs::read_to_string(root().join("docs/pakker.md")).unwrap();
    let shown = outcomes(&blocks(&text));
    assert!(shown.len() > 3);
    for (_, outcome) in shown {
        outcome.clean();
    }
}

#[test]
fn a_sum_over_the_rounds_years_is_told_as_that() {
    let ranged = service("id = \"BI1\"\n", "2020-2023 = { sum = 400 }")
        .replace("alene = \"Prøve\"", "alene = \"Prøve\"\naar = [\"2020-2023\"]");
    let case = Case::new().note("BI1", &ranged).pack("p", "titel = \"P\"\nnotater = [\"BI1\"]\n");
    case.check()
        .fails("kan-ikke-placeres")
        .holds("et beløb er summen over 2020-2023 og ikke fordelt på årene")
        .holds("en kolonne for hvert år fra 2020 til 2023");
}

#[test]
fn a_note_with_a_section_that_is_not_written_stops_its_packs() {
    let opening = "[[afsnit]]\noverskrift = \"Indhold\"\ntekst = '''\nSkriv her, hvad pengene skal bruges til, aktivitet for aktivitet.\n'''\n";
    let outcome = Case::new().note("BI1", opening).check().warns("ikke-skrevet");
    assert_eq!(rule::stopping_packs(outcome.findings()).len(), 1);
    let written = opening.replace("Skriv her", "Her skrives");
    let outcome = Case::new().note("BI1", &written).check();
    assert!(rule::stopping_packs(outcome.findings()).is_empty());
}
