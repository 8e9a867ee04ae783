//! A pack's sums: every note's money has its place in them, and they are what the notes' tables
//! say.

use crate::contribution::{Difference, Unplaced};
use crate::diagnostic::{Diagnostic, Sides, rule};
use crate::equation::dimensions::Dimension;
use crate::note::{PriceLevel, Table, TableNo};
use crate::pack::{Member, Packed};
use crate::read::OVERFLOW;
use crate::register::Named;
use crate::rule::pack::context::{Context, place};
use crate::text;
use crate::text::{Text, in_sentence};

rule!(
    UNPLACED = "kan-ikke-placeres", Error;
    "Et notats penge har ingen plads i pakkens oversigter.",
    "A note's money has no place in the pack's overviews."
);
rule!(
    DIFFERS = "pakke-sum", Error;
    "Pakkens oversigt er ikke det, notatet siger.",
    "The pack's overview is not what the note says."
);
rule!(
    NOTHING_ASKED = "uden-ansoegte-midler", Warning;
    "Et notat i pakken søger ingen penge.",
    "A note of the pack asks for no money."
);
rule!(
    PRICES = "forskelligt-prisniveau", Error;
    "Et notat er i et andet prisniveau end pakken.",
    "A note is in another price level than the pack."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let packed = context.packed;
    for member in packed.members.iter().filter(|member| !context.errors.contains(&member.note.file))
    {
        let contribution = member.contribution;
        for (table, why) in &contribution.unplaced {
            if let Some(table) = member.note.table_at(*table) {
                findings.push(unplaced(packed, member, table, why));
            }
        }
        // One root cause, one finding: of what a table and the overview differ on, the first is
        // told with the rest.
        let mut tables: Vec<TableNo> =
            contribution.differences.iter().map(|difference| difference.table).collect();
        tables.dedup();
        for table in tables {
            let own: Vec<&Difference> = contribution
                .differences
                .iter()
                .filter(|difference| difference.table == table)
                .collect();
            findings.extend(differs(packed, member, &own));
        }
        if contribution.tables.is_empty() && contribution.unplaced.is_empty() {
            findings.push(nothing(packed, member));
        }
    }
    if packed.overflow {
        findings.push(
            Diagnostic::new(
                &OVERFLOW,
                packed.pack.title.span,
                text!(
                    "en sum i pakken er større, end der kan regnes med",
                    "a sum of the pack is too large to compute with"
                ),
            )
            .help(text!(
                "se efter et beløb med for mange cifre",
                "look for an amount with too many digits"
            )),
        );
    }
}

fn unplaced(packed: &Packed<'_>, member: &Member<'_>, table: &Table, why: &Unplaced) -> Diagnostic {
    let (id, name) = (&member.note.id.value, &table.id.value);
    let (rule, reason, help) = match why {
        Unplaced::Lacks(dimension) => {
            let key = dimension.key();
            let (what_da, what_en) = if *dimension == Dimension::Area {
                ("styringsområde", "control area")
            } else {
                ("udvalg", "committee")
            };
            (
                &UNPLACED,
                text!(
                    "ikke alle posterne siger hvilket {what_da}",
                    "not all its posts say which {what_en}"
                ),
                text!(
                    "skriv {key} på tabellen eller dens poster, eller tilføj en tabel om de samme penge, der har det",
                    "write {key} on the table or its posts, or add a table about the same money that has it"
                ),
            )
        }
        Unplaced::Choices => (
            &UNPLACED,
            text!(
                "den fordeler pengene på valg, men tabellen med udvalgene gør ikke",
                "it gives the money by option, but the table with the committees does not"
            ),
            text!(
                "skriv valg på posterne i den anden tabel også",
                "write valg on the other table's posts too"
            ),
        ),
        Unplaced::Years => (
            &UNPLACED,
            text!(
                "et beløb har intet år, eller dækker år både i og uden for runden",
                "an amount has no year, or is of years both within and outside the round"
            ),
            text!("skriv beløbene år for år", "write the amounts year by year"),
        ),
        Unplaced::Range(range) => {
            let (first, last) = (range.first(), range.last());
            (
                &UNPLACED,
                text!(
                    "et beløb er summen over {range} og ikke fordelt på årene",
                    "an amount is the sum over {range} and not told year by year"
                ),
                text!(
                    "skriv beløbet år for år, med en kolonne for hvert år fra {first} til {last}",
                    "write the amount year by year, with a column for each year from {first} to {last}"
                ),
            )
        }
        Unplaced::Prices(level, missing) => return prices(packed, member, table, *level, *missing),
    };
    let Text { da, en } = reason;
    Diagnostic::new(
        rule,
        table.id.span,
        text!(
            "pengene i `{name}` i {id} kan ikke placeres i pakkens oversigter: {da}",
            "the money in `{name}` of {id} has no place in the pack's overviews: {en}"
        ),
    )
    .label(place(packed, member.note), text!("pakken", "the pack"))
    .help(help)
}

