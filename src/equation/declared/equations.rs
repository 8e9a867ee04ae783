//! The equations of declared relations.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::by_row;
use super::term::{self, Cell, Part, ambiguous, apart, parts, unit};
use super::wrong::fixed;
use crate::equation::dimensions::{self, Dimension, Dimensions, Names};
use crate::equation::each::Each;
use crate::equation::{Equation, FigureId, Origin, Row, System, rows};
use crate::note::{ColumnKey, Declared, Note, Period, PostNo};

/// Adds the equations of the declared relations whose terms can all be found.
pub(in crate::equation) fn add(system: &mut System, note: &Note, names: &Names<'_>) {
    for (index, relation) in note.declared.iter().enumerate() {
        let Some(mut parts) = parts(note, relation) else { continue };
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
        let by_row = term::by_row(relation).is_some();
        for part in &mut parts {
            // Told in the finest of their units.
            let scale = part.money().and_then(|own| own.factor(unit)).unwrap_or(Decimal::ONE);
            part.weight = part.weight.checked_mul(scale).unwrap_or_default();
            if let Some(dimension) = dimension_of(relation).filter(|_| !by_row) {
                part.cells = by_code(system, part, dimension, names);
            }
        }
        if by_row {
            by_row::add(system, note, names, (index, relation), &parts);
            continue;
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
            system.equations.push(Equation {
                origin: Origin::Declared { index, of: each },
                terms,
                target: None,
                rounding: None,
            });
        }
    }
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
        let columns = match &part.column {
            Some(key) => {
                rows::figure_columns(part.of).filter(|column| column.key == *key).collect()
            }
            None => dimensions::told(part.of).1,
        };
        for column in columns {
            add(&column.key, &names.cell(own, column), column.year);
        }
    }
    out
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
        None => dimensions::told(part.of).1.into_iter().map(|column| column.key.clone()).collect(),
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
