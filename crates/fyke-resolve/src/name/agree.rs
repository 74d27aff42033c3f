//! Whether two words of two names can stand for each other, and how well.

use super::analysed::Name;
use super::edit::Pattern;
use super::word::{Class, FLAG_FEMALE, FLAG_MALE, FLAG_VAGUE, NONE, NameWord};
use crate::lexicon::Equivalence;
use crate::text::code_edits;

/// How two words, or a word and a run of words, agree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
#[repr(u8)]
pub(super) enum Kind {
    /// Letter by letter.
    #[default]
    Same,
    /// Two romanisations or spellings of one word.
    Spelled,
    /// The letters differ a little.
    Typed,
    /// Two words of one meaning.
    Meaning,
    /// A short form of the other.
    Short,
    /// The same name in another language.
    Cognate,
    /// Forms for a woman and a man.
    Gendered,
    /// The first letter stands for the word.
    Initial,
    /// The first letters of several words.
    Acronym,
    /// One word, written apart or together.
    Joined,
}

/// How well two words agree.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Agreement {
    pub(super) kind: Kind,
    /// Edits in quarters of a letter, what romanisations exchange counting less.
    pub(super) quarters: u8,
    /// Edits in letters, all counting the same.
    pub(super) plain: u8,
    /// Letters of the longer word.
    pub(super) letters: u8,
}

/// The strength of words that are the same.
pub(super) const STRENGTH_MAX: u32 = 240;

impl Agreement {
    fn of(kind: Kind, letters: u8) -> Agreement {
        Agreement {
            kind,
            quarters: 0,
            plain: 0,
            letters,
        }
    }

    /// 0 to [`STRENGTH_MAX`].
    pub(super) fn strength(&self) -> u32 {
        let letters = u32::from(self.letters.max(1)) * 4;
        let by_letters = STRENGTH_MAX * letters.saturating_sub(u32::from(self.quarters)) / letters;
        match self.kind {
            Kind::Same => STRENGTH_MAX,
            Kind::Spelled | Kind::Typed => by_letters.min(STRENGTH_MAX - 2),
            Kind::Meaning => STRENGTH_MAX - 10,
            Kind::Gendered => STRENGTH_MAX - 15,
            Kind::Joined => by_letters.min(STRENGTH_MAX - 6),
            Kind::Acronym => 200,
            Kind::Short => 200,
            Kind::Cognate => 160,
            Kind::Initial => 130,
        }
    }
}

/// Whether words of which so many letters differ, the longer of so many, can
/// agree at all: three of seven at most, one of two.
pub(super) fn within_reach(differ: u32, longer: u32) -> bool {
    differ * 7 <= longer * 3 || (longer <= 2 && differ <= 1)
}

/// The highest strength two words can have, from their integers alone; 0 is
/// certain. Never below what [`agree`] finds.
pub(super) fn ceiling(x: &NameWord, y: &NameWord) -> u32 {
    let least = least_edits(x, y);
    let longer = u32::from(x.len.max(y.len));
    let single = (x.len == 1 || y.len == 1) && x.letters & y.letters != 0;
    let sounds = x.sound_key == y.sound_key && x.sound_key != 0;
    if single || sounds || x.hash == y.hash || (x.may_mean(y) && means_the_same(x, y)) {
        return STRENGTH_MAX;
    }
    if !within_reach(least, longer) {
        return 0;
    }
    // romanisations make an edit cheap, but never cheaper than a quarter
    STRENGTH_MAX * (longer * 4 - least) / (longer * 4)
}

/// No fewer letters can differ.
fn least_edits(x: &NameWord, y: &NameWord) -> u32 {
    Letters::of(x).least_edits(Letters::of(y))
}

/// What is sure of the letters of a word without looking at them.
#[derive(Clone, Copy)]
pub(super) struct Letters {
    /// Which occur, in any reading.
    pub(super) set: u32,
    /// How many different ones.
    pub(super) kinds: u8,
    pub(super) len: u8,
    /// Whether it has several readings: then only what is missing is sure.
    pub(super) several: bool,
    /// Whether nothing is sure, as where vowels are not written.
    pub(super) vague: bool,
}

