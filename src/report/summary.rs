//! The line that says how much was checked and what was found.

use std::fmt::Write as _;

use crate::diagnostic::Severity;
use crate::rule::{Checked, Counts, Why};
use crate::text;
use crate::text::{Lang, Text};

/// How many findings of a severity.
pub fn count(checked: &Checked, severity: Severity) -> usize {
    checked.findings.iter().filter(|finding| finding.severity() == severity).count()
}

/// The line that says how much was checked and what was found.
pub fn summary(checked: &Checked) -> Text {
    said(checked, false)
}

/// The same, and how to see which figures are not verified, where they are not listed above it.
pub(super) fn with_hint(checked: &Checked, listed: bool) -> Text {
    said(checked, !listed)
}

fn said(checked: &Checked, hint: bool) -> Text {
    let Counts { notes, packs, tables, figures, equations, rounded, largest, .. } = checked.counts;
    let mut checked_list = vec![
        of(notes, "notat", "notater", "note", "notes"),
        of(tables, "tabel", "tabeller", "table", "tables"),
        of(figures, "tal", "tal", "figure", "figures"),
        of(equations, "kontrol", "kontroller", "check", "checks"),
    ];
    if packs > 0 {
        checked_list.insert(1, of(packs, "pakke", "pakker", "pack", "packs"));
    }
    let mut verified = verified(checked);
    if hint && checked.counts.unverified > 0 {
        verified = Text::new(
            format!("{} (--unverified viser hvilke)", verified.da),
            format!("{} (--unverified lists them)", verified.en),
        );
    }
    let found = found(checked);
    let rounded = largest.map(|gap| {
        let (sums, sums_en) =
            if rounded == 1 { ("sum", "sum differs") } else { ("summer", "sums differ") };
        let (most, unit) = (gap.amount, gap.unit.short());
        text!(
            "{rounded} {sums} afviger inden for afrunding, størst {most} {unit}",
            "{rounded} {sums_en} within rounding, at most {most} {unit}"
        )
    });
    let join = |lang: Lang| {
        let list: Vec<&str> = checked_list.iter().map(|text| text.get(lang)).collect();
        let mut line = format!("{}: {}; {}", list.join(", "), found.get(lang), verified.get(lang));
        if let Some(rounded) = &rounded {
            let _ = write!(line, "; {}", rounded.get(lang));
        }
        line
    };
    Text::new(join(Lang::Da), join(Lang::En))
}

/// What can truly be said of all figures together.
fn verified(checked: &Checked) -> Text {
    let Counts { figures, unverified, .. } = checked.counts;
    let unread = checked.unverified.iter().filter(|one| one.why == Why::Unreadable).count();
    match (unverified, unread) {
        _ if figures == 0 => text!("ingen tal er efterprøvet", "no figures are verified"),
        (0, _) if checked.lost => {
            text!(
                "alle tal, der kunne læses, indgår i mindst én kontrol",
                "every figure that could be read is in at least one check"
            )
        }
        (0, _) => {
            text!("alle tal indgår i mindst én kontrol", "every figure is in at least one check")
        }
        (1, 0) => text!("1 tal er ikke efterprøvet", "1 figure is not verified"),
        (1, _) => text!(
            "1 tal er ikke efterprøvet: det kan ikke læses",
            "1 figure is not verified: it can't be read"
        ),
        (all, 0) => text!("{all} tal er ikke efterprøvet", "{all} figures are not verified"),
        (all, unread) if all == unread => {
            text!(
                "{all} tal er ikke efterprøvet: de kan ikke læses",
                "{all} figures are not verified: they can't be read"
            )
        }
        (all, unread) => text!(
            "{all} tal er ikke efterprøvet; {unread} af dem kan ikke læses",
            "{all} figures are not verified; {unread} of them can't be read"
        ),
    }
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
