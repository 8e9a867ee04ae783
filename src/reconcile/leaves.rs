//! A sum of written figures.

use std::iter::Map;
use std::slice::Iter;

use rust_decimal::Decimal;

use crate::equation::FigureId;

/// Written figures, each with its weight in a sum: in rising order, each once, none of weight 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaves(Vec<(FigureId, Decimal)>);

impl Leaves {
    /// Terms gathered: of a figure that stands in several, the weights added up in their order, and
    /// 0 where that can't be held.
    pub(super) fn gathered(mut terms: Vec<(FigureId, Decimal)>) -> Self {
        terms.sort_by_key(|(leaf, _)| *leaf);
        terms.dedup_by(|next, own| {
            let same = next.0 == own.0;
            if same {
                own.1 = own.1.checked_add(next.1).unwrap_or_default();
            }
            same
        });
        terms.retain(|(_, weight)| !weight.is_zero());
        Self(terms)
    }

    /// How many figures there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// True where there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The figures.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &FigureId> {
        self.0.iter().map(|(leaf, _)| leaf)
    }

    /// The figures with their weights.
    pub fn iter(&self) -> <&Self as IntoIterator>::IntoIter {
        self.into_iter()
    }

    /// The weight of a figure, where it is one of them.
    pub fn get(&self, leaf: &FigureId) -> Option<&Decimal> {
        let at = self.0.binary_search_by_key(leaf, |(own, _)| *own).ok()?;
        self.0.get(at).map(|(_, weight)| weight)
    }

    /// True where a figure is one of them.
    pub fn contains_key(&self, leaf: &FigureId) -> bool {
        self.get(leaf).is_some()
    }
}

impl<'l> IntoIterator for &'l Leaves {
    type Item = (&'l FigureId, &'l Decimal);
    type IntoIter = Map<Iter<'l, (FigureId, Decimal)>, fn(&'l (FigureId, Decimal)) -> Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(leaf, weight)| (leaf, weight))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_of_one_figure_are_one() {
        let [one, two, three] = [1, 2, 3].map(FigureId);
        let weight = |n: i64| Decimal::from(n);
        let terms = vec![
            (two, weight(1)),
            (three, weight(4)),
            (one, weight(2)),
            (two, weight(2)),
            (three, weight(-4)),
        ];
        let leaves = Leaves::gathered(terms);
        assert_eq!(leaves.iter().collect::<Vec<_>>(), [(&one, &weight(2)), (&two, &weight(3))]);
        assert_eq!(leaves.get(&two), Some(&weight(3)));
        assert!(!leaves.contains_key(&three));
    }

    #[test]
    fn weights_beyond_what_can_be_held_are_no_weight() {
        let terms = vec![(FigureId(0), Decimal::MAX), (FigureId(0), Decimal::MAX)];
        assert!(Leaves::gathered(terms).is_empty());
    }
}
