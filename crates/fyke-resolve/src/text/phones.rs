//! A Latin word as a short row of sounds, so that what romanisation systems
//! spell differently (`kh`, `x`, `h`; `shch`, `sch`, `szcz`) is one step of a
//! comparison.
//!
//! Owns the letters-to-sounds rules. What two sounds cost against each other is
//! for [`super::distance`]; which classes make a key is for [`super::sound`].
//! The rules are those spellings that BGN/PCGN, ISO 9, ICAO 9303, French, German
//! and Polish practice, UNGEGN Arabic, Pinyin and Wade-Giles use for one sound.

/// Sounds of a word that are kept; the rest is dropped.
pub const PHONES_MAX: usize = 32;

/// Vowels and the half-vowel `y`: codes up to this one.
pub(super) const LAST_VOWEL: u8 = OU;
/// One past the highest code.
pub(super) const CODES: usize = 49;

pub(super) const A: u8 = 1;
pub(super) const E: u8 = 2;
pub(super) const I: u8 = 3;
pub(super) const O: u8 = 4;
pub(super) const U: u8 = 5;
/// `y`: a vowel, a glide, or nothing at all.
pub(super) const Y: u8 = 6;
/// `ou`: French for `u`, Belarusian for `ov`.
pub(super) const OU: u8 = 7;
pub(super) const B: u8 = 8;
pub(super) const P: u8 = 9;
pub(super) const V: u8 = 10;
pub(super) const F: u8 = 11;
pub(super) const W: u8 = 12;
pub(super) const G: u8 = 13;
pub(super) const GH: u8 = 14;
pub(super) const K: u8 = 15;
pub(super) const Q: u8 = 16;
pub(super) const KH: u8 = 17;
pub(super) const H: u8 = 18;
/// `c` before `a`, `o`, `u`: mostly `k`, in folded ISO 9 a `ts` or `ch`.
pub(super) const CK: u8 = 19;
/// `c` before `e`, `i`, `y` or at the end.
pub(super) const C: u8 = 20;
pub(super) const S: u8 = 21;
pub(super) const Z: u8 = 22;
pub(super) const TS: u8 = 23;
pub(super) const SH: u8 = 24;
pub(super) const CH: u8 = 25;
/// `shch`.
pub(super) const SC: u8 = 26;
pub(super) const ZH: u8 = 27;
pub(super) const J: u8 = 28;
pub(super) const DZ: u8 = 29;
pub(super) const D: u8 = 30;
pub(super) const DH: u8 = 31;
pub(super) const T: u8 = 32;
pub(super) const TH: u8 = 33;
pub(super) const L: u8 = 34;
pub(super) const M: u8 = 35;
pub(super) const N: u8 = 36;
/// `ng` at the end of a syllable: Russian writes Chinese `ng` as `n`.
pub(super) const NG: u8 = 37;
pub(super) const R: u8 = 38;
/// The digit 0; 1 to 9 follow.
pub(super) const DIGIT: u8 = 39;

/// Spellings of more than one letter, longest first within their first letter.
const SPELLINGS: &[(&[u8], &[u8])] = &[
    (b"ahh", &[A, H]),
    (b"aa", &[A]),
    (b"chtch", &[SC]),
    (b"chh", &[CH]),
    (b"ch", &[CH]),
    (b"cz", &[CH]),
    (b"ck", &[K]),
    (b"cc", &[K]),
    (b"cq", &[K]),
    (b"dzh", &[J]),
    (b"dsch", &[J]),
    (b"dsh", &[J]),
    (b"dj", &[J]),
    (b"dz", &[DZ]),
    (b"dh", &[DH]),
    (b"ee", &[I]),
    (b"gh", &[GH]),
    (b"ij", &[I]),
    (b"iyi", &[I]),
    (b"iy", &[I]),
    (b"ii", &[I]),
    (b"kh", &[KH]),
    (b"oo", &[U]),
    (b"ou", &[OU]),
    (b"ph", &[F]),
    (b"rh", &[R]),
    (b"schtsch", &[SC]),
    (b"shch", &[SC]),
    (b"szcz", &[SC]),
    (b"sch", &[SC]),
    (b"sh", &[SH]),
    (b"sz", &[SH]),
    (b"tsch", &[CH]),
    (b"tch", &[CH]),
    (b"tsz", &[J]),
    (b"ts", &[TS]),
    (b"tz", &[TS]),
    (b"th", &[TH]),
    (b"wh", &[W]),
    (b"yyi", &[I]),
    (b"yi", &[I]),
    (b"yy", &[I]),
    (b"zh", &[ZH]),
    (b"zs", &[ZH]),
];

/// The sounds of one word, made once by [`phones`] and compared often.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Phones {
    codes: [u8; PHONES_MAX],
    len: u8,
}

impl Phones {
    /// The sounds, each below [`CODES`].
    pub(crate) fn codes(&self) -> &[u8] {
        &self.codes[..usize::from(self.len).min(PHONES_MAX)]
    }

    /// Number of sounds.
    pub fn len(&self) -> usize {
        usize::from(self.len)
    }

    /// Whether there is no sound at all.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    fn push(&mut self, code: u8) {
        if let Some(place) = self.codes.get_mut(usize::from(self.len)) {
            *place = code;
            self.len += 1;
        }
    }
}

