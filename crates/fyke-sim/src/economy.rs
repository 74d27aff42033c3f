//! The economy of a world: who deals with whom, in what, how often.
//!
//! A *relation* is a supplier and a buyer who trade one heading for a while. A
//! *unit* is a firm that buys and sells one heading out of a stock, or back to
//! back to order. Middles of planted networks are units like their honest
//! twins, drawn by the same functions, and get the same honest trade; the
//! planted legs come on top. Nothing here emits a row: see [`crate::trade`].

use crate::calendar::{DAYS, INVASION};
use crate::firms::{Age, Firm, Founder, Kind, zipf};
use crate::goods::Catalogue;
use crate::places::{Atlas, Role};
use crate::planted::{self, Leg, Network, T03};
use crate::rng::{Rng, running};
use crate::settings::Settings;
use std::collections::BTreeMap;

/// No unit on this side of a relation.
pub(crate) const NONE: u32 = u32::MAX;

/// A supplier and a buyer who trade one heading for a while.
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    pub from: u32,
    pub to: u32,
    /// The stock it is taken from, or [`NONE`]: made by the supplier.
    pub from_unit: u32,
    /// The stock it goes into, or [`NONE`].
    pub to_unit: u32,
    pub goods: u16,
    /// First and last day.
    pub start: i16,
    pub end: i16,
    /// Mean days between two orders; 0 = only when the buyer's stock asks.
    pub gap_days: f32,
    /// Usual lot against the usual lot of the goods.
    pub lot: f32,
    /// Usual price against the usual price of the goods.
    pub price: f32,
}

/// A firm's dealings in one heading, in and out.
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub firm: u32,
    pub heading: u16,
    /// Buys only when it has sold, and passes the goods on.
    pub to_order: bool,
    /// Passes on the very mass it bought, within a few days.
    pub close: bool,
    /// Reorders below `low`, up to `high`, in kg.
    pub low: f32,
    pub high: f32,
    /// Relations it buys by.
    pub upstream: Vec<u32>,
    pub sells_to_ends: bool,
}

/// What a party is in the truth.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Part {
    Source,
    Middle,
    Seller,
    End,
}

/// A party of a network.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub firm: u32,
    pub part: Part,
    pub network: u32,
    pub heading: u16,
    pub typologies: u8,
}

/// An honest firm beside the planted one it is like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Control {
    pub firm: u32,
    pub heading: u16,
    pub matched_to: u32,
}

/// A whole economy before its first day.
pub(crate) struct Economy {
    pub atlas: Atlas,
    pub catalogue: Catalogue,
    pub firms: Vec<Firm>,
    pub units: Vec<Unit>,
    pub relations: Vec<Relation>,
    /// Legs by day.
    pub legs: Vec<Leg>,
    pub networks: Vec<Network>,
    /// For each network, the firms of its parties by party number.
    pub parties: Vec<Vec<u32>>,
    pub members: Vec<Member>,
    pub controls: Vec<Control>,
    pub forwarders: Vec<u32>,
    /// First firm that is an embargoed end, and the one after the last.
    pub ends: std::ops::Range<u32>,
    /// The hub that booms in a placebo world.
    pub boom: Option<u8>,
}

/// Honest rows into the ends for each planted one, and honest units for each
/// planted unit: 8 % base rate is 11.5 to 1.
const HONEST_PER_PLANTED: f64 = 11.5;
/// Honest twins that a planted party must have at least.
pub(crate) const CONTROLS_MIN: usize = 20;
/// Twins that sell into the ends, for each planted seller of their cell.
const TWINS_PER_SELLER: f64 = 8.4;
/// Trade rows that make one unit of scale: at coverage 0.7 a million seen rows.
const ROWS_PER_SCALE: f64 = 1_370_000.0;
/// Share of all trade rows that go into the embargoed ends, as built.
const SHARE_INTO_ENDS: f64 = 0.119;

