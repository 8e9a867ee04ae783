//! How much room a table's cells take, in letters, by which a template gives the columns their
//! widths. It is counted here, for a template that counts takes a tenth more time in all.

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{Cell, Row};

/// A row's cells as they cross to the templates.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub(super) struct Cells<'a> {
    /// As many cells as columns.
    cells: &'a [Cell],
    /// About how many letters each of them takes the room of: prose a third of its own, and some
    /// for each of its parts.
    letters: Vec<usize>,
}

/// A table's rows as they cross to the templates.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub(super) struct Rows<'a> {
    /// The rows below the header.
    rows: &'a [Row],
    /// How broad the cells of each column are; empty where there are no rows.
    measures: Vec<Measure>,
}

/// How broad a column's cells are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
struct Measure {
    /// The letters of its longest finished text, but for headings and facts, which stand across
    /// columns.
    longest: usize,
    /// The letters of the longest word among them: of a piece that can't be broken without a
    /// hyphen.
    word: usize,
    /// The most letters that any of its cells takes the room of.
    most: usize,
}

/// A column's header as it crosses to the templates.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub(super) struct Header<'a> {
    /// The header cell, `2020`; may be empty.
    header: &'a str,
    /// The letters of its longest word.
    header_word: usize,
}

/// A column's shared header as it crosses to the templates.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub(super) struct Group<'a> {
    /// A header above its own, shared with the neighbours that have the same; none where there is
    /// none.
    group: Option<&'a str>,
    /// The letters of its longest word; 0 where there is none.
    group_word: usize,
}

/// Serialises a row's cells.
pub(super) fn cells<S: Serializer>(cells: &[Cell], serializer: S) -> Result<S::Ok, S::Error> {
    Cells { cells, letters: cells.iter().map(letters).collect() }.serialize(serializer)
}

/// Serialises a table's rows.
pub(super) fn rows<S: Serializer>(rows: &[Row], serializer: S) -> Result<S::Ok, S::Error> {
    Rows { rows, measures: measures(rows) }.serialize(serializer)
}

/// Serialises a column's header.
pub(super) fn header<S: Serializer>(header: &str, serializer: S) -> Result<S::Ok, S::Error> {
    Header { header, header_word: longest_word(header) }.serialize(serializer)
}

/// Serialises a column's shared header.
#[expect(clippy::ref_option, reason = "serde gives the field as it is")]
pub(super) fn group<S: Serializer>(
    group: &Option<String>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let group = group.as_deref();
    Group { group, group_word: group.map_or(0, longest_word) }.serialize(serializer)
}

fn measures(rows: &[Row]) -> Vec<Measure> {
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    let mut measures = vec![Measure::default(); columns];
    for row in rows {
        let across = matches!(row.kind, "heading" | "fact");
        for (measure, cell) in measures.iter_mut().zip(&row.cells) {
            measure.most = measure.most.max(letters(cell));
            if !across {
                measure.longest = measure.longest.max(cell.text.len());
                measure.word = measure.word.max(longest_word(&cell.text));
            }
        }
    }
    measures
}

/// The letters of the longest piece of a text that can't be broken without a hyphen.
fn longest_word(text: &str) -> usize {
    let gap = |c: char| c.is_whitespace() || matches!(c, '/' | '–' | '-');
    text.split(gap).map(str::len).max().unwrap_or_default()
}

fn letters(cell: &Cell) -> usize {
    cell.blocks.as_ref().map_or(cell.text.len(), |blocks| {
        let data = serde_json::to_value(blocks).unwrap_or_default();
        Printed::of(&data).bytes / 3
    })
}

/// The size of data as Typst would print it: `(type: "text", text: "Løn")`, over several lines where
/// it is long. It is what the widths of columns of prose were settled by: each paragraph, item and
/// emphasis takes some room too, the more so the deeper it lies.
#[derive(Clone, Copy, Default)]
struct Printed {
    bytes: usize,
    lines: usize,
}

impl Printed {
    /// As much as fits one line.
    const WIDTH: usize = 50;

    fn of(data: &Value) -> Self {
        match data {
            Value::Null => Self::line("none".len()),
            Value::Bool(_) => Self::line("true".len()),
            Value::Number(number) => Self::line(number.to_string().len()),
            Value::String(text) => Self::line(2 + text.chars().map(escaped).sum::<usize>()),
            Value::Array(items) => {
                Self::list(items.iter().map(Self::of), usize::from(items.len() == 1))
            }
            // Where the long words are is beside the text, and takes no room.
            Value::Object(object) => {
                let fields =
                    object.iter().filter(|(name, _)| !["long", "ending"].contains(&name.as_str()));
                let field = |(name, value): (&String, &Value)| {
                    let value = Self::of(value);
                    Self { bytes: name.len() + ": ".len() + value.bytes, ..value }
                };
                Self::list(fields.map(field), 0)
            }
        }
    }

    /// On a line.
    fn line(bytes: usize) -> Self {
        Self { bytes, lines: 1 }
    }

    /// Within brackets: on one line with commas between, or each on lines of its own.
    fn list(items: impl Iterator<Item = Self>, comma: usize) -> Self {
        let add = |(count, all): (usize, Self), item: Self| {
            (count + 1, Self { bytes: all.bytes + item.bytes, lines: all.lines + item.lines })
        };
        let (count, all) = items.fold((0, Self::default()), add);
        let row = all.bytes + 2 * count.saturating_sub(1);
        if row <= Self::WIDTH {
            return Self::line(row + comma + 2);
        }
        // Each line is indented by two; each item ends in a comma and a line.
        Self { bytes: all.bytes + 2 * all.lines + 2 * count + 3, lines: all.lines + 2 }
    }
}

/// The bytes of a character within quotes.
fn escaped(c: char) -> usize {
    if c == '\'' { 1 } else { c.escape_debug().map(char::len_utf8).sum() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Block, Inline};

    fn row(kind: &'static str, cells: [Cell; 2]) -> Row {
        Row { kind, cells: cells.into() }
    }

    fn cell(text: &str) -> Cell {
        Cell { text: text.to_owned(), ..Cell::default() }
    }

    #[test]
    fn a_column_is_as_broad_as_its_longest_text_and_word() {
        let rows = [
            row("heading", [cell("Varige ændringer i alt"), cell("")]),
            row("post", [cell("Drift/anlæg – løn"), cell("-1.000")]),
        ];
        let measure = |longest, word, most| Measure { longest, word, most };
        assert_eq!(measures(&rows), [measure(21, 6, 23), measure(6, 5, 6)]);
        assert_eq!(measures(&[]), []);
    }

    /// What `repr` says in Typst.
    #[test]
    fn prose_takes_a_third_of_what_it_is_printed_as() {
        let text = |letters| Inline::Text { text: "a".repeat(letters) };
        let of = |content: Vec<Inline>| {
            Printed::of(&serde_json::to_value([Block::Paragraph { content }]).unwrap()).bytes
        };
        assert_eq!(of(vec![text(5)]), 5 + 77);
        assert_eq!(of(vec![text(100)]), 100 + 114);
        let strong = Inline::Strong { content: vec![text(30)] };
        assert_eq!(of(vec![text(30), strong, text(30)]), 3 * 30 + 315);
        let cell = Cell { blocks: Some(vec![Block::Rule]), ..Cell::default() };
        assert_eq!(letters(&cell), r#"((type: "rule"),)"#.len() / 3);
    }
}
