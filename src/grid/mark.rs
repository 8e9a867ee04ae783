//! The mark that says what kind of row a line is.

use crate::note::row_words::{SaysIt, says};

/// What kind of row a line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mark {
    /// No mark: a post.
    #[default]
    Post,
    /// `#`: a heading.
    Heading,
    /// `=`: a subtotal of the posts since the last one.
    Subtotal,
    /// `==`: a total row.
    Total,
    /// `>`: a part of the nearest post above, shown and not added.
    OfWhich,
}

impl Mark {
    /// Every mark.
    pub const ALL: [Self; 5] =
        [Self::Post, Self::Heading, Self::Subtotal, Self::Total, Self::OfWhich];

    /// How it is typed; nothing for a post.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Post => "",
            Self::Heading => "#",
            Self::Subtotal => "=",
            Self::Total => "==",
            Self::OfWhich => ">",
        }
    }

    /// The mark that is typed so.
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.text() == text)
    }

    /// The mark that is meant by what is none: one typed too many times, another sign for it, or
    /// its word.
    pub fn meant(text: &str) -> Option<Self> {
        if is_too_many(text) {
            let once = Self::read(text.get(..1)?)?;
            return Some(if once == Self::Subtotal { Self::Total } else { once });
        }
        match text.trim_end_matches([':', '.']).to_lowercase().as_str() {
            "+" | "∑" | "σ" | "t" => Some(Self::Total),
            "delsum" | "subtotal" | "mellemsum" => Some(Self::Subtotal),
            "-" | "–" | "•" | "*" => Some(Self::OfWhich),
            "overskrift" | "mellemoverskrift" => Some(Self::Heading),
            words => says(words, None).map(|said| match said {
                SaysIt::Total => Self::Total,
                SaysIt::Part => Self::OfWhich,
            }),
        }
    }
}

/// True for a mark that is typed more times than it has: `##`, `===`.
pub(super) fn is_too_many(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(|first| matches!(first, '#' | '=' | '>'))
        && text.chars().count() > 1
        && Mark::read(text).is_none()
        && text.chars().all(|c| Some(c) == first)
}

/// What stands in the place of a mark on a line that goes on with the cells above it.
pub(super) const GOES_ON: &str = "…";

/// True for that, also as three points.
pub(super) fn goes_on(text: &str) -> bool {
    matches!(text, GOES_ON | "...")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_mark_may_mean_one() {
        for (text, mark) in [
            ("===", Some(Mark::Total)),
            ("##", Some(Mark::Heading)),
            (">>", Some(Mark::OfWhich)),
            ("I alt:", Some(Mark::Total)),
            ("Heraf", Some(Mark::OfWhich)),
            ("x", None),
            ("#=", None),
        ] {
            assert_eq!(Mark::meant(text), mark, "{text}");
        }
    }
}
