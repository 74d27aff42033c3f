//! What accepted facts say of the parties of a lead, and of those it shares the
//! cited goods with.
//!
//! Shown and never weighed: a sentence in a paper was measured nowhere, so it adds
//! nothing to a score and opens no lead (decision 0011). It stands beside the
//! reasons with its place, as a row that leads to the document. Stakes and offices
//! of accepted facts reach the register like those of any file, see
//! [`super::register::ties`].

use super::facts::{DATASET, goods};
use super::load::Loaded;
use crate::screen::Outcome;
use fyke_model::reference::Reference;
use fyke_store::Case;
use fyke_store::known::{Members, handle};
use fyke_store::query::Tables;
use fyke_store::questions::RowHandles;
use fyke_trace::party::PartyLead;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The id under which leads name it.
pub const NAMED: &str = "F03";

/// What it is called.
pub const NAME: &str = "named in a fact that a person accepted";

/// Sentences beside one lead: more are found with the entity.
const TOLD_MAX: usize = 5;

/// Characters of a sentence beside a lead.
const QUOTED_MAX: usize = 400;

/// Links of these properties lead to who or what a fact is about.
const ENDS: [&str; 8] = [
    "subject",
    "object",
    "owner",
    "asset",
    "director",
    "organization",
    "agent",
    "client",
];

/// One accepted fact.
#[derive(Default)]
struct Told {
    summary: String,
    publisher: String,
    description: String,
    ends: BTreeSet<String>,
    /// Its first row.
    row: Option<u32>,
    headings: BTreeSet<String>,
}

/// Accepted facts by the entities that they name.
#[derive(Default)]
pub struct SaidOf {
    told: Vec<Told>,
    of: BTreeMap<String, Vec<usize>>,
}

/// A sentence beside a lead, and its row.
pub struct Beside {
    pub sentence: String,
    pub row: u32,
}

impl SaidOf {
    /// Reads them; most cases have none.
    pub fn read(
        case: &Case,
        tables: &Tables,
        handles: &RowHandles,
        reference: &Reference,
    ) -> Outcome<SaidOf> {
        if !case.files()?.iter().any(|file| file.dataset.starts_with(DATASET)) {
            return Ok(SaidOf::default());
        }
        let sql = format!(
            "select dataset, entity_id, prop, value, file, row from statements \
             where starts_with(dataset, '{DATASET}') order by dataset, file, row, prop, value"
        );
        let mut rows: BTreeMap<(String, String, u64), Vec<(String, String)>> = BTreeMap::new();
        let mut names: HashMap<(String, String), String> = HashMap::new();
        for cells in tables.ask(&sql)?.texts()? {
            let cell = |at: usize| {
                cells
                    .get(at)
                    .and_then(Option::as_deref)
                    .unwrap_or_default()
                    .to_owned()
            };
            let (dataset, prop, value) = (cell(0), cell(2), cell(3));
            if prop == "name" {
                names.insert((dataset.clone(), cell(1)), value.clone());
            }
            let row = cell(5).parse().unwrap_or(0);
            rows.entry((dataset, cell(4), row))
                .or_default()
                .push((prop, value));
        }
        let mut facts: BTreeMap<(String, String), Told> = BTreeMap::new();
        let words = goods(reference);
        for ((dataset, file, row), props) in rows {
            let value = |wanted: &str| {
                props
                    .iter()
                    .find(|(prop, _)| prop == wanted)
                    .map(|(_, value)| value)
            };
            let (Some(fact), Some(summary)) = (value("recordId"), value("summary")) else {
                continue;
            };
            let told = facts.entry((dataset.clone(), fact.clone())).or_default();
            told.summary.clone_from(summary);
            told.publisher = value("publisher").cloned().unwrap_or_default();
            told.description = value("description").cloned().unwrap_or_default();
            told.row = told.row.or_else(|| handle(handles, &file, row));
            for (_, end) in props.iter().filter(|(prop, _)| ENDS.contains(&prop.as_str())) {
                let end = (dataset.clone(), end.clone());
                if let Some(name) = names.get(&end).filter(|_| end.1.starts_with("said-goods-")) {
                    told.headings.extend(words.headings(name));
                }
                told.ends.insert(end.1);
            }
        }
        let mut said = SaidOf::default();
        if facts.is_empty() {
            return Ok(said);
        }
        let members = Members::read(tables)?;
        for ((dataset, _), told) in facts {
            let at = said.told.len();
            let entities: BTreeSet<&str> = told
                .ends
                .iter()
                .filter_map(|end| members.entity(&dataset, end))
                .collect();
            for entity in entities {
                said.of.entry(entity.to_owned()).or_default().push(at);
            }
            said.told.push(told);
        }
        Ok(said)
    }

    /// What is said of the party of a lead, then of whom the cited rows bind it to.
    pub fn beside(&self, loaded: &Loaded, lead: &PartyLead) -> Vec<Beside> {
        if self.told.is_empty() {
            return vec![];
        }
        let mut parties = vec![lead.party];
        let cited: BTreeSet<u32> = lead
            .rows
            .iter()
            .filter(|used| matches!(used.role, "in" | "out"))
            .map(|used| used.row)
            .collect();
        let index = &loaded.index;
        let mut partners = BTreeSet::new();
        for (row, ends) in index.row.iter().zip(index.src.iter().zip(&index.dst)) {
            if cited.contains(row) {
                partners.extend([*ends.0, *ends.1]);
            }
        }
        partners.remove(&lead.party);
        parties.extend(partners);
        let mut seen = BTreeSet::new();
        let mut beside = Vec::new();
        for party in parties {
            for &at in self.of.get(loaded.entity(party)).into_iter().flatten() {
                let told = self.told.get(at).filter(|_| seen.insert(at));
                let Some((told, row)) = told.and_then(|told| Some((told, told.row?))) else {
                    continue;
                };
                beside.push(Beside {
                    sentence: sentence(loaded, lead, party, told),
                    row,
                });
            }
        }
        beside.truncate(TOLD_MAX);
        beside
    }
}

fn sentence(loaded: &Loaded, lead: &PartyLead, party: u32, told: &Told) -> String {
    let name = loaded.name(party);
    let who = match party == lead.party {
        true => name.to_owned(),
        false => format!(
            "{name}, who deals with {} in these goods,",
            loaded.name(lead.party)
        ),
    };
    let quoted = match told.summary.char_indices().nth(QUOTED_MAX) {
        Some((end, _)) => format!("{} ...", told.summary.get(..end).unwrap_or_default()),
        None => told.summary.clone(),
    };
    let family = format!("{:04}", lead.family);
    let goods = match told.headings.contains(&family) {
        true => " Its words are those of these goods.",
        false => "",
    };
    format!(
        "{who} is named in what a text says and a person accepted: \"{quoted}\" ({}, {}).{goods} It weighs nothing here.",
        told.publisher,
        told.description.trim_end_matches('.')
    )
}
