//! How a finding is recognised from one run to the next, whatever lines were written above it and
//! in either language.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::diagnostic::Diagnostic;
use crate::report::place::Place;
use crate::source::Sources;

/// A fingerprint for each finding, none twice: 32 hexadecimal digits of its rule, its file and its
/// Danish message, which has no line numbers; of several that are the same in all three, each has
/// its number among them.
pub(super) fn fingerprints(findings: &[Diagnostic], sources: &Sources) -> Vec<String> {
    let mut seen: BTreeMap<[&str; 3], usize> = BTreeMap::new();
    let mut out = Vec::new();
    for finding in findings {
        let known_by = [
            finding.rule.name,
            Place::of(finding.primary.span, sources).file,
            finding.message.da.as_str(),
        ];
        let number = seen.entry(known_by).or_default();
        out.push(digest(&known_by, *number));
        *number += 1;
    }
    out
}

fn digest(known_by: &[&str], number: usize) -> String {
    let mut digest = Sha256::new();
    for text in known_by {
        digest.update((text.len() as u64).to_le_bytes());
        digest.update(text);
    }
    digest.update((number as u64).to_le_bytes());
    digest.finalize().iter().take(16).fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
