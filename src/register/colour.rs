//! Colours, and how well one can be read on another.

use std::fmt;

/// A colour on the screen (sRGB).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour {
    /// Red, green and blue.
    pub parts: [u8; 3],
}

/// The paper.
pub const WHITE: Colour = Colour { parts: [255; 3] };

/// What WCAG 2.2 asks of text at level AA (success criterion 1.4.3), in hundredths: 4,5:1. Larger
/// letters may do with less; here they don't.
pub const LEAST: u32 = 450;

impl Colour {
    /// A colour of red, green and blue, `0x12_39_5b`.
    pub const fn new(code: u32) -> Self {
        let [_, red, green, blue] = code.to_be_bytes();
        Self { parts: [red, green, blue] }
    }

    /// Reads `#12395b`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text
            .strip_prefix('#')
            .filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        u32::from_str_radix(digits, 16).ok().map(Self::new)
    }

    /// How well the one can be read on the other: WCAG 2.2's contrast ratio in hundredths, rounded
    /// down; 100 to 2100.
    ///
    /// Source: <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
    pub fn contrast(self, other: Self) -> u32 {
        let (a, b) = (self.luminance(), other.luminance());
        let (light, dark) = (a.max(b), a.min(b));
        let ratio = (light + 500_000) * 100 / (dark + 500_000);
        u32::try_from(ratio).unwrap_or(u32::MAX)
    }

    /// The colour nearest to this one, darker or else lighter, that can be read on all of `backs`;
    /// none where there is none.
    pub fn readable_on(self, backs: &[Self]) -> Option<Self> {
        let toward = |end: u8| {
            (0..=255u16).map(move |step| Self {
                parts: self.parts.map(|part| {
                    let (part, end) = (u16::from(part), u16::from(end));
                    // Between two bytes there is a byte.
                    u8::try_from((part * (255 - step) + end * step) / 255).unwrap_or(u8::MAX)
                }),
            })
        };
        let fits = |colour: &Self| backs.iter().all(|back| colour.contrast(*back) >= LEAST);
        toward(0).find(fits).or_else(|| toward(255).find(fits))
    }

    /// WCAG's relative luminance, in ten millionths.
    #[expect(
        clippy::disallowed_types,
        reason = "the standard's formula is one of powers; no money is on this road"
    )]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 10,000,000"
    )]
    fn luminance(self) -> u64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.parts.map(linear);
        ((0.2126 * red + 0.7152 * green + 0.0722 * blue) * 10_000_000.0).round() as u64
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.parts;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ends of the scale, and the grey that is known as the lightest that passes on white.
    #[test]
    fn contrast_is_that_of_the_standard() {
        let black = Colour::new(0);
        assert_eq!(black.contrast(WHITE), 2100);
        assert_eq!(WHITE.contrast(WHITE), 100);
        assert_eq!(
            (Colour::new(0x76_76_76).contrast(WHITE), Colour::new(0x77_77_77).contrast(WHITE)),
            (454, 447)
        );
        assert_eq!(Colour::new(0xff_00_00).contrast(WHITE), 399);
        assert_eq!(Colour::new(0x00_00_ff).contrast(black), 244);
    }

    #[test]
    fn a_colour_is_read_as_it_is_written() {
        assert_eq!(Colour::parse("#12395B"), Some(Colour::new(0x12_39_5b)));
        assert_eq!(Colour::new(0x12_39_5b).to_string(), "#12395b");
        for wrong in ["12395b", "#12395", "#12395bb", "#12395g", "#+2395b", "blå", "#ææ"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_colour_is_mended_as_little_as_it_takes() {
        let mended = Colour::new(0x77_77_77).readable_on(&[WHITE]).unwrap();
        assert_eq!(mended, Colour::new(0x76_76_76));
        let light = Colour::new(0x33_33_33).readable_on(&[Colour::new(0)]).unwrap();
        assert!(light.contrast(Colour::new(0)) >= LEAST);
        assert_eq!(
            Colour::new(0x77_77_77)
                .readable_on(&[WHITE, Colour::new(0)])
                .map(|c| c.contrast(WHITE) >= LEAST),
            Some(true)
        );
        assert_eq!(
            Colour::new(0).readable_on(&[Colour::new(0), WHITE, Colour::new(0x77_77_77)]),
            None
        );
    }
}
