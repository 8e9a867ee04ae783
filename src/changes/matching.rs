//! Which posts of two versions of a note are the same: by their addresses; of the rest, where it can
//! be told without guessing.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{NoteRows, Row};

/// A post in both versions, or in one.
pub(super) type Matched<'r> = (Option<&'r Row>, Option<&'r Row>);

/// Says whether two posts are one, in one way.
type Way<'w> = dyn Fn(&Row, &Row) -> bool + 'w;

/// So many posts that have no partner by address are looked at for another: more is another table.
const MOST: usize = 200;

/// The posts of both versions, those of the later one in its order, then those that are gone.
pub(super) fn matched<'r>(before: &'r NoteRows, after: &'r NoteRows) -> Vec<Matched<'r>> {
    let mut known: BTreeMap<&str, &Row> = before.rows.iter().map(|row| (row.key(), row)).collect();
    let mut pairs: Vec<Matched<'r>> =
        after.rows.iter().map(|row| (known.remove(row.key()), Some(row))).collect();
    let mut left: Vec<&Row> =
        before.rows.iter().filter(|row| known.contains_key(row.key())).collect();
    let alone = pairs.iter().filter(|(old, _)| old.is_none()).count();
    if left.len() <= MOST && alone <= MOST {
        pair_the_rest((before, after), &mut left, &mut pairs);
    }
    pairs.into_iter().chain(left.into_iter().map(|row| (Some(row), None))).collect()
}

/// Pairs posts that have other addresses now, where only one fits.
fn pair_the_rest<'r>(
    (before, after): (&'r NoteRows, &'r NoteRows),
    left: &mut Vec<&'r Row>,
    pairs: &mut [Matched<'r>],
) {
    let tables = |rows: &'r [Row]| rows.iter().map(|row| row.table.as_str()).collect();
    let (old, new): (BTreeSet<&str>, BTreeSet<&str>) = (tables(&before.rows), tables(&after.rows));
    // A table that has another id now: neither version has the other's.
    let renamed =
        |a: &Row, b: &Row| !new.contains(a.table.as_str()) && !old.contains(b.table.as_str());
    let same_table = |a: &Row, b: &Row| a.table == b.table || renamed(a, b);
    let ways: [&Way<'_>; 3] = [
        &|a, b| renamed(a, b) && a.own_key() == b.own_key(),
        // Its codes are part of its address where it has no id: the same amounts.
        &|a, b| same_table(a, b) && same_amounts(a, b),
        &|a, b| same_table(a, b) && !a.post.is_empty() && a.post == b.post,
    ];
    // A post that the other version has, and whose money is not counted there, is no other's.
    let elsewhere = |row: &Row, other: &NoteRows| other.posts.contains(row.key());
    for way in ways {
        let fits = |a: &Row, b: &Row| way(a, b) && !elsewhere(a, after) && !elsewhere(b, before);
        for at in 0..pairs.len() {
            let (None, Some(row)) = pairs[at] else { continue };
            // One way only: of several that fit none is taken.
            let mut others = left.iter().enumerate().filter(|(_, other)| fits(other, row));
            let (Some((found, other)), None) = (others.next(), others.next()) else { continue };
            let rivals = pairs.iter().filter(|(taken, rival)| {
                taken.is_none() && rival.is_some_and(|rival| fits(other, rival))
            });
            if rivals.count() == 1 {
                pairs[at].0 = Some(left.remove(found));
            }
        }
    }
}

/// True for posts of the same amounts, not all of them 0.
fn same_amounts(a: &Row, b: &Row) -> bool {
    let amounts = |row: &Row| -> Vec<_> {
        row.cells.iter().map(|cell| (cell.column.to_string(), cell.amount)).collect()
    };
    a.cells.iter().any(|cell| !cell.amount.is_zero()) && amounts(a) == amounts(b)
}
