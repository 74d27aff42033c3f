//! A request to a workbench over the made case, and what came back.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use fyke_workbench::{Config, router, state::App};
use std::sync::Arc;
use tower::ServiceExt;

/// What came back.
pub struct Came {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub body: String,
}

/// A workbench over a fresh made case.
pub fn workbench() -> App {
    App::new(Arc::new(fyke_sim::desk::MadeDesk::new()), Config::default())
}

/// Asks for an address.
pub async fn get(app: &App, address: &str) -> Came {
    let request = Request::get(address)
        .header(header::HOST, "127.0.0.1:7440")
        .body(Body::empty())
        .unwrap();
    send(app, request).await
}

/// Sends any request.
pub async fn send(app: &App, request: Request<Body>) -> Came {
    let response = router(app.clone()).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 1 << 24).await.unwrap();
    Came {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8_lossy(&bytes).into_owned(),
    }
}
