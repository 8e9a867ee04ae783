//! How a CSV file is written.

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// For programs: comma between fields, point in figures, and no mark of the encoding, which
    /// most of them would take for a part of the first name.
    Comma,
    /// For spreadsheets set to Danish: semicolon between fields, comma in figures, and the mark of
    /// UTF-8 (BOM) first, without which Excel reads æ, ø and å as something else.
    Danish,
}
