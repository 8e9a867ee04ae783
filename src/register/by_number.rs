//! Where a municipality's appropriations are found by what they are written as.

use std::collections::HashMap;
use std::sync::OnceLock;

/// Places among the municipality's appropriations, in rising order, by their number without points
/// and what stands after it.
pub(crate) type Index = HashMap<(String, String), Vec<usize>>;

/// The index, made when it is first asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct ByNumber(OnceLock<Index>);

impl ByNumber {
    /// The index, made with `make` where there is none yet.
    pub(super) fn get(&self, make: impl FnOnce() -> Index) -> &Index {
        self.0.get_or_init(make)
    }
}
