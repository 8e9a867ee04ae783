//! Characters that can't be printed are reported beforehand.

use super::sample::{engine, page, paragraph, theme};
use crate::page::Section;

#[test]
fn unprintable_characters_are_found() {
    let engine = engine();
    assert_eq!(
        engine.missing_glyphs(&theme(), "Æblegrød på øen – “1.000”\n\t½ ✓ Ελλάδα\u{a0}\u{ad}"),
        []
    );
    assert_eq!(
        engine.missing_glyphs(&theme(), "a☒b 日 \u{7}\u{e000}"),
        [(1, '☒'), (6, '日'), (10, '\u{7}'), (11, '\u{e000}')]
    );
    assert_eq!(engine.missing_glyphs(&theme(), "e\u{301} sammensat"), []);
}

#[test]
fn the_probe_agrees_with_the_pdf() {
    let engine = engine();
    let doubtful = "☒✗日\u{7}\u{0}\u{feff}\u{fffe}\u{e000}\u{f8ff}\u{200b}\u{200d}\u{202e}\u{2028}\u{85}\u{b}\u{c}\r\u{301}\u{1f600}\u{2060}\u{fffd}\u{fe0f}";
    for c in doubtful.chars() {
        let words = format!("ab{c}cd");
        let mut page = page("2019");
        page.sections = vec![Section {
            heading: "Tegn".to_owned(),
            blocks: vec![paragraph(&words)],
            ..Section::default()
        }];
        let (found, result) = (engine.missing_glyphs(&theme(), &words), engine.pdf(&page, &[]));
        assert_eq!(found.is_empty(), result.is_ok(), "{c:?}: {found:?} {:?}", result.err());
    }
}
