//! A correction sheet's page.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::page::paper::{Fact, Paper, PaperHead, Part};
use crate::page::simple::{led, paragraph, table};
use crate::page::{Block, Page, Table};

use super::between::Correction;
use super::corrected::{Corrected, Passage};
use super::tables::ROW;

/// What else a sheet says of the two versions.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// What the old version is called: its typed version, and the name of its file's content.
    pub before: String,
    /// The same of the new one.
    pub after: String,
    /// What is said where the old version was a corrected one itself.
    pub again: Option<String>,
    /// On which page of the old version's document each table begins, by its label.
    pub pages: BTreeMap<String, usize>,
    /// The words of each of its pages.
    pub words: Vec<Vec<String>>,
}

impl About {
    /// The page of a row: the only one from where its table begins that has its words and what stood.
    /// None where that can't be told.
    fn page_of(&self, cell: &Corrected) -> Option<usize> {
        let first = *self.pages.get(&cell.label)?;
        let stood = cell.stood.as_deref().filter(|text| !text.is_empty())?;
        let has_row = |words: &[String]| {
            words.iter().any(|word| {
                let word = word.trim_end_matches('\u{ad}').trim_end_matches('-');
                word.chars().count() > 2 && cell.mark.starts_with(word)
            })
        };
        let pages = self.words.iter().enumerate().map(|(at, words)| (at + 1, words));
        let mut fits = pages
            .filter(|(page, words)| {
                *page >= first && has_row(words) && words.iter().any(|word| word == stood)
            })
            .map(|(page, _)| page);
        fits.next().filter(|_| fits.next().is_none())
    }
}

/// The sheet of a note.
pub fn paper(before: &Page, after: &Page, correction: &Correction, about: &About) -> Paper {
    let head = &after.head;
    let name = [head.id.as_str(), head.title.as_str()];
    let name = name.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" – ");
    let fact = |label: &str, text: &str| Fact { label: label.to_owned(), text: text.to_owned() };
    let facts = vec![
        fact("Forhandling", &head.round),
        fact("Retter", &about.before),
        fact("Rettet udgave", &about.after),
    ];
    let mut parts = Vec::new();
    parts.push(Part { blocks: about.again.iter().map(paragraph).collect(), ..Part::default() });
    parts.extend(figures(correction, about));
    parts.extend(texts(correction));
    let title = format!("Rettelser til {name}");
    Paper {
        municipality: after.municipality.clone(),
        kind: "rettelsesblad".to_owned(),
        draft: before.draft || after.draft,
        head: PaperHead {
            id: head.id.clone(),
            title: title.clone(),
            round: head.round.clone(),
            facts: facts.into_iter().filter(|fact| !fact.text.is_empty()).collect(),
            version_line: head.version_line.clone(),
            confidential: before.head.confidential || after.head.confidential,
            ..PaperHead::default()
        },
        metadata: crate::page::Metadata { title, ..after.metadata.clone() },
        parts,
        theme: after.theme.clone(),
    }
}

