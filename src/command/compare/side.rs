//! One of the two sides that are compared: a project as it was in a commit, or as it is in the
//! working tree.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use crate::command::git::Repository;
use crate::command::outcome::Failure;
use crate::command::pack::breaches;
use crate::command::revision::{Assets, Revision};
use crate::command::{build, files, pdf};
use crate::diagnostic::Diagnostic;
use crate::note::{Note, Pack};
use crate::pack::SolvedPack;
use crate::page::pack::PackPage;
use crate::page::{Page, Theme};
use crate::paths::Place;
use crate::project::{Input, Project};
use crate::rule::{self, Selection, printed};
use crate::solved::Solved;
use crate::source::FileId;
use crate::text;
use crate::text::Text;
use crate::typeset::{Engine, Overrides, Picture, Places, Printable};
use crate::view;

/// A side's files, read and checked.
pub(in crate::command) struct Side {
    /// `origin/main (1a2b3c4d5e6f)`, `arbejdsmappen`.
    pub(in crate::command) name: Text,
    solved: Solved,
    overrides: Overrides,
    engine: Engine,
    findings: Vec<Diagnostic>,
}

/// A note's file on one side.
#[derive(Clone, Copy)]
pub(in crate::command) enum File<'a> {
    /// There is none.
    Missing,
    /// It could not be read as a note.
    Unread,
    /// The note.
    Note(&'a Note),
}

impl<'a> File<'a> {
    /// The note, where there is one.
    pub(in crate::command) fn note(self) -> Option<&'a Note> {
        if let Self::Note(note) = self { Some(note) } else { None }
    }
}

impl Side {
    /// The project as it is on disk.
    pub(in crate::command) fn working(root: &Path, selection: &Selection) -> Result<Self, Failure> {
        let templates = files::templates(root)?;
        let fonts = files::fonts(root)?;
        let name = text!("arbejdsmappen", "the working tree");
        Self::new(name, files::inputs(root)?, Overrides { templates, fonts }, selection)
    }

    /// The project as it was in a commit, of the files that would have been read there.
    pub(in crate::command) fn committed(
        repository: &Repository,
        revision: &str,
        selection: &Selection,
    ) -> Result<Self, Failure> {
        let Revision { name, inputs, templates, fonts } =
            Revision::read(repository, revision, Assets::Read)?;
        Self::new(name, inputs, Overrides { templates, fonts }, selection)
    }

    fn new(
        name: Text,
        inputs: Vec<Input>,
        overrides: Overrides,
        selection: &Selection,
    ) -> Result<Self, Failure> {
        let solved = Solved::new(Project::read(inputs));
        let findings = rule::check(&solved, selection).findings;
        let engine = Engine::new(overrides.clone()).map_err(|error| {
            let Text { da, en } = &name;
            Failure::new(text!("{da}: {error}", "{en}: {error}"))
        })?;
        Ok(Self { name, solved, overrides, engine, findings })
    }

    /// True where both sides typeset with the same templates and fonts.
    pub(in crate::command) fn typesets_as(&self, other: &Self) -> bool {
        self.overrides.templates == other.overrides.templates
            && self.overrides.fonts == other.overrides.fonts
    }

    /// The project as it was read.
    pub(in crate::command) fn project(&self) -> &Project {
        self.solved.project()
    }

