//! Headers of blocks, seen before the file is parsed: a misspelled or wrongly bracketed one is a
//! block of its own to TOML, and would take all that stands under it along.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::{memchr, memchr2, memrchr};

use crate::amount::is_dash;
use crate::diagnostic::{Diagnostic, Rule};
use crate::key::{Kind, Section};
use crate::parse::document::Document;
use crate::parse::faults::{SYNTAX, UNKNOWN_KEY, WRONG_TYPE};
use crate::parse::keys::{looks_like_period, without_comment};
use crate::parse::lines::Lines;
use crate::paths::{ELSEWHERE_FILE, FRAMES_FILE, MUNICIPALITY_FILE, ROUND_FILE};
use crate::source::{FileId, Source, Span};
use crate::suggest;
use crate::text;
use crate::text::Text;

/// How deep blocks stand within blocks: a note's table, its total, the total's filter.
const DEEPEST: usize = 3;

/// How many headers are mended: bounds what is reported of bytes that are no note at all.
const MOST_MENDS: usize = 100;

/// The header of a block as it should be.
struct Header {
    path: String,
    double: bool,
    /// True where years and the table's columns stand as keys, a range of years as a block.
    takes_columns: bool,
}

impl Header {
    fn written(&self) -> String {
        bracketed(&self.path, self.double)
    }

    /// True for a header that is written as it should be.
    fn is(&self, written: &str) -> bool {
        let (open, close) = if self.double { ("[[", "]]") } else { ("[", "]") };
        let inner = written.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        inner == Some(self.path.as_str())
    }
}

fn bracketed(path: &str, double: bool) -> String {
    if double { format!("[[{path}]]") } else { format!("[{path}]") }
}

/// Every header that a file of this kind may have.
fn known(root: Section) -> &'static [Header] {
    type Known = LazyLock<Vec<Header>>;
    fn of(root: Section) -> Vec<Header> {
        let mut known = Vec::new();
        headers(root, "", 1, &mut known);
        known
    }
    static NOTE: Known = Known::new(|| of(Section::Note));
    static ROUND: Known = Known::new(|| of(Section::Round));
    static FRAMES: Known = Known::new(|| of(Section::Frames));
    static ELSEWHERE: Known = Known::new(|| of(Section::Elsewhere));
    static PACK: Known = Known::new(|| of(Section::Pack));
    static MUNICIPALITY: Known = Known::new(|| of(Section::Municipality));
    match root {
        Section::Round => &ROUND,
        Section::Frames => &FRAMES,
        Section::Elsewhere => &ELSEWHERE,
        Section::Pack => &PACK,
        Section::Municipality => &MUNICIPALITY,
        _ => &NOTE,
    }
}

fn headers(section: Section, prefix: &str, deep: usize, out: &mut Vec<Header>) {
    for key in section.keys() {
        let (inner, double) = match key.kind {
            Kind::Blocks(inner) | Kind::List(inner) => (Some(inner), true),
            Kind::Block(inner) | Kind::FalseOr(inner) => (Some(inner), false),
            Kind::PriceLevel => (None, false),
            _ => continue,
        };
        let path =
            if prefix.is_empty() { key.name.to_owned() } else { format!("{prefix}.{}", key.name) };
        if let Some(inner) = inner.filter(|_| deep < DEEPEST) {
            headers(inner, &path, deep + 1, out);
        }
        out.push(Header { path, double, takes_columns: inner.is_some_and(Section::takes_columns) });
    }
}

/// Mends headers that are near misses, so that what stands under them is read: one finding at each.
pub(crate) fn mend(
    source: &Source,
    file: FileId,
    root: Section,
    lines: &mut Lines<'_>,
    document: &mut Document<'_>,
) {
    let known = known(root);
    let mut open = None;
    let mut left = MOST_MENDS;
    for line in 0..source.line_count() {
        let read = lines.line(line);
        let mut last = "";
        let mut outside = true;
        for part in read.split('\n') {
            outside = open.is_none();
            open = after(part, open);
            last = part;
        }
        let range = source.line_range(line);
        let written = without_comment(last).trim();
        let at = last.len() - last.trim_start().len();
        if !outside
            || left == 0
            || source.text.get(range.clone()).is_none_or(|own| own.trim_end() != last.trim_end())
        {
            continue;
        }
        let Some(fault) = fault(written, known, root) else { continue };
        let span = Span::new(file, range.start + at..range.start + at + written.len());
        let finding = Diagnostic::new(fault.rule, span, fault.message).help(fault.help);
        document.findings.push(Diagnostic { replacement: Some(fault.mended.clone()), ..finding });
        document.mended.push(span);
        lines.edit(line, at..at + written.len(), fault.mended);
        left -= 1;
    }
}

