//! Which of the notes' options a pack counts.

use crate::diagnostic::{Diagnostic, rule};
use crate::equation::options::exclude;
use crate::pack::{Choice, Member, Packed};
use crate::rule::pack::context::{Context, by_id, place};
use crate::rule::references;
use crate::text;

rule!(
    NO_OPTION = "valg-mangler", Warning;
    "Et notat har valgmuligheder, og pakken tæller ingen af dem.",
    "A note has options, and the pack counts none of them."
);
rule!(
    EXCLUDED_OPTION = "valg-udelukker", Error;
    "To valgmuligheder, der udelukker hinanden, tælles begge.",
    "Two options that exclude each other are both counted."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let packed = context.packed;
    let members = by_id(packed);
    for pick in &packed.pack.picks {
        let Some(member) = members.get(pick.note.value.as_str()) else { continue };
        for word in &pick.choices {
            references::choice(word, member.note, findings);
        }
    }
    for member in &packed.members {
        findings.extend(none_counted(packed, member));
        findings.extend(both_counted(packed, member));
    }
}

/// A note with options of which none is counted, without anybody having said so.
fn none_counted(packed: &Packed<'_>, member: &Member<'_>) -> Option<Diagnostic> {
    let first = member.choices.first()?;
    let id = &member.note.id.value;
    let picked = || packed.pack.picks.iter().any(|pick| pick.note.value == *id);
    // It may say of all that it does not pick.
    let said = packed.pack.unpicked.is_some();
    if said || !member.counted || member.choices.iter().any(|choice| choice.counted) || picked() {
        return None;
    }
    let listed = member
        .choices
        .iter()
        .map(|choice| choice.choice.id.value.as_str())
        .collect::<Vec<_>>()
        .join(", ");
    let option = &first.choice.id.value;
    let message = text!(
        "{id} har valgmulighederne {listed}, men pakken tæller ingen af dem",
        "{id} has the options {listed}, but the pack counts none of them"
    );
    let finding = Diagnostic::new(&NO_OPTION, place(packed, member.note), message)
        .label(first.choice.id.span, text!("den første af dem", "the first of them"));
    Some(finding.help(text!(
        "skriv i pakken [[valg]] med notat = \"{id}\" og valg = \"{option}\", eller i notatet standard = true på den, der gælder; skal ingen tælle, så skriv valg = [], eller tilvalg = \"ingen\" i pakken, som gælder alle notater",
        "write in the pack [[valg]] with notat = \"{id}\" and valg = \"{option}\", or in the note standard = true on the one that holds; if none is to count, write valg = [], or tilvalg = \"ingen\" in the pack, which holds for all notes"
    )))
}

fn both_counted(packed: &Packed<'_>, member: &Member<'_>) -> Option<Diagnostic> {
    let counted: Vec<&Choice<'_>> = member.choices.iter().filter(|choice| choice.counted).collect();
    let (one, other) = counted.iter().enumerate().find_map(|(index, one)| {
        let other = counted[index + 1..].iter().find(|other| exclude(one.choice, other.choice))?;
        Some((one, other))
    })?;
    let (id, a, b) = (&member.note.id.value, &one.choice.id.value, &other.choice.id.value);
    let picked = packed.pack.picks.iter().find(|pick| pick.note.value == *id);
    let written = picked
        .and_then(|pick| pick.choices.iter().find(|word| word.value == *b))
        .map(|word| word.span);
    let message = text!(
        "valg {a} og {b} i {id} udelukker hinanden, men tælles begge",
        "the options {a} and {b} of {id} exclude each other, but both are counted"
    );
    let finding =
        Diagnostic::new(&EXCLUDED_OPTION, written.unwrap_or(other.choice.id.span), message);
    let finding = if written.is_some() {
        finding.label(other.choice.id.span, text!("i notatet", "in the note"))
    } else {
        finding
    };
    Some(finding.help(text!(
        "behold den ene i pakkens [[valg]] eller som notatets standard",
        "keep one of them in the pack's [[valg]] or as the note's standard"
    )))
}
