//! What an expression that can't be read is meant as: offered only where it can be filled in.

use crate::diagnostic::Diagnostic;
use crate::parse::invisible;
use crate::prose::expression::{evaluate, refused};
use crate::prose::faults::EXPRESSION;
use crate::prose::filled::Filled;
use crate::prose::scene::Scene;
use crate::source::Span;
use crate::text;
use crate::text::Text;

/// Marks that a word processor writes for straight quotes.
const CURLY: &str = "“”„»«’‘´`";

/// Words after the figure, without points and blanks, and the filter that they mean.
const UNITS: &[(&str, &str)] = &[
    ("mio", "mio"),
    ("miokr", "mio"),
    ("miokroner", "mio"),
    ("mill", "mio"),
    ("millkr", "mio"),
    ("million", "mio"),
    ("millioner", "mio"),
    ("millionerkr", "mio"),
    ("millionerkroner", "mio"),
    ("mia", "mia"),
    ("miakr", "mia"),
    ("milliarder", "mia"),
    ("milliarderkr", "mia"),
    ("tkr", "tkr"),
    ("tkroner", "tkr"),
    ("1000kr", "tkr"),
    ("tusindkr", "tkr"),
    ("kr", "kr"),
    ("kroner", "kr"),
    ("dkk", "kr"),
    ("årligt", "aarligt"),
    ("årlig", "aarligt"),
    ("aarlig", "aarligt"),
    ("omåret", "aarligt"),
];

/// Functions, as they are called and as they are often written.
const FUNCTIONS: &[(&str, &str)] = &[
    ("tabel", "tabel"),
    ("tabellen", "tabel"),
    ("table", "tabel"),
    ("ref", "ref"),
    ("reference", "ref"),
    ("henvisning", "ref"),
    ("henvis", "ref"),
];

/// A slip in an expression: how it is put right, and what is said of it.
struct Slip {
    right: fn(&str) -> Option<String>,
    says: fn(&str) -> Text,
}

const SLIPS: &[Slip] = &[
    Slip {
        right: |source| Some(invisible_marks(source)),
        says: |_| {
            text!(
                "der er et usynligt tegn mellem {{{{ og }}}}",
                "there is an invisible character between {{{{ and }}}}"
            )
        },
    },
    Slip {
        right: |source| Some(straight_quotes(source)),
        says: |_| {
            text!(
                "anførselstegnene mellem {{{{ og }}}} er typografiske",
                "the quotes between {{{{ and }}}} are typographic"
            )
        },
    },
    Slip { right: units, says: cannot_be_read },
    Slip { right: call, says: unquoted },
    Slip { right: year, says: cannot_be_read },
    Slip { right: |source| Some(closed(source)), says: cannot_be_read },
    Slip { right: |source| Some(plain_names(source)), says: cannot_be_read },
    Slip { right: added, says: cannot_be_read },
    Slip {
        right: placed,
        says: |_| text!("et tabelnavn alene er ikke et tal", "a table's name alone is no figure"),
    },
];

/// What a refused expression is meant as, and the finding that offers it in place of `fault`.
pub(super) fn meant(
    scene: &Scene<'_>,
    source: &str,
    fault: &Diagnostic,
    place: &dyn Fn(usize, usize) -> Span,
) -> Option<(Diagnostic, Filled)> {
    // An expression that is only cut off is not searched for what else may be wrong.
    const LONGEST: usize = 200;
    if source.is_empty() || source.len() > LONGEST {
        return None;
    }
    let mut written = source.to_owned();
    let mut first = None;
    for slip in SLIPS {
        let Some(righted) = (slip.right)(&written).filter(|righted| *righted != written) else {
            continue;
        };
        written = righted;
        let says = *first.get_or_insert(slip.says);
        if let Ok(filled) = evaluate(scene, &written, place) {
            return Some((offered(fault, place(0, source.len()), says(source), written), filled));
        }
    }
    None
}

