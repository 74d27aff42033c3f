//! Who is there: ordinary firms, makers of listed goods, embargoed buyers, and
//! how one of them is drawn for a deal (large and near ones first).

use super::{Builder, ROWS_PER_FIRM};
use crate::firms::{Firm, Founder, Kind, zipf};
use crate::places::Role;
use crate::rng::running;

impl Builder<'_> {
    /// Ordinary firms everywhere, makers of listed goods, embargoed buyers.
    pub(super) fn people(&mut self) {
        let economy = &mut self.economy;
        let founder = Founder::new(&economy.atlas, &economy.catalogue);
        let rng = &mut self.rng;
        let general = (self.rows / ROWS_PER_FIRM) as usize;
        let mut firms: Vec<Firm> = (0..general)
            .map(|rank| founder.anywhere(rng, zipf(rank)))
            .collect();
        economy.forwarders_at = vec![Vec::new(); economy.atlas.places.len()];
        for (id, firm) in firms.iter().enumerate() {
            if firm.kind == Kind::Forwarder {
                economy.forwarders.push(id as u32);
                if let Some(here) = economy.forwarders_at.get_mut(usize::from(firm.place)) {
                    here.push(id as u32);
                }
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
        // forwarders and banks of the embargoed country, who take goods in for others
        for at in 0..(ends / 8).max(3) {
            let kind = if at % 3 == 2 { Kind::Bank } else { Kind::Forwarder };
            let place = rng.pick(&embargoed).copied().unwrap_or(0);
            let mut firm = founder.at(rng, place, kind, 0.02);
            firm.born = firm.born.min(-400);
            firm.ends = i32::MAX;
            firms.push(firm);
        }
        economy.agents = economy.ends.end..firms.len() as u32;
        self.ends_running = running(weights);
        economy.firms = firms;
        if self.settings.placebo {
            let hubs = self.economy.atlas.with_role(Role::Hub);
            self.economy.boom = self.rng.pick(&hubs).copied();
        }
    }

    /// A maker of listed goods in the coalition.
    pub(super) fn found_source(&mut self, heading: Option<u16>) -> u32 {
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

    pub(super) fn an_end(&mut self) -> u32 {
        self.economy.ends.start + self.rng.weighted(&self.ends_running) as u32
    }

    pub(super) fn a_source(&mut self, heading: u16) -> u32 {
        match self.rng.pick(&self.sources_by_heading[usize::from(heading)]) {
            Some(&source) => source,
            None => self.a_firm(heading, 0),
        }
    }

    pub(super) fn goods_of(&mut self, heading: u16) -> u16 {
        let heading = self.economy.catalogue.heading(heading);
        heading.goods[self.rng.weighted(&heading.running)]
    }

    /// An ordinary firm that deals in the heading, large and near ones first.
    pub(super) fn a_firm(&mut self, heading: u16, near: u8) -> u32 {
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

    /// An ordinary firm outside the coalition, if a few tries find one.
    pub(super) fn a_firm_outside(&mut self, heading: u16, near: u8) -> u32 {
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

    pub(super) fn headings(&self, listed: bool) -> Vec<u16> {
        let catalogue = &self.economy.catalogue;
        (0..catalogue.headings.len() as u16)
            .filter(|&h| catalogue.heading(h).listed == listed)
            .collect()
    }
}
