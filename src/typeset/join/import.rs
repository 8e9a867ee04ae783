//! A part's objects on their way into the whole: new numbers, and what each says of its place
//! there.

use std::collections::{HashMap, VecDeque};

use super::joiner::{Joiner, LINE, OWN_LINE, entry};
use super::part::{Item, Object, Part, SCHEME, target};
use super::value::{Dict, Value, get, is, set};
use crate::typeset::digest::digest_of;

/// A part on its way into the whole.
pub(super) struct Import<'j, 'p> {
    pub(super) joiner: &'j mut Joiner,
    pub(super) part: &'p Part<'p>,
    pub(super) numbers: HashMap<u32, u32>,
    /// Objects to be written, each with its number in the part and its new one; none where the part
    /// has no such object.
    waiting: VecDeque<(u32, u32, Option<Object<'p>>)>,
    /// What keys of the part's own tree of tags are raised by.
    pub(super) parents: usize,
    /// What the part's own ids begin with.
    prefix: String,
    /// The number of the note that it is; none for the front.
    pub(super) note: Option<usize>,
    /// What is printed on its pages when they are joined, by the page's number in the part.
    pub(super) printed: HashMap<u32, Vec<u8>>,
}

impl<'j, 'p> Import<'j, 'p> {
    pub(super) fn new(
        joiner: &'j mut Joiner,
        part: &'p Part<'p>,
        numbers: HashMap<u32, u32>,
    ) -> Self {
        let (parents, prefix) = (joiner.next_parent, format!("{}-", joiner.parts.len()));
        let (waiting, printed) = (VecDeque::new(), HashMap::new());
        Self { joiner, part, numbers, waiting, parents, prefix, note: None, printed }
    }

    /// The new number of one of the part's objects, which is written in its turn.
    pub(super) fn number(&mut self, old: u32) -> u32 {
        if let Some(new) = self.numbers.get(&old) {
            return *new;
        }
        let object = self.part.object(old);
        let shared = object.as_ref().and_then(digest_of_stream);
        let known = shared.as_ref().and_then(|digest| self.joiner.streams.get(digest).copied());
        let new = known.unwrap_or_else(|| {
            let new = self.joiner.reserve();
            self.waiting.push_back((old, new, object));
            new
        });
        if let Some(digest) = shared {
            self.joiner.streams.insert(digest, new);
        }
        self.numbers.insert(old, new);
        new
    }

    pub(super) fn write_waiting(&mut self) -> Option<()> {
        while let Some((old, new, object)) = self.waiting.pop_front() {
            let Object { value, data } = object?;
            let value = match (self.printed.remove(&old), value) {
                (Some(content), Value::Dict(page)) => self.printed_on(page, &content)?,
                (_, value) => self.changed(value),
            };
            self.joiner.write(new, &value, data);
        }
        Some(())
    }

    /// A page on which something is drawn after its own content.
    fn printed_on(&mut self, mut page: Dict, content: &[u8]) -> Option<Value> {
        let mut resources = self.part.dict(&page, "Resources").unwrap_or_default();
        if let Some(forms) = self.part.dict(&resources, "XObject") {
            set(&mut resources, "XObject", Value::Dict(forms));
        }
        set(&mut page, "Resources", Value::Dict(resources));
        let Value::Dict(mut page) = self.changed(Value::Dict(page)) else { return None };
        let drawn = self.joiner.add_stream(content);
        let pieces = self.joiner.pieces.as_ref()?;
        let own = match get(&page, "Contents").cloned() {
            Some(Value::List(own)) => own,
            own => own.into_iter().collect(),
        };
        let all = [Value::Ref(pieces.saving)].into_iter().chain(own).chain([Value::Ref(drawn)]);
        let Some((_, Value::Dict(resources))) =
            page.iter_mut().find(|(name, _)| name == b"Resources")
        else {
            return None;
        };
        let forms = match get(resources, "XObject") {
            None => Value::Ref(pieces.shared),
            Some(Value::Dict(own)) => {
                Value::Dict(own.iter().chain(&pieces.forms).cloned().collect())
            }
            Some(_) => return None,
        };
        set(resources, "XObject", forms);
        set(&mut page, "Contents", Value::List(all.collect()));
        Some(Value::Dict(page))
    }

