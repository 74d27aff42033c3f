//! Every page: one file an area, one line here.

mod case;
mod forecasts;
mod hypotheses;
mod lead;
mod leads;
mod login;
mod passkey;
mod people;
mod prefs;
mod record;
mod scores;
mod triage;
mod welcome;

use crate::ctx::Ctx;
use crate::error::Failed;
use crate::state::App;
use axum::Router;
use fyke_model::desk::{Refusal, Why};

/// All pages.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(case::routes())
        .merge(forecasts::routes())
        .merge(hypotheses::routes())
        .merge(lead::routes())
        .merge(leads::routes())
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
