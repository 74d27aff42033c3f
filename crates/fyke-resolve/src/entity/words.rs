//! The words of an entity's names as small keys under which romanisations and
//! translations of one word meet, for rarity and for the search for candidates.
//!
//! A word with translations is keyed by its meaning, a given name by all its
//! forms together, any other word by its sound where that is long enough to say
//! something, else by its letters. How well two names agree is for
//! [`crate::name`] to say; here it is only whether they may.

use crate::lexicon::{ConceptId, Lexicon, Sense};
use crate::name::Bearer;
use crate::text::{Word, read, sound};

/// Words of one name that are read; longer names are cut.
const NAME_WORDS_MAX: usize = 24;

/// Sounds a word needs before its sound is its key.
const SOUNDS_MIN: u32 = 4;

/// A word of a name, or anything else two entities can share, as a key.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, serde::Serialize, serde::Deserialize,
)]
pub(super) struct Key(pub u32);

/// A name as keys.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct NameKeys {
    /// Keys of the words that tell bearers apart, in their order, each followed
    /// by those of its other readings.
    pub words: Vec<Key>,
    /// All words but legal forms without spaces and vowels; `None` where too short.
    pub glued: Option<Key>,
    /// The same with one consonant left out, each in turn: names one slip apart share one.
    pub slips: Vec<Key>,
    /// The words without legal forms, in any order; `None` where there is none.
    pub whole: Option<Key>,
    /// First letters of the words, for names of three to seven words.
    pub initials: Option<Key>,
    /// Words that may be an acronym themselves.
    pub acronyms: Vec<Key>,
}

/// Reads a name as keys.
pub(super) fn name_keys(name: &str, bearer: Bearer) -> NameKeys {
    let reading = read(name);
    let mut made = NameKeys::default();
    if reading.signals.placeholder {
        return made;
    }
    let words = reading.words.get(..NAME_WORDS_MAX).unwrap_or(&reading.words);
    let latin: Vec<&str> = words.iter().map(|w| w.latin.as_str()).collect();
    let mut told = Told::default();
    let mut at = 0;
    while at < latin.len() {
        at += step(words, &latin, at, bearer, &mut told, &mut made.words);
    }
    let Told {
        mut telling,
        mut spelled,
    } = told;
    if telling.is_empty() {
        made.words.extend(latin.iter().map(|w| word_key(w)));
        (telling, spelled) = (latin.clone(), latin);
    }
    let skeleton = consonants(&spelled);
    made.glued = (skeleton.len() >= 4).then(|| key("glued", &skeleton));
    made.slips = slips(&skeleton);
    if bearer != Bearer::Person {
        made.initials = initials(&telling);
        let short = telling.iter().filter(|w| (3..=7).contains(&w.len()));
        made.acronyms = short.map(|w| key("acronym", w)).collect();
    }
    telling.sort_unstable();
    made.whole = (!telling.is_empty()).then(|| key("whole", &telling.join(" ")));
    made
}

/// The words of a name by what they are for.
#[derive(Default)]
struct Told<'a> {
    /// Words that tell bearers apart.
    telling: Vec<&'a str>,
    /// These and particles, which some write apart and some together.
    spelled: Vec<&'a str>,
}

/// Takes the phrase or word that starts at a place; says how many words it has.
fn step<'a>(
    words: &[Word],
    latin: &[&'a str],
    at: usize,
    bearer: Bearer,
    told: &mut Told<'a>,
    keys: &mut Vec<Key>,
) -> usize {
    let lexicon = Lexicon::shipped();
    let rest = latin.get(at..).unwrap_or(&[]);
    let (Some(first), Some(word)) = (rest.first(), words.get(at)) else {
        return 1;
    };
    if let Some((count, sense)) = lexicon.longest(rest, bearer) {
        let telling = match sense {
            Sense::Concept(id) => {
                concept_keys(lexicon, id, keys);
                true
            }
            Sense::Numeral(n) | Sense::Ordinal(n) => {
                keys.push(key_of("number", &n.to_le_bytes()));
                true
            }
            _ => false,
        };
        if telling {
            told.telling.extend(rest.iter().take(count));
        }
        if telling || matches!(sense, Sense::Particle) {
            told.spelled.extend(rest.iter().take(count));
        }
        return count.max(1);
    }
    told.telling.push(first);
    told.spelled.push(first);
    plain_keys(lexicon, word, bearer, keys);
    1
}

fn concept_keys(lexicon: &Lexicon, id: ConceptId, keys: &mut Vec<Key>) {
    let parts = lexicon.parts(id);
    let simple = if parts.is_empty() { &[id][..] } else { parts };
    keys.extend(simple.iter().map(|&part| key("concept", lexicon.label(part))));
}

fn plain_keys(lexicon: &Lexicon, word: &Word, bearer: Bearer, keys: &mut Vec<Key>) {
    if bearer == Bearer::Person || bearer == Bearer::Unknown {
        if let Some(given) = lexicon.given(&word.latin) {
            keys.push(key_of("given", &given.class.to_le_bytes()));
            return;
        }
        if let Some(father) = lexicon.patronymic_of(&word.latin).and_then(|p| p.class) {
            keys.push(key_of("father", &father.to_le_bytes()));
            return;
        }
        let families = lexicon.surname_classes(&word.latin).iter();
        keys.extend(families.map(|class| key_of("family", &class.to_le_bytes())));
    } else if let Some(compound) = lexicon.split_compound(&word.latin) {
        for &part in compound.parts() {
            concept_keys(lexicon, part, keys);
        }
    }
    let first = word_key(&word.latin);
    keys.push(first);
    keys.extend(word.readings.iter().map(|r| word_key(r)).filter(|&k| k != first));
}

/// The consonants and digits of words, glued.
pub(super) fn consonants<W: AsRef<str>>(words: &[W]) -> String {
    let vowel = |c: &char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    words
        .iter()
        .flat_map(|w| w.as_ref().chars())
        .filter(|c| !vowel(c))
        .collect()
}

fn slips(skeleton: &str) -> Vec<Key> {
    if !(5..=16).contains(&skeleton.len()) || !skeleton.is_ascii() {
        return Vec::new();
    }
    let without = |at: usize| -> String {
        skeleton
            .chars()
            .enumerate()
            .filter(|(i, _)| *i != at)
            .map(|(_, c)| c)
            .collect()
    };
    let whole = key("slip", skeleton);
    std::iter::once(whole)
        .chain((0..skeleton.len()).map(|at| key("slip", &without(at))))
        .collect()
}

fn initials(words: &[&str]) -> Option<Key> {
    let first: String = words.iter().filter_map(|w| w.chars().next()).collect();
    (3..=7).contains(&first.len()).then(|| key("acronym", &first))
}

/// The key of one word in Latin letters.
pub(super) fn word_key(latin: &str) -> Key {
    let heard = sound(latin);
    if heard.len() >= SOUNDS_MIN && !latin.bytes().any(|b| b.is_ascii_digit()) {
        key_of("sound", &heard.bits().to_le_bytes())
    } else {
        key("word", latin)
    }
}

/// A key of a kind: keys of different kinds never meet.
pub(super) fn key(kind: &str, text: &str) -> Key {
    key_of(kind, text.as_bytes())
}

/// A key of bytes.
pub(super) fn key_of(kind: &str, bytes: &[u8]) -> Key {
    let hash = fnv(kind.bytes().chain([0x1f]).chain(bytes.iter().copied()));
    Key(((hash ^ (hash >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as u32)
}

/// FNV-1a, 64 bits: the same on every machine, for keys that are kept.
pub(crate) fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
