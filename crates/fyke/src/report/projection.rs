//! Earth to paper: Lambert's azimuthal equal-area projection on a sphere.
//!
//! Equal area, because the eye reads size as importance; azimuthal around a
//! point between the Caspian and the Urals, because the map is about what goes
//! around Russia. J. P. Snyder, Map Projections: A Working Manual, USGS
//! Professional Paper 1395 (1987), section 24: equation 24-2 for k', 22-4 and
//! 22-5 for x and y.

/// Places that are farther from the middle than this cosine says (80 degrees)
/// are not drawn: they would only tell about the other side of the world.
const COS_DISTANCE_MIN: f64 = 0.17;

/// A projection centred on a point, in units of which the Earth's radius has
/// [`Lambert::RADIUS`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Lambert {
    sin_lat0: f64,
    cos_lat0: f64,
    lon0_deg: f64,
}

impl Lambert {
    /// Units of the drawing in an Earth's radius: whole units are then fine
    /// enough for a path, and cheap to write.
    pub const RADIUS: f64 = 10_000.0;

    /// Centred on (`lat_deg`, `lon_deg`), which is drawn at (0, 0).
    pub fn new(lat_deg: f64, lon_deg: f64) -> Lambert {
        let (sin_lat0, cos_lat0) = lat_deg.to_radians().sin_cos();
        Lambert {
            sin_lat0,
            cos_lat0,
            lon0_deg: lon_deg,
        }
    }

    /// Where a place is drawn, x to the right and y down; `None` when it is too
    /// far from the middle, or nowhere.
    pub fn project(&self, lat_deg: f64, lon_deg: f64) -> Option<(f64, f64)> {
        let (sin_lat, cos_lat) = lat_deg.to_radians().sin_cos();
        let (sin_lon, cos_lon) = (lon_deg - self.lon0_deg).to_radians().sin_cos();
        let cos_distance = self.sin_lat0 * sin_lat + self.cos_lat0 * cos_lat * cos_lon;
        if cos_distance.is_nan() || cos_distance < COS_DISTANCE_MIN {
            return None;
        }
        let k = Lambert::RADIUS * (2.0 / (1.0 + cos_distance)).sqrt();
        let x = k * cos_lat * sin_lon;
        let y = k * (self.cos_lat0 * sin_lat - self.sin_lat0 * cos_lat * cos_lon);
        Some((x, -y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sixth_of_a_turn_away_is_drawn_one_radius_away() {
        // the chord of 60 degrees is the radius, and this projection draws chords
        let lambert = Lambert::new(0.0, 0.0);
        assert_eq!(lambert.project(0.0, 0.0), Some((0.0, -0.0)));
        let (x, y) = lambert.project(0.0, 60.0).unwrap();
        assert!((x - Lambert::RADIUS).abs() < 1e-6 && y.abs() < 1e-6, "{x} {y}");
        let (x, y) = lambert.project(60.0, 0.0).unwrap();
        assert!(x.abs() < 1e-6 && (y + Lambert::RADIUS).abs() < 1e-6, "{x} {y}");
        assert_eq!(lambert.project(0.0, 100.0), None);
        assert_eq!(lambert.project(f64::NAN, 0.0), None);
    }

    #[test]
    fn areas_are_kept() {
        // a cell of one degree at 60 N covers half of one at the equator
        let lambert = Lambert::new(45.0, 30.0);
        let area = |lat: f64, lon: f64| {
            let p = |a, b| lambert.project(a, b).unwrap();
            let (a, b, d) = (p(lat, lon), p(lat, lon + 0.01), p(lat + 0.01, lon));
            ((b.0 - a.0) * (d.1 - a.1) - (b.1 - a.1) * (d.0 - a.0)).abs()
        };
        let ratio = area(60.0, 10.0) / area(0.0, 30.0);
        assert!((ratio - 0.5).abs() < 1e-3, "{ratio}");
    }
}
