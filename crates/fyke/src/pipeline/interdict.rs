//! From a traced case to a plan of what to stop: the wiring.

use super::Watch;
use super::load::{Loaded, load};
use super::parties::{Asked, Known, source_rule};
use super::vessels::Fleet;
use crate::screen::Outcome;
use fyke_model::date::Day;
use fyke_model::reference::Reference;
use fyke_store::Case;
use fyke_store::query::Tables;
use fyke_store::questions::{self, RowHandles};
use fyke_trace::interdict::{Network, NetworkInput, Plan, Settings, plan};
use fyke_trace::lanes::Cells;
use fyke_trace::party::Ranking;
use fyke_trace::party::TraceSettings;
use fyke_trace::party::family::Roles;
use fyke_trace::party::trace::rank;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The plan for one regime of a case.
#[derive(Serialize)]
pub struct Planned {
    /// The regime.
    pub regime: String,
    /// What values are counted in: a currency, or `kg`.
    pub unit: String,
    /// The last day of the twelve months that the plan was made from.
    pub seen_until: Option<Day>,
    /// The day of the decision.
    pub decided: Day,
    /// True where any row is from a simulated world.
    pub simulated: bool,
    /// Parties and dealings that were weighed.
    pub nodes: usize,
    /// Dealings.
    pub arcs: usize,
    /// Honest trade that it may lose; none: no limit.
    pub harm_limit: Option<f64>,
    /// Firms are acted on from this probability on.
    pub least_probability: f64,
    /// The plan.
    pub plan: Plan,
}

/// Plans for each regime of a case; none where no traced goods reach an end.
/// `ask` makes the settings of a network: the day of decision hangs on it.
pub fn plan_case(
    case: &Case,
    tables: &Tables,
    handles: &RowHandles,
    reference: &Reference,
    watches: &[Watch],
    ask: &dyn Fn(&Network) -> Settings,
) -> Outcome<Vec<Planned>> {
    let about = About::read(tables)?;
    let mut all = Vec::new();
    for watch in watches {
        let Some(loaded) = load(case, tables, handles, reference, watch, None)? else {
            continue;
        };
        let ranking = ranked(&loaded, tables, handles, reference, watch)?;
        let network = network(&loaded, &ranking, reference, watch, &about);
        if network.flow_value <= 0.0 {
            continue;
        }
        let settings = ask(&network);
        let currency = loaded.currency.map(|currency| currency.to_string());
        all.push(Planned {
            regime: watch.regime.id.clone(),
            unit: currency
                .filter(|_| network.in_money)
                .unwrap_or_else(|| "kg".to_owned()),
            seen_until: network.until,
            decided: settings.decided,
            simulated: handles.any_simulated(),
            nodes: network.nodes.len(),
            arcs: network.arcs.len(),
            harm_limit: settings.harm_limit.filter(|limit| limit.is_finite()),
            least_probability: settings.least_probability,
            plan: plan(&network, &settings),
        });
    }
    Ok(all)
}

/// Who passes diverted goods on, and how likely.
pub fn ranked(
    loaded: &Loaded,
    tables: &Tables,
    handles: &RowHandles,
    reference: &Reference,
    watch: &Watch,
) -> Outcome<Ranking> {
    let fleet = Fleet::read(tables, handles, reference)?;
    let figures = Cells::of(&questions::flows(tables, handles)?);
    let known = Known {
        fleet: &fleet,
        flows: &figures,
        workers: None,
    };
    let asked = Asked::of(loaded, tables, handles, reference, watch, known)?;
    let who = asked.who();
    Ok(rank(&asked.input(&who)))
}

/// The network of what was loaded and traced.
pub fn network(
    loaded: &Loaded,
    found: &Ranking,
    reference: &Reference,
    watch: &Watch,
    about: &About,
) -> Network {
    let parties = loaded.parties();
    let roles = Roles::new(&parties, &source_rule(reference, watch), &loaded.ends(watch));
    let numbers = 0..u32::try_from(parties.len()).unwrap_or(u32::MAX);
    let addresses: Vec<Option<String>> = numbers
        .clone()
        .map(|party| about.addresses.get(loaded.entity(party)).cloned())
        .collect();
    let persons: Vec<bool> = numbers
        .map(|party| about.persons.contains(loaded.entity(party)))
        .collect();
    Network::build(&NetworkInput {
        index: &loaded.index,
        parties: &parties,
        roles: &roles,
        units: &found.units,
        coverage: found.coverage,
        addresses: &addresses,
        persons: &persons,
        until: None,
        half_life_days: TraceSettings::default().half_life_days,
    })
}

/// What registers say of entities.
#[derive(Default)]
pub struct About {
    addresses: BTreeMap<String, String>,
    persons: BTreeSet<String>,
}

impl About {
    /// Reads addresses, and who is a natural person.
    pub fn read(tables: &Tables) -> Outcome<About> {
        let sql = |what: &str, filter: &str| {
            format!(
                "select m.entity, {what} from members m \
                 join statements s on m.dataset = s.dataset and m.entity_id = s.entity_id \
                 where {filter} group by m.entity"
            )
        };
        let mut about = About::default();
        let addresses = sql("min(s.value)", "s.prop = 'address' and length(s.value) > 8");
        for cells in tables.ask(&addresses)?.texts()? {
            if let [Some(entity), Some(address)] = cells.as_slice() {
                about.addresses.insert(entity.clone(), folded(address));
            }
        }
        let persons = sql("min(s.schema)", "s.schema = 'Person'");
        for cells in tables.ask(&persons)?.texts()? {
            about.persons.extend(cells.into_iter().next().flatten());
        }
        Ok(about)
    }
}

/// An address without case, marks and doubled blanks, so that two spellings meet.
fn folded(address: &str) -> String {
    let plain: String = address
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn two_spellings_of_an_address_meet() {
        assert_eq!(
            super::folded("Unit 5, 135  Bonham Strand"),
            super::folded("unit 5 / 135 BONHAM strand")
        );
    }
}
