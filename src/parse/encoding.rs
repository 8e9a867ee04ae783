//! Bytes to text: UTF-8, or otherwise what it seems to be, with a finding at the first character
//! that shows it.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

use crate::diagnostic::{Diagnostic, rule};
use crate::parse::garbled;
use crate::source::{FileId, Span};
use crate::text;
use crate::text::Text;

rule!(
    ENCODING = "tegnsaet", Error;
    "Filen er ikke gemt som UTF-8.",
    "The file is not saved as UTF-8."
);

/// A file as it is read.
pub(crate) struct Decoded {
    /// Its text.
    pub(crate) text: String,
    /// Its bytes, where they are other than the text's.
    pub(crate) bytes: Option<Vec<u8>>,
    /// What is said of it, where it had to be guessed.
    pub(crate) finding: Option<Diagnostic>,
}

/// The text of a file, and a finding where it had to be guessed.
pub(crate) fn decode(bytes: Vec<u8>, file: FileId) -> Decoded {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let (text, finding) = guessed(error.as_bytes(), file);
            return Decoded { text, bytes: Some(error.into_bytes()), finding };
        }
    };
    match garbled::mended(&text, file) {
        (Some(mended), finding) => {
            Decoded { text: mended, bytes: Some(text.into_bytes()), finding }
        }
        (None, finding) => Decoded { text, bytes: None, finding },
    }
}

/// The text of a file that is not saved as UTF-8.
fn guessed(bytes: &[u8], file: FileId) -> (String, Option<Diagnostic>) {
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
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    let finding = first.map(|at| {
        let letter = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or_default();
        let (message, help) = message_and_help(letter);
        Diagnostic::new(&ENCODING, Span::new(file, at..at + letter.len_utf8()), message).help(help)
    });
    (text, finding)
}

fn message_and_help(letter: char) -> (Text, Text) {
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

/// The text of a file that begins with the mark of UTF-16; a half unit at its end is shown.
fn utf_16(bytes: &[u8]) -> Option<String> {
    let (encoding, mark) = Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding != UTF_8)?;
    let (text, _) = encoding.decode_without_bom_handling(bytes.get(mark..)?);
    Some(text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_and_utf_16_are_read_on() {
        let file = FileId::default();
        let read = |bytes: &[u8]| {
            let Decoded { text, bytes: other, finding } = decode(bytes.to_vec(), file);
            assert_eq!(other.as_deref().unwrap_or(text.as_bytes()), bytes);
            (text, finding.map(|finding| finding.primary.span.range()))
        };
        assert_eq!(read("æ – ø".as_bytes()), ("æ – ø".to_owned(), None));
        assert_eq!(read(b"a \x96 \xe6"), ("a – æ".to_owned(), Some(2..5)));
        assert_eq!(read(b"\xff\xfea\0\xe6\0"), ("aæ".to_owned(), Some(0..1)));
        assert_eq!(read(b"\xfe\xff\0a\0\xe6"), ("aæ".to_owned(), Some(0..1)));
    }
    /// Source: the Encoding Standard's index of windows-1252, from 0x80 to 0x9f: five of them are
    /// control characters there too.
    #[test]
    fn every_byte_is_read_as_windows_has_it() {
        let special = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
        let latin = (0xa0_u8..=0xff).map(char::from);
        for (byte, letter) in (0x80_u8..=0xff).zip(special.chars().chain(latin)) {
            assert_eq!(decode(vec![byte], FileId::default()).text, letter.to_string(), "{byte:#x}");
        }
    }

    #[test]
    fn what_is_no_utf_16_is_shown_as_such() {
        let read = |bytes: &[u8]| decode(bytes.to_vec(), FileId::default()).text;
        assert_eq!(read(b"\xff\xfea\0\x00\xd8b\0"), "a\u{fffd}b");
        // Half a unit at the end of the file.
        assert_eq!(read(b"\xff\xfea\0b"), "a\u{fffd}");
        assert_eq!(read(b"\xfe\xff\0a\0\xe6\0"), "aæ\u{fffd}");
        assert_eq!(read(b"\xff\xfe"), "");
    }
}
