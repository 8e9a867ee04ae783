//! Declared relations: `[[afstemning]]`, for what no table type knows.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::amount::Unit;
use crate::diagnostic::{Diagnostic, rule};
use crate::equation::dimensions::{self, Carried, Dimension, Dimensions, Names, is_money};
use crate::equation::{Equation, FigureId, Origin, Row, System, derive, options, rows};
use crate::note::{ColumnKey, Declared, Note, Period, PostNo, Table, TableNo, Term, Word};
use crate::suggest;
use crate::text;

rule!(
    BAD_RELATION = "afstemning-led", Error;
    "Et led i en afstemning kan ikke findes.",
    "A term of a declared relation can't be found."
);
rule!(
    APART = "afstemning-enhed", Warning;
    "En afstemning kan ikke prøves, for et led er talt i en grovere enhed.",
    "A declared relation can't be verified, since a term is counted in a coarser unit."
);

/// One term: `-tabel.post[kolonne]`.
struct Part<'n> {
    weight: Decimal,
    table: TableNo,
    of: &'n Table,
    post: Option<PostNo>,
    column: Option<ColumnKey>,
    /// Its figures, where the relation is held by code.
    cells: BTreeMap<String, Vec<Cell>>,
}

/// A figure of a term.
#[derive(Clone, Copy)]
struct Cell {
    period: Option<Period>,
    figure: FigureId,
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
        let parts: Result<Vec<Part<'_>>, _> =
            relation.terms.iter().map(|word| part(note, word)).collect();
        let Ok(mut parts) = parts else { continue };
        let own_column = relation
            .terms
            .iter()
            .zip(&parts)
            .any(|(word, part)| fixed(relation, part, word).is_some());
        if own_column
            || apart(&parts).is_some()
            || parts.iter().any(|part| ambiguous(note, relation, part))
        {
            continue;
        }
        let Some(unit) = unit(&parts) else { continue };
        for part in &mut parts {
            // Told in the finest of their units.
            let scale = if is_money(part.of) { part.of.unit.factor(unit) } else { Decimal::ONE };
            part.weight = part.weight.checked_mul(scale).unwrap_or_default();
            if let Some(dimension) = dimension_of(relation) {
                part.cells = by_code(system, part, dimension, names);
            }
        }
        for each in cases(&parts, relation) {
            let mut terms = Vec::new();
            for part in &parts {
                terms.extend(
                    expand(system, part, &each)
                        .into_iter()
                        .map(|(w, f)| (w.checked_mul(part.weight).unwrap_or_default(), f)),
                );
            }
            let of = match &each {
                Each::Once => String::new(),
                Each::Period(period) => period.to_string(),
                Each::Code(code) => code.clone(),
                Each::Both(period, code) => format!("{code} {period}"),
            };
            system.equations.push(Equation {
                origin: Origin::Declared { index, of },
                terms,
                target: None,
                rounding: None,
            });
        }
    }
}

/// True for a term that is a whole table's total, where the table has one for each choice among its
/// options: a rule says so.
fn ambiguous(note: &Note, relation: &Declared, part: &Part<'_>) -> bool {
    let by_option = relation.for_each.iter().any(|word| word.value == Dimension::Choice.key());
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

/// What is wrong with the terms of a note's relations.
pub fn findings(note: &Note, names: &Names<'_>) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for relation in &note.declared {
        if relation.terms.is_empty() {
            out.push(
                Diagnostic::new(
                    &BAD_RELATION,
                    relation.span,
                    text!("afstemningen har ingen led", "the relation has no terms"),
                )
                .help(text!(
                    "skriv led = [\"tabel\", \"-anden_tabel\"]",
                    "write led = [\"table\", \"-other_table\"]"
                )),
            );
        }
        out.extend(
            relation.for_each.iter().filter_map(|word| carried_by_all(note, names, relation, word)),
        );
        out.extend(
            relation.terms.iter().filter_map(|word| part(note, word).err().map(|finding| *finding)),
        );
        out.extend(
            relation.terms.iter().filter_map(|word| fixed(relation, &part(note, word).ok()?, word)),
        );
        out.extend(not_compared(note, relation));
        for word in &relation.for_each {
            let known = || std::iter::once("aar").chain(Dimension::ALL.iter().map(|d| d.key()));
            if !known().any(|name| name == word.value) {
                let (name, listed) = (&word.value, known().collect::<Vec<_>>().join(", "));
                out.push(
                    Diagnostic::new(
                        &BAD_RELATION,
                        word.span,
                        text!(
                            "`{name}` kan ikke stå i for_hver",
                            "`{name}` can't stand in for_hver"
                        ),
                    )
                    .help(
                        suggest::did_you_mean(name, known()).unwrap_or_else(|| {
                            text!("skriv en af {listed}", "write one of {listed}")
                        }),
                    ),
                );
            }
        }
    }
    out
}

