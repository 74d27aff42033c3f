//! A paragraph with its spans marked. Spans nest (a name in a quotation) and
//! cross (a saying that begins before a quotation ends), and pages cannot: the
//! paragraph is cut at every border; what crosses is closed and opened again.
//! What is seen is the text and nothing else, which the test below holds.

use crate::show;
use fyke_model::text::Span;
use maud::{Markup, PreEscaped, html};
use std::collections::BTreeMap;

/// What is known of one span.
#[derive(Clone, Default, Debug)]
pub(super) struct Mark {
    /// What it is: classes for the eye.
    pub(super) classes: Vec<&'static str>,
    /// Where its words lead.
    pub(super) href: Option<String>,
    /// Where it is told of: the address, what that is in words, its number.
    pub(super) told: Vec<(String, String, usize)>,
}

/// Spans of a text with what is known of each.
pub(super) type Marks = BTreeMap<Span, Mark>;

/// The name of a span within a page.
pub(super) fn name(span: Span) -> String {
    format!("s-{}-{}", span.start, span.end)
}

/// A mark that is open, and whether it opened a link.
struct Open {
    mark: usize,
    link: bool,
}

/// What stands between two borders is written in here.
struct Writing<'m> {
    html: String,
    marks: Vec<(Span, Span, &'m Mark)>,
    open: Vec<Open>,
    /// Ways to what is told of a span, held back until no link is open.
    waiting: String,
}

impl Writing<'_> {
    fn begin(&mut self, mark: usize, first: bool) {
        let Some((_, whole, known)) = self.marks.get(mark) else {
            return;
        };
        let id = first.then(|| name(*whole));
        let opened = html! { mark class=(known.classes.join(" ")) id=[id] {} }.into_string();
        self.html.push_str(opened.trim_end_matches("</mark>"));
        let link = known
            .href
            .as_ref()
            .filter(|_| !self.open.iter().any(|open| open.link));
        if let Some(href) = link {
            let opened = html! { a href=(href) {} }.into_string();
            self.html.push_str(opened.trim_end_matches("</a>"));
        }
        let link = link.is_some();
        self.open.push(Open { mark, link });
    }

    /// Ends the innermost; whole where its span ends here and not only its paragraph.
    fn end(&mut self, whole: bool) -> Option<usize> {
        let Open { mark, link } = self.open.pop()?;
        self.html.push_str(if link { "</a></mark>" } else { "</mark>" });
        if let (true, Some((.., known))) = (whole, self.marks.get(mark)) {
            for (href, words, n) in &known.told {
                let way = html! { a.told-of href=(href) aria-label=(words) data-n=(n) {} };
                self.waiting.push_str(&way.into_string());
            }
        }
        if !self.open.iter().any(|open| open.link) {
            self.html.push_str(&std::mem::take(&mut self.waiting));
        }
        Some(mark)
    }

    /// Ends what ends at a place, and opens again what went on through it.
    fn close_at(&mut self, at: usize) {
        let over = |open: &Open, marks: &[(Span, Span, &Mark)]| {
            marks.get(open.mark).is_none_or(|(clipped, ..)| clipped.end <= at)
        };
        let Some(depth) = self.open.iter().position(|open| over(open, &self.marks)) else {
            return;
        };
        let mut again = Vec::new();
        while self.open.len() > depth {
            let ends = self.open.last().is_none_or(|open| over(open, &self.marks));
            let whole = ends
                && self
                    .open
                    .last()
                    .and_then(|open| self.marks.get(open.mark))
                    .is_some_and(|(clipped, whole, _)| clipped.end == whole.end);
            if let Some(mark) = self.end(whole).filter(|_| !ends) {
                again.push(mark);
            }
        }
        for mark in again.into_iter().rev() {
            self.begin(mark, false);
        }
    }
}

