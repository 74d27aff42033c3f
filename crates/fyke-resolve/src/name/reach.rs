//! What two names could reach at most, word by word, for a search that must miss
//! nothing.
//!
//! A search through a list cannot compare every pair; it may pass over a pair
//! only when no alignment of the words could lift it to the cut-off. Here are
//! the pieces of that proof, kept beside the comparison that they bound:
//! [`word_link`] is a link as [`super::align`] would make it, [`Reach`] the
//! highest log odds that words left over and bits agreed still allow. Whatever
//! is not bounded counts as if it were perfect.

use super::agree::{Agreement, STRENGTH_MAX, agree, ceiling};
use super::align::slack;
use super::analysed::Name;
use super::bearer::Bearer;
use super::compare::{Comparison, left};
use super::edit::edits;
use super::feature::NameFeature;
use super::model::{BadModel, GROUPS, LEVELS, LOG_ODDS_MAX, Model, group};
use super::rarity::fingerprint_of;
use super::word::{Class, FLAG_VAGUE, NameWord, meet};

/// Words of a run that may be written as one word.
pub(crate) const JOINED_RUN_MAX: usize = 4;
/// Letters that a word needs to be written as a run of words.
pub(crate) const JOINED_LETTERS_MIN: usize = 4;
/// Letters of a word that may be the first letters of several.
pub(crate) const ACRONYM_LETTERS: std::ops::RangeInclusive<usize> = 2..=6;

/// Letters that may differ in a word of so many that the other side writes apart.
pub(crate) fn joined_edits(letters: usize) -> usize {
    slack(letters as u32) as usize
}

/// Bits are rounded up and down by this, so that the order of sums cannot matter.
const SLACK_BITS: f32 = 0.01;

/// A name model of one's own, for pairs that are met in another way than those
/// which [`super::probability`] has learned from.
pub(crate) struct Scale(Model);

impl Scale {
    /// Reads a model file, as [`super::train()`] writes it.
    pub(crate) fn read(text: &str) -> Result<Scale, BadModel> {
        Model::parse(text).map(Scale)
    }

    /// The chance that two names are one bearer's.
    pub(crate) fn probability(&self, bearer: Bearer, comparison: &Comparison) -> f32 {
        self.0.probability(group(bearer), comparison)
    }
}

/// How two words could be linked.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct WordLink {
    /// Share of their bits that would agree, 0 to 1; 0 where one is an aside.
    pub(crate) strength: f32,
    /// Log odds that any pair with this link loses, by group of bearers: at most 0.
    pub(crate) cost: [f32; GROUPS],
}

/// The best link that word `i` of one name and word `j` of the other could have.
pub(crate) fn word_link(scale: &Scale, a: &Name, i: usize, b: &Name, j: usize) -> Option<WordLink> {
    let (x, y) = (a.words.get(i)?, b.words.get(j)?);
    let aside = x.is_aside() || y.is_aside();
    let forms = (x.class == Class::LegalForm) != (y.class == Class::LegalForm) && {
        let longer = u32::from(x.len.max(y.len));
        x.len >= 5 && y.len >= 5 && edits(a.letters(x), b.letters(y)) * 4 <= longer
    };
    if forms {
        return Some(WordLink {
            strength: 0.0,
            cost: [0.0; GROUPS],
        });
    }
    if !may_link(x, y) {
        return None;
    }
    agree(a, x, b, y).map(|link| WordLink::of(scale, &link, aside))
}

/// What of a word rules out most links at a glance; kept side by side for a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Outline {
    letters: u32,
    hash: u32,
    sound_key: u32,
    len: u8,
    meanings: [u8; 2],
    /// Letters shared by a woman's and a man's form.
    root_len: u8,
    /// It has several readings.
    several: bool,
    /// Its letters say little, or it is a legal form, which misspelled ones match.
    open: bool,
}

impl Outline {
    pub(crate) fn of(word: &NameWord) -> Outline {
        Outline {
            letters: word.letters,
            hash: word.hash,
            sound_key: word.sound_key,
            len: word.len,
            meanings: word.meanings,
            root_len: word.root_len,
            several: word.readings != 0,
            open: word.flags & FLAG_VAGUE != 0 || word.class == Class::LegalForm || word.len <= 1,
        }
    }

