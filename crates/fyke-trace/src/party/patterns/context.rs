//! What the patterns must know of the whole index, gathered once a trace.
//!
//! Built in a few passes over the rows; forty bytes a party at most, a few for
//! each unit, nothing for a row. Each part is a file and can be built alone.
//!
//! What is usual over everything and what is known of single parties travel apart,
//! for whoever examines some families needs the second of their parties alone: see
//! [`super::super::trace::part`].

pub mod activity;
pub mod confusable;
pub mod cycles;
pub mod hubs;
pub mod peers;
pub mod prices;
pub mod shares;
pub mod switching;

pub use confusable::Confusable;

use super::super::carried::{Carried, Misread, Source};
use super::super::evidence::Frame;
use super::super::family::{ARRIVES, Family, Roles, Scratch};
use super::super::index::EventIndex;
use super::super::trace::TraceInput;
use super::super::unit::{Dealings, Movement};
use super::gathered::GATHERER_END_SHARE_MIN;
use activity::Activity;
use cycles::Cycles;
use hubs::Hubs;
use peers::{Gathers, Peers};
use prices::Prices;
use shares::{LimitShares, SignShares};
use std::collections::BTreeMap;
use switching::{Groups, Passing, Switching};

/// What all units are judged against, beside the [`Frame`].
#[derive(Clone, Debug, Default)]
pub struct Context {
    starts: Vec<usize>,
    /// When parties traded at all, and in what.
    pub activity: Activity,
    /// Usual prices.
    pub prices: Prices,
    /// How many rows carry a sign.
    pub signs: SignShares,
    /// How many rows stand just below a limit.
    pub limits: LimitShares,
    /// Codes in and out within confusable groups.
    pub switching: Switching,
    /// How much of a country's intake goes on to ends.
    pub hubs: Hubs,
    /// Cycles through parties that sell to ends.
    pub cycles: Cycles,
    /// What parties that sell to ends usually do.
    pub peers: Peers,
    /// Whom parties stand between beside others.
    pub gathers: Gathers,
}

impl Context {
    /// Gathers everything over all rows of a trace.
    pub fn new(input: &TraceInput<'_>, roles: &Roles, confusable: &Confusable) -> Context {
        let index = input.index;
        let measure_day = input.settings.measure_day.0 - index.first_day.0;
        let activity = Activity::of(index, measure_day);
        let mut scratch = Scratch::new(index.party_count);
        let (mut cycles, mut peers, mut gathers) = <(Cycles, Peers, Gathers)>::default();
        for span in &index.spans {
            let family = Family::open(index, *span, roles, &mut scratch);
            cycles.add(&family);
            let (near, far) = sellers(&family);
            peers.add(&near, &activity);
            gathers.add(&near);
            gathers.add(&far);
        }
        peers.close();
        Context {
            starts: starts(index),
            activity,
            prices: Prices::of(index),
            signs: SignShares::of(index),
            limits: LimitShares::of(index),
            switching: Switching::of(index, roles, confusable),
            hubs: Hubs::of(index, input.parties, roles, measure_day),
            cycles,
            peers,
            gathers,
        }
    }

    /// Writes what all families are judged against, whichever are at hand.
    pub(in crate::party) fn put_shared(&self, out: &mut Vec<u8>) {
        self.prices.put(out);
        self.signs.put(out);
        self.limits.put(out);
        self.switching.groups.put(out);
        self.hubs.put(out);
        self.peers.put(out);
    }

    /// Writes what there is beside that of these families, by their places in the goods
    /// table, and of these parties; both in order. Parties get their places as numbers.
    pub(in crate::party) fn put_own(&self, families: &[u16], parties: &[u32], out: &mut Vec<u8>) {
        self.activity.of_parties(parties).put(out);
        self.switching.passing.of_parties(parties).put(out);
        self.cycles.within(families, parties).put(out);
        self.gathers.within(families, parties).put(out);
    }

    /// Reads both; where families start in an index is still to be said.
    pub(in crate::party) fn take(shared: &mut Source<'_>, own: &mut Source<'_>) -> Result<Context, Misread> {
        let (prices, signs, limits) = (
            Prices::take(shared)?,
            SignShares::take(shared)?,
            LimitShares::take(shared)?,
        );
        let groups = Groups::take(shared)?;
        let (hubs, peers) = (Hubs::take(shared)?, Peers::take(shared)?);
        let activity = Activity::take(own)?;
        let passing = Passing::take(own)?;
        Ok(Context {
            starts: Vec::new(),
            activity,
            prices,
            signs,
            limits,
            switching: Switching { groups, passing },
            hubs,
            cycles: Cycles::take(own)?,
            peers,
            gathers: Gathers::take(own)?,
        })
    }

    /// The same over the rows of an index of these families.
    pub(in crate::party) fn over(self, index: &EventIndex) -> Context {
        Context {
            starts: starts(index),
            ..self
        }
    }

    fn place(&self, unit: &Dealings, row: u32) -> usize {
        let start = self.starts.get(usize::from(unit.family)).copied().unwrap_or(0);
        start + row as usize
    }

