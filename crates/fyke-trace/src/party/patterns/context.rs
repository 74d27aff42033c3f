//! What the patterns must know of the whole index, gathered once a trace.
//!
//! Built in a few passes over the rows; forty bytes a party at most, a few for
//! each unit, nothing for a row. Each part is a file and can be built alone.

pub mod activity;
pub mod confusable;
pub mod cycles;
pub mod hubs;
pub mod peers;
pub mod prices;
pub mod shares;
pub mod switching;

pub use confusable::Confusable;

use super::super::evidence::Frame;
use super::super::family::{ARRIVES, Family, Roles, Scratch};
use super::super::trace::TraceInput;
use super::super::unit::{Dealings, Movement};
use super::gathered::GATHERER_END_SHARE_MIN;
use activity::Activity;
use cycles::Cycles;
use hubs::Hubs;
use peers::Peers;
use prices::Prices;
use shares::{LimitShares, SignShares};
use switching::Switching;

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
}

impl Context {
    /// Gathers everything over all rows of a trace.
    pub fn new(input: &TraceInput<'_>, roles: &Roles, confusable: &Confusable) -> Context {
        let index = input.index;
        let measure_day = input.settings.measure_day.0 - index.first_day.0;
        let activity = Activity::of(index, measure_day);
        let mut starts = vec![0; index.goods.families().len()];
        let mut scratch = Scratch::new(index.party_count);
        let (mut cycles, mut peers) = (Cycles::default(), Peers::default());
        for span in &index.spans {
            starts[usize::from(span.family)] = span.start;
            let family = Family::open(index, *span, roles, &mut scratch);
            cycles.add(&family);
            let (near, far) = sellers(&family);
            peers.add(&near, &activity);
            peers.add_near(&far);
        }
        peers.close();
        Context {
            starts,
            activity,
            prices: Prices::of(index),
            signs: SignShares::of(index),
            limits: LimitShares::of(index),
            switching: Switching::of(index, roles, confusable),
            hubs: Hubs::of(index, input.parties, roles, measure_day),
            cycles,
            peers,
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
