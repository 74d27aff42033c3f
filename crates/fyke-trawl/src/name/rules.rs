//! Names without a model: words with capitals, and the words around them that
//! say what they name.
//!
//! A run of words with capitals is a name where something speaks for it: a
//! title before it, a legal form or the word of a kind of body at its end, a
//! country, two words or more within a sentence, or the same run elsewhere in
//! the text where no sentence begins. It finds less than a model and guesses
//! kinds less well; it is what there is until weights are given.

use super::words::{Gap, Word};
use crate::calendar::{MONTHS, WEEKDAYS};
use fyke_model::text::MentionKind;
use rustc_hash::FxHashSet;

/// A name by its words, end exclusive.
pub(super) struct Found {
    pub first: usize,
    pub end: usize,
    pub kind: MentionKind,
}

/// Before a person; stripped from names.
pub(super) const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "president",
    "minister",
    "general",
    "gen",
    "colonel",
    "col",
    "major",
    "captain",
    "capt",
    "lieutenant",
    "lt",
    "sgt",
    "admiral",
    "adm",
    "senator",
    "sen",
    "governor",
    "gov",
    "judge",
    "justice",
    "king",
    "queen",
    "prince",
    "princess",
    "chancellor",
    "ambassador",
    "secretary",
    "rep",
    "rev",
    "pope",
    "sheikh",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "director",
    "chairman",
    "chairwoman",
];
/// In the name of a body.
const BODIES: &[&str] = &[
    "ministry",
    "university",
    "institute",
    "agency",
    "bank",
    "company",
    "corporation",
    "corp",
    "inc",
    "ltd",
    "llc",
    "gmbh",
    "plc",
    "ag",
    "sa",
    "holding",
    "holdings",
    "group",
    "council",
    "committee",
    "commission",
    "department",
    "bureau",
    "party",
    "union",
    "association",
    "foundation",
    "federation",
    "service",
    "services",
    "court",
    "police",
    "army",
    "navy",
    "industries",
    "systems",
    "technologies",
    "electronics",
    "logistics",
    "shipping",
    "trading",
    "news",
    "times",
    "post",
    "ooo",
    "jsc",
    "authority",
    "office",
    "parliament",
    "congress",
    "senate",
    "academy",
    "center",
    "centre",
    "factory",
    "plant",
    "works",
    "bv",
    "ab",
    "oy",
    "llp",
    "co",
];
/// Small words that a name may have between its words.
const WITHIN: &[&str] = &[
    "of", "for", "and", "the", "de", "la", "von", "van", "der", "bin", "al", "du", "di",
];
/// Before a place.
const BEFORE_PLACE: &[&str] = &["in", "from", "near", "across", "outside", "towards"];
const PLACES: &[&str] = &[
    "africa",
    "america",
    "asia",
    "europe",
    "london",
    "paris",
    "berlin",
    "moscow",
    "kyiv",
    "kiev",
    "washington",
    "beijing",
    "brussels",
    "geneva",
    "vienna",
    "dubai",
    "istanbul",
    "ankara",
    "tehran",
    "minsk",
    "warsaw",
    "tokyo",
    "rome",
    "russia",
    "ukraine",
    "china",
    "iran",
    "turkey",
    "germany",
    "france",
    "britain",
    "england",
    "spain",
    "italy",
    "poland",
    "israel",
    "india",
    "japan",
    "syria",
    "iraq",
    "belarus",
    "kazakhstan",
    "kyrgyzstan",
    "georgia",
    "armenia",
    "uzbekistan",
    "azerbaijan",
    "estonia",
    "latvia",
    "lithuania",
    "finland",
    "sweden",
    "norway",
    "canada",
    "mexico",
    "brazil",
    "egypt",
    "taiwan",
    "korea",
    "vietnam",
    "pakistan",
    "afghanistan",
    "cyprus",
    "greece",
    "austria",
    "switzerland",
    "netherlands",
    "belgium",
    "denmark",
    "malta",
    "serbia",
    "hungary",
    "romania",
    "bulgaria",
    "moldova",
];

