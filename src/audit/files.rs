//! Files for other programs, read back from what is to be written: the bytes of CSV and JSON, the
//! cells that a workbook is given.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::audit::breach::{Breach, Kind, in_file};
use crate::audit::export::Exported;

/// A file for other programs, as it is to be written.
#[derive(Clone, Copy, Debug)]
pub enum File<'f> {
    /// Comma-separated values.
    Csv {
        /// All of the file.
        bytes: &'f [u8],
        /// True where its fields have semicolons between them and decimal commas.
        danish: bool,
    },
    /// A JSON object: all of the file.
    Json(&'f [u8]),
    /// The cells of a workbook.
    Sheets(&'f [Handed]),
}

/// A cell as a workbook is given it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// The sheet's name.
    pub sheet: String,
    /// Its row, the headings' is 0.
    pub row: u32,
    /// Its column, from 0.
    pub column: u16,
    /// What stands in it, or what its formula gives.
    pub text: String,
}

/// The sheet with every figure.
pub(super) const FIGURES: &str = "Tal";

/// Columns of CSV that hold numbers: no text there can be taken for a formula.
const NUMBERS: [&str; 7] =
    ["nr", "aar", "beloeb", "aarligt", "pakke_aar", "pakke_pris", "pakke_beloeb"];

/// The figures that a file tells; what can't be read back is a breach.
pub fn read_back(file: File<'_>) -> Result<Vec<Exported>, Box<Breach>> {
    match file {
        File::Csv { bytes, danish } => of_csv(bytes, danish),
        File::Json(bytes) => of_json(bytes),
        File::Sheets(cells) => of_rows(
            &rows(cells, FIGURES),
            &["Notat", "Tabel", "Nr.", "Post", "Bevilling", "Kolonne", "Beløb"],
        ),
    }
}

/// The rows of a sheet, each by its headings.
pub(super) fn rows(cells: &[Handed], sheet: &str) -> Vec<BTreeMap<String, String>> {
    let own = || cells.iter().filter(|cell| cell.sheet == sheet);
    let headings: BTreeMap<u16, &str> =
        own().filter(|cell| cell.row == 0).map(|cell| (cell.column, cell.text.as_str())).collect();
    let mut out: BTreeMap<u32, BTreeMap<String, String>> = BTreeMap::new();
    for cell in own().filter(|cell| cell.row > 0) {
        if let Some(heading) = headings.get(&cell.column) {
            out.entry(cell.row).or_default().insert((*heading).to_owned(), cell.text.clone());
        }
    }
    out.into_values().collect()
}

/// Rows as figures; `columns` are what they call the note, the table, the number, the post, the
/// appropriation, the column and the amount.
fn of_rows(
    rows: &[BTreeMap<String, String>],
    columns: &[&str; 7],
) -> Result<Vec<Exported>, Box<Breach>> {
    let read = |row: &BTreeMap<String, String>| {
        let of = |at: usize| row.get(columns[at]).cloned().unwrap_or_default();
        let number = of(2).parse().map_err(|_| unreadable(&of(0), columns[2], &of(2)))?;
        let [note, table, post, column, amount] = [0, 1, 3, 5, 6].map(of);
        let appropriation = Some(of(4)).filter(|word| !word.is_empty());
        Ok(Exported { note, table, number, post, appropriation, column, amount })
    };
    rows.iter().map(read).collect()
}

fn of_csv(bytes: &[u8], danish: bool) -> Result<Vec<Exported>, Box<Breach>> {
    let rows = csv_rows(bytes, danish)?;
    of_rows(&rows, &["notat", "tabel", "nr", "post", "bevilling", "kolonne", "beloeb"])
}

/// The rows of CSV, each by its headings, with decimal points and without guards.
pub(super) fn csv_rows(
    bytes: &[u8],
    danish: bool,
) -> Result<Vec<BTreeMap<String, String>>, Box<Breach>> {
    let text = std::str::from_utf8(bytes).map_err(|_| unreadable("CSV", "UTF-8", ""))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut records = records(text, if danish { ';' } else { ',' }).into_iter();
    let headings = records.next().unwrap_or_default();
    let mut rows = Vec::new();
    for record in records {
        let mut row = BTreeMap::new();
        for (heading, field) in headings.iter().zip(record) {
            let field = if NUMBERS.contains(&heading.as_str()) {
                if danish { field.replace(',', ".") } else { field }
            } else {
                plain(&field).ok_or_else(|| Box::new(bare(heading, &field)))?
            };
            row.insert(heading.clone(), field);
        }
        rows.push(row);
    }
    Ok(rows)
}

