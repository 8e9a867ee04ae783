//! The shape of the source: modules use only those declared above them, files are short, nothing is
//! left undone.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::case::root;

/// The most lines of a file that needs no reason: as much text as 400 lines were when a line could
/// have 130 characters.
const MOST_LINES: usize = 500;

/// Files that are longer, each with why.
const LONGER: &[(&str, &str)] = &[];

/// Every source file: its path from the project's folder, and its text.
pub(crate) fn files() -> Vec<(String, String)> {
    fn walk(folder: &Path, prefix: &str, out: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
            let inner = format!("{prefix}/{name}");
            if path.is_dir() {
                walk(&path, &inner, out);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                out.push((inner, fs::read_to_string(&path).expect("UTF-8")));
            }
        }
    }
    let mut out = Vec::new();
    walk(&root().join("src"), "src", &mut out);
    out.sort();
    out
}

/// Source text with comments and the insides of texts blanked out: the same length, quotes kept.
pub(crate) fn code(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = bytes.to_vec();
    let mut blank = |range: std::ops::Range<usize>| {
        for byte in &mut out[range] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    };
    let find = |from: usize, what: &str| {
        text.as_bytes()[from..]
            .windows(what.len())
            .position(|w| w == what.as_bytes())
            .map(|i| from + i)
    };
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let end = if rest.starts_with(b"//") {
            let end = find(at, "\n").unwrap_or(bytes.len());
            blank(at..end);
            end
        } else if rest.starts_with(b"/*") {
            let end = find(at, "*/").map_or(bytes.len(), |end| end + 2);
            blank(at..end);
            end
        } else if let Some(hashes) = raw(rest) {
            let close = format!("\"{}", "#".repeat(hashes));
            let open = at + 2 + hashes;
            let end = find(open, &close).unwrap_or(bytes.len());
            blank(open..end);
            (end + close.len()).min(bytes.len())
        } else if rest[0] == b'"' {
            let mut end = at + 1;
            while end < bytes.len() && bytes[end] != b'"' {
                end += if bytes[end] == b'\\' { 2 } else { 1 };
            }
            let end = end.min(bytes.len());
            blank(at + 1..end);
            (end + 1).min(bytes.len())
        } else if rest[0] == b'\'' {
            character(text, at)
        } else {
            at + 1
        };
        at = end;
    }
    String::from_utf8(out).expect("blanks keep it UTF-8")
}

/// How many `#` a raw text that begins here has.
fn raw(rest: &[u8]) -> Option<usize> {
    let after = rest.strip_prefix(b"r")?;
    let hashes = after.iter().take_while(|b| **b == b'#').count();
    (after.get(hashes) == Some(&b'"')).then_some(hashes)
}

/// The byte after a character literal, or after the mark of a lifetime.
fn character(text: &str, at: usize) -> usize {
    let mut chars = text[at + 1..].char_indices();
    match chars.next() {
        Some((_, '\\')) => text[at + 3..].find('\'').map_or(text.len(), |end| at + 3 + end + 1),
        Some((_, _)) => match chars.next() {
            Some((offset, '\'')) => at + 1 + offset + 1,
            _ => at + 1,
        },
        None => text.len(),
    }
}

/// The modules in the order they are declared.
pub(crate) fn modules() -> Vec<String> {
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("src/lib.rs");
    let declared = code(&lib);
    let visible = ["pub mod ", "pub(crate) mod ", "mod "];
    let lines = declared
        .lines()
        .filter_map(|line| visible.iter().find_map(|visible| line.trim().strip_prefix(visible)));
    lines.filter_map(|line| line.strip_suffix(';')).map(str::to_owned).collect()
}

/// The top modules that some code names: `crate::x`, and each of `crate::{x, y::z}`.
fn used(code: &str) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    let name = |text: &str| {
        text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
    };
    for (at, path) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + path.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            out.insert(name(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = true;
        for (index, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => start = true,
                c if start && !c.is_whitespace() => {
                    out.insert(name(&group[index..]));
                    start = false;
                }
                _ => {}
            }
        }
    }
    out
}

