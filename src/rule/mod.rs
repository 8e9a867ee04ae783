//! The rules: pure functions in one list; the runner is a loop.
//!
//! A new rule is one file here (or a static beside what raises it: `docs/architecture.md` says
//! where), its page in `docs/regler/`, and one line in [`RULES`].

mod agreement;
mod checked;
mod checker;
mod checks;
mod context;
mod dimensions;
mod finding_addresses;
mod full_shares;
mod head;
mod ids;
mod in_sentence;
mod keys;
mod larger_part;
mod like_posts;
pub mod mentions;
mod names;
mod one_sided;
mod options;
mod other_rounds;
mod other_unit;
mod outside_frames;
mod overlapping_years;
mod pack;
pub mod page;
mod payback;
mod prefixes;
pub mod printed;
mod prose;
mod recounted;
mod references;
mod register;
mod rounding;
mod sections;
mod sign;
mod sums;
mod table_notes;
mod swapped_codes;
mod swapped_committees;
mod swapped_posts;
mod table_numbers;
mod text_against_code;
mod theme;
mod units;
mod unknown_committee;
mod unverified;
mod unverified_figures;
mod unwritten;

pub use crate::project::Selection;
pub use checked::{Amounts, Checked, Counts, Gap, Unverified, Why};
pub use checker::{Checker, check};

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::equation::{declared, derive, effect, faults};
use crate::project;
use crate::source::FileId;
use crate::{parse, read};

