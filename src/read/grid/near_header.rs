//! A header that is nearly a year or the sum across: `Budget 2027`, `B27`, `2027 p/l`, `Total`.

use crate::diagnostic::Diagnostic;
use crate::key::post as p;
use crate::note::Period;
use crate::note::row_words::{SaysIt, says};
use crate::read::grid::faults::COLUMN;
use crate::read::grid::target::Target;
use crate::source::{Span, Spanned};
use crate::text;

/// Words for the sum across, besides those of a total.
const SUMS: &[&str] = &["totalt", "hele perioden"];

/// A header that means a column by other words.
pub(super) struct Near {
    typed: Spanned<String>,
    /// How it must be typed.
    mended: String,
}

/// What a header that is nothing by itself means; `years` are the table's, `taken` says which
/// headers there are.
pub(super) fn meant(
    text: &str,
    span: Span,
    years: &[Period],
    taken: &dyn Fn(&str) -> bool,
) -> Option<(Target, Near)> {
    let near = |mended: &str| {
        let typed = Spanned::new(text.to_owned(), span);
        (!taken(mended)).then(|| Near { typed, mended: mended.to_owned() })
    };
    let mut found = years.iter().filter(|year| says_year(text, **year));
    if let (Some(year), None) = (found.next(), found.next()) {
        return Some((Target::NearPeriod(*year), near(&year.to_string())?));
    }
    // `Total 2027-2030` is of all years.
    let words = text.trim_end_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    let is_total = || says(&words, None) == Some(SaysIt::Total);
    let is_sum = !years.is_empty() && (SUMS.contains(&words.as_str()) || is_total());
    if is_sum { Some((Target::Key(&p::ACROSS), near("I alt")?)) } else { None }
}

/// True where a header has a year among its words, or its last two digits after a letter or two.
fn says_year(text: &str, year: Period) -> bool {
    let Period::Year(_) = year else { return false };
    let year = year.to_string();
    let digits = |text: &str| {
        let parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect::<Vec<_>>()
    };
    let all = digits(text);
    if all.contains(&year) {
        // Of several years it may be any.
        return all.iter().filter(|part| part.len() == year.len()).count() == 1;
    }
    let short =
        text.trim_start_matches(|c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | ' '));
    let before = text.chars().count() - short.chars().count();
    year.get(2..) == Some(short) && before <= "Budget '".len()
}

/// Says which headers are written with more than their year, all in one.
pub(super) fn finding(near: &[Near]) -> Option<Diagnostic> {
    let (first, others) = near.split_first()?;
    let typed = &first.typed.value;
    let message =
        text!("`{typed}` er ikke en kolonne i tabellen", "`{typed}` is no column of the table");
    let mut finding = Diagnostic::new(&COLUMN, first.typed.span, message);
    let mended = &first.mended;
    if others.is_empty() {
        return Some(finding.help(text!("mente du {mended}?", "did you mean {mended}?")));
    }
    for other in others {
        let mended = &other.mended;
        finding =
            finding.label(other.typed.span, text!("mente du {mended}?", "did you mean {mended}?"));
    }
    let all: Vec<&str> = near.iter().map(|near| near.mended.as_str()).collect();
    let all = all.join(" | ");
    Some(finding.help(text!("skriv overskrifterne alene: {all}", "write the headers alone: {all}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_known_by_its_digits() {
        for text in ["Budget 2027", "2027 p/l", "B2027", "År 2027", "27", "B27", "BO 27", "'27"] {
            assert!(says_year(text, Period::Year(2027)), "{text}");
            assert!(!says_year(text, Period::Year(2028)), "{text}");
        }
        for text in ["2027-2030", "Ændring 2027 til 2028", "12027", "Trin 127", "Beløb"] {
            assert!(!says_year(text, Period::Year(2027)), "{text}");
        }
    }
}
