//! A parsed grid: its headers, lines and cells, and what could not be told.

use std::borrow::Cow;
use std::ops::Range;

use super::mark::Mark;

/// A parsed grid. All places are byte ranges of the text that was parsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid<'t> {
    /// The first line's cells, without the one above the marks.
    pub header: Vec<Cell<'t>>,
    /// True where the first column holds marks and has no header.
    pub marked: bool,
    /// The other lines, in order.
    pub lines: Vec<Line<'t>>,
    /// What could not be told, in the order of the text.
    pub faults: Vec<Fault>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'t> {
    /// What it says: without the blanks around it, `\|` as a bar, line breaks in quotation marks as
    /// blanks. One that goes on over lines (`…`) has a line break for each.
    pub text: Cow<'t, str>,
    /// Where it is, without the blanks around it; an empty place where it is blank. From its first
    /// word to its last ([`lines_of`](super::lines_of) has the places of its lines), where it goes
    /// on over lines.
    pub range: Range<usize>,
}

impl Cell<'_> {
    /// True where nothing is written.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }
}

/// One line below the headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'t> {
    /// What kind of row it is.
    pub mark: Mark,
    /// Where the mark is; where it would be typed, for a post.
    pub mark_range: Range<usize>,
    /// The cells, at most one for each header; those missing at the end are blank.
    pub cells: Vec<Cell<'t>>,
    /// The whole line, without the blanks around it, and those that go on with it.
    pub range: Range<usize>,
    /// True where it can't be told which cells are below which headers ([`Fault::NoCells`],
    /// [`Fault::Beyond`], [`Fault::FewHeaders`]).
    pub torn: bool,
}

impl<'t> Line<'t> {
    /// The cell below the header of that number; `None` where it is blank.
    pub fn cell(&self, number: usize) -> Option<&Cell<'t>> {
        self.cells.get(number).filter(|cell| !cell.is_blank())
    }

    /// The cells that say something, each with the number of its header.
    pub fn filled(&self) -> impl Iterator<Item = (usize, &Cell<'t>)> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank())
    }
}

/// What stands between cells where a bar should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// Two blanks or more.
    Blanks,
    /// `;`
    Semicolon,
    /// `,`
    Comma,
}

/// What could not be told of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A line without bars and tabs: nothing says where its cells are.
    NoCells(Range<usize>),
    /// Two headers or more with blanks between them, where a bar is missing: they are read as that.
    NoBar(Range<usize>),
    /// Two cells or more with blanks between them, in a line with too few cells: they are read as
    /// that.
    Joined(Range<usize>),
    /// A line with signs in it that look like bars: they are read as that.
    OtherBars(Range<usize>),
    /// Two lines without a line break between them: they are read as two.
    NoBreak(Range<usize>),
    /// Headers without bars and tabs, and what stands between them instead: the lines below are
    /// read by the same.
    Separated(Range<usize>, Separator),
    /// A line above the headers, with words that span several of them.
    UpperHeaders(Range<usize>),
    /// A cell that says something, beyond the last header.
    Beyond(Range<usize>),
    /// A blank cell within a line that has one cell too many.
    BlankWithin(Range<usize>),
    /// Headers that are fewer than the cells of most lines, and how many cells those have.
    FewHeaders(Range<usize>, usize),
    /// A word where a mark should be.
    UnknownMark(Range<usize>),
    /// The mark of a line that goes on with the one above it, where there is none.
    NothingAbove(Range<usize>),
    /// A first column that is no column of marks, without a header.
    NoFirstHeader(Range<usize>),
    /// A column with something in it, without a header: the first cell below.
    NoHeader(Range<usize>),
    /// A cell that begins with a quotation mark and never ends.
    OpenQuote(Range<usize>),
}

impl Fault {
    /// Where it begins.
    pub(super) fn start(&self) -> usize {
        match self {
            Self::NoCells(range)
            | Self::NoBar(range)
            | Self::OtherBars(range)
            | Self::NoBreak(range)
            | Self::Separated(range, _)
            | Self::UpperHeaders(range)
            | Self::BlankWithin(range)
            | Self::FewHeaders(range, _)
            | Self::Joined(range)
            | Self::Beyond(range)
            | Self::UnknownMark(range)
            | Self::NothingAbove(range)
            | Self::NoFirstHeader(range)
            | Self::NoHeader(range)
            | Self::OpenQuote(range) => range.start,
        }
    }
}
