//! What the template of a pack sees, and what a note's template sees of the pack that it stands in.

use serde::Serialize;

use crate::page::{Block, Metadata, Table, Theme};

/// All of a pack but its notes: the file `/data.json` of the template `pakke`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct PackPage {
    /// The municipality's name, `Københavns Kommune`.
    pub municipality: String,
    /// The template's name, `pakke`.
    pub kind: String,
    /// True with `--draft`: UDKAST is to stand on every page.
    pub draft: bool,
    /// In a draft, which notes have errors, so that the sums can't be trusted; none otherwise.
    pub doubt: Option<String>,
    /// What stands on the cover.
    pub head: Cover,
    /// What the PDF says of itself.
    pub metadata: Metadata,
    /// True where there are to be contents.
    pub contents: bool,
    /// The introduction; none where there is none.
    pub introduction: Option<Vec<Block>>,
    /// The overviews by committee, control area and category; empty where the pack leaves them out.
    pub overviews: Vec<Overview>,
    /// The list of notes with their amounts, options and pages; none where the pack leaves it out.
    pub list: Option<Table>,
    /// The frames with what the pack uses of them; empty where there are none.
    pub frames: Vec<FramePage>,
    /// The notes in their groups; empty where the pack leaves them out.
    pub groups: Vec<Group>,
    /// How many pages the whole pack has.
    pub pages: usize,
    /// What the pages look like: the file `/theme.json`.
    #[serde(skip)]
    pub theme: Theme,
}

impl PackPage {
    /// Its tables in order: the overviews, the list of notes, the frames.
    pub fn tables(&self) -> Vec<&Table> {
        let overviews = self.overviews.iter().map(|overview| &overview.table);
        overviews.chain(&self.list).chain(self.frames.iter().map(|frame| &frame.table)).collect()
    }
}

/// What stands on the cover of a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Cover {
    /// Empty: a pack has no id as notes have.
    pub id: String,
    /// The pack's title.
    pub title: String,
    /// The round's title, `Budget 2020`; may be empty.
    pub round: String,
    /// Nobody: a pack is the municipality's.
    pub administration: Option<String>,
    /// The date in words, `25. september 2019`; none where there is none.
    pub date: Option<String>,
    /// Which version it is, `2`; none where the pack does not say.
    pub version: Option<String>,
    /// When it was revised, in words; none where it was not.
    pub revised: Option<String>,
    /// Both in one, to stand on every page, `Version 2, revideret 9. september 2019`; none where
    /// neither is told.
    pub version_line: Option<String>,
    /// How many notes it has, in words, `3 notater`.
    pub notes: String,
    /// What the overviews are counted in, `1.000 kr. – 2020 p/l`.
    pub unit: String,
    /// What the pack costs in its budget year.
    pub totals: Vec<Total>,
    /// True where one of the notes is not for the public: FORTROLIGT is to stand on every page.
    pub confidential: bool,
    /// None: a pack has no status as notes have.
    pub status: Option<String>,
}

/// A sum on the cover.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Total {
    /// What it is, `I alt i 2020`.
    pub label: String,
    /// The figure in the unit of the overviews, `15.700`.
    pub text: String,
}

/// An overview: a table and a chart of its budget year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Overview {
    /// The table.
    pub table: Table,
    /// The chart; none where the pack leaves charts out, or there is nothing to compare.
    pub chart: Option<Chart>,
}

/// A frame, with what the pack uses of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct FramePage {
    /// Its name, `Servicemåltal`.
    pub name: String,
    /// What it covers and where it is from, in a sentence.
    pub about: String,
    /// Limit, use and what is left, by year.
    pub table: Table,
    /// The chart; none where the pack leaves charts out.
    pub chart: Option<Chart>,
}

/// Bars below each other. Their figures stand in the table beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Chart {
    /// What it shows, above it.
    pub title: String,
    /// What is read aloud in its place.
    pub alt: String,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// A bar of a chart. Lengths are thousandths of the longest one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Bar {
    /// What it is of, `2020`.
    pub label: String,
    /// The figure in words, `14.200 af 15.000`.
    pub text: String,
    /// How long it is.
    pub length: u32,
    /// How far the limit is; none where there is none.
    pub limit: Option<u32>,
    /// True where it goes beyond its limit.
    pub over: bool,
    /// True where the figure is below 0.
    pub negative: bool,
}

/// Notes of a pack that stand together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Group {
    /// What they have in common, `Socialudvalget`; empty where notes are not grouped.
    pub name: String,
    /// The notes.
    pub notes: Vec<Entry>,
}

/// A note in the contents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct Entry {
    /// The note's id and title, `BI8 – Lave sagsstammer`.
    pub title: String,
    /// Where a link to it leads: an address that `build` makes one within the document; empty for a
    /// note that was withdrawn.
    pub link: String,
    /// The page that it begins on; 0 for a note that was withdrawn.
    pub page: usize,
    /// True for a note that was withdrawn: it is listed, and its pages are not in the pack.
    pub withdrawn: bool,
}

/// Where a note stands in a pack: the file `/pack.json`, which is `null` for a note that stands
/// alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typeset", derive(schemars::JsonSchema))]
pub struct InPack {
    /// The pack's title.
    pub title: String,
    /// The page of the note's line in the list; none where the pack has no list.
    pub line: Option<usize>,
    /// Where a link to that line leads.
    pub link: String,
}
