//! From blocks to lines.

use std::collections::BTreeSet;

use super::block::table_of;
use super::comments::numbered;
use super::head::{Cells, Column, Head, is_plain_list, name, named, with_cells};
use super::row::Row;
use super::value::{can_be_cell, fresh_id, quoted};
use crate::grid::{Mark, Sheet, SheetRow};
use crate::key::{post as p, table as k};
use crate::lossless::Block;
use crate::text;
use crate::text::Text;

/// How a table can be written in lines, best first: with the headers alone naming its columns, and
/// with `kolonner`; with blank cells, and with dashes or zeros in lines that have no figure. Else
/// why it can't.
pub(super) fn ways(table: &Block) -> Result<Vec<Block>, Text> {
    let named = named(table);
    let all = named.clone().unwrap_or_default();
    let columns = with_cells(&all);
    let rows = Rows::of(table, &columns)?;
    let others = ["-", "0"].map(|cell| rows.filled(cell));
    let mut ways = Vec::new();
    for rows in std::iter::once(&rows).chain(others.iter().flatten()) {
        if named.is_some() && is_plain_list(table) && all.iter().all(is_named_by_its_header) {
            ways.extend(rows.table(table, &columns, true));
        }
        ways.extend(rows.table(table, &columns, false));
    }
    if ways.is_empty() {
        Err(text!("det kan ikke skrives", "it can't be written"))
    } else {
        Ok(ways)
    }
}

/// True where a header alone gives the same column.
fn is_named_by_its_header(column: &Column) -> bool {
    column.plain
        && column.cells != Cells::Ticks
        && column
            .text
            .as_ref()
            .is_some_and(|text| can_be_cell(text) && crate::read::column_id(text) == column.id)
}

/// The rows of a table.
#[derive(Clone)]
struct Rows<'b> {
    posts: Vec<Row<'b>>,
    /// Those that are total rows, last.
    totals: Vec<Row<'b>>,
    heads: Vec<Head>,
    /// True where `[tabel.i_alt]` is a line.
    has_grand_total: bool,
    /// True where `[[tabel.total]]` are lines.
    has_totals: bool,
}

impl<'b> Rows<'b> {
    fn of(table: &'b Block, columns: &[Column]) -> Result<Self, Text> {
        let mut taken: BTreeSet<String> = ids(table).map(str::to_owned).collect();
        let mut rows: Vec<Row<'b>> = Vec::new();
        let mut above: Option<usize> = None;
        // A range is read in one way in all of its column: what is typed in the other way stays in
        // blocks.
        let mut ranges: Vec<Head> = Vec::new();
        for post in table.blocks.iter().filter(|block| block.name() == k::POSTS.name) {
            let last = above.and_then(|above| rows[above].id.clone());
            let mut row = Row::of(post, columns, last.as_deref(), &mut ranges)?;
            if row.is_beside() && row.id.is_none() {
                let id = fresh_id(row.name.as_deref().unwrap_or("raekke"), &taken);
                taken.insert(id.clone());
                row.cells.push((Head::Key(&p::ID), id.clone()));
                row.id = Some(id);
            }
            if row.mark == Mark::Post {
                above = Some(rows.len());
            }
            rows.push(row);
        }
        let beside = rows.iter().filter(|row| row.is_beside()).count();
        if beside * 2 > rows.len() {
            let keys: BTreeSet<&str> = rows
                .iter()
                .flat_map(|row| {
                    let left = row.left.iter().filter_map(|entry| name(entry));
                    left.chain(row.blocks.iter().map(|block| block.name()))
                })
                .collect();
            let keys = keys.into_iter().collect::<Vec<_>>().join(", ");
            let all = rows.len();
            return Err(text!(
                "{beside} af {all} poster har noget, der ikke kan stå i en celle ({keys})",
                "{beside} of {all} posts have something that can't stand in a cell ({keys})"
            ));
        }
        let mut heads = heads(&rows, columns);
        let label =
            heads.iter().find(|head| head.is_label() && **head != Head::Key(&p::ID)).cloned();
        let totals: Option<Vec<Row<'b>>> = table
            .blocks
            .iter()
            .filter(|block| block.name() == k::TOTALS.name)
            .map(|block| Row::of_total(block, columns, &heads).filter(|row| row.fits(&heads)))
            .collect();
        let mut out = Self {
            has_totals: totals.as_ref().is_some_and(|totals| !totals.is_empty()),
            totals: totals.unwrap_or_default(),
            has_grand_total: false,
            posts: rows,
            heads: Vec::new(),
        };
        if out.has_totals && !heads.contains(&Head::Key(&p::TEXT)) {
            heads.push(Head::Key(&p::TEXT));
        }
        let label = if out.has_totals { Some(Head::Key(&p::TEXT)) } else { label };
        let grand = table.blocks.iter().find(|block| block.name() == k::GRAND_TOTAL.name);
        let grand = grand.and_then(|block| Row::of_grand_total(block, columns, label.as_ref()?));
        let grand = grand.filter(|row| row.fits(&heads));
        out.has_grand_total = grand.is_some();
        out.totals.extend(grand);
        for (head, _) in out.totals.iter().flat_map(|row| &row.cells) {
            if !heads.contains(head) {
                heads.push(head.clone());
            }
        }
        heads.sort_by_key(|head| head.rank(columns));
        out.heads = heads;
        Ok(out)
    }

