//! Where a municipality's appropriations are found by what they are written as.

use std::collections::HashMap;
use std::sync::OnceLock;

/// What the municipality's appropriations may be written as, in their order, by the number without
/// points and what stands after it.
pub(crate) type Index = HashMap<(String, String), Vec<Form>>;

/// One way to write an appropriation.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    /// Its place among the municipality's.
    pub(super) place: usize,
    /// The number with its points.
    pub(super) number: String,
}

/// The index, made when it is first asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct ByNumber(OnceLock<Index>);

impl ByNumber {
    /// The index, made with `make` where there is none yet.
    pub(super) fn get(&self, make: impl FnOnce() -> Index) -> &Index {
        self.0.get_or_init(make)
    }
}
