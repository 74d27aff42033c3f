//! Names: as one types them, a thousand at a time, and as other programs ask.
//!
//! What one types is answered by the names of the serving index. Whom somebody
//! may be, with a probability, is answered by [`fyke_resolve::screen`] over the
//! lists of the case: a register's firms are no suspects, so its names are
//! searched and not screened against (unless a question names its dataset).

use super::LocalDesk;
use super::entities::facts_of;
use super::opened::Opened;
use super::refusal::Told;
use super::shown::{find, latin};
use crate::pipeline::records::CaseRecords;
use crate::screen::Outcome;
use fyke_model::desk::{
    Answer, BatchName, BatchRow, Candidate, Facet, FacetCounts, FtmEntity, Hit, Hits, MatchQuery, NearHit,
    Refusal, Search, SearchQuery, Why,
};
use fyke_model::reference::Reference;
use fyke_resolve::screen::{BuildOptions, Index, Options, Query};
use fyke_store::questions::RowHandles;
use fyke_store::resolved::record_key;
use fyke_store::serving::entity::EntityLine;
use fyke_store::serving::filter::{Facet as By, Filter};
use fyke_store::serving::search::{Ask, Cluster};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError};

/// Names that one question may hold.
const NAMES_MAX: usize = 10_000;

/// Candidates for each of many names.
const BATCH_CANDIDATES: usize = 5;

/// Values of a facet that are told.
const VALUES_TOLD: usize = 100;

/// Names kept of those that are nearly the same.
const NEAR_TOLD: usize = 20;

/// Kinds of files that hold no list.
const NO_LISTS: [&str; 10] = [
    "facts",
    "register",
    "officers",
    "ownership",
    "bods",
    "sites",
    "consignments",
    "flows",
    "payments",
    "positions",
];

/// Sets of datasets whose lists are held ready at once.
const SCREENS_MAX: usize = 4;

/// Lists held ready to be asked, by the datasets that they hold.
pub(super) type Screens = BTreeMap<BTreeSet<String>, Arc<Index>>;

impl Search for LocalDesk {
    fn search(&self, query: &SearchQuery) -> Answer<Hits> {
        let opened = self.opened()?;
        let serving = &opened.serving;
        let mut filter = Filter::default();
        for pick in &query.picks {
            let wanted = filter.facets.entry(by(pick.facet)).or_default();
            match pick.include {
                true => wanted.any.insert(pick.value.clone()),
                false => wanted.none.insert(pick.value.clone()),
            };
        }
        let found = serving.search(&Ask {
            text: &query.text,
            filter: &filter,
            folded: !query.unfolded,
            offset: query.page.offset,
            limit: query.page.limit,
        });
        let counts = |facet: Facet| {
            let of = found.facets.iter().find(|(own, _)| *own == by(facet));
            let values = of.map_or(&[][..], |of| of.1.as_slice()).iter().take(VALUES_TOLD);
            FacetCounts {
                facet,
                values: values
                    .map(|count| (count.value.clone(), count.entities))
                    .collect(),
            }
        };
        Ok(Hits {
            hits: found
                .clusters
                .iter()
                .filter_map(|cluster| hit(&opened, cluster))
                .collect(),
            // a list is as long as its lines: folded, several entities share one
            total: if query.unfolded { found.entities } else { found.of },
            exact: query.unfolded || found.exact,
            facets: Facet::ALL.into_iter().map(counts).collect(),
        })
    }

    fn batch(&self, names: &[BatchName], cutoff: f64) -> Answer<Vec<BatchRow>> {
        if names.len() > NAMES_MAX {
            return Err(Refusal::new(
                Why::TooMuch,
                format!("{} names were asked at once", names.len()),
                format!("ask at most {NAMES_MAX}, or use: fyke screen CASE NAMES.csv"),
            ));
        }
        let opened = self.opened()?;
        let index = screen(&opened, &BTreeSet::new())?;
        let queries: Vec<Query> = names
            .iter()
            .map(|asked| Query {
                countries: asked.country.iter().map(ToString::to_string).collect(),
                dates: asked.date.iter().cloned().collect(),
                ..Query::name(&asked.name, "")
            })
            .collect();
        let options = options(BATCH_CANDIDATES, cutoff);
        let answers = index.search_batch(&queries, &options, 0, &|_| ());
        let rows = names.iter().zip(&queries).zip(answers);
        Ok(rows
            .map(|((asked, query), answer)| BatchRow {
                asked: asked.clone(),
                candidates: candidates(&opened, &index, query, &answer),
            })
            .collect())
    }

    fn matching(&self, query: &MatchQuery) -> Answer<Vec<Candidate>> {
        let opened = self.opened()?;
        let index = screen(&opened, &query.datasets.iter().cloned().collect())?;
        let asked = asked(query);
        if asked.names.is_empty() && asked.identifiers.is_empty() {
            return Ok(vec![]);
        }
        let answer = index.search(&asked, &options(query.limit.max(1), query.cutoff));
        Ok(candidates(&opened, &index, &asked, &answer))
    }

