//! The pack's page numbers: where a note's page has room for one, and what each is put together of.
//!
//! A note is typeset without them, so that it is the same wherever it stands in a pack; where the
//! parts are joined, the numbers are put into the room.

use serde::{Deserialize, Serialize};
use typst::foundations::{Content, Label, Selector, Smart};
use typst::introspection::Introspector as _;
use typst::layout::Abs;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::error::{Fault, TypesetError};
use super::world::{NoteWorld, Shared};
use crate::page::Theme;

/// What templates call the end of the room.
const LABEL: &str = "pakkens-side";

/// Sets the pieces of `faelles/side.typ`: ten digits, and the words before them.
const PIECES: &str = r#"
#import "/templates/faelles/skrift.typ": text-fonts
#import "/templates/faelles/side.typ": pack-page-pieces
#set document(title: "Sidetal", date: datetime(year: 2000, month: 1, day: 1))
#set text(lang: "da", region: "DK", font: text-fonts)
#pack-page-pieces()
"#;

/// Room on a page for the pack's page number. Lengths are in thousandths of a point, from the lower
/// left corner of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Room {
    /// The page of the note, from 0.
    pub page: usize,
    /// How far to the right the number ends.
    pub end: i64,
    /// How high its letters stand.
    pub baseline: i64,
}

/// What page numbers are put together of.
#[derive(Clone, Debug, Default)]
pub struct Numerals {
    /// A PDF with a piece on each page: the digits from 0, and the words before a number.
    pub pdf: Vec<u8>,
    /// How broad each piece is, and how high its letters stand.
    pub pieces: Vec<Room>,
}

/// Where the pages of a document have room for the pack's page number, in order.
pub(super) fn rooms(document: &PagedDocument) -> Vec<Room> {
    let Some(label) = Label::new(PicoStr::intern(LABEL)) else { return Vec::new() };
    let ends = document.introspector().query(&Selector::Label(label));
    ends.iter().filter_map(|end| room(document, end)).collect()
}

fn room(document: &PagedDocument, end: &Content) -> Option<Room> {
    let place = document.introspector().position(end.location()?)?;
    let page = place.page.get() - 1;
    let sheet = document.pages().get(page)?;
    let below = sheet.frame.height() + sheet.bleed.bottom - place.point.y;
    let end = thousandths(sheet.bleed.left + place.point.x)?;
    Some(Room { page, end, baseline: thousandths(below)? })
}

/// A length in thousandths of a point; none where it is beyond all measure.
fn thousandths(length: Abs) -> Option<i64> {
    format!("{:.3}", length.to_pt()).replace('.', "").parse().ok()
}

/// The world in which the pieces are set.
pub(super) fn world<'a>(shared: &'a Shared, theme: &Theme) -> Result<NoteWorld<'a>, TypesetError> {
    let mut world = NoteWorld::new(shared, "sidetal.typ")?;
    world.add("sidetal.typ", PIECES.as_bytes().to_vec())?;
    world.add_json("theme.json", theme)?;
    Ok(world)
}

/// The pieces are decoration that the whole has tags around; it says what must be said of it.
pub(super) fn options() -> Result<PdfOptions, Vec<TypesetError>> {
    let standards = PdfStandards::new(&[PdfStandard::A_3b])
        .map_err(|error| vec![TypesetError::unplaced(Fault::Internal, error.message().as_str())])?;
    Ok(PdfOptions {
        ident: Smart::Custom(LABEL.to_owned()),
        creator: Smart::Custom(None),
        timestamp: None,
        page_ranges: None,
        standards,
        tagged: false,
        pretty: false,
    })
}
