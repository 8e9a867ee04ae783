//! One failed equation in words: what it says, its two sides, and where they stand.

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::equation::compared::Compared;
use crate::equation::dimensions::money_units;
use crate::equation::{Equation, Origin, Row, same_money};
use crate::note::{ColumnKey, Kind, Table, TableNo};
use crate::reconcile::cause::Cause;
use crate::reconcile::relabel::Relabel;
use crate::rule::context::Context;
use crate::rule::sums::declared;
use crate::rule::sums::sides::sides;
use crate::rule::sums::told::{Statement, value, written};
use crate::rule::sums::words;
use crate::source::Span;
use crate::text;
use crate::text::Text;

/// Tells an equation that does not hold exactly; with its check, how far rounding could bring it.
/// `None` where a side can't be held.
pub(in crate::rule) fn equation(
    context: &Context<'_>,
    equation: &Equation,
    check: Option<usize>,
) -> Option<Statement> {
    let statement = match &equation.origin {
        Origin::SameMoney(compared) => same_money(context, equation, compared),
        Origin::MustGive => must_give(context, equation),
        Origin::Finances { .. } => finances(context, equation),
        Origin::Declared { index, of } => declared::statement(context, equation, *index, of),
        _ => within(context, equation),
    }?;
    let tolerance = check
        .map(|check| context.reconciled.checks[check].tolerance)
        .filter(|tolerance| !tolerance.is_zero());
    Some(match tolerance {
        Some(tolerance) => {
            let Text { da, en } = &statement.note;
            let tolerance = words::off_by(context, equation, tolerance);
            let note = text!(
                "{da}; afrunding kan højst give {tolerance}",
                "{en}; rounding can give at most {tolerance}"
            );
            Statement { note, ..statement }
        }
        None => statement,
    })
}

/// A row, column, subtotal, column sum or share: the parts against the figure they should give.
fn within(context: &Context<'_>, equation: &Equation) -> Option<Statement> {
    let system = &context.reconciled.system;
    let ((_, target), parts) = equation.terms.split_last()?;
    let figure = system.figure(*target);
    let table = &context.reconciled.note.tables[figure.table];
    let stated = context.reconciled.solution.value(*target).amount()?;
    let mut given = value(context, parts)?;
    given = equation.rounding.map_or(given, |decimals| given.rounded(decimals));
    let sides = sides(stated, given);
    let difference = sides.difference.abs();
    let Text { da: stated_da, en: stated_en } = words::whole(figure, stated);
    let (stated, given) = (words::figure(figure, stated), words::figure(figure, given));
    let row = words::row(context, figure);
    let column = words::column(table, &figure.column);
    let (col_da, col_en) = (column.da, column.en);
    let id = &table.id.value;
    let (parts_da, parts_en) = words::parts_of(&equation.origin);
    let message = match &equation.origin {
        Origin::Row => text!(
            "`{row}` i `{id}`: I alt er {stated}, men årene giver {given}",
            "`{row}` in `{id}`: the sum across is {stated}, but the years give {given}"
        ),
        Origin::Share if takes_rest(table, figure.row) => text!(
            "`{row}` {col_da} er {stated}, men når de andre andele er trukket fra, er der {given} tilbage",
            "`{row}` {col_en} is {stated}, but the other shares leave {given}"
        ),
        Origin::Share => {
            let percent = share(context, figure.table, figure.row);
            text!(
                "`{row}` {col_da} er {stated_da}, men {percent} pct. giver {given}",
                "`{row}` {col_en} is {stated_en}, but {percent} per cent give {given}"
            )
        }
        _ => text!(
            "`{row}` i `{id}` er {stated_da} {col_da}, men {parts_da} giver {given}",
            "`{row}` in `{id}` is {stated_en} {col_en}, but {parts_en} give {given}"
        ),
    };
    let places = if matches!(
        equation.origin,
        Origin::Column | Origin::Subtotal | Origin::ColumnSum | Origin::Share
    ) {
        written(context, parts, &Text::default())
    } else {
        Vec::new()
    };
    let (label_da, label_en) = match figure.column {
        ColumnKey::Across => ("I alt", "sum across"),
        _ => (row.as_str(), row.as_str()),
    };
    Some(Statement {
        here: Text::default(),
        short: text!(
            "{label_da} er {stated}, {parts_da} giver {given}",
            "{label_en} is {stated}, {parts_en} give {given}"
        ),
        note: text!(
            "{stated} ≠ {given} (forskel {difference})",
            "{stated} ≠ {given} (difference {difference})"
        ),
        message,
        anchors: vec![(Some(figure.table), figure.span)],
        places,
        sides,
    })
}

