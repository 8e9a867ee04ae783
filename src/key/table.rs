//! Keys of a table and its totals.

use super::kind::{Kind, keys};
use super::section::Section;
use crate::amount::UNITS;

/// How an empty cell is printed.
pub const BLANKS: &[&str] = &["blank", "0", "-"];

/// The longest payback time that can be written, in years.
pub const LONGEST_PAYBACK: u16 = 9_999;

/// Where the sum across is printed.
pub const PLACES: &[&str] = &["foerst", "sidst"];

/// What a named column holds.
pub const COLUMN_KINDS: &[&str] = &["tal", "tekst", "kryds"];

keys! { TABLE in Table:
    ID = "id", Kind::Id, required; "Tabellens navn i notatet.", "The table's name within the note.";
    TYPE = "type", Kind::Text => Tables, required; "Tabeltypen.", "The table type.";
    TITLE = "titel", Kind::TextOrFalse;
        "Titlen uden \"Tabel 2\"; false, hvis tabellen ingen titel har.",
        "The title without \"Tabel 2\"; false where the table has none.";
    STUB = "hoved", Kind::TextOrFalse;
        "Overskriften over første kolonne; false, hvis den ingen har.",
        "The heading over the first column; false where it has none.";
    MONEY = "midler", Kind::Text;
        "Hvilke penge tabellen handler om: to tabeller om de samme midler skal stemme.",
        "Which money the table is about: two tables about the same money must agree.";
    AREA = "styringsomraade", Kind::Text => Areas;
        "Styringsområdet for alle tabellens poster.", "The control area of all the table's posts.";
    COMMITTEE = "udvalg", Kind::Text => Committees;
        "Udvalget for alle tabellens poster.", "The committee of all the table's posts.";
    ADMINISTRATION = "forvaltning", Kind::TextOrTexts => Administrations;
        "Forvaltningen, der handler, for alle tabellens poster.",
        "The administration that acts, for all the table's posts.";
    OUTSIDE = "uden_for", Kind::TextOrTexts => Frames;
        "De rammer, ingen af tabellens beløb tæller i, fx [\"Anlægsmåltal\"].",
        "The frames that none of the table's amounts count in, e.g. [\"Anlægsmåltal\"].";
    YEARS = "aar", Kind::Periods;
        "Tabellens år, hvis de ikke er rundens.",
        "The table's years, where they are not the round's.";
    EXCERPT = "udsnit", Kind::Bool;
        "true, hvis tabellen er et udsnit, der ikke skal stemme med andre.",
        "True when the table is an excerpt, compared with nothing.";
    ALONE = "alene", Kind::Text;
        "Hvorfor ingen anden tabel fortæller om de samme penge.",
        "Why no other table is about the same money.";
    MUST_GIVE = "skal_give", Kind::Amount;
        "Hvad tabellens total skal give, fx 0 for en selvfinansieret indsats.",
        "What the table's total must give, e.g. 0 for a self-financed effort.";
    FINANCES = "finansierer", Kind::Id;
        "Den tabel, hvis udgifter denne finansierer: tilsammen giver de 0.",
        "The table whose expenditure this one finances: together they give 0.";
    SUM_OF = "sum_af", Kind::Texts;
        "De tabeller, denne er summen af (typen paavirkning).",
        "The tables that this one is the sum of (type `paavirkning`).";
    PAYBACK = "tilbagebetaling", Kind::Block(Section::Payback);
        "Trykte tilbagebetalingstider, når de skal efterprøves (typen paavirkning).",
        "Printed payback times, where they are to be verified (type `paavirkning`).";
    DERIVED_FROM = "udledt_af", Kind::Id;
        "Den tabel, denne udledes af, lagt sammen efter tabeltypens kolonner.",
        "The table that this one is derived from, summed by the table type's columns.";
    PERMANENT = "varig", Kind::Bool;
        "true, hvis sidste år fortsætter: så er der ingen sum på tværs.",
        "True when the last year goes on: then there is no sum across.";
    COMPUTED_KEYS = "noegler", Kind::Bool;
        "true, hvis fordelingsnøglerne regnes ud af beløbene og trykkes (typen fordeling).",
        "True when distribution keys are computed from the amounts and printed (type `fordeling`).";
    UNIT = "enhed", Kind::OneOf(UNITS); "Det, tallene er talt i.", "What figures are counted in.";
    DECIMALS = "decimaler", Kind::Integer(6);
        "Hvor mange decimaler tallene har.", "How many decimals figures have.";
    ROUNDED = "afrundet", Kind::Bool;
        "true, hvis hvert tal er afrundet for sig: så må summer afvige, så meget som afrunding kan give.",
        "True where each figure is rounded by itself: sums may then differ by as much as rounding can give.";
    PRICE_LEVEL = "prisniveau", Kind::PriceLevel;
        "Prisniveauet, hvis det ikke er rundens.", "The price level, where it is not the round's.";
    BLANK = "tom", Kind::OneOf(BLANKS);
        "Hvordan et manglende tal trykkes.", "How a missing figure is printed.";
    NUMBERED = "nummereret", Kind::Bool;
        "false, hvis tabellen ikke har et nummer.", "False when the table has no number.";
    NUMBER = "nummer", Kind::Text;
        "Tabellens nummer i det trykte, fx \"3a\", hvis det ikke er det næste i rækken.",
        "The table's number in print, e.g. \"3a\", where it is not the next in order.";
    NOTE = "note", Kind::Prose; "Tekst under tabellen.", "Text under the table.";
    COLUMNS = "kolonner", Kind::List(Section::Column);
        "Tabellens egne kolonner; i en tabel med år står de ved siden af årene.",
        "The table's own columns; in a table with years they stand beside the years.";
    ROWS = "raekker", Kind::Lines;
        "Tabellens linjer, som de trykkes: overskrifter øverst, | mellem cellerne, … forrest på en linje, der fortsætter den ovenover.",
        "The table's lines as they are printed: headers first, | between cells, … first on a line that goes on with the one above.";
    ACROSS = "paa_tvaers", Kind::FalseOr(Section::Across);
        "Summen på tværs: dens overskrift, og om den trykkes først eller sidst. false, hvis der ingen er.",
        "The sum across: its heading, and whether it is printed first or last. False when there is none.";
    GRAND_TOTAL = "i_alt", Kind::FalseOr(Section::GrandTotal);
        "Totalrækken: dens tekst, og trykte tal hvis de skal efterprøves. false, hvis der ingen er.",
        "The total row: its label, and printed figures where they are to be verified. False when there is none.";
    TOTALS = "total", Kind::Blocks(Section::Total);
        "Totalrækker for en del af posterne.", "Total rows for a part of the posts.";
    POSTS = "post", Kind::Blocks(Section::Post); "Tabellens poster.", "The table's posts.";
}

