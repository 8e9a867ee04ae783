//! `budgetnotat explain`: a rule's page, or the list of rules.

use std::fmt::Write as _;

use crate::command::outcome::{Failure, Outcome};
use crate::command::terminal;
use crate::rule::{self, RULES};
use crate::suggest;
use crate::text;
use crate::text::Lang;

/// Show a rule's page; without a rule, list them all
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// The rule's name, as it stands in a finding
    rule: Option<String>,
}

pub(super) fn run(args: &Args, lang: Lang) -> Result<Outcome, Failure> {
    let Some(name) = &args.rule else {
        terminal::print(&list(lang));
        return Ok(Outcome::Clean);
    };
    // A rule's name may be pasted as it stands in a finding: fejl[samme-midler].
    let plain = name.split(['[', ']']).find(|part| rule::rule(part).is_some()).unwrap_or(name);
    let Some(found) = rule::rule(plain) else {
        let close = suggest::did_you_mean(plain, RULES.iter().map(|rule| rule.name));
        let (da, en) = close
            .map(|text| (format!("; {}", text.da), format!("; {}", text.en)))
            .unwrap_or_default();
        return Err(Failure::new(text!(
            "der er ingen regel `{plain}`{da} (`budgetnotat explain` viser dem alle)",
            "there is no rule `{plain}`{en} (`budgetnotat explain` lists them all)"
        )));
    };
    terminal::print(&format!("{}\n", found.page.trim_end()));
    Ok(Outcome::Clean)
}

fn list(lang: Lang) -> String {
    let widest = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in RULES {
        let severity = rule.severity.word().get(lang);
        let _ = writeln!(out, "{:widest$}  {severity:10}  {}", rule.name, rule.summary.get(lang));
    }
    out
}
