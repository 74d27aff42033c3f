//! What nobody gets by asking: every route is walked, as the sources list them,
//! with what attackers send.

use crate::ask::{Came, get, send, workbench};
use crate::coming_in::{PASSPHRASE, first, post, read, session};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use fyke_model::desk::{Hand, Role, Secret};
use fyke_workbench::guard::enrolled::needed;
use fyke_workbench::state::App;
use fyke_workbench::{Config, router};
use std::path::Path;

const HOST: &str = "127.0.0.1:7440";

/// Addresses of the sources with the verbs they take: `(address, reads, writes)`.
fn routes() -> Vec<(String, bool, bool)> {
    fn gather(folder: &Path, found: &mut Vec<(String, bool, bool)>) {
        let mut inside: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .map(|one| one.unwrap().path())
            .collect();
        inside.sort();
        for path in inside {
            if path.is_dir() {
                gather(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                // `.route("/a", get(b).post(c))`, and lines of tables: `("/a", get(b))`
                for piece in text
                    .split("(\"/")
                    .flat_map(|piece| piece.split("(\n"))
                    .map(str::trim_start)
                {
                    let piece = piece.strip_prefix("\"/").unwrap_or(piece);
                    let Some((address, rest)) = piece.split_once('"') else {
                        continue;
                    };
                    let verbs = rest.trim_start_matches([',', ' ', '\n']);
                    if !["get(", "post("].iter().any(|verb| verbs.starts_with(verb)) {
                        continue;
                    }
                    let verbs = verbs.split([';', '"']).next().unwrap_or(verbs);
                    let address = format!("/{address}");
                    found.push((address, verbs.contains("get("), verbs.contains("post(")));
                }
            }
        }
    }
    let mut found = Vec::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found
}

/// An address with a value in each of its parts.
fn filled(address: &str, value: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in address.split('/') {
        parts.push(if part.contains('{') { value } else { part });
    }
    parts.join("/")
}

fn writing() -> Vec<String> {
    routes()
        .into_iter()
        .filter(|(.., writes)| *writes)
        .map(|(address, ..)| filled(&address, "x"))
        .collect()
}

async fn sent(app: &App, address: &str, headers: &[(&str, &str)], body: &str) -> Came {
    let mut request = Request::post(address)
        .header(header::HOST, HOST)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(app, request.body(Body::from(body.to_owned())).unwrap()).await
}

#[tokio::test]
async fn no_route_takes_a_form_of_another_page() {
    let app = workbench();
    let ada = first(&app, "Ada").await;
    let all = writing();
    assert!(
        all.len() >= 25 && all.contains(&"/people/invite".to_owned()),
        "{all:?}"
    );
    for address in all {
        for headers in [
            &[("sec-fetch-site", "cross-site"), ("cookie", ada.as_str())][..],
            &[("sec-fetch-site", "same-site"), ("cookie", ada.as_str())],
            &[("origin", "http://evil.example"), ("cookie", ada.as_str())],
            &[("origin", "null")],
            &[("cookie", ada.as_str())],
        ] {
            let came = sent(&app, &address, headers, "").await;
            assert_eq!(came.status, StatusCode::FORBIDDEN, "{address} {headers:?}");
        }
    }
    assert_eq!(
        read(&app, "/", &ada).await.status,
        StatusCode::OK,
        "nobody was put out by it"
    );
}

#[tokio::test]
async fn no_route_takes_packed_or_endless_bodies() {
    let app = workbench();
    for address in writing() {
        let packed = sent(&app, &address, &[("content-encoding", "gzip")], "x").await;
        assert_eq!(packed.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{address}");
        let large = sent(&app, &address, &[("content-length", "99000000")], "x").await;
        assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE, "{address}");
    }
    // without saying how long it is
    let endless = Body::from_stream(axum_stream());
    let request = Request::post("/login")
        .header(header::HOST, HOST)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(endless)
        .unwrap();
    assert_eq!(send(&app, request).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

/// Pieces without end.
fn axum_stream() -> impl futures::Stream<Item = Result<Vec<u8>, std::convert::Infallible>> {
    futures::stream::repeat_with(|| Ok(vec![b'a'; 1 << 16]))
}

#[tokio::test]
async fn whoever_is_outside_reads_nothing_of_a_case_with_people() {
    let app = workbench();
    first(&app, "Ada").await;
    let mut walked = 0;
    for (address, reads, _) in routes() {
        let open =
            ["/login", "/welcome", "/join", "/assets/{name}", "/feed/{name}"].contains(&address.as_str());
        let api = fyke_workbench::guard::programs::is_theirs(&address);
        if !reads || open || api {
            continue;
        }
        walked += 1;
        let address = filled(&address, "x");
        let came = read(&app, &address, "").await;
        assert!(
            [303, 405].contains(&came.status.as_u16()),
            "{address}: {}",
            came.status
        );
        let came = get(&app, &address).await;
        assert!(
            [401, 405].contains(&came.status.as_u16()),
            "{address}: {}",
            came.status
        );
        assert!(!came.body.contains("made"), "{address}: {}", came.body);
    }
    assert!(walked >= 25, "{walked}");
}

#[tokio::test]
async fn a_reader_writes_only_what_readers_write() {
    let app = workbench();
    let ada = first(&app, "Ada").await;
    let invited = post(&app, "/people/invite", &ada, "role=reader").await.body;
    let word = invited
        .split_once("class=\"told\" dir=\"ltr\">")
        .unwrap()
        .1
        .split('<')
        .next()
        .unwrap()
        .to_owned();
    let passphrase = PASSPHRASE.replace(' ', "+");
    let form = format!("word={word}&name=Ben&passphrase={passphrase}&again={passphrase}");
    assert_eq!(post(&app, "/join", "", &form).await.status, StatusCode::OK);
    let list = read(&app, "/people", &ada).await.body;
    let key = list
        .split_once("change Ben")
        .unwrap()
        .1
        .split_once("name=\"key\" value=\"")
        .unwrap()
        .1;
    let form = format!("key={}&compared=yes", key.split('"').next().unwrap());
    post(&app, "/people/admit", &ada, &form).await;
    let ben = session(&post(&app, "/login", "", &format!("who=Ben&passphrase={passphrase}")).await);

    let mut refused = 0;
    for address in writing() {
        if needed(&Method::POST, &address) == Role::Reader
            || fyke_workbench::guard::programs::is_theirs(&address)
            || ["/welcome", "/join", "/login", "/prefs"].contains(&address.as_str())
        {
            continue;
        }
        refused += 1;
        let came = post(&app, &address, &ben, "").await;
        assert_eq!(came.status, StatusCode::FORBIDDEN, "{address}: {}", came.body);
    }
    assert!(refused >= 12, "{refused}");
}

#[tokio::test]
async fn no_part_of_an_address_leads_out_of_the_case() {
    let app = workbench();
    let long = "a".repeat(7000);
    let hostile = [
        "..%2f..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "%2fetc%2fpasswd",
        "..%5c..%5cwindows",
        "a%00b",
        "%ff%fe",
        "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "%22%3E%3Cimg%20src%3Dx%20onerror%3Da%3E",
        "..",
        "-1",
        "99999999999999999999999",
        long.as_str(),
    ];
    let mut walked = 0;
    for (address, reads, _) in routes() {
        if !reads || !address.contains('{') {
            continue;
        }
        for value in hostile {
            walked += 1;
            let address = filled(&address, value);
            let came = read(&app, &address, "").await;
            assert!(
                came.status.as_u16() < 500,
                "{address}: {} {}",
                came.status,
                came.body
            );
            // what is no page is shown by nobody: its type is said, and kept to
            let page = came
                .headers
                .get(header::CONTENT_TYPE)
                .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
            for wrong in ["root:x", "[package]"] {
                assert!(!came.body.contains(wrong), "{address}");
            }
            for wrong in ["<script>alert(1)", "<img src=x"] {
                assert!(!(page && came.body.contains(wrong)), "{address}");
            }
        }
    }
    assert!(walked >= 100, "{walked}");
    for address in [
        "/assets/..%2fCargo.toml",
        "/assets/../Cargo.toml",
        "/assets/%2e%2e/%2e%2e/Cargo.toml",
        "/../etc/passwd",
        "//etc/passwd",
    ] {
        let came = read(&app, address, "").await;
        assert!(
            [400, 404].contains(&came.status.as_u16()),
            "{address}: {}",
            came.status
        );
    }
}

#[tokio::test]
async fn queries_without_end_and_values_without_sense_break_nothing() {
    let app = workbench();
    let many = "a=1&".repeat(10_000);
    let some = "q=%ff%00%3Cscript%3E&offset=-1&limit=99999999999999999999&from=%27&of=..%2f&";
    for (address, reads, _) in routes() {
        if !reads {
            continue;
        }
        let address = filled(&address, "x");
        assert_eq!(
            read(&app, &format!("{address}?{many}"), "").await.status,
            StatusCode::URI_TOO_LONG
        );
        let came = read(&app, &format!("{address}?{}", some.repeat(20)), "").await;
        assert!(
            came.status.as_u16() < 500,
            "{address}: {} {}",
            came.status,
            came.body
        );
        assert!(
            !came.body.contains("<script>\u{fffd}") && !came.body.contains("q=<script"),
            "{address}"
        );
    }
}

#[tokio::test]
async fn nobody_frames_a_page_or_is_told_where_it_was() {
    let app = workbench();
    for (address, reads, _) in routes() {
        if !reads {
            continue;
        }
        let came = read(&app, &filled(&address, "x"), "").await;
        assert_eq!(came.headers["x-frame-options"], "DENY", "{address}");
        let policy = came.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(
            policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"),
            "{address}"
        );
        assert_eq!(came.headers[header::REFERRER_POLICY], "no-referrer", "{address}");
        assert_eq!(
            came.headers[header::X_CONTENT_TYPE_OPTIONS],
            "nosniff",
            "{address}"
        );
        assert!(
            !came.headers.contains_key("access-control-allow-origin"),
            "{address}"
        );
    }
}

#[tokio::test]
async fn a_form_leads_back_into_the_workbench_alone() {
    let app = workbench();
    let ada = first(&app, "Ada").await;
    for back in [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/%09/evil.example",
        "%09//evil.example",
        "/%0d%0aset-cookie:%20a=b",
        "javascript:alert(1)",
    ] {
        let login = format!("who=Ada&passphrase={}&back={back}", PASSPHRASE.replace(' ', "+"));
        let came = post(&app, "/login", "", &login).await;
        assert_eq!(came.headers[header::LOCATION], "/", "login {back}");
        assert_eq!(came.headers.get_all(header::SET_COOKIE).iter().count(), 1);
        let came = post(&app, "/prefs", &ada, &format!("lang=en&back={back}")).await;
        assert_eq!(came.headers[header::LOCATION], "/", "prefs {back}");
        let came = post(
            &app,
            "/bookmarks",
            &ada,
            &format!("thing=entity:x&status=checked&back={back}"),
        )
        .await;
        assert_eq!(came.headers[header::LOCATION], "/", "bookmarks {back}");
        let page = read(&app, &format!("/login?back={back}"), "").await.body;
        assert!(
            !page.contains("value=\"//evil") && !page.contains("value=\"javascript"),
            "{back}"
        );
    }
}

#[tokio::test]
async fn a_session_is_new_bound_and_never_one_that_was_planted() {
    let app = workbench();
    let ada = first(&app, "Ada").await;
    let planted = format!("fyke={}", "0".repeat(64));
    assert_eq!(read(&app, "/", &planted).await.status, StatusCode::SEE_OTHER);
    let login = format!("who=Ada&passphrase={}", PASSPHRASE.replace(' ', "+"));
    let came = post(&app, "/login", &planted, &login).await;
    let cookie = came.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(!cookie.contains(&"0".repeat(64)));
    for flag in ["; Path=/", "; HttpOnly", "; SameSite=Strict"] {
        assert!(cookie.contains(flag), "{cookie}");
    }
    assert!(
        !cookie.contains("Domain") && !cookie.contains("Secure"),
        "plain talk within this machine"
    );
    assert!(came.headers[header::SET_COOKIE].is_sensitive(), "prints as dots");
    // coming in again from the same browser ends the session before
    let again = post(&app, "/login", &ada, &login).await;
    assert_eq!(read(&app, "/", &ada).await.status, StatusCode::SEE_OTHER);
    assert_eq!(read(&app, "/", &session(&again)).await.status, StatusCode::OK);
    // two cookies of the name: the first counts, as browsers send the narrower first
    let two = format!("{planted}; {}", session(&again));
    assert_eq!(read(&app, "/", &two).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn verbs_stand_in_front_and_names_in_the_host_header() {
    let app = workbench();
    let ada = first(&app, "Ada").await;
    for address in [
        "/logout",
        "/people/retire",
        "/people/invite",
        "/alerts/forget",
        "/passkey/begin-register",
    ] {
        let request = Request::get(address)
            .header(header::HOST, HOST)
            .header(header::COOKIE, &ada)
            .header("x-http-method-override", "POST")
            .body(Body::empty())
            .unwrap();
        assert_eq!(
            send(&app, request).await.status,
            StatusCode::METHOD_NOT_ALLOWED,
            "{address}"
        );
    }
    for verb in ["TRACE", "CONNECT", "PUT", "DELETE"] {
        let request = Request::builder()
            .method(verb)
            .uri("/people")
            .header(header::HOST, HOST)
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, &ada)
            .body(Body::empty())
            .unwrap();
        let came = send(&app, request).await;
        assert!(came.status.is_client_error(), "{verb}: {}", came.status);
    }
    // what a proxy may have written is not believed
    let request = Request::get("/login")
        .header(header::HOST, "evil.example")
        .header("x-forwarded-host", HOST)
        .header("forwarded", "host=127.0.0.1:7440")
        .body(Body::empty())
        .unwrap();
    assert_eq!(send(&app, request).await.status, StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn open_to_a_team_programs_show_the_key() {
    let key = Secret::new("k-1-of-the-team");
    let config = Config {
        listen: "192.0.2.7:443".parse().unwrap(),
        tls: Some((Vec::new(), Vec::new())),
        api_key: Some(key),
        ..Config::default()
    };
    let app = App::new(std::sync::Arc::new(fyke_sim::desk::MadeDesk::new()), config);
    let asked = |key: &'static str| {
        let app = app.clone();
        async move {
            let request = Request::get("/search/all?q=beta")
                .header(header::HOST, "192.0.2.7:443")
                .header(header::AUTHORIZATION, key)
                .body(Body::empty())
                .unwrap();
            let response = tower::ServiceExt::oneshot(router(app), request).await.unwrap();
            (
                response.status(),
                response.headers().contains_key("strict-transport-security"),
            )
        }
    };
    assert_eq!(asked("ApiKey wrong").await, (StatusCode::UNAUTHORIZED, true));
    assert_eq!(asked("Basic k-1-of-the-team").await.0, StatusCode::UNAUTHORIZED);
    assert_ne!(asked("ApiKey k-1-of-the-team").await.0, StatusCode::UNAUTHORIZED);
    assert_ne!(asked("Bearer k-1-of-the-team").await.0, StatusCode::UNAUTHORIZED);
}

#[test]
fn what_is_secret_is_never_printed() {
    let secret = "tin harbour walking";
    let config = Config {
        api_key: Some(Secret::new(secret)),
        tls: Some((b"chain".to_vec(), secret.as_bytes().to_vec())),
        ..Config::default()
    };
    let hand = Hand::new(0x1234_5678_9abc_def0, "key", "Ada", Role::Reader);
    let printed = format!("{:?} {config:?} {hand:?} {:#?}", Secret::new(secret), hand);
    assert!(
        !printed.contains(secret) && printed.contains("Secret(..)"),
        "{printed}"
    );
    assert!(
        !printed.contains(&format!("{:?}", secret.as_bytes())),
        "{printed}"
    );
    assert!(
        !printed.contains(&0x1234_5678_9abc_def0_u128.to_string()),
        "a hand's number opens what it opens: {printed}"
    );
}

/// No route can be made to fetch anything: nothing that could is linked.
#[test]
fn the_workbench_links_nothing_that_dials_out() {
    let tree = std::process::Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--locked",
            "-p",
            "fyke-workbench",
            "-e",
            "normal,no-proc-macro",
        ])
        .args(["--prefix", "none", "-f", "{p} [{f}]"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let tree = String::from_utf8(tree.stdout).unwrap();
    assert!(
        tree.contains("axum v") && tree.contains("rustls v"),
        "the tree is there: {tree}"
    );
    for line in tree.lines() {
        let name = line.split(' ').next().unwrap_or_default();
        let dials = [
            "reqwest",
            "ureq",
            "curl",
            "curl-sys",
            "isahc",
            "attohttpc",
            "minreq",
            "surf",
            "hyper-tls",
            "hyper-rustls",
            "native-tls",
            "openssl-sys",
            "aws-lc-sys",
            "hickory-resolver",
        ];
        assert!(!dials.contains(&name), "{line}");
        let features = line
            .split_once('[')
            .map_or("", |(_, rest)| rest)
            .trim_end_matches(" (*)")
            .trim_end_matches(']');
        let client = features.split(',').any(|feature| feature.starts_with("client"));
        assert!(!(["hyper", "hyper-util"].contains(&name) && client), "{line}");
    }
}
