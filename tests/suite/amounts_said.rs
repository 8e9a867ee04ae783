//! What is said of amounts in the text: written in any way, of another post, in a sum, of another
//! year than it says, and nothing where all is well.

use crate::case::Case;

/// A note of two posts and one sentence.
pub(crate) fn said(sentence: &str) -> Case {
    let table = "[[tabel]]\nid = \"oekonomi\"\ntype = \"aktiviteter\"\ntitel = \"Udgifter\"\nalene = \"prøve\"\n\n\
                 [[tabel.post]]\nid = \"rekruttering\"\ntekst = \"Rekruttering\"\nstyringsomraade = \"service\"\n2020 = 3_200\n2021 = 6_500\n2022 = 6_500\n\n\
                 [[tabel.post]]\nid = \"uddannelse\"\ntekst = \"Uddannelse\"\nstyringsomraade = \"service\"\n2020 = 7_700\n2021 = 5_200\n2022 = 5_200\n";
    let note = format!(
        "[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '''\n{sentence}\n\n{{{{ tabel(\"oekonomi\") }}}}\n'''\n\n{table}"
    );
    Case::new().note("BI1", &note)
}

#[test]
fn what_a_count_is_had_for_is_its_price() {
    said("Der ansættes 4 medarbejdere til 800.000 kr.").check().only(&[]);
    said("Der ansættes medarbejdere til 812.000 kr.").check().only(&["beloeb-uden-kilde"]);
}

#[test]
fn amounts_are_read_however_they_are_written() {
    for amount in [
        "3 200 000 kr.",
        "3\u{2009}200\u{2009}000 kr.",
        "3'200'000 kr.",
        "kr 3.200.000",
        "Kr.3.200.000,00",
        "3,2 mDKK",
        "3200 TDKK",
        "3,2 mill.",
        "3,2 mill kr",
        "3.200 tkr",
    ] {
        said(&format!("Rekruttering koster {amount} i 2020.")).check().only(&[]);
    }
    for amount in [
        "9 900 000 kr.",
        "kr 9.900.000",
        "9,9 mDKK",
        "9900 TDKK",
        "9,9 mill kr",
        "9½ mio.",
        "ni millioner",
    ] {
        said(&format!("Rekruttering koster {amount} i 2020."))
            .check()
            .only(&["beloeb-uden-kilde"])
            .points_at(amount)
            .holds("3.200 t.kr.")
            .holds("{{ oekonomi.rekruttering[2020]");
    }
    for (sentence, amount) in [
        ("Det er en 9-mio.-kr.-pulje.", "9-mio.-kr.-pulje"),
        ("Det er et 1,5-millionersprogram.", "1,5-millionersprogram"),
    ] {
        said(sentence).check().only(&["beloeb-uden-kilde"]).points_at(amount);
    }
    said("København er en 2-millionersby, og parken besøges af to millioner om året.")
        .check()
        .only(&[]);
}

#[test]
fn a_point_before_decimals_is_remarked_on() {
    said("Der søges 3.2 mio. kr. i 2020 til rekruttering.")
        .check()
        .only(&["beloeb-punktum"])
        .points_at("3.2 mio. kr.")
        .holds("skriv 3,2 mio. kr.");
    said("Der søges 3.200 t.kr. i 2020 til rekruttering.").check().only(&[]);
}

#[test]
fn an_old_amount_is_told_with_the_figure_of_its_year() {
    said("Der søges 3,2 mio. kr. i 2020 og 5,6 mio. kr. årligt i 2021-2022 til rekruttering.")
        .check()
        .only(&["beloeb-afviger"])
        .points_at("5,6 mio. kr.")
        .holds("Rekruttering i 2021")
        .holds("{{ oekonomi.rekruttering[2021] | mio }}");
    for (amount, why) in [
        ("32 mio. kr.", "et nul for meget"),
        ("3,2 mia. kr.", "1.000 gange større end 3.200 t.kr."),
    ] {
        said(&format!("Der søges {amount} i 2020 til rekruttering."))
            .check()
            .only(&["beloeb-afviger"])
            .holds(why)
            .holds("{{ oekonomi.rekruttering[2020] | mio }}");
    }
    said("Der søges 4,8 mio. kr. i 2020 til rekruttering.")
        .check()
        .only(&["beloeb-uden-kilde"])
        .holds("er 3.200 t.kr.")
        .holds("{{ oekonomi.rekruttering[2020] | mio }}");
}

