//! Figures as typed: read exactly from their text, with a mend for what a Dane would write.

use crate::amount::{Amount, Unit};
use crate::diagnostic::{Diagnostic, rule};
use crate::key::{Key, Section, post, table};
use crate::note::{Cell, Column, ColumnKey, ColumnKind, Period, Prose, Rate, Whole};
use crate::parse::faults::{POINT, Sure, UNKNOWN_KEY, WORDS, WRONG_TYPE};
use crate::parse::keys::looks_like_period;
use crate::parse::near_number::number as meant_number;
use crate::parse::number::looks_like_appropriation;
use crate::parse::tree::{Name, Node, Value};
use crate::parse::value::{no_appropriation_here, truth};
use crate::read::faults::{OVERFLOW, YEAR};
use crate::read::fields::Fields;
use crate::read::marks;
use crate::read::precision::{Owner, Precision, in_millions, too_many};
use crate::read::printed;
use crate::read::range::count as range_count;
use crate::read::reader::Reader;
use crate::read::shifted_years;
use crate::read::unknown;
use crate::source::{SharedText, Span, Spanned};
use crate::suggest;
use crate::text;

rule!(
    UNREADABLE = "ulaeseligt-tal", Error;
    "Tallet kan ikke læses som et eksakt tal.",
    "The figure can't be read as an exact number."
);
/// Reads the figures of a block: under years, named columns, `beloeb` and `i_alt`; and its text and
/// tick cells.
pub(crate) fn cells(
    reader: &mut Reader,
    fields: &Fields<'_>,
    columns: &[Column],
    precision: Precision,
) -> (Vec<Cell>, Vec<(String, Prose)>) {
    let mut cells = Vec::new();
    let mut words = Vec::new();
    let shift = shifted_years::find(reader, fields, columns);
    for (key, name, node) in fields.entries() {
        let is_named = |column: &&Column| matches!(&column.key, ColumnKey::Named(id) if id == name);
        let named = columns.iter().find(is_named);
        if let Some(column) = named {
            let own =
                column.decimals.or(column.unit.map(Unit::most_decimals)).map(|most| Precision {
                    most,
                    owner: Owner::Column,
                    known: true,
                    unit: column.unit.unwrap_or(precision.unit),
                });
            // What the post's own key says is read there.
            if fields.section == Section::Post && name == post::PERMANENT.name {
                continue;
            }
            match column.kind {
                ColumnKind::Figure => cells.push(plain(
                    reader,
                    name,
                    node,
                    column.key.clone(),
                    own.unwrap_or(precision),
                )),
                ColumnKind::Text | ColumnKind::Tick => {
                    words.extend(word(reader, name, node, column.kind));
                }
            }
            continue;
        }
        if unknown::is_total_row(key, node, fields.section) {
            let (finding, mended) = unknown::total_row(key, node, fields.section);
            if !reader.replace(node.span, &mended) {
                reader.push(finding);
            }
            continue;
        }
        let column = match (fields.section, name) {
            (Section::Post, k) if k == post::ACROSS.name => ColumnKey::Across,
            (Section::Post, k) if k == post::AMOUNT.name => ColumnKey::Amount,
            (Section::GrandTotal, k) if k == table::GRAND_TOTAL_ACROSS.name => ColumnKey::Across,
            (Section::GrandTotal, k) if k == table::GRAND_TOTAL_AMOUNT.name => ColumnKey::Amount,
            (Section::Total, k) if k == table::TOTAL_ACROSS.name => ColumnKey::Across,
            (Section::Total, k) if k == table::TOTAL_AMOUNT.name => ColumnKey::Amount,
            (_, k) if let Some(period) = shift.and_then(|shift| shift.period(k)) => {
                ColumnKey::Period(period)
            }
            (_, k) if looks_like_period(k) => {
                match period(reader, key, name, columns, fields.section) {
                    Some(period) => ColumnKey::Period(period),
                    None => continue,
                }
            }
            _ => continue,
        };
        match column {
            ColumnKey::Period(Period::Range(first, last)) => {
                cells.push(range(reader, node, column, u32::from(last - first) + 1, precision));
            }
            _ => cells.push(plain(reader, name, node, column, precision)),
        }
    }
    // Most rows have a few more than the room that doubling gives.
    cells.shrink_to_fit();
    (cells, words)
}

