//! What a template sees: finished Danish text, trees of nodes, nothing to compute.
//!
//! It crosses to Typst as JSON. Figures are text, for JSON numbers would become binary floats
//! there. The comments here are what `docs/templates.schema.json` says of each field: they are
//! written for those who make templates.

mod measure;
pub mod pack;
pub mod paper;
pub mod simple;
mod words;

use serde::Serialize;

/// A whole note as a template sees it: the file `/data.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Page {
    /// The municipality's name, `Københavns Kommune`.
    pub municipality: String,
    /// The document type's name, `budgetnotat`: its template is the file of that name, and the
    /// function in it too.
    pub kind: String,
    /// Which form of it, `2015` or `2019`; empty where a project's own type names none.
    pub edition: String,
    /// True with `--draft`: UDKAST is to stand on every page, and figures that don't add up are
    /// marked.
    pub draft: bool,
    /// What stands at the top.
    pub head: Head,
    /// What the PDF says of itself.
    pub metadata: Metadata,
    /// The box *Eksekveringsparat?*; none where the note has none.
    pub readiness: Option<Readiness>,
    /// Where in the city; none where the note does not say.
    pub place: Option<Place>,
    /// The summary (*resumé*); none where the note has none.
    pub summary: Option<Vec<Block>>,
    /// The sections in order.
    pub sections: Vec<Section>,
    /// Past grants (*tidligere afsatte midler*), where the form places that table by itself; none
    /// otherwise.
    pub past_grants: Option<Table>,
    /// What the pages look like. Templates get it as a file of its own, `/theme.json`: it is the
    /// same for all notes.
    #[serde(skip)]
    pub theme: Theme,
}

/// What makes the pages one municipality's own: the file `/theme.json`, the same for all notes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Theme {
    /// The logo; none where there is none.
    pub logo: Option<Logo>,
    /// The font family, `Karla`; none is the built-in one.
    pub font: Option<String>,
    /// Words at the foot of every page; none where there are none.
    pub footer: Option<String>,
    /// The colours.
    pub colours: Colours,
}

/// The municipality's logo.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Logo {
    /// Its file, svg or png, by path from `templates/`: `byvaaben.svg`.
    pub file: String,
    /// What is read aloud in its place: the picture's alternative text.
    pub text: String,
    /// Its height in millimetres, 6 to 40.
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
    /// UDKAST across the page, behind the text.
    pub watermark: String,
}

/// What stands at the top of a note.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Head {
    /// The note's id, `BI8`.
    pub id: String,
    /// The title without the id.
    pub title: String,
    /// The round's title, `Budget 2020`; may be empty.
    pub round: String,
    /// Full name of the administration that wrote it, `Socialforvaltningen`; none where the note
    /// does not say.
    pub administration: Option<String>,
    /// Full names of other administrations that take part; may be empty.
    pub other_administrations: Vec<String>,
    /// The category as the note has it, `rettidig omhu`; none where it has none.
    pub category: Option<String>,
    /// The note's date in words, `19. juni 2015`; none where it has none.
    pub date: Option<String>,
    /// Which version it is, as the note has it, `2`; none where it does not say.
    pub version: Option<String>,
    /// When it was revised, in words, `9. september 2019`; none where it was not.
    pub revised: Option<String>,
    /// Both in one, to stand on every page, `Version 2, revideret 9. september 2019`; none where
    /// neither is told.
    pub version_line: Option<String>,
    /// True when not for the public: FORTROLIGT is to stand on every page.
    pub confidential: bool,
    /// What else is to stand on every page: `KLADDE` where the note is unfinished, `TRUKKET` where it
    /// was withdrawn; none otherwise.
    pub status: Option<String>,
}

/// What the PDF says of itself; `main.typ` sees to it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Metadata {
    /// Id and title, `BI8 – Lave sagsstammer`.
    pub title: String,
    /// Administration and municipality, `Socialforvaltningen, Københavns Kommune`.
    pub author: String,
    /// The document's date as year, month and day, `[2019, 9, 9]`: the note's own, or else its
    /// round's.
    pub date: (u16, u8, u8),
}

