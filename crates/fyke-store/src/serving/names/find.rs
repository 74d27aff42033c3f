//! From what was typed to the forms that fit, word by word.
//!
//! A form fits where it has every word: word for word, or as the beginning of
//! the word that is still being typed. Where that finds little, words that are
//! spelt or sound alike count too; and where still no form has all the words,
//! those that no form has, and then the commonest, are left out one by one and
//! named in the answer.

use super::alike::Alike;
use super::make::SOUND_CLASSES_MIN;
use super::{Bits, Names};
use fst::{IntoStreamer, Streamer};
use fyke_resolve::text;

/// Words of a question that are looked at.
const WORDS_MAX: usize = 12;

/// Forms below which words that are alike count too.
const FEW_FORMS: u64 = 20;

/// Letters from which one edit, and from which two, leave a word like itself.
const ONE_EDIT_FROM: usize = 4;
const TWO_EDITS_FROM: usize = 8;

/// Tokens that one word may be alike to.
const ALIKE_MAX: usize = 2_000;

/// A word of a question.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Typed {
    /// As typed, for people.
    shown: String,
    /// How it may read; the likeliest first.
    readings: Vec<String>,
    /// It may be the beginning of a word.
    unfinished: bool,
}

/// What was typed, read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(in super::super) struct Sought {
    words: Vec<Typed>,
}

/// The forms that have a word, by how well.
struct Having {
    /// Word for word; begins so; is alike.
    fits: [Bits; 3],
}

/// The forms that fit.
#[derive(Default)]
pub(in super::super) struct Matches {
    pub(in super::super) forms: Bits,
    having: Vec<Having>,
    /// Words that were left out.
    pub(in super::super) left_out: Vec<String>,
}

impl Sought {
    /// Reads what was typed.
    pub(in super::super) fn of(typed: &str) -> Sought {
        let words = text::read(typed).words;
        let unfinished = typed.chars().next_back().is_some_and(char::is_alphanumeric);
        let last = words.len().min(WORDS_MAX);
        let words = words
            .into_iter()
            .take(WORDS_MAX)
            .enumerate()
            .map(|(at, word)| Typed {
                shown: word.latin.clone(),
                unfinished: unfinished && at + 1 == last,
                readings: std::iter::once(word.latin).chain(word.readings).collect(),
            })
            .collect();
        Sought { words }
    }

    /// True where nothing is sought.
    pub(in super::super) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

impl Matches {
    /// True where nothing was sought, so that all forms fit as well.
    pub(in super::super) fn fit_alike(&self) -> bool {
        self.having.is_empty()
    }

    /// How well a form fits: 0 for word for word, 1 where a word begins so, 2
    /// where one is alike; and the sum over all words.
    pub(in super::super) fn fit(&self, form: u32) -> (u32, u32) {
        let (mut worst, mut sum) = (0, 0);
        for having in &self.having {
            let fit = having.fits.iter().position(|bits| bits.has(form)).unwrap_or(2) as u32;
            worst = worst.max(fit);
            sum += fit;
        }
        (worst, sum)
    }
}

impl Having {
    fn any(&self) -> Bits {
        let [exact, begins, alike] = &self.fits;
        let mut any = exact.clone();
        any.join(begins);
        any.join(alike);
        any
    }
}

impl Names {
    /// The forms that fit what is sought; all where nothing is.
    pub(in super::super) fn matches(&self, sought: &Sought) -> Matches {
        if sought.is_empty() {
            return Matches {
                forms: Bits::all_below(self.len()),
                ..Matches::default()
            };
        }
        let mut having: Vec<Having> = sought.words.iter().map(|word| self.having(word)).collect();
        let mut forms = common(&having, self.len());
        if forms.count() < FEW_FORMS {
            for (word, having) in sought.words.iter().zip(&mut having) {
                self.add_alike(word, having);
            }
            forms = common(&having, self.len());
        }
        let mut words: Vec<&Typed> = sought.words.iter().collect();
        let mut left_out = vec![];
        while forms.is_empty() && words.len() > 1 {
            let counts: Vec<u64> = having.iter().map(|h| h.any().count()).collect();
            // those that no form has first, then the commonest
            let next = counts.iter().position(|count| *count == 0).or_else(|| {
                let most = counts.iter().max()?;
                counts.iter().position(|count| count == most)
            });
            let Some(at) = next else { break };
            left_out.push(words.remove(at).shown.clone());
            having.remove(at);
            forms = common(&having, self.len());
        }
        Matches {
            forms,
            having,
            left_out,
        }
    }

    fn having(&self, word: &Typed) -> Having {
        let mut fits = [(); 3].map(|()| Bits::below(self.len()));
        let [exact, begins, _] = &mut fits;
        for reading in &word.readings {
            if let Some(token) = self.tokens.get(reading) {
                add(exact, self.postings.at(token as u32));
            }
            if word.unfinished {
                add(begins, self.postings.span(self.beginning(reading)));
            }
        }
        Having { fits }
    }

    /// The tokens that begin so.
    fn beginning(&self, word: &str) -> std::ops::Range<u32> {
        let first = |from: &[u8]| {
            let mut stream = self.tokens.range().ge(from).into_stream();
            stream
                .next()
                .map_or(self.tokens.len() as u32, |(_, token)| token as u32)
        };
        // letters and digits are below '{'
        let after = format!("{word}{{");
        first(word.as_bytes())..first(after.as_bytes())
    }

    fn add_alike(&self, word: &Typed, having: &mut Having) {
        let [_, _, alike] = &mut having.fits;
        let Some(reading) = word.readings.first() else {
            return;
        };
        let wanted = text::sound(reading);
        if wanted.len() >= SOUND_CLASSES_MIN {
            let from = self.sounds.partition_point(|key| *key < wanted.bits());
            let until = self.sounds.partition_point(|key| *key <= wanted.bits());
            for token in self.sounding.get(from..until).unwrap_or_default() {
                add(alike, self.postings.at(*token));
            }
        }
        if reading.len() < ONE_EDIT_FROM {
            return;
        }
        let met = self.add_edits(reading, 1, word.unfinished, alike);
        if met == 0 && reading.len() >= TWO_EDITS_FROM {
            self.add_edits(reading, 2, false, alike);
        }
    }

    /// Adds the forms of words within some edits; gives the number of words.
    fn add_edits(&self, word: &str, edits: u8, unfinished: bool, to: &mut Bits) -> usize {
        let Some(alike) = Alike::new(word, edits, unfinished) else {
            return 0;
        };
        let mut stream = self.tokens.search(alike).into_stream();
        let mut met = 0;
        while let Some((_, token)) = stream.next() {
            add(to, self.postings.at(token as u32));
            met += 1;
            if met == ALIKE_MAX {
                break;
            }
        }
        met
    }
}

fn add(to: &mut Bits, forms: &[u32]) {
    for form in forms {
        to.add(*form);
    }
}

/// The forms that have every word.
fn common(having: &[Having], forms: u32) -> Bits {
    let mut all = having.iter().map(Having::any);
    let Some(mut common) = all.next() else {
        return Bits::below(forms);
    };
    for next in all {
        common.keep(&next);
    }
    common
}
