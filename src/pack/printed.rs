//! A pack's overviews as they are printed, where its figures have more decimals than that: rounded
//! so that every row, column and total adds, each figure to one of its two neighbours, and the same
//! figure to the same in every overview.
//!
//! Each overview is a tree of lines (notes under their group, control areas under their committee)
//! rounded by [`controlled`]. They share figures, above all the total: those that one has got are
//! given in the next. Where that leaves no rounding, another overview is taken first; where none
//! helps, the one it fails for is rounded by itself, and said to be.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::amount::Amount;
use crate::controlled_rounding::{self, Line, Rounded, Unrounded};
use crate::equation::dimensions::Names;
use crate::note::{
    Cell, ColumnKey, Grouping, Kind, Note, PartOf, Period, Post, PostNo, Table, Whole,
};
use crate::pack::overview::{
    BY_AREA, BY_CATEGORY, BY_COMMITTEE, BY_NOTE, LEFT, LIMITS, NO_CATEGORY, USED,
};
use crate::pack::{FrameUse, Member, Packed, capitalised, frame};
use crate::source::Spanned;

/// The overviews, the finest first.
const OVERVIEWS: [&str; 4] = [BY_NOTE, BY_COMMITTEE, BY_AREA, BY_CATEGORY];

/// What is said under a table that is rounded by itself.
const APART: &str = "Tallene er afrundet for sig, så tabellen stemmer i sig selv. Et tal, der også står i en anden oversigt, kan være \
                     afrundet til den anden side der.";

/// What is said under a table in which a figure is not the one that rounding it alone would give.
const TO_ADD_UP: &str = "Tallene er afrundet, så summerne går op. Et tal kan derfor være rundet til den anden side end i notatet, og \
                         ens beløb kan stå med hvert sit tal.";

/// What overviews share: a figure's name, and its years and sum across.
type Shared = BTreeMap<String, Rounded>;

/// The total's name among what is shared.
const TOTAL: &str = "";

/// A pack's rounded figures.
#[derive(Clone, Debug)]
pub struct Printed<'a> {
    /// The overviews with rounded figures: what the equations fill in are the rounded sums.
    pub overview: Arc<Note>,
    /// The frames.
    pub frames: Vec<FrameUse<'a>>,
    /// What is counted in all, by period.
    pub total: Vec<Amount>,
    /// Overviews, by id, that could not be rounded with the figures of the others.
    pub apart: BTreeSet<String>,
    /// Overviews, by id, and frames, by name, in which a figure is not the one that rounding it
    /// alone would give.
    moved: BTreeSet<String>,
}