/// The box *Eksekveringsparat?*: each answer as the note has it, `ja` or `nej`; none where it is
/// left open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Readiness {
    /// Treated by the committee (*udvalgsbehandlet*)?
    pub treated: Option<String>,
    /// Can it start without further treatment by a committee?
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
    /// In words: `Alle bydele`, `Valby og Vanløse`; empty where no district is named.
    pub words: String,
    /// Every district of the municipality, chosen or not, in the order they are to be printed.
    pub districts: Vec<District>,
    /// The address, `Valgårdsvej 4`; none where there is none.
    pub address: Option<String>,
    /// The cadastral number (*matrikelnummer*), `1437 Valby`; none where there is none.
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
    /// Name to refer to it by, `afsnit-opfoelgning`; none where nothing does.
    pub label: Option<String>,
    /// Its number, from 1, where the document type numbers its sections; none for an annex, and in
    /// types that don't.
    pub number: Option<usize>,
    /// True for an annex (*bilag*).
    pub annex: bool,
    /// The heading, without its number.
    pub heading: String,
    /// The text.
    pub blocks: Vec<Block>,
}

/// A block of prose; `type` tells which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its text.
        content: Vec<Inline>,
    },
    /// A heading below the section's own.
    Heading {
        /// Depth below the section's heading, from 1; the writer may have skipped one.
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
        #[cfg_attr(feature = "typeset", schemars(extend("items" = { "type": "string", "enum": ["left", "center", "right"] })))]
        align: Vec<&'static str>,
        /// The header cells, each a list of pieces of text.
        header: Vec<Vec<Inline>>,
        /// The rows, each with as many cells as the header.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// One of the note's tables.
    Table {
        /// The table.
        table: Table,
    },
}

/// A piece of text within a block; `type` tells which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Inline {
    /// Plain text.
    Text {
        /// The text, with its long words.
        #[serde(flatten, serialize_with = "words::serialize")]
        #[cfg_attr(feature = "typeset", schemars(with = "words::Words<'static>"))]
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
        /// The address, `https://www.kk.dk`; may be empty.
        url: String,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A reference to a table or a section of this note, by what it is called here, `Tabel 2`,
    /// `afsnit 9`, or to another note, by its id.
    Ref {
        /// Its `label`, `tabel-oekonomi`, or `notat-BI8`, which no note has on its own pages; in a
        /// draft there may be no such table.
        target: String,
        /// What it is called here, `Tabel 2`, `afsnit 9`, `BI8`.
        #[serde(flatten, serialize_with = "words::serialize")]
        #[cfg_attr(feature = "typeset", schemars(with = "words::Words<'static>"))]
        text: String,
    },
    /// A figure filled in from a table.
    Figure {
        /// The finished figure with its unit, `1,8 mio. kr.`; not to be broken over lines.
        text: String,
        /// In a draft, words that mark a figure that does not add up, `stemmer ikke`; none
        /// otherwise.
        disputed: Option<String>,
        /// What was typed between `{{` and `}}`. Templates do not see it: the figure is held
        /// against its table by it.
        #[serde(skip)]
        source: String,
    },
    /// Words of another language, told so that they are read aloud in it.
    Foreign {
        /// The language, `en`.
        lang: String,
        /// The words, the long ones too.
        #[serde(flatten, serialize_with = "words::serialize")]
        #[cfg_attr(feature = "typeset", schemars(with = "words::Words<'static>"))]
        text: String,
    },
    /// A footnote at its first mark.
    Footnote {
        /// Its name within the note, `afsnit1-1`, for later marks of it.
        label: String,
        /// Its text.
        blocks: Vec<Block>,
    },
    /// A later mark of the same footnote.
    FootnoteAgain {
        /// The first mark's `label`.
        label: String,
    },
}

