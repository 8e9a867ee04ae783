//! Marks of notes: `71,3*`, `Løn[^1]`, `2027 1)`: what is said of them stands under the table.

use crate::note::column::ColumnKey;
use crate::note::post::Prose;
use crate::note::row::Row;
use crate::note::word::Word;

/// What a mark stands at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marked {
    /// The table's title.
    Title,
    /// A column's header.
    Header(ColumnKey),
    /// The header of what posts say by that key: their text, committee or appropriation.
    KeyHeader(&'static str),
    /// A row's label.
    Label(Row),
    /// A figure.
    Figure(Row, ColumnKey),
}

/// A mark, as typed, and what it stands at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteMark {
    /// What it stands at.
    pub at: Marked,
    /// The mark: `*`, `[^1]`, `¹`, `1)`.
    pub mark: Word,
}

/// What is said under a table of what has a mark.
#[derive(Clone, Debug)]
pub struct MarkedNote {
    /// The mark, as it is typed in the table; none for text that follows the notes.
    pub mark: Option<Word>,
    /// What is said.
    pub text: Prose,
}

/// The most characters of a mark.
const LONGEST: usize = 24;

/// A text without the mark that it ends with, and the mark; the mark follows something.
pub fn split(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_end();
    // Most texts end with a letter, and most figures with a digit.
    let last = *text.as_bytes().last()?;
    if last.is_ascii_alphanumeric() {
        return None;
    }
    let start = mark_start(text)?;
    let before = text.get(..start)?.trim_end();
    (!before.is_empty()).then_some((before, text.get(start..)?))
}

/// The mark that a line under a table begins with, and where what it says begins.
pub fn leading(line: &str) -> Option<(&str, usize)> {
    let end = if let Some(rest) = line.strip_prefix("[^") {
        let end = rest.find(']')? + 3;
        let colon = line.get(end..)?.starts_with(':');
        return (colon && end <= LONGEST).then(|| (&line[..end], end + 1));
    } else if line.starts_with('*') {
        line.len() - line.trim_start_matches('*').len()
    } else if line.starts_with(is_raised) {
        line.len() - line.trim_start_matches(is_raised).len()
    } else {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=2).contains(&digits) || line.as_bytes().get(digits) != Some(&b')') {
            return None;
        }
        digits + 1
    };
    let blank = line.get(end..)?.starts_with([' ', '\t', '\u{a0}']);
    (blank && end <= LONGEST).then(|| (&line[..end], end))
}

/// How a mark is printed: what it is without the signs that make it one.
pub fn printed(mark: &str) -> &str {
    mark.strip_prefix("[^").and_then(|rest| rest.strip_suffix(']')).unwrap_or(mark)
}

fn mark_start(text: &str) -> Option<usize> {
    if text.ends_with('*') {
        return Some(text.trim_end_matches('*').len());
    }
    if text.ends_with(is_raised) {
        let start = text.trim_end_matches(is_raised).len();
        // `m²` is a unit.
        return (!text[..start].ends_with('m')).then_some(start);
    }
    if text.ends_with(']') {
        let start = text.rfind("[^")?;
        let name = text.get(start + 2..text.len() - 1)?;
        let plain =
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
        return (plain && text.len() - start <= LONGEST).then_some(start);
    }
    // A number in half a bracket stands by itself: `Løn 1)`, but not `(2027-28)`.
    let inner = text.strip_suffix(')')?;
    let digits = inner.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = inner.len() - digits;
    let before = inner.get(..start)?;
    let open = before.matches('(').count() > before.matches(')').count();
    let alone = before.ends_with([' ', '\u{a0}']) && !open;
    ((1..=2).contains(&digits) && alone).then_some(start)
}

/// A raised digit.
fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_ends_what_it_stands_at() {
        for (text, parts) in [
            ("71,3*", Some(("71,3", "*"))),
            ("71,3 **", Some(("71,3", "**"))),
            ("Løn[^1]", Some(("Løn", "[^1]"))),
            ("Løn [^moms]", Some(("Løn", "[^moms]"))),
            ("1.200¹", Some(("1.200", "¹"))),
            ("Løn 1)", Some(("Løn", "1)"))),
            ("2027 12)", Some(("2027", "12)"))),
            ("Løn", None),
            ("*", None),
            ("(2027-28)", None),
            ("(1)", None),
            ("Løn (trin 1)", None),
            ("5]", None),
            ("Areal, m²", None),
            ("[^1]", None),
        ] {
            assert_eq!(split(text), parts, "{text}");
        }
    }

    #[test]
    fn a_line_under_a_table_begins_with_its_mark() {
        for (line, mark) in [
            ("* Inkl. moms", Some(("*", 1))),
            ("** Skøn", Some(("**", 2))),
            ("[^1]: Inkl. moms", Some(("[^1]", 5))),
            ("¹ Skøn", Some(("¹", 2))),
            ("1) Skøn", Some(("1)", 2))),
            ("*vigtigt* er det", None),
            ("**Bemærk** at", None),
            ("1. august", None),
            ("Inkl. moms", None),
            ("123) x", None),
            ("", None),
        ] {
            assert_eq!(leading(line), mark, "{line}");
        }
    }
}
