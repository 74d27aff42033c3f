//! Screening as yente has it: the addresses, the fields and the status codes of
//! the open screening server of OpenSanctions (<https://www.opensanctions.org/docs/yente/>),
//! so that programs that ask it can ask a case without a change.
//!
//! What differs, and why:
//! * The score is a calibrated probability that the two mean one thing, under
//!   one algorithm, `fyke-calibrated`. Names of yente's algorithms are taken and
//!   answered by it, and the answer says so; a name that nobody knows is refused.
//! * Weights and settings of an algorithm are taken and have no effect: a
//!   probability that everybody may turn would not be calibrated any more.
//! * `changed_since`, `sort`, `fuzzy` and `simple` are taken, checked and have no
//!   effect. Whatever had none is named in the header `x-fyke-ignored` and,
//!   in answers of `/match`, under `notes`.
//! * A filter that is not known is refused: passed over it would find more than
//!   was asked for.
//! * `detail` of an error is always a sentence, also for 422.

mod entities;
mod matching;
mod search;
mod system;

use crate::state::App;
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use serde_json::Value;

/// Results of a match, unless others are asked for.
pub(in crate::api) const MATCHES: usize = 5;
/// Results of a match or a search at most.
pub(in crate::api) const PAGE_MAX: usize = 500;
/// Results of a search, unless others are asked for.
pub(in crate::api) const PAGE: usize = 10;
/// Results left out before a page, at most.
pub(in crate::api) const OFFSET_MAX: usize = 9499;
/// Queries of one request at most.
pub(in crate::api) const BATCH_MAX: usize = 100;
/// From this probability on a result is called a match, unless told otherwise.
pub(in crate::api) const THRESHOLD: f64 = 0.7;
/// Below this probability nothing is returned, unless told otherwise.
pub(in crate::api) const CUTOFF: f64 = 0.5;
/// Entities that are left out by name, at most.
pub(in crate::api) const EXCLUDED_MAX: usize = 50;
/// The name of our way of scoring.
pub(in crate::api) const ALGORITHM: &str = "fyke-calibrated";
/// Names of yente's ways, which are taken and answered by ours.
pub(in crate::api) const ALIASES: &[&str] = &[
    "best",
    "logic-v2",
    "logic-v1",
    "name-based",
    "name-qualified",
    "regression-v1",
    "regression-v2",
    "regression-v3",
    "ofac-249",
];

pub(super) fn table() -> Vec<(&'static str, MethodRouter<App>)> {
    vec![
        ("/match/{dataset}", post(matching::answer)),
        ("/search/{dataset}", get(search::answer)),
        ("/entities/{id}", get(entities::one)),
        ("/entities/{id}/adjacent", get(entities::adjacent)),
        ("/entities/{id}/adjacent/{property}", get(entities::adjacent_by)),
        ("/algorithms", get(system::algorithms)),
        ("/catalog", get(system::catalog)),
        ("/healthz", get(system::healthz)),
        ("/readyz", get(system::readyz)),
        ("/updatez", post(system::updatez)),
    ]
}

/// An answer, with what had no effect named in a header.
fn answered(body: &Value, ignored: &[&str]) -> Response {
    let mut response = axum::Json(body).into_response();
    if let Some(value) = (!ignored.is_empty())
        .then(|| HeaderValue::from_str(&ignored.join(", ")).ok())
        .flatten()
    {
        response
            .headers_mut()
            .insert(HeaderName::from_static("x-fyke-ignored"), value);
    }
    response
}
