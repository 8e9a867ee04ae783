//! Made-up papers to judge: true amounts first, each figure rounded by itself, totals rounded from
//! the true sums, as real papers are made. Nothing here knows how the program judges, and nothing
//! of it is used by the tests of the solver.

mod make;
mod random;
pub(crate) mod slip;
mod toml;

pub(crate) use make::Plan;
pub(crate) use random::Random;

/// How tables hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One table with a total under each year.
    One,
    /// One table with a total under each year, a sum across on each row, and the sum of all.
    Cross,
    /// Activities, appropriations and as a rule an allocation to committees, about the same money,
    /// each with a total under each year.
    Linked,
    /// The same with a sum across on each row, and the sum of all.
    LinkedCross,
}

impl Shape {
    pub(crate) const ALL: [Self; 4] = [Self::One, Self::Cross, Self::Linked, Self::LinkedCross];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::One => "one table, totals",
            Self::Cross => "one table, totals and sums across",
            Self::Linked => "linked tables, totals",
            Self::LinkedCross => "linked tables, totals and sums across",
        }
    }

    /// True where there are several tables about the same money.
    pub(crate) fn linked(self) -> bool {
        matches!(self, Self::Linked | Self::LinkedCross)
    }

    /// True where rows have their sums.
    pub(crate) fn across(self) -> bool {
        matches!(self, Self::Cross | Self::LinkedCross)
    }
}

/// How figures are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Print {
    /// Whole thousands that really are whole: sums are exact.
    Exact,
    /// 1.000 kr., each figure rounded by itself.
    Thousands,
    /// Mio. kr. with one decimal, each figure rounded by itself.
    Millions,
}

impl Print {
    pub(crate) const ALL: [Self; 3] = [Self::Exact, Self::Thousands, Self::Millions];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact, 1.000 kr.",
            Self::Thousands => "rounded, 1.000 kr.",
            Self::Millions => "rounded, mio. kr.",
        }
    }

    /// Kroner in one unit of a figure's last digit.
    pub(crate) fn kroner(self) -> i64 {
        if self == Self::Millions { 100_000 } else { 1_000 }
    }

    pub(crate) fn rounded(self) -> bool {
        self != Self::Exact
    }

    /// Kroner as they are printed: units of the last digit, half away from zero.
    pub(crate) fn printed(self, kroner: i64) -> i64 {
        let unit = self.kroner();
        (kroner.abs() + unit / 2) / unit * kroner.signum()
    }
}

/// A printed figure.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figure {
    /// Its table.
    pub(crate) table: usize,
    /// Its row; none in the row of totals.
    pub(crate) row: Option<usize>,
    /// Its year; none across.
    pub(crate) year: Option<usize>,
    /// The true amount.
    pub(crate) kroner: i64,
    /// What is printed, in units of its last digit.
    pub(crate) printed: i64,
}

/// Figures that add up: with their weights they give 0.
#[derive(Clone, Debug)]
pub(crate) struct Sum {
    /// Weight, index of the figure. In a sum within a table the total is the last.
    pub(crate) terms: Vec<(i64, usize)>,
    /// True between two tables.
    pub(crate) link: bool,
}

/// What a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Table {
    Activities,
    Allocation,
    Appropriations,
}

/// What a row is about, as far as its table tells.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Row {
    pub(crate) text: Option<usize>,
    pub(crate) area: Option<&'static str>,
    pub(crate) committee: Option<&'static str>,
    pub(crate) appropriation: Option<&'static str>,
    pub(crate) income: bool,
}

/// A made-up paper.
#[derive(Clone, Debug)]
pub(crate) struct Paper {
    pub(crate) shape: Shape,
    pub(crate) print: Print,
    /// Activities that the money is asked for.
    pub(crate) parts: usize,
    pub(crate) years: usize,
    pub(crate) tables: Vec<(Table, Vec<Row>)>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) sums: Vec<Sum>,
}

impl Paper {
    /// The figure at a place.
    pub(crate) fn at(
        &self,
        table: usize,
        row: Option<usize>,
        year: Option<usize>,
    ) -> Option<usize> {
        self.figures
            .iter()
            .position(|figure| figure.table == table && figure.row == row && figure.year == year)
    }

    /// What a sum misses 0 by, in units.
    pub(crate) fn residual(&self, sum: &Sum) -> i64 {
        sum.terms.iter().map(|(weight, figure)| weight * self.figures[*figure].printed).sum()
    }

    /// Twice what rounding can bring a sum from 0, in units.
    pub(crate) fn reach(&self, sum: &Sum) -> i64 {
        if self.print.rounded() {
            sum.terms.iter().map(|(weight, _)| weight.abs()).sum()
        } else {
            0
        }
    }
}
