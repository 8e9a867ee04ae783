//! Numbers as Danes write them: what was meant, and how sure that is.

use crate::amount::{Amount, is_dash};
use crate::diagnostic::{Rule, rule};
use crate::parse::faults::{POINT, SYNTAX, Sure, WORDS};
use crate::parse::invisible;
use crate::text;
use crate::text::Text;

rule!(
    COMMA = "tal-komma", Error;
    "Et tal er skrevet med komma.",
    "A number is written with a comma."
);
rule!(
    SPACE = "tal-mellemrum", Error;
    "Et tal er skrevet med mellemrum.",
    "A number is written with a space."
);
rule!(
    MINUS = "tal-minus", Error;
    "Et tal har en tankestreg som minus.",
    "A number has a dash for a minus."
);

/// Words after a number that leave it as it is: kroner, and thousands of them, are what notes count
/// in.
const KRONER: [&str; 14] = [
    "", "kr", "kr.", "krone", "kroner", "dkk", "t.kr", "t.kr.", "t. kr", "t. kr.", "tkr", "tkr.",
    "tdkk", "t.dkk",
];

/// Words before a number that leave it as it is.
const BEFORE: [&str; 3] = ["dkk", "kr.", "kr"];

/// Words after a number that make it another figure than the table's unit has.
const OTHER_UNITS: [&str; 14] = [
    "mio", "mio.", "mio. kr.", "mio. kr", "mio.kr.", "mio.kr", "mia", "mia.", "mia. kr.",
    "mia. kr", "mia.kr.", "%", "pct", "pct.",
];

/// A number that TOML refuses, and what was meant.
pub(crate) struct Number {
    pub(crate) rule: &'static Rule,
    pub(crate) message: Text,
    pub(crate) help: Text,
    pub(crate) amount: Amount,
    pub(crate) sure: Sure,
}

/// Reads a number as Danes write them: `12,5`, `1 234`, `1.234,50`, `−5`, `500-`, `10.000 kr.`,
/// `kr. 500`, `50 %`, `(100)`.
pub(crate) fn written(raw: &str) -> Option<Number> {
    let raw = raw.trim();
    if raw.contains(is_invisible) {
        return with_invisible(raw);
    }
    if let Some(inner) = raw.strip_suffix(is_hyphen).map(str::trim_end)
        && inner.starts_with(|c: char| c.is_ascii_digit())
        && inner.ends_with(|c: char| c.is_ascii_digit())
    {
        return minus_last(raw, inner);
    }
    if let Some(inner) = raw.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return in_brackets(raw, inner);
    }
    let dash = raw.starts_with(is_dash);
    let negative = dash || raw.starts_with('-');
    let rest = raw.trim_start_matches(is_dash).trim_start_matches(['-', '+']).trim_start();
    let priced = BEFORE.iter().find_map(|word| after_word(rest, word));
    let rest = priced.unwrap_or(rest);
    let unit_at = rest.find(|c: char| c.is_alphabetic() || c == '%').unwrap_or(rest.len());
    let (digits, unit) = rest.split_at(unit_at);
    let unit = unit.trim().to_lowercase();
    let other_unit = OTHER_UNITS.contains(&unit.as_str());
    if !other_unit && !KRONER.contains(&unit.as_str()) {
        return None;
    }
    let words = match priced {
        Some(_) => Words::Before,
        None if unit.is_empty() => Words::None,
        None => Words::After,
    };
    let written = Written { digits: digits.trim_end(), negative, dash, words };
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

/// A hyphen from the keyboard, or a dash.
fn is_hyphen(c: char) -> bool {
    c == '-' || is_dash(c)
}

/// Marks that nobody sees between digits: a soft hyphen, blanks without width, signs of direction.
fn is_invisible(c: char) -> bool {
    invisible::is_hidden(c)
}

/// What stands after a word that a text begins with, in any case, where that is a number.
fn after_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.get(..word.len()).filter(|head| head.eq_ignore_ascii_case(word));
    head.and_then(|_| text.get(word.len()..))
        .map(str::trim_start)
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// A number as a Dane or TOML writes it, where it is sure.
pub(super) fn sure(plain: &str) -> Option<Amount> {
    written(plain)
        .filter(|n| n.sure == Sure::Yes)
        .map(|n| n.amount)
        .or_else(|| Amount::parse(plain))
}

