//! Keys of `runde.toml`: what all notes of one negotiation share.

use super::{Kind, Section, keys};

keys! { ROUND in Round:
    TITLE = "titel", Kind::Text, required; "Rundens navn, fx \"Budget 2020\".", "The round's name, e.g. \"Budget 2020\".";
    DATE = "dato", Kind::Date, required; "Rundens dato: står i PDF'ens metadata, når notatet ikke har sin egen.", "The round's date: stands in the PDF's metadata where the note has none of its own.";
    YEARS = "aar", Kind::Periods, required; "Årene, der søges penge i: tabellernes kolonner.", "The years that money is asked for: the tables' columns.";
    PRICE_LEVEL = "prisniveau", Kind::PriceLevel; "Prisniveauet, fx 2020 for \"2020 p/l\".", "The price level, e.g. 2020 for \"2020 p/l\".";
    UNIT = "enhed", Kind::OneOf(super::table::UNITS); "Det, tallene er talt i.", "What figures are counted in.";
    ROUNDED = "afrundet", Kind::Bool; "true, hvis tabellernes tal er afrundet hvert for sig, når en tabel ikke siger andet.", "True where tables' figures are each rounded by itself, unless a table says otherwise.";
    PAST_YEARS = "tidligere_aar", Kind::Periods; "Kolonnerne i tabeller over tidligere afsatte midler.", "The columns of tables of past grants.";
    AGREEMENTS = "aftale", Kind::Blocks(Section::Agreement); "Tidligere aftaler: rækkerne i tabeller over tidligere afsatte midler.", "Past agreements: the rows of tables of past grants.";
    KNOWN_NOTES = "note", Kind::Blocks(Section::KnownNote); "Notater, der kun kendes ved id og titel.", "Notes known only by id and title.";
}

keys! { KNOWN_NOTE in KnownNote:
    KNOWN_ID = "id", Kind::NoteId, required; "Notatets id.", "The note's id.";
    KNOWN_TITLE = "titel", Kind::Text, required; "Notatets titel.", "The note's title.";
}

keys! { AGREEMENT in Agreement:
    AGREEMENT_NAME = "navn", Kind::Text, required; "Aftalens navn, som det trykkes.", "The agreement's name as printed.";
}
