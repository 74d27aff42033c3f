//! Two rows compared column by column: which level of agreement each reaches.
//!
//! Everything about a single value (its letters, its sound, how rare it is) is
//! worked out once per distinct value; a pair of rows costs a few integer
//! comparisons per column. The rarer a value, the higher the level of agreeing
//! on it: so learning the levels' weights learns the frequency adjustment too.

use super::columns::{Column, hash_bytes};
use super::distance::{signature, slips};
use super::em::MISSING;
use super::kinds::Kind;
use super::tokens::{Day, alphanumeric, sound, words};

/// Levels of rarity of an agreed value.
pub(super) const RARITIES: u8 = 5;
/// Least bits (log2 of one over the share of rows) of each rarity after the first.
const RARITY_BITS: [f32; RARITIES as usize - 1] = [5.0, 8.0, 11.0, 14.0];

/// What is compared: a column against itself, or names across columns.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Feature {
    pub(super) name: String,
    pub(super) column: usize,
    pub(super) method: Method,
}

/// How two values are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Method {
    /// Words: names, places.
    Word,
    /// Several words in any order.
    Words,
    Date,
    /// Codes and numbers given out: postcode, telephone, identifier, e-mail.
    Code,
    Category,
    Number,
    /// This column's name against another column's: given and family name swapped.
    Crossed {
        with: usize,
    },
}

impl Method {
    pub(super) fn of_kind(kind: Kind) -> Method {
        match kind {
            Kind::GivenName | Kind::FamilyName | Kind::Place => Method::Word,
            Kind::FullName | Kind::Text => Method::Words,
            Kind::Date => Method::Date,
            Kind::Code | Kind::Identifier | Kind::Email | Kind::Phone => Method::Code,
            Kind::Category => Method::Category,
            Kind::Number => Method::Number,
        }
    }

    /// The levels at which two values are equal.
    pub(super) fn equal_levels(self) -> std::ops::Range<usize> {
        let all = self.levels().len();
        match self {
            Method::Number | Method::Crossed { .. } => all - 1..all,
            _ => all - RARITIES as usize..all,
        }
    }

    /// What each level means, least agreement first; the last [`RARITIES`] of
    /// most methods are the same value, common to rare.
    pub(super) fn levels(self) -> &'static [&'static str] {
        match self {
            Method::Word => &[
                "different",
                "alike",
                "known variant",
                "close, common",
                "close, rare",
                "same, very common",
                "same, common",
                "same",
                "same, rare",
                "same, very rare",
            ],
            Method::Words => &[
                "no word shared",
                "a common word shared",
                "a rare word shared",
                "most words shared",
                "all words of one",
                "same words, very common",
                "same words, common",
                "same words",
                "same words, rare",
                "same words, very rare",
            ],
            Method::Date => &[
                "different",
                "same year",
                "same day and month",
                "two parts same",
                "two slips",
                "one slip",
                "same, very common",
                "same, common",
                "same",
                "same, rare",
                "same, very rare",
            ],
            Method::Code => &[
                "different",
                "same beginning",
                "same half",
                "two slips",
                "one slip",
                "same, very common",
                "same, common",
                "same",
                "same, rare",
                "same, very rare",
            ],
            Method::Category => &[
                "different",
                "same, very common",
                "same, common",
                "same",
                "same, rare",
                "same, very rare",
            ],
            Method::Number => &["different", "within a tenth", "within a hundredth", "same"],
            Method::Crossed { .. } => &["not swapped", "one found in the other column", "swapped"],
        }
    }
}

/// What is known of one distinct value, together so that it is read at once.
#[derive(Clone, Copy, Default)]
struct Fact {
    signature: u64,
    sound: u32,
    /// The first two letters and the last two.
    head: [u8; 2],
    tail: [u8; 2],
    rarity: u8,
    /// Whether there are several words.
    several: bool,
}

/// What is known of each distinct value of a column.
#[derive(Default)]
struct Facts {
    values: Vec<Fact>,
    days: Vec<Option<Day>>,
    /// Hashes of words of value n, sorted, and how rare each is.
    word_ends: Vec<u32>,
    word_list: Vec<(u32, u8)>,
}

