//! A table as typed: its type, scope, columns, posts and totals.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::amount::{Amount, Unit};
use crate::note::across::Across;
use crate::note::column::{Column, ColumnKey, Period};
use crate::note::mark::{Marked, MarkedNote, NoteMark};
use crate::note::number::{PostNo, TableNo, TotalNo, listed_by, numbered};
use crate::note::post::{Cell, Post, Prose};
use crate::note::prices::PriceLevels;
use crate::note::row::Row;
use crate::note::sort::{Direction, Sort};
use crate::note::word::Word;
use crate::source::{Span, Spanned};
use crate::table_type::{TableKind, TableType};

/// A table.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a key of its own that a caseworker writes"
)]
pub struct Table {
    /// Its name within the note.
    pub id: Word,
    /// Its type.
    pub kind: Spanned<TableKind>,
    /// Title without number; empty where it says that it has none.
    pub title: Option<Word>,
    /// Heading over the first column.
    pub stub: Option<Word>,
    /// Which money it is about, where it says.
    pub money: Option<Word>,
    /// Control area of all its posts.
    pub area: Option<Word>,
    /// Committee of all its posts.
    pub committee: Option<Word>,
    /// Administrations of all its posts.
    pub administrations: Vec<Word>,
    /// True where it lists its own years.
    pub own_years: bool,
    /// An excerpt: compared with nothing.
    pub excerpt: bool,
    /// Why it stands alone.
    pub alone: Option<Word>,
    /// What its total must give.
    pub must_give: Option<Spanned<Amount>>,
    /// The table whose expenditure it finances.
    pub finances: Option<Word>,
    /// The tables that it is the sum of.
    pub sum_of: Vec<Word>,
    /// Payback times that the source prints: claims.
    pub payback: Paybacks,
    /// The table that it is derived from.
    pub derived_from: Option<Word>,
    /// The last year goes on for all posts.
    pub permanent: bool,
    /// True where its distribution keys are computed and printed.
    pub computed_keys: bool,
    /// Where it says itself what its figures are counted in.
    pub own_unit: Option<Span>,
    /// What its figures are counted in.
    pub unit: Unit,
    /// How many decimals they have.
    pub decimals: u32,
    /// True where each figure is rounded by itself: it stands for all that rounds to it.
    pub rounded: bool,
    /// Its price level.
    pub prices: Option<PriceLevels>,
    /// How an empty cell is printed: `blank`, `0` or `-`; the form's own way where `None`.
    pub blank: Option<Word>,
    /// False where it has no number.
    pub numbered: bool,
    /// Its number in print, where it is not the next in order.
    pub number: Option<Word>,
    /// The frames that none of its money counts in.
    pub outside: Vec<Word>,
    /// Text under it, but for what is said of marks.
    pub note: Option<Prose>,
    /// What is said under it of what has a mark, in order.
    pub notes: Vec<MarkedNote>,
    /// Marks of notes, in the order they are typed.
    pub marks: Vec<NoteMark>,
    /// True where it is written in lines (`raekker`): its posts are lines, not blocks.
    pub in_lines: bool,
    /// The columns, without the sum across.
    pub columns: Arc<[Column]>,
    /// The sum across.
    pub across: Across,
    /// The total row.
    pub grand_total: GrandTotal,
    /// Total rows for a part of the posts.
    pub totals: Vec<Total>,
    /// The posts in order.
    pub posts: Vec<Post>,
    /// Header of its block.
    pub span: Span,
}

listed_by!(TableNo, Table);
listed_by!(PostNo, Post);
listed_by!(TotalNo, Total);

