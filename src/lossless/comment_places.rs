//! The comments of a file, and the file without them.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// Where the comments of a file are, in its order. The lines that tell an editor which schema holds
/// (`#:schema …`) say nothing to a reader, and are none.
pub fn comment_places(text: &str) -> Vec<Range<usize>> {
    let tokens = Source::new(text).lex();
    tokens
        .filter(|token| token.kind() == TokenKind::Comment)
        .map(|token| token.span().start()..token.span().end())
        .filter(|range| !text.get(range.clone()).is_some_and(|own| own.starts_with("#:")))
        .collect()
}

/// The file without its comments: what stands before one on its line stays, and a line of a comment
/// alone goes. Everything else is byte for byte as it was.
pub fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for comment in comment_places(text) {
        let before = text.get(from..comment.start).unwrap_or_default();
        let kept = before.trim_end_matches([' ', '\t']);
        out.push_str(kept);
        from = comment.end;
        if kept.is_empty() && out.is_empty() || out.ends_with('\n') {
            // The line is gone with its break.
            let rest = text.get(from..).unwrap_or_default();
            from += ["\r\n", "\n"]
                .iter()
                .find(|end| rest.starts_with(**end))
                .map_or(0, |end| end.len());
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_all_else_stays() {
        let text = "#:schema .skema/note.schema.json\n# tjek med Lene\n\nid = \"BI1\" # nyt\ntekst = '''\n# en overskrift\n'''\n  # sidst\n[[a]]#b\nb = \"#c\"";
        let plain = "#:schema .skema/note.schema.json\n\nid = \"BI1\"\ntekst = '''\n# en overskrift\n'''\n[[a]]\nb = \"#c\"";
        assert_eq!(without_comments(text), plain);
        assert_eq!(comment_places(text).len(), 4);
        assert_eq!(without_comments("a = 1 # x\r\n# y\r\nb = 2\r\n"), "a = 1\r\nb = 2\r\n");
        assert_eq!(without_comments("# kun den"), "");
        assert_eq!(without_comments(plain), plain);
    }
}
