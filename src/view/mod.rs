//! A note to its page: totals filled in, names in full, figures as finished Danish text. Pure.

mod cells;
mod effect;
mod heading;
mod marks;
pub mod pack;
mod table;
pub mod theme;
mod yearly;

use crate::document::{self, DocumentType, Edition};
use crate::equation::FigureId;
use crate::equation::dimensions::Names;
use crate::note::{Districts, Note, Numbered, Prose, TableNo};
use crate::page::{Block, District, Head, Metadata, Page, Place, Readiness, Section};
use crate::project::Project;
use crate::prose::{self, Scene};
use crate::reconcile::Reconciled;
use crate::register::{Named, NoteIds, Round};
use crate::solved::Solved;
use crate::text::{Lang, Text};

/// A note's page; `None` where it is not the project's, or its round is not known. With `draft`,
/// disputed figures are marked in words and UDKAST stands on every page.
pub fn page(solved: &Solved, note: &Note, draft: bool) -> Option<Page> {
    let (project, reconciled) = (solved.project(), &solved.of(note)?.reconciled);
    let (round, notes) = (project.round(note)?, solved.known(&note.round));
    Some(page_of(project, round, reconciled, notes, draft))
}

fn page_of(
    project: &Project,
    round: &Round,
    reconciled: &Reconciled,
    notes: &NoteIds,
    draft: bool,
) -> Page {
    let disputed = reconciled.disputed();
    let words = |figure: FigureId| disputed.contains(&figure).then(|| "stemmer ikke".to_owned());
    let note: &Note = &reconciled.note;
    let kind = document::document_type(&note.kind.value, &project.templates)
        .unwrap_or(document::DOCUMENT_TYPES[0]);
    let edition = kind
        .edition(note.edition.as_ref().map(|word| word.value.as_str()))
        .or_else(|| kind.edition(None));
    let numbered = edition.is_some_and(|edition| edition.numbers_sections);
    let mut scene = Scene {
        numbered,
        disputed: draft.then_some(&words),
        ..Scene::plain(&project.sources, reconciled, notes)
    };
    let numbers = numbers(&scene, note);
    scene.numbers = Some(&numbers);
    let builder = PageBuilder { project, round, note, scene: &scene, edition };
    builder.page(kind, draft)
}

/// Tables are numbered in the order they stand in the text.
fn numbers(scene: &Scene<'_>, note: &Note) -> Numbered<TableNo, Option<String>> {
    let texts = note.summary.iter().chain(note.sections.iter().map(|section| &section.text));
    let placed = texts.flat_map(|text| prose::read(scene, text, "").placed);
    prose::passage::numbers(note, placed.map(|(table, _)| table))
}

struct PageBuilder<'a> {
    project: &'a Project,
    round: &'a Round,
    note: &'a Note,
    scene: &'a Scene<'a>,
    edition: Option<&'static Edition>,
}

