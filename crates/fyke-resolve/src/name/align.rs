//! Which words of one name stand for which words of the other.
//!
//! Equal words first, then the best of what remains by strength, whatever the
//! order; then words written apart or together, and acronyms. Greedy: a pair
//! that is linked stays linked, except where joining words explains the letters
//! better.

use super::agree::{Agreement, Kind, agree, at_most, ceiling};
use super::analysed::{Name, WORDS_MAX};
use super::edit::{LETTERS_MAX, edits};
use super::word::{Class, NameWord};

/// A run of words of one name that stands for a run of the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Link {
    pub(super) a: u8,
    pub(super) a_len: u8,
    pub(super) b: u8,
    pub(super) b_len: u8,
    pub(super) agreement: Agreement,
}

/// All links between two names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Alignment {
    links: [Link; WORDS_MAX],
    count: u8,
    /// Words that have a link, a bit each.
    pub(super) a_used: u32,
    pub(super) b_used: u32,
}

impl Alignment {
    pub(super) fn links(&self) -> &[Link] {
        &self.links[..usize::from(self.count)]
    }

    fn push(&mut self, link: Link) {
        if let Some(place) = self.links.get_mut(usize::from(self.count)) {
            *place = link;
            self.count += 1;
            self.a_used |= run(link.a, link.a_len);
            self.b_used |= run(link.b, link.b_len);
        }
    }

    fn one(&mut self, i: usize, j: usize, agreement: Agreement) {
        self.push(Link {
            a: i as u8,
            a_len: 1,
            b: j as u8,
            b_len: 1,
            agreement,
        });
    }

    /// Drops links that touch any of these words.
    fn free(&mut self, a: u32, b: u32) {
        let mut at = 0;
        while at < usize::from(self.count) {
            let link = self.links[at];
            if run(link.a, link.a_len) & a != 0 || run(link.b, link.b_len) & b != 0 {
                self.a_used &= !run(link.a, link.a_len);
                self.b_used &= !run(link.b, link.b_len);
                self.count -= 1;
                self.links[at] = self.links[usize::from(self.count)];
            } else {
                at += 1;
            }
        }
    }

    /// The same, seen from the other name.
    pub(super) fn turned(mut self) -> Alignment {
        for link in &mut self.links[..usize::from(self.count)] {
            *link = Link {
                a: link.b,
                a_len: link.b_len,
                b: link.a,
                b_len: link.a_len,
                agreement: link.agreement,
            };
        }
        (self.a_used, self.b_used) = (self.b_used, self.a_used);
        self
    }
}

/// The bits of a run of words.
pub(super) fn run(from: u8, len: u8) -> u32 {
    (1u32.checked_shl(u32::from(len)).unwrap_or(0).wrapping_sub(1)) << (from & 31)
}

/// Finds the links.
pub(super) fn align(a: &Name, b: &Name) -> Alignment {
    let mut found = Alignment {
        links: [Link::default(); WORDS_MAX],
        count: 0,
        a_used: 0,
        b_used: 0,
    };
    equal_words(a, b, &mut found);
    let all_a = run(0, a.words.len() as u8);
    let all_b = run(0, b.words.len() as u8);
    if found.a_used == all_a || found.b_used == all_b {
        return found;
    }
    best_words(a, b, &mut found);
    let open = |words: u32, used: u32| words & !used != 0;
    if open(all_a, found.a_used) || open(all_b, found.b_used) {
        joined(a, b, &mut found);
        found = found.turned();
        joined(b, a, &mut found);
        found = found.turned();
        if open(all_a, found.a_used) && open(all_b, found.b_used) {
            acronyms(a, b, &mut found);
            found = found.turned();
            acronyms(b, a, &mut found);
            found = found.turned();
        }
    }
    found
}

