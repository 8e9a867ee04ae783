//! What other programs read of a check: annotations, Code Quality, SARIF and test cases. That they
//! are what their formats' own schemas say is seen by `.ci/reports`, which has the bad example of
//! every rule's page written here (`RAPPORTER=<folder>`).

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use budgetnotat::diagnostic::Severity;
use budgetnotat::report::{Format, Style, render};
use budgetnotat::rule::{Checked, RULES};
use budgetnotat::source::FileId;
use budgetnotat::text::Lang;
use serde_json::Value;

use crate::case::{Case, Outcome};
use crate::desk::{BI8, Desk, said};
use crate::real::CLEAN;
use crate::score::shown;

pub(crate) const FORMATS: [(Format, &str); 4] = [
    (Format::Github, "txt"),
    (Format::Gitlab, "gitlab.json"),
    (Format::Sarif, "sarif.json"),
    (Format::Junit, "junit.xml"),
];

fn reported(outcome: &Outcome, format: Format, lang: Lang) -> String {
    render(&outcome.checked, &outcome.project.sources, Style { format, lang, ..Style::default() })
}

fn json(outcome: &Outcome, format: Format) -> Value {
    serde_json::from_str(&reported(outcome, format, Lang::Da)).unwrap()
}

/// A report that can be read, and has all that was found.
pub(crate) fn is_whole(report: &str, format: Format, checked: &Checked) {
    let found = checked.findings.len();
    let value = || -> Value { serde_json::from_str(report).expect("JSON") };
    let count = |list: &Value| list.as_array().map(Vec::len);
    match format {
        Format::Human | Format::Short => {}
        Format::Json => assert_eq!(count(&value()["findings"]), Some(found)),
        Format::Gitlab => assert_eq!(count(&value()), Some(found)),
        Format::Sarif => assert_eq!(count(&value()["runs"][0]["results"]), Some(found)),
        Format::Junit => {
            let cases = quick_junit::Report::deserialize_from_str(report).expect("XML").tests;
            let clean = |file: &&FileId| {
                checked.findings.iter().all(|finding| finding.primary.span.file != **file)
            };
            assert_eq!(cases, found + checked.notes.iter().filter(clean).count());
        }
        Format::Github => {
            assert_eq!(annotations(report).len(), found.min(10));
            let commands =
                report.lines().filter(|line| line.trim_start().starts_with("::")).count();
            assert_eq!(commands, found.min(10) + if found > 0 { 2 } else { 0 }, "{report}");
        }
    }
}

/// The commands that annotate.
fn annotations(report: &str) -> Vec<&str> {
    report
        .lines()
        .filter(|line| {
            ["::error ", "::warning ", "::notice "].iter().any(|word| line.starts_with(word))
        })
        .collect()
}

/// A table with a remark, two warnings and, last, so many errors: figures with a point.
fn many(errors: usize) -> Case {
    let mut note = String::from(
        "[[tabel]]\nid = \"a\"\ntype = \"aktiviteter\"\ntitel = \"A\"\nudsnit = true\n",
    );
    note.push_str("styringsomraade = \"service\"\n");
    for (code, year) in [("SUND", 2020), ("BIF", 2021)] {
        let _ =
            writeln!(note, "\n[[tabel.post]]\ntekst = \"{code}\"\nudvalg = \"{code}\"\n{year} = 0");
    }
    for number in 0..errors {
        let _ = writeln!(note, "\n[[tabel.post]]\ntekst = \"{number}\"\n2020 = 1{number:02}.000");
    }
    Case::new().note("BI1", &note)
}

