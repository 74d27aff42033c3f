//! Names as numbers: every spelling in every country once, in one block of memory.
//!
//! A hundred million declarations name some fifteen million spellings. A string
//! and a map entry for each would be three gigabytes of pointers; here a
//! spelling costs its letters, ten bytes and its place in an open table of
//! eight-byte slots (half of a 64-bit hash and the number). A hash decides
//! nothing by itself: where it agrees, the letters are compared. It starts from
//! a number drawn anew for each table, so that nobody can write names that
//! crowd into one slot; numbers are given in the order in which names are met,
//! so what comes out does not depend on it.

use fyke_model::country::Country;
use std::hash::{BuildHasher, Hasher, RandomState};

/// Spellings by country, numbered from 0 in the order in which they were met.
pub struct Names {
    letters: Vec<u8>,
    /// Where each name ends in `letters`.
    ends: Vec<u64>,
    /// [`Country::key`], 0 where there is none.
    country: Vec<u16>,
    /// Half a hash and a number plus one; a free slot is (0, 0).
    slots: Vec<(u32, u32)>,
    seed: u64,
}

impl Default for Names {
    fn default() -> Names {
        Names {
            letters: Vec::new(),
            ends: Vec::new(),
            country: Vec::new(),
            slots: Vec::new(),
            seed: RandomState::new().build_hasher().finish(),
        }
    }
}

impl Names {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// True when there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The number of a name, given to it now if it is new. Beyond four thousand
    /// million names the last number is given again and again.
    pub fn number(&mut self, name: &str, country: Option<Country>) -> u32 {
        // two thirds full at most: a search then looks at two slots on average
        if self.len() * 3 >= self.slots.len() * 2 {
            self.widen();
        }
        let country = code(country);
        let hash = hash(self.seed, name, country);
        let place = match self.search(hash, name, country) {
            Ok(number) => return number,
            Err(place) => place,
        };
        let Some(next) = u32::try_from(self.len() + 1).ok().filter(|next| *next < u32::MAX) else {
            return u32::MAX - 2;
        };
        self.letters.extend_from_slice(name.as_bytes());
        self.ends.push(self.letters.len() as u64);
        self.country.push(country);
        self.slots[place] = (half(hash), next);
        next - 1
    }

    /// The number of a name that was met.
    pub fn find(&self, name: &str, country: Option<Country>) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let country = code(country);
        self.search(hash(self.seed, name, country), name, country).ok()
    }

    /// The letters of a name; empty where there is no such number.
    pub fn text(&self, number: u32) -> &str {
        std::str::from_utf8(self.bytes(number as usize)).unwrap_or_default()
    }

    /// The country of a name.
    pub fn country(&self, number: u32) -> Option<Country> {
        self.country
            .get(number as usize)
            .and_then(|key| std::str::from_utf8(&key.to_be_bytes()).ok()?.parse().ok())
    }

    fn bytes(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(at).copied().unwrap_or(0) as usize;
        let start = start.map_or(0, |start| *start as usize);
        self.letters.get(start..end).unwrap_or_default()
    }

    /// The number, or the slot that is free for it.
    fn search(&self, hash: u64, name: &str, country: u16) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut place = hash as usize & mask;
        loop {
            let (known, number) = self.slots[place];
            let Some(at) = number.checked_sub(1) else {
                return Err(place);
            };
            let same = known == half(hash)
                && self.country[at as usize] == country
                && self.bytes(at as usize) == name.as_bytes();
            if same {
                return Ok(at);
            }
            place = (place + 1) & mask;
        }
    }

    fn widen(&mut self) {
        let width = (self.slots.len() * 2).max(1 << 10);
        self.slots = vec![(0, 0); width];
        for at in 0..self.len() {
            let hash = hash(self.seed, self.text(at as u32), self.country[at]);
            let mut place = hash as usize & (width - 1);
            while self.slots[place].1 != 0 {
                place = (place + 1) & (width - 1);
            }
            self.slots[place] = (half(hash), at as u32 + 1);
        }
    }

    /// The letters, the ends and the countries: all that is worth keeping.
    pub(super) fn columns(&self) -> (&[u8], &[u64], &[u16]) {
        (&self.letters, &self.ends, &self.country)
    }

    /// Names from their columns; `None` where the columns do not fit together,
    /// a name is no text, or one stands twice.
    pub(super) fn from_columns(letters: Vec<u8>, ends: Vec<u64>, country: Vec<u16>) -> Option<Names> {
        let text = std::str::from_utf8(&letters).ok()?;
        let whole = ends.last().map_or(0, |end| *end) == letters.len() as u64
            && ends.is_sorted()
            && ends.iter().all(|end| text.is_char_boundary(*end as usize))
            && country.len() == ends.len()
            && ends.len() < u32::MAX as usize - 2;
        if !whole {
            return None;
        }
        let mut names = Names {
            letters,
            ends,
            country,
            ..Names::default()
        };
        names.slots = vec![(0, 0); (names.len() * 2).next_power_of_two().max(1 << 10) / 2];
        names.widen();
        Some(names)
    }
}

