//! A figure is the same everywhere: what a table prints of it, what its totals count it as, what a
//! message says and the text takes.

use budgetnotat::equation::Row;
use budgetnotat::equation::dimensions::Names;
use budgetnotat::note::{ColumnKey, TableNo};
use budgetnotat::page::{Block, Inline, Page, Table};
use budgetnotat::reconcile::reconcile;
use budgetnotat::rule::Selection;
use budgetnotat::rule::mentions::list::{Standing, entries};
use budgetnotat::view;

use crate::case::{Case, Outcome};

/// The case's first note as its page.
fn page(case: &Case) -> Page {
    let solved = case.solved();
    view::page(&solved, &solved.project().notes[0], false).unwrap()
}

fn table(page: &Page) -> &Table {
    let blocks = page.sections.iter().flat_map(|section| &section.blocks);
    blocks
        .into_iter()
        .find_map(|block| if let Block::Table { table } = block { Some(table) } else { None })
        .unwrap()
}

/// The first table's figures in the row that is called so, as they are printed, between bars.
fn row(case: &Case, name: &str) -> String {
    let page = page(case);
    let table = table(&page);
    let row = table.rows.iter().find(|row| row.cells[0].text == name).unwrap();
    let figures =
        table.columns.iter().zip(&row.cells).filter(|(column, _)| column.kind == "figure");
    figures.map(|(_, cell)| cell.text.as_str()).collect::<Vec<_>>().join("|")
}

/// One table of activities in a round with a range of six years, with these keys and blocks; a text
/// before it.
fn range(text: &str, blocks: &str) -> Case {
    let round =
        "titel = \"B\"\ndato = 2025-09-01\naar = [2026, \"2027-2032\"]\nprisniveau = 2026\n";
    let head = "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nalene = \"prøve\"\n";
    let section = format!(
        "[[afsnit]]\noverskrift = \"A\"\ntekst = '''\n{text}\n\n{{{{ tabel(\"t\") }}}}\n'''\n"
    );
    Case::new().round("budget-2026", round).note("BI1", &format!("{section}{head}{blocks}"))
}

const POST: &str =
    "[[tabel.post]]\nid = \"a\"\ntekst = \"A\"\n2026 = 5\n2027-2032 = { aarligt = 10 }\n";

fn total(figure: &str) -> String {
    format!("[tabel.i_alt]\n2027-2032 = {figure}\n{POST}")
}

#[test]
fn a_yearly_amount_is_told_alike_on_posts_and_totals() {
    for blocks in [POST.to_owned(), total("{ aarligt = 10 }")] {
        let case = range("", &blocks);
        assert_eq!(row(&case, "A"), "5|10|65", "{blocks}");
        assert_eq!(row(&case, "Udgifter i alt"), "5|10|65", "{blocks}");
        case.check().only(&[]);
    }
    // A total that is typed as a whole is no rate.
    let case = range("", &total("{ sum = 60 }"));
    assert_eq!(row(&case, "A"), "5|10\u{a0}årligt|65");
    assert_eq!(row(&case, "Udgifter i alt"), "5|60|65");
    case.check().only(&[]);
    // A subtotal and a share are claims like a total.
    let more = format!(
        "{POST}[[tabel.post]]\ntekst = \"B\"\nandel = {{ af = \"a\", pct = 50 }}\n[[tabel.post]]\ntekst = \"AB\"\ndelsum = true\n2027-2032 = {{ aarligt = 15 }}\n"
    );
    let case = range("", &more);
    assert_eq!((row(&case, "B"), row(&case, "AB")), ("3|5|33".to_owned(), "8|15|98".to_owned()));
    case.check().only(&[]);
}

