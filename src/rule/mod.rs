//! The rules: pure functions in one list; the runner is a loop.
//!
//! A new rule is one file here (or a static beside what raises it: `docs/architecture.md` says where), its page in `docs/regler/`,
//! and one line in [`RULES`].

mod agreement;
mod checked;
mod context;
mod dimensions;
mod head;
mod ids;
mod keys;
pub mod mentions;
mod names;
mod options;
mod pack;
pub mod page;
mod parts;
mod payback;
mod prose;
mod register;
mod rounding;
mod selection;
mod sign;
mod sums;
mod swap;
mod theme;
mod unverified;
mod unwritten;

pub use checked::{Amounts, Checked, Counts, Gap};
pub use selection::{Selection, known_notes};

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Rule};
use crate::equation::facts::Names;
use crate::equation::{declared, derive, effect, faults};
use crate::note::Pack;
use crate::pack::{Packed, Told, members, told};
use crate::project::{self, Project};
use crate::reconcile::reconcile;
use crate::register::Round;
use crate::verdict::{few, gravest, in_source_order, quiet, with_errors};
use crate::{parse, read};
use context::{Context, Seen, scene};

/// Every rule, in the order they are explained.
pub static RULES: &[&Rule] = &[
    &sums::COLUMN,
    &sums::ROW,
    &sums::SUBTOTAL,
    &sums::SHARE,
    &sums::SAME_MONEY,
    &sums::MUST_GIVE,
    &sums::FINANCING,
    &sums::DECLARED,
    &sums::EFFECT,
    &payback::PAYBACK,
    &keys::KEYS,
    &sums::TOGETHER,
    &rounding::UNLIKELY,
    &rounding::NOT_TOGETHER,
    &unverified::UNVERIFIED,
    &dimensions::INCOMPLETE,
    &dimensions::WHICH_MONEY,
    &dimensions::OUTSIDE,
    &names::UNKNOWN_COMMITTEE,
    &names::ADMINISTRATION_AS_COMMITTEE,
    &names::UNKNOWN_ADMINISTRATION,
    &names::UNKNOWN_AREA,
    &names::UNKNOWN_DISTRICT,
    &names::OTHER_YEARS,
    &names::ALIAS,
    &agreement::UNKNOWN_APPROPRIATION,
    &agreement::WRONG_COMMITTEE,
    &agreement::WRONG_AREA,
    &swap::SWAPPED,
    &sign::SIGN,
    &ids::DUPLICATE_ID,
    &options::EXCLUSIVE,
    &pack::NO_NOTES,
    &pack::SAME_NAME,
    &pack::NOT_PRESENT,
    &pack::EXCLUDED,
    &pack::NO_OPTION,
    &pack::EXCLUDED_OPTION,
    &pack::UNPLACED,
    &pack::DIFFERS,
    &pack::NOTHING_ASKED,
    &pack::PRICES,
    &pack::EXCEEDED,
    &pack::SAME_ACTIVITY,
    &parts::UNKNOWN_POST,
    &parts::UNKNOWN_CHOICE,
    &parts::UNKNOWN_AGREEMENT,
    &head::UNKNOWN_DOCUMENT,
    &head::UNKNOWN_NOTE,
    &prose::NOT_PLACED,
    &prose::PLACED_TWICE,
    &mentions::near::NEAR,
    &mentions::elsewhere::OTHER_YEARS,
    &mentions::elsewhere::OTHER_AREA,
    &mentions::told_twice::TOLD_TWICE,
    &mentions::unbacked::UNBACKED,
    &mentions::declared::UNREADABLE,
    &mentions::declared::UNUSED,
    &mentions::tables::NO_SUCH_TABLE,
    &mentions::annexes::NO_SUCH_ANNEX,
    &mentions::notes::NO_SUCH_NOTE,
    &mentions::counts::MISCOUNTED,
    &mentions::dates::NO_SUCH_DAY,
    &mentions::dates::WRONG_WEEKDAY,
    &unwritten::UNWRITTEN,
    &sums::UNSOLVED,
    &faults::CIRCLE,
    &derive::NO_SUCH_TABLE,
    &derive::CANT_DERIVE,
    &effect::BAD_PART,
    &declared::BAD_RELATION,
    &sums::OVERFLOW,
    &register::REGISTER,
    &theme::CONTRAST,
    &theme::LOGO,
    &read::COLOUR,
    &crate::prose::PLACED_WRONGLY,
    &crate::prose::EXPRESSION,
    &crate::prose::NO_FIGURE,
    &crate::prose::NO_REFERENCE,
    &crate::prose::NO_LANGUAGE,
    &crate::prose::CODE,
    &crate::prose::UNCLOSED,
    &crate::prose::IMAGE,
    &crate::prose::LINK,
    &crate::prose::FOOTNOTE,
    &crate::prose::DEPTH,
    &page::GLYPH,
    &page::TEMPLATE,
    &page::STRANGE,
    &page::FONT,
    &page::HEADERS,
    &page::LANGUAGE,
    &page::ALTERNATIVE,
    &parse::faults::POINT,
    &parse::number::COMMA,
    &parse::number::SPACE,
    &parse::number::MINUS,
    &parse::faults::WORDS,
    &read::DECIMALS,
    &read::UNREADABLE,
    &read::YEAR,
    &read::NO_PLACE,
    &read::NUMBER_KEY,
    &parse::value::QUOTES,
    &parse::UNCLOSED,
    &parse::faults::SYNTAX,
    &parse::DUPLICATE_KEY,
    &parse::faults::UNKNOWN_KEY,
    &read::MISPLACED_KEY,
    &read::MISSING_KEY,
    &parse::faults::WRONG_TYPE,
    &read::UNKNOWN_WORD,
    &read::BAD_ID,
    &read::UNKNOWN_TYPE,
    &read::TWO_KINDS,
    &read::BAD_COLUMN,
    &read::BAD_TERM,
    &parse::ENCODING,
    &parse::LINE_ENDS,
    &parse::BOM,
    &project::NO_ROUND,
    &project::NOT_READ,
    &parse::bound::TOO_LARGE,
];

