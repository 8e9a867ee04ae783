//! The lines of a table as the auditor sees them: its posts, or those that a derived table gathers from another; and which of them
//! a total counts.

use std::collections::HashMap;

use rust_decimal::Decimal;

use crate::audit::names::{Codes, Register};
use crate::note::{ColumnKey, Kind, Note, Post, Sort, SubtotalOf, Table, Term, Ui, Where, Word};
use crate::source::Spanned;
use crate::tabletype::{Printed, table_type};

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
    codes: Codes,
    sort: Sort,
    ui: Option<Ui>,
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

/// A table's lines; `None` where a derived one can't be made, which a finding says.
pub(super) fn lines<'a>(register: &Register<'_>, note: &'a Note, table: &'a Table) -> Option<Vec<Line<'a>>> {
    if table.derived_from.is_none() {
        let own = table.posts.iter().zip(register.posts(table)).map(|(post, codes)| {
            let administrations = if post.administrations.is_empty() { &table.administrations } else { &post.administrations };
            line(post, codes, administrations)
        });
        return Some(own.collect());
    }
    let (_, source) = source(note, table)?;
    if source.derived_from.is_some() || !table.posts.is_empty() {
        return None;
    }
    gathered(register, source, table)
}

fn line<'a>(post: &'a Post, codes: Codes, administrations: &'a [Word]) -> Line<'a> {
    Line {
        post: Some(post),
        gathers: Vec::new(),
        counted: post.counted(),
        permanent: post.permanent,
        codes,
        sort: post.sort(),
        ui: post.ui.as_ref().map(|ui| ui.value),
        choice: post.choice.as_ref().map(|word| word.value.as_str()),
        administrations,
    }
}

/// The counted posts of the source, gathered by the codes that the table prints, in the order in which each stands first.
fn gathered<'a>(register: &Register<'_>, source: &'a Table, table: &'a Table) -> Option<Vec<Line<'a>>> {
    let printed = table_type(&table.kind.value).map_or(&[][..], |kind| kind.printed);
    let by_area = printed.iter().any(|column| matches!(column, Printed::Area | Printed::AreaOrScope));
    let by_committee = printed.iter().any(|column| matches!(column, Printed::CommitteeCode | Printed::CommitteeName));
    let by_appropriation = printed.contains(&Printed::Appropriation);
    let said = |word: &Option<Word>, of: &dyn Fn(&str) -> Option<String>| word.as_ref().and_then(|word| of(&word.value));
    let area_of_all = said(&table.area, &|word| register.area(word).map(str::to_owned)).filter(|_| !by_area);
    let committee_of_all = said(&table.committee, &|word| register.committee(word).map(str::to_owned)).filter(|_| !by_committee);
    let mut out: Vec<Line<'a>> = Vec::new();
    for (number, (post, codes)) in source.posts.iter().zip(register.posts(source)).enumerate() {
        if !post.counted() {
            continue;
        }
        let key = Codes {
            area: codes.area.filter(|_| by_area).or_else(|| area_of_all.clone()),
            committee: codes.committee.filter(|_| by_committee).or_else(|| committee_of_all.clone()),
            appropriation: codes.appropriation.filter(|_| by_appropriation),
            unsure: codes.unsure,
        };
        let lacks = (by_area && key.area.is_none())
            || (by_committee && key.committee.is_none())
            || (by_appropriation && key.appropriation.is_none());
        if lacks {
            return None;
        }
        let same = |line: &&mut Line<'a>| {
            line.codes.area == key.area && line.codes.committee == key.committee && line.codes.appropriation == key.appropriation
        };
        match out.iter_mut().find(same) {
            Some(line) => {
                line.gathers.push(number);
                line.permanent |= post.permanent;
                line.codes.unsure |= key.unsure;
            }
            None => out.push(Line {
                post: None,
                gathers: vec![number],
                counted: true,
                permanent: post.permanent,
                codes: key,
                sort: Sort::Cost,
                ui: post.ui.as_ref().map(|ui| ui.value),
                choice: None,
                administrations: &table.administrations,
            }),
        }
    }
    Some(out)
}

/// What each line is made of, each part with its weight: nothing for what is no subtotal or share, and where a part can't be found,
/// which a finding says.
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
                let part = |term: &Spanned<Term>| Some((term.value.weight, *ids.get(term.value.name.as_str())?));
                terms.iter().map(part).collect::<Option<Vec<_>>>().unwrap_or_default()
            }
            Some(Kind::Subtotal(SubtotalOf::SinceLast(_))) => {
                (since..number).filter(|at| lines[*at].counted).map(|at| (Decimal::ONE, at)).collect()
            }
            Some(Kind::Share(share)) => {
                let weight = share.percent.value.checked_div(Decimal::ONE_HUNDRED).unwrap_or_default();
                ids.get(share.of.value.as_str()).map(|of| (weight, *of)).into_iter().collect()
            }
            _ => Vec::new(),
        };
        if matches!(line.kind(), "heading" | "subtotal") {
            since = number + 1;
        }
        out.push(parts);
    }
    out
}

/// The post of that id.
pub(super) fn at(table: &Table, id: &str) -> Option<usize> {
    table.posts.iter().position(|post| post.id.as_ref().is_some_and(|word| word.value == id))
}

/// The lines that a total counts: all that are counted, or those of them that match. `None` where a name in it, or in a line that
/// it may count, is not known.
pub(super) fn counted(register: &Register<'_>, lines: &[Line<'_>], filter: Option<&Where>) -> Option<Vec<usize>> {
    let all = (0..lines.len()).filter(|number| lines[*number].counted);
    let Some(filter) = filter else { return Some(all.collect()) };
    let by_name = filter.area.is_some() || filter.committee.is_some() || filter.appropriation.is_some();
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
        let appropriations = filter.appropriation.as_ref().map(|word| register.appropriations(&word.value, None));
        Some(Self { area: known(area)?, committee: known(committee)?, appropriations })
    }

    fn counts(&self, register: &Register<'_>, filter: &Where, line: &Line<'_>) -> bool {
        let is = |wanted: &Option<Word>, own: Option<&str>| wanted.as_ref().is_none_or(|word| own == Some(word.value.as_str()));
        let codes = &line.codes;
        self.area.is_none_or(|whole| codes.area.as_deref().is_some_and(|area| register.within(area, whole)))
            && (self.committee.is_none() || self.committee == codes.committee.as_deref())
            && self.appropriations.as_ref().is_none_or(|all| codes.appropriation.as_ref().is_some_and(|own| all.contains(own)))
            && is(&filter.choice, line.choice)
            && filter.sort.is_none_or(|sort| sort == line.sort)
            && filter.ui.is_none_or(|ui| Some(ui) == line.ui)
            && filter
                .administration
                .as_ref()
                .is_none_or(|word| line.administrations.iter().any(|own| register.same_administration(&own.value, &word.value)))
    }
}
