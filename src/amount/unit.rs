//! What figures are counted in: money, or something else.

use rust_decimal::Decimal;

use crate::amount::Amount;

/// What figures are counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Kroner.
    Kr,
    /// 1.000 kr., the notes' usual unit.
    #[default]
    ThousandKr,
    /// Mio. kr.
    MillionKr,
    /// Mia. kr.
    BillionKr,
    /// A count: citizens, places, cases.
    Count,
    /// Per cent.
    PerCent,
    /// An index number.
    Index,
    /// Full-time positions, *årsværk*.
    FullTime,
    /// Hours.
    Hours,
    /// Square metres.
    SquareMetres,
}

/// Names of the units of money, as rounds and packs are counted in.
pub const MONEY_UNITS: &[&str] = &names::<4>();

/// Names of all units, as tables and columns are counted in.
pub const UNITS: &[&str] = &names::<{ Unit::ALL.len() }>();

/// The names of the first units.
const fn names<const N: usize>() -> [&'static str; N] {
    let mut names = [""; N];
    let mut number = 0;
    while number < N {
        names[number] = Unit::ALL[number].0;
        number += 1;
    }
    names
}

impl Unit {
    /// Every unit with the word that names it in a note; those of money first.
    pub const ALL: [(&'static str, Self); 10] = [
        ("kr.", Self::Kr),
        ("1.000 kr.", Self::ThousandKr),
        ("mio. kr.", Self::MillionKr),
        ("mia. kr.", Self::BillionKr),
        ("antal", Self::Count),
        ("pct.", Self::PerCent),
        ("indeks", Self::Index),
        ("årsværk", Self::FullTime),
        ("timer", Self::Hours),
        ("m²", Self::SquareMetres),
    ];

    /// The unit named by `word`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == word).map(|(_, unit)| *unit)
    }

