//! Official statistics of both sides of every lane, from all trade, seen or not.
//!
//! A month of trade is summed in memory by exporter, importer and subheading,
//! written, and forgotten. The importer's figure is CIF, 4 to 10 % above; some
//! of a month's arrivals are recorded in the next; one cell in twelve is
//! missing on either side; every lane has its own honest share that the
//! importer never records. What is planted is in `lanes`. One country in eight
//! reports months late, so that its last months are not there yet; one month
//! in sixty is missing from a country; one code in fifty is confidential in
//! it; the embargoed country publishes nothing from the month of the invasion.

pub(crate) mod lanes;

use crate::bytes;
use crate::calendar::{INVASION, month};
use crate::economy::Economy;
use crate::places::Role;
use crate::rng::{Rng, mix};
use crate::trade::Row;
use lanes::{GhostLane, Lane, Lanes};
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

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
    lanes: Lanes,
    /// What surged to a hub last month and goes on in this.
    onward: BTreeMap<Lane, (i64, i64)>,
    /// Smallest value a cell must have to be published, in cents.
    floor_minor: i64,
}

/// The header of flows.csv.
pub(crate) const HEADER: &[u8] = b"reporter,partner,flow,hs6,hs_version,month,value,currency,mass_kg\n";

impl<'e> Statistics<'e> {
    pub(crate) fn new(economy: &'e Economy, seed: u64, planted: bool, rows: u64) -> Statistics<'e> {
        Statistics {
            economy,
            seed,
            month: 0,
            cells: Packed::default(),
            late: Packed::default(),
            lanes: Lanes::draw(economy, seed, planted),
            onward: BTreeMap::new(),
            // small worlds publish all; large ones keep statistics a fraction of the rows
            floor_minor: ((rows / 1000).min((rows as f64).sqrt() as u64) * 10_000) as i64,
        }
    }

    /// The lanes with something planted, for the truth.
    pub(crate) fn ghost_lanes(&self) -> Vec<GhostLane> {
        self.lanes.told.clone()
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
        self.grow();
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
                .lanes
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
            let excess = self
                .lanes
                .excesses
                .get(&lane)
                .filter(|g| g.first_month <= self.month);
            let recorded = recorded * (1.0 + excess.map_or(0.0, |g| g.share * rng.between(0.7, 1.3)));
            let here = (value as f64 - held + came as f64) * recorded;
            let here_mass = (mass as f64 - held_mass + came_mass as f64) * recorded;
            if here >= self.floor_minor as f64 && here >= 1.0 && !rng.chance(0.08) {
                self.line(lane, false, here * cif, here_mass, out);
            }
        }
        self.month += 1;
    }

    /// Adds what surges to the month, and what goes on from the month before.
    fn grow(&mut self) {
        let mut next: BTreeMap<Lane, (i64, i64)> = BTreeMap::new();
        for (lane, surge) in &self.lanes.surges {
            let Some(cell) = self
                .cells
                .get_mut(&pack(*lane))
                .filter(|_| surge.first_month <= self.month)
            else {
                continue;
            };
            let mut rng = Rng::new(self.seed ^ u64::from(pack(*lane)), 0x5e + self.month as u64);
            let more = surge.share * rng.between(0.7, 1.3);
            let (value, mass) = ((cell.0 as f64 * more) as i64, (cell.1 as f64 * more) as i64);
            cell.0 += value;
            cell.1 += mass;
            if let Some(end) = surge.onward {
                let on = next.entry((lane.1, end, lane.2)).or_default();
                on.0 += (value as f64 * 0.93 * rng.between(1.05, 1.12)) as i64;
                on.1 += (mass as f64 * 0.93) as i64;
            }
        }
        for (lane, (value, mass)) in std::mem::replace(&mut self.onward, next) {
            let cell = self.cells.entry(pack(lane)).or_default();
            cell.0 += value;
            cell.1 += mass;
        }
    }

    /// Whether a country has published a code for the month that is written.
    fn published(&self, reporter: u8, goods: u16) -> bool {
        let place = mix(self.seed ^ mix(u64::from(reporter) ^ 0x1a7e));
        let months_late = if place.is_multiple_of(8) {
            2 + (place >> 8) as usize % 4
        } else {
            0
        };
        let gone = mix(place ^ self.month as u64).is_multiple_of(60);
        let confidential = mix(place ^ (u64::from(goods) << 20)).is_multiple_of(50);
        let silent = self.economy.atlas.of(reporter).role == Role::Embargoed && self.month >= month(INVASION);
        self.month + months_late < 36 && !gone && !confidential && !silent
    }

    fn line(&self, lane: Lane, export: bool, value_minor: f64, mass_g: f64, out: &mut Vec<u8>) {
        if !self.published(if export { lane.0 } else { lane.1 }, lane.2) {
            return;
        }
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