/// Share of a unit's honest pairs that it sells to ordinary firms; the rest is
/// what other units order from it.
const PAIRS_OWN: f64 = 0.65;

/// Rows to expect for each that is wanted: sales lost to empty stocks, firms
/// that close and days rounded up take the rest (counted at 20 k to 10 M rows).
const PLAYED: f64 = 1.062;

/// Units and rows into the ends that neither planted sellers nor twins bring.
struct Others {
    units: usize,
    rows: f64,
}

/// A place to trade: hub, heading, and whether its firms are newborn.
type Cell = (u8, u16, bool);

/// Builds the economy that settings ask for.
pub(crate) fn build(settings: &Settings) -> Economy {
    let seen = settings.coverage * (1.0 - SHARE_INTO_ENDS) + SHARE_INTO_ENDS;
    let rows = settings.rows as f64 / seen;
    let mut builder = Builder::new(settings, rows);
    builder.people();
    builder.plan_networks();
    builder.settle_middles();
    builder.settle_twins();
    builder.sources();
    builder.other_sellers();
    builder.fill();
    builder.match_controls();
    builder.economy
}

struct Builder<'s> {
    settings: &'s Settings,
    rows: f64,
    scale: f64,
    rng: Rng,
    economy: Economy,
    /// General firms: 0..general. Those of each heading, largest first.
    general: u32,
    by_heading: Vec<Vec<u32>>,
    sources: std::ops::Range<u32>,
    sources_by_heading: Vec<Vec<u32>>,
    ends_running: Vec<f64>,
    /// Units by heading, for upstream choice.
    units_by_heading: Vec<Vec<u32>>,
    cells: Vec<(u8, u16)>,
    /// Planted sellers and other middles in each cell.
    wanted: BTreeMap<Cell, (usize, usize)>,
    /// Incorporation days of planted newborns in each cell.
    births: BTreeMap<Cell, Vec<i32>>,
    /// Sizes of planted firms in each cell.
    sizes: BTreeMap<Cell, Vec<f32>>,
    /// Honest twins in each cell.
    pools: BTreeMap<Cell, Vec<u32>>,
    /// Expected rows so far.
    expected: f64,
    /// Expected honest rows into the ends so far, and units.
    end_rows: f64,
    end_units: usize,
}

