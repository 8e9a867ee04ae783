//! Tables in lines whose marks are missing, wrong or not closed, and lines with a character too few.

use std::fmt::Write as _;

use budgetnotat::project::{Input, Project, Selection};
use budgetnotat::rule::check;
use budgetnotat::solved::Solved;

use crate::robust::real;

const HEAD: &str = "id = \"BI8\"
titel = \"T\"
type = \"budgetnotat\"
udgave = \"2019\"
forvaltning = \"BIF\"
";

const GRID: &str = "
[[tabel]]
id = \"t\"
type = \"aktiviteter\"
titel = \"T\"
udsnit = true
raekker = '''
|    | tekst | styringsomraade |     2020 |     2021 |
| #  | Mellem [1 |  |          |          |
|    | Løn \\| A | service |   10.000 |     1,5  |
| >  | heraf 'B' | service |    1.000 |          |
|    | Kurser = \"x\" | service |      500 |        - |
| == | Udgifter i alt |  |          |          |
'''
decimaler = 1
";

const SECTION: &str = "
[[afsnit]]
overskrift = \"Økonomi\"
tekst = '''
Se {{ tabel(\"t\") }}.

{{ tabel(\"t\") }}
'''
";

/// Findings of a note: line, column, rule and message.
type Told = Vec<(usize, usize, &'static str, String)>;

fn told(note: &str) -> Told {
    let [municipality, round, _, _] = real();
    let input = |path: &str, bytes: Vec<u8>| Input { path: path.to_owned(), bytes };
    let solved = Solved::new(Project::read(vec![
        input("notes/kommune.toml", municipality),
        input("notes/budget-2020/runde.toml", round),
        input("notes/budget-2020/BI8.toml", note.as_bytes().to_vec()),
    ]));
    let project = solved.project();
    let findings =
        check(&solved, &Selection::Paths(vec!["notes/budget-2020/BI8.toml".to_owned()])).findings;
    let of_note = findings.iter().filter(|finding| {
        project.path(finding.primary.span.file).ends_with("BI8.toml")
            && !["linjeskift", "bom"].contains(&finding.rule.name)
    });
    of_note
        .map(|finding| {
            let span = finding.primary.span;
            let source = project.sources.get(span.file).unwrap();
            let before = &source.text[..span.start as usize];
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            (
                before.matches('\n').count() + 1,
                column,
                finding.rule.name,
                finding.message.da.clone(),
            )
        })
        .collect()
}

fn note() -> String {
    let section = SECTION.replace("Se {{ tabel(\"t\") }}.\n\n", "");
    format!("{HEAD}{GRID}{section}")
}

/// The line of a text.
fn line_of(note: &str, what: &str) -> usize {
    note[..note.find(what).unwrap()].matches('\n').count() + 1
}

#[test]
fn an_unclosed_table_is_one_finding_at_its_first_line() {
    let sound = note();
    assert_eq!(told(&sound), vec![]);
    let at = line_of(&sound, "raekker = ");
    let lines = &GRID[GRID.find("raekker").unwrap()..GRID.find("'''\ndecimaler").unwrap()];
    let section = SECTION.replace("Se {{ tabel(\"t\") }}.\n\n", "");
    let head = format!("{HEAD}{}", &GRID[..GRID.find("raekker").unwrap()]);
    let other = "[[tabel]]\nid = \"u\"\ntype = \"aktiviteter\"\ntitel = \"U\"\nudsnit = true\n\n[[tabel.post]]\ntekst = \"A\"\nstyringsomraade = \"service\"\n2020 = 5\n";
    let place = section.replace("{{ tabel(\"t\") }}", "{{ tabel(\"t\") }}\n\n{{ tabel(\"u\") }}");
    let ends = [
        // The next key, a comment above the next block, the next table, the end of the file.
        format!("{head}decimaler = 1\n{lines}afrundet = false\n{section}"),
        format!("{head}{lines}decimaler = 1\n{section}"),
        format!("{head}decimaler = 1\n{lines}\n# ---- den næste\n\n{section}"),
        format!("{head}decimaler = 1\n{lines}\n{other}{place}"),
        format!("{head}decimaler = 1\n{lines}tom = \"-\"\n{section}"),
        format!("{HEAD}{section}{}decimaler = 1\n{lines}", &GRID[..GRID.find("raekker").unwrap()]),
        format!("{head}decimaler = 1\n{lines}''\n{section}"),
        format!("{head}decimaler = 1\n{lines}\"\"\"\n{section}"),
    ];
    for text in ends {
        for text in [text.clone(), text.replace('\n', "\r\n")] {
            let told = told(&text);
            let rules: Vec<_> = told.iter().map(|(line, _, rule, _)| (*line, *rule)).collect();
            assert_eq!(
                rules,
                [(line_of(&text, "raekker = "), "uafsluttet-tekst")],
                "{told:?}\n{text}"
            );
            assert_eq!(told[0].3, "tabellens linjer efter `raekker =` slutter aldrig");
        }
    }
    assert!(at > 0);
}

#[test]
fn other_marks_are_one_finding_and_the_lines_are_read() {
    let sound = note();
    for (open, close) in [
        ("\"\"\"", "\"\"\""),
        ("''", "'''"),
        ("'", "'''"),
        ("", "'''"),
        ("’’’", "’’’"),
        ("```", "```"),
        ("\"\"", "\"\""),
    ] {
        // A figure that can't be read shows that the others are.
        let text = sound
            .replacen("raekker = '''", &format!("raekker = {open}"), 1)
            .replacen("|\n'''\n", &format!("|\n{close}\n"), 1)
            .replace("      500 |", "     fem |");
        for text in [text.clone(), text.replace('\n', "\r\n")] {
            let told = told(&text);
            let places: Vec<_> = told.iter().map(|(line, _, _, _)| *line).collect();
            assert_eq!(
                places,
                [line_of(&text, "raekker ="), line_of(&text, "     fem |")],
                "{open}: {told:?}"
            );
            assert_eq!(told[1].2, "raekker-tal", "{open}: {told:?}");
        }
    }
}

#[test]
fn a_bar_missing_between_headers_is_one_finding() {
    let text = note().replacen("| tekst | styringsomraade |", "| tekst   styringsomraade |", 1);
    let told = told(&text);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!((told[0].0, told[0].1, told[0].2), (line_of(&text, "| tekst "), 8, "raekker-form"));
}

#[test]
fn every_cell_has_its_place_with_windows_line_ends_too() {
    let broken = note()
        .replace("10.000 |", "ti mio. |")
        .replace("        - |", "     1.25 |")
        .replace("| service |    1.000 |", "| servise |    1.000 |");
    let lf = told(&broken);
    let rules: Vec<_> = lf.iter().map(|(line, column, rule, _)| (*line, *column, *rule)).collect();
    let at = line_of(&broken, "ti mio.");
    let expected = [
        (at, 31, "raekker-tal"),
        (at + 1, 20, "ukendt-styringsomraade"),
        (at + 2, 48, "raekker-tal"),
    ];
    assert_eq!(rules, expected);
    assert_eq!(told(&broken.replace('\n', "\r\n")), lf);
    // And below a mend of something else.
    let other = broken.replacen("titel = \"T\"", "titel = \"T", 1);
    let told = told(&other);
    assert!(lf.iter().all(|finding| told.contains(finding)), "{told:?}\n{lf:?}");
    assert_eq!(told.len(), lf.len() + 1, "{told:?}");
}

/// One character deleted, anywhere: few findings, and none above the line that was touched but at
/// the table's first line, where its marks are what is missing.
#[test]
fn a_character_that_is_missing_is_told_where_it_is() {
    let sound = note();
    let first = line_of(&sound, "raekker = ");
    let last = line_of(&sound, "decimaler");
    let mut worst = (0, String::new());
    let mut many = 0;
    for (at, c) in sound.char_indices() {
        let line = sound[..at].matches('\n').count() + 1;
        if !(first..=last).contains(&line) {
            continue;
        }
        let mut text = sound.clone();
        text.remove(at);
        let told = told(&text);
        for (place, _, rule, message) in &told {
            let at_marks = *place == first && *rule == "uafsluttet-tekst";
            assert!(
                *place >= line || at_marks,
                "{c:?} of line {line}: line {place}: {rule}: {message}\n{text}"
            );
        }
        many += usize::from(told.len() > 2);
        if told.len() > worst.0 {
            let mut listed = format!("{c:?} of line {line}\n");
            for finding in &told {
                let _ = writeln!(listed, "{finding:?}");
            }
            worst = (told.len(), listed);
        }
    }
    assert!(worst.0 <= 6, "{}", worst.1);
    assert!(many <= 12, "{many} with more than two findings; most: {}", worst.1);
}
