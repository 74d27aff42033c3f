//! Drawings that stand alone: a flow map and a chain of re-exports, each with a
//! title, a description for who does not see it, what it was made from, and no
//! style sheet, script or address. The same view gives the same bytes.

use super::sheet::decimal;
use fyke_model::desk::{ChainView, FlowsView, PlaceView};
use maud::{Markup, html};
use std::collections::{BTreeMap, BTreeSet};

const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 560.0;
const HEAD: f64 = 56.0;
const FOOT: f64 = 46.0;

/// Colours: what goes to an embargoed end, what goes elsewhere, ink, lines.
const HOT: &str = "#b3261e";
const COOL: &str = "#1f6f8b";
const INK: &str = "#1c1c1c";
const FAINT: &str = "#d5d5d0";

/// Names that are written beside places; the rest are dots.
const NAMED: usize = 40;

/// A text that may stand in XML: marks that steer are left out.
fn clean(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_control() && !matches!(*letter, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

fn px(length: f64) -> String {
    format!("{length:.1}")
}

fn framed(title: &str, said: &str, about: &[String], drawing: &Markup) -> Vec<u8> {
    let height = HEAD + HEIGHT + FOOT;
    let page = html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(px(WIDTH)) height=(px(height))
            viewBox={ "0 0 " (px(WIDTH)) " " (px(height)) } role="img" aria-labelledby="t d" font-family="sans-serif" {
            title id="t" { (clean(title)) }
            desc id="d" { (clean(said)) }
            rect width=(px(WIDTH)) height=(px(height)) fill="#ffffff" {}
            text x="16" y="26" font-size="18" font-weight="bold" fill=(INK) { (clean(title)) }
            text x="16" y="45" font-size="12" fill=(INK) { (clean(said)) }
            g transform={ "translate(0 " (px(HEAD)) ")" } { (drawing) }
            @for (at, line) in about.iter().take(3).enumerate() {
                text x="16" y=(px(HEAD + HEIGHT + 14.0 + 14.0 * at as f64)) font-size="10" fill=(INK) { (clean(line)) }
            }
        }
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n",
        page.into_string()
    )
    .into_bytes()
}

/// Where degrees are drawn: the part of the world that the places stand in.
struct Sheet {
    west: f64,
    north: f64,
    scale: f64,
}

impl Sheet {
    fn of(places: &[PlaceView]) -> Sheet {
        let (mut west, mut east, mut south, mut north) = (180.0f64, -180.0f64, 90.0f64, -90.0f64);
        for place in places {
            let (lon, lat) = (
                f64::from(place.lon_milli) / 1000.0,
                f64::from(place.lat_milli) / 1000.0,
            );
            (west, east) = (west.min(lon), east.max(lon));
            (south, north) = (south.min(lat), north.max(lat));
        }
        if places.is_empty() {
            (west, east, south, north) = (-180.0, 180.0, -60.0, 84.0);
        }
        let (wide, high) = ((east - west + 20.0).max(50.0), (north - south + 16.0).max(28.0));
        let scale = (WIDTH / wide).min(HEIGHT / high);
        Sheet {
            west: (west + east) / 2.0 - WIDTH / scale / 2.0,
            north: (north + south) / 2.0 + HEIGHT / scale / 2.0,
            scale,
        }
    }

    fn at(&self, place: &PlaceView) -> (f64, f64) {
        (
            (f64::from(place.lon_milli) / 1000.0 - self.west) * self.scale,
            (self.north - f64::from(place.lat_milli) / 1000.0) * self.scale,
        )
    }
}

/// A flow map as bytes; `about` says where it comes from, three lines at most.
pub fn flow_map(flows: &FlowsView, about: &[String]) -> Vec<u8> {
    let sheet = Sheet::of(&flows.places);
    let places: BTreeMap<_, &PlaceView> = flows.places.iter().map(|place| (place.country, place)).collect();
    let most = flows
        .arcs
        .iter()
        .map(|arc| arc.value_minor)
        .max()
        .unwrap_or(0)
        .max(1) as f64;
    let currency = flows
        .currency
        .map_or_else(String::new, |currency| currency.to_string());
    let drawing = html! {
        (graticule(&sheet))
        // the largest on top
        @for arc in flows.arcs.iter().rev() {
            @if let (Some(from), Some(to)) = (places.get(&arc.exporter), places.get(&arc.importer)) {
                path d=(curve(sheet.at(from), sheet.at(to))) fill="none" stroke-opacity="0.6" stroke-linecap="round"
                    stroke=(if to.embargoed { HOT } else { COOL })
                    stroke-width=(px(0.8 + 9.0 * (arc.value_minor.max(0) as f64 / most).sqrt())) {
                    title { (clean(&format!("{} to {}: {currency} {}, {} rows", from.name, to.name, decimal(arc.value_minor, 2), arc.rows))) }
                }
            }
        }
        @for (at, place) in flows.places.iter().enumerate() {
            @let (x, y) = sheet.at(place);
            circle cx=(px(x)) cy=(px(y)) r="3" fill=(if place.embargoed { HOT } else { INK }) {}
            @if at < NAMED {
                text x=(px(x + 5.0)) y=(px(y - 4.0)) font-size="11" fill=(INK) stroke="#ffffff" stroke-width="3" paint-order="stroke" { (clean(&place.name)) }
            }
        }
    };
    let said = format!(
        "{} flows between {} places, from {} ({} side){}; red ends under an embargo",
        flows.arcs.len(),
        flows.places.len(),
        flows.table,
        flows.side,
        if flows.more > 0 {
            format!(", {} smaller ones left out", flows.more)
        } else {
            String::new()
        },
    );
    framed("flows between countries", &said, about, &drawing)
}

fn graticule(sheet: &Sheet) -> Markup {
    let x = |lon: i32| (f64::from(lon) - sheet.west) * sheet.scale;
    let y = |lat: i32| (sheet.north - f64::from(lat)) * sheet.scale;
    let inside = |at: f64, most: f64| (0.0..=most).contains(&at);
    html! {
        g stroke=(FAINT) stroke-width="1" {
            @for lon in (-24..=24).map(|n| n * 15) { @if inside(x(lon), WIDTH) {
                line x1=(px(x(lon))) y1="0" x2=(px(x(lon))) y2=(px(HEIGHT)) {}
            } }
            @for lat in (-6..=6).map(|n| n * 15) { @if inside(y(lat), HEIGHT) {
                line x1="0" y1=(px(y(lat))) x2=(px(WIDTH)) y2=(px(y(lat))) {}
            } }
        }
    }
}

/// A bow from one place to another, to the right of the way, so that there and
/// back do not lie on each other.
fn curve((x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> String {
    let (mx, my) = (
        (x1 + x2) / 2.0 - (y2 - y1) * 0.18,
        (y1 + y2) / 2.0 + (x2 - x1) * 0.18,
    );
    format!(
        "M{} {} Q{} {} {} {}",
        px(x1),
        px(y1),
        px(mx),
        px(my),
        px(x2),
        px(y2)
    )
}

/// A place in a chain, as it is drawn.
#[derive(Clone)]
struct Box {
    column: usize,
    y: f64,
    size: f64,
    out: f64,
    into: f64,
}

/// A chain of re-exports as bytes: bands between columns.
pub fn chain(view: &ChainView, about: &[String]) -> Vec<u8> {
    let currencies: BTreeSet<_> = view
        .links
        .iter()
        .map(|link| link.value.map(|value| value.currency))
        .collect();
    let money = currencies.len() == 1 && !currencies.contains(&None);
    let weight = |at: usize| {
        let link = view.links.get(at);
        let value = link.map_or(0, |link| match link.value {
            Some(value) if money => value.minor,
            _ => link.mass_g,
        });
        value.max(0) as f64
    };
    let column = |role: &str| match role {
        "maker" => 0,
        "middle" => 1,
        "seller" => 2,
        _ => 3,
    };
    let mut boxes: Vec<Box> = view
        .nodes
        .iter()
        .map(|node| Box {
            column: column(&node.role),
            y: 0.0,
            size: 0.0,
            out: 0.0,
            into: 0.0,
        })
        .collect();
    let (mut out, mut into) = (vec![0.0; boxes.len()], vec![0.0; boxes.len()]);
    for (at, link) in view.links.iter().enumerate() {
        for (sums, end) in [(&mut out, link.from), (&mut into, link.to)] {
            if let Some(sum) = sums.get_mut(end) {
                *sum += weight(at);
            }
        }
    }
    for (at, place) in boxes.iter_mut().enumerate() {
        let sums = [out.get(at), into.get(at)];
        place.size = sums
            .into_iter()
            .flatten()
            .fold(0.0f64, |most, sum| most.max(*sum));
    }
    let in_column = |boxes: &[Box], column: usize| {
        let of = boxes.iter().filter(move |place| place.column == column);
        (of.clone().count(), of.map(|place| place.size).sum::<f64>())
    };
    let scale = (0..4)
        .map(|column| {
            let (count, sum) = in_column(&boxes, column);
            if sum > 0.0 {
                (HEIGHT - 20.0 - 14.0 * count as f64).max(20.0) / sum
            } else {
                f64::INFINITY
            }
        })
        .fold(f64::INFINITY, f64::min);
    let scale = if scale.is_finite() { scale } else { 0.0 };
    for column in 0..4 {
        let (count, sum) = in_column(&boxes, column);
        let mut y = ((HEIGHT - sum * scale - 14.0 * count as f64) / 2.0).max(4.0);
        for place in boxes.iter_mut().filter(|place| place.column == column) {
            place.y = y;
            y += (place.size * scale).max(2.0) + 14.0;
        }
    }
    let x = |column: usize| 20.0 + column as f64 * 280.0;
    let mut bands = Vec::new();
    for (at, link) in view.links.iter().enumerate() {
        let wide = (weight(at) * scale).max(1.0);
        let (Some(from), Some(to)) = (boxes.get(link.from).cloned(), boxes.get(link.to).cloned()) else {
            continue;
        };
        let (x1, y1) = (x(from.column) + 12.0, from.y + from.out + wide / 2.0);
        let (x2, y2) = (x(to.column), to.y + to.into + wide / 2.0);
        if let Some(place) = boxes.get_mut(link.from) {
            place.out += wide;
        }
        if let Some(place) = boxes.get_mut(link.to) {
            place.into += wide;
        }
        let bend = (x1 + x2) / 2.0;
        let path = format!(
            "M{} {} C{} {} {} {} {} {}",
            px(x1),
            px(y1),
            px(bend),
            px(y1),
            px(bend),
            px(y2),
            px(x2),
            px(y2)
        );
        let colour = match link.part.as_str() {
            "direct" => "#6b7280",
            "detour" => "#c77700",
            "onward" => HOT,
            _ => COOL,
        };
        let value = link.value.map_or_else(String::new, |value| {
            format!("{} {}, ", value.currency, decimal(value.minor, 2))
        });
        let said = format!("{value}{} kg, {} rows", decimal(link.mass_g, 3), link.rows);
        bands.push((path, colour, wide, said));
    }
    let drawing = html! {
        @for (path, colour, wide, said) in &bands {
            path d=(path) fill="none" stroke=(colour) stroke-opacity="0.5" stroke-width=(px(*wide)) { title { (clean(said)) } }
        }
        @for (place, node) in boxes.iter().zip(&view.nodes) {
            @let left = x(place.column);
            @let last = place.column == 3;
            rect x=(px(left)) y=(px(place.y)) width="12" height=(px((place.size * scale).max(2.0))) fill=(INK) {}
            text x=(px(if last { left - 6.0 } else { left + 18.0 })) y=(px(place.y + (place.size * scale).max(2.0) / 2.0 + 4.0))
                text-anchor=(if last { "end" } else { "start" }) font-size="12" fill=(INK)
                stroke="#ffffff" stroke-width="3" paint-order="stroke" { (clean(&node.name.chars().take(40).collect::<String>())) }
        }
    };
    let title = if view.title.is_empty() {
        "a chain of re-exports"
    } else {
        &view.title
    };
    framed(title, &view.note, about, &drawing)
}
