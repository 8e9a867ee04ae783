//! A written total that agrees with its own sum across and not with its posts: the row may be from
//! before a post was changed, as well as a post may be wrong.

use crate::equation::Origin;
use crate::note::ColumnKey;
use crate::reconcile::cause::Cause;
use crate::rule::context::Context;
use crate::text;
use crate::text::Text;

/// What to do where either may be so: no figure is named, for none stands out.
pub(super) fn help(context: &Context<'_>, cause: &Cause) -> Option<Text> {
    let (checks, system) = (&context.reconciled.checks, &context.reconciled.system);
    let mut totals = cause.checks.iter().filter_map(|index| {
        let equation = &system.equations[checks[*index].equation];
        let target = equation.target.filter(|target| system.written(*target))?;
        matches!(equation.origin, Origin::Column).then(|| system.figure(target))
    });
    let (first, second) = (totals.next()?, totals.next()?);
    let same = (first.table, first.row) == (second.table, second.row) && totals.next().is_none();
    let across = [first, second].iter().any(|figure| figure.column == ColumnKey::Across);
    let year = [first, second].into_iter().find(|figure| figure.column != ColumnKey::Across)?;
    if !same || !across || cause.checks.len() > 2 {
        return None;
    }
    let year = &year.column;
    Some(text!(
        "er rækken skrevet, før en post blev ændret, så slet rækken: summen regnes så ud; ellers er et beløb i {year} forkert",
        "if the row is from before a post was changed, delete it: then it is computed; else an amount in {year} is wrong"
    ))
}