/// Columns of units made ready for comparison.
pub(super) struct Comparer<'a> {
    pub(super) columns: &'a [Column],
    pub(super) ids: &'a [Vec<u32>],
    pub(super) features: Vec<Feature>,
    facts: Vec<Facts>,
    /// Value numbers of unit after unit, so that one unit is read at once.
    flat: Vec<u32>,
    counts: &'a [Vec<u32>],
    /// The feature of swapped names, and those of the two names.
    crossed: Option<(usize, usize, usize)>,
}

fn rarity(rows: u32, total: f32) -> u8 {
    let bits = (total / rows.max(1) as f32).log2();
    RARITY_BITS.iter().filter(|&&least| bits >= least).count() as u8
}

impl Facts {
    fn of(column: &Column, counts: &[u32], total: f32, method: Method) -> Facts {
        let mut facts = Facts::default();
        let with_words = method == Method::Words;
        let mut word_rows: rustc_hash::FxHashMap<u32, u32> = rustc_hash::FxHashMap::default();
        if with_words {
            for id in 1..=column.distinct() as u32 {
                for word in word_hashes(column.value(id)) {
                    *word_rows.entry(word).or_default() += counts[id as usize];
                }
            }
            facts.word_ends.push(0);
        }
        for id in 0..=column.distinct() as u32 {
            let value = column.bytes(id);
            let ends = |from: usize| {
                [
                    value.get(from).copied().unwrap_or(0),
                    value.get(from + 1).copied().unwrap_or(0),
                ]
            };
            facts.values.push(Fact {
                signature: signature(value),
                sound: if method == Method::Word {
                    hash_bytes(&sound(value)) as u32
                } else {
                    0
                },
                head: ends(0),
                tail: ends(value.len().saturating_sub(2)),
                rarity: rarity(counts[id as usize], total),
                several: value.contains(&b' '),
            });
            if method == Method::Date {
                facts.days.push(Day::read(column.value(id)));
            }
            if with_words && id > 0 {
                let list = word_hashes(column.value(id));
                facts.word_list.extend(
                    list.into_iter()
                        .map(|word| (word, rarity(word_rows[&word], total))),
                );
                facts.word_ends.push(facts.word_list.len() as u32);
            }
        }
        facts
    }
}

fn word_hashes(value: &str) -> Vec<u32> {
    let mut list: Vec<u32> = words(value)
        .take(64)
        .map(|word| hash_bytes(word.as_bytes()) as u32)
        .collect();
    list.sort_unstable();
    list.dedup();
    list
}

