//! Two analysed names compared: one similarity, and levels of named features.
//!
//! Works on the integers of [`super::word`] and never on text; allocates nothing.

use super::Bearer;
use super::agree::{Kind, STRENGTH_MAX};
use super::align::{Alignment, Link, align};
use super::analysed::Name;
use super::feature::NameFeature;
use super::word::{Class, FLAG_MARKED, FLAG_PROPER, LEGAL_CLASSES, NameWord};
use crate::lexicon::{ClassAgreement, LegalClass};

/// What a comparison of two names found.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Comparison {
    /// How alike the names read, 0 to 1. 1 for equal readings only; below 1 for
    /// all others, however alike. Not a probability: see [`super::probability`].
    pub similarity: f32,
    levels: [u8; NameFeature::COUNT],
}

impl Comparison {
    /// The level of one feature, 0 to [`NameFeature::LEVEL_MAX`].
    pub fn level(&self, feature: NameFeature) -> u8 {
        self.levels[feature as usize]
    }

    /// All levels, in the order of [`NameFeature::ALL`].
    pub fn levels(&self) -> &[u8; NameFeature::COUNT] {
        &self.levels
    }

    fn set(&mut self, feature: NameFeature, level: u32) {
        self.levels[feature as usize] = level.min(u32::from(NameFeature::LEVEL_MAX)) as u8;
    }
}

/// Highest similarity of names that do not read the same.
pub(super) const SIMILARITY_UNEQUAL_MAX: f32 = 0.99;

/// Compares two names. Symmetric: `compare(a, b) == compare(b, a)`.
///
/// ```
/// use fyke_resolve::name::{Bearer, compare, prepare};
/// let ship = |name| prepare(name, Bearer::Vessel);
/// let near = compare(&ship("SEA LION"), &ship("SEA LIONS")).similarity;
/// let far = compare(&ship("SEA LION"), &ship("BLUE MOON")).similarity;
/// assert!(near > 0.8 && far < 0.3);
/// ```
pub fn compare(a: &Name, b: &Name) -> Comparison {
    if a.is_empty() || b.is_empty() {
        return nothing(a, b);
    }
    // the greedy alignment may depend on the side: one order makes it symmetric
    let (a, b) = if (a.words.len(), a.hash) <= (b.words.len(), b.hash) {
        (a, b)
    } else {
        (b, a)
    };
    let alignment = align(a, b);
    let tally = Tally::of(a, b, &alignment);
    let mut made = levels(a, b, &alignment, &tally);
    let same = a.hash == b.hash && a.words.len() == b.words.len();
    made.similarity = if same {
        1.0
    } else {
        tally.similarity(a, b).clamp(0.0, SIMILARITY_UNEQUAL_MAX)
    };
    made
}

/// There is nothing to compare.
fn nothing(a: &Name, b: &Name) -> Comparison {
    let mut made = Comparison::default();
    made.set(NameFeature::Replaced, 15);
    made.set(NameFeature::FewWords, 3);
    made.set(NameFeature::OddWriting, odd(a, b));
    made
}

/// Evidence for and against, in bits.
#[derive(Clone, Copy, Default)]
pub(super) struct Tally {
    agreed: f32,
    /// Weight of linked words times strength, on each side.
    covered: [f32; 2],
    left: [Left; 2],
    quarters: u32,
    plain: u32,
    /// Share of letters that differ in the worst word, in thirtieths.
    worst: u32,
    meaning: u32,
    initials: u32,
    joined: u32,
    gendered: bool,
    alike_given: bool,
    /// Both give the whole name of one body.
    proper: bool,
}

/// What one side has that the other has not.
#[derive(Clone, Copy, Default)]
pub(super) struct Left {
    /// Words that bear meaning, places too; no numbers, patronymics, initials.
    pub(super) bits: f32,
    pub(super) words: u32,
    initials: u32,
    patronymics: f32,
    places: u32,
    numbers: u32,
    givens: u32,
    marked: bool,
    /// Letters of the first number left.
    number: Option<(u16, u8)>,
}

impl Tally {
    pub(super) fn of(a: &Name, b: &Name, alignment: &Alignment) -> Tally {
        let mut tally = Tally::default();
        for link in alignment.links() {
            tally.link(a, b, link);
        }
        tally.left = [left(a, alignment.a_used), left(b, alignment.b_used)];
        tally
    }

