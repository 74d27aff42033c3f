//! What stands beside a text: each fact with the way to its words. All of it is
//! what was read, by rules and models that are named; none of it is a finding.

use super::marked::name;
use super::{kind, named};
use crate::ctx::Ctx;
use crate::{parts, show};
use fyke_model::desk::{DocumentView, TextEntity};
use fyke_model::text::{DocumentId, Link, MentionKind, Named, Quote, Reading, Span, SupplyFact};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Lines of one group at most: more than a person reads of one part of a text.
const SHOWN: usize = 100;

/// A name and where it stands.
pub(super) struct Name<'r> {
    name: &'r str,
    kind: MentionKind,
    /// Positions of its mentions.
    pub(super) mentions: Vec<usize>,
}

/// The names of a text, each once, in the order in which they first stand.
pub(super) fn names(reading: &Reading) -> Vec<Name<'_>> {
    let mut names: Vec<Name<'_>> = Vec::new();
    let mut known: BTreeMap<(&str, MentionKind), usize> = BTreeMap::new();
    for (at, mention) in reading.mentions.iter().enumerate() {
        if matches!(mention.kind, MentionKind::Date | MentionKind::Quantity) {
            continue;
        }
        let row = *known
            .entry((&mention.name, mention.kind))
            .or_insert_with(|| names.len());
        match names.get_mut(row) {
            Some(name) => name.mentions.push(at),
            None => names.push(Name {
                name: &mention.name,
                kind: mention.kind,
                mentions: vec![at],
            }),
        }
    }
    names
}

/// What all groups need.
struct Beside<'v> {
    ctx: &'v Ctx,
    id: &'v DocumentId,
    reading: &'v Reading,
    window: Span,
}

impl Beside<'_> {
    /// The way to a span: within the page, or to the part of the text that has it.
    fn way(&self, span: Span) -> String {
        if span.overlaps(self.window) && span.start >= self.window.start {
            format!("#{}", name(span))
        } else {
            super::place_address(self.id, span)
        }
    }

    fn link(&self, span: Span) -> Markup {
        let words = span.of(&self.reading.document.text).unwrap_or_default();
        html! { a href=(self.way(span)) { (show::prose(&short(words))) } }
    }
}

/// The beginning of words that are many.
fn short(words: &str) -> String {
    const LETTERS: usize = 240;
    let mut text: String = words.chars().take(LETTERS).collect();
    if text.len() < words.len() {
        text.push('…');
    }
    text
}

pub(super) fn facts(
    ctx: &Ctx,
    id: &DocumentId,
    view: &DocumentView,
    reading: &Reading,
    window: Span,
) -> Markup {
    let beside = Beside {
        ctx,
        id,
        reading,
        window,
    };
    html! {
        (findings(&beside))
        (entities(&beside, &view.entities))
        (supply(&beside))
        (quotes(&beside))
        (elsewhere(&beside, view))
        (witness(&beside, view))
        (all_names(&beside))
        (capture(ctx, view))
    }
}

fn group(ctx: &Ctx, id: &str, message: &str, body: &Markup) -> Markup {
    html! { section.panel aria-labelledby={ "of-" (id) } { h2 id={ "of-" (id) } { (ctx.t(message)) } (body) } }
}

fn findings(beside: &Beside<'_>) -> Markup {
    let found = &beside.reading.document.findings;
    let body = html! {
        p.soft { (beside.ctx.t("texts-findings-mean")) }
        ol.findings { @for (at, finding) in found.iter().take(SHOWN).enumerate() { li id={ "finding-" (at + 1) } {
            strong { (kind(beside.ctx, "finding", &finding.kind)) } " "
            @match finding.span {
                Some(span) => a href=(beside.way(span)) { code { (show::data(&show::unmasked(&short(&finding.shown)))) } },
                None => code { (show::data(&show::unmasked(&short(&finding.shown)))) },
            }
        } } }
        (super::more(beside.ctx, found.len(), SHOWN, None))
    };
    html! { @if !found.is_empty() { (group(beside.ctx, "findings", "texts-findings", &body)) } }
}

