//! Comments about rows: beside a block, or, where rows are lines, above all of them with the row's
//! name.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::lossless::{Block, comments};

/// A comment about a row, or about one of its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remark {
    /// The value's key.
    pub(super) key: Option<String>,
    /// What it says, without its `#`.
    pub(super) words: String,
}

impl Remark {
    /// All that a text of comments says.
    pub(super) fn all(key: Option<&str>, text: &str, out: &mut Vec<Self>) {
        out.extend(comments(text).map(|comment| Self {
            key: key.map(str::to_owned),
            words: comment.trim_start_matches('#').trim().to_owned(),
        }));
    }

    /// The comments that stand above, beside and below a block's header.
    pub(super) fn of_block(block: &Block, out: &mut Vec<Self>) {
        if let Some(header) = &block.header {
            Self::all(None, &header.lead, out);
            Self::all(None, &header.trail, out);
        }
        Self::all(None, &block.tail, out);
    }

    /// As it stands above the lines: `# Løn, 2027: …`.
    pub(super) fn above_lines(&self, row: &str) -> String {
        let words = &self.words;
        match &self.key {
            Some(key) => format!("# {row}, {key}: {words}\n"),
            None => format!("# {row}: {words}\n"),
        }
    }

    /// Reads back what [`Remark::above_lines`] has written of a row.
    fn of_row(comment: &str, row: &str) -> Option<Self> {
        let rest = comment.trim_start_matches('#').trim_start().strip_prefix(row)?;
        if let Some(words) = rest.strip_prefix(": ") {
            return Some(Self { key: None, words: words.to_owned() });
        }
        let (key, words) = rest.strip_prefix(", ")?.split_once(": ")?;
        Some(Self { key: Some(key.to_owned()), words: words.to_owned() })
    }
}

/// The names of rows, each another one: `Løn`, `Løn (2)`.
pub(super) fn numbered(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let name = |name: String| {
        let name = if name.is_empty() { "række".to_owned() } else { name };
        let count = seen.entry(name.clone()).or_insert(0);
        *count += 1;
        if *count == 1 { name } else { format!("{name} ({count})") }
    };
    names.map(name).collect()
}

/// Comments above lines by the row that they are about, and those that are about none.
pub(super) fn by_row<'c>(
    all: impl Iterator<Item = &'c str>,
    names: &[String],
) -> (Vec<Vec<Remark>>, Vec<&'c str>) {
    let mut rows = vec![Vec::new(); names.len()];
    let mut left = Vec::new();
    for comment in all {
        let own = names
            .iter()
            .enumerate()
            .filter_map(|(row, name)| Some((name.len(), row, Remark::of_row(comment, name)?)));
        // The longest name: `A, b` and not the `b` of `A`.
        match own.max_by_key(|(length, row, _)| (*length, usize::MAX - row)) {
            Some((_, row, remark)) => rows[row].push(remark),
            None => left.push(comment),
        }
    }
    (rows, left)
}

/// A block with remarks above it, and above its keys.
pub(super) fn with_remarks(block: &str, remarks: &[Remark]) -> String {
    let mut out = String::new();
    let mut left: Vec<&Remark> = remarks.iter().collect();
    for line in block.lines() {
        let key = line.split_once(" = ").map(|(key, _)| key.trim_matches('"'));
        let header = line.starts_with('[');
        left.retain(|remark| {
            let is_here = match &remark.key {
                None => header,
                Some(own) => key == Some(own.as_str()),
            };
            if is_here {
                let _ = writeln!(out, "# {}", remark.words);
            }
            !is_here
        });
        out.extend([line, "\n"]);
    }
    for remark in left {
        let _ = writeln!(out, "# {}", remark.words);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_of_a_row_is_read_back() {
        for key in [None, Some("2027".to_owned())] {
            let remark = Remark { key, words: "se: arket, s. 2".to_owned() };
            let comment = remark.above_lines("Løn: og, mere");
            assert_eq!(Remark::of_row(comment.trim_end(), "Løn: og, mere"), Some(remark));
        }
        assert_eq!(Remark::of_row("# Løn", "Løn"), None);
        assert_eq!(Remark::of_row("# Lønnen: x", "Løn"), None);
    }

    #[test]
    fn a_comment_is_about_the_row_of_the_longest_name() {
        let names = numbered(["A", "A, b", "A"].into_iter().map(str::to_owned));
        assert_eq!(names, ["A", "A, b", "A (2)"]);
        let comments = ["# A: x", "# A, b: y", "# A, 2027: z", "# A (2): w", "# andet"];
        let (rows, left) = by_row(comments.into_iter(), &names);
        let words = |row: usize| rows[row].iter().map(|own| &own.words[..]).collect::<Vec<_>>();
        assert_eq!([words(0), words(1), words(2)], [vec!["x", "z"], vec!["y"], vec!["w"]]);
        assert_eq!(left, ["# andet"]);
    }
}