impl Letters {
    pub(super) fn of(word: &NameWord) -> Letters {
        Letters {
            set: word.letters,
            kinds: word.kinds,
            len: word.len,
            several: word.readings != 0,
            vague: word.flags & FLAG_VAGUE != 0,
        }
    }

    /// No fewer letters can differ.
    pub(super) fn least_edits(self, other: Letters) -> u32 {
        if self.vague || other.vague {
            return 0;
        }
        match (self.several, other.several) {
            (false, false) => {
                // of those in one word only, the larger part is on one side
                let differ =
                    (self.set ^ other.set).count_ones() + u32::from(self.kinds.abs_diff(other.kinds));
                (differ / 2).max(u32::from(self.len.abs_diff(other.len)))
            }
            (true, false) => (other.set & !self.set).count_ones(),
            (false, true) => (self.set & !other.set).count_ones(),
            (true, true) => 0,
        }
    }
}

/// Whether a set has so many members at most; for small numbers cheaper than counting.
pub(super) fn at_most(mut set: u32, members: u32) -> bool {
    for _ in 0..members {
        set &= set.wrapping_sub(1);
    }
    set == 0
}

/// Whether the lexicon gives both one meaning.
fn means_the_same(x: &NameWord, y: &NameWord) -> bool {
    let valued = |class| {
        matches!(
            class,
            Class::Concept | Class::Place | Class::Numeral | Class::Particle
        )
    };
    (x.class == y.class && valued(x.class) && x.value == y.value)
        || (x.both_given(y) && x.same_given(y).is_some())
        || (x.family[0] != NONE && x.same_family(y))
        || (x.class == Class::Patronymic
            && y.class == Class::Patronymic
            && x.value == y.value
            && x.value != 0)
}

/// How two words agree, if they do.
pub(super) fn agree(a: &Name, x: &NameWord, b: &Name, y: &NameWord) -> Option<Agreement> {
    let longer = x.len.max(y.len);
    if x.hash == y.hash && a.letters(x) == b.letters(y) {
        return Some(Agreement::of(Kind::Same, longer));
    }
    match (x.class, y.class) {
        (Class::Numeral, Class::Numeral) => {
            return (x.value == y.value).then_some(Agreement::of(Kind::Meaning, longer));
        }
        (Class::Numeral, _) | (_, Class::Numeral) => return None,
        (Class::Particle, Class::Particle) => {
            return (x.value == y.value).then_some(Agreement::of(Kind::Spelled, longer));
        }
        (Class::Concept, Class::Concept) | (Class::Place, Class::Place) if x.value == y.value => {
            let kind = if spelled_near(a, x, b, y) {
                Kind::Spelled
            } else {
                Kind::Meaning
            };
            return Some(Agreement::of(kind, longer));
        }
        (Class::Place, Class::Place) => return None,
        _ if x.is_aside() || y.is_aside() => return None,
        _ => {}
    }
    if x.class == Class::Initial || y.class == Class::Initial {
        return initial(a, x, b, y);
    }
    if let Some(equivalence) = x.same_given(y) {
        let kind = match equivalence {
            Equivalence::SameName => Kind::Spelled,
            Equivalence::ShortForm => Kind::Short,
            Equivalence::Cognate => Kind::Cognate,
        };
        return Some(Agreement {
            kind,
            quarters: 1,
            plain: 0,
            letters: longer,
        });
    }
    if gendered(a, x, b, y) {
        return Some(Agreement::of(Kind::Gendered, longer));
    }
    if x.same_family(y) {
        return Some(Agreement {
            kind: Kind::Spelled,
            quarters: 1,
            plain: 0,
            letters: longer,
        });
    }
    if x.class == Class::Patronymic && y.class == Class::Patronymic && x.value == y.value && x.value != 0 {
        return Some(Agreement {
            kind: Kind::Spelled,
            quarters: 1,
            plain: 0,
            letters: longer,
        });
    }
    let found = by_letters(a, x, b, y)?;
    // two words that are known and differ: a letter or two may be a slip, more is another word
    let known = if x.both_given(y) { 2 } else { 1 };
    let free = !x.both_given(y) && (x.class != Class::Concept || y.class != Class::Concept);
    (free || found.plain <= known || found.quarters <= 2).then_some(found)
}

