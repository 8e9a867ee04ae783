//! What the headers mean: each is a key of a post, a period, or one of the table's columns.

use std::borrow::Cow;

use crate::diagnostic::Diagnostic;
use crate::grid::Cell;
use crate::key::{Key, Kind, Section, post as p};
use crate::note::{Column, ColumnKey, ColumnKind, Period};
use crate::read::faults::YEAR;
use crate::read::grid::faults::COLUMN;
use crate::read::grid::near_header;
use crate::read::grid::target::Target;
use crate::read::reader::Reader;
use crate::source::{Span, Spanned};
use crate::suggest;
use crate::text;
use crate::text::Text;

/// What a table has for columns.
pub(super) struct Known<'c> {
    /// The columns that it names; `None` where they are taken from the headers.
    pub(super) named: Option<&'c [Column]>,
    /// The years that it has; `None` where they are taken from the headers.
    pub(super) years: Option<&'c [Period]>,
    /// What the sum across is called, where the table says.
    pub(super) across: Option<&'c str>,
}

/// A header, and what it means.
pub(super) struct Head {
    pub(super) target: Target,
    pub(super) span: Span,
    /// A column that the table does not name, where the headers do.
    pub(super) column: Option<Column>,
}

/// Works out what each header means, and says which mean nothing or the same as another.
/// `figures` says whether any cell below the header of that number is a figure.
pub(super) fn resolve(
    reader: &mut Reader,
    header: &[Spanned<&Cell<'_>>],
    known: &Known<'_>,
    figures: &dyn Fn(usize) -> bool,
) -> Vec<Head> {
    let mut heads: Vec<Head> = Vec::with_capacity(header.len());
    let mut near = Vec::new();
    let dated = || header.iter().any(|cell| Period::parse(&dashed(&cell.value.text)).is_some());
    for (number, cell) in header.iter().enumerate() {
        let (text, span) = (&*cell.value.text, cell.span);
        let unknown = Head { target: Target::Unknown, span, column: None };
        if text.is_empty() {
            heads.push(unknown);
            continue;
        }
        let found = candidates(text, known, &dated);
        let head = match found {
            Found::None if known.named.is_none() => {
                free(reader, text, span, &heads, || figures(number))
            }
            Found::None => {
                let taken = |own: &str| header.iter().any(|cell| cell.value.text == own);
                let years = known.years.unwrap_or_default();
                if let Some((target, other)) = near_header::meant(text, span, years, &taken) {
                    near.push(other);
                    Head { target, ..unknown }
                } else if let Some(key) = meant_key(text).filter(|key| !taken(key.name)) {
                    // Its cells are read, so that no post lacks what it says.
                    reader.push(mean(text, key.name, span));
                    Head { target: Target::Key(key), ..unknown }
                } else {
                    reader.push(not_known(text, span, known));
                    unknown
                }
            }
            Found::One(one) => of(reader, text, one, span, known),
            Found::Several => {
                let message = text!("`{text}` kan være to kolonner", "`{text}` can be two columns");
                reader.push(Diagnostic::new(&COLUMN, span, message).help(text!(
                    "skriv kolonnens id i stedet for dens overskrift",
                    "write the column's id in place of its heading"
                )));
                unknown
            }
        };
        let twice = heads.iter().find(|known| known.target.same(&head.target));
        if let Some(first) = twice {
            let message = text!("`{text}` står to gange", "`{text}` stands twice");
            let finding = Diagnostic::new(&COLUMN, span, message)
                .label(first.span, text!("første gang", "first time"))
                .help(text!("hver kolonne kan kun stå én gang", "each column can stand only once"));
            reader.push(finding);
            heads.push(Head { target: Target::Unknown, span, column: None });
        } else {
            heads.push(head);
        }
    }
    if let Some(finding) = near_header::finding(&near) {
        reader.push(finding);
    }
    heads
}

/// A printed range's dash as it is typed.
pub(super) fn dashed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace(['–', '—', '−'], "-"))
}

/// What a header may mean.
enum Found {
    /// Nothing.
    None,
    /// One thing.
    One(Target),
    /// Two or more.
    Several,
}

impl Found {
    fn add(&mut self, target: Target) {
        *self = if matches!(self, Self::None) { Self::One(target) } else { Self::Several };
    }
}

