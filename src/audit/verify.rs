//! Verifies what is printed: each sum against its parts, each written figure against the note.

use std::collections::{BTreeSet, HashMap};

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::audit::book::Book;
use crate::audit::breach::{Audit, Kind};
use crate::audit::relation::{Relation, Way};
use crate::audit::said_units;
use crate::audit::sheet::{Place, Sheet, breach, whole};
use crate::audit::sums::{Sums, total_of};
use crate::note::ColumnKey;

/// Holds all that a note's tables print.
pub(super) fn verify(book: &Book<'_>, draft: bool, audit: &mut Audit) {
    if !draft {
        book.sheets.iter().for_each(|sheet| said_units::verify(sheet, audit));
    }
    let mut relations = Vec::new();
    let mut wrong = Vec::new();
    for sheet in &book.sheets {
        let sums = Sums::of(book, sheet);
        relations.extend(sums.out);
        wrong.extend(sums.wrong);
    }
    let summed: BTreeSet<usize> = relations
        .iter()
        .filter(|relation| relation.way == Way::Down)
        .map(|relation| relation.target)
        .collect();
    relations.retain(|relation| can_be_held(book, relation, &summed));
    let mut of_target: HashMap<usize, Vec<usize>> = HashMap::new();
    for (number, relation) in relations.iter().enumerate() {
        of_target.entry(relation.target).or_default().push(number);
    }
    let out_of_reach = disputed(book, &relations, draft);
    let judge = Judge { book, draft, relations, of_target, out_of_reach, slacks: HashMap::new() };
    judge.figures(audit);
    for (figure, kind) in wrong {
        // What a draft is marked for is said there.
        if !(draft && (judge.out_of_reach.contains(&figure) || kind == Kind::Exclusive)) {
            audit.breaches.push(breach(&book.sheets, &book.figures[figure], kind, None));
        }
    }
    let judge = judge.sums(audit);
    if !draft {
        book.sheets.iter().for_each(|sheet| judge.must_give(sheet, audit));
    }
}

/// False for a sum in whose place there is no figure, and for a row where that is so of one of its
/// sums, if its sum across is written or is a sum of rows too.
fn can_be_held(book: &Book<'_>, relation: &Relation, summed: &BTreeSet<usize>) -> bool {
    let figure = |id: usize| &book.figures[id];
    let target = figure(relation.target);
    let lacks = relation.terms.iter().any(|(_, id)| figure(*id).left_out);
    let told = target.written || summed.contains(&relation.target);
    !(target.left_out || (lacks && told && relation.way == Way::Across))
}

/// What nothing can be held against in a draft: the figures that are marked there, and those filled
/// in from them.
fn disputed(book: &Book<'_>, relations: &[Relation], draft: bool) -> BTreeSet<usize> {
    let marked = book
        .figures
        .iter()
        .enumerate()
        .filter(|(_, figure)| draft && figure.cell.disputed.is_some());
    let mut out: BTreeSet<usize> = marked.map(|(id, _)| id).collect();
    let mut grown = !out.is_empty();
    while grown {
        grown = false;
        for relation in relations {
            let all = || relation.terms.iter().map(|(_, id)| *id).chain([relation.target]);
            if all().any(|id| out.contains(&id)) {
                for id in all().filter(|id| !book.figures[*id].written) {
                    grown |= out.insert(id);
                }
            }
        }
    }
    out
}

struct Judge<'b, 'a> {
    book: &'b Book<'a>,
    draft: bool,
    relations: Vec<Relation>,
    /// The sums that each figure is.
    of_target: HashMap<usize, Vec<usize>>,
    out_of_reach: BTreeSet<usize>,
    /// How far figures can be from what they stand for; worked out where it is asked for.
    slacks: HashMap<usize, Decimal>,
}

/// What a sum came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sum {
    /// Nothing to hold: a part can't be read, or is disputed in a draft.
    Unheld,
    /// What it must be.
    Exact,
    /// Something else than its parts give: this.
    Off(Decimal),
}

