//! What stands in several texts in the same words: the wording most have, each
//! other wording with what differs word by word, and who counts as one witness.

use super::{kind, witnesses, words_of};
use crate::address::InAddress;
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::{parts, show};
use axum::extract::Path;
use axum::response::Response;
use fyke_model::desk::{SayingPlace, SayingView, TextQuery};
use maud::{Markup, html};

/// Words of a wording that are compared one by one; longer ones stand as they are.
const COMPARED_MAX: usize = 300;

/// Wordings of one page.
const PLACES_SHOWN: usize = 60;

pub(super) async fn sayings(ctx: Ctx) -> Result<Response, Failed> {
    let query: TextQuery = parts::question(&ctx)?;
    let asked = query.clone();
    let found = ctx.ask(move |desk| desk.sayings(&asked)).await?;
    ctx.looked(query.at("sayings"));
    let title = ctx.t("texts-sayings");
    let body = html! {
        h1 { (title) }
        p.standfirst { (ctx.t("texts-sayings-mean")) }
        (chosen(&ctx, &query, "/sayings"))
        p.counted role="status" { strong { (show::number(found.total)) } " " (ctx.t_n("texts-sayings-n", found.total)) }
        @if found.items.is_empty() { p.empty { (ctx.t("texts-no-sayings")) } }
        @else { ol.lines start=(query.page.offset.saturating_add(1)) { @for saying in &found.items { (line(&ctx, saying)) } } }
        (parts::pager(&ctx, query.page, found.total, |page| TextQuery { page, ..query.clone() }.at("/sayings")))
    };
    Ok(ctx.page(&title, body))
}

/// Words to look for, and the one text that was chosen, with the way back to all.
pub(super) fn chosen(ctx: &Ctx, query: &TextQuery, path: &str) -> Markup {
    html! {
        form.filter role="search" method="get" action=(path) aria-label=(ctx.t("texts-filter")) {
            label { (ctx.t("texts-q")) " " input type="search" name="q" value=(query.text) dir="auto" data-key="/"; }
            @if let Some(document) = &query.document { input type="hidden" name="document" value=(document); }
            button type="submit" { (ctx.t("find")) }
            @if let Some(document) = &query.document {
                a href={ "/text/" (document) } { (ctx.t("texts-of-one")) } " " a.button.quiet href=(path) { (ctx.t("texts-all")) }
            }
        }
    }
}

/// A saying on a line.
pub(super) fn line(ctx: &Ctx, saying: &SayingView) -> Markup {
    html! { li {
        div.who { a href={ "/saying/" (saying.number) } { (show::prose(&saying.text)) } }
        div.meta {
            (speaker(ctx, saying.speaker.as_deref()))
            (witnesses(ctx, saying.outlets, saying.origins))
            @let differing = saying.places.iter().filter(|place| !place.differences.is_empty()).count() as u64;
            @if differing > 0 { span { (show::number(differing)) " " (ctx.t_n("texts-reworded", differing)) } }
        }
    } }
}

fn speaker(ctx: &Ctx, speaker: Option<&str>) -> Markup {
    html! { @match speaker {
        Some(name) => span { (ctx.t("texts-by")) " " (show::data(name)) },
        None => span { (ctx.t("texts-nobody")) },
    } }
}

pub(super) async fn saying(ctx: Ctx, Path(number): Path<u64>) -> Result<Response, Failed> {
    let view = ctx.ask(move |desk| desk.saying(number)).await?;
    ctx.looked(format!("saying {number}"));
    let title = ctx.t("texts-saying");
    Ok(ctx.page(&title, shown(&ctx, &view)))
}

fn shown(ctx: &Ctx, view: &SayingView) -> Markup {
    let usual = view.places.iter().find(|place| place.canonical);
    let usual = usual.map_or(view.text.as_str(), |place| place.text.as_str());
    html! {
        h1 { (ctx.t("texts-saying")) }
        blockquote.words.standfirst dir=(show::direction(usual)) { (show::visible(usual)) }
        p.meta { (speaker(ctx, view.speaker.as_deref())) (witnesses(ctx, view.outlets, view.origins)) }
        p.note { (ctx.t("texts-witness-means")) }
        h2 #wordings { (ctx.t("texts-wordings")) }
        p.soft { (ctx.t("texts-wordings-mean")) }
        @for place in view.places.iter().take(PLACES_SHOWN) { (wording(ctx, place, usual, view.speaker.as_deref())) }
        (super::more(ctx, view.places.len(), PLACES_SHOWN, None))
    }
}

