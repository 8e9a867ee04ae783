//! What is registered is whole: every rule and table type is in its list, has a page, and is
//! described in both languages.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use budgetnotat::diagnostic::Severity;
use budgetnotat::rule::RULES;
use budgetnotat::table_type::TABLE_TYPES;
use budgetnotat::text::Lang;

use crate::case::root;
use crate::pages::{blocks, generated, page};
use crate::structure::{code, files};

#[test]
fn rules_have_names_of_their_own_in_small_ascii_letters() {
    let mut seen = BTreeSet::new();
    for rule in RULES {
        let name = rule.name;
        assert!(seen.insert(name), "{name} stands twice in RULES");
        assert!(
            name.split('-')
                .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase())),
            "{name}"
        );
    }
}

#[test]
fn rules_say_what_they_are_in_both_languages() {
    for rule in RULES {
        for text in [rule.summary.da, rule.summary.en] {
            assert!(text.ends_with('.') && text.len() > 10, "{}: {text:?}", rule.name);
        }
        assert_ne!(rule.summary.da, rule.summary.en, "{}", rule.name);
    }
}

#[test]
fn every_rule_that_is_declared_is_in_the_list() {
    let mut declared = Vec::new();
    for (path, text) in files() {
        // The code without its texts shows where a declaration is; the text at the same place says
        // its name.
        let bare = code(&text);
        for (at, _) in bare.match_indices("rule!(") {
            let before = &bare[..at];
            if before.ends_with("macro_rules! ")
                || before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
            {
                continue;
            }
            let found =
                bare[at..].find("= \"").unwrap_or_else(|| panic!("{path}: rule! without a name"));
            let quote = at + found + 3;
            declared.push((
                text[quote..].split('"').next().unwrap_or_default().to_owned(),
                path.clone(),
            ));
        }
    }
    for (name, path) in &declared {
        assert!(RULES.iter().any(|rule| rule.name == name), "{name} ({path}) is not in RULES");
    }
    assert_eq!(
        declared.len(),
        RULES.len(),
        "a rule is in RULES that no rule! declares, or two declare one name"
    );
}

#[test]
fn every_page_belongs_to_a_rule() {
    for entry in fs::read_dir(root().join("docs/regler")).expect("docs/regler") {
        let name = entry.expect("an entry").file_name().into_string().expect("UTF-8");
        let rule =
            name.strip_suffix(".md").filter(|name| RULES.iter().any(|rule| rule.name == *name));
        assert!(rule.is_some() || name == "README.md", "docs/regler/{name} belongs to no rule");
    }
}

#[test]
fn rules_are_listed_in_their_readme() {
    let (start, end) = ("<!-- regler: skrevet af testen -->\n", "<!-- slut -->\n");
    let path = root().join("docs/regler/README.md");
    let old = fs::read_to_string(&path).expect("docs/regler/README.md");
    let (before, rest) = old.split_once(start).expect("the mark before the list");
    let (_, after) = rest.split_once(end).expect("the mark after the list");
    let mut list = String::from("| Regel | Alvor | Hvad den siger |\n|---|---|---|\n");
    for rule in RULES {
        let (name, severity, summary) = (rule.name, rule.severity.word().da, rule.summary.da);
        let _ = writeln!(list, "| [{name}]({name}.md) | {severity} | {summary} |");
    }
    generated(&path, &format!("{before}{start}\n{list}\n{end}{after}"))
        .unwrap_or_else(|fault| panic!("{fault}"));
}

#[test]
fn rules_pages_are_compiled_in() {
    for rule in RULES {
        let saved = fs::read_to_string(page(rule)).expect("a page");
        // After OPDATER=1 the pages are newer than the program until it is built again.
        assert!(
            crate::pages::updating() || saved == rule.page,
            "{}: not the page that was compiled in",
            rule.name
        );
    }
}

#[test]
fn table_types_are_described_and_shown() {
    let mut seen = BTreeSet::new();
    for kind in TABLE_TYPES {
        let name = kind.name;
        assert!(seen.insert(name), "{name} stands twice");
        assert!(!kind.meaning.da.is_empty() && !kind.meaning.en.is_empty(), "{name}");
        let path = root().join("docs/tabeltyper").join(format!("{name}.md"));
        let text =
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(text.lines().next(), Some(format!("# {name}").as_str()));
        let all = blocks(&text);
        let first =
            all.iter().find(|block| block.toml()).unwrap_or_else(|| panic!("{name}: no example"));
        assert!(
            first.text.contains(&format!("type = \"{name}\"")),
            "{name}: its first example does not use it"
        );
        for block in all.iter().filter(|block| block.toml()) {
            let outcome = block.check();
            let grave =
                outcome.findings().iter().any(|finding| finding.severity() < Severity::Remark);
            assert!(!grave, "docs/tabeltyper/{name}.md\n{}\n{}", block.text, outcome.all());
        }
        for key in kind.required {
            assert!(
                text.contains(&format!("`{}`", key.name)),
                "{name}: its page does not name `{}`",
                key.name
            );
        }
    }
    for entry in fs::read_dir(root().join("docs/tabeltyper")).expect("docs/tabeltyper") {
        let file = entry.expect("an entry").file_name().into_string().expect("UTF-8");
        let known = file.strip_suffix(".md").is_some_and(|name| seen.contains(name));
        assert!(known || file == "README.md", "docs/tabeltyper/{file} belongs to no table type");
    }
}

#[test]
fn severities_have_words_in_both_languages() {
    for severity in [Severity::Error, Severity::Warning, Severity::Remark] {
        assert!(
            !severity.word().get(Lang::Da).is_empty() && !severity.word().get(Lang::En).is_empty()
        );
    }
}
