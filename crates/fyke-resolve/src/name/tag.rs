//! What each word does in its name, and how much it weighs.

use super::Bearer;
use super::rarity::{BITS_MAX, BITS_MIN, Rarity};
use super::word::{Class, FLAG_PHRASE, LEGAL_CLASSES, NONE, gender_flag, packed_given};
use crate::lexicon::{ConceptKind, LegalClass, Lexicon, Sense, surname_root};
use crate::text::{Script, Word};

/// A word before packing.
#[derive(Clone, Debug)]
pub(super) struct Tagged {
    pub(super) latin: String,
    pub(super) readings: Vec<String>,
    pub(super) script: Script,
    pub(super) class: Class,
    pub(super) value: u32,
    pub(super) given: [u16; 2],
    pub(super) family: [u16; 2],
    pub(super) root_len: usize,
    pub(super) flags: u8,
    pub(super) bits: f32,
}

impl Tagged {
    fn new(words: &[Word], class: Class, bits: f32) -> Tagged {
        let first = words.first();
        let latin: String = words.iter().map(|word| word.latin.as_str()).collect();
        Tagged {
            latin,
            readings: if words.len() == 1 {
                words[0].readings.clone()
            } else {
                Vec::new()
            },
            script: first.map_or(Script::Latin, |word| word.script),
            class,
            value: 0,
            given: [NONE; 2],
            family: [NONE; 2],
            root_len: 0,
            flags: if words.len() > 1 { FLAG_PHRASE } else { 0 },
            bits,
        }
    }
}

/// Tags the words of a name.
pub(super) fn tag(words: &[Word], bearer: Bearer, rarity: &Rarity) -> Vec<Tagged> {
    let lexicon = Lexicon::shipped();
    let latin: Vec<&str> = words.iter().map(|word| word.latin.as_str()).collect();
    let mut tagged = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let sense = sense_at(lexicon, &latin[at..], bearer, at);
        let (taken, made) = match sense {
            Some((taken, sense)) => (taken, meant(lexicon, &words[at..at + taken], sense, rarity)),
            None => (1, plain(lexicon, &words[at], bearer, rarity, at, words.len())),
        };
        tagged.extend(made);
        at += taken;
    }
    if !tagged.iter().any(|word| counts(word.class)) {
        for word in &mut tagged {
            // a name made of titles or forms alone: then they are the name
            if matches!(word.class, Class::Honorific | Class::LegalForm | Class::Particle) {
                word.class = Class::Plain;
                word.bits = rarity.bits(&word.latin).max(2.0);
            }
        }
    }
    tagged
}

fn counts(class: Class) -> bool {
    !matches!(
        class,
        Class::Honorific | Class::LegalForm | Class::Particle | Class::Joiner
    )
}

/// The phrase that begins here and means something for such a bearer.
fn sense_at(lexicon: &Lexicon, latin: &[&str], bearer: Bearer, at: usize) -> Option<(usize, Sense)> {
    let found = lexicon.longest(latin, bearer);
    if found.is_none() && bearer == Bearer::Person && at > 0 {
        // a company's form after a person's name is noise, not a name
        let form = lexicon.longest(latin, Bearer::Organisation)?;
        let kind = |class| matches!(class, LegalClass::Limited | LegalClass::PublicJointStock);
        let last = form.0 == latin.len() && latin[0].len() > 2 && lexicon.given(latin[0]).is_none();
        return matches!(form.1, Sense::LegalForm { class, .. } if kind(class) && last).then_some(form);
    }
    found
}

/// A phrase with a meaning.
fn meant(lexicon: &Lexicon, words: &[Word], sense: Sense, rarity: &Rarity) -> Vec<Tagged> {
    let made = |class, bits: f32, value: u32| {
        let mut tagged = Tagged::new(words, class, bits);
        tagged.value = value;
        vec![tagged]
    };
    match sense {
        Sense::LegalForm { class, .. } => {
            let number = LEGAL_CLASSES
                .iter()
                .position(|known| *known == class)
                .unwrap_or(12);
            made(Class::LegalForm, 0.5, number as u32)
        }
        Sense::Concept(id) => {
            let place = lexicon.concept_kind(id) == ConceptKind::Place;
            let class = if place { Class::Place } else { Class::Concept };
            made(
                class,
                lexicon.concept_bits(id).clamp(BITS_MIN, BITS_MAX),
                id.index() as u32,
            )
        }
        Sense::Numeral(number) | Sense::Ordinal(number) => made(Class::Numeral, 5.0, number),
        Sense::Honorific => made(Class::Honorific, 0.5, 0),
        Sense::Particle => made(Class::Particle, 0.5, 0),
        Sense::FatherAfter(_) | Sense::FatherBefore(_) => made(Class::Particle, 0.5, 1),
        Sense::Generation(number) => made(Class::Numeral, 3.0, u32::from(number)),
        Sense::NumberMark | Sense::VesselPrefix | Sense::Joiner => {
            let tagged = Tagged::new(words, Class::Joiner, 0.2);
            let _ = rarity;
            vec![tagged]
        }
    }
}

/// A word that is a name.
fn plain(
    lexicon: &Lexicon,
    word: &Word,
    bearer: Bearer,
    rarity: &Rarity,
    at: usize,
    of: usize,
) -> Vec<Tagged> {
    let one = std::slice::from_ref(word);
    let human = matches!(bearer, Bearer::Person | Bearer::Unknown);
    if bearer == Bearer::Person && word.latin.bytes().all(|b| b.is_ascii_alphabetic()) {
        if word.latin.len() == 1 {
            return vec![Tagged::new(one, Class::Initial, 2.0)];
        }
        if word.dotted && word.latin.len() <= 3 {
            let letters = word.latin.chars().map(|letter| Word {
                latin: letter.to_string(),
                ..word.clone()
            });
            let initial = |letter: Word| Tagged::new(&[letter], Class::Initial, 2.0);
            return letters
                .map(initial)
                .map(|tagged| Tagged {
                    readings: Vec::new(),
                    ..tagged
                })
                .collect();
        }
    }
    let mut tagged = Tagged::new(one, Class::Plain, rarity.bits(&word.latin));
    if !human {
        return vec![tagged];
    }
    for (slot, given) in tagged.given.iter_mut().zip(lexicon.givens(&word.latin)) {
        *slot = packed_given(*given);
        tagged.flags |= given.gender.map_or(0, gender_flag);
        tagged.class = Class::Given;
    }
    for (slot, family) in tagged.family.iter_mut().zip(lexicon.surname_classes(&word.latin)) {
        *slot = *family;
    }
    if bearer != Bearer::Person {
        return vec![tagged];
    }
    // "Abramovich" ends many family names: a patronymic stands between or after two others
    let between = of >= 3 && at > 0;
    if let Some(father) = lexicon
        .patronymic_of(&word.latin)
        .filter(|_| between && tagged.class == Class::Plain)
    {
        tagged.class = Class::Patronymic;
        tagged.flags = (tagged.flags & FLAG_PHRASE) | gender_flag(father.gender);
        tagged.value = father.class.map_or(0, |class| u32::from(class) + 1);
        tagged.bits *= 0.7;
    } else if let Some((root, gender)) = surname_root(&word.latin).filter(|_| tagged.class == Class::Plain) {
        tagged.root_len = root.len();
        tagged.flags |= gender_flag(gender);
    }
    vec![tagged]
}
