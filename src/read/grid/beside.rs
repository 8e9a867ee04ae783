//! Blocks beside a table's lines: each adds keys to the line with its id, and makes no row.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::key::post as p;
use crate::parse::tree::{Table, Value};
use crate::read::grid::faults::BESIDE;
use crate::read::reader::Reader;
use crate::source::Span;
use crate::suggest;
use crate::text;

/// The blocks beside a table's lines.
pub(super) struct Beside<'t> {
    by_id: HashMap<String, &'t Table<'t>>,
}

/// What a block has added to its line.
#[derive(Clone, Copy)]
pub(super) struct Added {
    /// True where it says what the line is the sum of.
    pub(super) says_sum: bool,
}

impl<'t> Beside<'t> {
    /// Takes the blocks; one without an id, or with that of another one, is told.
    pub(super) fn new(reader: &mut Reader, blocks: &[&'t Table<'t>]) -> Self {
        let mut by_id: HashMap<String, &'t Table<'t>> = HashMap::new();
        for block in blocks {
            let Some((id, span)) = id_of(block) else {
                let message = text!(
                    "[[tabel.post]] ved siden af `raekker` skal have id'et på en af linjerne",
                    "a [[tabel.post]] beside `raekker` must have the id of one of the lines"
                );
                reader.push(Diagnostic::new(&BESIDE, block.span, message).help(text!(
                    "skriv en ny række som en linje i raekker; skal blokken føje noget til en linje, så giv begge det samme id",
                    "write a new row as a line of raekker; if the block adds something to a line, give both the same id"
                )));
                continue;
            };
            if let Some(first) = by_id.get(&id) {
                let message = text!(
                    "to blokke føjer noget til linjen `{id}`",
                    "two blocks add to the line `{id}`"
                );
                let finding = Diagnostic::new(&BESIDE, span, message)
                    .label(first.span, text!("den første", "the first"))
                    .help(text!("saml dem i én blok", "make them one block"));
                reader.push(finding);
                continue;
            }
            by_id.insert(id, block);
        }
        Self { by_id }
    }

    /// True where a block says what kind of row the line with that id is.
    pub(super) fn says_kind(&self, id: &str) -> bool {
        let kinds = [&p::HEADING, &p::SUBTOTAL, &p::OF_WHICH, &p::SUM_OF, &p::SHARE, &p::REST];
        self.by_id
            .get(id)
            .is_some_and(|block| kinds.iter().any(|key| block.get(key.name).is_some()))
    }

    /// Adds what the block of that id says to its line.
    pub(super) fn take(
        &mut self,
        reader: &mut Reader,
        id: &str,
        line: &mut Table<'t>,
    ) -> Option<Added> {
        let block = self.by_id.remove(id)?;
        for (key, node) in block.entries.iter().filter(|(key, _)| key.value != p::ID.name) {
            let Some(own) = line.get(&key.value) else {
                line.entries.push((key.clone(), node.clone()));
                continue;
            };
            let name = &key.value;
            let message = text!(
                "`{name}` står både i linjen og i blokken",
                "`{name}` is both in the line and in the block"
            );
            let finding = Diagnostic::new(&BESIDE, node.span, message)
                .label(own.span, text!("i linjen", "in the line"))
                .help(text!("slet det ene", "delete one of them"));
            reader.push(finding);
        }
        Some(Added { says_sum: block.get(p::SUM_OF.name).is_some() })
    }

    /// Says which blocks belong to no line; `ids` are the lines'.
    pub(super) fn finish(self, reader: &mut Reader, ids: &[&str]) {
        let mut left: Vec<(&String, Span)> =
            self.by_id.iter().filter_map(|(id, block)| Some((id, id_of(block)?.1))).collect();
        left.sort_by_key(|(_, span)| *span);
        for (id, span) in left {
            let message =
                text!("der er ingen linje med id'et `{id}`", "there is no line with the id `{id}`");
            let help = suggest::did_you_mean(id, ids.iter().copied()).unwrap_or_else(|| {
                text!(
                    "skriv id'et i linjens celle under overskriften id",
                    "write the id in the line's cell below the header id"
                )
            });
            reader.push(Diagnostic::new(&BESIDE, span, message).help(help));
        }
    }
}

fn id_of(block: &Table<'_>) -> Option<(String, Span)> {
    let node = block.get(p::ID.name)?;
    let Value::Text(id) = &node.value else { return None };
    Some((id.to_string(), node.span))
}
