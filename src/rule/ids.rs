//! Ids that stand twice: notes of a round, tables of a note, posts of a table.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{Note, Word};
use crate::project::Project;
use crate::rule::context::Context;
use crate::rule::recounted;
use crate::source::Span;
use crate::text;
use crate::text::Text;

rule!(
    OTHER_NAME = "filnavn", Warning;
    "En fil hedder noget andet end notatets id.",
    "A file is called something else than the note's id."
);
rule!(
    DUPLICATE_ID = "dobbelt-id", Error;
    "To steder har samme id.",
    "Two places have the same id."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let note = context.note;
    let tables = note.tables.iter().map(|table| &table.id);
    // A reference means one of them.
    let sections = note.sections.iter().filter_map(|section| section.id.as_ref());
    twice(
        tables.chain(sections),
        &text!("to tabeller eller afsnit har id'et", "two tables or sections have the id"),
        findings,
    );
    for (number, table) in note.numbered_tables() {
        // Of a post that is told to be there twice, the id is too.
        let mut seen: HashSet<&str> = HashSet::new();
        let posts = table.numbered_posts();
        let ids: Vec<&Word> = posts
            .filter_map(|(post, of)| {
                let id = of.id.as_ref()?;
                let own = seen.insert(&id.value) || !recounted::is_copy(context, number, post);
                own.then_some(id)
            })
            .collect();
        twice(ids.into_iter(), &text!("to poster har id'et", "two posts have the id"), findings);
    }
    twice(
        note.choices.iter().map(|choice| &choice.id),
        &text!("to valgmuligheder har id'et", "two options have the id"),
        findings,
    );
    if let Some(known) = context.round.known.iter().find(|known| known.id.value == note.id.value) {
        let id = &note.id.value;
        findings.push(
            Diagnostic::new(
                &DUPLICATE_ID,
                known.id.span,
                text!(
                    "`{id}` har en fil og står også her",
                    "`{id}` has a file and is listed here too"
                ),
            )
            .label(note.id.span, text!("filen", "the file"))
            .help(text!(
                "slet [[note]] for {id} i runde.toml: filen er nok",
                "delete [[note]] for {id} in runde.toml: the file is enough"
            )),
        );
    }
}

/// The notes that share an id or a file with one before them: found once for all notes.
pub(super) struct Twice<'a> {
    project: &'a Project,
    /// The note of each round and id: the first, or the one whose file has that name.
    ids: HashMap<(&'a str, &'a str), &'a Note>,
    /// The first note of each path, in small letters.
    paths: HashMap<String, &'a Note>,
}

impl<'a> Twice<'a> {
    pub(super) fn new(project: &'a Project) -> Self {
        let (mut ids, mut paths) = (HashMap::new(), HashMap::new());
        for note in project.notes.iter().map(AsRef::as_ref) {
            if !note.id.value.is_empty() {
                let own = ids.entry((note.round.as_str(), note.id.value.as_str())).or_insert(note);
                // Of two, the copy is the one whose file has another name.
                if is_named(project, note) && !is_named(project, own) {
                    *own = note;
                }
            }
            paths.entry(project.path(note.file).to_lowercase()).or_insert(note);
        }
        Self { project, ids, paths }
    }

    /// Says of a note that its id or its file is another's, or that they are not each other's: of
    /// two, the copy tells it.
    pub(super) fn check(&self, note: &Note, findings: &mut Vec<Diagnostic>) {
        let first = self.ids.get(&(note.round.as_str(), note.id.value.as_str()));
        if let Some(first) = first.filter(|first| first.file != note.file) {
            findings.push(self.copy(note, first));
        } else if !note.id.value.is_empty() && !is_named(self.project, note) {
            findings.push(self.other_name(note));
        }
        // Where letters have no size: on Windows and Mac, and in `out/` there.
        let own = self.project.path(note.file);
        let first = self.paths.get(&own.to_lowercase()).filter(|first| first.file != note.file);
        let Some(first) = first else { return };
        let other = self.project.path(first.file);
        findings.push(
            Diagnostic::new(
                &DUPLICATE_ID,
                note.id.span,
                text!(
                    "{own} og {other} er samme fil på Windows og Mac",
                    "{own} and {other} are the same file on Windows and Mac"
                ),
            )
            .label(first.id.span, text!("den anden fil", "the other file"))
            .help(text!("giv den ene fil et andet navn", "give one of the files another name")),
        );
    }
}

impl Twice<'_> {
    /// Says of a note that it has the id of another.
    fn copy(&self, note: &Note, first: &Note) -> Diagnostic {
        let id = &note.id.value;
        let (own, other) = (name(self.project, note), name(self.project, first));
        let message = text!(
            "to notater har id'et `{id}`: {other} og {own}",
            "two notes have the id `{id}`: {other} and {own}"
        );
        let finding = Diagnostic::new(&DUPLICATE_ID, note.id.span, message)
            .label(first.id.span, text!("det andet notat", "the other note"));
        finding.help(text!(
            "er {own} en kopi, så slet filen; er det et andet notat, så giv det sit eget id og filen det samme navn",
            "if {own} is a copy, delete the file; if it is another note, give it an id of its own and its file the same name"
        ))
    }

    /// Says of a note that its file is called something else than its id.
    fn other_name(&self, note: &Note) -> Diagnostic {
        let id = &note.id.value;
        let own = name(self.project, note);
        let message = text!(
            "filen hedder {own}, men notatets id er `{id}`",
            "the file is called {own}, but the note's id is `{id}`"
        );
        let stem = own.strip_suffix(".toml").unwrap_or(own);
        let finding = Diagnostic::new(&OTHER_NAME, note.id.span, message);
        if can_be_id(stem) {
            return finding.help(text!(
                "omdøb filen til {id}.toml, eller skriv id = \"{stem}\"",
                "rename the file to {id}.toml, or write id = \"{stem}\""
            ));
        }
        finding.help(text!("omdøb filen til {id}.toml", "rename the file to {id}.toml"))
    }
}

/// The name of a note's file.
fn name<'p>(project: &'p Project, note: &Note) -> &'p str {
    let path = project.path(note.file);
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// True where a note's file is called what its id is, in letters of any size.
fn is_named(project: &Project, note: &Note) -> bool {
    let own = name(project, note);
    let stem = own.strip_suffix(".toml").unwrap_or(own);
    stem == note.id.value || stem.to_lowercase() == note.id.value.to_lowercase()
}

/// True for a file's name that is like the ids of notes.
fn can_be_id(stem: &str) -> bool {
    !stem.is_empty() && stem.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
}

pub(super) fn twice<'a>(
    ids: impl Iterator<Item = &'a Word>,
    what: &Text,
    findings: &mut Vec<Diagnostic>,
) {
    let mut seen: HashMap<&str, Span> = HashMap::new();
    for id in ids.filter(|id| !id.value.is_empty()) {
        match seen.get(id.value.as_str()) {
            Some(first) => findings.push(duplicate(id, *first, what)),
            None => drop(seen.insert(&id.value, id.span)),
        }
    }
}

fn duplicate(id: &Word, first: Span, what: &Text) -> Diagnostic {
    let (name, what_da, what_en) = (&id.value, &what.da, &what.en);
    Diagnostic::new(&DUPLICATE_ID, id.span, text!("{what_da} `{name}`", "{what_en} `{name}`"))
        .label(first, text!("den første står her", "the first is here"))
        .help(text!(
            "giv den ene et andet id; er den en kopi, så slet den",
            "give one of them another id; if it is a copy, delete it"
        ))
}
