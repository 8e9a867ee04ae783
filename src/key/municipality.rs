//! Keys of `kommune.toml`: the municipality's own names and codes.

use super::kind::{Kind, keys};
use super::section::Section;

keys! { MUNICIPALITY in Municipality:
    NAME = "navn", Kind::Text, required;
        "Kommunens navn, som det står øverst på hvert notat.",
        "The municipality's name, as it stands at the top of every note.";
    THEME = "tema", Kind::Block(Section::Theme);
        "Sidernes udseende: logo, farver, skrift og fod.",
        "What the pages look like: logo, colours, font and footer.";
    COMMITTEES = "udvalg", Kind::Blocks(Section::Committee);
        "De politiske udvalg.", "The political committees.";
    ADMINISTRATIONS = "forvaltning", Kind::Blocks(Section::Administration);
        "Forvaltningerne.", "The administrations.";
    CONTROL_AREAS = "styringsomraade", Kind::Blocks(Section::ControlArea);
        "Styringsområderne.", "The control areas.";
    APPROPRIATIONS = "bevilling", Kind::Blocks(Section::Appropriation);
        "Bevillingerne.", "The appropriations.";
    DISTRICTS = "bydel", Kind::Blocks(Section::District);
        "Bydelene, i den rækkefølge de trykkes.", "The districts, in the order they are printed.";
    PRICE_FACTORS = "prisfaktor", Kind::Blocks(Section::PriceFactor);
        "Pris- og lønudviklingen år for år: bruges, hvor en pakke samler notater i forskellige prisniveauer.",
        "The development of prices and wages year by year: used where a pack gathers notes of several price levels.";
}

keys! { COMMITTEE in Committee:
    COMMITTEE_CODE = "kode", Kind::Text, required;
        "Udvalgets forkortelse.", "The committee's abbreviation.";
    COMMITTEE_NAME = "navn", Kind::Text, required;
        "Udvalgets fulde navn.", "The committee's full name.";
    COMMITTEE_ADMINISTRATION = "forvaltning", Kind::Text => Administrations;
        "Den forvaltning, der hører under udvalget.", "The administration under the committee.";
    COMMITTEE_FROM = "fra", Kind::Year;
        "Første år, navnet gælder.", "First year that the name holds.";
    COMMITTEE_UNTIL = "til", Kind::Year;
        "Sidste år, navnet gælder.", "Last year that the name holds.";
    COMMITTEE_SUCCEEDS = "afloeser", Kind::Text => Committees;
        "Koden på det udvalg, dette afløser.",
        "Code of the committee that this one took over from.";
    COMMITTEE_ALIASES = "aliasser", Kind::Texts;
        "Andre forkortelser og navne, der ses på tryk.",
        "Other abbreviations and names seen in print.";
    COMMITTEE_CONFUSED = "forveksles_med", Kind::Texts => Committees;
        "Koder, som denne ofte forveksles med.", "Codes that this one is often confused with.";
}

keys! { ADMINISTRATION in Administration:
    ADMINISTRATION_CODE = "kode", Kind::Text, required;
        "Forvaltningens forkortelse.", "The administration's abbreviation.";
    ADMINISTRATION_NAME = "navn", Kind::Text, required;
        "Forvaltningens fulde navn.", "The administration's full name.";
    ADMINISTRATION_PREFIXES = "praefikser", Kind::Texts;
        "Det, forvaltningens notaters id begynder med, fx BI i BI8.",
        "What the ids of the administration's notes begin with, e.g. BI in BI8.";
    ADMINISTRATION_FROM = "fra", Kind::Year;
        "Første år, navnet gælder.", "First year that the name holds.";
    ADMINISTRATION_UNTIL = "til", Kind::Year;
        "Sidste år, navnet gælder.", "Last year that the name holds.";
    ADMINISTRATION_SUCCEEDS = "afloeser", Kind::Text => Administrations;
        "Koden på den forvaltning, denne afløser.",
        "Code of the administration that this one took over from.";
    ADMINISTRATION_ALIASES = "aliasser", Kind::Texts;
        "Andre forkortelser og navne, der ses på tryk.",
        "Other abbreviations and names seen in print.";
}

keys! { CONTROL_AREA in ControlArea:
    AREA_ID = "id", Kind::Id, required;
        "Det ord, der bruges i notaterne.", "The word used in notes.";
    AREA_NAME = "navn", Kind::Text, required; "Navnet, som det trykkes.", "The name as printed.";
    AREA_PARENT = "under", Kind::Text => Areas;
        "Det styringsområde, dette er en del af.", "The control area that this is a part of.";
    AREA_ALIASES = "aliasser", Kind::Texts; "Andre skrivemåder, der ses.", "Other spellings seen.";
}

