//! Every page: one file an area, one line here.

pub(crate) mod batch;
mod case;
mod chain;
mod dataset;
mod entity;
mod evidence;
mod flows;
mod forecasts;
mod graph;
mod hypotheses;
mod intake;
mod judgements;
pub(crate) mod kept;
mod lead;
mod leads;
mod login;
mod pairs;
mod passkey;
mod paths;
mod people;
mod prefs;
mod record;
mod row;
mod scores;
mod search;
mod texts;
mod timeline;
mod triage;
mod welcome;
mod whom;

use crate::ctx::Ctx;
use crate::error::Failed;
use crate::state::App;
use axum::Router;
use fyke_model::desk::{Refusal, Why};

/// All pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(batch::routes())
        .merge(chain::routes())
        .merge(dataset::routes())
        .merge(entity::routes())
        .merge(evidence::routes())
        .merge(flows::routes())
        .merge(graph::routes())
        .merge(judgements::routes())
        .merge(pairs::routes())
        .merge(paths::routes())
        .merge(row::routes())
        .merge(search::routes())
        .merge(texts::routes())
        .merge(timeline::routes())
        .merge(case::routes())
        .merge(forecasts::routes())
        .merge(hypotheses::routes())
        .merge(intake::routes())
        .merge(lead::routes())
        .merge(leads::routes())
        .merge(kept::routes())
        .merge(login::routes())
        .merge(passkey::routes())
        .merge(people::routes())
        .merge(prefs::routes())
        .merge(record::routes())
        .merge(scores::routes())
        .merge(triage::routes())
        .merge(welcome::routes())
}

/// An address where nothing is.
pub(crate) async fn nowhere(ctx: Ctx) -> Failed {
    ctx.failed(Refusal::new(
        Why::Absent,
        ctx.t("nowhere-broke"),
        ctx.t("nowhere-repair"),
    ))
}
