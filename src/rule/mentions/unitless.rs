//! An amount without its unit: "udgør 1.700.000 i 2027", where a table has just that.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::amount::Unit;
use crate::diagnostic::{Diagnostic, rule};
use crate::equation::FigureId;
use crate::rule::context::Context;
use crate::rule::sums::words;
use crate::text;

rule!(
    UNITLESS = "beloeb-uden-enhed", Remark;
    "Et tal i teksten er et af tabellernes beløb, men har ingen enhed.",
    "A number in the text is an amount of the tables, but has no unit."
);

/// The words that come after an amount; after a count comes what is counted.
const AFTER: &[&str] =
    &["i", "om", "årligt", "pr", "fra", "varigt", "samlet", "hvert", "per", "for"];

/// What stands before an amount whose unit is said first.
const BEFORE: &[&str] =
    &["kr", "kr.", "dkk", "kroner", "nr", "nr.", "og", "til", "mellem", "eller"];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for text in &context.prose.texts {
        for passage in &text.list {
            for at in &passage.digits {
                let Some((range, value)) = number(&passage.text, *at) else { continue };
                if !is_amount(&passage.text, &range) {
                    continue;
                }
                let Some(figure) = figure(context, value) else { continue };
                let written = &passage.text[range.clone()];
                let known = context.reconciled.system.figure(figure);
                let id = &context.reconciled.note.tables[known.table].id.value;
                let (row, column) = (words::row(context, known), &known.column);
                let message = text!(
                    "{written} har ingen enhed; `{row}` i `{id}` er {written} kr. i {column}",
                    "{written} has no unit; `{row}` in `{id}` is {written} kr. in {column}"
                );
                let finding =
                    Diagnostic::new(&UNITLESS, text.span(passage, range.clone()), message)
                        .help(text!("skriv {written} kr.", "write {written} kr."));
                findings
                    .push(Diagnostic { replacement: Some(format!("{written} kr.")), ..finding });
            }
        }
    }
}

/// The number of a million or more that begins at a digit, in groups of three.
fn number(text: &str, at: usize) -> Option<(Range<usize>, Decimal)> {
    // Most numbers are not in groups, which is told at once.
    let bytes = &text.as_bytes()[at..];
    let first = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if first > 3 || bytes.get(first) != Some(&b'.') {
        return None;
    }
    let before = &text[..at];
    if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '-' | '–'))
    {
        return None;
    }
    let end = text[at..]
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .map_or(text.len(), |length| at + length);
    let written = text[at..end].trim_end_matches('.');
    let mut groups = written.split('.');
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
    let mut digits = first.to_owned();
    let mut count = 0;
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        count += 1;
        digits.push_str(group);
    }
    let value = digits.parse().ok().filter(|_| (2..=4).contains(&count))?;
    Some((at..at + written.len(), value))
}

/// True for a number that is written as an amount is, and has no unit before or after it.
fn is_amount(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].split_whitespace().next_back().unwrap_or_default();
    if BEFORE.contains(&before.to_lowercase().as_str()) {
        return false;
    }
    let after = &text[range.end..];
    let ends = after.trim_start_matches(['.', ',', ';', ')']).trim_start();
    if ends.is_empty() || after.starts_with(['.', ';', ')']) {
        return true;
    }
    let blank = after.starts_with([' ', '\u{a0}']);
    let next = after.split_whitespace().next().unwrap_or_default();
    blank && AFTER.contains(&next.trim_end_matches(['.', ',']))
}

/// A written figure of so many kroner.
fn figure(context: &Context<'_>, kroner: Decimal) -> Option<FigureId> {
    let system = &context.reconciled.system;
    let is = |id: &FigureId| {
        let figure = system.figure(*id);
        let factor = figure.measure.unit.factor(Unit::Kr);
        let own = figure.written().zip(factor).and_then(|(own, factor)| own.times(factor));
        own.is_some_and(|own| own.abs().decimal() == kroner)
    };
    (0..system.figures.len()).map(FigureId).find(is)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_without_a_unit_are_told_from_counts() {
        let is = |text: &str| {
            let at = text.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
            number(text, at).is_some_and(|(range, _)| is_amount(text, &range))
        };
        for text in [
            "Udgiften udgør 1.700.000 i 2027",
            "Udgiften er 1.700.000.",
            "Udgiften er 1.700.000 årligt.",
            "Udgiften (1.700.000) er ny.",
        ] {
            assert!(is(text), "{text}");
        }
        for text in [
            "Det er 1.700.000 kr.",
            "Det er kr. 1.700.000.",
            "Der er 1.700.000 borgere i byen.",
            "Det er 1.700.000-2.000.000 kr.",
            "Det er 1.700.000 og 2.000.000 kr.",
            "Afsnit 1.700.00 i",
            "I 1.700 i",
            "Den 1.10.2027 i",
        ] {
            assert!(!is(text), "{text}");
        }
    }
}
