//! What changed in money between two versions: held against sums that are worked out by no code of
//! the program, over random pairs of versions.

use std::collections::{BTreeMap, BTreeSet};

use budgetnotat::amount::Amount;
use budgetnotat::changes::{Cause, Changes, Line, Side, Step, View};
use budgetnotat::project::{Input, Project};
use budgetnotat::rule::{self, Checker, Selection};
use budgetnotat::solved::Solved;
use proptest::prelude::*;

use crate::robust::config;
use crate::versions::{Change, Counted, World, changes, world};

/// What changed, with both versions read by themselves; and the same with the earlier one made beside
/// the later, where no more than notes and packs differ.
fn between(before: Vec<Input>, after: Vec<Input>) -> Changes {
    let later: BTreeMap<String, Vec<u8>> =
        after.iter().map(|input| (input.path.clone(), input.bytes.clone())).collect();
    let differs = |input: &&Input| later.get(&input.path) != Some(&input.bytes);
    let differing: Vec<Input> = before.iter().filter(differs).cloned().collect();
    let gone = later.keys().filter(|path| before.iter().all(|input| input.path != **path));
    let gone: BTreeSet<String> = gone.cloned().collect();
    let more = differing.iter().map(|input| &input.path).chain(&gone).any(|path| {
        ["kommune.toml", "runde.toml", "rammer.toml"].iter().any(|name| path.ends_with(name))
    });
    let (old, new) = (Solved::new(Project::read(before)), Solved::new(Project::read(after)));
    let mut checker = Checker::default();
    let (checked, _) = checker.check(&new, &Selection::All);
    for place in 0..new.project().notes.len() {
        new.contribution(place);
    }
    let found = rule::check(&old, &Selection::All).findings;
    let side = Side::new(&new, &checked.findings);
    let changes = Changes::between(&Side::new(&old, &found), &side, &Selection::All);
    match new.beside(differing, &gone) {
        Some(beside) => {
            let (earlier, _) = checker.check(&beside, &Selection::All);
            let before = Side::new(&beside, &earlier.findings);
            assert_eq!(Changes::between(&before, &side, &Selection::All), changes);
            assert!(!more);
        }
        None => assert!(more, "notes and packs alone differ"),
    }
    changes
}

fn view(changes: &Changes, pack: Option<&str>) -> View {
    let mut views = changes.rounds.iter().flat_map(|round| &round.views);
    let found = views.find(|view| view.pack.as_deref() == pack).cloned();
    found.unwrap_or_else(|| panic!("no view of {pack:?}: {changes:#?}"))
}

fn sums(pick: impl Fn(&budgetnotat::changes::Total) -> Amount, view: &View) -> Counted {
    let mut out = Counted::new();
    for total in view.totals.as_ref().unwrap() {
        let amount: i64 = pick(total).machine().parse().unwrap();
        let year = total.period.to_string().parse().unwrap();
        if amount != 0 {
            out.insert((total.committee.clone(), total.area.clone(), year), amount);
        }
    }
    out
}

/// What the counted lines add up to.
fn told<'l>(lines: impl Iterator<Item = &'l Line>) -> Counted {
    let mut out = Counted::new();
    for line in lines.filter(|line| line.counted) {
        let amount: i64 = line.difference().machine().parse().unwrap();
        let year = line.period.to_string().parse().unwrap();
        *out.entry((line.committee.clone(), line.area.clone(), year)).or_default() += amount;
    }
    out.retain(|_, amount| *amount != 0);
    out
}

fn less(after: &Counted, before: &Counted) -> Counted {
    let mut out = after.clone();
    for (key, amount) in before {
        *out.entry(key.clone()).or_default() -= amount;
    }
    out.retain(|_, amount| *amount != 0);
    out
}

/// Everything that must hold of two versions, whatever changed.
fn holds(before: &World, after: &World) -> Result<Changes, TestCaseError> {
    let changes = between(before.inputs(), after.inputs());
    for (pack, name) in [(false, None), (true, Some("alle"))] {
        let view = view(&changes, name);
        // A pack in which all notes are withdrawn has an error.
        let claimed = !pack || (before.has_members() && after.has_members());
        prop_assert!(view.claimed || !claimed, "made up without errors");
        prop_assert!(view.totals.iter().flatten().all(|own| own.unexplained.is_zero()));
        let (old, new) = (before.counted(pack), after.counted(pack));
        prop_assert_eq!(&sums(|total| total.before, &view), &old);
        prop_assert_eq!(&sums(|total| total.after, &view), &new);
        prop_assert_eq!(told(view.lines.iter()), less(&new, &old));
        prop_assert!(view.lines.iter().all(|line| line.before != line.after));
        moved_is_moved(&view)?;
        chained(&view)?;
    }
    Ok(changes)
}

/// What is called moved is of one post and comes to nothing over the years.
fn moved_is_moved(view: &View) -> Result<(), TestCaseError> {
    let mut by_post: BTreeMap<_, Vec<Amount>> = BTreeMap::new();
    for line in view.lines.iter().filter(|line| line.cause == Cause::Moved) {
        let key = (&line.address, &line.committee, &line.area, &line.choice, line.counted);
        by_post.entry(key).or_default().push(line.difference());
    }
    for (post, differences) in by_post {
        let sum = differences.iter().fold(Amount::ZERO, |sum, own| sum.plus(*own).unwrap());
        prop_assert!(sum.is_zero() && differences.len() > 1, "{post:?}: {differences:?}");
    }
    Ok(())
}

