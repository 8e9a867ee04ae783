//! What typesetting finds: characters that no font has, and templates that fail. Found by `build`, told like the rest.

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{Note, Word};
use crate::source::Span;
use crate::suggest;
use crate::text;

rule!(GLYPH = "tegn-mangler", Error; "Et tegn findes ikke i skriften.", "A character is not in the font.");
rule!(TEMPLATE = "skabelon", Error; "Skabelonen kunne ikke sætte notatet.", "The template could not typeset the note.");

rule!(STRANGE = "skabelon-advarsel", Warning; "Skabelonen gør noget, der næppe er meningen.", "The template does something that is hardly meant.");
rule!(FONT = "ukendt-skrift", Error; "Temaets skrift findes ikke.", "The theme's font is not there.");

/// The theme's font, where no file has it: letters would silently be another font's.
pub fn font(font: &Word, families: &[&str]) -> Diagnostic {
    let (name, listed) = (&font.value, families.join(", "));
    Diagnostic::new(&FONT, font.span, text!("skriften `{name}` findes ikke", "there is no font `{name}`")).help(
        suggest::did_you_mean(name, families.iter().copied()).unwrap_or_else(|| {
            text!(
                "læg skriftens filer i mappen fonts/; der er {listed}",
                "put the font's files in the folder fonts/; there are {listed}"
            )
        }),
    )
}

/// What the typesetter warned of, told as [`template`] tells a fault.
pub fn strange(note: &Note, place: &str, message: &str) -> Diagnostic {
    let (id, kind) = (&note.id.value, &note.kind.value);
    Diagnostic::new(
        &STRANGE,
        note.kind.span,
        text!("skabelonen til `{kind}` gør noget mærkeligt i {id}", "the template of `{kind}` does something strange in {id}"),
    )
    .note(text!("{place}: {message}", "{place}: {message}"))
    .help(text!(
        "se siden efter, og giv meldingen til den, der passer skabelonerne",
        "look the page over, and give the message to whoever keeps the templates"
    ))
}

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
