//! What goes wrong at an address for programs is told as a problem document
//! (RFC 9457), whoever refused it: a handler, the router, the guard, a limit.

use crate::ctx::Ctx;
use crate::error::{Failed, problem};
use crate::guard::programs::is_theirs;
use axum::extract::{OriginalUri, Request};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use fyke_model::desk::{Answer, Desk, Refusal, Why};

/// Turns every refusal at such an address into a problem document.
pub async fn everywhere(request: Request, next: Next) -> Response {
    let path = request
        .extensions()
        .get::<OriginalUri>()
        .map_or_else(|| request.uri().path().to_owned(), |uri| uri.path().to_owned());
    let response = next.run(request).await;
    let told = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind == "application/problem+json");
    let status = response.status();
    let refused = status.is_client_error() || status.is_server_error();
    if !refused || told || !is_theirs(&path) {
        return response;
    }
    let (broke, repair) = words(status);
    let mut as_problem = problem(status, &Refusal::malformed(broke, repair));
    // such as Allow and Retry-After
    for (name, value) in response.headers() {
        let of_the_body = [
            header::CONTENT_TYPE,
            header::CONTENT_LENGTH,
            header::CONTENT_ENCODING,
            header::TRANSFER_ENCODING,
            header::ETAG,
        ];
        if !of_the_body.contains(name) {
            as_problem.headers_mut().append(name, value.clone());
        }
    }
    as_problem
}

/// What a status says, where nobody said more.
fn words(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::NOT_FOUND => (
            "there is nothing at this address",
            "look at /openapi.json for what there is",
        ),
        StatusCode::METHOD_NOT_ALLOWED => (
            "this address does not take that method",
            "use one that the header Allow names",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (
            "the body is larger than this workbench takes",
            "send fewer queries at once",
        ),
        StatusCode::REQUEST_TIMEOUT => ("the body came too slowly", "send it again"),
        StatusCode::SERVICE_UNAVAILABLE => ("the answer took too long", "ask for less at once"),
        StatusCode::MISDIRECTED_REQUEST => (
            "this workbench does not go by that name",
            "use the address that fyke serve printed",
        ),
        StatusCode::UNAUTHORIZED => ("this takes a key", "send it as 'Authorization: ApiKey KEY'"),
        StatusCode::FORBIDDEN => (
            "this was sent from a page of another site",
            "send it from a program, or from the workbench",
        ),
        _ => (
            "the request was refused",
            "look at /openapi.json for what is taken",
        ),
    }
}

/// What has the right form and makes no sense, or the wrong form: 422, as
/// programs that know yente expect.
pub(crate) fn unfit(broke: impl Into<String>, repair: impl Into<String>) -> Failed {
    Failed::problem_as(
        StatusCode::UNPROCESSABLE_ENTITY,
        &Refusal::malformed(broke, repair),
    )
}

/// What is too much, or makes no sense here: 400.
pub(crate) fn wrong(broke: impl Into<String>, repair: impl Into<String>) -> Failed {
    Failed::problem(&Refusal::malformed(broke, repair))
}

/// What is not there: 404.
pub(crate) fn absent(broke: impl Into<String>, repair: impl Into<String>) -> Failed {
    Failed::problem(&Refusal::new(Why::Absent, broke, repair))
}

/// Asks the desk; its refusal is a problem document.
pub(crate) async fn ask<T: Send + 'static>(
    ctx: &Ctx,
    question: impl FnOnce(&dyn Desk) -> Answer<T> + Send + 'static,
) -> Result<T, Failed> {
    ctx.app
        .ask(question)
        .await
        .map_err(|refusal| Failed::problem(&refusal))
}
