//! A pack's figures as tables: the overviews are a note of their own, generated and never typed, so
//! that totals are filled in, tables about the same money are compared and prose gets its figures
//! by the same equations as in any note.

use std::collections::{BTreeMap, BTreeSet};

use crate::amount::Amount;
use crate::note::{
    Across, Cell, Column, ColumnKey, GrandTotal, Kind, Note, PartOf, Paybacks, Period, Post,
    Status, SubtotalOf, Table, Version, Word,
};
use crate::pack::about::{Said, about};
use crate::pack::{FrameUse, Member, Packed, Part, alphabetical, capitalised};
use crate::register::Named;
use crate::source::{Span, Spanned};
use crate::table_type::TableKind;
use crate::text::in_sentence;

/// The money by committee.
pub const BY_COMMITTEE: &str = "udvalg";
/// The money by control area.
pub const BY_AREA: &str = "styringsomraade";
/// The money by the notes' category.
pub const BY_CATEGORY: &str = "kategori";
/// The money by note.
pub const BY_NOTE: &str = "notater";
/// The frames' limits.
pub const LIMITS: &str = "rammer";
/// What the pack uses of them.
pub const USED: &str = "brug";
/// What is left of them.
pub const LEFT: &str = "rest";

/// What stands for a category that a note does not have.
pub const NO_CATEGORY: &str = "Uden kategori";

/// What is said of a note's money that belongs to none of its options.
pub const COMMON: &str = "fælles poster";

/// The pack's tables as a note. Sums that can't be held are left out: a finding says so.
pub fn overview(packed: &Packed<'_>) -> Note {
    let writer = Writer { packed, span: packed.pack.title.span };
    let mut tables =
        vec![writer.by_committee(), writer.by_area(), writer.by_category(), writer.by_note()];
    let limit = |of: fn(&crate::pack::frame::Line) -> Amount| {
        move |line: &crate::pack::frame::Line| of(line)
    };
    tables.push(writer.frames(LIMITS, "Rammer", limit(|line| line.limit)));
    tables.push(writer.frames(USED, "Brug af rammerne", limit(|line| line.used)));
    tables.push(writer.frames(LEFT, "Tilbage af rammerne", limit(|line| line.left)));
    let pack = packed.pack;
    Note {
        file: pack.file,
        round: pack.round.clone(),
        id: writer.word(&pack.name),
        title: pack.title.clone(),
        kind: writer.word("pakke"),
        edition: None,
        status: Status::default(),
        category: None,
        administration: None,
        other_administrations: Vec::new(),
        date: pack.date,
        version: Version::default(),
        attached: None,
        confidential: false,
        summary: None,
        references: Vec::new(),
        presupposes: Vec::new(),
        excludes: Vec::new(),
        place: None,
        readiness: None,
        choices: Vec::new(),
        sections: Vec::new(),
        tables,
        declared: Vec::new(),
        externals: Vec::new(),
    }
}

/// The control areas that a pack has counted money of, topmost ones, in the municipality's order.
pub fn areas(packed: &Packed<'_>) -> Vec<String> {
    areas_of(packed, packed.counted())
}

/// Those that its notes have money of, counted or not.
pub fn all_areas(packed: &Packed<'_>) -> Vec<String> {
    areas_of(packed, packed.parts())
}

fn areas_of<'p>(packed: &'p Packed<'_>, parts: impl Iterator<Item = Part<'p, 'p>>) -> Vec<String> {
    let at = |area: &str| packed.municipality.areas.iter().position(|known| known.code() == area);
    let known = parts.map(|part| packed.root(&part.sum.area).to_owned());
    let mut out: Vec<String> = known.collect::<BTreeSet<_>>().into_iter().collect();
    out.sort_by_key(|area| at(area).unwrap_or(usize::MAX));
    out
}

/// The committees that a pack has counted money of, in the municipality's order.
pub fn committees(packed: &Packed<'_>) -> Vec<String> {
    committees_of(packed, packed.counted())
}

/// Those that its notes have money of, counted or not.
pub fn all_committees(packed: &Packed<'_>) -> Vec<String> {
    committees_of(packed, packed.parts())
}

fn committees_of<'p>(
    packed: &'p Packed<'_>,
    parts: impl Iterator<Item = Part<'p, 'p>>,
) -> Vec<String> {
    let at =
        |code: &str| packed.municipality.committees.iter().position(|known| known.code() == code);
    let known = parts.map(|part| part.sum.committee.clone());
    let mut out: Vec<String> = known.collect::<BTreeSet<_>>().into_iter().collect();
    out.sort_by_key(|code| at(code).unwrap_or(usize::MAX));
    out
}