/// The fault with what to write. What is told at a name or a filter is told there.
fn offered(fault: &Diagnostic, whole: Span, says: Text, written: String) -> Diagnostic {
    let within = fault.primary.span != whole && fault.message != refused();
    if within && fault.rule.name != EXPRESSION.name && fault.replacement.is_some() {
        return fault.clone();
    }
    let help = text!("skriv {{{{ {written} }}}}", "write {{{{ {written} }}}}");
    if within {
        return fault.clone().help(help);
    }
    let finding = Diagnostic::new(fault.rule, whole, says).help(help);
    Diagnostic { replacement: Some(written), ..finding }
}

fn cannot_be_read(source: &str) -> Text {
    text!("`{source}` kan ikke læses", "`{source}` can't be read")
}

fn unquoted(source: &str) -> Text {
    if source.contains('"') {
        return cannot_be_read(source);
    }
    text!("navnet i `{source}` mangler anførselstegn", "the name in `{source}` lacks its quotes")
}

/// Blanks that are none, and marks that nobody sees.
fn invisible_marks(source: &str) -> String {
    invisible::without(source)
}

fn straight_quotes(source: &str) -> String {
    let straight: String =
        source.chars().map(|c| if CURLY.contains(c) { '"' } else { c }).collect();
    straight.replace('\'', "\"")
}

/// `x | mio. kr.`, `x mio`: the filter that gives the unit.
fn units(source: &str) -> Option<String> {
    let mut parts = source.split('|');
    let mut out = parts.next()?.trim().to_owned();
    let mut filters: Vec<String> = parts.map(|part| filter(part.trim())).collect();
    if filters.is_empty()
        && let Some((base, words)) = unit_after(&out)
    {
        let base = base.trim_end().trim_end_matches([',', ':', '/']).to_owned();
        filters.push(words);
        out = base;
    }
    for filter in &filters {
        out.push_str(" | ");
        out.push_str(filter);
    }
    Some(out)
}

/// The words after a figure that mean a unit, and what stands before them.
fn unit_after(source: &str) -> Option<(&str, String)> {
    let blanks = source.match_indices(' ').map(|(at, _)| at);
    blanks.into_iter().find_map(|at| {
        let (base, words) = source.split_at_checked(at)?;
        known_unit(words).map(|unit| (base, unit.to_owned()))
    })
}

fn known_unit(words: &str) -> Option<&'static str> {
    let bare: String =
        words.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    UNITS.iter().find(|(word, _)| *word == bare).map(|(_, filter)| *filter)
}

/// A filter as it is called, with the decimals that it is given.
fn filter(written: &str) -> String {
    let name = written.split('(').next().unwrap_or_default();
    match known_unit(name) {
        Some(unit) => format!("{unit}{}", written.get(name.len()..).unwrap_or_default()),
        None => written.to_owned(),
    }
}

/// `tabel(oekonomi)`, `tabel oekonomi`, `Tabel: "oekonomi"`.
fn call(source: &str) -> Option<String> {
    let (base, filters) = source.split_once('|').map_or((source, None), |(b, f)| (b, Some(f)));
    let word_end = base.find(|c: char| !c.is_alphabetic())?;
    let (word, rest) = base.split_at_checked(word_end)?;
    let word = word.to_lowercase();
    let (_, function) = FUNCTIONS.iter().find(|(known, _)| *known == word)?;
    let name = rest.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    if name.is_empty() || !name.chars().all(plain) {
        return None;
    }
    let filters = filters.map_or_else(String::new, |filters| format!(" |{filters}"));
    Some(format!("{function}(\"{name}\"){filters}"))
}

/// `a.b 2027`, `a.b(2027)`, `a.b/2027`: the year in its brackets.
fn year(source: &str) -> Option<String> {
    let (base, filters) = source.split_once('|').map_or((source, None), |(b, f)| (b, Some(f)));
    let path_end = base.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.')))?;
    let (path, rest) = base.split_at_checked(path_end)?;
    let year = rest.trim_matches(|c: char| !c.is_alphanumeric());
    let digits = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let key = match year.split_once('-') {
        None if digits(year) => year.to_owned(),
        Some((from, until)) if digits(from) && digits(until) => format!("\"{year}\""),
        None if year == "i alt" => "\"i_alt\"".to_owned(),
        _ => return None,
    };
    let filters = filters.map_or_else(String::new, |filters| format!(" |{filters}"));
    Some(format!("{}[{key}]{filters}", path.trim_end_matches('.')))
}

