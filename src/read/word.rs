//! Texts, ids and the format's own words.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, rule};
use crate::key::{Key, Kind, post};
use crate::limit;
use crate::note::{Prose, Word};
use crate::parse::tree::{Node, Value};
use crate::parse::{escapes, invisible, unseen};
use crate::read::faults::MISSING_KEY;
use crate::read::reader::Reader;
use crate::read::wrong_type::wrong_type;
use crate::source::{Span, Spanned};
use crate::suggest;
use crate::text;
use crate::text::Text;

rule!(
    UNKNOWN_WORD = "ukendt-ord", Error;
    "Ordet er ikke et af dem, der kan stå her.",
    "The word is not one of those that can stand here."
);
rule!(
    BAD_ID = "ugyldigt-id", Error;
    "Et id har tegn, det ikke kan have.",
    "An id has characters that it can't have."
);
rule!(
    NUMBER_KEY = "nummer-uden-anfoerselstegn", Error;
    "Et nummer eller en kode er skrevet uden anførselstegn.",
    "A number or code is written without quotes."
);

/// Reads a text; says so where it is none, where it is empty and may not be, and where it is no id
/// or not one of the key's words. What is plainly meant is read on.
pub(crate) fn text(reader: &mut Reader, key: &'static Key, node: &Node<'_>) -> Option<Word> {
    // That there is none is a text without words.
    if key.kind == Kind::TextOrFalse && matches!(node.value, Value::Bool(false)) {
        return Some(Spanned::new(String::new(), node.span));
    }
    let text = meant(reader, key, node)?;
    let plain = || {
        if has_unseen(key, text) {
            invisible::without(text).trim().to_owned()
        } else {
            text.to_owned()
        }
    };
    // An id that can't be one is read on as the one that is offered.
    let value = if key.kind == Kind::Id && !is_id(&plain()) { to_id(&plain()) } else { plain() };
    Some(Spanned::new(value, node.span))
}

/// True for a code or an id with characters that nobody sees.
fn has_unseen(key: &Key, text: &str) -> bool {
    let coded = key.names.is_some()
        || matches!(key.kind, Kind::Id | Kind::NoteId | Kind::NoteIds | Kind::OneOf(_));
    coded && !text.is_ascii() && text.contains(invisible::is_unseen)
}

/// Reads a long text like any other.
pub(crate) fn prose(reader: &mut Reader, key: &'static Key, node: &Node<'_>) -> Option<Prose> {
    let text = meant(reader, key, node)?;
    Some(Spanned::new(reader.shared(text), node.span))
}

fn meant<'n>(reader: &mut Reader, key: &'static Key, node: &'n Node<'_>) -> Option<&'n str> {
    let text = match &node.value {
        Value::Text(text) => text,
        Value::Number(number) if takes_number(key.kind, number) => {
            reader.push(number_key(key, node.span, number));
            return Some(number);
        }
        Value::Number(number) if key.kind == Kind::Prose => {
            wrong_type(reader, key, node);
            return Some(number);
        }
        _ => {
            wrong_type(reader, key, node);
            return None;
        }
    };
    if text.trim().is_empty() && key.needs_words() {
        reader.push(empty(key, node.span));
        return None;
    }
    // A text that stands in the file as it is meant has no control characters but its line breaks.
    if let Cow::Owned(text) = text
        && text.contains(char::is_control)
        && let Some(finding) = escapes::fault(key.kind, reader.written(node.span), node.span)
    {
        reader.push(finding);
    }
    if has_unseen(key, text)
        && let Some(c) = text.chars().find(|c| invisible::is_unseen(*c))
    {
        let plain = invisible::without(text);
        reader.push(unseen::in_code(node.span, c, plain.trim()));
        if let Kind::OneOf(words) = key.kind {
            return words.iter().find(|word| **word == plain.trim()).copied();
        }
        return Some(text);
    }
    match key.kind {
        Kind::OneOf(words) if !words.contains(&&**text) => {
            return unknown_word(reader, key.name, node.span, text, words);
        }
        Kind::Id if !is_id(text) => {
            let mended = to_id(text);
            reader.push(Diagnostic {
                replacement: Some(format!("\"{mended}\"")),
                ..Diagnostic::new(
                    &BAD_ID,
                    node.span,
                    text!("`{text}` kan ikke være et id", "`{text}` can't be an id"),
                )
                .help(text!(
                    "skriv \"{mended}\": små bogstaver a-z, tal og _",
                    "write \"{mended}\": small letters a-z, digits and _"
                ))
            });
        }
        Kind::NoteId | Kind::NoteIds if !is_note_id(text) => {
            reader.push(
                Diagnostic::new(
                    &BAD_ID,
                    node.span,
                    text!("`{text}` kan ikke være et notats id", "`{text}` can't be a note's id"),
                )
                .help(text!(
                    "brug bogstaver, tal, - og _, fx \"BI8\" eller \"BI_1b\"",
                    "use letters, digits, - and _, e.g. \"BI8\" or \"BI_1b\""
                )),
            );
        }
        _ => {}
    }
    Some(text)
}

