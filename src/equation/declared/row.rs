//! What a row is known by in another table: its id, its codes, its text.

use std::collections::HashMap;

use crate::equation::dimensions::{Dimension, Dimensions, Names};
use crate::note::{Kind, Numbered, PartOf, Post, PostNo, Table, Word};
use crate::register::Named;

/// The codes that a row may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    Area,
    Committee,
    Appropriation,
    Choice,
    Direction,
    Administrations,
    Agreement,
    Sort,
}

impl Code {
    pub(super) const ALL: [Self; 8] = [
        Self::Area,
        Self::Committee,
        Self::Appropriation,
        Self::Choice,
        Self::Direction,
        Self::Administrations,
        Self::Agreement,
        Self::Sort,
    ];

    /// The key that says it on a post.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Area => Dimension::Area.key(),
            Self::Committee => Dimension::Committee.key(),
            Self::Appropriation => Dimension::Appropriation.key(),
            Self::Choice => Dimension::Choice.key(),
            Self::Direction => "ui",
            Self::Administrations => "forvaltning",
            Self::Agreement => "aftale",
            Self::Sort => "art",
        }
    }

    /// True for a code that names a row; the others tell rows of one name apart.
    pub(super) fn names(self) -> bool {
        !matches!(self, Self::Choice | Self::Direction | Self::Sort)
    }
}

/// A row and what it is known by.
#[derive(Debug)]
pub(super) struct Keyed<'t> {
    /// Its number.
    pub(super) post: PostNo,
    /// Its id, if it has one.
    pub(super) id: Option<&'t str>,
    /// Its codes, in the order of [`Code::ALL`].
    pub(super) codes: [Option<String>; Code::ALL.len()],
    /// Its text, in small letters and with single blanks.
    pub(super) text: Option<String>,
    /// Of a part, which of the pairs of rows it is a part of.
    pub(super) within: Option<usize>,
}

impl<'t> Keyed<'t> {
    /// What a post is known by; `dims` are its codes as the register has them.
    pub(super) fn new(
        table: &'t Table,
        (number, post): (PostNo, &'t Post),
        dims: &Dimensions,
        names: &Names<'_>,
    ) -> Self {
        let administrations = if post.administrations.is_empty() {
            &table.administrations
        } else {
            &post.administrations
        };
        let codes = [
            dims.area.clone(),
            dims.committee.clone(),
            dims.appropriation.as_deref().map(folded),
            dims.choice.as_deref().map(folded),
            post.ui.as_ref().map(|ui| ui.value.word().to_owned()),
            acting(administrations, names),
            post.agreement.as_ref().map(|agreement| folded(&agreement.value)),
            post.sort.map(|sort| sort.word().to_owned()),
        ];
        Self {
            post: number,
            id: post.id.as_ref().map(|id| id.value.as_str()),
            codes,
            text: post
                .text
                .as_ref()
                .map(|text| folded(&text.value))
                .filter(|text| !text.is_empty()),
            within: None,
        }
    }

    /// One of its codes.
    pub(super) fn code(&self, code: Code) -> Option<&str> {
        self.codes[code as usize].as_deref()
    }

    /// The first code that tells it from a row of another table.
    pub(super) fn told_from(&self, other: &Self, names: &Names<'_>) -> Option<Code> {
        Code::ALL.into_iter().find(|code| match (self.code(*code), other.code(*code)) {
            (Some(own), Some(their)) if *code == Code::Area => {
                !names.within(own, their) && !names.within(their, own)
            }
            (Some(own), Some(their)) => own != their,
            _ => false,
        })
    }

    /// True where it can be a row of another table: neither ids nor codes tell them apart.
    pub(super) fn can_be(&self, other: &Self, names: &Names<'_>) -> bool {
        let ids = self.id.is_some() && other.id.is_some() && self.id != other.id;
        !ids && self.within == other.within && self.told_from(other, names).is_none()
    }
}

/// A text without what does not tell texts apart: the size of its letters, and its blanks.
pub(super) fn folded(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// The administrations that act for a post, by their codes where the register has them.
fn acting(words: &[Word], names: &Names<'_>) -> Option<String> {
    let code = |word: &Word| {
        let known = names.municipality.administration(&word.value, names.year).any();
        known.map_or_else(|| folded(&word.value), |known| known.code().to_owned())
    };
    let mut codes: Vec<String> = words.iter().map(code).collect();
    codes.sort_unstable();
    codes.dedup();
    (!codes.is_empty()).then(|| codes.join(", "))
}

/// The counted rows of a table.
pub(super) fn counted<'t>(
    table: &'t Table,
    dims: &Numbered<PostNo, Dimensions>,
    names: &Names<'_>,
) -> Vec<Keyed<'t>> {
    let posts = table.numbered_posts().filter(|(_, post)| post.counted());
    posts.map(|(number, post)| Keyed::new(table, (number, post), &dims[number], names)).collect()
}

/// The parts (`heraf`) of a table, each within the pair that its whole is in. Left out are those
/// of a row that has no partner: that is told of the row.
pub(super) fn parts<'t>(
    table: &'t Table,
    dims: &Numbered<PostNo, Dimensions>,
    names: &Names<'_>,
    paired: &HashMap<PostNo, usize>,
) -> Vec<Keyed<'t>> {
    let ids: HashMap<&str, PostNo> = table
        .numbered_posts()
        .filter_map(|(number, post)| Some((post.id.as_ref()?.value.as_str(), number)))
        .collect();
    let mut out = Vec::new();
    for (number, post) in table.numbered_posts() {
        let Kind::OfWhich(whole) = &post.kind else { continue };
        let Some(whole) = outermost(table, &ids, whole) else { continue };
        let within = paired.get(&whole).copied();
        if within.is_some() || !table.posts[whole].counted() {
            let keyed = Keyed::new(table, (number, post), &dims[number], names);
            out.push(Keyed { within, ..keyed });
        }
    }
    out
}

/// The row that a part is a part of, where that is itself a part of another: the outermost of them.
fn outermost(table: &Table, ids: &HashMap<&str, PostNo>, whole: &PartOf) -> Option<PostNo> {
    // The most parts of parts that are looked through: more is a circle.
    const DEEPEST: usize = 16;
    let number = |whole: &PartOf| match whole {
        PartOf::Named(id) => ids.get(id.value.as_str()).copied(),
        PartOf::Above(number) => Some(*number),
    };
    let mut at = number(whole)?;
    for _ in 0..DEEPEST {
        let Kind::OfWhich(next) = &table.post_at(at)?.kind else { return Some(at) };
        at = number(next)?;
    }
    None
}
