//! Keys that a table's type takes no notice of: they are reported, and not lost in silence.

use std::ptr;

use crate::diagnostic::Diagnostic;
use crate::key::{Key, Section, post as p, table as k};
use crate::note::Post;
use crate::parse::tree::{Table, Value};
use crate::read::faults::MISPLACED_KEY;
use crate::read::fields::Fields;
use crate::read::grid::Rows;
use crate::read::reader::Reader;
use crate::source::Span;
use crate::table_type::{ColumnSource, TABLE_TYPES, TableType, Use};
use crate::text;
use crate::text::Text;

/// Says which keys of a table, its totals and its posts are lost: one finding for each key, however
/// many rows have it. Of a type that is not known nothing is said: that is told already.
pub(crate) fn check(
    reader: &mut Reader,
    fields: &Fields<'_>,
    kind: Option<&TableType>,
    lines: &Rows<'_>,
) {
    let Some(kind) = kind else { return };
    let head = |name: &str| fields.table.get(name).map(|node| &node.value);
    let listed = |name: &str| match head(name) {
        Some(Value::List(items)) => items.iter().filter_map(block).collect(),
        _ => Vec::new(),
    };
    let own = [fields.table];
    let columns = if loses(kind, &k::COLUMNS) { Vec::new() } else { listed(k::COLUMNS.name) };
    let row: Vec<&Table<'_>> = match head(k::GRAND_TOTAL.name) {
        Some(Value::Table(row)) => vec![row],
        _ => lines.grand_total.iter().collect(),
    };
    let totals: Vec<&Table<'_>> = lines.totals.iter().chain(listed(k::TOTALS.name)).collect();
    let posts: Vec<&Table<'_>> = lines.posts.iter().map(|row| &*row.block).collect();
    let sections: [(Section, &[&Table<'_>]); 5] = [
        (Section::Table, &own),
        (Section::Column, &columns),
        (Section::GrandTotal, &row),
        (Section::Total, &totals),
        (Section::Post, &posts),
    ];
    // `i_alt = false` says what is so where there are no totals at all.
    let none = matches!(head(k::GRAND_TOTAL.name), Some(Value::Bool(false)));
    for (section, blocks) in sections {
        let whole = match section {
            Section::GrandTotal => Some(&k::GRAND_TOTAL),
            Section::Total => Some(&k::TOTALS),
            _ => None,
        };
        // Of totals that are lost whole, that is enough to say; those in blocks are told of at the
        // table's own key.
        if let Some(whole) = whole.filter(|whole| loses(kind, whole)) {
            if fields.table.get(whole.name).is_none() {
                let places: Vec<Span> = blocks.iter().map(|block| block.span).collect();
                report(reader, &places, whole, kind);
            }
            continue;
        }
        for key in kind.loses(section) {
            // A block of columns where there can be none is told of with where it belongs.
            let told = is(key, &k::COLUMNS) || (none && is(key, &k::GRAND_TOTAL));
            let places: Vec<Span> =
                blocks.iter().filter_map(|block| place(block, key)).filter(|_| !told).collect();
            report(reader, &places, key, kind);
        }
    }
}

/// Says which keys of the table's own columns are lost: those of figures, where a column has none.
pub(crate) fn column(reader: &mut Reader, block: &Table<'_>) {
    let figures_only = [
        &k::COLUMN_SUM_OF,
        &k::COLUMN_SUMMED,
        &k::COLUMN_AREA,
        &k::COLUMN_COMMITTEE,
        &k::COLUMN_YEAR,
        &k::COLUMN_UNIT,
        &k::COLUMN_DECIMALS,
    ];
    for (key, place) in figures_only.iter().filter_map(|key| Some((key, place(block, key)?))) {
        let name = key.name;
        reader.push(
            Diagnostic::new(
                &MISPLACED_KEY,
                place,
                text!(
                    "`{name}` bruges kun, hvor kolonnen har tal",
                    "`{name}` is for columns of figures only"
                ),
            )
            .help(text!(
                "slet {name}, eller skriv slags = \"tal\"",
                "delete {name}, or write slags = \"tal\""
            )),
        );
    }
}

/// A post without what its table's type takes no notice of: nothing more is said of it.
pub(crate) fn without(post: Post, kind: Option<&TableType>) -> Post {
    let lost = kind.map_or(&[][..], |kind| kind.loses(Section::Post));
    let uses = |key: &Key| !lost.iter().any(|own| is(own, key));
    Post {
        text: post.text.filter(|_| uses(&p::TEXT)),
        key: post.key.filter(|_| uses(&p::KEY)),
        at_point: post.at_point.filter(|_| uses(&p::AT_POINT)),
        agreement: post.agreement.filter(|_| uses(&p::AGREEMENT)),
        pool: post.pool && uses(&p::POOL),
        ..post
    }
}

/// True where what stands under a key is lost in tables of a type.
fn loses(kind: &TableType, key: &Key) -> bool {
    kind.loses(key.section).iter().any(|own| is(own, key))
}

fn block<'t>(item: &'t crate::parse::tree::Node<'t>) -> Option<&'t Table<'t>> {
    if let Value::Table(table) = &item.value { Some(table) } else { None }
}

