//! What stands behind each amount in the text.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::equation::facts::{Dimension, Names};
use crate::equation::{FigureId, Row};
use crate::mention::candidate::{Candidate, Candidates, Origin};
use crate::mention::money::{Hedge, Money, Rate};
use crate::mention::near::{self, Nearness};
use crate::mention::reckoned::{self, Rounded};
use crate::mention::{area, period, topic};
use crate::note::{ColumnKey, Period, TableNo};
use crate::reconcile::Reconciled;
use crate::register::Named;

/// What stands behind an amount in the text. Candidates are told by their index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Filled in from these figures.
    Filled(Vec<FigureId>),
    /// A price of something: no table has it.
    Price,
    /// Somebody else's words.
    Quoted,
    /// A footnote of the sentence says its source.
    Sourced(String),
    /// This figure, sum or declared figure.
    Backed(usize),
    /// Reckoned from the other amounts of its sentence; with this figure, where one is needed.
    Reckoned(Option<usize>),
    /// This, but of other years than the sentence says.
    OtherYears(usize),
    /// This, but of another control area than the sentence says, which is named.
    OtherArea(usize, String),
    /// Nearly this.
    Near(usize, Nearness),
    /// Nothing; what its sentence is about, if that is known.
    Unbacked(Option<usize>),
}

/// A sentence with the amounts in it, and what is asked of it for each of them.
pub(super) struct Sentence<'a> {
    /// Its text.
    pub(super) text: &'a str,
    /// Its amounts, filled in or not, each with where it stands.
    amounts: Vec<(Range<usize>, Rounded)>,
    /// The source that a footnote of it names.
    source: Option<String>,
    /// The roots of its words.
    about: BTreeSet<String>,
    /// Those of the sentence before: what "it" stands for.
    before: BTreeSet<String>,
    /// Its text in small letters.
    small: String,
    /// True where it speaks of a sum or a share.
    adds: bool,
    /// True where it speaks of the whole.
    whole: bool,
    /// True where it speaks of an average.
    average: bool,
    /// Its per cents.
    shares: Vec<Decimal>,
}

impl<'a> Sentence<'a> {
    /// A sentence, with the one before it.
    pub(super) fn new(
        text: &'a str,
        before: &str,
        amounts: Vec<(Range<usize>, Rounded)>,
        source: Option<String>,
    ) -> Self {
        let small = text.to_lowercase();
        let whole = ["i alt", "samlet", "samlede", "tilsammen", "total"]
            .iter()
            .any(|word| small.contains(word));
        Self {
            text,
            amounts,
            source,
            about: topic::roots(text),
            before: topic::roots(before),
            adds: reckoned::adds(&small),
            whole,
            average: small.contains("gennemsnit"),
            small,
            shares: reckoned::shares(text),
        }
    }
}

/// Tells what stands behind amounts.
pub(super) struct Judge<'a> {
    reconciled: &'a Reconciled,
    names: &'a Names<'a>,
    candidates: &'a Candidates,
    /// The roots of each row's words.
    rows: BTreeMap<(TableNo, Row), BTreeSet<String>>,
}

/// The most candidates that an amount is held against digit by digit.
const MOST_NEAR: usize = 4_000;

/// The most candidates of one value that are looked at.
const MOST_HITS: usize = 500;

impl<'a> Judge<'a> {
    pub(super) fn new(
        reconciled: &'a Reconciled,
        names: &'a Names<'a>,
        candidates: &'a Candidates,
    ) -> Self {
        let mut rows = BTreeMap::new();
        // Where nothing is held against a row, its words are not asked for.
        let tables = reconciled.note.numbered_tables().filter(|_| !candidates.all.is_empty());
        for (index, table) in tables {
            for (post, own) in table.numbered_posts() {
                let words = own.text.iter().chain(&own.id).map(|word| word.value.as_str());
                rows.insert(
                    (index, Row::Post(post)),
                    topic::roots(&words.collect::<Vec<_>>().join(" ")),
                );
            }
        }
        Self { reconciled, names, candidates, rows }
    }

