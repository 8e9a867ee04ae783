//! A PDF is built again from what it has attached, in an empty folder: byte for byte.

use std::fs;
use std::path::{Path, PathBuf};

use crate::desk::{BI8, Desk, run, said};
use crate::real::files;

/// The PDFs that a folder's `out/` has.
fn built(folder: &Path) -> Vec<PathBuf> {
    let pdf = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "pdf");
    files(&folder.join("out")).into_iter().filter(pdf).collect()
}

/// Takes what a PDF has attached into a folder, with the project's own templates and fonts.
fn unpacked(desk: &Desk, pdf: &Path) -> tempfile::TempDir {
    let again = tempfile::tempdir().unwrap();
    let output = desk.run(&["unpack", pdf.to_str().unwrap(), again.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let own = ["templates", "fonts"].map(|own| desk.path(own));
    for path in own.iter().filter(|own| own.is_dir()).flat_map(|own| files(own)) {
        let to = again.path().join(path.strip_prefix(desk.path("")).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(&path, to).unwrap();
    }
    again
}

/// Builds each of a desk's PDFs again from itself, and says how many they were.
fn all_again(desk: &Desk, build: &[&str]) -> usize {
    let output = desk.run(build);
    assert!(output.status.code().is_some_and(|code| code < 2), "{output:?}");
    let pdfs = built(&desk.path(""));
    for pdf in &pdfs {
        let again = unpacked(desk, pdf);
        let output = run(again.path(), build);
        let own = again.path().join(pdf.strip_prefix(desk.path("")).unwrap());
        assert!(own.is_file(), "{}\n{}", own.display(), said(&output));
        assert!(fs::read(&own).unwrap() == fs::read(pdf).unwrap(), "{}", pdf.display());
        // The notes of a pack are built beside it, and are the same too.
        for other in built(again.path()) {
            let first = desk.path("").join(other.strip_prefix(again.path()).unwrap());
            assert!(fs::read(&other).unwrap() == fs::read(&first).unwrap(), "{}", first.display());
        }
    }
    pdfs.len()
}

#[test]
fn every_note_and_pack_is_built_again_from_what_it_has_attached() {
    assert_eq!(all_again(&Desk::new("."), &["build"]), 6);
    assert!(all_again(&Desk::new("tests/projekter/vestby"), &["build"]) > 1);
}

const FRAMES: &str = "notes/budget-2020/rammer.toml";
const PACK: &str = "notes/budget-2020/pakker/flere-skal-med.toml";
const SECRET: &str = "notes/budget-2020/BI9.toml";

/// What BI8 names: a note that is secret, one that the round knows, and a frame.
fn naming() -> Desk {
    let desk = Desk::new(".").slip(BI8, "id = \"BI8\"", "id = \"BI8\"\nref = [\"BI9\", \"BI99\"]");
    let desk = desk.slip(BI8, "næsten 4.000", "(se {{ ref(\"BI25\") }} og BI39) næsten 4.000");
    let text = fs::read_to_string(desk.path("notes/budget-2020/BI25.toml")).unwrap();
    let text = text.replacen("id = \"BI25\"", "id = \"BI9\"\nfortrolig = true", 1);
    let title = text.lines().find(|line| line.starts_with("titel = ")).unwrap().to_owned();
    fs::write(desk.path(SECRET), text.replacen(&title, "titel = \"Hemmelig vuggestue\"", 1))
        .unwrap();
    let round = desk.path("notes/budget-2020/runde.toml");
    let known = "\n[[note]]\nid = \"BI99\"\ntitel = \"Kendt\"\n";
    fs::write(&round, fs::read_to_string(&round).unwrap() + known).unwrap();
    desk.slip(BI8, "ui = \"U\"\n", "ui = \"U\"\nuden_for = [\"Servicemåltal\"]\n")
}

fn attached(desk: &Desk, pdf: &str) -> (tempfile::TempDir, String) {
    let again = unpacked(desk, &desk.path(pdf));
    let text = fs::read_to_string(again.path().join("notes/budget-2020/andetsteds.toml"));
    (again, text.unwrap_or_default())
}

#[test]
fn only_ids_and_names_of_what_is_elsewhere_are_attached() {
    let desk = naming();
    assert!(all_again(&desk, &["build"]) >= 7);
    let (folder, text) = attached(&desk, "out/budget-2020/BI8.pdf");
    assert_eq!(text, "notater = [\"BI25\", \"BI39\", \"BI9\"]\nrammer = [\"Servicemåltal\"]\n");
    assert_eq!(files(&folder.path().join("notes")).len(), 4);
    for path in files(&folder.path().join("notes")) {
        assert!(!fs::read_to_string(&path).unwrap().contains("Hemmelig"), "{}", path.display());
    }
    // One that names nobody has no such file; what is attached to a pack is not elsewhere.
    assert_eq!(attached(&desk, "out/budget-2016/BI25.pdf").1, "");
    assert_eq!(attached(&desk, "out/budget-2020/flere-skal-med.pdf").1, "notater = [\"BI9\"]\n");
    // A frame's limit is no matter of a note; its name is.
    let desk = desk.slip(FRAMES, "2020 = 15_000", "2020 = 16_000");
    assert!(said(&desk.run(&["build"])).contains("6 notater er uændrede"));
    let desk = desk.slip(BI8, ", \"BI99\"", "");
    let output = said(&desk.run(&["build", BI8]));
    assert!(output.contains("skrev out/budget-2020/BI8.pdf"), "{output}");
}

#[test]
fn a_pack_that_leaves_notes_out_is_built_again_without_them() {
    let desk = Desk::new(".");
    let text = fs::read_to_string(desk.path(PACK)).unwrap();
    let line = text.lines().find(|line| line.starts_with("notater = ")).unwrap().to_owned();
    fs::write(desk.path(PACK), text.replacen(&line, "undtagen = [\"BI39\"]", 1)).unwrap();
    assert_eq!(all_again(&desk, &["build", "notes/budget-2020"]), 4);
    assert_eq!(attached(&desk, "out/budget-2020/flere-skal-med.pdf").1, "notater = [\"BI39\"]\n");
}

/// A file in another encoding, or with spoiled letters, is attached as it is stored: its draft is
/// built again from it.
#[test]
fn what_is_attached_is_what_is_stored() {
    let desk = Desk::new(".");
    let text = fs::read_to_string(desk.path(BI8)).unwrap();
    let latin: Vec<u8> = text.chars().map(|letter| u8::try_from(letter).unwrap_or(b'-')).collect();
    let wide: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let (spoiled, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes());
    let marked = format!("\u{feff}{text}").replace('\n', "\r\n");
    for bytes in [latin, wide, spoiled.into_owned().into_bytes(), marked.into_bytes()] {
        fs::write(desk.path(BI8), &bytes).unwrap();
        let _ = fs::remove_dir_all(desk.path("out"));
        assert_eq!(all_again(&desk, &["build", BI8, "--draft"]), 1);
        let again = unpacked(&desk, &desk.path("out/budget-2020/BI8.pdf"));
        assert!(fs::read(again.path().join(BI8)).unwrap() == bytes);
    }
}

/// The copy is what is attached then: built again from it, the pages are the same.
#[test]
fn a_copy_without_comments_is_told() {
    let desk = Desk::new(".").slip(
        BI8,
        "id = \"BI8\"",
        "id = \"BI8\"\nvedhaeft = \"uden-kommentarer\" # et ord",
    );
    desk.run(&["build", BI8]);
    let again = tempfile::tempdir().unwrap();
    let folder = again.path().to_str().unwrap();
    let output = said(&desk.run(&["unpack", "out/budget-2020/BI8.pdf", folder]));
    assert_eq!(output.matches("en kopi uden kommentarer").count(), 3, "{output}");
    assert_eq!(run(again.path(), &["build"]).status.code(), Some(0));
    let (first, second) =
        (desk.path("out/budget-2020/BI8.pdf"), again.path().join("out/budget-2020/BI8.pdf"));
    let contents = |path: &Path| {
        let bytes = fs::read(path).unwrap();
        let streams = String::from_utf8_lossy(&bytes).matches("/Type/Page/").count();
        (streams, bytes.len())
    };
    assert_eq!(contents(&first).0, contents(&second).0);
    // From there on it is the same for ever.
    assert_eq!(all_again(&Desk::new("."), &["build", BI8]), 1);
    let third = unpacked(&desk, &second);
    run(third.path(), &["build"]);
    assert!(
        fs::read(third.path().join("out/budget-2020/BI8.pdf")).unwrap()
            == fs::read(second).unwrap()
    );
}

#[test]
fn only_a_whole_pdf_of_ours_is_unpacked_and_only_into_an_empty_folder() {
    let desk = Desk::new(".");
    desk.run(&["build", BI8]);
    let pdf = "out/budget-2020/BI8.pdf";
    let refused = |args: &[&str], words: &str| {
        let output = desk.run(args);
        let error = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.code() == Some(2) && error.contains(words), "{error}");
    };
    refused(&["unpack", pdf, "notes"], "notes er ikke tom");
    refused(&["unpack", BI8, "igen"], "er ikke en PDF, som `budgetnotat build` har lavet");
    refused(&["unpack", BI8, "igen", "--lang", "en"], "is no PDF that `budgetnotat build` made");
    refused(&["unpack", "findes-ikke.pdf", "igen"], "findes-ikke.pdf");
    let whole = fs::read(desk.path(pdf)).unwrap();
    fs::write(desk.path("half.pdf"), &whole[..whole.len() / 2]).unwrap();
    refused(&["unpack", "half.pdf", "igen"], "er ikke en PDF");
    // A description that leads elsewhere.
    let at = whole.windows(BI8.len()).position(|window| window == BI8.as_bytes()).unwrap();
    for evil in
        ["notes/../../../../BI8.toml", "templates/faelles/sid.toml", "notes/budget-2020/BI8.tomb"]
    {
        let mut bytes = whole.clone();
        bytes[at..at + BI8.len()].copy_from_slice(evil.as_bytes());
        fs::write(desk.path("evil.pdf"), bytes).unwrap();
        refused(&["unpack", "evil.pdf", "igen"], "ikke er dem, de siges at være");
    }
    assert!(!desk.path("igen").exists());
    let output = said(&desk.run(&["unpack", pdf, "igen"]));
    assert!(output.contains("byg dem med `budgetnotat build igen`"), "{output}");
}
