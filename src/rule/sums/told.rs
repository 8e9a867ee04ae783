//! What a failed equation is told with.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::diagnostic::Sides;
use crate::equation::{Equation, FigureId, Origin};
use crate::note::TableNo;
use crate::rule::context::Context;
use crate::source::Span;
use crate::text::Text;

/// An equation, told.
pub(in crate::rule) struct Statement {
    pub(in crate::rule) message: Text,
    /// Said at the primary place.
    pub(in crate::rule) here: Text,
    /// Said where this is one of several.
    pub(in crate::rule) short: Text,
    pub(in crate::rule) note: Text,
    pub(in crate::rule) sides: Sides,
    /// The figures that speak for each table, the one that is reported first first; `None` where it
    /// is no table that speaks.
    pub(in crate::rule) anchors: Vec<(Option<TableNo>, Span)>,
    /// The figures that take part.
    pub(in crate::rule) places: Vec<(Span, Text)>,
}

impl Statement {
    /// Where it is told.
    pub(in crate::rule) fn anchor(&self) -> Span {
        self.anchors.first().map_or_else(Span::default, |(_, span)| *span)
    }

    /// The figure that contradicts a table: another table's, where there is one.
    pub(in crate::rule) fn contradicts(&self, table: Option<TableNo>) -> Span {
        let other = self.anchors.iter().find(|(of, _)| of.is_none() || *of != table);
        other.map_or_else(|| self.anchor(), |(_, span)| *span)
    }
}

/// Some terms of an equation.
pub(super) type Terms<'e> = &'e [(Decimal, FigureId)];

/// What some terms come to; `None` where that can't be held.
pub(super) fn value(context: &Context<'_>, terms: Terms<'_>) -> Option<Amount> {
    terms.iter().try_fold(Amount::ZERO, |sum, (weight, figure)| {
        sum.plus(context.reconciled.solution.value(*figure).amount()?.times(*weight)?)
    })
}

/// The written figures in some terms.
pub(super) fn written(context: &Context<'_>, terms: Terms<'_>, words: &Text) -> Vec<(Span, Text)> {
    let system = &context.reconciled.system;
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for (_, figure) in terms {
        let known = if system.written(*figure) {
            vec![*figure]
        } else {
            let single = Equation {
                origin: Origin::Row,
                terms: vec![(Decimal::ONE, *figure)],
                target: None,
                rounding: None,
            };
            context
                .reconciled
                .solution
                .base_figures(&single)
                .keys()
                .copied()
                .filter(|base_figure| system.written(*base_figure))
                .collect()
        };
        out.extend(
            known
                .into_iter()
                .map(|figure| system.figure(figure).span)
                .filter(|span| seen.insert(*span))
                .map(|span| (span, words.clone())),
        );
    }
    out
}
