//! Many PDFs joined to one that is still read aloud: pages, tags, headers of tables, bookmarks,
//! attachments and links.
//!
//! Each part is typeset by itself, so that only a few notes are ever in the typesetter's memory.
//! The parts' objects get new numbers; their trees of tags become parts of one document, with one
//! tree that leads from what is on a page to its tag; the ids of tables' headers are kept apart
//! from each other's. The last part is the front: what the whole says of itself (title, dates,
//! conformance, attachments) is what it says. Links to `pakke:…` become links within the document.
//! The pack's page numbers are put in where notes have room for them.
//!
//! Sources: ISO 32000-1, 7.7 and 14.7; ISO 14289-1 (PDF/UA-1); ISO 19005-3 (PDF/A-3).

mod attached;
mod import;
mod joiner;
mod number;
mod part;
mod tree;
mod value;

use std::collections::HashMap;

use self::import::Import;
use self::joiner::{Joined, LINE, entry};
use self::part::{Item, Part};
use self::value::{Dict, Value, get, set};
use super::digest::digest_of;
use super::error::{Fault, TypesetError};

pub use self::attached::Attached;
pub use self::joiner::Joiner;
pub use self::number::PageNumbers;

/// Numbers of the objects that hold the parts together.
const PAGES: u32 = 1;
const DOCUMENT: u32 = 2;

/// A group of notes in the bookmarks.
#[derive(Clone, Debug)]
pub struct Bookmark {
    /// Its name; empty where its notes stand by themselves.
    pub name: String,
    /// Its notes, by the order they were added in.
    pub notes: std::ops::Range<usize>,
}

/// The files that are attached to a PDF of ours, in the order of their names.
///
/// # Errors
///
/// When the PDF is not as ours are, or they are more or larger than a project can have.
pub fn attached(pdf: &[u8]) -> Result<Vec<Attached>, TypesetError> {
    attached::all(pdf).ok_or_else(not_ours)
}

fn not_ours() -> TypesetError {
    TypesetError::unplaced(
        Fault::Internal,
        "a part of the document is not as it is made".to_owned(),
    )
}

impl Joiner {
    /// Adds a note, whose first page is `notat/` and its number; `name` is what is read aloud of
    /// links to it, and `pages` what is printed on its pages.
    ///
    /// # Errors
    ///
    /// When the PDF is not as ours are.
    pub fn add(
        &mut self,
        number: usize,
        name: &str,
        pdf: &[u8],
        pages: &PageNumbers<'_>,
    ) -> Result<(), TypesetError> {
        let part = Part::read(pdf).ok_or_else(not_ours)?;
        self.import(&part, Some((number, pages))).ok_or_else(not_ours)?;
        let first =
            self.parts.last().and_then(|part| part.pages.first()).copied().ok_or_else(not_ours)?;
        self.places.insert(format!("notat/{number}"), top(first));
        self.words.insert(format!("notat/{number}"), format!("Gå til {name}"));
        Ok(())
    }

    /// The whole, with `front` before the notes, and bookmarks of both.
    ///
    /// # Errors
    ///
    /// When the PDF is not as ours are, or a link leads nowhere.
    pub fn finish(mut self, front: &[u8], bookmarks: &[Bookmark]) -> Result<Vec<u8>, TypesetError> {
        let part = Part::read(front).ok_or_else(not_ours)?;
        self.close(&part, bookmarks).ok_or_else(not_ours)
    }

