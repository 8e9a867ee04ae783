//! A pack's frames: each limit as it is typed, each use reckoned again from the notes' money, what
//! stands outside it, and how much is used.

use rust_decimal::Decimal;

use crate::amount::{Amount, Unit};
use crate::audit::breach::{Audit, Elsewhere, Kind};
use crate::audit::names::Register;
use crate::audit::overview::Overview;
use crate::audit::recount::Part;
use crate::audit::sheet;
use crate::note::{ColumnKey, Period};
use crate::register::{Frame, Round};

/// The row of all money that a frame covers, where some of it stands outside.
pub(super) const MONEY: &str = "Pakkens beløb";
/// The row of what stands outside.
const OUTSIDE: &str = "Heraf uden for rammen";
/// The row of how much is used.
const PER_CENT: &str = "Brugt af rammen";

/// What frames are held against.
pub(super) struct Held<'h, 'a> {
    pub(super) register: Register<'a>,
    pub(super) round: &'a Round,
    pub(super) unit: Unit,
    pub(super) decimals: u32,
    /// The money that counts.
    pub(super) parts: &'h [&'h Part<'a>],
}

/// A frame in one year, exact, in the pack's unit.
struct Year {
    limit: Option<Decimal>,
    /// All money that it covers.
    all: Decimal,
    /// What of that does not count in it.
    outside: Decimal,
}

/// The rows of a printed frame.
struct Rows {
    limit: Option<usize>,
    all: Option<usize>,
    outside: Option<usize>,
    used: Option<usize>,
    left: Option<usize>,
    share: Option<usize>,
}

impl Rows {
    fn of(frame: &Overview<'_>) -> Self {
        let row = |kind: &str, words: &str| frame.rows(kind).find(|row| frame.label(*row) == words);
        Self {
            limit: frame.of_frame(0),
            all: row("post", MONEY),
            outside: row("of-which", OUTSIDE),
            used: frame.of_frame(1),
            left: frame.of_frame(2),
            share: row("post", PER_CENT),
        }
    }
}

impl Held<'_, '_> {
    /// Holds a printed frame's own sums.
    pub(super) fn sums(frame: &Overview<'_>, audit: &mut Audit) {
        let rows = Rows::of(frame);
        for column in frame.columns.iter().copied() {
            for line in (0..frame.table.rows.len()).filter(|line| Some(*line) != rows.share) {
                if frame.value(line, column).is_none() {
                    audit.breaches.push(frame.breach(line, column, Kind::Unreadable, None));
                }
            }
            let value = |row: Option<usize>| frame.value(row?, column);
            let less =
                |one: Option<usize>, other: Option<usize>| value(one)?.checked_sub(value(other)?);
            if let Some(left) = rows.left {
                frame.verify(left, column, less(rows.limit, rows.used), Kind::Sum, audit);
            }
            if let Some(used) = rows.used {
                frame.verify(used, column, less(rows.all, rows.outside), Kind::Sum, audit);
            }
        }
    }

    /// Holds each printed figure against the notes' money.
    pub(super) fn figures(&self, frame: &Overview<'_>, audit: &mut Audit) {
        let name = frame.table.columns.first().map_or("", |stub| stub.header.as_str());
        let Some(typed) = self.round.frames.iter().find(|typed| typed.name.value == name) else {
            return;
        };
        let rows = Rows::of(frame);
        for column in frame.columns.iter().copied() {
            let year = frame.period(column).and_then(|period| self.year(typed, period));
            let Some(year) = year else { continue };
            let Some(uses) = year.all.checked_sub(year.outside) else { continue };
            self.hold(frame, rows.used, column, Some(uses), audit);
            self.hold(frame, rows.limit, column, year.limit, audit);
            self.hold(frame, rows.all, column, Some(year.all), audit);
            self.hold(frame, rows.outside, column, Some(year.outside), audit);
            // Without its row, nothing may stand outside.
            if let Some(used) = rows.used.filter(|_| rows.outside.is_none())
                && !year.outside.is_zero()
            {
                let there = Kind::Elsewhere(Elsewhere::Figures);
                audit.breaches.push(frame.breach(used, column, there, Some(uses)));
            }
            share(frame, rows.share, column, (uses, year.limit), audit);
        }
    }

    /// What a frame covers in a year; `None` where a name of it is not known, or sums can't be
    /// held.
    fn year(&self, frame: &Frame, period: Period) -> Option<Year> {
        let areas: Vec<&str> = if frame.covers_all() {
            Vec::new()
        } else {
            frame.areas.iter().map(|word| self.register.area(&word.value)).collect::<Option<_>>()?
        };
        let committees: Vec<&str> = frame
            .committees
            .iter()
            .map(|word| self.register.committee(&word.value))
            .collect::<Option<_>>()?;
        let covers = |part: &Part<'_>| {
            (frame.covers_all() || areas.iter().any(|area| self.register.within(&part.area, area)))
                && (committees.is_empty() || committees.contains(&part.committee.as_str()))
        };
        let mut year = Year { limit: None, all: Decimal::ZERO, outside: Decimal::ZERO };
        for part in self.parts.iter().filter(|part| part.period == period && covers(part)) {
            year.all = year.all.checked_add(part.amount)?;
            if part.outside.contains(&frame.name.value) {
                year.outside = year.outside.checked_add(part.amount)?;
            }
        }
        let cell = frame.limits.iter().find(|cell| cell.column == ColumnKey::Period(period))?;
        let factor = frame.unit.factor(self.unit)?;
        year.limit = sheet::whole(cell).and_then(|limit| limit.checked_mul(factor));
        Some(year)
    }

    /// Holds a printed figure against an exact one, where both are there.
    fn hold(
        &self,
        frame: &Overview<'_>,
        row: Option<usize>,
        column: usize,
        exact: Option<Decimal>,
        audit: &mut Audit,
    ) {
        let Some((row, exact)) = row.zip(exact) else { return };
        frame.verify_exact((row, column), exact, self.decimals, audit);
    }
}

/// Holds how much of a limit is used: per cent with one decimal at most, in words where it is exceeded by
/// less than that, and nothing where the limit is 0.
fn share(
    frame: &Overview<'_>,
    row: Option<usize>,
    column: usize,
    (used, limit): (Decimal, Option<Decimal>),
    audit: &mut Audit,
) {
    let Some(limit) = limit else { return };
    let share = used
        .checked_mul(Decimal::ONE_HUNDRED)
        .and_then(|used| used.checked_div(limit))
        .map(|share| Amount::new(share).rounded(1));
    let cell = row.and_then(|row| frame.table.rows.get(row)?.cells.get(column));
    let printed = cell.map_or("", |cell| cell.text.as_str());
    // What is exceeded is never said to be used just whole.
    let over = |share: Amount| share.decimal() == Decimal::ONE_HUNDRED && used > limit;
    let words = |share: Amount| if over(share) { "over 100".to_owned() } else { share.danish(0) };
    let expected = share.map(|share| format!("{}\u{a0}%", words(share))).unwrap_or_default();
    audit.verified += 1;
    if printed != expected {
        let at = row.or_else(|| frame.of_frame(1)).unwrap_or_default();
        let there = Kind::Elsewhere(Elsewhere::Figures);
        audit.breaches.push(frame.breach(at, column, there, share.map(Amount::decimal)));
    }
}
