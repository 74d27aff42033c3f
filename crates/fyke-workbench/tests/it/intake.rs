//! What came through the door, as officers meet it: two people open, one does not;
//! a reply is warned of; a span becomes a statement; what is erased is gone.

use crate::ask::{Came, Person, workbench};
use axum::http::{StatusCode, header};
use fyke_model::desk::{Hand, Role};
use fyke_sim::desk::{MadeDesk, passphrase};
use fyke_workbench::{Config, state::App};
use std::sync::Arc;

const ADA: &str = "Ada Prüfer";
const BEN: &str = "Ben Okoro";
const LETTER: &str = "/intake/envelope-3fa9c1000000000000000000000000aa";
const STRAY: &str = "/intake/envelope-c0ffee000000000000000000000000ab";
const ROOM: &str = "/intake/room-a1b2c3000000000000000000000000cc";

fn ada(app: &App) -> Person {
    Person::new(app, "ada", ADA, Role::Reviewer)
}

/// A form's fields as a browser writes them.
fn written(fields: &[(&str, &str)]) -> String {
    let encoded = |text: &str| -> String {
        text.bytes()
            .map(|b| match b.is_ascii_alphanumeric() {
                true => char::from(b).to_string(),
                false => format!("%{b:02X}"),
            })
            .collect()
    };
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    pairs.join("&")
}

async fn post(person: &Person, address: &str, fields: &[(&str, &str)]) -> Came {
    person.post(address, &written(fields)).await
}

async fn both(person: &Person, thing: &str) -> Came {
    let gave = post(
        person,
        &format!("{thing}/give"),
        &[("from", BEN), ("to", ADA), ("passphrase", &passphrase(BEN))],
    )
    .await;
    assert_eq!(gave.leads_to(), thing);
    post(
        person,
        &format!("{thing}/open"),
        &[("passphrase", &passphrase(ADA))],
    )
    .await
}

#[tokio::test]
async fn the_list_has_numbers_and_days_and_no_word_of_anybody() {
    let app = workbench();
    let came = ada(&app).get("/intake").await;
    assert_eq!(came.status, StatusCode::OK);
    assert_eq!(came.headers[header::CACHE_CONTROL], "no-store");
    let body = came.body;
    for said in [
        "letter 3fa9c1",
        "waits to be opened by two",
        "2026-01-02",
        "not sealed for this door",
        "conversation 4",
        "conversation 6",
        "answered, not read yet",
        "to be sealed again",
        "held: no clock erases it",
        "1, 2, 3, 5",
    ] {
        assert!(body.contains(said), "{said}: {body}");
    }
    let main = body
        .split("<main")
        .nth(1)
        .unwrap()
        .split("</main>")
        .next()
        .unwrap();
    for told in ["lorries", "Marek", "gyroscopes", "loading list", "safe where"] {
        assert!(!main.contains(told), "{told}");
    }
    assert!(!main.contains(':') || !main.contains("T0"), "no time of day");
}

#[tokio::test]
async fn who_is_no_officer_sees_no_intake_and_a_case_without_one_has_none() {
    let app = workbench();
    let other = Person::new(&app, "eve", "Eve", Role::Releaser);
    for address in [
        "/intake",
        ROOM,
        &format!("{ROOM}/mark"),
        &format!("{LETTER}/erase"),
    ] {
        let came = other.get(address).await;
        assert_eq!(came.status, StatusCode::FORBIDDEN, "{address}");
        assert!(!came.body.contains("href=\"/intake\""), "the menu is silent");
    }
    assert!(ada(&app).get("/").await.body.contains("href=\"/intake\""));
    assert_eq!(
        Person::nobody(&app).get("/intake").await.status,
        StatusCode::UNAUTHORIZED
    );
    let shut = App::new(Arc::new(MadeDesk::without_intake()), Config::default());
    assert_eq!(ada(&shut).get("/intake").await.status, StatusCode::NOT_FOUND);
    assert!(!ada(&shut).get("/").await.body.contains("/intake"));
}

