//! What two tables are compared on.

use crate::equation::dimensions::{Dimension, Dimensions};
use crate::note::{Period, TableNo};

/// What two tables are compared on in one equation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The one table.
    pub left: TableNo,
    /// The other.
    pub right: TableNo,
    /// The codes compared, in the dimensions both carry.
    pub dims: Dimensions,
    /// The dimensions both carry.
    pub by: Vec<Dimension>,
    /// The period; `None` where everything is compared across.
    pub period: Option<Period>,
    /// The left table's terms; the rest of the equation is the right table's.
    pub left_terms: usize,
}
