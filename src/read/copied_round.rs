//! A round that was copied from an earlier one: its folder, title, years, date and price level speak
//! of two budgets.

use crate::diagnostic::{Diagnostic, rule};
use crate::key::{Key, round as k};
use crate::note::{Period, PriceLevel, PriceLevels};
use crate::read::fields::Fields;
use crate::read::reader::Reader;
use crate::register::Round;
use crate::source::Span;
use crate::text;
use crate::text::Text;

rule!(
    APART = "runde-aar", Warning;
    "Rundens mappe, titel, år, dato og prisniveau er ikke fra det samme budget.",
    "The round's folder, title, years, date and price level are not of the same budget."
);

/// Something of a round that is of another budget.
struct Odd {
    span: Span,
    /// What it says.
    says: Text,
    /// What it should be, and the same as it is typed in its place where that is known.
    mend: Text,
    typed: Option<String>,
}

/// Says of a round of a budget what in it is of another.
pub(super) fn check(reader: &mut Reader, fields: &Fields<'_>, round: &Round) {
    let (folder, title) = (budget(&round.folder), budget(&round.title));
    let first = round.years.first().map(|period| period.value);
    let is_first = |year: u16| first.is_none_or(|period| begins(period, year));
    let place = |key: &'static Key| fields.node(key).map(|node| node.span);
    let (name, own) = (&round.folder, &round.title);
    match (folder, title) {
        // The folder was not named anew.
        (Some(folder), Some(title)) if folder != title && first.is_some() && is_first(title) => {
            let Some(span) = place(&k::TITLE) else { return };
            let message = text!(
                "mappen hedder {name}, men titlen er {own}, og årene passer til titlen",
                "the folder is called {name}, but the title is {own}, and the years fit the title"
            );
            let named = name.replacen(&folder.to_string(), &title.to_string(), 1);
            reader.push(Diagnostic::new(&APART, span, message).help(text!(
                "omdøb mappen til {named}, eller ret titlen og årene",
                "rename the folder to {named}, or correct the title and the years"
            )));
        }
        // Either may be right.
        (None, Some(title)) if !is_first(title) => {
            let (Some(first), Some(span)) = (first, place(&k::YEARS)) else { return };
            let message = text!(
                "titlen er {own}, men årene begynder i {first}",
                "the title is {own}, but the years begin in {first}"
            );
            let finding = Diagnostic::new(&APART, span, message);
            let title = place(&k::TITLE).into_iter();
            let finding = title.fold(finding, |finding, span| finding.label(span, Text::default()));
            reader.push(finding.help(text!(
                "ret titel eller aar; se også efter dato og prisniveau",
                "correct titel or aar; check dato and prisniveau too"
            )));
        }
        (Some(year), _) | (None, Some(year)) => {
            let odd = odd(fields, round, year, title);
            if let Some(finding) = told(round, year, &odd) {
                reader.push(finding);
            }
        }
        (None, None) => {}
    }
}

/// What of a round is of another budget than `year`'s.
fn odd(fields: &Fields<'_>, round: &Round, year: u16, title: Option<u16>) -> Vec<Odd> {
    let place = |key: &'static Key| fields.node(key).map(|node| node.span);
    let mut odd = Vec::new();
    let mut add = |key: &'static Key, says: Text, mend: Text, typed: Option<String>| {
        odd.extend(place(key).map(|span| Odd { span, says, mend, typed }));
    };
    if let Some(other) = title.filter(|other| *other != year) {
        let own = &round.title;
        let named = own.replacen(&other.to_string(), &year.to_string(), 1);
        let typed = format!("\"{named}\"");
        let mend = text!("titel til {typed}", "titel to {typed}");
        add(&k::TITLE, text!("titlen er {own}", "the title is {own}"), mend, Some(typed));
    }
    let first = round.years.first().map(|period| period.value);
    if let Some(first) = first.filter(|first| !begins(*first, year)) {
        let says = text!("årene begynder i {first}", "the years begin in {first}");
        let typed = shifted(round, year);
        let mend = match &typed {
            Some(typed) => text!("aar til {typed}", "aar to {typed}"),
            None => text!("aar, så det begynder i {year}", "aar, so that it begins in {year}"),
        };
        add(&k::YEARS, says, mend, typed);
    }
    let copied =
        title.is_some_and(|other| other != year) || first.is_some_and(|f| !begins(f, year));
    // A budget is made in the prices of its own year, or of the year before.
    let near = |of: u16| of == year || of + 1 == year;
    let price = price(round);
    if let Some(price) = price.filter(|price| !near(*price) || copied && *price != year) {
        let says = text!("prisniveauet er {price}", "the price level is {price}");
        let mend = text!("prisniveau til {year}", "prisniveau to {year}");
        add(&k::PRICE_LEVEL, says, mend, Some(year.to_string()));
    }
    // And in the year before it.
    let before = year.saturating_sub(1);
    let date = round.date.map(|date| date.parts().0);
    if let Some(date) = date.filter(|date| *date < before) {
        let says = text!("datoen er i {date}", "the date is in {date}");
        let mend = text!("dato til en dag i {before}", "dato to a day in {before}");
        add(&k::DATE, says, mend, None);
    }
    odd
}

