//! Lines that TOML refuses, read as a Dane meant them: the finding, and a line to read on with.

use std::ops::Range;

use crate::amount::Amount;
use crate::diagnostic::{Rule, rule};
use crate::note::MONTHS;
use crate::text;
use crate::text::Text;

rule!(SYNTAX = "syntaks", Error; "Linjen kan ikke læses.", "The line can't be read.");
rule!(COMMA = "tal-komma", Error; "Et tal er skrevet med komma.", "A number is written with a comma.");
rule!(POINT = "tal-punktum", Error; "Et punktum står som tusindtalsskilletegn.", "A point stands as a thousands separator.");
rule!(SPACE = "tal-mellemrum", Error; "Et tal er skrevet med mellemrum.", "A number is written with a space.");
rule!(MINUS = "tal-minus", Error; "Et tal har en tankestreg som minus.", "A number has a dash for a minus.");
rule!(WORDS = "tal-tekst", Error; "Et tal er skrevet som tekst eller med ord.", "A number is written as text or with words.");
rule!(QUOTES = "anfoerselstegn", Error; "Anførselstegn mangler eller er de forkerte.", "Quotes are missing or are the wrong ones.");
rule!(UNCLOSED = "uafsluttet-tekst", Error; "En lang tekst mangler sine '''.", "A long text lacks its '''.");

/// What is wrong with a line, and what to read in its place.
pub(crate) struct Mend {
    pub(crate) rule: &'static Rule,
    /// What the finding points at, in bytes of the line.
    pub(crate) range: Range<usize>,
    pub(crate) message: Text,
    pub(crate) help: Text,
    /// What the text at `range` should be.
    pub(crate) replacement: String,
    /// True when the replacement is surely what was meant; else the value is not to be trusted.
    pub(crate) sure: bool,
}

/// Finds the trap in a line that the parser refused. `None` when it is not one of ours.
pub(crate) fn line(line: &str) -> Option<Mend> {
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    if trimmed.starts_with('[') {
        return header(trimmed, indent);
    }
    let Some(equals) = line.find('=') else { return without_equals(trimmed, indent) };
    let key = line[indent..equals].trim_end();
    if let Some(mend) = self::key(key, indent) {
        return Some(mend);
    }
    let after = &line[equals + 1..];
    let start = equals + 1 + (after.len() - after.trim_start().len());
    let raw = without_comment(&line[start.min(line.len())..]).trim_end();
    value(key, raw, start)
}

/// The key's and value's byte ranges in a line `key = value`, for a line that is given up.
pub(crate) fn parts(line: &str) -> Option<(Range<usize>, Range<usize>)> {
    let equals = line.find('=')?;
    let key = line[..equals].trim();
    let key_start = line.find(key)?;
    let good = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'"' | b'/'));
    let after = &line[equals + 1..];
    let start = equals + 1 + (after.len() - after.trim_start().len());
    let raw = without_comment(&line[start..]).trim_end();
    good.then(|| (key_start..key_start + key.len(), start..start + raw.len()))
}

fn header(trimmed: &str, indent: usize) -> Option<Mend> {
    let written = without_comment(trimmed).trim_end();
    let name = written.trim_matches(['[', ']', ' ']);
    let double = written.starts_with("[[") || written.ends_with("]]");
    let mended = if double { format!("[[{name}]]") } else { format!("[{name}]") };
    (mended != written && !name.is_empty()).then(|| Mend {
        rule: &SYNTAX,
        range: indent..indent + written.len(),
        message: text!("klammerne om `{name}` passer ikke sammen", "the brackets around `{name}` don't match"),
        help: text!("skriv {mended}", "write {mended}"),
        replacement: mended.clone(),
        sure: true,
    })
}

fn without_equals(trimmed: &str, indent: usize) -> Option<Mend> {
    let written = without_comment(trimmed).trim_end();
    let (key, rest) = written.split_once([' ', '\t', ':'])?;
    let rest = rest.trim_start_matches([' ', '\t', ':']);
    let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'));
    let is_value = rest.starts_with(['"', '\'', '[', '{', '-']) || rest.starts_with(|c: char| c.is_ascii_digit());
    (is_key && is_value).then(|| {
        let mended = format!("{key} = {rest}");
        Mend {
            rule: &SYNTAX,
            range: indent..indent + written.len(),
            message: text!("der mangler et lighedstegn efter `{key}`", "there is no equals sign after `{key}`"),
            help: text!("skriv {mended}", "write {mended}"),
            replacement: mended.clone(),
            sure: true,
        }
    })
}

