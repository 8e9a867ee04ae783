//! Distribution keys: each post's share of the amounts of its sort, in per cent, year by year.
//!
//! Source: *Fordelingsnøgle* in business cases of 2016, printed as one share or as the least and
//! the largest of the years.

use rust_decimal::Decimal;

use crate::amount::{Amount, is_dash};
use crate::equation::{Row, options, rows};
use crate::note::{ColumnKey, Note, Post, PostNo, Sort, Table, TableNo};
use crate::reconcile::Reconciled;

/// A post's share in one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The column.
    pub column: ColumnKey,
    /// The post's amount.
    pub amount: Amount,
    /// What all posts of its sort have.
    pub whole: Amount,
    /// The share in per cent, as exact as it can be held.
    pub percent: Amount,
}

/// A post's shares in the columns where there is anything to share; `None` where something is not
/// known.
pub fn shares(reconciled: &Reconciled, index: TableNo, number: PostNo) -> Option<Vec<Share>> {
    let table = &reconciled.note.tables[index];
    let sort = table.posts[number].sort();
    let mut out = Vec::new();
    for column in
        rows::figure_columns(table).filter(|column| column.summed && column.sum_of.is_empty())
    {
        let of = |number: PostNo| -> Option<Amount> {
            let figure = reconciled.system.find(index, Row::Post(number), &column.key)?;
            reconciled.solution.value(figure).amount()
        };
        let mut whole = Amount::ZERO;
        for (other, _) in in_whole(&reconciled.note, table, number, sort)? {
            whole = whole.plus(of(other)?)?;
        }
        let amount = of(number)?;
        if whole.is_zero() {
            continue;
        }
        let percent = amount.times(Decimal::ONE_HUNDRED)?.divided_by(whole.decimal())?;
        out.push(Share { column: column.key.clone(), amount, whole, percent });
    }
    Some(out)
}

/// The posts of a sort that a post can be chosen together with; `None` where some of those exclude
/// each other, so that there is no one whole to have a share of.
fn in_whole<'t>(
    note: &Note,
    table: &'t Table,
    number: PostNo,
    sort: Sort,
) -> Option<Vec<(PostNo, &'t Post)>> {
    let own = table.post_at(number)?.choice.as_ref();
    let with_own = |post: &Post| match (own, &post.choice) {
        (Some(own), Some(other)) => !options::excluded(note, &own.value, &other.value),
        _ => true,
    };
    let whole: Vec<_> = table
        .numbered_posts()
        .filter(|(_, post)| post.counted() && post.sort() == sort && with_own(post))
        .collect();
    options::clash(note, whole.iter().map(|(_, post)| *post)).is_none().then_some(whole)
}

/// True where a table's keys are printed: it has them computed, or a post has one.
pub fn printed(table: &Table) -> bool {
    table.computed_keys || table.posts.iter().any(|post| post.key.is_some())
}

/// A key in per cent: one share, or the least and the largest of the years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// The least share.
    pub low: Amount,
    /// The largest share.
    pub high: Amount,
    /// Decimals that both are reported with.
    pub decimals: u32,
}

impl Key {
    /// The key that shares give, told with `decimals`; `None` where there are none.
    pub fn of(shares: &[Share], decimals: u32) -> Option<Self> {
        let rounded = || shares.iter().map(|share| share.percent.rounded(decimals));
        Some(Self { low: rounded().min()?, high: rounded().max()?, decimals })
    }

    /// Reads `88 %`, `88 %-100%`, `12,5 pct.`; `None` for a key in words.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let mut percent = false;
        let mut number = |part: &str| {
            let bare =
                ["procent", "pct.", "pct", "%"].iter().find_map(|unit| part.strip_suffix(unit));
            percent |= bare.is_some();
            Amount::parse(&bare.unwrap_or(part).replace(',', "."))
        };
        let (low, high) = plain.split_once(|c| c == '-' || is_dash(c)).unwrap_or((&plain, &plain));
        let (low, high) = (number(low)?, number(high)?);
        percent.then(|| Self {
            low: low.min(high),
            high: low.max(high),
            decimals: low.scale().max(high.scale()),
        })
    }

    /// True where both are the same keys, to the decimals of this one.
    pub fn fits(&self, shares: &[Share]) -> bool {
        Self::of(shares, self.decimals)
            .is_some_and(|given| (given.low, given.high) == (self.low, self.high))
    }

    /// Danish text: `74–100 %`.
    pub fn danish(&self) -> String {
        let (low, high) = (self.low.danish(self.decimals), self.high.danish(self.decimals));
        if self.low == self.high {
            format!("{low}\u{a0}%")
        } else {
            format!("{low}–{high}\u{a0}%")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(amount: i64, whole: i64) -> Share {
        let (amount, whole) = (Amount::from(amount), Amount::from(whole));
        let percent =
            amount.times(Decimal::ONE_HUNDRED).unwrap().divided_by(whole.decimal()).unwrap();
        Share { column: ColumnKey::Amount, amount, whole, percent }
    }

    #[test]
    fn keys_are_read_as_printed() {
        let read = |text| {
            Key::parse(text).map(|key| (key.low.to_string(), key.high.to_string(), key.decimals))
        };
        let key =
            |low: &str, high: &str, decimals| Some((low.to_owned(), high.to_owned(), decimals));
        assert_eq!(read("88 %- 100%"), key("88", "100", 0));
        assert_eq!(read("0 % - 12 %"), key("0", "12", 0));
        assert_eq!(read("74-100 %"), key("74", "100", 0));
        assert_eq!(read("100–74 pct."), key("74", "100", 0));
        assert_eq!(read("12,5 procent"), key("12,5", "12,5", 1));
        for words in ["Antal medarbejdere", "88 % af borgerne", "88", "", "-", "%", "1-2-3 %"] {
            assert_eq!(read(words), None, "{words}");
        }
    }

    #[test]
    fn the_years_of_the_business_case_give_74_to_100_per_cent() {
        let shares = [share(-333, -333), share(-333, -338), share(-333, -361), share(-333, -450)];
        assert_eq!(Key::of(&shares, 0).map(|key| key.danish()).as_deref(), Some("74–100\u{a0}%"));
        assert!(Key::parse("74 %-100%").unwrap().fits(&shares));
        assert!(!Key::parse("88 %-100%").unwrap().fits(&shares));
        assert_eq!(
            Key::of(&shares[3..], 1).map(|key| key.danish()).as_deref(),
            Some("74,0\u{a0}%")
        );
        assert_eq!(Key::of(&[], 0), None);
    }
}
