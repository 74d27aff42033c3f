//! Honest firms like the planted ones, in the same hub, heading and age, most
//! of which sell into the embargoed ends too; and which twin is whose control.

use super::{Builder, CONTROLS_MIN, Cell, Control, Part, TWINS_PER_SELLER};
use crate::calendar::{DAYS, INVASION};
use crate::firms::Age;
use crate::planted::Story;
use crate::recipe::honest;
use crate::typologies::t;

impl Builder<'_> {
    /// Honest firms like the planted ones, in the same cells.
    pub(super) fn settle_twins(&mut self) {
        for (cell, (sellers, others)) in self.wanted.clone() {
            let selling = if sellers > 0 {
                CONTROLS_MIN.max((TWINS_PER_SELLER * sellers as f64).round() as usize)
            } else {
                0
            };
            let total = CONTROLS_MIN.max(selling + others);
            for at in 0..total {
                let story = self.an_honest_story(&cell);
                let age = story.and_then(Story::born).map_or(Age::Any, Age::Born);
                let unit = self.found_unit(cell.0, cell.1, age, (2.1, story));
                self.honest_shapes(unit, cell.1);
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

    /// The past that an honest firm has as often as honest firms have it.
    fn an_honest_story(&mut self, cell: &Cell) -> Option<Story> {
        if cell.2 {
            let born = self.a_birth(cell);
            let heir = self.rng.chance(honest(27));
            return Some(if heir {
                Story::Heir(born)
            } else {
                Story::Born(born)
            });
        }
        let after = self.rng.whole(INVASION + 3, DAYS - 140);
        let any = if self.rng.chance(0.7) {
            after
        } else {
            self.rng.whole(200, INVASION)
        };
        match self.rng.unit() {
            u if u < honest(2) => Some(Story::Late(any)),
            u if u < honest(2) + honest(4) * 0.6 => Some(Story::Shelf(any)),
            u if u < honest(2) + honest(4) => Some(Story::Dormant(after)),
            _ => None,
        }
    }

    /// Honest firms too find many suppliers at once, or trade in a circle.
    fn honest_shapes(&mut self, unit: u32, heading: u16) {
        let (firm, begun) = {
            let unit = &self.economy.units[unit as usize];
            let day = unit.story.map_or(i32::from(unit.start), Story::trades_from);
            (unit.firm, day.max(0))
        };
        let from = self.rng.whole(begun.min(DAYS - 120), DAYS - 110);
        if self.rng.chance(honest(17)) {
            for _ in 0..self.rng.whole(4, 9) {
                let supplier = self.a_source(heading);
                self.plain(supplier, firm, heading, from, from + 90, Some(1.4));
            }
            self.economy.units[unit as usize].shows |= t(17);
        }
        if self.rng.chance(honest(19))
            && let Some(&other) = self.rng.pick(&self.units_by_heading[usize::from(heading)])
            && other != unit
            && self.economy.units[other as usize].story.is_none()
        {
            let to = self.economy.units[other as usize].firm;
            let to_born = self.economy.firms[to as usize].born;
            let from = from.max(to_born + 30).min(DAYS - 60);
            self.sell(unit, to, from, from + 100, 28.0);
            self.sell(other, firm, from, from + 100, 28.0);
            self.economy.units[unit as usize].shows |= t(19);
        }
    }

    pub(super) fn a_birth(&mut self, cell: &Cell) -> i32 {
        let near = self
            .births
            .get(cell)
            .and_then(|days| self.rng.pick(days))
            .copied();
        (near.unwrap_or(INVASION + 60) + self.rng.whole(-40, 40)).clamp(INVASION + 1, DAYS - 70)
    }

    /// Honest sales of a unit into the embargoed ends.
    pub(super) fn sell_to_ends(&mut self, unit: u32, newborn: bool) {
        let rows = (5.2 * self.rng.around_one(0.7)).clamp(1.0, 60.0);
        let one = &self.economy.units[unit as usize];
        let born = self.economy.firms[one.firm as usize].born;
        let begun = one.story.map_or(0, Story::trades_from);
        let earliest = (born + 15).max(begun + 3).max(0);
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

    /// For each planted middle, its twenty nearest twins by size and age.
    pub(super) fn match_controls(&mut self) {
        let economy = &mut self.economy;
        for (at, member) in economy.members.iter().enumerate() {
            if matches!(member.part, Part::Source | Part::End) {
                continue;
            }
            let firm = &economy.firms[member.firm as usize];
            let newborn = member.typologies & t(3) != 0;
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
