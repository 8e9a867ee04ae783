//! Several packs of one round against its frames: what they use together, each note once.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::amount::{Amount, Unit};
use crate::contribution::Sum;
use crate::equation::dimensions::Names;
use crate::note::{ColumnKey, Period};
use crate::pack::frame::{self, FrameUse};
use crate::pack::{Member, Packed};
use crate::register::Round;
use crate::source::FileId;

/// What packs of one round use together.
#[derive(Clone, Debug)]
pub struct Together<'a> {
    /// Their round.
    pub round: &'a Round,
    /// What the figures are counted in: the round's unit.
    pub unit: Unit,
    /// Ids of the notes that several of them count: each counts once, as the first has it.
    pub shared: Vec<&'a str>,
    /// The frames, with what all of them use.
    pub frames: Vec<FrameUse<'a>>,
}

impl<'a> Together<'a> {
    /// Packs of one round; `None` where there are none.
    pub fn new(packs: &[&Packed<'a>]) -> Option<Self> {
        let first = packs.first()?;
        let (round, names) = (first.round, Names::new(first.municipality, first.round));
        let mut taken: BTreeMap<FileId, (Unit, &Member<'a>)> = BTreeMap::new();
        let mut shared: BTreeSet<&'a str> = BTreeSet::new();
        for packed in packs.iter().filter(|packed| packed.round.folder == round.folder) {
            for member in packed.members.iter().filter(|member| member.counted) {
                match taken.entry(member.note.file) {
                    Entry::Occupied(_) => {
                        shared.insert(&member.note.id.value);
                    }
                    Entry::Vacant(place) => {
                        place.insert((packed.unit, member));
                    }
                }
            }
        }
        let sums: Vec<(Unit, &Sum)> = taken
            .values()
            .flat_map(|(unit, member)| member.counted_sums().map(move |sum| (*unit, sum)))
            .collect();
        let used = |frame: &'a crate::register::Frame| {
            let line = |period: Period, cell: &crate::note::Cell| {
                let own = sums.iter().filter(|(_, sum)| {
                    sum.period == period && frame::covers(frame, &names, &sum.area, &sum.committee)
                });
                let (mut all, mut outside) = (Amount::ZERO, Amount::ZERO);
                for (unit, sum) in own {
                    let amount = unit.convert(sum.amount, round.unit)?;
                    all = all.plus(amount)?;
                    if frame::outside(frame, sum) {
                        outside = outside.plus(amount)?;
                    }
                }
                let limit = frame.unit.convert(cell.amount()?, round.unit)?;
                frame::Line::new(period, limit, (all, outside), cell.span)
            };
            let lines = frame.limits.iter().filter_map(|cell| match cell.column {
                ColumnKey::Period(period) => line(period, cell),
                _ => None,
            });
            FrameUse { frame, lines: lines.collect() }
        };
        let frames = round.frames.iter().map(used).collect();
        Some(Self { round, unit: round.unit, shared: shared.into_iter().collect(), frames })
    }
}
