//! From rows to traced value: the taint passes once more, as shares.
//!
//! The screen of [`crate::party::taint`] asks how many kilograms are proven
//! to have come from a source; where most rows are unseen that is too few.
//! Here a *value* is wanted, without bias: what is seen of a party's stock is
//! taken as a sample of it. So the share of a row that came from a source is
//! the share of its consignor's stock as seen, and the share that goes on is
//! the share of the consignee's later deliveries that do; rows not into the
//! ends weigh one over the coverage, for as many are unseen. A stock that has
//! run dry keeps its last share. A party of whom nothing came in is given the
//! usual share of its family, as far as rows are unseen.

use super::network::{Arc, Lane, MONTHS, Network, NetworkInput, Node, Part, UnlistedCode};
use super::route;
use crate::party::family::{ARRIVES, Family, STARTS, Scratch};
use crate::party::taint::Decay;
use fyke_model::country::Country;
use std::collections::{BTreeMap, HashMap};

/// Days that the network looks back over.
const WINDOW_DAYS: u16 = 365;

/// Arcs that carry less than this share of the whole traced flow are left out:
/// a hundred thousand of them together would be a tenth.
const ARC_SHARE_MIN: f64 = 1e-6;

#[derive(Clone, Copy, Default)]
struct Stock {
    kg: f64,
    marked_kg: f64,
    share: Option<f64>,
    day: u16,
}

impl Stock {
    fn age_to(&mut self, day: u16, decay: &Decay) {
        let factor = f64::from(decay.over(day.abs_diff(self.day)));
        self.kg *= factor;
        self.marked_kg *= factor;
        self.day = day;
    }

    fn add(&mut self, kg: f64, share: f64) {
        self.kg += kg;
        self.marked_kg += kg * share;
        if self.kg > 0.0 {
            self.share = Some((self.marked_kg / self.kg).clamp(0.0, 1.0));
        }
    }

    fn draw(&mut self, kg: f64) -> Option<f64> {
        if self.kg > 0.0 {
            let left = 1.0 - (kg / self.kg).min(1.0);
            self.kg *= left;
            self.marked_kg *= left;
        }
        self.share
    }
}

/// What each row of a family is: its value, and the share of it that is traced.
pub(super) struct Rows {
    /// Value, or kilograms where the index knows no money.
    pub value: Vec<f64>,
    /// Share that came from a source.
    pub from_source: Vec<f64>,
    /// Share that goes on to an end, times the probability of its unit.
    pub to_end: Vec<f64>,
    /// How many rows this one stands for.
    pub stands_for: Vec<f64>,
}

fn rows_of(
    family: &Family<'_>,
    input: &NetworkInput<'_>,
    odds: &HashMap<(u32, u32), f64>,
    in_money: bool,
) -> Rows {
    let decay = Decay::half_life_days(input.half_life_days);
    let coverage = input.coverage.clamp(0.05, 1.0);
    let heading = input.index.goods.family_id(family.span.family);
    let (day, mass) = (family.day(), family.mass_kg());
    let rows = family.len();
    let arrives = |row: usize| family.marks[row] & ARRIVES != 0;
    let stands_for: Vec<f64> = (0..rows)
        .map(|row| if arrives(row) { 1.0 } else { 1.0 / coverage })
        .collect();

    let mut stocks = vec![Stock::default(); family.parties.len()];
    let mut known = vec![None; rows];
    for row in 0..rows {
        let kg = f64::from(mass[row]) * stands_for[row];
        let from = &mut stocks[family.src[row] as usize];
        from.age_to(day[row], &decay);
        let drawn = from.draw(kg);
        known[row] = if family.marks[row] & STARTS != 0 {
            Some(1.0)
        } else {
            drawn
        };
        let to = &mut stocks[family.dst[row] as usize];
        to.age_to(day[row], &decay);
        to.add(kg, known[row].unwrap_or(0.0));
    }
    let seen = (0..rows).filter(|row| arrives(*row) && known[*row].is_some());
    let (part, whole) = seen.fold((0.0, 0.0), |(part, whole), row| {
        let kg = f64::from(mass[row]);
        (part + kg * known[row].unwrap_or(0.0), whole + kg)
    });
    let usual = if whole > 0.0 {
        part / whole * (1.0 - coverage)
    } else {
        0.0
    };
    let from_source = known.into_iter().map(|share| share.unwrap_or(usual)).collect();

    let last = day.last().copied().unwrap_or(0);
    let blank = Stock {
        day: last,
        ..Stock::default()
    };
    let mut demands = vec![blank; family.parties.len()];
    let mut to_end = vec![0.0; rows];
    for row in (0..rows).rev() {
        let kg = f64::from(mass[row]) * stands_for[row];
        let to = &mut demands[family.dst[row] as usize];
        to.age_to(day[row], &decay);
        let share = if arrives(row) {
            let seller = family.parties[family.src[row] as usize];
            match input.units.is_empty() {
                true => 1.0,
                false => odds.get(&(seller, heading)).copied().unwrap_or(0.0),
            }
        } else {
            to.draw(kg).unwrap_or(0.0)
        };
        to_end[row] = share;
        let from = &mut demands[family.src[row] as usize];
        from.age_to(day[row], &decay);
        from.add(kg, share);
    }

    Rows {
        value: values(family, in_money),
        from_source,
        to_end,
        stands_for,
    }
}

