//! What is wrong with relations that are held for each row: rows without a partner, rows that can't
//! be told apart, and columns that only one table has.

use std::collections::{BTreeSet, HashMap};

use super::faults::BAD_RELATION;
use super::one_sided;
use super::pairing::Pairing;
use super::plan::plan;
use super::row::{Keyed, folded};
use super::term::{by_row, parts};
use crate::diagnostic::Diagnostic;
use crate::equation::dimensions::Names;
use crate::note::{Declared, Kind, Note, Post, PostNo, Table, TableNo, Word};
use crate::source::Span;
use crate::suggest;
use crate::text;
use crate::text::{Text, short};

/// The most rows of a relation that are named one by one; the rest are counted.
const MOST_NAMED: usize = 20;

/// The most rows among which one is looked for that another may be a slip of.
const MOST_NEAR: usize = 60;

/// The most rows that are listed.
const MOST_LISTED: usize = 4;

/// The most labels of rows that can't be told apart.
const MOST_LABELS: usize = 6;

/// What is wrong with a relation's rows and columns; nothing where it is not held for each row, or
/// its terms can't be found.
pub(super) fn findings(note: &Note, names: &Names<'_>, relation: &Declared) -> Vec<Diagnostic> {
    let (Some(asked), Some(parts)) = (by_row(relation), parts(note, relation)) else {
        return Vec::new();
    };
    if parts.is_empty() {
        return Vec::new();
    }
    match plan(note, relation, asked, &parts) {
        Err(finding) => vec![*finding],
        Ok(plan) => {
            let pairing = Pairing::new(note, plan.tables, names);
            let rows = Rows { note, names, asked, tables: plan.tables, pairing: &pairing };
            let mut out: Vec<Diagnostic> =
                one_sided::finding(note, asked, &plan).into_iter().collect();
            out.extend(rows.several());
            out.extend(rows.alone());
            out
        }
    }
}

/// The rows of a relation's two tables.
struct Rows<'n> {
    note: &'n Note,
    names: &'n Names<'n>,
    asked: &'n Word,
    tables: [TableNo; 2],
    pairing: &'n Pairing,
}

/// A row: which of the two tables it is in, and its number.
type At = (usize, PostNo);

