//! From a text to an analysed name: words read, tagged, weighed and packed.
//!
//! Owns what a word does in a name. Letters are read by [`crate::text`], meanings
//! come from [`crate::lexicon`].

use super::Bearer;
use super::bound::Signature;
use super::edit::{LETTERS_MAX, sign};
use super::rarity::{Rarity, hash_of};
use super::tag::{Tagged, tag};
use super::word::{Class, FLAG_FOREIGN, FLAG_VAGUE, NameWord, meanings_of};
use crate::text::{self, Script, Signals, Word};

/// Words of a name that are compared; the rest is counted as [`Name::is_cut`].
pub const WORDS_MAX: usize = 24;

/// A name analysed once, to be compared often. Usually some 250 bytes.
#[derive(Clone, PartialEq, Debug, serde::Serialize, serde::Deserialize)]
pub struct Name {
    pub(super) words: Box<[NameWord]>,
    /// Letters, sounds and readings of the words; then the text as written.
    store: Box<[u8]>,
    text_at: u16,
    /// Hash of the words in order.
    pub(super) hash: u64,
    pub(super) signature: Signature,
    /// Weight of the words that count, in bits.
    pub(super) weight: f32,
    /// Legal classes it gives, a bit each.
    pub(super) legal: u16,
    pub(super) bearer: Bearer,
    pub(super) signals: Signals,
    /// Written family name first, by a comma.
    pub(super) inverted: bool,
}

/// Analyses a name; words weigh what they do among names in general.
///
/// Never fails: of a text longer than [`crate::text::TEXT_CHARS_MAX`] characters or
/// of more than [`WORDS_MAX`] words the rest is left out, and
/// [`Name::is_cut`] says so.
///
/// ```
/// use fyke_resolve::name::{Bearer, Class, prepare};
/// let name = prepare("OOO Sever", Bearer::Organisation);
/// assert_eq!(name.words()[0].class(), Class::LegalForm);
/// assert_eq!(name.latin(1), "sever");
/// ```
pub fn prepare(text: &str, bearer: Bearer) -> Name {
    prepare_with(text, bearer, &Rarity::default())
}

/// Analyses a name; words weigh what they do in a given corpus.
pub fn prepare_with(text: &str, bearer: Bearer, rarity: &Rarity) -> Name {
    let reading = text::read(text);
    let mut signals = reading.signals;
    let undisguised = if bearer == Bearer::Person {
        undisguised(&reading.words)
    } else {
        None
    };
    signals.mixed_word |= undisguised.is_some();
    let words = undisguised.as_ref().unwrap_or(&reading.words);
    let kept = if signals.placeholder { &[][..] } else { &words[..] };
    signals.cut |= kept.len() > WORDS_MAX;
    let kept = &kept[..kept.len().min(WORDS_MAX)];
    let mut packer = Packer::default();
    for tagged in tag(kept, bearer, rarity) {
        packer.push(&tagged);
    }
    let text_end = text
        .char_indices()
        .nth(text::TEXT_CHARS_MAX)
        .map_or(text.len(), |(byte, _)| byte);
    packer.finish(&text[..text_end], bearer, signals)
}

/// The words of a person's name with digits inside a word read as the letters
/// they look like ("Iv4nov"), if there are such.
fn undisguised(words: &[Word]) -> Option<Vec<Word>> {
    let digit = |word: &Word| word.latin.bytes().all(|letter| letter.is_ascii_digit());
    let letters = |word: &Word| word.latin.bytes().all(|letter| letter.is_ascii_alphabetic());
    let mut made: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    let mut found = false;
    while let Some(word) = words.get(at) {
        let mut word = word.clone();
        at += 1;
        while let [inside, after, ..] = &words[at..]
            && inside.joined
            && after.joined
            && digit(inside)
            && letters(after)
            && letters(&word)
        {
            let looks = |digit: u8| b"oizeasgtbg".get(usize::from(digit.wrapping_sub(b'0'))).copied();
            word.latin
                .extend(inside.latin.bytes().filter_map(looks).map(char::from));
            word.latin.push_str(&after.latin);
            word.readings.clear();
            (at, found) = (at + 2, true);
        }
        made.push(word);
    }
    found.then_some(made)
}

