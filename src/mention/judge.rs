//! What backs each amount in the text.

use std::cell::LazyCell;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::equation::dimensions::{Dimension, Names};
use crate::equation::{FigureId, Row};
use crate::mention::candidate::{Candidate, Candidates, Origin};
use crate::mention::derived::{self, Rounded};
use crate::mention::money::{Hedge, Rate, TextAmount};
use crate::mention::near_miss::{self, Nearness};
use crate::mention::rows::Rows;
use crate::mention::sentence::Sentence;
use crate::mention::{area, at_price, over_years, period};
use crate::note::{ColumnKey, Period, TableNo};
use crate::reconcile::Reconciled;
use crate::register::Named;

/// What stands behind an amount in the text. Candidates are told by their number.
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
    /// What a figure of the note changes by between two years that the sentence says.
    Change,
    /// This, but of other years than the sentence says.
    OtherYears(usize),
    /// This, but of another control area than the sentence says, which is named.
    OtherArea(usize, String),
    /// This, but another post's than the one that the sentence names.
    OtherPost(usize, (TableNo, Row)),
    /// What a sum in the sentence comes to; it is this, in kroner.
    Miscounted(Decimal),
    /// Granted before: no table of the note has it.
    Past,
    /// Nearly this.
    Near(usize, Nearness),
    /// Nothing; what its sentence is about, if that is known.
    Unbacked(Option<usize>),
}

/// Tells what stands behind amounts.
pub(super) struct Judge<'a> {
    reconciled: &'a Reconciled,
    names: Names<'a>,
    candidates: &'a Candidates<'a>,
    rows: Rows<'a>,
}

/// The most candidates that an amount is held against digit by digit.
const MOST_NEAR: usize = 4_000;

/// The most candidates of one value that are looked at.
const MOST_HITS: usize = 500;

impl<'a> Judge<'a> {
    pub(super) fn new(
        reconciled: &'a Reconciled,
        names: Names<'a>,
        candidates: &'a Candidates<'a>,
    ) -> Self {
        Self { reconciled, names, candidates, rows: Rows::new(reconciled, candidates) }
    }

    /// True where a sentence has a post's whole name.
    pub(super) fn names(&self, sentence: &Sentence<'_>) -> bool {
        self.rows.names(sentence)
    }

