//! The table of contents: every area with its routes, and the guard around all.

use crate::guard::{enrolled, headers, host, origin, programs, shape};
use crate::state::App;
use crate::{api, assets, export, pages};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::{RequestBodyTimeoutLayer, TimeoutLayer};

/// All of the workbench.
pub fn router(app: App) -> Router {
    let (body_max, waits) = (app.config.body_max, app.config.waits);
    Router::new()
        .merge(pages::routes())
        .merge(api::routes())
        .merge(export::routes())
        .merge(assets::routes())
        .fallback(pages::nowhere)
        .layer(from_fn_with_state(app.clone(), enrolled::inside))
        .layer(from_fn_with_state(app.clone(), programs::keyed))
        .layer(CompressionLayer::new().gzip(true))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            waits.whole,
        ))
        .layer(RequestBodyTimeoutLayer::new(waits.body))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(body_max))
        .layer(from_fn(shape::ours))
        .layer(from_fn(origin::own_pages))
        .layer(from_fn_with_state(app.clone(), host::known))
        .layer(from_fn(api::problem::everywhere))
        .layer(from_fn_with_state(app.clone(), headers::strict))
        .with_state(app)
}
