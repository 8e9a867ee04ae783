//! SARIF 2.1.0 (OASIS, 2020): one run, the rules that found something with their pages, each
//! finding with its places, its fingerprint and, where one is known, its mend.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Label, Rule, Severity, Sides};
use crate::report::fingerprint::fingerprints;
use crate::report::json::Counted;
use crate::report::place::Place;
use crate::report::short;
use crate::report::style::Style;
use crate::report::summary::summary;
use crate::report::written::written;
use crate::rule::{Checked, RULES};
use crate::source::{Sources, Span};
use crate::text::Lang;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What stands for the top of the repository; the reader knows where that is.
const TOP: &str = "%SRCROOT%";

/// What a path may hold in a URI as it is.
const PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    language: &'static str,
    column_kind: &'static str,
    results: Vec<Found<'a>>,
    properties: RunProperties,
}

#[derive(Serialize)]
struct RunProperties {
    checked: Counted,
    summary: String,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Described>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Described {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found<'a> {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<Sums>,
}

/// The two sides of a sum as exact decimal text in the table's unit.
#[derive(Serialize)]
struct Sums {
    left: String,
    right: String,
    difference: String,
}

#[derive(Serialize)]
struct Fingerprints {
    /// Another way of taking it would have another version.
    #[serde(rename = "budgetnotat/v1")]
    own: String,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    #[serde(rename = "physicalLocation")]
    place: Physical,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Message>,
    artifact_changes: [Change<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: Artifact,
    replacements: [Replacement<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region,
    inserted_content: Content<'a>,
}

#[derive(Serialize)]
struct Content<'a> {
    text: &'a str,
}

pub(super) fn render(checked: &Checked, sources: &Sources, style: Style<'_>) -> String {
    let lang = style.lang;
    let found = |rule: &&&'static Rule| {
        checked.findings.iter().any(|finding| finding.rule.name == rule.name)
    };
    let rules: Vec<&'static Rule> = RULES.iter().filter(found).copied().collect();
    let converter = Converter { sources, style, rules: &rules };
    let known_by = fingerprints(&checked.findings, sources);
    let results = checked
        .findings
        .iter()
        .zip(known_by)
        .map(|(finding, own)| converter.result(finding, own))
        .collect();
    let driver = Driver {
        name: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        rules: rules.iter().map(|rule| described(rule, lang)).collect(),
    };
    let language = match lang {
        Lang::Da => "da",
        Lang::En => "en",
    };
    let properties =
        RunProperties { checked: checked.into(), summary: summary(checked).get(lang).to_owned() };
    let run = Run {
        tool: Tool { driver },
        language,
        column_kind: "unicodeCodePoints",
        results,
        properties,
    };
    written(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

/// A rule with its page, which is Danish whatever the language of messages; its first words say in
/// full what the rule is.
fn described(rule: &'static Rule, lang: Lang) -> Described {
    let summary = || rule.summary.get(lang).to_owned();
    let full = match lang {
        Lang::Da => {
            rule.page.split("\n\n").nth(1).map_or_else(summary, |first| first.replace('\n', " "))
        }
        Lang::En => summary(),
    };
    Described {
        id: rule.name,
        short_description: Message { text: summary() },
        full_description: Message { text: full },
        help: Help { text: rule.page, markdown: rule.page },
        default_configuration: Configuration { level: level(rule.severity) },
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Remark => "note",
    }
}

/// Tells findings: what they all need.
struct Converter<'a> {
    sources: &'a Sources,
    style: Style<'a>,
    rules: &'a [&'static Rule],
}

impl Converter<'_> {
    fn result<'d>(&self, finding: &'d Diagnostic, own: String) -> Found<'d> {
        let rule = finding.rule;
        Found {
            rule_id: rule.name,
            rule_index: self
                .rules
                .iter()
                .position(|known| known.name == rule.name)
                .unwrap_or_default(),
            level: level(rule.severity),
            message: Message { text: short::detail_lines(finding, self.style.lang).join("\n") },
            locations: [self.location(&finding.primary, None)],
            related_locations: (1..)
                .zip(&finding.labels)
                .map(|(id, label)| self.location(label, Some(id)))
                .collect(),
            partial_fingerprints: Fingerprints { own },
            fixes: finding.replacement.iter().map(|text| self.fix(finding, text)).collect(),
            properties: finding.sides.as_ref().map(sums),
        }
    }

    fn location(&self, label: &Label, id: Option<usize>) -> Location {
        let text = label.text.get(self.style.lang);
        Location {
            id,
            place: Physical {
                artifact_location: self.artifact(label.span),
                region: self.region(label.span),
            },
            message: (!text.is_empty()).then(|| Message { text: text.to_owned() }),
        }
    }

    fn artifact(&self, span: Span) -> Artifact {
        let path = format!("{}{}", self.style.below, Place::of(span, self.sources).file);
        Artifact { uri: utf8_percent_encode(&path, PATH).to_string(), uri_base_id: TOP }
    }

    fn region(&self, span: Span) -> Region {
        let Place { start, end, .. } = Place::of(span, self.sources);
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }

    fn fix<'d>(&self, finding: &'d Diagnostic, text: &'d str) -> Fix<'d> {
        let span = finding.primary.span;
        let replacement =
            Replacement { deleted_region: self.region(span), inserted_content: Content { text } };
        Fix {
            description: finding
                .help
                .as_ref()
                .map(|help| Message { text: help.get(self.style.lang).to_owned() }),
            artifact_changes: [Change {
                artifact_location: self.artifact(span),
                replacements: [replacement],
            }],
        }
    }
}

fn sums(sides: &Sides) -> Sums {
    Sums {
        left: sides.left.machine(),
        right: sides.right.machine(),
        difference: sides.difference.machine(),
    }
}