    fn close(&mut self, part: &Part<'_>, bookmarks: &[Bookmark]) -> Option<Vec<u8>> {
        let mut catalog = part.catalog()?;
        let roles =
            part.dict(&catalog, "StructTreeRoot").and_then(|root| get(&root, "RoleMap").cloned());
        let numbers = self.import(part, None)?;
        let mut import = Import::new(self, part, numbers);
        catalog.retain(|(name, _)| {
            !matches!(
                &name[..],
                b"Pages" | b"StructTreeRoot" | b"Outlines" | b"PageLabels" | b"Names"
            )
        });
        let names = part.catalog()?;
        let attached =
            part.dict(&names, "Names").and_then(|names| get(&names, "EmbeddedFiles").cloned());
        let Value::Dict(mut catalog) = import.renumbered(Value::Dict(catalog)) else { return None };
        let attached = attached.map(|files| import.renumbered(files));
        let info = get(&part.trailer, "Info").map(|info| import.renumbered(info.clone()));
        import.write_waiting()?;
        let front = self.parts.pop()?;
        self.parts.insert(0, front);
        let pages: Vec<u32> =
            self.parts.iter().flat_map(|part| part.pages.iter().copied()).collect();
        let kids = Value::List(pages.iter().copied().map(Value::Ref).collect());
        let node = vec![
            entry("Type", Value::name("Pages")),
            entry("Count", Value::number(pages.len())),
            entry("Kids", kids),
        ];
        self.write(PAGES, &Value::Dict(node), None);
        let tags = self.tags(roles);
        let outline = self.outline(bookmarks);
        let mut names = Dict::new();
        if !self.places.is_empty() {
            let places: Vec<_> = std::mem::take(&mut self.places)
                .into_iter()
                .map(|(name, place)| (Value::ascii(&name), place))
                .collect();
            names.push(entry("Dests", tree::write(self, "Names", &places)));
        }
        names.extend(attached.map(|files| entry("EmbeddedFiles", files)));
        set(&mut catalog, "Pages", Value::Ref(PAGES));
        set(&mut catalog, "StructTreeRoot", Value::Ref(tags));
        set(&mut catalog, "Outlines", Value::Ref(outline));
        set(&mut catalog, "Names", Value::Dict(names));
        let root = self.add_object(&Value::Dict(catalog));
        Some(self.ended(root, info, &part.trailer))
    }

