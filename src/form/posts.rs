//! From lines to blocks.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::block::table_of;
use super::cell::value;
use super::comments::{by_row, numbered, with_remarks};
use super::head::{Cells, Column, Head, name, named, of_header, with_cells};
use super::value::{figure_of_cell, fresh_id, quoted};
use crate::grid::{self, Cell, Grid, Line, Mark};
use crate::key::{Section, post as p, table as k};
use crate::layout;
use crate::lossless::{Block, comments};
use crate::note::mark;
use crate::read::column_id;
use crate::table_type::{ColumnSource, TableKind};
use crate::text;
use crate::text::Text;

/// How a table can be written in blocks; else why it can't.
pub(super) fn ways(table: &Block) -> Result<Vec<Block>, Text> {
    let lines = table.text(k::ROWS.name).unwrap_or_default();
    let mut grid = grid::parse(lines);
    if !grid.faults.is_empty() || grid.header.iter().all(Cell::is_blank) {
        return Err(text!(
            "linjerne kan ikke læses: `budgetnotat check` viser hvor",
            "the lines can't be read: `budgetnotat check` shows where"
        ));
    }
    if grid::Sheet::of(&grid).is_none() {
        return Err(text!("tabellen er for stor", "the table is too large"));
    }
    let columns = Columns::of(table, &grid)?;
    for line in &mut grid.lines {
        for (cell, head) in line.cells.iter_mut().zip(&columns.heads) {
            if !matches!(head, Some(Head::Named(_, Cells::Texts))) {
                cell.text = grid::one_line(&cell.text);
            }
        }
    }
    let posts = Posts { table, grid: &grid, heads: &columns.heads };
    let text = posts.text(&columns.made)?;
    let mut rows = table_of(&text)
        .ok_or_else(|| text!("to kolonner er den samme nøgle", "two columns are the same key"))?;
    let mut out = table.clone();
    let at = out.entries.iter().position(|entry| name(entry) == Some(k::ROWS.name));
    if let Some(at) = at {
        out.entries.remove(at);
    }
    out.entries.append(&mut rows.entries);
    out.blocks.retain(|block| block.name() != k::POSTS.name);
    out.blocks.append(&mut rows.blocks);
    Ok(vec![out])
}

/// What the headers mean, and a list of columns where there was none.
struct Columns {
    heads: Vec<Option<Head>>,
    /// `kolonner = […]`, where the headers were all that named the columns.
    made: String,
}

impl Columns {
    fn of(table: &Block, grid: &Grid<'_>) -> Result<Self, Text> {
        let kind = table.text(k::TYPE.name).map(TableKind::read);
        let kind = kind.as_ref().and_then(TableKind::table_type);
        let own = named(table);
        let by_headers =
            own.is_none() && kind.is_some_and(|kind| kind.columns == ColumnSource::Named);
        let columns = with_cells(&own.unwrap_or_default());
        let mut made: Vec<Column> = Vec::new();
        let mut heads: Vec<Option<Head>> = Vec::new();
        for (number, cell) in grid.header.iter().enumerate() {
            let header = &*cell.text;
            if header.is_empty() {
                heads.push(None);
                continue;
            }
            if mark::split(header).is_some() {
                return Err(only_in_lines(header));
            }
            let known = of_header(header, &columns);
            let by_year = matches!(known, Some(Head::Period(_) | Head::Range(..)));
            if by_headers && by_year {
                return Err(text!(
                    "i en tabel med egne kolonner kan {header} kun være en kolonne i linjer",
                    "in a table with columns of its own {header} can be a column in lines only"
                ));
            }
            let head = match known {
                None if by_headers => {
                    let figures =
                        kind.is_none_or(|kind| kind.name != "tekst") && holds_figures(grid, number);
                    let cells = if figures { Cells::Figures } else { Cells::Texts };
                    let taken: BTreeSet<String> = made.iter().map(|own| own.id.clone()).collect();
                    let id = free_id(header, &taken);
                    made.push(Column {
                        id: id.clone(),
                        text: Some(header.to_owned()),
                        cells,
                        plain: true,
                    });
                    Some(Head::Named(id, cells))
                }
                known => known,
            };
            let Some(head) = head else {
                return Err(text!(
                    "overskriften {header} er ingen kolonne: `budgetnotat check` siger, hvad den kan være",
                    "the header {header} is no column: `budgetnotat check` says what it can be"
                ));
            };
            if heads.iter().flatten().any(|other| other.key() == head.key()) {
                return Err(text!("{header} står to gange", "{header} stands twice"));
            }
            heads.push(Some(head));
        }
        let text_type = kind.is_some_and(|kind| kind.name == "tekst");
        let item = |column: &Column| {
            let kind =
                if column.cells == Cells::Texts && !text_type { ", slags = \"tekst\"" } else { "" };
            let heading = quoted(column.text.as_deref().unwrap_or_default());
            format!("{{ id = {}, tekst = {heading}{kind} }}", quoted(&column.id))
        };
        let items: Vec<String> = made.iter().map(item).collect();
        let made = if items.is_empty() {
            String::new()
        } else {
            format!("kolonner = [{}]\n", items.join(", "))
        };
        Ok(Self { heads, made })
    }
}

