//! Who carries what, in truth: the chains of a world's networks with their value
//! over the last twelve months, and the honest trade through the same hands.
//!
//! A network's goods reach its end through the firms that sold to the end; what
//! each of them sold came from the level before in the shares of the planted
//! legs. So a network is a handful of chains whose values add up to what
//! arrived. Networks that were quiet in the last twelve months are over.

use super::measure::FirmName;
use crate::calendar::DAYS;
use crate::economy::{Economy, NONE, build};
use crate::names::Names;
use crate::places::Role;
use crate::settings::{Settings, SimError};
use crate::trade;
use fyke_model::country::Country;
use std::collections::BTreeMap;

/// Days that are looked back over.
const YEAR: i32 = 365;

/// A firm that carries planted goods.
#[derive(Clone, PartialEq, Debug)]
pub struct Hand {
    /// Its name.
    pub name: FirmName,
    /// Its country.
    pub country: Country,
    /// Whether that country is of the coalition.
    pub coalition: bool,
}

/// A way that planted goods take.
#[derive(Clone, PartialEq, Debug)]
pub struct Chain {
    /// Places in [`Scheme::hands`], the maker first, the seller into the end last.
    pub hands: Vec<u32>,
    /// Value of the last twelve months, in USD.
    pub value: f64,
    /// Share of it under codes that are not listed.
    pub unlisted: f64,
}

/// A network and its chains.
#[derive(Clone, PartialEq, Debug)]
pub struct Ring {
    /// Its number in the truth.
    pub network: u32,
    /// HS heading.
    pub heading: u32,
    /// Country of its end.
    pub end: Country,
    /// The chains, largest first.
    pub chains: Vec<Chain>,
}

/// Who carries what, and who is honest beside them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scheme {
    /// Firms of the chains.
    pub hands: Vec<Hand>,
    /// Networks that were active in the last twelve months.
    pub rings: Vec<Ring>,
    /// Honest value of twelve months through each firm, in USD.
    pub honest: BTreeMap<FirmName, f64>,
    /// Honest value that each maker of the coalition sold outside of it.
    pub honest_abroad: BTreeMap<FirmName, f64>,
    /// Honest value by country, country and heading.
    pub honest_lanes: BTreeMap<(Country, Country, u32), f64>,
    /// Honest value by HS 2022 code.
    pub honest_codes: BTreeMap<u32, f64>,
    /// Countries of the coalition.
    pub coalition: Vec<Country>,
    /// Countries through which goods are diverted.
    pub hubs: Vec<Country>,
}

impl Scheme {
    /// The scheme of the world that these settings make.
    ///
    /// # Errors
    /// Settings that no world can have.
    pub fn of(settings: &Settings) -> Result<Scheme, SimError> {
        settings.check()?;
        let economy = build(settings);
        let names = Names::of(&economy, settings.seed);
        let mut gathering = Gathering::default();
        trade::play(&economy, settings.seed, &mut |row| {
            if row.day >= DAYS - YEAR {
                gathering.row(&economy, row);
            }
        });
        Ok(gathering.scheme(&economy, &names))
    }

    /// What reaches the ends in twelve months if nothing is done, in USD.
    pub fn flow_value(&self) -> f64 {
        self.rings
            .iter()
            .flat_map(|ring| &ring.chains)
            .map(|c| c.value)
            .sum()
    }
}

#[derive(Default)]
struct Gathering {
    /// Value of planted legs by network, from and to (party numbers).
    legs: BTreeMap<(u32, u8, u8), f64>,
    /// Value into the end under unlisted codes, by network and seller.
    unlisted: BTreeMap<(u32, u8), f64>,
    honest: BTreeMap<u32, f64>,
    abroad: BTreeMap<u32, f64>,
    lanes: BTreeMap<(u8, u8, u16), f64>,
    codes: BTreeMap<u32, f64>,
}

impl Gathering {
    fn row(&mut self, economy: &Economy, row: &trade::Row) {
        let value = row.value_minor as f64 / 100.0;
        let goods = economy.catalogue.of(row.goods);
        if let Some(leg) = economy.legs.get(row.leg as usize) {
            *self.legs.entry((leg.network, leg.from, leg.to)).or_default() += value;
            if leg.last && !goods.listed {
                *self.unlisted.entry((leg.network, leg.from)).or_default() += value;
            }
            return;
        }
        let place = |firm: u32| economy.firms[firm as usize].place;
        let (from, to) = (place(row.from), place(row.to));
        *self.honest.entry(row.from).or_default() += value;
        *self.honest.entry(row.to).or_default() += value;
        *self.lanes.entry((from, to, goods.heading)).or_default() += value;
        *self.codes.entry(goods.hs2022).or_default() += value;
        let coalition = |place: u8| economy.atlas.of(place).role == Role::Coalition;
        if coalition(from) && !coalition(to) {
            *self.abroad.entry(row.from).or_default() += value;
        }
    }

