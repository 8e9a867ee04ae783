//! The sums of a printed table: subtotals, shares, gathered rows, totals, columns that are sums,
//! sums across.

use rust_decimal::Decimal;

use crate::audit::book::Book;
use crate::audit::breach::Kind;
use crate::audit::lines;
use crate::audit::options;
use crate::audit::relation::Relation;
use crate::audit::sheet::{Place, Sheet};
use crate::audit::units;
use crate::note::{self, Column, ColumnKey, PriceLevel, PriceLevels, Table};

/// The sums of one sheet, from the others where it is made of them.
pub(super) struct Sums<'b, 'a> {
    pub(super) book: &'b Book<'a>,
    pub(super) sheet: &'b Sheet<'a>,
    pub(super) out: Vec<Relation>,
    /// What each line is made of, where it is a subtotal or a share and all of it can be found.
    made_of: Vec<Vec<(Decimal, usize)>>,
    /// Figures that should not be there, each with why.
    pub(super) wrong: Vec<(usize, Kind)>,
}

impl<'b, 'a> Sums<'b, 'a> {
    pub(super) fn of(book: &'b Book<'a>, sheet: &'b Sheet<'a>) -> Self {
        let mut sums = Self {
            book,
            sheet,
            out: Vec::new(),
            made_of: lines::made_of(sheet.table, &sheet.lines),
            wrong: Vec::new(),
        };
        if let Some(parts) = book.parts_of(sheet.table) {
            sums.effect(&parts);
            return sums;
        }
        let goes_on = sums.goes_on();
        for line in 0..sheet.lines.len() {
            sums.line(line);
            sums.columns(Place::Line(line));
            sums.across_line(line, &goes_on);
        }
        for place in sheet.totals() {
            let Some(counted) = sheet.counted(&book.register, place) else { continue };
            sums.total(place, &counted);
            sums.columns(place);
            sums.across_total(place, &counted, &goes_on);
            if options::clash(book.note, &sheet.lines, &counted) {
                sums.out_of_question(place);
            }
        }
        sums
    }

    /// A figure of this sheet.
    fn id(&self, place: Place, column: usize) -> Option<usize> {
        self.sheet.id(place, column)
    }

    /// The figures of lines in a column, each with its weight.
    fn terms(&self, parts: &[(Decimal, usize)], column: usize) -> Vec<(Decimal, usize)> {
        parts
            .iter()
            .filter_map(|(weight, line)| Some((*weight, self.id(Place::Line(*line), column)?)))
            .collect()
    }

    /// What a line is made of.
    fn line(&mut self, number: usize) {
        let Some(line) = self.sheet.lines.get(number) else { return };
        if !line.gathers.is_empty() {
            self.gathered(number);
            return;
        }
        let share = matches!(line.post.map(|post| &post.kind), Some(note::Kind::Share(_)));
        let of = self.made_of.get(number).cloned().unwrap_or_default();
        if of.is_empty() {
            return;
        }
        // A share rounds each figure; in a column that is the sum of others it is their sum, as on
        // any row.
        let own = |column: &Column| {
            if share { column.sum_of.is_empty() } else { units::adds_up(self.sheet.table, column) }
        };
        for (column, of_column) in self.sheet.figure_columns().filter(|(_, column)| own(column)) {
            let Some(target) = self.id(Place::Line(number), column) else { continue };
            let decimals = of_column.decimals.unwrap_or(self.sheet.table.decimals);
            let share = share.then_some(decimals);
            self.out.push(Relation { share, ..Relation::down(target, self.terms(&of, column)) });
        }
    }

    /// A row of a derived table: the source's printed rows, column by column.
    fn gathered(&mut self, number: usize) {
        let Some((source, _)) = lines::source(self.book.note, self.sheet.table) else { return };
        let Some(source) = self.book.sheet_of(source) else { return };
        let adds_up = |(_, column): &(usize, &Column)| units::adds_up(self.sheet.table, column);
        for (column, of) in self.sheet.figure_columns().filter(adds_up) {
            let (Some(target), Some(there)) =
                (self.id(Place::Line(number), column), source.column(&of.key))
            else {
                continue;
            };
            let gathers =
                self.sheet.lines.get(number).map(|line| &line.gathers[..]).unwrap_or_default();
            let terms = gathers
                .iter()
                .filter_map(|post| Some((Decimal::ONE, source.id(Place::Line(*post), there)?)));
            self.out.push(Relation::down(target, terms.collect()));
        }
    }

