//! What is said of a paper: by the program, by exact sums, and by each sum's interval.

use budgetnotat::diagnostic::{Diagnostic, Severity};
use budgetnotat::project::Project;
use budgetnotat::rule::{self, Selection};
use budgetnotat::solved::Solved;

use crate::papers::{Paper, Print, Sum};

/// The rule whose remarks are about rounding.
const UNLIKELY: &str = "afrunding-usandsynlig";

/// What the program says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    /// An error or a warning: what counts as an alarm.
    pub(crate) alarm: bool,
    /// A remark that a difference is more than chance would give: no alarm, and counted by itself.
    pub(crate) remark: bool,
    /// The first suspect of the first finding that names any: the figure, and the amounts that it
    /// could be.
    pub(crate) first: Option<(usize, [i64; 2])>,
    /// Every finding in a line, for a person.
    pub(crate) findings: Vec<String>,
}

/// Reads and checks the paper's note as anybody would.
pub(crate) fn program(paper: &Paper) -> Said {
    let note = paper.note();
    let solved = Solved::new(Project::read(note.inputs));
    let project = solved.project();
    let checked = rule::check(&solved, &Selection::All);
    let alarms =
        || checked.findings.iter().filter(|finding| finding.severity() != Severity::Remark);
    let first = alarms().find_map(|finding| finding.suspects.first()).and_then(|suspect| {
        let line = project.sources.line(suspect.span);
        let figure = note.lines.iter().position(|own| *own == line)?;
        // In units of the last digit, which the program writes with its decimal point.
        let units = |amount: budgetnotat::amount::Amount| {
            let last =
                if paper.print == Print::Millions { amount.times(10.into())? } else { amount };
            last.machine().parse().ok()
        };
        Some((figure, [units(suspect.low)?, units(suspect.high)?]))
    });
    let line = |finding: &Diagnostic| {
        let at = project.sources.line(finding.primary.span);
        format!("{at}: {}: {}", finding.rule.name, finding.message.en)
    };
    Said {
        alarm: alarms().next().is_some(),
        remark: checked.findings.iter().any(|finding| finding.rule.name == UNLIKELY),
        first,
        findings: checked.findings.iter().map(line).collect(),
    }
}

/// Exact sums: true where any does not add up to the last digit.
pub(crate) fn exact(paper: &Paper) -> bool {
    paper.sums.iter().any(|sum| paper.residual(sum) != 0)
}

/// Each sum by itself, as XBRL Calculations 1.1 with rounding to nearest: true where any of those
/// that count is farther off than the rounding of its figures can bring it.
pub(crate) fn single(paper: &Paper, counts: fn(&Sum) -> bool) -> bool {
    paper
        .sums
        .iter()
        .filter(|sum| counts(sum))
        .any(|sum| 2 * paper.residual(sum).abs() > paper.reach(sum))
}
