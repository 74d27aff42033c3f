//! How much of the trade on a lane the consignments show, from official sums of
//! the same lane.
//!
//! What works where everything is seen fails where two fifths are, and the
//! share differs from lane to lane. Where official statistics of a lane (either
//! side's) lie beside its consignments, the share seen is
//!
//! ```text
//! seen value / official value  /  k
//! ```
//!
//! `k` is the same ratio over lanes into the embargoed ends, whose rows are seen
//! in full: it takes out what both have in common (rows declared twice,
//! slips of the unit, the freight in a value at the border), which otherwise
//! makes the share too large. Values, not masses, for a slip of the decimal
//! point is rarer in money. A lane of few rows says little, so it is shrunk to
//! its exporter's share, that to the share of all lanes: each counts as
//! [`PRIOR_ROWS`] rows more of what stands above it.
//!
//! Domestic rows have no official sum and are left out. Where no lane into an
//! end has both, `k` is 1; where there are no official sums at all, there is no
//! answer and the caller falls back to [`super::dependence::Sellers::coverage`].
//!
//! Measured on a simulated world (1 M rows, seed 1, true share .70): all lanes
//! together .77 where the mass balance of sellers gives about .90.

use fyke_model::country::Country;
use std::collections::BTreeMap;

/// Rows that the share above counts for: a value share of fewer rows than this
/// hangs on one container.
pub const PRIOR_ROWS: f64 = 50.0;

/// A lane and family with both its sums, in one currency.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct LaneSums {
    /// Where the goods leave from.
    pub exporter: Country,
    /// Where they go to.
    pub importer: Country,
    /// The caller's number of the family.
    pub family: u32,
    /// Value of the consignments, in hundredths.
    pub seen_minor: i64,
    /// Value in official statistics, in hundredths; of two sides the greater.
    pub official_minor: i64,
    /// Consignments.
    pub rows: u64,
}

/// Shares seen by lane.
#[derive(Clone, Debug)]
pub struct LaneCoverage {
    global: f64,
    exporters: BTreeMap<Country, f64>,
    lanes: BTreeMap<(Country, Country, u32), f64>,
}

#[derive(Clone, Copy, Default)]
struct Sum {
    seen: f64,
    official: f64,
    rows: f64,
}

impl Sum {
    fn add(&mut self, lane: &LaneSums) {
        self.seen += lane.seen_minor as f64;
        self.official += lane.official_minor as f64;
        self.rows += lane.rows as f64;
    }

    fn ratio(&self) -> Option<f64> {
        (self.official > 0.0 && self.seen > 0.0).then(|| self.seen / self.official)
    }

    /// The share shrunk to the one above; `k` as in the file's head.
    fn shrunk(&self, k: f64, above: f64) -> f64 {
        // no lane shows more than all there is: what is above 1 is noise
        let own = self.ratio().map_or(above, |ratio| (ratio / k).clamp(0.02, 1.0));
        (own * self.rows + above * PRIOR_ROWS) / (self.rows + PRIOR_ROWS)
    }
}

/// The share of each lane that the consignments show; none where no lane that is
/// not into an end has an official sum.
pub fn coverage_by_lane(lanes: &[LaneSums], ends: &[Country]) -> Option<LaneCoverage> {
    let (mut into_ends, mut all) = (Sum::default(), Sum::default());
    let mut exporters: BTreeMap<Country, Sum> = BTreeMap::new();
    let mut by_lane: BTreeMap<(Country, Country, u32), Sum> = BTreeMap::new();
    let foreign = lanes
        .iter()
        .filter(|lane| lane.exporter != lane.importer && lane.official_minor > 0);
    for lane in foreign {
        if ends.contains(&lane.importer) {
            into_ends.add(lane);
            continue;
        }
        all.add(lane);
        exporters.entry(lane.exporter).or_default().add(lane);
        by_lane
            .entry((lane.exporter, lane.importer, lane.family))
            .or_default()
            .add(lane);
    }
    let k = into_ends.ratio().unwrap_or(1.0);
    let global = (all.ratio()? / k).clamp(0.02, 1.0);
    let exporters: BTreeMap<Country, f64> = exporters
        .iter()
        .map(|(country, sum)| (*country, sum.shrunk(k, global)))
        .collect();
    let above = |country: &Country| exporters.get(country).copied().unwrap_or(global);
    let lanes = by_lane
        .iter()
        .map(|(lane, sum)| (*lane, sum.shrunk(k, above(&lane.0))))
        .collect();
    Some(LaneCoverage {
        global,
        exporters,
        lanes,
    })
}