#[test]
fn a_yearly_total_that_is_wrong_is_reported_as_its_whole_and_mended_as_it_is_typed() {
    let outcome =
        range("", &total("{ aarligt = 11 }")).check().only(&["kolonnesum"]).fails("kolonnesum");
    let outcome = outcome
        .points_at("11")
        .holds("er 66 (11 om året) i 2027-2032, men posterne giver 60")
        .holds("66 ≠ 60 (forskel 6)")
        .holds("eller 11 om året i linje 14 til 10 om året, stemmer det");
    let suspects: Vec<String> =
        outcome.picked().suspects.iter().map(|suspect| suspect.value.machine()).collect();
    assert!(
        suspects.contains(&"10".to_owned()) && suspects.contains(&"11".to_owned()),
        "{suspects:?}"
    );
    // Typed, either mend works.
    range("", &total("{ aarligt = 10 }")).check().only(&[]);
    range("", &total("{ aarligt = 11 }").replace("aarligt = 10 }", "aarligt = 11 }"))
        .check()
        .only(&[]);
}

#[test]
fn a_rate_that_can_not_give_the_sum_is_not_suggested() {
    // 65 is no six years of anything without decimals: the total is the only suspect.
    let outcome =
        range("", &total("{ sum = 65 }")).check().only(&["kolonnesum"]).fails("kolonnesum");
    let outcome = outcome.points_at("65").holds("ændres 65 i linje 14 til 60, stemmer det");
    assert_eq!(outcome.picked().suspects.len(), 1);
    // With a decimal and four years, it is.
    let with =
        |blocks: &str| range("", &format!("decimaler = 2\n{blocks}")).check().fails("kolonnesum");
    let quarter = total("{ sum = 41 }").replace("aarligt = 10", "aarligt = 10, antal = 4");
    let found = with(&quarter);
    assert!(found.picked().suspects.iter().any(|suspect| suspect.value.machine() == "10.25"));
}

#[test]
fn a_rate_that_is_rounded_is_off_in_each_of_its_years() {
    let rounded = |sum: &str| {
        let blocks = total(&format!("{{ sum = {sum} }}"))
            .replace("aarligt = 10", "aarligt = 1.2")
            .replace("2026 = 5\n", "");
        range("", &format!("enhed = \"mio. kr.\"\nafrundet = true\n{blocks}")).check()
    };
    // 7,2, six times half a tenth to either side, and the total's own half.
    rounded("7.5").only(&[]);
    rounded("7.6").only(&["kolonnesum"]).fails("kolonnesum").holds("afrunding kan højst give 0,35");
}

#[test]
fn a_total_by_the_year_needs_parts_by_the_same_years() {
    let two = |total: &str, other: &str| {
        let blocks = format!(
            "[tabel.i_alt]\n2027-2032 = {total}\n{POST}[[tabel.post]]\nid = \"b\"\ntekst = \"B\"\n2027-2032 = {other}\n"
        );
        range("", &blocks).check()
    };
    two("{ aarligt = 20 }", "{ aarligt = 10 }").only(&[]);
    two("{ aarligt = 10 }", "{ aarligt = 0 }").only(&[]);
    let reported = two("{ aarligt = 20 }", "{ aarligt = 10, antal = 3 }")
        .only(&["aarlig-total"])
        .fails("aarlig-total");
    reported.points_at("20").holds("posterne giver 90 over alle årene").holds("skriv { sum = 90 }");
    two("{ sum = 90 }", "{ aarligt = 10, antal = 3 }").only(&[]);
    // Right in all, and still no rate of theirs.
    two("{ aarligt = 15 }", "{ aarligt = 10, antal = 3 }").only(&["aarlig-total"]);
    two("{ aarligt = 20 }", "{ sum = 60 }")
        .only(&["aarlig-total"])
        .fails("aarlig-total")
        .holds("skriv { sum = 120 }");
    // A total with its own number of years, a subtotal, and a partial total.
    two("{ aarligt = 20, antal = 3 }", "{ aarligt = 10 }").only(&["aarlig-total"]);
    let rows = |subtotal: &str| {
        let blocks = format!(
            "i_alt = false\n[[tabel.total]]\ntekst = \"Del\"\nhvor = {{ art = \"omkostning\" }}\n2027-2032 = {subtotal}\n{POST}[[tabel.post]]\ntekst = \"B\"\n2027-2032 = {{ sum = 6 }}\n[[tabel.post]]\ntekst = \"Sum\"\ndelsum = true\n2027-2032 = {subtotal}\n"
        );
        range("", &blocks).check()
    };
    rows("{ sum = 66 }").only(&[]);
    rows("{ aarligt = 11 }").only(&["aarlig-total", "aarlig-total"]);
}

