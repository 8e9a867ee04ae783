//! What a post is told by in words: typed, it must be printed on the post's row.

use crate::audit::book::Book;
use crate::audit::breach::{Audit, Breach, Kind};
use crate::audit::sheet::{Place, Sheet, label};

/// Holds the typed words of every printed post against its row.
pub(super) fn verify(book: &Book<'_>, audit: &mut Audit) {
    for sheet in &book.sheets {
        for (number, line) in sheet.lines.iter().enumerate() {
            let Some(post) = line.post else { continue };
            for frame in &post.outside {
                // Within a sentence it begins with a small letter.
                let name = frame.value.to_lowercase();
                let has = |text: &str| text.to_lowercase().contains(&name);
                audit.breaches.extend(lost(sheet, number, &frame.value, has));
            }
            for word in [&post.text, &post.at_point, &post.agreement].into_iter().flatten() {
                let has = |text: &str| text.contains(&word.value);
                audit.breaches.extend(lost(sheet, number, &word.value, has));
            }
        }
    }
}

/// The breach where no cell of a post's row has the words.
fn lost(
    sheet: &Sheet<'_>,
    number: usize,
    words: &str,
    has: impl Fn(&str) -> bool,
) -> Option<Breach> {
    let place = Some(Place::Line(number));
    let (row, _) = sheet.rows.iter().find(|(_, own)| *own == place)?;
    let printed = sheet.printed.rows.get(*row)?;
    if printed.cells.iter().any(|cell| has(&cell.text)) {
        return None;
    }
    Some(Breach {
        kind: Kind::Lost(words.to_owned()),
        id: sheet.table.id.value.clone(),
        table: sheet.printed.title.clone(),
        row: label(sheet.printed, *row),
        column: String::new(),
        printed: String::new(),
        gives: None,
    })
}
