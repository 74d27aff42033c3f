//! Hangul in Latin: one word per syllable.
//!
//! The syllable is taken apart by arithmetic (Unicode 3.12). First the Revised
//! Romanisation of 2000, then McCune-Reischauer without its marks, then the
//! popular spellings of family names (Kim, Lee, Park, Choi). Sound changes across
//! syllables are not applied: names keep their syllables.

use super::written::one;
use super::{Script, Word};

/// One word per syllable; loose jamo by the general table.
pub(super) fn words(letters: &[char]) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::with_capacity(letters.len());
    for &letter in letters {
        let readings = readings(letter);
        if let Some(mut word) = one(Script::Hangul, readings) {
            word.joined = !found.is_empty();
            found.push(word);
        }
    }
    found
}

const INITIALS: [(&str, &str); 19] = [
    ("g", "k"),
    ("kk", "kk"),
    ("n", "n"),
    ("d", "t"),
    ("tt", "tt"),
    ("r", "r"),
    ("m", "m"),
    ("b", "p"),
    ("pp", "pp"),
    ("s", "s"),
    ("ss", "ss"),
    ("", ""),
    ("j", "ch"),
    ("jj", "tch"),
    ("ch", "ch"),
    ("k", "k"),
    ("t", "t"),
    ("p", "p"),
    ("h", "h"),
];

const VOWELS: [(&str, &str); 21] = [
    ("a", "a"),
    ("ae", "ae"),
    ("ya", "ya"),
    ("yae", "yae"),
    ("eo", "o"),
    ("e", "e"),
    ("yeo", "yo"),
    ("ye", "ye"),
    ("o", "o"),
    ("wa", "wa"),
    ("wae", "wae"),
    ("oe", "oe"),
    ("yo", "yo"),
    ("u", "u"),
    ("wo", "wo"),
    ("we", "we"),
    ("wi", "wi"),
    ("yu", "yu"),
    ("eu", "u"),
    ("ui", "ui"),
    ("i", "i"),
];

const FINALS: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t",
    "ng", "t", "t", "k", "t", "p", "t",
];

fn readings(letter: char) -> Vec<String> {
    let Some(code) = u32::from(letter)
        .checked_sub(0xac00)
        .filter(|&code| code < 11_172)
    else {
        return super::written::generic(&[letter]);
    };
    let code = code as usize;
    let (initial, vowel, last) = (INITIALS[code / 588], VOWELS[code % 588 / 28], FINALS[code % 28]);
    let revised = format!("{}{}{last}", initial.0, vowel.0);
    let mccune = format!("{}{}{last}", initial.1, vowel.1);
    let mut found = vec![revised];
    if let Some((_, spellings)) = POPULAR.iter().find(|(syllable, _)| *syllable == letter) {
        // family names are registered as their bearers spell them
        found.splice(0..0, spellings.split(' ').take(1).map(str::to_string));
        found.extend(spellings.split(' ').skip(1).map(str::to_string));
    }
    found.push(mccune);
    let mut seen: Vec<String> = Vec::with_capacity(found.len());
    for reading in found {
        if !seen.contains(&reading) {
            seen.push(reading);
        }
    }
    seen
}

/// Spellings of common family names and syllables of given names by custom.
const POPULAR: &[(char, &str)] = &[
    ('김', "kim gim"),
    ('이', "lee yi ri rhee"),
    ('리', "ri lee rhee"),
    ('박', "park pak bak"),
    ('최', "choi choe"),
    ('정', "jung jong chung jeong"),
    ('강', "kang gang"),
    ('조', "cho jo"),
    ('윤', "yoon yun"),
    ('장', "jang chang"),
    ('임', "lim im rim"),
    ('림', "rim lim"),
    ('한', "han"),
    ('오', "oh o"),
    ('서', "seo suh so"),
    ('신', "shin sin"),
    ('권', "kwon gwon"),
    ('황', "hwang"),
    ('안', "ahn an"),
    ('송', "song"),
    ('류', "ryu yoo"),
    ('유', "yoo yu ryu"),
    ('전', "jeon chon jun"),
    ('홍', "hong"),
    ('고', "ko go"),
    ('문', "moon mun"),
    ('손', "son sohn"),
    ('양', "yang ryang"),
    ('배', "bae pae"),
    ('백', "baek paek"),
    ('허', "heo hur ho"),
    ('남', "nam"),
    ('심', "shim sim"),
    ('노', "noh roh no"),
    ('로', "ro roh"),
    ('하', "ha"),
    ('곽', "kwak gwak"),
    ('성', "sung song seong"),
    ('차', "cha"),
    ('주', "joo ju chu"),
    ('우', "woo u"),
    ('구', "koo ku gu"),
    ('민', "min"),
    ('현', "hyun hyon hyeon"),
    ('영', "young yong yeong"),
    ('선', "sun son seon"),
    ('은', "eun un"),
    ('철', "chul chol cheol"),
    ('호', "ho"),
    ('용', "yong"),
    ('경', "kyung kyong gyeong"),
    ('국', "guk kuk kook"),
    ('진', "jin chin"),
    ('수', "soo su"),
    ('순', "soon sun"),
    ('희', "hee hui"),
    ('석', "suk sok seok"),
    ('준', "joon jun chun"),
    ('훈', "hoon hun"),
    ('원', "won"),
    ('덕', "duk tok deok"),
    ('명', "myung myong myeong"),
    ('학', "hak"),
    ('혁', "hyuk hyok hyeok"),
    ('식', "shik sik"),
    ('일', "il"),
    ('동', "dong tong"),
    ('광', "kwang gwang"),
    ('건', "gun kon geon"),
];
