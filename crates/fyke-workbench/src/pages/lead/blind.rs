//! A lead before the reveal: what it is about, what it could be with every reading
//! of the same weight, its rows, and the form in which a person says what they
//! think. No field of what the machine thinks can reach this file: the types have
//! none.
//!
//! The probability is never filled in beforehand: a number that stands there is
//! an anchor.

use super::super::leads::percent;
use super::{From, Seen, decide, rows};
use crate::address::Pairs;
use crate::ctx::Ctx;
use crate::show;
use fyke_model::desk::{BlindLead, JudgementSaid, Role};
use maud::{Markup, html};

/// Steps of the scale that can be chosen with one click: in percent, one in each
/// band of the yardstick of the British assessment community.
const STEPS: &[u8] = &[3, 15, 30, 45, 65, 85, 97];

const CONFIDENCE: &[(&str, &str)] = &[("low", "l"), ("moderate", "m"), ("high", "h")];

/// Sentences that say what a judgement rests on, for one click; whoever has more
/// to say writes it below.
const GROUNDS: &[&str] = &["fit", "code", "thin", "known"];

/// Assumptions that have a line in the form.
const ASSUMPTIONS: usize = 2;

/// Rows that somebody came back from, to lean on them.
fn leaning(ctx: &Ctx) -> Vec<usize> {
    let asked = Pairs::every(ctx.uri.query().unwrap_or_default());
    asked
        .map(|pairs| pairs.all("lean").filter_map(|n| n.parse().ok()).collect())
        .unwrap_or_default()
}

pub(super) fn blind(ctx: &Ctx, blind: &BlindLead, seen: &Seen, from: From) -> Markup {
    let form = blind.drawn && ctx.hand.is_some();
    let address = back(&blind.id, from);
    html! {
        p.note { (ctx.t("lead-sealed")) }
        div.judging {
            div {
                (readings(ctx, blind))
                (rows::rows(ctx, &address, seen, form.then_some("judge"), &leaning(ctx)))
            }
            aside aria-label=(ctx.t("judge-title")) {
                @if form { (judge(ctx, blind, seen, from)) } @else { (not_drawn(ctx, blind)) }
            }
        }
    }
}

fn back(id: &str, from: From) -> String {
    match from {
        From::Page => format!("/lead/{}", show::query(id)),
        From::Triage => format!("/triage?lead={}", show::query(id)),
    }
}

/// What it could be.
fn readings(ctx: &Ctx, blind: &BlindLead) -> Markup {
    html! {
        section aria-labelledby="readings" {
            h2 #readings { (ctx.t("lead-readings")) }
            ul.readings { @for reading in &blind.hypotheses { li { (show::sentence(reading)) } } }
        }
    }
}

fn not_drawn(ctx: &Ctx, blind: &BlindLead) -> Markup {
    let may = ctx
        .hand
        .as_ref()
        .is_some_and(|hand| hand.role() >= Role::Reviewer);
    html! {
        div.panel {
            h2 { (ctx.t("judge-title")) }
            @if may {
                p { (ctx.t("lead-not-drawn")) }
                form action={ "/lead/" (show::query(&blind.id)) "/draw" } method="post" {
                    button type="submit" { (ctx.t("lead-draw")) }
                }
            } @else if ctx.hand.is_some() {
                p { (ctx.t("lead-reader")) }
            } @else {
                p { (ctx.t("lead-come-in")) }
                p { a.button href={ "/login?back=/lead/" (show::query(&blind.id)) } { (ctx.t("come-in")) } }
            }
        }
    }
}

/// The form of a judgement.
fn judge(ctx: &Ctx, blind: &BlindLead, seen: &Seen, from: From) -> Markup {
    html! {
        form #judge.panel action={ "/lead/" (show::query(&blind.id)) "/judge" } method="post" {
            h2 { (ctx.t("judge-title")) }
            (from.field())
            (likely(ctx, blind))
            fieldset {
                legend { (ctx.t("judge-firm")) }
                div.choices { @for (word, key) in CONFIDENCE {
                    label.choice { input type="radio" name="confidence" value=(word) required data-key=(key)
                        data-key-says={ (ctx.t("judge-firm")) ": " (ctx.t(&format!("confidence-{word}"))) };
                        (ctx.t(&format!("confidence-{word}"))) }
                } }
            }
            fieldset {
                legend { (ctx.t("judge-rests")) }
                @for ground in GROUNDS {
                    @let said = ctx.t(&format!("ground-{ground}"));
                    label.choice.whole { input type="checkbox" name="ground" value=(said); (said) }
                }
                label.field { span.hidden { (ctx.t("judge-why")) }
                    textarea name="why" rows="2" maxlength="2000" placeholder=(ctx.t("judge-why")) data-key="w" data-key-says=(ctx.t("judge-why"))
                        hx-get="/wording" hx-trigger="input changed delay:600ms" hx-target="#remarks" {} }
                div #remarks role="status" {}
            }
            @if seen.rows.total > seen.rows.items.len() as u64 {
                label.field { span { (ctx.t("judge-more-rows")) } input type="text" name="rows" inputmode="numeric" placeholder="51, 60"; }
            }
            (details(ctx))
            p.hint { (ctx.t("judge-lean")) }
            p.row-of {
                button type="submit" name="then" value="reveal" data-key="v" { (ctx.t("judge-say-reveal")) }
                button.quiet type="submit" name="then" value="stay" data-key="s" { (ctx.t("judge-say")) }
            }
        }
    }
}

