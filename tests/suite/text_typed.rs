//! Texts as they come from Word, mail and last year's paper: bullets, signs, pasted tables, raised
//! figures, old dates, and what is typed beside what is filled in.

use budgetnotat::page::{Block, Inline};
use budgetnotat::view;

use crate::case::Case;

const TABLE: &str = "[[tabel]]\nid = \"oekonomi\"\ntype = \"aktiviteter\"\ntitel = \"Udgifter\"\nalene = \"prøve\"\n\n\
                     [[tabel.post]]\nid = \"rekruttering\"\ntekst = \"Rekruttering\"\nstyringsomraade = \"service\"\n2020 = 3_200\n2021 = 6_500\n2022 = 6_500\n";

/// A note of a table and this text.
fn said(text: &str) -> Case {
    Case::new().note(
        "BI1",
        &format!(
            "[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '''\n{text}\n\n{{{{ tabel(\"oekonomi\") }}}}\n'''\n\n{TABLE}"
        ),
    )
}

/// The blocks of a text, a line each: `-` before a point.
fn printed(blocks: &[Block]) -> Vec<String> {
    let inline = |content: &[Inline]| -> String {
        let one = |inline: &Inline| match inline {
            Inline::Text { text } | Inline::Figure { text, .. } => text.clone(),
            Inline::Break => "\n".to_owned(),
            _ => "?".to_owned(),
        };
        content.iter().map(one).collect()
    };
    let mut out = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph { content } => out.push(inline(content)),
            Block::Bullets { items } => {
                out.extend(
                    items.iter().flat_map(|item| printed(item)).map(|one| format!("- {one}")),
                );
            }
            _ => {}
        }
    }
    out
}

/// What is printed of a text.
fn page(text: &str) -> Vec<String> {
    let solved = said(text).solved();
    let page = view::page(&solved, &solved.project().notes[0], true).unwrap();
    printed(&page.sections[0].blocks)
}

#[test]
fn bullets_of_word_are_a_list() {
    let text = "Indsatserne er:\n\n•\tRekruttering\n•\tUddannelse\n\n\u{f0b7}\tFastholdelse";
    assert_eq!(page(text), ["Indsatserne er:", "- Rekruttering", "- Uddannelse", "- Fastholdelse"]);
    said(text).check().only(&[]);
}

#[test]
fn a_sign_at_the_beginning_of_a_line_is_kept() {
    let text = "Regnestykket er:\n\n+ 3,2 mio. kr. i udgift\n- 2,0 mio. kr. i besparelse";
    assert_eq!(
        page(text),
        ["Regnestykket er:", "+ 3,2 mio. kr. i udgift\n- 2,0 mio. kr. i besparelse"]
    );
    let text = "+ {{ oekonomi.rekruttering[2020] | mio }} i udgift";
    assert!(page(text)[0].starts_with("+ 3,2"), "{:?}", page(text));
    assert_eq!(page("- 3,2 mio. kr. til rekruttering"), ["- 3,2 mio. kr. til rekruttering"]);
    assert_eq!(page("I alt 2*3*4 forløb."), ["I alt 2*3*4 forløb."]);
}

#[test]
fn a_note_under_a_table_keeps_its_star() {
    let note = TABLE.replace("alene =", "note = \"* Afvigelse skyldes afrunding\"\nalene =");
    let text =
        "[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '''\n{{ tabel(\"oekonomi\") }}\n'''\n\n";
    let solved = Case::new().note("BI1", &format!("{text}{note}")).solved();
    let page = view::page(&solved, &solved.project().notes[0], true).unwrap();
    let Block::Table { table } = &page.sections[0].blocks[0] else { panic!("a table") };
    let note = &table.notes[0];
    assert_eq!(
        (note.mark.as_str(), printed(&note.blocks)),
        ("*", vec!["Afvigelse skyldes afrunding".to_owned()])
    );
}

#[test]
fn a_fetched_figure_of_another_year_is_told() {
    said("Der søges {{ oekonomi.rekruttering[2021] | mio }} i 2020.")
        .check()
        .only(&["beloeb-andre-aar"])
        .points_at("{{ oekonomi.rekruttering[2021] | mio }}")
        .holds("skriv {{ oekonomi.rekruttering[2020] | mio }}");
    said("Der søges {{ sum(oekonomi.rekruttering[2020], oekonomi.rekruttering[2021]) | mio }} i 2020.")
        .check()
        .warns("beloeb-andre-aar");
    for text in [
        "Der søges {{ oekonomi.rekruttering[2020] | mio }} i 2020 og {{ oekonomi.rekruttering[2021] | mio }} årligt i 2021-2022.",
        "Der søges {{ oekonomi.rekruttering[2021] | mio }} (2020 p/l) til det.",
        "I Budget 2019 var det {{ oekonomi.rekruttering[2021] | mio }}.",
        "Der søges {{ oekonomi.rekruttering | mio }} i 2020-2022.",
    ] {
        said(text).check().only(&[]);
    }
}

