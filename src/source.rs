//! A file's text, the places in it, and the project's set of files.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

/// Which file of a project a place is in: an index into [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A place: byte range `start..end` of a file's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The place of `range` in `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, start: offset(range.start), end: offset(range.end.max(range.start)) }
    }

    /// The bytes as a range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// True when `other` lies within this place.
    pub fn contains(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }

    /// True when the two share at least a byte, or one is an empty place on the other's edge.
    pub fn touches(self, other: Span) -> bool {
        self.file == other.file && self.start <= other.end && other.start <= self.end
    }

    /// The place from this one's start to `other`'s end.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A place in a text: files are bounded far below 4 GiB by the loader.
fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// A value and where it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// The value at its place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place, another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }

    /// The same place, the value borrowed.
    pub fn as_ref(&self) -> Spanned<&T> {
        Spanned { value: &self.value, span: self.span }
    }
}

impl<T: Deref<Target = str>> Spanned<T> {
    /// The same place, the text borrowed, whoever has it.
    pub fn as_text(&self) -> Spanned<&str> {
        Spanned { value: &self.value, span: self.span }
    }
}

/// Line and column as people count them: from 1, columns in Unicode scalars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in Unicode scalars.
    pub column: usize,
}

/// One file: its path from the project root with `/`, and its text.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path relative to the project root, with `/` on every system.
    pub path: String,
    /// The whole text.
    pub text: Arc<str>,
    /// What the file holds, where that is not the text in UTF-8.
    bytes: Option<Arc<[u8]>>,
    /// Found when they are first asked for: a file that nothing is said of needs none.
    line_starts: OnceLock<Box<[u32]>>,
}

impl Source {
    /// A file.
    pub fn new(path: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self { path: path.into(), text: text.into(), bytes: None, line_starts: OnceLock::new() }
    }

    /// The same, where the file holds other bytes than the text's.
    #[must_use]
    pub fn stored_as(self, bytes: Option<Vec<u8>>) -> Self {
        Self { bytes: bytes.map(Arc::from), ..self }
    }

    /// What the file holds, byte for byte.
    pub fn bytes(&self) -> &[u8] {
        self.bytes.as_deref().unwrap_or(self.text.as_bytes())
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let ends = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(ends.map(|end| offset(end + 1))).collect()
        })
    }

    /// Where a line begins, from 0; the text's end where there is none.
    fn line_start(&self, line: usize) -> usize {
        self.line_starts().get(line).map_or(self.text.len(), |start| *start as usize)
    }

    /// Line (from 0) that holds byte `offset`.
    pub fn line_of(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|start| *start as usize <= offset).saturating_sub(1)
    }

    /// Byte range of line `line` (from 0) without its line end.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let (start, end) = (self.line_start(line), self.line_start(line + 1));
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    /// Byte range of the line that holds byte `offset`, without its line end: found by itself, as
    /// most files are asked for no other line.
    pub fn line_around(&self, offset: usize) -> Range<usize> {
        let (before, after) = self.text.as_bytes().split_at(offset.min(self.text.len()));
        let start = memchr::memrchr(b'\n', before).map_or(0, |end| end + 1);
        let end = memchr::memchr(b'\n', after).map_or(self.text.len(), |end| before.len() + end);
        start..start + self.text[start..end].trim_end_matches(['\n', '\r']).len()
    }

    /// How many lines there are.
    pub fn line_count(&self) -> usize {
        self.line_starts().len()
    }

    /// Line and column of byte `offset`; an offset inside a character counts as its start.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_of(offset);
        let column = self.text[self.line_start(line)..offset].chars().count() + 1;
        Position { line: line + 1, column }
    }

    /// The text at `span`, empty when the span does not fit this text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }
}

/// A long text: the part of its file where it stands as it is meant, or a text of its own. A copy
/// shares the text.
#[derive(Clone)]
pub struct SharedText {
    whole: Arc<str>,
    start: u32,
    end: u32,
}

