//! The flow map: curved ribbons, wide where goods leave and narrow where they
//! arrive, as wide as their value.
//!
//! A ribbon that narrows shows its direction without an arrow head. Direct
//! flows bend north, detours south, so that the two do not cross at their
//! start. A flow that is thought to exist and not measured is a dashed line of
//! one width: it must not look like a figure.

use super::outline;
use super::projection::Lambert;
use super::series::part_class;
use super::svg::{Frame, frame, px, text_width};
use super::view::{Flow, FlowMap, Part, Place};
use fyke_model::money::{Amount, Compact};
use maud::{Markup, html};
use std::fmt::Write as _;

const NAME_PX: f64 = 13.0;
const VALUE_PX: f64 = 12.0;
/// The middle of the projection: 50 N 55 E.
const MIDDLE_DEG: (f64, f64) = (50.0, 55.0);
const SAMPLES: usize = 24;
/// A name whose best room is worse than this gives up its second line.
const CROWDED: f64 = 130.0;

type Point = (f64, f64);

/// The projection of all maps of a page.
fn lambert() -> Lambert {
    Lambert::new(MIDDLE_DEG.0, MIDDLE_DEG.1)
}

/// All land as one shape, to stand once on a page.
pub(super) fn land() -> Markup {
    html! { path id="land" d=(outline::path(&lambert(), None)) {} }
}

/// From projection units to the pixels of one drawing.
#[derive(Clone, Copy)]
struct View {
    scale: f64,
    dx: f64,
    dy: f64,
}

impl View {
    /// The view that shows all places with a margin for their names.
    fn fit(points: &[Point], width: f64, height: f64) -> View {
        let bounds = |axis: fn(&Point) -> f64| {
            let low = points.iter().map(axis).fold(f64::INFINITY, f64::min);
            let high = points.iter().map(axis).fold(f64::NEG_INFINITY, f64::max);
            if low <= high {
                (low, high)
            } else {
                (-4_000.0, 4_000.0)
            }
        };
        let ((left, right), (top, bottom)) = (bounds(|p| p.0), bounds(|p| p.1));
        let (margin_x, margin_y) = (width * 0.13, height * 0.17);
        let wide = (width - 2.0 * margin_x) / (right - left).max(1.0);
        let high = (height - 2.0 * margin_y) / (bottom - top).max(1.0);
        let scale = wide.min(high).min(width / 4_000.0);
        View {
            scale,
            dx: width / 2.0 - (left + right) / 2.0 * scale,
            dy: height / 2.0 - (top + bottom) / 2.0 * scale,
        }
    }

    fn at(&self, point: Point) -> Point {
        (point.0 * self.scale + self.dx, point.1 * self.scale + self.dy)
    }

    fn transform(&self) -> String {
        format!(
            "translate({} {}) scale({:.5})",
            px(self.dx),
            px(self.dy),
            self.scale
        )
    }
}

