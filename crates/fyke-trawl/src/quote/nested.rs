//! Speech within speech: whose words a speaker quotes.

use super::beside::cue_of;
use super::cues::{self, Strength};
use super::kind;
use super::marks::Marked;
use super::phrase;
use super::speaker::{Found, Reader};
use super::words::{self, Kind, Piece};
use fyke_model::text::{Attribution, QuoteKind};

/// Pieces looked at before speech within speech.
const LEAD_MAX: usize = 32;

impl Reader<'_, '_> {
    /// Speech within speech, where it is more than a word or two.
    pub(super) fn nested(&mut self, outer: usize, whole: Marked) {
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
            let low = at.saturating_sub(LEAD_MAX);
            let lead = &pieces[low..at];
            let owner = lead.iter().rposition(Piece::possessive).filter(|&o| {
                lead.iter()
                    .skip(o + 1)
                    .any(|p| matches!(p.text, "words" | "word" | "phrase" | "quote"))
            });
            let before = cues::among(lead)
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
}
