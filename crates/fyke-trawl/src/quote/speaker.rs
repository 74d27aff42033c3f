//! Who is said to have said it: from the words beside the marks, else from what
//! was said before.
//!
//! For each quotation, in this order: a cue that leads up to it (`Roe said: “…”`),
//! one behind it (`“…,” said Roe`), any cue earlier in the sentence for words within
//! it, a colon behind a person, the other part of the same speech, the person the
//! sentence before is about, whoever spoke last. Pronouns stand for the last person
//! a sentence was about that fits them.

use super::cast::Cast;
use super::cues::{self, Gender, Strength};
use super::kind::{self, Look};
use super::marks::{self, Marked};
use super::phrase::{self, CueAt};
use super::words::{self, Kind, Piece};
use super::{BY, Paragraph};
use fyke_model::text::{Attribution, Cue, Mention, Quote, QuoteKind, Span, Speaker};
use std::ops::Range;

/// Pieces between a cue and the words it leads up to.
const LEAD_MAX: usize = 16;
/// Pieces between words in marks and the cue behind them.
const TAIL_MAX: usize = 32;

/// Somebody who is pointed at.
#[derive(Clone, Copy, Debug)]
struct Pointed {
    who: u32,
    mention: Span,
}

/// What is remembered from sentence to sentence.
#[derive(Clone, Debug, Default)]
struct Memory {
    /// Whom the last sentences were about, the last first.
    about: Option<Pointed>,
    /// Who spoke last.
    spoke: Option<Pointed>,
    /// The last quotation of the paragraph before was left open.
    open: bool,
    /// The paragraph before ended with a colon.
    colon: bool,
}

/// How a quotation was attributed.
struct Found {
    pointed: Option<Pointed>,
    how: Attribution,
    cue: Option<Cue>,
}

/// One paragraph cut up.
struct Cut<'t> {
    marked: Vec<Marked>,
    pieces: Vec<Piece<'t>>,
    heading: bool,
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

struct Reader<'r, 't> {
    text: &'t str,
    cast: &'r mut Cast,
    memory: &'r mut Memory,
    cut: &'r Cut<'t>,
    quotes: &'r mut Vec<Quote>,
}

/// A sentence while it is read.
struct Sentence<'s, 't> {
    pieces: &'s [Piece<'t>],
    cues: Vec<CueAt>,
    /// Persons that the subjects of its cues are, as they are found.
    subjects: Vec<Option<Option<Pointed>>>,
    subject: Option<Range<usize>>,
}

