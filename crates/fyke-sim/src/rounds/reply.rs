//! Month by month: what is stopped, what is noticed, where it goes instead.
//!
//! Each chain of a network carries a twelfth of its year in a month, less what
//! measures on its firms, its maker, its lanes and its codes stop. Once the
//! network has noticed (`observe_days` after the first loss) it may move what
//! was stopped: to its own other chains as far as they can grow, to a new shell
//! in the same country, to another hub, under another code, to another maker.
//! It takes the cheapest first, price and expected loss together with some
//! noise, and at most three times in the twelve months. Dearer goods are bought
//! a little less. What cannot be moved stays and is mostly lost.

use super::measure::{FirmName, Measure, Target};
use super::scheme::{Ring, Scheme};
use super::temper::Temper;
use crate::rng::Rng;
use fyke_model::country::Country;
use std::collections::{BTreeMap, BTreeSet};

const MONTHS: usize = 12;
const DAYS_A_MONTH: f64 = 365.0 / 12.0;
/// A network moves its goods at most so often within the twelve months.
pub const ROUNDS: u32 = 3;
/// Nobody closes a way for a loss smaller than this.
const NOTICED: f64 = 0.1;

/// What carries goods that arrived.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Vehicle {
    /// A firm of the network as it was.
    ExistingMiddle,
    /// A firm that did not trade before.
    NewShell,
    /// The same hands under another code.
    OtherCode,
}

/// Goods that arrived by a way: country of the last hand, vehicle, heading.
pub type Arrived = (Country, Vehicle, u32);

/// How the twelve months went, in USD of the prices before.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct After {
    /// What would have arrived.
    pub flow_value: f64,
    /// What did not.
    pub denied: f64,
    /// The same by month.
    pub denied_by_month: [f64; MONTHS],
    /// Honest trade lost.
    pub harm: f64,
    /// What arrived, by way.
    pub arrived: BTreeMap<Arrived, f64>,
    /// Targets that carry nothing in this world: honest firms, unknown names.
    pub missed_targets: usize,
}

/// Plays twelve months of a scheme with measures in force.
pub fn play(scheme: &Scheme, measures: &[Measure], temper: &Temper, seed: u64) -> After {
    let mut after = After {
        flow_value: scheme.flow_value(),
        harm: harm(scheme, measures),
        missed_targets: measures.iter().filter(|m| !touches(scheme, &m.target)).count(),
        ..After::default()
    };
    for ring in &scheme.rings {
        // a stream for each network: what one does does not move another's draws
        let rng = Rng::new(seed ^ (u64::from(ring.network) << 20), 0xada);
        let mut agent = Agent::new(scheme, ring, measures, temper, rng);
        for month in 0..MONTHS {
            let wanted = agent.wanted_a_month();
            let arrived = agent.month(month, &mut after.arrived);
            after.denied_by_month[month] += wanted - arrived;
        }
    }
    after.denied = after.denied_by_month.iter().sum();
    after
}

/// Honest trade lost: what goes through a target while its measure is in force,
/// each piece of trade counted at the strongest measure on it.
fn harm(scheme: &Scheme, measures: &[Measure]) -> f64 {
    let year = (0.0, 365.0);
    let mut firms: BTreeMap<&FirmName, f64> = BTreeMap::new();
    let mut abroad: BTreeMap<&FirmName, f64> = BTreeMap::new();
    let mut lanes: BTreeMap<(Country, Country, u32), f64> = BTreeMap::new();
    let mut codes: BTreeMap<u32, f64> = BTreeMap::new();
    fn strongest<K: Ord>(map: &mut BTreeMap<K, f64>, key: K, share: f64) {
        let known = map.entry(key).or_default();
        *known = known.max(share);
    }
    for measure in measures {
        let share = measure.harm * measure.in_force(year);
        match &measure.target {
            Target::Firms(names) => names.iter().for_each(|name| strongest(&mut firms, name, share)),
            Target::Supplier(name) => strongest(&mut abroad, name, share),
            Target::Lane { from, to, heading } => {
                let origins: Vec<Country> = match from {
                    Some(from) => vec![*from],
                    None => scheme.coalition.clone(),
                };
                for from in origins {
                    strongest(&mut lanes, (from, *to, *heading), share);
                }
            }
            Target::Codes { codes: listed, .. } => {
                listed.iter().for_each(|code| strongest(&mut codes, *code, share));
            }
        }
    }
    fn lost<K: Ord>(honest: &BTreeMap<K, f64>, share: impl Fn(&K) -> Option<f64>) -> f64 {
        honest
            .iter()
            .map(|(key, value)| value * share(key).unwrap_or(0.0))
            .sum()
    }
    lost(&scheme.honest, |name| firms.get(name).copied())
        + lost(&scheme.honest_abroad, |name| abroad.get(name).copied())
        + lost(&scheme.honest_lanes, |lane| lanes.get(lane).copied())
        + lost(&scheme.honest_codes, |code| codes.get(code).copied())
}

