//! Whether a text has anything of a kind, told of many bytes at once: texts are long, and what is
//! looked for in them is rare.

use std::ops::Range;

/// How many bytes are told of at once.
const STRETCH: usize = 32;

/// How many bytes are seen of each place: its own, and those after it.
const SEEN: usize = 4;

/// True where `is` says so of a place of a text. It is given the byte there and those after it, 0
/// where the text has none. Made of plain comparisons that are joined by `&` and `|`, it is worked
/// out for many places in one step.
pub(crate) fn any(text: &str, is: impl Fn([u8; SEEN]) -> bool) -> bool {
    const WIDE: usize = STRETCH + SEEN - 1;
    let bytes = text.as_bytes();
    (0..bytes.len()).step_by(STRETCH).any(|start| {
        let own: [u8; WIDE] = padded(&bytes[start..]);
        let mut any = 0;
        for at in 0..STRETCH {
            // No early end, and no branch.
            any |= u8::from(is([own[at], own[at + 1], own[at + 2], own[at + 3]]));
        }
        any != 0
    })
}

/// The stretches of a text that have a byte of a kind, in order.
pub(crate) fn having(text: &str, is: impl Fn(u8) -> bool) -> impl Iterator<Item = Range<usize>> {
    let bytes = text.as_bytes();
    let stretches = (0..bytes.len()).step_by(STRETCH);
    let range = |start: usize| start..bytes.len().min(start + STRETCH);
    stretches.map(range).filter(move |range| {
        let own: [u8; STRETCH] = padded(&bytes[range.start..]);
        let mut any = 0;
        for byte in own {
            any |= u8::from(is(byte));
        }
        any != 0
    })
}

/// The first bytes of a text, with as many 0 after them as it is too short.
#[inline]
fn padded<const N: usize>(bytes: &[u8]) -> [u8; N] {
    if let Some(whole) = bytes.first_chunk() {
        return *whole;
    }
    let mut own = [0; N];
    own[..bytes.len()].copy_from_slice(bytes);
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn each_place_is_seen_with_what_is_after_it(text in "[abæ]{0,110}", wanted in "[ab]{4}") {
            let bytes: [u8; SEEN] = wanted.as_bytes().try_into().unwrap();
            proptest::prop_assert_eq!(any(&text, |seen| seen == bytes), text.contains(&wanted));
        }

        #[test]
        fn the_end_is_seen(text in "[ab]{1,70}") {
            let last = any(&text, |[own, next, ..]| own == b'a' && next == 0);
            proptest::prop_assert_eq!(last, text.ends_with('a'));
        }

        #[test]
        fn no_stretch_that_has_it_is_left_out(text in "[abæ]{0,110}") {
            let found: Vec<usize> = having(&text, |byte| byte == b'a')
                .flat_map(|range| range.filter(|at| text.as_bytes()[*at] == b'a'))
                .collect();
            let all: Vec<usize> = text.match_indices('a').map(|(at, _)| at).collect();
            proptest::prop_assert_eq!(found, all);
        }
    }
}