/// The period a key names, when the table has it; else says so.
fn period(
    reader: &mut Reader,
    key: &Name<'_>,
    name: &str,
    columns: &[Column],
    section: Section,
) -> Option<Period> {
    let has =
        |period: &Period| columns.iter().any(|column| column.key == ColumnKey::Period(*period));
    if let Some(period) = Period::parse(name).filter(has) {
        return Some(period);
    }
    // What is a slip of a year is told already.
    if key.value != name {
        return None;
    }
    let all: Vec<String> = columns
        .iter()
        .filter(|c| matches!(c.key, ColumnKey::Period(_)))
        .map(|c| c.key.to_string())
        .collect();
    let listed = all.join(", ");
    let finding = if section == Section::Frame {
        Diagnostic::new(
            &YEAR,
            key.span,
            text!("{name} er ikke et af rundens år", "{name} is not one of the round's years"),
        )
        .help(text!("rundens år er {listed}", "the round's years are {listed}"))
    } else if all.is_empty() {
        Diagnostic::new(
            &UNKNOWN_KEY,
            key.span,
            text!(
                "tabellen har ingen år, men her står {name}",
                "the table has no years, but {name} is written here"
            ),
        )
    } else {
        let taken =
            all.iter().map(String::as_str).take(if reader.is_full() { 0 } else { all.len() });
        let close = suggest::closest(name, taken);
        let help = close.map_or_else(
            || {
                text!(
                    "tabellens år er {listed}; andre år skrives i tabellens eller rundens aar",
                    "the table's years are {listed}; other years are written in the table's or round's aar"
                )
            },
            |close| text!("mente du {close}? Tabellens år er {listed}", "did you mean {close}? The table's years are {listed}"),
        );
        Diagnostic::new(
            &YEAR,
            key.span,
            text!("{name} er ikke et af tabellens år", "{name} is not one of the table's years"),
        )
        .help(help)
    };
    reader.push(finding);
    None
}

fn plain(
    reader: &mut Reader,
    key: &str,
    node: &Node<'_>,
    column: ColumnKey,
    precision: Precision,
) -> Cell {
    let unmarked = marks::figure(reader, node);
    let node = unmarked.as_ref().unwrap_or(node);
    if printed::is_no_figure(node) {
        return Cell::dash(column, node.span);
    }
    Cell::plain(column, amount(reader, key, node, precision), node.span)
}

/// True for a figure with the word for millions after it.
fn is_in_millions(written: &str) -> bool {
    let lower = written.to_lowercase();
    lower.contains("mio") || lower.contains("mill")
}

/// `{ sum = 9_198 }` or `{ aarligt = 1_533, antal = 19 }`.
fn range(
    reader: &mut Reader,
    node: &Node<'_>,
    column: ColumnKey,
    years: u32,
    precision: Precision,
) -> Cell {
    let Value::Table(table) = &node.value else {
        let name = column.to_string();
        reader.push(
            Diagnostic::new(
                &WRONG_TYPE,
                node.span,
                text!(
                    "{name} er flere år, men tallet siger ikke, hvad det dækker",
                    "{name} is several years, but the figure does not say what it covers"
                ),
            )
            .help(text!(
                "skriv {{ sum = … }} for alle årene eller {{ aarligt = … }} for hvert år",
                "write {{ sum = … }} for all the years or {{ aarligt = … }} for each year"
            )),
        );
        return Cell::plain(column, None, node.span);
    };
    let fields = Fields::open(reader, table, Section::Range, &[]);
    let Some(count) = range_count(reader, &fields, years) else {
        return Cell::plain(column, None, node.span);
    };
    let of = |key: &'static Key| fields.node(key).map(|node| (key.name, node));
    match (of(&post::RANGE_SUM), of(&post::RANGE_YEARLY)) {
        (Some((name, sum)), None) => plain(reader, name, sum, column, precision),
        (None, Some((_, yearly))) if printed::is_no_figure(yearly) => {
            Cell::dash(column, yearly.span)
        }
        (None, Some((name, yearly))) => {
            let unmarked = marks::figure(reader, yearly);
            let yearly = unmarked.as_ref().unwrap_or(yearly);
            let rate =
                amount(reader, name, yearly, precision).map(|yearly| Rate { yearly, years: count });
            let value = rate.and_then(|rate| whole(reader, rate, yearly.span));
            Cell { column, value, no_figure: false, span: yearly.span }
        }
        (sum, _) => {
            // A key that is told as unknown is what is wrong with a block that says neither.
            if sum.is_some() || fields.entries().all(|(_, name, _)| Section::Range.has(name)) {
                reader.push(
                    Diagnostic::new(
                        &WRONG_TYPE,
                        node.span,
                        text!("skriv enten sum eller aarligt", "write either sum or aarligt"),
                    )
                    .help(text!(
                        "skriv {{ sum = … }} for alle årene eller {{ aarligt = … }} for hvert år",
                        "write {{ sum = … }} for all the years or {{ aarligt = … }} for each year"
                    )),
                );
            }
            Cell::plain(column, None, node.span)
        }
    }
}

