//! What is added up: all notes of a round, or those of a pack.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::Amount;
use crate::contribution::Sum;
use crate::note::{Grouping, Note, Order, Pack, Parts, Period, Version, Wanted};
use crate::pack::{Member, Packed};
use crate::project::Selection;
use crate::register::Round;
use crate::source::{FileId, Span, Spanned};

use super::cause::Cause;
use super::frames::{self, FrameChange};
use super::ladder::Climb;
use super::line::Line;
use super::matching::matched;
use super::pairs::{NotePair, Stated};
use super::presence::Presence;
use super::side::Side;
use super::totals::{Adding, Total};

/// What changed in the money of a round or a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The pack's name; none for the whole round.
    pub pack: Option<String>,
    /// The pack's title, or the round's.
    pub title: String,
    /// Which versions have it.
    pub presence: Presence,
    /// The steps, note by note. Of a round also those of money that is not counted; of a pack only
    /// those of what it counts.
    pub lines: Vec<Line>,
    /// What is counted, before and after; none where a sum can't be held.
    pub totals: Option<Vec<Total>>,
    /// The frames' years that changed. None where only some notes were asked for.
    pub frames: Vec<FrameChange>,
    /// False where a note of it has errors in either version, or a file that it is read by has: then
    /// the lines are not claimed to explain the difference.
    pub claimed: bool,
    /// What has those errors: ids of notes, names of files.
    pub disputed: Vec<String>,
}

impl View {
    /// True where no money and no frame changed.
    pub fn is_empty(&self) -> bool {
        let same = self.presence == Presence::Both && self.claimed;
        same && self.lines.is_empty() && self.frames.is_empty()
    }

    /// What the counted lines come to by cause, control area and year, without those that come to
    /// nothing.
    pub fn by_cause(&self) -> BTreeMap<(Cause, &str, Period), Amount> {
        let mut out: BTreeMap<_, Amount> = BTreeMap::new();
        for line in self.lines.iter().filter(|line| line.counted) {
            let sum = out.entry((line.cause, line.area.as_str(), line.period)).or_default();
            *sum = sum.plus(line.difference()).unwrap_or(*sum);
        }
        out.retain(|_, sum| !sum.is_zero());
        out
    }

    /// True where the lines are claimed to explain the difference, and do.
    pub fn holds(&self) -> bool {
        let explained = |totals: &Vec<Total>| totals.iter().all(|own| own.unexplained.is_zero());
        self.claimed && self.totals.as_ref().is_some_and(explained)
    }
}

/// The round as a whole, of the notes that are asked for; then its packs: whole where they are asked for, and
/// else what they make of those notes.
pub(super) fn views(
    sides: (&Side<'_>, &Side<'_>),
    stated: &Stated<'_>,
    notes: &[NotePair<'_>],
    selection: &Selection,
) -> Vec<View> {
    let pair = stated.pair;
    let (old, new) = (pair.before.map(whole), pair.after.map(whole));
    let all: Vec<&NotePair<'_>> = notes.iter().collect();
    let asked: Vec<&NotePair<'_>> = notes.iter().filter(|own| own.asked).collect();
    let mut out = Vec::new();
    if !asked.is_empty() {
        let mut whole = view(sides, stated, &asked, (old.as_ref(), new.as_ref()), None);
        if let Some(whole) = whole.as_mut().filter(|_| asked.len() < all.len()) {
            // A frame is used by all, and not by those that were asked for.
            whole.frames.clear();
        }
        out.extend(whole);
    }
    let of = |side: &Side<'_>, round: Option<&Round>| -> BTreeMap<String, Pack> {
        let Some(round) = round else { return BTreeMap::new() };
        let own = side.solved.project().packs.iter().filter(|pack| pack.round == round.folder);
        own.map(|pack| (pack.name.clone(), pack.clone())).collect()
    };
    let (old, new) = (of(sides.0, pair.before), of(sides.1, pair.after));
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for name in names {
        let packs = (old.get(name), new.get(name));
        let is_asked = |side: &Side<'_>, pack: Option<&Pack>| {
            pack.is_some_and(|pack| selection.has(side.path(pack.file)))
        };
        if is_asked(sides.0, packs.0) || is_asked(sides.1, packs.1) {
            out.extend(view(sides, stated, &all, packs, Some(name)));
        } else if let Some(mut own) = view(sides, stated, &asked, packs, Some(name)) {
            // Of a pack that is not asked for, what it makes of the notes that are.
            own.frames.clear();
            out.extend(Some(own).filter(|own| !own.lines.is_empty()));
        }
    }
    out
}

