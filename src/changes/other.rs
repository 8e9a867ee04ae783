//! Figures that changed and are in no sum of money that is asked for: counts, per cents, past
//! grants, prices.

use std::collections::BTreeMap;

use crate::amount::{Amount, Unit};
use crate::pack::figures::Figure;

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

/// The figures that are not the same in both, by address.
pub(super) fn changed(before: &[Figure], after: &[Figure]) -> Vec<OtherFigure> {
    let of = |figures: &[Figure]| -> BTreeMap<String, (Amount, Unit)> {
        let within = |figure: &Figure| super::rows::within_note(&figure.address).to_owned();
        figures.iter().map(|figure| (within(figure), (figure.amount, figure.unit))).collect()
    };
    let (old, new) = (of(before), of(after));
    let mut out = Vec::new();
    let mut tell = |figure: &Figure, before: Option<(Amount, Unit)>, after| {
        if before != after {
            out.push(OtherFigure {
                table: figure.table.clone(),
                post: figure.post.clone(),
                column: figure.column.to_string(),
                address: figure.address.clone(),
                before,
                after,
            });
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
    out
}
