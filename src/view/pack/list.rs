//! A pack's list of notes: each with its amounts, its version, the page that it is on, and by what
//! it was stated in other prices.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::contribution::price::Conversion;
use crate::note::{Kind, TableNo};
use crate::pack::about::{Said, about};
use crate::pack::overview::BY_NOTE;
use crate::page::{Block, Cell, Column, Inline, Table};
use crate::text::{Lang, Text};
use crate::view::pack::{Writer, link_to_note, sentence};

impl Writer<'_, '_> {
    /// The list of notes: each leads to its note, and says on which page it is, and its version
    /// where any note has one.
    pub(super) fn list(&self) -> Option<Table> {
        let index = self.index(BY_NOTE)?;
        let mut table = self.builder.table(index);
        self.versions(&mut table, index);
        let mut notes = self.conversions();
        notes.extend(self.remarks(BY_NOTE));
        table.note = (!notes.is_empty()).then_some(notes);
        if !self.packed.pack.parts.notes {
            return Some(table);
        }
        table.columns.push(Column {
            header: "Side".to_owned(),
            kind: "code",
            group: None,
            ..Column::default()
        });
        let posts = &self.overview.note.tables[index].posts;
        for (number, row) in table.rows.iter_mut().enumerate() {
            row.cells.push(Cell::default());
            let id =
                posts.get(number).and_then(|post| post.id.as_ref()).map(|id| id.value.as_str());
            let member = id.and_then(|id| {
                self.packed.members.iter().position(|member| member.note.id.value == id)
            });
            let heading = posts
                .get(number)
                .is_none_or(|post| matches!(post.kind, Kind::Heading | Kind::Subtotal(_)));
            if let (Some(member), Some(label)) =
                (member.filter(|_| !heading), row.cells.first_mut())
            {
                let text = std::mem::take(&mut label.text);
                let content = self.label(member, &text);
                label.blocks = Some(vec![Block::Paragraph { content }]);
            }
        }
        Some(table)
    }

    /// What is said of the note of that place: its id and title lead to it, and so do the ids of other
    /// notes of the pack that it names.
    fn label(&self, place: usize, text: &str) -> Vec<Inline> {
        let link = |url: String, text: &str| {
            let content = vec![Inline::Text { text: text.to_owned() }];
            Inline::Link { url, content }
        };
        let members = &self.packed.members;
        let said = members.get(place).map(about).unwrap_or_default();
        let all: String = said.iter().map(Said::text).collect();
        // An option's row, or what is common to them, says nothing of others.
        let (own, said) = match text.strip_suffix(all.as_str()) {
            Some(own) => (own, said),
            None => (text, Vec::new()),
        };
        let mut out = vec![link(format!("{}#linje", link_to_note(place)), own)];
        for piece in &said {
            let other = |id: &str| members.iter().position(|member| member.note.id.value == id);
            match (piece, out.last_mut()) {
                (Said::Note(id), _) if other(id).is_some() => {
                    out.extend(other(id).map(|place| link(link_to_note(place), id)));
                }
                (piece, Some(Inline::Text { text })) => text.push_str(piece.text()),
                (piece, _) => out.push(Inline::Text { text: piece.text().to_owned() }),
            }
        }
        out
    }

    /// Each note's version in a column of its own, where any note has one.
    fn versions(&self, table: &mut Table, index: TableNo) {
        let members = self.packed.members.iter().map(|member| member.note);
        let versions: BTreeMap<&str, String> = members
            .chain(self.packed.withdrawn.iter().copied())
            .map(|note| (note.id.value.as_str(), note.version.in_list()))
            .filter(|(_, version)| !version.is_empty())
            .collect();
        if versions.is_empty() {
            return;
        }
        let header = "Version".to_owned();
        table.columns.push(Column { header, kind: "code", group: None, ..Column::default() });
        let posts = &self.overview.note.tables[index].posts;
        for (number, row) in table.rows.iter_mut().enumerate() {
            let note = posts
                .get(number)
                .filter(|post| !matches!(post.kind, Kind::Heading | Kind::Subtotal(_)));
            let id = note.and_then(|post| post.id.as_ref()).map(|id| id.value.as_str());
            let text = id.and_then(|id| versions.get(id)).cloned().unwrap_or_default();
            row.cells.push(Cell { text, ..Cell::default() });
        }
    }

    /// What was stated in other prices than the note's own, and by which factors.
    fn conversions(&self) -> Vec<Block> {
        let mut grouped: Vec<(&Conversion, Vec<&str>)> = Vec::new();
        for member in &self.packed.members {
            for (_, conversion) in &member.contribution.conversions {
                let id = member.note.id.value.as_str();
                match grouped.iter_mut().find(|(known, _)| *known == conversion) {
                    Some((_, ids)) if ids.contains(&id) => {}
                    Some((_, ids)) => ids.push(id),
                    None => grouped.push((conversion, vec![id])),
                }
            }
        }
        grouped.sort();
        let sentence_of = |(conversion, ids): &(&Conversion, Vec<&str>)| {
            let factors = conversion.factors(self.packed.municipality).unwrap_or_default();
            let each = factors.iter().map(|factor| {
                let (value, source) =
                    (Amount::new(factor.factor.value).danish(0), &factor.source.value);
                format!("{} i {} ({source})", value, factor.year)
            });
            let ids: Vec<Text> = ids.iter().map(Text::same).collect();
            let (ids, each) = (Text::list(&ids), each.collect::<Vec<_>>().join(", "));
            let word = if factors.len() == 1 { "prisfaktoren" } else { "prisfaktorerne" };
            let text = format!(
                "{} er regnet om fra {} til {} p/l med {word} {each}. Hvert beløb er regnet om for sig og afrundet som i notatet.",
                ids.get(Lang::Da),
                conversion.from,
                conversion.to
            );
            sentence(&text)
        };
        grouped.iter().map(sentence_of).collect()
    }
}
