//! Characters that can be printed whatever the font.

use typst::text::Font;

/// The characters that every font has, so that no choice of font can miss them, and that PDF/A
/// takes: by code, as far as texts mostly go.
pub(super) struct Certain(Vec<bool>);

impl Certain {
    /// How far: Europe's letters, signs and arrows. What lies beyond is doubtful, and looked at by
    /// itself.
    const MOST: usize = 0x3000;

    /// Of these fonts.
    pub(super) fn of(fonts: &[Font]) -> Self {
        let mut having = vec![0; Self::MOST];
        for code in fonts.iter().flat_map(|font| font.info().coverage.iter()) {
            if let Some(having) = usize::try_from(code).ok().and_then(|code| having.get_mut(code)) {
                *having += 1;
            }
        }
        let all = having.into_iter().map(|having| having == fonts.len());
        let mut certain: Vec<bool> = all.collect();
        for (code, certain) in (0..).zip(&mut certain) {
            *certain |= matches!(code, 0x09 | 0x0A);
            *certain &= !char::from_u32(code).is_none_or(is_forbidden);
        }
        Self(certain)
    }

    /// True for one of them.
    pub(super) fn has(&self, c: char) -> bool {
        usize::try_from(u32::from(c)).is_ok_and(|code| self.0.get(code).is_some_and(|has| *has))
    }
}

/// PDF/A takes these in no text, whatever the font (krilla: `write_cmap_entry`).
pub(super) fn is_forbidden(c: char) -> bool {
    let code = u32::from(c);
    matches!(code, 0 | 0xFEFF | 0xFFFE | 0xE000..=0xF8FF | 0xF_0000..=0xF_FFFD | 0x10_0000..=0x10_FFFD)
}
