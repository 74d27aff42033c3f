//! Things of a trace as bytes, so that they can be carried to where they are used.
//!
//! Numbers are little-endian, field after field, with nothing between; before a list
//! stands how many there are (8 bytes), before what may be missing whether it is
//! there (1). Maps go in the order of their keys, so equal things have equal bytes.
//! Every type says in its own file which of its fields go, in one line
//! ([`carried!`]); what is read is held against what is there, and no length is
//! believed before its bytes were seen.
//!
//! There is no checksum: bytes that travel are held against their hash by whoever
//! carries them.

use super::goods::{Goods, GoodsTable};
use fyke_model::country::Country;
use fyke_model::date::Day;
use fyke_model::hs::{Hs6, HsCode, HsVersion};
use std::collections::BTreeMap;

/// Why bytes cannot be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Misread(pub(crate) &'static str);

pub(crate) const CUT_SHORT: Misread = Misread("they are cut short");

/// What can be carried.
pub(crate) trait Carried: Sized {
    /// Bytes of the shortest: a list of so many needs at least as many times that.
    const BYTES_MIN: usize = 1;

    /// Appends it.
    fn put(&self, out: &mut Vec<u8>);

    /// Takes it off the front.
    fn take(from: &mut Source<'_>) -> Result<Self, Misread>;
}

/// What is left to read.
pub(crate) struct Source<'a>(&'a [u8]);

impl<'a> Source<'a> {
    /// All of it.
    pub(crate) fn new(bytes: &'a [u8]) -> Source<'a> {
        Source(bytes)
    }

    /// So many bytes.
    pub(crate) fn bytes<const N: usize>(&mut self) -> Result<[u8; N], Misread> {
        let (head, rest) = self.0.split_first_chunk().ok_or(CUT_SHORT)?;
        self.0 = rest;
        Ok(*head)
    }

    /// How many things of at least so many bytes; more than can follow are none.
    pub(crate) fn length(&self, things: u64, bytes_min: usize) -> Result<usize, Misread> {
        match usize::try_from(things) {
            Ok(things) if things <= self.0.len() / bytes_min => Ok(things),
            _ => Err(CUT_SHORT),
        }
    }

    /// Nothing is left.
    pub(crate) fn end(&self) -> Result<(), Misread> {
        match self.0 {
            [] => Ok(()),
            _ => Err(Misread("something follows their end")),
        }
    }
}

/// A list that need not be held as one.
pub(crate) fn put_all<T: Carried>(all: impl ExactSizeIterator<Item = T>, out: &mut Vec<u8>) {
    (all.len() as u64).put(out);
    out.reserve(all.len() * T::BYTES_MIN);
    all.for_each(|one| one.put(out));
}

/// The fields of a type that travel: all of them, in this order.
macro_rules! carried {
    ($kind:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::party::carried::Carried for $kind {
            fn put(&self, out: &mut Vec<u8>) {
                $($crate::party::carried::Carried::put(&self.$field, out);)+
            }

            fn take(
                from: &mut $crate::party::carried::Source<'_>,
            ) -> Result<$kind, $crate::party::carried::Misread> {
                Ok($kind { $($field: $crate::party::carried::Carried::take(from)?),+ })
            }
        }
    };
}
pub(crate) use carried;

macro_rules! numbers {
    ($($kind:ty),*) => {$(
        impl Carried for $kind {
            const BYTES_MIN: usize = size_of::<$kind>();

            fn put(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }

            fn take(from: &mut Source<'_>) -> Result<$kind, Misread> {
                from.bytes().map(<$kind>::from_le_bytes)
            }
        }
    )*};
}
numbers!(u8, u16, u32, u64, i32, f32, f64);

impl Carried for bool {
    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }

    fn take(from: &mut Source<'_>) -> Result<bool, Misread> {
        match from.bytes()? {
            [0] => Ok(false),
            [1] => Ok(true),
            _ => Err(Misread("a yes or no is neither")),
        }
    }
}

impl<T: Carried> Carried for Option<T> {
    fn put(&self, out: &mut Vec<u8>) {
        self.is_some().put(out);
        if let Some(value) = self {
            value.put(out);
        }
    }

    fn take(from: &mut Source<'_>) -> Result<Option<T>, Misread> {
        match bool::take(from)? {
            true => T::take(from).map(Some),
            false => Ok(None),
        }
    }
}

impl<T: Carried> Carried for Vec<T> {
    const BYTES_MIN: usize = 8;

    fn put(&self, out: &mut Vec<u8>) {
        (self.len() as u64).put(out);
        out.reserve(self.len() * T::BYTES_MIN);
        self.iter().for_each(|one| one.put(out));
    }

    fn take(from: &mut Source<'_>) -> Result<Vec<T>, Misread> {
        let length = u64::take(from)?;
        let length = from.length(length, T::BYTES_MIN)?;
        let mut all = Vec::with_capacity(length);
        for _ in 0..length {
            all.push(T::take(from)?);
        }
        Ok(all)
    }
}

impl<T: Carried + Copy + Default, const N: usize> Carried for [T; N] {
    fn put(&self, out: &mut Vec<u8>) {
        self.iter().for_each(|one| one.put(out));
    }

