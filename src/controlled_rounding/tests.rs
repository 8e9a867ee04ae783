use proptest::prelude::*;

use super::*;

fn line(key: &str, under: Option<usize>, figures: &[i64]) -> Line {
    let figures = figures.iter().map(|figure| Amount::new(Decimal::new(*figure, 3))).collect();
    Line { key: key.to_owned(), under, figures, given: Vec::new() }
}

/// Figures in thousandths, as `1.000 kr.` are of `mio. kr.`
fn thousandths(amount: Amount) -> i64 {
    i64::try_from(amount.decimal().checked_mul(Decimal::from(1_000)).unwrap()).unwrap()
}

fn shown(rounded: &[Rounded]) -> Vec<Vec<i64>> {
    let tenths = |amount: &Amount| thousandths(*amount) / 100;
    rounded
        .iter()
        .map(|line| line.figures.iter().chain([&line.across]).map(tenths).collect())
        .collect()
}

/// Each rounded by itself gives 1,4 + 2,4 = 3,8 where the sum, 3,9, is nearer.
#[test]
fn a_table_that_would_not_add_up_does() {
    let lines =
        [line("total", None, &[]), line("a", Some(0), &[1_440]), line("b", Some(0), &[2_449])];
    assert_eq!(shown(&round(&lines, 1).unwrap()), [[39, 39], [14, 14], [25, 25]]);
}

#[test]
fn figures_that_are_given_stay_and_may_leave_no_rounding() {
    let mut lines = vec![
        line("total", None, &[]),
        line("a", Some(0), &[450, 450, 0, 0]),
        line("b", Some(0), &[0, 0, 450, 450]),
    ];
    let tenths = |values: [i64; 5]| {
        values.iter().map(|value| Some(Amount::new(Decimal::new(*value, 1)))).collect::<Vec<_>>()
    };
    lines[0].given = tenths([4, 5, 5, 4, 18]);
    assert_eq!(
        shown(&round(&lines, 1).unwrap()),
        [[4, 5, 5, 4, 18], [4, 5, 0, 0, 9], [0, 0, 5, 4, 9]]
    );
    lines[0].given = tenths([5, 5, 4, 4, 18]);
    assert_eq!(
        round(&lines, 1),
        Err(Unrounded::Given),
        "a is 9 across, and its columns would be 10"
    );
}

#[test]
fn what_is_no_table_is_reported() {
    assert_eq!(round(&[], 1), Err(Unrounded::Unfit));
    let circle = [line("total", None, &[]), line("a", Some(2), &[1]), line("b", Some(1), &[1])];
    assert_eq!(round(&circle, 1), Err(Unrounded::Unfit));
    let uneven = [line("total", None, &[]), line("a", Some(0), &[1]), line("b", Some(0), &[1, 2])];
    assert_eq!(round(&uneven, 1), Err(Unrounded::Unfit));
    let beyond = [line("total", None, &[]), line("a", Some(9), &[1])];
    assert_eq!(round(&beyond, 1), Err(Unrounded::Unfit));
}

/// A total, up to three groups, and lines under them or under the total.
fn tables(most_lines: usize, most_columns: usize) -> impl Strategy<Value = Vec<Line>> {
    (1..=most_columns, 0..3_usize).prop_flat_map(move |(columns, groups)| {
        let figure = prop_oneof![1 => Just(0), 6 => -3_000..9_000_i64, 1 => (-20..80_i64).prop_map(|tenths| tenths * 100)];
        let own = proptest::collection::vec((0..=groups, proptest::collection::vec(figure, columns)), 1..=most_lines);
        own.prop_map(move |own| {
            let mut lines = vec![line("total", None, &[])];
            let used: Vec<usize> = (1..=groups).filter(|group| own.iter().any(|(of, _)| of == group)).collect();
            lines.extend(used.iter().map(|group| line(&format!("group{group}"), Some(0), &[])));
            for (index, (group, figures)) in own.iter().enumerate() {
                let under = used.iter().position(|used| used == group).map_or(0, |at| at + 1);
                lines.push(line(&format!("line{index}"), Some(under), figures));
            }
            lines
        })
    })
}

