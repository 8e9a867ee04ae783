//! Figures with something beside their digits that a table has no room for: *ca.*, a footnote's
//! mark, a sum written out, letters for digits.

use crate::amount::{Amount, is_dash};
use crate::parse::faults::{Sure, WORDS};
use crate::parse::number::{Number, sure, written};
use crate::text;
use crate::text::Text;

/// Words that say that a figure is not exact.
const ABOUT: [&str; 13] = [
    "ca.", "ca", "cirka", "circa", "omkring", "omtrent", "knap", "godt", "op til", "mindst",
    "højst", "~", "≈",
];

/// Marks that end a sentence or a line elsewhere.
const ENDS: [char; 2] = [';', ':'];

/// Reads a number as Danes write them, or with something beside it: `ca. 500`.
pub(crate) fn number(raw: &str) -> Option<Number> {
    written(raw).or_else(|| near(raw.trim()))
}

/// What a figure is meant as that is no number in any way of writing it.
fn near(raw: &str) -> Option<Number> {
    about(raw)
        .or_else(|| ended(raw))
        .or_else(|| letters(raw))
        .or_else(|| noted(raw))
        .or_else(|| added(raw))
        .or_else(|| between(raw))
}

fn words(message: Text, help: Text, amount: Amount, sure: Sure) -> Number {
    Number { rule: &WORDS, message, help, amount, sure }
}

/// `ca. 3.200`, `3.200 (ca.)`.
fn about(raw: &str) -> Option<Number> {
    let lower = raw.to_lowercase();
    let before = ABOUT.iter().find_map(|word| {
        let rest = lower.strip_prefix(word)?;
        let word_ends = !word.ends_with(char::is_alphabetic) || rest.starts_with([' ', '\u{a0}']);
        word_ends.then_some((*word, raw.get(word.len()..)?))
    });
    let after = || {
        let bare = lower.trim_end_matches(')').trim_end_matches(['.', ' ']);
        let rest = bare.strip_suffix("ca")?.trim_end_matches(['(', ' ']);
        raw.get(..rest.len()).filter(|rest| rest.len() < bare.len() - 2).map(|rest| ("ca.", rest))
    };
    let (word, rest) = before.or_else(after)?;
    let (word, amount) = (word.trim(), sure(rest.trim())?);
    let plain = amount.toml();
    let message = text!("`{raw}` er ikke et præcist tal", "`{raw}` is not an exact figure");
    let help = text!(
        "skriv {plain}; {word} hører hjemme i teksten",
        "write {plain}; {word} belongs in the text"
    );
    Some(words(message, help, amount, Sure::Yes))
}

/// `3_200;`.
fn ended(raw: &str) -> Option<Number> {
    let amount = sure(raw.strip_suffix(ENDS)?.trim_end())?;
    let plain = amount.toml();
    let message =
        text!("der står et tegn efter tallet: `{raw}`", "a mark stands after the figure: `{raw}`");
    Some(words(message, text!("skriv {plain}", "write {plain}"), amount, Sure::Yes))
}

/// `3_2OO`: letters that look like digits.
fn letters(raw: &str) -> Option<Number> {
    let is_digit = |c: char| c.is_ascii_digit();
    let digits = raw.chars().filter(|c| is_digit(*c)).count();
    let own = raw.chars().filter(|c| digit_for(*c).is_some()).count();
    let rest = raw
        .chars()
        .all(|c| is_digit(c) || digit_for(c).is_some() || matches!(c, '.' | ',' | '_' | ' ' | '-'));
    if !rest || own == 0 || digits < 2 || own > digits {
        return None;
    }
    let plain: String = raw.chars().map(|c| digit_for(c).unwrap_or(c)).collect();
    let amount = sure(&plain)?;
    let letter = raw.chars().find(|c| digit_for(*c).is_some())?;
    let digit = digit_for(letter)?;
    let plain = amount.toml();
    let message = text!(
        "`{raw}` har bogstavet {letter}, hvor der skal stå cifferet {digit}",
        "`{raw}` has the letter {letter} where the digit {digit} should stand"
    );
    Some(words(message, text!("skriv {plain}", "write {plain}"), amount, Sure::Yes))
}

