//! What a browser is told of every answer: load nothing from elsewhere, run
//! nothing that stands in the page, let nobody frame it, guess no types.

use crate::state::App;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// The content security policy of every page.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                          connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; \
                          frame-ancestors 'none'; base-uri 'none'";

const ALWAYS: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // an address of a case says what somebody looks for
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=(), publickey-credentials-get=(self), publickey-credentials-create=(self)",
    ),
];

/// An answer that carries this may be framed by pages that this machine serves
/// itself: OpenRefine shows previews so. Nothing in it can be clicked that
/// changes something.
#[derive(Clone, Copy, Debug)]
pub struct FramedHere;

/// What such an answer says instead.
const FRAMED: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; \
                      frame-ancestors http://127.0.0.1:* http://localhost:* http://[::1]:*";

/// Adds them.
pub async fn strict(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let framed = response.extensions().get::<FramedHere>().is_some();
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    if framed {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(FRAMED));
        headers.remove(header::X_FRAME_OPTIONS);
    }
    // told of this host for all its ports: on one's own machine that is too much
    if app.config.is_open() && app.config.tls.is_some() {
        let always = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, always);
    }
    // pages of a case are not for a cache on disk; assets say otherwise themselves
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}