    /// A total of lines, in the columns that totals have.
    fn total(&mut self, place: Place, counted: &[usize]) {
        let of: Vec<(Decimal, usize)> = counted.iter().map(|line| (Decimal::ONE, *line)).collect();
        for (column, _) in self.sheet.figure_columns().filter(|(_, column)| column.summed) {
            let Some(target) = self.id(place, column) else { continue };
            self.out.push(Relation::down(target, self.terms(&of, column)));
        }
    }

    /// Columns that are the sum of others.
    fn columns(&mut self, place: Place) {
        let total = !matches!(place, Place::Line(_));
        let has = |column: &Column| !total || column.summed;
        for (column, of) in self
            .sheet
            .figure_columns()
            .filter(|(_, column)| !column.sum_of.is_empty() && has(column))
        {
            let Some(target) = self.id(place, column) else { continue };
            let term = |term: &note::Term| {
                let other = self.sheet.column(&ColumnKey::Named(term.name.clone()))?;
                let part = self.sheet.columns.get(other).filter(|column| has(column))?;
                let factor = units::factor(
                    units::unit(self.sheet.table, part),
                    units::unit(self.sheet.table, of),
                )?;
                Some((term.weight.checked_mul(factor)?, self.id(place, other)?))
            };
            let terms: Option<Vec<_>> = of.sum_of.iter().map(|word| term(&word.value)).collect();
            // A part that is not printed, or has no total, leaves nothing to hold the sum against.
            self.out.extend(terms.map(|terms| Relation::across(target, terms)));
        }
    }

    /// The figures of a row that its sum across is the sum of.
    fn years(&self, place: Place) -> Vec<(Decimal, usize)> {
        let years = units::added_across(self.sheet.table, self.sheet.columns);
        years
            .into_iter()
            .filter_map(|column| Some((Decimal::ONE, self.id(place, column)?)))
            .collect()
    }

    /// True where a sum across means something for lines whose last year does not go on.
    fn means_across(&self, prices: Option<PriceLevel>) -> bool {
        let table = self.sheet.table;
        let years = units::added_across(table, self.sheet.columns).len();
        let dated = self.sheet.columns.iter().any(|of| matches!(of.key, ColumnKey::Period(_)));
        let wanted = table.across.shown.unwrap_or(dated && table.unit.is_money());
        let mixed = |table: &Table| table.prices.as_ref().is_some_and(PriceLevels::mixed);
        let source = lines::source(self.book.note, table).is_some_and(|(_, source)| mixed(source));
        let mixed = match prices {
            Some(own) => own == PriceLevel::Current,
            None => mixed(table) || source,
        };
        wanted && years > 1 && !table.permanent && !mixed
    }

    /// True where what sums across are of is added up.
    fn adds_across(&self) -> bool {
        units::added_across(self.sheet.table, self.sheet.columns)
            .into_iter()
            .filter_map(|column| self.sheet.columns.get(column))
            .all(|column| units::adds_up(self.sheet.table, column))
    }

    /// A sum across of what is not added up: none but what is written.
    fn meaningless(&mut self, place: Place, target: usize) {
        let written = self.sheet.written(place, self.sheet.across()).is_some();
        if !written && !self.book.zero(target) {
            self.wrong.push((target, Kind::Meaningless));
        }
    }

    /// Lines whose last year goes on, or that are the sum, a share or a part of one.
    fn goes_on(&self) -> Vec<bool> {
        if self.sheet.table.derived_from.is_some() {
            return self.sheet.lines.iter().map(|line| line.permanent).collect();
        }
        lines::permanent_posts(self.sheet.table)
    }

    fn across_line(&mut self, line: usize, goes_on: &[bool]) {
        let Some(target) = self.id(Place::Line(line), self.sheet.across()) else { return };
        let of = self.sheet.lines.get(line);
        let is_sum = of.is_some_and(|of| of.kind() == "subtotal" || !of.gathers.is_empty());
        if is_sum && !self.adds_across() {
            self.meaningless(Place::Line(line), target);
            return;
        }
        if self.has_across(line, goes_on) {
            self.out.push(Relation::across(target, self.years(Place::Line(line))));
            self.out
                .extend(self.acrosses(line, goes_on).map(|terms| Relation::down(target, terms)));
        } else if !self.book.zero(target) {
            self.wrong.push((target, Kind::Meaningless));
        }
    }

