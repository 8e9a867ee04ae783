//! The one layout that notes, rounds and the municipality's file are written in.
//!
//! Keys and blocks stand in the order of their descriptions in [`key`](crate::key), years in the
//! order of time, one blank line before each block; thousands are parted, comments beside
//! neighbouring lines stand under each other. Figures are not put under each other: a figure that
//! gets a digit more would change its neighbours' lines too, and hide what was changed.

mod order;
mod value;

use std::fmt::Write as _;

use crate::key::Section;
use crate::lossless::{Block, Entry, LosslessFile, Unreadable, comments, normalized, same};
use crate::text;
use crate::text::Text;

pub use value::entry;

/// Between a line and the comment beside it.
const BESIDE: usize = 2;

/// A file's text in its canonical layout: the same meaning, every comment. `root` is what the file
/// is described as. Else why it has none.
pub fn format(text: &str, root: Section) -> Result<String, Text> {
    let (text, _) = normalized(text);
    let file = LosslessFile::read(&text, root).map_err(|Unreadable { line, message }| {
        text!(
            "linje {line} kan ikke læses (TOML: {message})",
            "line {line} can't be read (TOML: {message})"
        )
    })?;
    let out = whole(&file);
    // What can't be, for it would be a fault of ours: better an untidy file than a changed one.
    if same(&text, &out) {
        Ok(out)
    } else {
        Err(text!("det ville ændre indholdet", "that would change its content"))
    }
}

/// A block in its layout, with what is in it.
pub fn written(block: &Block) -> String {
    let mut out = String::new();
    self::block(block, &mut out);
    out
}

/// A file in its layout.
pub fn whole(file: &LosslessFile) -> String {
    let mut out = String::new();
    lines(&file.head, &mut out);
    if !out.is_empty() {
        blank(&mut out);
    }
    block(&file.root, &mut out);
    let mut end = String::new();
    lines(&file.end, &mut end);
    if !end.is_empty() {
        blank(&mut out);
        out.push_str(&end);
    }
    let tidy = out.trim_end_matches('\n').len();
    out.truncate(tidy);
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// A blank line, unless there is one or nothing stands before it.
fn blank(out: &mut String) {
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
}

/// Comments with at most one blank line between them, none before them.
fn lines(lead: &str, out: &mut String) {
    let mut any = false;
    let mut gap = false;
    let mut whole =
        lead.split_inclusive('\n').filter(|line| line.ends_with('\n') || !line.trim().is_empty());
    for line in whole.by_ref().map(str::trim) {
        if line.is_empty() {
            gap = any;
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push('\n');
        }
        any = true;
        let _ = writeln!(out, "{line}");
    }
    if gap {
        out.push('\n');
    }
}

fn block(block: &Block, out: &mut String) {
    if let Some(header) = &block.header {
        blank(out);
        lines(&header.lead, out);
        let path = header.path.iter().map(|part| value::key(part)).collect::<Vec<_>>().join(".");
        let _ = write!(
            out,
            "{}",
            if header.double { format!("[[{path}]]") } else { format!("[{path}]") }
        );
        beside(&header.trail, 0, out);
    }
    entries(block, out);
    lines(&block.tail, out);
    let mut inner: Vec<&Block> = block.blocks.iter().collect();
    let deep = block.header.as_ref().map_or(0, |header| header.path.len());
    let name = |inner: &Block| {
        inner.header.as_ref().and_then(|header| header.path.get(deep)).cloned().unwrap_or_default()
    };
    inner.sort_by_cached_key(|inner| order::rank(block.section, &name(inner)));
    for inner in inner {
        self::block(inner, out);
    }
}

/// The comment that stands beside a line, `to` columns further on than it must, and the line's end.
fn beside(trail: &str, to: usize, out: &mut String) {
    if let Some(comment) = comments(trail).next() {
        let _ = write!(out, "{:width$}{comment}", "", width = to + BESIDE);
    }
    out.push('\n');
}

/// A line as it is written, how wide its last line is, and whether it has a comment beside it.
struct Row<'e> {
    entry: &'e Entry,
    /// The comments above it.
    lead: String,
    /// True where there is a blank line above it and them.
    gap: bool,
    text: String,
    /// `None` where no comment stands beside it.
    width: Option<usize>,
}