impl Name {
    /// The name as it was written, up to [`crate::text::TEXT_CHARS_MAX`] characters.
    pub fn text(&self) -> &str {
        let bytes = self.store.get(usize::from(self.text_at)..).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// What bears it.
    pub fn bearer(&self) -> Bearer {
        self.bearer
    }

    /// Its words, a phrase that means one thing being one word.
    pub fn words(&self) -> &[NameWord] {
        &self.words
    }

    /// The Latin reading of one of its words; empty beyond the last.
    pub fn latin(&self, word: usize) -> &str {
        self.words.get(word).map_or("", |word| {
            std::str::from_utf8(self.letters(word)).unwrap_or_default()
        })
    }

    /// Whether nothing in it can be compared: no words, or a placeholder.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// What is odd about the writing.
    pub fn signals(&self) -> Signals {
        self.signals
    }

    /// Whether it was longer than what is compared.
    pub fn is_cut(&self) -> bool {
        self.signals.cut
    }

    /// A few integers that bound every comparison with it, for a search that
    /// keeps them side by side.
    pub fn signature(&self) -> Signature {
        self.signature
    }

    /// Bytes it takes, with what it points to.
    pub fn bytes(&self) -> usize {
        size_of::<Name>() + size_of_val(&*self.words) + self.store.len()
    }

    pub(super) fn letters(&self, word: &NameWord) -> &[u8] {
        let start = usize::from(word.start);
        self.store
            .get(start..start + usize::from(word.len))
            .unwrap_or_default()
    }

    /// Letters from a place in the store on.
    pub(super) fn span(&self, (start, len): (u16, u8)) -> &[u8] {
        let start = usize::from(start);
        self.store
            .get(start..start + usize::from(len))
            .unwrap_or_default()
    }

    pub(super) fn sounds(&self, word: &NameWord) -> &[u8] {
        let start = usize::from(word.start) + usize::from(word.len);
        self.store
            .get(start..start + usize::from(word.sound_len))
            .unwrap_or_default()
    }

    /// Readings of a word besides the first.
    pub(super) fn readings(&self, word: &NameWord) -> impl Iterator<Item = &[u8]> {
        let mut at = usize::from(word.start) + usize::from(word.len) + usize::from(word.sound_len);
        (0..word.readings).map_while(move |_| {
            let len = usize::from(*self.store.get(at)?);
            let reading = self.store.get(at + 1..at + 1 + len)?;
            at += 1 + len;
            Some(reading)
        })
    }
}

/// Letters that occur in a reading, one bit each.
pub(super) fn letter_set(letters: &[u8]) -> u32 {
    letters
        .iter()
        .fold(0, |set, letter| set | 1 << (sign(*letter) % 32))
}

#[derive(Default)]
struct Packer {
    words: Vec<NameWord>,
    store: Vec<u8>,
    signed: Vec<u8>,
}

impl Packer {
    fn push(&mut self, tagged: &Tagged) {
        let latin = cut(tagged.latin.as_bytes());
        let start = u16::try_from(self.store.len()).unwrap_or(u16::MAX);
        let sounds = text::phones(&tagged.latin);
        self.store.extend_from_slice(latin);
        self.store.extend_from_slice(sounds.codes());
        let mut letters = letter_set(latin);
        for reading in tagged.readings.iter().map(|reading| cut(reading.as_bytes())) {
            letters |= letter_set(reading);
            self.store.push(reading.len() as u8);
            self.store.extend_from_slice(reading);
        }
        self.signed.extend_from_slice(latin);
        self.signed.push(b' ');
        let key = text::sound(&tagged.latin);
        let sound_key = if key.len() < 3 {
            0
        } else {
            hash_of(&key.bits().to_le_bytes()).max(1)
        };
        let foreign = match tagged.script {
            Script::Latin => 0,
            Script::Cyrillic | Script::Greek | Script::Armenian | Script::Georgian => FLAG_FOREIGN,
            _ => FLAG_FOREIGN | FLAG_VAGUE,
        };
        self.words.push(NameWord {
            hash: hash_of(latin),
            letters,
            kinds: letters.count_ones() as u8,
            sounds: sounds.codes().iter().fold(0, |set, code| set | 1 << (code % 32)),
            sound_key,
            value: tagged.value,
            given: tagged.given,
            family: tagged.family,
            start,
            len: latin.len() as u8,
            sound_len: sounds.codes().len() as u8,
            readings: tagged.readings.len().min(4) as u8,
            class: tagged.class,
            root_len: tagged.root_len.min(latin.len()) as u8,
            flags: tagged.flags | foreign,
            meanings: meanings_of(tagged.class, tagged.value, tagged.given, tagged.family),
            ends: [latin.first(), latin.last()].map(|letter| letter.map_or(0, |letter| sign(*letter) as u8)),
            bits: tagged.bits,
        });
    }

    fn finish(mut self, text: &str, bearer: Bearer, signals: Signals) -> Name {
        let text_at = u16::try_from(self.store.len()).unwrap_or(u16::MAX);
        self.store.extend_from_slice(text.as_bytes());
        let hash = super::rarity::fingerprint_of(&self.signed);
        let counts = |word: &&NameWord| word.class != Class::LegalForm;
        let forms = self.words.iter().filter(|word| word.class == Class::LegalForm);
        let legal = forms.fold(0, |set, word| set | 1 << (word.value % 16));
        let mut name = Name {
            weight: self.words.iter().filter(counts).map(|word| word.bits).sum(),
            words: self.words.into_boxed_slice(),
            store: self.store.into_boxed_slice(),
            text_at,
            hash,
            signature: Signature::default(),
            legal,
            bearer,
            signals,
            inverted: bearer != Bearer::Organisation && text.contains([',', '،', '，']),
        };
        name.signature = Signature::of(&name);
        name
    }
}

fn cut(letters: &[u8]) -> &[u8] {
    &letters[..letters.len().min(LETTERS_MAX)]
}
