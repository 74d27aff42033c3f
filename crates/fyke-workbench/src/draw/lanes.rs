//! Events in lanes, one lane a kind: what lasted is a bar, what happened a mark.

use super::{clipped, px};
use fyke_model::date::Day;
use fyke_model::desk::Event;
use maud::{Markup, html};
use std::collections::BTreeMap;

const WIDTH: f64 = 960.0;
const GUTTER: f64 = 130.0;
const ROW: f64 = 20.0;
const AXIS: f64 = 24.0;
/// Rows of a lane; what does not fit stands in the list only.
const ROWS_MAX: usize = 8;

/// The part that a kind of event plays, which decides its colour.
pub fn part_of(kind: &str) -> &'static str {
    match kind {
        "consignment" => "detour",
        "listing" => "bad",
        "ownership" | "directorship" => "direct",
        "payment" => "onward",
        _ => "other",
    }
}

/// Draws them. `name` says a kind in the reader's language.
pub fn lanes(events: &[Event], name: impl Fn(&str) -> String, label: &str) -> Markup {
    let (Some(first), Some(last)) = (
        events.iter().map(|e| e.from.0).min(),
        events.iter().map(|e| e.to.0).max(),
    ) else {
        return html! {};
    };
    let (first, last) = (
        f64::from(first) - 15.0,
        f64::from(last.max(first.saturating_add(60))) + 15.0,
    );
    let x = |day: Day| GUTTER + (f64::from(day.0) - first) / (last - first) * (WIDTH - GUTTER - 8.0);
    let mut by_kind: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
    for event in events {
        by_kind.entry(&event.kind).or_default().push(event);
    }
    let mut placed: Vec<(f64, f64, f64, &Event)> = Vec::new();
    let mut names: Vec<(f64, f64, String)> = Vec::new();
    let mut top = AXIS;
    for (kind, mut events) in by_kind {
        events.sort_by_key(|event| (event.from, event.to));
        let mut rows: Vec<f64> = Vec::new();
        for event in events {
            let (from, long) = (x(event.from), (x(event.to) - x(event.from)).max(7.0));
            let row = rows.iter().position(|end| end + 3.0 < from).unwrap_or(rows.len());
            if row >= ROWS_MAX {
                continue;
            }
            match rows.get_mut(row) {
                Some(end) => *end = from + long,
                None => rows.push(from + long),
            }
            placed.push((from, top + row as f64 * ROW, long, event));
        }
        let height = rows.len().max(1) as f64 * ROW + 8.0;
        names.push((top, top + height - 2.0, name(kind)));
        top += height;
    }
    html! {
        svg.lanes viewBox={ "0 0 960 " (px(top + 4.0)) } role="img" aria-label=(label) {
            @for (at, text) in ticks(first, last) {
                @let at = px(x(at));
                line.tick x1=(at) x2=(at) y1="18" y2=(px(top)) {}
                text.tick x=(at) y="12" text-anchor="middle" { (text) }
            }
            @for (from, end, text) in &names {
                line.rule x1="0" x2="960" y1=(px(*end)) y2=(px(*end)) {}
                text x="2" y=(px(from + 14.0)) { (clipped(text, 18)) }
            }
            @for (from, y, long, event) in &placed {
                rect class={ "part-" (part_of(&event.kind)) } x=(px(*from)) y=(px(y + 3.0)) width=(px(*long)) height="14" rx="2" {
                    title { (event.from) @if event.to != event.from { " – " (event.to) } " " (event.words) }
                }
            }
        }
    }
}

/// Years, or months where there are few of them.
fn ticks(first: f64, last: f64) -> Vec<(Day, String)> {
    let days = last - first;
    let step = if days > 7300.0 {
        60
    } else if days > 3000.0 {
        24
    } else if days > 1100.0 {
        12
    } else if days > 400.0 {
        3
    } else {
        1
    };
    #[allow(clippy::cast_possible_truncation)]
    let mut month = Day(first as i32).month();
    let mut found = Vec::new();
    while found.len() < 40 {
        month = month + 1;
        let day = month.first_day();
        if f64::from(day.0) > last {
            break;
        }
        if month.0.rem_euclid(step) == 0 {
            found.push((
                day,
                if step >= 12 {
                    month.year().to_string()
                } else {
                    month.to_string()
                },
            ));
        }
    }
    found
}
