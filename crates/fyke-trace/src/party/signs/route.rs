//! T21: a detour, or goods handed over in an embargoed country.
//!
//! Two readings of where a row says its goods go.
//!
//! 1. *Handed over.* The consignee is in a country under no embargo and the
//!    goods are declared to go to an embargoed one (or the other way round), or
//!    a consignor elsewhere sends from an embargoed country.
//! 2. *Detour.* With `d` the great-circle distance, origin `o`, place of
//!    dispatch `b` and destination `e`: `(d(o,b) + d(b,e)) / d(o,e)` above
//!    [`RATIO_MIN`] ([`AIR_RATIO_MIN`] by air, where hubs are everywhere) and
//!    [`EXTRA_KM_MIN`] longer.
//!
//! The places are those that arrows are drawn to (`data/countries.csv`), good
//! to a few hundred kilometres; a ratio of 1.8 and thousands of extra
//! kilometres survive that. Innocent look-alikes: regional stores of makers,
//! air hubs, transit through an embargoed neighbour where no other road leads:
//! a share of signed rows is judged against the share in the same goods.
//!
//! Source: EU guidance on enhanced due diligence, 2023-09-07 (complex routes).

use super::DeclaredWords;
use fyke_model::country::Country;
use fyke_model::reference::Countries;

/// Way over straight line.
pub const RATIO_MIN: f64 = 1.8;
/// The same by air.
pub const AIR_RATIO_MIN: f64 = 3.0;
/// Kilometres that the detour must add.
pub const EXTRA_KM_MIN: f64 = 2_500.0;
const NOWHERE: u16 = u16::MAX;
const EARTH_RADIUS_KM: f64 = 6_371.0;
const AIR: [&str; 7] = ["air", "luft", "avia", "авиа", "возду", "hava", "aér"];

/// Where countries lie, and which are embargoed.
#[derive(Clone, Debug)]
pub struct Routes {
    places: Vec<Place>,
    /// Place of a country by its two letters; [`NOWHERE`] where we have none.
    number_of: Vec<u16>,
    /// Kilometres between two places, row by row.
    km: Vec<f32>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    lat: f64,
    lon: f64,
    embargoed: bool,
}

impl Routes {
    /// Distances between all countries, computed once.
    pub fn new(countries: &Countries, embargoed: &[Country]) -> Routes {
        let mut routes = Routes {
            places: Vec::new(),
            number_of: vec![NOWHERE; 26 * 26],
            km: Vec::new(),
        };
        for facts in countries.all() {
            if let Some(slot) = routes.number_of.get_mut(slot(facts.country)) {
                *slot = routes.places.len() as u16;
            }
            routes.places.push(Place {
                lat: facts.lat.to_radians(),
                lon: facts.lon.to_radians(),
                embargoed: embargoed.contains(&facts.country),
            });
        }
        for a in &routes.places {
            routes
                .km
                .extend(routes.places.iter().map(|b| great_circle_km(a, b) as f32));
        }
        routes
    }

    /// Is either reading true of the row.
    pub fn is_detour(&self, row: &DeclaredWords<'_>) -> bool {
        let place = |country: Option<Country>| {
            let number = self.number_of.get(slot(country?)).copied();
            number.filter(|number| *number != NOWHERE).map(usize::from)
        };
        let (consignor, consignee) = (place(row.consignor_country), place(row.consignee_country));
        let (dispatch, destination) = (place(row.dispatch), place(row.destination));
        if self.crosses(consignee, destination) || self.comes_from(consignor, dispatch) {
            return true;
        }
        let (Some(origin), Some(via), Some(end)) = (
            place(row.origin),
            dispatch.or(consignor),
            destination.or(consignee),
        ) else {
            return false;
        };
        if origin == via || via == end || origin == end {
            return false;
        }
        let (first, second, straight) = (self.km(origin, via), self.km(via, end), self.km(origin, end));
        let extra = first + second - straight;
        extra > EXTRA_KM_MIN && {
            let ratio = (first + second) / straight.max(100.0);
            ratio
                > if by_air(row.transport) {
                    AIR_RATIO_MIN
                } else {
                    RATIO_MIN
                }
        }
    }

    /// One of the two is embargoed and the other is not.
    fn crosses(&self, a: Option<usize>, b: Option<usize>) -> bool {
        matches!((a, b), (Some(a), Some(b)) if self.places[a].embargoed != self.places[b].embargoed)
    }

    fn comes_from(&self, consignor: Option<usize>, dispatch: Option<usize>) -> bool {
        matches!((consignor, dispatch), (Some(a), Some(b)) if !self.places[a].embargoed && self.places[b].embargoed)
    }

    fn km(&self, a: usize, b: usize) -> f64 {
        self.km
            .get(a * self.places.len() + b)
            .copied()
            .map_or(0.0, f64::from)
    }
}

/// A table of 676 in place of a hash: five look-ups a row.
fn slot(country: Country) -> usize {
    let [first, second] = country.key().to_be_bytes();
    let letter = |byte: u8| usize::from(byte.wrapping_sub(b'A'));
    letter(first) * 26 + letter(second)
}

fn by_air(transport: &str) -> bool {
    AIR.iter().any(|word| {
        let mut letters = transport.chars().flat_map(char::to_lowercase);
        word.chars().all(|letter| letters.next() == Some(letter))
    })
}

fn great_circle_km(a: &Place, b: &Place) -> f64 {
    let half = |x: f64| (x / 2.0).sin().powi(2);
    let h = half(b.lat - a.lat) + a.lat.cos() * b.lat.cos() * half(b.lon - a.lon);
    2.0 * EARTH_RADIUS_KM * h.clamp(0.0, 1.0).sqrt().asin()
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_model::reference::Reference;

    #[test]
    fn ways_that_make_no_sense_and_ways_that_do() {
        let routes = Routes::new(&Reference::shipped().countries, &[Country::of("RU")]);
        let c = |code: &str| code.parse().ok();
        // consignor, consignee, origin, dispatch, destination, transport
        for (line, found) in [
            ("DE KZ DE DE RU road", true),
            ("DE RU DE DE RU road", false),
            ("TR KG DE RU KG road", true),
            ("DE KG DE DE KG road", false),
            ("AE KZ CN AE KZ sea", true),
            ("AE KZ CN AE KZ air", false),
            ("DE KZ CN DE KZ road", true),
            ("TR KZ DE TR KZ road", false),
            ("KG RU DE KG RU road", true),
            ("KZ RU CN KZ RU rail", false),
            ("?? KG ?? ?? ?? road", false),
        ] {
            let cells: Vec<&str> = line.split(' ').collect();
            let row = DeclaredWords {
                consignor_country: c(cells[0]),
                consignee_country: c(cells[1]),
                origin: c(cells[2]),
                dispatch: c(cells[3]),
                destination: c(cells[4]),
                transport: cells[5],
                ..DeclaredWords::default()
            };
            assert_eq!(routes.is_detour(&row), found, "{line}");
        }
    }
}
