//! Contents and sources counted word by word: the formulas of the module above.

use super::{Article, Attributed};
use fyke_model::measure::bootstrap_interval;
use fyke_model::text::Span;
use serde::Serialize;

/// Samples of the bootstrap: the interval moves by less than .002 with more.
const DRAWS: usize = 1000;

/// A share with the parts it is made of.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Found {
    /// Soft F1 of contents, see the head of this module.
    pub f1: f64,
    /// 95 % bootstrap interval of it over articles.
    pub f1_interval: [f64; 2],
    /// Soft precision.
    pub precision: f64,
    /// Soft recall.
    pub recall: f64,
    /// F1 where only the same words count.
    pub exact_f1: f64,
    /// Soft F1 where only contents of the same kind are held against each other.
    pub same_kind_f1: f64,
    /// Gold contents.
    pub n: usize,
}

/// How often the speaker was right.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct SpeakerScore {
    /// Share of `n` with the right source.
    pub accuracy: f64,
    /// 95 % bootstrap interval of it over articles.
    pub accuracy_interval: [f64; 2],
    /// Gold attributions with a source whose content was found.
    pub n: usize,
}

/// The figures of a run.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct AttributionScore {
    /// Contents wholly in marks.
    pub direct: Found,
    /// Contents partly in marks.
    pub mixed: Found,
    /// Contents without marks.
    pub indirect: Found,
    /// All contents.
    pub all: Found,
    /// Sources of found contents.
    pub speaker: SpeakerScore,
    /// Sources of found contents wholly in marks.
    pub direct_speaker: SpeakerScore,
    /// Gold attributions.
    pub n: usize,
    /// Articles.
    pub articles: usize,
    /// `all.f1` of a second person against the first, and the number of articles
    /// that two people read; none where there is none.
    pub second_reader: Option<(f64, usize)>,
}

/// Scores a reading. `read` gives what it finds in an article; a quotation that
/// lies within an indirect one must be given once. Shares are NaN where there is
/// nothing to share.
pub fn score(articles: &[Article], mut read: impl FnMut(&Article) -> Vec<Attributed>) -> AttributionScore {
    let counts: Vec<Counts> = articles
        .iter()
        .map(|article| {
            let gold = article.readers.first().map(Vec::as_slice).unwrap_or_default();
            count(&article.text, gold, &read(article))
        })
        .collect();
    let twice: Vec<Counts> = articles
        .iter()
        .filter_map(|article| match article.readers.as_slice() {
            [one, other, ..] => Some(count(&article.text, one, other)),
            _ => None,
        })
        .collect();
    let of = |kind: usize| found(&counts, kind);
    AttributionScore {
        direct: of(0),
        mixed: of(1),
        indirect: of(2),
        all: of(3),
        speaker: speakers(&counts, 3),
        direct_speaker: speakers(&counts, 0),
        n: counts.iter().map(|c| c.kinds[3].gold).sum(),
        articles: articles.len(),
        second_reader: (!twice.is_empty()).then(|| (f1(&twice, 3), twice.len())),
    }
}

/// What a bootstrap adds up: sums over the contents of one article, of one kind.
#[derive(Clone, Copy, Default)]
struct Tally {
    gold: usize,
    found: usize,
    covered_same: f64,
    right_same: f64,
    covered: f64,
    right: f64,
    same: usize,
    asked: usize,
    named: usize,
}

/// Direct, mixed, indirect, all.
#[derive(Clone, Copy, Default)]
struct Counts {
    kinds: [Tally; 4],
}

/// One content as numbers of words, with its kind and its source's words.
struct Words {
    content: Vec<usize>,
    source: Vec<usize>,
    kind: usize,
}

fn count(text: &str, gold: &[Attributed], found: &[Attributed]) -> Counts {
    let words = words_of(text);
    let marked = in_marks(text);
    let view = |all: &[Attributed]| -> Vec<Words> {
        let one = |a: &Attributed| {
            let content = within(&words, &a.content);
            let inside = content
                .iter()
                .filter(|&&w| {
                    words
                        .get(w)
                        .is_some_and(|word| marked.iter().any(|m| m.holds(*word)))
                })
                .count();
            let kind = match inside {
                0 => 2,
                n if n == content.len() => 0,
                _ => 1,
            };
            Words {
                source: within(&words, &a.source),
                kind,
                content,
            }
        };
        all.iter().map(one).filter(|w| !w.content.is_empty()).collect()
    };
    let (gold, found) = (view(gold), view(found));
    let mut counts = Counts::default();
    for (slot, kind) in counts.kinds.iter_mut().zip([Some(0), Some(1), Some(2), None]) {
        let of_kind = |w: &&Words| kind.is_none_or(|k| w.kind == k);
        let (g, f): (Vec<&Words>, Vec<&Words>) = (
            gold.iter().filter(of_kind).collect(),
            found.iter().filter(of_kind).collect(),
        );
        slot.gold = g.len();
        slot.found = f.len();
        let best = |one: &Words, others: &[&Words]| {
            let most = others
                .iter()
                .map(|o| shared(&one.content, &o.content))
                .max()
                .unwrap_or(0);
            most as f64 / one.content.len() as f64
        };
        slot.covered_same = g.iter().map(|w| best(w, &f)).sum();
        slot.right_same = f.iter().map(|w| best(w, &g)).sum();
        let any = |one: &Words, others: &[Words]| {
            let most = others.iter().map(|o| shared(&one.content, &o.content)).max();
            most.unwrap_or(0) as f64 / one.content.len() as f64
        };
        slot.covered = g.iter().map(|w| any(w, &found)).sum();
        slot.right = f.iter().map(|w| any(w, &gold)).sum();
        slot.same = g
            .iter()
            .filter(|w| f.iter().any(|o| o.content == w.content))
            .count();
        for w in g.iter().filter(|w| !w.source.is_empty()) {
            let dice = |o: &&Words| {
                2.0 * shared(&w.content, &o.content) as f64 / (w.content.len() + o.content.len()) as f64
            };
            let Some(near) = found.iter().max_by(|a, b| dice(a).total_cmp(&dice(b))) else {
                continue;
            };
            if dice(&near) >= 0.5 {
                slot.asked += 1;
                slot.named += usize::from(shared(&w.source, &near.source) > 0);
            }
        }
    }
    counts
}

