//! A few words on an entity, small enough for a frame beside a cell.

use super::{framed, id_of};
use crate::api::problem::{absent, ask};
use crate::api::scope::{no_such, scope};
use crate::assets;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::ftm::{self, schemas};
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::response::{IntoResponse, Response};
use fyke_model::desk::FtmEntity;
use maud::{DOCTYPE, Markup, html};

/// Properties that are shown, and values of each.
const SHOWN: (usize, usize) = (6, 3);

pub(super) async fn answer(path: Result<Path<String>, PathRejection>, ctx: Ctx) -> Result<Response, Failed> {
    let dataset = path.map_or_else(|_| String::new(), |Path(name)| name);
    let id = id_of(&ctx)?;
    ctx.looked(format!("api:preview {id}"));
    let name = dataset.clone();
    let entity = ask(&ctx, move |desk| {
        let Some(scope) = scope(desk, &name)? else {
            return Ok(None);
        };
        match ftm::told(desk, &scope.labels, &id) {
            answer if ftm::is_absent(&answer) => Ok(Some(None)),
            answer => answer.map(Some),
        }
    })
    .await?
    .ok_or_else(|| no_such(&dataset))?
    .ok_or_else(|| {
        absent(
            "there is no such entity in this case",
            "search for it at /search/default",
        )
    })?;
    let page = html! {
        (DOCTYPE)
        html lang=(ctx.language.code()) dir=(ctx.language.direction()) {
            head {
                meta charset="utf-8";
                title { (entity.caption) }
                link rel="stylesheet" href=(assets::address("style.css"));
            }
            body { main { (shown(&entity)) } }
        }
    };
    Ok(framed(&ctx, page.into_response()))
}

/// An entity in a few lines.
pub(super) fn shown(entity: &FtmEntity) -> Markup {
    let facts = schemas::properties_of(&entity.schema)
        .filter(|(_, name, ..)| *name != "name")
        .filter_map(|(_, name, label, _)| Some((label, entity.properties.get(*name)?)))
        .take(SHOWN.0);
    html! {
        h1 { bdi { (entity.caption) } }
        p { (entity.schema) @if entity.target { " · on a list" } }
        dl {
            @for (label, values) in facts {
                dt { (label) }
                @for value in values.iter().take(SHOWN.1) { dd { bdi { (value) } } }
            }
        }
        p { (entity.datasets.join(", ")) }
    }
}