/// Fields between separators, in quotes where they hold any; lines end as RFC 4180 says.
fn records(text: &str, separator: char) -> Vec<Vec<String>> {
    let (mut out, mut record, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            '\r' if !quoted => {}
            '\n' if !quoted => {
                record.push(std::mem::take(&mut field));
                out.push(std::mem::take(&mut record));
            }
            other if other == separator && !quoted => record.push(std::mem::take(&mut field)),
            other => field.push(other),
        }
    }
    out
}

/// A text as a spreadsheet shows it: `="a"&"b"` is `ab`. None where it would take the field for
/// something else.
fn plain(field: &str) -> Option<String> {
    let Some(formula) = field.strip_prefix('=') else {
        let begins = field.trim_start().starts_with(['+', '-', '@']);
        let date = field.split(['-', '/', '.']).filter(|part| !part.is_empty() && part.len() <= 2);
        let dated = field.len() > 2
            && field.bytes().all(|byte| byte.is_ascii_digit() || b"-/.".contains(&byte))
            && !field.bytes().all(|byte| byte.is_ascii_digit())
            && date.count() > 1;
        return (!begins && !dated).then(|| field.to_owned());
    };
    let mut out = String::new();
    let mut rest = formula.strip_prefix('"')?;
    loop {
        let (text, after) = rest.split_once('"')?;
        out.push_str(text);
        if let Some(more) = after.strip_prefix('"') {
            out.push('"');
            rest = more;
        } else if after.is_empty() {
            return Some(out);
        } else {
            rest = after.strip_prefix("&\"")?;
        }
    }
}

fn of_json(bytes: &[u8]) -> Result<Vec<Exported>, Box<Breach>> {
    let all: Value = serde_json::from_slice(bytes).map_err(|_| unreadable("JSON", "", ""))?;
    let figures = all["figures"].as_array().ok_or_else(|| unreadable("JSON", "figures", ""))?;
    let read = |figure: &Value| {
        let text = |key: &str| figure[key].as_str().map(str::to_owned);
        let needed = |key: &'static str| {
            text(key).ok_or_else(|| unreadable("JSON", key, &figure[key].to_string()))
        };
        let number = figure["number"].as_u64().and_then(|number| usize::try_from(number).ok());
        Ok(Exported {
            note: needed("note")?,
            table: needed("table")?,
            number: number
                .ok_or_else(|| unreadable("JSON", "number", &figure["number"].to_string()))?,
            post: needed("post")?,
            appropriation: text("appropriation"),
            column: needed("column")?,
            amount: needed("amount")?,
        })
    };
    figures.iter().map(read).collect()
}

/// A field that can't be read back.
fn unreadable(row: &str, column: &str, printed: &str) -> Box<Breach> {
    Box::new(in_file(Kind::Unreadable, row, column, printed))
}

/// A text that a spreadsheet would take for a formula or a date.
fn bare(column: &str, printed: &str) -> Breach {
    in_file(Kind::Formula, "CSV", column, printed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_back_and_bare_ones_refused() {
        for (field, text) in [
            ("Løn", Some("Løn")),
            ("=\"10-12\"", Some("10-12")),
            ("=\"a\"\"\"&\"b\"", Some("a\"b")),
        ] {
            assert_eq!(plain(field).as_deref(), text, "{field}");
        }
        for text in ["2020", "2027-2032", "1/2 stilling", "", "2020-p/l"] {
            assert_eq!(plain(text).as_deref(), Some(text));
        }
        for text in ["-5", "+ moms", "@x", "=1+1", "=\"a", "10-12", "1/2", "0.25.10"] {
            assert_eq!(plain(text), None, "{text}");
        }
        assert_eq!(records("a;\"b;\"\"c\"\r\n1;2\r\n", ';'), [["a", "b;\"c"], ["1", "2"]]);
    }
}
