//! What is written in a committee's place where no committee holds the money: central pools, a
//! reserve, all committees together.

use std::sync::LazyLock;

pub use crate::note::NO_COMMITTEE;
use crate::note::says_no_committee;
use crate::register::{Committee, Years};
use crate::source::{Span, Spanned};

/// What it is called where nothing else names it.
const NAME: &str = "Uden udvalg";

static ENTRY: LazyLock<Committee> = LazyLock::new(|| Committee {
    code: Spanned::new(NO_COMMITTEE.to_owned(), Span::default()),
    name: NAME.to_owned(),
    administration: None,
    years: Years::default(),
    aliases: Vec::new(),
    confused_with: Vec::new(),
    succeeds: None,
});

/// What stands for no committee, where a word says that there is none.
pub(super) fn said(word: &str) -> Option<&'static Committee> {
    says_no_committee(word).then(|| &*ENTRY)
}
