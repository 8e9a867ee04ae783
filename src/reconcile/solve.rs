//! Filling in: unknown figures from the equations that say their value.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::equation::{Equation, Figure, FigureId, Origin, State, System};
use crate::note::Rate;
use crate::reconcile::base_figures::BaseFigures;
use crate::reconcile::check::Check;
use crate::reconcile::uses::Uses;
use crate::reconcile::years::Years;

/// What a figure is after solving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Known: written, absent (0), or filled in.
    Known(Amount),
    /// In a sum with something unreadable.
    Broken,
    /// No equation says its value.
    Unsolved,
    /// Its value can't be held.
    Overflow,
}

impl Value {
    /// The amount, where it is known.
    pub fn amount(&self) -> Option<Amount> {
        match self {
            Self::Known(amount) => Some(*amount),
            _ => None,
        }
    }
}

/// A solved system.
#[derive(Clone, Debug, Default)]
pub struct Solution {
    /// The value of each figure.
    pub values: Vec<Value>,
    /// The equation that a filled-in figure was filled in by.
    pub definition: Vec<Option<usize>>,
    /// True for equations that filled something in: they can't fail.
    pub used: Vec<bool>,
    /// The filled-in figures, in the order they were filled in.
    pub order: Vec<FigureId>,
    /// Each figure that is not written as a sum of those that are: an empty one where no equation
    /// says its value.
    told: Vec<Option<BaseFigures>>,
    /// How far each figure can be from that sum, by the rounding of what was filled in on the way;
    /// empty where nothing is rounded.
    slack: Vec<Decimal>,
    /// True for figures that are not there: not written, and not filled in from anything that is.
    absent: Vec<bool>,
    /// What years each figure is a rate over.
    years: Vec<Years>,
}

/// Solves a system: every equation that says its one unknown figure is used, natural ones first.
pub fn solve(system: &System) -> Solution {
    let mut solver = Solver::new(system);
    loop {
        while let Some(equation) = solver.next(true) {
            solver.apply(equation);
        }
        match solver.next(false) {
            Some(equation) => solver.apply(equation),
            None => break,
        }
    }
    solver.finish()
}

struct Solver<'s> {
    system: &'s System,
    /// True where any figure is rounded.
    rounded: bool,
    values: Vec<Option<Value>>,
    definition: Vec<Option<usize>>,
    order: Vec<FigureId>,
    used: Vec<bool>,
    /// How many unknown figures each equation has.
    unknown: Vec<usize>,
    uses: Uses,
    natural: Vec<usize>,
    other: Vec<usize>,
    /// Natural equations of a figure that another may tell better, once its parts are known.
    waiting: Vec<usize>,
    /// The natural equations of the rounded figures that have several.
    rivals: HashMap<FigureId, Vec<usize>>,
    /// How far each figure can be from what it stands for, by the rounding of what it is written as
    /// or filled in from.
    spread: Vec<Decimal>,
    absent: Vec<bool>,
    years: Vec<Years>,
}

impl<'s> Solver<'s> {
    fn new(system: &'s System) -> Self {
        let values: Vec<Option<Value>> = system
            .figures
            .iter()
            .map(|figure| match figure.state {
                State::Written(amount) => Some(Value::Known(amount)),
                State::Absent => Some(Value::Known(Amount::ZERO)),
                State::Broken => Some(Value::Broken),
                State::Unknown => None,
            })
            .collect();
        let open = |equation: &Equation| {
            equation.terms.iter().filter(|(_, figure)| values[figure.0].is_none()).count()
        };
        let unknown = system.equations.iter().map(open).collect();
        let rounded = system.rounded();
        let mut solver = Self {
            system,
            rounded,
            definition: vec![None; values.len()],
            order: Vec::new(),
            used: vec![false; system.equations.len()],
            uses: Uses::new(system),
            values,
            unknown,
            natural: Vec::new(),
            other: Vec::new(),
            waiting: Vec::new(),
            rivals: if rounded { rivals(system) } else { HashMap::new() },
            spread: system.figures.iter().map(Figure::half_step).collect(),
            absent: system.figures.iter().map(|figure| figure.state == State::Absent).collect(),
            years: system.figures.iter().map(Years::of).collect(),
        };
        for index in (0..system.equations.len()).rev() {
            solver.offer(index);
        }
        solver
    }

