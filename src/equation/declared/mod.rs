//! Declared relations: `[[afstemning]]`, for what no table type knows.

mod alone;
mod by_row;
mod equations;
mod faults;
mod one_sided;
mod pairing;
mod plan;
mod row;
mod term;
mod wrong;

pub(super) use equations::add;
pub(crate) use faults::BAD_RELATION;
pub(crate) use one_sided::ONE_SIDED;
pub(crate) use term::over_options;
pub(crate) use wrong::APART;
pub use wrong::findings;
