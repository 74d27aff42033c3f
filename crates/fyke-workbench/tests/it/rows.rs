//! Rows, their bytes, their files; and that nothing from outside the case comes.

use crate::ask::{Person, get, workbench};
use axum::http::{StatusCode, header};
use fyke_model::desk::{Cases, Role};
use fyke_workbench::state::App;

fn file(name: &str) -> (String, String) {
    let case = fyke_sim::desk::MadeDesk::new().case().unwrap();
    for dataset in case.datasets {
        if let Some(file) = dataset.files.into_iter().find(|file| file.name == name) {
            return (dataset.id, file.hash);
        }
    }
    panic!("no {name}");
}

async fn row(app: &App, name: &str, n: u64) -> String {
    let (dataset, hash) = file(name);
    let came = get(app, &format!("/row/{dataset}/{hash}/{n}")).await;
    assert_eq!(came.status, StatusCode::OK, "{name} {n}");
    came.body
}

#[tokio::test]
async fn a_row_is_marked_between_the_bytes_before_and_after_it() {
    let app = workbench();
    let body = row(&app, "declarations.csv", 3).await;
    assert!(body.contains("<mark>2021-10-19;Alfa Halbleiter GmbH;DE;Doğu Yıldız Dış Ticaret A.Ş.;TR;854231;processors and controllers;90;13200.50;USD</mark>"), "{body}");
    assert!(body.contains("2021-10-05;Alfa Halbleiter GmbH") && body.contains("2021-11-03"));
    assert!(body.contains("consignments") && body.contains("of 42 rows"));
    let (dataset, hash) = file("declarations.csv");
    assert_eq!(
        get(&app, &format!("/row/{dataset}/{hash}/3/bytes")).await.status,
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_refused_row_says_why_and_stands_in_the_list_of_its_dataset() {
    let app = workbench();
    let body = row(&app, "declarations.csv", 12).await;
    assert!(
        body.contains("&#39;2022-02-31&#39; is not a date") || body.contains("'2022-02-31' is not a date"),
        "{body}"
    );
    assert!(body.contains("no table took it"));
    let list = get(&app, "/dataset/made-customs/refused").await.body;
    assert!(list.contains("2022-02-31") && list.contains("write it as YYYY-MM-DD"));
}

#[tokio::test]
async fn bytes_that_are_no_text_are_shown_as_numbers() {
    let body = row(&workbench(), "tip.csv", 2).await;
    assert!(
        body.contains("class=\"hex\"") && body.contains("4d fc 6c 6c 65 72"),
        "{body}"
    );
    assert!(body.contains("is not handed out"));
}

#[tokio::test]
async fn a_file_leaves_as_its_label_allows() {
    let app = workbench();
    let ada = Person::new(&app, "ada", "Ada", Role::Reviewer);
    let open = get(&app, &format!("/evidence/{}", file("declarations.csv").1)).await;
    assert_eq!(open.status, StatusCode::OK);
    assert_eq!(
        open.headers[header::CONTENT_DISPOSITION],
        "attachment; filename=\"declarations.csv\""
    );
    assert_eq!(open.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    assert_eq!(open.body.lines().count(), 42);
    let licensed = format!("/evidence/{}", file("register.csv").1);
    assert_eq!(get(&app, &licensed).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(ada.get(&licensed).await.status, StatusCode::OK);
    let told = ada.get(&format!("/evidence/{}", file("tip.csv").1)).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(!told.body.contains("crates"));
}

#[tokio::test]
async fn nothing_from_outside_the_case_is_served() {
    let app = workbench();
    let none = "0".repeat(64);
    for address in [
        "/evidence/..%2F..%2Fetc%2Fpasswd".to_owned(),
        "/evidence/%2Fetc%2Fpasswd".to_owned(),
        format!("/evidence/{none}"),
        format!("/row/..%2F..%2Fetc/{none}/1"),
        format!("/row/made-customs/{none}/1"),
        "/row/made-customs/passwd/1".to_owned(),
        format!(
            "/row/made-customs/{}/18446744073709551615",
            file("declarations.csv").1
        ),
        format!("/row/made-list/{}/2", file("declarations.csv").1),
        "/dataset/..%2F..%2Fetc".to_owned(),
        "/entity/..%2F..%2Fetc%2Fpasswd".to_owned(),
    ] {
        let came = get(&app, &address).await;
        assert!(
            [StatusCode::NOT_FOUND, StatusCode::BAD_REQUEST].contains(&came.status),
            "{address}: {}",
            came.status
        );
        assert!(!came.body.contains("root:"), "{address}");
    }
}

#[tokio::test]
async fn two_editions_stand_side_by_side() {
    let app = workbench();
    let body = get(&app, "/dataset/made-list/diff?from=2023-01-10&to=2024-01-15")
        .await
        .body;
    for (n, word) in [(1, "added"), (1, "removed"), (2, "changed")] {
        assert!(
            body.contains(&format!("<strong>{n}</strong> {word}")),
            "{word}: {body}"
        );
    }
    assert!(
        body.contains("<del><bdi>ул. Лесная 5, Тверь</bdi></del>")
            && body.contains("<ins><bdi>ул. Лесная 7, Тверь</bdi></ins>")
    );
    assert_eq!(
        get(&app, "/dataset/made-customs/diff").await.status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        get(&app, "/dataset/made-list/diff?from=1999-01-01&to=2024-01-15")
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}