fn wording(ctx: &Ctx, place: &SayingPlace, usual: &str, known: Option<&str>) -> Markup {
    let words = if place.canonical {
        html! { (show::visible(&place.text)) }
    } else {
        beside(usual, &place.text)
    };
    html! {
        article.panel {
            @if place.canonical { p { span.label { (ctx.t("texts-canonical")) } } }
            (words_of(ctx, &place.document, place.span, &words, show::direction(&place.text)))
            @if place.speaker.as_deref() != known { p.meta { (speaker(ctx, place.speaker.as_deref())) } }
            @if !place.canonical && place.differences.is_empty() { p.soft { (ctx.t("texts-same-words")) } }
            @if !place.differences.is_empty() {
                ul { @for difference in &place.differences { li {
                    (kind(ctx, "change", &difference.kind)) ": "
                    @if !difference.one.is_empty() { bdi { del { (show::visible(&difference.one)) } } }
                    @if !difference.one.is_empty() && !difference.other.is_empty() { (parts::arrow(ctx)) }
                    @if !difference.other.is_empty() { bdi { ins { (show::visible(&difference.other)) } } }
                } } }
            }
        }
    }
}

/// What became of a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fate {
    Kept,
    Gone,
    New,
}

/// Words of two wordings, in order: kept, gone from the one, new in the other.
/// The longest run of words that both have in common stays (Wagner and Fischer's
/// table, which is small for wordings).
fn compared<'t>(one: &'t str, other: &'t str) -> Vec<(Fate, &'t str)> {
    let (a, b): (Vec<&str>, Vec<&str>) = (
        one.split_whitespace().collect(),
        other.split_whitespace().collect(),
    );
    if a.len() > COMPARED_MAX || b.len() > COMPARED_MAX {
        return b.into_iter().map(|word| (Fate::Kept, word)).collect();
    }
    let wide = b.len() + 1;
    let mut common = vec![0usize; (a.len() + 1) * wide];
    let at = |common: &[usize], i: usize, j: usize| common.get(i * wide + j).copied().unwrap_or(0);
    for (i, left) in a.iter().enumerate().rev() {
        for (j, right) in b.iter().enumerate().rev() {
            let best = if left == right {
                at(&common, i + 1, j + 1) + 1
            } else {
                at(&common, i + 1, j).max(at(&common, i, j + 1))
            };
            if let Some(cell) = common.get_mut(i * wide + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j, mut fates) = (0, 0, Vec::new());
    loop {
        match (a.get(i), b.get(j)) {
            (None, None) => return fates,
            (Some(left), Some(right)) if left == right => {
                fates.push((Fate::Kept, *right));
                (i, j) = (i + 1, j + 1);
            }
            (Some(left), right) if right.is_none() || at(&common, i + 1, j) >= at(&common, i, j + 1) => {
                fates.push((Fate::Gone, *left));
                i += 1;
            }
            (_, Some(right)) => {
                fates.push((Fate::New, *right));
                j += 1;
            }
            (Some(_), None) => return fates,
        }
    }
}

/// A wording with what it leaves out and puts in beside the usual one.
fn beside(usual: &str, own: &str) -> Markup {
    let fates = compared(usual, own);
    let runs: Vec<(Fate, String)> = fates
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|run| {
            let words: Vec<&str> = run.iter().map(|(_, word)| *word).collect();
            Some((run.first()?.0, words.join(" ")))
        })
        .collect();
    html! { @for (at, (fate, words)) in runs.iter().enumerate() {
        @if at > 0 { " " }
        @match fate {
            Fate::Kept => (show::visible(words)),
            Fate::Gone => del { (show::visible(words)) },
            Fate::New => ins { (show::visible(words)) },
        }
    } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_reworded_quotation_shows_the_words_that_changed() {
        let html = beside("we shipped four crates in May", "we shipped forty crates, in May").into_string();
        assert_eq!(
            html,
            "we shipped <del>four crates</del> <ins>forty crates,</ins> in May"
        );
    }

    proptest! {
        #[test]
        fn both_wordings_can_be_read_out_of_one(one in "[a-c ]{0,30}", other in "[a-c ]{0,30}") {
            let fates = compared(&one, &other);
            let without = |gone: Fate| -> Vec<&str> {
                fates.iter().filter(|(fate, _)| *fate != gone).map(|(_, word)| *word).collect()
            };
            prop_assert_eq!(without(Fate::New), one.split_whitespace().collect::<Vec<_>>());
            prop_assert_eq!(without(Fate::Gone), other.split_whitespace().collect::<Vec<_>>());
        }
    }
}
