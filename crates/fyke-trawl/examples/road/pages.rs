//! Pages of news around texts that are handed in: heads, menus, scripts, offers
//! and footers of our own making, about 170 kB of HTML around 5 kB of text.
//!
//! Every page of one of the twenty hosts carries the same furniture, as on the
//! real web. The same call gives the same bytes.

use std::fmt::Write;

/// Hosts that the pages are spread over.
const HOSTS: usize = 20;

/// Texts of news, and the furniture of every host.
pub struct Press {
    /// Each text by its paragraphs; the first is its headline.
    texts: Vec<Vec<String>>,
    hosts: Vec<Furniture>,
}

/// What stands on every page of a host.
struct Furniture {
    head: String,
    above: String,
    below: String,
}

/// Numbers that look drawn (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % below as u64) as usize
    }
}

impl Press {
    /// Of texts whose paragraphs are lines.
    pub fn new(texts: Vec<String>) -> Press {
        let paragraphs = |text: String| -> Vec<String> {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.map(str::to_owned).collect()
        };
        Press {
            texts: texts
                .into_iter()
                .map(paragraphs)
                .filter(|text| text.len() > 1)
                .collect(),
            hosts: (0..HOSTS).map(furniture).collect(),
        }
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// A page around a text as it is.
    pub fn page(&self, number: usize) -> String {
        self.around(number, &self.texts[number % self.len()])
    }

    /// A page around a text that no other page carries.
    pub fn page_of_its_own(&self, number: usize) -> String {
        self.around(number, &self.text_of_its_own(number))
    }

    /// A text with half of its longer words exchanged for words of other texts, by
    /// the page's number: as long and as rich in names and quotations as news is,
    /// and with no five words in a row that another page need share.
    pub fn text_of_its_own(&self, number: usize) -> Vec<String> {
        let mut dice = Dice(number as u64);
        let text = &self.texts[number % self.len()];
        let mut exchanged = |word: &str| -> Option<&str> {
            let plain = |word: &str| word.len() > 4 && word.chars().all(|letter| letter.is_ascii_lowercase());
            if !plain(word) || dice.next(2) == 0 {
                return None;
            }
            let other = &self.texts[dice.next(self.len())];
            let line = &other[dice.next(other.len())];
            let words: Vec<&str> = line.split(' ').filter(|word| plain(word)).collect();
            (!words.is_empty()).then(|| words[dice.next(words.len())])
        };
        let line = |line: &String| -> String {
            let words = line.split(' ').map(|word| exchanged(word).unwrap_or(word));
            words.collect::<Vec<_>>().join(" ")
        };
        text.iter().map(line).collect()
    }

    fn around(&self, number: usize, text: &[String]) -> String {
        let host = number % HOSTS;
        let of = &self.hosts[host];
        let title = escaped(&text[0]);
        let (month, day) = (number / 28 % 12 + 1, number % 28 + 1);
        let mut page = String::with_capacity(180_000);
        let _ = write!(
            page,
            "<!doctype html>\n<html lang=\"en\">\n<head>\n<title>{title} | Post {host}</title>\n\
             <meta property=\"og:title\" content=\"{title}\"><meta property=\"og:site_name\" content=\"Post {host}\">\n\
             <meta property=\"article:published_time\" content=\"2016-{month:02}-{day:02}T09:00:00Z\">\n\
             <link rel=\"canonical\" href=\"https://post{host}.example/news/{number}.html\">\n{}</head>\n<body>\n{}\
             <main id=\"main\">\n<article class=\"story story--{host}\">\n<header><h1 class=\"headline\">{title}</h1>\
             <div class=\"share\"><a href=\"#s\">Share</a> <a href=\"#t\">Post</a></div></header>\n<div class=\"story-body\">\n",
            of.head, of.above
        );
        for (at, line) in text[1..].iter().enumerate() {
            let _ = writeln!(
                page,
                "<p class=\"p-{at} story-text__paragraph\">{}</p>",
                escaped(line)
            );
            if at == 3 {
                page.push_str("<aside class=\"related\"><h3>Related stories</h3><ul><li><a href=\"/a\">What else happened today</a></li></ul></aside>\n");
            }
        }
        page.push_str("</div>\n</article>\n</main>\n");
        page.push_str(&of.below);
        page
    }
}

fn furniture(host: usize) -> Furniture {
    let mut dice = Dice(1_000_000 + host as u64);
    let mut head = String::from("<style>\n");
    for n in 0..900 {
        let _ = writeln!(
            head,
            ".h{host}-c{n}{{margin:{}px;padding:{}px;color:#{:06x}}}",
            dice.next(9),
            dice.next(7),
            dice.next(1 << 24)
        );
    }
    head.push_str("</style>\n<script>window.__state={\"items\":[");
    for n in 0..2_400 {
        let _ = write!(head, "{{\"id\":{n},\"score\":0.{:06}}},", dice.next(1_000_000));
    }
    head.push_str("0]};</script>\n");
    let mut links = String::from("<ul>");
    for n in 0..130 {
        let _ = write!(
            links,
            "<li class=\"nav-item nav-item--{n}\"><a class=\"nav-link\" href=\"/section/{n}\" data-track=\"nav:{n}\"><span>Section {n}</span></a></li>"
        );
    }
    links.push_str("</ul>");
    let above = format!("<nav class=\"site-nav\" aria-label=\"Sections\">{links}</nav>\n");
    let mut below = String::from("<aside class=\"offers\">\n");
    for n in 0..90 {
        let _ = writeln!(
            below,
            "<div class=\"card card--promo\"><div class=\"card__in\"><svg viewBox=\"0 0 24 24\"><path d=\"M{} {}h{}v{}z\"/></svg><h4>Offer {n} of post {host}</h4><p>Subscribe for {} a month and read without limits.</p><a class=\"button\" href=\"/offer/{n}\">See the offer</a></div></div>",
            dice.next(24),
            dice.next(24),
            dice.next(24),
            dice.next(24),
            dice.next(30)
        );
    }
    let _ = write!(
        below,
        "</aside>\n<footer class=\"site-foot\">{links}<p>All rights reserved, Post {host}</p></footer>\n</body>\n</html>\n"
    );
    Furniture { head, above, below }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
