//! The whole page: title, what a lead is, the leads at a glance, act by act.

use super::view::{Act, FlowMap, LeadView, Part, Report, SeriesChart};
use super::{bars, leads, map, rows, svg, words};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::collections::BTreeSet;

const STYLE: &str = include_str!("style.css");

/// Nothing may be loaded, by anyone, for any reason; the style stands in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Writes a report as one HTML page that needs nothing from elsewhere.
///
/// The same report gives the same bytes. All text is escaped; ids are unique
/// even when two acts hold the same lead (the later gets a number).
pub fn render(report: &Report) -> String {
    let anchors = anchors(report);
    let maps = report.acts.iter().any(|act| act.map.is_some());
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                title { (report.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a class="skip" href="#content" { "to the leads" }
                (svg::shared(&html! { @if maps { (map::land()) } }))
                header class="page" {
                    p class="brand" { "fyke" span { " " (words::day(report.generated_on)) } }
                    h1 { (report.title) }
                    p class="standfirst" { (report.standfirst) }
                    p class="what" {
                        b { "Suggestions for people to check, not findings." }
                        " A machine read the rows and says what looks like goods going around an embargo. \
                          Beside each suggestion stand the best innocent explanation, the rows it rests on, and \
                          what is not known. No line on this page says that anyone did wrong."
                    }
                    (contents(report))
                }
                main id="content" {
                    @for (at, act) in report.acts.iter().enumerate() {
                        (self::act(act, at, anchors.get(at).map_or(&[], Vec::as_slice), report))
                    }
                }
                (footer(report, maps))
            }
        }
    };
    page.into_string()
}

/// An anchor for each lead of each act.
fn anchors(report: &Report) -> Vec<Vec<String>> {
    let mut taken = BTreeSet::new();
    let mut free = |lead: &LeadView| {
        let wish = format!("lead-{}", words::anchor(&lead.lead.id));
        let mut anchor = wish.clone();
        let mut number = 2;
        while !taken.insert(anchor.clone()) {
            anchor = format!("{wish}-{number}");
            number += 1;
        }
        anchor
    };
    report
        .acts
        .iter()
        .map(|act| act.leads.iter().map(&mut free).collect())
        .collect()
}

fn contents(report: &Report) -> Markup {
    html! {
        nav aria-label="contents" {
            ol class="contents" {
                @for (at, act) in report.acts.iter().enumerate() {
                    li {
                        a href={ "#act-" (at + 1) } { (act.title) }
                        span class="soft" { " " (words::count(act.leads.len(), "lead")) }
                        @if act.simulated { " " (rows::badge()) }
                    }
                }
            }
        }
    }
}

fn act(act: &Act, at: usize, anchors: &[String], report: &Report) -> Markup {
    let id = format!("act-{}", at + 1);
    html! {
        section class=(if act.simulated { "act sim" } else { "act" }) id=(id) aria-labelledby={ (id) "-h" } {
            header class="act" {
                @if act.simulated {
                    p class="band" { span { b { "simulated" } " · every firm, shipment and figure in this act is invented" } }
                }
                h2 id={ (id) "-h" } { (act.title) @if act.simulated { " " (rows::badge()) } }
                @for paragraph in &act.intro { p { (paragraph) } }
                p class="source" {
                    (act.source_line)
                    @if let Some(command) = &act.command { " Repeat it: " code { (command) } }
                }
            }
            @if let Some(map) = &act.map { (map_figure(map, &id, act.simulated)) }
            @if !act.leads.is_empty() { (glance(act, anchors)) }
            @for (rank, (lead, anchor)) in act.leads.iter().zip(anchors).enumerate() {
                (leads::lead(lead, anchor, rank + 1, &report.glossary, act.simulated || lead.lead.simulated))
            }
            @if !act.notes.is_empty() {
                section class="notes" {
                    h3 { "What these data cannot show" @if act.simulated { " " (rows::badge()) } }
                    ul { @for note in &act.notes { li { (note) } } }
                }
            }
        }
    }
}

fn map_figure(flows: &FlowMap, id: &str, simulated: bool) -> Markup {
    html! {
        figure class="map" {
            p class="figure-title" { @if simulated { (rows::badge()) } (flows.title) }
            (map::draw(flows, &format!("{id}-map-wide"), (1040.0, 560.0), simulated, "flows wide"))
            (map::draw(flows, &format!("{id}-map-slim"), (360.0, 420.0), simulated, "flows slim"))
            figcaption {
                span class="swatch direct" { "direct" } " "
                span class="swatch detour" { "by way of others" } " "
                span class="swatch onward" { "onward" } " "
                "A ribbon is as wide as its value where goods leave, and narrows towards where they arrive. "
                (flows.note)
            }
            details class="twin" {
                summary { "the flows as a table" }
                div class="scroll" role="region" tabindex="0" aria-label={ "table: " (flows.title) } { (map::table(flows)) }
            }
        }
    }
}

/// The leads at a glance: a line each, with its months.
fn glance(act: &Act, anchors: &[String]) -> Markup {
    html! {
        nav class="glance" aria-label={ "leads: " (act.title) } {
            h3 { "The leads at a glance" @if act.simulated { " " (rows::badge()) } }
            ol {
                @for (view, anchor) in act.leads.iter().zip(anchors) {
                    li {
                        a href={ "#" (anchor) } { (view.lead.sentence) }
                        span class="aside" {
                            @if view.lead.simulated && !act.simulated { (rows::badge()) }
                            @if let Some(chart) = &view.chart { (bars::spark(&totals(chart), 110.0, 26.0)) }
                            span class="value" { @if let Some(value) = view.lead.value { (value) } }
                        }
                    }
                }
            }
        }
    }
}

/// The detours of a chart by month (all of it, where it has none), NaN where
/// nothing was recorded.
fn totals(chart: &SeriesChart) -> Vec<f64> {
    let detours = chart.series.iter().any(|s| s.part == Part::Detour);
    let series = chart.series.iter().filter(|s| !detours || s.part == Part::Detour);
    let count = series.clone().map(|s| s.values_minor.len()).max().unwrap_or(0);
    (0..count)
        .map(|at| {
            let month = series
                .clone()
                .filter_map(|s| s.values_minor.get(at).copied().flatten());
            month.map(|v| v as f64).reduce(|a, b| a + b).unwrap_or(f64::NAN)
        })
        .collect()
}

fn footer(report: &Report, maps: bool) -> Markup {
    html! {
        footer class="page" {
            h2 { "How to read a weight" }
            p {
                "Each reason adds a weight of evidence in natural log-odds: +0.7 doubles the odds that goods are \
                 diverted, +2.3 makes them ten times as large, a negative weight lowers them. Weights order what \
                 people should look at first; a probability is given only where it has been calibrated."
            }
            @if maps {
                p {
                    "Outlines: Natural Earth (public domain), simplified, in Lambert's azimuthal equal-area \
                     projection. They are for orientation and take no position on any border; Crimea is drawn with \
                     Ukraine, as in resolution 68/262 of the United Nations General Assembly."
                }
            }
            p class="soft" { "Made on " (report.generated_on) ". The page runs no script and loads nothing." }
        }
    }
}
