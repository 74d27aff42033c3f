//! Cut-offs stated as false alarms in a million queries.
//!
//! A probability says how sure one hit is; whoever runs a desk must also know how
//! many hits will be nothing. That was measured with names known not to be on
//! the list, and is shipped as data (`data/resolve/screening.toml`): for a list of
//! so many names and a kind of bearer, how many of so many queries had a hit at
//! or above each cut-off. Nothing is claimed beyond what was measured: an upper
//! bound stands beside every rate.

use serde::Deserialize;

use crate::name::Bearer;

const SHIPPED: &str = include_str!("../../../../data/resolve/screening.toml");

/// Measured false alarms, by bearer, size of list and cut-off.
#[derive(Clone, PartialEq, Debug)]
pub struct Thresholds {
    measured: Vec<Measured>,
}

/// What is wrong with a table of cut-offs, and what to do.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{what}; {todo}")]
pub struct ThresholdsError {
    /// What broke.
    pub what: String,
    /// What to do.
    pub todo: String,
}

/// False alarms at one cut-off.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct FalseAlarms {
    /// The cut-off, a probability.
    pub cut_off: f32,
    /// Queries in a million that had a hit though they are not on the list.
    pub per_million: f64,
    /// Hardly more than this: upper end of the 95 % interval, one-sided.
    pub per_million_at_most: f64,
    /// Names on the list that it was measured on.
    pub measured_names: u64,
}

#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[allow(dead_code)]
    provenance: toml::Table,
    measured: Vec<Measured>,
}

#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Measured {
    bearer: String,
    list_names: u64,
    queries: u64,
    cut_off: Vec<f32>,
    false_alarms: Vec<u64>,
}

impl Thresholds {
    /// The table that is shipped.
    pub fn shipped() -> Thresholds {
        Thresholds::read(SHIPPED).expect("the shipped table is read in a test")
    }

    /// Reads a table.
    pub fn read(text: &str) -> Result<Thresholds, ThresholdsError> {
        let broken = |what: String| ThresholdsError {
            what,
            todo: "write it as data/resolve/screening.toml is written".into(),
        };
        let file: File =
            toml::from_str(text).map_err(|error| broken(format!("table of cut-offs: {error}")))?;
        for measured in &file.measured {
            let name = format!("{}, {} names", measured.bearer, measured.list_names);
            let rising = measured.cut_off.windows(2).all(|pair| pair[0] < pair[1]);
            let falling = measured.false_alarms.windows(2).all(|pair| pair[0] >= pair[1]);
            if measured.cut_off.len() != measured.false_alarms.len() || measured.cut_off.is_empty() {
                return Err(broken(format!(
                    "{name}: not one count of false alarms for each cut-off"
                )));
            }
            if !rising || !falling || measured.queries == 0 || measured.list_names == 0 {
                return Err(broken(format!(
                    "{name}: cut-offs must rise and false alarms fall"
                )));
            }
        }
        Ok(Thresholds {
            measured: file.measured,
        })
    }

    /// The lowest cut-off that keeps false alarms to `per_million` queries, on a
    /// list of `list_names` names. None where even the highest cut-off measured
    /// does not, or nothing was measured for the bearer.
    ///
    /// ```
    /// use fyke_resolve::{name::Bearer, screen::Thresholds};
    /// let thresholds = Thresholds::shipped();
    /// let loose = thresholds.cut_off_for(Bearer::Person, 16_000, 10_000.0).unwrap();
    /// let strict = thresholds.cut_off_for(Bearer::Person, 16_000, 1_000.0).unwrap();
    /// assert!(strict.cut_off > loose.cut_off);
    /// ```
    pub fn cut_off_for(&self, bearer: Bearer, list_names: u64, per_million: f64) -> Option<FalseAlarms> {
        self.rates(bearer, list_names)?
            .find(|rate| rate.per_million <= per_million)
    }

    /// The false alarms to be expected at a cut-off: those measured at the next
    /// cut-off below it. None below the lowest that was measured.
    pub fn false_alarms(&self, bearer: Bearer, list_names: u64, cut_off: f32) -> Option<FalseAlarms> {
        self.rates(bearer, list_names)?
            .take_while(|rate| rate.cut_off <= cut_off)
            .last()
    }

