//! What is left over from another program or an earlier draft: placeholders, letters that were spoiled,
//! documents saved as notes, backslashes.

use crate::case::{Case, Outcome};

const PATH: &str = "notes/budget-2020/BI1.toml";

fn said(text: &str) -> Outcome {
    let note = format!("[[afsnit]]\noverskrift = \"Baggrund\"\ntekst = '''\n{text}\n'''\n");
    Case::new().note("BI1", &note).check()
}

#[test]
fn placeholders_are_told_where_they_stand() {
    said("Der søges xx mio. kr. i 2020.")
        .only(&["ikke-udfyldt"])
        .warns("ikke-udfyldt")
        .points_at("xx")
        .holds("skriv det, der skal stå her");
    said("Der søges [beløb] til {{ sprog(\"en\", \"Housing First\") }}.")
        .warns("ikke-udfyldt")
        .points_at("[beløb]");
    said("Udfyldes af økonomi.").warns("ikke-udfyldt").points_at("Udfyldes af økonomi.");
    said("Skemaet udfyldes af borgeren, og [linket](https://example.org) sendes.").only(&[]);
    Case::new()
        .note("BI1", "titel = \"Indsats XXX\"\nid = \"BI1\"\ntype = \"budgetnotat\"\nudgave = \"2019\"\nforvaltning = \"BIF\"\n")
        .check()
        .warns("ikke-udfyldt")
        .points_at("XXX");
}

#[test]
fn letters_that_were_spoiled_are_one_finding_and_read_as_they_were() {
    let note = "[[afsnit]]\noverskrift = \"Ã˜konomi\"\ntekst = \"SmÃ¥ bÃ¸rn â€“ og Ã¦ldre.\"\n";
    Case::new()
        .note("BI1", note)
        .check()
        .only(&["oedelagte-bogstaver"])
        .fails("oedelagte-bogstaver")
        .points_at("Ø")
        .holds("her står der `Ã˜` i filen, hvor der skulle stå `Ø`")
        .holds("Ã¸ til ø");
    said("B\u{fffd}rn og \u{e6}ldre, sm\u{fffd} og store.")
        .only(&["oedelagte-bogstaver"])
        .fails("oedelagte-bogstaver")
        .points_at("\u{fffd}")
        .holds("2 i alt");
}

#[test]
fn a_file_of_another_program_is_one_finding() {
    let docx: &[u8] =
        b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0[Content_Types].xml\0\0word/document.xml\xff\xfe\0";
    for (bytes, says) in [
        (docx, "er et Word-dokument, ikke en tekstfil"),
        (b"{\\rtf1\\ansi\\deff0 id = 'BI1'}", "er en RTF-fil"),
        (b"<html><body>id = BI1</body></html>", "er en webside"),
    ] {
        Case::new()
            .bytes(PATH, bytes)
            .check()
            .only(&["ikke-laest"])
            .fails("ikke-laest")
            .holds(says)
            .holds("BI1.toml");
    }
    // The round's own file: that the folder has none is not said.
    Case::new()
        .note("BI2", "[[afsnit]]\noverskrift = \"Baggrund\"\ntekst = \"Ja.\"\n")
        .bytes("notes/budget-2020/runde.toml", docx)
        .check()
        .fails("ikke-laest")
        .silent("runde-mangler");
}

#[test]
fn a_note_of_another_round_is_looked_up_there() {
    let other = "titel = \"Forårssagen 2019\"\ndato = 2019-03-01\naar = [2019, 2020]\nprisniveau = 2019\nenhed = \"1.000 kr.\"\n";
    let text = |text: &str| {
        let note = format!("[[afsnit]]\noverskrift = \"Baggrund\"\ntekst = '''\n{text}\n'''\n");
        let own = Case::new().note("BI1", &note);
        own.round("foraar-2019", other)
            .note("BI99", "[[afsnit]]\noverskrift = \"Baggrund\"\ntekst = \"Ja.\"\n")
            .check()
    };
    text("Indsatsen blev omtalt i {{ ref(\"BI99\") }}.")
        .only(&["ukendt-henvisning"])
        .fails("ukendt-henvisning")
        .holds("BI99 er et notat i en anden runde (Forårssagen 2019): skriv det med ord, fx BI99 i Forårssagen 2019");
    text("Indsatsen blev omtalt i BI99.")
        .only(&["notatnummer"])
        .warns("notatnummer")
        .holds("fx BI99 i Forårssagen 2019");
    text("Indsatsen blev omtalt i BI99 i Forårssagen 2019.").only(&[]);
    text("Indsatsen blev omtalt i {{ ref(\"BI98\") }}.")
        .fails("ukendt-henvisning")
        .holds("skriv en tabels");
}

