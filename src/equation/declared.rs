//! Declared relations: `[[afstemning]]`, for what no table type knows.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::diagnostic::{Diagnostic, rule};
use crate::equation::facts::{self, Carried, Dimension, Names};
use crate::equation::{Equation, FigureId, Origin, Row, System, derive, link, options, rows};
use crate::note::{ColumnKey, Declared, Note, Period, Table, Term, Word};
use crate::suggest;
use crate::text;

rule!(BAD_RELATION = "afstemning-led", Error; "Et led i en afstemning kan ikke findes.", "A term of a declared relation can't be found.");

/// One term: `-tabel.post[kolonne]`.
struct Part<'n> {
    weight: Decimal,
    table: usize,
    of: &'n Table,
    post: Option<usize>,
    column: Option<ColumnKey>,
    /// Its table's cells, where the relation is held by code.
    cells: BTreeMap<String, Vec<link::Entry>>,
}

/// What a relation is held for each of.
enum Each {
    Once,
    Period(Period),
    Code(String),
    Both(Period, String),
}

/// Adds the equations of the declared relations whose terms can all be found.
pub(super) fn add(system: &mut System, note: &Note, names: &Names<'_>) {
    for (index, relation) in note.declared.iter().enumerate() {
        let parts: Result<Vec<Part<'_>>, _> = relation.terms.iter().map(|word| part(note, word)).collect();
        let Ok(mut parts) = parts else { continue };
        if parts.iter().any(|part| ambiguous(note, relation, part)) {
            continue;
        }
        if let Some(dimension) = dimension_of(relation) {
            for part in &mut parts {
                for cell in link::entries(system, part.table, part.of, names) {
                    if let Some(code) = cell.dims.get(dimension) {
                        part.cells.entry(code.to_owned()).or_default().push(cell);
                    }
                }
            }
        }
        for each in cases(&parts, relation) {
            let mut terms = Vec::new();
            for part in &parts {
                terms.extend(
                    expand(system, part, &each).into_iter().map(|(w, f)| (w.checked_mul(part.weight).unwrap_or_default(), f)),
                );
            }
            let of = match &each {
                Each::Once => String::new(),
                Each::Period(period) => period.to_string(),
                Each::Code(code) => code.clone(),
                Each::Both(period, code) => format!("{code} {period}"),
            };
            system.equations.push(Equation { origin: Origin::Declared { index, of }, terms, target: None, rounding: None });
        }
    }
}

/// True for a term that is a whole table's total, where the table has one for each choice among its options: a rule says so.
fn ambiguous(note: &Note, relation: &Declared, part: &Part<'_>) -> bool {
    let by_option = relation.for_each.iter().any(|word| word.value == Dimension::Choice.key());
    let counted = part.of.posts.iter().filter(|post| post.counted());
    part.post.is_none() && !by_option && options::clash(note, counted).is_some()
}

/// The terms of a note's relations that are a total over options that exclude each other, each with two of those.
pub(crate) fn over_options(note: &Note) -> impl Iterator<Item = (&Word, &Word, &Word)> {
    let terms = note.declared.iter().flat_map(|relation| relation.terms.iter().map(move |word| (relation, word)));
    terms.filter_map(|(relation, word)| {
        let part = part(note, word).ok().filter(|part| ambiguous(note, relation, part))?;
        let (one, other) = options::clash(note, part.of.posts.iter().filter(|post| post.counted()))?;
        Some((word, one, other))
    })
}

/// What is wrong with the terms of a note's relations.
pub fn findings(note: &Note, names: &Names<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for relation in &note.declared {
        if relation.terms.is_empty() {
            out.push(
                Diagnostic::new(&BAD_RELATION, relation.span, text!("afstemningen har ingen led", "the relation has no terms"))
                    .help(text!("skriv led = [\"tabel\", \"-anden_tabel\"]", "write led = [\"table\", \"-other_table\"]")),
            );
        }
        out.extend(relation.for_each.iter().filter_map(|word| carried_by_all(note, names, relation, word)));
        out.extend(relation.terms.iter().filter_map(|word| part(note, word).err().map(|finding| *finding)));
        for word in &relation.for_each {
            let known = || std::iter::once("aar").chain(Dimension::ALL.iter().map(|d| d.key()));
            if !known().any(|name| name == word.value) {
                let (name, listed) = (&word.value, known().collect::<Vec<_>>().join(", "));
                out.push(
                    Diagnostic::new(
                        &BAD_RELATION,
                        word.span,
                        text!("`{name}` kan ikke stå i for_hver", "`{name}` can't stand in for_hver"),
                    )
                    .help(
                        suggest::did_you_mean(name, known())
                            .unwrap_or_else(|| text!("skriv en af {listed}", "write one of {listed}")),
                    ),
                );
            }
        }
    }
    out
}

