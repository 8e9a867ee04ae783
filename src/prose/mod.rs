//! Prose: figures and references filled in, `CommonMark` to a tree of nodes. It is data, never a
//! program.

mod expression;
mod faults;
mod filled;
mod filter;
mod footnotes;
mod foreign;
mod full_stop;
mod labels;
mod markdown;
pub(crate) mod passage;
mod pieces;
mod place;
mod printed;
mod reading;
mod reference;
mod repair;
mod scene;
mod totals;
mod tree;
mod typed;

pub(crate) use faults::{
    CODE, EXPRESSION, FOOTNOTE, NO_FIGURE, NO_REFERENCE, PLACED_WRONGLY, WITHDRAWN, placed_wrongly,
    withdrawn,
};
pub(crate) use foreign::NO_LANGUAGE;
pub use labels::{NOTE_LABEL, note_label, section_label, table_label};
pub(crate) use markdown::{DEPTH, IMAGE, LINK};
pub(crate) use pieces::UNCLOSED;
pub use printed::Printed;
pub(crate) use reading::texts;
pub use reading::{inactive, place_in, read};
pub use scene::{Dispute, Read, Scene};
