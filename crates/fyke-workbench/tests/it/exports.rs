//! What leaves as a file, over the made case.

use crate::ask::{Person, get, workbench};
use crate::expected::same_text;
use axum::http::{StatusCode, header};
use fyke_model::desk::Role;
use serde_json::Value;

#[tokio::test]
async fn every_form_of_every_export_is_what_it_says() {
    let app = workbench();
    for (address, kind) in [
        ("/export/search.csv", "text/csv"),
        ("/export/search.xlsx", "application/vnd.openxml"),
        ("/export/search.ftm", "application/x-ndjson"),
        ("/export/leads.csv", "text/csv"),
        ("/export/leads.xlsx", "application/vnd.openxml"),
        ("/export/lead/lead-amber.csv", "text/csv"),
        ("/export/lead/lead-amber.stix", "application/stix+json"),
        ("/export/lead/lead-amber.bib", "application/x-bibtex"),
        ("/export/entity/ent-vostok.ftm", "application/x-ndjson"),
        ("/export/entity/ent-vostok.csv", "text/csv"),
        ("/export/entity/ent-vostok.stix", "application/stix+json"),
        ("/export/entity/ent-vostok.bib", "application/x-bibtex"),
        ("/export/flows.csv", "text/csv"),
        ("/export/flows.xlsx", "application/vnd.openxml"),
        ("/export/flows.geojson", "application/geo+json"),
        ("/export/flows.svg", "image/svg+xml"),
        ("/export/chain.svg", "image/svg+xml"),
        ("/export/graph.csv?of=ent-vostok", "text/csv"),
        ("/export/graph.json?of=ent-vostok", "application/json"),
        ("/export/record.csv", "text/csv"),
    ] {
        let came = get(&app, address).await;
        assert_eq!(came.status, StatusCode::OK, "{address}: {}", came.body);
        let found = came.headers[header::CONTENT_TYPE].to_str().unwrap();
        assert!(found.starts_with(kind), "{address}: {found}");
        let name = came.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(name.starts_with("attachment; filename=\"fyke-"), "{name}");
        assert!(!came.body.is_empty());
        let again = get(&app, address).await;
        assert!(
            address.contains("record") || again.body == came.body,
            "{address} differs when asked again"
        );
    }
}

#[tokio::test]
async fn files_that_people_read_stand_beside() {
    let app = workbench();
    for (address, name) in [
        ("/export/search.csv?q=vostok", "search.csv"),
        ("/export/entity/ent-vostok.ftm", "entity.ftm.json"),
        ("/export/entity/ent-vostok.bib", "entity.bib"),
        ("/export/entity/ent-vostok.stix", "entity.stix.json"),
        ("/export/graph.csv?of=ent-vostok", "graph.csv"),
        ("/export/flows.geojson?exporter=HK", "flows.geojson"),
        ("/export/flows.svg?exporter=HK", "flows.svg"),
        ("/export/leads.csv", "leads.csv"),
    ] {
        same_text(name, &get(&app, address).await.body);
    }
}

#[tokio::test]
async fn what_a_source_alone_told_leaves_in_no_file() {
    let app = workbench();
    let held = get(&app, "/export/leads.csv").await;
    assert_eq!(held.headers["x-fyke-left-out"], "1");
    assert!(held.body.contains("# 1 row is left out"), "{}", held.body);
    for address in [
        "/export/search.csv",
        "/export/search.ftm",
        "/export/leads.csv",
        "/export/graph.csv?of=ent-dogu",
        "/export/entity/ent-dogu.csv",
        "/export/entity/ent-dogu.ftm",
        "/export/entity/ent-dogu.stix",
    ] {
        let came = get(&app, address).await;
        assert_eq!(came.status, StatusCode::OK, "{address}: {}", came.body);
        assert!(!came.body.contains("made-tip"), "{address}: {}", came.body);
    }
}

#[tokio::test]
async fn nothing_that_the_machine_thinks_leaves_before_the_judgement() {
    let app = workbench();
    let ada = Person::new(&app, "ada", "Ada", Role::Reviewer);
    let stix: Value = serde_json::from_str(&ada.get("/export/lead/lead-amber.stix").await.body).unwrap();
    let note = stix["objects"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["type"] == "note")
        .unwrap();
    let words = note["content"].as_str().unwrap();
    assert!(words.contains("not judged by whoever took this"), "{words}");
    for told in ["innocent", "probability", "T0", "standing"] {
        assert!(!words.contains(told), "{told} in {words}");
    }
    let chain = ada.get("/export/chain.svg?lead=lead-amber").await;
    assert_eq!(chain.status, StatusCode::CONFLICT, "{}", chain.body);
    let leads = ada.get("/export/leads.csv").await.body;
    for line in leads.lines().filter(|line| line.contains(",open,open,")) {
        assert!(line.ends_with(",,"), "{line}");
    }
}

#[tokio::test]
async fn a_bundle_is_whole_marked_and_names_no_threat_actor() {
    let app = workbench();
    for address in [
        "/export/entity/ent-vostok.stix?tlp=red",
        "/export/lead/lead-cedar.stix?tlp=red",
    ] {
        let bundle: Value = serde_json::from_str(&get(&app, address).await.body).unwrap();
        let objects = bundle["objects"].as_array().unwrap();
        let ids: Vec<&str> = objects.iter().map(|one| one["id"].as_str().unwrap()).collect();
        let red = "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1";
        for object in objects {
            let kind = object["type"].as_str().unwrap();
            assert!(!["threat-actor", "campaign", "indicator"].contains(&kind));
            if kind != "marking-definition" {
                assert_eq!(object["object_marking_refs"][0], red);
            }
            for name in ["source_ref", "target_ref", "created_by_ref"] {
                assert!(
                    object[name].as_str().is_none_or(|id| ids.contains(&id)),
                    "{name} of {object}"
                );
            }
            for id in object["object_refs"].as_array().into_iter().flatten() {
                assert!(ids.contains(&id.as_str().unwrap()), "{id}");
            }
        }
    }
    let free = get(&app, "/export/entity/ent-vostok.stix?tlp=clear").await;
    assert_eq!(free.status, StatusCode::CONFLICT, "{}", free.body);
    assert!(free.body.contains("mark it amber or stricter"), "{}", free.body);
}

#[tokio::test]
async fn an_export_that_cannot_be_is_refused_in_words() {
    let app = workbench();
    for (address, status) in [
        ("/export/search.pdf", 404),
        ("/export/nothing.csv", 404),
        ("/export/search", 404),
        ("/export/entity/nobody.csv", 404),
        ("/export/lead/nothing.csv", 404),
        ("/export/flows.csv?hs=chips", 400),
        ("/export/leads.csv?standing=won", 400),
        ("/export/entity/ent-vostok.stix?tlp=purple", 400),
        ("/export/bookmarks.csv", 401),
        ("/export/entity/..%2F..%2Fetc%2Fpasswd.csv", 404),
    ] {
        let came = get(&app, address).await;
        assert_eq!(came.status.as_u16(), status, "{address}: {}", came.body);
        assert_eq!(
            came.headers[header::CONTENT_TYPE],
            "application/problem+json",
            "{address}"
        );
    }
}
