//! A file's text with mended lines, and the way back from places in it to places in the file.

use std::ops::Range;

use crate::source::Source;

/// The text handed to the parser: the file's lines, some of them mended so that the rest can be read.
pub(crate) struct Lines<'a> {
    source: &'a Source,
    edits: Vec<Option<Edit>>,
}

/// A replacement within one line, in bytes from the line's start.
struct Edit {
    range: Range<usize>,
    text: String,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(source: &'a Source) -> Self {
        Self { source, edits: Vec::new() }
    }

    /// True where nothing was mended: places are the file's own.
    pub(crate) fn untouched(&self) -> bool {
        self.edits.is_empty()
    }

    pub(crate) fn edited(&self, line: usize) -> bool {
        self.edits.get(line).is_some_and(Option::is_some)
    }

    /// Replaces `range` of a line; an earlier replacement on that line is undone.
    pub(crate) fn edit(&mut self, line: usize, range: Range<usize>, text: String) {
        if self.edits.is_empty() {
            self.edits.resize_with(self.source.line_count(), || None);
        }
        if let Some(slot) = self.edits.get_mut(line) {
            *slot = Some(Edit { range, text });
        }
    }

    /// The text with all replacements.
    pub(crate) fn text(&self) -> String {
        let mut out = String::with_capacity(self.source.text.len() + 64);
        let mut from = 0;
        for (line, edit) in self.edits.iter().enumerate() {
            let Some(edit) = edit else { continue };
            let start = self.source.line_range(line).start;
            out.push_str(self.source.text.get(from..start + edit.range.start).unwrap_or_default());
            out.push_str(&edit.text);
            from = start + edit.range.end;
        }
        out.push_str(self.source.text.get(from..).unwrap_or_default());
        out
    }

    /// The file's offset for an offset in [`Lines::text`]; inside a replacement, its nearer end.
    pub(crate) fn original(&self, offset: usize, end: bool) -> usize {
        let mut grown: isize = 0;
        for (line, edit) in self.edits.iter().enumerate() {
            let Some(edit) = edit else { continue };
            let start = self.source.line_range(line).start + edit.range.start;
            let in_text = start.saturating_add_signed(grown);
            if offset < in_text || (offset == in_text && !end) {
                break;
            }
            let old_end = self.source.line_range(line).start + edit.range.end;
            if offset < in_text + edit.text.len() || (offset == in_text + edit.text.len() && end) {
                return if end { old_end } else { start };
            }
            grown += isize::try_from(edit.text.len()).unwrap_or(0) - isize::try_from(edit.range.len()).unwrap_or(0);
        }
        offset.saturating_add_signed(-grown).min(self.source.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_find_their_way_back_over_mended_lines() {
        let source = Source::new("a", "a = 12,5\nb = 1 234\nc = 3\n");
        let mut lines = Lines::new(&source);
        lines.edit(0, 4..8, "12.5000".into());
        lines.edit(1, 4..9, "1".into());
        let text = lines.text();
        assert_eq!(text, "a = 12.5000\nb = 1\nc = 3\n");
        let at = |needle: &str| text.find(needle).unwrap();
        assert_eq!(lines.original(at("12.5000"), false), 4);
        assert_eq!(lines.original(at("12.5000") + 7, true), 8);
        assert_eq!(lines.original(at("b ="), false), 9);
        assert_eq!(lines.original(at("c ="), false), source.text.find("c =").unwrap());
        assert_eq!(lines.original(at("= 1\n") + 3, true), 18);
    }
}
