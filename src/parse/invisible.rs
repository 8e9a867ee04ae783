//! Characters that nobody sees, and blanks that are none of the keyboard's: pasted along from word
//! processors and web pages.

use crate::text;
use crate::text::Text;

/// True for a character without width: a soft hyphen, a zero width space, a mark of direction.
pub(crate) fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

/// True for a blank that looks like the keyboard's and is another character.
pub(crate) fn is_other_blank(c: char) -> bool {
    !c.is_ascii() && c.is_whitespace()
}

/// True for either.
pub(crate) fn is_unseen(c: char) -> bool {
    is_hidden(c) || is_other_blank(c)
}

/// What a character is called.
pub(crate) fn name(c: char) -> Text {
    match c {
        '\u{ad}' => text!("en blød bindestreg", "a soft hyphen"),
        '\u{a0}' => text!("et hårdt mellemrum", "a no-break space"),
        '\u{202f}' => text!("et smalt hårdt mellemrum", "a narrow no-break space"),
        '\u{2007}' | '\u{2009}' | '\u{200a}' | '\u{2006}' => {
            text!("et tyndt mellemrum", "a thin space")
        }
        '\u{2028}' | '\u{2029}' | '\u{85}' => {
            text!("et usynligt linjeskift", "an invisible line break")
        }
        '\u{200b}' => text!("et mellemrum uden bredde", "a zero width space"),
        '\u{200c}' | '\u{200d}' | '\u{2060}' => {
            text!("et samletegn uden bredde", "a zero width joiner")
        }
        '\u{feff}' => text!("et BOM-tegn", "a byte order mark"),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            text!("et tegn for skriveretning", "a mark of writing direction")
        }
        c if is_other_blank(c) => {
            text!("et særligt mellemrum", "a special space")
        }
        c => {
            let code = u32::from(c);
            text!("tegnet U+{code:04X}", "the character U+{code:04X}")
        }
    }
}

/// A text without hidden characters, its other blanks as the keyboard's.
pub(crate) fn without(text: &str) -> String {
    text.chars()
        .filter(|c| !is_hidden(*c))
        .map(|c| if is_other_blank(c) { ' ' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unseen_has_a_name() {
        for c in [
            '\u{ad}', '\u{a0}', '\u{2009}', '\u{200b}', '\u{feff}', '\u{200e}', '\u{202f}',
            '\u{3000}',
        ] {
            assert!(is_unseen(c), "{c:?}");
            assert!(!name(c).da.is_empty(), "{c:?}");
        }
        assert_eq!(without("S\u{ad}O\u{a0}C"), "SO C");
        assert!(!is_unseen(' ') && !is_unseen('æ') && !is_unseen('\t'));
    }
}
