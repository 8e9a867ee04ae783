//! That a page says what its figures are counted in.

use crate::audit::breach::{Audit, Breach, Kind};
use crate::audit::sheet::Sheet;
use crate::note::{Column, ColumnKind};

/// Holds that a page says what a table's figures are counted in: kroner above those that are
/// kroner alone, and at a column what it has for itself.
pub(super) fn verify(sheet: &Sheet<'_>, audit: &mut Audit) {
    let (table, printed) = (sheet.table, sheet.printed);
    let above = printed.unit.as_deref().unwrap_or_default();
    let title = format!("{} {above}", printed.title);
    let own = |column: &Column| column.unit.filter(|unit| *unit != table.unit);
    let shared = || {
        sheet
            .columns
            .iter()
            .any(|column| column.kind == ColumnKind::Figure && own(column).is_none())
    };
    let says_kroner = ["kr.", "mio.", "mia."].iter().any(|word| above.contains(word));
    let wrong = says_kroner && !(table.unit.is_money() && shared())
        || !table.unit.is_money() && shared() && !table.unit.is_said_in(&title);
    if wrong {
        audit.breaches.push(breach(sheet, "", above));
    }
    for (number, column) in sheet.figure_columns() {
        let Some(unit) = column.unit else { continue };
        let Some(head) = sheet.printed_column(number) else { continue };
        let mut words = format!("{} {}", head.header, head.group.as_deref().unwrap_or_default());
        if own(column).is_none() {
            // A column that is counted as its table is: what stands over the table says it.
            words = format!("{words} {title}");
        }
        if !unit.is_said_in(&words) {
            audit.breaches.push(breach(sheet, &head.header, ""));
        }
    }
}

fn breach(sheet: &Sheet<'_>, column: &str, printed: &str) -> Breach {
    Breach {
        kind: Kind::Unit,
        id: sheet.table.id.value.clone(),
        table: sheet.printed.title.clone(),
        row: String::new(),
        column: column.to_owned(),
        printed: printed.to_owned(),
        gives: None,
    }
}
