//! Characters that nobody sees where a key, a header or a list is written: TOML refuses the line,
//! and nobody can tell why.

use crate::diagnostic::{Diagnostic, rule};
use crate::parse::document::Document;
use crate::parse::header::after;
use crate::parse::invisible::{self, is_hidden, is_other_blank, is_unseen};
use crate::parse::lines::Lines;
use crate::parse::pieces::keyed;
use crate::source::{FileId, Source, Span};
use crate::text;
use crate::text::Text;

rule!(
    UNSEEN = "usynligt-tegn", Error;
    "Et tegn, som ikke kan ses, står i en nøgle, en kode eller et id.",
    "A character that can't be seen stands in a key, a code or an id."
);

/// How many places are pointed at in one finding.
const MOST_PLACES: usize = 8;

/// How many are mended: bounds the time spent on bytes that are no note.
const MOST_MENDS: usize = 1_000;

/// Reads lines without the characters that nobody sees: one finding for the file.
pub(super) fn mend(
    source: &Source,
    file: FileId,
    lines: &mut Lines<'_>,
    document: &mut Document<'_>,
) {
    if !source.text.chars().any(is_unseen) {
        return;
    }
    let mut open = None;
    let mut places: Vec<(Span, char)> = Vec::new();
    for line in 0..source.line_count() {
        let range = source.line_range(line);
        let text = source.text.get(range.clone()).unwrap_or_default();
        let outside = open.is_none();
        open = after(text, open);
        if !outside || !text.contains(is_unseen) || !is_ours(text) {
            continue;
        }
        for (at, c) in astray(text) {
            if range.start + at == 0 || places.len() >= MOST_MENDS {
                continue;
            }
            let own = at..at + c.len_utf8();
            let place = Span::new(file, range.start + own.start..range.start + own.end);
            places.push((place, c));
            lines.edit(line, own, if is_hidden(c) { String::new() } else { " ".to_owned() });
        }
    }
    let Some(((first, c), rest)) = places.split_first().map(|(first, rest)| (*first, rest)) else {
        return;
    };
    let mut finding = finding(first, c, !rest.is_empty());
    for (place, _) in rest.iter().take(MOST_PLACES) {
        finding = finding.label(*place, text!("også her", "here too"));
    }
    document.findings.push(finding);
}

/// True for a line that is ours once the characters are gone: empty, a header, or a key with its
/// value. Other lines are prose, and may have them.
fn is_ours(text: &str) -> bool {
    let plain = invisible::without(text);
    let plain = plain.trim();
    plain.is_empty()
        || keyed(plain)
        || (plain.starts_with('[') && plain.trim_end_matches(']').len() < plain.len())
}

/// The characters that stand outside texts and numbers, and where.
fn astray(text: &str) -> Vec<(usize, char)> {
    let value = text.find('=').map_or(text.len(), |at| at + 1);
    let own = text.get(value..).unwrap_or_default();
    let blank = |c: char| c.is_whitespace() || is_hidden(c);
    let start = value + (own.len() - own.trim_start_matches(blank).len());
    let end = value + own.trim_end_matches(blank).len();
    let list = text.get(start..).is_some_and(|value| value.starts_with(['[', '{']));
    let mut quote = None;
    let mut before = ' ';
    let mut out = Vec::new();
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => continue,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c == '#' => break,
            None => {}
        }
        let around = at < value || at >= end || (at < start && is_other_blank(c));
        let digits = before.is_ascii_digit() && next_is_digit(text, at + c.len_utf8());
        if is_unseen(c) && (around || (list && !digits)) {
            out.push((at, c));
        }
        before = c;
    }
    out
}

fn next_is_digit(text: &str, at: usize) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// What is said of the first of them.
fn finding(place: Span, c: char, more: bool) -> Diagnostic {
    let Text { da: name, en: name_en } = invisible::name(c);
    let message = if is_other_blank(c) {
        text!(
            "her står {name}: det ligner et almindeligt, men er et andet tegn",
            "here is {name_en}: it looks like a plain one, but is another character"
        )
    } else {
        text!("her står {name}, som ikke kan ses", "here is {name_en}, which can't be seen")
    };
    let help = match (is_other_blank(c), more) {
        (true, false) => text!(
            "slet tegnet, og skriv et almindeligt mellemrum",
            "delete the character, and type a plain space"
        ),
        (true, true) => text!(
            "erstat tegnet med et almindeligt mellemrum i hele filen",
            "replace the character with a plain space in the whole file"
        ),
        (false, false) => text!(
            "slet tegnet: slet ordet, og skriv det igen",
            "delete the character: delete the word, and type it again"
        ),
        (false, true) => text!(
            "slet tegnet i hele filen med søg og erstat",
            "delete the character in the whole file with search and replace"
        ),
    };
    let replacement = if is_other_blank(c) { " " } else { "" };
    Diagnostic {
        replacement: (!more).then(|| replacement.to_owned()),
        ..Diagnostic::new(&UNSEEN, place, message).help(help)
    }
}

/// What is said of a code or an id with such a character: `plain` is what it is without it.
pub(crate) fn in_code(span: Span, c: char, plain: &str) -> Diagnostic {
    let Text { da: name, en: name_en } = invisible::name(c);
    let message = text!(
        "der er {name} i `{plain}`, som ikke kan ses",
        "there is {name_en} in `{plain}`, which can't be seen"
    );
    let help = text!(
        "slet teksten, og skriv den igen: \"{plain}\"",
        "delete the text, and type it again: \"{plain}\""
    );
    Diagnostic {
        replacement: Some(format!("\"{plain}\"")),
        ..Diagnostic::new(&UNSEEN, span, message).help(help)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> usize {
        if is_ours(text) { astray(text).len() } else { 0 }
    }

    #[test]
    fn characters_around_what_is_written_are_found() {
        for text in [
            "titel =\u{a0}\"Et\u{a0}notat\"",
            "titel\u{a0}= \"Et notat\"",
            "\u{200b}[[tabel]]",
            "[[tabel]]\u{a0}",
            "\u{a0}",
            "2027 = 3_200\u{a0}",
            "20\u{ad}27 = 3_200",
            "aar = [2027,\u{a0}2028]",
        ] {
            assert_eq!(found(text), 1, "{text:?}");
        }
    }

    #[test]
    fn texts_prose_and_numbers_are_left_alone() {
        for text in [
            "titel = \"Et\u{a0}no\u{ad}tat\"",
            "Der søges 3\u{a0}mio. kr.",
            "2027 = 3\u{a0}200",
            "2027 = \u{ad}500",
            "aar = [2\u{a0}027]",
            "a = 1 # et\u{a0}mellemrum",
        ] {
            assert_eq!(found(text), 0, "{text:?}");
        }
    }
}
