//! Merges of made-up changes: no figure is lost and none made up, and no bytes are too strange.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use budgetnotat::key::Section;
use budgetnotat::layout::format;
use budgetnotat::lossless::{Block, LosslessFile};
use budgetnotat::merge::{MARKS, merge};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::desk::{BI8, BI25};
use crate::merging::{merged, note};

/// Figures by post and column.
pub(crate) type Posts = BTreeMap<String, BTreeMap<String, String>>;

/// A note of one table.
#[derive(Clone, Debug)]
struct Sheet(Vec<(String, Vec<(String, String)>)>);

impl Sheet {
    /// The same without ids: posts of two texts, which only their figures and places tell apart.
    fn nameless(&self) -> String {
        let lines = |text: &str| {
            text.lines()
                .filter(|line| !line.starts_with("id = \"p") && !line.starts_with("id = \"ny"))
                .fold(String::new(), |out, line| out + line + "\n")
        };
        let word =
            |text: String, odd: char, word: &str| text.replace(&format!("Post p{odd}"), word);
        let text = lines(&self.toml());
        "02468"
            .chars()
            .fold("1357".chars().fold(text, |text, odd| word(text, odd, "Løn")), |text, even| {
                word(text, even, "Drift")
            })
    }

    /// With its figures from `from` on where they are not in `base`, each one once.
    fn counted(mut self, base: &Sheet, mut from: usize) -> Self {
        let known: BTreeSet<&String> =
            base.0.iter().flat_map(|(_, cells)| cells).map(|(_, figure)| figure).collect();
        for (_, figure) in self.0.iter_mut().flat_map(|(_, cells)| cells) {
            if !known.contains(figure) {
                *figure = from.to_string();
                from += 1;
            }
        }
        self
    }

    fn toml(&self) -> String {
        let mut out =
            String::from("id = \"A1\"\n\n[[tabel]]\nid = \"t\"\ntype = \"aktiviteter\"\n");
        for (id, cells) in &self.0 {
            let _ = write!(out, "\n[[tabel.post]]\nid = \"{id}\"\ntekst = \"Post {id}\"\n");
            for (year, figure) in cells {
                let _ = writeln!(out, "{year} = {figure}");
            }
        }
        out
    }
}

fn posts(text: &str) -> Posts {
    let file = LosslessFile::read(text, Section::Note)
        .unwrap_or_else(|why| panic!("{}: {text}", why.message));
    let table: &Block = &file.root.blocks[0];
    let mut out = Posts::new();
    for post in &table.blocks {
        let cells = post.entries.iter().filter(|entry| entry.path[0].starts_with("20"));
        let cells = cells
            .map(|entry| {
                (entry.path[0].clone(), entry.text.split_once(" = ").unwrap().1.to_owned())
            })
            .collect();
        assert!(
            out.insert(post.text("id").unwrap().to_owned(), cells).is_none(),
            "a post twice: {text}"
        );
    }
    out
}

#[derive(Clone, Debug)]
enum Change {
    Figure(Index, Index, u16),
    RemoveFigure(Index, Index),
    AddFigure(Index, u16, u16),
    Remove(Index),
    Add(Index, u8, u16),
    Move(Index, Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        6 => (at(), at(), 1_u16..6).prop_map(|(post, cell, figure)| Change::Figure(post, cell, figure)),
        1 => (at(), at()).prop_map(|(post, cell)| Change::RemoveFigure(post, cell)),
        2 => (at(), 2024_u16..2027, 1_u16..6).prop_map(|(post, year, figure)| Change::AddFigure(post, year, figure)),
        1 => at().prop_map(Change::Remove),
        2 => (at(), 0_u8..5, 1_u16..6).prop_map(|(at, id, figure)| Change::Add(at, id, figure)),
        2 => (at(), at()).prop_map(|(from, to)| Change::Move(from, to)),
    ]
}

