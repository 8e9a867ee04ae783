//! Amounts in a table that is typed in the text: bare numbers whose unit stands in a heading, of
//! the row and the year that they stand under.

use std::ops::Range;

use crate::amount::Unit;
use crate::mention::around::{Hedge, Rate};
use crate::mention::money::{TextAmount, kroner};
use crate::mention::number;
use crate::prose::passage::{Passage, Passages};

/// A number in a cell.
pub(super) struct Cell<'t> {
    /// The cell.
    pub(super) passage: &'t Passage,
    /// The amount, with its place in the cell.
    pub(super) money: TextAmount,
    /// The amount as it would be written by itself.
    pub(super) words: String,
    /// What the cell says, as a sentence: "Rekruttering er 3,2 mio. kr. i 2027".
    pub(super) sentence: String,
    /// Where the amount stands in that.
    pub(super) at: Range<usize>,
}

/// True where a text has a table in it.
pub(super) fn any(text: &Passages<'_>) -> bool {
    text.list.iter().any(|passage| passage.cell.is_some())
}

/// The amounts in a text's tables.
pub(super) fn cells<'t>(text: &'t Passages<'_>) -> Vec<Cell<'t>> {
    let mut out = Vec::new();
    let mut before: Option<&Passage> = None;
    let mut head: Vec<&Passage> = Vec::new();
    let mut label: Option<&Passage> = None;
    for passage in &text.list {
        let Some(place) = passage.cell else {
            before = Some(passage);
            continue;
        };
        if place.row == 0 {
            if place.grid != head.first().and_then(|cell| cell.cell).map_or(0, |cell| cell.grid) {
                head.clear();
            }
            head.push(passage);
            continue;
        }
        if place.column == 0 {
            label = Some(passage);
            continue;
        }
        let of_row = |cell: &Passage| {
            cell.cell.is_some_and(|own| own.row == place.row && own.grid == place.grid)
        };
        let Some(label) = label.filter(|label| of_row(label)) else { continue };
        let own = head.iter().find(|cell| cell.cell.is_some_and(|own| own.column == place.column));
        let own = own.map(|cell| cell.text.as_str());
        let shared = head.iter().find(|cell| cell.cell.is_some_and(|own| own.column == 0));
        let headings = own.into_iter().chain(shared.map(|cell| cell.text.as_str()));
        let unit = headings.chain(before.map(|before| before.text.as_str())).find_map(unit);
        out.extend(unit.and_then(|unit| cell(passage, &label.text, own.and_then(year), unit)));
    }
    out
}

/// The amount of a cell that is a number and nothing else.
fn cell<'t>(passage: &'t Passage, label: &str, year: Option<&str>, unit: Unit) -> Option<Cell<'t>> {
    let text = passage.text.as_str();
    let lead = text.len() - text.trim_start_matches([' ', '\u{a0}', '-', '−', '–']).len();
    let number = number::at(text, lead)?;
    let whole = text[number.range.end..].trim().is_empty() && !number.year_like;
    let money = TextAmount {
        kroner: kroner(number.value, unit).filter(|kroner| whole && !kroner.is_zero())?,
        up_to: None,
        unit,
        decimals: number.decimals,
        hedge: Hedge::Exact,
        rate: Rate::Once,
        pointed: number.pointed,
        range: number.range.clone(),
    };
    let words = format!("{} {}", &text[number.range], unit.short());
    let head = format!("{} er ", label.trim());
    let at = head.len()..head.len() + words.len();
    let when = year.map(|year| format!(" i {year}")).unwrap_or_default();
    Some(Cell { passage, money, sentence: format!("{head}{words}{when}"), words, at })
}

/// What figures are counted in, where a heading says it.
fn unit(heading: &str) -> Option<Unit> {
    const UNITS: &[(&str, Unit)] = &[
        ("mia. kr", Unit::BillionKr),
        ("mio. kr", Unit::MillionKr),
        ("mio.kr", Unit::MillionKr),
        ("mill. kr", Unit::MillionKr),
        ("mdkk", Unit::MillionKr),
        ("1.000 kr", Unit::ThousandKr),
        ("1000 kr", Unit::ThousandKr),
        ("t.kr", Unit::ThousandKr),
        ("tkr", Unit::ThousandKr),
        ("tdkk", Unit::ThousandKr),
        ("(kr.)", Unit::Kr),
        ("i kr.", Unit::Kr),
    ];
    let small = heading.to_lowercase();
    let (found, unit) = UNITS.iter().find(|(name, _)| small.contains(name))?;
    // "koster 3,2 mio. kr." has an amount of its own.
    let before = small.split_once(found).map_or("", |(before, _)| before).trim_end();
    (!before.ends_with(|c: char| c.is_ascii_digit())).then_some(*unit)
}

/// The one year that a heading has.
fn year(heading: &str) -> Option<&str> {
    let mut years = heading
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4 && digits.starts_with("20"));
    years.next().filter(|_| years.next().is_none())
}
