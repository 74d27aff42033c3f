//! What a page says of itself: JSON-LD (schema.org NewsArticle), Open Graph,
//! `<meta>`, `<time>`, the byline in its text, its address.

use super::hint;
use super::tree::{Page, squeezed};
use crate::take::when;
use fyke_model::date::Day;
use fyke_model::text::{Span, Told as Shown};
use serde_json::Value;

/// Deepest JSON-LD that is walked.
const DEPTH_MAX: usize = 12;

/// What the head of the page tells.
#[derive(Default)]
pub struct Told {
    /// Titles, the likeliest first.
    pub titles: Vec<String>,
    /// Authors.
    pub author: Option<String>,
    /// The day of publication.
    pub published: Option<Day>,
    /// Name of the site.
    pub outlet: Option<String>,
    /// Address of its own.
    pub address: Option<String>,
    /// The account as data.
    pub body: Option<String>,
}

/// Reads the head.
pub fn told(page: &Page, address: Option<&str>) -> Told {
    let mut out = Told::default();
    let mut headline = None;
    for data in &page.data {
        // a CDATA mark or a comment around the data is not data
        let data = data
            .trim()
            .trim_start_matches("<!--")
            .trim_end_matches("-->")
            .trim();
        if let Ok(value) = serde_json::from_str::<Value>(data) {
            walk(&value, 0, &mut out, &mut headline);
        }
    }
    let meta = |names: &[&str]| {
        names.iter().find_map(|name| {
            page.meta
                .iter()
                .find(|(key, content)| key == name && !content.trim().is_empty())
                .map(|(_, content)| squeezed(content))
        })
    };
    let shown = meta(&[
        "og:title",
        "twitter:title",
        "dc.title",
        "headline",
        "sailthru.title",
    ]);
    out.titles.extend(headline);
    out.titles.extend(shown);
    if !page.title.is_empty() {
        out.titles.push(page.title.clone());
        // "Gate open - The Bay" and "Gate open | News | The Bay"
        for mark in [" | ", " - ", " – ", " — ", " :: ", " « "] {
            if let Some((first, _)) = page.title.split_once(mark)
                && first.len() >= 8
            {
                out.titles.push(first.to_owned());
            }
        }
    }
    if out.author.is_none() {
        out.author = meta(&[
            "author",
            "article:author",
            "dc.creator",
            "byl",
            "parsely-author",
            "sailthru.author",
            "dcterms.creator",
        ])
        .filter(|author| !author.starts_with("http") && author.len() <= 200);
    }
    if out.published.is_none() {
        out.published = meta(&[
            "article:published_time",
            "datepublished",
            "date",
            "pubdate",
            "publishdate",
            "dc.date",
            "dc.date.issued",
            "dcterms.created",
            "parsely-pub-date",
            "sailthru.date",
            "publish-date",
            "article.published",
            "og:article:published_time",
            "publication_date",
        ])
        .and_then(|value| when::read(&value))
        .map(|found| found.day);
    }
    if let Some(site) = meta(&["og:site_name", "application-name", "dc.publisher", "twitter:site"]) {
        out.outlet = Some(site.trim_start_matches('@').to_owned());
    }
    out.address = address.map(str::to_owned).or_else(|| {
        page.canonical
            .clone()
            .or_else(|| meta(&["og:url"]))
            .filter(|url| url.starts_with("http"))
    });
    if out.outlet.is_none() {
        out.outlet = out.address.as_deref().and_then(host).map(str::to_owned);
    }
    out.titles.retain(|title| !title.is_empty());
    out
}

/// The host of an address, without "www.".
pub fn host(url: &str) -> Option<&str> {
    host_in(url.split_once("://")?.1)
}

/// The same of what stands behind the scheme.
pub fn host_in(rest: &str) -> Option<&str> {
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(squeezed(&super::decoded(text))),
        Value::Object(fields) => fields.get("name").and_then(text),
        Value::Array(several) => {
            let all: Vec<String> = several.iter().take(20).filter_map(text).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        _ => None,
    }
}

