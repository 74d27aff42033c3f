//! The evidence of a unit: a few named numbers, each larger when more suspicious.
//!
//! Flow first. A seller of diverted goods depends on the ends
//! ([`Kind::Dependence`]), what it sends them came from a source
//! ([`Kind::Taint`], [`Kind::SameGoods`]), more so than what it sends to others
//! ([`Kind::Contrast`]: the party is its own control), supplies come before the
//! sales and not after ([`Kind::Timing`]: time reversed is the null), what came
//! in is about what went out ([`Kind::Balance`]), and what came in left for the
//! ends ([`Kind::PassedOn`]). Then the typologies. Numbers of few rows are
//! shrunk towards nothing before they are compared.
//!
//! What the numbers weigh is not decided here: see [`super::rank`]. Average
//! precision alone, on simulated worlds of seeds 1-3 (coverage 0.7, base rate
//! 0.083; `party_fit`): echo 0.42, T08 0.38, burst 0.31, T20 0.29, passed-on
//! 0.29, onset 0.25, timing 0.21, T09 0.17, same-goods 0.16, taint 0.16,
//! contrast 0.15, dependence 0.15, premium 0.15, balance 0.13, listed 0.11, T03
//! 0.09; all together 0.61-0.67 on a world not fitted on. Dependence weighs
//! nothing beside the others there, since honest twins depend on the ends as
//! much; it is kept because it is what a person asks first. Tried and dropped,
//! as they ranked below the base rate or no better: the size of parcels (0.04),
//! the unit's share in its buyers' intake (0.07) and in its suppliers' output
//! (0.10).

use super::back_to_back::back_to_back;
use super::dependence::{Dependence, Prior};
use super::echo::echo;
use super::long_chain::long_chain;
use super::new_firm::new_firm;
use super::reexport::reexport;
use super::trace::TraceInput;
use super::unit::Dealings;
use fyke_model::country::Country;
use fyke_model::date::Day;

/// The reasons a unit is weighed by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// Log-odds that a unit of its goods goes to an end.
    Dependence,
    /// Log-odds that a kilogram it sends to ends came from a source.
    Taint,
    /// The same where the subheading never changed.
    SameGoods,
    /// Taint of what it sends to ends less taint of what it sends to others.
    Contrast,
    /// Supplies from sources before its sales to ends, less those after.
    Timing,
    /// How near mass in from sources is to mass out to ends.
    Balance,
    /// Log-odds that a kilogram it receives from a source goes on to an end.
    PassedOn,
    /// Its sales to ends began or grew after the measures.
    Onset,
    /// Log-odds that a kilogram it sends to ends is of a listed code.
    Listed,
    /// It makes many sales to ends within half a year.
    Burst,
    /// Parts of a supply from makers add up to it again on the way to ends.
    Echo,
    /// Its price to ends is higher than usual for the goods.
    Premium,
    /// T08: re-export of goods just imported.
    Reexport,
    /// T09: back to back.
    BackToBack,
    /// T20: a long chain in which nothing is done to the goods.
    LongChain,
    /// T03: incorporated after the measures.
    NewFirm,
}

impl Kind {
    /// All of them, in the order of [`Evidence::x`].
    pub const ALL: [Kind; 16] = [
        Kind::Dependence,
        Kind::Taint,
        Kind::SameGoods,
        Kind::Contrast,
        Kind::Timing,
        Kind::Balance,
        Kind::PassedOn,
        Kind::Onset,
        Kind::Listed,
        Kind::Burst,
        Kind::Echo,
        Kind::Premium,
        Kind::Reexport,
        Kind::BackToBack,
        Kind::LongChain,
        Kind::NewFirm,
    ];

    /// The id of the typology or of the flow reason, as tables have it.
    pub const fn id(self) -> &'static str {
        match self {
            Kind::Dependence => "dependence",
            Kind::Taint => "taint",
            Kind::SameGoods => "same-goods",
            Kind::Contrast => "contrast",
            Kind::Timing => "timing",
            Kind::Balance => "balance",
            Kind::PassedOn => "passed-on",
            Kind::Onset => "onset",
            Kind::Listed => "listed",
            Kind::Burst => "burst",
            Kind::Echo => "echo",
            Kind::Premium => "premium",
            Kind::Reexport => "T08",
            Kind::BackToBack => "T09",
            Kind::LongChain => "T20",
            Kind::NewFirm => "T03",
        }
    }

    /// The kind of an id.
    pub fn from_id(id: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.id() == id)
    }
}

/// The numbers of a unit, in the order of [`Kind::ALL`].
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Evidence {
    /// One number a kind; NaN where nothing can be said.
    pub x: [f64; Kind::ALL.len()],
}