/// All of a text, left to right.
pub(super) fn find(words: &[Word]) -> Vec<Found> {
    let sure: FxHashSet<&str> = words
        .iter()
        .filter(|w| w.capital && !w.leads)
        .map(|w| w.folded.as_str())
        .collect();
    let small: FxHashSet<&str> = words
        .iter()
        .filter(|w| !w.capital)
        .map(|w| w.folded.as_str())
        .collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        if !name_like(word) {
            at += 1;
            continue;
        }
        let end = run(words, at);
        let mut first = at;
        at = end;
        // the first word of a sentence is in the name only if it is one elsewhere
        if word.leads
            && (small.contains(word.folded.as_str()) || !sure.contains(word.folded.as_str()))
            && !title(word)
        {
            let rest_is_name = words.get(first + 1).is_some_and(name_like) && end > first + 1;
            if small.contains(word.folded.as_str()) || end == first + 1 {
                if !rest_is_name {
                    continue;
                }
                first += 1;
            }
        }
        if let Some(kind) = kind(words, first, end) {
            let strip = if kind == MentionKind::Person {
                titles(words, first, end)
            } else {
                0
            };
            if first + strip < end {
                found.push(Found {
                    first: first + strip,
                    end,
                    kind,
                });
            }
        }
    }
    found
}

fn name_like(word: &Word) -> bool {
    word.capital
        && word.folded.chars().next().is_some_and(char::is_alphabetic)
        && !matches!(
            word.folded.as_str(),
            "i" | "the"
                | "a"
                | "an"
                | "he"
                | "she"
                | "it"
                | "we"
                | "they"
                | "you"
                | "this"
                | "that"
                | "in"
                | "on"
                | "at"
                | "but"
                | "and"
                | "his"
                | "her"
                | "its"
                | "our"
                | "there"
                | "if"
                | "when"
                | "as"
                | "for"
                | "by"
                | "to"
        )
}

fn title(word: &Word) -> bool {
    TITLES.contains(&word.folded.as_str())
}

fn titles(words: &[Word], first: usize, end: usize) -> usize {
    words
        .get(first..end)
        .unwrap_or_default()
        .iter()
        .take_while(|word| title(word))
        .count()
}

/// Where the run of capitals ends that begins at `first`.
fn run(words: &[Word], first: usize) -> usize {
    let mut end = first + 1;
    while let Some(word) = words.get(end) {
        if word.gap != Gap::Close {
            break;
        }
        if name_like(word) {
            end += 1;
        } else if WITHIN.contains(&word.folded.as_str())
            && words
                .get(end + 1)
                .is_some_and(|next| name_like(next) && next.gap == Gap::Close)
            && (matches!(word.folded.as_str(), "of" | "for") && body(words, first, end)
                || !word.folded.starts_with(['o', 'f', 'a', 't']))
        {
            end += 2;
        } else {
            break;
        }
    }
    end
}

fn body(words: &[Word], first: usize, end: usize) -> bool {
    words
        .get(first..end)
        .unwrap_or_default()
        .iter()
        .any(|word| BODIES.contains(&word.folded.as_str()))
}

fn kind(words: &[Word], first: usize, end: usize) -> Option<MentionKind> {
    let found = words.get(first..end)?;
    let before = first.checked_sub(1).and_then(|i| words.get(i));
    let [lead, ..] = found else { return None };
    if found.iter().all(|word| {
        let word = word.folded.as_str();
        WEEKDAYS.contains(&word) || MONTHS.contains(&word)
    }) {
        return Some(MentionKind::Date);
    }
    if body(words, first, end) {
        // the word of a kind alone names nothing
        return (found.len() > 1).then_some(MentionKind::Organization);
    }
    if title(lead) || before.is_some_and(|word| title(word) && lead.gap == Gap::Close) {
        return (found.len() > titles(words, first, end)).then_some(MentionKind::Person);
    }
    if found.iter().all(|word| PLACES.contains(&word.folded.as_str())) {
        return Some(MentionKind::Place);
    }
    let after_place_word =
        lead.gap == Gap::Close && before.is_some_and(|word| BEFORE_PLACE.contains(&word.folded.as_str()));
    match found {
        _ if after_place_word => Some(MentionKind::Place),
        [_, _] | [_, _, _] => Some(MentionKind::Person),
        _ => Some(MentionKind::Other),
    }
}