fn key(key: &str, indent: usize) -> Option<Mend> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    if key.is_empty() || key.starts_with(['"', '\'']) || key.chars().all(plain) {
        return None;
    }
    let mended: String = key
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            'æ' => "ae".to_owned(),
            'ø' => "oe".to_owned(),
            'å' => "aa".to_owned(),
            '–' | '−' | '—' => "-".to_owned(),
            other => other.to_string(),
        })
        .collect();
    let mended = if mended.contains('/') { format!("\"{mended}\"") } else { mended };
    let good = mended.starts_with('"') || mended.chars().all(plain);
    good.then(|| Mend {
        rule: &SYNTAX,
        range: indent..indent + key.len(),
        message: text!("`{key}` kan ikke være en nøgle", "`{key}` can't be a key"),
        help: text!(
            "skriv {mended}: nøgler har ingen mellemrum og ingen æ, ø, å",
            "write {mended}: keys have no spaces and no æ, ø, å"
        ),
        replacement: mended.clone(),
        sure: true,
    })
}

/// The value without a comment after it: a `#` outside quotes.
fn without_comment(raw: &str) -> &str {
    let mut quote = None;
    for (i, c) in raw.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None, '#') => return &raw[..i],
            _ => {}
        }
    }
    // A quote that never closes: a comment may still follow after a space.
    if quote.is_some() { raw.rfind(" # ").map_or(raw, |i| &raw[..i]) } else { raw }
}

fn value(key: &str, raw: &str, start: usize) -> Option<Mend> {
    let range = start..start + raw.len();
    let mend = |rule, message, help, replacement: String, sure| {
        Some(Mend { rule, range: range.clone(), message, help, replacement, sure })
    };
    if raw.is_empty() {
        return mend(
            &SYNTAX,
            text!("der står ingen værdi efter `{key} =`", "there is no value after `{key} =`"),
            text!("skriv en værdi, eller slet linjen", "write a value, or delete the line"),
            "\"\"".to_owned(),
            false,
        );
    }
    if let Some(found) = number(raw) {
        let Number { rule, message, amount } = found;
        let written = amount.toml();
        return mend(rule, message, text!("skriv {written}", "write {written}"), written.clone(), true);
    }
    if let Some(date) = date(raw) {
        return mend(
            &SYNTAX,
            text!("datoen `{raw}` kan ikke læses", "the date `{raw}` can't be read"),
            text!("skriv {date}", "write {date}"),
            date.clone(),
            true,
        );
    }
    if let Some((word, meant)) = truth(raw) {
        return mend(
            &SYNTAX,
            text!("`{word}` er ikke true eller false", "`{word}` is neither true nor false"),
            text!("skriv {meant}", "write {meant}"),
            meant.to_owned(),
            true,
        );
    }
    if raw.starts_with(['[', '{']) {
        let closing = closers(raw);
        return (!closing.is_empty()).then(|| Mend {
            rule: &SYNTAX,
            range: range.clone(),
            message: text!("der mangler {closing} til sidst", "{closing} is missing at the end"),
            help: text!("skriv {raw}{closing}", "write {raw}{closing}"),
            replacement: format!("{raw}{closing}"),
            sure: true,
        });
    }
    let (message, mended) = quoted(raw);
    mend(&QUOTES, message, text!("skriv {mended}", "write {mended}"), mended.clone(), true)
}

/// A number that TOML refuses, and what was meant.
pub(crate) struct Number {
    pub(crate) rule: &'static Rule,
    pub(crate) message: Text,
    pub(crate) amount: Amount,
}

