//! Posts that count again what other posts of their table count: a total, a subtotal or a "heraf"
//! row, typed as an ordinary post.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::amount::Amount;
use crate::equation::{FigureId, Row, System};
use crate::note::row_words::{SaysIt, may_be_a_sum, says};
use crate::note::{
    Column, ColumnKey, ColumnKind, GrandTotal, Kind, Note, Post, PostNo, Table, TableNo,
};
use crate::reconcile::check::Check;
use crate::table_type::DefaultMoney;

/// A post that counts again what others count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recounted {
    /// The post.
    pub post: PostNo,
    /// What it counts again.
    pub what: Again,
    /// How sure that is.
    pub sure: Sure,
}

/// What a post counts again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// All other posts.
    All,
    /// Those since the last heading or sum above it.
    SinceLast,
    /// A part of that post.
    PartOf(PostNo),
    /// That post, which has the same text and the same figures.
    Copied(PostNo),
}

/// How sure it is that a post counts again what others count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// It could be chance: something else must tell of it too.
    Perhaps,
    /// Its figures can hardly be that by chance.
    ByFigures,
    /// It is called so as well.
    ByName,
}

/// The digits that the sums of a post without a sum's name must have together: with fewer, one post
/// is the sum of others by chance now and then.
const ENOUGH_DIGITS: u32 = 5;

/// The most posts of a table that each is held against: no paper has as many.
const MOST_POSTS: usize = 500;

/// The most posts of a table that are told of.
const MOST_FOUND: usize = 20;

/// Which posts are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Those that can be told of by themselves: named as a sum, or the last.
    Sure,
    /// All: a sum that fails speaks of them.
    All,
}

/// The posts of a table that count again what others count, in order.
pub fn recounted(table: &Table, look: Look) -> Vec<Recounted> {
    let counted = table.posts.iter().filter(|post| post.counted()).count();
    let has_total = matches!(table.grand_total, GrandTotal::Row { .. });
    let is_compared = table.money.is_some()
        || table.table_type().is_some_and(|kind| kind.money != DefaultMoney::None);
    let is_summed = has_total || is_compared;
    if !(2..=MOST_POSTS).contains(&counted) || !is_summed || table.derived_from.is_some() {
        return Vec::new();
    }
    let columns: Vec<&Column> = table.columns.iter().filter(|column| is_added(column)).collect();
    let looked = Looked { table, columns, has_total };
    let mut found: Vec<Recounted> = Vec::new();
    let last = table.numbered_posts().rfind(|(_, post)| post.counted());
    for (number, post) in table.numbered_posts() {
        if found.len() == MOST_FOUND {
            break;
        }
        if !matches!(post.kind, Kind::Plain) {
            continue;
        }
        let label = post.text.as_ref().map_or("", |text| text.value.trim());
        let said = says(label, table.table_type());
        let is_last = last.is_some_and(|(last, _)| last == number);
        let own = if said == Some(SaysIt::Part) {
            looked.part(number, &found)
        } else if let Some(first) = looked.copied(number).filter(|_| look == Look::All) {
            Some(Recounted { post: number, what: Again::Copied(first), sure: Sure::ByName })
        } else {
            let named = said == Some(SaysIt::Total) || may_be_a_sum(label);
            if !named && !is_last && look == Look::Sure {
                continue;
            }
            looked.sum(number, named, is_last, &found)
        };
        found.extend(own);
    }
    found
}

/// True for a column of figures that posts are added up in.
fn is_added(column: &Column) -> bool {
    column.kind == ColumnKind::Figure && column.summed && column.sum_of.is_empty()
}

