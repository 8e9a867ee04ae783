//! Figures that changed and are in no sum of money that is asked for: counts, per cents, past
//! grants, prices; and tables of that money which don't follow the sums.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::{Amount, Unit};
use crate::contribution::ASKED_FOR;
use crate::note::Period;
use crate::pack::figures::Figure;

use super::line::Line;
use super::rows::within_note;

/// A figure that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherFigure {
    /// Id of its table.
    pub table: String,
    /// What its post is called.
    pub post: String,
    /// Its column.
    pub column: String,
    /// Its address.
    pub address: String,
    /// What it was, and in what unit; none where it was not there.
    pub before: Option<(Amount, Unit)>,
    /// What it is; none where it is no longer there.
    pub after: Option<(Amount, Unit)>,
}

/// The figures that are not the same in both, by address. One that tells of money that is asked for, and
/// differs as much as the note's lines do of that control area and year, follows them and is not told again.
pub(super) fn changed(
    before: &[Figure],
    after: &[Figure],
    (lines, unit): (&[&Line], Unit),
) -> Vec<OtherFigure> {
    let renamed = renamed(before, after);
    // A figure by its address in the later version.
    let key = |figure: &Figure, later: bool| {
        let own = within_note(&figure.address);
        match (&renamed, own.split_once('/')) {
            (Some((old, new)), Some((table, rest))) if !later && table == old => {
                format!("{new}/{rest}")
            }
            _ => own.to_owned(),
        }
    };
    let of = |figures: &[Figure], later: bool| -> BTreeMap<String, (Amount, Unit)> {
        figures.iter().map(|own| (key(own, later), (own.amount, own.unit))).collect()
    };
    let (old, new) = (of(before, false), of(after, true));
    let mut out: Vec<(OtherFigure, Option<Follows>)> = Vec::new();
    let mut tell = |figure: &Figure, before: Option<(Amount, Unit)>, after| {
        if !is_same(before, after) {
            let own = OtherFigure {
                table: figure.table.clone(),
                post: figure.post.clone(),
                column: figure.column.to_string(),
                address: figure.address.clone(),
                before,
                after,
            };
            let asked = figure.money.as_deref() == Some(ASKED_FOR);
            let place = figure.period.zip(figure.area.clone()).filter(|_| asked);
            let place = place.map(|(period, area)| (figure.table.clone(), area, period));
            out.push((own, place));
        }
    };
    for figure in after {
        let key = key(figure, true);
        tell(figure, old.get(&key).copied(), new.get(&key).copied());
    }
    for figure in before {
        let key = key(figure, false);
        if !new.contains_key(&key) {
            tell(figure, old.get(&key).copied(), None);
        }
    }
    let mut told: BTreeMap<(&str, Period), Amount> = BTreeMap::new();
    for line in lines {
        let sum = told.entry((&line.area, line.period)).or_default();
        *sum = sum.plus(line.difference()).unwrap_or(*sum);
    }
    // One figure that says what the lines say follows them; several may have been moved among themselves.
    let mut counts: BTreeMap<Follows, usize> = BTreeMap::new();
    for place in out.iter().filter_map(|(_, place)| place.as_ref()) {
        *counts.entry(place.clone()).or_default() += 1;
    }
    let follows = |own: &OtherFigure, place: &Follows| {
        let (_, area, period) = place;
        let told = told.get(&(area.as_str(), *period)).copied();
        counts.get(place) == Some(&1) && told.is_some() && told == difference(own, unit)
    };
    let kept = out
        .into_iter()
        .filter(|(own, place)| place.as_ref().is_none_or(|place| !follows(own, place)));
    kept.map(|(own, _)| own).collect()
}

/// True for the same figure, also where it is money in another unit.
fn is_same(before: Option<(Amount, Unit)>, after: Option<(Amount, Unit)>) -> bool {
    match (before, after) {
        (Some((amount, own)), Some((other, unit))) if own.is_money() && unit.is_money() => {
            own.convert(amount, unit) == Some(other)
        }
        (before, after) => before == after,
    }
}

/// The table that has another id now, old and new: the only one that each version has alone, with most
/// of the same posts.
fn renamed(before: &[Figure], after: &[Figure]) -> Option<(String, String)> {
    let parts = |figures: &[Figure]| -> BTreeMap<String, BTreeSet<String>> {
        let mut out: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for own in figures.iter().filter_map(|own| within_note(&own.address).split_once('/')) {
            out.entry(own.0.to_owned()).or_default().insert(own.1.to_owned());
        }
        out
    };
    let (old, new) = (parts(before), parts(after));
    let mut gone = old.iter().filter(|(table, _)| !new.contains_key(*table));
    let mut fresh = new.iter().filter(|(table, _)| !old.contains_key(*table));
    let (Some((was, its)), None) = (gone.next(), gone.next()) else { return None };
    let (Some((is, own)), None) = (fresh.next(), fresh.next()) else { return None };
    let common = its.intersection(own).count();
    (common * 2 > its.len().max(own.len())).then(|| (was.clone(), is.clone()))
}

/// Table, control area and year of a figure that could follow a line.
type Follows = (String, String, Period);

/// After minus before, in the lines' unit; none where they are no money.
fn difference(own: &OtherFigure, to: Unit) -> Option<Amount> {
    let stated = |side: Option<(Amount, Unit)>| match side {
        None => Some(Amount::ZERO),
        Some((amount, unit)) => {
            let money = Some(amount).filter(|_| unit.is_money());
            money.and_then(|amount| unit.convert(amount, to))
        }
    };
    stated(own.after)?.minus(stated(own.before)?)
}
