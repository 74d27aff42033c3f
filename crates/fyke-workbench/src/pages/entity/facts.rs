//! Facts by property: each value beside who said it, in which row, and values
//! that cannot both be right side by side.

use crate::ctx::Ctx;
use crate::{parts, show};
use fyke_model::desk::{EntityView, FactView, SaidBy, ValueView};
use maud::{Markup, html};

/// Values of a property that stand open; the others are folded below.
const VALUES_SHOWN: usize = 12;

/// Rows of a value that are linked.
const ROWS_SHOWN: usize = 4;

pub(super) fn table(ctx: &Ctx, view: &EntityView) -> Markup {
    let apart = view.facts.iter().filter(|fact| fact.conflict).count() as u64;
    html! {
        h2 #facts { (ctx.t("entity-facts")) }
        @if apart > 0 { p.note { (ctx.t_n("entity-conflicts", apart)) } }
        @if view.facts.is_empty() { p.empty { (ctx.t("entity-no-facts")) } } @else {
            div.scroll tabindex="0" role="group" aria-labelledby="facts" {
                table.facts {
                    thead { tr {
                        th scope="col" { (ctx.t("entity-prop")) }
                        th scope="col" { (ctx.t("entity-value")) }
                        th scope="col" { (ctx.t("entity-said-by")) }
                    } }
                    @for fact in &view.facts { (property(ctx, fact)) }
                }
            }
        }
    }
}

fn property(ctx: &Ctx, fact: &FactView) -> Markup {
    let (open, folded) = fact.values.split_at(fact.values.len().min(VALUES_SHOWN));
    html! {
        tbody class=[fact.conflict.then_some("conflict")] {
            @for (at, value) in open.iter().enumerate() {
                tr {
                    @if at == 0 {
                        th scope="rowgroup" rowspan=(open.len()) {
                            (prop(ctx, &fact.prop))
                            @if fact.conflict { br; span.label.bad { (ctx.t("entity-conflict")) } }
                        }
                    }
                    td { (one(value)) }
                    td { (said(ctx, &value.said)) }
                }
            }
            @if !folded.is_empty() {
                tr { td {} td colspan="2" { details {
                    summary { (ctx.t_with("entity-more-values", &[("n", show::number(folded.len() as u64).into())])) }
                    ul { @for value in folded { li { (one(value)) " " (said(ctx, &value.said)) } } }
                } } }
            }
        }
    }
}

fn one(value: &ValueView) -> Markup {
    html! {
        (show::data(&value.value))
        @if let Some(latin) = &value.latin { br; span.latin lang="und-Latn" dir="ltr" { (latin) } }
    }
}

fn said(ctx: &Ctx, said: &[SaidBy]) -> Markup {
    html! {
        @for by in said.iter().take(ROWS_SHOWN) {
            span.said {
                (parts::short_row(&by.row))
                @if let Some(edition) = by.edition { " " span.soft { (edition) } }
            } " "
        }
        @if said.len() > ROWS_SHOWN {
            span.soft { (ctx.t_with("parts-more-rows", &[("n", show::number((said.len() - ROWS_SHOWN) as u64).into())])) }
        }
    }
}

/// A property in the reader's words where there are some.
fn prop(ctx: &Ctx, prop: &str) -> Markup {
    let known = prop.bytes().all(|b| b.is_ascii_alphanumeric());
    let id = format!("prop-{}", prop.to_lowercase());
    let said = if known { ctx.t(&id) } else { id.clone() };
    html! { @if said == id { (show::data(prop)) } @else { (said) } }
}
