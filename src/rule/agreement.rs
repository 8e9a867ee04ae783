//! An appropriation must be known in the note's years and belong to its post's committee and
//! control area.

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{Post, Table, Word};
use crate::register::{Appropriation, NO_COMMITTEE, Named};
use crate::rule::context::Context;
use crate::rule::names::confused;
use crate::rule::swapped_codes;
use crate::rule::swapped_committees::{self, Mismatch};
use crate::suggest;
use crate::text;

rule!(
    UNKNOWN_APPROPRIATION = "ukendt-bevilling", Error;
    "Bevillingen kendes ikke i notatets år.",
    "The appropriation is not known in the note's years."
);
rule!(
    /// Numbers are shared between committees: the key is committee and number.
    WRONG_COMMITTEE = "bevilling-udvalg", Error; "Bevillingen hører til et andet udvalg.", "The appropriation is another committee's."
);
rule!(
    UNCLEAR = "bevilling-tvetydig", Error;
    "Bevillingens nummer mangler sine punktummer og kan være flere.",
    "The appropriation's number lacks its points and can be several."
);
rule!(
    WRONG_AREA = "bevilling-styringsomraade", Error;
    "Bevillingen hører til et andet styringsområde.",
    "The appropriation is another control area's."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for table in &context.note.tables {
        for word in table.totals.iter().filter_map(|total| total.filter.appropriation.as_ref()) {
            if context
                .project
                .municipality
                .appropriations(&word.value, context.names.year)
                .is_empty()
            {
                findings.push(unknown(context, word, table.committee.as_ref()));
            }
        }
        for total in &table.totals {
            let (committee, area) = (total.filter.committee.as_ref(), total.filter.area.as_ref());
            let word = total.filter.appropriation.as_ref();
            findings.extend(word.and_then(|word| {
                unclear(
                    context,
                    word,
                    committee.or(table.committee.as_ref()),
                    area.or(table.area.as_ref()),
                )
            }));
        }
        let mut mismatches = Vec::new();
        for post in &table.posts {
            mismatches.extend(self::post(context, table, post, findings));
        }
        for mismatch in swapped_committees::report(context, table, mismatches, findings) {
            wrong_committee(context, &mismatch, findings);
        }
    }
}

fn post<'a>(
    context: &Context<'a>,
    table: &'a Table,
    post: &'a Post,
    findings: &mut Vec<Diagnostic>,
) -> Option<Mismatch<'a>> {
    let word = post.appropriation.as_ref()?;
    let (municipality, year) = (&context.project.municipality, context.names.year);
    let written = &word.value;
    let found = municipality.appropriations(written, year);
    if found.is_empty() {
        // That its codes are in each other's places is told as that.
        if swapped_codes::find(context, post).is_some() {
            return None;
        }
        findings.push(unknown(context, word, post.committee.as_ref().or(table.committee.as_ref())));
        return None;
    }
    let (committee, area) = (
        post.committee.as_ref().or(table.committee.as_ref()),
        post.area.as_ref().or(table.area.as_ref()),
    );
    if let Some(finding) = unclear(context, word, committee, area) {
        findings.push(finding);
        return None;
    }
    let committee = committee?;
    let has = context.names.committee(&committee.value);
    let of =
        |appropriation: &Appropriation| context.names.committee(&appropriation.committee.value);
    let own: Vec<&&Appropriation> =
        found.iter().filter(|appropriation| of(appropriation) == has).collect();
    // An unknown committee is a finding of its own; only one that is known can be the wrong one.
    let known = has == NO_COMMITTEE
        || municipality.committee(&committee.value, year).any().is_some()
        || context.names.administration_committee(&committee.value).is_some();
    if own.is_empty() && known {
        let wants = found.first().map(|appropriation| of(appropriation))?;
        return Some(Mismatch { committee, appropriation: word, has, wants });
    }
    let area = area?;
    let area_id = context.names.area(&area.value);
    let fits = |appropriation: &&&Appropriation| context.names.within_area(appropriation, &area_id);
    if !own.is_empty()
        && !own.iter().any(fits)
        && municipality.areas.iter().any(|a| a.code() == area_id)
    {
        let right = own.first().and_then(|appropriation| appropriation.area.as_ref())?;
        let right_name =
            municipality.area(&right.value).any().map_or(right.value.as_str(), Named::name);
        let (area_written, right) = (&area.value, &right.value);
        findings.push(Diagnostic {
            replacement: Some(format!("\"{right}\"")),
            ..Diagnostic::new(
                &WRONG_AREA,
                area.span,
                text!(
                    "bevilling {written} hører til {right_name}, men her står `{area_written}`",
                    "appropriation {written} belongs to {right_name}, but `{area_written}` is written here"
                ),
            )
            .label(word.span, text!("bevillingen", "the appropriation"))
            .help(text!("skriv {right}, eller ret bevillingen", "write {right}, or correct the appropriation"))
        });
    }
    None
}

