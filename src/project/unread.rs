//! Files and folders in `notes/` that are there and are not read.

use crate::diagnostic::{Diagnostic, rule};
use crate::parse::OtherFile;
use crate::source::Span;
use crate::text;

rule!(
    NOT_READ = "ikke-laest", Error;
    "En fil i notes/ er ikke læst.",
    "A file in notes/ was not read."
);

/// Why a file that was found is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is a link that leads out of the project, or stands in a folder that is one.
    Outside,
    /// It is a folder, a pipe or a device.
    NoFile,
    /// Its name has bytes that are no letters.
    Name,
    /// Its name does not end in `.toml`, and it is a note: what it should be called.
    Ending(String),
    /// A note that lies in `notes/`, and not in the folder of a round.
    NoRound,
    /// A folder in that of a round, with notes in it: their names, the first of them, and how many
    /// there are.
    Below(Vec<String>, usize),
    /// It is a file of another program: what it is.
    OtherFile(OtherFile),
    /// The system says so.
    Fault(String),
}

impl Unread {
    /// The finding that says so, of a path.
    pub fn finding(&self, path: &str, span: Span) -> Diagnostic {
        let (message, help) = match self {
            Self::Outside => (
                text!(
                    "{path} er et link ud af projektet og er ikke læst",
                    "{path} is a link out of the project, and was not read"
                ),
                text!(
                    "læg selve filen eller mappen her, eller slet linket",
                    "put the file or folder itself here, or delete the link"
                ),
            ),
            Self::NoFile => (
                text!(
                    "{path} er ikke en almindelig fil og er ikke læst",
                    "{path} is no plain file, and was not read"
                ),
                text!("flyt det ud af notes/", "move it out of notes/"),
            ),
            Self::Name => (
                text!(
                    "{path} har et navn, der ikke kan vises, og er ikke læst",
                    "{path} has a name that can't be shown, and was not read"
                ),
                text!(
                    "giv det et navn af bogstaver, tal, - og _",
                    "give it a name of letters, digits, - and _"
                ),
            ),
            Self::Ending(name) => (
                text!(
                    "{path} er ikke læst: et notats fil skal hedde noget, der ender på .toml",
                    "{path} was not read: the name of a note's file must end in .toml"
                ),
                text!("omdøb filen til {name}", "rename the file to {name}"),
            ),
            Self::NoRound => (
                text!(
                    "{path} er ikke læst: notater skal ligge i rundens mappe",
                    "{path} was not read: notes must lie in the folder of their round"
                ),
                text!(
                    "flyt filen ind i rundens mappe, fx notes/budget-2027/",
                    "move the file into the folder of its round, e.g. notes/budget-2027/"
                ),
            ),
            Self::OtherFile(kind) => other_file(path, *kind),
            Self::Below(names, count) => below(path, names, *count),
            Self::Fault(error) => (
                text!("{path} kan ikke læses: {error}", "{path} can't be read: {error}"),
                text!(
                    "se efter, om du har ret til at læse filen",
                    "see whether you have the right to read the file"
                ),
            ),
        };
        Diagnostic::new(&NOT_READ, span, message).help(help)
    }
}

/// Of a file that another program has saved.
fn other_file(path: &str, kind: OtherFile) -> (text::Text, text::Text) {
    let (is, is_en) = match kind {
        OtherFile::Word => ("et Word-dokument", "a Word document"),
        OtherFile::Excel => ("et regneark", "a workbook"),
        OtherFile::Slides => ("en præsentation", "a presentation"),
        OtherFile::Rtf => {
            ("en RTF-fil (fra Word eller WordPad)", "an RTF file (of Word or WordPad)")
        }
        OtherFile::Pdf => ("en PDF", "a PDF"),
        OtherFile::Html => ("en webside (HTML)", "a web page (HTML)"),
        OtherFile::Zip => ("en zip-fil", "a zip file"),
        OtherFile::Picture => ("et billede", "a picture"),
    };
    let message = text!(
        "{path} er {is}, ikke en tekstfil, og er ikke læst",
        "{path} is {is_en}, no text file, and was not read"
    );
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    let help = match kind {
        OtherFile::Word | OtherFile::Rtf => text!(
            "åbn den i Word, vælg Gem som, Almindelig tekst (.txt) og UTF-8, og kald den {name}",
            "open it in Word, choose Save as, Plain text (.txt) and UTF-8, and call it {name}"
        ),
        OtherFile::Html => text!(
            "kopiér teksten ind i en tom fil i en teksteditor, og gem den som {name} med UTF-8",
            "copy the text into an empty file in a text editor, and save it as {name} with UTF-8"
        ),
        _ => text!(
            "læg den et andet sted; et notat er en tekstfil: `budgetnotat new` laver en",
            "put it elsewhere; a note is a text file: `budgetnotat new` makes one"
        ),
    };
    (message, help)
}

/// Of a folder with notes in that of a round.
fn below(path: &str, names: &[String], count: usize) -> (text::Text, text::Text) {
    let mut listed = names.join(", ");
    if count > names.len() {
        listed.push_str(", …");
    }
    let round = path.rsplit_once('/').map_or(path, |(round, _)| round);
    let message = if count == 1 {
        text!(
            "{path}/{listed} er ikke læst: notater skal ligge i rundens mappe",
            "{path}/{listed} was not read: notes must lie in the folder of their round"
        )
    } else {
        text!(
            "{count} notater i {path}/ er ikke læst: {listed}",
            "{count} notes in {path}/ were not read: {listed}"
        )
    };
    let help = text!(
        "flyt dem op i {round}/; skal de ikke med, så flyt mappen ud af notes/",
        "move them up into {round}/; if they are not to be read, move the folder out of notes/"
    );
    (message, help)
}
