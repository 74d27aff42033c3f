//! What the weights can see of a paragraph: numbers that stand for questions such
//! as "is the word before the candidate a comma, and is the cue a form of say".
//!
//! A word enters as itself only if it is in the weights' list of common words;
//! any other enters as its [`Class`] and its last three letters. Three sets of
//! questions: is this word the head of a cue; does what is said, or the source,
//! begin here; does it end here.

use super::cut::Word;
use super::words::{Class, stem};

/// How a word is seen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seen {
    /// The word if common, else class and ending.
    word: u32,
    /// Its stem if common, else class and ending.
    stem: u32,
    /// Class.
    class: u32,
}

/// A paragraph with what is asked of it more than once.
pub(super) struct Paragraph<'a> {
    pub words: &'a [Word],
    seen: Vec<Seen>,
    /// How many of each stand before a word: commas, verbs, marks, names.
    counts: Vec<[u32; 4]>,
    sentence: Vec<(usize, usize)>,
    /// Stretches in marks: the opening mark and the last word before the closing one.
    marked: Vec<(usize, usize)>,
}

/// What a candidate is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    Content = 1,
    Source = 2,
}

/// A word beyond the paragraph.
const NOWHERE: Seen = Seen {
    word: 7,
    stem: 7,
    class: 77,
};

/// 32 bits of some text (FNV-1a, then spread).
pub(super) fn hash(text: &str) -> u32 {
    let h = text.bytes().fold(0x811c_9dc5u32, |h, b| {
        (h ^ u32::from(b)).wrapping_mul(0x0100_0193)
    });
    h ^ (h >> 15)
}

fn mix(salt: u32, parts: &[u32]) -> u32 {
    let mut h = salt.wrapping_mul(0x9e37_79b1) ^ 0x5bd1_e995;
    for &part in parts {
        h = (h ^ part).wrapping_mul(0x85eb_ca6b);
        h ^= h >> 13;
    }
    h = h.wrapping_mul(0xc2b2_ae35);
    h ^ (h >> 16)
}

/// A distance as one of a few steps.
fn steps(n: usize) -> u32 {
    match n {
        0..=6 => n as u32,
        7..=9 => 7,
        10..=14 => 8,
        15..=22 => 9,
        23..=35 => 10,
        36..=60 => 11,
        _ => 12,
    }
}

fn verbal(class: Class) -> bool {
    matches!(class, Class::Auxiliary | Class::Modal | Class::Ed | Class::Past)
}

/// Stretches in marks: number of the opening mark and of the last word inside.
fn marked(words: &[Word]) -> Vec<(usize, usize)> {
    let mut all: Vec<(usize, usize)> = Vec::new();
    let mut open = None;
    for (i, word) in words.iter().enumerate() {
        match (word.class, open) {
            (Class::Open, None) => open = Some(i),
            (Class::Close, Some(from)) => {
                all.push((from, i.saturating_sub(1)));
                open = None;
            }
            _ => {}
        }
    }
    all.extend(open.map(|from| (from, words.len().saturating_sub(1))));
    all
}

