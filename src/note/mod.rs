//! A note as it was typed: plain data, every value with its place. Nothing is looked up or computed
//! here.

mod across;
mod added_across;
pub mod column;
pub mod mark;
mod measure;
pub mod number;
pub mod pack;
pub mod post;
mod priced;
mod prices;
pub mod row;
pub mod row_words;
pub mod sort;
pub mod attached;
pub mod status;
pub mod table;
mod term;
mod version;
pub mod whole;
mod word;

use crate::source::{FileId, Span, Spanned};

pub use across::Across;
pub use attached::Attached;
pub use column::{Column, ColumnKey, ColumnKind, Period};
pub use mark::{Marked, MarkedNote, NoteMark};
pub use measure::Measure;
pub use number::{Number, Numbered, PostNo, TableNo, TotalNo};
pub use pack::{Grouping, Order, Pack, Parts, Pick, Unpicked, Wanted};
pub use post::{
    Cell, Kind, Lacks, NO_COMMITTEE, PartOf, Post, Prose, Share, SubtotalOf, says_no_committee,
};
pub use prices::{PriceLevel, PriceLevels};
pub use row::Row;
pub use sort::{Direction, Sort};
pub use status::Status;
pub use table::{GrandTotal, Payback, Paybacks, Table, Total, Where};
pub use term::Term;
pub use version::Version;
pub use whole::{Rate, Whole};
pub use word::{Date, MONTHS, Word};

/// A note.
#[derive(Clone, Debug)]
pub struct Note {
    /// Its file.
    pub file: FileId,
    /// Folder name of its round: with the id, the note's key.
    pub round: String,
    /// Id as printed.
    pub id: Word,
    /// Title without id.
    pub title: Word,
    /// Name of the document type.
    pub kind: Word,
    /// Name of the type's form.
    pub edition: Option<Word>,
    /// How far it has come.
    pub status: Status,
    /// How urgent, and who asked.
    pub category: Option<Word>,
    /// The administration that writes it.
    pub administration: Option<Word>,
    /// Other administrations that take part.
    pub other_administrations: Vec<Word>,
    /// Its date.
    pub date: Option<Spanned<Date>>,
    /// Which version it is, and when it was last revised.
    pub version: Version,
    /// What of its file is attached to its PDF; none where it leaves that to the round.
    pub attached: Option<Attached>,
    /// Not for the public.
    pub confidential: bool,
    /// A short summary.
    pub summary: Option<Prose>,
    /// Notes referred to.
    pub references: Vec<Word>,
    /// Notes presupposed.
    pub presupposes: Vec<Word>,
    /// Notes excluded.
    pub excludes: Vec<Word>,
    /// Where in the city.
    pub place: Option<Place>,
    /// The box *Eksekveringsparat?*.
    pub readiness: Option<Readiness>,
    /// Options to pick among.
    pub choices: Vec<Choice>,
    /// The sections in order.
    pub sections: Vec<Section>,
    /// The tables in order.
    pub tables: Vec<Table>,
    /// Declared relations.
    pub declared: Vec<Declared>,
    /// Somebody else's figures that the text speaks of.
    pub externals: Vec<External>,
}

impl Note {
    /// True where it was withdrawn: it counts in nothing, and no pack has its pages.
    pub fn withdrawn(&self) -> bool {
        self.status == Status::Withdrawn
    }

    /// Every text that is printed and is no prose: titles, headings, labels.
    pub fn labels(&self) -> Vec<&Word> {
        let mut out = vec![&self.id, &self.title];
        out.extend(&self.category);
        out.extend(&self.version.name);
        if let Some(place) = &self.place {
            out.extend(place.address.iter().chain(&place.cadastre));
        }
        out.extend(self.sections.iter().map(|section| &section.heading));
        out.extend(self.tables.iter().flat_map(Table::labels));
        out
    }

