//! Where the texts of two pages differ.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::mark::Word;

/// A place where the texts of two pages differ: which of [`Picture::words`](super::Picture::words),
/// by index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Those of the first page.
    pub before: Vec<usize>,
    /// Those that took their place on the second page.
    pub after: Vec<usize>,
}

/// Where two pages' texts differ, in the order they are set.
///
/// A row of a table has the same figure several times, and of 10.000, 10.000, 20.000 that became
/// 10.100, 10.000, 20.100 it is the first and the last that changed. So texts are held together by
/// where on the line they stand; and only among those that are left over, by their words alone, for
/// a column may have moved.
pub(super) fn differences(before: &[Word], after: &[Word]) -> Vec<Difference> {
    let mut out = Vec::new();
    let place = |word: &Word| (word.text.clone(), word.start());
    for (old, new) in others(before, after, place) {
        let (before, after) = (slice(before, &old), slice(after, &new));
        for (inner_old, inner_new) in others(before, after, |word| word.text.clone()) {
            let at = |range: Range<usize>, start: usize| range.map(move |index| start + index);
            let (before, after) = (at(inner_old, old.start), at(inner_new, new.start));
            // As many as there were: one by one.
            if before.len() == after.len() {
                out.extend(
                    before.zip(after).map(|(b, a)| Difference { before: vec![b], after: vec![a] }),
                );
            } else {
                out.push(Difference { before: before.collect(), after: after.collect() });
            }
        }
    }
    out
}

fn slice<'a>(words: &'a [Word], range: &Range<usize>) -> &'a [Word] {
    words.get(range.clone()).unwrap_or_default()
}

/// The ranges that are not the same by some key.
fn others<K: Eq + std::hash::Hash>(
    before: &[Word],
    after: &[Word],
    key: impl Fn(&Word) -> K,
) -> Vec<(Range<usize>, Range<usize>)> {
    let (old, new): (Vec<K>, Vec<K>) =
        (before.iter().map(&key).collect(), after.iter().map(&key).collect());
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    ops.iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(|op| (op.old_range(), op.new_range()))
        .collect()
}
