//! U and I, and what sort a post is, against the sign: income and savings are negative, expenditure
//! is not.

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{Cell, ColumnKey, Direction, Kind, Post, Sort, Table};
use crate::rule::context::Context;
use crate::rule::sums::mend::signs_in_findings;
use crate::text;
use crate::text::Text;

rule!(
    /// Savings and moved money are negative expenditure in print, so this is no error.
    SIGN = "ui-fortegn", Warning; "Fortegnet passer ikke til, om posten er en udgift eller en indtægt.", "The sign does not fit whether the post is expenditure or income."
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
                    .or_else(|| by_sort(table, post, moved))
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

/// A post's figures of money that are negative, or those that are positive.
fn signed<'t>(table: &'t Table, post: &'t Post, negative: bool) -> impl Iterator<Item = &'t Cell> {
    let figures = post.cells.iter().filter(|cell| is_money(table, &cell.column));
    figures.filter(move |cell| {
        cell.amount().is_some_and(|amount| !amount.is_zero() && amount.is_negative() == negative)
    })
}

/// An income or a saving by its `art`, with a plus. A saving that begins with a cost has both.
fn by_sort(table: &Table, post: &Post, moved: bool) -> Option<Diagnostic> {
    let (what, what_en, all, all_en) = match post.sort? {
        Sort::Income if post.ui.is_none() => ("indtægt", "income", "indtægter", "income"),
        Sort::Saving => ("besparelse", "a saving", "besparelser", "savings"),
        _ => return None,
    };
    let counts = |cell: &Cell| table.unit_of(&cell.column).is_money();
    // What a saving costs at first comes before it.
    let from = if *post.sort.as_ref()? == Sort::Saving {
        signed(table, post, true).next().map_or(0, |cell| cell.span.start)
    } else {
        0
    };
    let first = signed(table, post, false)
        .find(|cell| cell.span.start >= from && counts(cell))
        .filter(|_| !moved)?;
    let Text { da: amount, en: amount_en } = written(first)?;
    let word = post.sort?.word();
    let message = text!(
        "{amount} er positivt, men posten er en {what}",
        "{amount_en} is positive, but the post is {what_en}"
    );
    Some(Diagnostic::new(&SIGN, first.span, message).help(text!(
        "{all} skrives med minus; lægger posten til udgifterne, så slet {word} som dens art",
        "{all_en} are written with a minus; if the post adds to expenditure, delete {word} as its art"
    )))
}

/// What is typed in a cell, for messages.
fn written(cell: &Cell) -> Option<Text> {
    let value = cell.value?;
    let rate = value.rate().map(|rate| rate.yearly);
    Some(match rate {
        Some(amount) => text!("{amount} om året", "{amount} a year"),
        None => Text::same(value.amount().to_string()),
    })
}

fn post(table: &Table, post: &Post, moved: bool) -> Option<Diagnostic> {
    let ui = post.ui.as_ref()?;
    let saved = moved || matches!(post.sort(), Sort::Saving | Sort::Financing);
    let income = ui.value == Direction::Income;
    if !income && saved {
        return None;
    }
    let first = signed(table, post, !income).next()?;
    let Text { da: amount, en: amount_en } = written(first)?;
    let (message, help) = if income {
        (
            text!(
                "{amount} er positivt, men posten er en indtægt (I)",
                "{amount_en} is positive, but the post is income (I)"
            ),
            text!(
                "indtægter skrives med minus; er det en udgift, så skriv ui = \"U\"",
                "income is written with a minus; if it is expenditure, write ui = \"U\""
            ),
        )
    } else {
        (
            text!(
                "{amount} er negativt, men posten er en udgift (U)",
                "{amount_en} is negative, but the post is expenditure (U)"
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
