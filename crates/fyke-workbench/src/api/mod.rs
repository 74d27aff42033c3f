//! Interfaces for programs: screening as yente has it, reconciliation as
//! OpenRefine asks it, and the document that describes both.

use crate::state::App;
use axum::Router;

/// All interfaces.
pub(crate) fn routes() -> Router<App> {
    Router::new()
}
