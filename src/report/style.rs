//! How findings are shown.

use crate::text::Lang;

/// How findings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With the lines of the file.
    #[default]
    Human,
    /// A line each.
    Short,
    /// One object.
    Json,
    /// Annotations in GitHub Actions.
    Github,
    /// GitLab's Code Quality report.
    Gitlab,
    /// SARIF 2.1.0.
    Sarif,
    /// Test cases in XML.
    Junit,
}

impl Format {
    /// True for the formats that end in a line for people, whatever was found.
    pub fn is_read_by_people(self) -> bool {
        matches!(self, Self::Human | Self::Short | Self::Github)
    }
}

/// How to show.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style<'a> {
    /// The format.
    pub format: Format,
    /// The language of messages.
    pub lang: Lang,
    /// Colours for a terminal.
    pub colour: bool,
    /// The terminal's width in columns, where it is known.
    pub width: Option<usize>,
    /// The way from the top of the repository to the project's root, with `/` at its end; empty
    /// where they are the same. What a repository's host is to find is named from there; all else
    /// is named from the project's root.
    pub below: &'a str,
    /// True where the figures that are not verified are listed, in the formats that people read.
    pub unverified: bool,
}
