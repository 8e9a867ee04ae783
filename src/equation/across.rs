//! Which rows have a sum across.

use crate::equation::{effect, permanent};
use crate::note::{ColumnKey, GrandTotal, Kind, Note, Post, PostNo, Table, TableNo};

/// True where a post has a sum across: it means something, or the source prints one.
pub(super) fn across(table: &Table, post: &Post, permanent: bool, note: &Note) -> bool {
    let asked = post.cell(&ColumnKey::Across).is_some();
    let mixed =
        if post.prices.is_some() { table.mixes_prices_across(post) } else { mixed(table, note) };
    let means = table.adds_across() && !permanent && !mixed;
    !matches!(post.kind, Kind::Heading) && (means || asked)
}

/// True where columns are of several price levels: its own, or those of the table that it is
/// derived from.
fn mixed(table: &Table, note: &Note) -> bool {
    let own = |table: &Table| table.prices.as_ref().is_some_and(crate::note::PriceLevels::mixed);
    own(table)
        || table.derived_from.as_ref().and_then(|from| note.table(&from.value)).is_some_and(own)
}

/// True where a table's total, or one of its posts, has a sum across.
pub(super) fn has_across(note: &Note, index: TableNo, post: Option<PostNo>) -> bool {
    let table = &note.tables[index];
    let permanent = permanent::permanent_posts(table);
    let of = |number: PostNo| across(table, &table.posts[number], permanent[number], note);
    let all = || table.post_numbers().filter(|number| table.posts[*number].counted()).all(of);
    post.map_or_else(|| total_across(table, note, index) || all(), of)
}

/// True where one of a table's posts has a sum across.
pub(super) fn sums_a_post(note: &Note, index: TableNo) -> bool {
    let table = &note.tables[index];
    let permanent = permanent::permanent_posts(table);
    let mut posts = table.numbered_posts();
    posts.any(|(number, post)| across(table, post, permanent[number], note))
}

/// True where total rows have a sum across: what they are the totals of has one, or the source
/// prints one.
pub(super) fn total_across(table: &Table, note: &Note, index: TableNo) -> bool {
    let asked = match &table.grand_total {
        GrandTotal::Row { cells, .. } => cells.iter().any(|cell| cell.column == ColumnKey::Across),
        GrandTotal::None => false,
    };
    let parts = effect::parts(note, index).unwrap_or_default();
    (table.sums_across()
        && !mixed(table, note)
        && parts.iter().all(|part| note.tables[*part].sums_across()))
        || asked
}
