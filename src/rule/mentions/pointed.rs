//! An amount in the text with a point before its decimals.

use crate::diagnostic::{Diagnostic, rule};
use crate::mention::Verdict;
use crate::rule::context::Context;
use crate::text;

rule!(
    POINTED = "beloeb-punktum", Remark;
    "Et beløb i teksten har punktum før sine decimaler.",
    "An amount in the text has a point before its decimals."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for mention in context.prose.mentions.list.iter().filter(|mention| mention.money.pointed) {
        if matches!(mention.verdict, Verdict::Filled(_) | Verdict::Quoted) {
            continue;
        }
        let own = &mention.words;
        let number = own.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(own.len());
        let meant = format!("{}{}", own[..number].replace('.', ","), &own[number..]);
        findings.push(Diagnostic {
            replacement: Some(meant.clone()),
            ..Diagnostic::new(
                &POINTED,
                mention.span,
                text!(
                    "{own} har punktum som decimaltegn; på dansk er det et komma",
                    "{own} has a point before its decimals; in Danish it is a comma"
                ),
            )
            .help(text!("skriv {meant}", "write {meant}"))
        });
    }
}
