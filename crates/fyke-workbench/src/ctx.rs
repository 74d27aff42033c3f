//! One request: who asks, in which language, from which address; and the way to
//! the desk and back to a page.

use crate::error::Failed;
use crate::guard::sessions::Sessions;
use crate::layout;
use crate::prefs::{self, Theme};
use crate::state::App;
use crate::words::{Language, Value};
use axum::extract::{FromRef, FromRequestParts, OriginalUri};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Response};
use fyke_model::desk::{Answer, Desk, Hand, Refusal, Role, Why};
use maud::Markup;
use std::convert::Infallible;

/// One request.
pub struct Ctx {
    /// What all requests share.
    pub app: App,
    /// Who asks; nobody before they came in.
    pub hand: Option<Hand>,
    /// Its language.
    pub language: Language,
    /// Light or dark.
    pub(crate) theme: Theme,
    /// Its address, with all state.
    pub uri: Uri,
    /// True where htmx asks for a part of a page.
    pub fragment: bool,
}

/// The name of the session's cookie.
pub fn cookie_name(tls: bool) -> &'static str {
    if tls { "__Host-fyke" } else { "fyke" }
}

/// The session that a request carries.
pub fn session_token(headers: &HeaderMap, tls: bool) -> Option<&str> {
    prefs::cookie(headers, cookie_name(tls))
}

impl<S: Send + Sync> FromRequestParts<S> for Ctx
where
    App: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Ctx, Infallible> {
        let app = App::from_ref(state);
        let tls = app.config.tls.is_some();
        let sessions: &Sessions = &app.sessions;
        let hand = session_token(&parts.headers, tls).and_then(|token| sessions.find(token));
        let uri = match OriginalUri::from_request_parts(parts, state).await {
            Ok(OriginalUri(uri)) => uri,
        };
        Ok(Ctx {
            language: prefs::language(&parts.headers),
            theme: prefs::theme(&parts.headers),
            fragment: parts.headers.contains_key("hx-request")
                && !parts.headers.contains_key("hx-history-restore-request"),
            hand,
            uri,
            app,
        })
    }
}

impl Ctx {
    /// A message in the reader's language.
    pub fn t(&self, id: &str) -> String {
        self.t_with(id, &[])
    }

    /// A message with values put in.
    pub fn t_with(&self, id: &str, values: &[(&'static str, Value)]) -> String {
        self.app.words.say(self.language, id, values)
    }

    /// A message about so many.
    pub fn t_n(&self, id: &str, n: u64) -> String {
        self.t_with(id, &[("n", Value::from(n))])
    }

    /// Asks the desk.
    ///
    /// # Errors
    /// Its refusal, as a page that can be shown.
    pub async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&dyn Desk) -> Answer<T> + Send + 'static,
    ) -> Result<T, Failed> {
        self.app
            .ask(question)
            .await
            .map_err(|refusal| self.failed(refusal))
    }

    /// A refusal as an answer to this request.
    pub fn failed(&self, refusal: Refusal) -> Failed {
        Failed::page(self, refusal)
    }

    /// Who asks.
    ///
    /// # Errors
    /// Nobody came in.
    pub fn somebody(&self) -> Result<Hand, Failed> {
        self.hand.clone().ok_or_else(|| {
            self.failed(Refusal::new(
                Why::Nobody,
                self.t("nobody-broke"),
                self.t("nobody-repair"),
            ))
        })
    }

    /// Who asks, where they may do what that role may.
    ///
    /// # Errors
    /// Nobody came in, or they may not.
    pub fn may(&self, role: Role) -> Result<Hand, Failed> {
        let hand = self.somebody()?;
        match hand.needs(role) {
            Ok(()) => Ok(hand),
            Err(refusal) => Err(self.failed(refusal)),
        }
    }

    /// Tells the desk what was looked at.
    pub fn looked(&self, what: impl Into<String>) {
        let (hand, what) = (self.hand.clone(), what.into());
        let desk = std::sync::Arc::clone(&self.app.desk);
        // not waited for: the desk gathers and writes many at a time
        drop(tokio::task::spawn_blocking(move || {
            desk.looked(hand.as_ref(), &what, None);
        }));
    }

    /// A whole page, or, where htmx asks for a part, that part alone.
    pub fn page(&self, title: &str, body: Markup) -> Response {
        if self.fragment {
            return body.into_response();
        }
        layout::page(self, title, &body).into_response()
    }
}