/// True where no header of a sound file is a near miss; `long` is where its texts of several lines
/// stand.
pub(crate) fn are_right(text: &str, long: &[Range<usize>], root: Section) -> bool {
    let known = known(root);
    let end_of_line =
        |at: usize| memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |found| at + found);
    let mut from = 0;
    for text_within in long.iter().chain([&(text.len()..text.len())]) {
        // A text may hold what it likes, but for the line that it begins on.
        let until = end_of_line(text_within.start);
        if from < until && !lines_are_right(&text[from..until], known, root) {
            return false;
        }
        from = from.max(end_of_line(text_within.end));
    }
    true
}

/// Only a line with a bracket can be a header, or have been meant as one.
fn lines_are_right(lines: &str, known: &[Header], root: Section) -> bool {
    /// How many lines that are right are remembered: most of a note's headers are a few, repeated.
    const MOST: usize = 8;
    let bytes = lines.as_bytes();
    let mut right: Vec<&str> = Vec::new();
    let mut from = 0;
    while let Some(at) = memchr2(b'[', b']', &bytes[from..]) {
        let start = memrchr(b'\n', &bytes[..from + at]).map_or(0, |end| end + 1);
        let end = memchr(b'\n', &bytes[start..]).map_or(lines.len(), |length| start + length);
        let line = &lines[start..end];
        if !right.contains(&line) {
            if fault(without_comment(line).trim(), known, root).is_some() {
                return false;
            }
            if right.len() < MOST {
                right.push(line);
            }
        }
        from = end;
    }
    true
}

/// What is wrong with a header.
struct Fault {
    rule: &'static Rule,
    message: Text,
    help: Text,
    mended: String,
}

fn fault(written: &str, known: &[Header], root: Section) -> Option<Fault> {
    if known.iter().any(|header| header.is(written)) {
        return None;
    }
    let inner = written.trim_start_matches('[');
    let opening = written.len() - inner.len();
    let name = inner.trim_end_matches(']');
    let closing = inner.len() - name.len();
    let name = name.trim();
    let plain =
        |c: char| c.is_alphanumeric() || is_dash(c) || matches!(c, '_' | '.' | '-' | ' ' | '/');
    // Two brackets on each side are a header, whatever slipped in between them.
    let sure = opening >= 2 && closing >= 2;
    if !(sure
        || (opening + closing > 0
            && name.starts_with(char::is_alphabetic)
            && name.chars().all(plain)))
    {
        return beside(written, known);
    }
    let path = path_of(name);
    let exact = known.iter().find(|header| header.path == path);
    if opening == 0 || closing == 0 {
        // With brackets on one side only, it is a header where nothing else looks like that.
        let meant = exact.or_else(|| near(&path, known).filter(|_| opening + closing == 2));
        return meant.map(|header| mismatch(name, header));
    }
    if let Some(header) = exact {
        let right = if header.double { 2 } else { 1 };
        return match (opening, closing) {
            _ if path != spaceless(name) => Some(unknown(written, header, root)),
            _ if (opening, closing) == (right, right) => None,
            _ if opening != closing || opening > 2 => Some(mismatch(name, header)),
            _ => Some(wrong_brackets(name, header)),
        };
    }
    if path.rsplit_once('.').is_some_and(|(parent, last)| {
        looks_like_period(last)
            && known.iter().any(|header| header.takes_columns && header.path == parent)
    }) {
        return (path != spaceless(name) && opening == 1 && closing == 1)
            .then(|| dashed(name, &path));
    }
    near(&path, known).map(|header| unknown(written, header, root))
}

/// A header with a few characters at its ends that do not belong there.
fn beside(written: &str, known: &[Header]) -> Option<Fault> {
    let name = written.trim_matches(|c: char| !c.is_ascii_lowercase());
    // A key of the block's own name, `valg = []`, is no header.
    if written.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('=')) {
        return None;
    }
    let found = known.iter().find(|known| known.path == name)?;
    let brackets = written.chars().filter(|c| matches!(c, '[' | ']')).count();
    let astray: String =
        written.replacen(name, "", 1).chars().filter(|c| !matches!(c, '[' | ']' | ' ')).collect();
    let few = brackets >= 2 && !astray.is_empty() && astray.chars().count() <= 3;
    let mended = found.written();
    few.then(|| Fault {
        rule: &SYNTAX,
        message: text!(
            "`{astray}` hører ikke til ved {mended}",
            "`{astray}` does not belong at {mended}"
        ),
        help: text!("skriv {mended}", "write {mended}"),
        mended,
    })
}