/// What one version counts of a round or a pack.
struct Counted<'p, 'a> {
    packed: Option<&'p Packed<'a>>,
    members: BTreeMap<FileId, &'p Member<'a>>,
}

impl<'p, 'a> Counted<'p, 'a> {
    fn new(packed: Option<&'p Packed<'a>>) -> Self {
        let members = packed.iter().flat_map(|packed| &packed.members);
        Self { packed, members: members.map(|member| (member.note.file, member)).collect() }
    }

    fn member(&self, note: Option<(usize, &Note)>) -> Option<&'p Member<'a>> {
        self.members.get(&note?.1.file).copied()
    }

    fn counts(&self, note: Option<(usize, &Note)>) -> bool {
        self.member(note).is_some_and(|member| member.counted)
    }
}

/// One round or pack.
fn view(
    sides: (&Side<'_>, &Side<'_>),
    stated: &Stated<'_>,
    notes: &[&NotePair<'_>],
    packs: (Option<&Pack>, Option<&Pack>),
    name: Option<&String>,
) -> Option<View> {
    let old = packed(sides.0, packs.0, stated.pair.before);
    let new = packed(sides.1, packs.1, stated.pair.after);
    let (before, after) = (Counted::new(old.as_ref()), Counted::new(new.as_ref()));
    let shown = packs.1.or(packs.0)?;
    let mut lines = Vec::new();
    let mut adding = Adding::default();
    let mut disputed = disputed_files(sides, stated, packs, name);
    let by_files = disputed.iter().any(|file| name != Some(file));
    for own in notes {
        let members = (before.member(own.before), after.member(own.after));
        let counts = (before.counts(own.before), after.counts(own.after));
        let member = members.0.is_some() || members.1.is_some();
        if own.unresolved.is_some() && member && !by_files {
            disputed.push(own.id().to_owned());
        }
        for (later, member, stating) in
            [(false, members.0, stated.before), (true, members.1, stated.after)]
        {
            for sum in member.filter(|member| member.counted).iter().flat_map(|own| sums(own)) {
                adding.add(later, sum, stating.round.unit, stating.unit);
            }
        }
        let both = members.0.zip(members.1);
        let same_choices = both.is_none_or(|(old, new)| {
            let ids =
                old.choices.iter().chain(&new.choices).map(|own| own.choice.id.value.as_str());
            ids.into_iter().all(|id| old.counts(Some(id)) == new.counts(Some(id)))
        });
        if own.shared && counts.0 == counts.1 && same_choices {
            continue;
        }
        let (rows_before, rows_after) = own.rows(sides, stated);
        let picks = |member: Option<&Member<'_>>, other: Option<&Member<'_>>, id: Option<&str>| {
            member.or(other).is_none_or(|member| member.counts(id))
        };
        let elsewhere =
            |post: &str| rows_before.posts.contains(post) && rows_after.posts.contains(post);
        let climb = Climb {
            note: own.id(),
            after: stated.after,
            counts,
            why: why(own, packs, members, counts),
            choices: (&|id| picks(members.0, members.1, id), &|id| picks(members.1, members.0, id)),
            same_text: own.same_text,
            disputed: own.unresolved.is_some(),
            elsewhere: &elsewhere,
        };
        let climbed = matched(rows_before, rows_after).into_iter().flat_map(|row| climb.lines(row));
        lines.extend(climbed.filter(|line| name.is_none() || line.counted));
    }
    let unit = stated.after.unit;
    Some(View {
        pack: name.cloned(),
        title: shown.title.value.clone(),
        presence: match packs {
            (None, _) => Presence::New,
            (_, None) => Presence::Gone,
            _ => Presence::Both,
        },
        totals: adding.totals(&lines),
        lines,
        frames: frames::changed(before.packed, after.packed, unit),
        claimed: disputed.is_empty(),
        disputed,
    })
}

/// The files with errors that a round or pack is read by: the municipality's and the round's, which dispute
/// everything, and the pack's own, by its name.
fn disputed_files(
    sides: (&Side<'_>, &Side<'_>),
    stated: &Stated<'_>,
    packs: (Option<&Pack>, Option<&Pack>),
    name: Option<&String>,
) -> Vec<String> {
    let round = |side: &Side<'_>, round: Option<&Round>| {
        round.into_iter().flat_map(|round| side.disputed_files(&round.folder)).collect::<Vec<_>>()
    };
    let mut out = round(sides.0, stated.pair.before);
    out.extend(round(sides.1, stated.pair.after));
    let own =
        |side: &Side<'_>, pack: Option<&Pack>| pack.is_some_and(|pack| side.disputes_pack(pack));
    if own(sides.0, packs.0) || own(sides.1, packs.1) {
        out.extend(name.cloned());
    }
    out.sort();
    out.dedup();
    out
}

