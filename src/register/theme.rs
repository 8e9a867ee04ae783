//! What makes the pages one municipality's own: logo, colours, font, footer.

use crate::register::colour::{Colour, WHITE};
use crate::source::Spanned;

/// A municipality's theme; what it does not say is as in the built-in templates.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// The logo's file, by path from `templates/`.
    pub logo: Option<Spanned<String>>,
    /// What is read aloud in place of the logo.
    pub logo_text: Option<Spanned<String>>,
    /// The logo's height in millimetres.
    pub logo_height: Option<Spanned<u32>>,
    /// The font family.
    pub font: Option<Spanned<String>>,
    /// Words at the foot of every page.
    pub footer: Option<Spanned<String>>,
    /// The colours that are written, by role.
    pub colours: Vec<(Role, Spanned<Colour>)>,
}

/// What a colour is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Running text.
    Text,
    /// Headings, heads of tables, strong rules, links.
    Head,
    /// Labels, units, notes: what is said in a lower voice.
    Quiet,
    /// Thin rules between rows. Decoration: what they divide is also apart in space.
    Line,
    /// Behind totals and boxes.
    Surface,
    /// Figures that don't add up, and UDKAST.
    Alarm,
    /// Behind figures that don't add up.
    AlarmSurface,
    /// UDKAST across the page of a draft, behind the text. Decoration: the head says the same in
    /// words.
    Watermark,
}

impl Role {
    /// Every role, its key in `[tema.farver]` and the colour it has where the municipality says
    /// nothing.
    pub const ALL: &'static [(Role, &'static str, Colour)] = &[
        (Role::Text, "tekst", Colour::new(0x1c_21_26)),
        (Role::Head, "hoved", Colour::new(0x12_39_5b)),
        (Role::Quiet, "svag", Colour::new(0x52_5c_66)),
        (Role::Line, "linje", Colour::new(0xc3_cc_d4)),
        (Role::Surface, "flade", Colour::new(0xed_f2_f6)),
        (Role::Alarm, "fejl", Colour::new(0xa3_16_21)),
        (Role::AlarmSurface, "fejlflade", Colour::new(0xfb_ea_ea)),
        (Role::Watermark, "vandmaerke", Colour::new(0xf3_f4_f6)),
    ];

    /// Its key.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(role, _, _)| *role == self).map_or("", |(_, name, _)| name)
    }
}

/// What is set on what: every pair of letters and ground that the templates make; no ground is the
/// white paper.
pub const PAIRS: &[(Role, Option<Role>)] = &[
    (Role::Text, None),
    (Role::Text, Some(Role::Surface)),
    (Role::Text, Some(Role::AlarmSurface)),
    (Role::Text, Some(Role::Watermark)),
    (Role::Head, None),
    (Role::Head, Some(Role::Surface)),
    (Role::Head, Some(Role::Watermark)),
    (Role::Quiet, None),
    (Role::Quiet, Some(Role::Surface)),
    (Role::Quiet, Some(Role::Watermark)),
    (Role::Alarm, None),
    (Role::Alarm, Some(Role::Surface)),
    (Role::Alarm, Some(Role::AlarmSurface)),
    (Role::Alarm, Some(Role::Watermark)),
];

impl Theme {
    /// The colour of a role, the municipality's own or the built-in.
    pub fn colour(&self, role: Role) -> Colour {
        let own = self.colours.iter().find(|(own, _)| *own == role).map(|(_, colour)| colour.value);
        own.or_else(|| {
            Role::ALL.iter().find(|(known, _, _)| *known == role).map(|(_, _, colour)| *colour)
        })
        .unwrap_or(WHITE)
    }

    /// The ground of a pair.
    pub fn ground(&self, back: Option<Role>) -> Colour {
        back.map_or(WHITE, |role| self.colour(role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::colour::LEAST;

    #[test]
    fn every_built_in_pair_can_be_read() {
        let theme = Theme::default();
        for (front, back) in PAIRS {
            let contrast = theme.colour(*front).contrast(theme.ground(*back));
            assert!(contrast >= LEAST, "{front:?} on {back:?}: {contrast}");
        }
    }

    #[test]
    fn every_role_has_its_line() {
        for role in [
            Role::Text,
            Role::Head,
            Role::Quiet,
            Role::Line,
            Role::Surface,
            Role::Alarm,
            Role::AlarmSurface,
            Role::Watermark,
        ] {
            assert_ne!(role.name(), "");
        }
    }
}