/// The least sum of distances of any rounding that adds up: every choice for the lowest lines is
/// tried. In thousandths.
fn by_trying(lines: &[Line]) -> i64 {
    let exact = Exact::new(lines).unwrap();
    let leaves: Vec<(usize, usize)> = (0..lines.len())
        .filter(|line| !exact.inner[*line])
        .flat_map(|line| (0..lines[line].figures.len()).map(move |column| (line, column)))
        .filter(|(line, column)| thousandths(exact.figures[*line][*column]).rem_euclid(100) != 0)
        .collect();
    let columns = exact.figures[0].len() - 1;
    let mut least = i64::MAX;
    for choice in 0..1_u32 << leaves.len() {
        let mut rounded: Vec<Vec<i64>> = vec![vec![0; columns + 1]; lines.len()];
        for line in exact.order.iter().rev().copied() {
            if !exact.inner[line] {
                for column in 0..columns {
                    let up = leaves
                        .iter()
                        .position(|leaf| *leaf == (line, column))
                        .is_some_and(|bit| choice >> bit & 1 == 1);
                    rounded[line][column] =
                        thousandths(exact.figures[line][column]).div_euclid(100) * 100
                            + i64::from(up) * 100;
                    rounded[line][columns] += rounded[line][column];
                }
            }
            if let Some(above) = lines[line].under {
                let own = rounded[line].clone();
                rounded[above].iter_mut().zip(own).for_each(|(sum, figure)| *sum += figure);
            }
        }
        let pairs = || {
            rounded
                .iter()
                .flatten()
                .zip(exact.figures.iter().flatten().map(|figure| thousandths(*figure)))
        };
        if pairs().all(|(rounded, exact)| (rounded - exact).abs() < 100) {
            least = least.min(pairs().map(|(rounded, exact)| (rounded - exact).abs()).sum());
        }
    }
    least
}

proptest! {
    #[test]
    fn every_line_column_and_total_adds_up_with_neighbours_only(lines in tables(14, 6)) {
        let exact = Exact::new(&lines).unwrap();
        let rounded = round(&lines, 1).unwrap();
        for (index, own) in rounded.iter().enumerate() {
            let sum = own.figures.iter().try_fold(Amount::ZERO, |sum, figure| sum.plus(*figure)).unwrap();
            prop_assert_eq!(sum, own.across);
            let under: Vec<&Rounded> = (0..lines.len()).filter(|line| lines[*line].under == Some(index)).map(|line| &rounded[line]).collect();
            for column in 0..own.figures.len() {
                let sum: i64 = under.iter().map(|line| thousandths(line.figures[column])).sum();
                prop_assert!(under.is_empty() || sum == thousandths(own.figures[column]));
            }
            for (figure, exact) in own.figures.iter().chain([&own.across]).zip(&exact.figures[index]) {
                let (figure, exact) = (thousandths(*figure), thousandths(*exact));
                prop_assert!((figure - exact).abs() < 100, "{} became {}", exact, figure);
                prop_assert!(exact.rem_euclid(100) != 0 || figure == exact, "{} has no neighbours, and became {}", exact, figure);
            }
        }
    }

    #[test]
    fn nothing_is_nearer(lines in tables(4, 3)) {
        let exact = Exact::new(&lines).unwrap();
        let rounded = round(&lines, 1).unwrap();
        let figures = rounded.iter().flat_map(|line| line.figures.iter().chain([&line.across]));
        let apart = figures.zip(exact.figures.iter().flatten()).map(|(figure, exact)| (thousandths(*figure) - thousandths(*exact)).abs());
        prop_assert_eq!(apart.sum::<i64>(), by_trying(&lines));
    }

    #[test]
    fn the_order_of_lines_does_not_matter(lines in tables(10, 4), seed in any::<u64>()) {
        let mut places: Vec<usize> = (0..lines.len()).collect();
        let mut state = seed | 1;
        for index in (1..places.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            places.swap(index, usize::try_from(state >> 33).unwrap() % (index + 1));
        }
        let at = |line: usize| places.iter().position(|place| *place == line).unwrap();
        let moved: Vec<Line> = places.iter().map(|line| Line { under: lines[*line].under.map(at), ..lines[*line].clone() }).collect();
        let (plain, moved) = (round(&lines, 1).unwrap(), round(&moved, 1).unwrap());
        for (index, line) in places.iter().enumerate() {
            prop_assert_eq!(&plain[*line], &moved[index]);
        }
    }
}
