//! The rules' messages scored one by one, on the card that hledger scores its own error messages by
//! (form, line, column, excerpt, readable by machines; source: its `test/errors/README.md`), with
//! two more: the difference of a sum, and a mend. What is scored is what is printed for the bad
//! example on each rule's page.

use std::fmt::Write as _;
use std::fs;

use budgetnotat::diagnostic::Rule;
use budgetnotat::report::{Format, Style, render};
use budgetnotat::rule::RULES;
use budgetnotat::source::Position;
use budgetnotat::text::Lang;

use crate::case::{Outcome, root};
use crate::pages::{blocks, built, generated, outcomes, page};

/// What is scored, in the order of a card's marks.
const SCORED: [&str; 8] =
    ["form", "linje", "kolonne", "uddrag", "maskine", "forskel", "hjælp", "engelsk"];

/// A rule's marks; `None` where the rule is of no sum, or there is no figure to point at.
type Card = [Option<bool>; SCORED.len()];

/// Rules of a sum: their findings have two sides and the difference.
const SUMS: &[&str] = &[
    "kolonnesum",
    "raekkesum",
    "delsum",
    "andel",
    "andele-tilsammen",
    "samme-midler",
    "skal-give",
    "finansiering",
    "afstemning",
    "pakke-sum",
    "ramme-overskredet",
    "trykt-sum",
];

/// Findings of a whole file or of what is not there: what their place is, in Danish.
const NO_FIGURE: &[(&str, &str)] = &[
    ("for-stor-fil", "hele filen: den er ikke læst"),
    ("ikke-laest", "hele filen: den er ikke læst"),
    ("linjeskift", "et linjeskift kan ikke ses; stedet er slutningen af den første linje"),
    ("runde-mangler", "hele mappen: der er ingen fil at pege i"),
];

/// The first outcome of a page that shows its rule.
pub(crate) fn shown(rule: &Rule) -> Outcome {
    let text = fs::read_to_string(page(rule)).expect("a page");
    let all = blocks(&text);
    let found = outcomes(&all).into_iter().find_map(|(index, mut outcome)| {
        if all[index].info.iter().any(|word| word == "bygget") {
            built(rule, &mut outcome);
        }
        outcome.findings().iter().any(|finding| finding.rule.name == rule.name).then_some(outcome)
    });
    found.unwrap_or_else(|| panic!("{}: no example shows it", rule.name))
}

fn card(rule: &Rule) -> Card {
    let outcome = shown(rule);
    let finding = outcome
        .findings()
        .iter()
        .find(|finding| finding.rule.name == rule.name)
        .expect("a finding");
    let sources = &outcome.project.sources;
    let place = finding.primary.span;
    let source = sources.get(place.file).expect("a file");
    let Position { line, column } = source.position(place.start as usize);
    let printed = |format| {
        render(&outcome.checked, sources, Style { format, lang: Lang::Da, ..Style::default() })
    };
    let (short, human) = (printed(Format::Short), printed(Format::Human));
    let word = finding.severity().word().get(Lang::Da);
    let path = &source.path;
    let said = format!(
        "{path}:{line}:{column}: {word}[{}]: {}\n",
        rule.name,
        finding.message.get(Lang::Da)
    );
    // The finding's own part of what a terminal shows, from its heading to the next one.
    let heading = format!("{word}[{}]: {}", rule.name, finding.message.get(Lang::Da));
    let own = human.split("\n\n").find(|part| part.starts_with(&heading)).unwrap_or_default();
    // Tabulators are shown as blanks.
    let excerpt = source.text.lines().nth(line - 1).unwrap_or_default().replace('\t', "    ");
    let excerpt = excerpt.trim();
    let object: serde_json::Value = serde_json::from_str(&printed(Format::Json)).expect("JSON");
    let findings = object["findings"].as_array().expect("findings");
    let machine = findings.iter().any(|found| {
        found["rule"] == rule.name
            && found["file"] == path.as_str()
            && found["line"] == line
            && found["column"] == column
    });
    let pointed = place.end > place.start;
    let figure = |good: bool| {
        if NO_FIGURE.iter().any(|(no, _)| *no == rule.name) && !pointed { None } else { Some(good) }
    };
    let texts = [Some(&finding.message), finding.help.as_ref(), finding.note.as_ref()];
    let help = finding.help.as_ref().and_then(|help| help.get(Lang::Da).split(' ').next());
    [
        Some(short.contains(&said)),
        Some(own.contains(&format!("{path}:{line}:"))),
        figure(pointed && own.contains(&format!("{path}:{line}:{column}"))),
        figure(pointed && own.contains(excerpt) && own.contains(['━', '┃', '┏'])),
        Some(machine),
        SUMS.contains(&rule.name).then(|| finding.sides.is_some() && own.contains("forskel")),
        Some(help.is_some_and(|first| own.contains(&format!("hjælp: {first}")))),
        Some(texts.into_iter().flatten().all(|text| !text.en.is_empty())),
    ]
}

#[test]
fn every_message_has_its_score_and_none_is_below_it() {
    let mut table =
        format!("| Regel | {} |\n|---{}|\n", SCORED.join(" | "), "|---".repeat(SCORED.len()));
    let mut below = Vec::new();
    for rule in RULES {
        let (name, card) = (rule.name, card(rule));
        let marks = card.map(|mark| match mark {
            Some(true) => "ja",
            Some(false) => "nej",
            None => "–",
        });
        let _ = writeln!(table, "| [{name}](regler/{name}.md) | {} |", marks.join(" | "));
        below.extend(card.contains(&Some(false)).then_some(name));
    }
    let (start, end) = ("<!-- kort: skrevet af testen -->\n", "<!-- slut -->\n");
    let path = root().join("docs/meldinger.md");
    let old = fs::read_to_string(&path).expect("docs/meldinger.md");
    let (before, rest) = old.split_once(start).expect("the mark before the table");
    let (_, after) = rest.split_once(end).expect("the mark after the table");
    let reasons = NO_FIGURE
        .iter()
        .fold(String::new(), |text, (rule, why)| format!("{text}* `{rule}`: {why}.\n"));
    let count = RULES.len();
    let made = format!(
        "{before}{start}\n{count} regler.\n\n{table}\nUden kolonne og uddrag:\n\n{reasons}\n{end}{after}"
    );
    generated(&path, &made).unwrap_or_else(|fault| panic!("{fault}"));
    assert!(below.is_empty(), "{below:?} say less than a message must");
}
