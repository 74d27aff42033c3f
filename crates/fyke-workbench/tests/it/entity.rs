//! Who is who: what contradicts, what people say of it, and how that is undone.

use crate::ask::{Person, get, workbench};
use axum::http::StatusCode;
use fyke_model::desk::Role;

const LEFT: &str = "made-register:1027700001";
const RIGHT: &str = "made-customs:Vostok Mikro RU";

fn part(name: &str, value: &str) -> String {
    format!("{name}={}", fyke_workbench::show::query(value))
}

fn form(parts: &[(&str, &str)]) -> String {
    parts
        .iter()
        .map(|(name, value)| part(name, value))
        .collect::<Vec<_>>()
        .join("&")
}

/// The part of a page that says who is who; what people said of it stays below,
/// and what keeps the page names the version above.
fn main(body: &str) -> &str {
    let ends = ["<h2 id=\"said\">", "<p class=\"exports\">"];
    let from = body.split("<div class=\"split wide\">").nth(1).unwrap();
    let until = ends.iter().filter_map(|end| from.find(end)).min().unwrap();
    from[..until].trim_end_matches("</div>")
}

#[tokio::test]
async fn values_that_contradict_stand_side_by_side_with_their_rows() {
    let body = get(&workbench(), "/entity/ent-vostok").await.body;
    let conflict = body
        .split("<tbody class=\"conflict\">")
        .nth(1)
        .unwrap()
        .split("</tbody>")
        .next()
        .unwrap();
    assert!(conflict.contains("2011-04-12") && conflict.contains("2012-04-12"));
    assert_eq!(conflict.matches("class=\"row\"").count(), 2);
    assert!(body.contains("in one place the sources contradict each other"));
    assert!(body.contains("made-list:L-7") && body.contains("OOO Vostok Mikro"));
}

#[tokio::test]
async fn an_entity_is_found_by_its_record_and_by_the_id_it_had() {
    let app = workbench();
    for id in [
        "ent-nur",
        "made-list%3AL-12",
        "made-customs%3A%D8%B4%D8%B1%D9%83%D8%A9%20%D8%A7%D9%84%D9%86%D9%88%D8%B1%20%D9%84%D9%84%D8%AA%D8%AC%D8%A7%D8%B1%D8%A9%20%D8%A7%D9%84%D8%B9%D8%A7%D9%85%D8%A9%20AE",
    ] {
        let came = get(&app, &format!("/entity/{id}")).await;
        assert_eq!(came.status, StatusCode::OK, "{id}");
        assert!(came.body.contains("<code><bdi>ent-nur</bdi></code>"), "{id}");
    }
    assert_eq!(get(&app, "/entity/nobody").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_joined_and_taken_back_is_as_it_was() {
    let app = workbench();
    let ada = Person::new(&app, "ada", "Ada", Role::Reviewer);
    let before = ada.get("/entity/ent-vostok-2").await.body;
    assert!(
        ada.get("/pairs").await.body.contains("3 pairs wait")
            || ada.get("/pairs").await.body.contains("pairs wait")
    );

    let same = form(&[
        ("word", "same"),
        ("left", LEFT),
        ("right", RIGHT),
        ("why", "one seal on both"),
        ("back", "/pairs"),
    ]);
    let came = ada.post("/judgements", &same).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.body);
    let joined = ada.get("/entity/ent-vostok-2").await.body;
    assert!(joined.contains("<code><bdi>ent-vostok</bdi></code>") && joined.contains("asked for as"));
    assert!(joined.contains("one seal on both"));

    let back = form(&[
        ("word", "take-back"),
        ("line", "1"),
        ("why", "another seal"),
        ("back", "//evil.example"),
    ]);
    let came = ada.post("/judgements", &back).await;
    assert_eq!(
        came.headers["location"], "/",
        "a form leads back into the workbench and nowhere else"
    );
    assert_eq!(main(&ada.get("/entity/ent-vostok-2").await.body), main(&before));
    let lines = ada.get("/judgements").await.body;
    assert!(
        lines.contains("one seal on both")
            && lines.contains("does not hold any more")
            && lines.contains("another seal")
    );
    let again = ada.post("/judgements", &back).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_record_is_split_off_with_a_reason_and_never_without() {
    let app = workbench();
    let ada = Person::new(&app, "ada", "Ada", Role::Reviewer);
    let parts = [
        ("word", "split"),
        ("entity", "ent-sever"),
        ("record", "made-list:L-8"),
        ("why", "another town"),
        ("back", "/entity/ent-sever"),
    ];
    let silent = ada.post("/judgements", &form(&parts[..3])).await;
    assert_eq!(silent.status, StatusCode::BAD_REQUEST);
    assert!(silent.body.contains("without a reason"));
    let came = ada.post("/judgements", &form(&parts)).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.body);
    let left = ada.get("/entity/ent-sever").await.body;
    assert!(!left.contains("name=\"record\" value=\"made-list:L-8\""));
    assert!(
        ada.get("/entity/made-list%3AL-8")
            .await
            .body
            .contains("ent-apart-1")
    );
}

#[tokio::test]
async fn only_who_may_judge_is_offered_to_and_may() {
    let app = workbench();
    let eve = Person::new(&app, "eve", "Eve", Role::Reader);
    assert!(!eve.get("/pairs").await.body.contains("name=\"word\""));
    let same = form(&[("word", "same"), ("left", LEFT), ("right", RIGHT), ("why", "so")]);
    assert_eq!(eve.post("/judgements", &same).await.status, StatusCode::FORBIDDEN);
    let ada = Person::new(&app, "ada", "Ada", Role::Reviewer);
    let queue = ada.get("/pairs").await.body;
    assert!(
        queue.contains("data-key=\"s\"")
            && queue.contains("data-key=\"d\"")
            && queue.contains("data-key=\"u\"")
    );
}

#[tokio::test]
async fn a_timeline_lists_and_draws_the_same() {
    let app = workbench();
    let body = get(&app, "/timeline?entity=ent-vostok").await.body;
    assert!(body.contains("<strong>14 events</strong>"), "{body}");
    let drawn = body
        .split("<svg class=\"lanes\"")
        .nth(1)
        .unwrap()
        .split("</svg>")
        .next()
        .unwrap();
    assert_eq!(drawn.matches("<rect").count(), 14);
    assert!(!body.contains(" style="));
    let few = get(&app, "/timeline?entity=ent-vostok&kind=listing").await.body;
    assert!(few.contains("<strong>2 events</strong>"));
    assert!(
        get(&app, "/timeline/data?entity=ent-vostok")
            .await
            .body
            .contains("\"total\":14")
    );
}
