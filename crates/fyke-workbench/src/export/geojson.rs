//! Flows as GeoJSON, RFC 7946: a line for each flow, cut in two where it crosses
//! the antimeridian, and a point for each place. Values are texts with two
//! places, since a number of JSON may be rounded by who reads it.

use super::sheet::decimal;
use fyke_model::desk::{FlowsView, PlaceView};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Flows as bytes; `about` says where they come from.
pub fn bytes(flows: &FlowsView, about: &[String]) -> Vec<u8> {
    let places: BTreeMap<_, &PlaceView> = flows.places.iter().map(|place| (place.country, place)).collect();
    let mut features: Vec<Value> = flows
        .places
        .iter()
        .map(|place| {
            json!({
                "type": "Feature",
                "id": place.country.as_str(),
                "geometry": { "type": "Point", "coordinates": at(place) },
                "properties": { "country": place.country.as_str(), "name": place.name, "embargoed": place.embargoed },
            })
        })
        .collect();
    for arc in &flows.arcs {
        let ends = places.get(&arc.exporter).zip(places.get(&arc.importer));
        features.push(json!({
            "type": "Feature",
            "id": format!("{}-{}", arc.exporter, arc.importer),
            "geometry": ends.map(|(from, to)| line(from, to)),
            "properties": {
                "exporter": arc.exporter.as_str(),
                "importer": arc.importer.as_str(),
                "value": decimal(arc.value_minor, 2),
                "currency": flows.currency.map(|currency| currency.as_str().to_owned()),
                "mass_kg": decimal(arc.mass_g, 3),
                "rows": arc.rows,
                "first_month": flows.first.map(|month| month.to_string()),
                "by_month": arc.by_month.iter().map(|minor| decimal(*minor, 2)).collect::<Vec<_>>(),
            },
        }));
    }
    let all = json!({
        "type": "FeatureCollection",
        "features": features,
        "about": about,
        "table": flows.table,
        "side": flows.side,
        "left_out": flows.more,
    });
    let mut text = all.to_string();
    text.push('\n');
    text.into_bytes()
}

/// Longitude and latitude in degrees.
fn at(place: &PlaceView) -> [f64; 2] {
    [
        f64::from(place.lon_milli) / 1000.0,
        f64::from(place.lat_milli) / 1000.0,
    ]
}

fn line(from: &PlaceView, to: &PlaceView) -> Value {
    let ([x1, y1], [x2, y2]) = (at(from), at(to));
    if (x1 - x2).abs() <= 180.0 {
        return json!({ "type": "LineString", "coordinates": [[x1, y1], [x2, y2]] });
    }
    // the short way round the back of the map, cut at 180 degrees
    let edge = if x1 > 0.0 { 180.0 } else { -180.0 };
    let beyond = x2 + 2.0 * edge;
    let share = (edge - x1) / (beyond - x1);
    let y = ((y1 + (y2 - y1) * share) * 1000.0).round() / 1000.0;
    json!({ "type": "MultiLineString", "coordinates": [
        [[x1, y1], [edge, y]],
        [[-edge, y], [x2, y2]],
    ] })
}
