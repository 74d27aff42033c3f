//! What holds on every page.

use crate::ask::{get, get_in_language, send, workbench};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

#[tokio::test]
async fn the_front_page_shows_the_case_in_five_languages() {
    let app = workbench();
    for (code, said) in [
        ("en", "where the data come from"),
        ("uk", "звідки дані"),
        ("ru", "откуда данные"),
        ("ar", "من أين تأتي البيانات"),
        ("zh", "数据来源"),
    ] {
        let came = get_in_language(&app, "/", code).await;
        assert_eq!(came.status, StatusCode::OK);
        assert!(came.body.contains(said), "{code}: {}", came.body);
        assert!(came.body.contains(&format!("lang=\"{code}\"")));
    }
}

#[tokio::test]
async fn every_answer_carries_the_policy() {
    let app = workbench();
    for address in ["/", "/nowhere", "/assets/none.js"] {
        let came = get(&app, address).await;
        let policy = came.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{address}");
        assert!(!policy.contains("unsafe"), "{address}");
    }
}

#[tokio::test]
async fn another_name_of_this_machine_is_turned_away() {
    let app = workbench();
    let request = Request::get("/")
        .header(header::HOST, "evil.example")
        .body(Body::empty())
        .unwrap();
    assert_eq!(send(&app, request).await.status, StatusCode::MISDIRECTED_REQUEST);
}

#[tokio::test]
async fn a_form_of_another_page_is_turned_away() {
    let app = workbench();
    let request = Request::post("/prefs")
        .header(header::HOST, "127.0.0.1:7440")
        .header("sec-fetch-site", "cross-site")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from("lang=ar&back=/"))
        .unwrap();
    assert_eq!(send(&app, request).await.status, StatusCode::FORBIDDEN);
}