/// A term's figures by code: those of its post or of all that its table counts, in its column or in
/// all that are added up.
fn by_code(
    system: &System,
    part: &Part<'_>,
    dimension: Dimension,
    names: &Names<'_>,
) -> BTreeMap<String, Vec<Cell>> {
    let mut out: BTreeMap<String, Vec<Cell>> = BTreeMap::new();
    let asked = |number: &PostNo| {
        part.post.map_or_else(|| part.of.posts[*number].counted(), |post| post == *number)
    };
    for number in part.of.post_numbers().filter(asked) {
        let (row, own) = (Row::Post(number), &system.dims[part.table][number]);
        let mut add = |key: &ColumnKey, dims: &Dimensions, period| {
            let figure = system.find(part.table, row, key);
            if let Some((code, figure)) = dims.get(dimension).zip(figure) {
                out.entry(code.to_owned()).or_default().push(Cell { period, figure });
            }
        };
        if part.column == Some(ColumnKey::Across) {
            add(&ColumnKey::Across, own, None);
            continue;
        }
        let columns = rows::figure_columns(part.of).filter(|column| match &part.column {
            Some(key) => column.key == *key,
            None => column.summed && column.sum_of.is_empty(),
        });
        for column in columns {
            add(&column.key, &names.cell(own, column), column.year);
        }
    }
    out
}

/// The finest unit of the terms that are money; `None` where there are no terms.
fn unit(parts: &[Part<'_>]) -> Option<Unit> {
    let money = parts.iter().filter(|part| is_money(part.of)).map(|part| part.of.unit);
    money.reduce(Unit::finer).or_else(|| parts.first().map(|part| part.of.unit))
}

/// What one of the last digit of a term's figures is, as a power of ten in kroner.
fn last_digit(part: &Part<'_>) -> i64 {
    let own = part.column.as_ref().and_then(|key| part.of.column(key)?.decimals);
    i64::from(part.of.unit.exponent()) - i64::from(own.unwrap_or(part.of.decimals))
}

/// A term in a coarser unit than another whose figures can't be determined to that one's last
/// digit, and don't say that they are rounded, with the one in the finest unit: as a rule they are
/// rounded all the same, and are not held against the other.
fn apart<'p, 'n>(parts: &'p [Part<'n>]) -> Option<(&'p Part<'n>, &'p Part<'n>)> {
    let money = || parts.iter().filter(|part| is_money(part.of));
    let finest = money().min_by_key(|part| (part.of.unit.exponent(), last_digit(part)))?;
    let coarse = |part: &&Part<'n>| {
        part.of.unit != finest.of.unit && !part.of.rounded && last_digit(part) > last_digit(finest)
    };
    money().find(coarse).map(|part| (part, finest))
}

/// Says of a relation that it is not verified, where one of its terms can't be held against
/// another.
fn not_compared(note: &Note, relation: &Declared) -> Option<Diagnostic> {
    let parts: Vec<Part<'_>> =
        relation.terms.iter().map(|word| part(note, word)).collect::<Result<_, _>>().ok()?;
    let (coarse, finest) = apart(&parts)?;
    let word = relation
        .terms
        .iter()
        .zip(&parts)
        .find(|(_, part)| std::ptr::eq(*part, coarse))
        .map(|(word, _)| word)?;
    let (id, unit) = (&coarse.of.id.value, coarse.of.unit.name());
    let (other, fine) = (&finest.of.id.value, finest.of.unit.name());
    let needed = i64::from(coarse.of.unit.exponent()) - last_digit(finest);
    let finding = Diagnostic::new(
        &APART,
        word.span,
        text!(
            "sammenhængen kan ikke efterprøves: `{id}` er i {unit}, `{other}` i {fine}",
            "the relation is not verified: `{id}` is in {unit}, `{other}` in {fine}"
        ),
    )
    .label(coarse.of.id.span, text!("tabellen i {unit}", "the table in {unit}"));
    Some(finding.help(text!(
        "er tallene i `{id}` afrundet hver for sig, så skriv afrundet = true på tabellen; ellers skriv dem med alle cifre og decimaler = {needed}",
        "if each figure in `{id}` is rounded by itself, write afrundet = true on the table; else write them with all digits and decimaler = {needed}"
    )))
}

