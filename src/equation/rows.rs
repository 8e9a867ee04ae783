//! One table's figures, and the equations within it: rows, columns, subtotals, shares, what it must
//! give.

use rust_decimal::Decimal;

use crate::equation::across::{across, total_across};
use crate::equation::dimensions::Names;
pub(crate) use crate::equation::dimensions::figure_columns;
use crate::equation::filter::Filter;
use crate::equation::row_sums::{column_sums, row_sum, sum};
use crate::equation::{
    Equation, Figure, FigureId, Origin, Row, State, System, dimensions, options, permanent,
};
use crate::note::{
    Cell, ColumnKey, GrandTotal, Kind, Note, Post, PostNo, Share, SubtotalOf, Table, TableNo,
};
use crate::source::Span;

/// Adds the table's figures.
pub(super) fn add(system: &mut System, index: TableNo, table: &Table, note: &Note) {
    let permanent = permanent::permanent_posts(table);
    for (number, post) in table.numbered_posts() {
        let row = Row::Post(number);
        for column in figure_columns(table) {
            let unwritten = match post.kind {
                Kind::Heading => continue,
                Kind::Subtotal(_) | Kind::Gathered { .. } if !table.has_sums(column) => {
                    State::Absent
                }
                _ if post.derived() || !column.sum_of.is_empty() => State::Unknown,
                _ if post.astray => State::Broken,
                _ => State::Absent,
            };
            add_one(
                system,
                index,
                table,
                row,
                &column.key,
                post.cell(&column.key),
                post.span,
                unwritten,
            );
        }
        let sums = table.adds_up_across() || !is_sum(post);
        let shown = sums || post.cell(&ColumnKey::Across).is_some();
        if shown && across(table, post, permanent[number], note) {
            add_one(
                system,
                index,
                table,
                row,
                &ColumnKey::Across,
                post.cell(&ColumnKey::Across),
                post.span,
                State::Unknown,
            );
        }
    }
    let totals =
        table.numbered_totals().map(|(i, total)| (Row::Total(i), &total.cells, total.span));
    let grand = match &table.grand_total {
        GrandTotal::Row { cells, span, .. } => Some((Row::Grand, cells, *span)),
        GrandTotal::None => None,
    };
    for (row, cells, span) in grand.into_iter().chain(totals) {
        let cell = |key: &ColumnKey| cells.iter().find(|cell| cell.column == *key);
        // What is not added up has no total, but is printed where the source has one.
        for column in
            figure_columns(table).filter(|column| column.summed || cell(&column.key).is_some())
        {
            add_one(
                system,
                index,
                table,
                row,
                &column.key,
                cell(&column.key),
                span,
                State::Unknown,
            );
        }
        let sums = table.adds_up_across() && total_across(table, note, index);
        if sums || cell(&ColumnKey::Across).is_some() {
            add_one(
                system,
                index,
                table,
                row,
                &ColumnKey::Across,
                cell(&ColumnKey::Across),
                span,
                State::Unknown,
            );
        }
    }
    if let Some(stated) = &table.must_give {
        let measure = table.measure(&ColumnKey::Across);
        let state = State::Written(stated.value);
        // Zero is what it must give to the last krone; another figure is as round as its table's.
        let rounded = table.rounded && !stated.value.is_zero();
        system.add_figure(Figure {
            table: index,
            row: Row::Stated,
            column: ColumnKey::Across,
            state,
            span: stated.span,
            measure,
            rounded,
            years: None,
        });
    }
}

#[expect(clippy::too_many_arguments, reason = "one cell's coordinates")]
fn add_one(
    system: &mut System,
    index: TableNo,
    table: &Table,
    row: Row,
    column: &ColumnKey,
    cell: Option<&Cell>,
    span: Span,
    unwritten: State,
) {
    // A sum that is not printed is not filled in; a figure that is not there is one that counts as 0.
    if unwritten == State::Unknown && cell.is_some_and(|cell| cell.no_figure) {
        return;
    }
    let state = match cell {
        None => unwritten,
        Some(cell) if cell.no_figure => State::Absent,
        Some(cell) => cell.amount().map_or(State::Broken, State::Written),
    };
    let figure = Figure {
        table: index,
        row,
        column: column.clone(),
        state,
        span: cell.map_or(span, |cell| cell.span),
        measure: table.measure(column),
        rounded: table.rounded,
        years: cell.and_then(|cell| cell.value?.rate()).map(|rate| rate.years),
    };
    system.add_figure(figure);
}

/// True for a row that is the sum of others.
fn is_sum(post: &Post) -> bool {
    matches!(post.kind, Kind::Subtotal(_) | Kind::Gathered { .. })
}

