//! The rows of a note by their names: which of them a sentence is about, and which one it names.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::equation::{FigureId, Row};
use crate::mention::around::Rate;
use crate::mention::candidate::{Candidate, Candidates, Origin};
use crate::mention::sentence::Sentence;
use crate::mention::topic::{self, Roots};
use crate::note::{ColumnKey, Period, Post, TableNo};
use crate::reconcile::Reconciled;

/// A row of a table.
pub(super) type Place = (TableNo, Row);

/// The rows of a note's tables.
pub(super) struct Rows<'a> {
    reconciled: &'a Reconciled,
    candidates: &'a Candidates<'a>,
    /// The roots of each row's words; made where one of several candidates is chosen by them.
    roots: OnceCell<BTreeMap<Place, Roots>>,
}

/// The most candidates that are looked through for one of a name.
const MOST: usize = 4_000;

/// Years from and to.
type Years = Option<(u16, u16)>;

impl<'a> Rows<'a> {
    /// Of a note.
    pub(super) fn new(reconciled: &'a Reconciled, candidates: &'a Candidates<'a>) -> Self {
        Self { reconciled, candidates, roots: OnceCell::new() }
    }

    fn roots(&self) -> &BTreeMap<Place, Roots> {
        self.roots.get_or_init(|| {
            let tables = self.reconciled.note.numbered_tables();
            let posts = tables.flat_map(|(index, table)| {
                table.numbered_posts().map(move |(post, own)| ((index, Row::Post(post)), own))
            });
            let roots = |post: &Post| {
                let words = post.text.iter().chain(&post.id).map(|word| word.value.as_str());
                topic::roots(&words.collect::<Vec<_>>().join(" "))
            };
            posts.map(|(row, post)| (row, roots(post))).collect()
        })
    }

    /// The row that a candidate is of.
    pub(super) fn of(&self, candidate: &Candidate) -> Option<Place> {
        match &candidate.origin {
            Origin::Figure(id) | Origin::Rate(id) => {
                let figure = self.reconciled.system.figure(*id);
                Some((figure.table, figure.row))
            }
            Origin::Years { table, row, .. } | Origin::Average { table, row } => {
                Some((*table, *row))
            }
            Origin::Part { .. } | Origin::Totals(..) | Origin::External(_) => None,
        }
    }

    /// How many roots a candidate's row shares with a text.
    pub(super) fn about(&self, candidate: &Candidate, about: &Roots) -> usize {
        let roots = self.of(candidate).and_then(|row| self.roots().get(&row));
        roots.map_or(0, |roots| topic::shared(roots, about))
    }

    /// True where a sentence, or the one before it, has a word of some row's name.
    pub(super) fn any_about(&self, sentence: &Sentence<'_>) -> bool {
        self.roots().values().any(|roots| {
            topic::shared(roots, sentence.about()) + topic::shared(roots, sentence.about_before())
                > 0
        })
    }

    /// True where a sentence has the whole name of one post.
    pub(super) fn names(&self, sentence: &Sentence<'_>) -> bool {
        self.named(sentence.about()).is_some()
    }

    /// The posts whose whole name a sentence has.
    pub(super) fn all_named(&self, about: &Roots) -> Vec<Place> {
        let whole = |roots: &Roots| !roots.is_empty() && roots.is_subset(about);
        let all = self.roots().iter().filter(|(_, roots)| whole(roots));
        all.map(|(place, _)| *place).collect()
    }

    /// Among figures that an amount could be: the one of the post that its sentence names, where
    /// that post is of no more years than its table.
    pub(super) fn named_here(&self, hits: &[usize], sentence: &Sentence<'_>) -> Option<usize> {
        let (_, places) = self.named(sentence.about())?;
        let tables = &self.reconciled.note.tables;
        let lasting = |(table, row): &Place| {
            let table = &tables[*table];
            table.permanent || matches!(row, Row::Post(post) if table.posts[*post].permanent)
        };
        if places.iter().any(lasting) {
            return None;
        }
        let own = |hit: &&usize| {
            self.of(self.candidates.at(**hit)).is_some_and(|place| places.contains(&place))
        };
        hits.iter().find(own).copied()
    }

