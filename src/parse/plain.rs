//! Values that are plain to a reader and nothing to TOML: years in a row, a price level with its
//! words, a text with the comma of a list after it.

use std::ops::Range;

use crate::amount::is_dash;
use crate::key::{Kind, Section};
use crate::parse::faults::{Mend, QUOTES, SYNTAX, Sure, WORDS};
use crate::parse::keys::only;
use crate::parse::number::sure;
use crate::parse::pieces::good_value;
use crate::text;

/// How many years a range is written out as.
const MOST_YEARS: u16 = 12;

/// What a value is meant as by its key; `None` where that says nothing of it.
pub(super) fn meant(key: &str, raw: &str, range: &Range<usize>) -> Option<Mend> {
    let key = key.trim_matches(['"', '\'']);
    years(key, raw, range)
        .or_else(|| price_level(key, raw, range))
        .or_else(|| texts(key, raw, range))
        .or_else(|| ended_text(raw, range))
}

/// True for a key that takes a list of years.
fn takes_years(key: &str) -> bool {
    let named = Section::ALL.iter().flat_map(|section| section.keys());
    named.filter(|known| known.name == key).any(|known| known.kind == Kind::Periods)
}

fn years(key: &str, raw: &str, range: &Range<usize>) -> Option<Mend> {
    let mended = takes_years(key).then(|| list_of_years(raw)).flatten()?;
    // One year is no list of them everywhere.
    if !mended.contains(',') {
        return None;
    }
    Some(Mend {
        rule: &SYNTAX,
        range: range.clone(),
        message: text!("årene skal stå i en liste", "the years must stand in a list"),
        help: text!("skriv {mended}", "write {mended}"),
        replacement: mended,
        sure: Sure::Yes,
    })
}

/// `[2027-2030]`, `[2027; 2028]`, `[2027 2028]`: brackets around years that are no list.
pub(super) fn years_in_brackets(key: &str, raw: &str, range: &Range<usize>) -> Option<Mend> {
    let inner = raw.strip_prefix('[')?.strip_suffix(']')?;
    years(key, inner, range)
}

/// Years as a list: `2027, 2028`, `2027-2030`, `2027 til 2030`, `(2027; 2028)`, `"2027", "2028"`.
pub(crate) fn list_of_years(raw: &str) -> Option<String> {
    let bare = raw.trim().trim_matches(['(', ')', '"', '\'']).trim();
    let year = |text: &str| {
        let text = text.trim().trim_matches(['"', '\'']).trim();
        let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<u16>().ok().filter(|year| digits && (1900..2200).contains(year))
    };
    let between = ["..", " til og med ", " til ", " t.o.m. ", " - "];
    let cut = between.iter().find_map(|word| bare.split_once(word)).or_else(|| {
        let (at, dash) = bare.char_indices().find(|(_, c)| *c == '-' || is_dash(*c))?;
        Some((bare.get(..at)?, bare.get(at + dash.len_utf8()..)?))
    });
    if let Some((from, until)) = cut
        .and_then(|(from, until)| Some((year(from)?, year(until.trim_start_matches(['.', '-']))?)))
    {
        let all: Vec<String> = (from..=until).map(|year| year.to_string()).collect();
        return (from < until && until - from < MOST_YEARS)
            .then(|| format!("[{}]", all.join(", ")));
    }
    let words = bare.replace(" og ", " ").replace([',', ';', '/', '&'], " ");
    let years: Vec<u16> = words.split_whitespace().map(year).collect::<Option<_>>()?;
    if years.is_empty() {
        return None;
    }
    let listed: Vec<String> = years.iter().map(u16::to_string).collect();
    Some(format!("[{}]", listed.join(", ")))
}

/// `2027 p/l`: the year, and words that are printed anyway.
fn price_level(key: &str, raw: &str, range: &Range<usize>) -> Option<Mend> {
    let year = only(key, |kind| kind == Kind::PriceLevel).then(|| price_year(raw)).flatten()?;
    let message = text!(
        "`{raw}` er ikke et årstal; »p/l« trykkes af sig selv",
        "`{raw}` is not a year; “p/l” is printed by itself"
    );
    let replacement = year.to_string();
    let help = text!("skriv {year}", "write {year}");
    Some(Mend { rule: &WORDS, range: range.clone(), message, help, replacement, sure: Sure::Yes })
}

/// The one year of a price level that is written with words.
pub(crate) fn price_year(raw: &str) -> Option<u16> {
    let mut numbers = raw.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let year = numbers.next().filter(|year| year.len() == 4)?.parse().ok()?;
    (numbers.next().is_none() && (1900..2200).contains(&year)).then_some(year)
}