/// The value of each row; where it states none, its mass at the family's usual price.
fn values(family: &Family<'_>, in_money: bool) -> Vec<f64> {
    let mass = family.mass_kg();
    if !in_money {
        return mass.iter().map(|kg| f64::from(*kg)).collect();
    }
    let (mut money, mut kg) = (0.0, 0.0);
    for (row, mass) in mass.iter().enumerate() {
        if let Some(value) = family.value(row) {
            money += value;
            kg += f64::from(*mass);
        }
    }
    let per_kg = if kg > 0.0 { money / kg } else { 0.0 };
    (0..family.len())
        .map(|row| family.value(row).unwrap_or_else(|| f64::from(mass[row]) * per_kg))
        .collect()
}

/// Sums over every party and country of the index.
struct Sums {
    in_value: Vec<f64>,
    out_value: Vec<f64>,
    in_traced: Vec<f64>,
    out_traced: Vec<f64>,
    abroad: Vec<f64>,
    lanes: BTreeMap<(Country, Country, u32), (f64, f64)>,
    codes: BTreeMap<(u32, u32), (f64, f64)>,
    arcs: Vec<Arc>,
}

/// Builds the network.
pub fn build(input: &NetworkInput<'_>) -> Network {
    let index = input.index;
    let Some(last) = last_day(input) else {
        return Network::default();
    };
    let first = last.saturating_sub(WINDOW_DAYS - 1);
    let stated = (0..index.len()).filter(|at| index.value(*at).is_some()).count();
    let in_money = stated * 2 >= index.len();
    let mut odds: HashMap<(u32, u32), f64> = HashMap::new();
    for unit in input.units {
        odds.insert((unit.party, unit.family), unit.probability.clamp(0.0, 1.0));
    }
    let parties = index.party_count as usize;
    let mut sums = Sums {
        in_value: vec![0.0; parties],
        out_value: vec![0.0; parties],
        in_traced: vec![0.0; parties],
        out_traced: vec![0.0; parties],
        abroad: vec![0.0; parties],
        lanes: BTreeMap::new(),
        codes: BTreeMap::new(),
        arcs: Vec::new(),
    };
    let mut routes = Vec::new();
    let mut scratch = Scratch::new(index.party_count);
    for span in &index.spans {
        let family = Family::open(index, *span, input.roles, &mut scratch);
        let rows = rows_of(&family, input, &odds, in_money);
        add_up(&family, input, &rows, first..=last, &mut sums);
        routes.extend(route::of_family(&family, input, &rows, first..=last));
    }
    let flow_value: f64 = routes.iter().map(|route| route.value).sum();
    if flow_value <= 0.0 {
        return Network::default();
    }
    assemble(input, sums, routes, flow_value, in_money, (first, last))
}

fn last_day(input: &NetworkInput<'_>) -> Option<u16> {
    let last = input.index.day.iter().max().copied()?;
    Some(match input.until {
        Some(until) => {
            let offset = i64::from(until.0) - i64::from(input.index.first_day.0);
            u16::try_from(offset.clamp(0, i64::from(last))).unwrap_or(last)
        }
        None => last,
    })
}

