//! Values that TOML refuses, read as a Dane meant them.

use std::ops::Range;

use crate::amount::is_dash;
use crate::key::Kind;
use crate::limit;
use crate::note::{Date, MONTHS, Period};
use crate::parse::faults::{Mend, QUOTES, SYNTAX, Sure, WORDS};
use crate::parse::keys::{key, only, without_equals};
use crate::parse::near_number::number;
use crate::parse::number::{Number, looks_like_appropriation};
use crate::parse::pieces::{adjacent, closers, good_line, good_value, pieces};
use crate::parse::plain;
use crate::parse::quotes::{quoted, wrap};
use crate::suggest::closest;
use crate::text;
use crate::text::Text;

/// Keys under which only a figure can stand, besides years.
const FIGURES: [&str; 8] =
    ["beloeb", "sum", "aarligt", "antal", "pct", "skal_give", "i_alt", "faktor"];

/// What is wrong with the value that begins at byte `start` of its line: one mend, or one for each
/// piece of a list.
pub(crate) fn value(key: &str, raw: &str, start: usize) -> Vec<Mend> {
    let range = start..start + raw.len();
    if raw.is_empty() {
        return vec![Mend {
            rule: &SYNTAX,
            range,
            message: text!(
                "der står ingen værdi efter `{key} =`",
                "there is no value after `{key} =`"
            ),
            help: text!("skriv en værdi, eller slet linjen", "write a value, or delete the line"),
            replacement: "\"\"".to_owned(),
            sure: Sure::No,
        }];
    }
    if raw.starts_with(['[', '{']) {
        return composite(key, raw, &range);
    }
    if let Some(mend) = plain::meant(key, raw, &range) {
        return vec![mend];
    }
    let figure = takes_figure(key);
    if !only_text(key)
        && let Some(found) = figure_or_number(key, raw, figure)
    {
        let Number { rule, message, help, amount, sure } = found;
        return vec![Mend { rule, range, message, help, replacement: amount.toml(), sure }];
    }
    if let Some(mend) = date(raw, &range).filter(|_| !figure) {
        return vec![mend];
    }
    let yes_or_no = only(key, |kind| kind == Kind::Bool);
    let meant = truth(raw).filter(|_| !figure || matches!(key, "sum" | "i_alt"));
    let meant = meant.or_else(|| closest(raw, ["true", "false"]).filter(|_| yes_or_no));
    if meant.is_some() || yes_or_no {
        let message =
            text!("`{raw}` er ikke true eller false", "`{raw}` is neither true nor false");
        let help = meant.map_or(text!("skriv true eller false", "write true or false"), |word| {
            text!("skriv {word}", "write {word}")
        });
        let sure = if meant.is_some() { Sure::Yes } else { Sure::No };
        return vec![Mend {
            rule: &SYNTAX,
            range,
            message,
            help,
            replacement: meant.unwrap_or("false").to_owned(),
            sure,
        }];
    }
    if figure {
        return vec![no_figure(raw, range)];
    }
    let (message, mended) = quoted(raw);
    let help = text!("skriv {mended}", "write {mended}");
    vec![Mend { rule: &QUOTES, range, message, help, replacement: mended, sure: Sure::Yes }]
}

/// True for keys under which nothing but a figure can stand: years, ranges and the format's own.
pub(crate) fn takes_figure(key: &str) -> bool {
    let key = key.trim_matches(['"', '\'']);
    FIGURES.contains(&key) || Period::parse(key).is_some()
}

/// True for keys that only ever hold texts: `35,10` there is no number.
fn only_text(key: &str) -> bool {
    only(key, |kind| {
        matches!(
            kind,
            Kind::Text
                | Kind::TextOrFalse
                | Kind::Prose
                | Kind::Lines
                | Kind::Id
                | Kind::NoteId
                | Kind::NoteIds
                | Kind::TextOrTexts
                | Kind::Texts
                | Kind::OneOf(_)
                | Kind::Colour
        )
    })
}

