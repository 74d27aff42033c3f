//! Planted networks: goods that go from a maker in the coalition through
//! ordinary firms of hubs to a buyer in an embargoed country.
//!
//! This file plans the legs alone: who, when, what, how much. Nothing of the
//! honest trade around them is here. The flow of the *dev* recipe is that of
//! our first probe: two to four hops, one to three parties on each level, lots
//! that rest 1 to 45 days, half of them split in two or three, three in ten
//! merged with the lot before, a quarter renumbered along the heading at each
//! hop, up to 3 % lost. See [`crate::recipe`] for the other.

use crate::calendar::{DAYS, INVASION};
use crate::goods::Catalogue;
use crate::recipe::Rules;
use crate::rng::Rng;
use crate::typologies::{Set, t};

mod traits;

pub(crate) use traits::Story;

const T03: Set = t(3);
const T08: Set = t(8);
const T09: Set = t(9);
const T20: Set = t(20);

/// Typologies of the shape of a network: every row and party of it has them.
pub(crate) const SHAPE: Set = T08 | T09 | T20 | t(17) | t(18) | t(19);

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
/// the middles, level by level, and after them the sources beside the first.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    pub heading: u16,
    pub typologies: Set,
    /// Number of parties on each level between source and end.
    pub levels: Vec<u8>,
    /// Sources beside the first.
    pub more_sources: u8,
    /// Middles with a past of their own (as party numbers).
    pub stories: Vec<(u8, Story)>,
    pub first_day: i32,
    pub last_day: i32,
    pub mass_g: i64,
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

    /// Party numbers of the sources beside the first.
    pub(crate) fn other_sources(&self) -> std::ops::Range<u8> {
        let from = self.party(self.levels.len(), 0);
        from..from + self.more_sources
    }

    /// How many parties it has.
    pub(crate) fn parties(&self) -> usize {
        usize::from(self.other_sources().end)
    }

    pub(crate) fn story(&self, party: u8) -> Option<Story> {
        self.stories
            .iter()
            .find(|(who, _)| *who == party)
            .map(|(_, story)| *story)
    }
}

struct Lot {
    day: i32,
    mass: f64,
    goods: u16,
    price: f64,
    holder: u8,
}

/// Where legs are written, and by what rules.
struct Plan<'a> {
    rng: &'a mut Rng,
    rules: &'a Rules,
    number: u32,
    catalogue: &'a Catalogue,
    legs: &'a mut Vec<Leg>,
}

/// Plans one network and appends its legs.
pub(crate) fn plan(
    rng: &mut Rng,
    rules: &Rules,
    number: u32,
    heading: u16,
    catalogue: &Catalogue,
    legs: &mut Vec<Leg>,
) -> Network {
    let flow = draw_flow(rng, rules);
    let typologies = flow | traits::draw(rng, rules, flow);
    let mut network = Network {
        heading,
        typologies,
        levels: levels(rng, rules, typologies),
        more_sources: 0,
        stories: Vec::new(),
        first_day: i32::MAX,
        last_day: 0,
        mass_g: 0,
        last_legs: 0,
    };
    if typologies & t(17) != 0 {
        network.more_sources = rng.whole(4, 8) as u8;
    } else if rng.chance(rules.gather) {
        network.more_sources = rng.whole(1, 3) as u8;
    }
    let drip = rng.chance(rules.drip);
    let rest = rest_max(rules, typologies);
    let spread = rng.whole(rules.spread.0, rules.spread.1);
    let around = if typologies & t(19) != 0 { 20 } else { 0 };
    let latest = DAYS - 1 - spread - around - rest * network.levels.len() as i32;
    let late = typologies & (T03 | t(4) | t(27)) != 0 || rng.chance(0.7);
    let start = if late {
        rng.whole(INVASION + 3, latest.max(INVASION + 4))
    } else {
        rng.whole(0, INVASION)
    };
    let from = legs.len();
    let main = pick_main(rng, catalogue, heading, typologies & t(13) != 0);
    let usual = catalogue.of(main).lot_kg;
    let (more, less) = if drip { (2.5, 0.4) } else { (1.0, 1.0) };
    let count = f64::from(rng.whole(rules.lots.0, rules.lots.1)) * more;
    let fan = usize::from(network.more_sources) + 1;
    let lots = (0..(count as i32).max(fan as i32))
        .map(|at| {
            let source = if at == 0 { 0 } else { rng.below(fan) };
            Lot {
                day: start + rng.whole(0, spread),
                mass: usual * 2.2 * less * rng.around_one(0.6),
                goods: main,
                price: rng.around_one(0.3),
                holder: if source == 0 {
                    0
                } else {
                    network.other_sources().start + source as u8 - 1
                },
            }
        })
        .collect();
    let mut plan = Plan {
        rng,
        rules,
        number,
        catalogue,
        legs,
    };
    plan.carry(&mut network, lots);
    let own = legs.get(from..).unwrap_or_default();
    network.stories = traits::stories(rng, &network, own);
    network
}

