//! Footnotes typed with raised figures, ¹ and ²: they are printed where they stand.

use crate::diagnostic::{Diagnostic, rule};
use crate::prose::passage::{Passage, Setting};
use crate::rule::context::Context;
use crate::text;

rule!(
    RAISED = "fodnote-tegn", Warning;
    "En fodnote er skrevet med et hævet tal og bliver trykt midt i teksten.",
    "A footnote is typed with a raised figure, and is printed in the middle of the text."
);

/// Raised figures, from 1.
const FIGURES: [char; 9] = ['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for text in &context.prose.texts {
        let notes = text.list.iter().filter_map(|passage| Some((passage, note(passage)?)));
        for (passage, figure) in notes {
            let number = FIGURES.iter().position(|own| *own == figure).map_or(1, |at| at + 1);
            let marks = text.list.iter().filter_map(|other| Some((other, mark(other, figure)?)));
            let mut finding = Diagnostic::new(
                &RAISED,
                text.span(passage, 0..figure.len_utf8()),
                text!(
                    "{figure} bliver ikke til en fodnote, men trykkes her i teksten",
                    "{figure} does not become a footnote, but is printed here in the text"
                ),
            )
            .help(text!(
                "skriv [^{number}]: i stedet for {figure} her, og [^{number}] i stedet for {figure} i teksten",
                "write [^{number}]: instead of {figure} here, and [^{number}] instead of {figure} in the text"
            ));
            for (other, at) in marks.take(1) {
                let place = text.span(other, at..at + figure.len_utf8());
                finding = finding.label(place, text!("mærket", "the mark"));
            }
            findings.push(finding);
        }
    }
}

/// The raised figure that a passage begins with, as a footnote's text does.
fn note(passage: &Passage) -> Option<char> {
    let first = passage.text.chars().next().filter(|c| FIGURES.contains(c))?;
    let rest = passage.text[first.len_utf8()..].trim_start_matches([' ', '\u{a0}', '\t']);
    let text = rest.starts_with(char::is_alphabetic);
    (text && passage.setting == Setting::Running).then_some(first)
}

/// Where a raised figure stands after a word.
fn mark(passage: &Passage, figure: char) -> Option<usize> {
    passage
        .text
        .match_indices(figure)
        .map(|(at, _)| at)
        .find(|at| *at > 0 && !passage.text[..*at].ends_with(char::is_whitespace))
}