/// Adds the equations within the table.
pub(super) fn relate(
    system: &mut System,
    index: TableNo,
    table: &Table,
    note: &Note,
    names: &Names<'_>,
) {
    let keys: Vec<ColumnKey> = figure_columns(table).map(|column| column.key.clone()).collect();
    for (number, post) in table.numbered_posts() {
        relate_post(system, index, table, number, post, &keys, note);
        if table.adds_up_across() || !is_sum(post) {
            row_sum(system, index, table, Row::Post(number), true);
        }
        column_sums(system, index, table, Row::Post(number));
    }
    let summed: Vec<ColumnKey> = figure_columns(table)
        .filter(|column| column.summed)
        .map(|column| column.key.clone())
        .collect();
    if dimensions::is_sum_of_tables(table) {
        // Its total is told by other tables, not by posts.
        row_sum(system, index, table, Row::Grand, true);
        return;
    }
    let rows: Vec<Row> =
        std::iter::once(Row::Grand).chain(table.total_numbers().map(Row::Total)).collect();
    for row in rows {
        let filter = match row {
            Row::Total(i) => table.total_at(i).map(|total| Filter::new(&total.filter, names)),
            _ => None,
        };
        let counts = |number: PostNo, post: &Post, system: &System| {
            let wanted = filter.as_ref().is_none_or(|filter| {
                filter.counts(post, table, &system.dims[index][number], names)
            });
            post.counted() && wanted
        };
        let counted: Vec<PostNo> = table
            .post_numbers()
            .filter(|number| counts(*number, &table.posts[*number], system))
            .collect();
        let figure = |system: &System, number: PostNo, key: &ColumnKey| {
            system.find(index, Row::Post(number), key)
        };
        // A sum across is told by the posts' own where each has one; else by the row itself.
        let by_posts = table.adds_up_across()
            && counted.iter().all(|number| figure(system, *number, &ColumnKey::Across).is_some());
        for key in summed.iter().chain([&ColumnKey::Across].into_iter().filter(|_| by_posts)) {
            let Some(total) = system.find(index, row, key) else { continue };
            let parts = counted.iter().filter_map(|number| figure(system, *number, key));
            let terms = sum(counted.len(), parts, total);
            system.equations.push(Equation {
                origin: Origin::Column,
                terms,
                target: Some(total),
                rounding: None,
            });
        }
        // Of a rounded row, what it is told by is the one of the two with the fewest roundings.
        row_sum(system, index, table, row, !by_posts || table.rounded);
        column_sums(system, index, table, row);
    }
    must_give(system, note, index, &summed, total_across(table, note, index));
}

fn relate_post(
    system: &mut System,
    index: TableNo,
    table: &Table,
    number: PostNo,
    post: &Post,
    keys: &[ColumnKey],
    note: &Note,
) {
    let at = |name: &str| table.post_number(name);
    let parts: Vec<(Decimal, TableNo, PostNo)> = match &post.kind {
        Kind::Subtotal(SubtotalOf::Posts(terms)) => terms
            .iter()
            .filter_map(|term| Some((term.value.weight, index, at(&term.value.name)?)))
            .collect(),
        Kind::Subtotal(SubtotalOf::SinceLast(_)) => {
            since_last(table, number).map(|post| (Decimal::ONE, index, post)).collect()
        }
        Kind::Share(share) => at(&share.of.value)
            .map(|of| share_of(table, index, (number, share), of))
            .unwrap_or_default(),
        Kind::Gathered { table: source, posts } => {
            let source = note.table_number(source);
            source
                .map(|source| posts.iter().map(|i| (Decimal::ONE, source, *i)).collect())
                .unwrap_or_default()
        }
        Kind::Plain | Kind::Heading | Kind::OfWhich(_) | Kind::Rest(_) => return,
    };
    // A part that can't be found is a finding of its own: nothing is said of the sum.
    let void = match &post.kind {
        Kind::Subtotal(SubtotalOf::Posts(terms)) => parts.len() < terms.len(),
        Kind::Share(_) => parts.is_empty(),
        _ => false,
    };
    let (origin, rounding) = match &post.kind {
        Kind::Share(_) => (Origin::Share, true),
        Kind::Gathered { .. } => (Origin::Gathered, false),
        _ => (Origin::Subtotal, false),
    };
    let summed = !matches!(post.kind, Kind::Share(_));
    // A share rounds each figure; in a column that is the sum of others it is their sum, as on any
    // row.
    let own = |key: &&ColumnKey| {
        let column = table.column(key);
        column.is_none_or(
            |column| if summed { table.has_sums(column) } else { column.sum_of.is_empty() },
        )
    };
    let corner = (summed && corner(system, note, table, &parts)).then_some(&ColumnKey::Across);
    for key in keys.iter().filter(own).chain(corner) {
        let Some(target) = system.find(index, Row::Post(number), key) else { continue };
        if void {
            system.void(target);
            continue;
        }
        let mut terms: Vec<(Decimal, FigureId)> = Vec::new();
        for (weight, table_index, part) in &parts {
            let Some(figure) = system.find(*table_index, Row::Post(*part), key) else { continue };
            terms.push((*weight, figure));
        }
        terms.push((Decimal::NEGATIVE_ONE, target));
        system.equations.push(Equation {
            origin: origin.clone(),
            terms,
            target: Some(target),
            rounding: rounding.then(|| table.measure(key).decimals),
        });
    }
}