keys! { PAYBACK_KEYS in Payback:
    PAYBACK_SERVICE = "service", Kind::Payback;
        "Hele år, baseret på besparelserne på service.",
        "Whole years, based on the savings on service.";
    PAYBACK_ALL = "i_alt", Kind::Payback;
        "Hele år, baseret på alle besparelser.", "Whole years, based on all savings.";
}

keys! { COLUMN in Column:
    COLUMN_ID = "id", Kind::Id, required;
        "Kolonnens navn: posternes tal skrives under det.",
        "The column's name: the posts' figures are written under it.";
    COLUMN_TEXT = "tekst", Kind::TextOrFalse, required;
        "Kolonnens overskrift; false, hvis den ingen har.",
        "The column's heading; false where it has none.";
    COLUMN_KIND = "slags", Kind::OneOf(COLUMN_KINDS);
        "\"tal\", \"tekst\" eller \"kryds\".", "Figures, text or ticks.";
    COLUMN_SUM_OF = "sum_af", Kind::Texts;
        "De kolonner, denne er summen af; evt. med minus og vægt, \"-b\" eller \"0.5*c\".",
        "The columns that this one is the sum of; with minus or weight, \"-b\" or \"0.5*c\".";
    COLUMN_SUMMED = "sum", Kind::Bool;
        "false, hvis kolonnen ikke lægges sammen; true, hvis procenter eller indekstal gør.",
        "False when the column is not added up; true when per cent or index numbers are.";
    COLUMN_GROUP = "gruppe", Kind::Text;
        "Overskrift, som kolonnen deler med sine naboer.", "A heading shared with its neighbours.";
    COLUMN_AREA = "styringsomraade", Kind::Text => Areas;
        "Kolonnens styringsområde.", "The column's control area.";
    COLUMN_COMMITTEE = "udvalg", Kind::Text => Committees;
        "Kolonnens udvalg.", "The column's committee.";
    COLUMN_YEAR = "aar", Kind::Period; "Kolonnens år.", "The column's year.";
    COLUMN_UNIT = "enhed", Kind::OneOf(UNITS);
        "Det, kolonnens tal er talt i, hvis det ikke er det samme som tabellens.",
        "What the column's figures are counted in, where it is not the table's.";
    COLUMN_DECIMALS = "decimaler", Kind::Integer(6);
        "Kolonnens decimaler, hvis de ikke er tabellens.",
        "The column's decimals, where they are not the table's.";
}

