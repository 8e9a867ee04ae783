//! Which blocks of two versions are the same: by name, and otherwise by content and position.

use std::collections::{BTreeMap, BTreeSet};

use super::conflict::known_by;
use super::order::Places;
use crate::key::Kind;
use crate::layout;
use crate::lossless::Block;

/// How much of two blocks must be the same for one to be the other changed, in per cent; of blocks
/// that are called by different names, more.
const ALIKE: usize = 50;
const ALIKE_RENAMED: usize = 75;

/// The most pairs of blocks without names that are held against each other in one place.
const MOST_PAIRS: usize = 20_000;

/// More blocks without names stand in one place than can be held against each other.
pub(super) struct TooMany;

/// A block, or a line of a table, with what it is known by.
pub(super) struct Known {
    /// What it is a sort of.
    pub(super) name: String,
    /// Its id, code or heading.
    pub(super) id: Option<String>,
    /// All that it says besides figures: a post's text and codes.
    pub(super) codes: Option<String>,
    /// All that stands in it.
    pub(super) text: String,
    /// Its lines, sorted.
    pub(super) lines: Vec<String>,
}

impl Known {
    fn new(block: &Block) -> Self {
        let header = block.header.as_ref();
        let single = header.is_some_and(|header| !header.double);
        let by = known_by(block.section);
        let figures = |name: &str| {
            let keys = block.section.map_or(&[][..], |section| section.keys());
            keys.iter().find(|key| key.name == name).is_none_or(|key| key.kind == Kind::Amount)
        };
        let codes = block
            .entries
            .iter()
            .filter(|entry| !matches!(&entry.path[..], [name] if name == by || figures(name)));
        let mut codes: Vec<String> =
            codes.map(|entry| layout::entry(entry, block.section)).collect();
        codes.sort_unstable();
        let text = layout::written(block);
        let own = text.lines().filter(|line| !line.is_empty() && !line.starts_with('['));
        let mut lines: Vec<String> = own.map(str::to_owned).collect();
        lines.sort_unstable();
        Self {
            name: header.map(|header| header.path.join(".")).unwrap_or_default(),
            // There is only one block of such a name.
            id: if single { Some(String::new()) } else { block.text(by).map(str::to_owned) },
            codes: (!codes.is_empty()).then(|| codes.join("\n")),
            lines,
            text,
        }
    }

    /// True where both are called something, and not the same.
    fn renamed(&self, other: &Self) -> bool {
        self.id.is_some() && other.id.is_some() && self.id != other.id
    }

    /// How much of two blocks is the same, in per cent, where that is enough.
    fn alike(&self, other: &Self) -> usize {
        if self.name != other.name {
            return 0;
        }
        let (mut own, mut others) = (self.lines.iter().peekable(), other.lines.iter().peekable());
        let mut same = 0;
        while let (Some(one), Some(two)) = (own.peek(), others.peek()) {
            let order = one.cmp(two);
            same += usize::from(order.is_eq());
            if order.is_le() {
                own.next();
            }
            if order.is_ge() {
                others.next();
            }
        }
        let part = (200 * same).checked_div(self.lines.len() + other.lines.len()).unwrap_or(100);
        if part >= if self.renamed(other) { ALIKE_RENAMED } else { ALIKE } { part } else { 0 }
    }
}

/// For each block of `old`, the one of `new` that it is.
fn pairs(old: &[&Known], new: &[&Known]) -> Result<Vec<Option<usize>>, TooMany> {
    let mut pairs = Pairs { of_old: vec![None; old.len()], taken: vec![false; new.len()] };
    pairs.unique(old, new, |known| known.id.clone());
    pairs.unique(old, new, |known| known.codes.clone());
    pairs.between(old, new)?;
    Ok(pairs.of_old)
}

/// For each block that ours has added, the one that theirs has added and called the same, or that
/// says the same, or that has the same text and codes.
fn joined(ours: &[&Known], theirs: &[&Known]) -> Vec<Option<usize>> {
    let mut pairs = Pairs { of_old: vec![None; ours.len()], taken: vec![false; theirs.len()] };
    pairs.unique(ours, theirs, |known| known.id.clone());
    pairs.unique(ours, theirs, |known| Some(known.text.trim().to_owned()));
    // Of the same text and codes, and other figures: the same post, added twice.
    pairs.unique(ours, theirs, |known| known.codes.clone());
    pairs.of_old
}

struct Pairs {
    of_old: Vec<Option<usize>>,
    taken: Vec<bool>,
}

impl Pairs {
    fn join(&mut self, old: usize, new: usize) {
        self.of_old[old] = Some(new);
        self.taken[new] = true;
    }

    /// Joins those that are the only one of their name and key on both sides.
    fn unique(&mut self, old: &[&Known], new: &[&Known], key: impl Fn(&Known) -> Option<String>) {
        let by_key = |all: &[&Known], free: &dyn Fn(usize) -> bool| {
            let mut out: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
            for (index, known) in all.iter().enumerate().filter(|(index, _)| free(*index)) {
                if let Some(key) = key(known) {
                    out.entry((known.name.clone(), key)).or_default().push(index);
                }
            }
            out
        };
        let mine = by_key(old, &|index| self.of_old[index].is_none());
        let others = by_key(new, &|index| !self.taken[index]);
        for (key, own) in mine {
            if let ([own], Some([other])) = (&own[..], others.get(&key).map(Vec::as_slice))
                && !old[*own].renamed(new[*other])
            {
                self.join(*own, *other);
            }
        }
    }