keys! { APPROPRIATION in Appropriation:
    APPROPRIATION_COMMITTEE = "udvalg", Kind::Text => Committees, required;
        "Det udvalg, bevillingen hører under.", "The committee that the appropriation is under.";
    APPROPRIATION_NUMBER = "nummer", Kind::Text;
        "Bevillingens nummer som tekst.", "The appropriation's number, as text.";
    APPROPRIATION_NAME = "navn", Kind::Text; "Bevillingens navn.", "The appropriation's name.";
    APPROPRIATION_AREA = "styringsomraade", Kind::Text => Areas;
        "Bevillingens styringsområde.", "The appropriation's control area.";
    APPROPRIATION_FROM = "fra", Kind::Year;
        "Første år, bevillingen gælder.", "First year that the appropriation holds.";
    APPROPRIATION_UNTIL = "til", Kind::Year;
        "Sidste år, bevillingen gælder.", "Last year that the appropriation holds.";
    APPROPRIATION_ALIASES = "aliasser", Kind::Texts;
        "Andre numre og navne, der ses på tryk.", "Other numbers and names seen in print.";
}

keys! { DISTRICT in District:
    DISTRICT_NAME = "navn", Kind::Text, required; "Bydelens navn.", "The district's name.";
    DISTRICT_ALIASES = "aliasser", Kind::Texts;
        "Andre skrivemåder, der ses.", "Other spellings seen.";
}

keys! { PRICE_FACTOR in PriceFactor:
    FACTOR_YEAR = "aar", Kind::Year, required;
        "Året, hvis priser ganges frem til.", "The year whose prices are reached.";
    FACTOR = "faktor", Kind::Amount, required;
        "Det, priser fra året før ganges med, fx 1.021.",
        "What prices of the year before are multiplied by, e.g. 1.021.";
    FACTOR_SOURCE = "kilde", Kind::Text, required;
        "Hvor faktoren er fra.", "Where the factor is from.";
}

keys! { THEME_KEYS in Theme:
    THEME_LOGO = "logo", Kind::Text;
        "Logoets fil i mappen templates/: svg eller png.",
        "The logo's file in the folder templates/: svg or png.";
    THEME_LOGO_TEXT = "logo_tekst", Kind::Text;
        "Det, der læses højt i stedet for logoet, fx \"Københavns Kommunes byvåben\".",
        "What is read aloud in place of the logo, e.g. \"Københavns Kommunes byvåben\".";
    THEME_LOGO_HEIGHT = "logo_hoejde", Kind::Integer(1_000);
        "Logoets højde i millimeter, fra 6 til 40; ellers 16.",
        "The logo's height in millimetres, from 6 to 40; 16 otherwise.";
    THEME_FONT = "skrift", Kind::Text;
        "Skriftens navn. En skrift, der ikke følger med, lægges i fonts/.",
        "The font's name. A font that does not come with the program is put in fonts/.";
    THEME_FOOTER = "fod", Kind::Text;
        "Ord nederst på hver side, fx adresse og kontakt.",
        "Words at the foot of every page: an address, a contact.";
    THEME_COLOURS = "farver", Kind::Block(Section::Colours);
        "Farverne. De, der ikke står her, er programmets egne.",
        "The colours. Those that are not here are the program's own.";
}

keys! { COLOUR_KEYS in Colours:
    COLOUR_TEXT = "tekst", Kind::Colour; "Løbende tekst.", "Running text.";
    COLOUR_HEAD = "hoved", Kind::Colour;
        "Overskrifter, tabelhoveder, stærke streger og henvisninger.",
        "Headings, heads of tables, strong rules and references.";
    COLOUR_QUIET = "svag", Kind::Colour;
        "Ledetekster, enheder og noter.", "Labels, units and notes.";
    COLOUR_LINE = "linje", Kind::Colour; "Tynde streger mellem rækker.", "Thin rules between rows.";
    COLOUR_SURFACE = "flade", Kind::Colour; "Bag totaler og bokse.", "Behind totals and boxes.";
    COLOUR_ALARM = "fejl", Kind::Colour;
        "UDKAST, og tal der ikke stemmer.", "UDKAST, and figures that don't add up.";
    COLOUR_ALARM_SURFACE = "fejlflade", Kind::Colour;
        "Bag tal, der ikke stemmer.", "Behind figures that don't add up.";
    COLOUR_WATERMARK = "vandmaerke", Kind::Colour;
        "UDKAST på tværs af siden i et udkast.", "UDKAST across the page of a draft.";
}
