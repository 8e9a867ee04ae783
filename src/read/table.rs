//! A note's table: its scope, columns, posts and totals.

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, rule};
use crate::key::{Section, table as k};
use crate::note::{
    Across, Column, ColumnKey, GrandTotal, Marked, Period, PostNo, PriceLevel, PriceLevels,
    Row as NoteRow, Table, TotalNo, Word,
};
use crate::parse::tree::{self, Value};
use crate::read::columns::{self, Columns, Of, Usual, columns};
use crate::read::counting::Counting;
use crate::read::faults::MISSING_KEY;
use crate::read::fields::Fields;
use crate::read::figure;
use crate::read::grid::{self, Row, Rows};
use crate::read::precision::Precision;
use crate::read::reader::Reader;
use crate::read::scope::{self, Counted};
use crate::read::{across, business, lost_keys, marks, number, post, stray_figures, total};
use crate::register::Round;
use crate::source::Spanned;
use crate::suggest;
use crate::table_type::{ColumnSource, TABLE_TYPES, TableKind, TableType};
use crate::text;

rule!(
    UNKNOWN_TYPE = "ukendt-tabeltype", Error;
    "Tabeltypen findes ikke.",
    "There is no such table type."
);

/// Reads a table. What is missing is said, and empty.
pub(crate) fn read(
    reader: &mut Reader,
    block: &tree::Table<'_>,
    round: &Round,
    usual: &mut Usual,
) -> Table {
    reader.begin_table();
    let fields = Fields::open(reader, block, Section::Table, &[]);
    let id = fields.text(reader, &k::ID).unwrap_or_else(|| Spanned::new(String::new(), block.span));
    let kind =
        fields.text(reader, &k::TYPE).unwrap_or_else(|| Spanned::new(String::new(), block.span));
    let kind = known_type(reader, &kind);
    let table_type = kind.value.table_type();
    let counted = scope::unit(reader, &fields, &k::UNIT);
    let unit = if let Counted::In(unit) = counted { unit } else { round.unit };
    let counting = Counting::of(reader, &fields, unit, matches!(counted, Counted::Unknown));
    let precision = counting.precision;
    let of = Of { kind: table_type, round, adds_up: unit.adds_up() || asks_for_sum(&fields) };
    let own_years = fields.node(&k::YEARS).is_some();
    let blocks = fields.blocks(reader, &k::POSTS);
    let file = reader.file_text();
    let in_lines = fields.node(&k::ROWS).is_some();
    let (lines, Columns { all: mut columns, ignored, across }) =
        if let Some(typed) = grid::typed(reader, &fields, &file) {
            lines_of(reader, &fields, of, &typed, &blocks)
        } else {
            let posts: Vec<Row<'_>> = blocks.iter().copied().map(Row::block).collect();
            let columns = columns(reader, &fields, of, &posts);
            (Rows { posts, ..Rows::default() }, columns)
        };
    let names: Vec<String> = total::column_names(&columns).into_iter().chain(ignored).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    lost_keys::check(reader, &fields, table_type, &lines);
    let prices = prices(reader, &fields, table_type, round);
    let mut title = fields.text(reader, &k::TITLE);
    if title.is_none()
        && table_type.is_none_or(|kind| kind.title.is_none())
        && fields.node(&k::TITLE).is_none()
    {
        reader.push(
            Diagnostic::new(
                &MISSING_KEY,
                block.span,
                text!("[[tabel]] mangler `titel`", "[[tabel]] lacks `titel`"),
            )
            .help(text!(
                "tilføj titel = \"…\": den står over tabellen; har den ingen, så titel = false",
                "add titel = \"…\": it stands above the table; where it has none, titel = false"
            )),
        );
    }
    let mut marks = lines.marks.clone();
    for column in &mut columns {
        let at = Marked::Header(column.key.clone());
        let own = column.text.as_mut().and_then(|text| marks::take(text, at));
        marks.extend(own.filter(|own| marks.iter().all(|known| known.at != own.at)));
    }
    marks.extend(title.as_mut().and_then(|title| marks::take(title, Marked::Title)));
    let (note, notes) = {
        let whole = fields.prose(reader, &k::NOTE);
        marks::notes(reader, whole)
    };
    let (number, numbered) = number::read(reader, &fields, table_type, title.as_ref());
    let mut table = Table {
        title,
        stub: fields.text(reader, &k::STUB),
        money: fields.text(reader, &k::MONEY),
        area: fields.text(reader, &k::AREA),
        committee: fields.text(reader, &k::COMMITTEE),
        administrations: fields.texts(reader, &k::ADMINISTRATION),
        own_years,
        excerpt: fields.bool(reader, &k::EXCERPT).is_some_and(|b| b.value),
        alone: fields.text(reader, &k::ALONE),
        must_give: must_give(reader, &fields, precision),
        finances: fields.text(reader, &k::FINANCES),
        sum_of: business::sum_of(reader, &fields, table_type),
        payback: business::paybacks(reader, &fields, table_type),
        computed_keys: business::computed_keys(reader, &fields, table_type),
        derived_from: fields.text(reader, &k::DERIVED_FROM),
        permanent: fields
            .bool(reader, &k::PERMANENT)
            .map_or_else(|| table_type.is_some_and(|kind| kind.permanent), |b| b.value),
        own_unit: fields.node(&k::UNIT).map(|node| node.span),
        unit,
        decimals: counting.decimals(),
        rounded: fields.bool(reader, &k::ROUNDED).map_or(round.rounded, |b| b.value),
        prices,
        blank: fields.text(reader, &k::BLANK),
        numbered,
        number,
        outside: fields.texts(reader, &k::OUTSIDE),
        note,
        notes,
        marks,
        across: across::read(reader, &fields, across),
        grand_total: GrandTotal::None,
        totals: Vec::new(),
        posts: Vec::with_capacity(lines.posts.len()),
        in_lines,
        columns: usual.shared(columns),
        span: block.span,
        id,
        kind,
    };
    table.grand_total = total::grand_total(
        reader,
        &fields,
        &table,
        table_type,
        &names,
        precision,
        lines.grand_total.as_ref(),
    );
    for block in lines.totals.iter().chain(fields.blocks(reader, &k::TOTALS)) {
        let mut total = total::total(reader, block, &table, &names, precision);
        let row = NoteRow::Total(TotalNo(table.totals.len()));
        table.marks.extend(marks::take(&mut total.text, Marked::Label(row)));
        table.totals.push(total);
    }
    for row in &lines.posts {
        let mut post = post::post(reader, row, &table, table_type, &names, precision);
        let at = NoteRow::Post(PostNo(table.posts.len()));
        let mark = post.text.as_mut().and_then(|text| marks::take(text, Marked::Label(at)));
        table.marks.extend(mark);
        table.posts.push(post);
    }
    if let GrandTotal::Row { text: Some(text), .. } = &mut table.grand_total {
        table.marks.extend(marks::take(text, Marked::Label(NoteRow::Grand)));
    }
    marks::place(reader, &mut table);
    // Amounts in several price levels have no total unless it is asked for.
    if fields.node(&k::GRAND_TOTAL).is_none() && lines.grand_total.is_none() && table.mixes_prices()
    {
        table.grand_total = GrandTotal::None;
    }
    post::options_of_shares(&mut table.posts);
    across::settle(&mut table);
    stray_figures::check(reader, &mut table);
    counting.settle(&mut table, usual);
    table
}