    /// Its name in notes and on pages.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, unit)| *unit == self).map_or("", |(name, _)| name)
    }

    /// Its name after an amount in running text: `t.kr.`, for "1.800 1.000 kr." can't be read;
    /// nothing for a count and an index number.
    pub fn short(self) -> &'static str {
        match self {
            Self::ThousandKr => "t.kr.",
            Self::Count | Self::Index => "",
            other => other.name(),
        }
    }

    /// A figure with its name after it, in running text.
    pub fn after(self, figure: &str) -> String {
        match self.short() {
            "" => figure.to_owned(),
            short => format!("{figure}\u{a0}{short}"),
        }
    }

    /// True for kroner, however many at a time.
    pub fn is_money(self) -> bool {
        matches!(self, Self::Kr | Self::ThousandKr | Self::MillionKr | Self::BillionKr)
    }

    /// True where figures can be added up: per cent and index numbers as a rule can't.
    pub fn adds_up(self) -> bool {
        !matches!(self, Self::PerCent | Self::Index)
    }

    /// Decimals that its figures have unless the table says otherwise.
    pub fn default_decimals(self) -> u32 {
        match self {
            Self::MillionKr | Self::BillionKr => 1,
            _ => 0,
        }
    }

    /// The most decimals that its figures can have where nothing says how many: what is counted one
    /// by one, and money, has those of its unit; another figure may have two.
    pub fn most_decimals(self) -> u32 {
        match self {
            Self::PerCent | Self::Index | Self::FullTime | Self::Hours | Self::SquareMetres => 2,
            other => other.default_decimals(),
        }
    }

    /// The power of ten that one of this unit is, in kroner; 0 for what is no money.
    pub fn exponent(self) -> u32 {
        match self {
            Self::ThousandKr => 3,
            Self::MillionKr => 6,
            Self::BillionKr => 9,
            _ => 0,
        }
    }

    /// How many of `other` one of this unit is. Exact; `None` where one is no money and they are
    /// not the same.
    pub fn factor(self, other: Unit) -> Option<Decimal> {
        if self == other {
            return Some(Decimal::ONE);
        }
        if !(self.is_money() && other.is_money()) {
            return None;
        }
        let (from, to) = (self.exponent(), other.exponent());
        let factor = 10_i64.pow(from.abs_diff(to));
        // A thousandth is a decimal as exact as a thousand.
        Some(if from >= to { Decimal::from(factor) } else { Decimal::new(1, to - from) })
    }

    /// The finer of two units of money; this one where one of them is none.
    #[must_use]
    pub fn finer(self, other: Unit) -> Unit {
        let both = self.is_money() && other.is_money();
        if !both || self.exponent() <= other.exponent() { self } else { other }
    }

    /// `amount` in this unit, stated in `other`; exact, `None` when it can't be held, or can't be
    /// stated so.
    pub fn convert(self, amount: Amount, other: Unit) -> Option<Amount> {
        amount.times(self.factor(other)?)
    }

    /// True where words over figures say already that they are counted in this.
    pub fn is_said_in(self, words: &str) -> bool {
        let words = words.to_lowercase();
        let has = |any: &[&str]| any.iter().any(|part| words.contains(part));
        let says = |any: &[&str]| {
            words.split(|c: char| !c.is_alphanumeric()).any(|word| any.contains(&word))
        };
        let thousand = has(&["1.000 kr", "1000 kr", "t.kr", "tusind"]) || says(&["tkr"]);
        let million = says(&["mio", "mill"]) || has(&["million"]);
        let billion = says(&["mia", "mdkr"]) || has(&["milliard"]);
        match self {
            Self::Kr => says(&["kr", "kroner"]) && !(thousand || million || billion),
            Self::ThousandKr => thousand,
            Self::MillionKr => million,
            Self::BillionKr => billion,
            Self::Count => says(&["antal"]),
            Self::PerCent => says(&["pct"]) || has(&["procent", "%"]),
            Self::Index => has(&["indeks"]),
            Self::FullTime => has(&["årsværk", "fuldtid"]) || says(&["stillinger"]),
            Self::Hours => says(&["timer"]),
            Self::SquareMetres => says(&["m²", "m2"]) || has(&["kvadratmeter"]),
        }
    }

    /// The unit that a word is another spelling of.
    pub fn meant(word: &str) -> Option<Self> {
        let lower = word.trim().to_lowercase();
        if lower == "%" {
            return Some(Self::PerCent);
        }
        let plain: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
        Some(match plain.as_str() {
            "kr" | "kroner" | "dkk" => Self::Kr,
            "tkr" | "1000kr" | "tusindkr" | "tusindekr" | "tusindkroner" | "1000kroner" => {
                Self::ThousandKr
            }
            "mio" | "mill" | "miokr" | "millkr" | "mkr" | "millionerkr" | "millionerkroner" => {
                Self::MillionKr
            }
            "mia" | "miakr" | "mdkr" | "milliarderkr" | "milliarderkroner" => Self::BillionKr,
            "antal" | "stk" | "styk" | "stykker" | "personer" | "borgere" | "børn" | "elever"
            | "pladser" | "sager" | "boliger" => Self::Count,
            "pct" | "procent" | "procenter" | "procentpoint" => Self::PerCent,
            "indeks" | "index" | "indekstal" => Self::Index,
            "årsværk" | "aarsvaerk" | "helårsværk" | "fuldtidsstillinger" | "fuldtidsstilling"
            | "fuldtid" | "stillinger" | "fte" => Self::FullTime,
            "t" | "time" | "timer" => Self::Hours,
            "m2" | "m²" | "kvm" | "kvadratmeter" => Self::SquareMetres,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Amount {
        Amount::parse(text).unwrap()
    }

    #[test]
    fn the_names_in_the_format_are_those_of_the_units() {
        let names: Vec<&str> = Unit::ALL.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, UNITS);
        let money: Vec<&str> =
            Unit::ALL.iter().filter(|(_, unit)| unit.is_money()).map(|(name, _)| *name).collect();
        assert_eq!(money, MONEY_UNITS);
        for (name, unit) in Unit::ALL {
            assert_eq!(Unit::parse(name), Some(unit));
            assert_eq!(Unit::meant(name), Some(unit));
            assert!(unit.is_said_in(name), "{name}");
        }
    }

    #[test]
    fn money_converts_exactly_and_nothing_else_does() {
        assert_eq!(Unit::ThousandKr.convert(amount("1800"), Unit::MillionKr), Some(amount("1.8")));
        assert_eq!(Unit::BillionKr.convert(amount("2.4"), Unit::Kr), Some(amount("2400000000")));
        assert_eq!(Unit::FullTime.convert(amount("2"), Unit::FullTime), Some(amount("2")));
        assert_eq!(Unit::Count.convert(amount("2"), Unit::Kr), None);
        assert_eq!(Unit::Kr.convert(amount("2"), Unit::Count), None);
        assert_eq!(Unit::PerCent.convert(amount("2"), Unit::Index), None);
    }

    #[test]
    fn a_heading_says_its_unit_once() {
        assert!(Unit::PerCent.is_said_in("Andel (%)"));
        assert!(Unit::FullTime.is_said_in("Fuldtidsstillinger"));
        assert!(Unit::Kr.is_said_in("Pris pr. plads, kr."));
        assert!(!Unit::Kr.is_said_in("Pris (1.000 kr.)"));
        assert!(!Unit::Kr.is_said_in("Skrevne breve"));
        assert!(!Unit::Hours.is_said_in("Estimeret forbrug"));
        assert!(!Unit::ThousandKr.is_said_in("Løn"));
        assert_eq!(Unit::Count.after("12"), "12");
        assert_eq!(Unit::FullTime.after("12,5"), "12,5\u{a0}årsværk");
    }
}
