//! A page in, a PDF out.

use serde::Serialize;
use typst::diag::SourceDiagnostic;
use typst::foundations::Smart;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::accessible;
use super::digest::Digest;
use super::error::{Fault, TypesetError};
use super::files::{self, Overrides};
use super::glyphs;
use super::lines::Lines;
use super::page_number::{self, Numerals, Room};
use super::printable::Printable;
use super::stack::on_large_stack;
use super::world::{NoteWorld, Shared, json};
use crate::page::pack::{InPack, PackPage};
use crate::page::{Page, Theme};
use crate::paths;

/// Files that can be attached to one PDF; a bound, for Typst never forgets a path. A pack has its
/// notes' files.
const MOST_ATTACHMENTS: usize = 4_096;

/// Makes PDFs of pages; built once and shared over notes and threads.
#[expect(missing_debug_implementations, reason = "holds the whole of Typst's library")]
pub struct Engine {
    shared: Shared,
    digest: Digest,
    cache_age: usize,
    threads: usize,
}

/// A file attached to the PDF as its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Its name in the PDF, `BI8.toml`; each name once.
    pub name: String,
    /// Its type, `application/toml`.
    pub mime_type: String,
    /// What it is, for the reader's list of attachments.
    pub description: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A finished document.
#[derive(Clone, Debug)]
pub struct Document {
    /// The PDF file.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Where its pages have room for the pack's page number.
    pub rooms: Vec<Room>,
    /// What Typst found strange, an unknown font family for one.
    pub warnings: Vec<TypesetError>,
}

/// An attachment as the templates see it: `/attachments.json` is a list of these.
#[derive(Serialize)]
struct AttachmentEntry<'a> {
    path: String,
    name: &'a str,
    mime_type: &'a str,
    description: &'a str,
}

impl Engine {
    /// An engine with the built-in templates and fonts, and the project's in their place.
    ///
    /// # Errors
    ///
    /// When a font file holds no font, or a template's name is no path.
    pub fn new(overrides: Overrides) -> Result<Self, TypesetError> {
        let digest = files::digest(&overrides);
        Ok(Self { shared: Shared::new(overrides)?, digest, cache_age: 0, threads: 1 })
    }

    /// A digest of all that makes the PDF of a page what it is: the page, its attachments,
    /// templates, fonts and the program. Where it is the same, the bytes of the PDF are.
    ///
    /// # Errors
    ///
    /// When the page can't be written as JSON.
    pub fn fingerprint(
        &self,
        page: &impl Printable,
        attachments: &[Attachment],
    ) -> Result<String, TypesetError> {
        self.fingerprint_with(page, std::iter::empty(), attachments)
    }

