//! `{{ ref("…") }}`: what a name means, a table or section of the note, or another note of the
//! round.

use crate::diagnostic::Diagnostic;
use crate::note::{TableNo, Word};
use crate::page::Inline;
use crate::prose::faults::NO_REFERENCE;
use crate::prose::filled::Filled;
use crate::prose::labels::{section_label, table_label};
use crate::prose::scene::Scene;
use crate::source::Span;
use crate::suggest;
use crate::text;

/// What `id` refers to; a finding at `span` where there is no such thing.
pub(super) fn find(scene: &Scene<'_>, id: &str, span: Span) -> Result<Filled, Box<Diagnostic>> {
    let note = &scene.reconciled.note;
    if let Some(table) = note.table_number(id).or_else(|| table_typed(scene, id)) {
        return Ok(Filled::TableRef { table, small: false });
    }
    let named = |word: &Option<Word>| word.as_ref().is_some_and(|word| word.value == id);
    if let Some(section) = note.sections.iter().position(|section| named(&section.id)) {
        return Ok(Filled::SectionRef { section, small: false });
    }
    if scene.notes.has(id) {
        return Ok(Filled::NoteRef { id: id.to_owned() });
    }
    let sections = || note.sections.iter().filter_map(|section| section.id.as_ref());
    let own =
        || note.tables.iter().map(|table| &table.id).chain(sections()).map(|id| id.value.as_str());
    let known = || own().chain(scene.notes.iter());
    let message = text!(
        "`{id}` findes ikke som tabel, afsnit eller notat",
        "there is no table, section or note `{id}`"
    );
    Err(Box::new(Diagnostic::new(&NO_REFERENCE, span, message).help(suggest::did_you_mean(id, known()).unwrap_or_else(|| {
        text!(
            "skriv en tabels, et afsnits eller et notats id; et notat uden fil skrives i runde.toml under [[note]]",
            "write a table's, a section's or a note's id; a note without a file is written in runde.toml under [[note]]"
        )
    }))))
}

/// The table whose id is typed so, where that can be no id: that is told at the id itself.
pub(super) fn table_typed(scene: &Scene<'_>, id: &str) -> Option<TableNo> {
    let typed = |id: &Word| scene.sources.slice(id.span).trim_matches(['"', '\'']).to_owned();
    let mut tables = scene.reconciled.note.numbered_tables();
    tables.find(|(_, table)| table.id.value != id && typed(&table.id) == id).map(|(no, _)| no)
}

/// "Tabel 2", leading to the table that shows it.
pub(super) fn to_table(scene: &Scene<'_>, table: TableNo, small: bool) -> Inline {
    let note = &scene.reconciled.note;
    let word = if small { "tabel" } else { "Tabel" };
    let text = match scene.number(table) {
        Some(number) => format!("{word}\u{a0}{number}"),
        None => format!("{word}len"),
    };
    Inline::Ref { target: table_label(&note.tables[note.shown_in(table)].id.value), text }
}

/// "Afsnit 9"; where sections have no numbers, and of an annex, its heading.
pub(super) fn to_section(scene: &Scene<'_>, section: usize, small: bool) -> Inline {
    let note = &scene.reconciled.note;
    let of = &note.sections[section];
    let (word, ending) = match (of.annex, small) {
        (true, true) => ("bilag", "et"),
        (true, false) => ("Bilag", "et"),
        (false, true) => ("afsnit", "tet"),
        (false, false) => ("Afsnit", "tet"),
    };
    let text = match note.section_numbers()[section].filter(|_| scene.numbered) {
        Some(number) => format!("{word}\u{a0}{number}"),
        None => format!("{word}{ending} »{}«", of.heading.value),
    };
    Inline::Ref { target: section_label(of.id.as_ref().map_or("", |id| &id.value)), text }
}
