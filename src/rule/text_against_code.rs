//! A post's text that names one committee (administration, control area, appropriation), beside the
//! code of another: the page says the one, and the sums count the other.

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{Kind, Post, Table, Word};
use crate::register::{Appropriation, Named, lookup};
use crate::rule::context::Context;
use crate::table_type::Printed;
use crate::text;

rule!(
    /// Only a text that is a name of the register and nothing else: one that has such a name in it
    /// may well be about something else.
    TEXT_AGAINST_CODE = "tekst-mod-kode", Error; "En posts tekst siger ét, dens kode noget andet.", "A post's text says one thing, its code another."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for table in &context.note.tables {
        let posts = table.posts.iter().filter(|post| !matches!(post.kind, Kind::Heading));
        for post in posts {
            let Some(text) = &post.text else { continue };
            let told = committee(context, table, post, text)
                .or_else(|| administration(context, table, post, text))
                .or_else(|| area(context, table, post, text))
                .or_else(|| appropriation(context, table, post, text));
            findings.extend(told.map(|told| finding(text, &told)));
        }
    }
}

/// Two names for one thing.
struct Told<'a> {
    /// The key of the code.
    key: &'static str,
    /// The code as written.
    code: &'a Word,
    /// What the code stands for.
    stands_for: String,
    /// The code of what the text names.
    named: String,
    /// Its name.
    name: String,
}

fn finding(text: &Word, told: &Told<'_>) -> Diagnostic {
    let Told { key, code, stands_for, named, name } = told;
    let (written, own) = (&text.value, &code.value);
    let (is_da, is_en) = if written == name {
        (format!("er {named}"), format!("is {named}"))
    } else {
        (format!("er {named} ({name})"), format!("is {named} ({name})"))
    };
    let message = text!(
        "teksten `{written}` {is_da}, men posten har {key} {own} ({stands_for})",
        "the text `{written}` {is_en}, but the post has {key} {own} ({stands_for})"
    );
    Diagnostic::new(&TEXT_AGAINST_CODE, text.span, message)
        .label(code.span, text!("koden", "the code"))
        .help(text!(
            "er det {name}, så skriv {key} = \"{named}\"; er det {stands_for}, så ret teksten",
            "if it is {name}, write {key} = \"{named}\"; if it is {stands_for}, correct the text"
        ))
}

/// True where a word is a name and nothing else, however it is spaced and whatever its capitals.
fn same(one: &str, other: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        let words = text.split_whitespace();
        words.flat_map(|word| [" ", word]).flat_map(str::chars).flat_map(char::to_lowercase)
    }
    letters(one).eq(letters(other))
}

/// The entries that a text is a name of, each as what holds in a year; nothing of one that no longer
/// does, and that nothing took over from.
fn named<'a, T: Named>(all: &'a [T], text: &str, year: u16) -> Vec<&'a T> {
    // Most texts are longer than any name, which is then not read.
    let least = text.split_whitespace().map(|word| word.len() + 1).sum::<usize>();
    let same = |name: &str| name.len() + 1 >= least && same(name, text);
    let is = |entry: &&T| {
        same(entry.code())
            || same(entry.name())
            || entry.aliases().iter().any(|alias| same(&alias.value))
    };
    all.iter().filter(is).filter_map(|entry| lookup::current(all, entry, year)).collect()
}

/// What a text names against what a code stands for, both of the same list.
fn against<'w, T: Named>(
    key: &'static str,
    all: &[T],
    (text, code): (&Word, &'w Word),
    year: u16,
    alike: &dyn Fn(&T, &T) -> bool,
) -> Option<Told<'w>> {
    let found = lookup::find(all, &code.value, year).any()?;
    let own = lookup::current(all, found, year)?;
    let named = named(all, &text.value, year);
    if named.iter().any(|one| alike(one, own)) {
        return None;
    }
    let other = named.first()?;
    Some(Told {
        key,
        code,
        stands_for: own.name().to_owned(),
        named: other.code().to_owned(),
        name: other.name().to_owned(),
    })
}

fn alike<T: Named>(one: &T, other: &T) -> bool {
    one.code() == other.code()
}

fn committee<'w>(
    context: &Context<'_>,
    table: &'w Table,
    post: &'w Post,
    text: &Word,
) -> Option<Told<'w>> {
    let code = post.committee.as_ref().or(table.committee.as_ref())?;
    let all = &context.project.municipality.committees;
    against("udvalg", all, (text, code), context.names.year, &alike)
}

/// Of several administrations, the text may name any.
fn administration<'w>(
    context: &Context<'_>,
    table: &'w Table,
    post: &'w Post,
    text: &Word,
) -> Option<Told<'w>> {
    let own = if post.administrations.is_empty() {
        &table.administrations
    } else {
        &post.administrations
    };
    let all = &context.project.municipality.administrations;
    let told: Option<Vec<Told<'w>>> = own
        .iter()
        .map(|code| against("forvaltning", all, (text, code), context.names.year, &alike))
        .collect();
    told?.into_iter().next()
}

/// A part of a control area is the whole too, and the other way round.
fn area<'w>(
    context: &Context<'_>,
    table: &'w Table,
    post: &'w Post,
    text: &Word,
) -> Option<Told<'w>> {
    let code = post.area.as_ref().or(table.area.as_ref())?;
    let all = &context.project.municipality.areas;
    let names = &context.names;
    against("styringsomraade", all, (text, code), names.year, &|one, other| {
        names.within(one.code(), other.code()) || names.within(other.code(), one.code())
    })
}

/// Only where the appropriation is printed beside the text, and only one of the same committee:
/// several have one of that name.
fn appropriation<'w>(
    context: &Context<'_>,
    table: &Table,
    post: &'w Post,
    text: &Word,
) -> Option<Told<'w>> {
    let code = post.appropriation.as_ref()?;
    table.table_type().filter(|kind| kind.printed.contains(&Printed::Appropriation))?;
    let (municipality, year) = (&context.project.municipality, context.names.year);
    let committee = |of: &Appropriation| context.names.committee(&of.committee.value);
    let own = municipality.appropriations(&code.value, year);
    let named = municipality.appropriations(&text.value, year);
    if named.iter().any(|one| own.iter().any(|other| std::ptr::eq(*one, *other))) {
        return None;
    }
    let (own, other) = own.iter().find_map(|own| {
        let same = named.iter().find(|one| committee(one) == committee(own))?;
        Some((*own, *same))
    })?;
    Some(Told {
        key: "bevilling",
        code,
        stands_for: own.title(),
        named: other.code().to_owned(),
        name: other.title(),
    })
}