/// Words that read the same, the nearest in place first.
fn equal_words(a: &Name, b: &Name, found: &mut Alignment) {
    for (i, x) in a.words.iter().enumerate() {
        let mut best: Option<usize> = None;
        for (j, y) in b.words.iter().enumerate() {
            let free = found.b_used & (1 << j) == 0;
            if x.hash == y.hash && free && best.is_none_or(|known| i.abs_diff(j) < i.abs_diff(known)) {
                best = Some(j);
            }
        }
        if let Some(j) = best
            && a.letters(x) == b.letters(&b.words[j])
        {
            found.one(
                i,
                j,
                Agreement {
                    letters: x.len,
                    ..Agreement::default()
                },
            );
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Candidate {
    score: u32,
    i: u8,
    j: u8,
    agreement: Agreement,
}

/// Pairs of words considered at once; more than this only a hostile name has.
const CANDIDATES_MAX: usize = 48;

/// The strongest pairs of words that remain.
fn best_words(a: &Name, b: &Name, found: &mut Alignment) {
    let mut candidates = [Candidate::default(); CANDIDATES_MAX];
    let mut count = 0;
    for (i, x) in a
        .words
        .iter()
        .enumerate()
        .filter(|(i, _)| found.a_used & (1 << i) == 0)
    {
        for (j, y) in b
            .words
            .iter()
            .enumerate()
            .filter(|(j, _)| found.b_used & (1 << j) == 0)
        {
            if count == CANDIDATES_MAX || ceiling(x, y) == 0 {
                continue;
            }
            let Some(agreement) = agree(a, x, b, y) else {
                continue;
            };
            let near = 32 - i.abs_diff(j).min(31) as u32;
            let score = agreement.strength() * 64 + near;
            candidates[count] = Candidate {
                score,
                i: i as u8,
                j: j as u8,
                agreement,
            };
            count += 1;
        }
    }
    let candidates = &mut candidates[..count];
    if count > 1 {
        candidates.sort_unstable_by_key(|candidate| (u32::MAX - candidate.score, candidate.i, candidate.j));
    }
    for candidate in candidates {
        if found.a_used & (1 << candidate.i) == 0 && found.b_used & (1 << candidate.j) == 0 {
            found.one(
                usize::from(candidate.i),
                usize::from(candidate.j),
                candidate.agreement,
            );
        }
    }
}

/// Words in a run that is written as one word on the other side.
const RUN_MAX: usize = 4;

/// Runs of words of `a` that are one word of `b`, where neither is settled.
fn joined(a: &Name, b: &Name, found: &mut Alignment) {
    let (mut a_open, mut b_open) = (!found.a_used, !found.b_used);
    for link in found.links() {
        // one small slip is settled; more may be a word cut in two
        if link.agreement.quarters > 4 || link.agreement.kind == Kind::Initial {
            a_open |= run(link.a, link.a_len);
            b_open |= run(link.b, link.b_len);
        }
    }
    for (j, y) in b.words.iter().enumerate() {
        if b_open & (1 << j) == 0 || y.len < 4 {
            continue;
        }
        for (i, x) in a.words.iter().enumerate() {
            // a run begins with the letter that the word begins with
            if a_open & (1 << i) == 0 || x.ends[0] != y.ends[0] {
                continue;
            }
            if let Some((len, agreement)) = best_run(a, i, a_open, b.letters(y), y) {
                found.free(run(i as u8, len), 1 << j);
                found.push(Link {
                    a: i as u8,
                    a_len: len,
                    b: j as u8,
                    b_len: 1,
                    agreement,
                });
                a_open &= !run(i as u8, len);
                break;
            }
        }
    }
}

/// Letters that may differ in a word that is written apart.
pub(super) fn slack(letters: u32) -> u32 {
    letters / 6
}

/// The run from word `i` on that reads as one given word.
fn best_run(a: &Name, i: usize, open: u32, whole: &[u8], y: &NameWord) -> Option<(u8, Agreement)> {
    let mut letters = [0u8; LETTERS_MAX];
    let slack = slack(u32::from(y.len)) as usize;
    let mut len = 0;
    let mut set = 0;
    let mut best: Option<(u8, Agreement)> = None;
    for (at, word) in a.words.iter().enumerate().skip(i).take(RUN_MAX) {
        let part = a.letters(word);
        if open & (1 << at) == 0 || len + part.len() > (whole.len() + slack).min(LETTERS_MAX) {
            break;
        }
        letters[len..len + part.len()].copy_from_slice(part);
        len += part.len();
        set |= word.letters;
        if at == i || word.ends[1] != y.ends[1] || len + slack < whole.len() {
            continue;
        }
        let near = |letters: u32, others: u32| at_most(letters & !others, slack as u32);
        if y.readings == 0 && !(near(set, y.letters) && near(y.letters, set)) {
            continue;
        }
        let plain = edits(&letters[..len], whole);
        if plain as usize <= slack && best.is_none_or(|(_, known)| plain < u32::from(known.plain)) {
            let quarters = (plain * 4).min(255) as u8;
            let letters = len.max(whole.len()) as u8;
            best = Some((
                (at - i + 1) as u8,
                Agreement {
                    kind: Kind::Joined,
                    quarters,
                    plain: plain as u8,
                    letters,
                },
            ));
        }
    }
    best
}

/// Words of `a` that are the first letters of a run of words of `b`.
fn acronyms(a: &Name, b: &Name, found: &mut Alignment) {
    for i in 0..a.words.len() {
        let word = &a.words[i];
        let letters = a.letters(word);
        let short = (2..=6).contains(&letters.len()) && matches!(word.class, Class::Plain | Class::Given);
        if found.a_used & (1 << i) != 0 || !short {
            continue;
        }
        for j in 0..b.words.len() {
            if let Some(len) = initials(b, j, found.b_used, letters) {
                let enough = letters.len() > 2 || len as usize == b.words.len() || a.words.len() > 1;
                if enough {
                    let agreement = Agreement {
                        kind: Kind::Acronym,
                        quarters: 0,
                        plain: 0,
                        letters: letters.len() as u8,
                    };
                    found.push(Link {
                        a: i as u8,
                        a_len: 1,
                        b: j as u8,
                        b_len: len,
                        agreement,
                    });
                    break;
                }
            }
        }
    }
}

/// Words from `j` on whose first letters spell an acronym; joiners may be left out.
fn initials(b: &Name, j: usize, used: u32, acronym: &[u8]) -> Option<u8> {
    let mut matched = 0;
    for (at, word) in b.words.iter().enumerate().skip(j) {
        if used & (1 << at) != 0 {
            return None;
        }
        if b.letters(word).first() == acronym.get(matched) {
            matched += 1;
        } else if word.class != Class::Joiner || at == j {
            return None;
        }
        if matched == acronym.len() {
            return (at > j).then_some((at - j + 1) as u8);
        }
    }
    None
}