/// True where a number is a text that lacks its quotes.
fn takes_number(kind: Kind, number: &str) -> bool {
    match kind {
        Kind::Text
        | Kind::TextOrFalse
        | Kind::NoteId
        | Kind::NoteIds
        | Kind::Id
        | Kind::TextOrTexts
        | Kind::Texts => true,
        Kind::OneOf(words) => words.contains(&number),
        _ => false,
    }
}

fn number_key(key: &Key, span: Span, number: &str) -> Diagnostic {
    let name = key.name;
    let help = if number.contains('.') {
        text!(
            "skriv \"{number}\" i anførselstegn, ellers forsvinder nuller til sidst",
            "write \"{number}\" in quotes, or zeros at its end are lost"
        )
    } else {
        text!("skriv \"{number}\" i anførselstegn", "write \"{number}\" in quotes")
    };
    let message = text!(
        "`{name}` er skrevet som et tal: {number}",
        "`{name}` is written as a number: {number}"
    );
    Diagnostic {
        replacement: Some(format!("\"{number}\"")),
        ..Diagnostic::new(&NUMBER_KEY, span, message).help(help)
    }
}

/// Says that a text that must be there is empty.
pub(crate) fn empty(key: &Key, span: Span) -> Diagnostic {
    let name = key.name;
    let Text { da: means_da, en: means_en } = key.phrase();
    Diagnostic::new(&MISSING_KEY, span, text!("`{name}` er tom", "`{name}` is empty"))
        .help(text!("skriv {name} = …: {means_da}", "write {name} = …: {means_en}"))
}

/// A finding for a word that can't stand here, in words of its own.
pub(crate) fn no_such_word(span: Span, message: Text) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_WORD, span, message)
}

/// Says that a word is not among those that can stand here, and gives the one that is meant.
pub(crate) fn unknown_word<'w>(
    reader: &mut Reader,
    key: &str,
    span: Span,
    word: &str,
    words: &[&'w str],
) -> Option<&'w str> {
    let close = suggest::closest(word, words.iter().copied());
    say_unknown_word(reader, key, span, word, words, close);
    close
}

/// The word of U and I that a longer one begins as: "Udgift", "indtægt".
fn direction(key: &str, word: &str) -> Option<&'static str> {
    let small = word.to_lowercase();
    let begins = |names: &[&str]| names.iter().any(|name| small.starts_with(name));
    (key == post::UI.name).then_some(())?;
    if begins(&["u"]) { Some("U") } else { begins(&["i"]).then_some("I") }
}

/// Says that a word is not among those that can stand here, and which it is near to.
pub(crate) fn say_unknown_word(
    reader: &mut Reader,
    key: &str,
    span: Span,
    word: &str,
    words: &[&str],
    close: Option<&str>,
) {
    let listed = words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(", ");
    let close = close.or_else(|| direction(key, word));
    let help = close.map_or_else(
        || {
            if words.len() == 1 {
                text!("skriv {listed}", "write {listed}")
            } else {
                text!("skriv et af ordene {listed}", "write one of the words {listed}")
            }
        },
        |close| text!("mente du {close}?", "did you mean {close}?"),
    );
    let message = text!("`{word}` kan ikke stå i `{key}`", "`{word}` can't stand in `{key}`");
    let replacement = close.map(|close| format!("\"{close}\""));
    reader.push(Diagnostic {
        replacement,
        ..Diagnostic::new(&UNKNOWN_WORD, span, message).help(help)
    });
}

fn is_id(text: &str) -> bool {
    text.len() <= limit::ID.most
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// True for what can be a note's id, and its file's name.
pub fn is_note_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= limit::ID.most
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// The nearest id to a text.
pub(crate) fn to_id(text: &str) -> String {
    let mut id = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            'æ' => id.push_str("ae"),
            'ø' => id.push_str("oe"),
            'å' => id.push_str("aa"),
            c if c.is_ascii_alphanumeric() => id.push(c),
            _ if id.ends_with('_') => {}
            _ => id.push('_'),
        }
    }
    id.truncate(limit::ID.most - 1);
    let id = id.trim_matches('_').to_owned();
    if id.starts_with(|c: char| c.is_ascii_lowercase()) { id } else { format!("x{id}") }
}