impl<'a> Printed<'a> {
    /// What is said under an overview, by id, or a frame, by name: that it was rounded to add up,
    /// where that can be seen, and that its figures could not be those of the others.
    pub fn remarks(&self, table: &str) -> impl Iterator<Item = &'static str> {
        let moved = self.moved.contains(table).then_some(TO_ADD_UP);
        moved.into_iter().chain(self.apart.contains(table).then_some(APART))
    }

    /// True where some figure is not the one that rounding it alone would give.
    pub fn moves(&self) -> bool {
        !self.moved.is_empty()
    }

    /// The figure of an overview's row, each by its id, in a period of the pack's.
    pub fn figure(&self, table: &str, row: &str, period: Period) -> Option<Amount> {
        self.overview.table(table)?.post(row)?.cell(&ColumnKey::Period(period))?.amount()
    }

    /// What an overview's counted rows add up to in a period of the pack's.
    pub fn total_of(&self, table: &str, period: Period) -> Option<Amount> {
        let counted = self.overview.table(table)?.posts.iter().filter(|post| post.counted());
        let mut cells = counted.filter_map(|post| post.cell(&ColumnKey::Period(period)));
        cells.try_fold(Amount::ZERO, |sum, cell| sum.plus(cell.amount()?))
    }

    /// The rounded figures of a pack; `exact` are its overviews. `None` where nothing is to be
    /// rounded, or figures are too large for it: they are printed as they are then.
    pub fn of(packed: &Packed<'a>, exact: &Note) -> Option<Self> {
        let scale = |amount: Amount| Amount::new(amount.decimal().normalize()).scale();
        let fine = |amount: Amount| scale(amount) > packed.decimals;
        let cells = exact.tables.iter().flat_map(|table| &table.posts).flat_map(|post| &post.cells);
        if !cells.filter_map(Cell::amount).any(fine) {
            return None;
        }
        let Solved { tables, shared, apart, mut moved } = rounded(packed, exact)?;
        let total = shared.get(TOTAL).map(|total| total.figures.clone()).unwrap_or_default();
        let mut frames = Vec::new();
        for used in &packed.frames {
            let lines = frame_lines(packed, used, &shared)?;
            let pairs = used.lines.iter().zip(&lines);
            let mut pairs = pairs.flat_map(|(of, is)| {
                [
                    (of.limit, is.limit),
                    (of.outside, is.outside),
                    (of.used, is.used),
                    (of.left, is.left),
                ]
            });
            if pairs.any(|(exact, printed)| exact.rounded(packed.decimals) != printed) {
                moved.insert(used.frame.name.value.clone());
            }
            frames.push(FrameUse { frame: used.frame, lines });
        }
        let mut overview = exact.clone();
        for table in &mut overview.tables {
            of_frames(table, &frames);
            let Some(figures) = tables.get(table.id.value.as_str()) else { continue };
            for (post, rounded) in figures {
                for cell in table.posts.get_mut(post.0).into_iter().flat_map(|post| &mut post.cells)
                {
                    let at = packed
                        .periods
                        .iter()
                        .position(|period| cell.column == ColumnKey::Period(*period));
                    cell.value =
                        at.and_then(|at| rounded.figures.get(at).copied()).map(Whole::from);
                }
            }
            if apart.contains(&table.id.value) {
                // It is not held against the others then.
                table.money = Some(Spanned::new(format!("pakke-{}", table.id.value), table.span));
            }
        }
        Some(Self { overview: Arc::new(overview), frames, total, apart, moved })
    }
}

/// Puts the rounded frames into the table that is of their limits, their use or what is left.
fn of_frames(table: &mut Table, frames: &[FrameUse<'_>]) {
    let of: fn(&frame::Line) -> Amount = match table.id.value.as_str() {
        LIMITS => |line| line.limit,
        USED => |line| line.used,
        LEFT => |line| line.left,
        _ => return,
    };
    for (post, frame) in table.posts.iter_mut().zip(frames) {
        for (cell, line) in post.cells.iter_mut().zip(&frame.lines) {
            cell.value = Some(Whole::from(of(line)));
        }
    }
}

/// What rounding the overviews gave.
#[derive(Default)]
struct Solved<'n> {
    /// The figures of each overview, by post.
    tables: BTreeMap<&'n str, Vec<(PostNo, Rounded)>>,
    /// What they share.
    shared: Shared,
    /// Those that stand apart.
    apart: BTreeSet<String>,
    /// Those in which a figure is not the one that rounding it alone would give.
    moved: BTreeSet<String>,
}

/// Rounds the overviews: in the first order that leaves none apart, or else in the one that leaves
/// the fewest.
fn rounded<'n>(packed: &Packed<'_>, exact: &'n Note) -> Option<Solved<'n>> {
    let known = |id: &&str| exact.tables.iter().find(|table| table.id.value == *id);
    let tables: Vec<&Table> = OVERVIEWS.iter().filter_map(known).collect();
    let mut best: Option<Solved<'n>> = None;
    for first in 0..tables.len() {
        let mut order = tables.clone();
        let taken = order.remove(first);
        order.insert(0, taken);
        let solved = in_order(packed, &order)?;
        let fewer = best.as_ref().is_none_or(|best| solved.apart.len() < best.apart.len());
        if fewer {
            best = Some(solved);
        }
        if best.as_ref().is_some_and(|best| best.apart.is_empty()) {
            break;
        }
    }
    best
}

