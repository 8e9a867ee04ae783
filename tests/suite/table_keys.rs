//! No key is taken and lost: what a table type says becomes of each key is what becomes of it, on
//! the page of every form and in the equations; a key that it says nothing of is a finding.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use budgetnotat::audit::Kind;
use budgetnotat::document::DOCUMENT_TYPES;
use budgetnotat::key::{Key, Section, post as p, table as t};
use budgetnotat::page::{Block, Row};
use budgetnotat::project::{Input, Project};
use budgetnotat::rule::{self, Selection, check};
use budgetnotat::solved::Solved;
use budgetnotat::table_type::{ColumnSource, TABLE_TYPES, TableType, Use};
use budgetnotat::text::Lang;
use budgetnotat::view::page;

use crate::audit;
use crate::case::Case;

/// A table under trial: lines by the block that they stand in, and the table beside it.
#[derive(Clone, Default)]
struct Trial {
    table: BTreeMap<&'static str, String>,
    columns: [BTreeMap<&'static str, String>; 3],
    row: BTreeMap<&'static str, String>,
    total: BTreeMap<&'static str, String>,
    first: BTreeMap<&'static str, String>,
    second: BTreeMap<&'static str, String>,
    /// False for a table without posts and totals.
    posts: bool,
    /// A sentence in the text.
    sentence: &'static str,
    tail: &'static str,
}

fn lines(of: &BTreeMap<&'static str, String>) -> String {
    let mut out = String::new();
    for (key, value) in of {
        let _ = writeln!(out, "{key} = {value}");
    }
    out
}

/// One total for each thing that posts can be told by.
const TOTALS: &[&str] = &[
    "styringsomraade = \"service\"",
    "udvalg = \"BIU\"",
    "forvaltning = \"BIF\"",
    "bevilling = \"35.10\"",
    "art = \"besparelse\"",
    "ui = \"U\"",
    "valg = \"A\"",
];

impl Trial {
    fn new(kind: &TableType) -> Self {
        let mut trial = Self { posts: true, ..Self::default() };
        let mut set = |key: &'static str, value: &str| {
            trial.table.insert(key, value.to_owned());
        };
        set("id", "\"t\"");
        set("type", &format!("\"{}\"", kind.name));
        set("titel", "\"T\"");
        let money = kind.name != "tekst" && kind.name != "paavirkning";
        if money {
            set("midler", "\"m\"");
            set("prisniveau", "2020");
        }
        match kind.name {
            "paavirkning" => {
                set("sum_af", "[\"v\"]");
                trial.posts = false;
                trial.tail = "[[tabel]]\nid = \"v\"\ntype = \"investering\"\ntitel = \"V\"\nmidler = \"m\"\n[[tabel.post]]\ntekst = \"V\"\nstyringsomraade = \"service\"\n2020 = 10\n2021 = 20\n";
            }
            "tal" | "tekst" => {
                let column = |id: &str, text: &str, kind: &str| {
                    BTreeMap::from([
                        ("id", format!("\"{id}\"")),
                        ("tekst", format!("\"{text}\"")),
                        ("slags", format!("\"{kind}\"")),
                    ])
                };
                trial.columns = [
                    column("x", "X", "tal"),
                    column("y", "Y", "tal"),
                    column("ord", "Ord", "tekst"),
                ];
                trial.columns[0].insert("styringsomraade", "\"service\"".to_owned());
                if kind.name == "tekst" {
                    trial.columns[0].remove("styringsomraade");
                }
            }
            _ => {}
        }
        for (number, post) in [&mut trial.first, &mut trial.second].into_iter().enumerate() {
            let mut set = |key: &'static str, value: &str| {
                post.insert(key, value.to_owned());
            };
            if kind.columns == ColumnSource::Named {
                set("x", if number == 0 { "1" } else { "3" });
                set("y", if number == 0 { "2" } else { "4" });
                set("ord", "\"ord\"");
            } else {
                set("2020", if number == 0 { "1" } else { "3" });
                if kind.columns == ColumnSource::Years {
                    set("2021", if number == 0 { "2" } else { "4" });
                }
            }
        }
        trial.first.insert("id", "\"a\"".to_owned());
        if kind.name != "tekst" {
            trial.first.insert("tekst", "\"Første\"".to_owned());
        }
        trial
    }

    fn toml(&self, edition: &(&str, &str)) -> String {
        let mut out = format!(
            "id = \"BI1\"\ntitel = \"N\"\ntype = \"{}\"\nudgave = \"{}\"\nforvaltning = \"BIF\"\n\n[[afsnit]]\noverskrift = \"A\"\ntekst = '''\n{{{{ tabel(\"t\") }}}}\n\n{{{{ tabel(\"o\") }}}}\n\n{}\n'''\n\n[[valgmulighed]]\nid = \"A\"\ntitel = \"A\"\n\n[[valgmulighed]]\nid = \"B\"\ntitel = \"B\"\n\n[[tabel]]\n",
            edition.0, edition.1, self.sentence
        );
        out += &lines(&self.table);
        if !self.columns[0].is_empty() {
            let column = |of: &BTreeMap<&str, String>| {
                let keys = of.iter().map(|(key, value)| format!("{key} = {value}"));
                format!("  {{ {} }},\n", keys.collect::<Vec<_>>().join(", "))
            };
            let all: String = self.columns.iter().map(column).collect();
            let _ = write!(out, "kolonner = [\n{all}]\n");
        }
        if !self.row.is_empty() {
            let _ = write!(out, "[tabel.i_alt]\n{}", lines(&self.row));
        }
        if self.posts {
            if !self.table["type"].contains("tekst") {
                for (number, filter) in TOTALS.iter().enumerate() {
                    let own = if number == 0 { lines(&self.total) } else { String::new() };
                    let text = if self.total.contains_key("tekst") && number == 0 {
                        String::new()
                    } else {
                        format!("tekst = \"Del {number}\"\n")
                    };
                    let _ = write!(out, "[[tabel.total]]\n{text}hvor = {{ {filter} }}\n{own}");
                }
            }
            let _ = write!(
                out,
                "[[tabel.post]]\n{}[[tabel.post]]\n{}",
                lines(&self.first),
                lines(&self.second)
            );
        }
        out += "[[tabel]]\nid = \"o\"\ntype = \"aktiviteter\"\ntitel = \"O\"\nmidler = \"m\"\n[[tabel.post]]\nid = \"p\"\ntekst = \"O\"\nstyringsomraade = \"service\"\nudvalg = \"BIU\"\n2020 = 1\n[[tabel.post]]\nid = \"q\"\ntekst = \"Q\"\nstyringsomraade = \"anlaeg\"\nudvalg = \"SUD\"\n2021 = 1\n";
        out + self.tail
    }
}

