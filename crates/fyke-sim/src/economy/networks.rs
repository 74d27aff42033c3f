//! Planted networks find their places: hubs and headings to work in (cells),
//! few enough that each cell has company, and a firm for every middle.

use super::{Builder, Member, NONE, Part};
use crate::calendar::DAYS;
use crate::firms::Age;
use crate::places::Role;
use crate::planted::{self, Network, SHAPE, Story};
use crate::rng::running;
use crate::typologies::t;

impl Builder<'_> {
    /// Chooses the cells and plans the legs of every network.
    pub(super) fn plan_networks(&mut self) {
        let economy = &mut self.economy;
        let rng = &mut self.rng;
        let hubs = economy.atlas.with_role(Role::Hub);
        let hub_weights = running(
            hubs.iter()
                .map(|&h| economy.atlas.of(h).weight.powf(self.rules.hub_power)),
        );
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
                self.rules,
                number,
                heading,
                &economy.catalogue,
                &mut economy.legs,
            );
            economy.networks.push(network);
        }
    }

    /// Gives every party of every network a firm.
    pub(super) fn settle_middles(&mut self) {
        let networks = std::mem::take(&mut self.economy.networks);
        let used = self.used(&networks);
        for (number, (network, used)) in networks.iter().zip(&used).enumerate() {
            let heading = network.heading;
            let (source, end) = (self.found_source(Some(heading)), self.an_end());
            let mut parties = vec![source, end];
            let mut units = vec![NONE, NONE];
            for (party, _) in network.middles() {
                let (passes, sells) = used.get(usize::from(party)).copied().unwrap_or_default();
                let unit = passes
                    .then(|| self.settle_one(number as u32, network, party, sells))
                    .flatten();
                let firm = unit.map(|unit| self.economy.units[unit as usize].firm);
                units.push(unit.unwrap_or(NONE));
                parties.push(firm.unwrap_or(NONE));
            }
            let mut ends = vec![(source, Part::Source), (end, Part::End)];
            for _ in network.other_sources() {
                let source = self.found_source(Some(heading));
                ends.push((source, Part::Source));
                parties.push(source);
                units.push(NONE);
            }
            if !self.settings.placebo {
                let (network, typologies) = (number as u32, network.typologies & SHAPE);
                for (firm, part) in ends {
                    self.economy.members.push(Member {
                        firm,
                        part,
                        network,
                        heading,
                        typologies,
                        unit: NONE,
                    });
                }
            }
            self.economy.parties.push(parties);
            self.economy.party_units.push(units);
        }
        if self.settings.placebo {
            self.economy.legs.clear();
        } else {
            self.expected += self.economy.legs.len() as f64;
        }
        self.economy.networks = networks;
        self.economy.legs.sort_by_key(|leg| leg.day);
    }

    /// For each party of each network whether goods pass it, and whether it
    /// sells them into the end.
    pub(super) fn used(&self, networks: &[Network]) -> Vec<Vec<(bool, bool)>> {
        let mut used: Vec<Vec<(bool, bool)>> = networks
            .iter()
            .map(|n| vec![(false, false); n.parties()])
            .collect();
        for leg in &self.economy.legs {
            if let Some(network) = used.get_mut(leg.network as usize) {
                network[usize::from(leg.to)].0 = true;
                network[usize::from(leg.from)].1 |= leg.last;
            }
        }
        used
    }

    /// Finds a cell for a middle and founds its firm; none in a placebo world,
    /// where only the honest company it would have had is settled.
    pub(super) fn settle_one(
        &mut self,
        number: u32,
        network: &Network,
        party: u8,
        sells: bool,
    ) -> Option<u32> {
        let heading = network.heading;
        let here: Vec<(u8, u16)> = self.cells.iter().filter(|c| c.1 == heading).copied().collect();
        let story = network.story(party);
        let born = story.and_then(Story::born);
        // the newborn of a heading gather in its first cell, so that they find company
        let cell = if born.is_some() {
            here.first()
        } else {
            self.rng.pick(&here)
        };
        let key = (cell?.0, heading, born.is_some());
        let tally = self.wanted.entry(key).or_default();
        if sells {
            tally.0 += 1
        } else {
            tally.1 += 1
        }
        if let Some(born) = born {
            self.births.entry(key).or_default().push(born);
        }
        if self.settings.placebo {
            return None;
        }
        // who has little time, or many small parcels, would stand out by its
        // dependence on the ends alone: it has more honest trade beside them
        let hurried = match story {
            Some(Story::Late(_) | Story::Shelf(_) | Story::Dormant(_)) => 3.0,
            Some(Story::Heir(_)) => 1.8,
            _ => 1.0,
        };
        let parcels = if sells && network.typologies & t(16) != 0 {
            1.9
        } else {
            1.0
        };
        let age = born.map_or(Age::Any, Age::Born);
        let unit = self.found_unit(key.0, heading, age, (hurried * parcels, story));
        let firm = self.economy.units[unit as usize].firm;
        if sells && self.rng.chance(self.rules.decoys) {
            // decoys: its neighbours buy from it in the same weeks
            for _ in 0..self.rng.whole(2, 4) {
                let to = self.a_hub_buyer(heading);
                let (from, gap) = (network.first_day.max(0), self.rng.between(15.0, 40.0));
                self.sell(unit, to, from, network.last_day.min(DAYS), gap as f32);
            }
        }
        let size = self.economy.firms[firm as usize].size;
        self.sizes.entry(key).or_default().push(size);
        let typologies = network.typologies & SHAPE | story.map_or(0, Story::typologies);
        let part = if sells { Part::Seller } else { Part::Middle };
        self.economy.units[unit as usize].planted = true;
        self.economy.members.push(Member {
            firm,
            part,
            network: number,
            heading,
            typologies,
            unit,
        });
        Some(unit)
    }
}
