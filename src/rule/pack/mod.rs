//! A pack: its notes found, their money placed, its overviews what the notes say, the frames kept.

mod activity;
mod frames;
mod members;
mod money;
mod options;
mod relations;

pub(super) use activity::SAME_ACTIVITY;
pub(super) use frames::{EXCEEDED, declared};
pub(super) use members::{NO_NOTES, SAME_NAME};
pub(super) use money::{DIFFERS, NOTHING_ASKED, PRICES, UNPLACED};
pub(super) use options::{EXCLUDED_OPTION, NO_OPTION};
pub(super) use relations::{EXCLUDED, NOT_PRESENT};

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::note::Note;
use crate::pack::{Packed, SolvedPack};
use crate::project::Project;
use crate::prose::{self, Scene};
use crate::rule::Counts;
use crate::source::{FileId, Span};

/// What a rule sees of a pack.
pub(super) struct Context<'a> {
    pub(super) project: &'a Project,
    pub(super) solved: &'a SolvedPack<'a>,
    pub(super) packed: &'a Packed<'a>,
    /// Ids of the round's notes, by file and by title only.
    pub(super) notes: &'a [String],
    /// The files that have an error: what does not add up in a note is told there, and not of the pack too.
    pub(super) errors: &'a BTreeSet<FileId>,
}

/// Checks a pack, and counts what was held against what.
pub(super) fn check(context: &Context<'_>, counts: &mut Counts, findings: &mut Vec<Diagnostic>) {
    let packed = context.packed;
    members::check(context, findings);
    relations::check(packed, findings);
    options::check(context, findings);
    money::check(context, findings);
    frames::check(packed, findings);
    activity::check(packed, findings);
    introduction(context, counts, findings);
    counts.packs += 1;
    counts.equations += packed.members.iter().map(|member| member.contribution.compared).sum::<usize>();
    counts.equations += packed.frames.iter().map(|frame| frame.lines.len()).sum::<usize>();
}

/// The overviews solved as any note is, and the introduction read with their figures.
fn introduction(context: &Context<'_>, counts: &mut Counts, findings: &mut Vec<Diagnostic>) {
    let packed = context.packed;
    let reconciled = context.solved.overview();
    counts.equations += reconciled.checks.len();
    if !reconciled.causes.is_empty() {
        findings.push(money::overviews_differ(packed));
    }
    let sources = &context.project.sources;
    let scene = Scene::plain(sources, reconciled, context.notes);
    if let Some(text) = &packed.pack.introduction {
        let read = prose::read(&scene, text, "");
        findings.extend(read.findings);
        findings.extend(read.placed.into_iter().map(|(_, span)| prose::placed_wrongly(span)));
    }
    findings.extend(prose::inactive(sources, &packed.pack.title));
}

/// Where a pack speaks of a note: its id in the list, or the pack's title.
fn place(packed: &Packed<'_>, note: &Note) -> Span {
    let listed = packed.pack.wanted.notes.iter().find(|word| word.value == note.id.value);
    listed.map_or(packed.pack.title.span, |word| word.span)
}