/// Reads a number as Danes write them: `12,5`, `1 234`, `1.234,50`, `−5`, `10.000 kr.`, `50 %`.
pub(crate) fn number(raw: &str) -> Option<Number> {
    const DASHES: [char; 3] = ['−', '–', '—'];
    let mut rest = raw.trim();
    let dash = rest.starts_with(DASHES);
    let negative = dash || rest.starts_with('-');
    rest = rest.trim_start_matches(DASHES).trim_start_matches(['-', '+']).trim_start();
    let unit_at = rest.find(|c: char| c.is_alphabetic() || c == '%').unwrap_or(rest.len());
    let (digits, unit) = rest.split_at(unit_at);
    let known_unit =
        ["", "kr", "t.kr", "tkr", "kr.", "t.kr.", "mio", "mio.", "mio. kr.", "mio.kr.", "mia. kr.", "%", "pct", "pct."];
    if !known_unit.contains(&unit.trim().to_lowercase().as_str()) {
        return None;
    }
    let kroner_dash = digits.trim_end().ends_with(",-");
    let digits = digits.trim_end().trim_end_matches(",-");
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || !digits.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let separators: Vec<char> = digits.chars().filter(|c| !c.is_ascii_digit() && *c != '_').collect();
    if separators.iter().any(|c| !matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'')) {
        return None;
    }
    let commas = separators.iter().filter(|c| **c == ',').count();
    let points = separators.iter().filter(|c| **c == '.').count();
    let spaces = separators.len() - commas - points;
    let (whole, decimals) = match digits.rsplit_once(',') {
        Some(_) if commas > 1 => return None,
        Some((whole, decimals)) => (whole, decimals),
        None if points == 1 && spaces == 0 => match digits.rsplit_once('.') {
            // One point: thousands if three digits follow, else a decimal point, which TOML would have taken.
            Some((_, last)) if last.len() == 3 => (digits, ""),
            Some((whole, decimals)) => (whole, decimals),
            None => (digits, ""),
        },
        None => (digits, ""),
    };
    if !grouped_by_three(whole) {
        return None;
    }
    let clean = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (whole, decimals) = (clean(whole), clean(decimals));
    let whole = whole.trim_start_matches('0');
    let plain = format!(
        "{}{}{}{}",
        if negative { "-" } else { "" },
        if whole.is_empty() { "0" } else { whole },
        if decimals.is_empty() { "" } else { "." },
        decimals
    );
    let amount = Amount::parse(&plain)?;
    let (rule, message): (&'static Rule, Text) = if !unit.is_empty() || kroner_dash {
        (&WORDS, text!("`{raw}` er et tal med ord efter", "`{raw}` is a number with words after it"))
    } else if commas > 0 {
        (
            &COMMA,
            text!(
                "`{raw}` er skrevet med komma; i filen er decimaltegnet et punktum",
                "`{raw}` has a comma; in the file the decimal mark is a point"
            ),
        )
    } else if points > 0 {
        (&POINT, text!("`{raw}` har punktum som tusindtalsskilletegn", "`{raw}` has a point as thousands separator"))
    } else if spaces > 0 {
        (&SPACE, text!("`{raw}` er skrevet med mellemrum", "`{raw}` is written with a space"))
    } else if dash {
        (&MINUS, text!("`{raw}` har en tankestreg; et minus er tegnet -", "`{raw}` has a dash; a minus is the sign -"))
    } else {
        (&SYNTAX, text!("tallet `{raw}` kan ikke læses", "the number `{raw}` can't be read"))
    };
    Some(Number { rule, message, amount })
}

/// True for digits whose separators, if any, stand before each group of three: `19.06` is no thousand.
fn grouped_by_three(whole: &str) -> bool {
    let mut groups = whole.split(|c: char| !c.is_ascii_digit() && c != '_');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    rest.is_empty() || (first.len() <= 3 && rest.iter().all(|group| group.len() == 3)) || rest == [""]
}

fn truth(raw: &str) -> Option<(&str, &'static str)> {
    match raw.to_lowercase().as_str() {
        "ja" | "sand" | "true" | "yes" => Some((raw, "true")),
        "nej" | "falsk" | "false" | "no" => Some((raw, "false")),
        _ => None,
    }
}

