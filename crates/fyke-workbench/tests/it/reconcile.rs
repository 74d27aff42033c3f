//! Reconciliation as OpenRefine does it, held against what version 0.2 of the
//! specification demands of each answer (`schemas/*.json` of
//! <https://github.com/reconciliation-api/specs>, written here as checks).

use crate::ask::{Came, get, send, workbench};
use crate::expected::same;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use fyke_workbench::show;
use fyke_workbench::state::App;
use serde_json::{Value, json};

async fn form(app: &App, address: &str, body: String) -> Came {
    let request = Request::post(address)
        .header(header::HOST, "127.0.0.1:7440")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .unwrap();
    send(app, request).await
}

fn value(came: &Came) -> Value {
    assert_eq!(came.status, StatusCode::OK, "{}", came.body);
    serde_json::from_str(&came.body).unwrap()
}

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name]
        .as_str()
        .unwrap_or_else(|| panic!("{name} is no text in {value}"))
}

/// manifest.json
fn is_manifest(manifest: &Value) {
    assert!(manifest["versions"].as_array().unwrap().contains(&json!("0.2")));
    for name in [
        "name",
        "identifierSpace",
        "schemaSpace",
        "documentation",
        "serviceVersion",
    ] {
        assert!(!text(manifest, name).is_empty());
    }
    assert!(text(&manifest["view"], "url").contains("{{id}}"));
    assert!(text(&manifest["preview"], "url").contains("{{id}}"));
    assert!(manifest["preview"]["width"].is_u64() && manifest["preview"]["height"].is_u64());
    let types = manifest["defaultTypes"].as_array().unwrap();
    assert!(
        types
            .iter()
            .all(|of| of["id"].is_string() && of["name"].is_string())
    );
    for what in ["entity", "property", "type"] {
        let service = &manifest["suggest"][what];
        assert!(text(service, "service_url").starts_with("http://127.0.0.1:7440/"));
        assert!(text(service, "flyout_service_path").contains("${id}"));
    }
    for setting in manifest["extend"]["property_settings"].as_array().unwrap() {
        assert!(["number", "text", "checkbox", "select"].contains(&text(setting, "type")));
        assert!(setting["label"].is_string() && setting["name"].is_string());
    }
}

/// reconciliation-result-batch.json
fn is_results(results: &Value) {
    for answer in results.as_object().unwrap().values() {
        for candidate in answer["result"].as_array().unwrap() {
            text(candidate, "id");
            text(candidate, "name");
            assert!(candidate["score"].is_number());
            assert!(candidate["match"].is_boolean());
            for of in candidate["type"].as_array().unwrap() {
                text(of, "id");
            }
            for feature in candidate["features"].as_array().unwrap() {
                text(feature, "id");
                assert!(feature["value"].is_number() || feature["value"].is_boolean());
            }
        }
    }
}

/// data-extension-response.json
fn is_extension(extension: &Value) {
    for column in extension["meta"].as_array().unwrap() {
        text(column, "id");
        text(column, "name");
    }
    for row in extension["rows"].as_object().unwrap().values() {
        for cells in row.as_object().unwrap().values() {
            for cell in cells.as_array().unwrap() {
                let cell = cell.as_object().unwrap();
                assert!(cell.len() == 1 && cell["str"].is_string());
            }
        }
    }
}

