//! The municipality's theme: letters that can be read on what is behind them, and a logo that is
//! there and says what it is.

use crate::diagnostic::{Diagnostic, rule};
use crate::project::Project;
use crate::register::colour::LEAST;
use crate::register::theme::{PAIRS, Role, Theme};
use crate::suggest;
use crate::text;
use crate::text::Text;

rule!(
    CONTRAST = "kontrast", Error;
    "Teksten har for lille kontrast til baggrunden.",
    "Text can't be read against its background."
);
rule!(
    LOGO = "logo", Error;
    "Logoet mangler, eller det mangler en alternativ tekst.",
    "The logo is missing, or has no text for screen readers."
);

/// How high a logo can be, in millimetres: what the head of a page has room for.
const HEIGHTS: std::ops::RangeInclusive<u32> = 6..=40;

pub(super) fn check(project: &Project, findings: &mut Vec<Diagnostic>) {
    let theme = &project.municipality.theme;
    logo(project, theme, findings);
    for (role, _, _) in Role::ALL {
        contrast(theme, *role, findings);
    }
}

/// One finding a colour that is written: the worst of the pairs that it takes part in. Where both
/// colours of a pair are written, it is the letters that are told.
fn contrast(theme: &Theme, role: Role, findings: &mut Vec<Diagnostic>) {
    let Some((_, own)) = theme.colours.iter().find(|(own, _)| *own == role) else { return };
    let written = |role: Role| theme.colours.iter().any(|(own, _)| *own == role);
    let pairs: Vec<(Role, Option<Role>)> = PAIRS
        .iter()
        .filter(|(front, back)| *front == role || (*back == Some(role) && !written(*front)))
        .copied()
        .collect();
    let ratio =
        |(front, back): &(Role, Option<Role>)| theme.colour(*front).contrast(theme.ground(*back));
    let Some(worst) =
        pairs.iter().filter(|pair| ratio(pair) < LEAST).min_by_key(|pair| ratio(pair))
    else {
        return;
    };
    let others: Vec<_> = pairs
        .iter()
        .map(
            |(front, back)| if *front == role { theme.ground(*back) } else { theme.colour(*front) },
        )
        .collect();
    let mended = own.value.readable_on(&others);
    let (is, least) = (decimal(ratio(worst)), decimal(LEAST));
    let (front, back) = (worst.0.name(), worst.1.map(|back| format!("`{}`", back.name())));
    let Text { da: back_da, en: back_en } =
        back.map_or_else(|| text!("hvidt papir", "white paper"), Text::same);
    let finding = Diagnostic::new(
        &CONTRAST,
        own.span,
        text!(
            "`{front}` kan ikke læses på {back_da}: kontrasten er {is}:1, og der skal være mindst {least}:1",
            "`{front}` can't be read on {back_en}: the contrast is {is}:1, and must be at least {least}:1"
        ),
    );
    let help = mended.map_or_else(
        || {
            text!(
                "vælg en mørkere skrift eller en lysere flade",
                "choose a darker text colour or a lighter background"
            )
        },
        |mended| {
            text!(
                "\"{mended}\" er den nærmeste, der kan læses",
                "\"{mended}\" is the nearest that can be read"
            )
        },
    );
    findings.push(Diagnostic {
        replacement: mended.map(|mended| format!("\"{mended}\"")),
        ..finding.help(help)
    });
}

/// Hundredths with one decimal, rounded down: 4,5.
fn decimal(hundredths: u32) -> String {
    format!("{},{}", hundredths / 100, hundredths % 100 / 10)
}

fn logo(project: &Project, theme: &Theme, findings: &mut Vec<Diagnostic>) {
    if let Some(height) =
        theme.logo_height.as_ref().filter(|height| !HEIGHTS.contains(&height.value))
    {
        let (is, least, most) = (height.value, HEIGHTS.start(), HEIGHTS.end());
        findings.push(
            Diagnostic::new(
                &LOGO,
                height.span,
                text!("logoet kan ikke være {is} mm højt", "the logo can't be {is} mm high"),
            )
            .help(text!(
                "skriv et tal fra {least} til {most}",
                "write a number from {least} to {most}"
            )),
        );
    }
    let Some(file) = &theme.logo else { return };
    let name = &file.value;
    let is_picture =
        |name: &str| [".svg", ".png"].iter().any(|ending| name.to_lowercase().ends_with(ending));
    if !project.templates.contains(name) || !is_picture(name) {
        let pictures =
            || project.templates.iter().map(String::as_str).filter(|name| is_picture(name));
        findings.push(
            Diagnostic::new(
                &LOGO,
                file.span,
                if is_picture(name) {
                    text!(
                        "der er ingen fil `{name}` i templates/",
                        "there is no file `{name}` in templates/"
                    )
                } else {
                    text!("`{name}` er hverken svg eller png", "`{name}` is neither svg nor png")
                },
            )
            .help(suggest::did_you_mean(name, pictures()).unwrap_or_else(|| {
                text!(
                    "læg logoet i mappen templates/ som svg eller png",
                    "put the logo in the folder templates/ as svg or png"
                )
            })),
        );
    }
    if theme.logo_text.is_none() {
        findings.push(
            Diagnostic::new(
                &LOGO,
                file.span,
                text!(
                    "ingen kan høre, hvad logoet er: `logo_tekst` mangler",
                    "a screen reader can't say what the logo is: `logo_tekst` is missing"
                ),
            )
            .help(text!(
                "skriv det, der skal læses højt: logo_tekst = \"Københavns Kommunes byvåben\"",
                "write what is to be read aloud: logo_tekst = \"Københavns Kommunes byvåben\""
            )),
        );
    }
}
