//! Pairs of rows worth comparing, without comparing all.
//!
//! A key is a smallest set of evidence words of different columns that few
//! rows would share by chance: with `n` rows, words held by `d1, d2, ..` of them
//! meet by chance in `d1 * d2 * .. / n^(words - 1)` rows. Rare words are keys
//! alone, common ones in twos, very common ones in threes. So no rule is
//! written by hand, and the pairs that chance proposes are bounded per row
//! whatever the table holds.

use super::columns::mix;
use rayon::prelude::*;

/// Evidence words of the values of one column.
#[derive(Default)]
pub(super) struct ColumnWords {
    /// Where the words of value n end.
    pub(super) ends: Vec<u32>,
    /// The words and how many units hold each, without those of one unit alone.
    pub(super) words: Vec<(u64, u32)>,
}

impl ColumnWords {
    fn of(&self, id: u32) -> &[(u64, u32)] {
        let id = id as usize;
        if id == 0 {
            return &[];
        }
        &self.words[self.ends[id - 1] as usize..self.ends[id] as usize]
    }
}

/// How many rows hold a word, roughly: words are slots, and two in one slot count together.
pub(super) struct Frequencies {
    slots: Vec<u32>,
}

impl Frequencies {
    pub(super) fn new(words: usize) -> Frequencies {
        Frequencies {
            slots: vec![0; (2 * words).next_power_of_two().clamp(1 << 10, 1 << 30)],
        }
    }

    pub(super) fn add(&mut self, word: u64, rows: u32) {
        let at = word as usize & (self.slots.len() - 1);
        self.slots[at] = self.slots[at].saturating_add(rows);
    }

    pub(super) fn rows(&self, word: u64) -> u32 {
        self.slots[word as usize & (self.slots.len() - 1)]
    }
}

impl Frequencies {
    /// The largest number of rows that a word may be held by for the pairs of
    /// rows that share a word at least so rare to stay within a budget.
    pub(super) fn widest(&self, pairs_max: u64) -> u32 {
        let mut words = [0u64; 128];
        for &rows in &self.slots {
            if (rows as usize) < words.len() {
                words[rows as usize] += 1;
            }
        }
        let (mut pairs, mut widest) = (0, 1);
        for (rows, &count) in words.iter().enumerate().skip(2) {
            pairs += count * (rows * (rows - 1) / 2) as u64;
            if pairs > pairs_max {
                break;
            }
            widest = rows as u32;
        }
        widest
    }
}

/// Bounds of the candidate step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// Rows that hold a word for it to be a key alone, at most.
    pub(super) rows_per_word_max: u32,
    /// Rows that share a key at most.
    pub(super) rows_per_key_max: u32,
    /// Keys of two words, and of three, that one word may lead in a row.
    pub(super) keys_per_word_max: usize,
    /// Keys of a row at most.
    pub(super) keys_per_row_max: usize,
    /// Partners proposed to a row at most.
    pub(super) partners_max: u32,
    /// Rows that a key may be expected to share by chance.
    pub(super) chance_max: f32,
}

/// What the candidate step did.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Counts {
    pub(super) keys: u64,
    pub(super) too_common: u64,
    pub(super) over_budget: u64,
}

/// Words of a row that keys are made of at most.
const WORDS_PER_ROW_MAX: usize = 20;
/// Keys that a row may try at most.
const KEYS_TRIED_MAX: usize = 128;

#[derive(Clone, Copy)]
struct RowWord {
    word: u64,
    rows: f32,
    column: u32,
}

/// What rows are made of: value numbers by column, and the words of values.
pub(super) struct Rows<'a> {
    /// Per column: value number of each unit.
    pub(super) ids: &'a [Vec<u32>],
    pub(super) words: &'a [ColumnWords],
    pub(super) units: usize,
}

/// A key and the rows expected to share it by chance.
pub(super) type Key = (f32, u64);

/// Units whose words are asked for at once.
const FETCHED: usize = 32;

