//! Tables that are written in lines: each line is the post that it stands for.

use budgetnotat::page::Table;
use budgetnotat::view;

use crate::case::{Case, Outcome};

const HEAD: &str = "[[tabel]]
id = \"oekonomi\"
type = \"aktiviteter\"
titel = \"Aktiviteter\"
aar = [2020, 2021]
alene = \"prøve\"
";

fn lines(head: &str, rows: &str) -> String {
    format!("{head}raekker = '''\n{rows}\n'''\n")
}

fn checked(rows: &str) -> Outcome {
    Case::new().note("BI1", &lines(HEAD, rows)).check()
}

/// The first table of a note's page.
fn page(toml: &str) -> Table {
    let text = format!(
        "[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '{{{{ tabel(\"oekonomi\") }}}}'\n\n{toml}"
    );
    let solved = Case::new().note("BI1", &text).solved();
    let page = view::page(&solved, &solved.project().notes[0], true).unwrap();
    let blocks = page.sections.into_iter().flat_map(|section| section.blocks);
    let mut tables = blocks.filter_map(|block| {
        if let budgetnotat::page::Block::Table { table } = block { Some(table) } else { None }
    });
    tables.next().expect("a table")
}

/// The rows of a printed table, each as one text.
fn printed(table: &Table) -> Vec<String> {
    let row = |row: &budgetnotat::page::Row| {
        let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
        format!("{}: {}", row.kind, cells.join(" / "))
    };
    table.rows.iter().map(row).collect()
}

