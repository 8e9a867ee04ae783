//! What the templates of papers see that are made of several notes or of several versions, and are
//! typed by nobody: a list of changes, a correction sheet.

use serde::Serialize;

use crate::page::{Block, Metadata, Table, Theme};

/// Such a paper: the file `/data.json` of the templates `aendringer` and `rettelsesblad`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Paper {
    /// The municipality's name, `Københavns Kommune`.
    pub municipality: String,
    /// The template's name, `aendringer` or `rettelsesblad`.
    pub kind: String,
    /// True where the sources have errors: UDKAST is to stand on every page.
    pub draft: bool,
    /// What stands at the top.
    pub head: PaperHead,
    /// What the PDF says of itself.
    pub metadata: Metadata,
    /// The parts in order.
    pub parts: Vec<Part>,
    /// What the pages look like: the file `/theme.json`.
    #[serde(skip)]
    pub theme: Theme,
}

/// What stands at the top of a paper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct PaperHead {
    /// Id of the note that it is about, `BI8`; empty where it is about several.
    pub id: String,
    /// The title.
    pub title: String,
    /// The round's title, `Budget 2020`; may be empty.
    pub round: String,
    /// Nobody: such a paper is the municipality's.
    pub administration: Option<String>,
    /// What is known of it, as pairs of label and value.
    pub facts: Vec<Fact>,
    /// What stands on every page besides, `Version 2, revideret 9. september 2019`; none where there
    /// is nothing.
    pub version_line: Option<String>,
    /// True where a note in it is not for the public: FORTROLIGT is to stand on every page.
    pub confidential: bool,
    /// None: such a paper has no status as notes have.
    pub status: Option<String>,
}

/// A label and its value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Fact {
    /// The label, `Fra`.
    pub label: String,
    /// The value.
    pub text: String,
}

/// A part under a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Part {
    /// The heading; empty where it has none.
    pub heading: String,
    /// How deep the heading is: 2, or 3 below one of 2.
    pub level: u8,
    /// Texts before the tables.
    pub blocks: Vec<Block>,
    /// The tables.
    pub tables: Vec<Table>,
}