/// What a note is: its page, its figures and equations, what is said, and the places of what is
/// misplaced.
struct Seen {
    page: String,
    sums: String,
    said: Vec<String>,
    misplaced: Vec<String>,
}

fn see(text: &str) -> Seen {
    let path = "notes/budget-2020/BI1.toml";
    let mut inputs = Case::new().inputs();
    inputs.push(Input { path: path.to_owned(), bytes: text.as_bytes().to_vec() });
    let solved = Solved::new(Project::read(inputs));
    let checked = check(&solved, &Selection::All);
    let project = solved.project();
    let note = project.notes.iter().find(|note| note.id.value == "BI1").expect(text);
    let of = solved.of(note).expect("a solved note");
    let system = &of.reconciled.system;
    let figures: Vec<String> = system
        .figures
        .iter()
        .map(|figure| {
            format!("{:?} {} {:?} {}", figure.row, figure.column, figure.state, figure.rounded)
        })
        .collect();
    let equations: Vec<String> =
        system.equations.iter().map(|one| format!("{:?} {:?}", one.origin, one.terms)).collect();
    Seen {
        page: serde_json::to_string(&page(&solved, note, true).expect("a page")).unwrap(),
        sums: format!("{figures:?}{equations:?}"),
        said: checked
            .findings
            .iter()
            .map(|finding| format!("{} {}", finding.rule.name, finding.message.da))
            .collect(),
        misplaced: checked
            .findings
            .iter()
            .filter(|finding| finding.rule.name == "forkert-sted")
            .map(|finding| {
                format!("{} {}", project.sources.slice(finding.primary.span), finding.message.da)
            })
            .collect(),
    }
}

