//! A table as a page sees it: the columns that say what a row is, the figures, the rows.

use crate::equation::{self, Equation, Origin, Row as Line, effect, options, per_choice};
use crate::key::post;
use crate::note::{
    ColumnKey, ColumnKind, GrandTotal, Kind, Marked, Post, PostNo, Table as TypedTable, TableNo,
    Word,
};
use crate::page::{Block, Cell, Column, Inline, Row, Table};
use crate::prose;
use crate::reconcile::{Check, keys};
use crate::table_type::{ColumnSource, Printed, TableType};
use crate::text::{Lang, Text, in_sentence};
use crate::view::PageBuilder;
use crate::view::cells::own_text;
use crate::view::heading::{heading, own_prices, price, unit};
use crate::view::yearly::ByYear;

/// Under tables whose printed sums differ by rounding, as the papers have it.
const ROUNDING: &str = "Afvigelse skyldes afrundinger.";

/// What is said before the names of targets that money is not assigned.
const ASSIGNED: &str = "uden anvisning af";

/// `uden anvisning af anlægsmåltal`, `tæller ikke i kassen`; none where money counts in every frame.
fn outside_words(frames: &[Word]) -> Option<String> {
    let names: Vec<Text> = frames.iter().map(|word| Text::same(in_sentence(&word.value))).collect();
    let listed = Text::list(&names);
    // A target is assigned; of other frames that can't be said.
    let targets = frames.iter().all(|word| word.value.to_lowercase().ends_with("måltal"));
    let words = if targets { ASSIGNED } else { "tæller ikke i" };
    (!names.is_empty()).then(|| format!("{words} {}", listed.get(Lang::Da)))
}

