//! What a relation that is held for each row compares: which two tables, and which of their columns.

use std::collections::BTreeSet;

use super::faults::BAD_RELATION;
use super::term::Part;
use crate::diagnostic::Diagnostic;
use crate::equation::dimensions::Dimension;
use crate::equation::{across, rows};
use crate::note::{ColumnKey, Declared, Note, Post, Table, TableNo, Word};
use crate::source::Span;
use crate::text;
use crate::text::Text;

/// What is compared.
#[derive(Debug)]
pub(super) struct Plan {
    /// The first term's table, and the other; twice the same where there is one.
    pub(super) tables: [TableNo; 2],
    /// The columns.
    pub(super) columns: Vec<Compared>,
    /// The columns with figures that only one of the tables has.
    pub(super) one_sided: [Vec<ColumnKey>; 2],
}

/// A column that is compared.
#[derive(Debug)]
pub(super) struct Compared {
    /// Its key, where it is one for all terms.
    pub(super) common: Option<ColumnKey>,
    /// The column of each term.
    pub(super) of: Vec<ColumnKey>,
}

/// Of a relation that is to be held for each row, what it compares; or why it can't be.
pub(super) fn plan(
    note: &Note,
    relation: &Declared,
    asked: &Word,
    parts: &[Part<'_>],
) -> Result<Plan, Box<Diagnostic>> {
    let tables = tables(relation, asked, parts)?;
    let own: Vec<Option<&ColumnKey>> = parts.iter().map(|part| part.column.as_ref()).collect();
    let named: Vec<&ColumnKey> = own.iter().copied().flatten().collect();
    if named.is_empty() {
        return common(note, relation, asked, tables, parts.len());
    }
    if let Some(bare) = own.iter().position(Option::is_none) {
        return Err(without_column(relation, bare, parts));
    }
    let mut seen = BTreeSet::new();
    let again = parts.iter().position(|part| !seen.insert((part.table, part.column.as_ref())));
    if let Some(again) = again {
        return Err(itself(&relation.terms[again], asked));
    }
    let column = Compared { common: None, of: named.into_iter().cloned().collect() };
    Ok(Plan { tables, columns: vec![column], one_sided: Default::default() })
}

fn bad(span: Span, message: Text, asked: &Word) -> Diagnostic {
    Diagnostic::new(&BAD_RELATION, span, message)
        .label(asked.span, text!("for hver post", "for each post"))
}

/// The two tables whose rows are paired.
fn tables(
    relation: &Declared,
    asked: &Word,
    parts: &[Part<'_>],
) -> Result<[TableNo; 2], Box<Diagnostic>> {
    let mut words = relation.terms.iter().zip(parts);
    if let Some((word, part)) = words.find(|(_, part)| part.post.is_some()) {
        let (written, id) = (&word.value, &part.of.id.value);
        let message = text!(
            "leddet `{written}` er en enkelt post, men sammenhængen skal holde for hver post",
            "the term `{written}` is a single post, but the relation is to hold for each post"
        );
        return Err(Box::new(bad(word.span, message, asked).help(text!(
            "skriv tabellen `{id}` alene i leddet, eller slet post i for_hver",
            "write the table `{id}` alone in the term, or delete post in for_hver"
        ))));
    }
    let code = |word: &&Word| Dimension::ALL.iter().any(|code| code.key() == word.value);
    let other_word = relation.for_each.iter().find(code);
    if let Some(word) = other_word {
        let name = &word.value;
        let message = text!(
            "`{name}` kan ikke stå ved siden af post i for_hver",
            "`{name}` can't stand beside post in for_hver"
        );
        return Err(Box::new(bad(word.span, message, asked).help(text!(
            "slet {name}: posterne parres i forvejen efter deres koder",
            "delete {name}: posts are paired by their codes already"
        ))));
    }
    let first = parts.first().map(|part| part.table);
    let second = parts.iter().map(|part| part.table).find(|table| Some(*table) != first).or(first);
    let (Some(first), Some(second)) = (first, second.filter(|_| parts.len() > 1)) else {
        let message = text!(
            "for hver post skal der være to led at holde op mod hinanden",
            "for each post there must be two terms to compare"
        );
        return Err(Box::new(Diagnostic::new(&BAD_RELATION, asked.span, message).help(text!(
            "skriv led = [\"tabel\", \"-anden_tabel\"], eller to kolonner i en tabel",
            "write led = [\"table\", \"-other_table\"], or two columns of one table"
        ))));
    };
    let mut words = relation.terms.iter().zip(parts);
    if let Some((word, _)) = words.find(|(_, part)| part.table != first && part.table != second) {
        let message = text!(
            "posterne i mere end to tabeller kan ikke parres i én afstemning",
            "the posts of more than two tables can't be paired in one relation"
        );
        return Err(Box::new(bad(word.span, message, asked).help(text!(
            "skriv en [[afstemning]] for hvert par af tabeller",
            "write an [[afstemning]] for each pair of tables"
        ))));
    }
    Ok([first, second])
}

/// A term without a column, where another names its own.
fn without_column(relation: &Declared, bare: usize, parts: &[Part<'_>]) -> Box<Diagnostic> {
    let (word, table) = (&relation.terms[bare], parts[bare].of);
    let (written, id) = (&word.value, &table.id.value);
    let mut keys: Vec<String> =
        rows::figure_columns(table).map(|column| column.key.to_string()).collect();
    if table.sums_across() {
        keys.push(ColumnKey::Across.to_string());
    }
    let columns = keys.iter().map(|key| format!("{id}[{key}]")).collect::<Vec<_>>().join(", ");
    let mut finding = Diagnostic::new(
        &BAD_RELATION,
        word.span,
        text!(
            "leddet `{written}` siger ikke sin kolonne, men det gør et andet led",
            "the term `{written}` does not name its column, but another term does"
        ),
    );
    if let Some((named, _)) =
        relation.terms.iter().zip(parts).find(|(_, part)| part.column.is_some())
    {
        finding = finding.label(named.span, text!("her er den skrevet", "here it is written"));
    }
    Box::new(finding.help(text!("skriv en af {columns}", "write one of {columns}")))
}

/// A relation of a table, or a column, with itself: it always holds.
fn itself(word: &Word, asked: &Word) -> Box<Diagnostic> {
    let written = word.value.trim_start_matches('-');
    let message =
        text!("`{written}` holdes op mod sig selv", "`{written}` is compared with itself");
    Box::new(bad(word.span, message, asked).help(text!(
        "skriv en anden tabel, eller to forskellige kolonner: \"tabel[kolonne]\"",
        "write another table, or two different columns: \"table[column]\""
    )))
}

/// The columns that both tables have, for terms that name none.
fn common(
    note: &Note,
    relation: &Declared,
    asked: &Word,
    tables: [TableNo; 2],
    terms: usize,
) -> Result<Plan, Box<Diagnostic>> {
    let [a, b] = tables.map(|table| &note.tables[table]);
    if tables[0] == tables[1] {
        let word = relation.terms.last().unwrap_or(asked);
        return Err(itself(word, asked));
    }
    let years_only = relation.for_each.iter().any(|word| word.value == "aar");
    let asked_for = |key: &ColumnKey| !years_only || matches!(key, ColumnKey::Period(_));
    let keys = |table: &Table| -> Vec<ColumnKey> {
        let keys = rows::figure_columns(table).map(|column| column.key.clone());
        keys.filter(asked_for).collect()
    };
    let (own, other) = (keys(a), keys(b));
    let mut compared: Vec<ColumnKey> =
        own.iter().filter(|key| other.contains(key)).cloned().collect();
    if compared.is_empty() {
        return Err(Box::new(nothing_common(relation, asked, [a, b])));
    }
    let figure = |post: &Post, key: &ColumnKey| post.cell(key).is_some_and(|cell| !cell.no_figure);
    let written = |table: &Table, key: &ColumnKey| {
        table.posts.iter().any(|post| post.derived() || figure(post, key))
    };
    let only = |table: &Table, own: &[ColumnKey], other: &[ColumnKey]| -> Vec<ColumnKey> {
        let only = own.iter().filter(|key| !other.contains(key));
        only.filter(|key| written(table, key)).cloned().collect()
    };
    let mut one_sided = [only(a, &own, &other), only(b, &other, &own)];
    // Sums across are of the same where no year is in one table only; those that nobody wrote are
    // what the years give.
    let across = ColumnKey::Across;
    let sides = [a, b].map(|table| table.posts.iter().any(|post| figure(post, &across)));
    let year = |key: &ColumnKey| matches!(key, ColumnKey::Period(_));
    if !years_only && sides != [false, false] && !one_sided.iter().flatten().any(year) {
        let sums = |side: usize| sides[side] || across::sums_a_post(note, tables[side]);
        if sums(0) && sums(1) {
            compared.push(across);
        } else {
            one_sided[usize::from(sides[1])].push(across);
        }
    }
    let columns = compared
        .into_iter()
        .map(|key| Compared { of: vec![key.clone(); terms], common: Some(key) });
    Ok(Plan { tables, columns: columns.collect(), one_sided })
}

/// Two tables without a column in common.
fn nothing_common(relation: &Declared, asked: &Word, tables: [&Table; 2]) -> Diagnostic {
    let [a, b] = tables.map(|table| table.id.value.as_str());
    let listed = |table: &Table| {
        let keys = rows::figure_columns(table).map(|column| column.key.to_string());
        keys.collect::<Vec<_>>().join(", ")
    };
    let [own, other] = tables.map(listed);
    let first = |table: &Table| {
        let key = rows::figure_columns(table).next().map(|column| column.key.to_string());
        key.unwrap_or_else(|| "kolonne".to_owned())
    };
    let [own_first, other_first] = tables.map(first);
    let span = relation.terms.last().map_or(asked.span, |word| word.span);
    let message = text!(
        "`{a}` og `{b}` har ingen kolonner til fælles",
        "`{a}` and `{b}` have no columns in common"
    );
    let mut finding = bad(span, message, asked);
    if !own.is_empty() && !other.is_empty() {
        finding = finding.note(text!(
            "`{a}` har {own}; `{b}` har {other}",
            "`{a}` has {own}; `{b}` has {other}"
        ));
    }
    finding.help(text!(
        "skriv, hvilke der hører sammen, fx \"{a}[{own_first}]\" og \"-{b}[{other_first}]\"",
        "write which belong together, e.g. \"{a}[{own_first}]\" and \"-{b}[{other_first}]\""
    ))
}
