//! Which options can't be chosen together.

use crate::note::{Choice, Note};

/// True where one of two options says that it excludes the other.
pub(super) fn exclude(one: &Choice, other: &Choice) -> bool {
    let says =
        |from: &Choice, to: &Choice| from.excludes.iter().any(|word| word.value == to.id.value);
    says(one, other) || says(other, one)
}

/// True for an option that can't be chosen with some other of the note's.
pub(super) fn excludes_any(note: &Note, id: &str) -> bool {
    let own = note.choices.iter().find(|choice| choice.id.value == id);
    own.is_some_and(|own| note.choices.iter().any(|other| exclude(own, other)))
}
