//! Keys of a post: one row of a table.

use super::kind::{Kind, keys};
use super::section::Section;

/// Expenditure and income.
pub const UI_WORDS: &[&str] = &["U", "I"];

/// What a post is: an ordinary cost, a saving, a financing or an income.
pub const SORTS: &[&str] = &["omkostning", "besparelse", "finansiering", "indtaegt"];

keys! { POST in Post:
    ID = "id", Kind::Id;
        "Postens navn i tabellen: bruges, når teksten eller en anden post henviser til den.",
        "The post's name in the table: used when prose or another post refers to it.";
    HEADING = "overskrift", Kind::Bool;
        "true, hvis posten er en mellemoverskrift.", "True when the post is a heading.";
    SUBTOTAL = "delsum", Kind::Bool;
        "true: summen af de talte poster siden sidste delsum, sum_af eller overskrift.",
        "True: the sum of the counted posts since the last subtotal (`delsum`, `sum_af`) or heading.";
    TEXT = "tekst", Kind::Text; "Postens tekst.", "The post's text.";
    AREA = "styringsomraade", Kind::Text => Areas; "Styringsområdet.", "The control area.";
    COMMITTEE = "udvalg", Kind::Text => Committees;
        "Udvalget, der har pengene; \"ingen\", hvis det ikke er et udvalg (centrale puljer).",
        "The committee that holds the money; \"ingen\" where it is no committee (central pools).";
    ADMINISTRATION = "forvaltning", Kind::TextOrTexts => Administrations;
        "Forvaltningen, der handler.", "The administration that acts.";
    APPROPRIATION = "bevilling", Kind::Text => Appropriations;
        "Bevillingen, nummer eller navn i anførselstegn.",
        "The appropriation, number or name in quotes.";
    UI = "ui", Kind::OneOf(UI_WORDS);
        "\"U\" for udgift, \"I\" for indtægt.", "\"U\" for expenditure, \"I\" for income.";
    SORT = "art", Kind::OneOf(SORTS);
        "Hvad posten er, hvor det ikke er en almindelig udgift.",
        "What the post is, where it is no ordinary expenditure.";
    KEY = "noegle", Kind::Text;
        "Fordelingsnøglen, som den trykkes: er den i procent, efterprøves den.",
        "The distribution key as printed: one in per cent is verified.";
    POOL = "innovationspulje", Kind::Bool;
        "true, hvis beløbet søges fra innovationspuljen (typen investering).",
        "True when the amount is applied for from the innovation pool (type `investering`).";
    AT_POINT = "at_punkt", Kind::Text;
        "At-punktet i indstillingen.", "The point of the recommendation.";
    AGREEMENT = "aftale", Kind::Text => Agreements;
        "Den tidligere aftale, pengene blev givet i.", "The past agreement that granted the money.";
    CHOICE = "valg", Kind::Text;
        "Den valgmulighed, posten hører til.", "The option that the post belongs to.";
    PERMANENT = "varig", Kind::Bool;
        "true, hvis sidste år fortsætter: så er der ingen sum på tværs.",
        "True when the last year goes on: then there is no sum across.";
    PRICE_LEVEL = "prisniveau", Kind::PriceLevel;
        "Postens prisniveau, hvis det ikke er tabellens.",
        "The post's price level, where it is not the table's.";
    OUTSIDE = "uden_for", Kind::TextOrTexts => Frames;
        "De rammer, beløbet ikke tæller i, fx [\"Anlægsmåltal\"]: uden anvisning af anlægsmåltal.",
        "The frames that the amount does not count in, e.g. [\"Anlægsmåltal\"].";
    SUM_OF = "sum_af", Kind::Texts;
        "De poster, denne er summen af; evt. med minus, \"-b\".",
        "The posts that this one is the sum of; with a minus, \"-b\".";
    OF_WHICH = "heraf", Kind::Id;
        "Posten, denne er en del af: vises, men lægges ikke til.",
        "The post that this is a part of: shown, not added.";
    SHARE = "andel", Kind::Block(Section::Share);
        "Posten er en andel af en anden.", "The post is a share of another.";
    REST = "rest", Kind::Bool;
        "true: det, der får tabellen til at give, hvad den skal; på en andel det, de andre andele af samme post lader tilbage.",
        "True: what makes the table give what it must; on a share, what the other shares of the same post leave.";
    AMOUNT = "beloeb", Kind::Amount;
        "Beløbet, hvor posten har ét beløb i stedet for år.",
        "The amount, where the post has one in place of years.";
    ACROSS = "i_alt", Kind::Amount;
        "Den trykte sum på tværs: efterprøves.", "The printed sum across: verified.";
}

keys! { SHARE_KEYS in Share:
    SHARE_OF = "af", Kind::Id, required;
        "Posten, der tages en andel af.", "The post that a share is taken of.";
    SHARE_PERCENT = "pct", Kind::Amount, required;
        "Andelen i procent; negativ for refusion.", "The share in per cent; negative for a refund.";
}

keys! { RANGE in Range:
    RANGE_SUM = "sum", Kind::Amount; "Summen over alle årene.", "The sum over all the years.";
    RANGE_YEARLY = "aarligt", Kind::Amount;
        "Beløbet i hvert af årene.", "The amount in each of the years.";
    RANGE_COUNT = "antal", Kind::Integer(200);
        "Hvor mange år der er, når det ikke er alle i intervallet.",
        "How many years there are, where it is not all of the range.";
}