    /// As [`Engine::fingerprint`], of a pack's front with its notes: a digest of the page of each.
    ///
    /// # Errors
    ///
    /// When the page can't be written as JSON.
    pub fn fingerprint_with<'n>(
        &self,
        page: &impl Printable,
        notes: impl Iterator<Item = &'n str>,
        attachments: &[Attachment],
    ) -> Result<String, TypesetError> {
        let mut digest = self.digest.clone();
        add_page(&mut digest, page)?;
        for note in notes {
            digest.add(note.as_bytes());
        }
        for Attachment { name, mime_type, description, bytes } in attachments {
            for piece in [name.as_bytes(), mime_type.as_bytes(), description.as_bytes(), bytes] {
                digest.add(piece);
            }
        }
        Ok(digest.hex())
    }

    /// A digest of all that [`Engine::typeset_in_pack`] makes a note's document of, from that of its
    /// page.
    ///
    /// # Errors
    ///
    /// When the place can't be written as JSON.
    pub fn fingerprint_in_pack(&self, page: &str, place: &InPack) -> Result<String, TypesetError> {
        let mut digest = self.digest.clone();
        digest.add(page.as_bytes());
        digest.add(&json(place)?);
        Ok(digest.hex())
    }

    /// The families of the fonts that are at hand, the project's own first.
    pub fn families(&self) -> Vec<&str> {
        self.shared.families()
    }

    /// Keeps what Typst has worked out for `age` more pages: 1 for different notes, which have the
    /// templates and the shapes of words in common; 5 to 10 for a preview that typesets the same
    /// note again and again.
    #[must_use]
    pub fn keep_cache(mut self, age: usize) -> Self {
        self.cache_age = age;
        self
    }

    /// Says on how many threads pages are typeset at once: what is worked out for one of them then
    /// outlives the others.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads.max(1);
        self
    }

    /// Typesets a page to PDF/UA-1 and PDF/A-3a in one file. The same page and attachments give the
    /// same bytes.
    ///
    /// # Errors
    ///
    /// When a template fails, or its result can't conform.
    pub fn pdf(
        &self,
        page: &Page,
        attachments: &[Attachment],
    ) -> Result<Vec<u8>, Vec<TypesetError>> {
        self.typeset(page, attachments).map(|document| document.pdf)
    }

    /// As [`Engine::pdf`], and tells how many pages it took and what Typst warned of.
    ///
    /// # Errors
    ///
    /// When a template fails, or its result can't conform.
    pub fn typeset(
        &self,
        page: &impl Printable,
        attachments: &[Attachment],
    ) -> Result<Document, Vec<TypesetError>> {
        self.work(page, attachments, |world| export(world, page, laid_out(world)?))
    }

    /// Lays a page out, and tells how many pages it takes: what a preview waits for.
    ///
    /// # Errors
    ///
    /// When a template fails.
    pub fn count(&self, page: &impl Printable) -> Result<usize, Vec<TypesetError>> {
        self.work(page, &[], |world| Ok(laid_out(world)?.0.pages().len()))
    }

    /// Typesets a note as it stands in a pack: with room for the pack's page numbers, which are put
    /// in where it is joined to the others. What Typst worked out before is kept for `others` more
    /// pages.
    ///
    /// # Errors
    ///
    /// As [`Engine::typeset`].
    pub fn typeset_in_pack(
        &self,
        page: &Page,
        place: &InPack,
        others: usize,
    ) -> Result<Document, Vec<TypesetError>> {
        let age = self.age() + others;
        self.work_at(page, &[], Some(place), age, |world| export(world, page, laid_out(world)?))
    }

    /// Lays the front of a pack out, and tells where its notes have their lines.
    ///
    /// # Errors
    ///
    /// When a template fails.
    pub fn lines(
        &self,
        front: &PackPage,
        attachments: &[Attachment],
    ) -> Result<Lines, Vec<TypesetError>> {
        self.work(front, attachments, |world| Ok(Lines::of(&laid_out(world)?.0)))
    }

    /// Typesets the front of a pack, and tells where its notes have their lines.
    ///
    /// # Errors
    ///
    /// As [`Engine::typeset`].
    pub fn typeset_front(
        &self,
        front: &PackPage,
        attachments: &[Attachment],
    ) -> Result<(Document, Lines), Vec<TypesetError>> {
        self.work(front, attachments, |world| {
            let laid_out = laid_out(world)?;
            let lines = Lines::of(&laid_out.0);
            Ok((export(world, front, laid_out)?, lines))
        })
    }

    /// What the page numbers of a pack are put together of.
    ///
    /// # Errors
    ///
    /// When the templates have no such pieces, or they can't become a PDF.
    pub fn numerals(&self, theme: &Theme) -> Result<Numerals, Vec<TypesetError>> {
        let result = on_large_stack(|| numerals(&self.shared, theme));
        comemo::evict(self.age());
        result.unwrap_or_else(|error| Err(vec![error]))
    }

    /// Forgets what Typst worked out, for who has nothing more to typeset for a while.
    pub fn forget(&self) {
        comemo::evict(0);
    }

    /// For how many pages on all threads what Typst worked out is kept.
    fn age(&self) -> usize {
        self.cache_age + self.threads - 1
    }

    /// Does something with a page's world on a stack that is large enough, and forgets what Typst
    /// worked out.
    pub(super) fn work<T: Send>(
        &self,
        page: &impl Printable,
        attachments: &[Attachment],
        work: impl FnOnce(&NoteWorld<'_>) -> Result<T, Vec<TypesetError>> + Send,
    ) -> Result<T, Vec<TypesetError>> {
        self.work_at(page, attachments, None, self.age(), work)
    }

    /// As [`Engine::work`], with where the page stands in a pack, and for how many pages what Typst
    /// worked out is kept.
    fn work_at<T: Send>(
        &self,
        page: &impl Printable,
        attachments: &[Attachment],
        place: Option<&InPack>,
        age: usize,
        work: impl FnOnce(&NoteWorld<'_>) -> Result<T, Vec<TypesetError>> + Send,
    ) -> Result<T, Vec<TypesetError>> {
        let result = on_large_stack(|| {
            let world = self.world(page, attachments, place).map_err(|error| vec![error])?;
            work(&world)
        });
        comemo::evict(age);
        result.unwrap_or_else(|error| Err(vec![error]))
    }

    /// Characters of `text` that no font can show, or that PDF/A forbids, with their byte offsets.
    ///
    /// It is Typst that is asked where the fonts alone don't settle it, so its answer is what a PDF
    /// would meet.
    pub fn missing_glyphs(&self, theme: &Theme, text: &str) -> Vec<(usize, char)> {
        glyphs::missing(&self.shared, theme, text, self.age())
    }

    /// The world of one page.
    fn world(
        &self,
        page: &impl Printable,
        attachments: &[Attachment],
        place: Option<&InPack>,
    ) -> Result<NoteWorld<'_>, TypesetError> {
        let mut world = NoteWorld::new(&self.shared, &paths::template("main.typ"))?;
        world.add_json("data.json", page)?;
        world.add_json("theme.json", page.theme())?;
        world.add_json("pack.json", &place)?;
        if attachments.len() > MOST_ATTACHMENTS {
            let message = format!("more than {MOST_ATTACHMENTS} attachments");
            return Err(TypesetError::unplaced(Fault::Conformance, message));
        }
        let mut entries = Vec::new();
        for (i, Attachment { name, mime_type, description, bytes }) in
            attachments.iter().enumerate()
        {
            let path = format!("/attachments/{i}");
            world.add(&path, bytes.clone())?;
            entries.push(AttachmentEntry { path, name, mime_type, description });
        }
        world.add_json("attachments.json", &entries)?;
        Ok(world)
    }
}