#[test]
fn a_rate_that_is_too_large_over_its_years_is_reported_at_the_rate() {
    range("", "[[tabel.post]]\ntekst = \"A\"\n2027-2032 = { aarligt = 166_666_666_666_666 }\n")
        .check()
        .only(&[]);
    range("", "[[tabel.post]]\ntekst = \"A\"\n2027-2032 = { aarligt = 166_666_666_666_667 }\n")
        .check()
        .only(&["for-stor-sum"])
        .fails("for-stor-sum")
        .points_at("166_666_666_666_667")
        .holds("166.666.666.666.667 om året i 6 år");
}

#[test]
fn a_sign_against_its_post_is_reported_as_it_is_typed() {
    let post = POST.replace("tekst = \"A\"", "tekst = \"A\"\nui = \"I\"").replace("2026 = 5\n", "");
    range("", &post).check().warns("ui-fortegn").points_at("10").holds("10 om året er positivt");
}

/// The first paragraph of the case's text, as it is printed.
fn text(case: &Case) -> String {
    let page = page(case);
    serde_json::to_value(&page.sections[0].blocks[0]).unwrap()["content"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|inline| inline["text"].as_str())
        .collect::<String>()
        .replace('\u{a0}', " ")
}

#[test]
fn a_post_without_an_id_is_offered_the_one_that_the_text_names() {
    let post = POST.replace("id = \"a\"\n", "");
    let told = |expression: &str, words: &str| {
        let case = range(&format!("Der søges {{{{ {expression} }}}}."), &post);
        case.check().only(&["ukendt-tal"]).fails("ukendt-tal").holds(words);
    };
    told("t.a[2026] | mio", "posten `A` har intet id: skriv id = \"a\"");
    told("t.b[2026] | mio", "ingen af posterne har et id; totalen er i_alt");
}

#[test]
fn the_text_takes_the_whole_and_asks_for_the_rate() {
    let said = |expression: &str, blocks: &str| {
        let case = range(&format!("Der søges {{{{ {expression} }}}}."), blocks);
        let text = text(&case);
        case.check().only(&[]);
        text
    };
    let two =
        format!("{POST}[[tabel.post]]\nid = \"b\"\ntekst = \"B\"\n2027-2032 = {{ aarligt = 2 }}\n");
    assert_eq!(said("t.a[\"2027-2032\"]", POST), "Der søges 60 t.kr.");
    assert_eq!(said("t.a[\"2027-2032\"] | aarligt | kr", POST), "Der søges 10.000 kr.");
    assert_eq!(said("t.a[\"2027-2032\"] | aarligt | tal", POST), "Der søges 10.");
    assert_eq!(said("t.i_alt[\"2027-2032\"] | aarligt | tal", &two), "Der søges 12.");
    assert_eq!(
        said("sum(t.a[\"2027-2032\"], t.b[\"2027-2032\"]) | aarligt | tal", &two),
        "Der søges 12."
    );
    assert_eq!(said("t.i_alt[\"2027-2032\"] | tal", &total("{ aarligt = 10 }")), "Der søges 60.");
    let fails = |expression: &str, blocks: &str, rule: &str| {
        range(&format!("Der søges {{{{ {expression} }}}}."), blocks)
            .check()
            .only(&[rule])
            .fails(rule)
    };
    fails("t.a[2026] | aarligt", POST, "ukendt-tal").holds("ikke skrevet som et beløb om året");
    fails("t.a.i_alt | aarligt", POST, "ukendt-tal");
    fails(
        "t.i_alt[\"2027-2032\"] | aarligt",
        &two.replace("aarligt = 2", "aarligt = 2, antal = 3"),
        "ukendt-tal",
    );
    fails("t.i_alt[\"2027-2032\"] | aarligt", &total("{ sum = 60 }"), "ukendt-tal");
    fails("t.a[\"2027-2032\"] | mio | aarligt", POST, "tekst-udtryk").holds("skriv den først");
    fails("t.a[\"2027-2032\"] | mio | abs", POST, "tekst-udtryk")
        .holds("skriv den først: | abs | mio");
    fails("t.a[\"2027-2032\"] | mio | kr", POST, "tekst-udtryk").holds("skriv kun én enhed: | kr");
    fails("t.a[\"2027-2032\"] | aarligt | aarligt", POST, "tekst-udtryk");
    fails("sum(t.a[\"2027-2032\"] | aarligt, t.a[2026])", POST, "tekst-udtryk");
    // What is written out is no figure that can be added: the first would be printed alone.
    for sum in
        ["sum(t.a[2026] | mio, t.a[\"2027-2032\"])", "sum(t.a[2026], t.a[\"2027-2032\"] | tal)"]
    {
        fails(sum, POST, "tekst-udtryk").holds("skriv filtret efter summen");
    }
}