    /// Puts an equation with one unknown figure where it will be found.
    fn offer(&mut self, index: usize) {
        if self.unknown[index] != 1 {
            return;
        }
        let target_unknown = self.system.equations[index]
            .target
            .is_some_and(|target| self.values[target.0].is_none());
        if target_unknown { self.natural.push(index) } else { self.other.push(index) }
    }

    fn next(&mut self, natural: bool) -> Option<usize> {
        let list = if natural { &mut self.natural } else { &mut self.other };
        while let Some(index) = list.pop() {
            let equation = &self.system.equations[index];
            let rounded_backwards = !natural && equation.rounding.is_some();
            if self.unknown[index] != 1 || rounded_backwards {
                continue;
            }
            match equation.target.and_then(|target| self.rivals.get(&target)).filter(|_| natural) {
                Some(rivals) if rivals.iter().any(|rival| self.unknown[*rival] > 1) => {
                    self.waiting.push(index);
                }
                Some(_) => return Some(self.finest(index)),
                None => return Some(index),
            }
        }
        while let Some(index) = self.waiting.pop().filter(|_| natural) {
            if self.unknown[index] == 1 {
                return Some(self.finest(index));
            }
        }
        None
    }

    /// Of the equations that can state the same figure as this one does, the one with the least
    /// rounding in it.
    fn finest(&self, index: usize) -> usize {
        let rivals =
            self.system.equations[index].target.and_then(|target| self.rivals.get(&target));
        let ready = rivals.into_iter().flatten().copied().filter(|rival| self.unknown[*rival] == 1);
        ready.min_by_key(|rival| (self.tolerance(*rival), *rival)).unwrap_or(index)
    }

    /// How far rounding can bring what an equation says of its one unknown figure.
    fn tolerance(&self, index: usize) -> Decimal {
        if !self.rounded {
            return Decimal::ZERO;
        }
        let equation = &self.system.equations[index];
        let unknown = |figure: FigureId| self.values[figure.0].is_none();
        let own: Decimal = equation
            .terms
            .iter()
            .filter(|(_, part)| unknown(*part))
            .map(|(weight, _)| *weight)
            .sum();
        let sum = spread(equation, &self.spread, |part| !unknown(part), own);
        sum.checked_add(share_slack(self.system, equation)).unwrap_or(Decimal::MAX)
    }

    fn apply(&mut self, index: usize) {
        let equation = &self.system.equations[index];
        let Some((weight, figure)) =
            equation.terms.iter().find(|(_, figure)| self.values[figure.0].is_none()).copied()
        else {
            return;
        };
        let value = value_of(equation, figure, weight, |id| self.values[id.0]);
        let others = || equation.terms.iter().map(|(_, part)| *part).filter(|part| *part != figure);
        self.absent[figure.0] = others().all(|part| self.absent[part.0]);
        let years = others().map(|part| self.years[part.0]).fold(Years::Any, Years::and);
        // A row's years together are no rate, though only one of them is there.
        self.years[figure.0] = if equation.origin == Origin::Row { Years::None } else { years };
        self.spread[figure.0] = self.tolerance(index);
        self.values[figure.0] = Some(value);
        self.definition[figure.0] = Some(index);
        self.used[index] = true;
        self.order.push(figure);
        for at in self.uses.of(figure) {
            let other = self.uses.equation(at);
            self.unknown[other] = self.unknown[other].saturating_sub(1);
            self.offer(other);
        }
    }

    fn finish(self) -> Solution {
        let unknown = |figure: &Figure| matches!(figure.state, State::Unknown);
        let mut told: Vec<Option<BaseFigures>> = self
            .system
            .figures
            .iter()
            .map(|figure| unknown(figure).then(BaseFigures::default))
            .collect();
        for figure in &self.order {
            let Some(equation) =
                self.definition[figure.0].map(|index| &self.system.equations[index])
            else {
                continue;
            };
            let own: Decimal =
                equation.terms.iter().filter(|(_, f)| f == figure).map(|(w, _)| *w).sum();
            let mut sum = Vec::with_capacity(equation.terms.len());
            for (weight, part) in equation.terms.iter().filter(|(_, part)| part != figure) {
                let scale = weight.checked_div(-own).unwrap_or_default();
                add(&told, *part, scale, &mut sum);
            }
            told[figure.0] = Some(BaseFigures::gathered(sum));
        }
        let slack = if self.rounded { self.slack() } else { Vec::new() };
        Solution {
            slack,
            order: self.order,
            values: self.values.into_iter().map(|value| value.unwrap_or(Value::Unsolved)).collect(),
            definition: self.definition,
            used: self.used,
            told,
            absent: self.absent,
            years: self.years,
        }
    }
}

