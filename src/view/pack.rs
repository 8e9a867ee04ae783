//! A pack to its page: cover, overviews, frames, the list of notes; all but the notes themselves.

mod frames;
mod links;
mod list;

use rust_decimal::prelude::ToPrimitive as _;

use crate::amount::Amount;
use crate::note::{
    ColumnKey, Date, Grouping, Note, Numbered, PriceLevel, PriceLevels, Prose, Status, TableNo,
};
use crate::pack::overview::{BY_AREA, BY_CATEGORY, BY_COMMITTEE, BY_NOTE};
use crate::pack::printed::Printed;
use crate::pack::{FrameUse, Packed};
use crate::page::pack::{Bar, Chart, Cover, Entry, Group, Overview, PackPage, Total};
use crate::page::{Block, Inline, Metadata};
use crate::project::Project;
use crate::prose::{self, Scene};
use crate::reconcile::{Reconciled, reconcile};
use crate::register::NoteIds;
use crate::text::{Lang, Text};
use crate::view::{PageBuilder, theme};

pub use links::link_notes;

/// What is said under an introduction with figures, where the overviews' are rounded to add up.
const AS_IN_OVERVIEWS: &str = "Tallene i indledningen er de samme som i oversigterne, hvor de er afrundet, så summerne går op. Et tal med \
                               et andet antal decimaler er afrundet for sig.";

/// What is said under the overview by committee, where the notes are listed by who wrote them.
const WHOSE_MONEY: &str = "Pengene er lagt sammen efter det udvalg, der får dem. I listen står notaterne efter, hvem der har skrevet dem, \
                           så summerne dér kan være andre.";

/// What the address of a link to the note of that place in the pack is; `build` makes it one within
/// the document.
pub fn link_to_note(number: usize) -> String {
    format!("pakke:notat/{number}")
}

/// What the address of a link from a note to its own line in the list is, wherever the note stands.
pub const LINK_TO_LINE: &str = "pakke:linje";

/// A pack's page; `overview` are its tables, solved. With `draft`, UDKAST stands on every page, and
/// what has errors is named. Its page numbers are 0 until they are known ([`numbered`]).
pub fn page(
    project: &Project,
    packed: &Packed<'_>,
    overview: &Reconciled,
    notes: &NoteIds,
    draft: Option<&[String]>,
) -> PackPage {
    let rounded = Printed::of(packed, &overview.note);
    let solved = rounded
        .as_ref()
        .map(|rounded| reconcile(&rounded.overview, packed.municipality, packed.round));
    let shown = solved.as_ref().unwrap_or(overview);
    let made: &Note = &shown.note;
    let parts = packed.pack.parts;
    let kept = [
        (BY_COMMITTEE, parts.overviews),
        (BY_AREA, parts.overviews),
        (BY_CATEGORY, parts.overviews),
        (BY_NOTE, parts.list),
    ];
    let listed: Vec<TableNo> =
        kept.iter().filter(|(_, kept)| *kept).filter_map(|(id, _)| made.table_number(id)).collect();
    let number = |table: TableNo| {
        listed.iter().position(|listed| *listed == table).map(|place| (place + 1).to_string())
    };
    let numbers: Numbered<TableNo, Option<String>> = made.table_numbers().map(number).collect();
    let of_prose = solved.as_ref().map(|reconciled| prose::Printed {
        reconciled,
        unit: packed.unit,
        decimals: packed.decimals,
    });
    let scene = Scene {
        numbers: Some(&numbers),
        printed: of_prose,
        ..Scene::plain(&project.sources, overview, notes)
    };
    let printed = Scene { reconciled: shown, ..scene };
    let builder =
        PageBuilder { project, round: packed.round, note: made, scene: &printed, edition: None };
    let writer = Writer { packed, overview: shown, rounded: rounded.as_ref(), builder: &builder };
    let date = packed.pack.date.map(|date| date.value).or(packed.round.date);
    let title = packed.pack.title.value.clone();
    let municipality = project.municipality.name.clone();
    PackPage {
        kind: "pakke".to_owned(),
        draft: draft.is_some(),
        doubt: draft.and_then(doubt),
        head: Cover {
            id: String::new(),
            title: title.clone(),
            round: packed.round.title.clone(),
            administration: None,
            date: date.map(Date::danish),
            version: packed.pack.version.name.as_ref().map(|word| word.value.clone()),
            revised: packed.pack.version.revised.map(|date| date.value.danish()),
            version_line: packed.pack.version.on_pages(),
            notes: writer.counted(),
            unit: unit(packed),
            totals: writer.totals(),
            confidential: packed
                .members
                .iter()
                .map(|member| member.note)
                .chain(packed.withdrawn.iter().copied())
                .any(|note| note.confidential),
            status: None,
        },
        metadata: Metadata {
            title: [title, packed.round.title.clone()]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" – "),
            author: municipality.clone(),
            date: packed.round.day(date).parts(),
        },
        municipality,
        contents: parts.contents,
        introduction: packed
            .pack
            .introduction
            .as_ref()
            .map(|text| writer.introduction(&scene, text)),
        overviews: if parts.overviews {
            [BY_COMMITTEE, BY_AREA, BY_CATEGORY]
                .iter()
                .filter_map(|id| writer.overview(id))
                .collect()
        } else {
            Vec::new()
        },
        list: if parts.list { writer.list() } else { None },
        frames: if parts.frames {
            writer
                .frames()
                .iter()
                .enumerate()
                .map(|(at, frame)| writer.frame(listed.len() + at + 1, frame))
                .collect()
        } else {
            Vec::new()
        },
        groups: if parts.notes { writer.groups() } else { Vec::new() },
        pages: 0,
        theme: theme::theme(&project.municipality.theme),
    }
}