/// Where a key stands in the trial, with what it is tried with: the note without it, and with it.
fn tried(kind: &TableType, key: &'static Key) -> (Trial, Trial) {
    let mut without = Trial::new(kind);
    let named = kind.columns == ColumnSource::Named;
    let is = |other: &'static Key| std::ptr::eq(key, other);
    // What must be there, or not, for the key to tell anything.
    if is(&t::MONEY) {
        without.table.remove("midler");
    } else if is(&t::ALONE) {
        without.table.insert("midler", "\"ene\"".to_owned());
    } else if is(&t::DERIVED_FROM) && kind.use_of(key).is_some() {
        without.posts = false;
        without.tail = "[[tabel]]\nid = \"k\"\ntype = \"bevillinger\"\ntitel = \"K\"\nskal_give = 0\n[[tabel.post]]\nstyringsomraade = \"service\"\nudvalg = \"BIU\"\nbevilling = \"35.10\"\nui = \"U\"\n2020 = 7\n";
    } else if is(&t::PERMANENT) && kind.permanent {
        without.tail = "[[tabel]]\nid = \"v\"\ntype = \"investering\"\ntitel = \"V\"\n[[tabel.post]]\ntekst = \"V\"\n2020 = 10\n2021 = 20\n";
    } else if is(&t::PAYBACK) && kind.use_of(key).is_some() {
        without.tail = "[[tabel]]\nid = \"v\"\ntype = \"investering\"\ntitel = \"V\"\nmidler = \"m\"\n[[tabel.post]]\ntekst = \"V\"\nstyringsomraade = \"service\"\n2020 = 10\n";
    } else if is(&t::GRAND_TOTAL_AMOUNT) || is(&t::TOTAL_AMOUNT) {
        if !named {
            for post in [&mut without.first, &mut without.second] {
                post.retain(|key, _| !key.starts_with("20"));
                post.insert("beloeb", "5".to_owned());
            }
        }
    } else if is(&p::REST) {
        without.table.insert("skal_give", "9".to_owned());
        without.second.retain(|key, _| !["2020", "2021", "x", "y"].contains(key));
    } else if is(&p::HEADING) || is(&p::SUBTOTAL) {
        without.second.retain(|key, _| !["2020", "2021", "x", "y"].contains(key));
    } else if is(&p::KEY) || is(&t::COMPUTED_KEYS) {
        without.first.insert("udvalg", "\"BIU\"".to_owned());
    } else if is(&p::ID) {
        without.sentence = if named { "{{ t.b.x }}" } else { "{{ t.b[2020] }}" };
    } else if is(&p::TEXT) && kind.name == "tidligere" {
        without.second.insert("aftale", "\"Budgetaftale 2018\"".to_owned());
    } else if is(&t::PERMANENT) || is(&p::PERMANENT) {
        without.total.clear();
    }
    if kind.name == "tal" && (is(&t::PERMANENT) || is(&p::PERMANENT)) {
        // In lines, its columns may be years.
        let rows = "'''\n| id | tekst | 2020 | 2021 | I alt |\n| a | A | 1 | 2 | |\n| b | B | 3 | 4 | |\n'''";
        without.table.insert("raekker", rows.to_owned());
        without.columns = [BTreeMap::new(), BTreeMap::new(), BTreeMap::new()];
        let post =
            |id: &str| BTreeMap::from([("id", format!("\"{id}\"")), ("ui", "\"U\"".to_owned())]);
        (without.first, without.second) = (post("a"), post("b"));
    }
    let across = [&t::ACROSS, &t::GRAND_TOTAL_ACROSS, &t::TOTAL_ACROSS, &p::ACROSS, &p::PERMANENT];
    if kind.permanent && across.iter().any(|other| is(other)) {
        without.table.insert("varig", "false".to_owned());
    }
    if is(&t::FINANCES) && kind.name == "tal" {
        without.tail = "[[tabel]]\nid = \"f\"\ntype = \"tal\"\ntitel = \"F\"\nkolonner = [{ id = \"x\", tekst = \"X\" }]\n[[tabel.post]]\ntekst = \"F\"\nx = 1\n";
    }
    if is(&t::COLUMN_YEAR) && kind.name == "tal" {
        without.columns[0].insert("aar", "2020".to_owned());
    }
    if is(&t::COLUMN_COMMITTEE) && kind.name == "tal" {
        without.columns[0].insert("udvalg", "\"BIU\"".to_owned());
    }
    let value = value(kind, key);
    let mut with = without.clone();
    let block = match key.section {
        Section::Table => &mut with.table,
        Section::Column => &mut with.columns[1],
        Section::GrandTotal => &mut with.row,
        Section::Total => &mut with.total,
        _ => &mut with.second,
    };
    block.insert(key.name, value);
    (without, with)
}

