//! What tables have in published papers: figures that are no money, sums across that are named and
//! placed, columns beside the years, yearly amounts, rows in prices of their own.

use budgetnotat::amount::Unit;
use budgetnotat::diagnostic::Severity;
use budgetnotat::equation::dimensions::Names;
use budgetnotat::note::{ColumnKey, PriceLevel, Rate};
use budgetnotat::pack::figures;
use budgetnotat::page::{self, Block, Inline, Page};
use budgetnotat::{audit, view};

use crate::audit::{audited, figures_of};
use crate::case::Case;

fn words(blocks: &[Block]) -> String {
    let content = blocks.iter().filter_map(|block| match block {
        Block::Paragraph { content } => Some(content),
        _ => None,
    });
    let text = content.flatten().map(|inline| match inline {
        Inline::Text { text } | Inline::Figure { text, .. } => text.as_str(),
        _ => "",
    });
    text.collect()
}

/// A printed table: its title with the unit, its headers, its rows.
fn lines(table: &page::Table) -> Vec<String> {
    let unit = table.unit.as_ref().map(|unit| format!(" ({unit})")).unwrap_or_default();
    let headers: Vec<&str> = table.columns.iter().map(|column| column.header.as_str()).collect();
    let row = |row: &page::Row| {
        let cell = |cell: &page::Cell| {
            cell.blocks.as_ref().map_or_else(|| cell.text.clone(), |blocks| words(blocks))
        };
        row.cells.iter().map(cell).collect::<Vec<_>>().join("|").replace('\u{a0}', " ")
    };
    let head = [format!("{}{unit}", table.title), headers.join("|")];
    head.into_iter().chain(table.rows.iter().map(row)).collect()
}

fn tables(page: &Page) -> Vec<&page::Table> {
    let blocks = page.sections.iter().flat_map(|section| &section.blocks);
    blocks
        .filter_map(|block| if let Block::Table { table } = block { Some(table) } else { None })
        .collect()
}

/// The text before a note's tables.
fn text(page: &Page) -> String {
    words(&page.sections[0].blocks).replace('\u{a0}', " ")
}

/// A note without errors, as it is printed: the auditor is silent on its page and its files.
#[track_caller]
fn printed(toml: &str) -> Page {
    let case = Case::new().note("BI1", toml);
    let project = case.read();
    let checked = budgetnotat::rule::check(&case.solved(), &budgetnotat::rule::Selection::All);
    let wrong: Vec<String> = checked
        .findings
        .iter()
        .filter(|finding| finding.severity() != Severity::Remark)
        .map(|finding| budgetnotat::report::plain(finding, budgetnotat::text::Lang::Da))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let note = &project.notes[0];
    for draft in [false, true] {
        let page = view::page(&case.solved(), note, draft).unwrap();
        assert_eq!(audited(&project, note, &page).breaches, []);
        let (municipality, round) = (&project.municipality, project.round(note).unwrap());
        let files = audit::exported(note, municipality, round, &page, &figures_of(&project, note));
        assert_eq!(files.breaches, []);
    }
    view::page(&case.solved(), note, false).unwrap()
}

/// The only table of a note, as it is printed.
#[track_caller]
fn table(toml: &str) -> Vec<String> {
    let page = printed(toml);
    let all = tables(&page);
    assert_eq!(all.len(), 1);
    lines(all[0])
}

/// The figures of a note's posts, as files tell them.
fn told(toml: &str) -> Vec<figures::Figure> {
    let case = Case::new().note("BI1", toml);
    let solved = case.solved();
    let project = solved.project();
    let round = project.round(&project.notes[0]).unwrap();
    let names = Names::new(&project.municipality, round);
    let note = solved.of(&project.notes[0]).unwrap();
    figures::figures(&note.reconciled, &names, round).collect()
}

const STAFF: &str = r#"
[[tabel]]
id = "a"
type = "tal"
titel = "Personale"
midler = "løn"
alene = "Kun her"
kolonner = [
  { id = "stillinger", tekst = "Stillinger", enhed = "årsværk" },
  { id = "borgere", tekst = "Borgere", enhed = "antal" },
  { id = "loen", tekst = "Løn" },
  { id = "drift", tekst = "Drift", enhed = "kr." },
  { id = "samlet", tekst = "Samlet", enhed = "kr.", sum_af = ["loen", "drift"] },
  { id = "vaekst", tekst = "Vækst", enhed = "pct." },
]
"#;