    /// What stands behind an amount that somebody wrote, at `range` of its sentence.
    pub(super) fn verdict(
        &self,
        money: &TextAmount,
        range: &Range<usize>,
        sentence: &Sentence<'_>,
    ) -> Verdict {
        if money.rate == Rate::Price {
            return Verdict::Price;
        }
        if let Some(sum) = sentence.sum(range) {
            if sum.holds {
                return Verdict::Reckoned(None);
            }
            if range.start == sum.result || range.end == sum.range.end {
                return Verdict::Miscounted(sum.value);
            }
        }
        let sourced = || (sentence.source)().map(Verdict::Sourced);
        if let Some(up_to) = money.up_to {
            let from = self.smallest_hit(money, money.kroner);
            let both = from.filter(|_| self.smallest_hit(money, up_to).is_some());
            return both.map(Verdict::Backed).or_else(sourced).unwrap_or(Verdict::Unbacked(None));
        }
        let said = period::of(sentence.text, range).map(|years| (years.from, years.to));
        let years = said.filter(|years| self.known(*years));
        let area = LazyCell::new(|| area::of(sentence.text, range, &self.names.municipality.areas));
        let plain = self.plain_hits(money, money.kroner);
        let of_years: Vec<usize> = plain
            .iter()
            .copied()
            .filter(|hit| self.fits_years(*hit, years, money.rate, &plain))
            .collect();
        let backing: Vec<usize> =
            of_years.iter().copied().filter(|hit| self.fits_area(*hit, *area)).collect();
        if let Some(best) = self.best(&backing, sentence) {
            if near_miss::significant_digits(money) >= 2
                && let Some(misnamed) = self.rows.misnamed(&backing, range, sentence)
            {
                let own =
                    |hit: &&usize| self.rows.of(self.candidate(**hit)) == Some(misnamed.named);
                return match plain.iter().find(own) {
                    Some(hit) => Verdict::OtherYears(*hit),
                    None => Verdict::OtherPost(misnamed.hit, misnamed.named),
                };
            }
            if self.beyond(said)
                && !sentence.lasting()
                && let Some(hit) = self.rows.named_here(&backing, sentence)
            {
                return Verdict::OtherYears(hit);
            }
            return Verdict::Backed(best);
        }
        // What the sentence reckons itself is a better reason than a sum that happens to give the
        // same.
        if let Some(reckoned) = self.reckoned(range, sentence) {
            return reckoned;
        }
        let sums = self.sum_hits(money, money.kroner);
        let backing: Vec<usize> = sums
            .iter()
            .copied()
            .filter(|hit| {
                self.fits_years(*hit, years, money.rate, &sums)
                    && self.fits_area(*hit, *area)
                    && self.fits_sum(*hit, years, money.rate, sentence)
            })
            .collect();
        if let Some(best) = self.best(&backing, sentence) {
            return Verdict::Backed(best);
        }
        if let Some(sourced) = sourced() {
            return sourced;
        }
        if let (Some(best), Some(area)) = (self.best(&of_years, sentence), *area) {
            return Verdict::OtherArea(best, area.to_owned());
        }
        if let Some(best) = self.best(&plain, sentence).filter(|_| years.is_some()) {
            return Verdict::OtherYears(best);
        }
        let beside = self.candidates.beside_near(money.kroner, reach(money, money.kroner));
        if let Some(best) = self.fitting(beside, money, money.kroner).first() {
            return Verdict::Backed(*best);
        }
        if sentence.multiplies(money.kroner, money.step() / Decimal::TWO) {
            return Verdict::Reckoned(None);
        }
        let half_step = money.step() / Decimal::TWO;
        if over_years::adds_up(sentence, range) {
            return Verdict::Reckoned(None);
        }
        let own = Rounded { kroner: money.kroner, half_step };
        if over_years::changes(self.reconciled, &self.rows, sentence, own) {
            return Verdict::Change;
        }
        let named = self.rows.named_figure(years, money.rate, sentence);
        if let Some(number) = named
            && money.hedge == Hedge::Exact
            && let Some(nearness) = self.slip(money, number, sentence)
        {
            return Verdict::Near(number, nearness);
        }
        if let Some((number, nearness)) = self.near(money, years, sentence) {
            return Verdict::Near(number, nearness);
        }
        if at_price::is_of_count(sentence.text, range.start) {
            return Verdict::Price;
        }
        if sentence.says().past && !self.rows.any_about(sentence) {
            return Verdict::Past;
        }
        let meant = |about| self.rows.meant(about);
        Verdict::Unbacked(
            named.or_else(|| meant(sentence.about())).or_else(|| meant(sentence.about_before())),
        )
    }

    /// The plain candidates that an amount stands for, within its precision and theirs.
    fn plain_hits(&self, money: &TextAmount, kroner: Decimal) -> Vec<usize> {
        let near = self.candidates.plain_near(kroner, reach(money, kroner));
        self.fitting(near, money, kroner)
    }

    /// The sums that it stands for.
    fn sum_hits(&self, money: &TextAmount, kroner: Decimal) -> Vec<usize> {
        let near = self.candidates.sums_near(kroner, reach(money, kroner));
        self.fitting(near, money, kroner)
    }

    /// The smallest candidate that it stands for.
    fn smallest_hit(&self, money: &TextAmount, kroner: Decimal) -> Option<usize> {
        let (plain, sums) = (self.plain_hits(money, kroner), self.sum_hits(money, kroner));
        let first = plain.first().into_iter().chain(sums.first()).copied();
        first.min_by_key(|number| self.candidate(*number).kroner)
    }

