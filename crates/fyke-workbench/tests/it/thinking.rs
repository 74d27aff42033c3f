//! Hypotheses, forecasts, scores: one's own first.

use crate::ask::{Person, get, workbench};
use axum::http::StatusCode;
use fyke_model::desk::Role;
use fyke_workbench::state::App;

async fn judged(app: &App, key: &str) -> Person {
    let person = Person::new(app, key, key, Role::Reviewer);
    person.post("/lead/lead-birch/draw", "").await.leads_to();
    person
        .post("/lead/lead-birch/judge", "p=60&confidence=low&why=a&row=1")
        .await
        .leads_to();
    person
}

#[tokio::test]
async fn a_matrix_is_built_cell_by_cell_and_weighed_before_it_is_pooled() {
    let app = workbench();
    let ada = judged(&app, "ada").await;
    let ben = judged(&app, "ben").await;
    let at = "/lead/lead-birch/hypotheses";
    let first = ada.get(at).await.body;
    assert!(first.contains("no evidence is named yet"), "{first}");
    let row = first
        .split("name=\"row\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();

    let bare = ada
        .post(&format!("{at}/add"), "evidence=crates+of+one+size")
        .await;
    assert_eq!(bare.status, StatusCode::BAD_REQUEST, "evidence cites a row");
    ada.post(
        &format!("{at}/add"),
        &format!("evidence=crates+of+one+size&row={row}"),
    )
    .await
    .leads_to();
    let filled = "h=h1&h=h2&h=h3&e=e1&c-0-0=10&c-0-1=0.1&c-0-2=";
    ada.post(at, filled).await.leads_to();
    let page = ada.get(at).await.body;
    assert!(page.contains("<option value=\"10\" selected>likelier"), "{page}");
    assert!(page.contains("4.6"), "ln 10 - ln 0.1: {page}");

    // a form of before somebody added a hypothesis would put cells in wrong places
    ben.post(&format!("{at}/add"), "hypothesis=a+clerk+erred")
        .await
        .leads_to();
    assert_eq!(ada.post(at, filled).await.status, StatusCode::CONFLICT);
    assert_eq!(
        ada.post(at, "h=h1&h=h2&h=h3&h=h4&e=e1&c-0-0=-3").await.status,
        StatusCode::BAD_REQUEST
    );

    ben.post("/lead/lead-birch/weigh", "w-0=80&w-1=10&w-2=10&w-3=0")
        .await
        .leads_to();
    let before = ada.get(at).await.body;
    assert!(!before.contains("everybody pooled"), "{before}");
    let sum = "w-0=30&w-1=30&w-2=30&w-3=30";
    ada.post("/lead/lead-birch/weigh", sum).await.leads_to();
    let after = ada.get(at).await.body;
    assert!(
        after.contains("everybody pooled") && after.contains("25\u{202f}%"),
        "{after}"
    );
    let short = ada.post("/lead/lead-birch/weigh", "w-0=30").await;
    assert_eq!(short.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_others_think_of_a_lead_waits_for_ones_judgement() {
    let app = workbench();
    let ada = Person::new(&app, "ada", "Ada", Role::Reviewer);
    for part in ["hypotheses", "forecasts"] {
        let came = ada.get(&format!("/lead/lead-birch/{part}")).await;
        assert_eq!(came.status, StatusCode::CONFLICT, "{part}");
        assert!(came.body.contains("you have not judged this lead"));
    }
    let add = ada.post("/lead/lead-birch/hypotheses/add", "hypothesis=a").await;
    assert_eq!(add.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_forecast_is_answered_before_the_crowd_is_seen_and_settled_by_a_person() {
    let app = workbench();
    let ada = judged(&app, "ada").await;
    let page = ada.get("/forecasts").await.body;
    let soon = page.find("forecast-soon").unwrap();
    assert!(
        soon < page.find("forecast-later").unwrap(),
        "the next to come due first"
    );
    assert!(page.contains("what others think is shown when you have answered"));
    assert!(!page.contains("38\u{202f}%"));
    let bare = ada.post("/forecast/forecast-soon/answer", "p=40").await;
    assert_eq!(bare.status, StatusCode::BAD_REQUEST);
    ada.post("/forecast/forecast-soon/answer", "p=40&why=it+is+slow")
        .await
        .leads_to();
    assert!(
        ada.get("/forecasts").await.body.contains("38\u{202f}%"),
        "(30 + 45 + 40) / 3"
    );

    let bare = ada.post("/forecast/forecast-soon/settle", "why=read+it").await;
    assert_eq!(bare.status, StatusCode::BAD_REQUEST);
    ada.post(
        "/forecast/forecast-soon/settle",
        "outcome=no&why=the+list+of+that+day",
    )
    .await
    .leads_to();
    let late = ada.post("/forecast/forecast-soon/answer", "p=1&why=I+knew").await;
    assert_eq!(late.status, StatusCode::CONFLICT);

    let offers = ada.get("/lead/lead-birch/forecasts").await.body;
    assert!(offers.contains("licence of the exporter"), "{offers}");
    let asked = ada.post("/lead/lead-birch/forecasts", "offer=0").await;
    assert!(asked.leads_to().starts_with("/forecasts#f-"));
    let gone = ada.post("/lead/lead-birch/forecasts", "offer=0").await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn scores_are_ones_own_and_too_few_are_said() {
    let app = workbench();
    assert_eq!(get(&app, "/scores").await.status, StatusCode::UNAUTHORIZED);
    let ben = Person::new(&app, "ben", "Ben", Role::Reader);
    let few = ben.get("/scores").await.body;
    assert!(few.contains("too few for a figure"), "{few}");
    assert!(!few.contains("<svg"), "no figure from too few: {few}");
    let ada = Person::new(&app, "ada", "Ada", Role::Reviewer);
    let page = ada.get("/scores").await.body;
    assert!(page.contains("0.17") && page.contains("0.13–0.22"), "{page}");
    assert_eq!(page.matches("<circle").count(), 4);
}
