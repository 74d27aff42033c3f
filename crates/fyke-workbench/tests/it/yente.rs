//! Screening as programs do it that know yente. What is answered stands beside,
//! in `expected/`; `UPDATE=1` writes it anew, and a person reads what changed.

use crate::ask::{Came, get, send, workbench};
use crate::expected::same;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use fyke_workbench::state::App;
use serde_json::{Value, json};

async fn post(app: &App, address: &str, body: impl Into<Body>) -> Came {
    let request = Request::post(address)
        .header(header::HOST, "127.0.0.1:7440")
        .header(header::CONTENT_TYPE, "application/json")
        .body(body.into())
        .unwrap();
    send(app, request).await
}

fn value(came: &Came) -> Value {
    serde_json::from_str(&came.body).unwrap_or_else(|_| panic!("{}", came.body))
}

fn example(name: &str) -> Value {
    json!({ "schema": "Company", "properties": { "name": [name], "country": "ru" } })
}

#[tokio::test]
async fn a_firm_is_found_under_its_name_in_other_letters() {
    let app = workbench();
    let body = json!({ "queries": { "a": example("Vostok Mikro"), "b": example("Nobody At All Ltd") } });
    let came = post(&app, "/match/default?limit=2", body.to_string()).await;
    assert_eq!(came.status, StatusCode::OK);
    assert_eq!(came.headers["x-batch-size"], "2");
    same("match.json", &value(&came));
}

