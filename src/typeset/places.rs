//! Where on its pages a document has what: its labels, and its words.

use std::collections::{BTreeMap, BTreeSet};

use typst::introspection::Introspector as _;
use typst::layout::Transform;

use super::engine::{Engine, laid_out};
use super::error::TypesetError;
use super::mark::FrameReader;
use super::printable::Printable;

/// Where a document has what; pages are counted from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// The page of each label, `tabel-oekonomi`: the first where there are several.
    pub labels: BTreeMap<String, usize>,
    /// The words of each page, in the order they are set: the cells of tables, and what of each line is
    /// set alike.
    pub words: Vec<Vec<String>>,
}

impl Engine {
    /// Lays a page out, and tells where it has what.
    ///
    /// # Errors
    ///
    /// When a template fails.
    pub fn places(&self, page: &impl Printable) -> Result<Places, Vec<TypesetError>> {
        self.work(page, &[], |world| {
            let (document, _) = laid_out(world)?;
            let introspector = document.introspector();
            let labelled = introspector.query_labelled();
            let found = labelled.iter().filter_map(|element| {
                let page = introspector.page(element.location()?)?;
                Some((element.label()?.resolve().as_str().to_owned(), page.get()))
            });
            let labels = found.fold(BTreeMap::new(), |mut all, (label, page)| {
                all.entry(label).or_insert(page);
                all
            });
            let none = BTreeSet::new();
            let words = document.pages().iter().map(|page| {
                let mut reader = FrameReader::new(&none);
                reader.through(&page.frame, Transform::identity());
                reader.words.into_iter().map(|word| word.text).collect()
            });
            Ok(Places { labels, words: words.collect() })
        })
    }
}
