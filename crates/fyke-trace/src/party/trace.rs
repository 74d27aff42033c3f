//! The one entry point: from an index of consignments to reasoned leads.
//!
//! Family by family: the screen gives units, every unit gets its evidence,
//! then all units of all families are ranked together ([`rank`]), because the
//! prior of a family with little data leans on the others. Of a unit only its
//! numbers are kept, so a hundred million rows fit in memory. Only the leads
//! that will be shown are told ([`tell`]). The order is by score, then party,
//! then family, so two runs give the same queue.
//!
//! Once it is known what units are judged against ([`prepare`]), no family needs
//! another until all are ranked: [`examine_spans`] looks at some families, wherever
//! and in whatever parts, and [`rank_with`] ranks what came of all.
//!
//! ```text
//! prepare -> examine_spans, family by family -> rank_with -> tell
//! ```
//!
//! What registers say of a party hangs on no family, so it is looked up when all are
//! ranked, where the registers are; [`part`] is what else some families need.

pub mod bytes;
pub mod part;

use super::company::{self, Tie, ties};
use super::dependence::{Coverage, Prior, Sellers};
use super::evidence::{Evidence, Frame, gather, look_up, usual_prices_ln};
use super::explain::explain;
use super::family::{Ends, Family, Party, Roles, Scratch, SourceRule};
use super::finding::Ask;
use super::index::EventIndex;
use super::kinds::{Kernel, Kind, fusion_parameter};
use super::opening::may_open;
use super::patterns::context::Context;
use super::patterns::context::confusable::Confusable;
use super::rank::Model;
use super::taint::Decay;
use super::unit::{Dealings, screen};
use crate::who::register::Schema;
use crate::who::{Who, WhoKind};
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
    /// What registers, lists, payments and ships say of the parties, where the
    /// case knows.
    pub who: Option<&'a Who<'a>>,
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
    /// Place of the family in the index's spans.
    pub span: u32,
    /// It has rows of its own into an end.
    pub direct: bool,
    /// What speaks for and against.
    pub evidence: Evidence,
    /// Whom it shares its goods with.
    pub ties: Vec<Tie>,
    /// Declared value of its rows into ends or on the way to them, in whole
    /// units of the index's currency, to three digits; none where none is declared.
    pub value: Option<f64>,
    /// Sum of the weights of evidence, in natural log-odds.
    pub score: f64,
    /// Calibrated probability at the estimated base rate.
    pub probability: f64,
    /// Its reasons are such that it may be listed: see [`super::opening`].
    pub may_open: bool,
}

/// The part a row plays in a lead.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TracedRow {
    /// The caller's number of the row.
    pub row: u32,
    /// The reason it supports.
    pub typology: &'static str,
    /// `in` or `out` of a consignment; `register`, `list`, `payment`, `position`
    /// of a row of the register, which is numbered apart.
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
    /// Declared value of the same rows, in whole units, to three digits.
    pub value: Option<f64>,
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
    /// Every candidate, strongest first; those that may not open a lead last.
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
    pub span: u32,
    /// It has rows of its own into an end.
    pub direct: bool,
    /// Declared value of its rows to ends.
    pub value: Option<f64>,
    /// What speaks for and against.
    pub evidence: Evidence,
    /// Whom it shares its goods with.
    pub ties: Vec<Tie>,
}

/// Candidates with their evidence, those of each family one after the other.
#[derive(Clone, Debug)]
pub struct Examination {
    /// Every candidate.
    pub units: Vec<Examined>,
    /// Coverage used, given or estimated.
    pub coverage: f64,
}

/// What all units are judged against, whichever families are at hand.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Coverage to use, given or estimated.
    pub coverage: f64,
    prior: Prior,
    context: Context,
    usual_prices_ln: Vec<f64>,
}

impl Prepared {
    fn frame<'a>(&'a self, input: &'a TraceInput<'a>) -> Frame<'a> {
        Frame::with_prices(input, &self.prior, self.coverage, self.usual_prices_ln.clone())
    }
}

/// Candidates in the order of the queue, none of them told yet.
#[derive(Clone, Debug)]
pub struct Ranking {
    /// Strongest first; those that may not open a lead last.
    pub units: Vec<RankedUnit>,
    /// Coverage used, given or estimated.
    pub coverage: f64,
    /// Share of the units estimated to carry diverted goods.
    pub base_rate: f64,
    // what was gathered to rank serves to tell
    prepared: Prepared,
    roles: Roles,
}