    /// Index into the goods table of a movement's declared code.
    pub fn goods(&self, frame: &Frame<'_>, unit: &Dealings, m: &Movement) -> u16 {
        let goods = frame.input().index.goods_of.get(self.place(unit, m.at));
        goods.copied().unwrap_or(0)
    }

    /// Marks of a movement's row.
    pub fn marks(&self, frame: &Frame<'_>, unit: &Dealings, m: &Movement) -> u8 {
        let marks = frame.input().index.marks.get(self.place(unit, m.at));
        marks.copied().unwrap_or(0)
    }

    /// Robust z-score of a movement's price a kilogram: how many spreads above
    /// the usual of its code and month. `None` without a declared price.
    pub fn price_z(&self, frame: &Frame<'_>, unit: &Dealings, m: &Movement) -> Option<f64> {
        self.prices.z(frame.input().index, self.place(unit, m.at))
    }

    /// Declared value of a row of a unit's family.
    pub fn value(&self, frame: &Frame<'_>, unit: &Dealings, row: u32) -> Option<f64> {
        frame.input().index.value(self.place(unit, row))
    }
}

/// The first position of each family in an index.
fn starts(index: &EventIndex) -> Vec<usize> {
    let mut starts = vec![0; index.goods.families().len()];
    for span in &index.spans {
        if let Some(start) = starts.get_mut(usize::from(span.family)) {
            *start = span.start;
        }
    }
    starts
}

/// What is known of units of these families, by family and party; `parties` in order,
/// numbered by their places.
fn units_within<V>(
    all: &BTreeMap<(u16, u32), V>,
    families: &[u16],
    parties: &[u32],
    with: impl Fn(&V) -> Option<V>,
) -> BTreeMap<(u16, u32), V> {
    let of_family = |family: &u16| all.range((*family, 0)..=(*family, u32::MAX));
    let within = families
        .iter()
        .flat_map(of_family)
        .filter_map(|((family, party), known)| {
            let party = parties.binary_search(party).ok()? as u32;
            Some(((*family, party), with(known)?))
        });
    within.collect()
}

/// The dealings of every party with a row into an end, without taint: what
/// peers do needs no flow, and this is a tenth of the work of a screen. And of
/// every party with a row to a party that lives off the ends, and none into an
/// end: for them such a party stands for the end.
fn sellers(family: &Family<'_>) -> (Vec<Dealings>, Vec<Dealings>) {
    let arrives = |row: usize| family.marks[row] & ARRIVES != 0;
    let mut sums = vec![(0.0f32, 0.0f32); family.parties.len()];
    for (row, kg) in family.mass_kg().iter().enumerate() {
        let own = &mut sums[family.src[row] as usize];
        own.0 += kg;
        own.1 += if arrives(row) { *kg } else { 0.0 };
    }
    let sells = |party: u32| sums[party as usize].1 > 0.0;
    let gathers = |party: u32| {
        let (all, ends) = sums[party as usize];
        ends > 0.0 && f64::from(ends) >= GATHERER_END_SHARE_MIN * f64::from(all)
    };
    let near = dealings(family, &arrives, true);
    if near.is_empty() {
        return (near, Vec::new());
    }
    let far = dealings(
        family,
        &|row| !sells(family.src[row]) && gathers(family.dst[row]),
        false,
    );
    (near, far)
}

/// The dealings of every party with a row that counts as one into an end.
fn dealings(family: &Family<'_>, arrives: &dyn Fn(usize) -> bool, direct: bool) -> Vec<Dealings> {
    const NO_UNIT: u32 = u32::MAX;
    let mut unit_of = vec![NO_UNIT; family.parties.len()];
    let mut units: Vec<Dealings> = Vec::new();
    for row in (0..family.len()).filter(|row| arrives(*row)) {
        let from = family.src[row] as usize;
        if unit_of[from] == NO_UNIT {
            unit_of[from] = units.len() as u32;
            units.push(Dealings {
                party: family.parties[from],
                family: family.span.family,
                direct,
                incoming: Vec::new(),
                outgoing: Vec::new(),
            });
        }
    }
    if units.is_empty() {
        return units;
    }
    let (day, mass) = (family.day(), family.mass_kg());
    for row in 0..family.len() {
        let (from, to) = (family.src[row] as usize, family.dst[row] as usize);
        let movement = |other: usize| Movement {
            at: row as u32,
            day: day[row],
            slot: family.slot(row),
            kg: mass[row],
            value: 0.0,
            other: family.parties[other],
            tainted_kg: 0.0,
            tainted_same_kg: 0.0,
            bound_kg: 0.0,
            hands: 0.0,
            listed: family.is_listed(row),
            to_end: arrives(row),
            from_source: false,
        };
        if let Some(unit) = units.get_mut(unit_of[from] as usize) {
            unit.outgoing.push(movement(to));
        }
        if let Some(unit) = units.get_mut(unit_of[to] as usize) {
            unit.incoming.push(movement(from));
        }
    }
    units
}
