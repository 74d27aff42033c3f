//! Country flows as one dense table: lanes by months.
//!
//! A lane here is (exporter, importer, goods family, recording side, currency):
//! the month is the column. Sums are integers, so they do not depend on how the
//! rows were split or in which order they came. Currencies are part of the key
//! and never meet in a sum.
//!
//! Months without a row count as zero: a statistics office reports what
//! crossed. Owns the table; leaves every judgement to its neighbours.

use super::cells::{Cell, Cells};
use super::concordance::{Concordance, Family};
use fyke_model::consignment::Side;
use fyke_model::country::Country;
use fyke_model::date::Month;
use fyke_model::lane::{Flow, Lane};
use fyke_model::money::Currency;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a row of the panel is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct LaneKey {
    /// The goods.
    pub family: Family,
    /// Where they leave from.
    pub exporter: Country,
    /// Where they go to.
    pub importer: Country,
    /// Who recorded it.
    pub side: Side,
    /// What the values are counted in.
    pub currency: Currency,
}

impl LaneKey {
    /// The lane on which goods of a family went.
    pub(crate) fn of(lane: &Lane, family: Family, side: Side, currency: Currency) -> LaneKey {
        LaneKey {
            family,
            exporter: lane.exporter,
            importer: lane.importer,
            side,
            currency,
        }
    }
}

/// Lanes by months, values in hundredths of the lane's currency.
#[derive(Clone, Debug)]
pub struct Panel {
    first: Month,
    months: usize,
    keys: Vec<LaneKey>,
    values: Vec<i64>,
    spread: BTreeMap<usize, Spread>,
    mass_g: Option<Vec<i64>>,
    incomparable: BTreeSet<Family>,
    switch: Option<Month>,
    /// Flows left out, with the reason, for the person who asks.
    pub notes: Vec<String>,
}

/// How far a lane's earlier months may be from their plain sum because of
/// renumbering; months of the newest edition have width zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spread {
    /// What surely belongs to the family.
    pub low: Vec<i64>,
    /// What may at most belong to it.
    pub high: Vec<i64>,
}

/// Longest span of months a panel holds: a century, so that one bad date does
/// not cost a machine's memory.
const MONTHS_MAX: i32 = 1200;

impl Panel {
    /// The panel of a set of flows: that of their [`Cells`].
    pub fn new(flows: &[Flow], concordance: &Concordance) -> Panel {
        Panel::of(&Cells::of(flows), concordance)
    }

    /// The panel of flows that were added up. Negative values (corrections) count
    /// as they are; transit and transport records are left out, they are no trade.
    pub fn of(cells: &Cells, concordance: &Concordance) -> Panel {
        let cells = cells.all();
        let mut panel = Panel::empty();
        let Some((first, last)) = span(cells) else {
            return panel;
        };
        panel.first = first;
        let mut last = last;
        if last - first >= MONTHS_MAX {
            last = first + (MONTHS_MAX - 1);
            panel.notes.push(format!(
                "months after {last} are left out: figures that span over a hundred years hold a wrong date"
            ));
        }
        panel.months = (last - first + 1) as usize;
        let newest = cells.iter().map(|c| c.lane().hs.version).max();
        panel.switch = cells
            .iter()
            .map(Cell::lane)
            .filter(|lane| Some(lane.hs.version) == newest)
            .map(|lane| lane.month)
            .min()
            .filter(|m| *m > first);
        panel.fill(cells, concordance, last);
        panel.mark_incomparable(cells, concordance);
        panel
    }

    /// The panel that somebody had at the end of `last`: later flows are not in
    /// it, nor in what it says of comparability.
    pub fn until(flows: &[Flow], concordance: &Concordance, last: Month) -> Panel {
        let known = flows.iter().filter(|f| f.lane.month <= last);
        Panel::of(&Cells::of(known), concordance)
    }

    fn empty() -> Panel {
        Panel {
            first: Month(0),
            months: 0,
            keys: Vec::new(),
            values: Vec::new(),
            spread: BTreeMap::new(),
            mass_g: None,
            incomparable: BTreeSet::new(),
            switch: None,
            notes: Vec::new(),
        }
    }

