//! Names and codes that must be known in the note's years: committees, administrations, control
//! areas, districts.

use crate::diagnostic::{Diagnostic, rule};
use crate::note::{Districts, Table, Word};
use crate::register::{Found, Named, lookup};
use crate::rule::context::Context;
use crate::rule::swapped_codes;
use crate::rule::unknown_committee::{self, UNKNOWN_COMMITTEE};
use crate::suggest;
use crate::text;
use crate::text::Text;

rule!(
    UNKNOWN_ADMINISTRATION = "ukendt-forvaltning", Error;
    "Forvaltningen kendes ikke i kommunen.",
    "The administration is not known to the municipality."
);
rule!(
    UNKNOWN_AREA = "ukendt-styringsomraade", Error;
    "Styringsområdet kendes ikke i kommunen.",
    "The control area is not known to the municipality."
);
rule!(
    UNKNOWN_DISTRICT = "ukendt-bydel", Error;
    "Bydelen kendes ikke i kommunen.",
    "The district is not known to the municipality."
);
rule!(
    /// Source: BI8 of 2019 prints BIF beside 35.30.
    ADMINISTRATION_AS_COMMITTEE = "forvaltning-som-udvalg", Warning; "En forvaltning står på et udvalgs plads.", "An administration is written in a committee's place."
);
rule!(
    OTHER_YEARS = "andre-aar", Warning;
    "Navnet gælder i andre år end notatets.",
    "The name holds in other years than the note's."
);
rule!(
    ALIAS = "andet-navn", Remark;
    "Der står et andet navn end kommunens eget.",
    "Another name than the municipality's own is used."
);

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let note = context.note;
    let mut names = Checker { context, findings };
    for word in note.administration.iter().chain(&note.other_administrations) {
        names.administration(word);
    }
    if let Some(Districts::Some(districts)) =
        note.place.as_ref().and_then(|place| place.districts.as_ref())
    {
        for word in districts {
            names.district(word);
        }
    }
    for table in &note.tables {
        names.table(table);
    }
}

struct Checker<'a, 'f> {
    context: &'a Context<'a>,
    findings: &'f mut Vec<Diagnostic>,
}

impl Checker<'_, '_> {
    fn table(&mut self, table: &Table) {
        let (posts, columns) = (&table.posts, &table.columns);
        let filters = || table.totals.iter().map(|total| &total.filter);
        let areas =
            posts.iter().map(|post| &post.area).chain(columns.iter().map(|column| &column.area));
        let swapped: Vec<_> =
            posts.iter().filter_map(|post| swapped_codes::find(self.context, post)).collect();
        self.findings.extend(swapped.iter().map(swapped_codes::Swapped::finding));
        let is_swapped = |word: &Word| swapped.iter().any(|pair| pair.has(word));
        for word in areas.chain(filters().map(|filter| &filter.area)).chain([&table.area]).flatten()
        {
            if !is_swapped(word) {
                self.area(word);
            }
        }
        for post in posts {
            if let Some(word) = post.committee.as_ref().filter(|word| !is_swapped(word)) {
                self.committee(word, post.appropriation.as_ref());
            }
        }
        let committees = columns.iter().map(|column| &column.committee);
        for filter in filters() {
            if let Some(word) = &filter.committee {
                self.committee(word, filter.appropriation.as_ref());
            }
        }
        for word in committees.chain([&table.committee]).flatten() {
            self.committee(word, None);
        }
        let administrations =
            posts.iter().flat_map(|post| &post.administrations).chain(&table.administrations);
        for word in
            administrations.chain(filters().filter_map(|filter| filter.administration.as_ref()))
        {
            self.administration(word);
        }
    }

