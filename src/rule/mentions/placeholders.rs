//! Placeholders that are left in a text: "XXX", "xx mio. kr.", "???", "[beløb]", "TBD".

use std::ops::Range;

use crate::diagnostic::{Diagnostic, rule};
use crate::mention::sentence;
use crate::prose::passage::{Passage, Setting};
use crate::rule::context::Context;
use crate::text;
use crate::text::short;

rule!(
    PLACEHOLDER = "ikke-udfyldt", Warning;
    "Der står en pladsholder i teksten, hvor noget skulle have været udfyldt.",
    "A placeholder stands in the text where something should have been filled in."
);

/// What stands after a number, and so after a placeholder for one.
const UNITS: &[&str] = &[
    "mio",
    "mia",
    "mill",
    "kr",
    "t.kr",
    "tkr",
    "kroner",
    "millioner",
    "milliarder",
    "pct",
    "procent",
    "%",
    "årsværk",
    "borgere",
    "elever",
    "pladser",
    "timer",
    "m2",
    "m²",
];

/// What is asked for between square brackets, in small letters: the first word there.
const ASKED: &[&str] = &[
    "adresse",
    "antal",
    "beløb",
    "beløbet",
    "dato",
    "enhed",
    "forvaltning",
    "indsæt",
    "indsættes",
    "kilde",
    "link",
    "måned",
    "navn",
    "nr",
    "nummer",
    "periode",
    "procent",
    "sted",
    "tabelnummer",
    "tal",
    "tallet",
    "tekst",
    "titel",
    "udfyld",
    "udfyldes",
    "udvalg",
    "ukendt",
    "xx",
    "år",
    "årstal",
];

/// Words that nothing but a placeholder is, as they are typed.
const WORDS: &[&str] = &["TBD", "T.B.D", "TODO"];

/// How a sentence begins that says what is to be written, and what comes then.
const ORDERS: &[(&str, &[&str])] = &[
    ("Udfyldes", &[]),
    ("Indsættes", &[]),
    ("Indsæt", &["tabel", "tekst", "figur", "tal", "beløb", "billede", "link", "kilde", "dato"]),
    ("Lorem", &["ipsum"]),
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if !any(&context.prose.whole) {
        return;
    }
    for text in &context.prose.texts {
        for passage in &text.list {
            for range in find(passage) {
                let written = short(&passage.text[range.clone()]);
                let message = text!(
                    "`{written}` er en pladsholder, der ikke er udfyldt",
                    "`{written}` is a placeholder that is not filled in"
                );
                findings.push(
                    Diagnostic::new(&PLACEHOLDER, text.span(passage, range), message).help(text!(
                        "skriv det, der skal stå her; ved du det ikke endnu, så skriv sætningen, så den kan stå uden",
                        "write what belongs here; if it is not known yet, write the sentence so that it stands without it"
                    )),
                );
            }
        }
    }
}

/// The placeholders of a passage, in order.
fn find(passage: &Passage) -> Vec<Range<usize>> {
    let text = passage.text.as_str();
    if !any(text) {
        return Vec::new();
    }
    let mut out: Vec<Range<usize>> = brackets(passage);
    let words: Vec<Range<usize>> = words(text).collect();
    for (number, word) in words.iter().enumerate() {
        let before = number.checked_sub(1).and_then(|at| words.get(at));
        let near = Near {
            before: before.map_or("", |range| &text[range.clone()]),
            after: words.get(number + 1).map_or("", |range| &text[range.clone()]),
        };
        let Some(bare) = bare(text, word) else { continue };
        if is_left(&text[bare.clone()], &near)
            && !out.iter().any(|known| known.contains(&bare.start))
        {
            out.push(bare);
        }
    }
    if passage.setting != Setting::Cell {
        out.extend(sentence::split(text).filter(|range| is_order(&text[range.clone()])));
    }
    out.sort_by_key(|range| range.start);
    out
}

