//! What a post is about, looked up in the register by the auditor itself.

use crate::note::{Kind, Post, Table, Word};
use crate::register::lookup;
use crate::register::{Municipality, NO_COMMITTEE, Named};

/// Where names are looked up, as of a year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Register<'a> {
    pub(super) municipality: &'a Municipality,
    pub(super) year: u16,
}

/// The codes of a post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Codes {
    pub(super) area: Option<String>,
    pub(super) committee: Option<String>,
    pub(super) appropriation: Option<String>,
    /// True where one of its names is not in the register, or the register contradicts it: a
    /// finding says so, and what counts it by name can't be held.
    pub(super) unsure: bool,
}

impl<'a> Register<'a> {
    /// A committee's code: by name, by another name, or by the administration under it; none where
    /// it is not known.
    pub(super) fn committee(&self, word: &str) -> Option<&'a str> {
        let all = &self.municipality.committees;
        match self.municipality.committee(word, self.year).any() {
            Some(found) => Some(lookup::current(all, found, self.year).unwrap_or(found).code()),
            None => self.committee_over(word),
        }
    }

    /// The code of the committee over an administration.
    pub(super) fn committee_over(&self, word: &str) -> Option<&'a str> {
        let found = self.municipality.administration(word, self.year).any()?;
        self.municipality.committee_of(found.code(), self.year).map(Named::code)
    }

    /// A control area's id.
    pub(super) fn area(&self, word: &str) -> Option<&'a str> {
        self.municipality.area(word).any().map(Named::code)
    }

    /// True where a control area is another, or a part of it.
    pub(super) fn within(&self, area: &str, whole: &str) -> bool {
        area == whole || self.municipality.lineage(area).contains(&whole)
    }

    /// The topmost control area that one is a part of.
    pub(super) fn root<'s>(&self, area: &'s str) -> &'s str
    where
        'a: 's,
    {
        self.municipality.lineage(area).last().copied().unwrap_or(area)
    }

    /// True where two words mean the same administration.
    pub(super) fn same_administration(&self, one: &str, other: &str) -> bool {
        let code = |word| self.municipality.administration(word, self.year).any().map(Named::code);
        one == other || (code(one).is_some() && code(one) == code(other))
    }

    /// What an appropriation is told from others by: as the register has it, or as written where it
    /// has none of that name.
    pub(super) fn appropriations(&self, word: &str, committee: Option<&str>) -> Vec<String> {
        let found = self.municipality.appropriations(word, self.year);
        let own: Vec<_> = found
            .iter()
            .filter(|entry| committee == self.committee(&entry.committee.value))
            .collect();
        let entries =
            if committee.is_none() || own.is_empty() { found.iter().collect() } else { own };
        if entries.is_empty() {
            return vec![word.trim().to_owned()];
        }
        entries.into_iter().map(|entry| entry.code().to_owned()).collect()
    }

    /// The codes of each of a table's posts, with what the table says for all of them. Where each
    /// counted post has one administration and none has a committee, the administration's stands
    /// in.
    pub(super) fn posts(&self, table: &Table) -> Vec<Codes> {
        let none = |post: &Post| {
            let committee = post.committee.as_ref().and_then(|word| self.committee(&word.value));
            committee == Some(NO_COMMITTEE)
        };
        let one = |post: &Post| one_administration(table, post).is_some();
        let mut counted = table.posts.iter().filter(|post| counts(post));
        let acts = table.committee.is_none()
            && counted.all(|post| none(post) || (post.committee.is_none() && one(post)));
        table.posts.iter().map(|post| self.post(table, post, acts)).collect()
    }

    fn post(&self, table: &Table, post: &Post, acts: bool) -> Codes {
        let mut codes = Codes::default();
        if let Some(word) = post.committee.as_ref().or(table.committee.as_ref()) {
            let found = self.committee(&word.value);
            codes.unsure |= found.is_none();
            codes.committee = Some(found.unwrap_or(&word.value).to_owned());
        } else if acts {
            codes.committee = one_administration(table, post)
                .and_then(|word| self.committee_over(&word.value))
                .map(str::to_owned);
        }
        if let Some(word) = post.area.as_ref().or(table.area.as_ref()) {
            let found = self.area(&word.value);
            codes.unsure |= found.is_none();
            codes.area = Some(found.unwrap_or(&word.value).to_owned());
        }
        if let Some(word) = &post.appropriation {
            codes.unsure |= !self.fits(&word.value, &codes);
            codes.appropriation =
                self.appropriations(&word.value, codes.committee.as_deref()).into_iter().next();
        }
        codes
    }

    /// True where the register does not contradict an appropriation's committee or control area.
    fn fits(&self, word: &str, codes: &Codes) -> bool {
        let found = self.municipality.appropriations(word, self.year);
        let committee = |entry: &&crate::register::Appropriation| {
            codes.committee.is_none()
                || self.committee(&entry.committee.value) == codes.committee.as_deref()
        };
        let area = |entry: &&crate::register::Appropriation| match (&entry.area, &codes.area) {
            (Some(of), Some(own)) => self.within(own, &of.value) || self.within(&of.value, own),
            _ => true,
        };
        found.is_empty() || (found.iter().any(committee) && found.iter().any(area))
    }
}

/// True for a post that totals count: no heading, no sum of other posts and no part of one.
pub(super) fn counts(post: &Post) -> bool {
    matches!(post.kind, Kind::Plain | Kind::Share(_) | Kind::Rest(_))
}

/// The one administration that acts for a post, where it is one.
fn one_administration<'a>(table: &'a Table, post: &'a Post) -> Option<&'a Word> {
    match (post.administrations.as_slice(), table.administrations.as_slice()) {
        ([one], _) | ([], [one]) => Some(one),
        _ => None,
    }
}
