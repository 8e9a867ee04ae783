//! What Typst lets through is told: tables without headers, the wrong language, pictures without
//! words.

use super::sample::{engine, holds, page, paragraph, text, with_template};
use crate::page::{Block, Inline, Page, Section};
use crate::rule::page::Breach;
use crate::typeset::{Engine, Fault, Overrides, TypesetError};

/// A page of these blocks.
fn page_of(blocks: Vec<Block>) -> Page {
    let mut page = page("2019");
    page.sections = vec![Section { heading: "Indhold".to_owned(), blocks, ..Section::default() }];
    page
}

/// The breaches that a template's body gives, with line and words.
fn breaches(body: &str) -> Vec<(Breach, usize, Option<String>)> {
    let template = format!("#let budgetnotat(page) = [\n= Notat\n{body}\n]");
    let breach = |error: TypesetError| {
        let Fault::Accessible(breach) = error.kind else { panic!("{error:?}") };
        assert!(error.line == 0 || error.template == "templates/budgetnotat.typ", "{error:?}");
        (breach, error.line, error.hint)
    };
    match with_template(&template).typeset(&page("2019"), &[]) {
        Ok(_) => Vec::new(),
        Err(errors) => errors.into_iter().map(breach).collect(),
    }
}

/// The one breach of a template, whose fault stands in line 3.
#[track_caller]
fn breaks(body: &str, breach: Breach, words: Option<&str>) {
    assert_eq!(breaches(body), [(breach, 3, words.map(str::to_owned))], "{body}");
}

#[track_caller]
fn clean(body: &str) {
    assert_eq!(breaches(body), [], "{body}");
}

#[test]
fn a_table_begins_with_a_row_of_headers() {
    breaks(
        "#table(columns: 2, [Aktivitet], [2020], [Løn], [5])",
        Breach::HeaderRow,
        Some("Aktivitet"),
    );
    breaks(
        "#table(columns: 2, table.header(pdf.header-cell(scope: \"row\")[Valby], [X]), [Ord], [Ord])",
        Breach::HeaderRow,
        Some("Valby"),
    );
    clean("#table(columns: 2, table.header[Aktivitet][Bemærkning], [Løn], [Ingen])");
    clean(
        "#table(columns: 2, column-gutter: 3pt, table.header[Aktivitet][Bemærkning], [Løn], [Ingen])",
    );
    clean("#grid(columns: 2, [Løn], [5])");
}

#[test]
fn a_figure_has_headers_of_its_column_and_its_row() {
    breaks(
        "#table(columns: 2, table.header[Aktivitet][2020], [Løn], [1.200])",
        Breach::FigureHeaders,
        Some("1.200"),
    );
    let named = "#table(columns: 3, table.header[Nr.][Aktivitet][2020], [1], pdf.header-cell(scope: \"row\")[Løn], [-7,5])";
    clean(named);
    clean(&named.replace("columns: 3,", "columns: 3, gutter: 2pt,"));
    let grouped = "#table(columns: 3, table.header(table.cell(rowspan: 2)[], table.cell(colspan: 2)[År], [2020], [2021]), \
                   pdf.header-cell(scope: \"row\", table.cell(rowspan: 2)[Løn]), [1], [2], [3], [4])";
    clean(grouped);
    breaks(
        &grouped.replace("pdf.header-cell(scope: \"row\", ", "("),
        Breach::FigureHeaders,
        Some("1"),
    );
}

#[test]
fn text_is_in_the_notes_language() {
    breaks("#text(lang: \"en\")[Forhandling]", Breach::TextLanguage, Some("Forhandling (en)"));
    breaks(
        "#pdf.artifact[#text(lang: \"en\")[x]] #text(lang: \"sv\", \"ö 1\")",
        Breach::TextLanguage,
        Some("ö 1 (sv)"),
    );
    clean("#text(lang: \"en\")[–]");
    clean("#pdf.artifact(text(lang: \"en\")[Pynt]) #hide(text(lang: \"en\")[Skjult])");
}

#[test]
fn a_document_says_that_it_is_in_danish() {
    let main = "#let note = json(\"/data.json\")\n#set document(title: \"T\", date: datetime(year: 2020, month: 1, day: 1))\n= Notat";
    for (set, breaches) in [
        ("", vec![Fault::Accessible(Breach::DocumentLanguage)]),
        ("#set text(lang: \"en\")\n", vec![Fault::Accessible(Breach::DocumentLanguage)]),
        ("#set text(lang: \"da\")\n", Vec::new()),
    ] {
        let font = "#set text(font: \"Source Sans 3\")\n";
        let templates = vec![("main.typ".to_owned(), format!("{set}{font}{main}").into_bytes())];
        let engine = Engine::new(Overrides { templates, fonts: Vec::new() }).unwrap();
        let errors = engine.typeset(&page("2019"), &[]).err().unwrap_or_default();
        assert_eq!(
            errors.iter().map(|error| error.kind).collect::<Vec<_>>(),
            breaches,
            "{set}{errors:?}"
        );
    }
}

