//! A request to a workbench over the made case, and what came back.

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use fyke_model::desk::{Hand, Role};
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

/// Asks for an address in a language.
pub async fn get_in_language(app: &App, address: &str, code: &str) -> Came {
    let request = Request::get(address)
        .header(header::HOST, "127.0.0.1:7440")
        .header(header::COOKIE, format!("lang={code}"))
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

/// A person at a browser: their cookie goes along, and forms come from our own
/// pages.
pub struct Person {
    app: App,
    cookie: String,
}

impl Person {
    /// Somebody who came in.
    pub fn new(app: &App, key: &str, name: &str, role: Role) -> Person {
        let number = u128::from(
            key.bytes()
                .fold(7u64, |sum, b| sum.wrapping_mul(31) + u64::from(b)),
        );
        Person::of(app, Hand::new(number, key, name, role))
    }

    /// Somebody under a hand.
    pub fn of(app: &App, hand: Hand) -> Person {
        Person {
            app: app.clone(),
            cookie: app.come_in(hand).unwrap(),
        }
    }

    /// Somebody who did not come in.
    pub fn nobody(app: &App) -> Person {
        Person {
            app: app.clone(),
            cookie: "lang=en".to_owned(),
        }
    }

    /// Asks for a part of a page, as htmx does.
    pub async fn fragment(&self, address: &str) -> Came {
        let request = Request::get(address)
            .header(header::HOST, "127.0.0.1:7440")
            .header(header::COOKIE, &self.cookie)
            .header("hx-request", "true")
            .body(Body::empty())
            .unwrap();
        send(&self.app, request).await
    }

    /// Looks at an address in a language.
    pub async fn get_in_language(&self, address: &str, code: &str) -> Came {
        let request = Request::get(address)
            .header(header::HOST, "127.0.0.1:7440")
            .header(header::COOKIE, format!("{}; lang={code}", self.cookie))
            .body(Body::empty())
            .unwrap();
        send(&self.app, request).await
    }

    /// Looks at an address.
    pub async fn get(&self, address: &str) -> Came {
        let request = Request::get(address)
            .header(header::HOST, "127.0.0.1:7440")
            .header(header::COOKIE, &self.cookie)
            .body(Body::empty())
            .unwrap();
        send(&self.app, request).await
    }

    /// Sends a form, written as in an address.
    pub async fn post(&self, address: &str, form: &str) -> Came {
        let request = Request::post(address)
            .header(header::HOST, "127.0.0.1:7440")
            .header(header::COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(Body::from(form.to_owned()))
            .unwrap();
        send(&self.app, request).await
    }
}

impl Came {
    /// Where it leads on to.
    pub fn leads_to(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.body);
        self.headers[header::LOCATION].to_str().unwrap()
    }

    /// A page with one heading, on which every message has its words: none shows as
    /// its name, which begins with `prefix`. `place` says which page it was.
    pub fn is_a_page_in_words(&self, place: &str, prefix: &str) {
        assert_eq!(self.status, StatusCode::OK, "{place}");
        assert_eq!(self.body.matches("<h1").count(), 1, "{place}");
        let visible: String = self
            .body
            .split('<')
            .filter_map(|part| part.split_once('>'))
            .map(|(_, text)| text)
            .collect();
        assert!(
            !visible.contains(prefix),
            "{place} names a message that is missing"
        );
    }
}
