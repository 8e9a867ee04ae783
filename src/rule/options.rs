//! Options that exclude each other are never chosen together: a total that adds them is money
//! nobody asks for. An unwritten total is printed once for each choice; what can't be told so is
//! told here.

use crate::diagnostic::{Diagnostic, rule};
use crate::equation::{declared, dimensions, effect, filter, options, per_choice};
use crate::note::{GrandTotal, Kind, Note, PostNo, SubtotalOf, Table, TableNo, TotalNo, Word};
use crate::rule::context::Context;
use crate::source::Span;
use crate::text;
use crate::text::{Text, short};

rule!(
    EXCLUSIVE = "total-over-valg", Error;
    "En total lægger valgmuligheder sammen, der udelukker hinanden.",
    "A total adds options that exclude each other."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let note = &context.reconciled.note;
    for (index, table) in note.numbered_tables() {
        if dimensions::is_sum_of_tables(table) {
            findings.extend(
                effect::parts(note, index)
                    .into_iter()
                    .flatten()
                    .filter_map(|part| summed(note, table, part)),
            );
            continue;
        }
        if note.tables.iter().any(|sum| sum.sum_of.iter().any(|word| word.value == table.id.value))
        {
            continue;
        }
        findings.extend(grand(note, table));
        findings.extend(table.total_numbers().filter_map(|total| partial(context, table, total)));
        findings.extend(table.post_numbers().filter_map(|post| subtotal(note, table, post)));
    }
    for (term, one, other) in declared::over_options(note) {
        let (name, a, b) = (&term.value, &one.value, &other.value);
        let message = text!(
            "leddet `{name}` lægger valg {a} og {b} sammen, men de udelukker hinanden",
            "the term `{name}` adds the options {a} and {b}, but they exclude each other"
        );
        findings.push(finding(term.span, message, (one, other)).help(text!(
            "skriv \"valg\" i afstemningens for_hver, så den holdes for hver mulighed",
            "write \"valg\" in the relation's for_hver, so that it is checked for each option"
        )));
    }
}

fn finding(span: Span, message: Text, (one, other): (&Word, &Word)) -> Diagnostic {
    let finding = Diagnostic::new(&EXCLUSIVE, span, message);
    let finding = if one.span == span {
        finding
    } else {
        finding.label(one.span, text!("den ene", "the one"))
    };
    if other.span == span {
        finding
    } else {
        finding.label(other.span, text!("den anden", "the other"))
    }
}

/// The total row, where it is not reported for each choice: it is written as one figure, or the
/// choices are too many.
fn grand(note: &Note, table: &Table) -> Option<Diagnostic> {
    let GrandTotal::Row { span, cells, .. } = &table.grand_total else { return None };
    let (one, other) = options::clash(note, table.posts.iter().filter(|post| post.counted()))?;
    let (id, a, b) = (&table.id.value, &one.value, &other.value);
    let message = text!(
        "totalen i `{id}` lægger valg {a} og {b} sammen, men de udelukker hinanden",
        "the total of `{id}` adds the options {a} and {b}, but they exclude each other"
    );
    let by_hand = text!(
        "skriv i_alt = false på tabellen, og en [[tabel.total]] med hvor = {{ valg = \"{a}\" }} for hver",
        "write i_alt = false on the table, and a [[tabel.total]] with hvor = {{ valg = \"{a}\" }} for each"
    );
    let help = if cells.is_empty() {
        by_hand
    } else {
        let Text { da, en } = by_hand;
        text!(
            "slet de skrevne tal, så trykkes der en total for hver mulighed; eller {da}",
            "delete the written figures, and a total is printed for each option; or {en}"
        )
    };
    let finding = Diagnostic::new(&EXCLUSIVE, other.span, message);
    Some(
        finding
            .label(one.span, text!("den ene", "the one"))
            .label(*span, text!("totalen", "the total"))
            .help(help),
    )
}

/// A partial total, where it is not reported for each choice.
fn partial(context: &Context<'_>, table: &Table, number: TotalNo) -> Option<Diagnostic> {
    let total = table.total_at(number)?;
    let counted = filter::counted_by(table, total, &context.names);
    let (one, other) = options::clash(&context.reconciled.note, counted)?;
    let (name, a, b) = (short(&total.text.value), &one.value, &other.value);
    let message = text!(
        "`{name}` lægger valg {a} og {b} sammen, men de udelukker hinanden",
        "`{name}` adds the options {a} and {b}, but they exclude each other"
    );
    Some(finding(total.text.span, message, (one, other)).help(text!(
        "slet totalens skrevne tal, så trykkes der en for hver mulighed; eller skriv en for hver med valg = \"{a}\" i hvor",
        "delete the total's written figures, and one is printed for each option; or write one for each with valg = \"{a}\" in hvor"
    )))
}

fn subtotal(note: &Note, table: &Table, number: PostNo) -> Option<Diagnostic> {
    let (one, other) = per_choice::clash_in(note, table, number)?;
    let post = table.post_at(number)?;
    let name = post.name().map_or_else(|| "delsummen".to_owned(), |word| short(&word.value));
    let (a, b) = (&one.value, &other.value);
    let message = text!(
        "`{name}` lægger valg {a} og {b} sammen, men de udelukker hinanden",
        "`{name}` adds the options {a} and {b}, but they exclude each other"
    );
    let (span, help) = match &post.kind {
        Kind::Subtotal(SubtotalOf::Posts(terms)) => {
            let help = text!(
                "lad sum_af nævne posterne fra én mulighed ad gangen",
                "let sum_af name the posts of one option at a time"
            );
            (terms.first().map_or(post.span, |term| term.span), help)
        }
        Kind::Subtotal(SubtotalOf::SinceLast(span)) => {
            let help = text!(
                "sæt en [[tabel.post]] med delsum = true efter posterne i valg {a}, så hver mulighed får sin delsum",
                "put a [[tabel.post]] with delsum = true after the posts of option {a}, so that each option has its subtotal"
            );
            (*span, help)
        }
        _ => return None,
    };
    Some(finding(span, message, (one, other)).help(help))
}

/// A table that an effect is the sum of, and that has options that exclude each other.
fn summed(note: &Note, table: &Table, part: TableNo) -> Option<Diagnostic> {
    let of = note.table_at(part)?;
    let (one, other) = options::clash(note, of.posts.iter().filter(|post| post.counted()))?;
    let id = &of.id.value;
    let word = table.sum_of.iter().find(|word| word.value == *id)?;
    let (sum, a, b) = (&table.id.value, &one.value, &other.value);
    let message = text!(
        "`{sum}` lægger valg {a} og {b} i `{id}` sammen, men de udelukker hinanden",
        "`{sum}` adds the options {a} and {b} of `{id}`, but they exclude each other"
    );
    Some(finding(word.span, message, (one, other)).help(text!(
        "giv hver mulighed sin egen tabel, og nævn kun den ene i sum_af",
        "give each option a table of its own, and name only one of them in sum_af"
    )))
}
