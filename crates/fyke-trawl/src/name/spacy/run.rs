//! The network at work on a text.
//!
//! A text is read in stretches, each with four tokens more on either side,
//! which is as far as the four layers see; beyond the ends of the text stand
//! rows of zeros, which the layers change as they do others. So memory does not
//! grow with the text, and a token's numbers are the same wherever a stretch
//! begins.

use super::lexeme::{features, rows};
use super::weights::{DEPTH, HIDDEN, PLACES, STEP_PIECES, WIDTH, Weights};
use crate::linear::Matrix;
use crate::token::Token;
use fearless_simd::Level;
use fyke_model::text::Span;
use rustc_hash::FxHashMap;

/// A name that the model found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Entity<'m> {
    /// Its first token.
    pub first: usize,
    /// The token after its last.
    pub end: usize,
    /// Where it stands in the text.
    pub span: Span,
    /// spaCy's label.
    pub label: &'m str,
}

/// Tokens of a stretch: their numbers stay in a core's own cache (100 kB), and
/// the eight that are worked on twice are 3 %.
const STRETCH_TOKENS: usize = 256;
/// Words whose numbers are kept: 12 MB a thread. A million words of news have
/// about 40,000 forms, most of them once.
const WORDS_KEPT: usize = 32_768;
/// Longer words are worked out anew wherever they stand.
const KEPT_WORD_BYTES: usize = 64;
/// Numbers of one token for the steps.
const STEP: usize = STEP_PIECES * HIDDEN;

/// Working memory of a thread.
#[derive(Default)]
pub(super) struct Scratch {
    plain: FxHashMap<Box<str>, usize>,
    normed: FxHashMap<(Box<str>, &'static str), usize>,
    /// Numbers of words, [`WIDTH`] each.
    words: Vec<f32>,
    fresh: Vec<f32>,
    slots: Vec<usize>,
    x: Vec<f32>,
    next: Vec<f32>,
    products: Vec<f32>,
    seen: Vec<f32>,
    steps: Vec<f32>,
}

/// All names of a text.
pub(super) fn entities<'m>(
    level: Level,
    weights: &'m Weights,
    scratch: &mut Scratch,
    text: &str,
    tokens: &[Token],
) -> Vec<Entity<'m>> {
    let mut found = Vec::new();
    let mut steps = Steps::new(level, weights);
    for start in (0..tokens.len()).step_by(STRETCH_TOKENS) {
        let end = (start + STRETCH_TOKENS).min(tokens.len());
        scratch.stretch(level, weights, text, tokens, start, end);
        let width = weights.places.width();
        for (i, features) in (start..end).zip(scratch.steps.chunks_exact(width)) {
            let Some(token) = tokens.get(i) else { break };
            if let Some((first, label)) = steps.step(i, i + 1 == tokens.len(), token.is_space(text), features)
                && let (Some(from), Some(label)) = (tokens.get(first), weights.labels.get(label))
            {
                found.push(Entity {
                    first,
                    end: i + 1,
                    span: Span::new(from.span.start, token.span.end),
                    label,
                });
            }
        }
    }
    found
}

impl Scratch {
    /// Fills `steps` with what the steps see of the tokens from `start` to `end`.
    fn stretch(
        &mut self,
        level: Level,
        weights: &Weights,
        text: &str,
        tokens: &[Token],
        start: usize,
        end: usize,
    ) {
        let (from, to) = (start.saturating_sub(DEPTH), (end + DEPTH).min(tokens.len()));
        self.look_up(level, weights, text, tokens.get(from..to).unwrap_or_default());
        let before = DEPTH - (start - from);
        let mut length = (end - start) + 2 * DEPTH;
        self.x.clear();
        self.x.resize(length * WIDTH, 0.0);
        for (row, &slot) in self.x.chunks_exact_mut(WIDTH).skip(before).zip(&self.slots) {
            row.copy_from_slice(&self.words[slot * WIDTH..(slot + 1) * WIDTH]);
        }
        // each layer loses a row on either side: the last has the stretch alone
        for layer in &weights.layers {
            let rows = length - 2;
            self.next.clear();
            self.next.resize(rows * WIDTH, 0.0);
            self.products
                .resize((rows * layer.matrix.width()).max(self.products.len()), 0.0);
            layer
                .matrix
                .product(level, &self.x, WIDTH, rows, &mut self.products);
            let olds = self.x.chunks_exact(WIDTH).skip(1);
            let products = self.products.chunks_exact(layer.matrix.width());
            for ((new, old), products) in self.next.chunks_exact_mut(WIDTH).zip(olds).zip(products) {
                layer.normal.apply(&products[..3 * WIDTH], new);
                for (n, &o) in new.iter_mut().zip(old) {
                    *n += o;
                }
            }
            std::mem::swap(&mut self.x, &mut self.next);
            length = rows;
        }
        linear(level, &weights.seen, &self.x, WIDTH, length, &mut self.seen);
        let width = weights.seen.width();
        for row in self.seen.chunks_exact_mut(width) {
            for (value, &bias) in row.iter_mut().zip(&weights.seen_bias) {
                *value += bias;
            }
        }
        linear(level, &weights.places, &self.seen, width, length, &mut self.steps);
    }