#[test]
fn every_rule_is_reported_in_every_format() {
    let folder = std::env::var_os("RAPPORTER").map(PathBuf::from);
    let hostile = Case::new().note("BI1", HOSTILE).check();
    let outcomes = RULES
        .iter()
        .map(|rule| (rule.name, shown(rule)))
        .chain([("fjendtlig", hostile), ("mange", many(40).check())]);
    for (name, outcome) in outcomes {
        assert!(!outcome.findings().is_empty(), "{name}");
        for (format, ending) in FORMATS {
            for (lang, word) in [(Lang::Da, "da"), (Lang::En, "en")] {
                let report = reported(&outcome, format, lang);
                assert!(
                    report.ends_with('\n') && report == reported(&outcome, format, lang),
                    "{name}"
                );
                is_whole(&report, format, &outcome.checked);
                if let Some(folder) = &folder {
                    fs::write(folder.join(format!("{name}.{word}.{ending}")), &report).unwrap();
                }
            }
        }
        sarif_holds(&outcome);
        let xml = reported(&outcome, Format::Junit, Lang::Da);
        let failing = outcome
            .findings()
            .iter()
            .filter(|finding| finding.severity() < Severity::Remark)
            .count();
        assert_eq!(xml.matches("<failure ").count(), failing, "{name}");
        assert!(xml.contains(&format!("failures=\"{failing}\" errors=\"0\">\n")), "{xml}");
        assert!(!xml.contains(" time=") && !xml.contains(" timestamp="), "{xml}");
    }
}

/// In SARIF: each result names its rule, and its regions are the places themselves, counted in code
/// points.
fn sarif_holds(outcome: &Outcome) {
    let log = json(outcome, Format::Sarif);
    let run = &log["runs"][0];
    assert_eq!(
        (&log["version"], &run["columnKind"]),
        (&"2.1.0".into(), &"unicodeCodePoints".into())
    );
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), outcome.findings().len());
    for (result, finding) in results.iter().zip(outcome.findings()) {
        let rule = &run["tool"]["driver"]["rules"]
            [usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(
            (&result["ruleId"], &rule["id"]),
            (&finding.rule.name.into(), &finding.rule.name.into())
        );
        assert!(
            rule["help"]["markdown"]
                .as_str()
                .unwrap()
                .starts_with(&format!("# {}\n", finding.rule.name))
        );
        // What GitHub shows of it whole.
        assert!(
            (1..=1024).contains(&rule["fullDescription"]["text"].as_str().unwrap().chars().count())
        );
        let labels = result.get("relatedLocations").and_then(Value::as_array);
        assert_eq!(labels.map_or(0, Vec::len), finding.labels.len());
        let pointed = outcome.project.sources.slice(finding.primary.span);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(at(outcome, place), pointed, "{result}");
        match (&finding.replacement, result.get("fixes")) {
            (Some(text), Some(fixes)) => {
                let change = &fixes[0]["artifactChanges"][0];
                assert_eq!(change["artifactLocation"], place["artifactLocation"]);
                assert_eq!(change["replacements"][0]["deletedRegion"], place["region"]);
                assert_eq!(change["replacements"][0]["insertedContent"]["text"], text.as_str());
            }
            (None, None) => {}
            other => panic!("{other:?}"),
        }
    }
}

/// The text at a SARIF location.
fn at(outcome: &Outcome, place: &Value) -> String {
    let uri = place["artifactLocation"]["uri"].as_str().unwrap();
    let source =
        outcome.project.sources.iter().find(|(_, source)| source.path == uri).expect("the file").1;
    let number = |name: &str| usize::try_from(place["region"][name].as_u64().unwrap()).unwrap();
    let offset = |line: usize, column: usize| {
        let start: usize = source.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        start + source.text[start..].chars().take(column - 1).map(char::len_utf8).sum::<usize>()
    };
    source.text[offset(number("startLine"), number("startColumn"))
        ..offset(number("endLine"), number("endColumn"))]
        .to_owned()
}

