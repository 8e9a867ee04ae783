//! One block's keys, held against their descriptions: unknown, misplaced and missing keys, and values of the wrong sort.

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, rule};
use crate::key::{Key, Kind, Section};
use crate::note::{Date, Word};
use crate::read::mend;
use crate::read::tree::{Node, Table, Value};
use crate::source::{FileId, Span, Spanned};
use crate::suggest;
use crate::text;
use crate::text::Text;

rule!(UNKNOWN_KEY = "ukendt-noegle", Error; "Nøglen findes ikke her.", "There is no such key here.");
rule!(MISPLACED_KEY = "forkert-sted", Error; "Nøglen hører til et andet sted i filen.", "The key belongs in another part of the file.");
rule!(MISSING_KEY = "manglende-noegle", Error; "En nøgle, der skal være her, mangler.", "A key that must be here is missing.");
rule!(WRONG_TYPE = "forkert-slags", Error; "Værdien er af en anden slags end nøglen skal have.", "The value is of another sort than the key takes.");
rule!(UNKNOWN_WORD = "ukendt-ord", Error; "Ordet er ikke et af dem, der kan stå her.", "The word is not one of those that can stand here.");
rule!(BAD_ID = "ugyldigt-id", Error; "Et id har tegn, det ikke kan have.", "An id has characters that it can't have.");
rule!(NUMBER_KEY = "nummer-uden-anfoerselstegn", Error; "Et nummer eller en kode er skrevet uden anførselstegn.", "A number or code is written without quotes.");

/// What reading a file gathers: findings, and the places that are spoken of already.
pub(crate) struct Reader {
    pub(crate) file: FileId,
    findings: Vec<Diagnostic>,
    mended: Vec<Span>,
    broken: Vec<Span>,
}

impl Reader {
    pub(crate) fn new(file: FileId, findings: Vec<Diagnostic>, mended: Vec<Span>, broken: Vec<Span>) -> Self {
        Self { file, findings, mended, broken }
    }

    /// Takes a finding, unless one speaks of that place already: one root cause, one finding.
    pub(crate) fn push(&mut self, finding: Diagnostic) {
        let place = finding.primary.span;
        let spoken_of = self.mended.iter().any(|span| span.touches(place) && span.end > span.start);
        if !spoken_of {
            self.findings.push(finding);
        }
    }

    /// Gives the finding that already speaks of a place another help: more is known of it by now.
    pub(crate) fn amend(&mut self, place: Span, help: Text) -> bool {
        let finding = self.findings.iter_mut().find(|finding| finding.primary.span == place);
        finding.map(|finding| finding.help = Some(help)).is_some()
    }

    /// True where a value is not to be trusted.
    pub(crate) fn is_broken(&self, span: Span) -> bool {
        self.broken.iter().any(|broken| broken.touches(span))
    }

    pub(crate) fn finish(self) -> Vec<Diagnostic> {
        self.findings
    }
}

/// A block being read.
pub(crate) struct Fields<'t> {
    pub(crate) table: &'t Table,
    pub(crate) section: Section,
}

impl<'t> Fields<'t> {
    /// Opens a block: says which of its keys are unknown, misplaced or missing. `columns` are the names of the table's own
    /// columns, where figures are keys.
    pub(crate) fn open(reader: &mut Reader, table: &'t Table, section: Section, columns: &[&str]) -> Self {
        for (key, _) in &table.entries {
            let known = section.keys().iter().any(|known| known.name == key.value);
            let column = section.takes_columns() && (columns.contains(&key.value.as_str()) || looks_like_period(&key.value));
            if !known && !column {
                reader.push(unknown_key(key, section, columns));
            }
        }
        for key in section.keys().iter().filter(|key| key.required && table.get(key.name).is_none()) {
            let finding = missing_key(key, table.span, section);
            reader.push(finding);
        }
        Self { table, section }
    }

