//! Small pages to typeset.

use crate::page::{
    Block, Cell, Colours, Column, Head, Inline, Metadata, Page, Row, Section, Table, Theme,
};
use crate::typeset::{Engine, Overrides};

pub(super) fn text(text: &str) -> Inline {
    Inline::Text { text: text.to_owned() }
}

pub(super) fn paragraph(words: &str) -> Block {
    Block::Paragraph { content: vec![text(words)] }
}

pub(super) fn cell(text: &str) -> Cell {
    Cell { text: text.to_owned(), ..Cell::default() }
}

pub(super) fn table() -> Table {
    let column = |header: &str, kind| Column {
        header: header.to_owned(),
        kind,
        group: None,
        ..Column::default()
    };
    Table {
        label: "tabel-oekonomi".to_owned(),
        number: Some("1".to_owned()),
        title: "Udgifter".to_owned(),
        unit: Some("1.000 kr. – 2020 p/l".to_owned()),
        columns: vec![column("", "text"), column("2020", "figure"), column("I alt", "figure")],
        rows: vec![
            Row { kind: "post", cells: vec![cell("Løn"), cell("10.000"), cell("10.000")] },
            Row { kind: "total", cells: vec![cell("I alt"), cell("10.000"), cell("10.000")] },
        ],
        note: Some(vec![paragraph("Ekskl. moms.")]),
        rounding: Some("Afvigelse skyldes afrundinger.".to_owned()),
        ..Table::default()
    }
}

pub(super) fn page(edition: &str) -> Page {
    let link = Inline::Ref { target: "tabel-oekonomi".to_owned(), text: "tabel 1".to_owned() };
    Page {
        municipality: "Københavns Kommune".to_owned(),
        kind: "budgetnotat".to_owned(),
        edition: edition.to_owned(),
        head: Head {
            id: "BI8".to_owned(),
            title: "Lave sagsstammer".to_owned(),
            ..Head::default()
        },
        metadata: Metadata {
            title: "BI8 – Lave sagsstammer".to_owned(),
            author: "København".to_owned(),
            date: (2019, 9, 9),
        },
        sections: vec![Section {
            heading: "Økonomi".to_owned(),
            blocks: vec![
                Block::Paragraph { content: vec![text("Se "), link] },
                Block::Table { table: table() },
            ],
            ..Section::default()
        }],
        theme: theme(),
        ..Page::default()
    }
}

/// Colours that tell each other apart, and nothing else.
pub(super) fn theme() -> Theme {
    let colour = |text: &str| text.to_owned();
    Theme {
        colours: Colours {
            text: colour("#111111"),
            head: colour("#222266"),
            quiet: colour("#444444"),
            line: colour("#cccccc"),
            surface: colour("#eeeeff"),
            alarm: colour("#991111"),
            alarm_surface: colour("#ffeeee"),
            watermark: colour("#f4f4f4"),
        },
        ..Theme::default()
    }
}

pub(super) fn engine() -> Engine {
    Engine::new(Overrides::default()).unwrap()
}

/// An engine whose `budgetnotat.typ` has this body.
pub(super) fn with_template(body: &str) -> Engine {
    let templates = vec![("budgetnotat.typ".to_owned(), body.as_bytes().to_vec())];
    Engine::new(Overrides { templates, fonts: Vec::new() }).unwrap()
}

pub(super) fn holds(pdf: &[u8], text: &str) -> bool {
    pdf.windows(text.len()).any(|window| window == text.as_bytes())
}
