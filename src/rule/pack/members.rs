//! Which notes a pack has: the ids and names it chooses them by are known, and it has some.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Rule, rule};
use crate::note::{Note, Status, Word};
use crate::prose::WITHDRAWN;
use crate::register::{Found, Named};
use crate::rule::pack::context::{Context, by_id};
use crate::rule::unknown_committee::UNKNOWN_COMMITTEE;
use crate::rule::{head, ids, names};
use crate::suggest;
use crate::text;
use crate::text::Text;

rule!(
    NO_NOTES = "uden-notater", Error;
    "Pakken vælger notater, som ikke findes.",
    "The pack chooses notes that are not there."
);
rule!(
    SAME_NAME = "pakke-navn", Error;
    "Pakken hedder det samme som et notat i runden.",
    "The pack has the same name as a note of its round."
);
rule!(
    /// A pack is often made while notes are still written: it is built, and who sends it is told.
    UNFINISHED = "kladde-i-pakken", Warning;
    "Pakken har notater, der er kladder.",
    "The pack has notes that are unfinished."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let (packed, pack) = (context.packed, context.packed.pack);
    let before = findings.len();
    let wanted = &pack.wanted;
    let (filed, members) = (filed(context).collect::<HashSet<&str>>(), by_id(packed));
    let unfiled =
        |word: &Word| (!filed.contains(word.value.as_str())).then(|| missing(context, word));
    let gone = |word: &Word| withdrawn(context, word);
    let unpacked = |word: &Word| {
        (!members.contains_key(word.value.as_str()))
            .then(|| gone(word).unwrap_or_else(|| outside(context, word)))
    };
    // One that is left out need not be here.
    let elsewhere = &packed.round.elsewhere.notes;
    let absent = |word: &&Word| !elsewhere.iter().any(|id| id.value == word.value);
    let except = wanted.except.iter().filter(absent);
    for word in wanted.notes.iter().chain(except).chain(&pack.uncounted) {
        findings.extend(unfiled(word));
    }
    // Where all of them were withdrawn, that is what is told.
    if !members.is_empty() {
        findings.extend(wanted.notes.iter().filter_map(gone));
    }
    for word in pack.uncounted.iter().chain(pack.picks.iter().map(|pick| &pick.note)) {
        findings.extend(unfiled(word).or_else(|| unpacked(word)));
    }
    let what = text!("pakken nævner to gange", "the pack names twice");
    let from = findings.len();
    ids::twice(wanted.notes.iter(), &what, findings);
    ids::twice(pack.picks.iter().map(|pick| &pick.note), &what, findings);
    for finding in findings.iter_mut().skip(from) {
        finding.help = Some(text!("slet den ene", "delete one of them"));
    }
    chosen_by(context, findings);
    if packed.members.is_empty() && findings.len() == before {
        let message = if packed.withdrawn.is_empty() {
            text!("pakken har ingen notater", "the pack has no notes")
        } else {
            text!("alle pakkens notater er trukket", "all of the pack's notes were withdrawn")
        };
        findings.push(
            Diagnostic::new(&NO_NOTES, pack.title.span, message).help(text!(
                "skriv notaternes id'er i notater = [\"…\"], eller vælg dem med forvaltning, udvalg, kategori eller styringsomraade",
                "write the notes' ids in notater = [\"…\"], or choose them by forvaltning, udvalg, kategori or styringsomraade"
            )),
        );
    }
    findings.extend(unfinished(context));
    name(context, findings);
}

/// A note that the pack speaks of and that was withdrawn.
fn withdrawn(context: &Context<'_>, word: &Word) -> Option<Diagnostic> {
    let id = &word.value;
    let note = context.packed.withdrawn.iter().find(|note| note.id.value == *id)?;
    let message = text!(
        "{id} er trukket: pakken nævner det i listen og tæller det ikke",
        "{id} was withdrawn: the pack names it in its list and does not count it"
    );
    let finding = Diagnostic::new(&WITHDRAWN, word.span, message)
        .label(note.id.span, text!("notatet", "the note"));
    Some(finding.help(text!(
        "slet {id} her; er det ikke trukket, så slet status i notatet",
        "delete {id} here; if it was not withdrawn, delete status in the note"
    )))
}

/// The notes of the pack that are still being written, all in one finding.
fn unfinished(context: &Context<'_>) -> Option<Diagnostic> {
    let members = context.packed.members.iter().map(|member| member.note);
    let drafts: Vec<&Note> = members.filter(|note| note.status == Status::Unfinished).collect();
    let first = drafts.first()?;
    let ids: Vec<Text> = drafts.iter().map(|note| Text::same(&note.id.value)).collect();
    let Text { da, en } = Text::list(&ids);
    let message = match drafts.len() {
        1 => text!("{da} i pakken er en kladde", "{en} in the pack is unfinished"),
        _ => text!("{da} i pakken er kladder", "{en} in the pack are unfinished"),
    };
    let finding = Diagnostic::new(&UNFINISHED, context.packed.pack.title.span, message)
        .label(first.id.span, text!("notatet", "the note"));
    Some(finding.help(text!(
        "slet status i notatet, når det er klar til forhandling",
        "delete status in the note when it is ready for negotiation"
    )))
}