/// One of the note's tables.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Table {
    /// Name to refer to it by, `tabel-oekonomi`.
    pub label: String,
    /// Its number in the note: from `1`, or as the paper has it, `3a`; none where it is to have none.
    pub number: Option<String>,
    /// The title without number and unit; empty where it has none.
    pub title: String,
    /// What a table without a title is told by when it is read aloud, `Tabel med kolonnerne Udvalg og
    /// 2020`; none where it has a title.
    pub alt: Option<String>,
    /// Unit and price level of its figures, `1.000 kr. – 2020 p/l`, `pct.`; none where they are told
    /// elsewhere, or nothing is known of them.
    pub unit: Option<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows below the header.
    #[serde(flatten, serialize_with = "measure::rows")]
    #[cfg_attr(feature = "typeset", schemars(with = "measure::Rows<'static>"))]
    pub rows: Vec<Row>,
    /// The mark of a note at the title; none where it has none.
    pub mark: Option<Box<Mark>>,
    /// Text under the table; none where there is none.
    pub note: Option<Vec<Block>>,
    /// What is said under it of what has a mark, in order, after that text.
    pub notes: Vec<TableNote>,
    /// The sentence under a table whose printed sums differ from its printed figures, because each
    /// is rounded by itself, `Afvigelse skyldes afrundinger.`, or what another table says of the
    /// same money, `Afvigelse fra tabel 1 skyldes afrundinger.`; none where every sum is that of
    /// its figures.
    pub rounding: Option<String>,
}

/// A table's column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Column {
    /// The header cell, `2020`; may be empty.
    #[serde(flatten, serialize_with = "measure::header")]
    #[cfg_attr(feature = "typeset", schemars(with = "measure::Header<'static>"))]
    pub header: String,
    /// `text`, `code` (short words), `figure` or `tick` (an X or nothing). The first of kind `text`
    /// says what each row is.
    #[cfg_attr(feature = "typeset", schemars(extend("enum" = ["text", "code", "figure", "tick"])))]
    pub kind: &'static str,
    /// A header above its own, shared with the neighbours that have the same; none where there is
    /// none.
    #[serde(flatten, serialize_with = "measure::group")]
    #[cfg_attr(feature = "typeset", schemars(with = "measure::Group<'static>"))]
    pub group: Option<String>,
    /// True for the column of each row's sum.
    pub sum: bool,
    /// The mark of a note at the header; none where it has none.
    pub mark: Option<Mark>,
}

/// A table's row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Row {
    /// `post`, `heading`, `subtotal`, `of-which` (part of a row above: shown, not added), `total`,
    /// or `fact`: words about the whole table, whose first figure cell holds for all of the columns
    /// of figures (`16 år`).
    #[cfg_attr(feature = "typeset", schemars(extend("enum" = ["post", "heading", "subtotal", "of-which", "total", "fact"])))]
    pub kind: &'static str,
    /// As many cells as columns.
    #[serde(flatten, serialize_with = "measure::cells")]
    #[cfg_attr(feature = "typeset", schemars(with = "measure::Cells<'static>"))]
    pub cells: Vec<Cell>,
}

/// A table's cell: finished text, or prose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Cell {
    /// The finished text: words, or a figure in the table's unit or its column's, `-7.150`, that of
    /// each year where it says so, `1.533 årligt`; empty where blank.
    pub text: String,
    /// Prose, in place of `text`; none where `text` is all.
    pub blocks: Option<Vec<Block>>,
    /// In a draft, words that mark a figure that does not add up, `stemmer ikke`; none otherwise.
    pub disputed: Option<String>,
    /// The mark of a note; none where it has none.
    pub mark: Option<Box<Mark>>,
}

/// The mark of a note in a table, printed raised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Mark {
    /// What is printed, `*` or `1`.
    pub text: String,
    /// The label of the note, `tabelnote-oekonomi-1`; none where no table says anything of the mark.
    pub label: Option<String>,
}

/// What is said under a table of what has a mark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct TableNote {
    /// The mark, `*` or `1`; empty for text that follows the notes.
    pub mark: String,
    /// Its label, `tabelnote-oekonomi-1`; empty where it has no mark.
    pub label: String,
    /// What is said.
    pub blocks: Vec<Block>,
}
