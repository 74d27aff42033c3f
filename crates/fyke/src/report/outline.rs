//! Country outlines, from `data/world/outline.csv`, as paths on our map.

use super::projection::Lambert;
use fyke_model::country::Country;
use std::fmt::Write as _;

const TABLE: &str = include_str!("../../../../data/world/outline.csv");

/// The rings of all countries, or of those that are `wanted`, as one value for
/// a path's `d`, in the projection's units. A ring that reaches beyond what the
/// projection draws is left out.
pub(super) fn path(lambert: &Lambert, wanted: Option<&[Country]>) -> String {
    let mut path = String::new();
    for line in TABLE.lines().skip(1) {
        let mut cells = line.split(',');
        let code = cells.next().and_then(|code| code.parse::<Country>().ok());
        let named = |wanted: &[Country]| code.is_some_and(|code| wanted.contains(&code));
        if wanted.is_none_or(named)
            && let Some(points) = cells.nth(3)
        {
            ring(points, lambert, &mut path);
        }
    }
    path
}

/// One ring: a place to begin, then steps in whole units.
fn ring(points: &str, lambert: &Lambert, path: &mut String) {
    let (mut lon, mut lat) = (0, 0);
    let mut drawn: Vec<(i32, i32)> = Vec::new();
    let mut numbers = points.split(' ').map_while(|n| n.parse::<i32>().ok());
    while let (Some(east), Some(north)) = (numbers.next(), numbers.next()) {
        (lon, lat) = (lon + east, lat + north);
        match lambert.project(f64::from(lat) / 100.0, f64::from(lon) / 100.0) {
            Some((x, y)) => drawn.push((x.round() as i32, y.round() as i32)),
            None => return,
        }
    }
    let mut before = None;
    for (x, y) in drawn {
        let _ = match before {
            None => write!(path, "M{x} {y}l"),
            Some((px, py)) => write!(path, "{} {} ", x - px, y - py),
        };
        before = Some((x, y));
    }
    path.push('Z');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_countries_of_the_story_have_outlines() {
        let lambert = Lambert::new(50.0, 55.0);
        for code in [
            "RU", "KG", "AM", "GE", "KZ", "UZ", "TR", "AE", "CN", "DE", "UA", "BY",
        ] {
            let wanted = [code.parse().unwrap()];
            assert!(path(&lambert, Some(&wanted)).starts_with('M'), "{code}");
        }
        assert!(path(&lambert, None).len() > 20_000);
        assert!(path(&lambert, Some(&[])).is_empty());
    }
}
