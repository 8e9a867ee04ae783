//! A text in Danish and English: every message is one value with both, so neither can be forgotten.

use std::fmt;

/// The language that messages are shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Danish, the users' own.
    #[default]
    Da,
    /// English.
    En,
}

/// One message in both languages.
///
/// Figures inside are written in Danish in both (`11.900`), for they are quoted from Danish papers.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    /// The Danish text.
    pub da: String,
    /// The English text.
    pub en: String,
}

impl Text {
    /// Both texts.
    pub fn new(da: impl Into<String>, en: impl Into<String>) -> Self {
        Self { da: da.into(), en: en.into() }
    }

    /// The same words in both languages: a name, a code, a figure.
    pub fn same(both: impl fmt::Display) -> Self {
        let both = both.to_string();
        Self { da: both.clone(), en: both }
    }

    /// The text in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Da => &self.da,
            Lang::En => &self.en,
        }
    }

    /// True when there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.da.is_empty()
    }

    /// Joins texts with a separator, the last two with "og" / "and".
    pub fn list(items: &[Text]) -> Text {
        let join = |lang: Lang, and: &str| match items {
            [] => String::new(),
            [one] => one.get(lang).to_owned(),
            [head @ .., last] => {
                let head: Vec<_> = head.iter().map(|t| t.get(lang)).collect();
                format!("{} {and} {}", head.join(", "), last.get(lang))
            }
        };
        Text { da: join(Lang::Da, "og"), en: join(Lang::En, "and") }
    }
}

/// The most letters of a name in a message.
const LONGEST_NAME: usize = 48;

/// Long texts are cut after some words: the place shows the rest.
pub fn short(text: &str) -> String {
    if text.chars().count() <= LONGEST_NAME {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LONGEST_NAME).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(head, _)| head);
    format!("{cut} …")
}

/// A text known when the program is compiled: descriptions of rules and keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StaticText {
    /// The Danish text.
    pub da: &'static str,
    /// The English text.
    pub en: &'static str,
}

impl StaticText {
    /// The text in `lang`.
    pub fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Da => self.da,
            Lang::En => self.en,
        }
    }
}

impl From<StaticText> for Text {
    fn from(text: StaticText) -> Self {
        Text::new(text.da, text.en)
    }
}

/// A name inside a sentence begins with a small letter, unless it is an abbreviation.
pub fn in_sentence(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(name.chars().skip(1)).collect()
        }
        _ => name.to_owned(),
    }
}

/// Makes a [`Text`] from two format strings: `text!("… {x}", "… {x}")`.
#[macro_export]
macro_rules! text {
    ($da:literal, $en:literal $(,)?) => {
        $crate::text::Text { da: format!($da), en: format!($en) }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_joins_its_last_two_in_words() {
        let list = Text::list(&[Text::same("A"), Text::same("B"), Text::same("C")]);
        assert_eq!(list, Text::new("A, B og C", "A, B and C"));
        assert_eq!(Text::list(&[]), Text::default());
    }
}
