//! From the words of a query to the few forms worth comparing.
//!
//! Each query word stands for the list words it may be: itself, misspelled,
//! spelled by ear, glued to its neighbour or split in two. Postings lead from
//! those to forms; a form is ranked by the bits of the words that it shares with
//! the query, against the bits of both names (Dice, weighted by rarity).
//!
//! Similar words are remembered, because the words of a long batch recur by the
//! thousand; what is remembered is a pure function of the word, so that a full
//! memory changes nothing but time.

use rustc_hash::FxHashMap;

use super::dictionary::Similar;
use super::index::{Index, sought_words};
use crate::name::Name;
use crate::text;

/// Consonant classes that a sound key needs before it says anything.
pub(super) const SOUND_CLASSES_MIN: u32 = 3;
/// Letters of a word that may be two words of the list.
const SPLIT_BYTES_MIN: usize = 5;
/// Particles that are written together with the next word as often as apart.
const ARTICLES: [&[u8]; 6] = [b"al", b"el", b"de", b"abd", b"abu", b"ibn"];
/// Posting entries walked for one query.
const STEPS_MAX: usize = 131_072;
/// Similar words remembered before the memory is emptied.
const REMEMBERED_MAX: usize = 1 << 20;

/// Forms of one entity that are compared.
const OF_ONE_ENTITY_MAX: usize = 6;

/// A list word that a query word may be, and how surely.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Term {
    pub(super) word: u32,
    /// 1 for the word itself, less for one that is only like it.
    pub(super) likeness: f32,
}

/// Working room of one searching thread.
#[derive(Default)]
pub(super) struct Scratch {
    remembered: FxHashMap<Box<[u8]>, Remembered>,
    arena: Vec<Term>,
    leftovers: Vec<u64>,
    similar: Vec<Similar>,
    slots: Vec<Slot>,
    glued: Vec<u8>,
    held: Vec<Held>,
    touched: Vec<u32>,
    of_entity: Vec<u32>,
    /// Forms to compare, best first.
    pub(super) ranked: Vec<(f32, u32)>,
}

/// What a query word was found to be: its terms are a range of the arena.
#[derive(Clone, Copy)]
struct Remembered {
    meaning: u32,
    from: u32,
    to: u32,
}

/// What one query word brings: a range of the arena and the most it can add.
#[derive(Clone, Copy)]
struct Slot {
    from: u32,
    to: u32,
    bits_max: f32,
}

/// What a form has gathered: bits, and the last slot that gave some.
#[derive(Clone, Copy, Default)]
struct Held {
    bits: f32,
    slot: u32,
}

impl Scratch {
    /// Ranks the forms of `index` for a name; at most `keep` stay
    /// in `ranked`. Says whether a cap was reached.
    pub(super) fn rank(
        &mut self,
        index: &Index,
        asked: &Name,
        admitted: impl Fn(u32) -> bool,
        keep: usize,
    ) -> bool {
        self.ranked.clear();
        if self.arena.len() + self.remembered.len() > REMEMBERED_MAX {
            self.arena.clear();
            self.remembered.clear();
        }
        self.held.resize(index.forms.len(), Held::default());
        let query_bits = self.lay_slots(index, asked);
        let cut = self.walk(index);
        self.choose(index, query_bits, admitted, keep);
        cut
    }

    /// Fills `slots`, the one that can add most first; gives the bits of the query.
    fn lay_slots(&mut self, index: &Index, asked: &Name) -> f32 {
        self.slots.clear();
        let mut query_bits = 0.0;
        for place in sought_words(asked) {
            let word = asked.latin(place).as_bytes();
            let meaning = asked.words().get(place).map_or(0, |word| word.meaning_key());
            let (from, to) = self.terms(index, word, meaning);
            query_bits += self.lay(index, from, to).unwrap_or(index.bits_unknown());
        }
        self.lay_glued(index, asked);
        self.lay_split(index, asked);
        self.slots.sort_by(|a, b| b.bits_max.total_cmp(&a.bits_max));
        query_bits
    }

    /// Neighbours of the query that are one word of the list: `al qamar`, `alqamar`.
    fn lay_glued(&mut self, index: &Index, asked: &Name) {
        let mut glued = std::mem::take(&mut self.glued);
        for place in 1..asked.words().len() {
            glued.clear();
            glued.extend_from_slice(asked.latin(place - 1).as_bytes());
            glued.extend_from_slice(asked.latin(place).as_bytes());
            if let Some(word) = index.dictionary.find(&glued) {
                self.lay_own(index, word);
            }
        }
        self.glued = glued;
    }

    /// A word of the query that the list does not know and that is two of its words.
    fn lay_split(&mut self, index: &Index, asked: &Name) {
        for place in sought_words(asked) {
            let word = asked.latin(place).as_bytes();
            if word.len() < SPLIT_BYTES_MIN || index.dictionary.find(word).is_some() {
                continue;
            }
            for middle in 2..word.len() - 1 {
                let (first, rest) = word.split_at(middle);
                let known = index.dictionary.find(first);
                let halves = (known, index.dictionary.find(rest));
                match halves {
                    (Some(first), Some(rest)) => {
                        self.lay_own(index, first);
                        self.lay_own(index, rest);
                    }
                    // an article is not sought by: its stem is all there is
                    (None, Some(rest)) if ARTICLES.contains(&first) => self.lay_own(index, rest),
                    _ => {}
                }
                // a letter was struck instead of the space
                let after = rest.get(1..).filter(|after| after.len() > 2);
                if let (Some(first), Some(after)) =
                    (known, after.and_then(|after| index.dictionary.find(after)))
                {
                    self.lay_own(index, first);
                    self.lay_own(index, after);
                }
            }
        }
    }

