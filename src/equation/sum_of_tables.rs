//! The equations of a table that is the sum of others.

use rust_decimal::Decimal;

use crate::equation::{Equation, Origin, Row, System, effect, rows};
use crate::note::{Note, TableNo};

/// Adds the equations of a table that is the sum of others.
pub(super) fn add(system: &mut System, note: &Note, index: TableNo) {
    let table = &note.tables[index];
    let known = effect::parts(note, index);
    for column in rows::figure_columns(table) {
        let key = &column.key;
        let Some(total) = system.find(index, Row::Grand, key) else { continue };
        let Some(parts) = &known else {
            system.void(total);
            continue;
        };
        let mut terms = Vec::new();
        for part in parts {
            let of = &note.tables[*part];
            match system.find(*part, Row::Grand, key) {
                Some(figure) => terms.push((Decimal::ONE, figure)),
                None => terms.extend(rows::counted(system, *part, of, key)),
            }
        }
        terms.push((Decimal::NEGATIVE_ONE, total));
        system.equations.push(Equation {
            origin: Origin::Effect,
            terms,
            target: Some(total),
            rounding: None,
        });
    }
}
