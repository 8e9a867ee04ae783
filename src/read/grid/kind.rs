//! What kind of row a line is: by its mark, or, where that is missing, by what it looks like.

use crate::diagnostic::{Diagnostic, rule};
use crate::grid::{Line, Mark};
use crate::note::row_words::{SaysIt, says};
use crate::read::grid::beside::Beside;
use crate::read::grid::faults::MARK;
use crate::read::grid::lines::Lines;
use crate::read::reader::Reader;
use crate::source::Span;
use crate::text;
use crate::text::Text;

rule!(
    NO_FIGURES = "linje-uden-tal", Warning;
    "En linje i tabellen har ingen tal.",
    "A line of the table has no figures."
);

impl<'t> Lines<'_, 't> {
    /// What kind of row a line is. One without a mark that looks like a total, a part or a heading
    /// is told, and read on as that.
    pub(super) fn mark(
        &self,
        reader: &mut Reader,
        line: &Line<'t>,
        beside: &Beside<'t>,
        is_last: bool,
        is_part: bool,
    ) -> Mark {
        let id = self.known.id.and_then(|number| line.cell(number));
        // One that is no mark is told.
        let typed = !line.mark_range.is_empty();
        if line.torn || typed || id.is_some_and(|id| beside.says_kind(&id.text)) {
            return line.mark;
        }
        if self.known.kinds.iter().any(|number| line.cell(*number).is_some()) {
            return Mark::Post;
        }
        let Some((_, label)) = self.label(line) else { return Mark::Post };
        let has_figures = line.filled().any(|(number, _)| self.is_figure(number));
        let span = self.span(&label.range);
        if let Some(mark) = mark_within(&label.text) {
            return self.misplaced_mark(reader, line, mark, span);
        }
        if !self.known.figures.contains(&true) {
            return Mark::Post;
        }
        let part =
            || (Mark::OfWhich, text!("en del af posten ovenover", "a part of the post above"));
        let (mark, what) = match says(&label.text, self.kind) {
            Some(SaysIt::Total) if is_last => (Mark::Total, text!("en total", "a total")),
            Some(SaysIt::Total) => (Mark::Subtotal, text!("en delsum", "a subtotal")),
            Some(SaysIt::Part) => part(),
            _ if is_part => part(),
            _ if has_figures => return Mark::Post,
            _ => return self.without_figures(reader, line, &label.text, span),
        };
        let label = &label.text;
        let Text { da: what, en: what_en } = what;
        let message = if has_figures {
            text!(
                "linjen \"{label}\" ligner {what}, men står som en post og lægges til",
                "the line \"{label}\" looks like {what_en}, but stands as a post and is added"
            )
        } else {
            text!(
                "linjen \"{label}\" ligner {what}, men står som en post",
                "the line \"{label}\" looks like {what_en}, but stands as a post"
            )
        };
        let help = self.typed(line, mark);
        reader.push(Diagnostic::new(&MARK, span, message).help(help));
        mark
    }

    /// Says that a mark stands in the cell of the line's text, and reads it on.
    fn misplaced_mark(&self, reader: &mut Reader, line: &Line<'t>, mark: Mark, span: Span) -> Mark {
        let typed = mark.text();
        let message = text!(
            "mærket {typed} står i cellen med linjens tekst",
            "the mark {typed} stands in the cell of the line's text"
        );
        let Text { da, en } = self.typed(line, mark);
        let help = text!("{da}, og slet det her", "{en}, and delete it here");
        reader.push(Diagnostic::new(&MARK, span, message).help(help));
        mark
    }

    /// How a mark is put on a line.
    fn typed(&self, line: &Line<'t>, mark: Mark) -> Text {
        let mark = mark.text();
        if self.marked {
            text!("skriv {mark} i linjens første celle", "write {mark} in the line's first cell")
        } else if !self.text[line.range.clone()].contains('|') {
            text!(
                "skriv {mark} og en tabulator forrest på linjen",
                "write {mark} and a tab first on the line"
            )
        } else {
            text!(
                "skriv {mark} forrest på linjen, før den første |",
                "write {mark} first on the line, before the first |"
            )
        }
    }

    fn without_figures(
        &self,
        reader: &mut Reader,
        line: &Line<'t>,
        label: &str,
        span: Span,
    ) -> Mark {
        let message =
            text!("linjen \"{label}\" har ingen tal", "the line \"{label}\" has no figures");
        let words = label.to_lowercase();
        let sum = ["i alt", "total", "samlet", "samlede", "sum"];
        if sum.iter().any(|word| {
            words.split(|c: char| !c.is_alphabetic()).any(|own| own.starts_with(word))
                || words.contains("i alt")
        }) {
            let Text { da, en } = self.typed(line, Mark::Total);
            reader.push(Diagnostic::new(&NO_FIGURES, span, message).help(text!(
                "er det en sum, så {da}: så regnes den ud; ellers skriv tallene",
                "if it is a sum, {en}: then it is computed; else write the figures"
            )));
            return Mark::Heading;
        }
        let Text { da, en } = self.typed(line, Mark::Heading);
        reader.push(Diagnostic::new(&NO_FIGURES, span, message).help(text!(
            "skriv tallene; 0 eller -, hvor der ikke er nogen; er det en mellemoverskrift, så {da}; hører den til linjen ovenover, så skriv … samme sted",
            "write the figures, 0 or - where there are none; if it is a heading, {en}; if it belongs to the line above, write … in that place"
        )));
        Mark::Heading
    }
}

/// The mark that a line's text begins with, where a blank follows it.
fn mark_within(label: &str) -> Option<Mark> {
    let (first, rest) = label.split_once(' ')?;
    Mark::read(first).filter(|mark| *mark != Mark::Post && !rest.trim().is_empty())
}
