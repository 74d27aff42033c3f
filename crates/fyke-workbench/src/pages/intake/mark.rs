//! Spans that an officer marks become statements: sentences with a box beside each,
//! then what they would say and which rule holds for them, then the word to keep
//! them. Only what was marked leaves the conversation.

use super::conversation::{by, view_of};
use super::sentences::sentences;
use super::{address, alert, asked, back, called, with_refusal};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::form::Fields;
use crate::posted::Posted;
use crate::{parts, show};
use axum::extract::Path;
use axum::response::Response;
use fyke_model::desk::{ConversationView, MarkSaid, MarkedStatement, Refusal, Secret};
use maud::{Markup, html};

/// What a span may be about, and what it may say of it (FollowTheMoney).
const SCHEMAS: [&str; 6] = ["Company", "Person", "Vessel", "Organization", "Address", "Thing"];
const PROPERTIES: [&str; 8] = [
    "notes", "name", "alias", "country", "address", "phone", "email", "idNumber",
];

pub(super) async fn form(ctx: Ctx, Path(thing): Path<String>) -> Result<Response, Failed> {
    let (hand, thing) = asked(&ctx, &thing)?;
    let view = view_of(&ctx, &hand, &thing).await?;
    Ok(ctx.page(
        &ctx.t("intake-mark"),
        shown(&ctx, &view, &Fields::default(), None),
    ))
}

fn shown(ctx: &Ctx, view: &ConversationView, said: &Fields, refusal: Option<&Refusal>) -> Markup {
    let own = address(&view.line.thing);
    let chosen: Vec<&str> = said.all("span").collect();
    html! {
        h1 { (ctx.t("intake-mark")) }
        p.standfirst { (called(ctx, &view.line)) ". " (ctx.t("intake-mark-means")) }
        (alert(refusal))
        form.marking action={ (own) "/mark" } method="post" {
            @for one in view.told.iter().filter(|one| one.by_source) { @if let Some(text) = &one.text {
                fieldset {
                    legend { (by(ctx, one)) }
                    @for span in sentences(text.reveal()) {
                        @let name = format!("{}:{}:{}", one.page, span.start, span.end);
                        @let words = text.reveal().get(span).unwrap_or_default();
                        label.choice.whole {
                            input type="checkbox" name="span" value=(name) checked[chosen.contains(&name.as_str())];
                            span dir=(show::direction(words)) { (show::visible(words)) }
                        }
                    }
                }
            } }
            section.panel aria-labelledby="says" {
                h2 #says { (ctx.t("intake-says")) }
                div.row-of {
                    label.field { span { (ctx.t("intake-entity")) }
                        input type="text" name="entity" required maxlength="40" pattern="[A-Za-z0-9_\\-]+" dir="ltr" value=(or(said.one("entity"), "firm-1")); }
                    label.field { span { (ctx.t("intake-schema")) }
                        select name="schema" { @for schema in SCHEMAS { option value=(schema) selected[said.one("schema") == schema] { (parts::schema(ctx, schema)) } } } }
                    label.field { span { (ctx.t("intake-property")) }
                        select name="property" { @for property in PROPERTIES { option value=(property) selected[said.one("property") == property] { (property) } } } }
                }
                p.soft { (ctx.t("intake-entity-means")) }
                label.field { span { (ctx.t("intake-value")) }
                    input type="text" name="value" maxlength="1000" dir="auto" autocomplete="off" value=(said.one("value"));
                    small { (ctx.t("intake-value-means")) } }
                button type="submit" { (ctx.t("intake-preview")) }
            }
        }
        (back(ctx, &own, "intake-back-conversation"))
    }
}

fn or<'a>(said: &'a str, other: &'a str) -> &'a str {
    if said.is_empty() { other } else { said }
}

/// A span as a box names it: page, first byte, byte behind the last.
fn span(name: &str) -> Option<(usize, usize, usize)> {
    let mut numbers = name.split(':').map(str::parse::<usize>);
    match (numbers.next(), numbers.next(), numbers.next(), numbers.next()) {
        (Some(Ok(page)), Some(Ok(from)), Some(Ok(to)), None) if from < to => Some((page, from, to)),
        _ => None,
    }
}