    /// The posts whose whole name a sentence has, where they all have the one name.
    fn named(&self, about: &Roots) -> Option<(&Roots, Vec<Place>)> {
        let whole = |roots: &Roots| !roots.is_empty() && roots.is_subset(about);
        let mut all = self.roots().iter().filter(|(_, roots)| whole(roots));
        let (place, first) = all.next()?;
        let mut places = vec![*place];
        for (place, roots) in all {
            if roots != first {
                return None;
            }
            places.push(*place);
        }
        Some((first, places))
    }

    /// The figure that the post which a sentence names has in the years that it says: of several
    /// years, the first, where each has the same.
    pub(super) fn named_figure(
        &self,
        years: Years,
        rate: Rate,
        sentence: &Sentence<'_>,
    ) -> Option<usize> {
        let (from, to) = years?;
        let (_, places) = self.named(sentence.about())?;
        let value = |place: &Place, year: u16| {
            let column = ColumnKey::Period(Period::Year(year));
            let id = self.reconciled.system.find(place.0, place.1, &column)?;
            Some((id, self.reconciled.solution.value(id).amount()?))
        };
        if from < to && rate != Rate::Yearly {
            return None;
        }
        let same = |place: &Place| {
            let (id, first) = value(place, from)?;
            let all = (from..=to).all(|year| value(place, year).is_some_and(|(_, v)| v == first));
            all.then_some(id)
        };
        places.iter().filter_map(same).find_map(|id| self.number(id))
    }

    /// The number of the candidate that a figure is.
    fn number(&self, id: FigureId) -> Option<usize> {
        let plain = self.candidates.plain().iter().take(MOST);
        plain.enumerate().find_map(|(number, candidate)| {
            (candidate.origin == Origin::Figure(id)).then_some(number)
        })
    }

    /// The figure that a sentence is about, to be offered where its own amount is nowhere.
    pub(super) fn meant(&self, about: &Roots) -> Option<usize> {
        let all = self.candidates.plain();
        let figures = (0..all.len().min(MOST))
            .filter(|number| matches!(all[*number].origin, Origin::Figure(_)))
            .filter(|number| self.about(&all[*number], about) > 0);
        figures.rev().max_by_key(|number| self.about(&all[*number], about))
    }

    /// Of an amount that only other posts have: the post that its sentence names right by it.
    /// `hits` are the figures that the amount could be.
    pub(super) fn misnamed(
        &self,
        hits: &[usize],
        amount: &Range<usize>,
        sentence: &Sentence<'_>,
    ) -> Option<Misnamed> {
        let place = |hit: &usize| {
            let candidate = self.candidates.at(*hit);
            let figure = matches!(candidate.origin, Origin::Figure(_) | Origin::Rate(_));
            self.of(candidate).filter(|(_, row)| figure && matches!(row, Row::Post(_)))
        };
        let backing: Vec<Place> = hits.iter().map(place).collect::<Option<_>>()?;
        let roots = |place: &Place| self.roots().get(place).filter(|roots| !roots.is_empty());
        let shares = |place: &Place| {
            roots(place).is_some_and(|own| {
                topic::shared(own, sentence.about()) > 0
                    || topic::shared(own, sentence.about_before()) > 0
            })
        };
        if backing.iter().any(shares) {
            return None;
        }
        let (name, places) = self.named(sentence.about())?;
        // A table of appropriations has no names; one that has the post has its figure as well.
        let own = hits.iter().zip(&backing).find(|(_, place)| {
            roots(place).is_some() && places.iter().any(|named| named.0 == place.0)
        });
        let (hit, (table, _)) = own?;
        let named = places.iter().find(|place| place.0 == *table)?;
        topic::right_by(sentence.text, name, amount)
            .then_some(Misnamed { hit: *hit, named: *named })
    }
}

/// An amount that is another post's than the one that its sentence names.
pub(super) struct Misnamed {
    /// The candidate that it is.
    pub(super) hit: usize,
    /// The post that the sentence names.
    pub(super) named: Place,
}
