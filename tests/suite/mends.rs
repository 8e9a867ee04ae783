//! A mend is right or absent: what a finding offers is typed in its place, and then the finding is
//! gone and no other has come. It holds of each rule's bad example, and of slips as they are made in
//! a note.

use std::fs;

use budgetnotat::diagnostic::Diagnostic;
use budgetnotat::rule::RULES;
use budgetnotat::source::Sources;
use budgetnotat::text::Lang;

use crate::case::{Case, Outcome};
use crate::pages::{blocks, cases, page};

/// A note in which nothing is wrong: two tables about the same money, and a text that fetches from
/// them.
const NOTE: &str = "id = \"BI1\"
titel = \"Flere voksne i vuggestuerne\"
type = \"budgetnotat\"
udgave = \"2019\"
forvaltning = \"BIF\"

[[afsnit]]
overskrift = \"Baggrund\"
tekst = '''
Der søges midler til flere voksne i kommunens vuggestuer.

Det er beskrevet nærmere i indstillingen.
'''

[[afsnit]]
overskrift = \"Økonomi\"
tekst = '''
Der søges {{ oekonomi.loen[2020] | mio }} i 2020, jf. {{ ref(\"oekonomi\") | lille }}.

{{ tabel(\"oekonomi\") }}

{{ tabel(\"fordeling\") }}
'''

[[tabel]]
id = \"oekonomi\"
type = \"aktiviteter\"
titel = \"Oversigt over aktiviteter\"

[[tabel.post]]
id = \"loen\"
tekst = \"Løn\"
styringsomraade = \"service\"
2020 = 3_200
2021 = 6_500

[[tabel.post]]
id = \"kurser\"
tekst = \"Kurser\"
styringsomraade = \"service\"
2020 = 7_700
2021 = 5_200

[[tabel]]
id = \"fordeling\"
type = \"fordeling\"
titel = \"Fordeling mellem udvalg\"

[[tabel.post]]
udvalg = \"BIU\"
styringsomraade = \"service\"
2020 = 10_900
2021 = 11_700
";

const PATH: &str = "notes/budget-2020/BI1.toml";

fn check(note: &str) -> Outcome {
    Case::new().bytes(PATH, note).check()
}

/// The note with one thing typed in place of another.
#[track_caller]
fn slip(old: &str, new: &str) -> String {
    assert!(NOTE.contains(old), "{old:?} is not in the note");
    NOTE.replacen(old, new, 1)
}

/// What a finding offers to write in its place: the replacement, or what its help names, in quotes
/// where what stands there has them.
fn offered(sources: &Sources, finding: &Diagnostic) -> Option<String> {
    if let Some(replacement) = &finding.replacement {
        return Some(replacement.clone());
    }
    let help = finding.help.as_ref()?.get(Lang::Da);
    let quoted = |word: &str| match sources.slice(finding.primary.span).chars().next() {
        Some('"') if !word.starts_with('"') => format!("\"{word}\""),
        _ => word.to_owned(),
    };
    if let Some(rest) = help.strip_prefix("mente du ") {
        return Some(quoted(rest.split(['?', '(']).next()?.trim()));
    }
    let rest = help.strip_prefix("skriv ")?;
    let whole = |end: &str| rest.find(end).map(|at| rest[..at + end.len()].to_owned());
    match rest.chars().next()? {
        '{' => whole("}}").filter(|_| sources.slice(finding.primary.span).starts_with("{{")),
        '"' => rest[1..].find('"').map(|at| rest[..at + 2].to_owned()),
        _ => {
            let word = rest.split([' ', ',', ';', ':']).next()?;
            let code = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
            (word.contains(code) && !word.contains(['=', '[', '|', '#'])).then(|| quoted(word))
        }
    }
}

/// A file with what a finding offers in the finding's place.
fn typed(sources: &Sources, finding: &Diagnostic) -> Option<(String, String)> {
    let place = finding.primary.span;
    let source = sources.get(place.file)?;
    let mut text = source.text.to_string();
    text.replace_range(place.range(), &offered(sources, finding)?);
    Some((source.path.clone(), text))
}

