//! Templates as their page tells of them, and what they can't reach, through the program as it is
//! run.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use budgetnotat::register::theme::{PAIRS, Role};

use crate::case::root;
use crate::pages::blocks;

/// A copy of Vestby, a project with a theme, a logo and a font of its own.
struct Desk {
    folder: tempfile::TempDir,
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).unwrap();
        }
    }
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&root().join("tests/projekter/vestby"), folder.path());
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_budgetnotat"))
            .args(args)
            .current_dir(self.folder.path())
            .output()
            .unwrap()
    }

    /// Builds the note TM1 with this text in the place of its template: the exit status, and what
    /// was said.
    fn build_with(&self, template: &str) -> (Option<i32>, String) {
        self.write("templates/budgetnotat.typ", template);
        let output = self.run(&["build", TM1]);
        (output.status.code(), said(&output))
    }
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

const TM1: &str = "notes/budget-2027/TM1.toml";

fn guide() -> String {
    fs::read_to_string(root().join("docs/templates.md")).unwrap()
}

/// The page's blocks that name a file, in order: language, file, text.
fn example() -> Vec<(String, String, String)> {
    let named = blocks(&guide()).into_iter().filter(|block| block.info.len() == 2);
    named.map(|block| (block.info[0].clone(), block.info[1].clone(), block.text)).collect()
}

#[test]
fn the_new_document_type_is_built_at_every_step() {
    let example = example();
    let (toml, typst): (Vec<_>, Vec<_>) =
        example.iter().partition(|(language, _, _)| language == "toml");
    let [(_, note, text)] = toml[..] else { panic!("one note") };
    assert_eq!(typst.len(), 3, "the steps");
    let desk = Desk::new();
    desk.write(note, text);
    let mut made = BTreeSet::new();
    for (_, template, text) in typst {
        desk.write(template, text);
        let checked = desk.run(&["check", "--strict"]);
        assert_eq!(checked.status.code(), Some(0), "{}", said(&checked));
        for draft in [&[][..], &["--draft"]] {
            let output = desk.run(&[&["build", note], draft].concat());
            let words = said(&output);
            assert_eq!(output.status.code(), Some(0), "{words}");
            assert!(
                words.contains(": ingen fund;")
                    && words.contains("skrev out/budget-2027/HS1.pdf\n"),
                "{words}"
            );
            let pdf = fs::read(desk.path("out/budget-2027/HS1.pdf")).unwrap();
            assert!(pdf.starts_with(b"%PDF-1.7"));
            made.insert(pdf);
        }
    }
    // Each step makes another page and another draft; but the first, that has no sheet, says
    // nowhere that it is a draft.
    assert_eq!(made.len(), 5);
}

