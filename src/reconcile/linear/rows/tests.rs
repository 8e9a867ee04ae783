use proptest::prelude::*;

use super::*;
use crate::reconcile::linear::work::Work;

/// The rows as sums of fractions from the start.
fn as_fractions(rows: &Rows) -> Rows {
    let mut rows = rows.clone();
    rows.leave_whole();
    rows
}

fn rows_of(coefficients: &[Vec<i64>]) -> Rows {
    let unknowns = coefficients.first().map_or(0, Vec::len);
    let row = |row: &Vec<i64>| {
        let terms = row.iter().enumerate().filter(|(_, c)| **c != 0);
        terms.map(|(variable, c)| (variable, Fraction::whole((*c).into()))).collect()
    };
    Rows::new(coefficients.iter().map(row).collect(), unknowns + coefficients.len())
}

/// Everything that can be asked of rows.
fn all(rows: &Rows) -> (Vec<Terms>, Vec<Terms>, Vec<i32>, usize) {
    let columns = (0..11).map(|variable| rows.column(variable)).collect();
    let terms = (0..rows.count()).map(|row| rows.terms(row)).collect();
    (terms, columns, rows.uses.clone(), rows.size())
}

fn coefficient() -> impl Strategy<Value = i64> {
    prop_oneof![
        6 => Just(0_i64),
        4 => prop_oneof![Just(1), Just(-1)],
        1 => -3_i64..4,
        1 => prop_oneof![Just(40_000), Just(-2_000_000_000)],
    ]
}

proptest! {
    /// Step by step the same, for the same work, whether they are held as whole numbers or not.
    #[test]
    fn whole_rows_are_what_they_are_in_fractions(
        coefficients in prop::collection::vec(prop::collection::vec(coefficient(), 7), 4),
        steps in prop::collection::vec((0_usize..4, any::<prop::sample::Index>()), 0..12),
        most in 0_u64..600,
        above in prop::collection::vec(-1_i32..2, 11),
        below in prop::collection::vec(-1_i32..2, 11),
    ) {
        let mut whole = rows_of(&coefficients);
        let mut exact = as_fractions(&whole);
        let mut basic: Vec<usize> = (7..11).collect();
        let (mut left, mut left_exact) = (Work::of(most), Work::of(most));
        for (row, entering) in steps {
            let terms = exact.terms(row);
            if terms.is_empty() {
                continue;
            }
            let entering = terms[entering.index(terms.len())].0;
            let column = whole.column(entering);
            let done = whole.pivot(row, entering, basic[row], &column, &mut left);
            let done_exact = exact.pivot(row, entering, basic[row], &column, &mut left_exact);
            prop_assert_eq!(done, done_exact);
            prop_assert_eq!(all(&whole), all(&exact));
            basic[row] = entering;
            for fewest in [false, true] {
                let room = [&above[..], &below[..]];
                prop_assert_eq!(whole.pick(row, fewest, room), exact.pick(row, fewest, room));
            }
            if done.is_none() {
                break;
            }
        }
    }
}

#[test]
fn rows_are_whole_as_long_as_their_coefficients_are() {
    let mut rows = rows_of(&[vec![1, 1, 0], vec![0, 1, 2]]);
    let mut work = Work::of(1_000);
    let column = rows.column(1);
    rows.pivot(0, 1, 3, &column, &mut work);
    assert!(rows.whole.is_some());
    assert_eq!(
        rows.terms(1),
        [(0, Fraction::whole(-1)), (2, Fraction::whole(2)), (3, Fraction::ONE)]
    );
    let column = rows.column(2);
    rows.pivot(1, 2, 4, &column, &mut work);
    assert!(rows.whole.is_none());
    let half = Fraction::ratio(1, 2).unwrap();
    assert_eq!(rows.terms(1), [(0, half.clone()), (3, half.negated()), (4, half)]);
}

#[test]
fn what_is_large_is_no_block_of_whole_numbers() {
    assert!(rows_of(&[vec![i32::MAX.into()]]).whole.is_some());
    assert!(rows_of(&[vec![i32::MIN.into()]]).whole.is_none());
    let rows = |count| Rows::new(vec![vec![(0, Fraction::ONE)]; count], 1_024);
    assert!(rows(1_024).whole.is_some());
    assert!(rows(1_025).whole.is_none());
}
