//! `budgetnotat fmt` on a table that is written in lines.

use std::fs;

use budgetnotat::grid::{parse, same};
use budgetnotat::key::Section;
use budgetnotat::layout::format;
use proptest::prelude::*;
use proptest::sample::select;

use crate::desk::{BI8, Desk, said};

fn note(lines: &str) -> String {
    format!("[[tabel]]\nid = \"t\"\nraekker = '''{lines}'''\ntype = \"aktiviteter\"\n")
}

/// What stands between the quotes once it is laid out.
fn tidy(lines: &str) -> String {
    let text = format(&note(lines), Section::Note).unwrap();
    assert_eq!(format(&text, Section::Note).as_ref(), Ok(&text));
    let (_, rest) = text.split_once("raekker = '''").unwrap();
    rest.split_once("'''").unwrap().0.to_owned()
}

#[test]
fn lines_get_their_bars_and_figures_stand_under_each_other() {
    let typed = "\ntekst | styringsomraade|2020|I alt\n---|---|---:|---\n\n| Løn |service| 10000\n> | heraf A\\|B || 1_200|-5|\n== | I alt||11.200|\n";
    assert_eq!(
        tidy(typed),
        "\n|    | tekst | styringsomraade |     2020 |    I alt |\n\
         |    | Løn | service |   10.000 |          |\n\
         | >  | heraf A\\|B |  |    1.200 |       -5 |\n\
         | == | I alt |  |   11.200 |          |\n"
    );
}

#[test]
fn one_digit_more_changes_its_own_line_alone() {
    let lines = |figure: &str| {
        tidy(&format!("\n|tekst|2020|2021|\n|Løn|1|2|\n|En lang tekst|{figure}|4|\n|Drift|5|6|\n"))
    };
    let before = lines("999");
    for figure in ["1.000", "99.999.999", "100.000.000.000", "-5", "(1.200)", "12,5"] {
        let after = lines(figure);
        let changed = before.lines().zip(after.lines()).filter(|(one, other)| one != other).count();
        assert_eq!((changed, after.lines().count()), (1, before.lines().count()), "{after}");
    }
    // A text that gets longer, too.
    assert_eq!(
        lines("1").lines().filter(|line| line.starts_with("| Løn |")).collect::<Vec<_>>(),
        ["| Løn |        1 |        2 |"]
    );
}

#[test]
fn lines_from_a_spreadsheet_become_bars() {
    let typed = "\ntekst\tui\t2020\t\n\"Løn \"\"A\"\"\nog B | C\"\tU\t10.000\t\t\nDrift\t\t5\n";
    assert_eq!(
        tidy(typed),
        "\n| tekst | ui |     2020 |\n| Løn \"A\" og B \\| C | U |   10.000 |\n| Drift |  |        5 |\n"
    );
}

#[test]
fn what_a_finding_tells_of_is_left_as_it_is() {
    for lines in [
        "\ntekst | 2020\nLøn   1.200\n",
        "\n| tekst | 2020 |\n|Løn|1|2|\n",
        "\n| tekst | 2020 |\n# kommentar\n",
        "\n|| 2020 |\n|Løn|1|\n",
        "",
        "\n\n",
    ] {
        assert_eq!(tidy(lines), lines);
    }
    let quoted = "[[tabel]]\nraekker = \"\"\"\n|tekst|2020|\n|Løn|1|\n\"\"\"\n";
    assert_eq!(format(quoted, Section::Note).as_deref(), Ok(quoted));
    let unclosed = "[[tabel]]\nraekker = '''\n|tekst|2020|\n";
    assert!(format(unclosed, Section::Note).is_err());
    // A carriage return by itself would become a line end, and another text the next time.
    let stray = "[[tabel]]\nraekker = '''\r\r\n|tekst|2020|\r\n'''\r\n";
    assert!(format(stray, Section::Note).unwrap_err().da.contains("linje 2"));
}

