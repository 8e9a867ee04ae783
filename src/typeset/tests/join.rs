//! Parts joined: every object is there, every reference leads to one, and what holds for the parts
//! holds for the whole.

use super::sample::{engine, holds, page};
use crate::page::pack::{Cover, Entry, Group, InPack, PackPage};
use crate::page::{Block, Cell, Column, Inline, Metadata, Row, Table};
use crate::typeset::{Bookmark, Joiner, Numerals, PageNumbers};

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
    let (front, lines) = engine.typeset_front(&front(), &[]).unwrap();
    assert_eq!((front.pages, lines.page("pakke:notat/0#linje")), (3, Some(3)));
    assert_eq!(lines, engine.lines(&self::front(), &[]).unwrap());
    let place =
        InPack { title: "Pakken".to_owned(), line: Some(2), link: "pakke:linje".to_owned() };
    let note = engine.typeset_in_pack(&page("2019"), &place, 0).unwrap();
    let numerals = engine.numerals(&super::sample::theme()).unwrap();
    let pages = PageNumbers { first: front.pages + 1, rooms: &note.rooms, numerals: &numerals };
    let mut joiner = Joiner::default();
    joiner.add(0, "BI8", &note.pdf, &pages).unwrap();
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

/// The digits are there once, and each page of the note shows those of its number: the note's first
/// page is the fourth.
#[test]
fn pages_have_the_packs_numbers_and_notes_have_none() {
    let engine = engine();
    let place =
        InPack { title: "Pakken".to_owned(), line: Some(2), link: "pakke:linje".to_owned() };
    let note = engine.typeset_in_pack(&page("2019"), &place, 0).unwrap();
    assert_eq!(note.rooms.len(), note.pages);
    assert!(engine.typeset(&page("2019"), &[]).unwrap().rooms.is_empty(), "it stands alone");
    let (whole, front, pages) = joined();
    assert!(!holds(&note.pdf, "sidetal") && !holds(&front, "sidetal"));
    let times =
        |text: &str| whole.windows(text.len()).filter(|own| *own == text.as_bytes()).count();
    assert_eq!(times("/Subtype/Form"), 11);
    assert_eq!(times("/sidetal10 Do Q"), note.pages);
    let front = pages - note.pages;
    assert_eq!((front, times(&format!("/sidetal{} Do Q", front + 1))), (3, 1));
    assert_eq!(times("/sidetal3 Do Q"), 0);
}

/// Digits of one width, words that are broader, all on a line above the edge of their page; and room
/// to the right of the middle, for the number and its words.
#[test]
fn a_number_has_its_place_in_the_foot() {
    let engine = engine();
    let pieces = engine.numerals(&super::sample::theme()).unwrap().pieces;
    assert_eq!(
        pieces.iter().map(|piece| piece.page).collect::<Vec<_>>(),
        (0..11).collect::<Vec<_>>()
    );
    let (digits, words) = pieces.split_at(10);
    assert!((3_000..6_000).contains(&digits[0].end), "{digits:?}");
    assert!(digits.iter().all(|digit| digit.end == digits[0].end), "{digits:?}");
    assert!((30_000..70_000).contains(&words[0].end), "{words:?}");
    assert!(pieces.iter().all(|piece| piece.baseline == pieces[0].baseline), "{pieces:?}");
    assert!((2_000..5_000).contains(&pieces[0].baseline), "{pieces:?}");
    let place =
        InPack { title: "Pakken".to_owned(), line: Some(2), link: "pakke:linje".to_owned() };
    let room = engine.typeset_in_pack(&page("2019"), &place, 0).unwrap().rooms[0];
    assert!((300_000..500_000).contains(&room.end), "{room:?}");
    assert!((20_000..60_000).contains(&room.baseline), "{room:?}");
}

#[test]
fn links_bookmarks_and_headers_hold_for_the_whole() {
    let (whole, _, _) = joined();
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
}

#[test]
fn what_is_no_pdf_of_ours_is_an_error() {
    let (_, front, _) = joined();
    for bytes in [&b""[..], b"%PDF-1.7", &front[..front.len() / 2], &[0xff; 4_000]] {
        let numerals = Numerals::default();
        let pages = PageNumbers { first: 1, rooms: &[], numerals: &numerals };
        assert!(Joiner::default().add(0, "BI8", bytes, &pages).is_err());
    }
}
