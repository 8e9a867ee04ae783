//! Keys that stand where they can't: unknown ones, those of another block, years in the table's
//! head, and those that lack.

use crate::diagnostic::Diagnostic;
use crate::key::{Key, Kind, Section, post, table};
use crate::note::Period;
use crate::parse::faults::UNKNOWN_KEY;
use crate::parse::keys::looks_like_period;
use crate::parse::near_number::digit_for;
use crate::parse::tree::{Name, Node, Table, Value};
use crate::read::faults::{MISPLACED_KEY, MISSING_KEY};
use crate::source::Span;
use crate::suggest;
use crate::text;
use crate::text::Text;

/// Says that a key that must be there is not.
pub(crate) fn missing(key: &Key, span: Span, section: Section) -> Diagnostic {
    let (name, opening) = (key.name, section.opening());
    let Text { da: means_da, en: means_en } = key.phrase();
    Diagnostic::new(
        &MISSING_KEY,
        span,
        text!("{opening} mangler `{name}`", "{opening} lacks `{name}`"),
    )
    .help(text!("tilføj {name} = …: {means_da}", "add {name} = …: {means_en}"))
}

/// Says that a key does not stand here, and gives the one that is meant where it is a slip of one.
pub(crate) fn key<'c>(
    (key, node): (&Name<'_>, &Node<'_>),
    section: Section,
    columns: &[&'c str],
    only_column: Option<&'c str>,
) -> (Diagnostic, Option<&'c str>) {
    let name = &key.value;
    let opening = section.opening();
    if let Some(home) = home(name, section) {
        return (misplaced(key, section, home), None);
    }
    let close = suggest::closest(
        name,
        section
            .keys()
            .iter()
            .filter(|key| may_hold(key.kind, &node.value))
            .map(|key| key.name)
            .chain(columns.iter().copied()),
    )
    .or(only_column);
    let message = if columns.is_empty() {
        text!("`{name}` er ikke en nøgle i {opening}", "`{name}` is not a key of {opening}")
    } else {
        text!(
            "`{name}` er ikke en af tabellens kolonner og ikke en nøgle i {opening}",
            "`{name}` is not one of the table's columns and not a key of {opening}"
        )
    };
    let help = close.map_or_else(
        || {
            let all = section.keys().iter().map(|k| k.name).collect::<Vec<_>>().join(", ");
            text!("her kan stå: {all}", "what can stand here: {all}")
        },
        |close| text!("mente du {close}?", "did you mean {close}?"),
    );
    let finding = Diagnostic::new(&UNKNOWN_KEY, key.span, message).help(help);
    (Diagnostic { replacement: close.map(str::to_owned), ..finding }, close)
}

/// False for a number where only a block, a list or true can stand: it is no slip of that key.
fn may_hold(kind: Kind, value: &Value<'_>) -> bool {
    let no_number = matches!(
        kind,
        Kind::Bool | Kind::Block(_) | Kind::Blocks(_) | Kind::List(_) | Kind::FalseOr(_)
    );
    !(no_number && matches!(value, Value::Number(_)))
}

/// A year that is typed with letters for digits, or with letters before it: `2O27`, `aar2027`.
pub(crate) fn year(
    key: &Name<'_>,
    table: &Table<'_>,
    section: Section,
) -> Option<(Diagnostic, String)> {
    let name = &key.value;
    if !section.takes_columns() || !name.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut letters = name.chars().filter(|c| digit_for(*c).is_some());
    let letter = letters.next();
    let digits: String = name.chars().map(|c| digit_for(c).unwrap_or(c)).collect();
    let run: String = name.chars().filter(char::is_ascii_digit).collect();
    let is_year =
        |text: &str| text.len() == 4 && matches!(Period::parse(text), Some(Period::Year(_)));
    let (year, why) = if is_year(&digits) {
        let letter = letter?;
        let digit = digit_for(letter)?;
        let why = text!(
            "her står bogstavet {letter}, ikke cifferet {digit}",
            "this is the letter {letter}, not the digit {digit}"
        );
        (digits, why)
    } else if is_year(&run) && name.contains(run.as_str()) && name.len() <= run.len() + 4 {
        let why = text!("et årstal står alene", "a year stands alone");
        (run, why)
    } else {
        return None;
    };
    if table.get(&year).is_some() {
        return None;
    }
    let (why, why_en) = (why.da, why.en);
    let message = text!("`{name}` er ikke et årstal: {why}", "`{name}` is not a year: {why_en}");
    let finding = Diagnostic::new(&UNKNOWN_KEY, key.span, message)
        .help(text!("skriv {year}", "write {year}"));
    Some((Diagnostic { replacement: Some(year.clone()), ..finding }, year))
}