#[test]
fn what_is_filled_in_and_typed_as_well_is_told() {
    for (text, place) in [
        ("Der søges {{ oekonomi.rekruttering[2020] | mio }} mio. kr. i 2020.", " mio. kr."),
        ("Der søges {{ oekonomi.rekruttering[2020] | tkr }} kr. i 2020.", " kr."),
        ("Jf. tabel {{ ref(\"oekonomi\") }} er det så.", "tabel {{ ref(\"oekonomi\") }}"),
    ] {
        said(text).check().only(&["hentet-dobbelt"]).points_at(place);
    }
    said("Jf. tabel {{ ref(\"oekonomi\") }} er det så.")
        .check()
        .holds("skriv {{ ref(\"oekonomi\") | lille }}");
    said("Der søges {{ oekonomi.rekruttering[2020] | mio }}, jf. {{ ref(\"oekonomi\") | lille }}.")
        .check()
        .only(&[]);
}

#[test]
fn a_table_pasted_with_tabulators_is_told() {
    said("Sådan:\n\nAktivitet\t2020\t2021\nRekruttering\t3.200\t6.500")
        .check()
        .only(&["indsat-tabel"])
        .holds("| Aktivitet | 2020 | 2021 |");
    said("Et ord\tog et til.").check().only(&[]);
}

#[test]
fn footnotes_in_another_hand_are_told() {
    said("Det søges.¹ Se nedenfor.\n\n¹ Cirkulæret for budget 2020.")
        .check()
        .only(&["fodnote-tegn"])
        .holds("[^1]:");
    said("En bolig på 80 m² koster mere.").check().only(&[]);
    said("Det søges.[^1] Se nedenfor.\n\n[^1] Cirkulæret for budget 2020.")
        .check()
        .only(&["fodnote"])
        .holds("mangler et kolon")
        .holds("skriv [^1]: Cirkulæret");
}

#[test]
fn images_and_figures_that_a_note_can_not_have_are_told() {
    said("Se kortet: <img src=\"kort.png\">").check().only(&["billede"]);
    said("Se figur 1.").check().only(&["figurnummer"]).points_at("figur 1");
    said("Se figur 1 i rapporten.").check().only(&[]);
    said("Se figur 1.\n\nFigur 1: Kortet").check().only(&[]);
    said("Se figur 1.\n\n› **Figur 1. Kortet**").check().only(&[]);
}

#[test]
fn last_years_dates_and_rounds_are_remarked_on() {
    for text in [
        "Fristen er den 24. september 2018.",
        "Fristen er den 23. september 2019. Ændringsforslag kommer tirsdag den 25. september 2018.",
        "Fristen er den 1. marts 2017.",
        "Fristen for ansøgning er den 1. marts 2016.",
    ] {
        said(text).check().only(&["dato-foer-runden"]);
    }
    for text in [
        "Fristen var den 24. september 2018.",
        "Ordningen blev vedtaget den 24. september 2018.",
        "Rapporten er fra den 1. juni 2018.",
        "I 2013 besluttede Borgerrepræsentationen, at bygninger skal være tætte inden den 1. marts 2017.",
        "Loven blev vedtaget den 3. maj 2017.",
        "Senest den 3. maj 2017 er ordningen udvidet.",
        "Aftalen er fra den 23. september 2017, og mødet er den 23. september 2019.",
    ] {
        said(text).check().only(&[]);
    }
    said("Notatet indgår i forhandlingerne om Budget 2019.")
        .check()
        .only(&["tidligere-runde"])
        .points_at("Budget 2019");
    for text in [
        "Notatet indgår i forhandlingerne om Budget 2020.",
        "Forslaget viderefører ordningen fra Budget 2019.",
        "I Budget 2019 blev der afsat midler til det, og notatet indgår i opfølgningen.",
    ] {
        said(text).check().only(&[]);
    }
}

#[test]
fn a_note_of_another_round_is_left_alone() {
    for text in [
        "I Overførselssagen 2018-2019 fik BI99 midler.",
        "Se BI99 (Budget 2016).",
        "Det er aftalt i Budget 2016.[^1]\n\n[^1]: BI99.",
    ] {
        said(text).check().silent("notatnummer");
    }
    said("Se BI99.").check().warns("notatnummer");
}

#[test]
fn one_thing_of_two_amounts_is_told() {
    said("Der gives 200 mio. kr. til klimatilpasning. Senere gives ca. 212 mio. kr. til klimatilpasning.")
        .check()
        .warns("beloeb-uens");
    said("Der gives 3,2 mio. kr. til klimatilpasning. Senere gives ca. 3,2 mio. kr. til klimatilpasning.")
        .check()
        .only(&[]);
}
