//! Limits: the page that states them is made from the list, and each is gone beyond here.

use std::fmt::Write as _;
use std::fs;

use budgetnotat::amount::Amount;
use budgetnotat::limit::{Consequence, LIMITS, Limit};

use crate::case::{Case, Outcome, root};
use crate::desk::Desk;
use crate::pages::generated;

/// A number as Danes write it; bytes as MB and GB.
fn figure(limit: &Limit) -> String {
    let most = limit.most;
    let number = |n: usize| Amount::from(i64::try_from(n).unwrap()).to_string();
    match most {
        most if !limit.what.da.starts_with("byte") => number(most),
        most if most.is_multiple_of(1 << 30) => format!("{} G", most >> 30),
        most => format!("{} M", most >> 20),
    }
}

#[test]
fn the_page_states_every_limit() {
    let (start, end) = ("<!-- graenser: skrevet af testen -->\n", "<!-- slut -->\n");
    let path = root().join("docs/graenser.md");
    let old = fs::read_to_string(&path).unwrap();
    let (before, rest) = old.split_once(start).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    let mut list =
        String::from("| Højst | Af hvad | Og så | Sådan siges det |\n|---:|---|---|---|\n");
    for (_, limit) in LIMITS {
        let reported = match limit.consequence {
            Consequence::Rule(rule) => format!("[{rule}](regler/{rule}.md)"),
            Consequence::Ends => "en sætning; afslutter med 2".to_owned(),
            Consequence::Marked => "med `…`".to_owned(),
            Consequence::Unsaid => "ikke: det tager kun længere tid".to_owned(),
        };
        let _ = writeln!(
            list,
            "| {} | {} | {} | {reported} |",
            figure(limit),
            limit.what.da,
            limit.beyond.da
        );
    }
    generated(&path, &format!("{before}{start}\n{list}\n{end}{after}"))
        .unwrap_or_else(|fault| panic!("{fault}"));
}

/// `count` copies of a text with its number in place of `#`.
fn many(count: usize, text: &str) -> String {
    (0..count).fold(String::new(), |all, number| all + &text.replace('#', &number.to_string()))
}

const TABLE: &str =
    "[[tabel]]\nid = \"t#\"\ntype = \"tal\"\ntitel = \"T\"\nkolonner = [{ id = \"a\" }]\n";

/// A note of one table with so many posts and columns.
fn table(posts: usize, columns: usize) -> String {
    let columns = many(columns, "{ id = \"k#\" }, ");
    let head =
        format!("[[tabel]]\nid = \"t\"\ntype = \"tal\"\ntitel = \"T\"\nkolonner = [{columns}]\n");
    head + &many(posts, "[[tabel.post]]\ntekst = \"P#\"\nk0 = 1\n")
}

fn section(text: &str) -> String {
    format!("[[afsnit]]\noverskrift = \"A\"\ntekst = '''\n{text}'''\n")
}

