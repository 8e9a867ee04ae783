//! Amounts of money in running text: a number, or a range or list of them, with its unit, how exact
//! it is meant, and what it is for each of.

use std::ops::Range;

use rust_decimal::Decimal;

use crate::amount::Unit;
pub(crate) use crate::mention::around::{Hedge, Rate};
use crate::mention::around::{before, hedge, last_word, rate};
use crate::mention::number::{self, Number};
use crate::mention::scan;
use crate::mention::unit::{self, Priced, Strange};

/// An amount of money as somebody wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextAmount {
    /// Number and unit.
    pub(crate) range: Range<usize>,
    /// The amount in kroner, without its sign; the first of a range.
    pub(crate) kroner: Decimal,
    /// The last of a range.
    pub(crate) up_to: Option<Decimal>,
    /// Its unit.
    pub(crate) unit: Unit,
    /// Its decimals.
    pub(crate) decimals: u32,
    /// How exact it is meant.
    pub(crate) hedge: Hedge,
    /// What it is for each of.
    pub(crate) rate: Rate,
    /// True where its decimals come after a point.
    pub(crate) pointed: bool,
}

impl TextAmount {
    /// What one of its last written digit is, in kroner.
    pub(crate) fn step(&self) -> Decimal {
        kroner(Decimal::new(1, self.decimals), self.unit).unwrap_or_default()
    }
}

/// The most numbers that share one unit.
const MOST_SHARING: usize = 8;

pub(super) use crate::mention::unit::any;

/// A text with the numbers in it, each found once for all that is asked of them.
pub(super) struct Numbered<'t> {
    text: &'t str,
    /// The numbers that begin a word, in order.
    numbers: Vec<Number>,
}

impl<'t> Numbered<'t> {
    /// Looks through a text.
    pub(super) fn new(text: &'t str) -> Self {
        let mut at = 0;
        let next = || {
            let number = scan::next(text, at)?;
            at = number.range.end;
            Some(number)
        };
        Self { text, numbers: std::iter::from_fn(next).collect() }
    }

    /// The amounts of money in it, in order.
    pub(super) fn amounts(&self) -> Vec<TextAmount> {
        let text = self.text;
        let mut out = Vec::new();
        let mut at = 0;
        for first in &self.numbers {
            // Past the first number alone: what follows it may be an amount of its own.
            if first.range.start < at {
                continue;
            }
            let priced = Priced::new(before(text, first.range.start));
            let series = series(text, first.clone());
            let end = series.last().map_or(first.range.end, |(number, _)| number.range.end);
            let unit = unit::read(&text[end..], &priced);
            // "i kr. 2027" is a heading.
            let heading = first.year_like && unit.is_some_and(|(_, length)| length == 0);
            if let Some((unit, length)) = unit.filter(|_| !heading) {
                at = end + length;
                let known = out.len();
                take(text, &series, unit, at, &mut out);
                // "kr. 500" is all of it the amount, and "kr. 3,3 mio.".
                let own = priced.length > 0 && !unit::names_kroner(&text[end..at]);
                if let Some(amount) = out.get_mut(known).filter(|_| own) {
                    amount.range.start -= priced.length;
                }
            }
        }
        out
    }

    /// The amounts whose unit can't be read, in order.
    pub(super) fn unread(&self) -> Vec<Unread> {
        let strange = |number: &Number| {
            let at = number.range.end;
            let (word, unit) = unit::strange(&self.text[at..])?;
            let word = at + word.start..at + word.end;
            Some(Unread { range: number.range.start..word.end, word, unit })
        };
        self.numbers.iter().filter_map(strange).collect()
    }
}

/// The amounts of money in a text, in order.
pub(crate) fn find(text: &str) -> Vec<TextAmount> {
    Numbered::new(text).amounts()
}

/// What is written as an amount, with a word for its unit that is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unread {
    /// Number and word.
    pub(crate) range: Range<usize>,
    /// The word.
    pub(crate) word: Range<usize>,
    /// What it is.
    pub(crate) unit: Strange,
}

