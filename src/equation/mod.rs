//! Figures and the equations between them: `Σ weight · figure = 0`, each with where it comes from.

mod across;
mod build;
pub mod compared;
pub mod declared;
pub mod derive;
pub mod dimensions;
pub mod each;
pub(crate) mod effect;
pub(crate) mod faults;
pub(crate) mod filter;
mod grid;
pub(crate) mod options;
pub(crate) mod per_choice;
mod permanent;
mod row_sums;
pub(crate) mod rows;
pub mod same_money;
mod sum_of_tables;

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::note::{ColumnKey, Measure, Numbered, PostNo, TableNo};
use crate::source::Span;

pub use crate::note::Row;
use dimensions::{Dimensions, Money};
use each::Each;
use grid::Grid;

/// Index of a figure in its [`System`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FigureId(pub usize);

/// One cell.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its table.
    pub table: TableNo,
    /// Its row.
    pub row: Row,
    /// Its column.
    pub column: ColumnKey,
    /// What is known of it.
    pub state: State,
    /// Place of the figure, or of its row where it is not written.
    pub span: Span,
    /// Its unit and precision.
    pub measure: Measure,
    /// True where it was rounded by itself, and stands for all that rounds to it.
    pub rounded: bool,
    /// The years that what is typed is the amount of each of; `None` where the whole is typed.
    pub years: Option<u32>,
}

impl Figure {
    /// How far what it stands for can be from what is written, in its own unit: half a unit of its
    /// last decimal where it was rounded, both ends among what it can be (XBRL Calculations 1.1,
    /// round to nearest), and nothing where it is exact. A rate that was rounded is off by so much
    /// in each of its years.
    pub fn half_step(&self) -> Decimal {
        match self.state {
            State::Written(_) if self.rounded => {
                Decimal::new(5, self.measure.decimals.saturating_add(1)) * self.times()
            }
            _ => Decimal::ZERO,
        }
    }

    /// How many times the whole is what is typed.
    pub fn times(&self) -> Decimal {
        self.years.map_or(Decimal::ONE, Decimal::from)
    }

    /// The whole that is written.
    pub fn written(&self) -> Option<Amount> {
        match self.state {
            State::Written(amount) => Some(amount),
            _ => None,
        }
    }

    /// What is typed: the whole, or its rate.
    pub fn typed(&self) -> Option<Amount> {
        self.written().and_then(|whole| self.typed_as(whole))
    }

    /// What would be typed here for another whole; `None` where no rate gives it.
    pub fn typed_as(&self, whole: Amount) -> Option<Amount> {
        let Some(_) = self.years else { return Some(whole) };
        whole.divided_by(self.times()).filter(|typed| self.whole_of(*typed) == Some(whole))
    }

    /// The whole of what could be typed here; `None` where it can't be held.
    pub fn whole_of(&self, typed: Amount) -> Option<Amount> {
        typed.times(self.times())
    }
}

/// What is known of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Written: the whole.
    Written(Amount),
    /// Not written on a row where that counts as 0.
    Absent,
    /// Not written: to be filled in.
    Unknown,
    /// Written, but unreadable (a finding says so): nothing can be said of sums that it is in.
    Broken,
}

/// Where an equation comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The years of a row against its sum across.
    Row,
    /// Counted posts against a total.
    Column,
    /// Posts against a subtotal.
    Subtotal,
    /// Columns against a column that is their sum.
    ColumnSum,
    /// Tables against the total that is their sum.
    Effect,
    /// A share of another post.
    Share,
    /// A derived table's row against the posts it gathers.
    Gathered,
    /// A total against what the table must give.
    MustGive,
    /// Two tables about the same money: the left table, the right table, what they are compared on,
    /// and the columns.
    SameMoney(Box<compared::Compared>),
    /// Financing against expenditure.
    Finances {
        /// The financing table.
        financing: TableNo,
        /// The expenditure table.
        expenditure: TableNo,
    },
    /// A declared relation: its index in the note, and what it is held for.
    Declared {
        /// Index of the relation.
        index: usize,
        /// What it is held for.
        of: Each,
    },
}

/// `Σ weight · figure = 0`; with `rounding`, the last term is the rounded sum of the others.
#[derive(Clone, Debug)]
pub struct Equation {
    /// Where it comes from.
    pub origin: Origin,
    /// The terms.
    pub terms: Vec<(Decimal, FigureId)>,
    /// The figure that it says the value of, if it is naturally one.
    pub target: Option<FigureId>,
    /// Decimals that the others' sum is rounded to before it is compared with the target.
    pub rounding: Option<u32>,
}

/// All figures and equations of a note.
#[derive(Clone, Debug, Default)]
pub struct System {
    /// The figures.
    pub figures: Vec<Figure>,
    /// The equations.
    pub equations: Vec<Equation>,
    /// Where each table's figures are.
    grids: Numbered<TableNo, Grid>,
    /// The codes of each table's posts.
    pub dims: Numbered<TableNo, Numbered<PostNo, Dimensions>>,
    /// The money of each table.
    pub money: Numbered<TableNo, Money>,
    /// Pairs of tables that were compared.
    pub linked: Vec<(TableNo, TableNo)>,
}

impl System {
    /// The figure, if there is one.
    pub fn find(&self, table: TableNo, row: Row, column: &ColumnKey) -> Option<FigureId> {
        self.grids.at(table)?.at(row, column).map(FigureId)
    }

    /// The figure of that id; ids come from this system.
    pub fn figure(&self, id: FigureId) -> &Figure {
        &self.figures[id.0]
    }

    /// True for figures that somebody wrote.
    pub fn written(&self, id: FigureId) -> bool {
        matches!(self.figure(id).state, State::Written(_) | State::Broken)
    }

    /// True where a figure was rounded by itself: sums are then held against what rounding can
    /// give.
    pub fn rounded(&self) -> bool {
        self.figures.iter().any(|figure| figure.rounded)
    }

    /// Takes a figure that is not written out of all sums: what it would be can't be known.
    fn void(&mut self, id: FigureId) {
        if let Some(figure) =
            self.figures.get_mut(id.0).filter(|figure| figure.state == State::Unknown)
        {
            figure.state = State::Broken;
        }
    }

    fn add_figure(&mut self, figure: Figure) -> FigureId {
        let id = FigureId(self.figures.len());
        if let Some(grid) = self.grids.at_mut(figure.table) {
            grid.put(figure.row, &figure.column, id.0);
        }
        self.figures.push(figure);
        id
    }
}
