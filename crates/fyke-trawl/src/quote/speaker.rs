//! Who is said to have said it: from the words beside the marks, else from what
//! was said before.
//!
//! For each quotation, in this order: a cue that leads up to it (`Roe said: “…”`),
//! one behind it (`“…,” said Roe`), any cue earlier in the sentence for words within
//! it, a colon behind a person, the other part of the same speech, the person the
//! sentence before is about, whoever spoke last. Pronouns stand for the last person
//! a sentence was about that fits them.

use super::beside::{cue_of, how_of};
use super::cast::Cast;
use super::cues::{self, CueAt, Strength};
use super::kind::{self, Look};
use super::marks::{self, Marked};
use super::phrase;
use super::words::{self, Kind, Piece};
use super::{BY, Paragraph};
use fyke_model::text::{Attribution, Cue, Mention, Quote, QuoteKind, Span, Speaker};
use std::ops::Range;

/// Somebody who is pointed at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pointed {
    pub(super) who: u32,
    pub(super) mention: Span,
}

/// What is remembered from sentence to sentence.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    /// Whom the last sentences were about, the last first.
    pub(super) about: Option<Pointed>,
    /// Who spoke last.
    pub(super) spoke: Option<Pointed>,
    /// The last quotation of the paragraph before was left open.
    pub(super) open: bool,
    /// The paragraph before ended with a colon.
    pub(super) colon: bool,
    /// Whom the sentence that is being read is about.
    pub(super) current: Option<Pointed>,
    /// The sentence before held a quotation that was given to somebody.
    pub(super) said: bool,
}

/// How a quotation was attributed.
pub(super) struct Found {
    pub(super) pointed: Option<Pointed>,
    pub(super) how: Attribution,
    pub(super) cue: Option<Cue>,
}

/// One paragraph cut up.
pub(super) struct Cut<'t> {
    pub(super) marked: Vec<Marked>,
    pub(super) pieces: Vec<Piece<'t>>,
    pub(super) heading: bool,
}

pub(super) fn read(text: &str, paragraphs: &[Paragraph], mentions: &[Mention]) -> Vec<Quote> {
    let mut cast = Cast::default();
    cast.mentions(mentions);
    let mut cuts = Vec::new();
    for paragraph in paragraphs {
        let marked = marks::marked(text, paragraph.span);
        let top: Vec<(usize, &Marked)> = marked.iter().enumerate().filter(|(_, m)| m.depth == 0).collect();
        let pieces = words::pieces(text, paragraph.span, &top);
        cast.survey(&pieces);
        cuts.push(Cut {
            marked,
            pieces,
            heading: paragraph.heading,
        });
    }
    let mut memory = Memory::default();
    let mut quotes = Vec::new();
    for cut in &cuts {
        let mut reader = Reader {
            text,
            cast: &mut cast,
            memory: &mut memory,
            cut,
            quotes: &mut quotes,
        };
        reader.paragraph();
    }
    quotes.sort_by_key(|q: &Quote| (q.span.start, std::cmp::Reverse(q.span.end)));
    quotes
}

pub(super) struct Reader<'r, 't> {
    pub(super) text: &'t str,
    pub(super) cast: &'r mut Cast,
    pub(super) memory: &'r mut Memory,
    pub(super) cut: &'r Cut<'t>,
    pub(super) quotes: &'r mut Vec<Quote>,
}

/// A sentence while it is read.
pub(super) struct Sentence<'s, 't> {
    pub(super) pieces: &'s [Piece<'t>],
    pub(super) cues: Vec<CueAt>,
    /// Persons that the subjects of its cues are, as they are found.
    pub(super) subjects: Vec<Option<Option<Pointed>>>,
    pub(super) subject: Option<Range<usize>>,
}

