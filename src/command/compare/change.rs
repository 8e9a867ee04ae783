//! What became of a note: which of its pages are others, and what is said of it.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::text;
use crate::text::Text;
use crate::typeset::Picture;

/// What became of a note.
pub(super) enum Change {
    /// Every page looks as it did.
    Same,
    /// There was no such note before.
    New(Vec<Picture>),
    /// There is no such note any more.
    Gone(Vec<Picture>),
    /// Some pages are others.
    Pages { before: Vec<Picture>, after: Vec<Picture>, steps: Vec<Step> },
    /// It can't be told, and why.
    Unknown(Text),
}

/// A page that is another: its place before and after, from 0. A new page has none before, one that
/// is gone none after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) before: Option<usize>,
    pub(super) after: Option<usize>,
}

impl Change {
    /// What became of a note that is on both sides. The pages that look alike are found first, in
    /// order and as many as possible, so that those after a new page are not said to have changed;
    /// between them, pages are taken in pairs.
    pub(super) fn between(before: Vec<Picture>, after: Vec<Picture>) -> Self {
        let prints =
            |pictures: &[Picture]| pictures.iter().map(Picture::fingerprint).collect::<Vec<_>>();
        let steps = steps(&prints(&before), &prints(&after));
        if steps.is_empty() { Self::Same } else { Self::Pages { before, after, steps } }
    }

    /// What is said of it; nothing where nothing changed.
    pub(super) fn message(&self) -> Text {
        match self {
            Self::Same => Text::default(),
            Self::New(pictures) => {
                let Text { da, en } = count(pictures.len());
                text!("nyt notat, {da}", "new note, {en}")
            }
            Self::Gone(pictures) => {
                let Text { da, en } = count(pictures.len());
                text!("slettet, {da}", "deleted, {en}")
            }
            Self::Pages { before, after, steps } => pages(before.len(), after.len(), steps),
            Self::Unknown(why) => {
                let Text { da, en } = why;
                text!("kan ikke sammenlignes: {da}", "can't be compared: {en}")
            }
        }
    }
}

fn steps(before: &[u128], after: &[u128]) -> Vec<Step> {
    let mut out = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, before, after) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (mut old, mut new) = (op.old_range(), op.new_range());
        loop {
            let step = Step { before: old.next(), after: new.next() };
            if step.before.is_none() && step.after.is_none() {
                break;
            }
            out.push(step);
        }
    }
    out
}

/// `side 3 og 4 af 5 er ændret`; `fra 5 til 6 sider; side 3 er ændret, side 4 er ny`.
fn pages(before: usize, after: usize, steps: &[Step]) -> Text {
    let numbers = |chosen: fn(&Step) -> Option<usize>| {
        steps.iter().filter_map(chosen).map(|place| place + 1).collect::<Vec<_>>()
    };
    let changed = numbers(|step| step.before.and(step.after));
    let new = numbers(|step| step.after.filter(|_| step.before.is_none()));
    let gone = numbers(|step| step.before.filter(|_| step.after.is_none()));
    let mut parts = Vec::new();
    let one = |numbers: &[usize]| numbers.len() == 1;
    if changed.len() > 1 && changed.len() == before && before == after {
        parts.push(text!("alle {after} sider er ændret", "all {after} pages changed"));
    } else if !changed.is_empty() {
        let Text { da, en } = listed(&changed);
        let of =
            if before == after { text!(" af {after}", " of {after}") } else { Text::default() };
        let Text { da: da_of, en: en_of } = of;
        let pages = if one(&changed) { "page" } else { "pages" };
        parts.push(text!("side {da}{da_of} er ændret", "{pages} {en}{en_of} changed"));
    }
    if !new.is_empty() {
        let Text { da, en } = listed(&new);
        parts.push(if one(&new) {
            text!("side {da} er ny", "page {en} is new")
        } else {
            text!("side {da} er nye", "pages {en} are new")
        });
    }
    if !gone.is_empty() {
        let Text { da, en } = listed(&gone);
        parts.push(if one(&gone) {
            text!("den tidligere side {da} er udgået", "the former page {en} is gone")
        } else {
            text!("de tidligere sider {da} er udgået", "the former pages {en} are gone")
        });
    }
    let joined = |lang| parts.iter().map(|part| part.get(lang)).collect::<Vec<_>>().join(", ");
    let (da, en) = (joined(crate::text::Lang::Da), joined(crate::text::Lang::En));
    if before == after {
        return Text::new(da, en);
    }
    let Text { da: da_count, en: en_count } = count(after);
    text!("fra {before} til {da_count}; {da}", "from {before} to {en_count}; {en}")
}

/// `1 side`, `3 sider`.
fn count(pages: usize) -> Text {
    if pages == 1 { text!("1 side", "1 page") } else { text!("{pages} sider", "{pages} pages") }
}

/// `3`, `3 og 4`, `1-4 og 7`.
fn listed(numbers: &[usize]) -> Text {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let shown = |&(first, last): &(usize, usize)| match last - first {
        0 => vec![Text::same(first)],
        1 => vec![Text::same(first), Text::same(last)],
        _ => vec![Text::same(format!("{first}-{last}"))],
    };
    Text::list(&runs.iter().flat_map(shown).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(before: &[u128], after: &[u128]) -> String {
        pages(before.len(), after.len(), &steps(before, after)).da
    }

    #[test]
    fn only_pages_that_are_others_are_reported() {
        assert_eq!(message(&[1, 2, 3, 4, 5], &[1, 2, 13, 14, 5]), "side 3 og 4 af 5 er ændret");
        assert_eq!(message(&[1, 2, 3], &[11, 12, 13]), "alle 3 sider er ændret");
        assert_eq!(message(&[1], &[11]), "side 1 af 1 er ændret");
        assert_eq!(message(&[1, 2, 3], &[1, 12, 3]), "side 2 af 3 er ændret");
        assert_eq!(
            message(&[1, 2, 3, 4, 5], &[1, 2, 9, 3, 4, 5]),
            "fra 5 til 6 sider; side 3 er ny"
        );
        assert_eq!(
            message(&[1, 2, 3], &[1, 3]),
            "fra 3 til 2 sider; den tidligere side 2 er udgået"
        );
        assert_eq!(
            message(&[1, 2], &[11, 12, 13, 14]),
            "fra 2 til 4 sider; side 1 og 2 er ændret, side 3 og 4 er nye"
        );
        assert_eq!(
            message(&[1, 2, 3, 4], &[1]),
            "fra 4 til 1 side; de tidligere sider 2-4 er udgået"
        );
        assert_eq!(
            message(&[1, 2, 3, 4, 5, 6], &[11, 12, 13, 4, 15, 6]),
            "side 1-3 og 5 af 6 er ændret"
        );
        // Moved: a page is new in one place and gone in another.
        assert_eq!(
            message(&[1, 2, 3, 4], &[2, 3, 4, 1]),
            "side 4 er ny, den tidligere side 1 er udgået"
        );
    }
}