#[test]
fn ten_annotations_at_most_the_worst_first_and_all_counted() {
    let few = reported(&many(7).check(), Format::Github, Lang::Da);
    let shown = annotations(&few);
    let commands: Vec<&str> = shown.iter().map(|line| &line[2..line.find(' ').unwrap()]).collect();
    assert_eq!(commands, [&["error"; 7][..], &["warning", "warning", "notice"]].concat(), "{few}");
    assert!(shown[0].starts_with("::error file=notes/budget-2020/BI1.toml,line="), "{few}");

    let report = reported(&many(8).check(), Format::Github, Lang::En);
    let shown = annotations(&report);
    assert_eq!(shown.len(), 10, "{report}");
    assert!(shown[7].starts_with("::error ") && shown[8].starts_with("::warning "), "{report}");
    let rest = "::notice title=budgetnotat::8 errors, 2 warnings and 1 remark; the 9 worst are shown here, and all are in the step's log";
    assert_eq!(shown[9], rest);
    // All of them, in source order, then how much was checked.
    let (_, log) = report.split_once("::group::8 errors, 2 warnings and 1 remark\n").unwrap();
    let (log, summary) = log.split_once("::endgroup::\n").unwrap();
    assert_eq!(log.lines().filter(|line| line.starts_with("notes/")).count(), 11, "{log}");
    assert!(log.contains("remark[andet-navn]"), "{log}");
    assert!(summary.starts_with("1 note, 1 table,") && summary.lines().count() == 1, "{summary}");

    let clean = Desk::new(".").run(&["check", "--format", "github"]);
    assert_eq!(said(&clean), format!("{CLEAN}\n"));
}

/// A note whose words would be commands, markup or control characters in a report.
const HOSTILE: &str = r#"
"a\n::error file=x,line=1::100 %\r\n##[error]b" = 1
"<b>&\"'\u0001\u001b[31m\uFFFE]]>" = 2
"#;

#[test]
fn a_notes_words_are_never_a_command_or_markup() {
    let outcome = Case::new().note("BI1", HOSTILE).check();
    let report = reported(&outcome, Format::Github, Lang::Da);
    assert!(
        report.contains("::`a␊::error file=x,line=1::100 %25␍␊##[error]b` er ikke en nøgle"),
        "{report}"
    );
    let known = ["::error file=notes/budget-2020/BI1.toml,", "::group::", "::endgroup::"];
    for line in report.lines().filter(|line| line.trim_start().starts_with("::")) {
        assert!(known.iter().any(|known| line.starts_with(known)), "{line}");
    }
    let log = report.split_once("::group::").unwrap().1;
    assert!(!log.contains("##[") && !log.contains('\r'), "{log}");
    let xml = reported(&outcome, Format::Junit, Lang::Da);
    assert!(!xml.contains(['\u{1}', '\u{1b}', '\u{fffe}']) && !xml.contains("<b>"), "{xml}");
    assert!(xml.contains("&lt;b&gt;&amp;"), "{xml}");
}

#[test]
fn a_finding_is_known_again_when_lines_move_and_in_another_language() {
    let known_by = |report: &str| -> Vec<String> {
        let issues: Value = serde_json::from_str(report).unwrap();
        issues
            .as_array()
            .unwrap()
            .iter()
            .map(|issue| issue["fingerprint"].as_str().unwrap().to_owned())
            .collect()
    };
    let desk = Desk::new(".").slip(BI8, "2021 = 600", "2021 = 700").slip(
        BI8,
        "udvalg = \"SUD\"",
        "udvalg = \"BIF\"",
    );
    let before = known_by(&said(&desk.run(&["check", "--format", "gitlab"])));
    assert_eq!(before.len(), before.iter().collect::<BTreeSet<_>>().len());
    assert!(before.len() > 1 && before.iter().all(|text| text.len() == 32), "{before:?}");
    assert_eq!(
        known_by(&said(&desk.run(&["check", "--format", "gitlab", "--lang", "en"]))),
        before
    );
    let text = fs::read_to_string(desk.path(BI8)).unwrap();
    fs::write(desk.path(BI8), format!("# Ny linje.\n\n{text}")).unwrap();
    assert_eq!(known_by(&said(&desk.run(&["check", "--format", "gitlab"]))), before);
    let log: Value =
        serde_json::from_str(&said(&desk.run(&["check", "--format", "sarif"]))).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let same: Vec<&str> = results
        .iter()
        .map(|r| r["partialFingerprints"]["budgetnotat/v1"].as_str().unwrap())
        .collect();
    assert_eq!(same, before);
    // The same slip twice is two findings.
    let twice = known_by(&reported(
        &many(3).saved("notes/budget-2020/BI1.toml", twice).check(),
        Format::Gitlab,
        Lang::Da,
    ));
    assert_eq!(twice.len(), twice.iter().collect::<BTreeSet<_>>().len());
}

