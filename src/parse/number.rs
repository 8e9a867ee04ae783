//! Numbers as Danes write them: what was meant, and how sure that is.

use crate::amount::Amount;
use crate::diagnostic::{Rule, rule};
use crate::parse::faults::{POINT, SYNTAX, Sure, WORDS};
use crate::text;
use crate::text::Text;

rule!(COMMA = "tal-komma", Error; "Et tal er skrevet med komma.", "A number is written with a comma.");
rule!(SPACE = "tal-mellemrum", Error; "Et tal er skrevet med mellemrum.", "A number is written with a space.");
rule!(MINUS = "tal-minus", Error; "Et tal har en tankestreg som minus.", "A number has a dash for a minus.");

/// Signs that stand for a minus on paper.
const DASHES: [char; 3] = ['−', '–', '—'];

/// Words after a number that leave it as it is: kroner, and thousands of them, are what notes count in.
const KRONER: [&str; 6] = ["", "kr", "kr.", "t.kr", "tkr", "t.kr."];

/// Words after a number that make it another figure than the table's unit has.
const OTHER_UNITS: [&str; 14] = [
    "mio", "mio.", "mio. kr.", "mio. kr", "mio.kr.", "mio.kr", "mia", "mia.", "mia. kr.", "mia. kr", "mia.kr.", "%", "pct",
    "pct.",
];

/// A number that TOML refuses, and what was meant.
pub(crate) struct Number {
    pub(crate) rule: &'static Rule,
    pub(crate) message: Text,
    pub(crate) help: Text,
    pub(crate) amount: Amount,
    pub(crate) sure: Sure,
}

/// Reads a number as Danes write them: `12,5`, `1 234`, `1.234,50`, `−5`, `10.000 kr.`, `50 %`, `(100)`.
pub(crate) fn number(raw: &str) -> Option<Number> {
    let raw = raw.trim();
    if let Some(inner) = raw.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return in_brackets(raw, inner);
    }
    let dash = raw.starts_with(DASHES);
    let negative = dash || raw.starts_with('-');
    let rest = raw.trim_start_matches(DASHES).trim_start_matches(['-', '+']).trim_start();
    let unit_at = rest.find(|c: char| c.is_alphabetic() || c == '%').unwrap_or(rest.len());
    let (digits, unit) = rest.split_at(unit_at);
    let unit = unit.trim().to_lowercase();
    let other_unit = OTHER_UNITS.contains(&unit.as_str());
    if !other_unit && !KRONER.contains(&unit.as_str()) {
        return None;
    }
    let written = Written { digits: digits.trim_end(), negative, dash, worded: !unit.is_empty() };
    let read = written.read()?;
    if other_unit {
        return Some(Number {
            help: text!(
                "skriv tallet i tabellens enhed, uden ord efter",
                "write the figure in the table's unit, without words after it"
            ),
            sure: Sure::No,
            ..named(raw, &written, &read)
        });
    }
    Some(named(raw, &written, &read))
}

/// `(100)`: minus 100 in accounts, and a bracket elsewhere.
fn in_brackets(raw: &str, inner: &str) -> Option<Number> {
    let plain = inner.trim();
    let amount = Amount::parse(plain).or_else(|| number(plain).filter(|n| n.sure == Sure::Yes).map(|n| n.amount))?.negated();
    let written = amount.toml();
    Some(Number {
        rule: &WORDS,
        message: text!("`{raw}` står i parentes", "`{raw}` stands in brackets"),
        help: text!("mente du {written}?", "did you mean {written}?"),
        amount,
        sure: Sure::Perhaps,
    })
}

/// The parts of a number as written.
struct Written<'a> {
    /// Digits and what stands between them.
    digits: &'a str,
    negative: bool,
    /// A typographic dash for the minus.
    dash: bool,
    /// Words stand after it.
    worded: bool,
}

/// A number's digits, and what separates them.
struct Read {
    amount: Amount,
    commas: usize,
    points: usize,
    spaces: usize,
    /// `10.000,-`: no øre.
    kroner_dash: bool,
    /// One comma before three digits, and nothing else between digits: thousands, or three decimals.
    unclear: bool,
}

impl Written<'_> {
    fn read(&self) -> Option<Read> {
        let kroner_dash = self.digits.ends_with(",-");
        let digits = self.digits.trim_end_matches(",-");
        // `5.`: a number at the end of a sentence.
        let digits = digits.strip_suffix(['.', ',']).filter(|_| !kroner_dash).unwrap_or(digits);
        if !digits.starts_with(|c: char| c.is_ascii_digit()) || !digits.ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let separators: Vec<char> = digits.chars().filter(|c| !c.is_ascii_digit() && *c != '_').collect();
        if separators.iter().any(|c| !matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'')) {
            return None;
        }
        let count = |wanted: char| separators.iter().filter(|c| **c == wanted).count();
        let (commas, points) = (count(','), count('.'));
        let spaces = separators.len() - commas - points;
        let (whole, decimals) = split(digits, commas, points, spaces)?;
        if !grouped_by_three(whole) {
            return None;
        }
        let clean = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let unclear = separators == [',']
            && decimals.len() == 3
            && clean(whole).trim_start_matches('0').len() <= 3
            && !whole.starts_with('0');
        let (whole, decimals) =
            if unclear { (format!("{whole}{decimals}"), String::new()) } else { (clean(whole), clean(decimals)) };
        let whole = clean(&whole);
        let whole = whole.trim_start_matches('0');
        let sign = if self.negative { "-" } else { "" };
        let point = if decimals.is_empty() { "" } else { "." };
        let plain = format!("{sign}{}{point}{decimals}", if whole.is_empty() { "0" } else { whole });
        Some(Read { amount: Amount::parse(&plain)?, commas, points, spaces, kroner_dash, unclear })
    }
}

