//! The tables, as Markdown.

use std::fmt::Display;

use crate::count::{Job, Place, Result, Results};
use crate::judge;
use crate::papers::slip::Slip;
use crate::papers::{Print, Shape};
use crate::rivals::Evidence;

/// Prints every table.
pub(crate) fn tables(results: &Results, papers: u64, seed: u64) {
    println!(
        "seed {seed}, {papers} papers of each sort with each slip, {} judged",
        results.0.len()
    );
    untouched(results);
    by_sort(results);
    best(results);
    by_slip(results);
    by_size(results);
    small(results);
    blame(results);
}

fn row(cells: &[String]) {
    println!("| {} |", cells.join(" | "));
}

fn head(title: &str, cells: &[&str]) {
    println!("\n### {title}\n");
    row(&cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
    println!("|{}", " --- |".repeat(cells.len()));
}

/// A share in per cent with one decimal, as text; a dash of nothing.
fn percent(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let tenths = (part * 1_000 + whole / 2) / whole;
    format!("{},{} %", tenths / 10, tenths % 10)
}

/// How many times as many, with one decimal.
fn times(many: usize, few: usize) -> String {
    if few == 0 {
        return "–".to_owned();
    }
    let hundredths = (many * 100 + few / 2) / few;
    format!("{},{:02}", hundredths / 100, hundredths % 100)
}

fn count(of: &[&Result], is: impl Fn(&Result) -> bool) -> usize {
    of.iter().filter(|result| is(result)).count()
}

fn sorts() -> impl Iterator<Item = (Shape, Print)> {
    Shape::ALL.into_iter().flat_map(|shape| Print::ALL.map(|print| (shape, print)))
}

fn of_sort(result: &Result, (shape, print): (Shape, Print)) -> bool {
    result.job.shape == shape && result.job.print == print
}

fn untouched(results: &Results) {
    head(
        "Untouched papers",
        &[
            "papers",
            "figures are",
            "judged",
            "sums",
            "of them off",
            "alarms: exact sums",
            "single intervals",
            "budgetnotat",
            "remarks",
        ],
    );
    let mut all = [0; 2];
    for sort in sorts() {
        let of = results.of_which(|result| result.job.slip.is_none() && of_sort(result, sort));
        let alarms = count(&of, |result| result.said.alarm);
        all = [all[0] + of.len(), all[1] + alarms];
        let (sums, off) = (
            of.iter().map(|result| result.sums).sum::<usize>(),
            of.iter().map(|result| result.off).sum(),
        );
        row(&[
            sort.0.name().to_owned(),
            sort.1.name().to_owned(),
            of.len().to_string(),
            sums.to_string(),
            percent(off, sums),
            count(&of, |result| result.exact).to_string(),
            count(&of, |result| result.single).to_string(),
            alarms.to_string(),
            count(&of, |result| result.said.remark).to_string(),
        ]);
    }
    println!("\n{} false alarms on {} untouched papers", all[1], all[0]);
}

/// Planted, found by intervals of the sums in tables and then between them too, found by the
/// program, how many times as many, and only remarked on.
fn found(of: &[&Result]) -> [String; 6] {
    let tables = count(of, |result| result.tables);
    let (single, program) =
        (count(of, |result| result.single), count(of, |result| result.said.alarm));
    [
        of.len().to_string(),
        percent(tables, of.len()),
        percent(single, of.len()),
        percent(program, of.len()),
        format!("{} / {}", times(program, tables), times(program, single)),
        percent(count(of, |result| !result.said.alarm && result.said.remark), of.len()),
    ]
}

const FOUND: [&str; 6] = [
    "planted",
    "intervals in tables",
    "and between",
    "budgetnotat",
    "times as many",
    "only remarked on",
];

fn by_sort(results: &Results) {
    head(
        "Slips found, by the papers",
        &[&["papers", "figures are", "exact sums"][..], &FOUND].concat(),
    );
    for sort in sorts() {
        let of = results.of_which(|result| {
            result.job.slip.is_some() && !result.job.small && of_sort(result, sort)
        });
        // What exact sums say of rounded papers is said of the untouched ones too.
        let exact = if sort.1.rounded() {
            "cries wolf".to_owned()
        } else {
            percent(count(&of, |result| result.exact), of.len())
        };
        row(&[&[sort.0.name().to_owned(), sort.1.name().to_owned(), exact][..], &found(&of)]
            .concat());
    }
}

/// Whether more could be found: a paper that is let through must be one that true figures could
/// have given.
fn best(results: &Results) {
    let planted = results.of_which(|result| result.job.slip.is_some());
    let through: Vec<&Result> =
        planted.iter().filter(|result| !result.said.alarm).copied().collect();
    let possible = count(&through, |result| result.possible);
    println!(
        "\nOf {} slips that budgetnotat lets through, {possible} are in papers that true figures could have given.",
        through.len()
    );
    let alarms: Vec<&Result> = planted.iter().filter(|result| result.said.alarm).copied().collect();
    let other: Vec<&Result> = alarms.iter().filter(|result| result.possible).copied().collect();
    let (all, impossible) = (alarms.len(), alarms.len() - other.len());
    println!(
        "Of {all} that it finds, {impossible} are in papers that none could; the rest break a rule that is of no sum: {}.",
        named(&other)
    );
}

/// The numbers of papers, of the first ones where they are many.
fn named(of: &[&Result]) -> String {
    let numbers: Vec<String> =
        of.iter().take(MOST_SHOWN).map(|result| result.job.number.to_string()).collect();
    if numbers.is_empty() { "none".to_owned() } else { numbers.join(", ") }
}

fn by_slip(results: &Results) {
    for (title, linked) in [
        ("Slips found in rounded linked tables, by kind", true),
        ("Slips found in all papers, by kind", false),
    ] {
        head(title, &[&["slip"][..], &FOUND].concat());
        for slip in Slip::ALL {
            let of = results.of_which(|result| {
                let wanted = !linked || (result.job.shape.linked() && result.job.print.rounded());
                result.job.slip == Some(slip) && !result.job.small && wanted
            });
            row(&[&[slip.name().to_owned()][..], &found(&of)].concat());
        }
    }
}

fn by_size(results: &Results) {
    head(
        "Slips found in rounded linked tables, by size in units of the last digit",
        &[&["size"][..], &FOUND].concat(),
    );
    for (low, high) in [(1, 1), (2, 3), (4, 7), (8, 15), (16, 31), (32, 99), (100, i64::MAX)] {
        let name = if high == i64::MAX { format!("{low} and more") } else { range(low, high) };
        let of = results.of_which(|result| {
            let linked = result.job.shape.linked() && result.job.print.rounded();
            result.job.slip.is_some()
                && !result.job.small
                && linked
                && (low..=high).contains(&result.size)
        });
        row(&[&[name][..], &found(&of)].concat());
    }
}

fn range(low: impl Display, high: impl Display) -> String {
    let (low, high) = (low.to_string(), high.to_string());
    if low == high { low } else { format!("{low} to {high}") }
}

/// Slips that are hard to find: what XBRL's Calculations 1.1 misses most of.
fn small(results: &Results) {
    let small = |result: &Result| result.job.slip == Some(Slip::Off) && result.job.print.rounded();
    let linked = |result: &Result| small(result) && result.job.shape.linked();
    head(
        "Off by 1 to 7 units in rounded papers, by how many activities",
        &[&["papers", "activities"][..], &FOUND].concat(),
    );
    for shape in Shape::ALL {
        for (low, high) in [(2, 4), (5, 8), (9, 12), (2, 12)] {
            let fits =
                |result: &Result| result.job.shape == shape && (low..=high).contains(&result.parts);
            let of = results.of_which(|result| small(result) && fits(result));
            row(&[&[shape.name().to_owned(), range(low, high)][..], &found(&of)].concat());
        }
    }
    head(
        "Off by 1 to 7 units in rounded linked tables, by size",
        &[&["units"][..], &FOUND].concat(),
    );
    for (low, high) in (1..=7).map(|size| (size, size)).chain([(1, 7)]) {
        let of = results.of_which(|result| linked(result) && (low..=high).contains(&result.size));
        row(&[&[range(low, high)][..], &found(&of)].concat());
    }
    head(
        "Off by 1 to 7 units in rounded linked tables, by where",
        &[&["figure", "activities", "units"][..], &FOUND].concat(),
    );
    for (place, name) in Place::EACH {
        for (parts, sizes) in [(2..=12, 1..=7), (9..=12, 1..=7), (2..=12, 2..=3)] {
            let fits = |result: &Result| {
                result.place == Some(place)
                    && parts.contains(&result.parts)
                    && sizes.contains(&result.size)
            };
            let of = results.of_which(|result| linked(result) && fits(result));
            let [parts, sizes] =
                [range(parts.start(), parts.end()), range(sizes.start(), sizes.end())];
            row(&[&[name.to_owned(), parts, sizes][..], &found(&of)].concat());
        }
    }
}

const BLAME: [&str; 9] = [
    "hits",
    "only one could be",
    "right",
    "one looks like a slip",
    "right",
    "alike",
    "right",
    "misleading",
    "right",
];

fn blame(results: &Results) {
    let line = |names: &[&str], of: &[&Result]| {
        let mut cells: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        cells.push(of.len().to_string());
        for evidence in [Evidence::Sole, Evidence::Looks, Evidence::Alike, Evidence::Misleading] {
            let own: Vec<&Result> =
                of.iter().filter(|result| result.evidence == Some(evidence)).copied().collect();
            cells.extend([
                own.len().to_string(),
                percent(count(&own, |result| result.right), own.len()),
            ]);
        }
        row(&cells);
    };
    head(
        "The first suspect, of the hits with one wrong figure, by the papers",
        &[&["papers", "figures are"][..], &BLAME].concat(),
    );
    for sort in sorts() {
        let of = results.of_which(|result| result.evidence.is_some() && of_sort(result, sort));
        line(&[sort.0.name(), sort.1.name()], &of);
    }
    head("The first suspect, by kind", &[&["slip"][..], &BLAME].concat());
    for slip in Slip::ALL.into_iter().filter(|slip| *slip != Slip::OldProfile) {
        let of =
            results.of_which(|result| result.evidence.is_some() && result.job.slip == Some(slip));
        line(&[slip.name()], &of);
    }
    let known = results.of_which(|result| result.evidence.is_some_and(Evidence::identifiable));
    let right = count(&known, |result| result.right);
    let value = count(&known, |result| result.value);
    println!(
        "\nOf {} hits that could be known the first suspect is right in {right} ({}),",
        known.len(),
        percent(right, known.len())
    );
    println!(
        "and what it should have been is among what it could be in {value} ({}).",
        percent(value, known.len())
    );
    let wrong: Vec<&Result> = known.iter().filter(|result| !result.right).copied().collect();
    println!("Another is the first suspect in (`--paper N` shows one): {}.", named(&wrong));
    let two = results.of_which(|result| {
        result.job.slip.is_some()
            && result.said.alarm
            && result.evidence.is_none()
            && !result.job.small
    });
    let right = count(&two, |result| result.right);
    println!(
        "\nOf {} hits with two wrong figures it is one of them in {right} ({}).",
        two.len(),
        percent(right, two.len())
    );
}

/// The most papers that are named.
const MOST_SHOWN: usize = 12;

/// One paper, and what is said of it.
pub(crate) fn paper(job: Job, seed: u64) {
    let (paper, plant) = job.paper(seed);
    for input in &paper.note().inputs[1..] {
        println!("# {}\n{}", input.path, String::from_utf8_lossy(&input.bytes));
    }
    println!("# {} of {} parts, {}", job.shape.name(), paper.parts, job.print.name());
    for (figure, value) in &plant {
        let own = &paper.figures[*figure];
        let right = paper.written(job.print.printed(own.kroner));
        println!(
            "# planted in line {}: {} should be {right}, is {}",
            paper.note().lines[*figure],
            paper.name(own),
            paper.written(*value)
        );
    }
    let said = judge::program(&paper);
    println!(
        "# exact sums: {}, single intervals: {}, budgetnotat: {}",
        judge::exact(&paper),
        judge::single(&paper, |_| true),
        said.alarm
    );
    for finding in &said.findings {
        println!("# {finding}");
    }
    if let Some((figure, [low, high])) = said.first {
        println!(
            "# first suspect: line {}, {} to {}",
            paper.note().lines[figure],
            paper.written(low),
            paper.written(high)
        );
    }
}
