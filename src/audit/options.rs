//! Total rows as the auditor expects them: one for each choice that can be made where a total is
//! over options that exclude each other.

use std::collections::BTreeSet;

use crate::audit::exclusion::exclude;
use crate::audit::lines::{self, Line, sums_others};
use crate::audit::names::Register;
use crate::audit::units;
use crate::note::{Cell, Choice, GrandTotal, Note, PriceLevels, Table, Where};

/// The most choices that a total is told for.
const MOST: usize = 6;

/// A total row above the total row of the whole.
#[derive(Clone, Debug)]
pub(super) struct TotalRow<'a> {
    /// Which posts it counts, apart from options.
    pub(super) filter: Option<&'a Where>,
    /// The options of its choice: posts of others are not counted. None where it counts them all.
    pub(super) chosen: Option<BTreeSet<&'a str>>,
    /// The figures written for it.
    pub(super) cells: &'a [Cell],
    /// What it is called where it is one of several.
    pub(super) label: Option<String>,
}

/// The total rows of a table in their order, and whether the total row of the whole stands after
/// them.
pub(super) fn totals<'a>(
    register: &Register<'_>,
    note: &'a Note,
    table: &'a Table,
    lines: &[Line<'a>],
) -> (Vec<TotalRow<'a>>, bool) {
    let summed =
        note.tables.iter().any(|sum| sum.sum_of.iter().any(|word| word.value == table.id.value));
    let splits = !summed && !sums_others(table);
    let mut out = Vec::new();
    for total in &table.totals {
        let whole = TotalRow {
            filter: Some(&total.filter),
            chosen: None,
            cells: &total.cells,
            label: None,
        };
        out.extend(split(register, note, lines, whole, &total.text.value, splits));
    }
    let GrandTotal::Row { text, cells, span } = &table.grand_total else { return (out, false) };
    // Gathered rows in several price levels have no total that the note does not ask for.
    let level = |line: &Line<'_>| line.prices.map(PriceLevels::One).or(table.prices.clone());
    let mut levels = lines.iter().filter(|line| line.counted).map(level);
    let first = levels.next();
    let mixed = levels.any(|level| Some(level) != first);
    if table.derived_from.is_some() && *span == table.span && mixed {
        return (out, false);
    }
    let own = table.table_type().filter(|_| !units::no_money(table));
    let own = own.map_or("I alt", |kind| kind.total);
    let whole = TotalRow { filter: None, chosen: None, cells, label: None };
    let rows =
        split(register, note, lines, whole, text.as_ref().map_or(own, |word| &word.value), splits);
    if let [_] = rows[..] {
        return (out, true);
    }
    out.extend(rows);
    (out, false)
}

/// A row for each choice among the posts that a total counts; the total itself where there is one,
/// where it is written, or where there are too many.
fn split<'a>(
    register: &Register<'_>,
    note: &'a Note,
    lines: &[Line<'a>],
    whole: TotalRow<'a>,
    text: &str,
    splits: bool,
) -> Vec<TotalRow<'a>> {
    let counted =
        lines::counted(register, lines, whole.filter).filter(|_| splits && whole.cells.is_empty());
    let sets = counted.map(|counted| choices(note, lines, &counted)).unwrap_or_default();
    if sets.len() < 2 || sets.len() > MOST {
        return vec![whole];
    }
    let shared = lines::counted(register, lines, whole.filter).unwrap_or_default();
    let shared =
        shared.iter().any(|line| lines.get(*line).is_some_and(|own| own.choice().is_none()));
    let with = if shared { ", med de fælles poster" } else { "" };
    let row = |chosen: BTreeSet<&'a str>| {
        let label = Some(format!("{text} ved valg af {}{with}", in_words(note, &chosen)));
        TotalRow { chosen: Some(chosen), label, ..whole.clone() }
    };
    sets.into_iter().map(row).collect()
}

/// True where lines belong to options that exclude each other.
pub(super) fn clash(note: &Note, lines: &[Line<'_>], counted: &[usize]) -> bool {
    let used = used(note, lines, counted);
    used.iter().any(|one| used.iter().any(|other| exclude(one, other)))
}

/// The options of some lines, in the order of the note.
fn used<'a>(note: &'a Note, lines: &[Line<'_>], counted: &[usize]) -> Vec<&'a Choice> {
    let ids: BTreeSet<&str> =
        counted.iter().filter_map(|line| lines.get(*line)?.choice()).collect();
    note.choices.iter().filter(|choice| ids.contains(choice.id.value.as_str())).collect()
}

/// The sets of options that can be chosen together and that no other can be added to, one option
/// after the other: each set of those before it goes on as it is, with it, or with it in place of
/// what it excludes. More than [`MOST`] are not all looked for: of further options there are not
/// fewer.
fn choices<'a>(note: &'a Note, lines: &[Line<'_>], counted: &[usize]) -> Vec<BTreeSet<&'a str>> {
    let used = used(note, lines, counted);
    let mut sets: Vec<Vec<usize>> = vec![Vec::new()];
    for next in 0..used.len() {
        let fits =
            |own: usize, set: &[usize]| set.iter().all(|other| !exclude(used[own], used[*other]));
        let mut longer = Vec::new();
        for set in sets {
            let mut with: Vec<usize> =
                set.iter().copied().filter(|own| !exclude(used[*own], used[next])).collect();
            let stands = with.len() < set.len();
            let room = |own: usize, set: &[usize]| !set.contains(&own) && fits(own, set);
            with.push(next);
            if !(stands && (0..next).any(|own| room(own, &with))) {
                longer.push(with);
            }
            longer.extend(stands.then_some(set));
        }
        longer.sort();
        longer.dedup();
        sets = longer;
        if sets.len() > MOST {
            break;
        }
    }
    sets.into_iter()
        .map(|set| set.into_iter().map(|own| used[own].id.value.as_str()).collect())
        .collect()
}

/// The options of a choice: `A (Fuld indsats) og T (Evaluering)`.
fn in_words(note: &Note, chosen: &BTreeSet<&str>) -> String {
    let texts = note.choices.iter().filter(|choice| chosen.contains(choice.id.value.as_str()));
    let texts: Vec<String> = texts
        .map(|choice| match choice.title.value.as_str() {
            "" => choice.id.value.clone(),
            title => format!("{} ({title})", choice.id.value),
        })
        .collect();
    match texts.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} og {last}", before.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}
