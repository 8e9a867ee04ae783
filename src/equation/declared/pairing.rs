//! Which rows of two tables are the same row.
//!
//! They are paired by id where both have one, else by their codes, else by their text. Where codes
//! are those of several rows, the texts tell these apart. Every step looks rows up by what they are
//! known by, so that time grows with the rows and not with their square.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::row::{self, Code, Keyed};
use crate::equation::dimensions::{Dimensions, Names};
use crate::note::{Kind, Note, Numbered, PostNo, TableNo};

/// The most pairs of rows of one text that are looked at one by one; more are not told apart.
const MOST_LOOKED_AT: usize = 1024;

/// The rows of two tables, paired.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    /// The rows that are the same, in the order of the first table.
    pub(super) pairs: Vec<(PostNo, PostNo)>,
    /// The rows of each that have no partner in the other.
    pub(super) alone: [Vec<PostNo>; 2],
    /// Rows of each that can't be told apart.
    pub(super) several: Vec<[Vec<PostNo>; 2]>,
}

impl Pairing {
    /// Pairs the rows of two tables: counted posts with counted, parts with parts. A table's rows
    /// are their own partners.
    pub(super) fn new(note: &Note, [left, right]: [TableNo; 2], names: &Names<'_>) -> Self {
        let (a, b) = (&note.tables[left], &note.tables[right]);
        let mut out = Self::default();
        if left == right {
            let heads = a
                .numbered_posts()
                .filter(|(_, post)| post.counted() || matches!(post.kind, Kind::OfWhich(_)));
            out.pairs = heads.map(|(number, _)| (number, number)).collect();
            return out;
        }
        let dims: [Numbered<PostNo, Dimensions>; 2] = [names.posts(a), names.posts(b)];
        let counted = [row::counted(a, &dims[0], names), row::counted(b, &dims[1], names)];
        Matcher::new(&counted, names).pair(&mut out);
        let side = |of: fn(&(PostNo, PostNo)) -> PostNo| -> HashMap<PostNo, usize> {
            out.pairs.iter().enumerate().map(|(index, pair)| (of(pair), index)).collect()
        };
        let paired = [side(|pair| pair.0), side(|pair| pair.1)];
        let parts = [
            row::parts(a, &dims[0], names, &paired[0]),
            row::parts(b, &dims[1], names, &paired[1]),
        ];
        Matcher::new(&parts, names).pair(&mut out);
        out.pairs.sort_unstable();
        out.alone.iter_mut().for_each(|alone| alone.sort_unstable());
        out
    }
}

/// Some rows of each table, by their places in the lists.
type Group = [Vec<usize>; 2];

/// Pairs two lists of rows.
struct Matcher<'k, 't> {
    rows: &'k [Vec<Keyed<'t>>; 2],
    /// Which are not yet paired, nor known to be several.
    open: [Vec<bool>; 2],
    names: &'k Names<'k>,
}