/// The path as TOML reads it, with what is often typed for its points and letters put right.
fn path_of(name: &str) -> String {
    let lower = name
        .to_lowercase()
        .replace('æ', "ae")
        .replace('ø', "oe")
        .replace('å', "aa")
        .replace(is_dash, "-");
    lower.split(['.', ' ', '/']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(".")
}

/// The path as written, without the blanks that TOML allows around its points.
fn spaceless(name: &str) -> String {
    name.split('.').map(str::trim).collect::<Vec<_>>().join(".")
}

/// The header that a misspelled one is nearest to; a block that lacks its parent's name is that
/// block.
fn near<'h>(path: &str, known: &'h [Header]) -> Option<&'h Header> {
    let mut ends = known
        .iter()
        .filter(|header| header.path.rsplit('.').next() == Some(path) && header.path != path);
    if let (Some(one), None) = (ends.next(), ends.next()) {
        return Some(one);
    }
    // Parts are held against parts, so that a long path does not forgive a wrong last name.
    let parts: Vec<&str> = path.split('.').collect();
    let mut prefix = String::new();
    for part in &parts {
        let head = if prefix.is_empty() { String::new() } else { format!("{prefix}.") };
        let next: Vec<&str> = known
            .iter()
            .filter_map(|header| header.path.strip_prefix(&head))
            .filter(|rest| !rest.contains('.'))
            .collect();
        prefix = head + suggest::closest(part, next.iter().copied().filter(|name| name.len() > 2))?;
    }
    known.iter().find(|header| header.path == prefix)
}

/// Years with a dash between them, `[tabel.post.2027–2032]`.
fn dashed(name: &str, path: &str) -> Fault {
    let mended = bracketed(path, false);
    Fault {
        rule: &SYNTAX,
        message: text!(
            "`{name}` har et tegn, som en nøgle ikke kan have",
            "`{name}` has a character that a key can't have"
        ),
        help: text!("skriv {mended}", "write {mended}"),
        mended,
    }
}

fn mismatch(name: &str, header: &Header) -> Fault {
    let mended = header.written();
    Fault {
        rule: &SYNTAX,
        message: text!(
            "klammerne om `{name}` passer ikke sammen",
            "the brackets around `{name}` don't match"
        ),
        help: text!("skriv {mended}", "write {mended}"),
        mended,
    }
}

fn wrong_brackets(name: &str, header: &Header) -> Fault {
    let mended = header.written();
    let (da, en) = if header.double { ("dobbelte", "double") } else { ("enkelte", "single") };
    Fault {
        rule: &WRONG_TYPE,
        message: text!("`{name}` skal stå i {da} klammer", "`{name}` must stand in {en} brackets"),
        help: text!("skriv {mended}", "write {mended}"),
        mended,
    }
}

fn unknown(written: &str, header: &Header, root: Section) -> Fault {
    let mended = header.written();
    let (da, en) = match root {
        Section::Round => (ROUND_FILE, ROUND_FILE),
        Section::Frames => (FRAMES_FILE, FRAMES_FILE),
        Section::Elsewhere => (ELSEWHERE_FILE, ELSEWHERE_FILE),
        Section::Municipality => (MUNICIPALITY_FILE, MUNICIPALITY_FILE),
        Section::Pack => ("en pakke", "a pack"),
        _ => ("et notat", "a note"),
    };
    Fault {
        rule: &UNKNOWN_KEY,
        message: text!("`{written}` er ikke en blok i {da}", "`{written}` is not a block of {en}"),
        help: text!("mente du {mended}?", "did you mean {mended}?"),
        mended,
    }
}

/// The header that a line is which has its name and no brackets.
pub(crate) fn bare(written: &str) -> Option<String> {
    let roots =
        [Section::Note, Section::Round, Section::Frames, Section::Municipality, Section::Pack];
    let mut all = roots.into_iter().flat_map(known);
    all.find(|header| header.path == written).map(Header::written)
}

