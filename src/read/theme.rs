//! `[tema]` of `kommune.toml`.

use crate::diagnostic::{Diagnostic, rule};
use crate::key::{Section, municipality as k};
use crate::note::Word;
use crate::parse::tree::Table as Tree;
use crate::read::fields::Fields;
use crate::read::reader::Reader;
use crate::register::colour::Colour;
use crate::register::theme::{Role, Theme};
use crate::source::Spanned;
use crate::text;

rule!(COLOUR = "farve", Error; "Farven kan ikke læses.", "The colour can't be read.");

/// Reads the theme; what is not there is as the program has it.
pub(crate) fn read(reader: &mut Reader, block: &Tree<'_>) -> Theme {
    let fields = Fields::open(reader, block, Section::Theme, &[]);
    let colours = fields.block(reader, &k::THEME_COLOURS).map(|block| {
        let fields = Fields::open(reader, block, Section::Colours, &[]);
        let own = |(role, name, _): &(Role, &str, _)| {
            let key = k::COLOUR_KEYS.iter().find(|key| key.name == *name)?;
            let word = fields.text(reader, key)?;
            Some((*role, colour(reader, &word)?))
        };
        Role::ALL.iter().filter_map(own).collect()
    });
    Theme {
        logo: fields.text(reader, &k::THEME_LOGO),
        logo_text: fields.text(reader, &k::THEME_LOGO_TEXT),
        logo_height: fields.integer(reader, &k::THEME_LOGO_HEIGHT),
        font: fields.text(reader, &k::THEME_FONT),
        footer: fields.text(reader, &k::THEME_FOOTER),
        colours: colours.unwrap_or_default(),
    }
}

fn colour(reader: &mut Reader, word: &Word) -> Option<Spanned<Colour>> {
    let colour = Colour::parse(&word.value);
    if colour.is_none() {
        let written = &word.value;
        // `12395b` lacks its sign, `#abc` is short for `#aabbcc`.
        let digits = written.trim().trim_start_matches('#');
        let long = if digits.len() == 3 {
            digits.chars().flat_map(|c| [c, c]).collect()
        } else {
            digits.to_owned()
        };
        let meant = Colour::parse(&format!("#{long}"));
        let help = meant.map(|meant| text!("mente du \"{meant}\"?", "did you mean \"{meant}\"?"));
        let finding = Diagnostic::new(
            &COLOUR,
            word.span,
            text!("`{written}` er ikke en farve", "`{written}` is not a colour"),
        );
        let how = text!(
            "skriv den som # og seks tegn, to til hver af rød, grøn og blå: \"#12395b\"",
            "write it as # and six digits, two for each of red, green and blue: \"#12395b\""
        );
        reader.push(Diagnostic {
            replacement: meant.map(|meant| format!("\"{meant}\"")),
            ..finding.help(help.unwrap_or(how))
        });
        return meant.map(|meant| Spanned::new(meant, word.span));
    }
    colour.map(|colour| Spanned::new(colour, word.span))
}
