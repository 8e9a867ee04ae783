//! U and I against the sign: income is negative, expenditure is not.

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{ColumnKey, Direction, Kind, Post, Sort, Table};
use crate::rule::context::Context;
use crate::rule::sums::mend::signs_in_findings;
use crate::text;

rule!(
    /// Savings and moved money are negative expenditure in print, so this is no error.
    SIGN = "ui-fortegn", Warning; "Fortegnet passer ikke til U eller I.", "The sign does not fit U or I."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    // A minus that a sum is short of is reported there, with both sides.
    let reported = signs_in_findings(context);
    for table in &context.note.tables {
        // Money moved within a table that adds to zero is negative where it is taken from.
        let moved = table.must_give.as_ref().is_some_and(|stated| stated.value.is_zero());
        for post in table.posts.iter().filter(|post| matches!(post.kind, Kind::Plain)) {
            findings.extend(
                self::post(table, post, moved)
                    .filter(|finding| !reported.contains(&finding.primary.span)),
            );
        }
    }
}

/// True for a figure of the money that the table is about: columns of its own beside the years are
/// not.
fn is_money(table: &Table, column: &ColumnKey) -> bool {
    match column {
        ColumnKey::Across => false,
        ColumnKey::Named(_) => table.periods().next().is_none(),
        ColumnKey::Period(_) | ColumnKey::Amount => true,
    }
}

fn post(table: &Table, post: &Post, moved: bool) -> Option<Diagnostic> {
    let ui = post.ui.as_ref()?;
    let saved = moved || matches!(post.sort(), Sort::Saving | Sort::Financing);
    let against = |negative: bool| {
        let figures = post.cells.iter().filter(|cell| is_money(table, &cell.column));
        figures.filter(move |cell| {
            cell.amount()
                .is_some_and(|amount| !amount.is_zero() && amount.is_negative() == negative)
        })
    };
    let income = ui.value == Direction::Income;
    if !income && saved {
        return None;
    }
    let first = against(!income).next()?;
    let value = first.value?;
    let rate = value.rate().map(|rate| rate.yearly);
    let amount = rate.unwrap_or_else(|| value.amount());
    let (by_da, by_en) = if rate.is_some() { (" om året", " a year") } else { ("", "") };
    let (message, help) = if income {
        (
            text!(
                "{amount}{by_da} er positivt, men posten er en indtægt (I)",
                "{amount}{by_en} is positive, but the post is income (I)"
            ),
            text!(
                "indtægter skrives med minus; er det en udgift, så skriv ui = \"U\"",
                "income is written with a minus; if it is expenditure, write ui = \"U\""
            ),
        )
    } else {
        (
            text!(
                "{amount}{by_da} er negativt, men posten er en udgift (U)",
                "{amount}{by_en} is negative, but the post is expenditure (U)"
            ),
            text!(
                "er det en indtægt, så skriv ui = \"I\"; er det en besparelse, så skriv art = \"besparelse\"",
                "if it is income, write ui = \"I\"; if it is a saving, write art = \"besparelse\""
            ),
        )
    };
    let word = ui.value.word();
    Some(
        Diagnostic::new(&SIGN, first.span, message)
            .help(help)
            .label(ui.span, text!("her står {word}", "{word} is written here")),
    )
}
