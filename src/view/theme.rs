//! The municipality's theme to what templates see.

use crate::page::{Colours, Logo, Theme};
use crate::register::theme::{self, Role};

/// How high a logo is unless the municipality says, in millimetres.
const LOGO_HEIGHT: u32 = 16;

/// The theme as templates see it: every colour said. A theme with a finding is not built, so what
/// is wrong is left out here.
pub fn theme(own: &theme::Theme) -> Theme {
    let colour = |role: Role| own.colour(role).to_string();
    let word = |word: &Option<crate::note::Word>| word.as_ref().map(|word| word.value.clone());
    Theme {
        logo: word(&own.logo).map(|file| Logo {
            file,
            text: word(&own.logo_text).unwrap_or_default(),
            height: own.logo_height.as_ref().map_or(LOGO_HEIGHT, |height| height.value),
        }),
        font: word(&own.font),
        footer: word(&own.footer),
        colours: Colours {
            text: colour(Role::Text),
            head: colour(Role::Head),
            quiet: colour(Role::Quiet),
            line: colour(Role::Line),
            surface: colour(Role::Surface),
            alarm: colour(Role::Alarm),
            alarm_surface: colour(Role::AlarmSurface),
            watermark: colour(Role::Watermark),
        },
    }
}
