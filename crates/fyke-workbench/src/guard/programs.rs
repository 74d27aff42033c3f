//! Which addresses are for programs: screening and reconciliation. They carry no
//! session; where the workbench is open to a team, or a key was set, they show
//! the key instead.

use crate::api;
use crate::error::problem;
use crate::state::App;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use fyke_model::desk::{Refusal, Secret, Why};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// What answers without a key: whether it lives, and what it can be asked.
const FOR_ANYBODY: &[&str] = &["/healthz", "/readyz", "/openapi.json"];

/// The first words of the addresses that programs have, as the router has them.
fn first_words() -> &'static BTreeSet<&'static str> {
    static WORDS: OnceLock<BTreeSet<&str>> = OnceLock::new();
    WORDS.get_or_init(|| {
        api::table()
            .into_iter()
            .filter_map(|(path, _)| path.split('/').nth(1))
            .collect()
    })
}

/// Whether an address is for programs, with whatever stands below it. `/search`
/// alone is a page; `/search/all` is the interface.
pub fn is_theirs(path: &str) -> bool {
    let mut parts = path.split('/').skip(1);
    let first = parts.next().unwrap_or_default();
    first_words().contains(first) && (first != "search" || parts.next().is_some())
}

/// Lets programs through that show the key, where one is asked for.
pub async fn keyed(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let free = !is_theirs(path) || FOR_ANYBODY.contains(&path);
    if free
        || may_pass(
            app.config.api_key.as_ref(),
            app.config.is_open(),
            request.headers(),
        )
    {
        return next.run(request).await;
    }
    // a person of the case may look at it in the browser where they came in
    let token = crate::ctx::session_token(request.headers(), app.config.tls.is_some());
    if token.is_some_and(|token| app.sessions.find(token).is_some()) {
        return next.run(request).await;
    }
    let refusal = Refusal::new(
        Why::Nobody,
        "this takes a key",
        "send it as 'Authorization: ApiKey KEY', as fyke serve was told it",
    );
    let mut response = problem(StatusCode::UNAUTHORIZED, &refusal);
    response.headers_mut().insert(
        HeaderName::from_static("www-authenticate"),
        HeaderValue::from_static("ApiKey, Bearer"),
    );
    response
}

/// Whether headers show the key, where there is one. Open to a team without a
/// key set nothing passes.
fn may_pass(key: Option<&Secret>, open: bool, headers: &HeaderMap) -> bool {
    let Some(key) = key else { return !open };
    let shown = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let Some((scheme, shown)) = shown.and_then(|shown| shown.split_once(' ')) else {
        return false;
    };
    let scheme = scheme.eq_ignore_ascii_case("apikey") || scheme.eq_ignore_ascii_case("bearer");
    // of equal digests nothing is learnt by how long they were compared
    scheme && Sha256::digest(shown.trim()) == Sha256::digest(key.reveal())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_asked_for_where_one_is_set_or_a_team_may_ask() {
        let key = Secret::new("k-1");
        let with = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, HeaderValue::from_str(text).unwrap());
            headers
        };
        assert!(may_pass(None, false, &HeaderMap::new()));
        assert!(!may_pass(None, true, &with("ApiKey k-1")));
        assert!(may_pass(Some(&key), true, &with("ApiKey k-1")));
        assert!(may_pass(Some(&key), true, &with("bearer k-1")));
        assert!(!may_pass(Some(&key), false, &with("Basic k-1")));
        assert!(!may_pass(Some(&key), false, &with("ApiKey k-2")));
        assert!(!may_pass(Some(&key), false, &HeaderMap::new()));
    }

    #[test]
    fn pages_are_not_for_programs() {
        let theirs =
            "/search/all /search/ /match/all /match /entities/x/adjacent /reconcile /openapi.json /healthz";
        for path in theirs.split(' ') {
            assert!(is_theirs(path), "{path}");
        }
        let pages = "/ /search /entity/x /matches /api /export/search.csv /manifest /adjacent/x /statements";
        for path in pages.split(' ') {
            assert!(!is_theirs(path), "{path}");
        }
    }
}
