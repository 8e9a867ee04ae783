//! A pack to its PDF in the folder: its own pages and its notes, each typeset by itself and joined
//! to one.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, PoisonError};

use crate::audit::{self, Breach, File};
use crate::command::attach::{attachment, distinct, how};
use crate::command::build_record::{BuildRecord, Entry};
use crate::command::deadline::Deadline;
use crate::command::elsewhere::Named;
use crate::command::outcome::Failure;
use crate::command::pdf::{Built, Maker, audited, findings_of, missing_glyphs, warned};
use crate::diagnostic::Diagnostic;
use crate::note::{Note, Pack};
use crate::pack::{Packed, SolvedPack};
use crate::page::Page;
use crate::page::pack::{InPack, PackPage};
use crate::parallel;
use crate::paths;
use crate::project::Project;
use crate::register::Round;
use crate::rule::page::template;
use crate::rule::printed;
use crate::source::{FileId, Spanned};
use crate::typeset::{Attachment, Bookmark, Document, Joiner, TypesetError, lines};
use crate::view;
use crate::view::pack::{link_notes, link_to_line, link_to_note, numbered};

/// How often the front is typeset anew until its page numbers are its own.
const MOST_TURNS: usize = 4;

/// Makes PDFs of a project's packs.
pub(super) struct Packer<'a> {
    /// Makes the notes, and has what a pack is made of too.
    pub(super) maker: &'a Maker<'a>,
    /// How many notes are typeset at once.
    pub(super) threads: usize,
    /// Called when a note of a pack is typeset.
    pub(super) done: &'a (dyn Fn() + Sync),
    /// How long each of its parts may take.
    pub(super) deadline: &'a Deadline,
}

/// What a pack is made of.
struct Made<'a> {
    pack: &'a Pack,
    front: PackPage,
    notes: Vec<(&'a Note, Page)>,
    /// Notes that are only listed.
    withdrawn: &'a [&'a Note],
    bookmarks: Vec<Bookmark>,
    attachments: Vec<Attachment>,
    /// What does not add up as it is printed: the program's fault, and not to be typeset.
    wrong: Vec<Diagnostic>,
}

impl<'a> Packer<'a> {
    /// Makes the PDF of a pack; `broken` is what of it has errors, where it is a draft.
    pub(super) fn make(
        &self,
        own: &'a SolvedPack<'a>,
        broken: &[String],
    ) -> Result<Built, Failure> {
        let (pack, round) = (own.packed.pack, own.packed.round);
        let made = self.made(own, broken);
        if !made.wrong.is_empty() {
            return Ok(Built::Failed(made.wrong));
        }
        let name = name(pack);
        let pages = made.notes.iter().map(|(_, page)| page);
        let made_of =
            match self.maker.engine.fingerprint_with(&made.front, pages, &made.attachments) {
                Ok(made_of) => made_of,
                Err(error) => return Ok(Built::Failed(findings_of_one(pack, &error))),
            };
        let made_before =
            |record: &BuildRecord| record.made_of(self.maker.out.path(), &name, &made_of, None);
        if self.maker.record.and_then(made_before).is_some() {
            return Ok(Built::Same { name, entry: None });
        }
        let missing = self.missing_glyphs(&made, round);
        if !missing.is_empty() {
            return Ok(Built::Failed(missing));
        }
        match self.typeset(made) {
            Err(findings) => Ok(Built::Failed(findings)),
            Ok((pdf, warnings)) => {
                self.maker.out.write(&name, &pdf)?;
                let entry = warnings.is_empty().then(|| Entry::new(None, made_of, &pdf));
                Ok(Built::Made { name, entry, warnings })
            }
        }
    }

    /// A file's path from the project's root.
    fn source(&self, file: FileId) -> &str {
        self.maker.project().sources.get(file).map_or("", |source| &source.path)
    }

    /// Where the pack's PDF is, or will be: beside the notes', `out/budget-2020/forhandling.pdf`.
    pub(super) fn path(&self, pack: &Pack) -> PathBuf {
        self.maker.out.path().join(name(pack))
    }