    /// Whether a link is out of the question when so many edits are too many, by
    /// the letters of the longer word.
    pub(crate) fn rules_out(&self, other: &Outline, edits_max: &[Option<u8>; LENGTHS]) -> bool {
        let means = meet(self.meanings, other.meanings);
        let sounds = self.sound_key == other.sound_key && self.sound_key != 0;
        let root = self.root_len == other.root_len && self.root_len > 0;
        if self.hash == other.hash || means || sounds || root || self.open || other.open {
            return false;
        }
        let longer = usize::from(self.len.max(other.len)).min(LENGTHS - 1);
        let Some(edits) = edits_max[longer] else {
            return true;
        };
        // of a word with several readings only what none of them has is telling
        let (here, there) = match (self.several, other.several) {
            (false, false) => (self.letters & !other.letters, other.letters & !self.letters),
            (true, false) => (0, other.letters & !self.letters),
            (false, true) => (self.letters & !other.letters, 0),
            (true, true) => (0, 0),
        };
        let several = self.several || other.several;
        (!several && self.len.abs_diff(other.len) > edits) || !at_most(here, edits) || !at_most(there, edits)
    }
}

/// Whether at most so many bits are set.
pub(crate) fn at_most(mut bits: u32, count: u8) -> bool {
    for _ in 0..count {
        bits &= bits.wrapping_sub(1);
    }
    bits == 0
}

/// The edits that words can have, by the letters of the longer, for either group of
/// bearers; and those that a joined word can have.
pub(crate) fn edits_of_either(reach: &[Reach; 2]) -> [[Option<u8>; LENGTHS]; 2] {
    std::array::from_fn(|joined| {
        let edits = |letters: usize| {
            reach
                .iter()
                .filter_map(move |reach| reach.edits[joined][letters].checked_sub(1))
        };
        std::array::from_fn(|letters| edits(letters).max())
    })
}

/// Whether [`word_link`] is worth asking for; false is certain.
pub(crate) fn may_link(x: &NameWord, y: &NameWord) -> bool {
    let forms = (x.class == Class::LegalForm) != (y.class == Class::LegalForm);
    ceiling(x, y) > 0 || (forms && x.len >= 5 && y.len >= 5)
}

impl WordLink {
    fn of(scale: &Scale, agreement: &Agreement, aside: bool) -> WordLink {
        if aside {
            return WordLink {
                strength: 0.0,
                cost: [0.0; GROUPS],
            };
        }
        let (quarters, plain) = (u32::from(agreement.quarters), u32::from(agreement.plain));
        let cost = std::array::from_fn(|group| {
            cost_of_letters(&scale.0, group, quarters, plain, u32::from(agreement.letters))
        });
        WordLink {
            strength: agreement.strength() as f32 / STRENGTH_MAX as f32,
            cost,
        }
    }
}

/// Log odds that letters which differ in one word take away at least.
fn cost_of_letters(model: &Model, group: usize, quarters: u32, plain: u32, letters: u32) -> f32 {
    let share = (30 * quarters).div_ceil(letters.max(1) * 4);
    at_least(model, group, NameFeature::Letters, quarters.div_ceil(2))
        + at_least(model, group, NameFeature::Spelling, plain)
        + at_least(model, group, NameFeature::LetterShare, share)
}

/// The most that a feature can still add at `level` or above, beside its best.
fn at_least(model: &Model, group: usize, feature: NameFeature, level: u32) -> f32 {
    let table = &model.tables[group][feature as usize];
    let level = (level as usize).min(LEVELS - 1);
    most(&table[level..]) - most(table)
}

fn most(table: &[f32]) -> f32 {
    table.iter().copied().fold(f32::MIN, f32::max)
}

/// What a word counts for when it has no counterpart.
pub(crate) fn missed(name: &Name, at: usize) -> Missed {
    let alone = left(name, !(1 << at));
    Missed {
        bits: alone.bits,
        words: alone.words,
    }
}

/// A number that words share which compare alike with every other word.
pub(crate) fn word_type(name: &Name, at: usize) -> u64 {
    let Some(word) = name.words.get(at) else { return 0 };
    let mut signed = Vec::with_capacity(96);
    signed.extend_from_slice(name.letters(word));
    for reading in name.readings(word) {
        signed.push(b' ');
        signed.extend_from_slice(reading);
    }
    signed.extend_from_slice(&[0xff, word.class as u8, word.root_len, word.flags]);
    signed.extend_from_slice(&word.value.to_le_bytes());
    for slot in word.given.iter().chain(&word.family) {
        signed.extend_from_slice(&slot.to_le_bytes());
    }
    signed.extend_from_slice(&word.bits.to_le_bytes());
    fingerprint_of(&signed)
}

/// Words that one side has and the other has not: bits and count, at least.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(crate) struct Missed {
    /// Their bits.
    pub(crate) bits: f32,
    /// Their number.
    pub(crate) words: u32,
}

/// Bits are told apart by halves in [`Reach`]'s table, up to 64 bits.
const STEPS: usize = 128;
/// Words are counted up to this.
const COUNTS: usize = 16;

