//! Lines as people type them, made what they are meant as: `CommonMark` takes a day for a number of
//! a list, a plus for a bullet, and Word's bullets for text.

use crate::note::MONTHS;

/// How the beginning of a line is put down for the parser.
pub(super) struct Opening {
    /// How many bytes are kept before `put`.
    pub(super) keep: usize,
    /// What is put there.
    pub(super) put: &'static str,
    /// How many bytes are left out after it.
    pub(super) skip: usize,
    /// True where the line before ends where it ends.
    pub(super) breaks: bool,
}

/// Bullets as Word and mail programs have them.
const BULLETS: &[char] =
    &['•', '·', '▪', '▫', '◦', '‣', '●', '○', '\u{f0b7}', '\u{f0a7}', '\u{f0d8}'];

/// Blanks that may stand after a bullet.
const BLANKS: &[char] = &[' ', '\t', '\u{a0}', '\u{2003}'];

/// How the line that begins at `at` is put down, where it is not taken as it is.
pub(super) fn opening(value: &str, at: usize) -> Option<Opening> {
    let line = &value[at..];
    let escaped = |keep: usize, breaks: bool| Some(Opening { keep, put: "\\", skip: 0, breaks });
    match line.as_bytes().first()? {
        b'0'..=b'9' => escaped(date_point(line)?, false),
        b'+' | b'-' if signed(value, at) => escaped(0, before(value, at).is_some_and(is_sign)),
        b' ' | b'\t' | b'o' | 0xc2 | 0xe2 | 0xef => bullet(line),
        _ => None,
    }
}

/// Word's bullet, alone on its line's beginning.
fn bullet(line: &str) -> Option<Opening> {
    let own = line.trim_start_matches([' ', '\t']);
    let after = own
        .strip_prefix(BULLETS)
        .or_else(|| own.strip_prefix(['o', '–']).filter(|after| after.starts_with('\t')))?;
    let rest = after.trim_start_matches(BLANKS);
    let text = !rest.is_empty() && !rest.starts_with(['\n', '\r']);
    (after.len() > rest.len() && text).then(|| Opening {
        keep: 0,
        put: "- ",
        skip: line.len() - rest.len(),
        breaks: false,
    })
}

/// The most lines of one reckoning.
const MOST: usize = 40;

/// True where a line is one of a reckoning, "+ 3,0 mio. kr." and "- 2,0 mio. kr.": a plus before a
/// figure is no bullet, and a minus among such lines isn't either.
fn signed(value: &str, at: usize) -> bool {
    let line = &value[at..];
    if !is_sign(line) {
        return false;
    }
    let plus = |line: &str| line.starts_with('+');
    let above = || {
        let mut at = at;
        std::iter::from_fn(move || {
            let line = before(value, at)?;
            at -= line.len();
            Some(line)
        })
    };
    plus(line)
        || above().take(MOST).take_while(|line| is_sign(line)).any(plus)
        || line.split_inclusive('\n').take(MOST).take_while(|line| is_sign(line)).any(plus)
}

/// True where a line begins with a plus or a minus, and a figure.
fn is_sign(line: &str) -> bool {
    line.strip_prefix(['+', '-']).and_then(|rest| rest.strip_prefix([' ', '\u{a0}'])).is_some_and(
        |rest| rest.starts_with(|c: char| c.is_ascii_digit()) || rest.starts_with("{{"),
    )
}

/// The line before the one that begins at `at`, with its end.
fn before(value: &str, at: usize) -> Option<&str> {
    let head = value.get(..at)?.strip_suffix('\n')?;
    let start = head.rfind('\n').map_or(0, |end| end + 1);
    value.get(start..at)
}

/// The place of the point in a line that begins "1. august …".
pub(super) fn date_point(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..)?.strip_prefix(". ")?;
    let rest: String = rest.chars().take(12).flat_map(char::to_lowercase).collect();
    let named = (1..=2).contains(&digits) && MONTHS.iter().any(|month| rest.starts_with(month));
    named.then_some(digits)
}

/// The stars of a stretch of text that stand between digits: a product, not emphasis.
pub(super) fn products(text: &str) -> impl Iterator<Item = usize> {
    let digit = |at: Option<usize>| {
        at.and_then(|at| text.as_bytes().get(at)).is_some_and(u8::is_ascii_digit)
    };
    memchr::memchr_iter(b'*', text.as_bytes())
        .filter(move |at| digit(at.checked_sub(1)) && digit(at.checked_add(1)))
}
