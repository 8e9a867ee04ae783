//! The mark that says what kind of row a line is.

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
}
