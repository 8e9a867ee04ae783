//! Marks of `Markdown` that are printed as they stand: `**` without its other end, and bold or `#` in a
//! title, which has no formatting.

use crate::diagnostic::{Diagnostic, rule};
use crate::prose::passage::{Passage, Setting};
use crate::rule::context::Context;
use crate::text;

rule!(
    BARE_MARK = "formateringstegn", Warning;
    "Et tegn for fed skrift eller en overskrift bliver trykt, som det står.",
    "A mark of bold type or of a heading is printed as it stands."
);

/// What makes text bold in a text.
const BOLD: &str = "**";

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    // Few notes have any.
    if memchr::memchr2(b'*', b'#', context.prose.whole.as_bytes()).is_none() {
        return;
    }
    for text in &context.prose.texts {
        for passage in &text.list {
            let Some((at, length)) = mark(passage) else { continue };
            let sign = &passage.text[at..at + length];
            let message = text!("{sign} bliver trykt", "{sign} is printed");
            let help = match passage.setting {
                Setting::Heading if sign == BOLD => text!(
                    "slet {sign}: en titel, overskrift eller post har ikke fed skrift",
                    "delete {sign}: a title, a heading or a post has no bold type"
                ),
                Setting::Heading => text!(
                    "slet {sign}: feltet er selv overskriften",
                    "delete {sign}: the field itself is the heading"
                ),
                _ => text!(
                    "sæt {sign} på begge sider af det, der skal være fedt, uden mellemrum indenfor, eller slet {sign}",
                    "put {sign} on both sides of what is to be bold, without blanks within, or delete {sign}"
                ),
            };
            let place = text.span(passage, at..at + length);
            findings.push(Diagnostic::new(&BARE_MARK, place, message).help(help));
        }
    }
}

/// Where a passage has such a mark, and how long that is.
fn mark(passage: &Passage) -> Option<(usize, usize)> {
    let text = passage.text.as_str();
    if passage.setting == Setting::Heading && text.starts_with('#') {
        let rest = text.trim_start_matches('#');
        let length = text.len() - rest.len();
        if length <= 6 && rest.starts_with(' ') {
            return Some((0, length));
        }
    }
    memchr::memchr(b'*', text.as_bytes())?;
    let mut places = memchr::memmem::find_iter(text.as_bytes(), BOLD.as_bytes());
    let at = places.next()?;
    let (before, after) = (&text[..at], &text[at + BOLD.len()..]);
    // "***", "2**3" and the two stars of a note, "beløb**", are something else.
    let opens = after.starts_with(char::is_alphanumeric)
        && !before.ends_with(|c: char| c.is_alphanumeric() || c == '*');
    let whole = passage.setting != Setting::Heading || places.next().is_some();
    (opens && whole).then_some((at, BOLD.len()))
}
