//! What the auditor finds: a printed figure that is not what the printed figures around it give.

use rust_decimal::Decimal;

use crate::amount::Amount;

/// A printed figure that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// In which way.
    pub kind: Kind,
    /// Id of the table.
    pub id: String,
    /// The table's title as printed.
    pub table: String,
    /// The row's label as printed.
    pub row: String,
    /// The column's heading as printed.
    pub column: String,
    /// What is printed, as text.
    pub printed: String,
    /// What it should have been; none where it should not be there, or can't be told.
    pub gives: Option<Amount>,
}

/// How a printed figure is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is not the sum (or the share) of the printed figures that it is made of.
    Sum,
    /// It is not what was written in the note.
    Written,
    /// The table must give another figure.
    MustGive,
    /// A sum of what has none: the last year goes on, or prices differ.
    Meaningless,
    /// A total over options that exclude each other, and nothing there says so.
    Exclusive,
    /// It can't be read as a figure.
    Unreadable,
    /// A text of a file that a spreadsheet takes for a formula or a date.
    Formula,
    /// A text of a file that is another on the page: this one.
    Words(String),
    /// Words of a post that its row does not have: these.
    Lost(String),
    /// The printed rows or columns are not those of the note.
    Layout,
    /// The page says another unit than the figures are counted in, or none.
    Unit,
    /// The text says another amount than the table, by this expression.
    Text(String),
    /// Another place of the same document, or a file beside it, says another amount: this one.
    Elsewhere(Elsewhere),
}

/// Where another amount stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// In the table of that title.
    Table(String),
    /// In the exact sums of a pack.
    Figures,
    /// In a file for other programs.
    File,
}

/// What auditing came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// What is wrong; nothing where all holds.
    pub breaches: Vec<Breach>,
    /// How many printed figures were held against what they are made of.
    pub verified: usize,
    /// How many amounts that the text fetches were held against their table.
    pub fetched: usize,
}

/// A breach in a file that no table of the note is.
pub(super) fn in_file(kind: Kind, row: &str, column: &str, printed: &str) -> Breach {
    Breach {
        kind,
        id: "tal".to_owned(),
        table: String::new(),
        row: row.to_owned(),
        column: column.to_owned(),
        printed: printed.to_owned(),
        gives: None,
    }
}

/// A breach at what is no table.
pub(super) fn loose(
    place: &str,
    row: &str,
    column: &str,
    printed: &str,
    kind: Kind,
    gives: Decimal,
) -> Breach {
    Breach {
        kind,
        id: place.to_owned(),
        table: place.to_owned(),
        row: row.to_owned(),
        column: column.to_owned(),
        printed: printed.to_owned(),
        gives: Some(Amount::new(gives)),
    }
}