/// Says which appropriations a number without points can be, where it can be several; and which one
/// it is, where its control area tells.
fn unclear(
    context: &Context<'_>,
    word: &Word,
    committee: Option<&Word>,
    area: Option<&Word>,
) -> Option<Diagnostic> {
    let names = &context.names;
    let several = names.unclear(&word.value, committee.map(|word| word.value.as_str()));
    let listed = |last: &str| {
        let codes: Vec<&str> = several.iter().map(|one| one.code()).collect();
        let (end, rest) = codes.split_last()?;
        Some(format!("{} {last} {end}", rest.join(", ")))
    };
    let (written, either, either_en) =
        (&word.value, listed("eller").filter(|_| several.len() > 1)?, listed("or")?);
    let area = area.map(|word| names.area(&word.value));
    let fits = |id: &String| {
        several
            .iter()
            .filter(|one| one.area.is_some() && names.within_area(one, id))
            .collect::<Vec<_>>()
    };
    let only = area.as_ref().and_then(|id| match fits(id)[..] {
        [one] => Some((id, one.code())),
        _ => None,
    });
    let help = match only {
        Some((id, code)) => {
            let name = context.project.municipality.area(id).any().map_or(id.as_str(), Named::name);
            text!("skriv {code}, der hører til {name}", "write {code}, which belongs to {name}")
        }
        None => text!(
            "skriv nummeret med punktummer: {either}",
            "write the number with its points: {either_en}"
        ),
    };
    let message = text!(
        "bevilling {written} kan være {either}",
        "appropriation {written} can be {either_en}"
    );
    let finding = Diagnostic {
        replacement: only.map(|(_, code)| format!("\"{code}\"")),
        ..Diagnostic::new(&UNCLEAR, word.span, message).help(help)
    };
    let places = several.iter().filter_map(|one| one.number.as_ref());
    Some(places.fold(finding, |finding, number| {
        let code = &number.value;
        finding.label(number.span, text!("{code}", "{code}"))
    }))
}

fn unknown(context: &Context<'_>, word: &Word, committee: Option<&Word>) -> Diagnostic {
    let (municipality, year) = (&context.project.municipality, context.names.year);
    let written = &word.value;
    let code = committee.map(|word| context.names.committee(&word.value));
    let current = || municipality.appropriations.iter().filter(|a| a.years.contain(year));
    let own = || {
        current().filter(|a| {
            code.as_deref().is_none_or(|code| context.names.committee(&a.committee.value) == code)
        })
    };
    let numbers = |of: &mut dyn Iterator<Item = &Appropriation>| -> Vec<String> {
        of.filter_map(|a| a.number.as_ref().map(|n| n.value.clone()).or_else(|| a.name.clone()))
            .collect()
    };
    let (own_numbers, all) = (numbers(&mut own()), numbers(&mut current()));
    let close = suggest::closest(written, own_numbers.iter().map(String::as_str))
        .or_else(|| suggest::closest(written, all.iter().map(String::as_str)));
    if let Some(apart) = number_and_name(context, word, code.as_deref()) {
        return apart;
    }
    let begun = begins(written, &mut own());
    let other_years = municipality
        .appropriations
        .iter()
        .any(|a| a.number.as_ref().is_some_and(|n| n.value == *written));
    let help = match close {
        // A number of other years is no slip of this year's.
        _ if other_years => {
            text!("skriv det nummer, der gælder i {year}", "write the number that holds in {year}")
        }
        _ if let Some((number, name)) = begun => {
            text!("mente du {number} ({name})?", "did you mean {number} ({name})?")
        }
        Some(close) => text!("mente du {close}?", "did you mean {close}?"),
        None if own_numbers.is_empty() => text!(
            "bevillingen skrives i kommune.toml under [[bevilling]]",
            "the appropriation is written in kommune.toml under [[bevilling]]"
        ),
        None => {
            let listed = own_numbers.join(", ");
            text!("udvalget har {listed}", "the committee has {listed}")
        }
    };
    let message = if other_years {
        text!(
            "bevilling {written} gælder ikke i {year}",
            "appropriation {written} does not hold in {year}"
        )
    } else {
        text!(
            "der er ingen bevilling {written} i {year}",
            "there is no appropriation {written} in {year}"
        )
    };
    Diagnostic::new(&UNKNOWN_APPROPRIATION, word.span, message).help(help)
}

/// The number and name of the only appropriation whose name begins with a word.
fn begins<'a>(
    word: &str,
    of: &mut dyn Iterator<Item = &'a Appropriation>,
) -> Option<(&'a str, &'a str)> {
    /// Fewer letters begin too many names.
    const LEAST: usize = 4;
    let word = word.trim().to_lowercase();
    if word.chars().count() < LEAST || word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut found =
        of.filter_map(|one| Some((one.number.as_ref()?.value.as_str(), &**one.name.as_ref()?)));
    let first = found.find(|(_, name)| name.to_lowercase().starts_with(&word))?;
    found.all(|(_, name)| !name.to_lowercase().starts_with(&word)).then_some(first)
}