    /// Those among candidates near an amount that it stands for.
    fn fitting(&self, near: Range<usize>, money: &TextAmount, kroner: Decimal) -> Vec<usize> {
        let fits = |number: &usize| {
            let candidate = self.candidate(*number);
            if !self.fits_rate(candidate, money.rate) {
                return false;
            }
            let half = money.step().max(candidate.step) / Decimal::TWO;
            let over = candidate.kroner - kroner;
            match money.hedge {
                Hedge::Exact => over.abs() <= half,
                Hedge::About => over.abs() <= half.max(slack(money, kroner)),
                Hedge::Below => over <= Decimal::ZERO && -over <= half.max(slack(money, kroner)),
                Hedge::Above => over >= Decimal::ZERO && over <= half.max(slack(money, kroner)),
            }
        };
        near.filter(fits).take(MOST_HITS).collect()
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

    fn candidate(&self, number: usize) -> &Candidate {
        self.candidates.at(number)
    }

    /// True where the tables speak of these years.
    fn known(&self, years: (u16, u16)) -> bool {
        self.candidates.years.is_some_and(|(from, to)| from <= years.0 && years.1 <= to)
    }

    /// True where years go on after the last one of the tables.
    fn beyond(&self, years: Option<(u16, u16)>) -> bool {
        years.zip(self.candidates.years).is_some_and(|((_, last), (_, known))| last > known)
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
        let row = self.rows.of(candidate);
        let has = |year: u16| {
            hits.iter().any(|other| {
                let other = self.candidate(*other);
                other.years == Some((year, year)) && self.rows.of(other) == row
            })
        };
        within && (from..=to).all(has)
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
            Origin::Average { .. } => {
                // Of other years it is another average.
                let same = years.is_none() || candidate.years == years;
                (rate == Rate::Yearly || sentence.says().average) && same
            }
            Origin::Part { dimension, code, .. } => {
                sentence.says().whole || self.is_named(*dimension, code, sentence)
            }
            Origin::Totals(..) => sentence.says().whole,
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
        capital || name.is_some_and(|name| sentence.says().small.contains(&name))
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
        let own = |_| self.candidates.area(self.candidate(hit));
        let (Some(said), Some(own)) = (area, area.and_then(own)) else { return true };
        let municipality = &self.names.municipality;
        municipality.lineage(&own).contains(&said)
            || municipality.lineage(said).contains(&own.as_str())
            || own == said
    }

    /// Of several candidates, the one that the sentence is most about; a figure before a sum.
    fn best(&self, hits: &[usize], sentence: &Sentence<'_>) -> Option<usize> {
        if let [] | [_] = hits {
            return hits.first().copied();
        }
        let rank = |number: usize| {
            let candidate = self.candidate(number);
            let plain = match candidate.origin {
                Origin::Figure(_) | Origin::Rate(_) => 3,
                Origin::External(_) => 2,
                Origin::Years { .. } | Origin::Part { .. } | Origin::Totals(..) => 1,
                Origin::Average { .. } => 0,
            };
            (self.rows.about(candidate, sentence.about()), plain)
        };
        // Of equals, the first.
        hits.iter().copied().rev().max_by_key(|number| rank(*number))
    }

    /// What a sentence reckons of its own amounts, one of them perhaps together with a figure of
    /// the note.
    fn reckoned(&self, range: &Range<usize>, sentence: &Sentence<'_>) -> Option<Verdict> {
        if sentence.amounts.len() < 2 {
            return None;
        }
        let shares = sentence.says().adds.as_ref()?;
        let (_, own) = *sentence.amounts.iter().find(|(own, _)| own == range)?;
        let others: Vec<Rounded> = sentence
            .amounts
            .iter()
            .filter(|(other, _)| other != range)
            .map(|(_, rounded)| *rounded)
            .collect();
        if derived::among(own, &others, shares) {
            return Some(Verdict::Reckoned(None));
        }
        let rests = others
            .iter()
            .filter_map(|other| own.kroner.abs().checked_sub(other.kroner.abs()))
            .filter(|rest| *rest > Decimal::ZERO);
        let nearby = rests.flat_map(|rest| {
            self.candidates.plain_between(rest - own.half_step, rest + own.half_step)
        });
        let figures: Vec<usize> = nearby
            .filter(|number| matches!(self.candidate(*number).origin, Origin::Figure(_)))
            .take(MOST_HITS)
            .collect();
        self.best(&figures, sentence).map(|best| Verdict::Reckoned(Some(best)))
    }

    /// The slip that makes an amount of the figure that its sentence can't but mean.
    fn slip(&self, money: &TextAmount, number: usize, sentence: &Sentence<'_>) -> Option<Nearness> {
        let kroner = self.candidate(number).kroner;
        if near_miss::swapped(money, kroner) {
            return Some(Nearness::Digit);
        }
        // A tenth may be a part of it.
        near_miss::near(money, kroner).filter(|nearness| {
            matches!(nearness, Nearness::Unit | Nearness::Nought) && sentence.says().adds.is_none()
        })
    }

    /// What an amount is nearly: a figure that it is a slip of, or that its sentence can't but
    /// mean. Where that is not sure, a warning would teach its reader to look past warnings: it is
    /// then an amount that nothing stands behind.
    fn near(
        &self,
        money: &TextAmount,
        years: Option<(u16, u16)>,
        sentence: &Sentence<'_>,
    ) -> Option<(usize, Nearness)> {
        if money.hedge != Hedge::Exact || self.candidates.count() > MOST_NEAR {
            return None;
        }
        let (digits, of_whole) = (near_miss::significant_digits(money), sentence.says().whole);
        let mut best: Option<((usize, bool, Decimal), usize, Nearness)> = None;
        for (number, candidate) in self.candidates.plain().iter().enumerate() {
            let total = match &candidate.origin {
                _ if !self.fits_rate(candidate, money.rate) => continue,
                Origin::Figure(id) | Origin::Rate(id) => {
                    self.reconciled.system.figure(*id).row == Row::Grand
                }
                Origin::External(_) => false,
                _ => continue,
            };
            let Some(nearness) = near_miss::near(money, candidate.kroner) else { continue };
            let own = self.rows.about(candidate, sentence.about());
            let before = self.rows.about(candidate, sentence.about_before());
            // Two digits are a slip of many others: only a sentence that can mean no other row, nor
            // other years, tells of one.
            let named = own.max(before) >= 2
                && nearness != Nearness::Unit
                && self.of_years(candidate, years);
            let slip = digits >= 3 && nearness != Nearness::Close && own + before > 0;
            let of_total = total && of_whole && digits >= 3;
            // Four digits and within two per cent: nothing else is meant.
            let same = digits >= 4 && matches!(nearness, Nearness::Close | Nearness::Digit);
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
                best = Some((rank, number, nearness));
            }
        }
        best.map(|(_, number, nearness)| (number, nearness))
    }

    /// True where a figure is of no other years than those that are said, if any are.
    fn of_years(&self, candidate: &Candidate, years: Option<(u16, u16)>) -> bool {
        let (Some((from, to)), Some((first, last))) = (years, candidate.years) else { return true };
        (from <= first && last <= to) || (self.is_period(candidate) && first <= from && to <= last)
    }
}

/// How far the amount of a candidate may be, unless the candidate was rounded by more.
fn reach(money: &TextAmount, kroner: Decimal) -> Decimal {
    (money.step() / Decimal::TWO).max(slack(money, kroner))
}

/// How far an amount that is not meant exactly may be from its figure: 2½ per cent about it, 5 per
/// cent to one side, and at least one of its last digit.
fn slack(money: &TextAmount, kroner: Decimal) -> Decimal {
    match money.hedge {
        Hedge::Exact => Decimal::ZERO,
        Hedge::About => kroner * Decimal::new(25, 3),
        Hedge::Below | Hedge::Above => (kroner * Decimal::new(5, 2)).max(money.step()),
    }
}
