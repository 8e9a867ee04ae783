//! Backslashes that TOML takes for something else: `"C:\budget"` has a control character where `\b`
//! is typed, and a title with `\n` goes on in another line.

use crate::diagnostic::Diagnostic;
use crate::key::Kind;
use crate::parse::faults::QUOTES;
use crate::parse::quotes::wrap;
use crate::source::Span;
use crate::text;

/// What is wrong with a text that holds control characters, as it is written in the file. In a long
/// text, `\n` and `\t` are meant, but where they are a part of a path.
pub(crate) fn fault(kind: Kind, raw: &str, span: Span) -> Option<Diagnostic> {
    let long = raw.starts_with("\"\"\"");
    let marks = if long { "\"\"\"" } else { "\"" };
    let inner = raw.strip_prefix(marks)?.strip_suffix(marks)?;
    let one_line = matches!(
        kind,
        Kind::Text | Kind::TextOrFalse | Kind::TextOrTexts | Kind::Texts | Kind::NoteIds
    );
    let mut found = None;
    let mut path = false;
    let mut chars = inner.char_indices();
    while let Some((at, c)) = chars.next() {
        if c != '\\' {
            continue;
        }
        let before = &inner[..at];
        path |= is_drive(before) || before.is_empty() && inner.starts_with("\\\\");
        let Some((_, sign)) = chars.next() else { break };
        let counts = match sign {
            'b' | 'f' | 'e' => true,
            'n' | 't' | 'r' => path || one_line,
            _ => false,
        };
        if counts && found.is_none() {
            found = Some((sign, path || matches!(sign, 'b' | 'f' | 'e')));
        }
    }
    let (sign, literal) = found?;
    if !literal {
        return Some(in_one_line(sign, inner, span));
    }
    let message = match sign {
        'n' | 'r' => text!(
            "`\\{sign}` er et linjeskift i en tekst mellem {marks}",
            "`\\{sign}` is a line break in a text between {marks}"
        ),
        't' => text!(
            "`\\t` er en tabulator i en tekst mellem {marks}",
            "`\\t` is a tab in a text between {marks}"
        ),
        _ => text!(
            "`\\{sign}` er et styretegn i en tekst mellem {marks}, og bliver ikke trykt",
            "`\\{sign}` is a control character in a text between {marks}, and is not printed"
        ),
    };
    let finding = Diagnostic::new(&QUOTES, span, message);
    if long {
        return Some(finding.help(text!(
            "sæt ''' om teksten i stedet for \"\"\"",
            "put ''' around the text in place of \"\"\""
        )));
    }
    let mended = wrap(&inner.replace("\\\"", "\""));
    let help = text!("skriv {mended}", "write {mended}");
    Some(Diagnostic { replacement: Some(mended), ..finding.help(help) })
}

/// True where a path's drive was just named: `C:`.
fn is_drive(before: &str) -> bool {
    let Some(rest) = before.strip_suffix(':') else { return false };
    let mut back = rest.chars().rev();
    back.next().is_some_and(|c| c.is_ascii_uppercase())
        && !back.next().is_some_and(char::is_alphanumeric)
}

/// Of a line break or a tab in a text that stands in one line.
fn in_one_line(sign: char, inner: &str, span: Span) -> Diagnostic {
    let message = if sign == 't' {
        text!("`\\t` er en tabulator", "`\\t` is a tab")
    } else {
        text!(
            "`\\{sign}` bliver til et linjeskift, men teksten her skal stå på én linje",
            "`\\{sign}` becomes a line break, but the text here must stay on one line"
        )
    };
    let spaced =
        ["\\r", "\\n", "\\t"].iter().fold(inner.to_owned(), |text, sign| text.replace(sign, " "));
    let words: Vec<&str> = spaced.split(' ').filter(|word| !word.is_empty()).collect();
    let mended = format!("\"{}\"", words.join(" "));
    let help = text!("skriv {mended}", "write {mended}");
    Diagnostic { replacement: Some(mended), ..Diagnostic::new(&QUOTES, span, message).help(help) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(kind: Kind, raw: &str) -> Option<String> {
        fault(kind, raw, Span::default())?.replacement
    }

    #[test]
    fn a_path_stands_between_single_quotes() {
        for (raw, right) in [
            (r#""Se C:\budget""#, r"'Se C:\budget'"),
            (r#""Se C:\notater""#, r"'Se C:\notater'"),
            (r#""Se X:\tal\2027""#, r"'Se X:\tal\2027'"),
            (r#""\\server\notater""#, r"'\\server\notater'"),
            (r#""Kultur\fritid""#, r"'Kultur\fritid'"),
        ] {
            assert_eq!(mended(Kind::Text, raw).as_deref(), Some(right), "{raw}");
            assert_eq!(mended(Kind::Prose, raw).as_deref(), Some(right), "{raw}");
        }
    }

    #[test]
    fn a_title_stands_in_one_line_and_a_text_need_not() {
        assert_eq!(mended(Kind::Text, r#""A\nB \t C""#).as_deref(), Some("\"A B C\""));
        for raw in [r#""A\n\nB""#, r#""en \"ting\" og \\""#, "'C:\\budget'", "\"3:\""] {
            assert_eq!(mended(Kind::Prose, raw), None, "{raw}");
        }
        assert_eq!(mended(Kind::Text, r#""en \"ting\" \u00e6""#), None);
    }
}
