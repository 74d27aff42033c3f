//! `cargo xtask data world`: country outlines for small maps, from Natural Earth.
//!
//! Reads a TopoJSON of countries (the npm package world-atlas), simplifies its
//! arcs and writes `data/world/outline.csv`, a table small enough to stand in a
//! page. Arcs are simplified before rings are put together, so that two
//! neighbours keep one border. It owns the outlines only; where an arrow ends
//! is a matter of `data/countries.csv`, which also gives the two-letter codes.
//!
//! Natural Earth draws borders as they are held, so it draws Crimea with
//! Russia. Trade figures and embargoes follow the law: the ring is given back to
//! Ukraine here (UN General Assembly resolution 68/262), and nowhere by hand.

use serde_json::Value;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;

/// Longitude and latitude in degrees.
type Point = (f64, f64);
/// Arc numbers as TopoJSON has them: `!i` is arc `i` backwards.
type Ring = Vec<i64>;

/// A country of the atlas: its M49 number (empty where it has none), its name
/// there, and its rings.
struct Shape {
    m49: String,
    name: String,
    rings: Vec<Ring>,
}

/// Largest distance, in degrees of latitude, between a border and its
/// simplified form: two pixels of a map that shows Eurasia 1000 pixels wide.
const TOLERANCE_DEG: f64 = 0.2;

/// Islands and holes smaller than this, in square degrees at the equator, are
/// left out unless they are the largest part of their country.
const RING_AREA_DEG2_MIN: f64 = 0.5;

/// Russia and Ukraine, and a place in Crimea.
const RUSSIA: &str = "643";
const UKRAINE: &str = "804";
const CRIMEA: Point = (34.2, 45.2);

const USAGE: &str = "cargo xtask data world COUNTRIES.json [OUT.csv [COUNTRIES.csv]]: \
the first is countries-50m.json of the npm package world-atlas, the others are \
data/world/outline.csv and data/countries.csv unless named";

/// Reads the atlas named by the first argument and writes the table.
///
/// # Errors
/// Without an argument, or when a file cannot be read, is no TopoJSON of
/// countries, or cannot be written.
pub fn run(args: &[String]) -> Result<(), Box<dyn Error>> {
    let path = args.first().ok_or(USAGE)?;
    let named = |at: usize, default| args.get(at).map_or(default, String::as_str);
    let out = named(1, "data/world/outline.csv");
    let codes_path = named(2, "data/countries.csv");
    let read =
        |path: &str| std::fs::read_to_string(path).map_err(|e| format!("cannot read {path}: {e}; {USAGE}"));
    let codes = alpha2_by_m49(&read(codes_path)?);
    let atlas: Value =
        serde_json::from_str(&read(path)?).map_err(|e| format!("{path} is not JSON: {e}; {USAGE}"))?;
    let table = outline(&atlas, &codes).map_err(|e| format!("{path}: {e}; {USAGE}"))?;
    std::fs::write(out, &table).map_err(|e| format!("cannot write {out}: {e}"))?;
    println!(
        "{out}: {} rings, {} bytes",
        table.lines().count() - 1,
        table.len()
    );
    Ok(())
}

/// The table of an atlas.
fn outline(atlas: &Value, codes: &BTreeMap<String, String>) -> Result<String, String> {
    let arcs: Vec<Vec<Point>> = decode_arcs(atlas)?
        .iter()
        .map(|arc| simplify(arc, TOLERANCE_DEG))
        .collect();
    let mut shapes = decode_shapes(atlas)?;
    give_crimea_back(&mut shapes, &arcs);
    let mut lines = Vec::new();
    for shape in &shapes {
        let alpha2 = match codes.get(&shape.m49) {
            Some(code) => code.as_str(),
            None if shape.name == "Kosovo" => "XK",
            None => "",
        };
        let mut rings: Vec<Vec<Point>> = shape.rings.iter().map(|r| stitch(r, &arcs)).collect();
        rings.retain(|ring| ring.len() > 3);
        rings.sort_by(|a, b| area(b).total_cmp(&area(a)));
        for (number, ring) in rings.iter().enumerate() {
            let steps = steps(ring);
            if (number == 0 || area(ring) >= RING_AREA_DEG2_MIN) && steps.len() > 3 {
                let steps: Vec<String> = steps.iter().map(|(x, y)| format!("{x} {y}")).collect();
                let name = shape.name.replace(['"', ','], " ");
                let key = (shape.name.clone(), number);
                lines.push((
                    key,
                    format!("{alpha2},{},{name},{number},{}", shape.m49, steps.join(" ")),
                ));
            }
        }
    }
    lines.sort();
    let mut table = String::from("country,m49,name,ring,points\n");
    for (_, line) in lines {
        let _ = writeln!(table, "{line}");
    }
    Ok(table)
}