fn add_up(
    family: &Family<'_>,
    input: &NetworkInput<'_>,
    rows: &Rows,
    window: std::ops::RangeInclusive<u16>,
    sums: &mut Sums,
) {
    let heading = input.index.goods.family_id(family.span.family);
    let country = |party: u32| input.parties.get(party as usize).and_then(|p| p.country);
    let mut lanes: HashMap<(Country, Country), (f64, f64)> = HashMap::new();
    let mut codes: HashMap<u32, (f64, f64)> = HashMap::new();
    let mut arcs: HashMap<(u32, u32), ([f64; MONTHS], f64)> = HashMap::new();
    for (row, day) in family.day().iter().enumerate() {
        if !window.contains(day) {
            continue;
        }
        let (from, to) = (
            family.parties[family.src[row] as usize],
            family.parties[family.dst[row] as usize],
        );
        let value = rows.value[row] * rows.stands_for[row];
        let traced = value * rows.from_source[row] * rows.to_end[row];
        sums.out_value[from as usize] += value;
        sums.in_value[to as usize] += value;
        sums.out_traced[from as usize] += traced;
        sums.in_traced[to as usize] += traced;
        if !input.roles.is_source(to) && !input.roles.is_end(to) {
            sums.abroad[from as usize] += value - traced;
        }
        if let (Some(a), Some(b)) = (country(from), country(to)) {
            let lane = lanes.entry((a, b)).or_default();
            lane.0 += traced;
            lane.1 += value - traced;
        }
        if !family.is_listed(row) {
            let at = family.span.start + row;
            let code = input.index.goods.get(input.index.goods_of[at]);
            let sum = codes.entry(code.map_or(0, |g| g.subheading)).or_default();
            if family.marks[row] & ARRIVES != 0 {
                sum.0 += traced;
            }
            sum.1 += value - traced;
        }
        if traced > 0.0 {
            let month = usize::from(day - window.start()) * MONTHS / usize::from(WINDOW_DAYS);
            let arc = arcs.entry((from, to)).or_insert(([0.0; MONTHS], 0.0));
            arc.0[month.min(MONTHS - 1)] += traced;
            arc.1 += value - traced;
        }
    }
    if arcs.is_empty() {
        return;
    }
    sums.lanes
        .extend(lanes.into_iter().map(|((a, b), lane)| ((a, b, heading), lane)));
    let traced_codes = codes.into_iter().filter(|(_, sum)| sum.0 > 0.0);
    sums.codes
        .extend(traced_codes.map(|(code, sum)| ((heading, code), sum)));
    let mut arcs: Vec<Arc> = arcs
        .into_iter()
        .map(|((from, to), (traced_value, honest_value))| Arc {
            from,
            to,
            heading,
            traced_value,
            honest_value,
        })
        .collect();
    arcs.sort_unstable_by_key(|arc| (arc.from, arc.to));
    sums.arcs.append(&mut arcs);
}

fn assemble(
    input: &NetworkInput<'_>,
    mut sums: Sums,
    mut routes: Vec<super::network::Route>,
    flow_value: f64,
    in_money: bool,
    (first, last): (u16, u16),
) -> Network {
    sums.arcs
        .retain(|arc| arc.traced_value.iter().sum::<f64>() >= ARC_SHARE_MIN * flow_value);
    let mut chosen: Vec<u32> = sums.arcs.iter().flat_map(|arc| [arc.from, arc.to]).collect();
    chosen.extend(
        routes
            .iter()
            .flat_map(|route| route.middles.iter().copied().chain(route.source)),
    );
    chosen.sort_unstable();
    chosen.dedup();
    let place = |party: u32| chosen.partition_point(|known| *known < party) as u32;
    let mut best: HashMap<u32, f64> = HashMap::new();
    for unit in input.units {
        let slot = best.entry(unit.party).or_insert(0.0);
        *slot = slot.max(unit.probability.clamp(0.0, 1.0));
    }
    let nodes = chosen
        .iter()
        .map(|&party| {
            let at = party as usize;
            let about = input.parties.get(at).copied().unwrap_or_default();
            let traced_value = sums.in_traced[at].max(sums.out_traced[at]);
            let honest_in = sums.in_value[at] - sums.in_traced[at];
            let honest_out = sums.out_value[at] - sums.out_traced[at];
            Node {
                party,
                name: about.name.to_owned(),
                country: about.country,
                address: input.addresses.get(at).cloned().flatten(),
                part: match (input.roles.is_end(party), input.roles.is_source(party)) {
                    (true, _) => Part::End,
                    (false, true) => Part::Source,
                    (false, false) => Part::Middle,
                },
                person: input.persons.get(at).copied().unwrap_or(false),
                probability: best.get(&party).copied(),
                traced_value,
                honest_value: honest_in.max(honest_out).max(0.0),
                honest_abroad: sums.abroad[at].max(0.0),
            }
        })
        .collect();
    for route in &mut routes {
        route.source = route.source.map(place);
        route
            .middles
            .iter_mut()
            .for_each(|middle| *middle = place(*middle));
    }
    routes.sort_by(|a, b| b.value.total_cmp(&a.value));
    for arc in &mut sums.arcs {
        (arc.from, arc.to) = (place(arc.from), place(arc.to));
    }
    sums.arcs
        .sort_unstable_by_key(|arc| (arc.from, arc.to, arc.heading));
    let mut sources: Vec<Country> = (0..)
        .zip(input.parties)
        .filter(|(number, _)| input.roles.is_source(*number))
        .filter_map(|(_, party)| party.country)
        .collect();
    sources.sort_unstable();
    sources.dedup();
    Network {
        nodes,
        sources,
        arcs: sums.arcs,
        lanes: sums
            .lanes
            .into_iter()
            .map(|((from, to, heading), (traced_value, honest_value))| Lane {
                from,
                to,
                heading,
                traced_value,
                honest_value: honest_value.max(0.0),
            })
            .collect(),
        routes,
        unlisted: sums
            .codes
            .into_iter()
            .map(|((heading, code), (traced_value, honest_value))| UnlistedCode {
                heading,
                code,
                traced_value,
                honest_value: honest_value.max(0.0),
            })
            .collect(),
        flow_value,
        in_money,
        from: Some(input.index.date_of(first)),
        until: Some(input.index.date_of(last)),
    }
}
