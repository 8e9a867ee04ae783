//! A line that lacks a cell, in words.

use crate::diagnostic::Diagnostic;
use crate::note::Lacks;
use crate::read;
use crate::reconcile::shifted::Shifted;
use crate::rule::context::Context;
use crate::rule::sums::told::Statement;
use crate::rule::sums::words;
use crate::text;
use crate::text::Text;

/// The finding, at the first figure that stands below a wrong header.
pub(super) fn finding(
    context: &Context<'_>,
    shifted: &Shifted,
    statement: Statement,
) -> Option<Diagnostic> {
    let system = &context.reconciled.system;
    let table = context.reconciled.note.table_at(shifted.table)?;
    let Lacks { cells, headers } = table.post_at(shifted.post)?.lacks?;
    let first = system.figure(*shifted.figures.first()?);
    let typed = words::figure(first, first.written()?);
    let message = match &shifted.column {
        Some(column) => text!(
            "linjen har {cells} celler, men der er {headers} overskrifter: den under {column} mangler, så {typed} og det, der følger, står under forkerte overskrifter",
            "the line has {cells} cells, but there are {headers} headers: the one below {column} is missing, so {typed} and what follows it stand below the wrong headers"
        ),
        None => text!(
            "linjen har {cells} celler, men der er {headers} overskrifter: en mangler, så noget af det, der følger, står under forkerte overskrifter",
            "the line has {cells} cells, but there are {headers} headers: one is missing, so some of what follows it stands below the wrong headers"
        ),
    };
    let help = match (&shifted.column, shifted.value) {
        (Some(_), Some(value)) if value.is_zero() => text!(
            "sæt en | mere foran {typed} (en tom celle), så stemmer det",
            "put one more | before {typed} (a blank cell), and it adds up"
        ),
        (Some(_), Some(value)) => {
            let value = words::figure(first, value);
            text!(
                "skriv {value} | foran {typed}, så stemmer det",
                "write {value} | before {typed}, and it adds up"
            )
        }
        (Some(_), None) => text!(
            "skriv tallet og en | foran {typed}, eller sæt kun en | mere for en tom celle",
            "write the figure and a | before {typed}, or only one more | for a blank cell"
        ),
        (None, _) => text!(
            "skriv den celle, der mangler, eller sæt en | mere for en tom celle",
            "write the cell that is missing, or put one more | for a blank one"
        ),
    };
    let finding = Diagnostic::new(&read::FORM, first.span, message).here(Text::default());
    Some(finding.sides(statement.sides).note(statement.note).help(help))
}
