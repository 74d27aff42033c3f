//! Who is who in a diversion, and over which months it is judged.
//!
//! The hubs of the embargo on Russia are told with what was known of them
//! before it: whether they share a customs union with the end (no duty, no
//! border declaration between them), and how far the way through them is.

use fyke_model::country::Country;
use fyke_model::reference::Reference;

/// A country that goods may go through instead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hub {
    /// The country.
    pub country: Country,
    /// Whether it shares a customs union with the end.
    pub union: bool,
    /// Length of the way from the exporters through the hub to the end,
    /// kilometres as the crow flies.
    pub way_km: f64,
}

/// Months to look back on and months to forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Windows {
    /// Last months before the cut whose mean is the level before.
    pub before_months: usize,
    /// First months after the cut whose mean is the level after.
    pub after_months: usize,
}

/// Exporters, end and hubs of a diversion.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Whose exports are counted, together.
    pub exporters: Vec<Country>,
    /// Where the goods may no longer go.
    pub end: Country,
    /// Where they may go instead.
    pub hubs: Vec<Hub>,
    /// Months to look back on and months to forecast.
    pub windows: Windows,
    /// Groups with a smaller direct flow than this, currency units a year, are
    /// left out: a share of almost nothing is noise.
    pub direct_min_year: f64,
}

/// Members of the Eurasian Economic Union other than the end and Belarus, which
/// was embargoed itself. Treaty of 29 May 2014; Armenia 2 January 2015,
/// Kyrgyzstan 12 August 2015.
const UNION: [&str; 3] = ["AM", "KG", "KZ"];
/// The hubs that the shipped figures hold.
const HUBS: [&str; 5] = ["AM", "GE", "KG", "KZ", "UZ"];
/// The largest exporter stands for where the exporters are.
const EXPORTERS_PLACE: &str = "DE";

impl Setting {
    /// Exports of the EU to Russia and five neighbours, twelve months before
    /// the cut and nine after it, groups of at least a million a year. `None`
    /// where the reference data lack one of the countries.
    pub fn russia_2022(reference: &Reference) -> Option<Setting> {
        let place = |country: &str| {
            let facts = reference.countries.facts(Country::of(country))?;
            Some((facts.lat, facts.lon))
        };
        let (from, to) = (place(EXPORTERS_PLACE)?, place("RU")?);
        let hubs = HUBS
            .iter()
            .map(|code| {
                let at = place(code)?;
                Some(Hub {
                    country: Country::of(code),
                    union: UNION.contains(code),
                    way_km: distance_km(from, at) + distance_km(at, to),
                })
            })
            .collect::<Option<Vec<Hub>>>()?;
        Some(Setting {
            exporters: vec![Country::of("EU")],
            end: Country::of("RU"),
            hubs,
            windows: Windows {
                before_months: 12,
                after_months: 9,
            },
            direct_min_year: 1_000_000.0,
        })
    }
}

fn distance_km(a: (f64, f64), b: (f64, f64)) -> f64 {
    let rad = |(lat, lon): (f64, f64)| (lat.to_radians(), lon.to_radians());
    let ((lat_a, lon_a), (lat_b, lon_b)) = (rad(a), rad(b));
    let half = ((lat_b - lat_a) / 2.0).sin().powi(2)
        + lat_a.cos() * lat_b.cos() * ((lon_b - lon_a) / 2.0).sin().powi(2);
    2.0 * 6371.0 * half.sqrt().min(1.0).asin()
}
