//! A table's cells: names in full, figures as finished Danish text.

use crate::equation::dimensions::Names;
use crate::equation::{Row as Line, State};
use crate::key::post;
use crate::note::{ColumnKey, ColumnKind, Kind, Marked, Note, Post, PostNo, Table, TableNo, Word};
use crate::pack::capitalised;
use crate::page::Cell;
use crate::reconcile::keys::{self, Key};
use crate::reconcile::solve::Value;
use crate::register::{NO_COMMITTEE, Named};
use crate::table_type::Printed;
use crate::view::PageBuilder;
use crate::view::yearly::ByYear;

/// The text of a post, where what its row is called is its codes or its agreement, with the option
/// that tells it from others.
pub(super) fn own_text(note: &Note, table: &Table, post: &Post) -> Option<String> {
    let by_agreement =
        table.table_type().is_some_and(|kind| kind.printed.contains(&Printed::Agreement));
    match &post.kind {
        Kind::Heading | Kind::Subtotal(_) => None,
        Kind::Gathered { .. } => {
            post.choice.as_ref().map(|choice| capitalised(&chosen(note, &choice.value)))
        }
        _ if by_agreement && post.agreement.is_none() => None,
        _ => {
            let choice = post.choice.as_ref().map(|choice| chosen(note, &choice.value));
            match (&post.text, choice) {
                (Some(text), Some(choice)) => Some(format!("{} ({choice})", text.value)),
                (Some(text), None) => Some(text.value.clone()),
                (None, choice) => choice.map(|words| capitalised(&words)),
            }
        }
    }
}

/// `valg A: Fuld indsats`: the option that a row belongs to.
fn chosen(note: &Note, id: &str) -> String {
    let title = note.choices.iter().find(|own| own.id.value == id).map(|own| &own.title.value);
    match title.filter(|title| !title.is_empty() && *title != id) {
        Some(title) => format!("valg {id}: {title}"),
        None => format!("valg {id}"),
    }
}

/// True where a row belongs to an option and another is called the same: the option alone tells them
/// apart.
fn twice(table: &Table, post: &Post) -> bool {
    let same = |one: &Option<Word>, other: &Option<Word>| {
        one.as_ref().map(|word| &word.value) == other.as_ref().map(|word| &word.value)
    };
    let like = |other: &&Post| {
        !matches!(other.kind, Kind::Heading)
            && same(&other.text, &post.text)
            && same(&other.committee, &post.committee)
    };
    post.choice.is_some() && table.posts.iter().filter(like).nth(1).is_some()
}