fn share(context: &Context<'_>, table: TableNo, row: Row) -> Amount {
    let Row::Post(post) = row else { return Amount::ZERO };
    match &context.reconciled.note.tables[table].posts[post].kind {
        Kind::Share(share) => Amount::new(share.percent.value),
        _ => Amount::ZERO,
    }
}

/// True for a share that takes what the other shares of its post leave.
fn takes_rest(table: &Table, row: Row) -> bool {
    let Row::Post(post) = row else { return false };
    matches!(&table.posts[post].kind, Kind::Share(share) if share.rest.is_some())
}

fn must_give(context: &Context<'_>, equation: &Equation) -> Option<Statement> {
    let system = &context.reconciled.system;
    let ((_, stated), parts) = equation.terms.split_last()?;
    let stated = system.figure(*stated);
    let table = &context.reconciled.note.tables[stated.table];
    let wanted = value(context, &[(Decimal::ONE, equation.terms.last()?.1)])?;
    let given = value(context, parts)?;
    let sides = sides(given, wanted);
    let difference = sides.difference.abs();
    let (given, wanted) = (words::figure(stated, given), words::figure(stated, wanted));
    let key = &system.figure(parts.first()?.1).column;
    let column = words::column(table, key);
    let (col_da, col_en) = (column.da, column.en);
    let id = &table.id.value;
    let message = text!(
        "`{id}` skal give {wanted} {col_da}, men giver {given}",
        "`{id}` must give {wanted} {col_en}, but gives {given}"
    );
    let places = written(context, parts, &Text::default());
    Some(Statement {
        here: text!(
            "her står, hvad tabellen skal give",
            "what the table must give is written here"
        ),
        short: message.clone(),
        note: text!(
            "{given} ≠ {wanted} (forskel {difference})",
            "{given} ≠ {wanted} (difference {difference})"
        ),
        message,
        anchors: vec![(Some(stated.table), stated.span)],
        places,
        sides,
    })
}

