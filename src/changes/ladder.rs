//! The ladder: a post is taken from one version to the other step by step, and each step's line is
//! the money after it minus the money before it. So the lines of a post add up to its difference,
//! whatever the causes are called.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::note::ColumnKey;

use super::cause::{Cause, Step};
use super::line::Line;
use super::matching::Matched;
use super::rows::{Cell, Row, Stating, Typed};
use super::state::{Key, Place, State};

/// Says whether an option is counted; money of none always is.
pub(super) type Chooses<'a> = dyn Fn(Option<&str>) -> bool + 'a;

/// What holds of all posts of a note.
pub(super) struct Climb<'a> {
    /// Id of the note.
    pub(super) note: &'a str,
    /// What the later version states amounts by.
    pub(super) after: Stating<'a>,
    /// Whether the note counts, before and after; with why that changed.
    pub(super) counts: (bool, bool),
    pub(super) why: Option<Cause>,
    /// Which options count, before and after.
    pub(super) choices: (&'a Chooses<'a>, &'a Chooses<'a>),
    /// True where the note's own text is the same in both: what differs is the register's doing.
    pub(super) same_text: bool,
    /// True where a version has errors: no causes are told.
    pub(super) disputed: bool,
    /// True where a post is there in the later version, or was in the earlier one, and its money is
    /// not counted.
    pub(super) elsewhere: &'a dyn Fn(&str) -> bool,
}

/// The lines of a post by cause and place: before and after.
type Steps<'a> = BTreeMap<(Cause, Key<'a>), (Amount, Amount)>;

impl<'a> Climb<'a> {
    /// The lines of one post.
    pub(super) fn lines(&self, (before, after): Matched<'a>) -> Vec<Line> {
        let Some(shown) = after.or(before) else { return Vec::new() };
        let mut steps = Steps::new();
        for (old, new) in cells(before, after) {
            self.cell((old, new), (before.is_some(), after.is_some()), shown, &mut steps);
        }
        moved(&mut steps);
        let line = |((cause, (place, counted)), (before, after)): ((Cause, Key<'a>), _)| Line {
            note: self.note.to_owned(),
            table: shown.table.clone(),
            post: shown.post.clone(),
            address: shown.address.clone(),
            committee: place.committee.to_owned(),
            area: place.area.to_owned(),
            appropriation: place.appropriation.map(str::to_owned),
            choice: place.choice.map(str::to_owned),
            period: place.period,
            counted,
            before,
            after,
            cause,
        };
        steps.into_iter().filter(|(_, (before, after))| before != after).map(line).collect()
    }

    /// Takes one amount from the one version to the other.
    fn cell(
        &self,
        (old, new): (Option<&'a Cell>, Option<&'a Cell>),
        (was, is): (bool, bool),
        row: &Row,
        steps: &mut Steps<'a>,
    ) {
        let first = old.map(|cell| state(cell, self.counts.0, self.choices.0));
        let last = new.map(|cell| state(cell, self.counts.1, self.choices.1));
        let (Some(mut state), Some(end)) = (
            first.clone().or_else(|| last.as_ref().map(State::emptied)),
            last.or_else(|| first.as_ref().map(State::emptied)),
        ) else {
            return;
        };
        if self.disputed {
            take(steps, Cause::Unresolved, &state, &end);
            return;
        }
        // In and out: the note, then the post.
        let mut next = State { note_counts: end.note_counts, ..state.clone() };
        if next != state {
            take(steps, self.why.unwrap_or(Cause::OtherTable), &state, &next);
            state = next;
        }
        if !(was && is) {
            let cause = self.why.filter(|why| matches!(why, Cause::NoteNew | Cause::NoteGone));
            let cause = cause.unwrap_or_else(|| match (self.elsewhere)(row.key()) {
                true => Cause::OtherTable,
                false if is => Cause::PostNew,
                false => Cause::PostGone,
            });
            let whole = if is { end.clone() } else { state.emptied() };
            take(steps, cause, &state, &whole);
            state = whole;
        }
        let ours = |cause| if self.same_text { Cause::Register } else { cause };
        // The option, and what is counted of options.
        next = State {
            place: Place { choice: end.place.choice, ..state.place.clone() },
            choice_counts: end.choice_counts,
            ..state.clone()
        };
        take(steps, Cause::Option, &state, &next);
        state = next;
        // The codes. A year that a column is of stands in its place too.
        next = State { place: end.place.clone(), ..state.clone() };
        take(steps, ours(Cause::Code), &state, &next);
        state = next;
        if let Some((old, new)) = old.zip(new) {
            for (cause, typed) in typed(old.typed, new.typed, self.same_text) {
                let stating = if cause == Cause::Rounding { None } else { Some(&self.after) };
                let amount = match stating {
                    Some(stating) => stating.stated(typed, new.period),
                    None => Some(end.amount),
                };
                if let Some(amount) = amount {
                    next = State { amount, ..state.clone() };
                    let cause = if cause == Cause::PriceFactor { cause } else { ours(cause) };
                    take(steps, cause, &state, &next);
                    state = next;
                }
            }
        }
        // What no step has told: an amount that came or went with its column, or can't be stated.
        take(steps, ours(Cause::Amount), &state, &end);
    }
}

/// The typed amount as it becomes the later one: first by the later version's factors, then at
/// its price level, then its figure, then its decimals.
fn typed(old: Typed, new: Typed, same_text: bool) -> [(Cause, Typed); 4] {
    let leveled = Typed { prices: new.prices, ..old };
    // A level that the note has from its round changes with the round's: that is one step.
    let by_factors = if same_text { leveled } else { old };
    // As many decimals of a krone as before, whatever unit they are of now.
    let decimals =
        i64::from(old.decimals) - i64::from(old.unit.exponent()) + i64::from(new.unit.exponent());
    let decimals = u32::try_from(decimals).unwrap_or_default();
    // The same figure with other decimals is no other figure.
    let only_rounded = old.unit == new.unit
        && old.decimals != new.decimals
        && old.amount.rounded(old.decimals.min(new.decimals))
            == new.amount.rounded(old.decimals.min(new.decimals));
    let figure = if only_rounded { leveled } else { Typed { decimals, ..new } };
    [
        (Cause::PriceFactor, by_factors),
        (Cause::PriceLevel, leveled),
        (Cause::Amount, figure),
        (Cause::Rounding, new),
    ]
}

/// Where an amount stands in a version.
fn state<'a>(cell: &'a Cell, note_counts: bool, choice: &Chooses<'_>) -> State<'a> {
    State {
        place: Place::of(cell),
        note_counts,
        choice_counts: choice(cell.choice.as_deref()),
        amount: cell.amount,
    }
}

/// The amounts of both versions of a post, column by column.
fn cells<'a>(
    before: Option<&'a Row>,
    after: Option<&'a Row>,
) -> Vec<(Option<&'a Cell>, Option<&'a Cell>)> {
    let all = |row: Option<&'a Row>| row.map_or(&[][..], |row| &row.cells);
    let find = |row: Option<&'a Row>, column: &ColumnKey| {
        all(row).iter().find(|cell| cell.column == *column)
    };
    let here = all(after).iter().map(|cell| (find(before, &cell.column), Some(cell)));
    let gone = all(before).iter().filter(|cell| find(after, &cell.column).is_none());
    here.chain(gone.map(|cell| (Some(cell), None))).collect()
}

