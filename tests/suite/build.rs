//! Notes to PDFs, by the program as it is run.

use std::fs;

use crate::desk::{BI8, Desk, said};
use crate::real::PRINTED;

#[test]
fn one_pdf_a_note_and_the_same_bytes_again() {
    let desk = Desk::new(".");
    let output = desk.run(&["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let read = |name: &str| fs::read(desk.path(name)).unwrap();
    let first = (read("out/budget-2016/BI25.pdf"), read("out/budget-2020/BI8.pdf"));
    assert!(first.0.starts_with(b"%PDF-1.7") && first.1.starts_with(b"%PDF-1.7"));
    // Again, elsewhere, one note alone, into another folder.
    let other = Desk::new(".");
    assert_eq!(other.run(&["build", BI8, "--out", "her"]).status.code(), Some(0));
    assert_eq!(fs::read(other.path("her/budget-2020/BI8.pdf")).unwrap(), first.1);
    assert!(!other.path("her/budget-2016").exists());
}

#[test]
fn a_note_with_an_error_is_not_built_and_the_others_are() {
    let desk = Desk::new(".").slip(BI8, "2021 = 600", "2021 = 700");
    let output = desk.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!desk.path("out/budget-2020/BI8.pdf").exists());
    assert!(desk.path("out/budget-2016/BI25.pdf").exists());
    assert!(said(&output).contains("BI8 er ikke bygget"));
    // Nothing half-written is left behind.
    assert_eq!(fs::read_dir(desk.path("out/budget-2016")).unwrap().count(), 1);
    let output = desk.run(&["build", "--draft"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(desk.path("out/budget-2020/BI8.pdf").exists());
}

#[test]
fn a_fault_in_a_template_is_reported_at_the_note() {
    let desk = Desk::new(".");
    fs::create_dir_all(desk.path("templates")).unwrap();
    fs::write(
        desk.path("templates/budgetnotat.typ"),
        "#let budgetnotat(page) = {\n  page.findesikke\n}\n",
    )
    .unwrap();
    let output = desk.run(&["build", BI8]);
    assert_eq!(output.status.code(), Some(1));
    let words = said(&output);
    assert!(
        words.contains("fejl[skabelon]") && words.contains("type = \"budgetnotat\""),
        "{words}"
    );
    assert!(words.contains("templates/budgetnotat.typ:2:"), "{words}");
}

#[test]
fn a_character_that_no_font_has_is_reported_at_its_place() {
    let desk = Desk::new(".").slip(BI8, "næsten 4.000", "næsten 🦄 4.000");
    let output = desk.run(&["build", BI8]);
    assert_eq!(output.status.code(), Some(1));
    let words = said(&output);
    assert!(words.contains("fejl[tegn-mangler]") && words.contains("BI8.toml:19:"), "{words}");
}

#[test]
fn a_template_reads_nothing_outside() {
    let desk = Desk::new(".");
    fs::create_dir_all(desk.path("templates")).unwrap();
    fs::write(
        desk.path("templates/budgetnotat.typ"),
        "#let budgetnotat(page) = read(\"/notes/kommune.toml\")\n",
    )
    .unwrap();
    assert!(said(&desk.run(&["build", BI8])).contains("fejl[skabelon]"));
}

/// When a file was last written.
fn written(path: &std::path::Path) -> std::time::SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

#[test]
fn what_is_unchanged_is_not_made_again() {
    let desk = Desk::new(PRINTED);
    let (first, second) =
        (desk.path("out/budget-2016/BI25.pdf"), desk.path("out/budget-2020/BI8.pdf"));
    assert!(
        said(&desk.run(&["build"]))
            .ends_with("skrev out/budget-2016/BI25.pdf\nskrev out/budget-2020/BI8.pdf\n")
    );
    let times = (written(&first), written(&second));
    assert!(said(&desk.run(&["build"])).ends_with("2 notater er uændrede siden sidst\n"));
    assert_eq!((written(&first), written(&second)), times);
    // One note changes: it alone is made. Its round changes: all of the round.
    let desk = desk.slip(BI8, "næsten 4.000", "næsten 4.100");
    let words = said(&desk.run(&["build"]));
    assert!(
        words.ends_with("skrev out/budget-2020/BI8.pdf\n1 notat er uændret siden sidst\n"),
        "{words}"
    );
    let desk = desk.slip(
        "notes/budget-2016/runde.toml",
        "titel = \"Budget 2016\"",
        "titel = \"Budget 2016 (2)\"",
    );
    let words = said(&desk.run(&["build"]));
    assert!(
        words.ends_with("skrev out/budget-2016/BI25.pdf\n1 notat er uændret siden sidst\n"),
        "{words}"
    );
    // A PDF that was cut short, one that is gone, a draft, and what is asked for in so many words.
    fs::write(&first, "%PDF-1.7").unwrap();
    fs::remove_file(&second).unwrap();
    assert_eq!(said(&desk.run(&["build"])).matches("skrev").count(), 2);
    assert_eq!(said(&desk.run(&["build", "--draft", BI8])).matches("skrev").count(), 1);
    assert_eq!(said(&desk.run(&["build"])).matches("skrev").count(), 1);
    assert_eq!(said(&desk.run(&["build", "--force"])).matches("skrev").count(), 2);
    // A template of the project's own is part of what a PDF is made of.
    fs::create_dir_all(desk.path("templates/faelles")).unwrap();
    let scale =
        fs::read_to_string(crate::case::root().join("templates/faelles/skrift.typ")).unwrap();
    fs::write(desk.path("templates/faelles/skrift.typ"), scale + "\n// En linje mere.\n").unwrap();
    assert_eq!(said(&desk.run(&["build"])).matches("skrev").count(), 2);
    // A record that can't be read is none.
    fs::write(desk.path("out/.budgetnotat.json"), [0xff, 0]).unwrap();
    assert_eq!(said(&desk.run(&["build"])).matches("skrev").count(), 2);
}

#[test]
fn a_pdf_from_before_a_mistake_is_pointed_out() {
    let desk = Desk::new(".");
    desk.run(&["build"]);
    let desk = desk.slip(BI8, "2021 = 600", "2021 = 700");
    let words = said(&desk.run(&["build"]));
    assert!(
        words.contains("out/budget-2020/BI8.pdf er fra før og passer ikke til kilderne"),
        "{words}"
    );
}

#[test]
fn threads_and_orders_give_the_same_bytes() {
    let (alone, together) =
        (Desk::new("tests/projekter/vestby"), Desk::new("tests/projekter/vestby"));
    for note in ["TM1", "BS2"] {
        assert_eq!(
            alone
                .run(&["build", "--jobs", "1", &format!("notes/budget-2027/{note}.toml")])
                .status
                .code(),
            Some(0)
        );
    }
    assert_eq!(together.run(&["build", "--jobs", "2"]).status.code(), Some(0));
    for note in ["TM1", "BS2"] {
        let name = format!("out/budget-2027/{note}.pdf");
        assert_eq!(
            fs::read(alone.path(&name)).unwrap(),
            fs::read(together.path(&name)).unwrap(),
            "{note}"
        );
    }
}

/// True where the file holds these words as a PDF's text: plain, or UTF-16 in hexadecimal where a
/// letter needs it.
fn holds(pdf: &[u8], words: &str) -> bool {
    let wide: Vec<u8> =
        words.encode_utf16().flat_map(|unit| format!("{unit:04X}").into_bytes()).collect();
    [words.as_bytes(), &wide]
        .iter()
        .any(|bytes| pdf.windows(bytes.len()).any(|window| window == *bytes))
}

#[test]
fn a_second_municipality_looks_like_itself_by_its_theme_alone() {
    let desk = Desk::new("tests/projekter/vestby");
    let own = crate::real::files(&desk.path("templates"));
    assert!(
        own.iter().all(|path| path.extension().is_some_and(|ending| ending != "typ")),
        "{own:?}"
    );
    let output = desk.run(&["build"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let pdf = fs::read(desk.path("out/budget-2027/TM1.pdf")).unwrap();
    assert!(holds(&pdf, "Karla-Regular") && !holds(&pdf, "SourceSans3-Regular"));
    assert!(holds(&pdf, "Vestby Kommunes byvåben: en gul bakke over to bølger på grønt"));
    let other = Desk::new(".");
    other.run(&["build", BI8]);
    let pdf = fs::read(other.path("out/budget-2020/BI8.pdf")).unwrap();
    assert!(!holds(&pdf, "Karla-Regular") && holds(&pdf, "SourceSans3-Regular"));
}

#[test]
fn a_font_that_is_not_there_is_reported_at_its_name() {
    let desk =
        Desk::new("tests/projekter/vestby").slip("notes/kommune.toml", "\"Karla\"", "\"Karlo\"");
    let output = desk.run(&["build"]);
    assert_eq!(output.status.code(), Some(1));
    let words = said(&output);
    assert!(words.contains("fejl[ukendt-skrift]") && words.contains("mente du Karla?"), "{words}");
    assert!(!desk.path("out/budget-2027").exists());
}

#[test]
fn the_sources_are_within_named_as_git_names_them() {
    let desk = Desk::new(".");
    desk.run(&["build", BI8]);
    let pdf = fs::read(desk.path("out/budget-2020/BI8.pdf")).unwrap();
    let text = fs::read(desk.path(BI8)).unwrap();
    let description =
        format!("Notatet: {BI8} \\(git-blob {}\\)", budgetnotat::typeset::git_blob(&text));
    let bare = description.replace('\\', "");
    assert!(holds(&pdf, &description) || holds(&pdf, &bare), "{bare}");
    for name in ["BI8.toml", "runde.toml", "kommune.toml"] {
        assert!(holds(&pdf, &format!("({name})")), "{name}");
    }
    assert!(holds(&pdf, concat!("budgetnotat ", env!("CARGO_PKG_VERSION"))));
}

/// The pack of this repository, and where its PDF is.
const PACK: &str = "notes/budget-2020/pakker/flere-skal-med.toml";
const PACK_PDF: &str = "out/budget-2020/flere-skal-med.pdf";

#[test]
fn a_pack_is_one_pdf_of_its_notes_and_the_same_bytes_on_any_number_of_threads() {
    let desk = Desk::new(".");
    let output = desk.run(&["build", PACK]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(said(&output).contains(&format!("skrev {PACK_PDF}")), "{}", said(&output));
    let pdf = fs::read(desk.path(PACK_PDF)).unwrap();
    // One document of four parts (the front and three notes), and one line and one first page for
    // each note.
    assert!(holds(&pdf, "/S/Document") && holds(&pdf, "/ParentTreeNextKey"));
    assert_eq!(pdf.windows(7).filter(|window| *window == b"/S/Part").count(), 4);
    for place in ["(linje/0)", "(linje/2)", "(notat/0)", "(notat/2)"] {
        assert!(holds(&pdf, place), "{place}");
    }
    assert!(!holds(&pdf, "pakke:"), "every link leads within the document");
    for source in [
        "(BI8.toml)",
        "(BI25.toml)",
        "(BI39.toml)",
        "(pakke-flere-skal-med.toml)",
        "(runde.toml)",
        "(rammer.toml)",
        "(kommune.toml)",
    ] {
        assert!(holds(&pdf, source), "{source}");
    }
    assert!(!desk.path("out/budget-2020/BI8.pdf").exists(), "only what is asked for");
    let again = desk.run(&["build", PACK, "--force", "--jobs", "1"]);
    assert_eq!(again.status.code(), Some(0), "{}", said(&again));
    assert_eq!(fs::read(desk.path(PACK_PDF)).unwrap(), pdf);
}

#[test]
fn a_pack_is_made_again_when_anything_in_it_is_changed() {
    let desk = Desk::new(".");
    assert!(said(&desk.run(&["build", PACK])).contains("skrev "));
    assert!(said(&desk.run(&["build", PACK])).contains("1 pakke er uændret siden sidst"));
    for file in [PACK, BI8, "notes/budget-2020/runde.toml", FRAMES] {
        let text = fs::read_to_string(desk.path(file)).unwrap();
        fs::write(desk.path(file), text + "# Endnu en linje.\n").unwrap();
        assert!(said(&desk.run(&["build", PACK])).contains("skrev "), "{file}");
    }
}

/// The frames of this repository's round.
const FRAMES: &str = "notes/budget-2020/rammer.toml";

/// A changed frame is another pack, and no other note: no note has the frames attached.
#[test]
fn a_changed_frame_builds_the_pack_and_no_note_again() {
    let desk = Desk::new(".");
    assert_eq!(desk.run(&["build", "notes/budget-2020"]).status.code(), Some(0));
    let note = fs::read(desk.path("out/budget-2020/BI8.pdf")).unwrap();
    assert!(!holds(&note, "(rammer.toml)"));
    let text = fs::read_to_string(desk.path(FRAMES)).unwrap();
    fs::write(desk.path(FRAMES), text.replacen("15_000", "16_000", 1)).unwrap();
    let output = said(&desk.run(&["build", "notes/budget-2020"]));
    assert!(output.contains(&format!("skrev {PACK_PDF}")), "{output}");
    assert!(output.contains("3 notater er uændrede siden sidst"), "{output}");
    assert_eq!(fs::read(desk.path("out/budget-2020/BI8.pdf")).unwrap(), note);
}

#[test]
fn a_pack_with_one_note_in_error_is_not_built_but_as_a_draft() {
    let desk = Desk::new(".").slip(BI8, "2021 = 600", "2021 = 700");
    let output = desk.run(&["build", "notes/budget-2020"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said(&output).contains(
            "pakken Flere skal med 2 er ikke bygget: der er fejl eller uskrevne afsnit i BI8"
        ),
        "{}",
        said(&output)
    );
    assert!(!desk.path(PACK_PDF).exists() && desk.path("out/budget-2020/BI25.pdf").exists());
    let draft = desk.run(&["build", PACK, "--draft"]);
    assert_eq!(draft.status.code(), Some(1));
    assert!(said(&draft).contains(&format!("skrev {PACK_PDF}")), "{}", said(&draft));
}

#[test]
fn what_only_a_pack_can_not_do_with_does_not_keep_a_note_from_being_built() {
    let desk = Desk::new(".").slip(
        BI8,
        "type = \"bevillinger\"",
        "type = \"bevillinger\"\nmidler = \"andet\"",
    );
    let output = desk.run(&["build", "notes/budget-2020"]);
    assert!(said(&output).contains("fejl[kan-ikke-placeres]"), "{}", said(&output));
    assert!(desk.path("out/budget-2020/BI8.pdf").exists() && !desk.path(PACK_PDF).exists());
}

#[test]
fn a_pack_of_overviews_alone_has_no_notes() {
    let desk = Desk::new(".").slip(
        PACK,
        "notater = [",
        "dele = [\"oversigter\", \"rammer\"]\nnotater = [",
    );
    let output = desk.run(&["build", PACK]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let pdf = fs::read(desk.path(PACK_PDF)).unwrap();
    assert_eq!(pdf.windows(7).filter(|window| *window == b"/S/Part").count(), 1);
}

#[test]
fn a_build_of_nothing_is_no_success() {
    let desk = Desk::new(".");
    for round in ["budget-2016", "budget-2017", "budget-2020"] {
        fs::remove_dir_all(desk.path(&format!("notes/{round}"))).unwrap();
    }
    let output = desk.run(&["build"]);
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(2), ""));
}