/// What the total must give: a figure like the table's own.
fn must_give(
    reader: &mut Reader,
    fields: &Fields<'_>,
    precision: Precision,
) -> Option<Spanned<Amount>> {
    let node = fields.node(&k::MUST_GIVE)?;
    let amount = figure::amount(reader, k::MUST_GIVE.name, node, precision)?;
    Some(Spanned::new(amount, node.span))
}

fn known_type(reader: &mut Reader, word: &Word) -> Spanned<TableKind> {
    let kind = TableKind::read(&word.value);
    if let TableKind::Unknown(name) = &kind
        && !name.is_empty()
    {
        let names = || TABLE_TYPES.iter().map(|kind| kind.name);
        let listed = names().collect::<Vec<_>>().join(", ");
        reader.push(
            Diagnostic::new(
                &UNKNOWN_TYPE,
                word.span,
                text!("der er ingen tabeltype `{name}`", "there is no table type `{name}`"),
            )
            .help(
                suggest::did_you_mean(name, names())
                    .unwrap_or_else(|| text!("typerne er {listed}", "the types are {listed}")),
            ),
        );
    }
    Spanned::new(kind, word.span)
}

/// The price level: the table's own, current prices for past grants, else the round's.
fn prices(
    reader: &mut Reader,
    fields: &Fields<'_>,
    kind: Option<&TableType>,
    round: &Round,
) -> Option<PriceLevels> {
    let past = kind.is_some_and(|kind| kind.columns == ColumnSource::PastYears);
    scope::prices(reader, fields, &k::PRICE_LEVEL)
        .or_else(|| past.then_some(PriceLevels::One(PriceLevel::Current)))
        .or_else(|| round.prices.clone())
}