/// The map, `width` by `height` pixels. `id` must be the page's only one.
pub(super) fn draw(
    map: &FlowMap,
    id: &str,
    (width, height): (f64, f64),
    simulated: bool,
    class: &str,
) -> Markup {
    let lambert = lambert();
    let projected: Vec<Point> = map
        .places
        .iter()
        .map(|p| lambert.project(p.lat_deg, p.lon_deg).unwrap_or((0.0, 0.0)))
        .collect();
    let view = View::fit(&projected, width, height);
    let points: Vec<Point> = projected.iter().map(|p| view.at(*p)).collect();
    let most = map
        .flows
        .iter()
        .filter_map(|f| f.value)
        .map(size)
        .fold(0.0, f64::max);
    let widest = (width / 30.0).clamp(12.0, 30.0);
    let mut flows: Vec<(&Flow, Vec<Point>, f64)> = map
        .flows
        .iter()
        .filter(|f| f.from != f.to)
        .filter_map(|f| {
            let line = curve(*points.get(f.from)?, *points.get(f.to)?, f.part);
            Some((f, line, f.value.map_or(0.0, |v| size(v) / most.max(1.0) * widest)))
        })
        .collect();
    flows.sort_by(|a, b| b.2.total_cmp(&a.2));
    let tint = |embargoed: bool| {
        let chosen: Vec<_> = map
            .places
            .iter()
            .filter(|p| p.embargoed == embargoed)
            .flat_map(|p| p.countries.clone())
            .collect();
        outline::path(&lambert, Some(&chosen))
    };
    let body = html! {
        rect class="sea" width=(px(width)) height=(px(height)) {}
        g transform=(view.transform()) {
            use href="#land" class="land" {}
            path class="tint" d=(tint(false)) {}
            path class="tint-end" d=(tint(true)) {}
        }
        @for (flow, line, wide) in &flows {
            @if flow.value.is_some() {
                path class={ "flow " (part_class(flow.part)) } d=(taper(line, *wide)) {}
            } @else {
                path class={ "flow-thought " (part_class(flow.part)) } d=(dash(line)) {}
            }
        }
        @for point in &points { circle class="place" cx=(px(point.0)) cy=(px(point.1)) r="3" {} }
        (names(map, &points, &flows, (width, height)))
        (key(map, most, widest, height))
    };
    let description = describe(map);
    let frame_of = Frame {
        id,
        title: &map.title,
        description: &description,
        width,
        height,
        class,
        simulated,
    };
    frame(&frame_of, &body)
}

fn size(amount: Amount) -> f64 {
    (amount.minor as f64).max(0.0)
}

