//! What the text says by hand: amounts, references, counts and dates, each held against the note.

pub(super) mod annexes;
pub(super) mod counts;
pub(super) mod dates;
pub(super) mod declared;
pub(super) mod elsewhere;
pub mod list;
pub(super) mod near;
pub(super) mod notes;
mod numbered;
mod offer;
pub(super) mod tables;
pub(super) mod told_twice;
pub(super) mod unbacked;
mod words;

use crate::diagnostic::Diagnostic;
use crate::mention::{self, Mentions};
use crate::prose::passage::{self, Passages};
use crate::rule::Context;

/// What the rules here see: the texts, and the amounts in them.
struct Seen<'a> {
    texts: &'a [Passages<'a>],
    mentions: &'a Mentions<'a>,
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let texts = passage::texts(&context.scene());
    let mentions = mention::read(context.reconciled, &context.names, &texts);
    let seen = Seen { texts: &texts, mentions: &mentions };
    near::check(context, &seen, findings);
    elsewhere::check(context, &seen, findings);
    told_twice::check(context, &seen, findings);
    unbacked::check(context, &seen, findings);
    declared::check(&seen, findings);
    tables::check(context, &seen, findings);
    annexes::check(&seen, findings);
    notes::check(context, &seen, findings);
    counts::check(&seen, findings);
    dates::check(&seen, findings);
}
