//! One lead on the page: its sentence, its chart, two readings side by side,
//! the reasons with their weights, the rows, and what is not known.

use super::view::{Account, Glossary, LeadView, Sankey, SeriesChart};
use super::{bars, rows, sankey, series, words};
use fyke_model::lead::{Lead, Reason, Subject};
use maud::{Markup, html};

/// A lead. `anchor` must be the page's only one; `rank` is its place in the act.
pub(super) fn lead(
    view: &LeadView,
    anchor: &str,
    rank: usize,
    glossary: &Glossary,
    simulated: bool,
) -> Markup {
    let lead = &view.lead;
    let diverted = view
        .diverted
        .clone()
        .unwrap_or_else(|| words::diverted(lead, glossary));
    html! {
        article class=(if simulated { "lead sim" } else { "lead" }) id=(anchor) aria-labelledby={ (anchor) "-h" } {
            p class="kicker" {
                @if simulated { (rows::badge()) }
                span class="rank" { (rank) }
                (kind(lead)) " · " (goods(lead)) " · " (words::period(lead.from, lead.to))
            }
            h3 id={ (anchor) "-h" } {
                (lead.sentence) " "
                a class="permalink" href={ "#" (anchor) } aria-label="link to this lead" { "#" }
            }
            (facts(lead, glossary))
            @if let Some(drawn) = words::drawn(lead) { p class="drawn" { (drawn) } }
            @if let Some(chart) = &view.chart { (chart_figure(chart, anchor, simulated)) }
            @if let Some(chain) = &view.sankey { (sankey_figure(chain, anchor, glossary, simulated)) }
            (readings(&diverted, &lead.innocent, anchor))
            (reasons(&lead.reasons, glossary, simulated))
            (evidence(view, anchor, glossary, simulated))
            (unknown(view))
        }
    }
}

fn kind(lead: &Lead) -> &'static str {
    match lead.subject {
        Subject::Lane { .. } => "lane",
        Subject::Party { .. } => "party",
        Subject::Vessel { .. } => "vessel",
    }
}

/// `8542 electronic integrated circuits`.
pub(super) fn goods(lead: &Lead) -> String {
    format!("{} {}", lead.goods.id, lead.goods.title)
}

/// A probability in whole percents; certainty is not ours to print.
fn probability(p: f64) -> Option<String> {
    match p {
        p if (0.99..=1.0).contains(&p) => Some("over 99 %".to_owned()),
        p if (0.0..0.01).contains(&p) => Some("under 1 %".to_owned()),
        p => percent(p),
    }
}

/// A share as `34 %`, and nothing where it is no share.
fn percent(share: f64) -> Option<String> {
    (0.0..=1.0)
        .contains(&share)
        .then(|| format!("{:.0} %", share * 100.0))
}

/// What is known of it in figures.
fn facts(lead: &Lead, glossary: &Glossary) -> Markup {
    html! {
        dl class="facts" {
            @if let Some(value) = lead.value { div { dt { "value" } dd { (value) } } }
            div { dt { "weight of the reasons" } dd { (signed(lead.reasons.iter().map(|r| r.contribution).sum())) } }
            div {
                dt { "probability" }
                dd { (lead.probability.and_then(probability).unwrap_or_else(|| "not calibrated".to_owned())) }
            }
            div { dt { "embargo" } dd { (glossary.regime(&lead.regime)) } }
            @if !lead.goods.profiles.is_empty() {
                div { dt { "on the list" } dd { (words::list(&lists(lead))) } }
            }
            div { dt { "handling" } dd { (lead.handling.as_str().replace('_', " ")) } }
            div { dt { "lead" } dd class="code" { (lead.id) } }
        }
    }
}

/// The goods profiles that hold the goods: `common high priority`.
fn lists(lead: &Lead) -> Vec<String> {
    lead.goods
        .profiles
        .iter()
        .map(|id| id.replace('-', " "))
        .collect()
}

/// `+1.8`, `−0.4`, with a true minus sign.
fn signed(value: f64) -> String {
    let sign = if value < 0.0 { '−' } else { '+' };
    if value.is_finite() {
        format!("{sign}{:.1}", value.abs())
    } else {
        "not known".to_owned()
    }
}

/// What a weight does to the odds: `odds × 6`, `odds ÷ 3`.
fn odds(contribution: f64) -> String {
    let times = contribution.abs().exp();
    let sign = if contribution < 0.0 { '÷' } else { '×' };
    match times {
        t if !t.is_finite() => "not known".to_owned(),
        t if t < 9.95 => format!("odds {sign} {t:.1}"),
        t if t < 1000.0 => format!("odds {sign} {t:.0}"),
        _ => format!("odds {sign} over 1000"),
    }
}

