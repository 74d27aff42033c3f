//! Records as bytes: numbers in as few bytes as they need (LEB128), lists and texts
//! behind their length. Only this program of this run reads them, so there is no
//! version; bytes that are cut off read as zeros and empty lists.

use fyke_model::text::{
    Credit, CreditKind, Difference, DifferenceKind, Disagreement, Garble, Said, Saying, Span,
};

/// What can be put on a shelf.
pub(crate) trait Pack: Sized {
    /// Adds it to bytes.
    fn pack(&self, to: &mut Vec<u8>);
    /// Takes it from the front of bytes.
    fn unpack(from: &mut &[u8]) -> Self;
}

impl Pack for u64 {
    fn pack(&self, to: &mut Vec<u8>) {
        let mut rest = *self;
        while rest >= 0x80 {
            to.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        to.push(rest as u8);
    }

    fn unpack(from: &mut &[u8]) -> u64 {
        let (mut value, mut shift) = (0u64, 0u32);
        while let Some((&byte, rest)) = from.split_first() {
            *from = rest;
            value |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
            shift += 7;
            if byte < 0x80 {
                break;
            }
        }
        value
    }
}

macro_rules! as_u64 {
    ($($of:ty),*) => {$(
        impl Pack for $of {
            fn pack(&self, to: &mut Vec<u8>) {
                (*self as u64).pack(to);
            }
            fn unpack(from: &mut &[u8]) -> $of {
                u64::unpack(from) as $of
            }
        }
    )*};
}
as_u64!(u16, u32, usize);

impl Pack for bool {
    fn pack(&self, to: &mut Vec<u8>) {
        to.push(u8::from(*self));
    }
    fn unpack(from: &mut &[u8]) -> bool {
        u64::unpack(from) != 0
    }
}

impl Pack for i32 {
    fn pack(&self, to: &mut Vec<u8>) {
        self.cast_unsigned().pack(to);
    }
    fn unpack(from: &mut &[u8]) -> i32 {
        u32::unpack(from).cast_signed()
    }
}

impl Pack for f64 {
    fn pack(&self, to: &mut Vec<u8>) {
        self.to_bits().pack(to);
    }
    fn unpack(from: &mut &[u8]) -> f64 {
        f64::from_bits(u64::unpack(from))
    }
}

impl Pack for String {
    fn pack(&self, to: &mut Vec<u8>) {
        self.len().pack(to);
        to.extend_from_slice(self.as_bytes());
    }
    fn unpack(from: &mut &[u8]) -> String {
        let length = usize::unpack(from).min(from.len());
        let (text, rest) = from.split_at(length);
        *from = rest;
        String::from_utf8_lossy(text).into_owned()
    }
}

impl<T: Pack> Pack for Option<T> {
    fn pack(&self, to: &mut Vec<u8>) {
        to.push(u8::from(self.is_some()));
        if let Some(value) = self {
            value.pack(to);
        }
    }
    fn unpack(from: &mut &[u8]) -> Option<T> {
        bool::unpack(from).then(|| T::unpack(from))
    }
}

impl<T: Pack> Pack for Vec<T> {
    fn pack(&self, to: &mut Vec<u8>) {
        self.len().pack(to);
        for value in self {
            value.pack(to);
        }
    }
    fn unpack(from: &mut &[u8]) -> Vec<T> {
        // everything takes a byte at least, so a length that lies makes no room
        let length = usize::unpack(from).min(from.len());
        (0..length).map(|_| T::unpack(from)).collect()
    }
}

impl<T: Pack> Pack for Box<[T]> {
    fn pack(&self, to: &mut Vec<u8>) {
        self.len().pack(to);
        for value in self {
            value.pack(to);
        }
    }
    fn unpack(from: &mut &[u8]) -> Box<[T]> {
        Vec::unpack(from).into_boxed_slice()
    }
}

impl<A: Pack, B: Pack> Pack for (A, B) {
    fn pack(&self, to: &mut Vec<u8>) {
        self.0.pack(to);
        self.1.pack(to);
    }
    fn unpack(from: &mut &[u8]) -> (A, B) {
        (A::unpack(from), B::unpack(from))
    }
}

impl<A: Pack, B: Pack, C: Pack> Pack for (A, B, C) {
    fn pack(&self, to: &mut Vec<u8>) {
        self.0.pack(to);
        self.1.pack(to);
        self.2.pack(to);
    }
    fn unpack(from: &mut &[u8]) -> (A, B, C) {
        (A::unpack(from), B::unpack(from), C::unpack(from))
    }
}

/// Packs the named fields one after another.
macro_rules! fields {
    ($of:ident { $($field:ident),* $(,)? }) => {
        impl $crate::shelf::pack::Pack for $of {
            fn pack(&self, to: &mut Vec<u8>) {
                $($crate::shelf::pack::Pack::pack(&self.$field, to);)*
            }
            fn unpack(from: &mut &[u8]) -> $of {
                $of { $($field: $crate::shelf::pack::Pack::unpack(from)),* }
            }
        }
    };
}
pub(crate) use fields;

/// Packs a kind by its place in a list of all; the first stands for what is unknown.
macro_rules! kinds {
    ($of:ident: $first:ident $(, $kind:ident)* $(,)?) => {
        impl $crate::shelf::pack::Pack for $of {
            fn pack(&self, to: &mut Vec<u8>) {
                const ALL: &[$of] = &[$of::$first $(, $of::$kind)*];
                ALL.iter().position(|kind| kind == self).unwrap_or(0).pack(to);
            }
            fn unpack(from: &mut &[u8]) -> $of {
                const ALL: &[$of] = &[$of::$first $(, $of::$kind)*];
                ALL.get(usize::unpack(from)).copied().unwrap_or($of::$first)
            }
        }
    };
}

fields!(Span { start, end });
fields!(Credit { span, source, how });
kinds!(CreditKind: Wire, Contributed, Passed, Hearsay);
kinds!(Garble: QuoteWords, Speaker, Splice, Number, Date, Place, Name, Polarity, SourceChain, Wording, Participant);
kinds!(DifferenceKind: Spelling, Boundary, Substance, Splice, SilentElision, ParaphraseInMarks, ByMeaning);
fields!(Difference { kind, one, other });
fields!(Said {
    document,
    quote,
    span,
    speaker,
    differences
});
fields!(Saying {
    speaker,
    canonical,
    members
});
fields!(Disagreement {
    kind,
    sides,
    said,
    reconcilable_by
});

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_packed_comes_back(
            numbers in proptest::collection::vec((any::<u32>(), any::<u64>(), any::<i32>()), 0..20),
            text in ".*",
            some in proptest::option::of(any::<bool>()),
        ) {
            let mut bytes = Vec::new();
            (numbers.clone(), text.clone(), some).pack(&mut bytes);
            let mut rest = bytes.as_slice();
            prop_assert_eq!(<(Vec<(u32, u64, i32)>, String, Option<bool>)>::unpack(&mut rest), (numbers, text, some));
            prop_assert!(rest.is_empty());
        }

        #[test]
        fn any_bytes_are_read_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Saying::unpack(&mut bytes.as_slice());
            let _ = Disagreement::unpack(&mut bytes.as_slice());
        }
    }
}
