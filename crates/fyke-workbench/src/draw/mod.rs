//! Drawings that the program makes itself, as SVG: they print, need no script,
//! and take their colours from the page by class. Each stands beside a table or
//! a list that says the same.

mod bands;
mod lanes;
mod months;

pub use bands::bands;
pub use lanes::{lanes, part_of};
pub use months::months;

/// A length of a drawing, short enough for a page with hundreds of them.
fn px(length: f64) -> String {
    format!("{length:.1}")
}

/// A text of at most so many letters.
fn clipped(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most.saturating_sub(1)).collect();
    short.push('…');
    short
}
