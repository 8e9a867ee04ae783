//! Lines that TOML refuses and that are no key, no header and no comment: what they look like, and
//! what to type.

use std::ops::Range;

use crate::amount::Amount;
use crate::diagnostic::Diagnostic;
use crate::key::{Kind, Section};
use crate::parse::document::Document;
use crate::parse::faults::{QUOTES, SYNTAX, Sure};
use crate::parse::keys::looks_like_period;
use crate::parse::lines::Lines;
use crate::parse::near_number::number;
use crate::parse::pieces::keyed;
use crate::parse::quotes::{CURLY, wrap};
use crate::source::{FileId, Source, Span};
use crate::text;
use crate::text::Text;

/// How many lines a text in quotes may go on over, where one is looked for.
const MOST_LINES: usize = 6;

/// Marks that begin a comment elsewhere, or a point of a list.
const NO_COMMENT: [&str; 7] = ["//", "--", "/*", "<!--", "* ", "• ", ";"];

/// A text in quotes that goes on over several lines: read as one, one finding. Gives the lines that
/// it stands on.
pub(super) fn over_lines(
    source: &Source,
    file: FileId,
    line: usize,
    lines: &mut Lines<'_>,
    document: &mut Document<'_>,
) -> Option<Range<usize>> {
    let text = |line: usize| source.text.get(source.line_range(line)).unwrap_or_default();
    let first = text(line);
    let (key, raw) = first.split_once('=')?;
    let name = key.trim();
    let raw = raw.trim();
    let quote = |c: char| c == '"' || CURLY.contains(&c);
    let opens = raw.starts_with(quote)
        && !raw.starts_with("\"\"")
        && raw.chars().skip(1).filter(|c| quote(*c)).count() == 0
        && raw.len() > 1;
    if !opens || !keyed(first) {
        return None;
    }
    let mut whole = raw.trim_start_matches(quote).trim().to_owned();
    let stop = source.line_count().min(line + 1 + MOST_LINES);
    for last in line + 1..stop {
        let own = text(last).trim();
        if own.starts_with(['[', '#']) || keyed(own) || own.contains("'''") {
            return None;
        }
        let ends = own.ends_with(quote);
        let part = own.trim_end_matches(quote).trim_end();
        if part.contains('"') {
            return None;
        }
        if !part.is_empty() {
            whole.push(' ');
            whole.push_str(part);
        }
        if ends {
            let written = wrap(&whole);
            let at = first.find('=').map_or(0, |at| at + 1);
            let start =
                at + (first.len() - at - first.get(at..).unwrap_or_default().trim_start().len());
            let place = |line: usize, part: Range<usize>| {
                let from = source.line_range(line).start;
                Span::new(file, from + part.start..from + part.end)
            };
            let value = place(line, start..first.trim_end().len());
            let end = place(last, 0..text(last).trim_end().len());
            document.findings.push(
                Diagnostic::new(
                    &QUOTES,
                    value,
                    text!(
                        "teksten efter `{name} =` går over flere linjer",
                        "the text after `{name} =` goes on over several lines"
                    ),
                )
                .label(end, text!("her slutter den", "it ends here"))
                .help(one_line(name, &written)),
            );
            document.mended.push(value);
            lines.edit(line, start..first.len(), written);
            for gone in line + 1..=last {
                lines.edit(gone, 0..text(gone).len(), String::new());
            }
            return Some(line..last + 1);
        }
    }
    None
}

fn one_line(name: &str, written: &str) -> Text {
    let long = Section::ALL
        .iter()
        .flat_map(|section| section.keys())
        .any(|key| key.name == name && key.kind == Kind::Prose);
    if long {
        return text!(
            "skriv {name} = {written} på én linje, eller begynd og slut teksten med '''",
            "write {name} = {written} on one line, or begin and end the text with '''"
        );
    }
    text!("skriv {name} = {written} på én linje", "write {name} = {written} on one line")
}

/// What is said of a line that can't be read, at its place; `told` is what the parser says of it.
pub(super) fn unreadable(source: &Source, line: usize, span: Span, told: &str) -> Diagnostic {
    let written = source.text.get(source.line_range(line)).unwrap_or_default().trim();
    let known = row(source, line, written, span)
        .or_else(|| comment(written, span))
        .or_else(|| several_keys(written, span));
    if let Some(finding) = known {
        return finding;
    }
    let say = |message: Text, help: Text| Diagnostic::new(&SYNTAX, span, message).help(help);
    if written.is_empty() {
        return say(
            text!("der mangler noget her", "something is missing here"),
            text!(
                "se på linjen over: mangler der et tegn til sidst?",
                "look at the line above: is a character missing at its end?"
            ),
        );
    }
    if written.chars().all(|c| matches!(c, '-' | '=' | '*' | '_' | '~' | '–' | '—')) {
        let finding = say(
            text!("en streg kan ikke stå her", "a rule can't stand here"),
            text!("slet linjen, eller skriv # foran", "delete the line, or write # before it"),
        );
        return Diagnostic { replacement: Some(format!("# {written}")), ..finding };
    }
    if is_name(written) {
        return say(
            text!("der står intet efter `{written}`", "there is nothing after `{written}`"),
            text!(
                "skriv {written} = og en værdi, eller slet linjen",
                "write {written} = and a value, or delete the line"
            ),
        );
    }
    if let Some(value) = written.strip_prefix('=').map(str::trim) {
        return say(
            text!("der mangler en nøgle foran `= {value}`", "a key is missing before `= {value}`"),
            text!(
                "skriv, hvad det er, foran lighedstegnet, fx årstallet",
                "write what it is before the equals sign, e.g. the year"
            ),
        );
    }
    if written.contains('=') || written.starts_with('[') {
        return say(
            text!("linjen kan ikke læses", "the line can't be read"),
            text!(
                "skriv den som nøgle = værdi: en tekst i anførselstegn (tekst = \"Løn\"), et tal uden (2027 = 3_200)",
                "write it as key = value: a text in quotes (tekst = \"Løn\"), a number without (2027 = 3_200)"
            ),
        )
        .note(Text::same(format!("TOML: {told}")));
    }
    say(
        text!(
            "linjen er hverken nøgle = værdi, en [[blok]] eller en kommentar",
            "the line is neither key = value, a [[block]] nor a comment"
        ),
        text!(
            "hører den til en tekst, så flyt den ind mellem tekstens '''; er den kun til dig selv, så skriv # foran; ellers slet den",
            "if it belongs to a text, move it in between the text's '''; if it is only for yourself, write # before it; else delete it"
        ),
    )
}

