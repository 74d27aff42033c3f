//! Firms that stopped, and the heirs that went on with their suppliers and
//! buyers: after a merger, a quarrel of partners, or a listing.

use super::{Builder, NONE};
use crate::calendar::DAYS;
use crate::firms::Age;
use crate::planted::Story;

/// Share of its dealings that an heir has from the firm before it.
const HANDED_ON: f64 = 0.6;

impl Builder<'_> {
    /// Founds the firm before each heir, planted or honest.
    pub(super) fn forebears(&mut self) {
        for heir in 0..self.economy.units.len() as u32 {
            let unit = &self.economy.units[heir as usize];
            let Some(Story::Heir(born)) = unit.story else {
                continue;
            };
            let (place, heading) = (self.economy.firms[unit.firm as usize].place, unit.heading);
            let stopped = (born + self.rng.whole(-150, 50)).clamp(90, DAYS - 5);
            let before = self.found_unit(place, heading, Age::Any, (1.2, None));
            self.hand_on(before, heir, stopped);
            let firm = self.economy.units[before as usize].firm;
            let founded = self.economy.firms[firm as usize].born.min(-30);
            self.economy.firms[firm as usize].born = founded;
            self.economy.firms[firm as usize].ends = stopped;
            self.forebears.push((firm, heir, stopped));
        }
    }

    /// Ends the dealings of the one before, most of them with the heir's partners.
    fn hand_on(&mut self, before: u32, heir: u32, stopped: i32) {
        let range = |unit: u32| {
            let (from, to) = self.economy.units[unit as usize].relations;
            from as usize..to as usize
        };
        let (old, new) = (range(before), range(heir));
        let seller = self.economy.units[heir as usize].firm;
        let mut theirs: Vec<(bool, u32, u32)> = Vec::new();
        for relation in self.economy.relations.get(new).unwrap_or_default() {
            let sells = relation.from == seller;
            theirs.push(if sells {
                (true, relation.to, NONE)
            } else {
                (false, relation.from, relation.from_unit)
            });
        }
        for at in old {
            let relation = &mut self.economy.relations[at];
            relation.end = relation.end.min(stopped as i16);
            let sells = relation.to_unit != before;
            let like = theirs.iter().position(|other| other.0 == sells);
            if let Some(like) = like.filter(|_| self.rng.chance(HANDED_ON)) {
                let (_, partner, unit) = theirs.remove(like);
                if sells {
                    relation.to = partner;
                } else if unit == NONE || i32::from(self.economy.units[unit as usize].start) < 60 {
                    (relation.from, relation.from_unit) = (partner, unit);
                }
            }
        }
    }
}
