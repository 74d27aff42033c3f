//! Bookmarks, notes, searches that are run again.

use crate::ask::workbench;
use crate::coming_in::{first, post, read};
use axum::http::{StatusCode, header};

#[tokio::test]
async fn a_thing_is_kept_found_by_its_status_and_taken_away() {
    let app = workbench();
    let ada = first(&app, "Ada").await;
    let form = "thing=entity:beta&title=Beta+%3Cb%3E&status=to_check&back=/entity/beta";
    let kept = post(&app, "/bookmarks", &ada, form).await;
    assert_eq!(kept.headers[header::LOCATION], "/entity/beta");
    // by kind and id, on a list for everybody
    let form = "kind=lead&id=x:1&title=a+lead&status=important&list=mersin&shared=yes";
    assert_eq!(
        post(&app, "/bookmarks", &ada, form).await.headers[header::LOCATION],
        "/bookmarks"
    );
    let all = read(&app, "/bookmarks", &ada).await.body;
    assert!(
        all.contains("Beta &lt;b&gt;") && all.contains("href=\"/lead/x%3A1\""),
        "{all}"
    );
    let some = read(&app, "/bookmarks?status=important&list=mersin", &ada)
        .await
        .body;
    assert!(some.contains("a lead") && !some.contains("Beta &lt;b&gt;"));
    let form = "thing=entity:beta&title=Beta&status=none";
    assert_eq!(
        post(&app, "/bookmarks", &ada, form).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(!read(&app, "/bookmarks", &ada).await.body.contains("/entity/beta"));
    for wrong in [
        "thing=entity:x&status=loved",
        "thing=score:x&status=checked",
        "thing=view://evil.example&status=checked",
    ] {
        assert_eq!(
            post(&app, "/bookmarks", &ada, wrong).await.status,
            StatusCode::BAD_REQUEST,
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn a_note_leads_to_the_rows_it_cites_and_a_wrong_row_keeps_what_was_written() {
    let app = workbench();
    let ada = first(&app, "Ada").await;
    // a row of the made case, as its dataset page shows it
    let hash = file_hash();
    let text = format!(
        "the%20mass%20was%20corrected,%20see%20@made-customs:{}:3",
        &hash[..12]
    );
    let form = format!("about=entity:beta&text={text}");
    let kept = post(&app, "/notes", &ada, &form).await;
    assert_eq!(
        kept.headers[header::LOCATION],
        "/notes?about=entity%3Abeta",
        "{}",
        kept.body
    );
    let notes = read(&app, "/notes?about=entity:beta", &ada).await.body;
    assert!(
        notes.contains(&format!("href=\"/row/made-customs/{hash}/3\"")),
        "{notes}"
    );
    assert!(notes.contains("the mass was corrected"));
    // what a note is about goes by its name
    let named = read(&app, "/notes?about=entity:ent-alfa", &ada).await.body;
    assert!(named.contains("<bdi>Alfa Halbleiter GmbH</bdi>"), "{named}");

    let wrong = post(
        &app,
        "/notes",
        &ada,
        "about=entity:beta&text=lost+words+@made-customs:ffffffffffff:3",
    )
    .await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    assert!(wrong.body.contains("the case has no row") && wrong.body.contains("lost words @made-customs"));
    assert!(!read(&app, "/notes", &ada).await.body.contains("lost words"));
}

/// The hash of a file of the made case.
fn file_hash() -> String {
    use fyke_model::desk::Cases;
    let case = fyke_sim::desk::MadeDesk::new().case().unwrap();
    let customs = case.datasets.iter().find(|one| one.id == "made-customs").unwrap();
    customs.files[0].hash.clone()
}

#[tokio::test]
async fn a_search_is_kept_told_about_and_read_as_a_feed_by_whoever_knows_its_name() {
    let app = workbench();
    let ada = first(&app, "Ada").await;
    let form = "title=firms+called+beta&address=/search?q%3Dbeta";
    assert_eq!(
        post(&app, "/alerts", &ada, form).await.headers[header::LOCATION],
        "/alerts"
    );
    let page = read(&app, "/alerts", &ada).await.body;
    assert!(
        page.contains("firms called beta") && page.contains("href=\"/search?q=beta\""),
        "{page}"
    );
    let (_, rest) = page.split_once("href=\"/feed/").expect("a feed");
    let feed = format!("/feed/{}", rest.split('"').next().unwrap());
    // a feed reader has no session
    let atom = read(&app, &feed, "").await;
    assert_eq!(atom.status, StatusCode::OK);
    assert!(
        atom.headers[header::CONTENT_TYPE]
            .to_str()
            .unwrap()
            .starts_with("application/atom+xml")
    );
    assert!(
        atom.body.contains("<feed xmlns") && atom.body.contains("<entry>"),
        "{}",
        atom.body
    );
    for wrong in ["/feed/none.xml", "/feed/.xml", "/feed/x"] {
        assert_eq!(
            read(&app, wrong, "").await.status,
            StatusCode::NOT_FOUND,
            "{wrong}"
        );
    }
    let file = read(&app, "/alerts/new.json", &ada).await;
    assert!(
        file.body.contains("\"search_title\": \"firms called beta\""),
        "{}",
        file.body
    );

    let (_, rest) = page.split_once("action=\"/alerts/seen\"").expect("something new");
    let id = rest
        .split_once("value=\"")
        .unwrap()
        .1
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    assert_eq!(
        post(&app, "/alerts/seen", &ada, &format!("id={id}")).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(!read(&app, "/alerts", &ada).await.body.contains("/alerts/seen"));
    assert_eq!(
        post(&app, "/alerts/forget", &ada, &format!("id={id}"))
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        read(&app, &feed, "").await.status,
        StatusCode::NOT_FOUND,
        "its feed ends"
    );
    for wrong in [
        "address=https://evil.example/",
        "address=//evil.example",
        "address=/",
    ] {
        assert_eq!(
            post(&app, "/alerts", &ada, wrong).await.status,
            StatusCode::BAD_REQUEST,
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn nothing_is_kept_by_nobody() {
    let app = workbench();
    for (address, form) in [
        ("/bookmarks", "thing=entity:x&status=checked"),
        ("/notes", "about=entity:x&text=y"),
        ("/alerts", "address=/search?q%3Da"),
        ("/alerts/seen", "id=x"),
    ] {
        assert_eq!(
            post(&app, address, "", form).await.status,
            StatusCode::UNAUTHORIZED,
            "{address}"
        );
    }
}
