//! What a hand does to a paper: one slip of each kind.

use super::{Paper, Random, Sum};

/// A kind of slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slip {
    Swapped,
    Dropped,
    Doubled,
    Sign,
    Factor,
    LeftOut,
    Twice,
    Neighbour,
    OldTotal,
    OldProfile,
    Off,
}

impl Slip {
    pub(crate) const ALL: [Self; 11] = [
        Self::Swapped,
        Self::Dropped,
        Self::Doubled,
        Self::Sign,
        Self::Factor,
        Self::LeftOut,
        Self::Twice,
        Self::Neighbour,
        Self::OldTotal,
        Self::OldProfile,
        Self::Off,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Swapped => "two digits swapped",
            Self::Dropped => "a digit dropped",
            Self::Doubled => "a digit doubled",
            Self::Sign => "the sign turned",
            Self::Factor => "factor 10, 100 or 1.000",
            Self::LeftOut => "a part left out of a total",
            Self::Twice => "a part counted twice in a total",
            Self::Neighbour => "the neighbouring year's or row's figure",
            Self::OldTotal => "totals from before a post was changed",
            Self::OldProfile => "totals with an old profile over the years",
            Self::Off => "off by 1 to 7 units",
        }
    }
}

/// A slip in a paper: figures, and what they are written as.
pub(crate) type Plant = Vec<(usize, i64)>;

/// A paper with one slip of a kind: any figure that there could be one in is as likely, and so is
/// each way that it could be wrong. `None` where the paper has no room for it.
pub(crate) fn plant(paper: &Paper, slip: Slip, random: &mut Random) -> Option<(Paper, Plant)> {
    let ways: Vec<Vec<Plant>> = (0..paper.figures.len())
        .map(|figure| {
            let mut ways = ways(paper, slip, figure);
            ways.retain(|way| {
                way.iter().all(|(figure, value)| paper.figures[*figure].printed != *value)
            });
            ways
        })
        .filter(|ways| !ways.is_empty())
        .collect();
    if ways.is_empty() {
        return None;
    }
    let ways = random.pick(&ways);
    let plant = random.pick(ways).clone();
    let mut wrong = paper.clone();
    for (figure, value) in &plant {
        wrong.figures[*figure].printed = *value;
    }
    Some((wrong, plant))
}

/// Every slip of a kind that a figure could be wrong by.
fn ways(paper: &Paper, slip: Slip, figure: usize) -> Vec<Plant> {
    let own = &paper.figures[figure];
    let one = |values: Vec<i64>| values.into_iter().map(|value| vec![(figure, value)]).collect();
    match slip {
        Slip::Swapped | Slip::Dropped | Slip::Doubled | Slip::Sign | Slip::Factor => {
            one(typed(slip, own.printed))
        }
        Slip::Neighbour => one(neighbours(paper, figure)),
        Slip::LeftOut => one(parts(paper, figure)
            .map(|kroner| paper.print.printed(own.kroner - kroner))
            .collect()),
        Slip::Twice => one(parts(paper, figure)
            .map(|kroner| paper.print.printed(own.kroner + kroner))
            .collect()),
        Slip::OldTotal => old_total(paper, figure),
        Slip::OldProfile => old_profile(paper, figure),
        Slip::Off => one((1..=7).flat_map(|off| [own.printed - off, own.printed + off]).collect()),
    }
}

/// What a hand that slips writes for an amount.
fn typed(slip: Slip, right: i64) -> Vec<i64> {
    let digits: Vec<char> = right.abs().to_string().chars().collect();
    let value = |digits: Vec<char>| {
        let text: String = digits.into_iter().collect();
        Some(text)
            .filter(|text| !text.starts_with('0'))
            .and_then(|text| text.parse().ok())
            .map(|value: i64| value * right.signum())
    };
    let changed = |from: usize, to: usize, change: &dyn Fn(usize, &mut Vec<char>)| -> Vec<i64> {
        let each = (from..to).map(|at| {
            let mut own = digits.clone();
            change(at, &mut own);
            own
        });
        each.filter_map(value).collect()
    };
    match slip {
        Slip::Swapped => changed(1, digits.len(), &|at, digits| digits.swap(at - 1, at)),
        Slip::Dropped if digits.len() > 2 => changed(0, digits.len(), &|at, digits| {
            digits.remove(at);
        }),
        Slip::Doubled => changed(0, digits.len(), &|at, digits| digits.insert(at, digits[at])),
        Slip::Sign => vec![-right],
        Slip::Factor => {
            let tens = [10, 100, 1_000];
            let larger = tens.iter().map(|ten| right * ten);
            let smaller = tens.iter().filter(|ten| right % **ten == 0).map(|ten| right / ten);
            larger.chain(smaller).collect()
        }
        _ => Vec::new(),
    }
}

