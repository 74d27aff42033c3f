//! The one entry point: from an index of consignments to reasoned leads.
//!
//! Family by family: the screen gives units, every unit gets its evidence,
//! then all units of all families are ranked together, because the prior of a
//! family with little data leans on the others. Only the leads that will be
//! shown are explained. The order is by score, then party, then family, so two
//! runs give the same queue.

use super::dependence::{Coverage, Prior, dependence};
use super::evidence::{Evidence, Frame, gather};
use super::explain::explain;
use super::family::{Ends, Family, Party, Roles, Scratch, SourceRule};
use super::index::EventIndex;
use super::rank::{Model, Weighed};
use super::taint::Decay;
use super::unit::{Dealings, screen};
use fyke_model::country::Country;
use fyke_model::date::Day;
use fyke_model::lead::{Innocent, Reason};
use fyke_model::reference::Headings;

/// What a trace is asked. All of it comes from the case.
pub struct TraceInput<'a> {
    /// The consignments.
    pub index: &'a EventIndex,
    /// The parties, by number.
    pub parties: &'a [Party<'a>],
    /// Where listed goods start from.
    pub rule: &'a SourceRule,
    /// Where they must not arrive.
    pub ends: &'a Ends,
    /// Plain names of families, where families are headings.
    pub headings: &'a Headings,
    /// Everything else.
    pub settings: &'a TraceSettings,
}

/// How to trace.
#[derive(Clone, Debug)]
pub struct TraceSettings {
    /// Half-life of a stock, in days.
    pub half_life_days: f32,
    /// First day any measure of the regime counted.
    pub measure_day: Day,
    /// The share of rows not into the ends that the data show.
    pub coverage: Coverage,
    /// What the evidence weighs.
    pub model: Model,
    /// No more leads than this are explained.
    pub leads_max: usize,
    /// No more rows than this are listed with a lead.
    pub rows_max: usize,
}

impl Default for TraceSettings {
    /// Half-life 90 days, measures from 24 February 2022, coverage estimated,
    /// the shipped weights, 200 leads of at most 400 rows.
    fn default() -> TraceSettings {
        TraceSettings {
            half_life_days: super::taint::HALF_LIFE_DAYS,
            measure_day: Day(19_047),
            coverage: Coverage::Estimated,
            model: Model::shipped(),
            leads_max: 200,
            rows_max: 400,
        }
    }
}

/// One unit in the order of the queue.
#[derive(Clone, Debug)]
pub struct RankedUnit {
    /// The caller's number of the party.
    pub party: u32,
    /// The caller's number of the family.
    pub family: u32,
    /// Sum of the weights of evidence, in natural log-odds.
    pub score: f64,
    /// Calibrated probability at the estimated base rate.
    pub probability: f64,
    /// The caller's numbers of its rows into ends.
    pub end_rows: Vec<u32>,
}

/// The part a row plays in a lead.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TracedRow {
    /// The caller's number of the row.
    pub row: u32,
    /// The reason it supports.
    pub typology: &'static str,
    /// `in` or `out`.
    pub role: &'static str,
}

/// A reasoned suggestion about a party in its dealings with a family of goods.
/// The program makes a [`fyke_model::lead::Lead`] of it.
#[derive(Clone, Debug)]
pub struct PartyLead {
    /// The caller's number of the party.
    pub party: u32,
    /// The caller's number of the family.
    pub family: u32,
    /// The country of the ends that most of the mass went to.
    pub end: Option<Country>,
    /// First day of the rows behind it.
    pub from: Day,
    /// Last day of the rows behind it.
    pub to: Day,
    /// Sum of the weights of evidence.
    pub score: f64,
    /// Calibrated probability.
    pub probability: f64,
    /// Kilograms it sent to ends, to three digits.
    pub end_mass_kg: f64,
    /// One sentence that says it.
    pub sentence: String,
    /// Why, strongest first.
    pub reasons: Vec<Reason>,
    /// Why perhaps not.
    pub innocent: Innocent,
    /// The rows, by typology, role and number.
    pub rows: Vec<TracedRow>,
}

/// What a trace found.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The leads, strongest first; at most `leads_max`.
    pub leads: Vec<PartyLead>,
    /// Every unit with a row into an end, strongest first.
    pub units: Vec<RankedUnit>,
    /// Coverage used, given or estimated.
    pub coverage: f64,
    /// Share of the units estimated to carry diverted goods.
    pub base_rate: f64,
}