/// What the amounts in a text stand for.
fn standing(text: &str) -> Vec<(Standing, String)> {
    let solved = range(text, POST).solved();
    entries(&solved, &Selection::All)
        .into_iter()
        .map(|entry| (entry.standing, entry.behind.da))
        .collect()
}

#[test]
fn an_amount_in_the_text_is_the_whole_or_by_the_year_the_rate() {
    let backed = |text: &str, behind: &str| {
        let found = standing(text);
        assert_eq!(found.len(), 1, "{text}");
        assert!(found[0].0 == Standing::Backed && found[0].1.contains(behind), "{text}: {found:?}");
    };
    backed("Der søges 60 t.kr. i 2027-2032.", "A i 2027-2032");
    backed("Der søges 10 t.kr. årligt i 2027-2032.", "A i 2027-2032 om året");
    backed("Der søges 10 t.kr. om året i 2028.", "A i 2027-2032 om året");
    for text in ["Der søges 60 t.kr. årligt i 2027-2032.", "Der søges 10 t.kr. i 2027-2032."] {
        assert_eq!(standing(text)[0].0, Standing::Unbacked, "{text}");
    }
    assert_eq!(standing("Der søges 10 t.kr. årligt i 2026.")[0].0, Standing::Wrong);
}

#[test]
fn a_slip_of_a_rate_offers_the_rate() {
    let post = POST.replace("aarligt = 10", "aarligt = 1_533");
    range("Afdraget på A er 1.553 t.kr. årligt.", &post)
        .check()
        .warns("beloeb-afviger")
        .holds("{{ t.a[\"2027-2032\"] | aarligt | tkr }}");
}

/// Two years and these blocks, rounded.
fn rounded(blocks: &str) -> Case {
    let head = "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nalene = \"prøve\"\nenhed = \"mio. kr.\"\nafrundet = true\naar = [2020, 2021]\n";
    Case::new().note("BI1", &format!("{head}{blocks}"))
}

fn post(name: &str, figures: &str) -> String {
    format!("[[tabel.post]]\nid = \"{name}\"\ntekst = \"{name}\"\n{figures}\n")
}

fn three(figures: impl Fn(&str) -> String) -> String {
    ["0.8", "0.8", "0.7"]
        .iter()
        .zip(["x", "y", "z"])
        .map(|(figure, name)| post(name, &figures(figure)))
        .collect()
}