/// The page shows a fault as it is told.
#[test]
fn a_fault_in_the_new_template_is_reported_as_the_page_shows() {
    let shown =
        blocks(&guide()).into_iter().find(|block| block.info == ["text"]).expect("a fault").text;
    let desk = Desk::new();
    for (language, file, text) in example().into_iter().take(3) {
        let text = if language == "typst" {
            text.replace("\n  head(note", "\n  heads(note")
        } else {
            text
        };
        desk.write(&file, &text);
    }
    let output = desk.run(&["build", "notes/budget-2027/HS1.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).starts_with(&shown), "{}", said(&output));
}

/// What stands between a heading of the page and the next one of the same level.
fn part<'p>(page: &'p str, heading: &str) -> &'p str {
    let start =
        page.find(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no part {heading:?}"))
            + 1;
    let end = page[start..].find("\n## ").map_or(page.len(), |end| start + end);
    &page[start..end]
}

#[test]
fn the_shared_pieces_are_as_the_page_names_them() {
    let folder = root().join("templates/faelles");
    let page = guide();
    let mut files = Vec::new();
    let mut faults = Vec::new();
    for piece in part(&page, "The shared pieces").split("\n### ").skip(1) {
        let file = piece.lines().next().unwrap().trim_matches('`');
        let source =
            fs::read_to_string(folder.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        for row in piece.lines().filter(|line| line.starts_with("| `")) {
            let names = row.split(" | ").next().unwrap().trim_start_matches("| ");
            for name in names.split("`, `").map(|name| name.trim_matches('`')) {
                if !source.contains(&format!("\n#let {name} = ")) {
                    faults.push(format!("{file}: {name}"));
                }
            }
        }
        files.push(file.to_owned());
    }
    assert!(faults.is_empty(), "not there as docs/templates.md has it:\n{}", faults.join("\n"));
    let there = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut there: Vec<String> = there.collect();
    there.sort();
    files.sort();
    assert_eq!(files, there);
}

/// The page's list of what may stand on what is the one that contrast is checked by.
#[test]
fn the_colours_are_as_the_page_pairs_them() {
    let page = guide();
    for (role, key, _) in Role::ALL {
        let fronts = PAIRS.iter().filter(|(front, _)| front == role);
        let grounds: Vec<&str> = fronts
            .map(|(_, back)| match back {
                None => "paper",
                Some(Role::Surface) => "`tint`",
                Some(Role::AlarmSurface) => "`alarm-tint`",
                Some(Role::Watermark) => "`shade`",
                Some(other) => panic!("nothing stands on {other:?}"),
            })
            .collect();
        let row = page
            .lines()
            .find(|line| line.starts_with("  | ") && line.contains(&format!("`{key}`")));
        let row = row.unwrap_or_else(|| panic!("`{key}` is not in the page"));
        let last = row.trim_end_matches('|').rsplit('|').next().unwrap().trim();
        assert_eq!(last, grounds.join(", "), "{key}");
    }
}

#[test]
fn colours_are_the_themes() {
    let mut queue = vec![root().join("templates")];
    while let Some(folder) = queue.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                queue.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for word in [
                "rgb(\"",
                "luma(",
                "cmyk(",
                "oklch(",
                "oklab(",
                "black",
                "gray",
                "lighten(",
                "darken(",
                "transparentize(",
            ] {
                assert!(!text.contains(word), "{}: {word}", path.display());
            }
        }
    }
}

