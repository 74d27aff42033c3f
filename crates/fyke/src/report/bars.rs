//! Small drawings inside tables: the bar of one reason, and a line of months
//! no taller than the text beside it.

use super::svg::px;
use maud::{Markup, html};

const BAR_WIDTH: f64 = 120.0;
const BAR_HEIGHT: f64 = 14.0;

/// A bar from a middle line: to the right for what speaks for a lead, to the
/// left for what speaks against it. `most` is the largest size in the table.
/// The number stands beside it as text, so the drawing is hidden from readers.
pub(super) fn weight(contribution: f64, most: f64) -> Markup {
    let middle = BAR_WIDTH / 2.0;
    let share = if most > 0.0 {
        (contribution / most).clamp(-1.0, 1.0)
    } else {
        0.0
    };
    let length = (share.abs() * (middle - 2.0)).max(1.0);
    let left = if share < 0.0 { middle - length } else { middle };
    html! {
        svg class="weight" viewBox="0 0 120 14" width="120" height="14" aria-hidden="true" {
            rect class="weight-bar" x=(px(left)) y="2" width=(px(length)) height=(px(BAR_HEIGHT - 4.0)) {}
            line class="axis" x1=(px(middle)) y1="0" x2=(px(middle)) y2=(px(BAR_HEIGHT)) {}
        }
    }
}

/// A line of monthly values. Where nothing was recorded it is broken.
pub(super) fn spark(values: &[f64], width: f64, height: f64) -> Markup {
    let most = values
        .iter()
        .copied()
        .filter(|v| v.is_finite())
        .fold(0.0, f64::max);
    let step = (width - 6.0) / (values.len().max(2) - 1) as f64;
    let y = |value: f64| height - 3.0 - value.max(0.0) / if most > 0.0 { most } else { 1.0 } * (height - 6.0);
    let mut path = String::new();
    let mut pen_down = false;
    for (at, value) in values.iter().enumerate() {
        if value.is_finite() {
            path.push(if pen_down { 'L' } else { 'M' });
            path.push_str(&format!("{} {}", px(3.0 + at as f64 * step), px(y(*value))));
        }
        pen_down = value.is_finite();
    }
    let last = values.iter().rposition(|v| v.is_finite());
    html! {
        svg class="spark" viewBox={ "0 0 " (px(width)) " " (px(height)) } width=(px(width)) height=(px(height))
            aria-hidden="true" {
            line class="axis" x1="0" x2=(px(width)) y1=(px(height - 3.0)) y2=(px(height - 3.0)) {}
            path class="spark-line" d=(path) {}
            @if let Some(at) = last {
                circle class="spark-end" r="2.2" cx=(px(3.0 + at as f64 * step))
                    cy=(px(y(values.get(at).copied().unwrap_or(0.0)))) {}
            }
        }
    }
}
