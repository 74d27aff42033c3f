//! A lead that a person may see whole: what speaks for it and the innocent
//! explanation side by side, of one size; the reasons with what each adds, how
//! often it was right and what it costs to fake; the rows by reason.

use super::super::kept::mark_form;
use super::super::leads::percent;
use super::{From, Seen, bars, blind, decide, dossier, rows};
use crate::ctx::Ctx;
use crate::parts::pager_of;
use crate::show;
use fyke_model::desk::{LeadRowView, OpenLead, Thing};
use fyke_model::lead::Reason;
use fyke_model::reference::CostToFake;
use maud::{Markup, html};
use std::collections::BTreeMap;

pub(super) fn open(ctx: &Ctx, open: &OpenLead, seen: &Seen, from: From) -> Markup {
    html! {
        @if let Some((truth, origin)) = &open.known {
            p.note role="status" {
                strong { (ctx.t(if *truth { "known-true" } else { "known-false" })) } " "
                (ctx.t("known-from")) " " bdi { (origin) } ". " (ctx.t("known-why"))
            }
        }
        div.judging {
            div {
                (two_sides(ctx, open))
                (reasons(ctx, open))
                (by_reason(ctx, open, seen))
                (unknown(ctx, open))
            }
            aside aria-label=(ctx.t("decide-title")) {
                (decide::decide(ctx, open, from))
                (judgements(ctx, open))
                @if from == From::Page { (links(ctx, open)) (dossier::form(ctx, open)) }
            }
        }
    }
}

/// Guilty and innocent, of one weight.
fn two_sides(ctx: &Ctx, open: &OpenLead) -> Markup {
    let lead = &open.lead;
    html! {
        div.two-sides {
            section.panel aria-labelledby="guilty" {
                h2 #guilty { (ctx.t("lead-machine")) }
                p { (show::sentence(&lead.sentence)) }
                p {
                    @match lead.probability {
                        Some(p) => { strong.p { (percent(p)) } " " (ctx.t("lead-machine-p")) }
                        None => { strong.p { (format!("{:.1}", lead.score)) } " " (ctx.t("lead-machine-score")) }
                    }
                }
                @if let Some(coverage) = lead.coverage { p.soft { (ctx.t("lead-coverage")) " " (percent(coverage)) } }
            }
            section.panel aria-labelledby="innocent" {
                h2 #innocent { (ctx.t("lead-innocent")) }
                p { (show::sentence(&lead.innocent.explanation)) }
                p { span.soft { (ctx.t("lead-confirmed-by")) } " " (show::sentence(&lead.innocent.confirmed_by)) }
            }
        }
    }
}

fn typology(open: &OpenLead, id: &str) -> String {
    let named = open.typologies.iter().find(|(known, _)| known == id);
    named.map_or_else(|| id.to_owned(), |(_, name)| name.clone())
}

fn reasons(ctx: &Ctx, open: &OpenLead) -> Markup {
    html! {
        section aria-labelledby="reasons" {
            h2 #reasons { (ctx.t("lead-reasons")) }
            @if open.lead.reasons.is_empty() { p { (ctx.t("lead-reasons-none")) } } @else {
                div.scroll tabindex="0" role="group" aria-labelledby="reasons" {
                    table.dense.reasons-of {
                        caption.hidden { (ctx.t("lead-reasons-caption")) }
                        thead { tr {
                            th scope="col" { (ctx.t("lead-reason")) }
                            th scope="col" { (ctx.t("lead-adds")) }
                            th scope="col" { (ctx.t("lead-right")) }
                            th scope="col" { (ctx.t("lead-fake")) }
                        } }
                        tbody { @for reason in &open.lead.reasons { (line(ctx, open, reason)) } }
                    }
                }
            }
        }
    }
}

fn line(ctx: &Ctx, open: &OpenLead, reason: &Reason) -> Markup {
    html! {
        tr {
            th scope="row" {
                a.typology href={ "#reason-" (show::query(&reason.typology)) } { (show::sentence(&typology(open, &reason.typology))) }
                " " span.soft { (reason.typology) }
                p.tight { (show::sentence(&reason.sentence)) }
            }
            td.bar { (bars::bar(ctx, reason.contribution)) }
            td {
                @match &reason.precision {
                    Some(measured) => {
                        (ctx.t_with("lead-measured", &[
                            ("share", percent(measured.share).into()), ("n", show::number(measured.n).into()),
                            ("base", percent(measured.base_rate).into()),
                        ]))
                        " " span.soft { (show::sentence(&measured.worlds)) }
                    }
                    None => span.soft { (ctx.t("lead-unmeasured")) },
                }
            }
            td { @if let Some(cost) = reason.cost_to_fake { (ctx.t(cost_message(cost))) } }
        }
    }
}

