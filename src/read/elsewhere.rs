//! `andetsteds.toml`: what exists in a round and is not here. A PDF has it attached where its note
//! names others, so that the note can be built again without them.

use crate::key::{Section, round as k};
use crate::parse::tree::Table as Tree;
use crate::read::fields::Fields;
use crate::read::reader::Reader;
use crate::read::word::is_note_id;
use crate::register::Elsewhere;

/// Reads ids and names. What can be no id is said, and is none.
pub(crate) fn read(reader: &mut Reader, root: &Tree<'_>) -> Elsewhere {
    let fields = Fields::open(reader, root, Section::Elsewhere, &[]);
    let notes = fields.texts(reader, &k::ELSEWHERE_NOTES).into_iter();
    Elsewhere {
        notes: notes.filter(|id| is_note_id(&id.value)).collect(),
        frames: fields.texts(reader, &k::ELSEWHERE_FRAMES),
    }
}
