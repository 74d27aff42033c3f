//! The persons of a document: one number for one person, by the fullest name.
//!
//! Surnames go back to full names wherever in the document those stand, `Sir` with
//! a first name too; what somebody is (`the MI6 chief`) goes back to the person
//! whose name it was set beside, else to the only person with a role of that
//! class. Sources that are not named (`a security official`) are persons of their
//! own and are never taken for a named one.

use super::cues::Gender;
use super::phrase::determiner;
use super::roles;
use super::words::{Kind, Piece};
use fyke_model::text::{Mention, MentionKind, Span};
use rustc_hash::FxHashMap;

/// A person of the document.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// The fullest name, or the words that stand for it.
    pub name: String,
    /// What pronouns may stand for them.
    pub gender: Gender,
    /// Not named: `a security official`.
    anonymous: bool,
    /// Heads and other words of what they are said to be.
    roles: Vec<Role>,
}

/// What somebody is: the class of the head, and the words beside it.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Role {
    head: String,
    words: Vec<String>,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// By number.
    pub people: Vec<Person>,
    by_name: FxHashMap<String, u32>,
    by_last: FxHashMap<String, Vec<u32>>,
    by_first: FxHashMap<String, Vec<u32>>,
    by_role: FxHashMap<String, u32>,
    heads: FxHashMap<String, Vec<u32>>,
    known: FxHashMap<usize, (usize, String)>,
    unnamed: FxHashMap<usize, u32>,
}

/// Names of one surname that are compared, and persons of one role: a list of a
/// thousand Smiths must not make reading slow.
const NAMESAKES_MAX: usize = 16;

