//! What is answered when something was refused: a page to a person, a problem
//! document (RFC 9457) to a program; both say what broke and what to do.

use crate::ctx::Ctx;
use crate::layout;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use fyke_model::desk::{Refusal, Why};
use maud::{Markup, html};
use serde_json::json;

/// A request that was refused.
pub struct Failed(Box<Response>);

impl Failed {
    /// As a page.
    pub fn page(ctx: &Ctx, refusal: Refusal) -> Failed {
        let body = words(&refusal);
        let mut response = if ctx.fragment {
            body.into_response()
        } else {
            layout::page(ctx, &refusal.broke, &body).into_response()
        };
        *response.status_mut() = status(refusal.why);
        Failed(Box::new(response))
    }

    /// As a problem document.
    pub fn problem(refusal: &Refusal) -> Failed {
        Failed(Box::new(problem(status(refusal.why), refusal)))
    }

    /// As a problem document with a status of its own.
    pub fn problem_as(status: StatusCode, refusal: &Refusal) -> Failed {
        Failed(Box::new(problem(status, refusal)))
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        *self.0
    }
}

/// The status of a refusal.
pub fn status(why: Why) -> StatusCode {
    match why {
        Why::Absent => StatusCode::NOT_FOUND,
        Why::Malformed => StatusCode::BAD_REQUEST,
        Why::Nobody => StatusCode::UNAUTHORIZED,
        Why::Forbidden => StatusCode::FORBIDDEN,
        Why::Conflict => StatusCode::CONFLICT,
        Why::TooMuch => StatusCode::PAYLOAD_TOO_LARGE,
        Why::Broken => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// A problem document: RFC 9457.
pub fn problem(status: StatusCode, refusal: &Refusal) -> Response {
    let body = json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or("refused"),
        "status": status.as_u16(),
        "detail": refusal.broke,
        "repair": refusal.repair,
    });
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    (status, kind, body.to_string()).into_response()
}

fn words(refusal: &Refusal) -> Markup {
    html! {
        div.refusal role="alert" {
            h1 { (refusal.broke) }
            p { (refusal.repair) }
        }
    }
}
