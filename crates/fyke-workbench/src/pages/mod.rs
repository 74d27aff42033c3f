//! Every page: one file an area, one line here.

mod case;
mod login;
mod passkey;
mod people;
mod prefs;
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
        .merge(login::routes())
        .merge(passkey::routes())
        .merge(people::routes())
        .merge(prefs::routes())
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