#[test]
fn a_corner_is_filled_in_from_what_has_the_fewest_roundings() {
    let both = three(|figure| format!("2020 = {figure}\n2021 = {figure}"));
    let corner = |blocks: &str| {
        row(&rounded(blocks), "Udgifter i alt").rsplit('|').next().unwrap().to_owned()
    };
    // The written totals, not the six figures above them; one of them and the three above the
    // other.
    assert_eq!(corner(&format!("[tabel.i_alt]\n2020 = 2.4\n2021 = 2.4\n{both}")), "4,8");
    assert_eq!(corner(&format!("[tabel.i_alt]\n2020 = 2.4\n{both}")), "4,7");
    // Where nothing is written, both ways are one.
    assert_eq!(corner(&both), "4,6");
    // Written sums across, and no totals; both; one of the sums.
    let across = three(|figure| {
        format!(
            "2020 = {figure}\n2021 = {figure}\ni_alt = {}",
            if figure == "0.8" { "1.7" } else { "1.5" }
        )
    });
    assert_eq!(corner(&across), "4,9");
    assert_eq!(corner(&format!("[tabel.i_alt]\n2020 = 2.4\n2021 = 2.4\n{across}")), "4,8");
    let one = both.replacen("2021 = 0.8", "2021 = 0.8\ni_alt = 1.7", 1);
    assert_eq!(corner(&one), "4,7");
    // A year alone: what the total row says is what it gives across.
    let year = |total: &str| {
        format!("decimaler = 0\n{total}{}{}", post("x", "2020 = 1"), post("y", "2020 = 2"))
    };
    assert_eq!(row(&rounded(&year("[tabel.i_alt]\n2020 = 2\n")), "Udgifter i alt"), "2||2");
    // A partial total too; and a subtotal by the sums across of its parts.
    let part = format!(
        "i_alt = false\n[[tabel.total]]\ntekst = \"Del\"\nhvor = {{ art = \"omkostning\" }}\n2020 = 2.4\n2021 = 2.4\n{both}"
    );
    assert_eq!(row(&rounded(&part), "Del"), "2,4|2,4|4,8");
    let sub = format!("i_alt = false\n{across}[[tabel.post]]\ntekst = \"Delsum\"\ndelsum = true\n");
    assert_eq!(row(&rounded(&sub), "Delsum"), "2,3|2,3|4,9");
}

#[test]
fn the_text_takes_the_corner_that_is_printed() {
    let both = three(|figure| format!("2020 = {figure}\n2021 = {figure}"));
    let head = "[[afsnit]]\noverskrift = \"A\"\ntekst = '''\nDer søges {{ t.i_alt.i_alt }} nu.\n\n{{ tabel(\"t\") }}\n'''\n";
    let case = rounded(&format!("[tabel.i_alt]\n2020 = 2.4\n2021 = 2.4\n{both}{head}"));
    assert_eq!(text(&case), "Der søges 4,8 mio. kr. nu.");
    case.check().only(&[]);
}

#[test]
fn a_written_corner_is_held_against_both_ways() {
    let both = three(|figure| format!("2020 = {figure}\n2021 = {figure}"));
    let check = |corner: &str| {
        rounded(&format!("[tabel.i_alt]\n2020 = 2.4\n2021 = 2.4\ni_alt = {corner}\n{both}")).check()
    };
    check("4.7").only(&[]);
    check("4.9").only(&[]);
    check("4.6").fails("raekkesum");
}

/// A table with a post whose last year goes on, and these blocks after it; the years of the round
/// are four.
fn lasting(blocks: &str) -> Case {
    let head = "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nalene = \"prøve\"\n";
    let own = "[[tabel.post]]\nid = \"v\"\ntekst = \"V\"\nvarig = true\n2020 = 100\n2021 = 100\n";
    Case::new().note("BI1", &format!("{head}{own}{blocks}"))
}

