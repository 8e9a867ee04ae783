//! Amounts that are written by hand in running text, and what of the note they stand for.

mod area;
mod arithmetic;
mod around;
mod at_price;
pub(crate) mod candidate;
mod derived;
mod digits;
pub(crate) mod external;
mod grid;
mod judge;
pub(crate) mod money;
pub(crate) mod near_miss;
pub(crate) mod number;
mod over_years;
mod period;
mod rows;
mod scan;
pub(crate) mod sentence;
mod spelled;
mod topic;
mod unit;

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;

use crate::equation::dimensions::Names;
use crate::limit;
use crate::mention::around::Rate;
use crate::mention::candidate::Candidates;
use crate::mention::derived::Rounded;
use crate::mention::external::External;
use crate::mention::judge::Judge;
use crate::mention::money::TextAmount;
use crate::mention::sentence::Sentence;
use crate::prose::passage::{Passage, Passages};
use crate::reconcile::Reconciled;
use crate::source::Span;

pub(crate) use judge::Verdict;
pub(crate) use unit::Strange;

/// An amount in the text.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// Its place.
    pub(crate) span: Span,
    /// As it is read: `1,8 mio. kr.`
    pub(crate) words: String,
    /// The amount.
    pub(crate) money: TextAmount,
    /// The words right after it that say what it is of: `fra innovationspuljen`.
    pub(crate) of: Option<String>,
    /// True where the words right after it make it a yearly one.
    pub(crate) yearly: bool,
    /// The years that it is said to be of.
    pub(crate) years: Option<(u16, u16)>,
    /// What stands behind it.
    pub(crate) verdict: Verdict,
}

/// The amounts in a note's text.
pub(crate) struct Mentions<'a> {
    /// The amounts in the order of the text.
    pub(crate) list: Vec<Mention>,
    /// What they were held against.
    pub(crate) candidates: Candidates<'a>,
    /// What the note declares as somebody else's.
    pub(crate) externals: Vec<External<'a>>,
    /// How many the text has by hand, judged or not.
    pub(crate) typed: usize,
    /// What is written as an amount and can't be read as one.
    pub(crate) unread: Vec<Unread>,
}

/// What is written as an amount, with a word for its unit that is none.
#[derive(Clone, Debug)]
pub(crate) struct Unread {
    /// The word.
    pub(crate) span: Span,
    /// The word, as written.
    pub(crate) word: String,
    /// Number and word, as written.
    pub(crate) words: String,
    /// What the word is.
    pub(crate) unit: Strange,
}

/// Reads the amounts in a note's texts, and tells what stands behind each.
pub(crate) fn read<'a>(
    reconciled: &'a Reconciled,
    names: Names<'a>,
    texts: &[Passages<'_>],
) -> Mentions<'a> {
    let externals = external::read(&reconciled.note);
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    let (mut typed, mut judged) = (0, false);
    for text in texts {
        for passage in &text.list {
            // Most texts have no money in them, and are not looked through word by word.
            let numbered = money::any(&passage.text).then(|| money::Numbered::new(&passage.text));
            let mut money = numbered.as_ref().map(money::Numbered::amounts).unwrap_or_default();
            let room = limit::AMOUNTS.most.saturating_sub(typed);
            typed += money.len();
            money.truncate(room);
            if let Some(numbered) = numbered.filter(|_| room > 0 && !passage.quoted) {
                unread.extend(in_passage_unread(text, passage, &numbered));
            }
            judged |= !passage.quoted && money.iter().any(|money| money.rate != Rate::Price);
            if !money.is_empty() || !passage.filled.is_empty() {
                found.push((text, passage, money));
            }
        }
    }
    let grids: Vec<_> = texts
        .iter()
        .filter(|text| grid::any(text))
        .map(|text| (text, grid::cells(text)))
        .filter(|(_, cells)| !cells.is_empty())
        .collect();
    judged |= !grids.is_empty();
    // What is filled in, and prices, are held against nothing.
    let candidates = if judged {
        Candidates::new(reconciled, names, &externals)
    } else {
        Candidates::none(reconciled, names)
    };
    let judge = Judge::new(reconciled, names, &candidates);
    let mut list = Vec::new();
    for of_text in found.chunk_by(|(one, ..), (other, ..)| std::ptr::eq(*one, *other)) {
        let Some((text, ..)) = of_text.first() else { continue };
        let footnotes = footnotes(text);
        let all = of_text.iter().flat_map(|(_, _, money)| money);
        let prices: Vec<Decimal> = all
            .filter(|money| money.rate == Rate::Price)
            .map(|money| money.kroner)
            .take(MOST_PRICES)
            .collect();
        for (_, passage, money) in of_text {
            let around = Around { text, footnotes: &footnotes, prices: &prices };
            in_passage(&judge, &around, passage, money, &mut list);
        }
    }
    for (text, cells) in &grids {
        list.extend(
            cells.iter().take(limit::AMOUNTS.most).filter_map(|cell| in_cell(&judge, text, cell)),
        );
    }
    Mentions { list, candidates, externals, typed, unread }
}