impl Rows<'_> {
    /// Touches the words of some units before they are read one by one: their
    /// places in memory have nothing to do with each other, so waiting for all
    /// of them together costs little more than waiting for one.
    fn fetch(&self, units: std::ops::Range<usize>) {
        let mut seen = 0;
        for (ids, words) in self.ids.iter().zip(self.words) {
            for &id in ids.get(units.clone()).unwrap_or_default() {
                seen ^= words.ends[id as usize];
            }
        }
        for (ids, words) in self.ids.iter().zip(self.words) {
            for &id in ids.get(units.clone()).unwrap_or_default() {
                seen ^= words.of(id).first().map_or(0, |word| word.1);
            }
        }
        std::hint::black_box(seen);
    }

    /// The keys of a row, without knowing whether anybody shares them.
    pub(super) fn keys(&self, unit: usize, bounds: &Bounds, scratch: &mut Vec<u64>, out: &mut Vec<Key>) {
        out.clear();
        scratch.clear();
        let mut held = [RowWord {
            word: 0,
            rows: 0.0,
            column: 0,
        }; 64];
        let mut count = 0;
        let total = self.units as f32;
        for (column, words) in self.words.iter().enumerate() {
            for &(word, rows) in words.of(self.ids[column][unit]) {
                let rows = rows as f32;
                if count < held.len()
                    && rows >= 2.0
                    && (rows < 0.1 * total || total < 200.0)
                    && !scratch.contains(&word)
                {
                    scratch.push(word);
                    held[count] = RowWord {
                        word,
                        rows,
                        column: column as u32,
                    };
                    count += 1;
                }
            }
        }
        let held = &mut held[..count];
        held.sort_unstable_by(|a, b| a.rows.total_cmp(&b.rows).then(a.word.cmp(&b.word)));
        let held = &held[..count.min(WORDS_PER_ROW_MAX)];
        let single = bounds.rows_per_word_max as f32;
        for (i, a) in held.iter().enumerate() {
            if a.rows <= single {
                out.push((a.rows / total, mix(a.word)));
                continue;
            }
            // each word leads a few keys only: were it wrong in one of two rows, all of them would fail
            let (mut pairs, mut triples) = (0, 0);
            for (j, b) in held
                .iter()
                .enumerate()
                .skip(i + 1)
                .filter(|(_, b)| b.column != a.column)
            {
                let chance = a.rows * b.rows / total;
                if chance <= bounds.chance_max {
                    out.push((chance, mix(a.word.wrapping_add(b.word))));
                    pairs += 1;
                    if pairs == bounds.keys_per_word_max {
                        break;
                    }
                    continue;
                }
                for c in held
                    .iter()
                    .skip(j + 1)
                    .filter(|c| c.column != a.column && c.column != b.column)
                {
                    let chance = chance * c.rows / total;
                    if chance > bounds.chance_max || triples == bounds.keys_per_word_max {
                        break;
                    }
                    out.push((chance, mix(a.word.wrapping_add(b.word).wrapping_add(c.word))));
                    triples += 1;
                }
            }
        }
        if out.len() > KEYS_TRIED_MAX {
            out.select_nth_unstable_by(KEYS_TRIED_MAX, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
            out.truncate(KEYS_TRIED_MAX);
        }
    }
}

/// Pairs of units that share a key, each once, the lower first, sorted.
pub(super) fn pairs(rows: &Rows<'_>, bounds: &Bounds) -> (Vec<u64>, Counts) {
    let filter = count_keys(rows, bounds);
    let (mut entries, counts) = kept_keys(rows, bounds, &filter);
    drop(filter);
    entries.par_sort_unstable();
    let bits = unit_bits(rows.units);
    let mut pairs = Vec::new();
    let mut from = 0;
    while from < entries.len() {
        let key = entries[from] >> bits;
        let mut to = from + 1;
        while to < entries.len() && entries[to] >> bits == key {
            to += 1;
        }
        let size = to - from;
        if size <= 2 * bounds.rows_per_key_max as usize {
            for i in from..to {
                let a = entries[i] & ((1 << bits) - 1);
                for entry in &entries[i + 1..to] {
                    let b = entry & ((1 << bits) - 1);
                    if a != b {
                        pairs.push(a << 32 | b);
                    }
                }
            }
        }
        from = to;
    }
    drop(entries);
    pairs.par_sort_unstable();
    pairs.dedup();
    (pairs, counts)
}

