//! A pack's sums in files for other programs, compared with what its notes add up to and with its
//! own pages.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde_json::Value;

use crate::amount::Amount;
use crate::audit::breach::{Audit, Breach, Elsewhere, Kind, in_file};
use crate::audit::files::{FIGURES, File, csv_rows, rows};
use crate::audit::names::Register;
use crate::audit::overview::Overview;
use crate::audit::recount::Part;
use crate::note::Period;

/// What stands for all committees or all control areas.
const ALL: &str = "alle";

/// What stands after a year in the heading of a column of printed figures.
const AS_PRINTED: &str = " som trykt";

/// The counted money of a pack, and its printed overviews.
pub(super) struct Sums<'s, 'a> {
    pub(super) register: Register<'a>,
    pub(super) parts: &'s [&'s Part<'a>],
    pub(super) by_committee: Option<&'s Overview<'a>>,
    pub(super) by_area: Option<&'s Overview<'a>>,
}

/// Whose money a row of a sheet, or a sum of JSON, is: a committee's, a control area's, or all.
#[derive(Clone, Copy)]
struct Row<'r> {
    committee: &'r str,
    area: &'r str,
}

impl Sums<'_, '_> {
    /// Holds the sums of a file.
    pub(super) fn verify(&self, file: File<'_>, audit: &mut Audit) {
        match file {
            File::Csv { bytes, danish } => {
                // What can't be read back is told where it is.
                let rows = csv_rows(bytes, danish).unwrap_or_default();
                self.tidy(
                    &rows,
                    &["udvalg", "pakke_styringsomraade", "pakke_aar", "pakke_beloeb"],
                    audit,
                );
            }
            File::Json(bytes) => self.json(bytes, audit),
            File::Sheets(cells) => {
                let columns = ["Udvalg", "Pakkens styringsområde", "Pakkens år", "Talt med"];
                self.tidy(&rows(cells, FIGURES), &columns, audit);
                for row in rows(cells, "Udvalg") {
                    let of = |heading: &str| row.get(heading).map_or("", String::as_str);
                    self.row(
                        Row { committee: of("Udvalg"), area: of("Styringsområde") },
                        &row,
                        self.by_committee,
                        audit,
                    );
                }
                for row in rows(cells, "Styringsområder") {
                    let area = row.get("Styringsområde").map_or("", String::as_str);
                    self.row(Row { committee: ALL, area }, &row, self.by_area, audit);
                }
            }
        }
    }

    /// Holds what rows of figures count in the pack: by committee, control area and year, and in
    /// all. `columns` are what they call these, and the amount.
    fn tidy(&self, rows: &[BTreeMap<String, String>], columns: &[&str; 4], audit: &mut Audit) {
        let of = |row: &BTreeMap<String, String>, column: usize| {
            row.get(columns[column]).cloned().unwrap_or_default()
        };
        let mut sums: BTreeMap<[String; 3], Option<Decimal>> = BTreeMap::new();
        for row in rows {
            let amount = of(row, 3);
            if amount.is_empty() {
                continue;
            }
            let amount = Decimal::from_str_exact(&amount).ok();
            let [committee, area, year] = [0, 1, 2].map(|column| of(row, column));
            let all = || ALL.to_owned();
            for key in [[committee, area, year.clone()], [all(), all(), year]] {
                let sum = sums.entry(key).or_insert(Some(Decimal::ZERO));
                *sum = sum.zip(amount).and_then(|(sum, amount)| sum.checked_add(amount));
            }
        }
        // What no row has is missing in all of them together.
        let known: BTreeSet<&String> = sums.keys().map(|[_, _, year]| year).collect();
        let known: Vec<Period> = known.into_iter().filter_map(|year| Period::parse(year)).collect();
        for part in self.parts {
            if !known.iter().any(|column| within(*column, part.period)) {
                let key = [ALL.to_owned(), ALL.to_owned(), part.period.to_string()];
                sums.insert(key, Some(Decimal::ZERO));
            }
        }
        for ([committee, area, year], sum) in &sums {
            let text = sum.map(|sum| Amount::new(sum).machine()).unwrap_or_default();
            self.sum(Row { committee, area }, year, *sum, &text, audit);
        }
    }

