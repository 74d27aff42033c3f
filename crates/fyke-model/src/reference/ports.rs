//! Ports, and waters in which the silence or the closeness of ships says nothing.
//!
//! Both are tables of places with a radius, from general knowledge to two
//! decimals of a degree: near enough to tell a port from the sea, no chart.

use super::{BadReference, read_csv};
use crate::country::Country;
use serde::Deserialize;

/// A port.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub struct Port {
    /// The country whose it is by law.
    pub country: Country,
    /// Name.
    pub name: String,
    /// Who holds it, where that is another; embargoes on the holder reach it.
    pub held_by: Option<Country>,
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// Kilometres around the point that are port.
    pub radius_km: f32,
    /// Where that is said.
    pub source: String,
}

impl Port {
    /// The country whose embargo counts there.
    pub fn under(&self) -> Country {
        self.held_by.unwrap_or(self.country)
    }
}

/// What waters are known for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WatersKind {
    /// Ships are heard badly there, or go silent out of fear.
    Quiet,
    /// Ships lie side by side there in the open, to wait, to bunker, to lighten.
    Anchorage,
}

/// Waters known for something.
#[derive(Clone, PartialEq, Debug, Deserialize)]
pub struct Waters {
    /// For what.
    pub kind: WatersKind,
    /// Name.
    pub name: String,
    /// Middle, degrees north.
    pub lat: f32,
    /// Middle, degrees east.
    pub lon: f32,
    /// Kilometres around it.
    pub radius_km: f32,
    /// Where that is said.
    pub source: String,
    /// Why they are in the table.
    pub note: String,
}

trait Placed {
    fn place(&self) -> (f32, f32, f32, &str);
}

impl Placed for Port {
    fn place(&self) -> (f32, f32, f32, &str) {
        (self.lat, self.lon, self.radius_km, &self.name)
    }
}

impl Placed for Waters {
    fn place(&self) -> (f32, f32, f32, &str) {
        (self.lat, self.lon, self.radius_km, &self.name)
    }
}

/// Reads ports.
///
/// # Errors
/// Where a row has another shape, or a place is not on earth.
pub(super) fn ports(file: &str, text: &str) -> Result<Vec<Port>, BadReference> {
    on_earth(file, read_csv(file, text)?)
}

/// Reads waters.
///
/// # Errors
/// Where a row has another shape, or a place is not on earth.
pub(super) fn waters(file: &str, text: &str) -> Result<Vec<Waters>, BadReference> {
    on_earth(file, read_csv(file, text)?)
}

fn on_earth<T: Placed>(file: &str, rows: Vec<T>) -> Result<Vec<T>, BadReference> {
    let strange = rows.iter().find(|row| {
        let (lat, lon, radius_km, _) = row.place();
        !(lat.abs() <= 90.0 && lon.abs() <= 180.0 && radius_km > 0.0 && radius_km <= 10_000.0)
    });
    match strange.map(|row| row.place().3.to_owned()) {
        Some(name) => Err(BadReference {
            file: file.to_owned(),
            what: format!("{name} lies nowhere on earth, or has no radius in kilometres"),
        }),
        None => Ok(rows),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Reference;

    #[test]
    fn ports_are_shipped_in_order_and_in_countries_that_exist() {
        let reference = Reference::shipped();
        let keys: Vec<(&str, &str)> = reference
            .ports
            .iter()
            .map(|port| (port.country.as_str(), port.name.as_str()))
            .collect();
        assert!(keys.is_sorted_by(|a, b| a < b));
        for port in &reference.ports {
            for country in [port.country, port.under()] {
                assert!(reference.countries.facts(country).is_some(), "{}", port.name);
            }
        }
        let under = |code| {
            let country = Country::of(code);
            reference
                .ports
                .iter()
                .filter(|port| port.under() == country)
                .count()
        };
        for embargoed in ["RU", "IR", "KP", "SY"] {
            assert!(under(embargoed) >= 3, "{embargoed}");
        }
        assert_eq!(under("BY"), 0);
        let sevastopol = reference
            .ports
            .iter()
            .find(|port| port.name == "Sevastopol")
            .unwrap();
        assert_eq!(
            (sevastopol.country, sevastopol.under()),
            (Country::of("UA"), Country::of("RU"))
        );
    }

    /// A port lies within some hundred kilometres of the place by which its
    /// country is drawn, in countries that are small: swapped signs and columns
    /// show up.
    #[test]
    fn a_port_lies_near_its_country() {
        let reference = Reference::shipped();
        let far = ["RU", "US", "CA", "CN", "AU", "BR", "IN", "ID", "CL", "KZ", "NO"];
        for port in &reference.ports {
            let Some(facts) = reference.countries.facts(port.country) else {
                continue;
            };
            if far.contains(&port.country.as_str()) {
                continue;
            }
            let (north, east) = (f64::from(port.lat) - facts.lat, f64::from(port.lon) - facts.lon);
            let east = east * facts.lat.to_radians().cos();
            assert!(north.hypot(east) < 18.0, "{} {north:.1} {east:.1}", port.name);
        }
    }

    #[test]
    fn a_place_off_the_earth_is_refused() {
        let text = "country,name,held_by,lat,lon,radius_km,source,date,version\nRU,Nowhere,,144.7,37.8,10,x,2026-11-22,1\n";
        let error = ports("ports.csv", text).unwrap_err().to_string();
        assert!(error.contains("Nowhere"), "{error}");
    }

    /// Waters where silence is excused must not cover the ports that it is asked about.
    #[test]
    fn no_embargoed_port_lies_in_quiet_waters() {
        let reference = Reference::shipped();
        for port in reference
            .ports
            .iter()
            .filter(|port| ["RU", "IR", "SY"].contains(&port.under().as_str()))
        {
            for waters in reference.waters.iter().filter(|w| w.kind == WatersKind::Quiet) {
                let (north, mean) = (
                    port.lat - waters.lat,
                    ((port.lat + waters.lat) / 2.0).to_radians(),
                );
                let east = (port.lon - waters.lon) * mean.cos();
                let km = north.hypot(east) * 111.2;
                assert!(km > waters.radius_km, "{} in {}", port.name, waters.name);
            }
        }
    }
}
