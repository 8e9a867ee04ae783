//! Counts that are announced right before a list: "følgende seks kategorier:".

use crate::diagnostic::{Diagnostic, rule};
use crate::mention::number::count;
use crate::rule::context::Context;
use crate::text;

rule!(
    MISCOUNTED = "antal-punkter", Warning;
    "Teksten siger et antal punkter, og listen efter har et andet.",
    "The text gives a number of points, and the list after it has another."
);

/// What lists are announced as; compounds end like them: "hovedelementer", "delmål".
const ANNOUNCED: &[&str] = &[
    "aktiviteter",
    "anbefalinger",
    "betingelser",
    "dele",
    "effekter",
    "elementer",
    "faser",
    "forslag",
    "forudsætninger",
    "greb",
    "grupper",
    "indikatorer",
    "indsatser",
    "indsatsområder",
    "initiativer",
    "kategorier",
    "kriterier",
    "krav",
    "mål",
    "modeller",
    "muligheder",
    "områder",
    "opgaver",
    "principper",
    "projekter",
    "punkter",
    "scenarier",
    "spor",
    "spørgsmål",
    "temaer",
    "tiltag",
    "trin",
    "årsager",
    "ønsker",
];

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let prose = context.prose;
    for text in &prose.texts {
        for passage in &text.list {
            let Some(points) = passage.list.filter(|_| passage.text.trim_end().ends_with(':'))
            else {
                continue;
            };
            let Some((at, word, said)) = announced(&passage.text) else { continue };
            if said == points {
                continue;
            }
            findings.push(
                Diagnostic::new(
                    &MISCOUNTED,
                    text.span(passage, at..at + word.len()),
                    text!(
                        "teksten siger {word}, men listen har {points}",
                        "the text says {word}, but the list has {points}"
                    ),
                )
                .help(text!("ret antallet, eller listen", "correct the count, or the list")),
            );
        }
    }
}

/// How many words from the end a count stands at most: the noun is the last word, or one of two with
/// an adjective or "er" beside it.
const MOST: usize = 4;

/// The count of a list in the clause before its colon: where it stands, the word, the number.
fn announced(text: &str) -> Option<(usize, &str, usize)> {
    let clause = &text
        [text.rfind(['.', '?', '!']).filter(|at| *at + 1 < text.len()).map_or(0, |at| at + 1)..];
    let mut words: Vec<&str> = clause.split_whitespace().rev().take(MOST + 1).collect();
    words.reverse();
    let last = words.len().checked_sub(1)?;
    for back in 0..MOST {
        let index = last.checked_sub(back)?;
        let word = words[index].trim_end_matches([':', ',']);
        let Some(said) = count(word) else { continue };
        let noun = words[index + 1..].iter().any(|word| named(word.trim_end_matches([':', ','])));
        let following =
            index > 0 && ["følgende", "disse"].contains(&words[index - 1].to_lowercase().as_str());
        let timed = words[index + 1..]
            .iter()
            .any(|word| TIMES.contains(&word.trim_end_matches([':', ','])));
        if !(noun || following) || timed {
            return None;
        }
        let at = words[index].as_ptr() as usize - text.as_ptr() as usize;
        return Some((at, word, said));
    }
    None
}

/// What is counted in a sentence, but is no list.
const TIMES: &[&str] = &[
    "år",
    "måneder",
    "uger",
    "dage",
    "timer",
    "kr.",
    "pct.",
    "mio.",
    "gange",
    "personer",
    "årsværk",
];

fn named(word: &str) -> bool {
    let word = word.to_lowercase();
    ANNOUNCED.iter().any(|noun| word.ends_with(noun))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn announced_counts_are_found() {
        let said = |text| announced(text).map(|(_, _, said)| said);
        assert_eq!(said("Der er tale om følgende seks kategorier:"), Some(6));
        assert_eq!(said("Sådan er det. Forsøgsindsatsen har fire hovedelementer:"), Some(4));
        assert_eq!(said("Forslaget består af 3 nye indsatser:"), Some(3));
        assert_eq!(said("Der afsættes midler til følgende to:"), Some(2));
        for text in [
            "Væsentlige elementer, udover fokus på job fra dag ét, er:",
            "Udgifterne falder over de næste fire år:",
            "Indsatsen varer i to år og har:",
            "Der ansættes tre medarbejdere:",
            "Uden tal:",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