    fn scheme(self, economy: &Economy, names: &Names) -> Scheme {
        let country = |place: u8| economy.atlas.of(place).code;
        let named = |firm: u32| {
            let place = economy.firms[firm as usize].place;
            let mut name = Vec::new();
            names.write_name(firm, place, &mut name);
            FirmName::new(&String::from_utf8_lossy(&name), Some(country(place)))
        };
        let by_name = |values: &BTreeMap<u32, f64>| -> BTreeMap<FirmName, f64> {
            values
                .iter()
                .map(|(firm, value)| (named(*firm), *value))
                .collect()
        };
        let with_role = |role: Role| economy.atlas.with_role(role).into_iter().map(country).collect();
        let mut scheme = Scheme {
            honest: by_name(&self.honest),
            honest_abroad: by_name(&self.abroad),
            honest_codes: self.codes.clone(),
            coalition: with_role(Role::Coalition),
            hubs: with_role(Role::Hub),
            ..Scheme::default()
        };
        for ((from, to, heading), value) in &self.lanes {
            let heading = economy.catalogue.heading(*heading).number;
            *scheme
                .honest_lanes
                .entry((country(*from), country(*to), heading))
                .or_default() += value;
        }
        let mut places: BTreeMap<u32, u32> = BTreeMap::new();
        for (number, network) in (0u32..).zip(&economy.networks) {
            let Some(parties) = economy.parties.get(number as usize) else {
                continue;
            };
            let mut chains = self.chains(number);
            chains.retain(|chain| chain.0.iter().all(|party| parties[usize::from(*party)] != NONE));
            let mut hand = |party: &u8| {
                let firm = parties[usize::from(*party)];
                *places.entry(firm).or_insert_with(|| {
                    let place = economy.firms[firm as usize].place;
                    scheme.hands.push(Hand {
                        name: named(firm),
                        country: country(place),
                        coalition: economy.atlas.of(place).role == Role::Coalition,
                    });
                    scheme.hands.len() as u32 - 1
                })
            };
            let mut chains: Vec<Chain> = chains
                .iter()
                .map(|(path, value, unlisted)| Chain {
                    hands: path.iter().map(&mut hand).collect(),
                    value: *value,
                    unlisted: *unlisted,
                })
                .collect();
            if chains.is_empty() {
                continue;
            }
            chains.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.hands.cmp(&b.hands)));
            let end = parties.get(1).map_or(0, |end| economy.firms[*end as usize].place);
            scheme.rings.push(Ring {
                network: number,
                heading: economy.catalogue.heading(network.heading).number,
                end: country(end),
                chains,
            });
        }
        scheme
    }

    /// The chains of a network from its end back to its source: party numbers,
    /// value, share under unlisted codes.
    fn chains(&self, network: u32) -> Vec<(Vec<u8>, f64, f64)> {
        let into = |party: u8| -> Vec<(u8, f64)> {
            let legs = self.legs.range((network, 0, 0)..=(network, u8::MAX, u8::MAX));
            legs.filter(|((_, from, to), _)| *to == party && *from != party)
                .map(|((_, from, _), value)| (*from, *value))
                .collect()
        };
        let mut chains = Vec::new();
        for (seller, value) in into(1) {
            let unlisted = self.unlisted.get(&(network, seller)).copied().unwrap_or(0.0) / value.max(1e-9);
            let mut open = vec![(vec![seller], value)];
            while let Some((path, value)) = open.pop() {
                let last = path.last().copied().unwrap_or(0);
                let before = into(last);
                let sum: f64 = before.iter().map(|(_, value)| value).sum();
                // a maker has nobody before it; neither has stock bought earlier
                if last == 0 || sum <= 0.0 || path.len() > 8 {
                    let path: Vec<u8> = path.into_iter().rev().collect();
                    chains.push((path, value, unlisted));
                    continue;
                }
                for (from, part) in before.into_iter().filter(|(from, _)| !path.contains(from)) {
                    open.push(([path.clone(), vec![from]].concat(), value * part / sum));
                }
            }
        }
        chains
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chains_of_a_world_carry_all_that_arrives_and_start_in_the_coalition() {
        let scheme = Scheme::of(&Settings::new(60_000, 3)).unwrap();
        assert!(scheme.rings.len() > 3, "{}", scheme.rings.len());
        assert!(scheme.flow_value() > 0.0);
        let mut from_makers = 0.0;
        for ring in &scheme.rings {
            for chain in &ring.chains {
                let maker = chain.hands.first().map(|hand| &scheme.hands[*hand as usize]);
                if maker.is_some_and(|maker| maker.coalition) {
                    from_makers += chain.value;
                }
            }
        }
        assert!(from_makers > 0.6 * scheme.flow_value());
        let placebo = Settings {
            placebo: true,
            ..Settings::new(60_000, 3)
        };
        assert_eq!(Scheme::of(&placebo).unwrap().flow_value(), 0.0);
    }
}
