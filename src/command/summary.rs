//! What became of what was to be built, and how that is said.

use std::path::PathBuf;

use crate::note::{Note, Pack};
use crate::text;
use crate::text::{Lang, Text};

/// What became of the notes and packs.
#[derive(Default)]
pub(super) struct Summary {
    /// Paths of the files that were written.
    pub(super) written: Vec<String>,
    /// How many of them were not there before.
    pub(super) new: usize,
    /// The PDFs that were made.
    pub(super) made: Count,
    /// Those that were there already, made of the same.
    pub(super) same: Count,
    /// What was not built.
    pub(super) not_built: Vec<NotBuilt>,
}

/// So many notes and packs.
#[derive(Clone, Copy, Default)]
pub(super) struct Count {
    notes: usize,
    packs: usize,
}

impl Count {
    /// One more.
    pub(super) fn add(&mut self, pack: bool) {
        *(if pack { &mut self.packs } else { &mut self.notes }) += 1;
    }
}

/// What was not built.
pub(super) struct NotBuilt {
    /// A note's id, a pack's title.
    pub(super) name: String,
    /// True for a pack.
    pub(super) pack: bool,
    /// The files from before, where there are any.
    pub(super) paths: Vec<PathBuf>,
    /// Why.
    pub(super) why: Why,
}

/// Why something was not built.
pub(super) enum Why {
    /// It has errors: of a pack, these have. It could be a draft.
    Errors(Vec<String>),
    /// It can't be typeset, as a draft neither.
    Refused,
    /// What would be printed does not add up: the program's fault.
    Ours,
    /// Its figures for other programs are not those of its pages, or these don't add up.
    OurFigures,
}

/// A pack of hundreds of notes may have many with errors: the first few are enough to begin with.
const MOST_NAMED: usize = 5;

impl NotBuilt {
    pub(super) fn note(note: &Note, path: PathBuf) -> Self {
        Self { name: note.id.value.clone(), pack: false, paths: vec![path], why: Why::Refused }
    }

    pub(super) fn pack(pack: &Pack, path: PathBuf) -> Self {
        Self { name: pack.title.value.clone(), pack: true, paths: vec![path], why: Why::Refused }
    }

    fn message(&self) -> Text {
        let name = if self.pack {
            let name = &self.name;
            text!("pakken {name}", "the pack {name}")
        } else {
            Text::same(&self.name)
        };
        let Text { da: name, en: name_en } = name;
        match &self.why {
            Why::Errors(_) if !self.pack => text!(
                "{name} er ikke bygget: ret fejlene, eller byg et udkast med --draft\n",
                "{name_en} was not built: correct the errors, or build a draft with --draft\n"
            ),
            Why::Errors(broken) => {
                let Text { da, en } = few(broken);
                text!(
                    "{name} er ikke bygget: der er fejl eller uskrevne afsnit i {da}; ret dem, eller byg et udkast med --draft\n",
                    "{name_en} was not built: there are errors or unwritten sections in {en}; mend them, or build a draft with --draft\n"
                )
            }
            Why::Refused => text!(
                "{name} er ikke bygget: ret fejlene\n",
                "{name_en} was not built: correct the errors\n"
            ),
            Why::Ours => text!(
                "{name} er ikke bygget: fejlen er programmets, ikke din. Meld den; den standser ikke det andet\n",
                "{name_en} was not built: the fault is the program's, not yours. Report it; it stops nothing else\n"
            ),
            Why::OurFigures => text!(
                "tallene til andre programmer fra {name} er ikke skrevet: fejlen er programmets, ikke din. Meld den; den standser ikke det andet\n",
                "the figures of {name_en} for other programs were not written: the fault is the program's, not yours. Report it; it stops nothing else\n"
            ),
        }
    }
}

