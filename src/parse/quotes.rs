//! Texts whose quotes are missing, typographic or too many.

use crate::text;
use crate::text::Text;

/// Marks that stand for quotes on paper.
pub(crate) const CURLY: [char; 8] = ['“', '”', '„', '»', '«', '’', '‘', '´'];

/// A text with missing, curly or too many quotes, as it should be.
pub(crate) fn quoted(raw: &str) -> (Text, String) {
    if raw.starts_with(CURLY) {
        let inner = raw.trim_start_matches(CURLY);
        let inner = inner.strip_suffix(CURLY).or_else(|| inner.strip_suffix('"')).unwrap_or(inner);
        return (
            text!(
                "anførselstegnene om teksten er typografiske",
                "the quotes around the text are typographic"
            ),
            wrap(inner),
        );
    }
    let straight = |q: char| (raw.starts_with(q), raw.len() > 1 && raw.ends_with(q));
    // `'a"`: another quote at the end than at the start.
    if let (Some(first @ ('"' | '\'')), Some('"' | '\'')) =
        (raw.chars().next(), raw.chars().next_back())
        && raw.len() > 2
        && !raw.ends_with(first)
        && raw.matches(['"', '\'']).count() == 2
    {
        let inner = &raw[1..raw.len() - 1];
        return (text!("anførselstegnene er ikke ens", "the quotes are not alike"), wrap(inner));
    }
    // `a "b"`: the quotes belong to the text.
    if raw.ends_with('"')
        && !raw.starts_with(['"', '\''])
        && raw.matches('"').count().is_multiple_of(2)
    {
        return (
            text!("teksten mangler sine anførselstegn", "the text lacks its quotes"),
            wrap(raw),
        );
    }
    for q in ['"', '\''] {
        match straight(q) {
            (true, true) => {
                let inner = &raw[1..raw.len() - 1];
                let message = if inner.contains('\\') {
                    text!("en omvendt skråstreg i teksten", "a backslash in the text")
                } else {
                    text!(
                        "teksten har anførselstegn inden i sine anførselstegn",
                        "the text has quotes within its quotes"
                    )
                };
                let unescaped = inner.replace("\\\"", "\"");
                return (message, wrap(&unescaped));
            }
            (true, false) => {
                let inner = raw[1..].strip_suffix(CURLY).unwrap_or(&raw[1..]);
                return (
                    text!(
                        "der mangler et anførselstegn til sidst",
                        "a quote is missing at the end"
                    ),
                    wrap(inner),
                );
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

/// A text in the quotes that need the fewest marks within it.
pub(crate) fn wrap(inner: &str) -> String {
    let inner = inner.trim();
    let needs_literal = inner.contains(['"', '\\']);
    if needs_literal && !inner.contains('\'') {
        format!("'{inner}'")
    } else {
        format!("\"{}\"", inner.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