impl Judge<'_, '_> {
    /// Each figure can be read, and is what the note has where the note has it.
    fn figures(&self, audit: &mut Audit) {
        for sheet in &self.book.sheets {
            let places = (0..sheet.lines.len()).map(Place::Line).chain(sheet.totals());
            for place in places {
                for column in 0..=sheet.across() {
                    let Some(id) = sheet.id(place, column) else { continue };
                    let figure = &self.book.figures[id];
                    let Some(value) = figure.value else {
                        if !self.draft {
                            audit.breaches.push(breach(
                                &self.book.sheets,
                                figure,
                                Kind::Unreadable,
                                None,
                            ));
                        }
                        continue;
                    };
                    let Some(typed) =
                        sheet.written(place, column).filter(|_| sheet.prints(place, column))
                    else {
                        continue;
                    };
                    audit.verified += 1;
                    if let Some(whole) = whole(typed).filter(|whole| *whole != value) {
                        audit.breaches.push(breach(
                            &self.book.sheets,
                            figure,
                            Kind::Written,
                            Some(whole),
                        ));
                    }
                }
            }
        }
    }

    fn sum(&self, relation: &Relation) -> Sum {
        let all = || relation.terms.iter().map(|(_, id)| *id).chain([relation.target]);
        if self.draft && all().any(|id| self.out_of_reach.contains(&id)) {
            return Sum::Unheld;
        }
        let (Some(gives), Some(is)) = (self.gives(relation), self.book.value(relation.target))
        else {
            return Sum::Unheld;
        };
        if gives == is { Sum::Exact } else { Sum::Off(gives) }
    }

    /// What the printed parts give.
    fn gives(&self, relation: &Relation) -> Option<Decimal> {
        let sum = relation.terms.iter().try_fold(Decimal::ZERO, |sum, (weight, id)| {
            sum.checked_add(weight.checked_mul(self.book.value(*id)?)?)
        })?;
        Some(relation.share.map_or(sum, |decimals| Amount::new(sum).rounded(decimals).decimal()))
    }

    fn sums(mut self, audit: &mut Audit) -> Self {
        let sums: Vec<Sum> = self.relations.iter().map(|relation| self.sum(relation)).collect();
        audit.verified += sums.iter().filter(|sum| **sum != Sum::Unheld).count();
        let mut reported = BTreeSet::new();
        for (number, sum) in sums.iter().enumerate() {
            let Sum::Off(gives) = sum else { continue };
            let target = self.relations[number].target;
            if !self.by_rounding(number, *gives, &sums) && reported.insert(target) {
                audit.breaches.push(breach(
                    &self.book.sheets,
                    &self.book.figures[target],
                    Kind::Sum,
                    Some(*gives),
                ));
            }
        }
        self
    }

    /// True where rounding can be why a sum is not what its parts give, and the table says so. A
    /// figure that was filled in is the sum of what is printed; one that is both a sum of rows and
    /// of columns can be so in one direction alone.
    fn by_rounding(&mut self, number: usize, gives: Decimal, sums: &[Sum]) -> bool {
        let relation = self.relations[number].clone();
        let figure = self.book.figures[relation.target];
        let Some(sheet) = self.book.sheets.get(figure.at.0) else { return false };
        // The percentage of a share is not printed, so nothing on the page can contradict it.
        let share = relation.share.is_some();
        if !(share || sheet.says_rounded()) {
            return false;
        }
        // What is left over makes a total right in one direction; in the other it can be as far off
        // as the rest.
        let rest = relation.terms.iter().any(|(_, id)| sheet.is_rest(self.book.figures[*id].at.1));
        if !figure.written && !share && !rest {
            let Some(other) = self.way(
                relation.target,
                if relation.way == Way::Down { Way::Across } else { Way::Down },
            ) else {
                return false;
            };
            // A column that is the sum of others has its total from its rows; a sum across, from
            // what has the fewest roundings.
            let corner = sheet.printed.columns.get(figure.at.2).is_some_and(|column| column.sum);
            if sums[other] != Sum::Exact
                || (corner && self.looseness(number) < self.looseness(other))
            {
                return false;
            }
        }
        let mut tolerance =
            self.slack(relation.target).checked_add(self.looseness(number)).unwrap_or_default();
        if share && !tolerance.is_zero() {
            tolerance =
                tolerance.checked_add(sheet.half_step(sheet.across(), 1)).unwrap_or(tolerance);
        }
        let off = figure.value.and_then(|is| gives.checked_sub(is));
        off.is_some_and(|off| off.abs() <= tolerance)
    }

