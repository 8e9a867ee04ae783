//! A file's text with mended parts, and the way back from places in it to places in the file.

use std::ops::Range;

use crate::source::Source;

/// The text handed to the parser: the file's own, parts of it mended so that the rest can be read.
pub(crate) struct Lines<'a> {
    source: &'a Source,
    /// In the order of the file, and never over each other.
    edits: Vec<Edit>,
}

/// A replacement, in bytes of the file.
struct Edit {
    range: Range<usize>,
    text: String,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(source: &'a Source) -> Self {
        Self { source, edits: Vec::new() }
    }

    /// True where nothing is mended.
    pub(crate) fn untouched(&self) -> bool {
        self.edits.is_empty()
    }

    /// Replaces `range` of a line, in bytes from the line's start; an earlier replacement that it
    /// overlaps is undone.
    pub(crate) fn edit(&mut self, line: usize, range: Range<usize>, text: String) {
        let whole = self.source.line_range(line);
        let at = |offset: usize| (whole.start + offset).min(whole.end);
        let range = at(range.start)..at(range.end);
        self.edits.retain(|edit| edit.range.end <= range.start || range.end <= edit.range.start);
        let index = self
            .edits
            .partition_point(|edit| (edit.range.start, edit.range.end) <= (range.start, range.end));
        self.edits.insert(index, Edit { range, text });
    }

    /// Leaves a line out of what is read. False when it was left out before.
    pub(crate) fn drop_line(&mut self, line: usize) -> bool {
        let whole = self.source.line_range(line);
        let out = self.edits.iter().any(|edit| edit.range == whole && edit.text.is_empty());
        // What was put in before the line ends what stands above it, and stays.
        let stays = |edit: &Edit| {
            edit.range.end < whole.start
                || edit.range.start > whole.end
                || edit.range == (whole.start..whole.start)
        };
        self.edits.retain(stays);
        self.edit(line, 0..whole.len(), String::new());
        !out && !whole.is_empty()
    }

    /// The line as it is read.
    pub(crate) fn line(&self, line: usize) -> String {
        let whole = self.source.line_range(line);
        self.between(
            whole.clone(),
            self.edits.iter().filter(|e| whole.start <= e.range.start && e.range.end <= whole.end),
        )
    }

    /// The text with all replacements.
    pub(crate) fn text(&self) -> String {
        self.between(0..self.source.text.len(), self.edits.iter())
    }

    fn between<'e>(&'e self, whole: Range<usize>, edits: impl Iterator<Item = &'e Edit>) -> String {
        let mut out = String::with_capacity(whole.len() + 64);
        let mut from = whole.start;
        for edit in edits {
            out.push_str(self.source.text.get(from..edit.range.start).unwrap_or_default());
            out.push_str(&edit.text);
            from = edit.range.end;
        }
        out.push_str(self.source.text.get(from..whole.end).unwrap_or_default());
        out
    }

    /// The way back from places in [`Lines::text`].
    pub(crate) fn places(&self) -> Places {
        let (mut from, mut read) = (0, 0);
        let edits = self.edits.iter().map(|edit| {
            let start = read + (edit.range.start - from);
            from = edit.range.end;
            read = start + edit.text.len();
            (start..read, edit.range.clone())
        });
        Places { edits: edits.collect(), length: self.source.text.len() }
    }
}

/// Where replaced parts of a text stand, as read and in the file.
pub(crate) struct Places {
    edits: Vec<(Range<usize>, Range<usize>)>,
    length: usize,
}

impl Places {
    /// The file's offset for an offset in the text that was read; inside a replacement, its nearer
    /// end.
    pub(crate) fn original(&self, offset: usize, end: bool) -> usize {
        // The start of a place lies after what ends there; its end lies before what begins there.
        let before = self
            .edits
            .partition_point(|(read, _)| if end { read.end < offset } else { read.end <= offset });
        let base = before
            .checked_sub(1)
            .and_then(|index| self.edits.get(index))
            .map_or((0, 0), |(read, own)| (read.end, own.end));
        let plain = (base.1 + (offset - base.0)).min(self.length);
        match self.edits.get(before) {
            Some((read, own))
                if read.start < offset || (read.start == offset && !end && !read.is_empty()) =>
            {
                if end {
                    own.end
                } else {
                    own.start
                }
            }
            _ => plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_find_their_way_back_over_mended_parts() {
        let source = Source::new("a", "a = 12,5\nb = 1 234\nc = 3\nd = { x = 1,5, y = 2,5 }\n");
        let mut lines = Lines::new(&source);
        lines.edit(0, 4..8, "12.5000".into());
        lines.edit(1, 4..9, "1".into());
        lines.edit(3, 19..22, "2.5".into());
        lines.edit(3, 10..13, "1.50".into());
        let text = lines.text();
        assert_eq!(text, "a = 12.5000\nb = 1\nc = 3\nd = { x = 1.50, y = 2.5 }\n");
        assert_eq!(lines.line(3), "d = { x = 1.50, y = 2.5 }");
        let places = lines.places();
        let at = |needle: &str| text.find(needle).unwrap();
        let own = |needle: &str| source.text.find(needle).unwrap();
        assert_eq!(places.original(at("12.5000"), false), 4);
        assert_eq!(places.original(at("12.5000") + 7, true), 8);
        assert_eq!(places.original(at("b ="), false), 9);
        assert_eq!(places.original(at("c ="), false), own("c ="));
        assert_eq!(places.original(at("= 1\n") + 3, true), 18);
        assert_eq!(places.original(at("y ="), false), own("y ="));
        assert_eq!(
            (places.original(at("2.5 }"), false), places.original(at("2.5 }") + 3, true)),
            (own("2,5 }"), own("2,5 }") + 3)
        );
    }

    #[test]
    fn a_line_is_left_out_once() {
        let source = Source::new("a", "a = 1\n[[b]]\n");
        let mut lines = Lines::new(&source);
        lines.edit(1, 0..0, "'''\n".into());
        assert!(lines.drop_line(1));
        assert_eq!(lines.text(), "a = 1\n'''\n\n");
        assert!(!lines.drop_line(1));
    }
}