fn in_order<'n>(packed: &Packed<'_>, order: &[&'n Table]) -> Option<Solved<'n>> {
    let mut solved = Solved::default();
    for table in order {
        let mut own = Vec::new();
        for tree in trees(packed, table)? {
            let lines =
                match controlled_rounding::round(&tree.given(&solved.shared), packed.decimals) {
                    Err(Unrounded::Given) => {
                        solved.apart.insert(table.id.value.clone());
                        controlled_rounding::round(&tree.lines, packed.decimals).ok()?
                    }
                    other => other.ok()?,
                };
            if tree.moved(&lines, packed.decimals) {
                solved.moved.insert(table.id.value.clone());
            }
            for ((rounded, post), name) in lines.into_iter().zip(&tree.posts).zip(&tree.names) {
                if let Some(name) = name {
                    solved.shared.entry(name.clone()).or_insert_with(|| rounded.clone());
                }
                own.extend(post.map(|post| (post, rounded)));
            }
        }
        solved.tables.insert(table.id.value.as_str(), own);
    }
    Some(solved)
}

/// Lines that are rounded together.
#[derive(Default)]
struct Tree {
    lines: Vec<Line>,
    /// The post that each line is, where it is one.
    posts: Vec<Option<PostNo>>,
    /// What each line is called among the figures that overviews share.
    names: Vec<Option<String>>,
    /// How many of the lines are printed: those that only close sums stand after them.
    printed: usize,
}

impl Tree {
    fn add(
        &mut self,
        key: &str,
        under: Option<usize>,
        post: Option<PostNo>,
        figures: Vec<Amount>,
    ) -> usize {
        self.lines.push(Line { key: key.to_owned(), under, figures, given: Vec::new() });
        self.posts.push(post);
        self.names.push(None);
        self.lines.len() - 1
    }

    /// The lines with the figures that are known already.
    fn given(&self, shared: &Shared) -> Vec<Line> {
        let mut lines = self.lines.clone();
        for (line, name) in lines.iter_mut().zip(&self.names) {
            if let Some(known) = name.as_ref().and_then(|name| shared.get(name)) {
                line.given =
                    known.figures.iter().chain([&known.across]).copied().map(Some).collect();
            }
        }
        lines
    }

    /// True where a printed figure, or a printed sum across, is not the one that rounding it alone
    /// would give.
    fn moved(&self, rounded: &[Rounded], decimals: u32) -> bool {
        self.lines.iter().zip(rounded).take(self.printed).any(|(line, rounded)| {
            let across = line.figures.iter().copied().try_fold(Amount::ZERO, Amount::plus);
            let exact = line.figures.iter().copied().map(Some).chain([across]);
            let printed = rounded.figures.iter().chain([&rounded.across]);
            exact.zip(printed).any(|(exact, printed)| {
                exact.is_none_or(|exact| exact.rounded(decimals) != *printed)
            })
        })
    }

    /// Gives each line that others are under what it has beside them, as a line that is not
    /// printed.
    fn close(&mut self) -> Option<()> {
        self.printed = self.lines.len();
        for line in 0..self.printed {
            let mut rest = self.lines[line].figures.clone();
            let mut any = false;
            for under in self.lines.iter().filter(|other| other.under == Some(line)) {
                any = true;
                for (rest, figure) in rest.iter_mut().zip(&under.figures) {
                    *rest = rest.minus(*figure)?;
                }
            }
            if any && rest.iter().any(|rest| !rest.is_zero()) {
                self.add("resten", Some(line), None, rest);
            }
        }
        Some(())
    }
}

/// An overview as trees: what is counted under its total, and each note and option that is not by
/// itself.
fn trees(packed: &Packed<'_>, table: &Table) -> Option<Vec<Tree>> {
    let figures = |post: &Post| -> Vec<Amount> {
        let amount = |period| {
            post.cell(&ColumnKey::Period(period)).and_then(Cell::amount).unwrap_or_default()
        };
        packed.periods.iter().copied().map(amount).collect()
    };
    let members = packed.members.iter().filter(|_| table.id.value == BY_NOTE);
    let left_out: BTreeSet<String> = members
        .flat_map(|member| {
            member
                .choices
                .iter()
                .filter(|choice| !choice.counted)
                .map(move |choice| (member, choice))
        })
        .map(|(member, choice)| format!("{}_{}", member.note.id.value, choice.choice.id.value))
        .collect();
    let mut trees = vec![Tree::default()];
    let zero = vec![Amount::ZERO; packed.periods.len()];
    let total = trees[0].add(TOTAL, None, None, zero.clone());
    trees[0].names[total] = Some(TOTAL.to_owned());
    // Where each post is that others are parts of: its tree and line.
    let mut at: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut group: Vec<usize> = Vec::new();
    let mut heading = "";
    for (number, post) in table.numbered_posts() {
        let id = post.id.as_ref().map_or("", |word| word.value.as_str());
        let text = post.text.as_ref().map_or("", |word| word.value.as_str());
        match &post.kind {
            Kind::Heading => {
                name(packed, &mut trees[0], heading, &group);
                group.clear();
                heading = text;
            }
            Kind::Subtotal(_) => {
                let line = trees[0].add(heading, Some(total), None, zero.clone());
                for member in std::mem::take(&mut group) {
                    let own = trees[0].lines[member].figures.clone();
                    trees[0].lines[member].under = Some(line);
                    sum(&mut trees[0].lines[line].figures, &own)?;
                }
                name(packed, &mut trees[0], heading, &[line]);
            }
            // A note that was withdrawn has a row without figures.
            Kind::OfWhich(_) if post.cells.is_empty() => {}
            Kind::OfWhich(PartOf::Named(of)) if of.value == id || left_out.contains(id) => {
                let mut tree = Tree::default();
                at.insert(id, (trees.len(), tree.add(id, None, Some(number), figures(post))));
                trees.push(tree);
            }
            Kind::OfWhich(PartOf::Above(_)) => return None,
            Kind::OfWhich(PartOf::Named(of)) => {
                let (tree, above) = *at.get(of.value.as_str())?;
                let line = trees[tree].add(id, Some(above), Some(number), figures(post));
                let area =
                    id.strip_prefix(of.value.as_str()).and_then(|rest| rest.strip_prefix('_'));
                let own = area.filter(|area| {
                    table.id.value == BY_COMMITTEE && of_one_committee(packed, area)
                });
                trees[tree].names[line] = own.map(area_name);
            }
            _ => {
                let (own, line) = (figures(post), trees[0].lines.len());
                sum(&mut trees[0].lines[total].figures, &own)?;
                at.insert(id, (0, trees[0].add(id, Some(total), Some(number), own)));
                group.push(line);
                trees[0].names[line] = match table.id.value.as_str() {
                    BY_AREA => Some(area_name(id)),
                    BY_CATEGORY => Some(category_name(text)),
                    BY_NOTE => alone_in_category(packed, id),
                    _ => None,
                };
            }
        }
    }
    name(packed, &mut trees[0], heading, &group);
    trees.iter_mut().try_for_each(Tree::close)?;
    Some(trees)
}

/// Adds figures to sums, column by column.
fn sum(sums: &mut [Amount], figures: &[Amount]) -> Option<()> {
    sums.iter_mut().zip(figures).try_for_each(|(sum, figure)| {
        *sum = sum.plus(*figure)?;
        Some(())
    })
}

/// Names the one line that stands for a group, where groups are categories: the overview of them
/// has it too.
fn name(packed: &Packed<'_>, tree: &mut Tree, group: &str, lines: &[usize]) {
    if let ([line], Grouping::Category) = (lines, packed.pack.grouping)
        && !group.is_empty()
    {
        tree.names[*line] = Some(category_name(group));
    }
}

fn category_name(words: &str) -> String {
    format!("kategori {words}")
}

fn area_name(id: &str) -> String {
    format!("styringsområde {id}")
}

/// True where one committee has all of a control area: its row under the committee is that of the
/// area.
fn of_one_committee(packed: &Packed<'_>, area: &str) -> bool {
    let of_area = packed.counted().filter(|part| packed.root(&part.sum.area) == area);
    of_area.map(|part| part.sum.committee.as_str()).collect::<BTreeSet<_>>().len() == 1
}

/// The category that a note has all the money of: its row in the list is that of the category.
fn alone_in_category(packed: &Packed<'_>, id: &str) -> Option<String> {
    let category =
        |member: &Member<'_>| member.note.category.as_ref().map(|word| word.value.to_lowercase());
    let own = category(packed.members.iter().find(|member| member.note.id.value == id)?);
    let alone = packed
        .counted()
        .all(|part| part.member.note.id.value == id || category(part.member) != own);
    alone
        .then(|| category_name(&own.as_deref().map_or_else(|| NO_CATEGORY.to_owned(), capitalised)))
}

/// A frame's lines: limit, use and what is left of it add, and the use is what the overviews say
/// where they say it. In one column that always can be: whichever neighbour the use is, limit and
/// rest have neighbours that add up with it.
fn frame_lines(
    packed: &Packed<'_>,
    used: &FrameUse<'_>,
    shared: &Shared,
) -> Option<Vec<frame::Line>> {
    let known = known_use(packed, used).and_then(|name| shared.get(&name));
    let round = |line: &frame::Line| {
        let at = packed.periods.iter().position(|period| *period == line.period)?;
        let given = known
            .and_then(|known| known.figures.get(at))
            .map_or(Vec::new(), |given| vec![Some(*given); 2]);
        let (outside, given) = without_outside(line, given, packed.decimals)?;
        let part = |key: &str, figure, given| Line {
            key: key.to_owned(),
            under: Some(0),
            figures: vec![figure],
            given,
        };
        let limit = Line { key: "ramme".to_owned(), ..Line::default() };
        let lines = [limit, part("brug", line.used, given), part("tilbage", line.left, Vec::new())];
        let rounded = controlled_rounding::round(&lines, packed.decimals).ok()?;
        let [limit, used, left] = rounded.as_slice() else { return None };
        Some(frame::Line {
            limit: limit.across,
            outside,
            used: used.across,
            left: left.across,
            ..line.clone()
        })
    };
    used.lines.iter().map(round).collect()
}

/// What of a frame's money stands outside, rounded, and its use: what they are together is given
/// where the overviews say it. Where nothing stands outside, the use is that.
fn without_outside(
    line: &frame::Line,
    given: Vec<Option<Amount>>,
    decimals: u32,
) -> Option<(Amount, Vec<Option<Amount>>)> {
    if line.outside.is_zero() {
        return Some((Amount::ZERO, given));
    }
    let part = |key: &str, figure: Amount| Line {
        key: key.to_owned(),
        under: Some(0),
        figures: vec![figure],
        given: Vec::new(),
    };
    let all = Line { key: "penge".to_owned(), given, ..Line::default() };
    let lines = [all, part("brug", line.used), part("uden for", line.outside)];
    let rounded = controlled_rounding::round(&lines, decimals).ok()?;
    let [_, used, outside] = rounded.as_slice() else { return None };
    Some((outside.across, vec![Some(used.across); 2]))
}

/// What a frame's use is called among the figures of the overviews: the total, or the one control
/// area that it covers.
fn known_use(packed: &Packed<'_>, used: &FrameUse<'_>) -> Option<String> {
    if !used.frame.committees.is_empty() {
        return None;
    }
    if used.frame.covers_all() {
        return Some(TOTAL.to_owned());
    }
    let names = Names::new(packed.municipality, packed.round);
    let covered = |area: &str| frame::covers_area(used.frame, &names, area);
    let roots: BTreeSet<&str> = packed
        .counted()
        .map(|part| part.sum.area.as_str())
        .filter(|area| covered(area))
        .map(|area| packed.root(area))
        .collect();
    let root = roots.first().filter(|root| roots.len() == 1 && covered(root))?;
    Some(area_name(root))
}
