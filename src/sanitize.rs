//! Makes what a message quotes safe to show: no file can control a terminal, and no message is as
//! long as a file.

use crate::limit;
use crate::text::Text;

/// A text whose control characters are pictures of themselves, cut where it goes on for ever.
#[must_use]
pub(crate) fn text(text: Text) -> Text {
    Text { da: plain(text.da), en: plain(text.en) }
}

/// The same of words in no language: a path.
pub(crate) fn plain(text: String) -> String {
    let end = text.char_indices().nth(limit::MESSAGE.most).map(|(end, _)| end);
    if end.is_none() && !text.chars().any(steers_terminal) {
        return text;
    }
    let cut = text.get(..end.unwrap_or(text.len())).unwrap_or_default();
    let mut out: String =
        cut.chars().map(|c| if steers_terminal(c) { picture(c) } else { c }).collect();
    if end.is_some() {
        out.push('…');
    }
    out
}

/// True for characters that are no text to a terminal: controls, ends of lines, and marks that turn
/// the direction of reading.
pub(crate) fn steers_terminal(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// `␛` for Escape; the mark for what can't be shown where there is no picture.
fn picture(c: char) -> char {
    match u32::from(c) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or(char::REPLACEMENT_CHARACTER),
        0x7f => '␡',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_can_not_steer_a_terminal_or_go_on_for_ever() {
        let quoted = text(Text::same("`\u{1b}[2J\n\u{7f}\u{85}\u{202e}æ`"));
        assert_eq!(quoted.da, "`␛[2J␊␡\u{fffd}\u{fffd}æ`");
        let long = text(Text::same("æ".repeat(limit::MESSAGE.most + 1)));
        assert_eq!(long.da.chars().count(), limit::MESSAGE.most + 1);
        assert!(long.da.ends_with("æ…"));
        let plain = Text::same("æ".repeat(limit::MESSAGE.most));
        assert_eq!(text(plain.clone()), plain);
    }
}
