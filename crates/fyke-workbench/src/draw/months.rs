//! A series of months as bars, with its largest value at the axis.

use super::px;
use fyke_model::date::Month;
use maud::{Markup, html};

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 180.0;
const FOOT: f64 = 22.0;
const HEAD: f64 = 18.0;

/// Draws it; `say` writes a value.
pub fn months(first: Month, values: &[i64], label: &str, say: impl Fn(i64) -> String) -> Markup {
    let most = values.iter().copied().max().unwrap_or(0).max(1);
    let wide = WIDTH / values.len().max(1) as f64;
    let every = values.len().div_ceil(11).max(1);
    let month = |at: usize| first + i32::try_from(at).unwrap_or(0);
    html! {
        svg.months viewBox="0 0 960 180" role="img" aria-label=(label) {
            line.rule x1="0" x2="960" y1=(px(HEAD)) y2=(px(HEAD)) {}
            text.tick x="0" y="12" { (say(most)) }
            @for (at, value) in values.iter().enumerate() {
                @let tall = (*value).max(0) as f64 / most as f64 * (HEIGHT - FOOT - HEAD);
                @let left = at as f64 * wide;
                rect.part-detour x=(px(left + wide * 0.1)) y=(px(HEIGHT - FOOT - tall)) width=(px((wide * 0.8).max(0.6))) height=(px(tall)) {
                    title { (month(at)) ": " (say(*value)) }
                }
                @if at % every == 0 { text.tick x=(px(left + wide / 2.0)) y="174" text-anchor="middle" { (month(at)) } }
            }
            line.rule x1="0" x2="960" y1=(px(HEIGHT - FOOT)) y2=(px(HEIGHT - FOOT)) {}
        }
    }
}