/// What posts that count again break, by table: the failed checks that hold without them. No check
/// that holds may fail without them.
pub(super) fn find(
    note: &Note,
    system: &System,
    checks: &[Check],
    failed: &BTreeSet<usize>,
    uses: &BTreeMap<FigureId, Vec<usize>>,
) -> Vec<(Vec<usize>, TableNo, Vec<Recounted>)> {
    let tables: BTreeSet<TableNo> = failed
        .iter()
        .flat_map(|index| checks[*index].base_figures.keys())
        .map(|figure| system.figure(*figure).table)
        .collect();
    let mut out: Vec<(Vec<usize>, TableNo, Vec<Recounted>)> = Vec::new();
    for table in tables {
        let all = recounted(&note.tables[table], Look::All);
        let (sure, perhaps): (Vec<Recounted>, Vec<Recounted>) =
            all.into_iter().partition(|known| known.sure == Sure::ByName);
        let sets = std::iter::once(sure).chain(perhaps.into_iter().rev().map(|one| vec![one]));
        let mended = sets.filter(|set| !set.is_empty()).find_map(|set| {
            let mended = without(system, checks, uses, (table, &note.tables[table]), &set)?;
            let new = !mended.is_empty() && mended.iter().all(|index| failed.contains(index));
            let taken = |index: &usize| out.iter().any(|(mended, ..)| mended.contains(index));
            (new && !mended.iter().any(taken)).then_some((mended, table, set))
        });
        out.extend(mended);
    }
    out
}

/// The checks that fail, and hold without some posts; `None` where one that held would fail, or
/// one fails still.
fn without(
    system: &System,
    checks: &[Check],
    uses: &BTreeMap<FigureId, Vec<usize>>,
    (number, table): (TableNo, &Table),
    posts: &[Recounted],
) -> Option<Vec<usize>> {
    let mut left: BTreeMap<usize, Amount> = BTreeMap::new();
    for known in posts {
        let keys = table.columns.iter().map(|column| &column.key).chain([&ColumnKey::Across]);
        for key in keys {
            let Some(figure) = system.find(number, Row::Post(known.post), key) else { continue };
            let Some(written) = system.figure(figure).written() else { continue };
            for index in uses.get(&figure).into_iter().flatten() {
                let check = &checks[*index];
                let weight = check.base_figures.get(&figure)?;
                let before = *left.entry(*index).or_insert(check.residual);
                left.insert(*index, before.minus(written.times(*weight)?)?);
            }
        }
    }
    let holds = |(index, residual): (&usize, &Amount)| residual.abs() <= checks[*index].tolerance;
    left.iter().all(holds).then(|| {
        let failed = left.keys().filter(|index| !checks[**index].holds());
        failed.copied().collect()
    })
}

struct Looked<'t> {
    table: &'t Table,
    columns: Vec<&'t Column>,
    has_total: bool,
}