    /// A slot for a range of the arena; the bits of its best term.
    fn lay(&mut self, index: &Index, from: u32, to: u32) -> Option<f32> {
        let best = self.arena.get(from as usize..to as usize)?.first()?;
        let bits_max = best.likeness * index.word_bits[best.word as usize];
        self.slots.push(Slot { from, to, bits_max });
        Some(bits_max)
    }

    /// A slot for one list word, exactly met by gluing or splitting.
    fn lay_own(&mut self, index: &Index, word: u32) {
        let from = self.arena.len() as u32;
        self.arena.push(Term { word, likeness: 1.0 });
        self.lay(index, from, from + 1);
    }

    /// The list words that a query word may be, as a range of the arena, those
    /// that can add most first.
    fn terms(&mut self, index: &Index, word: &[u8], meaning: u32) -> (u32, u32) {
        let known = self.remembered.get(word).filter(|known| known.meaning == meaning);
        if let Some(known) = known {
            return (known.from, known.to);
        }
        let from = self.arena.len();
        let mut similar = std::mem::take(&mut self.similar);
        index.dictionary.similar(word, &mut self.leftovers, &mut similar);
        for found in &similar {
            let longer = word.len().max(index.dictionary.word(found.word).len()) as f32;
            let likeness = 1.0 - 1.5 * f32::from(found.edits) / longer;
            self.arena.push(Term {
                word: found.word,
                likeness: likeness.max(0.3),
            });
        }
        self.similar = similar;
        if let Ok(latin) = std::str::from_utf8(word) {
            self.add_by_sound(index, latin, from);
        }
        if let Some(meaning) = index.meanings.get(&meaning) {
            self.arena.push(Term {
                word: index.dictionary.len() as u32 + meaning,
                likeness: 0.9,
            });
        }
        let bits = |term: &Term| term.likeness * index.word_bits[term.word as usize];
        self.arena[from..].sort_by(|a, b| bits(b).total_cmp(&bits(a)).then(a.word.cmp(&b.word)));
        let (from, to) = (from as u32, self.arena.len() as u32);
        self.remembered
            .insert(word.into(), Remembered { meaning, from, to });
        (from, to)
    }

    fn add_by_sound(&mut self, index: &Index, latin: &str, from: usize) {
        let sound = text::sound(latin);
        if sound.len() < SOUND_CLASSES_MIN {
            return;
        }
        let start = index.sounds.partition_point(|&(bits, _)| bits < sound.bits());
        let alike = index.sounds[start..]
            .iter()
            .take_while(|&&(bits, _)| bits == sound.bits());
        for &(_, word) in alike {
            if let Some(known) = self.arena[from..].iter_mut().find(|term| term.word == word) {
                known.likeness = known.likeness.max(0.8);
            } else {
                self.arena.push(Term { word, likeness: 0.7 });
            }
        }
    }

    /// Gives every form the bits of the words it shares. Slots number from 1.
    fn walk(&mut self, index: &Index) -> bool {
        self.touched.clear();
        let mut steps = 0;
        for (number, slot) in (1u32..).zip(&self.slots) {
            for term in &self.arena[slot.from as usize..slot.to as usize] {
                let forms = index.forms_with(term.word);
                steps += forms.len();
                if steps > STEPS_MAX {
                    return true;
                }
                let bits = term.likeness * index.word_bits[term.word as usize];
                for &form in forms {
                    let held = &mut self.held[form as usize];
                    if held.slot == 0 {
                        self.touched.push(form);
                    }
                    if held.slot != number {
                        held.slot = number;
                        held.bits += bits;
                    }
                }
            }
        }
        false
    }

    /// Moves the best of the touched forms to `ranked` and forgets the rest.
    fn choose(&mut self, index: &Index, query_bits: f32, admitted: impl Fn(u32) -> bool, keep: usize) {
        let mut best = 0.0f32;
        for &form in &self.touched {
            let held = std::mem::take(&mut self.held[form as usize]);
            let both = query_bits + index.form_bits[form as usize];
            let rank = 2.0 * held.bits.min(index.form_bits[form as usize]) / both.max(1.0);
            if rank >= 0.5 * best {
                best = best.max(rank);
                self.ranked.push((rank, form));
            }
        }
        let order = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        self.ranked
            .retain(|&(rank, form)| rank >= 0.5 * best && admitted(form));
        let wide = keep * 8;
        if self.ranked.len() > wide {
            self.ranked.select_nth_unstable_by(wide, order);
            self.ranked.truncate(wide);
        }
        self.ranked.sort_unstable_by(order);
        if self.ranked.len() > keep {
            self.thin(index, keep);
        }
    }

    /// Keeps the best, but of one entity not more than a few: an entry with
    /// thousands of aliases must not hide the others.
    fn thin(&mut self, index: &Index, keep: usize) {
        self.of_entity.clear();
        let mut kept = 0;
        for at in 0..self.ranked.len() {
            let entity = index
                .bearers_of(self.ranked[at].1)
                .first()
                .map_or(0, |&(entity, _)| entity);
            if self.of_entity.iter().filter(|&&known| known == entity).count() < OF_ONE_ENTITY_MAX {
                self.of_entity.push(entity);
                self.ranked[kept] = self.ranked[at];
                kept += 1;
            }
            if kept == keep {
                break;
            }
        }
        self.ranked.truncate(kept);
    }
}
