//! What is attached of a source: all of it, or all but its comments.

use crate::key::note::ATTACHED;

/// What a PDF has attached of the files that it is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Attached {
    /// The files as they are, byte for byte.
    #[default]
    Whole,
    /// Copies without their comments.
    WithoutComments,
}

impl Attached {
    /// What a word of the format asks for.
    pub fn parse(word: &str) -> Option<Self> {
        let known = ATTACHED.iter().zip([Self::Whole, Self::WithoutComments]);
        known.into_iter().find(|(name, _)| **name == word).map(|(_, own)| own)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_asks_for_one() {
        let all = ATTACHED.iter().map(|word| Attached::parse(word)).collect::<Vec<_>>();
        assert_eq!(all, [Some(Attached::Whole), Some(Attached::WithoutComments)]);
        assert_eq!(Attached::parse("intet"), None);
    }
}
