//! The round's frames: declared rightly, and kept.

use crate::diagnostic::{Diagnostic, Sides, rule};
use crate::pack::Packed;
use crate::paths;
use crate::project::Project;
use crate::register::{Frame, Round};
use crate::rule::pack::members::known;
use crate::rule::unknown_committee::UNKNOWN_COMMITTEE;
use crate::rule::{ids, names};
use crate::text;

rule!(
    /// Negotiators exceed a frame under way, and must see that they do: it is no fault of a note,
    /// and the pack is built.
    EXCEEDED = "ramme-overskredet", Warning; "Pakken bruger mere, end en ramme giver.", "The pack uses more than a frame gives."
);

rule!(
    /// A negotiation has limits: a pack that does not say them leaves out what is asked first.
    NO_FRAMES = "uden-rammer", Remark; "Runden har ingen rammer at holde pakken op imod.", "The round has no frames to hold the pack against."
);

/// The pack is to have a part of frames, and its round has none.
fn none(packed: &Packed<'_>) -> Option<Diagnostic> {
    if !packed.pack.parts.frames || !packed.round.frames.is_empty() {
        return None;
    }
    let (title, file) = (&packed.round.title, paths::frames(&packed.round.folder));
    let message = text!(
        "{title} har ingen rammer: pakken siger ikke, hvad der er tilbage",
        "{title} has no frames: the pack does not say what is left"
    );
    Some(Diagnostic::new(&NO_FRAMES, packed.pack.title.span, message).help(text!(
        "skriv rammerne i {file}, eller skriv i pakken dele = [\"indhold\", \"oversigter\", \"diagrammer\", \"liste\", \"notater\"]",
        "write the frames in {file}, or write in the pack dele = [\"indhold\", \"oversigter\", \"diagrammer\", \"liste\", \"notater\"]"
    )))
}

pub(super) fn check(packed: &Packed<'_>, findings: &mut Vec<Diagnostic>) {
    findings.extend(none(packed));
    for used in &packed.frames {
        for line in used.lines.iter().filter(|line| line.left.is_negative()) {
            let (name, period) = (&used.frame.name.value, line.period);
            let unit = packed.unit.name();
            let (limit, sum, over) = (line.limit, line.used, line.left.abs());
            let title = &packed.pack.title.value;
            let message = text!(
                "{name} i {period} er overskredet med {over} ({unit})",
                "{name} in {period} is exceeded by {over} ({unit})"
            );
            let finding = Diagnostic::new(&EXCEEDED, line.span, message)
                .label(packed.pack.title.span, text!("pakken", "the pack"))
                .note(text!(
                    "{title} bruger {sum} > rammen {limit} (forskel {over})",
                    "{title} uses {sum} > the frame {limit} (difference {over})"
                ))
                .help(text!(
                    "tag notater eller valg ud, eller skriv dem i taelles_ikke; bliver rammen hævet, så ret den her",
                    "take notes or options out, or write them in taelles_ikke; if the frame is raised, correct it here"
                ));
            findings.push(match Sides::new(sum, limit) {
                Some(sides) => finding.sides(sides),
                None => finding,
            });
        }
    }
}

/// A round's frames as they are declared: their control areas known, each name once.
pub(in crate::rule) fn declared(project: &Project, round: &Round, findings: &mut Vec<Diagnostic>) {
    let municipality = &project.municipality;
    for word in
        round.frames.iter().flat_map(|frame| &frame.areas).filter(|word| word.value != Frame::ALL)
    {
        findings.extend(known(
            &names::UNKNOWN_AREA,
            word,
            municipality.area(&word.value),
            &municipality.areas,
        ));
    }
    for word in round.frames.iter().flat_map(|frame| &frame.committees) {
        let found = municipality.committee(&word.value, round.year());
        findings.extend(known(&UNKNOWN_COMMITTEE, word, found, &municipality.committees));
    }
    ids::twice(
        round.frames.iter().map(|frame| &frame.name),
        &text!("to rammer hedder", "two frames are called"),
        findings,
    );
}
