//! What may stand between `{{` and `}}`, parsed: names, members, calls and filters, each with its
//! place.
//!
//! minijinja parses, by an interface that it calls unstable. This is the one file that knows it:
//! the tests below hold what is used of it, so that another version breaks here or nowhere.

use std::ops::Range;

use minijinja::machinery::ast::{CallArg, Expr};
use minijinja::machinery::{self, parse_expr};

/// A parsed expression.
pub(crate) struct Expression<'s>(Expr<'s>);

/// An expression within one, or the whole of it.
#[derive(Clone, Copy)]
pub(crate) struct Part<'e>(&'e Expr<'e>);

/// A name, and the bytes of the source that it stands in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Name<'e> {
    pub(crate) text: &'e str,
    pub(crate) range: Range<usize>,
}

/// What a part is.
pub(crate) enum Node<'e> {
    /// `name`
    Name(Name<'e>),
    /// `base.name`
    Member { base: Part<'e>, name: Name<'e> },
    /// `base[key]` or `base.2020`
    Item { base: Part<'e>, key: Part<'e> },
    /// `function(arguments)`; where the function is a member, its place begins with the point
    Call { function: Part<'e>, arguments: Arguments<'e>, range: Range<usize> },
    /// `base | name(arguments)`; its place begins with its name
    Filter { base: Part<'e>, name: &'e str, arguments: Arguments<'e>, range: Range<usize> },
    /// Everything else that a template could say: never active here.
    Other,
}

/// What a function or a filter is given; `None` for what is given by name, or as many at once.
pub(crate) type Arguments<'e> = Vec<Option<Part<'e>>>;

impl<'s> Expression<'s> {
    /// `None` for what is no expression.
    pub(crate) fn parse(source: &'s str) -> Option<Self> {
        parse_expr(source).ok().map(Self)
    }

    /// The whole of it.
    pub(crate) fn whole(&self) -> Part<'_> {
        Part(&self.0)
    }
}

impl<'e> Part<'e> {
    /// What it is.
    pub(crate) fn node(self) -> Node<'e> {
        match self.0 {
            Expr::Var(var) => Node::Name(Name { text: var.id, range: bytes(var.span()) }),
            Expr::GetAttr(get) => {
                // The name stands last in the part's place.
                let Range { start, end } = bytes(get.span());
                let start = end.saturating_sub(get.name.len()).max(start);
                let name = Name { text: get.name, range: start..end };
                Node::Member { base: Part(&get.expr), name }
            }
            Expr::GetItem(get) => {
                Node::Item { base: Part(&get.expr), key: Part(&get.subscript_expr) }
            }
            Expr::Call(call) => Node::Call {
                function: Part(&call.expr),
                arguments: arguments(&call.args),
                range: bytes(call.span()),
            },
            Expr::Filter(filter) => match &filter.expr {
                Some(base) => Node::Filter {
                    base: Part(base),
                    name: filter.name,
                    arguments: arguments(&filter.args),
                    range: bytes(filter.span()),
                },
                None => Node::Other,
            },
            _ => Node::Other,
        }
    }

    /// A number or a text in quotes, as text; `None` for what must be worked out.
    pub(crate) fn constant(self) -> Option<(String, Range<usize>)> {
        let Expr::Const(constant) = self.0 else { return None };
        let value = &constant.value;
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Some((text, bytes(constant.span())))
    }
}

