//! A note's sections: that it has any, those that its form asks for, and none twice; and tables that
//! have the same title.

use crate::diagnostic::{Diagnostic, rule};
use crate::document::document_type;
use crate::note::Word;
use crate::rule::context::Context;
use crate::text;
use crate::text::Text;

rule!(
    MISSING = "afsnit-mangler", Warning;
    "Notatet mangler et afsnit, som dets form har.",
    "The note lacks a section that its form has."
);
rule!(
    SAME_HEADING = "samme-overskrift", Warning;
    "To afsnit har samme overskrift, eller to tabeller samme titel.",
    "Two sections have the same heading, or two tables the same title."
);

/// With fewer of its form's sections than this, a note has sections of its own.
const FEWEST: usize = 2;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let note = context.note;
    missing(context, findings);
    twice(
        note.sections.iter().map(|section| &section.heading),
        &text!("afsnittet", "the section"),
        &text!(
            "slå de to afsnit sammen, eller giv det ene en anden overskrift",
            "make the two one section, or give one of them another heading"
        ),
        findings,
    );
    twice(
        note.tables.iter().filter(|table| table.numbered).filter_map(|table| table.title.as_ref()),
        &text!("tabellen", "the table"),
        &text!("giv den ene tabel en anden titel", "give one of the tables another title"),
        findings,
    );
}

fn missing(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let note = context.note;
    let form = document_type(&note.kind.value, &context.project.templates)
        .and_then(|kind| kind.edition(note.edition.as_ref().map(|word| word.value.as_str())));
    let Some(form) = form.filter(|form| !form.required.is_empty()) else { return };
    if note.sections.is_empty() {
        // Where a part could not be read, or a table has no place, that is told.
        let is_whole = || {
            context.project.findings.iter().all(|finding| finding.primary.span.file != note.file)
        };
        if !note.tables.is_empty() || !is_whole() {
            return;
        }
        let listed = form.required.join(", ");
        let message = text!("notatet har ingen afsnit", "the note has no sections");
        findings.push(Diagnostic::new(&MISSING, note.id.span, message).help(text!(
            "skriv et [[afsnit]] med overskrift og tekst for hvert: {listed}",
            "write an [[afsnit]] with overskrift and tekst for each: {listed}"
        )));
        return;
    }
    let has = |wanted: &str| note.sections.iter().any(|own| own.heading.value == wanted);
    if form.required.iter().all(|wanted| has(wanted)) {
        return;
    }
    let headings: Vec<String> =
        note.sections.iter().map(|section| section.heading.value.to_lowercase()).collect();
    let of_form = form.sections.iter().map(|opening| opening.heading.to_lowercase());
    if of_form.filter(|heading| headings.contains(heading)).count() < FEWEST {
        return;
    }
    // Where there is no table, there may be nothing to say of money.
    let needed = form.required.iter().filter(|wanted| {
        let opening = form.sections.iter().find(|opening| opening.heading == **wanted);
        !note.tables.is_empty() || opening.is_none_or(|opening| opening.tables.is_empty())
    });
    // One whose heading is left out is told, and may be the one that is missing.
    if note.sections.iter().any(|section| section.heading.value.is_empty()) {
        return;
    }
    for wanted in needed {
        let word = wanted.to_lowercase();
        let first = word.split(' ').next().unwrap_or_default();
        if headings.iter().any(|heading| heading.contains(first)) {
            continue;
        }
        let message =
            text!("notatet har intet afsnit {wanted}", "the note has no section {wanted}");
        findings.push(Diagnostic::new(&MISSING, note.id.span, message).help(text!(
            "skriv et [[afsnit]] med overskrift = \"{wanted}\" og tekst = '''…'''",
            "write an [[afsnit]] with overskrift = \"{wanted}\" and tekst = '''…'''"
        )));
    }
}

fn twice<'w>(
    words: impl Iterator<Item = &'w Word>,
    what: &Text,
    help: &Text,
    findings: &mut Vec<Diagnostic>,
) {
    let words: Vec<&Word> = words.filter(|word| !word.value.trim().is_empty()).collect();
    for (at, word) in words.iter().enumerate() {
        let mut before = words.iter().take(at);
        let Some(first) = before.find(|first| same(&first.value, &word.value)) else { continue };
        let (Text { da, en }, text) = (what, word.value.trim());
        let message =
            text!("{da} \"{text}\" står her anden gang", "{en} \"{text}\" is here a second time");
        findings.push(
            Diagnostic::new(&SAME_HEADING, word.span, message)
                .label(first.span, text!("første gang", "the first time"))
                .help(help.clone()),
        );
    }
}

/// True for the same words, whatever the size of their letters.
fn same(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim(), other.trim());
    one.len() == other.len() && (one == other || one.to_lowercase() == other.to_lowercase())
}
