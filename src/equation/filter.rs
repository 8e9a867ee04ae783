//! Which posts a partial total counts.

use crate::equation::dimensions::{Dimensions, Names};
use crate::equation::options;
use crate::note::{Post, Table, Total, Where, Word};

/// The posts that a partial total counts.
pub(crate) fn counted_by<'t>(
    table: &'t Table,
    total: &Total,
    names: &Names<'_>,
) -> impl Iterator<Item = &'t Post> {
    let (filter, dims) = (Filter::new(&total.filter, names), names.posts(table));
    let counts = |(post, dims): &(&Post, &Dimensions)| {
        post.counted() && filter.counts(post, table, dims, names)
    };
    let counted: Vec<&Post> =
        table.posts.iter().zip(&dims).filter(counts).map(|(post, _)| post).collect();
    counted.into_iter()
}

/// A partial total's conditions, names looked up once.
pub(super) struct Filter<'a> {
    typed: &'a Where,
    area: Option<String>,
    committee: Option<String>,
    /// The codes that it can mean.
    appropriation: Option<Vec<String>>,
}

impl<'a> Filter<'a> {
    pub(super) fn new(typed: &'a Where, names: &Names<'_>) -> Self {
        Self {
            typed,
            area: typed.area.as_ref().map(|word| names.area(&word.value)),
            committee: typed.committee.as_ref().map(|word| names.committee(&word.value)),
            appropriation: typed
                .appropriation
                .as_ref()
                .map(|word| names.appropriations(&word.value)),
        }
    }

    /// True when the total counts the post; a part of a control area is counted with the whole.
    pub(super) fn counts(
        &self,
        post: &Post,
        table: &Table,
        dims: &Dimensions,
        names: &Names<'_>,
    ) -> bool {
        let all = |wanted: &Option<Word>, is: &dyn Fn(&str) -> bool| {
            wanted.as_ref().is_none_or(|word| is(&word.value))
        };
        let administrations = if post.administrations.is_empty() {
            &table.administrations
        } else {
            &post.administrations
        };
        self.area
            .as_deref()
            .is_none_or(|whole| dims.area.as_deref().is_some_and(|area| names.within(area, whole)))
            && (self.committee.is_none() || self.committee == dims.committee)
            && self.appropriation.as_ref().is_none_or(|codes| {
                dims.appropriation.as_ref().is_some_and(|own| codes.contains(own))
            })
            && all(&self.typed.choice, &|word| dims.choice.as_deref() == Some(word))
            && self.typed.chosen.as_deref().is_none_or(|chosen| options::counts(chosen, post))
            && self.typed.sort.is_none_or(|sort| post.sort() == sort)
            && self
                .typed
                .ui
                .is_none_or(|wanted| post.ui.as_ref().is_some_and(|ui| ui.value == wanted))
            && all(&self.typed.administration, &|word| {
                administrations.iter().any(|own| names.same_administration(&own.value, word))
            })
    }
}
