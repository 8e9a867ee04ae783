//! Slips in tables in lines, as they happen when a table is typed or pasted: each is one finding, at
//! its place, and its help says what to type.

use crate::case::{Case, Outcome};

const HEAD: &str = "| id | tekst | styringsomraade |     2020 |     2021 |     2022 |     2023 |\n";
const PAY: &str = "| loen | Løn | service |    3.200 |    6.500 |    6.500 |    6.500 |\n";
const COURSES: &str = "| kurser | Kurser | service |    7.700 |    5.200 |    5.200 |    5.200 |\n";

/// The line that the table's lines begin on.
const FIRST: usize = 6;

/// Checks a note with these lines, and a table by committee about the same money.
fn checked(lines: &str) -> Outcome {
    let note = format!(
        "[[tabel]]\nid = \"oekonomi\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nraekker = '''\n{lines}'''\n\n\
         [[tabel]]\nid = \"udvalg\"\ntype = \"fordeling\"\ntitel = \"B\"\nraekker = '''\n\
         | udvalg | styringsomraade | 2020 | 2021 | 2022 | 2023 |\n\
         | SUD | service | 10.900 | 11.700 | 11.700 | 11.700 |\n'''\n"
    );
    Case::new().note("BI1", &note).check()
}

/// One finding: its rule, what it points at in which of the table's lines, and a part of its help.
#[track_caller]
fn told(lines: &str, rule: &str, at: (usize, &str), help: &str) {
    checked(lines)
        .only(&[rule])
        .fails(rule)
        .points_at(at.1)
        .at(FIRST + at.0, 1 + column(lines, at))
        .holds(help);
}

fn column(lines: &str, (line, text): (usize, &str)) -> usize {
    let line = lines.lines().nth(line).unwrap();
    line[..line.find(text).unwrap()].chars().count()
}

#[test]
fn the_sound_table_has_no_finding() {
    checked(&format!("{HEAD}{PAY}{COURSES}")).only(&[]);
}

#[test]
fn headers_with_more_than_the_year_are_one_finding_and_are_read() {
    let head = HEAD.replace("2020", "Budget 2020");
    told(&format!("{head}{PAY}{COURSES}"), "raekker-kolonne", (0, "Budget 2020"), "mente du 2020?");
    for typed in ["20", "B20", "2020 p/l", "År 2020", "BO 2020"] {
        let head = HEAD.replace("2020", typed);
        told(&format!("{head}{PAY}{COURSES}"), "raekker-kolonne", (0, typed), "mente du 2020?");
    }
    let all = HEAD.replace(" 20", " Budget 20");
    told(
        &format!("{all}{PAY}{COURSES}"),
        "raekker-kolonne",
        (0, "Budget 2020"),
        "skriv overskrifterne alene: 2020 | 2021 | 2022 | 2023",
    );
    // Its figures are compared all the same.
    let wrong = format!("{head}{}{COURSES}", PAY.replace("3.200", "3.300"));
    checked(&wrong).only(&["raekker-kolonne", "samme-midler"]);
}

#[test]
fn the_sum_across_by_another_word_is_offered_its_own() {
    let across = |head: &str, pay: &str| {
        format!(
            "{} {head} |\n{} {pay} |\n{} 23.300 |\n",
            HEAD.trim_end(),
            PAY.trim_end(),
            COURSES.trim_end()
        )
    };
    for word in ["Total", "Sum", "Ialt", "i alt", "Total 2020-2023"] {
        told(&across(word, "22.700"), "raekker-kolonne", (0, word), "mente du I alt?");
    }
    checked(&across("Total", "22.600")).only(&["raekker-kolonne", "raekkesum"]);
}

#[test]
fn a_line_above_the_headers_is_told_and_the_headers_are_those_below() {
    for above in ["| | | | Budget | | | |", "| id | tekst | styringsomraade | Budget | | | |"] {
        let lines = format!("{above}\n{HEAD}{PAY}{COURSES}");
        told(&lines, "raekker-form", (0, above), "slet den første");
    }
    // Years in a table of dates are none.
    let dates = "[[tabel]]\nid = \"t\"\ntype = \"tekst\"\ntitel = \"T\"\nraekker = '''\n| Start | Slut |\n| 2027 | 2029 |\n'''\n";
    Case::new().note("BI1", dates).check().only(&[]);
}

