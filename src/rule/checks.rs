//! What is run on each note, in order.

use crate::diagnostic::Diagnostic;
use crate::rule::context::Context;
use crate::rule::{
    agreement, dimensions, full_shares, head, ids, in_sentence, keys, larger_part, like_posts,
    mentions, names, one_sided, options, other_unit, outside_frames, overlapping_years, payback,
    prefixes, prose, recounted, references, rounding, sections, sign, sums, swapped_posts,
    table_notes, table_numbers, text_against_code, units, unverified, unwritten,
};

/// A rule that looks at one note.
pub(super) type Check = fn(&Context<'_>, &mut Vec<Diagnostic>);

/// What is run on each note.
pub(super) static CHECKS: &[Check] = &[
    head::check,
    ids::check,
    sections::check,
    prefixes::check,
    names::check,
    agreement::check,
    text_against_code::check,
    sign::check,
    references::check,
    units::check,
    other_unit::check,
    options::check,
    outside_frames::check,
    recounted::check,
    larger_part::check,
    like_posts::check,
    one_sided::check,
    dimensions::check,
    overlapping_years::check,
    sums::check,
    swapped_posts::check,
    full_shares::check,
    rounding::check,
    payback::check,
    keys::check,
    table_notes::check,
    unverified::check,
    prose::check,
    in_sentence::check,
    mentions::check,
    table_numbers::check,
    unwritten::check,
];
