//! The pack's page numbers on the pages of its notes: ten digits and the words before them are
//! there once, as forms, and each page shows those that its number has.
//!
//! Sources: ISO 32000-1, 7.8.2 (content streams), 8.10 (form `XObject`s) and 14.8.2.2 (artifacts).

use std::collections::HashMap;

use super::import::Import;
use super::joiner::{Joiner, Pieces, entry};
use super::part::{Object, Part};
use super::value::{Dict, Value, get};
use crate::typeset::page_number::{Numerals, Room};

/// What the resources of a page call a piece.
const PREFIX: &str = "sidetal";

/// Which piece the words before a number are: that after the digits.
const WORDS: usize = 10;

/// The numbers of a note's pages in the pack, and where they are printed.
#[derive(Clone, Copy, Debug)]
pub struct PageNumbers<'n> {
    /// The pack's page that the note's first page is.
    pub first: usize,
    /// Where its pages have room for it.
    pub rooms: &'n [Room],
    /// What numbers are put together of.
    pub numerals: &'n Numerals,
}

impl PageNumbers<'_> {
    /// What is to be drawn on the pages, by their numbers in the part.
    pub(super) fn on(&self, pages: &[u32]) -> Option<HashMap<u32, Vec<u8>>> {
        let mut drawn: HashMap<u32, String> = HashMap::new();
        for room in self.rooms {
            let number = self.first + room.page;
            drawn.entry(*pages.get(room.page)?).or_default().push_str(&self.drawn(number, *room)?);
        }
        let marked = |content: String| {
            format!("Q\n/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n{content}EMC").into_bytes()
        };
        Some(drawn.into_iter().map(|(page, content)| (page, marked(content))).collect())
    }

    /// A number: each piece ends where the one after it begins, and the last one where the room does.
    fn drawn(&self, number: usize, room: Room) -> Option<String> {
        let digits: Vec<usize> = number
            .to_string()
            .bytes()
            .rev()
            .map(|digit| usize::from(digit.wrapping_sub(b'0')))
            .collect();
        let mut end = room.end;
        let mut pieces = Vec::new();
        for piece in digits.into_iter().chain([WORDS]) {
            let own = self.numerals.pieces.get(piece)?;
            end = end.checked_sub(own.end)?;
            let (x, y) = (points(end), points(room.baseline.checked_sub(own.baseline)?));
            pieces.push(format!("q 1 0 0 1 {x} {y} cm /{PREFIX}{piece} Do Q\n"));
        }
        // In the order that they are read.
        pieces.reverse();
        Some(pieces.concat())
    }
}

/// Thousandths of a point as PDF writes points.
fn points(thousandths: i64) -> String {
    let (sign, length) = (if thousandths < 0 { "-" } else { "" }, thousandths.unsigned_abs());
    format!("{sign}{}.{:03}", length / 1_000, length % 1_000)
}

impl Joiner {
    /// Writes what page numbers are put together of.
    pub(super) fn write_pieces(&mut self, numerals: &Numerals) -> Option<()> {
        if self.pieces.is_some() {
            return Some(());
        }
        let part = Part::read(&numerals.pdf)?;
        let (pages, _) = part.pages(&part.catalog()?)?;
        let mut import = Import::new(self, &part, HashMap::new());
        let mut forms = Dict::new();
        for (number, page) in pages.into_iter().enumerate() {
            let form = import.form(page)?;
            forms.push(entry(&format!("{PREFIX}{number}"), Value::Ref(form)));
        }
        import.write_waiting()?;
        let shared = self.add_object(&Value::Dict(forms.clone()));
        let saving = self.add_stream(b"q");
        self.pieces = Some(Pieces { forms, shared, saving });
        Some(())
    }
}

impl Import<'_, '_> {
    /// A page of the part as a form: what is on it, in its size.
    fn form(&mut self, page: u32) -> Option<u32> {
        let page = self.part.object(page)?.value;
        let page = page.as_dict()?;
        let content = get(page, "Contents")?.as_ref()?;
        let Object { value: Value::Dict(mut form), data: Some(data) } =
            self.part.object(content)?
        else {
            return None;
        };
        let resources = self.part.dict(page, "Resources").unwrap_or_default();
        form.push(entry("Type", Value::name("XObject")));
        form.push(entry("Subtype", Value::name("Form")));
        form.push(entry("BBox", get(page, "MediaBox")?.clone()));
        form.push(entry("Resources", Value::Dict(resources)));
        let form = self.renumbered(Value::Dict(form));
        let id = self.joiner.reserve();
        self.joiner.write(id, &form, Some(data));
        Some(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_as_points() {
        for (thousandths, written) in
            [(0, "0.000"), (7, "0.007"), (-7, "-0.007"), (595_276, "595.276"), (-1_250, "-1.250")]
        {
            assert_eq!(points(thousandths), written);
        }
    }

    /// Digits of 4 points and words of 30 before an end at 500.
    #[test]
    fn a_number_ends_where_its_room_does() {
        let piece = |end| Room { page: 0, end, baseline: 3_000 };
        let pieces = (0..10).map(|_| piece(4_000)).chain([piece(30_000)]).collect();
        let numerals = Numerals { pdf: Vec::new(), pieces };
        let rooms = [Room { page: 1, end: 500_000, baseline: 20_500 }];
        let numbers = PageNumbers { first: 41, rooms: &rooms, numerals: &numerals };
        let drawn = numbers.on(&[7, 9]).unwrap();
        assert_eq!(drawn.keys().collect::<Vec<_>>(), [&9]);
        let text = String::from_utf8(drawn[&9].clone()).unwrap();
        let lines: Vec<&str> = text.lines().filter(|line| line.ends_with("Do Q")).collect();
        assert_eq!(
            lines,
            [
                "q 1 0 0 1 462.000 17.500 cm /sidetal10 Do Q",
                "q 1 0 0 1 492.000 17.500 cm /sidetal4 Do Q",
                "q 1 0 0 1 496.000 17.500 cm /sidetal2 Do Q",
            ]
        );
        // A page that is not there, and pieces that are not.
        assert!(numbers.on(&[7]).is_none());
        let none = Numerals { pdf: Vec::new(), pieces: Vec::new() };
        assert!(PageNumbers { numerals: &none, ..numbers }.on(&[7, 9]).is_none());
    }
}
