//! How similar two names can be at most, without comparing them.
//!
//! A [`Signature`] keeps a few integers of each of the heaviest words: which
//! letters it has, how long it is, eight bits of its meaning and of its sound.
//! For each word the bound takes the best that any word of the other name could
//! give it: a word agrees with another only where half of the letters at least
//! are in both, or the lexicon gives both one meaning, or they sound the same,
//! or one is a piece, an initial or an acronym of the other. All of that can be
//! ruled out by integers, and what cannot be ruled out counts as agreement. So
//! the bound is never below [`super::compare()`]; it is loose for words in
//! scripts of several readings, for names of more than five words (the
//! rest counts as covered), and where a short word may be a piece of a long one.

use super::agree::{Letters, STRENGTH_MAX, at_most, within_reach};
use super::align::slack;
use super::analysed::Name;
use super::compare::{SIMILARITY_UNEQUAL_MAX, similarity_of};
use super::word::{Class, FLAG_VAGUE, NameWord, meet};

/// Words of a name that a signature keeps, the heaviest.
const SLOTS: usize = 5;

/// What the bound needs of a name, in 80 bytes without a pointer: a search keeps
/// the signatures of a whole list side by side.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Signature {
    letters: [u32; SLOTS],
    /// Letters of all words, those without weight too.
    all: u32,
    /// First and last letters of all words.
    firsts: u32,
    lasts: u32,
    kinds: [u8; SLOTS],
    /// Letters of the word; the highest bit says that it has several readings,
    /// the next that nothing is sure of its letters.
    lens: [u8; SLOTS],
    /// Share of the weight of the name, in 250ths, rounded up.
    shares: [u8; SLOTS],
    /// Its meanings, eight bits each.
    meanings: [[u8; 2]; SLOTS],
    /// Eight bits of its sound key; 0 where it has none.
    sounds: [u8; SLOTS],
    /// The bits of its first and last letter.
    first: [u8; SLOTS],
    last: [u8; SLOTS],
    words: u8,
    /// Share of the words that are not kept.
    rest: u8,
}

const READINGS: u8 = 0x80;
const VAGUE: u8 = 0x40;
const WHOLE: u32 = 250;

impl Signature {
    pub(super) fn of(name: &Name) -> Signature {
        let mut made = Signature::default();
        let mut order: Vec<&NameWord> = name.words.iter().collect();
        order.sort_by(|x, y| y.evidence().total_cmp(&x.evidence()).then(x.start.cmp(&y.start)));
        let weight = name.weight.max(f32::MIN_POSITIVE);
        for (slot, word) in order.iter().take(SLOTS).enumerate() {
            let readings = if word.readings > 0 { READINGS } else { 0 };
            made.letters[slot] = word.letters;
            made.kinds[slot] = word.kinds;
            let vague = if word.flags & FLAG_VAGUE > 0 { VAGUE } else { 0 };
            made.lens[slot] = word.len.min(63) | readings | vague;
            made.shares[slot] = (word.evidence() / weight * WHOLE as f32).ceil().min(WHOLE as f32) as u8;
            made.meanings[slot] = word.meanings;
            made.sounds[slot] = if word.sound_key == 0 {
                0
            } else {
                (word.sound_key >> 8) as u8 | 1
            };
            [made.first[slot], made.last[slot]] = word.ends;
        }
        made.all = name.words.iter().fold(0, |set, word| set | word.letters);
        made.firsts = name
            .words
            .iter()
            .fold(0, |set, word| set | 1 << (word.ends[0] & 31));
        made.lasts = name
            .words
            .iter()
            .fold(0, |set, word| set | 1 << (word.ends[1] & 31));
        made.words = name.words.len().min(SLOTS) as u8;
        if name.words.len() > SLOTS {
            let rest: f32 = order.iter().skip(SLOTS).map(|word| word.evidence()).sum();
            made.rest = (rest / weight * WHOLE as f32).ceil().min(WHOLE as f32) as u8;
        }
        made
    }

    /// No comparison of the two names can be more similar than this; 0 where
    /// either has no words.
    pub fn upper_bound(&self, other: &Signature) -> f32 {
        if self.words == 0 || other.words == 0 {
            return 0.0;
        }
        if self == other {
            return 1.0;
        }
        let share = |covered: u32| (covered as f32 / WHOLE as f32).min(1.0);
        similarity_of(share(self.cover(other, 0)), share(other.cover(self, 0))).min(SIMILARITY_UNEQUAL_MAX)
    }

