//! Keys of `pakker/<navn>.toml`: which notes go to the negotiation together, and how they are laid
//! out.

use super::kind::{Kind, keys};
use super::section::Section;

/// What the notes of a pack can be grouped by.
pub const GROUPINGS: &[&str] = &["udvalg", "forvaltning", "kategori", "ingen"];

/// What the notes of a group can stand in the order of.
pub const ORDERS: &[&str] = &["id", "titel", "beloeb", "listet"];

/// What holds of options that a pack does not pick.
pub const UNPICKED: &[&str] = &["ingen", "standard"];

/// The parts that a pack can have.
pub const PARTS: &[&str] = &["indhold", "oversigter", "diagrammer", "liste", "rammer", "notater"];

keys! { PACK in Pack:
    TITLE = "titel", Kind::Text, required;
        "Pakkens titel, som den står på forsiden.", "The pack's title as it stands on the cover.";
    DATE = "dato", Kind::Date;
        "Pakkens dato. Uden den bruges rundens.",
        "The pack's date. Without it the round's is used.";
    VERSION = "version", Kind::Text;
        "Pakkens version, fx \"2\": står på hver af dens egne sider.",
        "The pack's version, e.g. \"2\": stands on each of its own pages.";
    REVISED = "revideret", Kind::Date;
        "Datoen, pakken sidst er revideret: står på hver af dens egne sider.",
        "The date that the pack was last revised: stands on each of its own pages.";
    INTRODUCTION = "indledning", Kind::Prose;
        "Indledningen. Den kan hente tal fra oversigterne: {{ udvalg[\"BIU\"][2020] | mio }}.",
        "The introduction. It can take figures from the overviews: {{ udvalg[\"BIU\"][2020] | mio }}.";
    NOTES = "notater", Kind::Texts; "Notaterne, ved id.", "The notes, by id.";
    ADMINISTRATIONS = "forvaltning", Kind::TextOrTexts => Administrations;
        "Notaterne fra disse forvaltninger.", "The notes of these administrations.";
    COMMITTEES = "udvalg", Kind::TextOrTexts => Committees;
        "Notaterne fra forvaltningerne under disse udvalg.",
        "The notes of the administrations under these committees.";
    CATEGORIES = "kategori", Kind::TextOrTexts;
        "Notaterne i disse kategorier.", "The notes of these categories.";
    AREAS = "styringsomraade", Kind::TextOrTexts => Areas;
        "Notaterne, der søger penge på disse styringsområder.",
        "The notes that ask for money of these control areas.";
    EXCEPT = "undtagen", Kind::Texts;
        "Notater, der ikke skal med, selv om de ellers var valgt.",
        "Notes that are left out though they would be in.";
    UNCOUNTED = "taelles_ikke", Kind::Texts;
        "Notater, der vises i pakken, men ikke tælles i summerne.",
        "Notes that are shown in the pack, but not counted in its sums.";
    GROUPING = "gruppering", Kind::OneOf(GROUPINGS);
        "Hvad notaterne samles efter; ellers \"udvalg\".",
        "What the notes are grouped by; \"udvalg\" otherwise.";
    ORDER = "raekkefoelge", Kind::OneOf(ORDERS);
        "Rækkefølgen i hver gruppe; ellers \"id\". \"beloeb\" er de dyreste først, \"listet\" som i notater.",
        "The order within each group; \"id\" otherwise. \"beloeb\" is the dearest first, \"listet\" as in notater.";
    UNIT = "enhed", Kind::OneOf(crate::amount::MONEY_UNITS);
        "Det, oversigterne er talt i, hvis det ikke er rundens enhed.",
        "What the overviews are counted in, where it is not the round's unit.";
    DECIMALS = "decimaler", Kind::Integer(6);
        "Hvor mange decimaler oversigterne har.", "How many decimals the overviews have.";
    PARTS_KEY = "dele", Kind::Texts;
        "De dele, pakken har, af \"indhold\", \"oversigter\", \"diagrammer\", \"liste\", \"rammer\" og \"notater\"; ellers alle.",
        "The parts that the pack has, of \"indhold\" (contents), \"oversigter\" (overviews), \"diagrammer\" (charts), \"liste\" (list of notes), \"rammer\" (frames) and \"notater\" (notes); all otherwise.";
    UNPICKED_KEY = "tilvalg", Kind::OneOf(UNPICKED);
        "Hvad der gælder for de valgmuligheder, pakken ikke selv vælger: \"ingen\": de tælles ikke; \"standard\": notatets standard tælles (som når nøglen ikke står der, men så spørger check ikke).",
        "What holds of options that the pack does not pick: none (\"ingen\"), or the note's default alone (\"standard\", as where it is left out, but without being asked about).";
    PICKS = "valg", Kind::Blocks(Section::Pick);
        "De valgmuligheder, der tælles, hvor det ikke er notatets standard.",
        "The options that are counted, where they are not the note's default.";
}

keys! { PICK in Pick:
    PICK_NOTE = "notat", Kind::NoteId, required;
        "Notatet, der vælges i.", "The note that is picked in.";
    PICK_CHOICES = "valg", Kind::TextOrTexts, required;
        "De valgmuligheder, der tælles; [] er ingen.", "The options that are counted; [] is none.";
}
