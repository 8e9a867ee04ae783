//! Root causes: what each breaks, what would resolve it, and the figures under suspicion.

use std::collections::BTreeSet;

use crate::amount::Amount;
use crate::equation::{FigureId, Origin, System};
use crate::note::{Period, PostNo, TableNo};
use crate::reconcile::check::Check;
use crate::reconcile::forgotten::Forgotten;
use crate::reconcile::linear::smallest::Size;
use crate::reconcile::recounted::Recounted;
use crate::reconcile::relabel::Relabel;
use crate::reconcile::scaled_post::ScaledPost;
use crate::reconcile::shifted::Shifted;
use crate::reconcile::shifted_years::ShiftedYears;
use crate::reconcile::slip::Slip;
use crate::reconcile::slip::old_total::OldTotal;
use crate::reconcile::window::Window;
use crate::reconcile::wrong_table::{Lacking, WrongTable};
use crate::reconcile::wrong_unit::WrongUnit;

/// One root cause: the equations it breaks, and what would mend them.
#[derive(Clone, Debug)]
pub struct Cause {
    /// Indexes of the failed checks, the one that tells it best first. Of a conflict, the checks
    /// that can't all hold.
    pub checks: Vec<usize>,
    /// What would mend them all without breaking another.
    pub mend: Mend,
    /// The figures that it puts in doubt.
    pub disputed: BTreeSet<FigureId>,
    /// Set where each check holds by itself, and rounding can't make them hold together.
    pub conflict: Option<Conflict>,
}

/// What would mend a cause.
#[derive(Clone, Debug)]
pub enum Mend {
    /// One figure, written so instead; the likeliest first. `sure` when no other figure would do.
    Figures {
        /// Each figure with what it would have to be.
        suspects: Vec<Suspect>,
        /// True when only one figure would do.
        sure: bool,
    },
    /// A figure that stands in another column of its row.
    Column {
        /// The figure.
        figure: FigureId,
        /// Where it would have to stand.
        to: FigureId,
    },
    /// A figure that a row lacks in one year.
    Forgotten(Forgotten),
    /// A post without figures.
    EmptyPost(TableNo, PostNo),
    /// A post that stands in another table than its own.
    WrongTable(WrongTable),
    /// A post whose figures all have the wrong sign or size.
    ScaledPost(ScaledPost),
    /// Figures that all stand a year too early or too late.
    ShiftedYears(ShiftedYears),
    /// A table that is typed in another unit than it says.
    WrongUnit(WrongUnit),
    /// A post that another table has nothing for.
    Lacking(Lacking),
    /// Posts with another code.
    Relabel(Relabel),
    /// A table that several others, which agree, contradict.
    Outlier(OutlierTable),
    /// Posts that count again what others of their table count.
    Recounted(TableNo, Vec<Recounted>),
    /// A post that one of two tables lacks: the table.
    MissingPost(TableNo),
    /// A total row that is right over the years and wrong in several, left as it was before.
    OldTotal(OldTotal),
    /// A line that lacks a cell, so that figures stand below the wrong headers.
    Shifted(Shifted),
    /// Nothing that is written: shares are rounded one by one.
    Shares(RoundedShares),
    /// Nothing simple.
    None,
}

impl Cause {
    /// The figures under suspicion, the likeliest first.
    pub fn suspects(&self) -> &[Suspect] {
        match &self.mend {
            Mend::Figures { suspects, .. } => suspects,
            _ => &[],
        }
    }
}

/// Shares whose rounding is all that an equation is off by.
#[derive(Clone, Debug)]
pub struct RoundedShares {
    /// The shares that rounding changed, in the order of the note: figures that are filled in.
    pub figures: Vec<FigureId>,
    /// The most that their rounding could give, in the unit of the equation.
    pub tolerance: Amount,
}

/// A table that disagrees with several others by the same amounts.
#[derive(Clone, Debug)]
pub struct OutlierTable {
    /// The table.
    pub table: TableNo,
    /// Those that agree with each other.
    pub others: Vec<TableNo>,
    /// Each period with what the table has more than the others.
    pub gaps: Vec<(Option<Period>, Amount)>,
}

/// Checks that each hold alone, and contradict each other: what they add up to.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// How small the set of checks is known to be.
    pub size: Size,
    /// What the checks taken together are off by, in the unit of the first of them. `None` where
    /// that is no decimal number.
    pub difference: Option<Amount>,
    /// The most that rounding could give of it.
    pub tolerance: Option<Amount>,
}

/// A figure whose single change would mend a cause.
#[derive(Clone, Debug)]
pub struct Suspect {
    /// The figure.
    pub figure: FigureId,
    /// What would have to be typed: the likeliest of what would do.
    pub value: Amount,
    /// All that would do, as it would be typed; one amount where nothing is rounded.
    pub window: Window,
    /// The slip that it looks like.
    pub slip: Option<Slip>,
    /// How much of the suspicion falls on it, in per cent of that on all the cause's suspects,
    /// rounded down.
    pub score: u32,
}

impl Suspect {
    /// A suspect, not yet looked at. `value` is what would make the first sum hold exactly; the
    /// nearest that would do is taken.
    pub(crate) fn new(figure: FigureId, window: Window, value: Amount) -> Self {
        Self { figure, value: tidy(window.nearest(value)), window, slip: None, score: 0 }
    }
}

pub(super) fn tidy(amount: Amount) -> Amount {
    Amount::new(amount.decimal().normalize())
}

/// The figures that a cause puts in doubt: the culprit where it is known, else all that take part.
pub(super) fn disputed_by(
    system: &System,
    checks: &[Check],
    of: &[usize],
    mend: &Mend,
) -> BTreeSet<FigureId> {
    match mend {
        Mend::Figures { suspects, sure: true } => {
            suspects.iter().map(|suspect| suspect.figure).collect()
        }
        Mend::Column { figure, .. } => BTreeSet::from([*figure]),
        Mend::ScaledPost(scaled) => scaled.figures.iter().copied().collect(),
        Mend::OldTotal(old) => old.figures.iter().map(|(figure, _)| *figure).collect(),
        Mend::Shifted(shifted) => shifted.figures.iter().copied().collect(),
        Mend::Shares(shares) => shares.figures.iter().copied().collect(),
        _ => {
            let base_figures =
                of.iter().flat_map(|index| checks[*index].base_figures.keys().copied());
            base_figures.filter(|base_figure| system.written(*base_figure)).collect()
        }
    }
}

/// Which equation tells a cause best: the nearest to the figure.
pub(super) fn rank(origin: &Origin) -> u8 {
    match origin {
        Origin::Share => 0,
        Origin::Subtotal | Origin::Gathered => 1,
        Origin::ColumnSum => 2,
        Origin::Column | Origin::Effect => 3,
        Origin::Row => 4,
        Origin::MustGive => 5,
        Origin::SameMoney(_) => 6,
        Origin::Finances { .. } => 7,
        Origin::Declared { .. } => 8,
    }
}