fn touches(scheme: &Scheme, target: &Target) -> bool {
    let hand = |name: &FirmName| scheme.hands.iter().any(|hand| hand.name == *name);
    match target {
        Target::Firms(names) => names.iter().any(hand),
        Target::Supplier(name) => hand(name),
        Target::Lane { to, heading, .. } => scheme.rings.iter().any(|ring| {
            let countries = ring.chains.iter().flat_map(|c| &c.hands);
            ring.heading == *heading
                && (ring.end == *to
                    || countries
                        .into_iter()
                        .any(|h| scheme.hands[*h as usize].country == *to))
        }),
        Target::Codes { heading, .. } => scheme.rings.iter().any(|ring| ring.heading == *heading),
    }
}

/// One way of a network.
#[derive(Clone, Debug)]
struct Way {
    /// Firms that are there by name; a shell has none.
    firms: Vec<FirmName>,
    /// The maker, which a letter can be written to.
    maker: Option<FirmName>,
    /// Countries that the goods pass in turn, the end last.
    countries: Vec<Country>,
    /// Share of the network's goods.
    share: f64,
    /// Most that it may come to carry.
    most: f64,
    unlisted: f64,
    false_code: bool,
    vehicle: Vehicle,
    /// Day from which it trades.
    from_day: f64,
    markup: f64,
}

struct Agent<'a> {
    ring: &'a Ring,
    scheme: &'a Scheme,
    measures: &'a [Measure],
    temper: &'a Temper,
    rng: Rng,
    ways: Vec<Way>,
    yearly: f64,
    rounds: u32,
    /// Day of the first loss not yet answered.
    hurt_since: Option<f64>,
    codes: BTreeSet<u32>,
}

