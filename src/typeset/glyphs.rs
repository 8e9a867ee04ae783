//! Characters that no font can show.

use std::collections::BTreeSet;

use typst::layout::{Frame, FrameItem};
use typst::text::Font;
use typst_layout::PagedDocument;

use super::certain::{Certain, is_forbidden};
use super::stack::on_large_stack;
use super::world::{NoteWorld, Shared};
use crate::page::Theme;

/// Sets each doubtful run of characters in every style that the templates use.
const PROBE: &str = r#"
#import "/templates/faelles/skrift.typ": text-fonts, code-fonts
#for run in json("/data.json") {
  for weight in (400, 600, 700) {
    for style in ("normal", "italic") {
      par(text(font: text-fonts, weight: weight, style: style, run))
    }
  }
  par(text(font: code-fonts, run))
}
"#;

/// The characters of `text` that can't be printed, with their byte offsets, in order. What Typst
/// worked out is kept for `age` more pages.
pub(super) fn missing(
    shared: &Shared,
    theme: &Theme,
    text: &str,
    age: usize,
) -> Vec<(usize, char)> {
    let fonts = shared.fonts();
    let runs = doubtful_runs(shared.certain(), text);
    if runs.is_empty() {
        return Vec::new();
    }
    let unshown = on_large_stack(|| probe(shared, theme, &runs)).ok().flatten();
    comemo::evict(age);
    let is_missing = |c: char| {
        let unshown = unshown
            .as_ref()
            .map_or_else(|| !fonts.iter().any(|font| covers(font, c)), |set| set.contains(&c));
        is_forbidden(c) || (unshown && !shared.certain().has(c))
    };
    text.char_indices().filter(|(_, c)| is_missing(*c)).collect()
}

fn covers(font: &Font, c: char) -> bool {
    font.info().coverage.contains(u32::from(c))
}

/// Runs of characters that are not certain, each with the character before it, which it may combine
/// with.
fn doubtful_runs(certain: &Certain, text: &str) -> BTreeSet<String> {
    let mut runs = BTreeSet::new();
    let mut run = String::new();
    let mut before = None;
    for c in text.chars() {
        if certain.has(c) {
            if !run.is_empty() {
                runs.insert(std::mem::take(&mut run));
            }
        } else {
            if run.is_empty() {
                run.extend(before);
            }
            run.push(c);
        }
        before = Some(c);
    }
    runs.insert(run);
    runs.remove("");
    runs
}

/// The characters in those parts of the runs that Typst found no glyph for; `None` when it could
/// not be asked.
fn probe(shared: &Shared, theme: &Theme, runs: &BTreeSet<String>) -> Option<BTreeSet<char>> {
    let mut world = NoteWorld::new(shared, "probe.typ").ok()?;
    world.add("probe.typ", PROBE.as_bytes().to_vec()).ok()?;
    world.add_json("data.json", runs).ok()?;
    world.add_json("theme.json", theme).ok()?;
    let document = typst::compile::<PagedDocument>(&world).output.ok()?;
    let mut unshown = BTreeSet::new();
    document.pages().iter().for_each(|page| collect_unshown(&page.frame, &mut unshown));
    Some(unshown)
}

fn collect_unshown(frame: &Frame, unshown: &mut BTreeSet<char>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect_unshown(&group.frame, unshown),
            FrameItem::Text(text) => {
                let tofu = text
                    .glyphs
                    .iter()
                    .filter(|glyph| glyph.id == 0)
                    .filter_map(|glyph| text.text.get(glyph.range()));
                unshown.extend(tofu.flat_map(str::chars));
            }
            _ => {}
        }
    }
}
