//! Payback time: how long a business case's implementation costs take to come back.
//!
//! The effect of each period is its costs and its permanent changes, savings negative; the last
//! period's permanent changes go on for ever. The time is the whole years passed before the
//! cumulated effect turns for good: a column counts as one year, also a pair year, for a business
//! case's first column is its first year; a range counts as its years, spread evenly over them.
//!
//! Source: *Tilbagebetalingstid baseret på serviceeffektivisering* and *… på totaløkonomi* in
//! business cases of 2016: the former holds the savings on service against all costs.

use crate::amount::Amount;
use crate::equation::dimensions::Names;
use crate::equation::effect;
use crate::equation::same_money;
use crate::note::{Payback, Period, TableNo};
use crate::reconcile::Reconciled;
use crate::reconcile::solve::Value;
use crate::table_type::TableKind;

/// The control area whose savings have a payback time of their own.
pub const SERVICE: &str = "service";

/// Which savings are held against the costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Those on service.
    Service,
    /// All of them.
    All,
}

impl Basis {
    /// Both, in the order they are printed.
    pub const BOTH: [Self; 2] = [Self::Service, Self::All];

    /// Its row's label on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Service => "Tilbagebetalingstid baseret på serviceeffektivisering",
            Self::All => "Tilbagebetalingstid baseret på totaløkonomi",
        }
    }
}

/// Why there is no payback time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A figure is not known.
    Unknown,
    /// A permanent change does not say its control area, so that savings on service can't be
    /// determined apart.
    NoArea,
    /// A sum is too large to hold.
    TooLarge,
}

/// One period of a business case.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// How many years it is.
    pub years: u16,
    /// What it costs to carry the case out.
    pub cost: Amount,
    /// What the case changes; savings are negative.
    pub change: Amount,
}

/// The payback time of a table that sums permanent changes and costs; `None` for another table, or
/// where its parts are not known.
pub fn of(
    reconciled: &Reconciled,
    names: &Names<'_>,
    table: TableNo,
    basis: Basis,
) -> Option<Result<Payback, Fault>> {
    let steps = steps(reconciled, names, table, basis)?;
    Some(steps.and_then(|steps| payback(&steps).ok_or(Fault::TooLarge)))
}

/// The periods of such a table, with the changes that count.
pub fn steps(
    reconciled: &Reconciled,
    names: &Names<'_>,
    table: TableNo,
    basis: Basis,
) -> Option<Result<Vec<Step>, Fault>> {
    let parts = effect::parts(&reconciled.note, table)?;
    let periods: Vec<Period> = reconciled.note.tables[table].periods().collect();
    let mut steps: Vec<(Period, Step)> = periods
        .into_iter()
        .map(|period| {
            let years = if let Period::Range(first, last) = period { last - first + 1 } else { 1 };
            (period, Step { years, cost: Amount::ZERO, change: Amount::ZERO })
        })
        .collect();
    for part in parts {
        let of = &reconciled.note.tables[part];
        let permanent = of.kind.value == TableKind::Permanent;
        for entry in same_money::entries(&reconciled.system, part, of, names) {
            let counts = match (&entry.dims.area, basis) {
                _ if !permanent => true,
                (_, Basis::All) => true,
                (Some(area), Basis::Service) => names.within(area, SERVICE),
                (None, Basis::Service) => return Some(Err(Fault::NoArea)),
            };
            let Some((_, step)) = steps
                .iter_mut()
                .find(|(period, _)| Some(*period) == entry.period)
                .filter(|_| counts)
            else {
                continue;
            };
            let amount = match reconciled.solution.value(entry.figure) {
                Value::Known(amount) => *amount,
                Value::Overflow => return Some(Err(Fault::TooLarge)),
                Value::Broken | Value::Unsolved => return Some(Err(Fault::Unknown)),
            };
            let sum = if permanent { &mut step.change } else { &mut step.cost };
            let Some(new) = sum.plus(amount) else {
                return Some(Err(Fault::TooLarge));
            };
            *sum = new;
        }
    }
    Some(Ok(steps.into_iter().map(|(_, step)| step).collect()))
}

/// The payback time of a case's periods in order; `None` where a sum can't be held.
pub fn payback(steps: &[Step]) -> Option<Payback> {
    // The years and the cumulated effect before the last period that ends in the red.
    let (mut passed, mut sum) = (0_u64, Amount::ZERO);
    let mut last_red: Option<(u64, Amount)> = None;
    let mut turned_by = Some(Payback::After(0));
    for step in steps {
        let effect = step.cost.plus(step.change)?;
        let after = sum.plus(effect)?;
        if let (Some((years, red)), true) = (last_red, turned_by.is_none() && !positive(after)) {
            // It turns within this period: the share of it that the cumulated effect takes to 0.
            let share = whole(red.times(step.years.into())?, effect.negated())?;
            turned_by = Some(Payback::After(years.checked_add(share)?));
        }
        passed = passed.checked_add(step.years.into())?;
        if positive(after) {
            last_red = Some((passed, after));
            turned_by = None;
        }
        sum = after;
    }
    let Some(last) = steps.last() else { return Some(Payback::After(0)) };
    let yearly = last.change.divided_by(last.years.into())?;
    Some(match turned_by {
        // More costs every year for ever: what is paid back is lost again.
        _ if positive(yearly) => Payback::Never,
        Some(turned) => turned,
        None if yearly.is_zero() => Payback::Never,
        None => Payback::After(
            passed.checked_add(whole(sum.times(last.years.into())?, last.change.negated())?)?,
        ),
    })
}