    /// Fills `slots` with where the numbers of each token's word are, working out
    /// those that are not kept.
    fn look_up(&mut self, level: Level, weights: &Weights, text: &str, tokens: &[Token]) {
        if self.words.len() / WIDTH + tokens.len() > WORDS_KEPT {
            self.plain.clear();
            self.normed.clear();
            self.words.clear();
        }
        let kept = self.words.len() / WIDTH;
        let mut count = kept;
        self.slots.clear();
        self.fresh.clear();
        for token in tokens {
            let word = token.text(text);
            let found = match token.norm {
                None => self.plain.get(word).copied(),
                Some(norm) => self.normed.get(&(word.into(), norm)).copied(),
            };
            if let Some(slot) = found {
                self.slots.push(slot);
                continue;
            }
            for (&number, (table, seed)) in features(word, token.norm, &weights.norms)
                .iter()
                .zip(&weights.tables)
            {
                let at = self.fresh.len();
                self.fresh.resize(at + WIDTH, 0.0);
                for row in rows(number, *seed, table.len() / WIDTH) {
                    let row = &table[row * WIDTH..(row + 1) * WIDTH];
                    for (sum, &value) in self.fresh[at..].iter_mut().zip(row) {
                        *sum += value;
                    }
                }
            }
            if word.len() <= KEPT_WORD_BYTES {
                match token.norm {
                    None => self.plain.insert(word.into(), count),
                    Some(norm) => self.normed.insert((word.into(), norm), count),
                };
            }
            self.slots.push(count);
            count += 1;
        }
        let new = count - kept;
        if new == 0 {
            return;
        }
        let inputs = self.fresh.len() / new;
        let matrix = &weights.word.matrix;
        self.products
            .resize((new * matrix.width()).max(self.products.len()), 0.0);
        matrix.product(level, &self.fresh, inputs, new, &mut self.products);
        self.words.resize(count * WIDTH, 0.0);
        let products = self.products.chunks_exact(matrix.width());
        for (word, products) in self.words[kept * WIDTH..].chunks_exact_mut(WIDTH).zip(products) {
            weights.word.normal.apply(&products[..3 * WIDTH], word);
        }
    }
}

/// Products into a buffer of just their size.
fn linear(level: Level, matrix: &Matrix, a: &[f32], stride: usize, rows: usize, out: &mut Vec<f32>) {
    out.clear();
    out.resize(rows * matrix.width(), 0.0);
    matrix.product(level, a, stride, rows, out);
}

/// Where the steps stand: a name is open or not.
struct Steps<'m> {
    level: Level,
    weights: &'m Weights,
    /// First token and label of an open name.
    open: Option<(usize, usize)>,
    /// What the first token of the open name and the token before give.
    first: [f32; STEP],
    previous: [f32; STEP],
    hidden: [f32; HIDDEN],
    scores: Vec<f32>,
}

impl<'m> Steps<'m> {
    fn new(level: Level, weights: &'m Weights) -> Steps<'m> {
        Steps {
            level,
            weights,
            open: None,
            first: [0.0; STEP],
            previous: [0.0; STEP],
            hidden: [0.0; HIDDEN],
            scores: vec![0.0; weights.closed.width()],
        }
    }

    /// One token; gives the first token and the label of a name that ends with it.
    ///
    /// A name may not begin on white space, nor go beyond the text; an open one
    /// goes on or ends, with its own label.
    fn step(&mut self, i: usize, last: bool, space: bool, features: &[f32]) -> Option<(usize, usize)> {
        let done = match self.open {
            Some((first, label)) => {
                if last || self.ends(label, features) {
                    self.open = None;
                    Some((first, label))
                } else {
                    None
                }
            }
            None if space => None,
            None => self.begins(i, last, features),
        };
        self.previous.copy_from_slice(&features[2 * STEP..PLACES * STEP]);
        done
    }

    /// Hidden numbers of the state, from three places.
    fn see(&mut self, features: &[f32]) {
        let weights = self.weights;
        let absent = &weights.absent;
        let (first, previous) = match self.open {
            Some(_) => (&self.first[..], &self.previous[..]),
            None => (&absent[STEP..2 * STEP], &absent[2 * STEP..PLACES * STEP]),
        };
        let sum = |at: usize| features[at] + first[at] + previous[at] + weights.places_bias[at];
        for (o, hidden) in self.hidden.iter_mut().enumerate() {
            *hidden = sum(o).max(sum(HIDDEN + o));
        }
    }

    fn ends(&mut self, label: usize, features: &[f32]) -> bool {
        self.see(features);
        let score = |(row, bias): &(Vec<f32>, f32)| {
            row.iter().zip(&self.hidden).map(|(w, h)| w * h).sum::<f32>() + bias
        };
        let (inside, last) = (self.weights.inside.get(label), self.weights.last.get(label));
        // of equal scores the class that stands first is taken, which is inside
        last.map(score) > inside.map(score)
    }

    fn begins(&mut self, i: usize, last: bool, features: &[f32]) -> Option<(usize, usize)> {
        self.see(features);
        let weights = self.weights;
        weights
            .closed
            .product(self.level, &self.hidden, HIDDEN, 1, &mut self.scores);
        let labels = weights.labels.len();
        let mut best: Option<(usize, f32)> = None;
        for (class, (score, bias)) in self.scores.iter().zip(&weights.closed_bias).enumerate() {
            let score = score + bias;
            if (class >= labels || !last) && best.is_none_or(|(_, high)| score > high) {
                best = Some((class, score));
            }
        }
        let (class, _) = best?;
        if class < labels {
            self.open = Some((i, class));
            self.first.copy_from_slice(&features[STEP..2 * STEP]);
            None
        } else {
            (class < 2 * labels).then(|| (i, class - labels))
        }
    }
}
