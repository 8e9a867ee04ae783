//! A PDF as [`Engine`](crate::typeset::Engine) makes it, taken apart: plain objects, one table of
//! them at the end.

use super::value::{Dict, Reader, Value, get, is};

/// A PDF to be joined.
pub(super) struct Part<'p> {
    bytes: &'p [u8],
    /// Where each object begins, by its number.
    offsets: Vec<usize>,
    /// What the file says of itself at its end.
    pub(super) trailer: Dict,
}

/// An object: its value, and its data where it is a stream.
pub(super) struct Object<'p> {
    pub(super) value: Value,
    pub(super) data: Option<&'p [u8]>,
}

/// An item of the outline (the bookmarks).
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) title: Value,
    pub(super) dest: Value,
    pub(super) items: Vec<Item>,
}

/// The most that is read of trees within a file: more than any file of ours has, and a bound where
/// one leads in circles.
const MOST: usize = 1_000_000;

impl<'p> Part<'p> {
    /// Reads where the objects are. `None` where the file is not as ours are.
    pub(super) fn read(bytes: &'p [u8]) -> Option<Self> {
        let word = b"startxref";
        let at = bytes.windows(word.len()).rposition(|window| window == word)?;
        let table = Reader::new(bytes, at + word.len()).number()?;
        let mut reader = Reader::new(bytes, table);
        reader.word("xref")?;
        let mut offsets = Vec::new();
        while reader.word("trailer").is_none() {
            let (first, count) = (reader.number()?, reader.number()?);
            if first.checked_add(count)? > bytes.len() {
                return None;
            }
            offsets.resize(offsets.len().max(first + count), 0);
            for own in offsets.get_mut(first..first + count)? {
                let (offset, _) = (reader.number()?, reader.number()?);
                if reader.word("n").is_some() {
                    *own = offset;
                } else {
                    reader.word("f")?;
                }
            }
        }
        let Value::Dict(trailer) = reader.value()? else { return None };
        Some(Self { bytes, offsets, trailer })
    }

    /// The object of that number.
    pub(super) fn object(&self, id: u32) -> Option<Object<'p>> {
        let offset = *self.offsets.get(usize::try_from(id).ok()?)?;
        let mut reader = Reader::new(self.bytes, offset);
        (reader.number()? == usize::try_from(id).ok()?).then_some(())?;
        reader.number()?;
        reader.word("obj")?;
        let value = reader.value()?;
        let data = match value.as_dict() {
            Some(dict) if reader.word("stream").is_some() => {
                let rest = self.bytes.get(reader.at..)?;
                let start = reader.at + if rest.starts_with(b"\r\n") { 2 } else { 1 };
                Some(self.bytes.get(start..start.checked_add(get(dict, "Length")?.as_number()?)?)?)
            }
            _ => None,
        };
        Some(Object { value, data })
    }

    /// What a value is, where it may be a reference.
    pub(super) fn resolved(&self, value: &Value) -> Option<Value> {
        match value {
            Value::Ref(id) => Some(self.object(*id)?.value),
            value => Some(value.clone()),
        }
    }

    /// The dictionary under a name, itself or by reference.
    pub(super) fn dict(&self, dict: &Dict, name: &str) -> Option<Dict> {
        match self.resolved(get(dict, name)?)? {
            Value::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    /// The catalog: where everything begins.
    pub(super) fn catalog(&self) -> Option<Dict> {
        self.dict(&self.trailer, "Root")
    }

    /// The numbers of the pages in order, and of the nodes above them.
    pub(super) fn pages(&self, catalog: &Dict) -> Option<(Vec<u32>, Vec<u32>)> {
        let (mut pages, mut nodes) = (Vec::new(), Vec::new());
        let mut waiting = vec![get(catalog, "Pages")?.as_ref()?];
        while let Some(id) = waiting.pop() {
            let Value::Dict(dict) = self.object(id)?.value else { return None };
            if is(&dict, "Type", "Pages") {
                nodes.push(id);
                let kids = self.resolved(get(&dict, "Kids")?)?;
                let kids: Option<Vec<u32>> = kids.as_list()?.iter().map(Value::as_ref).collect();
                waiting.extend(kids?.into_iter().rev());
            } else {
                pages.push(id);
            }
            if pages.len() + nodes.len() > MOST {
                return None;
            }
        }
        Some((pages, nodes))
    }

    /// The entries of a tree of names or numbers: pairs of a key and a value.
    pub(super) fn tree(&self, root: &Dict, leaves: &str) -> Option<Vec<(Value, Value)>> {
        let mut out = Vec::new();
        let mut waiting = vec![root.clone()];
        while let Some(node) = waiting.pop() {
            if let Some(kids) = get(&node, "Kids") {
                let kids = self.resolved(kids)?;
                for kid in kids.as_list()?.iter().rev() {
                    let Value::Dict(kid) = self.resolved(kid)? else { return None };
                    waiting.push(kid);
                }
            }
            if let Some(pairs) = get(&node, leaves) {
                let pairs = self.resolved(pairs)?;
                let pairs = pairs.as_list()?.chunks_exact(2);
                out.extend(pairs.map(|pair| (pair[0].clone(), pair[1].clone())));
            }
            if out.len() + waiting.len() > MOST {
                return None;
            }
        }
        Some(out)
    }

    /// The outline's topmost items.
    pub(super) fn outline(&self, catalog: &Dict) -> Option<Vec<Item>> {
        match self.dict(catalog, "Outlines") {
            Some(outlines) => self.items(&outlines, 0),
            None => Some(Vec::new()),
        }
    }

    fn items(&self, parent: &Dict, depth: usize) -> Option<Vec<Item>> {
        let mut out = Vec::new();
        let mut next = self.dict(parent, "First").filter(|_| depth < 16);
        while let Some(item) = next {
            let items = self.items(&item, depth + 1)?;
            out.push(Item {
                title: get(&item, "Title")?.clone(),
                dest: self.resolved(get(&item, "Dest")?)?,
                items,
            });
            next = self.dict(&item, "Next").filter(|_| out.len() < MOST);
        }
        Some(out)
    }

    /// The links of a page that lead into the pack, each with where it leads and its place on the
    /// page.
    pub(super) fn links(&self, page: u32) -> Vec<(String, Value)> {
        let links = || {
            let Value::Dict(page) = self.object(page)?.value else { return None };
            let annotations = self.resolved(get(&page, "Annots")?)?;
            let found = annotations.as_list()?.iter().filter_map(|annotation| {
                let Value::Dict(link) = self.resolved(annotation)? else { return None };
                Some((target(self, &link)?, get(&link, "Rect")?.clone()))
            });
            Some(found.collect())
        };
        links().unwrap_or_default()
    }
}

/// What the addresses of links within a pack begin with.
pub(super) const SCHEME: &str = "pakke:";

/// Where a link within the pack leads.
pub(super) fn target(part: &Part<'_>, link: &Dict) -> Option<String> {
    let Value::Text(address) = get(&part.dict(link, "A")?, "URI")?.clone() else { return None };
    let plain = address.strip_prefix(b"(")?.strip_suffix(b")")?;
    Some(std::str::from_utf8(plain).ok()?.strip_prefix(SCHEME)?.to_owned())
}