/// True where a text may have a placeholder: few do.
fn any(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Within a word they are something else: "fx", "hvad?"
    let begins = |at: usize| {
        let before = at.checked_sub(1).map_or(0, |before| bytes[before]);
        let within = before.is_ascii_alphabetic()
            || before.is_ascii_digit() && matches!(bytes[at], b'?' | b'_');
        !within
    };
    let left = || memchr::memchr3_iter(b'x', b'X', b'?', bytes).any(begins);
    let mut others = memchr::memchr2_iter(b'[', b'_', bytes);
    let starts = |at: usize, words: &[&str]| words.iter().any(|word| text[at..].starts_with(word));
    let word = || memchr::memchr_iter(b'T', bytes).any(|at| starts(at, WORDS));
    // Two letters tell of nearly all that they are no order.
    let order = |at: usize| {
        let own = bytes[at..].first_chunk::<2>();
        ORDERS.iter().any(|(begin, _)| {
            begin.as_bytes().first_chunk() == own && text[at..].starts_with(begin)
        })
    };
    let order = || memchr::memchr3_iter(b'U', b'I', b'L', bytes).any(order);
    left() || others.any(|at| bytes[at] == b'[' || begins(at)) || word() || order()
}

/// The words beside one.
struct Near<'t> {
    before: &'t str,
    after: &'t str,
}

/// The stretches between blanks.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_whitespace().map(|word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        start..start + word.len()
    })
}

/// A word without the marks around it; `None` where nothing is left.
fn bare(text: &str, word: &Range<usize>) -> Option<Range<usize>> {
    const AROUND: &[char] =
        &['(', ')', '.', ',', ';', ':', '!', '"', '”', '“', '»', '«', '\'', '’', '*', '–'];
    let own = &text[word.clone()];
    let start = word.start + (own.len() - own.trim_start_matches(AROUND).len());
    let own = text[start..word.end].trim_end_matches(AROUND);
    (!own.is_empty()).then(|| start..start + own.len())
}

/// True for a word that stands for something that is not written.
fn is_left(word: &str, near: &Near<'_>) -> bool {
    if WORDS.contains(&word) {
        return true;
    }
    let only = |mark: char| word.chars().all(|c| c == mark);
    let counted = || is_unit(near.after);
    if only('?') {
        return word.len() > 1 || counted();
    }
    if only('_') {
        return word.len() > 2 || counted();
    }
    let letters = word.bytes().filter(|byte| matches!(byte, b'x' | b'X')).count();
    if letters == 0 {
        return false;
    }
    // "20xx" and "202X" are years.
    let year = word.trim_end_matches(['x', 'X']);
    if word.len() == 4 && year.len() >= 2 && year.starts_with("20") {
        return year.bytes().all(|byte| byte.is_ascii_digit());
    }
    let marks = word.bytes().filter(|byte| matches!(byte, b'.' | b',')).count();
    let alone = word.starts_with(['x', 'X']) && letters + marks == word.len();
    let alike = !(word.contains('x') && word.contains('X'));
    if !alone || !alike {
        return false;
    }
    match letters {
        // "5 x kr. 1.000" is a product.
        1 => counted() && !near.before.ends_with(|c: char| c.is_ascii_digit() || c == ')'),
        2 => counted() || is_day(near) || is_same(near.before) || is_same(near.after),
        _ => true,
    }
}

/// True for "xx" beside another.
fn is_same(word: &str) -> bool {
    word.trim_end_matches(['.', ',', ')']).eq_ignore_ascii_case("xx")
}

/// True between "den" and a month.
fn is_day(near: &Near<'_>) -> bool {
    let month = near.after.trim_end_matches(['.', ',']);
    ["den", "d."].contains(&near.before.to_lowercase().as_str())
        && (crate::note::MONTHS.contains(&month) || is_same(near.after))
}

/// True for a word that an amount ends with.
fn is_unit(word: &str) -> bool {
    let bare = word.trim_end_matches(['.', ',', ';', ':', ')', '?', '!']);
    UNITS.contains(&bare)
}

