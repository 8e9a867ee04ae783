//! The order of merged things: ours, unless only theirs has moved any; what only one side has comes
//! after what it follows there.

use std::collections::BTreeMap;

/// Where one thing stands in the common version, in ours and in theirs.
pub(super) type Places = [Option<usize>; 3];

/// Indexes of the things in the order that they are written in.
pub(super) fn order(things: &[Places]) -> Vec<usize> {
    let side = |side: usize| {
        let mut out: Vec<usize> =
            (0..things.len()).filter(|thing| things[*thing][side].is_some()).collect();
        out.sort_by_key(|thing| things[*thing][side]);
        out
    };
    let common = |things_of: &[usize]| {
        let all = |thing: &&usize| things[**thing].iter().all(Option::is_some);
        things_of.iter().filter(all).copied().collect::<Vec<_>>()
    };
    let (base, ours, theirs) = (side(0), side(1), side(2));
    let theirs_alone = common(&ours) == common(&base) && common(&theirs) != common(&base);
    let (first, second, place) = if theirs_alone { (theirs, ours, 2) } else { (ours, theirs, 1) };
    // What only the second has, by what it stands after there.
    let mut after: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    let mut last = None;
    for thing in second {
        if things[thing][place].is_some() {
            last = Some(thing);
        } else {
            after.entry(last).or_default().push(thing);
        }
    }
    let mut out = Vec::with_capacity(things.len());
    let mut waiting = after.remove(&None).unwrap_or_default();
    for thing in first {
        // Where both have put something in, ours stands first.
        if theirs_alone || things[thing][2].is_some() {
            out.append(&mut waiting);
        }
        out.push(thing);
        waiting.extend(after.remove(&Some(thing)).unwrap_or_default());
    }
    out.append(&mut waiting);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(base: &str, ours: &str, theirs: &str) -> String {
        let mut names: Vec<char> = base.chars().chain(ours.chars()).chain(theirs.chars()).collect();
        names.sort_unstable();
        names.dedup();
        let things: Vec<Places> =
            names.iter().map(|name| [base, ours, theirs].map(|side| side.find(*name))).collect();
        order(&things).into_iter().map(|thing| names[thing]).collect()
    }

    #[test]
    fn what_is_new_stands_where_it_was_put() {
        assert_eq!(merged("abc", "abxc", "yabc"), "yabxc");
        assert_eq!(merged("abc", "xabc", "yabc"), "xyabc");
        assert_eq!(merged("abc", "abxc", "abyc"), "abxyc");
        assert_eq!(merged("abc", "abc", "cab"), "cab");
        assert_eq!(merged("abc", "abxc", "cab"), "cabx");
        assert_eq!(merged("abc", "bac", "abcx"), "bacx");
        assert_eq!(merged("", "ab", "cd"), "abcd");
    }
}