/// The equations that say the value of each rounded figure that is not written, where they are
/// several.
fn rivals(system: &System) -> HashMap<FigureId, Vec<usize>> {
    let mut rivals: HashMap<FigureId, Vec<usize>> = HashMap::new();
    for (index, equation) in system.equations.iter().enumerate() {
        let rounded = |target: &FigureId| {
            let figure = system.figure(*target);
            figure.rounded && figure.state == State::Unknown
        };
        if let Some(target) = equation.target.filter(rounded) {
            rivals.entry(target).or_default().push(index);
        }
    }
    rivals.retain(|_, equations| equations.len() > 1);
    rivals
}

/// What the parts of an equation that are asked for can be off by together, for one of weight
/// `own`.
fn spread(
    equation: &Equation,
    each: &[Decimal],
    asked: impl Fn(FigureId) -> bool,
    own: Decimal,
) -> Decimal {
    let parts = equation.terms.iter().filter(|(_, part)| asked(*part));
    let parts =
        parts.map(|(weight, part)| each[part.0].checked_mul(weight.abs()).unwrap_or(Decimal::MAX));
    let sum = parts.fold(Decimal::ZERO, |sum, part| sum.checked_add(part).unwrap_or(Decimal::MAX));
    sum.checked_div(own.abs()).unwrap_or(Decimal::MAX)
}

impl Solver<'_> {
    /// How far each filled-in figure can be from the sum of its leaves: a share of a rounded figure
    /// is itself rounded.
    fn slack(&self) -> Vec<Decimal> {
        let mut slack = vec![Decimal::ZERO; self.values.len()];
        for figure in &self.order {
            let Some(equation) =
                self.definition[figure.0].map(|index| &self.system.equations[index])
            else {
                continue;
            };
            let own: Decimal =
                equation.terms.iter().filter(|(_, f)| f == figure).map(|(w, _)| *w).sum();
            let sum = spread(equation, &slack, |part| part != *figure, own);
            slack[figure.0] =
                sum.checked_add(share_slack(self.system, equation)).unwrap_or(Decimal::MAX);
        }
        slack
    }
}

/// How far a share can be from what its percentage gives: half a unit where its table's figures are
/// rounded, and nothing where they are exact, for then it is what the rounding makes it.
pub(crate) fn share_slack(system: &System, equation: &Equation) -> Decimal {
    match (equation.rounding, equation.target) {
        (Some(decimals), Some(target)) if system.figure(target).rounded => {
            Decimal::new(5, decimals.saturating_add(1))
        }
        _ => Decimal::ZERO,
    }
}

/// Adds a figure, `weight` times, to a sum of written ones.
fn add(
    told: &[Option<BaseFigures>],
    figure: FigureId,
    weight: Decimal,
    sum: &mut Vec<(FigureId, Decimal)>,
) {
    match told.get(figure.0) {
        Some(Some(base_figures)) => sum.extend(base_figures.iter().map(|(base_figure, inner)| {
            (*base_figure, weight.checked_mul(*inner).unwrap_or_default())
        })),
        _ => sum.push((figure, weight)),
    }
}

/// The value that an equation says of one of its figures.
fn value_of(
    equation: &Equation,
    figure: FigureId,
    weight: Decimal,
    value: impl Fn(FigureId) -> Option<Value>,
) -> Value {
    let mut sum = Some(Amount::ZERO);
    for (weight, part) in equation.terms.iter().filter(|(_, part)| *part != figure) {
        match value(*part) {
            Some(Value::Known(amount)) => {
                sum = sum.and_then(|sum| sum.plus(amount.times(*weight)?));
            }
            Some(Value::Overflow) => sum = None,
            _ => return Value::Broken,
        }
    }
    let value = sum.and_then(|sum| sum.divided_by(-weight));
    let value =
        value.map(|value| equation.rounding.map_or(value, |decimals| value.rounded(decimals)));
    value.map_or(Value::Overflow, Value::Known)
}

impl Solution {
    /// The value of a figure.
    pub fn value(&self, id: FigureId) -> &Value {
        self.values.get(id.0).unwrap_or(&Value::Unsolved)
    }

    /// True for a figure that is not there: not written where that counts as 0, or filled in from
    /// nothing but such figures.
    pub fn is_absent(&self, id: FigureId) -> bool {
        self.absent.get(id.0).copied().unwrap_or(false)
    }