/// What a pair of names needs to reach a cut-off.
pub(crate) struct Reach {
    group: usize,
    needed: f32,
    /// Base and the best of every feature.
    best: f32,
    agreed: [f32; LEVELS],
    /// By the lesser and the greater of the bits missed.
    bits: Vec<f32>,
    /// By the lesser and the greater of the words missed.
    words: Vec<f32>,
    /// Edits that a word of so many letters can have, and a joined one.
    edits: [[u8; LENGTHS]; 2],
    /// Whether first letters may stand for words.
    acronyms: bool,
}

/// Lengths of words told apart.
pub(crate) const LENGTHS: usize = 65;

impl Reach {
    /// For bearers of one group, and a probability.
    pub(crate) fn new(scale: &Scale, bearer: Bearer, cut_off: f32) -> Reach {
        let model = &scale.0;
        let group = group(bearer);
        let best = model.base[group] + model.tables[group].iter().map(|table| most(table)).sum::<f32>();
        let agreed = std::array::from_fn(|level| {
            let table = &model.tables[group][NameFeature::Agreed as usize];
            most(&table[..=level]) - most(table)
        });
        let bits = table_of(STEPS, |low, high, met| {
            let half = |steps: usize| steps as f32 / 2.0;
            let replaced = (half(met.max(low)) / 2.0).ceil() as u32;
            let added = (half(high.saturating_sub(met)) / 3.0).ceil() as u32;
            at_least(model, group, NameFeature::Replaced, replaced)
                + at_least(model, group, NameFeature::Added, added)
        });
        let words = table_of(COUNTS, |low, high, met| {
            let (replaced, added) = (met.max(low) as u32, high.saturating_sub(met) as u32);
            at_least(model, group, NameFeature::ReplacedWords, replaced)
                + at_least(model, group, NameFeature::AddedWords, added)
        });
        let needed = log_odds_of(cut_off);
        let joined = at_least(model, group, NameFeature::Joined, 1);
        let stands = |cost: f32| best + cost >= needed;
        let edits = [(0.0, 1), (joined, 4)].map(|(cost, quarters)| {
            std::array::from_fn(|letters| {
                // an edit counts a quarter of a letter at least; in a joined word, a letter
                let of = |edits: u32| cost_of_letters(model, group, edits * quarters, edits, letters as u32);
                (0..=letters as u32)
                    .take_while(|&edits| stands(cost + of(edits)))
                    .count() as u8
            })
        });
        let acronyms = stands(at_least(model, group, NameFeature::Meaning, 3));
        Reach {
            group,
            needed,
            best,
            agreed,
            bits,
            words,
            edits,
            acronyms,
        }
    }

    /// Whether a pair with this link could reach the cut-off at all.
    pub(crate) fn can_stand(&self, link: &WordLink) -> bool {
        self.best + link.cost[self.group] >= self.needed
    }

    /// Whether a pair could reach the cut-off in which first letters stand for words.
    pub(crate) fn allows_acronyms(&self) -> bool {
        self.acronyms
    }

    /// Whether a pair could reach the cut-off of which at most so many bits agree
    /// and at least so much is missed on either side.
    pub(crate) fn can_reach(&self, agreed_bits: f32, a: Missed, b: Missed) -> bool {
        let level = ((agreed_bits + SLACK_BITS) / 3.0) as usize;
        let agreed = self.agreed[level.min(LEVELS - 1)];
        let steps = |missed: Missed| (((missed.bits - SLACK_BITS).max(0.0) * 2.0) as usize).min(STEPS - 1);
        let count = |missed: Missed| (missed.words as usize).min(COUNTS - 1);
        let bits = self.bits[place(STEPS, steps(a), steps(b))];
        let words = self.words[place(COUNTS, count(a), count(b))];
        self.best + agreed + bits + words >= self.needed
    }
}

fn place(size: usize, a: usize, b: usize) -> usize {
    a.min(b) * size + a.max(b)
}

/// For every lesser and greater, the best of all that the true lesser may be.
fn table_of(size: usize, worth: impl Fn(usize, usize, usize) -> f32) -> Vec<f32> {
    let mut table = vec![f32::MIN; size * size];
    for low in 0..size {
        for high in low..size {
            let best = (low..=high)
                .map(|met| worth(low, high, met))
                .fold(f32::MIN, f32::max);
            table[place(size, low, high)] = best;
        }
    }
    table
}

/// The log odds before they are drawn towards [`LOG_ODDS_MAX`], a little less for
/// rounding.
fn log_odds_of(probability: f32) -> f32 {
    if probability <= 0.0 {
        return f32::MIN;
    }
    let odds = f64::from(probability.min(1.0));
    let drawn = (odds / (1.0 - odds)).ln() / f64::from(LOG_ODDS_MAX);
    if drawn <= -1.0 {
        return f32::MIN;
    }
    if drawn >= 1.0 {
        f32::MAX
    } else {
        (drawn.atanh() * f64::from(LOG_ODDS_MAX)) as f32 - 0.001
    }
}