impl<'a> Agent<'a> {
    fn new(
        scheme: &'a Scheme,
        ring: &'a Ring,
        measures: &'a [Measure],
        temper: &'a Temper,
        rng: Rng,
    ) -> Agent<'a> {
        let yearly: f64 = ring.chains.iter().map(|chain| chain.value).sum();
        let grown = 1.0 + temper.get("growth_max");
        let way = |chain: &super::scheme::Chain| {
            let hands = || chain.hands.iter().map(|hand| &scheme.hands[*hand as usize]);
            let share = chain.value / yearly.max(1e-9);
            Way {
                firms: hands().map(|hand| hand.name.clone()).collect(),
                maker: hands()
                    .next()
                    .filter(|hand| hand.coalition)
                    .map(|hand| hand.name.clone()),
                countries: hands().map(|hand| hand.country).chain([ring.end]).collect(),
                share,
                most: share * grown,
                unlisted: chain.unlisted,
                false_code: false,
                vehicle: Vehicle::ExistingMiddle,
                from_day: 0.0,
                markup: 0.0,
            }
        };
        let listed_later = measures.iter().filter_map(|m| match &m.target {
            Target::Codes { codes, .. } => Some(codes.iter().copied()),
            _ => None,
        });
        Agent {
            ways: ring.chains.iter().map(way).collect(),
            codes: listed_later.flatten().collect(),
            ring,
            scheme,
            measures,
            temper,
            rng,
            yearly,
            rounds: 0,
            hurt_since: None,
        }
    }

    fn wanted_a_month(&self) -> f64 {
        self.yearly / MONTHS as f64
    }

    /// Plays a month; the value that arrives.
    fn month(&mut self, month: usize, arrived: &mut BTreeMap<Arrived, f64>) -> f64 {
        let span = (month as f64 * DAYS_A_MONTH, (month + 1) as f64 * DAYS_A_MONTH);
        if self
            .hurt_since
            .is_some_and(|day| day + self.temper.get("observe_days") <= span.0)
        {
            self.answer(span);
        }
        let wanted = self.wanted_a_month();
        let mut sum = 0.0;
        for way in &self.ways {
            let trading = ((span.1 - way.from_day) / DAYS_A_MONTH).clamp(0.0, 1.0);
            let bought = (1.0 + way.markup).powf(-self.temper.get("price_elasticity"));
            let value = wanted * way.share * trading * bought * self.passes(way, span);
            sum += value;
            let last = way
                .countries
                .len()
                .checked_sub(2)
                .and_then(|at| way.countries.get(at));
            if let Some(hub) = last {
                *arrived.entry((*hub, way.vehicle, self.ring.heading)).or_default() += value;
            }
        }
        if self.hurt_since.is_none() && self.rounds < ROUNDS && self.stopped(span) > NOTICED {
            self.hurt_since = Some(span.0);
        }
        sum
    }

    /// Share of what the network sends that measures stop.
    fn stopped(&self, span: (f64, f64)) -> f64 {
        let lost = |way: &Way| way.share * (1.0 - self.passes(way, span));
        self.ways.iter().map(lost).sum()
    }

    /// Share of a way's goods that measures let through in a month.
    fn passes(&self, way: &Way, span: (f64, f64)) -> f64 {
        self.measures
            .iter()
            .map(|measure| 1.0 - measure.stops * measure.in_force(span) * self.exposed(way, &measure.target))
            .product()
    }

    /// Share of a way's goods that a target is met by.
    fn exposed(&self, way: &Way, target: &Target) -> f64 {
        let whole = |met: bool| f64::from(u8::from(met));
        match target {
            Target::Firms(names) => whole(way.firms.iter().any(|firm| names.contains(firm))),
            Target::Supplier(name) => whole(way.maker.as_ref() == Some(name)),
            Target::Lane { from, to, heading } => {
                let hop = |pair: &[Country]| match from {
                    Some(from) => pair[0] == *from && pair[1] == *to,
                    None => self.scheme.coalition.contains(&pair[0]) && pair[1] == *to,
                };
                let met = self.ring.heading == *heading && way.countries.windows(2).any(hop);
                // under a false code only a check of the goods finds them
                whole(met)
                    * if way.false_code {
                        self.temper.get("code_detection")
                    } else {
                        1.0
                    }
            }
            Target::Codes { heading, .. } if self.ring.heading == *heading && !self.codes.is_empty() => {
                way.unlisted
                    * if way.false_code {
                        self.temper.get("code_detection")
                    } else {
                        1.0
                    }
            }
            Target::Codes { .. } => 0.0,
        }
    }

    /// Moves what is stopped to whatever is cheapest.
    fn answer(&mut self, span: (f64, f64)) {
        self.hurt_since = None;
        self.rounds += 1;
        // what a way lets through does not change while an answer is made
        let mut passes: Vec<f64> = self.ways.iter().map(|way| self.passes(way, span)).collect();
        let hurt: Vec<usize> = (0..self.ways.len())
            .filter(|at| self.ways[*at].share > 1e-9 && passes[*at] < 1.0 - NOTICED)
            .collect();
        for at in hurt {
            let mut options = self.options(at, span, &passes);
            options.sort_by(|a, b| a.0.total_cmp(&b.0));
            let here = self.price(self.ways[at].markup, passes[at]);
            for (price, most, option) in options {
                let left = self.ways[at].share;
                // staying may still be the cheapest
                if price >= here || left <= 1e-9 {
                    break;
                }
                let moved = left.min(most);
                self.ways[at].share -= moved;
                match option {
                    Moved::To(other) => self.ways[other].share += moved,
                    Moved::Into(mut way) => {
                        way.share = moved;
                        way.most = moved * (1.0 + self.temper.get("growth_max"));
                        passes.push(self.passes(&way, span));
                        self.ways.push(*way);
                    }
                }
            }
        }
    }

    /// What a dollar through a way costs: its mark-up, what is likely lost, and
    /// what the network believes wrongly.
    fn worth(&mut self, way: &Way, span: (f64, f64)) -> f64 {
        let passes = self.passes(way, span);
        self.price(way.markup, passes)
    }

    /// The same of a way whose share let through is known.
    fn price(&mut self, markup: f64, passes: f64) -> f64 {
        let lost = 1.0 - passes;
        let noise = self.rng.waiting().max(1e-9).ln() / self.temper.get("choice_sharpness").max(0.1);
        markup + self.temper.get("loss_weight").max(0.1) * lost - noise.clamp(-0.3, 0.3)
    }

    /// Other ways for the goods of one: price, most that it takes, which.
    fn options(&mut self, at: usize, span: (f64, f64), passes: &[f64]) -> Vec<(f64, f64, Moved)> {
        let way = self.ways[at].clone();
        let share = way.share;
        let mut options = Vec::new();
        let months = 1.0 + f64::from(self.rounds);
        for other in (0..self.ways.len()).filter(|other| *other != at) {
            let to = &self.ways[other];
            let room = (to.share * self.temper.get("growth_per_month") * months).min(to.most - to.share);
            if room > 1e-9 {
                let markup = to.markup + self.temper.get("markup_existing");
                options.push((self.price(markup, passes[other]), room, Moved::To(other)));
            }
        }
        let shell = Way {
            firms: way.firms.iter().take(1).cloned().collect(),
            vehicle: Vehicle::NewShell,
            from_day: span.0 + self.entry_days(),
            markup: way.markup + self.temper.get("markup_shell"),
            ..way.clone()
        };
        let reach = self.temper.get("shell_reach");
        options.push((
            self.worth(&shell, span),
            share * reach,
            Moved::Into(Box::new(shell.clone())),
        ));
        let hubs: Vec<Country> = self
            .scheme
            .hubs
            .iter()
            .copied()
            .filter(|hub| !way.countries.contains(hub))
            .collect();
        if let Some(hub) = self.rng.pick(&hubs).copied() {
            let mut countries = way.countries.clone();
            if let Some(last) = countries.len().checked_sub(2) {
                countries[last] = hub;
            }
            let elsewhere = Way {
                countries,
                from_day: span.0 + self.entry_days() * 1.5,
                markup: shell.markup + self.temper.get("markup_hub"),
                ..shell.clone()
            };
            options.push((
                self.worth(&elsewhere, span),
                share * reach,
                Moved::Into(Box::new(elsewhere)),
            ));
        }
        if !way.false_code {
            let renamed = Way {
                false_code: true,
                unlisted: 1.0,
                vehicle: Vehicle::OtherCode,
                from_day: span.0,
                markup: way.markup + self.temper.get("markup_code"),
                ..way.clone()
            };
            let reach = self.temper.get("code_reach");
            options.push((
                self.worth(&renamed, span),
                share * reach,
                Moved::Into(Box::new(renamed)),
            ));
        }
        if way.maker.is_some() {
            let resourced = Way {
                firms: way.firms.iter().skip(1).cloned().collect(),
                maker: None,
                from_day: span.0 + self.entry_days() * 0.5,
                markup: way.markup + self.temper.get("markup_existing"),
                ..way.clone()
            };
            let reach = self.temper.get("source_switch");
            options.push((
                self.worth(&resourced, span),
                share * reach,
                Moved::Into(Box::new(resourced)),
            ));
        }
        options
    }

    /// Days until a new firm trades: Weibull.
    fn entry_days(&mut self) -> f64 {
        let (scale, shape) = (
            self.temper.get("shell_entry_days"),
            self.temper.get("shell_entry_shape"),
        );
        scale * self.rng.waiting().powf(1.0 / shape.max(0.2))
    }
}

