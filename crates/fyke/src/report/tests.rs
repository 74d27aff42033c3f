//! What must hold of every page, whatever is in the report.

use super::fixture::{HOSTILE, report};
use super::render;
use std::collections::BTreeSet;

const VOID: [&str; 4] = ["meta", "link", "br", "hr"];

/// The page's tags in order, as (name, whole tag); closing names begin with `/`.
/// Enough of a parser for a page that we wrote: it fails on what we never write.
fn tags(page: &str) -> Vec<(String, String)> {
    let style = page.find("<style>").unwrap() + 1..page.find("</style>").unwrap();
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(open) = page[at..].find('<').map(|found| found + at) {
        let close = open + page[open..].find('>').expect("every < has its >");
        let tag = &page[open + 1..close];
        assert!(!tag.contains('<'), "a tag in a tag: {tag}");
        if !tag.starts_with('!') && !style.contains(&open) {
            let name = tag
                .split([' ', '\n'])
                .next()
                .unwrap_or_default()
                .trim_end_matches('/');
            tags.push((name.to_owned(), tag.to_owned()));
        }
        at = close + 1;
    }
    tags
}

fn attributes(page: &str, name: &str) -> Vec<String> {
    let wanted = format!(" {name}=\"");
    let all = tags(page);
    let values = all
        .iter()
        .filter_map(|(_, tag)| tag.split_once(&wanted)?.1.split_once('"'));
    values.map(|(value, _)| value.to_owned()).collect()
}

#[test]
fn what_is_opened_is_closed() {
    let page = render(&report());
    let mut open: Vec<String> = Vec::new();
    for (name, tag) in tags(&page) {
        match name.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop().as_deref(), Some(closed), "at <{tag}>"),
            None if VOID.contains(&name.as_str()) => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn ids_are_unique_and_every_reference_is_met() {
    let mut twice = report();
    let first = twice.acts[0].leads[0].clone();
    twice.acts[1].leads.push(first);
    let page = render(&twice);
    let ids = attributes(&page, "id");
    let unique: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len());
    for href in attributes(&page, "href") {
        let target = href.strip_prefix('#').expect("only anchors are linked");
        assert!(unique.iter().any(|id| *id == target), "{href} leads nowhere");
    }
    for labels in attributes(&page, "aria-labelledby") {
        for label in labels.split(' ') {
            assert!(unique.iter().any(|id| *id == label), "no {label}");
        }
    }
}

#[test]
fn every_lead_is_linked_from_the_glance() {
    let report = report();
    let hrefs = attributes(&render(&report), "href");
    for lead in report.acts.iter().flat_map(|act| &act.leads) {
        let link = format!("#lead-{}", lead.lead.id);
        // once at a glance, once as the lead's own permalink
        assert_eq!(hrefs.iter().filter(|href| **href == link).count(), 2, "{link}");
    }
}