/// Says what to write for a number with more words: `3000 Udsatte voksne`, where number and name are
/// two appropriations', which is which; `Bevilling 3000`, the number.
fn number_and_name(context: &Context<'_>, word: &Word, code: Option<&str>) -> Option<Diagnostic> {
    let (municipality, year) = (&context.project.municipality, context.names.year);
    let start = word.value.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = word.value.split_at(start);
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    let (number, name) = rest.split_at(end);
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let before = before.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let called =
        matches!(&*before, "bevilling" | "bev" | "bevilling nr" | "bev. nr" | "nr" | "nummer");
    if !(before.is_empty() && !name.is_empty() || called) {
        return None;
    }
    let all = municipality.appropriations(number, year);
    let of_committee =
        |one: &&&Appropriation| code == Some(&*context.names.committee(&one.committee.value));
    let own = all.iter().find(of_committee).or(all.first()).copied()?;
    let named = municipality.appropriations(name, year);
    let belongs = |other: &&Appropriation| all.iter().any(|one| std::ptr::eq(*one, *other));
    let other = if named.iter().any(belongs) { None } else { named.first().copied() };
    let other = match other {
        None if named.is_empty() && !name.is_empty() => {
            near_name(context, name).filter(|other| !belongs(other))
        }
        other => other,
    };
    let (own_name, number) = (own.name.as_deref().unwrap_or_default(), own.code());
    let written = &word.value;
    let Some((other, other_number)) = other.and_then(|o| Some((o, &o.number.as_ref()?.value)))
    else {
        let message = text!(
            "der er ingen bevilling {written} i {year}",
            "there is no appropriation {written} in {year}"
        );
        let finding = Diagnostic {
            replacement: Some(format!("\"{number}\"")),
            ..Diagnostic::new(&UNKNOWN_APPROPRIATION, word.span, message)
        };
        return Some(if own_name.is_empty() {
            finding.help(text!("skriv \"{number}\"", "write \"{number}\""))
        } else {
            finding.help(text!(
                "skriv \"{number}\", der er {own_name}",
                "write \"{number}\", which is {own_name}"
            ))
        });
    };
    let other_name = other.name.as_deref().unwrap_or(name);
    let message = text!(
        "nummer og navn hører ikke sammen i `{written}`",
        "number and name do not belong together in `{written}`"
    );
    Some(
        Diagnostic::new(&UNKNOWN_APPROPRIATION, word.span, message)
            .note(text!(
                "{number} er {own_name}; {other_name} er {other_number}",
                "{number} is {own_name}; {other_name} is {other_number}"
            ))
            .help(text!(
                "skriv \"{number}\" eller \"{other_number}\"",
                "write \"{number}\" or \"{other_number}\""
            )),
    )
}

/// The appropriation of the year whose name is nearly this.
fn near_name<'a>(context: &Context<'a>, name: &str) -> Option<&'a Appropriation> {
    let (municipality, year) = (&context.project.municipality, context.names.year);
    let current = || municipality.appropriations.iter().filter(|one| one.years.contain(year));
    let close = suggest::closest(name, current().filter_map(|one| one.name.as_deref()))?;
    current().find(|one| one.name.as_deref() == Some(close))
}

fn wrong_committee(context: &Context<'_>, mismatch: &Mismatch<'_>, findings: &mut Vec<Diagnostic>) {
    let (municipality, year) = (&context.project.municipality, context.names.year);
    let name = |code: &str| {
        municipality.committee(code, year).any().map_or(code.to_owned(), |c| c.name().to_owned())
    };
    let (number, has, wants) = (&mismatch.appropriation.value, &mismatch.has, &mismatch.wants);
    let (has_name, wants_name) = (name(has), name(wants));
    let is_trap = municipality
        .committee(has, year)
        .any()
        .is_some_and(|committee| committee.confused_with.iter().any(|code| code.value == *wants));
    let message = if has == NO_COMMITTEE {
        text!(
            "bevilling {number} hører til {wants} ({wants_name}), men posten har intet udvalg",
            "appropriation {number} belongs to {wants} ({wants_name}), but the post has no committee"
        )
    } else {
        text!(
            "bevilling {number} hører til {wants} ({wants_name}), ikke {has} ({has_name})",
            "appropriation {number} belongs to {wants} ({wants_name}), not {has} ({has_name})"
        )
    };
    let mut finding = Diagnostic {
        replacement: Some(format!("\"{wants}\"")),
        ..Diagnostic::new(&WRONG_COMMITTEE, mismatch.committee.span, message)
            .label(mismatch.appropriation.span, text!("bevillingen", "the appropriation"))
            .help(text!(
                "skriv {wants}, eller ret bevillingens nummer",
                "write {wants}, or correct the appropriation's number"
            ))
    };
    if is_trap {
        let trap = municipality
            .committee(wants, year)
            .any()
            .map(|c| confused(&c.confused_with, municipality, year))
            .unwrap_or_default();
        let (trap_da, trap_en) = (trap.da, trap.en);
        finding = finding.note(text!(
            "{has} og {wants} forveksles ofte{trap_da}",
            "{has} and {wants} are often confused{trap_en}"
        ));
    }
    findings.push(finding);
}
