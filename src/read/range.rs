//! How many years a yearly amount of a range is for.

use crate::diagnostic::{Diagnostic, rule};
use crate::key::post;
use crate::read::fields::Fields;
use crate::read::reader::Reader;
use crate::text;

rule!(
    COUNT = "interval-antal", Error;
    "Antallet af år passer ikke til intervallet.",
    "The number of years does not fit the range."
);

/// The years of a range that its yearly amount is for, all of them where nothing is said; `None`
/// where it says as many as it can't have, which is told.
pub(crate) fn count(reader: &mut Reader, fields: &Fields<'_>, years: u32) -> Option<u32> {
    let Some(count) = fields.integer(reader, &post::RANGE_COUNT) else { return Some(years) };
    if fields.node(&post::RANGE_SUM).is_some() && fields.node(&post::RANGE_YEARLY).is_none() {
        let message = text!(
            "`antal` bruges kun sammen med aarligt",
            "`antal` is only used together with aarligt"
        );
        let help = text!(
            "slet antal; er det et beløb for hvert år, så skriv aarligt i stedet for sum",
            "delete antal; if it is an amount for each year, write aarligt in place of sum"
        );
        reader.push(Diagnostic::new(&COUNT, count.span, message).help(help));
        return Some(years);
    }
    let asked = count.value;
    if (1..=years).contains(&asked) {
        return Some(asked);
    }
    let message = if asked == 0 {
        text!(
            "`antal` er 0, så beløbet gælder ikke for nogen af årene",
            "`antal` is 0, so the amount is of no year"
        )
    } else {
        text!(
            "`antal` er {asked}, men intervallet har kun {years} år",
            "`antal` is {asked}, but the range has only {years} years"
        )
    };
    let help = text!(
        "skriv et tal fra 1 til {years}, eller slet antal, hvis beløbet gælder for alle {years} år",
        "write a number from 1 to {years}, or delete antal if the amount is of all {years} years"
    );
    reader.push(Diagnostic::new(&COUNT, count.span, message).help(help));
    None
}
