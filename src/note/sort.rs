//! What a post is: expenditure or income, and of which sort.

/// Expenditure or income (`ui`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// `U`.
    Expenditure,
    /// `I`.
    Income,
}

impl Direction {
    /// Reads `U` or `I`.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Expenditure, Self::Income].into_iter().find(|ui| ui.word() == word)
    }

    /// The word that it is written and printed as.
    pub fn word(self) -> &'static str {
        match self {
            Self::Expenditure => "U",
            Self::Income => "I",
        }
    }
}

/// What a post's money is (`art`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// An ordinary cost: what a post is that says nothing.
    #[default]
    Cost,
    /// A saving.
    Saving,
    /// A financing.
    Financing,
    /// An income.
    Income,
}

impl Sort {
    /// Reads the word that a note has.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Cost, Self::Saving, Self::Financing, Self::Income]
            .into_iter()
            .find(|sort| sort.word() == word)
    }

    /// The word that a note has.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cost => "omkostning",
            Self::Saving => "besparelse",
            Self::Financing => "finansiering",
            Self::Income => "indtaegt",
        }
    }

    /// As it is printed.
    pub fn label(self) -> &'static str {
        match self {
            Self::Cost => "Omkostning",
            Self::Saving => "Besparelse",
            Self::Financing => "Finansiering",
            Self::Income => "Indtægt",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::post::{SORTS, UI_WORDS};

    #[test]
    fn each_word_that_can_be_written_is_read() {
        assert!(SORTS.iter().all(|word| Sort::parse(word).is_some()));
        assert!(
            UI_WORDS.iter().all(|word| Direction::parse(word).is_some_and(|ui| ui.word() == *word))
        );
    }
}
