//! The text of a new `runde.toml`, and of the `rammer.toml` beside it.

use std::fmt::Write as _;

use crate::amount::Unit;
use crate::note::{Attached, Period};
use crate::register::Round;
use crate::scaffold::quoted;
use crate::schema;

/// How many years a budget has: the budget year and three more, as the law asks (lov om kommunernes
/// styrelse § 37).
const YEARS: u16 = 4;

/// A round to be made.
#[derive(Debug)]
pub struct NewRound<'a> {
    /// Its folder.
    pub folder: &'a str,
    /// Its budget year.
    pub year: u16,
    /// The round before it, which it takes its shape after.
    pub like: Option<&'a Round>,
}

/// The year in a round's folder name: 2027 of `budget-2027`.
pub fn budget_year(folder: &str) -> Option<u16> {
    folder.split(|c: char| !c.is_ascii_digit()).find_map(|part| match Period::parse(part) {
        Some(Period::Year(year)) => Some(year),
        _ => None,
    })
}

impl NewRound<'_> {
    /// Its text. The date is the last one that a budget can be adopted on (15 October of the year
    /// before); the one who makes the round knows better, and the comment asks for it.
    pub fn toml(&self) -> String {
        let (year, before) = (self.year, self.year.saturating_sub(1));
        let years = self
            .like
            .map_or(YEARS, |round| u16::try_from(round.years.len()).unwrap_or(YEARS).clamp(1, 30));
        let unit = self.like.map_or(Unit::default(), |round| round.unit).name();
        let listed: Vec<String> =
            (0..years).map(|next| year.saturating_add(next).to_string()).collect();
        let mut out = schema::ROUND.line();
        out.push_str("\n\n# Det, alle rundens notater er fælles om.\n\n");
        let _ = writeln!(out, "titel = {}", quoted(&self.title()));
        let _ = writeln!(
            out,
            "dato = {before}-10-15  # ret den: den bruges, hvor et notat ikke har sin egen dato"
        );
        let _ = writeln!(out, "aar = [{}]", listed.join(", "));
        let _ = writeln!(out, "prisniveau = {year}");
        let _ = writeln!(out, "enhed = {}", quoted(unit));
        if self.like.is_some_and(|round| round.rounded) {
            out.push_str("afrundet = true\n");
        }
        // A round that has chosen is followed; without one, comments stay at home.
        if self.like.is_none_or(|round| round.attached != Some(Attached::Whole)) {
            out.push_str("vedhaeft = \"uden-kommentarer\"  # notaternes kommentarer kommer ikke med i PDF'en\n");
        } else {
            out.push_str("vedhaeft = \"hel\"\n");
        }
        out
    }

    /// The text of its frames' file: an example to be corrected, that says nothing until it is.
    pub fn frames(&self) -> String {
        let named = |round: &Round| round.frames.first().map(|frame| frame.name.value.clone());
        let name = self.like.and_then(named).unwrap_or_else(|| "Servicemåltal".to_owned());
        let mut out = schema::FRAMES.line();
        out.push_str(
            "\n\n# Rammerne, som rundens pakker holdes op imod: en blok for hver. Slet # foran linjerne, og ret navn, kilde og tal.\n\n",
        );
        let area = self.like.and_then(|round| round.frames.first()?.areas.first());
        let area = area.map_or("alle", |word| word.value.as_str());
        out.push_str("# [[ramme]]\n");
        let _ = writeln!(out, "# navn = {}", quoted(&name));
        let _ = writeln!(
            out,
            "# styringsomraade = {}  # \"alle\" er alle styringsområder",
            quoted(area)
        );
        let _ = writeln!(out, "# kilde = {}", quoted(&format!("Økonomiaftalen for {}", self.year)));
        let _ = writeln!(out, "# {} = 10_000", self.year);
        out
    }

    /// `Budget 2027` of `budget-2027`.
    fn title(&self) -> String {
        let words = self.folder.replace(['-', '_'], " ");
        let mut letters = words.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect())
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rounds_year_is_in_its_name() {
        assert_eq!(budget_year("budget-2027"), Some(2027));
        assert_eq!(budget_year("overfoerselssagen-2026-27"), Some(2026));
        assert_eq!(budget_year("budget"), None);
        assert_eq!(budget_year("budget-20271"), None);
    }
}