#[tokio::test]
async fn one_person_opens_nothing_and_is_told_what_is_missing() {
    let app = workbench();
    let ada = ada(&app);
    let page = ada.get(ROOM).await.body;
    assert!(
        page.contains("missing: the share of one of") && page.contains("Ben Okoro</bdi>, <bdi>Cleo Marsh")
    );
    for passphrase in [passphrase(ADA), "wrong".to_owned()] {
        let alone = post(&ada, &format!("{ROOM}/open"), &[("passphrase", &passphrase)]).await;
        assert_eq!(alone.status, StatusCode::CONFLICT);
        assert!(
            alone
                .body
                .contains("one person opens nothing: the share of a second officer is missing")
        );
        assert!(alone.body.contains("yours was not tried") && !alone.body.contains(&passphrase));
        assert!(!alone.body.contains("Marek"));
    }
    // nobody gives to themselves, nor in another's name to a third
    for (from, to) in [(ADA, ADA), (BEN, "Cleo Marsh")] {
        let fields = [("from", from), ("to", to), ("passphrase", &passphrase(from))];
        let came = post(&ada, &format!("{ROOM}/give"), &fields).await;
        assert_eq!(came.status, StatusCode::BAD_REQUEST, "{from} to {to}");
    }
    let wrong = post(
        &ada,
        &format!("{ROOM}/give"),
        &[("from", BEN), ("to", ADA), ("passphrase", "x")],
    )
    .await;
    assert_eq!(wrong.status, StatusCode::CONFLICT);
    assert!(wrong.body.contains("do not go together") && wrong.body.contains("role=\"alert\""));
    for page in ["/reply", "/mark"] {
        let came = post(&ada, &format!("{ROOM}{page}"), &[("text", "x")]).await;
        assert_eq!(
            came.status,
            StatusCode::CONFLICT,
            "{page} of a closed conversation"
        );
    }
    assert_eq!(
        ada.get(&format!("{ROOM}/file/0")).await.status,
        StatusCode::CONFLICT
    );
}

#[tokio::test]
async fn two_people_open_for_one_session_until_it_is_closed() {
    let app = workbench();
    let ada = ada(&app);
    assert_eq!(both(&ada, ROOM).await.leads_to(), ROOM);
    let page = ada.get(ROOM).await;
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
    assert!(page.body.contains("Crates marked as pumps go to Beta Ticaret"));
    assert!(
        page.body.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.body.contains("<script>alert")
    );
    assert!(
        page.body.contains("<p class=\"words\" dir=\"rtl\">"),
        "Arabic runs its own way"
    );
    assert!(page.body.contains("3 parts came, others are missing"));
    // the same person in another session, and another officer, have nothing open
    let hand = Hand::new(99, "ada", ADA, Role::Reviewer);
    let elsewhere = Person::of(&app, hand);
    for other in [elsewhere, Person::new(&app, "ben", BEN, Role::Reviewer)] {
        assert!(!other.get(ROOM).await.body.contains("Beta Ticaret"));
    }
    assert_eq!(
        post(&ada, &format!("{ROOM}/close"), &[]).await.leads_to(),
        "/intake"
    );
    let page = ada.get(ROOM).await.body;
    assert!(!page.contains("Beta Ticaret") && page.contains("missing: the share of one of"));
}

#[tokio::test]
async fn a_letter_is_opened_once_into_its_conversation() {
    let app = workbench();
    let ada = ada(&app);
    let opened = both(&ada, LETTER).await;
    assert_eq!(opened.status, StatusCode::OK, "{}", opened.body);
    assert!(opened.body.contains("I counted six") && opened.body.contains(&format!("href=\"{ROOM}\"")));
    assert!(opened.body.contains("from the same source as what came before"));
    assert_eq!(ada.get(LETTER).await.status, StatusCode::NOT_FOUND);
    assert!(!ada.get("/intake").await.body.contains("letter 3fa9c1"));
    let stray = ada.get(STRAY).await.body;
    assert!(stray.contains("nobody here can open this") && !stray.contains("/open\""));
}

#[tokio::test]
async fn a_file_comes_as_pixels_and_text_and_never_as_its_bytes() {
    let app = workbench();
    let ada = ada(&app);
    both(&ada, ROOM).await;
    let file = ada.get(&format!("{ROOM}/file/0")).await;
    assert!(file.body.contains("loading list.pdf") && file.body.contains("Crate 2 pumps 390 kg"));
    assert!(file.body.contains("not shown to who opens the file"));
    assert!(file.body.contains("&lt;img src=x") && !file.body.contains("<img src=x"));
    let picture = ada.get(&format!("{ROOM}/file/0/0")).await;
    assert_eq!(picture.headers[header::CONTENT_TYPE], "image/png");
    assert_eq!(picture.headers[header::CACHE_CONTROL], "no-store");
    for nowhere in ["/file/0/1", "/file/1", "/file/7", "/file/x"] {
        assert!(
            ada.get(&format!("{ROOM}{nowhere}"))
                .await
                .status
                .is_client_error(),
            "{nowhere}"
        );
    }
    assert!(!file.body.contains(" download"), "nothing is offered to be kept");
}

#[tokio::test]
async fn a_reply_with_the_sources_words_takes_a_second_act_for_that_very_text() {
    let app = workbench();
    let ada = ada(&app);
    both(&ada, ROOM).await;
    let reply = format!("{ROOM}/reply");
    let text = "Thank you. Is Marek still at gate 14?";
    let warned = post(&ada, &reply, &[("text", text)]).await;
    assert_eq!(warned.status, StatusCode::CONFLICT);
    assert!(warned.body.contains("nothing was sent yet") && warned.body.contains("<mark>Marek</mark>"));
    assert!(
        warned.body.contains("a name that the source wrote"),
        "{}",
        warned.body
    );
    let of = warned.body.split("name=\"warned\" value=\"").nth(1).unwrap();
    let of = of.split('"').next().unwrap();
    for (text, anyway, of, sent) in [
        (text, "", of, false),
        (text, "yes", "", false),
        // changed since: what is warned of now is another text
        ("Thank you. Is Marek still there, at gate 14?", "yes", of, false),
        (text, "yes", of, true),
        ("Thank you. Can you tell us more?", "", "", true),
    ] {
        let fields = [("text", text), ("anyway", anyway), ("warned", of)];
        let came = post(&ada, &reply, &fields).await;
        assert_eq!(
            came.body.contains("lies in the books until"),
            sent,
            "{text} {anyway}"
        );
    }
    assert!(ada.get(ROOM).await.body.contains("Is Marek still at gate 14?"));
}