/// The amount of a cell of a table in the text. One that is no figure of the note's is told only
/// where its row is a post's: the table may be of anything.
fn in_cell(judge: &Judge<'_>, text: &Passages<'_>, cell: &grid::Cell<'_>) -> Option<Mention> {
    let rounded =
        Rounded { kroner: cell.money.kroner, half_step: cell.money.step() / Decimal::TWO };
    let amounts = vec![(cell.at.clone(), rounded)];
    let sentence = Sentence::new(&cell.sentence, "", amounts, &[], &|| None);
    let verdict = judge.verdict(&cell.money, &cell.at, &sentence);
    if !matches!(verdict, Verdict::Backed(_)) && !judge.names(&sentence) {
        return None;
    }
    Some(Mention {
        span: text.span(cell.passage, cell.money.range.clone()),
        words: cell.words.clone(),
        money: cell.money.clone(),
        of: None,
        yearly: false,
        years: period::of(&cell.sentence, &cell.at).map(|years| (years.from, years.to)),
        verdict,
    })
}

/// What a passage has of amounts that can't be read, quotations left out.
fn in_passage_unread(
    text: &Passages<'_>,
    passage: &Passage,
    numbered: &money::Numbered<'_>,
) -> Vec<Unread> {
    let all = numbered.unread();
    if all.is_empty() {
        return Vec::new();
    }
    let quotes = quoted(&passage.text);
    let own = all
        .into_iter()
        .filter(|one| !in_quotes(&quotes, one.range.start))
        .take(limit::AMOUNTS.most);
    let one = |one: money::Unread| Unread {
        span: text.span(passage, one.word.clone()),
        word: passage.text[one.word].to_owned(),
        words: passage.text[one.range].to_owned(),
        unit: one.unit,
    };
    own.map(one).collect()
}

/// The text of each footnote of a text.
type Footnotes<'t> = BTreeMap<&'t str, &'t str>;

/// The most prices of a text that are multiplied by its counts.
const MOST_PRICES: usize = 4;

/// The text that a passage stands in.
struct Around<'t> {
    text: &'t Passages<'t>,
    footnotes: &'t Footnotes<'t>,
    /// Its prices, in kroner.
    prices: &'t [Decimal],
}