/// True for the same key.
fn is(one: &Key, other: &Key) -> bool {
    ptr::eq(one, other)
}

/// Where a block has a key.
fn place(block: &Table<'_>, key: &Key) -> Option<Span> {
    block.entries.iter().find(|(own, _)| own.value == key.name).map(|(own, _)| own.span)
}

fn report(reader: &mut Reader, places: &[Span], key: &Key, kind: &TableType) {
    let Some((first, rest)) = places.split_first() else { return };
    let (name, own) = (key.name, kind.name);
    let types = |wanted: &dyn Fn(Use) -> bool| -> Vec<&'static str> {
        let takes = |kind: &&&TableType| kind.use_of(key).is_some_and(wanted);
        TABLE_TYPES.iter().filter(takes).map(|kind| kind.name).collect()
    };
    let (all, printed) = (types(&|_| true), types(&|becomes| becomes == Use::Printed));
    let message = if let [one] = all[..] {
        text!(
            "`{name}` bruges kun i tabeltypen {one}; denne tabel er af typen {own}",
            "`{name}` is for the table type {one} only; this table is of the type {own}"
        )
    } else {
        let Text { da, en } = Text::list(&all.iter().map(Text::same).collect::<Vec<_>>());
        text!(
            "`{name}` bruges kun i tabeltyperne {da}; denne tabel er af typen {own}",
            "`{name}` is for the table types {en} only; this table is of the type {own}"
        )
    };
    let finding =
        rest.iter().fold(Diagnostic::new(&MISPLACED_KEY, *first, message), |finding, place| {
            finding.label(*place, text!("også her", "here too"))
        });
    reader.push(finding.help(help(key, kind, &all, &printed)));
}

/// What to do with a key that is lost: where what it says can stand instead.
fn help(key: &Key, kind: &TableType, all: &[&str], printed: &[&str]) -> Text {
    let name = key.name;
    let named = kind.columns == ColumnSource::Named;
    if is(key, &p::TEXT) {
        return text!(
            "skriv teksten under en af tabellens kolonner",
            "write the text under one of the table's columns"
        );
    }
    if named
        && [&p::AMOUNT, &k::GRAND_TOTAL_AMOUNT, &k::TOTAL_AMOUNT].iter().any(|own| is(own, key))
    {
        return text!(
            "skriv tallet under id'et på en af tabellens kolonner",
            "write the figure under the id of one of the table's columns"
        );
    }
    if is(key, &k::YEARS) {
        return text!(
            "slet aar: årene er tabellens kolonner, eller står på dem med aar = …",
            "delete aar: the years are the table's columns, or stand on them as aar = …"
        );
    }
    match (all, printed) {
        ([one], _) | (_, [one]) => text!(
            "slet {name}, eller skriv type = \"{one}\"",
            "delete {name}, or write type = \"{one}\""
        ),
        _ => text!("slet {name}", "delete {name}"),
    }
}