fn entries(block: &Block, out: &mut String) {
    let mut sorted: Vec<&Entry> = block.entries.iter().collect();
    sorted.sort_by_cached_key(|entry| {
        order::rank(block.section, entry.path.first().map_or("", String::as_str))
    });
    let rows = sorted.into_iter().map(|entry| {
        let text = value::entry(entry, block.section);
        let width = comments(&entry.trail)
            .next()
            .map(|_| text.lines().last().map_or(0, |line| line.chars().count()));
        let mut lead = String::new();
        lines(&entry.lead, &mut lead);
        let gap = entry.lead.split_once('\n').is_some_and(|(first, _)| first.trim().is_empty());
        Row { entry, lead, gap, text, width }
    });
    let rows: Vec<Row<'_>> = rows.collect();
    for (index, (row, widest)) in rows.iter().zip(widest(&rows)).enumerate() {
        if index > 0 && row.gap {
            blank(out);
        }
        out.push_str(&row.lead);
        out.push_str(&row.text);
        let to = row.width.map_or(0, |width| widest.saturating_sub(width));
        beside(&row.entry.trail, to, out);
    }
}

/// For each row, how wide the widest of the neighbouring rows with comments is.
fn widest(rows: &[Row<'_>]) -> Vec<usize> {
    let mut out = Vec::with_capacity(rows.len());
    for run in rows.chunk_by(|one, next| {
        one.width.is_some() == next.width.is_some() && !next.gap && next.lead.is_empty()
    }) {
        let most = run.iter().filter_map(|row| row.width).max().unwrap_or(0);
        out.extend(run.iter().map(|_| most));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(text: &str) -> String {
        format(text, Section::Note).unwrap()
    }

    #[test]
    fn a_note_gets_its_layout() {
        let untidy = "\u{feff}#:schema notat.json\r\ntitel='T'   # titlen\r\nid  =  \"A1\"# id'et\r\n\r\n\r\n\r\n# om tabellen\r\n[[ tabel ]] #1\r\n  type = \"aktiviteter\"\r\n\
                      aar = [2_020,\r\n2021, # det sidste\r\n]\r\nid = \"a\"\r\n[[tabel.post]]\r\ni_alt = 12345678.5\r\n2021 = +1000\r\n\"2020\" = -1234567\r\ntekst = 'x \"y\"'\r\n\
                      2022-2025 = {aarligt=1500,antal=3}\r\n# hører til posten\r\n\r\n[[afsnit]]\r\noverskrift = \"O\"\r\ntekst = '''\r\n# ingen kommentar  \r\n'''\r\n[sted]\r\nbydele = \"alle\"\r\n# slut";
        let tidy = "#:schema notat.json\n\nid = \"A1\"    # id'et\ntitel = \"T\"  # titlen\n\n[sted]\nbydele = \"alle\"\n# slut\n\n[[afsnit]]\noverskrift = \"O\"\ntekst = '''\n\
                    # ingen kommentar  \n'''\n\n# om tabellen\n[[tabel]]  #1\nid = \"a\"\ntype = \"aktiviteter\"\naar = [\n    2020,\n    2021,  # det sidste\n]\n\n[[tabel.post]]\n\
                    tekst = 'x \"y\"'\n2020 = -1_234_567\n2021 = 1_000\n2022-2025 = { aarligt = 1_500, antal = 3 }\ni_alt = 12_345_678.5\n# hører til posten\n";
        assert_eq!(note(untidy), tidy);
        assert_eq!(note(tidy), tidy);
    }

    #[test]
    fn a_line_of_blanks_is_a_blank_line() {
        let untidy = "[[tabel]]\nid = \"oekonomi\" # a\n  \t\ntype = \"tal\" # b\n";
        let tidy = "[[tabel]]\nid = \"oekonomi\"  # a\n\ntype = \"tal\"  # b\n";
        assert_eq!(note(untidy), tidy);
        assert_eq!(note(tidy), tidy);
    }

    #[test]
    fn lists_of_blocks_have_a_line_for_each() {
        let untidy = "kolonner = [{tekst = \"A\", id = \"a\"}, # først\n  # så\n  {id = \"b\", # b\n tekst = \"B\"}]\ntype = \"tal\"\n";
        let tidy = "[[tabel]]\ntype = \"tal\"\nkolonner = [\n    { id = \"a\", tekst = \"A\" },  # først\n    # så\n    {id = \"b\", # b\n tekst = \"B\"},\n]\n";
        assert_eq!(note(&std::format!("[[tabel]]\n{untidy}")), tidy);
        assert_eq!(note(tidy), tidy);
    }

    #[test]
    fn what_is_no_toml_is_left() {
        let why = format("id = \"A1\"\ntitel = \n", Section::Note).unwrap_err();
        assert!(why.da.starts_with("linje 2 kan ikke læses"), "{}", why.da);
        assert_eq!(note(""), "");
        assert_eq!(note("\n\n"), "");
        assert_eq!(note("# kun en kommentar"), "# kun en kommentar\n");
    }
}
