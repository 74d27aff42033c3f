//! Who is listed, and whose papers and habits differ from the usual.
//!
//! A planted firm shows what its network uses with the chance that the recipe
//! gives; an honest hub firm shows each at the honest rate, through the same
//! functions. What differs is with whom: the planted share desks and directors
//! with the planted and the listed, the honest with the honest.

use super::{Builder, NONE, Part};
use crate::calendar::DAYS;
use crate::papers::owners::Owned;
use crate::papers::{Listing, Papers, owner_listed};
use crate::places::Role;
use crate::recipe::HONEST;
use crate::rng::{Rng, mix};
use crate::typologies::{Set, t};
use std::collections::BTreeSet;

/// Typologies that rows show, by the habits of one of their parties.
const HABITS: Set = t(11) | t(12) | t(13) | t(14) | t(15) | t(16) | t(21) | t(23) | t(31);
/// Typologies that papers show.
const ON_PAPER: Set = t(5) | t(24) | t(25) | t(26) | t(28) | t(29) | t(30) | t(32) | t(33);
/// What a planted firm may show beyond its network's, as any firm may.
const BY_CHANCE: Set = (HABITS | t(5) | t(30) | t(32)) & !t(12) & !t(11);

/// Firms that can share something, by place.
struct Company {
    planted: Vec<Vec<u32>>,
    honest: Vec<Vec<u32>>,
    names_taken: BTreeSet<(u32, u8, u8)>,
}