#[test]
fn nothing_is_loaded_and_nothing_runs() {
    let page = render(&report());
    let tags = tags(&page);
    for forbidden in [
        "script", "img", "iframe", "link", "object", "embed", "image", "base", "form",
    ] {
        assert!(tags.iter().all(|(name, _)| name != forbidden), "<{forbidden}>");
    }
    for address in [
        "http:",
        "https:",
        "src=",
        "url(http",
        "@import",
        "onload",
        "onclick",
        "javascript:",
    ] {
        assert!(!page.contains(address), "{address}");
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn hostile_text_stays_text() {
    let page = render(&report());
    assert!(!page.contains("<script"));
    assert!(page.contains("Acme &lt;script&gt;"));
    let mut report = report();
    report.acts[0].leads[0].lead.id = "a\" onmouseover=\"x".to_owned();
    report.acts[0].map.as_mut().unwrap().places[0].name = HOSTILE.to_owned();
    assert!(
        !tags(&render(&report))
            .iter()
            .any(|(_, tag)| tag.contains("onmouseover=\""))
    );
}

#[test]
fn every_part_of_a_simulated_act_says_so() {
    let page = render(&report());
    let act = page
        .split_once("id=\"act-2\"")
        .unwrap()
        .1
        .split_once("<footer")
        .unwrap()
        .0;
    let real = page
        .split_once("id=\"act-1\"")
        .unwrap()
        .1
        .split_once("id=\"act-2\"")
        .unwrap()
        .0;
    let lead = act.split_once("<article").unwrap().1;
    assert!(act.starts_with(" aria") && act.contains("class=\"band\""));
    for part in [
        "class=\"kicker\"",
        "<caption",
        "class=\"figure-title\"",
        "class=\"rows sim\"",
    ] {
        let mut parts = lead.split(part).skip(1);
        assert!(parts.next().is_some(), "no {part}");
    }
    for (part, within) in [
        ("class=\"kicker\"", 90),
        ("class=\"figure-title\"", 90),
        ("<caption", 120),
        ("role=\"img\"", 400),
    ] {
        for piece in lead
            .split(part)
            .skip(1)
            .filter(|piece| !piece.starts_with(">From two makers"))
        {
            let head: String = piece.chars().take(within).collect();
            assert!(head.to_lowercase().contains("simulated"), "{part}: {head}");
        }
    }
    assert_eq!(
        lead.matches("class=\"sim-mark\"").count(),
        lead.matches("role=\"img\"").count()
    );
    assert!(!real.contains("class=\"badge\"") && !real.contains("sim-mark"));
}

#[test]
fn both_readings_have_the_same_form() {
    let page = render(&report());
    let articles: Vec<&str> = page.split("<article").skip(1).collect();
    assert_eq!(articles.len(), 3);
    for article in articles {
        assert_eq!(article.matches("class=\"reading\"").count(), 2);
        assert_eq!(article.matches("what would confirm it").count(), 2);
        assert!(article.contains("What is not known"));
    }
    assert!(page.contains("Suggestions for people to check, not findings."));
}

#[test]
fn no_drawing_holds_a_number_that_is_none() {
    let mut report = report();
    let lead = &mut report.acts[0].leads[0];
    let chart = lead.chart.as_mut().unwrap();
    chart.series[0].values_minor = vec![None; 35];
    chart.series[1].values_minor = vec![Some(i64::MIN), Some(i64::MAX)];
    chart.series[2].values_minor = Vec::new();
    lead.lead.reasons[0].contribution = f64::NAN;
    lead.lead.reasons[1].contribution = f64::INFINITY;
    lead.lead.coverage = Some(f64::NAN);
    let map = report.acts[0].map.as_mut().unwrap();
    map.places[3].lat_deg = f64::NAN;
    map.places[4].lon_deg = -120.0;
    map.flows[0].to = 99;
    map.flows[1].value.as_mut().unwrap().minor = -5;
    let chain = report.acts[1].leads[0].sankey.as_mut().unwrap();
    chain.links[0].mass_g = i64::MIN;
    chain.links[1].from = 99;
    chain.links[5].to = 0;
    chain.nodes.truncate(5);
    let page = render(&report);
    let text = page.replace("inf", "").len();
    assert!(text > 10_000);
    for drawing in page
        .split("<svg")
        .skip(1)
        .map(|part| part.split("</svg>").next().unwrap_or_default())
    {
        for (_, tag) in drawing.split('<').filter_map(|tag| tag.split_once(' ')) {
            let tag = tag.split('>').next().unwrap_or_default();
            assert!(
                !tag.contains("NaN") && !tag.contains("\"inf") && !tag.contains(" inf"),
                "{tag}"
            );
        }
    }
}

#[test]
fn empty_reports_are_pages_too() {
    let mut report = report();
    report.acts[0].leads.clear();
    report.acts[0].map.as_mut().unwrap().flows.clear();
    report.acts[0].map.as_mut().unwrap().places.clear();
    report.acts[1].leads[0].sankey.as_mut().unwrap().nodes.clear();
    report.acts[1].leads[0].excerpts.clear();
    assert!(render(&report).contains("no row is shown here"));
    report.acts.clear();
    assert!(render(&report).ends_with("</html>"));
}

#[test]
fn the_same_report_gives_the_same_page() {
    assert_eq!(render(&report()), render(&report()));
}

/// Writes the fixture where a person may look at it: `FYKE_REPORT_OUT=x.html`.
#[test]
fn the_fixture_can_be_looked_at() {
    let page = render(&report());
    assert!(page.len() < 400_000, "{} bytes", page.len());
    if let Ok(path) = std::env::var("FYKE_REPORT_OUT") {
        std::fs::write(path, page).unwrap();
    }
}

#[test]
fn a_reason_says_what_it_costs_to_fake_and_how_often_it_was_right() {
    let page = render(&report());
    assert!(
        page.contains("cost to fake: high; right in 62 % of 412 on seven simulated worlds (base rate 1.2 %)")
    );
    assert!(page.contains("drawn by chance from below the cut (1 in 50)"));
}