impl PageBuilder<'_> {
    /// A cell that says what a row is.
    pub(super) fn label(
        &self,
        index: TableNo,
        table: &Table,
        number: PostNo,
        column: Printed,
    ) -> Cell {
        let post = &table.posts[number];
        if matches!(post.kind, Kind::Heading) && column != Printed::Text {
            return Cell::default();
        }
        let dims = &self.scene.reconciled.system.dims[index][number];
        let word = |word: &Option<crate::note::Word>| {
            word.as_ref().map(|w| w.value.clone()).unwrap_or_default()
        };
        let text = match column {
            Printed::Text => {
                if twice(table, post) {
                    self.of_choice(post, self.text(post))
                } else {
                    self.text(post)
                }
            }
            Printed::OwnText => own_text(self.note, table, post).unwrap_or_default(),
            Printed::Agreement => post
                .agreement
                .as_ref()
                .or(post.text.as_ref())
                .map(|w| w.value.clone())
                .unwrap_or_default(),
            Printed::Area | Printed::AreaOrScope => {
                dims.area.as_deref().map(|id| self.area(id)).unwrap_or_default()
            }
            Printed::CommitteeName => match (&post.text, &dims.committee) {
                (Some(text), _) => text.value.clone(),
                (None, Some(code)) => self.of_choice(post, self.committee(code)),
                (None, None) => String::new(),
            },
            Printed::CommitteeCode => match dims.committee.as_deref() {
                Some(NO_COMMITTEE) => "–".to_owned(),
                code => code.unwrap_or_default().to_owned(),
            },
            Printed::Appropriation => self.appropriation(post, dims.committee.as_deref()),
            Printed::Direction => {
                post.ui.as_ref().map(|ui| ui.value.word().to_owned()).unwrap_or_default()
            }
            Printed::AtPoint => word(&post.at_point),
            Printed::Sort => post.sort.map(|sort| sort.label().to_owned()).unwrap_or_default(),
            Printed::Key => return self.key(index, table, number),
            Printed::Pool => if post.pool { "X" } else { "" }.to_owned(),
            Printed::Permanent => if post.permanent { "Ja" } else { "" }.to_owned(),
        };
        Cell { text, ..Cell::default() }
    }

    /// What a row is called, with the option that it belongs to.
    fn of_choice(&self, post: &Post, label: String) -> String {
        match &post.choice {
            Some(choice) => format!("{label} ({})", chosen(self.note, &choice.value)),
            None => label,
        }
    }

    /// The distribution key: as written, or computed where the table asks for that.
    fn key(&self, index: TableNo, table: &Table, number: PostNo) -> Cell {
        let post = &table.posts[number];
        let words = |text: String| Cell { text, ..Cell::default() };
        let asked = post.key.is_some() || (table.computed_keys && post.counted());
        let shares = asked.then(|| keys::shares(self.scene.reconciled, index, number)).flatten();
        match (&post.key, post.key.as_ref().and_then(|word| Key::parse(&word.value))) {
            (Some(word), None) => words(word.value.clone()),
            (_, Some(key)) => {
                let wrong = shares.is_some_and(|shares| !shares.is_empty() && !key.fits(&shares));
                let disputed =
                    self.scene.disputed.filter(|_| wrong).map(|_| "stemmer ikke".to_owned());
                Cell { disputed, ..words(key.danish()) }
            }
            (None, None) => words(
                shares
                    .and_then(|shares| Key::of(&shares, 0))
                    .map(|key| key.danish())
                    .unwrap_or_default(),
            ),
        }
    }

    /// The whole of what keys in per cent share: of a total that counts the posts of one sort, and
    /// that there is anything in.
    pub(super) fn whole_key(&self, index: TableNo, table: &Table, row: Line) -> String {
        let percent =
            |post: &Post| post.key.as_ref().is_some_and(|key| Key::parse(&key.value).is_some());
        let mut counted = table.posts.iter().filter(|post| post.counted()).map(Post::sort);
        let one_sort = match row {
            Line::Total(number) => table.totals[number].filter.by_sort_alone(),
            Line::Grand => counted.next().is_some_and(|first| counted.all(|sort| sort == first)),
            Line::Post(_) | Line::Stated => false,
        };
        let reconciled = self.scene.reconciled;
        let amount = |key: &ColumnKey| {
            reconciled.solution.value(reconciled.system.find(index, row, key)?).amount()
        };
        let any = table
            .columns
            .iter()
            .any(|column| amount(&column.key).is_some_and(|amount| !amount.is_zero()));
        let shown = one_sort && any && (table.computed_keys || table.posts.iter().any(percent));
        if shown { "100\u{a0}%".to_owned() } else { String::new() }
    }

    /// The post's text, with its administration in brackets where the form has it so.
    fn text(&self, post: &Post) -> String {
        let text =
            post.text.as_ref().or(post.name()).map(|word| word.value.clone()).unwrap_or_default();
        let shown = self.edition.is_some_and(|edition| edition.names_administration)
            && !post.administrations.is_empty();
        if !shown {
            return text;
        }
        let year = self.round.year();
        let codes: Vec<String> = post
            .administrations
            .iter()
            .map(|word| {
                let found = self.project.municipality.administration(&word.value, year).any();
                found.map_or_else(
                    || word.value.clone(),
                    |administration| administration.code().to_owned(),
                )
            })
            .collect();
        format!("{text} ({})", codes.join(", "))
    }

    /// A control area's name.
    pub(super) fn area(&self, id: &str) -> String {
        self.project
            .municipality
            .area(id)
            .any()
            .map_or_else(|| id.to_owned(), |area| area.name().to_owned())
    }

    fn committee(&self, code: &str) -> String {
        let found = self.project.municipality.committee(code, self.round.year()).any();
        found.map_or_else(|| code.to_owned(), |committee| committee.name().to_owned())
    }

    /// Number and name as the register has them.
    fn appropriation(&self, post: &Post, committee: Option<&str>) -> String {
        let Some(word) = &post.appropriation else { return String::new() };
        let names = Names::new(&self.project.municipality, self.round);
        names.appropriation_title(&word.value, committee)
    }

    /// A cell of prose or a tick.
    pub(super) fn word(
        &self,
        index: TableNo,
        number: PostNo,
        post: &Post,
        name: &str,
        kind: ColumnKind,
    ) -> Cell {
        if name == post::PERMANENT.name {
            let says = post.permanent
                || matches!(post.kind, Kind::Plain | Kind::Share(_) | Kind::Gathered { .. });
            let text = if post.permanent { "Ja" } else { "Nej" };
            let text = if says { text.to_owned() } else { String::new() };
            return Cell { text, ..Cell::default() };
        }
        let Some((_, text)) = post.words.iter().find(|(column, _)| column == name) else {
            return Cell::default();
        };
        if kind == ColumnKind::Tick {
            return Cell { text: "X".to_owned(), ..Cell::default() };
        }
        // A cell has no room for a table: one placed there is a finding, and is left out.
        let blocks =
            crate::prose::read(self.scene, text, &format!("celle{}-{}-{name}", index.0, number.0))
                .blocks;
        Cell { blocks: Some(blocks), ..Cell::default() }
    }

    /// How a missing figure is printed.
    pub(super) fn blank(&self, table: &Table) -> String {
        let own = table.blank.as_ref().map(|word| word.value.as_str());
        match own.or(self.edition.map(|edition| edition.blank)) {
            Some("0") => "0".to_owned(),
            Some("-") => "–".to_owned(),
            _ => String::new(),
        }
    }

    /// A figure with the mark of a note, or how one that is not there is printed.
    pub(super) fn figure(
        &self,
        index: TableNo,
        table: &Table,
        row: Line,
        key: &ColumnKey,
        by_year: ByYear,
    ) -> Cell {
        let cell = self.unmarked(index, table, row, key, by_year);
        if table.marks.is_empty() {
            return cell;
        }
        let mark = self.mark(table, &Marked::Figure(row, key.clone()));
        Cell { mark: mark.map(Box::new), ..cell }
    }

    fn unmarked(
        &self,
        index: TableNo,
        table: &Table,
        row: Line,
        key: &ColumnKey,
        by_year: ByYear,
    ) -> Cell {
        let (system, solution) = (&self.scene.reconciled.system, &self.scene.reconciled.solution);
        let blank = || Cell { text: self.blank(table), ..Cell::default() };
        if let Line::Post(number) = row
            && matches!(table.posts[number].kind, Kind::Heading)
        {
            return Cell::default();
        }
        if table.written(row, key).is_some_and(|cell| cell.no_figure) {
            return Cell { text: "–".to_owned(), ..Cell::default() };
        }
        let Some(id) = system.find(index, row, key) else { return Cell::default() };
        let figure = system.figure(id);
        match solution.value(id) {
            _ if solution.is_absent(id) => blank(),
            Value::Known(amount) => {
                let disputed = self.scene.disputed.and_then(|words| words(id));
                let decimals = figure.measure.decimals;
                let typed = figure.years.and_then(|_| figure.typed());
                let text = match (by_year, typed) {
                    (ByYear::Column(years), _) => {
                        amount.divided_by(years.into()).unwrap_or(*amount).danish(decimals)
                    }
                    (ByYear::Cell, Some(rate)) if !rate.is_zero() => {
                        format!("{}\u{a0}årligt", rate.danish(decimals))
                    }
                    _ => amount.danish(decimals),
                };
                Cell { text, disputed, ..Cell::default() }
            }
            Value::Broken | Value::Unsolved | Value::Overflow => {
                let words = if figure.state == State::Broken {
                    "kan ikke læses"
                } else {
                    "kan ikke regnes ud"
                };
                let disputed = self.scene.disputed.map(|_| words.to_owned());
                Cell { text: "?".to_owned(), disputed, ..Cell::default() }
            }
        }
    }
}