/// What is said of a draft whose notes have errors.
fn doubt(broken: &[String]) -> Option<String> {
    const MOST: usize = 12;
    let more = broken.len().saturating_sub(MOST);
    let mut named: Vec<Text> = broken.iter().take(MOST).map(Text::same).collect();
    named.extend((more > 0).then(|| Text::same(format!("{more} til"))));
    let named = Text::list(&named);
    (!named.is_empty()).then(|| {
        format!("Udkast: der er fejl i {}, så summerne kan være forkerte.", named.get(Lang::Da))
    })
}

/// Puts page numbers in: `first` are the first pages of the notes in order, `pages` is how many
/// there are in all.
pub fn numbered(page: &mut PackPage, first: &[usize], pages: usize) {
    page.pages = pages;
    let entries = page.groups.iter_mut().flat_map(|group| &mut group.notes);
    for (entry, first) in entries.filter(|entry| !entry.withdrawn).zip(first) {
        entry.page = *first;
    }
    let links: Vec<(String, usize)> =
        (0..first.len()).map(link_to_note).zip(first.iter().copied()).collect();
    for row in page.list.iter_mut().flat_map(|list| &mut list.rows) {
        let Some(label) = row
            .cells
            .first()
            .and_then(|cell| cell.blocks.as_ref())
            .and_then(|blocks| address(blocks))
        else {
            continue;
        };
        let Some((_, first)) =
            links.iter().find(|(link, _)| label.strip_suffix("#linje") == Some(link))
        else {
            continue;
        };
        if let Some(cell) = row.cells.last_mut() {
            cell.text = first.to_string();
        }
    }
}

/// A sentence as a paragraph.
fn sentence(text: &str) -> Block {
    Block::Paragraph { content: vec![Inline::Text { text: text.to_owned() }] }
}

/// True where a block of prose has a figure from the overviews.
fn has_figure(block: &Block) -> bool {
    let in_text = |content: &Vec<Inline>| content.iter().any(is_figure);
    match block {
        Block::Paragraph { content } | Block::Heading { content, .. } => in_text(content),
        Block::Bullets { items } | Block::Numbered { items, .. } => {
            items.iter().flatten().any(has_figure)
        }
        Block::Quote { blocks } => blocks.iter().any(has_figure),
        Block::Grid { header, rows, .. } => header.iter().chain(rows.iter().flatten()).any(in_text),
        _ => false,
    }
}

