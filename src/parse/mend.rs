//! Lines that TOML refuses, read as a Dane meant them: the finding, and a line to read on with.

use std::ops::Range;

use crate::parse::faults::{Mend, SYNTAX, Sure};
use crate::parse::keys::{key, without_comment, without_equals};
use crate::parse::line_kinds;
use crate::parse::pieces::good_value;
use crate::parse::plain;
use crate::parse::value::{parts as inner_parts, value};
use crate::text;

/// Finds the traps in a line that the parser refused; none when they are not ours. `within` is said
/// of a line inside a list that began on a line before: true where it is inside an inline table
/// there.
pub(crate) fn line(line: &str, within: Option<bool>) -> Vec<Mend> {
    let trimmed = line.trim_start();
    let indent = line.len() - trimmed.len();
    if let Some(table) = within {
        return inner_parts(trimmed, indent, table);
    }
    if let Some(mend) = line_kinds::of(trimmed, indent, whole) {
        return vec![mend];
    }
    if trimmed.starts_with('[') {
        return header(trimmed, indent).into_iter().collect();
    }
    let Some(equals) = line.find('=') else {
        return without_equals(trimmed, indent).into_iter().collect();
    };
    let name = line.get(indent..equals).unwrap_or_default().trim_end();
    let mut mends: Vec<Mend> = key(name, indent).into_iter().collect();
    let after = line.get(equals + 1..).unwrap_or_default();
    let start = equals + 1 + (after.len() - after.trim_start().len());
    let raw = without_comment(after.trim_start()).trim_end();
    if let Some(mend) = plain::error_of_spreadsheet(after.trim(), start).filter(|_| raw.is_empty())
    {
        mends.push(mend);
        return mends;
    }
    if !good_value(raw) {
        mends.extend(value(name, raw, start));
    }
    mends
}

/// The traps in a line that stands in no list.
fn whole(text: &str) -> Vec<Mend> {
    line(text, None)
}

/// The key's and value's byte ranges in a line `key = value`, for a line that is given up.
pub(crate) fn parts(line: &str) -> Option<(Range<usize>, Range<usize>)> {
    let equals = line.find('=')?;
    let key = line[..equals].trim();
    let key_start = line.find(key)?;
    let good = !key.is_empty()
        && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'"' | b'/'));
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
        message: text!(
            "klammerne om `{name}` passer ikke sammen",
            "the brackets around `{name}` don't match"
        ),
        help: text!("skriv {mended}", "write {mended}"),
        replacement: mended.clone(),
        sure: Sure::Yes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> (&'static str, String) {
        let mend = line(text, None).into_iter().next().unwrap();
        (
            mend.rule.name,
            format!("{}{}{}", &text[..mend.range.start], mend.replacement, &text[mend.range.end..]),
        )
    }

    #[test]
    fn numbers_are_read_as_danes_write_them() {
        assert_eq!(mended("2020 = 12,5"), ("tal-komma", "2020 = 12.5".into()));
        assert_eq!(
            mended("2020 = 1 234  # om året"),
            ("tal-mellemrum", "2020 = 1_234  # om året".into())
        );
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
        assert_eq!(
            mended("titel = Foo og bar"),
            ("anfoerselstegn", "titel = \"Foo og bar\"".into())
        );
        assert_eq!(mended("titel = “Foo”"), ("anfoerselstegn", "titel = \"Foo\"".into()));
        assert_eq!(
            mended("titel = \"A \"b\" c\""),
            ("anfoerselstegn", "titel = 'A \"b\" c'".into())
        );
        assert_eq!(
            mended("titel = \"Foo  # bar"),
            ("anfoerselstegn", "titel = \"Foo\"  # bar".into())
        );
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
