//! What changed in money between two versions of a project: each difference with its cause, by a
//! fixed ladder whose steps add up to it.
//!
//! A version is a [`Side`]. Notes are paired by round and id ([`pairs`]), their posts by their
//! addresses ([`matching`]), and each pair of posts is taken from the one version to the other in
//! steps ([`ladder`]): in or out, option, code, price level, amount, rounding. What a step gives is
//! the money after it minus the money before it, so that all steps together are the difference. The
//! totals they are held against ([`totals`]) are taken from the notes' sums, not from the steps.
//!
//! | file | what |
//! |---|---|
//! | `side.rs` | [`Side`]: a version, and which of its files have errors |
//! | `between.rs`, `round.rs`, `note.rs`, `line.rs` | what changed: in all, in a round, in a note, in one post's money of a year |
//! | `pairs.rs`, `presence.rs` | rounds, packs and notes of both versions, also renamed ones |
//! | `view.rs` | what is added up: a round, or a pack |
//! | `rows.rs`, `matching.rs` | a note's money post by post; which posts of two versions are one |
//! | `state.rs`, `ladder.rs`, `cause.rs` | the steps, and what each is due to |
//! | `totals.rs`, `frames.rs` | the sums of both versions, and the frames |
//! | `paper.rs`, `workbook.rs` | all of it as a page, and as a workbook |
//! | `texts.rs`, `other.rs` | what changed besides: texts, and figures that are not asked for |

mod between;
pub mod cause;
pub mod frames;
mod ladder;
mod line;
mod matching;
mod note;
pub mod other;
mod pairs;
pub mod paper;
mod presence;
mod round;
mod rows;
mod side;
mod state;
pub mod texts;
pub mod totals;
mod view;
#[cfg(feature = "export")]
pub mod workbook;

pub use between::Changes;
pub use cause::{Cause, Step};
pub use frames::FrameChange;
pub use line::Line;
pub use note::NoteChange;
pub use other::OtherFigure;
pub use presence::{Presence, Unresolved};
pub use round::RoundChanges;
pub use side::Side;
pub use texts::TextChange;
pub use totals::Total;
pub use view::View;