fn is_figure(inline: &Inline) -> bool {
    match inline {
        Inline::Figure { .. } => true,
        Inline::Emph { content } | Inline::Strong { content } | Inline::Link { content, .. } => {
            content.iter().any(is_figure)
        }
        Inline::Footnote { blocks, .. } => blocks.iter().any(has_figure),
        _ => false,
    }
}

/// The address of the link that a cell is.
fn address(blocks: &[Block]) -> Option<&str> {
    match blocks.first()? {
        Block::Paragraph { content } => match content.first()? {
            Inline::Link { url, .. } => Some(url),
            _ => None,
        },
        _ => None,
    }
}

/// `1.000 kr. – 2020 p/l`.
fn unit(packed: &Packed<'_>) -> String {
    let unit = packed.unit.name();
    match &packed.round.prices {
        Some(PriceLevels::One(PriceLevel::Year(year))) => format!("{unit} – {year} p/l"),
        Some(PriceLevels::One(PriceLevel::Current)) => format!("{unit}, løbende p/l"),
        Some(PriceLevels::ByPeriod(_)) | None => unit.to_owned(),
    }
}

struct Writer<'w, 'a> {
    packed: &'w Packed<'a>,
    /// Its tables as they are printed.
    overview: &'w Reconciled,
    /// What of it was rounded; none where nothing is.
    rounded: Option<&'w Printed<'a>>,
    builder: &'w PageBuilder<'w>,
}

