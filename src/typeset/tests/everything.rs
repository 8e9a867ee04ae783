//! Pages with everything that a page can have.

use super::sample::{cell, engine, holds, page, paragraph, table, text};
use crate::page::{
    Block, Cell, Column, District, Inline, Page, Place, Readiness, Row, Section, Table,
};

/// A table with all kinds of rows and columns; `posts` decides whether it fits a page, `years` how
/// broad it is.
fn wild(label: &str, posts: usize, years: usize) -> Table {
    let column = |header: &str, kind, group: Option<&str>| Column {
        header: header.to_owned(),
        kind,
        group: group.map(str::to_owned),
        ..Column::default()
    };
    let mut columns = vec![
        column("At-punkt", "code", None),
        column("Aktivitet", "text", None),
        column("Varig?", "tick", None),
    ];
    columns.extend((0..years).map(|_| column("2020", "figure", Some("Overslagsår"))));
    let row = |kind, name: &str, figure: &str| {
        let mut cells = vec![cell("1"), cell(name), cell("X")];
        cells.extend((0..years).map(|_| cell(figure)));
        Row { kind, cells }
    };
    let mut rows = vec![Row {
        kind: "heading",
        cells: [cell(""), cell("Service")]
            .into_iter()
            .chain((0..=years).map(|_| cell("")))
            .collect(),
    }];
    rows.extend((0..posts).map(|_| row("post", "Løn", "-7.150")));
    rows.extend([
        row("of-which", "heraf løn", "12,5"),
        row("subtotal", "Service i alt", "1"),
        row("total", "I alt", "1"),
    ]);
    rows.iter_mut().last().unwrap().cells[3].disputed = Some("stemmer ikke".to_owned());
    rows[1].cells[1] = Cell {
        blocks: Some(vec![
            paragraph("Løn"),
            Block::Bullets { items: vec![vec![paragraph("til to")]] },
        ]),
        ..Cell::default()
    };
    Table { label: label.to_owned(), number: None, columns, rows, ..table() }
}

/// A business case's overview, the parts of it this long.
fn overview(label: &str, parts: [usize; 2]) -> Table {
    let column = |header: &str, kind| Column {
        header: header.to_owned(),
        kind,
        group: None,
        ..Column::default()
    };
    let columns = vec![
        column("Økonomi", "text"),
        column("Styringsområde", "code"),
        column("2020", "figure"),
        column("2021", "figure"),
    ];
    let row = |kind, cells: [&str; 4]| Row { kind, cells: cells.map(cell).into() };
    let mut rows = Vec::new();
    for (number, posts) in parts.into_iter().enumerate() {
        rows.push(row(
            "heading",
            [if number == 0 { "Varige ændringer" } else { "Omkostninger" }, "", "", ""],
        ));
        rows.extend(
            (0..posts)
                .map(|_| row("post", ["Løn", "Efterspørgselsstyrede overførsler", "-70", "0"])),
        );
        rows.push(row("subtotal", ["I alt", "", "-70", "0"]));
    }
    rows.push(row("total", ["Samlet økonomisk påvirkning", "", "-140", "0"]));
    rows.push(row(
        "fact",
        ["Tilbagebetalingstid baseret på serviceeffektivisering", "", "tilbagebetales ikke", ""],
    ));
    rows.push(row("fact", ["Tilbagebetalingstid baseret på totaløkonomi", "", "6 år", ""]));
    rows.iter_mut().last().unwrap().cells[2].disputed = Some("stemmer ikke".to_owned());
    Table { label: label.to_owned(), number: None, columns, rows, ..table() }
}

/// A business case with overviews that fit a page, break between their parts, and have parts longer
/// than a page.
fn business_case() -> Page {
    let mut page = everything("2016");
    page.kind = "business-case".to_owned();
    for (number, section) in page.sections.iter_mut().enumerate() {
        section.number = Some(number + 1);
    }
    let tables = [("kort", [2, 3]), ("delt", [15, 15]), ("lang", [120, 5]), ("tom", [0, 0])];
    let blocks = tables.map(|(label, parts)| Block::Table {
        table: overview(&format!("overblik-{label}"), parts),
    });
    page.sections.push(Section {
        annex: true,
        heading: "Teknisk bilag".to_owned(),
        blocks: blocks.into(),
        ..Section::default()
    });
    page
}

