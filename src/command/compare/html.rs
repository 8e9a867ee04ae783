//! The report: one HTML file with every changed page before and after, and nothing outside it.
//!
//! A page is an image with its SVG in the address. Typst names a glyph's outline by what it is, so
//! the same names stand in every page, and as elements of one document they would be twice there;
//! an image is a document of its own, and runs no script and fetches nothing, whatever a template
//! put into it.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::change::{Change, Step};
use super::side::Side;
use crate::amount::Amount;
use crate::command::outcome::Failure;
use crate::correction::Corrected;
use crate::page::Theme;
use crate::text;
use crate::text::{Lang, Text};
use crate::typeset::{Difference, Picture};

/// What of an SVG can't stand in an address between single quotes.
const ENCODED: &AsciiSet = &CONTROLS.add(b'#').add(b'%').add(b'&').add(b'\'').add(b'<').add(b'>');

/// The most bytes of pictures in the report: a browser must be able to open it.
const MOST_BYTES: usize = 48 << 20;

/// The most figures of a note or a pack that are listed.
const MOST_FIGURES: usize = 400;

/// The most differences of one page that are listed; more says that the page is another altogether.
const MOST_LISTED: usize = 40;

const STYLE: &str = "
body { margin: 2rem auto; max-width: 110rem; padding: 0 1.5rem; font: 1rem/1.5 var(--skrift); color: var(--tekst); background: #f7f7f5 }
h1, h2, h3, caption { color: var(--hoved) }
h1 { font-size: 1.6rem } h2 { margin-top: 3rem; border-top: 2px solid var(--hoved); padding-top: 1rem } h3 { margin: 2rem 0 .5rem }
.ejer { font-weight: 600; color: var(--hoved); border-bottom: 2px solid var(--hoved); padding-bottom: .4rem } footer { margin-top: 3rem; color: var(--stille) }
td.tal { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap } td th { font-weight: 400 } tr > th[scope=row] { font-weight: 400 }
.sider { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); gap: 1.5rem }
figure { margin: 0 } figcaption { font-weight: 600; margin-bottom: .25rem }
img { width: 100%; height: auto; background: #fff; border: 1px solid #767676 }
table { border-collapse: collapse; margin: 1rem 0; background: #fff } caption { text-align: left; white-space: nowrap; font-weight: 600 }
th, td { border: 1px solid #767676; padding: .25rem .6rem; text-align: left; vertical-align: top }
";

/// The report as it grows.
pub(super) struct Report {
    lang: Lang,
    sides: [String; 2],
    /// The municipality's colours and font, and its name.
    theme: Theme,
    owner: String,
    list: String,
    body: String,
    notes: usize,
    /// Notes whose pages there was no room for.
    pub(super) left_out: usize,
}

impl Report {
    /// A report of two sides by their names; `look` is whose look it has.
    pub(super) fn new(lang: Lang, base: &Text, head: &Text, look: &Side) -> Self {
        let sides = [escaped(base.get(lang)), escaped(head.get(lang))];
        let (theme, owner) = (look.theme(), escaped(&look.project().municipality.name));
        let (list, body) = (String::new(), String::new());
        Self { lang, sides, theme, owner, list, body, notes: 0, left_out: 0 }
    }

    /// Adds a note or a pack that differs, with the cells of its tables that do.
    pub(super) fn part(
        &mut self,
        label: &str,
        title: &str,
        message: &Text,
        change: &Change,
        cells: &[Corrected],
    ) -> Result<(), Failure> {
        self.notes += 1;
        let (number, message, id) = (self.notes, escaped(message.get(self.lang)), escaped(label));
        let title =
            if title.is_empty() { String::new() } else { format!(" – {}", escaped(title)) };
        let _ = writeln!(self.list, "<li><a href=\"#n{number}\">{id}</a>: {message}</li>");
        let _ = writeln!(
            self.body,
            "<section id=\"n{number}\">\n<h2>{id}{title}</h2>\n<p>{message}</p>"
        );
        self.cells(cells);
        match change {
            Change::Same | Change::Unknown(_) => {}
            _ if self.body.len() > MOST_BYTES => {
                self.left_out += 1;
                let none = text!(
                    "Siderne er ikke vist, for rapporten ville blive for stor. Sammenlign færre notater ad gangen.",
                    "The pages are not shown, for the report would be too large. Compare fewer notes at a time."
                );
                let _ = writeln!(self.body, "<p>{}</p>", none.get(self.lang));
            }
            Change::New(pictures) => self.row(label, &[], pictures)?,
            Change::Gone(pictures) => self.row(label, pictures, &[])?,
            Change::Pages { before, after, steps } => {
                for step in steps {
                    self.step(label, before, after, *step)?;
                }
            }
        }
        self.body.push_str("</section>\n");
        Ok(())
    }

    /// The whole file, with what is said of all notes.
    pub(super) fn finished(self, ended: &Text) -> String {
        let Self { lang, sides: [base, head], list, body, .. } = &self;
        let code = match lang {
            Lang::Da => "da",
            Lang::En => "en",
        };
        let title =
            text!("Sammenligning af sider: {base} og {head}", "Pages compared: {base} and {head}");
        let sides = text!("Før: {base}. Efter: {head}.", "Before: {base}. After: {head}.");
        let marks = text!(
            "Tekst, som er en anden på den anden side, er mærket med gult og listet under siderne.",
            "Text that differs from the other side is marked in yellow and listed below the pages."
        );
        let (title, sides, marks) = (title.get(*lang), sides.get(*lang), marks.get(*lang));
        let ended = escaped(ended.get(*lang));
        let list = if list.is_empty() {
            String::new()
        } else {
            format!("<p>{marks}</p>\n<ul>\n{list}</ul>\n")
        };
        let colours = &self.theme.colours;
        // A family that the reader's machine lacks is passed over; a colour is checked where it is typed.
        let family = self.theme.font.as_deref().unwrap_or("Source Sans 3");
        let family: String =
            family.chars().filter(|c| c.is_alphanumeric() || *c == ' ' || *c == '-').collect();
        let look = format!(
            ":root {{ --tekst: {}; --hoved: {}; --stille: {}; --skrift: '{family}', system-ui, sans-serif }}",
            colours.text, colours.head, colours.quiet
        );
        let owner = &self.owner;
        let footer = self
            .theme
            .footer
            .as_deref()
            .map_or_else(String::new, |words| format!("<footer>{}</footer>\n", escaped(words)));
        // Nothing is fetched and nothing is run, whatever else stands here.
        let policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
        format!(
            "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>{look}{STYLE}</style>\n</head>\n<body>\n<main>\n<p class=\"ejer\">{owner}</p>\n\
             <h1>{title}</h1>\n<p>{sides}</p>\n<p>{ended}</p>\n{list}{body}</main>\n{footer}\n</body>\n</html>\n"
        )
    }

    /// The figures that differ, by table, row and column.
    fn cells(&mut self, cells: &[Corrected]) {
        if cells.is_empty() {
            return;
        }
        let (caption, headings) = match self.lang {
            Lang::Da => (
                "Tal, som er ændret",
                ["Række", "Tabel", "År eller kolonne", "Før", "Efter", "Forskel"],
            ),
            Lang::En => (
                "Figures that changed",
                ["Row", "Table", "Year or column", "Before", "After", "Difference"],
            ),
        };
        let headings = headings.map(|words| format!("<th scope=\"col\">{words}</th>")).concat();
        let _ = writeln!(self.body, "<table>\n<caption>{caption}</caption>\n<tr>{headings}</tr>");
        for cell in cells.iter().take(MOST_FIGURES) {
            let text = |text: &Option<String>| match text.as_deref() {
                None | Some("") => "–".to_owned(),
                Some(text) => escaped(text),
            };
            let difference = cell.difference().map(Amount::signed).unwrap_or_default();
            let _ = writeln!(
                self.body,
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td class=\"tal\">{}</td>\
                 <td class=\"tal\">{}</td><td class=\"tal\">{difference}</td></tr>",
                escaped(&cell.row),
                escaped(&cell.table),
                escaped(&cell.column),
                text(&cell.stood),
                text(&cell.shall),
            );
        }
        self.body.push_str("</table>\n");
        if cells.len() > MOST_FIGURES {
            let more = cells.len() - MOST_FIGURES;
            let more = text!("{more} tal mere er ændret.", "{more} more figures changed.");
            let _ = writeln!(self.body, "<p>{}</p>", more.get(self.lang));
        }
    }

    /// A page that changed, is new or is gone.
    fn step(
        &mut self,
        label: &str,
        before: &[Picture],
        after: &[Picture],
        step: Step,
    ) -> Result<(), Failure> {
        let (old, new) = (
            step.before.and_then(|place| before.get(place)),
            step.after.and_then(|place| after.get(place)),
        );
        let found = old.zip(new).map(|(old, new)| old.differences(new));
        let number = step.after.or(step.before).map_or(0, |place| place + 1);
        let heading = match (old, new) {
            (Some(_), None) => {
                text!("Tidligere side {number} (udgået)", "Former page {number} (gone)")
            }
            (None, _) => text!("Side {number} (ny)", "Page {number} (new)"),
            _ => text!("Side {number}", "Page {number}"),
        };
        let _ = writeln!(self.body, "<h3>{}</h3>\n<div class=\"sider\">", heading.get(self.lang));
        let marked = |of: fn(&Difference) -> &Vec<usize>| {
            found.iter().flatten().flat_map(of).copied().collect::<Vec<_>>()
        };
        if let Some((old, place)) = old.zip(step.before) {
            self.figure(
                label,
                old,
                place,
                before.len(),
                &marked(|difference| &difference.before),
                true,
            )?;
        }
        if let Some((new, place)) = new.zip(step.after) {
            self.figure(
                label,
                new,
                place,
                after.len(),
                &marked(|difference| &difference.after),
                false,
            )?;
        }
        self.body.push_str("</div>\n");
        if let (Some(old), Some(new), Some(found)) = (old, new, found) {
            self.listed(old, new, &found);
        }
        Ok(())
    }

    /// Every page of a note that is on one side only.
    fn row(&mut self, label: &str, before: &[Picture], after: &[Picture]) -> Result<(), Failure> {
        self.body.push_str("<div class=\"sider\">\n");
        for (pictures, earlier) in [(before, true), (after, false)] {
            for (place, picture) in pictures.iter().enumerate() {
                self.figure(label, picture, place, pictures.len(), &[], earlier)?;
            }
        }
        self.body.push_str("</div>\n");
        Ok(())
    }

    fn figure(
        &mut self,
        label: &str,
        picture: &Picture,
        place: usize,
        count: usize,
        marked: &[usize],
        earlier: bool,
    ) -> Result<(), Failure> {
        let svg = picture.svg(marked).map_err(|error| Failure::new(Text::same(error)))?;
        let number = place + 1;
        let when = if earlier { text!("før", "before") } else { text!("efter", "after") };
        let capital = if earlier { text!("Før", "Before") } else { text!("Efter", "After") };
        let caption = text!("side {number} af {count}", "page {number} of {count}");
        let name = text!("side {number}", "page {number}");
        let (when, capital, caption, name) = (
            when.get(self.lang),
            capital.get(self.lang),
            caption.get(self.lang),
            name.get(self.lang),
        );
        let alt = escaped(&format!("{label}, {name}, {when}"));
        let address = utf8_percent_encode(&svg, ENCODED);
        let _ = writeln!(
            self.body,
            "<figure>\n<figcaption>{capital}: {caption}</figcaption>\n\
             <img alt=\"{alt}\" src='data:image/svg+xml,{address}'>\n</figure>"
        );
        Ok(())
    }

    /// The texts that differ, in words.
    fn listed(&mut self, old: &Picture, new: &Picture, found: &[Difference]) {
        if found.is_empty() {
            let same = text!(
                "Teksten er den samme; det er udseendet, der er ændret.",
                "The text is the same; only its appearance has changed."
            );
            let _ = writeln!(self.body, "<p>{}</p>", same.get(self.lang));
            return;
        }
        let words = |picture: &Picture, chosen: &[usize]| {
            let all: Vec<&str> = picture.words().collect();
            let joined = chosen
                .iter()
                .filter_map(|index| all.get(*index).copied())
                .collect::<Vec<_>>()
                .join(" ");
            // Where a word is divided at the end of a line, a mark of that stands alone.
            escaped(joined.replace(" \u{ad} ", "").trim_end_matches(" \u{ad}"))
        };
        let (caption, before, after) = match self.lang {
            Lang::Da => ("Tekst, som er ændret", "Før", "Efter"),
            Lang::En => ("Text that changed", "Before", "After"),
        };
        let _ = writeln!(
            self.body,
            "<table>\n<caption>{caption}</caption>\n<tr><th scope=\"col\">{before}</th><th scope=\"col\">{after}</th></tr>"
        );
        for difference in found.iter().take(MOST_LISTED) {
            let (old, new) = (words(old, &difference.before), words(new, &difference.after));
            let _ = writeln!(self.body, "<tr><td>{old}</td><td>{new}</td></tr>");
        }
        self.body.push_str("</table>\n");
        if found.len() > MOST_LISTED {
            let more = found.len() - MOST_LISTED;
            let more = text!(
                "Der er {more} forskelle mere på siden.",
                "The page has {more} more differences."
            );
            let _ = writeln!(self.body, "<p>{}</p>", more.get(self.lang));
        }
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}
