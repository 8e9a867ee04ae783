//! A total over options that exclude each other, stated once for each choice that can be made; and
//! sums that can't be stated so.

use std::sync::Arc;

use crate::equation::dimensions::{self, Names};
use crate::equation::options::{choices, clash};
use crate::equation::{filter, rows};
use crate::note::{GrandTotal, Kind, Note, PostNo, SubtotalOf, Table, TableNo, Total, Where, Word};
use crate::source::Spanned;
use crate::text::{Lang, Text};

/// What a total for one choice says where it also counts posts of no option.
const WITH_COMMON: &str = ", med de fælles poster";

/// The note with a total row for each choice, in place of each unwritten total over options that
/// exclude each other. A written one is left as it is, and so is that of a table that another is
/// the sum of: a rule tells of those.
pub(crate) fn totals_per_choice(note: Arc<Note>, names: &Names<'_>) -> Arc<Note> {
    let clashes =
        |table: &Table| clash(&note, table.posts.iter().filter(|post| post.counted())).is_some();
    let summed = |table: &Table| {
        note.tables.iter().any(|sum| sum.sum_of.iter().any(|word| word.value == table.id.value))
    };
    let split =
        |table: &Table| !dimensions::is_sum_of_tables(table) && !summed(table) && clashes(table);
    let tables: Vec<TableNo> =
        note.table_numbers().filter(|index| split(&note.tables[*index])).collect();
    if tables.is_empty() {
        return note;
    }
    let mut note = Arc::unwrap_or_clone(note);
    for index in tables {
        let table = &note.tables[index];
        let mut totals: Vec<Total> =
            table.totals.iter().flat_map(|total| each(&note, table, total, names)).collect();
        let grand = grand(table);
        let totals_per_choice = grand
            .as_ref()
            .map(|grand| each(&note, table, grand, names))
            .filter(|totals| totals.len() > 1);
        let gone = totals_per_choice.is_some();
        totals.extend(totals_per_choice.into_iter().flatten());
        let table = &mut note.tables[index];
        table.totals = totals;
        if gone {
            table.grand_total = GrandTotal::None;
        }
    }
    Arc::new(note)
}

/// The total row as a total of all posts.
fn grand(table: &Table) -> Option<Total> {
    let GrandTotal::Row { text, cells, span } = &table.grand_total else { return None };
    let own = table.total_label().to_owned();
    let text = text.clone().unwrap_or_else(|| Spanned::new(own, *span));
    Some(Total { text, filter: Where::default(), cells: cells.clone(), span: *span })
}

/// A total for each choice among the posts that it counts; itself where there is one, where it is
/// written, or where they are too many.
fn each(note: &Note, table: &Table, total: &Total, names: &Names<'_>) -> Vec<Total> {
    let sets = choices(note, filter::counted_by(table, total, names))
        .filter(|sets| sets.len() > 1 && total.cells.is_empty());
    let Some(sets) = sets else { return vec![total.clone()] };
    let one = |set: Vec<String>| {
        let common = filter::counted_by(table, total, names).any(|post| post.choice.is_none());
        let common = if common { WITH_COMMON } else { "" };
        let text = format!("{} ved valg af {}{common}", total.text.value, choice_names(note, &set));
        let filter = Where { chosen: Some(set), ..total.filter.clone() };
        Total { text: Spanned::new(text, total.text.span), filter, ..total.clone() }
    };
    sets.into_iter().map(one).collect()
}

/// The options of a choice in words: `A (Fuld indsats) og T (Evaluering)`.
fn choice_names(note: &Note, set: &[String]) -> String {
    let option = |id: &String| {
        let title = note
            .choices
            .iter()
            .find(|choice| choice.id.value == *id)
            .map_or("", |choice| &choice.title.value);
        Text::same(if title.is_empty() { id.clone() } else { format!("{id} ({title})") })
    };
    Text::list(&set.iter().map(option).collect::<Vec<_>>()).get(Lang::Da).to_owned()
}

/// Two options that exclude each other and that a subtotal adds: those of posts that it takes with
/// the same sign.
pub(crate) fn clash_in<'t>(
    note: &Note,
    table: &'t Table,
    number: PostNo,
) -> Option<(&'t Word, &'t Word)> {
    let Kind::Subtotal(of) = &table.post_at(number)?.kind else { return None };
    match of {
        SubtotalOf::SinceLast(_) => {
            clash(note, rows::since_last(table, number).map(|post| &table.posts[post]))
        }
        SubtotalOf::Posts(terms) => {
            let at = |name: &str| {
                table.posts.iter().find(|post| post.id.as_ref().is_some_and(|id| id.value == name))
            };
            let signed = |negative: bool| {
                let own = terms
                    .iter()
                    .filter(move |term| term.value.weight.is_sign_negative() == negative);
                own.filter_map(|term| at(&term.value.name))
            };
            clash(note, signed(false)).or_else(|| clash(note, signed(true)))
        }
    }
}