impl Builder<'_> {
    /// Lists the ends, draws who shows what, and writes the sheets.
    pub(super) fn papers(&mut self) {
        let mut rng = Rng::new(self.settings.seed, 0x115);
        self.list(&mut rng);
        let places = self.economy.atlas.places.len();
        let mut company = Company {
            planted: vec![Vec::new(); places],
            honest: vec![Vec::new(); places],
            names_taken: BTreeSet::new(),
        };
        for unit in &self.economy.units {
            let place = usize::from(self.economy.firms[unit.firm as usize].place);
            let side = if unit.planted {
                &mut company.planted
            } else {
                &mut company.honest
            };
            side[place].push(unit.firm);
        }
        self.planted_shows(&mut rng, &mut company);
        self.idle_addresses(&mut rng);
        for unit in 0..self.economy.units.len() as u32 {
            let one = &self.economy.units[unit as usize];
            if one.planted {
                continue;
            }
            let mut drawn = 0;
            for &(number, rate) in HONEST {
                drawn |= if (HABITS | ON_PAPER) & t(number) != 0 && rng.chance(rate) {
                    t(number)
                } else {
                    0
                };
            }
            let shown = self.show(&mut rng, unit, drawn, None, &mut company);
            self.economy.units[unit as usize].shows |= shown;
        }
        self.inherit(&mut rng);
    }

    /// Two thirds of the ends, and as many owners.
    fn list(&mut self, rng: &mut Rng) {
        let papers = &mut self.economy.papers;
        for firm in self.economy.ends.clone() {
            if rng.chance(0.66) {
                let day = rng.whole(-900, 1_000);
                papers.listings.push(Listing { firm, day });
            }
        }
        papers.listed_owners = (papers.listings.len() as u32).max(12) & !1;
    }

    /// What each planted middle shows of what its network uses: each typology
    /// by one seller at least.
    fn planted_shows(&mut self, rng: &mut Rng, company: &mut Company) {
        let rules = self.rules;
        let mut of_network: Vec<Vec<usize>> = vec![Vec::new(); self.economy.networks.len()];
        for (at, member) in self.economy.members.iter().enumerate() {
            if member.unit != NONE {
                of_network[member.network as usize].push(at);
            }
        }
        for (network, members) in of_network.iter().enumerate() {
            let used = self.economy.networks[network].typologies;
            let sellers: Vec<usize> = members
                .iter()
                .copied()
                .filter(|&at| self.economy.members[at].part == Part::Seller)
                .collect();
            let mut drawn: Vec<Set> = vec![0; members.len()];
            for &(number, _) in rules.weights {
                if used & t(number) & (HABITS | ON_PAPER) == 0 {
                    continue;
                }
                let sure = rng.pick(&sellers).copied();
                for (&at, drawn) in members.iter().zip(&mut drawn) {
                    let seller = self.economy.members[at].part == Part::Seller;
                    let shows = if seller {
                        rules.seller_shows
                    } else {
                        rules.middle_shows
                    };
                    if rng.chance(shows) || sure == Some(at) {
                        *drawn |= t(number);
                    }
                }
            }
            let mut all = 0;
            for (&at, drawn) in members.iter().zip(&drawn) {
                let unit = self.economy.members[at].unit;
                let mut bits = *drawn;
                for &(number, rate) in HONEST {
                    bits |= if BY_CHANCE & t(number) != 0 && rng.chance(rate) {
                        t(number)
                    } else {
                        0
                    };
                }
                let shown = self.show(rng, unit, bits, Some(network as u32), company);
                self.economy.units[unit as usize].shows |= shown;
                self.economy.members[at].typologies |= shown;
                all |= self.economy.members[at].typologies;
            }
            let kept = self.economy.networks[network].typologies & crate::planted::SHAPE;
            self.economy.networks[network].typologies = kept | all;
        }
    }

    /// Writes a firm's sheet; what of the drawn it really shows.
    fn show(
        &mut self,
        rng: &mut Rng,
        unit: u32,
        drawn: Set,
        network: Option<u32>,
        company: &mut Company,
    ) -> Set {
        let firm = self.economy.units[unit as usize].firm;
        let one = &self.economy.units[unit as usize];
        let heading = self.economy.catalogue.heading(one.heading);
        let mistakable = heading
            .goods
            .iter()
            .any(|&g| !self.economy.catalogue.of(g).neighbours.is_empty());
        let mut shown = drawn & HABITS & if mistakable { !0 } else { !t(13) };
        for number in 1..=36 {
            if drawn & t(number) & ON_PAPER != 0 && self.on_paper(rng, number, firm, network, company) {
                shown |= t(number);
            }
        }
        shown
    }

    /// One typology on paper; false where there is nobody to share with, or
    /// the sheet says otherwise already.
    fn on_paper(
        &mut self,
        rng: &mut Rng,
        number: u32,
        firm: u32,
        network: Option<u32>,
        company: &mut Company,
    ) -> bool {
        let place = self.economy.firms[firm as usize].place;
        let born = self.economy.firms[firm as usize].born;
        let guilty = network.is_some();
        let partner = self.partner(rng, firm, place, network, company);
        let a_listed = rng.pick(&self.economy.papers.listings).map(|l| l.firm);
        let papers = &mut self.economy.papers;
        let owners = papers.listed_owners.max(2);
        match number {
            5 => papers.sheets.entry(firm).or_default().unrelated = true,
            24 => return partner.is_some_and(|partner| share_address(papers, firm, partner)),
            25 if guilty => {
                let day = rng.whole(400, DAYS - 1);
                papers.listed_addresses.push(Listing { firm, day });
            }
            25 => return self.beside_listed(rng, firm, place),
            26 => {
                let listed = a_listed.filter(|_| guilty && rng.chance(0.3));
                let Some(partner) = listed.or(partner) else {
                    return false;
                };
                let seed = self.settings.seed;
                share_people(rng, &mut self.economy.papers, (firm, partner, place), seed);
            }
            28..=30 => {
                let sheet = papers.sheets.entry(firm).or_default();
                if sheet.owned.is_some() {
                    return false;
                }
                let levels = rng.whole(0, 2) as u8;
                let owned = match number {
                    28 => {
                        let owner = rng.below(owners as usize - 1) as u32;
                        let parts = rng.whole(1, 2) as u8;
                        Some(Owned::Listed { owner, levels, parts })
                    }
                    29 if guilty => (0..30).find_map(|_| {
                        let owner = rng.below(owners as usize) as u32;
                        let day = owner_listed(self.settings.seed, owner) + rng.whole(-40, 25);
                        (day > born + 60 && day < DAYS - 10).then_some(Owned::Divested { owner, day })
                    }),
                    29 => {
                        let day = rng.whole(0, DAYS - 10);
                        (day > born + 60).then_some(Owned::SoldDown { day })
                    }
                    _ => Some(Owned::Opaque {
                        levels: levels.max(1),
                    }),
                };
                sheet.owned = owned;
                return owned.is_some();
            }
            32 => {
                let hubs = self.economy.atlas.with_role(Role::Hub);
                let ends = self.economy.atlas.with_role(Role::Embargoed);
                let all = self.economy.atlas.places.len();
                let from = match rng.unit() {
                    u if u < 0.4 => rng.pick(&ends).copied(),
                    u if u < 0.7 => rng.pick(&hubs).copied(),
                    _ => Some(rng.below(all) as u8),
                };
                let Some(from) = from.filter(|&from| from != place) else {
                    return false;
                };
                self.economy.papers.sheets.entry(firm).or_default().phone_place = Some(from);
            }
            33 => {
                let Some(like) = a_listed else { return false };
                let way = rng.below(3) as u8;
                if !company.names_taken.insert((like, way, place)) {
                    return false;
                }
                papers.sheets.entry(firm).or_default().name_like = Some((like, way));
            }
            _ => return false,
        }
        true
    }

    /// Someone of the same side in the same place, of the same network if there is one.
    fn partner(
        &self,
        rng: &mut Rng,
        firm: u32,
        place: u8,
        network: Option<u32>,
        company: &Company,
    ) -> Option<u32> {
        let side = if network.is_some() {
            &company.planted
        } else {
            &company.honest
        };
        let own = network
            .and_then(|n| self.economy.parties.get(n as usize))
            .map_or(&[][..], |p| p);
        let here = |other: &u32| {
            *other != NONE && *other != firm && self.economy.firms[*other as usize].place == place
        };
        let middles = own.iter().skip(2).copied().filter(here).collect::<Vec<u32>>();
        let all = side.get(usize::from(place))?;
        let near = rng
            .pick(&middles)
            .copied()
            .filter(|_| rng.clone().bits() & 3 != 0);
        near.or_else(|| rng.pick(all).copied())
            .filter(|&other| other != firm)
    }

    /// An honest firm in the house of a listed address, now and then in its very room.
    fn beside_listed(&mut self, rng: &mut Rng, firm: u32, place: u8) -> bool {
        let papers = &mut self.economy.papers;
        let here: Vec<u32> = papers
            .listed_addresses
            .iter()
            .map(|l| l.firm)
            .filter(|&other| self.economy.firms[other as usize].place == place && other != firm)
            .collect();
        let Some(&other) = rng.pick(&here) else {
            return false;
        };
        let root = papers.sheet(other).and_then(|s| s.address_of).unwrap_or(other);
        let sheet = papers.sheets.entry(firm).or_default();
        if sheet.address_of.is_some() {
            return false;
        }
        if rng.chance(0.1) {
            sheet.address_of = Some(root);
        } else {
            sheet.building_of = Some(root);
        }
        true
    }

    /// Listed addresses where nobody of ours sits any more: those of firms that closed.
    fn idle_addresses(&mut self, rng: &mut Rng) {
        let wanted = self.economy.papers.listed_addresses.len() / 2 + 4;
        let mut found = 0;
        for _ in 0..wanted * 400 {
            if found >= wanted {
                break;
            }
            let firm = rng.below(self.general as usize) as u32;
            let one = &self.economy.firms[firm as usize];
            let hub = self.economy.atlas.of(one.place).role == Role::Hub;
            if hub && one.ends < DAYS - 150 {
                let day = rng.whole(400, DAYS - 1);
                self.economy.papers.listed_addresses.push(Listing { firm, day });
                found += 1;
            }
        }
    }

    /// What heirs have from the firm before them, and new directors of firms from the shelf.
    fn inherit(&mut self, rng: &mut Rng) {
        let seed = self.settings.seed;
        for (before, heir, stopped) in std::mem::take(&mut self.forebears) {
            let unit = &self.economy.units[heir as usize];
            let (firm, planted) = (unit.firm, unit.planted);
            let place = self.economy.firms[firm as usize].place;
            let papers = &mut self.economy.papers;
            if planted && rng.chance(0.5) {
                papers.listings.push(Listing {
                    firm: before,
                    day: stopped,
                });
            }
            papers.sheets.entry(before).or_default().dissolved = Some(stopped + rng.whole(0, 25));
            if rng.chance(0.5) {
                share_address(papers, firm, before);
            }
            share_people(rng, papers, (firm, before, place), seed);
        }
        for unit in &self.economy.units {
            use crate::planted::Story;
            let day = match unit.story {
                Some(Story::Shelf(day)) => day - rng.whole(5, 110),
                Some(Story::Dormant(day)) if rng.chance(0.5) => day - rng.whole(5, 110),
                _ => continue,
            };
            let sheet = self.economy.papers.sheets.entry(unit.firm).or_default();
            sheet.officers_changed = Some(day);
        }
    }
}

/// Two firms at one desk.
fn share_address(papers: &mut Papers, firm: u32, with: u32) -> bool {
    let other = papers.sheet(with);
    if other.is_some_and(|s| s.building_of.is_some()) {
        return false;
    }
    let root = other.and_then(|s| s.address_of).unwrap_or(with);
    if root == firm {
        return true;
    }
    let sheet = papers.sheets.entry(firm).or_default();
    if sheet.building_of.is_some() {
        return false;
    }
    sheet.address_of = Some(root);
    true
}

/// A director, a phone or a domain in common.
fn share_people(rng: &mut Rng, papers: &mut Papers, (firm, with, place): (u32, u32, u8), seed: u64) {
    let way = rng.below(5);
    if matches!(way, 0 | 1 | 4) {
        let person = (mix(seed ^ u64::from(with) ^ 0x26_0000_0000), place);
        let person = papers.sheet(with).and_then(|s| s.director).unwrap_or(person);
        for one in [firm, with] {
            papers.sheets.entry(one).or_default().director = Some(person);
        }
    }
    let sheet = papers.sheets.entry(firm).or_default();
    if matches!(way, 2 | 4) {
        sheet.phone_of = Some(with);
    }
    if way == 3 {
        sheet.domain_of = Some(with);
    }
}