/// The first few of what has errors, and how many more.
fn few(broken: &[String]) -> Text {
    let few: Vec<Text> = broken.iter().take(MOST_NAMED).map(Text::same).collect();
    let more = broken.len().saturating_sub(MOST_NAMED);
    if more == 0 {
        return Text::list(&few);
    }
    let list = few.iter().map(|text| text.da.as_str()).collect::<Vec<_>>().join(", ");
    text!("{list} og {more} til", "{list} and {more} more")
}

impl Summary {
    /// A file was written, which was there before or is new.
    pub(super) fn wrote(&mut self, path: String, new: bool) {
        self.written.push(path);
        self.new += usize::from(new);
    }

    /// What was written, and what was left; `old` files are from before. In front stands what that
    /// comes to, where `removed` files or some that are not new are among it.
    pub(super) fn message(&self, old: &[String], removed: usize) -> Text {
        let changed = self.written.len() - self.new;
        let rest = self.lines(&self.written, self.same, old);
        if changed == 0 && removed == 0 {
            return rest;
        }
        let new = self.new;
        let Text { da, en } = rest;
        text!(
            "filer: {new} nye, {changed} ændret, {removed} slettet\n{da}",
            "files: {new} new, {changed} changed, {removed} removed\n{en}"
        )
    }

    /// What the next run is to say, where nothing has changed by then.
    pub(super) fn said_again(&self, old: &[String]) -> Text {
        let (made, same) = (self.made, self.same);
        let same = Count { notes: made.notes + same.notes, packs: made.packs + same.packs };
        self.lines(&[], same, old)
    }

    fn lines(&self, written: &[String], same: Count, old: &[String]) -> Text {
        let mut lines: Vec<Text> =
            written.iter().map(|path| text!("skrev {path}\n", "wrote {path}\n")).collect();
        match same.notes {
            0 => {}
            1 => lines.push(text!(
                "1 notat er uændret siden sidst\n",
                "1 note is unchanged since last time\n"
            )),
            notes => lines.push(text!(
                "{notes} notater er uændrede siden sidst\n",
                "{notes} notes are unchanged since last time\n"
            )),
        }
        match same.packs {
            0 => {}
            1 => lines.push(text!(
                "1 pakke er uændret siden sidst\n",
                "1 pack is unchanged since last time\n"
            )),
            packs => lines.push(text!(
                "{packs} pakker er uændrede siden sidst\n",
                "{packs} packs are unchanged since last time\n"
            )),
        }
        lines.extend(self.not_built.iter().map(NotBuilt::message));
        for path in old {
            lines.push(text!(
                "{path} er fra før og passer ikke til kilderne\n",
                "{path} is an older file that does not match the sources\n"
            ));
        }
        let join = |lang| lines.iter().map(|text| text.get(lang)).collect::<String>();
        Text::new(join(Lang::Da), join(Lang::En))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_the_programs_fault_is_said_to_be_so() {
        let left = |pack, why| NotBuilt { name: "BI8".to_owned(), pack, paths: Vec::new(), why };
        for (left, da, en) in [
            (
                left(false, Why::Ours),
                "BI8 er ikke bygget: fejlen er programmets",
                "BI8 was not built: the fault is the program's",
            ),
            (
                left(true, Why::Ours),
                "pakken BI8 er ikke bygget: fejlen er programmets",
                "the pack BI8 was not built",
            ),
            (
                left(false, Why::OurFigures),
                "fra BI8 er ikke skrevet: fejlen er programmets",
                "were not written: the fault",
            ),
        ] {
            let said = left.message();
            assert!(said.da.contains(da) && said.en.contains(en), "{said:?}");
            assert!(!said.da.contains("ret fejlene") && said.da.ends_with('\n'));
        }
        assert!(left(false, Why::Refused).message().da.contains("ret fejlene"));
        assert!(
            left(true, Why::Errors(vec!["A".to_owned()]))
                .message()
                .da
                .contains("der er fejl eller uskrevne afsnit i A")
        );
    }
}
