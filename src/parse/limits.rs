//! What exceeds any limit of a real file is cut, and each cut is a finding.

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, rule};
use crate::limit::{self, Limit};
use crate::parse::tree::{Node, Table, Value};
use crate::source::Span;
use crate::text;
use crate::text::Text;

rule!(
    TOO_LARGE = "for-stor-fil", Error;
    "Filen er for stor til at være et notat.",
    "The file is too large to be a note."
);

/// Cuts a list to a limit, and says at `span` that it did.
pub(crate) fn list<T>(list: &mut Vec<T>, limit: &Limit, span: Span) -> Option<Diagnostic> {
    let count = list.len();
    list.truncate(limit.most);
    (count > limit.most).then(|| beyond(limit, count, span))
}

/// Says at `span` how much there is of something, and how much of it is read.
pub(crate) fn beyond(limit: &Limit, count: usize, span: Span) -> Diagnostic {
    let (what_da, what_en) = (limit.what.da, limit.what.en);
    let (count, most) = (figure(count), figure(limit.most));
    let message = text!(
        "der er {count} {what_da}; der læses højst {most}",
        "there are {count} {what_en}; at most {most} are read"
    );
    Diagnostic::new(&TOO_LARGE, span, message).help(text!(
        "del det op, eller slet det, der ikke hører til",
        "divide it, or delete what does not belong"
    ))
}

fn figure(number: usize) -> Amount {
    Amount::from(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Cuts the texts of a file that are longer than any text of a note; only what is read of them is
/// gone on with.
pub(crate) fn texts(table: &mut Table<'_>, findings: &mut Vec<Diagnostic>) {
    for (_, node) in &mut table.entries {
        text(node, findings);
    }
}

fn text(node: &mut Node<'_>, findings: &mut Vec<Diagnostic>) {
    let most = limit::PROSE.most;
    match &mut node.value {
        // No text has more characters than bytes: most need not be counted.
        Value::Text(text) if text.len() > most => {
            if let Some((end, _)) = text.char_indices().nth(most) {
                findings.push(beyond(&limit::PROSE, text.chars().count(), node.span));
                text.to_mut().truncate(end);
            }
        }
        Value::List(items) => items.iter_mut().for_each(|item| self::text(item, findings)),
        Value::Table(inner) => texts(inner, findings),
        _ => {}
    }
}

/// Says that a file is too large to be read at all.
pub(crate) fn file(span: Span) -> Diagnostic {
    let most = limit::FILE.most >> 20;
    Diagnostic::new(
        &TOO_LARGE,
        span,
        text!(
            "filen er over {most} MB og er ikke læst",
            "the file is larger than {most} MB and was not read"
        ),
    )
    .help(text!(
        "er det et notat? Flyt andre filer ud af notes/",
        "is it a note? Move other files out of notes/"
    ))
}

/// Says at `span` that a file has more findings than are shown.
pub(crate) fn findings(all: usize, span: Span) -> Diagnostic {
    let (all, most) = (figure(all), figure(limit::FINDINGS.most));
    Diagnostic::new(
        &TOO_LARGE,
        span,
        text!(
            "filen har {all} fund; de første {most} er vist",
            "the file has {all} findings; the first {most} are shown"
        ),
    )
    .help(Text::new("ret de første, og kør igen", "correct the first ones, and run again"))
}
