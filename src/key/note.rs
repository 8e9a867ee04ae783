//! Keys of a note: its head, sections and declared relations.

use super::kind::{Kind, keys};
use super::section::Section;

/// Values of the boxes in `[eksekveringsparat]`: yes, no, blank.
pub const ANSWERS: &[&str] = &["ja", "nej", ""];

/// How far a note has come: unfinished, up for negotiation, withdrawn.
pub const STATUSES: &[&str] = &["kladde", "til forhandling", "trukket"];

/// What can be attached of a file: all of it, or all but its comments.
pub const ATTACHED: &[&str] = &["hel", "uden-kommentarer"];

/// Words for all of the districts, and for none of them.
pub const EVERYWHERE: &[&str] = &["alle", "udenbys"];

keys! { NOTE in Note:
    ID = "id", Kind::NoteId, required; "Notatets id, som det trykkes.", "The note's id as printed.";
    TITLE = "titel", Kind::Text, required;
        "Notatets titel uden id.", "The note's title without its id.";
    TYPE = "type", Kind::Text => Documents, required;
        "Dokumenttypen: vælger skabelon og regler.",
        "The document type: chooses template and rules.";
    EDITION = "udgave", Kind::Text => Editions;
        "Hvilken af typens former notatet har.", "Which of the type's forms the note has.";
    STATUS = "status", Kind::OneOf(STATUSES);
        "Hvor langt notatet er: \"kladde\", \"til forhandling\" (som når den ikke står der) eller \"trukket\". Et trukket notat står i pakkernes lister, men tæller ikke.",
        "How far the note has come: \"kladde\" (unfinished), \"til forhandling\" (up for negotiation, as where it is left out) or \"trukket\" (withdrawn). A withdrawn note stands in the packs' lists and counts in nothing.";
    CATEGORY = "kategori", Kind::Text;
        "Fx \"need to\" eller \"rettidig omhu\".", "How urgent, and who asked.";
    ADMINISTRATION = "forvaltning", Kind::Text => Administrations, required;
        "Den forvaltning, der skriver notatet.", "The administration that writes the note.";
    OTHER_ADMINISTRATIONS = "oevrige_forvaltninger", Kind::Texts => Administrations;
        "Andre forvaltninger, der er med.", "Other administrations that take part.";
    DATE = "dato", Kind::Date;
        "Notatets dato. Uden den trykkes ingen.", "The note's date. Without it none is printed.";
    VERSION = "version", Kind::Text;
        "Notatets version, fx \"2\" eller \"2.1\": står på hver side.",
        "The note's version, e.g. \"2\" or \"2.1\": stands on every page.";
    REVISED = "revideret", Kind::Date;
        "Datoen, notatet sidst er revideret: står på hver side.",
        "The date that the note was last revised: stands on every page.";
    ATTACH = "vedhaeft", Kind::OneOf(ATTACHED);
        "Det, der vedhæftes PDF'en: \"hel\" er filerne, som de er; \"uden-kommentarer\" er kopier uden kommentarer. Står nøglen ikke i notatet, gælder rundens.",
        "What is attached to the PDF: the files as they are (\"hel\"), or copies \"uden-kommentarer\" (without comments). Without it the round's holds.";
    CONFIDENTIAL = "fortrolig", Kind::Bool;
        "true, hvis notatet ikke er offentligt.", "True when the note is not public.";
    SUMMARY = "resume", Kind::Prose; "Kort resumé.", "A short summary.";
    REFERENCES = "ref", Kind::Texts;
        "Notater i runden, der henvises til.", "Notes of the round that are referred to.";
    PRESUPPOSES = "forudsaetter", Kind::Texts;
        "Notater, som dette forudsætter.", "Notes that this one presupposes.";
    EXCLUDES = "udelukker", Kind::Texts;
        "Notater, som dette udelukker.", "Notes that this one excludes.";
    PLACE = "sted", Kind::Block(Section::Place); "Hvor i byen.", "Where in the city.";
    READINESS = "eksekveringsparat", Kind::Block(Section::Readiness);
        "Boksen Eksekveringsparat?", "The box *Eksekveringsparat?*.";
    CHOICES = "valgmulighed", Kind::Blocks(Section::Choice);
        "De muligheder, forhandlerne vælger imellem.", "The options that negotiations pick among.";
    SECTIONS = "afsnit", Kind::Blocks(Section::Paragraphs);
        "Notatets afsnit i rækkefølge.", "The note's sections in order.";
    TABLES = "tabel", Kind::Blocks(Section::Table); "Notatets tabeller.", "The note's tables.";
    EXTERNALS = "eksterne_tal", Kind::Blocks(Section::External);
        "Andres tal, som teksten nævner, med kilde.",
        "Somebody else's figures that the text mentions, with their source.";
    DECLARED = "afstemning", Kind::Blocks(Section::Declared);
        "Sammenhænge mellem tabeller, som ingen tabeltype kender.",
        "Relations between tables that no table type knows.";
}

