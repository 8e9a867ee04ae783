//! A table's posts: one row each.

use rust_decimal::Decimal;

use crate::amount::{Amount, is_dash};
use crate::note::column::ColumnKey;
use crate::note::number::PostNo;
use crate::note::prices::PriceLevel;
use crate::note::sort::{Direction, Sort};
use crate::note::term::Term;
use crate::note::whole::Whole;
use crate::note::word::Word;
use crate::source::{SharedText, Span, Spanned};

/// What is written in a committee's place where no committee holds the money: central pools, a
/// reserve, all committees together. Its money is told by that word.
pub const NO_COMMITTEE: &str = "ingen";

/// True for a word that says so, and for the dash that papers have in its place.
pub fn says_no_committee(word: &str) -> bool {
    let word = word.trim();
    let mut letters = word.chars();
    let dash = letters.next().is_some_and(|c| c == '-' || is_dash(c)) && letters.next().is_none();
    dash || word.eq_ignore_ascii_case(NO_COMMITTEE)
}

/// Prose as typed; read on demand.
pub type Prose = Spanned<SharedText>;

/// A post: one row.
#[derive(Clone, Debug)]
pub struct Post {
    /// Its name, if it has one.
    pub id: Option<Word>,
    /// Its text.
    pub text: Option<Word>,
    /// Control area as written.
    pub area: Option<Word>,
    /// Committee as written.
    pub committee: Option<Word>,
    /// Administrations as written.
    pub administrations: Vec<Word>,
    /// Appropriation as written.
    pub appropriation: Option<Word>,
    /// Expenditure or income.
    pub ui: Option<Spanned<Direction>>,
    /// Cost, saving, financing or income.
    pub sort: Option<Sort>,
    /// Distribution key as printed.
    pub key: Option<Word>,
    /// Applied for from the innovation pool.
    pub pool: bool,
    /// The point of the recommendation.
    pub at_point: Option<Word>,
    /// The past agreement.
    pub agreement: Option<Word>,
    /// The option it belongs to.
    pub choice: Option<Word>,
    /// The last year goes on.
    pub permanent: bool,
    /// Its price level, where that is not the table's.
    pub prices: Option<PriceLevel>,
    /// The frames that its money does not count in, besides those of its table.
    pub outside: Vec<Word>,
    /// How its figures come about.
    pub kind: Kind,
    /// The figures written, in the order of the file.
    pub cells: Vec<Cell>,
    /// Text and tick cells under named columns.
    pub words: Vec<(String, Prose)>,
    /// True when a figure stands under a year that the table does not have: a finding says so, and
    /// what is missing elsewhere in the row is not held against it.
    pub astray: bool,
    /// Where its line has fewer cells than there are headers: blank ones may be left off at the end,
    /// or one within it is missing.
    pub lacks: Option<Lacks>,
    /// Header of its block.
    pub span: Span,
}

/// The cells of a line that are fewer than its headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lacks {
    /// How many cells it has.
    pub cells: u16,
    /// How many headers there are.
    pub headers: u16,
}

/// How a post's figures come about.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Written, and counted in the total.
    Plain,
    /// A heading: no figures.
    Heading,
    /// A sum of other posts, not counted.
    Subtotal(SubtotalOf),
    /// A part of another post: shown, not counted.
    OfWhich(PartOf),
    /// A share of another post, counted.
    Share(Share),
    /// What makes the table give what it must, counted.
    Rest(Span),
    /// The sum of these posts of another table: a row of a table derived whole, counted.
    Gathered {
        /// Id of the table that it is derived from.
        table: String,
        /// Numbers of its posts.
        posts: Vec<PostNo>,
    },
}

/// The post that another is a part of.
#[derive(Clone, Debug)]
pub enum PartOf {
    /// The one of that id.
    Named(Word),
    /// The one above it, of that number.
    Above(PostNo),
}

/// What a subtotal is the sum of.
#[derive(Clone, Debug)]
pub enum SubtotalOf {
    /// The counted posts since the last subtotal or heading; the place of the key.
    SinceLast(Span),
    /// These posts.
    Posts(Vec<Spanned<Term>>),
}

/// A share of another post.
#[derive(Clone, Debug)]
pub struct Share {
    /// The post it is a share of.
    pub of: Word,
    /// In per cent.
    pub percent: Spanned<Decimal>,
    /// Where it says that it takes what the other shares of that post leave, so that they are
    /// together what their percentages together give.
    pub rest: Option<Span>,
}

/// One figure as written.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Its column.
    pub column: ColumnKey,
    /// What it is worth; `None` where it has no figure, and where it could not be read (a finding
    /// says so).
    pub value: Option<Whole>,
    /// True where a dash says that there is no figure here: it is printed so, and never filled in.
    pub no_figure: bool,
    /// Place of the figure itself.
    pub span: Span,
}

impl Cell {
    /// A figure that is the whole of its cell.
    pub fn plain(column: ColumnKey, amount: Option<Amount>, span: Span) -> Self {
        Self { column, value: amount.map(Whole::from), no_figure: false, span }
    }

    /// A dash: no figure here.
    pub fn dash(column: ColumnKey, span: Span) -> Self {
        Self { column, value: None, no_figure: true, span }
    }

    /// The whole, where it could be read.
    pub fn amount(&self) -> Option<Amount> {
        self.value.map(Whole::amount)
    }
}

impl Post {
    /// True for posts that the total counts.
    pub fn counted(&self) -> bool {
        matches!(self.kind, Kind::Plain | Kind::Share(_) | Kind::Rest(_) | Kind::Gathered { .. })
    }

    /// True where written figures are claims about what the equations give.
    pub fn derived(&self) -> bool {
        matches!(
            self.kind,
            Kind::Subtotal(_) | Kind::Share(_) | Kind::Rest(_) | Kind::Gathered { .. }
        )
    }

    /// Its sort: that of an ordinary cost where it says none.
    pub fn sort(&self) -> Sort {
        self.sort.unwrap_or_default()
    }

    /// True where it says that no committee holds its money.
    pub fn without_committee(&self) -> bool {
        self.committee.as_ref().is_some_and(|word| says_no_committee(&word.value))
    }

    /// The figure written in `column`.
    pub fn cell(&self, column: &ColumnKey) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.column == *column)
    }

    /// What it is called in messages: its text, committee, appropriation or id.
    pub fn name(&self) -> Option<&Word> {
        [&self.text, &self.agreement, &self.committee, &self.appropriation, &self.id, &self.area]
            .into_iter()
            .flatten()
            .next()
    }
}
