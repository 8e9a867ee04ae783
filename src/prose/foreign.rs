//! `{{ sprog("en", "Housing First") }}`: words in another language, so that they are read aloud in
//! it.

use isolang::Language;

use crate::diagnostic::{Diagnostic, rule};
use crate::prose::faults::EXPRESSION;
use crate::prose::filled::Filled;
use crate::source::Span;
use crate::suggest;
use crate::text;

rule!(
    NO_LANGUAGE = "ukendt-sprog", Error;
    "Et sprog er ikke skrevet med sin kode.",
    "A language is not written by its code."
);

/// What may be written where a code is meant.
const NAMES: &[(&str, &str)] = &[
    ("engelsk", "en"),
    ("english", "en"),
    ("gb", "en"),
    ("us", "en"),
    ("tysk", "de"),
    ("deutsch", "de"),
    ("svensk", "sv"),
    ("norsk", "no"),
    ("fransk", "fr"),
    ("spansk", "es"),
    ("italiensk", "it"),
    ("portugisisk", "pt"),
    ("nederlandsk", "nl"),
    ("hollandsk", "nl"),
    ("finsk", "fi"),
    ("islandsk", "is"),
    ("færøsk", "fo"),
    ("grønlandsk", "kl"),
    ("polsk", "pl"),
    ("litauisk", "lt"),
    ("rumænsk", "ro"),
    ("bulgarsk", "bg"),
    ("bosnisk", "bs"),
    ("albansk", "sq"),
    ("græsk", "el"),
    ("latin", "la"),
    ("russisk", "ru"),
    ("ukrainsk", "uk"),
    ("tyrkisk", "tr"),
    ("kurdisk", "ku"),
    ("arabisk", "ar"),
    ("persisk", "fa"),
    ("farsi", "fa"),
    ("urdu", "ur"),
    ("somali", "so"),
    ("somalisk", "so"),
    ("tamil", "ta"),
    ("vietnamesisk", "vi"),
    ("kinesisk", "zh"),
    ("dansk", "da"),
    ("dk", "da"),
];

/// Reads the code and the words, each with its place.
pub(super) fn read(
    (code, at): (String, Span),
    (text, words_at): (String, Span),
) -> Result<Filled, Box<Diagnostic>> {
    if !is_code(&code) {
        let meant = meant(&code);
        let message =
            text!("`{code}` er ikke koden for et sprog", "`{code}` is not the code of a language");
        let finding = Diagnostic::new(&NO_LANGUAGE, at, message);
        let help = match meant {
            Some(meant) => text!("mente du \"{meant}\"?", "did you mean \"{meant}\"?"),
            None => text!(
                "skriv sprogets kode med to eller tre små bogstaver (ISO 639): \"en\", \"de\", \"ar\"",
                "write the language's code in two or three small letters (ISO 639): \"en\", \"de\", \"ar\""
            ),
        };
        let replacement = meant.map(|meant| format!("\"{meant}\""));
        return Err(Box::new(Diagnostic { replacement, ..finding }.help(help)));
    }
    if text.trim().is_empty() {
        let finding = Diagnostic::new(
            &EXPRESSION,
            words_at,
            text!("her mangler ordene", "the words are missing here"),
        );
        return Err(Box::new(finding.help(text!(
            "skriv fx {{{{ sprog(\"en\", \"Housing First\") }}}}",
            "write e.g. {{{{ sprog(\"en\", \"Housing First\") }}}}"
        ))));
    }
    Ok(Filled::Foreign { lang: code, text })
}

/// True for a known code in small letters: that of two letters where the language has one, else that
/// of three. So a tag of language must be written (BCP 47, 2.2.1).
fn is_code(code: &str) -> bool {
    let named = NAMES.iter().any(|(name, _)| *name == code);
    !named && known(code) == Some(code)
}

/// The code of the language that a code of two or three small letters stands for (ISO 639-1 and -3).
///
/// Three letters are looked for in the crate's list: its map of them is laid out when the program
/// starts, which makes every start longer.
fn known(code: &str) -> Option<&'static str> {
    let by_three = || isolang::languages().find(|language| language.to_639_3() == code);
    let language = Language::from_639_1(code).or_else(by_three)?;
    Some(language.to_639_1().unwrap_or_else(|| language.to_639_3()))
}

/// The code that is meant by a language's name, by capitals or by a code with a country.
fn meant(code: &str) -> Option<&'static str> {
    let lower = code.trim().to_lowercase();
    let exact = |word: &str| NAMES.iter().find(|(name, _)| *name == word).map(|(_, code)| *code);
    let language = lower.split(['-', '_']).next().unwrap_or_default();
    // The names end alike, so that only a small slip tells which was meant.
    let slip = || {
        let names =
            NAMES.iter().map(|(name, _)| *name).filter(|name| name.len() > 3 && lower.len() > 3);
        suggest::closest(&lower, names)
            .filter(|name| strsim::damerau_levenshtein(name, &lower) <= 2)
            .and_then(exact)
    };
    exact(&lower).or_else(|| known(language)).or_else(slip)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_as_they_are() {
        let word = |text: &str| (text.to_owned(), Span::default());
        assert!(
            matches!(read(word("en"), word("*a* & b")), Ok(Filled::Foreign { lang, text }) if lang == "en" && text == "*a* & b")
        );
        assert_eq!(
            read(word("en"), word(" ")).map_err(|finding| finding.rule.name).err(),
            Some("tekst-udtryk")
        );
        assert_eq!(
            read(word("Tysk"), word("a")).map_err(|finding| finding.replacement).err(),
            Some(Some("\"de\"".to_owned()))
        );
    }

    #[test]
    fn codes_are_told_from_names() {
        let all: Vec<String> = ('a'..='z')
            .flat_map(|first| ('a'..='z').map(move |second| format!("{first}{second}")))
            .filter(|code| is_code(code))
            .collect();
        // Those of the standard, and `sh`, which a tag of language may have still.
        assert_eq!(all.len(), 184, "{all:?}");
        for code in ["en", "de", "ar", "kl", "fil", "dsl"] {
            assert!(is_code(code), "{code}");
        }
        for (written, code) in [
            ("engelsk", Some("en")),
            ("Englsk", Some("en")),
            ("EN", Some("en")),
            ("en-GB", Some("en")),
            ("eng", Some("en")),
            // A code of three letters where there is one of two.
            ("dan", Some("da")),
            ("fra", Some("fr")),
            // A family of languages, which nothing can be read aloud in, and what none has.
            ("ber", None),
            ("qqq", None),
            ("xx", None),
            ("klingonsk", None),
            ("", None),
        ] {
            assert!(!is_code(written), "{written}");
            assert_eq!(meant(written), code, "{written}");
        }
    }
}