    fn json(&self, bytes: &[u8], audit: &mut Audit) {
        let all: Value = serde_json::from_slice(bytes).unwrap_or_default();
        let counted = all["figures"].as_array().into_iter().flatten().filter_map(|figure| {
            let own = &figure["in_pack"];
            let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
            (own["counted"] == true).then(|| {
                let committee = text(&figure["committee"]);
                let [area, year, amount] =
                    ["control_area", "year", "amount"].map(|key| text(&own[key]));
                let row = [("u", committee), ("s", area), ("y", year), ("a", amount)];
                row.map(|(key, text)| (key.to_owned(), text)).into_iter().collect()
            })
        });
        self.tidy(&counted.collect::<Vec<_>>(), &["u", "s", "y", "a"], audit);
        let mut sums: BTreeMap<String, Decimal> = BTreeMap::new();
        for total in all["pack"]["totals"].as_array().into_iter().flatten() {
            let of = |key: &str| total[key].as_str().unwrap_or_default();
            let row = Row { committee: of("committee"), area: of("control_area") };
            let amount = Decimal::from_str_exact(of("amount")).ok();
            self.sum(row, of("year"), amount, of("amount"), audit);
            let sum = sums.entry(of("year").to_owned()).or_default();
            *sum = amount.and_then(|amount| sum.checked_add(amount)).unwrap_or(*sum);
        }
        // What no sum has is missing in all of them together.
        for (year, sum) in sums {
            self.sum(
                Row { committee: ALL, area: ALL },
                &year,
                Some(sum),
                &Amount::new(sum).machine(),
                audit,
            );
        }
    }

    /// The years of a row: what follows marks, and what is printed.
    fn row(
        &self,
        of: Row<'_>,
        row: &BTreeMap<String, String>,
        overview: Option<&Overview<'_>>,
        audit: &mut Audit,
    ) {
        for (heading, text) in row {
            let amount = Decimal::from_str_exact(text).ok();
            if let Some(year) = heading.strip_suffix(AS_PRINTED) {
                if let Some(gives) = overview.and_then(|overview| self.printed(of, year, overview))
                {
                    let table =
                        overview.map(|overview| overview.table.title.clone()).unwrap_or_default();
                    verify_sum(
                        of,
                        heading,
                        (amount, text),
                        gives,
                        Kind::Elsewhere(Elsewhere::Table(table)),
                        audit,
                    );
                }
            } else if Period::parse(heading).is_some() {
                self.sum(of, heading, amount, text, audit);
            }
        }
    }

    fn sum(&self, of: Row<'_>, year: &str, amount: Option<Decimal>, text: &str, audit: &mut Audit) {
        let Some(column) = Period::parse(year) else { return };
        let fits = |part: &&&Part<'_>| {
            (of.committee == ALL || part.committee == of.committee)
                && (of.area == ALL || self.register.root(&part.area) == of.area)
                && within(column, part.period)
        };
        let sum = self
            .parts
            .iter()
            .filter(fits)
            .try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.amount));
        if let Some(sum) = sum {
            verify_sum(of, year, (amount, text), sum, Kind::Elsewhere(Elsewhere::Figures), audit);
        }
    }

    /// What an overview prints of a row.
    fn printed(&self, of: Row<'_>, year: &str, overview: &Overview<'_>) -> Option<Decimal> {
        let (municipality, column) = (self.register.municipality, overview.column(year)?);
        let area = municipality.area(of.area).any().map_or(of.area, crate::register::Named::name);
        let committee = municipality.committee(of.committee, self.register.year).any();
        let committee = committee.map_or(of.committee, crate::register::Named::name);
        let by_area = overview.rows("post").find(|row| overview.label(*row) == area);
        let by_committee = || overview.rows("post").find(|row| overview.label(*row) == committee);
        let row = match (of.committee == ALL, of.area == ALL) {
            (true, true) => overview.rows("total").last(),
            (true, false) => by_area,
            (false, true) => by_committee(),
            (false, false) => {
                let own = by_committee()?;
                let mut parts = overview.rows("of-which").filter(|row| *row > own).peekable();
                let first = parts.peek() == Some(&(own + 1));
                let name = format!("heraf {}", area.to_lowercase());
                // A committee with one control area has no rows of its parts.
                if first {
                    parts.find(|row| overview.label(*row).to_lowercase() == name)
                } else {
                    Some(own)
                }
            }
        };
        overview.value(row?, column)
    }
}

/// True for a period that is a column's, or within it.
pub(super) fn within(column: Period, period: Period) -> bool {
    let inside = column.first() <= period.first() && period.last() <= column.last();
    column == period || (matches!(column, Period::Range(..)) && inside)
}

fn verify_sum(
    of: Row<'_>,
    heading: &str,
    (is, text): (Option<Decimal>, &str),
    gives: Decimal,
    kind: Kind,
    audit: &mut Audit,
) {
    audit.verified += 1;
    if is != Some(gives) {
        let row = format!("{} {}", of.committee, of.area);
        audit
            .breaches
            .push(Breach { gives: Some(Amount::new(gives)), ..in_file(kind, &row, heading, text) });
    }
}
