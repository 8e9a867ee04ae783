//! What stands above tables and columns: titles, headings and numbers, the paper's own or none.

use budgetnotat::page::{Block, Inline, Page, Table};
use budgetnotat::view::page;

use crate::case::Case;

/// Three tables in order, each with lines of its own in its head.
fn note(heads: [&str; 3], text: &str) -> String {
    let table = |id: &str, head: &str| {
        format!(
            "[[tabel]]\nid = \"{id}\"\ntype = \"aktiviteter\"\n{head}\nmidler = \"{id}\"\nalene = \"Kun her.\"\n\n[[tabel.post]]\ntekst = \"X\"\n2020 = 1\n\n"
        )
    };
    let tables: String =
        ["a", "b", "c"].iter().zip(heads).map(|(id, head)| table(id, head)).collect();
    format!(
        "[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '''\n{text}\n\n{{{{ tabel(\"a\") }}}}\n\n{{{{ tabel(\"b\") }}}}\n\n{{{{ tabel(\"c\") }}}}\n'''\n\n{tables}"
    )
}

fn shown(toml: &str) -> Page {
    let solved = Case::new().note("BI1", toml).solved();
    page(&solved, &solved.project().notes[0], false).expect("a page")
}

fn tables(page: &Page) -> Vec<&Table> {
    let blocks = page.sections.iter().flat_map(|section| &section.blocks);
    blocks
        .filter_map(|block| if let Block::Table { table } = block { Some(table) } else { None })
        .collect()
}

fn numbers(page: &Page) -> Vec<Option<&str>> {
    tables(page).iter().map(|table| table.number.as_deref()).collect()
}

#[test]
fn a_table_may_have_no_title() {
    let toml = note(["titel = false", "titel = false\nnummereret = true", "titel = \"C\""], "");
    Case::new().note("BI1", &toml).check().only(&[]);
    let page = shown(&toml);
    let tables = tables(&page);
    assert_eq!(numbers(&page), [None, Some("1"), Some("2")]);
    assert_eq!(tables[0].title, "");
    assert_eq!(
        tables[0].alt.as_deref(),
        Some("Tabel med kolonnerne Aktiviteter, 2020, 2021, 2022, 2023 og I alt")
    );
    assert_eq!((tables[2].title.as_str(), tables[2].alt.as_deref()), ("C", None));
    // A forgotten one is still found, and told of the way to have none.
    Case::new()
        .note("BI1", &note(["", "titel = \"B\"", "titel = \"C\""], ""))
        .check()
        .only(&["manglende-noegle"])
        .fails("manglende-noegle")
        .holds("har den ingen, så titel = false");
    Case::new()
        .note("BI1", &note(["titel = \"\"", "titel = \"B\"", "titel = \"C\""], ""))
        .check()
        .fails("manglende-noegle")
        .holds("`titel` er tom");
    Case::new()
        .note("BI1", &note(["titel = true", "titel = \"B\"", "titel = \"C\""], ""))
        .check()
        .fails("forkert-slags")
        .holds("en tekst i anførselstegn, eller false");
}

#[test]
fn a_type_with_a_title_of_its_own_can_do_without() {
    let toml = "[[tabel]]\nid = \"v\"\ntype = \"varige\"\ntitel = false\nhoved = false\nalene = \"Kun her.\"\n\n[[tabel.post]]\ntekst = \"X\"\n2020 = 1\n";
    Case::new().note("BI1", toml).check().only(&[]);
    let page = shown(toml);
    let table = tables(&page)[0];
    assert_eq!((table.title.as_str(), table.number.as_deref()), ("", None));
    assert_eq!(table.columns[0].header, "");
    // Within an overview its rows need a heading.
    let toml = format!(
        "[[afsnit]]\noverskrift = \"A\"\ntekst = '''\n{{{{ tabel(\"k\") }}}}\n'''\n\n[[tabel]]\nid = \"k\"\ntype = \"paavirkning\"\nsum_af = [\"v\"]\n\n{toml}"
    );
    let page = shown(&toml);
    assert_eq!(tables(&page)[0].rows[0].cells[0].text, "Varige ændringer");
}

