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

#[test]
fn a_line_of_headers_that_is_missing_is_one_finding_and_the_lines_are_read() {
    let head = "| id | tekst | styringsomraade | 2020 | 2021 | 2022 | 2023 |";
    told(&format!("{PAY}{COURSES}"), "raekker-form", (0, PAY[2..].trim_end_matches(" |\n")), head);
    let total = "== | | I alt | | 10.900 | 11.700 | 11.700 | 11.700 |\n";
    checked(&format!("{PAY}{COURSES}{total}")).only(&["raekker-form"]);
    let wrong = PAY.replace("3.200", "3.300");
    checked(&format!("{wrong}{COURSES}")).only(&["raekker-form", "samme-midler"]);
    let across = |line: &str, sum: &str| format!("{} {sum} |\n", line.trim_end());
    let lines = format!("{}{}", across(PAY, "22.700"), across(COURSES, "23.300"));
    checked(&lines)
        .only(&["raekker-form"])
        .fails("raekker-form")
        .holds(&format!("{head} ").replace("2023 | ", "2023 | I alt |"));
    let without = |line: &str| line.replacen("| loen", "", 1).replacen("| kurser", "", 1);
    let lines = format!("{}{}", without(PAY), without(COURSES));
    checked(&lines)
        .only(&["raekker-form"])
        .fails("raekker-form")
        .holds("| tekst | styringsomraade | 2020");
    // Figures can be headers of a table's own columns.
    for lines in
        ["| Skole | 1 | 2 |\n| Nord | 120 | 130 |\n", "| 2020 | 2021 |\n| 1.200 | 1.300 |\n"]
    {
        let own = format!(
            "[[tabel]]\nid = \"t\"\ntype = \"nøgletal\"\ntitel = \"T\"\nraekker = '''\n{lines}'''\n"
        );
        let all = Case::new().note("BI1", &own).check().all();
        assert!(!all.contains("overskriftslinje"), "{all}");
    }
}

#[test]
fn a_line_break_that_is_missing_is_one_finding_and_both_lines_are_read() {
    let total = "== | | I alt | | 10.900 | 11.700 | 11.700 | 11.700 |\n";
    for between in ["| | uddannelse", "|| uddannelse", "|    | uddannelse"] {
        let two = format!("{}{}", PAY.trim_end(), COURSES.replacen("| kurser", &between[1..], 1));
        let next = "| uddannelse | Kurser | service | 7.700";
        checked(&format!("{HEAD}{two}"))
            .only(&["raekker-form"])
            .fails("raekker-form")
            .holds("her mangler et linjeskift")
            .holds(next);
    }
    let two = format!("{HEAD}{PAY}{} {total}", COURSES.trim_end());
    checked(&two).only(&["raekker-form"]).fails("raekker-form").holds("== | | I alt | | 10.900");
    let wrong = format!("{HEAD}{} {}", PAY.trim_end(), COURSES.replace("7.700", "7.800"));
    checked(&wrong).only(&["raekker-form", "samme-midler"]);
}

#[test]
fn one_line_without_bars_is_written_out_and_read() {
    let help = "skriv | loen | Løn | service | 3.200 | 6.500 | 6.500 | 6.500 |";
    for line in [
        "loen;Løn;service;3.200;6.500;6.500;6.500",
        "loen Løn service    3.200    6.500    6.500    6.500",
        "loen Løn service 3.200 6.500 6.500 6.500",
        "¦ loen ¦ Løn ¦ service ¦ 3.200 ¦ 6.500 ¦ 6.500 ¦ 6.500 ¦",
        "| loen ¦ Løn | service | 3.200 | 6.500 | 6.500 | 6.500 |",
        "| loen │ Løn │ service | 3.200 | 6.500 | 6.500 | 6.500 |",
    ] {
        told(&format!("{HEAD}{line}\n{COURSES}"), "raekker-form", (1, line), help);
    }
    let line = "loen Løn og pension service 3.200 6.500 6.500 6.500";
    told(
        &format!("{HEAD}{line}\n{COURSES}"),
        "raekker-form",
        (1, line),
        "| loen | Løn og pension | service |",
    );
    // Where the cells can't be told, nothing is said of what the first of them can't be.
    let line = "loen;Løn;service;3.200;6.500;6.500";
    told(&format!("{HEAD}{line}\n{COURSES}"), "raekker-form", (1, line), "skriv | mellem cellerne");
}

#[test]
fn a_sign_that_is_no_mark_is_told_and_its_line_is_a_post() {
    for sign in ["+", "~", "§"] {
        let lines = format!("{HEAD}{PAY}{sign} {COURSES}");
        checked(&lines)
            .only(&["raekker-maerke"])
            .fails("raekker-maerke")
            .points_at(sign)
            .holds("uden mærke er linjen en post");
    }
}

#[test]
fn a_header_by_another_word_is_read_as_the_key() {
    let head = HEAD.replace("styringsomraade", "Styringsområde");
    told(
        &format!("{head}{PAY}{COURSES}"),
        "raekker-kolonne",
        (0, "Styringsområde"),
        "styringsomraade",
    );
}

#[test]
fn what_is_no_figure_in_a_cell_is_offered_what_was_meant() {
    for (typed, help) in [
        ("3.2OO", "mente du 3.200?"),
        ("32l0", "mente du 3.210?"),
        ("3.200 kr.", "mente du 3.200?"),
        ("#####", "for smal"),
        ("#REF!", "en fejl i regnearket"),
        ("#VÆRDI!", "en fejl i regnearket"),
        ("=SUM(D2:D3)", "en formel fra regnearket"),
        ("3,2 mio. kr.", "skriv tallet alene, uden ord"),
    ] {
        let pay = PAY.replace("3.200", typed);
        told(&format!("{HEAD}{pay}{COURSES}"), "raekker-tal", (1, typed), help);
    }
}