fn percent(probability: f64) -> String {
    // a fraction from 0 to 1, so the cast neither cuts nor wraps
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let percent = (probability.clamp(0.0, 1.0) * 100.0).round() as u64;
    format!("{percent} %")
}

fn entities(beside: &Beside<'_>, entities: &[TextEntity]) -> Markup {
    let ctx = beside.ctx;
    let body = html! {
        p.soft { (ctx.t("texts-entities-mean")) }
        ul.findings { @for entity in entities.iter().take(SHOWN) { li {
            a href=(show::entity_address(entity.entity.as_deref().unwrap_or(&entity.record))) { (show::data(&entity.name)) }
            @if entity.listed { " " (parts::listed(ctx)) }
            " " span.soft { (ctx.t_with("texts-probability", &[("p", percent(entity.probability).into())])) }
            @if entity.entity.is_none() { " " span.soft { (ctx.t("texts-unsettled")) } }
            @let place = usize::try_from(entity.mention).ok().and_then(|at| beside.reading.mentions.get(at));
            @if let Some(mention) = place { br; span.soft { (ctx.t("texts-as-written")) " " } (beside.link(mention.span)) }
            @for lead in &entity.leads { " · " a href={ "/lead/" (show::query(lead)) } { (ctx.t("entity-lead")) " " (show::data(lead)) } }
        } } }
        (super::more(ctx, entities.len(), SHOWN, None))
    };
    html! { @if !entities.is_empty() { (group(ctx, "entities", "texts-entities", &body)) } }
}

fn supply(beside: &Beside<'_>) -> Markup {
    let ctx = beside.ctx;
    let facts = &beside.reading.facts;
    let body = html! {
        p.note { (ctx.t("texts-lead-only")) }
        ol.findings { @for (at, fact) in facts.iter().take(SHOWN).enumerate() { li id={ "fact-" (at + 1) } { (supply_line(beside, fact)) } } }
        (super::more(ctx, facts.len(), SHOWN, None))
    };
    html! { @if !facts.is_empty() { (group(ctx, "facts", "texts-facts", &body)) } }
}

fn supply_line(beside: &Beside<'_>, fact: &SupplyFact) -> Markup {
    let ctx = beside.ctx;
    let part = |named: &Named| html! { (show::data(&named.name)) };
    let goods =
        html! { @for (at, goods) in fact.goods.iter().enumerate() { @if at > 0 { ", " } (part(goods)) } };
    let told = [
        ("object", &fact.object),
        ("weapon", &fact.weapon),
        ("place", &fact.place),
        ("when", &fact.when),
    ];
    html! {
        dl.supply {
            @if let Some(subject) = &fact.subject { div { dt { (ctx.t("texts-supply-who")) } dd { (part(subject)) } } }
            div { dt { (ctx.t("texts-supply-does")) } dd { strong { (kind(ctx, "does", &fact.relation)) } } }
            @if !fact.goods.is_empty() { div { dt { (ctx.t("texts-supply-goods")) } dd { (goods) } } }
            @for (what, named) in told { @if let Some(named) = named {
                div { dt { (ctx.t(&format!("texts-supply-{what}"))) } dd { (part(named)) } }
            } }
        }
        @for (holds, message) in [(fact.negated, "texts-negated"), (fact.hedged, "texts-hedged"), (fact.former, "texts-former")] {
            @if holds { span.label { (ctx.t(message)) } " " }
        }
        p { (beside.link(fact.span)) " " span.soft { code { (show::data(&fact.by)) } } }
    }
}

/// Quotations of one person with their positions.
type Said<'r> = Vec<(usize, &'r Quote)>;

