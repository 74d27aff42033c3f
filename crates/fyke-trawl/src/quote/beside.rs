//! Speakers that stand beside the words: a cue before them, a cue behind them, a
//! colon.

use super::cues::{self, CueAt, Gender, Strength};
use super::kind::Look;
use super::phrase;
use super::roles;
use super::speaker::{Found, Pointed, Reader, Sentence};
use super::words::{Kind, Piece};
use fyke_model::text::{Attribution, Cue, Span};

/// Pieces between a cue and the words it leads up to.
const LEAD_MAX: usize = 16;
/// Pieces between words in marks and the cue behind them.
const TAIL_MAX: usize = 32;
/// The same for a weak cue.
const WEAK_MAX: usize = 10;

impl<'t> Reader<'_, 't> {
    /// `Roe said, “…”`, `Roe told the paper: “…”`, `what Roe called “…”`.
    pub(super) fn leads_up(
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
                Some(last) => {
                    let near = if cue.strength == Strength::Strong { 3 } else { 2 };
                    gap.len() <= near || last.is(':') || matches!(last.text, "that" | "as")
                }
            };
        if look.words == 1 && gap.len() > 2 {
            adjacent = false;
        }
        if cue.lemma == "according to" {
            adjacent = true;
        }
        if !adjacent {
            return None;
        }
        let mut c = c;
        let mut pointed = self.subject_of(sentence, c);
        let person = self
            .subject_range(sentence, c)
            .is_none_or(|r| phrase::personal(sentence.pieces, &r));
        if cue.strength == Strength::Weak && (pointed.is_none() || !person && !gap.is_empty()) {
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
    pub(super) fn behind(
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
        if let Some(found) = self.uttered(pieces, from, high) {
            return Some(found);
        }
        let near = |c: &usize| {
            let cue = &sentence.cues[*c];
            let start = cue.at.start;
            let reach = if cue.strength == Strength::Strong {
                TAIL_MAX
            } else {
                WEAK_MAX
            };
            start >= from && start < high && start <= from + reach
        };
        let all: Vec<usize> = (0..sentence.cues.len()).filter(near).collect();
        // a participle before the verb is passed over: `Roe, speaking in the yard, said`
        let several = all.iter().any(|&c| !sentence.cues[c].ing);
        all.into_iter()
            .filter(|&c| !(several && sentence.cues[c].ing && sentence.cues[c].at.start > from))
            .find_map(|c| self.cued_behind(sentence, c, at, from, high))
    }

    fn cued_behind(
        &mut self,
        sentence: &Sentence<'_, 't>,
        c: usize,
        at: usize,
        from: usize,
        high: usize,
    ) -> Option<Found> {
        let pieces = sentence.pieces;
        let cue = sentence.cues.get(c)?.clone();
        let lead_in = pieces.get(from..cue.at.start)?;
        let inverted = lead_in
            .iter()
            .all(|p| p.word() && !p.capital() && (roles::between(&p.lower()) || p.text == "so"));
        let object = matches!(cue.lemma, "tell" | "inform" | "remind" | "assure");
        let range = match () {
            () if !inverted && cue.lemma != "according to" => {
                phrase::left(pieces, from, cue.at.start).filter(|r| r.start >= from)
            }
            () if object => None,
            () => phrase::right(pieces, cue.at.end, high),
        };
        let pointed = match range {
            Some(range) => self.point(pieces, range),
            // `“…,” adding that`: whoever spoke before
            None if inverted => {
                let before = sentence.subject.clone().filter(|s| s.end <= at);
                before
                    .and_then(|s| self.point(pieces, s))
                    .or_else(|| self.spoke())
            }
            None => None,
        }?;
        Some(Found {
            how: how_of(self.text, pointed),
            pointed: Some(pointed),
            cue: Some(cue_of(&cue, pieces)),
        })
    }

    /// `“…!” beamed Roe`: a verb in the past that is in no list, right behind set-off
    /// words and before a name.
    fn uttered(&mut self, pieces: &[Piece<'t>], from: usize, high: usize) -> Option<Found> {
        let verb = pieces
            .get(from)
            .filter(|p| p.word() && !p.capital() && p.text.len() > 4 && p.text.ends_with("ed"))?;
        if cues::cue(verb.text).is_some()
            || !pieces
                .get(from + 1)
                .is_some_and(|p| p.capital() && !roles::no_name(&p.lower()))
        {
            return None;
        }
        let range = phrase::right(pieces, from + 1, high).filter(|r| phrase::personal(pieces, r))?;
        let pointed = self.point(pieces, range)?;
        let cue = Cue {
            span: verb.span,
            lemma: verb.text.to_owned(),
        };
        Some(Found {
            pointed: Some(pointed),
            how: Attribution::Explicit,
            cue: Some(cue),
        })
    }

    /// `Roe: “…”`, and in headings `“…”: Roe`.
    pub(super) fn colon(&mut self, sentence: &Sentence<'_, 't>, at: usize, high: usize) -> Option<Found> {
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

/// Whether a pronoun or a name points.
pub(super) fn how_of(text: &str, pointed: Pointed) -> Attribution {
    let word = pointed.mention.of(text).unwrap_or_default().to_lowercase();
    if cues::pronoun(&word).is_some_and(|g| g != Gender::Any || word != "who") {
        Attribution::Pronoun
    } else {
        Attribution::Explicit
    }
}

/// A cue as it is handed out.
pub(super) fn cue_of(cue: &CueAt, pieces: &[Piece<'_>]) -> Cue {
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