impl<'n> Rows<'n> {
    fn table(&self, side: usize) -> &'n Table {
        &self.note.tables[self.tables[side]]
    }

    fn post(&self, (side, post): At) -> &'n Post {
        &self.table(side).posts[post]
    }

    fn finding(&self, at: At, message: Text) -> Diagnostic {
        Diagnostic::new(&BAD_RELATION, place(self.post(at)), message)
            .label(self.asked.span, text!("for hver post", "for each post"))
    }

    /// Rows that can't be told apart: one finding for those of the same codes and text.
    fn several(&self) -> impl Iterator<Item = Diagnostic> {
        self.pairing.several.iter().filter_map(|group| {
            let side = usize::from(group[0].len() > 1 && group[1].len() == 1);
            let at = (side, *group[side].first()?);
            let (name, own, other) = (
                called(self.post(at)),
                &self.table(side).id.value,
                &self.table(1 - side).id.value,
            );
            let (many, more) = (group[side].len(), group[1 - side].len());
            let message = if many == 1 {
                text!(
                    "`{name}` i `{own}` passer på {more} poster i `{other}`",
                    "`{name}` of `{own}` fits {more} posts of `{other}`"
                )
            } else {
                text!(
                    "`{name}` står på {many} poster i `{own}` og {more} i `{other}`, og de kan ikke parres",
                    "`{name}` is on {many} posts of `{own}` and {more} of `{other}`, and they can't be paired"
                )
            };
            let own = group[side].iter().skip(1).map(|post| (side, *post));
            let others = group[1 - side].iter().map(|post| (1 - side, *post));
            let labelled = own.chain(others).take(MOST_LABELS);
            let finding = labelled.fold(self.finding(at, message), |finding, at| {
                let id = &self.table(at.0).id.value;
                finding.label(place(self.post(at)), text!("i `{id}`", "of `{id}`"))
            });
            Some(finding.help(text!(
                "slet den, der er skrevet to gange; er de forskellige, så giv posten og den, den skal holdes op mod, samme id",
                "delete the one that is written twice; if they differ, give the post and the one that it is compared with the same id"
            )))
        })
    }

    /// Rows without a partner.
    fn alone(&self) -> Vec<Diagnostic> {
        let alone = &self.pairing.alone;
        let slips = self.slips();
        let taken: BTreeSet<At> = slips.iter().flat_map(|(one, other)| [*one, *other]).collect();
        let rest =
            [0, 1].into_iter().flat_map(|side| alone[side].iter().map(move |post| (side, *post)));
        let rest: Vec<At> = rest.filter(|at| !taken.contains(at)).collect();
        let none = self.pairing.pairs.is_empty() && self.pairing.several.is_empty();
        let bare = alone.iter().any(Vec::is_empty) || rest.len() > MOST_LISTED;
        if none && bare && !rest.is_empty() {
            return vec![self.none_paired()];
        }
        let mut out: Vec<Diagnostic> =
            slips.iter().take(MOST_NAMED).map(|(one, other)| self.slip(*one, *other)).collect();
        let others = Others::new(self, &rest);
        let room = MOST_NAMED.saturating_sub(out.len());
        out.extend(rest.iter().take(room).map(|at| others.missing(*at)));
        let unnamed = slips.len() + rest.len() - out.len();
        if unnamed > 0 {
            let [a, b] = [0, 1].map(|side| &self.table(side).id.value);
            let message = text!(
                "{unnamed} poster mere i `{a}` og `{b}` har ingen tilsvarende i den anden tabel",
                "{unnamed} more posts of `{a}` and `{b}` have none like them in the other table"
            );
            out.push(
                Diagnostic::new(&BAD_RELATION, self.asked.span, message).help(text!(
                    "ret dem, der er nævnt, først",
                    "correct those that are named first"
                )),
            );
        }
        out
    }

    /// Two tables of which no rows are the same.
    fn none_paired(&self) -> Diagnostic {
        let [a, b] = [0, 1].map(|side| &self.table(side).id);
        let (own, other) = (&a.value, &b.value);
        let message = text!(
            "ingen post i `{own}` har en tilsvarende i `{other}`",
            "no post of `{own}` has one like it in `{other}`"
        );
        let listed = |side: usize| {
            let names: Vec<Text> = self.pairing.alone[side]
                .iter()
                .take(MOST_LISTED)
                .map(|post| Text::same(format!("`{}`", called(self.post((side, *post))))))
                .collect();
            if names.is_empty() {
                text!("ingen poster, der tælles", "no posts that are counted")
            } else {
                let more = self.pairing.alone[side].len() > names.len();
                let Text { da, en } = Text::list(&names);
                if more { text!("{da} …", "{en} …") } else { Text::new(da, en) }
            }
        };
        let (mine, theirs) = (listed(0), listed(1));
        Diagnostic::new(&BAD_RELATION, self.asked.span, message)
            .label(a.span, text!("den ene tabel", "the one table"))
            .label(b.span, text!("den anden", "the other"))
            .note(Text::new(
                format!("`{own}` har {}; `{other}` har {}", mine.da, theirs.da),
                format!("`{own}` has {}; `{other}` has {}", mine.en, theirs.en),
            ))
            .help(text!(
                "poster parres efter id, koder eller tekst: skriv dem ens i de to tabeller, eller slet post i for_hver",
                "posts are paired by id, codes or text: write them alike in the two tables, or delete post in for_hver"
            ))
    }

    /// The rows without a partner that are each other's nearest: one slip, told once.
    fn slips(&self) -> Vec<(At, At)> {
        let side = |side: usize| -> Vec<(At, String, bool)> {
            let posts = self.pairing.alone[side].iter().take(MOST_NEAR).map(|post| (side, *post));
            posts.map(|at| (at, folded(&called(self.post(at))), self.post(at).counted())).collect()
        };
        let (left, right) = (side(0), side(1));
        let nearest = |row: &(At, String, bool), among: &[(At, String, bool)]| {
            let like = || among.iter().filter(|other| other.2 == row.2);
            let same = || among.iter().find(|other| other.1 == row.1);
            let near = || {
                let close = suggest::closest(&row.1, like().map(|other| other.1.as_str()))?;
                like().find(|other| other.1 == close)
            };
            let found = like().find(|other| other.1 == row.1).or_else(same).or_else(near);
            found.map(|other| other.0)
        };
        let mut out = Vec::new();
        for row in &left {
            let other =
                nearest(row, &right).and_then(|at| right.iter().find(|other| other.0 == at));
            if let Some(other) = other.filter(|other| nearest(other, &left) == Some(row.0)) {
                // The later table is the one that repeats.
                let later = self.tables[0] > self.tables[1];
                out.push(if later { (other.0, row.0) } else { (row.0, other.0) });
            }
        }
        out
    }

    /// A row that is written in another way than in the earlier table: told at the later one.
    fn slip(&self, first: At, second: At) -> Diagnostic {
        let (post, here) = (self.post(first), self.post(second));
        let (name, other) = (called(here), called(post));
        let [a, b] = [first, second].map(|(side, _)| &self.table(side).id.value);
        let message = text!(
            "`{name}` i `{b}` har ingen tilsvarende post i `{a}`",
            "`{name}` of `{b}` has no post like it in `{a}`"
        );
        if let Some(Text { da, en }) = other_kind(here, post) {
            return self
                .finding(second, message)
                .label(place(post), text!("her er den {da}", "here it is {en}"))
                .help(alike());
        }
        let help = match (&post.id, &here.id) {
            (Some(theirs), Some(own)) if theirs.value != own.value => {
                let (theirs, own) = (&theirs.value, &own.value);
                text!(
                    "`{other}` i `{a}` har id = \"{theirs}\", her står \"{own}\": giv dem samme id, hvis de er den samme",
                    "`{other}` of `{a}` has id = \"{theirs}\", here it is \"{own}\": give them the same id if they are one"
                )
            }
            _ if folded(&name) != folded(&other) => {
                text!("mente du {other}?", "did you mean {other}?")
            }
            _ => match self.told_apart(first, second) {
                Some((key, theirs, own)) => text!(
                    "`{other}` i `{a}` har {key} {theirs}, her er det {own}: ret det, eller giv de to samme id",
                    "`{other}` of `{a}` has {key} {theirs}, here it is {own}: correct it, or give the two the same id"
                ),
                None => text!(
                    "giv den og `{other}` i `{a}` samme id",
                    "give it and `{other}` of `{a}` the same id"
                ),
            },
        };
        self.finding(second, message).label(place(post), text!("i `{a}`", "of `{a}`")).help(help)
    }
}