impl Table {
    /// What is known of its type; `None` where there is no such type.
    pub fn table_type(&self) -> Option<&'static TableType> {
        self.kind.value.table_type()
    }

    /// The names of the frames that a post's money does not count in, in alphabetical order.
    pub fn outside_of(&self, post: &Post) -> Vec<String> {
        let words = self.outside.iter().chain(&post.outside);
        let names: BTreeSet<&str> = words.map(|word| word.value.as_str()).collect();
        names.into_iter().map(str::to_owned).collect()
    }

    /// The title that is printed: its own or its type's; empty where it has none.
    pub fn caption(&self) -> &str {
        let own = self.title.as_ref().map(|word| word.value.as_str());
        own.or(self.table_type().and_then(|kind| kind.title)).unwrap_or_default()
    }

    /// Every text that is printed and is no prose.
    pub fn labels(&self) -> Vec<&Word> {
        let mut out: Vec<&Word> = self.title.iter().chain(&self.stub).collect();
        for column in self.columns.iter() {
            out.extend(column.text.iter().chain(&column.group));
        }
        for post in &self.posts {
            out.extend(
                post.text.iter().chain(&post.appropriation).chain(&post.key).chain(&post.at_point),
            );
        }
        if let GrandTotal::Row { text, .. } = &self.grand_total {
            out.extend(text);
        }
        out.extend(self.totals.iter().map(|total| &total.text));
        out
    }

    /// The post of that id.
    pub fn post(&self, id: &str) -> Option<&Post> {
        self.posts.iter().find(|post| post.id.as_ref().is_some_and(|word| word.value == id))
    }

    /// Its posts with their numbers.
    pub fn numbered_posts(&self) -> impl DoubleEndedIterator<Item = (PostNo, &Post)> + Clone {
        numbered(&self.posts)
    }

    /// The numbers of its posts.
    pub fn post_numbers(&self) -> impl DoubleEndedIterator<Item = PostNo> + Clone + use<> {
        (0..self.posts.len()).map(PostNo)
    }

    /// The number of the first post for which it is so.
    pub fn post_where(&self, is: impl FnMut(&Post) -> bool) -> Option<PostNo> {
        self.posts.iter().position(is).map(PostNo)
    }

    /// The number of the post of that id.
    pub fn post_number(&self, id: &str) -> Option<PostNo> {
        self.post_where(|post| post.id.as_ref().is_some_and(|word| word.value == id))
    }

    /// The post of that number.
    pub fn post_at(&self, number: PostNo) -> Option<&Post> {
        self.posts.get(number.0)
    }

    /// The mark of a note at a place of it.
    pub fn mark_at(&self, at: &Marked) -> Option<&NoteMark> {
        self.marks.iter().find(|own| own.at == *at)
    }

    /// Its partial totals with their numbers.
    pub fn numbered_totals(&self) -> impl DoubleEndedIterator<Item = (TotalNo, &Total)> + Clone {
        numbered(&self.totals)
    }

    /// The numbers of its partial totals.
    pub fn total_numbers(&self) -> impl DoubleEndedIterator<Item = TotalNo> + Clone + use<> {
        (0..self.totals.len()).map(TotalNo)
    }

    /// The partial total of that number.
    pub fn total_at(&self, number: TotalNo) -> Option<&Total> {
        self.totals.get(number.0)
    }

    /// The cell that is written in a row and column.
    pub fn written(&self, row: Row, key: &ColumnKey) -> Option<&Cell> {
        let cells = match row {
            Row::Post(number) => &self.post_at(number)?.cells,
            Row::Total(number) => &self.total_at(number)?.cells,
            Row::Grand => match &self.grand_total {
                GrandTotal::Row { cells, .. } => cells,
                GrandTotal::None => return None,
            },
            Row::Stated => return None,
        };
        cells.iter().find(|cell| cell.column == *key)
    }

    /// The column of that key.
    pub fn column(&self, key: &ColumnKey) -> Option<&Column> {
        self.columns.iter().find(|column| column.key == *key)
    }

    /// The periods among its columns.
    pub fn periods(&self) -> impl Iterator<Item = Period> {
        self.columns.iter().filter_map(|column| match column.key {
            ColumnKey::Period(period) => Some(period),
            _ => None,
        })
    }
}

/// Printed payback times.
#[derive(Clone, Debug, Default)]
pub struct Paybacks {
    /// By the savings on service.
    pub service: Option<Spanned<Payback>>,
    /// By all savings.
    pub all: Option<Spanned<Payback>>,
}

/// How long costs take to come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payback {
    /// Whole years passed before the cumulated effect turns; 0 where it does in the first one.
    After(u64),
    /// It never does.
    Never,
}

/// The total row.
#[derive(Clone, Debug)]
pub enum GrandTotal {
    /// `i_alt = false`: none.
    None,
    /// There is one, with this label and the figures that the source prints.
    Row {
        /// Its label; the type's own where `None`.
        text: Option<Word>,
        /// Printed figures: claims.
        cells: Vec<Cell>,
        /// Header of its block, or of the table's.
        span: Span,
    },
}

/// A total row for a part of the posts.
#[derive(Clone, Debug)]
pub struct Total {
    /// Its label.
    pub text: Word,
    /// Which posts it counts.
    pub filter: Where,
    /// Printed figures: claims.
    pub cells: Vec<Cell>,
    /// Header of its block.
    pub span: Span,
}

/// Which posts a total counts: those that match every condition.
#[derive(Clone, Debug, Default)]
pub struct Where {
    /// Control area.
    pub area: Option<Word>,
    /// Committee.
    pub committee: Option<Word>,
    /// Administration.
    pub administration: Option<Word>,
    /// Appropriation.
    pub appropriation: Option<Word>,
    /// Cost, saving, financing or income.
    pub sort: Option<Sort>,
    /// Expenditure or income.
    pub ui: Option<Direction>,
    /// The option.
    pub choice: Option<Word>,
    /// Posts of other options than these are not counted; made for totals over options that exclude
    /// each other, never typed.
    pub chosen: Option<Vec<String>>,
}

impl Where {
    /// True where all it asks for is that a post is of no other options than those chosen.
    pub fn by_choice_alone(&self) -> bool {
        let others =
            [&self.area, &self.committee, &self.administration, &self.appropriation, &self.choice];
        self.chosen.is_some()
            && self.sort.is_none()
            && self.ui.is_none()
            && others.iter().all(|word| word.is_none())
    }

    /// True where the sort is all that it asks for.
    pub fn by_sort_alone(&self) -> bool {
        let others =
            [&self.area, &self.committee, &self.administration, &self.appropriation, &self.choice];
        self.sort.is_some() && self.ui.is_none() && others.iter().all(|word| word.is_none())
    }
}