/// What a post has at a place after a step is what it has there before the next one.
fn chained(view: &View) -> Result<(), TestCaseError> {
    let mut by_place: BTreeMap<_, Vec<&Line>> = BTreeMap::new();
    for line in &view.lines {
        let key =
            (&line.address, &line.committee, &line.area, &line.choice, line.period, line.counted);
        by_place.entry(key).or_default().push(line);
    }
    for lines in by_place.values_mut() {
        lines.sort_by_key(|line| line.cause.step());
        for pair in lines.windows(2) {
            prop_assert_eq!(pair[0].after, pair[1].before, "{:?}", pair);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(250))]

    #[test]
    fn the_lines_are_the_difference(before in world(), made in changes()) {
        holds(&before, &before.changed(&made))?;
    }

    #[test]
    fn nothing_changed_is_nothing_told(world in world()) {
        let changes = holds(&world, &world)?;
        // A pack in which all notes are withdrawn has an error, which is told.
        prop_assert!(changes.is_empty() || !world.has_members(), "{changes:#?}");
    }
}

/// One post of 1.000 a year for AU's service in each of two notes.
fn plain() -> World {
    let post = |number| crate::versions::Post {
        number,
        with_id: true,
        committee: 0,
        area: 0,
        choice: 2,
        amounts: [1_000, 1_000, 1_000, 1_000],
    };
    let note = |number| crate::versions::Note {
        number,
        withdrawn: false,
        default: 0,
        earlier_prices: false,
        text: 0,
        posts: vec![post(1), post(2)],
    };
    World { notes: vec![note(1), note(2)], factor: 1_020, pack: Vec::new() }
}

/// The causes of all lines of the round, each once.
fn causes(made: &[Change]) -> Vec<Cause> {
    let before = plain();
    let changes = holds(&before, &before.changed(made)).unwrap();
    let mut out: Vec<Cause> = view(&changes, None).lines.iter().map(|line| line.cause).collect();
    out.sort();
    out.dedup();
    out
}

#[test]
fn each_change_is_told_by_its_cause() {
    for (made, told) in [
        (Change::Withdraw(0), Cause::Withdrawn),
        (Change::Remove(0), Cause::NoteGone),
        (Change::Prices(0), Cause::PriceLevel),
        (Change::PostAmount(0, 0, 1, 1_200), Cause::Amount),
        (Change::PostMove(0, 0, 1, 3, 200), Cause::Moved),
        (Change::PostCommittee(0, 0, 2), Cause::Code),
        (Change::PostArea(0, 1, 1), Cause::Code),
        (Change::PostChoice(0, 0, 1), Cause::Option),
        (Change::PostRemove(0, 0), Cause::PostGone),
    ] {
        assert_eq!(causes(std::slice::from_ref(&made)), [told], "{made:?}");
    }
    assert_eq!(causes(&[Change::Words(0)]), []);
    // A price factor changes what is stated by it, and nothing else.
    let before = plain().changed(&[Change::Prices(0)]);
    let changes = holds(&before, &before.changed(&[Change::Factor(1_050)])).unwrap();
    let lines = view(&changes, None).lines;
    assert!(lines.iter().all(|line| line.cause == Cause::PriceFactor && line.note == "N1"));
    assert_eq!(lines.len(), 8);
}

#[test]
fn several_changes_of_one_post_are_steps_of_their_own() {
    let made = [Change::PostCommittee(0, 0, 1), Change::PostAmount(0, 0, 0, 1_500)];
    let before = plain();
    let changes = holds(&before, &before.changed(&made)).unwrap();
    let view = view(&changes, None);
    let told: Vec<(Step, &str, String, String)> = view
        .lines
        .iter()
        .filter(|line| line.period.to_string() == "2027")
        .map(|line| {
            let (before, after) = (line.before.machine(), line.after.machine());
            (line.cause.step(), line.committee.as_str(), before, after)
        })
        .collect();
    let line = |step, committee, before: &str, after: &str| {
        (step, committee, before.to_owned(), after.to_owned())
    };
    assert_eq!(
        told,
        [
            line(Step::Code, "AU", "1000", "0"),
            line(Step::Code, "BU", "0", "1000"),
            line(Step::Amount, "BU", "1000", "1500"),
        ]
    );
}

#[test]
fn a_note_with_an_error_is_unresolved_and_nothing_is_claimed() {
    let (before, mut after) = (plain().inputs(), plain().inputs());
    let note = after.iter_mut().find(|input| input.path.ends_with("N1.toml")).unwrap();
    let text = String::from_utf8(note.bytes.clone()).unwrap();
    note.bytes = text.replacen("2027 = 1000", "2027 = \"tusind\"", 1).into_bytes();
    let changes = between(before, after);
    let view = view(&changes, None);
    assert!(!view.claimed && !view.holds());
    assert!(!view.lines.is_empty());
    assert!(view.lines.iter().all(|line| line.cause == Cause::Unresolved && line.note == "N1"));
}

#[test]
fn a_note_that_has_only_another_id_is_renamed() {
    let before = plain();
    let mut after = before.clone();
    after.notes[0].number = 7;
    let mut inputs = after.inputs();
    for input in &mut inputs {
        let text = String::from_utf8(std::mem::take(&mut input.bytes)).unwrap();
        input.bytes = text.replace("Notatet N7", "Notatet N1").into_bytes();
    }
    let changes = between(before.inputs(), inputs);
    assert_eq!(changes.rounds[0].notes.len(), 1);
    let note = &changes.rounds[0].notes[0];
    assert_eq!(
        (note.id.as_str(), &note.presence),
        ("N7", &budgetnotat::changes::Presence::Renamed("N1".to_owned()))
    );
    assert!(view(&changes, None).lines.is_empty());
}