/// `"SOC", "BUU"`: texts in a row, under a key that takes several.
fn texts(key: &str, raw: &str, range: &Range<usize>) -> Option<Mend> {
    let takes = only(key, |kind| matches!(kind, Kind::Texts | Kind::NoteIds | Kind::TextOrTexts));
    let mended = format!("[{}]", raw.trim_end_matches(','));
    // A mark after the only one is no other text.
    let several = raw.starts_with('"') && raw.trim_end_matches([',', ' ']).contains(',');
    if !several || !good_value(&mended) {
        return None;
    }
    if takes {
        return Some(Mend {
            rule: &SYNTAX,
            range: range.clone(),
            message: text!("teksterne skal stå i en liste", "the texts must stand in a list"),
            help: text!("skriv {mended}", "write {mended}"),
            replacement: mended,
            sure: Sure::Yes,
        });
    }
    let first = raw.split_inclusive('"').take(2).collect::<String>();
    good_value(&first).then(|| Mend {
        rule: &QUOTES,
        range: range.clone(),
        message: text!(
            "under `{key}` kan der kun stå én tekst",
            "only one text can stand under `{key}`"
        ),
        help: text!(
            "skriv {first}, og skriv en post mere til den anden",
            "write {first}, and another post for the other one"
        ),
        replacement: first.clone(),
        sure: Sure::Perhaps,
    })
}

/// `"rekruttering",`: a text that is good but for the mark after it.
fn ended_text(raw: &str, range: &Range<usize>) -> Option<Mend> {
    let text = raw.strip_suffix([',', ';', '.'])?.trim_end();
    let mark = raw.chars().next_back()?;
    (text.starts_with(['"', '\'']) && good_value(text)).then(|| Mend {
        rule: &QUOTES,
        range: range.clone(),
        message: text!("der står `{mark}` efter teksten", "`{mark}` stands after the text"),
        help: text!("skriv {text}", "write {text}"),
        replacement: text.to_owned(),
        sure: Sure::Yes,
    })
}

/// `{3_200}`: a figure in braces.
pub(super) fn figure_in_brackets(raw: &str, range: &Range<usize>) -> Option<Mend> {
    let inner = raw.strip_prefix('{')?.strip_suffix('}')?.trim();
    let plain = sure(inner)?.toml();
    let (message, help) = (
        text!("tallet står i klammer", "the figure is in braces"),
        text!("skriv {plain}", "write {plain}"),
    );
    Some(Mend {
        rule: &WORDS,
        range: range.clone(),
        message,
        help,
        replacement: plain,
        sure: Sure::Yes,
    })
}

/// `#I/T`, `#VALUE!`: what a spreadsheet writes where it can't compute.
pub(super) fn error_of_spreadsheet(raw: &str, start: usize) -> Option<Mend> {
    let word = raw.split_whitespace().next()?;
    let letters = word.strip_prefix('#')?;
    let shouted = letters.starts_with(|c: char| c.is_uppercase())
        && letters.chars().all(|c| c.is_uppercase() || matches!(c, '/' | '!' | '?' | '0'..='9'))
        && (letters.ends_with(['!', '?']) || letters.contains('/'));
    shouted.then(|| Mend {
        rule: &WORDS,
        range: start..start + word.len(),
        message: text!(
            "`{word}` er en fejl fra regnearket, ikke et tal",
            "`{word}` is an error of the spreadsheet, not a figure"
        ),
        help: text!(
            "skriv tallet; mangler det, så slet linjen",
            "write the figure; where there is none, delete the line"
        ),
        replacement: "\"\" ".to_owned() + word,
        sure: Sure::No,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_listed() {
        for raw in [
            "2027, 2028, 2029",
            "2027-2029",
            "2027–2029",
            "2027 - 2029",
            "2027 til 2029",
            "2027..2029",
            "(2027; 2028; 2029)",
            "2027, 2028 og 2029",
            "\"2027\", \"2028\", \"2029\"",
            "\"2027-2029\"",
            "2027 2028 2029",
        ] {
            assert_eq!(list_of_years(raw).as_deref(), Some("[2027, 2028, 2029]"), "{raw}");
        }
        assert_eq!(list_of_years("2027").as_deref(), Some("[2027]"));
        for raw in ["2030-2027", "1900-2100", "27-30", "altid", "", "20271"] {
            assert_eq!(list_of_years(raw), None, "{raw}");
        }
    }

    #[test]
    fn a_price_levels_year_is_found() {
        for raw in ["2027 p/l", "2027-pl", "p/l 2027", "\"2027 PL\"", "faste 2027-priser"] {
            assert_eq!(price_year(raw), Some(2027), "{raw}");
        }
        assert_eq!(price_year("2027-2028"), None);
        assert_eq!(price_year("løbende"), None);
    }
}