/// The one column of the table that a post has nothing under, where it has one key that is none of
/// ours: the column was renamed, or the key.
pub(crate) fn only_column<'c>(
    table: &Table<'_>,
    section: Section,
    columns: &[&'c str],
) -> Option<&'c str> {
    if section != Section::Post {
        return None;
    }
    let mut empty = columns.iter().filter(|column| table.get(column).is_none());
    let mut unknown = table.entries.iter().filter(|(key, node)| {
        let name = &*key.value;
        !section.has(name)
            && !columns.contains(&name)
            && !looks_like_period(name)
            && matches!(node.value, Value::Number(_))
    });
    let one = empty.next()?;
    (empty.next().is_none() && unknown.next().is_some() && unknown.next().is_none()).then_some(*one)
}

/// The block that a key belongs to, when it stands in one below it or above it.
fn home(name: &str, section: Section) -> Option<Section> {
    let others = match section {
        Section::Post | Section::GrandTotal | Section::Total => {
            &[Section::Table, Section::Note][..]
        }
        Section::Table => &[Section::Post, Section::Note],
        Section::Paragraphs
        | Section::Place
        | Section::Readiness
        | Section::Declared
        | Section::Choice => &[Section::Note],
        Section::KnownNote | Section::Agreement => &[Section::Round],
        Section::Frame => &[Section::Round, Section::Frames],
        Section::Pick => &[Section::Pack],
        Section::Committee
        | Section::Administration
        | Section::ControlArea
        | Section::Appropriation
        | Section::District
        | Section::PriceFactor => &[Section::Municipality],
        _ => &[],
    };
    others.iter().copied().find(|other| other.has(name))
}

/// Says that a key belongs to another block. A table's key after its posts lands in the last post:
/// that is how TOML reads it.
pub(crate) fn misplaced(key: &Name<'_>, section: Section, home: Section) -> Diagnostic {
    let (name, opening) = (&key.value, section.opening());
    let (home_da, home_en) = match home {
        Section::Table => ("tabellen", "the table"),
        Section::Post => ("en post", "a post"),
        Section::Note => ("notatets hoved", "the note's head"),
        Section::Round => ("rundens hoved", "the round's head"),
        Section::Pack => ("pakkens hoved", "the pack's head"),
        _ => ("filens hoved", "the file's head"),
    };
    let message = text!(
        "`{name}` hører til {home_da}, ikke til {opening}",
        "`{name}` belongs to {home_en}, not to {opening}"
    );
    let help = match home {
        Section::Post => {
            text!("flyt linjen ned i en [[tabel.post]]", "move the line down into a [[tabel.post]]")
        }
        Section::Table => text!(
            "flyt linjen op over tabellens første {opening}",
            "move the line up above the table's first {opening}"
        ),
        _ => text!(
            "flyt linjen op over filens første blok",
            "move the line up above the file's first block"
        ),
    };
    Diagnostic::new(&MISPLACED_KEY, key.span, message).help(help)
}

