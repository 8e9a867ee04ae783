//! Keys of `runde.toml`: what all notes of one negotiation share; of `rammer.toml`, its frames; and
//! of `andetsteds.toml`, what exists and is not here.

use super::kind::{Kind, keys};
use super::section::Section;

keys! { ROUND in Round:
    TITLE = "titel", Kind::Text, required;
        "Rundens navn, fx \"Budget 2020\".", "The round's name, e.g. \"Budget 2020\".";
    DATE = "dato", Kind::Date, required;
        "Rundens dato: står i PDF'ens metadata, når notatet ikke har sin egen.",
        "The round's date: stands in the PDF's metadata where the note has none of its own.";
    YEARS = "aar", Kind::Periods, required;
        "Årene, der søges penge i: tabellernes kolonner.",
        "The years that money is asked for: the tables' columns.";
    PRICE_LEVEL = "prisniveau", Kind::PriceLevel;
        "Prisniveauet, fx 2020 for \"2020 p/l\".", "The price level, e.g. 2020 for \"2020 p/l\".";
    UNIT = "enhed", Kind::OneOf(crate::amount::MONEY_UNITS);
        "Det, tallene er talt i.", "What figures are counted in.";
    ROUNDED = "afrundet", Kind::Bool;
        "true, hvis tabellernes tal er afrundet hvert for sig, når en tabel ikke siger andet.",
        "True where tables' figures are each rounded by itself, unless a table says otherwise.";
    ATTACH = "vedhaeft", Kind::OneOf(super::note::ATTACHED);
        "Det, der vedhæftes PDF'erne: \"hel\" er filerne, som de er (også når nøglen ikke står der); \"uden-kommentarer\" er kopier uden kommentarer.",
        "What is attached to the PDFs: the files as they are (\"hel\", as where it is left out), or copies \"uden-kommentarer\" (without comments).";
    PAST_YEARS = "tidligere_aar", Kind::Periods;
        "Kolonnerne i tabeller over tidligere afsatte midler.",
        "The columns of tables of past grants.";
    AGREEMENTS = "aftale", Kind::Blocks(Section::Agreement);
        "Tidligere aftaler: rækkerne i tabeller over tidligere afsatte midler.",
        "Past agreements: the rows of tables of past grants.";
    KNOWN_NOTES = "note", Kind::Blocks(Section::KnownNote);
        "Notater, der kun kendes ved id og titel.", "Notes known only by id and title.";
    FRAMES = "ramme", Kind::Blocks(Section::Frame);
        "Rammerne, som rundens pakker holdes op imod. De hører til i rammer.toml.",
        "The frames that the round's packs are held against. They belong in rammer.toml.";
}

keys! { FRAMES_FILE in Frames:
    FILE_FRAMES = "ramme", Kind::Blocks(Section::Frame);
        "Rammerne, som rundens pakker holdes op imod.",
        "The frames that the round's packs are held against.";
}

keys! { ELSEWHERE in Elsewhere:
    ELSEWHERE_NOTES = "notater", Kind::NoteIds;
        "Notater i runden, som findes, men ikke er her: dem kan et notat henvise til.",
        "Notes of the round that exist and are not here: a note can refer to them.";
    ELSEWHERE_FRAMES = "rammer", Kind::Texts;
        "Rammer i runden, som findes, men ikke er her: dem kan `uden_for` nævne.",
        "Frames of the round that exist and are not here: `uden_for` can name them.";
}

keys! { KNOWN_NOTE in KnownNote:
    KNOWN_ID = "id", Kind::NoteId, required; "Notatets id.", "The note's id.";
    KNOWN_TITLE = "titel", Kind::Text, required; "Notatets titel.", "The note's title.";
}

keys! { AGREEMENT in Agreement:
    AGREEMENT_NAME = "navn", Kind::Text, required;
        "Aftalens navn, som det trykkes.", "The agreement's name as printed.";
}

keys! { FRAME in Frame:
    FRAME_NAME = "navn", Kind::Text, required;
        "Rammens navn, fx \"Servicemåltal\".", "The frame's name, e.g. \"Servicemåltal\".";
    FRAME_AREAS = "styringsomraade", Kind::TextOrTexts, required;
        "De styringsområder, rammen dækker, eller \"alle\".",
        "The control areas that the frame covers, or \"alle\" (all).";
    FRAME_COMMITTEES = "udvalg", Kind::TextOrTexts => Committees;
        "De udvalg, hvis penge rammen dækker; alle, hvis det ikke står der.",
        "The committees whose money the frame covers; all where it is left out.";
    FRAME_SOURCE = "kilde", Kind::Text, required; "Hvor rammen er fra.", "Where the frame is from.";
    FRAME_UNIT = "enhed", Kind::OneOf(crate::amount::MONEY_UNITS);
        "Det, rammen er talt i, hvis det ikke er rundens enhed.",
        "What the frame is counted in, where it is not the round's unit.";
}
