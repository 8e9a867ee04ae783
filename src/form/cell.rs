//! A cell as a key and its value in a block.

use super::head::{Cells, Head};
use super::value::{figure_of_cell, quoted, quoted_lines};
use crate::key::Kind;
use crate::note::Period;
use crate::text;
use crate::text::Text;

/// `key = value` of a cell.
pub(super) fn value(head: &Head, cell: &str) -> Result<String, Text> {
    let no_figure =
        || text!("`{cell}` er intet tal: ret det først", "`{cell}` is no figure: correct it first");
    let figure = || figure_of_cell(cell).ok_or_else(no_figure);
    let name = head.key();
    let value = match head {
        Head::Period(_) | Head::Named(_, Cells::Figures) => figure()?,
        Head::Range(_, key) => format!("{{ {} = {} }}", key.name, figure()?),
        Head::Named(_, Cells::Ticks) if matches!(cell, "x" | "X") => "true".to_owned(),
        Head::Named(_, Cells::Texts) => quoted_lines(cell),
        Head::Named(_, Cells::Ticks) => quoted(cell),
        Head::Key(key) => match key.kind {
            Kind::Amount => figure()?,
            Kind::Bool => match cell.to_lowercase().as_str() {
                "x" | "ja" | "true" => "true".to_owned(),
                "nej" | "false" | "-" | "–" => "false".to_owned(),
                _ => quoted(cell),
            },
            Kind::Texts | Kind::TextOrTexts if key.kind == Kind::Texts || cell.contains(',') => {
                let items = cell.split(',').map(str::trim).filter(|item| !item.is_empty());
                format!("[{}]", items.map(quoted).collect::<Vec<_>>().join(", "))
            }
            _ => quoted(cell),
        },
    };
    let name = if Period::parse(name).is_some() && name.contains('/') {
        quoted(name)
    } else {
        name.to_owned()
    };
    Ok(format!("{name} = {value}"))
}
