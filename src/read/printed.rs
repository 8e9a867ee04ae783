//! Figures as a paper prints them, in the cells of a table's lines; and the dash that says that
//! there is none.

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, rule};
use crate::grid::figure::{Read, read};
use crate::parse::near_number::{digit_for, number};
use crate::parse::tree::{Node, Value};
use crate::read::precision::{Precision, too_many};
use crate::read::reader::Reader;
use crate::source::Span;
use crate::text;
use crate::text::Text;

rule!(
    PRINTED = "raekker-tal", Error;
    "Et tal i tabellens linjer kan læses på to måder, eller slet ikke.",
    "A figure in the table's lines can be read in two ways, or not at all."
);

/// True for a dash alone: there is no figure here.
pub(crate) fn is_no_figure(node: &Node<'_>) -> bool {
    let (Value::Printed(text) | Value::Text(text)) = &node.value else { return false };
    !text.starts_with(|c: char| c.is_ascii_digit()) && read(text) == Read::NoFigure
}

/// The amount in a cell, with no more decimals than it may have; `None` when a finding says what is
/// wrong with it.
pub(crate) fn amount(
    reader: &mut Reader,
    span: Span,
    text: &str,
    precision: Precision,
) -> Option<Amount> {
    match read(text) {
        Read::Amount(amount) if amount.scale() <= precision.most || !precision.known => {
            Some(amount)
        }
        // `12,000` is more often twelve thousand than twelve with three decimals.
        Read::Amount(amount) if amount.scale() == 3 => {
            let thousands = text.replace(',', "");
            if let Read::Amount(thousands) = read(&thousands) {
                either(reader, span, text, [amount, thousands], precision);
            }
            None
        }
        Read::Amount(amount) => {
            too_many(reader, span, text, amount, precision, |amount| amount.danish(0));
            None
        }
        Read::Either { decimals, thousands } => {
            either(reader, span, text, [decimals, thousands], precision);
            None
        }
        Read::NoFigure => None,
        Read::Unreadable => {
            unreadable(reader, span, text);
            None
        }
    }
}

fn either(
    reader: &mut Reader,
    span: Span,
    text: &str,
    [decimals, thousands]: [Amount; 2],
    precision: Precision,
) {
    let scale = decimals.scale();
    let decimals = decimals.danish(scale);
    let thousands = thousands.danish(0);
    let message = text!(
        "`{text}` kan læses på to måder: i linjerne står punktum mellem tusinder og komma før decimaler",
        "`{text}` can be read in two ways: in the lines a point stands between thousands and a comma before decimals"
    );
    let finding = Diagnostic::new(&PRINTED, span, message);
    if precision.known && scale > precision.most {
        return reader.push(finding.help(text!(
            "skriv {thousands}, hvis det er tusinder; er det {decimals}, så sæt også decimaler = {scale}",
            "write {thousands} if it is thousands; if it is {decimals}, set decimaler = {scale} too"
        )));
    }
    reader.push(finding.help(text!(
        "skriv {decimals}, hvis det er et tal med decimaler, eller {thousands}, hvis det er tusinder",
        "write {decimals} if it is a figure with decimals, or {thousands} if it is thousands"
    )));
}

fn unreadable(reader: &mut Reader, span: Span, text: &str) {
    let message = text!("`{text}` kan ikke læses som et tal", "`{text}` can't be read as a figure");
    let finding = Diagnostic::new(&PRINTED, span, message);
    if text.ends_with('%') {
        return reader.push(finding.help(text!(
            "skriv tallet uden %, og skriv enhed = \"pct.\" på kolonnen i kolonner",
            "write the figure without %, and enhed = \"pct.\" on the column in kolonner"
        )));
    }
    if let Some(help) = of_a_spreadsheet(text) {
        return reader.push(finding.help(help));
    }
    // What kroner are counted in here is the table's: a figure with words may be of another size.
    let kroner = |text: &str| {
        let lower = text.to_lowercase();
        ["kr.", "kr", ",-"].iter().any(|word| lower.strip_suffix(word).is_some_and(ends_in_figure))
    };
    let letters = |text: &str| text.chars().all(|c| !c.is_alphabetic() || digit_for(c).is_some());
    let plain = !text.contains(char::is_alphabetic) || kroner(text) || letters(text);
    let meant = number(text).filter(|_| plain).map(|number| number.amount.danish(0));
    reader.push(match meant {
        Some(meant) => finding.help(text!(
            "skriv tallet alene, i tabellens enhed: mente du {meant}?",
            "write the figure alone, in the table's unit: did you mean {meant}?"
        )),
        None => finding.help(text!(
            "skriv tallet alene, uden ord, i tabellens enhed, fx 1.200 eller -12,5; er der intet tal, så skriv -",
            "write the figure alone, without words, in the table's unit, e.g. 1.200 or -12,5; where there is none, write -"
        )),
    });
}

/// True for a figure and nothing more.
fn ends_in_figure(text: &str) -> bool {
    matches!(read(text), Read::Amount(_) | Read::Either { .. })
}

/// What to type for what a spreadsheet shows in place of a figure: a column that is too narrow, a
/// fault, a formula.
fn of_a_spreadsheet(text: &str) -> Option<Text> {
    const FAULTS: [&str; 11] = [
        "#REF",
        "#REFERENCE",
        "#VALUE",
        "#VÆRDI",
        "#DIV/0",
        "#DIVISION/0",
        "#NAME",
        "#NAVN",
        "#N/A",
        "#NUM",
        "#I/T",
    ];
    if text.len() > 1 && text.bytes().all(|byte| byte == b'#') {
        return Some(text!(
            "Excels kolonne var for smal til tallet: gør den bredere, og kopiér tallet igen",
            "the spreadsheet's column was too narrow for the figure: make it wider, and copy the figure again"
        ));
    }
    let upper = || text.trim_end_matches(['!', '?']).to_uppercase();
    if text.starts_with('#') && FAULTS.contains(&&*upper()) {
        return Some(text!(
            "det er en fejl i regnearket: ret formlen dér, og skriv tallet; i en totalrække kan cellen stå tom, så regnes den ud",
            "this is a fault in the spreadsheet: mend the formula there, and write the figure; in a total row the cell can be left blank, and is worked out"
        ));
    }
    let formula = text.strip_prefix('=').is_some_and(|rest| rest.contains(char::is_alphabetic));
    formula.then(|| {
        text!(
            "det er en formel fra regnearket: skriv tallet; i en totalrække kan cellen stå tom, så regnes den ud",
            "this is a formula of the spreadsheet: write the figure; in a total row the cell can be left blank, and is worked out"
        )
    })
}
