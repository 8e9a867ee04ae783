//! Limits on what is read, in one list, so that time and memory stay bounded for bytes that are not
//! a note.
//!
//! Each lies far above what a note can need. `docs/graenser.md` is made from [`LIMITS`], and a test
//! goes beyond each of them and finds what the page says.

use crate::text::StaticText;

/// The most that is read of one thing.
#[derive(Debug)]
pub struct Limit {
    /// The most.
    pub most: usize,
    /// What is counted, with its unit.
    pub what: StaticText,
    /// What becomes of the rest.
    pub beyond: StaticText,
    /// How it is told.
    pub consequence: Consequence,
}

/// How going beyond a limit is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// A finding of the rule of that name.
    Rule(&'static str),
    /// A sentence, and exit status 2: the command can't run.
    Ends,
    /// It is not: what is left out is marked where it is left out.
    Marked,
    /// It is not: nothing is left out, and it only takes longer.
    Unsaid,
}

/// Declares limits: a static each, and the list of them.
macro_rules! limits {
    ($($(#[$doc:meta])* $name:ident = $most:expr, $consequence:expr; $da:literal, $en:literal; $beyond_da:literal, $beyond_en:literal;)*) => {
        $($(#[$doc])*
        pub static $name: Limit = Limit {
            most: $most,
            what: StaticText { da: $da, en: $en },
            beyond: StaticText { da: $beyond_da, en: $beyond_en },
            consequence: $consequence,
        };)*

        /// Every limit, in the order they are explained.
        pub static LIMITS: &[(&str, &Limit)] = &[$((stringify!($name), &$name)),*];
    };
}

/// The rule that tells of what is too large.
const TOO_LARGE: Consequence = Consequence::Rule("for-stor-fil");

limits! {
    /// Files of a project.
    FILES = 40_000, Consequence::Ends;
        "notater, runder og skabeloner i et projekt", "notes, rounds and templates in a project";
        "intet læses", "nothing is read";
    /// Bytes of a project's notes and rounds together.
    PROJECT = 512 << 20, Consequence::Ends;
        "byte i projektets filer tilsammen", "bytes in the project's files together";
        "intet læses", "nothing is read";
    /// Bytes of a note, a round or the municipality.
    FILE = 1 << 20, TOO_LARGE;
        "byte i et notat, en runde eller kommunens fil",
        "bytes in a note, a round or the municipality's file";
        "filen læses ikke", "the file is not read";
    /// Bytes of a template, a picture or a font.
    ASSET = 32 << 20, Consequence::Ends;
        "byte i en skabelon, et billede eller en skrift",
        "bytes in a template, a picture or a font";
        "intet bygges", "nothing is built";
    /// How deep blocks, lists and keys with points stand within each other in a file.
    TOML_DEPTH = 80, Consequence::Rule("syntaks");
        "lag af lister og blokke i hinanden i en fil",
        "layers of lists and blocks within each other in a file";
        "det dybere læses ikke", "what is deeper is not read";
    /// Blocks of one sort in a register.
    ENTRIES = 1_000, TOO_LARGE;
        "blokke af én slags i kommune.toml eller runde.toml",
        "blocks of one sort in kommune.toml or runde.toml";
        "resten læses ikke", "the rest is not read";
    /// Sections of a note.
    SECTIONS = 500, TOO_LARGE;
        "afsnit i et notat", "sections in a note";
        "resten læses ikke", "the rest is not read";
    /// Tables of a note.
    TABLES = 100, TOO_LARGE;
        "tabeller i et notat", "tables in a note";
        "resten læses ikke", "the rest is not read";
    /// Posts of a note.
    POSTS = 5_000, TOO_LARGE;
        "poster i et notat", "posts in a note";
        "resten læses ikke", "the rest is not read";
    /// Totals of a table.
    TOTALS = 200, TOO_LARGE;
        "totaler i en tabel", "totals in a table";
        "resten læses ikke", "the rest is not read";
    /// Columns of a table.
    COLUMNS = 200, TOO_LARGE;
        "kolonner i en tabel", "columns in a table";
        "resten læses ikke", "the rest is not read";
    /// Cells of a note's tables: posts times columns.
    CELLS = 50_000, TOO_LARGE;
        "felter i et notats tabeller: poster gange kolonner",
        "cells in a note's tables: posts times columns";
        "resten af posterne læses ikke", "the rest of the posts is not read";
    /// Characters of one text: of a section, a cell, a note under a table.
    PROSE = 100_000, TOO_LARGE;
        "tegn i én tekst", "characters in one text";
        "resten læses ikke", "the rest is not read";
    /// How deep prose stands within lists and quotations.
    PROSE_DEPTH = 12, Consequence::Rule("for-dyb-tekst");
        "lag af citater, fremhævelser og lister i en tekst (en liste er to lag)",
        "layers of quotations, emphasis and lists in a text (a list is two layers)";
        "det dybere udelades", "what is deeper is left out";
    /// Bytes of an expression in prose.
    EXPRESSION = 500, Consequence::Rule("tekst-udtryk");
        "tegn mellem {{ og }}", "characters between {{ and }}";
        "udtrykket læses ikke", "the expression is not read";
    /// Characters of an id.
    ID = 64, Consequence::Rule("ugyldigt-id");
        "tegn i et id", "characters in an id";
        "id'et må være kortere", "the id must be shorter";
    /// Digits before the decimal point: sums of a whole round then stay far from the end of the
    /// type.
    DIGITS = 15, Consequence::Rule("ulaeseligt-tal");
        "cifre før kommaet i et tal", "digits before the point of a figure";
        "tallet læses ikke", "the figure is not read";
    /// Decimals of a figure.
    DECIMALS = 6, Consequence::Rule("forkert-slags");
        "decimaler i en tabel", "decimals in a table";
        "tallet i decimaler læses ikke", "the figure in decimaler is not read";
    /// Amounts in a note's text: more than a hundred pages of prose have.
    AMOUNTS = 2_000, TOO_LARGE;
        "beløb i et notats tekst, skrevet i hånden", "amounts in a note's text, written by hand";
        "resten sammenlignes ikke med tabellerne", "the rest are not compared with the tables";
    /// Findings that are shown of a file: nobody reads more.
    FINDINGS = 1_000, TOO_LARGE;
        "fund, der vises af en fil", "findings that are shown of a file";
        "resten tælles", "the rest are counted";
    /// Characters of a message: what is quoted in it may be as long as a file.
    MESSAGE = 1_000, Consequence::Marked;
        "tegn i en besked", "characters in a message";
        "resten er …", "the rest is …";
    /// Seconds that a note may take to typeset, unless the command says otherwise.
    SECONDS = 120, Consequence::Ends;
        "sekunder til at sætte ét notat (`--timeout`)", "seconds to typeset one note (`--timeout`)";
        "programmet slutter; færdige filer er hele", "the program ends; finished files are whole";
    /// Bytes of memory that typesetting may take.
    MEMORY = 4 << 30, Consequence::Ends;
        "byte hukommelse, mens der bygges (Linux)", "bytes of memory while building (Linux)";
        "programmet slutter; færdige filer er hele", "the program ends; finished files are whole";
    /// Bytes of packs' typeset notes that are kept in the folder of the PDFs.
    PARTS = 256 << 20, Consequence::Unsaid;
        "byte i satte notater til pakker, gemt i `out/` til næste gang",
        "bytes of packs' typeset notes, kept in `out/` for the next time";
        "resten sættes igen hver gang", "the rest are typeset again each time";
}