    /// Joins what stands between two that are joined, in its order, so that as much as can be is
    /// the same.
    fn between(&mut self, old: &[&Known], new: &[&Known]) -> Result<(), TooMany> {
        let mut at = 0;
        while at < old.len() {
            if self.of_old[at].is_some() {
                at += 1;
                continue;
            }
            let end =
                (at..old.len()).find(|index| self.of_old[*index].is_some()).unwrap_or(old.len());
            let after =
                at.checked_sub(1).map_or(Some(0), |before| self.of_old[before].map(|new| new + 1));
            let free = |from: usize| {
                from..(from..new.len()).find(|index| self.taken[*index]).unwrap_or(new.len())
            };
            let mut range = after.map_or(0..0, free);
            if range.is_empty()
                && let Some(next) = self.of_old.get(end).map_or(Some(new.len()), |next| *next)
            {
                let first = (0..next).rev().take_while(|index| !self.taken[*index]).last();
                range = first.unwrap_or(next)..next;
            }
            for (own, other) in aligned(&old[at..end], &new[range.clone()])? {
                self.join(at + own, range.start + other);
            }
            at = end;
        }
        Ok(())
    }
}

/// The pairs of two rows of blocks, both in order, that are most alike together.
fn aligned(old: &[&Known], new: &[&Known]) -> Result<Vec<(usize, usize)>, TooMany> {
    // One that stands alone on both sides is the same one, however much of it is changed.
    if let ([own], [other]) = (old, new)
        && own.name == other.name
        && !own.renamed(other)
    {
        return Ok(vec![(0, 0)]);
    }
    let same = |(own, other): (&&Known, &&Known)| own.text == other.text;
    let first = old.iter().zip(new).take_while(|pair| same(*pair)).count();
    let (old, new) = (old.get(first..).unwrap_or_default(), new.get(first..).unwrap_or_default());
    let last = old.iter().rev().zip(new.iter().rev()).take_while(|pair| same(*pair)).count();
    let mut out: Vec<(usize, usize)> = (0..first).map(|at| (at, at)).collect();
    out.extend((1..=last).map(|back| (first + old.len() - back, first + new.len() - back)));
    let (old, new) = (&old[..old.len() - last], &new[..new.len() - last]);
    if old.len().saturating_mul(new.len()) > MOST_PAIRS {
        return Err(TooMany);
    }
    out.extend(most_alike(old, new).into_iter().map(|(own, other)| (first + own, first + other)));
    Ok(out)
}

/// The same where neither begins or ends as the other does.
fn most_alike(old: &[&Known], new: &[&Known]) -> Vec<(usize, usize)> {
    let wide = new.len() + 1;
    let alike: Vec<usize> =
        old.iter().flat_map(|own| new.iter().map(|other| own.alike(other))).collect();
    let mut best = vec![0; (old.len() + 1) * wide];
    for own in (0..old.len()).rev() {
        for other in (0..new.len()).rev() {
            let part = alike[own * new.len() + other];
            let joined = if part > 0 { part + best[(own + 1) * wide + other + 1] } else { 0 };
            best[own * wide + other] =
                joined.max(best[(own + 1) * wide + other]).max(best[own * wide + other + 1]);
        }
    }
    let (mut own, mut other, mut out) = (0, 0, Vec::new());
    while own < old.len() && other < new.len() {
        let part = alike[own * new.len() + other];
        let here = best[own * wide + other];
        if part > 0 && here == part + best[(own + 1) * wide + other + 1] {
            out.push((own, other));
            (own, other) = (own + 1, other + 1);
        } else if here == best[(own + 1) * wide + other] {
            own += 1;
        } else {
            other += 1;
        }
    }
    out
}

/// The blocks of three versions that are the same: where each stands in the common one, in ours and
/// in theirs.
pub(super) fn threes(
    base: &[Block],
    ours: &[Block],
    theirs: &[Block],
) -> Result<Vec<Places>, TooMany> {
    let known = |blocks: &[Block]| blocks.iter().map(Known::new).collect::<Vec<_>>();
    threes_of(&known(base), &known(ours), &known(theirs))
}

/// The same for what is known of each.
pub(super) fn threes_of(
    base: &[Known],
    ours: &[Known],
    theirs: &[Known],
) -> Result<Vec<Places>, TooMany> {
    let [base, ours, theirs] = [base, ours, theirs].map(|known| known.iter().collect::<Vec<_>>());
    let [base, ours, theirs] = [&base[..], &ours[..], &theirs[..]];
    let (in_ours, in_theirs) = (pairs(base, ours)?, pairs(base, theirs)?);
    let mut out: Vec<Places> = in_ours
        .iter()
        .zip(&in_theirs)
        .enumerate()
        .map(|(index, (ours, theirs))| [Some(index), *ours, *theirs])
        .collect();
    let left = |all: usize, taken: &[Option<usize>]| {
        let taken: BTreeSet<usize> = taken.iter().flatten().copied().collect();
        (0..all).filter(|index| !taken.contains(index)).collect::<Vec<_>>()
    };
    let (own, other) = (left(ours.len(), &in_ours), left(theirs.len(), &in_theirs));
    let own_known: Vec<&Known> = own.iter().map(|index| ours[*index]).collect();
    let other_known: Vec<&Known> = other.iter().map(|index| theirs[*index]).collect();
    let joined = joined(&own_known, &other_known);
    let together: BTreeSet<usize> = joined.iter().flatten().copied().collect();
    for (index, joined) in own.iter().zip(&joined) {
        out.push([None, Some(*index), joined.map(|joined| other[joined])]);
    }
    let alone = other.iter().enumerate().filter(|(at, _)| !together.contains(at));
    out.extend(alone.map(|(_, index)| [None, None, Some(*index)]));
    Ok(out)
}
