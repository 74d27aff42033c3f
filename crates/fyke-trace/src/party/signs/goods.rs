//! T14: the text names watched goods, the code says other goods.
//!
//! A small naive Bayes over the watched headings of `data/words/goods.toml`.
//! A word or a part number that settles a heading adds [`WORD_LN`] to its
//! score, one that only points to it [`HINT_LN`]; everything else that trade
//! consists of, headings without a word included, has score [`OTHER_GOODS_LN`].
//! With `P` the softmax of the scores, a row is signed where the headings that
//! are settled have together `P > ` [`NAMED_MIN`] and those among all that hold
//! the declared code, or under which the same words are honest (`also`), have
//! `P < ` [`DECLARED_MAX`].
//!
//! The scores are set by us and not learnt: there is no labelled text to learn
//! from. Innocent look-alikes: poor texts, texts copied from the invoice that
//! name what the goods are *for*, honest disputes over a code; hence the lists
//! of headings that go together.

use super::tokens::{Hashed, Starts, Tokens, has_shape, phrase_hash};
use fyke_model::reference::WordList;

/// What a word that settles a heading adds, in nats: 55 to 1.
pub const WORD_LN: f64 = 4.0;
/// What a word that points to a heading adds: two of them count as one word.
pub const HINT_LN: f64 = 2.0;
/// Score of everything else: one hint alone (7 to 5) does not name goods.
pub const OTHER_GOODS_LN: f64 = 1.6;
/// The text names goods from this probability on.
pub const NAMED_MIN: f64 = 0.7;
/// The code is not what the text says below this probability.
pub const DECLARED_MAX: f64 = 0.05;

/// The longest phrase in a list.
const PHRASE_WORDS_MAX: usize = 3;
/// No more part-number shapes are tried on one word than there are.
const SHAPE_LETTERS_MIN: usize = 5;

#[derive(Clone, Debug)]
struct Heading {
    number: u32,
    also: Vec<u32>,
}

/// The words of the watched headings.
#[derive(Clone, Debug, Default)]
pub struct GoodsWords {
    headings: Vec<Heading>,
    /// Heading and weight of a word or phrase.
    gains: Hashed<Vec<(usize, f64)>>,
    starts: Starts,
    /// Shapes by their first byte; as long as the largest.
    shapes: Vec<Vec<(String, usize)>>,
}

impl GoodsWords {
    /// Takes the list in; without one nothing is ever signed.
    pub fn new(list: Option<&WordList>) -> GoodsWords {
        let mut words = GoodsWords::default();
        for group in list.into_iter().flat_map(|list| &list.groups) {
            let Ok(number) = group.id.parse() else {
                continue;
            };
            let at = words.headings.len();
            words.headings.push(Heading {
                number,
                also: group.also.iter().filter_map(|id| id.parse().ok()).collect(),
            });
            let settling = group.words.iter().map(|word| (word, WORD_LN));
            for (word, gain) in settling.chain(group.hints.iter().map(|word| (word, HINT_LN))) {
                let (hash, length) = phrase_hash(word);
                if (1..=PHRASE_WORDS_MAX).contains(&length) {
                    words.starts.add(word);
                    words.gains.entry(hash).or_default().push((at, gain));
                }
            }
            for shape in &group.shapes {
                if let Some(first) = shape.bytes().next() {
                    let first = usize::from(first);
                    if words.shapes.len() <= first {
                        words.shapes.resize(first + 1, Vec::new());
                    }
                    words.shapes[first].push((shape.clone(), at));
                }
            }
        }
        words
    }

    /// Does the text name watched goods that the declared heading does not hold.
    pub fn contradicts(&self, text: &Tokens, declared: u32) -> bool {
        if self.headings.is_empty() {
            return false;
        }
        let mut scores = [0.0f64; 64];
        let scores = &mut scores[..self.headings.len().min(64)];
        let mut hit = false;
        let mut add = |heading: usize, gain: f64| {
            if let Some(score) = scores.get_mut(heading) {
                *score += gain;
                hit = true;
            }
        };
        for at in 0..text.len() {
            let begins = text.phrase(at, 1).is_some_and(|word| self.starts.may_begin(word));
            for length in (1..=PHRASE_WORDS_MAX).take_while(|_| begins) {
                let gains = text.phrase(at, length).and_then(|hash| self.gains.get(&hash));
                gains
                    .into_iter()
                    .flatten()
                    .for_each(|(heading, gain)| add(*heading, *gain));
            }
            if let Some(heading) = self.heading_of_part(text.word(at)) {
                add(heading, WORD_LN);
            }
        }
        hit && self.judge(scores, declared)
    }

    fn heading_of_part(&self, word: &str) -> Option<usize> {
        if word.len() < SHAPE_LETTERS_MIN || !word.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let shapes = self.shapes.get(usize::from(word.bytes().next()?))?;
        let found = shapes.iter().find(|(shape, _)| has_shape(word, shape));
        found.map(|(_, heading)| *heading)
    }

    fn judge(&self, scores: &[f64], declared: u32) -> bool {
        let mass = |score: f64| if score > 0.0 { score.exp() } else { 0.0 };
        let all: f64 = scores.iter().map(|s| mass(*s)).sum::<f64>() + OTHER_GOODS_LN.exp();
        let settled = scores.iter().filter(|s| **s >= WORD_LN);
        let named = settled.map(|s| mass(*s)).sum::<f64>() / all;
        let fits = |heading: &Heading| heading.number == declared || heading.also.contains(&declared);
        let under_code: f64 = self
            .headings
            .iter()
            .zip(scores)
            .filter(|(heading, _)| fits(heading))
            .map(|(_, score)| mass(*score))
            .sum();
        named > NAMED_MIN && under_code / all < DECLARED_MAX
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fyke_model::reference::Reference;

    #[test]
    fn a_hint_alone_names_nothing_and_two_do() {
        let reference = Reference::shipped();
        let words = GoodsWords::new(reference.words.get("goods"));
        let mut text = Tokens::default();
        for (said, contradicts) in [
            ("memory foam pillow", false),
            ("ic processor", true),
            ("gift cards", false),
        ] {
            text.read(said);
            assert_eq!(words.contradicts(&text, 9404), contradicts, "{said}");
        }
    }

    #[test]
    fn the_list_fits_the_table() {
        let reference = Reference::shipped();
        let list = &reference.words["goods"];
        assert!(list.groups.len() <= 64);
        assert_eq!(
            GoodsWords::new(Some(list)).headings.len(),
            list.groups.len(),
            "an id is no heading"
        );
    }
}