/// One finding of all that is odd, at the first of it.
fn told(round: &Round, year: u16, odd: &[Odd]) -> Option<Diagnostic> {
    let (first, rest) = odd.split_first()?;
    let list = |of: fn(&Odd) -> &Text| {
        Text::list(&odd.iter().map(|odd| of(odd).clone()).collect::<Vec<_>>())
    };
    let Text { da, en } = list(|odd| &odd.says);
    let name = if budget(&round.folder) == Some(year) {
        format!("{}/", round.folder)
    } else {
        round.title.clone()
    };
    let message = text!(
        "runden {name} er budgettet for {year}, men {da}",
        "the round {name} is the budget of {year}, but {en}"
    );
    let Text { da, en } = list(|odd| &odd.mend);
    let finding = Diagnostic::new(&APART, first.span, message);
    let finding =
        rest.iter().fold(finding, |finding, odd| finding.label(odd.span, odd.says.clone()));
    let alone = rest.is_empty();
    let finding = finding.help(text!("ret {da}", "correct {en}"));
    Some(Diagnostic { replacement: first.typed.clone().filter(|_| alone), ..finding })
}

/// A round's years, as many, from another one on; `None` where they are no plain years in order.
fn shifted(round: &Round, year: u16) -> Option<String> {
    let first = round.years.first()?.value.first();
    let mut years = Vec::new();
    for (at, period) in (0..).zip(&round.years) {
        if period.value != Period::Year(first.checked_add(at)?) {
            return None;
        }
        years.push(year.checked_add(at)?.to_string());
    }
    Some(format!("[{}]", years.join(", ")))
}

/// The one year of a title or a folder of a budget: "Budget 2027", `budget-2027-2030`.
fn budget(name: &str) -> Option<u16> {
    if !name.to_lowercase().contains("budget") {
        return None;
    }
    let numbers = name.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() == 4);
    let mut years = numbers.filter_map(|digits| digits.parse::<u16>().ok());
    let first = years.next().filter(|year| (2000..2200).contains(year))?;
    // "2027-2030" is the budget of 2027; two rounds are named by both.
    years.next().is_none_or(|last| last > first + 1).then_some(first)
}

/// True where a round's first period is a budget's: its year, or one that it lies in.
fn begins(first: Period, year: u16) -> bool {
    match first {
        Period::Year(own) => own == year,
        period => period.first() <= year && year <= period.last(),
    }
}

/// The one year that prices are of.
fn price(round: &Round) -> Option<u16> {
    match &round.prices {
        Some(PriceLevels::One(PriceLevel::Year(year))) => Some(*year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_budget_has_one_year() {
        for (name, year) in [
            ("Budget 2027", Some(2027)),
            ("budget-2027-2030", Some(2027)),
            ("Budgetforlig 2027", Some(2027)),
            ("Overførselssagen 2025-2026", None),
            ("Budget 2026-2027", None),
            ("b", None),
            ("Budget 27", None),
        ] {
            assert_eq!(budget(name), year, "{name}");
        }
    }
}