/// A finding where a relation is to hold for each of something that a term's table does not say everywhere: what is left out
/// would be left out in silence.
fn carried_by_all(note: &Note, names: &Names<'_>, relation: &Declared, word: &Word) -> Option<Diagnostic> {
    let tables = || relation.terms.iter().filter_map(|term| part(note, term).ok()).map(|part| part.of);
    let lacking = if word.value == "aar" {
        let first: Vec<Period> = tables().next()?.periods().collect();
        tables().find(|table| table.periods().collect::<Vec<_>>() != first)?
    } else {
        let dimension = Dimension::ALL.into_iter().find(|dimension| dimension.key() == word.value)?;
        tables().find(|table| facts::carried(table, &names.posts(table), dimension) != Carried::All)?
    };
    let (id, each) = (&lacking.id.value, &word.value);
    let message = if each == "aar" {
        text!("`{id}` har ikke de samme år som det første led", "`{id}` does not have the first term's years")
    } else {
        text!("`{id}` har ikke {each} på alle poster", "`{id}` does not have {each} on every post")
    };
    Some(Diagnostic::new(&BAD_RELATION, word.span, message).label(lacking.span, text!("tabellen", "the table")).help(text!(
        "så kan sammenhængen ikke holdes for hver af dem: ret tabellen, eller slet {each} i for_hver",
        "then the relation can't be held for each of them: mend the table, or delete {each} in for_hver"
    )))
}

fn part<'n>(note: &'n Note, word: &Word) -> Result<Part<'n>, Box<Diagnostic>> {
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
    let Some(table) = note.tables.iter().position(|table| table.id.value == table_name) else {
        let named = Word { value: table_name, span: word.span };
        return Err(bad(derive::unknown_table(note, &named).help.unwrap_or_default()));
    };
    let of = &note.tables[table];
    let post = match &post_name {
        None => None,
        Some(name) => Some(of.posts.iter().position(|p| p.id.as_ref().is_some_and(|id| id.value == *name)).ok_or_else(|| {
            let ids = || of.posts.iter().filter_map(|p| p.id.as_ref().map(|id| id.value.as_str()));
            let listed = ids().collect::<Vec<_>>().join(", ");
            bad(suggest::did_you_mean(name, ids())
                .unwrap_or_else(|| text!("posterne med id er {listed}", "the posts with an id are {listed}")))
        })?),
    };
    let column = match column {
        None => None,
        Some(name) if name == "i_alt" => Some(ColumnKey::Across),
        Some(name) => {
            Some(of.columns.iter().find(|column| column.key.to_string() == name).map(|column| column.key.clone()).ok_or_else(
                || {
                    let listed = of.columns.iter().map(|column| column.key.to_string()).collect::<Vec<_>>().join(", ");
                    bad(text!("kolonnerne er {listed}", "the columns are {listed}"))
                },
            )?)
        }
    };
    Ok(Part { weight: term.weight, table, of, post, column, cells: BTreeMap::new() })
}

/// The dimension that a relation is held for each code of.
fn dimension_of(relation: &Declared) -> Option<Dimension> {
    Dimension::ALL.into_iter().find(|dimension| relation.for_each.iter().any(|word| word.value == dimension.key()))
}

fn cases(parts: &[Part<'_>], relation: &Declared) -> Vec<Each> {
    let says = |name: &str| relation.for_each.iter().any(|word| word.value == name);
    let dimension = dimension_of(relation);
    // The periods that every term has.
    let periods: Vec<Period> = match parts.first() {
        Some(first) if says("aar") => {
            first.of.periods().filter(|p| parts.iter().all(|part| part.of.periods().any(|other| other == *p))).collect()
        }
        _ => Vec::new(),
    };
    let codes: BTreeSet<&String> = parts.iter().flat_map(|part| part.cells.keys()).collect();
    let codes: Vec<String> = codes.into_iter().cloned().collect();
    match (says("aar"), dimension) {
        (false, None) => vec![Each::Once],
        (true, None) => periods.into_iter().map(Each::Period).collect(),
        (false, Some(_)) => codes.into_iter().map(Each::Code).collect(),
        (true, Some(_)) => {
            let pairs = periods.iter().flat_map(|period| codes.iter().map(move |code| (*period, code.clone())));
            pairs.map(|(period, code)| Each::Both(period, code)).collect()
        }
    }
}

fn expand(system: &System, part: &Part<'_>, each: &Each) -> Vec<(Decimal, FigureId)> {
    let period = match each {
        Each::Period(period) | Each::Both(period, ..) => Some(*period),
        _ => None,
    };
    if let Each::Code(code) | Each::Both(_, code) = each {
        let fits = |cell: &&link::Entry| {
            part.post.is_none_or(|post| cell.post == post) && period.is_none_or(|period| cell.period == Some(period))
        };
        return part.cells.get(code).into_iter().flatten().filter(fits).map(|cell| (cell.weight, cell.figure)).collect();
    }
    let row = part.post.map_or(Row::Grand, Row::Post);
    let column = part.column.clone().or(period.map(ColumnKey::Period));
    let keys: Vec<ColumnKey> = match column {
        Some(key) => vec![key],
        None if system.find(part.table, row, &ColumnKey::Across).is_some() => vec![ColumnKey::Across],
        None => rows::figure_columns(part.of)
            .filter(|column| column.summed && column.sum_of.is_empty())
            .map(|c| c.key.clone())
            .collect(),
    };
    let mut terms = Vec::new();
    for key in &keys {
        match system.find(part.table, row, key) {
            Some(figure) => terms.push((rows::times(part.of, row, key), figure)),
            None if part.post.is_none() => terms.extend(rows::counted(system, part.table, part.of, key)),
            None => {}
        }
    }
    terms
}
