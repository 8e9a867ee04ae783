//! Lines with a dash or a bullet before their text, as papers print the parts of the line above.

use crate::amount::Amount;
use crate::grid::figure::{self, Read};
use crate::grid::{Line, Mark};
use crate::read::grid::lines::Lines;

/// The numbers of the lines that are parts of the post above them though they have no mark: each
/// begins with a dash or a bullet, and together they are no more than it in any column.
pub(super) fn parts<'t>(lines: &Lines<'_, 't>, all: &[Line<'t>]) -> Vec<usize> {
    let is_bullet = |line: &Line<'t>| {
        line.mark == Mark::Post
            && !line.torn
            && lines.label(line).is_some_and(|(_, label)| begins_with_one(&label.text))
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let count = all[at..].iter().take_while(|line| is_bullet(line)).count();
        let owner = at.checked_sub(1).and_then(|above| all.get(above));
        if count > 0
            && owner.is_some_and(|owner| {
                owner.mark == Mark::Post && is_whole(lines, owner, &all[at..at + count])
            })
        {
            found.extend(at..at + count);
        }
        at += count.max(1);
    }
    found
}

fn begins_with_one(text: &str) -> bool {
    let rest = text.strip_prefix(['-', '–', '—', '•', '·', '*', '▪', '◦']);
    rest.is_some_and(|rest| {
        rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with(char::is_alphabetic)
    })
}

/// True where the parts are no more than the whole in any column, and something in one.
fn is_whole<'t>(lines: &Lines<'_, 't>, whole: &Line<'t>, parts: &[Line<'t>]) -> bool {
    let amount = |line: &Line<'t>, number: usize| match line.cell(number) {
        None => Some(Amount::ZERO),
        Some(cell) => match figure::read(&cell.text) {
            Read::Amount(amount) => Some(amount),
            Read::NoFigure => Some(Amount::ZERO),
            _ => None,
        },
    };
    let mut any = false;
    for number in (0..whole.cells.len()).filter(|number| lines.is_figure(*number)) {
        let sum = parts.iter().try_fold(Amount::ZERO, |sum, part| sum.plus(amount(part, number)?));
        let (Some(sum), Some(whole)) = (sum, amount(whole, number)) else { return false };
        any |= sum != Amount::ZERO;
        let within = (Amount::ZERO <= sum && sum <= whole) || (whole <= sum && sum <= Amount::ZERO);
        if !within {
            return false;
        }
    }
    any
}