fn code(country: Option<Country>) -> u16 {
    country.map_or(0, Country::key)
}

fn half(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// A 64-bit hash by folding products: eight letters at a time, each times an
/// odd number drawn at random once, high half onto low half.
fn hash(seed: u64, name: &str, country: u16) -> u64 {
    const ODD: u64 = 0xa076_1d64_78bd_642f;
    let fold = |a: u64, b: u64| {
        let product = u128::from(a) * u128::from(b);
        (product as u64) ^ ((product >> 64) as u64)
    };
    let mut state = seed ^ u64::from(country).wrapping_mul(ODD);
    let mut rest = name.as_bytes();
    while let Some((head, tail)) = rest.split_first_chunk::<8>() {
        state = fold(state ^ u64::from_le_bytes(*head), ODD);
        rest = tail;
    }
    let mut last = [0u8; 8];
    last[..rest.len()].copy_from_slice(rest);
    state = fold(state ^ u64::from_le_bytes(last), ODD ^ seed);
    fold(state ^ name.len() as u64, ODD)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    #[test]
    fn a_name_is_another_in_another_country() {
        let mut names = Names::default();
        let (kg, ru) = (Some(Country::of("KG")), Some(Country::of("RU")));
        assert_eq!(names.number("Vesna", kg), 0);
        assert_eq!(names.number("Vesna", ru), 1);
        assert_eq!(names.number("Vesna", None), 2);
        assert_eq!(names.number("Vesna", kg), 0);
        assert_eq!((names.text(1), names.country(1)), ("Vesna", ru));
        assert_eq!(names.find("Vesn", ru), None);
        assert_eq!((names.text(9), names.country(9)), ("", None));
    }

    #[test]
    fn columns_that_do_not_fit_are_no_names() {
        let good = (b"ab".to_vec(), vec![1, 2], vec![0, 0]);
        assert!(Names::from_columns(good.0.clone(), good.1.clone(), good.2.clone()).is_some());
        assert!(Names::from_columns(good.0.clone(), vec![2, 1], good.2.clone()).is_none());
        assert!(Names::from_columns(good.0.clone(), vec![1, 3], good.2.clone()).is_none());
        assert!(Names::from_columns(vec![0xff, 0xff], good.1.clone(), good.2).is_none());
        assert!(Names::from_columns(good.0, good.1, vec![0]).is_none());
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

        #[test]
        fn numbers_are_those_of_a_map(met in proptest::collection::vec(("[a-c\u{e4}\u{448}]{0,12}", 0u8..3), 0..1500)) {
            let mut names = Names::default();
            let mut known: BTreeMap<(String, u8), u32> = BTreeMap::new();
            let country = |c: u8| [None, Some(Country::of("KG")), Some(Country::of("RU"))][usize::from(c)];
            for (name, at) in &met {
                let next = known.len() as u32;
                let number = *known.entry((name.clone(), *at)).or_insert(next);
                prop_assert_eq!(names.number(name, country(*at)), number);
            }
            let (letters, ends, countries) = names.columns();
            let again = Names::from_columns(letters.to_vec(), ends.to_vec(), countries.to_vec()).unwrap();
            for ((name, at), number) in known.iter().collect::<std::collections::BTreeMap<_, _>>() {
                prop_assert_eq!(again.find(name, country(*at)), Some(*number));
                prop_assert_eq!(again.text(*number), name.as_str());
            }
        }
    }
}