/// The marks of the long text that is open after a line, when `open` was before it.
pub(crate) fn after(line: &str, mut open: Option<&'static str>) -> Option<&'static str> {
    let mut rest = line;
    loop {
        if let Some(marks) = open {
            let Some(at) = rest.find(marks) else { return open };
            // Up to two more marks belong to the text.
            rest = rest.get(at + marks.len()..).unwrap_or_default();
            rest = rest.trim_start_matches(|c| marks.starts_with(c));
            open = None;
            continue;
        }
        let at = rest.find(['"', '\'', '#'])?;
        let found = rest.get(at..).unwrap_or_default();
        if found.starts_with('#') {
            return None;
        }
        let long = ["'''", "\"\"\""].into_iter().find(|marks| found.starts_with(marks));
        if let Some(marks) = long {
            open = Some(marks);
            rest = found.get(marks.len()..).unwrap_or_default();
            continue;
        }
        let quote = found.chars().next()?;
        let inner = found.get(1..).unwrap_or_default();
        let mut escaped = false;
        let end = inner.find(|c: char| {
            let ends = c == quote && !escaped;
            escaped = c == '\\' && !escaped && quote == '"';
            ends
        })?;
        rest = inner.get(end + 1..).unwrap_or_default();
    }
}

/// Where a long text begins that does not end on the line.
pub(crate) fn opens_text(line: &str) -> Option<usize> {
    let marks = after(line, None)?;
    line.rfind(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(written: &str) -> Option<(&'static str, String)> {
        fault(written, known(Section::Note), Section::Note)
            .map(|fault| (fault.rule.name, fault.mended))
    }

    #[test]
    fn near_misses_are_known_and_others_left_alone() {
        for (written, rule, expected) in [
            ("[[tabl]]", "ukendt-noegle", "[[tabel]]"),
            ("[[tabel post]]", "ukendt-noegle", "[[tabel.post]]"),
            ("[[Tabel]]", "ukendt-noegle", "[[tabel]]"),
            ("[[tabl.post]]", "ukendt-noegle", "[[tabel.post]]"),
            ("[[tabel.pst]]", "ukendt-noegle", "[[tabel.post]]"),
            ("[[post]]", "ukendt-noegle", "[[tabel.post]]"),
            ("[[afsnt]]", "ukendt-noegle", "[[afsnit]]"),
            ("[tabel]", "forkert-slags", "[[tabel]]"),
            ("[tabel.post]", "forkert-slags", "[[tabel.post]]"),
            ("[[tabel.i_alt]]", "forkert-slags", "[tabel.i_alt]"),
            ("[[sted]]", "forkert-slags", "[sted]"),
            ("[[tabel]", "syntaks", "[[tabel]]"),
            ("[[sted]", "syntaks", "[sted]"),
            ("[tabel", "syntaks", "[[tabel]]"),
            ("tabel]]", "syntaks", "[[tabel]]"),
            ("bel]]", "syntaks", "[[tabel]]"),
            ("}[[tabel]]", "syntaks", "[[tabel]]"),
            ("[“tabel]]", "syntaks", "[[tabel]]"),
            ("[[tabel.post]].", "syntaks", "[[tabel.post]]"),
            ("[[tabel.p|ost]]", "ukendt-noegle", "[[tabel.post]]"),
            ("[[[tabel]]", "syntaks", "[[tabel]]"),
            ("[tabel.post.2027–2032]", "syntaks", "[tabel.post.2027-2032]"),
            ("[tabel.post.2027\u{2011}2032]", "syntaks", "[tabel.post.2027-2032]"),
        ] {
            assert_eq!(mended(written), Some((rule, expected.to_owned())), "{written}");
        }
        for good in [
            "[[tabel]]",
            "[[ tabel.post ]]",
            "[tabel.i_alt]",
            "[sted]",
            "[tabel.post.andel]",
            "[tabel.prisniveau]",
            "[tabel.post.2027-2032]",
            "[[tabel.total]]",
            "[tabel.total.hvor]",
            "[[hobby]]",
            "[2020, 2021]",
            "[x](y)",
            "sted = []",
            "[^1]: a",
        ] {
            assert_eq!(mended(good), None, "{good}");
        }
    }

    #[test]
    fn long_texts_are_followed_over_lines() {
        assert_eq!(after("tekst = '''", None), Some("'''"));
        assert_eq!(after("[tabel]", Some("'''")), Some("'''"));
        assert_eq!(after("''' # og '''", Some("'''")), None);
        assert_eq!(after("a = 'x' # don't '''", None), None);
        assert_eq!(after("a = \"don't\"", None), None);
        assert_eq!(after("a = '''x''''", None), None);
    }
}
