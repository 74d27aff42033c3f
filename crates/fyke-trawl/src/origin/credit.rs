//! Whose hands an account says it came through: agencies in bylines and before the
//! first sentence, "contributed to this report", "according to", and words that credit
//! nobody ("reportedly").
//!
//! Rules read English cues and capitals; a source in small letters is credited
//! only behind "according to". The names of agencies are public facts.

use super::print::body;
use crate::align::cut;
use fyke_model::text::{Credit, CreditKind, Document, Span};

/// News agencies by the names and letters they sign with, and the one name of each.
const AGENCIES: &[(&str, &str)] = &[
    ("aap", "Australian Associated Press"),
    ("afp", "Agence France-Presse"),
    ("agence france-presse", "Agence France-Presse"),
    ("anadolu", "Anadolu Agency"),
    ("anadolu agency", "Anadolu Agency"),
    ("ansa", "ANSA"),
    ("ap", "Associated Press"),
    ("associated press", "Associated Press"),
    ("bloomberg", "Bloomberg"),
    ("bloomberg news", "Bloomberg"),
    ("canadian press", "Canadian Press"),
    ("dpa", "dpa"),
    ("efe", "EFE"),
    ("interfax", "Interfax"),
    ("itar-tass", "TASS"),
    ("kyodo", "Kyodo"),
    ("kyodo news", "Kyodo"),
    ("pa", "PA Media"),
    ("press association", "PA Media"),
    ("reuters", "Reuters"),
    ("ria novosti", "RIA Novosti"),
    ("tass", "TASS"),
    ("ukrinform", "Ukrinform"),
    ("united press international", "UPI"),
    ("upi", "UPI"),
    ("xinhua", "Xinhua"),
    ("yonhap", "Yonhap"),
];

/// Words that make a capitalised name one of an outlet.
#[rustfmt::skip]
const OUTLET_WORDS: &[&str] = &[
    "agency", "bbc", "broadcasting", "chronicle", "cnn", "daily", "gazette", "guardian", "herald",
    "independent", "journal", "magazine", "mail", "mirror", "monthly", "nbc", "network", "news", "newspaper",
    "npr", "observer", "post", "press", "radio", "register", "review", "sky", "spiegel", "standard", "star",
    "sun", "telegraph", "television", "times", "tribune", "weekly",
];

/// Cues with the name behind them. Those that take any source, named or not, and
/// those that count only before an outlet: a man tells his neighbour, too.
const BEFORE: &[(&str, bool)] = &[
    ("according to ", true),
    ("as reported by ", true),
    ("attributed to ", true),
    ("citing ", false),
    ("cited by ", false),
    ("first reported by ", true),
    ("in an interview with ", false),
    ("obtained by ", false),
    ("report by ", false),
    ("report from ", false),
    ("report in ", false),
    ("reported by ", true),
    ("told ", false),
    ("viewed by ", false),
];

/// Cues behind the name of an outlet.
const AFTER: &[&str] = &[" first reported", " reported", " reports", " has reported"];

/// Words that pass something on and credit nobody.
const HEARSAY: &[&str] = &[
    "are said to",
    "are thought to",
    "is believed to",
    "is now thought to",
    "is said to",
    "is thought to",
    "it is understood",
    "it is widely believed",
    "reportedly",
    "sources say",
    "unconfirmed reports",
    "widely believed",
];

/// Words before a name that are no part of it.
const SMALL: &[&str] = &[
    "the",
    "a",
    "an",
    "state",
    "news",
    "agency",
    "newspaper",
    "broadcaster",
    "britain's",
    "russia's",
];

/// The one name of an agency, if this is one.
pub fn is_agency(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    AGENCIES
        .binary_search_by(|(known, _)| known.cmp(&bare))
        .ok()
        .map(|at| AGENCIES[at].1)
}

