//! The reasons that the flow of goods itself gives, each a number that is
//! larger when more suspicious.
//!
//! A seller of diverted goods depends on the ends ([`Flow::Dependence`]), what
//! it sends them came from a source ([`Flow::Taint`], [`Flow::SameGoods`]), more
//! so than what it sends to others ([`Flow::Contrast`]: the party is its own
//! control), supplies come before the sales and not after ([`Flow::Timing`]:
//! time reversed is the null), what came in is about what went out
//! ([`Flow::Balance`]), and what came in left for the ends
//! ([`Flow::PassedOn`]). Numbers of few rows are shrunk towards nothing before
//! they are compared. "Ends" are those of [`Dealings::to_ends`]: for a party
//! without rows of its own into one, the buyers who send the goods on.
//!
//! Dependence weighs little beside the others, since honest twins depend on the
//! ends as much; it is kept because it is what a person asks first. Tried and
//! dropped, as they ranked below the base rate or no better (seeds 1-3): the
//! size of parcels, the unit's share in its buyers' intake and in its
//! suppliers' output.

use super::dependence::dependence;
use super::echo::echo;
use super::evidence::Frame;
use super::finding::Finding;
use super::provenance::Bounds;
use super::unit::{Dealings, Movement};
use super::words::{counted, percent};

/// The reasons of flow.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flow {
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
}

/// Days before a sale to an end in which a supply counts as its supply.
pub const SUPPLY_WINDOW_DAYS: u16 = 60;

pub(crate) fn logit(p: f64) -> f64 {
    let p = p.clamp(1e-4, 1.0 - 1e-4);
    (p / (1.0 - p)).ln()
}

