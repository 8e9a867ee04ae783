//! The lines of a table as the auditor sees them: its posts, or those that a derived table gathers
//! from another; and which of them a total counts.

use std::collections::{BTreeSet, HashMap};

use rust_decimal::Decimal;

use crate::audit::exclusion::excludes_any;
use crate::audit::names::{Codes, Register, counts};
use crate::note::{
    ColumnKey, Direction, Kind, Note, PartOf, Post, PriceLevel, Share, Sort, SubtotalOf, Table,
    Term, Where, Word,
};
use crate::register::NO_COMMITTEE;
use crate::source::Spanned;
use crate::table_type::{DefaultMoney, Printed};

/// A line that has figures of its own.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    /// The post; none for one that is gathered.
    pub(super) post: Option<&'a Post>,
    /// The posts of another table that it is the sum of.
    pub(super) gathers: Vec<usize>,
    /// True where totals count it.
    pub(super) counted: bool,
    /// True where its last year goes on.
    pub(super) permanent: bool,
    /// Its own price level.
    pub(super) prices: Option<PriceLevel>,
    /// The frames that its money does not count in, as typed on it and on its table.
    pub(super) outside: BTreeSet<&'a str>,
    /// What it is about.
    pub(super) codes: Codes,
    sort: Sort,
    ui: Option<Direction>,
    choice: Option<&'a str>,
    administrations: &'a [Word],
}

impl<'a> Line<'a> {
    /// The option that it belongs to.
    pub(super) fn choice(&self) -> Option<&'a str> {
        self.choice
    }

    /// What the page calls its kind.
    pub(super) fn kind(&self) -> &'static str {
        match self.post.map(|post| &post.kind) {
            Some(Kind::Heading) => "heading",
            Some(Kind::Subtotal(_)) => "subtotal",
            Some(Kind::OfWhich(_)) => "of-which",
            _ => "post",
        }
    }

    /// True where a sum across was written for it.
    pub(super) fn asks_across(&self) -> bool {
        self.post.is_some_and(|post| post.cell(&ColumnKey::Across).is_some())
    }
}

/// The table that another is derived from.
pub(super) fn source<'a>(note: &'a Note, table: &Table) -> Option<(usize, &'a Table)> {
    let from = table.derived_from.as_ref()?;
    let index = note.tables.iter().position(|other| other.id.value == from.value)?;
    Some((index, &note.tables[index]))
}

/// True for a table that is the sum of others.
pub(super) fn sums_others(table: &Table) -> bool {
    table.table_type().is_some_and(|kind| kind.money == DefaultMoney::Summed)
}

/// A table's lines; `None` where a derived one can't be made, which a finding says.
pub(super) fn lines<'a>(
    register: &Register<'_>,
    note: &'a Note,
    table: &'a Table,
) -> Option<Vec<Line<'a>>> {
    if table.derived_from.is_none() {
        let own = table.posts.iter().zip(register.posts(table)).map(|(post, codes)| {
            let administrations = if post.administrations.is_empty() {
                &table.administrations
            } else {
                &post.administrations
            };
            line(table, post, codes, administrations)
        });
        return Some(own.collect());
    }
    let (_, source) = source(note, table)?;
    if source.derived_from.is_some() || !table.posts.is_empty() {
        return None;
    }
    gathered(register, note, source, table)
}

/// The frames that a post's money does not count in.
fn outside<'a>(table: &'a Table, post: &'a Post) -> impl Iterator<Item = &'a str> {
    table.outside.iter().chain(&post.outside).map(|word| word.value.as_str())
}

fn line<'a>(
    table: &'a Table,
    post: &'a Post,
    codes: Codes,
    administrations: &'a [Word],
) -> Line<'a> {
    Line {
        post: Some(post),
        gathers: Vec::new(),
        counted: counts(post),
        permanent: post.permanent,
        prices: post.prices,
        outside: outside(table, post).collect(),
        codes,
        sort: post.sort(),
        ui: post.ui.as_ref().map(|ui| ui.value),
        choice: post.choice.as_ref().map(|word| word.value.as_str()),
        administrations,
    }
}

