//! A printed payback time against the one that the figures give.

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{Payback, Paybacks, TableNo};
use crate::read::OVERFLOW;
use crate::reconcile::payback::{self, Basis, Fault};
use crate::rule::context::Context;
use crate::text;
use crate::text::Text;

rule!(
    PAYBACK = "tilbagebetaling", Error;
    "En trykt tilbagebetalingstid er ikke den, tallene giver.",
    "A printed payback time is not the one that the figures give."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for (index, table) in context.reconciled.note.numbered_tables() {
        for basis in Basis::BOTH {
            let claim = of(&table.payback, basis);
            match (payback::of(context.reconciled, &context.names, index, basis), claim) {
                (Some(Ok(given)), Some(claim)) if claim.value != given => {
                    let (Text { da: is_da, en: is_en }, Text { da: given_da, en: given_en }) =
                        (years(claim.value), years(given));
                    let (Text { da: saved_da, en: saved_en }, id) =
                        (savings(basis), &table.id.value);
                    findings.push(
                        Diagnostic::new(
                            &PAYBACK,
                            claim.span,
                            text!(
                                "tilbagebetalingstiden i `{id}`, baseret på {saved_da}, er {is_da}, men tallene giver {given_da}",
                                "the payback time in `{id}`, based on {saved_en}, is {is_en}, but the figures give {given_en}"
                            ),
                        )
                        .note(worked_out(context, index, basis))
                        .help(text!(
                            "ret det af tallene, der er forkert; slettes den skrevne tid, regnes den ud",
                            "correct the figure that is wrong; if the written time is deleted, it is computed"
                        )),
                    );
                }
                (Some(Err(Fault::NoArea)), Some(claim)) => {
                    let Text { da: saved_da, en: saved_en } = savings(basis);
                    findings.push(
                        Diagnostic::new(
                            &PAYBACK,
                            claim.span,
                            text!(
                                "tilbagebetalingstiden, baseret på {saved_da}, kan ikke efterprøves",
                                "the payback time, based on {saved_en}, can't be verified"
                            ),
                        )
                        .help(text!(
                            "skriv styringsomraade på de varige ændringer, så de på service kan kendes fra resten",
                            "write styringsomraade on the permanent changes, so that those on service can be told from the rest"
                        )),
                    );
                }
                // One finding: both times are sums of the same figures.
                (Some(Err(Fault::TooLarge)), _) if basis == Basis::All => findings.push(
                    Diagnostic::new(
                        &OVERFLOW,
                        table.id.span,
                        text!(
                            "tilbagebetalingstiden er af for store tal til at regne med",
                            "the payback time comes from figures too large to compute with"
                        ),
                    )
                    .help(text!(
                        "er tallene skrevet i den rigtige enhed?",
                        "are the figures written in the right unit?"
                    )),
                ),
                _ => {}
            }
        }
    }
}

/// How the time is worked out: what is left of the costs, and what goes on being saved.
fn worked_out(context: &Context<'_>, index: TableNo, basis: Basis) -> Text {
    let Text { da: saved_da, en: saved_en } = savings(basis);
    let how = text!(
        "alle investeringer holdes op mod {saved_da}, og kun hele år, der er gået, tæller",
        "all investments are compared with {saved_en}, and only whole years that have passed count"
    );
    let steps = payback::steps(context.reconciled, &context.names, index, basis)
        .and_then(Result::ok)
        .unwrap_or_default();
    let last = context.reconciled.note.tables[index].periods().last().zip(steps.last());
    let (Some((period, last)), Some(left)) = (last, payback::left(&steps)) else { return how };
    let (saved, year, Text { da, en }) = (last.change.negated(), period, how);
    text!(
        "{da}: efter {year} mangler der {left}, og {year} sparer {saved}",
        "{en}: after {year} {left} are left, and {year} saves {saved}"
    )
}

fn of(printed: &Paybacks, basis: Basis) -> Option<crate::source::Spanned<Payback>> {
    match basis {
        Basis::Service => printed.service,
        Basis::All => printed.all,
    }
}

fn savings(basis: Basis) -> Text {
    match basis {
        Basis::Service => text!("besparelserne på service", "the savings on service"),
        Basis::All => text!("alle besparelser", "all savings"),
    }
}

/// `16 år`, `aldrig`.
fn years(payback: Payback) -> Text {
    match payback {
        Payback::After(years) => text!("{years} år", "{years} years"),
        Payback::Never => text!("aldrig", "never"),
    }
}