fn figure_or_number(key: &str, raw: &str, figure: bool) -> Option<Number> {
    let bare = if figure { raw.trim_matches(['"', '\'']).trim() } else { raw };
    // `2027-` where no figure is wanted: years from then on.
    if !figure
        && bare
            .strip_suffix(|c| c == '-' || is_dash(c))
            .is_some_and(|year| Period::parse(year.trim_end()).is_some())
    {
        return None;
    }
    let found = number(bare)?;
    // Per cent is what the key counts in.
    let lower = bare.to_lowercase();
    let percent = key == "pct" && ["%", "pct", "pct."].iter().any(|unit| lower.ends_with(unit));
    if percent && found.sure == Sure::No {
        let written = found.amount.toml();
        return Some(Number {
            help: text!("skriv {written}", "write {written}"),
            sure: Sure::Yes,
            ..found
        });
    }
    Some(found)
}

/// Words where a figure should stand.
fn no_figure(raw: &str, range: Range<usize>) -> Mend {
    let bare = raw.trim_matches(['"', '\'']).trim();
    let (message, help) = if looks_like_appropriation(bare) {
        no_appropriation_here(bare)
    } else {
        (
            text!("`{raw}` er ikke et tal", "`{raw}` is not a number"),
            text!(
                "skriv et tal; mangler tallet, så slet linjen",
                "write a number; where there is none, delete the line"
            ),
        )
    };
    Mend { rule: &WORDS, range, message, help, replacement: "0".to_owned(), sure: Sure::No }
}

/// What is said of an appropriation's number where a figure should stand, and where it belongs.
pub(crate) fn no_appropriation_here(number: &str) -> (Text, Text) {
    (
        text!(
            "`{number}` ligner et bevillingsnummer og er ikke et tal",
            "`{number}` looks like an appropriation number and is no figure"
        ),
        text!(
            "skriv beløbet her; en bevilling skrives på posten: bevilling = \"{number}\"",
            "write the amount here; an appropriation is written on the post: bevilling = \"{number}\""
        ),
    )
}

/// The faults within a list or inline table, each at its place; else the brackets that it lacks.
fn composite(key: &str, raw: &str, range: &Range<usize>) -> Vec<Mend> {
    if is_too_deep(raw) {
        let most = limit::TOML_DEPTH.most;
        return vec![Mend {
            rule: &SYNTAX,
            range: range.clone(),
            message: text!(
                "her er klammer i klammer i mere end {most} lag",
                "here are brackets in brackets, more than {most} deep"
            ),
            help: text!("skriv en værdi, eller slet linjen", "write a value, or delete the line"),
            replacement: "\"\"".to_owned(),
            sure: Sure::No,
        }];
    }
    if let Some(mend) = plain::years_in_brackets(key, raw, range) {
        return vec![mend];
    }
    let closing = closers(raw);
    let quote_open = closing.starts_with(['"', '\'']);
    if let Some(mend) = plain::figure_in_brackets(raw, range) {
        return vec![mend];
    }
    if !quote_open {
        let inner = raw.get(1..).unwrap_or_default();
        let mends = parts(inner, range.start + 1, raw.starts_with('{'));
        if !mends.is_empty() {
            return mends;
        }
    }
    if closing.is_empty() {
        return plain::figure_in_brackets(raw, range).into_iter().collect();
    }
    vec![Mend {
        rule: &SYNTAX,
        range: range.clone(),
        message: text!("der mangler {closing} til sidst", "{closing} is missing at the end"),
        help: text!("skriv {raw}{closing}", "write {raw}{closing}"),
        replacement: format!("{raw}{closing}"),
        sure: Sure::Yes,
    }]
}

/// True for more brackets within each other than any file has.
fn is_too_deep(raw: &str) -> bool {
    let mut depth = 0_usize;
    raw.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > limit::TOML_DEPTH.most
    })
}

/// The faults of the pieces of a list or inline table, whose inside begins at byte `start` of its
/// line.
pub(crate) fn parts(inner: &str, start: usize, table: bool) -> Vec<Mend> {
    let mut mends = Vec::new();
    for piece in pieces(inner, table) {
        let own = inner.get(piece.clone()).unwrap_or_default();
        let at = start + piece.start;
        if table {
            mends.extend(entry(own, at));
        } else if !good_value(own) {
            mends.extend(element(own, at));
        }
    }
    mends
}

