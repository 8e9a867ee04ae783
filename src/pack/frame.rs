//! The round's frames, with what a pack uses of them: `use ≤ limit`, and what is left.

use crate::amount::Amount;
use crate::equation::dimensions::Names;
use crate::note::{Period, Word};
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

/// True where a frame covers money of a control area: it names the area, or one that it is a part
/// of.
pub fn covers(frame: &Frame, names: &Names<'_>, area: &str) -> bool {
    let line = names.municipality.lineage(area);
    let covered = |word: &Word| {
        let covered = names.area(&word.value);
        covered == area || line.contains(&covered.as_str())
    };
    frame.covers_all() || frame.areas.iter().any(covered)
}
