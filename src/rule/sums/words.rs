//! What rows, columns and codes are called in messages.

use crate::amount::Amount;
use crate::equation::dimensions::{Dimension, Dimensions, is_money_in};
use crate::equation::{Equation, Figure, Origin, Row};
use crate::note::{ColumnKey, GrandTotal, PostNo, Table};
use crate::register::{NO_COMMITTEE, Named};
use crate::rule::context::Context;
use crate::text;
use crate::text::{Lang, Text, in_sentence, short};

/// A row's own words: its text or its total's label.
pub(in crate::rule) fn row(context: &Context<'_>, figure: &Figure) -> String {
    let table = &context.reconciled.note.tables[figure.table];
    match figure.row {
        Row::Post(post) => self::post(table, post),
        Row::Grand | Row::Stated => total(table),
        Row::Total(index) => {
            table.total_at(index).map_or_else(String::new, |total| short(&total.text.value))
        }
    }
}

/// A post's own words.
pub(super) fn post(table: &Table, post: PostNo) -> String {
    let name = table.post_at(post).and_then(|post| post.name());
    name.map_or_else(|| "posten".to_owned(), |word| short(&word.value))
}

/// An amount as the figure's table prints it.
pub(super) fn figure(figure: &Figure, amount: Amount) -> String {
    amount.danish(figure.measure.decimals)
}

/// What is typed, or would be, as a figure: by the year where the figure is typed so.
pub(super) fn typed(figure: &Figure, typed: Amount) -> Text {
    let amount = typed.danish(figure.measure.decimals);
    match figure.years {
        Some(_) => text!("{amount} om året", "{amount} a year"),
        None => Text::same(amount),
    }
}

/// A whole as the figure's table prints it, with the rate that it is typed as.
pub(super) fn whole(figure: &Figure, whole: Amount) -> Text {
    let amount = self::figure(figure, whole);
    let rate = figure.years.and_then(|_| figure.typed()).map(|rate| typed(figure, rate));
    match rate {
        Some(Text { da, en }) => text!("{amount} ({da})", "{amount} ({en})"),
        None => Text::same(amount),
    }
}

/// An amount that an equation is off by; with its unit where the equation's tables have several.
pub(super) fn off_by(context: &Context<'_>, equation: &Equation, amount: Amount) -> String {
    let figures =
        equation.terms.iter().map(|(_, figure)| context.reconciled.system.figure(*figure));
    let money = figures.filter(|figure| {
        is_money_in(&context.reconciled.note.tables[figure.table], &figure.column)
    });
    let mut units = money.map(|figure| figure.measure.unit);
    let Some(first) = units.next() else { return amount.to_string() };
    let (finest, several) = units.fold((first, false), |(unit, several), other| {
        (unit.finer(other), several || other != first)
    });
    if several { format!("{amount} {}", finest.short()) } else { amount.to_string() }
}

/// What a sum is of, in words.
pub(super) fn parts_of(origin: &Origin) -> (&'static str, &'static str) {
    match origin {
        Origin::Row => ("årene", "the years"),
        Origin::ColumnSum => ("kolonnerne", "the columns"),
        Origin::Effect => ("tabellerne", "the tables"),
        _ => ("posterne", "the posts"),
    }
}

/// The total row's label.
pub(super) fn total(table: &Table) -> String {
    let own = match &table.grand_total {
        GrandTotal::Row { text: Some(text), .. } => Some(text.value.clone()),
        _ => None,
    };
    own.unwrap_or_else(|| table.total_label().to_owned())
}

/// "i 2020", "på tværs", "under Service".
pub(in crate::rule) fn column(table: &Table, key: &ColumnKey) -> Text {
    match key {
        ColumnKey::Period(period) => text!("i {period}", "in {period}"),
        ColumnKey::Across => text!("på tværs", "across"),
        ColumnKey::Amount => text!("i beløb", "in amount"),
        ColumnKey::Named(id) => {
            let heading = table
                .column(key)
                .and_then(|column| column.text.as_ref())
                .map_or(id, |text| &text.value);
            text!("under {heading}", "under {heading}")
        }
    }
}

/// What two tables are compared on: "service hos BIU", or nothing where it is the whole.
pub(super) fn dims(context: &Context<'_>, dims: &Dimensions, by: &[Dimension]) -> Option<Text> {
    let said = |dimension| {
        by.contains(&dimension)
            .then(|| Some(code(context, dimension, dims.get(dimension)?)))
            .flatten()
    };
    let (area, committee) = (said(Dimension::Area), said(Dimension::Committee));
    let mut words: Vec<Text> = match (area, committee) {
        (area, Some(committee)) if committee == NO_COMMITTEE => {
            let area = area.map(|area| format!("{area} ")).unwrap_or_default();
            vec![text!("{area}uden udvalg", "{area}without a committee")]
        }
        (Some(area), Some(committee)) => {
            vec![text!("{area} hos {committee}", "{area} of {committee}")]
        }
        (one, other) => one.or(other).map(Text::same).into_iter().collect(),
    };
    words.extend(
        [Dimension::Appropriation, Dimension::Choice].into_iter().filter_map(said).map(Text::same),
    );
    let join = |lang| words.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(", ");
    (!words.is_empty()).then(|| Text::new(join(Lang::Da), join(Lang::En)))
}

/// A code in the reader's words.
pub(in crate::rule) fn code(context: &Context<'_>, dimension: Dimension, code: &str) -> String {
    let municipality = &context.project.municipality;
    match dimension {
        Dimension::Area => in_sentence(municipality.area(code).any().map_or(code, Named::name)),
        Dimension::Committee => code.to_owned(),
        Dimension::Appropriation => {
            let found = municipality.appropriations(code, context.names.year);
            let number =
                found.first().and_then(|a| a.number.as_ref()).map_or(code, |number| &number.value);
            format!("bevilling {number}")
        }
        Dimension::Choice => format!("valg {code}"),
    }
}