    /// What stands behind an amount that somebody wrote, at `range` of its sentence.
    pub(super) fn verdict(
        &self,
        money: &Money,
        range: &Range<usize>,
        sentence: &Sentence<'_>,
    ) -> Verdict {
        if money.rate == Rate::Price {
            return Verdict::Price;
        }
        let hits = self.hits(money, money.kroner);
        let sourced = || sentence.source.clone().map(Verdict::Sourced);
        if let Some(up_to) = money.up_to {
            let both = hits.first().copied().filter(|_| !self.hits(money, up_to).is_empty());
            return both.map(Verdict::Backed).or_else(sourced).unwrap_or(Verdict::Unbacked(None));
        }
        let years = period::of(sentence.text, range)
            .map(|years| (years.from, years.to))
            .filter(|years| self.known(*years));
        let area = area::of(sentence.text, range, &self.names.municipality.areas);
        let about = &sentence.about;
        let of_years: Vec<usize> = hits
            .iter()
            .copied()
            .filter(|hit| self.fits_years(*hit, years, money.rate, &hits))
            .collect();
        let backing: Vec<usize> =
            of_years.iter().copied().filter(|hit| self.fits_area(*hit, area)).collect();
        let plain: Vec<usize> = backing.iter().copied().filter(|hit| self.is_plain(*hit)).collect();
        if let Some(best) = self.best(&plain, about) {
            return Verdict::Backed(best);
        }
        // What the sentence reckons itself is a better reason than a sum that happens to give the
        // same.
        if let Some(reckoned) = self.reckoned(money, range, sentence) {
            return reckoned;
        }
        let sums: Vec<usize> = backing
            .into_iter()
            .filter(|hit| self.fits_sum(*hit, years, money.rate, sentence))
            .collect();
        if let Some(best) = self.best(&sums, about) {
            return Verdict::Backed(best);
        }
        if let Some(sourced) = sourced() {
            return sourced;
        }
        let of_years: Vec<usize> = of_years.into_iter().filter(|hit| self.is_plain(*hit)).collect();
        if let (Some(best), Some(area)) = (self.best(&of_years, about), area) {
            return Verdict::OtherArea(best, area.to_owned());
        }
        let elsewhere: Vec<usize> =
            hits.iter().copied().filter(|hit| self.is_plain(*hit) && years.is_some()).collect();
        if let Some(best) = self.best(&elsewhere, about) {
            return Verdict::OtherYears(best);
        }
        match self.near(money, years, sentence) {
            Some((index, nearness)) => Verdict::Near(index, nearness),
            None => Verdict::Unbacked(self.meant(about).or_else(|| self.meant(&sentence.before))),
        }
    }

    /// The candidates that an amount stands for, within its precision and theirs.
    fn hits(&self, money: &Money, kroner: Decimal) -> Vec<usize> {
        let two = Decimal::TWO;
        let widest = (money.step().max(self.candidates.widest) / two).max(slack(money, kroner));
        let (from, to) = (kroner - widest, kroner + widest);
        let fits = |index: &usize| {
            let candidate = &self.candidates.all[*index];
            if !self.fits_rate(candidate, money.rate) {
                return false;
            }
            let half = money.step().max(candidate.step) / two;
            let over = candidate.kroner - kroner;
            match money.hedge {
                Hedge::Exact => over.abs() <= half,
                Hedge::About => over.abs() <= half.max(slack(money, kroner)),
                Hedge::Below => over <= Decimal::ZERO && -over <= half.max(slack(money, kroner)),
                Hedge::Above => over >= Decimal::ZERO && over <= half.max(slack(money, kroner)),
            }
        };
        self.candidates.between(from, to).filter(fits).take(MOST_HITS).collect()
    }

    /// A yearly amount stands for no whole of several years, and a rate for no amount that is not
    /// yearly.
    fn fits_rate(&self, candidate: &Candidate, rate: Rate) -> bool {
        let range = |id: FigureId| {
            matches!(self.reconciled.system.figure(id).column, ColumnKey::Period(Period::Range(..)))
        };
        match candidate.origin {
            Origin::Rate(_) => rate == Rate::Yearly,
            Origin::Figure(id) => rate != Rate::Yearly || !range(id),
            _ => true,
        }
    }

    fn candidate(&self, index: usize) -> &Candidate {
        &self.candidates.all[index]
    }

    /// True where the tables speak of these years.
    fn known(&self, years: (u16, u16)) -> bool {
        self.candidates.years.is_some_and(|(from, to)| from <= years.0 && years.1 <= to)
    }

    fn fits_years(
        &self,
        hit: usize,
        years: Option<(u16, u16)>,
        rate: Rate,
        hits: &[usize],
    ) -> bool {
        let candidate = self.candidate(hit);
        let (Some((from, to)), Some((first, last))) = (years, candidate.years) else { return true };
        if let Origin::Rate(_) = candidate.origin {
            return first <= from && to <= last;
        }
        if from == to {
            let one = last - first <= u16::from(self.is_period(candidate));
            return one && (first..=last).contains(&from);
        }
        let within = from <= first && last <= to;
        if first < last || rate != Rate::Yearly {
            return within;
        }
        // Each of the years must have it.
        let row = self.row(candidate);
        let has = |year: u16| {
            hits.iter().any(|other| {
                let other = self.candidate(*other);
                other.years == Some((year, year)) && self.row(other) == row
            })
        };
        within && (from..=to).all(has)
    }

