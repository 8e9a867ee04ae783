//! Figures that changed and are in no sum of money that is asked for: counts, per cents, past
//! grants, prices.

use std::collections::BTreeMap;

use crate::amount::{Amount, Unit};
use crate::contribution::ASKED_FOR;
use crate::note::Period;
use crate::pack::figures::Figure;

use super::line::Line;

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
pub(super) fn changed(before: &[Figure], after: &[Figure], lines: &[&Line]) -> Vec<OtherFigure> {
    let of = |figures: &[Figure]| -> BTreeMap<String, (Amount, Unit)> {
        let within = |figure: &Figure| super::rows::within_note(&figure.address).to_owned();
        figures.iter().map(|figure| (within(figure), (figure.amount, figure.unit))).collect()
    };
    let (old, new) = (of(before), of(after));
    let mut out: Vec<(OtherFigure, Option<Follows>)> = Vec::new();
    let mut tell = |figure: &Figure, before: Option<(Amount, Unit)>, after| {
        if before != after {
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
        let key = super::rows::within_note(&figure.address);
        tell(figure, old.get(key).copied(), new.get(key).copied());
    }
    for figure in before {
        let key = super::rows::within_note(&figure.address);
        if !new.contains_key(key) {
            tell(figure, old.get(key).copied(), None);
        }
    }
    let follows = |place: &Follows| {
        let (table, area, period) = place;
        let of_lines = lines.iter().filter(|line| line.period == *period && line.area == *area);
        let told = sum(of_lines.map(|line| Some(line.difference())));
        let own = out.iter().filter(|(_, other)| other.as_ref() == Some(place));
        let own: Vec<_> = own.map(|(own, _)| own).collect();
        let differences = sum(own.iter().map(|own| difference(own)));
        // One figure that says what the lines say; several may have been moved among themselves.
        own.len() == 1 && own[0].table == *table && told.is_some() && told == differences
    };
    let kept: Vec<bool> =
        out.iter().map(|(_, place)| !place.as_ref().is_some_and(&follows)).collect();
    out.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|((own, _), _)| own).collect()
}

/// Table, control area and year of a figure that could follow a line.
type Follows = (String, String, Period);

fn sum(mut amounts: impl Iterator<Item = Option<Amount>>) -> Option<Amount> {
    amounts.try_fold(Amount::ZERO, |sum, own| sum.plus(own?))
}

/// After minus before, in 1.000 kr.; none where they are no money.
fn difference(own: &OtherFigure) -> Option<Amount> {
    let stated = |side: Option<(Amount, Unit)>| match side {
        None => Some(Amount::ZERO),
        Some((amount, unit)) => {
            let money = Some(amount).filter(|_| unit.is_money());
            money.and_then(|amount| unit.convert(amount, Unit::ThousandKr))
        }
    };
    stated(own.after)?.minus(stated(own.before)?)
}