fn candidates(text: &str, known: &Known<'_>, dated: &dyn Fn() -> bool) -> Found {
    let mut found = Found::None;
    let named = known.named.unwrap_or_default();
    let columns = named.iter().filter(|column| {
        column.key.is(text) || column.text.as_ref().is_some_and(|word| word.value == text)
    });
    for column in columns {
        // The post's own key, which is printed as a column.
        if let Some(key) = key(&column.key.to_string()) {
            return Found::One(Target::Key(key));
        }
        if let ColumnKey::Named(id) = &column.key {
            found.add(Target::Named(id.clone(), column.kind));
        }
    }
    // A column that is called "I alt" is that, where there are no years to add up across.
    if known.across == Some(text) {
        return Found::One(Target::Key(&p::ACROSS));
    }
    if matches!(text, "I alt" | "i_alt") && (matches!(found, Found::None) || dated()) {
        return Found::One(Target::Key(&p::ACROSS));
    }
    // No key begins with a digit, and every period does.
    let own = if text.starts_with(|c: char| c.is_ascii_digit()) {
        period(text)
    } else {
        key(text).map(Target::Key)
    };
    if let Some(own) = own {
        found.add(own);
    }
    found
}

fn key(text: &str) -> Option<&'static Key> {
    Section::Post.keys().iter().copied().find(|key| key.name == text)
}

/// A year, a pair year, or a range with what it says of its years.
fn period(text: &str) -> Option<Target> {
    let text = dashed(text);
    if let Some(period) = Period::parse(&text) {
        return Some(Target::Period(period));
    }
    let (range, word) = text.split_once(' ')?;
    let key = match word.trim() {
        "sum" => &p::RANGE_SUM,
        "årligt" | "aarligt" => &p::RANGE_YEARLY,
        _ => return None,
    };
    Period::parse(range).filter(|period| is_range(*period)).map(|range| Target::Range(range, key))
}

fn is_range(period: Period) -> bool {
    matches!(period, Period::Range(..))
}

/// A header that means one thing, where that can stand here.
fn of(reader: &mut Reader, text: &str, target: Target, span: Span, known: &Known<'_>) -> Head {
    let mut head = Head { target, span, column: None };
    let finding = match &head.target {
        Target::Key(key) if matches!(key.kind, Kind::Block(_)) => {
            let name = key.name;
            let message =
                text!("`{name}` kan ikke stå i en celle", "`{name}` can't stand in a cell");
            Some(Diagnostic::new(&COLUMN, span, message).help(text!(
                "giv linjen et id, og skriv {name} i en [[tabel.post]] med det id",
                "give the line an id, and write {name} in a [[tabel.post]] with that id"
            )))
        }
        Target::Period(period) if is_range(*period) => {
            let range = dashed(text);
            let message = text!(
                "{text} er flere år, men overskriften siger ikke, hvad tallene dækker",
                "{text} is several years, but the header does not say what the figures cover"
            );
            Some(Diagnostic::new(&COLUMN, span, message).help(text!(
                "skriv `{range} sum` for alle årene eller `{range} årligt` for hvert år",
                "write `{range} sum` for all the years or `{range} årligt` for each year"
            )))
        }
        Target::Period(period) => match known.years {
            None => {
                head.column = Some(Column::period(*period, span));
                None
            }
            Some(years) if years.contains(period) => None,
            Some(years) => Some(no_year(text, span, years)),
        },
        Target::Range(range, _) => {
            if known.years.is_none() {
                head.column = Some(Column::period(*range, span));
            }
            None
        }
        _ => None,
    };
    if let Some(finding) = finding {
        reader.push(finding);
        head.target = Target::Unknown;
    }
    head
}

/// Says that a year is none of the table's.
fn no_year(name: &str, span: Span, years: &[Period]) -> Diagnostic {
    let all: Vec<String> = years.iter().map(Period::to_string).collect();
    let listed = all.join(", ");
    if all.is_empty() {
        let message = text!(
            "tabellen har ingen år, men her står {name}",
            "the table has no years, but {name} is written here"
        );
        return Diagnostic::new(&COLUMN, span, message).help(text!(
            "slet kolonnen, eller slet kolonner: så tages alle kolonner fra overskrifterne",
            "delete the column, or delete kolonner: then all columns are taken from the headers"
        ));
    }
    let message =
        text!("{name} er ikke et af tabellens år", "{name} is not one of the table's years");
    let help = match suggest::closest(name, all.iter().map(String::as_str)) {
        Some(close) => text!(
            "mente du {close}? Tabellens år er {listed}",
            "did you mean {close}? The table's years are {listed}"
        ),
        None => text!(
            "tabellens år er {listed}; andre år skrives i tabellens eller rundens aar",
            "the table's years are {listed}; other years are written in the table's or round's aar"
        ),
    };
    Diagnostic::new(&YEAR, span, message).help(help)
}

