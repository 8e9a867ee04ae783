//! The terms of a declared relation, as they are found in a note.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::faults::BAD_RELATION;
use crate::amount::Unit;
use crate::diagnostic::Diagnostic;
use crate::equation::dimensions::{self, Dimension};
use crate::equation::{FigureId, across, derive, options, rows};
use crate::note::{ColumnKey, Declared, Note, Period, PostNo, Table, TableNo, Term, Word};
use crate::suggest;
use crate::text;
use crate::text::Text;

/// The word by which a relation is held for each row.
pub(super) const BY_ROW: &str = "post";

/// One term: `-tabel.post[kolonne]`.
pub(super) struct Part<'n> {
    pub(super) weight: Decimal,
    pub(super) table: TableNo,
    pub(super) of: &'n Table,
    pub(super) post: Option<PostNo>,
    pub(super) column: Option<ColumnKey>,
    /// Its figures, where the relation is held by code.
    pub(super) cells: BTreeMap<String, Vec<Cell>>,
}

impl Part<'_> {
    /// What its figures are counted in.
    pub(super) fn unit(&self) -> Unit {
        match &self.column {
            Some(key) => self.of.unit_of(key),
            None => dimensions::told(self.of).0,
        }
    }

    /// The same, where they are money.
    pub(super) fn money(&self) -> Option<Unit> {
        let key = match &self.column {
            Some(key) => Some(key),
            None => dimensions::told(self.of).1.first().map(|column| &column.key),
        };
        let is_money = dimensions::is_money_in(self.of, key.unwrap_or(&ColumnKey::Across));
        Some(self.unit()).filter(|_| is_money)
    }
}

/// A figure of a term.
#[derive(Clone, Copy)]
pub(super) struct Cell {
    pub(super) period: Option<Period>,
    pub(super) figure: FigureId,
}

/// "mente du …?" of the whole term, of which one name is a slip.
fn meant(written: &str, name: &str, close: &str) -> Text {
    let whole = written.rfind(name).map_or_else(
        || close.to_owned(),
        |at| {
            let (before, after) = (&written[..at], &written[at + name.len()..]);
            format!("{before}{close}{after}")
        },
    );
    text!("mente du {whole}?", "did you mean {whole}?")
}

/// The term that is written so.
pub(super) fn part<'n>(note: &'n Note, word: &Word) -> Result<Part<'n>, Box<Diagnostic>> {
    let written = &word.value;
    let bad = |help| {
        Box::new(
            Diagnostic::new(
                &BAD_RELATION,
                word.span,
                text!("leddet `{written}` kan ikke findes", "the term `{written}` can't be found"),
            )
            .help(help),
        )
    };
    let term = Term::parse(written).ok_or_else(|| {
        bad(text!(
            "skriv tabel, tabel.post eller tabel.post[kolonne], evt. med minus foran",
            "write table, table.post or table.post[column], with a minus before it where needed"
        ))
    })?;
    let (path, column) = match term.name.strip_suffix(']').and_then(|name| name.split_once('[')) {
        Some((path, column)) => (path.to_owned(), Some(column.trim_matches('"').to_owned())),
        None => (term.name.clone(), None),
    };
    let (table_name, post_name) = match path.split_once('.') {
        Some((table, post)) => (table.to_owned(), Some(post.to_owned())),
        None => (path, None),
    };
    let Some(table) = note.table_number(&table_name) else {
        let ids = || note.tables.iter().map(|table| table.id.value.as_str());
        if let Some(close) = suggest::closest(&table_name, ids()) {
            return Err(bad(meant(written, &table_name, close)));
        }
        let named = Word { value: table_name, span: word.span };
        return Err(bad(derive::unknown_table(note, &named).help.unwrap_or_default()));
    };
    let of = &note.tables[table];
    let post = match &post_name {
        None => None,
        Some(name) => {
            Some(of.post_where(|p| p.id.as_ref().is_some_and(|id| id.value == *name)).ok_or_else(
                || {
                    let ids = || {
                        of.posts.iter().filter_map(|p| p.id.as_ref().map(|id| id.value.as_str()))
                    };
                    let listed = ids().collect::<Vec<_>>().join(", ");
                    bad(suggest::closest(name, ids()).map_or_else(
                        || {
                            text!(
                                "posterne med id er {listed}",
                                "the posts with an id are {listed}"
                            )
                        },
                        |close| meant(written, name, close),
                    ))
                },
            )?)
        }
    };
    let column = match column {
        None => None,
        Some(name) if name == "i_alt" => {
            if !across::has_across(note, table, post) {
                return Err(bad(text!(
                    "der er ingen sum på tværs: skriv hvilket år, fx [2020]",
                    "there is no sum across: write which year, e.g. [2020]"
                )));
            }
            Some(ColumnKey::Across)
        }
        Some(name) => {
            let figures = || rows::figure_columns(of);
            Some(
                figures()
                    .find(|column| column.key.to_string() == name)
                    .map(|column| column.key.clone())
                    .ok_or_else(|| {
                        let listed = figures()
                            .map(|column| column.key.to_string())
                            .collect::<Vec<_>>()
                            .join(", ");
                        bad(text!("kolonnerne er {listed}", "the columns are {listed}"))
                    })?,
            )
        }
    };
    Ok(Part { weight: term.weight, table, of, post, column, cells: BTreeMap::new() })
}