const fn cost_message(cost: CostToFake) -> &'static str {
    match cost {
        CostToFake::Low => "fake-low",
        CostToFake::Medium => "fake-medium",
        CostToFake::High => "fake-high",
    }
}

/// The rows of this part under the reason that each supports.
fn by_reason(ctx: &Ctx, open: &OpenLead, seen: &Seen) -> Markup {
    let mut groups: BTreeMap<usize, (String, Vec<LeadRowView>)> = BTreeMap::new();
    for row in &seen.rows.items {
        let id = row.at.checked_sub(1).and_then(|at| open.lead.rows.get(at));
        let id = id.map_or_else(String::new, |row| row.typology.clone());
        let place = open.lead.reasons.iter().position(|reason| reason.typology == id);
        let group = groups.entry(place.unwrap_or(usize::MAX));
        group.or_insert_with(|| (id, Vec::new())).1.push(row.clone());
    }
    let address = format!("/lead/{}", show::query(&open.lead.id));
    html! {
        section aria-labelledby="rows" {
            h2 #rows { (ctx.t("lead-rows")) " " span.soft { (show::number(seen.rows.total)) } }
            div data-rows="" data-key-next-says=(ctx.t("key-row-next")) data-key-previous-says=(ctx.t("key-row-previous")) {
                @for (id, group) in groups.values() {
                    h3 id={ "reason-" (show::query(id)) } { (show::sentence(&typology(open, id))) }
                    @for part in rows::groups(group) { (rows::table(ctx, part, None, None, &[])) }
                }
            }
            (pager_of(ctx, &ctx.t("lead-rows"), seen.part, seen.rows.total,
                |page| format!("{address}?offset={}&limit={}#rows", page.offset, page.limit)))
        }
    }
}

fn unknown(ctx: &Ctx, open: &OpenLead) -> Markup {
    html! {
        @if !open.unknown.is_empty() {
            h2 { (ctx.t("lead-unknown")) }
            ul { @for sentence in &open.unknown { li { (show::sentence(sentence)) } } }
        }
    }
}

/// What this person said, and what others did.
fn judgements(ctx: &Ctx, open: &OpenLead) -> Markup {
    html! {
        section.panel aria-labelledby="judgements" {
            h2 #judgements { (ctx.t("lead-judgements")) }
            @if let Some(mine) = &open.mine { h3 { (ctx.t("judge-mine")) } (blind::said(ctx, mine)) (blind::remarks(ctx, &mine.why)) }
            @for (who, said) in &open.others { h3 { bdi { (who) } } (blind::said(ctx, said)) }
            @if open.others.is_empty() { p.soft { (ctx.t("lead-others-none")) } }
        }
    }
}

/// What else can be looked at from here.
fn links(ctx: &Ctx, open: &OpenLead) -> Markup {
    let id = show::query(&open.lead.id);
    let title = super::super::leads::plain_subject(&open.lead.subject);
    html! {
        nav.panel aria-label=(ctx.t("lead-elsewhere")) {
            h2 { (ctx.t("lead-elsewhere")) }
            ul.plain {
                @if let Some(entity) = &open.entity {
                    li { a href=(show::entity_address(entity)) { (ctx.t("lead-entity-see")) } }
                    li { a href={ "/graph?of=" (show::query(entity)) } { (ctx.t("menu-graph")) } }
                    li { a href={ "/timeline?entity=" (show::query(entity)) } { (ctx.t("lead-timeline")) } }
                }
                li { a href={ "/chain?lead=" (id) } { (ctx.t("lead-chain")) } }
                li { a href={ "/lead/" (id) "/hypotheses" } { (ctx.t("lead-hypotheses")) } }
                li { a href={ "/lead/" (id) "/forecasts" } { (ctx.t("menu-forecasts")) } }
                li { a href={ "/record?about=" (id) } { (ctx.t("menu-record")) } }
            }
            (mark_form(ctx, &Thing::Lead(open.lead.id.clone()), &title))
        }
    }
}