    fn committee(&mut self, word: &Word, appropriation: Option<&Word>) {
        let (municipality, year) = (&self.context.project.municipality, self.context.names.year);
        let found = municipality.committee(&word.value, year);
        if let Found::Unknown = found
            && let Some(administration) = municipality.administration(&word.value, year).any()
        {
            let written = &word.value;
            let name = administration.name();
            let stands_for = municipality.committee_of(administration.code(), year);
            let help = stands_for.map_or_else(
                || text!("skriv udvalgets kode", "write the committee's code"),
                |committee| {
                    let (code, name) = (committee.code(), committee.name());
                    let trap = confused(committee.confused_with.as_slice(), municipality, year);
                    let (trap_da, trap_en) = (trap.da, trap.en);
                    text!("skriv {code}: {name}{trap_da}", "write {code}: {name}{trap_en}")
                },
            );
            self.findings.push(Diagnostic {
                replacement: stands_for.map(|committee| format!("\"{}\"", committee.code())),
                ..Diagnostic::new(
                    &ADMINISTRATION_AS_COMMITTEE,
                    word.span,
                    text!(
                        "`{written}` er en forvaltning ({name}), ikke et udvalg",
                        "`{written}` is an administration ({name}), not a committee"
                    ),
                )
                .help(help)
                .note(text!(
                    "bevillingen hører under et udvalg; forvaltningen udfører opgaven",
                    "an appropriation is a committee's; the administration carries out the task"
                ))
            });
            return;
        }
        if let Found::Unknown = found {
            self.findings.push(unknown_committee::finding(self.context, word, appropriation));
            return;
        }
        self.known(
            &UNKNOWN_COMMITTEE,
            word,
            found,
            &municipality.committees,
            &text!("intet udvalg", "no committee"),
        );
    }

    fn administration(&mut self, word: &Word) {
        let (municipality, year) = (&self.context.project.municipality, self.context.names.year);
        let found = municipality.administration(&word.value, year);
        self.known(
            &UNKNOWN_ADMINISTRATION,
            word,
            found,
            &municipality.administrations,
            &text!("ingen forvaltning", "no administration"),
        );
    }

    fn area(&mut self, word: &Word) {
        let municipality = &self.context.project.municipality;
        let found = municipality.area(&word.value);
        self.known(
            &UNKNOWN_AREA,
            word,
            found,
            &municipality.areas,
            &text!("intet styringsområde", "no control area"),
        );
    }

    fn district(&mut self, word: &Word) {
        let municipality = &self.context.project.municipality;
        let found = municipality.district(&word.value);
        let everywhere =
            ["alle", "udenbys"].into_iter().find(|known| *known == word.value.to_lowercase());
        let meant = everywhere.or_else(|| suggest::closest(&word.value, ["alle", "udenbys"]));
        if let (Found::Unknown, Some(meant)) = (found, meant) {
            let written = &word.value;
            self.findings.push(
                Diagnostic::new(
                    &UNKNOWN_DISTRICT,
                    word.span,
                    text!("der er ingen bydel `{written}`", "there is no district `{written}`"),
                )
                .help(text!(
                    "mente du bydele = \"{meant}\"?",
                    "did you mean bydele = \"{meant}\"?"
                )),
            );
            return;
        }
        self.known(
            &UNKNOWN_DISTRICT,
            word,
            found,
            &municipality.districts,
            &text!("ingen bydel", "no district"),
        );
    }