    /// The selected files that are notes or should have been, by path.
    pub(in crate::command) fn notes(&self, selection: &Selection) -> BTreeMap<&str, File<'_>> {
        let project = self.project();
        let notes: HashMap<FileId, &Note> =
            project.notes.iter().map(|note| (note.file, note.as_ref())).collect();
        let sources = project.sources.iter().map(|(file, source)| (file, source.path.as_str()));
        let asked = sources.filter(|(_, path)| is_note(path) && selection.has(path));
        let read = |file| notes.get(&file).map_or(File::Unread, |note| File::Note(note));
        asked.map(|(file, path)| (path, read(file))).collect()
    }

    /// What was said of a file that could not be read as a note.
    pub(in crate::command) fn said_of(&self, path: &str) -> Text {
        let about = |finding: &&Diagnostic| self.project().path(finding.primary.span.file) == path;
        self.project()
            .findings
            .iter()
            .find(about)
            .map(|finding| finding.message.clone())
            .unwrap_or_default()
    }

    /// True where a note can only be a draft.
    pub(in crate::command) fn has_error(&self, note: &Note) -> bool {
        build::has_error(self.project(), note, &self.findings)
    }

    /// What the templates are given of a note.
    pub(in crate::command) fn page(&self, note: &Note, draft: bool) -> Option<Page> {
        view::page(&self.solved, note, draft)
    }

    /// Why a note's page is not to be typeset: what it would print does not add up.
    pub(in crate::command) fn audited(&self, note: &Note, page: &Page) -> Option<Text> {
        let round = self.project().round(note)?;
        pdf::audited(self.project(), note, round, page)
            .into_iter()
            .next()
            .map(|finding| finding.message)
    }

    /// Where a note's document has what.
    pub(in crate::command) fn places(&self, page: &Page) -> Result<Places, Text> {
        self.engine
            .places(page)
            .map_err(|errors| errors.first().map(Text::same).unwrap_or_default())
    }

    /// What typesets its pages.
    pub(in crate::command) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The note of the same round and id, where there is just one.
    pub(in crate::command) fn namesake(&self, other: &Note) -> Option<&Note> {
        let mut own = self.project().notes.iter().filter(|own| {
            own.round == other.round && own.id.value == other.id.value && !own.id.value.is_empty()
        });
        own.next().filter(|_| own.next().is_none()).map(AsRef::as_ref)
    }

    /// The selected packs, by path.
    pub(in crate::command) fn packs(&self, selection: &Selection) -> BTreeMap<&str, &Pack> {
        let project = self.project();
        let asked = project.packs.iter().map(|pack| (project.path(pack.file), pack));
        asked.filter(|(path, _)| selection.has(path)).collect()
    }

    /// A pack's own pages, without the contents: page numbers follow from its notes, and each of
    /// those is compared by itself. Why it can't be shown where it, or what it adds up, has an error.
    pub(in crate::command) fn front(&self, pack: &Pack) -> Result<Option<PackPage>, Text> {
        let project = self.project();
        let Some(own) = SolvedPack::new(&self.solved, pack) else { return Ok(None) };
        let stopped = rule::stopping_packs(&self.findings);
        let members = own.packed.members.iter().map(|member| member.note.file);
        if members.chain([pack.file]).any(|file| stopped.contains(&file)) {
            return Err(text!(
                "der er fejl i pakken eller i et af dens notater",
                "the pack or one of its notes has errors"
            ));
        }
        let known = self.solved.known(&pack.round);
        let page = view::pack::page(project, &own.packed, own.overview(), known, None);
        if let Some(breach) = breaches(project, &own.packed, &page, &[]).first() {
            return Err(printed::in_pack(pack, std::slice::from_ref(breach))
                .into_iter()
                .next()
                .map(|finding| finding.message)
                .unwrap_or_default());
        }
        Ok(Some(PackPage { contents: false, groups: Vec::new(), ..page }))
    }

    /// What its pages look like.
    pub(in crate::command) fn theme(&self) -> Theme {
        view::theme::theme(&self.project().municipality.theme)
    }

    /// The finished pages of a note or a pack.
    pub(in crate::command) fn pictures(&self, page: &impl Printable) -> Result<Vec<Picture>, Text> {
        self.engine.pages(page).map_err(|errors| errors.first().map(Text::same).unwrap_or_default())
    }
}

fn is_note(path: &str) -> bool {
    matches!(Place::of(path), Some(Place::Note(_)))
}