fn same_money(
    context: &Context<'_>,
    equation: &Equation,
    compared: &Compared,
) -> Option<Statement> {
    let note = &context.reconciled.note;
    // The later table is reported first: it is the one that repeats the money.
    let (left, right) =
        (&note.tables[compared.right].id.value, &note.tables[compared.left].id.value);
    let (earlier, later) = equation.terms.split_at(compared.left_terms);
    let (a, b) = (value(context, later)?.negated(), value(context, earlier)?);
    let sides = sides(a, b);
    // Each table tells its side in its own unit, and the difference is stated in the finer one.
    let units = [&note.tables[compared.right], &note.tables[compared.left]];
    let finer = same_money::finest(units[0], units[1])?;
    let unit = |table: &Table| money_units(table).next().unwrap_or(table.unit);
    let same = units.iter().all(|table| money_units(table).all(|unit| unit == finer));
    let own = |amount: Amount, table: &Table| {
        let amount = finer.convert(amount, unit(table))?.danish(table.decimals);
        Some(if same { amount } else { format!("{amount} {}", unit(table).short()) })
    };
    let (a, b) = (own(a, units[0])?, own(b, units[1])?);
    let mut difference = sides.difference.abs().danish(0);
    if !same {
        difference = format!("{difference} {}", finer.short());
    }
    let when =
        compared.period.map_or_else(Text::default, |period| text!(" i {period}", " in {period}"));
    let (when_da, when_en) = (when.da, when.en);
    let about = words::dims(context, &compared.dims, &compared.by);
    let silent = silent(context, equation).map(|table| {
        let (silent, other, amount) =
            if table == compared.left { (right, left, &a) } else { (left, right, &b) };
        (silent, other, amount)
    });
    let message = match &about {
        _ if let Some((silent, other, amount)) = silent => {
            let Text { da, en } = about.clone().map_or_else(Text::default, |about| {
                let Text { da, en } = about;
                text!(" for {da}", " for {en}")
            });
            text!(
                "`{other}` har {amount}{da}{when_da}, men `{silent}` har intet tal",
                "`{other}` has {amount}{en}{when_en}, but `{silent}` has no figure"
            )
        }
        Some(Text { da, en }) => {
            text!(
                "`{left}` og `{right}` er uenige om {da}{when_da}",
                "`{left}` and `{right}` disagree about {en}{when_en}"
            )
        }
        None => text!(
            "`{left}` og `{right}` er uenige om totalen{when_da}",
            "`{left}` and `{right}` disagree about the total{when_en}"
        ),
    };
    let here = text!("i `{left}`", "in `{left}`");
    let mut places = written(context, later, &here);
    let others = written(context, earlier, &text!("i `{right}`", "in `{right}`"));
    let header = |table: TableNo| note.tables[table].id.span;
    let spoken = |places: &[(Span, Text)], table: TableNo| {
        (Some(table), places.first().map_or(header(table), |(span, _)| *span))
    };
    let mut anchors = vec![spoken(&places, compared.right), spoken(&others, compared.left)];
    if places.is_empty() && !others.is_empty() {
        anchors.reverse();
    }
    let said = if places.is_empty() { Text::default() } else { here };
    if places.is_empty() {
        // One side tells nothing: its table is pointed at.
        places.push((
            header(compared.right),
            text!("`{left}` har intet om det", "`{left}` has nothing on it"),
        ));
    }
    places.extend(others.iter().cloned());
    if others.is_empty() {
        places.push((
            header(compared.left),
            text!("`{right}` har intet om det", "`{right}` has nothing on it"),
        ));
    }
    let Text { da: about_da, en: about_en } =
        about.unwrap_or_else(|| text!("totalen", "the total"));
    Some(Statement {
        here: said,
        short: match silent {
            Some((silent, other, amount)) => text!(
                "`{other}` har {amount} for {about_da}{when_da}, `{silent}` har intet",
                "`{other}` has {amount} for {about_en}{when_en}, `{silent}` has nothing"
            ),
            None => text!(
                "`{left}` har {a} for {about_da}{when_da}, `{right}` har {b}",
                "`{left}` has {a} for {about_en}{when_en}, `{right}` has {b}"
            ),
        },
        note: match silent {
            Some((silent, other, amount)) => text!(
                "{other} {amount}, {silent} intet (forskel {difference})",
                "{other} {amount}, {silent} nothing (difference {difference})"
            ),
            None => text!(
                "{left} {a} ≠ {right} {b} (forskel {difference})",
                "{left} {a} ≠ {right} {b} (difference {difference})"
            ),
        },
        message,
        anchors,
        places,
        sides,
    })
}

/// The one of two compared tables that has no figure for what they are compared on.
pub(super) fn silent(context: &Context<'_>, equation: &Equation) -> Option<TableNo> {
    let Origin::SameMoney(compared) = &equation.origin else { return None };
    let (earlier, later) = equation.terms.split_at(compared.left_terms);
    let tells = |terms| !written(context, terms, &Text::default()).is_empty();
    match (tells(earlier), tells(later)) {
        (false, true) => Some(compared.left),
        (true, false) => Some(compared.right),
        _ => None,
    }
}

