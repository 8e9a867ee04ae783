//! The round's frames, with what a pack uses of them: `use ≤ limit`, and what is left.

use crate::amount::Amount;
use crate::equation::facts::Names;
use crate::note::{ColumnKey, Period};
use crate::pack::Packed;
use crate::register::Frame;
use crate::source::Span;

/// A frame and a pack's use of it, in the pack's unit.
#[derive(Clone, Debug)]
pub struct FrameUse<'a> {
    /// The frame.
    pub frame: &'a Frame,
    /// Its years.
    pub lines: Vec<Line>,
}

/// One year of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The year.
    pub period: Period,
    /// The limit.
    pub limit: Amount,
    /// What the pack uses.
    pub used: Amount,
    /// limit − used: below 0 where the frame is exceeded.
    pub left: Amount,
    /// Place of the limit.
    pub span: Span,
}

/// The frames of the pack's round. A year whose sums can't be held is left out: a finding says so.
pub(super) fn uses<'a>(packed: &Packed<'a>, names: &Names<'_>) -> Vec<FrameUse<'a>> {
    let of = |frame: &'a Frame| {
        let areas: Vec<String> = frame.areas.iter().map(|word| names.area(&word.value)).collect();
        let covers = |area: &str| {
            let line = packed.municipality.lineage(area);
            frame.covers_all() || areas.iter().any(|covered| covered == area || line.contains(&covered.as_str()))
        };
        let used = packed.total(|part| covers(&part.sum.area));
        let lines = frame.limits.iter().filter_map(|cell| {
            let ColumnKey::Period(period) = cell.column else { return None };
            let at = packed.periods.iter().position(|known| *known == period)?;
            let (limit, used) = (frame.unit.convert(cell.amount?, packed.unit)?, *used.as_ref()?.get(at)?);
            Some(Line { period, limit, used, left: limit.minus(used)?, span: cell.span })
        });
        FrameUse { frame, lines: lines.collect() }
    };
    packed.round.frames.iter().map(of).collect()
}
