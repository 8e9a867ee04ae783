//! The rules: pure functions in one list; the runner is a loop.
//!
//! A new rule is one file here (or a static beside the reader that raises it), its page in `docs/regler/`, and one line in
//! [`RULES`].

mod agreement;
mod checked;
mod dimensions;
mod head;
mod ids;
mod keys;
pub mod mentions;
mod names;
mod once;
mod options;
mod pack;
pub mod page;
mod parts;
mod payback;
pub mod printed;
mod prose;
mod register;
mod rounding;
mod sign;
mod sums;
mod swap;
mod theme;
mod unverified;
mod unwritten;

pub use checked::{Amounts, Checked, Counts, Gap};

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Rule, Severity, in_source_order};
use crate::equation::facts::Names;
use crate::equation::{declared, derive, effect};
use crate::note::{Note, Pack};
use crate::pack::{Packed, Told, members, told};
use crate::project::{self, Project};
use crate::prose::Scene;
use crate::read::{self, document, encoding, fields, figure, mend, place, table};
use crate::reconcile::{Reconciled, reconcile};
use crate::register::Round;
use crate::source::FileId;
use once::{few, gravest, quiet};

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
    &derive::CIRCLE,
    &derive::NO_SUCH_TABLE,
    &derive::CANT_DERIVE,
    &effect::BAD_PART,
    &declared::BAD_RELATION,
    &sums::OVERFLOW,
    &register::REGISTER,
    &theme::CONTRAST,
    &theme::LOGO,
    &read::theme::COLOUR,
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
    &printed::PRINTED,
    &page::GLYPH,
    &page::TEMPLATE,
    &page::STRANGE,
    &page::FONT,
    &page::HEADERS,
    &page::LANGUAGE,
    &page::ALTERNATIVE,
    &mend::POINT,
    &mend::COMMA,
    &mend::SPACE,
    &mend::MINUS,
    &mend::WORDS,
    &figure::DECIMALS,
    &figure::UNREADABLE,
    &figure::YEAR,
    &place::NO_PLACE,
    &fields::NUMBER_KEY,
    &mend::QUOTES,
    &mend::UNCLOSED,
    &mend::SYNTAX,
    &document::DUPLICATE_KEY,
    &fields::UNKNOWN_KEY,
    &fields::MISPLACED_KEY,
    &fields::MISSING_KEY,
    &fields::WRONG_TYPE,
    &fields::UNKNOWN_WORD,
    &fields::BAD_ID,
    &table::UNKNOWN_TYPE,
    &table::TWO_KINDS,
    &table::BAD_COLUMN,
    &table::BAD_TERM,
    &encoding::ENCODING,
    &document::LINE_ENDS,
    &document::BOM,
    &project::NO_ROUND,
    &project::NOT_READ,
    &read::bound::TOO_LARGE,
];

/// The rule named `name`.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}

/// True for what only a pack can't do with: the note that it is told in adds up by itself.
pub fn of_pack(rule: &Rule) -> bool {
    [&pack::UNPLACED, &pack::DIFFERS, &pack::PRICES, &pack::EXCLUDED_OPTION].iter().any(|own| own.name == rule.name)
}

/// What a rule sees: one note, solved, and everything around it.
pub(crate) struct Context<'a> {
    pub(crate) project: &'a Project,
    pub(crate) round: &'a Round,
    pub(crate) note: &'a Note,
    pub(crate) names: Names<'a>,
    pub(crate) reconciled: &'a Reconciled<'a>,
    /// Ids of the round's notes, by file and by title only.
    pub(crate) notes: &'a [String],
    /// The note's texts, and the amounts in them.
    pub(crate) seen: &'a mentions::Seen<'a>,
}

/// What a note's prose is filled in from, where nothing is disputed and tables have no numbers yet.
fn scene<'a>(project: &'a Project, reconciled: &'a Reconciled<'a>, notes: &'a [String]) -> Scene<'a> {
    Scene::plain(&project.sources, reconciled, notes)
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

/// Which notes to check.
#[derive(Clone, Debug, Default)]
pub enum Selection {
    /// Every note of the project.
    #[default]
    All,
    /// Files and folders, by path from the project root.
    Paths(Vec<String>),
}

impl Selection {
    /// True when a file is asked for, itself or by a folder.
    pub fn has(&self, path: &str) -> bool {
        match self {
            Self::All => true,
            Self::Paths(paths) => paths.iter().any(|asked| {
                asked.is_empty() || path == asked || path.strip_prefix(asked.as_str()).is_some_and(|rest| rest.starts_with('/'))
            }),
        }
    }
}

/// Ids of each round's notes, by file and by title only.
pub fn known_notes(project: &Project) -> BTreeMap<String, Vec<String>> {
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (folder, round) in &project.rounds {
        known.entry(folder.clone()).or_default().extend(round.known.iter().map(|note| note.id.value.clone()));
    }
    for note in project.notes.iter().filter(|note| !note.id.value.is_empty()) {
        known.entry(note.round.clone()).or_default().push(note.id.value.clone());
    }
    known
}

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
        let seen = mentions::Seen::new(&scene(project, &reconciled, notes), &names);
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
        let errors = errors(&checked.findings, &project.findings);
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

/// The files that have an error.
fn errors(findings: &[Diagnostic], read: &[Diagnostic]) -> BTreeSet<FileId> {
    let errors = findings.iter().chain(read).filter(|finding| finding.severity() == Severity::Error);
    errors.map(|finding| finding.primary.span.file).collect()
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
