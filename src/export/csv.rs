//! The long form as comma-separated values (RFC 4180), in UTF-8. Texts that a spreadsheet would
//! take for something else are guarded ([`guard`]); numbers are not, negative ones neither.

use csv::{Terminator, WriterBuilder};

use crate::export::columns::{Value, columns};
use crate::export::{Export, guard};

pub use crate::export::dialect::Dialect;

/// The mark of UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

/// The figures as a file, names of columns first.
pub fn write(export: &Export<'_>, dialect: Dialect) -> Result<Vec<u8>, csv::Error> {
    let (mark, delimiter) = match dialect {
        Dialect::Comma => (&b""[..], b','),
        Dialect::Danish => (BOM, b';'),
    };
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(Terminator::CRLF)
        .from_writer(mark.to_vec());
    let pack = export.packed.is_some();
    writer.write_record(columns(pack).map(|column| column.key))?;
    for line in &export.lines {
        writer.write_record(columns(pack).map(|column| match (column.value)(line) {
            Value::Text(text) => guard::guarded(&text, dialect).into_owned(),
            Value::Number(amount) if dialect == Dialect::Danish => {
                amount.machine().replace('.', ",")
            }
            Value::Number(amount) => amount.machine(),
            Value::Nothing => String::new(),
        }))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
