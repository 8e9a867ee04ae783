//! Where what formulas read stands: the lines to mark, and the sheet of figures.

use std::collections::BTreeMap;

use crate::amount::Amount;
use crate::export::Export;
use crate::export::columns::in_workbook;
use crate::export::workbook::sheet::{letters, literal};
use crate::note::Period;
use crate::pack::Packed;

/// The name of the sheet of figures.
pub(super) const NAME: &str = "Tal";

/// Columns that only this sheet has, after those of the long form.
const OWN: [&str; 4] = [LINE, "vaegt", COUNTED, OUTSIDE];
const LINE: &str = "linje";
const COUNTED: &str = "talt";
const OUTSIDE: &str = "uden_for";

/// Where the lines to mark are, and what formulas read of the figures.
pub(super) struct Places {
    /// The number of each note and option among the lines to mark, from 1.
    pub(super) marks: BTreeMap<(String, Option<String>), u32>,
    /// How many decimals sums are rounded to, so that no trace is left of binary numbers: those of
    /// the amounts, which are rounded by themselves where only a share of them counts.
    pub(super) decimals: u32,
    /// The row of the first line to mark, from 1.
    pub(super) first: u32,
    /// How many years the pack's overviews have.
    pub(super) years: u16,
    /// The last row of the sheet of figures.
    last: usize,
}

impl Places {
    pub(super) fn of(export: &Export<'_>) -> Self {
        let mut marks = BTreeMap::new();
        for member in export.packed.iter().flat_map(|packed| &packed.members) {
            let id = &member.note.id.value;
            let own = std::iter::once(None)
                .chain(member.choices.iter().map(|choice| Some(choice.choice.id.value.clone())));
            for choice in own {
                let next = u32::try_from(marks.len() + 1).unwrap_or(u32::MAX);
                marks.entry((id.clone(), choice)).or_insert(next);
            }
        }
        let placed = export.lines.iter().filter_map(|line| line.placed.as_ref());
        let scale = placed
            .map(|placed| Amount::new(placed.amount.decimal().normalize()).scale())
            .max()
            .unwrap_or_default();
        let years = export.packed.map_or(0, |packed| packed.periods.len());
        Self {
            marks,
            decimals: scale,
            first: export.packed.map_or(0, rows_above) + 2,
            years: u16::try_from(years).unwrap_or_default(),
            last: export.lines.len().max(1) + 1,
        }
    }

    /// The cells of a column of the sheet, by its key or one of its own.
    fn cells(&self, key: &str) -> String {
        let known = in_workbook(true).position(|column| column.key == key);
        let own =
            || OWN.iter().position(|own| *own == key).map(|at| at + in_workbook(true).count());
        let column =
            letters(u16::try_from(known.or_else(own).unwrap_or_default()).unwrap_or_default());
        format!("{NAME}!${column}$2:${column}${}", self.last)
    }

    /// What is counted of the figures that `conditions` hold for, in a period, as a formula.
    pub(super) fn sum(&self, conditions: &[Condition<'_>], period: Period) -> String {
        self.over(COUNTED, conditions, period)
    }

    /// What figures would count if they were wholly in.
    pub(super) fn price(&self, conditions: &[Condition<'_>], period: Period) -> String {
        self.over("pakke_pris", conditions, period)
    }

    fn over(&self, what: &str, conditions: &[Condition<'_>], period: Period) -> String {
        // There are thousands of these, each over all figures: a program looks numbers up in a tenth of
        // the time that it takes to multiply columns. Words would be patterns there, or dates. All rows
        // stay in each, for who sorts the sheet moves a line's own.
        if let ([Condition::Line(cell)], Period::Year(year)) = (conditions, period) {
            let [what, lines, years] = [what, LINE, "pakke_aar"].map(|key| self.cells(key));
            return format!(
                "ROUND(SUMIFS({what},{lines},{cell},{years},{year}),{})",
                self.decimals
            );
        }
        let mut factors = vec![format!("({}={})", self.cells("pakke_aar"), literal(period))];
        factors.extend(conditions.iter().map(|condition| match condition {
            Condition::Line(cell) => format!("({}={cell})", self.cells(LINE)),
            Condition::Committee(cell) => format!("({}={cell})", self.cells("udvalg")),
            Condition::Root(cell) => format!("({}={cell})", self.cells("pakke_styringsomraade")),
            Condition::Areas([]) | Condition::Committees([]) => "0".to_owned(),
            Condition::Areas(areas) => {
                let each = areas.iter().map(|area| {
                    format!("({}=\"{}\")", self.cells("styringsomraade"), area.replace('"', "\"\""))
                });
                format!("({})", each.collect::<Vec<_>>().join("+"))
            }
            Condition::Committees(committees) => {
                let each = committees.iter().map(|code| {
                    format!("({}=\"{}\")", self.cells("udvalg"), code.replace('"', "\"\""))
                });
                format!("({})", each.collect::<Vec<_>>().join("+"))
            }
            // FIND takes no wildcards, as SEARCH does.
            Condition::Inside(frame) => {
                let marked = outside([*frame]).replace('"', "\"\"");
                format!("ISERROR(FIND(\"{marked}\",{}))", self.cells(OUTSIDE))
            }
        }));
        factors.push(self.cells(what));
        format!("ROUND(SUMPRODUCT({}),{})", factors.join("*"), self.decimals)
    }
}

/// The frames that a figure does not count in, as the sheet of figures has them: between marks, so
/// that one name within another is not found.
pub(super) fn outside<'n>(frames: impl IntoIterator<Item = &'n str>) -> String {
    let mut out = String::new();
    for name in frames {
        out.extend(["|", name, "|"]);
    }
    out
}

/// What figures a sum is of. Cells are those of the sheet that the sum stands in.
pub(super) enum Condition<'c> {
    /// Those of the line to mark whose number stands in the cell.
    Line(&'c str),
    /// Those of the committee whose code stands in the cell.
    Committee(&'c str),
    /// Those of the topmost control area whose id stands in the cell.
    Root(&'c str),
    /// Those of one of these control areas.
    Areas(&'c [String]),
    /// Those of one of these committees.
    Committees(&'c [String]),
    /// Those that count in the frame of that name.
    Inside(&'c str),
}

/// How many rows stand above the headings of the lines to mark: the years, the sum, a row a frame, and the control.
fn rows_above(packed: &Packed<'_>) -> u32 {
    3 + u32::try_from(packed.frames.len()).unwrap_or(u32::MAX - 3)
}