fn walk(value: &Value, depth: usize, out: &mut Told, headline: &mut Option<String>) {
    if depth > DEPTH_MAX {
        return;
    }
    match value {
        Value::Array(several) => several
            .iter()
            .take(200)
            .for_each(|one| walk(one, depth + 1, out, headline)),
        Value::Object(fields) => {
            let kind = fields.get("@type").map(Value::to_string).unwrap_or_default();
            if ["Article", "Posting", "Report", "Review"]
                .iter()
                .any(|name| kind.contains(name))
            {
                if headline.is_none() {
                    *headline = fields
                        .get("headline")
                        .or_else(|| fields.get("name"))
                        .and_then(text);
                }
                out.author = out.author.take().or_else(|| {
                    fields
                        .get("author")
                        .and_then(text)
                        .filter(|name| !name.starts_with("http"))
                });
                out.outlet = out
                    .outlet
                    .take()
                    .or_else(|| fields.get("publisher").and_then(text));
                let date = fields
                    .get("datePublished")
                    .or_else(|| fields.get("dateCreated"))
                    .and_then(Value::as_str);
                out.published = out
                    .published
                    .or_else(|| date.and_then(when::read).map(|found| found.day));
                if let Some(Value::String(body)) = fields.get("articleBody")
                    && out.body.as_ref().is_none_or(|have| have.len() < body.len())
                {
                    out.body = Some(super::decoded(body).into_owned());
                }
            }
            for key in [
                "@graph",
                "mainEntity",
                "mainEntityOfPage",
                "itemListElement",
                "item",
                "hasPart",
            ] {
                if let Some(inner) = fields.get(key) {
                    walk(inner, depth + 1, out, headline);
                }
            }
        }
        _ => {}
    }
}

/// Who wrote it, with the block that shows it.
pub fn byline(page: &Page, text: &str, told: &Told) -> Option<Shown<String>> {
    let mut shown = None;
    for block in &page.blocks {
        let elem = page.elems.get(block.elem as usize);
        let hints = elem.map_or(0, |elem| {
            elem.hints
                | page
                    .elems
                    .get(elem.parent as usize)
                    .map_or(0, |parent| parent.hints)
        });
        let words = text.get(block.span.clone()).unwrap_or("");
        if words.len() > 160 {
            continue;
        }
        if let Some(author) = &told.author
            && words.len() <= author.len() + 80
            && let Some(at) = words.find(author.as_str())
        {
            let start = block.span.start + at;
            return Some(Shown {
                value: author.clone(),
                span: Some(Span::new(start, start + author.len())),
            });
        }
        if hints & hint::BYLINE != 0 && shown.is_none() && words.len() >= 4 {
            let name = words
                .trim_start_matches("By ")
                .trim_start_matches("by ")
                .trim_start_matches("BY ");
            let start = block.span.end - name.len();
            shown = Some(Shown {
                value: name.to_owned(),
                span: Some(Span::new(start, block.span.end)),
            });
        }
    }
    match &told.author {
        Some(author) => Some(Shown {
            value: author.clone(),
            span: None,
        }),
        None => shown,
    }
}

/// When it was published, with the block that shows that day.
pub fn published(page: &Page, text: &str, told: &Told, address: Option<&str>) -> Option<Shown<Day>> {
    let mut shown: Option<Shown<Day>> = None;
    for block in page.blocks.iter().take(2_000) {
        let words = text.get(block.span.clone()).unwrap_or("");
        if words.len() > 120 || !words.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let Some(found) = when::read(words) else { continue };
        let here = Shown {
            value: found.day,
            span: Some(Span::new(block.span.start, block.span.end)),
        };
        if told.published == Some(found.day) {
            return Some(here);
        }
        let hints = page.elems.get(block.elem as usize).map_or(0, |elem| elem.hints);
        if shown.is_none() && (hints & hint::DATE != 0 || found.alone) {
            shown = Some(here);
        }
    }
    let from_time = || {
        page.times
            .iter()
            .find_map(|time| when::read(time))
            .map(|found| found.day)
    };
    match told
        .published
        .or_else(from_time)
        .or_else(|| address.and_then(when::in_address))
    {
        Some(day) => Some(Shown {
            value: day,
            span: shown
                .filter(|shown| shown.value == day)
                .and_then(|shown| shown.span),
        }),
        None => shown,
    }
}
