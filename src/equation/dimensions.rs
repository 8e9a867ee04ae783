//! What each post is about, as codes: names are looked up, aliases resolved, and an
//! administration's committee used where none is given.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::amount::Unit;
use crate::note::{
    Column, ColumnKey, ColumnKind, Note, Numbered, Post, PostNo, Table, TableNo, Word,
};
use crate::register::{
    Appropriation, Municipality, NO_COMMITTEE, Named, Round, appropriation, lookup,
};
use crate::suggest;
use crate::table_type::{ColumnSource, DefaultMoney};

/// What a sum of money can be told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Dimension {
    /// Control area.
    Area,
    /// Committee.
    Committee,
    /// Appropriation.
    Appropriation,
    /// Option.
    Choice,
}

impl Dimension {
    /// Every dimension.
    pub const ALL: [Self; 4] = [Self::Area, Self::Committee, Self::Appropriation, Self::Choice];

    /// The key that says it on a post.
    pub fn key(self) -> &'static str {
        match self {
            Self::Area => "styringsomraade",
            Self::Committee => "udvalg",
            Self::Appropriation => "bevilling",
            Self::Choice => "valg",
        }
    }
}

/// The codes of one post or cell; `None` where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Dimensions {
    /// Control area.
    pub area: Option<String>,
    /// Committee.
    pub committee: Option<String>,
    /// Appropriation: its number with the register's points, or its name.
    pub appropriation: Option<String>,
    /// Option.
    pub choice: Option<String>,
}

impl Dimensions {
    /// The code in one dimension.
    pub fn get(&self, dimension: Dimension) -> Option<&str> {
        match dimension {
            Dimension::Area => self.area.as_deref(),
            Dimension::Committee => self.committee.as_deref(),
            Dimension::Appropriation => self.appropriation.as_deref(),
            Dimension::Choice => self.choice.as_deref(),
        }
    }

    /// True where it has a code in one dimension, or can have none: what no committee holds has no
    /// appropriation.
    pub fn tells(&self, dimension: Dimension) -> bool {
        let none = || self.committee.as_deref() == Some(NO_COMMITTEE);
        self.get(dimension).is_some() || (dimension == Dimension::Appropriation && none())
    }

    /// With another code in one dimension.
    #[must_use]
    pub fn with(mut self, dimension: Dimension, code: Option<String>) -> Self {
        match dimension {
            Dimension::Area => self.area = code,
            Dimension::Committee => self.committee = code,
            Dimension::Appropriation => self.appropriation = code,
            Dimension::Choice => self.choice = code,
        }
        self
    }
}

/// Where names are looked up: the municipality, as of the round's budget year.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// The municipality.
    pub municipality: &'a Municipality,
    /// The budget year.
    pub year: u16,
}

impl<'a> Names<'a> {
    /// The names that hold in a round.
    pub fn new(municipality: &'a Municipality, round: &Round) -> Self {
        Self { municipality, year: round.year() }
    }

    /// The code of a committee, however it is written: by alias, old name, or the administration
    /// under it. As written where nothing is known of it: a rule says so.
    pub fn committee(&self, word: &str) -> String {
        self.committee_code(word).to_owned()
    }

