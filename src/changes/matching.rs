//! Which posts of two versions of a note are the same: by their addresses; of the rest, where it can
//! be told without guessing.

use std::collections::BTreeSet;

use super::rows::{NoteRows, Row};

/// A post in both versions, or in one.
pub(super) type Matched<'r> = (Option<&'r Row>, Option<&'r Row>);

/// Says whether two posts are one, in one way.
type Way<'w> = dyn Fn(&Row, &Row) -> bool + 'w;

/// The posts of both versions, those of the later one in its order, then those that are gone.
pub(super) fn matched<'r>(before: &'r NoteRows, after: &'r NoteRows) -> Vec<Matched<'r>> {
    let mut left: Vec<&Row> = before.rows.iter().collect();
    let mut right: Vec<(&Row, Option<&Row>)> = after.rows.iter().map(|row| (row, None)).collect();
    let tables = |rows: &'r [Row]| rows.iter().map(|row| row.table.as_str()).collect();
    let (old, new): (BTreeSet<&str>, BTreeSet<&str>) = (tables(&before.rows), tables(&after.rows));
    // A table that has another id now: neither version has the other's.
    let renamed =
        |a: &Row, b: &Row| !new.contains(a.table.as_str()) && !old.contains(b.table.as_str());
    let same_table = |a: &Row, b: &Row| a.table == b.table || renamed(a, b);
    let ways: [&Way<'_>; 4] = [
        &|a, b| a.key() == b.key(),
        &|a, b| renamed(a, b) && a.own_key() == b.own_key(),
        // Its codes are part of its address where it has no id: the same amounts and something of what
        // it says of itself.
        &|a, b| same_table(a, b) && same_amounts(a, b) && has_in_common(a, b),
        &|a, b| same_table(a, b) && !a.post.is_empty() && a.post == b.post,
    ];
    for way in ways {
        let fits = |a: &Row, b: &Row| way(a, b) && !still_there(a, after) && !was_there(b, before);
        for at in 0..right.len() {
            let (row, None) = right[at] else { continue };
            // One way only: of several that fit none is taken.
            let mut others = left.iter().enumerate().filter(|(_, other)| fits(other, row));
            let (Some((found, other)), None) = (others.next(), others.next()) else { continue };
            let rivals =
                right.iter().filter(|(rival, taken)| taken.is_none() && fits(other, rival));
            if rivals.count() == 1 {
                right[at].1 = Some(left.remove(found));
            }
        }
    }
    let pairs = right.into_iter().map(|(row, other)| (other, Some(row)));
    pairs.chain(left.into_iter().map(|row| (Some(row), None))).collect()
}

/// True where the later version has a post of this address whose money is not counted: it is not
/// another post's.
fn still_there(row: &Row, after: &NoteRows) -> bool {
    after.posts.contains(row.key()) && after.rows.iter().all(|own| own.key() != row.key())
}

/// The same of the earlier version.
fn was_there(row: &Row, before: &NoteRows) -> bool {
    before.posts.contains(row.key()) && before.rows.iter().all(|own| own.key() != row.key())
}

fn same_amounts(a: &Row, b: &Row) -> bool {
    let amounts = |row: &Row| -> Vec<_> {
        row.cells.iter().map(|cell| (cell.column.to_string(), cell.amount)).collect()
    };
    amounts(a) == amounts(b)
}

fn has_in_common(a: &Row, b: &Row) -> bool {
    let (Some(one), Some(other)) = (a.cells.first(), b.cells.first()) else { return false };
    (!a.post.is_empty() && a.post == b.post)
        || one.committee == other.committee
        || (one.appropriation.is_some() && one.appropriation == other.appropriation)
}
