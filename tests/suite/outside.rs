//! Whatever lies in a project's folders: links, pipes, devices, names that are no text, folders in
//! a file's place. Nothing outside of the project is read or written, nothing waits for ever, and
//! what is not read is said.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output};

use crate::desk::{BI8, Desk, said};

/// A pipe that nobody writes to: whoever opens it waits for ever.
fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

fn reported(output: &Output) -> String {
    said(output) + &String::from_utf8_lossy(&output.stderr)
}

/// Checks a project; what is said.
fn checked(desk: &Desk) -> String {
    let output = desk.run(&["check", "--format", "short"]);
    assert_eq!(output.status.code(), Some(1), "{}", reported(&output));
    said(&output)
}

#[test]
fn pipes_devices_and_folders_among_the_notes_are_reported_and_the_rest_is_checked() {
    let desk = Desk::new(".");
    pipe(&desk.path("notes/budget-2020/ROER.toml"));
    symlink("/dev/zero", desk.path("notes/budget-2020/NUL.toml")).unwrap();
    symlink("findesikke.toml", desk.path("notes/budget-2020/TABT.toml")).unwrap();
    fs::create_dir(desk.path("notes/budget-2020/MAPPE.toml")).unwrap();
    let words = checked(&desk);
    for (name, why) in [
        ("ROER", "er ikke en almindelig fil"),
        ("NUL", "er et link ud af projektet"),
        ("TABT", "kan ikke læses"),
        ("MAPPE", "er ikke en almindelig fil"),
    ] {
        assert!(
            words.contains(&format!("fejl[ikke-laest]: notes/budget-2020/{name}.toml {why}")),
            "{name}: {words}"
        );
    }
    assert!(words.contains("5 notater,"), "{words}");
    // One that is asked for alone is told alone.
    let output = desk.run(&["check", "notes/budget-2020/ROER.toml"]);
    assert!(
        output.status.code() == Some(1) && said(&output).contains("fejl[ikke-laest]"),
        "{}",
        reported(&output)
    );
    assert_eq!(desk.run(&["check", BI8]).status.code(), Some(0));
}

#[test]
fn names_that_are_no_text_are_reported_and_steer_no_terminal() {
    let desk = Desk::new(".");
    let folder = desk.path("notes/budget-2020");
    let note = fs::read(desk.path(BI8)).unwrap();
    for name in [&b"BI\xff.toml"[..], b"BI\x1b[2J.toml", b"BI\n9.toml"] {
        fs::write(folder.join(OsStr::from_bytes(name)), &note).unwrap();
    }
    fs::create_dir(desk.path("notes").join(OsStr::from_bytes(b"budget-\xfe"))).unwrap();
    let words = checked(&desk);
    assert_eq!(words.matches("har et navn, der ikke kan vises").count(), 4, "{words}");
    assert!(words.contains("BI␛[2J.toml") && !words.contains('\u{1b}'), "{words}");
}

#[test]
fn what_a_note_quotes_steers_no_terminal() {
    let desk = Desk::new(".").slip(BI8, "titel = \"", "\"\\u001b[2J\\n\" = 1\ntitel = \"");
    for format in ["human", "short", "json"] {
        let words = said(&desk.run(&["check", "--format", format]));
        assert!(words.contains("ukendt-noegle") && !words.contains('\u{1b}'), "{words}");
    }
}

#[test]
fn a_municipality_that_is_no_file_ends_with_2() {
    let desk = Desk::new(".");
    let mark = desk.path("notes/kommune.toml");
    fs::remove_file(&mark).unwrap();
    pipe(&mark);
    assert_eq!(desk.run(&["check"]).status.code(), Some(2));
    fs::remove_file(&mark).unwrap();
    symlink("/dev/zero", &mark).unwrap();
    assert_eq!(desk.run(&["check"]).status.code(), Some(2));
}

#[test]
fn a_path_out_of_the_project_is_no_note() {
    let desk = Desk::new(".");
    for path in ["../", "/etc/passwd", "notes/../../", "notes/budget-2020/../../../etc"] {
        let output = desk.run(&["check", path]);
        assert_eq!(output.status.code(), Some(2), "{path}: {}", reported(&output));
    }
}

#[test]
fn ids_and_names_that_are_paths_are_ids_and_names() {
    let desk = Desk::new(".").slip(BI8, "id = \"BI8\"", "id = \"../../../tmp/BI8\"");
    let output = desk.run(&["check", "--format", "short"]);
    assert!(said(&output).contains("fejl[ugyldigt-id]"), "{}", reported(&output));
    for (id, round) in [
        ("../BI9", "budget-2020"),
        ("BI9", "../budget-2020"),
        ("a/b", "budget-2020"),
        ("BI9", "/tmp"),
    ] {
        let output = desk.run(&["new", id, "--round", round]);
        assert_eq!(output.status.code(), Some(2), "{id} {round}: {}", reported(&output));
    }
}

#[test]
fn names_that_are_one_where_letters_have_no_size_are_reported() {
    let desk = Desk::new(".");
    let other =
        fs::read_to_string(desk.path(BI8)).unwrap().replacen("id = \"BI8\"", "id = \"BI9\"", 1);
    fs::write(desk.path("notes/budget-2020/bi8.toml"), other).unwrap();
    let words = checked(&desk);
    assert!(words.contains("fejl[dobbelt-id]") && words.contains("bi8.toml"), "{words}");
}

#[cfg(feature = "typeset")]
mod built {
    use super::*;

    fn ends_with_2(desk: &Desk, args: &[&str], why: &str) {
        let output = desk.run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", reported(&output));
        let words = String::from_utf8(output.stderr).unwrap();
        assert!(words.starts_with("budgetnotat: ") && words.contains(why), "{words}");
    }

