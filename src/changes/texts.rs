//! Which texts of a note changed, section by section.

use crate::note::{Districts, Note, Place, Table, Word};
use crate::source::Spanned;
use crate::text;
use crate::text::Text;

/// A text that is not the same in both versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChange {
    /// What it is: a section by its heading, a table's texts, a field of the note.
    pub what: Text,
    /// What became of it.
    pub kind: Kind,
}

/// What became of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It is another.
    Changed,
    /// It is new.
    New,
    /// It is gone.
    Gone,
}

impl TextChange {
    /// In words: `Baggrund (ny)`.
    pub fn text(&self) -> Text {
        let Text { da, en } = &self.what;
        match self.kind {
            Kind::Changed => self.what.clone(),
            Kind::New => text!("{da} (ny)", "{en} (new)"),
            Kind::Gone => text!("{da} (slettet)", "{en} (deleted)"),
        }
    }
}

/// The texts that are not the same, as they are typed: what is filled in follows the figures.
pub(super) fn changed(before: &Note, after: &Note) -> Vec<TextChange> {
    let mut out = Vec::new();
    let mut field = |what: Text, old: Option<&str>, new: Option<&str>| {
        let same = match (old, new) {
            (Some(old), Some(new)) => old.lines().eq(new.lines()),
            (old, new) => old == new,
        };
        let kind = match (old, new) {
            _ if same => return,
            (None, _) => Kind::New,
            (_, None) => Kind::Gone,
            _ => Kind::Changed,
        };
        out.push(TextChange { what, kind });
    };
    let word = |word: &'_ Option<Word>| word.as_ref().map(|word| word.value.clone());
    field(text!("titel", "title"), Some(&before.title.value), Some(&after.title.value));
    let (old, new) = (word(&before.category), word(&after.category));
    field(text!("kategori", "category"), old.as_deref(), new.as_deref());
    field(text!("status", "status"), Some(before.status.word()), Some(after.status.word()));
    let (old, new) = (word(&before.administration), word(&after.administration));
    field(text!("forvaltning", "administration"), old.as_deref(), new.as_deref());
    let place = |note: &Note| note.place.as_ref().map(|place| format!("{:?}", places(place)));
    field(text!("bydel og adresse", "place"), place(before).as_deref(), place(after).as_deref());
    let ready = |note: &Note| {
        note.readiness.as_ref().map(|own| {
            let answer = |word: &Option<Word>| word.as_ref().map(|word| word.value.clone());
            format!("{:?}", (answer(&own.treated), answer(&own.can_start)))
        })
    };
    let (old, new) = (ready(before), ready(after));
    field(text!("eksekveringsparat", "readiness"), old.as_deref(), new.as_deref());
    let (old, new) = (before.version.on_pages(), after.version.on_pages());
    field(text!("version", "version"), old.as_deref(), new.as_deref());
    let day = |note: &Note| note.date.map(|date| date.value.danish());
    field(text!("dato", "date"), day(before).as_deref(), day(after).as_deref());
    let prose = |note: &'_ Note| note.summary.as_ref().map(|text| text.value.to_string());
    field(text!("resumé", "summary"), prose(before).as_deref(), prose(after).as_deref());
    let sections = |note: &Note| -> Vec<(String, String)> {
        let heading = |heading: &Word| heading.value.clone();
        note.sections
            .iter()
            .map(|own| (heading(&own.heading), own.text.value.to_string()))
            .collect()
    };
    paired(&sections(before), &sections(after), |heading| Text::same(heading), &mut field);
    let tables = |note: &Note| -> Vec<(String, String)> {
        note.tables.iter().map(|table| (table.id.value.clone(), words(table))).collect()
    };
    let name = |id: &str| text!("tabellen {id}", "the table {id}");
    paired(&tables(before), &tables(after), name, &mut field);
    out
}

/// What a place says, without where it says it.
fn places(place: &Place) -> (Option<String>, Option<String>, Option<String>) {
    let districts = place.districts.as_ref().map(|districts| match districts {
        Districts::All => "alle".to_owned(),
        Districts::Outside => "udenbys".to_owned(),
        Districts::Some(words) => {
            words.iter().map(|word| word.value.as_str()).collect::<Vec<_>>().join(", ")
        }
    });
    let word = |word: &Option<Word>| word.as_ref().map(|word| word.value.clone());
    (districts, word(&place.address), word(&place.cadastre))
}

/// Texts by their names: the first of several with one name is paired with the first of the others.
fn paired(
    before: &[(String, String)],
    after: &[(String, String)],
    name: impl Fn(&str) -> Text,
    field: &mut impl FnMut(Text, Option<&str>, Option<&str>),
) {
    let mut left: Vec<&(String, String)> = before.iter().collect();
    for (own, text) in after {
        let found = left.iter().position(|(other, _)| other == own);
        let old = found.map(|at| left.remove(at).1.as_str());
        field(name(own), old, Some(text));
    }
    for (own, text) in left {
        field(name(own), Some(text), None);
    }
}

/// What a table says besides figures and codes.
fn words(table: &Table) -> String {
    let mut out: Vec<&str> = table.labels().into_iter().map(|word| word.value.as_str()).collect();
    let notes = table.note.iter().chain(table.notes.iter().map(|own| &own.text));
    out.extend(notes.map(Spanned::as_text).map(|text| text.value));
    let posts = table.posts.iter().flat_map(|post| &post.words);
    out.extend(posts.map(|(_, text)| text.as_text().value));
    // Its unit and price levels are printed above it.
    let prices = format!("{:?}", table.prices);
    out.extend([table.unit.name(), prices.as_str()]);
    // Expenditure or income is a word of the table's, beside the figures.
    out.extend(table.posts.iter().filter_map(|post| Some(post.ui.as_ref()?.value.word())));
    out.join("\n")
}