/// A key by itself.
fn is_name(written: &str) -> bool {
    written.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && written.chars().any(|c| c.is_ascii_alphanumeric())
}

/// A comment as other languages write it, or a point of a list.
fn comment(written: &str, span: Span) -> Option<Diagnostic> {
    let mark = NO_COMMENT.iter().find(|mark| written.starts_with(**mark))?;
    let words = written.get(mark.len()..).unwrap_or_default();
    let words = words.trim().trim_end_matches("*/").trim_end_matches("-->").trim();
    if written.contains('=') || !words.contains(char::is_alphanumeric) {
        return None;
    }
    let mark = mark.trim();
    let mended = format!("# {words}");
    let message = text!(
        "en kommentar begynder med #, ikke med {mark}",
        "a comment begins with #, not with {mark}"
    );
    let help = text!("skriv {mended}", "write {mended}");
    Some(Diagnostic {
        replacement: Some(mended),
        ..Diagnostic::new(&SYNTAX, span, message).help(help)
    })
}

/// `2027, 2028 = 3_200`: one value for several keys.
fn several_keys(written: &str, span: Span) -> Option<Diagnostic> {
    let (keys, value) = written.split_once('=')?;
    let value = value.trim();
    let keys: Vec<&str> = keys.split([',', ';', '&']).map(str::trim).collect();
    let plain = |key: &&str| {
        !key.is_empty()
            && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
    };
    if keys.len() < 2 || !keys.iter().all(plain) || value.is_empty() {
        return None;
    }
    let lines: Vec<String> = keys.iter().map(|key| format!("{key} = {value}")).collect();
    let (da, en) = (lines.join(" og "), lines.join(" and "));
    let message = text!(
        "linjen har flere nøgler foran lighedstegnet",
        "the line has several keys before its equals sign"
    );
    let help = text!("skriv {da} på hver sin linje", "write {en} on a line each");
    Some(Diagnostic::new(&SYNTAX, span, message).help(help))
}

/// A row as it is pasted from a spreadsheet or a paper: words and figures between tabs.
fn row(source: &Source, line: usize, written: &str, span: Span) -> Option<Diagnostic> {
    let cells: Vec<&str> = ["\t", "|", ";", "   ", "  "].iter().find_map(|between| {
        let cells = written.split(between).map(str::trim).filter(|cell| !cell.is_empty());
        let cells: Vec<&str> = cells.collect();
        (cells.len() >= 3).then_some(cells)
    })?;
    let amount = |cell: &str| {
        Amount::parse(&cell.replace('.', ""))
            .filter(|_| cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-')))
            .or_else(|| number(cell).filter(|number| number.sure == Sure::Yes).map(|n| n.amount))
    };
    let figures: Vec<Amount> = cells.iter().filter_map(|cell| amount(cell)).collect();
    if figures.len() < 2 || figures.len() + 2 < cells.len() {
        return None;
    }
    let name = cells.first().copied().filter(|cell| amount(cell).is_none()).unwrap_or("…");
    let first = figures.first().copied().map(Amount::toml)?;
    let year = year_above(source, line);
    let (year, year_en) = year.as_deref().map_or(("årstallet", "the year"), |year| (year, year));
    let message = text!(
        "linjen ligner en række fra et regneark",
        "the line looks like a row of a spreadsheet"
    );
    let help = text!(
        "skriv den som en post: [[tabel.post]], tekst = \"{name}\", {year} = {first} og så videre på hver sin linje; en hel tabel kan sættes ind under raekker = '''",
        "write it as a post: [[tabel.post]], tekst = \"{name}\", {year_en} = {first} and so on, on a line each; a whole table can be pasted under raekker = '''"
    );
    Some(Diagnostic::new(&SYNTAX, span, message).help(help))
}

/// The first year of the figures that stand right above a line.
fn year_above(source: &Source, line: usize) -> Option<String> {
    const MOST: usize = 40;
    let text = |line: usize| source.text.get(source.line_range(line)).unwrap_or_default().trim();
    let mut year = None;
    for above in (line.saturating_sub(MOST)..line).rev() {
        let own = text(above);
        if own.starts_with('[') {
            break;
        }
        let key = own.split('=').next().unwrap_or_default().trim();
        if keyed(own) && looks_like_period(key) {
            year = Some(key.to_owned());
        }
    }
    year
}
