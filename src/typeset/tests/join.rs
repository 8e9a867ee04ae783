//! Parts joined: every object is there, every reference leads to one, and what holds for the parts
//! holds for the whole.

use super::sample::{engine, holds, page};
use crate::page::pack::{Cover, Entry, Group, InPack, PackPage};
use crate::page::{Block, Cell, Column, Inline, Metadata, Row, Table};
use crate::typeset::{Bookmark, Joiner, lines};

/// A front whose list leads to one note.
fn front() -> PackPage {
    let link = Inline::Link {
        url: "pakke:notat/0#linje".to_owned(),
        content: vec![Inline::Text { text: "BI8 – Ø".to_owned() }],
    };
    let cell =
        Cell { blocks: Some(vec![Block::Paragraph { content: vec![link] }]), ..Cell::default() };
    let column = |header: &str, kind| Column {
        header: header.to_owned(),
        kind,
        group: None,
        ..Column::default()
    };
    let list = Table {
        title: "Notaterne".to_owned(),
        columns: vec![column("Notat", "text"), column("2020", "figure")],
        rows: vec![Row {
            kind: "post",
            cells: vec![cell, Cell { text: "10".to_owned(), ..Cell::default() }],
        }],
        ..Table::default()
    };
    PackPage {
        municipality: "Vestby".to_owned(),
        kind: "pakke".to_owned(),
        head: Cover { title: "Pakken".to_owned(), ..Cover::default() },
        metadata: Metadata {
            title: "Pakken".to_owned(),
            author: "Vestby".to_owned(),
            date: (2020, 1, 1),
        },
        contents: true,
        list: Some(list),
        groups: vec![Group {
            name: "Udvalget".to_owned(),
            notes: vec![Entry {
                title: "BI8".to_owned(),
                link: "pakke:notat/0".to_owned(),
                page: 3,
                withdrawn: false,
            }],
        }],
        theme: super::sample::theme(),
        ..PackPage::default()
    }
}

fn joined() -> (Vec<u8>, Vec<u8>, usize) {
    let engine = engine();
    let front = engine.typeset(&front(), &[]).unwrap();
    let place = InPack {
        title: "Pakken".to_owned(),
        page: 0,
        line: Some(2),
        link: "pakke:linje/0".to_owned(),
    };
    let mut counted = 0;
    let note = engine.typeset_in_pack_when_counted(&page("2019"), &place, |pages| {
        counted = pages;
        InPack { page: front.pages + 1, ..place.clone() }
    });
    let note = note.unwrap();
    assert_eq!(note.pages, counted);
    // Where its place is known, it is the same without being counted first.
    let known = InPack { page: front.pages + 1, ..place };
    let at_once = engine.typeset_in_pack(&page("2019"), &known, |pages| assert_eq!(pages, counted));
    assert_eq!(at_once.unwrap().pdf, note.pdf);
    let mut joiner = Joiner::default();
    joiner.add(0, "BI8", &note.pdf).unwrap();
    let whole = joiner
        .finish(&front.pdf, &[Bookmark { name: "Udvalget".to_owned(), notes: 0..1 }])
        .unwrap();
    (whole, front.pdf, front.pages + note.pages)
}

/// The objects of a PDF: the number of each, and the numbers that it refers to.
fn objects(pdf: &[u8]) -> Vec<(usize, Vec<usize>)> {
    let text: String = pdf.iter().map(|byte| char::from(*byte)).collect();
    let bodies = text.split("\nendobj\n").filter_map(|object| {
        let at = object.find(" 0 obj\n")?;
        let number = object[..at].rsplit('\n').next()?.parse().ok()?;
        let value = object[at + 7..].split("\nstream\n").next()?;
        let words: Vec<&str> = value.split([' ', '[', ']', '<', '>', '/', '(', ')']).collect();
        let references = words
            .windows(3)
            .filter(|words| words[1..] == ["0", "R"])
            .filter_map(|words| words[0].parse().ok());
        Some((number, references.collect()))
    });
    bodies.collect()
}

#[test]
fn every_reference_leads_to_an_object_and_every_object_is_there_once() {
    let (whole, _, pages) = joined();
    let all = objects(&whole);
    let mut numbers: Vec<usize> = all.iter().map(|(number, _)| *number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=all.len()).collect::<Vec<_>>());
    for (number, references) in &all {
        assert!(
            references.iter().all(|reference| (1..=all.len()).contains(reference)),
            "{number}: {references:?}"
        );
    }
    assert!(holds(&whole, &format!("/Type/Pages/Count {pages}/Kids")));
}

#[test]
fn links_bookmarks_and_headers_hold_for_the_whole() {
    let (whole, front, _) = joined();
    assert!(
        holds(&whole, "/Dest(notat/0)")
            && holds(&whole, "/Dest(linje/0)")
            && !holds(&whole, "pakke:")
    );
    assert!(holds(&whole, "(linje/0)[") && holds(&whole, "(notat/0)["));
    // What is read aloud of a link names where it leads.
    let wide = |words: &str| {
        words.encode_utf16().fold(String::new(), |hex, unit| format!("{hex}{unit:04X}"))
    };
    assert!(
        holds(&whole, &wide("Gå til BI8"))
            && holds(&whole, &wide("Tilbage til listen over notater"))
    );
    assert!(holds(&whole, &wide("Udvalget")), "the group is a bookmark");
    // The note's first table and the front's have ids of their own.
    assert!(holds(&whole, "(0-U1x0y0)") && holds(&whole, "(1-U1x0y0)"));
    assert_eq!(lines(&front).unwrap().get("0"), Some(&3));
}

#[test]
fn what_is_no_pdf_of_ours_is_an_error() {
    let (_, front, _) = joined();
    for bytes in [&b""[..], b"%PDF-1.7", &front[..front.len() / 2], &[0xff; 4_000]] {
        assert!(Joiner::default().add(0, "BI8", bytes).is_err());
        assert!(lines(bytes).is_err());
    }
}
