//! The case's own names, and those of its watch lists, in a text.
//!
//! A name is found where its words stand side by side, whatever their case and
//! marks, with or without its legal form. Names are kept as a tree over words,
//! each place in it told by one 64-bit hash of the words up to there: twelve
//! bytes a place, so millions of names fit; what a hash found is compared with
//! the name itself before it is believed.
//!
//! A name of one word is found only where it is written with a capital. Where
//! that word is a common one (of the list here, or one that the same text has
//! in small letters too), a capital at the start of a sentence or in a heading
//! says nothing, and only a legal form beside it or a capital within a sentence
//! counts: "Will" is a company, "will" is not.

use super::words::{Gap, Word, of_name};
use fyke_model::text::{MentionKind, Span};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::Hasher;

/// Words of the longest name that is looked for: lists have some of forty, told
/// apart by their first ones.
const NAME_WORDS_MAX: usize = 24;

/// Legal forms that may stand at the end of a name, folded, as words.
const LEGAL_FORMS: &[&str] = &[
    "ab",
    "ag",
    "ao",
    "aps",
    "as",
    "asa",
    "bv",
    "co",
    "company",
    "corp",
    "corporation",
    "doo",
    "fze",
    "gmbh",
    "inc",
    "incorporated",
    "jsc",
    "kft",
    "kg",
    "limited",
    "llc",
    "llp",
    "ltd",
    "lp",
    "nv",
    "oao",
    "ojsc",
    "ooo",
    "oy",
    "oyj",
    "pao",
    "pjsc",
    "plc",
    "pte",
    "pty",
    "pvt",
    "sa",
    "sarl",
    "se",
    "sia",
    "spa",
    "sro",
    "srl",
    "tov",
    "uab",
    "zao",
    "ооо",
    "оао",
    "зао",
    "пао",
    "ао",
];

/// Words that are names seldom and words often.
const COMMON: &str = "a about after all also an and any are area art as at back bank base be best big black blue board \
    body book bridge business but by call case center centre chief city class clear close club coal code company \
    control council country court crown data day deal defence defense direct dog door dream eagle early east end energy \
    engine every eye face fact fair fast field fire first fish five focus force forward four free friend front future \
    gas general global go gold good government great green ground group hand he head heart her here high hill his home \
    hope horizon house i idea in iron is it its joint king land law lead leader lee liberty life light line lion list \
    long look lord love lucky magic man march mark market master may media mercury metal mission money moon more \
    most mountain mr must national new news next nice night no north not now ocean of office oil old on one open or \
    orange orbit order our out over park part party peace people phoenix pilot place planet plant point police port \
    power president press prime prince progress project public queen quick rain real red right ring river road rock \
    rose royal safe sail say school sea second secure security see service set she ship shop silver sky smart so \
    source south space spark spirit spring square standard star state station steel step stone storm story strong \
    sun support sure swift system target team tech ten test that the their there they thing this three tiger time \
    today top total tower town trade travel tree trend true trust turn two under union unit united unity up urban us \
    value victim victor victory view vision voice war was water wave way we west what when where white who will wind \
    wing with woman word work world year yes you young your zero";

/// No name ends here.
const NONE: u32 = u32::MAX;

/// Names to look for.
#[derive(Default)]
pub struct Gazetteer {
    /// Which name ends at a place of the tree.
    places: FxHashMap<u64, u32>,
    names: Vec<Name>,
    common: FxHashSet<&'static str>,
}

struct Name {
    key: Box<str>,
    name: Box<str>,
    kind: MentionKind,
}

/// A name of the list in a text: by words, end exclusive.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub first: usize,
    pub end: usize,
    name: u32,
}

impl Gazetteer {
    /// From key, name and kind of each; a key may have many names. Of two keys
    /// with the same words the first stays.
    ///
    /// ```
    /// use fyke_model::text::MentionKind;
    /// use fyke_trawl::name::Gazetteer;
    /// let known = Gazetteer::new([("E1", "Baltic Relay GmbH", MentionKind::Organization)]);
    /// assert_eq!(known.len(), 1);
    /// ```
    pub fn new<K: AsRef<str>, N: AsRef<str>>(
        names: impl IntoIterator<Item = (K, N, MentionKind)>,
    ) -> Gazetteer {
        let mut all = Gazetteer {
            common: COMMON.split_ascii_whitespace().collect(),
            ..Gazetteer::default()
        };
        for (key, name, kind) in names {
            all.add(key.as_ref(), name.as_ref(), kind);
        }
        all
    }