/// Adds what a step takes and gives.
fn take<'a>(steps: &mut Steps<'a>, cause: Cause, from: &State<'a>, to: &State<'a>) {
    for (key, before, after) in from.to(to) {
        if before == after {
            continue;
        }
        let sum = steps.entry((cause, key)).or_default();
        // Bounded figures of one post: they can be held.
        sum.0 = sum.0.plus(before).unwrap_or(sum.0);
        sum.1 = sum.1.plus(after).unwrap_or(sum.1);
    }
}

/// Amounts of a post that were changed so that they come to the same over the years were moved.
fn moved(steps: &mut Steps<'_>) {
    let mut by_place: BTreeMap<_, Vec<Amount>> = BTreeMap::new();
    for ((cause, (place, counted)), (before, after)) in steps.iter() {
        if *cause == Cause::Amount && before != after {
            let Place { committee, area, appropriation, choice, .. } = place.clone();
            let own = by_place.entry((committee, area, appropriation, choice, *counted));
            own.or_default().push(after.minus(*before).unwrap_or_default());
        }
    }
    by_place.retain(|_, differences| {
        let sum = differences.iter().try_fold(Amount::ZERO, |sum, own| sum.plus(*own));
        differences.len() > 1 && sum.is_some_and(Amount::is_zero)
    });
    let is_moved = |cause: Cause, place: &Place<'_>, counted: bool| {
        let Place { committee, area, appropriation, choice, .. } = place.clone();
        cause.step() == Step::Amount
            && by_place.contains_key(&(committee, area, appropriation, choice, counted))
    };
    let all = std::mem::take(steps);
    *steps = all
        .into_iter()
        .map(|((cause, (place, counted)), sums)| {
            let cause = if is_moved(cause, &place, counted) { Cause::Moved } else { cause };
            ((cause, (place, counted)), sums)
        })
        .collect();
}