/// `19.06.2015`, `19/6 2015` or `19. juni 2015` as `2015-06-19`.
fn date(raw: &str) -> Option<String> {
    let parts: Vec<&str> = raw.trim_matches('"').split(['.', '/', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let [day, month, year] = parts[..] else { return None };
    let day: u8 = day.parse().ok().filter(|d| (1..=31).contains(d))?;
    let named = MONTHS.iter().position(|name| *name == month.to_lowercase()).map(|i| i + 1);
    let month = named.or_else(|| month.parse().ok()).filter(|m| (1..=12).contains(m))?;
    let year: u16 = year.parse().ok().filter(|y| (1900..2200).contains(y))?;
    Some(format!("{year}-{month:02}-{day:02}"))
}

/// The brackets that a list or inline table still needs.
fn closers(raw: &str) -> String {
    let mut open = Vec::new();
    let mut quote = None;
    for c in raw.chars() {
        match (quote, c) {
            (Some(q), c) if c == q => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '[') => open.push(']'),
            (None, '{') => open.push('}'),
            (None, ']' | '}') => drop(open.pop()),
            _ => {}
        }
    }
    let mut closing: String = quote.into_iter().collect();
    closing.extend(open.into_iter().rev());
    closing
}

/// A text with missing, curly or too many quotes, as it should be.
fn quoted(raw: &str) -> (Text, String) {
    const CURLY: [char; 8] = ['“', '”', '„', '»', '«', '’', '‘', '´'];
    let wrap = |inner: &str| {
        let inner = inner.trim();
        let needs_literal = inner.contains(['"', '\\']);
        if needs_literal && !inner.contains('\'') {
            format!("'{inner}'")
        } else {
            format!("\"{}\"", inner.replace('\\', "\\\\").replace('"', "\\\""))
        }
    };
    if raw.starts_with(CURLY) {
        let inner = raw.trim_start_matches(CURLY);
        let inner = inner.strip_suffix(CURLY).or_else(|| inner.strip_suffix('"')).unwrap_or(inner);
        return (text!("anførselstegnene om teksten er typografiske", "the quotes around the text are typographic"), wrap(inner));
    }
    let straight = |q: char| (raw.starts_with(q), raw.len() > 1 && raw.ends_with(q));
    for q in ['"', '\''] {
        match straight(q) {
            (true, true) => {
                let inner = &raw[1..raw.len() - 1];
                let message = if inner.contains('\\') {
                    text!("en omvendt skråstreg i teksten", "a backslash in the text")
                } else {
                    text!("teksten har anførselstegn inden i sine anførselstegn", "the text has quotes within its quotes")
                };
                let unescaped = inner.replace("\\\"", "\"");
                return (message, wrap(&unescaped));
            }
            (true, false) => {
                let inner = raw[1..].strip_suffix(CURLY).unwrap_or(&raw[1..]);
                return (text!("der mangler et anførselstegn til sidst", "a quote is missing at the end"), wrap(inner));
            }
            (false, true) => {
                return (
                    text!("der mangler et anførselstegn først", "a quote is missing at the start"),
                    wrap(&raw[..raw.len() - 1]),
                );
            }
            (false, false) => {}
        }
    }
    (text!("teksten mangler sine anførselstegn", "the text lacks its quotes"), wrap(raw))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> (&'static str, String) {
        let mend = line(text).unwrap();
        (mend.rule.name, format!("{}{}{}", &text[..mend.range.start], mend.replacement, &text[mend.range.end..]))
    }

    #[test]
    fn numbers_are_read_as_danes_write_them() {
        assert_eq!(mended("2020 = 12,5"), ("tal-komma", "2020 = 12.5".into()));
        assert_eq!(mended("2020 = 1 234  # om året"), ("tal-mellemrum", "2020 = 1_234  # om året".into()));
        assert_eq!(mended("2020 = −5"), ("tal-minus", "2020 = -5".into()));
        assert_eq!(mended("2020 = 1.234,50"), ("tal-komma", "2020 = 1_234.5".into()));
        assert_eq!(mended("2020 = 1.234.567"), ("tal-punktum", "2020 = 1_234_567".into()));
        assert_eq!(mended("2020 = 10.000 kr."), ("tal-tekst", "2020 = 10_000".into()));
        assert_eq!(mended("2020 = 10.000,-"), ("tal-tekst", "2020 = 10_000".into()));
        assert_eq!(mended("2020 = 0123"), ("syntaks", "2020 = 123".into()));
    }

    #[test]
    fn quotes_are_put_right() {
        assert_eq!(mended("titel = \"Foo"), ("anfoerselstegn", "titel = \"Foo\"".into()));
        assert_eq!(mended("titel = Foo\""), ("anfoerselstegn", "titel = \"Foo\"".into()));
        assert_eq!(mended("titel = Foo og bar"), ("anfoerselstegn", "titel = \"Foo og bar\"".into()));
        assert_eq!(mended("titel = “Foo”"), ("anfoerselstegn", "titel = \"Foo\"".into()));
        assert_eq!(mended("titel = \"A \"b\" c\""), ("anfoerselstegn", "titel = 'A \"b\" c'".into()));
        assert_eq!(mended("titel = \"Foo  # bar"), ("anfoerselstegn", "titel = \"Foo\"  # bar".into()));
    }

    #[test]
    fn keys_headers_and_lists_are_put_right() {
        assert_eq!(mended("beløb = 3"), ("syntaks", "beloeb = 3".into()));
        assert_eq!(mended("2027 - 2032 = 3"), ("syntaks", "2027-2032 = 3".into()));
        assert_eq!(mended("2016/17 = 3"), ("syntaks", "\"2016/17\" = 3".into()));
        assert_eq!(mended("[[tabel]"), ("syntaks", "[[tabel]]".into()));
        assert_eq!(mended("2020 10_000"), ("syntaks", "2020 = 10_000".into()));
        assert_eq!(mended("aar = [2020, 2021"), ("syntaks", "aar = [2020, 2021]".into()));
        assert_eq!(mended("dato = 19. juni 2015"), ("syntaks", "dato = 2015-06-19".into()));
        assert_eq!(mended("varig = ja"), ("syntaks", "varig = true".into()));
        assert!(line("bare en linje med ord").is_none());
    }
}