#[test]
fn an_amount_of_another_post_is_told() {
    said("Rekruttering koster 7,7 mio. kr. i 2020.")
        .check()
        .only(&["beloeb-anden-post"])
        .points_at("7,7 mio. kr.")
        .holds("{{ oekonomi.rekruttering[2020] | mio }}");
    said("Rekruttering koster 3,2 mio. kr. i 2020 og 7,7 mio. kr. i 2020 til rekruttering.")
        .check()
        .only(&["beloeb-anden-post"]);
    for sentence in [
        "Rekruttering koster 3,2 mio. kr. i 2020, mens resten koster 7,7 mio. kr.",
        "Rekruttering og uddannelse koster 3,2 mio. kr. og 7,7 mio. kr. i 2020.",
        "Ud over rekruttering søges 7,7 mio. kr. i 2020.",
        "Uddannelse koster 7,7 mio. kr. i 2020.",
        "Rekruttering koster 6,5 mio. kr. årligt i 2021-2022.",
    ] {
        said(sentence).check().only(&[]);
    }
}

#[test]
fn figures_of_another_size_are_not_near() {
    let note = |sentence: &str, amount: &str| {
        Case::new().note("BI1", &format!(
            "[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '''\n{sentence}\n\n{{{{ tabel(\"a\") }}}}\n'''\n\n\
             [[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nenhed = \"mio. kr.\"\ndecimaler = 0\nalene = \"x\"\n\n\
             [[tabel.post]]\ntekst = \"Supplerende budgetmodel\"\nbeloeb = {amount}\n"
        ))
    };
    note("Der er givet 360,7 mio. kr. til need to på budgetmodellen.", "36")
        .check()
        .silent("beloeb-afviger");
    note("Anlægsrammen er 3.681 + 105 + 130 = 3.916 mio. kr.", "316").check().only(&[]);
    note("Anlægsrammen er 3.681 + 105 + 130 = 3.961 mio. kr.", "316")
        .check()
        .only(&["beloeb-regnestykke"])
        .holds("3.916 mio. kr.");
}

#[test]
fn what_a_sentence_reckons_is_verified() {
    for sentence in [
        "Med 485 × 156.000 er 76 mio. kr. brugt.",
        "Det er 40 × 80.000 kr. = 3,2 mio. kr. i 2020.",
        "Det er 3,0 mio. kr. + 0,2 mio. kr. = 3,2 mio. kr. i 2020.",
        "Med 485 × 156.000 kr. svarer det til ca. 76 mio. kr.",
        "Udgiften stiger med 3 pct. fra 10,0 mio. kr. til 10,3 mio. kr.",
        "Udgiften stiger med 3 pct. fra 10,0 til 10,3 mio. kr.",
        "I alt gives 10,0 mio. kr., heraf 4,1 mio. kr. til løn, 2,4 mio. kr. til drift, og resten, 3,5 mio. kr., til andet.",
        "Netto er det 5,0 mio. kr., heraf 8,1 mio. kr. til løn og -3,1 mio. kr. til andet.",
    ] {
        said(sentence).check().silent("beloeb-regnestykke");
    }
    said("485 borgere fik i alt 76 mio. kr. Udgiften var 156.000 kr. pr. borger.")
        .check()
        .only(&[]);
    said("485 borgere fik i alt 67 mio. kr. Udgiften var 156.000 kr. pr. borger.")
        .check()
        .only(&["beloeb-uden-kilde"]);
    said("Udgiften stiger med 3 pct. fra 10,0 mio. kr. til 13,0 mio. kr.")
        .check()
        .warns("beloeb-regnestykke")
        .holds("10,3 mio. kr.");
}

#[test]
fn a_table_in_the_text_is_read_with_the_unit_of_its_heading() {
    let table = |amount: &str| {
        said(&format!(
            "| Aktivitet (mio. kr.) | 2020 | 2021 |\n|---|---:|---:|\n| Rekruttering | 3,2 | {amount} |\n| Andet | 9,9 | 9,9 |"
        ))
    };
    table("6,5").check().only(&[]);
    table("5,6").check().only(&["beloeb-afviger"]).points_at("5,6").holds("Rekruttering i 2021");
    table("4,8").check().only(&["beloeb-uden-kilde"]).points_at("4,8").holds("6.500 t.kr.");
    said("Beløb i mio. kr.:\n\n| Aktivitet | 2020 |\n|---|---:|\n| Rekruttering | 7,7 |")
        .check()
        .only(&["beloeb-anden-post"]);
    said("| Aktivitet | 2020 |\n|---|---:|\n| Rekruttering | 12 |").check().only(&[]);
}