    fn link(&mut self, a: &Name, b: &Name, link: &Link) {
        let bits = |name: &Name, from: u8, len: u8| -> f32 {
            let run = &name.words[usize::from(from)..usize::from(from) + usize::from(len)];
            run.iter()
                .filter(|word| word.class != Class::LegalForm)
                .map(|word| word.bits)
                .sum()
        };
        let sides = [bits(a, link.a, link.a_len), bits(b, link.b, link.b_len)];
        let strength = link.agreement.strength() as f32 / STRENGTH_MAX as f32;
        self.covered[0] += sides[0] * strength;
        self.covered[1] += sides[1] * strength;
        let (x, y) = (&a.words[usize::from(link.a)], &b.words[usize::from(link.b)]);
        if x.is_aside() || y.is_aside() {
            return;
        }
        self.proper |= x.flags & y.flags & FLAG_PROPER != 0;
        if link.agreement.kind != Kind::Initial {
            self.agreed += sides[0].min(sides[1]) * strength;
        }
        self.quarters += u32::from(link.agreement.quarters);
        self.plain += u32::from(link.agreement.plain);
        let letters = u32::from(link.agreement.letters.max(1)) * 4;
        self.worst = self
            .worst
            .max((30 * u32::from(link.agreement.quarters)).div_ceil(letters));
        match link.agreement.kind {
            Kind::Meaning => self.meaning += 1,
            Kind::Short => self.meaning += 2,
            Kind::Cognate => self.meaning += 3,
            Kind::Acronym => self.meaning += 3,
            Kind::Initial => self.initials += 1,
            Kind::Joined => self.joined += 1,
            Kind::Gendered => self.gendered = true,
            Kind::Same | Kind::Spelled | Kind::Typed => {}
        }
        let differ = x.both_given(y) && x.same_given(y).is_none();
        self.alike_given |= differ && matches!(link.agreement.kind, Kind::Typed | Kind::Spelled);
    }

    fn similarity(&self, a: &Name, b: &Name) -> f32 {
        let cover = |covered: f32, name: &Name| {
            if name.weight > 0.0 {
                (covered / name.weight).min(1.0)
            } else {
                0.0
            }
        };
        similarity_of(cover(self.covered[0], a), cover(self.covered[1], b))
    }
}

/// From the covered shares of both names to their similarity; rises with both.
pub(super) fn similarity_of(a: f32, b: f32) -> f32 {
    let (low, high) = (a.min(b), a.max(b));
    high * (0.6 + 0.4 * low)
}

pub(super) fn left(name: &Name, used: u32) -> Left {
    let mut left = Left::default();
    for (at, word) in name.words.iter().enumerate() {
        if used & (1 << at) != 0 || word.is_aside() {
            continue;
        }
        match word.class {
            Class::Particle => {}
            Class::Initial => left.initials += 1,
            Class::Patronymic => left.patronymics += word.bits,
            Class::Numeral => {
                left.numbers += 1;
                left.marked |= word.flags & FLAG_MARKED != 0;
                left.number = left.number.or(Some((word.start, word.len)));
            }
            Class::Plain | Class::Given | Class::Concept | Class::Place => {
                left.places += u32::from(word.class == Class::Place);
                left.givens += u32::from(word.class == Class::Given);
                left.bits += word.bits;
                left.words += u32::from(word.bits >= 4.0);
            }
            Class::Honorific | Class::LegalForm | Class::Joiner => {}
        }
    }
    left
}

fn levels(a: &Name, b: &Name, alignment: &Alignment, tally: &Tally) -> Comparison {
    let mut made = Comparison::default();
    let [left_a, left_b] = tally.left;
    made.set(NameFeature::Agreed, (tally.agreed / 3.0) as u32);
    made.set(NameFeature::Letters, tally.quarters.div_ceil(2));
    made.set(NameFeature::Spelling, tally.plain);
    made.set(NameFeature::LetterShare, tally.worst);
    replaced(&mut made, tally);
    made.set(NameFeature::Meaning, tally.meaning);
    made.set(NameFeature::Initials, tally.initials);
    made.set(NameFeature::Order, order(a, b, alignment));
    made.set(NameFeature::Joined, tally.joined);
    made.set(NameFeature::LegalForm, legal(a.legal, b.legal));
    made.set(NameFeature::Number, numbers(a, b, &left_a, &left_b));
    let both = |x: u32, y: u32| if x > 0 && y > 0 { 2 } else { u32::from(x + y > 0) };
    made.set(NameFeature::Place, both(left_a.places, left_b.places));
    made.set(
        NameFeature::Patronymic,
        both(left_a.patronymics as u32, left_b.patronymics as u32),
    );
    let given = match both(left_a.givens, left_b.givens) {
        2 => 3,
        _ if tally.alike_given => 2,
        one => one,
    };
    made.set(NameFeature::GivenName, given);
    made.set(NameFeature::Gender, u32::from(tally.gendered));
    made.set(
        NameFeature::NumberAdded,
        u32::from((left_a.numbers == 0) != (left_b.numbers == 0)),
    );
    let few = few_words(a).max(few_words(b));
    made.set(NameFeature::FewWords, few);
    if few >= 2 {
        let words = |left: &Left| left.words.saturating_sub(left.places);
        made.set(NameFeature::Alone, words(&left_a).max(words(&left_b)));
    }
    made.set(NameFeature::OddWriting, odd(a, b));
    made
}