    fn ftm(&self, id: &str) -> Answer<FtmEntity> {
        let opened = self.opened()?;
        let serving = &opened.serving;
        let entity = find(serving, &opened.tables, id)?;
        let line = serving
            .line(entity)
            .ok_or_else(|| Refusal::absent("the entity"))?;
        let (said, _) = serving.said(entity).told()?;
        let mut properties: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for fact in facts_of(&said) {
            let values = fact.values.into_iter().map(|value| value.value).collect();
            properties.insert(fact.prop, values);
        }
        let records = serving.records(entity);
        if properties.is_empty() {
            // a party that only consignments declare
            let names: BTreeSet<String> = records.iter().map(|record| record.name.clone()).collect();
            properties.insert("name".to_owned(), names.into_iter().collect());
            let countries = line
                .countries
                .iter()
                .map(|country| country.as_str().to_lowercase());
            properties.insert("country".to_owned(), countries.collect());
        }
        let editions = || said.iter().filter_map(|said| said.edition.clone());
        Ok(FtmEntity {
            id: line.id,
            caption: line.caption,
            schema: line.schema,
            properties,
            datasets: line.datasets,
            referents: records
                .iter()
                .map(|record| record_key(&record.dataset, &record.entity_id))
                .collect(),
            target: line.listed,
            first_seen: editions().min(),
            last_seen: editions().max(),
        })
    }
}

fn by(facet: Facet) -> By {
    match facet {
        Facet::Dataset => By::Dataset,
        Facet::Schema => By::Schema,
        Facet::Country => By::Country,
        Facet::Topic => By::Topic,
    }
}

fn hit(opened: &Opened, cluster: &Cluster) -> Option<Hit> {
    let mut lines = cluster
        .entities
        .iter()
        .filter_map(|entity| opened.serving.line(*entity));
    let first = lines.next()?;
    let near = |line: EntityLine| NearHit {
        id: line.id,
        caption: line.caption,
        datasets: line.datasets,
    };
    Some(Hit {
        matched: (cluster.name != first.caption).then(|| cluster.name.clone()),
        latin: latin(&first.caption),
        topics: first.topics,
        id: first.id,
        caption: first.caption,
        schema: first.schema,
        countries: first.countries,
        datasets: first.datasets,
        near: lines.take(NEAR_TOLD).map(near).collect(),
    })
}

/// What screening programs ask, in the words of the screen.
fn asked(query: &MatchQuery) -> Query {
    let mut asked = Query {
        schema: match query.schema.as_str() {
            "Thing" => String::new(),
            schema => schema.to_owned(),
        },
        ..Query::default()
    };
    for (prop, values) in &query.properties {
        let values = values.iter().filter(|value| !value.trim().is_empty()).cloned();
        match prop.as_str() {
            "name" | "alias" | "weakAlias" | "previousName" => asked.names.extend(values),
            "country" | "nationality" | "jurisdiction" | "citizenship" | "flag" | "mainCountry"
            | "birthCountry" => asked.countries.extend(values),
            "birthDate" | "incorporationDate" | "buildDate" => asked.dates.extend(values),
            "address" => asked.addresses.extend(values),
            _ => asked
                .identifiers
                .extend(values.map(|value| (prop.clone(), value))),
        }
    }
    asked
}

fn options(limit: usize, cutoff: f64) -> Options {
    Options {
        limit: limit.min(NAMES_MAX),
        cut_off: cutoff.clamp(0.0, 1.0) as f32,
        exhaustive: false,
    }
}

fn candidates(
    opened: &Opened,
    index: &Index,
    query: &Query,
    answer: &fyke_resolve::screen::Answer,
) -> Vec<Candidate> {
    let serving = &opened.serving;
    let mut met: BTreeSet<String> = BTreeSet::new();
    let candidate = |hit: &fyke_resolve::screen::Hit| {
        let record = index.entity(hit.entity)?;
        let why = index.explain(query, hit);
        // the entity that the record means; a record that was not resolved is itself
        let line = serving
            .find(&record_key(&record.dataset, &record.id))
            .and_then(|entity| serving.line(entity))?;
        // of records that mean one entity the best stands for it
        if !met.insert(line.id.clone()) {
            return None;
        }
        // of what names say only the direction is told, of facts their bits
        let sign = |speaks_for: bool| if speaks_for { 1.0 } else { -1.0 };
        let names = why
            .names
            .iter()
            .map(|reason| (reason.text.clone(), sign(reason.speaks_for)));
        let facts = why.facts.iter().map(|part| (part.sentence.clone(), part.bits));
        Some(Candidate {
            probability: f64::from(hit.probability),
            reasons: names.chain(facts).collect(),
            id: line.id,
            caption: line.caption,
            schema: line.schema,
            countries: line.countries,
            datasets: line.datasets,
        })
    };
    answer.hits.iter().filter_map(candidate).collect()
}

/// The lists of these datasets, or of the case where none is named, held ready.
fn screen(opened: &Opened, datasets: &BTreeSet<String>) -> Answer<Arc<Index>> {
    let held = || opened.screens.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(index) = held().get(datasets) {
        return Ok(Arc::clone(index));
    }
    let index = Arc::new(read(opened, datasets)?);
    let mut held = held();
    if held.len() >= SCREENS_MAX {
        held.pop_last();
    }
    held.insert(datasets.clone(), Arc::clone(&index));
    Ok(index)
}

fn read(opened: &Opened, datasets: &BTreeSet<String>) -> Outcome<Index> {
    let lists: BTreeSet<String> = opened
        .case
        .files()?
        .into_iter()
        .filter(|file| match datasets.is_empty() {
            true => !NO_LISTS.contains(&file.kind.as_str()),
            false => datasets.contains(&file.dataset),
        })
        .map(|file| file.dataset)
        .collect();
    let mut records = CaseRecords::default();
    let handles = RowHandles::new(&opened.case, None)?;
    records.read_statements(&opened.tables, &handles, &Reference::shipped(), &|id| {
        lists.contains(id)
    })?;
    Ok(Index::build(records.entities, &BuildOptions::default()))
}
