//! The line that says how much was checked and what was found.

use std::fmt::Write as _;

use crate::diagnostic::Severity;
use crate::rule::{Checked, Counts};
use crate::text;
use crate::text::{Lang, Text};

/// How many findings of a severity.
pub fn count(checked: &Checked, severity: Severity) -> usize {
    checked.findings.iter().filter(|finding| finding.severity() == severity).count()
}

/// The line that says how much was checked and what was found.
pub fn summary(checked: &Checked) -> Text {
    let Counts { notes, packs, tables, figures, equations, unverified, rounded, largest } = checked.counts;
    let mut checked_list = vec![
        of(notes, "notat", "notater", "note", "notes"),
        of(tables, "tabel", "tabeller", "table", "tables"),
        of(figures, "tal", "tal", "figure", "figures"),
        of(equations, "ligning", "ligninger", "equation", "equations"),
    ];
    if packs > 0 {
        checked_list.insert(1, of(packs, "pakke", "pakker", "pack", "packs"));
    }
    let unverified = if unverified == 0 {
        text!("alle tal er efterprøvet", "every figure is verified")
    } else {
        text!("{unverified} tal er ikke efterprøvet", "{unverified} figures are not verified")
    };
    let found = found(checked);
    let rounded = largest.map(|gap| {
        let (sums, sums_en) = if rounded == 1 { ("sum", "sum differs") } else { ("summer", "sums differ") };
        let (most, unit) = (gap.amount, gap.unit.short());
        text!(
            "{rounded} {sums} afviger inden for afrunding, størst {most} {unit}",
            "{rounded} {sums_en} within rounding, at most {most} {unit}"
        )
    });
    let join = |lang: Lang| {
        let list: Vec<&str> = checked_list.iter().map(|text| text.get(lang)).collect();
        let mut line = format!("{}: {}; {}", list.join(", "), found.get(lang), unverified.get(lang));
        if let Some(rounded) = &rounded {
            let _ = write!(line, "; {}", rounded.get(lang));
        }
        line
    };
    Text::new(join(Lang::Da), join(Lang::En))
}

/// How much was found: `2 fejl og 1 advarsel`.
pub(super) fn found(checked: &Checked) -> Text {
    let found = [
        (Severity::Error, "fejl", "fejl", "error", "errors"),
        (Severity::Warning, "advarsel", "advarsler", "warning", "warnings"),
        (Severity::Remark, "bemærkning", "bemærkninger", "remark", "remarks"),
    ];
    let found: Vec<Text> = found
        .into_iter()
        .filter_map(|(severity, one_da, many_da, one_en, many_en)| {
            let n = count(checked, severity);
            (n > 0).then(|| of(n, one_da, many_da, one_en, many_en))
        })
        .collect();
    if found.is_empty() { text!("ingen fund", "no findings") } else { Text::list(&found) }
}

/// A number of something.
fn of(n: usize, one_da: &str, many_da: &str, one_en: &str, many_en: &str) -> Text {
    let (da, en) = if n == 1 { (one_da, one_en) } else { (many_da, many_en) };
    text!("{n} {da}", "{n} {en}")
}
