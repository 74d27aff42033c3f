//! `GET /search/{dataset}`: a text, and entities whose names are like it.

use super::{OFFSET_MAX, PAGE, PAGE_MAX, answered};
use crate::api::params::{Params, short};
use crate::api::problem::{ask, unfit, wrong};
use crate::api::scope::{Scope, no_such, scope};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::ftm::{self, schemas};
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::response::Response;
use fyke_model::desk::{Answer, Desk, Facet, FacetCounts, Hit, Page, Pick, SearchQuery};
use serde_json::{Map, Value, json};

/// Hits that are looked through where values of one field must all be there.
const SCANNED: usize = 2000;

/// Facets that yente knows.
const FACETS: &[&str] = &[
    "datasets",
    "schema",
    "countries",
    "identifiers",
    "topics",
    "genders",
];

/// What is asked of hits, field by field.
#[derive(Default)]
struct Filters {
    countries: Vec<String>,
    topics: Vec<String>,
    datasets: Vec<String>,
    schemas: Vec<String>,
}

struct Wishes {
    text: String,
    schema: String,
    filters: Filters,
    exclude_schema: Vec<String>,
    include: Vec<String>,
    exclude: Vec<String>,
    target: Option<bool>,
    every: bool,
    facets: Vec<&'static str>,
    page: Page,
    ignored: Vec<&'static str>,
}

fn wishes(params: &Params) -> Result<Wishes, Failed> {
    let schema = params.one("schema").unwrap_or("Thing").to_owned();
    if !schemas::known(&schema) {
        return Err(wrong(
            format!("schema '{}' is not known here", short(&schema)),
            "use one of FollowTheMoney's, such as Person, Company or Thing",
        ));
    }
    let mut filters = Filters {
        countries: params.all("countries"),
        topics: params.all("topics"),
        datasets: params.all("datasets"),
        schemas: Vec::new(),
    };
    for filter in params.all("filter") {
        let (field, value) = filter.split_once(':').unwrap_or((filter.as_str(), ""));
        let values = match field {
            "countries" => &mut filters.countries,
            "topics" => &mut filters.topics,
            "datasets" => &mut filters.datasets,
            "schema" => &mut filters.schemas,
            _ => {
                return Err(wrong(
                    format!("filter '{}' is not known here", short(&filter)),
                    "filter by schema, countries, topics or datasets, as in countries:ru",
                ));
            }
        };
        if value.is_empty() {
            return Err(wrong(
                format!("filter '{}' has no value", short(&filter)),
                "write it as countries:ru",
            ));
        }
        values.push(value.to_owned());
    }
    let mut ignored = Vec::new();
    for name in ["fuzzy", "simple"] {
        if params.switch(name)?.is_some() {
            ignored.push(name);
        }
    }
    if params.day("changed_since")?.is_some() {
        ignored.push("changed_since");
    }
    if params.has("sort") {
        ignored.push("sort");
    }
    let facets = params.among("facets", FACETS)?;
    let every = match params.one("filter_op") {
        None | Some("OR") => false,
        Some("AND") => true,
        Some(other) => {
            return Err(unfit(
                format!("filter_op '{}' does not fit", short(other)),
                "write OR or AND",
            ));
        }
    };
    Ok(Wishes {
        text: params.one("q").unwrap_or_default().to_owned(),
        schema,
        filters,
        exclude_schema: params.all("exclude_schema"),
        include: params.all("include_dataset"),
        exclude: params.all("exclude_dataset"),
        target: params.switch("target")?,
        every,
        facets: if facets.is_empty() {
            vec!["countries", "topics", "datasets"]
        } else {
            facets
        },
        page: Page {
            offset: params.count("offset", 0, OFFSET_MAX)?,
            limit: params.count("limit", PAGE, PAGE_MAX)?,
        },
        ignored,
    })
}

pub(super) async fn answer(path: Result<Path<String>, PathRejection>, ctx: Ctx) -> Result<Response, Failed> {
    let name = path.map_or_else(|_| String::new(), |Path(name)| name);
    let wishes = wishes(&Params::of(&ctx)?)?;
    ctx.looked(format!("api:search {name} {}", wishes.text));
    let ignored = wishes.ignored.clone();
    let dataset = name.clone();
    let body = ask(&ctx, move |desk| {
        let Some(mut scope) = scope(desk, &dataset)? else {
            return Ok(None);
        };
        let some = scope.narrow(&wishes.include, &wishes.exclude);
        found(desk, &scope, some, &wishes).map(Some)
    })
    .await?
    .ok_or_else(|| no_such(&name))?;
    Ok(answered(&body, &ignored))
}

/// The value of a topic as the case has it.
fn topic(word: &str) -> String {
    if word == "sanction" { "listed" } else { word }.to_owned()
}

