//! What typesetting finds: characters that no font has, and templates that fail. Found by `build`, told like the rest.

use crate::diagnostic::{Diagnostic, rule};
use crate::note::Note;
use crate::source::Span;
use crate::text;

rule!(GLYPH = "tegn-mangler", Error; "Et tegn findes ikke i skriften.", "A character is not in the font.");
rule!(TEMPLATE = "skabelon", Error; "Skabelonen kunne ikke sætte notatet.", "The template could not typeset the note.");

/// A character that can't be printed, at its place.
pub fn glyph(span: Span, character: char) -> Diagnostic {
    let code = u32::from(character);
    let shown = if character.is_control() { String::new() } else { format!(" `{character}`") };
    Diagnostic::new(
        &GLYPH,
        span,
        text!("tegnet{shown} (U+{code:04X}) findes ikke i skriften", "the character{shown} (U+{code:04X}) is not in the font"),
    )
    .help(text!(
        "skriv det med andre tegn, eller læg en skrift med tegnet i fonts/",
        "write it with other characters, or put a font that has it in fonts/"
    ))
}

/// A template's fault, told at the note's own type: the note is what the caseworker has in hand.
pub fn template(note: &Note, place: &str, message: &str) -> Diagnostic {
    let (id, kind) = (&note.id.value, &note.kind.value);
    Diagnostic::new(
        &TEMPLATE,
        note.kind.span,
        text!("skabelonen til `{kind}` kunne ikke sætte {id}", "the template of `{kind}` could not typeset {id}"),
    )
    .note(text!("{place}: {message}", "{place}: {message}"))
    .help(text!(
        "det er en fejl i skabelonen, ikke i notatet: giv meldingen til den, der passer skabelonerne",
        "the fault is the template's, not the note's: give the message to whoever keeps the templates"
    ))
}