/// A part of a text with the marks that touch it.
pub(super) fn marked(text: &str, part: Span, marks: &Marks) -> Markup {
    let touching = marks.iter().filter(|(span, _)| span.start < part.end);
    let clipped = touching.filter_map(|(span, mark)| {
        let inside = Span::new(span.start.max(part.start), span.end.min(part.end));
        (!inside.is_empty() && inside.of(text).is_some()).then_some((inside, *span, mark))
    });
    let mut marks: Vec<(Span, Span, &Mark)> = clipped.collect();
    // the longer outside, so that as little as may be crosses
    marks.sort_by_key(|(inside, whole, _)| (inside.start, std::cmp::Reverse(inside.end), *whole));
    let mut borders: Vec<usize> = marks
        .iter()
        .flat_map(|(inside, ..)| [inside.start, inside.end])
        .chain([part.start, part.end])
        .collect();
    borders.sort_unstable();
    borders.dedup();
    let mut writing = Writing {
        html: String::with_capacity(part.len() * 2),
        marks,
        open: Vec::new(),
        waiting: String::new(),
    };
    let mut next = 0;
    for pair in borders.windows(2) {
        let [from, to] = *pair else { continue };
        writing.close_at(from);
        while let Some((inside, whole, _)) = writing
            .marks
            .get(next)
            .filter(|(inside, ..)| inside.start <= from)
        {
            let first = inside.start == whole.start;
            writing.begin(next, first);
            next += 1;
        }
        let words = Span::new(from, to).of(text).unwrap_or_default();
        let words = show::visible(words);
        writing.html.push_str(&html! { (words) }.into_string());
    }
    writing.close_at(part.end);
    PreEscaped(writing.html)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    /// What a reader sees of a page: no tags, and letters for their names.
    fn seen(html: &str) -> String {
        let mut text = String::new();
        let mut rest = html;
        while let Some((before, tag)) = rest.split_once('<') {
            text.push_str(before);
            rest = tag.split_once('>').map_or("", |(_, after)| after);
        }
        text.push_str(rest);
        let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
        named
            .iter()
            .fold(text, |text, (name, letter)| text.replace(name, letter))
    }

    /// That every tag is ended, in order.
    fn is_even(html: &str) -> bool {
        let mut open = Vec::new();
        for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            match tag.strip_prefix('/') {
                Some(name) if open.pop() != Some(name.to_owned()) => return false,
                Some(_) => {}
                None => open.push(tag.split(' ').next().unwrap_or_default().to_owned()),
            }
        }
        open.is_empty()
    }

    fn mark(class: &'static str, href: Option<&str>) -> Mark {
        Mark {
            classes: vec![class],
            href: href.map(str::to_owned),
            told: Vec::new(),
        }
    }

    #[test]
    fn a_name_within_a_quotation_and_one_that_runs_over_its_end() {
        //          0123456789
        let text = "ab cd ef gh";
        let marks = Marks::from([
            (Span::new(0, 5), mark("quote", None)),
            (Span::new(3, 8), mark("name", Some("/entity/x"))),
        ]);
        assert_eq!(
            marked(text, Span::new(0, 11), &marks).into_string(),
            "<mark class=\"quote\" id=\"s-0-5\">ab <mark class=\"name\" id=\"s-3-8\">\
             <a href=\"/entity/x\">cd</a></mark></mark><mark class=\"name\"><a href=\"/entity/x\"> ef</a></mark> gh"
        );
    }

    proptest! {
        #[test]
        fn what_is_seen_is_the_text_whatever_spans_nest_and_cross(
            text in "[a-c<>&\" ышهد貿]{0,40}",
            spans in vec((0..120usize, 0..120usize, any::<bool>()), 0..12),
            from in 0..60usize,
            until in 0..60usize,
        ) {
            let mut marks = Marks::new();
            for (a, b, link) in spans {
                let known = Mark {
                    told: vec![("#quote-1".to_owned(), "quotation".to_owned(), 1)],
                    ..mark("any", link.then_some("/x"))
                };
                marks.insert(Span::new(a.min(b), a.max(b)), known);
            }
            let border = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let part = Span::new(border(from), border(until));
            let html = marked(&text, part, &marks).into_string();
            prop_assert_eq!(seen(&html), part.of(&text).unwrap_or_default());
            prop_assert!(is_even(&html), "{}", html);
            let links = html.split("<a ").skip(1).all(|rest| {
                let end = rest.find("</a>").unwrap_or(0);
                !rest[..end].contains("<a ")
            });
            prop_assert!(links, "no link stands within a link: {}", html);
            let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            let all = ids.len();
            ids.sort_unstable();
            ids.dedup();
            prop_assert_eq!(ids.len(), all, "one place a name");
        }
    }
}