/// The counted posts of the source, gathered by the codes that the table prints, in the order in
/// which each stands first. Those of an option that excludes another stand apart.
fn gathered<'a>(
    register: &Register<'_>,
    note: &'a Note,
    source: &'a Table,
    table: &'a Table,
) -> Option<Vec<Line<'a>>> {
    let printed = table.table_type().map_or(&[][..], |kind| kind.printed);
    let by_area =
        printed.iter().any(|column| matches!(column, Printed::Area | Printed::AreaOrScope));
    let by_committee = printed
        .iter()
        .any(|column| matches!(column, Printed::CommitteeCode | Printed::CommitteeName));
    let by_appropriation = printed.contains(&Printed::Appropriation);
    let said = |word: &Option<Word>, of: &dyn Fn(&str) -> Option<String>| {
        word.as_ref().and_then(|word| of(&word.value))
    };
    let area_of_all =
        said(&table.area, &|word| register.area(word).map(str::to_owned)).filter(|_| !by_area);
    let committee_of_all =
        said(&table.committee, &|word| register.committee(word).map(str::to_owned))
            .filter(|_| !by_committee);
    let permanent = permanent_posts(source);
    let mut out: Vec<Line<'a>> = Vec::new();
    for (number, (post, codes)) in source.posts.iter().zip(register.posts(source)).enumerate() {
        if !counts(post) {
            continue;
        }
        let key = Codes {
            area: codes.area.filter(|_| by_area).or_else(|| area_of_all.clone()),
            committee: codes
                .committee
                .filter(|_| by_committee)
                .or_else(|| committee_of_all.clone()),
            appropriation: codes.appropriation.filter(|_| by_appropriation),
            unsure: codes.unsure,
        };
        let lacks = (by_area && key.area.is_none())
            || (by_committee && key.committee.is_none())
            || (by_appropriation
                && key.appropriation.is_none()
                && key.committee.as_deref() != Some(NO_COMMITTEE));
        if lacks {
            return None;
        }
        let choice = post
            .choice
            .as_ref()
            .map(|word| word.value.as_str())
            .filter(|id| excludes_any(note, id));
        let permanent = source.permanent || permanent.get(number).copied().unwrap_or_default();
        let frames: BTreeSet<&str> = outside(source, post)
            .chain(table.outside.iter().map(|word| word.value.as_str()))
            .collect();
        let same = |line: &&mut Line<'a>| {
            line.codes.area == key.area
                && line.codes.committee == key.committee
                && line.codes.appropriation == key.appropriation
                && line.choice == choice
                && line.prices == post.prices
                && line.outside == frames
        };
        match out.iter_mut().find(same) {
            Some(line) => {
                line.gathers.push(number);
                line.permanent |= permanent;
                line.codes.unsure |= key.unsure;
            }
            None => out.push(Line {
                post: None,
                gathers: vec![number],
                counted: true,
                permanent,
                prices: post.prices,
                outside: frames,
                codes: key,
                sort: Sort::Cost,
                ui: post.ui.as_ref().map(|ui| ui.value),
                choice,
                administrations: &table.administrations,
            }),
        }
    }
    Some(out)
}

