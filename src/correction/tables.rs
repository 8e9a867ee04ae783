//! The cells of two versions' tables: tables by their labels, rows by their words, columns by their
//! headers.

use std::collections::BTreeMap;

use crate::page::{Block, Column, Page, Row, Table};

use super::corrected::Corrected;

/// The cells of tables that are not the same, in the order of the new ones; those of tables, rows and columns
/// that are gone after them. Tables are paired by their labels; those that are left over, by what they are
/// called in print.
pub fn corrected(old: &[&Table], new: &[&Table]) -> Vec<Corrected> {
    let mut out = Vec::new();
    let pairs = pairs(old, new);
    for (before, after) in &pairs {
        compare(*before, *after, &mut out);
    }
    out
}

/// Tables on both sides, or on one.
pub(super) type Pair<'t> = (Option<&'t Table>, Option<&'t Table>);

pub(super) fn pairs<'t>(old: &[&'t Table], new: &[&'t Table]) -> Vec<Pair<'t>> {
    let mut left: Vec<&Table> = old.to_vec();
    let mut take = |fits: &dyn Fn(&Table) -> bool| {
        let at = left.iter().position(|own| fits(own))?;
        Some(left.remove(at))
    };
    let by_label: Vec<Option<&Table>> =
        new.iter().map(|table| take(&|own| own.label == table.label)).collect();
    let known: Vec<&str> = new.iter().map(|table| table.label.as_str()).collect();
    let mut out: Vec<Pair<'t>> = Vec::new();
    for (table, before) in new.iter().zip(by_label) {
        let like = |own: &Table| {
            !known.contains(&own.label.as_str())
                && own.number == table.number
                && own.title == table.title
        };
        out.push((before.or_else(|| take(&like)), Some(*table)));
    }
    out.extend(left.into_iter().map(|own| (Some(own), None)));
    out
}

/// The tables of a note's pages, in order.
pub(super) fn all(page: &Page) -> Vec<&Table> {
    fn within<'p>(blocks: &'p [Block], out: &mut Vec<&'p Table>) {
        for block in blocks {
            match block {
                Block::Table { table } => out.push(table),
                Block::Bullets { items } | Block::Numbered { items, .. } => {
                    for item in items {
                        within(item, out);
                    }
                }
                Block::Quote { blocks } => within(blocks, out),
                Block::Paragraph { .. }
                | Block::Heading { .. }
                | Block::Code { .. }
                | Block::Rule
                | Block::Grid { .. } => {}
            }
        }
    }
    let mut out = Vec::new();
    page.summary.iter().for_each(|blocks| within(blocks, &mut out));
    page.sections.iter().for_each(|section| within(&section.blocks, &mut out));
    out.extend(&page.past_grants);
    out
}

/// What a table is called in print.
pub(super) fn name(table: &Table) -> String {
    match (&table.number, table.title.as_str()) {
        (Some(number), "") => format!("Tabel {number}"),
        (Some(number), title) => format!("Tabel {number} – {title}"),
        (None, title) => title.to_owned(),
    }
}

/// What stands in the column's place where a row's own words are corrected.
pub(super) const ROW: &str = "rækkens ord";

/// What stands between a row's words.
const WORDS: &str = " · ";

/// A table's rows and columns by name, and its cells.
struct Named<'t> {
    table: &'t Table,
    rows: Vec<String>,
    columns: Vec<(usize, String)>,
}

impl<'t> Named<'t> {
    fn of(table: &'t Table) -> Self {
        let figures: Vec<usize> = (0..table.columns.len())
            .filter(|at| table.columns.get(*at).is_some_and(|own| own.kind == "figure"))
            .collect();
        // A table of words has no figures: each of its cells after the first is compared.
        let compared =
            if figures.is_empty() { (1..table.columns.len()).collect() } else { figures };
        // A row is found by the heading that it stands under.
        let mut heading = String::new();
        let named = table.rows.iter().map(|row| {
            let own = words(row, &compared);
            match row.kind {
                "heading" => heading.clone_from(&own),
                "post" | "of-which" if !heading.is_empty() => {
                    return format!("{heading}{WORDS}{own}");
                }
                _ => {}
            }
            own
        });
        let rows = apart(named.collect::<Vec<_>>().into_iter());
        let headers = compared.iter().filter_map(|at| table.columns.get(*at)).map(header);
        let columns = compared.iter().copied().zip(apart(headers)).collect();
        Self { table, rows, columns }
    }

    fn cell(&self, row: usize, column: usize) -> Option<&'t str> {
        let cell = self.table.rows.get(row)?.cells.get(column)?;
        Some(cell.text.as_str())
    }

    /// The texts of a row's figures.
    fn figures(&self, row: usize) -> Vec<&'t str> {
        self.columns.iter().map(|(at, _)| self.cell(row, *at).unwrap_or_default()).collect()
    }

    /// The longest of the words that a row has of its own.
    fn mark(&self, row: Option<usize>) -> String {
        let row = row.and_then(|row| self.table.rows.get(row));
        let compared: Vec<usize> = self.columns.iter().map(|(at, _)| *at).collect();
        let own = row.map(|row| words(row, &compared)).unwrap_or_default();
        own.split(WORDS).max_by_key(|part| part.chars().count()).unwrap_or_default().to_owned()
    }

    fn kind(&self, row: usize) -> &'static str {
        self.table.rows.get(row).map_or("", |row| row.kind)
    }

    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().find(|(_, own)| own == name).map(|(at, _)| *at)
    }

    /// True for the cell of a sum.
    fn follows(&self, row: usize, column: usize) -> bool {
        let of_row = self.table.rows.get(row);
        let of_column = self.table.columns.get(column);
        of_row.is_some_and(|row| matches!(row.kind, "total" | "subtotal"))
            || of_column.is_some_and(|column| column.sum)
    }
}

