//! The papers that are judged, and what came of it.

use crate::judge::{self, Said};
use crate::papers::slip::{self, Plant, Slip};
use crate::papers::{Figure, Paper, Plan, Print, Random, Shape};
use crate::rivals::{self, Evidence};

/// A paper to be judged. Its number and the seed say everything about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Job {
    pub(crate) number: u64,
    pub(crate) shape: Shape,
    pub(crate) print: Print,
    pub(crate) slip: Option<Slip>,
    /// One of those that are only for small slips.
    pub(crate) small: bool,
}

impl Job {
    /// `papers` of each sort with each slip, ten times as many untouched, and of rounded ones seven
    /// times as many more that are off by 1 to 7 units.
    pub(crate) fn all(papers: u64) -> Vec<Self> {
        let mut jobs = Vec::new();
        let mut sort = 0;
        let mut add = |count: u64, shape, print, slip, small| {
            sort += 1;
            // A sort's papers are the same however many there are of the others.
            jobs.extend((0..count).map(|index| Self {
                number: sort * 1_000_000 + index,
                shape,
                print,
                slip,
                small,
            }));
        };
        for shape in Shape::ALL {
            for print in Print::ALL {
                add(10 * papers, shape, print, None, false);
                // Without a sum across there is no profile that could be old.
                for slip in
                    Slip::ALL.into_iter().filter(|slip| shape.across() || *slip != Slip::OldProfile)
                {
                    add(papers, shape, print, Some(slip), false);
                }
                add(
                    if print.rounded() { 7 * papers } else { 0 },
                    shape,
                    print,
                    Some(Slip::Off),
                    true,
                );
            }
        }
        jobs
    }

    /// The paper, with its slip. Where the first has no room for that slip, the next is taken.
    pub(crate) fn paper(self, seed: u64) -> (Paper, Plant) {
        let mut random = Random::new(seed, self.number);
        loop {
            let paper = Plan::any(self.shape, self.print, &mut random).paper(&mut random);
            let Some(slip) = self.slip else { return (paper, Plant::new()) };
            if let Some(planted) = slip::plant(&paper, slip, &mut random) {
                return planted;
            }
        }
    }
}

/// Where a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Post,
    Across,
    Total,
    All,
}

impl Place {
    pub(crate) const EACH: [(Self, &'static str); 4] = [
        (Self::Post, "a post's year"),
        (Self::Across, "a post's sum across"),
        (Self::Total, "a year's total"),
        (Self::All, "the sum of all"),
    ];

    fn of(figure: &Figure) -> Self {
        match (figure.row, figure.year) {
            (Some(_), Some(_)) => Self::Post,
            (Some(_), None) => Self::Across,
            (None, Some(_)) => Self::Total,
            (None, None) => Self::All,
        }
    }
}

/// What came of one paper.
#[allow(clippy::struct_excessive_bools, reason = "each is an answer of its own")]
#[derive(Clone, Debug)]
pub(crate) struct Result {
    pub(crate) job: Job,
    pub(crate) parts: usize,
    pub(crate) sums: usize,
    /// Sums that are off at all.
    pub(crate) off: usize,
    /// Where the slip's first figure stands.
    pub(crate) place: Option<Place>,
    /// The largest change of the slip, in units of the last digit.
    pub(crate) size: i64,
    pub(crate) exact: bool,
    /// Found by the interval of a sum in a table.
    pub(crate) tables: bool,
    /// Found by that of any sum.
    pub(crate) single: bool,
    /// There are true figures that are printed like this: no sum says that anything is wrong,
    /// however it is held against others.
    pub(crate) possible: bool,
    pub(crate) said: Said,
    /// How well the paper tells which figure is wrong: for hits on one wrong figure.
    pub(crate) evidence: Option<Evidence>,
    /// The first suspect is what was planted.
    pub(crate) right: bool,
    /// And what it should have been is among what the program says it could be.
    pub(crate) value: bool,
}

/// What came of all.
#[derive(Clone, Debug)]
pub(crate) struct Results(pub(crate) Vec<Result>);

impl Results {
    /// Judges them, on every processor.
    pub(crate) fn of(jobs: &[Job], seed: u64) -> Self {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        // Dealt out, so that each thread has as much to do.
        let hands: Vec<Vec<Job>> = (0..threads)
            .map(|hand| jobs.iter().skip(hand).step_by(threads).copied().collect())
            .collect();
        let mut all = Vec::with_capacity(jobs.len());
        std::thread::scope(|scope| {
            let work: Vec<_> = hands
                .iter()
                .map(|hand| {
                    scope
                        .spawn(move || hand.iter().map(|job| judge(*job, seed)).collect::<Vec<_>>())
                })
                .collect();
            for thread in work {
                all.extend(thread.join().expect("a thread that ends"));
            }
        });
        all.sort_by_key(|result| result.job.number);
        Self(all)
    }

    /// Those that a table is about.
    pub(crate) fn of_which(&self, wanted: impl Fn(&Result) -> bool) -> Vec<&Result> {
        self.0.iter().filter(|result| wanted(result)).collect()
    }
}

fn judge(job: Job, seed: u64) -> Result {
    let (paper, plant) = job.paper(seed);
    let said = judge::program(&paper);
    let right_value = |figure: usize| paper.print.printed(paper.figures[figure].kroner);
    let planted = said.first.and_then(|(figure, window)| {
        Some((plant.iter().find(|(own, _)| *own == figure)?.0, window))
    });
    let evidence = match (&plant[..], job.slip) {
        ([(figure, _)], Some(slip)) if said.alarm && !job.small => {
            let named = !matches!(slip, Slip::Off | Slip::OldTotal | Slip::OldProfile);
            Some(rivals::evidence(&paper, *figure, right_value(*figure), named))
        }
        _ => None,
    };
    Result {
        job,
        parts: paper.parts,
        sums: paper.sums.len(),
        off: paper.sums.iter().filter(|sum| paper.residual(sum) != 0).count(),
        place: plant.first().map(|(figure, _)| Place::of(&paper.figures[*figure])),
        size: plant
            .iter()
            .map(|(figure, value)| (value - right_value(*figure)).abs())
            .max()
            .unwrap_or(0),
        exact: judge::exact(&paper),
        tables: judge::single(&paper, |sum| !sum.link),
        single: judge::single(&paper, |_| true),
        possible: rivals::possible(&paper, None),
        evidence,
        right: planted.is_some(),
        value: planted
            .is_some_and(|(figure, [low, high])| (low..=high).contains(&right_value(figure))),
        said,
    }
}