/// Says of the years in a table's head that they belong to a post: one finding, for they were typed
/// as one row.
pub(crate) fn years(years: &[&Name<'_>]) -> Option<Diagnostic> {
    let (first, rest) = years.split_first()?;
    let name = &first.value;
    let message = text!(
        "`{name}` er et år: det hører til en post",
        "`{name}` is a year: it belongs to a post"
    );
    let finding = Diagnostic::new(&MISPLACED_KEY, first.span, message).help(text!(
        "flyt linjen ned i en [[tabel.post]]",
        "move the line down into a [[tabel.post]]"
    ));
    Some(
        rest.iter()
            .fold(finding, |finding, year| finding.label(year.span, text!("også her", "here too"))),
    )
}

/// True where a block, or one within it, holds a key that may belong to a block above, or a block
/// that may be one of ours. Few files do, and only there is it worth searching for each key that is
/// absent.
pub(crate) fn strays(block: &Table<'_>, section: Section) -> bool {
    let stray = |(key, node): &(Name<'_>, Node<'_>)| {
        if section.has(&key.value) {
            return is_total_row(key, node, section);
        }
        let column = section.takes_columns() && looks_like_period(&key.value);
        let block = matches!(node.value, Value::Table(_) | Value::List(_));
        !column && (block || home(&key.value, section).is_some())
    };
    block.entries.iter().any(stray)
        || within(block, section).any(|(inner, block)| strays(block, inner))
}

/// The value of a key that was typed too far down, so that it stands in a block within this one.
pub(crate) fn below<'t>(
    table: &'t Table<'t>,
    section: Section,
    name: &str,
) -> Option<(&'t Name<'t>, &'t Node<'t>)> {
    search(table, section, section, name)
}

fn search<'t>(
    block: &'t Table<'t>,
    section: Section,
    wanted: Section,
    name: &str,
) -> Option<(&'t Name<'t>, &'t Node<'t>)> {
    // Where the table names its own columns, a key among its figures may be one of them.
    let names_columns = block.get(table::COLUMNS.name).is_some();
    within(block, section).filter(|(inner, _)| !(names_columns && inner.takes_columns())).find_map(
        |(inner, block)| {
            let own = block
                .entries
                .iter()
                .find(|(key, node)| key.value == name && belongs(key, node, inner, wanted));
            own.map(|(key, node)| (key, node)).or_else(|| search(block, inner, wanted, name))
        },
    )
}

/// The blocks within a block, each with what it is.
fn within<'t>(
    block: &'t Table<'t>,
    section: Section,
) -> impl Iterator<Item = (Section, &'t Table<'t>)> {
    let nodes = section.keys().iter().filter_map(|key| {
        let (Kind::Blocks(inner) | Kind::Block(inner) | Kind::FalseOr(inner)) = key.kind else {
            return None;
        };
        Some((inner, block.get(key.name)?))
    });
    nodes.flat_map(|(inner, node)| {
        let blocks = match &node.value {
            Value::List(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        blocks.iter().filter_map(move |block| match &block.value {
            Value::Table(block) => Some((inner, block)),
            _ => None,
        })
    })
}

/// True for a key of the block `wanted` that stands in a block of `section`.
fn belongs(key: &Name<'_>, node: &Node<'_>, section: Section, wanted: Section) -> bool {
    if section.has(&key.value) {
        wanted == Section::Table && is_total_row(key, node, section)
    } else {
        home(&key.value, section) == Some(wanted)
    }
}

/// Says that the table's total row stands in a post; and the same where its value was not as TOML
/// has it.
pub(crate) fn total_row(
    key: &Name<'_>,
    node: &Node<'_>,
    section: Section,
) -> (Diagnostic, Diagnostic) {
    let finding = misplaced(key, section, Section::Table);
    let (name, opening) = (&key.value, section.opening());
    let mended = match &node.value {
        Value::Bool(word) => finding.clone().help(text!(
            "flyt linjen op over tabellens første {opening}, og skriv {name} = {word}",
            "move the line up above the table's first {opening}, and write {name} = {word}"
        )),
        _ => finding.clone(),
    };
    (finding, mended)
}

/// True for what only the table's total row can be, under the key where a post has its figure.
pub(crate) fn is_total_row(key: &Name<'_>, node: &Node<'_>, section: Section) -> bool {
    section == Section::Post
        && key.value == post::ACROSS.name
        && matches!(node.value, Value::Bool(_) | Value::Table(_))
}
