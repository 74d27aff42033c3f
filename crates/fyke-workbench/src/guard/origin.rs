//! From where was this form sent? Browsers say so themselves, in
//! `Sec-Fetch-Site` and `Origin`, in headers that no page can forge. What
//! changes something is taken only from our own pages; programs that are no
//! browsers send neither and carry no session that could be abused.
//!
//! The method is that of Filippo Valsorda's "Cross-Site Request Forgery" (2025)
//! and of Go 1.25's `http.CrossOriginProtection`: no token to lose.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Lets through what reads, and what writes from one of our own pages.
pub async fn own_pages(request: Request, next: Next) -> Response {
    if may_pass(request.method(), request.headers()) {
        return next.run(request).await;
    }
    let words = "this was sent from another page; open the workbench and do it there\n";
    (StatusCode::FORBIDDEN, words).into_response()
}

/// Whether a request may pass.
pub fn may_pass(method: &Method, headers: &HeaderMap) -> bool {
    if [Method::GET, Method::HEAD, Method::OPTIONS].contains(method) {
        return true;
    }
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    match text("sec-fetch-site") {
        Some("same-origin" | "none") => return true,
        Some(_) => return false,
        None => {}
    }
    match (text("origin"), text("host")) {
        (Some(origin), Some(host)) => origin
            .split_once("://")
            .is_some_and(|(_, named)| named.eq_ignore_ascii_case(host)),
        (Some(_), None) => false,
        // no browser: it must not ride on a session
        (None, _) => !headers.contains_key(header::COOKIE),
    }
}

#[cfg(test)]
mod tests {
    use super::may_pass;
    use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};

    #[test]
    fn only_our_own_pages_may_write() {
        let expected = "\
yes GET  sec-fetch-site=cross-site
yes POST sec-fetch-site=same-origin
no  POST sec-fetch-site=cross-site
no  POST sec-fetch-site=same-site
yes POST origin=http://127.0.0.1:7440 host=127.0.0.1:7440
no  POST origin=http://evil.example host=127.0.0.1:7440
no  POST origin=null host=127.0.0.1:7440
no  POST host=127.0.0.1:7440 cookie=fyke=1
yes POST host=127.0.0.1:7440
";
        let mut found = String::new();
        for line in expected.lines() {
            let mut words = line[4..].split_whitespace();
            let method: Method = words.next().unwrap().parse().unwrap();
            let mut headers = HeaderMap::new();
            for word in words {
                let (name, value) = word.split_once('=').unwrap();
                headers.insert(
                    name.parse::<HeaderName>().unwrap(),
                    HeaderValue::from_str(value).unwrap(),
                );
            }
            let yes = if may_pass(&method, &headers) { "yes" } else { "no " };
            found.push_str(&format!("{yes} {}\n", &line[4..]));
        }
        assert_eq!(found, expected);
    }
}
