//! Digits in running text, and what groups them: `1.234`, `1 234`.

/// Words that a number of their own stands after: the blank after that one groups nothing.
const NUMBERED: &[&str] = &[
    "tabel", "bilag", "afsnit", "figur", "side", "nr.", "nr", "kap.", "kapitel", "punkt", "pkt.",
    "note", "uge", "§", "stk.", "trin", "fase", "budget", "post", "linje", "kl.",
];

/// Digits that are read as one number.
#[derive(Clone, Copy, Default)]
pub(super) struct Digits {
    /// Their value, where they are no more than are read.
    pub(super) value: i64,
    pub(super) count: usize,
}

impl Digits {
    /// With these after them.
    pub(super) fn and(self, digits: &[u8]) -> Self {
        let add = |value: i64, digit: &u8| {
            value.saturating_mul(10).saturating_add(i64::from(digit.wrapping_sub(b'0')))
        };
        Self {
            value: digits.iter().fold(self.value, add),
            count: self.count.saturating_add(digits.len()),
        }
    }
}

/// What groups digits: a point, an apostrophe, or a blank; a plain blank stands between two numbers
/// as well.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Point,
    Apostrophe,
    Blank,
}

/// What groups digits where a text begins with it, and how many bytes it takes.
fn group(rest: &[u8]) -> Option<(Group, usize)> {
    match rest {
        [b'.', ..] => Some((Group::Point, 1)),
        [b'\'', ..] => Some((Group::Apostrophe, 1)),
        [0xe2, 0x80, 0x99, ..] => Some((Group::Apostrophe, 3)),
        [b' ', ..] => Some((Group::Blank, 1)),
        [0xc2, 0xa0, ..] => Some((Group::Blank, 2)),
        // Thin blanks, and that of a digit's width.
        [0xe2, 0x80, 0xaf | 0x89 | 0x87, ..] => Some((Group::Blank, 3)),
        _ => None,
    }
}

/// The digits before the decimal mark, without what groups them, and how many bytes they take.
pub(super) fn whole(before: &str, rest: &str) -> (Digits, usize) {
    let bytes = rest.as_bytes();
    let run = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        &rest[..rest.iter().take_while(|byte| byte.is_ascii_digit()).count()]
    };
    let first = run(0);
    let mut end = first.len();
    let mut digits = Digits::default().and(first);
    if end > 3 {
        return (digits, end);
    }
    let Some((kind, _)) = group(&bytes[end..]) else { return (digits, end) };
    let plain = bytes[end] == b' ';
    if plain && (first.starts_with(b"0") || run(end + 1).len() != 3 || is_numbered(before)) {
        return (digits, end);
    }
    while let Some((_, length)) = bytes.get(end..).and_then(group).filter(|(mark, _)| *mark == kind)
    {
        let next = run(end + length);
        if next.len() != 3 {
            break;
        }
        digits = digits.and(next);
        end += length + 3;
    }
    (digits, end)
}

/// True after a word that a number of its own belongs to: "tabel 3", "SEL 85".
fn is_numbered(before: &str) -> bool {
    let head = before.trim_end_matches([' ', '\u{a0}']);
    let last = head.rsplit([' ', '\u{a0}', '\n', '(']).next().unwrap_or_default();
    let code = last.chars().nth(1).is_some() && last.chars().all(char::is_uppercase);
    let kroner = last.eq_ignore_ascii_case("kr") || last.eq_ignore_ascii_case("dkk");
    let digits = last.ends_with(|c: char| c.is_ascii_digit());
    (code && !kroner) || digits || NUMBERED.contains(&last.to_lowercase().trim_start_matches('”'))
}
