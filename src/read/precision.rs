//! How many decimals a figure may have, and what is said of one that has more.

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, rule};
use crate::read::reader::Reader;
use crate::source::Span;
use crate::text;

rule!(
    DECIMALS = "for-mange-decimaler", Error;
    "Tallet har flere decimaler end tabellen.",
    "The figure has more decimals than the table."
);
/// Whose word it is how many decimals a figure may have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// The table's.
    Table,
    /// The column's own.
    Column,
    /// The unit's that a frame is counted in: it can't be set.
    Frame,
}

/// How many decimals a figure may have, and whose word that is.
#[derive(Clone, Copy)]
pub(crate) struct Precision {
    /// The most decimals.
    pub(crate) most: u32,
    /// Whose word it is.
    pub(crate) owner: Owner,
    /// False where what the table says of it can't be read: a finding says so, and the figures are
    /// not held against it.
    pub(crate) known: bool,
}

/// Says that a figure has more decimals than it may have.
pub(crate) fn too_many(
    reader: &mut Reader,
    span: Span,
    text: &str,
    amount: Amount,
    precision: Precision,
    written: fn(Amount) -> String,
) {
    let (owner, owner_en) = match precision.owner {
        Owner::Column => ("kolonnen", "the column"),
        Owner::Table => ("tabellen", "the table"),
        Owner::Frame => return reader.push(frame_decimals(span, text, amount, precision.most)),
    };
    let none = text!(
        "{owner} har ingen decimaler: skriv et helt tal, eller sæt decimaler på {owner} og skriv {text}",
        "{owner_en} has no decimals: write a whole number, or set decimaler on {owner_en} and write {text}"
    );
    if precision.most == 0 && reader.amend(span, none) {
        return;
    }
    let (scale, most) = (amount.scale(), precision.most);
    let (word, word_en) =
        if scale == 1 { ("decimal", "decimal") } else { ("decimaler", "decimals") };
    let rounded = written(amount.rounded(most));
    reader.push(
        Diagnostic::new(
            &DECIMALS,
            span,
            text!(
                "`{text}` har {scale} {word}, men {owner} har {most}",
                "`{text}` has {scale} {word_en}, but {owner_en} has {most}"
            ),
        )
        .help(text!(
            "skriv {rounded}, eller sæt decimaler = {scale} på {owner}, hvis alle tal skal have det",
            "write {rounded}, or set decimaler = {scale} on {owner_en} if all figures should have that"
        )),
    );
}

/// Says that a frame's figure has more decimals than its unit.
fn frame_decimals(span: Span, text: &str, amount: Amount, most: u32) -> Diagnostic {
    let (scale, rounded) = (amount.scale(), amount.rounded(most).toml());
    let message = text!(
        "`{text}` har flere decimaler ({scale}), end rammens enhed har ({most})",
        "`{text}` has more decimals ({scale}) than the frame's unit ({most})"
    );
    let help = text!(
        "skriv {rounded}, eller tæl rammen i en mindre enhed",
        "write {rounded}, or count the frame in a smaller unit"
    );
    Diagnostic::new(&DECIMALS, span, message).help(help)
}
