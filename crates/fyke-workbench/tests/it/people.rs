//! Inviting, joining, letting in, roles; and what passkeys say before there is one.

use crate::ask::{send, workbench};
use crate::coming_in::{PASSPHRASE, first, post, read, session};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use fyke_workbench::state::App;

/// What stands in the told box of a page.
fn told(body: &str) -> &str {
    let (_, rest) = body
        .split_once("class=\"told\" dir=\"ltr\">")
        .expect("a word is told");
    rest.split('<').next().unwrap()
}

/// The key of a person, from the form that changes them.
fn key_of<'b>(body: &'b str, name: &str) -> &'b str {
    let (_, rest) = body
        .split_once(&format!("change {name}"))
        .expect("the person is listed");
    let (_, rest) = rest.split_once("name=\"key\" value=\"").unwrap();
    rest.split('"').next().unwrap()
}

/// Invites and lets in; their session.
async fn second(app: &App, ada: &str, name: &str, role: &str) -> String {
    let invited = post(app, "/people/invite", ada, &format!("role={role}")).await;
    assert_eq!(invited.status, StatusCode::OK, "{}", invited.body);
    let passphrase = PASSPHRASE.replace(' ', "+");
    let form = format!(
        "word={}&name={name}&passphrase={passphrase}&again={passphrase}",
        told(&invited.body)
    );
    let joined = post(app, "/join", "", &form).await;
    assert_eq!(joined.status, StatusCode::OK, "{}", joined.body);
    let words = told(&joined.body).to_owned();

    let form = format!("who={name}&passphrase={passphrase}");
    assert_eq!(
        post(app, "/login", "", &form).await.status,
        StatusCode::FORBIDDEN,
        "{name} waits"
    );
    let list = read(app, "/people", ada).await.body;
    assert!(list.contains(&words), "the words to compare");
    let key = key_of(&list, name).to_owned();
    let uncompared = post(app, "/people/admit", ada, &format!("key={key}")).await;
    assert_eq!(uncompared.status, StatusCode::BAD_REQUEST);
    let admitted = post(app, "/people/admit", ada, &format!("key={key}&compared=yes")).await;
    assert_eq!(admitted.status, StatusCode::SEE_OTHER);
    let inside = post(app, "/login", "", &form).await;
    assert_eq!(inside.status, StatusCode::SEE_OTHER, "{}", inside.body);
    session(&inside)
}

#[tokio::test]
async fn somebody_is_invited_joins_is_let_in_and_put_out() {
    let app = workbench();
    let ada = first(&app, "Ada").await;
    let ben = second(&app, &ada, "Ben", "reader").await;
    assert_eq!(read(&app, "/", &ben).await.status, StatusCode::OK);

    // a reader lets nobody in, and changes nobody
    for (address, form) in [
        ("/people/invite", "role=releaser"),
        ("/people/role", "key=x&role=reader"),
        ("/people/retire", "key=x&why=y"),
    ] {
        assert_eq!(
            post(&app, address, &ben, form).await.status,
            StatusCode::FORBIDDEN,
            "{address}"
        );
    }
    let list = read(&app, "/people", &ben).await.body;
    assert!(!list.contains("/people/retire") && list.contains("Ada"));

    // what they may do changes: they come in anew
    let key = key_of(&read(&app, "/people", &ada).await.body, "Ben").to_owned();
    let form = format!("key={key}&role=reviewer");
    assert_eq!(
        post(&app, "/people/role", &ada, &form).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        read(&app, "/", &ben).await.status,
        StatusCode::SEE_OTHER,
        "the session ended"
    );

    let form = format!("key={key}&why=left+the+team");
    assert_eq!(
        post(&app, "/people/retire", &ada, &form).await.status,
        StatusCode::SEE_OTHER
    );
    let form = format!("who=Ben&passphrase={}", PASSPHRASE.replace(' ', "+"));
    assert_eq!(
        post(&app, "/login", "", &form).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn a_made_up_word_lets_nobody_join_and_waits_longer_each_time() {
    let app = workbench();
    first(&app, "Ada").await;
    let passphrase = PASSPHRASE.replace(' ', "+");
    let form = format!("word=made-up&name=Eve&passphrase={passphrase}&again={passphrase}");
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(post(&app, "/join", "", &form).await.status.as_u16());
    }
    assert_eq!(statuses, [403, 403, 403, 429]);
}

async fn json(
    app: &App,
    host: &str,
    address: &str,
    cookie: &str,
    body: &str,
) -> (StatusCode, serde_json::Value) {
    let request = Request::post(address)
        .header(header::HOST, host)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::COOKIE, cookie)
        .body(Body::from(body.to_owned()))
        .unwrap();
    let came = send(app, request).await;
    (
        came.status,
        serde_json::from_str(&came.body).unwrap_or_else(|_| panic!("{}", came.body)),
    )
}

#[tokio::test]
async fn a_passkey_is_asked_for_under_a_name_and_not_under_a_number() {
    let app = workbench();
    let ada = first(&app, "Ada").await;
    let (status, said) = json(&app, "127.0.0.1:7440", "/passkey/begin-register", &ada, "{}").await;
    assert_eq!(status, StatusCode::CONFLICT);
    assert!(
        said["repair"].as_str().unwrap().contains("http://localhost:7440"),
        "{said}"
    );
    let (status, said) = json(&app, "localhost:7440", "/passkey/begin-register", &ada, "{}").await;
    assert_eq!(status, StatusCode::OK);
    let options = &said["publicKey"];
    assert_eq!(options["rp"]["id"], "localhost");
    assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
    assert!(options["extensions"]["prf"]["eval"]["first"].is_string());
    assert!(!options["user"]["id"].as_str().unwrap().contains("Ada"));
    let (_, again) = json(&app, "localhost:7440", "/passkey/begin-register", &ada, "{}").await;
    assert_ne!(again["publicKey"]["challenge"], options["challenge"]);

    // an answer that was made for nothing; a state that was never given out
    let made_up = r#"{"state":"x","prf":null,"credential":{"id":"a","response":{"clientDataJSON":"e30"}}}"#;
    for address in ["/passkey/finish-register", "/passkey/finish-login"] {
        let (status, said) = json(&app, "localhost:7440", address, &ada, made_up).await;
        assert_eq!(status, StatusCode::FORBIDDEN, "{said}");
    }
    let (status, _) = json(&app, "localhost:7440", "/passkey/finish-login", "", "[1").await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn nobody_adds_a_passkey_without_having_come_in() {
    let app = workbench();
    first(&app, "Ada").await;
    let (status, _) = json(&app, "localhost:7440", "/passkey/begin-register", "", "{}").await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}