/// The digits before and after the decimal mark.
fn split(digits: &str, commas: usize, points: usize, spaces: usize) -> Option<(&str, &str)> {
    match digits.rsplit_once(',') {
        Some(_) if commas > 1 => None,
        Some(parts) => Some(parts),
        // One point: thousands if three digits follow, else a decimal point, which TOML would have taken.
        None if points == 1 && spaces == 0 => {
            Some(digits.rsplit_once('.').filter(|(_, last)| last.len() != 3).unwrap_or((digits, "")))
        }
        None => Some((digits, "")),
    }
}

/// The rule that a number breaks, and its mend.
fn named(raw: &str, written: &Written<'_>, read: &Read) -> Number {
    let amount = read.amount;
    let mended = amount.toml();
    let help = text!("skriv {mended}", "write {mended}");
    let (rule, message): (&'static Rule, Text) = if written.worded || read.kroner_dash {
        (&WORDS, text!("`{raw}` er et tal med ord efter", "`{raw}` is a number with words after it"))
    } else if read.unclear {
        (&COMMA, text!("`{raw}` kan læses på to måder", "`{raw}` can be read in two ways"))
    } else if read.commas > 0 {
        (
            &COMMA,
            text!(
                "`{raw}` er skrevet med komma; i filen er decimaltegnet et punktum",
                "`{raw}` has a comma; in the file the decimal mark is a point"
            ),
        )
    } else if read.spaces > 0 {
        (&SPACE, text!("`{raw}` er skrevet med mellemrum", "`{raw}` is written with a space"))
    } else if read.points > 0 {
        (&POINT, text!("`{raw}` har punktum som tusindtalsskilletegn", "`{raw}` has a point as thousands separator"))
    } else if written.dash {
        (&MINUS, text!("`{raw}` har en tankestreg; et minus er tegnet -", "`{raw}` has a dash; a minus is the sign -"))
    } else {
        (&SYNTAX, text!("tallet `{raw}` kan ikke læses", "the number `{raw}` can't be read"))
    };
    if read.unclear {
        let decimal = raw.replace(',', ".");
        let help = text!(
            "mente du {mended}? (komma er ikke tusindtalsskilletegn; er det decimaler, så skriv {decimal})",
            "did you mean {mended}? (a comma does not separate thousands; if it is decimals, write {decimal})"
        );
        return Number { rule, message, help, amount, sure: Sure::Perhaps };
    }
    Number { rule, message, help, amount, sure: Sure::Yes }
}

/// True for digits whose separators, if any, stand before each group of three: `19.06` is no thousand.
fn grouped_by_three(whole: &str) -> bool {
    let mut groups = whole.split(|c: char| !c.is_ascii_digit() && c != '_');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3)) || rest == [""]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> Option<(&'static str, String, Sure)> {
        number(raw).map(|n| (n.rule.name, n.amount.toml(), n.sure))
    }

    #[test]
    fn a_number_that_can_be_two_is_not_guessed() {
        assert_eq!(read("10,000"), Some(("tal-komma", "10_000".into(), Sure::Perhaps)));
        assert_eq!(read("1,000"), Some(("tal-komma", "1_000".into(), Sure::Perhaps)));
        assert_eq!(read("0,125"), Some(("tal-komma", "0.125".into(), Sure::Yes)));
        assert_eq!(read("1.234,500"), Some(("tal-komma", "1_234.5".into(), Sure::Yes)));
        assert_eq!(read("12345,125"), Some(("tal-komma", "12_345.125".into(), Sure::Yes)));
    }

    #[test]
    fn another_unit_is_never_sure() {
        assert_eq!(read("5 mio. kr."), Some(("tal-tekst", "5".into(), Sure::No)));
        assert_eq!(read("50 %"), Some(("tal-tekst", "50".into(), Sure::No)));
        assert_eq!(read("10.000 kr."), Some(("tal-tekst", "10_000".into(), Sure::Yes)));
        assert_eq!(read("(100)"), Some(("tal-tekst", "-100".into(), Sure::Perhaps)));
        assert_eq!(read("5."), Some(("syntaks", "5".into(), Sure::Yes)));
        assert_eq!(read("ca. 100"), None);
        assert_eq!(read("-"), None);
    }
}
