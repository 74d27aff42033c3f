//! RSS and Atom: each entry a document, its content read as the page it is a piece of.
//!
//! Sources: RSS 2.0, RSS 1.0 with the content module, RFC 4287. No document type is
//! read, so no entity can grow; depth costs nothing, since nothing is nested here.

use super::html::{Attrs, Lexer, Token, decoded, squeezed};
use super::{Facts, Sink, html, when};
use fyke_model::text::{Block, BlockKind, Span, Told};

#[derive(Default)]
struct Entry {
    title: String,
    link: Option<String>,
    date: String,
    author: String,
    content: String,
    summary: String,
}

/// Reads the entries of a feed.
pub fn read(source: &str, sink: &mut Sink<'_>, facts: &Facts) {
    let mut outlet = String::new();
    let mut entry: Option<Entry> = None;
    let mut field: Option<(&str, usize)> = None;
    let mut said = String::new();
    let mut count = 0_u64;
    let mut lexer = Lexer::xml(source);
    loop {
        let before = lexer.at();
        let Some(token) = lexer.next() else { break };
        if sink.stopped {
            return;
        }
        match token {
            Token::Open { name, attrs, closed } => {
                if field.is_some() {
                    continue;
                }
                match name {
                    "item" | "entry" => entry = Some(Entry::default()),
                    "link" => {
                        let (mut href, mut rel) = (None, "alternate");
                        for (key, value) in Attrs::of(attrs).take(16) {
                            match key {
                                "href" => href = Some(decoded(value).into_owned()),
                                "rel" => rel = value,
                                _ => {}
                            }
                        }
                        if let (Some(entry), Some(href)) = (&mut entry, href) {
                            if rel == "alternate" || entry.link.is_none() {
                                entry.link = Some(href);
                            }
                        } else if !closed {
                            field = Some((name, lexer.at()));
                        }
                    }
                    "title" | "pubDate" | "published" | "updated" | "dc:date" | "author" | "dc:creator"
                    | "content:encoded" | "content" | "description" | "summary" | "guid" | "id"
                        if !closed =>
                    {
                        field = Some((name, lexer.at()));
                    }
                    _ => {}
                }
                said.clear();
            }
            Token::Text(text) if field.is_some() => said.push_str(&decoded(text)),
            Token::Plain(text) if field.is_some() => said.push_str(text),
            Token::Close { name } => {
                if let Some((open, from)) = field
                    && open == name
                {
                    // XHTML stands as elements, not as text
                    let inner = source.get(from..before).unwrap_or("");
                    let is_markup = matches!(name, "content" | "summary")
                        && inner.trim_start().starts_with('<')
                        && !inner.trim_start().starts_with("<!");
                    let value = if is_markup {
                        inner.to_owned()
                    } else {
                        std::mem::take(&mut said)
                    };
                    match &mut entry {
                        Some(entry) => entry.set(name, value),
                        None if name == "title" && outlet.is_empty() => outlet = squeezed(&value),
                        None => {}
                    }
                    field = None;
                } else if matches!(name, "item" | "entry")
                    && let Some(done) = entry.take()
                {
                    field = None;
                    count += 1;
                    done.document(&outlet, sink, facts);
                }
            }
            Token::Text(_) | Token::Plain(_) => {}
        }
    }
    if count == 0 {
        sink.refuse(
            "a feed without entries",
            "nothing to do, unless it should have some",
        );
    }
}

impl Entry {
    fn set(&mut self, name: &str, value: String) {
        match name {
            "title" => self.title = squeezed(&decoded(&value)),
            "link" => self.link = Some(value.trim().to_owned()),
            "guid" | "id" if self.link.is_none() && value.trim().starts_with("http") => {
                self.link = Some(value.trim().to_owned())
            }
            "pubDate" | "published" | "dc:date" => self.date = value,
            "updated" if self.date.is_empty() => self.date = value,
            "author" | "dc:creator" => self.author = squeezed(&value),
            "content:encoded" | "content" => self.content = value,
            "description" | "summary" => self.summary = value,
            _ => {}
        }
    }

    fn document(self, outlet: &str, sink: &mut Sink<'_>, facts: &Facts) {
        let body = if self.content.len() >= self.summary.len() {
            self.content
        } else {
            self.summary
        };
        let link = self.link.filter(|link| !link.is_empty());
        let mut document = titled(&self.title, &body, link.as_deref(), sink);
        if let Some(found) = when::read(self.date.trim()) {
            document.published = Some(Told {
                value: found.day,
                span: None,
            });
        }
        if !self.author.is_empty() {
            document.byline = Some(Told {
                value: self.author,
                span: None,
            });
        }
        if !outlet.is_empty() {
            document.outlet = Some(Told {
                value: outlet.to_owned(),
                span: None,
            });
        }
        let facts = Facts {
            url: link.or_else(|| facts.url.clone()),
            ..facts.clone()
        };
        sink.document(document, &facts);
    }
}

/// A title and a piece of a page as one document, the title its first block.
pub fn titled(title: &str, body: &str, link: Option<&str>, sink: &Sink<'_>) -> fyke_model::text::Document {
    let mut document = html::document(body, link, sink.limits);
    if !title.is_empty() {
        let shift = title.len() + 2;
        document.text.insert_str(0, &format!("{title}\n\n"));
        let moved = |span: &mut Span| *span = Span::new(span.start + shift, span.end + shift);
        document
            .blocks
            .iter_mut()
            .for_each(|block| moved(&mut block.span));
        document
            .findings
            .iter_mut()
            .filter_map(|finding| finding.span.as_mut())
            .for_each(moved);
        for span in [
            document.byline.as_mut().and_then(|told| told.span.as_mut()),
            document.published.as_mut().and_then(|told| told.span.as_mut()),
            document.outlet.as_mut().and_then(|told| told.span.as_mut()),
        ]
        .into_iter()
        .flatten()
        {
            moved(span);
        }
        let span = Span::new(0, title.len());
        document.blocks.insert(
            0,
            Block {
                span,
                kind: BlockKind::Heading,
                language: None,
            },
        );
        document.title = Some(Told {
            value: title.to_owned(),
            span: Some(span),
        });
    }
    document
}
