//! A note's table: its scope, columns, posts and totals.

use crate::diagnostic::{Diagnostic, rule};
use crate::key::{Section, post as p, table as k};
use crate::note::{
    Column, ColumnKey, ColumnKind, GrandTotal, Kind, Period, Post, PriceLevel, PriceLevels, Share, SubtotalOf, Table, Term,
    Total, Where, Word,
};
use crate::read::fields::{Fields, MISSING_KEY, Reader, looks_like_period};
use crate::read::tree::{self, Value};
use crate::read::{figure, scope};
use crate::register::Round;
use crate::source::{Span, Spanned};
use crate::suggest;
use crate::tabletype::{ColumnSource, TABLE_TYPES, TableType, table_type};
use crate::text;
use crate::text::Text;

rule!(UNKNOWN_TYPE = "ukendt-tabeltype", Error; "Tabeltypen findes ikke.", "There is no such table type.");
rule!(TWO_KINDS = "post-med-to-regler", Error; "En post siger på to måder, hvor dens tal kommer fra.", "A post says in two ways where its figures come from.");
rule!(BAD_COLUMN = "kolonne-id", Error; "En kolonne hedder noget, der er optaget.", "A column has a name that is taken.");
rule!(BAD_TERM = "ulaeseligt-led", Error; "Et led i en sum kan ikke læses.", "A term of a sum can't be read.");

/// The most columns that a table is read with: a page can't hold more, and time stays bounded.
const MOST_COLUMNS: usize = 200;

/// Reads a table. What is missing is said, and empty.
pub(crate) fn read(reader: &mut Reader, block: &tree::Table, round: &Round) -> Table {
    let fields = Fields::open(reader, block, Section::Table, &[]);
    let id = fields.text(reader, &k::ID).unwrap_or_else(|| Spanned::new(String::new(), block.span));
    let kind = fields.text(reader, &k::TYPE).unwrap_or_else(|| Spanned::new(String::new(), block.span));
    let table_type = known_type(reader, &kind);
    let unit = scope::unit(reader, &fields, &k::UNIT).unwrap_or(round.unit);
    let decimals = fields.integer(reader, &k::DECIMALS, 6).map_or(unit.default_decimals(), |d| d.value);
    let own_years = fields.node(&k::YEARS).is_some();
    let blocks = fields.blocks(reader, &k::POSTS);
    let columns = columns(reader, &fields, table_type, round, &blocks);
    let prices = prices(reader, &fields, table_type, round);
    let title = fields.text(reader, &k::TITLE);
    if title.is_none() && table_type.is_none_or(|kind| kind.title.is_none()) && fields.node(&k::TITLE).is_none() {
        reader.push(
            Diagnostic::new(&MISSING_KEY, block.span, text!("[[tabel]] mangler `titel`", "[[tabel]] lacks `titel`"))
                .help(text!("tilføj titel = \"…\": den står over tabellen", "add titel = \"…\": it stands above the table")),
        );
    }
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
        must_give: fields.amount(reader, &k::MUST_GIVE),
        finances: fields.text(reader, &k::FINANCES),
        derived_from: fields.text(reader, &k::DERIVED_FROM),
        permanent: fields.bool(reader, &k::PERMANENT).is_some_and(|b| b.value),
        own_unit: fields.node(&k::UNIT).is_some(),
        unit,
        decimals,
        prices,
        blank: fields.text(reader, &k::BLANK),
        numbered: fields.bool(reader, &k::NUMBERED).map_or_else(|| table_type.is_none_or(|kind| kind.numbered), |b| b.value),
        note: fields.text(reader, &k::NOTE),
        grand_total: GrandTotal::None,
        totals: Vec::new(),
        posts: Vec::new(),
        columns,
        span: block.span,
        id,
        kind,
    };
    table.grand_total = grand_total(reader, &fields, &table, table_type);
    for block in fields.blocks(reader, &k::TOTALS) {
        let total = total(reader, block, &table);
        table.totals.push(total);
    }
    for block in blocks {
        let post = post(reader, block, &table, table_type);
        table.posts.push(post);
    }
    table
}

fn known_type(reader: &mut Reader, kind: &Word) -> Option<&'static TableType> {
    let found = table_type(&kind.value);
    if found.is_none() && !kind.value.is_empty() {
        let names = || TABLE_TYPES.iter().map(|kind| kind.name);
        let listed = names().collect::<Vec<_>>().join(", ");
        let word = &kind.value;
        reader.push(
            Diagnostic::new(
                &UNKNOWN_TYPE,
                kind.span,
                text!("der er ingen tabeltype `{word}`", "there is no table type `{word}`"),
            )
            .help(suggest::did_you_mean(word, names()).unwrap_or_else(|| text!("typerne er {listed}", "the types are {listed}"))),
        );
    }
    found
}

