//! Ids that are given and not guessed: those of firms and officers, which every
//! file of a register gives alike (`docs/tables.md`, statements).
//!
//! Records of one such id are one entity before anything is compared, in however
//! many files it stands; and what one file gives two ids is two: two numbers in
//! one country are two firms by law, and two officers without a day of birth
//! have an id each because their names differ. So neither is compared. A person's
//! judgement still parts or joins them, as it does any records.

use super::records::{About, CaseRecords};
use crate::screen::Outcome;
use fyke_model::dataset::Handling;
use fyke_resolve::cluster::Edge;
use fyke_resolve::entity::Entity;
use fyke_store::Case;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

/// Kinds of files whose ids of firms and officers are the same in all of them.
const KINDS: [&str; 4] = ["register", "officers", "ownership", "sites"];
/// How the ids of firms begin.
pub const FIRM: &str = "reg-";
/// How the ids of those begin who direct or sign.
pub const OFFICER: &str = "officer-";
/// What one id for two records says, in bits: more than any names can against it.
const ONE_ID_BITS: f32 = 1_000.0;

/// Datasets of a case whose ids are given.
pub fn datasets(case: &Case) -> Outcome<BTreeSet<String>> {
    let files = case.files()?.into_iter();
    Ok(files
        .filter(|file| KINDS.contains(&file.kind.as_str()))
        .map(|file| file.dataset)
        .collect())
}

/// For every record, given by dataset and id, the number of the first that bears
/// its id: its own where no earlier one does.
pub fn firsts<'a>(
    records: impl Iterator<Item = (&'a str, &'a str)>,
    datasets: &BTreeSet<String>,
) -> Vec<u32> {
    let mut known: HashMap<&str, u32> = HashMap::new();
    let mut firsts = Vec::new();
    for (number, (dataset, id)) in (0u32..).zip(records) {
        let given = (id.starts_with(FIRM) || id.starts_with(OFFICER)) && datasets.contains(dataset);
        firsts.push(match given.then(|| known.entry(id)) {
            Some(Entry::Occupied(first)) => *first.get(),
            Some(Entry::Vacant(place)) => *place.insert(number),
            None => number,
        });
    }
    firsts
}

/// What holds the records of one id together when clusters are made.
pub fn edges(firsts: &[u32]) -> impl Iterator<Item = Edge> + '_ {
    let others = (0u32..).zip(firsts).filter(|(number, first)| number != *first);
    others.map(|(b, &a)| Edge {
        a,
        b,
        weight: ONE_ID_BITS,
    })
}

/// The records of a case as they are compared: those of one id as one.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// What is compared.
    pub entities: Vec<Entity>,
    /// Strictest label of the records of each.
    pub handling: Vec<Handling>,
    /// The number of the first record of each, rising.
    pub record: Vec<u32>,
}

impl Compared {
    /// Puts the records of one id together; `firsts` as [`firsts`] says.
    pub fn of(records: &CaseRecords, firsts: &[u32], datasets: &BTreeSet<String>) -> Compared {
        let mut made = Compared::default();
        let mut places: HashMap<u32, usize> = HashMap::new();
        let rows = records.entities.iter().zip(&records.about);
        for ((number, first), (entity, about)) in (0u32..).zip(firsts).zip(rows) {
            let issuer = issuer(entity, about, datasets);
            let place = places.get(first).filter(|_| number != *first);
            let known = place.and_then(|&at| made.entities.get_mut(at).zip(made.handling.get_mut(at)));
            if let Some((known, handling)) = known {
                absorb(known, entity);
                known.issuers.extend(issuer);
                *handling = (*handling).max(about.handling);
                continue;
            }
            places.insert(number, made.entities.len());
            made.entities.push(Entity {
                issuers: issuer.into_iter().collect(),
                ..entity.clone()
            });
            made.handling.push(about.handling);
            made.record.push(number);
        }
        made
    }
}

/// Who gave a record an id that no other thing of theirs has. One file numbers
/// the firms of a country one way, but another may number them another way (by
/// tax number, by court); so the file's dataset is part of it.
fn issuer(entity: &Entity, about: &About, datasets: &BTreeSet<String>) -> Option<String> {
    let country = about.country.filter(|_| datasets.contains(&entity.dataset))?;
    let numbered = || {
        entity
            .identifiers
            .iter()
            .any(|(prop, _)| prop == "registrationNumber")
    };
    let firm = entity.id.starts_with(FIRM) && numbered();
    // with a day of birth one name can be two spellings of one person
    let officer = entity.id.starts_with(OFFICER) && entity.dates.is_empty();
    let what = match (firm, officer) {
        (true, _) => FIRM,
        (_, true) => OFFICER,
        _ => return None,
    };
    Some(format!("{what}{country} {}", entity.dataset))
}

/// Adds what another record of the same id says.
fn absorb(known: &mut Entity, other: &Entity) {
    if known.schema == "LegalEntity" {
        known.schema.clone_from(&other.schema);
    }
    add(&mut known.names, &other.names);
    add(&mut known.aliases, &other.aliases);
    add(&mut known.countries, &other.countries);
    add(&mut known.addresses, &other.addresses);
    add(&mut known.dates, &other.dates);
    add(&mut known.identifiers, &other.identifiers);
    add(&mut known.text, &other.text);
    known.gender = known.gender.take().or_else(|| other.gender.clone());
}

/// Values of one kind that are gathered of one id: beyond it a record is hostile.
const VALUES_MAX: usize = 256;

fn add<T: Clone + PartialEq>(known: &mut Vec<T>, other: &[T]) {
    for value in other {
        if known.len() < VALUES_MAX && !known.contains(value) {
            known.push(value.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(dataset: &str, id: &str, number: &str) -> (Entity, About) {
        let entity = Entity {
            dataset: dataset.to_owned(),
            id: id.to_owned(),
            schema: "Company".to_owned(),
            names: vec![format!("Boreas of {dataset}")],
            identifiers: vec![("registrationNumber".to_owned(), number.to_owned())],
            ..Entity::default()
        };
        let about = About {
            handling: Handling::Open,
            listed: false,
            country: "KG".parse().ok(),
        };
        (entity, about)
    }

    #[test]
    fn one_id_is_one_thing_in_registers_and_not_on_lists() {
        let rows = [
            record("list", "reg-kg-1", "1"),
            record("officers", "reg-kg-1", "1"),
            record("register", "reg-kg-1", "1"),
            record("register", "reg-kg-2", "2"),
        ];
        let mut records = CaseRecords::default();
        (records.entities, records.about) = rows.into_iter().unzip();
        let datasets: BTreeSet<String> = ["officers", "register"].map(str::to_owned).into();
        let keys = records
            .entities
            .iter()
            .map(|e| (e.dataset.as_str(), e.id.as_str()));
        let firsts = firsts(keys, &datasets);
        assert_eq!(firsts, [0, 1, 1, 3]);
        assert_eq!(edges(&firsts).map(|e| (e.a, e.b)).collect::<Vec<_>>(), [(1, 2)]);

        let compared = Compared::of(&records, &firsts, &datasets);
        assert_eq!(compared.record, [0, 1, 3]);
        let [list, one, two] = compared.entities.as_slice() else {
            panic!("three are compared");
        };
        assert_eq!(one.names, ["Boreas of officers", "Boreas of register"]);
        assert_eq!(one.identifiers.len(), 1);
        assert!(list.issuers.is_empty(), "a list gives no ids of registers");
        assert!(
            one.issuers.contains(&two.issuers[0]),
            "two numbers of one register"
        );
    }
}
