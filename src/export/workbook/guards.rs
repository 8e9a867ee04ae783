//! What of the marks can't stand together: options and notes that exclude each other, and notes
//! whose prerequisites are not in. Each is a formula beside its line, so that it follows the marks.

use crate::equation::options::exclude;
use crate::export::workbook::places::Places;
use crate::export::workbook::weights;
use crate::note::Note;
use crate::pack::{Choice, Member, Packed};

/// What is said of a line that can stand with all others.
pub(super) const FITS: &str = "passer";

/// What stands in *Kontrol* at a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Guard {
    /// The formula; none where nothing can be wrong with the line.
    pub(super) formula: Option<String>,
    /// What it gives as the pack is; empty where there is no formula.
    pub(super) says: String,
}

impl Guard {
    /// True where something is wrong as the pack is.
    pub(super) fn is_wrong(&self) -> bool {
        self.formula.is_some() && self.says != FITS
    }
}

/// One thing that can be wrong: what is said, and whether another line must be in or out.
struct Rule {
    says: String,
    /// The other line; none for a note that the pack does not have.
    other: Option<u32>,
    /// True where the other must be in, false where it must not.
    needs: bool,
    /// Whether the other is in as the pack is.
    other_is_in: bool,
}

/// The guards of a pack's lines, in their order.
pub(super) fn of(packed: &Packed<'_>, places: &Places) -> Vec<Guard> {
    let mut out = Vec::new();
    for member in &packed.members {
        let of_note = note_rules(packed, places, member);
        out.push(guard(places, (member, None), &of_note));
        for choice in &member.choices {
            let of_choice = choice_rules(packed, places, member, choice);
            out.push(guard(places, (member, Some(choice)), &of_choice));
        }
    }
    out
}

/// The line of a note or option.
fn line(places: &Places, note: &str, choice: Option<&str>) -> Option<u32> {
    places.marks.get(&(note.to_owned(), choice.map(str::to_owned))).copied()
}

/// True where a note or option is in as the pack is.
fn is_in(packed: &Packed<'_>, note: &str, choice: Option<&str>) -> bool {
    !weights::weight(packed, note, choice).is_zero()
}

fn note_rules(packed: &Packed<'_>, places: &Places, member: &Member<'_>) -> Vec<Rule> {
    let rule = |says: &str, other: &str, needs| Rule {
        says: format!("{says} {other}. "),
        other: line(places, other, None),
        needs,
        other_is_in: is_in(packed, other, None),
    };
    let note = member.note;
    let mut out: Vec<Rule> =
        note.presupposes.iter().map(|word| rule("Kræver", &word.value, true)).collect();
    let excludes =
        |from: &Note, to: &Note| from.excludes.iter().any(|word| word.value == to.id.value);
    let others = packed.members.iter().map(|member| member.note);
    let others = others.filter(|other| excludes(note, other) || excludes(other, note));
    out.extend(others.map(|other| rule("Udelukker", &other.id.value, false)));
    out
}

fn choice_rules(
    packed: &Packed<'_>,
    places: &Places,
    member: &Member<'_>,
    choice: &Choice<'_>,
) -> Vec<Rule> {
    let note = &member.note.id.value;
    let others = member.choices.iter().filter(|other| exclude(other.choice, choice.choice));
    let rule = |other: &Choice<'_>| {
        let id = &other.choice.id.value;
        Rule {
            says: format!("Udelukker {id}. "),
            other: line(places, note, Some(id)),
            needs: false,
            other_is_in: is_in(packed, note, Some(id)),
        }
    };
    others.map(rule).collect()
}

/// The formula of a line's rules: what is wrong, one after the other, while the line is in.
fn guard(
    places: &Places,
    (member, choice): (&Member<'_>, Option<&Choice<'_>>),
    rules: &[Rule],
) -> Guard {
    let own = choice.map(|choice| choice.choice.id.value.as_str());
    let Some(line) = line(places, &member.note.id.value, own).filter(|_| !rules.is_empty()) else {
        return Guard::default();
    };
    let quoted = |text: &str| text.replace('"', "\"\"");
    let each = rules.iter().map(|rule| {
        let says = format!("\"{}\"", quoted(&rule.says));
        match rule.other {
            // A note that the pack does not have is never in.
            None if rule.needs => says,
            None => "\"\"".to_owned(),
            Some(other) => {
                let test = if rule.needs { "=0" } else { "<>0" };
                format!("IF({}{test},{says},\"\")", weights::weight_of(&other.to_string(), places))
            }
        }
    });
    let each = each.collect::<Vec<_>>().join("&");
    let fits = format!("\"{FITS}\"");
    let counted = member.counted && member.counts(own);
    let own = weights::weight_of(&line.to_string(), places);
    let wrong = rules.iter().filter(|rule| counted && rule.needs != rule.other_is_in);
    let says: Vec<&str> = wrong.map(|rule| rule.says.as_str()).collect();
    let says = if says.is_empty() { FITS.to_owned() } else { says.concat() };
    // What fits is said in a word: an empty text is no result that a file can have.
    Guard { formula: Some(format!("IF({own}=0,{fits},IF(LEN({each})=0,{fits},{each}))")), says }
}
