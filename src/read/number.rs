//! A table's number: the paper's own, the next in order, or none.

use crate::diagnostic::Diagnostic;
use crate::key::table as k;
use crate::note::Word;
use crate::parse::faults::WRONG_TYPE;
use crate::read::faults::MISPLACED_KEY;
use crate::read::fields::Fields;
use crate::read::reader::Reader;
use crate::source::Spanned;
use crate::table_type::TableType;
use crate::text;

/// Reads the number that a table has in print, and whether it has one at all. A table without a
/// title has none unless it says so: nothing would stand after it.
pub(crate) fn read(
    reader: &mut Reader,
    fields: &Fields<'_>,
    kind: Option<&TableType>,
    title: Option<&Word>,
) -> (Option<Word>, bool) {
    let own = fields.text(reader, &k::NUMBER).and_then(|own| alone(reader, &own));
    let asked = fields.bool(reader, &k::NUMBERED);
    if let (Some(own), Some(none)) = (&own, asked.as_ref().filter(|asked| !asked.value)) {
        let finding = Diagnostic::new(
            &MISPLACED_KEY,
            own.span,
            text!(
                "tabellen har et nummer og skal ikke have noget",
                "the table has a number and is to have none"
            ),
        );
        reader.push(finding.label(none.span, text!("intet nummer", "no number")).help(text!(
            "slet nummer, eller slet nummereret = false",
            "delete nummer, or delete nummereret = false"
        )));
    }
    let titled = title.is_none_or(|title| !title.value.is_empty());
    let usual = || titled && kind.is_none_or(|kind| kind.numbered);
    let numbered = own.is_some() || asked.map_or_else(usual, |asked| asked.value);
    (own, numbered)
}

/// The number without the word before it, which is printed anyway; nothing of what is empty.
fn alone(reader: &mut Reader, own: &Word) -> Option<Word> {
    let written = own.value.trim();
    let word = written.get(.."tabel".len()).filter(|word| word.eq_ignore_ascii_case("tabel"));
    let number = written[word.map_or(0, str::len)..].trim().trim_end_matches(['.', ':']);
    if word.is_some() && !number.is_empty() {
        let message = text!(
            "`nummer` er `{written}`, men »Tabel« trykkes af sig selv",
            "`nummer` is `{written}`, but “Tabel” is printed by itself"
        );
        reader.push(Diagnostic {
            replacement: Some(format!("\"{number}\"")),
            ..Diagnostic::new(&WRONG_TYPE, own.span, message)
                .help(text!("skriv \"{number}\"", "write \"{number}\""))
        });
    }
    (!number.is_empty()).then(|| Spanned::new(number.to_owned(), own.span))
}
