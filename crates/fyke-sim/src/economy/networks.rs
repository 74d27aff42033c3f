//! Planted networks find their places: hubs and headings to work in (cells),
//! few enough that each cell has company, and a firm for every middle.

use super::{Builder, Member, NONE, Part};
use crate::firms::Age;
use crate::places::Role;
use crate::planted::{self, Network};
use crate::rng::running;
use crate::typologies::t;

impl Builder<'_> {
    /// Chooses the cells and plans the legs of every network.
    pub(super) fn plan_networks(&mut self) {
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
    pub(super) fn settle_middles(&mut self) {
        let networks = std::mem::take(&mut self.economy.networks);
        let used = self.used(&networks);
        for (number, (network, used)) in networks.iter().zip(&used).enumerate() {
            let heading = network.heading;
            let (source, end) = (self.found_source(Some(heading)), self.an_end());
            let mut parties = vec![source, end];
            for (party, _) in network.middles() {
                let (passes, sells) = used.get(usize::from(party)).copied().unwrap_or_default();
                let firm = passes
                    .then(|| self.settle_one(number as u32, network, party, sells))
                    .flatten();
                parties.push(firm.unwrap_or(NONE));
            }
            if !self.settings.placebo {
                let (network, typologies) = (number as u32, network.typologies);
                for (firm, part) in [(source, Part::Source), (end, Part::End)] {
                    self.economy.members.push(Member {
                        firm,
                        part,
                        network,
                        heading,
                        typologies,
                    });
                }
            }
            self.economy.parties.push(parties);
        }
        if self.settings.placebo {
            self.economy.legs.clear();
        } else {
            self.expected += networks.iter().map(|n| f64::from(n.legs)).sum::<f64>();
        }
        self.economy.networks = networks;
        self.economy.legs.sort_by_key(|leg| leg.day);
    }

    /// For each party of each network whether goods pass it, and whether it
    /// sells them into the end.
    pub(super) fn used(&self, networks: &[Network]) -> Vec<Vec<(bool, bool)>> {
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
        let born = network
            .newborn
            .filter(|(who, _)| *who == party)
            .map(|(_, born)| born);
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
        let unit = self.found_unit(key.0, heading, born.map_or(Age::Any, Age::Born), 1.0);
        let firm = self.economy.units[unit as usize].firm;
        let size = self.economy.firms[firm as usize].size;
        self.sizes.entry(key).or_default().push(size);
        let typologies = network.typologies & !t(3) | if born.is_some() { t(3) } else { 0 };
        let part = if sells { Part::Seller } else { Part::Middle };
        self.economy.members.push(Member {
            firm,
            part,
            network: number,
            heading,
            typologies,
        });
        Some(firm)
    }
}