    /// A value with the new numbers.
    pub(super) fn renumbered(&mut self, value: Value) -> Value {
        match value {
            Value::Ref(old) => Value::Ref(self.number(old)),
            Value::List(list) => {
                Value::List(list.into_iter().map(|value| self.renumbered(value)).collect())
            }
            Value::Dict(dict) => Value::Dict(
                dict.into_iter().map(|(name, value)| (name, self.renumbered(value))).collect(),
            ),
            value => value,
        }
    }

    /// An object with the new numbers, and what it says of its place in the whole.
    fn changed(&mut self, value: Value) -> Value {
        let Value::Dict(mut dict) = value else { return self.renumbered(value) };
        if is(&dict, "Subtype", "Link")
            && let Some(target) = target(self.part, &dict)
        {
            // A link into the pack: its place has a name.
            let name = match self.note {
                Some(note) if target == OWN_LINE => format!("{OWN_LINE}/{note}"),
                _ => target.strip_suffix(LINE).unwrap_or(&target).to_owned(),
            };
            dict.retain(|(name, _)| name != b"A");
            dict.push(entry("Dest", Value::ascii(&name)));
            if matches!(get(&dict, "Contents"), Some(Value::Text(text)) if text.windows(SCHEME.len()).any(|w| w == SCHEME.as_bytes()))
            {
                let words = self
                    .joiner
                    .words
                    .get(&name)
                    .map_or("Tilbage til listen over notater", String::as_str);
                set(&mut dict, "Contents", Value::text(words));
            }
        }
        for key in ["StructParent", "StructParents"] {
            if let Some(own) = get(&dict, key).and_then(Value::as_number) {
                set(&mut dict, key, Value::number(own + self.parents));
            }
        }
        if is(&dict, "Type", "StructElem") {
            if is(&dict, "S", "Document") {
                set(&mut dict, "S", Value::name("Part"));
            }
            if let Some(id) = get(&dict, "ID").cloned() {
                set(&mut dict, "ID", self.kept_apart(id));
            }
            if let Some(attributes) = get(&dict, "A").cloned() {
                let attributes = self.part.resolved(&attributes).unwrap_or(attributes);
                set(&mut dict, "A", self.headers(attributes));
            }
        }
        self.renumbered(Value::Dict(dict))
    }

    /// A cell's attributes, the ids of its headers kept apart.
    fn headers(&self, attributes: Value) -> Value {
        match attributes {
            Value::List(list) => {
                Value::List(list.into_iter().map(|attributes| self.headers(attributes)).collect())
            }
            Value::Dict(mut dict) => {
                if let Some(Value::List(ids)) = get(&dict, "Headers").cloned() {
                    set(
                        &mut dict,
                        "Headers",
                        Value::List(ids.into_iter().map(|id| self.kept_apart(id)).collect()),
                    );
                }
                Value::Dict(dict)
            }
            other => other,
        }
    }

    /// An id that no other part has.
    pub(super) fn kept_apart(&self, id: Value) -> Value {
        let Value::Text(text) = id else { return id };
        let prefix = self.prefix.as_bytes();
        let own = text.strip_prefix(b"(").map(|rest| [b"(", prefix, rest].concat());
        Value::Text(own.unwrap_or_else(|| {
            let hex = prefix.iter().fold("<".to_owned(), |hex, byte| format!("{hex}{byte:02X}"));
            [hex.as_bytes(), text.get(1..).unwrap_or_default()].concat()
        }))
    }

    pub(super) fn item(&mut self, item: Item) -> Item {
        let Item { title, dest, items } = item;
        Item {
            title,
            dest: self.renumbered(dest),
            items: items.into_iter().map(|item| self.item(item)).collect(),
        }
    }
}

/// The digest of a stream that stands by itself: a font's or a colour profile's, and what else
/// refers to nothing.
fn digest_of_stream(object: &Object<'_>) -> Option<String> {
    let data = object.data?;
    let mut alone = true;
    object.value.references(&mut |_| alone = false);
    alone.then(|| {
        let mut bytes = Vec::new();
        object.value.write(&mut bytes);
        bytes.extend_from_slice(data);
        digest_of(&bytes)
    })
}
