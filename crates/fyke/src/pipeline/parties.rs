//! Consignments to party leads.

use super::elsewhere::Elsewhere;
use super::load::{Loaded, load};
use super::payments::Payments;
use super::said::{self, SaidOf};
use super::vessels::Fleet;
use super::{Watch, official, register};
use crate::kernels::families;
use crate::screen::Outcome;
use fyke_model::country::Country;
use fyke_model::dataset::Handling;
use fyke_model::lead::{GoodsFamily, Lead, LeadRow, Place, Reason, Subject};
use fyke_model::money::{Amount, Currency};
use fyke_model::reference::{Reference, Role};
use fyke_store::Case;
use fyke_store::query::Tables;
use fyke_store::questions::RowHandles;
use fyke_trace::lanes::Cells;
use fyke_trace::party::dependence::Coverage;
use fyke_trace::party::family::Roles;
use fyke_trace::party::goods::goods_of;
use fyke_trace::party::queue::{self, Placed, Waiting};
use fyke_trace::party::trace::{rank, tell};
use fyke_trace::party::{Ends, Party, PartyLead, RankedUnit, SourceRule, TraceInput, TraceSettings};
use fyke_trace::who::voyages::Voyages;
use fyke_trace::who::{Activity, Question, Register, Who, activities_of, end_sellers};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};

/// What the consignments of a case gave.
#[derive(Default)]
pub struct Parties {
    /// The leads.
    pub leads: Vec<Lead>,
    /// What to know.
    pub notes: Vec<String>,
}

/// What earlier traces showed, by the id of the lead.
#[derive(Default)]
pub struct Earlier {
    /// The leads of the last trace.
    pub shown: HashMap<String, Lead>,
    /// Leads that a person decided.
    pub decided: BTreeSet<String>,
    /// The last trace saw what this one sees: nothing has become less new.
    pub same_inputs: bool,
}

impl Earlier {
    /// How new a lead of this id and value is.
    fn novelty(&self, id: &str, value: Option<f64>) -> f64 {
        let Some(lead) = self.shown.get(id) else {
            return 1.0;
        };
        let decided = self.decided.contains(id);
        if self.same_inputs && !decided {
            return lead.place.novelty;
        }
        let earlier = lead.value.map(|amount| amount.minor as f64 / 100.0);
        queue::novelty(value, earlier, decided)
    }
}

/// Reads the consignments of a case and traces their goods.
pub fn find(
    case: &Case,
    tables: &Tables,
    handles: &RowHandles,
    reference: &Reference,
    watch: &Watch,
    known: Known<'_>,
    earlier: &Earlier,
) -> Outcome<Parties> {
    let Some(loaded) = load(case, tables, handles, reference, watch, known.workers)? else {
        return Ok(Parties::default());
    };
    let asked = Asked::of(&loaded, tables, handles, reference, watch, known)?;
    let who = asked.who();
    let input = asked.input(&who);
    let ranking = match known.workers {
        None => rank(&input),
        Some(workers) => families::elsewhere(&input, workers)?,
    };
    let open: Vec<&RankedUnit> = ranking.units.iter().filter(|unit| unit.may_open).collect();
    let waiting: Vec<Waiting> = open
        .iter()
        .map(|unit| Waiting {
            probability: unit.probability,
            value: unit.value,
            novelty: earlier.novelty(&lead_id(&loaded, unit.party, unit.family, watch), unit.value),
        })
        .collect();
    // the same data give the same draw
    let seed = SEED ^ (loaded.index.len() as u64) ^ ((waiting.len() as u64) << 32);
    let queue = queue::queue(&waiting, input.settings.leads_max, seed);
    // candidates that may open come first, in the same order
    let chosen: Vec<usize> = queue.iter().map(|placed| placed.at).collect();
    let currency = loaded.currency;
    let maker = Maker {
        loaded: &loaded,
        handles,
        reference,
        watch,
        coverage: ranking.coverage,
        currency,
        said: SaidOf::read(case, tables, handles, reference)?,
    };
    let told = tell(&input, &ranking, &chosen);
    let place_of: HashMap<(u32, u32), &Placed> = queue
        .iter()
        .filter_map(|placed| {
            open.get(placed.at)
                .map(|unit| ((unit.party, unit.family), placed))
        })
        .collect();
    let leads = told
        .iter()
        .filter_map(|lead| Some(maker.lead(lead, place_of.get(&(lead.party, lead.family))?)))
        .collect();
    Ok(Parties { leads, notes: vec![] })
}

