//! What may stand after a figure in an expression: its unit, its sign, what it is each year.

use crate::amount::{Amount, Unit};
use crate::equation::FigureId;
use crate::expression::Arguments;
use crate::note::{Measure, Rate};
use crate::prose::expression::{Evaluator, Fault, Step, Sum, fault, refuse};
use crate::prose::faults::{EXPRESSION, NO_FIGURE};
use crate::prose::filled::{Filled, UNKNOWN};
use crate::prose::printed;
use crate::reconcile::years::Years;
use crate::source::Span;
use crate::suggest;
use crate::text;

/// The filter that gives a rate.
const YEARLY: &str = "aarligt";

/// The filters.
const FILTERS: &[&str] = &["mio", "mia", "tkr", "kr", "tal", "abs", YEARLY, "lille"];

/// A finding for something that is asked of an amount which has its unit already.
fn after_unit(name: &str, span: Span) -> Fault {
    let help = if [YEARLY, "abs"].contains(&name) {
        text!("skriv den først: | {name} | mio", "write it first: | {name} | mio")
    } else {
        text!("skriv kun én enhed: | {name}", "write one unit only: | {name}")
    };
    let message = text!("`| {name}` står efter enheden", "`| {name}` stands after the unit");
    Box::new(fault(&EXPRESSION, span, message, help))
}

/// A finding for kroner that are asked of a figure which is none.
fn no_money(name: &str, unit: Unit, span: Span) -> Fault {
    let unit = unit.name();
    let message = text!(
        "tallet er talt i {unit} og kan ikke skrives i kroner",
        "the figure is counted in {unit} and can't be stated in kroner"
    );
    let help = text!("slet | {name}", "delete | {name}");
    Box::new(fault(&EXPRESSION, span, message, help))
}

impl Evaluator<'_> {
    /// What a filter makes of what stands before it.
    pub(super) fn filter(
        &self,
        inner: Step,
        name: &str,
        span: Span,
        arguments: &Arguments<'_>,
    ) -> Result<Step, Fault> {
        if !FILTERS.contains(&name) {
            let listed = FILTERS
                .iter()
                .filter(|name| **name != "lille")
                .copied()
                .collect::<Vec<_>>()
                .join(", ");
            return Err(Box::new(fault(
                &EXPRESSION,
                span,
                text!("`| {name}` kendes ikke", "`| {name}` is not known"),
                suggest::did_you_mean(name, FILTERS.iter().copied()).unwrap_or_else(|| {
                    text!("der kan stå {listed}", "what can stand here: {listed}")
                }),
            )));
        }
        if let Step::Done(Filled::TableRef { table, .. }) = inner {
            let small = name == "lille";
            return if small {
                Ok(Step::Done(Filled::TableRef { table, small }))
            } else {
                Err(refuse(span))
            };
        }
        if let Step::Done(Filled::SectionRef { section, .. }) = inner {
            let small = name == "lille";
            return if small {
                Ok(Step::Done(Filled::SectionRef { section, small }))
            } else {
                Err(refuse(span))
            };
        }
        let Sum { amount, measure, figures, yearly } = match self.sum(inner)? {
            Step::Sum(sum) => sum,
            Step::Done(Filled::Figure { text, .. }) if name != "lille" && text != UNKNOWN => {
                return Err(after_unit(name, span));
            }
            Step::Done(done @ Filled::Figure { .. }) => return Ok(Step::Done(done)),
            _ => return Err(refuse(span)),
        };
        let decimals = match arguments.as_slice() {
            [] => None,
            [Some(part)] => Some(
                self.constant(*part)?
                    .0
                    .parse::<u32>()
                    .ok()
                    .filter(|d| *d <= 6)
                    .ok_or_else(|| refuse(span))?,
            ),
            _ => return Err(refuse(span)),
        };
        if ["mio", "mia", "tkr", "kr"].contains(&name) && !measure.unit.is_money() {
            return Err(no_money(name, measure.unit, span));
        }
        let unit = match name {
            "mio" => Unit::MillionKr,
            "mia" => Unit::BillionKr,
            "tkr" => Unit::ThousandKr,
            "kr" => Unit::Kr,
            "abs" => return Ok(Step::Sum(Sum { amount: amount.abs(), measure, figures, yearly })),
            YEARLY if yearly || decimals.is_some() => return Err(refuse(span)),
            YEARLY => return self.yearly(amount, measure, figures, span).map(Step::Sum),
            _ => {
                let amount = self
                    .printed(amount, measure, &figures, yearly, (measure.unit, decimals))
                    .ok_or_else(|| refuse(span))?;
                let text = amount.danish(decimals.unwrap_or(measure.decimals));
                return Ok(Step::Done(Filled::Figure { text, figures }));
            }
        };
        let amount = self
            .printed(amount, measure, &figures, yearly, (unit, decimals))
            .ok_or_else(|| refuse(span))?;
        let amount = decimals.map_or(amount, |decimals| amount.rounded(decimals));
        let text = format!("{}\u{a0}{}", amount.danish(decimals.unwrap_or(0)), unit.short());
        Ok(Step::Done(Filled::Figure { text, figures }))
    }

    /// An amount in a unit: as the page's tables print it, where they do; a rate is not printed
    /// there. `None` where it can't be held.
    pub(super) fn printed(
        &self,
        amount: Amount,
        measure: Measure,
        figures: &[FigureId],
        yearly: bool,
        as_what: (Unit, Option<u32>),
    ) -> Option<Amount> {
        if yearly {
            return measure.unit.convert(amount, as_what.0);
        }
        printed::in_unit(self.scene, amount, measure, figures, as_what)
    }

    /// What figures are each year: as it is typed, or what rates over the same years add up to.
    fn yearly(
        &self,
        whole: Amount,
        measure: Measure,
        figures: Vec<FigureId>,
        span: Span,
    ) -> Result<Sum, Fault> {
        let solution = &self.scene.reconciled.solution;
        let rate =
            match figures.iter().map(|figure| solution.years(*figure)).fold(Years::Any, Years::and)
            {
                Years::Each(years) => {
                    whole.divided_by(years.into()).map(|yearly| Rate { yearly, years })
                }
                Years::Any | Years::None => None,
            };
        match rate.filter(|rate| rate.whole() == Some(whole)) {
            Some(Rate { yearly, .. }) => Ok(Sum { amount: yearly, measure, figures, yearly: true }),
            None => Err(Box::new(fault(
                &NO_FIGURE,
                span,
                text!(
                    "tallet er ikke skrevet som et beløb om året",
                    "the figure has no amount a year"
                ),
                text!(
                    "slet | aarligt: det kan kun stå ved tal, der er skrevet {{ aarligt = … }}, og ved summer af dem over de samme år",
                    "delete | aarligt: it can stand only with figures that are written {{ aarligt = … }}, and sums of those over the same years"
                ),
            ))),
        }
    }
}
