//! Small things every drawing needs: coordinates as text, the frame with its
//! title and its mark, and the estimated width of a label.

use maud::{Markup, html};

/// A coordinate for a path or attribute: one decimal place, and never a
/// number that a browser would refuse.
pub(super) fn px(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{:.1}", value.clamp(-1e6, 1e6));
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

/// Estimated width of a label in pixels, in a wide sans-serif face: a label that
/// is thought too wide costs a little air, one thought too narrow a collision.
pub(super) fn text_width(text: &str, size_px: f64) -> f64 {
    let em = |c: char| match c {
        'i' | 'j' | 'l' | '.' | ',' | ' ' | '\u{202f}' | '\'' | '|' | ':' => 0.34,
        'm' | 'w' | 'M' | 'W' => 0.95,
        c if c.is_ascii_uppercase() => 0.72,
        c if (c as u32) >= 0x2E80 => 1.0,
        _ => 0.61,
    };
    text.chars().map(em).sum::<f64>() * size_px
}

/// What a drawing is called, how large it is, and whether it is simulated.
pub(super) struct Frame<'a> {
    /// Unique on the page; the title and the description are named after it.
    pub id: &'a str,
    /// What it shows.
    pub title: &'a str,
    /// The same in more words, for those who do not see it.
    pub description: &'a str,
    /// Units of the drawing.
    pub width: f64,
    /// Units of the drawing.
    pub height: f64,
    /// A class on the element.
    pub class: &'a str,
    /// Whether to lay the mark of simulated data over it.
    pub simulated: bool,
}

/// The element around a drawing. A simulated one carries stripes along its top
/// and the word, inside the drawing, so that no cut-out of it loses them.
pub(super) fn frame(frame: &Frame, body: &Markup) -> Markup {
    let (width, height) = (px(frame.width), px(frame.height));
    html! {
        svg id=(frame.id) class=(frame.class) role="img" viewBox={ "0 0 " (width) " " (height) }
            width=(width) height=(height)
            aria-labelledby={ (frame.id) "-t " (frame.id) "-d" } {
            title id={ (frame.id) "-t" } {
                @if frame.simulated { "Simulated. " }
                (frame.title)
            }
            desc id={ (frame.id) "-d" } { (frame.description) }
            (body)
            @if frame.simulated {
                g class="sim-mark" aria-hidden="true" {
                    rect x="0" y="0" width=(width) height="5" fill="url(#hatch)" {}
                    rect class="sim-plate" x=(px(frame.width - 78.0)) y="0" width="78" height="20" {}
                    text x=(px(frame.width - 39.0)) y="14" text-anchor="middle" { "simulated" }
                }
            }
        }
    }
}

/// What drawings share: the stripes of simulated data. Stands once on a page,
/// in a drawing of no size, since a hidden one may not be referred to.
pub(super) fn shared(body: &Markup) -> Markup {
    html! {
        svg class="shared" width="0" height="0" aria-hidden="true" {
            defs {
                pattern id="hatch" width="8" height="8" patternUnits="userSpaceOnUse"
                    patternTransform="rotate(45)" {
                    rect class="hatch-ground" width="8" height="8" {}
                    rect class="hatch-line" width="4" height="8" {}
                }
                (body)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short_and_finite() {
        for (value, text) in [
            (1.0, "1"),
            (1.26, "1.3"),
            (-0.04, "0"),
            (f64::NAN, "0"),
            (f64::INFINITY, "0"),
            (1e30, "1000000"),
        ] {
            assert_eq!(px(value), text);
        }
    }
}