/// Where the draws from below the cut begin: any number will do, the same on every run.
const SEED: u64 = 20_220_224;

/// The id of the lead about a party in its dealings with a family of goods.
fn lead_id(loaded: &Loaded, party: u32, family: u32, watch: &Watch) -> String {
    let country = loaded.country(party).map_or_else(String::new, |c| c.to_string());
    let family = format!("{family:04}");
    id(&[loaded.entity(party), &country, &family, &watch.regime.id])
}

/// Where listed goods start from: the coalition.
pub fn source_rule(reference: &Reference, watch: &Watch) -> SourceRule {
    let mut countries: Vec<Country> = reference
        .jurisdictions
        .all()
        .iter()
        .filter(|row| row.role == Role::Coalition)
        .map(|row| row.country)
        .collect();
    countries.retain(|country| !watch.regime.ends.contains(country));
    countries.dedup();
    SourceRule {
        countries,
        by_origin: false,
    }
}

/// How a case is traced, with the share of trade that official statistics say
/// is seen; what a person says of it comes first.
fn settings(watch: &Watch, official: Option<f64>) -> TraceSettings {
    let known = watch.coverage.or(official);
    TraceSettings {
        measure_day: watch.regime.from,
        coverage: known.map_or(Coverage::Estimated, Coverage::Given),
        ..TraceSettings::default()
    }
}

/// What a case holds beside consignments, read once for all regimes.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The ships.
    pub fleet: &'a Fleet,
    /// Official statistics, added up.
    pub flows: &'a Cells,
    /// Who else may work, where anybody may.
    pub workers: Option<&'a Elsewhere>,
}

/// What a trace of loaded consignments is asked, with all that it borrows.
pub struct Asked<'a> {
    loaded: &'a Loaded,
    reference: &'a Reference,
    parties: Vec<Party<'a>>,
    rule: SourceRule,
    ends: Ends,
    settings: TraceSettings,
    register: Register,
    activities: Vec<Activity>,
    voyages: &'a Voyages,
    question: Question,
}

impl<'a> Asked<'a> {
    /// What a watch asks, with what registers, lists and payments say of the
    /// parties, and where their ships were.
    pub fn of(
        loaded: &'a Loaded,
        tables: &Tables,
        handles: &RowHandles,
        reference: &'a Reference,
        watch: &Watch,
        known: Known<'a>,
    ) -> Outcome<Asked<'a>> {
        let (parties, rule, ends) = (
            loaded.parties(),
            source_rule(reference, watch),
            loaded.ends(watch),
        );
        let roles = Roles::new(&parties, &rule, &ends);
        let official = match watch.coverage {
            Some(_) => None,
            None => official::coverage(loaded, known.flows, reference, watch),
        };
        let last_day = loaded.index.day.iter().max().copied().unwrap_or(0);
        let (payments, ships) = (Payments::read(tables, handles, loaded)?, &known.fleet.ships);
        let register = register::read(&payments, tables, handles, loaded, reference, ships)?;
        // what registers say is weighed for their own parties alone, beside how many sell to ends
        let mut wanted = end_sellers(&loaded.index, &roles);
        for (party, wanted) in (0..).zip(&mut wanted) {
            *wanted |= !register.is_bare(party);
        }
        let wanted = |party: u32| wanted.get(party as usize).copied().unwrap_or(false);
        Ok(Asked {
            activities: activities_of(&loaded.index, &roles, wanted),
            register,
            voyages: &known.fleet.voyages,
            question: Question {
                measure_day: watch.regime.from,
                as_of: loaded.index.date_of(last_day),
                embargoed: watch.regime.ends.clone(),
            },
            settings: settings(watch, official.map(|lanes| lanes.global())),
            loaded,
            reference,
            parties,
            rule,
            ends,
        })
    }

    /// The register, judged.
    pub fn who(&self) -> Who<'_> {
        Who::judge(
            &self.register,
            &self.activities,
            self.voyages,
            self.question.clone(),
        )
    }

    /// The question.
    pub fn input<'s>(&'s self, who: &'s Who<'s>) -> TraceInput<'s> {
        TraceInput {
            index: &self.loaded.index,
            parties: &self.parties,
            rule: &self.rule,
            ends: &self.ends,
            headings: &self.reference.headings,
            who: Some(who),
            settings: &self.settings,
        }
    }
}

