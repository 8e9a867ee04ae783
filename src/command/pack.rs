//! A pack to its PDF in the folder: its own pages and its notes, each typeset by itself and joined
//! to one.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::audit::{self, Breach, File};
use crate::command::attach::{attachment, distinct, how};
use crate::command::build_record::{BuildRecord, Entry};
use crate::command::deadline::Deadline;
use crate::command::elsewhere::Named;
use crate::command::outcome::Failure;
use crate::command::pack_parts::PackParts;
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
use crate::typeset::{
    Attachment, Bookmark, Document, Joiner, Lines, Numerals, PageNumbers, TypesetError,
    digest_of_page,
};
use crate::view;
use crate::view::pack::{LINK_TO_LINE, link_notes, link_to_note, numbered};

/// After a link's address: it is the note's line, and where the note leads back to.
const LINE: &str = "#linje";

/// So many notes are few beside a pack's front: what Typst worked out for it is kept for them.
const FEW: usize = 12;

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
    notes: Vec<Member<'a>>,
    /// Notes that are only listed.
    withdrawn: &'a [&'a Note],
    bookmarks: Vec<Bookmark>,
    attachments: Vec<Attachment>,
    /// What does not add up as it is printed: the program's fault, and not to be typeset.
    wrong: Vec<Diagnostic>,
}

/// A note of a pack.
struct Member<'a> {
    note: &'a Note,
    page: Page,
    /// The page's digest.
    digest: String,
}

