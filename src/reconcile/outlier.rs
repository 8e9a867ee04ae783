//! Outlier tables: two or more tables agree about the same money, and one disagrees.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::Amount;
use crate::equation::dimensions::Dimensions;
use crate::equation::{Origin, System};
use crate::note::{Period, TableNo};
use crate::reconcile::cause::{Cause, Mend, OutlierTable};
use crate::reconcile::check::Check;

/// One failed link between two tables.
struct Link {
    check: usize,
    other: TableNo,
    period: Option<Period>,
    gap: Amount,
}

/// Gathers causes of one link each, that nothing simple mends, where one table is the odd one out
/// of three or more.
pub(super) fn gather(system: &System, checks: &[Check], causes: Vec<Cause>) -> Vec<Cause> {
    let mut links: BTreeMap<(TableNo, Dimensions), Vec<Link>> = BTreeMap::new();
    for cause in &causes {
        let ([check], Mend::None) = (cause.checks.as_slice(), &cause.mend) else { continue };
        let Origin::SameMoney(compared) = &system.equations[checks[*check].equation].origin else {
            continue;
        };
        let residual = checks[*check].residual;
        for (table, other, gap) in [
            (compared.left, compared.right, residual),
            (compared.right, compared.left, residual.negated()),
        ] {
            let link = Link { check: *check, other, period: compared.period, gap };
            links.entry((table, compared.dims.clone())).or_default().push(link);
        }
    }
    let mut gathered: Vec<(OutlierTable, BTreeSet<usize>)> = Vec::new();
    for ((table, _), links) in links {
        let Some(outlier) = outlier(table, &links) else { continue };
        let own: BTreeSet<usize> = links.iter().map(|link| link.check).collect();
        if gathered.iter().all(|(_, taken)| taken.is_disjoint(&own)) {
            gathered.push((outlier, own));
        }
    }
    let mut out = Vec::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for cause in causes {
        let of = gathered
            .iter()
            .position(|(_, own)| cause.checks.len() == 1 && own.contains(&cause.checks[0]));
        let Some(index) = of else {
            out.push(cause);
            continue;
        };
        if taken.insert(index) {
            let (outlier, own) = &gathered[index];
            out.push(Cause {
                checks: own.iter().copied().collect(),
                mend: Mend::Outlier(outlier.clone()),
                ..cause
            });
        } else if let Some(first) =
            out.iter_mut().find(|first| first.checks.contains(&cause.checks[0]))
        {
            first.disputed.extend(cause.disputed);
        }
    }
    out
}

/// The table as the odd one out: in each period it disagrees with the same tables, two or more, by
/// one amount.
fn outlier(table: TableNo, links: &[Link]) -> Option<OutlierTable> {
    let mut by_period: BTreeMap<Option<Period>, Vec<&Link>> = BTreeMap::new();
    for link in links {
        by_period.entry(link.period).or_default().push(link);
    }
    let others = |links: &[&Link]| links.iter().map(|link| link.other).collect::<BTreeSet<_>>();
    let first = others(by_period.values().next()?);
    let same = by_period
        .values()
        .all(|links| others(links) == first && links.iter().all(|link| link.gap == links[0].gap));
    let gaps = by_period.iter().map(|(period, links)| (*period, links[0].gap)).collect();
    (first.len() > 1 && same).then(|| OutlierTable {
        table,
        others: first.into_iter().collect(),
        gaps,
    })
}
