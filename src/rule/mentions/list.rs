//! The amounts in notes' texts as a list: each with its place and what stands behind it.

use crate::amount::Amount;
use crate::mention::candidate::Origin;
use crate::mention::{Mention, Verdict};
use crate::project::Selection;
use crate::rule::context::{Context, NoteProse, scene};
use crate::rule::mentions::words;
use crate::solved::Solved;
use crate::source::Span;
use crate::text;
use crate::text::Text;

/// How an amount in the text stands to the note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Filled in from a table.
    Filled,
    /// A figure or sum of the note is it.
    Backed,
    /// Declared as somebody else's, or with its source in a footnote.
    External,
    /// Not compared: a price, or a quotation.
    Apart,
    /// Nearly a figure, or one of other years or another control area: a warning.
    Wrong,
    /// Nothing in the note is it.
    Unbacked,
}

impl Standing {
    /// The word in a list.
    pub fn words(self) -> Text {
        match self {
            Self::Filled => text!("udfyldt", "filled in"),
            Self::Backed => text!("dækket", "backed"),
            Self::External => text!("andres", "external"),
            Self::Apart => text!("ikke sammenlignet", "not compared"),
            Self::Wrong => text!("afviger", "differs"),
            Self::Unbacked => text!("udækket", "unbacked"),
        }
    }

    /// The word for machines.
    pub fn machine(self) -> &'static str {
        match self {
            Self::Filled => "filled",
            Self::Backed => "backed",
            Self::External => "external",
            Self::Apart => "apart",
            Self::Wrong => "differs",
            Self::Unbacked => "unbacked",
        }
    }
}

/// An amount in a text.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its place.
    pub span: Span,
    /// As it is read.
    pub words: String,
    /// The amount in kroner, without its sign; the first of a range.
    pub kroner: Amount,
    /// The last of a range, in kroner.
    pub up_to: Option<Amount>,
    /// How it stands to the note.
    pub standing: Standing,
    /// What stands behind it.
    pub behind: Text,
}

/// The amounts in the texts of the selected notes, in the order of the notes and their texts.
pub fn entries(solved: &Solved, selection: &Selection) -> Vec<Entry> {
    let project = solved.project();
    let mut out = Vec::new();
    for (place, note) in project.notes.iter().enumerate() {
        let Some(round) = project.round(note).filter(|_| selection.has(project.path(note.file)))
        else {
            continue;
        };
        let Some(own) = solved.at(place) else { continue };
        let (reconciled, notes) = (&own.reconciled, solved.known(&note.round));
        let names = crate::equation::dimensions::Names::new(&project.municipality, round);
        let prose = NoteProse::new(&scene(project, reconciled, notes), names);
        let context = Context { project, round, note, names, reconciled, notes, prose: &prose };
        let mentions = &prose.mentions;
        let sources: Vec<&str> = mentions
            .externals
            .iter()
            .map(|external| external.declared.source.value.as_str())
            .collect();
        for mention in &mentions.list {
            let (standing, behind) = behind(&context, mention, &sources);
            let (kroner, up_to) =
                (Amount::new(mention.money.kroner), mention.money.up_to.map(Amount::new));
            out.push(Entry {
                span: mention.span,
                words: mention.words.clone(),
                kroner,
                up_to,
                standing,
                behind,
            });
        }
    }
    out
}

fn behind(context: &Context<'_>, mention: &Mention, sources: &[&str]) -> (Standing, Text) {
    let mentions = &context.prose.mentions;
    let named = |index: usize| words::candidate(context, mentions.candidates.at(index), sources);
    match &mention.verdict {
        Verdict::Filled(figures) => {
            let names: Vec<Text> = figures
                .iter()
                .map(|id| words::figure(context, context.reconciled.system.figure(*id)))
                .collect();
            (Standing::Filled, Text::list(&names))
        }
        Verdict::Price => (Standing::Apart, text!("en pris", "a price")),
        Verdict::Quoted => (Standing::Apart, text!("et citat", "a quotation")),
        Verdict::Sourced(source) => {
            let source = crate::text::short(source.trim());
            (Standing::External, text!("fodnote: {source}", "footnote: {source}"))
        }
        Verdict::Backed(index) => {
            let external = matches!(mentions.candidates.at(*index).origin, Origin::External(_));
            (if external { Standing::External } else { Standing::Backed }, named(*index))
        }
        Verdict::Reckoned(None) => (
            Standing::Backed,
            text!("regnet af sætningens andre beløb", "computed from the sentence's other amounts"),
        ),
        Verdict::Reckoned(Some(index)) => {
            let Text { da, en } = named(*index);
            (
                Standing::Backed,
                text!(
                    "et andet beløb i sætningen sammen med {da}",
                    "another amount of the sentence together with {en}"
                ),
            )
        }
        Verdict::Change => {
            (Standing::Backed, text!("forskellen mellem to år", "the difference between two years"))
        }
        Verdict::Past => (Standing::Apart, text!("givet tidligere", "granted before")),
        Verdict::Miscounted(value) => {
            let amount = words::in_own_unit(&mention.money, *value);
            (Standing::Wrong, text!("regnestykket giver {amount}", "the sum comes to {amount}"))
        }
        Verdict::OtherYears(index)
        | Verdict::OtherArea(index, _)
        | Verdict::OtherPost(index, _)
        | Verdict::Near(index, _) => {
            let Text { da, en } = named(*index);
            (Standing::Wrong, text!("fra {da}", "from {en}"))
        }
        Verdict::Unbacked(_) => (Standing::Unbacked, Text::default()),
    }
}