/// Two-letter codes by three-digit number, from `data/countries.csv`.
fn alpha2_by_m49(table: &str) -> BTreeMap<String, String> {
    let mut cells = table
        .lines()
        .map(|line| line.split(',').take(3).collect::<Vec<_>>());
    let header = cells.next().unwrap_or_default();
    let column = |name| header.iter().position(|cell| *cell == name);
    let (Some(alpha2), Some(m49)) = (column("alpha2"), column("m49")) else {
        return BTreeMap::new();
    };
    cells
        .filter_map(|row| Some((row.get(m49)?.to_string(), row.get(alpha2)?.to_string())))
        .collect()
}

/// TopoJSON stores each arc as steps on a grid; this walks them.
fn decode_arcs(atlas: &Value) -> Result<Vec<Vec<Point>>, String> {
    let pair = |v: &Value| Some((v.get(0)?.as_f64()?, v.get(1)?.as_f64()?));
    let transform = |part: &str| pair(&atlas["transform"][part]).ok_or(format!("no transform.{part}"));
    let (scale, translate) = (transform("scale")?, transform("translate")?);
    let arcs = atlas["arcs"].as_array().ok_or("no arcs")?;
    let walk = |arc: &Value| -> Option<Vec<Point>> {
        let (mut x, mut y) = (0.0, 0.0);
        let step = |point: &Value| {
            let (dx, dy) = pair(point)?;
            (x, y) = (x + dx, y + dy);
            Some((x * scale.0 + translate.0, y * scale.1 + translate.1))
        };
        arc.as_array()?.iter().map(step).collect()
    };
    arcs.iter()
        .enumerate()
        .map(|(number, arc)| walk(arc).ok_or(format!("arc {number} is not a list of points")))
        .collect()
}

fn decode_shapes(atlas: &Value) -> Result<Vec<Shape>, String> {
    let geometries = atlas["objects"]["countries"]["geometries"]
        .as_array()
        .ok_or("no objects.countries.geometries")?;
    let ring = |ring: &Value| -> Option<Ring> { ring.as_array()?.iter().map(Value::as_i64).collect() };
    let polygon = |rings: &Value| -> Option<Vec<Ring>> { rings.as_array()?.iter().map(ring).collect() };
    geometries
        .iter()
        .map(|geometry| {
            let name = geometry["properties"]["name"].as_str().unwrap_or("?").to_owned();
            let rings = match geometry["type"].as_str() {
                Some("Polygon") => polygon(&geometry["arcs"]),
                Some("MultiPolygon") => geometry["arcs"]
                    .as_array()
                    .and_then(|all| all.iter().map(polygon).collect::<Option<Vec<_>>>())
                    .map(|all| all.concat()),
                _ => Some(Vec::new()),
            };
            let rings = rings.ok_or(format!("{name} has arcs that are not numbers"))?;
            let m49 = geometry["id"].as_str().unwrap_or_default().to_owned();
            Ok(Shape { m49, name, rings })
        })
        .collect()
}

/// Moves the ring of Russia that holds Crimea to Ukraine, and joins it to the
/// mainland along the arc the two share so that no border is drawn there.
fn give_crimea_back(shapes: &mut [Shape], arcs: &[Vec<Point>]) {
    let holds = |ring: &Ring| {
        let points = stitch(ring, arcs);
        inside(CRIMEA, &points) && area(&points) < 20.0
    };
    let Some(taken) = shapes.iter_mut().find(|s| s.m49 == RUSSIA).and_then(|russia| {
        let at = russia.rings.iter().position(holds)?;
        Some(russia.rings.remove(at))
    }) else {
        return;
    };
    let Some(ukraine) = shapes.iter_mut().find(|s| s.m49 == UKRAINE) else {
        return;
    };
    let joined = ukraine.rings.iter_mut().find_map(|mainland| {
        let shared = taken.iter().position(|arc| mainland.contains(&!arc))?;
        let at = mainland.iter().position(|arc| *arc == !taken[shared])?;
        let around = taken
            .iter()
            .cycle()
            .skip(shared + 1)
            .take(taken.len() - 1)
            .copied();
        mainland.splice(at..=at, around);
        Some(())
    });
    if joined.is_none() {
        ukraine.rings.push(taken);
    }
}

/// The points of a ring; each arc begins where the one before ended.
fn stitch(ring: &Ring, arcs: &[Vec<Point>]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for &number in ring {
        let forward = number >= 0;
        let index = usize::try_from(if forward { number } else { !number }).unwrap_or(usize::MAX);
        let Some(arc) = arcs.get(index) else { continue };
        points.pop();
        if forward {
            points.extend(arc);
        } else {
            points.extend(arc.iter().rev());
        }
    }
    points
}

