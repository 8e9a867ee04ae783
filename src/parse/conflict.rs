//! Marks of a git conflict that are left in a file: two versions of the same lines, of which one is
//! read.

use std::ops::Range;

use memchr::memmem;

use crate::diagnostic::{Diagnostic, rule};
use crate::parse::document::Document;
use crate::parse::header::after;
use crate::source::{FileId, Source, Span};
use crate::text;

rule!(
    CONFLICT = "git-konflikt", Error;
    "Filen har mærker fra en git-konflikt.",
    "The file has marks of a git conflict."
);

const OURS: &str = "<<<<<<<";
const MIDDLE: &str = "=======";
const THEIRS: &str = ">>>>>>>";

/// One conflict, by its lines.
struct Conflict {
    ours: usize,
    base: Option<usize>,
    middle: usize,
    theirs: usize,
}

/// True where a file may have such marks: looked for in all files, so it is cheap.
pub(super) fn may_be(text: &str) -> bool {
    [OURS, THEIRS, MIDDLE].iter().any(|mark| {
        memmem::find_iter(text.as_bytes(), mark.as_bytes())
            .any(|at| at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n'))
    })
}

/// The file with blanks in place of the marks and of the version that is not read, and what is said
/// of each conflict; `None` where there are no marks.
pub(super) fn resolved(
    source: &Source,
    file: FileId,
    document: &mut Document<'_>,
) -> Option<Source> {
    if !may_be(&source.text) {
        return None;
    }
    let text = |line: usize| source.text.get(source.line_range(line)).unwrap_or_default();
    let mut blanks: Vec<Range<usize>> = Vec::new();
    let mut line = 0;
    let mut found = false;
    let mut open = None;
    while line < source.line_count() {
        if let Some(conflict) = conflict(line, source.line_count(), text) {
            found = true;
            say(source, file, &conflict, document);
            let until = conflict.theirs;
            let dropped = conflict.base.unwrap_or(conflict.middle);
            blanks.extend(
                (conflict.ours..=until)
                    .filter(|line| *line == conflict.ours || *line >= dropped)
                    .map(|line| source.line_range(line)),
            );
            line = until + 1;
            continue;
        }
        let middle = || text(line).trim_end() == MIDDLE;
        // Within a text it can be the line below a heading.
        let stray =
            matches!(mark(text(line)), Some('<' | '>')) || middle() && (found || open.is_none());
        open = after(text(line), open);
        if stray {
            found = true;
            let span = Span::new(file, source.line_range(line));
            document.findings.push(stray_mark(span, text(line).trim()));
            document.mended.push(span);
            blanks.push(source.line_range(line));
        }
        line += 1;
    }
    found.then(|| Source::new(source.path.clone(), blanked(&source.text, &blanks)))
}

/// The sign of a line that is a conflict's mark: `<` of the first, `|` above the common version,
/// `=` between the two, `>` of the last. It stands seven times, or more often where git is told to
/// (gitattributes(5), `conflict-marker-size`), and says a name then.
pub(crate) fn mark(line: &str) -> Option<char> {
    let line = line.trim_end_matches(['\r', '\n']);
    let sign = line.chars().next().filter(|sign| matches!(sign, '<' | '|' | '=' | '>'))?;
    let rest = line.trim_start_matches(sign);
    let count = line.len() - rest.len();
    let ends = if sign == '=' {
        rest.is_empty()
    } else {
        rest.starts_with(' ') || (rest.is_empty() && count == MIDDLE.len())
    };
    (count >= MIDDLE.len() && ends).then_some(sign)
}

/// The conflict that begins on a line, if it is whole.
fn conflict<'t>(ours: usize, count: usize, text: impl Fn(usize) -> &'t str) -> Option<Conflict> {
    /// How many lines a conflict is followed: longer ones are told mark by mark.
    const MOST: usize = 2_000;
    if mark(text(ours)) != Some('<') {
        return None;
    }
    let (mut base, mut middle) = (None, None);
    for line in ours + 1..count.min(ours + MOST) {
        match mark(text(line)) {
            Some('<') => return None,
            Some('|') if middle.is_none() => base = base.or(Some(line)),
            Some('=') if middle.is_none() => middle = Some(line),
            Some('>') => {
                return middle.map(|middle| Conflict { ours, base, middle, theirs: line });
            }
            _ => {}
        }
    }
    None
}