impl Rows<'_> {
    /// The key of the code that tells two rows apart, and what each has there.
    fn told_apart(&self, first: At, second: At) -> Option<(&'static str, String, String)> {
        let [one, other] = [first, second].map(|(side, number)| {
            let table = self.table(side);
            let dims = self.names.posts(table);
            Keyed::new(table, (number, &table.posts[number]), &dims[number], self.names)
        });
        let code = one.told_from(&other, self.names)?;
        Some((code.key(), one.code(code)?.to_owned(), other.code(code)?.to_owned()))
    }
}

/// What rows without a partner are told with: what else the other table has.
struct Others<'r, 'n> {
    rows: &'r Rows<'n>,
    /// The other rows that are left, by table.
    left: [Vec<String>; 2],
    /// The rows of each table by text, where they are not paired as this one would be.
    by_text: [HashMap<String, PostNo>; 2],
}

impl<'r, 'n> Others<'r, 'n> {
    fn new(rows: &'r Rows<'n>, rest: &[At]) -> Self {
        let left = [0, 1].map(|side| {
            let own = rest.iter().filter(|at| at.0 == side).take(MOST_LISTED);
            own.map(|at| format!("`{}`", called(rows.post(*at)))).collect()
        });
        let by_text = [0, 1].map(|side| {
            let posts = rows.table(side).numbered_posts();
            let texts = posts
                .filter_map(|(number, post)| Some((folded(&post.text.as_ref()?.value), number)));
            texts.collect()
        });
        Self { rows, left, by_text }
    }