/// Every rule, in the order they are explained.
pub static RULES: &[&Rule] = &[
    &sums::COLUMN,
    &sums::ROW,
    &sums::SUBTOTAL,
    &sums::SHARE,
    &full_shares::NOT_THE_WHOLE,
    &sums::yearly::YEARLY,
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
    &units::NO_MONEY,
    &units::UNLIKE,
    &recounted::TWICE,
    &larger_part::LARGER_PART,
    &like_posts::ALIKE,
    &like_posts::ALL_ZERO,
    &one_sided::ONE_SIDED_TABLE,
    &dimensions::INCOMPLETE,
    &dimensions::WHICH_MONEY,
    &dimensions::OUTSIDE,
    &overlapping_years::OVERLAP,
    &unknown_committee::UNKNOWN_COMMITTEE,
    &names::ADMINISTRATION_AS_COMMITTEE,
    &names::UNKNOWN_ADMINISTRATION,
    &names::UNKNOWN_AREA,
    &names::UNKNOWN_DISTRICT,
    &names::OTHER_YEARS,
    &names::ALIAS,
    &agreement::UNKNOWN_APPROPRIATION,
    &agreement::UNCLEAR,
    &agreement::WRONG_COMMITTEE,
    &agreement::WRONG_AREA,
    &read::swapped_ui::SWAPPED_CODES,
    &swapped_committees::SWAPPED,
    &swapped_posts::SWAPPED_POSTS,
    &text_against_code::TEXT_AGAINST_CODE,
    &sign::SIGN,
    &ids::DUPLICATE_ID,
    &ids::OTHER_NAME,
    &sections::MISSING,
    &sections::SAME_HEADING,
    &prefixes::OTHER_ADMINISTRATION,
    &options::EXCLUSIVE,
    &pack::NO_NOTES,
    &pack::SAME_NAME,
    &pack::UNFINISHED,
    &pack::NOT_PRESENT,
    &pack::EXCLUDED,
    &pack::NO_OPTION,
    &pack::EXCLUDED_OPTION,
    &pack::UNPLACED,
    &pack::DIFFERS,
    &pack::NOTHING_ASKED,
    &pack::PRICES,
    &pack::EXCEEDED,
    &pack::NO_FRAMES,
    &pack::MIXED,
    &pack::SAME_ACTIVITY,
    &outside_frames::UNKNOWN_FRAME,
    &pack::UNUSED_OUTSIDE,
    &references::UNKNOWN_POST,
    &references::UNKNOWN_CHOICE,
    &references::UNKNOWN_AGREEMENT,
    &head::UNKNOWN_DOCUMENT,
    &head::UNKNOWN_NOTE,
    &head::REVISED,
    &prose::NOT_PLACED,
    &prose::PLACED_TWICE,
    &in_sentence::IN_SENTENCE,
    &mentions::near::NEAR,
    &mentions::elsewhere::OTHER_YEARS,
    &mentions::elsewhere::OTHER_AREA,
    &mentions::misnamed::OTHER_POST,
    &mentions::reckoned::MISCOUNTED,
    &mentions::pointed::POINTED,
    &mentions::stated_twice::STATED_TWICE,
    &mentions::same_count::OTHER_COUNT,
    &mentions::unbacked::UNBACKED,
    &mentions::unread::UNREAD,
    &mentions::unitless::UNITLESS,
    &mentions::yearly::WHOLE,
    &mentions::declared::UNREADABLE,
    &mentions::declared::UNUSED,
    &mentions::doubled::DOUBLED,
    &mentions::tables::NO_SUCH_TABLE,
    &mentions::figures::NO_SUCH_FIGURE,
    &table_numbers::SAME_NUMBER,
    &mentions::annexes::NO_SUCH_ANNEX,
    &mentions::notes::NO_SUCH_NOTE,
    &mentions::counts::MISCOUNTED,
    &mentions::dates::NO_SUCH_DAY,
    &mentions::dates::WRONG_WEEKDAY,
    &mentions::past_dates::BEFORE,
    &mentions::old_round::OLD_ROUND,
    &mentions::pasted::PASTED,
    &mentions::superscripts::RAISED,
    &mentions::placeholders::PLACEHOLDER,
    &mentions::bare_marks::BARE_MARK,
    &unwritten::UNWRITTEN,
    &sums::UNSOLVED,
    &faults::CIRCLE,
    &derive::NO_SUCH_TABLE,
    &derive::CANT_DERIVE,
    &effect::BAD_PART,
    &declared::BAD_RELATION,
    &declared::APART,
    &declared::ONE_SIDED,
    &read::OVERFLOW,
    &register::REGISTER,
    &theme::CONTRAST,
    &theme::LOGO,
    &read::COLOUR,
    &crate::prose::PLACED_WRONGLY,
    &crate::prose::EXPRESSION,
    &crate::prose::NO_FIGURE,
    &crate::prose::NO_REFERENCE,
    &crate::prose::WITHDRAWN,
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
    &page::COMMENTED,
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
    &read::OUT_OF_ORDER,
    &read::APART,
    &read::COUNT,
    &table_notes::NO_NOTE,
    &read::NO_PLACE,
    &read::FORM,
    &read::GRID_COLUMN,
    &read::MARK,
    &read::NO_FIGURES,
    &read::PRINTED,
    &read::BESIDE,
    &read::NUMBER_KEY,
    &parse::faults::QUOTES,
    &parse::faults::UNCLOSED,
    &parse::faults::SYNTAX,
    &parse::CONFLICT,
    &parse::UNSEEN,
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
    &parse::GARBLED,
    &parse::LINE_ENDS,
    &parse::BOM,
    &read::FRAMES_IN_ROUND,
    &project::NO_ROUND,
    &project::NOT_READ,
    &parse::limits::TOO_LARGE,
];

/// The rule named `name`.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}

/// The files that stop the packs that they are of: those with an error, and notes with a section that
/// is not written yet.
pub fn stopping_packs<'f>(findings: impl IntoIterator<Item = &'f Diagnostic>) -> BTreeSet<FileId> {
    let stops = |finding: &&Diagnostic| {
        finding.severity() == Severity::Error || finding.rule.name == unwritten::UNWRITTEN.name
    };
    findings.into_iter().filter(stops).map(|finding| finding.primary.span.file).collect()
}

/// True for what only a pack can't do with: the note that it is stated in adds up by itself.
pub fn of_pack(rule: &Rule) -> bool {
    [&pack::UNPLACED, &pack::DIFFERS, &pack::PRICES, &pack::EXCLUDED_OPTION]
        .iter()
        .any(|own| own.name == rule.name)
}