/// The digit that a letter is typed for.
pub(crate) fn digit_for(c: char) -> Option<char> {
    match c {
        'O' | 'o' => Some('0'),
        'l' | 'I' => Some('1'),
        _ => None,
    }
}

/// `3.200*`, `3.200¹`, `3_200 [1]`, `3_200 // tjek`: a figure and what was noted beside it.
fn noted(raw: &str) -> Option<Number> {
    let digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '_' | ' ' | '-');
    let end = raw.find(|c: char| !digit(c))?;
    let end = raw.get(..end)?.find(" --").unwrap_or(end);
    let (figure, note) = raw.split_at_checked(end)?;
    let (note, amount) = (note.trim(), sure(figure.trim())?);
    let plain = amount.toml();
    let mark = note.chars().all(|c| matches!(c, '*' | '¹' | '²' | '³' | '†'));
    let bracketed = note.starts_with(['[', '(']) && note.ends_with([']', ')']);
    let comment = ["//", "--", "/*", "<!--"].iter().any(|mark| note.starts_with(mark));
    let message =
        text!("der står mere end tallet: `{raw}`", "there is more than the figure: `{raw}`");
    let help = if mark || bracketed {
        text!(
            "skriv {plain}; en note til tallet skrives i tabellens note",
            "write {plain}; a note about the figure is written in the table's note"
        )
    } else if comment {
        let words = note.trim_start_matches(['/', '-', '*', '<', '!', ' ']).trim();
        text!("skriv {plain}  # {words}", "write {plain}  # {words}")
    } else {
        return None;
    };
    Some(words(message, help, amount, Sure::Yes))
}

/// `2_700 + 500`, `=2700+500`: a sum written out.
fn added(raw: &str) -> Option<Number> {
    let sum = raw.trim_start_matches('=').trim();
    let parts: Vec<&str> = sum.split('+').map(str::trim).collect();
    let figures: Vec<Amount> = parts.iter().map(|part| sure(part)).collect::<Option<_>>()?;
    let amount = figures.iter().try_fold(Amount::ZERO, |sum, figure| sum.plus(*figure))?;
    let plain = amount.toml();
    if figures.len() < 2 {
        let message = text!("der er et lighedstegn for meget", "there is an equals sign too many");
        let help = text!("skriv {plain}", "write {plain}");
        return sum.ne(raw).then(|| words(message, help, amount, Sure::Yes));
    }
    let message = text!("`{raw}` er et regnestykke", "`{raw}` is a sum written out");
    let help = text!("skriv resultatet: {plain}", "write the result: {plain}");
    Some(words(message, help, amount, Sure::Yes))
}

/// `3.200-3.500`: two figures.
fn between(raw: &str) -> Option<Number> {
    let dash = raw.char_indices().skip(1).find(|(_, c)| *c == '-' || is_dash(*c))?;
    let (low, rest) = raw.split_at_checked(dash.0)?;
    let high = rest.get(dash.1.len_utf8()..)?;
    let low = sure(low.trim())?;
    sure(high.trim())?;
    let message = text!("`{raw}` er to tal", "`{raw}` is two figures");
    let help = text!(
        "skriv ét tal, det notatet regner med; et interval skrives i teksten",
        "write one figure, the one that the note counts with; a range is written in the text"
    );
    Some(words(message, help, low, Sure::No))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figure_is_found_and_what_stands_beside_it_told() {
        for (raw, plain) in [
            ("ca. 3.200", "3_200"),
            ("Ca 3200", "3_200"),
            ("~3200", "3_200"),
            ("cirka 3.200 kr.", "3_200"),
            ("3.200 (ca.)", "3_200"),
            ("3_200;", "3_200"),
            ("3_2OO", "3_200"),
            ("3.200*", "3_200"),
            ("3.200¹", "3_200"),
            ("3_200 [1]", "3_200"),
            ("3_200 // tjek", "3_200"),
            ("2_700 + 500", "3_200"),
            ("=2700+500", "3_200"),
            ("= 3_200", "3_200"),
        ] {
            let found = near(raw).map(|number| (number.amount.toml(), number.sure));
            assert_eq!(found, Some((plain.to_owned(), Sure::Yes)), "{raw}");
        }
        for raw in ["Bilag", "OOO", "ca.", "capital 3", "x", "0.25.10", "2027-08-09"] {
            assert!(near(raw).is_none(), "{raw}");
        }
    }
}
