//! A file that git has left conflict marks in, taken apart into the versions that it was merged of.

use crate::parse::conflict::mark;

/// The versions that a file with conflict marks holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sides {
    /// The common version, where every conflict holds it (`|||||||`).
    pub base: Option<String>,
    /// What is the same in both: the file without what stands between its marks.
    pub common: String,
    /// Ours, above `=======`.
    pub ours: String,
    /// Theirs, below it.
    pub theirs: String,
}

/// Where in a conflict a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Outside,
    Ours,
    Base,
    Theirs,
}

/// The versions of a text with conflict marks; `None` where it has none, or they don't match each
/// other: `Err` gives the line of the one that doesn't, from 1.
pub fn sides(text: &str) -> Result<Option<Sides>, usize> {
    let mut sides = Sides {
        base: Some(String::new()),
        common: String::new(),
        ours: String::new(),
        theirs: String::new(),
    };
    let (mut at, mut any, mut has_base, mut opened) = (At::Outside, false, false, 0);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let next = match (at, mark(line)) {
            (At::Outside, Some('<')) => {
                (any, has_base, opened) = (true, false, number + 1);
                At::Ours
            }
            (At::Ours, Some('|')) => {
                has_base = true;
                At::Base
            }
            (At::Ours | At::Base, Some('=')) => {
                if !has_base {
                    sides.base = None;
                }
                At::Theirs
            }
            (At::Theirs, Some('>')) => At::Outside,
            // A line of equals signs alone may be anyone's.
            (_, Some('<' | '>' | '|')) => return Err(number + 1),
            (_, _) => {
                let add = |to: &mut String| to.push_str(line);
                match at {
                    At::Outside => {
                        let own = [&mut sides.common, &mut sides.ours, &mut sides.theirs];
                        own.into_iter().for_each(add);
                        sides.base.as_mut().map(add);
                    }
                    At::Ours => add(&mut sides.ours),
                    At::Base => drop(sides.base.as_mut().map(add)),
                    At::Theirs => add(&mut sides.theirs),
                }
                continue;
            }
        };
        at = next;
    }
    match at {
        At::Outside => Ok(any.then_some(sides)),
        _ => Err(opened),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_marks_is_its_versions() {
        let text = "a\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> gren\nb\n";
        let sides = sides(text).unwrap().unwrap();
        assert_eq!((sides.ours.as_str(), sides.theirs.as_str()), ("a\n1\nb\n", "a\n2\nb\n"));
        assert_eq!((sides.common.as_str(), sides.base), ("a\nb\n", None));
        let text = text.replace("=======", "||||||| 1234\n0\n=======");
        assert_eq!(super::sides(&text).unwrap().unwrap().base.as_deref(), Some("a\n0\nb\n"));
    }

    #[test]
    fn marks_that_do_not_match_are_told_by_their_line() {
        assert_eq!(sides("a\n=======\nb\n"), Ok(None));
        assert_eq!(sides("a\n<<<<<<< x\nb\n"), Err(2));
        assert_eq!(sides("a\n>>>>>>> x\n"), Err(2));
        assert_eq!(sides("<<<<<<< x\n<<<<<<< y\n"), Err(2));
    }
}
