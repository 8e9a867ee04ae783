//! Bytes to text: UTF-8, else read on as what it seems to be, with a finding at the first character
//! that shows it.

use crate::diagnostic::{Diagnostic, rule};
use crate::source::{FileId, Span};
use crate::text;
use crate::text::Text;

rule!(
    ENCODING = "tegnsaet", Error;
    "Filen er ikke gemt som UTF-8.",
    "The file is not saved as UTF-8."
);

/// What Windows-1252 has where Latin-1 has control characters: `0x80` to `0x9f`; five of them stand
/// for nothing.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The text of a file, and a finding where it had to be guessed.
pub(crate) fn decode(bytes: &[u8], file: FileId) -> (String, Option<Diagnostic>) {
    if let Some(text) = utf_16(bytes) {
        let first = text.chars().next().map_or(0, char::len_utf8);
        let message = text!("filen er gemt som UTF-16", "the file is saved as UTF-16");
        let help = text!("gem filen som UTF-8", "save the file as UTF-8");
        return (
            text,
            Some(Diagnostic::new(&ENCODING, Span::new(file, 0..first), message).help(help)),
        );
    }
    let mut text = String::with_capacity(bytes.len());
    let mut first = None;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            first.get_or_insert(text.len());
        }
        text.extend(chunk.invalid().iter().map(|byte| windows(*byte)));
    }
    let finding = first.map(|at| {
        let letter = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or_default();
        let (message, help) = told(letter);
        Diagnostic::new(&ENCODING, Span::new(file, at..at + letter.len_utf8()), message).help(help)
    });
    (text, finding)
}

fn told(letter: char) -> (Text, Text) {
    (
        text!(
            "filen er ikke UTF-8; her står vist `{letter}`",
            "the file is not UTF-8; this seems to be `{letter}`"
        ),
        text!(
            "gem filen som UTF-8: den er vist gemt som Latin-1 (ANSI), og æ, ø og å går tabt",
            "save the file as UTF-8: it seems to be saved as Latin-1 (ANSI), and æ, ø and å are lost"
        ),
    )
}

fn windows(byte: u8) -> char {
    let special = byte.checked_sub(0x80).and_then(|index| WINDOWS.get(usize::from(index)));
    special.copied().unwrap_or(char::from(byte))
}

/// The text of a file that begins with the mark of UTF-16.
fn utf_16(bytes: &[u8]) -> Option<String> {
    let (rest, unit): (_, fn([u8; 2]) -> u16) = match bytes {
        [0xff, 0xfe, rest @ ..] => (rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => (rest, u16::from_be_bytes),
        _ => return None,
    };
    let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_and_utf_16_are_read_on() {
        let file = FileId::default();
        let read = |bytes: &[u8]| {
            let (text, finding) = decode(bytes, file);
            (text, finding.map(|finding| finding.primary.span.range()))
        };
        assert_eq!(read("æ – ø".as_bytes()), ("æ – ø".to_owned(), None));
        assert_eq!(read(b"a \x96 \xe6"), ("a – æ".to_owned(), Some(2..5)));
        assert_eq!(read(b"\xff\xfea\0\xe6\0"), ("aæ".to_owned(), Some(0..1)));
        assert_eq!(read(b"\xfe\xff\0a\0\xe6\0"), ("aæ".to_owned(), Some(0..1)));
    }
}
