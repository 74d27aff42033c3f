//! Countries: how large, where, and in what role.
//!
//! `data/places.csv` gives each country a weight (its rough share of trading
//! firms, our own scale), its role in the story, a tongue for the names of its
//! firms, a place on the globe (data/countries.csv) from which gravity is
//! computed, and its telephone prefix (ITU E.164). Only Russia is embargoed here, as the regime `ru-2022` has it.

use fyke_model::country::Country;

/// What part a country plays.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    Coalition,
    Hub,
    Embargoed,
    Other,
}

/// One country.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub code: Country,
    pub weight: f64,
    pub role: Role,
    pub tongue: &'static str,
    /// Prefix of its telephone numbers.
    pub phone: &'static str,
    lat: f64,
    lon: f64,
}

/// All countries and the pull between each two.
#[derive(Clone, Debug)]
pub(crate) struct Atlas {
    pub places: Vec<Place>,
    /// Nearness of two places in (0, 1]: (1 + distance / 1500 km)^-0.9.
    nearness: Vec<f32>,
}

const TABLE: &str = include_str!("../data/places.csv");

impl Atlas {
    /// The table that is compiled in.
    pub(crate) fn read() -> Atlas {
        let places: Vec<Place> = TABLE.lines().skip(1).filter_map(parse).collect();
        let nearness = places
            .iter()
            .flat_map(|a| places.iter().map(move |b| near(a, b)))
            .collect();
        Atlas { places, nearness }
    }

    pub(crate) fn of(&self, place: u8) -> &Place {
        &self.places[usize::from(place)]
    }

    pub(crate) fn nearness(&self, a: u8, b: u8) -> f64 {
        f64::from(self.nearness[usize::from(a) * self.places.len() + usize::from(b)])
    }

    pub(crate) fn with_role(&self, role: Role) -> Vec<u8> {
        (0..self.places.len() as u8)
            .filter(|&p| self.of(p).role == role)
            .collect()
    }
}

fn near(a: &Place, b: &Place) -> f32 {
    let (la, lb) = (a.lat.to_radians(), b.lat.to_radians());
    let across = (b.lon - a.lon).to_radians();
    let cos = la.sin() * lb.sin() + la.cos() * lb.cos() * across.cos();
    let km = 6371.0 * cos.clamp(-1.0, 1.0).acos();
    (1.0 + km / 1500.0).powf(-0.9) as f32
}

fn parse(line: &'static str) -> Option<Place> {
    let mut cells = line.split(',');
    let code = cells.next()?.parse().ok()?;
    let weight = cells.next()?.parse().ok()?;
    let role = match cells.next()? {
        "c" => Role::Coalition,
        "h" => Role::Hub,
        "e" => Role::Embargoed,
        _ => Role::Other,
    };
    let tongue = cells.next()?;
    let (lat, lon) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    Some(Place {
        code,
        weight,
        role,
        tongue,
        phone: cells.next()?,
        lat,
        lon,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_country() {
        let atlas = Atlas::read();
        assert_eq!(atlas.places.len(), TABLE.lines().count() - 1);
        assert!(atlas.places.len() < 256);
        assert_eq!(atlas.with_role(Role::Embargoed).len(), 1);
        assert!(atlas.with_role(Role::Hub).len() >= 10);
        let at = |code| {
            atlas
                .places
                .iter()
                .position(|p| p.code == Country::of(code))
                .unwrap() as u8
        };
        assert!(atlas.nearness(at("KZ"), at("UZ")) > atlas.nearness(at("KZ"), at("BR")));
    }
}