/// What is said, place by place but for where: rule and message.
fn said(outcome: &Outcome) -> Vec<(&'static str, String)> {
    let each = |finding: &Diagnostic| (finding.rule.name, finding.message.get(Lang::Da).to_owned());
    outcome.findings().iter().map(each).collect()
}

#[test]
fn the_note_of_these_tests_is_sound() {
    check(NOTE).only(&[]);
}

/// What each rule offers for its bad example, typed, takes its finding away and brings no other.
#[test]
fn what_a_rules_page_offers_to_write_works() {
    let mut faults = Vec::new();
    let mut tried = 0;
    for rule in RULES {
        let text = fs::read_to_string(page(rule)).expect("a page");
        let count = cases(&blocks(&text)).len();
        for index in 0..count {
            let case = || cases(&blocks(&text)).swap_remove(index);
            let before = case().check();
            // Two committees that are swapped are two places to write in, and so is an id that the
            // text uses.
            let own = |finding: &&Diagnostic| {
                finding.rule.name == rule.name
                    && !["udvalg-byttet", "ugyldigt-id"].contains(&rule.name)
            };
            for finding in before.findings().iter().filter(own) {
                let Some((path, mended)) = typed(&before.project.sources, finding) else {
                    continue;
                };
                tried += 1;
                let after = case().bytes(&path, mended).check();
                let (old, new) = (said(&before), said(&after));
                let own = (finding.rule.name, finding.message.get(Lang::Da).to_owned());
                let times = |all: &[_]| all.iter().filter(|one| **one == own).count();
                let more: Vec<_> = new
                    .iter()
                    .filter(|(name, message)| {
                        // Where nothing hides it any more, what stands alone is told.
                        *name != "uafstemt" && !old.contains(&(*name, message.clone()))
                    })
                    .collect();
                if times(&new) >= times(&old) || !more.is_empty() {
                    faults.push(format!(
                        "{}: {:?} does not do: {more:?}\n{}",
                        rule.name,
                        offered(&before.project.sources, finding),
                        after.all()
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(tried > 40, "{tried}");
}

/// One slip: one finding of this rule, whose help says this; and what it offers, typed, is right.
#[track_caller]
fn one(old: &str, new: &str, rule: &str, help: &str) {
    let outcome = check(&slip(old, new)).only(&[rule]);
    let finding = &outcome.findings()[0];
    let given = finding.help.as_ref().expect("a help").get(Lang::Da);
    assert!(given.contains(help), "{new:?}: {given:?} does not say {help:?}");
    assert!(!finding.help.as_ref().expect("a help").en.is_empty());
    let english = format!("{} {given}", finding.message.get(Lang::Da));
    assert!(!english.contains("TOML"), "{new:?}: {english}");
    if let Some((_, mended)) = typed(&outcome.project.sources, finding) {
        check(&mended).only(&[]);
    }
}

#[test]
fn figures_as_they_are_typed_are_told_with_the_figure() {
    let row = "2020 = 3_200";
    for (typed, rule, help) in [
        ("2020 = 3\u{2009}200", "tal-mellemrum", "skriv 3_200"),
        ("2020 = 3\u{202f}200", "tal-mellemrum", "skriv 3_200"),
        ("2020 = \"3\u{a0}200\"", "tal-tekst", "skriv 3_200"),
        ("2020 = \"3.200\"", "tal-tekst", "skriv 3_200"),
        ("2020 = ca. 3.200", "tal-tekst", "skriv 3_200; ca. hører hjemme i teksten"),
        ("2020 = \"ca. 3.200\"", "tal-tekst", "skriv 3_200; ca. hører hjemme i teksten"),
        ("2020 = 3.200 (ca.)", "tal-tekst", "skriv 3_200"),
        ("2020 = ~3200", "tal-tekst", "skriv 3_200"),
        ("2020 = 3.200*", "tal-tekst", "skriv 3_200"),
        ("2020 = 3_2OO", "tal-tekst", "skriv 3_200"),
        ("2020 = 3_200;", "tal-tekst", "skriv 3_200"),
        ("2020 = 3_200 // tjek", "tal-tekst", "skriv 3_200  # tjek"),
        ("2020 = 2_700 + 500", "tal-tekst", "skriv resultatet: 3_200"),
        ("2020 == 3_200", "tal-tekst", "skriv 3_200"),
        ("2020 = {3_200}", "tal-tekst", "skriv 3_200"),
        ("2020 = 3,2", "tal-komma", "mente du 3_200 (3,2 mio. kr.)?"),
        ("2020 = 3.2", "for-mange-decimaler", "mente du 3_200 (3,2 mio. kr.)?"),
        ("2020 = \"3,2\"", "tal-tekst", "mente du 3_200 (3,2 mio. kr.)?"),
        ("2020 = 3,2 mio. kr.", "tal-tekst", "mente du 3_200 (3,2 mio. kr.)?"),
        ("2020 = #I/T", "tal-tekst", "skriv tallet; mangler det, så slet linjen"),
        ("2020 = 3.200-3.500", "tal-tekst", "skriv ét tal"),
    ] {
        one(row, typed, rule, help);
    }
}

#[test]
fn keys_as_they_are_typed_are_told_with_the_key() {
    let row = "2020 = 3_200";
    for (typed, rule, help) in [
        ("2O20 = 3_200", "ukendt-noegle", "skriv 2020"),
        ("aar2020 = 3_200", "ukendt-noegle", "skriv 2020"),
        ("- 2020 = 3_200", "syntaks", "skriv 2020"),
        ("2020 -> 3_200", "syntaks", "skriv 2020 = 3_200"),
        ("\"2020 = 3_200\"", "anfoerselstegn", "skriv 2020 = 3_200"),
        ("2020 = 3_200\nvarig", "syntaks", "skriv varig = true"),
        ("= 3_200", "syntaks", "fx årstallet"),
        ("2020 = 3_200\n// husk momsen", "syntaks", "skriv # husk momsen"),
        ("2020 = 3_200\n* husk momsen", "syntaks", "skriv # husk momsen"),
        ("2020 = 3_200\n-------", "syntaks", "slet linjen"),
        ("2020 = 3_200\nhusk at tjekke momsen", "syntaks", "skriv # foran"),
        ("2020 = 3_200\nDrift\t7.700\t5.200\t100", "syntaks", "tekst = \"Drift\", 2020 = 7_700"),
        ("2020 = 3_200\nDrift;7.700;5.200", "syntaks", "tekst = \"Drift\", 2020 = 7_700"),
    ] {
        if typed.starts_with("2020 = 3_200\nvarig") {
            check(&slip(row, typed)).fails(rule).holds(help);
            continue;
        }
        one(row, typed, rule, help);
    }
    one(
        "[[tabel.post]]\nid = \"kurser\"",
        "[[tabel.post]] id = \"kurser\"",
        "syntaks",
        "på en linje for sig",
    );
    one(
        "[[tabel.post]]\nid = \"kurser\"",
        "tabel.post\nid = \"kurser\"",
        "syntaks",
        "skriv [[tabel.post]]",
    );
    one("id = \"loen\"", "id = \"loen\",", "anfoerselstegn", "skriv \"loen\"");
    one("udvalg = \"BIU\"", "udvalg = \"BIU\", \"BUU\"", "anfoerselstegn", "skriv \"BIU\"");
}

#[test]
fn years_and_price_levels_are_written_as_the_table_needs_them() {
    let title = "titel = \"Oversigt over aktiviteter\"";
    for years in [
        "2020, 2021",
        "2020-2021",
        "2020–2021",
        "\"2020, 2021\"",
        "\"2020-2021\"",
        "[2020-2021]",
        "2020 til 2021",
        "2020 og 2021",
        "(2020, 2021)",
        "\"2020\", \"2021\"",
        "[2020; 2021]",
        "[2020 2021]",
    ] {
        let outcome = check(&slip(title, &format!("{title}\naar = {years}")));
        assert_eq!(outcome.findings().len(), 1, "{years}: {}", outcome.all());
        let finding = &outcome.findings()[0];
        assert_eq!(finding.replacement.as_deref(), Some("[2020, 2021]"), "{years}");
        let (_, mended) = typed(&outcome.project.sources, finding).expect("a mend");
        check(&mended).only(&[]);
    }
    for level in ["\"2020 p/l\"", "2020 p/l", "\"2020-priser\""] {
        let outcome = check(&slip(title, &format!("{title}\nprisniveau = {level}")));
        assert_eq!(outcome.findings().len(), 1, "{level}: {}", outcome.all());
        assert_eq!(outcome.findings()[0].replacement.as_deref(), Some("2020"), "{level}");
    }
    check(&slip(title, &format!("{title}\nprisniveau = \"fast\"")))
        .only(&["ukendt-ord"])
        .fails("ukendt-ord")
        .holds("skriv et årstal, fx 2027, eller \"løbende\"");
}

#[test]
fn characters_that_nobody_sees_are_named() {
    for (old, new, name) in [
        ("titel = \"Flere", "titel =\u{a0}\"Flere", "et hårdt mellemrum"),
        ("titel = \"Flere", "titel\u{a0}= \"Flere", "et hårdt mellemrum"),
        ("\n[[tabel]]", "\n\u{200b}[[tabel]]", "et mellemrum uden bredde"),
        ("[[tabel]]", "[[tabel]]\u{a0}", "et hårdt mellemrum"),
        ("\n\n[[tabel]]", "\n\u{a0}\n[[tabel]]", "et hårdt mellemrum"),
        ("2020 = 3_200", "20\u{ad}20 = 3_200", "en blød bindestreg"),
        ("2020 = 3_200", "\u{feff}2020 = 3_200", "et BOM-tegn"),
        ("\"BIU\"", "\"B\u{ad}IU\"", "en blød bindestreg"),
        ("\"BIU\"", "\"BIU\u{a0}\"", "et hårdt mellemrum"),
        ("\"service\"", "\"ser\u{200b}vice\"", "et mellemrum uden bredde"),
        ("id = \"oekonomi\"", "id = \"oeko\u{ad}nomi\"", "en blød bindestreg"),
        ("type = \"aktiviteter\"", "type = \"\u{200e}aktiviteter\"", "et tegn for skriveretning"),
        ("id = \"BI1\"", "id = \"BI\u{200b}1\"", "et mellemrum uden bredde"),
    ] {
        let outcome =
            check(&slip(old, new)).only(&["usynligt-tegn"]).fails("usynligt-tegn").holds(name);
        let (_, mended) = typed(&outcome.project.sources, outcome.picked()).expect("a mend");
        check(&mended).only(&[]);
    }
    // Pasted all over a file: told once.
    check(&NOTE.replace(" = ", "\u{a0}=\u{a0}")).only(&["usynligt-tegn"]);
    // In a text that is printed they are the caseworker's own.
    check(&slip("Flere voksne", "Flere\u{a0}vok\u{ad}sne")).only(&[]);
}

#[test]
fn an_id_that_can_be_none_is_one_finding() {
    one("id = \"oekonomi\"", "id = \"økonomi\"", "ugyldigt-id", "skriv \"oekonomi\"");
    one("id = \"loen\"", "id = \"Løn\"", "ugyldigt-id", "skriv \"loen\"");
}

#[test]
fn texts_that_lost_their_marks_are_one_finding() {
    let title = "titel = \"Flere voksne i vuggestuerne\"";
    for broken in [
        "titel = \"Flere voksne\ni vuggestuerne\"",
        "titel = “Flere voksne\ni vuggestuerne”",
        "titel = \"Flere\n  voksne i\n  vuggestuerne\"",
    ] {
        one(
            title,
            broken,
            "anfoerselstegn",
            "skriv titel = \"Flere voksne i vuggestuerne\" på én linje",
        );
    }
    let text = "overskrift = \"Baggrund\"\ntekst = '''\n";
    one(text, "overskrift = \"Baggrund\"\n", "uafsluttet-tekst", "skriv tekst = '''");
    one(text, "overskrift = \"Baggrund\"\n'''\n", "uafsluttet-tekst", "skriv tekst = '''");
    let whole = format!("{text}Der søges");
    check(&slip(&whole, "overskrift = \"Baggrund\"\nDer søges").replacen(
        "indstillingen.\n'''\n",
        "indstillingen.\n",
        1,
    ))
    .only(&["uafsluttet-tekst"]);
    let text = "overskrift = \"Økonomi\"\ntekst = '''\n";
    one(text, "overskrift = \"Økonomi\"\n", "uafsluttet-tekst", "skriv tekst = '''");
}

#[test]
fn expressions_are_offered_as_they_should_be() {
    let figure = "{{ oekonomi.loen[2020] | mio }}";
    for written in [
        "{{ oekonomi.loen[2020] | mio. kr. }}",
        "{{ oekonomi.loen[2020] mio. kr. }}",
        "{{ oekonomi.loen 2020 | mio }}",
        "{{ oekonomi.loen(2020) | mio }}",
        "{{ oekonomi.loen[2020 | mio }}",
        "{{ økonomi.løn[2020] | mio }}",
        "{{ oekonomi.loen[2020] | millioner }}",
    ] {
        one(figure, written, "tekst-udtryk", &format!("skriv {figure}"));
    }
    for written in [
        "{{ oekonomi.loen[2020] | mio",
        "{ oekonomi.loen[2020] | mio }",
        "{ oekonomi.loen[2020] | mio }}",
    ] {
        one(figure, written, "tekst-klammer", &format!("skriv {figure}"));
    }
    one(figure, "{{ oekonomi.loen[2020] | mio }", "tekst-klammer", "skriv }} efter mio");
    one(
        figure,
        "oekonomi.loen[2020] | mio }}",
        "tekst-klammer",
        &format!("skriv {{{{ foran: {figure}"),
    );
    one(
        figure,
        "{{ oekonomi.loen[2020] + oekonomi.kurser[2020] | mio }}",
        "tekst-udtryk",
        "skriv {{ sum(oekonomi.loen[2020], oekonomi.kurser[2020]) | mio }}",
    );
    // The table is placed, however its place is written.
    let place = "{{ tabel(\"oekonomi\") }}";
    for written in [
        "{{ tabel(oekonomi) }}",
        "{{ tabel(”oekonomi”) }}",
        "{{ tabel \"oekonomi\" }}",
        "{{ Tabel(\"Økonomi\") }}",
        "{{ tabel(\"oekonomi) }}",
        "{{ oekonomi }}",
    ] {
        one(place, written, "tekst-udtryk", &format!("skriv {place}"));
    }
    for written in ["{{ tabel(\"oekonomi\")", "{ tabel(\"oekonomi\") }"] {
        one(place, written, "tekst-klammer", &format!("skriv {place}"));
    }
}

#[test]
fn a_conflict_is_told_as_one_and_its_lines_are_left_alone() {
    let conflict =
        |ours: &str, theirs: &str| format!("<<<<<<< vores\n{ours}=======\n{theirs}>>>>>>> deres\n");
    let row = "2020 = 3_200\n";
    check(&slip(row, &conflict(row, "2020 = 3_300\n")))
        .only(&["git-konflikt"])
        .fails("git-konflikt")
        .points_at("<<<<<<< vores")
        .holds("vælg mellem linje 35 og linje 37, og slet den anden udgave og mærkerne");
    // In a text, in a table's head, with the version that both began with, and twice.
    check(&slip(
        "Der søges midler",
        &conflict("Det koster 5 mio. kr.\n", "Det koster 9 mio. kr.\n").add("Der søges midler"),
    ))
    .only(&["git-konflikt"]);
    check(&slip(
        row,
        "<<<<<<< HEAD\n2020 = 3_200\n||||||| f00\n2020 = 1\n=======\n2020 = 3_300\n>>>>>>> gren\n",
    ))
    .only(&["git-konflikt"]);
    let title = "titel = \"Flere voksne i vuggestuerne\"\n";
    let twice = slip(row, &conflict(row, "2020 = 3_300\n")).replacen(
        title,
        &conflict(title, "titel = \"B\"\n"),
        1,
    );
    check(&twice).only(&["git-konflikt", "git-konflikt"]);
    // Marks that are left when the conflict is solved.
    one(row, "2020 = 3_200\n>>>>>>> deres\n", "git-konflikt", "slet linjen");
    one(row, "<<<<<<< HEAD\n2020 = 3_200\n", "git-konflikt", "slet linjen");
}

#[test]
fn a_conflict_in_a_tables_lines_is_one_finding() {
    let lines = |conflict: &str| {
        format!(
            "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nalene = \"Kun her.\"\nraekker = '''\n| tekst | 2020 | 2021 |\n{conflict}| B | 3 | 4 |\n'''\n"
        )
    };
    Case::new().note("BI1", &lines("| A | 1 | 2 |\n")).check().only(&[]);
    Case::new()
        .note(
            "BI1",
            &lines("<<<<<<< vores\n| A | 1 | 2 |\n=======\n| A | 1 | 9 |\n>>>>>>> deres\n"),
        )
        .check()
        .only(&["git-konflikt"]);
}

#[test]
fn a_post_is_told_once_of_what_it_lacks() {
    one("tekst = \"Kurser\"\n", "", "manglende-noegle", "tilføj tekst = \"…\"");
    // A renamed column is told once, and its figures are read.
    let table = |post: &str| {
        let posts = (1..9).fold(String::new(), |posts, n| {
            posts.add(&format!("\n[[tabel.post]]\ntekst = \"Post {n}\"\n{post} = {n}\n"))
        });
        format!(
            "[[tabel]]\nid = \"a\"\ntype = \"tal\"\ntitel = \"A\"\nalene = \"Kun her.\"\nkolonner = [{{ id = \"indenfor\", tekst = \"Inden for\" }}]\n{posts}"
        )
    };
    Case::new().note("BI1", &table("indenfor")).check().only(&[]);
    Case::new()
        .note("BI1", &table("inden"))
        .check()
        .only(&["ukendt-noegle"])
        .fails("ukendt-noegle")
        .holds("mente du indenfor?");
}

#[test]
fn a_committee_is_told_by_its_appropriation() {
    let table = |committee: &str, appropriation: &str| {
        let note = format!(
            "[[tabel]]\nid = \"a\"\ntype = \"bevillinger\"\ntitel = \"A\"\nalene = \"Kun her.\"\n\n[[tabel.post]]\nstyringsomraade = \"service\"\nudvalg = \"{committee}\"\nbevilling = \"{appropriation}\"\nui = \"U\"\n2020 = 1\n"
        );
        Case::new().note("BI1", &note).check()
    };
    table("BIU", "35.10").only(&[]);
    table("XIU", "35.10").only(&["ukendt-udvalg"]).fails("ukendt-udvalg").holds("skriv BIU (");
    // Another letter is another code: without an appropriation nothing is guessed.
    let without = |committee: &str| {
        let note = format!(
            "[[tabel]]\nid = \"a\"\ntype = \"fordeling\"\ntitel = \"A\"\nalene = \"Kun her.\"\n\n[[tabel.post]]\nudvalg = \"{committee}\"\n2020 = 1\n"
        );
        Case::new().note("BI1", &note).check().only(&["ukendt-udvalg"]).fails("ukendt-udvalg")
    };
    without("BIX").holds("udvalgene er ").holds("BIU (Beskæftigelses- og Integrationsudvalget)");
    without("BUI").holds("mente du BIU (");
    without("BU").holds("mente du BUU (");
}

/// Joins two texts.
trait Add {
    fn add(self, more: &str) -> String;
}

impl Add for String {
    fn add(mut self, more: &str) -> String {
        self.push_str(more);
        self
    }
}