impl<'a> Paragraph<'a> {
    /// `common` says whether a word or a stem may enter as itself.
    pub fn new(words: &'a [Word], common: impl Fn(&str) -> bool) -> Paragraph<'a> {
        let see = |word: &Word| {
            let ending: String = {
                let mut last: Vec<char> = word.form.chars().rev().take(3).collect();
                last.reverse();
                last.into_iter().collect()
            };
            let class = word.class as u32;
            let rare = mix(900, &[class, hash(&ending)]);
            let stem = stem(&word.form);
            Seen {
                word: if common(&word.form) {
                    hash(&word.form)
                } else {
                    rare
                },
                stem: if common(stem) { hash(stem) } else { rare },
                class,
            }
        };
        let mut counts = vec![[0u32; 4]];
        for word in words {
            let mut now = counts.last().copied().unwrap_or_default();
            now[0] += u32::from(matches!(word.class, Class::Comma));
            now[1] += u32::from(verbal(word.class));
            now[2] += u32::from(matches!(word.class, Class::Open | Class::Close));
            now[3] += u32::from(word.class == Class::Capital);
            counts.push(now);
        }
        let mut sentence = vec![(0, 0); words.len()];
        let mut from = 0;
        for at in 0..words.len() {
            if at + 1 == words.len() || words[at + 1].sentence != words[at].sentence {
                sentence[from..=at].fill((from, at));
                from = at + 1;
            }
        }
        Paragraph {
            words,
            seen: words.iter().map(see).collect(),
            counts,
            sentence,
            marked: marked(words),
        }
    }

    /// The nearest stretch in marks before and behind a word, as how far it is, how
    /// long, and what it ends with.
    fn marks_beside(&self, i: usize) -> [u32; 2] {
        let at = self.marked.partition_point(|m| m.0 < i);
        let see = |m: Option<&(usize, usize)>| {
            m.map_or(0, |&(open, last)| {
                let far = steps(if open < i {
                    i.saturating_sub(last)
                } else {
                    open - i
                });
                1 + far.min(9) + 16 * self.length(open) + 128 * self.at(last as isize).class
            })
        };
        [
            see(at.checked_sub(1).and_then(|b| self.marked.get(b))),
            see(self.marked.get(at)),
        ]
    }

    /// How long the stretch in marks is that this word opens.
    fn length(&self, open: usize) -> u32 {
        let found = self
            .marked
            .binary_search_by_key(&open, |m| m.0)
            .ok()
            .and_then(|m| self.marked.get(m));
        found.map_or(0, |&(open, last)| match last.saturating_sub(open) {
            0..=1 => 1,
            2 => 2,
            3..=4 => 3,
            5..=8 => 4,
            9..=20 => 5,
            _ => 6,
        })
    }

    /// Stretches in marks: the opening mark and the last word inside.
    pub fn marked(&self) -> &[(usize, usize)] {
        &self.marked
    }

    fn at(&self, i: isize) -> Seen {
        usize::try_from(i)
            .ok()
            .and_then(|i| self.seen.get(i))
            .copied()
            .unwrap_or(NOWHERE)
    }

    /// Sentence of a word: first and last word.
    pub fn sentence(&self, i: usize) -> (usize, usize) {
        self.sentence.get(i).copied().unwrap_or_default()
    }

    fn passed(&self, kind: usize, from: usize, to: usize) -> u32 {
        let at = |i: usize| self.counts.get(i).map_or(0, |c| c[kind]);
        let (from, to) = (from.min(to), from.max(to));
        (at(to) - at(from)).min(3)
    }

    /// Where the subject of a verb seems to stand: the nearest word to the left that
    /// is no auxiliary, adverb or negation.
    fn subject(&self, i: usize) -> Seen {
        let left = (0..i).rev().take(6);
        let skip = |c: Class| {
            matches!(
                c,
                Class::Auxiliary | Class::Modal | Class::Adverb | Class::Not | Class::Ly | Class::To
            )
        };
        let found = left.into_iter().find(|&j| !skip(self.words[j].class));
        found.map_or(NOWHERE, |j| self.seen[j])
    }

    /// Is this word the head of a cue?
    pub fn cue(&self, i: usize, out: &mut Vec<u32>) {
        let p = i as isize;
        let (w0, w1, w2, w3) = (self.at(p), self.at(p + 1), self.at(p + 2), self.at(p + 3));
        let (v1, v2, v3) = (self.at(p - 1), self.at(p - 2), self.at(p - 3));
        let word = &self.words[i];
        let (first, last) = self.sentence(i);
        let quoted = u32::from(word.quoted);
        let subject = self.subject(i);
        let that = (i + 1..=last).take(6).any(|j| self.words[j].class == Class::That);
        let place = steps(i - first) * 16 + steps(last - i);
        let marks = self.passed(2, first, last + 1);
        let mut add = |salt: u32, parts: &[u32]| out.push(mix(salt, parts));
        add(1, &[w0.word]);
        add(2, &[w0.stem]);
        add(3, &[v1.word]);
        add(4, &[w1.word]);
        add(5, &[v2.word]);
        add(6, &[w2.word]);
        add(7, &[v1.word, w0.word]);
        add(8, &[w0.word, w1.word]);
        add(9, &[v2.class, v1.class, w0.class]);
        add(10, &[v1.class, w0.class, w1.class]);
        add(11, &[w0.class, w1.class, w2.class]);
        add(12, &[w0.stem, v1.class]);
        add(13, &[w0.stem, w1.class]);
        add(14, &[w0.stem, v1.class, w1.class]);
        add(15, &[w0.stem, quoted]);
        add(16, &[w0.class, quoted, marks]);
        add(17, &[w0.stem, v2.class, v1.class]);
        add(18, &[w0.stem, w1.class, w2.class]);
        add(19, &[w0.stem, u32::from(that)]);
        add(20, &[w0.class, place]);
        add(21, &[w0.stem, w1.word, w2.class]);
        add(22, &[subject.word, w0.class]);
        add(23, &[subject.class, w0.stem]);
        add(24, &[subject.class, w0.stem, w1.class]);
        add(25, &[subject.stem, w0.stem]);
        add(26, &[v3.word, w0.class]);
        add(27, &[w3.word, w0.class]);
        add(28, &[w0.stem, marks, quoted]);
        add(29, &[v1.stem, w0.class, w1.word]);
        add(30, &[u32::from(word.capital), w0.class, steps(i - first).min(2)]);
        add(31, &[w0.stem, steps(last - i)]);
        add(32, &[w1.class, w2.class, w3.class, w0.class]);
        add(33, &[v3.class, v2.class, v1.class, w0.class]);
        add(34, &[w0.word, v1.word, w1.word]);
        add(35, &[w0.word, w1.word, w2.word]);
        add(36, &[w0.word, v1.word, v2.word]);
        add(37, &[u32::from(word.capital), w0.word]);
        let [left, right] = self.marks_beside(i);
        add(38, &[left, w0.class]);
        add(39, &[right, w0.class]);
        add(40, &[left, w1.class, w0.class]);
        add(41, &[right, w1.class, w0.class]);
        add(42, &[left / 16, right / 16, w0.stem]);
        add(43, &[left, subject.class, w0.class]);
    }

    /// Do the words of a role begin at `i`, given the head of the cue? `content`
    /// is where what is said stands, once that is known.
    pub fn start(
        &self,
        role: Role,
        cue: usize,
        i: usize,
        content: Option<(usize, usize)>,
        out: &mut Vec<u32>,
    ) {
        let r = role as u32 * 100;
        let p = i as isize;
        let a = cue as isize;
        let head = self.at(a);
        let (c0, c1, b1, b2) = (self.at(p), self.at(p + 1), self.at(p - 1), self.at(p - 2));
        let after = u32::from(i > cue);
        let far = steps(i.abs_diff(cue)) * 2 + after;
        let word = &self.words[i];
        let quoted = u32::from(word.quoted) * 2 + u32::from(self.words[cue].quoted);
        let (first, last) = self.sentence(cue);
        let same = match (word.sentence as i64) - (self.words[cue].sentence as i64) {
            0 => 0,
            -1 => 1,
            1 => 2,
            n if n < 0 => 3,
            _ => 4,
        };
        let opens = u32::from(self.sentence(i).0 == i);
        let (lo, hi) = if i > cue { (cue + 1, i) } else { (i, cue) };
        let commas = self.passed(0, lo, hi);
        let verbs = self.passed(1, lo, hi);
        let marks = self.passed(2, lo, hi);
        let names = self.passed(3, lo, hi);
        let ends = steps(last - cue).min(4);
        let place = content.map_or(9, |(s, e)| match () {
            () if i < s => 1,
            () if i <= e => 2,
            () => 3,
        });
        let next = self.at(a + 1);
        let mut add = |salt: u32, parts: &[u32]| out.push(mix(1000 + r + salt, parts));
        add(1, &[far]);
        add(2, &[far, head.stem]);
        add(3, &[far, head.class]);
        add(4, &[after, c0.class, b1.class]);
        add(5, &[after, c0.word]);
        add(6, &[after, b1.word]);
        add(7, &[after, b1.word, c0.word]);
        add(8, &[after, head.stem, c0.class]);
        add(9, &[after, head.stem, b1.class, c0.class]);
        add(10, &[after, head.stem, c0.word]);
        add(11, &[after, quoted, c0.class]);
        add(12, &[same, opens, after, ends]);
        add(13, &[after, next.class, opens, same, commas]);
        add(14, &[after, next.word, opens, same]);
        add(15, &[after, commas, verbs, c0.class]);
        add(16, &[after, marks, quoted, opens]);
        add(17, &[after, marks, c0.class, b1.class]);
        add(18, &[far, c0.class]);
        add(19, &[far, b1.class]);
        add(20, &[after, c0.class, c1.class, b1.class]);
        add(21, &[after, b2.class, b1.class, c0.class]);
        add(22, &[place, far]);
        add(23, &[place, c0.class, after, same]);
        add(24, &[after, head.stem, opens, same]);
        add(
            25,
            &[
                after,
                head.class,
                next.class,
                c0.class,
                steps(i.abs_diff(cue)).min(3),
            ],
        );
        add(26, &[after, names, commas, verbs]);
        add(27, &[after, c0.word, head.class, next.class]);
        add(28, &[u32::from(i == first), after, next.class, marks]);
        add(29, &[after, c0.class, u32::from(word.capital), verbs, b1.class]);
        add(30, &[after, c1.word, c0.class]);
        add(31, &[after, head.stem, next.class, steps(i.abs_diff(cue)).min(7)]);
        add(32, &[place, b1.class, c0.class, far]);
        add(33, &[after, self.at(a - 1).class, far]);
        add(34, &[after, self.at(a - 1).word, c0.class, b1.class]);
        add(35, &[after, verbs, far]);
        let long = self.length(i);
        add(36, &[after, long, far]);
        add(37, &[after, long, marks, next.class]);
        let [left, right] = self.marks_beside(cue);
        add(38, &[after, far, left]);
        add(39, &[after, far, right]);
    }

    /// No words of this role are there, given the head of the cue.
    pub fn none(&self, role: Role, cue: usize, out: &mut Vec<u32>) {
        let r = role as u32 * 100;
        let a = cue as isize;
        let (head, next, before) = (self.at(a), self.at(a + 1), self.at(a - 1));
        let mut add = |salt: u32, parts: &[u32]| out.push(mix(2000 + r + salt, parts));
        add(1, &[]);
        add(2, &[head.stem]);
        add(3, &[head.class]);
        add(4, &[head.stem, before.class]);
        add(5, &[head.class, before.class, next.class]);
        add(6, &[before.word]);
        add(7, &[head.stem, next.class]);
        add(8, &[self.subject(cue).class, head.class]);
        add(9, &[self.subject(cue).word]);
        add(10, &[next.word]);
        add(11, &[before.word, head.stem]);
        add(12, &[steps(cue - self.sentence(cue).0)]);
        add(13, &[before.class, self.at(a - 2).class, head.class]);
    }

    /// Do the words of a role that begin at `start` end with `e`?
    pub fn end(
        &self,
        role: Role,
        cue: usize,
        start: usize,
        e: usize,
        content: Option<(usize, usize)>,
        out: &mut Vec<u32>,
    ) {
        let r = role as u32 * 100;
        let p = e as isize;
        let head = self.at(cue as isize);
        let (c0, b1, n1, n2, n3) = (
            self.at(p),
            self.at(p - 1),
            self.at(p + 1),
            self.at(p + 2),
            self.at(p + 3),
        );
        let s0 = self.at(start as isize);
        let way = u32::from(start > cue) * 2 + u32::from(e > cue);
        let sentences = (self.words[e].sentence - self.words[start].sentence).min(3);
        let over =
            (i64::from(self.words[e].sentence) - i64::from(self.words[cue].sentence)).clamp(-2, 2) as u32;
        let last = self.sentence(e).1;
        let left = steps(last - e).min(5);
        let long = steps(e - start);
        let commas = self.passed(0, start, e + 1);
        let verbs = self.passed(1, start, e + 1);
        let balance = self.passed(2, start, e + 1);
        let quoted = u32::from(self.words[start].quoted) * 4
            + u32::from(self.words[e].quoted) * 2
            + u32::from(self.words.get(e + 1).is_some_and(|w| w.quoted));
        let to_cue = steps(e.abs_diff(cue)).min(9) * 2 + u32::from(e > cue);
        let touching = content.map_or(9, |(s, c)| u32::from(e + 1 == s) + 2 * u32::from(start == c + 1));
        let gap = if e < cue {
            let skip = |c: Class| {
                matches!(
                    c,
                    Class::Auxiliary | Class::Modal | Class::Adverb | Class::Not | Class::Ly
                )
            };
            u32::from((e + 1..cue).take(8).all(|j| skip(self.words[j].class)))
        } else {
            2
        };
        let mut add = |salt: u32, parts: &[u32]| out.push(mix(3000 + r + salt, parts));
        add(1, &[way, c0.class, n1.class]);
        add(2, &[way, n1.word]);
        add(3, &[way, c0.word]);
        add(4, &[way, n1.class, n2.class]);
        add(5, &[way, left, sentences]);
        add(6, &[way, left, over, sentences]);
        add(7, &[way, long]);
        add(8, &[way, long, head.stem]);
        add(9, &[way, commas, n1.class]);
        add(10, &[way, commas, n1.class, n2.word]);
        add(11, &[way, quoted, c0.class]);
        add(12, &[way, quoted, n1.class, sentences]);
        add(13, &[way, balance, c0.class, n1.class]);
        add(14, &[way, to_cue]);
        add(15, &[way, to_cue, c0.class, n1.class]);
        add(16, &[way, s0.word, n1.class]);
        add(17, &[way, s0.word, long]);
        add(18, &[way, s0.class, c0.class, n1.class]);
        add(19, &[way, head.stem, left]);
        add(20, &[way, head.stem, n1.class]);
        add(21, &[way, gap, c0.class]);
        add(22, &[way, gap, n1.class, s0.class]);
        add(23, &[way, touching, c0.class, n1.class]);
        add(24, &[way, verbs, n1.class, c0.class]);
        add(25, &[way, b1.class, c0.class, n1.class]);
        add(26, &[way, c0.class, n1.class, n2.class, n3.class]);
        add(27, &[way, c0.word, n1.word]);
        add(28, &[way, s0.class, long, n1.class]);
        add(29, &[way, verbs, left, n1.class]);
        add(
            30,
            &[
                way,
                u32::from(self.words[e].capital) * 2
                    + u32::from(self.words.get(e + 1).is_some_and(|w| w.capital)),
                c0.class,
                n1.class,
            ],
        );
        add(31, &[way, n1.word, n2.word]);
        add(32, &[way, head.class, left, sentences]);
        add(33, &[way, head.stem, s0.class, long]);
        add(34, &[way, quoted, left, sentences, s0.class]);
        add(35, &[way, n1.word, verbs, head.class]);
    }
}