/// Sums over a unit that several numbers need.
#[derive(Default)]
pub struct Sums {
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
    /// Adds a unit up.
    pub fn of(unit: &Dealings) -> Sums {
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

/// The number of a reason; NaN where nothing can be said.
pub fn number(flow: Flow, sums: &Sums, unit: &Dealings, frame: &Frame<'_>) -> f64 {
    // half a parcel of each kind keeps a single row from being certain
    let half = sums.end_kg / (2.0 * sums.end_rows.max(1.0));
    let odds = |part: f64, whole: f64| ((part + half * 0.1) / ((whole - part).max(0.0) + half)).ln();
    if sums.end_rows == 0.0 {
        return f64::NAN;
    }
    match flow {
        Flow::Dependence => {
            let dependence = dependence(unit, frame.prior(), frame.coverage);
            (logit(dependence.by_rows) + logit(dependence.by_mass)) / 2.0
        }
        Flow::Taint => odds(sums.end_taint, sums.end_kg),
        Flow::SameGoods => odds(sums.end_taint_same, sums.end_kg),
        Flow::Contrast => {
            let other_share = (sums.other_taint + half * 0.3) / (sums.other_kg + half);
            let end_share = (sums.end_taint + half * 0.3) / (sums.end_kg + half);
            logit(end_share) - logit(other_share)
        }
        Flow::Timing => timing(unit),
        Flow::Balance => {
            let supplied = sums.in_taint / frame.coverage;
            -((supplied + half) / (sums.end_kg + half)).ln().abs()
        }
        Flow::PassedOn => {
            let prior = frame.prior().of(unit.family);
            let passed = (sums.in_through + half * prior.mean) / (sums.in_taint + half);
            logit(if sums.in_taint > 0.0 { passed } else { 0.01 })
        }
        Flow::Onset => onset(unit, frame.measure_day()),
        Flow::Listed => {
            let kg = unit.to_ends().filter(|m| m.listed).map(|m| f64::from(m.kg)).sum();
            odds(kg, sums.end_kg)
        }
        Flow::Burst => burst(unit),
        Flow::Echo => echo(unit).strength,
        Flow::Premium => premium(unit, frame),
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

/// The first day of the [`BURST_DAYS`] with the most sales to ends, the earliest
/// of several, and how many those are.
fn busiest(unit: &Dealings) -> (u16, usize) {
    let days: Vec<u16> = unit.to_ends().map(|m| m.day).collect();
    let within = |at: usize| days.partition_point(|day| *day <= days[at].saturating_add(BURST_DAYS)) - at;
    let windows = (0..days.len()).map(|at| (days[at], within(at)));
    windows.rev().max_by_key(|window| window.1).unwrap_or((0, 0))
}

/// How many sales crowd into [`BURST_DAYS`], less those who sell as much at any
/// other time: the busiest half year counts by its size, times its share of all
/// sales, with two sales at other times added so that a single one is nothing.
fn burst(unit: &Dealings) -> f64 {
    let (most, all) = (busiest(unit).1 as f64, unit.to_ends().count() as f64);
    most * most.ln_1p() / (all + 2.0)
}

/// The reason in words, with its rows. `bounds` is how much of the goods can
/// have gone through at least and at most, with the rows that show it.
pub fn tell(flow: Flow, x: f64, unit: &Dealings, frame: &Frame<'_>, bounds: Option<&Bounds>) -> Finding {
    let (rows_in, rows_out): (Vec<u32>, Vec<u32>) = match flow {
        Flow::Echo => {
            let found = echo(unit);
            (found.rows_in, found.rows_out)
        }
        Flow::Dependence | Flow::Premium | Flow::Listed => {
            (Vec::new(), unit.to_ends().map(|m| m.at).collect())
        }
        Flow::Onset => {
            let after = unit.to_ends().filter(|m| i32::from(m.day) >= frame.measure_day());
            (Vec::new(), after.map(|m| m.at).collect())
        }
        Flow::Burst => {
            let from = busiest(unit).0;
            let within = |m: &&Movement| m.day >= from && m.day <= from.saturating_add(BURST_DAYS);
            (Vec::new(), unit.to_ends().filter(within).map(|m| m.at).collect())
        }
        Flow::Taint | Flow::SameGoods | Flow::Contrast | Flow::Timing | Flow::Balance | Flow::PassedOn => {
            bounds.map_or_else(Default::default, |b| (b.rows_in.clone(), b.rows_out.clone()))
        }
    };
    Finding {
        strength: x,
        sentence: sentence(flow, x, unit, frame),
        rows: frame.rows(unit, &rows_in, &rows_out),
    }
}

fn sentence(flow: Flow, x: f64, unit: &Dealings, frame: &Frame<'_>) -> String {
    let end = frame.end_words(unit);
    let end_kg: f64 = unit.to_ends().map(|m| f64::from(m.kg)).sum();
    let of_sales = |kg: f64| percent(kg / end_kg.max(1e-9));
    match flow {
        Flow::Dependence => {
            let other_kg: f64 = unit.to_others().map(|m| f64::from(m.kg)).sum();
            let share = end_kg / (end_kg + other_kg / frame.coverage).max(1e-9);
            format!(
                "{} of what it sends of these goods goes to {end} ({} of {} seen), \
                 counting that {} of its other trade is seen",
                percent(share),
                unit.to_ends().count(),
                counted(unit.outgoing.len(), "row", "rows"),
                percent(frame.coverage)
            )
        }
        Flow::Taint => {
            let kg = unit.to_ends().map(|m| f64::from(m.tainted_kg)).sum();
            format!(
                "{} of what it sent to {end} traces back to makers of listed goods",
                of_sales(kg)
            )
        }
        Flow::SameGoods => {
            let kg = unit.to_ends().map(|m| f64::from(m.tainted_same_kg)).sum();
            format!(
                "{} of what it sent to {end} came from makers under the same code throughout",
                of_sales(kg)
            )
        }
        Flow::Contrast => format!(
            "what it sends to {end} holds {} goods from makers than what it sends elsewhere",
            if x > 0.0 { "more" } else { "no more" }
        ),
        Flow::Timing => format!(
            "supplies from makers come {} its sales to {end}",
            if x > 0.5 {
                "before"
            } else {
                "as often after as before"
            }
        ),
        Flow::Balance => format!(
            "what it received from makers is {:.1} times what it sent to {end}, counting what is not seen",
            unit.incoming.iter().map(|m| f64::from(m.tainted_kg)).sum::<f64>()
                / frame.coverage
                / end_kg.max(1e-9)
        ),
        Flow::PassedOn => format!(
            "about {} of the makers' goods it takes in goes on to {}",
            percent(1.0 / (1.0 + (-x).exp())),
            frame.end_name(unit)
        ),
        Flow::Onset => {
            let day = frame.measure_date();
            let after = unit.to_ends().filter(|m| frame.date_of(m.day) >= day).count();
            format!(
                "{after} of its {} to {end} came after {day}",
                counted(unit.to_ends().count(), "sale", "sales")
            )
        }
        Flow::Listed => {
            let kg = unit.to_ends().filter(|m| m.listed).map(|m| f64::from(m.kg)).sum();
            format!("{} of what it sent to {end} is of listed codes", of_sales(kg))
        }
        Flow::Burst => format!(
            "{} of its {} to {end} fell within {BURST_DAYS} days",
            busiest(unit).1,
            counted(unit.to_ends().count(), "sale", "sales")
        ),
        Flow::Echo => {
            let found = echo(unit);
            format!(
                "{} left for {end} within 60 days in parts of the same sum ({} would by chance)",
                counted(found.supplies, "supply", "supplies"),
                found.by_chance
            )
        }
        Flow::Premium => format!(
            "its price to {end} is {:.1} times the usual one for these goods",
            x.exp()
        ),
    }
}
