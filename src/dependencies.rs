//! What depends on what: which files a change affects.
//!
//! A file depends on parts of the project, by name: what [`needs`] lists is all there is to know.
//! One step is enough, for a note's check looks at whether another is there and what it is called,
//! not at what that one refers to in its turn.

use std::collections::BTreeSet;

use crate::note::{Note, Pack, Prose};
use crate::paths::{self, MUNICIPALITY};
use crate::project::Project;
use crate::read::is_note_id;
use crate::source::FileId;

/// Something that a file can depend on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// A file, by its path from the project's root, whether it is there or not.
    File(String),
    /// A note by its round's folder and its id, whichever file it stands in.
    Note(String, String),
    /// The notes of a round, by its folder: any of them.
    Notes(String),
}

/// The files that a change reaches: those changed, and those that depend on them. `changed` are
/// paths from the project's root, also of files that are no more; `earlier` holds those of them
/// that are notes, as they were.
pub fn affected(
    project: &Project,
    earlier: &Project,
    changed: &BTreeSet<String>,
) -> BTreeSet<String> {
    let mut parts: BTreeSet<Part> = changed.iter().cloned().map(Part::File).collect();
    for side in [project, earlier] {
        let notes = side
            .notes
            .iter()
            .map(AsRef::as_ref)
            .filter(|note| changed.contains(path(side, note.file)));
        let of = |note: &Note| {
            [Part::Note(note.round.clone(), note.id.value.clone()), Part::Notes(note.round.clone())]
        };
        parts.extend(notes.flat_map(of));
    }
    let dependent = needs(project)
        .into_iter()
        .filter(|(_, needs)| needs.iter().any(|need| parts.contains(need)));
    changed.iter().cloned().chain(dependent.map(|(path, _)| path)).collect()
}

/// Every file with what it depends on.
fn needs(project: &Project) -> Vec<(String, Vec<Part>)> {
    let logo =
        project.municipality.theme.logo.iter().map(|logo| Part::File(paths::template(&logo.value)));
    let mut out = vec![(MUNICIPALITY.to_owned(), logo.collect())];
    out.extend(
        project
            .rounds
            .keys()
            .map(|folder| (paths::round(folder), vec![Part::File(MUNICIPALITY.to_owned())])),
    );
    out.extend(project.rounds.iter().filter(|(_, round)| round.frames_file.is_some()).map(
        |(folder, _)| {
            let of = [MUNICIPALITY.to_owned(), paths::round(folder)];
            (paths::frames(folder), of.map(Part::File).into())
        },
    ));
    out.extend(
        project.notes.iter().map(|note| (path(project, note.file).to_owned(), of_note(note))),
    );
    out.extend(
        project.packs.iter().map(|pack| (path(project, pack.file).to_owned(), of_pack(pack))),
    );
    out
}

/// A note depends on the municipality, its round, its template, and the notes that it names; on
/// those of its own id too, for there should be none.
fn of_note(note: &Note) -> Vec<Part> {
    let files = [
        MUNICIPALITY.to_owned(),
        paths::round(&note.round),
        paths::elsewhere(&note.round),
        paths::template_of(&note.kind.value),
    ];
    let ids = named(note).chain([note.id.value.as_str()]);
    let notes = ids.map(|id| Part::Note(note.round.clone(), id.to_owned()));
    // One that names a frame depends on what frames there are.
    let frames = named_frames(note).next().map(|_| paths::frames(&note.round));
    files.into_iter().chain(frames).map(Part::File).chain(notes).collect()
}

/// What may be ids of other notes in a note: those that its head names, and those in its prose.
pub(crate) fn named(note: &Note) -> impl Iterator<Item = &str> {
    let head = note.references.iter().chain(&note.presupposes).chain(&note.excludes);
    head.map(|word| word.value.as_str()).chain(note.prose().into_iter().flat_map(in_prose))
}

/// What may be ids of notes in prose, `{{ ref("BI8") }}`: all that stands between quotes there and
/// could be one. More than are meant does no harm.
pub(crate) fn in_prose(text: &Prose) -> impl Iterator<Item = &str> {
    let active = Some(text).filter(|text| text.value.contains("{{")).into_iter();
    active.flat_map(|text| text.value.split(['"', '\''])).filter(|word| is_note_id(word))
}

/// The names of frames in a note.
pub(crate) fn named_frames(note: &Note) -> impl Iterator<Item = &str> {
    let words = note.tables.iter().flat_map(|table| {
        table.outside.iter().chain(table.posts.iter().flat_map(|post| &post.outside))
    });
    words.map(|word| word.value.as_str())
}

