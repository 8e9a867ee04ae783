//! Pages to PDF: the only place that knows Typst.
//!
//! An [`Engine`] is made once, with the built-in templates and fonts and whatever a project puts in
//! their place, and is shared over all notes. Each note crosses as a [`Page`](crate::page::Page),
//! serialised to the virtual file `/data.json`. Everything happens in memory: a template can read
//! the templates, the data and the attachments, and nothing else exists for it; there is no clock
//! and no network.
//!
//! Every PDF conforms to both PDF/UA-1 and PDF/A-3a, and the same page gives the same bytes.
//!
//! | file | what |
//! |---|---|
//! | `engine.rs` | [`Engine`]: a page in, a PDF out |
//! | `digest.rs` | what has not changed need not be made again |
//! | `lines.rs` | where a pack's front has the lines of its notes |
//! | `page_number.rs` | where a note has room for the pack's page number, and what that is made of |
//! | `picture.rs` | [`Picture`]: finished pages to be compared and shown |
//! | `places.rs` | on which pages labels and words are |
//! | `difference.rs` | where the texts of two pages differ |
//! | `mark.rs` | what of a page changes when only its number does; what is marked as changed |
//! | `files.rs` | the built-in templates and fonts, and what a project puts in their place |
//! | `world.rs` | what Typst is allowed to see |
//! | `accessible.rs`, `headers.rs` | what Typst and validators let through: languages, alternative texts, headers of tables |
//! | `error.rs` | Typst's diagnostics as data |
//! | `certain.rs`, `glyphs.rs` | characters that every font can show; those that none can |
//! | `many.rs` | many notes at once |
//! | `join/` | the parts of a pack joined to one PDF |
//! | `stack.rs` | a thread with a stack large enough for Typst |

mod digest;
mod difference;
mod accessible;
mod certain;
mod engine;
mod error;
mod files;
mod glyphs;
mod printable;
mod mark;
mod page_number;
mod picture;
mod places;
mod headers;
mod join;
mod lines;
mod stack;
#[cfg(test)]
mod tests;
mod world;

pub use difference::Difference;
pub use digest::{digest_of, digest_of_all, git_blob};
pub use engine::{Attachment, Document, Engine, digest_of_page};
pub use error::{Fault, TypesetError};
pub use files::Overrides;
pub use join::{Attached, Bookmark, Joiner, PageNumbers, attached};
pub use lines::Lines;
pub use page_number::{Numerals, Room};
pub use picture::Picture;
pub use places::Places;
pub use printable::Printable;
pub use stack::on_large_stack;