#[tokio::test]
async fn a_search_counts_and_shows() {
    let app = workbench();
    let came = get(
        &app,
        "/search/default?q=vostok&countries=ru&facets=countries&facets=schema",
    )
    .await;
    assert_eq!(came.status, StatusCode::OK);
    same("search.json", &value(&came));
    let narrowed = value(&get(&app, "/search/made-list?schema=Vessel").await);
    assert_eq!(narrowed["total"]["value"], 1);
    assert_eq!(narrowed["results"][0]["schema"], "Vessel");
    let both = value(
        &get(
            &app,
            "/search/default?datasets=made-list&datasets=made-register&filter_op=AND",
        )
        .await,
    );
    for result in both["results"].as_array().unwrap() {
        let datasets = result["datasets"].as_array().unwrap();
        assert!(datasets.contains(&json!("made-list")) && datasets.contains(&json!("made-register")));
    }
    assert!(!both["results"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn an_entity_brings_what_it_is_tied_to_and_old_ids_lead_on() {
    let app = workbench();
    let came = get(&app, "/entities/ent-vostok").await;
    assert_eq!(came.status, StatusCode::OK);
    same("entity.json", &value(&came));
    let flat = value(&get(&app, "/entities/ent-vostok?nested=false").await);
    assert!(flat["properties"]["directorshipOrganization"].is_null());
    let record = get(&app, "/entities/made-list%3AL-7?nested=false").await;
    assert_eq!(record.status, StatusCode::PERMANENT_REDIRECT);
    assert_eq!(
        record.headers[header::LOCATION],
        "/entities/ent-vostok?nested=false"
    );
    let adjacent = value(&get(&app, "/entities/ent-vostok/adjacent?limit=1").await);
    assert_eq!(adjacent["adjacent"]["ownershipAsset"]["total"]["value"], 1);
    let by = value(&get(&app, "/entities/ent-vostok/adjacent/ownershipAsset").await);
    assert_eq!(by["results"], adjacent["adjacent"]["ownershipAsset"]["results"]);
}

#[tokio::test]
async fn what_has_no_effect_is_said() {
    let app = workbench();
    let body = json!({ "queries": { "a": example("Vostok Mikro") }, "weights": { "name": 2 }, "config": { "x": null } });
    let address = "/match/default?algorithm=logic-v2&changed_since=2026-01-01";
    let came = post(&app, address, body.to_string()).await;
    assert_eq!(
        came.headers["x-fyke-ignored"],
        "algorithm, changed_since, weights, config"
    );
    let notes = value(&came)["notes"].as_array().unwrap().len();
    assert_eq!(notes, 4);
    let came = get(&app, "/search/default?fuzzy=true&sort=name:asc").await;
    assert_eq!(came.headers["x-fyke-ignored"], "fuzzy, sort");
}

#[tokio::test]
async fn results_are_left_out_by_id_record_kind_topic_and_dataset() {
    let app = workbench();
    let body = json!({ "queries": { "a": example("Vostok Mikro") } }).to_string();
    let ids = async |query: &str| {
        let came = post(&app, &format!("/match/default?{query}"), body.clone()).await;
        let results = value(&came)["responses"]["a"]["results"]
            .as_array()
            .unwrap()
            .clone();
        results
            .iter()
            .map(|one| one["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let all = ids("cutoff=0.1").await;
    assert!(
        all.contains(&"ent-vostok".to_owned()) && all.contains(&"ent-vostok-2".to_owned()),
        "{all:?}"
    );
    for query in [
        "exclude_entity_ids=ent-vostok",
        "exclude_entity_ids=made-list:L-7",
        "exclude_dataset=made-list&exclude_dataset=made-register&exclude_dataset=made-customs",
        "exclude_schema=LegalEntity",
        "include_dataset=made-owners",
    ] {
        assert!(
            !ids(&format!("cutoff=0.1&{query}"))
                .await
                .contains(&"ent-vostok".to_owned()),
            "{query}"
        );
    }
    assert_eq!(ids("cutoff=0.1&topics=sanction").await, ["ent-vostok"]);
    assert!(ids("threshold=1&cutoff=1").await.is_empty());
}

#[tokio::test]
async fn the_service_says_what_it_is() {
    let app = workbench();
    assert_eq!(value(&get(&app, "/healthz").await), json!({ "status": "ok" }));
    assert_eq!(value(&get(&app, "/readyz").await), json!({ "status": "ok" }));
    let algorithms = value(&get(&app, "/algorithms").await);
    assert_eq!(algorithms["default"], "fyke-calibrated");
    let catalog = get(&app, "/catalog").await.body;
    assert!(catalog.contains("made-list"));
    // what a source alone told is not for programs, not even by name
    assert!(!catalog.contains("made-tip"), "{catalog}");
    assert_eq!(get(&app, "/search/made-tip").await.status, StatusCode::NOT_FOUND);
}

/// Method, address, body, status.
const HOSTILE: &[(&str, &str, &str, u16)] = &[
    ("POST", "/match/default", "", 422),
    ("POST", "/match/default", "{", 422),
    ("POST", "/match/default", "[]", 422),
    ("POST", "/match/default", "{\"queries\":[]}", 422),
    ("POST", "/match/default", "{\"queries\":{}}", 400),
    (
        "POST",
        "/match/default",
        "{\"queries\":{\"a\":{\"schema\":\"Person\"}}}",
        422,
    ),
    (
        "POST",
        "/match/default",
        "{\"queries\":{\"a\":{\"schema\":\"Dragon\",\"properties\":{}}}}",
        400,
    ),
    (
        "POST",
        "/match/default",
        "{\"queries\":{\"a\":{\"schema\":\"Person\",\"properties\":{\"name\":{\"x\":1}}}}}",
        422,
    ),
    ("POST", "/match/default?limit=-1", "{\"queries\":{}}", 422),
    ("POST", "/match/default?threshold=NaN", "{\"queries\":{}}", 422),
    ("POST", "/match/default?algorithm=magic", "{\"queries\":{}}", 400),
    (
        "POST",
        "/match/nope",
        "{\"queries\":{\"a\":{\"schema\":\"Person\",\"properties\":{}}}}",
        404,
    ),
    ("GET", "/match/default", "", 405),
    ("DELETE", "/entities/ent-vostok", "", 405),
    ("GET", "/search/nope", "", 404),
    ("GET", "/search/default?limit=501", "", 422),
    ("GET", "/search/default?filter=properties.birthDate:1969", "", 400),
    ("GET", "/search/default?changed_since=yesterday", "", 422),
    ("GET", "/search/%FF%FE", "", 404),
    ("GET", "/search/default/more", "", 404),
    ("GET", "/entities/nobody", "", 404),
    ("GET", "/entities/ent-vostok/adjacent/nothing", "", 404),
    ("GET", "/entities/..%2F..%2Fetc%2Fpasswd", "", 404),
    ("POST", "/updatez?token=x", "", 403),
];

#[tokio::test]
async fn whatever_goes_wrong_is_a_problem_document() {
    let app = workbench();
    for (method, address, body, status) in HOSTILE {
        let request = Request::builder()
            .method(*method)
            .uri(*address)
            .header(header::HOST, "127.0.0.1:7440")
            .body(Body::from(*body))
            .unwrap();
        let came = send(&app, request).await;
        let what = format!("{method} {address} {body}");
        assert_eq!(came.status.as_u16(), *status, "{what}: {}", came.body);
        assert_eq!(
            came.headers[header::CONTENT_TYPE],
            "application/problem+json",
            "{what}"
        );
        let problem = value(&came);
        assert_eq!(problem["status"], *status, "{what}");
        for part in ["type", "title", "detail", "repair"] {
            assert!(
                problem[part].as_str().is_some_and(|text| !text.is_empty()),
                "{what}: {part}"
            );
        }
    }
}

#[tokio::test]
async fn what_is_too_large_too_deep_or_too_many_is_refused() {
    let app = workbench();
    let large = post(&app, "/match/default", vec![b' '; 5 << 20]).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(large.headers[header::CONTENT_TYPE], "application/problem+json");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(
        post(&app, "/match/default", deep).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let many: serde_json::Map<String, Value> = (0..101).map(|at| (at.to_string(), example("a"))).collect();
    let came = post(&app, "/match/default", json!({ "queries": many }).to_string()).await;
    assert_eq!(came.status, StatusCode::BAD_REQUEST);
    assert!(came.body.contains("send at most 100"), "{}", came.body);
}

#[tokio::test]
async fn another_site_neither_asks_nor_reads() {
    let app = workbench();
    let request = Request::post("/match/default")
        .header(header::HOST, "127.0.0.1:7440")
        .header(header::ORIGIN, "https://evil.example")
        .body(Body::from("{}"))
        .unwrap();
    let came = send(&app, request).await;
    assert_eq!(came.status, StatusCode::FORBIDDEN);
    assert_eq!(came.headers[header::CONTENT_TYPE], "application/problem+json");
    let request = Request::get("/search/default?q=vostok")
        .header(header::HOST, "evil.example")
        .body(Body::empty())
        .unwrap();
    let came = send(&app, request).await;
    assert_eq!(came.status, StatusCode::MISDIRECTED_REQUEST);
    assert_eq!(came.headers[header::CONTENT_TYPE], "application/problem+json");
}
