//! A committee that the municipality does not have: which one is meant, told by the appropriation
//! beside it, or by a code that is nearly right.

use crate::diagnostic::{Diagnostic, rule};
use crate::note::Word;
use crate::register::{Committee, NO_COMMITTEE, Named};
use crate::rule::context::Context;
use crate::suggest;
use crate::text;

rule!(
    UNKNOWN_COMMITTEE = "ukendt-udvalg", Error;
    "Udvalget kendes ikke i kommunen.",
    "The committee is not known to the municipality."
);

/// What is said of a committee's code that nothing is known of.
pub(super) fn finding(
    context: &Context<'_>,
    word: &Word,
    appropriation: Option<&Word>,
) -> Diagnostic {
    let (municipality, year) = (&context.project.municipality, context.names.year);
    let written = &word.value;
    let all = || municipality.committees.iter().filter(|entry| entry.years().contain(year));
    let message = if all().count() == municipality.committees.len() {
        text!("der er intet udvalg `{written}`", "there is no committee `{written}`")
    } else {
        text!(
            "der er intet udvalg `{written}` i {year}",
            "there is no committee `{written}` in {year}"
        )
    };
    let finding = Diagnostic::new(&UNKNOWN_COMMITTEE, word.span, message);
    let owners: Vec<&Committee> = appropriation.map_or_else(Vec::new, |number| {
        let found = municipality.appropriations(&number.value, year);
        let has = |committee: &&Committee| {
            found
                .iter()
                .any(|one| context.names.committee(&one.committee.value) == committee.code())
        };
        all().filter(has).collect()
    });
    if let ([owner], Some(number)) = (&owners[..], appropriation) {
        let (code, name, number) = (owner.code(), owner.name(), &number.value);
        return Diagnostic { replacement: Some(format!("\"{code}\"")), ..finding }.help(text!(
            "skriv {code} ({name}), som bevilling {number} hører til",
            "write {code} ({name}), to which appropriation {number} belongs"
        ));
    }
    let among: Vec<&Committee> = if owners.is_empty() { all().collect() } else { owners };
    if let Some(near) = among.iter().find(|entry| is_near(written, entry)) {
        let (code, name) = (near.code(), near.name());
        return Diagnostic { replacement: Some(format!("\"{code}\"")), ..finding }.help(
            if code == name {
                text!("mente du {code}?", "did you mean {code}?")
            } else {
                text!("mente du {code} ({name})?", "did you mean {code} ({name})?")
            },
        );
    }
    let named = |entry: &&Committee| {
        let (code, name) = (entry.code(), entry.name());
        if code == name { code.to_owned() } else { format!("{code} ({name})") }
    };
    let listed = among.iter().map(named).collect::<Vec<_>>().join(", ");
    finding.help(text!(
        "udvalgene er {listed}; er det intet udvalg, så skriv udvalg = \"{NO_COMMITTEE}\" og navnet i tekst",
        "the committees are {listed}; if it is no committee, write udvalg = \"{NO_COMMITTEE}\" and the name in tekst"
    ))
}

/// True for a plain slip: of a short code, letters in another order, one left out or one too many;
/// another letter makes it another code. A name may differ more.
fn is_near(written: &str, entry: &Committee) -> bool {
    const SHORT: usize = 4;
    if entry.name() != entry.code() && suggest::closest(written, [entry.name()]).is_some() {
        return written.chars().count() > SHORT;
    }
    let letters = |word: &str| {
        let mut letters: Vec<char> = word.to_lowercase().chars().collect();
        letters.sort_unstable();
        letters
    };
    let (own, code) = (letters(written), letters(entry.code()));
    if own == code {
        return true;
    }
    let (short, long) =
        if own.len() < code.len() { (written, entry.code()) } else { (entry.code(), written) };
    own.len().abs_diff(code.len()) == 1 && within(&short.to_lowercase(), &long.to_lowercase())
}

/// True where all letters of one word stand in the other, in order.
fn within(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().count() > 1 && short.chars().all(|c| rest.any(|own| own == c))
}
