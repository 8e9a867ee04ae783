//! A note that is referred to and is not in the round: looked up in the project's other rounds, so that
//! what to write says where it is.
//!
//! Other notes of the project are not what a note's findings are kept for, so this is done anew each
//! time.

use crate::diagnostic::Diagnostic;
use crate::note::Note;
use crate::project::Project;
use crate::prose::NO_REFERENCE;
use crate::register::Round;
use crate::rule::mentions::notes::NO_SUCH_NOTE;
use crate::text;

/// How many rounds are named.
const MOST: usize = 3;

/// Puts in the help of what refers to a note that is in another round, which round that is.
pub(super) fn look_up(project: &Project, note: &Note, findings: &mut [Diagnostic]) {
    let rules = [NO_REFERENCE.name, NO_SUCH_NOTE.name];
    for finding in findings.iter_mut().filter(|finding| rules.contains(&finding.rule.name)) {
        let id = project.sources.slice(finding.primary.span).trim_matches(['"', '\'']);
        let others = project.rounds.values().filter(|round| round.folder != note.round);
        let has = |folder: &str| {
            let mut notes = project.notes.iter();
            notes.any(|other| other.round == folder && other.id.value == id)
        };
        let named = |round: &Round| {
            let known = round.known.iter().map(|known| &known.id);
            known.chain(&round.elsewhere.notes).any(|known| known.value == id)
        };
        let titles: Vec<&str> = others
            .filter(|round| has(&round.folder) || named(round))
            .map(|round| round.title.as_str())
            .take(MOST)
            .collect();
        let Some((first, rest)) = titles.split_first() else { continue };
        let all = rest.iter().fold((*first).to_owned(), |all, title| all + ", " + title);
        let text = text!(
            "{id} er et notat i en anden runde ({all}): skriv det med ord, fx {id} i {first}",
            "{id} is a note of another round ({all}): write it in words, e.g. {id} i {first}"
        );
        finding.help = Some(text);
        finding.replacement = None;
    }
}