fn readings(diverted: &Account, innocent: &fyke_model::lead::Innocent, anchor: &str) -> Markup {
    let reading = |part: &str, head: &str, explanation: &str, confirmed_by: &str| {
        html! {
            section class="reading" aria-labelledby={ (anchor) "-" (part) } {
                h4 id={ (anchor) "-" (part) } { (head) }
                p { (explanation) }
                p class="confirm" { span class="label" { "what would confirm it" } (confirmed_by) }
            }
        }
    };
    html! {
        div class="readings" {
            (reading("diverted", "If goods are diverted", &diverted.explanation, &diverted.confirmed_by))
            (reading("innocent", "If nothing is wrong", &innocent.explanation, &innocent.confirmed_by))
        }
    }
}

fn reasons(reasons: &[Reason], glossary: &Glossary, simulated: bool) -> Markup {
    let most = reasons
        .iter()
        .map(|r| r.contribution.abs())
        .filter(|c| c.is_finite())
        .fold(0.0, f64::max);
    html! {
        table class=(if simulated { "reasons sim" } else { "reasons" }) {
            caption {
                @if simulated { (rows::badge()) }
                "Why it was suggested"
                span class="how" { "right of the line speaks for diversion, left against it" }
            }
            thead { tr {
                th scope="col" { "reason" }
                th scope="col" { "what was found" }
                th scope="col" class="number" { "weight" }
                th scope="col" { "" span class="hidden" { "bar" } }
            } }
            tbody {
                @for reason in reasons {
                    tr {
                        th scope="row" {
                            (glossary.typology(&reason.typology).unwrap_or("typology")) " "
                            span class="code" { (reason.typology) }
                        }
                        td {
                            (reason.sentence)
                            @let proof = words::proof(reason);
                            @if !proof.is_empty() { span class="proof" { (proof.join("; ")) } }
                        }
                        td class="number" { (signed(reason.contribution)) span class="odds" { (odds(reason.contribution)) } }
                        td class="bar-cell" { (bars::weight(reason.contribution, most)) }
                    }
                }
            }
        }
    }
}

fn chart_figure(chart: &SeriesChart, anchor: &str, simulated: bool) -> Markup {
    html! {
        figure {
            p class="figure-title" { @if simulated { (rows::badge()) } (chart.title) }
            (series::draw(chart, &format!("{anchor}-wide"), 960.0, simulated, "series wide"))
            (series::draw(chart, &format!("{anchor}-slim"), 340.0, simulated, "series slim"))
            figcaption { (chart.note) " Each panel has its own scale." }
            details class="twin" {
                summary { "the figures of this chart" }
                div class="scroll" role="region" tabindex="0" aria-label={ "figures: " (chart.title) } { (series::table(chart)) }
            }
        }
    }
}

fn sankey_figure(chain: &Sankey, anchor: &str, glossary: &Glossary, simulated: bool) -> Markup {
    html! {
        figure {
            p class="figure-title" { @if simulated { (rows::badge()) } (chain.title) }
            div class="scroll" role="region" tabindex="0" aria-label={ "chain: " (chain.title) } {
                (sankey::draw(chain, glossary, &format!("{anchor}-chain"), simulated))
            }
            figcaption { (chain.note) }
            details class="twin" {
                summary { "the chain as a table" }
                div class="scroll" role="region" tabindex="0" aria-label={ "table: " (chain.title) } { (sankey::table(chain)) }
            }
        }
    }
}

/// The rows. Few are shown at once; many wait behind a click.
fn evidence(view: &LeadView, anchor: &str, glossary: &Glossary, simulated: bool) -> Markup {
    let (shown, all) = (view.excerpts.len(), view.lead.rows.len().max(view.excerpts.len()));
    html! {
        details class="evidence" {
            summary {
                "the rows behind it: " (words::count(all, "row"))
                @if shown < all { ", " (shown) " shown here" }
            }
            @if shown == 0 { p { "no row is shown here" } }
            (rows::tables(&view.excerpts, anchor, glossary, simulated))
            p class="more" { "every row, to the byte: " code { "fyke show CASE " (view.lead.id) } }
        }
    }
}

fn unknown(view: &LeadView) -> Markup {
    let coverage = view.lead.coverage.and_then(percent);
    html! {
        section class="unknown" {
            h4 { "What is not known" }
            ul {
                @match coverage {
                    Some(share) => { li { "The data are estimated to show " (share) " of the trade in question; the rest is not seen." } }
                    None => { li { "How much of the trade these data show has not been estimated." } }
                }
                @for sentence in &view.unknown { li { (sentence) } }
            }
        }
    }
}
