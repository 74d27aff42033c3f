//! What a person may decide now, as the desk says; with the mind changed and why,
//! the second signature, the way back.

use super::{From, dossier};
use crate::ctx::Ctx;
use crate::show;
use fyke_model::desk::{DecisionView, OpenLead, Role, Standing};
use maud::{Markup, html};

/// Verdicts with their keys, in the order in which they are offered.
const VERDICTS: &[(&str, &str)] = &[
    ("escalate", "e"),
    ("refute", "r"),
    ("dismiss", "d"),
    ("defer", "f"),
    ("name_person", ""),
    ("release", ""),
];

/// Those that a person may give without the others.
const SIMPLE: &[&str] = &["escalate", "refute", "dismiss", "defer"];

const TLP: &[&str] = &["red", "amber_strict", "amber", "green", "clear"];

/// A verdict in words.
pub(super) fn verdict(ctx: &Ctx, verdict: &str) -> Markup {
    let known = verdict == "reopen" || VERDICTS.iter().any(|(known, _)| *known == verdict);
    html! { @match known { true => (ctx.t(&format!("verdict-{verdict}"))), false => bdi { (verdict) } } }
}

fn button(ctx: &Ctx, word: &str, key: &str, quiet: bool) -> Markup {
    let key = (!key.is_empty()).then_some(key);
    html! {
        button.quiet[quiet] type="submit" name="verdict" value=(word) data-key=[key] {
            (ctx.t(&format!("verdict-{word}"))) @if let Some(key) = key { " " kbd aria-hidden="true" { (key) } }
        }
    }
}

/// The four usual verdicts, before the reveal.
pub(super) fn simple(ctx: &Ctx, id: &str, from: From) -> Markup {
    html! {
        form.verdicts action={ "/lead/" (show::query(id)) "/decide" } method="post" {
            (from.field())
            @for (word, _) in VERDICTS.iter().filter(|(word, _)| SIMPLE.contains(word)) { (button(ctx, word, "", true)) }
        }
    }
}

/// All that can be decided of a lead that was shown.
pub(super) fn decide(ctx: &Ctx, open: &OpenLead, from: From) -> Markup {
    let id = show::query(&open.lead.id);
    let act = |what: &str| format!("/lead/{id}/{what}");
    let may = |word: &str| open.may.iter().any(|verdict| verdict == word);
    let rare: Vec<&str> = ["name_person", "release"]
        .into_iter()
        .filter(|word| may(word))
        .collect();
    let name = ctx.hand.as_ref().map_or("", |hand| hand.name());
    let mine = open.decisions.iter().any(|d| !d.taken_back && d.by == name);
    html! {
        section.panel aria-labelledby="decide" {
            h2 #decide { (ctx.t("decide-title")) }
            @if open.decisions.is_empty() { p.soft { (ctx.t("decide-none")) } } @else { (history(ctx, &open.decisions)) }
            @if open.may_second { (reasoned(ctx, from, &act("second"), "decide-second", "decide-second-why", "")) }
            @if open.may.is_empty() {
                @if open.known.is_none() { p { (ctx.t("decide-nothing")) } }
            } @else {
                form action=(act("decide")) method="post" {
                    (from.field())
                    p.verdicts {
                        @for (word, key) in VERDICTS.iter().filter(|(word, _)| SIMPLE.contains(word) && may(word)) {
                            (button(ctx, word, key, *word != "escalate"))
                        }
                    }
                    details {
                        summary { (ctx.t("decide-changed")) }
                        label.field { span { (ctx.t("decide-changed-p")) } input type="number" name="p" min="0" max="100" step="any" inputmode="decimal"; }
                        label.field { span { (ctx.t("decide-changed-why")) } textarea name="why" rows="2" maxlength="2000" {} }
                    }
                    @if !rare.is_empty() {
                        details {
                            summary { (ctx.t("decide-more")) }
                            p.hint { (ctx.t("decide-two")) }
                            p { (ctx.t("dossier-label")) " " (dossier::label(ctx, open.lead.handling)) }
                            label.field { span { (ctx.t("decide-release-as")) } select name="tlp" {
                                @for tlp in TLP { option value=(tlp) { (tlp_name(tlp)) } }
                            } }
                            p.verdicts { @for word in rare { (button(ctx, word, "", true)) } }
                        }
                    }
                }
            }
            @if mine { (reasoned(ctx, from, &act("withdraw"), "decide-withdraw", "decide-withdraw-why", "")) }
            @if !matches!(open.standing, Standing::Open | Standing::Judged | Standing::Reopened) {
                (reasoned(ctx, from, &act("reopen"), "decide-reopen", "decide-reopen-why", ""))
            }
        }
    }
}

/// `TLP:AMBER+STRICT`.
pub(super) fn tlp_name(tlp: &str) -> String {
    format!("TLP:{}", tlp.to_uppercase().replace('_', "+"))
}

/// The labels of TLP 2.0, the strictest first.
pub(super) const fn labels() -> &'static [&'static str] {
    TLP
}

/// A step that takes a reason.
fn reasoned(ctx: &Ctx, from: From, action: &str, button: &str, why: &str, key: &str) -> Markup {
    let key = (!key.is_empty()).then_some(key);
    let may = ctx
        .hand
        .as_ref()
        .is_some_and(|hand| hand.role() >= Role::Reviewer);
    html! {
        @if may {
            details {
                summary { (ctx.t(button)) }
                form action=(action) method="post" {
                    (from.field())
                    label.field { span { (ctx.t(why)) } input type="text" name="why" required maxlength="2000"; }
                    button.quiet type="submit" data-key=[key] { (ctx.t(button)) }
                }
            }
        }
    }
}

fn history(ctx: &Ctx, decisions: &[DecisionView]) -> Markup {
    html! {
        ol.history {
            @for decision in decisions {
                li {
                    @if decision.taken_back {
                        del { (verdict(ctx, &decision.verdict)) } " " span.soft { (ctx.t("decide-taken-back")) }
                    } @else { strong { (verdict(ctx, &decision.verdict)) } }
                    @if let Some(tlp) = &decision.tlp { " " span.label { (tlp_name(tlp)) } }
                    @if decision.signed { " · " (ctx.t("decide-signed")) }
                    " · " bdi { (decision.by) } " · " time datetime=(decision.at) { (day(&decision.at)) }
                    " · " a href={ "/record#entry-" (decision.entry) } { (ctx.t("record-entry")) " " (decision.entry) }
                    @if !decision.why.is_empty() { p.tight { bdi { (decision.why) } } }
                }
            }
        }
    }
}

/// The day and minute of a time in UTC.
fn day(at: &str) -> String {
    at.get(..16).unwrap_or(at).replace('T', " ")
}
