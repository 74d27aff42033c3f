//! Learning the weights from texts whose attributions people marked.
//!
//! Logistic regression for heads of cues, and for content and source two choices
//! each, where it begins and where it ends, as a softmax over the words around
//! the cue (maximum entropy); stochastic gradient with AdaGrad steps (Duchi,
//! Hazan and Singer, JMLR 2011), one thread, the same weights for the same seed.

use super::cut::{Word, cut};
use super::decode::reach;
use super::features::{Paragraph, Role};
use super::model::{Weights, text_hash};
use crate::score::polnear::{Article, Attributed};
use fyke_model::measure::Rng;
use fyke_model::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// How to train.
#[derive(Clone, Copy, Debug)]
pub struct Training {
    /// Order of the examples.
    pub seed: u64,
    /// Times each article is read.
    pub epochs: usize,
    /// The table holds two to the power of this many numbers.
    pub bits: u32,
    /// A word enters as itself if it stands in lower case in this many articles or
    /// is a cue in three; 0 lets every word in.
    pub common: usize,
    /// Sureness from which an attribution is given.
    pub threshold: f32,
}

impl Default for Training {
    /// What ships was trained so; with `common: 0` every word enters as itself.
    /// Chosen on a held-out seventh of PolNeAR's train part.
    fn default() -> Training {
        Training {
            seed: 1,
            epochs: 3,
            bits: 20,
            common: 20,
            threshold: 0.25,
        }
    }
}

/// One marked attribution in words of its paragraph.
struct Example {
    cue: usize,
    content: (usize, usize),
    source: Option<(usize, usize)>,
}

struct Lesson {
    words: Vec<Word>,
    examples: Vec<Example>,
    /// Words of cues that are no head: neither right nor wrong.
    unsure: Vec<usize>,
}

/// Learns from articles; `progress` hears the number of the epoch and the mean loss.
pub fn train(articles: &[Article], how: Training, mut progress: impl FnMut(usize, f64)) -> Weights {
    let cueness = cueness(articles);
    let lessons: Vec<Lesson> = articles
        .iter()
        .flat_map(|article| lessons(article, &cueness))
        .collect();
    let mut trained_on: Vec<u64> = articles.iter().map(|a| text_hash(&a.text)).collect();
    trained_on.sort_unstable();
    let words = if how.common == 0 {
        Vec::new()
    } else {
        common(articles, &cueness, how.common)
    };
    let mut weights = Weights::new(words, how.bits, trained_on);
    weights.threshold = how.threshold;
    let mut step = Steps {
        squares: vec![0.0; weights.table.len()],
        rate: 0.2,
        features: Vec::new(),
        ends: Vec::new(),
    };
    let (mut mean, mut sums) = (vec![0.0; weights.table.len()], 0u32);
    let mut order: Vec<usize> = (0..lessons.len()).collect();
    let mut rng = Rng::new(how.seed);
    for epoch in 0..how.epochs {
        for i in (1..order.len()).rev() {
            order.swap(i, rng.below(i + 1));
        }
        step.rate = 0.2 * (1.0 - epoch as f32 / how.epochs as f32).max(0.1);
        let (mut loss, mut n) = (0.0, 0usize);
        for (place, lesson) in order.iter().filter_map(|&i| lessons.get(i)).enumerate() {
            if epoch > 0 && place % (order.len() / 4).max(1) == 0 {
                mean.iter_mut().zip(&weights.table).for_each(|(m, w)| *m += w);
                sums += 1;
            }
            let paragraph = Paragraph::new(&lesson.words, |w| weights.common(w));
            loss += teach(&mut weights, &mut step, lesson, &paragraph);
            n += lesson.examples.len();
        }
        progress(epoch, loss / n.max(1) as f64);
    }
    if sums > 0 {
        weights.table = mean.into_iter().map(|m| m / sums as f32).collect();
    }
    // as it will be once written: rounded, and with its hash
    Weights::read(&weights.write()).unwrap_or(weights)
}

