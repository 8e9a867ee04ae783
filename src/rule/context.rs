//! What a rule sees.

use crate::equation::dimensions::Names;
use crate::mention::{self, Mentions, Verdict};
use crate::note::Note;
use crate::project::Project;
use crate::prose::passage::Passages;
use crate::prose::{self, Scene};
use crate::reconcile::Reconciled;
use crate::register::{NoteIds, Round};
use crate::rule::checked::Amounts;

/// What a rule sees: one note, solved, and everything around it.
pub(crate) struct Context<'a> {
    pub(crate) project: &'a Project,
    pub(crate) round: &'a Round,
    pub(crate) note: &'a Note,
    pub(crate) names: Names<'a>,
    pub(crate) reconciled: &'a Reconciled,
    /// Ids of the round's notes, by file and by title only.
    pub(crate) notes: &'a NoteIds,
    /// The note's texts, and the amounts in them.
    pub(crate) prose: &'a NoteProse<'a>,
}

/// What the rules here see: the texts, and the amounts in them.
pub(crate) struct NoteProse<'a> {
    pub(super) texts: Vec<Passages<'a>>,
    /// All that they say, each passage on lines of its own: what no text has is told of it at once.
    pub(super) whole: String,
    pub(super) mentions: Mentions<'a>,
}

impl<'a> NoteProse<'a> {
    /// Reads a note's texts.
    pub(super) fn new(scene: &Scene<'a>, names: Names<'a>) -> Self {
        let texts = prose::texts(scene);
        let passages = || texts.iter().flat_map(|text| &text.list);
        let mut whole = String::with_capacity(passages().map(|own| own.text.len() + 1).sum());
        for passage in passages() {
            whole.push_str(&passage.text);
            whole.push('\n');
        }
        let mentions = mention::read(scene.reconciled, names, &texts);
        Self { texts, whole, mentions }
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
                Verdict::Filled(_) | Verdict::Price | Verdict::Quoted | Verdict::Past => (0, 0),
                Verdict::Sourced(_)
                | Verdict::Backed(_)
                | Verdict::Reckoned(_)
                | Verdict::Change => (1, 1),
                Verdict::OtherYears(_)
                | Verdict::OtherArea(..)
                | Verdict::OtherPost(..)
                | Verdict::Miscounted(_)
                | Verdict::Near(..)
                | Verdict::Unbacked(_) => (1, 0),
            };
            amounts.add(Amounts { typed, backed });
        }
        amounts
    }
}

/// What a note's prose is filled in from, where nothing is disputed and tables have no numbers yet.
pub(super) fn scene<'a>(
    project: &'a Project,
    reconciled: &'a Reconciled,
    notes: &'a NoteIds,
) -> Scene<'a> {
    Scene::plain(&project.sources, reconciled, notes)
}
