//! Official statistics of both sides of every lane, from all trade, seen or not.
//!
//! A month of trade is summed in memory by exporter, importer and subheading,
//! written, and forgotten. The importer's figure is CIF, 4 to 10 % above; some
//! of a month's arrivals are recorded in the next; one cell in twelve is
//! missing on either side; every lane has its own honest share that the
//! importer never records. On lanes with ghost transit the exporter's figure
//! names a hub that never records the goods: they were never there.

use crate::bytes;
use crate::calendar::{INVASION, month};
use crate::economy::Economy;
use crate::places::Role;
use crate::rng::{Rng, mix};
use crate::trade::Row;
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

/// A lane: exporter, importer, goods.
type Lane = (u8, u8, u16);

/// A lane whose exports to a hub never arrive there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GhostLane {
    /// The exporting country.
    pub exporter: fyke_model::country::Country,
    /// The hub that the exporter names.
    pub importer: fyke_model::country::Country,
    /// The subheading in HS 2022.
    pub hs6: u32,
    /// First month, 0 = January 2020.
    pub first_month: usize,
    /// Goods that vanish, as a share of the lane's honest trade.
    pub share: f64,
}

/// One multiplication is enough for keys that we pack ourselves.
#[derive(Default)]
pub(crate) struct PackedHasher(u64);

impl Hasher for PackedHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &b in bytes {
            self.write_u64(u64::from(b));
        }
    }
    fn write_u64(&mut self, x: u64) {
        self.0 = (self.0 ^ x).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    }
    fn write_u32(&mut self, x: u32) {
        self.write_u64(u64::from(x));
    }
}

pub(crate) type Packed<V> = HashMap<u32, V, BuildHasherDefault<PackedHasher>>;

/// Sums a month and writes it.
pub(crate) struct Statistics<'e> {
    economy: &'e Economy,
    seed: u64,
    month: usize,
    cells: Packed<(i64, i64)>,
    /// What importers record a month late.
    late: Packed<(i64, i64)>,
    ghosts: BTreeMap<Lane, GhostLane>,
    /// Smallest value a cell must have to be published, in cents.
    floor_minor: i64,
}

/// The header of flows.csv.
pub(crate) const HEADER: &[u8] = b"reporter,partner,flow,hs6,hs_version,month,value,currency,mass_kg\n";

