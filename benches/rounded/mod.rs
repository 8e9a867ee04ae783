//! A large rounded note to measure with.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use budgetnotat::project::Input;

/// A note with a table of 40 posts and 12 years in mio. kr., every sum written, and another that
/// tells the same money by two posts, all rounded figure by figure from the same kroner. With
/// `slip`, one figure is a million off.
pub(crate) fn rounded(slip: bool) -> Vec<Input> {
    const POSTS: i64 = 40;
    const YEARS: i64 = 12;
    let kroner = |post: i64, year: i64| {
        1_000_000 + (post * 7_919 + year * 104_729 + post * year * 1_299) % 9_000_000
    };
    let mio = |kroner: i64| {
        format!("{}.{}", (kroner + 50_000) / 1_000_000, (kroner + 50_000) / 100_000 % 10)
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let years: Vec<i64> = (2020..2020 + YEARS).collect();
    let mut note = String::from(
        "id = \"BI1\"\ntitel = \"Afrundet\"\ntype = \"budgetnotat\"\nudgave = \"2019\"\nforvaltning = \"BIF\"\n",
    );
    note.push_str("[[afsnit]]\noverskrift = \"Økonomi\"\ntekst = '''\n{{ tabel(\"a\") }}\n\n{{ tabel(\"b\") }}\n'''\n");
    for (table, posts) in [("a", POSTS), ("b", 2)] {
        let _ = writeln!(
            note,
            "[[tabel]]\nid = \"{table}\"\ntype = \"aktiviteter\"\ntitel = \"{table}\""
        );
        let row = |note: &mut String, of: &mut dyn Iterator<Item = i64>, off: i64| {
            let figures: Vec<i64> = of.collect();
            for (number, (year, figure)) in years.iter().zip(&figures).enumerate() {
                let _ =
                    writeln!(note, "{year} = {}", mio(figure + if number == 5 { off } else { 0 }));
            }
            let _ = writeln!(note, "i_alt = {}", mio(figures.iter().sum()));
        };
        let share = |post: i64, year: i64| -> i64 {
            if table == "a" {
                kroner(post, year)
            } else {
                (0..POSTS).filter(|p| p % 2 == post).map(|p| kroner(p, year)).sum()
            }
        };
        note.push_str("[tabel.i_alt]\n");
        row(
            &mut note,
            &mut (0..YEARS).map(|year| (0..posts).map(|post| share(post, year)).sum()),
            0,
        );
        for post in 0..posts {
            let _ = writeln!(
                note,
                "[[tabel.post]]\ntekst = \"Post {post}\"\nstyringsomraade = \"service\""
            );
            let off = if slip && table == "a" && post == 17 { 1_000_000 } else { 0 };
            row(&mut note, &mut (0..YEARS).map(|year| share(post, year)), off);
        }
    }
    let round = format!(
        "titel = \"Budget 2020\"\ndato = 2019-09-25\naar = {years:?}\nprisniveau = 2020\nenhed = \"mio. kr.\"\nafrundet = true\n"
    );
    vec![
        Input {
            path: "notes/kommune.toml".into(),
            bytes: fs::read(root.join("notes/kommune.toml")).expect("kommune.toml"),
        },
        Input { path: "notes/budget-2020/runde.toml".into(), bytes: round.into_bytes() },
        Input { path: "notes/budget-2020/BI1.toml".into(), bytes: note.into_bytes() },
    ]
}
