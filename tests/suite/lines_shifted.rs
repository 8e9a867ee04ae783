//! Lines of a table from which a cell was deleted: one finding each, that says where.

use crate::case::{Case, Outcome};

const HEADERS: [&str; 8] =
    ["id", "tekst", "styringsomraade", "2020", "2021", "2022", "2023", "I alt"];
const PAY: [&str; 8] = ["loen", "Løn", "service", "1.100", "2.300", "3.700", "4.900", "12.000"];
const COURSES: [&str; 8] = ["kurser", "Kurser", "service", "500", "600", "800", "1.000", "2.900"];

fn line(cells: &[&str]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// The cells but one.
fn without<'c>(cells: &[&'c str], at: usize) -> Vec<&'c str> {
    let kept = cells.iter().enumerate().filter(|(number, _)| *number != at);
    kept.map(|(_, cell)| *cell).collect()
}

/// Checks a note with these lines, and a table by committee about the same money.
fn checked(lines: &str) -> Outcome {
    let note = format!(
        "[[tabel]]\nid = \"oekonomi\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nraekker = '''\n{lines}'''\n\n\
         [[tabel]]\nid = \"udvalg\"\ntype = \"fordeling\"\ntitel = \"B\"\nraekker = '''\n\
         | udvalg | styringsomraade | 2020 | 2021 | 2022 | 2023 |\n\
         | SUD | service | 1.600 | 2.900 | 4.500 | 5.900 |\n'''\n"
    );
    Case::new().note("BI1", &note).check()
}

#[test]
fn a_code_that_is_deleted_is_named_by_its_header() {
    for at in 0..3 {
        let row = without(&PAY, at);
        let lines = line(&HEADERS) + &line(&row) + &line(&COURSES);
        let (header, next) = (HEADERS[at], PAY[at + 1]);
        checked(&lines)
            .only(&["raekker-form"])
            .fails("raekker-form")
            .holds("linjen har 7 celler, men der er 8 overskrifter")
            .holds(&format!("der mangler en celle under {header}, foran {next}: skriv den"));
    }
}

#[test]
fn a_figure_that_is_deleted_is_named_by_what_the_other_table_says() {
    for across in [false, true] {
        let cut = |cells: &[&'static str]| cells[..if across { 8 } else { 7 }].to_vec();
        for (first, other, turned) in [(PAY, COURSES, false), (COURSES, PAY, true)] {
            for at in 3..6 {
                let row = without(&cut(&first), at);
                let (one, two) = (line(&row), line(&cut(&other)));
                let rows = if turned { two + &one } else { one + &two };
                let lines = line(&cut(&HEADERS)) + &rows;
                let (value, next, year) = (first[at], first[at + 1], HEADERS[at]);
                checked(&lines)
                    .only(&["raekker-form"])
                    .fails("raekker-form")
                    .points_at(next)
                    .holds(&format!("den under {year} mangler"))
                    .holds(&format!("skriv {value} | foran {next}, så stemmer det"));
                // The mend, typed.
                let row: Vec<&str> = row
                    .iter()
                    .flat_map(|cell| if *cell == next { vec![value, next] } else { vec![*cell] })
                    .collect();
                let (one, two) = (line(&row), line(&cut(&other)));
                checked(&(line(&cut(&HEADERS)) + &one + &two)).only(&[]);
            }
        }
    }
}

#[test]
fn a_blank_cell_that_is_deleted_is_asked_for() {
    let lines = |row: &str| {
        format!(
            "{}{row}| rest | Rest | service | 500 | 2.900 | 800 | 1.000 |\n",
            line(&HEADERS[..7])
        )
    };
    checked(&lines("| loen | Løn | service | 1.100 | | 3.700 | 4.900 |\n")).only(&[]);
    checked(&lines("| loen | Løn | service | 1.100 | 3.700 | 4.900 |\n"))
        .only(&["raekker-form"])
        .fails("raekker-form")
        .points_at("3.700")
        .holds("sæt en | mere foran 3.700 (en tom celle), så stemmer det");
}

#[test]
fn blank_cells_that_are_left_off_at_the_end_are_no_fault() {
    let lines = format!(
        "{}{}| rest | Rest | service | 1.000 |\n",
        line(&HEADERS[..7]),
        line(&["loen", "Løn", "service", "600", "2.900", "4.500", "5.900"])
    );
    checked(&lines).only(&[]);
    // A figure of such a line that is wrong by itself is told as that.
    checked(&lines.replace("| 1.000 |", "| 1.010 |")).only(&["samme-midler"]);
}