    /// The pack's own page and its notes', in order.
    fn made(&self, own: &'a SolvedPack<'a>, broken: &[String]) -> Made<'a> {
        let (solved, packed, draft) = (self.maker.solved, &own.packed, self.maker.draft);
        let (project, pack, round) = (solved.project(), packed.pack, packed.round);
        let front = view::pack::page(
            project,
            packed,
            own.overview(),
            solved.known(&pack.round),
            draft.then_some(broken),
        );
        let members = packed.members.iter().filter(|_| pack.parts.notes);
        let notes = members
            .filter_map(|member| Some((member.note, view::page(solved, member.note, draft)?)));
        let mut notes: Vec<(&Note, Page)> = notes.collect();
        let places = notes.iter().enumerate().map(|(at, (note, _))| (note.id.value.clone(), at));
        let places: BTreeMap<String, usize> = places.collect();
        let place = |id: &str| places.get(id).copied().map(link_to_note);
        let mut wrong = printed::in_pack(pack, &breaches(project, packed, &front, &[]));
        wrong.extend(notes.iter().flat_map(|(note, page)| audited(project, note, round, page)));
        for (_, page) in &mut notes {
            link_notes(page, &place);
        }
        let bookmarks = packed
            .groups
            .iter()
            .filter(|group| !group.members.is_empty())
            .map(|group| Bookmark { name: group.name.clone(), notes: group.members.clone() });
        Made {
            pack,
            front,
            notes,
            withdrawn: &packed.withdrawn,
            bookmarks: bookmarks.collect(),
            attachments: self.attachments(packed),
            wrong,
        }
    }

    /// The pack, its round, the municipality and its notes, whole or without their comments, and what
    /// else they name.
    fn attachments(&self, packed: &Packed<'_>) -> Vec<Attachment> {
        let (pack, round) = (packed.pack, packed.round);
        let project = self.maker.project();
        let of_round = round.attached.unwrap_or_default();
        let attach = |file, what| attachment(project, file, what, of_round);
        let own = attach(pack.file, "Pakken")
            .map(|own| Attachment { name: format!("pakke-{}", own.name), ..own });
        let of_the_round =
            (round.file != pack.file).then(|| attach(round.file, "Runden")).flatten();
        let frames = round.frames_file.and_then(|file| attach(file, "Rammerne"));
        let municipality = attach(project.municipality.file, "Kommunen");
        let notes = packed
            .members
            .iter()
            .map(|member| (member.note, "Notatet"))
            .chain(packed.withdrawn.iter().map(|note| (*note, "Notatet, som er trukket")));
        let notes =
            notes.filter_map(|(note, what)| attachment(project, note.file, what, how(note, round)));
        let attached = packed.members.iter().map(|member| member.note);
        let attached = attached.chain(packed.withdrawn.iter().copied());
        let ids = self.maker.solved.known(&pack.round);
        let elsewhere = Named::by_pack(pack, attached, round, ids).attachment();
        let of_all = own.into_iter().chain(of_the_round).chain(frames).chain(municipality);
        let of_all = of_all.chain(elsewhere);
        distinct(of_all.chain(notes).collect())
    }

    /// Characters that no font has, of the texts that only the pack prints and of its notes'.
    fn missing_glyphs(&self, made: &Made<'a>, round: &'a Round) -> Vec<Diagnostic> {
        let theme = &made.front.theme;
        let version = made.pack.version.name.as_ref();
        let title = [&made.pack.title].into_iter().chain(version).map(Spanned::as_text);
        let introduction = made.pack.introduction.iter().map(Spanned::as_text);
        let frames = round.frames.iter().flat_map(|frame| [&frame.name, &frame.source]);
        let of_note = |note: &'a Note| {
            let labels = note.labels().into_iter().map(Spanned::as_text);
            let prose = note.prose().into_iter().map(Spanned::as_text);
            labels.chain(prose).chain(note.choices.iter().map(|choice| choice.title.as_text()))
        };
        let notes = made.notes.iter().flat_map(|(note, _)| of_note(note));
        let withdrawn = made.withdrawn.iter().map(|note| note.title.as_text());
        title
            .chain(introduction)
            .chain(frames.map(Spanned::as_text))
            .chain(notes)
            .chain(withdrawn)
            .flat_map(|word| missing_glyphs(self.maker.engine, self.maker.project(), theme, word))
            .collect()
    }

    /// The front, the notes with the page numbers that it leads to, and the front with the notes'
    /// own: until they are the same.
    fn typeset(&self, made: Made<'_>) -> Result<(Vec<u8>, Vec<Diagnostic>), Vec<Diagnostic>> {
        let Made { pack, mut front, notes, bookmarks, attachments, .. } = made;
        let path = self.source(pack.file);
        let front_of = |front: &PackPage| {
            self.deadline.note(path, || self.maker.engine.typeset(front, &attachments))
        };
        let of_front =
            |front: &PackPage| front_of(front).map_err(|errors| findings_of(pack, &errors));
        let ours = |error: TypesetError| findings_of_one(pack, &error);
        let mut first = of_front(&front)?;
        for _ in 0..MOST_TURNS {
            let own_lines = lines(&first.pdf).map_err(ours)?;
            let typeset = self.notes(pack, &notes, first.pages, &own_lines)?;
            let mut next = first.pages + 1;
            let mut firsts = Vec::new();
            for document in &typeset {
                firsts.push(next);
                next += document.pages;
            }
            numbered(&mut front, &firsts, next - 1);
            let last = of_front(&front)?;
            if last.pages != first.pages || lines(&last.pdf).map_err(ours)? != own_lines {
                first = last;
                continue;
            }
            let mut warnings = warned(pack, &last.warnings);
            // All is typeset: what was needed for that makes room for the whole.
            self.maker.engine.forget();
            let notes: Vec<&Note> = notes.into_iter().map(|(note, _)| note).collect();
            let mut joiner = Joiner::default();
            for (number, (document, note)) in typeset.into_iter().zip(notes).enumerate() {
                warnings.extend(warned(note, &document.warnings));
                joiner.add(number, &note.id.value, &document.pdf).map_err(ours)?;
            }
            return Ok((joiner.finish(&last.pdf, &bookmarks).map_err(ours)?, warnings));
        }
        Err(vec![template(pack, &paths::template_of("pakke"), "sidetallene falder ikke på plads")])
    }

    /// The notes in their order, each with the page numbers that it has in the pack: its first page
    /// is known when those before it are laid out.
    fn notes(
        &self,
        pack: &Pack,
        notes: &[(&Note, Page)],
        front: usize,
        lines: &BTreeMap<String, usize>,
    ) -> Result<Vec<Document>, Vec<Diagnostic>> {
        let counting = Counting::new(notes.len());
        let items: Vec<(usize, &(&Note, Page))> = notes.iter().enumerate().collect();
        let results = parallel::in_order(&items, self.threads, |(number, (note, page))| {
            let line = lines.get(&number.to_string()).copied();
            let place = |first| InPack {
                title: pack.title.value.clone(),
                page: first,
                line,
                link: link_to_line(*number),
            };
            let put = |pages| counting.put(*number, pages);
            let (engine, first) = (self.maker.engine, front + 1);
            let result = self.deadline.note(self.source(note.file), || {
                // Where the notes before it are counted already, it needs no counting of its own.
                if let Some(before) = counting.known(*number) {
                    return engine.typeset_in_pack(page, &place(first + before), put);
                }
                engine.typeset_in_pack_when_counted(page, &place(0), |pages| {
                    put(pages);
                    place(first + counting.before(*number))
                })
            });
            // Where it could not be laid out, those after it must not wait.
            counting.put(*number, 0);
            (self.done)();
            result
        });
        let mut out = Vec::new();
        let mut findings = Vec::new();
        for (result, (note, _)) in results.into_iter().zip(notes) {
            match result {
                Ok(document) => out.push(document),
                Err(errors) => findings.extend(findings_of(*note, &errors)),
            }
        }
        if findings.is_empty() { Ok(out) } else { Err(findings) }
    }
}