/// All years of a rate; says so where that can't be held.
fn whole(reader: &mut Reader, rate: Rate, span: Span) -> Option<Whole> {
    let whole = Whole::of_rate(rate);
    if whole.is_none() {
        let Rate { yearly, years } = rate;
        reader.push(
            Diagnostic::new(
                &OVERFLOW,
                span,
                text!(
                    "{yearly} om året i {years} år er for stort til at regne med",
                    "{yearly} a year in {years} years is too large to compute with"
                ),
            )
            .help(text!(
                "er tallet skrevet i den rigtige enhed?",
                "is the figure written in the right unit?"
            )),
        );
    }
    whole
}

/// One exact figure with no more decimals than it may have; `None` when a finding says what is
/// wrong with it.
pub(crate) fn amount(
    reader: &mut Reader,
    key: &str,
    node: &Node<'_>,
    precision: Precision,
) -> Option<Amount> {
    if reader.is_broken(node.span) {
        if let Value::Number(text) = &node.value
            && is_in_millions(reader.written(node.span))
            && let Some((help, mended)) =
                Amount::parse(text).and_then(|amount| in_millions(amount, precision, Amount::toml))
        {
            reader.amend(node.span, help, Some(mended));
        }
        return None;
    }
    match &node.value {
        Value::Number(text) => number(reader, node.span, text, precision),
        Value::Printed(text) => printed::amount(reader, node.span, text, precision),
        Value::Text(text) => in_quotes(reader, key, node.span, text, precision),
        _ => {
            reader.push(
                Diagnostic::new(
                    &UNREADABLE,
                    node.span,
                    text!("under {key} skal der stå et tal", "under {key} there must be a number"),
                )
                .help(text!("skriv et tal, fx 10_000", "write a number, e.g. 10_000")),
            );
            None
        }
    }
}

/// A figure that is written as text: read on where it is plain.
fn in_quotes(
    reader: &mut Reader,
    key: &str,
    span: Span,
    text: &str,
    precision: Precision,
) -> Option<Amount> {
    let message = text!(
        "tallet under {key} er skrevet som tekst: \"{text}\"",
        "the figure under {key} is written as text: \"{text}\""
    );
    let finding = Diagnostic::new(&WORDS, span, message);
    let plain = Amount::parse(text.trim());
    let meant = meant_number(text);
    // `"3.200"`: a point before three digits stands between thousands, as in print.
    let thousands = plain
        .filter(|plain| plain.scale() == 3 && precision.most < 3)
        .and_then(|_| Amount::parse(&text.trim().replace('.', "")));
    let sure = thousands
        .or(plain)
        .or_else(|| meant.as_ref().filter(|n| n.sure == Sure::Yes).map(|n| n.amount));
    let finding = match (sure, meant) {
        (Some(amount), _) if amount.scale() > precision.most && precision.known => {
            match in_millions(amount, precision, Amount::toml) {
                Some((help, mended)) => {
                    Diagnostic { replacement: Some(mended), ..finding }.help(help)
                }
                None => finding.help(text!(
                    "skriv et helt tal uden anførselstegn",
                    "write a whole number without quotes"
                )),
            }
        }
        (Some(_), Some(meant))
            if plain.is_none() && !meant.help.da.ends_with(&meant.amount.toml()) =>
        {
            let plain = meant.amount.toml();
            Diagnostic { replacement: Some(plain), ..finding.help(meant.help) }
        }
        (Some(amount), _) => {
            let plain = amount.toml();
            Diagnostic { replacement: Some(plain.clone()), ..finding }
                .help(text!("skriv {plain} uden anførselstegn", "write {plain} without quotes"))
        }
        (None, Some(meant)) => finding.help(meant.help),
        (None, None) if looks_like_appropriation(text) => {
            let (message, help) = no_appropriation_here(text.trim());
            Diagnostic { message, ..finding }.help(help)
        }
        (None, None) => finding.help(text!(
            "skriv et tal uden anførselstegn; mangler tallet, så slet linjen",
            "write a number without quotes; where there is none, delete the line"
        )),
    };
    // Words that were given their quotes are no text here: what is wrong is that they are no
    // figure.
    if sure.is_some() || !reader.put_better(&finding) {
        reader.push(finding);
    }
    sure.filter(|amount| amount.scale() <= precision.most || !precision.known)
}