    /// What years a figure is a rate over.
    pub fn years(&self, id: FigureId) -> Years {
        self.years.get(id.0).copied().unwrap_or(Years::None)
    }

    /// The same each year: as it is typed, or as its parts, all of them rates over the same years,
    /// add up to. `None` where it is no rate, or one that can't be determined exactly.
    pub fn rate(&self, id: FigureId) -> Option<Rate> {
        let (Years::Each(years), whole) = (self.years(id), self.value(id).amount()?) else {
            return None;
        };
        let rate = Rate { yearly: whole.divided_by(years.into())?, years };
        (rate.whole() == Some(whole)).then_some(rate)
    }

    /// An equation over written figures only: each with its weight.
    pub fn base_figures(&self, equation: &Equation) -> BaseFigures {
        let mut sum = Vec::with_capacity(equation.terms.len());
        for (weight, part) in &equation.terms {
            add(&self.told, *part, *weight, &mut sum);
        }
        BaseFigures::gathered(sum)
    }

    /// What an equation gives: 0 where it holds. `None` where it has something unreadable, unsolved
    /// or too large in it.
    pub fn residual(&self, equation: &Equation) -> Option<Amount> {
        let mut sum = Amount::ZERO;
        for (weight, part) in equation
            .terms
            .iter()
            .filter(|(_, part)| equation.rounding.is_none() || Some(*part) != equation.target)
        {
            sum = sum.plus(self.value(*part).amount()?.times(*weight)?)?;
        }
        match (equation.rounding, equation.target) {
            (Some(decimals), Some(target)) => {
                sum.rounded(decimals).minus(self.value(target).amount()?)
            }
            _ => Some(sum),
        }
    }

    /// What an equation gives, stated in written figures alone, and how far from 0 their rounding
    /// can bring it: XBRL Calculations 1.1, round to nearest, where each figure stands for the
    /// closed interval of half a unit of its last decimal to either side, multiplied by its weight.
    /// `None` where there is something unreadable, unsolved or too large in it.
    pub fn rounded_residual(
        &self,
        system: &System,
        equation: &Equation,
    ) -> Option<(Amount, Amount)> {
        let base_figures = self.base_figures(equation);
        let mut tolerance = Amount::ZERO;
        for (base_figure, weight) in &base_figures {
            tolerance = tolerance
                .plus(Amount::new(system.figure(*base_figure).half_step()).times(weight.abs())?)?;
        }
        for (weight, part) in &equation.terms {
            let slack = self.slack.get(part.0).copied().unwrap_or_default();
            tolerance = tolerance.plus(Amount::new(slack).times(weight.abs())?)?;
        }
        let exact = self.residual(equation)?;
        if tolerance.is_zero() {
            return Some((exact, tolerance));
        }
        let sum = base_figures.iter().try_fold(Amount::ZERO, |sum, (base_figure, weight)| {
            sum.plus(self.value(*base_figure).amount()?.times(*weight)?)
        });
        Some((sum?, tolerance))
    }

    /// True where an equation can't hold anything against anybody: it filled something in.
    pub fn is_used(&self, index: usize) -> bool {
        self.used.get(index).copied().unwrap_or(false)
    }
}

/// The equations that overflowed: sums too large to hold. Those of the checks have been added up.
pub fn overflows(system: &System, solution: &Solution, checks: &[Check]) -> Vec<usize> {
    let mut held = vec![false; system.equations.len()];
    for check in checks {
        held[check.equation] = true;
    }
    let is_known = |part: FigureId| matches!(solution.value(part), Value::Known(_));
    // What its last term was filled in from has been added up too.
    let filled_in = |index: usize, equation: &Equation| {
        let last = equation.terms.last().map(|(_, part)| *part);
        solution.is_used(index)
            && last == equation.target
            && last.is_some_and(|last| solution.definition[last.0] == Some(index) && is_known(last))
    };
    let known = |equation: &Equation| equation.terms.iter().all(|(_, part)| is_known(*part));
    let overflowed = |equation: &Equation| {
        (known(equation) && solution.residual(equation).is_none())
            || (equation.target.is_some_and(|target| *solution.value(target) == Value::Overflow)
                && equation
                    .terms
                    .iter()
                    .all(|(_, part)| Some(*part) == equation.target || is_known(*part)))
    };
    let all = system.equations.iter().enumerate();
    all.filter(|(index, equation)| {
        !held[*index] && !filled_in(*index, equation) && overflowed(equation)
    })
    .map(|(index, _)| index)
    .collect()
}
