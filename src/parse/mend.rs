//! Lines that TOML refuses, read as a Dane meant them: the finding, and a line to read on with.

use std::ops::Range;

use crate::diagnostic::{Rule, rule};
use crate::read::pieces::good_value;
use crate::read::value::{parts as inner_parts, value};
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

/// How sure a replacement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sure {
    /// Surely what was meant: it is read on as if it had stood there.
    Yes,
    /// Perhaps what was meant: offered, and not trusted.
    Perhaps,
    /// Only there so that the rest can be read.
    No,
}

/// What is wrong with a line, and what to read in its place.
pub(crate) struct Mend {
    pub(crate) rule: &'static Rule,
    /// What the finding points at, in bytes of the line.
    pub(crate) range: Range<usize>,
    pub(crate) message: Text,
    pub(crate) help: Text,
    /// What is read in place of the text at `range`.
    pub(crate) replacement: String,
    pub(crate) sure: Sure,
}

/// Finds the traps in a line that the parser refused; none when they are not ours. `within` is said of a line inside a list
/// that began on a line before: true where it is inside an inline table there.
pub(crate) fn line(line: &str, within: Option<bool>) -> Vec<Mend> {
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    if let Some(table) = within {
        return inner_parts(trimmed, indent, table);
    }
    if trimmed.starts_with('[') {
        return header(trimmed, indent).into_iter().collect();
    }
    let Some(equals) = line.find('=') else { return without_equals(trimmed, indent).into_iter().collect() };
    let key = line.get(indent..equals).unwrap_or_default().trim_end();
    let mut mends: Vec<Mend> = self::key(key, indent).into_iter().collect();
    let after = line.get(equals + 1..).unwrap_or_default();
    let start = equals + 1 + (after.len() - after.trim_start().len());
    let raw = without_comment(after.trim_start()).trim_end();
    if !good_value(raw) {
        mends.extend(value(key, raw, start));
    }
    mends
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
        sure: Sure::Yes,
    })
}

pub(crate) fn without_equals(trimmed: &str, indent: usize) -> Option<Mend> {
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
            sure: Sure::Yes,
        }
    })
}

pub(crate) fn key(key: &str, indent: usize) -> Option<Mend> {
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
        sure: Sure::Yes,
    })
}

/// The value without a comment after it: a `#` outside quotes.
pub(crate) fn without_comment(raw: &str) -> &str {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> (&'static str, String) {
        let mend = line(text, None).into_iter().next().unwrap();
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
        assert!(line("bare en linje med ord", None).is_empty());
    }
}
