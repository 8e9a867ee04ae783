//! Expenditure or income, and the appropriation, in each other's places: read as they are meant.

use crate::diagnostic::{Diagnostic, rule};
use crate::key::post as p;
use crate::note::{Direction, Word};
use crate::parse::tree::{Node, Value};
use crate::read::fields::Fields;
use crate::read::reader::Reader;
use crate::source::{Span, Spanned};
use crate::text;

rule!(
    SWAPPED_CODES = "byttede-koder", Error;
    "To koder på en post står i hinandens felter.",
    "Two codes of a post stand in each other's places."
);

/// The appropriation and the direction of a post, each where the other should stand.
pub(super) fn read(reader: &mut Reader, fields: &Fields<'_>) -> Option<(Word, Spanned<Direction>)> {
    let (ui, appropriation) = (fields.node(&p::UI)?, fields.node(&p::APPROPRIATION)?);
    let written = |node: &Node<'_>| match &node.value {
        Value::Text(text) | Value::Number(text) => Some(text.trim().to_owned()),
        _ => None,
    };
    let (number, letter) = (written(ui)?, written(appropriation)?);
    let direction = Direction::parse(&letter.to_uppercase())?;
    if Direction::parse(&number.to_uppercase()).is_some() || number.chars().count() < 2 {
        return None;
    }
    reader
        .push(told((ui.span, "ui", &number), (appropriation.span, "bevilling", direction.word())));
    let place = appropriation.span;
    Some((Spanned::new(number, ui.span), Spanned::new(direction, place)))
}

/// Says of two codes that each stands in the other's place: place, key and what is written there.
pub(crate) fn told(
    (first, first_key, first_has): (Span, &str, &str),
    (second, second_key, second_has): (Span, &str, &str),
) -> Diagnostic {
    let message = text!(
        "{first_has} står som `{first_key}`, og {second_has} som `{second_key}`: de er byttet om",
        "{first_has} stands as `{first_key}`, and {second_has} as `{second_key}`: they are swapped"
    );
    Diagnostic::new(&SWAPPED_CODES, first, message)
        .label(second, text!("det andet", "the other"))
        .help(text!(
            "skriv {first_key} = \"{second_has}\" og {second_key} = \"{first_has}\"",
            "write {first_key} = \"{second_has}\" and {second_key} = \"{first_has}\""
        ))
}