fn changed(sheet: &Sheet, changes: &[Change]) -> Sheet {
    let mut posts = sheet.0.clone();
    for change in changes {
        let count = posts.len().max(1);
        match change {
            Change::Figure(post, cell, figure) => {
                if let Some((_, cells)) =
                    posts.get_mut(post.index(count)).filter(|(_, cells)| !cells.is_empty())
                {
                    let cell = cell.index(cells.len());
                    cells[cell].1 = figure.to_string();
                }
            }
            Change::RemoveFigure(post, cell) => {
                if let Some((_, cells)) =
                    posts.get_mut(post.index(count)).filter(|(_, cells)| !cells.is_empty())
                {
                    let cell = cell.index(cells.len());
                    cells.remove(cell);
                }
            }
            Change::AddFigure(post, year, figure) => {
                let year = year.to_string();
                if let Some((_, cells)) = posts
                    .get_mut(post.index(count))
                    .filter(|(_, cells)| cells.iter().all(|(known, _)| *known != year))
                {
                    cells.push((year, figure.to_string()));
                }
            }
            Change::Remove(post) if !posts.is_empty() => drop(posts.remove(post.index(count))),
            Change::Add(at, id, figure) => {
                let id = format!("ny{id}");
                if posts.iter().all(|(known, _)| *known != id) {
                    posts.insert(
                        at.index(posts.len() + 1),
                        (id, vec![("2020".to_owned(), figure.to_string())]),
                    );
                }
            }
            Change::Move(from, to) if !posts.is_empty() => {
                let post = posts.remove(from.index(count));
                posts.insert(to.index(posts.len() + 1), post);
            }
            Change::Remove(_) | Change::Move(..) => {}
        }
    }
    Sheet(posts)
}

/// The rule of three; where it gives no answer, ours, and one conflict more.
fn three<T: Clone + PartialEq>(
    base: Option<&T>,
    ours: Option<&T>,
    theirs: Option<&T>,
    conflicts: &mut usize,
) -> Option<T> {
    if ours == theirs || theirs == base {
        return ours.cloned();
    }
    *conflicts += usize::from(ours != base);
    if ours == base { theirs.cloned() } else { ours.cloned() }
}

/// What must come of three sheets, ours where there is a conflict, and how many conflicts there
/// are.
pub(crate) fn expected(base: &Posts, ours: &Posts, theirs: &Posts) -> (Posts, usize) {
    let mut conflicts = 0;
    let mut out = Posts::new();
    let ids: BTreeSet<&String> =
        [base, ours, theirs].into_iter().flat_map(BTreeMap::keys).collect();
    for id in ids {
        let (was, own, other) = (base.get(id), ours.get(id), theirs.get(id));
        let (Some(own), Some(other)) = (own, other) else {
            out.extend(three(was, own, other, &mut conflicts).map(|post| (id.clone(), post)));
            continue;
        };
        let mut post = BTreeMap::new();
        let years: BTreeSet<&String> =
            was.into_iter().chain([own, other]).flat_map(BTreeMap::keys).collect();
        for year in years {
            if let Some(figure) = three(
                was.and_then(|was| was.get(year)),
                own.get(year),
                other.get(year),
                &mut conflicts,
            ) {
                post.insert(year.clone(), figure);
            }
        }
        out.insert(id.clone(), post);
    }
    (out, conflicts)
}