/// The sounds of a folded Latin word (`a-z0-9`; other bytes are skipped).
///
/// ```
/// use fyke_resolve::text::phones;
/// assert_eq!(phones("yushchenko"), phones("yuschenko"));
/// ```
pub fn phones(latin: &str) -> Phones {
    let bytes = latin.as_bytes();
    let slavic = slavic_ending(bytes);
    let mut made = Phones {
        codes: [0; PHONES_MAX],
        len: 0,
    };
    let mut at = 0;
    while let Some(&letter) = bytes.get(at) {
        let rest = &bytes[at..];
        if belarusian_end(bytes, at) {
            made.push(OU);
            at += 2;
            continue;
        }
        if let Some((spelling, codes)) = spelled(rest) {
            codes.iter().for_each(|&code| made.push(code));
            at += spelling.len();
            continue;
        }
        if rest.get(1) == Some(&letter) && letter.is_ascii_lowercase() {
            at += 1; // a doubled letter counts once
            continue;
        }
        let before = at.checked_sub(1).and_then(|index| bytes.get(index)).copied();
        single(&mut made, letter, before, rest.get(1).copied(), slavic);
        at += 1;
    }
    made
}

/// Whether a Belarusian `au` or `eu` for Russian `ov` or `ev` stands here: at the
/// end of a longer word or before `sk` (Shatrau, Tsikhanauskaya).
fn belarusian_end(word: &[u8], at: usize) -> bool {
    if at < 3 || word.get(at + 1) != Some(&b'u') || !matches!(word[at], b'a' | b'e') {
        return false;
    }
    let rest = &word[at + 2..];
    (rest.is_empty() || rest.starts_with(b"sk")) && !matches!(word[at - 1], b'a' | b'e' | b'i' | b'o' | b'u')
}

/// The longest spelling that `rest` begins with. "ng" and soft "sc" depend on
/// what follows and are left to [`single`].
fn spelled(rest: &[u8]) -> Option<(&'static [u8], &'static [u8])> {
    let (&first, &second) = (rest.first()?, rest.get(1)?);
    if SECONDS.get(usize::from(first.wrapping_sub(b'a')))? & bit(second) == 0 {
        return None;
    }
    SPELLINGS
        .iter()
        .find(|(spelling, _)| spelling[0] == first && rest.starts_with(spelling))
        .map(|&(spelling, codes)| (spelling, codes))
}

/// For each first letter of a spelling, the second letters as bits: most pairs of
/// letters begin no spelling, and one look-up says so.
static SECONDS: [u32; 26] = seconds();

const fn seconds() -> [u32; 26] {
    let mut seconds = [0; 26];
    let mut at = 0;
    while at < SPELLINGS.len() {
        let spelling = SPELLINGS[at].0;
        seconds[(spelling[0] - b'a') as usize] |= bit(spelling[1]);
        at += 1;
    }
    seconds
}

const fn bit(letter: u8) -> u32 {
    1 << (letter & 31)
}

/// Whether a word ends as Slavic family names and patronymics do, where `j` is
/// a half-vowel and not the sound of "Jamal".
fn slavic_ending(word: &[u8]) -> bool {
    const ENDINGS: [&[u8]; 15] = [
        b"enko", b"ov", b"ova", b"ev", b"eva", b"ic", b"ich", b"vna", b"skij", b"ij", b"skaja", b"aja",
        b"cuk", b"in", b"ina",
    ];
    word.first() == Some(&b'j') && word.len() >= 5 && ENDINGS.iter().any(|ending| word.ends_with(ending))
        || word.starts_with(b"ju") && word.ends_with(b"j")
}

fn single(made: &mut Phones, letter: u8, before: Option<u8>, after: Option<u8>, slavic: bool) {
    let soft = matches!(after, Some(b'e' | b'i' | b'y'));
    let code = match letter {
        b'a' => A,
        b'b' => B,
        b'c' if before == Some(b's') && soft => {
            // folded šč: the s is taken back into one sound
            made.len = made.len.saturating_sub(1);
            SC
        }
        b'c' if soft || after.is_none() => C,
        b'c' => CK,
        b'd' => D,
        b'e' => E,
        b'f' => F,
        b'g' if before == Some(b'n') && after.is_none_or(ends_syllable) => {
            made.len = made.len.saturating_sub(1);
            NG
        }
        b'g' => G,
        b'h' => H,
        b'i' => I,
        b'j' => half_vowel(before, after, slavic),
        b'k' => K,
        b'l' => L,
        b'm' => M,
        b'n' => N,
        b'o' => O,
        b'p' => P,
        b'q' => Q,
        b'r' => R,
        b's' => S,
        b't' => T,
        b'u' => U,
        b'v' => V,
        b'w' => W,
        b'x' if before.is_none() => SH,
        b'x' => {
            made.push(K);
            S
        }
        b'y' => Y,
        b'z' => Z,
        b'0'..=b'9' => DIGIT + (letter - b'0'),
        _ => return,
    };
    made.push(code);
}

/// Letters that cannot continue a syllable after `ng`.
fn ends_syllable(letter: u8) -> bool {
    matches!(
        letter,
        b'b' | b'c' | b'd' | b'f' | b'j' | b'k' | b'm' | b'n' | b'p' | b'q' | b's' | b't' | b'x' | b'z'
    )
}

/// `j` is a half-vowel beside consonants and at the end (Sergej, Bjelica).
fn half_vowel(before: Option<u8>, after: Option<u8>, slavic: bool) -> u8 {
    let vowel = |letter: Option<u8>| matches!(letter, Some(b'a' | b'e' | b'i' | b'o' | b'u' | b'y'));
    let beside_consonant = before.is_some() && (!vowel(before) || !vowel(after));
    if slavic || beside_consonant { Y } else { J }
}
