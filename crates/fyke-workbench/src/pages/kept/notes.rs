//! Notes: about a thing or all of them; the rows they cite are a click away.

use super::bookmarks::day;
use super::{cites, tabs, thing};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::pages::prefs::own_address;
use crate::posted::Posted;
use crate::show;
use crate::state::App;
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use fyke_model::desk::{Note, Refusal, Thing, Why};
use maud::{Markup, html};
use serde::Deserialize;

pub(super) fn routes() -> Router<App> {
    Router::new().route("/notes", get(list).post(write))
}

/// Letters of a note at most.
const NOTE_MAX: usize = 100_000;

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    about: String,
    #[serde(default)]
    edit: String,
}

async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Result<Response, Failed> {
    let about = match asked.about.as_str() {
        "" => None,
        about => Some(thing::read(about, "").map_err(|refusal| ctx.failed(refusal))?),
    };
    page(&ctx, about, &asked.edit, None).await
}

/// What was written and why it was not kept.
struct Unkept {
    text: String,
    refusal: Refusal,
}

async fn page(
    ctx: &Ctx,
    about: Option<Thing>,
    edit: &str,
    unkept: Option<Unkept>,
) -> Result<Response, Failed> {
    let (hand, of) = (ctx.hand.clone(), about.clone());
    let (case, notes, title) = ctx
        .ask(move |desk| {
            let title = of
                .as_ref()
                .and_then(|thing| thing::title(desk, hand.as_ref(), thing));
            Ok((desk.case()?, desk.notes(hand.as_ref(), of.as_ref())?, title))
        })
        .await?;
    let me = ctx.hand.as_ref().map(|hand| hand.name());
    let edited = notes
        .iter()
        .find(|note| note.id == edit && !edit.is_empty() && Some(note.by.as_str()) == me);
    let status = unkept
        .as_ref()
        .map(|unkept| crate::error::status(unkept.refusal.why));
    let about = about.or_else(|| edited.map(|note| note.about.clone()));
    let body = html! {
        h1 { (ctx.t("kept-notes")) }
        (tabs(ctx))
        @if let Some(thing) = &about {
            p { (ctx.t("note-about")) " " a href=(thing::address(thing)) {
                @if let Some(title) = &title { (show::data(title)) } @else { (show::data(&thing::written(thing))) }
            } }
            @if me.is_some() { (form(ctx, thing, edited, unkept.as_ref())) }
        }
        @if notes.is_empty() { p.empty { (ctx.t(if about.is_some() { "note-nothing-here" } else { "note-nothing" })) } }
        @for note in &notes {
            article.a-note {
                p.soft {
                    (show::data(&note.by)) ", " time datetime=(note.at) { (day(&note.at)) }
                    @if note.versions > 0 { ", " (ctx.t_n("note-versions", note.versions)) }
                    @if about.is_none() { " · " a href=(thing::notes_address(&note.about)) { (show::data(&thing::written(&note.about))) } }
                    @if Some(note.by.as_str()) == me { " · " a href={ (thing::notes_address(&note.about)) "&edit=" (show::query(&note.id)) } { (ctx.t("note-edit")) } }
                }
                p.words dir="auto" { (cites::shown(&case, &note.text)) }
            }
        }
    };
    let mut response = ctx.page(&ctx.t("kept-notes"), body);
    if let Some(status) = status {
        *response.status_mut() = status;
    }
    Ok(response)
}

fn form(ctx: &Ctx, about: &Thing, edited: Option<&Note>, unkept: Option<&Unkept>) -> Markup {
    let text = unkept
        .map(|unkept| unkept.text.as_str())
        .or(edited.map(|note| note.text.as_str()));
    html! {
        @if let Some(Unkept { refusal, .. }) = unkept {
            div.refusal role="alert" { p { strong { (refusal.broke) } } p { (refusal.repair) } }
        }
        form.panel action="/notes" method="post" {
            input type="hidden" name="about" value=(thing::written(about));
            @if let Some(note) = edited { input type="hidden" name="id" value=(note.id); }
            label.field {
                span { (ctx.t(if edited.is_some() { "note-edit" } else { "note-new" })) }
                textarea name="text" dir="auto" required maxlength=(NOTE_MAX) rows="5" { (text.unwrap_or_default()) }
                small { (ctx.t("note-cite")) " " code dir="ltr" { "@dataset:file:row" } }
            }
            button type="submit" { (ctx.t("note-keep")) }
        }
    }
}

#[derive(Deserialize)]
struct Written {
    about: String,
    #[serde(default)]
    id: String,
    text: String,
    #[serde(default)]
    back: String,
}

async fn write(Posted(ctx, written): Posted<Written>) -> Result<Response, Failed> {
    let hand = ctx.somebody()?;
    let about = thing::read(&written.about, "").map_err(|refusal| ctx.failed(refusal))?;
    let note = Note {
        id: written.id.clone(),
        about: about.clone(),
        // browsers send line ends of two letters
        text: written.text.replace("\r\n", "\n"),
        by: String::new(),
        at: String::new(),
        versions: 0,
    };
    let text = note.text.clone();
    match ctx.app.ask(move |desk| desk.note(&hand, &note)).await {
        Ok(_) => {
            let back = match written.back.as_str() {
                "" => thing::notes_address(&about),
                back => own_address(back).to_owned(),
            };
            Ok(Redirect::to(&back).into_response())
        }
        // what was written is given back, not lost
        Err(refusal) if [Why::Malformed, Why::TooMuch, Why::Conflict].contains(&refusal.why) => {
            page(&ctx, Some(about), &written.id, Some(Unkept { text, refusal })).await
        }
        Err(refusal) => Err(ctx.failed(refusal)),
    }
}
