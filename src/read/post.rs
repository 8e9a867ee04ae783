//! A table's post: its codes, its figures, and how these come about.

use std::collections::HashMap;

use crate::diagnostic::{Diagnostic, rule};
use crate::key::{Key, Section, post as p};
use crate::note::{Direction, Kind, PartOf, Period, Post, Share, Sort, SubtotalOf, Table, Word};
use crate::parse::keys::looks_like_period;
use crate::parse::tree::{Name, Node, Value};
use crate::read::faults::MISSING_KEY;
use crate::read::fields::Fields;
use crate::read::figure;
use crate::read::grid::Row;
use crate::read::precision::Precision;
use crate::read::reader::Reader;
use crate::read::term::terms;
use crate::read::{lost_keys, scope, swapped_ui, word};
use crate::source::{Span, Spanned};
use crate::table_type::TableType;
use crate::text;
use crate::text::Text;

rule!(
    TWO_KINDS = "post-med-to-regler", Error;
    "En post siger på to måder, hvor dens tal kommer fra.",
    "A post says in two ways where its figures come from."
);

/// Reads a post, wherever it is written.
pub(crate) fn post(
    reader: &mut Reader,
    row: &Row<'_>,
    table: &Table,
    table_type: Option<&TableType>,
    names: &[&str],
    precision: Precision,
) -> Post {
    let block = &*row.block;
    let fields = Fields::open(reader, block, Section::Post, names);
    let (cells, words) = figure::cells(reader, &fields, &table.columns, precision);
    let has = |key: &str| table.columns.iter().any(|column| column.key.is(key));
    let lost = |(key, name, node): (&Name<'_>, &str, &Node<'_>)| {
        let range = matches!(Period::parse(name), Some(Period::Range(..)));
        (looks_like_period(name) && !has(name))
            || (range && matches!(node.value, Value::Number(_)))
            || (matches!(node.value, Value::Number(_))
                && !Section::Post.has(name)
                && !has(name)
                && !fields.is_meant(key))
    };
    // A share that can't be read gives its post no figures.
    let shared = fields.node(&p::SHARE).is_some_and(|node| !matches!(node.value, Value::Table(_)));
    let astray = shared || reader.lacks_line(block.span) || fields.entries().any(lost);
    let (appropriation, ui) = if let Some((appropriation, ui)) = swapped_ui::read(reader, &fields) {
        (Some(appropriation), Some(ui))
    } else {
        let appropriation = fields.text(reader, &p::APPROPRIATION);
        (appropriation, fields.word(reader, &p::UI, Direction::parse))
    };
    let post = Post {
        id: fields.text(reader, &p::ID),
        text: fields.text(reader, &p::TEXT),
        area: fields.text(reader, &p::AREA),
        committee: fields.text(reader, &p::COMMITTEE),
        administrations: fields.texts(reader, &p::ADMINISTRATION),
        appropriation,
        ui,
        sort: fields.word(reader, &p::SORT, Sort::parse).map(|sort| sort.value),
        key: fields.text(reader, &p::KEY),
        pool: fields.bool(reader, &p::POOL).is_some_and(|b| b.value),
        at_point: fields.text(reader, &p::AT_POINT),
        agreement: fields.text(reader, &p::AGREEMENT),
        choice: fields.text(reader, &p::CHOICE),
        permanent: fields.bool(reader, &p::PERMANENT).is_some_and(|b| b.value),
        prices: scope::price(reader, &fields, &p::PRICE_LEVEL),
        outside: fields.texts(reader, &p::OUTSIDE),
        kind: kind(reader, &fields, row),
        cells,
        words,
        astray: astray || row.astray,
        lacks: row.lacks,
        span: block.span,
    };
    let post = lost_keys::without(post, table_type);
    if matches!(post.kind, Kind::Plain) {
        required(reader, &post, table, table_type, &fields);
    }
    post
}

