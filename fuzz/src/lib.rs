//! What the fuzz targets do with a project: all that `check` and the page do, and what must hold of
//! it.
//!
//! The same promises are kept by `tests/suite/robust.rs` over inputs made up there; here they are
//! looked for by a fuzzer that sees which code each input reaches.

use budgetnotat::project::{Input, Project};
use budgetnotat::report::{self, Format, Style};
use budgetnotat::rule::{self, Selection};
use budgetnotat::solved::Solved;
use budgetnotat::text::Lang;
use budgetnotat::view;

/// The files of a project of one note and one pack.
pub const PATHS: [&str; 4] = [
    "notes/kommune.toml",
    "notes/budget-2020/runde.toml",
    "notes/budget-2020/BI8.toml",
    "notes/budget-2020/pakker/flere-skal-med.toml",
];

/// What parts the files of a seed: a line that no file of ours has.
pub const PART: &[u8] = b"\n#=#\n";

/// This repository's municipality, and a round of it.
pub const MUNICIPALITY: &[u8] = include_bytes!("../../notes/kommune.toml");
/// The round.
pub const ROUND: &[u8] = include_bytes!("../../notes/budget-2020/runde.toml");
/// A pack of it.
pub const PACK: &[u8] = include_bytes!("../../notes/budget-2020/pakker/flere-skal-med.toml");

/// Cuts bytes at [`PART`]s: note, round, municipality, pack; what is not there is this repository's
/// own.
pub fn files(data: &[u8]) -> [Vec<u8>; 4] {
    let mut parts = Vec::new();
    let mut rest = data;
    while parts.len() < 3
        && let Some(at) = rest.windows(PART.len()).position(|window| window == PART)
    {
        parts.push(rest[..at].to_vec());
        rest = &rest[at + PART.len()..];
    }
    parts.push(rest.to_vec());
    let mut parts = parts.into_iter();
    let note = parts.next().unwrap_or_default();
    let round = parts.next().unwrap_or_else(|| ROUND.to_vec());
    let municipality = parts.next().unwrap_or_else(|| MUNICIPALITY.to_vec());
    let pack = parts.next().unwrap_or_else(|| PACK.to_vec());
    [municipality, round, note, pack]
}

/// Reads, checks, shows and lays out a project. Panics where a promise is broken.
pub fn survives(files: [Vec<u8>; 4]) {
    let inputs =
        PATHS.iter().zip(files).map(|(path, bytes)| Input { path: (*path).to_owned(), bytes });
    let solved = Solved::new(Project::read(inputs.collect()));
    let project = solved.project();
    let checked = rule::check(&solved, &Selection::All);
    for finding in &checked.findings {
        for label in std::iter::once(&finding.primary).chain(&finding.labels) {
            let source = project.sources.get(label.span.file).expect("a finding is in a file");
            assert!(
                source.text.get(label.span.range()).is_some(),
                "{} points at no text",
                finding.rule.name
            );
        }
        for text in [&finding.message].into_iter().chain(&finding.help).chain(&finding.note) {
            assert!(
                !text.da.is_empty() && !text.en.is_empty(),
                "{} says nothing",
                finding.rule.name
            );
            assert!(!text.da.contains(char::is_control), "{} steers a terminal", finding.rule.name);
        }
    }
    for format in [Format::Human, Format::Short, Format::Json] {
        let style = Style { format, lang: Lang::Da, width: Some(80), ..Style::default() };
        assert!(report::render(&checked, &project.sources, style).ends_with('\n'));
    }
    for note in &project.notes {
        let _ = view::page(&solved, note, true).expect("a note has a round");
    }
}
