//! The records of a case that can be the same thing: entities of its lists and
//! registers, and the parties that its consignments declare.

use super::issued;
use crate::screen::Outcome;
use fyke_model::country::Country;
use fyke_model::dataset::Handling;
use fyke_model::reference::Reference;
use fyke_model::statement::Statement;
use fyke_resolve::entity::{Entity, from_statements};
use fyke_resolve::name::Bearer;
use fyke_resolve::text::fold;
use fyke_store::query::Tables;
use fyke_store::questions::{self, RowHandles};
use fyke_store::resolved::{PartyRow, record_key};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

/// FollowTheMoney schemas of things that have a name and can meet themselves
/// again on another list; the rest (sanctions, addresses, ownership) only says
/// something of them.
const NAMED_THINGS: [&str; 9] = [
    "Person",
    "LegalEntity",
    "Organization",
    "Company",
    "PublicBody",
    "Vessel",
    "Airplane",
    "Vehicle",
    "Asset",
];

/// The schema of a party of which a declaration says no more than name and country.
const DECLARED: &str = "LegalEntity";

/// What the tables say of a record beside what resolving compares.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct About {
    /// Strictest label of its rows.
    pub handling: Handling,
    /// A sanction points at it, or its topics say so.
    pub listed: bool,
    /// Its first country, as a code.
    pub country: Option<Country>,
}

/// Records with what the tables say of them, by number.
#[derive(Clone, Debug, Default)]
pub struct CaseRecords {
    /// As resolving wants them.
    pub entities: Vec<Entity>,
    /// Beside each of them.
    pub about: Vec<About>,
    /// Spellings of declared parties; their records are among `entities`.
    pub parties: Vec<PartyRow>,
}

impl CaseRecords {
    /// Puts the records in the order of dataset and id, so that numbers do not
    /// hang on the order in which tables were read.
    pub fn in_order(&mut self) {
        let mut both: Vec<(Entity, About)> = std::mem::take(&mut self.entities)
            .into_iter()
            .zip(std::mem::take(&mut self.about))
            .collect();
        both.sort_by(|a, b| (&a.0.dataset, &a.0.id).cmp(&(&b.0.dataset, &b.0.id)));
        (self.entities, self.about) = both.into_iter().unzip();
    }

    /// Appends the entities of lists and registers whose dataset is `wanted`.
    pub fn read_statements(
        &mut self,
        tables: &Tables,
        handles: &RowHandles,
        reference: &Reference,
        wanted: &dyn Fn(&str) -> bool,
    ) -> Outcome {
        let listed = questions::listed(tables)?;
        let mut group = Group::default();
        questions::statements(tables, handles, &mut |said| {
            if !wanted(said.dataset) {
                return;
            }
            if !group.is_of(said.dataset, said.entity_id) {
                group.finish(self, &listed, reference);
                group.dataset = said.dataset.to_owned();
            }
            group.handling = group.handling.max(handles.handling(said.handle));
            if group.has(said.prop, said.value) {
                return;
            }
            group.statements.push(Statement::new(
                said.entity_id,
                said.schema,
                said.prop,
                said.value,
                u64::from(said.handle),
            ));
        })?;
        group.finish(self, &listed, reference);
        Ok(())
    }