/// Words without a counterpart: on both sides they contradict, on one they add.
fn replaced(made: &mut Comparison, tally: &Tally) {
    let [a, b] = tally.left;
    let contrary = a.initials.min(b.initials + b.words) + b.initials.min(a.words);
    let patronymics = a.patronymics.min(b.patronymics);
    let bits = |left: &Left| left.bits;
    let both = bits(&a).min(bits(&b)) + patronymics + 8.0 * contrary as f32;
    made.set(NameFeature::Replaced, (both / 2.0).ceil() as u32);
    let one = bits(&a).max(bits(&b)) - bits(&a).min(bits(&b));
    let fathers = (a.patronymics - b.patronymics).abs();
    let initials = a.initials.abs_diff(b.initials) as f32;
    // what stands beside the whole name of a body is most often an alias
    let one = if tally.proper { one * 0.5 } else { one };
    made.set(
        NameFeature::Added,
        ((one + fathers * 0.3 + initials) / 3.0).ceil() as u32,
    );
    let words = a.words.min(b.words) + contrary + u32::from(patronymics > 0.0);
    made.set(NameFeature::ReplacedWords, words);
    made.set(NameFeature::AddedWords, a.words.abs_diff(b.words));
}

/// 0 three words and more, 1 two, 2 one, 3 one short one or none.
fn few_words(name: &Name) -> u32 {
    let counts =
        |word: &&NameWord| !word.is_aside() && !matches!(word.class, Class::Particle | Class::Initial);
    let words = name.words.iter().filter(counts);
    let (count, letters) = words.fold((0, 0), |(n, letters), word| {
        let proper = u32::from(word.flags & FLAG_PROPER != 0);
        (n + 1 + proper, letters + u32::from(word.len))
    });
    match (count, letters) {
        (0, _) => 3,
        (1, ..=4) => 3,
        (1, _) => 2,
        (2, _) => 1,
        _ => 0,
    }
}

fn odd(a: &Name, b: &Name) -> u32 {
    let odd = |name: &Name| name.signals.mixed_word || name.signals.hidden_marks;
    u32::from(odd(a) || odd(b))
}

/// 0 agree or not given, 1 on one side, 2 seldom one body, 3 hardly one body.
fn legal(a: u16, b: u16) -> u32 {
    let generic = 1 << (LEGAL_CLASSES.len() - 1);
    let (a, b) = (a & !generic, b & !generic);
    if a == 0 || b == 0 {
        return u32::from(a | b != 0);
    }
    if a & b != 0 {
        return 0;
    }
    let each = |set: u16| {
        LEGAL_CLASSES
            .into_iter()
            .enumerate()
            .filter(move |(at, _)| set & (1 << at) != 0)
    };
    let agree = |x: LegalClass| each(b).map(move |(_, y)| x.agreement(y));
    // a charity does not become a trading company
    let non_profit = 1 << 8;
    match each(a).flat_map(|(_, x)| agree(x)).min() {
        Some(ClassAgreement::Same | ClassAgreement::Compatible) | None => 0,
        Some(ClassAgreement::Mild) if (a | b) & non_profit != 0 => 3,
        Some(ClassAgreement::Mild) => 2,
        Some(ClassAgreement::Conflict) => 3,
    }
}

/// 0 the same or none on a side, 1 differing in one sign, 2 differing.
fn numbers(a: &Name, b: &Name, left_a: &Left, left_b: &Left) -> u32 {
    let (Some(x), Some(y)) = (left_a.number, left_b.number) else {
        return 0;
    };
    // "No. 5" and "No. 7" are two numbers on purpose; "IV" and "V" may be a slip
    if left_a.numbers > 1 || left_b.numbers > 1 || left_a.marked || left_b.marked {
        return 2;
    }
    let edits = super::edit::edits(a.span(x), b.span(y));
    if edits <= 1 { 1 } else { 2 }
}

/// 0 the same order or family name first, 1 turned round, 2 scrambled,
/// 3 two given names changed places.
fn order(a: &Name, b: &Name, alignment: &Alignment) -> u32 {
    let mut places = [(0u8, 0u8); super::analysed::WORDS_MAX];
    let mut count = 0;
    let mut givens = true;
    for link in alignment.links() {
        let (x, y) = (&a.words[usize::from(link.a)], &b.words[usize::from(link.b)]);
        if x.is_aside() || y.is_aside() || matches!(x.class, Class::Particle | Class::Numeral) {
            continue;
        }
        places[count] = (link.a, link.b);
        count += 1;
        givens &= x.class == Class::Given && y.class == Class::Given;
    }
    let places = &mut places[..count];
    places.sort_unstable();
    let falls = places.windows(2).filter(|pair| pair[0].1 > pair[1].1).count();
    let wraps = places
        .first()
        .zip(places.last())
        .is_some_and(|(first, last)| last.1 > first.1);
    let turned = falls == 1 && !wraps;
    if falls == 0 || a.inverted != b.inverted && turned {
        return 0;
    }
    let person = a.bearer == Bearer::Person || b.bearer == Bearer::Person;
    if givens && person && count > 1 {
        return 3;
    }
    if turned { 1 } else { 2 }
}
