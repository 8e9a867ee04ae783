//! Bytes to text: UTF-8, else read on as Latin-1 with a finding at the first character that shows it.

use crate::diagnostic::{Diagnostic, rule};
use crate::source::{FileId, Span};
use crate::text;

rule!(ENCODING = "tegnsaet", Error; "Filen er ikke gemt som UTF-8.", "The file is not saved as UTF-8.");

/// The text of a file, and a finding where it had to be guessed.
pub(crate) fn decode(bytes: &[u8], file: FileId) -> (String, Option<Diagnostic>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(error) => {
            let at: usize = bytes[..error.valid_up_to()].iter().map(|byte| char::from(*byte).len_utf8()).sum();
            let text: String = bytes.iter().map(|byte| char::from(*byte)).collect();
            let letter = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or_default();
            let finding = Diagnostic::new(
                &ENCODING,
                Span::new(file, at..at + letter.len_utf8()),
                text!("filen er ikke UTF-8; her står vist `{letter}`", "the file is not UTF-8; this seems to be `{letter}`"),
            )
            .help(text!(
                "gem filen som UTF-8: den er vist gemt som Latin-1 (ANSI), og æ, ø og å går tabt",
                "save the file as UTF-8: it seems to be saved as Latin-1 (ANSI), and æ, ø and å are lost"
            ));
            (text, Some(finding))
        }
    }
}
