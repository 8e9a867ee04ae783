//! What a PDF has attached: the files that it is made of, each named by what it holds.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::lossless::{comment_places, without_comments};
use crate::note::{Attached, Note};
use crate::project::Project;
use crate::register::Round;
use crate::rule::page;
use crate::source::{FileId, Span};
use crate::typeset::{Attachment, git_blob};

/// A file as it is stored, or without its comments, named by its content as git names it: that holds
/// in any checkout, and without one. A copy says which blob it is of.
pub(super) fn attachment(
    project: &Project,
    file: FileId,
    what: &str,
    how: Attached,
) -> Option<Attachment> {
    let source = project.sources.get(file)?;
    let path = &source.path;
    Some(match how {
        Attached::Whole => described(what, path, source.bytes().to_vec(), None),
        Attached::WithoutComments => {
            let blob = git_blob(source.bytes());
            described(what, path, without_comments(&source.text).into_bytes(), Some(&blob))
        }
    })
}

/// What stands around a file's path and its blob in a description.
pub(super) const DESCRIBED: [&str; 3] = [": ", " (git-blob ", ")"];

/// What stands between the blob of a copy and the one that it is a copy of.
pub(super) const COPY: &str = ", uden kommentarer af ";

/// A file's content as it is attached: described by what it is, where it belongs and its blob, and
/// by that of the file that it is a copy of.
pub(super) fn described(
    what: &str,
    path: &str,
    bytes: Vec<u8>,
    copy_of: Option<&str>,
) -> Attachment {
    let [before_path, before_blob, end] = DESCRIBED;
    let blob = git_blob(&bytes);
    let copy = copy_of.map(|of| format!("{COPY}{of}")).unwrap_or_default();
    Attachment {
        name: ascii(path.rsplit('/').next().unwrap_or(path)),
        mime_type: "application/toml".to_owned(),
        description: format!("{what}{before_path}{path}{before_blob}{blob}{copy}{end}"),
        bytes,
    }
}

/// How a note is attached: as it says, or else as its round does.
pub(super) fn how(note: &Note, round: &Round) -> Attached {
    note.attached.or(round.attached).unwrap_or_default()
}

/// A remark for each note that has comments and is attached whole without anybody having asked for
/// that.
pub(super) fn commented<'a>(
    project: &Project,
    notes: impl Iterator<Item = &'a Note>,
) -> Vec<Diagnostic> {
    let of = |note: &Note| {
        let round = project.round(note)?;
        if note.attached.or(round.attached).is_some() {
            return None;
        }
        let source = project.sources.get(note.file).filter(|_| round.file != note.file)?;
        let comments = comment_places(&source.text);
        let first = Span::new(note.file, comments.first()?.clone());
        Some(page::commented(first, comments.len()))
    };
    notes.filter_map(of).collect()
}

/// A name that every program reads the same: the letters of Danish in their old spelling, and a dash
/// for what is no ASCII letter, digit, point, dash or underscore. The name itself stands in the
/// description.
fn ascii(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            'æ' => out.push_str("ae"),
            'ø' => out.push_str("oe"),
            'å' => out.push_str("aa"),
            'Æ' => out.push_str("Ae"),
            'Ø' => out.push_str("Oe"),
            'Å' => out.push_str("Aa"),
            'é' => out.push('e'),
            'ü' => out.push('u'),
            'ö' => out.push('o'),
            'ä' => out.push('a'),
            plain if plain.is_ascii_alphanumeric() || ".-_".contains(plain) => out.push(plain),
            _ => out.push('-'),
        }
    }
    out
}

/// Attachments with a name of their own each: what is called as one before it is has a number put
/// before its ending.
pub(super) fn distinct(mut attachments: Vec<Attachment>) -> Vec<Attachment> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for attachment in &mut attachments {
        let own = attachment.name.clone();
        let (stem, ending) = own.rsplit_once('.').unwrap_or((&own, "toml"));
        let mut number = 2;
        while !known.insert(attachment.name.to_lowercase()) {
            attachment.name = format!("{stem}-{number}.{ending}");
            number += 1;
        }
    }
    attachments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_ascii_and_each_its_own() {
        assert_eq!(ascii("BØ1 – Kopi.toml"), "BOe1---Kopi.toml");
        assert_eq!(ascii("Æblegård_2.toml"), "Aeblegaard_2.toml");
        let named = |name: &str| Attachment {
            name: ascii(name),
            mime_type: String::new(),
            description: name.to_owned(),
            bytes: Vec::new(),
        };
        let all = distinct(vec![named("BØ1.toml"), named("BOe1.toml"), named("boe1.toml")]);
        let names: Vec<&str> = all.iter().map(|own| own.name.as_str()).collect();
        assert_eq!(names, ["BOe1.toml", "BOe1-2.toml", "boe1-3.toml"]);
    }
}
