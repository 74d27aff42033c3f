//! The queue: from the front page to a decided lead whose source row was seen, in
//! at most twelve clicks or keys, without a script.

use crate::ask::{Person, workbench};
use axum::http::StatusCode;
use fyke_model::desk::Role;

/// The first address in a page that begins so.
fn link<'b>(body: &'b str, begins: &str) -> &'b str {
    let at = body
        .find(begins)
        .unwrap_or_else(|| panic!("no link begins with {begins}: {body}"));
    body[at..].split('"').next().unwrap()
}

#[tokio::test]
async fn a_newcomer_decides_a_lead_in_twelve_steps() {
    let app = workbench();
    let ada = Person::new(&app, "ada", "Ada", Role::Reviewer);
    let front = ada.get("/").await;
    let mut steps = vec!["triage in the menu"];
    assert!(front.body.contains("href=\"/triage\""));
    let queue = ada.get("/triage").await;
    assert!(queue.body.contains("action=\"/triage/draw\""), "{}", queue.body);
    steps.push("draw a session");
    let to = ada.post("/triage/draw", "n=20").await;
    let lead = ada.get(to.leads_to()).await;
    assert!(
        lead.body.contains("value=\"20\"") || lead.body.contains("<progress"),
        "{}",
        lead.body
    );
    steps.push("open the row");
    let row = link(&lead.body, "/row/made-customs/");
    assert!(row.split('/').count() == 5, "{row}");
    steps.push("back");
    // one click each: a row, a step of the scale, how firm, what it rests on
    for (step, part) in [
        ("lean on row 1", "name=\"row\" value=\"1\""),
        ("65 %", "name=\"step\" value=\"65\""),
        ("moderate", "name=\"confidence\" value=\"moderate\""),
        ("dates and weights fit", "name=\"ground\""),
    ] {
        assert!(lead.body.contains(part), "{step}: {}", lead.body);
        steps.push(step);
    }
    let action = link(&lead.body, "/lead/");
    let action = if action.ends_with("/judge") {
        action
    } else {
        link(&lead.body[lead.body.find("id=\"judge\"").unwrap()..], "/lead/")
    };
    let form = "from=triage&row=1&step=65&confidence=moderate&ground=dates+and+weights+fit&then=reveal";
    steps.push("say it and show");
    let shown = ada.post(action, form).await;
    let shown = ada.get(shown.leads_to()).await;
    assert!(shown.body.contains("the machine saw"), "{}", shown.body);
    steps.push("dismiss");
    let decided = ada
        .post(
            &action.replace("/judge", "/decide"),
            "from=triage&verdict=dismiss",
        )
        .await;
    assert!(decided.leads_to().starts_with("/triage?after="));
    let next = ada.get(decided.leads_to()).await;
    assert!(
        next.body.contains("dismissed") && next.body.contains("data-key=\"u\""),
        "{}",
        next.body
    );
    assert!(
        next.body.contains("id=\"judge\""),
        "the next lead comes: {}",
        next.body
    );
    assert!(steps.len() <= 12, "{steps:?}");

    // and back
    let undo = action.replace("/judge", "/withdraw");
    assert!(
        ada.post(&undo, "from=triage&why=a+slip")
            .await
            .leads_to()
            .starts_with("/triage?lead=")
    );
}

#[tokio::test]
async fn a_known_answer_is_told_and_cannot_be_decided_and_the_session_ends() {
    let app = workbench();
    let ada = Person::new(&app, "ada", "Ada", Role::Reviewer);
    ada.post("/triage/draw", "").await.leads_to();
    let form = "from=triage&p=50&confidence=low&why=a&row=1&then=reveal";
    for id in ["amber", "birch", "cedar", "dogwood", "elder", "fir"] {
        ada.post(&format!("/lead/lead-{id}/judge"), form).await.leads_to();
        if id == "fir" {
            let page = ada.get("/triage?lead=lead-fir").await.body;
            assert!(page.contains("the answer was known: it is so"), "{page}");
            assert!(!page.contains("value=\"dismiss\""), "{page}");
            let refused = ada.post("/lead/lead-fir/decide", "verdict=dismiss").await;
            assert_eq!(refused.status, StatusCode::CONFLICT);
        } else {
            ada.post(&format!("/lead/lead-{id}/decide"), "from=triage&verdict=defer")
                .await
                .leads_to();
        }
    }
    let end = ada.get("/triage").await.body;
    assert!(end.contains("nothing is left to judge"), "{end}");
}

#[tokio::test]
async fn keys_are_on_what_they_press() {
    let app = workbench();
    let ada = Person::new(&app, "ada", "Ada", Role::Reviewer);
    ada.post("/triage/draw", "").await.leads_to();
    let blind = ada.get("/triage").await.body;
    for key in ["o", "1", "2", "3", "p", "l", "m", "h", "w", "v", "s", "n"] {
        assert!(blind.contains(&format!("data-key=\"{key}\"")), "{key}: {blind}");
    }
    ada.post(
        "/lead/lead-amber/judge",
        "p=50&confidence=low&why=a&row=1&then=reveal",
    )
    .await
    .leads_to();
    let open = ada.get("/triage?lead=lead-amber").await.body;
    for key in ["o", "e", "r", "d", "f", "n"] {
        assert!(open.contains(&format!("data-key=\"{key}\"")), "{key}: {open}");
    }
}
