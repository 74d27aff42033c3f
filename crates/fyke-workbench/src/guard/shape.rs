//! Requests of a shape that no page of ours sends: bodies that must be unpacked
//! first, addresses with more parts than any form has, verbs that are written
//! elsewhere than in front.

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Bytes of an address: the longest view has a few hundred.
const ADDRESS_MAX: usize = 8 << 10;

/// Parts of its query: all facets of a search are under a hundred.
const PARTS_MAX: usize = 256;

/// Lets through what could have come from a page or a program that knows us.
pub async fn ours(request: Request, next: Next) -> Response {
    match fault(request.uri(), request.headers()) {
        None => next.run(request).await,
        Some((status, words)) => (status, words).into_response(),
    }
}

/// What is wrong with a request, if anything is.
fn fault(uri: &Uri, headers: &HeaderMap) -> Option<(StatusCode, &'static str)> {
    // a small body that unpacks into a large one is never unpacked
    let packed = headers.get(header::CONTENT_ENCODING);
    if packed.is_some_and(|how| !how.as_bytes().eq_ignore_ascii_case(b"identity")) {
        let words = "a packed body is not taken here; send it as it is\n";
        return Some((StatusCode::UNSUPPORTED_MEDIA_TYPE, words));
    }
    let address = uri.path_and_query().map_or(0, |all| all.as_str().len());
    let parts = uri.query().map_or(0, |query| query.split('&').count());
    if address > ADDRESS_MAX || parts > PARTS_MAX {
        let words = "this address is longer than any view of a case; send long lists in a form\n";
        return Some((StatusCode::URI_TOO_LONG, words));
    }
    if uri.path().to_ascii_lowercase().contains("%00") {
        return Some((
            StatusCode::BAD_REQUEST,
            "no name of anything here holds a zero byte\n",
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::fault;
    use axum::http::{HeaderMap, HeaderValue, Uri, header};

    fn refused(address: &str, encoding: Option<&'static str>) -> bool {
        let mut headers = HeaderMap::new();
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        fault(&address.parse::<Uri>().unwrap(), &headers).is_some()
    }

    #[test]
    fn shapes_that_no_page_sends_are_refused() {
        assert!(!refused("/search?q=a&country=DE", None));
        assert!(!refused("/search?q=a", Some("identity")));
        assert!(refused("/search?q=a", Some("gzip")));
        assert!(refused(&format!("/search?q={}", "a".repeat(9000)), None));
        assert!(refused(&format!("/search?{}", "f=1&".repeat(300)), None));
        assert!(refused("/entity/a%00b", None));
    }
}
