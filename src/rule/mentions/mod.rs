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
use crate::equation::facts::Names;
use crate::limit;
use crate::mention::{self, Mentions, Verdict};
use crate::prose::Scene;
use crate::prose::passage::{self, Passages};
use crate::read::bound;
use crate::rule::{Amounts, Context};

/// What the rules here see: the texts, and the amounts in them.
pub(crate) struct Seen<'a> {
    texts: Vec<Passages<'a>>,
    mentions: Mentions<'a>,
}

impl<'a> Seen<'a> {
    /// Reads a note's texts.
    pub(super) fn new(scene: &Scene<'a>, names: &Names<'_>) -> Self {
        let texts = passage::texts(scene);
        let mentions = mention::read(scene.reconciled, names, &texts);
        Self { texts, mentions }
    }

    /// The note's texts.
    pub(super) fn texts(&self) -> &[Passages<'a>] {
        &self.texts
    }

    /// How many amounts somebody wrote, and how many something stands behind.
    pub(super) fn amounts(&self) -> Amounts {
        let mut amounts = Amounts::default();
        for mention in &self.mentions.list {
            let (typed, backed) = match mention.verdict {
                Verdict::Filled(_) | Verdict::Price | Verdict::Quoted => (0, 0),
                Verdict::Sourced(_) | Verdict::Backed(_) | Verdict::Reckoned(_) => (1, 1),
                Verdict::OtherYears(_) | Verdict::OtherArea(..) | Verdict::Near(..) | Verdict::Unbacked(_) => (1, 0),
            };
            amounts.add(Amounts { typed, backed });
        }
        amounts
    }
}

/// The rules of this folder.
static CHECKS: &[fn(&Context<'_>, &mut Vec<Diagnostic>)] = &[
    near::check,
    elsewhere::check,
    told_twice::check,
    unbacked::check,
    declared::check,
    tables::check,
    annexes::check,
    notes::check,
    counts::check,
    dates::check,
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for check in CHECKS {
        check(context, findings);
    }
    let typed = context.seen.mentions.typed;
    if typed > limit::AMOUNTS.most {
        findings.push(bound::beyond(&limit::AMOUNTS, typed, context.note.id.span));
    }
}
