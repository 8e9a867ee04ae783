//! Prose of a section, a note under a table and a cell, in an otherwise sound note.
#![no_main]

use budgetnotat_fuzz::{MUNICIPALITY, PACK, ROUND, survives};
use libfuzzer_sys::fuzz_target;

const HEAD: &str = "id = \"BI8\"\ntitel = \"T\"\ntype = \"budgetnotat\"\nudgave = \"2019\"\nforvaltning = \"BIF\"\n";
const TABLE: &str = "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\n";
const POST: &str =
    "[[tabel.post]]\nid = \"a\"\ntekst = \"A\"\nstyringsomraade = \"service\"\n2020 = 10\n";
const WORDS: &str = "[[tabel]]\nid = \"u\"\ntype = \"tekst\"\ntitel = \"U\"\nkolonner = [{ id = \"k\", tekst = \"K\" }]\n[[tabel.post]]\n";

fuzz_target!(|prose: &str| {
    // A text in which nothing of TOML's own can stand: each character that has a meaning there is
    // escaped.
    let text: String = prose
        .chars()
        .map(|c| {
            if c == '"' || c == '\\' || c.is_control() {
                format!("\\u{:04x}", u32::from(c))
            } else {
                c.to_string()
            }
        })
        .collect();
    let note = format!(
        "{HEAD}resume = \"{text}\"\n[[afsnit]]\noverskrift = \"A\"\ntekst = \"{text}\"\n{TABLE}note = \"{text}\"\n{POST}{WORDS}k = \"{text}\"\n"
    );
    survives([MUNICIPALITY.to_vec(), ROUND.to_vec(), note.into_bytes(), PACK.to_vec()]);
});