#[test]
fn a_template_gets_no_packages_and_no_clock_and_no_endless_loop() {
    let desk = Desk::new();
    for (template, why) in [
        ("#import \"@preview/cetz:0.3.4\": *\n#let budgetnotat(note) = []", "package not found"),
        ("#let budgetnotat(note) = datetime.today().display()", "unable to get the current date"),
        ("#let budgetnotat(note) = read(\"/notes/kommune.toml\")", "file not found"),
        ("#let budgetnotat(note) = read(\"../notes/kommune.toml\")", "file not found"),
        (
            "#let budgetnotat(note) = { let n = 0; while n >= 0 { n += 1 } }",
            "loop seems to be infinite",
        ),
        (
            "#let again(n) = again(n + 1)\n#let budgetnotat(note) = again(0)",
            "maximum function call depth exceeded",
        ),
    ] {
        let (status, words) = desk.build_with(template);
        assert_eq!(status, Some(1), "{template}\n{words}");
        assert!(words.contains("fejl[skabelon]") && words.contains(why), "{template}\n{words}");
    }
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    /// A folder outside of every project, with a template in it and in a folder of its own.
    fn outside() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("mappe")).unwrap();
        for name in ["hemmelig.typ", "mappe/hemmelig.typ"] {
            fs::write(folder.path().join(name), "#let words = [Uden for projektet]\n").unwrap();
        }
        folder
    }

    fn importing(file: &str) -> String {
        format!(
            "#import \"{file}\": words\n#let budgetnotat(note) = [#heading(note.head.title) #words]"
        )
    }

    #[test]
    fn a_link_in_templates_that_leads_out_is_not_read() {
        let (desk, outside) = (Desk::new(), outside());
        // The same files, lying in the project, are read.
        copy(outside.path(), &desk.path("templates/egne"));
        for file in ["egne/hemmelig.typ", "egne/mappe/hemmelig.typ"] {
            let (status, words) = desk.build_with(&importing(file));
            assert_eq!(status, Some(0), "{file}\n{words}");
        }
        symlink(outside.path().join("hemmelig.typ"), desk.path("templates/hemmelig.typ")).unwrap();
        symlink(outside.path().join("mappe"), desk.path("templates/mappe")).unwrap();
        symlink(outside.path(), desk.path("templates/egne/ud")).unwrap();
        for file in [
            "hemmelig.typ",
            "mappe/hemmelig.typ",
            "egne/ud/hemmelig.typ",
            "egne/ud/mappe/hemmelig.typ",
        ] {
            let (status, words) = desk.build_with(&importing(file));
            assert_eq!(status, Some(1), "{file}\n{words}");
            assert!(
                words.contains("fejl[skabelon]") && words.contains("file not found"),
                "{file}\n{words}"
            );
        }
    }

    #[test]
    fn a_linked_template_makes_no_document_type_and_a_linked_picture_no_logo() {
        let (desk, outside) = (Desk::new(), outside());
        symlink(outside.path().join("hemmelig.typ"), desk.path("templates/hemmelig.typ")).unwrap();
        let note = fs::read_to_string(desk.path(TM1)).unwrap();
        desk.write(TM1, &note.replacen("type = \"budgetnotat\"", "type = \"hemmelig\"", 1));
        assert!(said(&desk.run(&["check"])).contains("fejl[ukendt-dokumenttype]"));
        let logo = desk.path("templates/byvaaben.svg");
        fs::rename(&logo, outside.path().join("byvaaben.svg")).unwrap();
        symlink(outside.path().join("byvaaben.svg"), &logo).unwrap();
        assert!(said(&desk.run(&["check"])).contains("fejl[logo]"));
    }

    #[test]
    fn a_whole_folder_of_templates_that_is_a_link_is_not_read() {
        let (desk, outside) = (Desk::new(), outside());
        copy(&desk.path("templates"), &outside.path().join("skabeloner"));
        fs::write(
            outside.path().join("skabeloner/budgetnotat.typ"),
            "#let budgetnotat(note) = panic(\"udefra\")",
        )
        .unwrap();
        fs::remove_dir_all(desk.path("templates")).unwrap();
        let register = fs::read_to_string(desk.path("notes/kommune.toml")).unwrap();
        let bare: Vec<_> = register.lines().filter(|line| !line.starts_with("logo")).collect();
        desk.write("notes/kommune.toml", &bare.join("\n"));
        symlink(outside.path().join("skabeloner"), desk.path("templates")).unwrap();
        let output = desk.run(&["build", TM1]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    }

    #[test]
    fn a_link_in_fonts_that_leads_out_is_not_read() {
        let (desk, outside) = (Desk::new(), outside());
        assert_eq!(desk.run(&["build", TM1]).status.code(), Some(0));
        copy(&desk.path("fonts"), &outside.path().join("fonts"));
        for entry in fs::read_dir(desk.path("fonts")).unwrap() {
            let path = entry.unwrap().path();
            fs::remove_file(&path).unwrap();
            symlink(outside.path().join("fonts").join(path.file_name().unwrap()), &path).unwrap();
        }
        let output = desk.run(&["build", TM1]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains("fejl[ukendt-skrift]"), "{}", said(&output));
        // Nor where the folder itself is one.
        fs::remove_dir_all(desk.path("fonts")).unwrap();
        symlink(outside.path().join("fonts"), desk.path("fonts")).unwrap();
        assert!(said(&desk.run(&["build", TM1])).contains("fejl[ukendt-skrift]"));
    }
}
