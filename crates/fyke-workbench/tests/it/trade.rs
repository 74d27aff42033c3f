//! Dealings: graphs, ways, flows, chains; and from each figure to its rows.

use crate::ask::{get, workbench};
use axum::http::StatusCode;
use serde_json::Value;

#[tokio::test]
async fn a_graph_is_a_table_first_and_the_same_as_data() {
    let app = workbench();
    let body = get(&app, "/graph?of=ent-dogu").await.body;
    assert_eq!(body.matches("<tr data-node=").count(), 8, "{body}");
    assert!(body.contains("USD 314\u{202f}700") && body.contains("7 consignments of 854231"));
    assert!(
        body.contains("/graph?of=ent-dogu&amp;of=ent-vostok"),
        "a neighbour can be expanded"
    );
    let data: Value = serde_json::from_str(&get(&app, "/graph/data?of=ent-dogu").await.body).unwrap();
    assert_eq!(data["nodes"][0]["id"], "ent-dogu");
    assert_eq!(data["edges"].as_array().unwrap().len(), 7);
    let more: Value = serde_json::from_str(
        &get(&app, "/graph/expand?node=ent-vostok&from=2022-04&to=2022-06")
            .await
            .body,
    )
    .unwrap();
    assert_eq!(more["nodes"][0]["id"], "ent-vostok");
    let trade: Vec<&Value> = more["edges"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|edge| edge["kind"] == "trade")
        .collect();
    assert_eq!(trade.len(), 1, "the months are whole: {more}");
    assert_eq!(trade[0]["rows"], 2);
}