/// The ids of the round's files.
fn filed<'c>(context: &'c Context<'_>) -> impl Iterator<Item = &'c str> {
    let notes = context.project.notes_of(&context.packed.round.folder);
    notes.map(|(_, note)| note.id.value.as_str())
}

/// An id that the round has no file of.
fn missing(context: &Context<'_>, word: &Word) -> Diagnostic {
    let (id, round) = (&word.value, context.packed.round);
    let title = &round.title;
    if let Some(known) = round.known.iter().find(|known| known.id.value == *id) {
        let finding = Diagnostic::new(
            &head::UNKNOWN_NOTE,
            word.span,
            text!("`{id}` kendes kun ved id og titel", "`{id}` is known by id and title only"),
        );
        let help = text!(
            "skriv notatet, eller tag det ud af pakken: uden en fil har det ingen tal",
            "write the note, or take it out of the pack: without a file it has no figures"
        );
        return finding.label(known.id.span, text!("det står her", "it is here")).help(help);
    }
    let message =
        text!("der er intet notat `{id}` i {title}", "there is no note `{id}` in {title}");
    let help = suggest::did_you_mean(id, filed(context))
        .unwrap_or_else(|| text!("ret id'et, eller slet det", "correct the id, or delete it"));
    Diagnostic::new(&head::UNKNOWN_NOTE, word.span, message).help(help)
}

/// An id of a note that the pack does not have.
fn outside(context: &Context<'_>, word: &Word) -> Diagnostic {
    let id = &word.value;
    let members = context.packed.members.iter().map(|member| member.note.id.value.as_str());
    let message = text!("`{id}` er ikke med i pakken", "`{id}` is not in the pack");
    let help = suggest::did_you_mean(id, members).unwrap_or_else(|| {
        text!(
            "tag notatet med i pakken, eller slet det her",
            "put the note in the pack, or delete it here"
        )
    });
    Diagnostic::new(&head::UNKNOWN_NOTE, word.span, message).help(help)
}

/// The names that notes are chosen by.
fn chosen_by(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let (municipality, year) = (context.packed.municipality, context.packed.round.year());
    let wanted = &context.packed.pack.wanted;
    for word in &wanted.administrations {
        let found = municipality.administration(&word.value, year);
        findings.extend(known(
            &names::UNKNOWN_ADMINISTRATION,
            word,
            found,
            &municipality.administrations,
        ));
    }
    for word in &wanted.committees {
        let found = municipality.committee(&word.value, year);
        findings.extend(known(&UNKNOWN_COMMITTEE, word, found, &municipality.committees));
    }
    for word in &wanted.areas {
        findings.extend(known(
            &names::UNKNOWN_AREA,
            word,
            municipality.area(&word.value),
            &municipality.areas,
        ));
    }
    for word in &wanted.categories {
        let name = word.value.to_lowercase();
        let notes = context.project.notes_of(&context.packed.round.folder);
        let all: Vec<&str> = notes
            .filter_map(|(_, note)| note.category.as_ref())
            .map(|word| word.value.as_str())
            .collect();
        if all.iter().all(|category| category.to_lowercase() != name) {
            let written = &word.value;
            let message = text!(
                "ingen notater i runden har kategorien `{written}`",
                "no note of the round has the category `{written}`"
            );
            let help = suggest::did_you_mean(written, all.iter().copied())
                .unwrap_or_else(|| text!("ret den, eller slet den", "correct it, or delete it"));
            findings.push(Diagnostic::new(&NO_NOTES, word.span, message).help(help));
        }
    }
}

/// A name that the municipality does not have.
pub(super) fn known<T: Named>(
    rule: &'static Rule,
    word: &Word,
    found: Found<'_, T>,
    all: &[T],
) -> Option<Diagnostic> {
    if !matches!(found, Found::Unknown) {
        return None;
    }
    let written = &word.value;
    let codes = all.iter().flat_map(|entry| [entry.code(), entry.name()]);
    let Text { da, en } =
        text!("der er intet `{written}` i kommune.toml", "there is no `{written}` in kommune.toml");
    let listed = all.iter().map(Named::code).collect::<Vec<_>>().join(", ");
    let help = suggest::did_you_mean(written, codes)
        .unwrap_or_else(|| text!("der er {listed}", "there are {listed}"));
    Some(Diagnostic::new(rule, word.span, Text { da, en }).help(help))
}

/// A note's PDF and the pack's are in one folder: they can't have one name.
fn name(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let pack = context.packed.pack;
    let clash = context.project.notes_of(&pack.round).find(|(_, note)| {
        let path = context.project.sources.get(note.file).map_or("", |source| &source.path);
        let stem = path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml"));
        stem.is_some_and(|stem| stem.to_lowercase() == pack.name.to_lowercase())
    });
    if let Some((_, note)) = clash {
        let (name, round) = (&pack.name, &pack.round);
        let message = text!(
            "pakken og et notat hedder begge {name}: deres PDF'er ville begge hedde out/{round}/{name}.pdf",
            "the pack and a note are both called {name}: their PDFs would both be out/{round}/{name}.pdf"
        );
        let finding = Diagnostic::new(&SAME_NAME, pack.title.span, message)
            .label(note.id.span, text!("notatet", "the note"));
        findings.push(finding.help(text!(
            "giv pakkens fil et andet navn, fx pakker/forhandling.toml",
            "give the pack's file another name, e.g. pakker/forhandling.toml"
        )));
    }
}
