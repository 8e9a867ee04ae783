//! What typesetting finds: characters that no font has, templates that fail, and pages that could
//! not be read aloud. Found by `build`, told like the rest.

use crate::diagnostic::{Diagnostic, Rule, rule};
use crate::note::{Note, Pack, Word};
use crate::source::Span;
use crate::suggest;
use crate::text;
use crate::text::Text;

rule!(
    GLYPH = "tegn-mangler", Error;
    "Et tegn findes ikke i skriften.",
    "A character is not in the font."
);
rule!(
    HEADERS = "tabel-uden-hoved", Error;
    "En tabel på siden har ikke overskrifter til sine tal.",
    "A table on the page lacks headers for its figures."
);
rule!(
    LANGUAGE = "sprog-mangler", Error;
    "En tekst på siden siger et forkert sprog.",
    "A text on the page is marked with the wrong language."
);
rule!(
    ALTERNATIVE = "alternativ-tekst", Error;
    "Et billede eller en formel på siden mangler en tekst.",
    "An image or a formula on the page lacks a text."
);
rule!(
    TEMPLATE = "skabelon", Error;
    "Skabelonen kunne ikke sætte notatet.",
    "The template could not typeset the note."
);
rule!(
    STRANGE = "skabelon-advarsel", Warning;
    "Skabelonen gør noget, der næppe er meningen.",
    "The template does something that is hardly intended."
);
rule!(
    FONT = "ukendt-skrift", Error;
    "Temaets skrift findes ikke.",
    "The theme's font is not there."
);

rule!(
    COMMENTED = "kommentar-vedhaeftes", Remark;
    "Et notat har kommentarer, som bliver vedhæftet PDF'en.",
    "A note has comments, which are attached to its PDF."
);

/// Comments of a note whose file is attached whole: where the first is, and how many there are.
pub fn commented(first: Span, count: usize) -> Diagnostic {
    let message = if count == 1 {
        text!(
            "notatet har 1 kommentar, og den bliver vedhæftet PDF'en, hvor alle kan læse den",
            "the note has 1 comment, which is attached to the PDF, where everybody can read it"
        )
    } else {
        text!(
            "notatet har {count} kommentarer, og de bliver vedhæftet PDF'en, hvor alle kan læse dem",
            "the note has {count} comments, which are attached to the PDF, where everybody can read them"
        )
    };
    let (it, it_en) = if count == 1 { ("den", "it") } else { ("dem", "them") };
    Diagnostic::new(&COMMENTED, first, message).help(text!(
        "slet {it}, eller skriv `vedhaeft = \"uden-kommentarer\"` i notatet eller i runde.toml; skal alle kunne læse {it}, så skriv `vedhaeft = \"hel\"`",
        "delete {it_en}, or write `vedhaeft = \"uden-kommentarer\"` in the note or in runde.toml; if everybody may read {it_en}, write `vedhaeft = \"hel\"`"
    ))
}

/// What was typeset: where it is told of, and what it is called.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The name of its template.
    kind: &'a str,
    /// Its id, or a pack's title.
    id: &'a str,
    /// Place of what the writer has in hand: a note's type, a pack's title.
    span: Span,
}

impl<'a> From<&'a Note> for Subject<'a> {
    fn from(note: &'a Note) -> Self {
        Self { kind: &note.kind.value, id: &note.id.value, span: note.kind.span }
    }
}

impl<'a> From<&'a Pack> for Subject<'a> {
    fn from(pack: &'a Pack) -> Self {
        Self { kind: "pakke", id: &pack.title.value, span: pack.title.span }
    }
}

/// The theme's font, where no file has it: letters would silently be another font's.
pub fn font(font: &Word, families: &[&str]) -> Diagnostic {
    let (name, listed) = (&font.value, families.join(", "));
    Diagnostic::new(
        &FONT,
        font.span,
        text!("skriften `{name}` findes ikke", "there is no font `{name}`"),
    )
    .help(suggest::did_you_mean(name, families.iter().copied()).unwrap_or_else(|| {
        text!(
            "læg skriftens filer i mappen fonts/; der er {listed}",
            "put the font's files in the folder fonts/; there are {listed}"
        )
    }))
}

/// What the typesetter warned of, told as [`template`] tells a fault.
pub fn strange<'a>(subject: impl Into<Subject<'a>>, place: &str, message: &str) -> Diagnostic {
    let Subject { kind, id, span } = subject.into();
    Diagnostic::new(
        &STRANGE,
        span,
        text!(
            "skabelonen til `{kind}` gør noget mærkeligt i {id}",
            "the template of `{kind}` does something unexpected in {id}"
        ),
    )
    .note(text!("{place}: {message}", "{place}: {message}"))
    .help(text!(
        "se siden efter, og giv meldingen til den, der passer skabelonerne",
        "look over the page, and pass this message to whoever maintains the templates"
    ))
}

/// A character that can't be printed, at its place.
pub fn glyph(span: Span, character: char) -> Diagnostic {
    let code = u32::from(character);
    let shown = if character.is_control() { String::new() } else { format!(" `{character}`") };
    Diagnostic::new(
        &GLYPH,
        span,
        text!(
            "tegnet{shown} (U+{code:04X}) findes ikke i skriften",
            "the character{shown} (U+{code:04X}) is not in the font"
        ),
    )
    .help(text!(
        "skriv det med andre tegn, eller læg en skrift med tegnet i fonts/",
        "write it with other characters, or put a font that has it in fonts/"
    ))
}

