//! Planted networks: goods that go from a maker in the coalition through
//! ordinary firms of hubs to a buyer in an embargoed country.
//!
//! This file plans the legs alone: who, when, what, how much. Nothing of the
//! honest trade around them is here. The recipe is that of our first probe: two
//! to four hops, one to three parties on each level, lots that rest 1 to 45
//! days, half of them split in two or three, three in ten merged with the lot
//! before, a quarter renumbered along the heading at each hop, up to 3 % lost.

use crate::calendar::{DAYS, INVASION};
use crate::goods::Catalogue;
use crate::rng::Rng;
use crate::typologies::{Set, t};

const T03: Set = t(3);
const T08: Set = t(8);
const T09: Set = t(9);
const T20: Set = t(20);

/// One consignment of planted goods. `from` and `to` count the parties of the
/// network: see [`Network`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leg {
    pub day: i32,
    pub network: u32,
    pub from: u8,
    pub to: u8,
    pub goods: u16,
    pub mass_g: i64,
    /// Price against the usual price of the goods on that day.
    pub price: f32,
    /// Leg number, 1 = out of the source.
    pub number: u8,
    pub last: bool,
}

/// A planned network. Party 0 is the source, party 1 the end, parties 2..
/// the middles, level by level.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    pub heading: u16,
    pub typologies: Set,
    /// Number of parties on each level between source and end.
    pub levels: Vec<u8>,
    /// Middle (as a party number) that was incorporated for this, and the day.
    pub newborn: Option<(u8, i32)>,
    pub first_day: i32,
    pub last_day: i32,
    pub mass_g: i64,
    pub legs: u32,
    pub last_legs: u32,
}

impl Network {
    /// Party numbers of the middles with their level, 0 = next to the source.
    pub(crate) fn middles(&self) -> impl Iterator<Item = (u8, usize)> + '_ {
        let level_of = self
            .levels
            .iter()
            .enumerate()
            .flat_map(|(level, &n)| (0..n).map(move |_| level));
        level_of.enumerate().map(|(at, level)| (at as u8 + 2, level))
    }

    fn party(&self, level: usize, at: usize) -> u8 {
        let before: u8 = self.levels.iter().take(level).sum();
        before + at as u8 + 2
    }
}

struct Lot {
    day: i32,
    mass: f64,
    goods: u16,
    price: f64,
    holder: u8,
}

/// Plans one network and appends its legs.
pub(crate) fn plan(
    rng: &mut Rng,
    number: u32,
    heading: u16,
    catalogue: &Catalogue,
    legs: &mut Vec<Leg>,
) -> Network {
    let typologies = draw_typologies(rng);
    let hops = if typologies & T20 != 0 {
        rng.whole(3, 4)
    } else {
        rng.whole(2, 4)
    };
    let levels = (1..hops).map(|_| rng.whole(1, 3) as u8).collect();
    let mut network = Network {
        heading,
        typologies,
        levels,
        newborn: None,
        first_day: i32::MAX,
        last_day: 0,
        mass_g: 0,
        legs: 0,
        last_legs: 0,
    };
    let dwell_max = dwell_max(typologies);
    let spread = rng.whole(50, 110);
    let latest = DAYS - 1 - spread - dwell_max * network.levels.len() as i32;
    let late = typologies & T03 != 0 || rng.chance(0.7);
    let start = if late {
        rng.whole(INVASION + 3, latest.max(INVASION + 4))
    } else {
        rng.whole(0, INVASION)
    };
    let from = legs.len();
    let main = pick_goods(rng, catalogue, heading);
    let usual = catalogue.of(main).lot_kg;
    let lots = (0..rng.whole(4, 11))
        .map(|_| Lot {
            day: start + rng.whole(0, spread),
            mass: usual * 2.2 * rng.around_one(0.6),
            goods: main,
            price: rng.around_one(0.3),
            holder: 0,
        })
        .collect();
    carry(rng, &mut network, number, lots, catalogue, legs);
    if typologies & T03 != 0 {
        newborn(rng, &mut network, &legs[from..]);
    }
    network
}

fn draw_typologies(rng: &mut Rng) -> Set {
    match rng.unit() {
        u if u < 0.24 => T08,
        u if u < 0.46 => T08 | T09,
        u if u < 0.62 => T20,
        u if u < 0.68 => T20 | T08,
        u if u < 0.80 => T03,
        u if u < 0.86 => T03 | T08,
        _ => 0,
    }
}

fn dwell_max(typologies: Set) -> i32 {
    if typologies & T09 != 0 {
        14
    } else if typologies & (T08 | T20) != 0 {
        28
    } else {
        45
    }
}

fn pick_goods(rng: &mut Rng, catalogue: &Catalogue, heading: u16) -> u16 {
    let heading = catalogue.heading(heading);
    heading.goods[rng.weighted(&heading.running)]
}

