//! Pages that begin with somebody (ways, graph, timeline) take a name where they
//! take an id, and offer whom it may mean. Without scripts the offers are links of
//! the next page; with them they come while the name is typed.

use crate::address::Pairs;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::{parts, show};
use fyke_model::desk::{Hit, Page, SearchQuery, Stub, Why};
use maud::{Markup, html};

/// Offers at most; whoever is not among them takes more letters.
const OFFERS: usize = 8;

/// Letters of a name at most.
const NAME_MAX: usize = 300;

/// Whom a field means.
pub(super) enum Whom {
    /// Nothing was written.
    Nobody,
    /// An entity.
    Known(Stub),
    /// A name that may mean these, or nobody.
    Name(String, Vec<Hit>),
}

impl Whom {
    /// What stands in the field: the name, never the id.
    fn written(&self) -> &str {
        match self {
            Whom::Nobody => "",
            Whom::Known(stub) => &stub.caption,
            Whom::Name(text, _) => text,
        }
    }

    /// The id, where there is one.
    pub fn id(&self) -> &str {
        match self {
            Whom::Known(stub) => &stub.id,
            _ => "",
        }
    }
}

/// Reads a field: an id; the name of the id that was sent beside it; a name.
pub(super) async fn read(ctx: &Ctx, field: &str) -> Result<Whom, Failed> {
    let pairs = Pairs::of(parts::asked(ctx)).map_err(|refusal| ctx.failed(refusal))?;
    let text: String = pairs
        .one(field)
        .unwrap_or_default()
        .trim()
        .chars()
        .take(NAME_MAX)
        .collect();
    if text.is_empty() {
        return Ok(Whom::Nobody);
    }
    let beside = pairs.one(&format!("{field}_id")).unwrap_or_default().to_owned();
    ctx.ask(move |desk| {
        let known = |id: &str| match desk.entity(id) {
            Ok(view) => Ok(Some(Stub {
                id: view.id,
                caption: view.caption,
                schema: view.schema,
                country: view.countries.first().copied(),
                listed: false,
            })),
            Err(refusal) if matches!(refusal.why, Why::Absent | Why::Malformed) => Ok(None),
            Err(refusal) => Err(refusal),
        };
        if let Some(stub) = known(&text)? {
            return Ok(Whom::Known(stub));
        }
        if !beside.is_empty()
            && let Some(stub) = known(&beside)?.filter(|stub| stub.caption == text)
        {
            return Ok(Whom::Known(stub));
        }
        let hits = desk.search(&SearchQuery {
            text: text.clone(),
            page: Page {
                offset: 0,
                limit: OFFERS,
            },
            ..SearchQuery::default()
        })?;
        Ok(Whom::Name(text, hits.hits))
    })
    .await
}

/// The field. An id that is meant goes along, so that the name may stand in it.
pub(super) fn field(field: &str, label: &str, whom: &Whom) -> Markup {
    html! {
        label { (label) " " input.whom type="search" name=(field) value=(whom.written()) autocomplete="off" dir="auto" spellcheck="false"; }
        @if let Whom::Known(stub) = whom { input type="hidden" name={ (field) "_id" } value=(stub.id); }
    }
}

/// Whom a name may mean; nothing where it is known or nothing was written.
pub(super) fn offers(ctx: &Ctx, whom: &Whom, address: impl Fn(&str) -> String) -> Markup {
    let Whom::Name(text, hits) = whom else {
        return html! {};
    };
    html! {
        section.panel aria-label={ (ctx.t("whom-which")) " " (text) } {
            @if hits.is_empty() {
                p { (ctx.t("whom-nobody")) " " strong { (show::data(text)) } }
                p.hint { (ctx.t("whom-nobody-repair")) }
            } @else {
                p { (ctx.t("whom-which")) " " strong { (show::data(text)) } }
                ul.lines { @for hit in hits {
                    li {
                        a href=(address(&hit.id)) { (show::data(&hit.caption)) }
                        @if let Some(latin) = &hit.latin { " " span.latin lang="und-Latn" dir="ltr" { (latin) } }
                        @for country in &hit.countries { " " (show::country(*country)) }
                        " " span.soft { (parts::schema(ctx, &hit.schema)) }
                        @for dataset in &hit.datasets { " " span.set { (show::data(dataset)) } }
                    }
                } }
            }
        }
    }
}

/// A page that begins with one entity, before there is one.
pub(super) fn ask(
    ctx: &Ctx,
    path: &str,
    what: &str,
    whom: &Whom,
    address: impl Fn(&str) -> String,
) -> Markup {
    html! {
        form.search method="get" action=(path) hx-get=(path) hx-trigger="input changed delay:150ms, submit"
            hx-target="#whom" hx-select="#whom" hx-swap="outerHTML" hx-replace-url="true" hx-sync="this:replace" {
            label.hidden for="who" { (ctx.t("find-label")) }
            input #who type="search" name="who" value=(whom.written()) required autocomplete="off" spellcheck="false" dir="auto"
                placeholder=(ctx.t("find-label"));
            button type="submit" { (ctx.t("find")) }
        }
        div #whom {
            @if matches!(whom, Whom::Nobody) { p.empty { (what) } }
            (offers(ctx, whom, address))
        }
    }
}
