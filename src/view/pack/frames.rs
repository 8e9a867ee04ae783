//! A frame's part of a pack's page: limit, use and what is left, by year, and their chart.

use crate::amount::Amount;
use crate::note::Period;
use crate::pack::FrameUse;
use crate::pack::frame::Line;
use crate::page::pack::{Bar, Chart, FramePage};
use crate::page::{Cell, Column, Row, Table};
use crate::register::{Frame, Named};
use crate::text::{Lang, Text, in_sentence};
use crate::view::pack::{Writer, thousandths, unit};

const LIMIT: &str = "Ramme";
/// All money that the frame covers, where some of it stands outside.
const MONEY: &str = "Pakkens beløb";
const OUTSIDE: &str = "Heraf uden for rammen";
const USE: &str = "Pakkens brug";
const PER_CENT: &str = "Brugt af rammen";

impl Writer<'_, '_> {
    pub(super) fn frame(&self, number: usize, used: &FrameUse<'_>) -> FramePage {
        let frame = used.frame;
        let name = &frame.name.value;
        let figure = |amount: Amount| Cell { text: self.danish(amount), ..Cell::default() };
        let row = |kind, label: &str, of: &dyn Fn(&Line) -> Amount| {
            let label = Cell { text: label.to_owned(), ..Cell::default() };
            Row {
                kind,
                cells: std::iter::once(label)
                    .chain(used.lines.iter().map(|line| figure(of(line))))
                    .collect(),
            }
        };
        let year = |period: Period| Column {
            header: period.to_string(),
            kind: "figure",
            group: None,
            ..Column::default()
        };
        let stub = Column { header: name.clone(), kind: "text", group: None, ..Column::default() };
        let over = used.lines.iter().any(|line| line.left.is_negative());
        let left = if over { "Tilbage (minus er over rammen)" } else { "Tilbage" };
        let mut rows = vec![row("post", LIMIT, &|line| line.limit)];
        if used.lines.iter().any(|line| !line.outside.is_zero()) {
            rows.push(row("post", MONEY, &|line| line.covered().unwrap_or_default()));
            rows.push(row("of-which", OUTSIDE, &|line| line.outside));
        }
        rows.push(row("post", USE, &|line| line.used));
        rows.push(row("total", left, &|line| line.left));
        rows.extend(self.per_cent(frame));
        let table = Table {
            label: String::new(),
            number: Some(number.to_string()),
            title: format!("{name} og pakkens brug"),
            alt: None,
            unit: Some(unit(self.packed)),
            columns: std::iter::once(stub)
                .chain(used.lines.iter().map(|line| year(line.period)))
                .collect(),
            rows,
            note: Some(self.remarks(name)).filter(|remarks| !remarks.is_empty()),
            rounding: None,
            ..Table::default()
        };
        FramePage {
            name: name.clone(),
            about: self.about(frame),
            table,
            chart: self.packed.pack.parts.charts.then(|| self.frame_bars(used)).flatten(),
        }
    }

    /// How much of a frame is used, of the exact figures; none where it has no limit to be used.
    fn per_cent(&self, frame: &Frame) -> Option<Row> {
        let exact = self.packed.frames.iter().find(|used| std::ptr::eq(used.frame, frame))?;
        let shares: Vec<Option<String>> = exact.lines.iter().map(Line::share).collect();
        if shares.iter().all(Option::is_none) {
            return None;
        }
        let words = |share: &Option<String>| {
            share.as_ref().map(|share| format!("{share}\u{a0}%")).unwrap_or_default()
        };
        let label = Cell { text: PER_CENT.to_owned(), ..Cell::default() };
        let cells = shares.iter().map(|share| Cell { text: words(share), ..Cell::default() });
        Some(Row { kind: "post", cells: std::iter::once(label).chain(cells).collect() })
    }

    /// `Dækker service hos Socialudvalget. Kilde: …`
    fn about(&self, frame: &Frame) -> String {
        let name = |word: &crate::note::Word| {
            let found = self.packed.municipality.area(&word.value).any();
            Text::same(in_sentence(found.map_or(&word.value, |area| area.name())))
        };
        let areas = if frame.covers_all() {
            "alle styringsområder".to_owned()
        } else {
            Text::list(&frame.areas.iter().map(name).collect::<Vec<_>>()).get(Lang::Da).to_owned()
        };
        let committee = |word: &crate::note::Word| {
            let year = self.packed.round.year();
            let found = self.packed.municipality.committee(&word.value, year).any();
            Text::same(found.map_or(word.value.as_str(), |found| found.name()))
        };
        let committees: Vec<Text> = frame.committees.iter().map(committee).collect();
        let areas = if committees.is_empty() {
            areas
        } else {
            format!("{areas} hos {}", Text::list(&committees).get(Lang::Da))
        };
        let stop = |text: &str| if text.ends_with('.') { String::new() } else { ".".to_owned() };
        let source = &frame.source.value;
        if source.is_empty() {
            format!("Dækker {areas}{}", stop(&areas))
        } else {
            format!("Dækker {areas}{} Kilde: {source}{}", stop(&areas), stop(source))
        }
    }

    /// A bar a year, of use against limit.
    fn frame_bars(&self, used: &FrameUse<'_>) -> Option<Chart> {
        let name = &used.frame.name.value;
        let longest = used
            .lines
            .iter()
            .flat_map(|line| [line.limit.abs(), line.used.abs()])
            .max()
            .filter(|most| !most.is_zero())?;
        let words = |line: &Line| {
            let (sum, limit) = (self.danish(line.used), self.danish(line.limit));
            let (left, over) = (self.danish(line.left.abs()), line.left.is_negative());
            let left = if over { format!("{left} over rammen") } else { format!("{left} tilbage") };
            format!("{sum} af {limit} ({left})")
        };
        let bar = |line: &Line| Bar {
            label: line.period.to_string(),
            text: words(line),
            length: thousandths(line.used.abs(), longest),
            limit: Some(thousandths(line.limit.abs(), longest)),
            over: line.left.is_negative(),
            negative: line.used.is_negative(),
        };
        let unit = self.packed.unit.name();
        let values = used
            .lines
            .iter()
            .map(|line| format!("i {} {}", line.period, words(line)))
            .collect::<Vec<_>>()
            .join("; ");
        Some(Chart {
            title: format!("Brug af rammen ({unit})"),
            alt: format!(
                "Søjler for pakkens brug af {name} i {unit}: {values}. Tallene står i tabellen."
            ),
            bars: used.lines.iter().map(bar).collect(),
        })
    }
}
