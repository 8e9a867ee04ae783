//! A project as it was at another time, solved: the notes that both have are solved once.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use super::Solved;
use crate::project::Input;

impl Solved {
    /// The project with other files in place of some, and without others. `None` where more than
    /// notes and packs differ, or a file can't be read as one: then it is read anew.
    pub fn beside(&self, differing: Vec<Input>, gone: &BTreeSet<String>) -> Option<Self> {
        let other = Self::new(self.project.beside(differing, gone)?).on_threads(self.threads);
        for (place, note) in other.project.notes.iter().enumerate() {
            let Some(own) = self.places.get(&note.file).copied() else { continue };
            if self.project.notes.get(own).is_some_and(|own| Arc::ptr_eq(own, note)) {
                share(&self.notes, own, &other.notes, place);
                share(&self.contributions, own, &other.contributions, place);
            }
        }
        Some(other)
    }

    /// True where both have one and the same note there, solved once.
    pub(crate) fn shares(&self, place: usize, other: &Self, there: usize) -> bool {
        let one = self.project.notes.get(place).zip(other.project.notes.get(there));
        one.is_some_and(|(own, others)| Arc::ptr_eq(own, others))
    }
}

/// Gives what is worked out at one place to another that has the same note.
fn share<T: Clone>(from: &[OnceLock<T>], own: usize, to: &[OnceLock<T>], place: usize) {
    let known = from.get(own).and_then(OnceLock::get);
    if let Some((known, slot)) = known.zip(to.get(place)) {
        // It is new, and has nothing yet.
        let _ = slot.set(known.clone());
    }
}