impl<'a> Comparer<'a> {
    /// `counts[column][id]` is how many units hold the value.
    pub(super) fn new(
        columns: &'a [Column],
        ids: &'a [Vec<u32>],
        counts: &'a [Vec<u32>],
        features: Vec<Feature>,
        units: usize,
    ) -> Comparer<'a> {
        let mut facts: Vec<Facts> = (0..columns.len()).map(|_| Facts::default()).collect();
        for feature in &features {
            if !matches!(feature.method, Method::Crossed { .. }) {
                facts[feature.column] = Facts::of(
                    &columns[feature.column],
                    &counts[feature.column],
                    units as f32,
                    feature.method,
                );
            }
        }
        let mut flat = vec![0; units * columns.len()];
        for (column, ids) in ids.iter().enumerate() {
            for (unit, &id) in ids.iter().enumerate() {
                flat[unit * columns.len() + column] = id;
            }
        }
        let crossed = features.iter().enumerate().find_map(|(at, feature)| {
            let Method::Crossed { with } = feature.method else {
                return None;
            };
            let of = |column: usize| {
                features
                    .iter()
                    .position(|f| f.column == column && f.method == Method::Word)
            };
            Some((at, of(feature.column)?, of(with)?))
        });
        Comparer {
            columns,
            ids,
            features,
            facts,
            flat,
            counts,
            crossed,
        }
    }

    /// The value number of a unit in a column.
    #[inline]
    pub(super) fn id(&self, unit: usize, column: usize) -> u32 {
        self.flat[unit * self.columns.len() + column]
    }

    /// The value numbers of a unit by column; where the value is missing or very
    /// common, a number that no value has.
    pub(super) fn telling_values(&self, unit: usize) -> Vec<u32> {
        let telling = |column: usize| {
            let id = self.id(unit, column);
            let fact = self.facts[column].values.get(id as usize);
            let telling = id != 0 && fact.is_some_and(|fact| fact.rarity > 0);
            if telling { id } else { u32::MAX }
        };
        (0..self.columns.len()).map(telling).collect()
    }

    /// The units that have one of these values, rising.
    pub(super) fn holders<'b>(&'b self, values: &'b [u32]) -> impl Iterator<Item = usize> + 'b {
        let held = move |(unit, ids): (usize, &[u32])| {
            let found = ids
                .iter()
                .zip(values)
                .fold(false, |found, (x, y)| found | (x == y));
            found.then_some(unit)
        };
        self.flat
            .chunks_exact(self.columns.len().max(1))
            .enumerate()
            .filter_map(held)
    }

    /// Units compared.
    pub(super) fn units(&self) -> usize {
        self.ids.first().map_or(0, Vec::len)
    }

    /// Number of levels of each feature.
    pub(super) fn levels(&self) -> Vec<u8> {
        self.features
            .iter()
            .map(|feature| feature.method.levels().len() as u8)
            .collect()
    }

    /// Mean bits (log2 of one over the share of units) of the equal values of each rarity.
    pub(super) fn rarity_bits(&self, feature: &Feature) -> Option<[f64; RARITIES as usize]> {
        if matches!(feature.method, Method::Crossed { .. } | Method::Number) {
            return None;
        }
        let facts = &self.facts[feature.column];
        let held = &self.counts[feature.column];
        let filled: f64 = held[1..].iter().map(|&n| f64::from(n)).sum();
        let mut sums = [(0.0, 0.0); RARITIES as usize];
        for (id, &n) in held.iter().enumerate().skip(1) {
            let weight = f64::from(n) * f64::from(n.saturating_sub(1));
            let sum = &mut sums[facts.values[id].rarity as usize];
            if weight > 0.0 {
                sum.0 += weight * (filled / f64::from(n)).log2();
                sum.1 += weight;
            }
        }
        let mut bits = [0.0; RARITIES as usize];
        for (level, (sum, weight)) in sums.iter().enumerate() {
            bits[level] = if *weight > 0.0 {
                sum / weight
            } else {
                [3.0, 6.5, 9.5, 12.5, 15.0][level]
            };
        }
        Some(bits)
    }

    /// Replaces the sampled counts of equal values by what the counts of the values say.
    pub(super) fn exact_shares(&self, feature: &Feature, counts: &mut [f64]) {
        if matches!(feature.method, Method::Crossed { .. } | Method::Number) {
            return;
        }
        let facts = &self.facts[feature.column];
        let same = counts.len() - RARITIES as usize;
        let pairs_sampled: f64 = counts.iter().sum();
        let held = &self.counts[feature.column];
        let filled: f64 = held[1..].iter().map(|&n| f64::from(n)).sum();
        let mut exact = [0.0; RARITIES as usize];
        for (id, &n) in held.iter().enumerate().skip(1) {
            exact[facts.values[id].rarity as usize] +=
                f64::from(n) * f64::from(n.saturating_sub(1)) / (filled * filled);
        }
        for (level, share) in exact.iter().enumerate() {
            counts[same + level] = (share * pairs_sampled).max(1e-9 * pairs_sampled);
        }
    }

    /// Touches what is known of the second units of some pairs before they are
    /// compared one by one: each lies elsewhere in memory, and is waited for together.
    pub(super) fn fetch(&self, pairs: &[u64]) {
        let width = self.columns.len();
        let row = |unit: usize| {
            self.flat
                .get(unit * width..(unit + 1) * width)
                .unwrap_or_default()
        };
        let mut seen = 0;
        for &pair in pairs {
            let ids = row(pair as u32 as usize);
            seen ^= u64::from(ids.first().copied().unwrap_or(0) ^ ids.last().copied().unwrap_or(0));
        }
        for &pair in pairs {
            let (a, b) = (row((pair >> 32) as usize), row(pair as u32 as usize));
            for ((x, y), facts) in a.iter().zip(b).zip(&self.facts) {
                if x != y {
                    seen ^= facts.values.get(*y as usize).map_or(0, |fact| fact.signature);
                }
            }
        }
        std::hint::black_box(seen);
    }

    /// The levels of two units, in the order of the features.
    pub(super) fn compare(&self, a: usize, b: usize, out: &mut [u8]) {
        for (feature, level) in self.features.iter().zip(out.iter_mut()) {
            *level = self.level(feature, a, b);
        }
        self.cross(a, b, out);
    }

    fn level(&self, feature: &Feature, a: usize, b: usize) -> u8 {
        let (x, y) = (self.id(a, feature.column), self.id(b, feature.column));
        if x == 0 || y == 0 {
            return MISSING;
        }
        let facts = &self.facts[feature.column];
        let column = &self.columns[feature.column];
        match feature.method {
            Method::Crossed { .. } => MISSING,
            Method::Number => number(column.value(x), column.value(y)),
            method => {
                let same = method.levels().len() as u8 - RARITIES;
                if x == y {
                    return same + facts.values[x as usize].rarity;
                }
                match method {
                    Method::Word => facts.word(column, x, y),
                    Method::Words => facts.words(x, y),
                    Method::Date => facts.date(column, x, y),
                    Method::Code => facts.code(column, x, y),
                    _ => 0,
                }
            }
        }
    }

    /// Names that are found in each other's column: told by the crossed
    /// feature, and then no more held against the two columns themselves.
    fn cross(&self, a: usize, b: usize, out: &mut [u8]) {
        let Some((at, first, second)) = self.crossed else {
            return;
        };
        let poor = |level: u8| level == MISSING || level <= 1;
        if !(poor(out[first]) && poor(out[second])) {
            return;
        }
        let (given, family) = (self.features[first].column, self.features[second].column);
        let found = |left: usize, right: usize| {
            let (x, y) = (self.id(left, given), self.id(right, family));
            if x == 0 || y == 0 || self.facts[given].apart_from(x, &self.facts[family], y) > 2 {
                return false;
            }
            let (x, y) = (self.columns[given].bytes(x), self.columns[family].bytes(y));
            x.len() > 2 && y.len() > 2 && slips(x, y, 1).is_some()
        };
        let level = u8::from(found(a, b)) + u8::from(found(b, a));
        if level == 0 && (out[first] == MISSING || out[second] == MISSING) {
            return;
        }
        out[at] = level;
        if level > 0 {
            out[first] = MISSING;
            out[second] = MISSING;
        }
    }
}