/// What stands between square brackets and asks for something. In a quotation they are what the one
/// who quotes has put in.
fn brackets(passage: &Passage) -> Vec<Range<usize>> {
    let text = passage.text.as_str();
    if passage.quoted || !text.contains('[') {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (from, _) in text.match_indices('[') {
        let Some(length) = text[from..].find(']') else { break };
        let inside = text[from + 1..from + length].trim().to_lowercase();
        let first = inside.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let quoted = text[..from].contains(['”', '“', '»', '«', '"']);
        let few = inside.split_whitespace().count() <= MOST_WORDS;
        let dots = matches!(inside.as_str(), "?" | "??" | "???");
        if !quoted && few && (ASKED.contains(&first) || dots || inside.starts_with("xx")) {
            out.push(from..from + length + 1);
        }
    }
    out
}

/// The most words between brackets that only ask for something.
const MOST_WORDS: usize = 6;

/// True for a sentence that only says what is to be written.
fn is_order(sentence: &str) -> bool {
    ORDERS.iter().any(|(begin, then)| {
        let Some(rest) = sentence.strip_prefix(begin) else { return false };
        if rest.starts_with(char::is_alphanumeric) {
            return false;
        }
        let next = rest.split_whitespace().next().unwrap_or_default();
        let next = next.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        then.is_empty() || then.contains(&next.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut passage = Passage::default();
        passage.text.push_str(text);
        find(&passage).into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn what_is_left_is_found() {
        for (text, left) in [
            ("Der søges xx mio. kr. i 2027.", "xx"),
            ("Der søges X mio. kr. årligt.", "X"),
            ("Der søges x,x mio. kr.", "x,x"),
            ("Udgiften er X.XXX kr.", "X.XXX"),
            ("Aftalen med XXX blev indgået.", "XXX"),
            ("Aftalen med \"xxx\".", "xxx"),
            ("Fristen er den xx. august.", "xx"),
            ("Indsatsen begynder i 20XX.", "20XX"),
            ("Der er ??? elever.", "???"),
            ("Der er ?? elever.", "??"),
            ("Udgiften er ? mio. kr.", "?"),
            ("Udgiften er ___ mio. kr.", "___"),
            ("Der søges [beløb] i 2027.", "[beløb]"),
            ("Der søges [indsæt beløb fra tabel 1].", "[indsæt beløb fra tabel 1]"),
            ("Det er [?] elever.", "[?]"),
            ("Risikoen er TBD.", "TBD"),
            ("TODO: skriv om risiko.", "TODO"),
            ("Udfyldes senere.", "Udfyldes senere."),
            ("Indsæt tabel her.", "Indsæt tabel her."),
            ("Lorem ipsum dolor sit amet.", "Lorem ipsum dolor sit amet."),
        ] {
            assert_eq!(found(text), [left], "{text}");
        }
        assert_eq!(found("Ring på xx xx."), ["xx", "xx"]);
    }

    #[test]
    fn what_is_written_is_left_alone() {
        for text in [
            "Hvad koster det? 3,2 mio. kr. om året.",
            "Hvorfor?? Fordi det haster.",
            "485 x 156.000 kr. og 5 x kr. 1.000",
            "(5 pladser) x kr. 1.000",
            "Bevilling 3.22.xx og funktion 5.32.33.xx",
            "Tøj i størrelse XXL, film på Xbox, Malcolm X og x-aksen",
            "Skemaet udfyldes af borgeren.",
            "Da Udfyldes er en titel, [...] og [sic] og [kommunen]",
            "Hun siger: ”Da [navn] begyndte i skole”.",
            "Kapitel XX og kong Gustav",
            "Louis XIX og XX. århundrede",
            "TV 2, USA og ILO",
            "Se [tabel](https://example.org)",
            "fil_navn og a__b",
            "[^1] og [1]",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