    /// True for what is written somewhere, not reckoned.
    fn is_plain(&self, hit: usize) -> bool {
        matches!(
            self.candidate(hit).origin,
            Origin::Figure(_) | Origin::Rate(_) | Origin::External(_)
        )
    }

    /// A sum that is made for the occasion must be the one that the sentence speaks of: a run of
    /// years when it says those years, an average when it says yearly, a control area or a
    /// committee when it names it, or speaks of the whole.
    fn fits_sum(
        &self,
        hit: usize,
        years: Option<(u16, u16)>,
        rate: Rate,
        sentence: &Sentence<'_>,
    ) -> bool {
        let candidate = self.candidate(hit);
        match &candidate.origin {
            Origin::Years { whole, .. } => *whole || (years.is_some() && candidate.years == years),
            Origin::Average { .. } => rate == Rate::Yearly || sentence.average,
            Origin::Part { dimension, code, .. } => {
                sentence.whole || self.is_named(*dimension, code, sentence)
            }
            Origin::Totals(..) => sentence.whole,
            Origin::Figure(_) | Origin::Rate(_) | Origin::External(_) => true,
        }
    }

    /// True where a sentence names a control area or a committee, by its code or by its name.
    fn is_named(&self, dimension: Dimension, code: &str, sentence: &Sentence<'_>) -> bool {
        let municipality = self.names.municipality;
        let name = match dimension {
            Dimension::Area => municipality.area(code).any().map(Named::name),
            _ => municipality.committee(code, self.names.year).any().map(Named::name),
        };
        let name = name.map(|name| name.trim_end_matches(" mv.").to_lowercase());
        let capital = dimension == Dimension::Committee && sentence.text.contains(code);
        capital || name.is_some_and(|name| sentence.small.contains(&name))
    }

    fn is_period(&self, candidate: &Candidate) -> bool {
        match &candidate.origin {
            Origin::Figure(id) | Origin::Rate(id) => {
                matches!(self.reconciled.system.figure(*id).column, ColumnKey::Period(_))
            }
            _ => false,
        }
    }

    fn fits_area(&self, hit: usize, area: Option<&str>) -> bool {
        let (Some(said), Some(own)) = (area, self.candidate(hit).area.as_deref()) else {
            return true;
        };
        let municipality = &self.names.municipality;
        municipality.lineage(own).contains(&said)
            || municipality.lineage(said).contains(&own)
            || own == said
    }

    /// The row that a candidate is of.
    pub(super) fn row(&self, candidate: &Candidate) -> Option<(TableNo, Row)> {
        match &candidate.origin {
            Origin::Figure(id) | Origin::Rate(id) => {
                let figure = self.reconciled.system.figure(*id);
                Some((figure.table, figure.row))
            }
            Origin::Years { table, row, .. } | Origin::Average { table, row } => {
                Some((*table, *row))
            }
            Origin::Part { .. } | Origin::Totals(..) | Origin::External(_) => None,
        }
    }

    fn about(&self, candidate: &Candidate, about: &BTreeSet<String>) -> usize {
        let roots = self.row(candidate).and_then(|row| self.rows.get(&row));
        roots.map_or(0, |roots| topic::shared(roots, about))
    }

    /// Of several candidates, the one that the sentence is most about; a figure before a sum.
    fn best(&self, hits: &[usize], about: &BTreeSet<String>) -> Option<usize> {
        let rank = |index: usize| {
            let candidate = self.candidate(index);
            let plain = match candidate.origin {
                Origin::Figure(_) | Origin::Rate(_) => 3,
                Origin::External(_) => 2,
                Origin::Years { .. } | Origin::Part { .. } | Origin::Totals(..) => 1,
                Origin::Average { .. } => 0,
            };
            (self.about(candidate, about), plain)
        };
        // Of equals, the first.
        hits.iter().copied().rev().max_by_key(|index| rank(*index))
    }

