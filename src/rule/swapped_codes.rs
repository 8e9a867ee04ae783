//! Two codes of a post that stand in each other's places: a committee as control area, and the control
//! area as committee.

use crate::diagnostic::Diagnostic;
use crate::note::{Post, Word};
use crate::read::swapped_ui;
use crate::rule::context::Context;

/// Two codes that are swapped, each with its key.
pub(super) struct Swapped<'a> {
    first: (&'a Word, &'static str),
    second: (&'a Word, &'static str),
}

/// What a code can be.
#[derive(Clone, Copy)]
enum Sort {
    Area,
    Committee,
    Appropriation,
}

impl Sort {
    fn key(self) -> &'static str {
        match self {
            Self::Area => "styringsomraade",
            Self::Committee => "udvalg",
            Self::Appropriation => "bevilling",
        }
    }

    fn of(self, post: &Post) -> Option<&Word> {
        match self {
            Self::Area => post.area.as_ref(),
            Self::Committee => post.committee.as_ref(),
            Self::Appropriation => post.appropriation.as_ref(),
        }
    }

    /// True where the municipality has one of that sort by this word.
    fn has(self, context: &Context<'_>, word: &str) -> bool {
        let (municipality, year) = (&context.project.municipality, context.names.year);
        match self {
            Self::Area => municipality.area(word).any().is_some(),
            Self::Committee => {
                municipality.committee(word, year).any().is_some()
                    || municipality.administration(word, year).any().is_some()
            }
            Self::Appropriation => !municipality.appropriations(word, year).is_empty(),
        }
    }
}

/// The codes of a post that are swapped.
pub(super) fn find<'a>(context: &Context<'_>, post: &'a Post) -> Option<Swapped<'a>> {
    // In most posts both are what they should be.
    let is_known = |sort: Sort| sort.of(post).is_none_or(|word| sort.has(context, &word.value));
    if is_known(Sort::Area) && is_known(Sort::Committee) {
        return None;
    }
    let pairs = [
        (Sort::Area, Sort::Committee),
        (Sort::Committee, Sort::Appropriation),
        (Sort::Area, Sort::Appropriation),
    ];
    pairs.into_iter().find_map(|(one, other)| {
        let (first, second) = (one.of(post)?, other.of(post)?);
        let is = |sort: Sort, word: &Word| sort.has(context, &word.value);
        // Most posts have the right code in the first place.
        let swapped = !is(one, first) && is(other, first) && is(one, second) && !is(other, second);
        swapped.then_some(Swapped { first: (first, one.key()), second: (second, other.key()) })
    })
}

impl Swapped<'_> {
    /// True for one of the two.
    pub(super) fn has(&self, word: &Word) -> bool {
        [self.first.0, self.second.0].iter().any(|own| own.span == word.span)
    }

    /// Says so.
    pub(super) fn finding(&self) -> Diagnostic {
        let told = |(word, key): (&'_ Word, &'static str)| (word.span, key, word.value.clone());
        let ((first, first_key, first_has), (second, second_key, second_has)) =
            (told(self.first), told(self.second));
        swapped_ui::told((first, first_key, &first_has), (second, second_key, &second_has))
    }
}
