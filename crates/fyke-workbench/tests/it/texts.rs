//! Texts of the made case: what is said in which words, and where others say
//! otherwise.

use crate::ask::{get, get_in_language, workbench};
use axum::http::StatusCode;
use fyke_workbench::state::App;

/// The address of the text whose title the list shows after others were taken out.
async fn address(app: &App, query: &str) -> String {
    let body = get(app, &format!("/texts?{query}")).await.body;
    let from = body.rfind("href=\"/text/").unwrap() + 6;
    body[from..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn the_list_shows_stories_first_and_is_narrowed_by_its_address() {
    let app = workbench();
    let all = get(&app, "/texts").await.body;
    assert!(all.find("id=\"stories\"").unwrap() < all.find("id=\"each\"").unwrap());
    assert!(
        all.contains("<strong>3</strong> outlets") && all.contains("<strong>2</strong> independent origins")
    );
    assert!(all.contains("<strong>7</strong> texts") && all.contains("run text recognition over it"));
    for (query, n) in [
        ("q=forty+crates", 1),
        ("outlet=Evening+Mirror", 1),
        ("language=ka", 1),
        ("record=made-customs%3ABeta+Ticaret+A.%C5%9E.+TR", 4),
        ("q=nothing+of+this", 0),
    ] {
        let body = get(&app, &format!("/texts?{query}")).await.body;
        assert!(
            body.contains(&format!("<strong>{n}</strong> text")),
            "{query}: {body}"
        );
        assert!(!body.contains("id=\"stories\""), "{query}");
    }
}

#[tokio::test]
async fn each_fact_leads_to_its_words_and_the_words_lead_back() {
    let app = workbench();
    let gazette = address(&app, "outlet=Harbour+Gazette").await;
    let body = get(&app, &gazette).await.body;
    for target in body
        .split("href=\"#")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
    {
        assert!(
            body.contains(&format!("id=\"{target}\"")),
            "nothing is at #{target}"
        );
    }
    for fact in ["quote-1", "fact-1", "also-1", "otherwise-1", "name-1"] {
        assert!(body.contains(&format!("id=\"{fact}\"")), "{fact}");
        assert!(
            body.contains(&format!("href=\"#{fact}\"")),
            "no way back to {fact}"
        );
    }
    assert!(body.contains("a lead for a person, not a finding"));
    assert!(body.contains("href=\"/entity/made-beta\"") && body.contains("/lead/lead-birch"));
    assert!(
        body.contains("nearly the same words"),
        "the reprint is one witness with it"
    );
    let left_out = body.split("<details class=\"left-out\"").nth(1).unwrap();
    assert!(
        left_out.contains("words of a promotion") && left_out.contains("Subscribe to our morning letter")
    );
}

#[tokio::test]
async fn words_of_a_text_are_shown_and_never_obeyed() {
    let app = workbench();
    let hostile = address(&app, "q=reliable+partner").await;
    let body = get(&app, &hostile).await.body;
    assert!(body.contains("hidden text") && body.contains("words addressed to a machine"));
    assert!(body.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !body.contains("<script>alert"));
    assert!(body.contains("Our company is the best in the &lt;b&gt;region&lt;/b&gt;"));
    assert!(!body.contains("href=\"http"), "nothing leads out");
}

#[tokio::test]
async fn what_nothing_reads_and_what_was_refused_say_so() {
    let app = workbench();
    let georgian = get(&app, &address(&app, "language=ka").await).await.body;
    assert!(georgian.contains("a language that nothing here reads"));
    let all = get(&app, "/texts").await.body;
    let scan = all
        .split("href=\"/text/")
        .find(|part| part.contains("scan.pdf"))
        .unwrap();
    let scan = get(&app, &format!("/text/{}", scan.split('"').next().unwrap())).await;
    assert_eq!(scan.status, StatusCode::OK);
    assert!(scan.body.contains("could not be read") && scan.body.contains("nothing read it"));
    for nowhere in [
        "/text/..%2Fsecret",
        "/text/00ff00ff00ff00ff-0",
        "/saying/9",
        "/story/x",
    ] {
        assert_eq!(
            get(&app, nowhere).await.status,
            StatusCode::NOT_FOUND,
            "{nowhere}"
        );
    }
}

#[tokio::test]
async fn arabic_runs_from_right_to_left_in_an_english_page() {
    let app = workbench();
    let body = get(&app, &address(&app, "language=ar").await).await.body;
    assert!(body.contains("<p class=\"paragraph\" dir=\"rtl\" lang=\"ar\">"));
}

#[tokio::test]
async fn wordings_show_what_changed_and_who_is_one_witness() {
    let app = workbench();
    let body = get(&app, "/saying/1").await.body;
    assert!(
        body.contains("We shipped <del>four</del> <ins>the</ins> crates"),
        "{body}"
    );
    assert!(body.contains("other words, or words missing or added"));
    assert!(
        body.contains("<strong>3</strong> outlets")
            && body.contains("<strong>2</strong> independent origins")
    );
}

#[tokio::test]
async fn both_sides_of_a_disagreement_stand_with_the_way_to_their_words() {
    let app = workbench();
    for page in ["/disagreements", "/story/"] {
        let gazette = address(&app, "outlet=Harbour+Gazette").await;
        let page = page.replace("/story/", &gazette.replace("/text/", "/story/"));
        let body = get(&app, &page).await.body;
        assert!(
            body.contains("four crates") && body.contains("forty crates"),
            "{page}"
        );
        assert!(body.contains("both could be true:"), "{page}");
        let way = body.split("?see=").nth(1).unwrap();
        let (see, name) = way.split('"').next().unwrap().split_once('#').unwrap();
        let id = body.split("?see=").next().unwrap().rsplit('/').next().unwrap();
        let text = get(&app, &format!("/text/{id}?see={see}")).await.body;
        assert!(text.contains(&format!("id=\"{name}\"")), "{page}: {name}");
    }
}

#[tokio::test]
async fn every_page_of_texts_speaks_five_languages_and_misses_no_word() {
    let app = workbench();
    let mut pages = vec![
        "/texts".to_owned(),
        "/sayings".into(),
        "/saying/1".into(),
        "/disagreements".into(),
    ];
    for query in [
        "outlet=Harbour+Gazette",
        "outlet=Evening+Mirror",
        "q=reliable+partner",
        "language=ka",
        "language=ar",
    ] {
        let text = address(&app, query).await;
        pages.push(text.replace("/text/", "/story/"));
        pages.push(text);
    }
    for page in pages {
        for code in ["en", "uk", "ru", "ar", "zh"] {
            let came = get_in_language(&app, &page, code).await;
            came.is_a_page_in_words(&format!("{page} in {code}"), "texts-");
        }
    }
}

#[tokio::test]
async fn an_entity_leads_to_texts_that_name_its_records() {
    let body = get(&workbench(), "/entity/made-beta").await.body;
    assert!(
        body.contains("href=\"/texts?record=made-customs%3ABeta%20Ticaret%20A.%C5%9E.%20TR\""),
        "{body}"
    );
}