/// What stands beside, above and below.
fn neighbours(paper: &Paper, figure: usize) -> Vec<i64> {
    let own = &paper.figures[figure];
    let step = |from: Option<usize>| {
        from.map_or(Vec::new(), |from| {
            [from.checked_sub(1), from.checked_add(1)].into_iter().flatten().map(Some).collect()
        })
    };
    let beside = step(own.year).into_iter().map(|year| paper.at(own.table, own.row, year));
    let above = step(own.row).into_iter().map(|row| paper.at(own.table, row, own.year));
    beside.chain(above).flatten().map(|figure| paper.figures[figure].printed).collect()
}

/// The sums within its table that a figure is the total of, with at least two parts.
fn totals(paper: &Paper, figure: usize) -> impl Iterator<Item = &Sum> {
    paper.sums.iter().filter(move |sum| {
        !sum.link && sum.terms.len() > 2 && sum.terms.last() == Some(&(-1, figure))
    })
}

/// The true amounts of a total's parts.
fn parts(paper: &Paper, figure: usize) -> impl Iterator<Item = i64> {
    let parts = totals(paper, figure).flat_map(|sum| &sum.terms[..sum.terms.len() - 1]);
    parts.map(|(_, part)| paper.figures[*part].kroner)
}

/// A year's total, and the sum of all where it is printed, from before one of the year's posts was
/// changed.
fn old_total(paper: &Paper, figure: usize) -> Vec<Plant> {
    let own = &paper.figures[figure];
    if own.row.is_some() || own.year.is_none() {
        return Vec::new();
    }
    let all = paper.at(own.table, None, None);
    let old = |off: i64| {
        let figures = [Some(figure), all].into_iter().flatten();
        figures
            .map(|figure| (figure, paper.print.printed(paper.figures[figure].kroner + off)))
            .collect()
    };
    let changes = parts(paper, figure)
        .flat_map(|kroner| [-50, -20, -10, 10, 25, 100].map(|percent| kroner * percent / 100));
    changes.map(|off| off / unit(paper) * unit(paper)).map(old).collect()
}

/// Two years' totals as they were when a part of the money fell in the other year: the sum across
/// is right.
fn old_profile(paper: &Paper, figure: usize) -> Vec<Plant> {
    let own = &paper.figures[figure];
    let next = own.year.and_then(|year| paper.at(own.table, None, Some(year + 1)));
    let Some(next) =
        next.filter(|_| own.row.is_none() && paper.at(own.table, None, None).is_some())
    else {
        return Vec::new();
    };
    let moved = |kroner: i64| {
        let value = |figure: usize, off: i64| {
            (figure, paper.print.printed(paper.figures[figure].kroner + off))
        };
        vec![value(figure, -kroner), value(next, kroner)]
    };
    let amounts =
        parts(paper, figure).flat_map(|kroner| [25, 50, 100].map(|percent| kroner * percent / 100));
    amounts.map(|kroner| kroner / unit(paper) * unit(paper)).map(moved).collect()
}

/// What an amount is a whole number of.
fn unit(paper: &Paper) -> i64 {
    if paper.print.rounded() { 1 } else { paper.print.kroner() }
}

/// True where a figure's amount, were it right, would be written as it is by a slip that shows.
pub(crate) fn shows(paper: &Paper, figure: usize, right: i64) -> bool {
    let is = paper.figures[figure].printed;
    let by_hand = [Slip::Swapped, Slip::Dropped, Slip::Doubled, Slip::Sign, Slip::Factor];
    let parts: Vec<i64> = totals(paper, figure)
        .flat_map(|sum| &sum.terms[..sum.terms.len() - 1])
        .map(|(_, part)| paper.figures[*part].printed)
        .collect();
    // A total without one of its parts, or with it twice, is rounded once where the two are rounded
    // twice.
    let near = i64::from(paper.print.rounded());
    let off =
        |part: &i64| ((right - part) - is).abs() <= near || ((right + part) - is).abs() <= near;
    by_hand.iter().any(|slip| typed(*slip, right).contains(&is))
        || neighbours(paper, figure).contains(&is)
        || parts.iter().any(off)
}