/// The price level: the table's own, current prices for past grants, else the round's.
fn prices(reader: &mut Reader, fields: &Fields<'_>, kind: Option<&TableType>, round: &Round) -> Option<PriceLevels> {
    let past = kind.is_some_and(|kind| kind.columns == ColumnSource::PastYears);
    scope::prices(reader, fields, &k::PRICE_LEVEL)
        .or_else(|| past.then_some(PriceLevels::One(PriceLevel::Current)))
        .or_else(|| round.prices.clone())
}

fn columns(
    reader: &mut Reader,
    fields: &Fields<'_>,
    kind: Option<&TableType>,
    round: &Round,
    posts: &[&tree::Table],
) -> Vec<Column> {
    let source = kind.map_or(ColumnSource::Years, |kind| kind.columns);
    if source == ColumnSource::Named || fields.node(&k::COLUMNS).is_some() {
        let text_type = kind.is_some_and(|kind| kind.name == "tekst");
        return named_columns(reader, fields, text_type);
    }
    let own = scope::periods(reader, fields, &k::YEARS);
    let listed = match source {
        _ if !own.is_empty() => own,
        ColumnSource::PastYears if !round.past_years.is_empty() => round.past_years.clone(),
        _ => round.years.clone(),
    };
    let mut columns: Vec<Column> = listed.iter().map(|period| Column::period(period.value, period.span)).collect();
    // Ranges need no list: a post that has one makes the column.
    let mut ranges: Vec<(Period, Span)> = Vec::new();
    let mut amount = None;
    for (key, _) in posts.iter().flat_map(|post| &post.entries) {
        match Period::parse(&key.value) {
            Some(range @ Period::Range(..)) if ranges.iter().all(|(known, _)| *known != range) => ranges.push((range, key.span)),
            None if key.value == p::AMOUNT.name => amount = amount.or(Some(key.span)),
            _ => {}
        }
    }
    ranges.retain(|(range, _)| columns.iter().all(|column| column.key != ColumnKey::Period(*range)));
    ranges.sort_unstable_by_key(|(range, _)| (range.first(), range.last()));
    columns.extend(ranges.into_iter().map(|(range, span)| Column::period(range, span)));
    columns.extend(amount.map(Column::amount));
    columns.truncate(MOST_COLUMNS);
    columns
}

fn named_columns(reader: &mut Reader, fields: &Fields<'_>, text_type: bool) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for block in fields.blocks(reader, &k::COLUMNS) {
        let column = Fields::open(reader, block, Section::Column, &[]);
        let Some(id) = column.text(reader, &k::COLUMN_ID) else { continue };
        let key = ColumnKey::Named(id.value.clone());
        let name = &id.value;
        if let Some(first) = columns.iter().find(|column| column.key == key) {
            let finding =
                Diagnostic::new(&BAD_COLUMN, id.span, text!("to kolonner hedder `{name}`", "two columns are called `{name}`"))
                    .label(first.span, text!("den første", "the first"))
                    .help(text!("giv dem hvert sit id", "give each its own id"));
            reader.push(finding);
            continue;
        }
        if Section::Post.keys().iter().any(|key| key.name == name) {
            reader.push(
                Diagnostic::new(
                    &BAD_COLUMN,
                    id.span,
                    text!(
                        "en kolonne kan ikke hedde `{name}`: det er en af postens egne nøgler",
                        "a column can't be called `{name}`: that is one of the post's own keys"
                    ),
                )
                .help(text!("kald den noget andet, fx {name}_tal", "call it something else, e.g. {name}_tal")),
            );
            continue;
        }
        let kind = match column.text(reader, &k::COLUMN_KIND).as_ref().map(|word| word.value.as_str()) {
            Some("tekst") => ColumnKind::Text,
            Some("kryds") => ColumnKind::Tick,
            None if text_type => ColumnKind::Text,
            _ => ColumnKind::Figure,
        };
        let year = column.node(&k::COLUMN_YEAR).and_then(|node| match &node.value {
            Value::Number(text) | Value::Text(text) => Period::parse(text),
            _ => None,
        });
        let sum_of = column.texts(reader, &k::COLUMN_SUM_OF);
        columns.push(Column {
            key,
            text: column.text(reader, &k::COLUMN_TEXT),
            kind,
            sum_of: terms(reader, sum_of),
            summed: column.bool(reader, &k::COLUMN_SUMMED).is_none_or(|b| b.value),
            group: column.text(reader, &k::COLUMN_GROUP),
            area: column.text(reader, &k::COLUMN_AREA),
            committee: column.text(reader, &k::COLUMN_COMMITTEE),
            year,
            decimals: column.integer(reader, &k::COLUMN_DECIMALS, 6).map(|d| d.value),
            span: id.span,
        });
    }
    if columns.is_empty() && fields.node(&k::COLUMNS).is_none() {
        reader.push(
            Diagnostic::new(&MISSING_KEY, fields.table.span, text!("[[tabel]] mangler `kolonner`", "[[tabel]] lacks `kolonner`"))
                .help(text!(
                    "tilføj kolonner = [{{ id = \"…\", tekst = \"…\" }}]",
                    "add kolonner = [{{ id = \"…\", tekst = \"…\" }}]"
                )),
        );
    }
    columns.truncate(MOST_COLUMNS);
    columns
}

