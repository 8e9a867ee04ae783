//! The output of a merge, with conflict markers.

use super::conflict::Conflict;
use crate::text::Text;

/// What comes of three files.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The file, conflicts marked in it.
    pub bytes: Vec<u8>,
    /// What both sides have changed, each in its own way.
    pub conflicts: Vec<Conflict>,
    /// Why it was merged line by line and not by meaning, where it was.
    pub by_line: Option<Text>,
}

/// What our side of a conflict is called in the file.
pub(super) const OURS: &str = "vores";

/// What their side is called.
pub(super) const THEIRS: &str = "deres";

/// The merged file as far as it is written.
pub(super) struct Output {
    pub(super) text: String,
    pub(super) marks: usize,
    pub(super) conflicts: Vec<Conflict>,
}

impl Output {
    /// Adds what begins a line.
    pub(super) fn push(&mut self, text: &str) {
        if !text.is_empty() && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.text.push_str(text);
    }

    /// Adds both sides of a conflict, for a person to choose between.
    pub(super) fn conflict(&mut self, ours: &str, theirs: &str, conflict: Conflict) {
        let marks = self.marks;
        self.push(&format!("{} {}\n", "<".repeat(marks), OURS));
        self.push(ours);
        self.push(&format!("{}\n", "=".repeat(marks)));
        self.push(theirs);
        self.push(&format!("{} {}\n", ">".repeat(marks), THEIRS));
        self.conflicts.push(conflict);
    }
}
