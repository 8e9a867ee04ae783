//! A figure's unit ends in a point, and so does a sentence: where the two meet, one is printed, and
//! no place in the text moves.

use budgetnotat::page::{Block, Inline};
use budgetnotat::prose::{self, Scene};
use budgetnotat::reconcile::reconcile;
use budgetnotat::register::NoteIds;

use crate::case::{Case, Outcome};

const TABLE: &str = "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nalene = \"x\"\n\n[[tabel.post]]\nid = \"a\"\n\
                     tekst = \"A\"\nstyringsomraade = \"service\"\n2020 = 1_500\n";

fn note(text: &str) -> Case {
    Case::new().note(
        "BI1",
        &format!("{TABLE}\n[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '''\n{text}\n\n{{{{ tabel(\"t\") }}}}\n'''\n"),
    )
}

fn words(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text }
            | Inline::Code { text }
            | Inline::Ref { text, .. }
            | Inline::Foreign { text, .. } => {
                out.push_str(text);
            }
            Inline::Figure { text, disputed, .. } => {
                out.push_str(text);
                out.push_str(
                    &disputed.as_ref().map(|words| format!(" ({words})")).unwrap_or_default(),
                );
            }
            Inline::Emph { content }
            | Inline::Strong { content }
            | Inline::Link { content, .. } => words(content, out),
            Inline::Break => out.push('\n'),
            Inline::Footnote { blocks, .. } => {
                out.push('[');
                lines(blocks, out);
                out.push(']');
            }
            Inline::FootnoteAgain { .. } => out.push_str("[]"),
        }
    }
}

fn lines(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => words(content, out),
            Block::Bullets { items } | Block::Numbered { items, .. } => {
                for item in items {
                    lines(item, out);
                }
            }
            Block::Quote { blocks } => lines(blocks, out),
            Block::Grid { header, rows, .. } => {
                header.iter().chain(rows.iter().flatten()).for_each(|cell| {
                    words(cell, out);
                    out.push('|');
                });
            }
            Block::Code { text } => out.push_str(text),
            Block::Rule | Block::Table { .. } => {}
        }
    }
}

/// What a section's text is printed as, blanks in figures as plain ones. `draft` marks every figure
/// as disputed.
fn printed(text: &str, draft: bool) -> String {
    let project = note(text).read();
    let (own, known) = (&project.notes[0], NoteIds::new(vec!["BI1".to_owned()]));
    let reconciled = reconcile(own, &project.municipality, project.round(own).unwrap());
    let doubt = |_| Some("stemmer ikke".to_owned());
    let plain = Scene::plain(&project.sources, &reconciled, &known);
    let scene = if draft { Scene { disputed: Some(&doubt), ..plain } } else { plain };
    let read = prose::read(&scene, &own.sections[0].text, "a");
    assert!(read.findings.is_empty(), "{:?}", read.findings);
    let mut out = String::new();
    lines(&read.blocks, &mut out);
    out.replace('\u{a0}', " ").trim().to_owned()
}