    /// Whether the similarity of the two names can reach a level; false is
    /// certain. Cheaper than [`Signature::upper_bound`], as most pairs are told
    /// apart by their heaviest words.
    pub fn could_reach(&self, other: &Signature, similarity: f32) -> bool {
        // the better covered side must be covered so far: high * (0.6 + 0.4 * high) >= similarity
        let needed = ((0.36 + 1.6 * similarity).sqrt() - 0.6) / 0.8 * WHOLE as f32;
        let needed = needed.floor().clamp(0.0, WHOLE as f32) as u32;
        let mine = self.cover(other, needed);
        let theirs = other.cover(self, if mine >= needed { 0 } else { needed });
        if mine.max(theirs) < needed {
            return false;
        }
        let mine = if mine >= needed {
            mine
        } else {
            self.cover(other, 0)
        };
        let share = |covered: u32| (covered as f32 / WHOLE as f32).min(1.0);
        self == other || similarity_of(share(mine), share(theirs)) >= similarity
    }

    /// The greatest share of this name that the other can cover, in 250ths; may
    /// stop early, anywhere below `needed`, once `needed` is out of reach.
    fn cover(&self, other: &Signature, needed: u32) -> u32 {
        let words = usize::from(self.words).min(SLOTS);
        let mut left = self.shares[..words]
            .iter()
            .map(|share| u32::from(*share))
            .sum::<u32>();
        let mut covered = u32::from(self.rest);
        for slot in 0..words {
            if covered + left < needed {
                return covered;
            }
            let share = u32::from(self.shares[slot]);
            left -= share;
            // rounded up, as a bound must be
            covered += (share * self.best(slot, other)).div_ceil(STRENGTH_MAX);
        }
        covered
    }

    /// The greatest strength with which the other name can match one word.
    fn best(&self, slot: usize, other: &Signature) -> u32 {
        if other.rest > 0 {
            return STRENGTH_MAX;
        }
        let own = self.at(slot);
        let (letters, len) = (own.set, u32::from(own.len));
        let mut best = 0;
        for at in 0..usize::from(other.words).min(SLOTS) {
            let theirs = other.at(at);
            let (its, its_len) = (theirs.set, u32::from(theirs.len));
            if self.means(slot, other, at) {
                return STRENGTH_MAX;
            }
            let longer = len.max(its_len);
            if len == 1 || its_len == 1 {
                if letters & its != 0 {
                    return STRENGTH_MAX;
                }
            } else {
                let least = own.least_edits(theirs);
                if within_reach(least, longer) {
                    best = best.max(STRENGTH_MAX * (longer * 4 - least) / (longer * 4));
                }
            }
            // a piece of a word that the other name writes together
            let whole = its_len >= 4 && self.has_ends(other.first[at], other.last[at]);
            if whole && (theirs.several || at_most(letters & !its, slack(its_len))) {
                return STRENGTH_MAX;
            }
            // an acronym of several words, this word being one of them
            let acronym = its & !self.firsts == 0 && (2..=6).contains(&its_len);
            if acronym && its >> (self.first[slot] & 31) & 1 == 1 {
                best = best.max(200);
            }
        }
        // written together, or as an acronym, here
        let whole = len >= 4 && other.words > 1 && other.has_ends(self.first[slot], self.last[slot]);
        if whole && (own.several || at_most(letters & !other.all, slack(len))) {
            return STRENGTH_MAX;
        }
        if (2..=6).contains(&len) && letters & !other.firsts == 0 {
            best = best.max(200);
        }
        best
    }

    fn at(&self, slot: usize) -> Letters {
        Letters {
            set: self.letters[slot],
            kinds: self.kinds[slot],
            len: self.lens[slot] & !(READINGS | VAGUE),
            several: self.lens[slot] & READINGS != 0,
            vague: self.lens[slot] & VAGUE != 0,
        }
    }

    fn means(&self, slot: usize, other: &Signature, at: usize) -> bool {
        meet(self.meanings[slot], other.meanings[at])
            || self.sounds[slot] != 0 && self.sounds[slot] == other.sounds[at]
    }

    /// Whether words begin and end with these letters.
    fn has_ends(&self, first: u8, last: u8) -> bool {
        self.firsts >> (first & 31) & 1 == 1 && self.lasts >> (last & 31) & 1 == 1
    }
}

impl NameWord {
    /// What it adds to the weight of its name.
    fn evidence(&self) -> f32 {
        if self.class == Class::LegalForm {
            0.0
        } else {
            self.bits
        }
    }
}

/// No [`super::compare()`] of the two gives a higher similarity than this.
///
/// ```
/// use fyke_resolve::name::{Bearer, compare, prepare, upper_bound};
/// let name = |text| prepare(text, Bearer::Person);
/// let (a, b) = (name("Ivan Petrov"), name("Pyotr Kowalczyk"));
/// assert!(upper_bound(&a, &b) >= compare(&a, &b).similarity);
/// ```
pub fn upper_bound(a: &Name, b: &Name) -> f32 {
    a.signature.upper_bound(&b.signature)
}

/// Whether the similarity of the two can reach a level; false is certain.
pub fn could_reach(a: &Name, b: &Name, similarity: f32) -> bool {
    a.signature.could_reach(&b.signature, similarity)
}