    fn fill(&mut self, cells: &[Cell], concordance: &Concordance, last: Month) {
        let newest = cells.iter().map(|c| c.lane().hs.version).max();
        let taken = |c: &&Cell| matches!(c.side(), Side::Export | Side::Import) && c.lane().month <= last;
        let key_of =
            |cell: &Cell, family: Family| LaneKey::of(&cell.lane(), family, cell.side(), cell.currency());
        let mut shares = HashMap::new();
        let mut families = HashMap::new();
        for cell in cells {
            let hs = cell.lane().hs;
            families.entry(hs).or_insert_with(|| concordance.family(hs));
            if Some(hs.version) != newest {
                shares.entry(hs).or_insert_with(|| concordance.shares(hs));
            }
        }
        let mut index: HashMap<LaneKey, usize> = HashMap::new();
        for cell in cells.iter().filter(taken) {
            index.entry(key_of(cell, families[&cell.lane().hs])).or_default();
        }
        self.keys = index.keys().copied().collect();
        self.keys.sort_unstable();
        for (at, key) in self.keys.iter().enumerate() {
            index.insert(*key, at);
        }
        self.values = vec![0; self.keys.len() * self.months];
        let mut widen: Vec<(usize, usize, i64, i64)> = Vec::new();
        for cell in cells.iter().filter(taken) {
            let lane = cell.lane();
            let month = (lane.month - self.first) as usize;
            let at = index[&key_of(cell, families[&lane.hs])];
            self.values[at * self.months + month] =
                self.values[at * self.months + month].saturating_add(cell.value_minor());
            if let Some(mass_g) = cell.mass_g() {
                let masses = self
                    .mass_g
                    .get_or_insert_with(|| vec![0; self.keys.len() * self.months]);
                masses[at * self.months + month] = masses[at * self.months + month].saturating_add(mass_g);
            }
            let Some(shares) = shares.get(&lane.hs).filter(|s| s.len() > 1) else {
                continue;
            };
            let part = |share: f64| (cell.value_minor() as f64 * share).round() as i64;
            for share in shares {
                if let Some(&at) = index.get(&key_of(cell, share.family)) {
                    let lost = part(share.point).saturating_sub(part(share.low));
                    let gained = part(share.high).saturating_sub(part(share.point));
                    widen.push((at, month, lost, gained));
                }
            }
        }
        for (at, month, lost, gained) in widen {
            let plain = &self.values[at * self.months..(at + 1) * self.months];
            let spread = self.spread.entry(at).or_insert_with(|| Spread {
                low: plain.to_vec(),
                high: plain.to_vec(),
            });
            spread.low[month] = spread.low[month].saturating_sub(lost);
            spread.high[month] = spread.high[month].saturating_add(gained);
        }
    }

    /// A family that the figures hold in one edition only begins or ends with
    /// the switch for no reason of trade.
    fn mark_incomparable(&mut self, cells: &[Cell], concordance: &Concordance) {
        let mut editions: BTreeMap<Family, BTreeSet<u16>> = BTreeMap::new();
        // cells of one code stand together
        for lane in cells.chunk_by(|a, b| a.lane().hs == b.lane().hs) {
            let Some(hs) = lane.first().map(|cell| cell.lane().hs) else {
                continue;
            };
            let family = concordance.family(hs);
            editions.entry(family).or_default().insert(hs.version.year());
            if !concordance.comparable(family) {
                self.incomparable.insert(family);
            }
        }
        if self.switch.is_some() {
            let one_edition = editions.iter().filter(|(_, e)| e.len() < 2).map(|(f, _)| *f);
            self.incomparable.extend(one_edition);
        }
    }

    /// Number of lanes.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there are no lanes.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// First month of the table.
    pub fn first(&self) -> Month {
        self.first
    }

    /// Number of months of the table.
    pub fn months(&self) -> usize {
        self.months
    }

    /// First month of the newest HS edition, where older ones are there too.
    pub fn switch(&self) -> Option<Month> {
        self.switch
    }

