//! Whether a note is the same in another form: what is printed, and what is found.

use crate::diagnostic::Diagnostic;
use crate::grid::figure::{self, Read};
use crate::page::Page;
use crate::project::{Project, Selection};
use crate::rule;
use crate::solved::Solved;
use crate::source::FileId;
use crate::text;
use crate::text::Text;
use crate::view;

/// A note of a project, against which other texts are held.
#[derive(Debug)]
pub struct Same<'s> {
    solved: &'s mut Solved,
    file: FileId,
    before: Facts,
}

/// What is printed of a note, and what is found in it.
#[derive(Debug)]
struct Facts {
    page: Option<Page>,
    /// Rules and the figures that they point to, with what is said.
    findings: Vec<(&'static str, String, Text)>,
}

impl<'s> Same<'s> {
    /// A note as its project has it.
    pub fn new(solved: &'s mut Solved, file: FileId) -> Self {
        let before = facts(solved, file);
        Self { solved, file, before }
    }

    /// Puts a text in the note's place; `Err` says what would be another than it was.
    pub fn holds(&mut self, text: &str) -> Result<(), Text> {
        self.solved.replace(self.file, text.as_bytes());
        let after = facts(self.solved, self.file);
        let known = |finding: &(&str, String, Text), all: &[(&str, String, Text)]| {
            all.iter().any(|(rule, figure, _)| *rule == finding.0 && *figure == finding.1)
        };
        if let Some((rule, _, told)) =
            after.findings.iter().find(|finding| !known(finding, &self.before.findings))
        {
            let (da, en) = (&told.da, &told.en);
            return Err(text!("det ville give {rule}: {da}", "that would give {rule}: {en}"));
        }
        if let Some((rule, _, told)) =
            self.before.findings.iter().find(|finding| !known(finding, &after.findings))
        {
            let (da, en) = (&told.da, &told.en);
            return Err(text!("det ville skjule {rule}: {da}", "that would hide {rule}: {en}"));
        }
        if self.before.findings.len() != after.findings.len() || self.before.page != after.page {
            return Err(text!(
                "det ville ændre, hvad der trykkes",
                "that would change what is printed"
            ));
        }
        Ok(())
    }
}

fn facts(solved: &Solved, file: FileId) -> Facts {
    let project = solved.project();
    let note = project.notes.iter().find(|note| note.file == file);
    let selection = Selection::Paths(vec![project.path(file).to_owned()]);
    let checked = rule::check(solved, &selection);
    let findings = checked
        .findings
        .iter()
        .filter(|finding| finding.primary.span.file == file && !is_of_bytes(finding))
        .map(|finding| (finding.rule.name, figure_at(project, finding), finding.message.clone()))
        .collect();
    Facts { page: note.and_then(|note| view::page(solved, note, true)), findings }
}

/// What is said of a file's bytes: the layout mends it.
fn is_of_bytes(finding: &Diagnostic) -> bool {
    matches!(finding.rule.name, "linjeskift" | "bom")
}

/// The figure that a finding points to, however it is written; nothing where it is none.
fn figure_at(project: &Project, finding: &Diagnostic) -> String {
    let source = project.sources.get(finding.primary.span.file);
    let text = source.and_then(|source| source.text.get(finding.primary.span.range()));
    let text = text.unwrap_or_default();
    let toml = text.replace('_', "").replace('.', ",");
    let is_toml = !text.contains(',') && text.matches('.').count() <= 1;
    let cell = if is_toml && text.contains('_') { toml.as_str() } else { text };
    match (figure::read(cell), figure::read(&toml)) {
        (Read::Amount(amount), _) | (_, Read::Amount(amount)) => amount.danish(0),
        _ => String::new(),
    }
}
