//! What is wrong with a file's text and its keys, and how sure it is what was meant.

use std::ops::Range;

use crate::diagnostic::{Rule, rule};
use crate::text::Text;

rule!(
    DUPLICATE_KEY = "dobbelt-noegle", Error;
    "Den samme nøgle står to gange.",
    "The same key is written twice."
);
rule!(SYNTAX = "syntaks", Error; "Linjen kan ikke læses.", "The line can't be read.");
rule!(
    POINT = "tal-punktum", Error;
    "Et punktum står som tusindtalsskilletegn.",
    "A point is used as a thousands separator."
);
rule!(
    WORDS = "tal-tekst", Error;
    "Et tal er skrevet som tekst eller med ord.",
    "A number is written as text or with words."
);
rule!(
    QUOTES = "anfoerselstegn", Error;
    "Anførselstegn mangler eller er de forkerte.",
    "Quotes are missing or are the wrong ones."
);
rule!(
    UNCLOSED = "uafsluttet-tekst", Error;
    "En lang tekst mangler sine '''.",
    "A long text lacks its '''."
);
rule!(
    UNKNOWN_KEY = "ukendt-noegle", Error;
    "Nøglen findes ikke her.",
    "There is no such key here."
);
rule!(
    WRONG_TYPE = "forkert-slags", Error;
    "Værdien er af en anden slags end nøglen skal have.",
    "The value is not of the kind that the key takes."
);

/// How sure a replacement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sure {
    /// Surely what was meant: it is read on as if it had stood there.
    Yes,
    /// Perhaps what was meant: offered, and not trusted.
    Perhaps,
    /// Only there so that the rest can be read.
    No,
}

/// What is wrong with a line, and what to read in its place.
pub(crate) struct Mend {
    pub(crate) rule: &'static Rule,
    /// What the finding points at, in bytes of the line.
    pub(crate) range: Range<usize>,
    pub(crate) message: Text,
    pub(crate) help: Text,
    /// What is read in place of the text at `range`.
    pub(crate) replacement: String,
    pub(crate) sure: Sure,
}