/// What stands between two numbers that share a unit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Range,
    List,
}

/// The numbers from the first on that can share a unit, each with what stands before it.
fn series(text: &str, first: Number) -> Vec<(Number, Joint)> {
    let mut end = first.range.end;
    let mut out = vec![(first, Joint::List)];
    while out.len() < MOST_SHARING {
        let rest = &text[end..];
        let joints = [
            (" - ", Joint::Range),
            (" – ", Joint::Range),
            ("-", Joint::Range),
            ("–", Joint::Range),
            ("\u{2010}", Joint::Range),
            ("\u{2011}", Joint::Range),
            ("\u{2012}", Joint::Range),
            (" til ", Joint::Range),
            (" og ", Joint::List),
            (" eller ", Joint::List),
            (", ", Joint::List),
        ];
        // Most numbers are followed by something else, which its first byte tells.
        let first = rest.as_bytes().first();
        let joins =
            |(mark, _): &(&str, Joint)| mark.as_bytes().first() == first && rest.starts_with(mark);
        let Some((mark, joint)) = joints.into_iter().find(joins) else { break };
        let start = end + mark.len();
        let digit = text[start..].starts_with(|c: char| c.is_ascii_digit());
        // Words are joined to words: "to til tre millioner".
        let spelled = text[out[0].0.range.start..].starts_with(char::is_alphabetic);
        // After a dash that is no minus and no letter, a number can stand that does not begin a
        // word.
        let Some(next) = (digit || spelled).then(|| number::at(text, start)).flatten() else {
            break;
        };
        end = next.range.end;
        out.push((next, joint));
    }
    out
}

fn take(text: &str, series: &[(Number, Joint)], unit: Unit, end: usize, out: &mut Vec<TextAmount>) {
    let Some(((last, joint), others)) = series.split_last() else { return };
    // "2022 1.000 kr." is two headings of a table, not so many thousands.
    if last.year_like && unit == Unit::ThousandKr && text[last.range.end..end].contains("000") {
        return;
    }
    let rate = rate(text, last.range.start, end);
    let money = |number: &Number, up_to: Option<&Number>, from: usize, end: usize| {
        Some(TextAmount {
            range: from..end,
            kroner: kroner(number.value, unit)?,
            up_to: up_to.and_then(|last| kroner(last.value, unit)),
            unit,
            decimals: up_to.map_or(number.decimals, |last| last.decimals.max(number.decimals)),
            hedge: hedge(before(text, from)),
            rate,
            pointed: number.pointed || up_to.is_some_and(|last| last.pointed),
        })
    };
    if let (Joint::Range, Some((first, _))) = (joint, others.last())
        && !first.year_like
        && first.value < last.value
    {
        out.extend(money(first, Some(last), first.range.start, end));
        return;
    }
    let apart =
        others.first().is_some_and(|(first, _)| said_apart(before(text, first.range.start)));
    let alike =
        last.decimals > 0 && others.iter().all(|(number, _)| number.decimals == last.decimals);
    if (apart || alike) && others.iter().all(|(number, _)| !number.year_like) {
        out.extend(
            others.iter().filter_map(|(number, _)| {
                money(number, None, number.range.start, number.range.end)
            }),
        );
    }
    if !declares_unit(text, last, unit, end) {
        out.extend(money(last, None, last.range.start, end));
    }
}

/// A number of a unit in kroner.
pub(super) fn kroner(value: Decimal, unit: Unit) -> Option<Decimal> {
    value.checked_mul(Decimal::from(10_i64.pow(unit.exponent())))
}

/// True after "hhv.", "henholdsvis" and "mellem": the numbers that follow share their unit.
fn said_apart(before: &str) -> bool {
    let last = last_word(before).to_lowercase();
    ["hhv.", "hhv", "henholdsvis", "mellem", "fra"].contains(&last.as_str())
}