    /// The lanes, in order.
    pub fn keys(&self) -> &[LaneKey] {
        &self.keys
    }

    /// Monthly values of a lane in hundredths; empty for a lane that is not there.
    pub fn values(&self, lane: usize) -> &[i64] {
        self.values
            .get(lane * self.months..(lane + 1) * self.months)
            .unwrap_or(&[])
    }

    /// Monthly masses of a lane in grams, where any flow had one.
    pub fn mass_g(&self, lane: usize) -> Option<&[i64]> {
        self.mass_g
            .as_ref()?
            .get(lane * self.months..(lane + 1) * self.months)
    }

    /// Whether any flow had a mass.
    pub fn has_mass(&self) -> bool {
        self.mass_g.is_some()
    }

    /// What renumbering leaves open about a lane's earlier months.
    pub fn spread(&self, lane: usize) -> Option<&Spread> {
        self.spread.get(&lane)
    }

    /// Whether months before and after the switch may be compared.
    pub fn comparable(&self, family: Family) -> bool {
        !self.incomparable.contains(&family)
    }

    /// Where a month stands in the table.
    pub fn column(&self, month: Month) -> Option<usize> {
        usize::try_from(month - self.first)
            .ok()
            .filter(|c| *c < self.months)
    }
}

fn span(cells: &[Cell]) -> Option<(Month, Month)> {
    let months = || cells.iter().map(|c| c.lane().month);
    Some((months().min()?, months().max()?))
}

#[cfg(test)]
mod tests {
    use super::super::testing::world;
    use super::*;
    use crate::lanes::concordance::Link;
    use proptest::prelude::*;

    const SWITCH: &str = "
        row exporter importer hs          month    value
        2   EU       KG       2017/852580 2021-11  10
        2   EU       KG       2017/852580 2021-12  12
        3   EU       KG       2022/852581 2022-01   4
        4   EU       KG       2022/852589 2022-01   9
        5   EU       KG       2022/999999 2022-01   1";

    fn table() -> Vec<Link> {
        let hs = |v: u16, t: &str| fyke_model::hs::HsCode {
            version: fyke_model::hs::HsVersion::from_year(v).unwrap(),
            code: t.parse().unwrap(),
        };
        let link = |to: &str, high: f64, main: bool| Link {
            from: hs(2017, "852580"),
            to: hs(2022, to),
            weight_low: 0.0,
            weight_high: high,
            main,
        };
        vec![
            link("852581", 1.0, true),
            link("852589", 1.0, true),
            link("999999", 0.25, false),
        ]
    }

    #[test]
    fn renumbered_codes_are_one_series_and_side_links_an_interval() {
        let panel = Panel::new(&world(SWITCH), &Concordance::new(&table()));
        let text: Vec<String> = (0..panel.len())
            .map(|lane| {
                let spread = panel.spread(lane).map(|s| (s.low.clone(), s.high.clone()));
                format!(
                    "{} {:?} {:?}",
                    panel.keys()[lane].family,
                    panel.values(lane),
                    spread
                )
            })
            .collect();
        assert_eq!(
            text,
            [
                "852581 [1000, 1200, 1300] Some(([750, 900, 1300], [1000, 1200, 1300]))",
                "999999 [0, 0, 100] Some(([0, 0, 100], [250, 300, 100]))",
            ]
        );
        assert!(!panel.comparable(panel.keys()[1].family));
    }

    proptest! {
        /// The sum of a panel does not depend on the order of the rows.
        #[test]
        fn order_of_rows_does_not_matter(mut pick in proptest::collection::vec(0usize..5, 1..20)) {
            let flows = world(SWITCH);
            let concordance = Concordance::new(&table());
            let some: Vec<_> = pick.iter().map(|&i| flows[i]).collect();
            let one = Panel::new(&some, &concordance);
            pick.reverse();
            let some: Vec<_> = pick.iter().map(|&i| flows[i]).collect();
            let other = Panel::new(&some, &concordance);
            prop_assert_eq!(one.values, other.values);
            prop_assert_eq!(one.keys, other.keys);
        }
    }
}