/// Traces goods through parties and tells the strongest. See the file's head.
pub fn trace(input: &TraceInput<'_>) -> Trace {
    let ranking = rank(input);
    let open = ranking.units.iter().filter(|unit| unit.may_open).count();
    let chosen: Vec<usize> = (0..open.min(input.settings.leads_max)).collect();
    Trace {
        leads: tell(input, &ranking, &chosen),
        units: ranking.units,
        coverage: ranking.coverage,
        base_rate: ranking.base_rate,
    }
}

/// Ranks every candidate, and tells none.
pub fn rank(input: &TraceInput<'_>) -> Ranking {
    let roles = roles(input);
    let prepared = prepare(input, &roles);
    let units = examine_spans(input, &roles, &prepared, &all_spans(input.index));
    rank_with(input, roles, prepared, units)
}

/// Ranks candidates of all families that [`examine_spans`] found in parts, however
/// the families were dealt to the parts: what [`rank`] gives. `roles` and `prepared`
/// are those of [`roles()`] and [`prepare`].
pub fn rank_with(
    input: &TraceInput<'_>,
    roles: Roles,
    prepared: Prepared,
    mut units: Vec<Examined>,
) -> Ranking {
    let model = &input.settings.model;
    // sums over all units are in one order; within a family they have theirs
    units.sort_by_key(|unit| unit.span);
    fill(&mut units, input);
    let weighed = model.weigh(units.iter().map(|unit| &unit.evidence), prepared.coverage);
    let mut units: Vec<RankedUnit> = units
        .into_iter()
        .zip(weighed.score.iter().zip(&weighed.probability))
        .map(|(unit, (score, probability))| RankedUnit {
            party: unit.party,
            family: family_id(input.index, unit.span),
            span: unit.span,
            direct: unit.direct,
            value: unit.value,
            score: *score,
            probability: *probability,
            may_open: may_open(&unit.evidence, &model.weights_of(&unit.evidence))
                && !is_person(input, unit.party),
            evidence: unit.evidence,
            ties: unit.ties,
        })
        .collect();
    units.sort_by(|a, b| {
        (b.may_open.cmp(&a.may_open))
            .then(b.score.total_cmp(&a.score))
            .then((a.party, a.span).cmp(&(b.party, b.span)))
    });
    Ranking {
        units,
        coverage: prepared.coverage,
        base_rate: weighed.base_rate,
        prepared,
        roles,
    }
}

/// Who plays which part, with the parties that registers or lists say enough of
/// to look at their trade whatever the flow says.
pub fn roles(input: &TraceInput<'_>) -> Roles {
    let roles = Roles::new(input.parties, input.rule, input.ends);
    let Some(who) = input.who else {
        return roles;
    };
    let naming: Vec<WhoKind> = Kind::all()
        .filter(|kind| kind.names_candidates())
        .filter_map(|kind| match kind.kernel() {
            Kernel::Who(kind) => Some(kind),
            Kernel::Flow(_) | Kernel::Unit(_) | Kernel::Pattern(_) | Kernel::Company => None,
        })
        .collect();
    let least = fusion_parameter("naming_strength_min");
    let named = |party: u32| {
        naming
            .iter()
            .any(|kind| kind.find(party, who, Ask::Weigh).strength >= least)
    };
    roles.with_named((0..input.index.party_count).map(named).collect())
}

/// No lead is ever about a natural person: a party that the register knows as
/// one is weighed by nobody.
fn is_person(input: &TraceInput<'_>, party: u32) -> bool {
    input.who.is_some_and(|who| {
        let node = who
            .register
            .node_of(party)
            .and_then(|node| who.register.node(node));
        node.is_some_and(|node| node.schema == Schema::Person)
    })
}

fn family_id(index: &EventIndex, span: u32) -> u32 {
    index
        .spans
        .get(span as usize)
        .map_or(0, |span| index.goods.family_id(span.family))
}

