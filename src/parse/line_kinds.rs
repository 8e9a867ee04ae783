//! Lines that are two, or that lack or have too much around them: a header and a key on one line, two
//! keys, a header without brackets, a line in quotes.

use crate::key::Kind;
use crate::parse::faults::{Mend, QUOTES, SYNTAX, Sure};
use crate::parse::header;
use crate::parse::keys::{only, without_comment};
use crate::parse::pieces::{good_line, keyed};
use crate::text;

/// What a line is meant as that begins `indent` bytes into its own; `parts` finds what is wrong in a
/// line within quotes.
pub(super) fn of(trimmed: &str, indent: usize, parts: fn(&str) -> Vec<Mend>) -> Option<Mend> {
    let written = without_comment(trimmed).trim_end();
    after_header(written, indent)
        .or_else(|| bare_header(written, indent))
        .or_else(|| in_quotes(written, indent, parts))
        .or_else(|| two_keys(written, indent))
        .or_else(|| yes(written, indent))
}

/// `[[tabel.post]] id = "a"`.
fn after_header(written: &str, indent: usize) -> Option<Mend> {
    if !written.starts_with('[') {
        return None;
    }
    let end = written.find("]]").map(|at| at + 2).or_else(|| written.find(']').map(|at| at + 1))?;
    let (header, rest) = written.split_at_checked(end)?;
    let next = rest.trim_start();
    (keyed(next) && good_line(next) && good_line(header)).then(|| Mend {
        rule: &SYNTAX,
        range: indent + end..indent + end + (rest.len() - next.len()),
        message: text!(
            "der står mere på linjen efter {header}",
            "there is more on the line after {header}"
        ),
        help: text!("skriv {next} på en linje for sig", "write {next} on a line of its own"),
        replacement: "\n".to_owned(),
        sure: Sure::Yes,
    })
}

/// `tabel.post`: a header without its brackets.
fn bare_header(written: &str, indent: usize) -> Option<Mend> {
    let mended = header::bare(written.trim_end_matches(':'))?;
    Some(Mend {
        rule: &SYNTAX,
        range: indent..indent + written.len(),
        message: text!("`{written}` mangler sine klammer", "`{written}` lacks its brackets"),
        help: text!("skriv {mended}", "write {mended}"),
        replacement: mended,
        sure: Sure::Yes,
    })
}

/// `"2027 = 3_200"`: a whole line in quotes.
fn in_quotes(written: &str, indent: usize, parts: fn(&str) -> Vec<Mend>) -> Option<Mend> {
    let inner = written.strip_prefix('"')?.strip_suffix('"')?.trim();
    if !keyed(inner) || inner.split('=').next().is_some_and(|key| key.contains('"')) {
        return None;
    }
    let mut mended = inner.to_owned();
    if !good_line(inner) {
        for part in parts(inner).into_iter().rev() {
            mended.replace_range(part.range, &part.replacement);
        }
    }
    good_line(&mended).then(|| Mend {
        rule: &QUOTES,
        range: indent..indent + written.len(),
        message: text!("hele linjen står i anførselstegn", "the whole line is in quotes"),
        help: text!("skriv {mended}", "write {mended}"),
        replacement: mended.clone(),
        sure: Sure::Yes,
    })
}

/// `2027 = 1 2028 = 2`: two keys on a line.
fn two_keys(written: &str, indent: usize) -> Option<Mend> {
    if !keyed(written) || written.matches('=').count() < 2 {
        return None;
    }
    let blanks = written.char_indices().filter(|(_, c)| matches!(c, ' ' | ',' | ';' | '\t'));
    blanks.map(|(at, _)| at).find_map(|at| {
        let (first, rest) = written.split_at_checked(at)?;
        let next = rest.trim_start_matches([' ', ',', ';', '\t']);
        (good_line(first) && keyed(first) && keyed(next) && good_line(next)).then(|| Mend {
            rule: &SYNTAX,
            range: indent + at..indent + at + (rest.len() - next.len()),
            message: text!("der står to nøgler på linjen", "there are two keys on the line"),
            help: text!("skriv {next} på en linje for sig", "write {next} on a line of its own"),
            replacement: "\n".to_owned(),
            sure: Sure::Yes,
        })
    })
}

/// `varig`: a key that is either true or false, by itself.
fn yes(written: &str, indent: usize) -> Option<Mend> {
    only(written, |kind| kind == Kind::Bool).then(|| Mend {
        rule: &SYNTAX,
        range: indent..indent + written.len(),
        message: text!("der står intet efter `{written}`", "there is nothing after `{written}`"),
        help: text!(
            "skriv {written} = true, eller slet linjen",
            "write {written} = true, or delete the line"
        ),
        replacement: format!("{written} = true"),
        sure: Sure::Yes,
    })
}
