//! Finished pages to be compared and shown.

use std::collections::BTreeSet;

use typst::layout::Transform;
use typst::utils::hash128;
use typst_layout::PagedDocument;
use typst_svg::SvgOptions;

use super::difference::{Difference, differences};
use super::engine::Engine;
use super::error::{Fault, TypesetError};
use super::mark::{FrameReader, Word, mark};
use super::printable::Printable;
use super::stack::on_large_stack;
use super::world::NoteWorld;

/// One finished page.
#[derive(Clone, Debug)]
pub struct Picture {
    page: typst_layout::Page,
    fingerprint: u128,
    words: Vec<Word>,
}

impl Engine {
    /// Typesets a page to pictures, one a sheet of paper.
    ///
    /// # Errors
    ///
    /// When a template fails.
    pub fn pages(&self, page: &impl Printable) -> Result<Vec<Picture>, Vec<TypesetError>> {
        self.work(page, &[], pictures)
    }
}

impl Picture {
    /// What a reader sees of the page, to compare by: two pages that look alike have the same. What
    /// is compared is the drawing, so that a change in a template's source that is not seen is no
    /// change.
    ///
    /// *Side 3 af 5* becomes *side 3 af 6* on every page when a page is added at the end, and a
    /// page that has only moved is not a changed one. So of the texts in the running head and foot,
    /// those that name the page's number or the number of pages are compared without these numbers
    /// and without their place; everything else is compared as it is drawn.
    pub fn fingerprint(&self) -> u128 {
        self.fingerprint
    }

    /// The texts of the page, in the order they are set: the cells of tables, and what of each line
    /// is set alike. Texts of the running head and foot that name the page's number are left out.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.text.as_str())
    }

    /// Where the texts of another page differ from this one's, in the order they are set.
    pub fn differences(&self, after: &Self) -> Vec<Difference> {
        differences(&self.words, &after.words)
    }

    /// The page as an SVG file, with some of its [`Picture::words`] marked.
    ///
    /// # Errors
    ///
    /// When no thread can be started.
    pub fn svg(&self, marked: &[usize]) -> Result<String, TypesetError> {
        on_large_stack(|| {
            let mut page = self.page.clone();
            for word in marked.iter().filter_map(|index| self.words.get(*index)) {
                mark(&mut page.frame, word);
            }
            typst_svg::svg(&page, &SvgOptions::default())
        })
    }
}

fn pictures(world: &NoteWorld<'_>) -> Result<Vec<Picture>, Vec<TypesetError>> {
    let laid_out = typst::compile::<PagedDocument>(world).output;
    let document = laid_out.map_err(|found| -> Vec<_> {
        found
            .iter()
            .map(|diagnostic| TypesetError::from_typst(world, diagnostic, Fault::Template))
            .collect()
    })?;
    let pages = document.pages();
    let last = pages.last().map_or(0, |page| page.number);
    let pictures = pages.iter().enumerate().map(|(index, page)| {
        let numbers: BTreeSet<String> = [
            page.number.to_string(),
            last.to_string(),
            (index + 1).to_string(),
            pages.len().to_string(),
        ]
        .into();
        let mut reader = FrameReader::new(&numbers);
        let frame = reader.through(&page.frame, Transform::identity());
        let drawn =
            typst_svg::svg(&typst_layout::Page { frame, ..page.clone() }, &SvgOptions::default());
        Picture {
            page: page.clone(),
            fingerprint: hash128(&(drawn, reader.page_numbers)),
            words: reader.words,
        }
    });
    Ok(pictures.collect())
}