#[test]
fn what_a_lasting_post_is_part_of_has_no_sum_across() {
    let delsum = "[[tabel.post]]\nid = \"d\"\ntekst = \"D\"\ndelsum = true\n";
    let case = lasting(delsum);
    assert_eq!(
        (row(&case, "D"), row(&case, "Udgifter i alt")),
        ("100|100||".to_owned(), "100|100||".to_owned())
    );
    case.check().only(&[]);
    // Another post keeps its own; sums and shares of the lasting one have none, however far they
    // are from it.
    let more = "[[tabel.post]]\nid = \"e\"\ntekst = \"E\"\n2020 = 1\n2021 = 2\n[[tabel.post]]\nid = \"s\"\ntekst = \"S\"\nsum_af = [\"e\", \"-a\"]\n[[tabel.post]]\nid = \"a\"\ntekst = \"A\"\nandel = { af = \"v\", pct = 10 }\n[[tabel.post]]\ntekst = \"H\"\nheraf = \"v\"\n2020 = 3\n2021 = 4\n[[tabel.post]]\ntekst = \"F\"\nsum_af = [\"e\"]\n";
    let case = lasting(more);
    for (name, printed) in [
        ("V", "100|100|||"),
        ("E", "1|2|||3"),
        ("S", "-9|-8|||"),
        ("A", "10|10|||"),
        ("H", "3|4|||"),
        ("F", "1|2|||3"),
        ("Udgifter i alt", "111|112|||"),
    ] {
        assert_eq!(row(&case, name), printed, "{name}");
    }
    // What does not exist can't be fetched, and is no 0 elsewhere.
    let fetch =
        "[[afsnit]]\noverskrift = \"A\"\ntekst = '''\n{{ t.d[2022] }}\n\n{{ tabel(\"t\") }}\n'''\n";
    lasting(&format!("{delsum}{fetch}")).check().only(&["ukendt-tal"]);
}

/// Which rows of a table have a sum across.
fn across(note: &str, table: TableNo) -> Vec<bool> {
    let project = Case::new().note("BI1", note).read();
    let note = &project.notes[0];
    let reconciled = reconcile(note, &project.municipality, project.round(note).unwrap());
    let rows = reconciled.note.tables[table].post_numbers().map(Row::Post).chain([Row::Grand]);
    rows.map(|row| reconciled.system.find(table, row, &ColumnKey::Across).is_some()).collect()
}

#[test]
fn a_table_that_is_derived_has_the_sums_across_of_its_source() {
    let note = |keys: &str, post: &str| {
        format!(
            "[[tabel]]\nid = \"o\"\ntype = \"aktiviteter\"\ntitel = \"O\"\n{keys}\n[[tabel.post]]\nid = \"v\"\ntekst = \"V\"\nudvalg = \"BIU\"\nstyringsomraade = \"service\"\n2020 = 1\n2021 = 1\n{post}\n[[tabel.post]]\ntekst = \"B\"\nudvalg = \"SUD\"\nstyringsomraade = \"service\"\nandel = {{ af = \"v\", pct = 100 }}\n\
             [[tabel]]\nid = \"f\"\ntype = \"fordeling\"\ntitel = \"F\"\nudledt_af = \"o\"\n"
        )
    };
    assert_eq!(across(&note("", ""), TableNo(1)), [true, true, true]);
    // The share of a lasting post lasts too.
    assert_eq!(across(&note("", "varig = true"), TableNo(1)), [false, false, false]);
    assert_eq!(across(&note("varig = true", ""), TableNo(1)), [false, false, false]);
    let levels = "prisniveau = { 2020 = 2020, 2021 = 2021, 2022 = 2021, 2023 = 2021 }";
    assert_eq!(across(&note(levels, ""), TableNo(1)), [false, false, false]);
}

