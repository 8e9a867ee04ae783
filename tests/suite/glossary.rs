//! The words: each is in its list once, in order; its key stands in the format, and its type in the
//! code.

use std::collections::BTreeSet;
use std::fs;

use crate::case::root;
use crate::structure::{code, files};

/// The rows of the glossary's tables, cell by cell, and the number of the table that each is in.
fn rows() -> Vec<(usize, Vec<String>)> {
    let text = fs::read_to_string(root().join("docs/glossary.md")).expect("docs/glossary.md");
    let (mut table, mut out) = (0, Vec::new());
    for line in text.lines() {
        if line.starts_with("| term |") {
            table += 1;
        } else if line.starts_with("| ") {
            out.push((
                table,
                line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect(),
            ));
        }
    }
    out
}

/// The words between backticks.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn a_word_stands_once_and_in_order() {
    let rows = rows();
    assert!(rows.len() > 60, "{}", rows.len());
    let mut seen = BTreeSet::new();
    for (_, row) in &rows {
        assert_eq!(row.len(), 6, "{row:?}");
        assert!(seen.insert(row[0].as_str()), "{} stands twice", row[0]);
        for (cell, what) in [(0, "term"), (1, "Danish"), (4, "meaning"), (5, "source")] {
            assert!(!row[cell].is_empty(), "{} has no {what}", row[0]);
        }
    }
    for pair in rows.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let (first, second) = (&pair[0].1[0], &pair[1].1[0]);
        assert!(first < second, "{second} belongs above {first}");
    }
}

#[test]
fn its_key_is_in_the_format_and_its_type_in_the_code() {
    let keys = fs::read_to_string(root().join("docs/noegler.md")).expect("docs/noegler.md");
    let code: Vec<String> = files().iter().map(|(_, text)| code(text)).collect();
    let words: BTreeSet<&str> = code
        .iter()
        .flat_map(|text| text.split(|c: char| !(c.is_alphanumeric() || c == '_')))
        .collect();
    for (_, row) in rows() {
        for key in quoted(&row[2]) {
            assert!(
                keys.contains(&format!("| `{key}` |")) || keys.contains(&format!("[{key}]")),
                "{}: no key `{key}`",
                row[0]
            );
        }
        for name in quoted(&row[3]) {
            assert!(words.contains(name), "{}: nothing in the code is called `{name}`", row[0]);
        }
    }
}
