//! Keys as they are typed: with letters that no key has, without an equals sign, with a comment
//! after the value.

use crate::amount::is_dash;
use crate::key::{Kind, Section};
use crate::parse::faults::{Mend, SYNTAX, Sure};
use crate::parse::near_number::number;
use crate::parse::pieces::good_value;
use crate::parse::quotes::quoted;
use crate::text;

pub(crate) fn without_equals(trimmed: &str, indent: usize) -> Option<Mend> {
    let written = without_comment(trimmed).trim_end();
    let (key, rest) = written.split_once([' ', '\t', ':'])?;
    let rest = rest.trim_start_matches([' ', '\t', ':']);
    let rest = rest.strip_prefix("->").or(rest.strip_prefix("=>")).unwrap_or(rest).trim_start();
    let is_key = !key.is_empty()
        && key
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'));
    let is_value = rest.starts_with(['"', '\'', '[', '{', '-'])
        || rest.starts_with(|c: char| c.is_ascii_digit() || is_dash(c));
    (is_key && is_value).then(|| {
        // A number as Danes write it is mended along, or the mended line would be refused as well.
        let number =
            number(rest).filter(|number| looks_like_period(key) && number.sure == Sure::Yes);
        let value = match number {
            Some(number) => number.amount.toml(),
            None if rest.starts_with(['"', '\'']) && !good_value(rest) => quoted(rest).1,
            None => rest.to_owned(),
        };
        let mended = format!("{key} = {value}");
        Mend {
            rule: &SYNTAX,
            range: indent..indent + written.len(),
            message: text!(
                "der mangler et lighedstegn efter `{key}`",
                "there is no equals sign after `{key}`"
            ),
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
    let bare = key.trim_start_matches(['-', '*', '•', '>', '·']).trim_start();
    let mended: String = known_as(bare)
        .unwrap_or(bare)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            'æ' => "ae".to_owned(),
            'ø' => "oe".to_owned(),
            'å' => "aa".to_owned(),
            dash if is_dash(dash) => "-".to_owned(),
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

/// The key of the format that is written with capitals and blanks: `I alt` is `i_alt`.
fn known_as(key: &str) -> Option<&'static str> {
    let plain = key.to_lowercase().replace('æ', "ae").replace('ø', "oe").replace('å', "aa");
    let joined = plain.split_whitespace().collect::<Vec<_>>().join("_");
    let known = Section::ALL.iter().flat_map(|section| section.keys());
    known.map(|key| key.name).find(|name| *name == joined)
}

/// True for keys that hold values of such a kind wherever they stand.
pub(super) fn only(key: &str, of: impl Fn(Kind) -> bool) -> bool {
    let mut kinds = Section::ALL
        .iter()
        .flat_map(|section| section.keys())
        .filter(|known| known.name == key)
        .peekable();
    kinds.peek().is_some() && kinds.all(|known| of(known.kind))
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

/// Keys that are meant as years: said to be outside the period, not unknown.
pub(crate) fn looks_like_period(key: &str) -> bool {
    let digits = key.bytes().filter(u8::is_ascii_digit).count();
    digits >= 3 && key.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/'))
}
