//! Relations held for each row: the equations between the rows of two tables.

use super::pairing::Pairing;
use super::plan::plan;
use super::term::{Part, by_row};
use crate::equation::dimensions::Names;
use crate::equation::each::Each;
use crate::equation::{Equation, Origin, Row, System};
use crate::note::{Declared, Note};

/// Adds an equation for each pair of rows and each column that is compared; the terms' weights are
/// of what is told in one unit.
pub(super) fn add(
    system: &mut System,
    note: &Note,
    names: &Names<'_>,
    (index, relation): (usize, &Declared),
    parts: &[Part<'_>],
) {
    let Some(asked) = by_row(relation) else { return };
    let Ok(plan) = plan(note, relation, asked, parts) else { return };
    let pairing = Pairing::new(note, plan.tables, names);
    for (left, right) in pairing.pairs {
        for column in &plan.columns {
            let figures = parts.iter().zip(&column.of).map(|(part, key)| {
                let post = if part.table == plan.tables[0] { left } else { right };
                Some((part.weight, system.find(part.table, Row::Post(post), key)?))
            });
            // What has no sum across on this row is not compared in it.
            let Some(terms) = figures.collect::<Option<Vec<_>>>() else { continue };
            let of = Each::Row { table: plan.tables[0], post: left, column: column.common.clone() };
            system.equations.push(Equation {
                origin: Origin::Declared { index, of },
                terms,
                target: None,
                rounding: None,
            });
        }
    }
}