/// Reads the terms of a `sum_af`.
fn terms(reader: &mut Reader, words: Vec<Word>) -> Vec<Spanned<Term>> {
    let mut out = Vec::new();
    for word in words {
        let Some(term) = Term::parse(&word.value) else {
            let text = &word.value;
            reader.push(
                Diagnostic::new(&BAD_TERM, word.span, text!("`{text}` er ikke et led i en sum", "`{text}` is no term of a sum"))
                    .help(text!(
                        "skriv et id, evt. med minus eller vægt: \"-b\", \"0.5*c\"",
                        "write an id, with minus or weight: \"-b\", \"0.5*c\""
                    )),
            );
            continue;
        };
        out.push(Spanned::new(term, word.span));
    }
    out
}

/// The ids of the table's named columns: keys of its posts and totals.
fn column_names(table: &Table) -> Vec<&str> {
    let named = |column: &'_ Column| matches!(column.key, ColumnKey::Named(_));
    table
        .columns
        .iter()
        .filter(|column| named(column))
        .filter_map(|column| if let ColumnKey::Named(id) = &column.key { Some(id.as_str()) } else { None })
        .collect()
}

fn grand_total(reader: &mut Reader, fields: &Fields<'_>, table: &Table, kind: Option<&TableType>) -> GrandTotal {
    let none = kind.is_some_and(|kind| kind.total.is_empty());
    let Some(node) = fields.node(&k::GRAND_TOTAL) else {
        return if none { GrandTotal::None } else { GrandTotal::Row { text: None, cells: Vec::new(), span: table.span } };
    };
    match &node.value {
        Value::Bool(false) => GrandTotal::None,
        Value::Bool(true) => GrandTotal::Row { text: None, cells: Vec::new(), span: node.span },
        Value::Table(block) => {
            let names = column_names(table);
            let row = Fields::open(reader, block, Section::GrandTotal, &names);
            let text = row.text(reader, &k::GRAND_TOTAL_TEXT);
            let (cells, _) = figure::cells(reader, &row, &table.columns, table.decimals);
            GrandTotal::Row { text, cells, span: block.span }
        }
        _ => {
            crate::read::fields::wrong_type(reader, &k::GRAND_TOTAL, node);
            GrandTotal::Row { text: None, cells: Vec::new(), span: node.span }
        }
    }
}

fn total(reader: &mut Reader, block: &tree::Table, table: &Table) -> Total {
    let names = column_names(table);
    let fields = Fields::open(reader, block, Section::Total, &names);
    let text = fields.text(reader, &k::TOTAL_TEXT).unwrap_or_else(|| Spanned::new(String::new(), block.span));
    let filter = fields.block(reader, &k::TOTAL_WHERE).map(|block| {
        let fields = Fields::open(reader, block, Section::Where, &[]);
        Where {
            area: fields.text(reader, &k::WHERE_AREA),
            committee: fields.text(reader, &k::WHERE_COMMITTEE),
            administration: fields.text(reader, &k::WHERE_ADMINISTRATION),
            appropriation: fields.text(reader, &k::WHERE_APPROPRIATION),
            sort: fields.text(reader, &k::WHERE_SORT),
            ui: fields.text(reader, &k::WHERE_UI),
            choice: fields.text(reader, &k::WHERE_CHOICE),
        }
    });
    let (cells, _) = figure::cells(reader, &fields, &table.columns, table.decimals);
    Total { text, filter: filter.unwrap_or_default(), cells, span: block.span }
}