fn kind(reader: &mut Reader, fields: &Fields<'_>, row: &Row<'_>) -> Kind {
    let mut kinds: Vec<(Kind, Span)> = Vec::new();
    if let Some(above) = row.above {
        kinds.push((Kind::OfWhich(PartOf::Above(above)), row.at_mark));
    }
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
        kinds.push((Kind::OfWhich(PartOf::Named(whole)), span));
    }
    if let Some(block) = fields.block(reader, &p::SHARE) {
        let share = Fields::open(reader, block, Section::Share, &[]);
        let (of, percent) =
            (share.text(reader, &p::SHARE_OF), share.amount(reader, &p::SHARE_PERCENT));
        if let (Some(of), Some(percent)) = (of, percent) {
            let span = of.span;
            let percent = percent.map(crate::amount::Amount::decimal);
            kinds.push((Kind::Share(Share { of, percent, rest: None }), span));
        }
    }
    if let Some(rest) = fields.bool(reader, &p::REST).filter(|b| b.value) {
        match kinds.last_mut() {
            // A share can take the rest of the other shares.
            Some((Kind::Share(share), _)) => share.rest = Some(rest.span),
            _ => kinds.push((Kind::Rest(rest.span), rest.span)),
        }
    }
    if let [(_, first), (_, second), ..] = kinds[..] {
        reader.push(
            Diagnostic::new(
                &TWO_KINDS,
                second,
                text!(
                    "posten siger to gange, hvor dens tal kommer fra",
                    "the post says in two ways where its figures come from"
                ),
            )
            .label(first, text!("første gang", "first time"))
            .help(text!("behold én af dem", "keep one of them")),
        );
    }
    kinds.into_iter().next().map_or(Kind::Plain, |(kind, _)| kind)
}

/// A share of an option's post belongs to that option, unless it names one itself.
pub(crate) fn options_of_shares(posts: &mut [Post]) {
    if posts.iter().all(|post| post.choice.is_none()) {
        return;
    }
    let mut ids: HashMap<&str, usize> = HashMap::new();
    for (number, post) in posts.iter().enumerate().rev() {
        ids.extend(post.id.as_ref().map(|id| (id.value.as_str(), number)));
    }
    // A share may be of a share; a circle of them, which a rule tells, is left after as many steps
    // as there are posts.
    let of = |post: &Post| {
        let mut whole = post;
        for _ in 0..posts.len() {
            let Kind::Share(share) = &whole.kind else { return None };
            whole = posts.get(*ids.get(share.of.value.as_str())?)?;
            if whole.choice.is_some() {
                return whole.choice.clone();
            }
        }
        None
    };
    let own = |post: &Post| if post.choice.is_none() { of(post) } else { None };
    let found: Vec<Option<Word>> = posts.iter().map(own).collect();
    for (post, choice) in posts.iter_mut().zip(found) {
        post.choice = post.choice.take().or(choice);
    }
}

/// What the table's type asks of a post, in the post or from the table as a whole.
fn required(
    reader: &mut Reader,
    post: &Post,
    table: &Table,
    table_type: Option<&TableType>,
    fields: &Fields<'_>,
) {
    for key in table_type.map_or(&[][..], |kind| kind.required) {
        let from_table = [(&p::AREA, &table.area), (&p::COMMITTEE, &table.committee)];
        let given = from_table.iter().any(|(own, value)| own.name == key.name && value.is_some());
        // A code may stand for the row's text, and the other way round.
        let codes = [&post.agreement, &post.committee, &post.appropriation];
        let coded = codes.iter().any(|code| code.is_some());
        // An id is no text, unless the line's text was lost with a cell of it.
        let torn = post.astray || table.in_lines;
        let named = key.name == p::TEXT.name
            && (coded
                || (post.id.is_none() && post.area.is_some())
                || (torn && post.name().is_some()));
        let acts = key.name == p::COMMITTEE.name && !post.administrations.is_empty();
        // Without a committee there is no appropriation either.
        let none = key.name == p::APPROPRIATION.name && post.without_committee();
        if fields
            .node(key)
            .is_some_and(|node| matches!(&node.value, Value::Text(text) if text.trim().is_empty()))
            && !given
        {
            let span = fields.node(key).map_or(post.span, |node| node.span);
            reader.push(word::empty(key, span));
        } else if fields.node(key).is_none() && !given && !named && !acts && !none {
            reader.push(lacks(key, post, table));
        }
    }
}

/// Says that a post lacks what its table's type asks of it.
fn lacks(key: &Key, post: &Post, table: &Table) -> Diagnostic {
    let name = key.name;
    let in_lines = table.in_lines;
    let table = &table.id.value;
    let Text { da: means_da, en: means_en } = key.phrase();
    let message = match post.name() {
        Some(Spanned { value: who, .. }) => {
            text!(
                "posten {who} i `{table}` mangler `{name}`",
                "the post {who} of `{table}` lacks `{name}`"
            )
        }
        None => text!("en post i `{table}` mangler `{name}`", "a post of `{table}` lacks `{name}`"),
    };
    Diagnostic::new(&MISSING_KEY, post.span, message).help(if in_lines {
        text!(
            "skriv det i linjens celle under {name}: {means_da}",
            "write it in the line's cell below {name}: {means_en}"
        )
    } else {
        text!("tilføj {name} = \"…\": {means_da}", "add {name} = \"…\": {means_en}")
    })
}