/// The brackets that are left open, closed.
fn closed(source: &str) -> String {
    let (base, filters) = source.split_once('|').map_or((source, None), |(b, f)| (b, Some(f)));
    let mut open = Vec::new();
    let mut quoted = false;
    for c in base.chars() {
        match c {
            '"' => quoted = !quoted,
            '[' if !quoted => open.push(']'),
            '(' if !quoted => open.push(')'),
            ']' | ')' if !quoted => drop(open.pop()),
            _ => {}
        }
    }
    let mut out = base.trim_end().to_owned();
    if quoted {
        // The quote belongs before the bracket that stands there already.
        let end = out.trim_end_matches([')', ']']).len();
        out.insert(end, '"');
        open.truncate(open.len().saturating_sub(out.len() - end - 1));
    }
    out.extend(open.iter().rev());
    if let Some(filters) = filters {
        out.push_str(" |");
        out.push_str(filters);
    }
    out
}

/// Names as ids have them: `Økonomi.Rekruttering[2027]`.
fn plain_names(source: &str) -> String {
    let lower = source.to_lowercase();
    lower.replace('æ', "ae").replace('ø', "oe").replace('å', "aa")
}

/// `a.b[2027] + a.c[2027] | mio`: the sum.
fn added(source: &str) -> Option<String> {
    let (base, filters) = source.split_once('|').map_or((source, None), |(b, f)| (b, Some(f)));
    let parts: Vec<&str> = base.split('+').map(str::trim).collect();
    let filters = filters.map_or_else(String::new, |filters| format!(" |{filters}"));
    (parts.len() > 1).then(|| format!("sum({}){filters}", parts.join(", ")))
}

/// `oekonomi`: the place of the table.
fn placed(source: &str) -> Option<String> {
    let name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    source.chars().all(name).then(|| format!("tabel(\"{source}\")"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_filters() {
        for (written, right) in [
            ("a.b[2027] | mio. kr.", "a.b[2027] | mio"),
            ("a.b[2027]|mio.kr.", "a.b[2027] | mio"),
            ("a.b[2027] | Mio(1)", "a.b[2027] | mio(1)"),
            ("a.b[2027] mio. kr.", "a.b[2027] | mio"),
            ("a.b[2027], mio", "a.b[2027] | mio"),
            ("a.b[2027] | 1.000 kr.", "a.b[2027] | tkr"),
            ("a.b | årligt | mill. kr.", "a.b | aarligt | mio"),
        ] {
            assert_eq!(units(written).as_deref(), Some(right), "{written}");
        }
    }

    #[test]
    fn calls_have_brackets_and_quotes() {
        for written in [
            "tabel(oekonomi)",
            "tabel oekonomi",
            "Tabel: \"oekonomi\"",
            "tabel[oekonomi]",
            "tabel(\"oekonomi)",
        ] {
            assert_eq!(call(written).as_deref(), Some("tabel(\"oekonomi\")"), "{written}");
        }
        assert_eq!(call("ref(a) | lille").as_deref(), Some("ref(\"a\") | lille"));
        assert_eq!(call("oekonomi.a"), None);
    }

    #[test]
    fn years_stand_in_brackets() {
        for (written, right) in [
            ("a.b 2027", "a.b[2027]"),
            ("a.b(2027) | mio", "a.b[2027] | mio"),
            ("a.b/2027", "a.b[2027]"),
            ("a.b[2027-2032]", "a.b[\"2027-2032\"]"),
            ("a.b[2027 | mio", "a.b[2027] | mio"),
        ] {
            assert_eq!(year(written).as_deref(), Some(right), "{written}");
        }
    }

    #[test]
    fn what_is_left_open_is_closed() {
        assert_eq!(closed("sum(a.b[2027], a.c[2027]"), "sum(a.b[2027], a.c[2027])");
        assert_eq!(closed("tabel(\"a)"), "tabel(\"a\")");
    }
}