/// Says of a term that it names its own column, where the relation is to hold for each year.
fn fixed(relation: &Declared, part: &Part<'_>, word: &Word) -> Option<Diagnostic> {
    let year = relation.for_each.iter().find(|each| each.value == "aar")?;
    let (column, written) = (part.column.as_ref()?, &word.value);
    Some(
        Diagnostic::new(
            &BAD_RELATION,
            word.span,
            text!(
                "leddet `{written}` siger selv sin kolonne, men sammenhængen skal holde for hvert år",
                "the term `{written}` names its own column, but the relation is to hold for each year"
            ),
        )
        .label(year.span, text!("for hvert år", "for each year"))
        .help(text!(
            "slet [{column}] i leddet, eller slet aar i for_hver",
            "delete [{column}] in the term, or delete aar in for_hver"
        )),
    )
}

/// A finding where a relation is to hold for each of something that a term's table does not say
/// everywhere: what is left out would be left out in silence.
fn carried_by_all(
    note: &Note,
    names: &Names<'_>,
    relation: &Declared,
    word: &Word,
) -> Option<Diagnostic> {
    let tables =
        || relation.terms.iter().filter_map(|term| part(note, term).ok()).map(|part| part.of);
    let lacking = if word.value == "aar" {
        let first: Vec<Period> = tables().next()?.periods().collect();
        tables().find(|table| table.periods().collect::<Vec<_>>() != first)?
    } else {
        let dimension =
            Dimension::ALL.into_iter().find(|dimension| dimension.key() == word.value)?;
        tables().find(|table| {
            dimensions::carried(table, &names.posts(table), dimension) != Carried::All
        })?
    };
    let (id, each) = (&lacking.id.value, &word.value);
    let message = if each == "aar" {
        text!(
            "`{id}` har ikke de samme år som det første led",
            "`{id}` does not have the first term's years"
        )
    } else {
        text!("`{id}` har ikke {each} på alle poster", "`{id}` does not have {each} on every post")
    };
    Some(Diagnostic::new(&BAD_RELATION, word.span, message).label(lacking.span, text!("tabellen", "the table")).help(text!(
        "så kan sammenhængen ikke holdes for hver af dem: ret tabellen, eller slet {each} i for_hver",
        "then the relation can't be held for each of them: correct the table, or delete {each} in for_hver"
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
    let Some(table) = note.table_number(&table_name) else {
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
                    bad(suggest::did_you_mean(name, ids()).unwrap_or_else(|| {
                        text!("posterne med id er {listed}", "the posts with an id are {listed}")
                    }))
                },
            )?)
        }
    };
    let column = match column {
        None => None,
        Some(name) if name == "i_alt" => {
            if !rows::has_across(note, table, post) {
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

/// The dimension that a relation is held for each code of.
fn dimension_of(relation: &Declared) -> Option<Dimension> {
    Dimension::ALL
        .into_iter()
        .find(|dimension| relation.for_each.iter().any(|word| word.value == dimension.key()))
}

fn cases(parts: &[Part<'_>], relation: &Declared) -> Vec<Each> {
    let says = |name: &str| relation.for_each.iter().any(|word| word.value == name);
    let dimension = dimension_of(relation);
    // The periods that every term has.
    let periods: Vec<Period> = match parts.first() {
        Some(first) if says("aar") => first
            .of
            .periods()
            .filter(|p| parts.iter().all(|part| part.of.periods().any(|other| other == *p)))
            .collect(),
        _ => Vec::new(),
    };
    let codes: BTreeSet<&String> = parts.iter().flat_map(|part| part.cells.keys()).collect();
    let codes: Vec<String> = codes.into_iter().cloned().collect();
    match (says("aar"), dimension) {
        (false, None) => vec![Each::Once],
        (true, None) => periods.into_iter().map(Each::Period).collect(),
        (false, Some(_)) => codes.into_iter().map(Each::Code).collect(),
        (true, Some(_)) => {
            let pairs = periods
                .iter()
                .flat_map(|period| codes.iter().map(move |code| (*period, code.clone())));
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
        let fits = |cell: &&Cell| period.is_none_or(|period| cell.period == Some(period));
        return part
            .cells
            .get(code)
            .into_iter()
            .flatten()
            .filter(fits)
            .map(|cell| (Decimal::ONE, cell.figure))
            .collect();
    }
    let row = part.post.map_or(Row::Grand, Row::Post);
    let column = part.column.clone().or(period.map(ColumnKey::Period));
    let keys: Vec<ColumnKey> = match column {
        Some(key) => vec![key],
        None if system.find(part.table, row, &ColumnKey::Across).is_some() => {
            vec![ColumnKey::Across]
        }
        None => rows::figure_columns(part.of)
            .filter(|column| column.summed && column.sum_of.is_empty())
            .map(|c| c.key.clone())
            .collect(),
    };
    let mut terms = Vec::new();
    for key in &keys {
        match system.find(part.table, row, key) {
            Some(figure) => terms.push((Decimal::ONE, figure)),
            None if part.post.is_none() => {
                terms.extend(rows::counted(system, part.table, part.of, key));
            }
            None => {}
        }
    }
    terms
}