#[test]
fn two_counts_of_one_thing_are_remarked_on() {
    said("Skolens køkken er ombygget, og 200 elever spiser der.\n\nMaden laves på skolen, og de ca. 212 elever er glade.")
        .only(&["antal-uens"])
        .remarks("antal-uens")
        .points_at("212 elever");
    for sound in [
        "Skolens køkken er ombygget, og 200 elever spiser der.\n\nMaden laves på skolen, og heraf er 212 elever glade.",
        "Skolens køkken er ombygget, og ca. 200 elever spiser der.\n\nMaden laves på skolen, og de 203 elever er glade.",
        "Skolens køkken er ombygget, og 200 elever spiser der.\n\nMaden laves på skolen, og i 2020 er 212 elever glade.",
        "Skolens køkken er ombygget, og 200 elever spiser der.\n\nMaden laves på skolen, og 300 elever er glade.",
        "Skolens køkken på Sundbyøster er ombygget, og 200 elever spiser der.\n\nMaden laves på skolen ved Vibenhus, og 212 elever er glade.",
        "Børnehaven har 200 børn.\n\nPlejehjemmet besøges hver uge. Der er 212 børn.",
    ] {
        said(sound).only(&[]);
    }
}

#[test]
fn backslashes_that_toml_takes_for_something_else_are_told() {
    let titled = |title: &str| {
        let note = format!(
            "titel = {title}\nid = \"BI1\"\ntype = \"budgetnotat\"\nudgave = \"2019\"\nforvaltning = \"BIF\"\n"
        );
        Case::new().note("BI1", &note).check()
    };
    for (typed, right) in [
        (r#""Se C:\budget\tal""#, r"'Se C:\budget\tal'"),
        (r#""Kultur\fritid""#, r"'Kultur\fritid'"),
        (r#""Flere voksne\ni vuggestuer""#, r#""Flere voksne i vuggestuer""#),
    ] {
        let outcome =
            titled(typed).only(&["anfoerselstegn"]).fails("anfoerselstegn").points_at(typed);
        assert_eq!(outcome.picked().replacement.as_deref(), Some(right), "{typed}");
        titled(right).only(&[]);
    }
    titled(r#""Kaldet \"Flere\" og \u00e6""#).only(&[]);
    let note = "[[afsnit]]\noverskrift = \"Baggrund\"\ntekst = \"Et.\\n\\nTo.\"\n";
    Case::new().note("BI1", note).check().only(&[]);
}

#[test]
fn marks_of_formatting_that_are_printed_are_told() {
    said("Indsatsen er **rettidig omhu og haster.")
        .only(&["formateringstegn"])
        .warns("formateringstegn")
        .points_at("**");
    for sound in [
        "Indsatsen er **rettidig omhu** og haster.",
        "Det er 2**3.",
        "# Ikke en titel",
        "Punkt *** tre",
    ] {
        said(sound).silent("formateringstegn");
    }
    let note = "[[afsnit]]\noverskrift = \"# Baggrund\"\ntekst = \"Ja.\"\n";
    Case::new()
        .note("BI1", note)
        .check()
        .only(&["formateringstegn"])
        .points_at("#")
        .holds("feltet er selv overskriften");
    let note = "[[afsnit]]\noverskrift = \"**Baggrund**\"\ntekst = \"Ja.\"\n";
    Case::new().note("BI1", note).check().only(&["formateringstegn"]).points_at("**");
}

const TABLE: &str = "[[tabel]]\nid = \"oekonomi\"\ntype = \"aktiviteter\"\ntitel = \"Udgifter\"\nalene = \"prøve\"\n\n\
                     [[tabel.post]]\nid = \"loen\"\ntekst = \"Løn\"\nstyringsomraade = \"service\"\n2020 = 1_800\n2021 = 1_800\n";

/// A note of a table, placed in this text.
fn placed(text: &str) -> Outcome {
    let note = format!("[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '''\n{text}\n'''\n\n{TABLE}");
    Case::new().note("BI1", &note).check()
}

#[test]
fn a_table_in_a_sentence_and_a_caption_typed_again_are_told() {
    let table = "{{ tabel(\"oekonomi\") }}";
    for text in
        [format!("Se {table} for økonomien."), format!("Økonomien er, jf. {table}, som følger.")]
    {
        placed(&text)
            .only(&["tabel-i-saetning"])
            .warns("tabel-i-saetning")
            .holds("brug {{ ref(\"oekonomi\") | lille }}");
    }
    for text in [
        format!("Økonomien er:\n{table}"),
        format!("Økonomien er: {table}"),
        format!("- Et punkt.\n\n  {table}"),
    ] {
        placed(&text).only(&[]);
    }
    for text in
        [format!("Tabel 1: Udgifter\n\n{table}"), format!("Tabel 1. Alle udgifter\n\n{table}")]
    {
        placed(&text).only(&["hentet-dobbelt"]).warns("hentet-dobbelt").holds("slet linjen");
    }
    placed(&format!("Tabel 1 viser udgifterne.\n\n{table}")).only(&[]);
}

#[test]
fn a_sum_over_the_years_is_no_yearly_amount() {
    let table = "{{ tabel(\"oekonomi\") }}";
    placed(&format!("Løn koster 3,6 mio. kr. årligt.\n\n{table}"))
        .only(&["beloeb-aarligt"])
        .warns("beloeb-aarligt")
        .points_at("3,6 mio. kr.")
        .holds("skriv 1,8 mio. kr.");
    placed(&format!("Løn koster 3,6 mio. kr. i alt.\n\n{table}")).only(&[]);
    placed(&format!("Løn koster 1,8 mio. kr. årligt i 2020-2021.\n\n{table}")).only(&[]);
    placed(&format!("Løn koster 1,8 mio. kr. årligt i 2020-2023.\n\n{table}"))
        .only(&["beloeb-andre-aar"])
        .points_at("1,8 mio. kr.");
    placed(&format!("Løn udgør 3.600.000 i 2020-2021.\n\n{table}")).silent("beloeb-uden-enhed");
    placed(&format!("Løn udgør 1.800.000 i 2020.\n\n{table}"))
        .only(&["beloeb-uden-enhed"])
        .remarks("beloeb-uden-enhed")
        .points_at("1.800.000");
}

#[test]
fn a_footnote_whose_mark_has_another_number_is_one_finding() {
    said("Det søges.[^9] Og mere.\n\n[^1]: Cirkulæret.")
        .only(&["fodnote"])
        .fails("fodnote")
        .points_at("[^9]")
        .holds("mente du [^1]?");
    said("Det søges.[^9] Og mere.[^8]\n\n[^1]: Cirkulæret.")
        .only(&["fodnote", "fodnote", "fodnote"]);
}

#[test]
fn dates_and_words_of_the_head_are_held_against_each_other() {
    let note = |more: &str| {
        let head = "id = \"BI1\"\ntitel = \"Et\"\ntype = \"budgetnotat\"\nudgave = \"2019\"\nforvaltning = \"BIF\"\n";
        Case::new().note("BI1", &format!("{head}{more}")).check()
    };
    note("dato = 2019-06-19\nrevideret = 2019-09-10\n").only(&[]);
    note("dato = 2019-06-19\nrevideret = 2018-09-10\n")
        .only(&["revideret-dato"])
        .warns("revideret-dato")
        .points_at("2018-09-10");
}

#[test]
fn figures_and_codes_of_other_habits_are_read_as_meant() {
    let with = |old: &str, new: &str| {
        let note = TABLE.replacen(old, new, 1);
        Case::new().note("BI1", &note).check()
    };
    with("2020 = 1_800", "2020 = 1_800-")
        .only(&["tal-minus"])
        .fails("tal-minus")
        .holds("mente du -1_800?");
    with("styringsomraade = \"service\"", "styringsomraade = \"service\",")
        .only(&["anfoerselstegn"])
        .fails("anfoerselstegn")
        .holds("skriv \"service\"");
    with("tekst = \"Løn\"", "tekst = \"Løn\"\nui = \"Udgift\"")
        .only(&["ukendt-ord"])
        .holds("mente du U?");
    with("2020 = 1_800\n2021 = 1_800", "andel = \"50 %\"")
        .only(&["forkert-slags"])
        .fails("forkert-slags")
        .holds("andel = { af = \"…\", pct = 50 }");
}