fn everything(edition: &str) -> Page {
    let mut page = page(edition);
    page.draft = true;
    page.head.confidential = true;
    page.head.round = "Budget 2020".to_owned();
    page.head.administration = Some("Beskæftigelses- og Integrationsforvaltningen".to_owned());
    page.head.other_administrations =
        vec!["Socialforvaltningen".to_owned(), "Sundheds- og Omsorgsforvaltningen".to_owned()];
    page.head.category = Some("ældre".to_owned());
    page.head.date = Some("19. august 2019".to_owned());
    page.head.version = Some("2.1".to_owned());
    page.head.revised = Some("9. september 2019".to_owned());
    page.head.version_line = Some("Version 2.1, revideret 9. september 2019".to_owned());
    page.head.status = Some("KLADDE".to_owned());
    page.readiness = Some(Readiness { treated: Some("ja".to_owned()), can_start: None });
    page.place = Some(Place {
        words: "Valby".to_owned(),
        districts: ["Valby", "Vanløse", "Nørrebro"]
            .map(|name| District { name: name.to_owned(), chosen: name == "Valby" })
            .into(),
        address: Some("Valgårdsvej 4".to_owned()),
        cadastre: Some("1437 Valby".to_owned()),
        ..Place::default()
    });
    page.summary = Some(vec![paragraph("Kort sagt.")]);
    let inlines = vec![
        Inline::Emph { content: vec![text("fremhævet")] },
        Inline::Strong { content: vec![text("stærkt")] },
        Inline::Code { text: "a = 1".to_owned() },
        Inline::Break,
        Inline::Link { url: "https://example.org/".to_owned(), content: vec![text("link")] },
        Inline::Link { url: String::new(), content: vec![text("tomt link")] },
        Inline::Ref { target: "findes-ikke".to_owned(), text: "tabel 9".to_owned() },
        Inline::Figure {
            text: "1,8 mio. kr.".to_owned(),
            disputed: Some("stemmer ikke".to_owned()),
            source: String::new(),
        },
        Inline::Footnote {
            label: "a".to_owned(),
            blocks: vec![paragraph("En note."), paragraph("Mere note.")],
        },
        Inline::FootnoteAgain { label: "a".to_owned() },
    ];
    let inner = vec![
        paragraph("Inden i."),
        Block::Heading { level: 1, content: vec![text("Lille")] },
        Block::Table { table: wild("i-liste", 1, 3) },
    ];
    let blocks = vec![
        Block::Heading { level: 3, content: vec![text("Spring")] },
        Block::Paragraph { content: inlines },
        Block::Bullets { items: vec![inner.clone(), vec![]] },
        Block::Numbered { start: u64::MAX, items: vec![vec![paragraph("et")]] },
        Block::Quote { blocks: vec![paragraph("Citat.")] },
        Block::Code { text: "\ta\n  b".to_owned() },
        Block::Rule,
        Block::Grid {
            align: vec!["left", "center", "right"],
            header: vec![vec![text("A")], vec![], vec![]],
            rows: vec![vec![vec![], vec![], vec![]]],
        },
        Block::Table { table: wild("paa-siden", 4, 4) },
        Block::Table { table: wild("over-sider", 120, 4) },
        Block::Table { table: wild("liggende", 4, 18) },
        Block::Table { table: wild("for-bred", 4, 40) },
        Block::Table {
            table: Table {
                label: "tom".to_owned(),
                rows: Vec::new(),
                note: None,
                unit: None,
                ..table()
            },
        },
    ];
    page.sections.push(Section {
        heading: "Øvrige tekniske oplysninger".to_owned(),
        blocks,
        ..Section::default()
    });
    page.past_grants = Some(Table {
        label: "tidligere".to_owned(),
        title: "Tidligere afsatte midler".to_owned(),
        number: None,
        ..table()
    });
    page
}

#[test]
fn everything_that_a_page_can_have_conforms() {
    for edition in ["2015", "2019"] {
        let document = engine().typeset(&everything(edition), &[]).unwrap();
        assert_eq!(document.warnings, [], "{edition}");
        assert!(document.pages > 6, "{edition}: {}", document.pages);
    }
}

#[test]
fn a_business_case_conforms_and_none_of_its_overviews_is_lost() {
    let document = engine().typeset(&business_case(), &[]).unwrap();
    assert_eq!(document.warnings, []);
    let mut short = business_case();
    short.sections.last_mut().unwrap().blocks.truncate(2);
    let fewer = engine().typeset(&short, &[]).unwrap().pages;
    // 120 rows of two lines are five pages at least.
    assert!(document.pages >= fewer + 5, "{} and {fewer}", document.pages);
}

#[test]
fn figures_have_headers_of_row_and_column() {
    let pdf = engine().pdf(&page("2019"), &[]).unwrap();
    for scope in ["/Scope/Row", "/Scope/Column"] {
        assert!(holds(&pdf, scope), "{scope}");
    }
    assert!(holds(&pdf, "/Headers[(U1x1y0)(U1x0y1)]"), "the first figure names both");
}