impl<'a> Writer<'_, 'a> {
    fn index(&self, id: &str) -> Option<TableNo> {
        self.overview.note.table_number(id)
    }

    fn danish(&self, amount: Amount) -> String {
        amount.danish(self.packed.decimals)
    }

    /// `3 notater`, how many of them are unfinished or not counted, and how many were withdrawn.
    fn counted(&self) -> String {
        let members = &self.packed.members;
        let all = if members.len() == 1 {
            "1 notat".to_owned()
        } else {
            format!("{} notater", members.len())
        };
        let unfinished =
            members.iter().filter(|member| member.note.status == Status::Unfinished).count();
        let not = members.iter().filter(|member| !member.counted).count();
        let words = match unfinished {
            0 => None,
            1 => Some("1 kladde".to_owned()),
            _ => Some(format!("{unfinished} kladder")),
        };
        let of: Vec<String> =
            words.into_iter().chain((not > 0).then(|| format!("{not} ikke talt med"))).collect();
        let mut out = all;
        if !of.is_empty() {
            out = format!("{out}, heraf {}", of.join(" og "));
        }
        match self.packed.withdrawn.len() {
            0 => out,
            gone => format!("{out}; desuden {gone} trukket"),
        }
    }

    /// What the pack costs in its budget year.
    fn totals(&self) -> Vec<Total> {
        let exact = || self.packed.total(|_| true).unwrap_or_default();
        let all = self.rounded.map_or_else(exact, |rounded| rounded.total.clone());
        let years = self.packed.periods.iter().zip(all);
        let own = years.filter(|(period, _)| {
            self.packed.round.years.first().is_some_and(|year| year.value == **period)
        });
        own.map(|(period, sum)| Total {
            label: format!("I alt i {period}"),
            text: self.danish(sum),
        })
        .collect()
    }

    /// The frames as they are printed.
    fn frames(&self) -> &[FrameUse<'a>] {
        self.rounded.map_or(&self.packed.frames, |rounded| &rounded.frames)
    }

    /// What is said under an overview, by id, or a frame, by name, whose figures are rounded.
    fn remarks(&self, table: &str) -> Vec<Block> {
        self.rounded.into_iter().flat_map(|rounded| rounded.remarks(table)).map(sentence).collect()
    }

    /// The introduction with its figures, and what is said of them where the overviews' are rounded
    /// to add up.
    fn introduction(&self, scene: &Scene<'_>, text: &Prose) -> Vec<Block> {
        let mut blocks = prose::read(scene, text, "indledning").blocks;
        if self.rounded.is_some_and(Printed::moves) && blocks.iter().any(has_figure) {
            blocks.push(sentence(AS_IN_OVERVIEWS));
        }
        blocks
    }

    /// True where the notes stand under who wrote them, and that is not who gets all the money.
    fn listed_otherwise(&self) -> bool {
        let by_writer =
            matches!(self.packed.pack.grouping, Grouping::Committee | Grouping::Administration);
        let elsewhere = |part: crate::pack::Part<'_, '_>| {
            part.member.committee.as_ref() != Some(&part.sum.committee)
        };
        by_writer && self.packed.counted().any(elsewhere)
    }

    fn overview(&self, id: &str) -> Option<Overview> {
        let index = self.index(id)?;
        let mut table = self.builder.table(index);
        let mut remarks = self.remarks(id);
        if id == BY_COMMITTEE && self.packed.pack.parts.list && self.listed_otherwise() {
            remarks.insert(0, sentence(WHOSE_MONEY));
        }
        table.note = Some(remarks).filter(|remarks| !remarks.is_empty());
        let chart = self.packed.pack.parts.charts.then(|| self.bars(index)).flatten();
        Some(Overview { table, chart })
    }

    /// The counted rows of an overview in its budget year.
    fn bars(&self, index: TableNo) -> Option<Chart> {
        let year = self.packed.round.years.first()?.value;
        let made = &self.overview.note.tables[index];
        let rows: Vec<(String, Amount)> = made
            .posts
            .iter()
            .filter(|post| post.counted())
            .filter_map(|post| {
                Some((
                    post.text.as_ref()?.value.clone(),
                    post.cell(&ColumnKey::Period(year))?.amount()?,
                ))
            })
            .collect();
        if rows.len() < 2 || rows.iter().all(|(_, amount)| amount.is_zero()) {
            return None;
        }
        let longest = rows.iter().map(|(_, amount)| amount.abs()).max()?;
        let bar = |(label, amount): &(String, Amount)| Bar {
            label: label.clone(),
            text: self.danish(*amount),
            length: thousandths(amount.abs(), longest),
            limit: None,
            over: false,
            negative: amount.is_negative(),
        };
        let values: Vec<Text> = rows
            .iter()
            .map(|(label, amount)| Text::same(format!("{label} {}", self.danish(*amount))))
            .collect();
        let (unit, values) = (self.packed.unit.name(), Text::list(&values));
        Some(Chart {
            title: format!("{year} ({unit})"),
            alt: format!(
                "Søjler for {year} i {unit}: {}. Tallene står i tabellen.",
                values.get(Lang::Da)
            ),
            bars: rows.iter().map(bar).collect(),
        })
    }

    fn groups(&self) -> Vec<Group> {
        let entry = |number: usize| {
            let note = self.packed.members.get(number).map(|member| member.note);
            let title = note
                .map(|note| format!("{} – {}", note.id.value, note.title.value))
                .unwrap_or_default();
            Entry { title, link: link_to_note(number), page: 0, withdrawn: false }
        };
        let withdrawn = |note: &&Note| Entry {
            title: format!("{} – {} (trukket)", note.id.value, note.title.value),
            link: String::new(),
            page: 0,
            withdrawn: true,
        };
        let group = |group: &crate::pack::Group| {
            let gone = self.packed.withdrawn.get(group.withdrawn.clone()).unwrap_or_default();
            Group {
                name: group.name.clone(),
                notes: group.members.clone().map(entry).chain(gone.iter().map(withdrawn)).collect(),
            }
        };
        self.packed.groups.iter().map(group).collect()
    }
}

/// A part of the longest in thousandths, rounded to the nearest; what is not nothing is seen.
fn thousandths(part: Amount, longest: Amount) -> u32 {
    let share = part.times(1_000.into()).and_then(|part| part.divided_by(longest.decimal()));
    let share = share.map_or(0, |share| share.rounded(0).decimal().to_u32().unwrap_or(0));
    if share == 0 && !part.is_zero() { 1 } else { share.min(1_000) }
}