/// A value that tells something.
fn value(kind: &TableType, key: &'static Key) -> String {
    let is = |other: &'static Key| std::ptr::eq(key, other);
    let value = match key.name {
        "id" => "\"b\"",
        "varig" if is(&t::PERMANENT) && kind.permanent => "false",
        "nummereret" if kind.numbered => "false",
        "sum" => "false",
        "overskrift" | "delsum" | "rest" | "innovationspulje" | "noegler" | "udsnit"
        | "afrundet" | "varig" | "nummereret" => "true",
        "styringsomraade" if is(&t::COLUMN_AREA) => "\"anlaeg\"",
        "styringsomraade" => "\"service\"",
        "udvalg" if is(&t::COLUMN_COMMITTEE) => "\"SUD\"",
        "udvalg" => "\"BIU\"",
        "forvaltning" => "\"BIF\"",
        "bevilling" => "\"35.10\"",
        "ui" => "\"U\"",
        "art" => "\"besparelse\"",
        "valg" => "\"A\"",
        "aftale" => "\"Budgetaftale 2018\"",
        "midler" if kind.name == "fordeling" => "\"andre\"",
        "midler" => "\"m\"",
        "aar" if key.section == Section::Column => "2021",
        "aar" => "[2020, 2021]",
        "skal_give" | "i_alt" | "beloeb" => "17",
        "finansierer" if kind.name == "tal" => "\"f\"",
        "finansierer" => "\"o\"",
        "udledt_af" => "\"k\"",
        "sum_af" if is(&t::SUM_OF) => "[\"v\", \"v\"]",
        "sum_af" if key.section == Section::Column => "[\"x\"]",
        "sum_af" => "[\"a\"]",
        "paa_tvaers" => "{ tekst = \"Total\" }",
        "tilbagebetaling" => "{ i_alt = 7 }",
        "heraf" => "\"a\"",
        "andel" => "{ af = \"a\", pct = 50 }",
        "enhed" => "\"mio. kr.\"",
        "decimaler" => "2",
        "prisniveau" => "2019",
        "tom" => "\"-\"",
        "slags" => "\"kryds\"",
        _ => "\"Ord for sig\"",
    };
    value.to_owned()
}

/// Keys that everything here stands on: what a table is, and where its rows and columns begin.
const GROUND: &[&Key] = &[
    &t::ID,
    &t::TYPE,
    &t::COLUMNS,
    &t::GRAND_TOTAL,
    &t::TOTALS,
    &t::ROWS,
    &t::POSTS,
    &t::COLUMN_ID,
    &t::TOTAL_WHERE,
];

fn editions() -> Vec<(&'static str, &'static str)> {
    let all = DOCUMENT_TYPES.iter();
    all.flat_map(|kind| kind.editions.iter().map(|form| (kind.name, form.name))).collect()
}

/// True for the control area of a whole table.
fn is_area(key: &Key) -> bool {
    key.section == Section::Table && key.name == t::AREA.name
}

