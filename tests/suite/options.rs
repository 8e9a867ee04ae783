//! Options that exclude each other: what is printed of them, and what can't be.

use std::fmt::Write as _;
use std::fs;

use budgetnotat::page::Table;
use budgetnotat::view;

use crate::case::Case;
use crate::desk::{Desk, said};

const A_OR_B: &str = "[[valgmulighed]]\nid = \"A\"\ntitel = \"Fuld indsats\"\nudelukker = [\"B\"]\n\n\
                      [[valgmulighed]]\nid = \"B\"\ntitel = \"Halv indsats\"\n\n";

fn post(text: &str, choice: &str, amounts: &str) -> String {
    let choice = if choice.is_empty() { String::new() } else { format!("valg = \"{choice}\"\n") };
    format!(
        "[[tabel.post]]\nid = \"{}\"\ntekst = \"{text}\"\n{choice}{amounts}\n\n",
        text.to_lowercase()
    )
}

fn table(head: &str, posts: &[String]) -> String {
    let head =
        format!("styringsomraade = \"service\"\nalene = \"prøve\"\naar = [2020, 2021]\n{head}");
    format!(
        "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\n{head}\n{}",
        posts.concat()
    )
}

/// Common posts, and those of one option or the other.
fn posts() -> Vec<String> {
    vec![
        post("Ledelse", "", "2020 = 100\n2021 = 100"),
        post("Fuld", "A", "2020 = 1_000"),
        post("Halv", "B", "2020 = 500\n2021 = 7"),
    ]
}

fn page(note: &str, draft: bool) -> Vec<Table> {
    let solved = Case::new().note("BI1", note).solved();
    let page = view::page(&solved, &solved.project().notes[0], draft).unwrap();
    let blocks = page.sections.into_iter().flat_map(|section| section.blocks);
    blocks
        .filter_map(|block| {
            if let budgetnotat::page::Block::Table { table } = block { Some(table) } else { None }
        })
        .collect()
}

/// The rows of one kind: their texts.
fn rows(table: &Table, kind: &str) -> Vec<String> {
    let rows = table.rows.iter().filter(|row| row.kind == kind);
    rows.map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|"))
        .collect()
}

#[test]
fn a_total_is_printed_for_each_choice_with_what_belongs_to_none() {
    let note = format!("{A_OR_B}{}", table("", &posts()));
    Case::new().note("BI1", &note).check().clean();
    assert_eq!(
        rows(&page(&note, false)[0], "total"),
        [
            "Udgifter i alt ved valg af A (Fuld indsats), med de fælles poster|1.100|100|1.200",
            "Udgifter i alt ved valg af B (Halv indsats), med de fælles poster|600|107|707"
        ]
    );
}

#[test]
fn options_that_can_be_chosen_together_are_added() {
    let three = format!("{A_OR_B}[[valgmulighed]]\nid = \"T\"\ntitel = \"Evaluering\"\n\n");
    let mut all = posts();
    all.push(post("Tilvalg", "T", "2020 = 9"));
    let note = format!("{three}{}", table("", &all));
    let shown = rows(&page(&note, false)[0], "total");
    assert_eq!(
        shown[0],
        "Udgifter i alt ved valg af A (Fuld indsats) og T (Evaluering), med de fælles poster|1.109|100|1.209"
    );
    assert_eq!(
        shown[1],
        "Udgifter i alt ved valg af B (Halv indsats) og T (Evaluering), med de fælles poster|609|107|716"
    );
    let free = note.replace("udelukker = [\"B\"]\n", "");
    assert_eq!(rows(&page(&free, false)[0], "total"), ["Udgifter i alt|1.609|107|1.716"]);
}

#[test]
fn a_total_without_common_posts_does_not_say_that_it_has_any() {
    let note = format!("{A_OR_B}{}", table("", &posts()[1..]));
    let total = |choice| format!("Udgifter i alt ved valg af {choice}");
    let shown = rows(&page(&note, false)[0], "total");
    assert_eq!(shown[0], total("A (Fuld indsats)|1.000||1.000"));
    assert_eq!(shown[1], total("B (Halv indsats)|500|7|507"));
}