#[test]
fn a_column_may_have_no_heading() {
    let toml = "[[tabel]]\nid = \"a\"\ntype = \"tal\"\ntitel = \"A\"\nalene = \"Antal borgere.\"\nkolonner = [{ id = \"x\", tekst = false }, { id = \"y\", tekst = \"Y\" }]\n\n[[tabel.post]]\ntekst = \"T\"\nx = 1\ny = 2\n";
    Case::new().note("BI1", toml).check().only(&[]);
    let page = shown(toml);
    let headings: Vec<&str> =
        tables(&page)[0].columns.iter().map(|column| column.header.as_str()).collect();
    assert_eq!(headings, ["", "", "Y"]);
    Case::new()
        .note("BI1", &toml.replace(", tekst = false", ""))
        .check()
        .fails("manglende-noegle")
        .holds("false, hvis den ingen har");
}

#[test]
fn the_papers_own_numbers_are_printed_and_referred_to() {
    let heads =
        ["titel = \"A\"\nnummer = \"3a\"", "titel = \"B\"\nnummer = \"3b\"", "titel = \"C\""];
    let toml = note(heads, "Se {{ ref(\"b\") | lille }} og {{ ref(\"c\") | lille }}, og tabel 3.");
    Case::new().note("BI1", &toml).check().only(&[]);
    let page = shown(&toml);
    assert_eq!(numbers(&page), [Some("3a"), Some("3b"), Some("4")]);
    let Block::Paragraph { content } = &page.sections[0].blocks[0] else { panic!("a paragraph") };
    let references: Vec<&str> = content
        .iter()
        .filter_map(
            |inline| if let Inline::Ref { text, .. } = inline { Some(text.as_str()) } else { None },
        )
        .collect();
    assert_eq!(references, ["tabel\u{a0}3b", "tabel\u{a0}4"]);
    // A number that no table has is still told, with those there are.
    let toml = note(heads, "Se tabel 2.");
    Case::new()
        .note("BI1", &toml)
        .check()
        .only(&["tabelnummer"])
        .warns("tabelnummer")
        .holds("notatet har tabel 3a, 3b og 4");
}

#[test]
fn two_tables_with_one_number_are_reported() {
    let of = |first: &str, second: &str| note([first, second, "titel = \"C\""], "");
    let toml = of("titel = \"A\"\nnummer = \"2\"", "titel = \"B\"\nnummer = \"2\"");
    Case::new()
        .note("BI1", &toml)
        .check()
        .only(&["samme-tabelnummer"])
        .warns("samme-tabelnummer")
        .points_at("\"2\"")
        .holds("både `a` og `b` er tabel 2");
    let toml = of("titel = \"A\"", "titel = \"B\"\nnummer = \"1\"");
    Case::new()
        .note("BI1", &toml)
        .check()
        .only(&["samme-tabelnummer"])
        .warns("samme-tabelnummer")
        .points_at("\"1\"")
        .holds("skriv også nummer = \"…\" på `a`");
    Case::new()
        .note("BI1", &of("titel = \"A\"", "titel = \"B\"\nnummer = \"7\""))
        .check()
        .only(&[]);
}

#[test]
fn a_number_is_the_number_alone() {
    let of = |head: &str| note([head, "titel = \"B\"", "titel = \"C\""], "");
    let toml = of("titel = \"A\"\nnummer = \"Tabel 3a\"");
    let outcome =
        Case::new().note("BI1", &toml).check().only(&["forkert-slags"]).fails("forkert-slags");
    assert_eq!(outcome.picked().replacement.as_deref(), Some("\"3a\""));
    assert_eq!(numbers(&shown(&toml))[0], Some("3a"));
    let outcome = Case::new().note("BI1", &of("titel = \"A\"\nnummer = 3")).check();
    outcome.fails("nummer-uden-anfoerselstegn").holds("skriv \"3\" i anførselstegn");
    Case::new()
        .note("BI1", &of("titel = \"A\"\nnummer = \"3\"\nnummereret = false"))
        .check()
        .only(&["forkert-sted"])
        .fails("forkert-sted")
        .holds("slet nummer, eller slet nummereret = false");
}

/// The text under a note's first table, as plain words: one line a block.
fn under(note: &str) -> Vec<String> {
    let toml = format!(
        "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nalene = \"Kun her.\"\nnote = '''\n{note}\n'''\n\n[[tabel.post]]\ntekst = \"X\"\n2020 = 1\n"
    );
    Case::new().note("BI1", &toml).check().only(&[]);
    let page = shown(&toml);
    let words = |content: &[Inline]| -> String {
        content
            .iter()
            .map(|inline| match inline {
                Inline::Text { text } | Inline::Figure { text, .. } => text.clone(),
                Inline::Emph { .. } => "(emph)".to_owned(),
                Inline::Strong { .. } => "(strong)".to_owned(),
                other => format!("{other:?}"),
            })
            .collect()
    };
    let table = &tables(&page)[0];
    let before = table.note.iter().flatten().map(|block| (String::new(), block));
    let notes = table
        .notes
        .iter()
        .flat_map(|note| note.blocks.iter().map(|block| (format!("{} ", note.mark), block)));
    before
        .chain(notes)
        .map(|(mark, block)| {
            mark + &match block {
                Block::Paragraph { content } => words(content),
                Block::Bullets { items } => format!("{} points", items.len()),
                other => format!("{other:?}"),
            }
        })
        .collect()
}