/// The question to the desk.
fn query(scope: &Scope, wishes: &Wishes) -> SearchQuery {
    let mut picks = Vec::new();
    let mut pick = |facet: Facet, value: String, include: bool| {
        picks.push(Pick {
            facet,
            value,
            include,
        })
    };
    if wishes.schema != "Thing" || !wishes.filters.schemas.is_empty() {
        let kinds = schemas::kinds_of(&wishes.schema);
        let wanted = |kind: &str| {
            let of = &wishes.filters.schemas;
            of.is_empty() || of.iter().any(|schema| schema == kind)
        };
        let before = kinds.len();
        let kinds: Vec<&str> = kinds.into_iter().filter(|kind| wanted(kind)).collect();
        if kinds.is_empty() && before > 0 {
            // a schema that cannot be: nothing has it
            pick(Facet::Schema, String::new(), true);
        }
        for kind in kinds {
            pick(Facet::Schema, kind.to_owned(), true);
        }
    }
    for schema in &wishes.exclude_schema {
        for kind in schemas::kinds_of(schema) {
            pick(Facet::Schema, kind.to_owned(), false);
        }
    }
    for country in &wishes.filters.countries {
        pick(Facet::Country, country.to_ascii_uppercase(), true);
    }
    for word in &wishes.filters.topics {
        pick(Facet::Topic, topic(word), true);
    }
    if let Some(target) = wishes.target {
        pick(Facet::Topic, "listed".to_owned(), target);
    }
    let wanted: Vec<&String> = if wishes.filters.datasets.is_empty() {
        scope.datasets.iter().filter(|_| !scope.whole).collect()
    } else {
        scope
            .datasets
            .iter()
            .filter(|id| wishes.filters.datasets.contains(id))
            .collect()
    };
    if wanted.is_empty() && !wishes.filters.datasets.is_empty() {
        pick(Facet::Dataset, String::new(), true);
    }
    for id in wanted {
        pick(Facet::Dataset, id.clone(), true);
    }
    SearchQuery {
        text: wishes.text.clone(),
        picks,
        page: wishes.page,
        unfolded: true,
    }
}

fn found(desk: &dyn Desk, scope: &Scope, some: bool, wishes: &Wishes) -> Answer<Value> {
    let mut results = Vec::new();
    let (mut total, mut exact, mut facets) = (0u64, true, Vec::new());
    if some {
        let mut query = query(scope, wishes);
        let several = |values: &[String]| wishes.every && values.len() > 1;
        let filters = &wishes.filters;
        let sieve = several(&filters.countries) || several(&filters.topics) || several(&filters.datasets);
        if sieve {
            query.page = Page {
                offset: 0,
                limit: SCANNED,
            };
        }
        // a page of none is asked as one of one, for its count and facets
        query.page.limit = query.page.limit.max(1);
        let hits = desk.search(&query)?;
        facets = hits.facets;
        let shown: Vec<Hit> = if sieve {
            let scanned = hits.hits.len() as u64;
            let kept: Vec<Hit> = hits
                .hits
                .into_iter()
                .filter(|hit| has_all(hit, filters))
                .collect();
            exact = hits.exact && scanned >= hits.total;
            total = kept.len() as u64;
            kept.into_iter().skip(wishes.page.offset).collect()
        } else {
            (total, exact) = (hits.total, hits.exact);
            hits.hits
        };
        for hit in shown.into_iter().take(wishes.page.limit) {
            match ftm::told(desk, &scope.labels, &hit.id) {
                Ok(Some(entity)) => results.push(Value::Object(ftm::json(&entity))),
                Ok(None) => {}
                answer if ftm::is_absent(&answer) => {}
                Err(refusal) => return Err(refusal),
            }
        }
    }
    let facets: Map<String, Value> = wishes
        .facets
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), facet(scope, &facets, name)?)))
        .collect();
    Ok(json!({
        "limit": wishes.page.limit,
        "offset": wishes.page.offset,
        "total": { "value": total, "relation": if exact { "eq" } else { "gte" } },
        "results": results,
        "facets": facets,
    }))
}

/// Whether a hit has every value that is asked for.
fn has_all(hit: &Hit, filters: &Filters) -> bool {
    let countries: Vec<String> = hit.countries.iter().map(ToString::to_string).collect();
    filters
        .countries
        .iter()
        .all(|country| countries.contains(&country.to_ascii_uppercase()))
        && filters
            .topics
            .iter()
            .all(|word| hit.topics.contains(&topic(word)))
        && filters.datasets.iter().all(|id| hit.datasets.contains(id))
}

/// A facet in yente's form; none for what a case does not count.
fn facet(scope: &Scope, counts: &[FacetCounts], name: &str) -> Option<Value> {
    let (facet, label) = match name {
        "countries" => (Facet::Country, "Countries"),
        "topics" => (Facet::Topic, "Topics"),
        "datasets" => (Facet::Dataset, "Data sources"),
        "schema" => (Facet::Schema, "Types"),
        _ => return None,
    };
    let values: Vec<Value> = counts
        .iter()
        .filter(|counts| counts.facet == facet)
        .flat_map(|counts| &counts.values)
        .filter(|(value, _)| facet != Facet::Dataset || scope.labels.may(value))
        .map(|(value, count)| {
            let (name, label) = match facet {
                Facet::Country => (value.to_ascii_lowercase(), value.clone()),
                Facet::Schema => (value.clone(), schemas::plural(value).to_owned()),
                _ => (value.clone(), value.clone()),
            };
            json!({ "name": name, "label": label, "count": count })
        })
        .collect();
    Some(json!({ "label": label, "values": values }))
}
