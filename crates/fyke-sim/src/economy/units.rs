//! A hub firm with its unit: suppliers, buyers, stock or order book. Planted
//! middles and honest twins are founded here alike.

use super::{Builder, NONE, PAIRS_OWN, Relation, Unit};
use crate::calendar::DAYS;
use crate::firms::{Age, Founder};
use crate::planted::Story;

impl Builder<'_> {
    /// A hub firm with its unit: suppliers, buyers, stock or order book.
    pub(super) fn found_unit(
        &mut self,
        place: u8,
        heading: u16,
        age: Age,
        (activity, story): (f64, Option<Story>),
    ) -> u32 {
        let economy = &mut self.economy;
        let founder = Founder::new(&economy.atlas, &economy.catalogue);
        let mut firm = founder.in_hub(&mut self.rng, place, heading, age);
        let from = story.map_or(0, Story::trades_from);
        if matches!(story, Some(Story::Late(_) | Story::Shelf(_) | Story::Dormant(_))) {
            // it is older than its trade: by half a year at least, or of 2019
            let least = if matches!(story, Some(Story::Dormant(_))) {
                -30
            } else {
                from - 200
            };
            if firm.born > least {
                firm.born = least - self.rng.whole(0, 900);
            }
        }
        let start = match story {
            Some(Story::Late(day) | Story::Shelf(day)) => day,
            _ => firm.born + self.rng.whole(5, 60),
        };
        economy.firms.push(firm);
        let firm = economy.firms.len() as u32 - 1;
        let unit = economy.units.len() as u32;
        let start = start.clamp(0, DAYS - 40);
        let first = economy.relations.len() as u32;
        economy.units.push(Unit {
            firm,
            heading,
            to_order: self.rng.chance(0.5),
            close: self.rng.chance(0.35),
            low: 0.0,
            high: 0.0,
            upstream: Vec::new(),
            relations: (first, first),
            sells_to_ends: false,
            start: start as i16,
            shows: 0,
            planted: false,
            story,
        });
        let stop = match story {
            Some(Story::Dormant(_)) => Some((from - 740).clamp(40, 150)),
            _ => None,
        };
        match story {
            Some(Story::Late(_) | Story::Shelf(_)) => drop(self.quiet.insert(firm, (0, start))),
            Some(Story::Dormant(_)) => drop(self.quiet.insert(firm, (0, from))),
            _ => {}
        }
        // a newborn has less time: it trades faster, but not as much in all
        let window = f64::from(DAYS - start.max(from));
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
            self.sell(unit, to, start.max(from), DAYS, gap);
            if let Some(stop) = stop {
                let to = self.a_firm(heading, place);
                self.sell(unit, to, 0, stop, 45.0);
            }
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
        self.economy.units[unit as usize].relations.1 = self.economy.relations.len() as u32;
        self.units_by_heading[usize::from(heading)].push(unit);
        unit
    }

    /// A relation by which a unit sells.
    pub(super) fn sell(&mut self, unit: u32, to: u32, start: i32, end: i32, gap_days: f32) {
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
    pub(super) fn supply(&mut self, unit: u32, start: i32) {
        let u = &self.economy.units[unit as usize];
        let (firm, heading) = (u.firm, u.heading);
        let place = self.economy.firms[firm as usize].place;
        let draw = self.rng.unit();
        let (from, from_unit) = if draw < 0.06 {
            (self.a_source(heading), NONE)
        } else if draw < 0.31 {
            let other = self
                .rng
                .pick(&self.units_by_heading[usize::from(heading)])
                .copied();
            let begun = |other: u32| {
                let unit = &self.economy.units[other as usize];
                i32::from(unit.start) <= start && !matches!(unit.story, Some(Story::Dormant(_)))
            };
            match other.filter(|&other| begun(other)) {
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
}
