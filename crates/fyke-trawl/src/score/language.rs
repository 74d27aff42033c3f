//! The language of pieces of text beside the language they are known to be in.

use crate::language;
use serde::Serialize;
use std::collections::BTreeMap;

/// What came of it.
#[derive(Clone, PartialEq, Debug, Default, Serialize)]
pub struct LanguageScore {
    /// Pieces.
    pub n: usize,
    /// Share of all pieces whose language was given and right.
    pub right: f64,
    /// Share given and wrong.
    pub wrong: f64,
    /// Share left open as too short.
    pub open: f64,
    /// For each language the answers and how often each was given ("" = open).
    pub answers: BTreeMap<String, BTreeMap<String, usize>>,
}

/// Scores pieces of known language: `(ISO 639-1, text)`.
pub fn language<'a>(pieces: impl IntoIterator<Item = (&'a str, &'a str)>) -> LanguageScore {
    let mut score = LanguageScore::default();
    let (mut right, mut wrong) = (0usize, 0usize);
    for (code, text) in pieces {
        let said = language::of(text).unwrap_or("");
        score.n += 1;
        right += usize::from(said == code);
        wrong += usize::from(!said.is_empty() && said != code);
        let answers = score.answers.entry(code.to_string()).or_default();
        *answers.entry(said.to_string()).or_default() += 1;
    }
    let share = |count: usize| count as f64 / score.n.max(1) as f64;
    (score.right, score.wrong) = (share(right), share(wrong));
    score.open = share(score.n - right - wrong);
    score
}