    /// How far off the parts of a sum can be together.
    fn looseness(&mut self, number: usize) -> Decimal {
        let terms = self.relations[number].terms.clone();
        let mut sum = Decimal::ZERO;
        for (weight, id) in terms {
            let slack = self.slack(id);
            sum = weight
                .abs()
                .checked_mul(slack)
                .and_then(|part| sum.checked_add(part))
                .unwrap_or(sum);
        }
        sum
    }

    /// The sum in one direction that a figure is.
    fn way(&self, target: usize, way: Way) -> Option<usize> {
        self.of_target
            .get(&target)?
            .iter()
            .copied()
            .find(|number| self.relations[*number].way == way)
    }

    /// How far a figure can be from what it stands for: half a unit where it was written rounded;
    /// where it was filled in, as far as what it was filled in from.
    fn slack(&mut self, id: usize) -> Decimal {
        if let Some(known) = self.slacks.get(&id) {
            return *known;
        }
        let figure = self.book.figures[id];
        // A circle of sums is a finding; here it ends.
        self.slacks.insert(id, figure.half_step);
        if figure.written {
            return figure.half_step;
        }
        let sheet = self.book.sheets.get(figure.at.0);
        let from = self
            .way(id, Way::Across)
            .or_else(|| self.way(id, Way::Down))
            .map(|number| self.relations[number].clone());
        let mut slack = Decimal::ZERO;
        for (weight, part) in from.iter().flat_map(|from| &from.terms) {
            let part = weight.abs().checked_mul(self.slack(*part));
            slack = part.and_then(|part| slack.checked_add(part)).unwrap_or(slack);
        }
        if from.as_ref().is_some_and(|from| from.share.is_some()) {
            slack = slack
                .checked_add(
                    sheet.map_or(Decimal::ZERO, |sheet| sheet.half_step(sheet.across(), 1)),
                )
                .unwrap_or(slack);
        }
        if from.is_none() {
            // What is left over is as loose as all that it is left over from.
            let rest = sheet
                .map(|sheet| sheet.lines.len().saturating_add(2))
                .and_then(|lines| u32::try_from(lines).ok());
            let remainder = sheet.is_some_and(|sheet| sheet.is_rest(figure.at.1));
            slack = sheet
                .filter(|_| remainder)
                .map_or(slack, |sheet| sheet.half_step(sheet.across(), rest.unwrap_or(u32::MAX)));
        }
        self.slacks.insert(id, slack);
        slack
    }

    /// A table's total against what the note says that it must give; by what rounding can give, for
    /// that is not printed.
    fn must_give(&self, sheet: &Sheet<'_>, audit: &mut Audit) {
        let Some(stated) = &sheet.table.must_give else { return };
        let across = sheet.id(Place::Grand, sheet.across()).is_some() || sheet.table.sums_across();
        let keys: Vec<ColumnKey> = if stated.value.is_zero() || !(across && sheet.has_across) {
            sheet
                .figure_columns()
                .filter(|(_, column)| column.summed)
                .map(|(_, column)| column.key.clone())
                .collect()
        } else {
            vec![ColumnKey::Across]
        };
        for key in keys {
            let Some(terms) = total_of(sheet, &key) else { continue };
            let Some(first) = terms.first().map(|(_, id)| *id) else { continue };
            let sum = terms
                .iter()
                .try_fold(Decimal::ZERO, |sum, (_, id)| sum.checked_add(self.book.value(*id)?));
            let Some(sum) = sum else { continue };
            audit.verified += 1;
            let lines = u32::try_from(sheet.lines.len() * (sheet.columns.len() + 1) + 1)
                .unwrap_or(u32::MAX);
            let tolerance = sheet.half_step(sheet.across(), lines);
            if (sum - stated.value.decimal()).abs() > tolerance {
                audit.breaches.push(breach(
                    &self.book.sheets,
                    &self.book.figures[first],
                    Kind::MustGive,
                    Some(stated.value.decimal()),
                ));
            }
        }
    }
}
