//! Made-up papers in which nothing is wrong: nothing may be said to be. `benches/detection` has the
//! papers, and measures on far more of them what is found when something is.

#[allow(dead_code, reason = "slips and names are for the bench")]
#[path = "../../benches/detection/papers/mod.rs"]
mod papers;

use budgetnotat::diagnostic::Severity;
use budgetnotat::project::Project;
use budgetnotat::report;
use budgetnotat::rule::{self, Selection};
use budgetnotat::solved::Solved;
use budgetnotat::text::Lang;

use papers::slip::{self, Slip};
use papers::{Paper, Plan, Print, Random, Shape};

/// Papers of each sort: a second or two without optimisation.
const PAPERS: u64 = 12;

/// Another seed than the bench's.
const SEED: u64 = 2_020;

fn each(mut look: impl FnMut(&Paper, u64)) {
    let sorts = Shape::ALL.into_iter().flat_map(|shape| Print::ALL.map(|print| (shape, print)));
    for ((shape, print), sort) in sorts.zip(0..) {
        for number in (0..PAPERS).map(|number| sort * 1_000 + number) {
            let mut random = Random::new(SEED, number);
            let paper = Plan::any(shape, print, &mut random).paper(&mut random);
            look(&paper, number);
        }
    }
}

#[test]
fn papers_in_which_nothing_is_wrong_give_no_alarm_however_they_are_rounded() {
    let mut off = 0;
    each(|paper, number| {
        off += paper.sums.iter().filter(|sum| paper.residual(sum) != 0).count();
        let project = Solved::new(Project::read(paper.note().inputs));
        let checked = rule::check(&project, &Selection::All);
        let alarms =
            checked.findings.iter().filter(|finding| finding.severity() != Severity::Remark);
        let reported: Vec<String> =
            alarms.map(|finding| report::plain(finding, Lang::En)).collect();
        assert!(reported.is_empty(), "paper {number}: {reported:#?}");
        // The program sees every sum that the paper has: else silence would say nothing.
        assert!(
            checked.counts.equations >= paper.sums.iter().filter(|sum| sum.terms.len() > 1).count(),
            "paper {number}"
        );
        assert_eq!(checked.counts.figures, paper.figures.len(), "paper {number}");
    });
    assert!(off > 200, "only {off} sums are off by rounding: these papers would prove nothing");
}

#[test]
fn a_slip_of_any_kind_in_an_exact_paper_is_found() {
    for (shape, number) in Shape::ALL.into_iter().zip(0..) {
        let mut random = Random::new(SEED, number);
        for slip in Slip::ALL {
            let paper = Plan::any(shape, Print::Exact, &mut random).paper(&mut random);
            let Some((wrong, plant)) = slip::plant(&paper, slip, &mut random) else { continue };
            let project = Solved::new(Project::read(wrong.note().inputs));
            let checked = rule::check(&project, &Selection::All);
            assert!(report::count(&checked, Severity::Error) > 0, "{shape:?}, {slip:?}: {plant:?}");
        }
    }
}

#[test]
fn a_paper_is_the_same_wherever_it_is_made() {
    let mut random = Random::new(SEED, 1);
    let first: Vec<i64> = (0..4).map(|_| random.range(0, 999_999)).collect();
    assert_eq!(first, [72_576, 207_939, 751_785, 150_463]);
}
