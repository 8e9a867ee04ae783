//! A pack: many notes as one set of figures, each taken from the notes and none typed twice.
//!
//! [`crate::contribution`] is what one note gives to its sums; [`Packed`] is what a pack makes of the notes it has. All amounts are
//! exact. [`frame`] holds them against the round's frames, [`together`] several packs at once, [`overview`] tells them as tables,
//! [`figures`] lists every figure.

mod exact;
pub mod about;
pub mod figures;
pub mod frame;
mod members;
pub mod overview;
pub mod printed;
mod solved;
pub mod together;

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::amount::{Amount, Unit};
use crate::contribution::{Contribution, Sum};
use crate::equation::dimensions::Names;
use crate::note::{self, ColumnKey, Note, Pack, Period, Unpicked};
use crate::register::{Frame, Municipality, Round};
use crate::solved::Solved;

pub use frame::FrameUse;
pub(crate) use members::natural;
pub use members::{alphabetical, capitalised, committee_of, members};
pub use solved::{SolvedPack, selected};

/// A pack with its notes and their money, in the pack's unit and the round's price level.
#[derive(Clone, Debug)]
pub struct Packed<'a> {
    /// The pack as typed.
    pub pack: &'a Pack,
    /// Its round.
    pub round: &'a Round,
    /// The municipality.
    pub municipality: &'a Municipality,
    /// What its amounts are counted in.
    pub unit: Unit,
    /// How many decimals its overviews have.
    pub decimals: u32,
    /// The years of its overviews: the round's, and a period before or after them where notes have
    /// money there.
    pub periods: Vec<Period>,
    /// Its notes in order: those of a group after each other.
    pub members: Vec<Member<'a>>,
    /// Its groups in order.
    pub groups: Vec<Group>,
    /// The notes that it would have had, in order, had they not been withdrawn: they are listed and
    /// count in nothing.
    pub withdrawn: Vec<&'a Note>,
    /// The round's frames, with what the pack uses of them.
    pub frames: Vec<FrameUse<'a>>,
    /// True where a sum could not be held.
    pub overflow: bool,
}

/// A note of a pack.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    /// The note.
    pub note: &'a Note,
    /// False where it is shown and not counted.
    pub counted: bool,
    /// Code of the committee over the administration that writes it.
    pub committee: Option<String>,
    /// Its options.
    pub choices: Vec<Choice<'a>>,
    /// Its money, in the pack's unit, each under one of the pack's periods; that of every option,
    /// counted or not.
    pub sums: Vec<Sum>,
    /// What of its tables has no place in the sums, and where they differ.
    pub contribution: &'a Contribution,
}

/// An option of a note, as a pack has it.
#[derive(Clone, Debug)]
pub struct Choice<'a> {
    /// The option.
    pub choice: &'a note::Choice,
    /// True where its money is counted.
    pub counted: bool,
}

/// Notes that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they have in common; empty where notes are not grouped.
    pub name: String,
    /// Indexes of its members.
    pub members: std::ops::Range<usize>,
    /// Indexes of its notes that were withdrawn.
    pub withdrawn: std::ops::Range<usize>,
}

/// A part of a pack's money.
#[derive(Clone, Copy, Debug)]
pub struct Part<'p, 'a> {
    /// Whose it is.
    pub member: &'p Member<'a>,
    /// The sum.
    pub sum: &'p Sum,
}