/// A unit with its evidence: what ranking and fitting work on.
#[derive(Clone, Debug)]
pub struct Examined {
    /// The caller's number of the party.
    pub party: u32,
    /// Place of the family in the index's spans.
    pub span: usize,
    /// What speaks for and against.
    pub evidence: Evidence,
    /// The caller's numbers of its rows into ends.
    pub end_rows: Vec<u32>,
}

/// Traces goods through parties. See the file's head.
pub fn trace(input: &TraceInput<'_>) -> Trace {
    let roles = Roles::new(input.parties, input.rule, input.ends);
    let (examined, coverage) = examine(input, &roles);
    let weighed = input.settings.model.weigh(&examined);
    let mut order: Vec<usize> = (0..examined.len()).collect();
    order.sort_by(|a, b| {
        let key = |at: usize| (examined[at].party, examined[at].span);
        weighed.score[*b]
            .total_cmp(&weighed.score[*a])
            .then(key(*a).cmp(&key(*b)))
    });
    let chosen = &order[..order.len().min(input.settings.leads_max)];
    let leads = explain_all(input, &roles, &examined, &weighed, chosen, coverage);
    let units = order
        .iter()
        .map(|at| RankedUnit {
            party: examined[*at].party,
            family: family_id(input.index, examined[*at].span),
            score: weighed.score[*at],
            probability: weighed.probability[*at],
            end_rows: examined[*at].end_rows.clone(),
        })
        .collect();
    Trace {
        leads,
        units,
        coverage,
        base_rate: weighed.base_rate,
    }
}

fn family_id(index: &EventIndex, span: usize) -> u32 {
    index
        .spans
        .get(span)
        .map_or(0, |span| index.goods.family_id(span.family))
}

/// Every unit with its evidence, and the coverage used. Two rounds: the first
/// gathers what the priors need, the second judges against them.
pub fn examine(input: &TraceInput<'_>, roles: &Roles) -> (Vec<Examined>, f64) {
    let decay = Decay::half_life_days(input.settings.half_life_days);
    let mut scratch = Scratch::new(input.index.party_count);
    let mut units: Vec<(usize, Dealings)> = Vec::new();
    for (at, span) in input.index.spans.iter().enumerate() {
        let family = Family::open(input.index, *span, roles, &mut scratch);
        units.extend(screen(&family, &decay).into_iter().map(|unit| (at, unit)));
    }
    let coverage = input.settings.coverage.over(units.iter().map(|(_, unit)| unit));
    let prior = Prior::fit(units.iter().map(|(_, unit)| unit), coverage);
    let frame = Frame::new(input, &prior, coverage);
    let examined = units
        .iter()
        .map(|(span, unit)| Examined {
            party: unit.party,
            span: *span,
            evidence: gather(unit, &dependence(unit, &prior, coverage), &frame),
            end_rows: unit
                .to_ends()
                .map(|m| input.index.row[input.index.spans[*span].start + m.at as usize])
                .collect(),
        })
        .collect();
    (examined, coverage)
}

fn explain_all(
    input: &TraceInput<'_>,
    roles: &Roles,
    examined: &[Examined],
    weighed: &Weighed,
    chosen: &[usize],
    coverage: f64,
) -> Vec<PartyLead> {
    let decay = Decay::half_life_days(input.settings.half_life_days);
    let mut scratch = Scratch::new(input.index.party_count);
    let mut leads: Vec<Option<PartyLead>> = vec![None; chosen.len()];
    let mut spans: Vec<usize> = chosen.iter().map(|at| examined[*at].span).collect();
    spans.sort_unstable();
    spans.dedup();
    for span in spans {
        let family = Family::open(input.index, input.index.spans[span], roles, &mut scratch);
        let units = screen(&family, &decay);
        for (place, at) in chosen
            .iter()
            .enumerate()
            .filter(|(_, at)| examined[**at].span == span)
        {
            if let Some(unit) = units.iter().find(|unit| unit.party == examined[*at].party) {
                leads[place] = Some(explain(
                    input,
                    &family,
                    unit,
                    &examined[*at],
                    weighed,
                    *at,
                    coverage,
                ));
            }
        }
    }
    leads.into_iter().flatten().collect()
}
