//! The auditor can fail: a page with one cell changed is told at that cell, or at the sum that it
//! is in.

use budgetnotat::audit::{Breach, Exported, Kind, exported};
use budgetnotat::page::{Block, Inline, Page, Table};
use budgetnotat::project::Project;
use budgetnotat::rule::printed;
use budgetnotat::text::Lang;

use crate::audit::{audited, figures_of, page};
use crate::case::Case;
use crate::real;

/// Posts, a subtotal, a share, a part, a partial total, and text that fetches.
const NOTE: &str = "
[[afsnit]]
overskrift = \"Økonomi\"
tekst = '''
Der søges {{ a.i_alt.i_alt | mio }}, heraf {{ sum(a.x[2020], a.y[2020]) }}.

{{ tabel(\"a\") }}

{{ tabel(\"u\") }}

{{ tabel(\"k\") }}
'''

[[tabel]]
id = \"a\"
type = \"bevillinger\"
titel = \"Bevillinger\"
aar = [2020, \"2021-2023\"]

[[tabel.post]]
id = \"x\"
styringsomraade = \"service\"
udvalg = \"BIU\"
bevilling = \"35.10\"
ui = \"U\"
2020 = 1_000
2021-2023 = { aarligt = 200 }

[[tabel.post]]
id = \"y\"
styringsomraade = \"overfoersler\"
udvalg = \"BIU\"
bevilling = \"35.30\"
ui = \"U\"
2020 = 50

[[tabel.post]]
heraf = \"y\"
styringsomraade = \"overfoersler\"
udvalg = \"BIU\"
bevilling = \"35.30\"
ui = \"U\"
2020 = 20

[[tabel.post]]
delsum = true

[[tabel.post]]
styringsomraade = \"service\"
udvalg = \"SUD\"
bevilling = \"32.00\"
ui = \"I\"
andel = { af = \"x\", pct = -25 }

[[tabel.total]]
tekst = \"Heraf service\"
hvor = { styringsomraade = \"service\" }

[[tabel]]
id = \"u\"
type = \"fordeling\"
titel = \"Udvalg\"
udledt_af = \"a\"

[[tabel]]
id = \"k\"
type = \"tal\"
titel = \"Tal\"
kolonner = [{ id = \"a\", tekst = \"A\" }, { id = \"b\", tekst = \"B\" }, { id = \"c\", tekst = \"C\", sum_af = [\"a\", \"-0.5*b\"] }]

[[tabel.post]]
tekst = \"T\"
a = 5
b = 4
";

fn project() -> Project {
    Case::new().note("BI1", NOTE).read()
}

/// The note's tables on its page.
fn tables(page: &mut Page) -> Vec<&mut Table> {
    fn within(block: &mut Block) -> Option<&mut Table> {
        if let Block::Table { table } = block { Some(table) } else { None }
    }
    page.sections.iter_mut().flat_map(|section| &mut section.blocks).filter_map(within).collect()
}

/// What is said where one cell says something else.
fn tampered(table: &str, row: usize, column: usize, text: &str) -> Breach {
    let project = project();
    let mut page = page(&project, &project.notes[0], false);
    assert_eq!(audited(&project, &project.notes[0], &page).breaches, []);
    let mut tables = tables(&mut page);
    let own =
        tables.iter_mut().find(|own| own.label == format!("tabel-{table}")).expect("the table");
    let cell = &mut own.rows[row].cells[column];
    assert_ne!(cell.text, text);
    text.clone_into(&mut cell.text);
    let audit = audited(&project, &project.notes[0], &page);
    audit.breaches.into_iter().next().unwrap_or_else(|| panic!("{table} {row} {column}: not seen"))
}

/// A breach in short: where, what is printed, and what it should be.
fn short(breach: &Breach) -> String {
    let gives = breach.gives.map(|gives| gives.danish(0)).unwrap_or_default();
    let kind = match &breach.kind {
        Kind::Text(source) => format!("Text {source}"),
        other => format!("{other:?}"),
    };
    format!(
        "{kind}: {} / {} / {}: {} not {gives}",
        breach.id, breach.row, breach.column, breach.printed
    )
}

/// The columns of `a`: control area, committee, appropriation, U/I, 2020, 2021–2023, across.
#[test]
fn a_changed_cell_is_seen_in_each_kind_of_place() {
    for (table, row, column, text, reported) in [
        ("a", 0, 4, "1.001", "Written: a / Service / 2020: 1.001 not 1.000"),
        ("a", 0, 5, "600", "Written: a / Service / 2021–2023 årligt: 600 not 600"),
        ("a", 0, 6, "1.200", "Sum: a / Service / I alt: 1.200 not 1.600"),
        ("a", 3, 4, "1.070", "Sum: a / (4) / 2020: 1.070 not 1.050"),
        ("a", 4, 4, "-251", "Sum: a / Service / 2020: -251 not -250"),
        ("a", 5, 4, "749", "Sum: a / Heraf service / 2020: 749 not 750"),
        ("a", 6, 5, "600", "Sum: a / Udgifter i alt / 2021–2023 årligt: 600 not 450"),
        ("a", 6, 6, "1.251", "Sum: a / Udgifter i alt / I alt: 1.251 not 1.250"),
        ("u", 0, 2, "", "Sum: u / Beskæftigelses- og Integrationsudvalget / 2020:  not 1.000"),
        ("u", 3, 2, "0", "Sum: u / I alt / 2020: 0 not 800"),
        ("k", 0, 3, "7", "Sum: k / T / C: 7 not 3"),
        ("k", 1, 3, "–", "Sum: k / I alt / C: – not 3"),
        ("k", 0, 1, "5 kr.", "Unreadable: k / T / A: 5 kr. not "),
    ] {
        assert_eq!(short(&tampered(table, row, column, text)), reported, "{table} {row} {column}");
    }
}

#[test]
fn a_row_that_is_gone_is_seen() {
    let project = project();
    let mut page = page(&project, &project.notes[0], false);
    tables(&mut page)[0].rows.remove(1);
    let audit = audited(&project, &project.notes[0], &page);
    assert_eq!(audit.breaches[0].kind, Kind::Layout);
}

#[test]
fn text_that_says_another_amount_than_its_table_is_seen() {
    let project = project();
    let mut page = page(&project, &project.notes[0], false);
    let Block::Paragraph { content } = &mut page.sections[0].blocks[0] else {
        panic!("a paragraph")
    };
    for inline in content.iter_mut() {
        if let Inline::Figure { text, .. } = inline {
            *text = text.replace("1.050", "1.060");
        }
    }
    let audit = audited(&project, &project.notes[0], &page);
    let reported: Vec<_> = audit.breaches.iter().map(short).collect();
    assert_eq!(reported, ["Text sum(a.x[2020], a.y[2020]): a /  / : 1.060\u{a0}t.kr. not 1.050"]);
    let finding = &printed::in_note(&project.notes[0], &audit.breaches)[0];
    assert!(
        finding.message.get(Lang::Da).contains("teksten ville vise 1.060"),
        "{:?}",
        finding.message
    );
}

#[test]
fn the_total_of_a_business_case_is_seen() {
    let project = real::project(real::REAL).read();
    let note = project.notes.iter().find(|note| note.id.value == "BC1").expect("BC1");
    let good = page(&project, note, false);
    let mut changed = 0;
    for table in 0..tables(&mut good.clone()).len() {
        let rows = tables(&mut good.clone())[table].rows.len();
        for row in 0..rows {
            let mut bad = good.clone();
            let mut all = tables(&mut bad);
            let own = &mut *all[table];
            let figure = own.columns.iter().position(|column| column.kind == "figure");
            let Some(figure) = figure.filter(|_| !matches!(own.rows[row].kind, "heading" | "fact"))
            else {
                continue;
            };
            "77.777".clone_into(&mut own.rows[row].cells[figure].text);
            assert!(!audited(&project, note, &bad).breaches.is_empty(), "table {table}, row {row}");
            changed += 1;
        }
    }
    assert!(changed > 10, "{changed}");
}

/// Every printed figure of the real notes, changed by one: none goes unseen.
#[test]
fn every_figure_of_the_real_notes_is_held() {
    let project = real::project(real::REAL).read();
    let (mut changed, mut unseen) = (0, Vec::new());
    for note in &project.notes {
        let good = page(&project, note, false);
        for table in 0..tables(&mut good.clone()).len() {
            let printed = tables(&mut good.clone())[table].clone();
            for (row, cells) in printed
                .rows
                .iter()
                .enumerate()
                .filter(|(_, row)| !matches!(row.kind, "heading" | "fact"))
            {
                for column in (0..cells.cells.len())
                    .filter(|column| printed.columns[*column].kind == "figure")
                {
                    let mut bad = good.clone();
                    "31.415".clone_into(&mut tables(&mut bad)[table].rows[row].cells[column].text);
                    changed += 1;
                    if audited(&project, note, &bad).breaches.is_empty() {
                        unseen.push(format!("{} {} {row} {column}", note.id.value, printed.label));
                    }
                }
            }
        }
    }
    assert!(changed > 300, "{changed}");
    assert!(unseen.is_empty(), "{unseen:?}");
}

/// A rounded table with a written total row.
fn rounded(posts: [&str; 2], total: &str) -> String {
    let post = |figures: &str| format!("[[tabel.post]]\ntekst = \"P\"\n{figures}\n\n");
    format!(
        "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nenhed = \"mio. kr.\"\nafrundet = true\nalene = \"prøve\"\n\
         styringsomraade = \"service\"\naar = [2020, 2021]\n\n[tabel.i_alt]\n{total}\n\n{}{}",
        post(posts[0]),
        post(posts[1])
    )
}

/// What is said of a rounded table where the corner says something else.
fn corner(toml: &str, text: &str) -> Vec<String> {
    let project = Case::new().note("BI1", toml).read();
    let mut page = page(&project, &project.notes[0], false);
    let mut all = tables(&mut page);
    let cells = &mut all[0].rows.last_mut().unwrap().cells;
    text.clone_into(&mut cells.last_mut().unwrap().text);
    audited(&project, &project.notes[0], &page).breaches.iter().map(short).collect()
}

#[test]
fn the_corner_of_a_rounded_table_is_the_sum_of_the_totals_that_are_written() {
    let both =
        rounded(["2020 = 0.8\n2021 = 0.8", "2020 = 0.7\n2021 = 0.7"], "2020 = 1.6\n2021 = 1.6");
    assert_eq!(corner(&both, "3,2"), Vec::<String>::new());
    assert_eq!(corner(&both, "3,0"), ["Sum: t / Udgifter i alt / I alt: 3,0 not 3,2"]);
    assert_eq!(corner(&both, "3,6"), ["Sum: t / Udgifter i alt / I alt: 3,6 not 3,2"]);
    let one = rounded(["2020 = 0.8", "2020 = 0.7"], "2020 = 1.6");
    assert_eq!(corner(&one, "1,6"), Vec::<String>::new());
    assert_eq!(corner(&one, "1,5"), ["Sum: t / Udgifter i alt / I alt: 1,5 not 1,6"]);
}

#[test]
fn rounding_is_a_reason_only_where_the_table_says_so() {
    let toml = rounded(["2020 = 0.8", "2020 = 0.7"], "2020 = 1.6\ni_alt = 1.6");
    let project = Case::new().note("BI1", &toml).read();
    let mut page = page(&project, &project.notes[0], false);
    assert_eq!(audited(&project, &project.notes[0], &page).breaches, []);
    let mut all = tables(&mut page);
    assert!(all[0].rounding.take().is_some());
    let reported: Vec<_> =
        audited(&project, &project.notes[0], &page).breaches.iter().map(short).collect();
    let each = ["2020: 1,6 not 1,5", "I alt: 1,6 not 1,5"]
        .map(|reported| format!("Sum: t / Udgifter i alt / {reported}"));
    assert_eq!(reported, each);
}

#[test]
fn what_a_draft_marks_is_reported_there_and_nowhere_else() {
    let toml = rounded(["2020 = 0.8", "2020 = 0.7"], "2020 = 2.6");
    let project = Case::new().note("BI1", &toml).read();
    let mut page = page(&project, &project.notes[0], true);
    assert_eq!(audited(&project, &project.notes[0], &page).breaches, []);
    for row in &mut tables(&mut page)[0].rows {
        row.cells.iter_mut().for_each(|cell| cell.disputed = None);
    }
    assert!(!audited(&project, &project.notes[0], &page).breaches.is_empty());
}

/// What is said of a note with options where one cell of its table says something else, or of the
/// note as it is.
fn of_options(toml: &str, cell: Option<(usize, usize, &str)>) -> Vec<String> {
    let choices = "[[valgmulighed]]\nid = \"A\"\ntitel = \"Fuld\"\nudelukker = [\"B\"]\n\n[[valgmulighed]]\nid = \"B\"\ntitel = \"Halv\"\n\n\
                   [[valgmulighed]]\nid = \"T\"\ntitel = \"\"\n\n";
    let table = "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nalene = \"prøve\"\nstyringsomraade = \"service\"\naar = [2020, 2021]\n";
    let project = Case::new().note("BI1", &format!("{choices}{table}{toml}")).read();
    let mut page = page(&project, &project.notes[0], false);
    if let Some((row, column, text)) = cell {
        text.clone_into(&mut tables(&mut page)[0].rows[row].cells[column].text);
    }
    audited(&project, &project.notes[0], &page).breaches.iter().map(short).collect()
}

#[test]
fn a_total_over_options_that_exclude_each_other_is_held_for_each_choice() {
    let post = |name: &str, choice: &str, figure: u32| {
        let choice =
            if choice.is_empty() { String::new() } else { format!("valg = \"{choice}\"\n") };
        format!(
            "[[tabel.post]]\ntekst = \"{name}\"\nart = \"besparelse\"\n{choice}2020 = {figure}\n2021 = 1\n\n"
        )
    };
    let posts =
        [post("Alle", "", 100), post("Fuld", "A", 10), post("Halv", "B", 5), post("T", "T", 2)]
            .concat();
    let toml =
        format!("{posts}[[tabel.total]]\ntekst = \"Heraf\"\nhvor = {{ art = \"besparelse\" }}\n");
    let said = |cell| of_options(&toml, cell);
    assert_eq!(said(None), Vec::<String>::new());
    let first = |row, column, text| said(Some((row, column, text))).into_iter().next();
    assert_eq!(
        first(4, 1, "117").as_deref(),
        Some("Sum: t / Heraf ved valg af A (Fuld) og T, med de fælles poster / 2020: 117 not 112"),
        "the partial totals first"
    );
    assert_eq!(
        first(5, 1, "112").as_deref(),
        Some("Sum: t / Heraf ved valg af B (Halv) og T, med de fælles poster / 2020: 112 not 107")
    );
    assert_eq!(
        first(6, 3, "116").as_deref(),
        Some(
            "Sum: t / Udgifter i alt ved valg af A (Fuld) og T, med de fælles poster / I alt: 116 not 115"
        )
    );
    // A row that says another choice, or none, or does not say that it has the common posts.
    assert_eq!(
        first(6, 0, "Udgifter i alt ved valg af A (Fuld) og T").as_deref(),
        Some("Layout: t /  / :  not ")
    );
    assert_eq!(first(6, 0, "Udgifter i alt").as_deref(), Some("Layout: t /  / :  not "));
    assert_eq!(
        first(6, 0, "Udgifter i alt ved valg af B (Halv) og T, med de fælles poster").as_deref(),
        Some("Layout: t /  / :  not ")
    );
}

#[test]
fn a_share_that_takes_the_rest_is_held() {
    let share = |name: &str, rest: &str| {
        format!("[[tabel.post]]\ntekst = \"{name}\"\nandel = {{ af = \"u\", pct = 33 }}\n{rest}\n")
    };
    let posts = [
        "[[tabel.post]]\nid = \"u\"\ntekst = \"U\"\n2020 = 101\n\n",
        &share("A", ""),
        &share("B", ""),
        &share("C", "rest = true\n"),
    ]
    .concat();
    assert_eq!(of_options(&posts, None), Vec::<String>::new());
    let reported = of_options(&posts, Some((3, 1, "35")));
    assert_eq!(reported.first().map(String::as_str), Some("Sum: t / C / 2020: 35 not 34"));
}

/// A yearly amount on a post and on the total, read with all its years.
#[test]
fn a_yearly_total_is_held_with_all_its_years() {
    let toml = "[[afsnit]]\noverskrift = \"A\"\ntekst = '''\nDer søges {{ t.p[\"2027-2032\"] }}.\n\n{{ tabel(\"t\") }}\n'''\n\n[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nalene = \"prøve\"\nstyringsomraade = \"service\"\n\
                aar = [2020, \"2027-2032\"]\n\n[tabel.i_alt]\n2027-2032 = { aarligt = 10 }\n\n[[tabel.post]]\nid = \"p\"\ntekst = \"P\"\n\
                2020 = 1\n2027-2032 = { aarligt = 10 }\n";
    let project = Case::new().note("BI1", toml).read();
    let mut page = page(&project, &project.notes[0], false);
    let audit = audited(&project, &project.notes[0], &page);
    assert_eq!((audit.breaches, audit.fetched), (Vec::new(), 1));
    for row in 0..2 {
        "60".clone_into(&mut tables(&mut page)[0].rows[row].cells[2].text);
        let reported: Vec<_> =
            audited(&project, &project.notes[0], &page).breaches.iter().map(short).collect();
        assert!(
            reported.iter().any(|reported| reported.starts_with("Written: t / ")),
            "{reported:?}"
        );
        "10".clone_into(&mut tables(&mut page)[0].rows[row].cells[2].text);
    }
    // A column that does not say that its amounts are yearly has them as wholes.
    let mut columns = tables(&mut page);
    "2027–2032".clone_into(&mut columns[0].columns[2].header);
    let reported = audited(&project, &project.notes[0], &page).breaches;
    assert!(reported.iter().any(|breach| breach.kind == Kind::Written), "{reported:?}");
}

/// Two posts of one agreement are both counted, so both are printed.
#[test]
fn two_posts_of_one_agreement_are_both_printed() {
    let post = |figure: u32| {
        format!("[[tabel.post]]\naftale = \"Budgetaftale 2018\"\n2020 = {figure}\n\n")
    };
    let toml = format!(
        "[[tabel]]\nid = \"t\"\ntype = \"tidligere\"\naar = [2020]\n\n{}{}",
        post(1_000),
        post(20)
    );
    let project = Case::new().note("BI1", &toml).read();
    let page = page(&project, &project.notes[0], false);
    assert_eq!(audited(&project, &project.notes[0], &page).breaches, []);
    let table = page.past_grants.expect("the table");
    let rows: Vec<_> =
        table.rows.iter().filter(|row| row.cells[0].text == "Budgetaftale 2018").collect();
    let figures: Vec<_> =
        rows.iter().map(|row| row.cells[row.cells.len() - 1].text.as_str()).collect();
    assert_eq!(figures, ["1.000", "20"]);
    let total = table.rows.iter().find(|row| row.kind == "total").expect("a total");
    assert_eq!(total.cells[total.cells.len() - 1].text, "1.020");
}

#[test]
fn a_figure_of_a_file_that_is_not_the_pages_is_seen() {
    let project = project();
    let note = &project.notes[0];
    let page = page(&project, note, false);
    let good = figures_of(&project, note);
    assert!(good.len() > 10, "{good:?}");
    let held = |figures: &[Exported]| {
        let breaches =
            exported(note, &project.municipality, project.round(note).unwrap(), &page, figures)
                .breaches;
        breaches.iter().map(short).collect::<Vec<_>>()
    };
    assert_eq!(held(&good), Vec::<String>::new());
    let mut other = good.clone();
    other[1].amount = "200".to_owned();
    assert_eq!(held(&other), ["Elsewhere(File): a / Service / 2021–2023 årligt: 200 not 200"]);
    assert_eq!(held(&good[1..]), ["Elsewhere(File): a / Service / 2020: 1.000 not 0"]);
}
