//! What the text says by hand: amounts, references, counts and dates, each held against the note.

pub(super) mod annexes;
pub(super) mod bare_marks;
pub(super) mod counts;
pub(super) mod dates;
pub(super) mod declared;
pub(super) mod doubled;
pub(super) mod elsewhere;
pub(super) mod figures;
pub mod list;
pub(super) mod misnamed;
pub(super) mod near;
pub(super) mod notes;
mod numbered;
mod offer;
pub(super) mod old_round;
pub(super) mod past_dates;
pub(super) mod pasted;
pub(super) mod placeholders;
pub(super) mod pointed;
pub(super) mod reckoned;
pub(super) mod same_count;
pub(super) mod stated_twice;
pub(super) mod superscripts;
pub(super) mod tables;
pub(super) mod unbacked;
pub(super) mod unitless;
pub(super) mod unread;
mod words;
pub(super) mod yearly;

use crate::diagnostic::Diagnostic;
use crate::limit;
use crate::parse::limits;
use crate::rule::context::Context;

/// The rules of this folder.
static CHECKS: &[fn(&Context<'_>, &mut Vec<Diagnostic>)] = &[
    near::check,
    elsewhere::check,
    misnamed::check,
    reckoned::check,
    pointed::check,
    yearly::check,
    stated_twice::check,
    same_count::check,
    unbacked::check,
    unread::check,
    unitless::check,
    declared::check,
    doubled::check,
    tables::check,
    figures::check,
    annexes::check,
    notes::check,
    counts::check,
    dates::check,
    old_round::check,
    pasted::check,
    superscripts::check,
    placeholders::check,
    bare_marks::check,
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for check in CHECKS {
        check(context, findings);
    }
    let typed = context.prose.mentions.typed;
    if typed > limit::AMOUNTS.most {
        findings.push(limits::beyond(&limit::AMOUNTS, typed, context.note.id.span));
    }
}