fn number(reader: &mut Reader, span: Span, text: &str, precision: Precision) -> Option<Amount> {
    let Some(amount) = Amount::parse(text) else {
        if let Some(meant) = meant_number(text) {
            let plain = meant.amount.toml();
            let finding = Diagnostic::new(meant.rule, span, meant.message).help(meant.help);
            reader.push(Diagnostic { replacement: Some(plain), ..finding });
            // What is only offered is not trusted.
            let trusted =
                |amount: &Amount| meant.sure == Sure::Yes && amount.scale() <= precision.most;
            return Some(meant.amount).filter(trusted);
        }
        reader.push(
            Diagnostic::new(
                &UNREADABLE,
                span,
                text!(
                    "`{text}` kan ikke læses som et eksakt tal",
                    "`{text}` can't be read as an exact number"
                ),
            )
            .help(text!(
                "skriv tallet ud med cifre, højst 15 før punktum",
                "write the number out in digits, at most 15 before the point"
            )),
        );
        return None;
    };
    if amount.scale() <= precision.most {
        return Some(amount);
    }
    if amount.scale() == 3 && precision.most < 3 {
        let thousands = Amount::parse(&text.replace('.', ""))?;
        let plain = thousands.toml();
        reader.push(Diagnostic {
            replacement: Some(plain.clone()),
            ..Diagnostic::new(
                &POINT,
                span,
                text!(
                    "`{text}` læses som {amount} med tre decimaler; punktum er decimaltegn her",
                    "`{text}` reads as {amount} with three decimals; the point is a decimal mark here"
                ),
            )
            .help(text!("mente du {plain}? Brug _ mellem tusinder", "did you mean {plain}? Use _ between thousands"))
        });
        return Some(thousands);
    }
    if !precision.known {
        return Some(amount);
    }
    too_many(reader, span, text, amount, precision, Amount::toml);
    None
}

fn word(
    reader: &mut Reader,
    name: &str,
    node: &Node<'_>,
    kind: ColumnKind,
) -> Option<(String, Prose)> {
    let cell = |text: SharedText| Some((name.to_owned(), Spanned::new(text, node.span)));
    let tick = match (&node.value, kind) {
        (Value::Text(text) | Value::Number(text), ColumnKind::Text) => {
            return cell(reader.shared(text));
        }
        (Value::Bool(true), ColumnKind::Tick) => return cell("x".into()),
        (Value::Bool(false), ColumnKind::Tick) => return None,
        (Value::Text(text), ColumnKind::Tick) if matches!(text.trim(), "x" | "X") => {
            return cell("x".into());
        }
        (Value::Text(text), ColumnKind::Tick) => truth(text),
        _ => None,
    };
    let (da, en) = match kind {
        ColumnKind::Tick => ("true eller false", "true or false"),
        _ => ("en tekst i anførselstegn", "a text in quotes"),
    };
    let message =
        text!("i kolonnen `{name}` skal der stå {da}", "in the column `{name}` there must be {en}");
    let finding = Diagnostic::new(&WRONG_TYPE, node.span, message);
    reader.push(match tick {
        Some(word) => Diagnostic { replacement: Some(word.to_owned()), ..finding }
            .help(text!("skriv {word} uden anførselstegn", "write {word} without quotes")),
        None => finding.help(text!("skriv {name} = …: {da}", "write {name} = …: {en}")),
    });
    if tick == Some("true") { cell("x".into()) } else { None }
}