enum Moved {
    To(usize),
    Into(Box<Way>),
}

#[cfg(test)]
mod tests {
    use super::super::scheme::{Chain, Hand};
    use super::*;

    fn country(code: &str) -> Country {
        code.parse().unwrap()
    }

    /// One network: a maker in DE, two sellers in KG and AE, 70 and 30 a year.
    fn scheme() -> Scheme {
        let hand = |name: &str, code: &str| Hand {
            name: FirmName::new(name, Some(country(code))),
            country: country(code),
            coalition: code == "DE",
        };
        let chain = |seller: u32, value: f64| Chain {
            hands: vec![0, seller],
            value,
            unlisted: 0.0,
        };
        Scheme {
            hands: vec![hand("Maker", "DE"), hand("Big", "KG"), hand("Small", "AE")],
            rings: vec![Ring {
                network: 0,
                heading: 8542,
                end: country("RU"),
                chains: vec![chain(1, 70.0), chain(2, 30.0)],
            }],
            honest: [(FirmName::new("Big", Some(country("KG"))), 500.0)].into(),
            honest_lanes: [((country("KG"), country("RU"), 8542), 900.0)].into(),
            coalition: vec![country("DE")],
            hubs: vec![country("KG"), country("AE"), country("TR")],
            ..Scheme::default()
        }
    }

