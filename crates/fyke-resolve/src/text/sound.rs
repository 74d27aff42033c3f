//! A key that the usual romanisations of one name share.
//!
//! Vowels differ between systems and are absent in Arabic and Hebrew, so the key
//! holds consonant classes only: lips, throat, hisses, teeth, `l`, `r`, `m`, `n`.
//! `h` stands with `g` and `k` because Russian writes foreign `h` as `g`
//! (Gusein, Gonkong) and Ukrainian `h` where Russian has `g`.

use super::phones::*;

/// A sound key: at most 16 consonant classes, four bits each. Equal keys mean
/// "may be one word, romanised differently"; zero means that there is no key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Sound(u64);

impl Sound {
    /// The key as bits, for indexes.
    pub fn bits(self) -> u64 {
        self.0
    }

    /// Number of classes in the key; keys of one or two say little.
    pub fn len(self) -> u32 {
        (u64::BITS - self.0.leading_zeros()).div_ceil(4)
    }

    /// Whether the word has no sound that is kept.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// The class of a word that begins with a vowel.
const OPEN: u64 = 15;

/// The sound key of a folded Latin word.
///
/// ```
/// use fyke_resolve::text::sound;
/// assert_eq!(sound("mohammed"), sound("muhamad"));
/// assert_eq!(sound("tchaikovsky"), sound("chaykovskiy"));
/// assert_ne!(sound("ivanov"), sound("petrov"));
/// ```
pub fn sound(latin: &str) -> Sound {
    phone_sound(&phones(latin))
}

/// [`sound`] of a word whose sounds were made before.
pub fn phone_sound(phones: &Phones) -> Sound {
    let codes = phones.codes();
    let mut key = 0u64;
    let mut last = 0u64;
    for (at, &code) in codes.iter().enumerate() {
        let after = codes.get(at + 1).copied();
        let class = match code {
            // French "Oualid" for "Walid"
            OU if at == 0 && after.is_some_and(|next| next < OU) => class_of(W),
            // Belarusian "Shatrou" for "Shatrov"
            OU if at > 2 && (after.is_none() || codes[at + 1..].starts_with(&[S, K])) => class_of(V),
            H if after.is_none() => 0,
            code if code <= LAST_VOWEL && at == 0 => OPEN,
            code => class_of(code),
        };
        if class != 0 && class != last {
            key = (key << 4) | class;
        }
        last = class;
        if key >> 60 != 0 {
            break;
        }
    }
    Sound(key)
}

fn class_of(code: u8) -> u64 {
    match code {
        B | P => 1,
        V | F | W => 2,
        G | GH | K | Q | KH | H | CK => 3,
        C | S | Z | TS | SH | CH | SC | ZH | J | DZ => 5,
        D | DH | T | TH => 4,
        L => 6,
        R => 7,
        M => 8,
        N | NG => 9,
        code if code >= DIGIT => 10 + u64::from(code - DIGIT) % 5,
        _ => 0,
    }
}