/// A pack depends on the municipality, its round, the frames and all of the round's notes: a changed note can
/// come to be one that it chooses.
fn of_pack(pack: &Pack) -> Vec<Part> {
    vec![
        Part::File(MUNICIPALITY.to_owned()),
        Part::File(paths::round(&pack.round)),
        Part::File(paths::frames(&pack.round)),
        Part::File(paths::elsewhere(&pack.round)),
        Part::Notes(pack.round.clone()),
    ]
}

fn path(project: &Project, file: FileId) -> &str {
    project.sources.get(file).map_or("", |source| &source.path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::Input;

    fn project(files: &[(&str, &str)]) -> Project {
        let input = |(path, text): &(&str, &str)| Input {
            path: (*path).to_owned(),
            bytes: text.as_bytes().to_vec(),
        };
        Project::read(files.iter().map(input).collect())
    }

    const A: (&str, &str) = ("notes/r/A.toml", "id = \"A\"\ntype = \"brev\"\n");
    const B: (&str, &str) = ("notes/r/B.toml", "id = \"B\"\nforudsaetter = [\"A\"]\n");
    const C: (&str, &str) = (
        "notes/r/C.toml",
        "id = \"C\"\n[[afsnit]]\noverskrift = \"x\"\ntekst = '{{ ref(\"B\") }}'\n",
    );
    const OTHER: (&str, &str) = ("notes/s/A.toml", "id = \"D\"\nref = [\"A\"]\n");
    const ROUND: (&str, &str) = ("notes/r/runde.toml", "");
    const KOMMUNE: (&str, &str) = (MUNICIPALITY, "navn = \"x\"\n[tema]\nlogo = \"vaaben.svg\"\n");

    /// What is reached in the project of all of those.
    fn affected_by(earlier: &[(&str, &str)], changed: &[&str]) -> Vec<String> {
        let now = project(&[A, B, C, OTHER, ROUND, KOMMUNE]);
        let changed = changed.iter().map(|path| (*path).to_owned()).collect();
        affected(&now, &project(earlier), &changed).into_iter().collect()
    }

    #[test]
    fn a_note_reaches_those_that_name_it_in_its_round_and_no_further() {
        assert_eq!(affected_by(&[A], &[A.0]), [A.0, B.0]);
        assert_eq!(affected_by(&[B], &[B.0]), [B.0, C.0]);
        assert_eq!(affected_by(&[C], &[C.0]), [C.0]);
    }

    #[test]
    fn an_id_that_is_no_more_reaches_those_that_name_it() {
        let before = ("notes/r/gammel.toml", "id = \"A\"\n");
        assert_eq!(affected_by(&[before], &[before.0]), [A.0, B.0, before.0]);
        // It had another id before.
        assert_eq!(affected_by(&[("notes/r/C.toml", "id = \"B\"\n")], &[C.0]), [B.0, C.0]);
    }

    #[test]
    fn a_pack_is_reached_by_every_note_of_its_round_there_was_or_is() {
        let pack = ("notes/r/pakker/p.toml", "titel = \"P\"\n");
        let affected = |earlier: &[(&str, &str)], changed: &str| {
            let now = project(&[A, OTHER, ROUND, KOMMUNE, pack]);
            affected(&now, &project(earlier), &BTreeSet::from([changed.to_owned()]))
                .contains(pack.0)
        };
        assert!(
            affected(&[], A.0)
                && affected(&[], ROUND.0)
                && affected(&[], KOMMUNE.0)
                && affected(&[], pack.0)
        );
        assert!(affected(&[B], B.0), "the note is no more");
        assert!(!affected(&[OTHER], OTHER.0));
    }

    #[test]
    fn a_round_a_template_and_the_municipality_reach_their_notes() {
        assert_eq!(affected_by(&[], &[ROUND.0]), [A.0, B.0, C.0, ROUND.0]);
        assert_eq!(affected_by(&[], &["templates/brev.typ"]), [A.0, "templates/brev.typ"]);
        assert_eq!(
            affected_by(&[], &["templates/vaaben.svg"]),
            [KOMMUNE.0, "templates/vaaben.svg"]
        );
        assert_eq!(
            affected_by(&[], &[KOMMUNE.0]),
            [KOMMUNE.0, A.0, B.0, C.0, ROUND.0, OTHER.0, "notes/s/runde.toml"]
        );
        assert!(affected_by(&[], &[]).is_empty());
    }
}