/// `1<soft hyphen>500`: it looks as it should, and can't be read.
fn with_invisible(raw: &str) -> Option<Number> {
    let plain: String = raw.chars().filter(|c| !is_invisible(*c)).collect();
    let Some(amount) = sure(&plain) else { return written(&plain) };
    let written = amount.toml();
    let message = text!(
        "`{plain}` har et usynligt tegn ved cifrene",
        "`{plain}` has an invisible mark at its digits"
    );
    // A soft hyphen before a number may have been a minus.
    let leads = raw.starts_with('\u{ad}');
    let help = if leads {
        text!(
            "mente du {written}? Et minus er tegnet -",
            "did you mean {written}? A minus is the sign -"
        )
    } else {
        text!("skriv {written}", "write {written}")
    };
    Some(Number {
        rule: &SPACE,
        message,
        help,
        amount,
        sure: if leads { Sure::Perhaps } else { Sure::Yes },
    })
}

/// `500-`: minus 500 in accounting systems.
fn minus_last(raw: &str, inner: &str) -> Option<Number> {
    let amount = sure(inner)?.negated();
    let written = amount.toml();
    Some(Number {
        rule: &MINUS,
        message: text!("`{raw}` har minus til sidst", "`{raw}` has its minus at the end"),
        help: text!("mente du {written}?", "did you mean {written}?"),
        amount,
        sure: Sure::Perhaps,
    })
}

/// True for what looks like an appropriation's number, and can be no figure: `0.25.10`, `5.11.1`.
pub(crate) fn looks_like_appropriation(raw: &str) -> bool {
    let groups: Vec<&str> = raw.trim().split('.').collect();
    let short =
        |group: &&str| matches!(group.len(), 1..=3) && group.bytes().all(|b| b.is_ascii_digit());
    (3..=5).contains(&groups.len()) && groups.iter().all(short) && written(raw).is_none()
}