keys! { PLACE_KEYS in Place:
    DISTRICTS = "bydele", Kind::TextOrTexts => Districts;
        "\"alle\", \"udenbys\" eller en liste af bydele.",
        "\"alle\" (all), \"udenbys\" (outside) or a list of districts.";
    ADDRESS = "adresse", Kind::Text; "Adressen.", "The address.";
    CADASTRE = "matrikel", Kind::Text; "Matrikelnummeret.", "The cadastral number.";
}

keys! { READINESS_KEYS in Readiness:
    TREATED = "udvalgsbehandlet", Kind::OneOf(ANSWERS);
        "Er sagen behandlet i udvalget? \"ja\", \"nej\" eller \"\".",
        "Has the committee treated it? \"ja\", \"nej\" or \"\".";
    CAN_START = "kan_igangsaettes", Kind::OneOf(ANSWERS);
        "Kan den igangsættes uden yderligere udvalgsbehandling?",
        "Can it start without further treatment?";
}

keys! { PARAGRAPHS in Paragraphs:
    HEADING = "overskrift", Kind::Text, required;
        "Afsnittets overskrift uden nummer.", "The section's heading without its number.";
    SECTION_ID = "id", Kind::Id;
        "Afsnittets navn, når teksten henviser til det med {{ ref(\"…\") }}.",
        "The section's name, where prose refers to it with `{{ ref(\"…\") }}`.";
    ANNEX = "bilag", Kind::Bool;
        "true, hvis afsnittet er et bilag: så har det intet nummer, hvor afsnit har det.",
        "True when the section is an annex: then it has no number where sections have one.";
    TEXT = "tekst", Kind::Prose, required; "Afsnittets tekst.", "The section's text.";
}

keys! { CHOICE in Choice:
    CHOICE_ID = "id", Kind::Text, required;
        "Mulighedens navn, fx \"A\"; posterne peger på det med valg.",
        "The option's name, e.g. \"A\"; posts point to it with `valg`.";
    CHOICE_TITLE = "titel", Kind::Text, required; "Mulighedens titel.", "The option's title.";
    CHOICE_EXCLUDES = "udelukker", Kind::Texts;
        "De muligheder, der ikke kan vælges samtidig.",
        "The options that can't be chosen at the same time.";
    CHOICE_DEFAULT = "standard", Kind::Bool;
        "true: muligheden tælles i en pakke, der ikke selv vælger.",
        "True: the option is counted in a pack that does not pick for itself.";
}

keys! { DECLARED_KEYS in Declared:
    DECLARED_TEXT = "tekst", Kind::Text, required;
        "Sammenhængen i ord: står i meldingen, når den ikke holder.",
        "The relation in words: stands in the message when it does not hold.";
    TERMS = "led", Kind::Texts, required;
        "Leddene, der tilsammen giver 0: en tabels total eller tabel.post, begge evt. med [kolonne] og minus foran.",
        "The terms, which together give 0: a table's total or table.post, either with [column] and a minus before it.";
    FOR_EACH = "for_hver", Kind::Texts;
        "Hvad sammenhængen gælder for hver af: \"aar\", \"udvalg\", \"styringsomraade\" …, eller \"post\": hver række i to tabeller, parret efter id, koder eller tekst.",
        "What it holds for each of: years, committees, control areas …, or `post`: each row of two tables, paired by id, codes or text.";
}

keys! { EXTERNAL_KEYS in External:
    EXTERNAL_AMOUNT = "beloeb", Kind::Text, required;
        "Beløbet, som teksten skriver det, fx \"166,6 mio. kr.\".",
        "The amount as the text has it, e.g. \"166,6 mio. kr.\".";
    EXTERNAL_SOURCE = "kilde", Kind::Text, required;
        "Hvor tallet er fra.", "Where the figure is from.";
}