impl<'s> Builder<'s> {
    fn new(settings: &'s Settings, rows: f64) -> Builder<'s> {
        let (atlas, catalogue) = (Atlas::read(), Catalogue::read());
        let headings = catalogue.headings.len();
        Builder {
            settings,
            rows,
            scale: rows / ROWS_PER_SCALE,
            rng: Rng::new(settings.seed, 0xec0),
            economy: Economy {
                atlas,
                catalogue,
                firms: Vec::new(),
                units: Vec::new(),
                relations: Vec::new(),
                legs: Vec::new(),
                networks: Vec::new(),
                parties: Vec::new(),
                members: Vec::new(),
                controls: Vec::new(),
                forwarders: Vec::new(),
                ends: 0..0,
                boom: None,
            },
            general: 0,
            by_heading: vec![Vec::new(); headings],
            sources: 0..0,
            sources_by_heading: vec![Vec::new(); headings],
            ends_running: Vec::new(),
            units_by_heading: vec![Vec::new(); headings],
            cells: Vec::new(),
            wanted: BTreeMap::new(),
            births: BTreeMap::new(),
            sizes: BTreeMap::new(),
            pools: BTreeMap::new(),
            expected: 0.0,
            end_rows: 0.0,
            end_units: 0,
        }
    }

    fn networks_wanted(&self) -> usize {
        (500.0 * self.scale).round().max(3.0) as usize
    }

    /// Ordinary firms everywhere, makers of listed goods, embargoed buyers.
    fn people(&mut self) {
        let economy = &mut self.economy;
        let founder = Founder::new(&economy.atlas, &economy.catalogue);
        let rng = &mut self.rng;
        let general = (self.rows / 12.5) as usize;
        let mut firms: Vec<Firm> = (0..general)
            .map(|rank| founder.anywhere(rng, zipf(rank)))
            .collect();
        for (id, firm) in firms.iter().enumerate() {
            if firm.kind == Kind::Forwarder {
                economy.forwarders.push(id as u32);
            }
            self.by_heading[usize::from(firm.headings[0])].push(id as u32);
            if firm.headings[1] != firm.headings[0] {
                self.by_heading[usize::from(firm.headings[1])].push(id as u32);
            }
        }
        self.general = general as u32;
        let embargoed = economy.atlas.with_role(Role::Embargoed);
        let ends = (50.0 * self.scale).round().max(5.0) as usize;
        let from = firms.len() as u32;
        let mut weights = Vec::new();
        for _ in 0..ends {
            let place = rng.pick(&embargoed).copied().unwrap_or(0);
            let size = (0.05 * rng.around_one(0.6)) as f32;
            let mut firm = founder.at(rng, place, Kind::EndUser, size);
            firm.born = firm.born.min(-200);
            firm.ends = i32::MAX;
            weights.push(f64::from(size));
            firms.push(firm);
        }
        economy.ends = from..firms.len() as u32;
        self.ends_running = running(weights);
        economy.firms = firms;
        if self.settings.placebo {
            let hubs = self.economy.atlas.with_role(Role::Hub);
            self.economy.boom = self.rng.pick(&hubs).copied();
        }
    }

    /// Chooses the cells and plans the legs of every network.
    fn plan_networks(&mut self) {
        let economy = &mut self.economy;
        let rng = &mut self.rng;
        let hubs = economy.atlas.with_role(Role::Hub);
        let hub_weights = running(hubs.iter().map(|&h| economy.atlas.of(h).weight.sqrt()));
        let headings = &economy.catalogue.headings;
        let listed: Vec<u16> = (0..headings.len() as u16)
            .filter(|&h| economy.catalogue.heading(h).listed)
            .collect();
        let weights = running(listed.iter().map(|&h| economy.catalogue.heading(h).weight));
        let wanted = self.scale * 500.0;
        let cells = ((wanted * 1.8 / 3.4).ceil() as usize).clamp(2, listed.len() * hubs.len() * 2 / 3);
        let mut seen = std::collections::BTreeSet::new();
        while seen.len() < cells {
            let cell = (hubs[rng.weighted(&hub_weights)], listed[rng.weighted(&weights)]);
            if seen.insert(cell) {
                self.cells.push(cell);
            }
        }
        let count = self.networks_wanted();
        for number in 0..count as u32 {
            let heading = self.rng.pick(&self.cells).map_or(0, |cell| cell.1);
            let economy = &mut self.economy;
            let network = planted::plan(
                &mut self.rng,
                number,
                heading,
                &economy.catalogue,
                &mut economy.legs,
            );
            economy.networks.push(network);
        }
    }

    /// Gives every party of every network a firm.
    fn settle_middles(&mut self) {
        let networks = std::mem::take(&mut self.economy.networks);
        let mut used: Vec<Vec<(bool, bool)>> = networks
            .iter()
            .map(|n| vec![(false, false); usize::from(n.levels.iter().sum::<u8>()) + 2])
            .collect();
        for leg in &self.economy.legs {
            if let Some(network) = used.get_mut(leg.network as usize) {
                network[usize::from(leg.to)].0 = true;
                network[usize::from(leg.from)].1 |= leg.last;
            }
        }
        for (number, network) in networks.iter().enumerate() {
            let here: Vec<(u8, u16)> = self
                .cells
                .iter()
                .filter(|c| c.1 == network.heading)
                .copied()
                .collect();
            let source = self.found_source(Some(network.heading));
            let end = self.an_end();
            let mut parties = vec![source, end];
            let base = network.typologies & !T03;
            let number = number as u32;
            for (party, _) in network.middles() {
                let (passes, sells) = used[number as usize][usize::from(party)];
                if !passes {
                    parties.push(NONE);
                    continue;
                }
                let newborn = network
                    .newborn
                    .filter(|(who, _)| *who == party)
                    .map(|(_, born)| born);
                // the newborn of a heading gather in its first cell, so that they find company
                let cell = if newborn.is_some() {
                    here.first()
                } else {
                    self.rng.pick(&here)
                };
                let (place, heading) = cell.copied().unwrap_or((0, network.heading));
                let key = (place, heading, newborn.is_some());
                let tally = self.wanted.entry(key).or_default();
                if sells {
                    tally.0 += 1
                } else {
                    tally.1 += 1
                }
                if let Some(born) = newborn {
                    self.births.entry(key).or_default().push(born);
                }
                if self.settings.placebo {
                    parties.push(NONE);
                    continue;
                }
                let age = newborn.map_or(Age::Any, Age::Born);
                let unit = self.found_unit(place, heading, age, 1.0);
                let firm = self.economy.units[unit as usize].firm;
                parties.push(firm);
                let size = self.economy.firms[firm as usize].size;
                self.sizes.entry(key).or_default().push(size);
                let typologies = base | if newborn.is_some() { T03 } else { 0 };
                let part = if sells { Part::Seller } else { Part::Middle };
                self.economy.members.push(Member {
                    firm,
                    part,
                    network: number,
                    heading,
                    typologies,
                });
            }
            if !self.settings.placebo {
                for (firm, part) in [(source, Part::Source), (end, Part::End)] {
                    let heading = network.heading;
                    self.economy.members.push(Member {
                        firm,
                        part,
                        network: number,
                        heading,
                        typologies: network.typologies,
                    });
                }
            }
            self.economy.parties.push(parties);
        }
        let planted_rows: f64 = networks.iter().map(|n| f64::from(n.legs)).sum();
        self.economy.networks = networks;
        if self.settings.placebo {
            self.economy.legs.clear();
        } else {
            self.expected += planted_rows;
        }
        self.economy.legs.sort_by_key(|leg| leg.day);
    }

    fn an_end(&mut self) -> u32 {
        self.economy.ends.start + self.rng.weighted(&self.ends_running) as u32
    }

    /// A maker of listed goods in the coalition.
    fn found_source(&mut self, heading: Option<u16>) -> u32 {
        let economy = &mut self.economy;
        let founder = Founder::new(&economy.atlas, &economy.catalogue);
        let coalition = economy.atlas.with_role(Role::Coalition);
        let rng = &mut self.rng;
        let weights = running(coalition.iter().map(|&c| economy.atlas.of(c).weight));
        let place = coalition[rng.weighted(&weights)];
        let size = (0.03 * rng.around_one(0.6)) as f32;
        let mut firm = founder.at(rng, place, Kind::Maker, size);
        firm.born = firm.born.min(-400);
        firm.ends = i32::MAX;
        let heading = heading.unwrap_or_else(|| rng.pick(&self.cells).map_or(0, |cell| cell.1));
        firm.headings = [heading, heading];
        economy.firms.push(firm);
        let id = economy.firms.len() as u32 - 1;
        self.sources_by_heading[usize::from(heading)].push(id);
        id
    }

    /// A hub firm with its unit: suppliers, buyers, stock or order book.
    fn found_unit(&mut self, place: u8, heading: u16, age: Age, activity: f64) -> u32 {
        let economy = &mut self.economy;
        let founder = Founder::new(&economy.atlas, &economy.catalogue);
        let firm = founder.in_hub(&mut self.rng, place, heading, age);
        let start = firm.born + self.rng.whole(5, 60);
        economy.firms.push(firm);
        let firm = economy.firms.len() as u32 - 1;
        let unit = economy.units.len() as u32;
        economy.units.push(Unit {
            firm,
            heading,
            to_order: self.rng.chance(0.5),
            close: self.rng.chance(0.35),
            low: 0.0,
            high: 0.0,
            upstream: Vec::new(),
            sells_to_ends: false,
        });
        let start = start.clamp(0, DAYS - 40);
        // a newborn has less time: it trades faster, but not as much in all
        let window = f64::from(DAYS - start);
        let pairs =
            PAIRS_OWN * 6.0 * self.settings.stock_mixing * activity * (window / f64::from(DAYS)).sqrt();
        let pairs = f64::from(self.rng.poisson(pairs * self.rng.clone().around_one(0.35)));
        let buyers = if pairs > 0.0 {
            self.rng.whole(1, 4) + (pairs / 8.0) as i32
        } else {
            0
        };
        for _ in 0..buyers {
            let to = self.a_firm(heading, place);
            let gap = (window * f64::from(buyers) / pairs) as f32;
            self.sell(unit, to, start, DAYS, gap);
        }
        let goods = self.goods_of(heading);
        let usual = self.economy.catalogue.of(goods).lot_kg;
        let u = &mut self.economy.units[unit as usize];
        u.low = (usual * self.rng.between(0.6, 2.0)) as f32;
        u.high = u.low + (usual * self.rng.between(1.2, 3.0)) as f32;
        let suppliers = self.rng.whole(4, 7);
        for _ in 0..suppliers {
            self.supply(unit, start);
        }
        self.units_by_heading[usize::from(heading)].push(unit);
        unit
    }

    fn goods_of(&mut self, heading: u16) -> u16 {
        let heading = self.economy.catalogue.heading(heading);
        heading.goods[self.rng.weighted(&heading.running)]
    }

    /// An ordinary firm that deals in the heading, large and near ones first.
    fn a_firm(&mut self, heading: u16, near: u8) -> u32 {
        let list = &self.by_heading[usize::from(heading)];
        let mut best = (f64::MIN, 0);
        for _ in 0..3 {
            let u = self.rng.unit();
            // the inverse of the Zipf(0.75) distribution over ranks
            let at = ((list.len() as f64) * u * u * u * u) as usize;
            let firm = list.get(at).copied().unwrap_or(at as u32 % self.general.max(1));
            let place = self.economy.firms[firm as usize].place;
            let pull = self.economy.atlas.nearness(near, place).ln() - self.rng.waiting().ln();
            if pull > best.0 {
                best = (pull, firm);
            }
        }
        best.1
    }

    /// A relation by which a unit sells.
    fn sell(&mut self, unit: u32, to: u32, start: i32, end: i32, gap_days: f32) {
        let u = &self.economy.units[unit as usize];
        let (from, heading) = (u.firm, u.heading);
        let goods = self.goods_of(heading);
        let relation = Relation {
            from,
            to,
            from_unit: unit,
            to_unit: NONE,
            goods,
            start: start as i16,
            end: end.min(self.economy.firms[to as usize].ends) as i16,
            gap_days: gap_days.max(1.0),
            lot: self.rng.around_one(0.5) as f32,
            price: self.rng.around_one(0.3) as f32 * 1.12,
        };
        let days = f64::from(relation.end - relation.start).max(0.0);
        self.expected += 1.93 * days / f64::from(relation.gap_days);
        self.economy.relations.push(relation);
    }

    /// A relation by which a unit buys.
    fn supply(&mut self, unit: u32, start: i32) {
        let u = &self.economy.units[unit as usize];
        let (firm, heading) = (u.firm, u.heading);
        let place = self.economy.firms[firm as usize].place;
        let draw = self.rng.unit();
        let (from, from_unit) = if draw < 0.06 {
            (self.a_source(heading), NONE)
        } else if draw < 0.31 {
            match self
                .rng
                .pick(&self.units_by_heading[usize::from(heading)])
                .copied()
            {
                Some(other) => (self.economy.units[other as usize].firm, other),
                None => (self.a_firm(heading, place), NONE),
            }
        } else {
            (self.a_firm_outside(heading, place), NONE)
        };
        let relation = Relation {
            from,
            to: firm,
            from_unit,
            to_unit: unit,
            goods: self.goods_of(heading),
            start: start as i16,
            end: DAYS as i16,
            gap_days: 0.0,
            lot: 1.0,
            price: self.rng.around_one(0.3) as f32,
        };
        self.economy.relations.push(relation);
        let id = self.economy.relations.len() as u32 - 1;
        self.economy.units[unit as usize].upstream.push(id);
    }

    fn a_source(&mut self, heading: u16) -> u32 {
        match self.rng.pick(&self.sources_by_heading[usize::from(heading)]) {
            Some(&source) => source,
            None => self.a_firm(heading, 0),
        }
    }

    /// An ordinary firm outside the coalition, if a few tries find one.
    fn a_firm_outside(&mut self, heading: u16, near: u8) -> u32 {
        let mut firm = self.a_firm(heading, near);
        for _ in 0..6 {
            let place = self.economy.firms[firm as usize].place;
            if self.economy.atlas.of(place).role != Role::Coalition {
                break;
            }
            firm = self.a_firm(heading, near);
        }
        firm
    }

    /// Honest firms like the planted ones, in the same cells.
    fn settle_twins(&mut self) {
        for (cell, (sellers, others)) in self.wanted.clone() {
            let selling = if sellers > 0 {
                CONTROLS_MIN.max((TWINS_PER_SELLER * sellers as f64).round() as usize)
            } else {
                0
            };
            let total = CONTROLS_MIN.max(selling + others);
            for at in 0..total {
                let age = if cell.2 {
                    Age::Born(self.a_birth(&cell))
                } else {
                    Age::Any
                };
                let unit = self.found_unit(cell.0, cell.1, age, 2.1);
                self.pools.entry(cell).or_default().push(unit);
                // three in four twins are as large as one of the planted, roughly
                let like = self
                    .sizes
                    .get(&cell)
                    .and_then(|sizes| self.rng.pick(sizes))
                    .copied();
                if let Some(size) = like.filter(|_| at % 4 != 3) {
                    let firm = self.economy.units[unit as usize].firm;
                    self.economy.firms[firm as usize].size = size * self.rng.around_one(0.4) as f32;
                }
                if at < selling {
                    self.sell_to_ends(unit, cell.2);
                }
            }
        }
    }

    fn a_birth(&mut self, cell: &Cell) -> i32 {
        let near = self
            .births
            .get(cell)
            .and_then(|days| self.rng.pick(days))
            .copied();
        (near.unwrap_or(INVASION + 60) + self.rng.whole(-40, 40)).clamp(INVASION + 1, DAYS - 70)
    }

    /// Honest sales of a unit into the embargoed ends.
    fn sell_to_ends(&mut self, unit: u32, newborn: bool) {
        let rows = (5.2 * self.rng.around_one(0.7)).clamp(1.0, 60.0);
        let born = self.economy.firms[self.economy.units[unit as usize].firm as usize].born;
        let earliest = (born + 15).max(0);
        let (start, end) = if newborn {
            let start = (born + self.rng.whole(15, 115)).min(DAYS - 50);
            (start, (start + self.rng.whole(60, 200)).min(DAYS))
        } else if self.rng.chance(0.65) {
            let start = if self.rng.chance(0.7) {
                self.rng.whole(INVASION + 3, DAYS - 120)
            } else {
                self.rng.whole(0, INVASION)
            };
            let start = start.max(earliest).min(DAYS - 60);
            (start, (start + self.rng.whole(60, 220)).min(DAYS))
        } else {
            (earliest.min(DAYS - 60), DAYS)
        };
        let ends = if rows > 4.0 { self.rng.whole(1, 2) } else { 1 };
        for _ in 0..ends {
            let to = self.an_end();
            let gap = f64::from(end - start) * f64::from(ends) / rows;
            self.sell(unit, to, start, end, gap as f32);
        }
        self.end_rows += rows;
        self.end_units += 1;
        self.economy.units[unit as usize].sells_to_ends = true;
    }

    /// The makers' own honest customers.
    fn sources(&mut self) {
        let wanted = ((1000.0 * self.scale).round() as usize).max(6);
        let mut ids: Vec<u32> = self.sources_by_heading.iter().flatten().copied().collect();
        while ids.len() < wanted {
            ids.push(self.found_source(None));
        }
        ids.sort_unstable();
        self.sources = ids.first().copied().unwrap_or(0)..ids.last().map_or(0, |l| l + 1);
        for &id in &ids {
            let firm = &self.economy.firms[id as usize];
            let (place, heading) = (firm.place, firm.headings[0]);
            let mut rows = 270.0 * self.rng.around_one(0.5);
            while rows > 1.0 {
                let to = self.a_firm(heading, place);
                rows -= self.plain(id, to, heading, 0, DAYS, None);
            }
        }
    }

    /// A relation between two firms without stock keeping; its expected rows.
    fn plain(&mut self, from: u32, to: u32, heading: u16, start: i32, end: i32, rows: Option<f64>) -> f64 {
        let (a, b) = (
            &self.economy.firms[from as usize],
            &self.economy.firms[to as usize],
        );
        let (alive, dead) = (a.born.max(b.born) + 10, a.ends.min(b.ends));
        let (mut start, mut end) = (start.max(alive), end.min(dead));
        if rows.is_none() {
            // relations begin and lapse; a good half outlive the three years
            let first = self.rng.whole(-700, DAYS - 20);
            start = start.max(first);
            end = end.min(first + 120 + (self.rng.waiting() * 1_100.0) as i32);
        }
        let days = f64::from(end - start);
        if days < 5.0 {
            return 0.3;
        }
        let gap = match rows {
            Some(rows) => days / rows.max(1.0),
            None => 38.0 * self.rng.around_one(0.8),
        };
        let goods = self.goods_of(heading);
        self.economy.relations.push(Relation {
            from,
            to,
            from_unit: NONE,
            to_unit: NONE,
            goods,
            start: start as i16,
            end: end as i16,
            gap_days: gap.max(1.0) as f32,
            lot: self.rng.around_one(0.6) as f32,
            price: self.rng.around_one(0.35) as f32,
        });
        let expected = days / gap.max(1.0);
        self.expected += expected;
        expected
    }

    /// Honest sellers into the ends beside the twins: large makers and
    /// wholesalers with a wide trade in the goods, who sell a fifth of it
    /// there. Those of the coalition sell listed goods only until the measures.
    fn other_sellers(&mut self) {
        let Others { units, rows } = self.others();
        let mean = rows / units.max(1) as f64;
        let (civil, listed) = (self.headings(false), self.headings(true));
        let mut chosen = std::collections::BTreeSet::new();
        while chosen.len() < units {
            let list = if self.rng.chance(0.5) { &listed } else { &civil };
            let heading = self.rng.pick(list).copied().unwrap_or(0);
            let allied = self
                .rng
                .chance(if self.economy.catalogue.heading(heading).listed {
                    0.1
                } else {
                    0.5
                });
            let from = if allied {
                self.a_firm(heading, 0)
            } else {
                self.a_firm_outside(heading, 0)
            };
            if !chosen.insert((from, heading)) && !self.rng.chance(0.2) {
                continue;
            }
            let place = self.economy.firms[from as usize].place;
            let coalition = self.economy.atlas.of(place).role == Role::Coalition;
            let barred = coalition && self.economy.catalogue.heading(heading).listed;
            let until = if barred { INVASION + 14 } else { DAYS };
            let rows = (mean * self.rng.around_one(0.8) / 1.38).max(1.0);
            let to = self.an_end();
            self.end_rows += self.plain(from, to, heading, 0, until, Some(rows));
            let mut wide = rows * 3.3 * self.rng.around_one(0.5);
            while wide > 0.0 {
                let to = self.a_firm(heading, place);
                wide -= self.plain(from, to, heading, 0, DAYS, None);
            }
        }
    }

    /// What other sellers have to bring for the base rate.
    fn others(&self) -> Others {
        let last_legs: f64 = self.economy.networks.iter().map(|n| f64::from(n.last_legs)).sum();
        let sellers: usize = self.wanted.values().map(|w| w.0).sum();
        let units = (HONEST_PER_PLANTED * sellers as f64) as usize;
        let units = units.saturating_sub(self.end_units).max(units / 12);
        let rows = (HONEST_PER_PLANTED * last_legs - self.end_rows).max(units as f64 * 4.0);
        Others { units, rows }
    }

    fn headings(&self, listed: bool) -> Vec<u16> {
        let catalogue = &self.economy.catalogue;
        (0..catalogue.headings.len() as u16)
            .filter(|&h| catalogue.heading(h).listed == listed)
            .collect()
    }

    /// General trade until the world has its rows.
    fn fill(&mut self) {
        let mut tries = 0u64;
        while self.expected < self.rows * PLAYED && tries < 40 * self.rows as u64 + 1000 {
            tries += 1;
            let u = self.rng.unit();
            let from = ((f64::from(self.general)) * u * u * u * u) as u32;
            let firm = &self.economy.firms[from as usize];
            let sells = !matches!(firm.kind, Kind::EndUser | Kind::Retailer | Kind::Forwarder);
            if !sells && !self.rng.chance(0.15) {
                continue;
            }
            let (place, headings) = (firm.place, firm.headings);
            let heading = headings[self.rng.below(2)];
            let to = if self.rng.chance(0.12) {
                self.a_hub_buyer(heading)
            } else {
                self.a_firm(heading, place)
            };
            if to != from {
                self.plain(from, to, heading, 0, DAYS, None);
            }
        }
    }

    /// A hub unit's firm as a buyer in another line of its business.
    fn a_hub_buyer(&mut self, heading: u16) -> u32 {
        match self.rng.below(self.economy.units.len()) {
            at if at < self.economy.units.len() => self.economy.units[at].firm,
            _ => self.a_firm(heading, 0),
        }
    }

    /// For each planted middle, its twenty nearest twins by size and age.
    fn match_controls(&mut self) {
        let economy = &mut self.economy;
        for (at, member) in economy.members.iter().enumerate() {
            if matches!(member.part, Part::Source | Part::End) {
                continue;
            }
            let firm = &economy.firms[member.firm as usize];
            let newborn = member.typologies & T03 != 0;
            let Some(pool) = self.pools.get(&(firm.place, member.heading, newborn)) else {
                continue;
            };
            let distance = |unit: u32| {
                let unit = &economy.units[unit as usize];
                let twin = &economy.firms[unit.firm as usize];
                let size = (f64::from(twin.size) / f64::from(firm.size)).ln().abs();
                let age = f64::from((twin.born - firm.born).abs()) / 1_800.0;
                let selling = if (member.part == Part::Seller) == unit.sells_to_ends {
                    0.0
                } else {
                    3.0
                };
                size + age + selling
            };
            let mut near: Vec<(f64, u32)> = pool.iter().map(|&u| (distance(u), u)).collect();
            near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            for &(_, unit) in near.iter().take(CONTROLS_MIN) {
                economy.controls.push(Control {
                    firm: economy.units[unit as usize].firm,
                    heading: member.heading,
                    matched_to: at as u32,
                });
            }
        }
    }
}