fn unit_bits(units: usize) -> u32 {
    usize::BITS - units.leading_zeros()
}

const CHUNK: usize = 1 << 13;

/// How many rows have each key, saturating, two keys in one slot counted together.
fn count_keys(rows: &Rows<'_>, bounds: &Bounds) -> Vec<u8> {
    let size = (rows.units * 64).next_power_of_two().clamp(1 << 12, 1 << 31);
    let mut filter = vec![0u8; size];
    let mask = size - 1;
    let mut from = 0;
    let chunks: usize = 32 * CHUNK;
    while from < rows.units {
        let to = (from + chunks).min(rows.units);
        let slots: Vec<Vec<u32>> = (from..to)
            .collect::<Vec<_>>()
            .par_chunks(CHUNK)
            .map(|units| {
                let (mut scratch, mut keys, mut out) = (Vec::new(), Vec::new(), Vec::new());
                for &unit in units {
                    if unit.is_multiple_of(FETCHED) {
                        rows.fetch(unit..(unit + FETCHED).min(rows.units));
                    }
                    rows.keys(unit, bounds, &mut scratch, &mut keys);
                    out.extend(keys.iter().map(|key| (key.1 as usize & mask) as u32));
                }
                out
            })
            .collect();
        for slot in slots.into_iter().flatten() {
            let held = &mut filter[slot as usize];
            *held = held.saturating_add(1);
        }
        from = to;
    }
    filter
}

/// The keys that are shared and not too common, the least likely by chance first,
/// as many as a row may have; key and row in one number.
fn kept_keys(rows: &Rows<'_>, bounds: &Bounds, filter: &[u8]) -> (Vec<u64>, Counts) {
    let mask = filter.len() - 1;
    let bits = unit_bits(rows.units);
    let units: Vec<u32> = (0..rows.units as u32).collect();
    let parts: Vec<(Vec<u64>, Counts)> = units
        .par_chunks(CHUNK)
        .map(|units| {
            let (mut scratch, mut keys) = (Vec::new(), Vec::new());
            let mut kept: Vec<(u32, u64, u32)> = Vec::new();
            let (mut out, mut counts) = (Vec::new(), Counts::default());
            for &unit in units {
                if (unit as usize).is_multiple_of(FETCHED) {
                    rows.fetch(unit as usize..(unit as usize + FETCHED).min(rows.units));
                }
                rows.keys(unit as usize, bounds, &mut scratch, &mut keys);
                // chances are above zero, so their bits are in the order of their values;
                // looked up all at once, as each lies elsewhere in memory
                kept.clear();
                kept.extend(keys.iter().map(|&(chance, key)| {
                    let shared = u32::from(filter[key as usize & mask]);
                    (chance.to_bits(), key, shared)
                }));
                kept.retain(|&(_, _, shared)| {
                    counts.too_common += u64::from(shared > bounds.rows_per_key_max);
                    (2..=bounds.rows_per_key_max).contains(&shared)
                });
                let total = kept.len();
                let most = bounds.keys_per_row_max;
                if total > most + 1 {
                    // no more than these can be taken
                    kept.select_nth_unstable(most);
                    kept.truncate(most + 1);
                }
                kept.sort_unstable();
                let mut partners = 0;
                for (at, &(_, key, shared)) in kept.iter().enumerate() {
                    partners += shared - 1;
                    if at >= most || partners > bounds.partners_max {
                        counts.over_budget += (total - at) as u64;
                        break;
                    }
                    out.push(mix(key) >> bits << bits | u64::from(unit));
                    counts.keys += 1;
                }
            }
            (out, counts)
        })
        .collect();
    let mut entries = Vec::with_capacity(parts.iter().map(|part| part.0.len()).sum());
    let mut counts = Counts::default();
    for (part, counted) in parts {
        entries.extend_from_slice(&part);
        counts.keys += counted.keys;
        counts.too_common += counted.too_common;
        counts.over_budget += counted.over_budget;
    }
    (entries, counts)
}