/// A column that is named by its header alone.
fn free(
    reader: &mut Reader,
    text: &str,
    span: Span,
    heads: &[Head],
    figures: impl Fn() -> bool,
) -> Head {
    // What looks like a key is meant as one.
    if let Some(key) = meant_key(text) {
        reader.push(mean(text, key.name, span));
        return Head { target: Target::Key(key), span, column: None };
    }
    let kind = if figures() { ColumnKind::Figure } else { ColumnKind::Text };
    let taken = |id: &str| {
        Section::Post.has(id)
            || heads.iter().any(|head| matches!(&head.target, Target::Named(own, _) if own == id))
    };
    let mut id = column_id(text);
    if taken(&id)
        && heads.iter().all(|head| {
            head.column
                .as_ref()
                .is_none_or(|column| column.text.as_ref().is_none_or(|word| word.value != text))
        })
    {
        let own = id.clone();
        let mut number = 2;
        while taken(&id) {
            id = format!("{own}_{number}");
            number += 1;
        }
    }
    let word = Some(Spanned::new(text.to_owned(), span));
    let column = Column {
        key: ColumnKey::Named(id.clone()),
        text: word,
        kind,
        year: None,
        ..Column::amount(span)
    };
    Head { target: Target::Named(id, kind), span, column: Some(column) }
}

/// The id of a column that is named by its heading: `Antal borgere` is `antal_borgere`.
pub(crate) fn column_id(heading: &str) -> String {
    let mut id = String::new();
    for c in folded(heading).chars() {
        if c.is_ascii_alphanumeric() {
            id.push(c);
        } else if !id.ends_with('_') && !id.is_empty() {
            id.push('_');
        }
    }
    let id = id.trim_end_matches('_');
    if id.starts_with(|c: char| c.is_ascii_lowercase()) {
        id.to_owned()
    } else {
        format!("k_{id}").trim_end_matches('_').to_owned()
    }
}

/// Small letters, with the Danish ones as keys have them.
fn folded(text: &str) -> String {
    text.to_lowercase().replace('æ', "ae").replace('ø', "oe").replace('å', "aa")
}

/// The key that a printed header stands for: `Styringsområde` is `styringsomraade`.
fn meant_key(text: &str) -> Option<&'static Key> {
    let plain = folded(text);
    let plain = plain.trim_end_matches(['?', ':', '.']).replace([' ', '-'], "_");
    let name = match plain.as_str() {
        "i/u" | "u/i" => "ui",
        "aktivitet" | "aktiviteter" => "tekst",
        other => other,
    };
    key(name)
}

fn mean(text: &str, name: &str, span: Span) -> Diagnostic {
    let message = text!("kolonnen `{text}` kendes ikke", "the column `{text}` is not known");
    Diagnostic::new(&COLUMN, span, message).help(text!(
        "mente du {name}? Overskriften skal staves præcis sådan",
        "did you mean {name}? The header must be spelled exactly like that"
    ))
}

/// Says that a header is nothing that the table has.
fn not_known(text: &str, span: Span, known: &Known<'_>) -> Diagnostic {
    if let Some(key) = meant_key(text) {
        return mean(text, key.name, span);
    }
    let years: Vec<String> =
        known.years.unwrap_or_default().iter().map(Period::to_string).collect();
    let named = known.named.unwrap_or_default();
    let ids: Vec<String> = named.iter().map(|column| column.key.to_string()).collect();
    let headings = named.iter().filter_map(|column| column.text.as_ref());
    let keys = Section::Post.keys().iter().map(|key| key.name);
    let words = keys
        .chain(ids.iter().map(String::as_str))
        .chain(headings.map(|word| word.value.as_str()))
        .chain(years.iter().map(String::as_str))
        .chain(["I alt"]);
    let message =
        text!("`{text}` er ikke en kolonne i tabellen", "`{text}` is no column of the table");
    let help: Text = suggest::did_you_mean(text, words).unwrap_or_else(|| {
        let own = ids.iter().chain(&years).map(String::as_str).collect::<Vec<_>>().join(", ");
        text!(
            "overskrifterne er postens nøgler (tekst, udvalg, styringsomraade, bevilling, ui …), {own} og I alt",
            "the headers are a post's keys (tekst, udvalg, styringsomraade, bevilling, ui …), {own} and I alt"
        )
    });
    Diagnostic::new(&COLUMN, span, message).help(help)
}