    /// A row that the other table lacks.
    fn missing(&self, at: At) -> Diagnostic {
        let (side, rows) = (at.0, self.rows);
        let post = rows.post(at);
        let (own, table) = (&rows.table(side).id.value, &rows.table(1 - side).id);
        let (name, other) = (called(post), &table.value);
        let message = text!(
            "`{name}` i `{own}` har ingen tilsvarende post i `{other}`",
            "`{name}` of `{own}` has no post like it in `{other}`"
        );
        let finding = rows.finding(at, message);
        let text = post.text.as_ref().map(|text| folded(&text.value));
        let like = text.and_then(|text| self.by_text[1 - side].get(&text).copied());
        let like = like.map(|number| rows.post((1 - side, number)));
        if let Some((like, kind)) = like.and_then(|like| Some((like, other_kind(post, like)?))) {
            let Text { da, en } = kind;
            return finding
                .label(place(like), text!("her er den {da}", "here it is {en}"))
                .help(alike());
        }
        let finding = finding
            .label(table.span, text!("der er ledt i denne tabel", "this table was searched"));
        let listed: Vec<Text> = self.left[1 - side].iter().map(Text::same).collect();
        let Text { da, en } = Text::list(&listed);
        finding.help(match listed.as_slice() {
            [] => text!(
                "skriv posten i `{other}`, eller slet den her",
                "write the post in `{other}`, or delete it here"
            ),
            [_] => text!(
                "er det {da} i `{other}`, så giv de to samme tekst eller samme id; ellers skriv posten i `{other}`",
                "if it is {en} of `{other}`, give the two the same text or id; else write the post in `{other}`"
            ),
            _ => text!(
                "er det en af {da} i `{other}`, så giv de to samme tekst eller samme id; ellers skriv posten i `{other}`",
                "if it is one of {en} of `{other}`, give the two the same text or id; else write the post in `{other}`"
            ),
        })
    }
}

/// What a row of the same text is, where it is not of the kind that this one is compared with.
fn other_kind(post: &Post, like: &Post) -> Option<Text> {
    match &like.kind {
        Kind::Heading => Some(text!("en overskrift", "a heading")),
        Kind::Subtotal(_) => Some(text!("en delsum", "a subtotal")),
        Kind::OfWhich(_) if post.counted() => {
            Some(text!("en heraf-post", "a part of another post"))
        }
        _ if like.counted() && !post.counted() => Some(text!("talt med", "counted")),
        _ => None,
    }
}

/// What mends a row that is of one kind in the one table and of another in the other.
fn alike() -> Text {
    text!(
        "det, der tælles med, holdes op mod det, der tælles med, og heraf mod heraf: skriv posten ens i de to tabeller",
        "what is counted is compared with what is counted, and heraf with heraf: write the post alike in the two tables"
    )
}

/// Where a row is told of: its name.
fn place(post: &Post) -> Span {
    post.name().map_or(post.span, |name| name.span)
}

/// What a row is called: its text, else its codes.
fn called(post: &Post) -> String {
    if let Some(text) = &post.text {
        return short(&text.value);
    }
    let codes = [&post.agreement, &post.committee, &post.appropriation, &post.area];
    let codes: Vec<&str> = codes.into_iter().flatten().map(|word| word.value.as_str()).collect();
    let ui = post.ui.as_ref().map(|ui| ui.value.word());
    let all: Vec<&str> = codes.into_iter().chain(ui).collect();
    match (all.as_slice(), &post.id) {
        ([], Some(id)) => id.value.clone(),
        ([], None) => "posten".to_owned(),
        (all, _) => short(&all.join(" ")),
    }
}