impl<'k, 't> Matcher<'k, 't> {
    fn new(rows: &'k [Vec<Keyed<'t>>; 2], names: &'k Names<'k>) -> Self {
        let open = [vec![true; rows[0].len()], vec![true; rows[1].len()]];
        Self { rows, open, names }
    }

    fn pair(mut self, out: &mut Pairing) {
        for group in self.groups(|row| row.id) {
            self.settle(&self.still_open(&group), out);
        }
        let areas = self.told_as();
        let coarse = areas.iter().any(|(own, told)| own != told);
        let exact: BTreeMap<&str, &str> = BTreeMap::new();
        for areas in std::iter::once(&exact).chain(coarse.then_some(&areas)) {
            let sets = [
                self.said(|rows, code| rows.iter().any(|row| row.code(code).is_some())),
                self.said(|rows, code| rows.iter().all(|row| row.code(code).is_some())),
            ];
            let distinct = if sets[0] == sets[1] { 1 } else { 2 };
            for codes in sets.iter().take(distinct) {
                for group in self.groups(|row| by_codes(row, codes, areas)) {
                    self.by_codes(&group, out);
                }
            }
        }
        for group in self.groups(|row| Some((row.within, row.text.as_deref()?))) {
            self.by_text(&self.still_open(&group), out);
        }
        for side in [0, 1] {
            let alone = (0..self.rows[side].len()).filter(|at| self.open[side][*at]);
            out.alone[side].extend(alone.map(|at| self.rows[side][at].post));
        }
    }

    /// The rows of both tables that have the same key, where both tables have such a row.
    fn groups<'s, K: Ord>(&'s self, key: impl Fn(&'s Keyed<'t>) -> Option<K>) -> Vec<Group> {
        let mut groups: BTreeMap<K, Group> = BTreeMap::new();
        for (side, rows) in self.rows.iter().enumerate() {
            for (at, row) in rows.iter().enumerate() {
                if let Some(key) = key(row) {
                    groups.entry(key).or_default()[side].push(at);
                }
            }
        }
        groups.into_values().filter(|[left, right]| !left.is_empty() && !right.is_empty()).collect()
    }

    fn still_open(&self, group: &Group) -> Group {
        [0, 1].map(|side| group[side].iter().copied().filter(|at| self.open[side][*at]).collect())
    }

    /// The codes that both tables say.
    fn said(&self, says: impl Fn(&[Keyed<'_>], Code) -> bool) -> Vec<Code> {
        let both = |code: &Code| self.rows.iter().all(|rows| says(rows, *code));
        Code::ALL.into_iter().filter(both).collect()
    }

    /// What each control area is told as: the coarser of the two tellings, for a part of an area
    /// counts as the area where the other table tells only that.
    fn told_as(&self) -> BTreeMap<&'k str, &'k str> {
        let areas = self.rows.iter().flatten().filter_map(|row| row.code(Code::Area));
        let used: BTreeSet<&'k str> = areas.collect();
        let whole = |area: &'k str| {
            let line = self.names.municipality.lineage(area);
            line.into_iter().rev().find_map(|up| used.get(up).copied()).unwrap_or(area)
        };
        used.iter().map(|area| (*area, whole(area))).collect()
    }

    fn can_be(&self, left: usize, right: usize) -> bool {
        self.rows[0][left].can_be(&self.rows[1][right], self.names)
    }

    /// Rows that are known to be the same: one of each is a pair, more can't be told apart.
    fn settle(&mut self, group: &Group, out: &mut Pairing) {
        let [left, right] = group;
        let post = |side: usize, at: &usize| self.rows[side][*at].post;
        match (left.as_slice(), right.as_slice()) {
            ([], _) | (_, []) => return,
            ([one], [other]) => out.pairs.push((post(0, one), post(1, other))),
            _ => out
                .several
                .push([0, 1].map(|side| group[side].iter().map(|at| post(side, at)).collect())),
        }
        for (side, rows) in group.iter().enumerate() {
            for at in rows {
                self.open[side][*at] = false;
            }
        }
    }

    /// Rows of the same codes: a pair where these are the codes of one row in each table; else their
    /// texts tell them apart.
    fn by_codes(&mut self, group: &Group, out: &mut Pairing) {
        let open = self.still_open(group);
        if let ([one], [other]) = (group[0].as_slice(), group[1].as_slice()) {
            if open == *group && self.can_be(*one, *other) {
                self.settle(&open, out);
            }
            return;
        }
        let mut texts: BTreeMap<&str, Group> = BTreeMap::new();
        for (side, rows) in open.iter().enumerate() {
            for at in rows {
                if let Some(text) = &self.rows[side][*at].text {
                    texts.entry(text).or_default()[side].push(*at);
                }
            }
        }
        for same in texts.values() {
            self.by_text(same, out);
        }
        // A row without a text can be any of those that are left.
        let left = self.still_open(group);
        let silent = |side: usize| left[side].iter().any(|at| self.rows[side][*at].text.is_none());
        let looked_at = |side: usize| left[side].iter().take(MOST_LOOKED_AT.isqrt());
        let can_be = || looked_at(0).any(|one| looked_at(1).any(|other| self.can_be(*one, *other)));
        if (silent(0) || silent(1)) && can_be() {
            self.settle(&left, out);
        }
    }

    /// Rows of the same text: those that can only be each other are pairs.
    fn by_text(&mut self, group: &Group, out: &mut Pairing) {
        let [left, right] = group;
        if left.len().saturating_mul(right.len()) > MOST_LOOKED_AT {
            self.settle(group, out);
            return;
        }
        loop {
            let open = self.still_open(group);
            let right_of = |one: usize| -> Vec<usize> {
                open[1].iter().copied().filter(|other| self.can_be(one, *other)).collect()
            };
            let left_of =
                |other: usize| open[0].iter().filter(|one| self.can_be(**one, other)).count();
            let candidates: Vec<(usize, Vec<usize>)> = open[0]
                .iter()
                .map(|one| (*one, right_of(*one)))
                .filter(|(_, can)| !can.is_empty())
                .collect();
            let only = candidates.iter().find_map(|(one, can)| match can.as_slice() {
                [other] if left_of(*other) == 1 => Some([vec![*one], vec![*other]]),
                _ => None,
            });
            let Some(pair) = only else {
                let rights: BTreeSet<usize> =
                    candidates.iter().flat_map(|(_, can)| can).copied().collect();
                let lefts = candidates.iter().map(|(one, _)| *one).collect();
                self.settle(&[lefts, rights.into_iter().collect()], out);
                return;
            };
            self.settle(&pair, out);
        }
    }
}

/// What a row is looked up by where its codes are to name it; `None` where they do not.
fn by_codes<'r>(
    row: &'r Keyed<'_>,
    codes: &[Code],
    areas: &BTreeMap<&str, &'r str>,
) -> Option<(Option<usize>, Vec<Option<&'r str>>)> {
    let named = codes.iter().any(|code| code.names() && row.code(*code).is_some());
    let told = |code: &Code| {
        let own = row.code(*code)?;
        Some(if *code == Code::Area { areas.get(own).copied().unwrap_or(own) } else { own })
    };
    named.then(|| (row.within, codes.iter().map(told).collect()))
}