/// Rows that are called by codes alone would be alike.
#[test]
fn a_row_by_codes_says_which_option_it_belongs_to() {
    let post = |choice: &str, text: &str, amount: u32| {
        format!(
            "[[tabel.post]]\nstyringsomraade = \"service\"\nudvalg = \"BIU\"\nbevilling = \"35.10\"\nui = \"U\"\n{choice}{text}2020 = {amount}\n\n"
        )
    };
    let head = "[[tabel]]\nid = \"b\"\ntype = \"bevillinger\"\ntitel = \"B\"\nalene = \"prøve\"\naar = [2020]\n\n";
    let (a, b) = ("valg = \"A\"\n", "valg = \"B\"\n");
    let posts = [post("", "", 1), post(a, "", 2), post(b, "tekst = \"Husleje\"\n", 3)].concat();
    let tables = page(&format!("{A_OR_B}{head}{posts}"), false);
    let column = tables[0].columns.iter().position(|column| column.header == "Vedrører").unwrap();
    let own: Vec<&str> =
        tables[0].rows.iter().take(3).map(|row| row.cells[column].text.as_str()).collect();
    assert_eq!(own, ["", "Valg A: Fuld indsats", "Husleje (valg B: Halv indsats)"]);

    let post = |choice: &str, amount: u32| {
        format!("[[tabel.post]]\nudvalg = \"BIU\"\n{choice}2020 = {amount}\n\n")
    };
    let head = head.replace("bevillinger", "fordeling");
    let posts = [post("", 1), post(a, 2), post(b, 3)].concat();
    let tables = page(&format!("{A_OR_B}{head}{posts}"), false);
    let label = |row: usize| tables[0].rows[row].cells[0].text.clone();
    let name = label(0);
    assert_eq!(label(1), format!("{name} (valg A: Fuld indsats)"));
    assert_eq!(label(2), format!("{name} (valg B: Halv indsats)"));
}

#[test]
fn a_partial_total_is_printed_for_each_choice_too() {
    let head = "i_alt = false\n\n[[tabel.total]]\ntekst = \"Service i alt\"\nhvor = { styringsomraade = \"service\" }\n\n\
                [[tabel.total]]\ntekst = \"Scenarie A i alt\"\nhvor = { valg = \"A\" }\n";
    let note = format!("{A_OR_B}{}", table(head, &posts()));
    Case::new().note("BI1", &note).check().clean();
    assert_eq!(
        rows(&page(&note, false)[0], "total"),
        [
            "Service i alt ved valg af A (Fuld indsats), med de fælles poster|1.100|100|1.200",
            "Service i alt ved valg af B (Halv indsats), med de fælles poster|600|107|707",
            "Scenarie A i alt|1.000||1.000"
        ]
    );
}

#[test]
fn what_must_give_a_figure_is_held_for_each_choice() {
    let finance = |amount: &str| {
        let mut all = posts();
        all.push(post("Kassen", "A", "2020 = -1_100\n2021 = -100"));
        all.push(post("Puljen", "B", &format!("2020 = {amount}\n2021 = -107")));
        let note =
            format!("{A_OR_B}{}", table("skal_give = 0", &all)).replace("alene = \"prøve\"\n", "");
        Case::new().note("BI1", &note).check()
    };
    finance("-600").clean();
    finance("-601")
        .only(&["skal-give"])
        .fails("skal-give")
        .holds("skal give 0 i 2020, men giver -1");
}

#[test]
fn a_table_that_is_derived_keeps_options_apart() {
    let source = table("udvalg = \"BIU\"", &posts());
    let derived = "[[tabel]]\nid = \"f\"\ntype = \"fordeling\"\ntitel = \"F\"\nudledt_af = \"t\"\naar = [2020, 2021]\n";
    let note = format!("{A_OR_B}{source}{derived}");
    let tables = page(&note, false);
    let shown = rows(tables.iter().find(|table| table.title == "F").unwrap(), "total");
    assert_eq!(shown.len(), 2, "{tables:?}");
    assert!(shown[0].contains("valg af A") && shown[0].contains("1.100"), "{shown:?}");
    assert!(shown[1].contains("valg af B") && shown[1].contains("600"), "{shown:?}");
}

#[test]
fn what_can_not_be_told_for_each_choice_is_an_error_and_the_draft_says_so() {
    let written = format!("{A_OR_B}{}", table("\n[tabel.i_alt]\n2020 = 1_600\n", &posts()));
    Case::new().note("BI1", &written).check().fails("total-over-valg").holds("slet de skrevne tal");
    let says = "(summen er af valgmuligheder, der udelukker hinanden)";
    assert!(
        rows(&page(&written, true)[0], "total")[0]
            .starts_with(&format!("Udgifter i alt {says}|1.600"))
    );

    let mut with_subtotal = posts();
    with_subtotal.push("[[tabel.post]]\ntekst = \"Indsats i alt\"\ndelsum = true\n\n".to_owned());
    let note = format!("{A_OR_B}{}", table("", &with_subtotal));
    Case::new()
        .note("BI1", &note)
        .check()
        .only(&["total-over-valg"])
        .fails("total-over-valg")
        .holds("`Indsats i alt` lægger valg A og B");
    assert!(
        rows(&page(&note, true)[0], "subtotal")[0].starts_with(&format!("Indsats i alt {says}"))
    );
    // As its mend says: a subtotal after each.
    with_subtotal.insert(2, "[[tabel.post]]\ntekst = \"Fuld i alt\"\ndelsum = true\n\n".to_owned());
    Case::new().note("BI1", &format!("{A_OR_B}{}", table("", &with_subtotal))).check().clean();

    let named = |terms: &str| {
        let mut all = posts();
        all.push(format!("[[tabel.post]]\ntekst = \"Sum\"\nsum_af = {terms}\n\n"));
        Case::new().note("BI1", &format!("{A_OR_B}{}", table("", &all))).check()
    };
    named("[\"fuld\", \"halv\"]").fails("total-over-valg").points_at("\"fuld\"");
    // What one costs more than the other is no sum of both.
    named("[\"fuld\", \"-halv\"]").clean();

    let relation = "[[afstemning]]\ntekst = \"Prøve\"\nled = [\"t\"]\n";
    let said =
        Case::new().note("BI1", &format!("{A_OR_B}{}{relation}", table("", &posts()))).check();
    said.fails("total-over-valg").holds("leddet `t`");
}