/// `(100)`: minus 100 in accounts, and a bracket elsewhere.
fn in_brackets(raw: &str, inner: &str) -> Option<Number> {
    let plain = inner.trim();
    let amount = sure(plain)?.negated();
    let written = amount.toml();
    Some(Number {
        rule: &WORDS,
        message: text!("`{raw}` står i parentes", "`{raw}` is in brackets"),
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
    words: Words,
}

/// Where words stand at a number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    None,
    Before,
    After,
}

/// A number's digits, and what separates them.
struct Read {
    amount: Amount,
    commas: usize,
    points: usize,
    spaces: usize,
    /// `10.000,-`, or with a dash: no øre.
    kroner_dash: bool,
    /// One comma before three digits, and nothing else between digits: thousands, or three
    /// decimals.
    unclear: bool,
}

impl Written<'_> {
    fn read(&self) -> Option<Read> {
        let without_dash =
            self.digits.strip_suffix(is_hyphen).and_then(|rest| rest.strip_suffix(','));
        let kroner_dash = without_dash.is_some();
        let digits = without_dash.unwrap_or(self.digits);
        // `5.`: a number at the end of a sentence.
        let digits = digits.strip_suffix(['.', ',']).filter(|_| !kroner_dash).unwrap_or(digits);
        if !digits.starts_with(|c: char| c.is_ascii_digit())
            || !digits.ends_with(|c: char| c.is_ascii_digit())
        {
            return None;
        }
        let separators: Vec<char> =
            digits.chars().filter(|c| !c.is_ascii_digit() && *c != '_').collect();
        if separators.iter().any(|c| !c.is_whitespace() && !matches!(c, '.' | ',' | '\'' | '’')) {
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
        let (whole, decimals) = if unclear {
            (format!("{whole}{decimals}"), String::new())
        } else {
            (clean(whole), clean(decimals))
        };
        let whole = clean(&whole);
        let whole = whole.trim_start_matches('0');
        let sign = if self.negative { "-" } else { "" };
        let point = if decimals.is_empty() { "" } else { "." };
        let plain =
            format!("{sign}{}{point}{decimals}", if whole.is_empty() { "0" } else { whole });
        Some(Read { amount: Amount::parse(&plain)?, commas, points, spaces, kroner_dash, unclear })
    }
}

/// The digits before and after the decimal mark.
fn split(digits: &str, commas: usize, points: usize, spaces: usize) -> Option<(&str, &str)> {
    match digits.rsplit_once(',') {
        Some(_) if commas > 1 => None,
        Some(parts) => Some(parts),
        // One point: thousands if three digits follow, else a decimal point, which TOML would have
        // taken.
        None if points == 1 && spaces == 0 => Some(
            digits.rsplit_once('.').filter(|(_, last)| last.len() != 3).unwrap_or((digits, "")),
        ),
        None => Some((digits, "")),
    }
}

/// The rule that a number breaks, and its mend.
fn named(raw: &str, written: &Written<'_>, read: &Read) -> Number {
    let amount = read.amount;
    let mended = amount.toml();
    let help = text!("skriv {mended}", "write {mended}");
    let (rule, message): (&'static Rule, Text) = if written.words == Words::Before {
        (
            &WORDS,
            text!("`{raw}` er et tal med ord foran", "`{raw}` is a number with words before it"),
        )
    } else if written.words == Words::After || read.kroner_dash {
        (
            &WORDS,
            text!("`{raw}` er et tal med ord efter", "`{raw}` is a number with words after it"),
        )
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
    } else if read.spaces > 0 && raw.contains(['\'', '’']) {
        (&SPACE, text!("`{raw}` er skrevet med apostrof", "`{raw}` is written with an apostrophe"))
    } else if read.spaces > 0 {
        (&SPACE, text!("`{raw}` er skrevet med mellemrum", "`{raw}` is written with a space"))
    } else if read.points > 0 {
        (
            &POINT,
            text!(
                "`{raw}` har punktum som tusindtalsskilletegn",
                "`{raw}` has a point as thousands separator"
            ),
        )
    } else if written.dash {
        (
            &MINUS,
            text!(
                "`{raw}` har en tankestreg; et minus er tegnet -",
                "`{raw}` has a dash; a minus is the sign -"
            ),
        )
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

/// True for digits whose separators, if any, stand before each group of three: `19.06` is no
/// thousand.
fn grouped_by_three(whole: &str) -> bool {
    let mut groups = whole.split(|c: char| !c.is_ascii_digit() && c != '_');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    rest.is_empty()
        || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3))
        || rest == [""]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> Option<(&'static str, String, Sure)> {
        written(raw).map(|n| (n.rule.name, n.amount.toml(), n.sure))
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
        assert_eq!(read("1500 DKK"), Some(("tal-tekst", "1_500".into(), Sure::Yes)));
        assert_eq!(read("kr. 1.500"), Some(("tal-tekst", "1_500".into(), Sure::Yes)));
        assert_eq!(read("-DKK 1.500,50"), Some(("tal-tekst", "-1_500.5".into(), Sure::Yes)));
        assert_eq!(read("krone"), None);
        assert_eq!(read("-"), None);
    }

    #[test]
    fn every_dash_is_a_minus_before_a_number_and_perhaps_one_after_it() {
        for dash in [
            '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}',
            '\u{fe63}', '\u{ff0d}',
        ] {
            assert_eq!(
                read(&format!("{dash}500")),
                Some(("tal-minus", "-500".into(), Sure::Yes)),
                "{dash}"
            );
            assert_eq!(
                read(&format!("500{dash}")),
                Some(("tal-minus", "-500".into(), Sure::Perhaps)),
                "{dash}"
            );
            assert_eq!(
                read(&format!("500,{dash}")),
                Some(("tal-tekst", "500".into(), Sure::Yes)),
                "{dash}"
            );
        }
        assert_eq!(read("1.500 -"), Some(("tal-minus", "-1_500".into(), Sure::Perhaps)));
        for none in ["-500-", "500-600", "‑", "500 kr.-"] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn marks_that_nobody_sees_are_read_past() {
        for mark in ['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'] {
            assert_eq!(
                read(&format!("1{mark}500")),
                Some(("tal-mellemrum", "1_500".into(), Sure::Yes)),
                "{mark:?}"
            );
        }
        assert_eq!(read("\u{ad}500"), Some(("tal-mellemrum", "500".into(), Sure::Perhaps)));
        assert_eq!(read("1\u{2009}500"), Some(("tal-mellemrum", "1_500".into(), Sure::Yes)));
    }

    #[test]
    fn an_appropriation_number_is_no_figure() {
        for number in ["0.25.10", "5.11.1", "3.22.05.2"] {
            assert!(looks_like_appropriation(number), "{number}");
        }
        for other in ["1.234.567", "0.25", "01.02.2027", "1.2.3.4.5.6", "a.b.c"] {
            assert!(!looks_like_appropriation(other), "{other}");
        }
    }
}