/// What of a pack's own pages, and of its sums in files that are to be written, does not add up.
pub(super) fn breaches(
    project: &Project,
    packed: &Packed<'_>,
    front: &PackPage,
    files: &[File<'_>],
) -> Vec<Breach> {
    let notes: Vec<&Note> = project.notes_of(&packed.pack.round).map(|(_, note)| note).collect();
    audit::pack(
        packed.pack,
        &project.municipality,
        packed.round,
        &notes,
        front,
        &packed.money(),
        files,
    )
    .breaches
}

/// The path from the folder of PDFs.
pub(super) fn name(pack: &Pack) -> String {
    format!("{}/{}.pdf", pack.round, pack.name)
}

fn findings_of_one(pack: &Pack, error: &TypesetError) -> Vec<Diagnostic> {
    findings_of(pack, std::slice::from_ref(error))
}

/// How many pages each note takes, told as they are laid out side by side.
struct Counting {
    pages: Mutex<Vec<Option<usize>>>,
    counted: Condvar,
}

impl Counting {
    fn new(notes: usize) -> Self {
        Self { pages: Mutex::new(vec![None; notes]), counted: Condvar::new() }
    }

    /// Says how many pages a note takes; what was said first holds.
    fn put(&self, number: usize, pages: usize) {
        let mut all = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = all.get_mut(number) {
            own.get_or_insert(pages);
        }
        self.counted.notify_all();
    }

    /// How many pages the notes before one take, where that is known.
    fn known(&self, number: usize) -> Option<usize> {
        sum(&self.pages.lock().unwrap_or_else(PoisonError::into_inner), number)
    }

    /// How many pages the notes before one take; waits until that is known. Notes are begun in
    /// their order, so that the first of those that are not done never waits.
    fn before(&self, number: usize) -> usize {
        let mut all = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(pages) = sum(&all, number) {
                return pages;
            }
            all = self.counted.wait(all).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// The pages of the notes before one, where all of them are counted.
fn sum(pages: &[Option<usize>], number: usize) -> Option<usize> {
    pages.get(..number)?.iter().copied().sum()
}