    fn take(from: &mut Source<'_>) -> Result<[T; N], Misread> {
        let mut all = [T::default(); N];
        for one in &mut all {
            *one = T::take(from)?;
        }
        Ok(all)
    }
}

impl<A: Carried, B: Carried> Carried for (A, B) {
    const BYTES_MIN: usize = A::BYTES_MIN + B::BYTES_MIN;

    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(from: &mut Source<'_>) -> Result<(A, B), Misread> {
        Ok((A::take(from)?, B::take(from)?))
    }
}

impl<K: Carried + Ord, V: Carried> Carried for BTreeMap<K, V> {
    fn put(&self, out: &mut Vec<u8>) {
        (self.len() as u64).put(out);
        for (key, value) in self {
            key.put(out);
            value.put(out);
        }
    }

    fn take(from: &mut Source<'_>) -> Result<BTreeMap<K, V>, Misread> {
        Vec::take(from).map(|all: Vec<(K, V)>| all.into_iter().collect())
    }
}

impl Carried for Country {
    const BYTES_MIN: usize = 2;

    fn put(&self, out: &mut Vec<u8>) {
        self.key().put(out);
    }

    fn take(from: &mut Source<'_>) -> Result<Country, Misread> {
        let letters = u16::take(from)?.to_be_bytes();
        let country = std::str::from_utf8(&letters)
            .ok()
            .and_then(|text| text.parse().ok());
        country.ok_or(Misread("a country is none"))
    }
}

/// Days further from 1970 than any calendar here: sums of two of them still fit.
const DAYS_MAX: u32 = 10_000_000;

impl Carried for Day {
    const BYTES_MIN: usize = 4;

    fn put(&self, out: &mut Vec<u8>) {
        self.0.put(out);
    }

    fn take(from: &mut Source<'_>) -> Result<Day, Misread> {
        let day = i32::take(from)?;
        match day.unsigned_abs() <= DAYS_MAX {
            true => Ok(Day(day)),
            false => Err(Misread("a day is none")),
        }
    }
}

impl Carried for Goods {
    const BYTES_MIN: usize = 15;

    fn put(&self, out: &mut Vec<u8>) {
        self.code.version.year().put(out);
        self.code.code.number().put(out);
        self.subheading.put(out);
        self.family.put(out);
        self.listed.put(out);
    }

    fn take(from: &mut Source<'_>) -> Result<Goods, Misread> {
        let version = HsVersion::from_year(u16::take(from)?);
        let code = Hs6::from_number(u32::take(from)?);
        let code = version.zip(code).map(|(version, code)| HsCode { version, code });
        Ok(Goods {
            code: code.ok_or(Misread("a goods code is none"))?,
            subheading: u32::take(from)?,
            family: u32::take(from)?,
            listed: bool::take(from)?,
        })
    }
}

impl Carried for GoodsTable {
    fn put(&self, out: &mut Vec<u8>) {
        put_all(self.all().iter().copied(), out);
    }

    fn take(from: &mut Source<'_>) -> Result<GoodsTable, Misread> {
        GoodsTable::new(Vec::take(from)?).map_err(|_| Misread("they name too many goods"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    type Things = (
        Vec<(u32, Option<u64>)>,
        BTreeMap<u16, Vec<bool>>,
        [Option<u16>; 3],
    );

    /// What was written, read again; the bytes must be used up.
    fn back<T: Carried>(thing: &T) -> T {
        let mut bytes = Vec::new();
        thing.put(&mut bytes);
        let mut from = Source::new(&bytes);
        let read = T::take(&mut from).unwrap();
        from.end().unwrap();
        read
    }

    proptest! {
        #[test]
        fn things_come_back_as_they_were(
            (list, map, array) in any::<Things>(), number in any::<u32>(), day in -9_999_999i32..9_999_999
        ) {
            prop_assert_eq!(&back(&list), &list);
            prop_assert_eq!(&back(&map), &map);
            prop_assert_eq!(&back(&array), &array);
            prop_assert_eq!(back(&f32::from_bits(number)).to_bits(), number);
            prop_assert_eq!(back(&Day(day)), Day(day));
        }

        #[test]
        fn a_list_that_is_cut_is_not_read(list in proptest::collection::vec(any::<(u32, Option<u64>)>(), 1..9), at in 0usize..200) {
            let mut bytes = Vec::new();
            list.put(&mut bytes);
            let mut from = Source::new(&bytes[..at % bytes.len()]);
            prop_assert!(Vec::<(u32, Option<u64>)>::take(&mut from).is_err());
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        assert!(bool::take(&mut Source::new(&[2])).is_err());
        assert!(Country::take(&mut Source::new(b"1x")).is_err());
        assert!(Day::take(&mut Source::new(&i32::MAX.to_le_bytes())).is_err());
        // a length that its bytes cannot hold is refused before room is made
        let mut bytes = Vec::new();
        u64::MAX.put(&mut bytes);
        assert_eq!(Vec::<u32>::take(&mut Source::new(&bytes)), Err(CUT_SHORT));
        assert_eq!(back(&Country::of("KG")), Country::of("KG"));
    }
}
