//! A sum of written figures.

use std::iter::Map;
use std::slice::Iter;

use rust_decimal::Decimal;

use crate::equation::FigureId;

/// Written figures, each with its weight in a sum: in rising order, each once, none of weight 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaseFigures(Vec<(FigureId, Decimal)>);

impl BaseFigures {
    /// Terms gathered: of a figure that stands in several, the weights added up in their order, and
    /// 0 where that can't be held.
    pub(super) fn gathered(mut terms: Vec<(FigureId, Decimal)>) -> Self {
        terms.sort_by_key(|(base_figure, _)| *base_figure);
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
        self.0.iter().map(|(base_figure, _)| base_figure)
    }

    /// The figures with their weights.
    pub fn iter(&self) -> <&Self as IntoIterator>::IntoIter {
        self.into_iter()
    }

    /// The weight of a figure, where it is one of them.
    pub fn get(&self, base_figure: &FigureId) -> Option<&Decimal> {
        let at = self.0.binary_search_by_key(base_figure, |(own, _)| *own).ok()?;
        self.0.get(at).map(|(_, weight)| weight)
    }

    /// True where a figure is one of them.
    pub fn contains_key(&self, base_figure: &FigureId) -> bool {
        self.get(base_figure).is_some()
    }
}

impl<'l> IntoIterator for &'l BaseFigures {
    type Item = (&'l FigureId, &'l Decimal);
    type IntoIter = Map<Iter<'l, (FigureId, Decimal)>, fn(&'l (FigureId, Decimal)) -> Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(base_figure, weight)| (base_figure, weight))
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
        let base_figures = BaseFigures::gathered(terms);
        assert_eq!(
            base_figures.iter().collect::<Vec<_>>(),
            [(&one, &weight(2)), (&two, &weight(3))]
        );
        assert_eq!(base_figures.get(&two), Some(&weight(3)));
        assert!(!base_figures.contains_key(&three));
    }

    #[test]
    fn weights_beyond_what_can_be_held_are_no_weight() {
        let terms = vec![(FigureId(0), Decimal::MAX), (FigureId(0), Decimal::MAX)];
        assert!(BaseFigures::gathered(terms).is_empty());
    }
}
