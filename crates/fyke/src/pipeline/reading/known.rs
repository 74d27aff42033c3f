//! What a case knows of names: all of them, to be found in texts as they are;
//! those of its lists, to be asked whom a name that is spelled otherwise may mean.

use crate::pipeline::facts::DATASET;
use crate::pipeline::records::CaseRecords;
use crate::screen::Outcome;
use fyke_model::reference::Reference;
use fyke_model::text::{Link, MentionKind, Reading};
use fyke_resolve::entity::Entity;
use fyke_resolve::screen::{BuildOptions, CUT_OFF, Index, Options, Query};
use fyke_store::Case;
use fyke_store::query::Tables;
use fyke_store::questions::RowHandles;
use fyke_store::resolved::record_key;
use fyke_trawl::name::Gazetteer;
use std::collections::HashMap;

/// Records told for one name at most: a name that more bear says nothing of who
/// is meant.
const LINKS_MAX: usize = 5;

/// Names of a record that are looked for.
const NAMES_MAX: usize = 40;

/// A record that a name may mean: its key, its name, how alike they are.
type Meant = (String, String, f64);

/// The names of a case.
pub struct KnownNames {
    gazetteer: Gazetteer,
    index: Option<Index>,
    names: HashMap<String, String>,
}

impl KnownNames {
    /// Reads the names of a case; none where it has no records yet.
    pub fn of(case: &Case) -> Outcome<KnownNames> {
        let tables = Tables::open(case, None)?;
        let reference = Reference::shipped();
        let mut listed = CaseRecords::default();
        let handles = RowHandles::new(case, None)?;
        // what texts say is no name to read texts by: "drones" would be one
        let of_records = |dataset: &str| !dataset.starts_with(DATASET);
        listed.read_statements(&tables, &handles, &reference, &of_records)?;
        let mut declared = CaseRecords::default();
        declared.read_parties(&tables)?;
        let names = || listed.entities.iter().chain(&declared.entities);
        let gazetteer = Gazetteer::new(names().flat_map(gazetteer_names));
        let first = |entity: &Entity| {
            let name = entity.names.first().cloned().unwrap_or_default();
            (record_key(&entity.dataset, &entity.id), name)
        };
        let first_names = names().map(first).collect();
        let index =
            (!listed.entities.is_empty()).then(|| Index::build(listed.entities, &BuildOptions::default()));
        Ok(KnownNames {
            gazetteer,
            index,
            names: first_names,
        })
    }

    /// The names, to be found as they are.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// Puts the records beside a reading that its names may mean.
    pub fn link(&self, reading: &mut Reading) {
        let mut links = Vec::new();
        let mut asked: HashMap<(&str, &'static str), Vec<Meant>> = HashMap::new();
        for (number, mention) in reading.mentions.iter().enumerate() {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            if let Some(record) = &mention.known {
                let name = self.names.get(record).cloned().unwrap_or_default();
                links.push(Link {
                    mention: number,
                    record: record.clone(),
                    name,
                    probability: 1.0,
                });
                continue;
            }
            let Some(schema) = schema(mention.kind) else {
                continue;
            };
            // one word alone is nobody's name
            if mention.name.split_whitespace().nth(1).is_none() {
                continue;
            }
            let found = asked
                .entry((mention.name.as_str(), schema))
                .or_insert_with(|| self.ask(&mention.name, schema));
            links.extend(found.iter().map(|(record, name, probability)| Link {
                mention: number,
                record: record.clone(),
                name: name.clone(),
                probability: *probability,
            }));
        }
        reading.links = links;
    }

    fn ask(&self, name: &str, schema: &str) -> Vec<Meant> {
        let Some(index) = &self.index else { return vec![] };
        let options = Options {
            limit: LINKS_MAX,
            exhaustive: false,
            cut_off: CUT_OFF,
        };
        let answer = index.search(&Query::name(name, schema), &options);
        let hits = answer.hits.iter();
        hits.filter_map(|hit| {
            let entity = index.entity(hit.entity)?;
            let name = index.entity_name(hit.entity, hit.name)?;
            let key = record_key(&entity.dataset, &entity.id);
            Some((key, name.to_owned(), f64::from(hit.probability)))
        })
        .collect()
    }
}

/// FollowTheMoney schema of what a name names, where lists have such.
fn schema(kind: MentionKind) -> Option<&'static str> {
    match kind {
        MentionKind::Person => Some("Person"),
        MentionKind::Organization => Some("Organization"),
        MentionKind::Vessel => Some("Vessel"),
        _ => None,
    }
}

/// The names of a record as they are looked for: key, name, what it names.
fn gazetteer_names(entity: &Entity) -> impl Iterator<Item = (String, &str, MentionKind)> {
    let kind = match entity.schema.as_str() {
        "Person" => MentionKind::Person,
        "Vessel" | "Airplane" => MentionKind::Vessel,
        "Asset" | "Vehicle" => MentionKind::Other,
        _ => MentionKind::Organization,
    };
    let key = record_key(&entity.dataset, &entity.id);
    let names = entity.names.iter().take(NAMES_MAX);
    names.map(move |name| (key.clone(), name.as_str(), kind))
}