    /// Appends the parties that consignments declare. Spellings that read the
    /// same letter for letter (case, marks and scripts aside) in one country
    /// are one record with several names.
    pub fn read_parties(&mut self, tables: &Tables) -> Outcome {
        let mut known: HashMap<(String, Option<Country>, String), usize> = HashMap::new();
        for party in questions::declared_parties(tables)? {
            let reading = match fold(&party.name) {
                reading if reading.is_empty() => party.name.clone(),
                reading => reading,
            };
            let id = party_id(&reading, party.country);
            let place = *known
                .entry((party.dataset.clone(), party.country, reading))
                .or_insert_with(|| {
                    self.entities.push(Entity {
                        dataset: party.dataset.clone(),
                        id: id.clone(),
                        schema: DECLARED.to_owned(),
                        countries: party.country.iter().map(Country::to_string).collect(),
                        ..Entity::default()
                    });
                    self.about.push(About {
                        handling: party.handling,
                        listed: false,
                        country: party.country,
                    });
                    self.entities.len() - 1
                });
            if let (Some(entity), Some(about)) = (self.entities.get_mut(place), self.about.get_mut(place)) {
                if entity.names.len() < SPELLINGS_COMPARED_MAX {
                    entity.names.push(party.name.clone());
                }
                about.handling = about.handling.max(party.handling);
            }
            self.parties.push(PartyRow {
                dataset: party.dataset,
                party: id,
                name: party.name,
                country: party.country,
                rows: party.rows,
                handling: party.handling,
            });
        }
        Ok(())
    }
}

/// Spellings of one reading that are compared: they differ in nothing that
/// counts, and more would only cost time.
const SPELLINGS_COMPARED_MAX: usize = 2;

/// `dataset:id`, as people and judgements name a record.
pub fn key(entity: &Entity) -> String {
    record_key(&entity.dataset, &entity.id)
}

/// The id of a reading in a country: the same on every run.
fn party_id(name: &str, country: Option<Country>) -> String {
    let country = country.map_or_else(String::new, |c| c.to_string());
    let digest = Sha256::digest(format!("{country}\n{name}").as_bytes());
    digest.iter().take(8).fold("party-".to_owned(), |mut id, byte| {
        // writing into a String does not fail
        let _ = write!(id, "{byte:02x}");
        id
    })
}

/// The schema of human beings.
const PERSON: &str = "Person";

/// Whether an officer, who may be a firm, is a human being: a birth is told, or
/// the name has no word of organisations in it.
fn is_person(entity: &Entity, said: &[Statement]) -> bool {
    let officer = entity.schema == DECLARED && entity.id.starts_with(issued::OFFICER);
    officer
        && (said.iter().any(|s| s.schema == PERSON)
            || entity.names.iter().all(|name| Bearer::reads_as_person(name)))
}

/// Statements back that are looked at for the same one.
const SAID_BEFORE: usize = 8;

/// The statements of one entity, gathered.
#[derive(Default)]
struct Group {
    dataset: String,
    statements: Vec<Statement>,
    handling: Handling,
}

impl Group {
    fn is_of(&self, dataset: &str, id: &str) -> bool {
        self.dataset == dataset && self.statements.first().is_some_and(|s| s.entity_id == id)
    }

    /// Whether the row before says the same: a list of owners names a firm once
    /// for each of its owners.
    fn has(&self, prop: &str, value: &str) -> bool {
        let before = self.statements.iter().rev().take(SAID_BEFORE);
        before
            .into_iter()
            .any(|said| said.prop == prop && said.value == value)
    }

    fn finish(
        &mut self,
        records: &mut CaseRecords,
        listed: &BTreeSet<(String, String)>,
        reference: &Reference,
    ) {
        let (statements, handling) = (
            std::mem::take(&mut self.statements),
            std::mem::take(&mut self.handling),
        );
        let named = |s: &&Statement| NAMED_THINGS.contains(&s.schema.as_str());
        if !statements.iter().any(|s| named(&s)) {
            return;
        }
        let Some((mut entity, _)) = from_statements(&self.dataset, &statements) else {
            return;
        };
        if entity.names.is_empty() {
            return;
        }
        let country = entity
            .countries
            .iter()
            .find_map(|text| reference.countries.named(text));
        if is_person(&entity, &statements) {
            PERSON.clone_into(&mut entity.schema);
        }
        records.about.push(About {
            handling,
            listed: listed.contains(&(entity.dataset.clone(), entity.id.clone())),
            country,
        });
        records.entities.push(entity);
    }
}