impl<'t> Reader<'_, 't> {
    fn paragraph(&mut self) {
        let pieces: &[Piece<'t>] = &self.cut.pieces;
        let mut last: Option<(Pointed, bool)> = None;
        let mut unclosed = false;
        for range in words::sentences(pieces, &self.cut.marked, self.text) {
            let slice = &pieces[range.clone()];
            let cues = cues::among(slice);
            let subject = phrase::subject(slice, 0, slice.len());
            let mut sentence = Sentence {
                subjects: vec![None; cues.len()],
                pieces: slice,
                cues,
                subject,
            };
            let quoted: Vec<(usize, usize)> = slice
                .iter()
                .enumerate()
                .filter_map(|(i, p)| {
                    if let Kind::Quoted(q) = p.kind {
                        Some((i, q))
                    } else {
                        None
                    }
                })
                .collect();
            self.memory.current = None;
            let named = |r: &Range<usize>| {
                slice
                    .get(r.start)
                    .is_none_or(|p| cues::pronoun(&p.lower()).is_none())
            };
            if let Some(range) = sentence.subject.clone().filter(named) {
                self.memory.current = self.point(slice, range).filter(|p| self.cast.is_person(p.who));
            }
            let mut handled = None;
            for (n, &(at, q)) in quoted.iter().enumerate() {
                let low = n
                    .checked_sub(1)
                    .and_then(|p| quoted.get(p))
                    .map_or(0, |&(i, _)| i + 1);
                let high = quoted.get(n + 1).map_or(slice.len(), |&(i, _)| i);
                let Some(&marked) = self.cut.marked.get(q) else {
                    continue;
                };
                let inner = marked.inner.of(self.text).unwrap_or_default();
                let look = kind::look(inner, slice, at);
                let first = range.start == 0 && at == 0;
                let found = self.attribute(&mut sentence, at, low, high, look, first, last);
                unclosed = !marked.closed;
                if !self.is_quote(inner, look, &found) {
                    continue;
                }
                if let Some(pointed) = found.pointed {
                    self.memory.spoke = Some(pointed);
                    last = Some((pointed, look.full));
                    handled = Some(pointed);
                }
                self.keep(marked, look, found, inner);
                self.nested(q, marked);
            }
            self.remember(&mut sentence, handled);
            self.memory.said = handled.is_some();
        }
        self.memory.said = false;
        self.memory.open = unclosed;
        self.memory.colon = pieces.last().is_some_and(|p| p.is(':'));
    }

    /// Whom the sentence was about and who spoke in it, for what follows.
    fn remember(&mut self, sentence: &mut Sentence<'_, 't>, handled: Option<Pointed>) {
        let strong: Vec<usize> = (0..sentence.cues.len())
            .filter(|&c| sentence.cues[c].strength == Strength::Strong && !sentence.cues[c].ing)
            .collect();
        if handled.is_none() {
            for c in strong {
                if let Some(range) = self
                    .subject_range(sentence, c)
                    .filter(|r| phrase::personal(sentence.pieces, r))
                    && let Some(pointed) = self.point(sentence.pieces, range)
                {
                    self.memory.spoke = Some(pointed);
                    self.memory.about = Some(pointed);
                }
            }
        }
        if let Some(range) = sentence.subject.clone()
            && let Some(pointed) = self
                .point(sentence.pieces, range)
                .filter(|p| self.cast.is_person(p.who))
        {
            self.memory.about = Some(pointed);
        }
        if handled.is_some() && sentence.subject.is_none() {
            self.memory.about = handled;
        }
    }

    fn is_quote(&self, inner: &str, look: Look, found: &Found) -> bool {
        if !inner.chars().any(char::is_alphabetic) {
            return false;
        }
        let cued = found.cue.is_some();
        let explicit = found.pointed.is_some() && !matches!(found.how, Attribution::Implicit);
        if look.named
            || look.title
                && !(look.full && look.led && cued && inner.ends_with([',', '.', '!', '?']) && look.words > 2)
                && !(explicit && self.cut.heading)
        {
            return false;
        }
        match look.words {
            0 => false,
            1 => cued || look.full && explicit,
            // a few words without a cue are as often a name or a distance kept
            2 | 3 if !look.full && !cued => explicit && self.cut.heading,
            _ => found.pointed.is_some() || look.full && look.words > 3,
        }
    }

    fn keep(&mut self, marked: Marked, look: Look, found: Found, inner: &str) {
        let gaps = inner.matches('…').count() + inner.matches("...").count() + inner.matches(". . .").count();
        let kind = match () {
            () if self.cut.heading => QuoteKind::Headline,
            () if gaps >= 2 => QuoteKind::Composite,
            () if look.full => QuoteKind::Full,
            () => QuoteKind::Partial,
        };
        self.push(marked.inner, kind, found);
    }

    pub(super) fn push(&mut self, span: Span, kind: QuoteKind, found: Found) {
        let speaker = found.pointed.map(|p| Speaker {
            mention: p.mention,
            name: self
                .cast
                .people
                .get(p.who as usize)
                .map(|p| p.name.clone())
                .unwrap_or_default(),
            person: p.who,
            how: found.how,
        });
        self.quotes.push(Quote {
            span,
            parts: Vec::new(),
            kind,
            speaker,
            cue: found.cue,
            by: BY.to_owned(),
        });
    }

    /// The person that a phrase of these pieces points at.
    pub(super) fn point(&mut self, pieces: &[Piece<'t>], range: Range<usize>) -> Option<Pointed> {
        let words = pieces.get(range)?;
        let (first, last) = (words.first()?, words.last()?);
        let mut end = last.span.end;
        if last.possessive() && words.len() < 8 {
            end = last.span.start + last.base().len();
        }
        let mention = Span::new(first.span.start, end);
        if words.len() == 1
            && let Some(gender) = cues::pronoun(&first.lower())
        {
            let (about, spoke) = (self.memory.about, self.memory.spoke);
            let current = self.memory.current.filter(|c| c.mention.start < mention.start);
            let who = [current, about, spoke]
                .into_iter()
                .flatten()
                .map(|p| p.who)
                .find(|&w| self.cast.fits(w, gender));
            let who = match who {
                Some(who) => who,
                None => self.cast.who(words, self.text, &[])?,
            };
            self.cast.set_gender(who, gender);
            return Some(Pointed { who, mention });
        }
        let near: Vec<u32> = [self.memory.about, self.memory.spoke]
            .into_iter()
            .flatten()
            .map(|p| p.who)
            .collect();
        let who = self.cast.who(words, self.text, &near)?;
        Some(Pointed { who, mention })
    }

    /// Whoever spoke last.
    pub(super) fn spoke(&self) -> Option<Pointed> {
        self.memory.spoke
    }

    /// The subject of a cue, or of the verb it goes on from.
    pub(super) fn subject_range(&self, sentence: &Sentence<'_, 't>, cue: usize) -> Option<Range<usize>> {
        let mut at = cue;
        loop {
            let c = sentence.cues.get(at)?;
            if c.lemma == "according to" {
                return phrase::right(sentence.pieces, c.at.end, sentence.pieces.len());
            }
            let low = sentence.pieces[..c.at.start]
                .iter()
                .rposition(|p| matches!(p.kind, Kind::Quoted(_)))
                .map_or(0, |q| q + 1);
            let own = if c.ing {
                None
            } else {
                phrase::left(sentence.pieces, low, c.at.start)
            };
            // a verb that shares its subject shares it with a person's verb
            let own = own.filter(|r| at == cue || phrase::personal(sentence.pieces, r));
            if own.is_some() {
                return own;
            }
            match at.checked_sub(1) {
                Some(before) => at = before,
                None => return sentence.subject.clone().filter(|s| s.end <= c.at.start),
            }
        }
    }

    pub(super) fn subject_of(&mut self, sentence: &mut Sentence<'_, 't>, cue: usize) -> Option<Pointed> {
        if let Some(Some(known)) = sentence.subjects.get(cue) {
            return *known;
        }
        let range = self.subject_range(sentence, cue);
        let pointed = range.and_then(|r| self.point(sentence.pieces, r));
        if let Some(slot) = sentence.subjects.get_mut(cue) {
            *slot = Some(pointed);
        }
        pointed
    }

    #[allow(clippy::too_many_arguments)]
    fn attribute(
        &mut self,
        sentence: &mut Sentence<'_, 't>,
        at: usize,
        low: usize,
        high: usize,
        look: Look,
        first: bool,
        last: Option<(Pointed, bool)>,
    ) -> Found {
        let split = low > 0;
        if let Some(mut found) = self.leads_up(sentence, at, low, look) {
            let goes_on = look.full || sentence.pieces.get(at - 1).is_some_and(|p| p.is(','));
            if split
                && goes_on
                && last.is_some_and(|(l, full)| full && found.pointed.is_some_and(|p| p.who == l.who))
            {
                found.how = Attribution::Split;
            }
            return found;
        }
        if let Some(found) = self.behind(sentence, at, high, look) {
            return found;
        }
        // words within a sentence that gives them as somebody's
        let earlier = (0..sentence.cues.len())
            .rev()
            .filter(|&c| sentence.cues[c].at.end <= at && !(look.full && look.words == 1));
        let strong = earlier
            .clone()
            .find(|&c| sentence.cues[c].strength == Strength::Strong);
        let weak = earlier.clone().find(|&c| {
            self.subject_range(sentence, c)
                .is_some_and(|r| phrase::personal(sentence.pieces, &r))
        });
        if let Some(c) = strong.or(weak)
            && (!look.full || !split || sentence.cues[c].at.start >= low)
            && let Some(pointed) = self.subject_of(sentence, c)
        {
            let how = how_of(self.text, pointed);
            let cue = Some(cue_of(&sentence.cues[c], sentence.pieces));
            return Found {
                pointed: Some(pointed),
                how,
                cue,
            };
        }
        if let Some(found) = self.colon(sentence, at, high) {
            return found;
        }
        // a cue behind words within a sentence: `... “…”, according to Roe`
        let later: Vec<usize> = (0..sentence.cues.len())
            .filter(|&c| sentence.cues[c].at.start > at && sentence.cues[c].strength == Strength::Strong)
            .collect();
        for c in later {
            if let Some(pointed) = self
                .subject_of(sentence, c)
                .filter(|p| p.mention.start > sentence.pieces[at].span.start)
            {
                let how = how_of(self.text, pointed);
                return Found {
                    pointed: Some(pointed),
                    how,
                    cue: Some(cue_of(&sentence.cues[c], sentence.pieces)),
                };
            }
        }
        self.implied(sentence, at, look, first, last)
    }

    fn implied(
        &mut self,
        sentence: &Sentence<'_, 't>,
        at: usize,
        look: Look,
        first: bool,
        last: Option<(Pointed, bool)>,
    ) -> Found {
        let none = |pointed, how| Found {
            pointed,
            how,
            cue: None,
        };
        if first && self.memory.open && self.memory.spoke.is_some() {
            return none(self.memory.spoke, Attribution::Continued);
        }
        if look.full && at == 0 {
            if let Some((pointed, _)) = last.filter(|&(_, full)| full || self.memory.said) {
                let still = self.memory.said
                    || self
                        .memory
                        .about
                        .is_none_or(|a| a.who == pointed.who || a.mention.start < pointed.mention.start);
                if still {
                    return none(Some(pointed), Attribution::Continued);
                }
            }
            if !first {
                return none(self.memory.about.or(self.memory.spoke), Attribution::Implicit);
            }
            if self.memory.colon {
                return none(self.memory.about.or(self.memory.spoke), Attribution::Implicit);
            }
            return none(self.memory.spoke.or(self.memory.about), Attribution::Implicit);
        }
        let subject = sentence.subject.clone().filter(|s| s.end <= at);
        let pointed = subject
            .and_then(|s| self.point(sentence.pieces, s))
            .filter(|p| self.cast.is_person(p.who))
            .or(self.memory.spoke)
            .or(self.memory.about);
        none(pointed, Attribution::Implicit)
    }
}
