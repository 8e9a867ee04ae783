//! Amounts that a sentence reckons by itself, and texts with very many of what is looked at.

use std::time::{Duration, Instant};

use crate::amounts_said::said;

#[test]
fn many_dates_references_and_terms_are_looked_at_in_little_time() {
    let most = Duration::from_secs(20);
    for text in [
        "den 24. september 2025 ".repeat(4_000),
        "Senest den 24. juni 2018. Det er den 24. juni 2019. ".repeat(1_900),
        "Se figur 99. ".repeat(7_000),
        "Se tabel 99. ".repeat(7_000),
        format!("{} = 3 mio. kr.", vec!["1"; 20_000].join(" + ")),
        "1 + 1 = 3 mio. kr. og ".repeat(4_000),
        "1 årsværk à 1 kr. = 3 mio. kr. og ".repeat(2_500),
        "fra 2020 til 2021 stiger det 1 mio. kr. ".repeat(2_000),
    ] {
        assert!(text.len() < 100_000);
        let begun = Instant::now();
        said(&text).check();
        assert!(begun.elapsed() < most, "{:?}: {}", begun.elapsed(), &text[..20]);
    }
}

#[test]
fn what_a_sentence_reckons_of_the_tables_is_no_finding() {
    for sentence in [
        "Der ansættes 5 årsværk à 640.000 kr. = 3,2 mio. kr. i 2020.",
        "Der ansættes 5 nye årsværk á 640.000 kr. årligt, svarende til 3,2 mio. kr. i 2020.",
        "Fra 2020 til 2021 stiger rekruttering med 3,3 mio. kr., mens uddannelse falder med 2,5 mio. kr.",
        "De 11,7 mio. kr. årligt i 2021-2022 svarer til 23,4 mio. kr. over to år.",
        "Af de 3,2 mio. kr. i 2020 går halvdelen, 1,6 mio. kr., til løn.",
        "Halvdelen af de 10,9 mio. kr. i 2020 (5,45 mio. kr.) går til løn.",
        "Halvdelen af de samlede 10,9 mio. kr. (5,45 mio. kr.) går til løn.",
        "En fjerdedel af de 3,2 mio. kr. i 2020, 0,8 mio. kr., går til løn.",
        "To tredjedele af de 7,7 mio. kr. i 2020, 5,1 mio. kr., går til løn.",
        "50 pct. af de 3,2 mio. kr. i 2020, 1,6 mio. kr., går til løn.",
        "Der betales med 100 kr.-sedler.",
    ] {
        said(sentence).check().only(&[]);
    }
    said("Der ansættes 5 årsværk á 650.000 kr., i alt 3,5 mio. kr.")
        .check()
        .only(&["beloeb-regnestykke"])
        .points_at("3,5 mio. kr.")
        .holds("regnestykket giver 3,25 mio. kr., ikke 3,5 mio. kr.");
    for sentence in [
        "Fra 2020 til 2021 stiger rekruttering med 2,9 mio. kr.",
        "De 11,7 mio. kr. årligt i 2021-2022 svarer til 36,1 mio. kr. over to år.",
        "Af de 3,2 mio. kr. i 2020 går halvdelen, 1,8 mio. kr., til løn.",
        "Det er en 9.000 kr.-pulje.",
    ] {
        said(sentence).check().only(&["beloeb-uden-kilde"]);
    }
}

#[test]
fn an_amount_of_years_that_the_table_lacks_is_told() {
    said("Der søges 5,2 mio. kr. i 2024 til uddannelse.")
        .check()
        .only(&["beloeb-andre-aar"])
        .points_at("5,2 mio. kr.")
        .holds("har intet tal for 2024");
    said("Der søges 5,2 mio. kr. årligt i 2021-2024 til uddannelse.")
        .check()
        .only(&["beloeb-andre-aar"])
        .holds("har intet tal for 2024");
    said("Der søges 5,2 mio. kr. i 2020 til uddannelse.")
        .check()
        .only(&["beloeb-andre-aar"])
        .holds("men det er ikke tallet for 2020 i `oekonomi`, Uddannelse")
        .holds("ret årstallet i teksten, eller skriv det tal, du mener");
    said("Der er afsat 5,2 mio. kr. varigt i 2021-2024 til uddannelse.").check().only(&[]);
}

#[test]
fn a_fetched_whole_is_of_no_single_year() {
    said("I 2021 søges {{ oekonomi.uddannelse | mio }} til det.")
        .check()
        .only(&["beloeb-andre-aar"])
        .points_at("{{ oekonomi.uddannelse | mio }}")
        .holds("er for alle årene")
        .holds("skriv {{ oekonomi.uddannelse[2021] | mio }}");
    for sentence in [
        "I 2021 søges {{ oekonomi.uddannelse[2021] | mio }} til det.",
        "I 2021 søges i alt {{ oekonomi.uddannelse | mio }} til det.",
        "Der søges {{ oekonomi.uddannelse | mio }} i 2020-2022 til det.",
    ] {
        said(sentence).check().only(&[]);
    }
}

#[test]
fn kroner_before_a_number_of_millions_is_a_part_of_it() {
    said("Der søges kr. 9,9 mio. i 2020 til rekruttering.")
        .check()
        .only(&["beloeb-uden-kilde"])
        .points_at("kr. 9,9 mio.")
        .holds("skriv {{ oekonomi.rekruttering[2020] | mio }}");
    said("Der søges kr. 3,2 mio. i 2020 til rekruttering.").check().only(&[]);
}