const AS_LINES: &str = r"raekker = '''
|    | id  | tekst     | Stillinger | Borgere | Løn   | Drift | Samlet    | Vækst |
|    | ass | Assistent | 12,5       | 7       | 6.250 | 1.000 | 6.251.000 | 5     |
|    |     | Leder     | 2          | 3       | 1.250 | 500   |           | 7,5   |
| == |     | I alt     |            | 10      | 7.500 |       |           | 12    |
'''
";

const AS_BLOCKS: &str = r#"
[[tabel.post]]
id = "ass"
tekst = "Assistent"
stillinger = 12.5
borgere = 7
loen = 6_250
drift = 1_000
samlet = 6_251_000
vaekst = 5

[[tabel.post]]
tekst = "Leder"
stillinger = 2
borgere = 3
loen = 1_250
drift = 500
vaekst = 7.5

[tabel.i_alt]
borgere = 10
loen = 7_500
vaekst = 12
"#;

#[test]
fn each_column_has_its_unit_beside_kroner() {
    for rows in [AS_LINES, AS_BLOCKS] {
        let all = table(&format!("{STAFF}{rows}"));
        assert_eq!(
            all,
            [
                "Personale (1.000 kr. – 2020 p/l)",
                "|Stillinger|Borgere (antal)|Løn|Drift (kr.)|Samlet (kr.)|Vækst (pct.)",
                "Assistent|12,5|7|6.250|1.000|6.251.000|5,0",
                "Leder|2,0|3|1.250|500|1.250.500|7,5",
                // What is not added up is printed as it is written.
                "I alt|14,5|10|7.500|1.500|7.501.500|12,0",
            ]
        );
    }
}

#[test]
fn figures_that_are_no_money_are_told_in_their_own_unit() {
    let section = "[[afsnit]]\noverskrift = \"A\"\ntekst = '''\n{{ a.ass.stillinger }}, {{ a.ass.borgere }}, \
         {{ a.ass.vaekst }}, {{ a.i_alt.loen | mio(1) }}, {{ a.ass.drift }}\n\n{{ tabel(\"a\") }}\n'''\n";
    let page = printed(&format!("{section}{STAFF}{AS_LINES}"));
    assert_eq!(text(&page), "12,5 årsværk, 7, 5,0 pct., 7,5 mio. kr., 1.000 kr.");
    let units: Vec<(String, Unit, Option<PriceLevel>)> = told(&format!("{STAFF}{AS_LINES}"))
        .into_iter()
        .filter(|figure| figure.number == 1)
        .map(|figure| (figure.column.to_string(), figure.unit, figure.prices))
        .collect();
    let unit = |name: &str, unit| (name.to_owned(), unit, None);
    assert_eq!(
        units,
        [
            unit("stillinger", Unit::FullTime),
            unit("borgere", Unit::Count),
            unit("loen", Unit::ThousandKr),
            unit("drift", Unit::Kr),
            unit("samlet", Unit::Kr),
            unit("vaekst", Unit::PerCent),
        ]
    );
    let kroner = section.replace("a.ass.borgere", "a.ass.borgere | kr");
    Case::new()
        .note("BI1", &format!("{kroner}{STAFF}{AS_LINES}"))
        .check()
        .fails("tekst-udtryk")
        .holds("tallet er talt i antal og kan ikke skrives i kroner");
}

#[test]
fn sums_of_what_is_no_money_are_verified() {
    let wrong = AS_LINES.replace("| 10      |", "| 11      |");
    Case::new().note("BI1", &format!("{STAFF}{wrong}")).check().fails("kolonnesum");
    let summed = STAFF.replace("enhed = \"pct.\" }", "enhed = \"pct.\", sum = true }");
    Case::new().note("BI1", &format!("{summed}{AS_LINES}")).check().fails("kolonnesum");
}

#[test]
fn a_table_without_money_has_no_kroner_and_index_numbers_no_sum() {
    let years = "2020 = 102\n2021 = 105.5\n";
    let of = |head: &str| {
        format!(
            "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"Ældre\"\n{head}\n[[tabel.post]]\ntekst = \"Over 80\"\n{years}"
        )
    };
    assert_eq!(
        table(&of("enhed = \"indeks\"")),
        ["Ældre (indeks)", "Aktiviteter|2020|2021|2022|2023", "Over 80|102,0|105,5||"]
    );
    assert_eq!(
        table(&of("enhed = \"årsværk\"")),
        [
            "Ældre (årsværk)",
            "Aktiviteter|2020|2021|2022|2023",
            "Over 80|102,0|105,5||",
            "I alt|102,0|105,5||",
        ]
    );
    // What the title says is not said again, and a sum across is there where it is asked for.
    let titled = of("enhed = \"årsværk\"\npaa_tvaers = true").replace("Ældre", "Årsværk");
    assert_eq!(table(&titled)[..2], ["Årsværk", "Aktiviteter|2020|2021|2022|2023|I alt"]);
    let whole = of("enhed = \"pct.\"\ni_alt = true").replace("105.5", "98")
        + "[[tabel.post]]\ntekst = \"Andre\"\n2020 = -2\n2021 = 2\n";
    assert_eq!(table(&whole)[4], "I alt|100|100||");
}

#[test]
fn what_is_no_money_is_told_where_it_is_taken_for_money() {
    let of = |head: &str| {
        format!(
            "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nalene = \"x\"\n{head}\n[[tabel.post]]\ntekst = \"B\"\n2020 = 102\n"
        )
    };
    let check = |head: &str| Case::new().note("BI1", &of(head)).check();
    check("midler = \"indeks\"").warns("midler-uden-penge").at(6, 10);
    check("enhed = \"antal\"\nmidler = \"x\"").warns("midler-uden-penge").holds("slet midler");
    for (word, meant) in [
        ("%", "pct."),
        ("stk.", "antal"),
        ("fuldtidsstillinger", "årsværk"),
        ("indekstal", "indeks"),
    ] {
        check(&format!("enhed = \"{word}\""))
            .fails("ukendt-ord")
            .holds(&format!("mente du {meant}?"));
    }
    let round = "titel = \"B\"\ndato = 2019-09-25\naar = [2020]\nenhed = \"antal\"\n";
    Case::new().round("budget-2020", round).check().fails("ukendt-ord");
}

#[test]
fn no_pack_and_no_other_table_counts_what_is_no_money() {
    let toml = r#"
[[tabel]]
id = "a"
type = "aktiviteter"
titel = "Penge"
alene = "Kun her"

[[tabel.post]]
tekst = "A"
2020 = 5

[[tabel]]
id = "b"
type = "aktiviteter"
titel = "Pladser"
enhed = "antal"

[[tabel.post]]
tekst = "A"
2020 = 12
"#;
    let page = printed(toml);
    assert_eq!(tables(&page).len(), 2);
}

/// A free table with these lines.
fn free(head: &str, rows: &str) -> String {
    format!(
        "[[tabel]]\nid = \"a\"\ntype = \"tal\"\ntitel = \"Fri\"\n{head}\nraekker = '''\n{rows}\n'''\n"
    )
}

#[test]
fn the_sum_across_is_where_its_header_stands() {
    let years = "| tekst | 2021 | 2022 |\n| A | 1 | 2 |\n| B | 3 | 4 |";
    assert_eq!(table(&free("", years)), ["Fri", "|2021|2022", "A|1|2", "B|3|4", "I alt|4|6"]);
    let first = "| tekst | I alt | 2022 | 2021 |\n| A | 3 | 2 | 1 |\n| B | | 4 | 3 |";
    assert_eq!(
        table(&free("", first)),
        ["Fri", "|I alt|2022|2021", "A|3|2|1", "B|7|4|3", "I alt|10|6|4"]
    );
    let within = "| tekst | Service | I alt | Anlæg |\n| A | 1 | 3 | 2 |\n| B | 3 | | 4 |";
    assert_eq!(
        table(&free("", within)),
        ["Fri", "|Service|I alt|Anlæg", "A|1|3|2", "B|3|7|4", "I alt|4|10|6"]
    );
    let named = "| tekst | Total | 2021 | 2022 |\n| A | 3 | 1 | 2 |";
    let head = "paa_tvaers = { tekst = \"Total\" }\ni_alt = false";
    assert_eq!(table(&free(head, named)), ["Fri", "|Total|2021|2022", "A|3|1|2"]);
    let wrong = free("", &first.replace("| A | 3 |", "| A | 4 |"));
    Case::new().note("BI1", &wrong).check().fails("raekkesum");
}

#[test]
fn a_free_table_in_blocks_has_its_years_and_its_sum_across_where_it_says() {
    let of = |head: &str| {
        format!(
            "[[tabel]]\nid = \"a\"\ntype = \"tal\"\ntitel = \"Fri\"\naar = [2018, \"2019/20\"]\n{head}\n[[tabel.post]]\ntekst = \"A\"\n2018 = 1\n\"2019/20\" = 2\n"
        )
    };
    assert_eq!(table(&of("i_alt = false")), ["Fri", "|2018|2019/20|I alt", "A|1|2|3"]);
    assert_eq!(table(&of("paa_tvaers = false\ni_alt = false")), ["Fri", "|2018|2019/20", "A|1|2"]);
    let first = "paa_tvaers = { tekst = \"Total\", plads = \"foerst\" }\ni_alt = false";
    assert_eq!(table(&of(first)), ["Fri", "|Total|2018|2019/20", "A|3|1|2"]);
    let stray = format!("{}i_alt = 3\n", of("paa_tvaers = false"));
    Case::new()
        .note("BI1", &stray)
        .check()
        .fails("tal-uden-plads")
        .holds("slet paa_tvaers = false");
}

const BESIDE: &str = r#"
[[tabel]]
id = "a"
type = "bevillinger"
titel = "Bevillinger"
alene = "Kun her"
kolonner = [
  { id = "varigt", tekst = "Varigt" },
  { id = "bemaerkning", tekst = "Bemærkning", slags = "tekst" },
]
"#;

#[test]
fn columns_stand_beside_the_years() {
    let rows = r"raekker = '''
| styringsomraade | udvalg | bevilling | ui | 2020 | 2021 | I alt | varig | Varigt | Bemærkning |
| service | BIU | 35.10 | U | 10 | 20 | 30 | Nej | 20 | Se bilag |
| service | BIU | 35.10 | U | 1 | 2 | | Ja | 2 | |
'''
";
    let all = table(&format!("{BESIDE}{rows}"));
    assert_eq!(
        all[1],
        "Styringsområde|Udvalg|Bevilling|I/U|2020|2021|2022|2023|I alt|Varig?|Varigt|Bemærkning"
    );
    let after = |line: &str| line.split('|').skip(4).collect::<Vec<_>>().join("|");
    // What goes on has no sum across, and neither has a column beside the years a place in one.
    assert_eq!(
        all[2..].iter().map(|line| after(line)).collect::<Vec<_>>(),
        ["10|20|||30|Nej|20|Se bilag", "1|2||||Ja|2|", "11|22|||||22|"]
    );
}

#[test]
fn a_column_beside_the_years_is_no_money_that_is_asked_for() {
    let blocks = "\n[[tabel.post]]\nstyringsomraade = \"service\"\nudvalg = \"BIU\"\nbevilling = \"35.10\"\nui = \"U\"\n2020 = 10\n2021 = 20\nvarigt = 20\nbemaerkning = \"Se bilag\"\n";
    let other = "\n[[tabel]]\nid = \"b\"\ntype = \"aktiviteter\"\ntitel = \"Aktiviteter\"\nkolonner = [{ id = \"varig\", tekst = \"Varig?\" }]\n[[tabel.post]]\ntekst = \"A\"\n2020 = 10\n2021 = 20\n";
    let toml = format!("{}{blocks}{other}", BESIDE.replace("alene = \"Kun her\"\n", ""));
    let page = printed(&toml);
    let all = tables(&page);
    assert_eq!(lines(all[1])[1], "Aktiviteter|2020|2021|2022|2023|Varig?|I alt");
    assert_eq!(lines(all[1])[2], "A|10|20|||Nej|30");
    let wrong = toml.replace("tekst = \"A\"\n2020 = 10", "tekst = \"A\"\n2020 = 11");
    Case::new().note("BI1", &wrong).check().fails("samme-midler");
}

/// A table of yearly amounts.
fn yearly(posts: &str) -> String {
    format!(
        "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nalene = \"x\"\naar = [2020, \"2021-2026\"]\n{posts}"
    )
}

#[test]
fn a_yearly_amount_is_printed_as_yearly() {
    let post = |name: &str, figure: &str| {
        format!("[[tabel.post]]\ntekst = \"{name}\"\n2020 = 5\n2021-2026 = {figure}\n")
    };
    let (rate, other) = (post("A", "{ aarligt = 1_533 }"), post("B", "{ aarligt = 100 }"));
    assert_eq!(
        table(&yearly(&format!("{rate}{other}")))[1..],
        [
            "Aktiviteter|2020|2021–2026 årligt|I alt",
            "A|5|1.533|9.203",
            "B|5|100|605",
            "Udgifter i alt|10|1.633|9.808",
        ]
    );
    // One that is no rate: then each cell says what it is.
    let whole = post("B", "{ sum = 100 }");
    assert_eq!(
        table(&yearly(&format!("{rate}{whole}")))[1..],
        [
            "Aktiviteter|2020|2021–2026|I alt",
            "A|5|1.533 årligt|9.203",
            "B|5|100|105",
            "Udgifter i alt|10|9.298|9.308",
        ]
    );
    let some = post("A", "{ aarligt = 1_533, antal = 4 }");
    assert_eq!(table(&yearly(&some))[1], "Aktiviteter|2020|2021–2026 årligt i 4 år|I alt");
    let rates: Vec<_> = told(&yearly(&rate))
        .into_iter()
        .map(|figure| (figure.column, figure.amount, figure.rate))
        .collect();
    let range = &rates[1];
    assert_eq!((range.0.to_string(), range.1), ("2021-2026".to_owned(), 9_198.into()));
    assert_eq!(range.2, Some(Rate { yearly: 1_533.into(), years: 6 }));
    assert_eq!(rates[0].0, ColumnKey::Period(budgetnotat::note::Period::Year(2020)));
}

#[test]
fn yearly_lines_are_printed_like_yearly_blocks() {
    let rows = "| tekst | 2020 | 2021-2026 årligt | I alt |\n| A | 5 | 1.533 | 9.203 |\n== | I alt | | 1.533 | |";
    assert_eq!(
        table(&free("", rows)),
        ["Fri", "|2020|2021–2026 årligt|I alt", "A|5|1.533|9.203", "I alt|5|1.533|9.203"]
    );
}

#[test]
fn rows_in_prices_of_their_own_are_not_added_up_in_silence() {
    let posts = "[[tabel.post]]\ntekst = \"A\"\nprisniveau = 2019\n2020 = 1\n2021 = 2\n[[tabel.post]]\ntekst = \"B\"\n2020 = 3\n2021 = 4\n[[tabel.post]]\ntekst = \"C\"\nprisniveau = \"løbende\"\n2020 = 5\n2021 = 6\n";
    let of = |head: &str| {
        format!(
            "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nalene = \"x\"\n{head}\n{posts}"
        )
    };
    assert_eq!(
        table(&of(""))[2..],
        ["A (2019 p/l)|1|2|||3", "B|3|4|||7", "C (løbende p/l)|5|6|||"]
    );
    assert_eq!(table(&of("i_alt = true"))[5], "Udgifter i alt|9|12|||21");
    let prices: Vec<Option<PriceLevel>> =
        told(&of("")).into_iter().map(|figure| figure.prices).collect();
    let levels = [PriceLevel::Year(2019), PriceLevel::Year(2020), PriceLevel::Current];
    assert_eq!(prices, levels.map(|level| [Some(level); 2]).concat());
}

#[test]
fn a_subtotal_over_what_goes_on_has_no_sum_across_and_empty_years_stay_empty() {
    let posts = "[[tabel.post]]\ntekst = \"A\"\nvarig = true\n2020 = 100\n[[tabel.post]]\ntekst = \"B\"\n2020 = 1\n2021 = 2\n[[tabel.post]]\ntekst = \"Delsum\"\ndelsum = true\n[[tabel.post]]\ntekst = \"C\"\n2020 = 4\n";
    let all = table(&format!(
        "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nalene = \"x\"\n{posts}"
    ));
    assert_eq!(
        all[2..],
        ["A|100||||", "B|1|2|||3", "Delsum|101|2|||", "C|4||||4", "Udgifter i alt|105|2|||"]
    );
}

#[test]
fn kroner_that_a_column_says_are_said_on_the_page() {
    let toml = "[[tabel]]\nid = \"a\"\ntype = \"tal\"\ntitel = \"Ansatte\"\nkolonner = [{ id = \"aarsvaerk\", tekst = \"Ansatte\", enhed = \"årsværk\" }, { id = \"loen\", tekst = \"Løn\", enhed = \"1.000 kr.\" }]\nraekker = '''\n| tekst | Ansatte | Løn |\n| Nord | 12 | 6.250 |\n'''\n";
    let all = table(toml);
    assert_eq!(all[..2], ["Ansatte (1.000 kr. – 2020 p/l)", "|Ansatte (årsværk)|Løn"]);
    // A page that leaves them out is refused.
    let case = Case::new().note("BI1", toml);
    let (project, solved) = (case.read(), case.solved());
    let mut page = view::page(&solved, &project.notes[0], false).unwrap();
    for section in &mut page.sections {
        for block in &mut section.blocks {
            if let Block::Table { table } = block {
                table.unit = None;
            }
        }
    }
    assert!(!audited(&project, &project.notes[0], &page).breaches.is_empty());
}
