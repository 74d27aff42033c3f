//! The record: sentences with their proofs, and the check of the whole.

use crate::ask::{Person, get, workbench};
use axum::http::{StatusCode, header};
use fyke_model::desk::Role;

#[tokio::test]
async fn what_was_done_is_told_the_newest_first_and_by_kind() {
    let app = workbench();
    let ada = Person::new(&app, "ada", "Ada", Role::Reviewer);
    ada.post("/lead/lead-birch/draw", "").await.leads_to();
    ada.post(
        "/lead/lead-birch/judge",
        "p=60&confidence=low&why=secret+ground&row=1",
    )
    .await
    .leads_to();
    let all = ada.get("/record").await.body;
    let (judged, sealed) = (
        all.find("Ada said what they think"),
        all.find("the machine sealed"),
    );
    assert!(judged.unwrap() < sealed.unwrap(), "{all}");
    assert!(!all.contains("secret ground"), "what was said is not in a list");
    let about = ada
        .get("/record?about=lead-birch&kind=blind_judgement")
        .await
        .body;
    assert!(
        about.contains("Ada said") && !about.contains("drew a session"),
        "{about}"
    );
    assert!(
        ada.get("/record?kind=erasure")
            .await
            .body
            .contains("no entry is like that")
    );
    assert!(ada.get("/record?limit=1").await.body.contains("rel=\"next\""));
}

#[tokio::test]
async fn an_entry_comes_with_its_leaf_and_its_proof() {
    let app = workbench();
    let leaf = get(&app, "/record/1/leaf").await;
    assert_eq!(
        leaf.headers[header::CONTENT_DISPOSITION],
        "attachment; filename=\"entry-1.leaf\""
    );
    assert!(get(&app, "/record/1/proof").await.body.contains("tlog-proof"));
    assert_eq!(
        get(&app, "/record/99999/proof").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn the_check_says_what_it_looked_at() {
    let app = workbench();
    let ada = Person::new(&app, "ada", "Ada", Role::Reader);
    let page = ada.post("/record/verify", "").await;
    assert_eq!(page.status, StatusCode::OK);
    for said in [
        "nothing is wrong",
        "entries",
        "made witness",
        "made case\n",
        "what was entered is true",
    ] {
        assert!(page.body.contains(said), "{said}: {}", page.body);
    }
}