/// The rule named `name`.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}

/// True for what only a pack can't do with: the note that it is told in adds up by itself.
pub fn of_pack(rule: &Rule) -> bool {
    [&pack::UNPLACED, &pack::DIFFERS, &pack::PRICES, &pack::EXCLUDED_OPTION].iter().any(|own| own.name == rule.name)
}

/// A rule that looks at one note.
type Check = fn(&Context<'_>, &mut Vec<Diagnostic>);

/// What is run on each note.
static CHECKS: &[Check] = &[
    head::check,
    ids::check,
    names::check,
    agreement::check,
    sign::check,
    parts::check,
    options::check,
    dimensions::check,
    sums::check,
    rounding::check,
    payback::check,
    keys::check,
    unverified::check,
    prose::check,
    mentions::check,
    unwritten::check,
];

/// Checks the selected notes and packs of a project. Pure; sees the notes that others refer to. The register and the rounds of
/// the selected notes are checked with them, and the notes of a selected pack.
pub fn check(project: &Project, selection: &Selection) -> Checked {
    let mut checked = Checked::default();
    let known = known_notes(project);
    let empty = Vec::new();
    let mut shown = vec![project.municipality.file];
    register::check(project, &mut checked.findings);
    theme::check(project, &mut checked.findings);
    let packs = packs(project, selection);
    let members: BTreeSet<usize> = packs.iter().flat_map(|(_, _, notes)| notes.iter().copied()).collect();
    let mut told: BTreeMap<usize, Told> = BTreeMap::new();
    for (index, note) in project.notes.iter().enumerate() {
        let path = project.sources.get(note.file).map_or("", |source| &source.path);
        let asked = selection.has(path) || members.contains(&index);
        let Some(round) = project.round(note).filter(|_| asked) else { continue };
        shown.extend([note.file, round.file]);
        let reconciled = reconcile(note, &project.municipality, round);
        let notes = known.get(&note.round).unwrap_or(&empty);
        let names = Names::new(&project.municipality, round);
        let seen = Seen::new(&scene(project, &reconciled, notes), &names);
        let context = Context { project, round, note, names, reconciled: &reconciled, notes, seen: &seen };
        let before = checked.findings.len();
        for check in CHECKS {
            check(&context, &mut checked.findings);
        }
        checked.findings.extend(reconciled.findings.iter().cloned());
        quiet(&mut checked.findings, before, &project.findings);
        gravest(&mut checked.findings, before);
        checked.counts.notes += 1;
        checked.amounts.add(seen.amounts());
        checked.notes.push(note.file);
        checked.counts.tables += note.tables.len();
        checked.counts.figures += reconciled.figures();
        checked.counts.equations += reconciled.checks.len();
        checked.counts.unverified += reconciled.unverified().len();
        for check in reconciled.checks.iter().filter(|check| check.within_rounding()) {
            let gap = Gap { amount: check.residual.abs(), unit: reconciled.unit(check) };
            checked.counts.rounded += 1;
            checked.counts.largest = Some(checked.counts.largest.map_or(gap, |largest| largest.larger(gap)));
        }
        if members.contains(&index) {
            told.insert(index, told::told(&reconciled, &names, round));
        }
    }
    for (own, round, notes) in &packs {
        shown.extend([own.file, round.file]);
        let packed = Packed::new(project, own, round, notes, &told);
        let errors = with_errors(checked.findings.iter().chain(&project.findings));
        let context = pack::Context { project, packed: &packed, notes: known.get(&own.round).unwrap_or(&empty), errors: &errors };
        let before = checked.findings.len();
        pack::check(&context, &mut checked.counts, &mut checked.findings);
        quiet(&mut checked.findings, before, &project.findings);
    }
    let rounds = project.rounds.values().filter(|round| shown.contains(&round.file));
    rounds.for_each(|round| pack::declared(project, round, &mut checked.findings));
    // What is asked for is shown, though it has no notes, or could not be read as one.
    shown.extend(project.sources.iter().filter(|(_, source)| selection.has(&source.path)).map(|(file, _)| file));
    checked.findings.extend(project.findings.iter().filter(|finding| shown.contains(&finding.primary.span.file)).cloned());
    in_source_order(&mut checked.findings);
    few(&mut checked.findings);
    checked
}

/// The selected packs, each with its round and notes.
fn packs<'p>(project: &'p Project, selection: &Selection) -> Vec<(&'p Pack, &'p Round, Vec<usize>)> {
    let path = |pack: &Pack| project.sources.get(pack.file).map_or("", |source| &source.path);
    let asked = project.packs.iter().filter(|pack| selection.has(path(pack)));
    asked
        .filter_map(|pack| {
            let round = project.rounds.get(&pack.round)?;
            Some((pack, round, members(project, pack, round)))
        })
        .collect()
}
