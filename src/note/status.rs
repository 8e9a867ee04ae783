//! How far a note has come: still being written, up for negotiation, or withdrawn.

use crate::key::note::STATUSES;

/// How far a note has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Still being written: KLADDE stands on its pages, and a pack that has it is told.
    Unfinished,
    /// Up for negotiation.
    #[default]
    Negotiated,
    /// Withdrawn: its file stays and is checked, packs list it, and it counts in nothing.
    Withdrawn,
}

impl Status {
    /// Every status, in the order of its words.
    pub const ALL: [Self; 3] = [Self::Unfinished, Self::Negotiated, Self::Withdrawn];

    /// The status of a word of the format.
    pub fn parse(word: &str) -> Option<Self> {
        let known = STATUSES.iter().zip(Self::ALL);
        known.into_iter().find(|(name, _)| **name == word).map(|(_, status)| status)
    }

    /// The word that it is written with.
    pub fn word(self) -> &'static str {
        let known = Self::ALL.into_iter().zip(STATUSES);
        known.into_iter().find(|(own, _)| *own == self).map_or("", |(_, word)| word)
    }

    /// The word that stands on every page of such a note; none on those that are negotiated.
    pub fn mark(self) -> Option<&'static str> {
        match self {
            Self::Unfinished => Some("KLADDE"),
            Self::Negotiated => None,
            Self::Withdrawn => Some("TRUKKET"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_one_status() {
        for (word, status) in STATUSES.iter().zip(Status::ALL) {
            assert_eq!((Status::parse(word), status.word()), (Some(status), *word));
        }
        assert_eq!(STATUSES.len(), Status::ALL.len());
        assert_eq!(Status::parse("Trukket"), None);
        assert_eq!(Status::default().mark(), None);
    }
}