impl Looked<'_> {
    fn sum(
        &self,
        number: PostNo,
        named: bool,
        is_last: bool,
        found: &[Recounted],
    ) -> Option<Recounted> {
        let post = self.table.post_at(number)?;
        if !named && (post.appropriation.is_some() || post.choice.is_some()) {
            return None;
        }
        let is_found = |other: PostNo| found.iter().any(|known| known.post == other);
        let counts = |(other, post): &(PostNo, &Post)| {
            *other != number && post.counted() && !is_found(*other)
        };
        let others: Vec<&Post> =
            self.table.numbered_posts().filter(counts).map(|(_, post)| post).collect();
        let before = self.table.posts.get(..number.0)?;
        let from = before.iter().enumerate().rposition(|(at, post)| {
            let sum = |known: &Recounted| {
                known.post == PostNo(at) && matches!(known.what, Again::All | Again::SinceLast)
            };
            matches!(post.kind, Kind::Heading | Kind::Subtotal(_)) || found.iter().any(sum)
        });
        let run: Vec<&Post> = self
            .table
            .numbered_posts()
            .take(number.0)
            .skip(from.map_or(0, |from| from + 1))
            .filter(counts)
            .map(|(_, post)| post)
            .collect();
        let all = || Some((Again::All, self.digits(post, &others, named)?));
        let since = || Some((Again::SinceLast, self.digits(post, &run, named)?));
        let (what, digits) = if is_last { all().or_else(since) } else { since().or_else(all) }?;
        let sure = match (named, digits >= ENOUGH_DIGITS) {
            (true, _) => Sure::ByName,
            (false, true) if what == Again::All && is_last && self.has_total => Sure::ByFigures,
            _ => Sure::Perhaps,
        };
        Some(Recounted { post: number, what, sure })
    }

    /// The first post of the same text and figures above a post.
    fn copied(&self, number: PostNo) -> Option<PostNo> {
        let post = self.table.post_at(number)?;
        let text = post.text.as_ref()?.value.trim();
        let mut above = self.table.numbered_posts().take(number.0);
        let (first, _) = above.find(|(_, other)| {
            matches!(other.kind, Kind::Plain)
                && other.text.as_ref().is_some_and(|own| own.value.trim() == text)
                && self.columns.iter().all(|column| written(other, column) == written(post, column))
        })?;
        self.columns
            .iter()
            .any(|column| written(post, column).is_some_and(|own| !own.is_zero()))
            .then_some(first)
    }

    /// How many digits a post's figures have that are the sum of others' in every column, those of
    /// alike columns once; `None` where they are not.
    fn digits(&self, post: &Post, others: &[&Post], named: bool) -> Option<u32> {
        let fewest = if named { 1 } else { 2 };
        let alike = |other: &&Post| {
            matches!(other.kind, Kind::Plain) && (named || other.sort() == post.sort())
        };
        if others.len() < fewest || !others.iter().all(alike) {
            return None;
        }
        let mut seen: Vec<Amount> = Vec::new();
        let mut digits = 0;
        for column in &self.columns {
            let own = written(post, column)?;
            let mut sum = Amount::ZERO;
            for other in others {
                sum = sum.plus(written(other, column)?)?;
            }
            let off = own.minus(sum)?.abs();
            if off.decimal() > self.slack(column, others.len()) {
                return None;
            }
            if !own.is_zero() && !seen.contains(&own) {
                digits += significant(own);
                seen.push(own);
            }
        }
        (!seen.is_empty()).then_some(digits)
    }

    /// What rounding can give of a sum of so many figures.
    fn slack(&self, column: &Column, of: usize) -> Decimal {
        if !self.table.rounded {
            return Decimal::ZERO;
        }
        let half = Decimal::new(5, self.table.measure(&column.key).decimals.saturating_add(1));
        half.checked_mul(Decimal::from(of.saturating_add(1))).unwrap_or_default()
    }

    /// A row that says that it is a part, below a post that it can be a part of.
    fn part(&self, number: PostNo, found: &[Recounted]) -> Option<Recounted> {
        let post = self.table.post_at(number)?;
        let is_found = |other: PostNo| found.iter().any(|known| known.post == other);
        let (above, whole) = self
            .table
            .numbered_posts()
            .take(number.0)
            .filter(|(other, post)| {
                !is_found(*other) && !matches!(post.kind, Kind::OfWhich(_) | Kind::Heading)
            })
            .last()?;
        let mut has_figure = false;
        for column in &self.columns {
            let (own, of) = (written(post, column)?, written(whole, column)?);
            has_figure |= !own.is_zero();
            let inside =
                own.is_zero() || (own.is_negative() == of.is_negative() && own.abs() <= of.abs());
            if !inside {
                return None;
            }
        }
        has_figure.then_some(Recounted {
            post: number,
            what: Again::PartOf(above),
            sure: Sure::ByName,
        })
    }
}

/// What a post counts in a column: 0 where nothing is written; `None` where that can't be read.
fn written(post: &Post, column: &Column) -> Option<Amount> {
    match post.cell(&column.key) {
        Some(cell) if !cell.no_figure => cell.amount(),
        _ => Some(Amount::ZERO),
    }
}

/// The digits of an amount, without the zeros that it begins and ends with.
fn significant(amount: Amount) -> u32 {
    let mut digits = amount.abs().decimal().normalize().mantissa();
    while digits != 0 && digits % 10 == 0 {
        digits /= 10;
    }
    digits.checked_ilog10().map_or(0, |power| power + 1)
}
