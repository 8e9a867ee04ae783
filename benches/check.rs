//! How long checking a whole round takes, against only parsing the same files as TOML in the same run.
//!
//! `cargo bench --no-default-features --bench check`: medians over several runs, and the ratio between them, which is the
//! figure to quote: it hardly depends on the machine.
#![allow(clippy::expect_used, reason = "a bench without its notes can say nothing")]

mod round;

use std::time::{Duration, Instant};

use budgetnotat::project::{Input, Project};
use budgetnotat::report::{self, Style};
use budgetnotat::rule::{self, Selection};

/// As many notes as a large round has.
const NOTES: usize = 300;
const RUNS: usize = 15;

fn main() {
    let inputs: Vec<Input> =
        round::round(NOTES).into_iter().map(|(path, text)| Input { path, bytes: text.into_bytes() }).collect();
    let bytes: usize = inputs.iter().map(|input| input.bytes.len()).sum();
    let parse = median(|| {
        for input in &inputs {
            let text = String::from_utf8_lossy(&input.bytes);
            let (document, _) = toml::de::DeTable::parse_recoverable(&text);
            std::hint::black_box(document);
        }
    });
    let check = median(|| {
        let project = Project::read(inputs.clone());
        let checked = rule::check(&project, &Selection::All);
        std::hint::black_box(report::render(&checked, &project.sources, Style::default()));
    });
    let project = Project::read(inputs.clone());
    let counts = rule::check(&project, &Selection::All).counts;
    println!("{} notes, {} KB, {} figures, {} equations", counts.notes, bytes / 1000, counts.figures, counts.equations);
    println!("parse as TOML   {parse:>10.1?}");
    println!("check the round {check:>10.1?}");
    let ratio = check.as_micros() * 10 / parse.as_micros().max(1);
    println!("ratio           {:>9}.{}", ratio / 10, ratio % 10);
    for (words, slip) in [("right", false), ("one slip", true)] {
        let inputs = rounded(slip);
        let project = Project::read(inputs.clone());
        let checked = rule::check(&project, &Selection::All);
        let judge = median(|| {
            std::hint::black_box(rule::check(&project, &Selection::All));
        });
        let (equations, findings) = (checked.counts.equations, checked.findings.len());
        println!("rounded 40 x 12 with links, {words}: {equations} equations, {findings} findings {judge:>10.1?}");
    }
}

/// A note with two tables of 40 posts and 12 years in mio. kr., rounded figure by figure from the same kroner, with all totals
/// written, and its one control area told again by committee. With `slip`, one figure is a million off.
fn rounded(slip: bool) -> Vec<Input> {
    const POSTS: i64 = 40;
    const YEARS: i64 = 12;
    let kroner = |post: i64, year: i64| 1_000_000 + (post * 7_919 + year * 104_729 + post * year * 1_299) % 9_000_000;
    let mio = |kroner: i64| format!("{}.{}", (kroner + 50_000) / 1_000_000, (kroner + 50_000) / 100_000 % 10);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let years: Vec<i64> = (2020..2020 + YEARS).collect();
    let mut note =
        String::from("id = \"BI1\"\ntitel = \"Afrundet\"\ntype = \"budgetnotat\"\nudgave = \"2019\"\nforvaltning = \"BIF\"\n");
    note.push_str("[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '''\n{{ tabel(\"a\") }}\n\n{{ tabel(\"b\") }}\n'''\n");
    for (table, posts) in [("a", POSTS), ("b", 2)] {
        let _ = writeln!(note, "[[tabel]]\nid = \"{table}\"\ntype = \"aktiviteter\"\ntitel = \"T\"");
        let row = |note: &mut String, of: &mut dyn Iterator<Item = i64>, off: i64| {
            let figures: Vec<i64> = of.collect();
            for (number, (year, figure)) in years.iter().zip(&figures).enumerate() {
                let _ = writeln!(note, "{year} = {}", mio(figure + if number == 5 { off } else { 0 }));
            }
            let _ = writeln!(note, "i_alt = {}", mio(figures.iter().sum()));
        };
        let share = |post: i64, year: i64| -> i64 {
            if table == "a" { kroner(post, year) } else { (0..POSTS).filter(|p| p % 2 == post).map(|p| kroner(p, year)).sum() }
        };
        note.push_str("[tabel.i_alt]\n");
        row(&mut note, &mut (0..YEARS).map(|year| (0..posts).map(|post| share(post, year)).sum()), 0);
        for post in 0..posts {
            let _ = writeln!(note, "[[tabel.post]]\ntekst = \"Post {post}\"\nstyringsomraade = \"service\"");
            let off = if slip && table == "a" && post == 17 { 1_000_000 } else { 0 };
            row(&mut note, &mut (0..YEARS).map(|year| share(post, year)), off);
        }
    }
    let round = format!(
        "titel = \"Budget 2020\"\ndato = 2019-09-25\naar = {years:?}\nprisniveau = 2020\nenhed = \"mio. kr.\"\nafrundet = true\n"
    );
    vec![
        Input { path: "notes/kommune.toml".into(), bytes: fs::read(root.join("notes/kommune.toml")).expect("kommune.toml") },
        Input { path: "notes/budget-2020/runde.toml".into(), bytes: round.into_bytes() },
        Input { path: "notes/budget-2020/BI1.toml".into(), bytes: note.into_bytes() },
    ]
}

fn median(mut work: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[RUNS / 2]
}
