//! One word of an analysed name, packed so that comparing it needs no text.

use crate::lexicon::{Equivalence, Gender, GivenKind, GivenName, LegalClass};

/// What a word does in a name.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, serde::Serialize, serde::Deserialize,
)]
#[repr(u8)]
pub enum Class {
    /// Nothing known: a family name, a brand.
    #[default]
    Plain,
    /// A given name that the lexicon knows.
    Given,
    /// A name made of the father's (`Ivanovich`).
    Patronymic,
    /// A title or rank.
    Honorific,
    /// `al`, `van`, `bin`: belongs to a neighbour and weighs little.
    Particle,
    /// One letter that stands for a name.
    Initial,
    /// `LLC`, `GmbH`, `joint stock company`.
    LegalForm,
    /// A word of organisations with a known meaning: plant, bank, shipbuilding.
    Concept,
    /// A town, region or country.
    Place,
    /// A number in digits, words or Roman numerals.
    Numeral,
    /// `and`, `of`, `the`, `No.`: weighs next to nothing.
    Joiner,
}

/// A slot of [`NameWord`] without a value.
pub(super) const NONE: u16 = u16::MAX;

/// One word (or one phrase that means one thing) of an analysed name.
#[derive(Clone, Copy, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct NameWord {
    /// Hash of the Latin reading: equal words first of all.
    pub(super) hash: u32,
    /// Which letters occur in any reading.
    pub(super) letters: u32,
    /// Which sounds occur.
    pub(super) sounds: u32,
    /// Hash of the sound key; 0 where it says too little.
    pub(super) sound_key: u32,
    /// Concept, legal form, number or father, by class.
    pub(super) value: u32,
    /// Given names the word can be, as [`packed_given`].
    pub(super) given: [u16; 2],
    /// Families of spellings of a family name.
    pub(super) family: [u16; 2],
    /// Where its letters stand in the store of the name.
    pub(super) start: u16,
    /// Letters of the Latin reading.
    pub(super) len: u8,
    /// Sounds, which stand right after the letters.
    pub(super) sound_len: u8,
    /// Further readings after the sounds, each with its length before it.
    pub(super) readings: u8,
    /// What it does in the name.
    pub(super) class: Class,
    /// Letters of the part that its man's and woman's forms share; 0 unknown.
    pub(super) root_len: u8,
    /// `FLAG_*`.
    pub(super) flags: u8,
    /// How many different letters occur.
    pub(super) kinds: u8,
    /// Its meanings, as [`meanings_of`] gives them.
    pub(super) meanings: [u8; 2],
    /// First and last letter, as [`super::edit::sign`] numbers them.
    pub(super) ends: [u8; 2],
    /// Weight of evidence, in bits.
    pub(super) bits: f32,
}

pub(super) const FLAG_FEMALE: u8 = 1;
pub(super) const FLAG_MALE: u8 = 2;
pub(super) const FLAG_FOREIGN: u8 = 4;
pub(super) const FLAG_PHRASE: u8 = 8;
/// The whole name of one body.
pub(super) const FLAG_PROPER: u8 = 16;
/// In a script that writes no vowels, or whose letters say little of the sound.
pub(super) const FLAG_VAGUE: u8 = 32;
/// A number that "No." announces.
pub(super) const FLAG_MARKED: u8 = 64;

/// A given name in sixteen bits: class and kind.
pub(super) fn packed_given(given: GivenName) -> u16 {
    let kind = match given.kind {
        GivenKind::Spelling => 0,
        GivenKind::Short => 1,
        GivenKind::Cognate => 2,
    };
    if given.class >= 0x3fff {
        NONE
    } else {
        (given.class << 2) | kind
    }
}

fn equivalence(a: u16, b: u16) -> Option<Equivalence> {
    if a == NONE || b == NONE || a >> 2 != b >> 2 {
        return None;
    }
    Some(match (a & 3, b & 3) {
        (0, 0) => Equivalence::SameName,
        (2, _) | (_, 2) => Equivalence::Cognate,
        _ => Equivalence::ShortForm,
    })
}

/// The eight bits of a word that may mean several things.
pub(super) const ANY: u8 = 255;