/// Reads the lines of a table, and its columns, which the lines need or name.
fn lines_of<'t>(
    reader: &mut Reader,
    fields: &Fields<'t>,
    of: Of<'_>,
    typed: &grid::Typed<'t>,
    blocks: &[&'t tree::Table<'t>],
) -> (Rows<'t>, Columns) {
    let named = fields.node(&k::COLUMNS).is_some();
    let free = of.kind.is_some_and(|kind| kind.columns == ColumnSource::Named) && !named;
    let years: Option<Vec<Period>> = of
        .has_years(fields)
        .then(|| columns::years(reader, fields, of).into_iter().map(|year| year.value).collect());
    let across = match fields.node(&k::ACROSS).map(|node| &node.value) {
        Some(Value::Table(block)) => {
            match &block.get(k::ACROSS_TEXT.name).map(|node| &node.value) {
                Some(Value::Text(text)) => Some(text.to_string()),
                _ => None,
            }
        }
        _ => None,
    };
    let across = across.as_deref();
    let mut known =
        grid::Columns { named: Some(&[]), years: years.as_deref().or(Some(&[])), across };
    if free {
        // The headers are the columns; with `aar`, the years are those.
        known = grid::Columns { named: None, years: years.as_deref(), across };
        let mut lines = grid::read(reader, typed, of.kind, known, blocks);
        let mut columns = std::mem::take(&mut lines.columns);
        if years.is_some() {
            let own = columns::periods(reader, fields, of, &lines.posts);
            columns.splice(0..0, own);
        }
        for column in &mut columns {
            column.summed = of.adds_up;
        }
        let place = in_order(&mut columns, &lines.order);
        let across = Across { shown: Some(place.is_some()), place, text: None };
        return (lines, Columns { all: columns, ignored: Vec::new(), across });
    }
    let mut all = Columns::default();
    if named {
        all = columns(reader, fields, of, &[]);
        known.named = Some(&all.all);
    }
    let mut lines = grid::read(reader, typed, of.kind, known, blocks);
    for column in lines.columns.drain(..) {
        if all.all.iter().all(|own| own.key != column.key) {
            all.all.push(column);
        }
    }
    if years.is_some() {
        // Ranges and a single amount are columns where a line has them.
        all.all.retain(|column| matches!(column.key, ColumnKey::Named(_)));
        let own = columns::periods(reader, fields, of, &lines.posts);
        all.all.splice(0..0, own);
    }
    let place = in_order(&mut all.all, &lines.order);
    all.across = Across { shown: place.map(|_| true), place, text: None };
    (lines, all)
}

/// True where a table of figures that as a rule can't be added up has a total all the same.
fn asks_for_sum(fields: &Fields<'_>) -> bool {
    fields.node(&k::GRAND_TOTAL).is_some_and(|node| matches!(node.value, Value::Bool(true)))
}

/// Puts columns in the order in which a table's headers have them; one without a header stays
/// after the one that it stood after. How many stand before the sum across, where that has a header.
fn in_order(columns: &mut [Column], order: &[ColumnKey]) -> Option<usize> {
    let mut last = 0;
    let mut places: Vec<(ColumnKey, usize)> = Vec::with_capacity(columns.len());
    for column in columns.iter() {
        last = order.iter().position(|key| *key == column.key).map_or(last, |at| at + 1);
        places.push((column.key.clone(), last));
    }
    let place = |column: &Column| {
        places.iter().find(|(key, _)| *key == column.key).map_or(usize::MAX, |(_, place)| *place)
    };
    columns.sort_by_key(place);
    let across = order.iter().position(|key| *key == ColumnKey::Across)?;
    Some(columns.iter().filter(|column| place(column) <= across).count())
}