/// Moves the lots level by level until they are at the end.
fn carry(
    rng: &mut Rng,
    network: &mut Network,
    number: u32,
    mut lots: Vec<Lot>,
    catalogue: &Catalogue,
    legs: &mut Vec<Leg>,
) {
    let exact = network.typologies & T09 != 0;
    let dwell_max = dwell_max(network.typologies);
    for level in 0..=network.levels.len() {
        let last = level == network.levels.len();
        if level > 0 && !exact {
            lots = merge(rng, lots);
        }
        let mut next = Vec::new();
        for lot in lots {
            let parts = if exact && level > 0 { vec![1.0] } else { split(rng) };
            for part in parts {
                let wide = if last {
                    1
                } else {
                    network.levels.get(level).map_or(1, |&n| n)
                };
                let to = if last {
                    1
                } else {
                    network.party(level, rng.below(usize::from(wide)))
                };
                let (kept, day, goods, price) = if level == 0 {
                    (1.0, lot.day, lot.goods, lot.price)
                } else {
                    let kept = rng.between(if exact { 0.985 } else { 0.97 }, 1.0);
                    let switch = rng.chance(0.25);
                    let goods = if switch {
                        pick_goods(rng, catalogue, network.heading)
                    } else {
                        lot.goods
                    };
                    // the price moves with the goods' own scale, so a switch keeps the value per kg
                    let scale = catalogue.of(lot.goods).usd_per_kg / catalogue.of(goods).usd_per_kg;
                    let uplift = uplift(rng, network.typologies);
                    (
                        kept,
                        lot.day + rng.whole(1, dwell_max),
                        goods,
                        lot.price * scale.clamp(0.5, 2.0) * uplift,
                    )
                };
                let mass_g = (lot.mass * part * kept * 1000.0).round().max(1.0) as i64;
                let leg = Leg {
                    day,
                    network: number,
                    from: lot.holder,
                    to,
                    goods,
                    mass_g,
                    price: price as f32,
                    number: level as u8 + 1,
                    last,
                };
                note(network, &leg);
                legs.push(leg);
                next.push(Lot {
                    day,
                    mass: mass_g as f64 / 1000.0,
                    goods,
                    price,
                    holder: to,
                });
            }
        }
        lots = next;
    }
}

fn uplift(rng: &mut Rng, typologies: Set) -> f64 {
    if typologies & T20 != 0 {
        rng.between(1.085, 1.22)
    } else {
        rng.between(1.02, 1.22)
    }
}

fn note(network: &mut Network, leg: &Leg) {
    network.first_day = network.first_day.min(leg.day);
    network.last_day = network.last_day.max(leg.day);
    network.legs += 1;
    if leg.last {
        network.last_legs += 1;
        network.mass_g += leg.mass_g;
    }
}

/// Half of the lots travel in two or three parts.
fn split(rng: &mut Rng) -> Vec<f64> {
    if !rng.chance(0.5) {
        return vec![1.0];
    }
    let weights: Vec<f64> = (0..rng.whole(2, 3)).map(|_| rng.between(0.3, 1.0)).collect();
    let sum: f64 = weights.iter().sum();
    weights.into_iter().map(|w| w / sum).collect()
}

/// Three in ten lots join the lot that came to the same holder before them.
fn merge(rng: &mut Rng, mut lots: Vec<Lot>) -> Vec<Lot> {
    lots.sort_by_key(|lot| (lot.holder, lot.day, lot.goods));
    let mut merged: Vec<Lot> = Vec::with_capacity(lots.len());
    for lot in lots {
        let joins = rng.chance(0.3);
        match merged.last_mut() {
            Some(before) if joins && before.holder == lot.holder && lot.day - before.day < 20 => {
                before.day = lot.day;
                before.price = (before.price * before.mass + lot.price * lot.mass) / (before.mass + lot.mass);
                before.mass += lot.mass;
            }
            _ => merged.push(lot),
        }
    }
    merged
}

/// One middle is new: incorporated up to 110 days before its first planted
/// goods, and not before the day after the invasion.
fn newborn(rng: &mut Rng, network: &mut Network, legs: &[Leg]) {
    let middles: Vec<u8> = network.middles().map(|(party, _)| party).collect();
    // the new firm is one that sells into the end, as the reports have it
    let sells = |party: u8| legs.iter().any(|leg| leg.last && leg.from == party);
    let Some(&party) = middles.iter().find(|&&party| sells(party)) else {
        return;
    };
    let first = legs.iter().filter(|leg| leg.to == party).map(|leg| leg.day).min();
    if let Some(first) = first {
        let born = (first - rng.whole(12, 110)).max(INVASION + 1);
        network.newborn = Some((party, born));
    }
}