fn positive(amount: Amount) -> bool {
    !amount.is_negative() && !amount.is_zero()
}

/// What is left of the costs after the last of a case's periods; `None` where nothing is, or it
/// can't be held.
pub fn left(steps: &[Step]) -> Option<Amount> {
    let sum =
        steps.iter().try_fold(Amount::ZERO, |sum, step| sum.plus(step.cost)?.plus(step.change));
    sum.filter(|sum| positive(*sum))
}

/// How many whole times `by` is in `amount`, both above 0. A quotient may have more digits than can
/// be held; its remainder is exact.
fn whole(amount: Amount, by: Amount) -> Option<u64> {
    let rest = amount.decimal().checked_rem(by.decimal())?;
    let times = amount.minus(Amount::new(rest))?.divided_by(by.decimal())?;
    let times = times.decimal().normalize();
    (times.scale() == 0).then(|| times.try_into().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(costs: &[i64], changes: &[i64]) -> Vec<Step> {
        costs
            .iter()
            .zip(changes)
            .map(|(cost, change)| Step { years: 1, cost: (*cost).into(), change: (*change).into() })
            .collect()
    }

    #[track_caller]
    fn is(costs: &[i64], changes: &[i64], expected: Payback) {
        assert_eq!(payback(&steps(costs, changes)), Some(expected), "{costs:?} {changes:?}");
    }

    #[test]
    fn the_business_case_of_2016_pays_back_as_it_prints() {
        let costs = [2_400, 2_700, 1_800, 0, 0, 0];
        // Service savings against all costs: 6.900 − 2.382 = 4.518 after six years, and 450 a year:
        // 10,04 years more.
        is(&costs, &[-333, -338, -361, -450, -450, -450], Payback::After(16));
        // 6.900 − 6.111 = 789, and 1.482 a year: 0,53 years more.
        is(&costs, &[-493, -536, -636, -1_482, -1_482, -1_482], Payback::After(6));
    }

    #[test]
    fn a_year_that_brings_it_to_nothing_has_passed() {
        is(&[300, 0, 0, 0], &[-100, -100, -100, -100], Payback::After(3));
        is(&[300, 0], &[-100, -100], Payback::After(3));
        is(&[299, 0, 0, 0], &[-100, -100, -100, -100], Payback::After(2));
        is(&[301, 0, 0, 0], &[-100, -100, -100, -100], Payback::After(3));
    }

    #[test]
    fn what_costs_nothing_or_is_saved_in_the_first_year_pays_back_at_once() {
        is(&[0, 0], &[-100, -100], Payback::After(0));
        is(&[0, 0], &[0, 0], Payback::After(0));
        is(&[80, 0], &[-100, -100], Payback::After(0));
        assert_eq!(payback(&[]), Some(Payback::After(0)));
    }

    #[test]
    fn what_saves_nothing_never_pays_back() {
        is(&[100, 0], &[0, 0], Payback::Never);
        is(&[100, 0], &[0, 50], Payback::Never);
        // Paid back within the years, and spent again by what goes on.
        is(&[100, 0, 0], &[0, -200, 10], Payback::Never);
        // Savings that end count for what they were.
        is(&[100, 0, 0], &[0, -100, 0], Payback::After(2));
        is(&[100, 0, 0], &[0, -99, 0], Payback::Never);
    }

    #[test]
    fn it_has_turned_when_it_turns_for_good() {
        // In the black after the second year, in the red again by the third, and out of it in the
        // fifth.
        is(&[100, 0, 500, 0, 0], &[0, -200, 0, -100, -400], Payback::After(4));
        is(&[100, 0, 500, 0, 0], &[0, -200, 0, -100, -300], Payback::After(5));
    }

    #[test]
    fn an_investment_below_nothing_is_a_gain() {
        is(&[-500, 0], &[0, -100], Payback::After(0));
        // The gain comes after the cost: it turns in the year that it comes.
        is(&[500, 0, -500], &[0, 0, 0], Payback::After(3));
        is(&[500, 0, -600], &[0, 0, 0], Payback::After(2));
        is(&[-500, 0], &[100, 100], Payback::Never);
    }

    #[test]
    fn a_range_is_its_years() {
        let first = Step { years: 1, cost: 1_000.into(), change: 0.into() };
        let range = Step { years: 6, cost: 0.into(), change: Amount::from(-1_200) };
        // 200 a year in six years and after them: five years after the first.
        assert_eq!(payback(&[first, range]), Some(Payback::After(6)));
        let dear = Step { cost: 2_000.into(), ..first };
        // 800 are left after seven years: four more.
        assert_eq!(payback(&[dear, range]), Some(Payback::After(11)));
    }

    #[test]
    fn what_can_not_be_held_is_no_payback_time() {
        let huge = Amount::new(rust_decimal::Decimal::MAX);
        let step = Step { years: 1, cost: huge, change: Amount::ZERO };
        assert_eq!(payback(&[step, step]), None);
    }
}
