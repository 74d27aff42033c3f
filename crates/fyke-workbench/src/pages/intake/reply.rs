//! Answering a source. Words that only the source could know are shown beside the
//! text before anything is sent; to send it all the same is a second act, and holds
//! for the very text that was warned of.

use super::{address, asked, back, called, conversation, with_refusal};
use crate::ctx::Ctx;
use crate::error::Failed;
use crate::posted::{Hidden, Posted};
use crate::show;
use axum::extract::Path;
use axum::response::Response;
use fyke_model::date::Day;
use fyke_model::desk::{ConversationView, Refusal, Replied, Secret, StyleWarning, WarnedOf, Why};
use maud::{Markup, html};
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Bytes of a reply at most: four places of a book of 4 KiB each, less their heads.
const REPLY_MAX: usize = 16_000;

#[derive(Deserialize)]
pub(super) struct Written {
    #[serde(default)]
    text: Hidden,
    /// The second act.
    #[serde(default)]
    anyway: String,
    /// Which text it is about.
    #[serde(default)]
    warned: String,
}

pub(super) fn form(ctx: &Ctx, own: &str, text: &str) -> Markup {
    html! {
        form.panel.reply action={ (own) "/reply" } method="post" {
            (field(ctx, text))
            button type="submit" { (ctx.t("intake-check-send")) }
        }
    }
}

fn field(ctx: &Ctx, text: &str) -> Markup {
    html! { label.field { span { (ctx.t("intake-reply-text")) }
    textarea name="text" required rows="6" maxlength=(REPLY_MAX) dir="auto" autocomplete="off" spellcheck="false" { (text) }
    small { (ctx.t("intake-reply-means")) } } }
}

/// Names a text without holding it.
fn digest(text: &Secret) -> String {
    let hash = Sha256::digest(text.reveal().as_bytes());
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

pub(super) async fn reply(
    Path(thing): Path<String>,
    Posted(ctx, written): Posted<Written>,
) -> Result<Response, Failed> {
    let (hand, thing) = asked(&ctx, &thing)?;
    let view = conversation::view_of(&ctx, &hand, &thing).await?;
    let own = address(&thing);
    // browsers send lines as pairs of signs; what the source reads has one
    let text = Secret::new(written.text.0.reveal().replace("\r\n", "\n"));
    let title = ctx.t("intake-reply");
    if text.reveal().len() > REPLY_MAX {
        let refusal = Refusal::new(
            Why::TooMuch,
            ctx.t("intake-long-broke"),
            ctx.t("intake-long-repair"),
        );
        let body = html! { h1 { (title) } (super::alert(Some(&refusal))) (form(&ctx, &own, text.reveal())) };
        return Ok(with_refusal(&ctx, &title, &refusal, body));
    }
    let anyway = written.anyway == "yes" && written.warned == digest(&text);
    let sent = text.clone();
    let replied = ctx
        .app
        .ask(move |desk| desk.reply(&hand, &thing, &sent, anyway))
        .await;
    match replied {
        Ok(Replied::Sent { until }) => Ok(ctx.page(&title, was_sent(&ctx, &view, &own, until))),
        Ok(Replied::Warned { warnings, open_words }) => {
            let body = warned(&ctx, &view, &own, &text, &warnings, open_words);
            let refusal = Refusal::new(Why::Conflict, "", "");
            Ok(with_refusal(&ctx, &title, &refusal, body))
        }
        Err(refusal) => {
            let body =
                html! { h1 { (title) } (super::alert(Some(&refusal))) (form(&ctx, &own, text.reveal())) };
            Ok(with_refusal(&ctx, &title, &refusal, body))
        }
    }
}

fn was_sent(ctx: &Ctx, view: &ConversationView, own: &str, until: Day) -> Markup {
    html! {
        h1 { (ctx.t("intake-reply")) }
        p.note role="status" { (called(ctx, &view.line)) ": " (ctx.t("intake-sent")) " " (super::day(until)) }
        (back(ctx, own, "intake-back-conversation"))
    }
}

fn warned(
    ctx: &Ctx,
    view: &ConversationView,
    own: &str,
    text: &Secret,
    warnings: &[StyleWarning],
    open_words: usize,
) -> Markup {
    html! {
        h1 { (ctx.t("intake-warned-title")) }
        p.standfirst { (called(ctx, &view.line)) ". " (ctx.t("intake-warned-means")) }
        div.split.wide {
            div {
                h2 #text { (ctx.t("intake-reply-text")) }
                p.words.checked dir=(show::direction(text.reveal())) { (marked(text.reveal(), warnings)) }
            }
            div {
                h2 #warnings { (ctx.t_n("intake-warnings", warnings.len() as u64)) }
                ol.warnings { @for one in warnings { li {
                    q { (show::data(text.reveal().get(one.from..one.to).unwrap_or_default())) } " "
                    span.soft { (ctx.t(match one.what {
                        WarnedOf::Word => "intake-warned-word",
                        WarnedOf::Name => "intake-warned-name",
                        WarnedOf::Number => "intake-warned-number",
                        WarnedOf::Phrase => "intake-warned-phrase",
                    })) }
                } } }
                p.soft { (ctx.t_with("intake-held-against", &[("n", show::number(open_words as u64).into())])) }
                p.soft { (ctx.t("intake-guard-limits")) }
            }
        }
        h2 #other-words { (ctx.t("intake-other-words")) }
        (form(ctx, own, text.reveal()))
        details.anyway {
            summary { (ctx.t("intake-anyway-title")) }
            form.panel action={ (own) "/reply" } method="post" {
                input type="hidden" name="text" value=(text.reveal());
                input type="hidden" name="warned" value=(digest(text));
                label.choice.whole { input type="checkbox" name="anyway" value="yes" required; span { (ctx.t("intake-anyway")) } }
                button.quiet type="submit" { (ctx.t("intake-send-anyway")) }
            }
        }
        (back(ctx, own, "intake-back-conversation"))
    }
}

/// A text with what is warned of in it marked; spans that lie in one another are
/// marked once.
fn marked(text: &str, warnings: &[StyleWarning]) -> Markup {
    let mut at = 0;
    let mut pieces: Vec<(bool, &str)> = Vec::new();
    for one in warnings {
        let from = one.from.max(at);
        if let (Some(before), Some(words)) = (text.get(at..from), text.get(from..one.to)) {
            pieces.push((false, before));
            pieces.push((true, words));
            at = one.to;
        }
    }
    pieces.push((false, text.get(at..).unwrap_or_default()));
    html! { @for (warned, piece) in pieces { @if warned { mark { (show::visible(piece)) } } @else { (show::visible(piece)) } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_that_overlap_are_marked_once_and_no_word_is_lost() {
        let one = |from, to| StyleWarning {
            what: WarnedOf::Word,
            from,
            to,
        };
        let shown = marked(
            "Is <b>Marek</b> at gate 14?",
            &[one(6, 11), one(6, 23), one(19, 26), one(90, 99)],
        );
        assert_eq!(
            shown.into_string(),
            "Is &lt;b&gt;<mark>Marek</mark><mark>&lt;/b&gt; at gate</mark><mark> 14</mark>?"
        );
    }
}