    /// The same with that for each figure of the posts that have none; `None` where all have.
    fn filled(&self, with: &str) -> Option<Self> {
        let figures: Vec<&Head> = self.heads.iter().filter(|head| head.is_figure()).collect();
        let mut out = self.clone();
        let mut any = false;
        for row in out.posts.iter_mut().filter(|row| row.mark == Mark::Post) {
            if row.left.is_empty() && row.cells.iter().all(|(head, _)| !head.is_figure()) {
                row.cells.extend(figures.iter().map(|head| ((*head).clone(), with.to_owned())));
                any = true;
            }
        }
        (any && !figures.is_empty()).then_some(out)
    }

    fn sheet(&self, columns: &[Column], by_heading: bool) -> Sheet {
        let header = |head: &Head| match head {
            Head::Named(id, _) if by_heading => {
                let column = columns.iter().find(|column| column.id == *id);
                column.and_then(|column| column.text.clone()).unwrap_or_else(|| id.clone())
            }
            _ => head.header(),
        };
        let row = |row: &Row<'_>| SheetRow {
            mark: row.mark,
            cells: self
                .heads
                .iter()
                .map(|head| {
                    let cell = row.cells.iter().find(|(own, _)| own == head);
                    cell.map_or(String::new(), |(_, cell)| cell.clone())
                })
                .collect(),
        };
        Sheet {
            header: self.heads.iter().map(header).collect(),
            rows: self.posts.iter().chain(&self.totals).map(row).collect(),
        }
    }

    /// The table with these rows in lines; `by_heading` where the headers alone name its columns.
    fn table(&self, table: &Block, columns: &[Column], by_heading: bool) -> Option<Block> {
        let mut above = String::new();
        let rows = || self.posts.iter().chain(&self.totals);
        let names = numbered(rows().map(|row| row.name.clone().unwrap_or_default()));
        for (row, name) in rows().zip(names) {
            above.extend(row.remarks.iter().map(|remark| remark.above_lines(&name)));
        }
        let lines = self.sheet(columns, by_heading).text();
        let mut rows = table_of(&format!("{above}raekker = '''\n{lines}'''\n"))?;
        let mut out = table.clone();
        out.entries.append(&mut rows.entries);
        if by_heading {
            out.entries.retain(|entry| name(entry) != Some(k::COLUMNS.name));
        }
        let gone = |block: &Block| {
            block.name() == k::POSTS.name
                || (block.name() == k::GRAND_TOTAL.name && self.has_grand_total)
                || (block.name() == k::TOTALS.name && self.has_totals)
        };
        out.blocks.retain(|block| !gone(block));
        for row in self.posts.iter().filter(|row| row.is_beside()) {
            let id = quoted(row.id.as_deref()?);
            let mut beside = table_of(&format!("\n[[tabel.post]]\nid = {id}\n"))?.blocks.pop()?;
            beside.entries.extend(row.left.iter().map(|entry| (*entry).clone()));
            beside.blocks.extend(row.blocks.iter().map(|block| (*block).clone()));
            out.blocks.push(beside);
        }
        Some(out)
    }
}

/// The ids that posts have.
fn ids(table: &Block) -> impl Iterator<Item = &str> {
    table.blocks.iter().filter_map(|block| block.text(p::ID.name))
}

/// The columns that the rows need, and all that the table names.
fn heads(rows: &[Row<'_>], columns: &[Column]) -> Vec<Head> {
    let mut heads: Vec<Head> =
        columns.iter().map(|column| Head::Named(column.id.clone(), column.cells)).collect();
    for (head, _) in rows.iter().flat_map(|row| &row.cells) {
        if !heads.contains(head) {
            heads.push(head.clone());
        }
    }
    heads
}