    /// Every measured cut-off for a list of this size, rising. Of a size between
    /// two measured the larger counts; beyond the largest, false alarms grow as
    /// the list does.
    fn rates(&self, bearer: Bearer, list_names: u64) -> Option<impl Iterator<Item = FalseAlarms>> {
        let of_bearer = || {
            self.measured
                .iter()
                .filter(|measured| measured.bearer == word_of(bearer))
        };
        let larger = of_bearer().filter(|measured| measured.list_names >= list_names);
        let measured = larger
            .min_by_key(|measured| measured.list_names)
            .or_else(|| of_bearer().max_by_key(|measured| measured.list_names))?;
        let growth = (list_names as f64 / measured.list_names as f64).max(1.0);
        let in_a_million = growth * 1e6 / measured.queries as f64;
        let points = measured.cut_off.iter().zip(&measured.false_alarms);
        Some(points.map(move |(&cut_off, &count)| FalseAlarms {
            cut_off,
            per_million: count as f64 * in_a_million,
            per_million_at_most: count_at_most(count) * in_a_million,
            measured_names: measured.list_names,
        }))
    }
}

fn word_of(bearer: Bearer) -> &'static str {
    match bearer {
        Bearer::Person => "person",
        Bearer::Organisation => "organisation",
        Bearer::Vessel => "vessel",
        Bearer::Unknown => "unknown",
    }
}

/// Upper end of the one-sided 95 % interval of a Poisson mean, `count` seen
/// (Wilson and Hilferty's approximation to the chi-squared quantile, 1931).
fn count_at_most(count: u64) -> f64 {
    let next = count as f64 + 1.0;
    next * (1.0 - 1.0 / (9.0 * next) + 1.6449 / (3.0 * next.sqrt())).powi(3)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = r#"
[provenance]
made = "by hand"
[[measured]]
bearer = "person"
list_names = 1000
queries = 10000
cut_off = [0.5, 0.8, 0.9]
false_alarms = [100, 10, 0]
[[measured]]
bearer = "person"
list_names = 10000
queries = 10000
cut_off = [0.5, 0.8, 0.9]
false_alarms = [900, 100, 4]
"#;

    #[test]
    fn a_rate_has_its_cut_off_and_a_cut_off_its_rate() {
        let table = Thresholds::read(TABLE).unwrap();
        let at = |names, per_million| {
            table
                .cut_off_for(Bearer::Person, names, per_million)
                .map(|rate| rate.cut_off)
        };
        assert_eq!(at(1_000, 1_000.0), Some(0.8));
        assert_eq!(at(1_000, 999.0), Some(0.9));
        assert_eq!(at(1_001, 1_000.0), Some(0.9), "of two sizes the larger counts");
        assert_eq!(
            at(100_000, 1_000.0),
            None,
            "ten times the list, ten times the alarms"
        );
        assert_eq!(table.cut_off_for(Bearer::Vessel, 1_000, 1e6), None);
        assert_eq!(
            table
                .false_alarms(Bearer::Person, 1_000, 0.85)
                .unwrap()
                .per_million,
            1_000.0
        );
        assert_eq!(table.false_alarms(Bearer::Person, 1_000, 0.4), None);
    }

    #[test]
    fn no_alarm_seen_is_not_no_alarm() {
        let table = Thresholds::read(TABLE).unwrap();
        let rate = table.cut_off_for(Bearer::Person, 1_000, 10.0).unwrap();
        assert_eq!((rate.cut_off, rate.per_million), (0.9, 0.0));
        // the rule of three: nothing in 10,000 allows 300 in a million
        assert!(
            (rate.per_million_at_most - 300.0).abs() < 10.0,
            "{}",
            rate.per_million_at_most
        );
    }

    #[test]
    fn a_broken_table_says_where() {
        let error = Thresholds::read(&TABLE.replace("[100, 10, 0]", "[100, 10]")).unwrap_err();
        assert!(error.what.contains("person, 1000 names"), "{error}");
        let error = Thresholds::read(&TABLE.replace("[100, 10, 0]", "[100, 10, 11]")).unwrap_err();
        assert!(error.what.contains("must rise"), "{error}");
    }

    #[test]
    fn the_shipped_table_is_read() {
        assert!(!Thresholds::shipped().measured.is_empty());
    }
}
