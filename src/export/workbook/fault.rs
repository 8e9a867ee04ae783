//! Why figures can't be a workbook.

use rust_xlsxwriter::XlsxError;

use crate::amount::Amount;
use crate::text;
use crate::text::Text;

/// Why figures can't be a workbook.
#[derive(Debug)]
pub enum Fault {
    /// A spreadsheet's numbers have fewer digits than this one.
    Digits(Amount),
    /// A sum is too large to be held.
    TooLarge,
    /// More lines or longer texts than a workbook has room for.
    Library(XlsxError),
}

impl From<XlsxError> for Fault {
    fn from(error: XlsxError) -> Self {
        Self::Library(error)
    }
}

impl Fault {
    /// What is said of it.
    pub fn message(&self) -> Text {
        match self {
            Self::Digits(amount) => text!(
                "{amount} har flere cifre, end et regneark kan holde (15); regn det i en større enhed",
                "{amount} has more digits than a spreadsheet holds (15); count it in a larger unit"
            ),
            Self::TooLarge => text!(
                "en sum er for stor til at regne med",
                "a sum is too large to be computed with"
            ),
            Self::Library(error) => Text::same(error),
        }
    }
}
