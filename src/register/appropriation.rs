//! Appropriation numbers: `5.1.11` and `5.11.1` are two, and `5111` is whichever of them the
//! register has.

use crate::register::by_number::{Form, Index};
use crate::register::{Appropriation, Municipality};

/// How a written word is that of a registered number or name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// With the same points in the number.
    Same,
    /// One of the two is written without points.
    WithoutPoints,
}

impl Municipality {
    /// Every appropriation that `word` (number or name) can mean in `year`, of any committee; those
    /// that have it with the same points first. A number without points means every one that is
    /// alike without them, one with points only itself and what is registered without any.
    pub fn appropriations(&self, word: &str, year: u16) -> Vec<&Appropriation> {
        let index = self.by_number.get(|| index(&self.appropriations));
        let (number, rest) = parts(word);
        let forms = index.get(&(bare(&number), rest)).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<(Likeness, usize)> = Vec::new();
        for form in forms {
            let Some(likeness) = alike(&number, &form.number) else { continue };
            match found.last_mut() {
                Some((nearest, place)) if *place == form.place => {
                    *nearest = likeness.min(*nearest);
                }
                _ => found.push((likeness, form.place)),
            }
        }
        found.sort_by_key(|(likeness, _)| *likeness);
        let entries = found.into_iter().filter_map(|(_, place)| self.appropriations.get(place));
        entries.filter(|entry| entry.years.contain(year)).collect()
    }
}

/// The index of a municipality's appropriations: by what two words have in common that can be one,
/// the number without its points and the rest.
fn index(all: &[Appropriation]) -> Index {
    let mut out = Index::new();
    for (place, own) in all.iter().enumerate() {
        own.written(|word| {
            let (number, rest) = parts(word);
            out.entry((bare(&number), rest)).or_default().push(Form { place, number });
        });
    }
    out
}

impl Appropriation {
    /// What it is called where it stands for itself, with its points: its number, or its name where
    /// it has none.
    pub fn code(&self) -> &str {
        self.number
            .as_ref()
            .map(|number| number.value.as_str())
            .or(self.name.as_deref())
            .unwrap_or_default()
            .trim()
    }

    /// True where `word` is its number, its name or another spelling, points and all.
    pub fn is_written(&self, word: &str) -> bool {
        self.likeness(word) == Some(Likeness::Same)
    }

    fn likeness(&self, word: &str) -> Option<Likeness> {
        let mut nearest = None;
        self.written(|own| {
            let likeness = likeness(word, own);
            nearest = match (nearest, likeness) {
                (Some(one), Some(other)) => Some(std::cmp::min(one, other)),
                (one, other) => one.or(other),
            };
        });
        nearest
    }

    /// All that it may be written as: its number, its other spellings, its name, and number and
    /// name.
    fn written(&self, mut look: impl FnMut(&str)) {
        let own = self.number.iter().chain(&self.aliases).map(|text| text.value.as_str());
        own.chain(self.name.as_deref()).for_each(&mut look);
        look(&self.title());
    }
}

/// True where two numbers can't stand beside each other: they are one, or one of them without
/// points is the other.
pub fn collide(one: &str, other: &str) -> bool {
    likeness(one, other).is_some()
}

/// True for a number without points.
pub fn is_undotted(word: &str) -> bool {
    let (number, rest) = parts(word);
    !number.is_empty() && rest.is_empty() && !number.contains('.')
}

fn likeness(one: &str, other: &str) -> Option<Likeness> {
    let ((number, rest), (other_number, other_rest)) = (parts(one), parts(other));
    let alike_without_points = rest == other_rest && bare(&number) == bare(&other_number);
    alike_without_points.then(|| alike(&number, &other_number)).flatten()
}

/// How one number is another that is the same without its points.
fn alike(one: &str, other: &str) -> Option<Likeness> {
    if one == other {
        return Some(Likeness::Same);
    }
    let both_dotted = one.contains('.') && other.contains('.');
    (!both_dotted).then_some(Likeness::WithoutPoints)
}

/// A number without its points.
fn bare(number: &str) -> String {
    number.replace('.', "")
}

/// A word's leading number with its points, and the rest in small letters without points; blanks
/// count nowhere, nor does what parts a number from its name: `3000 - Børn` is `3000 Børn`.
fn parts(word: &str) -> (String, String) {
    let plain: String =
        word.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let end = plain.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(plain.len());
    let number = plain[..end].trim_matches('.');
    let rest = &plain[end..];
    let name = rest.trim_start_matches(['-', '–', '—', ',', ':']);
    let parted = !number.is_empty() && name.starts_with(char::is_alphabetic);
    (number.to_owned(), if parted { name } else { rest }.replace('.', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_tell_two_numbers_apart_and_may_be_left_out() {
        assert_eq!(likeness("35.10", "35.10"), Some(Likeness::Same));
        assert_eq!(likeness("3510", "35.10"), Some(Likeness::WithoutPoints));
        assert_eq!(likeness("35.10", "3510"), Some(Likeness::WithoutPoints));
        assert_eq!(likeness("5111", "5.1.11"), Some(Likeness::WithoutPoints));
        assert_eq!(likeness("5.1.11", "5.11.1"), None);
        assert_eq!(likeness("35.10", "35.30"), None);
        // Zeros are part of the number.
        assert_eq!(likeness("0520", "05.20"), Some(Likeness::WithoutPoints));
        assert_eq!(likeness("520", "05.20"), None);
    }

    #[test]
    fn names_differ_in_letters_and_points_only_in_print() {
        assert_eq!(likeness("Børn m.v.", "BØRN MV"), Some(Likeness::Same));
        assert_eq!(
            likeness("3510 Beskæftigelse", "35.10 Beskæftigelse"),
            Some(Likeness::WithoutPoints)
        );
        assert_eq!(likeness("5.1.11 Børn", "5.11.1 Børn"), None);
        assert_eq!(likeness("35.10", "35.10 Beskæftigelse"), None);
        for parted in ["35.10 - Job", "35.10 – Job", "35.10, Job", "35.10: Job", "35.10-Job"] {
            assert_eq!(likeness(parted, "35.10 Job"), Some(Likeness::Same), "{parted}");
        }
        assert_eq!(likeness("35-10", "3510"), None);
    }

    #[test]
    fn only_a_number_can_lack_its_points() {
        assert!(is_undotted("5111") && is_undotted(" 51 11 "));
        assert!(
            !is_undotted("5.111")
                && !is_undotted("Børn")
                && !is_undotted("5111 Børn")
                && !is_undotted("")
        );
    }
}