fn teach(weights: &mut Weights, step: &mut Steps, lesson: &Lesson, paragraph: &Paragraph) -> f64 {
    let mut loss = 0.0;
    for i in (0..lesson.words.len()).filter(|i| !lesson.unsure.contains(i)) {
        let right = lesson.examples.iter().any(|e| e.cue == i);
        step.begin();
        paragraph.cue(i, &mut step.features);
        loss += step.yes_or_no(weights, right);
    }
    for example in &lesson.examples {
        let around = reach(lesson.words.len(), example.cue);
        let cue = example.cue;
        let roles = [
            (Role::Content, Some(example.content), None),
            (Role::Source, example.source, Some(example.content)),
        ];
        for (role, span, content) in roles {
            step.begin();
            for i in around.clone() {
                paragraph.start(role, cue, i, content, &mut step.features);
                step.next();
            }
            if role == Role::Source {
                paragraph.none(role, cue, &mut step.features);
                step.next();
            }
            let right = match span {
                Some((start, _)) if around.contains(&start) => start - around.start,
                Some(_) => continue,
                None => around.len(),
            };
            loss += step.choice(weights, right);
            let Some((start, end)) = span.filter(|(_, e)| around.contains(e)) else {
                continue;
            };
            step.begin();
            for e in start..around.end {
                paragraph.end(role, cue, start, e, content, &mut step.features);
                step.next();
            }
            loss += step.choice(weights, end - start);
        }
    }
    loss
}

/// AdaGrad over a table, and room for the features of one question.
struct Steps {
    squares: Vec<f32>,
    rate: f32,
    features: Vec<u32>,
    ends: Vec<usize>,
}

impl Steps {
    fn begin(&mut self) {
        self.features.clear();
        self.ends.clear();
    }

    fn next(&mut self) {
        self.ends.push(self.features.len());
    }

    fn change(&mut self, weights: &mut Weights, from: usize, to: usize, gradient: f32) {
        let mask = weights.table.len() - 1;
        for &f in self.features.get(from..to).unwrap_or_default() {
            let at = f as usize & mask;
            if let (Some(weight), Some(square)) = (weights.table.get_mut(at), self.squares.get_mut(at)) {
                let g = gradient + 1e-6 * *weight;
                *square += g * g;
                *weight -= self.rate * g / (square.sqrt() + 1e-3);
            }
        }
    }

    fn yes_or_no(&mut self, weights: &mut Weights, right: bool) -> f64 {
        let p = 1.0 / (1.0 + (-weights.sum(&self.features)).exp());
        let gradient = p - f32::from(u8::from(right));
        if gradient.abs() > 1e-3 {
            self.change(weights, 0, self.features.len(), gradient);
        }
        -f64::from(if right { p } else { 1.0 - p }).max(1e-9).ln()
    }

    fn choice(&mut self, weights: &mut Weights, right: usize) -> f64 {
        let mut from = 0;
        let mut scores = Vec::with_capacity(self.ends.len());
        for &to in &self.ends {
            scores.push(weights.sum(self.features.get(from..to).unwrap_or_default()));
            from = to;
        }
        super::decode::softmax(&mut scores);
        let ends = std::mem::take(&mut self.ends);
        let mut from = 0;
        for (place, (&to, &p)) in ends.iter().zip(&scores).enumerate() {
            let gradient = p - f32::from(u8::from(place == right));
            if gradient.abs() > 1e-3 {
                self.change(weights, from, to, gradient);
            }
            from = to;
        }
        self.ends = ends;
        -f64::from(scores.get(right).copied().unwrap_or(1.0))
            .max(1e-9)
            .ln()
    }
}