/// `key = value` within an inline table.
fn entry(own: &str, at: usize) -> Vec<Mend> {
    if good_line(own) {
        return Vec::new();
    }
    let Some(equals) = own.find('=') else { return without_equals(own, at).into_iter().collect() };
    let name = own.get(..equals).unwrap_or_default().trim_end();
    let after = own.get(equals + 1..).unwrap_or_default();
    let raw = after.trim();
    let mut mends: Vec<Mend> = key(name, at).into_iter().collect();
    if !good_value(raw) {
        let value_at = at + equals + 1 + (after.len() - after.trim_start().len());
        mends.extend(
            run_on(raw, value_at).map_or_else(|| value(name, raw, value_at), |mend| vec![mend]),
        );
    }
    mends
}

/// `af = "a" pct = 5`: two entries with no comma between them.
fn run_on(raw: &str, at: usize) -> Option<Mend> {
    let cut =
        raw.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(cut, _)| cut).find(|cut| {
            let (first, rest) = raw.split_at(*cut);
            good_value(first)
                && rest.split_once('=').is_some_and(|(name, _)| {
                    name.trim().bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
                })
        })?;
    Some(no_comma(&[raw.get(..cut)?, raw.get(cut..)?.trim()], raw, at))
}

/// One element of a list.
fn element(own: &str, at: usize) -> Vec<Mend> {
    let side_by_side = adjacent(own);
    if side_by_side.is_empty() {
        value("", own, at)
    } else {
        vec![no_comma(&side_by_side, own, at)]
    }
}

fn no_comma(parts: &[&str], raw: &str, at: usize) -> Mend {
    let mended = parts.join(", ");
    let first = parts.first().copied().unwrap_or_default();
    Mend {
        rule: &SYNTAX,
        range: at..at + raw.len(),
        message: text!("der mangler et komma efter {first}", "a comma is missing after {first}"),
        help: text!("skriv {mended}", "write {mended}"),
        replacement: mended,
        sure: Sure::Yes,
    }
}

/// The word of TOML for a Danish yes or no.
pub(crate) fn truth(raw: &str) -> Option<&'static str> {
    match raw.trim().trim_matches('"').to_lowercase().as_str() {
        "ja" | "sand" | "sandt" | "true" | "yes" => Some("true"),
        "nej" | "falsk" | "false" | "no" => Some("false"),
        _ => None,
    }
}

/// A date that is written in another way, or that is none.
fn date(raw: &str, range: &Range<usize>) -> Option<Mend> {
    if let Some(date) = danish_date(raw) {
        return Some(Mend {
            rule: &SYNTAX,
            range: range.clone(),
            message: text!("datoen `{raw}` kan ikke læses", "the date `{raw}` can't be read"),
            help: text!("skriv {date}", "write {date}"),
            replacement: date.to_string(),
            sure: Sure::Yes,
        });
    }
    is_no_day(raw).then(|| Mend {
        rule: &SYNTAX,
        range: range.clone(),
        message: text!("datoen `{raw}` findes ikke", "there is no date `{raw}`"),
        help: text!(
            "skriv den rigtige dag som år-måned-dag, fx 2019-09-13",
            "write the right day as year-month-day, e.g. 2019-09-13"
        ),
        replacement: wrap(raw),
        sure: Sure::No,
    })
}

/// `19.06.2015`, `19/6 2015`, `19. juni 2015` or `2015-6-19` as the date that it is.
pub(crate) fn danish_date(raw: &str) -> Option<Date> {
    let (year, month, day) = numbers_of(raw)?;
    Date::new(year, month, day)
}

/// True for what is written as a date, of a day that no month has.
fn is_no_day(raw: &str) -> bool {
    numbers_of(raw).is_some()
}

/// Year, month and day of what is written as a date; the month may be out of range, and the day of
/// its month.
fn numbers_of(raw: &str) -> Option<(u16, u8, u8)> {
    let parts: Vec<&str> =
        raw.trim_matches('"').split(['.', '/', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let [first, month, last] = parts[..] else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let day: u8 = day.parse().ok().filter(|d| *d <= 99)?;
    let small = month.to_lowercase();
    let named = (1..).zip(MONTHS).find(|(_, name)| *name == small).map(|(number, _)| number);
    let month = named.or_else(|| month.parse().ok().filter(|m| *m <= 99))?;
    let year: u16 = year.parse().ok().filter(|y| (1900..2200).contains(y))?;
    Some((year, month, day))
}
