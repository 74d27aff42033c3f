//! Does this case know its people? Then whoever asks is one of them, or comes in
//! first. Until a case has its first person, whoever sits at the machine may
//! read it, and every page invites them to become that person.
//!
//! What a role may do stands in one table ([`needed`]): a page that forgets to
//! ask is asked for here. Pages ask again, with the words that fit.

use crate::ctx::Ctx;
use crate::error::{Failed, problem, status};
use crate::guard::programs;
use crate::show;
use crate::state::App;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use fyke_model::desk::{Desk, Hand, Refusal, Role, Why};
use std::sync::atomic::{AtomicU8, Ordering};

/// What is known about the people of the case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum People {
    /// The desk keeps no people: it is read, and nothing is written.
    NotKept,
    /// Nobody yet: the first is invited.
    None,
    /// Somebody: whoever asks comes in first.
    Some,
}

/// What was last known. Once there is somebody there always is; before that the
/// desk is asked at every request, since a first person may come in at a shell.
#[derive(Default)]
pub struct Known(AtomicU8);

impl Known {
    /// What was last known.
    pub fn people(&self) -> People {
        match self.0.load(Ordering::Relaxed) {
            0 => People::NotKept,
            1 => People::None,
            _ => People::Some,
        }
    }

    fn learn(&self, people: People) {
        let number = match people {
            People::NotKept => 0,
            People::None => 1,
            People::Some => 2,
        };
        self.0.store(number, Ordering::Relaxed);
    }
}

/// Who are the people of the case? A desk that breaks on the question is not
/// taken for one without people: its refusal comes back.
///
/// # Errors
/// The desk broke.
pub async fn people(app: &App) -> Result<People, Refusal> {
    if app.known.people() == People::Some {
        return Ok(People::Some);
    }
    let people = app.ask(asked).await?;
    app.known.learn(people);
    Ok(people)
}

/// The same, asked of a desk at once.
///
/// # Errors
/// The desk broke.
pub fn asked(desk: &dyn Desk) -> Result<People, Refusal> {
    match desk.people() {
        // who cannot come in on this machine (a case that was carried here) bars nobody from it
        Ok(list)
            if list
                .iter()
                .any(|view| view.enrolled && view.here && !view.retired) =>
        {
            Ok(People::Some)
        }
        Ok(_) => Ok(People::None),
        Err(refusal) if refusal.why == Why::Absent => Ok(People::NotKept),
        Err(refusal) => Err(refusal),
    }
}

/// Lets people of the case through, and anybody to the door.
pub async fn inside(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if is_open(path) || programs::is_theirs(path) {
        return next.run(request).await;
    }
    let (mut parts, body) = request.into_parts();
    let ctx = match Ctx::from_request_parts(&mut parts, &app).await {
        Ok(ctx) => ctx,
        Err(never) => match never {},
    };
    match people(&app).await {
        Ok(People::Some) => {}
        Ok(_) => return next.run(Request::from_parts(parts, body)).await,
        Err(refusal) => return Failed::page(&ctx, refusal).into_response(),
    }
    let Some(hand) = &ctx.hand else {
        return to_the_door(&ctx, &parts.method, &parts.headers);
    };
    if let Err(refusal) = may(hand, &parts.method, parts.uri.path()) {
        return Failed::page(&ctx, refusal).into_response();
    }
    next.run(Request::from_parts(parts, body)).await
}

/// What anybody may ask for: the door itself, what it looks like, and feeds,
/// whose names nobody can guess.
fn is_open(path: &str) -> bool {
    [
        "/login",
        "/welcome",
        "/join",
        "/prefs",
        "/passkey/begin-login",
        "/passkey/finish-login",
    ]
    .contains(&path)
        || path.starts_with("/assets/")
        || path.starts_with("/feed/")
}

fn may(hand: &Hand, method: &Method, path: &str) -> Result<(), Refusal> {
    hand.needs(needed(method, path))
}

/// What writes, by how its address begins, and the role that it takes. What is
/// not in the list takes a reviewer.
const WRITES: &[(&str, Role)] = &[
    // one's own: a session, a passkey, what one keeps
    ("/logout", Role::Reader),
    ("/passkey/", Role::Reader),
    ("/bookmarks", Role::Reader),
    ("/notes", Role::Reader),
    ("/alerts", Role::Reader),
    // forms that ask and change nothing: long lists do not fit into an address
    ("/search", Role::Reader),
    ("/batch", Role::Reader),
    ("/screen", Role::Reader),
    ("/graph", Role::Reader),
    ("/export", Role::Reader),
    ("/record/verify", Role::Reader),
    // who may come in
    ("/people", Role::Releaser),
];

/// The role that a request takes, before its page says more.
pub fn needed(method: &Method, path: &str) -> Role {
    if [Method::GET, Method::HEAD, Method::OPTIONS].contains(method) {
        return Role::Reader;
    }
    let begins = |start: &str| {
        let rest = path.strip_prefix(start);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || start.ends_with('/'))
    };
    let found = WRITES.iter().find(|(start, _)| begins(start));
    found.map_or(Role::Reviewer, |(_, role)| *role)
}

/// To a browser the way to the door, and back to where it wanted to go; to a
/// program a problem document.
fn to_the_door(ctx: &Ctx, method: &Method, headers: &HeaderMap) -> Response {
    let wanted = match *method {
        Method::GET => ctx.uri.path_and_query().map_or("/", |all| all.as_str()),
        _ => "/",
    };
    let door = format!("/login?back={}", show::query(wanted));
    if headers.contains_key("hx-request") {
        let mut response = StatusCode::UNAUTHORIZED.into_response();
        if let Ok(door) = HeaderValue::from_str("/login") {
            response
                .headers_mut()
                .insert(HeaderName::from_static("hx-redirect"), door);
        }
        return response;
    }
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    if accept.is_some_and(|accept| accept.contains("text/html")) {
        return Redirect::to(&door).into_response();
    }
    let refusal = Refusal::new(Why::Nobody, ctx.t("nobody-broke"), ctx.t("nobody-repair"));
    problem(status(Why::Nobody), &refusal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_role_may_do_stands_in_a_table() {
        let expected = "\
reader   GET  /people
reader   GET  /leads/x/decide
reviewer POST /leads/x/judge
reviewer POST /triage
reviewer POST /entity/x/split
reviewer POST /anything-new
reviewer POST /peoples
reader   POST /bookmarks
reader   POST /notes/7
reader   POST /passkey/finish-register
releaser POST /people/invite
releaser POST /people
";
        let mut found = String::new();
        for line in expected.lines() {
            let mut words = line.split_whitespace().skip(1);
            let (method, path) = (words.next().unwrap(), words.next().unwrap());
            let role = needed(&method.parse().unwrap(), path);
            found.push_str(&format!("{:<8} {method:<4} {path}\n", role.as_str()));
        }
        assert_eq!(found, expected);
    }
}