#[test]
fn a_header_that_is_left_out_is_one_finding_and_no_figure_is_compared() {
    let head = HEAD.replace("     2022 |", "");
    let lines = format!("{head}{PAY}{COURSES}");
    let headers = "id | tekst | styringsomraade |     2020 |     2021 |     2023";
    told(&lines, "raekker-form", (0, headers), "mangler 2022 mellem 2021 og 2023?");
    let head = HEAD.replace(" styringsomraade |", "");
    let lines = format!("{head}{PAY}{COURSES}");
    let headers = "id | tekst |     2020 |     2021 |     2022 |     2023";
    told(&lines, "raekker-form", (0, headers), "skriv de overskrifter, der mangler");
}

#[test]
fn a_blank_cell_too_many_is_one_finding_and_the_line_is_read_without_it() {
    let pay = PAY.replace("| service", "|| service");
    let lines = format!("{HEAD}{pay}{COURSES}");
    checked(&lines)
        .only(&["raekker-form"])
        .fails("raekker-form")
        .holds("slet en | mellem Løn og service");
    // A figure too many is another thing: which one, nobody knows.
    let pay = PAY.replace("3.200 |", "3.200 | 3.300 |");
    checked(&format!("{HEAD}{pay}{COURSES}"))
        .only(&["raekker-form"])
        .fails("raekker-form")
        .holds("slet cellen");
}

#[test]
fn other_separators_are_one_finding_at_the_headers() {
    for (separator, word) in [(";", "semikolon"), ("  ", "mellemrum")] {
        let parted = |line: &str| {
            let cells: Vec<&str> =
                line.split('|').map(str::trim).filter(|c| !c.is_empty()).collect();
            cells.join(separator) + "\n"
        };
        let lines = format!("{}{}{}", parted(HEAD), parted(PAY), parted(COURSES));
        let header = parted(HEAD);
        told(&lines, "raekker-form", (0, header.trim()), word);
    }
    let commas = "tekst,styringsomraade,2020,2021\nLøn,service,3200,6500\n";
    checked(commas).fails("raekker-form").holds("komma");
}

#[test]
fn parts_without_their_mark_are_offered_it() {
    for text in ["heraf vikarer", "herunder vikarer", "- vikarer", "• vikarer", "– heraf vikarer"]
    {
        let part = format!("| | {text} | service | 1.000 | 1.000 | 1.000 | 1.000 |\n");
        let lines = format!("{HEAD}{PAY}{part}{COURSES}");
        told(&lines, "raekker-maerke", (2, text), "skriv > forrest på linjen");
    }
    // More than the line above is no part of it.
    let list = "| | - vikarer | service | 9.000 | 1.000 | 1.000 | 1.000 |\n";
    checked(&format!("{HEAD}{PAY}{list}{COURSES}")).silent("raekker-maerke");
}

#[test]
fn what_is_no_mark_is_one_finding_that_offers_the_one_meant() {
    let marked = |mark: &str, line: &str| format!("| {mark} {line}");
    let sound = |last: &str| [HEAD, PAY, COURSES].map(|line| marked("", line)).concat() + last;
    let total = "|  | I alt |  |   10.900 |   11.700 |   11.700 |   11.700 |\n";
    for mark in ["===", "+", "I alt", "Σ", "sum"] {
        let lines = sound(&marked(mark, total));
        told(&lines, "raekker-maerke", (3, mark), "mente du ==?");
    }
    let lines =
        [&marked("", HEAD), "| ## |  | Personale |\n", &marked("", PAY), &marked("", COURSES)]
            .concat();
    told(&lines, "raekker-maerke", (1, "##"), "mente du #?");
    let lines = sound(&marked("x", total));
    checked(&lines).fails("raekker-maerke").holds("mærkerne er");
}