/// A row's words: its cells that are not compared.
fn words(row: &Row, compared: &[usize]) -> String {
    let cells = row.cells.iter().enumerate().filter(|(at, _)| !compared.contains(at));
    let words = cells.map(|(_, cell)| cell.text.trim()).filter(|text| !text.is_empty());
    words.collect::<Vec<_>>().join(WORDS)
}

fn header(column: &Column) -> String {
    match &column.group {
        Some(group) => format!("{group}: {}", column.header),
        None => column.header.clone(),
    }
}

/// Names, those that stand twice told apart by their number.
fn apart(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let number = |name: String| {
        let count = seen.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 { name } else { format!("{name} ({count})") }
    };
    names.map(number).collect()
}

/// For each row of the new table the old one: by its words; of what is left over, the only one that has the
/// same figures.
fn paired(old: &Named<'_>, new: &Named<'_>) -> Vec<(Option<usize>, Option<usize>)> {
    let mut left: Vec<usize> = (0..old.rows.len()).collect();
    let mut pairs: Vec<(Option<usize>, Option<usize>)> = Vec::new();
    for (at, name) in new.rows.iter().enumerate() {
        let found = left.iter().position(|other| old.rows.get(*other) == Some(name));
        pairs.push((found.map(|found| left.remove(found)), Some(at)));
    }
    let alike = |a: usize, b: usize| {
        let (one, other) = (old.figures(a), new.figures(b));
        one.iter().any(|text| !text.is_empty()) && one == other && old.kind(a) == new.kind(b)
    };
    for at in 0..pairs.len() {
        let (None, Some(row)) = pairs[at] else { continue };
        let fits: Vec<usize> = left.iter().copied().filter(|own| alike(*own, row)).collect();
        let rivals = pairs.iter().filter(|(taken, rival)| {
            taken.is_none() && rival.is_some_and(|rival| fits.iter().any(|own| alike(*own, rival)))
        });
        if let ([one], 1) = (fits.as_slice(), rivals.count()) {
            let one = *one;
            left.retain(|own| *own != one);
            pairs[at].0 = Some(one);
        }
    }
    pairs.extend(left.into_iter().map(|own| (Some(own), None)));
    pairs
}

fn compare(old: Option<&Table>, new: Option<&Table>, out: &mut Vec<Corrected>) {
    let empty = Table::default();
    let Some(shown) = old.or(new) else { return };
    let (before, after) = (Named::of(old.unwrap_or(&empty)), Named::of(new.unwrap_or(&empty)));
    let names = after.columns.iter().map(|(_, name)| name);
    let gone = before.columns.iter().map(|(_, name)| name);
    let gone = gone.filter(|name| after.column(name).is_none());
    let columns: Vec<&String> = names.chain(gone).collect();
    let same_unit = old.zip(new).is_none_or(|(old, new)| old.unit == new.unit);
    let unit = match old.zip(new).map(|(old, new)| (&old.unit, &new.unit)) {
        Some((Some(old), Some(new))) if old != new => {
            Some(format!("stod i {old}, skal stå i {new}"))
        }
        _ => shown.unit.clone(),
    };
    for (old_row, new_row) in paired(&before, &after) {
        let named = |at: Option<usize>, of: &Named<'_>| at.and_then(|at| of.rows.get(at).cloned());
        let (was, is) = (named(old_row, &before), named(new_row, &after));
        let renamed = was != is && was.is_some() && is.is_some();
        // A heading has no figures: its words are what is corrected.
        let heading =
            |at: Option<usize>, of: &Named<'_>| at.is_some_and(|at| of.kind(at) == "heading");
        let heading = heading(old_row, &before) || heading(new_row, &after);
        if renamed || (heading && was != is) {
            out.push(Corrected {
                label: shown.label.clone(),
                table: self::name(shown),
                unit: unit.clone(),
                row: was.clone().or_else(|| is.clone()).unwrap_or_default(),
                mark: before.mark(old_row),
                column: ROW.to_owned(),
                stood: was.clone(),
                shall: is.clone(),
                follows: false,
                words: true,
            });
        }
        let row = old_row.and_then(|at| before.rows.get(at));
        let row = row.or(new_row.and_then(|at| after.rows.get(at))).cloned().unwrap_or_default();
        for name in &columns {
            let (old_column, new_column) = (before.column(name), after.column(name));
            let stood = old_row.zip(old_column).and_then(|(row, column)| before.cell(row, column));
            let shall = new_row.zip(new_column).and_then(|(row, column)| after.cell(row, column));
            let nothing = |text: Option<&str>| text.unwrap_or_default().is_empty();
            if stood == shall || (nothing(stood) && nothing(shall)) {
                continue;
            }
            let follows = new_row.zip(new_column).map_or_else(
                || old_row.zip(old_column).is_some_and(|(row, at)| before.follows(row, at)),
                |(row, at)| after.follows(row, at),
            );
            out.push(Corrected {
                label: shown.label.clone(),
                table: self::name(shown),
                unit: unit.clone(),
                row: row.clone(),
                mark: before.mark(old_row),
                column: (*name).clone(),
                stood: stood.map(str::to_owned),
                shall: shall.map(str::to_owned),
                follows,
                words: !same_unit,
            });
        }
    }
}