impl Facts {
    fn apart_from(&self, x: u32, other: &Facts, y: u32) -> u32 {
        (self.values[x as usize].signature ^ other.values[y as usize].signature).count_ones()
    }

    fn apart(&self, x: u32, y: u32) -> u32 {
        (self.values[x as usize].signature ^ self.values[y as usize].signature).count_ones()
    }

    fn word(&self, column: &Column, x: u32, y: u32) -> u8 {
        let (one, two) = (&self.values[x as usize], &self.values[y as usize]);
        let apart = (one.signature ^ two.signature).count_ones();
        let alike = one.sound == two.sound;
        let several = one.several || two.several;
        // words far apart in letters share neither a beginning nor a word
        if apart > 4 && !alike && !several && one.head[0] != two.head[0] {
            return 0;
        }
        let (a, b) = (column.bytes(x), column.bytes(y));
        if apart <= 4 || alike {
            let most = if a.len().min(b.len()) >= 7 { 2 } else { 1 };
            if a.len().min(b.len()) > 2 && slips(a, b, most).is_some() {
                let rare = one.rarity.min(two.rarity) >= 2;
                return 3 + u8::from(rare);
            }
        }
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        // an initial, a short form, one word of several
        let begins = long.starts_with(short) && (short.len() == 1 || short.len() >= 3);
        u8::from(
            alike || begins || (several && short.len() >= 3 && shares_word(column.value(x), column.value(y))),
        )
    }