/// What a document credits, in order.
pub fn credits(document: &Document) -> Vec<Credit> {
    let text = document.text.as_str();
    let mut found = Vec::new();
    if let Some(byline) = &document.byline {
        for part in byline
            .value
            .split([',', '/', '(', ')'])
            .flat_map(|part| part.split(" and "))
        {
            let part = part.trim().trim_start_matches("By ").trim_start_matches("by ");
            if let Some(agency) = is_agency(part) {
                let span = byline.span.unwrap_or(Span::new(0, 0));
                found.push(credit(span, agency, CreditKind::Wire));
            }
        }
    }
    let mut first = true;
    for block in body(document) {
        if first {
            found.extend(dateline(text, block));
            first = false;
        }
        for sentence in cut::sentences(text, block, false) {
            in_sentence(text, sentence, &mut found);
        }
    }
    found.sort_by_key(|credit| (credit.span, credit.how));
    // of two cues that overlap for one source the longer stands
    found.dedup_by(|next, kept| {
        let same = next.how == kept.how && next.source == kept.source && next.span.overlaps(kept.span);
        if same && next.span.len() > kept.span.len() {
            kept.span = next.span;
        }
        same
    });
    found
}

fn credit(span: Span, source: &str, how: CreditKind) -> Credit {
    Credit {
        span,
        source: source.to_owned(),
        how,
    }
}

/// "PARIS (Reuters) -" before the first sentence.
fn dateline(text: &str, block: Span) -> Option<Credit> {
    const REACH: usize = 120;
    let piece = block.of(text)?;
    let open = piece.find('(').filter(|&at| at < REACH)?;
    let close = open + piece[open..].find(')')?;
    let agency = is_agency(&piece[open + 1..close])?;
    let dash = piece[close + 1..].trim_start().starts_with(['-', '–', '—']);
    dash.then(|| {
        credit(
            Span::new(block.start + open, block.start + close + 1),
            agency,
            CreditKind::Wire,
        )
    })
}

fn in_sentence(text: &str, sentence: Span, found: &mut Vec<Credit>) {
    let Some(piece) = sentence.of(text) else { return };
    let lower = piece.to_ascii_lowercase();
    let within = |from: usize, to: usize| Span::new(sentence.start + from, sentence.start + to);
    if let Some(at) = lower.find("contributed to this ") {
        let head = piece[..at].trim_end().trim_end_matches("also").trim_end();
        let source = head
            .rsplit([',', ';'])
            .next()
            .unwrap_or(head)
            .trim()
            .trim_start_matches("and ");
        let source = is_agency(source).unwrap_or(source.trim_start_matches("The "));
        if !source.is_empty() {
            found.push(credit(sentence, source, CreditKind::Contributed));
        }
    }
    for &(cue, any) in BEFORE {
        for (at, _) in lower.match_indices(cue) {
            if at > 0 && lower.as_bytes()[at - 1].is_ascii_alphanumeric() {
                continue;
            }
            let start = at + cue.len();
            let length = name_length(&piece[start..]);
            let shown = piece[start..start + length].trim();
            let bare = without_small(shown);
            if bare.is_empty() || !(any || is_outlet(bare)) {
                continue;
            }
            found.push(credit(
                within(at, start + shown.len()),
                is_agency(bare).unwrap_or(bare),
                CreditKind::Passed,
            ));
        }
    }
    for cue in AFTER {
        for (at, _) in lower.match_indices(cue) {
            let ends = lower[at + cue.len()..]
                .chars()
                .next()
                .is_none_or(|c| !c.is_alphanumeric());
            let from = name_start(&piece[..at]);
            let bare = without_small(piece[from..at].trim());
            if ends && !bare.is_empty() && is_outlet(bare) {
                found.push(credit(
                    within(from, at + cue.len()),
                    is_agency(bare).unwrap_or(bare),
                    CreditKind::Passed,
                ));
            }
        }
    }
    let mut hearsay: Vec<(usize, usize)> = HEARSAY
        .iter()
        .flat_map(|cue| lower.match_indices(cue).map(|(at, cue)| (at, at + cue.len())))
        .collect();
    // of cues within cues the first and longest stands
    hearsay.sort_by_key(|&(from, to)| (from, std::cmp::Reverse(to)));
    let mut covered = 0;
    for (from, to) in hearsay {
        if from >= covered {
            found.push(credit(within(from, to), "", CreditKind::Hearsay));
            covered = to;
        }
    }
}