#[tokio::test]
async fn the_service_describes_itself() {
    let app = workbench();
    let manifest = value(&get(&app, "/reconcile").await);
    is_manifest(&manifest);
    is_manifest(&value(&get(&app, "/reconcile/made-list").await));
    same("manifest.json", &manifest);
    assert_eq!(
        get(&app, "/reconcile/made-tip").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_batch_is_answered_however_it_comes() {
    let app = workbench();
    let batch = json!({
        "q0": { "query": "Vostok Mikro", "type": "Company", "type_strict": "should", "limit": 3 },
        "q1": { "query": "Сидоров", "type": ["Person", "Vessel"], "properties": [
            { "pid": "Person:country", "v": "ru" }, { "pid": "birthDate", "v": [1969, { "id": "x", "name": "y" }] },
        ] },
        "q2": { "query": "nobody at all" },
    });
    let by_form = form(
        &app,
        "/reconcile",
        format!("queries={}", show::query(&batch.to_string())),
    )
    .await;
    let results = value(&by_form);
    is_results(&results);
    same("reconcile.json", &results);
    let by_get = get(
        &app,
        &format!("/reconcile?queries={}", show::query(&batch.to_string())),
    )
    .await;
    assert_eq!(value(&by_get), results);
    let request = Request::post("/reconcile")
        .header(header::HOST, "127.0.0.1:7440")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(json!({ "queries": batch }).to_string()))
        .unwrap();
    assert_eq!(value(&send(&app, request).await), results);
}

#[tokio::test]
async fn columns_are_added_for_what_is_reconciled() {
    let app = workbench();
    let asked = json!({
        "ids": ["ent-vostok", "ent-alfa", "nobody"],
        "properties": [{ "id": "country" }, { "id": "Company:alias", "settings": { "limit": "1" } }, { "id": "nothing" }],
    });
    let extension = value(
        &form(
            &app,
            "/reconcile",
            format!("extend={}", show::query(&asked.to_string())),
        )
        .await,
    );
    is_extension(&extension);
    same("extend.json", &extension);
    let proposed = value(&get(&app, "/reconcile/default/extend/property?type=Vessel").await);
    assert!(
        proposed["properties"]
            .as_array()
            .unwrap()
            .iter()
            .any(|of| of["id"] == "imoNumber")
    );
}

#[tokio::test]
async fn first_letters_suggest_entities_properties_and_types() {
    let app = workbench();
    for (address, id) in [
        ("/reconcile/default/suggest/entity?prefix=vosto", "ent-vostok"),
        (
            "/reconcile/default/suggest/property?prefix=birth",
            "Person:birthDate",
        ),
        ("/reconcile/default/suggest/type?prefix=comp", "Company"),
    ] {
        let found = value(&get(&app, address).await);
        let result = found["result"].as_array().unwrap();
        assert!(
            result
                .iter()
                .all(|one| one["id"].is_string() && one["name"].is_string())
        );
        assert!(result.iter().any(|one| one["id"] == id), "{address}: {found}");
    }
    let flyout = value(&get(&app, "/reconcile/default/flyout/entity?id=ent-hostile").await);
    assert_eq!(flyout["id"], "ent-hostile");
    assert!(!text(&flyout, "html").contains("<script>"), "{flyout}");
}

#[tokio::test]
async fn a_preview_is_framed_by_pages_of_this_machine_alone() {
    let app = workbench();
    let came = get(&app, "/reconcile/default/preview?id=ent-hostile").await;
    assert_eq!(came.status, StatusCode::OK);
    assert!(!came.body.contains("<script>alert"), "{}", came.body);
    let policy = came.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
    assert!(policy.contains("frame-ancestors http://127.0.0.1:*") && policy.contains("default-src 'none'"));
    assert!(!policy.contains("script-src"), "{policy}");
    let origin = async |origin: &str| {
        let request = Request::get("/reconcile/default/suggest/entity?prefix=vos")
            .header(header::HOST, "127.0.0.1:7440")
            .header(header::ORIGIN, origin)
            .body(Body::empty())
            .unwrap();
        let came = send(&app, request).await;
        came.headers
            .get(header::ACCESS_CONTROL_ALLOW_ORIGIN)
            .map(|value| value.to_str().unwrap().to_owned())
    };
    assert_eq!(
        origin("http://127.0.0.1:3333").await.as_deref(),
        Some("http://127.0.0.1:3333")
    );
    assert_eq!(origin("https://evil.example").await, None);
}

#[tokio::test]
async fn what_is_no_batch_is_refused_in_words() {
    let app = workbench();
    for (body, status) in [
        ("", 422),
        ("queries=", 422),
        ("queries=[]", 422),
        ("queries={\"q\":{}}", 422),
        ("queries={\"q\":{\"query\":7}}", 422),
        ("queries={\"q\":{\"query\":null}}", 422),
        ("extend={}", 422),
        ("callback=alert&queries={\"q\":{\"query\":\"x\"}}", 200),
    ] {
        let came = form(&app, "/reconcile", body.to_owned()).await;
        assert_eq!(came.status.as_u16(), status, "{body}: {}", came.body);
        // never a script: JSONP is not offered
        let kind = came.headers[header::CONTENT_TYPE].to_str().unwrap();
        assert!(kind.ends_with("json"), "{kind}");
    }
    let many: serde_json::Map<String, Value> = (0..101)
        .map(|at| (at.to_string(), json!({ "query": "a" })))
        .collect();
    let came = form(&app, "/reconcile", format!("queries={}", Value::Object(many))).await;
    assert_eq!(came.status, StatusCode::BAD_REQUEST);
}
