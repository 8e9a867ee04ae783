//! References by a word and a number: "tabel 3", "bilag 1".

use std::ops::Range;

/// A reference to something numbered.
pub(super) struct Reference {
    /// The number.
    pub(super) number: usize,
    /// Word and number.
    pub(super) range: Range<usize>,
    /// True where it is said to be in another paper: "tabel 4 i rapporten", "rapportens tabel 4".
    pub(super) elsewhere: bool,
}

/// Words before a reference that leave it the note's own; a noun in the genitive, or a title, does
/// not.
const OWN: &[&str] = &[
    "jf.",
    "jf",
    "se",
    "i",
    "af",
    "fra",
    "og",
    "som",
    "til",
    "ved",
    "fremgår",
    "viser",
    "over",
    "under",
    "både",
    "samt",
    "jævnfør",
    "med",
];

/// Words after "i" that are the note itself.
const HERE: &[&str] = &["dette", "notatet", "nærværende", "budgetnotatet"];

/// The references of a text with this word, small or with a capital, followed by a plain number:
/// one of the runs of digits that begin at `numbers`.
pub(super) fn find(text: &str, numbers: &[usize], word: &str) -> Vec<Reference> {
    let mut out = Vec::new();
    let last = word.as_bytes().last();
    for &from in numbers {
        // The last letter of what stands before the blank, which is of two bytes where it is hard.
        let head = text.as_bytes().get(..from).unwrap_or_default();
        let [head @ .., b' ' | 0xa0] = head else { continue };
        if !matches!(head.last(), Some(b' ' | 0xc2 | 0xa0)) && head.last() != last {
            continue;
        }
        let before = text[..from].trim_end_matches([' ', '\u{a0}']);
        let Some(at) = before.len().checked_sub(word.len()).filter(|_| before.len() < from) else {
            continue;
        };
        // Its first letter may be a capital; the rest is as it is.
        let head = before
            .get(at..)
            .is_some_and(|head| head.eq_ignore_ascii_case(word) && head.ends_with(&word[1..]));
        if !head || text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-') {
            continue;
        }
        let digits: String =
            text[from..].chars().take_while(char::is_ascii_digit).take(4).collect();
        let end = from + digits.len();
        // "tabel 4a" and "tabel 4.2" are of a numbering that notes do not have.
        let after = &text[end..];
        let point = after
            .strip_prefix(['.', ','])
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let joined = after.starts_with(char::is_alphanumeric) || point;
        let Some(number) = digits.parse().ok().filter(|_| !joined) else { continue };
        out.push(Reference { number, range: at..end, elsewhere: elsewhere(&text[..at], after) });
    }
    out
}

fn elsewhere(before: &str, after: &str) -> bool {
    let mut next = after.split_whitespace();
    if matches!(next.next(), Some("i" | "fra" | "af" | "til")) {
        return next.next().is_some_and(|word| !HERE.contains(&word.trim_end_matches(['.', ','])));
    }
    let tail = before.trim_end();
    let last = tail.rsplit([' ', '(', '\u{a0}', '\n']).next().unwrap_or_default().to_lowercase();
    let begins = tail.is_empty() || tail.ends_with(['.', '(', ':', ';', ',', '–', '-']);
    !begins
        && !OWN.contains(&last.as_str())
        && (last.ends_with('s') || last.ends_with(['”', '"', '»']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::passage::digits;

    #[test]
    fn references_to_other_papers_are_known() {
        let read = |text: &str| {
            find(text, &digits(text), "tabel")
                .iter()
                .map(|found| (found.number, found.elsewhere))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            read("som det fremgår (se tabel 3), og jf. Tabel 12."),
            [(3, false), (12, false)]
        );
        assert_eq!(read("Tabel 2 opsummerer økonomien i forslaget."), [(2, false)]);
        assert_eq!(read("jf. tabel 4 i rapporten"), [(4, true)]);
        assert_eq!(read("jf. tabel 4 i dette notat"), [(4, false)]);
        assert_eq!(read("rapportens tabel 4"), [(4, true)]);
        assert_eq!(read("tabel 4a, tabel 4.2, statistiktabel 4, tabellen 4 og tabel-4"), []);
    }
}