/// The figures, table by table: what is corrected, then what follows from it.
fn figures(correction: &Correction, about: &About) -> Option<Part> {
    let mut tables: Vec<Table> = Vec::new();
    // The words of a row are told among the texts.
    let cells: Vec<&Corrected> = correction.cells.iter().filter(|own| own.column != ROW).collect();
    let mut left: &[&Corrected] = &cells;
    while let Some(first) = left.first() {
        let end = left.iter().position(|own| own.label != first.label).unwrap_or(left.len());
        let (own, rest) = left.split_at(end);
        left = rest;
        let table_name = first.table.trim_end_matches(':');
        let title = match about.pages.get(&first.label) {
            Some(page) => format!("{table_name} (fra side {page})"),
            None => table_name.to_owned(),
        };
        let row = |cell: &Corrected| row(cell, about.page_of(cell));
        let of = |follows: bool| own.iter().copied().filter(move |cell| cell.follows == follows);
        let mut rows: Vec<(&'static str, Vec<String>)> = of(false).map(row).collect();
        if of(true).next().is_some() {
            let mut heading = vec![String::new(); HEADINGS.len()];
            if let Some(first) = heading.first_mut() {
                "Det følger heraf".clone_into(first);
            }
            rows.push(("heading", heading));
            rows.extend(of(true).map(row));
        }
        tables.push(table(&title, first.unit.clone(), &HEADINGS, rows));
    }
    (!tables.is_empty()).then(|| Part {
        heading: "Tal".to_owned(),
        level: 2,
        blocks: Vec::new(),
        tables,
    })
}

const HEADINGS: [(&str, &str); 6] = [
    ("Række", "text"),
    ("Side", "code"),
    ("År eller kolonne", "code"),
    ("Stod", "figure"),
    ("Skal stå", "figure"),
    ("Forskel", "figure"),
];

fn row(cell: &Corrected, page: Option<usize>) -> (&'static str, Vec<String>) {
    let text = |text: &Option<String>| match text.as_deref() {
        None | Some("") => "–".to_owned(),
        Some(text) => text.to_owned(),
    };
    let difference = cell.difference().map(Amount::signed).unwrap_or_default();
    let cells = vec![
        cell.row.clone(),
        page.map(|page| page.to_string()).unwrap_or_default(),
        cell.column.clone(),
        text(&cell.stood),
        text(&cell.shall),
        difference,
    ];
    ("post", cells)
}

/// The texts, place by place.
fn texts(correction: &Correction) -> Option<Part> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut place = String::new();
    let rows = correction.cells.iter().filter(|own| own.column == ROW).map(|own| Passage {
        place: format!("{}: rækker", own.table.trim_end_matches(':')),
        stood: own.stood.clone(),
        shall: own.shall.clone(),
    });
    for Passage { place: own, stood, shall } in rows.chain(correction.texts.iter().cloned()) {
        if place != own {
            blocks.push(Block::Heading {
                level: 1,
                content: vec![crate::page::Inline::Text { text: own.clone() }],
            });
            place.clone_from(&own);
        }
        match (stood, shall) {
            (Some(stood), Some(shall)) => {
                blocks.push(led("Stod:", stood));
                blocks.push(led("Skal stå:", shall));
            }
            (Some(stood), None) => blocks.push(led("Udgår:", stood)),
            (None, Some(shall)) => blocks.push(led("Nyt:", shall)),
            (None, None) => {}
        }
    }
    (!blocks.is_empty()).then(|| Part {
        heading: "Tekst".to_owned(),
        level: 2,
        blocks,
        tables: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rows_page_is_told_where_only_one_has_it() {
        let page = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let about = About {
            pages: [("tabel-t".to_owned(), 2)].into(),
            words: vec![
                page(&["Løn", "500"]),
                page(&["Løn", "700", "Drift af et langt", "navn", "500"]),
                page(&["Løn", "900", "Husleje", "500"]),
            ],
            ..About::default()
        };
        let of = |mark: &str, stood: Option<&str>| {
            let cell = Corrected {
                label: "tabel-t".to_owned(),
                table: String::new(),
                unit: None,
                row: format!("Skolen · {mark}"),
                mark: mark.to_owned(),
                column: "2027".to_owned(),
                stood: stood.map(str::to_owned),
                shall: None,
                follows: false,
                words: false,
            };
            about.page_of(&cell)
        };
        assert_eq!(of("Drift af et langt navn", Some("500")), Some(2), "by its first line");
        assert_eq!(of("Husleje", Some("500")), Some(3));
        assert_eq!(of("Løn", Some("900")), Some(3));
        assert_eq!(of("Løn", Some("500")), None, "on two pages: it can't be told which");
        assert_eq!(of("Husleje", Some("501")), None);
        assert_eq!(of("Husleje", None), None, "nothing stood");
    }
}