impl PageBuilder<'_> {
    pub(super) fn table(&self, index: TableNo) -> Table {
        let table = &self.note.tables[index];
        let kind = table.table_type();
        if let Some(parts) = effect::parts(self.note, index) {
            return self.effect(index, &parts);
        }
        let id = &table.id.value;
        let printed = self.printed(index, table, kind);
        let columns = self.columns(index, table, kind, &printed);
        Table {
            label: prose::table_label(id),
            number: self.scene.number(index).map(str::to_owned),
            title: table.caption().to_owned(),
            unit: unit(table, kind),
            alt: alt(table, &columns),
            columns,
            rows: self.rows(index, table, kind, &printed),
            rounding: self.rounding(&[index], table),
            mark: self.mark(table, &Marked::Title).map(Box::new),
            notes: self.notes(index),
            note: self.under(table),
        }
    }

    /// What is said under a table: that its money does not count in some frame, and its own words.
    fn under(&self, table: &TypedTable) -> Option<Vec<Block>> {
        let id = &table.id.value;
        let text = table.note.as_ref();
        let own = text.map(|text| prose::read(self.scene, text, &format!("note-{id}")).blocks);
        let Some(words) = outside_words(&table.outside) else { return own };
        let verb = if words.starts_with(ASSIGNED) { " er" } else { "" };
        let content = vec![Inline::Text { text: format!("Tabellens beløb{verb} {words}.") }];
        let mut blocks = vec![Block::Paragraph { content }];
        blocks.extend(own.into_iter().flatten());
        Some(blocks)
    }

    /// What is said under the tables that are printed as one where rounding is why a sum within
    /// them is not that of the figures it is printed with, or why they do not give what another
    /// table in the same unit says of the same money. A total that is filled in is the sum of what
    /// is printed, and no such sum; nor is one that is disputed. A note that says so already says
    /// it once.
    pub(super) fn rounding(&self, tables: &[TableNo], table: &TypedTable) -> Option<String> {
        let mut notes = table.note.iter().chain(table.notes.iter().map(|note| &note.text));
        if notes.any(|note| note.value.to_lowercase().contains("afrunding")) {
            return None;
        }
        let reconciled = self.scene.reconciled;
        let disputed =
            |check: &usize| reconciled.causes.iter().any(|cause| cause.checks.contains(check));
        let differs = |number: &usize, check: &Check| check.within_rounding() && !disputed(number);
        let rounded =
            reconciled.checks.iter().enumerate().filter(|(number, check)| differs(number, check));
        let equations: Vec<&Equation> =
            rounded.map(|(_, check)| &reconciled.system.equations[check.equation]).collect();
        let within = |equation: &&Equation| {
            let own = equation
                .terms
                .iter()
                .all(|(_, figure)| tables.contains(&reconciled.system.figure(*figure).table));
            let sums =
                [Origin::Row, Origin::Column, Origin::Subtotal, Origin::ColumnSum, Origin::Effect];
            own && sums.contains(&equation.origin)
        };
        if equations.iter().any(within) {
            return Some(ROUNDING.to_owned());
        }
        // The later of two tables repeats the money of the other.
        let other = equations.iter().find_map(|equation| match &equation.origin {
            Origin::SameMoney(compared) if tables.contains(&compared.right) => {
                Some(compared.left).filter(|left| alike(table, &self.note.tables[*left]))
            }
            _ => None,
        })?;
        let number = self.scene.number(other);
        let other = match (number, self.note.tables[other].caption()) {
            (Some(number), _) => format!("tabel {number}"),
            (None, "") => "en anden tabel".to_owned(),
            (None, title) => format!("tabellen {title}"),
        };
        Some(format!("Afvigelse fra {other} skyldes afrundinger."))
    }

    /// The columns before the figures: those that some post fills.
    fn printed(
        &self,
        index: TableNo,
        table: &TypedTable,
        kind: Option<&TableType>,
    ) -> Vec<Printed> {
        let any = |has: &dyn Fn(&Post) -> bool| table.posts.iter().any(has);
        let hides = self.edition.is_some_and(|edition| edition.hides_scope);
        let all = kind.map_or(&[Printed::Text][..], |kind| kind.printed);
        let mut out: Vec<Printed> = Vec::new();
        for (number, column) in all.iter().enumerate() {
            let shown = match column {
                Printed::Text
                | Printed::Agreement
                | Printed::CommitteeName
                | Printed::Appropriation
                | Printed::Direction => true,
                Printed::CommitteeCode => {
                    number == 0 || !self.scene.reconciled.system.dims[index].is_empty()
                }
                Printed::OwnText => any(&|post| own_text(self.note, table, post).is_some()),
                Printed::Area => any(&|post| post.area.is_some()),
                Printed::AreaOrScope => {
                    (table.area.is_some() && !hides) || any(&|post| post.area.is_some())
                }
                Printed::AtPoint => any(&|post| post.at_point.is_some()),
                Printed::Sort => any(&|post| post.sort.is_some()),
                Printed::Key => keys::printed(table),
                Printed::Pool => any(&|post| post.pool),
                // Where it has a column of its own, it is printed there.
                Printed::Permanent => {
                    any(&|post| post.permanent)
                        && table.columns.iter().all(|column| !column.key.is(post::PERMANENT.name))
                }
            };
            if shown {
                out.push(*column);
            }
        }
        out
    }

    fn columns(
        &self,
        index: TableNo,
        table: &TypedTable,
        kind: Option<&TableType>,
        printed: &[Printed],
    ) -> Vec<Column> {
        let mut out = Vec::new();
        for (number, column) in printed.iter().enumerate() {
            let own = match column {
                Printed::Text | Printed::Agreement => kind.map_or("", |kind| kind.stub),
                Printed::OwnText => "Vedrører",
                Printed::Area | Printed::AreaOrScope => "Styringsområde",
                Printed::CommitteeName | Printed::CommitteeCode => "Udvalg",
                Printed::Appropriation => "Bevilling",
                Printed::Direction => "I/U",
                Printed::AtPoint => "At-punkt",
                Printed::Sort => "Art",
                Printed::Key => "Fordelingsnøgle",
                Printed::Pool => "Innovationspulje (sæt X)",
                Printed::Permanent => "Varig?",
            };
            let header =
                table.stub.as_ref().filter(|_| number == 0).map_or(own, |word| &word.value);
            let words = [Printed::Text, Printed::OwnText, Printed::CommitteeName];
            let text = number == 0 || words.contains(column);
            let slim = match column {
                Printed::Pool => "tick",
                _ if text => "text",
                _ => "code",
            };
            out.push(Column {
                header: header.to_owned(),
                kind: slim,
                group: None,
                mark: self.mark(table, &Marked::KeyHeader(column.key().name)),
                ..Column::default()
            });
        }
        let (across, by_year) = (self.across_at(index, table), self.by_year(index, table));
        for (number, column) in table.columns.iter().enumerate() {
            if across == Some(number) {
                out.push(self.sum_across(table));
            }
            let kind = match column.kind {
                ColumnKind::Figure => "figure",
                ColumnKind::Text => "text",
                ColumnKind::Tick => "tick",
            };
            out.push(Column {
                header: heading(table, column, by_year[number]),
                kind,
                group: column.group.as_ref().map(|word| word.value.clone()),
                sum: false,
                mark: self.mark(table, &Marked::Header(column.key.clone())),
            });
        }
        out.extend((across == Some(table.columns.len())).then(|| self.sum_across(table)));
        out
    }

    /// The column of each row's sum.
    fn sum_across(&self, table: &TypedTable) -> Column {
        Column {
            header: table.across_heading().to_owned(),
            kind: "figure",
            sum: true,
            mark: self.mark(table, &Marked::Header(ColumnKey::Across)),
            ..Column::default()
        }
    }

    /// How many of the table's columns stand before the sum across; `None` where no row has one.
    fn across_at(&self, index: TableNo, table: &TypedTable) -> Option<usize> {
        self.has_across(index, table).then(|| table.before_across())
    }

    /// True where any row has a sum across.
    pub(super) fn has_across(&self, index: TableNo, table: &TypedTable) -> bool {
        let rows = table.post_numbers().map(Line::Post).chain([Line::Grand]);
        let mut rows = rows.chain(table.total_numbers().map(Line::Total));
        rows.any(|row| self.scene.reconciled.system.find(index, row, &ColumnKey::Across).is_some())
    }

    fn rows(
        &self,
        index: TableNo,
        table: &TypedTable,
        kind: Option<&TableType>,
        printed: &[Printed],
    ) -> Vec<Row> {
        let mut rows = Vec::new();
        let by_year = &self.by_year(index, table);
        if kind.is_some_and(|kind| kind.columns == ColumnSource::PastYears) {
            // Every past agreement of the round has its row, granted or not.
            for agreement in &self.round.agreements {
                let own = |post: &Post| {
                    post.agreement.as_ref().is_some_and(|own| own.value == agreement.value)
                };
                let granted: Vec<PostNo> = table
                    .numbered_posts()
                    .filter(|(_, post)| own(post))
                    .map(|(number, _)| number)
                    .collect();
                rows.extend(
                    granted.iter().map(|post| self.post_row(index, table, *post, printed, by_year)),
                );
                if granted.is_empty() {
                    rows.push(self.empty_row(index, table, printed, &agreement.value));
                }
            }
        }
        for (number, post) in table.numbered_posts() {
            let listed = post
                .agreement
                .as_ref()
                .is_some_and(|a| self.round.agreements.iter().any(|known| known.value == a.value));
            if !listed {
                rows.push(self.post_row(index, table, number, printed, by_year));
            }
        }
        for (number, total) in table.numbered_totals() {
            let adds = options::clash(
                self.note,
                equation::filter::counted_by(table, total, &self.names()),
            )
            .is_some();
            rows.push(self.total_row(
                index,
                table,
                Line::Total(number),
                printed,
                &over_options(&total.text.value, adds),
                by_year,
            ));
        }
        if let GrandTotal::Row { text, .. } = &table.grand_total {
            let label = text.as_ref().map_or(table.total_label(), |word| &word.value);
            let label = over_options(
                label,
                options::clash(self.note, table.posts.iter().filter(|post| post.counted()))
                    .is_some(),
            );
            rows.push(self.total_row(index, table, Line::Grand, printed, &label, by_year));
        }
        rows
    }

    fn post_row(
        &self,
        index: TableNo,
        table: &TypedTable,
        number: PostNo,
        printed: &[Printed],
        by_year: &[ByYear],
    ) -> Row {
        let post = &table.posts[number];
        let kind = match post.kind {
            Kind::Heading => "heading",
            Kind::Subtotal(_) => "subtotal",
            Kind::OfWhich(_) => "of-which",
            Kind::Plain | Kind::Share(_) | Kind::Rest(_) | Kind::Gathered { .. } => "post",
        };
        let mut cells: Vec<Cell> =
            printed.iter().map(|column| self.label(index, table, number, *column)).collect();
        if let Some(first) = cells.first_mut() {
            let name =
                |word: Option<&Word>| word.map(|word| word.value.clone()).unwrap_or_default();
            match (&post.kind, &post.text) {
                (Kind::Heading, _) if first.text.is_empty() => first.text = name(post.name()),
                // What a sum is called stands first, though rows are told by their codes.
                (Kind::Subtotal(_), Some(text)) if printed.first() != Some(&Printed::Text) => {
                    first.text = name(Some(text));
                }
                _ => {}
            }
        }
        if let (Some(first), Some(level)) = (cells.first_mut(), own_prices(table, post)) {
            first.text = format!("{} ({})", first.text, price(level));
        }
        if let (Some(first), Some(words)) = (cells.first_mut(), outside_words(&post.outside)) {
            first.text = format!("{} ({words})", first.text);
        }
        if let Some(first) = cells.first_mut() {
            first.mark = self.mark(table, &Marked::Label(Line::Post(number))).map(Box::new);
            first.text =
                over_options(&first.text, per_choice::clash_in(self.note, table, number).is_some());
        }
        let across = self.across_at(index, table);
        let sum =
            || self.figure(index, table, Line::Post(number), &ColumnKey::Across, ByYear::Whole);
        for (place, column) in table.columns.iter().enumerate() {
            cells.extend((across == Some(place)).then(sum));
            cells.push(match &column.key {
                ColumnKey::Named(name) if column.kind != ColumnKind::Figure => {
                    self.word(index, number, post, name, column.kind)
                }
                key => self.figure(index, table, Line::Post(number), key, by_year[place]),
            });
        }
        cells.extend((across == Some(table.columns.len())).then(sum));
        Row { kind, cells }
    }

    fn empty_row(
        &self,
        index: TableNo,
        table: &TypedTable,
        printed: &[Printed],
        label: &str,
    ) -> Row {
        let mut cells = vec![Cell { text: label.to_owned(), ..Cell::default() }];
        let figures = table.columns.len() + usize::from(self.has_across(index, table));
        let blank = Cell { text: self.blank(table), ..Cell::default() };
        cells.extend(std::iter::repeat_n(Cell::default(), printed.len().saturating_sub(1)));
        cells.extend(std::iter::repeat_n(blank, figures));
        Row { kind: "post", cells }
    }

    pub(super) fn total_row(
        &self,
        index: TableNo,
        table: &TypedTable,
        row: Line,
        printed: &[Printed],
        label: &str,
        by_year: &[ByYear],
    ) -> Row {
        let mut cells = Vec::new();
        for (number, column) in printed.iter().enumerate() {
            let text = match column {
                _ if number == 0 => label.to_owned(),
                // The one control area of the whole table is the total's too.
                Printed::AreaOrScope => {
                    table.area.as_ref().map(|word| self.area(&word.value)).unwrap_or_default()
                }
                Printed::Key => self.whole_key(index, table, row),
                _ => String::new(),
            };
            let mark = (number == 0).then(|| self.mark(table, &Marked::Label(row))).flatten();
            cells.push(Cell { text, mark: mark.map(Box::new), ..Cell::default() });
        }
        let across = self.across_at(index, table);
        let sum = || self.figure(index, table, row, &ColumnKey::Across, ByYear::Whole);
        for (place, column) in table.columns.iter().enumerate() {
            cells.extend((across == Some(place)).then(sum));
            cells.push(self.figure(index, table, row, &column.key, by_year[place]));
        }
        cells.extend((across == Some(table.columns.len())).then(sum));
        Row { kind: "total", cells }
    }
}

/// What a table without a title is told by when it is read aloud: the headings of its columns.
pub(super) fn alt(table: &TypedTable, columns: &[Column]) -> Option<String> {
    if !table.caption().is_empty() {
        return None;
    }
    let headings = columns.iter().map(|column| column.header.trim());
    let headings: Vec<Text> = headings.filter(|own| !own.is_empty()).map(Text::same).collect();
    let Text { da: headings, .. } = Text::list(&headings);
    Some(if headings.is_empty() {
        "Tabel uden titel".to_owned()
    } else {
        format!("Tabel med kolonnerne {headings}")
    })
}

/// A total's label, with what is said of one that adds options which exclude each other. Only a
/// draft has such a total.
pub(super) fn over_options(label: &str, adds: bool) -> String {
    if adds {
        format!("{label} (summen er af valgmuligheder, der udelukker hinanden)")
    } else {
        label.to_owned()
    }
}

/// True where two tables are rounded to the same digit: rounding is then no reason that anybody
/// sees at once.
fn alike(one: &TypedTable, other: &TypedTable) -> bool {
    one.rounded && other.rounded && one.unit == other.unit && one.decimals == other.decimals
}