fn say(source: &Source, file: FileId, conflict: &Conflict, document: &mut Document<'_>) {
    let place = |line: usize| Span::new(file, source.line_range(line));
    let one = lines(conflict.ours + 1, conflict.base.unwrap_or(conflict.middle));
    let other = lines(conflict.middle + 1, conflict.theirs);
    let marks = "(<<<<<<<, =======, >>>>>>>)";
    let help = match (one, other) {
        (Some((one, one_en)), Some((other, other_en))) => text!(
            "vælg mellem {one} og {other}, og slet den anden udgave og mærkerne {marks}",
            "choose between {one_en} and {other_en}, and delete the other version and the marks {marks}"
        ),
        (Some((only, only_en)), None) | (None, Some((only, only_en))) => text!(
            "behold eller slet {only}, som kun den ene udgave har, og slet mærkerne {marks}",
            "keep or delete {only_en}, which only one version has, and delete the marks {marks}"
        ),
        (None, None) => text!("slet mærkerne {marks}", "delete the marks {marks}"),
    };
    let finding = Diagnostic::new(
        &CONFLICT,
        place(conflict.ours),
        text!(
            "her er en git-konflikt: to har ændret de samme linjer",
            "here is a git conflict: two people have changed the same lines"
        ),
    )
    .label(
        place(conflict.middle),
        text!("her begynder den anden udgave", "the other version begins here"),
    )
    .label(place(conflict.theirs), text!("her slutter konflikten", "the conflict ends here"))
    .help(help);
    document.findings.push(finding);
    for line in conflict.ours..=conflict.theirs {
        document.distrust(place(line));
    }
}

/// "linje 40" or "linje 40-42" of the lines from one up to another, counted from nought.
fn lines(from: usize, until: usize) -> Option<(String, String)> {
    let (first, last) = (from + 1, until);
    match until.checked_sub(from)? {
        0 => None,
        1 => Some((format!("linje {first}"), format!("line {first}"))),
        _ => Some((format!("linje {first}-{last}"), format!("lines {first}-{last}"))),
    }
}

fn stray_mark(span: Span, written: &str) -> Diagnostic {
    Diagnostic {
        replacement: Some(String::new()),
        ..Diagnostic::new(
            &CONFLICT,
            span,
            text!(
                "`{written}` er et mærke efter en git-konflikt",
                "`{written}` is a mark left by a git conflict"
            ),
        )
        .help(text!(
            "slet linjen, når du har valgt, hvilken udgave der skal gælde",
            "delete the line once you have chosen which version holds"
        ))
    }
}

/// A text of the same length, with blanks in some places.
fn blanked(text: &str, blanks: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for range in blanks {
        out.push_str(text.get(from..range.start).unwrap_or_default());
        out.extend(std::iter::repeat_n(' ', range.len()));
        from = range.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// True where a mark that stands alone is between two places: what is said of it says of both that
/// one of them goes.
pub(super) fn mark_between(findings: &[Diagnostic], first: Span, last: Span) -> bool {
    findings.iter().any(|finding| {
        let place = finding.primary.span;
        finding.rule.name == CONFLICT.name && first.end <= place.start && place.end <= last.start
    })
}

/// The stretch of the file that a finding of a conflict speaks of.
pub(crate) fn stretch(finding: &Diagnostic) -> Option<Span> {
    if finding.rule.name != CONFLICT.name {
        return None;
    }
    let place = finding.primary.span;
    let end = finding.labels.iter().map(|label| label.span.end).max().unwrap_or(place.end);
    Some(Span { end: end.max(place.end), ..place })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Vec<String>)> {
        let source = Source::new("a", text);
        let mut document = Document::default();
        let resolved = resolved(&source, FileId::default(), &mut document)?;
        let said = document.findings.iter().filter_map(|f| f.help.as_ref());
        Some((resolved.text.to_string(), said.map(|help| help.da.clone()).collect()))
    }

    #[test]
    fn one_version_is_read_and_no_place_moves() {
        let (text, said) =
            read("a = 1\n<<<<<<< vores\nb = 2\n=======\nb = 3\n>>>>>>> deres\nc = 4\n").unwrap();
        assert_eq!(text.split_whitespace().collect::<String>(), "a=1b=2c=4");
        assert_eq!(text.find("c = 4"), Some(54));
        assert!(
            said[0].starts_with("vælg mellem linje 3 og linje 5, og slet den anden udgave"),
            "{said:?}"
        );
        let (text, said) =
            read("<<<<<<< a\n||||||| b\nx = 1\n=======\nx = 2\ny = 3\n>>>>>>> c\n").unwrap();
        assert_eq!(text.trim(), "");
        assert!(said[0].starts_with("behold eller slet linje 5-6"), "{said:?}");
    }

    #[test]
    fn marks_that_stand_alone_are_told_and_others_are_none() {
        assert_eq!(read("a = 1\n>>>>>>> deres\n").unwrap().1.len(), 1);
        assert!(read("a = '''\n=======\n'''\n").is_none());
        assert_eq!(read("a = 1\n=======\nb = 1\n").unwrap().1.len(), 1);
        assert!(read("a = 'x <<<<<<< y'\n").is_none());
        assert!(read("<<<<<<<<<<\n").is_none());
        let long = "<<<<<<<<<< vores\na = 1\n==========\na = 2\n>>>>>>>>>> deres\n";
        assert_eq!(read(long).unwrap().1.len(), 1);
    }
}
