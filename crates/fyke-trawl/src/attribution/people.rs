//! Who a source is, within one document: the same surname is the same person, a
//! pronoun is whoever was named last, and people whom the quotes numbered keep
//! their numbers.

use fyke_model::text::{Attribution, Quote, Span, Speaker};

/// Names that are kept apart in one document; further ones share the last number
/// with nobody and are compared no more.
const NAMES_MAX: usize = 2000;

/// People of a document in the order they were met.
pub(super) struct People {
    known: Vec<(String, u32)>,
    /// Mentions of direct speakers in the order of the text.
    direct: Vec<(usize, String, u32)>,
    last: Option<(usize, String, u32)>,
    next: u32,
}

impl People {
    /// Takes over the people of the quotes.
    pub fn new(quotes: &[Quote]) -> People {
        let speakers = quotes.iter().filter_map(|q| q.speaker.as_ref());
        let mut direct: Vec<(usize, String, u32)> = speakers
            .map(|s| (s.mention.start, s.name.clone(), s.person))
            .collect();
        direct.sort();
        let mut known: Vec<(String, u32)> = direct
            .iter()
            .map(|(_, name, person)| (name.clone(), *person))
            .collect();
        known.sort();
        known.dedup();
        let next = known.iter().map(|(_, person)| person + 1).max().unwrap_or(0);
        People {
            known,
            direct,
            last: None,
            next,
        }
    }

    /// The speaker that a mention names or points to.
    pub fn speaker(&mut self, text: &str, mention: Span) -> Option<Speaker> {
        let words = mention.of(text)?.trim();
        if let Some((name, person)) = self.same_mention(mention) {
            self.last = Some((mention.start, name.clone(), person));
            return Some(Speaker {
                mention,
                name,
                person,
                how: Attribution::Explicit,
            });
        }
        let lower = words.to_lowercase();
        if matches!(
            lower.as_str(),
            "he" | "she" | "his" | "her" | "him" | "who" | "they" | "their"
        ) {
            let direct = self.direct.iter().rev().find(|d| d.0 < mention.start);
            let named = self.last.iter().chain(direct).max_by_key(|l| l.0);
            let (name, person) = named
                .map(|(_, name, person)| (name.clone(), *person))
                .unwrap_or_else(|| (words.into(), self.new_number()));
            return Some(Speaker {
                mention,
                name,
                person,
                how: Attribution::Pronoun,
            });
        }
        let name = name_of(words);
        let person = match self
            .known
            .iter()
            .take(NAMES_MAX)
            .find(|(known, _)| same(known, &name))
        {
            Some((_, person)) => *person,
            None => self.new_number(),
        };
        let longest = self
            .known
            .iter()
            .take(NAMES_MAX)
            .filter(|(_, p)| *p == person)
            .map(|(n, _)| n.as_str());
        let full = longest
            .chain([name.as_str()])
            .max_by_key(|n| n.len())
            .unwrap_or(&name)
            .to_string();
        if self.known.len() < NAMES_MAX && !self.known.iter().any(|(n, _)| *n == name) {
            self.known.push((name, person));
        }
        self.last = Some((mention.start, full.clone(), person));
        Some(Speaker {
            mention,
            name: full,
            person,
            how: Attribution::Explicit,
        })
    }

    fn same_mention(&self, mention: Span) -> Option<(String, u32)> {
        let at = self.direct.partition_point(|d| d.0 < mention.start);
        let (start, name, person) = self.direct.get(at)?;
        (*start < mention.end).then(|| (name.clone(), *person))
    }

    fn new_number(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }
}

/// The name in a mention: its first run of capitalised words, without an article
/// before it and an apposition behind it; the whole where nothing is a name.
fn name_of(words: &str) -> String {
    let mut run: Vec<&str> = Vec::new();
    for word in words.split_whitespace() {
        let bare = word.trim_end_matches([',', ';', ':']);
        let bare = bare
            .strip_suffix("'s")
            .or_else(|| bare.strip_suffix("’s"))
            .unwrap_or(bare);
        let article = matches!(
            bare,
            "The" | "A" | "An" | "Some" | "Many" | "One" | "His" | "Her" | "Their"
        );
        if bare.chars().next().is_some_and(char::is_uppercase) && !article {
            run.push(bare);
            if bare.len() < word.len() {
                break;
            }
        } else if !run.is_empty() {
            break;
        }
    }
    if run.is_empty() {
        words.to_string()
    } else {
        run.join(" ")
    }
}

/// The same name, or one that ends as the other does (Lund, Ada Lund).
fn same(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() {
        (one, other)
    } else {
        (other, one)
    };
    let capital = short.chars().next().is_some_and(char::is_uppercase);
    one == other || capital && long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_and_pronouns_are_the_person_named_before() {
        let text = "Ada Lund, the minister, ... Lund ... she ... Bo Ek";
        let mut people = People::new(&[]);
        let mut who = |words: &str| {
            let start = text.find(words).expect("the words stand in the text");
            let speaker = people
                .speaker(text, Span::new(start, start + words.len()))
                .expect("a speaker");
            (speaker.name, speaker.person)
        };
        assert_eq!(who("Ada Lund, the minister,"), ("Ada Lund".into(), 0));
        assert_eq!(who("Lund ..."), ("Ada Lund".into(), 0));
        assert_eq!(who("she"), ("Ada Lund".into(), 0));
        assert_eq!(who("Bo Ek"), ("Bo Ek".into(), 1));
    }
}