impl<'a> Packer<'a> {
    /// Makes the PDF of a pack; `broken` is what of it has errors, where it is a draft.
    pub(super) fn make(
        &self,
        own: &'a SolvedPack<'a>,
        broken: &[String],
    ) -> Result<Built, Failure> {
        let (pack, round) = (own.packed.pack, own.packed.round);
        let made = match self.made(own, broken) {
            Ok(made) => made,
            Err(error) => return Ok(Built::Failed(findings_of_one(pack, &error))),
        };
        if !made.wrong.is_empty() {
            return Ok(Built::Failed(made.wrong));
        }
        let name = name(pack);
        let notes = made.notes.iter().map(|member| member.digest.as_str());
        let made_of =
            match self.maker.engine.fingerprint_with(&made.front, notes, &made.attachments) {
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
    fn made(&self, own: &'a SolvedPack<'a>, broken: &[String]) -> Result<Made<'a>, TypesetError> {
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
        let digests = parallel::in_order(&notes, self.threads, |(_, page)| digest_of_page(page));
        let notes = notes.into_iter().zip(digests);
        let notes = notes.map(|((note, page), digest)| Ok(Member { note, page, digest: digest? }));
        let notes: Result<Vec<Member<'_>>, TypesetError> = notes.collect();
        let bookmarks = packed
            .groups
            .iter()
            .filter(|group| !group.members.is_empty())
            .map(|group| Bookmark { name: group.name.clone(), notes: group.members.clone() });
        Ok(Made {
            pack,
            front,
            notes: notes?,
            withdrawn: &packed.withdrawn,
            bookmarks: bookmarks.collect(),
            attachments: self.attachments(packed),
            wrong,
        })
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
        let notes = made.notes.iter().flat_map(|member| of_note(member.note));
        let withdrawn = made.withdrawn.iter().map(|note| note.title.as_text());
        title
            .chain(introduction)
            .chain(frames.map(Spanned::as_text))
            .chain(notes)
            .chain(withdrawn)
            .flat_map(|word| missing_glyphs(self.maker.engine, self.maker.project(), theme, word))
            .collect()
    }

    /// The front, the notes with the page of their line in its list, and the front with the notes'
    /// pages: until it is the same.
    fn typeset(&self, made: Made<'_>) -> Result<(Vec<u8>, Vec<Diagnostic>), Vec<Diagnostic>> {
        let Made { pack, mut front, notes, bookmarks, attachments, .. } = made;
        let path = self.source(pack.file);
        let engine = self.maker.engine;
        let ours = |error: TypesetError| findings_of_one(pack, &error);
        let theirs = |errors: Vec<TypesetError>| findings_of(pack, &errors);
        let parts = PackParts::of(self.maker.out, &name(pack), self.maker.record.is_some());
        let lines = self.deadline.note(path, || engine.lines(&front, &attachments));
        let mut lines = lines.map_err(theirs)?;
        for _ in 0..MOST_TURNS {
            let typeset = self.notes(pack, &notes, &lines, &parts)?;
            let mut next = lines.pages + 1;
            let mut firsts = Vec::new();
            for document in &typeset {
                firsts.push(next);
                next += document.pages;
            }
            numbered(&mut front, &firsts, next - 1);
            let last = self.deadline.note(path, || engine.typeset_front(&front, &attachments));
            let (last, own) = last.map_err(theirs)?;
            if own != lines {
                lines = own;
                continue;
            }
            let mut warnings = warned(pack, &last.warnings);
            let numerals = self.numerals(pack, &front, &typeset)?;
            // All is typeset: what was needed for that makes room for the whole.
            self.maker.engine.forget();
            parts.finish();
            let mut joiner = Joiner::default();
            for (number, ((document, first), Member { note, .. })) in
                typeset.into_iter().zip(firsts).zip(notes).enumerate()
            {
                warnings.extend(warned(note, &document.warnings));
                let pages = PageNumbers { first, rooms: &document.rooms, numerals: &numerals };
                joiner.add(number, &note.id.value, &document.pdf, &pages).map_err(ours)?;
            }
            return Ok((joiner.finish(&last.pdf, &bookmarks).map_err(ours)?, warnings));
        }
        Err(vec![template(pack, &paths::template_of("pakke"), "sidetallene falder ikke på plads")])
    }

    /// What the page numbers are put together of, where any note has room for them.
    fn numerals(
        &self,
        pack: &Pack,
        front: &PackPage,
        notes: &[Document],
    ) -> Result<Numerals, Vec<Diagnostic>> {
        if notes.iter().all(|note| note.rooms.is_empty()) {
            return Ok(Numerals::default());
        }
        let made =
            self.deadline.note(self.source(pack.file), || self.maker.engine.numerals(&front.theme));
        made.map_err(|errors| findings_of(pack, &errors))
    }

    /// The notes in their order: what is kept of them, or typeset.
    fn notes(
        &self,
        pack: &Pack,
        notes: &[Member<'_>],
        lines: &Lines,
        parts: &PackParts<'_>,
    ) -> Result<Vec<Document>, Vec<Diagnostic>> {
        let engine = self.maker.engine;
        let items: Vec<(usize, &Member<'_>)> = notes.iter().enumerate().collect();
        let known = parallel::in_order(&items, self.threads, |(number, member)| {
            let place = InPack {
                title: pack.title.value.clone(),
                line: lines.page(&format!("{}{LINE}", link_to_note(*number))),
                link: LINK_TO_LINE.to_owned(),
            };
            let made_of = engine.fingerprint_in_pack(&member.digest, &place)?;
            let kept = parts.get(&made_of);
            Ok((place, made_of, kept))
        });
        let known: Result<Vec<_>, TypesetError> = known.into_iter().collect();
        let known = known.map_err(|error| findings_of_one(pack, &error))?;
        let new = known.iter().filter(|(.., kept)| kept.is_none()).count();
        // The front is laid out again after them, which takes little where what it was worked out of
        // the first time is still there.
        let others = if new <= FEW { new } else { 0 };
        let items: Vec<_> = known.into_iter().zip(notes).collect();
        let results =
            parallel::in_order(&items, self.threads, |((place, made_of, kept), member)| {
                let typeset = || engine.typeset_in_pack(&member.page, place, others);
                let result = match kept {
                    Some(kept) => Ok(kept.clone()),
                    None => self.deadline.note(self.source(member.note.file), typeset),
                };
                if let (Ok(document), None) = (&result, kept) {
                    parts.put(made_of, document);
                }
                (self.done)();
                result
            });
        let mut out = Vec::new();
        let mut findings = Vec::new();
        for (result, Member { note, .. }) in results.into_iter().zip(notes) {
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