/// A template's fault, told at the note's own type: the note is what the caseworker has in hand.
pub fn template<'a>(subject: impl Into<Subject<'a>>, place: &str, message: &str) -> Diagnostic {
    let Subject { kind, id, span } = subject.into();
    Diagnostic::new(
        &TEMPLATE,
        span,
        text!("skabelonen til `{kind}` kunne ikke sætte {id}", "the template of `{kind}` could not typeset {id}"),
    )
    .note(text!("{place}: {message}", "{place}: {message}"))
    .help(text!(
        "det er en fejl i skabelonen, ikke i notatet: giv meldingen til den, der passer skabelonerne",
        "the fault is in the template, not in the note: pass this message to whoever maintains the templates"
    ))
}

/// What keeps a page from being read aloud as it is meant, though it would conform to every
/// standard that a machine checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breach {
    /// A table without a row of column headers at its top.
    HeaderRow,
    /// A figure in a table without a column header or without a row header.
    FigureHeaders,
    /// A document that does not say that it is in Danish.
    DocumentLanguage,
    /// A text in a language that is neither the document's nor that of a passage in the note.
    TextLanguage,
    /// An image without alternative text.
    Image,
    /// A formula without alternative text.
    Equation,
    /// A figure without alternative text, with nothing in it that speaks for itself.
    Figure,
}

impl Breach {
    /// The rule that it breaks.
    pub fn rule(self) -> &'static Rule {
        match self {
            Self::HeaderRow | Self::FigureHeaders => &HEADERS,
            Self::DocumentLanguage | Self::TextLanguage => &LANGUAGE,
            Self::Image | Self::Equation | Self::Figure => &ALTERNATIVE,
        }
    }

    /// What is wrong.
    pub fn message(self) -> Text {
        match self {
            Self::HeaderRow => {
                text!(
                    "en tabel begynder ikke med en række overskrifter",
                    "a table does not begin with a row of headers"
                )
            }
            Self::FigureHeaders => text!(
                "et tal i en tabel har ikke både en overskrift for sin kolonne og en for sin række",
                "a figure in a table does not have both a header of its column and one of its row"
            ),
            Self::DocumentLanguage => {
                text!(
                    "dokumentet siger ikke, at det er på dansk",
                    "the document does not say that it is in Danish"
                )
            }
            Self::TextLanguage => {
                text!(
                    "en tekst er sat på et andet sprog end notatets",
                    "a text is set in another language than the note's"
                )
            }
            Self::Image => {
                text!("et billede har ingen alternativ tekst", "an image has no alternative text")
            }
            Self::Equation => {
                text!("en formel har ingen alternativ tekst", "a formula has no alternative text")
            }
            Self::Figure => {
                text!("en figur har ingen alternativ tekst", "a figure has no alternative text")
            }
        }
    }

    fn help(self) -> Text {
        match self {
            Self::HeaderRow => text!(
                "giv tabellen i skabelonen `table.header(…)` øverst; er den kun opstilling, så brug `grid`",
                "give the table in the template a `table.header(…)` at its top; where it is only layout, use `grid`"
            ),
            Self::FigureHeaders => text!(
                "sæt rækkens navn i skabelonen som `pdf.header-cell(scope: \"row\", …)`, og kolonnens i `table.header(…)`",
                "in the template, set the row's name as `pdf.header-cell(scope: \"row\", …)` and the column's in `table.header(…)`"
            ),
            Self::DocumentLanguage => text!(
                "skriv `#set text(lang: \"da\", region: \"DK\")` øverst i skabelonen main.typ",
                "write `#set text(lang: \"da\", region: \"DK\")` at the top of the template main.typ"
            ),
            Self::TextLanguage => text!(
                "fjern `lang` i skabelonen; fremmede ord i notatet skrives {{{{ sprog(\"en\", \"…\") }}}}",
                "remove `lang` in the template; foreign words in the note are written {{{{ sprog(\"en\", \"…\") }}}}"
            ),
            Self::Image => text!(
                "skriv i skabelonen `alt: \"…\"`, hvad billedet viser; er det kun pynt, så sæt det i `pdf.artifact(…)`",
                "write in the template with `alt: \"…\"` what the image shows; where it only decorates, put it in `pdf.artifact(…)`"
            ),
            Self::Equation => text!(
                "skriv i skabelonen `alt: \"…\"`, hvordan formlen læses højt",
                "write in the template with `alt: \"…\"` how the formula is read aloud"
            ),
            Self::Figure => text!(
                "skriv i skabelonen `alt: \"…\"`, hvad figuren viser",
                "write in the template with `alt: \"…\"` what the figure shows"
            ),
        }
    }
}

/// A breach, told at the note's own type; `words` are what it was found at.
pub fn breach<'a>(
    subject: impl Into<Subject<'a>>,
    breach: Breach,
    place: &str,
    words: Option<&str>,
) -> Diagnostic {
    let found = words.map(|words| format!(": `{words}`")).unwrap_or_default();
    Diagnostic::new(breach.rule(), subject.into().span, breach.message())
        .note(text!("{place}{found}", "{place}{found}"))
        .help(breach.help())
}
