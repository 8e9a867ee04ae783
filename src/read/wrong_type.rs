//! Values of the wrong kind: what the message says, and what was probably meant.

use crate::amount::Amount;
use crate::diagnostic::Diagnostic;
use crate::key::{Key, Kind, Section};
use crate::note::Date;
use crate::parse::faults::{Sure, WRONG_TYPE};
use crate::parse::near_number::number;
use crate::parse::tree::{Node, Value};
use crate::parse::value::{danish_date, truth};
use crate::read::reader::Reader;
use crate::text;
use crate::text::Text;

/// Says that a value is of the wrong sort.
pub(crate) fn wrong_type(reader: &mut Reader, key: &'static Key, node: &Node<'_>) {
    let (help, replacement) = help(key, node);
    let finding = Diagnostic::new(&WRONG_TYPE, node.span, message(key, node)).help(help);
    reader.push(Diagnostic { replacement, ..finding });
}

fn message(key: &Key, node: &Node<'_>) -> Text {
    let (name, Text { da: wanted_da, en: wanted_en }) = (key.name, wanted(key.kind));
    if let (Value::Date(date), Kind::Date) = (&node.value, key.kind) {
        return if date.date.is_some() {
            text!(
                "`{name}` har et klokkeslæt, men skal være en dato alene",
                "`{name}` has a time of day, but must be a date alone"
            )
        } else {
            text!(
                "`{name}` er et klokkeslæt, men skal være en dato",
                "`{name}` is a time of day, but must be a date"
            )
        };
    }
    if let (Value::Number(number), Kind::Year | Kind::Period | Kind::Integer(_)) =
        (&node.value, key.kind)
    {
        return text!(
            "`{name}` er {number}, men skal være {wanted_da}",
            "`{name}` is {number}, but must be {wanted_en}"
        );
    }
    let (is_da, is_en) = match &node.value {
        Value::Text(_) => ("en tekst", "a text"),
        Value::Number(_) | Value::Printed(_) => ("et tal", "a number"),
        Value::Bool(_) => ("true eller false", "true or false"),
        Value::Date(_) => ("en dato", "a date"),
        Value::List(_) => ("en liste", "a list"),
        Value::Table(_) => ("en blok", "a block"),
    };
    text!(
        "`{name}` er {is_da}, men skal være {wanted_da}",
        "`{name}` is {is_en}, but must be {wanted_en}"
    )
}

/// What is expected, in words; the words themselves where they are few.
fn wanted(kind: Kind) -> Text {
    if let Kind::OneOf(words) = kind {
        let listed = words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
        return text!("et af ordene {listed}", "one of the words {listed}");
    }
    kind.words().into()
}

/// What to write instead, and the text that would mend it where it is known.
fn help(key: &Key, node: &Node<'_>) -> (Text, Option<String>) {
    let bare = |plain: String| {
        (text!("skriv {plain} uden anførselstegn", "write {plain} without quotes"), Some(plain))
    };
    let write = |plain: String| (text!("skriv {plain}", "write {plain}"), Some(plain));
    let name = key.name;
    match (&node.value, key.kind) {
        (Value::Text(text), Kind::Bool) if truth(text).is_some() => {
            bare(truth(text).unwrap_or_default().to_owned())
        }
        (Value::Text(text), Kind::Date) if date_in(text).is_some() => {
            bare(date_in(text).map(|date| date.to_string()).unwrap_or_default())
        }
        (Value::Date(toml::value::Datetime { date: Some(date), .. }), Kind::Date) => {
            write(date.to_string())
        }
        (Value::Text(text), Kind::Integer(_) | Kind::Year) if is_whole(text) => {
            bare(text.trim().to_owned())
        }
        (Value::Number(_), Kind::Year | Kind::Period) => {
            (text!("skriv alle fire cifre, fx 2020", "write all four digits, e.g. 2020"), None)
        }
        (_, Kind::Amount) => match amount_in(&node.value) {
            Some(amount) => bare(amount.toml()),
            None => (text!("skriv et tal, fx 10_000", "write a number, e.g. 10_000"), None),
        },
        (Value::Text(text), Kind::Texts | Kind::NoteIds) => write(format!("[\"{text}\"]")),
        (Value::Number(number), Kind::Texts | Kind::Prose) => write(format!("\"{number}\"")),
        (Value::Number(number), Kind::Block(Section::Share)) => (
            text!(
                "skriv {name} = {{ af = \"…\", pct = {number} }}",
                "write {name} = {{ af = \"…\", pct = {number} }}"
            ),
            None,
        ),
        (Value::Text(text), Kind::Block(Section::Share)) => {
            let number: String =
                text.chars().take_while(|c| c.is_ascii_digit() || *c == ',').collect();
            let number = number.replace(',', ".");
            let percent = if number.is_empty() { "…" } else { number.as_str() };
            (
                text!(
                    "skriv {name} = {{ af = \"…\", pct = {percent} }} med den posts id, som den er en del af",
                    "write {name} = {{ af = \"…\", pct = {percent} }} with the id of the post that it is a share of"
                ),
                None,
            )
        }
        (Value::Bool(value), Kind::Text | Kind::Id | Kind::NoteId | Kind::Prose) => {
            write(format!("\"{value}\""))
        }
        (Value::Date(date), Kind::Text | Kind::Id | Kind::NoteId | Kind::Prose) => {
            write(format!("\"{date}\""))
        }
        (_, Kind::Blocks(section) | Kind::Block(section)) if section.opening().starts_with('[') => {
            let opening = section.opening();
            (
                text!(
                    "skriv {opening} på en linje for sig, og nøglerne under den",
                    "write {opening} on a line of its own, and its keys under it"
                ),
                None,
            )
        }
        (_, kind) => {
            let Text { da, en } = wanted(kind);
            (text!("skriv {name} = …: {da}", "write {name} = …: {en}"), None)
        }
    }
}

fn is_whole(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())
}

/// The date that a text is meant as.
pub(crate) fn date_in(text: &str) -> Option<Date> {
    danish_date(text.trim())
}

/// The figure that a text is surely meant as.
pub(crate) fn amount_in(value: &Value) -> Option<Amount> {
    let Value::Text(text) = value else { return None };
    Amount::parse(text.trim())
        .or_else(|| number(text).filter(|n| n.sure == Sure::Yes).map(|n| n.amount))
}