fn quotes(beside: &Beside<'_>) -> Markup {
    let ctx = beside.ctx;
    let mut people: Vec<(Option<u32>, Said<'_>)> = Vec::new();
    let here = beside.reading.quotes.iter().enumerate();
    for (at, quote) in here.filter(|(_, quote)| quote.span.overlaps(beside.window)) {
        let person = quote.speaker.as_ref().map(|speaker| speaker.person);
        match people.iter_mut().find(|(known, _)| *known == person) {
            Some((_, said)) => said.push((at, quote)),
            None => people.push((person, vec![(at, quote)])),
        }
    }
    let body = html! { @for (_, said) in &people {
        @let speaker = said.first().and_then(|(_, quote)| quote.speaker.as_ref());
        h3 { @match speaker {
            Some(speaker) => (show::data(&speaker.name)),
            None => (ctx.t("texts-nobody")),
        } }
        ul.findings { @for (at, quote) in said.iter().take(SHOWN) { li id={ "quote-" (at + 1) } {
            (beside.link(quote.span)) " "
            span.soft { (kind(ctx, "quote", &quote.kind))
                @if let Some(speaker) = &quote.speaker { " · " (kind(ctx, "how", &speaker.how)) ": " (beside.link(speaker.mention)) } }
        } } }
        (super::more(ctx, said.len(), SHOWN, None))
    } };
    html! { @if !people.is_empty() { (group(ctx, "quotes", "texts-quotes", &body)) } }
}

/// What others say in the same words, and where they say otherwise.
fn elsewhere(beside: &Beside<'_>, view: &DocumentView) -> Markup {
    let ctx = beside.ctx;
    let same = html! {
        ol.findings { @for (at, saying) in view.sayings.iter().take(SHOWN).enumerate() { li id={ "also-" (at + 1) } {
            a href={ "/saying/" (saying.number) } { (show::prose(&short(&saying.text))) }
            div.meta { (super::witnesses(ctx, saying.outlets, saying.origins)) }
            @for place in saying.places.iter().filter(|place| place.document.id == *beside.id) {
                span.soft { (ctx.t("texts-as-written")) " " } (beside.link(place.span)) " "
            }
        } } }
        (super::more(ctx, view.sayings.len(), SHOWN, Some(&format!("/sayings?document={}", beside.id))))
    };
    let other = html! {
        ol.findings { @for (at, one) in view.disagreements.iter().take(SHOWN).enumerate() { li id={ "otherwise-" (at + 1) } {
            strong { (kind(ctx, "differ", &one.kind)) } " " (show::sentence(&one.said))
            ul { @for side in &one.sides { li {
                @if side.document.id == *beside.id { span.soft { (ctx.t("texts-as-written")) " " } (beside.link(side.span)) }
                @else { (show::prose(&short(&side.text))) div.meta { (named(ctx, &side.document)) } }
            } } }
            @if let Some(by) = &one.reconcilable_by { p.soft { (ctx.t("texts-reconcilable")) " " (show::sentence(by)) } }
        } } }
        (super::more(ctx, view.disagreements.len(), SHOWN, Some(&format!("/disagreements?document={}", beside.id))))
    };
    html! {
        @if !view.disagreements.is_empty() { (group(ctx, "otherwise", "texts-otherwise", &other)) }
        @if !view.sayings.is_empty() { (group(ctx, "also", "texts-also", &same)) }
    }
}

/// Who counts as one witness with it, and whom it names as its hand.
fn witness(beside: &Beside<'_>, view: &DocumentView) -> Markup {
    let ctx = beside.ctx;
    let credits = &beside.reading.credits;
    let body = html! {
        @if view.shared.is_empty() { p { (ctx.t("texts-alone")) } } @else {
            p.soft { (ctx.t("texts-witness-means")) }
            ul.findings { @for shared in view.shared.iter().take(SHOWN) { li {
                div.meta { (named(ctx, &shared.document)) }
                @match &shared.by { Some(by) => (kind(ctx, "shared", by)), None => (ctx.t("texts-shared-third")) }
                @if shared.earliest { " · " (ctx.t("texts-earliest")) }
            } } }
            (super::more(ctx, view.shared.len(), SHOWN, None))
        }
        @if !credits.is_empty() {
            h3 { (ctx.t("texts-credits")) }
            ol.findings { @for (at, credit) in credits.iter().take(SHOWN).enumerate() { li id={ "credit-" (at + 1) } {
                (show::data(&credit.source)) " " span.soft { (kind(ctx, "credit", &credit.how)) } " " (beside.link(credit.span))
            } } }
        }
    };
    group(ctx, "witness", "texts-witness", &body)
}

fn all_names(beside: &Beside<'_>) -> Markup {
    let ctx = beside.ctx;
    let names = names(beside.reading);
    let body = html! {
        ol.findings { @for (at, one) in names.iter().take(SHOWN).enumerate() { li id={ "name-" (at + 1) } {
            (show::data(one.name)) " " span.soft { (kind(ctx, "kind", &one.kind)) }
            @for link in each_record(beside.reading, &one.mentions) {
                br; span.soft { (ctx.t("texts-may-mean")) " " }
                a href=(show::entity_address(&link.record)) { (show::data(&link.name)) } " "
                span.soft { (ctx.t_with("texts-probability", &[("p", percent(link.probability).into())])) }
            }
            br;
            @for (n, mention) in one.mentions.iter().filter_map(|at| beside.reading.mentions.get(*at)).take(SHOWN).enumerate() {
                a.place href=(beside.way(mention.span)) aria-label={ (ctx.t("texts-see-place")) " " (n + 1) } { (n + 1) } " "
            }
        } } }
        (super::more(ctx, names.len(), SHOWN, None))
    };
    html! { @if !names.is_empty() { (group(ctx, "names", "texts-names", &body)) } }
}

/// What the mentions of one name may mean, each record once: a name that stands
/// twice in the text means it no more than once.
fn each_record<'a>(reading: &'a Reading, mentions: &[usize]) -> Vec<&'a Link> {
    let mut links: Vec<&Link> = Vec::new();
    for link in &reading.links {
        let of_it = usize::try_from(link.mention).is_ok_and(|at| mentions.contains(&at));
        if of_it && links.iter().all(|kept| kept.record != link.record) {
            links.push(link);
        }
    }
    links
}

