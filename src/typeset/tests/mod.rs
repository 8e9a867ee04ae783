//! What the typeset module promises, on small pages in both forms.

mod accessible;
mod confinement;
mod everything;
mod glyphs;
mod join;
mod sample;

use self::sample::{engine, holds, page, with_template};
use super::*;

#[test]
fn both_forms_claim_both_standards() {
    for edition in ["2015", "2019"] {
        let document = engine().typeset(&page(edition), &[]).unwrap();
        assert!(holds(&document.pdf, "<pdfuaid:part>1<"), "{edition}");
        assert!(holds(&document.pdf, "<pdfaid:part>3<"), "{edition}");
        assert!(holds(&document.pdf, "<pdfaid:conformance>A<"), "{edition}");
        assert_eq!((document.pages, document.warnings), (1, Vec::new()), "{edition}");
    }
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    let attachment = Attachment {
        name: "BI8.toml".to_owned(),
        mime_type: "application/toml".to_owned(),
        description: "Kilden".to_owned(),
        bytes: b"id = 'BI8'".to_vec(),
    };
    let (engine, attachments) = (engine(), [attachment]);
    let first = engine.pdf(&page("2019"), &attachments).unwrap();
    assert!(holds(&first, "/AFRelationship/Source") || holds(&first, "/AFRelationship /Source"));
    assert_eq!(first, engine.pdf(&page("2019"), &attachments).unwrap());
    let other = Engine::new(Overrides::default()).unwrap().keep_cache(5);
    assert_eq!(first, other.pdf(&page("2019"), &attachments).unwrap());
}

#[test]
fn a_broken_template_is_reported_with_file_and_line() {
    let errors = with_template("// fine\n\n#let budgetnotat(page) = {\n  page.nosuch\n}")
        .pdf(&page("2019"), &[])
        .unwrap_err();
    let error = &errors[0];
    assert_eq!(
        (error.template.as_str(), error.line, error.kind),
        ("templates/budgetnotat.typ", 4, Fault::Template)
    );
    assert!(error.message.contains("nosuch"), "{error}");
    let errors = with_template("#let budgetnotat(").pdf(&page("2019"), &[]).unwrap_err();
    assert_eq!((errors[0].template.as_str(), errors[0].line), ("templates/budgetnotat.typ", 1));
}

#[test]
fn what_cannot_conform_is_an_error() {
    let errors = with_template("#let budgetnotat(page) = [☒]").pdf(&page("2019"), &[]).unwrap_err();
    assert!(errors.iter().any(|error| error.kind == Fault::Conformance), "{errors:?}");
}