impl<'t> Reader<'_, 't> {
    fn paragraph(&mut self) {
        let pieces: &[Piece<'t>] = &self.cut.pieces;
        let mut last: Option<(Pointed, bool)> = None;
        let mut unclosed = false;
        for range in words::sentences(pieces, &self.cut.marked, self.text) {
            let slice = &pieces[range.clone()];
            let cues = phrase::cues(slice);
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
        }
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
                {
                    if let Some(pointed) = self.point(sentence.pieces, range) {
                        self.memory.spoke = Some(pointed);
                        self.memory.about = Some(pointed);
                    }
                }
            }
        }
        if let Some(range) = sentence.subject.clone() {
            if let Some(pointed) = self.point(sentence.pieces, range) {
                self.memory.about = Some(pointed);
            }
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
                && !(look.full && cued && inner.ends_with([',', '.', '!', '?']) && look.words > 2)
                && !(explicit && self.cut.heading)
        {
            return false;
        }
        match look.words {
            0 => false,
            1 => cued || look.full && explicit,
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

    fn push(&mut self, span: Span, kind: QuoteKind, found: Found) {
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

    /// Speech within speech, where it is more than a word or two.
    fn nested(&mut self, outer: usize, whole: Marked) {
        let inside: Vec<(usize, &Marked)> = self
            .cut
            .marked
            .iter()
            .enumerate()
            .skip(outer + 1)
            .take_while(|(_, m)| m.outer.start < whole.outer.end)
            .filter(|(_, m)| m.depth == 1)
            .collect();
        if inside.is_empty() {
            return;
        }
        let pieces = words::pieces(self.text, whole.inner, &inside);
        for (at, piece) in pieces.iter().enumerate() {
            let Kind::Quoted(q) = piece.kind else { continue };
            let Some(&marked) = self.cut.marked.get(q) else {
                continue;
            };
            let inner = marked.inner.of(self.text).unwrap_or_default();
            let look = kind::look(inner, &pieces, at);
            if look.words < 3 || look.named || look.title {
                continue;
            }
            let low = at.saturating_sub(TAIL_MAX);
            let lead = &pieces[low..at];
            let owner = lead.iter().rposition(Piece::possessive).filter(|&o| {
                lead.iter()
                    .skip(o + 1)
                    .any(|p| matches!(p.text, "words" | "word" | "phrase" | "quote"))
            });
            let before = phrase::cues(lead)
                .into_iter()
                .rev()
                .find(|c| c.strength == Strength::Strong);
            let by_cue = before.as_ref().and_then(|c| phrase::left(lead, 0, c.at.start));
            let range = owner.map(|o| o..o + 1).or(by_cue);
            let pointed = range.and_then(|r| self.point(lead, r));
            let cue = before.map(|c| cue_of(&c, lead));
            self.push(
                marked.inner,
                QuoteKind::Nested,
                Found {
                    pointed,
                    how: Attribution::Explicit,
                    cue,
                },
            );
        }
    }

    /// The person that a phrase of these pieces points at.
    fn point(&mut self, pieces: &[Piece<'t>], range: Range<usize>) -> Option<Pointed> {
        let words = pieces.get(range)?;
        let (first, last) = (words.first()?, words.last()?);
        let mut end = last.span.end;
        if last.possessive() && words.len() < 8 {
            end = last.span.start + last.base().len();
        }
        let mention = Span::new(first.span.start, end);
        if words.len() == 1 {
            if let Some(gender) = cues::pronoun(&first.lower()) {
                let (about, spoke) = (self.memory.about, self.memory.spoke);
                let who = [about, spoke]
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
        }
        let near: Vec<u32> = [self.memory.about, self.memory.spoke]
            .into_iter()
            .flatten()
            .map(|p| p.who)
            .collect();
        let who = self.cast.who(words, self.text, &near)?;
        Some(Pointed { who, mention })
    }

    /// The subject of a cue, or of the verb it goes on from.
    fn subject_range(&self, sentence: &Sentence<'_, 't>, cue: usize) -> Option<Range<usize>> {
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
            if own.is_some() {
                return own;
            }
            match at.checked_sub(1) {
                Some(before) => at = before,
                None => return sentence.subject.clone().filter(|s| s.end <= c.at.start),
            }
        }
    }

    fn subject_of(&mut self, sentence: &mut Sentence<'_, 't>, cue: usize) -> Option<Pointed> {
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
            if split
                && look.full
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
            .filter(|&c| sentence.cues[c].at.end <= at);
        let strong = earlier
            .clone()
            .find(|&c| sentence.cues[c].strength == Strength::Strong);
        if let Some(c) = strong.or_else(|| earlier.clone().next()) {
            if !look.full || !split || sentence.cues[c].at.start >= low {
                if let Some(pointed) = self.subject_of(sentence, c) {
                    let how = how_of(self.text, pointed);
                    return Found {
                        pointed: Some(pointed),
                        how,
                        cue: Some(cue_of(&sentence.cues[c], sentence.pieces)),
                    };
                }
            }
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
            if let Some((pointed, true)) = last.filter(|_| self.memory.spoke.is_some()) {
                let still = self
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
            .or(self.memory.spoke)
            .or(self.memory.about);
        none(pointed, Attribution::Implicit)
    }

    /// `Roe said, “…”`, `Roe told the paper: “…”`, `what Roe called “…”`.
    fn leads_up(
        &mut self,
        sentence: &mut Sentence<'_, 't>,
        at: usize,
        low: usize,
        look: Look,
    ) -> Option<Found> {
        let c = (0..sentence.cues.len())
            .rev()
            .find(|&c| sentence.cues[c].at.end <= at && sentence.cues[c].at.start >= low)?;
        let cue = sentence.cues.get(c)?.clone();
        let gap = sentence.pieces.get(cue.at.end..at)?;
        let mut adjacent = gap.len() <= LEAD_MAX
            && match gap.last() {
                None => true,
                Some(last) if look.full => {
                    last.is(',') || last.is(':') || matches!(last.text, "that" | "as" | "—" | "–")
                }
                Some(last) => gap.len() <= 3 || last.is(':') || matches!(last.text, "that" | "as"),
            };
        if cue.lemma == "according to" {
            adjacent = true;
        }
        if !adjacent {
            return None;
        }
        let mut c = c;
        let mut pointed = self.subject_of(sentence, c);
        if cue.strength == Strength::Weak && pointed.is_none() {
            c = (0..c).rev().find(|&o| sentence.cues[o].at.start >= low)?;
            pointed = self.subject_of(sentence, c);
        }
        // `“…,” Roe said, “…”`: the cue may follow the words before, its subject too
        let pointed = pointed.or_else(|| {
            let next = cue.at.end;
            let range = if low > 0 && !gap.is_empty() {
                phrase::right(sentence.pieces, next, at)
            } else {
                None
            };
            range.and_then(|r| self.point(sentence.pieces, r))
        })?;
        Some(Found {
            how: how_of(self.text, pointed),
            pointed: Some(pointed),
            cue: Some(cue_of(&cue, sentence.pieces)),
        })
    }

    /// `“…,” said Roe`, `“…,” Roe told the paper`, `“…,” according to Roe`.
    fn behind(
        &mut self,
        sentence: &mut Sentence<'_, 't>,
        at: usize,
        high: usize,
        look: Look,
    ) -> Option<Found> {
        let pieces = sentence.pieces;
        let mut from = at + 1;
        let comma = pieces
            .get(from)
            .is_some_and(|p| matches!(p.kind, Kind::Mark(',' | '—' | '–' | '-')));
        if comma {
            from += 1;
        }
        let Kind::Quoted(q) = pieces.get(at)?.kind else {
            return None;
        };
        let inner = self.cut.marked.get(q)?.inner.of(self.text)?;
        let open = comma
            || inner.ends_with([',', '?', '!', '—', '–', '…', '-'])
            || inner.ends_with("...")
            || inner.ends_with(['’', '\'']);
        if !(look.full || open) {
            return None;
        }
        while pieces
            .get(from)
            .is_some_and(|p| matches!(p.text, "as" | "is" | "was" | "how" | "what" | "That" | "and"))
            && from < high
        {
            from += 1;
        }
        let c = (0..sentence.cues.len()).find(|&c| {
            let start = sentence.cues[c].at.start;
            start >= from
                && start < high
                && (sentence.cues[c].strength == Strength::Strong || start < from + 10)
        })?;
        let mut c = c;
        // a participle before the verb: `Roe, speaking in the yard, said`
        while sentence.cues[c].ing && sentence.cues[c].at.start > from {
            match sentence.cues.get(c + 1).filter(|n| n.at.start < high) {
                Some(_) => c += 1,
                None => break,
            }
        }
        let cue = sentence.cues.get(c)?.clone();
        if cue.at.start - from > TAIL_MAX {
            return None;
        }
        let lead_in = pieces.get(from..cue.at.start)?;
        let inverted = lead_in
            .iter()
            .all(|p| p.word() && !p.capital() && (cues::between(&p.lower()) || p.text == "so"));
        let range = if inverted || cue.lemma == "according to" {
            let object = matches!(cue.lemma, "tell" | "inform" | "remind" | "assure");
            let behind = if object {
                None
            } else {
                phrase::right(pieces, cue.at.end, high)
            };
            behind
        } else {
            phrase::left(pieces, from, cue.at.start).filter(|r| r.start >= from)
        };
        let pointed = match range {
            Some(range) => self.point(pieces, range),
            // `“…,” adding that`: whoever spoke before
            None if inverted => {
                let before = sentence.subject.clone().filter(|s| s.end <= at);
                before.and_then(|s| self.point(pieces, s)).or(self.memory.spoke)
            }
            None => None,
        }?;
        Some(Found {
            how: how_of(self.text, pointed),
            pointed: Some(pointed),
            cue: Some(cue_of(&cue, pieces)),
        })
    }

    /// `Roe: “…”`, and in headings `“…”: Roe`.
    fn colon(&mut self, sentence: &Sentence<'_, 't>, at: usize, high: usize) -> Option<Found> {
        let pieces = sentence.pieces;
        let found = |pointed| Found {
            pointed: Some(pointed),
            how: Attribution::Explicit,
            cue: None,
        };
        if at
            .checked_sub(1)
            .and_then(|b| pieces.get(b))
            .is_some_and(|p| p.is(':'))
        {
            let range = phrase::subject(pieces, 0, at)?;
            return self.point(pieces, range).map(found);
        }
        let mark = pieces.get(at + 1)?;
        if mark.is(':') || matches!(mark.kind, Kind::Mark('—' | '–' | '-')) && at == 0 {
            let range = phrase::right(pieces, at + 2, high)?;
            return self.point(pieces, range).map(found);
        }
        None
    }
}

fn how_of(text: &str, pointed: Pointed) -> Attribution {
    let word = pointed.mention.of(text).unwrap_or_default().to_lowercase();
    if cues::pronoun(&word).is_some_and(|g| g != Gender::Any || word != "who") {
        Attribution::Pronoun
    } else {
        Attribution::Explicit
    }
}

fn cue_of(cue: &CueAt, pieces: &[Piece<'_>]) -> Cue {
    let words = pieces.get(cue.at.clone()).unwrap_or_default();
    let span = words
        .first()
        .zip(words.last())
        .map_or(Span::new(0, 0), |(a, b)| Span::new(a.span.start, b.span.end));
    Cue {
        span,
        lemma: cue.lemma.to_owned(),
    }
}

/// See [`super::utterances`].
pub(super) fn joined(text: &str, quotes: &[Quote]) -> Vec<Quote> {
    let mut all: Vec<Quote> = Vec::new();
    for quote in quotes.iter().filter(|q| q.kind != QuoteKind::Nested) {
        let goes_on = quote
            .speaker
            .as_ref()
            .is_some_and(|s| matches!(s.how, Attribution::Split | Attribution::Continued));
        let joins = goes_on
            && all.last().is_some_and(|before| {
                let same =
                    before.speaker.as_ref().map(|s| s.person) == quote.speaker.as_ref().map(|s| s.person);
                let between = text.get(before.span.end..quote.span.start).unwrap_or_default();
                same && between.len() < JOIN_MAX
            });
        match all.last_mut().filter(|_| joins) {
            Some(before) => {
                if before.parts.is_empty() {
                    before.parts.push(before.span);
                }
                before.parts.push(quote.span);
                before.span = Span::new(before.span.start, quote.span.end);
            }
            None => all.push(quote.clone()),
        }
    }
    all
}

/// Bytes between two parts of one speech.
const JOIN_MAX: usize = 400;

/// See [`super::stands_alone`].
pub(super) fn alone(text: &str, quote: &Quote) -> bool {
    if !matches!(quote.kind, QuoteKind::Partial | QuoteKind::Nested) {
        return true;
    }
    let Some(cue) = &quote.cue else { return false };
    let between = text.get(cue.span.end..quote.span.start).unwrap_or_default();
    between.len() < 4
}
