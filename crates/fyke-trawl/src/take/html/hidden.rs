//! Whether an element is shown to a reader of the page, by its own attributes.
//!
//! Style sheets are not read: what is hidden by class alone is told apart by
//! structure and words. Sources: CSS Display 3, CSS 2.2 (clip, text-indent), the
//! `hidden` attribute of HTML, WAI-ARIA `aria-hidden`.

/// Longest style attribute that is read.
const STYLE_MAX: usize = 2_000;

/// What the style attribute says.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Style {
    /// Not shown by what it says alone.
    pub hidden: bool,
    /// Shown again within what is not (`visibility: visible`).
    pub colour: Option<u32>,
    /// What is behind the text.
    pub ground: Option<u32>,
}

/// Reads a style attribute.
pub fn style(value: &str) -> Style {
    let mut out = Style::default();
    let value = value.get(..STYLE_MAX).unwrap_or(value);
    if value.len() > STYLE_MAX {
        return out;
    }
    let (mut clipped, mut out_of_flow) = (false, false);
    for declaration in value.split(';') {
        let Some((name, value)) = declaration.split_once(':') else {
            continue;
        };
        let name = name.trim().to_ascii_lowercase();
        let value = value.to_ascii_lowercase();
        let value = value.trim().trim_end_matches("!important").trim();
        match name.as_str() {
            "display" if value == "none" => out.hidden = true,
            "visibility" if matches!(value, "hidden" | "collapse") => out.hidden = true,
            "content-visibility" if value == "hidden" => out.hidden = true,
            "opacity" if is_nothing(value) => out.hidden = true,
            "font-size" if is_nothing(value) || value == "1px" => out.hidden = true,
            "font"
                if value
                    .split_ascii_whitespace()
                    .any(|part| part.starts_with("0/") || part == "0" || part == "0px") =>
            {
                out.hidden = true;
            }
            "text-indent" | "left" | "top" | "right" | "margin-left" | "margin-top" if is_far(value) => {
                out.hidden = true
            }
            "clip" | "clip-path"
                if value.contains("rect(0")
                    || value.contains("rect(1px")
                    || value.contains("inset(100%")
                    || value.contains("inset(50%") =>
            {
                clipped = true;
            }
            "position" if value == "absolute" || value == "fixed" => out_of_flow = true,
            "transform"
                if is_nothing(value.trim_start_matches("scale(").trim_end_matches(')'))
                    && value.starts_with("scale(") =>
            {
                out.hidden = true;
            }
            "height" | "width" | "max-height" | "max-width" if is_nothing(value) => clipped = true,
            "overflow" if value == "hidden" => out_of_flow = true,
            "color" => {
                if value == "transparent" {
                    out.hidden = true;
                }
                out.colour = colour(value);
            }
            "background" | "background-color" => {
                out.ground = value.split_ascii_whitespace().find_map(colour).or(out.ground);
            }
            _ => {}
        }
    }
    out.hidden |= clipped && out_of_flow;
    out
}

/// Nothing, in any unit.
fn is_nothing(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    number.parse::<f32>().is_ok_and(|number| number.abs() < 0.05)
}

/// Further to the left or above than any screen reaches.
fn is_far(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
    let limit = if value.ends_with("em") { -60.0 } else { -900.0 };
    number.parse::<f32>().is_ok_and(|number| number <= limit)
}

/// A colour of the forms that are written inline, as 0xrrggbb.
pub fn colour(value: &str) -> Option<u32> {
    match value {
        "white" => return Some(0xff_ff_ff),
        "black" => return Some(0),
        "red" => return Some(0xff_00_00),
        "transparent" | "inherit" | "initial" => return None,
        _ => {}
    }
    if let Some(hex) = value.strip_prefix('#') {
        let number = u32::from_str_radix(hex, 16).ok()?;
        return match hex.len() {
            3 => Some((number >> 8 & 15) * 0x11_00_00 + (number >> 4 & 15) * 0x11_00 + (number & 15) * 0x11),
            6 => Some(number),
            _ => None,
        };
    }
    let inner = value
        .strip_prefix("rgb")?
        .trim_start_matches('a')
        .strip_prefix('(')?
        .strip_suffix(')')?;
    let mut parts = inner
        .split([',', ' ', '/'])
        .filter(|part| !part.is_empty())
        .map(|part| part.trim().parse::<f32>().ok());
    let mut next = || parts.next().flatten().map(|part| part.clamp(0.0, 255.0) as u32);
    Some((next()? << 16) | (next()? << 8) | next()?)
}

/// Too near to be told apart by eye: a contrast of about 1.1 at most.
pub fn is_same(one: u32, other: u32) -> bool {
    (0..3).all(|at| ((one >> (8 * at)) & 255).abs_diff((other >> (8 * at)) & 255) <= 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_reader_sees_is_hidden() {
        for hidden in [
            "display:none",
            "color:red; DISPLAY : None !important",
            "visibility: hidden",
            "opacity: 0.0",
            "font-size:0",
            "font-size: 0px",
            "position:absolute;left:-9999px",
            "text-indent:-999em",
            "position:absolute;clip:rect(0,0,0,0)",
            "height:0;overflow:hidden",
            "color: transparent",
        ] {
            assert!(style(hidden).hidden, "{hidden}");
        }
        for shown in [
            "",
            "display:block",
            "opacity:0.9",
            "font-size:0.8em",
            "left:-10px",
            "font-size:10px",
            "height:0",
            "color:#fff",
        ] {
            assert!(!style(shown).hidden, "{shown}");
        }
        assert_eq!(
            style("color:#FFF;background: url(x) rgb(255, 254, 255)").colour,
            Some(0xff_ff_ff)
        );
        assert!(is_same(
            0xff_ff_ff,
            style("background-color:rgb(255,254,255)").ground.unwrap_or(0)
        ));
    }
}