#[tokio::test]
async fn marked_sentences_become_statements_under_the_sources_label() {
    let app = workbench();
    let ada = ada(&app);
    both(&ada, ROOM).await;
    let mark = format!("{ROOM}/mark");
    let form = ada.get(&mark).await.body;
    let boxes = form.matches("name=\"span\"").count();
    // four sentences and a tag in the first message, three in Arabic
    assert_eq!(boxes, 7, "{form}");
    let first = form
        .split("name=\"span\" value=\"")
        .nth(2)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let fields = |keep, value| {
        [
            ("span", first),
            ("entity", "firm-1"),
            ("schema", "Company"),
            ("property", "notes"),
            ("value", value),
            ("keep", keep),
        ]
    };
    let preview = post(&ada, &mark, &fields("", "")).await.body;
    assert!(
        preview.contains("Crates marked as pumps go to Beta Ticaret")
            && preview.contains("nothing is in the case yet")
    );
    assert!(preview.contains("compartment-0004-firm-1") && preview.contains("from a source"));
    assert!(preview.contains("no dossier, no lead and no export carries it"));
    assert!(preview.contains("the source&#39;s own words") || preview.contains("the source's own words"));
    let kept = post(&ada, &mark, &fields("yes", "sells what it says are pumps"))
        .await
        .body;
    assert!(kept.contains("one statement is in the case") && kept.contains("sells what it says are pumps"));
    assert!(!kept.contains("Crates marked"));
    for (name, value) in [
        ("span", "0:0:99999"),
        ("span", "1:0:5"),
        ("span", ""),
        ("schema", "Secret"),
        ("entity", ""),
    ] {
        let mut wrong = fields("", "");
        for field in &mut wrong {
            if field.0 == name {
                field.1 = value;
            }
        }
        let came = post(&ada, &mark, &wrong).await;
        assert_eq!(came.status, StatusCode::BAD_REQUEST, "{name}={value}");
    }
}

#[tokio::test]
async fn erasing_takes_the_typed_name_and_a_passphrase_and_then_nothing_is_left() {
    let app = workbench();
    let ada = ada(&app);
    both(&ada, ROOM).await;
    let erase = format!("{ROOM}/erase");
    let page = ada.get(&erase).await.body;
    assert!(page.contains("erase 4") && page.contains("its key is sealed to"));
    let own = passphrase(ADA);
    for (typed, with, said) in [
        ("", own.as_str(), "what you typed is not the sentence"),
        ("erase 6", &own, "what you typed is not the sentence"),
        ("erase 4", "wrong", "do not go together"),
    ] {
        let came = post(&ada, &erase, &[("confirmed", typed), ("passphrase", with)]).await;
        assert_eq!(came.status, StatusCode::CONFLICT);
        assert!(came.body.contains(said), "{typed}");
    }
    assert!(ada.get(ROOM).await.body.contains("Beta Ticaret"));
    let done = post(&ada, &erase, &[("confirmed", " erase 4 "), ("passphrase", &own)]).await;
    assert_eq!(done.leads_to(), "/intake?said=erased");
    assert_eq!(ada.get(ROOM).await.status, StatusCode::NOT_FOUND);
    let list = ada.get("/intake?said=erased").await.body;
    assert!(
        list.contains("1, 2, 3, 4, 5")
            && list.contains("make a new backup")
            && !list.contains("conversation 4")
    );
    let unseen = post(
        &ada,
        &format!("{STRAY}/erase"),
        &[("confirmed", "destroy c0ffee"), ("passphrase", &own)],
    )
    .await;
    assert_eq!(unseen.leads_to(), "/intake?said=erased");
}

#[tokio::test]
async fn every_page_speaks_five_languages_and_misses_no_word() {
    let app = workbench();
    let person = ada(&app);
    let closed = [LETTER, STRAY, ROOM, "/intake"].map(str::to_owned);
    for round in [
        closed.to_vec(),
        ["", "/file/0", "/mark", "/erase"]
            .map(|end| format!("{ROOM}{end}"))
            .to_vec(),
    ] {
        for page in round {
            for code in ["en", "uk", "ru", "ar", "zh"] {
                let came = person.get_in_language(&page, code).await;
                came.is_a_page_in_words(&format!("{page} in {code}"), "intake-");
            }
        }
        both(&person, ROOM).await;
    }
}