    /// The same, where it is at hand.
    fn committee_code<'w>(&self, word: &'w str) -> &'w str
    where
        'a: 'w,
    {
        let all = &self.municipality.committees;
        if let Some(found) = self.municipality.committee(word, self.year).any() {
            return lookup::current(all, found, self.year).unwrap_or(found).code();
        }
        let current = all.iter().filter(|committee| committee.years.contain(self.year));
        self.administration_committee(word)
            .or_else(|| nearest(current, word).map(Named::code))
            .unwrap_or(word)
    }

    /// The code of the committee that an administration is under.
    pub fn administration_committee(&self, word: &str) -> Option<&'a str> {
        let found = self.municipality.administration(word, self.year).any()?;
        self.municipality.committee_of(found.code(), self.year).map(Named::code)
    }

    /// The id of a control area, however it is written; the nearest one to a slip.
    pub fn area(&self, word: &str) -> String {
        let all = &self.municipality.areas;
        let found = self.municipality.area(word).any().or_else(|| nearest(all.iter(), word));
        found.map_or_else(|| word.to_owned(), |area| area.code().to_owned())
    }

    /// True where a control area is another, or a part of it.
    pub fn within(&self, area: &str, whole: &str) -> bool {
        area == whole || self.municipality.lineage(area).contains(&whole)
    }

    /// True where the register has the code, or has none of its kind at all to hold it against.
    pub fn knows(&self, dimension: Dimension, code: &str) -> bool {
        let has = |mut codes: Box<dyn Iterator<Item = &str> + '_>| codes.any(|known| known == code);
        match dimension {
            Dimension::Area => has(Box::new(self.municipality.areas.iter().map(Named::code))),
            Dimension::Committee => {
                let own = self.municipality.committees.iter().map(Named::code);
                has(Box::new(own.chain([NO_COMMITTEE])))
            }
            Dimension::Appropriation | Dimension::Choice => true,
        }
    }

    /// True where an appropriation can be of that committee or control area.
    pub fn appropriation_has(&self, word: &str, dimension: Dimension, code: &str) -> bool {
        self.any_of(&self.municipality.appropriations(word, self.year), dimension, code)
    }

    /// True where one of some appropriations is of that committee or control area, or there are
    /// none.
    fn any_of(&self, found: &[&Appropriation], dimension: Dimension, code: &str) -> bool {
        let fits = |appropriation: &&Appropriation| match dimension {
            Dimension::Committee => self.committee_code(&appropriation.committee.value) == code,
            Dimension::Area => self.within_area(appropriation, code),
            Dimension::Appropriation | Dimension::Choice => true,
        };
        found.is_empty() || found.iter().any(fits)
    }

    /// True where two words mean the same administration.
    pub fn same_administration(&self, one: &str, other: &str) -> bool {
        let code = |word| self.municipality.administration(word, self.year).any().map(Named::code);
        one == other || (code(one).is_some() && code(one) == code(other))
    }

    /// True where an appropriation's control area is the one of that id, or one of the two is a
    /// part of the other; or where the register does not say its area.
    pub fn within_area(&self, appropriation: &Appropriation, id: &str) -> bool {
        appropriation
            .area
            .as_ref()
            .is_none_or(|own| self.within(id, &own.value) || self.within(&own.value, id))
    }

    /// Of the appropriations that a word can mean, the one of a committee and control area.
    fn appropriation<'f>(
        &self,
        found: &[&'f Appropriation],
        committee: Option<&str>,
        area: Option<&str>,
    ) -> Option<&'f Appropriation> {
        let of = |a: &&&Appropriation| committee == Some(self.committee_code(&a.committee.value));
        let fits = |a: &&&Appropriation| of(a) && area.is_none_or(|area| self.within_area(a, area));
        found.iter().find(fits).or_else(|| found.iter().find(of)).or(found.first()).copied()
    }

    /// A committee's appropriation as it is printed: number and name as the register has them, and
    /// the word itself where it has none.
    pub fn appropriation_title(&self, word: &str, committee: Option<&str>) -> String {
        let found = self.municipality.appropriations(word, self.year);
        let own = found.iter().find(|own| Some(own.committee.value.as_str()) == committee);
        own.map_or_else(|| word.to_owned(), |own| own.title())
    }

    /// The codes of every appropriation that a word can mean; the word itself where nothing is
    /// known of it.
    pub fn appropriations(&self, word: &str) -> Vec<String> {
        let found = self.municipality.appropriations(word, self.year);
        if found.is_empty() {
            vec![word.trim().to_owned()]
        } else {
            found.iter().map(|own| own.code().to_owned()).collect()
        }
    }

    /// The appropriations that a number without points can be, where it can be several: those of
    /// the committee, or of all where that has none of them. Empty where it is plain which one is
    /// meant.
    pub fn unclear(&self, word: &str, committee: Option<&str>) -> Vec<&'a Appropriation> {
        if !appropriation::is_undotted(word) {
            return Vec::new();
        }
        let found = self.municipality.appropriations(word, self.year);
        if found.iter().any(|one| one.is_written(word)) {
            return Vec::new();
        }
        let committee = committee.map(|word| self.committee_code(word));
        let own =
            |one: &&&Appropriation| committee == Some(self.committee_code(&one.committee.value));
        let mut several: Vec<&Appropriation> = found.iter().filter(own).copied().collect();
        if several.is_empty() {
            several = found;
        }
        // Two committees may have the same number.
        let mut codes = BTreeSet::new();
        several.retain(|one| codes.insert(one.code()));
        if several.len() > 1 { several } else { Vec::new() }
    }

    /// The codes of a post, with what its table says for all its posts. Where the register
    /// contradicts a post's committee or control area by its appropriation, a rule says so, and the
    /// sums go on with the appropriation's.
    fn post<'t>(&self, table: &'t Table, post: &'t Post, acts: bool) -> Dimensions {
        let or = |own: &'t Option<Word>, table: &'t Option<Word>| {
            own.as_ref().or(table.as_ref()).map(|word| word.value.as_str())
        };
        let mut committee = or(&post.committee, &table.committee)
            .map(|word| self.committee(word))
            .or_else(|| self.stand_in(table, post).filter(|_| acts));
        let mut area = or(&post.area, &table.area).map(|word| self.area(word));
        let appropriation = post.appropriation.as_ref().map(|word| {
            let found = self.municipality.appropriations(&word.value, self.year);
            let has = |dimension, code: &Option<String>| {
                code.as_deref().is_none_or(|code| self.any_of(&found, dimension, code))
            };
            let first = found.first();
            if !has(Dimension::Committee, &committee) {
                committee =
                    first.map(|appropriation| self.committee(&appropriation.committee.value));
            }
            if !has(Dimension::Area, &area) {
                area = first
                    .and_then(|appropriation| appropriation.area.as_ref())
                    .map(|area| self.area(&area.value))
                    .or(area.take());
            }
            let own = self.appropriation(&found, committee.as_deref(), area.as_deref());
            own.map_or(word.value.trim(), Appropriation::code).to_owned()
        });
        Dimensions {
            area,
            committee,
            appropriation,
            choice: post.choice.as_ref().map(|word| word.value.clone()),
        }
    }

    /// The codes of a cell: its column's where the column has any, else its post's.
    pub fn cell<'d>(&self, post: &'d Dimensions, column: &Column) -> Cow<'d, Dimensions> {
        let mut dims = Cow::Borrowed(post);
        if let Some(area) = &column.area {
            dims.to_mut().area = Some(self.area(&area.value));
        }
        if let Some(committee) = &column.committee {
            dims.to_mut().committee = Some(self.committee(&committee.value));
        }
        dims
    }

    /// The codes of each of a table's posts.
    pub fn posts(&self, table: &Table) -> Numbered<PostNo, Dimensions> {
        let one = |post: &Post| one_administration(table, post).is_some();
        let none = |post: &Post| {
            let committee = post.committee.as_ref().map(|word| self.committee_code(&word.value));
            committee == Some(NO_COMMITTEE)
        };
        let mut counted = table.posts.iter().filter(|post| post.counted());
        let acts = table.committee.is_none()
            && counted.all(|post| none(post) || (post.committee.is_none() && one(post)));
        table.posts.iter().map(|post| self.post(table, post, acts)).collect()
    }

    /// Where every post has one administration and none has a committee, the administration's
    /// committee stands in; a post that no committee holds does not hinder that.
    fn stand_in(&self, table: &Table, post: &Post) -> Option<String> {
        let administration = one_administration(table, post)?;
        self.administration_committee(&administration.value).map(str::to_owned)
    }
}

