//! The evidence of a unit: one number for each reason of the table, larger when
//! more suspicious, and the frame that all units are judged against.
//!
//! What a unit's own rows say ([`gather`]) needs its family; what registers and lists
//! say of its party (`look_up`) needs neither family nor rows, and is the same in
//! all families. So whoever examines a family needs no register.
//!
//! Numbers are computed by the kernels of [`super::kinds`]; what they weigh is
//! decided in [`super::rank`]. They are kept as `f32`: a hundred million rows
//! give millions of units, and a weight is read off a line whose corners are
//! not known to seven digits.

use super::company::{self, Tie};
use super::dependence::Prior;
use super::finding::{Ask, Finding};
use super::flow::{self, Sums};
use super::index::EventIndex;
use super::kinds::{COUNT, Kernel, Kind};
use super::patterns::context::Context;
use super::provenance::Bounds;
use super::trace::{Examined, TraceInput};
use super::unit::Dealings;
use super::words::heaviest;
use crate::who::Who;
use fyke_model::country::Country;
use fyke_model::date::Day;

/// The numbers of a unit, in the order of [`Kind::all`].
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Evidence {
    /// One number a kind; NaN where nothing can be said.
    pub x: [f32; COUNT],
}

impl Evidence {
    /// Nothing is known.
    pub const NONE: Evidence = Evidence { x: [f32::NAN; COUNT] };

    /// The number of a reason.
    pub fn of(&self, kind: Kind) -> f64 {
        f64::from(self.x[kind.at()])
    }
}

/// Gathers the evidence that a unit's rows give; what registers say of its party is
/// still unknown.
pub fn gather(unit: &Dealings, frame: &Frame<'_>, context: &Context) -> Evidence {
    let sums = Sums::of(unit);
    let mut evidence = Evidence::NONE;
    for kind in Kind::all() {
        let number = match kind.kernel() {
            Kernel::Flow(flow) => flow::number(flow, &sums, unit, frame),
            Kernel::Unit(find) => find(unit, frame, Ask::Weigh).strength,
            Kernel::Pattern(find) => find(unit, frame, context, Ask::Weigh).strength,
            Kernel::Who(_) | Kernel::Company => f64::NAN,
        };
        evidence.x[kind.at()] = number as f32;
    }
    evidence
}

/// Adds what registers, lists, payments and ships say of the parties, each looked up
/// once whatever families it is in.
pub(super) fn look_up(units: &mut [Examined], who: &Who<'_>) {
    let mut order: Vec<(u32, u32)> = units.iter().map(|unit| unit.party).zip(0..).collect();
    order.sort_unstable();
    for same in order.chunk_by(|a, b| a.0 == b.0) {
        let party = same[0].0;
        for kind in Kind::all() {
            let Kernel::Who(find) = kind.kernel() else {
                continue;
            };
            let number = find.find(party, who, Ask::Weigh).strength as f32;
            for (_, at) in same {
                units[*at as usize].evidence.x[kind.at()] = number;
            }
        }
    }
}

/// A reason of a unit in words and rows.
pub fn tell(
    kind: Kind,
    x: f64,
    unit: &Dealings,
    frame: &Frame<'_>,
    context: &Context,
    bounds: Option<&Bounds>,
    ties: &[Tie],
) -> Finding {
    match kind.kernel() {
        Kernel::Flow(flow) => flow::tell(flow, x, unit, frame, bounds),
        Kernel::Unit(find) => find(unit, frame, Ask::Tell),
        Kernel::Pattern(find) => find(unit, frame, context, Ask::Tell),
        Kernel::Who(kind) => match frame.input.who {
            Some(who) => kind.find(unit.party, who, Ask::Tell),
            None => Finding::UNKNOWN,
        },
        Kernel::Company => company::tell(x, ties, unit, frame),
    }
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

/// Mean log price of a kilogram over an index, by code.
pub(super) fn usual_prices_ln(index: &EventIndex) -> Vec<f64> {
    let mut sums = vec![(0.0f64, 0.0f64); index.goods.len()];
    for at in 0..index.len() {
        if let Some(value) = index.value(at) {
            let sum = &mut sums[usize::from(index.goods_of[at])];
            sum.0 += 1.0;
            sum.1 += (value / f64::from(index.mass_kg[at])).ln();
        }
    }
    sums.iter().map(|(rows, sum)| sum / rows.max(1.0)).collect()
}

impl<'a> Frame<'a> {
    /// Gathers the usual price of each code over the index.
    pub fn new(input: &'a TraceInput<'a>, prior: &'a Prior, coverage: f64) -> Frame<'a> {
        Frame::with_prices(input, prior, coverage, usual_prices_ln(input.index))
    }

    /// The same with [`usual_prices_ln`] that were gathered before: a pass over all
    /// rows less.
    pub(super) fn with_prices(
        input: &'a TraceInput<'a>,
        prior: &'a Prior,
        coverage: f64,
        usual_price_ln: Vec<f64>,
    ) -> Frame<'a> {
        let index = input.index;
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

    /// What the trace was asked.
    pub fn input(&self) -> &'a TraceInput<'a> {
        self.input
    }

    /// The day that offsets count from.
    pub fn first_day(&self) -> Day {
        self.input.index.first_day
    }

    /// What the end shares of candidates usually are.
    pub fn prior(&self) -> &Prior {
        self.prior
    }

    /// The day of the measures.
    pub fn measure_date(&self) -> Day {
        self.input.settings.measure_day
    }

    /// The country of the ends that took most of what the unit sent there;
    /// none where the ends are listed parties of unknown country.
    pub fn end(&self, unit: &Dealings) -> Option<Country> {
        if !unit.direct {
            return self.input.ends.countries.first().copied();
        }
        let masses = unit.to_ends().map(|m| (self.country(m.other), f64::from(m.kg)));
        heaviest(masses).into_iter().next()
    }

    /// That country in words.
    pub fn end_name(&self, unit: &Dealings) -> String {
        self.end(unit)
            .map_or("the listed parties".to_owned(), |end| end.to_string())
    }

    /// Whom the rows of [`Dealings::to_ends`] go to, in words.
    pub fn end_words(&self, unit: &Dealings) -> String {
        match unit.direct {
            true => self.end_name(unit),
            false => format!("buyers who send them on to {}", self.end_name(unit)),
        }
    }

    /// Rows of the family as the caller numbers them, with the parts they play.
    pub fn rows(&self, unit: &Dealings, rows_in: &[u32], rows_out: &[u32]) -> Vec<(u32, &'static str)> {
        let handle = |at: &u32| self.handle(unit, *at);
        let incoming = rows_in.iter().map(|at| (handle(at), "in"));
        incoming
            .chain(rows_out.iter().map(|at| (handle(at), "out")))
            .collect()
    }

    /// The calendar day of an offset.
    pub fn date_of(&self, day: u16) -> Day {
        self.input.index.date_of(day)
    }

    /// Log of the usual price of a kilogram of a row's code.
    pub fn usual_price_ln(&self, unit: &Dealings, at: u32) -> f64 {
        let start = self.starts.get(usize::from(unit.family)).copied().unwrap_or(0);
        let goods = self.input.index.goods_of.get(start + at as usize);
        let price = goods.and_then(|goods| self.usual_price_ln.get(usize::from(*goods)));
        price.copied().unwrap_or(0.0)
    }
}
