//! Leads: the list with its facets, many at one stroke, one lead from blind to
//! decided, and what leaves.

use crate::ask::{Person, get, workbench};
use axum::http::{StatusCode, header};
use fyke_model::desk::Role;
use fyke_workbench::state::App;

/// A judgement as its form sends it.
pub const SAID: &str = "p=60&confidence=moderate&why=the+dates+fit&row=1&row=4";

async fn ada(app: &App) -> Person {
    let ada = Person::new(app, "ada", "Ada", Role::Releaser);
    assert_eq!(ada.post("/triage/draw", "n=20").await.leads_to(), "/triage");
    ada
}

#[tokio::test]
async fn a_facet_stands_in_the_address_and_can_be_let_go() {
    let app = workbench();
    let all = get(&app, "/leads").await;
    assert_eq!(all.status, StatusCode::OK);
    assert!(all.body.contains("/leads?kind=vessel"), "{}", all.body);
    let ships = get(&app, "/leads?kind=vessel&end=RU").await;
    assert!(ships.body.contains("Северная звезда"));
    assert!(!ships.body.contains("Beta Ticaret"));
    // letting go of one keeps the other
    assert!(ships.body.contains("href=\"/leads?end=RU\""));
    let none = get(&app, "/leads?q=nobody+of+that+name").await;
    assert!(none.body.contains("no lead is like that"), "{}", none.body);
    assert_eq!(
        get(&app, "/leads?standing=famous").await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn a_name_that_is_hostile_is_text() {
    let app = workbench();
    for address in ["/leads", "/lead/lead-elder"] {
        let came = get(&app, address).await;
        assert!(came.body.contains("&lt;b&gt;Zeta&lt;/b&gt; &amp; "), "{address}");
        assert!(!came.body.contains("<b>Zeta"), "{address}");
    }
}

#[tokio::test]
async fn many_are_previewed_then_dismissed_with_a_reason_then_taken_back() {
    let app = workbench();
    let ada = ada(&app).await;
    assert_eq!(
        ada.get("/leads/bulk?ticked=1").await.status,
        StatusCode::BAD_REQUEST
    );
    let preview = ada.get("/leads/bulk?only=lead-amber&only=lead-cedar").await;
    assert!(preview.body.contains("leads it takes: 1"), "{}", preview.body);
    assert!(preview.body.contains("waits for a second person"));
    assert!(preview.body.contains("value=\"lead-amber\""));

    let form = "lead=lead-amber&lead=lead-elder&verdict=dismiss";
    assert_eq!(
        ada.post("/leads/bulk", form).await.status,
        StatusCode::BAD_REQUEST
    );
    let escalate = ada
        .post("/leads/bulk", "lead=lead-amber&verdict=escalate&why=all")
        .await;
    assert_eq!(escalate.status, StatusCode::CONFLICT);
    let done = ada.post("/leads/bulk", &format!("{form}&why=too+small")).await;
    let page = ada.get(done.leads_to()).await;
    assert!(page.body.contains("dismissed"), "{}", page.body);
    assert!(
        page.body.contains("/triage?lead=lead-amber"),
        "one comes back: {}",
        page.body
    );

    let undone = ada
        .post("/leads/bulk/undo", "lead=lead-amber&lead=lead-elder&why=a+slip")
        .await;
    let list = ada.get(undone.leads_to()).await;
    assert!(
        !list.body.contains("<span class=\"standing\">dismissed"),
        "{}",
        list.body
    );
}

#[tokio::test]
async fn a_reader_judges_nothing() {
    let app = workbench();
    let rita = Person::new(&app, "rita", "Rita", Role::Reader);
    assert!(
        rita.get("/lead/lead-birch")
            .await
            .body
            .contains("judging takes a reviewer")
    );
    for address in ["/triage/draw", "/lead/lead-birch/judge", "/leads/bulk"] {
        assert_eq!(
            rita.post(address, SAID).await.status,
            StatusCode::FORBIDDEN,
            "{address}"
        );
    }
}

#[tokio::test]
async fn one_lead_goes_from_blind_to_signed_by_two() {
    let app = workbench();
    let ada = ada(&app).await;
    let ben = Person::new(&app, "ben", "Ben", Role::Reviewer);
    let lead = "/lead/lead-birch";

    let blind = ada.get(lead).await;
    assert!(blind.body.contains("name=\"confidence\""), "{}", blind.body);
    assert!(!blind.body.contains("name=\"p\" value"), "no number is filled in");
    assert!(!blind.body.contains("checked"), "nothing is chosen beforehand");
    assert!(
        blind.body.contains("/row/made-customs/"),
        "every row has its link"
    );

    // nothing is lost in words: what is missing is said
    for (form, said) in [
        ("confidence=low&why=a&row=1", "no probability was given"),
        (
            "p=101&confidence=low&why=a&row=1",
            "&#39;101&#39; is no probability",
        ),
        ("p=1&why=a&row=1", "how firm the ground is"),
        ("p=1&confidence=low&why=a", "leans on at least one row"),
        ("p=1&confidence=low&row=1", "no reason was given"),
        ("p=1&confidence=low&why=a&row=99", "leans on at least one row"),
        ("p=1&confidence=low&why=a&row=1&assume-0=x", "an assumption lacks"),
    ] {
        let came = ada.post(&format!("{lead}/judge"), form).await;
        assert_eq!(came.status, StatusCode::BAD_REQUEST, "{form}");
        assert!(
            came.body.replace('\'', "&#39;").contains(said),
            "{form}: {}",
            came.body
        );
    }

    assert_eq!(ada.post(&format!("{lead}/judge"), SAID).await.leads_to(), lead);
    let judged = ada.get(lead).await;
    assert!(judged.body.contains("show what the machine thinks"));
    assert!(judged.body.contains("the dates fit"));
    assert!(!judged.body.contains("the machine saw"));

    ada.post(&format!("{lead}/reveal"), "").await.leads_to();
    let open = ada.get(lead).await.body;
    for said in [
        "the machine saw the same circuits",
        "a distributor with a branch",
        "+2.4",
        "41\u{202f}% of 37",
        "high: weight, timing, money",
        "in and out within weeks",
    ] {
        assert!(open.contains(said), "{said}: {open}");
    }
    ada.post(&format!("{lead}/decide"), "verdict=escalate")
        .await
        .leads_to();
    assert!(ada.get(lead).await.body.contains("waits for a second person"));

    // the second judges before they see what the first thinks
    ben.post(&format!("{lead}/draw"), "").await.leads_to();
    assert!(!ben.get(lead).await.body.contains("the dates fit"));
    ben.post(
        &format!("{lead}/judge"),
        "step=85&confidence=high&ground=seen&row=2&then=reveal",
    )
    .await
    .leads_to();
    let ben_sees = ben.get(lead).await.body;
    assert!(ben_sees.contains("sign as the second person"), "{ben_sees}");
    assert!(ben_sees.contains("the dates fit"));
    ben.post(&format!("{lead}/second"), "why=I+see+the+same")
        .await
        .leads_to();
    assert!(
        ben.get(lead)
            .await
            .body
            .contains("<span class=\"standing\">escalated")
    );

    // a mind that changed says why
    let changed = ada.post(&format!("{lead}/decide"), "verdict=refute&p=10").await;
    assert_eq!(changed.status, StatusCode::BAD_REQUEST);
    ada.post(
        &format!("{lead}/decide"),
        "verdict=refute&p=10&why=the+invoices+came",
    )
    .await
    .leads_to();
    ada.post(&format!("{lead}/withdraw"), "why=the+wrong+ones")
        .await
        .leads_to();
    let page = ada.get(lead).await.body;
    assert!(
        page.contains("the invoices came") && page.contains("taken back"),
        "{page}"
    );
}

#[tokio::test]
async fn a_dossier_leaves_as_a_file_or_says_which_rows_keep_it() {
    let app = workbench();
    let ada = ada(&app).await;
    for lead in ["lead-birch", "lead-dogwood"] {
        let form = "p=60&confidence=low&why=a&row=1&then=reveal";
        ada.post(&format!("/lead/{lead}/judge"), form).await.leads_to();
    }
    let form = "tlp=amber&to=the+licensing+office&why=to+check";
    let kept = ada.post("/lead/lead-birch/dossier", form).await;
    assert_eq!(kept.status, StatusCode::CONFLICT);
    assert!(kept.body.contains("/row/made-told/"), "{}", kept.body);
    let page = ada.get("/lead/lead-dogwood").await.body;
    assert!(page.contains("as TLP:RED alone"), "{page}");
    // freer than TLP:RED only where two people released it so
    let alone = ada.post("/lead/lead-dogwood/dossier", form).await;
    assert_eq!(alone.status, StatusCode::CONFLICT);
    let release = "verdict=release&tlp=amber";
    ada.post("/lead/lead-dogwood/decide", release).await.leads_to();
    let page = ada.get("/lead/lead-dogwood").await.body;
    assert!(
        page.contains("release as TLP:AMBER waits for a second person"),
        "{page}"
    );
    let bo = Person::new(&app, "bo", "Bo", Role::Reviewer);
    for (step, form) in [
        ("draw", ""),
        ("judge", "p=70&confidence=low&why=b&row=1&then=reveal"),
        ("second", "why=I+agree"),
    ] {
        bo.post(&format!("/lead/lead-dogwood/{step}"), form)
            .await
            .leads_to();
    }
    let page = ada.get("/lead/lead-dogwood").await.body;
    assert!(page.contains("two people released it as TLP:AMBER"), "{page}");
    let free = "tlp=green&to=a+newsroom&why=to+check";
    let freer = ada.post("/lead/lead-dogwood/dossier", free).await;
    assert_eq!(freer.status, StatusCode::CONFLICT, "freer than the release");
    let left = ada.post("/lead/lead-dogwood/dossier", form).await;
    assert_eq!(left.status, StatusCode::OK);
    assert_eq!(left.headers[header::CONTENT_TYPE], "application/pdf");
    assert_eq!(
        left.headers[header::CONTENT_DISPOSITION],
        "attachment; filename=\"lead-dogwood.pdf\""
    );
    assert!(left.body.starts_with("%PDF"));
}

#[tokio::test]
async fn words_follow_the_number_and_the_sentence() {
    let app = workbench();
    assert!(get(&app, "/wording?p=62").await.body.contains("likely"));
    assert!(get(&app, "/wording?p=52").await.body.contains("between bands"));
    assert!(
        get(&app, "/wording?why=it+might+be")
            .await
            .body
            .contains("remark")
    );
    for address in ["/wording", "/wording?p=x", "/wording?p=-1", "/wording?p=1e400"] {
        let came = get(&app, address).await;
        assert_eq!(
            (came.status, came.body.as_str()),
            (StatusCode::OK, ""),
            "{address}"
        );
    }
}