/// Douglas and Peucker (1973): keeps the ends and, again and again, the point
/// farthest from the chord, until none is farther than `tolerance_deg`.
/// Longitudes count as much as they measure at that latitude.
fn simplify(line: &[Point], tolerance_deg: f64) -> Vec<Point> {
    let mut keep = vec![false; line.len()];
    let mut open = vec![(0, line.len().saturating_sub(1))];
    while let Some((first, last)) = open.pop() {
        if let (Some(a), Some(b)) = (line.get(first), line.get(last)) {
            keep[first] = true;
            keep[last] = true;
            let far = (first + 1..last)
                .map(|at| (at, distance(line[at], *a, *b)))
                .max_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((at, deg)) = far
                && deg > tolerance_deg
            {
                open.push((first, at));
                open.push((at, last));
            }
        }
    }
    line.iter()
        .zip(keep)
        .filter_map(|(point, keep)| keep.then_some(*point))
        .collect()
}

/// Distance of `p` from the segment `a`-`b`, in degrees of latitude.
fn distance(p: Point, a: Point, b: Point) -> f64 {
    let shrink = p.1.to_radians().cos();
    let flat = |q: Point| ((q.0 - p.0) * shrink, q.1 - p.1);
    let (a, b) = (flat(a), flat(b));
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let length2 = dx * dx + dy * dy;
    let t = if length2 > 0.0 {
        (-(a.0 * dx + a.1 * dy) / length2).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (a.0 + t * dx).hypot(a.1 + t * dy)
}

/// Area of a ring in square degrees as they measure at the equator.
fn area(ring: &[Point]) -> f64 {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    let twice: f64 = pairs.clone().map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
    let middle = ring.iter().map(|p| p.1).sum::<f64>() / ring.len().max(1) as f64;
    (twice / 2.0).abs() * middle.to_radians().cos()
}

/// Whether a point lies in a ring, by crossings to its east.
fn inside(p: Point, ring: &[Point]) -> bool {
    let crosses = |(a, b): (&Point, &Point)| {
        (a.1 > p.1) != (b.1 > p.1) && p.0 < (b.0 - a.0) * (p.1 - a.1) / (b.1 - a.1) + a.0
    };
    ring.iter()
        .zip(ring.iter().cycle().skip(1))
        .filter(|pair| crosses(*pair))
        .count()
        % 2
        == 1
}

/// Hundredths of a degree: the first point, then the step to each next one.
/// The ring is closed without repeating its first point.
fn steps(ring: &[Point]) -> Vec<(i64, i64)> {
    let grid = |v: f64| (v * 100.0).round() as i64;
    let mut points: Vec<(i64, i64)> = ring.iter().map(|p| (grid(p.0), grid(p.1))).collect();
    points.dedup();
    if points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    let before = std::iter::once((0, 0)).chain(points.iter().copied());
    points
        .iter()
        .zip(before)
        .map(|(p, b)| (p.0 - b.0, p.1 - b.1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two squares side by side, the western one Russia's "Crimea" and the
    /// eastern one Ukraine, with one shared arc.
    fn two_squares() -> Value {
        serde_json::json!({
            "type": "Topology",
            "transform": {"scale": [1.0, 1.0], "translate": [33.0, 44.0]},
            "arcs": [
                [[2, 0], [0, 2]],
                [[2, 2], [-2, 0], [0, -2], [2, 0]],
                [[2, 0], [4, 0], [0, 2], [-4, 0]]
            ],
            "objects": {"countries": {"type": "GeometryCollection", "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "id": "643", "properties": {"name": "Russia"}},
                {"type": "Polygon", "arcs": [[-1, 2]], "id": "804", "properties": {"name": "Ukraine"}}
            ]}}
        })
    }

    #[test]
    fn crimea_is_drawn_with_ukraine_and_without_a_border() {
        let codes = alpha2_by_m49("alpha2,alpha3,m49,name\nUA,UKR,804,Ukraine\nRU,RUS,643,Russia\n");
        let table = outline(&two_squares(), &codes).unwrap();
        let lines: Vec<&str> = table.lines().skip(1).collect();
        // one ring of six by two degrees; the corners on the shared side stay
        assert_eq!(lines.len(), 1, "{table}");
        assert!(lines[0].starts_with("UA,804,Ukraine,0,"), "{table}");
        let numbers = lines[0].rsplit(',').next().unwrap().split(' ').count();
        assert_eq!(numbers / 2, 6, "{table}");
    }

    #[test]
    fn simplifying_keeps_what_is_farther_than_the_tolerance() {
        let line = [(0.0, 0.0), (1.0, 0.05), (2.0, 0.5), (3.0, 0.0), (4.0, 0.0)];
        assert_eq!(simplify(&line, 0.3), [(0.0, 0.0), (2.0, 0.5), (4.0, 0.0)]);
        assert_eq!(simplify(&line, 1.0), [(0.0, 0.0), (4.0, 0.0)]);
        assert!(simplify(&[], 1.0).is_empty());
    }

    #[test]
    fn what_is_no_atlas_is_refused_in_words() {
        let refused = outline(&serde_json::json!({"type": "Topology"}), &BTreeMap::new());
        assert_eq!(refused.unwrap_err(), "no transform.scale");
        assert!(run(&[]).is_err());
    }
}