/// Every candidate with its evidence. Two rounds over the families, neither of
/// which holds more than the family at hand: the first adds up what the priors
/// need, the second judges against them. Then each looks at its neighbours.
pub fn examine(input: &TraceInput<'_>, roles: &Roles) -> Examination {
    let prepared = prepare(input, roles);
    let mut units = examine_spans(input, roles, &prepared, &all_spans(input.index));
    fill(&mut units, input);
    Examination {
        units,
        coverage: prepared.coverage,
    }
}

/// What units have beside their own rows: what is known of the party, then how those
/// look that it shares its goods with.
fn fill(units: &mut [Examined], input: &TraceInput<'_>) {
    if let Some(who) = input.who {
        look_up(units, who);
    }
    company::fill(units, &input.settings.model);
}

/// The first round: what units are judged against, over all families.
pub fn prepare(input: &TraceInput<'_>, roles: &Roles) -> Prepared {
    let mut scratch = Scratch::new(input.index.party_count);
    let mut sellers = Sellers::default();
    for span in &input.index.spans {
        sellers.add(&Family::open(input.index, *span, roles, &mut scratch));
    }
    let coverage = sellers.coverage(input.settings.coverage);
    Prepared {
        coverage,
        prior: sellers.prior(coverage),
        context: Context::new(input, roles, Confusable::shipped()),
        usual_prices_ln: usual_prices_ln(input.index),
    }
}

/// The second round, for some families by their places in the index's spans: their
/// candidates, family by family in the order asked for, with what their rows say:
/// none was looked up in a register or has looked at its neighbours yet. A place that
/// the index has not is left out.
pub fn examine_spans(
    input: &TraceInput<'_>,
    roles: &Roles,
    prepared: &Prepared,
    spans: &[u32],
) -> Vec<Examined> {
    let decay = Decay::half_life_days(input.settings.half_life_days);
    let frame = prepared.frame(input);
    let mut scratch = Scratch::new(input.index.party_count);
    let mut units = Vec::new();
    for at in spans {
        let Some(span) = input.index.spans.get(*at as usize) else {
            continue;
        };
        let family = Family::open(input.index, *span, roles, &mut scratch);
        let examined = screen(&family, &decay).into_iter().map(|unit| Examined {
            party: unit.party,
            span: *at,
            direct: unit.direct,
            value: value(&unit),
            evidence: gather(&unit, &frame, &prepared.context),
            ties: ties(&unit),
        });
        units.extend(examined);
    }
    units
}

fn all_spans(index: &EventIndex) -> Vec<u32> {
    (0..index.spans.len() as u32).collect()
}

/// To three digits: a declared value is kept to a thousandth, and no more is
/// claimed.
fn value(unit: &Dealings) -> Option<f64> {
    let sum: f64 = unit.to_ends().map(|m| f64::from(m.value)).sum();
    let unit = 10f64.powf(sum.max(1e-9).log10().floor() - 2.0);
    (sum > 0.0).then(|| (sum / unit).round() * unit)
}

/// Tells the leads about the candidates at these places of the queue, in that
/// order.
pub fn tell(input: &TraceInput<'_>, ranking: &Ranking, chosen: &[usize]) -> Vec<PartyLead> {
    let (roles, context) = (&ranking.roles, &ranking.prepared.context);
    let decay = Decay::half_life_days(input.settings.half_life_days);
    let frame = ranking.prepared.frame(input);
    let mut scratch = Scratch::new(input.index.party_count);
    let mut leads: Vec<Option<PartyLead>> = vec![None; chosen.len()];
    let unit_at = |place: usize| chosen.get(place).and_then(|at| ranking.units.get(*at));
    let mut spans: Vec<u32> = (0..chosen.len())
        .filter_map(unit_at)
        .map(|unit| unit.span)
        .collect();
    spans.sort_unstable();
    spans.dedup();
    for at in spans {
        let Some(span) = input.index.spans.get(at as usize) else {
            continue;
        };
        let family = Family::open(input.index, *span, roles, &mut scratch);
        let units = screen(&family, &decay);
        for (place, lead) in leads.iter_mut().enumerate() {
            let Some(ranked) = unit_at(place).filter(|unit| unit.span == at) else {
                continue;
            };
            let unit = units.iter().find(|unit| unit.party == ranked.party);
            *lead = unit.map(|unit| explain(&frame, context, &family, unit, ranked, &input.settings.model));
        }
    }
    leads.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests;