impl<'a> Packed<'a> {
    /// A pack of a project, and its round, with the notes that it chooses.
    pub fn new(solved: &'a Solved, pack: &'a Pack, round: &'a Round) -> Self {
        let project = solved.project();
        let names = Names::new(&project.municipality, round);
        let unit = pack.unit.unwrap_or(round.unit);
        let chosen = members::members(project, pack, round).into_iter();
        let known = chosen.filter_map(|place| {
            Some((project.notes.get(place)?.as_ref(), solved.contribution(place)?))
        });
        let (withdrawn, known): (Vec<_>, Vec<_>) =
            known.partition(|(note, _): &(&Note, &Contribution)| note.withdrawn());
        let columns = columns(round, &known);
        let mut overflow = false;
        let mut members: Vec<Member<'a>> = Vec::new();
        for (note, contribution) in known {
            let mut sums = Vec::new();
            for sum in &contribution.sums {
                let period = columns.iter().find(|column| covers(**column, sum.period)).copied();
                let (Some(period), Some(amount)) = (period, round.unit.convert(sum.amount, unit))
                else {
                    overflow = true;
                    continue;
                };
                sums.push(Sum { period, amount, ..sum.clone() });
            }
            let picked = pack.picks.iter().find(|pick| pick.note.value == note.id.value);
            let counts = |choice: &note::Choice| match picked {
                Some(pick) => pick.choices.iter().any(|word| word.value == choice.id.value),
                None => choice.default && pack.unpicked != Some(Unpicked::None),
            };
            members.push(Member {
                note,
                counted: pack.uncounted.iter().all(|word| word.value != note.id.value),
                committee: committee_of(&names, note),
                choices: note
                    .choices
                    .iter()
                    .map(|choice| Choice { choice, counted: counts(choice) })
                    .collect(),
                sums,
                contribution,
            });
        }
        let mut packed = Self {
            pack,
            round,
            municipality: &project.municipality,
            unit,
            decimals: pack.decimals.unwrap_or(unit.default_decimals()),
            periods: columns,
            members,
            groups: Vec::new(),
            withdrawn: withdrawn.into_iter().map(|(note, _)| note).collect(),
            frames: Vec::new(),
            overflow,
        };
        packed.arrange(&names);
        packed.frames = uses(&packed, &names);
        packed.overflow |= packed.members.iter().any(|member| member.contribution.overflow)
            || packed.total(|_| true).is_none();
        packed
    }

    /// The money that is counted, part by part, in the order of the notes.
    pub fn counted(&self) -> impl Iterator<Item = Part<'_, 'a>> {
        let members = self.members.iter().filter(|member| member.counted);
        members.flat_map(|member| member.counted_sums().map(move |sum| Part { member, sum }))
    }

    /// All money, part by part, counted or not, in the order of the notes.
    pub fn parts(&self) -> impl Iterator<Item = Part<'_, 'a>> {
        self.members
            .iter()
            .flat_map(|member| member.sums.iter().map(move |sum| Part { member, sum }))
    }

    /// What the counted money that `fits` adds up to in each of the pack's periods; `None` where
    /// that can't be held.
    pub fn total(&self, fits: impl Fn(&Part<'_, 'a>) -> bool) -> Option<Vec<Amount>> {
        self.add(self.counted().filter(fits).map(|part| part.sum))
    }

    /// What sums add up to in each of the pack's periods.
    pub fn add<'s>(&self, sums: impl Iterator<Item = &'s Sum>) -> Option<Vec<Amount>> {
        let mut out = vec![Amount::ZERO; self.periods.len()];
        for sum in sums {
            let Some(at) = self.periods.iter().position(|period| *period == sum.period) else {
                continue;
            };
            out[at] = out[at].plus(sum.amount)?;
        }
        Some(out)
    }

    /// The column of the overviews that money of a period stands in.
    pub fn column(&self, period: Period) -> Option<Period> {
        self.periods.iter().find(|column| covers(**column, period)).copied()
    }

    /// The topmost control area that one is a part of.
    pub fn root<'s>(&'s self, area: &'s str) -> &'s str {
        self.municipality.lineage(area).last().copied().unwrap_or(area)
    }

    /// Puts the notes in their order, and tells the groups.
    fn arrange(&mut self, names: &Names<'_>) {
        let dearness = |member: &Member<'_>| {
            member.counted_sums().map(|sum| sum.amount).try_fold(Amount::ZERO, Amount::plus)
        };
        let pack = self.pack;
        let group = |note: &Note| members::group(names, pack.grouping, note);
        let mut keyed: Vec<_> = std::mem::take(&mut self.members)
            .into_iter()
            .map(|member| (group(member.note), dearness(&member), member))
            .collect();
        keyed.sort_by(|(group_a, dear_a, a), (group_b, dear_b, b)| {
            group_a
                .cmp(group_b)
                .then_with(|| members::compare(pack, a.note, b.note, dear_a.cmp(dear_b)))
        });
        let mut withdrawn: Vec<_> = std::mem::take(&mut self.withdrawn)
            .into_iter()
            .map(|note| (group(note), note))
            .collect();
        withdrawn.sort_by(|(group_a, a), (group_b, b)| {
            group_a.cmp(group_b).then_with(|| members::compare(pack, a, b, Ordering::Equal))
        });
        // Each group once, also one whose notes were all withdrawn.
        let groups: BTreeSet<_> = keyed
            .iter()
            .map(|(group, ..)| group.clone())
            .chain(withdrawn.iter().map(|(group, _)| group.clone()))
            .collect();
        let (mut members, mut left) = (0, 0);
        for group in groups {
            let own = keyed.iter().filter(|(of, ..)| *of == group).count();
            let gone = withdrawn.iter().filter(|(of, _)| *of == group).count();
            self.groups.push(Group {
                name: group.1,
                members: members..members + own,
                withdrawn: left..left + gone,
            });
            (members, left) = (members + own, left + gone);
        }
        self.members = keyed.into_iter().map(|(_, _, member)| member).collect();
        self.withdrawn = withdrawn.into_iter().map(|(_, note)| note).collect();
    }
}