fn prices(
    packed: &Packed<'_>,
    member: &Member<'_>,
    table: &Table,
    level: Option<PriceLevel>,
    missing: Option<u16>,
) -> Diagnostic {
    let (id, name) = (&member.note.id.value, &table.id.value);
    let is = match level {
        Some(PriceLevel::Year(year)) => text!("i {year} p/l", "in {year} prices"),
        Some(PriceLevel::Current) => text!("i løbende priser", "in current prices"),
        None => text!("uden prisniveau", "without a price level"),
    };
    let Text { da, en } = is;
    let finding = Diagnostic::new(
        &PRICES,
        table.id.span,
        text!(
            "`{name}` i {id} er {da}, og pakken lægger sammen i rundens prisniveau",
            "`{name}` of {id} is {en}, and the pack adds up in the round's price level"
        ),
    );
    let help = match missing {
        Some(year) => text!(
            "skriv faktoren i kommune.toml: [[prisfaktor]] med aar = {year}, faktor og kilde; eller skriv notatet i rundens priser",
            "write the factor in kommune.toml: [[prisfaktor]] with aar = {year}, faktor and kilde; or write the note in the round's prices"
        ),
        None => text!(
            "skriv notatets beløb i rundens prisniveau, og rundens prisniveau i runde.toml",
            "write the note's amounts in the round's price level, and that in runde.toml"
        ),
    };
    finding.label(place(packed, member.note), text!("pakken", "the pack")).help(help)
}

/// A table whose sums are not those of the overview: all years of it in one finding.
fn differs(packed: &Packed<'_>, member: &Member<'_>, all: &[&Difference]) -> Option<Diagnostic> {
    let first = all.first()?;
    let table = member.note.table_at(first.table)?;
    let (id, name) = (&member.note.id.value, &table.id.value);
    let taken: Vec<Text> = member
        .contribution
        .tables
        .iter()
        .filter_map(|taken| member.note.table_at(*taken))
        .map(|table| Text::same(format!("`{}`", table.id.value)))
        .collect();
    let (period, Text { da: from_da, en: from_en }) = (first.period, Text::list(&taken));
    let (of_da, of_en) = match &first.area {
        Some(area) => {
            let name = in_sentence(packed.municipality.area(area).any().map_or(area, Named::name));
            (format!("{name} i {period}"), format!("{name} in {period}"))
        }
        None => (period.to_string(), period.to_string()),
    };
    let (left, right) = (first.sums_say, first.table_says);
    let sides = Sides::new(left, right)?;
    let difference = sides.difference;
    let others = all.len() - 1;
    let more = match others {
        0 => Text::default(),
        1 => text!("; og ét tal til", "; and one figure more"),
        _ => text!("; og {others} tal til", "; and {others} figures more"),
    };
    let Text { da: more_da, en: more_en } = more;
    let finding = Diagnostic::new(
        &DIFFERS,
        table.id.span,
        text!(
            "{id}: oversigten (fra {from_da}) og `{name}` er uenige om {of_da}",
            "{id}: the overview (from {from_en}) and `{name}` disagree on {of_en}"
        ),
    );
    let finding = finding
        .note(text!(
            "oversigten {left} ≠ {name} {right} (forskel {difference}){more_da}",
            "overview {left} ≠ {name} {right} (difference {difference}){more_en}"
        ))
        .label(place(packed, member.note), text!("pakken", "the pack"))
        .help(text!(
            "få pengene med i {from_da} med udvalg og styringsområde, eller skriv udsnit = true på `{name}`, hvis den er et udsnit",
            "have the money in {from_en} too with committee and control area, or write udsnit = true on `{name}` if it is an excerpt"
        ));
    Some(finding.sides(sides))
}

fn nothing(packed: &Packed<'_>, member: &Member<'_>) -> Diagnostic {
    let id = &member.note.id.value;
    Diagnostic::new(
        &NOTHING_ASKED,
        place(packed, member.note),
        text!("{id} søger ingen penge og tæller 0 i pakken", "{id} asks for no money and counts 0 in the pack"),
    )
    .label(member.note.id.span, text!("notatet", "the note"))
    .help(text!(
        "en pakke tæller midlerne \"ansøgt\": tabeltyperne aktiviteter og bevillinger, eller midler = \"ansøgt\"",
        "a pack counts the money \"ansøgt\": the table types aktiviteter and bevillinger, or midler = \"ansøgt\""
    ))
}

/// The overviews disagree among themselves: they are made of the same sums, so it is nobody's slip
/// but the program's.
pub(super) fn overviews_differ(packed: &Packed<'_>) -> Diagnostic {
    Diagnostic::new(
        &DIFFERS,
        packed.pack.title.span,
        text!(
            "pakkens oversigter er uenige indbyrdes",
            "the pack's overviews disagree among themselves"
        ),
    )
    .help(text!(
        "det er en fejl i programmet: giv pakken til dem, der passer det",
        "the fault is the program's: send the pack to those who maintain it"
    ))
}