/// A case with one more than `limit`, checked; none where it is no project in memory that goes
/// beyond it.
fn beyond(name: &str, most: usize) -> Option<Outcome> {
    let more = most + 1;
    let note = |toml: &str| Case::new().note("BI1", toml).check();
    Some(match name {
        "FILE" => Case::new().bytes("notes/budget-2020/BI1.toml", "#".repeat(more)).check(),
        "TOML_DEPTH" => note(&format!("x = {}{}\n", "[".repeat(more), "]".repeat(more))),
        "ENTRIES" => {
            let register = many(more, "[[udvalg]]\nkode = \"U#\"\nnavn = \"Udvalg #\"\n");
            Case::new().municipality(&format!("navn = \"K\"\n{register}")).check()
        }
        "SECTIONS" => note(&many(more, "[[afsnit]]\noverskrift = \"A\"\ntekst = \"x\"\n")),
        "TABLES" => note(&many(more, TABLE)),
        "POSTS" => note(&table(more, 1)),
        "TOTALS" => note(&(table(1, 1) + &many(more, "[[tabel.total]]\ntekst = \"T#\"\n"))),
        "COLUMNS" => note(&table(1, more)),
        "CELLS" => note(&table(most / 100 + 1, 100)),
        "PROSE" => note(&section(&"æ".repeat(more))),
        "PROSE_DEPTH" => note(&section(&("> ".repeat(more) + "x\n"))),
        "EXPRESSION" => note(
            &(section(&format!("{{{{ tabel({}\"t\") }}}}\n", " ".repeat(more - 10)))
                + &table(1, 1)),
        ),
        "ID" => note(&format!(
            "[[tabel]]\nid = \"{}\"\ntype = \"tal\"\ntitel = \"T\"\nkolonner = [{{ id = \"a\" }}]\n",
            "a".repeat(more)
        )),
        "DIGITS" => note(&table(1, 1).replace("k0 = 1", &format!("k0 = 2{}", "0".repeat(most)))),
        "DECIMALS" => note(
            &table(1, 1).replace("titel = \"T\"", &format!("titel = \"T\"\ndecimaler = {more}")),
        ),
        "AMOUNTS" => note(&section(&"5 mio. kr.\n\n".repeat(more))),
        "FINDINGS" => note(&many(more, "x# = 1\n")),
        _ => return None,
    })
}

#[test]
fn beyond_a_limit_there_is_a_finding() {
    let mut tested = 0;
    for (name, limit) in LIMITS {
        let Consequence::Rule(rule) = limit.consequence else { continue };
        let outcome = beyond(name, limit.most)
            .unwrap_or_else(|| panic!("{name}: nothing goes beyond it here"))
            .fails(rule);
        // What is cut is told with how much there was and how much is read.
        if rule == "for-stor-fil" && !matches!(*name, "FILE" | "FINDINGS") {
            let _ = outcome
                .holds(&format!("der er {} {}", count(name, limit), limit.what.da))
                .holds("der læses højst");
        }
        tested += 1;
    }
    assert!(tested >= 16, "{tested}");
}

/// How many there are of what a case has too many of.
fn count(name: &str, limit: &Limit) -> Amount {
    let count = if name == "CELLS" { (limit.most / 100 + 1) * 100 } else { limit.most + 1 };
    Amount::from(i64::try_from(count).unwrap())
}

#[test]
fn within_a_limit_there_is_none() {
    for (name, limit) in LIMITS {
        // A register or a note may be wrong in other ways; too large it is not.
        if let (Some(outcome), Consequence::Rule(rule)) =
            (beyond(name, limit.most - 1), limit.consequence)
        {
            let _ = outcome.silent(rule);
        }
    }
}

#[test]
fn a_message_is_cut_though_what_it_quotes_goes_on() {
    let outcome = Case::new()
        .note("BI1", &format!("\"{}\" = 1\n", "x\\u001b".repeat(5_000)))
        .check()
        .fails("ukendt-noegle");
    let message = outcome.message(budgetnotat::text::Lang::Da);
    assert!(
        message.ends_with('…') && message.chars().count() <= 1_001 && !message.contains('\u{1b}'),
        "{message}"
    );
}

#[test]
fn a_project_of_too_many_or_too_large_files_ends_with_2_and_a_sentence() {
    let desk = Desk::new(".");
    for number in 0..budgetnotat::limit::FILES.most {
        fs::write(desk.path(&format!("notes/budget-2020/X{number}.toml")), "").unwrap();
    }
    let output = desk.run(&["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("over 40000 filer"), "{output:?}");
    let desk = Desk::new(".");
    for number in 0..513 {
        // A file of nothing but a hole takes no room on the disk.
        let file =
            fs::File::create(desk.path(&format!("notes/budget-2020/X{number}.toml"))).unwrap();
        file.set_len(1 << 20).unwrap();
    }
    let output = desk.run(&["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("fylder over 512 MB"), "{output:?}");
}
