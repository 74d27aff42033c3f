//! Consignments to party leads.

use super::load::{Loaded, load};
use super::{Watch, register};
use crate::screen::Outcome;
use fyke_model::country::Country;
use fyke_model::dataset::Handling;
use fyke_model::lead::{GoodsFamily, Lead, LeadRow, Place, Subject};
use fyke_model::reference::{Reference, Role};
use fyke_store::query::Tables;
use fyke_store::questions::RowHandles;
use fyke_trace::party::dependence::Coverage;
use fyke_trace::party::family::Roles;
use fyke_trace::party::goods::goods_of;
use fyke_trace::party::{Ends, Party, PartyLead, SourceRule, Trace, TraceInput, TraceSettings, trace};
use fyke_trace::who::voyages::Voyages;
use fyke_trace::who::{Activity, Question, Register, Who, activities};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// What the consignments of a case gave.
#[derive(Default)]
pub struct Parties {
    /// The leads.
    pub leads: Vec<Lead>,
    /// What to know.
    pub notes: Vec<String>,
}

/// Reads the consignments of a case and traces their goods.
pub fn find(tables: &Tables, handles: &RowHandles, reference: &Reference, watch: &Watch) -> Outcome<Parties> {
    let Some(loaded) = load(tables, handles, reference, watch)? else {
        return Ok(Parties::default());
    };
    let asked = Asked::of(&loaded, tables, handles, reference, watch)?;
    let who = asked.who();
    let found = trace(&asked.input(&who));
    let leads = found
        .leads
        .iter()
        .map(|lead| to_lead(lead, &found, &loaded, handles, reference, watch))
        .collect();
    Ok(Parties { leads, notes: vec![] })
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

/// How a case is traced.
pub fn settings(watch: &Watch) -> TraceSettings {
    TraceSettings {
        measure_day: watch.regime.from,
        coverage: watch.coverage.map_or(Coverage::Estimated, Coverage::Given),
        ..TraceSettings::default()
    }
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
    voyages: Voyages,
    question: Question,
}

impl<'a> Asked<'a> {
    /// What a watch asks, with what registers, lists and payments say of the
    /// parties.
    pub fn of(
        loaded: &'a Loaded,
        tables: &Tables,
        handles: &RowHandles,
        reference: &'a Reference,
        watch: &Watch,
    ) -> Outcome<Asked<'a>> {
        let (parties, rule, ends) = (
            loaded.parties(),
            source_rule(reference, watch),
            loaded.ends(watch),
        );
        let roles = Roles::new(&parties, &rule, &ends);
        let last_day = loaded.index.day.iter().max().copied().unwrap_or(0);
        Ok(Asked {
            activities: activities(&loaded.index, &roles),
            register: register::read(tables, handles, loaded, reference, watch)?,
            voyages: Voyages::default(),
            question: Question {
                measure_day: watch.regime.from,
                as_of: loaded.index.date_of(last_day),
                embargoed: watch.regime.ends.clone(),
            },
            settings: settings(watch),
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
            &self.voyages,
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

fn to_lead(
    lead: &PartyLead,
    found: &Trace,
    loaded: &Loaded,
    handles: &RowHandles,
    reference: &Reference,
    watch: &Watch,
) -> Lead {
    let country = loaded.country(lead.party);
    let name = loaded.name(lead.party).to_owned();
    let entity = loaded.entity(lead.party);
    let family = format!("{:04}", lead.family);
    let end = lead
        .end
        .or(watch.regime.ends.first().copied())
        .unwrap_or(super::regime::EU);
    let rows = lead.rows.iter().filter_map(|used| {
        let row = handles.row(used.row)?;
        Some(LeadRow {
            typology: used.typology.to_owned(),
            role: used.role.to_owned(),
            row,
        })
    });
    let country_text = country.map_or_else(String::new, |c| c.to_string());
    Lead {
        id: id(&[entity, &country_text, &family, &watch.regime.id]),
        subject: Subject::Party { name, country, end },
        goods: GoodsFamily {
            profiles: watch.profiles_with(|code| {
                goods_of(code, &reference.concordance, &BTreeSet::new()).family == lead.family
            }),
            title: reference
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
        value: None,
        place: Place::default(),
        coverage: Some(found.coverage),
        sentence: lead.sentence.clone(),
        reasons: lead.reasons.clone(),
        innocent: lead.innocent.clone(),
        rows: rows.collect(),
        handling: lead
            .rows
            .iter()
            .map(|used| handles.handling(used.row))
            .max()
            .unwrap_or(Handling::Open),
        simulated: lead.rows.iter().any(|used| handles.is_simulated(used.row)),
    }
}

/// Ten characters that are the same whenever the parts are.
fn id(parts: &[&str]) -> String {
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