/// What each line is made of, each part with its weight: nothing for what is no subtotal or share,
/// and where a part can't be found, which a finding says.
pub(super) fn made_of(table: &Table, lines: &[Line<'_>]) -> Vec<Vec<(Decimal, usize)>> {
    let mut ids: HashMap<&str, usize> = HashMap::new();
    for (number, post) in table.posts.iter().enumerate() {
        if let Some(id) = &post.id {
            ids.entry(&id.value).or_insert(number);
        }
    }
    let mut since = 0;
    let mut out = Vec::new();
    for (number, line) in lines.iter().enumerate() {
        let parts = match line.post.map(|post| &post.kind) {
            Some(Kind::Subtotal(SubtotalOf::Posts(terms))) => {
                let part = |term: &Spanned<Term>| {
                    Some((term.value.weight, *ids.get(term.value.name.as_str())?))
                };
                terms.iter().map(part).collect::<Option<Vec<_>>>().unwrap_or_default()
            }
            Some(Kind::Subtotal(SubtotalOf::SinceLast(_))) => (since..number)
                .filter(|at| lines[*at].counted)
                .map(|at| (Decimal::ONE, at))
                .collect(),
            Some(Kind::Share(share)) => match ids.get(share.of.value.as_str()) {
                Some(of) => share_of(table, number, share, *of),
                None => Vec::new(),
            },
            _ => Vec::new(),
        };
        if matches!(line.kind(), "heading" | "subtotal") {
            since = number + 1;
        }
        out.push(parts);
    }
    out
}

/// What a share is made of: its percentage of a post; where it takes the rest, the percentages of
/// all shares of that post together, less what the others are.
pub(super) fn share_of(
    table: &Table,
    number: usize,
    share: &Share,
    of: usize,
) -> Vec<(Decimal, usize)> {
    let mut percent = share.percent.value;
    let mut others = Vec::new();
    for (other, post) in
        table.posts.iter().enumerate().filter(|(other, _)| share.rest.is_some() && *other != number)
    {
        match &post.kind {
            Kind::Share(theirs) if theirs.of.value == share.of.value => {
                percent = percent.checked_add(theirs.percent.value).unwrap_or_default();
                others.push((Decimal::NEGATIVE_ONE, other));
            }
            _ => {}
        }
    }
    let whole = (percent.checked_div(Decimal::ONE_HUNDRED).unwrap_or_default(), of);
    std::iter::once(whole).chain(others).collect()
}

/// The posts of a table whose last year goes on, by their own word or because that of one does that
/// they are a sum, a share or a part of.
pub(super) fn permanent_posts(table: &Table) -> Vec<bool> {
    let mut out: Vec<bool> = table.posts.iter().map(|post| post.permanent).collect();
    if !out.contains(&true) {
        return out;
    }
    let mut since = 0;
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for (number, post) in table.posts.iter().enumerate() {
        parts.push(match &post.kind {
            Kind::Subtotal(SubtotalOf::Posts(terms)) => {
                terms.iter().filter_map(|term| at(table, &term.value.name)).collect()
            }
            Kind::Subtotal(SubtotalOf::SinceLast(_)) => {
                (since..number).filter(|post| counts(&table.posts[*post])).collect()
            }
            Kind::Share(share) => at(table, &share.of.value).into_iter().collect(),
            Kind::OfWhich(PartOf::Named(of)) => at(table, &of.value).into_iter().collect(),
            Kind::OfWhich(PartOf::Above(whole)) => vec![whole.0],
            _ => Vec::new(),
        });
        if matches!(post.kind, Kind::Heading | Kind::Subtotal(_)) {
            since = number + 1;
        }
    }
    // What a post is made of may stand below it.
    let mut changed = true;
    while changed {
        changed = false;
        for (number, parts) in parts.iter().enumerate() {
            if !out[number] && parts.iter().any(|part| out[*part]) {
                out[number] = true;
                changed = true;
            }
        }
    }
    out
}

/// The post of that id.
pub(super) fn at(table: &Table, id: &str) -> Option<usize> {
    table.posts.iter().position(|post| post.id.as_ref().is_some_and(|word| word.value == id))
}

/// The lines that a total counts: all that are counted, or those of them that match. `None` where a
/// name in it, or in a line that it may count, is not known.
pub(super) fn counted(
    register: &Register<'_>,
    lines: &[Line<'_>],
    filter: Option<&Where>,
) -> Option<Vec<usize>> {
    let all = (0..lines.len()).filter(|number| lines[*number].counted);
    let Some(filter) = filter else { return Some(all.collect()) };
    let by_name =
        filter.area.is_some() || filter.committee.is_some() || filter.appropriation.is_some();
    if by_name && lines.iter().any(|line| line.counted && line.codes.unsure) {
        return None;
    }
    let wanted = Wanted::new(register, filter)?;
    Some(all.filter(|number| wanted.counts(register, filter, &lines[*number])).collect())
}

/// A filter's names, looked up.
struct Wanted<'a> {
    area: Option<&'a str>,
    committee: Option<&'a str>,
    appropriations: Option<Vec<String>>,
}

impl<'a> Wanted<'a> {
    fn new(register: &Register<'a>, filter: &Where) -> Option<Self> {
        let area = filter.area.as_ref().map(|word| register.area(&word.value));
        let committee = filter.committee.as_ref().map(|word| register.committee(&word.value));
        let known = |found: Option<Option<&'a str>>| match found {
            Some(None) => None,
            Some(found) => Some(found),
            None => Some(None),
        };
        let appropriations =
            filter.appropriation.as_ref().map(|word| register.appropriations(&word.value, None));
        Some(Self { area: known(area)?, committee: known(committee)?, appropriations })
    }

    fn counts(&self, register: &Register<'_>, filter: &Where, line: &Line<'_>) -> bool {
        let is = |wanted: &Option<Word>, own: Option<&str>| {
            wanted.as_ref().is_none_or(|word| own == Some(word.value.as_str()))
        };
        let codes = &line.codes;
        self.area.is_none_or(|whole| {
            codes.area.as_deref().is_some_and(|area| register.within(area, whole))
        }) && (self.committee.is_none() || self.committee == codes.committee.as_deref())
            && self
                .appropriations
                .as_ref()
                .is_none_or(|all| codes.appropriation.as_ref().is_some_and(|own| all.contains(own)))
            && is(&filter.choice, line.choice)
            && filter.sort.is_none_or(|sort| sort == line.sort)
            && filter.ui.is_none_or(|ui| Some(ui) == line.ui)
            && filter.administration.as_ref().is_none_or(|word| {
                line.administrations
                    .iter()
                    .any(|own| register.same_administration(&own.value, &word.value))
            })
    }
}
