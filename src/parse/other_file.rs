//! Files of other programs that were saved or renamed as a note: a Word document is no text.

/// What a file is, where it is no text of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherFile {
    /// A document of Word, new or old.
    Word,
    /// A workbook.
    Excel,
    /// A presentation.
    Slides,
    /// Rich text, as `WordPad` saves it.
    Rtf,
    /// A PDF.
    Pdf,
    /// A web page, or another file of tags.
    Html,
    /// A file of files.
    Zip,
    /// A picture.
    Picture,
}

/// How a file of another program begins.
const BEGINS: &[(&[u8], OtherFile)] = &[
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OtherFile::Word),
    (b"{\\rtf", OtherFile::Rtf),
    (b"%PDF-", OtherFile::Pdf),
    (b"\x89PNG\r\n", OtherFile::Picture),
    (b"\xff\xd8\xff", OtherFile::Picture),
];

/// Folders in a zip file that tell whose it is.
const FOLDERS: &[(&[u8], OtherFile)] =
    &[(b"word/", OtherFile::Word), (b"xl/", OtherFile::Excel), (b"ppt/", OtherFile::Slides)];

/// How far into a file its beginning is looked for.
const HEAD: usize = 256;

impl OtherFile {
    /// What the bytes of a file are; `None` for a text that may be a note.
    pub(crate) fn of(bytes: &[u8]) -> Option<Self> {
        if let Some((_, kind)) = BEGINS.iter().find(|(begin, _)| bytes.starts_with(begin)) {
            return Some(*kind);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            let has = |folder: &[u8]| memchr::memmem::find(bytes, folder).is_some();
            let of = FOLDERS.iter().find(|(folder, _)| has(folder));
            return Some(of.map_or(Self::Zip, |(_, kind)| *kind));
        }
        // A page may begin with a byte order mark and blanks.
        let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
        let head = head.get(..HEAD.min(head.len())).unwrap_or_default().to_ascii_lowercase();
        let tags: [&[u8]; 3] = [b"<!doctype", b"<html", b"<?xml"];
        tags.iter().any(|tag| head.starts_with(tag)).then_some(Self::Html)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_how_they_begin() {
        for (bytes, kind) in [
            (&b"PK\x03\x04\x14\0..[Content_Types].xml..word/document.xml"[..], OtherFile::Word),
            (b"PK\x03\x04..xl/workbook.xml", OtherFile::Excel),
            (b"PK\x03\x04..a.txt", OtherFile::Zip),
            (b"{\\rtf1\\ansi", OtherFile::Rtf),
            (b"%PDF-1.7", OtherFile::Pdf),
            (b"\xef\xbb\xbf\r\n<!DOCTYPE html>", OtherFile::Html),
            (b"<html xmlns:o=\"urn:schemas\">", OtherFile::Html),
        ] {
            assert_eq!(OtherFile::of(bytes), Some(kind), "{kind:?}");
        }
        for text in ["id = \"BI1\"", "", "PK = 1", "<<<<<<< vores", "{ }"] {
            assert_eq!(OtherFile::of(text.as_bytes()), None, "{text}");
        }
    }
}
