//! Interfaces for programs: screening as yente has it, reconciliation as
//! OpenRefine asks it, and the document that describes both.
//!
//! | file | answers |
//! |---|---|
//! | `yente` | `/match`, `/search`, `/entities`, `/algorithms`, `/catalog`, `/healthz`, `/readyz`, `/updatez` |
//! | `reconcile` | `/reconcile` and what hangs on it |
//! | `document` | `/openapi.json`, from which the page `/api` is made too |
//! | `problem` | whatever goes wrong here is a problem document (RFC 9457) |
//!
//! Everything here reads. Nothing of a lead is told here: screening knows names,
//! not suspicions.

pub mod document;
mod page;
mod params;
pub mod problem;
mod reconcile;
mod scope;
mod yente;

use crate::state::App;
use axum::Router;
use axum::routing::MethodRouter;

/// All interfaces: address and what answers there.
pub(crate) fn table() -> Vec<(&'static str, MethodRouter<App>)> {
    let mut table = yente::table();
    table.extend(reconcile::table());
    table.extend(document::table());
    table
}

/// All interfaces, and the page about them.
pub(crate) fn routes() -> Router<App> {
    table()
        .into_iter()
        .fold(Router::new(), |router, (path, answers)| {
            router.route(path, answers)
        })
        .merge(page::routes())
}