    fn known<T: Named>(
        &mut self,
        rule: &'static crate::diagnostic::Rule,
        word: &Word,
        found: Found<'_, T>,
        all: &[T],
        what: &Text,
    ) {
        let year = self.context.names.year;
        let (written, what_da, what_en) = (&word.value, &what.da, &what.en);
        match found {
            Found::Exact(_) => {}
            Found::Alias(entry) => {
                let (code, name) = (entry.code(), entry.name());
                let (message, help) = if written.trim() == code {
                    (
                        text!(
                            "`{written}` har et mellemrum for meget",
                            "`{written}` has a blank too many"
                        ),
                        text!("skriv \"{code}\"", "write \"{code}\""),
                    )
                } else if written.eq_ignore_ascii_case(name) {
                    (
                        text!(
                            "`{written}` er navnet; notatet bruger koden",
                            "`{written}` is the name; notes use the code"
                        ),
                        text!("skriv {code}", "write {code}"),
                    )
                } else {
                    (
                        text!(
                            "`{written}` er et andet navn for {name}",
                            "`{written}` is another name for {name}"
                        ),
                        text!(
                            "skriv {code}; på siden står {name}",
                            "write {code}; the page prints {name}"
                        ),
                    )
                };
                self.findings.push(Diagnostic {
                    replacement: Some(format!("\"{code}\"")),
                    ..Diagnostic::new(&ALIAS, word.span, message).help(help)
                });
            }
            Found::OtherYears(entry) => {
                let name = entry.name();
                let when = years(entry.years());
                let (when_da, when_en) = (when.da, when.en);
                let help = lookup::current(all, entry, year).map_or_else(
                    || text!("skriv det, der gælder i {year}", "write what holds in {year}"),
                    |now| {
                        let (code, name) = (now.code(), now.name());
                        text!(
                            "i {year} hedder det {code}: {name}",
                            "in {year} it is {code}: {name}"
                        )
                    },
                );
                self.findings.push(
                    Diagnostic::new(
                        &OTHER_YEARS,
                        word.span,
                        if written == name {
                            text!(
                                "`{written}` gælder {when_da}, men notatet er for {year}",
                                "`{written}` holds {when_en}, but the note is for {year}"
                            )
                        } else {
                            text!(
                                "`{written}` ({name}) gælder {when_da}, men notatet er for {year}",
                                "`{written}` ({name}) holds {when_en}, but the note is for {year}"
                            )
                        },
                    )
                    .help(help),
                );
            }
            Found::Unknown => {
                let current: Vec<&T> =
                    all.iter().filter(|entry| entry.years().contain(year)).collect();
                let words = || current.iter().flat_map(|entry| [entry.code(), entry.name()]);
                let listed =
                    current.iter().map(|entry| entry.code()).collect::<Vec<_>>().join(", ");
                let close = suggest::closest(written, words()).and_then(|close| {
                    current.iter().find(|entry| entry.code() == close || entry.name() == close)
                });
                let help = match close.map(|entry| (entry.code(), entry.name())) {
                    Some((code, name)) if code == name => {
                        text!("mente du {code}?", "did you mean {code}?")
                    }
                    Some((code, name)) => {
                        text!("mente du {code} ({name})?", "did you mean {code} ({name})?")
                    }
                    None => text!("kommune.toml har {listed}", "kommune.toml has {listed}"),
                };
                self.findings.push(
                    Diagnostic::new(
                        rule,
                        word.span,
                        if current.len() == all.len() {
                            text!("der er {what_da} `{written}`", "there is {what_en} `{written}`")
                        } else {
                            text!(
                                "der er {what_da} `{written}` i {year}",
                                "there is {what_en} `{written}` in {year}"
                            )
                        },
                    )
                    .help(help),
                );
            }
        }
    }
}

/// "; SOU er Sundheds- og Omsorgsudvalget": the other one of a pair that is easily confused.
pub(super) fn confused(
    with: &[Word],
    municipality: &crate::register::Municipality,
    year: u16,
) -> Text {
    let others: Vec<_> = with
        .iter()
        .filter_map(|code| municipality.committee(&code.value, year).current())
        .map(|committee| (committee.code(), committee.name()))
        .collect();
    if others.is_empty() {
        return Text::default();
    }
    let listed = |is: &str| {
        let each = others.iter().map(|(code, name)| format!("{code} {is} {name}"));
        each.collect::<Vec<_>>().join(", ")
    };
    let (da, en) = (listed("er"), listed("is"));
    text!(" ({da})", " ({en})")
}

fn years(years: crate::register::Years) -> Text {
    match (years.from, years.until) {
        (Some(from), Some(until)) => text!("{from}-{until}", "{from}-{until}"),
        (Some(from), None) => text!("fra {from}", "from {from}"),
        (None, Some(until)) => text!("til og med {until}", "until {until}"),
        (None, None) => text!("alle år", "in all years"),
    }
}
