//! Trees of names, numbers and bookmarks, as a PDF has them.

use super::joiner::{Joiner, entry};
use super::part::Item;
use super::value::{Dict, Value};

/// How many entries a leaf has.
const LEAF: usize = 128;

/// Writes a tree of names or numbers, whose entries are in order.
pub(super) fn write(joiner: &mut Joiner, leaves: &str, entries: &[(Value, Value)]) -> Value {
    let flat = |entries: &[(Value, Value)]| {
        Value::List(entries.iter().flat_map(|(key, value)| [key.clone(), value.clone()]).collect())
    };
    if entries.len() <= LEAF {
        return Value::Ref(joiner.add_object(&Value::Dict(vec![entry(leaves, flat(entries))])));
    }
    let mut kids = Vec::new();
    for leaf in entries.chunks(LEAF) {
        let (Some((first, _)), Some((last, _))) = (leaf.first(), leaf.last()) else { continue };
        let limits = Value::List(vec![first.clone(), last.clone()]);
        let node = Value::Dict(vec![entry("Limits", limits), entry(leaves, flat(leaf))]);
        kids.push(Value::Ref(joiner.add_object(&node)));
    }
    Value::Ref(joiner.add_object(&Value::Dict(vec![entry("Kids", Value::List(kids))])))
}

/// Writes the bookmarks: the topmost ones are seen, what is within them is closed.
pub(super) fn outline(joiner: &mut Joiner, items: &[Item]) -> u32 {
    let root = joiner.reserve();
    let mut dict = vec![entry("Type", Value::name("Outlines"))];
    dict.extend(children(joiner, root, items));
    dict.push(entry("Count", Value::number(items.len())));
    joiner.write(root, &Value::Dict(dict), None);
    root
}

/// Writes items below `parent`; what `parent` says of them.
fn children(joiner: &mut Joiner, parent: u32, items: &[Item]) -> Dict {
    let ids: Vec<u32> = items.iter().map(|_| joiner.reserve()).collect();
    for (at, item) in items.iter().enumerate() {
        let id = ids[at];
        let mut dict =
            vec![entry("Title", item.title.clone()), entry("Parent", Value::Ref(parent))];
        dict.extend(at.checked_sub(1).map(|before| entry("Prev", Value::Ref(ids[before]))));
        dict.extend(ids.get(at + 1).map(|after| entry("Next", Value::Ref(*after))));
        if !item.items.is_empty() {
            dict.extend(children(joiner, id, &item.items));
            dict.push(entry("Count", Value::Plain(format!("-{}", item.items.len()).into_bytes())));
        }
        dict.push(entry("Dest", item.dest.clone()));
        joiner.write(id, &Value::Dict(dict), None);
    }
    let mut dict = Dict::new();
    if let (Some(first), Some(last)) = (ids.first(), ids.last()) {
        dict.push(entry("First", Value::Ref(*first)));
        dict.push(entry("Last", Value::Ref(*last)));
    }
    dict
}
