//! What a PDF has attached of what its notes name and is not attached itself: ids and names alone, so
//! that it can be built again without the rest, and nothing more is told of another note.

use std::collections::BTreeSet;

use crate::command::attach::described;
use crate::dependencies::{in_prose, named, named_frames};
use crate::key::{Section, round as k};
use crate::layout;
use crate::note::{Note, Pack, Prose};
use crate::paths;
use crate::register::{NoteIds, Round};
use crate::scaffold::quoted;
use crate::typeset::Attachment;

/// What is named, and what of it is known.
pub(super) struct Named<'a> {
    round: &'a Round,
    /// The ids that the round has.
    ids: &'a NoteIds,
    notes: BTreeSet<&'a str>,
    frames: BTreeSet<&'a str>,
}

impl<'a> Named<'a> {
    /// What a note names that its own file and its round's do not have.
    pub(super) fn by_note(note: &'a Note, round: &'a Round, ids: &'a NoteIds) -> Self {
        let mut all = Self { round, ids, notes: BTreeSet::new(), frames: BTreeSet::new() };
        all.note(note);
        let own = round.frames.iter().filter(|frame| frame.span.file == round.file);
        for frame in own {
            all.frames.remove(frame.name.value.as_str());
        }
        all.without([note])
    }

    /// What a pack and its notes name that none of them is, nor the round's own files have.
    pub(super) fn by_pack(
        pack: &'a Pack,
        notes: impl Iterator<Item = &'a Note> + Clone,
        round: &'a Round,
        ids: &'a NoteIds,
    ) -> Self {
        let mut all = Self { round, ids, notes: BTreeSet::new(), frames: BTreeSet::new() };
        notes.clone().for_each(|note| all.note(note));
        all.notes(pack.wanted.except.iter().map(|word| word.value.as_str()));
        pack.introduction.iter().for_each(|text| all.prose(text));
        for frame in &round.frames {
            all.frames.remove(frame.name.value.as_str());
        }
        all.without(notes)
    }

    fn note(&mut self, note: &'a Note) {
        self.notes(named(note));
        note.prose().into_iter().for_each(|text| self.prose(text));
        let known: BTreeSet<&str> = self.round.frame_names().collect();
        self.frames.extend(named_frames(note).filter(|name| known.contains(name)));
    }

    /// Ids in quotes, and those that are typed as they are: `BI25`.
    fn prose(&mut self, text: &'a Prose) {
        let typed = text.value.split(|letter: char| !letter.is_alphanumeric());
        let typed = typed.filter(|word| word.starts_with(char::is_uppercase));
        let typed = typed.filter(|word| word.ends_with(|letter: char| letter.is_ascii_digit()));
        self.notes(in_prose(text).chain(typed));
    }

    fn notes(&mut self, words: impl Iterator<Item = &'a str>) {
        let ids = self.ids;
        self.notes.extend(words.filter(|word| ids.has(word)));
    }

    /// The same but for what these notes and the round's file are.
    fn without(mut self, notes: impl IntoIterator<Item = &'a Note>) -> Self {
        let attached = notes.into_iter().map(|note| note.id.value.as_str());
        let known = self.round.known.iter().map(|known| known.id.value.as_str());
        for id in attached.chain(known) {
            self.notes.remove(id);
        }
        self
    }

    /// The file that says it; none where there is nothing to say.
    pub(super) fn attachment(&self) -> Option<Attachment> {
        let mut text = String::new();
        for (key, names) in
            [(&k::ELSEWHERE_NOTES, &self.notes), (&k::ELSEWHERE_FRAMES, &self.frames)]
        {
            let listed: Vec<String> = names.iter().map(|name| quoted(name)).collect();
            if !listed.is_empty() {
                text = format!("{text}{} = [{}]\n", key.name, listed.join(", "));
            }
        }
        let text = Some(text).filter(|text| !text.is_empty())?;
        let text = layout::format(&text, Section::Elsewhere).unwrap_or(text);
        let path = paths::elsewhere(&self.round.folder);
        Some(described("Navne på det, der er andetsteds", &path, text.into_bytes(), None))
    }
}