/// The file as someone leaves it who chooses ours everywhere.
pub(crate) fn choose_ours(text: &str) -> String {
    let mut out = String::new();
    let mut theirs = false;
    for line in text.lines() {
        match line {
            "<<<<<<< vores" => {}
            "=======" => theirs = true,
            ">>>>>>> deres" => theirs = false,
            _ if theirs => {}
            _ => out.extend([line, "\n"]),
        }
    }
    out
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let cells = (1_usize..5, 1_u16..6).prop_map(|(years, figure)| {
        (0..years).map(|year| ((2020 + year).to_string(), figure.to_string())).collect()
    });
    proptest::collection::vec(cells, 0..7).prop_map(|posts: Vec<Vec<(String, String)>>| {
        Sheet(posts.into_iter().enumerate().map(|(at, cells)| (format!("p{at}"), cells)).collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_figure_is_lost_and_none_is_made_up(
        base in sheet(),
        left in proptest::collection::vec(change(), 0..6),
        right in proptest::collection::vec(change(), 0..6),
    ) {
        let (ours, theirs) = (changed(&base, &left), changed(&base, &right));
        let (base, ours, theirs) = (base.toml(), ours.toml(), theirs.toml());
        let (text, reported) = merged(&base, &ours, &theirs);
        let (figures, conflicts) = expected(&posts(&base), &posts(&ours), &posts(&theirs));
        prop_assert_eq!(reported.len(), conflicts, "{:?}\n{}", reported, text);
        prop_assert_eq!(posts(&choose_ours(&text)), figures, "{}", text);
        let (other, other_told) = merged(&base, &theirs, &ours);
        prop_assert_eq!(other_told.len(), reported.len());
        if reported.is_empty() {
            prop_assert_eq!(posts(&other), posts(&text));
        }
        prop_assert_eq!(merged(&base, &base, &theirs), (theirs.clone(), vec![]));
        // The same with another layout: what they changed is taken, and only that.
        let untidy = base.replace(" = ", "  =  ");
        let (text, reported) = merged(&base, &untidy, &theirs);
        prop_assert_eq!((posts(&text.replace("  =  ", " = ")), reported), (posts(&theirs), vec![]));
    }
}

/// Every figure of a file, marked or not.
fn figures(text: &str) -> Vec<String> {
    text.lines()
        .filter(|line| line.starts_with("20"))
        .filter_map(|line| Some(line.split_once(" = ")?.1.to_owned()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// Without ids, which post is which can be a matter of opinion; what was written can't: all
    /// that one side has written stands in the result once, if only as a side of a conflict, and
    /// nothing stands there that nobody wrote.
    #[test]
    fn what_either_has_written_stands_in_the_result_once(
        base in sheet(),
        left in proptest::collection::vec(change(), 0..6),
        right in proptest::collection::vec(change(), 0..6),
    ) {
        let base = base.counted(&Sheet(Vec::new()), 10);
        let (ours, theirs) = (changed(&base, &left).counted(&base, 1_000), changed(&base, &right).counted(&base, 2_000));
        let (base, ours, theirs) = (base.nameless(), ours.nameless(), theirs.nameless());
        let merged = merge(base.as_bytes(), ours.as_bytes(), theirs.as_bytes(), Section::Note, MARKS);
        prop_assert!(merged.by_line.is_none());
        let text = String::from_utf8(merged.bytes).unwrap();
        let (found, known) = (figures(&text), figures(&base));
        for figure in figures(&ours).iter().chain(&figures(&theirs)).filter(|figure| !known.contains(figure)) {
            prop_assert_eq!(found.iter().filter(|other| *other == figure).count(), 1, "{}:\n{}", figure, text);
        }
        let written = [&base, &ours, &theirs].map(|text| figures(text)).concat();
        prop_assert!(found.iter().all(|figure| written.contains(figure)), "{}", text);
        if merged.conflicts.is_empty() {
            prop_assert!(LosslessFile::read(&text, Section::Note).is_ok(), "{}", text);
        }
    }
}

/// What may stand anywhere in a file.
const TRAPS: &[&str] = &[
    "'''",
    "\"",
    "\n",
    "\r\n",
    "\0",
    "#",
    "# x\n",
    "=",
    "[",
    "]]",
    "{",
    "<<<<<<< vores\n",
    "=======\n",
    ">>>>>>> deres\n",
    "[[tabel]]\n",
    "[[tabel.post]]\n",
    "[tabel.i_alt]\n",
    "[sted]\n",
    "id = \"a\"\n",
    "2020 = 5\n",
    "a.b = 1\n",
    "tabel = []\n",
    "\u{feff}",
    "x = [\n1, # a\n]\n",
    "tekst = '''\na\n'''\n",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_files_hold_they_are_laid_out_and_merged(
        which in select(&[BI8, BI25][..]),
        slips in proptest::collection::vec((0_usize..3, any::<Index>(), select(TRAPS), any::<bool>()), 0..6),
        cut in proptest::option::of((0_usize..3, any::<Index>())),
    ) {
        let mut files = [note(which), note(which), note(which)];
        for (file, at, trap, line) in slips {
            let text = &mut files[file];
            let mut at = at.index(text.len() + 1);
            while !text.is_char_boundary(at) || (line && at > 0 && !text[..at].ends_with('\n')) {
                at -= 1;
            }
            text.insert_str(at, trap);
        }
        let mut bytes = files.map(String::into_bytes);
        if let Some((file, at)) = cut {
            let at = at.index(bytes[file].len() + 1);
            bytes[file].truncate(at);
        }
        for text in bytes.iter().filter_map(|bytes| std::str::from_utf8(bytes).ok()) {
            if let Ok(tidy) = format(text, Section::Note) {
                let again = format(&tidy, Section::Note);
                prop_assert_eq!(again, Ok(tidy), "{}", text);
            }
        }
        let [base, ours, theirs] = &bytes;
        let merged = merge(base, ours, theirs, Section::Note, MARKS);
        let sound = |bytes: &[u8]| std::str::from_utf8(bytes).is_ok_and(|text| LosslessFile::read(&budgetnotat::lossless::normalized(text).0, Section::Note).is_ok());
        if merged.conflicts.is_empty() && merged.by_line.is_none() && [base, ours, theirs].iter().all(|bytes| sound(bytes)) {
            prop_assert!(sound(&merged.bytes), "{}", String::from_utf8_lossy(&merged.bytes));
        }
        let again = merge(base, ours, theirs, Section::Note, MARKS);
        prop_assert_eq!(again.bytes, merged.bytes);
    }
}