impl PageBuilder<'_> {
    fn page(&self, kind: &DocumentType, draft: bool) -> Page {
        let note = self.note;
        let head = self.head();
        let date = self.round.day(note.date.as_ref().map(|date| date.value));
        let author =
            head.administration.iter().cloned().chain([self.project.municipality.name.clone()]);
        let places = self.edition.map_or(&[][..], |edition| edition.places);
        let numbers = note.section_numbers();
        let past = note.table_where(|table| places.contains(&table.kind.value));
        Page {
            municipality: self.project.municipality.name.clone(),
            kind: if kind.name.is_empty() { note.kind.value.clone() } else { kind.name.to_owned() },
            edition: self.edition_name(),
            draft,
            metadata: Metadata {
                title: format!("{} – {}", note.id.value, note.title.value),
                author: author.collect::<Vec<_>>().join(", "),
                date: date.parts(),
            },
            head,
            readiness: note.readiness.as_ref().map(|readiness| {
                let answer = |word: &Option<crate::note::Word>| {
                    word.as_ref().map(|w| w.value.clone()).filter(|w| !w.is_empty())
                };
                Readiness {
                    treated: answer(&readiness.treated),
                    can_start: answer(&readiness.can_start),
                }
            }),
            place: note.place.as_ref().map(|place| self.place(place)),
            summary: note.summary.as_ref().map(|text| self.blocks(text, "resume")),
            sections: note
                .sections
                .iter()
                .enumerate()
                .map(|(index, section)| Section {
                    label: section.id.as_ref().map(|id| prose::section_label(&id.value)),
                    number: numbers[index].filter(|_| self.scene.numbered),
                    annex: section.annex,
                    heading: section.heading.value.clone(),
                    blocks: self.blocks(&section.text, &format!("afsnit{}", index + 1)),
                })
                .collect(),
            past_grants: past.map(|index| self.table(index)),
            theme: theme::theme(&self.project.municipality.theme),
        }
    }

    /// The form's name; a project's own type has it as the note does.
    fn edition_name(&self) -> String {
        let form = self.edition.map(|edition| edition.name).filter(|name| !name.is_empty());
        let written = || self.note.edition.as_ref().map(|word| word.value.clone());
        form.map(str::to_owned).or_else(written).unwrap_or_default()
    }

    fn names(&self) -> Names<'_> {
        Names::new(&self.project.municipality, self.round)
    }

    fn head(&self) -> Head {
        let note = self.note;
        let year = self.round.year();
        let name = |code: &str| {
            let found = self.project.municipality.administration(code, year).any();
            found.map_or_else(|| code.to_owned(), |administration| administration.name().to_owned())
        };
        Head {
            id: note.id.value.clone(),
            title: note.title.value.clone(),
            round: self.round.title.clone(),
            administration: note.administration.as_ref().map(|word| name(&word.value)),
            other_administrations: note
                .other_administrations
                .iter()
                .map(|word| name(&word.value))
                .collect(),
            category: note.category.as_ref().map(|word| word.value.clone()),
            date: note.date.as_ref().map(|date| date.value.danish()),
            version: note.version.name.as_ref().map(|word| word.value.clone()),
            revised: note.version.revised.as_ref().map(|date| date.value.danish()),
            version_line: note.version.on_pages(),
            confidential: note.confidential,
            status: note.status.mark().map(str::to_owned),
        }
    }

    fn place(&self, place: &crate::note::Place) -> Place {
        let municipality = &self.project.municipality;
        let chosen: Vec<String> = match &place.districts {
            Some(Districts::Some(words)) => words
                .iter()
                .map(|word| {
                    municipality
                        .district(&word.value)
                        .any()
                        .map_or_else(|| word.value.clone(), |d| d.name.value.clone())
                })
                .collect(),
            _ => Vec::new(),
        };
        let words = match &place.districts {
            Some(Districts::All) => "Alle bydele".to_owned(),
            Some(Districts::Outside) => "Udenbys".to_owned(),
            Some(Districts::Some(_)) => {
                Text::list(&chosen.iter().map(Text::same).collect::<Vec<_>>())
                    .get(Lang::Da)
                    .to_owned()
            }
            None => String::new(),
        };
        Place {
            everywhere: matches!(place.districts, Some(Districts::All)),
            outside: matches!(place.districts, Some(Districts::Outside)),
            words,
            districts: municipality
                .districts
                .iter()
                .map(|district| District {
                    name: district.name.value.clone(),
                    chosen: chosen.contains(&district.name.value),
                })
                .collect(),
            address: place.address.as_ref().map(|word| word.value.clone()),
            cadastre: place.cadastre.as_ref().map(|word| word.value.clone()),
        }
    }

    /// Prose with its tables in their places.
    fn blocks(&self, text: &Prose, name: &str) -> Vec<Block> {
        let mut blocks = prose::read(self.scene, text, name).blocks;
        self.fill_tables(&mut blocks);
        blocks
    }

    fn fill_tables(&self, blocks: &mut [Block]) {
        for block in blocks {
            match block {
                Block::Table { table } => {
                    let index = self
                        .note
                        .table_where(|known| prose::table_label(&known.id.value) == table.label);
                    if let Some(index) = index {
                        *table = self.table(index);
                    }
                }
                Block::Quote { blocks } => self.fill_tables(blocks),
                Block::Bullets { items } | Block::Numbered { items, .. } => {
                    for item in items {
                        self.fill_tables(item);
                    }
                }
                _ => {}
            }
        }
    }
}
