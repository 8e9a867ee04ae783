//! Rows of a table in lines whose cells go on over several of them.

use budgetnotat::key::Section;
use budgetnotat::layout::format;
use budgetnotat::page::Page;
use budgetnotat::view;

use crate::case::Case;
use crate::merging::merged;

const HEAD: &str = "[[tabel]]\nid = \"maal\"\ntype = \"tekst\"\ntitel = \"Mål\"\n";

const LINES: &str = "raekker = '''
|    | Målgruppe | Hvordan måles det | Hvem |
|    | Unge | Mål: | BIF |
| …  |  |  |  |
| …  |  | - 5 flere i job | SUF |
| ... | under 30 | - 6 \\| 7 dage |  |
|    | Ældre | Ingen | SUF |
'''
";

const POSTS: &str = "kolonner = [
    { id = \"maalgruppe\", tekst = \"Målgruppe\" },
    { id = \"hvordan_maales_det\", tekst = \"Hvordan måles det\" },
    { id = \"hvem\", tekst = \"Hvem\" },
]

[[tabel.post]]
maalgruppe = '''
Unge


under 30
'''
hvordan_maales_det = '''
Mål:

- 5 flere i job
- 6 | 7 dage
'''
hvem = '''
BIF

SUF
'''

[[tabel.post]]
maalgruppe = \"Ældre\"
hvordan_maales_det = \"Ingen\"
hvem = \"SUF\"
";

fn page(toml: &str) -> Page {
    let solved = Case::new().note("BI1", toml).solved();
    view::page(&solved, &solved.project().notes[0], true).unwrap()
}

#[test]
fn cells_over_lines_are_printed_as_texts_of_several_lines() {
    let (lines, posts) = (format!("{HEAD}{LINES}"), format!("{HEAD}{POSTS}"));
    assert_eq!(page(&lines), page(&posts));
    // The points are what makes the difference.
    assert_ne!(page(&lines.replace('…', " ")), page(&posts));
    assert_eq!(page(&lines.replace('\n', "\r\n")), page(&posts));
    Case::new().note("BI1", &lines).check().only(&[]);
}

#[test]
fn what_is_wrong_in_a_cell_over_lines_is_told_at_its_word() {
    for break_ in ["\n", "\r\n"] {
        let lines = LINES.replace("6 \\| 7 dage", "6 \\| 7 dage, {{ findes_ikke.i_alt }}");
        let text = format!("{HEAD}{lines}").replace('\n', break_);
        let column = "| ... | under 30 | - 6 \\| 7 dage, {{ ".len() + 1;
        Case::new()
            .note("BI1", &text)
            .check()
            .fails("ukendt-tal")
            .points_at("findes_ikke")
            .at(10, column);
    }
}

#[test]
fn a_post_is_one_line_of_text_and_has_one_figure_on_any_of_its_lines() {
    let table = |lines: &str| {
        format!(
            "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nudsnit = true\nraekker = '''\n{lines}'''\n"
        )
    };
    let over = table(
        "|    | tekst | styringsomraade | 2020 | 2021 |\n|    | Løn til | service |  | 5 |\n| …  | pædagoger |  | 1.200 |  |\n",
    );
    let one = table(
        "| tekst | styringsomraade | 2020 | 2021 |\n| Løn til pædagoger | service | 1.200 | 5 |\n",
    );
    assert_eq!(page(&over), page(&one));
    Case::new()
        .note("BI1", &over.replace("|  | 1.200 |  |", "|  | 1.200 | 7 |"))
        .check()
        .fails("raekker-form")
        .points_at("7")
        .at(9, "| …  | pædagoger |  | 1.200 | 7".chars().count())
        .holds("slet … forrest");
    // Two figures are never one of six digits.
    let two = over.replace("|  | 1.200 |  |", "|  | 1.200 | 700 |");
    let outcome = Case::new().note("BI1", &two).check().only(&["raekker-form"]);
    assert!(!outcome.all().contains("5.700"), "{}", outcome.all());
}

#[test]
fn points_below_the_headers_and_cells_beyond_them_are_told() {
    let text = format!("{HEAD}{}", LINES.replace("|    | Unge |", "| …  | Unge |"));
    let shown = Case::new().note("BI1", &text).check();
    shown.only(&["raekker-maerke"]).fails("raekker-maerke").points_at("…").at(7, 3);
    let text = format!("{HEAD}{}", LINES.replace("- 6 \\| 7 dage |  |", "- 6 dage |  | 7 |"));
    Case::new()
        .note("BI1", &text)
        .check()
        .only(&["raekker-form"])
        .fails("raekker-form")
        .points_at("7");
    // A line without figures is offered the points as well.
    let text = "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nudsnit = true\nraekker = '''\n|    | tekst | styringsomraade | 2020 |\n|    | Løn til | service | 5 |\n|    | pædagoger |  |  |\n'''\n";
    let told =
        Case::new().note("BI1", text).check().only(&["linje-uden-tal"]).warns("linje-uden-tal");
    told.holds("hører den til linjen ovenover, så skriv … samme sted");
    Case::new().note("BI1", &text.replace("|    | pæda", "| …  | pæda")).check().only(&[]);
}

#[test]
fn fmt_writes_one_sign_and_keeps_the_lines() {
    let typed = format!("{HEAD}{LINES}");
    let tidy = format(&typed, Section::Note).unwrap();
    assert_eq!(tidy, typed.replace("| ... |", "| …  |"));
    assert_eq!(format(&tidy, Section::Note).unwrap(), tidy);
}

#[test]
fn two_who_change_cells_of_one_row_are_merged_and_one_cell_changed_twice_is_told() {
    let note = |lines: &str| format!("id = \"BI1\"\n\n{HEAD}{lines}");
    let base = format(&note(LINES), Section::Note).unwrap();
    let ours = base.replace("5 flere i job", "8 flere i job");
    let theirs = base.replace("7 dage |  |", "7 dage | SOF |");
    let theirs = theirs.replace("| Ældre |", "| Alle |");
    assert_ne!(theirs, base);
    let (text, told) = merged(&base, &ours, &theirs);
    assert_eq!(told, Vec::<String>::new());
    let lines = text.split_once("'''\n").unwrap().1;
    assert!(lines.contains("| …  |  | - 8 flere i job | SUF |\n"), "{text}");
    assert!(lines.contains("SOF |\n") && lines.contains("| Alle |"), "{text}");
    assert_eq!(format(&text, Section::Note).unwrap(), text);
    let (text, told) = merged(&base, &ours, &base.replace("5 flere i job", "9 flere i job"));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(text.contains("9 flere i job") && text.contains("8 flere i job"), "{text}");
}
