//! Columns that only one of the tables of a relation has.

use std::collections::BTreeSet;

use super::plan::Plan;
use super::term::{by_row, parts};
use crate::diagnostic::{Diagnostic, rule};
use crate::note::{ColumnKey, Note, TableNo, Word};
use crate::suggest;
use crate::text;
use crate::text::Text;

rule!(
    ONE_SIDED = "afstemning-kolonne", Remark;
    "En kolonne er ikke holdt op mod noget, for den anden tabel har den ikke.",
    "A column is compared with nothing, since the other table does not have it."
);

/// The columns that only one of the tables has; those that another relation names are compared
/// there.
pub(super) fn finding(note: &Note, asked: &Word, plan: &Plan) -> Option<Diagnostic> {
    let named: BTreeSet<(TableNo, Option<ColumnKey>)> = note
        .declared
        .iter()
        .filter(|relation| by_row(relation).is_some())
        .flat_map(|relation| parts(note, relation).unwrap_or_default())
        .map(|part| (part.table, part.column))
        .collect();
    let only: [Vec<&ColumnKey>; 2] = [0, 1].map(|side| {
        let keys = plan.one_sided[side].iter();
        keys.filter(|key| !named.contains(&(plan.tables[side], Some((*key).clone())))).collect()
    });
    let ids = plan.tables.map(|table| &note.tables[table].id);
    let told: Vec<Text> = [0, 1]
        .into_iter()
        .filter(|side| !only[*side].is_empty())
        .map(|side| {
            let keys: Vec<Text> = only[side].iter().map(Text::same).collect();
            let (Text { da, en }, id) = (Text::list(&keys), &ids[side].value);
            text!("{da} i `{id}`", "{en} of `{id}`")
        })
        .collect();
    let side = usize::from(only[0].is_empty());
    let (first, own, other) = (only[side].first()?, &ids[side].value, &ids[1 - side].value);
    let Text { da, en } = Text::list(&told);
    let message = text!(
        "{da} holdes ikke op mod noget: det står ikke i den anden tabel",
        "{en} is compared with nothing: it is not in the other table"
    );
    let theirs: Vec<String> = only[1 - side].iter().map(ToString::to_string).collect();
    let near = suggest::closest(&first.to_string(), theirs.iter().map(String::as_str));
    let help = match near {
        Some(near) => text!(
            "er {first} i `{own}` det samme som {near} i `{other}`, så giv de to kolonner samme id",
            "if {first} of `{own}` is {near} of `{other}`, give the two columns the same id"
        ),
        None => text!(
            "svarer det til en anden kolonne i `{other}`, så skriv en [[afstemning]] med led = [\"{own}[{first}]\", \"-{other}[…]\"]",
            "if it is another column of `{other}`, write an [[afstemning]] with led = [\"{own}[{first}]\", \"-{other}[…]\"]"
        ),
    };
    let finding = Diagnostic::new(&ONE_SIDED, asked.span, message).help(help);
    let labelled = [0, 1].into_iter().filter(|side| !only[*side].is_empty());
    Some(labelled.fold(finding, |finding, side| {
        finding.label(ids[side].span, text!("tabellen", "the table"))
    }))
}