fn draw_flow(rng: &mut Rng, rules: &Rules) -> Set {
    let sets = [T08, T08 | T09, T20, T20 | T08, T03, T03 | T08, 0];
    let u = rng.unit();
    sets[rules.flow.partition_point(|&running| running <= u)]
}

/// How many parties on each level.
fn levels(rng: &mut Rng, rules: &Rules, typologies: Set) -> Vec<u8> {
    let (least, most) = rules.hops;
    let hops = rng.whole(
        if typologies & T20 != 0 {
            least.max(3)
        } else {
            least
        },
        most,
    );
    let (narrow, wide) = rules.wide;
    let mut levels: Vec<u8> = (1..hops).map(|_| rng.whole(narrow, wide) as u8).collect();
    let last = levels.len() - 1;
    if typologies & t(18) != 0 {
        // one scatters, three to five carry, and the end or one seller gathers
        levels[0] = rng.whole(3, 5) as u8;
        if last > 0 && rng.chance(0.5) {
            levels[last] = 1;
        }
    } else if typologies & t(17) != 0 {
        levels[0] = 1;
    }
    if typologies & t(19) != 0 && levels.iter().sum::<u8>() < 2 {
        levels[last] = 2;
    }
    levels
}

fn rest_max(rules: &Rules, typologies: Set) -> i32 {
    if typologies & T09 != 0 {
        14
    } else if typologies & (T08 | T20) != 0 {
        28
    } else {
        rules.rest
    }
}

fn pick_goods(rng: &mut Rng, catalogue: &Catalogue, heading: u16) -> u16 {
    let heading = catalogue.heading(heading);
    heading.goods[rng.weighted(&heading.running)]
}

/// The goods of a network; such as can be taken for others, where that is its way.
fn pick_main(rng: &mut Rng, catalogue: &Catalogue, heading: u16, mistakable: bool) -> u16 {
    let such = |goods: &u16| !catalogue.of(*goods).neighbours.is_empty();
    let list: Vec<u16> = catalogue
        .heading(heading)
        .goods
        .iter()
        .copied()
        .filter(such)
        .collect();
    let any = pick_goods(rng, catalogue, heading);
    rng.pick(&list).copied().filter(|_| mistakable).unwrap_or(any)
}