    /// Every prose.
    pub fn prose(&self) -> Vec<&Prose> {
        let mut out: Vec<&Prose> = self.summary.iter().collect();
        out.extend(self.sections.iter().map(|section| &section.text));
        for table in &self.tables {
            out.extend(&table.note);
            out.extend(table.notes.iter().map(|note| &note.text));
            out.extend(table.posts.iter().flat_map(|post| post.words.iter().map(|(_, text)| text)));
        }
        out
    }

    /// The number of each section where the document type numbers them, counted without annexes.
    pub fn section_numbers(&self) -> Vec<Option<usize>> {
        let mut last = 0;
        let number = |section: &Section| {
            last += usize::from(!section.annex);
            (!section.annex).then_some(last)
        };
        self.sections.iter().map(number).collect()
    }

    /// The table that shows the table of that number: itself, or the one that it is a part of.
    pub fn shown_in(&self, number: TableNo) -> TableNo {
        let Some(id) = self.table_at(number).map(|table| &table.id.value) else { return number };
        let sums = |table: &Table| table.sum_of.iter().any(|part| part.value == *id);
        self.table_where(sums).unwrap_or(number)
    }

    /// Its tables with their numbers.
    pub fn numbered_tables(&self) -> impl DoubleEndedIterator<Item = (TableNo, &Table)> + Clone {
        number::numbered(&self.tables)
    }

    /// The numbers of its tables.
    pub fn table_numbers(&self) -> impl DoubleEndedIterator<Item = TableNo> + Clone + use<> {
        (0..self.tables.len()).map(TableNo)
    }

    /// The number of the first table for which it is so.
    pub fn table_where(&self, is: impl FnMut(&Table) -> bool) -> Option<TableNo> {
        self.tables.iter().position(is).map(TableNo)
    }

    /// The number of the table of that id.
    pub fn table_number(&self, id: &str) -> Option<TableNo> {
        self.table_where(|table| table.id.value == id)
    }

    /// The table of that number.
    pub fn table_at(&self, number: TableNo) -> Option<&Table> {
        self.tables.get(number.0)
    }

    /// The table of that id.
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.id.value == id)
    }
}

/// Where in the city.
#[derive(Clone, Debug)]
pub struct Place {
    /// Which districts; none said where `None`.
    pub districts: Option<Districts>,
    /// The address.
    pub address: Option<Word>,
    /// The cadastral number.
    pub cadastre: Option<Word>,
}

/// Which districts a note is about.
#[derive(Clone, Debug)]
pub enum Districts {
    /// The whole city.
    All,
    /// Outside the city.
    Outside,
    /// These.
    Some(Vec<Word>),
}

/// The box *Eksekveringsparat?*: `ja`, `nej` or nothing.
#[derive(Clone, Debug, Default)]
pub struct Readiness {
    /// Treated by the committee?
    pub treated: Option<Word>,
    /// Can start without further treatment?
    pub can_start: Option<Word>,
}

/// An option that negotiations pick among.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its name, that posts point to.
    pub id: Word,
    /// Its title.
    pub title: Word,
    /// Options that can't be chosen with it.
    pub excludes: Vec<Word>,
    /// Counted in a pack that does not pick for itself.
    pub default: bool,
}

/// A section: heading and text.
#[derive(Clone, Debug)]
pub struct Section {
    /// Its name within the note, if it has one.
    pub id: Option<Word>,
    /// The heading.
    pub heading: Word,
    /// True for an annex.
    pub annex: bool,
    /// The text.
    pub text: Prose,
}

/// A relation that no table type knows: its terms together give 0.
#[derive(Clone, Debug)]
pub struct Declared {
    /// The relation in words.
    pub text: Word,
    /// The terms, as written: `-tabel.post[kolonne]`.
    pub terms: Vec<Word>,
    /// What it holds for each of.
    pub for_each: Vec<Word>,
    /// The block's header.
    pub span: Span,
}

/// Somebody else's figure that the text speaks of: none of the note's own has to back it.
#[derive(Clone, Debug)]
pub struct External {
    /// The amount as the text has it, `166,6 mio. kr.`
    pub amount: Word,
    /// Where it is from.
    pub source: Word,
}