/// The marks of a form.
fn marks(ctx: &Ctx, said: &Fields) -> Result<Vec<MarkSaid>, Refusal> {
    let value = said.one("value");
    let known = |name: &str, all: &[&str]| all.contains(&name);
    let (schema, property) = (said.one("schema"), said.one("property"));
    if !known(schema, &SCHEMAS) || !known(property, &PROPERTIES) || said.one("entity").is_empty() {
        return Err(Refusal::malformed(ctx.t("form-broke"), ctx.t("form-repair")));
    }
    let marks: Option<Vec<MarkSaid>> = said
        .all("span")
        .map(|name| {
            let (page, from, to) = span(name)?;
            Some(MarkSaid {
                page,
                from,
                to,
                entity: said.one("entity").to_owned(),
                schema: schema.to_owned(),
                property: property.to_owned(),
                value: (!value.is_empty()).then(|| Secret::new(value)),
            })
        })
        .collect();
    match marks {
        None => Err(Refusal::malformed(ctx.t("form-broke"), ctx.t("form-repair"))),
        Some(none) if none.is_empty() => Err(Refusal::malformed(
            ctx.t("intake-unmarked-broke"),
            ctx.t("intake-unmarked-repair"),
        )),
        // what several sentences say in one's own words is said once
        Some(mut marks) => {
            if !value.is_empty() {
                marks.truncate(1);
            }
            Ok(marks)
        }
    }
}

pub(super) async fn mark(
    Path(thing): Path<String>,
    Posted(ctx, said): Posted<Fields>,
) -> Result<Response, Failed> {
    let (hand, thing) = asked(&ctx, &thing)?;
    let view = view_of(&ctx, &hand, &thing).await?;
    let keep = said.one("keep") == "yes";
    let made = match marks(&ctx, &said) {
        Err(refusal) => Err(refusal),
        Ok(marks) => {
            ctx.app
                .ask(move |desk| desk.mark_spans(&hand, &thing, &marks, keep))
                .await
        }
    };
    match made {
        Ok(statements) if keep => Ok(ctx.page(&ctx.t("intake-mark"), was_kept(&ctx, &view, &statements))),
        Ok(statements) => Ok(ctx.page(&ctx.t("intake-mark"), preview(&ctx, &view, &said, &statements))),
        Err(refusal) => {
            let body = shown(&ctx, &view, &said, Some(&refusal));
            Ok(with_refusal(&ctx, &ctx.t("intake-mark"), &refusal, body))
        }
    }
}

fn preview(ctx: &Ctx, view: &ConversationView, said: &Fields, statements: &[MarkedStatement]) -> Markup {
    let own = address(&view.line.thing);
    let own_words = said.one("value").is_empty();
    html! {
        h1 { (ctx.t("intake-mark")) }
        p.standfirst { (called(ctx, &view.line)) ". " (ctx.t("intake-would-say")) }
        (table(ctx, statements))
        (rule(ctx))
        @if own_words { p.note { (ctx.t("intake-own-wording")) } }
        form.panel.row-of action={ (own) "/mark" } method="post" {
            @for name in ["entity", "schema", "property", "value"] { input type="hidden" name=(name) value=(said.one(name)); }
            @for name in said.all("span") { input type="hidden" name="span" value=(name); }
            button type="submit" name="keep" value="yes" { (ctx.t_n("intake-keep", statements.len() as u64)) }
            a.button.quiet href={ (own) "/mark" } { (ctx.t("intake-mark-others")) }
        }
    }
}

fn was_kept(ctx: &Ctx, view: &ConversationView, statements: &[MarkedStatement]) -> Markup {
    let own = address(&view.line.thing);
    html! {
        h1 { (ctx.t("intake-mark")) }
        p.note role="status" { (ctx.t_n("intake-kept", statements.len() as u64)) }
        (table(ctx, statements))
        (rule(ctx))
        p { a href={ (own) "/mark" } { (ctx.t("intake-mark-others")) } }
        (back(ctx, &own, "intake-back-conversation"))
    }
}

fn table(ctx: &Ctx, statements: &[MarkedStatement]) -> Markup {
    html! { ul.lines.statements { @for one in statements { li {
        p.words dir=(show::direction(one.value.reveal())) { (show::visible(one.value.reveal())) }
        div.meta {
            span { (ctx.t("intake-of")) " " code dir="ltr" { (one.entity) } }
            span { (parts::schema(ctx, &one.schema)) ", " code dir="ltr" { (one.property) } }
            span { (ctx.t("intake-provenance")) " " code dir="ltr" { (one.dataset) } }
            (show::handling(ctx, one.handling))
        }
    } } } }
}

/// What holds for a statement that a source alone told.
fn rule(ctx: &Ctx) -> Markup {
    html! {
        h2 #rule { (ctx.t("intake-rule")) }
        ul {
            li { (ctx.t("intake-rule-stays")) }
            li { (ctx.t("intake-rule-hops")) }
            li { (ctx.t("intake-rule-open")) }
            li { (ctx.t("intake-rule-day")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::span;

    #[test]
    fn a_box_names_a_span_or_nothing() {
        assert_eq!(span("2:0:17"), Some((2, 0, 17)));
        for wrong in ["", "1:2", "1:5:5", "1:2:3:4", "-1:2:3", "a:b:c"] {
            assert_eq!(span(wrong), None, "{wrong}");
        }
    }
}
