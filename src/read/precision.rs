//! How many decimals a figure may have, and what is said of one that has more.

use crate::amount::{Amount, Unit};
use crate::diagnostic::{Diagnostic, rule};
use crate::read::reader::Reader;
use crate::source::Span;
use crate::text;
use crate::text::Text;

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
    /// What the figures are counted in.
    pub(crate) unit: Unit,
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
    if let Some((help, mended)) = in_millions(amount, precision, written) {
        if !reader.amend(span, help.clone(), Some(mended.clone())) {
            let (scale, word) =
                (amount.scale(), if amount.scale() == 1 { "decimal" } else { "decimaler" });
            let word_en = if scale == 1 { "decimal" } else { "decimals" };
            let message = text!(
                "`{text}` har {scale} {word}, men {owner} har ingen",
                "`{text}` has {scale} {word_en}, but {owner_en} has none"
            );
            let finding = Diagnostic::new(&DECIMALS, span, message).help(help);
            reader.push(Diagnostic { replacement: Some(mended), ..finding });
        }
        return;
    }
    if precision.most == 0 && reader.amend(span, none, None) {
        return;
    }
    let (scale, most) = (amount.scale(), precision.most);
    let (word, word_en) =
        if scale == 1 { ("decimal", "decimal") } else { ("decimaler", "decimals") };
    let rounded = written(amount.rounded(most));
    let (has, has_en) = if most == 0 {
        ("ingen".to_owned(), "none".to_owned())
    } else {
        (most.to_string(), most.to_string())
    };
    reader.push(
        Diagnostic::new(
            &DECIMALS,
            span,
            text!(
                "`{text}` har {scale} {word}, men {owner} har {has}",
                "`{text}` has {scale} {word_en}, but {owner_en} has {has_en}"
            ),
        )
        .help(text!(
            "skriv {rounded}, eller sæt decimaler = {scale} på {owner}, hvis alle tal skal have det",
            "write {rounded}, or set decimaler = {scale} on {owner_en} if all figures should have that"
        )),
    );
}

/// What a figure with decimals is probably meant as, in a table of whole thousands: millions.
pub(crate) fn in_millions(
    amount: Amount,
    precision: Precision,
    written: fn(Amount) -> String,
) -> Option<(Text, String)> {
    if precision.most > 0 || precision.unit != Unit::ThousandKr {
        return None;
    }
    // A note seldom asks for a billion: more than so many are thousands with decimals.
    let most = Amount::from(1_000);
    let exact =
        Unit::MillionKr.convert(amount, Unit::ThousandKr).filter(|_| amount.abs() < most)?;
    let thousands = exact.rounded(0);
    if thousands != exact {
        return None;
    }
    let (thousands, millions, unit) = (written(thousands), amount.danish(0), precision.unit.name());
    let help = text!(
        "mente du {thousands} ({millions} mio. kr.)? Tabellen er i {unit} uden decimaler",
        "did you mean {thousands} ({millions} mio. kr.)? The table is in {unit} without decimals"
    );
    Some((help, thousands))
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