/// The amounts of one passage, sentence by sentence.
fn in_passage(
    judge: &Judge<'_>,
    around: &Around<'_>,
    passage: &Passage,
    money: &[TextAmount],
    list: &mut Vec<Mention>,
) {
    let Around { text, footnotes, prices } = around;
    let quotes = quoted(&passage.text);
    let filled = passage.filled.iter().filter_map(|(at, words, figures)| {
        let money = money::find(words).into_iter().next()?;
        Some((
            *at..*at + crate::prose::passage::FILLED.len_utf8(),
            words.clone(),
            money,
            Some(figures),
        ))
    });
    let typed = money.iter().map(|money| {
        (money.range.clone(), passage.text[money.range.clone()].to_owned(), money.clone(), None)
    });
    let mut all: Vec<_> = filled.chain(typed).collect();
    all.sort_by_key(|(range, ..)| range.start);
    let mut all = all.into_iter().peekable();
    let mut before = 0..0;
    for whole in sentence::split(&passage.text) {
        if all.peek().is_none() {
            break;
        }
        let mut own = Vec::new();
        while let Some(next) = all.next_if(|(range, ..)| range.start < whole.end) {
            own.push(next);
        }
        let within = |range: &Range<usize>| {
            range.start.saturating_sub(whole.start)..range.end.saturating_sub(whole.start)
        };
        if own.is_empty() {
            before = whole;
            continue;
        }
        own.truncate(limit::AMOUNTS.most);
        let rounded = |at: usize, words: &str, money: &TextAmount| {
            let minus = ['-', '−', '–'];
            let head = passage.text[..at].strip_suffix(minus);
            let negative = words.starts_with(minus)
                || head.is_some_and(|head| head.is_empty() || head.ends_with([' ', '\u{a0}', '(']));
            let kroner = if negative { -money.kroner } else { money.kroner };
            Rounded { kroner, half_step: money.step() / Decimal::TWO }
        };
        let text_of = &passage.text[whole.clone()];
        let named = LazyCell::new(|| source(footnotes, passage, &whole));
        let source = || LazyCell::force(&named).clone();
        // Made where an amount of it is judged: most have only what is filled in.
        let sentence = LazyCell::new(|| {
            let amounts = own
                .iter()
                .map(|(range, words, money, _)| (within(range), rounded(range.start, words, money)))
                .collect();
            Sentence::new(text_of, &passage.text[before.clone()], amounts, prices, &source)
        });
        for (range, words, money, figures) in &own {
            let at = within(range);
            let verdict = match figures {
                Some(figures) => Verdict::Filled((*figures).clone()),
                None if passage.quoted || in_quotes(&quotes, range.start) => Verdict::Quoted,
                None => judge.verdict(money, &at, &sentence),
            };
            list.push(Mention {
                span: text.span(passage, range.clone()),
                of: complement(text_of.get(at.end..).unwrap_or_default()),
                yearly: around::yearly_after(text_of, at.end.min(text_of.len())),
                years: period::of(text_of, &at).map(|years| (years.from, years.to)),
                words: words.clone(),
                money: money.clone(),
                verdict,
            });
        }
        // The sentence before is what "it" stands for in the next.
        before = whole;
    }
}

fn footnotes<'t>(text: &'t Passages<'_>) -> Footnotes<'t> {
    // The first of two with one name is the one that is printed.
    text.list
        .iter()
        .rev()
        .filter_map(|note| Some((note.footnote.as_deref()?, note.text.as_str())))
        .collect()
}

/// What follows an amount and says what it is of: a preposition and a long noun.
fn complement(after: &str) -> Option<String> {
    let after = after.trim_start_matches([' ', '\u{a0}', '.']);
    let (preposition, rest) = after.split_once(' ')?;
    let noun = &rest[..rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())];
    let distinctive = ["fra", "til", "på"].contains(&preposition) && noun.chars().count() >= 8;
    distinctive.then(|| format!("{preposition} {}", noun.to_lowercase()))
}

/// The source that a footnote names, of a sentence or of the footnote that it stands in.
fn source(footnotes: &Footnotes<'_>, passage: &Passage, sentence: &Range<usize>) -> Option<String> {
    let names = |words: &str| {
        let small = words.to_lowercase();
        ["kilde", "http://", "https://", "jf. ", "ifølge "].iter().any(|mark| small.contains(mark))
    };
    if passage.footnote.is_some() {
        return names(&passage.text).then(|| passage.text.clone());
    }
    let marks = passage.marks.iter().filter(|(at, _)| sentence.start < *at && *at <= sentence.end);
    let mut texts = marks.filter_map(|(_, label)| footnotes.get(label.as_str())).copied();
    texts.find(|words| names(words)).map(str::to_owned)
}

/// True where a place is in one of these ranges, which are in order and apart.
fn in_quotes(quotes: &[Range<usize>], at: usize) -> bool {
    let next = quotes.partition_point(|quote| quote.end <= at);
    quotes.get(next).is_some_and(|quote| quote.contains(&at))
}

/// The ranges that stand in quotation marks.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open: Option<usize> = None;
    // They begin with these bytes, and no other letter of Danish does.
    for at in memchr::memchr3_iter(b'"', 0xc2, 0xe2, text.as_bytes()) {
        let Some(c) = text[at..].chars().next() else { break };
        match (c, open) {
            ('”' | '"' | '»' | '“' | '«', Some(start)) => {
                out.push(start..at);
                open = None;
            }
            ('”' | '"' | '»' | '“', None) => open = Some(at),
            _ => {}
        }
    }
    out
}
