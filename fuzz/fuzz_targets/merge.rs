//! Three versions of a note, cut at `PART`s: the one both sides came from, ours and theirs.
#![no_main]

use budgetnotat::key::Section;
use budgetnotat::merge::{MARKS, merge};
use budgetnotat_fuzz::PART;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut parts = Vec::new();
    let mut rest = data;
    while parts.len() < 2 {
        let cut = rest.windows(PART.len()).position(|window| window == PART);
        let (part, after) =
            cut.map_or((rest, &[][..]), |at| (&rest[..at], &rest[at + PART.len()..]));
        parts.push(part);
        rest = after;
    }
    let (base, ours, theirs) = (parts[0], parts[1], rest);
    let merged = merge(base, ours, theirs, Section::Note, MARKS);
    let again = merge(base, ours, theirs, Section::Note, MARKS);
    assert_eq!(merged.bytes, again.bytes, "the same three give another result");
    assert_eq!(
        merge(base, base, theirs, Section::Note, MARKS).bytes,
        theirs,
        "what only they changed is as theirs"
    );
    assert_eq!(
        merge(base, ours, base, Section::Note, MARKS).bytes,
        ours,
        "what only we changed is as ours"
    );
    // The other way round there is as much to decide.
    let turned = merge(base, theirs, ours, Section::Note, MARKS);
    assert_eq!(
        merged.conflicts.is_empty(),
        turned.conflicts.is_empty(),
        "one way round conflicts, the other does not"
    );
});
