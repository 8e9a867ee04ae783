//! Figures as they come from paper, from word processors and from accounting systems: what is said,
//! and the mend.

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
    for dash in [
        '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2015}', '\u{2212}',
        '\u{ff0d}',
    ] {
        mended(&format!("{dash}500"), "tal-minus", "-500");
        mended(&format!("\"{dash}500\""), "tal-tekst", "-500");
        mended(&format!("{dash}1.500"), "tal-punktum", "-1_500");
        check(&format!("2020 {dash}500"))
            .only(&["syntaks"])
            .fails("syntaks")
            .holds("skriv 2020 = -500");
    }
}

#[test]
fn a_minus_after_the_figure_is_offered_and_not_trusted() {
    for figure in ["500-", "500 -", "500\u{2011}"] {
        let outcome = check(&format!("2020 = {figure}"))
            .only(&["tal-minus"])
            .fails("tal-minus")
            .holds("mente du -500?");
        assert!(
            outcome.checked.unverified.iter().any(|one| one.why.machine() == "unreadable"),
            "{figure}"
        );
    }
    check("2020 = 500,\u{2013}").only(&["tal-tekst"]).fails("tal-tekst").holds("skriv 500");
}

#[test]
fn marks_that_nobody_sees_are_reported_with_the_figure() {
    for mark in ['\u{ad}', '\u{200b}', '\u{2060}'] {
        mended(&format!("1{mark}500"), "tal-mellemrum", "1_500");
        mended(&format!("\"1{mark}500\""), "tal-tekst", "1_500");
    }
    check("2020 = \u{ad}500")
        .only(&["tal-mellemrum"])
        .fails("tal-mellemrum")
        .holds("mente du 500? Et minus er tegnet -");
}

#[test]
fn a_figure_with_its_currency_names_the_figure() {
    for figure in ["1500 DKK", "1.500 kr.", "1500 kroner", "DKK 1.500", "kr. 1.500,-"] {
        mended(figure, "tal-tekst", "1_500");
        mended(&format!("\"{figure}\""), "tal-tekst", "1_500");
    }
}

#[test]
fn an_appropriation_number_as_a_figure_is_reported_where_it_belongs() {
    for figure in ["0.25.10", "\"0.25.10\""] {
        check(&format!("2020 = {figure}"))
            .only(&["tal-tekst"])
            .fails("tal-tekst")
            .holds("`0.25.10` ligner et bevillingsnummer og er ikke et tal")
            .holds("bevilling = \"0.25.10\"");
    }
}

#[test]
fn the_total_rows_key_on_a_post_is_one_finding_however_it_is_written() {
    for word in ["SAND", "ja", "\"sandt\"x", "false"] {
        let outcome = check(&format!("2020 = 1\ni_alt = {word}"));
        let only = outcome.findings().iter().map(|finding| finding.rule.name).collect::<Vec<_>>();
        assert_eq!(only.len(), 1, "{word}: {}", outcome.all());
    }
    check("2020 = 1\ni_alt = SAND")
        .fails("forkert-sted")
        .points_at("i_alt")
        .holds("og skriv i_alt = true");
    check("2020 = 1\ni_alt = true")
        .fails("forkert-sted")
        .holds("flyt linjen op over tabellens første [[tabel.post]]");
}

#[test]
fn a_range_has_as_many_years_as_it_can_have() {
    let of = |cell: &str| {
        let toml = format!(
            "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nalene = \"Kun her.\"\naar = [\"2027-2032\", 2033]\n\n[[tabel.post]]\ntekst = \"A\"\n2027-2032 = {cell}\n2033 = 1\n"
        );
        Case::new().note("BI1", &toml).check()
    };
    for (count, said) in [
        ("0", "`antal` er 0"),
        ("7", "`antal` er 7, men intervallet har kun 6 år"),
        ("200", "kun 6 år"),
    ] {
        let outcome = of(&format!("{{ aarligt = 10, antal = {count} }}"))
            .only(&["interval-antal"])
            .fails("interval-antal");
        outcome.points_at(count).holds(said).holds("fra 1 til 6");
    }
    for good in [
        "{ aarligt = 10, antal = 1 }",
        "{ aarligt = 10, antal = 6 }",
        "{ aarligt = 10 }",
        "{ sum = 10 }",
    ] {
        of(good).only(&[]);
    }
    of("{ sum = 10, antal = 3 }")
        .only(&["interval-antal"])
        .fails("interval-antal")
        .points_at("3")
        .holds("slet antal");
}

#[test]
fn the_whole_of_a_range_is_not_what_it_is_each_year() {
    let of = |words: &str, cell: &str| {
        let toml = format!(
            "[[afsnit]]\noverskrift = \"A\"\ntekst = '''\nDer søges {words} til rengøring.\n\n{{{{ tabel(\"t\") }}}}\n'''\n\n[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\nalene = \"Kun her.\"\naar = [2026, \"2027-2032\"]\n\n[[tabel.post]]\nid = \"a\"\ntekst = \"A\"\n2026 = 7\n2027-2032 = {cell}\n"
        );
        Case::new().note("BI1", &toml).check()
    };
    let rate = "{ aarligt = 10 }";
    for (fetched, meant) in [
        ("{{ t.a[\"2027-2032\"] | mio(2) }}", "{{ t.a[\"2027-2032\"] | aarligt | mio(2) }}"),
        ("{{ t.a[\"2027-2032\"] }}", "{{ t.a[\"2027-2032\"] | aarligt }}"),
        ("{{t.i_alt[\"2027-2032\"]|kr}}", "{{t.i_alt[\"2027-2032\"] | aarligt |kr}}"),
    ] {
        for yearly in ["årligt", "om året", "pr. år"] {
            let reported = of(&format!("{fetched} {yearly}"), rate)
                .only(&["beloeb-aarligt"])
                .warns("beloeb-aarligt");
            let reported =
                reported.points_at(fetched).holds("er for alle 6 år tilsammen").holds(meant);
            assert_eq!(reported.picked().replacement.as_deref(), Some(meant));
        }
        of(&format!("{meant} årligt"), rate).silent("beloeb-aarligt");
        of(&format!("{fetched} over årene"), rate).silent("beloeb-aarligt");
        // Of what is no rate, nobody knows what it is each year.
        of(&format!("{fetched} årligt"), "{ sum = 60 }").silent("beloeb-aarligt");
        of(&format!("{fetched} årligt"), "{ aarligt = 10, antal = 1 }").silent("beloeb-aarligt");
    }
    of("{{ t.a[2026] }} årligt", rate).silent("beloeb-aarligt");
}