#[test]
fn modules_use_only_those_above_them() {
    let modules = modules();
    assert!(modules.len() > 10, "{modules:?}");
    let place = |name: &str| modules.iter().position(|module| module == name);
    let mut wrong = Vec::new();
    for (path, text) in files() {
        let inner = path.strip_prefix("src/").unwrap_or(&path);
        let own = inner.split('/').next().unwrap_or_default().trim_end_matches(".rs");
        if matches!(inner, "lib.rs" | "main.rs") {
            continue;
        }
        let Some(own_place) = place(own) else {
            // A folder that is being written is not part of the program until lib.rs declares it.
            continue;
        };
        for name in used(&code(&text)) {
            if place(&name).is_some_and(|other| other > own_place) {
                wrong.push(format!("{path} uses {name}, which lib.rs declares below {own}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What the auditor may use: what is typed, what is printed, and the register; what is typed as an
/// expression, parsed. It shares no code with what works figures out, or a fault there would be its
/// own.
const OF_THE_AUDITOR: [&str; 8] =
    ["amount", "audit", "expression", "note", "page", "register", "source", "table_type"];

#[test]
fn the_auditor_reckons_by_itself() {
    let own: Vec<(String, String)> =
        files().into_iter().filter(|(path, _)| path.starts_with("src/audit/")).collect();
    assert!(own.len() > 5, "{own:?}");
    for (path, text) in own {
        for name in used(&code(&text)) {
            assert!(OF_THE_AUDITOR.contains(&name.as_str()), "{path} uses {name}");
        }
    }
}

/// Where a crate is named, whose new versions are to break one place: its name, and the paths that
/// may begin so.
const IN_ONE_PLACE: &[(&str, &str)] = &[
    ("comemo", "src/typeset/"),
    ("minijinja", "src/expression.rs"),
    ("pulldown_cmark", "src/prose/"),
    ("rust_xlsxwriter", "src/export/workbook/"),
    ("typst", "src/typeset/"),
    ("typst_pdf", "src/typeset/"),
];

#[test]
fn what_may_change_is_known_in_one_place() {
    for (name, place) in IN_ONE_PLACE {
        let uses = format!("{name}::");
        let names = |text: &str| {
            let code = code(text);
            code.match_indices(&uses)
                .any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
        };
        let known: Vec<String> =
            files().into_iter().filter(|(_, text)| names(text)).map(|(path, _)| path).collect();
        let elsewhere: Vec<_> = known.iter().filter(|path| !path.starts_with(place)).collect();
        assert!(!known.is_empty() && elsewhere.is_empty(), "{name} belongs in {place}: {known:?}");
    }
}

#[test]
fn files_are_short() {
    let all = files();
    for (path, text) in &all {
        let lines = text.lines().count();
        let reason = LONGER.iter().any(|(longer, _)| longer == path);
        assert!(
            lines <= MOST_LINES || reason,
            "{path} has {lines} lines: split it, or give a reason in LONGER"
        );
    }
    for (path, reason) in LONGER {
        assert!(
            !reason.is_empty() && all.iter().any(|(known, _)| known == path),
            "{path} is in LONGER, and is not there"
        );
    }
}

/// The texts in quotes of code without tests; `bare` is the same with their insides blanked out.
fn texts<'t>(text: &'t str, bare: &str) -> Vec<&'t str> {
    let end = bare.find("#[cfg(test)]\nmod tests {").unwrap_or(bare.len());
    let quotes = bare[..end].match_indices('"').map(|(at, _)| at);
    let quotes: Vec<usize> = quotes
        .filter(|at| !(bare[..*at].ends_with('\'') && bare[at + 1..].starts_with('\'')))
        .collect();
    quotes.chunks_exact(2).map(|pair| &text[pair[0] + 1..pair[1]]).collect()
}

/// Sentences may speak of `notes/`; a path is made in `src/paths.rs` alone.
#[test]
fn where_files_lie_is_known_in_one_place() {
    let names = [
        "kommune.toml",
        "runde.toml",
        "rammer.toml",
        "andetsteds.toml",
        ".skema",
        ".budgetnotat.json",
        ".pakkedele",
    ];
    let is_path = |text: &str| {
        let below =
            ["notes/", "templates/", "fonts/"].iter().any(|folder| text.starts_with(folder));
        names.contains(&text) || (below && !text.contains(' '))
    };
    let (mut known, mut wrong) = (0, Vec::new());
    for (path, text) in files().iter().filter(|(path, _)| !path.contains("/tests/")) {
        for found in texts(text, &code(text)).into_iter().filter(|text| is_path(text)) {
            if path == "src/paths.rs" {
                known += 1;
            } else {
                wrong.push(format!("{path}: {found:?}"));
            }
        }
    }
    assert!(known > 5 && wrong.is_empty(), "take it from src/paths.rs:\n{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_undone() {
    for (path, text) in files() {
        let code = code(&text);
        for word in ["todo!", "unimplemented!", "dbg!"] {
            assert!(!code.contains(word), "{path}: {word}");
        }
    }
}

#[test]
fn code_is_told_from_texts_and_comments() {
    let text = "use crate::a; // crate::b\nlet x = \"crate::c \\\" \"; let y = 'q'; let z = r#\"crate::d\"#; /* crate::e */ fn f<'a>() {}\n";
    let bare = code(text);
    assert_eq!(bare.len(), text.len());
    assert!(bare.contains("fn f<'a>() {}"));
    assert_eq!(used(&bare), BTreeSet::from(["a".to_owned()]));
    let group = "use crate::{a, b::{c, d}, e::f as g};";
    assert_eq!(used(group), BTreeSet::from(["a".to_owned(), "b".to_owned(), "e".to_owned()]));
}

/// Colours are the theme's: only so does the check of contrast see them all. White is the paper,
/// and letters on a badge.
#[test]
fn templates_have_no_colours_of_their_own() {
    let named = [
        "rgb(", "luma(", "cmyk(", "oklab(", "oklch(", "color.", "black", "gray", "red)", "blue)",
        "green)",
    ];
    for path in crate::real::files(&root().join("templates")) {
        let text = fs::read_to_string(&path).expect("UTF-8");
        for line in text.lines().map(|line| line.split("//").next().unwrap_or_default()) {
            let own = named.iter().find(|name| line.contains(**name));
            let theme = line.contains("rgb(theme.colours.");
            assert!(own.is_none() || theme, "{}: {line}", path.display());
        }
    }
}