    fn words(&self, x: u32, y: u32) -> u8 {
        let list = |id: u32| {
            &self.word_list[self.word_ends[id as usize - 1] as usize..self.word_ends[id as usize] as usize]
        };
        let (a, b) = (list(x), list(y));
        let (mut shared, mut rare, mut i, mut j) = (0, 0, 0, 0);
        while i < a.len() && j < b.len() {
            match a[i].0.cmp(&b[j].0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    rare += usize::from(a[i].1 >= 2);
                    i += 1;
                    j += 1;
                }
            }
        }
        let least = a.len().min(b.len());
        match shared {
            0 => 0,
            n if n == least && (n > 1 || rare > 0) => 4,
            n if 2 * n > a.len().max(b.len()) => 3,
            _ if rare > 0 => 2,
            _ => 1,
        }
    }

    fn date(&self, column: &Column, x: u32, y: u32) -> u8 {
        let (Some(a), Some(b)) = (self.days[x as usize], self.days[y as usize]) else {
            return if slips(column.bytes(x), column.bytes(y), 1).is_some() {
                5
            } else {
                0
            };
        };
        let same = [a.year == b.year, a.month == b.month, a.day == b.day];
        let swapped = same[0] && a.month == b.day && a.day == b.month;
        if swapped || a == b {
            return 5;
        }
        let digits = |day: Day| {
            let mut out = [0u8; 8];
            let (mut year, mut rest) = (day.year, day.month * 100 + day.day % 100);
            for at in 0..4 {
                out[3 - at] = (year % 10) as u8;
                year /= 10;
                out[7 - at] = (rest % 10) as u8;
                rest /= 10;
            }
            out
        };
        match (slips(&digits(a), &digits(b), 2), same) {
            (Some(0 | 1), _) => 5,
            (_, [true, true, _] | [true, _, true] | [_, true, true]) => {
                if same[0] {
                    3
                } else {
                    2
                }
            }
            (Some(_), _) => 4,
            (_, [true, ..]) => 1,
            _ => 0,
        }
    }

    fn code(&self, column: &Column, x: u32, y: u32) -> u8 {
        let (one, two) = (&self.values[x as usize], &self.values[y as usize]);
        if self.apart(x, y) > 4 && one.head != two.head && one.tail != two.tail {
            return 0;
        }
        let (a, b) = (column.bytes(x), column.bytes(y));
        let least = a.len().min(b.len());
        if self.apart(x, y) <= 4 {
            match slips(a, b, if least >= 6 { 2 } else { 1 }) {
                Some(0 | 1) => return 4,
                Some(_) => return 3,
                None => {}
            }
        }
        let half = least / 2;
        if half < 2 {
            return 0;
        }
        let cut = |v: &[u8]| v.iter().position(|&c| c == b' ' || c == b'@').unwrap_or(v.len());
        let (cut_a, cut_b) = (cut(a), cut(b));
        if (cut_a < a.len() && a[..cut_a] == b[..cut_b]) || (least >= 6 && a[..half] == b[..half]) {
            return 2;
        }
        if least >= 8 && cut_a == a.len() && a[a.len() - half..] == b[b.len() - half..] {
            return 2;
        }
        u8::from(a[..2] == b[..2])
    }
}

fn shares_word(a: &str, b: &str) -> bool {
    words(a)
        .filter(|word| word.len() > 3)
        .any(|word| words(b).any(|other| other == word))
}

fn number(a: &str, b: &str) -> u8 {
    let read = |text: &str| {
        text.replace([',', ' '], "")
            .parse::<f64>()
            .ok()
            .filter(|n| n.is_finite())
    };
    match (read(a), read(b)) {
        (Some(x), Some(y)) => {
            let apart = (x - y).abs() / x.abs().max(y.abs()).max(f64::MIN_POSITIVE);
            match apart {
                _ if x == y => 3,
                n if n <= 0.01 => 2,
                n if n <= 0.1 => 1,
                _ => 0,
            }
        }
        _ => 3 * u8::from(alphanumeric(a) == alphanumeric(b)),
    }
}