fn finances(context: &Context<'_>, equation: &Equation) -> Option<Statement> {
    let Origin::Finances { financing, expenditure } = &equation.origin else { return None };
    let system = &context.reconciled.system;
    let note = &context.reconciled.note;
    let (own, other): (Vec<_>, Vec<_>) =
        equation.terms.iter().copied().partition(|(_, f)| system.figure(*f).table == *financing);
    let (a, b) = (value(context, &own)?, value(context, &other)?);
    let sides = sides(a.negated(), b);
    let off_by = |amount: Amount| words::off_by(context, equation, amount);
    let (a, b, difference) = (off_by(a), off_by(b), off_by(sides.difference.abs()));
    let (left, right) = (&note.tables[*financing].id.value, &note.tables[*expenditure].id.value);
    let column = words::column(&note.tables[*financing], &system.figure(own.first()?.1).column);
    let (col_da, col_en) = (column.da, column.en);
    let mut places = written(context, &own, &Text::default());
    places.extend(written(context, &other, &Text::default()));
    let message = text!(
        "`{left}` ({a}) finansierer ikke `{right}` ({b}) {col_da}",
        "`{left}` ({a}) does not finance `{right}` ({b}) {col_en}"
    );
    Some(Statement {
        here: Text::default(),
        short: message.clone(),
        note: text!(
            "tilsammen skal de give 0 (forskel {difference})",
            "together they must give 0 (difference {difference})"
        ),
        message,
        anchors: vec![(
            Some(*financing),
            places.first().map_or(note.tables[*financing].id.span, |(span, _)| *span),
        )],
        places,
        sides,
    })
}

/// Posts under the wrong code: which codes, and when.
pub(super) fn relabel(context: &Context<'_>, cause: &Cause, relabel: &Relabel) -> Text {
    let system = &context.reconciled.system;
    let note = &context.reconciled.note;
    if let [(table, post, from, to)] = relabel.changes.as_slice()
        && from.is_empty()
    {
        let table = &note.tables[*table];
        let (name, id) = (words::post(table, *post), &table.id.value);
        let to = words::code(context, relabel.dimension, to);
        return text!(
            "posten `{name}` i `{id}` hører ikke til nogen valgmulighed; med {to} stemmer tabellerne",
            "the post `{name}` in `{id}` belongs to no option; with {to} the tables agree"
        );
    }
    let mut codes: Vec<Text> = Vec::new();
    let mut when: Vec<Text> = Vec::new();
    let mut tables = (TableNo(0), TableNo(0));
    for index in &cause.checks {
        let Origin::SameMoney(compared) =
            &system.equations[context.reconciled.checks[*index].equation].origin
        else {
            continue;
        };
        tables = (compared.right, compared.left);
        let code = compared
            .dims
            .get(relabel.dimension)
            .map(|code| Text::same(words::code(context, relabel.dimension, code)));
        codes.extend(code.filter(|code| !codes.contains(code)));
        let period = compared.period.map(|period| Text::same(period.to_string()));
        when.extend(period.filter(|period| !when.contains(period)));
    }
    let (about, years) = (Text::list(&codes), Text::list(&when));
    let (left, right) = (&note.tables[tables.0].id.value, &note.tables[tables.1].id.value);
    let (about_da, about_en, years_da, years_en) = (about.da, about.en, years.da, years.en);
    text!(
        "`{left}` og `{right}` er uenige om {about_da} i {years_da}",
        "`{left}` and `{right}` disagree about {about_en} in {years_en}"
    )
}

/// A post that one of two tables lacks: what it is about, and the years.
pub(super) fn missing(context: &Context<'_>, cause: &Cause, table: TableNo) -> Text {
    let system = &context.reconciled.system;
    let note = &context.reconciled.note;
    let mut when: Vec<Text> = Vec::new();
    let mut about = Text::default();
    let mut other = table;
    for index in &cause.checks {
        let Origin::SameMoney(compared) =
            &system.equations[context.reconciled.checks[*index].equation].origin
        else {
            continue;
        };
        other = if compared.left == table { compared.right } else { compared.left };
        about = words::dims(context, &compared.dims, &compared.by).unwrap_or_default();
        when.extend(compared.period.map(|period| Text::same(period.to_string())));
    }
    let (id, has) = (&note.tables[table].id.value, &note.tables[other].id.value);
    let Text { da: years_da, en: years_en } = Text::list(&when);
    let Text { da: about_da, en: about_en } = about;
    text!(
        "`{id}` har ingen post for {about_da}, men det har `{has}` i {years_da}",
        "`{id}` has no post for {about_en}, but `{has}` has in {years_en}"
    )
}