fn total(counts: &[Counts], kind: usize) -> Tally {
    counts
        .iter()
        .filter_map(|c| c.kinds.get(kind))
        .fold(Tally::default(), |sum, t| Tally {
            gold: sum.gold + t.gold,
            found: sum.found + t.found,
            covered_same: sum.covered_same + t.covered_same,
            right_same: sum.right_same + t.right_same,
            covered: sum.covered + t.covered,
            right: sum.right + t.right,
            same: sum.same + t.same,
            asked: sum.asked + t.asked,
            named: sum.named + t.named,
        })
}

fn harmonic(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 {
        0.0
    } else {
        2.0 * precision * recall / (precision + recall)
    }
}

fn f1(counts: &[Counts], kind: usize) -> f64 {
    let t = total(counts, kind);
    if t.gold == 0 {
        f64::NAN
    } else {
        harmonic(t.right / t.found.max(1) as f64, t.covered / t.gold as f64)
    }
}

fn found(counts: &[Counts], kind: usize) -> Found {
    let t = total(counts, kind);
    let (low, high) = bootstrap_interval(counts, |sample| f1(sample, kind), DRAWS, 1);
    let share = |part: f64, of: usize| part / of as f64;
    Found {
        f1: f1(counts, kind),
        f1_interval: [low, high],
        precision: share(t.right, t.found),
        recall: share(t.covered, t.gold),
        exact_f1: harmonic(
            share(t.same as f64, t.found.max(1)),
            share(t.same as f64, t.gold.max(1)),
        ),
        same_kind_f1: harmonic(
            share(t.right_same, t.found.max(1)),
            share(t.covered_same, t.gold.max(1)),
        ),
        n: t.gold,
    }
}

fn speakers(counts: &[Counts], kind: usize) -> SpeakerScore {
    let accuracy = |counts: &[Counts]| {
        let t = total(counts, kind);
        t.named as f64 / t.asked as f64
    };
    let (low, high) = bootstrap_interval(counts, accuracy, DRAWS, 1);
    SpeakerScore {
        accuracy: accuracy(counts),
        accuracy_interval: [low, high],
        n: total(counts, kind).asked,
    }
}

/// Runs of letters and digits.
fn words_of(text: &str) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Numbers of the words that lie in any of the spans, in order.
fn within(words: &[Span], spans: &[Span]) -> Vec<usize> {
    let mut all = Vec::new();
    for span in spans {
        let first = words.partition_point(|word| word.end <= span.start);
        all.extend(
            (first..words.len()).take_while(|&w| words.get(w).is_some_and(|word| word.start < span.end)),
        );
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// How many numbers two sorted lists share.
fn shared(one: &[usize], other: &[usize]) -> usize {
    one.iter().filter(|w| other.binary_search(w).is_ok()).count()
}

/// Stretches between double marks, a paragraph at a time: `“ ”`, `" "` and the
/// `'' ''` of some archives. A mark that is never closed reaches to the end of
/// its paragraph. Single marks are not looked at: they are apostrophes too often.
pub fn in_marks(text: &str) -> Vec<Span> {
    let mut stretches = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let mut open: Option<usize> = None;
        let mut skip = false;
        let mut chars = line.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            if skip {
                skip = false;
                continue;
            }
            let doubled = c == '\'' && chars.peek().is_some_and(|&(_, next)| next == '\'');
            skip = doubled;
            let width = if doubled { 2 } else { c.len_utf8() };
            match (c, open) {
                ('“' | '„', _) => open = open.or(Some(at + i + width)),
                ('”', Some(from)) => {
                    stretches.push(Span::new(from, at + i));
                    open = None;
                }
                ('"', Some(from)) | ('\'', Some(from)) if c == '"' || doubled => {
                    stretches.push(Span::new(from, at + i));
                    open = None;
                }
                ('"', None) => open = Some(at + i + width),
                ('\'', None) if doubled => open = Some(at + i + width),
                _ => {}
            }
        }
        if let Some(from) = open {
            stretches.push(Span::new(from, at + line.len()));
        }
        at += line.len();
    }
    stretches
}
