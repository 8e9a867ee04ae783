//! What is said of figures that nothing could contradict: how many, which, and why; and that it is
//! never too much.

use crate::case::{Case, Outcome};
use crate::desk::{Desk, said};
use budgetnotat::report::{Format, Style, render, summary};
use budgetnotat::text::Lang;
use serde_json::Value;

const TABLE: &str = "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\n";

fn check(rest: &str) -> Outcome {
    Case::new().note("BI1", &format!("{TABLE}{rest}")).check()
}

fn said_of(outcome: &Outcome) -> String {
    let line = summary(&outcome.checked).da;
    line.split("; ").skip(1).collect::<Vec<_>>().join("; ")
}

fn reasons(outcome: &Outcome) -> Vec<(String, &'static str)> {
    let end = |address: &str| address.rsplitn(3, '/').take(2).collect::<Vec<_>>().join(" ");
    outcome.checked.unverified.iter().map(|one| (end(&one.address), one.why.machine())).collect()
}

#[test]
fn a_figure_that_can_not_be_read_is_not_verified() {
    let outcome = check(
        "\n[[tabel.post]]\nid = \"x\"\ntekst = \"Afdrag\"\n2020 = \"to millioner\"\n2021 = x\n",
    );
    assert_eq!(said_of(&outcome), "2 tal er ikke efterprøvet: de kan ikke læses");
    assert_eq!(
        reasons(&outcome),
        [("2020 x".to_owned(), "unreadable"), ("2021 x".to_owned(), "unreadable")]
    );
    let outcome = check(
        "alene = \"y\"\n\n[[tabel.post]]\nid = \"x\"\ntekst = \"Afdrag\"\n2020 = 1.5\n2021 = 2\n\n[tabel.i_alt]\n2020 = ti\n",
    );
    let all = said_of(&outcome);
    assert_eq!(all, "3 tal er ikke efterprøvet; 2 af dem kan ikke læses", "{}", outcome.all());
}

#[test]
fn why_a_figure_is_not_verified_is_reported() {
    let post = "\n[[tabel.post]]\nid = \"x\"\ntekst = \"X\"\n2020 = 10\n";
    for (head, why) in
        [("", "unrelated"), ("udsnit = true\n", "excerpt"), ("alene = \"Kun her\"\n", "alone")]
    {
        let outcome = check(&format!("{head}{post}"));
        assert_eq!(reasons(&outcome), [("2020 x".to_owned(), why)]);
        assert_eq!(said_of(&outcome), "1 tal er ikke efterprøvet");
    }
    // What it would be held against has an unreadable part.
    let outcome = check(&format!(
        "alene = \"y\"\n{post}\n[[tabel.post]]\nid = \"z\"\ntekst = \"Z\"\n2020 = mange\n\n[tabel.i_alt]\n2020 = 30\n"
    ));
    let expected = [("2020 x", "blocked"), ("2020 z", "unreadable"), ("2020 i_alt", "blocked")]
        .map(|(a, b)| (a.to_owned(), b));
    assert_eq!(reasons(&outcome), expected);
    // So by way of a subtotal that is filled in; but not where nothing is written to hold it
    // against.
    let sub = "\n[[tabel.post]]\nid = \"s\"\ntekst = \"S\"\nsum_af = [\"x\", \"z\"]\n\n[[tabel.post]]\nid = \"t\"\ntekst = \"T\"\nsum_af = [\"s\"]\n";
    let posts = format!(
        "alene = \"y\"\n{post}\n[[tabel.post]]\nid = \"z\"\ntekst = \"Z\"\n2020 = mange\n{sub}"
    );
    assert_eq!(reasons(&check(&posts))[0], ("2020 x".to_owned(), "alone"));
    assert_eq!(
        reasons(&check(&format!("{posts}2020 = 30\n")))[0],
        ("2020 x".to_owned(), "blocked")
    );
}

#[test]
fn nothing_is_said_to_be_verified_that_was_not() {
    // No figure at all.
    assert_eq!(
        said_of(&check("alene = \"y\"\n\n[[tabel.post]]\ntekst = \"X\"\n")),
        "ingen tal er efterprøvet"
    );
    // A figure that has no place, beside one that is verified.
    let sound =
        "alene = \"y\"\n\n[[tabel.post]]\ntekst = \"X\"\n2020 = 10\n\n[tabel.i_alt]\n2020 = 10\n";
    assert_eq!(said_of(&check(sound)), "alle tal indgår i mindst én kontrol");
    let outcome = check(&sound.replacen("2020 = 10\n", "2020 = 10\n2035 = 7\n", 1));
    assert!(
        !said_of(&outcome).starts_with("alle tal indgår i mindst én kontrol"),
        "{}",
        outcome.all()
    );
    // One that is read on by its mend is verified as that.
    let outcome = check(&sound.replace("2020 = 10\n", "2020 = 10.000\n"));
    assert_eq!(said_of(&outcome), "alle tal indgår i mindst én kontrol", "{}", outcome.all());
}

#[test]
fn the_figures_are_listed_where_they_are_asked_for_and_always_in_json() {
    let outcome = check(
        "alene = \"Kun her\"\n\n[[tabel.post]]\nid = \"x\"\ntekst = \"X\"\n2020 = 10_000\n2021 = \"mange\"\n",
    );
    let shown = |format, lang, unverified| {
        render(
            &outcome.checked,
            &outcome.project.sources,
            Style { format, lang, unverified, ..Style::default() },
        )
    };
    let (path, first) = ("notes/budget-2020/BI1.toml", 15);
    let list = format!(
        "ikke efterprøvet:\n  {path}:{first}:8: budget-2020/BI1/a/x/2020: 10.000: tabellen står alene: Kun her\n  \
         {path}:{}:8: budget-2020/BI1/a/x/2021: \"mange\": kan ikke læses\n",
        first + 1
    );
    for format in [Format::Human, Format::Short] {
        assert!(shown(format, Lang::Da, true).contains(&list), "{}", shown(format, Lang::Da, true));
        assert!(!shown(format, Lang::Da, false).contains("ikke efterprøvet:\n"));
    }
    assert!(
        shown(Format::Short, Lang::En, true).contains("not verified:\n")
            && shown(Format::Short, Lang::En, true).contains("can't be read")
    );
    let object: Value = serde_json::from_str(&shown(Format::Json, Lang::Da, false)).unwrap();
    let left = object["unverified"].as_array().unwrap();
    assert_eq!(left.len(), 2);
    assert_eq!(
        (&left[0]["file"], &left[0]["line"], &left[0]["value"]),
        (&path.into(), &first.into(), &"10000".into())
    );
    assert_eq!(
        (&left[1]["value"], &left[1]["why"], &left[1]["reason"]),
        (&Value::Null, &"unreadable".into(), &"kan ikke læses".into())
    );
    assert_eq!(object["checked"]["unverified"], 2);
}

#[test]
fn the_flag_lists_them() {
    let desk = Desk::new("tests/projekter/vestby");
    let plain = said(&desk.run(&["check"]));
    let listed = said(&desk.run(&["check", "--unverified"]));
    assert_eq!(said(&desk.run(&["check", "--uefterproevede"])), listed);
    assert_eq!(listed.contains("ikke efterprøvet:\n"), plain.contains("ikke efterprøvet"));
}