fn post(reader: &mut Reader, block: &tree::Table, table: &Table, table_type: Option<&TableType>) -> Post {
    let names = column_names(table);
    let fields = Fields::open(reader, block, Section::Post, &names);
    let (cells, words) = figure::cells(reader, &fields, &table.columns, table.decimals);
    let has = |key: &str| table.columns.iter().any(|column| column.key.to_string() == key);
    let astray = block.entries.iter().any(|(key, _)| looks_like_period(&key.value) && !has(&key.value));
    let post = Post {
        id: fields.text(reader, &p::ID),
        text: fields.text(reader, &p::TEXT),
        area: fields.text(reader, &p::AREA),
        committee: fields.text(reader, &p::COMMITTEE),
        administrations: fields.texts(reader, &p::ADMINISTRATION),
        appropriation: fields.text(reader, &p::APPROPRIATION),
        ui: fields.text(reader, &p::UI),
        sort: fields.text(reader, &p::SORT),
        key: fields.text(reader, &p::KEY),
        at_point: fields.text(reader, &p::AT_POINT),
        agreement: fields.text(reader, &p::AGREEMENT),
        choice: fields.text(reader, &p::CHOICE),
        permanent: fields.bool(reader, &p::PERMANENT).is_some_and(|b| b.value),
        kind: kind(reader, &fields),
        cells,
        words,
        astray,
        span: block.span,
    };
    if matches!(post.kind, Kind::Plain) {
        required(reader, &post, table, table_type, &fields);
    }
    post
}

fn kind(reader: &mut Reader, fields: &Fields<'_>) -> Kind {
    let mut kinds: Vec<(Kind, Span)> = Vec::new();
    if let Some(heading) = fields.bool(reader, &p::HEADING).filter(|b| b.value) {
        kinds.push((Kind::Heading, heading.span));
    }
    if let Some(subtotal) = fields.bool(reader, &p::SUBTOTAL).filter(|b| b.value) {
        kinds.push((Kind::Subtotal(SubtotalOf::SinceLast(subtotal.span)), subtotal.span));
    }
    let sum_of = fields.texts(reader, &p::SUM_OF);
    if let Some(span) = sum_of.first().map(|word| word.span) {
        kinds.push((Kind::Subtotal(SubtotalOf::Posts(terms(reader, sum_of))), span));
    }
    if let Some(whole) = fields.text(reader, &p::OF_WHICH) {
        let span = whole.span;
        kinds.push((Kind::OfWhich(whole), span));
    }
    if let Some(block) = fields.block(reader, &p::SHARE) {
        let share = Fields::open(reader, block, Section::Share, &[]);
        let (of, percent) = (share.text(reader, &p::SHARE_OF), share.amount(reader, &p::SHARE_PERCENT));
        if let (Some(of), Some(percent)) = (of, percent) {
            let span = of.span;
            kinds.push((Kind::Share(Share { of, percent: percent.map(crate::amount::Amount::decimal) }), span));
        }
    }
    if let Some(rest) = fields.bool(reader, &p::REST).filter(|b| b.value) {
        kinds.push((Kind::Rest(rest.span), rest.span));
    }
    if let [(_, first), (_, second), ..] = kinds[..] {
        reader.push(
            Diagnostic::new(
                &TWO_KINDS,
                second,
                text!("posten siger to gange, hvor dens tal kommer fra", "the post says twice where its figures come from"),
            )
            .label(first, text!("første gang", "first time"))
            .help(text!("behold én af dem", "keep one of them")),
        );
    }
    kinds.into_iter().next().map_or(Kind::Plain, |(kind, _)| kind)
}

/// What the table's type asks of a post, in the post or from the table as a whole.
fn required(reader: &mut Reader, post: &Post, table: &Table, table_type: Option<&TableType>, fields: &Fields<'_>) {
    for key in table_type.map_or(&[][..], |kind| kind.required) {
        let from_table = [(&p::AREA, &table.area), (&p::COMMITTEE, &table.committee)];
        let given = from_table.iter().any(|(own, value)| own.name == key.name && value.is_some());
        // A code may stand for the row's text, and the other way round.
        let named = key.name == p::TEXT.name && post.name().is_some();
        let acts = key.name == p::COMMITTEE.name && !post.administrations.is_empty();
        if fields.node(key).is_none() && !given && !named && !acts {
            let (name, table_name) = (key.name, &table.id.value);
            let Text { da: means_da, en: means_en } = key.phrase();
            let who = post.name().map(|word| word.value.clone()).unwrap_or_default();
            reader.push(
                Diagnostic::new(
                    &MISSING_KEY,
                    post.span,
                    text!("posten {who} i `{table_name}` mangler `{name}`", "the post {who} of `{table_name}` lacks `{name}`"),
                )
                .help(text!("tilføj {name} = \"…\": {means_da}", "add {name} = \"…\": {means_en}")),
            );
        }
    }
}
