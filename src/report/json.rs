//! One JSON object, for machines. Lines and columns from 1 in Unicode scalars, sums as exact
//! decimal text.

use serde::Serialize;

use crate::amount::Amount;
use crate::diagnostic::{Diagnostic, Label, Sides, Suspect};
use crate::report::place;
use crate::report::written::written;
use crate::rule::{Amounts, Checked, Counts, Unverified};
use crate::source::{Sources, Span};
use crate::text::{Lang, Text};

/// The version of the object's shape; a field is never taken away within one.
const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    schema_version: u32,
    checked: Counted,
    findings: Vec<Finding<'a>>,
    unverified: Vec<UnverifiedFigure<'a>>,
}

/// A figure that nothing could contradict.
#[derive(Serialize)]
struct UnverifiedFigure<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    address: &'a str,
    table: &'a str,
    post: &'a str,
    column_id: &'a str,
    value: Option<String>,
    why: &'a str,
    reason: String,
}

/// How much was checked.
#[derive(Serialize)]
pub(super) struct Counted {
    notes: usize,
    packs: usize,
    tables: usize,
    figures: usize,
    equations: usize,
    unverified: usize,
    rounded: usize,
    largest_rounding: Option<Gap<'static>>,
    amounts: usize,
    backed: usize,
}

#[derive(Serialize)]
struct Gap<'a> {
    amount: String,
    unit: &'a str,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    note: Option<&'a str>,
    #[serde(flatten)]
    place: Place<'a>,
    address: Option<&'a str>,
    labels: Vec<Pointed<'a>>,
    left: Option<String>,
    right: Option<String>,
    difference: Option<String>,
    suspects: Vec<Suspected<'a>>,
}

#[derive(Serialize)]
struct Suspected<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    address: Option<&'a str>,
    table: &'a str,
    post: &'a str,
    column_id: &'a str,
    value: String,
    low: String,
    high: String,
    slip: Option<&'a str>,
    score: u32,
}

#[derive(Serialize)]
struct Pointed<'a> {
    #[serde(flatten)]
    place: Place<'a>,
    address: Option<&'a str>,
    message: &'a str,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

pub(super) fn render(checked: &Checked, sources: &Sources, lang: Lang) -> String {
    let report = Report {
        schema_version: SCHEMA_VERSION,
        checked: checked.into(),
        findings: checked
            .findings
            .iter()
            .map(|finding| self::finding(finding, checked, sources, lang))
            .collect(),
        unverified: checked
            .unverified
            .iter()
            .map(|one| unverified_figure(one, sources, lang))
            .collect(),
    };
    written(&report)
}

fn unverified_figure<'a>(
    one: &'a Unverified,
    sources: &'a Sources,
    lang: Lang,
) -> UnverifiedFigure<'a> {
    UnverifiedFigure {
        place: place(one.span, sources),
        address: &one.address,
        table: &one.table,
        post: &one.post,
        column_id: &one.column,
        value: one.amount.map(Amount::machine),
        why: one.why.machine(),
        reason: one.why.words().get(lang).to_owned(),
    }
}

/// The address of the figure at a place, where there is one.
fn address(checked: &Checked, span: Span) -> Option<&str> {
    checked.addresses.get(&span).map(String::as_str)
}

fn finding<'a>(
    finding: &'a Diagnostic,
    checked: &'a Checked,
    sources: &'a Sources,
    lang: Lang,
) -> Finding<'a> {
    let text = |text: &'a Option<Text>| text.as_ref().map(|text| text.get(lang));
    let side =
        |pick: fn(&Sides) -> Amount| finding.sides.as_ref().map(|sides| pick(sides).machine());
    Finding {
        rule: finding.rule.name,
        severity: finding.severity().machine(),
        message: finding.message.get(lang),
        help: text(&finding.help),
        note: text(&finding.note),
        place: place(finding.primary.span, sources),
        address: address(checked, finding.primary.span),
        labels: finding.labels.iter().map(|label| pointed(label, checked, sources, lang)).collect(),
        left: side(|sides| sides.left),
        right: side(|sides| sides.right),
        difference: side(|sides| sides.difference),
        suspects: finding
            .suspects
            .iter()
            .map(|suspect| suspected(suspect, checked, sources))
            .collect(),
    }
}

fn suspected<'a>(
    suspect: &'a Suspect,
    checked: &'a Checked,
    sources: &'a Sources,
) -> Suspected<'a> {
    let Place { file, line, column, .. } = place(suspect.span, sources);
    Suspected {
        file,
        line,
        column,
        address: address(checked, suspect.span),
        table: &suspect.table,
        post: &suspect.post,
        column_id: &suspect.column,
        value: suspect.value.machine(),
        low: suspect.low.machine(),
        high: suspect.high.machine(),
        slip: suspect.slip,
        score: suspect.score,
    }
}

fn pointed<'a>(
    label: &'a Label,
    checked: &'a Checked,
    sources: &'a Sources,
    lang: Lang,
) -> Pointed<'a> {
    Pointed {
        place: place(label.span, sources),
        address: address(checked, label.span),
        message: label.text.get(lang),
    }
}

fn place(span: Span, sources: &Sources) -> Place<'_> {
    let place::Place { file, start, end } = place::Place::of(span, sources);
    Place {
        file,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

impl From<&Checked> for Counted {
    fn from(checked: &Checked) -> Self {
        let Counts { notes, packs, tables, figures, equations, unverified, rounded, largest } =
            checked.counts;
        let Amounts { typed: amounts, backed } = checked.amounts;
        let largest_rounding =
            largest.map(|gap| Gap { amount: gap.amount.machine(), unit: gap.unit.name() });
        Self {
            notes,
            packs,
            tables,
            figures,
            equations,
            unverified,
            rounded,
            largest_rounding,
            amounts,
            backed,
        }
    }
}