    /// The value under `key`, whatever it is.
    pub(crate) fn node(&self, key: &'static Key) -> Option<&'t Node> {
        debug_assert_eq!(key.section, self.section, "{}", key.name);
        self.table.get(key.name)
    }

    /// A text.
    pub(crate) fn text(&self, reader: &mut Reader, key: &'static Key) -> Option<Word> {
        text(reader, key, self.node(key)?)
    }

    /// One text or a list of texts.
    pub(crate) fn texts(&self, reader: &mut Reader, key: &'static Key) -> Vec<Word> {
        match self.node(key) {
            None => Vec::new(),
            Some(Spanned { value: Value::List(items), .. }) => items.iter().filter_map(|item| text(reader, key, item)).collect(),
            Some(node) if key.kind == Kind::TextOrTexts => text(reader, key, node).into_iter().collect(),
            Some(node) => {
                // One text where a list should stand is read as a list of one, and said.
                wrong_type(reader, key, node);
                if let Value::Text(word) = &node.value { vec![Spanned::new(word.clone(), node.span)] } else { Vec::new() }
            }
        }
    }

    /// True or false; false where nothing is said.
    pub(crate) fn bool(&self, reader: &mut Reader, key: &'static Key) -> Option<Spanned<bool>> {
        let node = self.node(key)?;
        if let Value::Bool(value) = node.value {
            return Some(Spanned::new(value, node.span));
        }
        wrong_type(reader, key, node);
        None
    }

    /// A small whole number.
    pub(crate) fn integer(&self, reader: &mut Reader, key: &'static Key, most: u32) -> Option<Spanned<u32>> {
        let node = self.node(key)?;
        if let Value::Number(number) = &node.value
            && let Some(value) = number.replace('_', "").parse().ok().filter(|n| *n <= most)
        {
            return Some(Spanned::new(value, node.span));
        }
        wrong_type(reader, key, node);
        None
    }

    /// A date.
    pub(crate) fn date(&self, reader: &mut Reader, key: &'static Key) -> Option<Spanned<Date>> {
        let node = self.node(key)?;
        if let Value::Date(toml::value::Datetime { date: Some(date), time: None, offset: None }) = node.value {
            return Some(Spanned::new(Date { year: date.year, month: date.month, day: date.day }, node.span));
        }
        wrong_type(reader, key, node);
        None
    }

    /// A year.
    pub(crate) fn year(&self, reader: &mut Reader, key: &'static Key) -> Option<u16> {
        let node = self.node(key)?;
        let year = match &node.value {
            Value::Number(number) => number.parse().ok().filter(|year| (1900..2200).contains(year)),
            _ => None,
        };
        if year.is_none() {
            wrong_type(reader, key, node);
        }
        year
    }

    /// An exact figure that is no table cell: `pct`, `skal_give`.
    pub(crate) fn amount(&self, reader: &mut Reader, key: &'static Key) -> Option<Spanned<Amount>> {
        let node = self.node(key)?;
        let amount = match &node.value {
            Value::Number(number) => Amount::parse(number),
            _ => None,
        };
        if amount.is_none() {
            wrong_type(reader, key, node);
        }
        Some(Spanned::new(amount.filter(|_| !reader.is_broken(node.span))?, node.span))
    }

    /// The blocks under `[[key]]`.
    pub(crate) fn blocks(&self, reader: &mut Reader, key: &'static Key) -> Vec<&'t Table> {
        match self.node(key) {
            None => Vec::new(),
            Some(Spanned { value: Value::List(items), .. }) => items
                .iter()
                .filter_map(|item| {
                    if let Value::Table(table) = &item.value {
                        return Some(table);
                    }
                    wrong_type(reader, key, item);
                    None
                })
                .collect(),
            // `[tabel]` for `[[tabel]]`: read as the one it is, and said.
            Some(Spanned { value: Value::Table(table), span }) => {
                let name = key.name;
                reader.push(
                    Diagnostic::new(
                        &WRONG_TYPE,
                        *span,
                        text!("`{name}` skal stå i dobbelte klammer", "`{name}` must stand in double brackets"),
                    )
                    .help(text!("skriv [[…{name}]]", "write [[…{name}]]")),
                );
                vec![table]
            }
            Some(node) => {
                wrong_type(reader, key, node);
                Vec::new()
            }
        }
    }

    /// The one block under `[key]`.
    pub(crate) fn block(&self, reader: &mut Reader, key: &'static Key) -> Option<&'t Table> {
        let node = self.node(key)?;
        if let Value::Table(table) = &node.value {
            return Some(table);
        }
        wrong_type(reader, key, node);
        None
    }
}

/// Reads a text; says so where it is none, and where it is not one of the key's words or no id.
pub(crate) fn text(reader: &mut Reader, key: &'static Key, node: &Node) -> Option<Word> {
    let Value::Text(text) = &node.value else {
        if let Value::Number(number) = &node.value
            && matches!(key.kind, Kind::Text | Kind::NoteId | Kind::Id | Kind::TextOrTexts | Kind::Texts | Kind::OneOf(_))
        {
            let name = key.name;
            reader.push(Diagnostic {
                replacement: Some(format!("\"{number}\"")),
                ..Diagnostic::new(
                    &NUMBER_KEY,
                    node.span,
                    text!("`{name}` er skrevet som et tal: {number}", "`{name}` is written as a number: {number}"),
                )
                .help(text!(
                    "skriv \"{number}\" i anførselstegn, ellers forsvinder nuller til sidst",
                    "write \"{number}\" in quotes, or zeros at its end are lost"
                ))
            });
            return Some(Spanned::new(number.clone(), node.span));
        }
        wrong_type(reader, key, node);
        return None;
    };
    match key.kind {
        Kind::OneOf(words) if !words.contains(&text.as_str()) => {
            unknown_word(reader, key.name, node.span, text, words);
            return None;
        }
        Kind::Id if !is_id(text) => {
            let mended = to_id(text);
            reader.push(Diagnostic {
                replacement: Some(format!("\"{mended}\"")),
                ..Diagnostic::new(&BAD_ID, node.span, text!("`{text}` kan ikke være et id", "`{text}` can't be an id")).help(
                    text!(
                        "skriv \"{mended}\": små bogstaver a-z, tal og _",
                        "write \"{mended}\": small letters a-z, digits and _"
                    ),
                )
            });
        }
        Kind::NoteId if !is_note_id(text) => {
            reader.push(
                Diagnostic::new(
                    &BAD_ID,
                    node.span,
                    text!("`{text}` kan ikke være et notats id", "`{text}` can't be a note's id"),
                )
                .help(text!(
                    "brug bogstaver, tal, - og _, fx \"BI8\" eller \"BI_1b\"",
                    "use letters, digits, - and _, e.g. \"BI8\" or \"BI_1b\""
                )),
            );
        }
        _ => {}
    }
    Some(Spanned::new(text.clone(), node.span))
}

/// Says that a word is not among those that can stand here.
pub(crate) fn unknown_word(reader: &mut Reader, key: &str, span: Span, word: &str, words: &[&str]) {
    let listed = words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(", ");
    let help = suggest::did_you_mean(word, words.iter().copied())
        .unwrap_or_else(|| text!("skriv en af {listed}", "write one of {listed}"));
    reader.push(
        Diagnostic::new(&UNKNOWN_WORD, span, text!("`{word}` kan ikke stå i `{key}`", "`{word}` can't stand in `{key}`"))
            .help(help),
    );
}

/// Says that a value is of the wrong sort.
pub(crate) fn wrong_type(reader: &mut Reader, key: &'static Key, node: &Node) {
    let (name, wanted) = (key.name, key.kind.words());
    let (wanted_da, wanted_en) = (wanted.da, wanted.en);
    let (is_da, is_en) = match &node.value {
        Value::Text(_) => ("en tekst", "a text"),
        Value::Number(_) => ("et tal", "a number"),
        Value::Bool(_) => ("true eller false", "true or false"),
        Value::Date(_) => ("en dato", "a date"),
        Value::List(_) => ("en liste", "a list"),
        Value::Table(_) => ("en blok", "a block"),
    };
    let mut finding = Diagnostic::new(
        &WRONG_TYPE,
        node.span,
        text!("`{name}` er {is_da}, men skal være {wanted_da}", "`{name}` is {is_en}, but must be {wanted_en}"),
    );
    if let (Value::Text(text), Kind::Amount) = (&node.value, key.kind)
        && let Some(number) = Amount::parse(text).or_else(|| mend::number(text).map(|n| n.amount))
    {
        let plain = number.toml();
        finding = finding.help(text!("skriv {plain} uden anførselstegn", "write {plain} without quotes"));
    }
    reader.push(finding);
}

fn missing_key(key: &Key, span: Span, section: Section) -> Diagnostic {
    let (name, opening) = (key.name, section.opening());
    let Text { da: means_da, en: means_en } = key.phrase();
    Diagnostic::new(&MISSING_KEY, span, text!("{opening} mangler `{name}`", "{opening} lacks `{name}`"))
        .help(text!("tilføj {name} = …: {means_da}", "add {name} = …: {means_en}"))
}

fn unknown_key(key: &Word, section: Section, columns: &[&str]) -> Diagnostic {
    let name = &key.value;
    let opening = section.opening();
    let close = suggest::closest(name, section.keys().iter().map(|k| k.name).chain(columns.iter().copied()));
    // A table's key after its posts lands in the last post: that is how TOML reads it.
    let above = match section {
        Section::Post | Section::GrandTotal | Section::Total => vec![Section::Table, Section::Note],
        Section::Table => vec![Section::Post, Section::Note],
        Section::Paragraphs | Section::Place | Section::Readiness | Section::Declared | Section::Choice => vec![Section::Note],
        Section::KnownNote | Section::Agreement => vec![Section::Round],
        Section::Committee | Section::Administration | Section::ControlArea | Section::Appropriation | Section::District => {
            vec![Section::Municipality]
        }
        _ => vec![],
    };
    let home = above.into_iter().find(|other| other.keys().iter().any(|k| k.name == *name));
    if let Some(home) = home {
        let (home_da, home_en) = match home {
            Section::Table => ("tabellen", "the table"),
            Section::Post => ("en post", "a post"),
            Section::Note => ("notatets hoved", "the note's head"),
            Section::Round => ("rundens hoved", "the round's head"),
            _ => ("filens hoved", "the file's head"),
        };
        let message =
            text!("`{name}` hører til {home_da}, ikke til {opening}", "`{name}` belongs to {home_en}, not to {opening}");
        let help = if home == Section::Post {
            text!("flyt linjen ned i en [[tabel.post]]", "move the line down into a [[tabel.post]]")
        } else {
            text!(
                "flyt linjen op: over {opening}, efter {home_da}s egne nøgler",
                "move the line up: above {opening}, after the keys of {home_en}"
            )
        };
        let help = if home == Section::Table {
            text!(
                "hører til tabellen: flyt linjen op over tabellens første {opening}",
                "belongs to the table: move the line up above its first {opening}"
            )
        } else {
            help
        };
        return Diagnostic::new(&MISPLACED_KEY, key.span, message).help(help);
    }
    let message = text!("`{name}` er ikke en nøgle i {opening}", "`{name}` is not a key of {opening}");
    let help = close.map_or_else(
        || {
            let all = section.keys().iter().map(|k| k.name).collect::<Vec<_>>().join(", ");
            text!("her kan stå: {all}", "here can stand: {all}")
        },
        |close| text!("mente du {close}?", "did you mean {close}?"),
    );
    Diagnostic { replacement: close.map(str::to_owned), ..Diagnostic::new(&UNKNOWN_KEY, key.span, message).help(help) }
}

/// Keys that are meant as years: said to be outside the period, not unknown.
pub(crate) fn looks_like_period(key: &str) -> bool {
    let digits = key.bytes().filter(u8::is_ascii_digit).count();
    digits >= 3 && key.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/'))
}

fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

fn is_note_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= 64 && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// The nearest id to a text.
fn to_id(text: &str) -> String {
    let mut id = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            'æ' => id.push_str("ae"),
            'ø' => id.push_str("oe"),
            'å' => id.push_str("aa"),
            c if c.is_ascii_alphanumeric() => id.push(c),
            _ if id.ends_with('_') => {}
            _ => id.push('_'),
        }
    }
    let id = id.trim_matches('_').to_owned();
    if id.starts_with(|c: char| c.is_ascii_lowercase()) { id } else { format!("x{id}") }
}
