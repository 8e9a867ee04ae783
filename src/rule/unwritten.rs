//! A section that still holds the text that a new note begins with.

use crate::diagnostic::{Diagnostic, rule};
use crate::document::{OPENING, openings};
use crate::rule::context::Context;
use crate::source::Span;
use crate::text;
use crate::text::Text;

rule!(
    UNWRITTEN = "ikke-skrevet", Warning;
    "Et afsnit har stadig den tekst, et nyt notat begynder med.",
    "A section still has the text that a new note begins with."
);

/// True where a section still holds the text that a new note begins with.
pub(super) fn is_begun(context: &Context<'_>) -> bool {
    context.note.sections.iter().any(|section| {
        let written = context.project.sources.slice(section.text.span);
        memchr::memmem::find(written.as_bytes(), OPENING.as_bytes()).is_some()
    })
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let left = context.note.sections.iter().filter_map(|section| {
        let place = section.text.span;
        // Few sections have any of them: one search tells that, before each is searched for.
        let written = context.project.sources.slice(place);
        let from = memchr::memmem::find(written.as_bytes(), OPENING.as_bytes())?;
        let written = &written[from..];
        let (at, length) = openings()
            .find_map(|opening| Some((written.find(opening.text)?, opening.text.len())))?;
        let start = place.start as usize + from + at;
        Some((Span::new(place.file, start..start + length), section.heading.value.as_str()))
    });
    let left: Vec<(Span, &str)> = left.collect();
    let message = match &left[..] {
        [] => return,
        [(_, heading)] => text!(
            "afsnittet {heading} er ikke skrevet endnu",
            "the section {heading} is not written yet"
        ),
        all => {
            let (count, headings) = (
                all.len(),
                Text::list(&all.iter().map(|(_, heading)| Text::same(heading)).collect::<Vec<_>>()),
            );
            let Text { da, en } = headings;
            text!(
                "{count} afsnit er ikke skrevet endnu: {da}",
                "{count} sections are not written yet: {en}"
            )
        }
    };
    let help = if left.len() > 1 {
        text!(
            "skriv dem i stedet for linjerne, eller slet linjerne",
            "write them in place of the lines, or delete the lines"
        )
    } else {
        text!(
            "skriv afsnittet i stedet for linjen, eller slet linjen",
            "write the section in place of the line, or delete the line"
        )
    };
    let mut places = left.into_iter().map(|(place, _)| place);
    let Some(first) = places.next() else { return };
    let finding = Diagnostic::new(&UNWRITTEN, first, message).help(help);
    findings.push(places.fold(finding, |finding, place| finding.label(place, Text::default())));
}
