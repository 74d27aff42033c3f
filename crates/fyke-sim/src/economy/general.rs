//! The rest of trade: the makers' own customers, wholesalers who sell a part
//! into the ends, and everyone else until the world has its rows.

use super::{Builder, HONEST_PER_PLANTED, NONE, Others, PLAYED, Relation};
use crate::calendar::{DAYS, INVASION};
use crate::firms::Kind;
use crate::places::Role;

impl Builder<'_> {
    /// The makers' own honest customers.
    pub(super) fn sources(&mut self) {
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
    pub(super) fn plain(
        &mut self,
        from: u32,
        to: u32,
        heading: u16,
        start: i32,
        end: i32,
        rows: Option<f64>,
    ) -> f64 {
        let (a, b) = (
            &self.economy.firms[from as usize],
            &self.economy.firms[to as usize],
        );
        let (alive, dead) = (a.born.max(b.born) + 10, a.ends.min(b.ends));
        let quiet = |firm: u32| self.quiet.get(&firm).map_or(0, |q| q.1);
        let woken = if to > self.general { quiet(to) } else { 0 };
        let (mut start, mut end) = (start.max(alive).max(woken), end.min(dead));
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
    pub(super) fn other_sellers(&mut self) {
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
    pub(super) fn others(&self) -> Others {
        let last_legs: f64 = self.economy.networks.iter().map(|n| f64::from(n.last_legs)).sum();
        let sellers: usize = self.wanted.values().map(|w| w.0).sum();
        let units = (HONEST_PER_PLANTED * sellers as f64) as usize;
        let units = units.saturating_sub(self.end_units).max(units / 12);
        // some last legs of planted sellers go in parcels: one in eleven more rows
        let rows = (HONEST_PER_PLANTED * 1.09 * last_legs - self.end_rows).max(units as f64 * 4.0);
        Others { units, rows }
    }

    /// General trade until the world has its rows.
    pub(super) fn fill(&mut self) {
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
    pub(super) fn a_hub_buyer(&mut self, heading: u16) -> u32 {
        match self.rng.below(self.economy.units.len()) {
            at if at < self.economy.units.len() => self.economy.units[at].firm,
            _ => self.a_firm(heading, 0),
        }
    }
}