    /// Names in it.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// None at all.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    fn add(&mut self, key: &str, name: &str, kind: MentionKind) {
        let words = compared(name, kind);
        let long_enough = words.iter().any(|word| word.chars().nth(1).is_some());
        let Ok(number) = u32::try_from(self.names.len()) else {
            return;
        };
        if !long_enough || words.len() > NAME_WORDS_MAX {
            return;
        }
        let mut place = 0;
        for (i, word) in words.iter().enumerate() {
            place = next(place, word);
            let ends = if i + 1 == words.len() { number } else { NONE };
            let there = self.places.entry(place).or_insert(NONE);
            if *there == NONE {
                *there = ends;
            }
        }
        self.names.push(Name {
            key: key.into(),
            name: name.into(),
            kind,
        });
    }

    /// Key, name as the list has it, and kind.
    pub(super) fn named(&self, hit: Hit) -> Option<(&str, &str, MentionKind)> {
        let name = self.names.get(hit.name as usize)?;
        Some((&name.key, &name.name, name.kind))
    }

    /// The longest names from left to right, none over another.
    pub(super) fn find(&self, words: &[Word], in_heading: impl Fn(Span) -> bool) -> Vec<Hit> {
        if self.is_empty() {
            return Vec::new();
        }
        let small: FxHashSet<&str> = words
            .iter()
            .filter(|w| !w.capital)
            .map(|w| w.folded.as_str())
            .collect();
        let mut hits = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.longest(words, at, &small, &in_heading) {
                Some(hit) => {
                    at = hit.end;
                    hits.push(hit);
                }
                None => at += 1,
            }
        }
        hits
    }

    fn longest(
        &self,
        words: &[Word],
        first: usize,
        small: &FxHashSet<&str>,
        in_heading: &impl Fn(Span) -> bool,
    ) -> Option<Hit> {
        let (mut place, mut best) = (0, None);
        for (i, word) in words.iter().enumerate().skip(first).take(NAME_WORDS_MAX) {
            if i > first && word.gap != Gap::Close {
                break;
            }
            place = next(place, &word.folded);
            let Some(&name) = self.places.get(&place) else {
                break;
            };
            if name != NONE {
                let bare = Hit {
                    first,
                    end: i + 1,
                    name,
                };
                if self.holds(words, bare) {
                    let hit = with_legal_form(words, bare);
                    if self.meant(words, bare, hit, small, in_heading) {
                        best = Some(hit);
                    }
                }
            }
        }
        best
    }

    /// Whether it is that name and not another of the same hash.
    fn holds(&self, words: &[Word], hit: Hit) -> bool {
        let found = words.get(hit.first..hit.end).unwrap_or_default();
        self.names.get(hit.name as usize).is_some_and(|name| {
            compared(&name.name, name.kind)
                .iter()
                .eq(found.iter().map(|word| &word.folded))
        })
    }

    /// Whether the words are meant as a name.
    fn meant(
        &self,
        words: &[Word],
        bare: Hit,
        hit: Hit,
        small: &FxHashSet<&str>,
        in_heading: &impl Fn(Span) -> bool,
    ) -> bool {
        let found = words.get(bare.first..bare.end).unwrap_or_default();
        let [only] = found else {
            // small words within a name may be small: Bank of Ruritania
            let long = found.iter().filter(|word| word.folded.chars().nth(3).is_some());
            let (mut capitals, mut all) = (0, 0);
            for word in long {
                (capitals, all) = (capitals + usize::from(word.capital), all + 1);
            }
            return 2 * capitals >= all && found.iter().any(|word| word.capital);
        };
        if !only.capital {
            return false;
        }
        let common = self.common.contains(only.folded.as_str()) || small.contains(only.folded.as_str());
        !common || hit.end > bare.end || !only.leads && !in_heading(only.span)
    }
}

/// A legal form after the name belongs to it, a comma before it or not.
fn with_legal_form(words: &[Word], mut hit: Hit) -> Hit {
    while let Some(word) = words.get(hit.end)
        && word.gap != Gap::Wide
        && word.capital
        && LEGAL_FORMS.contains(&word.folded.as_str())
    {
        hit.end += 1;
    }
    hit
}

/// The words by which a name is found: "PETROV, Ivan" as Ivan Petrov, without a
/// legal form at either end unless nothing else is there.
fn compared(name: &str, kind: MentionKind) -> Vec<String> {
    let mut words = match name.split_once(',') {
        Some((family, given)) if kind == MentionKind::Person && !given.contains(',') => {
            [of_name(given), of_name(family)].concat()
        }
        _ => of_name(name),
    };
    if kind == MentionKind::Person {
        return words;
    }
    while words.len() > 1
        && words
            .last()
            .is_some_and(|word| LEGAL_FORMS.contains(&word.as_str()))
    {
        words.pop();
    }
    while words.len() > 1
        && words
            .first()
            .is_some_and(|word| LEGAL_FORMS.contains(&word.as_str()))
    {
        words.remove(0);
    }
    words
}

fn next(place: u64, word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write_u64(place);
    hasher.write(word.as_bytes());
    hasher.write_u8(0xff);
    hasher.finish()
}