/// What makes leads of what was told.
struct Maker<'a> {
    loaded: &'a Loaded,
    handles: &'a RowHandles,
    reference: &'a Reference,
    watch: &'a Watch,
    coverage: f64,
    /// The one currency of the values, where values are compared at all.
    currency: Option<Currency>,
    /// What accepted facts of texts say.
    said: SaidOf,
}

impl Maker<'_> {
    fn lead(&self, lead: &PartyLead, placed: &Placed) -> Lead {
        let (loaded, handles, watch) = (self.loaded, self.handles, self.watch);
        let family = format!("{:04}", lead.family);
        let end = lead
            .end
            .or(watch.regime.ends.first().copied())
            .unwrap_or(super::regime::EU);
        let beside = self.said.beside(loaded, lead);
        let told = beside.iter().map(|told| (said::NAMED, "told", told.row));
        let rows = lead.rows.iter().map(|used| (used.typology, used.role, used.row));
        let rows = rows.chain(told.clone()).filter_map(|(typology, role, row)| {
            Some(LeadRow {
                typology: typology.to_owned(),
                role: role.to_owned(),
                row: handles.row(row)?,
            })
        });
        let mut reasons = lead.reasons.clone();
        reasons.extend(
            beside
                .iter()
                .map(|told| Reason::new(said::NAMED, 0.0, told.sentence.clone())),
        );
        let behind = || {
            lead.rows
                .iter()
                .map(|used| used.row)
                .chain(told.clone().map(|(.., row)| row))
        };
        let amount = |value: f64| {
            Some(Amount {
                minor: (value * 100.0).round() as i64,
                currency: self.currency?,
            })
        };
        let goods_family = |code| goods_of(code, &self.reference.concordance, &BTreeSet::new()).family;
        Lead {
            id: lead_id(loaded, lead.party, lead.family, watch),
            subject: Subject::Party {
                name: loaded.name(lead.party).to_owned(),
                country: loaded.country(lead.party),
                end,
            },
            goods: GoodsFamily {
                profiles: watch.profiles_with(|code| goods_family(code) == lead.family),
                title: self
                    .reference
                    .headings
                    .name(lead.family)
                    .map_or_else(|| format!("goods of HS {family}"), str::to_owned),
                id: family,
            },
            from: lead.from.month(),
            to: lead.to.month(),
            regime: watch.regime.id.clone(),
            score: lead.score,
            probability: Some(lead.probability),
            value: lead.value.and_then(amount),
            place: Place {
                novelty: placed.novelty,
                priority: placed.priority,
                explored: placed.drawn_with.is_some(),
                drawn_with: placed.drawn_with,
            },
            coverage: Some(self.coverage),
            sentence: lead.sentence.clone(),
            reasons,
            innocent: lead.innocent.clone(),
            rows: rows.collect(),
            handling: behind()
                .map(|row| handles.handling(row))
                .max()
                .unwrap_or(Handling::Open),
            simulated: behind().any(|row| handles.is_simulated(row)),
        }
    }
}

/// Ten characters that are the same whenever the parts are.
pub(super) fn id(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    let alphabet = b"abcdefghjkmnpqrstuvwxyz023456789";
    hasher
        .finalize()
        .iter()
        .take(10)
        .map(|byte| char::from(alphabet[usize::from(byte % 32)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_hangs_on_its_parts_alone() {
        assert_eq!(id(&["a", "b"]), id(&["a", "b"]));
        assert_ne!(id(&["a", "b"]), id(&["ab", ""]));
        assert_eq!(id(&["a"]).len(), 10);
    }
}
