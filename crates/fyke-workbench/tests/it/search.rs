//! Names: as one types them, with facets, and by the thousand.

use crate::ask::{Came, get, send, workbench};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use fyke_workbench::state::App;

#[tokio::test]
async fn a_name_is_found_in_the_script_it_is_asked_in_and_in_others() {
    let app = workbench();
    for (asked, found) in [
        ("vostok", "ООО «Восток Микро»"),
        ("Восток", "ООО «Восток Микро»"),
        ("vostk", "ООО «Восток Микро»"),
        ("cuiniao", "翠鸟电子有限公司"),
        ("翠鸟", "翠鸟电子有限公司"),
        ("النور", "شركة النور للتجارة العامة"),
        ("dogu", "Doğu Yıldız Dış Ticaret A.Ş."),
    ] {
        let address = format!("/search?q={}", fyke_workbench::show::query(asked));
        let came = get(&app, &address).await;
        assert_eq!(came.status, StatusCode::OK, "{asked}");
        assert!(came.body.contains(found), "{asked}");
    }
    let none = get(&app, "/search?q=nobodyatall").await;
    assert!(none.body.contains("nobody goes by that name here"));
}

#[tokio::test]
async fn facets_are_any_of_all_of_and_none_of_and_stand_in_the_address() {
    let app = workbench();
    let said = |body: &str, words: &str| body.contains(&format!("<strong>{words}</strong>"));
    let all = get(&app, "/search?topic=listed").await.body;
    assert!(said(&all, "5 entities found"), "{all}");
    let two = get(&app, "/search?topic=listed&country=RU&country=AE").await.body;
    assert!(said(&two, "4 entities found"));
    let not = get(&app, "/search?topic=listed&not-country=RU").await.body;
    assert!(said(&not, "2 entities found"));
    // each choice can be taken away, and is kept when words are typed
    assert!(not.contains("href=\"/search?topic=listed\""));
    assert!(not.contains("<input type=\"hidden\" name=\"not-country\" value=\"RU\">"));
}

#[tokio::test]
async fn what_is_nearly_the_same_is_one_line_until_somebody_unfolds_it() {
    let app = workbench();
    let folded = get(&app, "/search?q=halbleiter").await.body;
    assert!(folded.contains("one more that is nearly the same") && folded.contains("ALFA HALBLEITER GMBH."));
    let open = get(&app, "/search?q=halbleiter&unfolded=1").await.body;
    assert!(!open.contains("nearly the same</summary>") && open.contains("ALFA HALBLEITER GMBH."));
}

#[tokio::test]
async fn a_hostile_name_is_text_and_a_masked_one_is_unmasked() {
    let app = workbench();
    for address in [
        "/search",
        "/entity/ent-hostile",
        "/entity/ent-turned",
        "/graph?of=ent-dogu",
        "/flow/DE-TR",
    ] {
        let body = get(&app, address).await.body;
        assert!(!body.contains("<script>alert"), "{address}");
        assert!(!body.contains("<img src=x"), "{address}");
        assert!(!body.contains("<b>Zeta"), "{address}");
    }
    let turned = get(&app, "/search?q=alfa").await.body;
    assert!(turned.contains("Alfa ⟨U+202E⟩HbmG retielblaH"));
}

#[tokio::test]
async fn an_address_that_makes_no_sense_is_refused_in_words() {
    let came = get(&workbench(), "/search?q=a&limit=many").await;
    assert_eq!(came.status, StatusCode::BAD_REQUEST);
    assert!(came.body.contains("cannot be read"));
}

/// Sends names as the form does.
async fn names(app: &App, text: &str) -> Came {
    let body = format!(
        "--edge\r\ncontent-disposition: form-data; name=\"names\"\r\n\r\n{text}\r\n--edge\r\n\
         content-disposition: form-data; name=\"cutoff\"\r\n\r\n0.5\r\n--edge--\r\n"
    );
    let request = Request::post("/batch")
        .header(header::HOST, "127.0.0.1:7440")
        .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .body(Body::from(body))
        .unwrap();
    send(app, request).await
}

#[tokio::test]
async fn names_by_the_thousand_come_back_with_whom_they_may_be() {
    let app = workbench();
    let text = "name;country\r\nVostok Micro LLC;RU\r\n=Nobody Known At All\r\n翠鸟电子有限公司;HK";
    let came = names(&app, text).await;
    assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.body);
    let address = came.headers[header::LOCATION].to_str().unwrap().to_owned();
    let all = get(&app, &address).await.body;
    assert!(all.contains("3 names, 2 with somebody at 0.50 or above"), "{all}");
    assert!(all.contains("/entity/ent-vostok") && all.contains("nobody came near"));
    let hits = get(&app, &format!("{address}?hits=1")).await.body;
    assert!(!hits.contains("nobody came near"));
    let file = get(&app, &format!("{address}/names.csv")).await;
    assert!(
        file.headers[header::CONTENT_DISPOSITION]
            .to_str()
            .unwrap()
            .starts_with("attachment")
    );
    assert_eq!(file.body.lines().count(), 4);
    assert!(file.body.contains("2,'=Nobody Known At All,"), "{}", file.body);
    assert_eq!(
        get(&app, "/batch/00000000000000000000000000000000").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn more_names_than_go_at_once_are_refused_in_words() {
    let app = workbench();
    let came = names(&app, &"Somebody\n".repeat(10_001)).await;
    assert_eq!(came.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(came.body.contains("send them in parts"));
    assert_eq!(names(&app, " \n").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_link_to_another_version_says_so_and_works() {
    let app = workbench();
    let then = get(&app, "/search?q=alfa&at=made-0").await;
    assert_eq!(then.status, StatusCode::OK);
    assert!(then.body.contains("this link was made at version made-0"));
    let now = get(&app, "/search?q=alfa&at=made-1").await;
    assert!(!now.body.contains("this link was made at"));
}
