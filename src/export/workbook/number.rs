//! The one place where an exact amount becomes the binary number of a cell.

use crate::amount::Amount;
use crate::export::workbook::fault::Fault;

/// How many digits of a decimal a binary number of 64 bits keeps, and a spreadsheet shows.
const MOST_DIGITS: usize = 15;

/// A cell's number. Every decimal of at most 15 digits is told from all others by the binary number
/// nearest to it, and is what a spreadsheet shows of that number again; a whole one is held
/// exactly, for it is below 2⁵³. So no unit is lost. What has more digits is refused.
#[expect(
    clippy::disallowed_types,
    reason = "the file format has no other numbers; what can't be told by one is refused"
)]
pub(super) fn number(amount: Amount) -> Result<f64, Fault> {
    let text = amount.machine();
    let digits = text.bytes().filter(u8::is_ascii_digit).skip_while(|digit| *digit == b'0').count();
    let number = (digits <= MOST_DIGITS).then(|| text.parse().ok()).flatten();
    number.ok_or(Fault::Digits(amount))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_digits_come_back_and_more_are_refused() {
        for text in [
            "0",
            "-7150",
            "999999999999999",
            "-0.1",
            "1234567890123.45",
            "0.00000000000000123",
            "1000000000",
        ] {
            let amount = Amount::parse(text).unwrap();
            assert_eq!(format!("{}", number(amount).unwrap()), amount.machine(), "{text}");
        }
        for text in ["1000000000000000", "99999999999999.99"] {
            assert!(
                matches!(number(Amount::parse(text).unwrap()), Err(Fault::Digits(_))),
                "{text}"
            );
        }
    }
}
