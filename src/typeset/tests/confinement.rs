//! What templates and texts can't do.

use super::sample::{engine, page, paragraph, with_template};
use crate::page::{Block, Section};
use crate::typeset::{Engine, Overrides};

#[test]
fn a_template_reaches_only_what_it_is_given() {
    for reach in [
        "read(\"/etc/passwd\")",
        "read(\"../Cargo.toml\")",
        "image(\"../x.png\")",
        "image(\"../../x.png\")",
        "include \"/notes/x.typ\"",
        "json(\"/notes/x.json\")",
        "plugin(\"/x.wasm\")",
    ] {
        let errors = with_template(&format!("#let budgetnotat(page) = {{ {reach} }}"))
            .pdf(&page("2019"), &[])
            .unwrap_err();
        assert!(
            errors[0].message.contains("not found") || errors[0].message.contains("root"),
            "{reach}: {}",
            errors[0]
        );
    }
    let errors =
        with_template("#import \"@preview/cetz:0.3.4\": *").pdf(&page("2019"), &[]).unwrap_err();
    assert!(errors[0].message.contains("package not found"), "{}", errors[0]);
    let today = with_template("#let budgetnotat(page) = { datetime.today().display() }");
    assert!(today.pdf(&page("2019"), &[]).is_err());
}

#[test]
fn a_project_can_bring_files_of_its_own() {
    let templates = vec![
        ("budgetnotat.typ".to_owned(), b"#import \"eget.typ\": budgetnotat".to_vec()),
        ("eget.typ".to_owned(), b"#let budgetnotat(page) = heading(page.head.title)".to_vec()),
    ];
    let engine = Engine::new(Overrides { templates, fonts: Vec::new() }).unwrap();
    assert!(engine.pdf(&page("2019"), &[]).is_ok());
}

#[test]
fn text_is_never_read_as_markup() {
    let mut page = page("2019");
    let words = "#panic() $x$ *a* @b <c> `d` // e \\ \"f\" -- #eval(\"1/0\")";
    page.head.title = words.to_owned();
    page.sections.push(Section {
        heading: words.to_owned(),
        blocks: vec![paragraph(words)],
        ..Section::default()
    });
    assert!(engine().pdf(&page, &[]).is_ok());
}

#[test]
fn deep_nesting_ends_in_pages_or_an_error() {
    for depth in [12, 40, 3000] {
        let nested = (0..depth)
            .fold(paragraph("inderst"), |inner, _| Block::Bullets { items: vec![vec![inner]] });
        let mut page = page("2015");
        page.sections.push(Section {
            heading: "Dyb".to_owned(),
            blocks: vec![nested],
            ..Section::default()
        });
        let result = engine().pdf(&page, &[]);
        assert_eq!(result.is_ok(), depth == 12, "{depth}: {:?}", result.err());
    }
}