/// Points along a bent line from `a` to `b`.
fn curve(a: Point, b: Point, part: Part) -> Vec<Point> {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let bend = match part {
        Part::Direct => 0.20,
        Part::Detour => 0.16,
        Part::Onward | Part::Other => 0.14,
    };
    // the normal that points north for direct flows, south for detours, and to
    // the right-hand edge for what goes on
    let side = match part {
        Part::Direct => dx.signum(),
        Part::Detour => -dx.signum(),
        Part::Onward | Part::Other => -dy.signum(),
    };
    let control = (
        (a.0 + b.0) / 2.0 + dy * bend * side,
        (a.1 + b.1) / 2.0 - dx * bend * side,
    );
    (0..=SAMPLES)
        .map(|at| {
            let t = at as f64 / SAMPLES as f64;
            let (u, v, w) = ((1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t);
            (
                a.0 * u + control.0 * v + b.0 * w,
                a.1 * u + control.1 * v + b.1 * w,
            )
        })
        .collect()
}

/// A ribbon around a line: `wide` at its start, a quarter of that at its end.
fn taper(line: &[Point], wide: f64) -> String {
    let edge = |sign: f64| -> Vec<Point> {
        line.iter()
            .enumerate()
            .map(|(at, p)| {
                let before = line.get(at.saturating_sub(1)).unwrap_or(p);
                let after = line.get(at + 1).unwrap_or(p);
                let (dx, dy) = (after.0 - before.0, after.1 - before.1);
                let length = dx.hypot(dy).max(1e-6);
                let share = 1.0 - 0.75 * at as f64 / SAMPLES as f64;
                let half = (wide * share).max(1.2) / 2.0 * sign;
                (p.0 - dy / length * half, p.1 + dx / length * half)
            })
            .collect()
    };
    let mut outline = edge(1.0);
    outline.extend(edge(-1.0).into_iter().rev());
    format!("{}Z", dash(&outline))
}

fn dash(line: &[Point]) -> String {
    let mut path = String::new();
    for (at, p) in line.iter().enumerate() {
        let _ = write!(path, "{}{} {}", if at == 0 { 'M' } else { 'L' }, px(p.0), px(p.1));
    }
    path
}

/// A box that a name fills: left, top, right, bottom.
type Room = (f64, f64, f64, f64);

/// The lines of a place's name: the name, and what arrives there; on a small
/// map (`short`) without what arrived before.
fn lines(place: &Place, at: usize, map: &FlowMap, short: bool) -> (String, Option<String>) {
    let arriving = map
        .flows
        .iter()
        .find(|f| f.to == at && f.value.is_some() && f.part != Part::Onward);
    let value = arriving.and_then(|flow| {
        let now = flow.value?;
        Some(match flow.before {
            Some(before) if !short => format!("{now}, was {}", Compact(size(before) / 100.0)),
            _ => now.to_string(),
        })
    });
    (place.name.clone(), value)
}

/// Names beside their places, the most valuable first, each where it covers
/// the fewest others.
fn names(map: &FlowMap, points: &[Point], flows: &[(&Flow, Vec<Point>, f64)], size: (f64, f64)) -> Markup {
    let mut order: Vec<usize> = Vec::new();
    let ends = flows.iter().flat_map(|(flow, _, _)| [flow.to, flow.from]);
    for at in ends.chain(0..points.len()) {
        if !order.contains(&at) && at < points.len() {
            order.push(at);
        }
    }
    let mut taken: Vec<Room> = points
        .iter()
        .map(|p| (p.0 - 4.0, p.1 - 4.0, p.0 + 4.0, p.1 + 4.0))
        .collect();
    let inked: Vec<Point> = flows
        .iter()
        .flat_map(|(_, line, _)| line.iter().copied())
        .collect();
    let mut placed: Vec<(usize, Room, Option<String>)> = Vec::new();
    for at in order {
        let (Some(place), Some(point)) = (map.places.get(at), points.get(at)) else {
            continue;
        };
        let (name, mut value) = lines(place, at, map, size.0 < 600.0);
        let mut best = best_room(*point, &name, value.as_deref(), &taken, &inked, size);
        if value.is_some() && best.1 > CROWDED {
            value = None;
            best = best_room(*point, &name, None, &taken, &inked, size);
        }
        taken.push(best.0);
        placed.push((at, best.0, value));
    }
    html! {
        @for (at, room, value) in &placed {
            @if let (Some(place), Some(point)) = (map.places.get(*at), points.get(*at)) {
                @let near = (point.0.clamp(room.0, room.2), point.1.clamp(room.1, room.3));
                @if (near.0 - point.0).hypot(near.1 - point.1) > 14.0 {
                    line class="leader" x1=(px(point.0)) y1=(px(point.1))
                        x2=(px(near.0)) y2=(px(near.1)) {}
                }
                text class="place-name" x=(px(room.0)) y=(px(room.1 + NAME_PX - 1.0)) { (place.name) }
                @if let Some(value) = value {
                    text class="place-value" x=(px(room.0)) y=(px(room.1 + NAME_PX + VALUE_PX + 1.0)) { (value) }
                }
            }
        }
    }
}

/// The best room for a name, and how bad it is.
fn best_room(
    point: Point,
    name: &str,
    value: Option<&str>,
    taken: &[Room],
    inked: &[Point],
    size: (f64, f64),
) -> (Room, f64) {
    let wide = text_width(name, NAME_PX).max(value.map_or(0.0, |v| text_width(v, VALUE_PX)));
    let high = if value.is_some() {
        NAME_PX + VALUE_PX + 4.0
    } else {
        NAME_PX + 2.0
    };
    spots(point, wide, high)
        .into_iter()
        .map(|(room, far)| (room, cost(room, taken, inked, size, far)))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .unwrap_or(((0.0, 0.0, 0.0, 0.0), 0.0))
}

/// Rooms for a name around a point, and how far each is from it.
fn spots(point: Point, wide: f64, high: f64) -> Vec<(Room, f64)> {
    let mut spots = Vec::new();
    for far in [9.0, 24.0, 42.0, 64.0] {
        for eighth in 0..8 {
            let angle = f64::from(eighth) * std::f64::consts::FRAC_PI_4;
            let (sin, cos) = angle.sin_cos();
            let x = point.0 + cos * far + (cos - 1.0) / 2.0 * wide;
            let y = point.1 + sin * far + (sin - 1.0) / 2.0 * high;
            spots.push(((x, y, x + wide, y + high), far));
        }
    }
    spots
}

/// How bad a room is: what it covers, leaves, and its distance.
fn cost(room: Room, taken: &[Room], inked: &[Point], (width, height): (f64, f64), far: f64) -> f64 {
    let covered: f64 = taken
        .iter()
        .map(|t| {
            let wide = (room.2.min(t.2) - room.0.max(t.0)).max(0.0);
            let high = (room.3.min(t.3) - room.1.max(t.1)).max(0.0);
            wide * high
        })
        .sum();
    let outside = (4.0 - room.0).max(0.0) + (room.2 - width + 4.0).max(0.0);
    let outside = outside + (24.0 - room.1).max(0.0) + (room.3 - height + 4.0).max(0.0);
    let crossed = inked
        .iter()
        .filter(|p| (room.0..=room.2).contains(&p.0) && (room.1..=room.3).contains(&p.1))
        .count();
    covered * 3.0 + outside * 500.0 + crossed as f64 * 14.0 + far
}

/// What width and dashes mean, in the lower left corner.
fn key(map: &FlowMap, most_minor: f64, widest: f64, height: f64) -> Markup {
    let currency = map.flows.iter().find_map(|f| f.value).map(|v| v.currency);
    let round = super::scale::ticks(most_minor / 100.0, 2)
        .get(1)
        .copied()
        .unwrap_or(0.0);
    let wide = if most_minor > 0.0 {
        round * 100.0 / most_minor * widest
    } else {
        0.0
    };
    let thought = map.flows.iter().any(|f| f.value.is_none());
    let y = height - 16.0;
    let line: Vec<Point> = (0..=SAMPLES).map(|at| (10.0 + at as f64 * 2.0, y)).collect();
    html! {
        g class="key" {
            @if let Some(currency) = currency {
                path class="flow other" d=(taper(&line, wide)) {}
                text class="tick" x="66" y=(px(y + 4.0)) { (currency) " " (Compact(round)) }
            }
            @if thought {
                @let y = y - 22.0;
                path class="flow-thought onward" d={ "M10 " (px(y)) "H58" } {}
                text class="tick" x="66" y=(px(y + 4.0)) { "thought, not measured" }
            }
        }
    }
}

/// The map in words.
fn describe(map: &FlowMap) -> String {
    let name = |at: usize| map.places.get(at).map_or("?", |p| p.name.as_str());
    let mut text = String::new();
    for flow in &map.flows {
        let value = flow.value.map_or("not measured".to_owned(), |v| v.to_string());
        let _ = write!(text, "{} to {}: {value}. ", name(flow.from), name(flow.to));
    }
    text
}

/// The flows as a table, for those who would rather read.
pub(super) fn table(map: &FlowMap) -> Markup {
    let name = |at: usize| map.places.get(at).map_or("?", |p| p.name.as_str());
    html! {
        table {
            caption { (map.title) }
            thead { tr {
                th scope="col" { "from" } th scope="col" { "to" } th scope="col" { "part" }
                th scope="col" class="number" { "value" } th scope="col" class="number" { "before" }
            } }
            tbody {
                @for flow in &map.flows {
                    tr {
                        td { (name(flow.from)) }
                        td { (name(flow.to)) }
                        td { (part_class(flow.part)) }
                        td class="number" { @if let Some(v) = flow.value { (v) } @else { "not measured" } }
                        td class="number" { @if let Some(v) = flow.before { (v) } @else { "–" } }
                    }
                }
            }
        }
    }
}