/// How it came in, and what read it.
pub(super) fn capture(ctx: &Ctx, view: &DocumentView) -> Markup {
    let capture = view.reading.as_ref().map(|reading| &reading.document.capture);
    let facts: [(&str, Option<&str>); 5] = [
        ("texts-url", capture.and_then(|capture| capture.url.as_deref())),
        (
            "texts-fetched",
            capture.and_then(|capture| capture.fetched.as_deref()),
        ),
        (
            "texts-media",
            capture.and_then(|capture| capture.media_type.as_deref()),
        ),
        ("texts-tool", capture.and_then(|capture| capture.tool.as_deref())),
        ("texts-read-at", Some(&view.read_at)),
    ];
    let body = html! {
        dl.supply {
            div { dt { (ctx.t("texts-file")) } dd { (show::data(&view.line.file_name)) } }
            div { dt { (ctx.t("texts-hash")) } dd { code.hash dir="ltr" { (view.file) } } }
            // an address is evidence; nothing here leads out
            @for (message, value) in facts { @if let Some(value) = value.filter(|value| !value.is_empty()) {
                div { dt { (ctx.t(message)) } dd.hash { (show::data(value)) } }
            } }
            @if let Some(byline) = view.reading.as_ref().and_then(|reading| reading.document.byline.as_ref()) {
                div { dt { (ctx.t("texts-byline")) } dd { (show::data(&byline.value)) } }
            }
            div { dt { (ctx.t("texts-read-by")) } dd {
                @if view.read_by.is_empty() { (ctx.t("texts-nothing-read")) } @else { code.hash { (show::data(&view.read_by)) } }
            } }
            @if let Some(reading) = view.reading.as_ref().filter(|reading| !reading.by.is_empty()) {
                div { dt { (ctx.t("texts-rules")) } dd { @for by in &reading.by { code { (show::data(by)) } " " } } }
            }
        }
    };
    group(ctx, "capture", "texts-capture", &body)
}
