//! Where a table's figures are.

use crate::equation::dimensions::figure_columns;
use crate::note::{ColumnKey, PostNo, Row, Table, TotalNo};

/// The places of a table's figures among its note's, by row and column.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    posts: usize,
    totals: usize,
    columns: Vec<ColumnKey>,
    /// Row after row: the posts, the partial totals, the total row, and what is stated.
    figures: Vec<Option<usize>>,
}

impl Grid {
    /// One without figures yet.
    pub(super) fn new(table: &Table) -> Self {
        let (posts, totals) = (table.posts.len(), table.totals.len());
        let own = figure_columns(table).map(|column| column.key.clone());
        let columns: Vec<ColumnKey> = own.chain([ColumnKey::Across]).collect();
        let figures = vec![None; (posts + totals + 2) * columns.len()];
        Self { posts, totals, columns, figures }
    }

    /// The figure, if there is one.
    pub(super) fn at(&self, row: Row, column: &ColumnKey) -> Option<usize> {
        self.figures.get(self.cell(row, column)?).copied().flatten()
    }

    /// Puts a figure in its place.
    pub(super) fn put(&mut self, row: Row, column: &ColumnKey, figure: usize) {
        let cell = self.cell(row, column);
        if let Some(cell) = cell.and_then(|cell| self.figures.get_mut(cell)) {
            *cell = Some(figure);
        }
    }

    fn cell(&self, row: Row, column: &ColumnKey) -> Option<usize> {
        let row = match row {
            Row::Post(PostNo(post)) => Some(post).filter(|post| *post < self.posts)?,
            Row::Total(TotalNo(total)) => {
                self.posts + Some(total).filter(|total| *total < self.totals)?
            }
            Row::Grand => self.posts + self.totals,
            Row::Stated => self.posts + self.totals + 1,
        };
        let column = self.columns.iter().position(|own| own == column)?;
        Some(row * self.columns.len() + column)
    }
}