#[test]
fn figures_with_decimals_signs_and_two_readings_keep_them() {
    assert_eq!(
        tidy(
            "\n|tekst|2020|\n|a|1200,50|\n|b|−1200|\n|c|(1200)|\n|d|+7|\n|e|12.5|\n|f|0012|\n|g|ti|\n"
        ),
        "\n| tekst |     2020 |\n| a | 1.200,50 |\n| b |   −1.200 |\n| c |  (1.200) |\n| d |        7 |\n| e |     12.5 |\n| f |     0012 |\n| g |       ti |\n"
    );
    // A number in a column of words may be no figure.
    assert_eq!(
        tidy("\n|tekst|Sag|Antal|\n|a|2027|2027|\n|b|ny|5|\n|c|gammel|6|\n"),
        "\n| tekst | Sag |    Antal |\n| a | 2027 |     2027 |\n| b | ny |        5 |\n| c | gammel |        6 |\n"
    );
}

/// On disk, Windows line ends and all, with the findings of `check` before and after.
#[test]
fn fmt_changes_no_finding() {
    let desk = Desk::new(".");
    let text = fs::read_to_string(desk.path(BI8)).unwrap();
    let at = text.find("[[tabel]]\nid = \"oekonomi\"").unwrap();
    let lines = "raekker = '''\r\ntekst|styringsomraade|2020|2021\r\nLøn|service|10000|10000\r\n> | heraf A | service | 1| 2\r\n==|Alt i alt||9000|10.000|\r\n'''\r\n";
    let table = format!(
        "[[tabel]]\r\nid = \"linjer\"\r\ntype = \"aktiviteter\"\r\ntitel = \"L\"\r\nudsnit = true\r\nnummereret = false\r\n{lines}\r\n"
    );
    let whole = text[..at].replace('\n', "\r\n") + &table + &text[at..].replace('\n', "\r\n");
    fs::write(desk.path(BI8), whole).unwrap();
    let findings = || {
        let output = said(&desk.run(&["check", BI8, "--format", "short"]));
        let lines: Vec<String> = output
            .lines()
            .filter(|line| !line.contains("linjeskift") && line.contains("BI8.toml:"))
            .map(|line| line.split_once(": ").map_or(line, |(_, told)| told).to_owned())
            .collect();
        lines
    };
    let before = findings();
    assert!(before.iter().any(|line| line.contains("10.000")), "{before:?}");
    assert_eq!(desk.run(&["fmt", BI8]).status.code(), Some(0));
    let tidy = fs::read_to_string(desk.path(BI8)).unwrap();
    assert!(
        tidy.contains("| == | Alt i alt |  |    9.000 |   10.000 |\n") && !tidy.contains('\r'),
        "{tidy}"
    );
    assert_eq!(findings(), before);
}

/// Pieces of lines.
pub(crate) const PIECES: &[&str] = &[
    "| … |",
    "…",
    "...",
    "|",
    "|",
    "|",
    "|",
    "\\|",
    "\\",
    "\t",
    "\t",
    "\n",
    "\n",
    "\n",
    "\r\n",
    " ",
    "  ",
    "\"",
    "\"\"",
    "tekst",
    "id",
    "2020",
    "2021",
    "I alt",
    "2027-2032 sum",
    "Antal",
    "Løn",
    "heraf A",
    "1.200",
    "10000",
    "-5",
    "−5",
    "(7)",
    "12.5",
    "12,5",
    "-",
    "–",
    "#",
    "=",
    "==",
    ">",
    "---",
    ":-:",
    "\u{a0}",
    "æ",
    "'",
    "''",
    "ja",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in the lines: laid out once is laid out for good, and says the same.
    #[test]
    fn any_lines_are_laid_out_and_say_the_same(pieces in proptest::collection::vec(select(PIECES), 0..60)) {
        let lines = pieces.concat().replace("'''", "");
        let lines = lines.trim_end_matches('\'');
        let text = note(lines);
        let tidy = format(&text, Section::Note);
        prop_assert!(tidy.is_ok(), "{:?}: {}", tidy, lines);
        let tidy = tidy.unwrap();
        let again = format(&tidy, Section::Note);
        prop_assert_eq!(again.as_ref(), Ok(&tidy), "{}", lines);
        let inner = tidy.split_once("raekker = '''").and_then(|(_, rest)| rest.split_once("'''")).unwrap().0;
        let lines = lines.replace("\r\n", "\n");
        if parse(&lines).faults.is_empty() {
            prop_assert!(same(&lines, inner), "{}\n{}", lines, inner);
        } else {
            prop_assert_eq!(lines, inner);
        }
    }
}
