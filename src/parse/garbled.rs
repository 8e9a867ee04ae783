//! Letters that another program has spoiled: `Ã¸` where `ø` was, because a file in UTF-8 was opened
//! as Latin-1 and saved again, and `�` where a letter was lost.

use std::collections::BTreeMap;

use encoding_rs::WINDOWS_1252;
use memchr::memmem;

use crate::diagnostic::{Diagnostic, rule};
use crate::source::{FileId, Span};
use crate::text;

rule!(
    GARBLED = "oedelagte-bogstaver", Error;
    "Bogstaver i filen er blevet til andre tegn.",
    "Letters of the file have become other characters."
);

/// What the first byte of a letter in UTF-8 is read as: of æ, ø and å; of `§`, `½` and the hard
/// blank; of dashes and curved quotes.
const BEGINS: [&str; 3] = ["Ã", "Â", "â€"];

/// What more they are read as where it happened twice.
const AGAIN: [&str; 3] = ["â‚", "â„", "Ë"];

/// What stands where a letter was lost.
const LOST: &str = "\u{fffd}";

/// How often a file is saved wrongly before somebody sees it.
const MOST_TIMES: usize = 3;

/// How many kinds of letters are named.
const MOST_NAMED: usize = 6;

/// The file as it was before letters were spoiled, where they are, and what is said of it.
pub(super) fn mended(text: &str, file: FileId) -> (Option<String>, Option<Diagnostic>) {
    let has = |mark: &str| memmem::find(text.as_bytes(), mark.as_bytes()).is_some();
    let spoiled = BEGINS.into_iter().any(has);
    let lost = || memmem::find_iter(text.as_bytes(), LOST);
    if spoiled && let Some((mended, first, letters)) = restored(text) {
        let finding = spoiled_letters(&mended, file, first, &letters);
        return (Some(mended), Some(finding));
    }
    let Some(first) = lost().next() else { return (None, None) };
    let finding = lost_letter(file, first, lost().count());
    (None, Some(finding))
}

/// A text with its letters restored, where the first of them stands, and what each was read as.
fn restored(text: &str) -> Option<(String, usize, BTreeMap<String, char>)> {
    let mut letters = BTreeMap::new();
    let (mut out, first) = once(text, &mut letters)?;
    for _ in 1..MOST_TIMES {
        let Some((again, _)) = once(&out, &mut letters) else { break };
        out = again;
    }
    Some((out, first, letters))
}

/// Restores what was saved wrongly once.
fn once(text: &str, letters: &mut BTreeMap<String, char>) -> Option<(String, usize)> {
    let mut out = String::with_capacity(text.len());
    let mut first = None;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some((read, letter)) = letter(rest) {
            first.get_or_insert(out.len());
            letters.entry(read.to_owned()).or_insert(letter);
            out.push(letter);
            rest = &rest[read.len()..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    first.map(|first| (out, first))
}

/// The letter whose bytes in UTF-8 a text begins with, each read as a letter of its own, and what
/// they were read as.
fn letter(text: &str) -> Option<(&str, char)> {
    BEGINS.iter().chain(&AGAIN).find(|mark| text.starts_with(**mark))?;
    let bytes = if text.starts_with('â') { 3 } else { 2 };
    let read = text.char_indices().nth(bytes).map_or(text, |(end, _)| &text[..end]);
    let written: Option<Vec<u8>> = read.chars().map(byte).collect();
    let written = String::from_utf8(written?).ok()?;
    let mut found = written.chars();
    found.next().filter(|_| found.next().is_none()).map(|letter| (read, letter))
}

/// The byte that Windows has for a letter.
fn byte(c: char) -> Option<u8> {
    let code = u32::from(c);
    if (0x80..0xa0).contains(&code) {
        return u8::try_from(code).ok();
    }
    let mut own = [0; 4];
    let (bytes, _, lost) = WINDOWS_1252.encode(c.encode_utf8(&mut own));
    match bytes.as_ref() {
        [byte] if !lost => Some(*byte),
        _ => None,
    }
}

fn spoiled_letters(
    text: &str,
    file: FileId,
    at: usize,
    letters: &BTreeMap<String, char>,
) -> Diagnostic {
    let letter = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or_default();
    let read = letters.iter().find(|(_, own)| **own == letter).map_or("", |(read, _)| read);
    let named: Vec<String> =
        letters.iter().take(MOST_NAMED).map(|(read, own)| format!("{read} til {own}")).collect();
    let named_en: Vec<String> =
        letters.iter().take(MOST_NAMED).map(|(read, own)| format!("{read} to {own}")).collect();
    let (all, all_en) = (named.join(", "), named_en.join(", "));
    let message = text!(
        "her står der `{read}` i filen, hvor der skulle stå `{letter}`: et program har læst UTF-8 som Latin-1 (ANSI)",
        "here the file has `{read}` where it should have `{letter}`: a program has read UTF-8 as Latin-1 (ANSI)"
    );
    Diagnostic::new(&GARBLED, Span::new(file, at..at + letter.len_utf8()), message).help(text!(
        "hent filen, som den var før, eller ret i hele filen: {all}; gem den som UTF-8",
        "get the file as it was before, or change in the whole file: {all_en}; save it as UTF-8"
    ))
}

fn lost_letter(file: FileId, at: usize, count: usize) -> Diagnostic {
    let message = if count == 1 {
        text!("her er et bogstav gået tabt", "a letter is lost here")
    } else {
        text!(
            "her er et bogstav gået tabt, og {count} i alt i filen",
            "a letter is lost here, and {count} in all in the file"
        )
    };
    let help = if count == 1 {
        text!("skriv bogstavet i stedet for {LOST}", "write the letter in place of {LOST}")
    } else {
        text!(
            "hent filen, som den var før, eller søg efter {LOST}, og skriv bogstaverne igen",
            "get the file as it was before, or search for {LOST} and write the letters again"
        )
    };
    Diagnostic::new(&GARBLED, Span::new(file, at..at + LOST.len()), message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Option<usize>) {
        let (restored, finding) = mended(text, FileId::default());
        let text = restored.unwrap_or_else(|| text.to_owned());
        (text, finding.map(|finding| finding.primary.span.start as usize))
    }

    #[test]
    fn letters_read_as_windows_are_restored() {
        for sound in ["Børn på Åen: æ Ø Æ – »ja« ’nej’ ”ok” 2½ § 3\u{a0}kr.", "én ÿ à"]
        {
            let spoiled: String = sound
                .bytes()
                .map(|byte| WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned())
                .collect();
            assert_ne!(spoiled, sound);
            assert_eq!(read(&spoiled).0, sound);
            assert!(read(&spoiled).1.is_some());
            let twice: String = spoiled
                .bytes()
                .map(|byte| WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned())
                .collect();
            assert_eq!(read(&twice).0, sound);
        }
        assert_eq!(read("id = \"BÃ¸rn\""), ("id = \"Børn\"".to_owned(), Some(7)));
    }

    #[test]
    fn letters_that_are_meant_are_left_alone() {
        for sound in ["JOÃO og SÃO, Âge, ÂRHUS, pâté og châ€", "blåbærgrød"] {
            assert_eq!(read(sound), (sound.to_owned(), None), "{sound}");
        }
        assert_eq!(read("b\u{fffd}rn").1, Some(1));
    }
}