    /// What a sentence reckons of its own amounts, one of them perhaps together with a figure of
    /// the note.
    fn reckoned(
        &self,
        money: &Money,
        range: &Range<usize>,
        sentence: &Sentence<'_>,
    ) -> Option<Verdict> {
        if sentence.amounts.len() < 2 || !sentence.adds {
            return None;
        }
        let own = Rounded { kroner: money.kroner, half: money.step() / Decimal::TWO };
        let others: Vec<Rounded> = sentence
            .amounts
            .iter()
            .filter(|(other, _)| other != range)
            .map(|(_, rounded)| *rounded)
            .collect();
        if reckoned::among(own, &others, &sentence.shares) {
            return Some(Verdict::Reckoned(None));
        }
        let rests = others
            .iter()
            .filter_map(|other| own.kroner.checked_sub(other.kroner))
            .filter(|rest| *rest > Decimal::ZERO);
        let nearby =
            rests.flat_map(|rest| self.candidates.between(rest - own.half, rest + own.half));
        let figures: Vec<usize> = nearby
            .filter(|index| matches!(self.candidate(*index).origin, Origin::Figure(_)))
            .take(MOST_HITS)
            .collect();
        self.best(&figures, &sentence.about).map(|best| Verdict::Reckoned(Some(best)))
    }

    /// What an amount is nearly: a figure that it is a slip of, or that its sentence can't but
    /// mean. Where that is not sure, a warning would teach its reader to look past warnings: it is
    /// then an amount that nothing stands behind.
    fn near(
        &self,
        money: &Money,
        years: Option<(u16, u16)>,
        sentence: &Sentence<'_>,
    ) -> Option<(usize, Nearness)> {
        if money.hedge != Hedge::Exact || self.candidates.all.len() > MOST_NEAR {
            return None;
        }
        let telling = near::telling(money);
        let mut best: Option<((usize, bool, Decimal), usize, Nearness)> = None;
        for (index, candidate) in self.candidates.all.iter().enumerate() {
            let total = match &candidate.origin {
                _ if !self.fits_rate(candidate, money.rate) => continue,
                Origin::Figure(id) | Origin::Rate(id) => {
                    self.reconciled.system.figure(*id).row == Row::Grand
                }
                Origin::External(_) => false,
                _ => continue,
            };
            let Some(nearness) = near::near(money, candidate.kroner) else { continue };
            let (own, before) =
                (self.about(candidate, &sentence.about), self.about(candidate, &sentence.before));
            // Two digits are a slip of many others: only a sentence that can mean no other row, nor
            // other years, tells of one.
            let named = own.max(before) >= 2
                && nearness != Nearness::Unit
                && self.of_years(candidate, years);
            let slip = telling >= 3 && nearness != Nearness::Close && own + before > 0;
            let of_total = total && sentence.whole && telling >= 3;
            // Four digits and within two per cent: nothing else is meant.
            let same = telling >= 4 && nearness != Nearness::Unit;
            if !(named || slip || of_total || same) {
                continue;
            }
            let distance = (money.kroner - candidate.kroner).abs();
            let rank = (
                2 * own + usize::from(before > 0) + usize::from(of_total),
                nearness == Nearness::Digit,
                -distance,
            );
            if best.as_ref().is_none_or(|(known, ..)| rank > *known) {
                best = Some((rank, index, nearness));
            }
        }
        best.map(|(_, index, nearness)| (index, nearness))
    }

    /// True where a figure is of no other years than those that are said, if any are.
    fn of_years(&self, candidate: &Candidate, years: Option<(u16, u16)>) -> bool {
        let (Some((from, to)), Some((first, last))) = (years, candidate.years) else { return true };
        (from <= first && last <= to) || (self.is_period(candidate) && first <= from && to <= last)
    }

    /// The figure that a sentence is about, to be offered where its own amount is nowhere.
    fn meant(&self, about: &BTreeSet<String>) -> Option<usize> {
        let figures = (0..self.candidates.all.len().min(MOST_NEAR))
            .filter(|index| matches!(self.candidate(*index).origin, Origin::Figure(_)))
            .filter(|index| self.about(self.candidate(*index), about) > 0);
        figures.rev().max_by_key(|index| self.about(self.candidate(*index), about))
    }
}

/// How far an amount that is not meant exactly may be from its figure: 2½ per cent about it, 5 per
/// cent to one side, and at least one of its last digit.
fn slack(money: &Money, kroner: Decimal) -> Decimal {
    match money.hedge {
        Hedge::Exact => Decimal::ZERO,
        Hedge::About => kroner * Decimal::new(25, 3),
        Hedge::Below | Hedge::Above => (kroner * Decimal::new(5, 2)).max(money.step()),
    }
}
