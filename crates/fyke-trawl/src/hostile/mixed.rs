//! Words spelled with letters of another alphabet that look alike.
//!
//! After Unicode UTS 39: a word of two scripts is suspect where one of them can
//! spell all of it with letters that look the same. A word of another script
//! alone is suspect where every letter of it looks Latin and everything around is
//! Latin (UTS 39's whole-script confusable). Mixtures that nobody could take for
//! one word (`kΩ`, `Webмастер`) are left alone. Pairs are those of Unicode's
//! confusables.txt (Unicode-3.0) for letters that occur in names.

use super::FINDINGS_MAX;
use fyke_model::text::{Document, Finding, FindingKind, Span};

/// A letter of another script, and the Latin letter it looks like.
const ALIKE: &str = "аa АA ВB еe ЕE һh НH іi ІI їï ЇÏ јj ЈJ КK МM оo ОO рp РP сc СC ѕs ЅS ТT уy УY хx ХX ԁd \
    ԛq ԝw ѵv ӏl ӀI Ьb ёë ЁË ӓä ӦÖ ӧö  ѡw ԌG ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO οo ΡP ρp ΤT ΥY ΧX νv ιi αa γy \
    υu σo ϲc ϳj օo ոn սu հh ցg զq յj ՏS ՕO ՍU";

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Alphabet {
    Latin,
    Cyrillic,
    Greek,
    Armenian,
}

fn alphabet(c: char) -> Option<Alphabet> {
    Some(match c as u32 {
        0x41..=0x5a | 0x61..=0x7a | 0xc0..=0xd6 | 0xd8..=0xf6 | 0xf8..=0x24f | 0x1e00..=0x1eff => {
            Alphabet::Latin
        }
        // µ is U+00B5 or U+03BC, a unit as often as a letter; neither looks like one
        0x370..=0x3ff | 0x1f00..=0x1fff => Alphabet::Greek,
        0x400..=0x52f => Alphabet::Cyrillic,
        0x531..=0x587 => Alphabet::Armenian,
        _ => return None,
    })
}

/// The letter of an alphabet that looks like this one, or is it.
fn as_letter(c: char, wanted: Alphabet) -> Option<char> {
    if alphabet(c) == Some(wanted) {
        return Some(c);
    }
    let pairs = || {
        ALIKE.split_ascii_whitespace().filter_map(|pair| {
            let mut letters = pair.chars();
            Some((letters.next()?, letters.next()?))
        })
    };
    let latin = match alphabet(c)? {
        Alphabet::Latin => c,
        _ => pairs().find(|&(other, _)| other == c)?.1,
    };
    if wanted == Alphabet::Latin {
        return Some(latin);
    }
    let fits = |&(other, alike): &(char, char)| alike == latin && alphabet(other) == Some(wanted);
    pairs().find(fits).map(|(other, _)| other)
}

/// A word of mixed alphabets as the one alphabet that can spell all of it would;
/// none where the word is not mixed, or nothing can. Whoever compares words of
/// several texts compares these.
///
/// ```
/// use fyke_trawl::hostile::unmixed;
/// assert_eq!(unmixed("Pоtemkin").as_deref(), Some("Potemkin")); // a Cyrillic o
/// assert_eq!(unmixed("Potemkin"), None);
/// assert_eq!(unmixed("kΩ"), None);
/// ```
pub fn unmixed(word: &str) -> Option<String> {
    let mut counts = [0usize; 4];
    for found in word.chars().filter_map(alphabet) {
        counts[found as usize] += 1;
    }
    // of two letters one is a unit or a sign as often: μA, kΩ
    if counts.iter().filter(|&&count| count > 0).count() < 2 || counts.iter().sum::<usize>() < 3 {
        return None;
    }
    let all = [
        Alphabet::Latin,
        Alphabet::Cyrillic,
        Alphabet::Greek,
        Alphabet::Armenian,
    ];
    let mut spellers: Vec<(usize, Alphabet)> = all
        .into_iter()
        .map(|one| (counts[one as usize], one))
        .filter(|&(count, _)| count > 0)
        .collect();
    spellers.sort_by_key(|&(count, one)| (std::cmp::Reverse(count), one));
    spellers.into_iter().find_map(|(_, one)| {
        word.chars()
            .map(|c| match alphabet(c) {
                Some(_) => as_letter(c, one),
                None => Some(c),
            })
            .collect()
    })
}

/// Letters of a word that is looked at; longer ones are no words.
const WORD_BYTES_MAX: usize = 128;

/// Findings of the blocks that are read.
pub(super) fn findings(document: &Document) -> Vec<Finding> {
    let mut found = Vec::new();
    for block in &document.blocks {
        if matches!(block.kind, fyke_model::text::BlockKind::Boilerplate(_)) {
            continue;
        }
        let Some(text) = block.span.of(&document.text) else {
            continue;
        };
        // plain English is most of what is read, and can hold none of it
        if text.is_ascii()
            || !text
                .chars()
                .any(|c| alphabet(c).is_some_and(|one| one != Alphabet::Latin))
        {
            continue;
        }
        of_block(text, block.span.start, &mut found);
        if found.len() >= FINDINGS_MAX {
            found.truncate(FINDINGS_MAX);
            break;
        }
    }
    found
}

/// Runs of letters with the byte each begins at.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|c: char| !c.is_alphabetic()).filter_map(move |word| {
        let start = at;
        at += word.len();
        // over the character that ended the word
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        (!word.is_empty() && word.len() <= WORD_BYTES_MAX).then_some((start, word))
    })
}

/// A Roman numeral typed in two alphabets is no disguise.
fn numeral(read: &str) -> bool {
    read.chars().all(|c| "IVXLCDM".contains(c))
}

fn of_block(text: &str, start: usize, found: &mut Vec<Finding>) {
    let finding = |at: usize, word: &str, read: &str| Finding {
        kind: FindingKind::Homoglyph,
        span: Some(Span::new(start + at, start + at + word.len())),
        shown: shown(word, read),
    };
    let (mut latin, mut disguised, mut other) = (0usize, Vec::new(), 0usize);
    for (at, word) in words(text) {
        let foreign = word
            .chars()
            .any(|c| !matches!(alphabet(c), Some(Alphabet::Latin)));
        if !foreign {
            latin += 1;
            continue;
        }
        if let Some(read) = unmixed(word) {
            if !numeral(&read) {
                found.push(finding(at, word, &read));
            }
            continue;
        }
        let as_latin: Option<String> = word.chars().map(|c| as_letter(c, Alphabet::Latin)).collect();
        match as_latin {
            Some(read) if word.chars().count() >= 3 => disguised.push((at, word, read)),
            _ => other += 1,
        }
    }
    // in a text of that script such words are words of its language
    if other == 0 && latin >= 5 * disguised.len() {
        found.extend(disguised.iter().map(|(at, word, read)| finding(*at, word, read)));
    }
}

/// The word, what it passes for, and which letters are another's.
fn shown(word: &str, read: &str) -> String {
    let strangers: Vec<String> = word
        .chars()
        .zip(read.chars())
        .filter(|(was, is)| was != is)
        .map(|(was, is)| format!("{was} U+{:04X} for {is}", was as u32))
        .collect();
    format!("{word} passes for {read}: {}", strangers.join(", "))
}