#[test]
fn a_star_before_a_tables_note_is_printed() {
    assert_eq!(under("* Opgjort i juli."), ["* Opgjort i juli."]);
    assert_eq!(
        under("* Opgjort i juli.\n** Foreløbigt tal,\nsom det er."),
        ["* Opgjort i juli.", "** Foreløbigt tal, som det er."]
    );
    assert_eq!(
        under("Kilde: regnskabet.\n* {{ a.i_alt[2020] | tal }} i alt."),
        ["Kilde: regnskabet.", "* 1 i alt."]
    );
    // What is no such mark is what it is elsewhere.
    assert_eq!(under("*Kursiv* note."), ["(emph) note."]);
    assert_eq!(under("**Fed** note."), ["(strong) note."]);
    assert_eq!(under("- a\n- b"), ["2 points"]);
    assert_eq!(under("3 * 4 er 12."), ["3 * 4 er 12."]);
}

#[test]
fn places_after_a_notes_star_are_those_of_the_file() {
    let toml = "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nalene = \"Kun her.\"\nnote = '''\nKilde: her.\n** Se {{ a.findes_ikke[2020] }} nu.\n'''\n\n[[tabel.post]]\ntekst = \"X\"\n2020 = 1\n";
    let outcome = Case::new().note("BI1", toml).check();
    let finding = outcome.findings().first().expect("a finding");
    assert_eq!(outcome.line(finding.primary.span), 8, "{}", outcome.all());
    assert!(outcome.project.sources.slice(finding.primary.span).contains("findes_ikke"));
}

#[test]
fn a_star_in_the_text_is_a_list_as_before() {
    let toml = note(["titel = \"A\"", "titel = \"B\"", "titel = \"C\""], "* Et\n* To");
    let page = shown(&toml);
    assert!(matches!(&page.sections[0].blocks[0], Block::Bullets { items } if items.len() == 2));
}

#[test]
fn ranges_with_years_in_common_that_are_added_are_remarked_on() {
    let check = |lines: &str| {
        let toml = format!(
            "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\naar = [2027, \"2027-2032\", \"2030-2035\", \"2036-2040\"]\nalene = \"Kun her.\"\n\n[[tabel.post]]\ntekst = \"X\"\n{lines}\n"
        );
        Case::new().note("BI1", &toml).check()
    };
    check("2027-2032 = { sum = 60 }\n2030-2035 = { sum = 30 }")
        .only(&["aar-overlapper"])
        .remarks("aar-overlapper")
        .points_at("30")
        .holds("2027-2032 og 2030-2035 dækker begge 2030-2032, og X i `a` lægger dem sammen");
    check("2027 = 5\n2027-2032 = { aarligt = 10 }")
        .only(&["aar-overlapper"])
        .remarks("aar-overlapper")
        .holds("dækker begge 2027,");
    // Each in its own row, one that says how many years count, one that is 0, and no sum across.
    check("2027-2032 = { sum = 60 }\n\n[[tabel.post]]\ntekst = \"Y\"\n2030-2035 = { sum = 30 }")
        .only(&[]);
    check("2027-2032 = { aarligt = 10, antal = 3 }\n2030-2035 = { sum = 30 }").only(&[]);
    check("2027-2032 = { sum = 60 }\n2030-2035 = { sum = 0 }").only(&[]);
    check("2027-2032 = { sum = 60 }\n2036-2040 = { sum = 30 }").only(&[]);
    check("varig = true\n2027-2032 = { sum = 60 }\n2030-2035 = { sum = 30 }").only(&[]);
    check("2027-2032 = { sum = 60 }\n2030-2035 = { sum = 30 }\n\n[[tabel.post]]\ntekst = \"Y\"\n2027-2032 = { sum = 6 }\n2030-2035 = { sum = 3 }")
        .only(&["aar-overlapper"])
        .remarks("aar-overlapper")
        .holds("det gælder også en anden post");
}
