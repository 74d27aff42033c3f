//! Three years of trade, day by day, out of an economy.
//!
//! Every relation has its next order in a calendar; an order takes goods from
//! the supplier's stock, which may make the supplier order in turn, or makes a
//! back-to-back trader buy first and pass on later. So first in, first out is
//! only roughly true of anyone. Rows come out in the order of their days and
//! nothing of the past is kept, which bounds the memory.

use crate::calendar::{DAYS, month};
use crate::economy::{Economy, NONE, Relation};
use crate::habits;
use crate::rng::Rng;
use crate::typologies::{Set, t};

/// One consignment that took place, seen or not.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub day: i32,
    pub from: u32,
    pub to: u32,
    pub goods: u16,
    pub mass_g: i64,
    pub value_minor: i64,
    /// Index into the planted legs, or [`NONE`].
    pub leg: u32,
    /// Typologies that the row shows, honest or planted: see `habits`.
    pub marks: Set,
}

/// Trade volume by month against the mean: the sums of EU exports to seven
/// countries, 2020-01 to 2021-12 (data/eu-exports), their spread halved since
/// the world is wider; 2022 repeats 2021, the fall of that year being the
/// embargo's own.
const VOLUME: [f32; 36] = [
    0.97, 1.02, 1.03, 0.84, 0.84, 0.94, 1.01, 0.96, 1.04, 1.06, 1.03, 0.96, 0.91, 0.98, 1.09, 1.04, 1.03,
    1.04, 1.05, 1.01, 1.06, 1.05, 1.05, 1.04, 0.96, 1.0, 1.08, 1.04, 1.03, 1.04, 1.05, 1.01, 1.06, 1.05,
    1.05, 1.04,
];

#[derive(Clone, Copy)]
enum What {
    /// The buyer's need comes round.
    Demand,
    /// Goods that were ordered leave the supplier.
    Order,
    /// Goods that a trader bought to order go on.
    Pass,
    /// Part of a lot goes back.
    Return,
    /// A parcel of a split consignment; `relation` is its number.
    Parcel,
}

#[derive(Clone, Copy)]
struct Event {
    relation: u32,
    mass_kg: f32,
    goods: u16,
    what: What,
}

struct Stock {
    kg: f32,
    on_order: bool,
}

/// Plays the economy and hands every row to `sink`, by day.
pub(crate) fn play(economy: &Economy, seed: u64, sink: &mut dyn FnMut(&Row)) {
    Trade::new(economy, seed, sink).run();
}

struct Trade<'a> {
    economy: &'a Economy,
    rng: Rng,
    calendar: Vec<Vec<Event>>,
    stocks: Vec<Stock>,
    /// Parcels still to go.
    parcels: Vec<Row>,
    seed: u64,
    day: i32,
    sink: &'a mut dyn FnMut(&Row),
}