/// True for a term that is a whole table's total, where the table has one for each choice among its
/// options: a rule says so.
pub(super) fn ambiguous(note: &Note, relation: &Declared, part: &Part<'_>) -> bool {
    let apart = |word: &Word| word.value == BY_ROW || word.value == Dimension::Choice.key();
    let by_option = relation.for_each.iter().any(apart);
    let counted = part.of.posts.iter().filter(|post| post.counted());
    part.post.is_none() && !by_option && options::clash(note, counted).is_some()
}

/// The terms of a note's relations that are a total over options that exclude each other, each with
/// two of those.
pub(crate) fn over_options(note: &Note) -> impl Iterator<Item = (&Word, &Word, &Word)> {
    let terms = note
        .declared
        .iter()
        .flat_map(|relation| relation.terms.iter().map(move |word| (relation, word)));
    terms.filter_map(|(relation, word)| {
        let part = part(note, word).ok().filter(|part| ambiguous(note, relation, part))?;
        let (one, other) =
            options::clash(note, part.of.posts.iter().filter(|post| post.counted()))?;
        Some((word, one, other))
    })
}

/// The finest unit of the terms that are money; `None` where there are no terms.
pub(super) fn unit(parts: &[Part<'_>]) -> Option<Unit> {
    let money = parts.iter().filter_map(Part::money);
    money.reduce(Unit::finer).or_else(|| parts.first().map(Part::unit))
}

/// What one of the last digit of a term's figures is, as a power of ten in kroner.
pub(super) fn last_digit(part: &Part<'_>) -> i64 {
    let own = part.column.as_ref().and_then(|key| part.of.column(key)?.decimals);
    i64::from(part.unit().exponent()) - i64::from(own.unwrap_or(part.of.decimals))
}

/// A term in a coarser unit than another whose figures can't be determined to that one's last
/// digit, and don't say that they are rounded, with the one in the finest unit: as a rule they are
/// rounded all the same, and are not held against the other.
pub(super) fn apart<'p, 'n>(parts: &'p [Part<'n>]) -> Option<(&'p Part<'n>, &'p Part<'n>)> {
    let money = || parts.iter().filter(|part| part.money().is_some());
    let finest = money().min_by_key(|part| (part.unit().exponent(), last_digit(part)))?;
    let coarse = |part: &&Part<'n>| {
        part.unit() != finest.unit() && !part.of.rounded && last_digit(part) > last_digit(finest)
    };
    money().find(coarse).map(|part| (part, finest))
}

/// The terms of a relation, where all can be found.
pub(super) fn parts<'n>(note: &'n Note, relation: &Declared) -> Option<Vec<Part<'n>>> {
    relation.terms.iter().map(|word| part(note, word).ok()).collect()
}

/// The word by which a relation asks to be held for each row.
pub(super) fn by_row(relation: &Declared) -> Option<&Word> {
    relation.for_each.iter().find(|word| word.value == BY_ROW)
}