#[tokio::test]
async fn a_filter_narrows_a_graph_and_stands_in_the_links_to_rows() {
    let app = workbench();
    let body = get(
        &app,
        "/graph?of=ent-dogu&since=2023-01-01&kind=trade&min_value=50000",
    )
    .await
    .body;
    assert!(
        body.contains(
            "/edge?from=ent-alfa&amp;to=ent-dogu&amp;since=2023-01-01&amp;min_value=50000&amp;kind=trade"
        ),
        "{body}"
    );
    let rows = get(
        &app,
        "/edge?from=ent-alfa&to=ent-dogu&since=2023-01-01&kind=trade",
    )
    .await
    .body;
    assert!(rows.contains("<strong>2 rows</strong>"), "{rows}");
    assert_eq!(
        get(&app, "/graph?of=ent-dogu&since=yesterday").await.status,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn ways_are_said_in_words_with_the_rows_on_each_step() {
    let app = workbench();
    let body = get(&app, "/paths?from=ent-kingfisher&to=ent-sever&in_time=1")
        .await
        .body;
    assert!(body.contains("<strong>1 way</strong>"), "{body}");
    assert!(body.contains("/edge?from=ent-kingfisher&amp;to=ent-nur&amp;kind=trade"));
    assert!(body.contains("USD 307\u{202f}300"));
    let none = get(&app, "/paths?from=ent-sever&to=ent-kingfisher").await.body;
    assert!(none.contains("no way was found") && none.contains("either_way=1"));
}

#[tokio::test]
async fn whom_a_name_means_is_offered_and_never_guessed() {
    let app = workbench();
    // two names: whom is asked for each, and the other is kept
    let both = get(&app, "/paths?from=alfa&to=sever").await.body;
    assert!(both.contains("whom do you mean by"), "{both}");
    assert!(both.contains("/paths?from=ent-alfa&amp;to=sever"), "{both}");
    assert!(both.contains("/paths?from=alfa&amp;to=ent-sever"), "{both}");
    // an id, or its own name with the id beside it, is settled
    let one = get(&app, "/paths?from=ent-alfa&to=").await.body;
    assert!(one.contains("value=\"Alfa Halbleiter GmbH\"") && one.contains("name=\"from_id\""));
    let settled = get(
        &app,
        "/paths?from=Alfa+Halbleiter+GmbH&from_id=ent-alfa&to=ent-vostok&either_way=1",
    )
    .await;
    assert!(!settled.body.contains("whom do you mean by"));
    // another name beside an old id is another name
    let other = get(&app, "/paths?from=Sever&from_id=ent-alfa&to=ent-vostok")
        .await
        .body;
    assert!(other.contains("whom do you mean by"));
    let nobody = get(&app, "/paths?from=zzzz&to=ent-vostok").await.body;
    assert!(nobody.contains("nobody here goes by") && nobody.contains("zzzz"));
    for (page, to) in [
        ("/graph", "/graph?of=ent-alfa"),
        ("/timeline", "/timeline?entity=ent-alfa"),
    ] {
        let asked = get(&app, &format!("{page}?who=alfa")).await;
        assert!(asked.body.contains(to), "{page}: {}", asked.body);
        let known = get(&app, &format!("{page}?who=ent-alfa")).await;
        assert_eq!(known.leads_to(), to);
        let empty = get(&app, page).await.body;
        assert!(empty.contains("write a name"), "{page}");
    }
}

#[tokio::test]
async fn a_bar_of_a_timeline_leads_to_its_line() {
    let app = workbench();
    let page = get(&app, "/timeline?entity=ent-alfa&limit=2&offset=2").await.body;
    assert!(
        page.contains("id=\"event-2\"") && page.contains("id=\"event-3\""),
        "{page}"
    );
    assert!(!page.contains("id=\"event-0\""));
    assert!(page.contains("data-row=\"event-{at}\"") && page.contains("data-limit=\"2\""));
    assert!(
        page.contains("/timeline?entity=ent-alfa&amp;offset={offset}&amp;limit=2"),
        "{page}"
    );
}

#[tokio::test]
async fn a_figure_leads_to_its_bytes_in_two_steps() {
    let app = workbench();
    let flows = get(&app, "/flows?hs=8542").await.body;
    let route = link(&flows, "/flow/TR-RU");
    let rows = get(&app, &route).await.body;
    assert!(rows.contains("<svg class=\"months\""));
    let row = link(&rows, "/row/");
    let bytes = get(&app, &row).await;
    assert_eq!(bytes.status, StatusCode::OK);
    assert!(bytes.body.contains("<mark>2022-"), "{}", bytes.body);
}

/// The first link on a page that begins so.
fn link(body: &str, begins: &str) -> String {
    let rest = body
        .split(&format!("href=\"{begins}"))
        .nth(1)
        .unwrap_or_else(|| panic!("no {begins}"));
    format!("{begins}{}", rest.split('"').next().unwrap()).replace("&amp;", "&")
}

#[tokio::test]
async fn flows_are_a_sorted_table_with_what_is_not_added() {
    let app = workbench();
    let body = get(&app, "/flows").await.body;
    let table = body.split("id=\"arcs\"").nth(1).unwrap();
    let order: Vec<&str> = table
        .split("data-arc=\"")
        .skip(1)
        .take(3)
        .map(|rest| &rest[..5])
        .collect();
    assert_eq!(order, ["DE TR", "TR RU", "AE RU"]);
    assert!(body.contains("1 row in another currency is counted and not added"));
    assert!(body.contains("is never added up") && body.contains("take no side"));
    let months = get(&app, "/flows?since=2023-01&until=2023-03&importer=RU")
        .await
        .body;
    assert!(months.contains("/flow/TR-RU?since=2023-01&amp;until=2023-03"));
    let data: Value = serde_json::from_str(&get(&app, "/flows/data?since=2023-01").await.body).unwrap();
    assert_eq!(data["first"], "2021-02", "the drawing has a slider of its own");
    assert_eq!(get(&app, "/flow/DETR").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_chain_is_drawn_with_links_to_the_rows_of_each_band() {
    let body = get(&workbench(), "/chain?hs=8542").await.body;
    let drawn = body
        .split("<svg class=\"bands\"")
        .nth(1)
        .unwrap()
        .split("</svg>")
        .next()
        .unwrap();
    let rows = body.matches("<tr id=\"link-").count();
    assert_eq!(drawn.matches("class=\"band part-").count(), rows);
    assert!(drawn.contains("href=\"#link-0\"") && body.contains("/flow/DE-TR?hs=8542"));
}

#[tokio::test]
async fn no_page_is_heavy_and_none_has_a_style_of_its_own() {
    use axum::body::Body;
    use axum::http::{Request, header};
    let app = workbench();
    for address in [
        "/search",
        "/batch",
        "/entity/ent-vostok",
        "/judgements",
        "/pairs",
        "/graph?of=ent-dogu&of=ent-vostok",
        "/paths?from=ent-alfa&to=ent-vostok&either_way=1",
        "/timeline?entity=ent-vostok",
        "/flows",
        "/flow/DE-TR",
        "/chain",
        "/dataset/made-customs",
        "/dataset/made-list/diff",
    ] {
        let request = Request::get(address)
            .header(header::HOST, "127.0.0.1:7440")
            .header(header::ACCEPT_ENCODING, "gzip")
            .body(Body::empty())
            .unwrap();
        let response = tower::ServiceExt::oneshot(fyke_workbench::router(app.clone()), request)
            .await
            .unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{address}");
        let bytes = axum::body::to_bytes(response.into_body(), 1 << 24).await.unwrap();
        assert!(bytes.len() < 60_000, "{address}: {} bytes", bytes.len());
        let plain = get(&app, address).await.body;
        assert!(
            !plain.contains(" style=\"") && !plain.contains("<style"),
            "{address}"
        );
        assert_eq!(plain.matches("<h1").count(), 1, "{address}");
    }
}

#[tokio::test]
async fn every_view_that_offers_itself_as_a_file_is_one() {
    let app = workbench();
    let ada = crate::ask::Person::new(&app, "ada", "Ada", fyke_model::desk::Role::Releaser);
    let mut asked = 0;
    for page in [
        "/search?q=alfa",
        "/entity/ent-blooms",
        "/flows?hs=8542",
        "/chain?hs=8542",
        "/graph?of=ent-dogu",
    ] {
        let body = ada.get(page).await.body;
        for rest in body.split("href=\"/export/").skip(1) {
            let address = format!("/export/{}", rest.split('"').next().unwrap()).replace("&amp;", "&");
            let came = ada.get(&address).await;
            assert_ne!(came.status, StatusCode::NOT_FOUND, "{address}: {}", came.body);
            assert_ne!(came.status, StatusCode::BAD_REQUEST, "{address}: {}", came.body);
            asked += 1;
        }
    }
    assert!(asked >= 15, "{asked}");
}
