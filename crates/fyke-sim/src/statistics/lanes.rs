//! Lanes of official statistics in which something is planted, and honest
//! lanes that look like them.
//!
//! Ghost transit (T06): the exporter's figure names a hub that never records
//! the goods. Excess (T07): the importer records more than was ever sent.
//! Surge (T01): a hub buys a multiple after the measures. Emergence (T22): the
//! same for a whole heading from several exporters. What surges goes on to the
//! embargoed country a month later at a twelfth more a kilogram (T10). Honest
//! lanes surge too, in all goods, before and after, and nothing goes on.

use crate::calendar::{INVASION, month};
use crate::economy::Economy;
use crate::places::Role;
use crate::rng::Rng;
use fyke_model::country::Country;
use std::collections::BTreeMap;

/// A lane: exporter, importer, goods.
pub(crate) type Lane = (u8, u8, u16);

/// A lane of flows.csv in which something is planted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GhostLane {
    /// The exporting country.
    pub exporter: Country,
    /// The importing country, or the hub that the exporter names.
    pub importer: Country,
    /// The subheading in HS 2022.
    pub hs6: u32,
    /// First month, 0 = January 2020.
    pub first_month: usize,
    /// Goods that vanish, appear or are added, as a share of the lane's honest trade.
    pub share: f64,
    /// `T01`, `T06`, `T07`, `T10` or `T22`.
    pub typology: &'static str,
}

/// A lane that grows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Surge {
    pub first_month: usize,
    pub share: f64,
    /// Where the goods go on to.
    pub onward: Option<u8>,
}

/// What statistics are to show.
#[derive(Default)]
pub(crate) struct Lanes {
    pub ghosts: BTreeMap<Lane, GhostLane>,
    pub excesses: BTreeMap<Lane, GhostLane>,
    pub surges: BTreeMap<Lane, Surge>,
    /// For the truth, in order.
    pub told: Vec<GhostLane>,
}

impl Lanes {
    /// Draws the lanes of a world; without planting only the honest surges.
    pub(crate) fn draw(economy: &Economy, seed: u64, planted: bool) -> Lanes {
        let mut lanes = Lanes::default();
        if planted {
            lanes.ghosts(economy, &mut Rng::new(seed, 0x6057));
            lanes.others(economy, &mut Rng::new(seed, 0x5026));
            lanes.told.extend(lanes.ghosts.values());
            lanes.told.extend(lanes.excesses.values());
        }
        lanes.honest(economy, &mut Rng::new(seed, 0x40e5));
        lanes
    }

    /// Ghost transit for one listed code in three, on three lanes of coalition and hub each.
    fn ghosts(&mut self, economy: &Economy, rng: &mut Rng) {
        let (from, to) = ends_of(economy);
        for (goods, one) in economy.catalogue.goods.iter().enumerate() {
            if !one.listed || !rng.chance(0.35) {
                continue;
            }
            for _ in 0..3 {
                let a = from[rng.below(from.len().min(14))];
                let Some(&b) = rng.pick(&to) else { continue };
                let first_month = month(INVASION) + rng.below(6);
                let lane = (a, b, goods as u16);
                let share = rng.between(0.4, 2.5);
                self.ghosts
                    .insert(lane, told(economy, lane, first_month, share, "T06"));
            }
        }
    }

    /// Excesses, surges and hubs that come up.
    fn others(&mut self, economy: &Economy, rng: &mut Rng) {
        let (from, to) = ends_of(economy);
        let embargoed = economy.atlas.with_role(Role::Embargoed).first().copied();
        let first = |rng: &mut Rng| month(INVASION) + 1 + rng.below(5);
        for (goods, one) in economy.catalogue.goods.iter().enumerate() {
            if !one.listed {
                continue;
            }
            let (a, b) = (from[rng.below(from.len().min(14))], to[rng.below(to.len())]);
            let lane = (a, b, goods as u16);
            if self.ghosts.contains_key(&lane) {
                continue;
            }
            let draw = rng.unit();
            if draw < 0.08 {
                let (month, share) = (first(rng), rng.between(0.6, 2.5));
                self.excesses
                    .insert(lane, told(economy, lane, month, share, "T07"));
            } else if draw < 0.25 {
                let (month, share) = (first(rng), rng.between(1.5, 5.0));
                self.surge(economy, lane, (month, share), "T01", embargoed);
            }
        }
        for _ in 0..2 {
            let b = to[rng.below(to.len())];
            let listed: Vec<_> = economy.catalogue.headings.iter().filter(|h| h.listed).collect();
            let Some(heading) = rng.pick(&listed) else { return };
            let start = first(rng);
            for &goods in &heading.goods {
                for _ in 0..4 {
                    let lane = (from[rng.below(from.len().min(14))], b, goods);
                    let share = rng.between(1.5, 5.0);
                    if !self.ghosts.contains_key(&lane) && !self.excesses.contains_key(&lane) {
                        self.surge(economy, lane, (start, share), "T22", embargoed);
                    }
                }
            }
        }
    }

    fn surge(
        &mut self,
        economy: &Economy,
        lane: Lane,
        (first_month, share): (usize, f64),
        typology: &'static str,
        onward: Option<u8>,
    ) {
        if self.surges.contains_key(&lane) {
            return;
        }
        self.surges.insert(
            lane,
            Surge {
                first_month,
                share,
                onward,
            },
        );
        self.told.push(told(economy, lane, first_month, share, typology));
        if let Some(end) = onward {
            let on = (lane.1, end, lane.2);
            self.told.push(told(economy, on, first_month + 1, share, "T10"));
        }
    }

    /// Lanes that grow for honest reasons, in all goods, at any time.
    fn honest(&mut self, economy: &Economy, rng: &mut Rng) {
        let (from, to) = ends_of(economy);
        for _ in 0..60 {
            let lane = (
                from[rng.below(from.len())],
                to[rng.below(to.len())],
                rng.below(economy.catalogue.goods.len()) as u16,
            );
            let first_month = 8 + rng.below(25);
            let share = rng.between(1.0, 4.0);
            if !self.ghosts.contains_key(&lane) {
                self.surges.entry(lane).or_insert(Surge {
                    first_month,
                    share,
                    onward: None,
                });
            }
        }
    }
}

fn ends_of(economy: &Economy) -> (Vec<u8>, Vec<u8>) {
    (
        economy.atlas.with_role(Role::Coalition),
        economy.atlas.with_role(Role::Hub),
    )
}

fn told(economy: &Economy, lane: Lane, first_month: usize, share: f64, typology: &'static str) -> GhostLane {
    GhostLane {
        exporter: economy.atlas.of(lane.0).code,
        importer: economy.atlas.of(lane.1).code,
        hs6: economy.catalogue.of(lane.2).hs2022,
        first_month,
        share,
        typology,
    }
}
