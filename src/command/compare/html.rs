//! The report: one HTML file with every changed page before and after, and nothing outside it.
//!
//! A page is an image with its SVG in the address. Typst names a glyph's outline by what it is, so
//! the same names stand in every page, and as elements of one document they would be twice there;
//! an image is a document of its own, and runs no script and fetches nothing, whatever a template
//! put into it.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::change::{Change, Step};
use crate::command::outcome::Failure;
use crate::text;
use crate::text::{Lang, Text};
use crate::typeset::{Difference, Picture};

/// What of an SVG can't stand in an address between single quotes.
const ENCODED: &AsciiSet = &CONTROLS.add(b'#').add(b'%').add(b'&').add(b'\'').add(b'<').add(b'>');

/// The most bytes of pictures in the report: a browser must be able to open it.
const MOST_BYTES: usize = 48 << 20;

/// The most differences of one page that are listed; more says that the page is another altogether.
const MOST_LISTED: usize = 40;

const STYLE: &str = "
body { margin: 2rem auto; max-width: 110rem; padding: 0 1.5rem; font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #f4f4f2 }
h1 { font-size: 1.6rem } h2 { margin-top: 3rem; border-top: 2px solid #1a1a1a; padding-top: 1rem } h3 { margin: 2rem 0 .5rem }
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
    list: String,
    body: String,
    notes: usize,
    /// Notes whose pages there was no room for.
    pub(super) left_out: usize,
}

impl Report {
    pub(super) fn new(lang: Lang, base: &Text, head: &Text) -> Self {
        let sides = [escaped(base.get(lang)), escaped(head.get(lang))];
        Self { lang, sides, list: String::new(), body: String::new(), notes: 0, left_out: 0 }
    }

    /// Adds a note that differs.
    pub(super) fn note(
        &mut self,
        label: &str,
        title: &str,
        message: &Text,
        change: &Change,
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
        // Nothing is fetched and nothing is run, whatever else stands here.
        let policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
        format!(
            "<!DOCTYPE html>\n<html lang=\"{code}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n\
             <h1>{title}</h1>\n<p>{sides}</p>\n<p>{ended}</p>\n{list}{body}</main>\n</body>\n</html>\n"
        )
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
