//! More columns for rows that are reconciled: values of properties of entities.

use super::{BATCH_MAX, open_here, type_of};
use crate::api::params::Params;
use crate::api::problem::{ask, unfit, wrong};
use crate::api::scope::{Scope, no_such, scope};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::ftm::{self, schemas};
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use fyke_model::desk::{Answer, Desk};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Properties of one extension at most.
const PROPERTIES_MAX: usize = 50;

/// An extension.
#[derive(Deserialize)]
pub(super) struct Extension {
    ids: Vec<String>,
    properties: Vec<Column>,
}

#[derive(Deserialize)]
struct Column {
    id: String,
    #[serde(default)]
    settings: Option<Settings>,
}

#[derive(Deserialize)]
struct Settings {
    #[serde(default)]
    limit: Option<Value>,
}

impl Column {
    /// Values at most; all for 0, or where it cannot be read.
    fn limit(&self) -> usize {
        let limit = self
            .settings
            .as_ref()
            .and_then(|settings| settings.limit.as_ref());
        let n = limit.and_then(|limit| {
            limit
                .as_u64()
                .or_else(|| limit.as_str().and_then(|text| text.parse().ok()))
        });
        n.and_then(|n| usize::try_from(n).ok())
            .filter(|n| *n > 0)
            .unwrap_or(usize::MAX)
    }
}

impl Extension {
    /// Reads an extension.
    ///
    /// # Errors
    /// It is none, or too large.
    pub(super) fn of(value: Value) -> Result<Extension, Failed> {
        let extension: Extension = serde_json::from_value(value).map_err(|bad| {
            unfit(
                format!("the extension is not as it should be: {bad}"),
                "send {\"ids\": [\"..\"], \"properties\": [{\"id\": \"country\"}]}",
            )
        })?;
        if extension.ids.len() > BATCH_MAX || extension.properties.len() > PROPERTIES_MAX {
            return Err(wrong(
                "the extension asks for too much at once",
                format!("name at most {BATCH_MAX} ids and {PROPERTIES_MAX} properties"),
            ));
        }
        Ok(extension)
    }

    /// Answers it.
    pub(super) fn answered(&self, desk: &dyn Desk, scope: &Scope) -> Answer<Value> {
        let meta: Vec<Value> = self
            .properties
            .iter()
            .map(|column| json!({ "id": column.id, "name": label(&column.id) }))
            .collect();
        let mut rows = Map::new();
        for id in &self.ids {
            let entity = match ftm::told(desk, &scope.labels, id) {
                answer if ftm::is_absent(&answer) => None,
                answer => answer?,
            };
            let mut row = Map::new();
            for column in &self.properties {
                let values = entity
                    .as_ref()
                    .and_then(|entity| entity.properties.get(schemas::bare(&column.id)));
                let cells: Vec<Value> = values
                    .into_iter()
                    .flatten()
                    .take(column.limit())
                    .map(|value| json!({ "str": value }))
                    .collect();
                row.insert(column.id.clone(), Value::Array(cells));
            }
            rows.insert(id.clone(), Value::Object(row));
        }
        Ok(json!({ "meta": meta, "rows": rows }))
    }
}

/// A property in words.
fn label(property: &str) -> String {
    let name = schemas::bare(property);
    schemas::PROPERTIES
        .iter()
        .find(|(_, known, ..)| *known == name)
        .map_or_else(|| name.to_owned(), |(_, _, label, _)| (*label).to_owned())
}

/// Properties that may be asked for of a type.
pub(super) async fn propose(
    path: Result<Path<String>, PathRejection>,
    ctx: Ctx,
    headers: HeaderMap,
) -> Result<Response, Failed> {
    let dataset = path.map_or_else(|_| String::new(), |Path(name)| name);
    let params = Params::of(&ctx)?;
    let schema = params
        .one("type")
        .filter(|of| schemas::known(of))
        .unwrap_or("Thing")
        .to_owned();
    let limit = params.count("limit", PROPERTIES_MAX, PROPERTIES_MAX)?;
    let name = dataset.clone();
    ask(&ctx, move |desk| scope(desk, &name))
        .await?
        .ok_or_else(|| no_such(&dataset))?;
    let properties: Vec<Value> = schemas::properties_of(&schema)
        .take(limit)
        .map(|(_, name, label, _)| json!({ "id": name, "name": label }))
        .collect();
    let body =
        json!({ "type": schema, "limit": limit, "properties": properties, "types": [type_of(&schema)] });
    Ok(open_here(&ctx, &headers, axum::Json(body).into_response()))
}