/// The counted posts since the last subtotal or heading before a post.
pub(crate) fn since_last(table: &Table, number: PostNo) -> impl Iterator<Item = PostNo> {
    let before = &table.posts[..number.0];
    let last =
        before.iter().rposition(|post| matches!(post.kind, Kind::Heading | Kind::Subtotal(_)));
    (last.map_or(0, |last| last + 1)..number.0)
        .map(PostNo)
        .filter(|post| table.posts[*post].counted())
}

/// What a share is made of: its percentage of the post, or, where it takes the rest, what all
/// shares of that post are together less the others.
fn share_of(
    table: &Table,
    index: TableNo,
    (number, share): (PostNo, &Share),
    of: PostNo,
) -> Vec<(Decimal, TableNo, PostNo)> {
    let mut percent = share.percent.value;
    let mut parts = Vec::new();
    if share.rest.is_some() {
        for (other, post) in table.numbered_posts().filter(|(other, _)| *other != number) {
            if let Kind::Share(theirs) = &post.kind
                && theirs.of.value == share.of.value
            {
                percent = percent.checked_add(theirs.percent.value).unwrap_or_default();
                parts.push((Decimal::NEGATIVE_ONE, index, other));
            }
        }
    }
    parts.insert(0, (percent.checked_div(Decimal::ONE_HUNDRED).unwrap_or_default(), index, of));
    parts
}

/// True where a sum of posts is told by their sums across too: in a rounded table, these may have
/// fewer roundings than its own years. Elsewhere that follows from the rest.
fn corner(
    system: &System,
    note: &Note,
    table: &Table,
    parts: &[(Decimal, TableNo, PostNo)],
) -> bool {
    let across = |(_, of, part): &(Decimal, TableNo, PostNo)| {
        system.find(*of, Row::Post(*part), &ColumnKey::Across)
    };
    let rounded = table.rounded
        && parts.iter().all(|(_, of, _)| note.table_at(*of).is_some_and(|of| of.rounded));
    let written = |part| across(part).is_some_and(|figure| system.written(figure));
    rounded && parts.iter().all(|part| across(part).is_some()) && parts.iter().any(written)
}

/// The total against the stated figure: 0 holds in every column; another figure holds for the sum
/// across.
fn must_give(system: &mut System, note: &Note, index: TableNo, keys: &[ColumnKey], across: bool) {
    let table = &note.tables[index];
    let Some(stated) = system.find(index, Row::Stated, &ColumnKey::Across) else { return };
    let zero = table.must_give.as_ref().is_some_and(|stated| stated.value.is_zero());
    let columns: Vec<ColumnKey> =
        if zero || !across { keys.to_vec() } else { vec![ColumnKey::Across] };
    for key in columns {
        for mut terms in whole(system, note, index, &key) {
            terms.push((Decimal::NEGATIVE_ONE, stated));
            system.equations.push(Equation {
                origin: Origin::MustGive,
                terms,
                target: None,
                rounding: None,
            });
        }
    }
}

/// What a table comes to in a column, by its total or else by its posts: once for each choice among
/// its options; nothing where the choices are too many to tell.
fn whole(
    system: &System,
    note: &Note,
    index: TableNo,
    key: &ColumnKey,
) -> Vec<Vec<(Decimal, FigureId)>> {
    let table = &note.tables[index];
    if let Some(total) = system.find(index, Row::Grand, key) {
        return vec![vec![(Decimal::ONE, total)]];
    }
    let sets = options::choices(note, table.posts.iter().filter(|post| post.counted()))
        .unwrap_or_default();
    sets.iter().map(|set| counted_in(system, index, table, key, set)).collect()
}

/// The figures in a column of the counted posts that a choice has.
pub(crate) fn counted_in(
    system: &System,
    index: TableNo,
    table: &Table,
    key: &ColumnKey,
    choice: &[String],
) -> Vec<(Decimal, FigureId)> {
    let in_choice = |figure: FigureId| match system.figure(figure).row {
        Row::Post(post) => options::counts(choice, &table.posts[post]),
        _ => true,
    };
    counted(system, index, table, key)
        .into_iter()
        .filter(|(_, figure)| in_choice(*figure))
        .collect()
}

/// The counted posts' figures in a column.
pub(crate) fn counted(
    system: &System,
    index: TableNo,
    table: &Table,
    key: &ColumnKey,
) -> Vec<(Decimal, FigureId)> {
    let posts = table.numbered_posts().filter(|(_, post)| post.counted());
    posts
        .filter_map(|(number, _)| Some((Decimal::ONE, system.find(index, Row::Post(number), key)?)))
        .collect()
}