#[test]
fn no_key_is_taken_and_lost() {
    let mut wrong = Vec::new();
    // Most keys are tried on the same note.
    let mut seen: HashMap<String, Seen> = HashMap::new();
    for kind in TABLE_TYPES {
        let sections =
            [Section::Table, Section::Column, Section::GrandTotal, Section::Total, Section::Post];
        let keys = sections.iter().flat_map(|section| section.keys());
        for key in keys.filter(|key| !GROUND.iter().any(|ground| std::ptr::eq(*ground, **key))) {
            let becomes = kind.use_of(key);
            let (without, with) = tried(kind, key);
            // What a type has no block for stands in none.
            let no_block = match key.section {
                Section::Column => kind.columns != ColumnSource::Named,
                Section::Post | Section::Total => {
                    !without.posts || (key.section == Section::Total && kind.name == "tekst")
                }
                Section::GrandTotal => kind.name == "tekst",
                _ => false,
            };
            if no_block {
                continue;
            }
            for edition in editions() {
                let after = see(&with.toml(&edition));
                let before = without.toml(&edition);
                let before = &*seen.entry(before).or_insert_with_key(|toml| see(toml));
                let told =
                    after.misplaced.iter().any(|one| one.starts_with(&format!("{} ", key.name)));
                let right = match becomes {
                    None => {
                        told && !before
                            .misplaced
                            .iter()
                            .any(|one| one.starts_with(&format!("{} ", key.name)))
                    }
                    // The one control area of a whole table has no column in a business case.
                    Some(Use::Printed) if is_area(key) => !told && before.sums != after.sums,
                    Some(Use::Printed) => !told && before.page != after.page,
                    Some(Use::Reconciled) => !told && before.sums != after.sums,
                    Some(Use::Referred) => !told && before.said != after.said,
                };
                if !right {
                    wrong.push(format!(
                        "{} {:?} {} in {edition:?}: {becomes:?}; said {:?}",
                        kind.name, key.section, key.name, after.said
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// Two projects on one appropriation.
const PROJECTS: &str = "[[tabel]]
id = \"a\"
type = \"bevillinger\"
titel = \"Flytning\"
skal_give = 0

[[tabel.post]]
tekst = \"Landgreven, byggemodning\"
styringsomraade = \"service\"
udvalg = \"BIU\"
bevilling = \"35.10\"
ui = \"U\"
2020 = -400

[[tabel.post]]
tekst = \"Landgreven, p-anlæg\"
styringsomraade = \"service\"
udvalg = \"BIU\"
bevilling = \"35.10\"
ui = \"U\"
2020 = 400

[[tabel.post]]
delsum = true
tekst = \"Landgreven i alt\"
";

/// A note's first table as it is printed: its headings, and the words of each row.
fn printed(toml: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let solved = Case::new().note("BI1", toml).solved();
    let page = page(&solved, &solved.project().notes[0], true).expect("a page");
    let blocks = page.sections.iter().flat_map(|section| &section.blocks);
    let mut tables = blocks
        .filter_map(|block| if let Block::Table { table } = block { Some(table) } else { None });
    let table = tables.next().expect("a table");
    let words = |row: &Row| row.cells.iter().map(|cell| cell.text.clone()).collect();
    (
        table.columns.iter().map(|column| column.header.clone()).collect(),
        table.rows.iter().map(words).collect(),
    )
}

#[test]
fn the_text_of_an_appropriations_row_is_printed_beside_it() {
    let (headings, rows) = printed(PROJECTS);
    assert_eq!(headings[..5], ["Styringsområde", "Udvalg", "Bevilling", "Vedrører", "I/U"]);
    assert_eq!(rows[0][3], "Landgreven, byggemodning");
    assert_eq!(rows[1][3], "Landgreven, p-anlæg");
    // What a sum is called is what its row is called.
    assert_eq!((rows[2][0].as_str(), rows[2][3].as_str()), ("Landgreven i alt", ""));
    let lines = PROJECTS.lines().filter(|line| !line.starts_with("tekst"));
    let (headings, _) = printed(&lines.collect::<Vec<_>>().join("\n"));
    assert!(!headings.iter().any(|heading| heading == "Vedrører"), "{headings:?}");
}

#[test]
fn rows_of_options_that_exclude_each_other_are_told_apart_in_a_derived_table() {
    let option = |id: &str, other: &str| {
        format!("[[valgmulighed]]\nid = \"{id}\"\ntitel = \"{id}\"\nudelukker = [\"{other}\"]\n\n")
    };
    let derived =
        "[[tabel]]\nid = \"b\"\ntype = \"bevillinger\"\ntitel = \"B\"\nudledt_af = \"a\"\n\n";
    let source = PROJECTS.replace("skal_give = 0\n", "");
    let source = source.replacen("2020 = -400", "valg = \"A\"\n2020 = 300", 1).replacen(
        "2020 = 400",
        "valg = \"B\"\n2020 = 400",
        1,
    );
    let text = "[[afsnit]]\noverskrift = \"A\"\ntekst = '''\n{{ tabel(\"b\") }}\n\n{{ tabel(\"a\") }}\n'''\n\n";
    let options = option("A", "B") + &option("B", "A");
    let (headings, rows) = printed(&format!("{text}{options}{derived}{source}"));
    assert_eq!(headings[3], "Vedrører");
    assert_eq!((rows[0][3].as_str(), rows[1][3].as_str()), ("Valg A", "Valg B"));
}

#[test]
fn words_that_are_not_on_their_row_are_a_breach() {
    let project = Case::new().note("BI1", PROJECTS).read();
    let note = &project.notes[0];
    let mut page = audit::page(&project, note, false);
    assert_eq!(audit::audited(&project, note, &page).breaches, []);
    for block in page.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        if let Block::Table { table } = block {
            table.rows[1].cells[3].text.clear();
        }
    }
    let breaches = audit::audited(&project, note, &page).breaches;
    assert_eq!(breaches.len(), 1, "{breaches:?}");
    assert_eq!(breaches[0].kind, Kind::Lost("Landgreven, p-anlæg".to_owned()));
    let finding = &rule::printed::in_note(note, &breaches)[0];
    assert!(
        finding.message.get(Lang::Da).contains("uden `Landgreven, p-anlæg` i rækken Service"),
        "{finding:?}"
    );
}

/// A table of that type, which no other tells of.
fn alone(kind: &str, rest: &str) -> String {
    format!("[[tabel]]\nid = \"a\"\ntype = \"{kind}\"\ntitel = \"A\"\nalene = \"Kun her.\"\n{rest}")
}

#[test]
fn a_key_that_is_lost_is_one_finding_however_many_rows_have_it() {
    let row =
        |text: &str| format!("\n[[tabel.post]]\ntekst = \"{text}\"\nat_punkt = \"1\"\n2020 = 1\n");
    let toml = alone("aktiviteter", &(row("X") + &row("Y")));
    let outcome = Case::new().note("BI1", &toml).check().only(&["forkert-sted"]);
    let outcome = outcome
        .fails("forkert-sted")
        .at(9, 1)
        .holds(
            "`at_punkt` bruges kun i tabeltypen bevillinger; denne tabel er af typen aktiviteter",
        )
        .holds("slet at_punkt, eller skriv type = \"bevillinger\"");
    assert_eq!(outcome.picked().labels.len(), 1);
    let toml = alone(
        "tal",
        "kolonner = [{ id = \"x\", tekst = \"X\" }]\n[[tabel.post]]\ntekst = \"X\"\nx = 1\nbeloeb = 1\n",
    );
    let outcome = Case::new().note("BI1", &toml).check().only(&["forkert-sted"]);
    outcome.fails("forkert-sted").holds("skriv tallet under id'et på en af tabellens kolonner");
}

#[test]
fn an_amount_of_a_total_where_no_post_has_one_is_reported() {
    let rest = "[tabel.i_alt]\nbeloeb = 7\n[[tabel.post]]\ntekst = \"X\"\n2020 = 7\n";
    let outcome = Case::new().note("BI1", &alone("aktiviteter", rest)).check();
    outcome.only(&["tal-uden-plads"]).fails("tal-uden-plads").points_at("7");
}

#[test]
fn keys_of_figures_are_no_keys_of_a_column_of_words() {
    let columns = "kolonner = [{ id = \"x\", tekst = \"X\" }, { id = \"y\", tekst = \"Y\", slags = \"tekst\", aar = 2020 }]\n";
    let rest = format!("{columns}[[tabel.post]]\ntekst = \"X\"\nx = 7\ny = \"ord\"\n");
    let outcome = Case::new().note("BI1", &alone("tal", &rest)).check().only(&["forkert-sted"]);
    outcome.fails("forkert-sted").points_at("aar").holds("kun, hvor kolonnen har tal");
}

#[test]
fn a_column_of_words_leaves_the_committees_of_the_others() {
    let columns = "midler = \"ansøgt\"\nkolonner = [{ id = \"b\", tekst = \"B\", udvalg = \"BIU\" }, { id = \"s\", tekst = \"S\", udvalg = \"SUD\" }, { id = \"ord\", tekst = \"Ord\", slags = \"tekst\" }]\n";
    let rest = format!("{columns}[[tabel.post]]\ntekst = \"X\"\nb = 7\ns = 5\nord = \"ord\"\n");
    let other = "[[tabel]]\nid = \"f\"\ntype = \"fordeling\"\ntitel = \"F\"\n[[tabel.post]]\nudvalg = \"BIU\"\n2020 = 5\n[[tabel.post]]\nudvalg = \"SUD\"\n2020 = 7\n";
    let toml = alone("tal", &rest).replace("alene = \"Kun her.\"\n", "") + other;
    Case::new().note("BI1", &toml).check().fails("samme-midler").holds("BIU");
}

#[test]
fn the_note_of_a_table_that_is_shown_in_another_is_printed_there() {
    let toml = "[[afsnit]]\noverskrift = \"A\"\ntekst = '''\n{{ tabel(\"k\") }}\n'''\n\n[[tabel]]\nid = \"k\"\ntype = \"paavirkning\"\nsum_af = [\"v\"]\nnote = \"Egen note.\"\n\n[[tabel]]\nid = \"v\"\ntype = \"varige\"\nalene = \"Kun her.\"\nnote = \"Delens note.\"\n\n[[tabel.post]]\ntekst = \"X\"\nstyringsomraade = \"service\"\n2020 = 7\n";
    let solved = Case::new().note("BI1", toml).solved();
    let page = page(&solved, &solved.project().notes[0], false).expect("a page");
    let shown = serde_json::to_string(&page).unwrap();
    assert!(shown.contains("Egen note.") && shown.contains("Delens note."), "{shown}");
}
