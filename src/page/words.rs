//! Where a text's long words are: the only ones that may be hyphenated. They are found here, for a
//! template that searches for them takes a third more time in all.

use serde::{Serialize, Serializer};

/// So many letters in a row make a long word.
const LONG: usize = 13;

/// A text as it crosses to the templates.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub(super) struct Words<'a> {
    /// The text.
    text: &'a str,
    /// Its long words, which may be hyphenated: each from one byte of the text up to another. Empty
    /// for most texts.
    long: Vec<(usize, usize)>,
    /// The byte at which the text's last word begins, where that has a long one in it: at the end
    /// of a paragraph it stays whole. None otherwise.
    ending: Option<usize>,
}

impl<'a> From<&'a str> for Words<'a> {
    fn from(text: &'a str) -> Self {
        let long = long_words(text);
        let last = text
            .rfind(char::is_whitespace)
            .map_or(0, |blank| blank + text[blank..].chars().next().map_or(0, char::len_utf8));
        let ending = long.last().is_some_and(|(start, _)| *start >= last).then_some(last);
        Self { text, long, ending }
    }
}

/// Serialises a text with its long words.
pub(super) fn serialize<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    Words::from(text).serialize(serializer)
}

/// The long words of a text, each from one byte up to another.
fn long_words(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let (mut start, mut letters) = (0, 0);
    for (place, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_alphabetic() {
            letters += 1;
            continue;
        }
        if letters >= LONG {
            found.push((start, place));
        }
        (start, letters) = (place + c.len_utf8(), 0);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_have_thirteen_letters() {
        let of = |text: &'static str| {
            let words = Words::from(text);
            let long = words.long.iter().map(|(start, end)| &text[*start..*end]);
            (long.collect::<Vec<_>>(), words.ending.map(|start| &text[start..]))
        };
        assert_eq!(of(""), (vec![], None));
        assert_eq!(
            of("Helårspersonen og helårspersoner"),
            (vec!["Helårspersonen", "helårspersoner"], Some("helårspersoner"))
        );
        assert_eq!(
            of("tolvbogstave tolvbogstaver"),
            (vec!["tolvbogstaver"], Some("tolvbogstaver"))
        );
        assert_eq!(of("kontanthjælpsmodtagere. "), (vec!["kontanthjælpsmodtagere"], None));
        assert_eq!(
            of("(beskæftigelses-\u{a0}og/integrationsforvaltning)."),
            (
                vec!["beskæftigelses", "integrationsforvaltning"],
                Some("og/integrationsforvaltning).")
            )
        );
        assert_eq!(
            of("ord\u{2003}sagsbehandleres"),
            (vec!["sagsbehandleres"], Some("sagsbehandleres"))
        );
    }

    #[test]
    fn they_cross_beside_the_text() {
        let json = serde_json::to_string(&Words::from("ældrebyggeriets")).unwrap();
        assert_eq!(json, r#"{"text":"ældrebyggeriets","long":[[0,16]],"ending":0}"#);
    }
}
