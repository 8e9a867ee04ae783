//! Where a pack's front has the lines of its notes, which they lead back to.

use std::collections::BTreeMap;

use typst::layout::{Frame, FrameItem};
use typst::model::Destination;
use typst_layout::PagedDocument;

/// How many pages a pack's front takes, and where on it notes have their lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lines {
    /// Its pages.
    pub pages: usize,
    /// By the address of the link to a note's line, the first page, from 1, that has one.
    found: BTreeMap<String, usize>,
}

impl Lines {
    pub(super) fn of(document: &PagedDocument) -> Self {
        let mut found = BTreeMap::new();
        for (page, number) in document.pages().iter().zip(1..) {
            look(&page.frame, number, &mut found);
        }
        Self { pages: document.pages().len(), found }
    }

    /// The page of the line that the link of that address stands in.
    pub fn page(&self, address: &str) -> Option<usize> {
        self.found.get(address).copied()
    }
}

fn look(frame: &Frame, page: usize, found: &mut BTreeMap<String, usize>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => look(&group.frame, page, found),
            FrameItem::Link(Destination::Url(address), _) => {
                found.entry(address.as_str().to_owned()).or_insert(page);
            }
            _ => {}
        }
    }
}