impl<'a> Trade<'a> {
    fn new(economy: &'a Economy, seed: u64, sink: &'a mut dyn FnMut(&Row)) -> Trade<'a> {
        let mut rng = Rng::new(seed, 0x7ade);
        let stocks = economy
            .units
            .iter()
            .map(|u| Stock {
                kg: u.low + (u.high - u.low) * rng.unit() as f32,
                on_order: false,
            })
            .collect();
        Trade {
            economy,
            rng,
            calendar: (0..DAYS).map(|_| Vec::new()).collect(),
            stocks,
            parcels: Vec::new(),
            seed,
            day: 0,
            sink,
        }
    }

    fn run(mut self) {
        for (id, relation) in self.economy.relations.iter().enumerate() {
            if relation.gap_days > 0.0 {
                let wait = self.rng.waiting() * f64::from(relation.gap_days);
                let first = i32::from(relation.start).max(0) + wait as i32;
                self.demand_on(first, id as u32, relation);
            }
        }
        let mut legs = self.economy.legs.iter().enumerate().peekable();
        for day in 0..DAYS {
            self.day = day;
            let events = std::mem::take(&mut self.calendar[day as usize]);
            for event in &events {
                self.handle(event);
            }
            while let Some((at, leg)) = legs.next_if(|(_, leg)| leg.day <= day) {
                let (network, from, to) = (leg.network as usize, usize::from(leg.from), usize::from(leg.to));
                let parties = &self.economy.parties[network];
                let units = &self.economy.party_units[network];
                let kg = leg.mass_g as f64 / 1000.0;
                let row = Row {
                    day,
                    from: parties[from],
                    to: parties[to],
                    goods: leg.goods,
                    mass_g: leg.mass_g,
                    value_minor: self.value(leg.goods, kg, f64::from(leg.price), 0.03),
                    leg: at as u32,
                    marks: 0,
                };
                self.emit(row, units[from], units[to]);
            }
        }
    }

    /// A row comes about, with the habits of its parties.
    fn emit(&mut self, mut row: Row, from_unit: u32, to_unit: u32) {
        let economy = self.economy;
        let shows = |unit: u32| economy.units.get(unit as usize).map(|u| u.shows);
        let into_end = economy.ends.contains(&row.to);
        row.marks = habits::marks(
            (self.seed, row.from, into_end),
            (shows(from_unit), shows(to_unit)),
            (self.rng.unit(), self.rng.unit()),
        );
        if row.marks == 0 {
            return (self.sink)(&row);
        }
        if row.marks & t(13) != 0 {
            match self.rng.pick(&economy.catalogue.of(row.goods).neighbours) {
                Some(&other) => row.goods = other,
                None => row.marks &= !t(13),
            }
        }
        if row.marks & (t(11) | t(12)) != 0 {
            let price = habits::price(row.marks, self.seed, row.from);
            row.value_minor = ((row.value_minor as f64 * price).round() as i64).max(1);
        }
        if row.marks & t(16) == 0 {
            return (self.sink)(&row);
        }
        let rng = &mut self.rng;
        let parts = habits::parcels(row.value_minor, || rng.unit());
        if parts.len() == 1 {
            row.marks &= !t(16);
            return (self.sink)(&row);
        }
        let (mut mass_left, mut value_left) = (row.mass_g, row.value_minor);
        let whole = row;
        for (at, part) in parts.iter().enumerate() {
            let last = at + 1 == parts.len();
            let share = |of: i64, left: i64| {
                let part = (of as f64 * part).round() as i64;
                if last { left } else { part.min(left) }
            };
            row.mass_g = share(whole.mass_g, mass_left);
            row.value_minor = share(whole.value_minor, value_left);
            mass_left -= row.mass_g;
            value_left -= row.value_minor;
            if row.mass_g <= 0 {
                continue;
            }
            row.value_minor = row.value_minor.max(1);
            let day = self.day + if at == 0 { 0 } else { self.rng.whole(1, 6) };
            if at == 0 || day >= DAYS {
                (self.sink)(&row);
                continue;
            }
            row.day = day;
            self.parcels.push(row);
            row.day = whole.day;
            let number = self.parcels.len() as u32 - 1;
            self.schedule(
                day,
                Event {
                    relation: number,
                    mass_kg: 0.0,
                    goods: row.goods,
                    what: What::Parcel,
                },
            );
        }
    }

    fn schedule(&mut self, day: i32, event: Event) {
        if let Some(list) = usize::try_from(day).ok().and_then(|d| self.calendar.get_mut(d)) {
            list.push(event);
        }
    }

    fn demand_on(&mut self, day: i32, relation: u32, of: &Relation) {
        if day < i32::from(of.end) {
            let (mass_kg, goods, what) = (0.0, of.goods, What::Demand);
            self.schedule(
                day,
                Event {
                    relation,
                    mass_kg,
                    goods,
                    what,
                },
            );
        }
    }

    fn handle(&mut self, event: &Event) {
        let economy = self.economy;
        if let What::Parcel = event.what {
            if let Some(row) = self.parcels.get(event.relation as usize) {
                (self.sink)(row);
            }
            return;
        }
        let relation = &economy.relations[event.relation as usize];
        match event.what {
            What::Demand => {
                let wait = 0.35 + 0.65 * self.rng.waiting();
                let gap = f64::from(relation.gap_days / VOLUME[month(self.day)]) * self.boom(relation);
                let mut next = self.day + ((wait * gap + 0.5) as i32).max(1);
                if event.relation % 10 < 3 && gap > 14.0 {
                    // goods for this buyer leave on one day of the week, with others
                    next += (event.relation as i32 - next).rem_euclid(7);
                }
                self.demand_on(next, event.relation, relation);
                let goods = self.along_heading(relation.goods);
                let usual = economy.catalogue.of(goods).lot_kg;
                let kg = usual * f64::from(relation.lot) * self.rng.around_one(0.8);
                self.deliver(event.relation, goods, kg as f32, 0);
            }
            What::Order => {
                if let Some(stock) = self.stocks.get_mut(relation.to_unit as usize) {
                    stock.on_order = false;
                }
                self.deliver(event.relation, event.goods, event.mass_kg, 0);
            }
            What::Parcel => {}
            What::Pass => self.ship(event.relation, event.goods, event.mass_kg),
            What::Return => {
                let kg = f64::from(event.mass_kg);
                let value_minor = self.value(event.goods, kg, f64::from(relation.price) * 0.8, 0.12);
                let mass_g = (kg * 1000.0) as i64;
                let (day, from, to, goods) = (self.day, relation.to, relation.from, event.goods);
                (self.sink)(&Row {
                    day,
                    from,
                    to,
                    goods,
                    mass_g,
                    value_minor,
                    leg: NONE,
                    marks: 0,
                });
            }
        }
    }

    /// In a placebo world one hub reforms and trades thrice as much.
    fn boom(&self, relation: &Relation) -> f64 {
        let place = |firm: u32| self.economy.firms[firm as usize].place;
        match self.economy.boom {
            Some(hub) if self.day > 600 && (place(relation.from) == hub || place(relation.to) == hub) => 0.35,
            _ => 1.0,
        }
    }

    /// A quarter of the lots bear another number of the same heading.
    fn along_heading(&mut self, goods: u16) -> u16 {
        if !self.rng.chance(0.25) {
            return goods;
        }
        let heading = self
            .economy
            .catalogue
            .heading(self.economy.catalogue.of(goods).heading);
        heading.goods[self.rng.weighted(&heading.running)]
    }

    /// Takes goods from the supplier, however it keeps them.
    fn deliver(&mut self, id: u32, goods: u16, kg: f32, depth: u8) {
        let economy = self.economy;
        let relation = &economy.relations[id as usize];
        let Some(unit) = economy
            .units
            .get(relation.from_unit as usize)
            .filter(|_| depth < 4)
        else {
            return self.ship(id, goods, kg);
        };
        if unit.to_order {
            let (share, days) = if unit.close {
                (self.rng.between(0.985, 1.0), self.rng.whole(1, 14))
            } else {
                (self.rng.between(0.5, 1.0), self.rng.whole(1, 60))
            };
            if let Some(&up) = self.rng.pick(&unit.upstream) {
                let bought = self.along_heading(goods);
                self.deliver(up, bought, (f64::from(kg) / share) as f32, depth + 1);
            }
            let (what, day) = (What::Pass, self.day + days);
            return self.schedule(
                day,
                Event {
                    relation: id,
                    mass_kg: kg,
                    goods,
                    what,
                },
            );
        }
        let stock = &mut self.stocks[relation.from_unit as usize];
        let got = kg.min(stock.kg);
        if got > 0.15 * kg {
            stock.kg -= got;
            self.ship(id, goods, got);
        }
        self.reorder(relation.from_unit);
    }

    /// The (s, S) rule: below `low`, order up to `high`.
    fn reorder(&mut self, unit: u32) {
        let policy = &self.economy.units[unit as usize];
        let stock = &mut self.stocks[unit as usize];
        if stock.on_order || stock.kg >= policy.low {
            return;
        }
        stock.on_order = true;
        let kg = policy.high - stock.kg;
        let Some(&up) = self.rng.pick(&policy.upstream) else {
            return;
        };
        let lots = if self.rng.chance(0.25) { 2 } else { 1 };
        let goods = self.economy.relations[up as usize].goods;
        for _ in 0..lots {
            let (day, what) = (self.day + self.rng.whole(3, 24), What::Order);
            let mass_kg = kg / lots as f32;
            self.schedule(
                day,
                Event {
                    relation: up,
                    mass_kg,
                    goods,
                    what,
                },
            );
        }
    }

    /// The goods cross the border.
    fn ship(&mut self, id: u32, goods: u16, kg: f32) {
        let relation = &self.economy.relations[id as usize];
        let mass_g = ((f64::from(kg)) * 1000.0).round().max(1.0) as i64;
        let value_minor = self.value(goods, f64::from(kg), f64::from(relation.price), 0.12);
        let row = Row {
            day: self.day,
            from: relation.from,
            to: relation.to,
            goods,
            mass_g,
            value_minor,
            leg: NONE,
            marks: 0,
        };
        self.emit(row, relation.from_unit, relation.to_unit);
        if let Some(stock) = self.stocks.get_mut(relation.to_unit as usize) {
            stock.kg += kg;
        }
        if self.rng.chance(0.004) && !self.economy.ends.contains(&relation.to) {
            let (day, what) = (self.day + self.rng.whole(8, 70), What::Return);
            let mass_kg = kg * self.rng.between(0.05, 0.6) as f32;
            self.schedule(
                day,
                Event {
                    relation: id,
                    mass_kg,
                    goods,
                    what,
                },
            );
        }
    }

    /// Value in hundredths of a USD.
    fn value(&mut self, goods: u16, kg: f64, price: f64, spread: f64) -> i64 {
        let goods = self.economy.catalogue.of(goods);
        // the chip shortage: prices of semiconductors a third up from mid 2021
        let scarce = matches!(goods.hs2022 / 100, 8541 | 8542) && (500..950).contains(&self.day);
        let shock = if scarce { 1.33 } else { 1.0 } * (1.0 + 0.00012 * f64::from(self.day));
        let value = kg * goods.usd_per_kg * price * shock * self.rng.around_one(spread);
        (value * 100.0).round().max(1.0) as i64
    }
}
