//! A pack: its notes found, their money placed, its overviews what the notes say, the frames kept.

mod activity;
mod context;
mod frames;
mod members;
mod money;
mod options;
mod outside;
mod relations;
mod units;

pub(super) use activity::SAME_ACTIVITY;
pub(super) use context::Context;
pub(super) use frames::{EXCEEDED, NO_FRAMES, declared};
pub(super) use members::{NO_NOTES, SAME_NAME, UNFINISHED};
pub(super) use money::{DIFFERS, NOTHING_ASKED, PRICES, UNPLACED};
pub(super) use options::{EXCLUDED_OPTION, NO_OPTION};
pub(super) use outside::UNUSED_OUTSIDE;
pub(super) use relations::{EXCLUDED, NOT_PRESENT};
pub(super) use units::MIXED;

use crate::diagnostic::Diagnostic;
use crate::prose::{self, Scene};
use crate::rule::checked::Counts;

/// Checks a pack, and counts what was held against what.
pub(super) fn check(context: &Context<'_>, counts: &mut Counts, findings: &mut Vec<Diagnostic>) {
    let packed = context.packed;
    members::check(context, findings);
    relations::check(packed, findings);
    options::check(context, findings);
    money::check(context, findings);
    frames::check(packed, findings);
    outside::check(packed, findings);
    units::check(packed, findings);
    activity::check(packed, findings);
    introduction(context, counts, findings);
    counts.packs += 1;
    counts.equations +=
        packed.members.iter().map(|member| member.contribution.compared).sum::<usize>();
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