/// What a version's pack has.
fn packed<'a>(
    side: &Side<'a>,
    pack: Option<&'a Pack>,
    round: Option<&'a Round>,
) -> Option<Packed<'a>> {
    pack.zip(round).map(|(pack, round)| Packed::new(side.solved, pack, round))
}

/// A note's counted sums, each under its own period.
fn sums<'m>(member: &'m Member<'_>) -> impl Iterator<Item = &'m Sum> {
    member.contribution.sums.iter().filter(|sum| member.counts(sum.choice.as_deref()))
}

/// What the earlier and the later version have.
type Either<T> = (Option<T>, Option<T>);

/// Why a note counts otherwise than it did.
fn why(
    own: &NotePair<'_>,
    packs: Either<&Pack>,
    members: Either<&Member<'_>>,
    counts: (bool, bool),
) -> Option<Cause> {
    let withdrawn = |note: Option<(usize, &Note)>| note.is_some_and(|(_, note)| note.withdrawn());
    match (own.before, own.after) {
        (None, _) => return Some(Cause::NoteNew),
        (_, None) => return Some(Cause::NoteGone),
        _ => {}
    }
    if counts.0 == counts.1 {
        return None;
    }
    let cause = match (withdrawn(own.before), withdrawn(own.after)) {
        (false, true) => Cause::Withdrawn,
        (true, false) => Cause::Resumed,
        _ => match (packs, members) {
            ((None, _), _) => Cause::PackNew,
            ((_, None), _) => Cause::PackGone,
            (_, (None, _)) => Cause::Entered,
            (_, (_, None)) => Cause::Left,
            _ if counts.1 => Cause::CountedNow,
            _ => Cause::CountedNoMore,
        },
    };
    Some(cause)
}

/// A round as a pack of all its notes, each with its own options.
fn whole(round: &Round) -> Pack {
    let span = Span::new(round.file, 0..0);
    Pack {
        file: round.file,
        round: round.folder.clone(),
        name: String::new(),
        title: Spanned::new(round.title.clone(), span),
        date: None,
        version: Version::default(),
        introduction: None,
        wanted: Wanted::default(),
        uncounted: Vec::new(),
        picks: Vec::new(),
        unpicked: None,
        grouping: Grouping::None,
        order: Order::Id,
        unit: Some(round.unit),
        decimals: None,
        parts: Parts::default(),
    }
}