#[test]
fn what_is_filled_in_from_nothing_is_not_there() {
    let head = "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nalene = \"prøve\"\n";
    let blocks = "[[tabel.post]]\nid = \"a\"\ntekst = \"A\"\n2020 = 4\n[[tabel.post]]\nid = \"z\"\ntekst = \"Z\"\n2021 = 0\n[[tabel.post]]\ntekst = \"B\"\nandel = { af = \"a\", pct = 50 }\n[[tabel.post]]\ntekst = \"D\"\nsum_af = [\"a\", \"z\"]\n";
    let case = Case::new().note("BI1", &format!("{head}{blocks}"));
    // A written 0 is there.
    for (name, printed) in [("B", "2||||2"), ("D", "4|0|||4"), ("Udgifter i alt", "6|0|||6")] {
        assert_eq!(row(&case, name), printed, "{name}");
    }
    let project = case.read();
    let note = &project.notes[0];
    let (round, names) = (
        project.round(note).unwrap(),
        Names::new(&project.municipality, project.round(note).unwrap()),
    );
    let reconciled = reconcile(note, &project.municipality, round);
    let figures = budgetnotat::pack::figures::figures(&reconciled, &names, round);
    let out: Vec<String> = figures
        .map(|figure| format!("{} {} {}", figure.post, figure.column, figure.amount))
        .collect();
    assert_eq!(out, ["A 2020 4", "Z 2021 0", "B 2020 2", "D 2020 4", "D 2021 0"]);
}

/// Two tables of different money, one in millions and one in thousands, and a relation between
/// them.
fn relation(coarse: &str, figure: &str, fine: &str, relation: &str) -> Outcome {
    let tables = format!(
        "[[tabel]]\nid = \"grov\"\ntype = \"aktiviteter\"\ntitel = \"G\"\nenhed = \"mio. kr.\"\nmidler = \"g\"\n{coarse}\n[[tabel.post]]\nid = \"x\"\ntekst = \"X\"\n2020 = {figure}\n\
         [[tabel]]\nid = \"fin\"\ntype = \"aktiviteter\"\ntitel = \"F\"\nmidler = \"f\"\n[[tabel.post]]\nid = \"y\"\ntekst = \"Y\"\n2020 = {fine}\n\
         [[afstemning]]\ntekst = \"De er ens\"\n{relation}\n"
    );
    Case::new().note("BI1", &tables).check()
}

#[test]
fn a_relation_is_held_in_the_finest_of_its_units() {
    let equal = "led = [\"grov.x\", \"-fin\"]\nfor_hver = [\"aar\"]";
    let held = |coarse: &str, figure: &str, fine: &str| relation(coarse, figure, fine, equal);
    held("afrundet = true", "206.2", "206_223").only(&[]);
    held("afrundet = true", "206.2", "206_250").only(&[]);
    held("afrundet = true", "206.2", "206_251")
        .only(&["afstemning"])
        .fails("afstemning")
        .holds("206.200 t.kr. ≠ 206.251 t.kr. (forskel 51 t.kr.)");
    // One that has all the digits is exact, and held as that.
    held("decimaler = 3", "206.223", "206_223").only(&[]);
    held("decimaler = 3", "206.223", "206_224")
        .only(&["afstemning"])
        .fails("afstemning")
        .holds("(forskel 1 t.kr.)");
    // One that can't have them, and does not say that it is rounded, is not held against the other,
    // and that is told.
    for fine in ["206_223", "206_200", "999_999"] {
        held("", "206.2", fine)
            .only(&["afstemning-enhed"])
            .warns("afstemning-enhed")
            .points_at("\"grov.x\"")
            .holds("kan ikke efterprøves")
            .holds("afrundet = true")
            .holds("decimaler = 3");
    }
    // Weights are of what is told in one unit.
    relation(
        "afrundet = true",
        "103.1",
        "206_223",
        "led = [\"2*grov.x\", \"-fin\"]\nfor_hver = [\"aar\"]",
    )
    .only(&[]);
}

