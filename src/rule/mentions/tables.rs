//! Tables referred to by a number that is typed: it must be one that the note has.
//!
//! A number that is right is left alone: `ref` keeps it right when tables move, and its page says
//! so, but a remark on each would teach its reader to look past remarks.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, rule};
use crate::prose::passage::{self, Passage, Setting};
use crate::rule::context::{Context, NoteProse};
use crate::rule::mentions::numbered::{self, Reference};
use crate::text;
use crate::text::Text;

rule!(
    NO_SUCH_TABLE = "tabelnummer", Warning;
    "Teksten henviser til et tabelnummer, som notatet ikke har.",
    "The text refers to a table number that the note does not have."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let prose = context.prose;
    let note = &context.reconciled.note;
    let placed = prose.texts.iter().flat_map(|text| text.placed.iter().map(|(table, _)| *table));
    let numbers = passage::numbers(note, placed);
    let captions = captions(prose);
    let known: Vec<&str> = numbers.iter().flatten().map(String::as_str).collect();
    let has: BTreeSet<usize> = known.iter().filter_map(|own| passage::leading(own)).collect();
    let last = has.last().copied().unwrap_or_default();
    let in_order = known.iter().all(|own| own.bytes().all(|b| b.is_ascii_digit()))
        && has.iter().copied().eq(1..=last);
    for text in &prose.texts {
        for passage in text.list.iter().filter(|passage| own(passage)) {
            for reference in numbered::find(&passage.text, &passage.digits, "tabel") {
                let Reference { number, range, elsewhere } = reference;
                if elsewhere || has.contains(&number) || captions.contains(&number) {
                    continue;
                }
                let known = match last {
                    _ if !in_order => {
                        let mut own: Vec<Text> = known.iter().map(Text::same).collect();
                        own.dedup();
                        let Text { da, en } = Text::list(&own);
                        text!("notatet har tabel {da}", "the note has table {en}")
                    }
                    0 => text!(
                        "notatet har ingen nummererede tabeller",
                        "the note has no numbered tables"
                    ),
                    1 => text!("notatet har kun tabel 1", "the note has only table 1"),
                    2 => text!("notatet har tabel 1 og 2", "the note has tables 1 and 2"),
                    _ => text!("notatet har tabel 1 til {last}", "the note has tables 1 to {last}"),
                };
                // The last table is the likeliest of those that a number has run past.
                let likely = numbers
                    .number_of(&Some(last.to_string()))
                    .map(|index| note.tables[index].id.value.as_str());
                let id = likely.unwrap_or("oekonomi");
                findings.push(
                    Diagnostic::new(
                        &NO_SUCH_TABLE,
                        text.span(passage, range),
                        text!("der er ingen tabel {number}", "there is no table {number}"),
                    )
                    .note(known)
                    .help(text!(
                        "skriv {{{{ ref(\"{id}\") | lille }}}} med tabellens id: så følger nummeret med, når tabeller flyttes",
                        "write {{{{ ref(\"{id}\") | lille }}}} with the table's id: the number then follows when tables move"
                    )),
                );
            }
        }
    }
}

/// True where the note speaks of its own tables: not in a quotation, and not in a footnote, which
/// tells of others' papers.
fn own(passage: &Passage) -> bool {
    !passage.quoted && passage.setting != Setting::Footnote
}

/// The numbers of tables that are written in the prose itself, under a typed caption: "Tabel 4: …".
fn captions(prose: &NoteProse<'_>) -> BTreeSet<usize> {
    let passages = prose.texts.iter().flat_map(|text| &text.list);
    let caption = |passage: &Passage| {
        // The first number of a caption is its own.
        let first = numbered::find(&passage.text, passage.digits.get(..1)?, "tabel")
            .into_iter()
            .next()
            .filter(|found| found.range.start == 0)?;
        let after = passage.text[first.range.end..].trim_start();
        (after.is_empty() || after.starts_with([':', '.', '–', '-'])).then_some(first.number)
    };
    passages.filter_map(caption).collect()
}