impl Cast {
    /// Looks through a paragraph for full names and for what their bearers are.
    pub fn survey(&mut self, pieces: &[Piece<'_>]) {
        let mut i = 0;
        while i < pieces.len() {
            let end = run_end(pieces, i);
            if end == i {
                i += 1;
                continue;
            }
            let (from, gender) = untitled(pieces, i, end);
            let name = &pieces[from.min(end)..end];
            let full = name.len() >= 2
                || gender.is_some_and(|g| g != Gender::Any)
                    && name.len() == 1
                    && pieces
                        .get(from.wrapping_sub(1))
                        .is_some_and(|t| t.lower() != "sir");
            let full = full
                && name.len() <= NAME_MAX
                && !name
                    .iter()
                    .any(|p| roles::no_person(&p.lower()) || p.text.chars().any(|c| c.is_ascii_digit()));
            if full {
                let who = self.named(name, gender.unwrap_or(Gender::Any));
                // "MI6 chief Richard Moore"
                let before: Vec<&Piece<'_>> = pieces[..from]
                    .iter()
                    .rev()
                    .take(ROLE_WORDS_MAX)
                    .take_while(|p| p.word() && !roles::preposition(&p.lower()) && !determiner(&p.lower()))
                    .collect();
                if before.first().is_some_and(|p| roles::role(&p.lower())) {
                    let words: Vec<String> = before.iter().map(|p| p.lower()).collect();
                    self.is_a(who, &words);
                }
                // "Richard Moore, the head of MI6,"
                if pieces.get(end).is_some_and(|p| p.is(',')) {
                    let behind: Vec<&Piece<'_>> = pieces
                        .iter()
                        .skip(end + 1)
                        .take(ROLE_WORDS_MAX + 4)
                        .take_while(|p| p.word())
                        .collect();
                    let starts = behind
                        .first()
                        .is_some_and(|p| determiner(&p.lower()) || p.possessive() || roles::role(&p.lower()));
                    let head = behind
                        .iter()
                        .position(|p| roles::role(&p.lower()) && !p.possessive());
                    if let (true, Some(head)) = (starts, head) {
                        let mut words = vec![behind[head].lower()];
                        words.extend(
                            behind
                                .iter()
                                .enumerate()
                                .filter(|(n, p)| *n != head && useful(p))
                                .map(|(_, p)| p.lower()),
                        );
                        self.is_a(who, &words);
                    }
                }
            }
            i = end;
        }
    }

    /// Takes names that something better found.
    pub fn mentions(&mut self, mentions: &[Mention]) {
        for m in mentions.iter().filter(|m| m.kind == MentionKind::Person) {
            self.known.insert(m.span.start, (m.span.end, m.name.clone()));
        }
    }

    fn is_a(&mut self, who: u32, words: &[String]) {
        let Some((head, rest)) = words.split_first() else {
            return;
        };
        let head = roles::class(head).unwrap_or(head).to_owned();
        let list = self.heads.entry(head.clone()).or_default();
        if !list.contains(&who) && list.len() < NAMESAKES_MAX {
            list.push(who);
        }
        if let Some(person) = self
            .people
            .get_mut(who as usize)
            .filter(|p| p.roles.len() < NAMESAKES_MAX)
        {
            person.roles.push(Role {
                head,
                words: rest.to_vec(),
            });
        }
    }

    fn named(&mut self, name: &[Piece<'_>], gender: Gender) -> u32 {
        let known = name
            .first()
            .and_then(|p| self.known.get(&p.span.start))
            .map(|(_, full)| full.clone());
        let words: Vec<String> = name.iter().map(|p| p.base().to_owned()).collect();
        let shown = known
            .filter(|k| k.split_whitespace().count() >= words.len())
            .unwrap_or_else(|| words.join(" "));
        self.with_name(&shown, gender)
    }

    fn with_name(&mut self, shown: &str, gender: Gender) -> u32 {
        let key = shown.to_lowercase();
        if let Some(&who) = self.by_name.get(&key) {
            self.set_gender(who, gender);
            return who;
        }
        let words: Vec<String> = key
            .split_whitespace()
            .map(|w| w.trim_end_matches('.').to_owned())
            .collect();
        let (first, last) = (
            words.first().cloned().unwrap_or_default(),
            words.last().cloned().unwrap_or_default(),
        );
        // the same first and last name: with or without a middle one
        if words.len() > 1 {
            let same = self
                .by_last
                .get(&last)
                .into_iter()
                .flatten()
                .copied()
                .find(|&who| {
                    let other = self
                        .people
                        .get(who as usize)
                        .map(|p| p.name.to_lowercase())
                        .unwrap_or_default();
                    other.split_whitespace().count() > 1
                        && other.split_whitespace().next() == Some(first.as_str())
                });
            if let Some(who) = same {
                self.by_name.insert(key, who);
                if let Some(p) = self
                    .people
                    .get_mut(who as usize)
                    .filter(|p| p.name.len() < shown.len())
                {
                    shown.clone_into(&mut p.name);
                }
                self.set_gender(who, gender);
                return who;
            }
            // known by the surname alone until now
            if let Some(&who) = self.by_name.get(&last) {
                let lone = self
                    .people
                    .get(who as usize)
                    .is_some_and(|p| !p.name.contains(' ') && compatible(p.gender, gender));
                if lone {
                    self.by_name.insert(key, who);
                    if let Some(p) = self.people.get_mut(who as usize) {
                        shown.clone_into(&mut p.name);
                    }
                    self.by_first.entry(first).or_default().push(who);
                    self.set_gender(who, gender);
                    return who;
                }
            }
        }
        let who = self.add(shown.to_owned(), gender, false);
        self.by_name.insert(key, who);
        for (map, word) in [(&mut self.by_last, last), (&mut self.by_first, first)] {
            let list = map.entry(word).or_default();
            if list.len() < NAMESAKES_MAX {
                list.push(who);
            }
        }
        who
    }

    fn add(&mut self, name: String, gender: Gender, anonymous: bool) -> u32 {
        self.people.push(Person {
            name,
            gender,
            anonymous,
            roles: Vec::new(),
        });
        u32::try_from(self.people.len() - 1).unwrap_or(u32::MAX)
    }

    /// Learns from a pronoun or a title.
    pub fn set_gender(&mut self, who: u32, gender: Gender) {
        if let Some(p) = self
            .people
            .get_mut(who as usize)
            .filter(|p| p.gender == Gender::Any)
        {
            p.gender = gender;
        }
    }

    /// Whether it is surely a person: a full name, one with a title or a role, or
    /// somebody who is not named.
    pub fn is_person(&self, who: u32) -> bool {
        self.people.get(who as usize).is_some_and(|p| {
            p.anonymous || p.gender != Gender::Any || !p.roles.is_empty() || p.name.contains(' ')
        })
    }

    /// Whether a pronoun may stand for a person.
    pub fn fits(&self, who: u32, gender: Gender) -> bool {
        self.people
            .get(who as usize)
            .is_some_and(|p| compatible(p.gender, gender))
    }

    /// The person a phrase stands for; `near` are persons spoken of just before, the
    /// nearest first.
    pub fn who(&mut self, phrase: &[Piece<'_>], text: &str, near: &[u32]) -> Option<u32> {
        let first = phrase.first()?;
        let known = phrase
            .iter()
            .find_map(|p| self.known.get(&p.span.start).map(|(_, name)| name.clone()));
        let head_len = phrase
            .iter()
            .enumerate()
            .position(|(n, p)| !p.word() || n > 0 && roles::preposition(&p.lower()))
            .unwrap_or(phrase.len())
            .max(1);
        let head = phrase.get(..head_len)?;
        let last = head.last()?;
        let name_from = head
            .iter()
            .rposition(|p| {
                !p.capital()
                    || roles::title(&p.lower()).is_some()
                    || roles::role(&p.lower())
                    || determiner(&p.lower())
                    || p.possessive() && p.span != last.span
            })
            .map_or(0, |n| n + 1);
        let name = head.get(name_from..).unwrap_or_default();
        let titled = name_from
            .checked_sub(1)
            .and_then(|t| head.get(t))
            .map(Piece::lower);
        let gender = titled.as_deref().and_then(roles::title).unwrap_or(Gender::Any);
        if !name.is_empty() {
            if let Some(full) = known {
                return Some(self.with_name(&full, gender));
            }
            if let [only] = name {
                let key = only.base().trim_end_matches('.').to_lowercase();
                let list = match titled.as_deref() {
                    Some(
                        "sir" | "dame" | "king" | "queen" | "prince" | "princess" | "pope" | "lady" | "lord",
                    ) => self.by_first.get(&key).or_else(|| self.by_last.get(&key)),
                    _ => self.by_last.get(&key).or_else(|| self.by_first.get(&key)),
                };
                let list: Vec<u32> = list
                    .into_iter()
                    .flatten()
                    .copied()
                    .filter(|&w| self.fits(w, gender))
                    .collect();
                let best = near.iter().find(|n| list.contains(n)).or(list.first()).copied();
                if let Some(who) = best {
                    self.set_gender(who, gender);
                    return Some(who);
                }
            }
            return Some(self.named(name, gender));
        }
        let words: Vec<String> = phrase.iter().filter(|p| useful(p)).map(Piece::lower).collect();
        let head_word = last.lower();
        let class = roles::class(&head_word).unwrap_or(&head_word).to_owned();
        let lead = first.lower();
        let shown = Span::new(first.span.start, phrase.last()?.span.end)
            .of(text)?
            .to_owned();
        if let Some(&who) = self.unnamed.get(&first.span.start) {
            return Some(who);
        }
        if matches!(
            lead.as_str(),
            "a" | "an" | "one" | "another" | "some" | "two" | "three" | "several" | "many"
        ) {
            let who = self.add(shown, Gender::Any, true);
            self.is_a(who, std::slice::from_ref(&head_word));
            self.unnamed.insert(first.span.start, who);
            return Some(who);
        }
        let key = words.join(" ");
        if let Some(&who) = self.by_role.get(&key) {
            return Some(who);
        }
        let same_class = self.heads.get(&class).cloned().unwrap_or_default();
        let overlap = |who: u32| -> usize {
            self.people.get(who as usize).map_or(0, |p| {
                p.roles
                    .iter()
                    .filter(|r| r.head == class)
                    .map(|r| {
                        1 + r
                            .words
                            .iter()
                            .filter(|w| words.contains(w) && **w != head_word)
                            .count()
                    })
                    .max()
                    .unwrap_or(0)
            })
        };
        let named: Vec<u32> = same_class
            .iter()
            .copied()
            .filter(|&w| self.people.get(w as usize).is_some_and(|p| !p.anonymous))
            .collect();
        let unnamed = same_class
            .iter()
            .rev()
            .copied()
            .find(|&w| self.people.get(w as usize).is_some_and(|p| p.anonymous));
        let best = named
            .iter()
            .copied()
            .max_by_key(|&w| (overlap(w), std::cmp::Reverse(w)));
        let who = match (best, unnamed) {
            (Some(best), _) if overlap(best) > 1 => best,
            (_, Some(unnamed)) if words.len() <= 2 => unnamed,
            (Some(best), _)
                if named.len() == 1
                    && roles::class(&head_word).is_some()
                    && head_word != "official"
                    && head_word != "officer" =>
            {
                best
            }
            _ => {
                let who = self.add(shown, Gender::Any, false);
                let mut role = vec![head_word.clone()];
                role.extend(words.iter().filter(|w| **w != head_word).cloned());
                self.is_a(who, &role);
                who
            }
        };
        self.by_role.insert(key, who);
        Some(who)
    }
}

/// Words of a name.
const NAME_MAX: usize = 5;
/// Words of what somebody is.
const ROLE_WORDS_MAX: usize = 6;

fn compatible(one: Gender, other: Gender) -> bool {
    one == Gender::Any || other == Gender::Any || one == other
}

fn useful(piece: &Piece<'_>) -> bool {
    let word = piece.lower();
    piece.word() && !determiner(&word) && !roles::preposition(&word) && word != "former" && word != "and"
}

/// The end of the run of capital words that begins here.
fn run_end(pieces: &[Piece<'_>], from: usize) -> usize {
    let mut end = from;
    while let Some(piece) = pieces.get(end) {
        let lower = piece.lower();
        let particle = end > from
            && matches!(
                piece.text,
                "de" | "van" | "von" | "bin" | "al" | "der" | "la" | "di" | "da"
            )
            && pieces.get(end + 1).is_some_and(Piece::capital);
        if piece.kind != Kind::Word || !(piece.capital() || particle) || roles::no_name(&lower) {
            break;
        }
        end += 1;
        if piece.possessive() {
            break;
        }
    }
    end
}

/// Where the name of a run begins, past titles and roles, and what a title says.
fn untitled(pieces: &[Piece<'_>], from: usize, end: usize) -> (usize, Option<Gender>) {
    let mut start = from;
    let mut gender = None;
    for (i, piece) in pieces.iter().enumerate().take(end).skip(from) {
        let lower = piece.lower();
        if let Some(g) = roles::title(&lower) {
            gender = Some(g);
            start = i + 1;
        } else if roles::role(&lower) {
            start = i + 1;
        }
    }
    (start, gender)
}
