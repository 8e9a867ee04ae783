//! The two forms that a table's rows can be written in, lines (`raekker`) and blocks
//! (`[[tabel.post]]`), one turned into the other.
//!
//! Nothing that is printed or found may be another than before: whoever asks says whether a text is
//! still the same note ([`Same`]), and a table of which it is not is left as it was.

mod block;
mod cell;
mod comments;
mod head;
mod lines;
mod posts;
mod row;
mod same;
mod value;

use crate::key::{Section, table as k};
use crate::layout;
use crate::lossless::{Block, LosslessFile, Unreadable, normalized};
use crate::text;
use crate::text::Text;

pub use same::Same;

/// How a table's rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As lines between bars: `raekker`.
    Lines,
    /// As blocks: `[[tabel.post]]`.
    Posts,
}

/// A note with its tables in another form.
#[derive(Clone, Debug, Default)]
pub struct Rewritten {
    /// The note in its layout.
    pub text: String,
    /// The ids of the tables that were turned.
    pub turned: Vec<String>,
    /// Those that were left as they are, each with why.
    pub left: Vec<(String, Text)>,
}

/// Writes the tables of a note in a form, or the one of that id; `same` says whether a text is the
/// same note. `Err` where the note can't be laid out at all.
pub fn rewrite(
    text: &str,
    form: Form,
    only: Option<&str>,
    same: &mut dyn FnMut(&str) -> Result<(), Text>,
) -> Result<Rewritten, Text> {
    let laid_out = layout::format(text, Section::Note)?;
    let (text, _) = normalized(&laid_out);
    let mut file = read(&text)?;
    let mut out = Rewritten::default();
    let mut turned: Vec<(usize, Vec<Block>)> = Vec::new();
    for (place, table) in file.root.blocks.iter().enumerate() {
        let id = table.text(k::ID.name).unwrap_or_default();
        let asked = table.section == Some(Section::Table) && only.is_none_or(|only| only == id);
        if !asked || !has_other_form(table, form) {
            continue;
        }
        let ways = match form {
            Form::Lines => lines::ways(table),
            Form::Posts => posts::ways(table),
        };
        match ways {
            Ok(ways) => turned.push((place, ways)),
            Err(why) => out.left.push((id.to_owned(), why)),
        }
    }
    // All at once, as they mostly can be; else one by one.
    let mut all = file.clone();
    for (place, ways) in &turned {
        all.root.blocks[*place] = ways[0].clone();
    }
    let whole = layout::whole(&all);
    if same(&whole).is_ok() {
        out.turned = turned.iter().map(|(place, _)| id(&file, *place)).collect();
        out.text = whole;
        return Ok(out);
    }
    for (place, ways) in turned {
        let name = id(&file, place);
        let mut refused = None;
        let before = file.root.blocks[place].clone();
        let fits = ways.into_iter().find(|way| {
            file.root.blocks[place] = way.clone();
            match same(&layout::whole(&file)) {
                Ok(()) => true,
                Err(why) => {
                    refused = Some(why);
                    false
                }
            }
        });
        if fits.is_some() {
            out.turned.push(name);
        } else {
            file.root.blocks[place] = before;
            out.left.push((name, refused.unwrap_or_default()));
        }
    }
    out.text = layout::whole(&file);
    Ok(out)
}

fn id(file: &LosslessFile, place: usize) -> String {
    let table = file.root.blocks.get(place);
    table.and_then(|table| table.text(k::ID.name)).unwrap_or_default().to_owned()
}

fn read(text: &str) -> Result<LosslessFile, Text> {
    LosslessFile::read(text, Section::Note).map_err(|Unreadable { line, message }| {
        text!(
            "linje {line} kan ikke læses (TOML: {message})",
            "line {line} can't be read (TOML: {message})"
        )
    })
}

/// True for a table that has rows, and not in that form.
fn has_other_form(table: &Block, form: Form) -> bool {
    let in_lines = table.entry(k::ROWS.name).is_some();
    match form {
        Form::Lines => !in_lines && table.blocks.iter().any(|inner| inner.name() == k::POSTS.name),
        Form::Posts => in_lines,
    }
}
