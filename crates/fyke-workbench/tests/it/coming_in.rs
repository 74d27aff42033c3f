//! The first person, and whoever comes in after.

use crate::ask::{Came, get, send, workbench};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use fyke_workbench::state::App;

/// A passphrase that is taken.
pub const PASSPHRASE: &str = "tin harbour walking nine blue";

/// Posts a form from a page of ours.
pub async fn post(app: &App, address: &str, cookie: &str, form: &str) -> Came {
    let request = Request::post(address)
        .header(header::HOST, "127.0.0.1:7440")
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, cookie)
        .body(Body::from(form.to_owned()))
        .unwrap();
    send(app, request).await
}

/// Asks for a page as a browser that came in.
pub async fn read(app: &App, address: &str, cookie: &str) -> Came {
    let request = Request::get(address)
        .header(header::HOST, "127.0.0.1:7440")
        .header(header::ACCEPT, "text/html")
        .header(header::COOKIE, cookie)
        .body(Body::empty())
        .unwrap();
    send(app, request).await
}

/// The session that an answer gives, as a browser sends it back.
pub fn session(came: &Came) -> String {
    let cookies = came.headers.get_all(header::SET_COOKIE).iter();
    let cookie = cookies
        .map(|value| value.to_str().unwrap())
        .find(|text| text.starts_with("fyke="));
    cookie.unwrap_or_default().split(';').next().unwrap().to_owned()
}

/// Makes the first person of a case; their session.
pub async fn first(app: &App, name: &str) -> String {
    let passphrase = PASSPHRASE.replace(' ', "+");
    let form = format!("name={name}&passphrase={passphrase}&again={passphrase}");
    let came = post(app, "/welcome", "", &form).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.body);
    session(&came)
}

#[tokio::test]
async fn a_case_without_people_is_read_and_invites_the_first() {
    let app = workbench();
    let came = get(&app, "/").await;
    assert_eq!(came.status, StatusCode::OK);
    assert!(came.body.contains("href=\"/welcome\""), "{}", came.body);
    assert!(get(&app, "/welcome").await.body.contains("name=\"again\""));
}

#[tokio::test]
async fn the_first_comes_in_and_from_then_on_nobody_else_reads() {
    let app = workbench();
    let ada = first(&app, "Ada").await;
    let inside = read(&app, "/", &ada).await;
    assert_eq!(inside.status, StatusCode::OK);
    assert!(inside.body.contains("<bdi>Ada</bdi>"));

    let outside = read(&app, "/leads?q=a%20b", "").await;
    assert_eq!(outside.status, StatusCode::SEE_OTHER);
    assert_eq!(
        outside.headers[header::LOCATION],
        "/login?back=%2Fleads%3Fq%3Da%2520b"
    );
    let program = get(&app, "/leads").await;
    assert_eq!(program.status, StatusCode::UNAUTHORIZED);
    assert_eq!(program.headers[header::CONTENT_TYPE], "application/problem+json");
    assert!(!program.body.contains("made-customs"));
    // nor does a second one become the first
    let form = format!("name=Eve&passphrase={0}&again={0}", PASSPHRASE.replace(' ', "+"));
    assert_eq!(
        post(&app, "/welcome", "", &form).await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(
        read(&app, "/welcome", "").await.headers[header::LOCATION],
        "/login"
    );
}

#[tokio::test]
async fn a_weak_passphrase_and_two_that_differ_are_sent_back_with_the_name_kept() {
    let app = workbench();
    for (form, said) in [
        (
            "name=Ada&passphrase=password1&again=password1",
            "would be guessed soon",
        ),
        (
            "name=Ada&passphrase=tin+harbour+walking&again=tin+harbour+talking",
            "the two passphrases differ",
        ),
    ] {
        let came = post(&app, "/welcome", "", form).await;
        assert_eq!(came.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            came.body.contains(said) && came.body.contains("value=\"Ada\""),
            "{}",
            came.body
        );
        assert!(!came.body.contains("password1") && !came.body.contains("harbour"));
    }
    assert_eq!(get(&app, "/").await.status, StatusCode::OK, "nobody came in");
}

#[tokio::test]
async fn leaving_ends_the_session_and_coming_in_again_takes_the_passphrase() {
    let app = workbench();
    let ada = first(&app, "Ada").await;
    let left = post(&app, "/logout", &ada, "").await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    assert_eq!(read(&app, "/", &ada).await.status, StatusCode::SEE_OTHER);
    let wrong = post(&app, "/login", "", "who=Ada&passphrase=wrong").await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert!(session(&wrong).is_empty());
    let form = format!("who=ada&passphrase={}&back=/search", PASSPHRASE.replace(' ', "+"));
    let right = post(&app, "/login", &ada, &form).await;
    assert_eq!(right.headers[header::LOCATION], "/search");
    assert_ne!(session(&right), ada, "a new session at every login");
    assert_eq!(read(&app, "/", &session(&right)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn whoever_guesses_waits_and_learns_nothing() {
    let app = workbench();
    first(&app, "Ada").await;
    let mut said = Vec::new();
    for who in ["Ada", "Nobody"] {
        for _ in 0..4 {
            let came = post(&app, "/login", "", &format!("who={who}&passphrase=wrong")).await;
            let body = came.body.replace(who, "WHO");
            // the person is offered by name on the form, whoever was tried
            said.push((came.status, body.replace(" selected", "")));
        }
    }
    let (ada, nobody) = said.split_at(4);
    assert_eq!(ada[0].0, StatusCode::UNAUTHORIZED);
    assert_eq!(ada[3].0, StatusCode::TOO_MANY_REQUESTS);
    for (one, other) in ada.iter().zip(nobody) {
        assert_eq!(one.0, other.0);
        assert_eq!(one.1.replace("WHO", ""), other.1.replace("Ada", ""));
    }
}
