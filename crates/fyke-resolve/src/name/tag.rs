//! What each word does in its name, and how much it weighs.

use super::Bearer;
use super::edit::edits;
use super::rarity::{BITS_MAX, BITS_MIN, Rarity};
use super::word::{
    Class, FLAG_MARKED, FLAG_PHRASE, FLAG_PROPER, LEGAL_CLASSES, NONE, gender_flag, packed_given,
};
use crate::lexicon::{ConceptKind, LegalClass, Lexicon, Sense, roman_of, surname_root};
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
    let corrected: Vec<Option<&'static str>> = words.iter().map(|word| slip(lexicon, word, bearer)).collect();
    let spelled = words
        .iter()
        .zip(&corrected)
        .map(|(word, slip)| slip.unwrap_or(word.latin.as_str()));
    let latin: Vec<&str> = spelled.collect();
    let mut tagged: Vec<Tagged> = Vec::with_capacity(words.len());
    let mut at = 0;
    let mut marked = false;
    while at < words.len() {
        let before = tagged.last().map(|word| word.class);
        let found = sense_at(lexicon, &latin, at, bearer).filter(|(taken, sense)| {
            let form = matches!(sense, Sense::LegalForm { .. });
            let slips = corrected[at..at + taken].iter().any(Option::is_some);
            (form || !slips) && holds(*sense, &latin, at, *taken, before, bearer)
        });
        let (taken, made) = match found {
            Some((taken, sense)) => {
                let (more, sense) = tens_and_units(lexicon, &latin[at + taken..], sense, bearer);
                (taken + more, meant(lexicon, &words[at..at + taken + more], sense))
            }
            None => (1, plain(lexicon, &words[at], bearer, rarity, at, words.len())),
        };
        let from = tagged.len();
        tagged.extend(made);
        if let Some(number) = tagged
            .get_mut(from)
            .filter(|word| marked && word.class == Class::Numeral)
        {
            number.flags |= FLAG_MARKED;
        }
        marked = matches!(found, Some((_, Sense::NumberMark)));
        at += taken;
    }
    if !tagged.iter().any(|word| counts(word.class)) {
        for word in &mut tagged {
            // a name made of titles or forms alone: then they are the name
            if matches!(word.class, Class::Honorific | Class::LegalForm | Class::Particle) {
                word.class = Class::Plain;
                word.value = 0;
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

/// The phrase that begins at a word and means something for such a bearer.
fn sense_at(lexicon: &Lexicon, latin: &[&str], at: usize, bearer: Bearer) -> Option<(usize, Sense)> {
    let rest = &latin[at..];
    let found = lexicon.longest(rest, bearer);
    if bearer == Bearer::Person {
        // a company's form after a person's name is noise, not a name
        let form = || lexicon.longest(rest, Bearer::Organisation).filter(|_| at > 0);
        let kind = |class| matches!(class, LegalClass::Limited | LegalClass::PublicJointStock);
        let after = |(taken, sense): &(usize, Sense)| {
            let last = *taken == rest.len() && rest[0].len() > 2 && lexicon.given(rest[0]).is_none();
            matches!(sense, Sense::LegalForm { class, .. } if kind(*class) && last)
        };
        return found.or_else(|| form().filter(after));
    }
    // "Group Co Ltd" is a form, but in a name the group is a word and the rest the form
    if let Some((taken @ 2.., Sense::LegalForm { class: whole, .. })) = found
        && let Some((1, first @ Sense::Concept(_))) = lexicon.longest(&rest[..1], bearer)
        && let Some((after, Sense::LegalForm { class, .. })) = lexicon.longest(&rest[1..taken], bearer)
        && after + 1 == taken
        && class == whole
    {
        return Some((1, first));
    }
    // "Fund V": a numeral of one letter, where it ends the name but for the legal form
    let single = || {
        let number = roman_of(rest[0]).filter(|_| rest[0].len() == 1 && at > 0)?;
        let form = rest.get(1..).filter(|after| !after.is_empty());
        let ends = form
            .is_none_or(|after| matches!(lexicon.longest(after, bearer), Some((_, Sense::LegalForm { .. }))));
        ends.then_some((1, Sense::Numeral(number)))
    };
    // "II" after a name is a number, whatever else two letters may abbreviate
    let two = || {
        roman_of(rest[0])
            .filter(|_| rest[0].len() > 1 && at > 0)
            .map(|number| (1, Sense::Numeral(number)))
    };
    match found {
        Some((1, Sense::Concept(_) | Sense::Joiner)) | None => single().or_else(two).or(found),
        _ => single().or(found),
    }
}

/// "Forty" before "four" is one number.
fn tens_and_units(lexicon: &Lexicon, after: &[&str], sense: Sense, bearer: Bearer) -> (usize, Sense) {
    let (Sense::Numeral(tens), Some(next)) = (sense, after.first()) else {
        return (0, sense);
    };
    let word = next.bytes().all(|letter| letter.is_ascii_alphabetic()) && roman_of(next).is_none();
    match lexicon
        .longest(&after[..1], bearer)
        .filter(|_| word && tens % 10 == 0 && (20..100).contains(&tens))
    {
        Some((1, Sense::Numeral(unit @ 1..=9))) => (1, Sense::Numeral(tens + unit)),
        Some((1, Sense::Ordinal(unit @ 1..=9))) => (1, Sense::Ordinal(tens + unit)),
        _ => (0, sense),
    }
}

/// Whether a word does here what it usually does.
fn holds(
    sense: Sense,
    latin: &[&str],
    at: usize,
    taken: usize,
    before: Option<Class>,
    bearer: Bearer,
) -> bool {
    let last = at + taken == latin.len();
    let person = bearer == Bearer::Person;
    match sense {
        // what joins stands between two words; a letter in a person's name is an initial
        Sense::Joiner => {
            let letter = person && taken == 1 && latin[at].len() == 1;
            let first = at == 0 || before == Some(Class::LegalForm);
            let open = (first || last) && latin[at] != "the";
            !letter && !open
        }
        Sense::Particle | Sense::FatherAfter(_) => !last,
        // "al-Rabi", "bin Malik": after a particle even a title is a name
        Sense::Honorific => before != Some(Class::Particle),
        _ => true,
    }
}

/// Long words of legal forms, in which a slip of one or two letters is seen
/// before the forms are looked up.
const FORM_WORDS: &[&str] = &[
    "company",
    "corporation",
    "incorporated",
    "limited",
    "liability",
    "partnership",
    "aktiengesellschaft",
    "gesellschaft",
    "kommanditgesellschaft",
    "aktiebolag",
    "aktsionernoe",
    "obshchestvo",
    "otvetstvennostyu",
    "ogranichennoy",
    "anonima",
    "responsabilidad",
    "responsabilite",
    "vennootschap",
    "spolka",
    "joint",
    "stock",
];

/// The word of a legal form that a word misspells.
fn slip(lexicon: &Lexicon, word: &Word, bearer: Bearer) -> Option<&'static str> {
    let letters = word.latin.as_bytes();
    let able = matches!(bearer, Bearer::Organisation | Bearer::Unknown) && word.script == Script::Latin;
    if !able || letters.len() < 5 || FORM_WORDS.contains(&word.latin.as_str()) {
        return None;
    }
    let near = |form: &&&str| {
        let allowed = if form.len() >= 12 { 2 } else { 1 };
        form.len().abs_diff(letters.len()) <= 2 && edits(form.as_bytes(), letters) <= allowed
    };
    let form = FORM_WORDS.iter().find(near)?;
    lexicon
        .longest(&[word.latin.as_str()], bearer)
        .is_none()
        .then_some(*form)
}

/// A phrase with a meaning.
fn meant(lexicon: &Lexicon, words: &[Word], sense: Sense) -> Vec<Tagged> {
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
            let kind = lexicon.concept_kind(id);
            let place = kind == ConceptKind::Place;
            let class = if place { Class::Place } else { Class::Concept };
            let bits = lexicon.concept_bits(id).clamp(BITS_MIN, BITS_MAX);
            let mut tagged = made(class, bits, id.index() as u32);
            for word in tagged.iter_mut().filter(|_| kind == ConceptKind::Proper) {
                word.flags |= FLAG_PROPER;
                word.bits = word.bits.max(14.0);
            }
            tagged
        }
        Sense::Numeral(number) | Sense::Ordinal(number) => made(Class::Numeral, 5.0, number),
        Sense::Honorific => made(Class::Honorific, 0.5, 0),
        Sense::Particle => made(Class::Particle, 0.5, 0),
        Sense::FatherAfter(_) | Sense::FatherBefore(_) => made(Class::Particle, 0.5, 1),
        Sense::Generation(number) => made(Class::Numeral, 3.0, u32::from(number)),
        Sense::NumberMark | Sense::VesselPrefix | Sense::Joiner => made(Class::Joiner, 0.2, 0),
    }
}

/// A word of a name says something, however often the same letters are a small word.
const PLAIN_BITS_MIN: f32 = 4.0;

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
    let mut tagged = Tagged::new(one, Class::Plain, rarity.bits(&word.latin).max(PLAIN_BITS_MIN));
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