impl Plan<'_> {
    /// Moves the lots level by level until they are at the end.
    fn carry(&mut self, network: &mut Network, mut lots: Vec<Lot>) {
        let exact = network.typologies & T09 != 0;
        let rest = rest_max(self.rules, network.typologies);
        for level in 0..=network.levels.len() {
            let last = level == network.levels.len();
            if level > 0 && network.typologies & t(19) != 0 {
                lots = self.round(network, level, lots);
            }
            if level > 0 && !exact {
                lots = self.merge(lots);
            }
            let mut next = Vec::new();
            for lot in lots {
                let parts = if exact && level > 0 {
                    vec![1.0]
                } else {
                    self.split()
                };
                for part in parts {
                    let to = if last {
                        1
                    } else {
                        let wide = network.levels.get(level).map_or(1, |&n| usize::from(n));
                        network.party(level, self.rng.below(wide))
                    };
                    next.push(self.pass(network, level, &lot, part, to, (last, exact, rest)));
                }
            }
            lots = next;
        }
    }

    /// One part of a lot goes one hop on.
    fn pass(
        &mut self,
        network: &mut Network,
        level: usize,
        lot: &Lot,
        part: f64,
        to: u8,
        (last, exact, rest): (bool, bool, i32),
    ) -> Lot {
        let (rng, catalogue) = (&mut *self.rng, self.catalogue);
        let (kept, day, goods, price) = if level == 0 {
            (1.0, lot.day, lot.goods, lot.price)
        } else {
            let loss = if exact { 0.015 } else { self.rules.loss };
            let kept = rng.between(1.0 - loss, 1.0);
            let goods = if rng.chance(self.rules.switch) {
                pick_goods(rng, catalogue, network.heading)
            } else {
                lot.goods
            };
            // the price moves with the goods' own scale, so a switch keeps the value per kg
            let scale = catalogue.of(lot.goods).usd_per_kg / catalogue.of(goods).usd_per_kg;
            let day = lot.day + rng.whole(1, rest);
            let uplift = uplift(rng, network.typologies);
            (kept, day, goods, lot.price * scale.clamp(0.5, 2.0) * uplift)
        };
        let mass_g = (lot.mass * part * kept * 1000.0).round().max(1.0) as i64;
        let arrived = Lot {
            day,
            mass: mass_g as f64 / 1000.0,
            goods,
            price,
            holder: to,
        };
        self.leg(network, lot.holder, &arrived, level as u8 + 1, last);
        arrived
    }

    fn leg(&mut self, network: &mut Network, from: u8, arrived: &Lot, number: u8, last: bool) {
        let leg = Leg {
            day: arrived.day,
            network: self.number,
            from,
            to: arrived.holder,
            goods: arrived.goods,
            mass_g: (arrived.mass * 1000.0).round() as i64,
            price: arrived.price as f32,
            number,
            last,
        };
        network.first_day = network.first_day.min(leg.day);
        network.last_day = network.last_day.max(leg.day);
        if last {
            network.last_legs += 1;
            network.mass_g += leg.mass_g;
        }
        self.legs.push(leg);
    }

    /// Some lots go to a neighbour and come back before they go on.
    fn round(&mut self, network: &mut Network, level: usize, lots: Vec<Lot>) -> Vec<Lot> {
        let all: Vec<u8> = network.middles().map(|(party, _)| party).collect();
        let turned = lots.into_iter().map(|mut lot| {
            let others: Vec<u8> = all.iter().copied().filter(|&p| p != lot.holder).collect();
            let turns = self.rng.chance(0.5);
            if turns && let Some(&other) = self.rng.pick(&others) {
                let home = lot.holder;
                for to in [other, home] {
                    let from = lot.holder;
                    lot.day += self.rng.whole(2, 9);
                    lot.price *= self.rng.between(1.01, 1.08);
                    lot.holder = to;
                    self.leg(network, from, &lot, level as u8 + 1, false);
                }
            }
            lot
        });
        turned.collect()
    }

    /// Some lots travel in parts.
    fn split(&mut self) -> Vec<f64> {
        let (rng, rules) = (&mut *self.rng, self.rules);
        if !rng.chance(rules.split) {
            return vec![1.0];
        }
        let parts = rng.whole(rules.parts.0, rules.parts.1);
        let weights: Vec<f64> = (0..parts).map(|_| rng.between(rules.uneven, 1.0)).collect();
        let sum: f64 = weights.iter().sum();
        weights.into_iter().map(|w| w / sum).collect()
    }

    /// Some lots join the lot that came to the same holder before them.
    fn merge(&mut self, mut lots: Vec<Lot>) -> Vec<Lot> {
        lots.sort_by_key(|lot| (lot.holder, lot.day, lot.goods));
        let mut merged: Vec<Lot> = Vec::with_capacity(lots.len());
        for lot in lots {
            let joins = self.rng.chance(self.rules.merge);
            match merged.last_mut() {
                Some(before) if joins && before.holder == lot.holder && lot.day - before.day < 20 => {
                    before.day = lot.day;
                    let sum = before.mass + lot.mass;
                    before.price = (before.price * before.mass + lot.price * lot.mass) / sum;
                    before.mass = sum;
                }
                _ => merged.push(lot),
            }
        }
        merged
    }
}

fn uplift(rng: &mut Rng, typologies: Set) -> f64 {
    if typologies & T20 != 0 {
        rng.between(1.085, 1.22)
    } else {
        rng.between(1.02, 1.22)
    }
}
