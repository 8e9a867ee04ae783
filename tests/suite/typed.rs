//! Figures as they come from paper, from word processors and from accounting systems: what is said, and the mend.

use crate::case::{Case, Outcome};

/// A table with two posts; the first has this line, the second one that is right.
fn check(line: &str) -> Outcome {
    let toml = format!(
        "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nalene = \"Kun her.\"\n\n[[tabel.post]]\ntekst = \"A\"\n{line}\n\n[[tabel.post]]\ntekst = \"B\"\n2021 = 1\n"
    );
    Case::new().note("BI1", &toml).check()
}

/// One finding of this rule, with this mend in its help; typed, it gives no finding.
#[track_caller]
fn mended(figure: &str, rule: &str, mend: &str) {
    let outcome = check(&format!("2020 = {figure}")).only(&[rule]).fails(rule).holds(mend);
    assert_eq!(outcome.picked().replacement.as_deref(), Some(mend), "{figure}: {}", outcome.all());
    check(&format!("2020 = {mend}")).only(&[]);
}

#[test]
fn every_dash_of_a_word_processor_is_a_minus() {
    for dash in ['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}', '\u{ff0d}'] {
        mended(&format!("{dash}500"), "tal-minus", "-500");
        mended(&format!("\"{dash}500\""), "tal-tekst", "-500");
        mended(&format!("{dash}1.500"), "tal-punktum", "-1_500");
        check(&format!("2020 {dash}500")).only(&["syntaks"]).fails("syntaks").holds("skriv 2020 = -500");
    }
}

#[test]
fn a_minus_after_the_figure_is_offered_and_not_trusted() {
    for figure in ["500-", "500 -", "500\u{2011}"] {
        let outcome = check(&format!("2020 = {figure}")).only(&["tal-minus"]).fails("tal-minus").holds("mente du -500?");
        assert!(outcome.checked.unverified.iter().any(|one| one.why.machine() == "unreadable"), "{figure}");
    }
    check("2020 = 500,\u{2013}").only(&["tal-tekst"]).fails("tal-tekst").holds("skriv 500");
}

#[test]
fn marks_that_nobody_sees_are_told_with_the_figure() {
    for mark in ['\u{ad}', '\u{200b}', '\u{2060}'] {
        mended(&format!("1{mark}500"), "tal-mellemrum", "1_500");
        mended(&format!("\"1{mark}500\""), "tal-tekst", "1_500");
    }
    check("2020 = \u{ad}500").only(&["tal-mellemrum"]).fails("tal-mellemrum").holds("mente du 500? Et minus er tegnet -");
}

#[test]
fn a_figure_with_its_currency_names_the_figure() {
    for figure in ["1500 DKK", "1.500 kr.", "1500 kroner", "DKK 1.500", "kr. 1.500,-"] {
        mended(figure, "tal-tekst", "1_500");
        mended(&format!("\"{figure}\""), "tal-tekst", "1_500");
    }
}

#[test]
fn an_appropriation_number_as_a_figure_is_told_where_it_belongs() {
    for figure in ["0.25.10", "\"0.25.10\""] {
        check(&format!("2020 = {figure}"))
            .only(&["tal-tekst"])
            .fails("tal-tekst")
            .holds("`0.25.10` ligner et bevillingsnummer og er ikke et tal")
            .holds("bevilling = \"0.25.10\"");
    }
}
