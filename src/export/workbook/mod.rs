//! A workbook that computes: you mark which notes and options are in, and with what share, and
//! every sum follows.
//!
//! A sheet with a line a note and option to mark, one with every figure, and sums of that by
//! committee, control area and frame as formulas that Excel and `LibreOffice` both compute. Their
//! results are in the file too, from the pack's own exact sums: who opens it without computing sees
//! what the pack says. Where the pack's document prints its figures rounded to add up, those stand
//! beside the sums, in columns of their own: what is printed does not follow marks, and a sum that
//! does can't be what was printed.

mod about;
mod fault;
mod frames;
mod guards;
mod long;
mod marks;
mod number;
mod places;
mod printed;
mod plain;
mod sheet;
mod sums;
mod weights;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use crate::audit::Handed;
use crate::export::Export;
use places::Places;
use printed::{AsPrinted, Sources};
use sheet::Formats;

pub use fault::Fault;
pub use plain::{Cell, Lines, Plain};

/// A workbook, with what its cells were given.
#[derive(Debug)]
pub struct Made {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its cells: what stands there, or what a formula gives.
    pub cells: Vec<Handed>,
}

/// The figures as a file.
pub fn write(export: &Export<'_>) -> Result<Vec<u8>, Fault> {
    Ok(made(export)?.bytes)
}

/// The figures as a file, with what stands in it.
pub fn made(export: &Export<'_>) -> Result<Made, Fault> {
    let mut book = Workbook::new();
    book.set_properties(&properties(export)?);
    let formats = Formats::new(export);
    let places = Places::of(export);
    let printed = export.packed.and_then(AsPrinted::of);
    if let Some(packed) = export.packed {
        let of = Sources { packed, places: &places, printed: printed.as_ref() };
        marks::write(book.add_worksheet(), export, &of, &formats)?;
        sums::by_committee(book.add_worksheet(), &of, &formats)?;
        sums::by_area(book.add_worksheet(), &of, &formats)?;
        frames::write(book.add_worksheet(), &of, &formats)?;
    }
    long::write(book.add_worksheet(), export, &places, &formats)?;
    about::write(book.add_worksheet(), export, printed.is_some(), &formats)?;
    Ok(Made { bytes: book.save_to_buffer()?, cells: formats.handed.take() })
}

/// What the file says of itself: the date is the round's, for the same figures are to be the same
/// file.
fn properties(export: &Export<'_>) -> Result<DocProperties, Fault> {
    let (year, month, day) = export.round.day(export.date).parts();
    // A spreadsheet counts days from 1900.
    let date = ExcelDateTime::from_ymd(year.max(1900), month, day)?;
    Ok(DocProperties::new()
        .set_title(&export.title)
        .set_author(export.municipality)
        .set_creation_datetime(&date))
}