/// What all units are judged against.
pub struct Frame<'a> {
    input: &'a TraceInput<'a>,
    prior: &'a Prior,
    /// Share of other rows that the data show.
    pub coverage: f64,
    /// Mean log price of a kilogram, by code.
    usual_price_ln: Vec<f64>,
    /// First position of each family in the index.
    starts: Vec<usize>,
}

impl<'a> Frame<'a> {
    /// Gathers the usual price of each code over the index.
    pub fn new(input: &'a TraceInput<'a>, prior: &'a Prior, coverage: f64) -> Frame<'a> {
        let index = input.index;
        let mut sums = vec![(0.0f64, 0.0f64); index.goods.len()];
        for at in 0..index.len() {
            if let Some(value) = index.value(at) {
                let sum = &mut sums[usize::from(index.goods_of[at])];
                sum.0 += 1.0;
                sum.1 += (value / f64::from(index.mass_kg[at])).ln();
            }
        }
        let usual_price_ln = sums.iter().map(|(rows, sum)| sum / rows.max(1.0)).collect();
        let mut starts = vec![0; index.goods.families().len()];
        for span in &index.spans {
            starts[usize::from(span.family)] = span.start;
        }
        Frame {
            input,
            prior,
            coverage,
            usual_price_ln,
            starts,
        }
    }

    /// The day of the measures as days since the index's first day.
    pub fn measure_day(&self) -> i32 {
        self.input.settings.measure_day.0 - self.input.index.first_day.0
    }

    /// Day on which a party was incorporated, in days since the first day.
    pub fn incorporated(&self, party: u32) -> Option<i32> {
        let day = self.input.parties.get(party as usize)?.incorporated?;
        Some(day.0.saturating_sub(self.input.index.first_day.0))
    }

    /// The name of a party, as most rows give it.
    pub fn name(&self, party: u32) -> &str {
        self.input
            .parties
            .get(party as usize)
            .map_or("a party", |p| p.name)
    }

    /// The caller's number of a movement's row.
    pub fn handle(&self, unit: &Dealings, at: u32) -> u32 {
        let start = self.starts.get(usize::from(unit.family)).copied().unwrap_or(0);
        self.input
            .index
            .row
            .get(start + at as usize)
            .copied()
            .unwrap_or(0)
    }

    /// The country of a party.
    pub fn country(&self, party: u32) -> Option<Country> {
        self.input.parties.get(party as usize)?.country
    }

    /// The calendar day of an offset.
    pub fn date_of(&self, day: u16) -> Day {
        self.input.index.date_of(day)
    }

    /// Log of the usual price of a kilogram of a row's code.
    fn usual_price_ln(&self, unit: &Dealings, at: u32) -> f64 {
        let start = self.starts.get(usize::from(unit.family)).copied().unwrap_or(0);
        let goods = self.input.index.goods_of.get(start + at as usize);
        let price = goods.and_then(|goods| self.usual_price_ln.get(usize::from(*goods)));
        price.copied().unwrap_or(0.0)
    }
}

/// Days before a sale to an end in which a supply counts as its supply.
pub const SUPPLY_WINDOW_DAYS: u16 = 60;

pub(crate) fn logit(p: f64) -> f64 {
    let p = p.clamp(1e-4, 1.0 - 1e-4);
    (p / (1.0 - p)).ln()
}

/// Gathers the evidence of a unit.
pub fn gather(unit: &Dealings, dependence: &Dependence, frame: &Frame<'_>) -> Evidence {
    let sums = Sums::of(unit);
    let mut x = [f64::NAN; Kind::ALL.len()];
    let prior = frame.prior.of(unit.family);
    let mut set = |kind: Kind, value: f64| x[kind as usize] = value;
    set(
        Kind::Dependence,
        (logit(dependence.by_rows) + logit(dependence.by_mass)) / 2.0,
    );
    // half a parcel of each kind keeps a single row from being certain
    let half = sums.end_kg / (2.0 * sums.end_rows.max(1.0));
    let odds = |part: f64, whole: f64| ((part + half * 0.1) / ((whole - part).max(0.0) + half)).ln();
    set(Kind::Taint, odds(sums.end_taint, sums.end_kg));
    set(Kind::SameGoods, odds(sums.end_taint_same, sums.end_kg));
    let other_share = (sums.other_taint + half * 0.3) / (sums.other_kg + half);
    let end_share = (sums.end_taint + half * 0.3) / (sums.end_kg + half);
    set(Kind::Contrast, logit(end_share) - logit(other_share));
    set(Kind::Timing, timing(unit));
    let supplied = sums.in_taint / frame.coverage;
    set(
        Kind::Balance,
        -((supplied + half) / (sums.end_kg + half)).ln().abs(),
    );
    let passed = (sums.in_through + half * prior.mean) / (sums.in_taint + half);
    set(
        Kind::PassedOn,
        if sums.in_taint > 0.0 {
            logit(passed)
        } else {
            logit(0.01)
        },
    );
    set(Kind::Onset, onset(unit, frame.measure_day()));
    set(Kind::Premium, premium(unit, frame));
    let listed_kg: f64 = unit.to_ends().filter(|m| m.listed).map(|m| f64::from(m.kg)).sum();
    set(Kind::Listed, odds(listed_kg, sums.end_kg));
    set(Kind::Burst, burst(unit));
    set(Kind::Echo, echo(unit).strength);
    set(Kind::Reexport, reexport(unit, frame.coverage).strength);
    set(Kind::BackToBack, back_to_back(unit).strength);
    set(Kind::LongChain, long_chain(unit).strength);
    set(
        Kind::NewFirm,
        new_firm(unit, frame.incorporated(unit.party), frame.measure_day()).strength,
    );
    Evidence { x }
}

#[derive(Default)]
struct Sums {
    end_rows: f64,
    end_kg: f64,
    end_taint: f64,
    end_taint_same: f64,
    other_kg: f64,
    other_taint: f64,
    in_taint: f64,
    in_through: f64,
}

impl Sums {
    fn of(unit: &Dealings) -> Sums {
        let mut sums = Sums::default();
        for m in &unit.outgoing {
            let (kg, tainted) = (f64::from(m.kg), f64::from(m.tainted_kg));
            if m.to_end {
                sums.end_rows += 1.0;
                sums.end_kg += kg;
                sums.end_taint += tainted;
                sums.end_taint_same += f64::from(m.tainted_same_kg);
            } else {
                sums.other_kg += kg;
                sums.other_taint += tainted;
            }
        }
        for m in &unit.incoming {
            let tainted = f64::from(m.tainted_kg);
            sums.in_taint += tainted;
            sums.in_through += tainted * f64::from(m.bound_kg) / f64::from(m.kg).max(1e-9);
        }
        sums
    }
}

/// Tainted kilograms that arrived in the window before each sale to an end,
/// less those that arrived in the window after, over their sum: +1 when supply
/// always precedes sale, 0 when it has nothing to do with it. Shrunk by the
/// number of sales, as a z-score of signs would be.
fn timing(unit: &Dealings) -> f64 {
    let (mut before, mut after, mut sales) = (0.0f64, 0.0f64, 0.0f64);
    for sale in unit.to_ends() {
        let low = sale.day.saturating_sub(SUPPLY_WINDOW_DAYS);
        let high = sale.day.saturating_add(SUPPLY_WINDOW_DAYS);
        let from = unit.incoming.partition_point(|m| m.day < low);
        let near = unit.incoming.iter().skip(from).take_while(|m| m.day <= high);
        for supply in near.filter(|m| m.tainted_kg > 0.0) {
            let kg = f64::from(supply.tainted_kg.min(sale.kg));
            match supply.day < sale.day {
                true => before += kg,
                false => after += kg,
            }
        }
        sales += 1.0;
    }
    if before + after <= 0.0 {
        return f64::NAN;
    }
    (before - after) / (before + after) * f64::sqrt(sales)
}

/// Log ratio of the rate of sales to ends after the measures to that before,
/// with half a row added to each so that neither is ever certain.
fn onset(unit: &Dealings, measure_day: i32) -> f64 {
    let (before, after) = unit.to_ends().fold((0.5f64, 0.5f64), |(before, after), m| {
        match i32::from(m.day) < measure_day {
            true => (before + 1.0, after),
            false => (before, after + 1.0),
        }
    });
    (after / before).ln()
}

/// Mean log price of its sales to ends over what is usual for the code, shrunk
/// as if three usual sales stood beside them.
fn premium(unit: &Dealings, frame: &Frame<'_>) -> f64 {
    let (mut rows, mut premium) = (0.0, 0.0);
    for m in unit.to_ends().filter(|m| m.value > 0.0) {
        rows += 1.0;
        premium += f64::from(m.value).ln() - f64::from(m.kg).ln() - frame.usual_price_ln(unit, m.at);
    }
    premium / (rows + 3.0)
}

/// A scheme runs until it is noticed or its firm is dropped: half a year.
pub const BURST_DAYS: u16 = 180;

/// The most sales to ends within [`BURST_DAYS`].
pub(crate) fn busiest(unit: &Dealings) -> usize {
    let days: Vec<u16> = unit.to_ends().map(|m| m.day).collect();
    let within = |at: usize| days.partition_point(|day| *day <= days[at].saturating_add(BURST_DAYS)) - at;
    (0..days.len()).map(within).max().unwrap_or(0)
}

/// How many sales crowd into [`BURST_DAYS`], less those who sell as much at any
/// other time: the busiest half year counts by its size, times its share of all
/// sales, with two sales at other times added so that a single one is nothing.
fn burst(unit: &Dealings) -> f64 {
    let (most, all) = (busiest(unit) as f64, unit.to_ends().count() as f64);
    most * most.ln_1p() / (all + 2.0)
}