fn spelled_near(a: &Name, x: &NameWord, b: &Name, y: &NameWord) -> bool {
    least_edits(x, y) <= 3 && Pattern::new(a.letters(x)).edits(b.letters(y)) <= 2
}

fn initial(a: &Name, x: &NameWord, b: &Name, y: &NameWord) -> Option<Agreement> {
    let (x_first, y_first) = (a.letters(x).first()?, b.letters(y).first()?);
    let firsts = |name: &Name, word: &NameWord, wanted: u8| {
        name.readings(word)
            .any(|reading| reading.first() == Some(&wanted))
    };
    let same = x_first == y_first || firsts(a, x, *y_first) || firsts(b, y, *x_first);
    (same && x.class != Class::Particle && y.class != Class::Particle)
        .then_some(Agreement::of(Kind::Initial, x.len.max(y.len)))
}

/// `Ivanov` and `Ivanova`, `Ivanovich` and `Ivanovna`.
fn gendered(a: &Name, x: &NameWord, b: &Name, y: &NameWord) -> bool {
    let genders = (x.flags | y.flags) & (FLAG_FEMALE | FLAG_MALE) == FLAG_FEMALE | FLAG_MALE;
    if !genders {
        return false;
    }
    let roots = x.root_len > 2 && x.root_len == y.root_len;
    roots && a.letters(x).get(..usize::from(x.root_len)) == b.letters(y).get(..usize::from(y.root_len))
        || x.class == Class::Patronymic && y.class == Class::Patronymic && x.value == y.value && x.value != 0
}

/// By letters and sounds, over all readings.
fn by_letters(a: &Name, x: &NameWord, b: &Name, y: &NameWord) -> Option<Agreement> {
    let longer = u32::from(x.len.max(y.len));
    let sounds_alike = x.sound_key == y.sound_key && x.sound_key != 0;
    if !sounds_alike && !within_reach(least_edits(x, y), longer) {
        return None;
    }
    let pattern = Pattern::new(a.letters(x));
    let mut plain = pattern.edits(b.letters(y));
    if plain > 1 && x.readings | y.readings != 0 {
        for reading in b.readings(y) {
            plain = plain.min(pattern.edits(reading));
        }
        if x.readings != 0 {
            let other = Pattern::new(b.letters(y));
            for reading in a.readings(x) {
                plain = plain.min(other.edits(reading));
            }
        }
    }
    let mut sounded = None;
    let mut sounds = || *sounded.get_or_insert_with(|| u32::from(code_edits(a.sounds(x), b.sounds(y))));
    if !within_reach(plain, longer) && !sounds_alike {
        // vowels that a script does not write cost little as sounds: a quarter of the word at most
        let vague = (x.flags | y.flags) & FLAG_VAGUE != 0 && longer > 3;
        if !vague || sounds() > longer * 5 {
            return None;
        }
    }
    let mut quarters = plain * 4;
    if plain > 0 && longer > 1 {
        // twentieths of a letter; a sound changed costs half as much again as it sounds
        let vague = (x.flags | y.flags) & FLAG_VAGUE != 0;
        let heard = if vague {
            sounds() * 4 / 20
        } else {
            sounds() * 6 / 20
        };
        quarters = quarters.min(1 + heard).max(if vague { 1 } else { plain });
        plain = if vague {
            plain.min(quarters.div_ceil(4))
        } else {
            plain
        };
    }
    let allowed = if longer <= 2 { 2 } else { longer * 2 };
    let kind = if quarters <= plain.max(2) {
        Kind::Spelled
    } else {
        Kind::Typed
    };
    (quarters <= allowed).then_some(Agreement {
        kind,
        quarters: quarters.min(255) as u8,
        plain: plain.min(255) as u8,
        letters: longer as u8,
    })
}
