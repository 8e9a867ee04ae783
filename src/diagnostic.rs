//! A finding: which rule, how serious, where, both sides of the sum, and what to do.

use crate::amount::Amount;
use crate::sanitize;
use crate::source::Span;
use crate::text::{StaticText, Text};

/// How grave a finding is. Clean means no error and no warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Does not add up, or can't be read (*fejl*).
    Error,
    /// Almost surely a mistake (*advarsel*).
    Warning,
    /// Worth knowing (*bemærkning*).
    Remark,
}

impl Severity {
    /// The word in messages.
    pub const fn word(self) -> StaticText {
        match self {
            Self::Error => StaticText { da: "fejl", en: "error" },
            Self::Warning => StaticText { da: "advarsel", en: "warning" },
            Self::Remark => StaticText { da: "bemærkning", en: "remark" },
        }
    }

    /// The word in machine-readable output.
    pub const fn machine(self) -> &'static str {
        self.word().en
    }
}

/// What is known of a rule: one static, beside the code that finds it.
#[derive(Debug)]
pub struct Rule {
    /// Its name: the same kebab-case word in messages, `explain`, file names and tests.
    pub name: &'static str,
    /// How grave its findings are.
    pub severity: Severity,
    /// What it says, in a sentence.
    pub summary: StaticText,
    /// Its page (Markdown, Danish).
    pub page: &'static str,
}

/// A place that a finding points to, and what is said there.
#[derive(Clone, Debug)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is said there; may be empty.
    pub text: Text,
}

/// The two sides that should have been equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// One side, in the unit of the figures.
    pub left: Amount,
    /// The other side.
    pub right: Amount,
    /// left − right.
    pub difference: Amount,
}

impl Sides {
    /// The two sides with their difference; `None` when that can't be held.
    pub fn new(left: Amount, right: Amount) -> Option<Self> {
        Some(Self { left, right, difference: left.minus(right)? })
    }
}

/// A figure whose single change would mend what a finding tells.
#[derive(Clone, Debug)]
pub struct Suspect {
    /// The figure.
    pub span: Span,
    /// Id of its table.
    pub table: String,
    /// Its row, as messages call it.
    pub post: String,
    /// Its column's key: a year, a name, `i_alt`.
    pub column: String,
    /// What it would have to be.
    pub value: Amount,
    /// The lowest that would do.
    pub low: Amount,
    /// The highest that would do.
    pub high: Amount,
    /// Name of the slip that it looks like.
    pub slip: Option<&'static str>,
    /// How much of the suspicion falls on it, in per cent, rounded down.
    pub score: u32,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// What is wrong, in the user's words.
    pub message: Text,
    /// The exact figure or word.
    pub primary: Label,
    /// Other places that take part.
    pub labels: Vec<Label>,
    /// What to do; apart from what is wrong.
    pub help: Option<Text>,
    /// More to know: both sides of a sum, a reason.
    pub note: Option<Text>,
    /// The sides, where the finding is of a sum.
    pub sides: Option<Sides>,
    /// The figures under suspicion, the likeliest first, where the finding is of a sum.
    pub suspects: Vec<Suspect>,
    /// Text that would mend it in place of the primary place's.
    pub replacement: Option<String>,
}

impl Diagnostic {
    /// A finding of `rule` at `span`.
    pub fn new(rule: &'static Rule, span: Span, message: Text) -> Self {
        Self {
            rule,
            message: sanitize::text(message),
            primary: Label { span, text: Text::default() },
            labels: Vec::new(),
            help: None,
            note: None,
            sides: None,
            suspects: Vec::new(),
            replacement: None,
        }
    }

    /// Says `text` at the primary place.
    #[must_use]
    pub fn here(mut self, text: Text) -> Self {
        self.primary.text = sanitize::text(text);
        self
    }

    /// Points to another place.
    #[must_use]
    pub fn label(mut self, span: Span, text: Text) -> Self {
        self.labels.push(Label { span, text: sanitize::text(text) });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: Text) -> Self {
        self.help = Some(sanitize::text(text));
        self
    }

    /// Says what to do, if anything is known.
    #[must_use]
    pub fn maybe_help(mut self, text: Option<Text>) -> Self {
        self.help = text.map(sanitize::text).or(self.help);
        self
    }

    /// Says more.
    #[must_use]
    pub fn note(mut self, text: Text) -> Self {
        self.note = Some(sanitize::text(text));
        self
    }

    /// Gives the two sides.
    #[must_use]
    pub fn sides(mut self, sides: Sides) -> Self {
        self.sides = Some(sides);
        self
    }

    /// Names the figures under suspicion.
    #[must_use]
    pub fn suspects(mut self, suspects: Vec<Suspect>) -> Self {
        self.suspects = suspects;
        self
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.rule.severity
    }
}

/// Declares a rule once: its static, name, severity, summary in both languages; its page is found
/// by its name.
macro_rules! rule {
    ($(#[$doc:meta])* $konst:ident = $name:literal, $severity:ident; $da:literal, $en:literal) => {
        $(#[$doc])*
        #[doc = $en]
        pub(crate) static $konst: $crate::diagnostic::Rule = $crate::diagnostic::Rule {
            name: $name,
            severity: $crate::diagnostic::Severity::$severity,
            summary: $crate::text::StaticText { da: $da, en: $en },
            page: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/regler/", $name, ".md")),
        };
    };
}
pub(crate) use rule;
