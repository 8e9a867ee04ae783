//! Budget notes: read, reconciled and typeset.
//!
//! [`read`] turns TOML into notes and never fails, [`rule`] checks them as pure functions, [`view`] fills totals in, and
//! `typeset` renders pages. Modules stand in the order they depend on each other and use only those
//! above them.

pub mod text;
pub mod limit;
pub mod cancel;
pub mod parallel;
mod sanitize;
mod stretches;
mod paths;
pub mod source;
pub mod amount;
pub mod controlled_rounding;
pub mod diagnostic;
pub mod suggest;
pub mod key;
pub mod table_type;
pub mod note;
pub mod address;
pub mod register;
pub mod grid;
pub(crate) mod parse;
mod verdict;
pub mod read;
pub mod equation;
pub mod reconcile;
pub mod page;
pub(crate) mod expression;
pub mod audit;
pub mod prose;
pub(crate) mod mention;
pub mod document;
pub mod project;
pub mod dependencies;
pub mod schema;
pub mod contribution;
pub mod solved;
pub mod pack;
#[cfg(feature = "export")]
pub mod export;
pub mod scaffold;
pub mod lossless;
pub mod layout;
pub mod merge;
pub mod rule;
pub mod view;
pub mod form;
pub mod changes;
#[cfg(feature = "typeset")]
pub mod correction;
#[cfg(feature = "typeset")]
pub mod typeset;
pub mod report;
pub mod command;