impl SharedText {
    /// `part` as a part of `whole`, where it is one, and else by itself.
    pub fn of(whole: &Arc<str>, part: &str) -> Self {
        let start = part.as_ptr().addr().wrapping_sub(whole.as_ptr().addr());
        let end = start.wrapping_add(part.len());
        if whole.get(start..end) == Some(part) {
            Self { whole: Arc::clone(whole), start: offset(start), end: offset(end) }
        } else {
            Self::from(part)
        }
    }
}

impl SharedText {
    /// A part of it.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let whole = || &self[range.clone()];
        Self::of(&self.whole, whole())
    }

    /// Where it begins within `whole`, where it is a part of that.
    pub fn start_in(&self, whole: &Arc<str>) -> Option<usize> {
        Arc::ptr_eq(&self.whole, whole).then_some(self.start as usize)
    }
}

impl From<&str> for SharedText {
    fn from(text: &str) -> Self {
        Self { whole: Arc::from(text), start: 0, end: offset(text.len()) }
    }
}

impl Default for SharedText {
    fn default() -> Self {
        Self::from("")
    }
}

impl Deref for SharedText {
    type Target = str;

    fn deref(&self) -> &str {
        self.whole.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

impl fmt::Debug for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl fmt::Display for SharedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl PartialEq for SharedText {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for SharedText {}

/// All files read so far.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// Adds a file and returns what places in it are named by.
    pub fn add(&mut self, source: Source) -> FileId {
        self.files.push(source);
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// Puts another text in a file's place; places in the old one no longer mean anything.
    pub fn put(&mut self, id: FileId, source: Source) {
        if let Some(file) = self.files.get_mut(id.0 as usize) {
            *file = source;
        }
    }

    /// How many files there are.
    pub fn count(&self) -> usize {
        self.files.len()
    }

    /// The file, if it was added here.
    pub fn get(&self, id: FileId) -> Option<&Source> {
        self.files.get(id.0 as usize)
    }

    /// The text at `span`, empty when there is none.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).map_or("", |source| source.slice(span))
    }

    /// Line (from 1) where `span` begins.
    pub fn line(&self, span: Span) -> usize {
        self.get(span.file).map_or(0, |source| source.position(span.start as usize).line)
    }

    /// Every file with its id, in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files
            .iter()
            .enumerate()
            .map(|(i, s)| (FileId(u32::try_from(i).unwrap_or(u32::MAX)), s))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let source = Source::new("a.toml", "æøå = 1\nx = 2\n");
        let offset = source.text.find('1').unwrap();
        assert_eq!(source.position(offset), Position { line: 1, column: 7 });
        assert_eq!(source.position(offset + 2), Position { line: 2, column: 1 });
        assert_eq!(source.position(1), Position { line: 1, column: 1 });
        assert_eq!(source.position(10_000).line, 3);
    }

    #[test]
    fn a_line_is_the_same_by_itself() {
        for text in ["a = 1\nb = 2\r\n\nc", "\n", "", "a\n"] {
            let source = Source::new("a.toml", text);
            for at in 0..=text.len() {
                let line = source.line_range(source.line_of(at));
                assert_eq!(source.line_around(at), line, "{text:?} {at}");
            }
        }
    }

    #[test]
    fn a_text_is_shared_where_it_stands_in_the_file() {
        let whole: Arc<str> = Arc::from("a = 'æ ø'\n");
        let shared = SharedText::of(&whole, &whole[5..10]);
        assert_eq!((&*shared, shared.start), ("æ ø", 5));
        assert!(Arc::ptr_eq(&shared.whole, &whole));
        let other = String::from("æ ø");
        let own = SharedText::of(&whole, &other);
        assert_eq!(own, shared);
        assert!(!Arc::ptr_eq(&own.whole, &whole));
        assert_eq!(&*SharedText::of(&whole, ""), "");
    }

    #[test]
    fn a_line_has_no_line_end() {
        let source = Source::new("a.toml", "a\r\nb\n");
        assert_eq!(&source.text[source.line_range(0)], "a");
        assert_eq!(&source.text[source.line_range(1)], "b");
        assert_eq!(source.line_range(9), 5..5);
    }
}