/// What a word may mean, eight bits a meaning: two words of one meaning share one,
/// or one of them has [`ANY`], which stands for more than two. 0 is none.
pub(super) fn meanings_of(class: Class, value: u32, given: [u16; 2], family: [u16; 2]) -> [u8; 2] {
    let eight = |value: u32| 1 + (value.wrapping_mul(0x9e37_79b9) >> 24) as u8 % 254;
    let of_class = |from: u32| [eight(value.wrapping_add(from)), 0];
    match class {
        Class::Concept => return of_class(0),
        Class::Place => return of_class(70_000),
        Class::Numeral => return of_class(1 << 20),
        Class::Particle => return of_class(1 << 24),
        Class::Patronymic if value != 0 => return of_class(1 << 25),
        _ => {}
    }
    let mut found = [0; 2];
    let givens = given
        .iter()
        .filter(|name| **name != NONE)
        .map(|name| eight(u32::from(name >> 2) + 140_000));
    let families = family
        .iter()
        .filter(|name| **name != NONE)
        .map(|name| eight(u32::from(*name) + 300_000));
    for (at, meaning) in givens.chain(families).enumerate() {
        match found.get_mut(at) {
            Some(place) => *place = meaning,
            None => return [ANY; 2],
        }
    }
    found
}

/// Whether two pairs of meanings have one in common.
pub(super) fn meet(a: [u8; 2], b: [u8; 2]) -> bool {
    let one = |own: u8| own != 0 && (own == b[0] || own == b[1]);
    let any = (a[0] == ANY && b[0] != 0) || (b[0] == ANY && a[0] != 0);
    one(a[0]) || one(a[1]) || any
}

impl NameWord {
    /// Whether the meanings of two words may be one; false is certain.
    pub(super) fn may_mean(&self, other: &NameWord) -> bool {
        meet(self.meanings, other.meanings)
    }

    /// What it does in the name.
    pub fn class(&self) -> Class {
        self.class
    }

    /// Weight of evidence, in bits.
    pub fn bits(&self) -> f32 {
        self.bits
    }

    /// A number that equal readings share, for indexes.
    pub fn hash(&self) -> u32 {
        self.hash
    }

    /// A number that romanisations of one word mostly share, for indexes; 0 is none.
    pub fn sound_key(&self) -> u32 {
        self.sound_key
    }

    /// A number that words of one meaning share (translations, spellings of one
    /// given name, equal numbers), for indexes; 0 is none.
    pub fn meaning_key(&self) -> u32 {
        match self.class {
            Class::Concept | Class::Place => 0x1000_0000 | self.value,
            Class::Numeral => 0x2000_0000 | (self.value & 0x0fff_ffff),
            _ if self.given[0] != NONE => 0x4000_0000 | u32::from(self.given[0] >> 2),
            _ if self.family[0] != NONE => 0x5000_0000 | u32::from(self.family[0]),
            _ => 0,
        }
    }

    /// Whether the name goes on without it: titles, joiners, legal forms.
    pub fn is_aside(&self) -> bool {
        matches!(self.class, Class::Honorific | Class::Joiner | Class::LegalForm)
    }

    /// The closest way in which two words are one given name.
    pub(super) fn same_given(&self, other: &NameWord) -> Option<Equivalence> {
        let mut found: Option<Equivalence> = None;
        for a in self.given {
            for b in other.given {
                found = match (found, equivalence(a, b)) {
                    (Some(x), Some(y)) => Some(x.min(y)),
                    (x, y) => x.or(y),
                };
            }
        }
        found
    }

    /// Whether both are given names that we know.
    pub(super) fn both_given(&self, other: &NameWord) -> bool {
        self.given[0] != NONE && other.given[0] != NONE
    }

    /// Whether both are spellings of one family name.
    pub(super) fn same_family(&self, other: &NameWord) -> bool {
        self.family.iter().any(|a| *a != NONE && other.family.contains(a))
    }
}

pub(super) fn gender_flag(gender: Gender) -> u8 {
    match gender {
        Gender::Female => FLAG_FEMALE,
        Gender::Male => FLAG_MALE,
    }
}

/// The legal classes in the order of their numbers in a name's set of forms.
pub(super) const LEGAL_CLASSES: [LegalClass; 13] = [
    LegalClass::Limited,
    LegalClass::JointStock,
    LegalClass::ClosedJointStock,
    LegalClass::PublicJointStock,
    LegalClass::Corporation,
    LegalClass::Sole,
    LegalClass::Partnership,
    LegalClass::State,
    LegalClass::NonProfit,
    LegalClass::Cooperative,
    LegalClass::Branch,
    LegalClass::FreeZone,
    LegalClass::Generic,
];
