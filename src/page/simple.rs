//! Tables of finished text, for papers that no note has typed.

use crate::page::{Block, Cell, Column, Inline, Row, Table};

/// A column: its header and its kind, `text`, `code` or `figure`.
pub type Heading<'h> = (&'h str, &'static str);

/// A table of rows that are each a kind and its cells' texts. Columns of words that are empty
/// throughout are left out.
pub fn table(
    title: &str,
    unit: Option<String>,
    headings: &[Heading<'_>],
    rows: Vec<(&'static str, Vec<String>)>,
) -> Table {
    let is_empty = |at: usize| {
        let cells = || rows.iter().filter_map(|(_, cells)| cells.get(at));
        at > 0 && cells().next().is_some() && cells().all(String::is_empty)
    };
    let kept: Vec<usize> = (0..headings.len()).filter(|at| !is_empty(*at)).collect();
    let headings: Vec<Heading<'_>> =
        kept.iter().filter_map(|at| headings.get(*at).copied()).collect();
    let columns: Vec<Column> = headings
        .iter()
        .map(|(header, kind)| Column { header: (*header).to_owned(), kind, ..Column::default() })
        .collect();
    let names: Vec<&str> = headings.iter().map(|(header, _)| *header).collect();
    let alt = format!("Tabel med kolonnerne {}", names.join(", "));
    let row = |(kind, cells): (&'static str, Vec<String>)| Row {
        kind,
        cells: cells
            .into_iter()
            .enumerate()
            .filter(|(at, _)| kept.contains(at))
            .map(|(_, text)| Cell { text, ..Cell::default() })
            .collect(),
    };
    Table {
        title: title.to_owned(),
        alt: title.is_empty().then_some(alt),
        unit,
        columns,
        rows: rows.into_iter().map(row).collect(),
        ..Table::default()
    }
}

/// A paragraph of plain text.
pub fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph { content: vec![Inline::Text { text: text.into() }] }
}

/// A paragraph that begins with some words that stand out: `Stod: …`.
pub fn led(words: &str, text: impl Into<String>) -> Block {
    let strong = Inline::Strong { content: vec![Inline::Text { text: words.to_owned() }] };
    Block::Paragraph { content: vec![strong, Inline::Text { text: format!(" {}", text.into()) }] }
}