/// A figure written as another one is.
fn twice(bytes: Vec<u8>) -> Vec<u8> {
    String::from_utf8(bytes).unwrap().replace("101.000", "100.000").into_bytes()
}

#[test]
fn code_quality_says_all_there_is_on_one_line() {
    let desk = Desk::new(".").slip(BI8, "2021 = 600", "2021 = 700");
    let output = desk.run(&["check", "--format", "gitlab"]);
    assert_eq!(output.status.code(), Some(1));
    let issues: Value = serde_json::from_slice(&output.stdout).unwrap();
    let said = "`bevillinger` og `oekonomi` er uenige om service i 2021; bevillinger 11.900 ≠ oekonomi 11.800 (forskel 100); \
                hjælp: ændres 700 i linje 180 til 600, ligesom i 2020, stemmer det";
    assert_eq!(
        (&issues[0]["description"], &issues[0]["severity"]),
        (&said.into(), &"major".into())
    );
    assert_eq!(
        issues[0]["location"],
        serde_json::json!({"path": BI8, "lines": {"begin": 180, "end": 180}})
    );
    assert_eq!(issues[0]["check_name"], "samme-midler");
}

#[test]
fn test_cases_are_the_notes_and_their_findings() {
    let desk = Desk::new(".").slip(BI8, "2021 = 600", "2021 = 700");
    let xml = said(&desk.run(&["check", "--format", "junit"]));
    let clean = "<testsuite name=\"notes/budget-2016/BI25.toml\" tests=\"1\" skipped=\"0\" errors=\"0\" failures=\"0\">\n        \
                 <testcase name=\"ingen fund\" classname=\"notes/budget-2016/BI25.toml\"/>";
    assert!(xml.contains(clean), "{xml}");
    assert!(xml.contains("<testcase name=\"samme-midler: `bevillinger` og `oekonomi` er uenige om service i 2021\""), "{xml}");
    assert!(
        xml.contains(&format!("type=\"samme-midler\">{BI8}:180:8: fejl[samme-midler]: ")),
        "{xml}"
    );
    assert!(xml.contains("tests=\"5\" failures=\"1\" errors=\"0\">"), "{xml}");
}

#[test]
fn a_host_is_reported_paths_from_the_top_of_the_repository() {
    let desk = Desk::new(".").slip(BI8, "2021 = 600", "2021 = 700");
    let top = tempfile::tempdir().unwrap();
    fs::create_dir(top.path().join(".git")).unwrap();
    for path in crate::real::files(&desk.path("notes")) {
        let target = top.path().join("økonomi").join(path.strip_prefix(desk.path("")).unwrap());
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(&path, target).unwrap();
    }
    let run = |format: &str| {
        said(&crate::desk::run(&top.path().join("økonomi"), &["check", "--format", format]))
    };
    assert!(
        run("github").starts_with(&format!("::error file=økonomi/{BI8},line=180")),
        "{}",
        run("github")
    );
    assert!(run("gitlab").contains(&format!("\"path\": \"økonomi/{BI8}\"")));
    assert!(run("sarif").contains(&format!("\"uri\": \"%C3%B8konomi/{BI8}\"")));
    assert!(run("junit").contains(&format!("<testsuite name=\"økonomi/{BI8}\"")));
    // People stand in the project, and are told paths from there.
    assert!(run("short").starts_with(BI8));
    assert!(run("json").contains(&format!("\"file\": \"{BI8}\"")));
}