/// How often a word alone was a cue, of a thousand times that it stands anywhere.
fn cueness(articles: &[Article]) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut all: BTreeMap<String, usize> = BTreeMap::new();
    for article in articles {
        for word in cut_lines(&article.text).flatten() {
            *all.entry(word.form).or_default() += 1;
        }
        for attributed in article.readers.iter().take(1).flatten() {
            for span in &attributed.cue {
                let cue = span.of(&article.text).unwrap_or_default().to_lowercase();
                if cue.split_whitespace().count() == 1 {
                    *counts.entry(cue).or_default() += 1;
                }
            }
        }
    }
    counts.retain(|_, n| *n >= 2);
    counts
        .into_iter()
        .map(|(word, n)| {
            let share = n * 1000 / all.get(&word).copied().unwrap_or(n).max(n) + 1;
            (word, share)
        })
        .collect()
}

/// The lexicon of the rules: words that were the head of a cue at least three
/// times, how often, and how often they were not.
pub fn cues(articles: &[Article]) -> BTreeMap<String, (usize, usize)> {
    let cueness = cueness(articles);
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for lesson in articles.iter().flat_map(|article| lessons(article, &cueness)) {
        for (i, word) in lesson
            .words
            .iter()
            .enumerate()
            .filter(|(_, w)| w.form.chars().all(char::is_alphabetic))
        {
            let count = counts.entry(word.form.clone()).or_default();
            if lesson.examples.iter().any(|e| e.cue == i) {
                count.0 += 1;
            } else {
                count.1 += 1;
            }
        }
    }
    counts.retain(|_, (cue, other)| *cue >= 3 && *cue * 10 >= *other);
    counts
}

/// Words that may enter as themselves.
fn common(articles: &[Article], cueness: &BTreeMap<String, usize>, least: usize) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for article in articles {
        let words: BTreeSet<String> = cut_lines(&article.text)
            .flatten()
            .filter(|w| !w.capital)
            .map(|w| w.form)
            .collect();
        for word in words {
            *counts.entry(word).or_default() += 1;
        }
    }
    counts.retain(|word, n| {
        let plain = !word.chars().any(|c| c.is_ascii_digit());
        plain && (*n >= least || *n >= 3 && cueness.get(word).is_some_and(|share| *share >= 100))
    });
    counts.into_keys().collect()
}

fn cut_lines(text: &str) -> impl Iterator<Item = Vec<Word>> + '_ {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let words = cut(line, at);
        at += line.len();
        words
    })
}

fn lessons(article: &Article, cueness: &BTreeMap<String, usize>) -> Vec<Lesson> {
    let gold = article.readers.first().map(Vec::as_slice).unwrap_or_default();
    cut_lines(&article.text)
        .filter(|words| !words.is_empty())
        .map(|words| lesson(words, gold, cueness))
        .collect()
}

fn lesson(words: Vec<Word>, gold: &[Attributed], cueness: &BTreeMap<String, usize>) -> Lesson {
    let mut examples = Vec::new();
    let mut unsure = Vec::new();
    for attributed in gold {
        let cue: Vec<usize> = within(&words, &attributed.cue);
        let best = cue.iter().copied().max_by_key(|&i| {
            let word = &words[i];
            (
                cueness.get(&word.form).copied().unwrap_or(0),
                word.form.chars().any(char::is_alphabetic),
                i,
            )
        });
        let Some(head) = best else { continue };
        unsure.extend(cue.iter().filter(|&&i| i != head));
        let hull = |spans: &[Span]| {
            let at = within(&words, spans);
            Some((*at.first()?, *at.last()?))
        };
        match hull(&attributed.content) {
            Some(content) => examples.push(Example {
                cue: head,
                content,
                source: hull(&attributed.source),
            }),
            None => unsure.push(head),
        }
    }
    Lesson {
        words,
        examples,
        unsure,
    }
}

/// Numbers of the words that the spans touch, in order.
fn within(words: &[Word], spans: &[Span]) -> Vec<usize> {
    let mut all = Vec::new();
    for span in spans {
        let first = words.partition_point(|w| w.span.end <= span.start);
        all.extend((first..words.len()).take_while(|&i| words[i].span.start < span.end));
    }
    all.sort_unstable();
    all
}