#[test]
fn what_is_not_text_has_a_text() {
    let svg = "bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0h9v9z'/></svg>\")";
    breaks(&format!("#image({svg})"), Breach::Image, None);
    breaks(&format!("#image({svg}, alt: \" \")"), Breach::Image, None);
    breaks(&format!("#figure(image({svg}))"), Breach::Image, None);
    clean(&format!("#image({svg}, alt: \"Byvåben\")"));
    clean(&format!("#figure(image({svg}, alt: \"Byvåben\"), caption: [Byen])"));
    clean(&format!("#figure(image({svg}), alt: \"Byvåben\")"));
    clean(&format!("#pdf.artifact(image({svg}))"));
    breaks(
        "#{ show math.equation: set text(font: \"Source Sans 3\"); $ a + b $ }",
        Breach::Equation,
        None,
    );
    breaks("#figure(rect())", Breach::Figure, None);
    breaks("#figure(grid(columns: 2, rect(), rect()), caption: [To])", Breach::Figure, None);
    clean("#figure(rect(), alt: \"Et rektangel\")");
    clean("#figure(table(columns: 1, table.header[A], [b]), caption: [En tabel])");
}

#[test]
fn foreign_words_of_the_note_are_reported_as_such() {
    let foreign = Inline::Foreign { lang: "en".to_owned(), text: "Housing First".to_owned() };
    // First in a paragraph, it is the paragraph's language, and the rest tells that it is Danish
    // again.
    let first = Block::Paragraph { content: vec![foreign.clone(), text(" er en indsats.")] };
    let pdf = engine().typeset(&page_of(vec![first]), &[]).unwrap().pdf;
    assert!(holds(&pdf, "/Lang(en)") && holds(&pdf, "/Lang(da-DK)"));
    let emphasised = Inline::Emph { content: vec![foreign] };
    let within = Block::Paragraph { content: vec![text("En indsats: "), emphasised, text(".")] };
    let pdf = engine().typeset(&page_of(vec![within, paragraph("Ny.")]), &[]).unwrap().pdf;
    assert!(holds(&pdf, "/Lang(da-DK)") && !holds(&pdf, "/Lang(en-DK)"));
}

#[test]
fn text_as_written_is_in_the_notes_language() {
    let blocks = vec![
        Block::Code { text: "Linje et".to_owned() },
        Block::Paragraph { content: vec![Inline::Code { text: "ord".to_owned() }] },
    ];
    assert!(engine().typeset(&page_of(blocks), &[]).is_ok());
}

#[test]
fn a_passage_in_the_note_does_not_hide_a_template_in_english() {
    let mut with_passage = page("2019");
    let foreign = Inline::Foreign { lang: "en".to_owned(), text: "Housing First".to_owned() };
    with_passage.sections[0].blocks.push(Block::Paragraph { content: vec![foreign] });
    let template = "#let budgetnotat(page) = text(lang: \"en\")[= Housing\nØkonomi]";
    let errors = with_template(template).typeset(&with_passage, &[]).unwrap_err();
    assert_eq!(
        errors.iter().map(|error| error.hint.as_deref()).collect::<Vec<_>>(),
        [Some("Økonomi (en)")]
    );
}

#[test]
fn tables_in_prose_have_headers_where_they_have_figures() {
    let words = |words: &[&str]| words.iter().map(|word| vec![text(word)]).collect::<Vec<_>>();
    let grid = Block::Grid {
        align: vec!["left", "right"],
        header: words(&["År", "Antal"]),
        rows: vec![words(&["2020", "1.200"]), words(&["I alt", "–"]), words(&["2021", ""])],
    };
    let alone =
        Block::Grid { align: vec!["right"], header: words(&["Antal"]), rows: vec![words(&["5"])] };
    let pdf = engine().typeset(&page_of(vec![grid, alone]), &[]).unwrap().pdf;
    assert!(holds(&pdf, "/Headers[(U1x1y0)(U1x0y1)]"), "the figure names both");
    assert!(!holds(&pdf, "(U1x0y2)"), "a row of words has no header of its own");
}
