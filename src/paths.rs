//! Where a project's files are, by path from its root with `/` between the parts: the only place
//! that knows.

/// The folder of the municipality's file and of the rounds' folders.
pub(crate) const NOTES: &str = "notes";

/// The folder of the project's own templates and pictures.
pub(crate) const TEMPLATES: &str = "templates";

/// The folder of the project's own fonts.
pub(crate) const FONTS: &str = "fonts";

/// The folder of packs, in a round's folder.
pub(crate) const PACKS: &str = "pakker";

/// The folder of schemas, in `notes/` and in each round's folder; hidden, so that it is no round.
pub(crate) const SCHEMAS: &str = ".skema";

/// The municipality's file, in `notes/`.
pub(crate) const MUNICIPALITY_FILE: &str = "kommune.toml";

/// A round's file, in its folder.
pub(crate) const ROUND_FILE: &str = "runde.toml";

/// The file of a round's frames, in its folder.
pub(crate) const FRAMES_FILE: &str = "rammer.toml";

/// The file of what exists in a round and is not here, in its folder.
pub(crate) const ELSEWHERE_FILE: &str = "andetsteds.toml";

/// The municipality's file, which marks a project's root.
pub(crate) const MUNICIPALITY: &str = "notes/kommune.toml";

/// Where each sort of file lies, `*` for any name.
pub(crate) const IN_ANY_ROUND: &str = "notes/*/";
pub(crate) const ANY_ROUND: &str = "notes/*/runde.toml";
pub(crate) const ANY_FRAMES: &str = "notes/*/rammer.toml";
pub(crate) const ANY_ELSEWHERE: &str = "notes/*/andetsteds.toml";
pub(crate) const ANY_NOTE: &str = "notes/*/*.toml";
pub(crate) const ANY_PACK: &str = "notes/*/pakker/*.toml";

/// The folder that documents are written into, unless another is asked for.
#[cfg(feature = "typeset")]
pub(crate) const OUT: &str = "out";

/// The record of what was built, in that folder.
#[cfg(feature = "typeset")]
pub(crate) const RECORD: &str = ".budgetnotat.json";

/// The folder of packs' typeset notes, in that folder; hidden, as nobody but `build` looks there.
#[cfg(feature = "typeset")]
pub(crate) const PARTS: &str = ".pakkedele";

/// A round's folder.
pub(crate) fn folder(round: &str) -> String {
    format!("{NOTES}/{round}")
}

/// A round's file.
pub(crate) fn round(round: &str) -> String {
    format!("{}/{ROUND_FILE}", folder(round))
}

/// The file of a round's frames.
pub(crate) fn frames(round: &str) -> String {
    format!("{}/{FRAMES_FILE}", folder(round))
}

/// The file of what exists in a round and is not here.
pub(crate) fn elsewhere(round: &str) -> String {
    format!("{}/{ELSEWHERE_FILE}", folder(round))
}

/// The file of a note, by its round and its id.
pub(crate) fn note(round: &str, id: &str) -> String {
    format!("{}/{id}.toml", folder(round))
}

/// A file of `templates/`, by its path there.
pub(crate) fn template(name: &str) -> String {
    format!("{TEMPLATES}/{name}")
}

/// The template of a document type.
pub(crate) fn template_of(kind: &str) -> String {
    template(&format!("{kind}.typ"))
}

/// What a file is to a project, by where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place<'p> {
    /// The municipality's file.
    Municipality,
    /// A round's own file, in the folder of that name.
    Round(&'p str),
    /// A round's frames, in the folder of that name.
    Frames(&'p str),
    /// What exists in a round and is not here, in the folder of that name.
    Elsewhere(&'p str),
    /// A note, in the folder of a round.
    Note(&'p str),
    /// A pack, in the folder of a round, with its name.
    Pack(&'p str, &'p str),
    /// In `templates/`, by its path there.
    Template(&'p str),
    /// In `fonts/`.
    Font,
}

impl<'p> Place<'p> {
    /// What the file at a path is; none where nothing of ours lies. The ending of a name is not
    /// looked at.
    pub(crate) fn of(path: &'p str) -> Option<Self> {
        if let Some(name) = below(path, TEMPLATES) {
            return Some(Self::Template(name));
        }
        if below(path, FONTS).is_some() {
            return Some(Self::Font);
        }
        let parts: Vec<&str> = below(path, NOTES)?.split('/').collect();
        match parts[..] {
            [MUNICIPALITY_FILE] => Some(Self::Municipality),
            [folder, ROUND_FILE] => Some(Self::Round(folder)),
            [folder, FRAMES_FILE] => Some(Self::Frames(folder)),
            [folder, ELSEWHERE_FILE] => Some(Self::Elsewhere(folder)),
            [folder, PACKS, file] => {
                Some(Self::Pack(folder, file.strip_suffix(".toml").unwrap_or(file)))
            }
            [folder, _] => Some(Self::Note(folder)),
            _ => None,
        }
    }
}

/// The rest of a path that lies in a folder of the root.
fn below<'p>(path: &'p str, folder: &str) -> Option<&'p str> {
    path.strip_prefix(folder)?.strip_prefix('/')
}

/// The rest of a path that lies in `notes/`.
pub(crate) fn in_notes(path: &str) -> Option<&str> {
    below(path, NOTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_is_known_again() {
        assert_eq!(Place::of(MUNICIPALITY), Some(Place::Municipality));
        assert_eq!(MUNICIPALITY, format!("{NOTES}/{MUNICIPALITY_FILE}"));
        assert_eq!(Place::of(&round("r")), Some(Place::Round("r")));
        assert_eq!(Place::of(&frames("r")), Some(Place::Frames("r")));
        assert_eq!(Place::of(&elsewhere("r")), Some(Place::Elsewhere("r")));
        assert_eq!(Place::of(&note("r", "BI8")), Some(Place::Note("r")));
        assert_eq!(
            Place::of(&format!("{}/{PACKS}/alle.toml", folder("r"))),
            Some(Place::Pack("r", "alle"))
        );
        assert_eq!(Place::of(&template_of("brev")), Some(Place::Template("brev.typ")));
        assert_eq!(Place::of("fonts/a/F.otf"), Some(Place::Font));
        for (any, name) in [
            (ANY_ROUND, round("*")),
            (ANY_FRAMES, frames("*")),
            (ANY_ELSEWHERE, elsewhere("*")),
            (ANY_NOTE, note("*", "*")),
            (ANY_PACK, format!("{}/{PACKS}/*.toml", folder("*"))),
        ] {
            assert_eq!(any, name);
        }
        for other in [
            "notes",
            "notes/",
            "notes/A.toml",
            "notes/r/x/A.toml",
            "notes2/r/A.toml",
            "README.md",
            "",
        ] {
            assert_eq!(Place::of(other), None, "{other}");
        }
    }
}