#[test]
fn prose_says_which_total_it_means() {
    let said = |expression: &str| {
        let text = format!(
            "[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '''\n{{{{ {expression} }}}}\n\n{{{{ tabel(\"t\") }}}}\n'''\n\n"
        );
        Case::new().note("BI1", &format!("{A_OR_B}{text}{}", table("", &posts()))).check()
    };
    said("t.i_alt[\"A\"][2020] | mio(1)").clean();
    said("t.i_alt[\"B\"] | mio(1)").clean();
    for expression in ["t.i_alt[2020]", "t.i_alt | mio(1)", "t.i_alt[\"C\"][2020]"] {
        said(expression).fails("ukendt-tal").holds("skriv hvilken: {{ t.i_alt[\"A\"][2020] }}");
    }
}

#[test]
fn an_amount_in_the_text_is_not_the_sum_of_both_options() {
    let said = |amount: &str| {
        let text = format!(
            "[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '''\nIndsatsen koster {amount} kr. i 2020.\n\n{{{{ tabel(\"t\") }}}}\n'''\n\n"
        );
        Case::new().note("BI1", &format!("{A_OR_B}{text}{}", table("", &posts()))).check()
    };
    said("1.100.000").silent("tal-ikke-i-tabel");
    let both = said("1.600.000");
    assert!(!both.findings().is_empty(), "1.600 t.kr. is nobody's price");
}

#[test]
fn more_choices_than_anybody_reads_are_reported() {
    let mut options = String::new();
    let mut all = Vec::new();
    for pair in 0..3 {
        for (own, other) in [("a", "b"), ("b", "a")] {
            let _ = write!(
                options,
                "[[valgmulighed]]\nid = \"{pair}{own}\"\ntitel = \"x\"\nudelukker = [\"{pair}{other}\"]\n\n"
            );
            all.push(post(&format!("p{pair}{own}"), &format!("{pair}{own}"), "2020 = 10"));
        }
    }
    Case::new()
        .note("BI1", &format!("{options}{}", table("", &all)))
        .check()
        .fails("total-over-valg")
        .holds("skriv i_alt = false");
    // Two pairs are four choices.
    let note = format!("{options}{}", table("", &all[..4]));
    Case::new().note("BI1", &note).check().silent("total-over-valg");
    assert_eq!(rows(&page(&note, false)[0], "total").len(), 4);
}

#[test]
fn a_share_of_an_options_post_is_that_options() {
    let share = "[[tabel.post]]\ntekst = \"Refusion\"\nandel = { af = \"fuld\", pct = -50 }\n";
    let note = format!("{A_OR_B}{}{share}", table("", &posts()));
    Case::new().note("BI1", &note).check().clean();
    assert_eq!(
        rows(&page(&note, false)[0], "total"),
        [
            "Udgifter i alt ved valg af A (Fuld indsats), med de fælles poster|600|100|700",
            "Udgifter i alt ved valg af B (Halv indsats), med de fælles poster|600|107|707"
        ]
    );
}

#[test]
fn an_option_that_the_note_does_not_have_is_offered_to_no_other_post() {
    let desk = Desk::new(".");
    let note = "notes/budget-2020/BI39.toml";
    let text = fs::read_to_string(desk.path(note)).unwrap();
    let at = text.find("id = \"b\"\n").unwrap();
    fs::write(desk.path(note), text[..at].to_owned() + &text[at..].replacen("\"B\"", "\"C\"", 1))
        .unwrap();
    let output = said(&desk.run(&["check", note, "--format", "short"]));
    assert!(output.contains("notatet har ingen valgmulighed `C`"), "{output}");
    assert!(output.contains("står der valg B i stedet for valg C"), "{output}");
    assert!(!output.contains("valg C i stedet"), "{output}");
}
