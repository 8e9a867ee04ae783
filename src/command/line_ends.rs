//! Files that git writes with Windows line ends in the working folder and stores without: they are
//! read as git stores them, so that a clone on Windows is the same project.

use std::collections::BTreeSet;
use std::path::Path;

use crate::command::git;
use crate::paths::NOTES;
use crate::project::Input;

/// Gives the files whose line ends git turns the line ends that it stores, and says which they are.
/// Git is asked only where a file has Windows line ends.
pub(super) fn as_stored(root: &Path, inputs: &mut [Input]) -> BTreeSet<String> {
    if !inputs.iter().any(|input| has_windows(&input.bytes)) {
        return BTreeSet::new();
    }
    let turned = git::turned(root, NOTES);
    let mut out = BTreeSet::new();
    for input in inputs {
        if turned.contains(&input.path) && has_windows(&input.bytes) {
            input.bytes = plain(&input.bytes);
            out.insert(input.path.clone());
        }
    }
    out
}

/// A text with the line ends that Windows has.
pub(super) fn windows(text: &str) -> String {
    text.replace('\n', "\r\n")
}

fn has_windows(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) == Some(&b'\n'))
}

fn plain(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut from = 0;
    for at in memchr::memchr_iter(b'\r', bytes) {
        if bytes.get(at + 1) == Some(&b'\n') {
            out.extend(bytes.get(from..at).unwrap_or_default());
            from = at + 1;
        }
    }
    out.extend(bytes.get(from..).unwrap_or_default());
    out
}
