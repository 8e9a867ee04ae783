//! What a template sees: finished Danish text, trees of nodes, nothing to compute.
//!
//! It crosses to Typst as JSON. Figures are text, for JSON numbers would become binary floats there.

use serde::Serialize;

/// A whole note as a page sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Page {
    /// The municipality's name.
    pub municipality: String,
    /// The document type's name, `budgetnotat`.
    pub kind: String,
    /// Which form of it, `2015` or `2019`.
    pub edition: String,
    /// True with `--draft`: UDKAST on every page.
    pub draft: bool,
    /// What stands at the top.
    pub head: Head,
    /// For the PDF's metadata.
    pub metadata: Metadata,
    /// The box *Eksekveringsparat?*, where the note has it.
    pub readiness: Option<Readiness>,
    /// Where in the city.
    pub place: Option<Place>,
    /// The summary, where the note has one.
    pub summary: Option<Vec<Block>>,
    /// The sections in order.
    pub sections: Vec<Section>,
    /// Past grants, placed by the form itself.
    pub past_grants: Option<Table>,
    /// What the pages look like. Templates get it as a file of its own, `/theme.json`: it is the same for all notes.
    #[serde(skip)]
    pub theme: Theme,
}

/// What makes the pages one municipality's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Theme {
    /// The logo, where there is one.
    pub logo: Option<Logo>,
    /// The font family; none is the built-in one.
    pub font: Option<String>,
    /// Words at the foot of every page.
    pub footer: Option<String>,
    /// The colours.
    pub colours: Colours,
}

/// The municipality's logo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Logo {
    /// Its file, by path from `templates/`.
    pub file: String,
    /// What is read aloud in its place.
    pub text: String,
    /// Its height in millimetres.
    pub height: u32,
}

/// The colours by what they are used for, each as `#12395b`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Colours {
    /// Running text.
    pub text: String,
    /// Headings, heads of tables, strong rules, references.
    pub head: String,
    /// Labels, units and notes.
    pub quiet: String,
    /// Thin rules between rows.
    pub line: String,
    /// Behind totals and boxes.
    pub surface: String,
    /// UDKAST, and figures that don't add up.
    pub alarm: String,
    /// Behind figures that don't add up.
    pub alarm_surface: String,
    /// UDKAST across the page.
    pub watermark: String,
}

/// What stands at the top of a note.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Head {
    /// The note's id, `BI8`.
    pub id: String,
    /// The title without id.
    pub title: String,
    /// The round's title.
    pub round: String,
    /// Name of the administration that wrote it.
    pub administration: Option<String>,
    /// Names of other administrations that take part.
    pub other_administrations: Vec<String>,
    /// *rettidig omhu*, *need to* …
    pub category: Option<String>,
    /// `19. juni 2015`.
    pub date: Option<String>,
    /// `9. september 2019`.
    pub revised: Option<String>,
    /// True when not for the public.
    pub confidential: bool,
}

/// For the PDF's metadata.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Metadata {
    /// `BI8 – Rettidig omhu …`.
    pub title: String,
    /// The municipality and administration.
    pub author: String,
    /// Year, month, day.
    pub date: (u16, u8, u8),
}

/// The box *Eksekveringsparat?*: `ja`, `nej` or blank.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Readiness {
    /// Treated by the committee?
    pub treated: Option<String>,
    /// Can it start without further treatment?
    pub can_start: Option<String>,
}

/// Where in the city.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Place {
    /// The whole city (*bydækkende*).
    pub everywhere: bool,
    /// Outside the city (*udenbys*).
    pub outside: bool,
    /// In words: `Alle bydele`, `Valby og Vanløse`.
    pub words: String,
    /// Every district of the municipality, chosen or not.
    pub districts: Vec<District>,
    /// The address.
    pub address: Option<String>,
    /// The cadastral number (*matrikelnummer*).
    pub cadastre: Option<String>,
}

/// One district in the grid.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct District {
    /// Its name.
    pub name: String,
    /// True when the note names it.
    pub chosen: bool,
}

/// A section: heading and text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// The text.
    pub blocks: Vec<Block>,
}

/// A block of prose; `type` tells which in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its text.
        content: Vec<Inline>,
    },
    /// A heading below the section's own; `level` from 1 (just below the section).
    Heading {
        /// Depth below the section's heading, from 1.
        level: u8,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A list with marks.
    Bullets {
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// A numbered list.
    Numbered {
        /// The first number.
        start: u64,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote {
        /// Its blocks.
        blocks: Vec<Block>,
    },
    /// Text as written, in fixed width.
    Code {
        /// The text.
        text: String,
    },
    /// A line across.
    Rule,
    /// A table written in the prose.
    Grid {
        /// Per column: `left`, `center` or `right`.
        align: Vec<&'static str>,
        /// The header cells.
        header: Vec<Vec<Inline>>,
        /// The rows.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// One of the note's tables.
    Table {
        /// The table.
        table: Table,
    },
}

/// A piece of text; `type` tells which in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Inline {
    /// Plain text.
    Text {
        /// The text.
        text: String,
    },
    /// Emphasis.
    Emph {
        /// What is emphasised.
        content: Vec<Inline>,
    },
    /// Strong emphasis.
    Strong {
        /// What is emphasised.
        content: Vec<Inline>,
    },
    /// Text as written, in fixed width.
    Code {
        /// The text.
        text: String,
    },
    /// A line break.
    Break,
    /// A link to the outside.
    Link {
        /// The address.
        url: String,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A reference to a table of this note; `target` is the table's [`Table::label`].
    Ref {
        /// The label referred to.
        target: String,
        /// `Tabel 2`.
        text: String,
    },
    /// A figure filled in from a table.
    Figure {
        /// `1,8 mio. kr.`
        text: String,
        /// Words that mark it as disputed, in a draft.
        disputed: Option<String>,
    },
    /// Words of another language, told so that they are read aloud in it.
    Foreign {
        /// The language, `en`.
        lang: String,
        /// The words.
        text: String,
    },
    /// A footnote at its first mark.
    Footnote {
        /// A name to refer back to.
        label: String,
        /// Its text.
        blocks: Vec<Block>,
    },
    /// A later mark of the same footnote.
    FootnoteAgain {
        /// The first mark's name.
        label: String,
    },
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Table {
    /// Name to refer to it by, `tabel-oekonomi`.
    pub label: String,
    /// Its number in the note; none where the form prints none.
    pub number: Option<usize>,
    /// The title without number and unit.
    pub title: String,
    /// `1.000 kr. – 2020 p/l`; none where there is no money.
    pub unit: Option<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows below the header.
    pub rows: Vec<Row>,
    /// Text under the table.
    pub note: Option<Vec<Block>>,
}

/// A table's column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Column {
    /// The header cell.
    pub header: String,
    /// `text`, `code` (short words), `figure` or `tick`.
    pub kind: &'static str,
    /// A header shared with the neighbours of the same group.
    pub group: Option<String>,
    /// True for the column of each row's sum.
    pub sum: bool,
}

/// A table's row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Row {
    /// `post`, `heading`, `subtotal`, `of-which` or `total`.
    pub kind: &'static str,
    /// As many cells as columns.
    pub cells: Vec<Cell>,
}

/// A table's cell: finished text, or blocks in a text table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Cell {
    /// The finished text; empty where blank.
    pub text: String,
    /// Prose, in place of `text`.
    pub blocks: Option<Vec<Block>>,
    /// Words that mark the figure as disputed, in a draft.
    pub disputed: Option<String>,
}