#[test]
fn one_point_is_printed_where_two_would_meet() {
    for (text, expected) in [
        ("Det koster {{ t.a[2020] | mio }}.", "Det koster 1,5 mio. kr."),
        ("Det koster {{ t.a[2020] }}. Det er dyrt.", "Det koster 1.500 t.kr. Det er dyrt."),
        ("Det koster {{ t.a[2020] | kr }}.", "Det koster 1.500.000 kr."),
        ("Det koster {{ t.a[2020] | mia(4) }}.", "Det koster 0,0015 mia. kr."),
        ("Det koster {{ sum(t.a[2020], t.a[2020]) | mio }}.", "Det koster 3 mio. kr."),
        ("Det koster **{{ t.a[2020] | mio }}**.", "Det koster 1,5 mio. kr."),
        ("Det koster **{{ t.a[2020] | mio }}.**", "Det koster 1,5 mio. kr."),
        (
            "Det koster *{{ t.a[2020] | mio }}*[.](https://www.kk.dk) Ja.",
            "Det koster 1,5 mio. kr. Ja.",
        ),
        (
            "Det koster [{{ t.a[2020] | mio }}](https://www.kk.dk). Ja.",
            "Det koster 1,5 mio. kr. Ja.",
        ),
        ("(Det koster {{ t.a[2020] | mio }}.)", "(Det koster 1,5 mio. kr.)"),
        ("»Det koster {{ t.a[2020] | mio }}.«", "»Det koster 1,5 mio. kr.«"),
        ("\"Det koster {{ t.a[2020] | mio }}.\"", "\"Det koster 1,5 mio. kr.\""),
        ("* {{ t.a[2020] | mio }}.\n* {{ t.a[2020] | mio }}.", "1,5 mio. kr.1,5 mio. kr."),
        ("1. {{ t.a[2020] | mio }}.", "1,5 mio. kr."),
        ("> {{ t.a[2020] | mio }}.", "1,5 mio. kr."),
        ("## {{ t.a[2020] | mio }}.", "1,5 mio. kr."),
        ("| a | b |\n|---|---|\n| x | {{ t.a[2020] | mio }}. |", "a|b|x|1,5 mio. kr.|"),
        ("Prisen[^1].\n\n[^1]: Det er {{ t.a[2020] | mio }}.", "Prisen[Det er 1,5 mio. kr.]."),
        ("Det koster {{ t.a[2020] | mio }}[^1].\n\n[^1]: Note", "Det koster 1,5 mio. kr.[Note]"),
        ("Han skriver {{ sprog(\"en\", \"Foo Inc.\") }}.", "Han skriver Foo Inc."),
        ("Det koster {{ t.a[2020] | mio }}., siger de", "Det koster 1,5 mio. kr., siger de"),
    ] {
        assert_eq!(printed(text, false), expected, "{text}");
    }
}

#[test]
fn a_point_that_is_no_full_stop_stays() {
    for (text, expected) in [
        // Three points are left out words.
        ("Det koster {{ t.a[2020] | mio }}... måske", "Det koster 1,5 mio. kr.... måske"),
        ("Det koster {{ t.a[2020] | mio }} ... måske", "Det koster 1,5 mio. kr. ... måske"),
        ("Det koster {{ t.a[2020] | mio }}.**..** måske", "Det koster 1,5 mio. kr.... måske"),
        // A point that what follows begins with.
        ("Se {{ t.a[2020] | mio }}.xlsx", "Se 1,5 mio. kr..xlsx"),
        ("Det koster {{ t.a[2020] | tal }}.", "Det koster 1.500."),
        ("Det koster {{ t.a[2020] | mio }} i alt.", "Det koster 1,5 mio. kr. i alt."),
        ("Det koster {{ t.a[2020] | mio }}, siger de.", "Det koster 1,5 mio. kr., siger de."),
        ("Det koster `{{ t.a[2020] | mio }}` .", "Det koster 1,5 mio. kr. ."),
        // What is typed is printed as it is typed.
        ("Andre siger 2 mio. kr..", "Andre siger 2 mio. kr.."),
    ] {
        assert_eq!(printed(text, false), expected, "{text}");
    }
    // Words stand between the two points.
    assert_eq!(
        printed("Det koster {{ t.a[2020] | mio }}.", true),
        "Det koster 1,5 mio. kr. (stemmer ikke)."
    );
}

/// What is said of the text after the full stop points to where it stands in the file.
#[test]
fn places_after_the_point_are_those_of_the_file() {
    let text = "Det koster {{ t.a[2020] | mio }}. Andre siger 7,7 mio. kr. i 2020. Se tabel 9.";
    let outcome: Outcome = note(text).check();
    let pointed: Vec<&str> = outcome
        .findings()
        .iter()
        .map(|finding| outcome.project.sources.slice(finding.primary.span))
        .collect();
    assert!(pointed.contains(&"7,7 mio. kr."), "{}", outcome.all());
    assert!(pointed.iter().any(|words| words.starts_with("tabel")), "{}", outcome.all());
}