/// The categories of a pack's notes in alphabetical order, those without last; each with its words.
fn categories(packed: &Packed<'_>) -> Vec<(Option<String>, String)> {
    let mut found: BTreeMap<(bool, Vec<u32>), (Option<String>, String)> = BTreeMap::new();
    for part in packed.counted() {
        let category = category(part.member);
        let words = category.as_deref().map_or_else(|| NO_CATEGORY.to_owned(), capitalised);
        let key = (category.is_none(), alphabetical(&words));
        found.entry(key).or_insert((category, words));
    }
    found.into_values().collect()
}

/// A member's category in small letters, by which notes are gathered.
fn category(member: &Member<'_>) -> Option<String> {
    member.note.category.as_ref().map(|word| word.value.to_lowercase())
}

struct Writer<'p, 'a> {
    packed: &'p Packed<'a>,
    span: Span,
}

impl<'a> Writer<'_, 'a> {
    fn word(&self, text: impl Into<String>) -> Word {
        Spanned::new(text.into(), self.span)
    }

    fn table(&self, id: &str, title: &str, stub: &str, posts: Vec<Post>) -> Table {
        let packed = self.packed;
        Table {
            id: self.word(id),
            kind: Spanned::new(TableKind::Activities, self.span),
            title: Some(self.word(title)),
            stub: Some(self.word(stub)),
            money: Some(self.word("pakke")),
            area: None,
            committee: None,
            administrations: Vec::new(),
            own_years: true,
            excerpt: false,
            alone: None,
            must_give: None,
            finances: None,
            derived_from: None,
            sum_of: Vec::new(),
            payback: Paybacks::default(),
            computed_keys: false,
            permanent: false,
            own_unit: Some(self.span),
            in_lines: false,
            notes: Vec::new(),
            marks: Vec::new(),
            unit: packed.unit,
            decimals: packed.decimals,
            rounded: packed
                .members
                .iter()
                .any(|member| member.note.tables.iter().any(|table| table.rounded)),
            prices: packed.round.prices.clone(),
            blank: None,
            numbered: true,
            number: None,
            outside: Vec::new(),
            note: None,
            columns: packed
                .periods
                .iter()
                .map(|period| Column::period(*period, self.span))
                .collect(),
            across: Across::default(),
            grand_total: GrandTotal::Row {
                text: Some(self.word("I alt")),
                cells: Vec::new(),
                span: self.span,
            },
            totals: Vec::new(),
            posts,
            span: self.span,
        }
    }

    fn post(
        &self,
        id: &str,
        text: impl Into<String>,
        kind: Kind,
        amounts: Option<Vec<Amount>>,
    ) -> Post {
        let cell = |(period, amount): (&Period, Amount)| {
            Cell::plain(ColumnKey::Period(*period), Some(amount), self.span)
        };
        Post {
            id: Some(self.word(id)),
            text: Some(self.word(text)),
            area: None,
            committee: None,
            administrations: Vec::new(),
            appropriation: None,
            ui: None,
            sort: None,
            key: None,
            at_point: None,
            agreement: None,
            pool: false,
            choice: None,
            permanent: false,
            prices: None,
            outside: Vec::new(),
            kind,
            cells: self.packed.periods.iter().zip(amounts.unwrap_or_default()).map(cell).collect(),
            words: Vec::new(),
            astray: false,
            lacks: None,
            span: self.span,
        }
    }

    /// A row of the money that `fits`.
    fn row(
        &self,
        id: &str,
        text: impl Into<String>,
        kind: Kind,
        fits: impl Fn(&Part<'_, 'a>) -> bool,
    ) -> Post {
        self.post(id, text, kind, self.packed.total(fits))
    }

    fn area_name(&self, area: &str) -> String {
        self.packed
            .municipality
            .area(area)
            .any()
            .map_or_else(|| area.to_owned(), |found| found.name().to_owned())
    }

    /// A row a committee, with its control areas under it where there is more than one in the pack.
    fn by_committee(&self) -> Table {
        let (packed, areas) = (self.packed, areas(self.packed));
        let mut posts = Vec::new();
        for code in committees(packed) {
            let found = packed.municipality.committee(&code, packed.round.year()).any();
            let name = found.map_or_else(|| code.clone(), |found| found.name().to_owned());
            posts.push(self.row(&code, name, Kind::Plain, |part| part.sum.committee == code));
            let own = |area: &str, part: &Part<'_, 'a>| {
                part.sum.committee == code && packed.root(&part.sum.area) == area
            };
            for area in areas.iter().filter(|_| areas.len() > 1) {
                if packed.counted().any(|part| own(area, &part)) {
                    let (id, name) = (format!("{code}_{area}"), self.area_name(area));
                    let kind = Kind::OfWhich(PartOf::Named(self.word(&code)));
                    posts.push(self.row(
                        &id,
                        format!("heraf {}", in_sentence(&name)),
                        kind,
                        |part| own(area, part),
                    ));
                }
            }
        }
        self.table(BY_COMMITTEE, "Oversigt efter udvalg", "Udvalg", posts)
    }

    fn by_area(&self) -> Table {
        let packed = self.packed;
        let row = |area: String| {
            self.row(&area, self.area_name(&area), Kind::Plain, |part| {
                packed.root(&part.sum.area) == area
            })
        };
        let posts = areas(packed).into_iter().map(row).collect();
        self.table(BY_AREA, "Oversigt efter styringsområde", "Styringsområde", posts)
    }

    fn by_category(&self) -> Table {
        let row = |(own, words): (Option<String>, String)| {
            let id = own.clone().unwrap_or_else(|| "uden".to_owned());
            self.row(&id, words, Kind::Plain, |part| category(part.member) == own)
        };
        let posts = categories(self.packed).into_iter().map(row).collect();
        self.table(BY_CATEGORY, "Oversigt efter kategori", "Kategori", posts)
    }

    /// A row a note, with its options under it, counted or not; each group with a heading and a
    /// subtotal where there are several.
    fn by_note(&self) -> Table {
        let packed = self.packed;
        let several = packed.groups.len() > 1;
        let mut posts = Vec::new();
        for group in &packed.groups {
            if several {
                posts.push(self.post("", &group.name, Kind::Heading, None));
            }
            for member in packed.members.get(group.members.clone()).unwrap_or_default() {
                posts.extend(self.note_rows(member));
            }
            for note in packed.withdrawn.get(group.withdrawn.clone()).unwrap_or_default() {
                posts.push(self.withdrawn_row(note));
            }
            if several && group.members.len() > 1 {
                let since = Kind::Subtotal(SubtotalOf::SinceLast(self.span));
                posts.push(Post {
                    cells: Vec::new(),
                    ..self.post("", format!("{} i alt", group.name), since, None)
                });
            }
        }
        self.table(BY_NOTE, "Notaterne og deres beløb", "Notat", posts)
    }

    /// A row of a note that was withdrawn: it has no figures.
    fn withdrawn_row(&self, note: &Note) -> Post {
        let (id, title) = (&note.id.value, &note.title.value);
        let kind = Kind::OfWhich(PartOf::Named(self.word(id)));
        Post {
            cells: Vec::new(), ..self.post(id, format!("{id} – {title} (trukket)"), kind, None)
        }
    }

    fn note_rows(&self, member: &Member<'a>) -> Vec<Post> {
        let note = member.note;
        let (id, title) = (&note.id.value, &note.title.value);
        let sums = self.packed.add(member.counted_sums());
        let about: String = about(member).iter().map(Said::text).collect();
        let kind =
            if member.counted { Kind::Plain } else { Kind::OfWhich(PartOf::Named(self.word(id))) };
        let mut out = vec![self.post(id, format!("{id} – {title}{about}"), kind, sums)];
        // What its own row adds up: its options that are counted, and what belongs to none.
        let common = || member.sums.iter().filter(|sum| sum.choice.is_none());
        if !member.choices.is_empty() && common().next().is_some() {
            out.push(self.post(
                &format!("{id}_"),
                COMMON,
                Kind::OfWhich(PartOf::Named(self.word(id))),
                self.packed.add(common()),
            ));
        }
        for choice in &member.choices {
            let (own, name) = (&choice.choice.id.value, &choice.choice.title.value);
            let words = if choice.counted { "valgt" } else { "ikke valgt" };
            let sums = member.sums.iter().filter(|sum| sum.choice.as_deref() == Some(own));
            let row = format!("{words}: {own} – {name}");
            out.push(self.post(
                &format!("{id}_{own}"),
                row,
                Kind::OfWhich(PartOf::Named(self.word(id))),
                self.packed.add(sums),
            ));
        }
        out
    }

    /// A row a frame; it has figures in the years that it has a limit in.
    fn frames(
        &self,
        id: &str,
        title: &str,
        of: impl Fn(&crate::pack::frame::Line) -> Amount,
    ) -> Table {
        let row = |frame: &FrameUse<'_>| {
            let name = &frame.frame.name.value;
            let cell = |line: &crate::pack::frame::Line| {
                Cell::plain(ColumnKey::Period(line.period), Some(of(line)), line.span)
            };
            Post {
                cells: frame.lines.iter().map(cell).collect(),
                ..self.post(name, name, Kind::Plain, None)
            }
        };
        let posts = self.packed.frames.iter().map(row).collect();
        let table = self.table(id, title, "Ramme", posts);
        Table {
            money: None,
            kind: Spanned::new(TableKind::Figures, self.span),
            grand_total: GrandTotal::None,
            ..table
        }
    }
}