    #[test]
    fn an_out_that_leads_out_is_not_written_to() {
        let outside = tempfile::tempdir().unwrap();
        let desk = Desk::new(".");
        symlink(outside.path(), desk.path("out")).unwrap();
        ends_with_2(&desk, &["build"], "er et link ud af projektet");
        fs::remove_file(desk.path("out")).unwrap();
        fs::create_dir(desk.path("out")).unwrap();
        symlink(outside.path(), desk.path("out/budget-2020")).unwrap();
        ends_with_2(&desk, &["build"], "er et link ud af");
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
        // Asked for in so many words, any folder will do.
        let output = desk.run(&["build", BI8, "--out", outside.path().to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{}", reported(&output));
        assert!(outside.path().join("budget-2020/BI8.pdf").is_file());
    }

    #[test]
    fn a_link_in_a_files_place_is_replaced_and_not_followed() {
        let outside = tempfile::tempdir().unwrap();
        let secret = outside.path().join("BI8.pdf");
        fs::write(&secret, "mit").unwrap();
        let desk = Desk::new(".");
        fs::create_dir_all(desk.path("out/budget-2020")).unwrap();
        symlink(&secret, desk.path("out/budget-2020/BI8.pdf")).unwrap();
        symlink("/dev/zero", desk.path("out/.budgetnotat.json")).unwrap();
        let output = desk.run(&["build", BI8]);
        assert_eq!(output.status.code(), Some(0), "{}", reported(&output));
        assert_eq!(fs::read(&secret).unwrap(), b"mit");
        assert!(desk.path("out/budget-2020/BI8.pdf").symlink_metadata().unwrap().is_file());
        // A pipe in its place is not waited for, though the record says that it is as it was.
        fs::remove_file(desk.path("out/budget-2020/BI8.pdf")).unwrap();
        pipe(&desk.path("out/budget-2020/BI8.pdf"));
        assert_eq!(desk.run(&["build", BI8]).status.code(), Some(0));
        assert!(desk.path("out/budget-2020/BI8.pdf").symlink_metadata().unwrap().is_file());
    }

    #[test]
    fn an_out_that_can_not_be_written_ends_with_2() {
        let desk = Desk::new(".");
        fs::write(desk.path("out"), "en fil").unwrap();
        ends_with_2(&desk, &["build"], "/out: ");
        fs::remove_file(desk.path("out")).unwrap();
        fs::create_dir(desk.path("out")).unwrap();
        fs::write(desk.path("out/budget-2020"), "en fil").unwrap();
        ends_with_2(&desk, &["build", BI8], "/out/budget-2020: ");
        fs::remove_file(desk.path("out/budget-2020")).unwrap();
        fs::create_dir_all(desk.path("out/budget-2020/BI8.pdf/fuld")).unwrap();
        ends_with_2(&desk, &["build", BI8], "/out/budget-2020/BI8.pdf: ");
        // Nothing unfinished stays behind where writing failed.
        let left = crate::real::files(&desk.path("out"));
        assert!(
            left.iter().all(|path| !path.to_string_lossy().contains(".budgetnotat-")),
            "{left:?}"
        );
        // A place that takes no more bytes.
        if Path::new("/dev/full").exists() {
            ends_with_2(&desk, &["build", BI8, "--out", "/dev/full"], "/dev/full");
        }
    }

    #[test]
    fn pipes_among_templates_pictures_and_fonts_are_not_waited_for() {
        let desk = Desk::new(".");
        for folder in ["templates", "fonts"] {
            fs::create_dir(desk.path(folder)).unwrap();
        }
        pipe(&desk.path("templates/budgetnotat.typ"));
        pipe(&desk.path("templates/vaaben.svg"));
        pipe(&desk.path("fonts/Egen.ttf"));
        let output = desk.run(&["build", BI8]);
        assert_eq!(output.status.code(), Some(0), "{}", reported(&output));
    }

    #[test]
    fn a_logo_is_no_path_out_of_the_templates() {
        for logo in [
            "../../etc/passwd",
            "/etc/passwd",
            "../notes/kommune.toml",
            "../../../etc/x.svg",
            "a/../../x.png",
        ] {
            let desk = Desk::new(".");
            let text = fs::read_to_string(desk.path("notes/kommune.toml")).unwrap();
            fs::write(
                desk.path("notes/kommune.toml"),
                format!("{text}\n[tema]\nlogo = \"{logo}\"\nlogo_tekst = \"V\"\n"),
            )
            .unwrap();
            let output = desk.run(&["build", "--draft", BI8]);
            assert_eq!(output.status.code(), Some(1), "{logo}: {}", reported(&output));
            assert!(said(&output).contains("fejl[logo]"), "{}", reported(&output));
        }
    }

    #[test]
    fn files_that_are_no_picture_template_or_font_are_reported() {
        let bytes: Vec<u8> = (0..=255).cycle().take(5_000).collect();
        let desk = Desk::new("tests/projekter/vestby");
        fs::write(desk.path("fonts/Egen.ttf"), &bytes).unwrap();
        ends_with_2(&desk, &["build"], "font");
        fs::remove_file(desk.path("fonts/Egen.ttf")).unwrap();
        for (name, text) in [
            ("byvaaben.svg", &bytes[..]),
            ("byvaaben.svg", b"<svg"),
            ("budgetnotat.typ", &bytes[..]),
        ] {
            let desk = Desk::new("tests/projekter/vestby");
            fs::write(desk.path("templates").join(name), text).unwrap();
            let output = desk.run(&["build"]);
            assert_eq!(output.status.code(), Some(1), "{name}: {}", reported(&output));
            assert!(said(&output).contains("fejl[skabelon]"), "{}", reported(&output));
        }
    }
}