/// The one administration that acts for a post, where it is one.
fn one_administration<'a>(table: &'a Table, post: &'a Post) -> Option<&'a Word> {
    match (post.administrations.as_slice(), table.administrations.as_slice()) {
        ([one], _) | ([], [one]) => Some(one),
        _ => None,
    }
}

/// The entry that a word is a slip of: what it means is told by a rule, and the sums go on with it.
fn nearest<'a, T: Named>(all: impl Iterator<Item = &'a T> + Clone, word: &str) -> Option<&'a T> {
    // A register of more is searched for a suggestion, but not for every figure.
    const MOST: usize = 300;
    if all.clone().nth(MOST).is_some() {
        return None;
    }
    let close = suggest::closest(word, all.clone().flat_map(|entry| [entry.code(), entry.name()]))?;
    all.into_iter().find(|entry| entry.code() == close || entry.name() == close)
}

/// Where a dimension is carried: by every counted post (or every counted column), by some, or by
/// none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carried {
    /// By all.
    All,
    /// By some: not carried, and a finding says which post lacks it.
    Some,
    /// By none.
    None,
}

/// How a table carries a dimension; `posts` are the codes of its posts.
pub fn carried(table: &Table, posts: &[Dimensions], dimension: Dimension) -> Carried {
    let by_column = |column: &Column| match dimension {
        Dimension::Area => column.area.is_some(),
        Dimension::Committee => column.committee.is_some(),
        Dimension::Appropriation | Dimension::Choice => false,
    };
    let columns = || table.columns.iter().filter(|column| table.tells_money(column));
    if columns().count() > 0 && columns().all(by_column) {
        return Carried::All;
    }
    let counted = table.posts.iter().zip(posts).filter(|(post, _)| post.counted());
    let mut has = counted.map(|(_, dims)| dims.tells(dimension));
    let Some(first) = has.next() else { return Carried::None };
    match (first, has.all(|other| other == first)) {
        (true, true) => Carried::All,
        (false, true) => Carried::None,
        // A post without an option is asked for whichever is chosen: that is reported too.
        (_, false) if dimension == Dimension::Choice => Carried::All,
        (_, false) => Carried::Some,
    }
}

