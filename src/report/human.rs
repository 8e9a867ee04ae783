//! For the terminal: each finding with the lines it points to.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::report::style::Style;
use crate::source::{FileId, Source, Sources, Span};
use crate::text::Lang;

pub(super) fn render(findings: &[Diagnostic], sources: &Sources, style: Style<'_>) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer
        .decor_style(DecorStyle::Unicode)
        .term_width(style.width.unwrap_or(140).clamp(60, 200));
    let mut out = String::new();
    for finding in findings {
        if shown_in_full(finding, sources) {
            out.push_str(&renderer.render(&[group(finding, sources, style.lang)]));
        } else {
            out.push_str(&super::short::with_place(finding, sources, style.lang));
        }
        out.push_str("\n\n");
    }
    out
}

/// False where a line is too long to be looked at, on a screen or by the renderer.
fn shown_in_full(finding: &Diagnostic, sources: &Sources) -> bool {
    const LONGEST: usize = 20_000;
    let short = |label: &Label| {
        let line =
            |source: &Source| source.line_range(source.line_of(label.span.start as usize)).len();
        sources.get(label.span.file).map_or(0, line) <= LONGEST
    };
    short(&finding.primary) && finding.labels.iter().all(short)
}

fn group<'a>(finding: &'a Diagnostic, sources: &'a Sources, lang: Lang) -> Group<'a> {
    let level = match finding.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Remark => Level::NOTE,
    };
    let (help, note) = match lang {
        Lang::Da => ("hjælp", "bemærk"),
        Lang::En => ("help", "note"),
    };
    let title = level
        .with_name(finding.severity().word().get(lang))
        .primary_title(finding.message.get(lang))
        .id(finding.rule.name);
    let mut group = Group::with_title(title);
    for file in files(finding) {
        if let Some(source) = sources.get(file) {
            group = group.element(snippet(finding, file, source, lang));
        }
    }
    if let Some(text) = &finding.note {
        group = group.element(Level::NOTE.with_name(note).message(text.get(lang)));
    }
    if let Some(text) = &finding.help {
        group = group.element(Level::HELP.with_name(help).message(text.get(lang)));
    }
    group
}

/// The files that a finding points into, its own first.
fn files(finding: &Diagnostic) -> Vec<FileId> {
    let mut files = vec![finding.primary.span.file];
    for label in &finding.labels {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    files
}

fn snippet<'a>(
    finding: &'a Diagnostic,
    file: FileId,
    source: &'a Source,
    lang: Lang,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    // Only the lines from the first place to the last: the renderer walks all that it is handed,
    // for every finding.
    let labels = std::iter::once(&finding.primary).chain(&finding.labels);
    let spans = labels.map(|label| label.span).filter(|span| span.file == file);
    let lines = spans.map(|span| source.line_of(within(source, span).start));
    let (first, last) =
        lines.fold((usize::MAX, 0), |(first, last), line| (first.min(line), last.max(line)));
    let first = first.min(last);
    let window = source.line_range(first).start..source.line_range(last).end;
    let from = window.start;
    let shown = source.text.get(window).unwrap_or_default();
    let mut snippet =
        Snippet::source(shown).line_start(first + 1).path(source.path.as_str()).fold(true);
    let mut add = |kind: AnnotationKind, label: &'a Label| {
        let range = within(source, label.span);
        let annotation = kind.span(range.start - from..range.end - from);
        let text = label.text.get(lang);
        let annotation = if text.is_empty() { annotation } else { annotation.label(text) };
        snippet = std::mem::replace(&mut snippet, Snippet::source("")).annotation(annotation);
    };
    if finding.primary.span.file == file {
        add(AnnotationKind::Primary, &finding.primary);
    }
    for label in finding.labels.iter().filter(|label| label.span.file == file) {
        add(AnnotationKind::Context, label);
    }
    snippet
}

/// A place that fits the text: on character boundaries, within it, and on its first line where it
/// is long.
fn within(source: &Source, span: Span) -> Range<usize> {
    let text = &source.text;
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(span.start as usize);
    // A line ends before its line end, however many returns that has: what points in there points
    // at the end.
    let line_end = source.line_range(source.line_of(start)).end;
    let start = start.min(line_end);
    start..floor(span.end as usize).clamp(start, line_end)
}