#[test]
fn lines_and_blocks_are_the_same_table() {
    let rows = "
|    | id   | tekst         | styringsomraade | 2020  | 2021  | I alt |
| #  |      | Drift         |                 |       |       |       |
|    | loen | Løn           | service         | 1.200 | (200) | 1.000 |
| >  |      | heraf pension | service         | 200   |       |       |
|    |      | Husleje       | service         | −5    | 10_000 |      |
| =  |      | Drift i alt   |                 |       |       |       |
|    |      | Bygning       | anlaeg          | 7     | 1 000 |       |
| == |      | Det hele      |                 | 1.202 | 10.800 |      |";
    let blocks = "
i_alt = { tekst = \"Det hele\", 2020 = 1_202, 2021 = 10_800 }
[[tabel.post]]
tekst = \"Drift\"
overskrift = true
[[tabel.post]]
id = \"loen\"
tekst = \"Løn\"
styringsomraade = \"service\"
2020 = 1_200
2021 = -200
i_alt = 1_000
[[tabel.post]]
tekst = \"heraf pension\"
styringsomraade = \"service\"
heraf = \"loen\"
2020 = 200
[[tabel.post]]
tekst = \"Husleje\"
styringsomraade = \"service\"
2020 = -5
2021 = 10_000
[[tabel.post]]
tekst = \"Drift i alt\"
delsum = true
[[tabel.post]]
tekst = \"Bygning\"
styringsomraade = \"anlaeg\"
2020 = 7
2021 = 1_000
";
    let (lines, blocks) = (lines(HEAD, rows), format!("{HEAD}{blocks}"));
    assert_eq!(page(&lines), page(&blocks));
    assert_eq!(printed(&page(&lines))[2], "of-which: heraf pension / Service / 200 /  / 200");
    Case::new().note("BI1", &lines).check().only(&[]);
    Case::new().note("BI1", &blocks).check().only(&[]);
}

#[test]
fn a_figure_is_reported_at_its_own_cell() {
    let rows = "| tekst | styringsomraade | 2020 | 2021 | I alt |\r
| Løn | service | 100 | 200 | 300 |\r
| Husleje | service | 100 | 200 | 330 |\r";
    let said = checked(rows).fails("raekkesum").at(10, 35).points_at("330");
    said.only(&["linjeskift", "raekkesum"]);
}

#[test]
fn an_escaped_bar_is_part_of_a_text() {
    let table = page(&lines(HEAD, "| tekst | 2020 | 2021 |\n| A \\| B | 1 | 2 |"));
    assert_eq!(printed(&table)[0], "post: A | B / 1 / 2 / 3");
}

#[test]
fn a_dash_is_no_figure_and_is_never_filled_in() {
    let rows = "
|    | tekst | 2020 | 2021 |
|    | A     | 100  | -    |
|    | B     | 100  | 50   |
| =  | Sum   | -    |      |
| == | I alt | 200  | –    |";
    let toml = lines(HEAD, rows);
    let table = page(&toml);
    assert_eq!(
        printed(&table),
        [
            "post: A / 100 / – / 100",
            "post: B / 100 / 50 / 150",
            "subtotal: Sum / – / 50 / 50",
            "total: I alt / 200 / – / 250",
        ]
    );
    Case::new().note("BI1", &toml).check().only(&[]);
    let block = "[[tabel.post]]\ntekst = \"A\"\n2020 = \"-\"\n2021 = 5\n";
    assert_eq!(printed(&page(&format!("{HEAD}{block}")))[0], "post: A / – / 5 / 5");
}

#[test]
fn a_block_beside_the_lines_adds_to_one_of_them() {
    let rows = "
| id     | tekst    | 2020  | 2021 |
| brutto | Udgift   | 1.000 | 800  |
| staten | Refusion |       |      |";
    let share = "[[tabel.post]]\nid = \"staten\"\nandel = { af = \"brutto\", pct = -50 }\n";
    let toml = lines(HEAD, rows) + share;
    assert_eq!(printed(&page(&toml))[1], "post: Refusion / -500 / -400 / -900");
    Case::new().note("BI1", &toml).check().only(&[]);
    let twice = lines(HEAD, rows) + "[[tabel.post]]\nid = \"brutto\"\n2020 = 5\nvarig = false\n";
    Case::new().note("BI1", &twice).check().fails("raekker-post").points_at("5");
}

#[test]
fn a_total_with_codes_is_that_of_the_posts_that_have_them() {
    let rows = "
|    | tekst       | styringsomraade | 2020  | 2021 |
|    | Løn         | service         | 1.000 | 800  |
|    | Bygning     | anlaeg          | 500   | 5    |
| == | Service     | service         | 1.000 | 800  |
| == | Det hele    |                 | 1.500 | 805  |";
    checked(rows).only(&[]);
    checked(&rows.replace("| 1.000 | 800  |\n| == | D", "| 1.000 | 801  |\n| == | D"))
        .fails("kolonnesum")
        .points_at("801")
        .only(&["kolonnesum"]);
}

#[test]
fn the_columns_of_a_table_of_figures_are_its_headers() {
    let head =
        "[[tabel]]\nid = \"oekonomi\"\ntype = \"tal\"\ntitel = \"Børn\"\nalene = \"antal\"\n";
    let rows = "
| tekst    | Antal børn | Kr. pr. barn | Bemærkning |
| Nord     | 120        | 1.500        | *skøn*     |
| Syd      | 80         | 1.400        |            |";
    let table = page(&lines(head, rows));
    let headers: Vec<&str> = table.columns.iter().map(|column| column.header.as_str()).collect();
    assert_eq!(headers, ["", "Antal børn", "Kr. pr. barn", "Bemærkning"]);
    assert_eq!(table.columns[3].kind, "text");
    assert!(printed(&table)[2].starts_with("total: I alt / 200 / 2.900"), "{:?}", printed(&table));
}

#[test]
fn a_line_without_its_mark_is_one_finding() {
    let rows = "| tekst | 2020 | 2021 |\n| Drift |  |  |\n| Løn | 100 | 200 |\n| heraf pension | 10 | 20 |\n| Udgifter i alt | 100 | 200 |";
    let said = checked(rows);
    assert_eq!(said.findings().len(), 3, "{}", said.all());
    said.only(&["linje-uden-tal", "raekker-maerke", "raekker-maerke"]);
}

#[test]
fn a_line_that_can_not_be_read_takes_its_sums_with_it() {
    let rows = "
|    | tekst | styringsomraade | 2020  | 2021 |
|    | Løn   | service         | 1.000 | 800  |
Husleje  500  500
| == | I alt |                 | 1.500 | 1.300 |";
    checked(rows).fails("raekker-form").only(&["raekker-form"]);
}

#[test]
fn marks_of_notes_are_printed_apart_from_what_they_stand_at() {
    let rows = "
|    | tekst**    | 2020  | 2021[^aar] | I alt |
|    | Løn*       | 1.200 | −5,0**     | 1.195,0 |
| == | I alt[^1]  | 1.200 | -5         |       |";
    let notes = "titel = \"Aktiviteter*\"\ndecimaler = 1\nnote = '''\nKilde: budgettet\n* Inkl. moms\n  og told\n** Skøn\n[^1]: Uden 2022\n[^aar]: Halvt år\n\nSe også bilag 2.\n'''\n";
    let head = HEAD.replace("titel = \"Aktiviteter\"\n", notes);
    let toml = lines(&head, rows);
    Case::new().note("BI1", &toml).check().only(&[]);
    let table = page(&toml);
    let mark = |mark: Option<&budgetnotat::page::Mark>| {
        mark.map(|mark| (mark.text.clone(), mark.label.clone().unwrap_or_default()))
    };
    let of =
        |text: &str, number: usize| Some((text.to_owned(), format!("tabelnote-oekonomi-{number}")));
    assert_eq!(table.title, "Aktiviteter");
    assert_eq!(mark(table.mark.as_deref()), of("*", 1));
    assert_eq!(mark(table.columns[0].mark.as_ref()), of("**", 2));
    assert_eq!(table.columns[2].header, "2021");
    assert_eq!(mark(table.columns[2].mark.as_ref()), of("1", 4));
    let cells = &table.rows[0].cells;
    assert_eq!((cells[0].text.as_str(), mark(cells[0].mark.as_deref())), ("Løn", of("*", 1)));
    assert_eq!((cells[2].text.as_str(), mark(cells[2].mark.as_deref())), ("-5,0", of("**", 2)));
    assert_eq!(mark(table.rows[1].cells[0].mark.as_deref()), of("2", 3));
    let marks: Vec<&str> = table.notes.iter().map(|note| note.mark.as_str()).collect();
    assert_eq!(marks, ["*", "**", "2", "1", ""]);
    let block = "[[tabel.post]]\ntekst = \"A\"\n2020 = \"1.200*\"\n2021 = 5\n";
    let table = page(&format!("{HEAD}note = \"* Skøn\"\n{block}"));
    assert_eq!(mark(table.rows[0].cells[1].mark.as_deref()), of("*", 1));
    Case::new()
        .note("BI1", &format!("{HEAD}{block}"))
        .check()
        .warns("tabelnote")
        .points_at("\"1.200*\"");
}

/// The unit prices of a presentation of 2017 (Københavns Kommune): a table without years and total.
#[test]
fn prices_by_target_group_are_as_many_lines_as_in_print() {
    let toml = "[[tabel]]
id = \"oekonomi\"
type = \"tal\"
titel = \"Enhedspriser for målgrupper\"
enhed = \"kr.\"
alene = \"Priser, ikke penge, der søges om\"
i_alt = false
raekker = '''
| tekst | Service | Indsats |
| Kontanthjælpsmodtager | 4.789 | 15.128 |
| Ressourceforløbsborger | 6.859 | 41.084 |
'''
";
    Case::new().note("BI1", toml).check().only(&[]);
    assert_eq!(
        printed(&page(toml)),
        [
            "post: Kontanthjælpsmodtager / 4.789 / 15.128",
            "post: Ressourceforløbsborger / 6.859 / 41.084"
        ]
    );
}

#[test]
fn a_table_of_thirty_one_rows_takes_at_most_forty_lines() {
    let row =
        |number: usize| format!("| Post {number} | service | {number}.000 | {number}.500 |\n");
    let rows: String = (1..=31).map(row).collect();
    let toml =
        lines(HEAD, &format!("| tekst | styringsomraade | 2020 | 2021 |\n{}", rows.trim_end()));
    assert!(toml.lines().count() <= 40, "{}", toml.lines().count());
    Case::new().note("BI1", &toml).check().only(&[]);
    assert_eq!(page(&toml).rows.len(), 32);
}

#[test]
fn a_slip_in_a_cell_or_mark_is_one_finding_that_tells_what_is_meant() {
    let one = |row: &str, rule: &str, held: &str| {
        let rows = format!(
            "| tekst | styringsomraade | 2020 | 2021 |\n| Løn | service | 100 | 200 |\n{row}"
        );
        checked(&rows).only(&[rule]).fails(rule).holds(held);
    };
    // Three digits after a comma are more often thousands.
    one("| Drift | service | 12,000 | 5 |", "raekker-tal", "12.000, hvis det er tusinder");
    one("| Drift | service | 12.000.000 kr. | 5 |", "raekker-tal", "i tabellens enhed");
    one("| Drift | service | 5 % | 5 |", "raekker-tal", "uden %");
    // A mark in the cell of the text.
    one("| > heraf pension | service | 10 | 5 |", "raekker-maerke", "> forrest på linjen");
    one("| == I alt | | 100 | 200 |", "raekker-maerke", "== forrest på linjen");
    // A post may begin with the words of a total.
    checked("| tekst | 2020 | 2021 |\n| Løn | 100 | 200 |\n| I alt 2 nye stillinger | 1 | 2 |")
        .only(&[]);
}

#[test]
fn a_line_may_lack_the_cell_of_its_mark_and_a_code_may_have_quotes() {
    let rows = "
|    | tekst   | styringsomraade | 2020 | 2021 |
|    | Løn     | \"service\"       | 100  | 200  |
| Drift | service | 10 | 20 |
== |   | I alt |    | 110  | 220  |";
    checked(rows).only(&[]);
    assert_eq!(printed(&page(&lines(HEAD, rows)))[1], "post: Drift / Service / 10 / 20 / 30");
}

#[test]
fn a_line_that_lacks_a_bar_or_a_cell_is_told_where_it_does() {
    let of = |row: &str| {
        format!(
            "| tekst | styringsomraade | 2020 | 2021 | I alt |\n| Løn | service | 100 | 200 | 300 |\n{row}"
        )
    };
    checked(&of("| Drift | service  1.000 | 50 | |"))
        .fails("raekker-form")
        .points_at("service  1.000")
        .holds("skriv service | 1.000")
        .only(&["raekker-form"]);
    checked(&of("| Drift | service | 1.000 50 | |"))
        .fails("raekker-form")
        .points_at("1.000 50")
        .only(&["raekker-form"]);
    checked(&of("| Drift | 500 | 50 | |"))
        .fails("raekker-form")
        .points_at("500")
        .holds("der mangler en celle under styringsomraade, foran 500")
        .only(&["raekker-form"]);
    // Cells that lack at the end are blank, and two blanks in a text are a text's own.
    checked(&of("| Drift  og løn | service | 50 |")).only(&[]);
    let tabs =
        "tekst\tstyringsomraade\t2020\t2021\nLøn\tservice\t100\t200\nDrift\tservice  500\t50";
    checked(tabs).fails("raekker-form").points_at("service  500").only(&["raekker-form"]);
}

#[test]
fn a_total_that_is_to_be_filled_in_is_offered_its_mark() {
    let rows = "| tekst | 2020 | 2021 |\n| Løn | 100 | 200 |\n| Udgifter til service i alt | | |";
    checked(rows)
        .fails("raekker-maerke")
        .holds("ligner en total, men står som en post")
        .only(&["raekker-maerke"]);
}