/// How likely: a step of the scale, or a number of one's own, which counts where
/// both are there.
fn likely(ctx: &Ctx, blind: &BlindLead) -> Markup {
    html! {
        fieldset {
            legend { (ctx.t("judge-likely")) }
            @if let Some(first) = blind.hypotheses.first() { p.hint { (show::sentence(first)) } }
            div.scale {
                @for step in STEPS {
                    @let said = words_of(ctx, f64::from(*step) / 100.0);
                    label { input type="radio" name="step" value=(step); span { b { (step) "\u{202f}%" } " " (said) } }
                }
            }
            label.own { span { (ctx.t("judge-own-number")) }
                input type="number" name="p" min="0" max="100" step="any" inputmode="decimal" data-key="p" data-key-says=(ctx.t("judge-own-number"))
                    hx-get="/wording" hx-trigger="input changed delay:250ms" hx-target="#likely-words"; }
            " " output #likely-words for="p" {}
        }
    }
}

fn words_of(ctx: &Ctx, p: f64) -> String {
    let all = ctx.app.desk.probability_words(p);
    all.into_iter()
        .next()
        .map_or_else(String::new, |(_, words)| words)
}

fn details(ctx: &Ctx) -> Markup {
    html! {
        details {
            summary { (ctx.t("judge-more")) }
            @for at in 0..ASSUMPTIONS {
                fieldset {
                    legend { (ctx.t("judge-assumption")) }
                    label.field { span { (ctx.t("judge-assumed")) } input type="text" name={ "assume-" (at) } maxlength="1000"; }
                    label.field { span { (ctx.t("judge-if-false")) } input type="text" name={ "if-false-" (at) } maxlength="1000"; }
                    label.field { span { (ctx.t("judge-until")) } input type="date" name={ "until-" (at) }; }
                }
            }
            label.field { span { (ctx.t("judge-alternatives")) } textarea name="alternatives" rows="2" maxlength="2000" {} }
        }
    }
}

/// How many assumptions a form may hold.
pub(super) const fn assumptions() -> usize {
    ASSUMPTIONS
}

/// A lead that this person judged and was not shown.
pub(super) fn judged(ctx: &Ctx, blind: &BlindLead, mine: &JudgementSaid, seen: &Seen, from: From) -> Markup {
    let address = back(&blind.id, from);
    let id = show::query(&blind.id);
    html! {
        div.judging {
            div {
                (readings(ctx, blind))
                (rows::rows(ctx, &address, seen, None, &[]))
            }
            aside aria-label=(ctx.t("judge-title")) {
                div.panel {
                    h2 { (ctx.t("judge-mine")) }
                    (said(ctx, mine))
                    (remarks(ctx, &mine.why))
                    form action={ "/lead/" (id) "/reveal" } method="post" {
                        (from.field())
                        button type="submit" data-key="v" { (ctx.t("judge-reveal")) }
                    }
                }
                details.panel {
                    summary { (ctx.t("judge-decide-unseen")) }
                    (decide::simple(ctx, &blind.id, from))
                }
            }
        }
    }
}

/// What somebody said of a lead.
pub(super) fn said(ctx: &Ctx, said: &JudgementSaid) -> Markup {
    let confidence = match CONFIDENCE.iter().any(|(word, _)| *word == said.confidence) {
        true => ctx.t(&format!("confidence-{}", said.confidence)),
        false => said.confidence.clone(),
    };
    html! {
        p { strong.p { (percent(said.probability)) } " " (words_of(ctx, said.probability)) " · " (ctx.t("judge-firm")) ": " (confidence) }
        @if !said.why.is_empty() { p { bdi { (said.why) } } }
        @if !said.rows.is_empty() {
            p.soft { (ctx.t("judge-leans")) " " @for (at, row) in said.rows.iter().enumerate() { @if at > 0 { ", " } (row) } }
        }
        @if !said.assumptions.is_empty() {
            ul { @for (text, if_false, until) in &said.assumptions {
                li { bdi { (text) } " · " (ctx.t("judge-if-false")) ": " bdi { (if_false) }
                    @if let Some(until) = until { " · " (ctx.t("judge-until")) " " (until.to_string()) } }
            } }
        }
        @if !said.alternatives.is_empty() {
            p.soft { (ctx.t("judge-alternatives")) ": " @for (at, other) in said.alternatives.iter().enumerate() { @if at > 0 { "; " } bdi { (other) } } }
        }
    }
}

/// What a linter of words says; it holds nothing up.
pub(super) fn remarks(ctx: &Ctx, text: &str) -> Markup {
    let remarks = ctx.app.desk.wording(text);
    html! {
        @if !remarks.is_empty() {
            ul.remarks aria-label=(ctx.t("judge-remarks")) { @for remark in remarks { li { (show::sentence(&remark)) } } }
        }
    }
}