fn arguments<'e>(all: &'e [CallArg<'e>]) -> Arguments<'e> {
    let positional = |argument: &'e CallArg<'e>| match argument {
        CallArg::Pos(part) => Some(Part(part)),
        _ => None,
    };
    all.iter().map(positional).collect()
}

fn bytes(span: machinery::Span) -> Range<usize> {
    span.start_offset as usize..span.end_offset as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A part in brackets of its own, each name and constant with what stands in its place.
    fn written(source: &str, part: Part<'_>) -> String {
        let list = |arguments: Arguments<'_>| {
            let each = |part: Option<Part<'_>>| {
                part.map_or_else(|| "?".to_owned(), |part| written(source, part))
            };
            arguments.into_iter().map(each).collect::<Vec<_>>().join(", ")
        };
        let named = |name: &Name<'_>| {
            assert_eq!(&source[name.range.clone()], name.text, "{source}");
            name.text.to_owned()
        };
        if let Some((text, range)) = part.constant() {
            assert!(matches!(part.node(), Node::Other));
            return format!("{text}@{}", &source[range]);
        }
        match part.node() {
            Node::Name(name) => named(&name),
            Node::Member { base, name } => {
                format!("({}).{}", written(source, base), named(&name))
            }
            Node::Item { base, key } => {
                format!("({})[{}]", written(source, base), written(source, key))
            }
            Node::Call { function, arguments, range } => {
                let place = &source[range];
                format!("({})({})@{place}", written(source, function), list(arguments))
            }
            Node::Filter { base, name, arguments, range } => {
                let place = &source[range];
                format!("({})|{name}({})@{place}", written(source, base), list(arguments))
            }
            Node::Other => "?".to_owned(),
        }
    }

    fn parsed(source: &str) -> Option<String> {
        Expression::parse(source).map(|expression| written(source, expression.whole()))
    }

    #[test]
    fn every_node_that_is_used_is_found_with_its_place() {
        for (source, is) in [
            ("oekonomi", "oekonomi"),
            ("a.b", "(a).b"),
            ("a . b", "(a).b"),
            ("a.b.c", "((a).b).c"),
            ("a.b[2020]", "((a).b)[2020@2020]"),
            ("a.b.2020", "((a).b)[2020@2020]"),
            ("a['x y']", "(a)[x y@'x y']"),
            (r#"a["i alt"]"#, r#"(a)[i alt@"i alt"]"#),
            ("a[b]", "(a)[b]"),
            ("ref('a')", "(ref)(a@'a')@ref('a')"),
            ("f()", "(f)()@f()"),
            ("f(a, 1)", "(f)(a, 1@1)@f(a, 1)"),
            ("f(x=1)", "(f)(?)@f(x=1)"),
            ("f(*x)", "(f)(?)@f(*x)"),
            ("a.f(1)", "((a).f)(1@1)@.f(1)"),
            ("a|mio", "(a)|mio()@mio"),
            ("a | mio(1)", "(a)|mio(1@1)@mio(1)"),
            ("a|abs|mio(x=1)", "((a)|abs()@abs)|mio(?)@mio(x=1)"),
        ] {
            assert_eq!(parsed(source).as_deref(), Some(is), "{source}");
        }
    }

    #[test]
    fn constants_are_numbers_and_texts() {
        for (source, is) in [
            ("2020", "2020@2020"),
            ("10_000", "10000@10_000"),
            ("1.5", "1.5@1.5"),
            ("true", "True@true"),
            ("'æ ø å'", "æ ø å@'æ ø å'"),
            (r#""a\"b""#, r#"a"b@"a\"b""#),
            (r#""a" "b""#, r#"ab@"a" "b""#),
        ] {
            assert_eq!(parsed(source).as_deref(), Some(is), "{source}");
        }
    }

    #[test]
    fn places_are_counted_in_bytes() {
        assert_eq!(parsed("f('æøå', x.y)").as_deref(), Some("(f)(æøå@'æøå', (x).y)@f('æøå', x.y)"));
    }

    #[test]
    fn all_else_is_nothing_of_ours() {
        for source in [
            "1 + 2",
            "-a",
            "not a",
            "a and b",
            "a < b",
            "a ~ b",
            "a in b",
            "a if b else c",
            "a is defined",
            "a[1:2]",
            "[1, a]",
            "{'a': b}",
            "(a, b)",
        ] {
            assert_eq!(parsed(source).as_deref(), Some("?"), "{source}");
        }
    }

    #[test]
    fn what_is_no_expression_is_none() {
        for source in
            ["", " ", "a b", "a.", "a[", "a]", "f(", "'a", "a|", "%}", "a }}", "1 2", "\0"]
        {
            assert_eq!(parsed(source), None, "{source}");
        }
        assert_eq!(parsed(&"(".repeat(100_000)), None);
        assert_eq!(parsed(&"f(".repeat(100_000)), None);
    }
}