impl Member<'_> {
    /// True where money of an option is counted; money of none always is.
    pub fn counts(&self, choice: Option<&str>) -> bool {
        choice.is_none_or(|id| {
            self.choices.iter().any(|choice| choice.counted && choice.choice.id.value == id)
        })
    }

    /// Its money that is counted.
    pub fn counted_sums(&self) -> impl Iterator<Item = &Sum> {
        self.sums.iter().filter(|sum| self.counts(sum.choice.as_deref()))
    }
}

/// The columns of a pack's overviews: the round's years, with a column before and after them for
/// money that notes have there.
fn columns(round: &Round, notes: &[(&Note, &Contribution)]) -> Vec<Period> {
    let own: Vec<Period> = round.years.iter().map(|year| year.value).collect();
    let periods: BTreeSet<Period> = notes
        .iter()
        .flat_map(|(_, contribution)| &contribution.sums)
        .map(|sum| sum.period)
        .collect();
    let outside = |fits: &dyn Fn(&Period) -> bool| {
        let outside = || periods.iter().filter(|period| !own.contains(period) && fits(period));
        let (first, last) =
            (outside().map(|p| p.first()).min()?, outside().map(|p| p.last()).max()?);
        Some(if first == last { Period::Year(first) } else { Period::Range(first, last) })
    };
    let (first, last) = (own.iter().map(|p| p.first()).min(), own.iter().map(|p| p.last()).max());
    let before = outside(&|period| first.is_some_and(|first| period.last() < first));
    let after = outside(&|period| last.is_some_and(|last| period.first() > last));
    before.into_iter().chain(own.iter().copied()).chain(after).collect()
}

/// True for a period that is a column's, or within it.
fn covers(column: Period, period: Period) -> bool {
    column == period
        || (matches!(column, Period::Range(..))
            && column.first() <= period.first()
            && period.last() <= column.last())
}

/// The frames of the pack's round. A year whose sums can't be held is left out: a finding says so.
fn uses<'a>(packed: &Packed<'a>, names: &Names<'_>) -> Vec<FrameUse<'a>> {
    let of = |frame: &'a Frame| {
        let covers =
            |part: &Part<'_, 'a>| frame::covers(frame, names, &part.sum.area, &part.sum.committee);
        let all = packed.total(covers);
        let outside = packed.total(|part| covers(part) && frame::outside(frame, part.sum));
        let lines = frame.limits.iter().filter_map(|cell| {
            let ColumnKey::Period(period) = cell.column else { return None };
            let at = packed.periods.iter().position(|known| *known == period)?;
            let limit = frame.unit.convert(cell.amount()?, packed.unit)?;
            let uses = (*all.as_ref()?.get(at)?, *outside.as_ref()?.get(at)?);
            frame::Line::new(period, limit, uses, cell.span)
        });
        FrameUse { frame, lines: lines.collect() }
    };
    packed.round.frames.iter().map(of).collect()
}
