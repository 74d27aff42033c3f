//! The description of the interfaces, held against what answers.

use crate::ask::{get, send, workbench};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::Value;

#[tokio::test]
async fn every_address_that_is_written_down_answers() {
    let app = workbench();
    let came = get(&app, "/openapi.json").await;
    assert_eq!(came.status, StatusCode::OK);
    let document: Value = serde_json::from_str(&came.body).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    let mut asked = 0;
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let mut address = path.clone();
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                if parameter["in"] == "path" {
                    let example = parameter["example"].as_str();
                    let value = example.or(parameter["schema"]["enum"][0].as_str()).unwrap();
                    address = address.replace(&format!("{{{}}}", parameter["name"].as_str().unwrap()), value);
                }
            }
            assert!(!address.contains('{'), "{address}");
            let request = Request::builder()
                .method(method.to_uppercase().as_str())
                .uri(&address)
                .header(header::HOST, "127.0.0.1:7440")
                .body(Body::from("{}"))
                .unwrap();
            let came = send(&app, request).await;
            assert_ne!(came.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {address}");
            assert!(
                !came.status.is_server_error(),
                "{method} {address}: {}",
                came.body
            );
            assert!(!came.body.contains("there is no such export"), "{address}");
            assert!(!came.body.contains("nothing at this address"), "{address}");
            for name in ["summary", "operationId", "x-curl"] {
                let refused = path == "/updatez" && name == "x-curl";
                assert!(refused || operation[name].is_string(), "{method} {path}: {name}");
            }
            asked += 1;
        }
    }
    assert!(asked > 20, "{asked}");
}

#[tokio::test]
async fn the_page_about_interfaces_names_every_one() {
    let app = workbench();
    let page = get(&app, "/api").await;
    assert_eq!(page.status, StatusCode::OK);
    for path in fyke_workbench::api::document::document()["paths"]
        .as_object()
        .unwrap()
        .keys()
    {
        assert!(page.body.contains(path.as_str()), "{path}");
    }
    assert_eq!(page.body.matches("<h1>").count(), 1);
}