keys! { ACROSS_KEYS in Across:
    ACROSS_TEXT = "tekst", Kind::Text; "Overskriften.", "The heading.";
    ACROSS_PLACE = "plads", Kind::OneOf(PLACES);
        "Hvor den trykkes: før årene eller efter dem.",
        "Where it is printed: before the years or after them.";
}

keys! { GRAND_TOTAL_KEYS in GrandTotal:
    GRAND_TOTAL_TEXT = "tekst", Kind::Text; "Totalrækkens tekst.", "The total row's label.";
    GRAND_TOTAL_ACROSS = "i_alt", Kind::Amount;
        "Den trykte sum på tværs.", "The printed sum across.";
    GRAND_TOTAL_AMOUNT = "beloeb", Kind::Amount;
        "Det trykte beløb, hvor posterne har ét beløb.",
        "The printed amount, where posts have one amount.";
}

keys! { TOTAL in Total:
    TOTAL_TEXT = "tekst", Kind::Text, required; "Totalrækkens tekst.", "The total row's label.";
    TOTAL_WHERE = "hvor", Kind::Block(Section::Where), required;
        "Hvilke poster der tælles med.", "Which posts are counted.";
    TOTAL_ACROSS = "i_alt", Kind::Amount; "Den trykte sum på tværs.", "The printed sum across.";
    TOTAL_AMOUNT = "beloeb", Kind::Amount;
        "Det trykte beløb, hvor posterne har ét beløb.",
        "The printed amount, where posts have one amount.";
}

keys! { WHERE in Where:
    WHERE_AREA = "styringsomraade", Kind::Text => Areas;
        "Posterne med dette styringsområde.", "The posts of this control area.";
    WHERE_COMMITTEE = "udvalg", Kind::Text => Committees;
        "Posterne med dette udvalg.", "The posts of this committee.";
    WHERE_ADMINISTRATION = "forvaltning", Kind::Text => Administrations;
        "Posterne med denne forvaltning.", "The posts of this administration.";
    WHERE_APPROPRIATION = "bevilling", Kind::Text => Appropriations;
        "Posterne med denne bevilling.", "The posts of this appropriation.";
    WHERE_SORT = "art", Kind::OneOf(super::post::SORTS);
        "Posterne af denne art.", "The posts of this sort.";
    WHERE_UI = "ui", Kind::OneOf(super::post::UI_WORDS);
        "Udgifter (\"U\") eller indtægter (\"I\").", "Expenditure (\"U\") or income (\"I\").";
    WHERE_CHOICE = "valg", Kind::Text;
        "Posterne i denne valgmulighed.", "The posts of this option.";
}