    /// Copies all that a part's pages and tags need; of a note, with its number among them and
    /// those of its pages.
    fn import(
        &mut self,
        part: &Part<'_>,
        note: Option<(usize, &PageNumbers<'_>)>,
    ) -> Option<HashMap<u32, u32>> {
        let catalog = part.catalog()?;
        let (pages, nodes) = part.pages(&catalog)?;
        let root = get(&catalog, "StructTreeRoot")?.as_ref()?;
        let tags = part.dict(&catalog, "StructTreeRoot")?;
        // What leads upward leads to what holds the parts together.
        let mut numbers: HashMap<u32, u32> = nodes.into_iter().map(|node| (node, PAGES)).collect();
        numbers.insert(root, DOCUMENT);
        let mut import = Import::new(self, part, numbers);
        if let Some((number, printed)) = note {
            import.note = Some(number);
            if !printed.rooms.is_empty() {
                import.printed = printed.on(&pages)?;
                import.joiner.write_pieces(printed.numerals)?;
            }
        }
        let mut joined = Joined { pages: Vec::new(), tags: Vec::new(), outline: Vec::new() };
        for page in pages {
            let new = import.number(page);
            joined.pages.push(new);
            for (target, rect) in part.links(page) {
                if let Some(id) =
                    target.strip_suffix(LINE).and_then(|target| target.strip_prefix("notat/"))
                {
                    let place = at(new, &rect);
                    import.joiner.places.entry(format!("linje/{id}")).or_insert(place);
                }
            }
        }
        let topmost = part.resolved(get(&tags, "K")?)?;
        for tag in topmost.as_list().unwrap_or(std::slice::from_ref(&topmost)) {
            joined.tags.push(import.number(tag.as_ref()?));
        }
        let parents = part.tree(&part.dict(&tags, "ParentTree")?, "Nums")?;
        let raised = import.parents;
        for (key, value) in parents {
            let key = key.as_number()? + raised;
            let value = import.renumbered(value);
            import.joiner.parents.push((key, value));
            import.joiner.next_parent = import.joiner.next_parent.max(key + 1);
        }
        if let Some(ids) = part.dict(&tags, "IDTree") {
            for (id, value) in part.tree(&ids, "Names")? {
                let (Value::Text(id), value) = (import.kept_apart(id), import.renumbered(value))
                else {
                    return None;
                };
                import.joiner.ids.insert(id, value);
            }
        }
        joined.outline =
            part.outline(&catalog)?.into_iter().map(|item| import.item(item)).collect();
        import.write_waiting()?;
        let numbers = import.numbers;
        self.parts.push(joined);
        Some(numbers)
    }

    /// The tree of tags: one document, whose parts are the parts.
    fn tags(&mut self, roles: Option<Value>) -> u32 {
        let kids: Vec<Value> =
            self.parts.iter().flat_map(|part| part.tags.iter().copied()).map(Value::Ref).collect();
        let root = self.reserve();
        let document = vec![
            entry("Type", Value::name("StructElem")),
            entry("S", Value::name("Document")),
            entry("P", Value::Ref(root)),
            entry("K", Value::List(kids)),
        ];
        self.write(DOCUMENT, &Value::Dict(document), None);
        let mut parents = std::mem::take(&mut self.parents);
        parents.sort_by_key(|(key, _)| *key);
        let parents: Vec<_> =
            parents.into_iter().map(|(key, value)| (Value::number(key), value)).collect();
        let ids: Vec<_> = std::mem::take(&mut self.ids)
            .into_iter()
            .map(|(id, value)| (Value::Text(id), value))
            .collect();
        let mut tags = vec![
            entry("Type", Value::name("StructTreeRoot")),
            entry("K", Value::List(vec![Value::Ref(DOCUMENT)])),
        ];
        tags.extend(roles.map(|roles| entry("RoleMap", roles)));
        tags.push(entry("ParentTree", tree::write(self, "Nums", &parents)));
        tags.push(entry("ParentTreeNextKey", Value::number(self.next_parent)));
        if !ids.is_empty() {
            tags.push(entry("IDTree", tree::write(self, "Names", &ids)));
        }
        self.write(root, &Value::Dict(tags), None);
        root
    }

    /// The bookmarks: those of the front, then the groups with their notes.
    fn outline(&mut self, bookmarks: &[Bookmark]) -> u32 {
        let mut parts = self.parts.iter();
        let mut items: Vec<Item> =
            parts.next().map(|front| front.outline.clone()).unwrap_or_default();
        let notes: Vec<&Joined> = parts.collect();
        for group in bookmarks {
            let own = notes.get(group.notes.clone()).unwrap_or_default();
            let within: Vec<Item> = own.iter().flat_map(|note| note.outline.clone()).collect();
            let first = own.first().and_then(|note| note.pages.first());
            match first.filter(|_| !group.name.is_empty()) {
                Some(first) => items.push(Item {
                    title: Value::text(&group.name),
                    dest: top(*first),
                    items: within,
                }),
                None => items.extend(within),
            }
        }
        tree::outline(self, &items)
    }

    /// The table of objects, and the end. The file's name is its content's: the same content gives
    /// the same bytes.
    fn ended(&mut self, root: u32, info: Option<Value>, trailer: &Dict) -> Vec<u8> {
        let content = digest_of(&self.out);
        let own = get(trailer, "ID").and_then(Value::as_list).and_then(|ids| ids.first().cloned());
        let new = Value::Text(format!("<{}>", content.get(..32).unwrap_or_default()).into_bytes());
        let size = self.offsets.len() + 1;
        let mut ending = vec![entry("Size", Value::number(size)), entry("Root", Value::Ref(root))];
        ending.extend(info.map(|info| entry("Info", info)));
        ending.push(entry("ID", Value::List(vec![own.unwrap_or_else(|| new.clone()), new])));
        let table = self.out.len();
        let mut out = std::mem::take(&mut self.out);
        out.extend_from_slice(format!("xref\n0 {size}\n0000000000 65535 f\r\n").as_bytes());
        for offset in &self.offsets {
            out.extend_from_slice(format!("{offset:010} 00000 n\r\n").as_bytes());
        }
        out.extend_from_slice(b"trailer\n");
        Value::Dict(ending).write(&mut out);
        out.extend_from_slice(format!("\nstartxref\n{table}\n%%EOF").as_bytes());
        out
    }
}

/// The top of a page.
fn top(page: u32) -> Value {
    let null = || Value::Plain(b"null".to_vec());
    Value::List(vec![Value::Ref(page), Value::name("XYZ"), null(), null(), null()])
}

/// A place on a page, as high as the upper edge of a rectangle on it.
fn at(page: u32, rect: &Value) -> Value {
    let null = || Value::Plain(b"null".to_vec());
    let upper = rect.as_list().and_then(|rect| rect.get(3).cloned()).unwrap_or_else(null);
    Value::List(vec![Value::Ref(page), Value::name("XYZ"), null(), upper, null()])
}