/// True where "1.000 kr." is what figures are counted in, not an amount.
fn declares_unit(text: &str, number: &Number, unit: Unit, end: usize) -> bool {
    if unit != Unit::Kr || number.value != Decimal::ONE_THOUSAND || number.decimals > 0 {
        return false;
    }
    let before = before(text, number.range.start).trim_end();
    let opened = before.is_empty() || before.ends_with(['(', '–', ':']);
    let counted = ["i", "hele"].contains(&last_word(before).to_lowercase().as_str());
    let prices =
        text[end..].char_indices().take(16).any(|(at, _)| text[end + at..].starts_with("p/l"));
    opened || counted || prices
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let one = |money: &TextAmount| {
            let up_to =
                money.up_to.map(|up_to| format!("..{}", up_to.normalize())).unwrap_or_default();
            let hedge = if money.hedge == Hedge::Exact {
                String::new()
            } else {
                format!(" {:?}", money.hedge)
            };
            let rate =
                if money.rate == Rate::Once { String::new() } else { format!(" {:?}", money.rate) };
            format!("{}{up_to}{hedge}{rate}", money.kroner.normalize())
        };
        find(text).iter().map(one).collect()
    }

    #[test]
    fn amounts_are_read_with_their_units() {
        for (text, expected) in [
            ("Det søges der 1,8 mio. kr. årligt til.", vec!["1800000 Yearly"]),
            ("i alt 13.000 t.kr. og 125.000 kr.", vec!["13000000", "125000"]),
            ("2,4 mia. kr. over årene", vec!["2400000000"]),
            ("10-12 mio. kr. i 2020", vec!["10000000..12000000"]),
            ("på 8 til 14 mio. kr. ved at", vec!["8000000..14000000"]),
            ("hhv. 1,2 og 1,8 mio. kr.", vec!["1200000", "1800000"]),
            ("henholdsvis 10, 12 og 14 mio. kr.", vec!["10000000", "12000000", "14000000"]),
            ("1,2, 1,8 og 2,4 mio. kr.", vec!["1200000", "1800000", "2400000"]),
            ("i 2020 og 1,8 mio. kr. i 2021", vec!["1800000"]),
            (
                "ca. 10 mio. kr., knap 7 mio. kr., godt 5 mio.kr.",
                vec!["10000000 About", "7000000 Below", "5000000 Above"],
            ),
            ("79 pct. af 76 mio. kr.", vec!["76000000"]),
            ("kr. 125.000,- og DKK 1,2 mio.", vec!["125000", "1200000"]),
            ("12,5 mio. i 2020, 5 mio. borgere", vec!["12500000"]),
            ("en halv mio. kr. og to millioner kroner", vec!["500000", "2000000"]),
            ("12.300 1.000 kr.", vec!["12300000"]),
            ("13.000 tkr.", vec!["13000000"]),
            ("årlige udgifter på 1,8 mio. kr.", vec!["1800000 Yearly"]),
            ("to komma fem millioner kroner", vec!["2500000"]),
            ("en komma fem milliarder kroner", vec!["1500000000"]),
            ("to og en halv million kroner", vec!["2500000"]),
            ("fem hundrede tusinde kroner", vec!["500000"]),
            ("1,8, to komma fem millioner kroner", vec!["2500000"]),
            ("2,7mio. kr. og 400kr.", vec!["2700000", "400"]),
            ("en millioner kr. og 3 mill kr.", vec!["1000000", "3000000"]),
            ("10\u{2011}12 mio. kr.", vec!["10000000..12000000"]),
            ("40 000 kr. og 1\u{2009}500\u{2009}000 kr.", vec!["40000", "1500000"]),
            ("1'500'000 kr. og 1 200 mio. kr.", vec!["1500000", "1200000000"]),
            ("en 6-mio.-kr.-pulje og en 16-millioners-ramme", vec!["6000000", "16000000"]),
            ("et 1,5-millionersprogram, en 3-mio.-pulje", vec!["1500000", "3000000"]),
            ("1,7 mDKK, 1,7 MDKK i 2021, 1700 TDKK", vec!["1700000", "1700000", "1700000"]),
            ("kr 1.700.000, Kr.1.700.000,00 og (kr 500)", vec!["1700000", "1700000", "500"]),
            (
                "1,7 mill kr, 1,7 mill. i 2021, 1,7 mio i 2022",
                vec!["1700000", "1700000", "1700000"],
            ),
            ("½ mio. kr., 1/2 mio. kr. og 1 1/2 mio. kr.", vec!["500000", "500000", "1500000"]),
            ("Der afsættes to millioner til det", vec!["2000000"]),
            ("halvtreds tusind kroner, femten mio. kr.", vec!["50000", "15000000"]),
            ("to til tre millioner kroner", vec!["2000000..3000000"]),
            ("3.2 mio. kr., TDKK 300", vec!["3200000", "300000"]),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn prices_are_known_from_amounts() {
        for text in [
            "8.500 kr. pr. forløb",
            "(ca. 8.500 kr. pr. forløb)",
            "400 kr. i timen",
            "en timepris på 400 kr.",
            "30 kr./stk.",
        ] {
            assert_eq!(
                find(text).iter().map(|money| money.rate).collect::<Vec<_>>(),
                [Rate::Price],
                "{text}"
            );
        }
        assert_eq!(find("5 mio. kr. pr. 1. januar 2020")[0].rate, Rate::Once);
    }

    proptest::proptest! {
        #[test]
        fn no_amount_is_passed_over(
            text in "(kr|KR|dkk|t|m|mio|mia|Mill|ill|ion|er|oner|\\.|,-|,|5|2,5|to|en| |\u{a0}|×|æ|-|x){0,9}",
        ) {
            proptest::prop_assert!(any(&text) || find(&text).is_empty(), "{text}");
        }
    }

    #[test]
    fn other_numbers_are_no_money() {
        for text in [
            "20 procent af udgifterne",
            "30.000 københavnere er i dag",
            "1.000 kr. – 2020 p/l",
            "beløb i 1.000 kr.",
            "(1.000 kr.)",
            "den 25. september 2019 udbudt",
            "Tlf. 3370 3370",
            "SEL 85 og SEL 99",
            "2.236 svarede ud af 4000",
            "9½ år",
            "bevilling 35.10",
            "i 2016-2019",
            "Deloitte 2017",
            "2 kridhuse",
            "2020 2022 1000 kr. 2016 p/l",
            "en komma femogtyve millioner kroner",
            "to komma tyve millioner kroner",
            "to millioner fem hundrede tusind kroner",
            "2 millioner 500.000 kr.",
            "2,3 billioner kr.",
            "1,6 millarder kr.",
            "2,7mioner kr.",
            "en 2-millionersby",
            "besøges af to millioner om året",
            "2*3*4 kr.",
            "Beløb i kr 2027 2028",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_word_that_is_no_unit_is_seen_where_it_is_sure() {
        let seen = |text: &'static str| {
            let unread = Numbered::new(text).unread();
            unread.into_iter().map(|one| (&text[one.range], one.unit)).collect::<Vec<_>>()
        };
        assert_eq!(
            seen("på 2,3 billioner kr."),
            [("2,3 billioner", Strange::Larger("milliarder"))]
        );
        assert_eq!(seen("på 1,6 millarder kr."), [("1,6 millarder", Strange::Slip("milliarder"))]);
        assert_eq!(seen("fem milioner kroner"), [("fem milioner", Strange::Slip("millioner"))]);
        assert_eq!(seen("5 tusine kroner"), [("5 tusine", Strange::Slip("tusinde"))]);
        for text in [
            "5 danske kroner",
            "20 tyske kroner",
            "3 borgere",
            "2 billioner celler",
            "5 millioner kr.",
            "1,5 mio. kr.",
            "8 mistede kroner",
            "4 biografer kr. 100",
        ] {
            assert_eq!(seen(text), [], "{text}");
        }
    }
}