    fn measure(target: Target) -> Measure {
        Measure {
            target,
            from_day: 0.0,
            until_day: 365.0,
            stops: 1.0,
            harm: 0.5,
        }
    }

    fn on(name: &str, code: &str) -> Measure {
        measure(Target::Firms(vec![FirmName::new(name, Some(country(code)))]))
    }

    #[test]
    fn without_measures_everything_arrives_as_before() {
        let after = play(&scheme(), &[], &Temper::of_world(1), 1);
        assert!(after.denied.abs() < 1e-9 && after.harm == 0.0, "{after:?}");
        let arrived: f64 = after.arrived.values().sum();
        assert!((arrived - 100.0).abs() < 1e-6);
    }

    #[test]
    fn a_listed_firm_is_replaced_after_a_while() {
        for seed in 1..20 {
            let after = play(&scheme(), &[on("Big", "KG")], &Temper::of_world(seed), seed);
            // the first month is lost whole, and never more than the firm carried
            assert!((after.denied_by_month[0] - 70.0 / 12.0).abs() < 1e-6, "{after:?}");
            assert!(after.denied < 70.0 && after.denied > 0.0, "{after:?}");
            assert_eq!(after.harm, 250.0);
            let replaced = after
                .arrived
                .keys()
                .any(|(_, vehicle, _)| *vehicle != Vehicle::ExistingMiddle);
            assert!(replaced || after.denied > 40.0, "{after:?}");
        }
    }

    #[test]
    fn all_that_is_stopped_and_all_that_arrives_is_all_there_was() {
        let lane = measure(Target::Lane {
            from: Some(country("KG")),
            to: country("RU"),
            heading: 8542,
        });
        for seed in 1..20 {
            let measures = [lane.clone(), on("Small", "AE")];
            let after = play(&scheme(), &measures, &Temper::of_world(seed), seed);
            let arrived: f64 = after.arrived.values().sum();
            assert!(
                (arrived + after.denied - after.flow_value).abs() < 1e-6,
                "{after:?}"
            );
            assert!(after.denied >= 0.0 && after.denied <= after.flow_value);
            assert_eq!(after.harm, 450.0);
        }
    }

    #[test]
    fn an_honest_firm_and_an_unknown_name_stop_nothing() {
        let after = play(&scheme(), &[on("Nobody", "KG")], &Temper::of_world(1), 1);
        assert_eq!((after.denied.abs() < 1e-9, after.missed_targets), (true, 1));
    }
}
