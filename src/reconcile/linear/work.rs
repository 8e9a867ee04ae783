//! What may be spent on an answer.

use crate::cancel::Cancel;

/// The most work that the questions of a note may take, in multiplications of machine words: a
/// tenth of a second or two. A table of 40 posts and 12 years takes a hundred thousand.
const MOST: u64 = 10_000_000;

/// What is left to spend, in multiplications of machine words; nothing once it is cancelled.
#[derive(Clone, Debug)]
pub struct Work {
    left: u64,
    cancel: Cancel,
}

impl Work {
    /// What the questions of one note may take.
    pub fn of_a_note(cancel: &Cancel) -> Self {
        Self { left: MOST, cancel: cancel.clone() }
    }

    /// That much and no more.
    #[cfg(test)]
    pub(super) fn of(left: u64) -> Self {
        Self { left, ..Self::default() }
    }

    /// Spends; `None`, with nothing spent, where that is more than is left.
    pub fn spend(&mut self, cost: u64) -> Option<()> {
        let left = self.left.checked_sub(cost).filter(|_| !self.cancel.is_cancelled())?;
        self.left = left;
        Some(())
    }

    /// Spends what is done whether there is as much left or not.
    pub fn charge(&mut self, cost: u64) {
        self.left = self.left.saturating_sub(cost);
    }
}

impl Default for Work {
    fn default() -> Self {
        Self::of_a_note(&Cancel::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_can_be_spent_once_it_is_cancelled() {
        let cancel = Cancel::default();
        let mut work = Work::of_a_note(&cancel);
        assert_eq!(work.spend(MOST - 1), Some(()));
        assert_eq!(work.spend(2), None);
        assert_eq!(work.spend(0), Some(()));
        cancel.cancel();
        assert_eq!(work.spend(0), None);
    }
}