#[test]
fn figures_that_are_no_money_have_no_unit_to_convert() {
    let tables = |count: i32| {
        format!(
            "[[tabel]]\nid = \"antal\"\ntype = \"tal\"\ntitel = \"N\"\nkolonner = [{{ id = \"n\", tekst = \"N\" }}]\n[[tabel.post]]\nid = \"p\"\ntekst = \"P\"\nn = {count}\n\
             [[tabel]]\nid = \"udgift\"\ntype = \"aktiviteter\"\ntitel = \"U\"\nenhed = \"kr.\"\nmidler = \"u\"\n[[tabel.post]]\nid = \"y\"\ntekst = \"Y\"\n2020 = 1_500\n\
             [[afstemning]]\ntekst = \"500 kr. hver\"\nled = [\"500*antal.p[n]\", \"-udgift.y[2020]\"]\n"
        )
    };
    Case::new().note("BI1", &tables(3)).check().only(&[]);
    // Nor is the difference told in theirs.
    let reported =
        Case::new().note("BI1", &tables(4)).check().only(&["afstemning"]).fails("afstemning");
    reported.holds("2.000 ≠ 1.500 (forskel 500)");
}

#[test]
fn a_terms_column_counts_where_the_relation_is_held_by_code() {
    let tables = |led: &str, each: &str| {
        let column =
            "kolonner = [{ id = \"drift\", tekst = \"D\" }, { id = \"loen\", tekst = \"L\" }]";
        let note = format!(
            "[[tabel]]\nid = \"a\"\ntype = \"tal\"\ntitel = \"A\"\nenhed = \"1.000 kr.\"\n{column}\n[[tabel.post]]\ntekst = \"B\"\nudvalg = \"BIU\"\ndrift = 5\nloen = 7\n[[tabel.post]]\ntekst = \"S\"\nudvalg = \"SUD\"\ndrift = 1\nloen = 2\n\
             [[tabel]]\nid = \"b\"\ntype = \"aktiviteter\"\ntitel = \"B\"\nmidler = \"b\"\n[[tabel.post]]\ntekst = \"B\"\nudvalg = \"BIU\"\n2020 = 5\n2021 = 2\n[[tabel.post]]\ntekst = \"S\"\nudvalg = \"SUD\"\n2020 = 1\n2021 = 1\n\
             [[afstemning]]\ntekst = \"Ens\"\nled = [{led}]\nfor_hver = [{each}]\n"
        );
        Case::new().note("BI1", &note).check()
    };
    tables("\"a[drift]\", \"-b[2020]\"", "\"udvalg\"").only(&[]);
    tables("\"a[loen]\", \"-b[i_alt]\"", "\"udvalg\"").only(&[]);
    tables("\"a[loen]\", \"-b[2020]\"", "\"udvalg\"")
        .only(&["afstemning", "afstemning"])
        .fails("afstemning")
        .holds("7 ≠ 5");
    // For each year, a term that says its own year can't count.
    let reported =
        tables("\"b\", \"-b[2020]\"", "\"aar\"").only(&["afstemning-led"]).fails("afstemning-led");
    reported.points_at("\"-b[2020]\"").holds("siger selv sin kolonne").holds("slet [2020]");
}

#[test]
fn a_term_without_a_sum_across_is_reported() {
    let relation = "[[afstemning]]\ntekst = \"Ens\"\nled = [\"t.v[i_alt]\", \"-t.v[2020]\"]\n";
    lasting(relation)
        .check()
        .only(&["afstemning-led"])
        .fails("afstemning-led")
        .holds("ingen sum på tværs");
}

/// What can't be filled in leaves no hole in a draft: it is told, and marked where it stands.
#[test]
fn a_draft_shows_where_a_figure_can_not_be_filled_in() {
    let solved = range("Der søges {{ t.b[2026] | mio }} i alt.", POST).solved();
    let shown = |draft: bool| {
        let page = view::page(&solved, &solved.project().notes[0], draft).unwrap();
        let Some(Block::Paragraph { content }) = page.sections[0].blocks.first().cloned() else {
            panic!("a paragraph")
        };
        content
    };
    let figure = |inline: &Inline| matches!(inline, Inline::Figure { text, disputed: Some(words), .. } if text == "?" && words == "kan ikke udfyldes");
    assert!(shown(true).iter().any(figure), "{:?}", shown(true));
    assert!(!shown(false).iter().any(figure));
}