/// True for tables of money; a table of other figures says its unit where they are money.
pub(crate) fn is_money(table: &Table) -> bool {
    figure_columns(table).any(|column| is_money_in(table, &column.key))
        || (figure_columns(table).next().is_none() && is_money_in(table, &ColumnKey::Across))
}

/// True where a table's figures in a column are money.
pub(crate) fn is_money_in(table: &Table, key: &ColumnKey) -> bool {
    let kind = || table.table_type().is_some_and(|kind| !matches!(kind.money, DefaultMoney::None));
    match table.column(key).and_then(|column| column.unit) {
        Some(own) => own.is_money(),
        None => {
            table.unit.is_money() && (table.own_unit.is_some() || table.money.is_some() || kind())
        }
    }
}

/// The columns that tell what a table comes to, where none is named, and what they are counted in:
/// the table's own unit, or that of the first.
pub(crate) fn told(table: &Table) -> (Unit, Vec<&Column>) {
    let mut columns: Vec<&Column> = figure_columns(table)
        .filter(|column| column.summed && column.sum_of.is_empty() && !table.is_beside(column))
        .collect();
    let own = |column: &&Column| column.unit.unwrap_or(table.unit);
    let unit = match columns.first() {
        Some(first) if !columns.iter().any(|column| own(column) == table.unit) => own(first),
        _ => table.unit,
    };
    columns.retain(|column| own(column) == unit);
    (unit, columns)
}

/// The units of the money that a table tells of, the table's own where it tells of none.
pub(crate) fn money_units(table: &Table) -> impl Iterator<Item = Unit> {
    let mut units: Vec<Unit> = table
        .columns
        .iter()
        .filter(|column| table.tells_money(column))
        .map(|column| column.unit.unwrap_or(table.unit))
        .collect();
    units.dedup();
    if units.is_empty() {
        units.push(table.unit);
    }
    units.into_iter()
}

/// Which money a table is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Money {
    /// This money: tables that name the same must agree.
    Named(String),
    /// Its own: a self-financed effort, or figures that are no money.
    Own,
    /// The note has several, and the table must say which.
    Unclear(Vec<String>),
}

/// Which money each of a note's tables is about.
pub fn money(note: &Note) -> Numbered<TableNo, Money> {
    let first = |table: &Table| -> Option<Money> {
        let kind = table.table_type();
        if table.is_without_money() {
            return Some(Money::Own);
        }
        if let Some(word) = &table.money {
            return Some(Money::Named(word.value.clone()));
        }
        if table.must_give.is_some() || table.finances.is_some() {
            return Some(Money::Own);
        }
        match kind.map(|kind| kind.money) {
            Some(DefaultMoney::Named(name)) => Some(Money::Named(name.to_owned())),
            Some(DefaultMoney::TheOnly) => None,
            Some(DefaultMoney::Summed | DefaultMoney::None) | None => Some(Money::Own),
        }
    };
    let said: Vec<Option<Money>> = note.tables.iter().map(first).collect();
    let mut named: Vec<String> = Vec::new();
    for (money, table) in said.iter().zip(&note.tables) {
        let past = table.table_type().is_some_and(|kind| kind.columns == ColumnSource::PastYears);
        if let Some(Money::Named(name)) = money
            && !past
            && !named.contains(name)
        {
            named.push(name.clone());
        }
    }
    said.into_iter()
        .map(|money| {
            money.unwrap_or_else(|| match named.as_slice() {
                [] => Money::Named("ansøgt".to_owned()),
                [one] => Money::Named(one.clone()),
                several => Money::Unclear(several.to_vec()),
            })
        })
        .collect()
}

/// True for a table that is the sum of others.
pub(crate) fn is_sum_of_tables(table: &Table) -> bool {
    table.table_type().is_some_and(|kind| kind.money == DefaultMoney::Summed)
}

/// The columns that hold figures.
pub(crate) fn figure_columns(table: &Table) -> impl Iterator<Item = &Column> {
    table.columns.iter().filter(|column| column.kind == ColumnKind::Figure)
}