/// Says that the mark of a note can't be in a block.
fn only_in_lines(cell: &str) -> Text {
    text!(
        "{cell} har et mærke, der kun kan stå i linjer",
        "{cell} has a mark that can stand in lines only"
    )
}

/// The id that the reader gives a column of that heading.
fn free_id(heading: &str, taken: &BTreeSet<String>) -> String {
    let own = column_id(heading);
    let is_free = |id: &String| !(taken.contains(id) || Section::Post.has(id));
    let numbered = (2..).map(|number| format!("{own}_{number}"));
    std::iter::once(own.clone()).chain(numbered).find(is_free).unwrap_or_default()
}

/// True where the reader takes a column for one of figures.
fn holds_figures(grid: &Grid<'_>, number: usize) -> bool {
    let mut cells = grid.lines.iter().filter_map(|line| line.cell(number)).peekable();
    cells.peek().is_none() || cells.any(|cell| figure_of_cell(&cell.text).is_some())
}

/// A table's lines on their way to blocks.
struct Posts<'b> {
    table: &'b Block,
    grid: &'b Grid<'b>,
    heads: &'b [Option<Head>],
}

impl Posts<'_> {
    /// The blocks, below a list of columns.
    fn text(&self, columns: &str) -> Result<String, Text> {
        let mut ids: Vec<Option<String>> = self
            .grid
            .lines
            .iter()
            .map(|line| self.cell(line, &p::ID).map(|cell| cell.text.to_string()))
            .collect();
        self.name_wholes(&mut ids);
        let entry = self.table.entry(k::ROWS.name);
        let above =
            entry.into_iter().flat_map(|entry| comments(&entry.lead).chain(comments(&entry.trail)));
        let names = numbered(self.grid.lines.iter().map(|line| self.name(line)));
        let (remarks, left) = by_row(above, &names);
        let mut out = columns.to_owned();
        let mut totals = String::new();
        let mut above: Option<usize> = None;
        let mut used = 0;
        if !left.is_empty() {
            // What is said above all lines, and is about none of them.
            out.push('\n');
            out.extend(left.iter().flat_map(|comment| [comment, "\n"]));
        }
        for (number, line) in self.grid.lines.iter().enumerate() {
            if line.filled().next().is_none() && line.mark == Mark::Post {
                continue;
            }
            let total = line.mark == Mark::Total;
            let id = ids[number].as_deref().filter(|_| !total);
            let beside = id.and_then(|id| self.beside(id));
            used += usize::from(beside.is_some());
            let mut block = if total { self.total(line)? } else { self.post(line, id, beside)? };
            if line.mark == Mark::OfWhich {
                let name = &names[number];
                let whole = above.and_then(|above| ids[above].as_deref()).ok_or_else(|| {
                    text!("der er ingen post over {name}", "there is no post above {name}")
                })?;
                let _ = writeln!(block, "heraf = {}", quoted(whole));
            }
            if line.mark == Mark::Post {
                above = Some(number);
            }
            let block = with_remarks(&block, &remarks[number]);
            if total { &mut totals } else { &mut out }.push_str(&block);
        }
        if used < self.table.blocks.iter().filter(|block| block.name() == k::POSTS.name).count() {
            return Err(text!(
                "en [[tabel.post]] ved siden af linjerne hører ikke til nogen af dem",
                "a [[tabel.post]] beside the lines belongs to none of them"
            ));
        }
        Ok(out + &totals)
    }

    fn head(&self, number: usize) -> Option<&Head> {
        self.heads.get(number)?.as_ref()
    }

    fn cell<'l>(&self, line: &'l Line<'_>, key: &'static crate::key::Key) -> Option<&'l Cell<'l>> {
        let at = self.heads.iter().position(|head| *head == Some(Head::Key(key)))?;
        line.cell(at)
    }

    /// The block beside the lines of that id.
    fn beside(&self, id: &str) -> Option<&Block> {
        let posts = self.table.blocks.iter().filter(|block| block.name() == k::POSTS.name);
        posts.into_iter().find(|block| block.text(p::ID.name) == Some(id))
    }

    /// Gives an id to each line without one that has a part below it.
    fn name_wholes(&self, ids: &mut [Option<String>]) {
        let mut taken: BTreeSet<String> = ids.iter().flatten().cloned().collect();
        let mut above = None;
        for (number, line) in self.grid.lines.iter().enumerate() {
            match line.mark {
                Mark::Post if line.filled().next().is_some() => above = Some(number),
                Mark::OfWhich => {
                    let Some(above) = above.filter(|above: &usize| ids[*above].is_none()) else {
                        continue;
                    };
                    let id = fresh_id(&self.name(&self.grid.lines[above]), &taken);
                    taken.insert(id.clone());
                    ids[above] = Some(id);
                }
                _ => {}
            }
        }
    }

    /// What a row is called.
    fn name(&self, line: &Line<'_>) -> String {
        let keys = [&p::TEXT, &p::AGREEMENT, &p::COMMITTEE, &p::APPROPRIATION, &p::ID];
        let cell = keys.into_iter().find_map(|key| self.cell(line, key));
        cell.or_else(|| line.filled().next().map(|(_, cell)| cell))
            .map_or(String::new(), |cell| cell.text.to_string())
    }

    /// The cell that says what a line is.
    fn label(&self, line: &Line<'_>) -> Option<usize> {
        let text = self.heads.iter().position(|head| *head == Some(Head::Key(&p::TEXT)));
        text.filter(|number| line.cell(*number).is_some()).or_else(|| {
            let mut filled = line.filled().map(|(number, _)| number);
            filled.find(|number| self.head(*number).is_some_and(Head::is_label))
        })
    }

    fn post(
        &self,
        line: &Line<'_>,
        id: Option<&str>,
        beside: Option<&Block>,
    ) -> Result<String, Text> {
        let mut block = String::from("\n[[tabel.post]]\n");
        if let Some(id) = id {
            let _ = writeln!(block, "id = {}", quoted(id));
        }
        let sums = beside.is_some_and(|beside| beside.entry(p::SUM_OF.name).is_some());
        match line.mark {
            Mark::Heading => block.push_str("overskrift = true\n"),
            Mark::Subtotal if !sums => block.push_str("delsum = true\n"),
            _ => {}
        }
        let label =
            self.label(line).filter(|_| matches!(line.mark, Mark::Heading | Mark::Subtotal));
        for (number, cell) in line.filled() {
            let Some(head) = self.head(number).filter(|head| **head != Head::Key(&p::ID)) else {
                continue;
            };
            if label == Some(number) {
                let _ = writeln!(block, "tekst = {}", quoted(&cell.text));
                continue;
            }
            let _ = writeln!(block, "{}", value(head, &cell.text)?);
        }
        let Some(beside) = beside else { return Ok(block) };
        // As it stands beside the lines, but for its header and id.
        let mut rest = beside.clone();
        rest.entries.retain(|entry| name(entry) != Some(p::ID.name));
        if let Some(header) = &mut rest.header {
            let lead: Vec<&str> = comments(&header.lead).collect();
            let above: String = lead.iter().flat_map(|comment| [comment, "\n"]).collect();
            block = format!("\n{above}{}", block.trim_start_matches('\n'));
            header.lead.clear();
        }
        let written = layout::written(&rest);
        let (_, keys) = written.split_once('\n').unwrap_or_default();
        Ok(block + keys)
    }

    /// A total row: of all posts, or of those with its codes.
    fn total(&self, line: &Line<'_>) -> Result<String, Text> {
        let label = self.label(line);
        let mut block = String::new();
        let mut codes = Vec::new();
        for (number, cell) in line.filled() {
            let Some(head) = self.head(number) else { continue };
            if label == Some(number) {
                let _ = writeln!(block, "tekst = {}", quoted(&cell.text));
            } else if head.is_label() {
                codes.push(value(head, &cell.text)?);
            } else {
                let _ = writeln!(block, "{}", value(head, &cell.text)?);
            }
        }
        Ok(if codes.is_empty() {
            format!("\n[tabel.i_alt]\n{block}")
        } else {
            format!("\n[[tabel.total]]\n{block}hvor = {{ {} }}\n", codes.join(", "))
        })
    }
}
