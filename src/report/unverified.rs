//! The figures that nothing could contradict, one per line.

use std::fmt::Write as _;

use crate::rule::Unverified;
use crate::source::Sources;
use crate::text;
use crate::text::Lang;

/// `file:line:column: what it is: why`, under a heading; nothing where every figure is verified.
pub(super) fn render(all: &[Unverified], sources: &Sources, lang: Lang) -> String {
    let mut out = String::new();
    if all.is_empty() {
        return out;
    }
    let _ = writeln!(out, "{}", text!("ikke efterprøvet:", "not verified:").get(lang));
    for one in all {
        let Some(source) = sources.get(one.span.file) else { continue };
        let at = source.position(one.span.start as usize);
        let written = one
            .amount
            .map_or_else(|| sources.slice(one.span).to_owned(), |amount| amount.to_string());
        let Unverified { address, why, .. } = one;
        let why = why.words();
        let _ = writeln!(
            out,
            "  {}:{}:{}: {address}: {}: {}",
            source.path,
            at.line,
            at.column,
            crate::sanitize::plain(written.lines().collect::<Vec<_>>().join(" ")),
            crate::sanitize::text(why).get(lang)
        );
    }
    out
}