    /// The sums across of what a subtotal, or a row of a derived table, is made of; none where one
    /// of them has none.
    fn acrosses(&self, line: usize, goes_on: &[bool]) -> Option<Vec<(Decimal, usize)>> {
        let of = self.sheet.lines.get(line)?;
        if of.kind() == "subtotal" {
            let parts = self.made_of.get(line)?;
            let all =
                !parts.is_empty() && parts.iter().all(|(_, part)| self.has_across(*part, goes_on));
            return all.then(|| self.terms(parts, self.sheet.across()));
        }
        let source = self.book.sheet_of(lines::source(self.book.note, self.sheet.table)?.0)?;
        let across = |post: &usize| source.id(Place::Line(*post), source.across());
        let same = source
            .figure_columns()
            .map(|(_, column)| &column.key)
            .eq(self.sheet.figure_columns().map(|(_, column)| &column.key));
        // Of exact figures, the row says it all.
        let rounded = self.sheet.table.rounded && source.table.rounded;
        if of.gathers.is_empty()
            || !rounded
            || !same
            || source.lines.iter().any(|line| line.permanent)
        {
            return None;
        }
        of.gathers.iter().map(|post| Some((Decimal::ONE, across(post)?))).collect()
    }

    /// True where a line has a sum across that a total can count.
    fn has_across(&self, line: usize, goes_on: &[bool]) -> bool {
        let own = goes_on.get(line).copied().unwrap_or_default();
        let of = self.sheet.lines.get(line);
        let asks = of.is_some_and(lines::Line::asks_across);
        asks || (self.means_across(of.and_then(|line| line.prices)) && !own)
    }

    fn across_total(&mut self, place: Place, counted: &[usize], goes_on: &[bool]) {
        let across = self.sheet.across();
        let Some(target) = self.id(place, across) else { return };
        if !self.adds_across() {
            self.meaningless(place, target);
            return;
        }
        let asked =
            [Place::Grand, place].iter().any(|of| self.sheet.written(*of, across).is_some());
        let permanent = self.sheet.lines.iter().any(|line| line.permanent);
        if !asked && (permanent || !self.means_across(None)) {
            if !self.book.zero(target) {
                self.wrong.push((target, Kind::Meaningless));
            }
            return;
        }
        self.out.push(Relation::across(target, self.years(place)));
        if counted.iter().all(|line| self.has_across(*line, goes_on)) {
            let of: Vec<(Decimal, usize)> =
                counted.iter().map(|line| (Decimal::ONE, *line)).collect();
            self.out.push(Relation::down(target, self.terms(&of, across)));
        }
    }

    /// The total of a table that is the sum of others.
    fn effect(&mut self, parts: &[usize]) {
        for (column, of) in self.sheet.figure_columns() {
            let Some(target) = self.id(Place::Grand, column) else { continue };
            let terms: Option<Vec<Vec<(Decimal, usize)>>> = parts
                .iter()
                .map(|part| self.book.sheet_of(*part).and_then(|part| total_of(part, &of.key)))
                .collect();
            self.out.extend(terms.map(|terms| Relation::down(target, terms.concat())));
        }
    }

    /// A total over options that exclude each other: money that nobody asks for, unless the table
    /// says what it is.
    fn out_of_question(&mut self, place: Place) {
        let targets: Vec<usize> =
            (0..=self.sheet.across()).filter_map(|column| self.id(place, column)).collect();
        if self.sheet.says_options(place) {
            self.out.retain(|relation| !targets.contains(&relation.target));
        } else if let Some(first) = targets.into_iter().find(|target| !self.book.zero(*target)) {
            self.wrong.push((first, Kind::Exclusive));
        }
    }
}

/// A table's total in a column: its total row, or its counted lines where it has none.
pub(super) fn total_of(sheet: &Sheet<'_>, key: &ColumnKey) -> Option<Vec<(Decimal, usize)>> {
    let column = sheet.column(key)?;
    if let Some(grand) = sheet.id(Place::Grand, column) {
        return Some(vec![(Decimal::ONE, grand)]);
    }
    let counted = sheet.lines.iter().enumerate().filter(|(_, line)| line.counted);
    Some(
        counted
            .filter_map(|(number, _)| Some((Decimal::ONE, sheet.id(Place::Line(number), column)?)))
            .collect(),
    )
}