impl LaneCoverage {
    /// The share over all lanes that are not into an end.
    pub fn global(&self) -> f64 {
        self.global
    }

    /// The share on a lane; that of its exporter, or of all, where it has no
    /// official sum.
    pub fn of(&self, exporter: Option<Country>, importer: Option<Country>, family: u32) -> f64 {
        let lane = exporter.zip(importer);
        let lane = lane.and_then(|(from, to)| self.lanes.get(&(from, to, family)));
        let above = || exporter.and_then(|country| self.exporters.get(&country));
        lane.or_else(above).copied().unwrap_or(self.global)
    }

    /// The one share that corrects a sum over rows of several lanes as each
    /// lane's own would: what was seen over what it stands for. Pairs of mass
    /// seen and share; none where nothing was seen.
    ///
    /// ```
    /// use fyke_trace::party::coverage::LaneCoverage;
    /// // 10 kg seen at one half stand for 20, 10 kg seen in full for 10
    /// let share = LaneCoverage::over([(10.0, 0.5), (10.0, 1.0)].into_iter()).unwrap();
    /// assert!((share - 2.0 / 3.0).abs() < 1e-12);
    /// ```
    pub fn over(seen: impl Iterator<Item = (f64, f64)>) -> Option<f64> {
        let (mut kg, mut stands_for) = (0.0, 0.0);
        for (seen, share) in seen.filter(|(seen, share)| *seen > 0.0 && *share > 0.0) {
            kg += seen;
            stands_for += seen / share;
        }
        (stands_for > 0.0).then(|| kg / stands_for)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lanes as text: exporter, importer, rows, seen, official.
    fn lanes(text: &str) -> Vec<LaneSums> {
        let line = |line: &str| {
            let cells: Vec<&str> = line.split_whitespace().collect();
            LaneSums {
                exporter: cells[0].parse().unwrap(),
                importer: cells[1].parse().unwrap(),
                family: 8542,
                rows: cells[2].parse().unwrap(),
                seen_minor: cells[3].parse().unwrap(),
                official_minor: cells[4].parse().unwrap(),
            }
        };
        text.lines()
            .map(str::trim)
            .filter(|l| !l.is_empty())
            .map(line)
            .collect()
    }

    fn share(found: &LaneCoverage, from: &str, to: &str) -> f64 {
        found.of(from.parse().ok(), to.parse().ok(), 8542)
    }

    const WORLD: &str = "
        KZ RU  5000  1200 1000
        TR RU  5000  1200 1000
        DE TR  9000   840 1000
        DE KZ  9000   420 1000
        DE GE     2   120  100
        CN CN  9000   900    0
    ";

    #[test]
    fn what_lanes_into_ends_have_too_much_is_taken_out() {
        let found = coverage_by_lane(&lanes(WORLD), &[Country::of("RU")]).unwrap();
        // 1380 of 2100 over the 1.2 that lanes seen in full show
        assert!((found.global() - 1380.0 / 2100.0 / 1.2).abs() < 1e-9);
        assert!((share(&found, "DE", "TR") - 0.70).abs() < 0.01);
        assert!((share(&found, "DE", "KZ") - 0.35).abs() < 0.01);
    }

    #[test]
    fn a_lane_of_few_rows_leans_on_its_exporter_and_an_unknown_one_on_all() {
        let found = coverage_by_lane(&lanes(WORLD), &[Country::of("RU")]).unwrap();
        assert!(
            (share(&found, "DE", "GE") - 0.55).abs() < 0.03,
            "two rows say little"
        );
        assert!((share(&found, "DE", "AM") - 0.55).abs() < 0.01);
        assert_eq!(share(&found, "FR", "AM"), found.global());
        assert_eq!(found.of(None, None, 8542), found.global());
    }

    #[test]
    fn without_official_sums_there_is_no_answer() {
        assert!(coverage_by_lane(&lanes("KZ RU 5 10 10"), &[Country::of("RU")]).is_none());
        assert!(coverage_by_lane(&lanes("DE TR 5 10 0"), &[]).is_none());
    }
}