impl<'e> Statistics<'e> {
    pub(crate) fn new(economy: &'e Economy, seed: u64, planted: bool, rows: u64) -> Statistics<'e> {
        let ghosts = if planted {
            ghosts(economy, seed)
        } else {
            BTreeMap::new()
        };
        Statistics {
            economy,
            seed,
            month: 0,
            cells: Packed::default(),
            late: Packed::default(),
            ghosts,
            // small worlds publish all; large ones keep statistics a fraction of the rows
            floor_minor: ((rows / 1000).min((rows as f64).sqrt() as u64) * 10_000) as i64,
        }
    }

    /// The lanes with ghost transit, for the truth.
    pub(crate) fn ghost_lanes(&self) -> Vec<GhostLane> {
        self.ghosts.values().copied().collect()
    }

    /// Takes in a row; writes the months that are over to `out`.
    pub(crate) fn add(&mut self, row: &Row, out: &mut Vec<u8>) {
        let at = month(row.day);
        while self.month < at {
            self.flush(out);
        }
        let place = |firm: u32| self.economy.firms[firm as usize].place;
        let (a, b) = (place(row.from), place(row.to));
        if a == b {
            return; // no border crossed
        }
        let cell = self.cells.entry(pack((a, b, row.goods))).or_default();
        cell.0 += row.value_minor;
        cell.1 += row.mass_g;
    }

    /// Writes the rest.
    pub(crate) fn finish(&mut self, out: &mut Vec<u8>) {
        while self.month < 36 {
            self.flush(out);
        }
    }

    fn flush(&mut self, out: &mut Vec<u8>) {
        let cells = std::mem::take(&mut self.cells);
        let mut late_before = std::mem::take(&mut self.late);
        let mut lanes: Vec<u32> = cells.keys().chain(late_before.keys()).copied().collect();
        lanes.sort_unstable();
        lanes.dedup();
        for key in lanes {
            let lane = unpack(key);
            let (value, mass) = cells.get(&key).copied().unwrap_or_default();
            let mut rng = Rng::new(self.seed ^ u64::from(key), 0xf10 + self.month as u64);
            let ghost = self
                .ghosts
                .get(&lane)
                .filter(|g| g.first_month <= self.month)
                .map_or(0.0, |g| g.share);
            let sent = 1.0 + ghost * rng.between(0.7, 1.3);
            if value >= self.floor_minor && value > 0 && !rng.chance(0.08) {
                self.line(lane, true, value as f64 * sent, mass as f64 * sent, out);
            }
            // each lane has an honest share that the importer never records
            let base = mix(self.seed ^ u64::from(key)) % 1000;
            let recorded = 1.0 - 0.28 * (base as f64 / 1000.0).powi(2);
            let late = if rng.chance(0.3) {
                rng.between(0.0, 0.5)
            } else {
                0.0
            };
            let (held, held_mass) = (value as f64 * late, mass as f64 * late);
            let (came, came_mass) = late_before.remove(&key).unwrap_or_default();
            if held > 0.0 {
                self.late.insert(key, (held as i64, held_mass as i64));
            }
            let cif = rng.between(1.04, 1.10);
            let here = (value as f64 - held + came as f64) * recorded;
            let here_mass = (mass as f64 - held_mass + came_mass as f64) * recorded;
            if here >= self.floor_minor as f64 && here >= 1.0 && !rng.chance(0.08) {
                self.line(lane, false, here * cif, here_mass, out);
            }
        }
        self.month += 1;
    }

    fn line(&self, lane: Lane, export: bool, value_minor: f64, mass_g: f64, out: &mut Vec<u8>) {
        let code = |place: u8| self.economy.atlas.of(place).code;
        let (a, b) = (code(lane.0), code(lane.1));
        let (reporter, partner, flow) = if export {
            (a, b, "export")
        } else {
            (b, a, "import")
        };
        let goods = self.economy.catalogue.of(lane.2);
        let (hs6, version) = if self.month < 24 {
            (goods.hs2017, "2017")
        } else {
            (goods.hs2022, "2022")
        };
        out.extend_from_slice(reporter.as_str().as_bytes());
        out.push(b',');
        out.extend_from_slice(partner.as_str().as_bytes());
        out.push(b',');
        out.extend_from_slice(flow.as_bytes());
        out.push(b',');
        bytes::hs6(hs6, out);
        out.push(b',');
        out.extend_from_slice(version.as_bytes());
        out.push(b',');
        bytes::whole(2020 + self.month as u64 / 12, out);
        out.push(b'-');
        let of_year = self.month as u64 % 12 + 1;
        out.push(b'0' + (of_year / 10) as u8);
        out.push(b'0' + (of_year % 10) as u8);
        out.push(b',');
        bytes::scaled(value_minor.round() as i64, 2, out);
        out.extend_from_slice(b",USD,");
        bytes::scaled(mass_g.round() as i64, 3, out);
        out.push(b'\n');
    }
}

fn pack(lane: Lane) -> u32 {
    u32::from(lane.0) << 24 | u32::from(lane.1) << 16 | u32::from(lane.2)
}

fn unpack(key: u32) -> Lane {
    ((key >> 24) as u8, (key >> 16) as u8, key as u16)
}

/// Ghost transit for one listed code in six, on two lanes of coalition and hub each.
fn ghosts(economy: &Economy, seed: u64) -> BTreeMap<Lane, GhostLane> {
    let mut rng = Rng::new(seed, 0x6057);
    let (from, to) = (
        economy.atlas.with_role(Role::Coalition),
        economy.atlas.with_role(Role::Hub),
    );
    let mut lanes = BTreeMap::new();
    for (goods, one) in economy.catalogue.goods.iter().enumerate() {
        if !one.listed || !rng.chance(0.35) {
            continue;
        }
        for _ in 0..3 {
            let a = from[rng.below(from.len().min(14))];
            let Some(&b) = rng.pick(&to) else { continue };
            let first_month = month(INVASION) + rng.below(6);
            let share = rng.between(0.4, 2.5);
            let (exporter, importer) = (economy.atlas.of(a).code, economy.atlas.of(b).code);
            let hs6 = one.hs2022;
            lanes.insert(
                (a, b, goods as u16),
                GhostLane {
                    exporter,
                    importer,
                    hs6,
                    first_month,
                    share,
                },
            );
        }
    }
    lanes
}
