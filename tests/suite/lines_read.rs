//! The reader of tables in lines, with made-up bytes: what it says of cells is what stands there,
//! whatever that is.

use std::time::{Duration, Instant};

use budgetnotat::grid::{Sheet, lines_of, parse, same};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::lines_laid_out::PIECES;
use crate::robust::{HEAD, config, real, survives};

/// Holds all that is said of a text's cells against the text.
fn holds(text: &str) {
    let grid = parse(text);
    // What a cell says is what is written, but for what stands for something else.
    let letters = |text: &str| {
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '"' | '\\')).collect::<String>()
    };
    let mut at = 0;
    let mut cell = |cell: &budgetnotat::grid::Cell<'_>, in_order: bool| {
        let written = text.get(cell.range.clone()).expect("a cell is in the text");
        if cell.text.contains('\n') {
            // Of lines with other cells between them: each by itself.
            let said: Vec<&str> = cell.text.split('\n').filter(|line| !line.is_empty()).collect();
            let lines = lines_of(written);
            assert_eq!(lines.len(), said.len(), "{text:?}");
            for ((start, range), said) in lines.into_iter().zip(said) {
                assert!(cell.text[start..].starts_with(said), "{text:?}");
                assert_eq!(letters(&written[range]), letters(said), "{text:?}");
            }
            return;
        }
        if in_order {
            assert!(cell.range.start >= at, "cells out of order: {text:?}");
            at = cell.range.end;
        }
        assert_eq!(written.trim(), written, "blanks around a cell: {text:?}");
        assert_eq!(written.is_empty(), cell.is_blank(), "{text:?}");
        assert_eq!(letters(&cell.text), letters(written), "{text:?}");
    };
    grid.header.iter().for_each(|head| cell(head, true));
    for line in &grid.lines {
        assert!(line.cells.len() <= grid.header.len(), "{text:?}");
        assert!(
            text.get(line.range.clone()).is_some() && text.get(line.mark_range.clone()).is_some()
        );
        let lines = text[line.range.clone()].contains('\n');
        line.cells.iter().for_each(|own| cell(own, !lines));
    }
    assert!(same(text, text));
    let sheet = Sheet::of(&grid).unwrap();
    if grid.faults.is_empty() {
        let tidy = sheet.text();
        if same(text, &tidy) {
            assert_eq!(Sheet::of(&parse(&tidy)).unwrap().text(), tidy, "{text:?}");
        }
    }
}

/// A text of pieces that lines are made of, and of arbitrary characters.
fn pieces() -> impl Strategy<Value = String> {
    let any_char = any::<char>().prop_map(|c| c.to_string());
    let piece = prop_oneof![9 => select(PIECES).prop_map(str::to_owned), 1 => any_char];
    proptest::collection::vec(piece, 0..50).prop_map(|pieces| pieces.concat())
}

const SOUND: &str = "|    | id | tekst | styringsomraade |     2020 |    I alt |\n| #  |  | Løn |  |          |          |\n|    | a | A \\| B | service |   10.000 |          |\n| >  |  | heraf C | service |    1.000 |        - |\n| =  |  | Sum |  |          |          |\n| == |  | I alt |  |          |          |\n";

proptest! {
    #![proptest_config(config(20_000))]

    #[test]
    fn any_text_has_its_cells_where_it_says(text in pieces()) {
        holds(&text);
    }
}

proptest! {
    #![proptest_config(config(5_000))]

    #[test]
    fn any_bytes_have_their_cells_where_it_says(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        holds(&String::from_utf8_lossy(&bytes));
    }
}

proptest! {
    #![proptest_config(config(400))]

    /// Sound lines with pieces put in and taken out, in a whole note: read, checked, shown and laid out.
    #[test]
    fn any_lines_in_a_note_are_read(
        changes in proptest::collection::vec((any::<Index>(), any::<bool>(), select(PIECES)), 0..8),
        more in pieces(),
        kind in select(&["aktiviteter", "bevillinger", "fordeling", "tal", "tekst", "varige", "investering", "tidligere", "x"][..]),
        quote in select(&["'''", "'''", "'''", "'''", "\"\"\"", "''"][..]),
        windows in any::<bool>(),
    ) {
        let mut lines = SOUND.to_owned();
        for (at, put, piece) in changes {
            let mut at = at.index(lines.len() + 1);
            while !lines.is_char_boundary(at) {
                at -= 1;
            }
            if put {
                lines.insert_str(at, piece);
            } else if at < lines.len() {
                lines.remove(at);
            }
        }
        let note = format!(
            "{HEAD}[[afsnit]]\noverskrift = \"O\"\ntekst = '''\n{{{{ t.a[2020] }}}}\n\n{{{{ tabel(\"t\") }}}}\n'''\n\n[[tabel]]\nid = \"t\"\ntype = \"{kind}\"\ntitel = \"T\"\nraekker = {quote}\n{lines}{more}\n{quote}\n\n[[tabel.post]]\nid = \"a\"\nvarig = true\n"
        );
        let note = if windows { note.replace('\n', "\r\n") } else { note };
        let [municipality, round, _, pack] = real();
        survives(&[municipality, round, note.into_bytes(), pack]);
    }
}

/// Many headers over many lines, named or not, in little time: what is no table is not one.
#[test]
fn what_no_table_is_like_is_told_in_little_time() {
    let [municipality, round, _, pack] = real();
    for header in ["| 2020 |", "| x", "| |a", "|"] {
        let header = format!("| tekst {}|\n", header.repeat(20_000));
        let lines = header + &"| 5 | 5 |\n".repeat(8_000);
        let note = format!(
            "{HEAD}[[tabel]]\nid = \"t\"\ntype = \"tal\"\ntitel = \"T\"\nraekker = '''\n{lines}'''\n"
        );
        let begun = Instant::now();
        let tidy = budgetnotat::layout::format(&note, budgetnotat::key::Section::Note).unwrap();
        assert!(tidy.len() < 4 * note.len());
        let changed = note.replacen("| 5 |", "| 6 |", 1);
        let merged = budgetnotat::merge::merge(
            note.as_bytes(),
            changed.as_bytes(),
            tidy.as_bytes(),
            budgetnotat::key::Section::Note,
            7,
        );
        assert!(!merged.bytes.is_empty());
        survives(&[municipality.clone(), round.clone(), note.into_bytes(), pack.clone()]);
        assert!(begun.elapsed() < Duration::from_secs(40), "{:?}", begun.elapsed());
    }
}

/// The same time for twice as much, and little of it.
#[test]
fn long_texts_of_any_sort_are_read_in_little_time() {
    let most = Duration::from_secs(4);
    for piece in [
        "|",
        "\t",
        "\"",
        "\"\t",
        "a\n",
        "|\n",
        "\\|",
        "  a",
        "\n\t\"\n",
        "| = | 5 |\n",
        "a\tb\n\"c\t1\n",
        "---|",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        let begun = Instant::now();
        let grid = parse(&text);
        let tidy = Sheet::of(&grid);
        assert!(
            begun.elapsed() < most,
            "{piece:?}: {:?}, {:?} lines",
            begun.elapsed(),
            tidy.map(|tidy| tidy.rows.len())
        );
    }
}
