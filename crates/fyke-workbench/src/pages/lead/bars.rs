//! How much each reason adds, as a bar to the right of a middle line where it
//! speaks for, to the left where it speaks against. The number stands beside it.

use crate::ctx::Ctx;
use maud::{Markup, html};

/// Natural log-odds that fill half a bar; more is cut, and the number says so.
const FULL: f64 = 4.0;

/// A bar.
pub(super) fn bar(ctx: &Ctx, contribution: f64) -> Markup {
    let share = (contribution / FULL).clamp(-1.0, 1.0);
    let wide = (share.abs() * 60.0).max(1.0);
    let from = if share < 0.0 { 60.0 - wide } else { 60.0 };
    let class = if share < 0.0 { "against" } else { "for" };
    let label = ctx.t(if share < 0.0 {
        "reason-against"
    } else {
        "reason-for"
    });
    html! {
        svg.weight viewBox="0 0 120 14" width="120" height="14" role="img" aria-label={ (label) " " (signed(contribution)) } {
            rect.ground x="0" y="0" width="120" height="14" {}
            rect class=(class) x=(format!("{from:.1}")) y="2" width=(format!("{wide:.1}")) height="10" {}
            line.zero x1="60" x2="60" y1="0" y2="14" {}
        }
        " " span.figure dir="ltr" { (signed(contribution)) }
    }
}

/// `+2.4`, `−0.3`.
fn signed(value: f64) -> String {
    if value < 0.0 {
        format!("−{:.1}", value.abs())
    } else {
        format!("+{value:.1}")
    }
}