/// Bytes of the name that `text` begins with: words with capitals, and small words
/// between them.
fn name_length(text: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    for word in text.split_inclusive(' ').take(8) {
        let bare = word.trim_end();
        let core = bare.trim_end_matches([',', '.', ';', ':', '!', '?', ')', '"', '”', '’', '\'']);
        let capital = core.chars().next().is_some_and(char::is_uppercase);
        let small = matches!(core, "the" | "of" | "and" | "for" | "in" | "a" | "an")
            || SMALL.contains(&core.to_lowercase().as_str());
        if capital {
            end = at + core.trim_end_matches("'s").trim_end_matches("’s").len();
        } else if !small {
            break;
        }
        at += word.len();
        if core.len() < bare.len() {
            break;
        }
    }
    end
}

/// Where the name that `text` ends with begins.
fn name_start(text: &str) -> usize {
    let mut start = text.len();
    for word in text.rsplit(' ').take(6) {
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        if !capital || word.ends_with([',', '.', ';', ':']) {
            break;
        }
        start -= word.len() + usize::from(start < text.len());
    }
    start.min(text.len())
}

fn without_small(name: &str) -> &str {
    let mut rest = name;
    while let Some((first, tail)) = rest.split_once(' ') {
        if !SMALL.contains(&first.to_lowercase().as_str()) {
            break;
        }
        rest = tail;
    }
    if SMALL.contains(&rest.to_lowercase().as_str()) {
        ""
    } else {
        rest
    }
}

/// Whether a name is an outlet's or an agency's.
pub(crate) fn is_outlet(name: &str) -> bool {
    is_agency(name).is_some()
        || name
            .split(' ')
            .any(|word| OUTLET_WORDS.binary_search(&word.to_lowercase().as_str()).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::plain as document;

    fn told(text: &str) -> Vec<String> {
        let document = document(text);
        credits(&document)
            .into_iter()
            .map(|c| {
                format!(
                    "{:?} {}: {}",
                    c.how,
                    c.source,
                    c.span.of(&document.text).unwrap_or_default()
                )
            })
            .collect()
    }

    #[test]
    fn lists_are_in_order() {
        assert!(AGENCIES.is_sorted());
        assert!(OUTLET_WORDS.is_sorted());
        assert!(HEARSAY.is_sorted());
    }

    #[test]
    fn who_is_credited() {
        for (text, want) in [
            (
                "OAKTON (Reuters) - The bridge fell.",
                vec!["Wire Reuters: (Reuters)"],
            ),
            (
                "The bridge fell, according to The Oakton Herald.",
                vec!["Passed Oakton Herald: according to The Oakton Herald"],
            ),
            (
                "Ann Elm told the Oakton Times that it fell.",
                vec!["Passed Oakton Times: told the Oakton Times"],
            ),
            ("Ann Elm told Paul Oak that it fell.", vec![]),
            (
                "The Associated Press contributed to this report.",
                vec!["Contributed Associated Press: The Associated Press contributed to this report."],
            ),
            ("The bridge reportedly fell.", vec!["Hearsay : reportedly"]),
            (
                "It is widely believed that Elm, who is now thought to hide, left.",
                vec!["Hearsay : It is widely believed", "Hearsay : is now thought to"],
            ),
            (
                "The Oakton Post reported that it fell.",
                vec!["Passed Oakton Post: The Oakton Post reported"],
            ),
        ] {
            let got = told(text);
            assert!(
                want.iter().all(|w| got.contains(&(*w).to_owned())) && got.is_empty() == want.is_empty(),
                "{text}: {got:?}"
            );
        }
    }
}