/// A digest of a page by itself.
///
/// # Errors
///
/// When the page can't be written as JSON.
pub fn digest_of_page(page: &impl Printable) -> Result<String, TypesetError> {
    let mut digest = Digest::default();
    add_page(&mut digest, page)?;
    Ok(digest.hex())
}

fn add_page(digest: &mut Digest, page: &impl Printable) -> Result<(), TypesetError> {
    for json in [json(page)?, json(page.theme())?] {
        digest.add(&json);
    }
    Ok(())
}

/// Typst's diagnostics as data.
fn as_data(world: &NoteWorld<'_>, found: &[SourceDiagnostic], kind: Fault) -> Vec<TypesetError> {
    found.iter().map(|diagnostic| TypesetError::from_typst(world, diagnostic, kind)).collect()
}

/// A page that is laid out, and what Typst warned of.
pub(super) type LaidOut = (PagedDocument, Vec<TypesetError>);

/// Lays out.
pub(super) fn laid_out(world: &NoteWorld<'_>) -> Result<LaidOut, Vec<TypesetError>> {
    let laid_out = typst::compile::<PagedDocument>(world);
    let document = laid_out.output.map_err(|found| as_data(world, &found, Fault::Template))?;
    Ok((document, as_data(world, &laid_out.warnings, Fault::Template)))
}

/// Makes a PDF of what is laid out.
fn export(
    world: &NoteWorld<'_>,
    page: &impl Printable,
    (document, warnings): LaidOut,
) -> Result<Document, Vec<TypesetError>> {
    let breaches = accessible::check(world, page, &document);
    if !breaches.is_empty() {
        return Err(breaches);
    }
    let pdf = typst_pdf::pdf(&document, &options(page)?)
        .map_err(|found| as_data(world, &found, Fault::Conformance))?;
    Ok(Document {
        pdf,
        pages: document.pages().len(),
        rooms: page_number::rooms(&document),
        warnings,
    })
}

/// Sets the pieces that page numbers are put together of.
fn numerals(shared: &Shared, theme: &Theme) -> Result<Numerals, Vec<TypesetError>> {
    let world = page_number::world(shared, theme).map_err(|error| vec![error])?;
    let (document, _) = laid_out(&world)?;
    let pieces = page_number::rooms(&document);
    let pdf = typst_pdf::pdf(&document, &page_number::options()?)
        .map_err(|found| as_data(&world, &found, Fault::Conformance))?;
    Ok(Numerals { pdf, pieces })
}

/// Both standards, and nothing in the file that differs from run to run.
fn options(page: &impl Printable) -> Result<PdfOptions, Vec<TypesetError>> {
    let standards =
        PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]).map_err(|error| {
            vec![TypesetError::unplaced(Fault::Internal, error.message().to_string())]
        })?;
    Ok(PdfOptions {
        ident: Smart::Custom(page.identity()),
        creator: Smart::Custom(Some(concat!("budgetnotat ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: None,
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    })
}
