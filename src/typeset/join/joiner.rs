//! A PDF that others are joined to: its objects, and what of its parts is still to be written.

use std::collections::{BTreeMap, HashMap};

use super::part::Item;
use super::value::{Dict, Value};

/// After a link's target: the link's own place is where `linje/…` leads.
pub(super) const LINE: &str = "#linje";

/// Where the link of a note to its own line leads, wherever it stands.
pub(super) const OWN_LINE: &str = "linje";

/// PDFs being joined.
#[derive(Debug)]
pub struct Joiner {
    pub(super) out: Vec<u8>,
    /// Where each object begins, by its number from 1; 0 where it is not written yet.
    pub(super) offsets: Vec<usize>,
    /// Streams that are written, by their digest: what parts have in common is there once.
    pub(super) streams: HashMap<String, u32>,
    pub(super) parts: Vec<Joined>,
    /// Tags by what is on a page: keys in order.
    pub(super) parents: Vec<(usize, Value)>,
    pub(super) next_parent: usize,
    /// Headers of tables by their ids.
    pub(super) ids: BTreeMap<Vec<u8>, Value>,
    /// Places within the document by name.
    pub(super) places: BTreeMap<String, Value>,
    /// What is read aloud of a link to a place.
    pub(super) words: HashMap<String, String>,
    /// What page numbers are put together of, once it is written.
    pub(super) pieces: Option<Pieces>,
}

/// What page numbers are put together of, in the whole.
#[derive(Debug)]
pub(super) struct Pieces {
    /// The form of each, by its name.
    pub(super) forms: Dict,
    /// The object that these are, for pages that show no forms of their own.
    pub(super) shared: u32,
    /// A stream that keeps what a page's own content does to what is drawn after it.
    pub(super) saving: u32,
}

/// What a part became.
#[derive(Debug)]
pub(super) struct Joined {
    pub(super) pages: Vec<u32>,
    pub(super) tags: Vec<u32>,
    pub(super) outline: Vec<Item>,
}

impl Default for Joiner {
    fn default() -> Self {
        Self {
            out: b"%PDF-1.7\n%\x80\x80\x80\x80\n\n".to_vec(),
            offsets: vec![0; 2],
            streams: HashMap::new(),
            parts: Vec::new(),
            parents: Vec::new(),
            next_parent: 0,
            ids: BTreeMap::new(),
            places: BTreeMap::new(),
            words: HashMap::new(),
            pieces: None,
        }
    }
}

impl Joiner {
    pub(super) fn reserve(&mut self) -> u32 {
        self.offsets.push(0);
        u32::try_from(self.offsets.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn add_object(&mut self, value: &Value) -> u32 {
        let id = self.reserve();
        self.write(id, value, None);
        id
    }

    /// Adds content to be drawn.
    pub(super) fn add_stream(&mut self, content: &[u8]) -> u32 {
        let id = self.reserve();
        let dict = vec![entry("Length", Value::number(content.len()))];
        self.write(id, &Value::Dict(dict), Some(content));
        id
    }

    pub(super) fn write(&mut self, id: u32, value: &Value, data: Option<&[u8]>) {
        if let Some(offset) =
            usize::try_from(id).ok().and_then(|id| self.offsets.get_mut(id.checked_sub(1)?))
        {
            *offset = self.out.len();
        }
        self.out.extend_from_slice(format!("{id} 0 obj\n").as_bytes());
        value.write(&mut self.out);
        if let Some(data) = data {
            self.out.extend_from_slice(b"\nstream\n");
            self.out.extend_from_slice(data);
            self.out.extend_from_slice(b"\nendstream");
        }
        self.out.extend_from_slice(b"\nendobj\n");
    }
}

pub(super) fn entry(name: &str, value: Value) -> (Vec<u8>, Value) {
    (name.as_bytes().to_vec(), value)
}
